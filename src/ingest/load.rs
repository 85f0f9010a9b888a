//! Loading: one thread reads, several parse and hash, several connections store. What waits between them is
//! bounded and its memory used again, so memory stays flat however large the input.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use anyhow::{Result, anyhow};
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};
use diesel::connection::SimpleConnection;
use diesel::result::Error as DieselError;
use diesel::sql_types::Text;
use diesel::{PgConnection, RunQueryDsl, sql_query};
use encoding_rs::Encoding;
use uuid::Uuid;

use super::csv::Table;
use super::reader::{Chunk, InputFormat, Reader};
use super::record::{Checker, Record};
use super::store::{self, place_of};
use super::waiting::Waiting;
use crate::database::{self, retry::Patience};
use crate::interrupt;
use crate::models::raw_leads::{NewRawLeads, Place};
use crate::models::scrape_jobs::Job;

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
    /// How long to go on trying when the database goes away.
    pub patience: &'a Patience<'a>,
    /// Connections that store side by side, from 1.
    pub connections: usize,
    /// Threads that parse, from 1.
    pub parsers: usize,
    /// The form of the inputs.
    pub format: InputFormat,
    /// The encoding of those that do not say it themselves; `None` is UTF-8.
    pub encoding: Option<&'static Encoding>,
    /// Refuse longer records.
    pub max_record: usize,
    /// Store nothing if anything is rejected.
    pub strict: bool,
    /// Is told of every input that could not be read to its end.
    pub on_broken: &'a (dyn Fn(Broken) + Sync),
}

/// An input that broke off: it is damaged, cut off, or holds no text. What came before that is loaded, and the break is one rejected record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Which: an index.
    pub input: usize,
    /// Records before the break.
    pub records: u64,
    /// Why.
    pub reason: String,
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
    /// The table whose row it is.
    pub table: Option<Arc<Table>>,
}

/// What was done. `read = inserted + duplicates + rejected`, always: of a run that was interrupted, what was only parsed does not count.
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
    /// Whether somebody asked the run to stop before it had read everything.
    pub interrupted: bool,
}

struct Work {
    index: u64,
    input: usize,
    chunk: Chunk,
}

/// What the other threads tell the one that keeps count.
pub(super) enum Event {
    Parsed { index: u64, read: u64, bytes: u64, rejects: Vec<Reject> },
    Stored { inserted: u64, duplicates: u64 },
}

/// Loads the inputs in turn. `on_reject` gets every rejected record, in input order, and `on_records` how many records were read so far.
///
/// # Errors
/// When the database fails or the user's plan forbids a new job. What whole batches
/// were stored before that stays stored; a second run adds the rest.
pub fn run(
    inputs: Vec<Input>,
    options: &Options,
    on_reject: &mut dyn FnMut(Reject) -> Result<()>,
    on_records: &mut dyn FnMut(u64),
) -> Result<Summary> {
    let connections = if options.strict { 1 } else { options.connections.max(1) };
    let parsers = options.parsers.max(1);
    let shared = Shared {
        options,
        job: Mutex::new(options.job.as_ref().map(|job| place_of(options.user, job))),
        waiting: Waiting::new(connections, parsers),
        stop: AtomicBool::new(false),
        rejected_any: AtomicBool::new(false),
    };
    let (work_in, work_out) = bounded::<Work>(parsers);
    let (event_in, event_out) = bounded::<Event>(64);
    // Chunks go back to the reader, which fills them again.
    let (used_in, used_out) = bounded::<Chunk>(2 * parsers + 1);

    thread::scope(|scope| {
        let shared = &shared;
        let reading = scope.spawn(move || shared.guard(|| read(inputs, &work_in, &used_out, shared)));
        let parsing: Vec<_> = (0..parsers)
            .map(|_| {
                let (work, used, events) = (work_out.clone(), used_in.clone(), event_in.clone());
                scope.spawn(move || shared.guard(|| parse(&work, &used, &events, connections, shared)))
            })
            .collect();
        let storing: Vec<_> = (0..connections)
            .map(|part| {
                let events = event_in.clone();
                scope.spawn(move || shared.guard(|| store::run(part, &events, shared)))
            })
            .collect();
        // The threads hold the only other ends: the channels close when the last of them is done.
        drop((work_out, used_in, event_in));

        let mut summary = Summary::default();
        let counted = shared.guard(|| count(&event_out, &mut summary, on_reject, on_records, shared));
        // Whoever still waits to tell something is let go.
        drop(event_out);
        let mut outcomes = vec![counted, joined(reading.join())];
        outcomes.extend(parsing.into_iter().chain(storing).map(|thread| joined(thread.join())));
        // The first cause is what counts: a thread that found its neighbour gone has nothing to say.
        let mut errors: Vec<anyhow::Error> = outcomes.into_iter().filter_map(Result::err).collect();
        errors.sort_by_key(|error| error.is::<Stopped>());
        if interrupt::asked().is_some()
            && errors.iter().all(|error| error.is::<Stopped>() || interrupt::caused(error))
        {
            summary.interrupted = !errors.is_empty();
        }
        if let Some(error) = errors.into_iter().next().filter(|_| !summary.interrupted) {
            return Err(if summary.inserted > 0 && !options.strict {
                let so_far =
                    format!("{} records are stored; the same command adds the rest", summary.inserted);
                database::with_hint(error, so_far)
            } else {
                error
            });
        }
        if options.strict && (summary.rejected > 0 || summary.interrupted) {
            (summary.inserted, summary.duplicates) = (0, 0);
        }
        if summary.interrupted {
            summary.read = summary.inserted + summary.duplicates + summary.rejected;
        }
        summary.job = shared.job()?.map(|place| place.job);
        Ok(summary)
    })
}

/// What all threads of a run see.
pub(super) struct Shared<'a> {
    pub(super) options: &'a Options<'a>,
    /// Where records go, as soon as there is a job.
    pub(super) job: Mutex<Option<Place>>,
    pub(super) waiting: Waiting,
    stop: AtomicBool,
    pub(super) rejected_any: AtomicBool,
}

impl Shared<'_> {
    /// Runs a thread's work; when it fails or panics, the others are told to stop.
    fn guard<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        struct Stop<'s, 'a>(Option<&'s Shared<'a>>);
        impl Drop for Stop<'_, '_> {
            fn drop(&mut self) {
                if let Some(shared) = self.0 {
                    shared.stop();
                }
            }
        }
        let mut stop = Stop(Some(self));
        let outcome = work()?;
        stop.0 = None;
        Ok(outcome)
    }

    pub(super) fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Has every thread finish what it is at, and end.
    fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
        self.waiting.stop();
    }

    /// The job of this run, if there is one yet.
    fn job(&self) -> Result<Option<Place>> {
        Ok(*self.job.lock().map_err(|_| anyhow!("a loading thread panicked"))?)
    }
}

/// A thread found that another one had failed.
#[derive(Debug)]
pub(super) struct Stopped;

impl std::fmt::Display for Stopped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("stopped")
    }
}

impl std::error::Error for Stopped {}

fn joined<T>(outcome: thread::Result<Result<T>>) -> Result<T> {
    outcome.unwrap_or_else(|_| Err(anyhow!("a loading thread panicked")))
}

fn read(inputs: Vec<Input>, work: &Sender<Work>, used: &Receiver<Chunk>, shared: &Shared) -> Result<()> {
    let mut index = 0;
    for (input, Input { reader, .. }) in inputs.into_iter().enumerate() {
        let options = shared.options;
        let mut reader = Reader::new(reader, options.max_record).of(options.format).encoded(options.encoding);
        let mut records = 0;
        loop {
            let mut chunk = used.try_recv().unwrap_or_default();
            reader.fill(&mut chunk);
            if reader.is_broken() {
                // A pipe that somebody stopped waiting for is no bad input.
                interrupt::check()?;
            }
            if chunk.is_empty() {
                break;
            }
            records += chunk.records().count() as u64;
            if reader.is_broken() {
                let reason = chunk.records().last().and_then(|(.., problem)| problem).unwrap_or_default();
                let reason = reason.to_owned();
                (shared.options.on_broken)(Broken { input, records: records.saturating_sub(1), reason });
            }
            if shared.stopped() || work.send(Work { index, input, chunk }).is_err() {
                return Err(Stopped.into());
            }
            index += 1;
        }
    }
    Ok(())
}

/// Bytes of records that a parser gathers, at most, before it hands them on: more than those of a usual chunk.
const MAX_PARSED: usize = 8 << 20;

fn parse(
    work: &Receiver<Work>,
    used: &Sender<Chunk>,
    events: &Sender<Event>,
    connections: usize,
    shared: &Shared,
) -> Result<()> {
    let _feeding = shared.waiting.feeding();
    let mut checker = Checker::new(shared.options.user);
    let mut server = Server { options: shared.options, conn: None };
    let mut row = String::new();
    let mut parts: Vec<NewRawLeads> = (0..connections).map(|_| NewRawLeads::default()).collect();
    for Work { index, input, chunk } in work {
        let mut rejects = Vec::new();
        let mut read = 0;
        for (line, bytes, problem) in chunk.records() {
            read += 1;
            let checked = match problem {
                Some(problem) => Err(problem.to_owned()),
                None => match chunk.json(bytes, &mut row).and_then(|json| checker.check(json)) {
                    Ok(record) if checker.is_unusual() => match server.refusal(record.payload)? {
                        Some(reason) => Err(reason),
                        None => Ok(record),
                    },
                    checked => checked,
                },
            };
            match checked {
                // The first chunk goes to one connection: small inputs need no second. After that equal
                // records always go to the same connection, so that none waits for another.
                Ok(record) => {
                    let part = if index == 0 { 0 } else { part_of(&record, parts.len()) };
                    parts[part].push(&record);
                    // Long names of columns may make a chunk of short rows a lot of text.
                    if parts[part].bytes() > MAX_PARSED {
                        shared.waiting.add(part, &mut parts[part])?;
                    }
                }
                Err(reason) => {
                    let (text, table) = (bytes.to_vec(), chunk.table().cloned());
                    rejects.push(Reject { input, line, reason, text, table });
                }
            }
        }
        if !rejects.is_empty() {
            shared.rejected_any.store(true, Ordering::Relaxed);
        }
        let parsed = Event::Parsed { index, read, bytes: chunk.read, rejects };
        // No reader takes it any more, or it has enough of them.
        let _ = used.try_send(chunk);
        if events.send(parsed).is_err() {
            return Err(Stopped.into());
        }
        for (part, records) in parts.iter_mut().enumerate() {
            shared.waiting.add(part, records)?;
        }
    }
    Ok(())
}

/// The server, for what only it knows: how deep a value it takes depends on how it was built and configured.
struct Server<'a> {
    options: &'a Options<'a>,
    conn: Option<PgConnection>,
}

impl Server<'_> {
    /// Why it would not store this payload; `None` when it would.
    fn refusal(&mut self, payload: &str) -> Result<Option<String>> {
        let Server { options, conn } = self;
        options.patience.run(|| {
            let mut server = match conn.take() {
                Some(server) => server,
                None => (options.connect)()?,
            };
            let asked = sql_query("SELECT $1::jsonb IS NULL").bind::<Text, _>(payload).execute(&mut server);
            let refusal = match asked {
                Ok(_) => None,
                Err(DieselError::DatabaseError(_, told)) if server.batch_execute("SELECT 1").is_ok() => {
                    Some(format!("PostgreSQL does not take it: {}", told.message()))
                }
                Err(error) => return Err(error.into()),
            };
            *conn = Some(server);
            Ok(refusal)
        })
    }
}

fn part_of(record: &Record, parts: usize) -> usize {
    // The hash is uniform, so any part of it divides evenly.
    usize::from(record.data_hash[31]) % parts
}

/// Adds up what the other threads tell, and passes rejects on in input order.
fn count(
    events: &Receiver<Event>,
    summary: &mut Summary,
    on_reject: &mut dyn FnMut(Reject) -> Result<()>,
    on_records: &mut dyn FnMut(u64),
    shared: &Shared,
) -> Result<()> {
    let mut early: BTreeMap<u64, Vec<Reject>> = BTreeMap::new();
    let mut next = 0;
    loop {
        let event = match events.recv_timeout(interrupt::LOOK) {
            Ok(event) => event,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
            Err(RecvTimeoutError::Timeout) => {
                // What is being committed is still counted.
                interrupt::asked().inspect(|_| shared.stop());
                continue;
            }
        };
        interrupt::asked().inspect(|_| shared.stop());
        match event {
            Event::Parsed { index, read, bytes, rejects } => {
                summary.read += read;
                summary.bytes += bytes;
                summary.rejected += rejects.len() as u64;
                on_records(summary.read);
                early.insert(index, rejects);
                while let Some(rejects) = early.remove(&next) {
                    rejects.into_iter().try_for_each(&mut *on_reject)?;
                    next += 1;
                }
            }
            Event::Stored { inserted, duplicates } => {
                summary.inserted += inserted;
                summary.duplicates += duplicates;
                if !shared.options.strict {
                    interrupt::done(inserted, "records stored");
                }
            }
        }
    }
}
