//! One batch of raw records becomes leads, in one transaction.
//!
//! A lead is a function of its raw records: whenever new ones meet stored leads, the whole neighbourhood (every
//! record that shares a key, directly or through others) is divided and merged anew. So the leads are the same
//! whatever the order, and however the records were spread over runs.

use std::collections::{BTreeSet, HashMap, HashSet};

use anyhow::Result;
use diesel::PgConnection;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::identity::{asked_keys, clusters, neighbourhoods, stored_keys};
use super::merge::Merged;
use super::record::{Derived, Graded, Hints, Kind, PARTS, Part, Reason, derive};
use crate::models::leads::{self, Lead, LeadValues, NewLead, Rewrite};
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

/// What became of the records of a batch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Records that made a new lead.
    pub created: u64,
    /// Records that met a lead and changed it.
    pub updated: u64,
    /// Records that met a lead and told nothing new.
    pub unchanged: u64,
    /// Records that would make a new lead beyond the quota.
    pub over_quota: u64,
    /// Records that were part of a lead before this run.
    pub known: u64,
}

/// Normalizes a stored raw lead.
pub fn item(raw: &RawLead, region: Option<&str>) -> Item {
    let hints = Hints { source_url: raw.source_url.as_deref(), scraped_at: raw.scraped_at, region };
    let derived = match serde_json::from_str::<Value>(&raw.payload) {
        Ok(payload) => derive(&payload, &hints),
        // PostgreSQL nests deeper than our parser follows: nothing in there is a lead.
        Err(_) => Err(Reason::NothingKnown),
    };
    Item { raw: raw.id, derived }
}

/// Who takes part in a neighbourhood.
struct Member<'a> {
    record: &'a Derived,
    /// Its raw lead; `None` for what a stored lead says of itself.
    raw: Option<Uuid>,
    /// The stored lead that it is part of: an index.
    lead: Option<usize>,
    /// Whether this run has to account for it.
    new: bool,
}

/// Applies one batch. Call it inside a transaction, with the user's leads locked. With `rebuild`, records that
/// are part of a lead already are derived again.
pub fn apply(
    conn: &mut PgConnection,
    user: &User,
    items: &[Item],
    rebuild: bool,
    region: Option<&str>,
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
        outcome.known += known as u64;
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
        raw_leads::by_ids(conn, &wanted)?.iter().map(|raw| (raw.id, item(raw, region))).collect()
    };
    let told: Vec<Option<Derived>> = stored
        .iter()
        .map(|lead| {
            // What cannot be derived again speaks for itself: a lead of another program, or of raw records that
            // were removed.
            let lost = lead.raw_ids().any(|raw| !in_batch.contains_key(&raw) && !read.contains_key(&raw));
            (lost || lead.raw_lead_ids.as_ref().is_none_or(Vec::is_empty)).then(|| from_row(lead))
        })
        .collect();

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
        settle(user, &stored, &leads_here, members, &mut left, &mut outcome, &mut writes);
    }

    leads::delete(conn, &writes.gone)?;
    leads::rewrite(conn, &writes.rewrites)?;
    leads::insert(conn, &writes.inserts)?;
    allowance.use_leads(conn, writes.inserts.len() as u64)?;
    if rebuild {
        // They were accounted for one by one.
        outcome.known = 0;
    }
    Ok(outcome)
}

/// What a batch writes.
#[derive(Debug, Default)]
struct Writes {
    inserts: Vec<NewLead>,
    rewrites: Vec<Rewrite>,
    gone: Vec<Uuid>,
}

/// Divides a neighbourhood into leads and notes what has to be written for it.
fn settle(
    user: &User,
    stored: &[Lead],
    leads_here: &[usize],
    mut members: Vec<Member>,
    left: &mut Option<u64>,
    outcome: &mut Outcome,
    writes: &mut Writes,
) {
    let mut divided = divide(&members);
    let more = |divided: &[Vec<usize>]| divided.len().saturating_sub(leads_here.len()) as u64;
    if let Some(limit) = *left
        && more(&divided) > limit
    {
        // Newcomers are let in one by one, as long as the leads that they lead to are within the limit.
        let (mut admitted, newcomers): (Vec<Member>, Vec<Member>) =
            members.into_iter().partition(|m| m.lead.is_some());
        for newcomer in newcomers {
            admitted.push(newcomer);
            if more(&divide(&admitted)) > limit {
                admitted.pop();
                outcome.over_quota += 1;
            }
        }
        members = admitted;
        divided = divide(&members);
    }
    if let Some(left) = left {
        *left -= more(&divided).min(*left);
    }

    // Which stored lead goes on as which: each takes the division that holds most of what it was.
    let mut owner: Vec<Option<usize>> = vec![None; divided.len()];
    for &lead in leads_here {
        let mine = |cluster: &Vec<usize>| cluster.iter().filter(|&&m| members[m].lead == Some(lead)).count();
        let best = (0..divided.len())
            .filter(|&i| owner[i].is_none() && mine(&divided[i]) > 0)
            .max_by_key(|&i| (mine(&divided[i]), usize::MAX - i));
        match best {
            Some(best) => owner[best] = Some(lead),
            None => writes.gone.push(stored[lead].id),
        }
    }
    for (cluster, owner) in divided.iter().zip(owner) {
        let mut merged = Merged::default();
        let mut values: Option<LeadValues> = None;
        for &m in cluster {
            let member = &members[m];
            merged.add(member.record);
            if !member.new {
                continue;
            }
            // A record counts as an update when the lead is another with it than without.
            let now = merged.values();
            match (&values, owner) {
                (None, None) => outcome.created += 1,
                (before, _) => {
                    let stored_before = owner.map(|lead| stored[lead].values.clone());
                    let before = before.as_ref().or(stored_before.as_ref());
                    if before == Some(&now) {
                        outcome.unchanged += 1;
                    } else {
                        outcome.updated += 1;
                    }
                }
            }
            values = Some(now);
        }
        let lead =
            compose(user, cluster.iter().map(|&m| &members[m]), &merged, owner.map(|lead| &stored[lead]));
        match owner {
            None => writes.inserts.push(lead),
            Some(owner) => {
                let before = &stored[owner];
                let visible = before.values != lead.values;
                let sources = before.raw_ids().collect::<BTreeSet<_>>()
                    != lead.raw_lead_ids.iter().copied().collect()
                    || before.keys().collect::<BTreeSet<_>>() != lead.identity_keys.iter().copied().collect();
                if visible || sources {
                    let email_changes = before.values.email != lead.values.email;
                    writes.rewrites.push(Rewrite { lead, visible, email_changes });
                }
            }
        }
    }
}

fn divide(members: &[Member]) -> Vec<Vec<usize>> {
    clusters(&members.iter().map(|m| m.record).collect::<Vec<_>>())
}

/// The lead that some records make, going on as a stored one where there is one.
fn compose<'a>(
    user: &User,
    members: impl Iterator<Item = &'a Member<'a>>,
    merged: &Merged,
    stored: Option<&Lead>,
) -> NewLead {
    let mut keys = BTreeSet::new();
    let mut raws = BTreeSet::new();
    let mut told = false;
    for member in members {
        keys.extend(stored_keys(user.id, member.record));
        raws.extend(member.raw);
        told |= member.raw.is_none();
    }
    if told && let Some(stored) = stored {
        // What it was once met by stays, though the records that said so are gone.
        keys.extend(stored.keys());
        raws.extend(stored.raw_ids());
        if stored.raw_lead_ids.as_ref().is_none_or(Vec::is_empty) {
            // Its own id in the list says, from now on, that it holds more than its raw records do.
            raws.insert(stored.id);
        }
    }
    NewLead {
        id: stored.map_or_else(Uuid::new_v4, |lead| lead.id),
        user_id: user.id,
        values: merged.values(),
        raw_lead_ids: raws.into_iter().collect(),
        identity_keys: keys.into_iter().collect(),
    }
}

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
fn content_key(record: &Derived) -> String {
    format!("{:?}{:?}{:?}", record.values, record.at, record.source_confidence)
}

/// What a stored lead says of itself, as a record.
pub fn from_row(lead: &Lead) -> Derived {
    let mut payload = Map::new();
    let columns = [
        ("company_name", &lead.values.company_name),
        ("company_website", &lead.values.domain),
        ("industry", &lead.values.industry),
        ("company_size", &lead.values.company_size),
        ("location", &lead.values.location),
        ("first_name", &lead.values.first_name),
        ("last_name", &lead.values.last_name),
        ("job_title", &lead.values.job_title),
        ("seniority", &lead.values.seniority),
        ("email", &lead.values.email),
        ("phone", &lead.values.phone),
        ("linkedin_url", &lead.values.linkedin_url),
        ("source_url", &lead.values.source),
    ];
    for (key, value) in columns {
        if let Some(value) = value {
            payload.insert(key.to_owned(), Value::String(value.clone()));
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
    if derived.keys.email.is_none() {
        derived.keys.email = lead.values.email.as_ref().map(|email| email.to_lowercase());
    }
    derived
}
