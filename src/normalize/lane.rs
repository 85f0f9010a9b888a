//! The short way: a record that meets nothing, neither what is stored nor what is under way, becomes a lead in the thread that derived it.
//! Nothing of it goes from one thread to another, which would cost as much as deriving it. All others go the long way ([`super::flow`]).

use std::sync::Mutex;

use anyhow::{Result, anyhow};
use crossbeam_channel::{Receiver, Sender, select};
use diesel::prelude::*;
use uuid::Uuid;

use super::division::{Outcome, alone};
use super::filter::Filter;
use super::flow::{Pool, Tally, is_passing};
use super::group::{Deriving, Keyed};
use super::memo::Memo;
use super::record::Reason;
use crate::models::copy::Encoded;
use crate::models::identifier::Ids;
use crate::models::leads;
use crate::models::raw_leads::{self, RawLead};
use crate::quota;

/// Leads that one transaction adds.
const LEADS: usize = 2_000;

/// What decides which way a record takes; all threads share it.
#[derive(Debug)]
pub(super) struct Gate {
    /// Keys that may be stored or are under way; `None`: any.
    pub(super) filter: Option<Filter>,
    /// Leads that may still be added, less those that are under way; `None` is unlimited.
    pub(super) left: Option<u64>,
    /// Whether the short way is open: not where a limit decides who is let in, for which the order counts.
    pub(super) open: bool,
}

impl Gate {
    /// Whether a record with these keys takes the short way. From now on its keys are under way.
    fn admit(&mut self, keys: &[i64]) -> bool {
        let Some(filter) = self.filter.as_mut().filter(|_| self.open) else { return false };
        let met = keys.iter().any(|&key| filter.may_meet(key)) || self.left == Some(0);
        keys.iter().for_each(|&key| filter.insert(key));
        if !met {
            self.reserve(1);
        }
        !met
    }

    /// So many more leads are under way.
    pub(super) fn reserve(&mut self, leads: u64) {
        self.left = self.left.map(|left| left.saturating_sub(leads));
    }

    /// So many of those did not come to be.
    pub(super) fn give_back(&mut self, leads: u64) {
        self.left = self.left.map(|left| left + leads);
    }
}

/// What a lane tells the one that keeps count.
pub(super) enum Event {
    /// A page was derived.
    Page(Page),
    /// All that the lane of this number took is committed.
    Landed(usize),
    /// The lane of this number has ended.
    Ended(usize, Result<()>),
}

/// A page of records.
#[derive(Default)]
pub(super) struct Page {
    /// Its place among those that were read; `None` for records that come back.
    pub(super) index: Option<usize>,
    /// Records in it.
    pub(super) read: u64,
    /// Why records become no lead.
    pub(super) rejected: Vec<Reason>,
    /// Records that have to go the long way.
    pub(super) rest: Vec<Keyed>,
}

/// One thread's way.
pub(super) struct Lane<'a> {
    number: usize,
    deriving: Deriving<'a>,
    pool: &'a Pool<'a>,
    gate: &'a Mutex<Gate>,
    tally: &'a Tally,
    conn: Option<PgConnection>,
    ids: Ids,
    memo: Memo,
    /// Leads that are not stored yet, and the records that they are made of.
    rows: Encoded,
    raws: Vec<Uuid>,
}

impl<'a> Lane<'a> {
    pub(super) fn new(
        number: usize,
        deriving: Deriving<'a>,
        pool: &'a Pool<'a>,
        gate: &'a Mutex<Gate>,
        tally: &'a Tally,
    ) -> Self {
        Lane {
            number,
            deriving,
            pool,
            gate,
            tally,
            conn: None,
            ids: Ids::new(),
            memo: Memo::default(),
            rows: Encoded::default(),
            raws: Vec::with_capacity(LEADS),
        }
    }

    /// Takes pages until there are no more, and lands what it took whenever it is asked to.
    pub(super) fn run(
        mut self,
        pages: &Receiver<(usize, Vec<RawLead>)>,
        asked: &Receiver<()>,
        out: &Sender<Event>,
    ) {
        let ended = self.take_all(pages, asked, out);
        if let Some(conn) = self.conn.take() {
            self.pool.give(conn);
        }
        // Nobody listens where another thread has failed.
        let _ = out.send(Event::Ended(self.number, ended));
    }

    fn take_all(
        &mut self,
        pages: &Receiver<(usize, Vec<RawLead>)>,
        asked: &Receiver<()>,
        out: &Sender<Event>,
    ) -> Result<()> {
        let tell = |event: Event| out.send(event).map_err(|_| anyhow!("normalizing stopped"));
        loop {
            select! {
                recv(pages) -> page => {
                    let Ok((index, raws)) = page else { break };
                    tell(Event::Page(self.take(index, &raws)?))?;
                    if self.raws.len() >= LEADS && let Some(back) = self.land()? {
                        tell(Event::Page(back))?;
                    }
                }
                recv(asked) -> _ => {
                    if let Some(back) = self.land()? {
                        tell(Event::Page(back))?;
                    }
                    tell(Event::Landed(self.number))?;
                }
            }
        }
        match self.land()? {
            Some(back) => tell(Event::Page(back)),
            None => Ok(()),
        }
    }

    /// Derives a page, one record after the other.
    fn take(&mut self, index: usize, raws: &[RawLead]) -> Result<Page> {
        let mut page = Page { index: Some(index), read: raws.len() as u64, ..Page::default() };
        for raw in raws {
            let keyed = Keyed::of(raw, &self.deriving, &self.memo);
            let record = match &keyed.item.derived {
                Ok(record) => record,
                Err(reason) => {
                    page.rejected.push(*reason);
                    continue;
                }
            };
            let mut gate = self.gate.lock().map_err(|_| anyhow!("a normalizing thread panicked"))?;
            let admitted = gate.admit(&keyed.keys);
            drop(gate);
            if admitted {
                let lead = alone(self.deriving.user.id, self.ids.next_id(), record, &keyed.keys, raw.id);
                leads::encode(&lead, &mut self.rows);
                self.raws.push(raw.id);
            } else {
                page.rest.push(keyed);
            }
        }
        Ok(page)
    }

    /// Stores what it took, in one transaction. Records that another program's write got in the way of come back.
    fn land(&mut self) -> Result<Option<Page>> {
        if self.raws.is_empty() {
            return Ok(None);
        }
        let (deriving, rows) = (self.deriving, self.rows.bytes());
        let leads = self.raws.len() as u64;
        let conn = match &mut self.conn {
            Some(conn) => conn,
            None => self.conn.insert(self.pool.take()?),
        };
        let stored = conn.transaction::<_, anyhow::Error, _>(|conn| {
            leads::insert_encoded(conn, rows)?;
            // Last, because all of a user's transactions wait for each other from here to their end.
            quota::use_leads(conn, deriving.user, leads, &[])
        });
        let back = match stored {
            Ok(_) => {
                self.tally.add(Outcome { created: leads, ..Outcome::default() });
                None
            }
            Err(error) if is_passing(&error) => {
                let mut gate = self.gate.lock().map_err(|_| anyhow!("a normalizing thread panicked"))?;
                gate.give_back(leads);
                drop(gate);
                let rest =
                    raw_leads::from_each(conn, &self.raws, |raw| Keyed::of(&raw, &deriving, &self.memo))?;
                Some(Page { rest, ..Page::default() })
            }
            Err(error) => return Err(error),
        };
        self.rows.clear();
        self.raws.clear();
        Ok(back)
    }
}
