//! Loading: one thread reads, several parse and hash, several connections store. Queues between them are
//! bounded, so memory stays flat however large the input.

use std::collections::{BTreeMap, HashSet};
use std::io::BufRead;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use anyhow::{Context, Result, anyhow};
use chrono::{DateTime, Utc};
use crossbeam_channel::{Receiver, Sender, bounded};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use uuid::Uuid;

use super::reader::Reader;
use super::record::{Record, check};
use crate::error::{Failure, Kind};
use crate::models::raw_leads;
use crate::models::scrape_jobs::Job;

/// Records that one COPY stores, at most.
const BATCH_RECORDS: usize = 5_000;
/// Bytes of payload that one COPY stores, about.
const BATCH_BYTES: usize = 4 << 20;
/// How often a batch is tried again after another process stored one of its records first.
const ATTEMPTS: usize = 10;

/// One input: what to call it and what it holds.
pub struct Input {
    /// Its file name, or `-`.
    pub name: String,
    /// Its contents.
    pub reader: Box<dyn BufRead + Send>,
}

/// Opens one more connection.
pub type Connect<'a> = dyn Fn() -> Result<PgConnection> + Sync + 'a;
/// Makes the job that new records belong to, in the transaction that stores the first of them.
pub type MakeJob<'a> = dyn Fn(&mut PgConnection) -> Result<Job> + Sync + 'a;

/// How to load.
pub struct Options<'a> {
    /// Whose records they are.
    pub user: Uuid,
    /// The job to add to; `None` makes one when the first new record comes.
    pub job: Option<Job>,
    /// Makes that job.
    pub make_job: &'a MakeJob<'a>,
    /// Opens a connection.
    pub connect: &'a Connect<'a>,
    /// Connections that store side by side, from 1.
    pub connections: usize,
    /// Threads that parse, from 1.
    pub parsers: usize,
    /// Refuse longer records.
    pub max_record: usize,
    /// Store nothing if anything is rejected.
    pub strict: bool,
}

/// A record that was not stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// The input it stands in: an index.
    pub input: usize,
    /// The line it begins on, from 1.
    pub line: u64,
    /// Why.
    pub reason: String,
    /// Its text, where there is any.
    pub text: Vec<u8>,
}

/// What was done. `read = inserted + duplicates + rejected`, always.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// The job that holds what was inserted; `None` when nothing new came and no job was named.
    pub job: Option<Uuid>,
    /// Records found.
    pub read: u64,
    /// Records stored.
    pub inserted: u64,
    /// Records that were stored already, or stand twice in the input.
    pub duplicates: u64,
    /// Records that cannot be stored.
    pub rejected: u64,
    /// Bytes of input.
    pub bytes: u64,
}

struct Work {
    index: u64,
    input: usize,
    chunk: super::Chunk,
}

/// What the other threads tell the one that keeps count.
enum Event {
    Parsed { index: u64, read: u64, bytes: u64, rejects: Vec<Reject> },
    Stored { inserted: u64, duplicates: u64 },
}

/// Loads the inputs in turn. `on_reject` gets every rejected record, in input order, and `on_bytes` how far
/// the reading is.
///
/// # Errors
/// When an input cannot be read, the database fails or the user's plan forbids a new job. What whole batches
/// were stored before that stays stored; a second run adds the rest.
pub fn run(
    inputs: Vec<Input>,
    options: &Options,
    on_reject: &mut dyn FnMut(Reject) -> Result<()>,
    on_bytes: &mut dyn FnMut(u64),
) -> Result<Summary> {
    let connections = if options.strict { 1 } else { options.connections.max(1) };
    let parsers = options.parsers.max(1);
    let shared = Shared {
        options,
        job: Mutex::new(options.job.as_ref().map(Place::of)),
        stop: AtomicBool::new(false),
        rejected_any: AtomicBool::new(false),
    };
    let (work_in, work_out) = bounded::<Work>(parsers * 2);
    let (event_in, event_out) = bounded::<Event>(64);
    let (store_in, store_out): (Vec<_>, Vec<_>) = (0..connections).map(|_| bounded::<Vec<Record>>(2)).unzip();
    let store_in: Arc<[Sender<Vec<Record>>]> = store_in.into();

    thread::scope(|scope| {
        let shared = &shared;
        let reading =
            scope.spawn(move || shared.guard(|| read(inputs, options.max_record, &work_in, shared)));
        for _ in 0..parsers {
            let (work, events, stores) = (work_out.clone(), event_in.clone(), store_in.clone());
            scope.spawn(move || parse(&work, &events, &stores, shared));
        }
        let storing: Vec<_> = store_out
            .into_iter()
            .map(|batches| {
                let events = event_in.clone();
                scope.spawn(move || shared.guard(|| store(&batches, &events, shared)))
            })
            .collect();
        // The threads hold the only other ends: the channels close when the last of them is done.
        drop((work_out, event_in, store_in));

        let mut summary = Summary::default();
        let counted = shared.guard(|| count(&event_out, &mut summary, on_reject, on_bytes));
        // Whoever still waits to tell something is let go.
        drop(event_out);
        let mut outcomes = vec![counted, joined(reading.join())];
        outcomes.extend(storing.into_iter().map(|thread| joined(thread.join())));
        // The first cause is what counts: a thread that found its neighbour gone has nothing to say.
        let mut errors: Vec<anyhow::Error> = outcomes.into_iter().filter_map(Result::err).collect();
        errors.sort_by_key(|error| error.is::<Stopped>());
        if let Some(error) = errors.into_iter().next() {
            return Err(if summary.inserted > 0 && !options.strict {
                let so_far =
                    format!("{} records are stored; the same command adds the rest", summary.inserted);
                with_hint(error, so_far)
            } else {
                error
            });
        }
        if options.strict && summary.rejected > 0 {
            summary.inserted = 0;
        }
        summary.job = shared.job()?.map(|place| place.job);
        Ok(summary)
    })
}

/// What all threads of a run see.
struct Shared<'a> {
    options: &'a Options<'a>,
    job: Mutex<Option<Place>>,
    stop: AtomicBool,
    rejected_any: AtomicBool,
}

impl Shared<'_> {
    /// Runs a thread's work; when it fails, the others are told to stop.
    fn guard<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let outcome = work();
        if outcome.is_err() {
            self.stop.store(true, Ordering::Relaxed);
        }
        outcome
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// The job of this run, if there is one yet.
    fn job(&self) -> Result<Option<Place>> {
        Ok(*self.job.lock().map_err(|_| anyhow!("a loading thread panicked"))?)
    }
}

/// Where records go.
#[derive(Debug, Clone, Copy)]
struct Place {
    job: Uuid,
    /// When records were scraped that do not say it: one time a job, because of two values the later one wins, and
    /// which connection was faster must not decide.
    at: DateTime<Utc>,
}

impl Place {
    fn of(job: &Job) -> Place {
        Place { job: job.id, at: job.started_at.or(job.created_at).unwrap_or_else(Utc::now) }
    }
}

/// A thread found that another one had failed.
#[derive(Debug)]
struct Stopped;

impl std::fmt::Display for Stopped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("stopped")
    }
}

impl std::error::Error for Stopped {}

fn joined<T>(outcome: thread::Result<Result<T>>) -> Result<T> {
    outcome.unwrap_or_else(|_| Err(anyhow!("a loading thread panicked")))
}

/// Adds what an operator should know to an error's hint.
fn with_hint(error: anyhow::Error, note: String) -> anyhow::Error {
    let failure = error.downcast_ref::<Failure>().cloned().or_else(|| {
        error.chain().find_map(|c| c.downcast_ref::<DieselError>()).and_then(crate::database::classify)
    });
    match failure {
        Some(failure) => {
            let hint = failure.hint.as_ref().map_or(note.clone(), |hint| format!("{hint}\n{note}"));
            Failure { hint: Some(hint), ..failure }.into()
        }
        None => Failure::new(Kind::Failed, "failed", format!("{error:#}")).hint(note).into(),
    }
}

fn read(inputs: Vec<Input>, max_record: usize, work: &Sender<Work>, shared: &Shared) -> Result<()> {
    let mut index = 0;
    for (input, Input { name, reader }) in inputs.into_iter().enumerate() {
        let mut reader = Reader::new(reader, max_record);
        loop {
            let chunk = reader.next_chunk().map_err(|error| {
                Failure::new(Kind::Failed, "unreadable_input", format!("cannot read {name}: {error}"))
            })?;
            if chunk.is_empty() {
                break;
            }
            if shared.stopped() || work.send(Work { index, input, chunk }).is_err() {
                return Err(Stopped.into());
            }
            index += 1;
        }
    }
    Ok(())
}

fn parse(work: &Receiver<Work>, events: &Sender<Event>, stores: &[Sender<Vec<Record>>], shared: &Shared) {
    for Work { index, input, chunk } in work {
        let mut shards: Vec<Vec<Record>> = stores.iter().map(|_| Vec::new()).collect();
        let mut rejects = Vec::new();
        let mut read = 0;
        for (line, bytes, problem) in chunk.records() {
            read += 1;
            let checked = match problem {
                Some(problem) => Err(problem.to_owned()),
                None => check(bytes, shared.options.user),
            };
            match checked {
                // The first chunk goes to one connection: small inputs need no second. After that equal
                // records always go to the same connection, so that none waits for another.
                Ok(record) => shards[if index == 0 { 0 } else { shard(&record, stores.len()) }].push(record),
                Err(reason) => rejects.push(Reject { input, line, reason, text: bytes.to_vec() }),
            }
        }
        if !rejects.is_empty() {
            shared.rejected_any.store(true, Ordering::Relaxed);
        }
        if events.send(Event::Parsed { index, read, bytes: chunk.read, rejects }).is_err() {
            return;
        }
        for (store, records) in stores.iter().zip(shards) {
            if !records.is_empty() && store.send(records).is_err() {
                return;
            }
        }
    }
}

fn shard(record: &Record, shards: usize) -> usize {
    // The hash is uniform, so any part of it divides evenly.
    let head = record.data_hash.as_bytes().iter().take(4).fold(0usize, |sum, &b| sum * 31 + b as usize);
    head % shards
}

/// Stores what comes in until nothing more does.
fn store(batches: &Receiver<Vec<Record>>, events: &Sender<Event>, shared: &Shared) -> Result<()> {
    let Ok(first) = batches.recv() else { return Ok(()) };
    let mut conn = (shared.options.connect)()?;
    if shared.options.strict {
        // One transaction around everything, rolled back by the error at its end.
        let outcome = conn.transaction::<_, anyhow::Error, _>(|conn| {
            store_all(first, batches, conn, events, shared)?;
            if shared.rejected_any.load(Ordering::Relaxed) || shared.stopped() {
                return Err(Stopped.into());
            }
            Ok(())
        });
        return match outcome {
            // Rejected records are no failure of this thread: the caller reports them.
            Err(error) if error.is::<Stopped>() => {
                *shared.job.lock().map_err(|_| anyhow!("a loading thread panicked"))? =
                    shared.options.job.as_ref().map(Place::of);
                Ok(())
            }
            other => other,
        };
    }
    store_all(first, batches, &mut conn, events, shared)
}

fn store_all(
    first: Vec<Record>,
    batches: &Receiver<Vec<Record>>,
    conn: &mut PgConnection,
    events: &Sender<Event>,
    shared: &Shared,
) -> Result<()> {
    let mut pending = first;
    let mut open = true;
    while open || !pending.is_empty() {
        let mut bytes: usize = pending.iter().map(|r| r.payload.len()).sum();
        while open && pending.len() < BATCH_RECORDS && bytes < BATCH_BYTES {
            match batches.recv() {
                Ok(more) => {
                    bytes += more.iter().map(|r| r.payload.len()).sum::<usize>();
                    pending.extend(more);
                }
                Err(_) => open = false,
            }
        }
        let batch = std::mem::take(&mut pending);
        if shared.stopped() {
            return Err(Stopped.into());
        }
        if batch.is_empty() {
            continue;
        }
        let inserted = store_batch(&batch, conn, shared)?;
        let duplicates = batch.len() as u64 - inserted;
        if events.send(Event::Stored { inserted, duplicates }).is_err() {
            return Err(Stopped.into());
        }
    }
    Ok(())
}

/// Stores the records of one batch that are not stored yet, in one transaction with their job's count.
/// Returns how many those were.
fn store_batch(batch: &[Record], conn: &mut PgConnection, shared: &Shared) -> Result<u64> {
    for _ in 0..ATTEMPTS {
        let hashes: Vec<&str> = batch.iter().map(|r| r.data_hash.as_str()).collect();
        let mut seen: HashSet<String> = raw_leads::known_hashes(conn, &hashes)?.into_iter().collect();
        let mut new: Vec<&Record> = batch.iter().filter(|r| seen.insert(r.data_hash.clone())).collect();
        if new.is_empty() {
            return Ok(0);
        }
        // Every process adds keys in one order, so that two of them wait for each other, never in a circle.
        new.sort_unstable_by(|a, b| a.data_hash.cmp(&b.data_hash));
        // While there is no job the others wait here, until the first batch has made it and is committed.
        let mut making = shared.job.lock().map_err(|_| anyhow!("a loading thread panicked"))?;
        let stored = match *making {
            Some(place) => {
                drop(making);
                conn.transaction(|conn| store_new(conn, shared, place, &new)).map_err(anyhow::Error::from)
            }
            None => {
                let made = conn.transaction::<_, anyhow::Error, _>(|conn| {
                    let place = Place::of(&(shared.options.make_job)(conn)?);
                    Ok((place, store_new(conn, shared, place, &new)?))
                });
                made.map(|(place, stored)| {
                    *making = Some(place);
                    stored
                })
            }
        };
        let stored = match stored {
            Ok(stored) => Ok(stored),
            Err(error) => Err(error.downcast::<DieselError>()?),
        };
        match stored {
            Ok(stored) => return Ok(stored as u64),
            // Another process stored one of them between our look and our COPY: look again.
            Err(DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => {}
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
    Err(anyhow!("other processes keep storing the same records; try again when they are done"))
}

fn store_new(
    conn: &mut PgConnection,
    shared: &Shared,
    place: Place,
    new: &[&Record],
) -> Result<usize, DieselError> {
    let stored = raw_leads::copy_in(conn, shared.options.user, place.job, place.at, new)?;
    match Job::found_more(conn, place.job, stored)? {
        0 => Err(DieselError::NotFound),
        _ => Ok(stored),
    }
}

/// Adds up what the other threads tell, and passes rejects on in input order.
fn count(
    events: &Receiver<Event>,
    summary: &mut Summary,
    on_reject: &mut dyn FnMut(Reject) -> Result<()>,
    on_bytes: &mut dyn FnMut(u64),
) -> Result<()> {
    let mut early: BTreeMap<u64, Vec<Reject>> = BTreeMap::new();
    let mut next = 0;
    for event in events {
        match event {
            Event::Parsed { index, read, bytes, rejects } => {
                summary.read += read;
                summary.bytes += bytes;
                summary.rejected += rejects.len() as u64;
                on_bytes(summary.bytes);
                early.insert(index, rejects);
                while let Some(rejects) = early.remove(&next) {
                    rejects.into_iter().try_for_each(&mut *on_reject)?;
                    next += 1;
                }
            }
            Event::Stored { inserted, duplicates } => {
                summary.inserted += inserted;
                summary.duplicates += duplicates;
            }
        }
    }
    Ok(())
}
