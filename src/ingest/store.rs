//! Storing: what one connection does with the records that wait for it.

use std::sync::MutexGuard;
use std::sync::atomic::Ordering;

use anyhow::{Context, Result, anyhow};
use chrono::Utc;
use crossbeam_channel::Sender;
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use uuid::Uuid;

use super::load::{Event, Shared, Stopped};
use crate::database::outcome::{self, Outcome};
use crate::error::{Failure, Kind};
use crate::models::identifier::Ids;
use crate::models::raw_leads::{self, NewRawLeads, Place};
use crate::models::scrape_jobs::Job;

/// How many records of a batch are looked up before all of it is taken for new.
const SAMPLE: usize = 32;
/// Batches without a duplicate after which they are taken for new again, at first.
const CAUTION: u32 = 8;
/// How often a batch is tried again though no other process's record explains why it failed.
const ATTEMPTS: usize = 10;

/// Where the records of a user and job go. Those that do not say when they were scraped get one time a job, because of two
/// values the later one wins, and which connection was faster must not decide.
pub(super) fn place_of(user: Uuid, job: &Job) -> Place {
    let unstated = job.started_at.or(job.created_at).unwrap_or_else(Utc::now);
    Place { user, job: job.id, unstated }
}

/// Stores what waits in one part until nothing more comes.
pub(super) fn run(part: usize, events: &Sender<Event>, shared: &Shared) -> Result<()> {
    if !shared.waiting.any(part)? {
        return Ok(());
    }
    let mut conn = shared.options.patience.run_until(&|| shared.stopped(), shared.options.connect)?;
    if !shared.options.strict {
        return store_all(part, &mut conn, events, shared);
    }
    // One transaction around everything, rolled back by the error at its end.
    let outcome = conn.transaction::<_, anyhow::Error, _>(|conn| {
        store_all(part, conn, events, shared)?;
        if shared.rejected_any.load(Ordering::Relaxed) || shared.stopped() {
            return Err(Stopped.into());
        }
        Ok(())
    });
    match outcome {
        // Rejected records are no failure of this thread: the caller reports them.
        Err(error) if error.is::<Stopped>() => {
            let given = shared.options.job.as_ref().map(|job| place_of(shared.options.user, job));
            *shared.job.lock().map_err(|_| anyhow!("a loading thread panicked"))? = given;
            Ok(())
        }
        other => other,
    }
}

fn store_all(part: usize, conn: &mut PgConnection, events: &Sender<Event>, shared: &Shared) -> Result<()> {
    let ids = Ids::new();
    let mut caution = Caution::default();
    let mut batch = NewRawLeads::default();
    // The first batch may be small: until it is committed there is perhaps no job for the other connections.
    let mut first = true;
    loop {
        // Equal records are in the same part. One that helped with another's might wait for it, and fail, where there are
        // duplicates.
        let help = caution.left == 0;
        shared.waiting.take(part, &mut batch, first, help)?;
        first = false;
        if shared.stopped() {
            return Err(Stopped.into());
        }
        let found = batch.len();
        if found == 0 {
            return Ok(());
        }
        let inserted = store_batch(&mut batch, conn, &ids, &mut caution, shared)?;
        let duplicates = found as u64 - inserted;
        if events.send(Event::Stored { inserted, duplicates }).is_err() {
            return Err(Stopped.into());
        }
    }
}

/// Whether records are looked up before they are stored. Looking up new ones is wasted; storing known ones fails, and leaves
/// dead rows behind. So after each surprise, twice as many batches have to come without a duplicate.
struct Caution {
    left: u32,
    after_surprise: u32,
}

impl Default for Caution {
    fn default() -> Caution {
        Caution { left: 0, after_surprise: CAUTION }
    }
}

impl Caution {
    fn surprised(&mut self) {
        self.after_surprise = self.after_surprise.saturating_mul(2).min(1024);
        self.left = self.after_surprise;
    }

    fn looked(&mut self, known: usize) {
        self.left = if known > 0 { self.left.max(self.after_surprise) } else { self.left.saturating_sub(1) };
    }
}

/// The last transaction that was sent to be committed. Whether it was, is not known where the connection is lost just then.
struct Sent {
    transaction: i64,
    place: Place,
    stored: usize,
}

impl Sent {
    /// Asks the server whether it was committed.
    fn is_committed(&self, conn: &mut PgConnection) -> Result<bool> {
        match outcome::of(conn, self.transaction)? {
            Outcome::Committed => Ok(true),
            Outcome::Aborted => Ok(false),
            Outcome::Running => {
                let message = "the server is still at the transaction that the connection was lost in";
                Err(Failure::new(Kind::Unreachable, "database_unreachable", message)
                    .hint("run the command again")
                    .into())
            }
        }
    }
}

/// Who makes the job; kept until it is known whether there is one, so that a run makes no second one.
type Making<'s> = Option<MutexGuard<'s, Option<Place>>>;

/// Stores the records of one batch that are not stored yet, in one transaction with their job's count, and goes on trying where the database
/// goes away. Returns how many those were.
fn store_batch(
    batch: &mut NewRawLeads,
    conn: &mut PgConnection,
    ids: &Ids,
    caution: &mut Caution,
    shared: &Shared,
) -> Result<u64> {
    let mut attempts = shared.options.patience.attempts();
    let mut making: Making = None;
    let mut sent: Option<Sent> = None;
    let mut lost = false;
    loop {
        let mut again = || {
            if lost {
                *conn = (shared.options.connect)()?;
                if let Some(sent) = &sent
                    && sent.is_committed(conn)?
                {
                    if let Some(making) = &mut making {
                        **making = Some(sent.place);
                    }
                    return Ok(sent.stored as u64);
                }
                sent = None;
            }
            try_batch(batch, conn, ids, caution, shared, &mut making, &mut sent)
        };
        match again() {
            Ok(stored) => {
                attempts.worked();
                return Ok(stored);
            }
            // What the transaction of the whole run held is lost with it.
            Err(error) if shared.options.strict => return Err(error),
            Err(error) => attempts.wait(error, &|| shared.stopped())?,
        }
        lost = true;
    }
}

fn try_batch<'s>(
    batch: &mut NewRawLeads,
    conn: &mut PgConnection,
    ids: &Ids,
    caution: &mut Caution,
    shared: &'s Shared,
    making: &mut Making<'s>,
    sent: &mut Option<Sent>,
) -> Result<u64> {
    batch.sort();
    let mut look = caution.left > 0 || batch.any_known_of(SAMPLE, conn)?;
    let mut unexplained = 0;
    loop {
        if look {
            let known = batch.remove_known(conn)?;
            caution.looked(known);
            unexplained = if known > 0 { 0 } else { unexplained + 1 };
        }
        if batch.is_empty() {
            return Ok(0);
        }
        match in_transaction(batch, conn, ids, shared, making, sent)? {
            Ok(stored) => return Ok(stored as u64),
            // Stored already, or another process stored one of them between our look and our COPY: look again.
            Err(DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _))
                if unexplained < ATTEMPTS =>
            {
                if !look {
                    caution.surprised();
                }
                look = true;
            }
            Err(
                DieselError::NotFound | DieselError::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, _),
            ) => {
                return Err(
                    Failure::new(Kind::NotFound, "no_such_job", "the job was removed meanwhile").into()
                );
            }
            Err(error) => return Err(error).context("cannot store records"),
        }
    }
}

/// Stores a batch, making the job for it if there is none yet. The inner error is the server's.
fn in_transaction<'s>(
    batch: &NewRawLeads,
    conn: &mut PgConnection,
    ids: &Ids,
    shared: &'s Shared,
    making: &mut Making<'s>,
    sent: &mut Option<Sent>,
) -> Result<Result<usize, DieselError>> {
    // While there is no job the others wait here, until the first batch has made it and is committed.
    let job = match making.take() {
        Some(job) => job,
        None => shared.job.lock().map_err(|_| anyhow!("a loading thread panicked"))?,
    };
    if let Some(place) = *job {
        drop(job);
        return Ok(conn.transaction(|conn| store_new(conn, place, ids, batch, sent)));
    }
    let job = making.insert(job);
    let made = conn.transaction::<_, anyhow::Error, _>(|conn| {
        let job = (shared.options.make_job)(conn)?;
        let place = place_of(shared.options.user, &job);
        Ok((place, store_new(conn, place, ids, batch, sent)?))
    });
    match made {
        Ok((place, stored)) => {
            **job = Some(place);
            *making = None;
            Ok(Ok(stored))
        }
        Err(error) => Ok(Err(error.downcast::<DieselError>()?)),
    }
}

fn store_new(
    conn: &mut PgConnection,
    place: Place,
    ids: &Ids,
    batch: &NewRawLeads,
    sent: &mut Option<Sent>,
) -> Result<usize, DieselError> {
    let transaction = outcome::own(conn)?;
    let stored = raw_leads::copy_in(conn, place, transaction, ids, batch)?;
    match Job::found_more(conn, place.job, stored)? {
        0 => Err(DieselError::NotFound),
        _ => {
            *sent = Some(Sent { transaction, place, stored });
            Ok(stored)
        }
    }
}
