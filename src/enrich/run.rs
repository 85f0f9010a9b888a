//! Scoring what is new or has changed. One connection reads which leads are due; threads with a connection each read what is
//! behind them, score them and store the scores, a batch at a time: a run that is killed leaves whole batches, and the next
//! one goes on. Users are taken in turns, which processes do not share.

use std::thread;

use anyhow::{Result, anyhow};
use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use diesel::{Connection, PgConnection};

use super::batch::score_and_store;
use super::rules::{InForce, Intent, Rules};
use crate::database::retry::Patience;
use crate::interrupt;
use crate::learn::Model;
use crate::models::identifier::Ids;
use crate::models::lead_enrichment::due::{self, Due, Owner, Scope};
use crate::models::lead_enrichment::turn;

/// The most threads, and so connections, that score at once: a server has only so many, and these keep it busy.
const MOST_WORKERS: usize = 16;
/// The most users to a turn.
const MOST_USERS: usize = 256;
/// Turns that the users are cut into, if there are enough: for other processes to share.
const TURNS: usize = 16;

/// What to score, and how.
pub struct Options<'a> {
    /// Which leads.
    pub scope: Scope,
    /// What scores them, and finds signals and channels.
    pub rules: &'a InForce,
    /// What scores them in the place of the rules.
    pub model: Option<&'a Model>,
    /// A part of stored scores: leads that have it and have not changed keep it.
    pub keep: Option<&'static str>,
    /// Threads that score, from 1.
    pub workers: usize,
    /// Opens a connection.
    pub connect: &'a dyn Fn() -> Result<PgConnection>,
    /// How long to go on trying when the database goes away.
    pub patience: &'a Patience<'a>,
}

/// What was done: how many leads were scored, and to what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Leads scored.
    pub enriched: u64,
    /// Of them of high intent.
    pub high: u64,
    /// Of medium intent.
    pub medium: u64,
    /// Of low intent.
    pub low: u64,
}

impl Summary {
    /// Counts a lead more, or less.
    pub(super) fn add(&mut self, intent: Intent, by: i64) {
        let level = match intent {
            Intent::High => &mut self.high,
            Intent::Medium => &mut self.medium,
            Intent::Low => &mut self.low,
        };
        *level = level.saturating_add_signed(by);
        self.enriched = self.enriched.saturating_add_signed(by);
    }

    /// Counts a lead at another level.
    pub fn move_one(&mut self, from: Intent, to: Intent) {
        self.add(from, -1);
        self.add(to, 1);
    }

    fn extend(&mut self, other: Summary) {
        self.enriched += other.enriched;
        self.high += other.high;
        self.medium += other.medium;
        self.low += other.low;
    }
}

/// Scores what is due, and adds it up in `summary`, also where it ends with an error. `on_records` is told how many more are done.
///
/// # Errors
/// When the database fails for longer than is waited for it, or somebody asked the run to stop. Batches that were done before that stay done.
pub fn run(
    conn: &mut PgConnection,
    options: &Options,
    summary: &mut Summary,
    on_records: &mut dyn FnMut(u64),
) -> Result<()> {
    let (before, mut lost) = (*summary, false);
    let mut attempts = options.patience.attempts();
    loop {
        let mut again = || {
            if lost {
                *conn = (options.connect)()?;
            }
            all(conn, options, summary, on_records)
        };
        let Err(error) = again() else { return Ok(()) };
        if summary.enriched > before.enriched {
            attempts.worked();
        }
        attempts.wait(error, &|| false)?;
        lost = true;
        if options.scope.all {
            // All of it is due again.
            *summary = before;
        }
    }
}

fn all(
    conn: &mut PgConnection,
    options: &Options,
    summary: &mut Summary,
    on_records: &mut dyn FnMut(u64),
) -> Result<()> {
    turn::fill_in_users(conn, options.scope.user)?;
    let owners = due::owners(conn, options.scope)?;
    let mut run = Run { options, conn, pool: Vec::new(), summary, on_records };
    let mut others = Vec::new();
    for owners in owners.chunks(owners.len().div_ceil(TURNS).clamp(1, MOST_USERS)) {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for (&owner, taken) in owners.iter().zip(turn::try_begin(run.conn, owners)?) {
            if taken { ours.push(owner) } else { theirs.push(owner) }
        }
        others.extend(theirs);
        run.turn(&ours)?;
        turn::end(run.conn, &ours)?;
    }
    // Whom another process had: it may have stopped half-way.
    for owner in others {
        turn::begin(run.conn, owner)?;
        run.turn(&[owner])?;
        turn::end(run.conn, &[owner])?;
    }
    Ok(())
}

struct Run<'a> {
    options: &'a Options<'a>,
    conn: &'a mut PgConnection,
    /// Connections for the threads, opened when there is something to score.
    pool: Vec<PgConnection>,
    summary: &'a mut Summary,
    on_records: &'a mut dyn FnMut(u64),
}

impl Run<'_> {
    /// The leads of these owners, whose turn is ours.
    fn turn(&mut self, owners: &[Owner]) -> Result<()> {
        if owners.is_empty() {
            return Ok(());
        }
        let mut scope = self.options.scope;
        let mut owners = owners.to_vec();
        let mut scored = false;
        // Once more after something was scored, which takes time: for what changed meanwhile.
        for _ in 0..2 {
            let (until, found) = self.pass(scope, &owners)?;
            scored |= found;
            if scope.job.is_some() {
                // It has left the other leads out.
                return Ok(());
            }
            // Nothing is written for a few leads that each run looks at until the marks move.
            if scored || due::many_candidates(self.conn, &owners)? {
                turn::move_marks(self.conn, &owners, until)?;
            }
            if !found {
                return Ok(());
            }
            scope.all = false;
            for owner in &mut owners {
                owner.scored_until = Some(until);
            }
        }
        Ok(())
    }

    /// Scores what is due now. Returns up to when all is scored then, and whether there was anything.
    fn pass(&mut self, scope: Scope, owners: &[Owner]) -> Result<(chrono::DateTime<chrono::Utc>, bool)> {
        let Run { options, conn, pool, summary, on_records } = self;
        conn.transaction(|conn| {
            let until = turn::settled(conn)?;
            due::open(conn, scope, owners)?;
            let first = due::fetch(conn)?;
            if first.is_empty() {
                return Ok((until, false));
            }
            let workers = if first.len() < due::BATCH { 1 } else { options.workers.clamp(1, MOST_WORKERS) };
            while pool.len() < workers {
                match (options.connect)() {
                    Ok(conn) => pool.push(conn),
                    // The server has no more to spare.
                    Err(_) if !pool.is_empty() => break,
                    Err(error) => return Err(error),
                }
            }
            let workers = workers.min(pool.len());
            thread::scope(|scope| {
                let (batches_in, batches_out) = bounded(workers);
                let (done_in, done_out) = unbounded();
                let threads: Vec<_> = pool
                    .iter_mut()
                    .take(workers)
                    .map(|conn| {
                        let (batches, done) = (batches_out.clone(), done_in.clone());
                        let (rules, model, keep) = (options.rules, options.model, options.keep);
                        scope.spawn(move || work(conn, rules, model, keep, &batches, &done))
                    })
                    .collect();
                drop((batches_out, done_in));
                let mut count = |done: Summary| {
                    summary.extend(done);
                    interrupt::done(done.enriched, "leads scored");
                    on_records(done.enriched);
                };
                let mut batch = first;
                let mut read: Result<()> = Ok(());
                while !batch.is_empty() && batches_in.send(batch).is_ok() {
                    done_out.try_iter().for_each(&mut count);
                    let next = interrupt::check().map_err(Into::into).and_then(|()| Ok(due::fetch(conn)?));
                    batch = match next {
                        Ok(batch) => batch,
                        Err(error) => {
                            read = Err(error);
                            break;
                        }
                    };
                }
                drop(batches_in);
                done_out.iter().for_each(&mut count);
                for thread in threads {
                    thread.join().unwrap_or_else(|_| Err(anyhow!("a scoring thread panicked")))?;
                }
                read
            })?;
            Ok((until, true))
        })
    }
}

/// Scores batches until there are no more, or one fails: then the others' queue closes, once the last thread has gone.
fn work(
    conn: &mut PgConnection,
    rules: &Rules,
    model: Option<&Model>,
    keep: Option<&str>,
    batches: &Receiver<Vec<Due>>,
    done: &Sender<Summary>,
) -> Result<()> {
    let ids = Ids::new();
    for batch in batches {
        // Whoever counts goes last.
        let _ = done.send(score_and_store(conn, &ids, rules, model, keep, batch)?);
    }
    Ok(())
}
