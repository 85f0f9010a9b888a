//! Dividing a neighbourhood into leads: which records make which lead, which stored lead goes on as which, what the quota
//! lets in, and what has to be written.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::group::content_key;
use super::identity::{address_key, clusters, columns, keys_of, stored_keys};
use super::merge::Merged;
use super::record::Derived;
use crate::models::identifier::Ids;
use crate::models::leads::{Lead, LeadValues, NewLead, Rewrite};
use crate::models::users::User;

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
}

impl std::ops::AddAssign for Outcome {
    fn add_assign(&mut self, more: Outcome) {
        self.created += more.created;
        self.updated += more.updated;
        self.unchanged += more.unchanged;
        self.over_quota += more.over_quota;
    }
}

/// Who takes part in a neighbourhood.
#[derive(Clone, Copy)]
pub(super) struct Member<'a> {
    pub(super) record: &'a Derived,
    /// The keys under which it can be met, where they were made already.
    pub(super) keys: Option<&'a [i64]>,
    /// Its raw lead; `None` for what a stored lead says of itself.
    pub(super) raw: Option<Uuid>,
    /// The stored lead that it is part of: an index.
    pub(super) lead: Option<usize>,
    /// Whether this run has to account for it.
    pub(super) new: bool,
}

/// What a batch writes.
#[derive(Debug, Default)]
pub(super) struct Writes {
    pub(super) inserts: Vec<NewLead>,
    pub(super) rewrites: Vec<Rewrite>,
    /// Stored leads that became part of others, and when each was counted.
    pub(super) gone: Vec<(Uuid, Option<DateTime<Utc>>)>,
}

impl Writes {
    /// The addresses that are about to be written.
    pub(super) fn emails(&self) -> impl Iterator<Item = &str> {
        let written = self.rewrites.iter().map(|rewrite| &rewrite.lead).chain(&self.inserts);
        written.filter_map(|lead| lead.values.email.as_deref())
    }
}

/// What is stored around a batch.
pub(super) struct Around<'a> {
    pub(super) user: &'a User,
    pub(super) stored: &'a [Lead],
    /// Raw records that stored leads name, and that are gone.
    pub(super) lost: &'a HashSet<Uuid>,
    pub(super) rebuild: bool,
    /// For new leads.
    pub(super) ids: &'a Ids,
}

/// A division of records into leads, and which stored lead goes on as which.
struct Division {
    clusters: Vec<Vec<usize>>,
    owners: Vec<Option<usize>>,
    /// Stored leads that became part of others.
    gone: Vec<usize>,
}

impl Division {
    /// Divides records, and gives each stored lead the division that holds most of what it was.
    fn of(members: &[Member], leads_here: &[usize]) -> Division {
        let clusters = clusters(&members.iter().map(|m| m.record).collect::<Vec<_>>());
        let mut shares: HashMap<usize, BTreeMap<usize, usize>> = HashMap::new();
        for (at, cluster) in clusters.iter().enumerate() {
            for lead in cluster.iter().filter_map(|&m| members[m].lead) {
                *shares.entry(lead).or_default().entry(at).or_default() += 1;
            }
        }
        let mut owners: Vec<Option<usize>> = vec![None; clusters.len()];
        let mut gone = Vec::new();
        for &lead in leads_here {
            let mine = shares.get(&lead).into_iter().flatten();
            let best =
                mine.filter(|(at, _)| owners[**at].is_none()).max_by_key(|(at, n)| (**n, usize::MAX - **at));
            match best {
                Some((at, _)) => owners[*at] = Some(lead),
                None => gone.push(lead),
            }
        }
        Division { clusters, owners, gone }
    }

    /// Leads that it takes beyond those stored.
    fn new_leads(&self) -> u64 {
        self.owners.iter().filter(|owner| owner.is_none()).count() as u64
    }
}

/// Lets in as many of the records that are in no lead yet as the limit allows.
fn admit<'a>(
    members: Vec<Member<'a>>,
    whole: &Division,
    leads_here: &[usize],
    limit: u64,
    outcome: &mut Outcome,
) -> Vec<Member<'a>> {
    let mut room = limit;
    let mut let_in = vec![false; members.len()];
    for (cluster, owner) in whole.clusters.iter().zip(&whole.owners) {
        let fits = owner.is_some() || room > 0;
        if owner.is_none() && room > 0 {
            room -= 1;
        }
        cluster.iter().for_each(|&m| let_in[m] = fits);
    }
    let total = members.len();
    let all: Vec<(Member, bool)> = members.into_iter().zip(let_in).collect();
    let pick = |all: &[(Member<'a>, bool)]| -> Vec<Member<'a>> {
        all.iter().filter(|(m, fits)| *fits || m.lead.is_some()).map(|(m, _)| *m).collect()
    };
    let mut admitted = pick(&all);
    if Division::of(&admitted, leads_here).new_leads() > limit {
        // Without those left out the rest divides in another way: one by one, then.
        admitted = all.iter().filter(|(m, _)| m.lead.is_some()).map(|(m, _)| *m).collect();
        for (newcomer, _) in all.iter().filter(|(m, _)| m.lead.is_none()) {
            admitted.push(*newcomer);
            if Division::of(&admitted, leads_here).new_leads() > limit {
                admitted.pop();
            }
        }
    }
    outcome.over_quota += (total - admitted.len()) as u64;
    admitted
}

/// The divisions that do not get the address which they share with others: a desk's address that several people were
/// found with stays with a lead of another program, else is the company's own, else that of the first of them by what the
/// records say.
fn without_their_address(members: &[Member], clusters: &[Vec<usize>]) -> BTreeSet<usize> {
    let mut holders: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, cluster) in clusters.iter().enumerate().filter(|_| clusters.len() > 1) {
        let mut merged = Merged::default();
        cluster.iter().for_each(|&m| merged.add(members[m].record));
        if let Some(email) = merged.values().email {
            holders.entry(email).or_default().push(at);
        }
    }
    let mut silent = BTreeSet::new();
    for mut sharing in holders.into_values().filter(|sharing| sharing.len() > 1) {
        sharing.sort_by_cached_key(|&at| {
            let records = || clusters[at].iter().map(|&m| members[m].record);
            let named = records().any(|record| record.keys.name.is_some());
            let told = clusters[at].iter().any(|&m| members[m].raw.is_none());
            (!told, named, records().map(content_key).min())
        });
        silent.extend(sharing.into_iter().skip(1));
    }
    silent
}

/// Divides a neighbourhood into leads and notes what has to be written for it.
pub(super) fn settle(
    around: &Around,
    leads_here: &[usize],
    mut members: Vec<Member>,
    left: &mut Option<u64>,
    outcome: &mut Outcome,
    writes: &mut Writes,
) {
    if let ([Member { record, keys: Some(keys), raw: Some(raw), lead: None, .. }], []) =
        (&members[..], leads_here)
    {
        // Nearly all of a first load: a record by itself.
        match left {
            Some(0) => outcome.over_quota += 1,
            _ => {
                *left = left.map(|left| left - 1);
                outcome.created += 1;
                writes.inserts.push(alone(around.user.id, around.ids.next_id(), record, keys, *raw));
            }
        }
        return;
    }
    let stored = around.stored;
    let mut division = Division::of(&members, leads_here);
    if let Some(limit) = *left
        && division.new_leads() > limit
    {
        members = admit(members, &division, leads_here, limit, outcome);
        division = Division::of(&members, leads_here);
        if division.new_leads() > limit {
            // What is stored is to become more leads than may be added: it stays what it is, until a rebuild finds room.
            outcome.over_quota += members.iter().filter(|member| member.new).count() as u64;
            return;
        }
    }
    if let Some(left) = left {
        *left = left.saturating_sub(division.new_leads());
    }
    let gone = division.gone.iter().map(|&lead| &stored[lead]);
    writes.gone.extend(gone.map(|lead| (lead.id, lead.counted_at())));
    let silent = without_their_address(&members, &division.clusters);
    for (at, (cluster, &owner)) in division.clusters.iter().zip(&division.owners).enumerate() {
        let shown = |merged: &Merged| match silent.contains(&at) {
            true => merged.clone().without_email().values(),
            false => merged.values(),
        };
        let owner = owner.map(|lead| &stored[lead]);
        let mut merged = Merged::default();
        let mut values: Option<LeadValues> = owner.map(|lead| lead.values.clone());
        let (mut created, mut updated, mut unchanged) = (0, 0, 0);
        for &m in cluster {
            merged.add(members[m].record);
            if !members[m].new {
                continue;
            }
            // A record counts as an update when the lead is another with it than without.
            let now = shown(&merged);
            match &values {
                None => created += 1,
                Some(before) if *before == now => unchanged += 1,
                Some(_) => updated += 1,
            }
            values = Some(now);
        }
        let lead = compose(around, cluster.iter().map(|&m| &members[m]), shown(&merged), owner);
        let visible = owner.is_none_or(|before| before.values != lead.values);
        if around.rebuild && !visible {
            // Derived anew from all of its records, and the same as it was.
            (updated, unchanged) = (0, updated + unchanged);
        }
        outcome.created += created;
        outcome.updated += updated;
        outcome.unchanged += unchanged;
        let Some(before) = owner else {
            writes.inserts.push(lead);
            continue;
        };
        let sources = before.raw_ids().collect::<BTreeSet<_>>()
            != lead.raw_lead_ids.iter().copied().collect()
            || !before.keys.are(&lead.keys);
        if visible || sources {
            let email_changes = before.values.email != lead.values.email;
            writes.rewrites.push(Rewrite { lead, visible, email_changes });
        }
    }
}

/// The lead that one record makes by itself.
pub(super) fn alone(user: Uuid, id: Uuid, record: &Derived, keys: &[i64], raw: Uuid) -> NewLead {
    let mut merged = Merged::default();
    merged.add(record);
    let values = merged.values();
    let keys = columns(keys.iter().copied(), shown_key(user, &values, record));
    NewLead { id, user_id: user, values, raw_lead_ids: vec![raw], keys }
}

/// The lead that some records make, going on as a stored one where there is one.
fn compose<'a>(
    around: &Around,
    members: impl Iterator<Item = &'a Member<'a>>,
    values: LeadValues,
    owner: Option<&Lead>,
) -> NewLead {
    let user = around.user.id;
    let mut keys = BTreeSet::new();
    let mut raws = BTreeSet::new();
    let mut shown = None;
    for member in members {
        match member.keys {
            Some(made) => keys.extend(made),
            None => keys.extend(stored_keys(user, member.record)),
        }
        raws.extend(member.raw);
        // A record that speaks for a stored lead may have its keys from elsewhere.
        if member.raw.is_some() {
            shown = shown.or_else(|| shown_key(user, &values, member.record));
        }
        if let (None, Some(lead)) = (member.raw, member.lead) {
            // A lead that speaks for itself: what it was once met by stays, though the records that said so are
            // gone. The ids of those, or its own where another program wrote it, say from now on that there is more here than the raw
            // records tell.
            let lead = &around.stored[lead];
            keys.extend(keys_of(user, &lead.keys, lead.values.email.as_deref()));
            raws.extend(lead.raw_ids().filter(|raw| around.lost.contains(raw)));
            if lead.raw_ids().next().is_none() {
                raws.insert(lead.id);
            }
        }
    }
    NewLead {
        id: owner.map_or_else(|| around.ids.next_id(), |lead| lead.id),
        user_id: user,
        values,
        raw_lead_ids: raws.into_iter().collect(),
        keys: columns(keys, shown),
    }
}

/// The key of a person's address of a record, where a lead shows it in just the form in which it is looked for.
pub(super) fn shown_key(user: Uuid, values: &LeadValues, record: &Derived) -> Option<i64> {
    let shown = record.keys.email.as_deref().filter(|email| values.email.as_deref() == Some(*email))?;
    Some(address_key(user, shown))
}
