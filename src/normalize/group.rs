//! A group of raw records becomes leads.
//!
//! A lead is a function of its raw records: whenever new ones meet stored leads, the whole neighbourhood (every
//! record that shares a key, directly or through others) is divided and merged anew. So the leads are the same
//! whatever the order, and however the records were spread over runs.
//!
//! [`Group::look`] finds what is stored around the records; [`Group::write`] derives neighbourhoods of them, which have nothing to do with each
//! other, so that several can be written side by side.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use anyhow::Result;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::division::{Around, Member, Outcome, Writes, settle};
use super::identity::{KeySet, keys_of, neighbourhoods, stored_keys};
use super::memo::Memo;
use super::nearby::{Further, nearby};
use super::reading::Readings;
use super::record::{Derived, Graded, Hints, Kind, PARTS, Part, Reason, derive};
use crate::json;
use crate::models::identifier::Ids;
use crate::models::leads::{self, Lead};
use crate::models::raw_leads::{self, RawLead};
use crate::models::users::User;

/// A raw record, normalized or not.
#[derive(Debug, Clone)]
pub struct Item {
    /// The raw lead.
    pub raw: Uuid,
    /// What it says, or why it becomes no lead.
    pub derived: Result<Derived, Reason>,
}

/// Normalizes a stored raw lead.
pub fn item(raw: &RawLead, readings: &Readings, memo: &Memo) -> Item {
    let said = readings.hints(raw.scrape_job_id);
    let hints =
        Hints { source_url: raw.source_url.as_deref(), scraped_at: raw.scraped_at, memo: Some(memo), ..said };
    let derived = match json::read(&raw.payload) {
        Ok(payload) => derive(&payload, &hints),
        Err(_) => Err(Reason::NothingKnown),
    };
    Item { raw: raw.id, derived }
}

/// What a run derives, and how.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deriving<'a> {
    pub(super) user: &'a User,
    pub(super) readings: &'a Readings,
    /// Whether records that are part of a lead already are derived again.
    pub(super) rebuild: bool,
}

/// A record with the keys under which its lead can be met.
#[derive(Debug, Clone)]
pub(super) struct Keyed {
    pub(super) item: Item,
    pub(super) keys: Vec<i64>,
}

impl Keyed {
    /// Derives a raw lead.
    pub(super) fn of(raw: &RawLead, deriving: &Deriving, memo: &Memo) -> Keyed {
        let item = item(raw, deriving.readings, memo);
        let keys =
            item.derived.as_ref().map_or_else(|_| Vec::new(), |record| stored_keys(deriving.user.id, record));
        Keyed { item, keys }
    }

    pub(super) fn record(&self) -> Option<&Derived> {
        self.item.derived.as_ref().ok()
    }
}

/// Some raw records, and what is stored around them.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// Those that can become leads.
    fresh: Arc<[Keyed]>,
    /// Leads near them.
    stored: Vec<Lead>,
    /// Fresh records that are part of a stored lead already: which.
    part_of: HashMap<Uuid, usize>,
    /// The other records that stored leads are made of.
    read: HashMap<Uuid, Item>,
    /// Records that stored leads name, and that are gone.
    lost: HashSet<Uuid>,
    /// What stored leads say for themselves, because their records do not tell it.
    told: Vec<Option<Derived>>,
    /// What has to be looked at together and has something to do: fresh records by their place, stored leads by theirs behind those.
    due: Vec<Vec<usize>>,
}

/// What writing came to.
#[derive(Debug, Clone, Default)]
pub(super) struct Written {
    pub(super) outcome: Outcome,
    /// Leads that were added.
    pub(super) leads: u64,
    /// When the leads that became part of others were counted.
    pub(super) gone: Vec<DateTime<Utc>>,
    /// How many of those were given back, once that is known.
    pub(super) back: u64,
}

impl Group {
    /// Finds what is stored around records: of their keys, those in `seek` may be stored.
    pub(super) fn look(
        conn: &mut PgConnection,
        deriving: &Deriving,
        fresh: Arc<[Keyed]>,
        seek: &KeySet,
    ) -> Result<Group> {
        let mut group = Group { fresh, ..Group::default() };
        let mut further = Further::default();
        loop {
            group.stored = nearby(conn, deriving.user.id, &group.fresh, &further, seek)?;
            group.divide(deriving, &further);
            if group.stored.is_empty() {
                return Ok(group);
            }
            group.read_around(conn, deriving)?;
            // Another program may have changed what a lead shows, under which it was stored: its records still tell.
            if !group.note_further(deriving, &mut further) {
                return Ok(group);
            }
        }
    }

    /// Divides records and stored leads into neighbourhoods, and keeps those with something to do: only their stored records are read.
    fn divide(&mut self, deriving: &Deriving, further: &Further) {
        let user = deriving.user.id;
        let (fresh, stored) = (&self.fresh, &self.stored);
        let lead_keys: Vec<Vec<i64>> = stored
            .iter()
            .map(|lead| {
                let mut keys = keys_of(user, &lead.keys, lead.values.email.as_deref());
                keys.extend(further.keys.get(&lead.id).into_iter().flatten());
                keys
            })
            .collect();
        let sets: Vec<&[i64]> = fresh
            .iter()
            .map(|keyed| keyed.keys.as_slice())
            .chain(lead_keys.iter().map(Vec::as_slice))
            .collect();
        let near = neighbourhoods(&sets);
        let in_leads: HashMap<Uuid, usize> = stored
            .iter()
            .enumerate()
            .flat_map(|(index, lead)| lead.raw_ids().map(move |raw| (raw, index)))
            .collect();
        let part_of: HashMap<Uuid, usize> = match in_leads.is_empty() {
            true => HashMap::new(),
            false => fresh
                .iter()
                .filter_map(|keyed| Some((keyed.item.raw, *in_leads.get(&keyed.item.raw)?)))
                .collect(),
        };
        let has_work = |indices: &Vec<usize>| {
            let mut here = indices.iter().filter(|&&i| i < fresh.len());
            deriving.rebuild && here.clone().next().is_some()
                || here.any(|&i| !part_of.contains_key(&fresh[i].item.raw))
        };
        let due = near.into_iter().filter(has_work).collect();
        (self.part_of, self.due) = (part_of, due);
    }

    /// Notes by what the records of stored leads can be met beyond what was looked for; whether there is anything.
    fn note_further(&self, deriving: &Deriving, further: &mut Further) -> bool {
        let user = deriving.user.id;
        let mut more = false;
        for &at in self.due.iter().flatten().filter(|&&i| i >= self.fresh.len()) {
            let lead = &self.stored[at - self.fresh.len()];
            let mut known: HashSet<i64> =
                keys_of(user, &lead.keys, lead.values.email.as_deref()).into_iter().collect();
            known.extend(further.keys.get(&lead.id).into_iter().flatten());
            for record in lead.raw_ids().filter_map(|raw| self.read.get(&raw)?.derived.as_ref().ok()) {
                for key in stored_keys(user, record) {
                    if known.insert(key) {
                        further.keys.entry(lead.id).or_default().push(key);
                        further.emails.extend(record.keys.email.clone());
                        more = true;
                    }
                }
            }
        }
        more
    }

    /// Reads and derives the other records of the stored leads that something may happen to.
    fn read_around(&mut self, conn: &mut PgConnection, deriving: &Deriving) -> Result<()> {
        let fresh = self.fresh.len();
        let here: HashSet<Uuid> = self.fresh.iter().map(|keyed| keyed.item.raw).collect();
        let near = || self.due.iter().flatten().filter(|&&i| i >= fresh).map(|&i| &self.stored[i - fresh]);
        let wanted: Vec<Uuid> = near().flat_map(Lead::raw_ids).filter(|raw| !here.contains(raw)).collect();
        let memo = Memo::default();
        let read: HashMap<Uuid, Item> = match wanted.is_empty() {
            true => HashMap::new(),
            false => {
                raw_leads::from_each(conn, &wanted, |raw| (raw.id, item(&raw, deriving.readings, &memo)))?
                    .into_iter()
                    .collect()
            }
        };
        let lost: HashSet<Uuid> = near()
            .flat_map(Lead::raw_ids)
            .filter(|raw| !here.contains(raw) && !read.contains_key(raw))
            .collect();
        self.told = self
            .stored
            .iter()
            .map(|lead| {
                // What cannot be derived again speaks for itself: a lead of another program, or of raw records that
                // were removed.
                let some_lost = lead.raw_ids().any(|raw| lost.contains(&raw));
                (some_lost || lead.raw_lead_ids.as_ref().is_none_or(Vec::is_empty)).then(|| from_row(lead))
            })
            .collect();
        (self.read, self.lost) = (read, lost);
        Ok(())
    }

    /// How many neighbourhoods have something to do.
    pub(super) fn due(&self) -> usize {
        self.due.len()
    }

    /// How many fresh records some neighbourhoods have.
    pub(super) fn fresh_in(&self, due: Range<usize>) -> u64 {
        self.due[due].iter().flatten().filter(|&&i| i < self.fresh.len()).count() as u64
    }

    /// The fresh records of some neighbourhoods, to be looked at once more.
    pub(super) fn again(&self, due: Range<usize>) -> Vec<Keyed> {
        self.due[due].iter().flatten().filter_map(|&i| self.fresh.get(i)).cloned().collect()
    }

    /// The leads that are stored around the records.
    pub(super) fn stored(&self) -> &[Lead] {
        &self.stored
    }

    /// The keys of the fresh records.
    pub(super) fn keys(&self) -> impl Iterator<Item = i64> + '_ {
        self.fresh.iter().flat_map(|keyed| keyed.keys.iter().copied())
    }

    /// Derives some neighbourhoods and writes what changed. Call it inside a transaction, with the user's leads locked; at most `limit` leads
    /// are added. With `look_twice`, as after a unique violation, leads are looked for whose address another program changed.
    ///
    /// # Errors
    /// [`ChangedElsewhere`] when there are such leads, and what the database says.
    pub(super) fn write(
        &self,
        conn: &mut PgConnection,
        deriving: &Deriving,
        due: Range<usize>,
        limit: Option<u64>,
        look_twice: bool,
        ids: &Ids,
    ) -> Result<Written> {
        let Deriving { user, rebuild, .. } = *deriving;
        let around = Around { user, stored: &self.stored, lost: &self.lost, rebuild, ids };
        let mut outcome = Outcome::default();
        let mut writes = Writes::default();
        let mut left = limit;
        for indices in &self.due[due] {
            let (members, leads_here) = self.members(indices, rebuild);
            settle(&around, &leads_here, members, &mut left, &mut outcome, &mut writes);
        }
        if look_twice {
            let emails: Vec<&str> = writes.emails().collect();
            let ours: HashSet<Uuid> = self.stored.iter().map(|lead| lead.id).collect();
            let unknown: Vec<Lead> = leads::by_emails(conn, user.id, &emails)?
                .into_iter()
                .filter(|lead| !ours.contains(&lead.id))
                .collect();
            if !unknown.is_empty() {
                return Err(ChangedElsewhere(unknown).into());
            }
        }
        let rewritten = writes.rewrites.iter().map(|rewrite| rewrite.lead.id);
        leads::hold(conn, &rewritten.chain(writes.gone.iter().map(|(id, _)| *id)).collect::<Vec<_>>(), true)?;
        let gone = leads::unmake(conn, &writes.gone)?.into_iter().flatten().collect();
        leads::rewrite(conn, &writes.rewrites)?;
        leads::insert(conn, &writes.inserts)?;
        Ok(Written { outcome, leads: writes.inserts.len() as u64, gone, back: 0 })
    }

    /// Who takes part in a neighbourhood, and the stored leads in it.
    fn members(&self, indices: &[usize], rebuild: bool) -> (Vec<Member<'_>>, Vec<usize>) {
        let mut members: Vec<Member> = Vec::with_capacity(indices.len());
        let mut leads_here = Vec::new();
        for &index in indices {
            if let Some(keyed) = self.fresh.get(index)
                && let Some(record) = keyed.record()
            {
                let lead = self.part_of.get(&keyed.item.raw).copied();
                let (raw, new) = (Some(keyed.item.raw), lead.is_none() || rebuild);
                members.push(Member { record, keys: Some(&keyed.keys), raw, lead, new });
                continue;
            }
            let at = index - self.fresh.len();
            leads_here.push(at);
            if let Some(record) = &self.told[at] {
                members.push(Member { record, keys: None, raw: None, lead: Some(at), new: false });
            }
            // Those that are fresh, too, were not read once more.
            for raw in self.stored[at].raw_ids() {
                if let Some(Item { derived: Ok(record), .. }) = self.read.get(&raw) {
                    members.push(Member { record, keys: None, raw: Some(raw), lead: Some(at), new: false });
                }
            }
        }
        if members.len() > 1 {
            // An order that the records alone decide, so that counts do not depend on how they came in.
            members.sort_by_cached_key(|m| (m.lead.is_none(), m.raw.is_some(), content_key(m.record), m.raw));
        }
        (members, leads_here)
    }
}

/// Leads that have an address of which their identity keys do not tell: another program changed it.
#[derive(Debug)]
pub struct ChangedElsewhere(pub Vec<Lead>);

impl std::fmt::Display for ChangedElsewhere {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} leads were changed by another program", self.0.len())
    }
}

impl std::error::Error for ChangedElsewhere {}

/// Orders records by what they say.
pub(super) fn content_key(record: &Derived) -> String {
    format!("{:?}{:?}{:?}", record.values, record.at, record.source_confidence)
}

/// What a stored lead says of itself, as a record.
pub fn from_row(lead: &Lead) -> Derived {
    let mut payload = Map::new();
    for (column, value) in lead.values.texts() {
        if let Some(value) = value {
            payload.insert(column.to_owned(), Value::String(value.clone()));
        }
    }
    let hints = Hints { scraped_at: lead.updated_at, ..Hints::default() };
    let mut derived = derive(&Value::Object(payload), &hints).unwrap_or_else(|_| Derived {
        kind: Kind::Company,
        values: Default::default(),
        keys: Default::default(),
        source_confidence: None,
        at: lead.updated_at,
    });
    // A value that another program wrote in its own way is still a value.
    let mut keep = |part: Part, text: &Option<String>, second: &Option<String>| {
        let slot = &mut derived.values[part as usize];
        if slot.is_none() && (text.is_some() || second.is_some()) {
            *slot = Some(Graded {
                second_key: None,
                text: text.clone(),
                second: second.clone(),
                weight: 0,
                key: "lead".to_owned(),
            });
        }
    };
    let none = &None;
    debug_assert_eq!(PARTS, 11);
    keep(Part::Company, &lead.values.company_name, none);
    keep(Part::Domain, &lead.values.domain, none);
    keep(Part::Industry, &lead.values.industry, none);
    keep(Part::Size, &lead.values.company_size, none);
    keep(Part::Location, &lead.values.location, none);
    keep(Part::Name, &lead.values.first_name, &lead.values.last_name);
    keep(Part::Title, &lead.values.job_title, &lead.values.seniority);
    keep(Part::Email, &lead.values.email, none);
    keep(Part::Phone, &lead.values.phone, none);
    keep(Part::Linkedin, &lead.values.linkedin_url, none);
    keep(Part::Source, &lead.values.source, none);
    if derived.keys.email.is_none() && derived.keys.desk.is_none() {
        derived.keys.email = lead.values.email.as_ref().map(|email| email.to_lowercase());
    }
    derived
}
