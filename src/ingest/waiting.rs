//! The records that wait to be stored: while the connections store their batches, the next ones gather here.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::load::Stopped;
use crate::models::raw_leads::NewRawLeads;

/// Records that one transaction stores, about: enough that its count and its commit weigh little.
const BATCH_RECORDS: usize = 20_000;
/// Bytes that all batches of a run take together, about. Each connection has two, one that it stores and one that waits.
const ALL_BYTES: usize = 12 << 20;
/// How much of a full batch is enough to begin: a connection that waited for the rest would stand idle.
const ENOUGH: f64 = 0.5;

/// A part for each connection: parsers add to it until it is full, a connection takes all of it at once.
pub(super) struct Waiting {
    /// Bytes that make a part full.
    bytes: usize,
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    parts: Vec<NewRawLeads>,
    /// How many parsers may still add.
    parsers: usize,
    stopped: bool,
}

impl Waiting {
    /// For so many connections, fed by so many parsers.
    pub(super) fn new(connections: usize, parsers: usize) -> Waiting {
        let parts = (0..connections).map(|_| NewRawLeads::default()).collect();
        Waiting {
            bytes: ALL_BYTES / (2 * connections),
            state: Mutex::new(State { parts, parsers, stopped: false }),
            changed: Condvar::new(),
        }
    }

    /// What of a full batch this is; 1 and more is full.
    fn filled(&self, part: &NewRawLeads) -> f64 {
        let by_bytes = part.bytes() as f64 / self.bytes as f64;
        by_bytes.max(part.len() as f64 / BATCH_RECORDS as f64)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nobody panics half-way through a change.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until there is something to do.
    fn wait_for<T>(&self, mut something: impl FnMut(&mut State) -> Option<T>) -> Result<T, Stopped> {
        let mut state = self.lock();
        loop {
            if state.stopped {
                return Err(Stopped);
            }
            if let Some(done) = something(&mut state) {
                drop(state);
                self.changed.notify_all();
                return Ok(done);
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Adds records to a part, as soon as there is room, and empties `records`.
    pub(super) fn add(&self, part: usize, records: &mut NewRawLeads) -> Result<(), Stopped> {
        if !records.is_empty() {
            self.wait_for(|state| {
                let part = &mut state.parts[part];
                (self.filled(part) < 1.0).then(|| part.append(records))
            })?;
            records.clear(self.bytes);
        }
        Ok(())
    }

    /// Waits until there is a record in a part; false when none comes any more.
    pub(super) fn any(&self, part: usize) -> Result<bool, Stopped> {
        self.wait_for(|state| {
            let any = !state.parts[part].is_empty();
            (any || state.parsers == 0).then_some(any)
        })
    }

    /// Takes what waits in a part into `batch` as soon as it is enough, or with `first` as soon as it is anything; with
    /// `help`, another part that is full sooner. Nothing when there is no more.
    pub(super) fn take(
        &self,
        own: usize,
        batch: &mut NewRawLeads,
        first: bool,
        help: bool,
    ) -> Result<(), Stopped> {
        batch.clear(self.bytes);
        self.wait_for(|State { parts, parsers, .. }| {
            let last = *parsers == 0;
            let least = if first || last { f64::MIN_POSITIVE } else { ENOUGH };
            let fullest = (0..parts.len()).max_by(|&a, &b| parts[a].len().cmp(&parts[b].len()));
            let other = fullest.filter(|&part| help && (last || self.filled(&parts[part]) >= 1.0));
            let part = if self.filled(&parts[own]) >= least { Some(own) } else { other };
            match part {
                Some(part) => std::mem::swap(batch, &mut parts[part]),
                None if last => {}
                None => return None,
            }
            Some(())
        })
    }

    /// Lets go whoever waits: the run failed.
    pub(super) fn stop(&self) {
        self.lock().stopped = true;
        self.changed.notify_all();
    }

    /// A parser's promise that it may add; kept until it is dropped.
    pub(super) fn feeding(&self) -> Feeding<'_> {
        Feeding(self)
    }
}

/// A parser that may add more.
pub(super) struct Feeding<'a>(&'a Waiting);

impl Drop for Feeding<'_> {
    fn drop(&mut self) {
        self.0.lock().parsers -= 1;
        self.0.changed.notify_all();
    }
}
