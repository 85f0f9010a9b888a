//! Normalizing what waits: one connection reads, threads normalize, one connection writes. Jobs are taken user
//! by user, and a user's leads are derived by one process at a time, so that one identity is always handled in
//! one place. Every batch is one transaction: a run that is killed leaves whole batches, and the next one goes on.

use std::collections::BTreeMap;
use std::thread;

use anyhow::{Result, anyhow};
use crossbeam_channel::{Receiver, Sender, bounded};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use uuid::Uuid;

use super::batch::{self, ChangedElsewhere, Item};
use super::identity::stored_keys;
use super::memo::Memo;
use super::reading::{Reading, Readings};
use super::record::Reason;
use crate::error::{Failure, Kind};
use crate::models::leads::{self, Lead};
use crate::models::raw_leads::{self, RawLead};
use crate::models::scrape_jobs::{Job, Waiting};
use crate::models::users::User;
use crate::quota;

/// Raw records to a batch.
const BATCH: usize = 1_000;
/// How often a batch is tried again that another program's write got in the way of.
const ATTEMPTS: usize = 5;

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
    pub connect: &'a dyn Fn() -> Result<PgConnection>,
}

/// What was done. `raw = created + updated + unchanged + rejected + over_quota`, always.
#[derive(Debug, Default)]
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
    /// Why records were rejected.
    pub reasons: BTreeMap<Reason, u64>,
    /// Addresses of the users who have records waiting for the next billing month.
    pub limited: Vec<String>,
    /// Users whose records wait because they may do nothing now.
    pub refused: Vec<Failure>,
}

/// Which raw leads of a user to read.
#[derive(Debug, Clone, Copy)]
enum Part {
    Job(Uuid),
    WithoutJob,
}

/// Normalizes what waits. `on_total` is told how many records there may be, `on_records` how many more are done.
///
/// # Errors
/// When the database fails. What whole batches were done before that stays done.
pub fn run(
    options: &Options,
    on_total: &mut dyn FnMut(u64),
    on_records: &mut dyn FnMut(u64),
) -> Result<Summary> {
    let mut conn = (options.connect)()?;
    let waiting = Job::waiting(&mut conn, &options.jobs, options.user, options.rebuild)?;
    let mut by_user: BTreeMap<Uuid, Vec<Waiting>> = BTreeMap::new();
    on_total(waiting.iter().map(|job| job.raw.unsigned_abs()).sum());
    for job in waiting {
        if let Some(user) = job.user_id {
            by_user.entry(user).or_default().push(job);
        }
    }
    let strays = if options.jobs.is_empty() {
        raw_leads::users_without_job(&mut conn, options.user)?
    } else {
        Vec::new()
    };
    for &user in &strays {
        by_user.entry(user).or_default();
    }

    let mut run = Run { options, conn, reader: None, summary: Summary::default(), on_records };
    for (id, jobs) in by_user {
        let Some(user) = User::by_id(&mut run.conn, id)? else { continue };
        if let Err(error) = quota::in_force(&mut run.conn, &user) {
            match error.downcast::<Failure>() {
                Ok(failure) if failure.kind == Kind::Quota => run.summary.refused.push(failure),
                Ok(failure) => return Err(failure.into()),
                Err(error) => return Err(error),
            }
            continue;
        }
        leads::lock(&mut run.conn, user.id)?;
        let before = run.summary.over_quota;
        run.user(&user, &jobs, strays.contains(&id))?;
        if run.summary.over_quota > before {
            run.summary.limited.push(user.email.clone());
        }
        leads::unlock(&mut run.conn, user.id)?;
    }
    let s = &mut run.summary;
    s.raw = s.created + s.updated + s.unchanged + s.rejected + s.over_quota;
    Ok(run.summary)
}

struct Run<'a> {
    options: &'a Options<'a>,
    conn: PgConnection,
    reader: Option<PgConnection>,
    summary: Summary,
    on_records: &'a mut dyn FnMut(u64),
}

/// What one job's records came to.
#[derive(Debug, Default)]
struct Counts {
    /// Raw records there were when they were read, also those that are part of a lead.
    found: u64,
    rejected: u64,
    over_quota: u64,
}

impl Run<'_> {
    /// One user's waiting records; the user's leads are locked.
    fn user(&mut self, user: &User, jobs: &[Waiting], strays: bool) -> Result<()> {
        self.key_foreign_leads(user)?;
        let readings = self.readings(user, jobs)?;
        if self.options.rebuild {
            self.renew_keys(user, &readings)?;
        }
        // Another process may have done them while we waited for the lock.
        let ids: Vec<Uuid> = jobs.iter().map(|job| job.id).collect();
        let still = if ids.is_empty() {
            Vec::new()
        } else {
            Job::waiting(&mut self.conn, &ids, Some(user.id), self.options.rebuild)?
        };
        for job in still {
            let counts = self.part(user, Part::Job(job.id), &readings)?;
            self.conn.transaction(|conn| {
                let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
                Job::record_progress(
                    conn,
                    job.id,
                    number(counts.found),
                    number(counts.over_quota),
                    number(counts.rejected),
                )
            })?;
            let before = if self.options.rebuild { 0 } else { job.rejected.unsigned_abs() };
            self.summary.rejected += counts.rejected.saturating_sub(before);
            self.summary.jobs += 1;
        }
        if strays {
            let counts = self.part(user, Part::WithoutJob, &readings)?;
            self.summary.rejected += counts.rejected;
        }
        Ok(())
    }

    /// Reads, normalizes and applies one job's records, or those that belong to no job.
    fn part(&mut self, user: &User, part: Part, readings: &Readings) -> Result<Counts> {
        let mut reader = match self.reader.take() {
            Some(reader) => reader,
            None => (self.options.connect)()?,
        };
        let workers = self.options.workers.max(1);
        let (raw_in, raw_out) = bounded::<(usize, Vec<RawLead>)>(workers * 2);
        let (item_in, item_out) = bounded::<(usize, Vec<Item>)>(workers * 2);
        let (user_id, rebuild) = (user.id, self.options.rebuild);
        let counts = thread::scope(|scope| {
            let reading = {
                let reader = &mut reader;
                scope.spawn(move || read(reader, user_id, part, rebuild, &raw_in))
            };
            for _ in 0..workers {
                let (raw_out, item_in) = (raw_out.clone(), item_in.clone());
                scope.spawn(move || {
                    let memo = Memo::default();
                    for (index, raws) in raw_out {
                        let items = raws.iter().map(|raw| batch::item(raw, readings, &memo)).collect();
                        if item_in.send((index, items)).is_err() {
                            return;
                        }
                    }
                });
            }
            drop((raw_out, item_in));
            let counts = self.apply_all(user, item_out, readings);
            let read = reading.join().unwrap_or_else(|_| Err(anyhow!("the reading thread panicked")));
            // When applying failed, the reader only found its queue closed.
            counts.and_then(|counts| read.map(|found| Counts { found, ..counts }))
        })?;
        self.reader = Some(reader);
        Ok(counts)
    }

    /// Applies batches in the order in which they were read.
    fn apply_all(
        &mut self,
        user: &User,
        items: Receiver<(usize, Vec<Item>)>,
        readings: &Readings,
    ) -> Result<Counts> {
        let mut counts = Counts::default();
        let mut early: BTreeMap<usize, Vec<Item>> = BTreeMap::new();
        let mut next = 0;
        for (index, batch) in items {
            early.insert(index, batch);
            while let Some(batch) = early.remove(&next) {
                self.apply(user, &batch, readings, &mut counts)?;
                next += 1;
            }
        }
        Ok(counts)
    }

    fn apply(&mut self, user: &User, items: &[Item], readings: &Readings, counts: &mut Counts) -> Result<()> {
        let rebuild = self.options.rebuild;
        let mut attempt = 0;
        let outcome = loop {
            attempt += 1;
            let again = attempt > 1;
            let outcome =
                self.conn.transaction(|conn| batch::apply(conn, user, items, rebuild, readings, again));
            match outcome {
                Err(error) if attempt < ATTEMPTS && is_unique_violation(&error) => {}
                Err(error) if attempt < ATTEMPTS && error.is::<ChangedElsewhere>() => {
                    for lead in error.downcast::<ChangedElsewhere>()?.0 {
                        let mut keys = own_keys(user, &lead);
                        keys.extend(lead.keys());
                        keys.sort_unstable();
                        keys.dedup();
                        leads::set_keys(&mut self.conn, lead.id, &keys)?;
                    }
                }
                other => break other?,
            }
        };
        for item in items {
            if let Err(reason) = item.derived {
                counts.rejected += 1;
                *self.summary.reasons.entry(reason).or_default() += 1;
            }
        }
        counts.over_quota += outcome.over_quota;
        self.summary.created += outcome.created;
        self.summary.updated += outcome.updated;
        self.summary.unchanged += outcome.unchanged;
        self.summary.over_quota += outcome.over_quota;
        (self.on_records)(items.len() as u64);
        Ok(())
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

    /// Gives identity keys to leads that another program wrote, so that they are met like any other.
    fn key_foreign_leads(&mut self, user: &User) -> Result<()> {
        loop {
            let page = leads::unkeyed(&mut self.conn, user.id, BATCH as i64)?;
            for lead in &page {
                leads::set_keys(&mut self.conn, lead.id, &own_keys(user, lead))?;
            }
            if page.len() < BATCH {
                return Ok(());
            }
        }
    }

    /// Before everything is derived again: a newer program may make other keys of the same records, and leads
    /// have to be met under those. Leads all of whose records are no leads any more go.
    fn renew_keys(&mut self, user: &User, readings: &Readings) -> Result<()> {
        let mut after = None;
        let memo = Memo::default();
        loop {
            let page = leads::page_by_id(&mut self.conn, user.id, after, BATCH as i64)?;
            let ids: Vec<Uuid> = page.iter().flat_map(Lead::raw_ids).collect();
            let items: BTreeMap<Uuid, Item> = raw_leads::by_ids(&mut self.conn, &ids)?
                .iter()
                .map(|raw| (raw.id, batch::item(raw, readings, &memo)))
                .collect();
            let mut gone = Vec::new();
            for lead in &page {
                let complete =
                    lead.raw_ids().next().is_some() && lead.raw_ids().all(|raw| items.contains_key(&raw));
                let derived: Vec<_> =
                    lead.raw_ids().filter_map(|raw| items.get(&raw)?.derived.as_ref().ok()).collect();
                if complete && derived.is_empty() {
                    gone.push(lead.id);
                    continue;
                }
                let mut keys: Vec<i64> = derived.iter().flat_map(|d| stored_keys(user.id, d)).collect();
                if !complete {
                    keys.extend(lead.keys());
                    keys.extend(own_keys(user, lead));
                }
                keys.sort_unstable();
                keys.dedup();
                if lead.keys().collect::<Vec<_>>() != keys {
                    leads::set_keys(&mut self.conn, lead.id, &keys)?;
                }
            }
            leads::delete(&mut self.conn, &gone)?;
            after = page.last().map(|lead| lead.id);
            if page.len() < BATCH {
                return Ok(());
            }
        }
    }
}

/// The keys of what a lead says of itself.
fn own_keys(user: &User, lead: &Lead) -> Vec<i64> {
    stored_keys(user.id, &batch::from_row(lead))
}

fn is_unique_violation(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        matches!(
            cause.downcast_ref(),
            Some(DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _))
        )
    })
}

/// Reads what is not part of a lead yet, or with `rebuild` everything, and returns how many there are in all.
fn read(
    conn: &mut PgConnection,
    user: Uuid,
    part: Part,
    rebuild: bool,
    out: &Sender<(usize, Vec<RawLead>)>,
) -> Result<u64> {
    let mut index = 0;
    let mut batch = Vec::with_capacity(BATCH);
    let mut send = |batch: &mut Vec<RawLead>| {
        let sent = out.send((index, std::mem::take(batch)));
        index += 1;
        sent.map_err(|_| anyhow!("normalizing stopped"))
    };
    let each = |raw: RawLead| {
        batch.push(raw);
        if batch.len() < BATCH { Ok(()) } else { send(&mut batch) }
    };
    let job = match part {
        Part::Job(job) => Some(job),
        Part::WithoutJob => None,
    };
    // One snapshot for the count and for the records.
    let found = conn.build_transaction().read_only().repeatable_read().run(|conn| {
        let found = raw_leads::count_of(conn, user, job)?;
        raw_leads::each_of::<anyhow::Error>(conn, user, job, rebuild, each)?;
        Ok::<u64, anyhow::Error>(found)
    })?;
    if !batch.is_empty() {
        send(&mut batch)?;
    }
    Ok(found)
}
