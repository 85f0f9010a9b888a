//! One batch of raw records becomes leads, in one transaction.
//!
//! A lead is a function of its raw records: whenever new ones meet stored leads, the whole neighbourhood (every
//! record that shares a key, directly or through others) is divided and merged anew. So the leads are the same
//! whatever the order, and however the records were spread over runs.

use std::collections::{HashMap, HashSet};

use anyhow::Result;
use diesel::PgConnection;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::division::{Around, Member, Outcome, Writes, settle};
use super::identity::{asked_keys, neighbourhoods, stored_keys};
use super::memo::Memo;
use super::reading::Readings;
use super::record::{Derived, Graded, Hints, Kind, PARTS, Part, Reason, derive};
use crate::models::leads::{self, Lead};
use crate::models::raw_leads::{self, RawLead};
use crate::models::users::User;
use crate::quota::Allowance;

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
    let derived = match serde_json::from_str::<Value>(&raw.payload) {
        Ok(payload) => derive(&payload, &hints),
        // PostgreSQL nests deeper than our parser follows: nothing in there is a lead.
        Err(_) => Err(Reason::NothingKnown),
    };
    Item { raw: raw.id, derived }
}

/// Applies one batch. Call it inside a transaction, with the user's leads locked. With `rebuild`, records that
/// are part of a lead already are derived again. With `look_twice`, as after a unique violation, leads are looked for
/// whose address another program changed.
///
/// # Errors
/// [`ChangedElsewhere`] when there are such leads, and what the database says.
pub fn apply(
    conn: &mut PgConnection,
    user: &User,
    items: &[Item],
    rebuild: bool,
    readings: &Readings,
    look_twice: bool,
) -> Result<Outcome> {
    let mut allowance = Allowance::lock(conn, user)?;
    let mut left = allowance.leads_left();
    let mut outcome = Outcome::default();

    let fresh: Vec<(Uuid, &Derived)> =
        items.iter().filter_map(|item| Some((item.raw, item.derived.as_ref().ok()?))).collect();
    let fresh_keys: Vec<Vec<i64>> = fresh.iter().map(|(_, record)| stored_keys(user.id, record)).collect();
    let stored = nearby(conn, user.id, &fresh_keys)?;

    let lead_keys: Vec<Vec<i64>> = stored.iter().map(|lead| lead.keys().collect()).collect();
    let sets: Vec<&[i64]> = fresh_keys.iter().chain(&lead_keys).map(Vec::as_slice).collect();
    let near = neighbourhoods(&sets);

    // Only neighbourhoods with something to do are looked at; only their stored records are read.
    let part_of: HashMap<Uuid, usize> = stored
        .iter()
        .enumerate()
        .flat_map(|(index, lead)| lead.raw_ids().map(move |raw| (raw, index)))
        .collect();
    let mut due: Vec<Vec<usize>> = Vec::new();
    for indices in near {
        let known = indices.iter().filter(|&&i| i < fresh.len() && part_of.contains_key(&fresh[i].0)).count();
        let new = indices.iter().filter(|&&i| i < fresh.len()).count() - known;
        if new > 0 || (rebuild && known > 0) {
            due.push(indices);
        }
    }
    let in_batch: HashMap<Uuid, usize> =
        fresh.iter().enumerate().map(|(index, (raw, _))| (*raw, index)).collect();
    let wanted: Vec<Uuid> = due
        .iter()
        .flatten()
        .filter(|&&i| i >= fresh.len())
        .flat_map(|&i| stored[i - fresh.len()].raw_ids())
        .filter(|raw| !in_batch.contains_key(raw))
        .collect();
    let read: HashMap<Uuid, Item> = if wanted.is_empty() {
        HashMap::new()
    } else {
        let memo = Memo::default();
        raw_leads::by_ids(conn, &wanted)?.iter().map(|raw| (raw.id, item(raw, readings, &memo))).collect()
    };
    let lost: HashSet<Uuid> = stored
        .iter()
        .flat_map(Lead::raw_ids)
        .filter(|raw| !in_batch.contains_key(raw) && !read.contains_key(raw))
        .collect();
    let told: Vec<Option<Derived>> = stored
        .iter()
        .map(|lead| {
            // What cannot be derived again speaks for itself: a lead of another program, or of raw records that
            // were removed.
            let some_lost = lead.raw_ids().any(|raw| lost.contains(&raw));
            (some_lost || lead.raw_lead_ids.as_ref().is_none_or(Vec::is_empty)).then(|| from_row(lead))
        })
        .collect();

    let around = Around { user, stored: &stored, lost: &lost, rebuild };
    let mut writes = Writes::default();
    for indices in due {
        let mut members: Vec<Member> = Vec::new();
        let mut leads_here = Vec::new();
        for &index in &indices {
            if index < fresh.len() {
                let (raw, record) = fresh[index];
                let lead = part_of.get(&raw).copied();
                members.push(Member { record, raw: Some(raw), lead, new: lead.is_none() || rebuild });
                continue;
            }
            let at = index - fresh.len();
            leads_here.push(at);
            if let Some(record) = &told[at] {
                members.push(Member { record, raw: None, lead: Some(at), new: false });
            }
            for raw in stored[at].raw_ids().filter(|raw| !in_batch.contains_key(raw)) {
                if let Some(Item { derived: Ok(record), .. }) = read.get(&raw) {
                    members.push(Member { record, raw: Some(raw), lead: Some(at), new: false });
                }
            }
        }
        // An order that the records alone decide, so that counts do not depend on how they came in.
        members.sort_by_cached_key(|m| (m.lead.is_none(), m.raw.is_some(), content_key(m.record), m.raw));
        settle(&around, &leads_here, members, &mut left, &mut outcome, &mut writes);
    }
    if look_twice {
        let emails: Vec<&str> = writes.emails().collect();
        let ours: HashSet<Uuid> = stored.iter().map(|lead| lead.id).collect();
        let unknown: Vec<Lead> = leads::by_emails(conn, user.id, &emails)?
            .into_iter()
            .filter(|lead| !ours.contains(&lead.id))
            .collect();
        if !unknown.is_empty() {
            return Err(ChangedElsewhere(unknown).into());
        }
    }

    let rewritten = writes.rewrites.iter().map(|rewrite| rewrite.lead.id);
    leads::hold(conn, &rewritten.chain(writes.gone.iter().copied()).collect::<Vec<_>>(), true)?;
    leads::delete(conn, &writes.gone)?;
    leads::rewrite(conn, &writes.rewrites)?;
    leads::insert(conn, &writes.inserts)?;
    allowance.use_leads(conn, writes.inserts.len() as u64)?;
    Ok(outcome)
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

/// Every stored lead in the neighbourhood of these keys, also those met only through others.
fn nearby(conn: &mut PgConnection, user: Uuid, keys: &[Vec<i64>]) -> Result<Vec<Lead>> {
    let mut asked: HashSet<i64> = HashSet::new();
    let mut found: HashMap<Uuid, Lead> = HashMap::new();
    let mut next: Vec<i64> = keys.iter().flat_map(|set| asked_keys(set)).collect();
    loop {
        next.retain(|key| asked.insert(*key));
        if next.is_empty() {
            break;
        }
        let more: Vec<Lead> = leads::by_keys(conn, user, &next)?
            .into_iter()
            .filter(|lead| !found.contains_key(&lead.id))
            .collect();
        next = more
            .iter()
            .flat_map(|lead| asked_keys(&lead.keys().collect::<Vec<_>>()).collect::<Vec<_>>())
            .collect();
        found.extend(more.into_iter().map(|lead| (lead.id, lead)));
    }
    let mut found: Vec<Lead> = found.into_values().collect();
    found.sort_by_key(|lead| (lead.created_at, lead.id));
    Ok(found)
}

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
