//! The records of one job on their way to leads: one connection reads, threads derive. What meets nothing goes straight on, through the thread that
//! derived it ([`super::lane`]); the rest comes together in [`super::course`],
//! where it is looked for what is stored around it, and several connections write.
//! An identity is handled in one place at a time: what meets records or leads that are being written waits for them. Queues are bounded,
//! so memory stays flat; every transaction holds whole neighbourhoods, so a run that is killed leaves nothing half done.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use anyhow::{Result, anyhow};
use crossbeam_channel::{Receiver, Sender, bounded};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use uuid::Uuid;

use super::course::{Course, Ends};
use super::division::Outcome;
use super::filter::Filter;
use super::group::{ChangedElsewhere, Deriving, Group, Written};
use super::identity::keys_of;
use super::lane::{Event, Gate, Lane};
use super::record::Reason;
use crate::database::retry::is_conflict;
use crate::interrupt;
use crate::models::identifier::Ids;
use crate::models::leads::keys;
use crate::models::progress::Mark;
use crate::models::raw_leads::{self, RawLead};
use crate::quota::{self, Allowance, LimitChanged};

/// Records to a group, about.
pub(super) const GROUP: usize = 2_000;
/// Groups that are being written at a time.
pub(super) const FLYING: usize = 3;

/// Opens a connection.
pub(super) type Connect<'a> = dyn Fn() -> Result<PgConnection> + Sync + 'a;

/// Connections beside the first, kept for the next job.
pub(super) struct Pool<'a> {
    connect: &'a Connect<'a>,
    idle: Mutex<Vec<PgConnection>>,
}

impl<'a> Pool<'a> {
    pub(super) fn new(connect: &'a Connect<'a>) -> Self {
        Pool { connect, idle: Mutex::default() }
    }

    pub(super) fn take(&self) -> Result<PgConnection> {
        let idle = self.idle.lock().map_err(|_| anyhow!("a normalizing thread panicked"))?.pop();
        idle.map_or_else(self.connect, Ok)
    }

    /// Forgets the connections of before: the server went away.
    pub(super) fn clear(&self) {
        if let Ok(mut idle) = self.idle.lock() {
            idle.clear();
        }
    }

    pub(super) fn give(&self, conn: PgConnection) {
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(conn);
        }
    }
}

/// What one job's records came to.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) outcome: Outcome,
    pub(super) rejected: u64,
    pub(super) reasons: BTreeMap<Reason, u64>,
}

/// What was committed, told by whoever did it: it holds also where another thread fails.
#[derive(Debug, Default)]
pub(super) struct Tally(Mutex<Outcome>);

impl Tally {
    pub(super) fn add(&self, more: Outcome) {
        interrupt::done(more.created + more.updated, "records made or changed leads");
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += more;
    }

    fn take(&self) -> Outcome {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What goes on over all jobs of a user.
pub(super) struct Flow<'a> {
    pub(super) deriving: Deriving<'a>,
    pub(super) pool: &'a Pool<'a>,
    /// Threads that derive, and connections that write.
    pub(super) workers: usize,
    pub(super) writers: usize,
    /// Keys that may be stored; `None`: any.
    pub(super) filter: Option<Filter>,
    /// Records that are part of a lead are passed over, but for those of these leads.
    pub(super) all_but: Option<&'a [Uuid]>,
}

impl Flow<'_> {
    /// Reads, derives and writes the records of a job, or those that belong to none: all, or those after a mark. About `waiting` are expected.
    /// Returns up to where they were read, and how many they were. What they came to is added up in `counts`, also where it ends with an error.
    pub(super) fn run(
        &mut self,
        conn: &mut PgConnection,
        job: Option<Uuid>,
        since: Option<&Mark>,
        waiting: u64,
        counts: &mut Counts,
        on_records: &mut dyn FnMut(u64),
    ) -> Result<(Mark, u64)> {
        let Flow { deriving, pool, workers, writers, all_but, .. } = *self;
        let left = Allowance::left(conn, deriving.user)?;
        // Few records are quicker by one connection, and are then counted in an order that they alone decide.
        let open =
            self.filter.is_some() && waiting >= GROUP as u64 && left.is_none_or(|left| left >= waiting);
        let gate = Mutex::new(Gate { filter: self.filter.take(), left, open });
        let mut reader = pool.take()?;
        let (raw_in, raw_out) = bounded::<(usize, Vec<RawLead>)>(workers);
        let (event_in, event_out) = bounded::<Event>(workers);
        let (task_in, task_out) = bounded::<Task>(FLYING * writers);
        let (done_in, done_out) = bounded::<Done>(FLYING * writers);
        let tally = Tally::default();
        let outcome = thread::scope(|scope| {
            let (gate, tally) = (&gate, &tally);
            let reading = {
                let reader = &mut reader;
                scope.spawn(move || read(reader, deriving.user.id, job, since, all_but, &raw_in))
            };
            let mut lanes = Vec::new();
            for number in 0..workers {
                let (ask, asked) = bounded::<()>(1);
                let (raws, events) = (raw_out.clone(), event_in.clone());
                scope.spawn(move || {
                    Lane::new(number, deriving, pool, gate, tally).run(&raws, &asked, &events)
                });
                lanes.push(ask);
            }
            for _ in 0..writers {
                let (tasks, done) = (task_out.clone(), done_in.clone());
                scope.spawn(move || write(&tasks, &done, &deriving, pool, tally));
            }
            drop((raw_out, event_in, task_out, done_in));
            let ends = Ends { events: event_out, lanes, tasks: task_in, done: done_out };
            let mut course = Course::new(deriving, conn, gate, tally, writers, ends);
            let outcome = course.take_all(on_records);
            *counts = std::mem::take(&mut course.counts);
            // Lanes and writers end when nobody listens to them any more.
            drop(course);
            let read = reading.join().unwrap_or_else(|_| Err(anyhow!("the reading thread panicked")));
            // When deriving failed, the reader only found its queue closed.
            outcome?;
            read
        });
        counts.outcome += tally.take();
        self.filter = gate.into_inner().map_err(|_| anyhow!("a normalizing thread panicked"))?.filter;
        outcome.inspect(|_| pool.give(reader))
    }
}

fn read(
    conn: &mut PgConnection,
    user: Uuid,
    job: Option<Uuid>,
    since: Option<&Mark>,
    all_but: Option<&[Uuid]>,
    out: &Sender<(usize, Vec<RawLead>)>,
) -> Result<(Mark, u64)> {
    let mut index = 0;
    raw_leads::each_of(conn, user, job, since, all_but, |page| {
        interrupt::check()?;
        let sent = out.send((index, page));
        index += 1;
        sent.map_err(|_| anyhow!("normalizing stopped"))
    })
}

/// Neighbourhoods of a group to be written.
pub(super) struct Task {
    pub(super) number: u64,
    pub(super) group: Arc<Group>,
    pub(super) due: Range<usize>,
}

/// What became of it.
pub(super) struct Done {
    pub(super) number: u64,
    pub(super) due: Range<usize>,
    pub(super) written: Result<Written>,
}

fn write(tasks: &Receiver<Task>, done: &Sender<Done>, deriving: &Deriving, pool: &Pool, tally: &Tally) {
    let mut conn = None;
    let ids = Ids::new();
    for Task { number, group, due } in tasks {
        let written = match &mut conn {
            Some(conn) => Ok(conn),
            None => pool.take().map(|opened| conn.insert(opened)),
        }
        .and_then(|conn| {
            conn.transaction(|conn| {
                let mut written = group.write(conn, deriving, due.clone(), None, false, &ids)?;
                // Last, because all of a user's transactions wait for each other from here to their end.
                written.back = quota::use_leads(conn, deriving.user, written.leads, &written.gone)?;
                Ok(written)
            })
        });
        drop(group);
        if let Ok(written) = &written {
            tally.add(written.outcome);
        }
        if done.send(Done { number, due, written }).is_err() {
            return;
        }
    }
    if let Some(conn) = conn {
        pool.give(conn);
    }
}

/// Whether trying again may help: another program was in the way.
pub(super) fn is_passing(error: &anyhow::Error) -> bool {
    error.is::<ChangedElsewhere>()
        || error.is::<LimitChanged>()
        || error.chain().filter_map(|cause| cause.downcast_ref()).any(|cause| {
            matches!(cause, DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _))
                || is_conflict(cause)
        })
}

/// What is stored of a user, where reading it costs less than looking for each of so many waiting records.
pub(super) fn filter(conn: &mut PgConnection, user: Uuid, waiting: u64) -> Result<Option<Filter>> {
    /// A key read is so much cheaper than one looked for.
    const CHEAPER: u64 = 10;
    /// Keys that a lead has, about.
    const KEYS: u64 = 6;
    let Some(stored) = keys::count_up_to(conn, user, waiting.saturating_mul(CHEAPER))? else {
        return Ok(None);
    };
    let mut filter = Filter::of_size((stored + waiting) * KEYS);
    keys::of_all(conn, user, |columns, email| {
        keys_of(user, &columns, email.as_deref()).into_iter().for_each(|key| filter.insert(key));
    })?;
    Ok(Some(filter))
}
