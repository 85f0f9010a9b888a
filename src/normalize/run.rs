//! Normalizing what waits. Jobs are taken user by user, and a user's leads are derived by one process at a time, so that one identity is
//! always handled in one place: several processes share the users who have something waiting. How the records of a job go through is told in
//! [`super::flow`].

use std::collections::BTreeMap;

use anyhow::Result;
use diesel::prelude::*;
use uuid::Uuid;

use super::flow::{self, Counts, Flow, Pool};
use super::group::Deriving;
use super::memo::Memo;
use super::reading::{Reading, Readings};
use super::rebuild::{self, Settled};
use super::record::Reason;
use super::teller::Teller;
use crate::database::retry::Patience;
use crate::error::{Failure, Kind};
use crate::interrupt;
use crate::models::leads::{self, keys};
use crate::models::progress::{self, Mark, Reached, Waiting};
use crate::models::raw_leads;
use crate::models::scrape_jobs::Job;
use crate::models::users::User;
use crate::quota;

/// Leads that are given keys at a time.
const PAGE: i64 = 1_000;
/// Threads that derive, at most, as each has a connection of its own for what it makes.
const MAX_WORKERS: usize = 16;
/// Connections beside those that write what meets something, at most: more would wait for each other.
const MAX_WRITERS: usize = 4;

/// What to normalize, and how.
pub struct Options<'a> {
    /// These jobs; none means every one that waits.
    pub jobs: Vec<Uuid>,
    /// Only this user's.
    pub user: Option<Uuid>,
    /// Derive again what is derived already.
    pub rebuild: bool,
    /// Threads that normalize, from 1.
    pub workers: usize,
    /// How records are to be read; it stays with their jobs.
    pub reading: Reading,
    /// Opens a connection.
    pub connect: &'a (dyn Fn() -> Result<PgConnection> + Sync),
    /// How long to go on trying when the database goes away.
    pub patience: &'a Patience<'a>,
}

/// What was done. `raw = created + updated + unchanged + rejected + over_quota`, always.
#[derive(Debug, Default, Clone)]
pub struct Summary {
    /// Jobs that were worked on.
    pub jobs: u64,
    /// Raw records accounted for.
    pub raw: u64,
    /// Records that made a new lead.
    pub created: u64,
    /// Records that met a lead and changed it.
    pub updated: u64,
    /// Records that met a lead and told nothing new.
    pub unchanged: u64,
    /// Records that cannot become a lead.
    pub rejected: u64,
    /// Records that wait for the next billing month.
    pub over_quota: u64,
    /// Leads that went because no record makes them any more.
    pub gone: u64,
    /// Why records were rejected.
    pub reasons: BTreeMap<Reason, u64>,
    /// Addresses of the users who have records waiting for the next billing month.
    pub limited: Vec<String>,
    /// Users whose records wait because they may do nothing now.
    pub refused: Vec<Failure>,
}

/// One user's waiting records.
#[derive(Debug, Default)]
struct Share {
    jobs: Vec<Waiting>,
    /// Whether there are records that belong to no job, and up to where they were read.
    strays: Option<Option<Mark>>,
}

/// Normalizes what waits, and adds it up in `summary`, also where it ends with an error. `on_total` is told how many records there may be,
/// `on_records` how many more are done.
///
/// # Errors
/// When the database fails for longer than is waited for it, or somebody asked the run to stop. What whole batches were done before that stays
/// done.
pub fn run(
    options: &Options,
    summary: &mut Summary,
    on_total: &mut dyn FnMut(u64),
    on_records: &mut dyn FnMut(u64),
) -> Result<()> {
    let (conn, shares) = options.patience.run(|| {
        let mut conn = (options.connect)()?;
        let shares = shares(&mut conn, options)?;
        Ok((conn, shares))
    })?;
    on_total(shares.values().flat_map(|share| &share.jobs).map(|job| job.raw.unsigned_abs()).sum());
    let pool = Pool::new(options.connect);
    let teller = Teller::default();
    let mut run =
        Run { options, conn, pool: &pool, summary, partly: 0, on_records, ahead: 0, teller: &teller };
    let done = teller.telling(options.connect, || run.all(shares));
    let s = run.summary;
    s.raw = s.created + s.updated + s.unchanged + s.rejected + s.over_quota;
    done
}

/// What waits, by user.
fn shares(conn: &mut PgConnection, options: &Options) -> Result<BTreeMap<Uuid, Share>> {
    progress::count_new(conn, options.user)?;
    let mut shares: BTreeMap<Uuid, Share> = BTreeMap::new();
    for job in progress::waiting(conn, &options.jobs, options.user, options.rebuild)? {
        if let Some(user) = job.user_id {
            shares.entry(user).or_default().jobs.push(job);
        }
    }
    if options.jobs.is_empty() {
        for (user, mark) in progress::strays(conn, options.user, options.rebuild)? {
            shares.entry(user).or_default().strays = Some(mark);
        }
    }
    Ok(shares)
}

/// So many more records are done; those that are `ahead` were told of before.
fn tell(ahead: &mut u64, on_records: &mut dyn FnMut(u64), records: u64) {
    let again = records.min(*ahead);
    *ahead -= again;
    on_records(records - again);
}

struct Run<'a> {
    options: &'a Options<'a>,
    conn: PgConnection,
    pool: &'a Pool<'a>,
    summary: &'a mut Summary,
    /// Records that made or changed leads in jobs of this user that were not finished.
    partly: u64,
    on_records: &'a mut dyn FnMut(u64),
    /// Records that were told of and are gone through once more.
    ahead: u64,
    teller: &'a Teller,
}

impl Run<'_> {
    /// Those first whom no other process has; then the rest, when their turn comes.
    fn all(&mut self, shares: BTreeMap<Uuid, Share>) -> Result<()> {
        let mut taken = Vec::new();
        for (user, share) in shares {
            if !self.with_retries(user, &share, true)? {
                taken.push((user, share));
            }
        }
        for (user, share) in taken {
            self.with_retries(user, &share, false)?;
        }
        Ok(())
    }

    /// One user's waiting records, again and again where the database goes away. False where another process has the user's leads and
    /// nobody is to wait for it.
    fn with_retries(&mut self, user: Uuid, share: &Share, unless_taken: bool) -> Result<bool> {
        let before = self.summary.clone();
        let mut attempts = self.options.patience.attempts();
        let (mut lost, mut twice) = (false, 0);
        self.partly = 0;
        loop {
            let begun = self.summary.created + self.summary.updated;
            let error = match self.attempt(user, share, unless_taken && !lost, lost) {
                Ok(done) => {
                    self.summary.unchanged -= twice.min(self.summary.unchanged - before.unchanged);
                    return Ok(done);
                }
                Err(error) => error,
            };
            if self.summary.created + self.summary.updated > begun {
                attempts.worked();
            }
            attempts.wait(error, &|| false)?;
            lost = true;
            // What attempts that failed have done, the next finds done.
            twice = self.partly;
            if self.options.rebuild {
                let (created, updated) = (self.summary.created, self.summary.updated);
                twice = created + updated - before.created - before.updated;
                *self.summary = Summary { created, updated, ..before.clone() };
            }
        }
    }

    fn attempt(&mut self, user: Uuid, share: &Share, unless_taken: bool, lost: bool) -> Result<bool> {
        if lost {
            self.pool.clear();
            self.conn = (self.options.connect)()?;
        }
        if !unless_taken {
            leads::lock(&mut self.conn, user)?;
        } else if !leads::try_lock(&mut self.conn, user)? {
            return Ok(false);
        }
        self.share(user, share)?;
        Ok(true)
    }

    /// One user's waiting records; the user's leads are locked, and free again afterwards.
    fn share(&mut self, id: Uuid, share: &Share) -> Result<()> {
        if let Some(user) = User::by_id(&mut self.conn, id)? {
            match quota::in_force(&mut self.conn, &user) {
                Ok(_) => {
                    interrupt::check()?;
                    let before = self.summary.over_quota;
                    self.user(&user, share)?;
                    if self.summary.over_quota > before {
                        self.summary.limited.push(user.email.clone());
                    }
                }
                Err(error) => match error.downcast::<Failure>()? {
                    failure if failure.kind == Kind::Quota => self.summary.refused.push(failure),
                    failure => return Err(failure.into()),
                },
            }
        }
        Ok(leads::unlock(&mut self.conn, id)?)
    }

    fn user(&mut self, user: &User, share: &Share) -> Result<()> {
        let rebuild = self.options.rebuild;
        let readings = self.readings(user, &share.jobs)?;
        self.key_the_unkeyed(user, &readings)?;
        let workers = self.options.workers.clamp(1, MAX_WORKERS);
        let settled = match rebuild {
            true => {
                let on_records = &mut *self.on_records;
                Some(rebuild::settle(&mut self.conn, self.pool, workers, user, &readings, on_records)?)
            }
            false => None,
        };
        let told = settled.as_ref().map_or(0, |settled| settled.unchanged);
        self.summary.gone += settled.as_ref().map_or(0, |settled| settled.gone);
        // With some jobs named, what a run came to is told of those alone.
        let settled = settled.filter(|_| self.options.jobs.is_empty());
        let skipped = settled.as_ref().and_then(|settled| settled.others.as_deref());
        match &settled {
            Some(Settled { unchanged, others: Some(_), .. }) => self.summary.unchanged += unchanged,
            _ => self.ahead = told,
        }
        // Another process may have done them while we waited for the lock.
        let ids: Vec<Uuid> = share.jobs.iter().map(|job| job.id).collect();
        let still = match ids.is_empty() {
            true => Vec::new(),
            false => progress::waiting(&mut self.conn, &ids, Some(user.id), rebuild)?,
        };
        let filter = match rebuild {
            // Everything is stored.
            true => None,
            false => {
                let waiting = still.iter().map(|job| job.raw.unsigned_abs()).sum();
                flow::filter(&mut self.conn, user.id, waiting)?
            }
        };
        let mut flow = Flow {
            deriving: Deriving { user, readings: &readings, rebuild },
            pool: self.pool,
            workers,
            writers: workers.min(MAX_WRITERS),
            filter,
            all_but: skipped,
        };
        let begun = Mark::now(&mut self.conn)?;
        for job in still {
            let since = job.mark(&begun).filter(|_| !rebuild);
            let mut counts = Counts::default();
            self.teller.begin(job.id);
            let read = flow.run(
                &mut self.conn,
                Some(job.id),
                since.as_ref(),
                job.raw.unsigned_abs(),
                &mut counts,
                &mut |records| {
                    self.teller.add(records);
                    tell(&mut self.ahead, self.on_records, records);
                },
            );
            self.teller.end();
            let (now, read) = read.inspect_err(|_| self.note_part(&counts))?;
            let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
            let read = match skipped {
                Some(_) => raw_leads::count_of(&mut self.conn, user.id, job.id)?,
                None => read,
            };
            let done = counts.outcome.created + counts.outcome.updated + counts.outcome.unchanged;
            let before =
                if rebuild { 0 } else { job.rejected - since.as_ref().map_or(0, |mark| mark.rejected) };
            let reached = Reached {
                now,
                since,
                read: number(read),
                done: number(done),
                rejected: number(counts.rejected),
                over_quota: number(counts.outcome.over_quota),
            };
            self.conn.transaction(|conn| progress::record(conn, &job, &reached))?;
            // Those that an earlier run read too were told then.
            let rejected = counts.rejected.saturating_sub(u64::try_from(before).unwrap_or(0));
            self.note(&counts, rejected);
            self.summary.jobs += 1;
        }
        if let Some(since) = &share.strays {
            let since = since.as_ref().filter(|_| !rebuild);
            let mut counts = Counts::default();
            let read = flow.run(&mut self.conn, None, since, u64::MAX, &mut counts, &mut |records| {
                tell(&mut self.ahead, self.on_records, records)
            });
            let (now, _) = read.inspect_err(|_| self.note_part(&counts))?;
            match (counts.outcome.over_quota, since) {
                (0, _) => progress::record_strays(&mut self.conn, user.id, &now)?,
                (_, None) => progress::reread_strays(&mut self.conn, user.id)?,
                _ => {}
            }
            self.note(&counts, counts.rejected);
        }
        Ok(())
    }

    /// Notes what was done of a job that was not finished.
    fn note_part(&mut self, counts: &Counts) {
        self.summary.created += counts.outcome.created;
        self.summary.updated += counts.outcome.updated;
        self.partly += counts.outcome.created + counts.outcome.updated;
    }

    fn note(&mut self, counts: &Counts, rejected: u64) {
        let s = &mut *self.summary;
        s.created += counts.outcome.created;
        s.updated += counts.outcome.updated;
        s.unchanged += counts.outcome.unchanged;
        s.over_quota += counts.outcome.over_quota;
        s.rejected += rejected;
        for (reason, count) in &counts.reasons {
            *s.reasons.entry(*reason).or_default() += count;
        }
    }

    /// How the records of each of the user's jobs are to be read; what this run says of `jobs` is kept with them.
    fn readings(&mut self, user: &User, jobs: &[Waiting]) -> Result<Readings> {
        let said = &self.options.reading;
        let stored = Job::normalize_options(&mut self.conn, Some(user.id))?;
        let mut readings = Readings::new(stored, said.clone());
        for job in jobs {
            let before = readings.of(Some(job.id));
            let now = said.over(&before);
            if now != before {
                Job::set_normalize_options(&mut self.conn, job.id, now.to_json().as_ref())?;
                readings.set(job.id, now);
            }
        }
        Ok(readings)
    }

    /// Gives keys to leads that have none, so that they are met like any other: those that another program wrote, or a version of this one
    /// that made other keys.
    fn key_the_unkeyed(&mut self, user: &User, readings: &Readings) -> Result<()> {
        loop {
            interrupt::check()?;
            let page = keys::without(&mut self.conn, user.id, PAGE)?;
            let last = page.len() < PAGE as usize;
            let done =
                rebuild::derive(&mut self.conn, user, readings, &page, &Memo::default(), &mut Vec::new())?;
            self.summary.gone += done.gone;
            if last {
                return Ok(());
            }
        }
    }
}
