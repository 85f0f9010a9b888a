//! What is done with the records that go the long way: taken in groups, in the order in which they were read, and kept apart from
//! each other while they are written.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};

use anyhow::{Result, anyhow};
use crossbeam_channel::{Receiver, Sender};
use diesel::prelude::*;
use uuid::Uuid;

use super::flow::{Counts, Done, FLYING, GROUP, Tally, Task, is_passing};
use super::group::{ChangedElsewhere, Deriving, Group, Keyed, from_row};
use super::identity::{KeySet, columns, keys_of, marks, sought, stored_keys};
use super::lane::{Event, Gate, Page};
use crate::interrupt;
use crate::models::identifier::Ids;
use crate::models::leads::{Lead, keys};
use crate::quota::Allowance;

/// A group of fewer is written at once, where nothing else is being written: it needs no further connection.
const FEW: usize = 500;
/// How often records are tried again that another program's write got in the way of.
const ATTEMPTS: usize = 5;

/// A group that is being written.
struct Flying {
    number: u64,
    group: Arc<Group>,
    tasks: usize,
    /// What it leaves to be met, once somebody asks.
    marks: OnceCell<KeySet>,
}

impl Flying {
    /// Whether a record with this key could meet what is in it.
    fn may_meet(&self, user: Uuid, key: i64) -> bool {
        let marks_of = || {
            let leads = self.group.stored().iter();
            let stored = leads.flat_map(|lead| keys_of(user, &lead.keys, lead.values.email.as_deref()));
            self.group.keys().chain(stored).flat_map(marks).collect()
        };
        let all = self.marks.get_or_init(marks_of);
        sought(key).any(|mark| all.contains(&mark))
    }

    fn holds(&self, lead: Uuid) -> bool {
        self.group.stored().iter().any(|stored| stored.id == lead)
    }
}

/// What is known of a lane.
struct LaneState {
    /// To ask it to land.
    ask: Sender<()>,
    /// Whether it was asked and has not answered yet.
    awaited: bool,
    ended: bool,
}

/// Takes groups in the order in which they were read, and keeps what is written side by side apart.
pub(super) struct Course<'a> {
    deriving: Deriving<'a>,
    conn: &'a mut PgConnection,
    gate: &'a Mutex<Gate>,
    tally: &'a Tally,
    writers: usize,
    events: Receiver<Event>,
    lanes: Vec<LaneState>,
    /// Pages that came in while we waited for something else.
    backlog: VecDeque<Page>,
    tasks: Sender<Task>,
    done: Receiver<Done>,
    flying: Vec<Flying>,
    /// Records that another program's write got in the way of.
    again: Vec<Vec<Keyed>>,
    pub(super) counts: Counts,
    number: u64,
}

/// The ends of the queues to the other threads.
pub(super) struct Ends {
    /// What the lanes tell.
    pub(super) events: Receiver<Event>,
    /// To ask each of them to land.
    pub(super) lanes: Vec<Sender<()>>,
    /// To the writers, and back.
    pub(super) tasks: Sender<Task>,
    pub(super) done: Receiver<Done>,
}

impl<'a> Course<'a> {
    pub(super) fn new(
        deriving: Deriving<'a>,
        conn: &'a mut PgConnection,
        gate: &'a Mutex<Gate>,
        tally: &'a Tally,
        writers: usize,
        Ends { events, lanes, tasks, done }: Ends,
    ) -> Self {
        Course {
            deriving,
            conn,
            gate,
            tally,
            writers,
            events,
            lanes: lanes.into_iter().map(|ask| LaneState { ask, awaited: false, ended: false }).collect(),
            backlog: VecDeque::new(),
            tasks,
            done,
            flying: Vec::new(),
            again: Vec::new(),
            counts: Counts::default(),
            number: 0,
        }
    }

    /// Takes what the lanes leave over until they have ended, and writes it. `on_records` is told how many more were read.
    pub(super) fn take_all(&mut self, on_records: &mut dyn FnMut(u64)) -> Result<()> {
        let mut early: BTreeMap<usize, Vec<Keyed>> = BTreeMap::new();
        let (mut next, mut pending) = (0, Vec::new());
        while let Some(page) = self.page()? {
            interrupt::check()?;
            on_records(page.read);
            for reason in page.rejected {
                self.counts.rejected += 1;
                *self.counts.reasons.entry(reason).or_default() += 1;
            }
            match page.index {
                Some(index) => drop(early.insert(index, page.rest)),
                None => pending.extend(page.rest),
            }
            while let Some(rest) = early.remove(&next) {
                next += 1;
                pending.extend(rest);
            }
            if pending.len() >= GROUP {
                self.take(std::mem::take(&mut pending))?;
            }
        }
        if !pending.is_empty() {
            self.take(pending)?;
        }
        self.land()
    }

    /// The next page; `None` when all lanes have ended.
    fn page(&mut self) -> Result<Option<Page>> {
        loop {
            if let Some(page) = self.backlog.pop_front() {
                return Ok(Some(page));
            }
            if self.lanes.iter().all(|lane| lane.ended) {
                return Ok(None);
            }
            self.event()?;
        }
    }

    /// Waits for a lane to tell something.
    fn event(&mut self) -> Result<()> {
        match self.events.recv().map_err(|_| anyhow!("a normalizing thread panicked"))? {
            Event::Page(page) => self.backlog.push_back(page),
            Event::Landed(lane) => self.lanes[lane].awaited = false,
            Event::Ended(lane, ended) => {
                ended?;
                self.lanes[lane].ended = true;
            }
        }
        Ok(())
    }

    /// Has the lanes commit what they took so far: it is under way, and cannot be found before.
    fn land_lanes(&mut self) -> Result<()> {
        for lane in self.lanes.iter_mut().filter(|lane| !lane.ended) {
            // One that is about to end does not take it, and has committed all when it tells so.
            let _ = lane.ask.try_send(());
            lane.awaited = true;
        }
        while self.lanes.iter().any(|lane| lane.awaited && !lane.ended) {
            self.event()?;
        }
        Ok(())
    }

    fn gate(&self) -> Result<MutexGuard<'_, Gate>> {
        self.gate.lock().map_err(|_| anyhow!("a normalizing thread panicked"))
    }

    /// Whether so many leads may still be added.
    fn has_room(&self, leads: u64) -> Result<bool> {
        Ok(self.gate()?.left.is_none_or(|left| left >= leads))
    }

    /// Has one group written.
    fn take(&mut self, fresh: Vec<Keyed>) -> Result<()> {
        while let Ok(done) = self.done.try_recv() {
            self.note(done)?;
        }
        while self.flying.len() >= FLYING {
            self.wait()?;
        }
        let count = fresh.len() as u64;
        if self.gate()?.open {
            self.land_lanes()?;
        }
        let mut seek = self.seek(&fresh)?;
        let user = self.deriving.user.id;
        if !self.again.is_empty()
            || !self.has_room(count)?
            || seek.iter().any(|&key| self.flying.iter().any(|flying| flying.may_meet(user, key)))
        {
            self.land()?;
            seek = self.seek(&fresh)?;
        }
        if !self.has_room(count)? {
            // From here on the order decides who is let in.
            self.gate()?.open = false;
            self.land_lanes()?;
            return self.write_here(fresh.into());
        }
        if self.flying.is_empty() && fresh.len() < FEW {
            return self.write_here(fresh.into());
        }
        let fresh: Arc<[Keyed]> = fresh.into();
        let mut group = Group::look(self.conn, &self.deriving, fresh.clone(), &seek)?;
        while group.stored().iter().any(|lead| self.flying.iter().any(|flying| flying.holds(lead.id))) {
            self.land()?;
            group = Group::look(self.conn, &self.deriving, fresh.clone(), &seek)?;
        }
        self.remember(group.keys())?;
        self.send(Arc::new(group))
    }

    /// The keys of records that may be stored.
    fn seek(&self, fresh: &[Keyed]) -> Result<KeySet> {
        let keys = fresh.iter().flat_map(|keyed| keyed.keys.iter().copied());
        Ok(match self.gate()?.filter.as_ref() {
            Some(filter) => keys.filter(|&key| filter.may_meet(key)).collect(),
            None => keys.collect(),
        })
    }

    fn remember(&self, keys: impl Iterator<Item = i64>) -> Result<()> {
        if let Some(filter) = self.gate()?.filter.as_mut() {
            keys.for_each(|key| filter.insert(key));
        }
        Ok(())
    }

    /// Divides a group among the writers.
    fn send(&mut self, group: Arc<Group>) -> Result<()> {
        let due = group.due();
        if due == 0 {
            return Ok(());
        }
        let share = due.div_ceil(self.writers);
        let number = self.number;
        self.number += 1;
        let tasks = due.div_ceil(share);
        self.flying.push(Flying { number, tasks, group: group.clone(), marks: OnceCell::new() });
        for start in (0..due).step_by(share) {
            let due = start..(start + share).min(due);
            let reserved = group.fresh_in(due.clone());
            self.gate()?.reserve(reserved);
            let task = Task { number, group: group.clone(), due };
            self.tasks.send(task).map_err(|_| anyhow!("a writing thread panicked"))?;
        }
        Ok(())
    }

    /// Waits until nothing is being written, and writes what has to be tried again.
    fn land(&mut self) -> Result<()> {
        while !self.flying.is_empty() {
            self.wait()?;
        }
        for fresh in std::mem::take(&mut self.again) {
            self.write_here(fresh.into())?;
        }
        Ok(())
    }

    fn wait(&mut self) -> Result<()> {
        let done = self.done.recv().map_err(|_| anyhow!("a writing thread panicked"))?;
        self.note(done)
    }

    /// Accounts for what a writer did.
    fn note(&mut self, Done { number, due, written }: Done) -> Result<()> {
        let at = self.flying.iter().position(|flying| flying.number == number);
        let flying = &mut self.flying[at.ok_or_else(|| anyhow!("a group was written twice"))?];
        flying.tasks -= 1;
        let group = flying.group.clone();
        if flying.tasks == 0 {
            self.flying.retain(|flying| flying.number != number);
        }
        let reserved = group.fresh_in(due.clone());
        let (used, back) = written.as_ref().map_or((0, 0), |written| (written.leads, written.back));
        self.gate()?.give_back((reserved + back).saturating_sub(used));
        match written {
            Ok(_) => {}
            Err(error) if is_passing(&error) => self.again.push(group.again(due)),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Writes records in one transaction of our own, whatever is left of the quota. Nothing else is being written.
    fn write_here(&mut self, fresh: Arc<[Keyed]>) -> Result<()> {
        let (deriving, ids) = (self.deriving, Ids::new());
        let mut attempt = 0;
        loop {
            attempt += 1;
            let seek = self.seek(&fresh)?;
            let look_twice = attempt > 1;
            let done = self.conn.transaction::<_, anyhow::Error, _>(|conn| {
                let mut allowance = Allowance::lock(conn, deriving.user)?;
                let group = Group::look(conn, &deriving, fresh.clone(), &seek)?;
                let all = 0..group.due();
                let mut written =
                    group.write(conn, &deriving, all, allowance.leads_left(), look_twice, &ids)?;
                written.back = allowance.use_leads(conn, written.leads, &written.gone)?;
                Ok((written, allowance.leads_left()))
            });
            match done {
                Ok((mut written, left)) => {
                    // Leads that were given back have made room for records that were kept back beside them.
                    let again = written.back > 0
                        && written.outcome.over_quota > 0
                        && left.is_none_or(|left| left > 0)
                        && !deriving.rebuild;
                    if again {
                        written.outcome.over_quota = 0;
                    }
                    self.tally.add(written.outcome);
                    self.remember(fresh.iter().flat_map(|keyed| keyed.keys.iter().copied()))?;
                    let mut gate = self.gate()?;
                    match gate.open {
                        // Lanes have some under way that are not counted yet.
                        true => {
                            gate.reserve(written.leads);
                            gate.give_back(written.back);
                        }
                        false => gate.left = left,
                    }
                    drop(gate);
                    if again {
                        attempt = 0;
                        continue;
                    }
                    return Ok(());
                }
                Err(error) if attempt < ATTEMPTS && is_passing(&error) => {
                    if let Ok(ChangedElsewhere(changed)) = error.downcast() {
                        self.key_again(&changed)?;
                    }
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Makes leads known under what they show now.
    fn key_again(&mut self, changed: &[Lead]) -> Result<()> {
        let user = self.deriving.user.id;
        for lead in changed {
            let mut all = keys_of(user, &lead.keys, lead.values.email.as_deref());
            all.extend(stored_keys(user, &from_row(lead)));
            keys::set(self.conn, lead.id, &columns(all.iter().copied().collect::<BTreeSet<i64>>(), None))?;
            self.remember(all.into_iter())?;
        }
        Ok(())
    }
}
