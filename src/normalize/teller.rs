//! Tells other processes how far the run is with a job, about every second: over a connection of its own, as the others are in the middle
//! of transactions.

use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crossbeam_channel::{RecvTimeoutError, bounded};
use diesel::prelude::*;
use uuid::Uuid;

use super::flow::Connect;
use crate::models::progress_notices::{self, Notice};

/// How often it is told; a run that takes less opens no connection for it.
const EVERY: Duration = Duration::from_secs(1);

/// The job that the run is at, and how many of its records it has done.
#[derive(Default)]
pub(super) struct Teller(Mutex<Option<Notice>>);

impl Teller {
    /// The run begins with a job.
    pub(super) fn begin(&self, job: Uuid) {
        *self.notice() = Some(Notice { job, done: 0 });
    }

    /// So many more of its records are done.
    pub(super) fn add(&self, records: u64) {
        if let Some(notice) = &mut *self.notice() {
            notice.done += records;
        }
    }

    /// The run is done with the job.
    pub(super) fn end(&self) {
        *self.notice() = None;
    }

    fn notice(&self) -> std::sync::MutexGuard<'_, Option<Notice>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does the work, and tells how far it is meanwhile.
    pub(super) fn telling<T>(&self, connect: &Connect, work: impl FnOnce() -> T) -> T {
        thread::scope(|scope| {
            let (end, ended) = bounded::<()>(0);
            scope.spawn(move || {
                let mut conn: Option<PgConnection> = None;
                let mut last = None;
                while ended.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
                    let now = *self.notice();
                    let Some(notice) = now.filter(|_| now != last) else { continue };
                    last = now;
                    // Nobody depends on it: a server that has no connection to spare, or goes away, is not asked again.
                    let opened = match conn.take() {
                        Some(conn) => Some(conn),
                        None => connect().ok(),
                    };
                    conn = opened
                        .and_then(|mut conn| progress_notices::tell(&mut conn, notice).ok().map(|()| conn));
                    if conn.is_none() {
                        return;
                    }
                }
            });
            let done = work();
            drop(end);
            done
        })
    }
}
