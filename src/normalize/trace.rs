//! Everything that is stored of one person: what is to go when the person is to be forgotten.
//!
//! Who the person is, the normalizer says: the records that it would make one lead of, and those of a lead that it made; over all of
//! them, and on from what they tell (another address, a profile, a number) until nothing new comes. Another user's records are the
//! person's where they share an address or a profile with these. Beside them go the records that name the person by address or profile
//! anywhere in their payload, as one of several: a raw record is never changed, so it goes whole. Whose lead such a record went into is
//! another person, and keeps the lead.
//!
//! The server reads the payloads, once for all that is asked for, against a pattern that finds too much; what is found is derived.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use anyhow::Result;
use diesel::PgConnection;
use uuid::Uuid;

use super::group::{Keyed, from_row, item};
use super::identity::{Groups, KeySet, clusters, marks, sought, stored_keys};
use super::memo::Memo;
use super::nearby::{Further, nearby};
use super::needle::Needle;
use super::reading::{Reading, Readings};
use super::record::{Derived, Kind, Part, Reason};
use super::{email, linkedin};
use crate::models::leads::{self, Lead};
use crate::models::progress::Mark;
use crate::models::raw_leads::{self, Fate, Held, RawLead, Removal};
use crate::models::scrape_jobs::Job;

mod mention;

use mention::Known;

/// By what a record was found to be the person's, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// One of the person's addresses is the record's.
    Address,
    /// The person's profile is.
    Profile,
    /// The name, and company or number with it.
    Name,
    /// The number, without a name.
    Number,
    /// A lead of the person was made of it, though it says none of these.
    Lead,
    /// It names the person as one of several.
    Among,
}

impl Why {
    /// In words, after a count.
    pub fn as_str(self) -> &'static str {
        match self {
            Why::Address => "by address",
            Why::Profile => "by profile",
            Why::Name => "by name with company or number",
            Why::Number => "by number",
            Why::Lead => "as part of the lead",
            Why::Among => "that name the person among others",
        }
    }
}

/// What is stored of a person.
#[derive(Debug, Default)]
pub struct Person {
    /// The leads.
    pub leads: Vec<Lead>,
    /// The raw records, and what they counted as.
    pub raws: Vec<Removal>,
    /// How many of those were found by what.
    pub why: BTreeMap<Why, usize>,
    /// Whose they are.
    pub users: BTreeSet<Uuid>,
}

/// A raw record that may be the person's.
#[derive(Debug)]
struct Record {
    keyed: Keyed,
    owner: Option<Uuid>,
    /// Whether the payload names the person, be the record the person's or not.
    names: bool,
}

/// Looks for a person, and again when time has passed.
#[derive(Debug)]
pub struct Search {
    user: Option<Uuid>,
    /// The lead that was named.
    lead: Option<Uuid>,
    /// The address that was, as it was typed and as identity goes by it.
    typed: Option<String>,
    emails: BTreeSet<String>,
    profiles: BTreeSet<String>,
    /// The person's addresses as texts have them.
    shown: BTreeSet<String>,
    asked: BTreeSet<Needle>,
    /// When it was looked last.
    mark: Option<Mark>,
    records: HashMap<Uuid, Record>,
    leads: HashMap<Uuid, (Lead, Option<Derived>)>,
    /// The records and leads that are the person's.
    their_raws: BTreeSet<Uuid>,
    their_leads: BTreeSet<Uuid>,
}

impl Search {
    /// For whoever has an address, at one user or at all.
    pub fn by_address(address: &str, user: Option<Uuid>) -> Search {
        let typed = address.trim().to_lowercase();
        let found = email::find(address);
        let key = found.as_ref().map_or_else(|| typed.clone(), email::identity_key);
        let shown = found.map(|email| email.as_str().to_owned()).into_iter().chain([typed.clone()]);
        Search { emails: [key].into(), shown: shown.collect(), typed: Some(typed), ..Search::of(user) }
    }

    /// For whom a lead is about.
    pub fn by_lead(lead: Uuid, user: Option<Uuid>) -> Search {
        Search { lead: Some(lead), ..Search::of(user) }
    }

    fn of(user: Option<Uuid>) -> Search {
        Search {
            user,
            lead: None,
            typed: None,
            emails: BTreeSet::new(),
            profiles: BTreeSet::new(),
            shown: BTreeSet::new(),
            asked: BTreeSet::new(),
            mark: None,
            records: HashMap::new(),
            leads: HashMap::new(),
            their_raws: BTreeSet::new(),
            their_leads: BTreeSet::new(),
        }
    }

    /// What is stored of the person now. Looking again reads only the payloads that were stored since. `on_found` is told of each record that
    /// the server finds.
    ///
    /// # Errors
    /// When the database fails.
    pub fn find(&mut self, conn: &mut PgConnection, on_found: &mut dyn FnMut()) -> Result<Person> {
        let readings = Readings::new(Job::normalize_options(conn, self.user)?, Reading::default());
        let before = self.mark.replace(Mark::now(conn)?);
        if let Some(before) = before {
            let ids: Vec<Uuid> = self.records.keys().copied().collect();
            let there: HashSet<Uuid> = raw_leads::held(conn, &ids)?.iter().map(|held| held.raw.id).collect();
            self.records.retain(|id, _| there.contains(id));
            self.scan(conn, &readings, &self.asked.clone(), Some(&before), on_found)?;
        }
        self.leads.clear();
        loop {
            self.look_around(conn, &readings)?;
            self.divide();
            let new: BTreeSet<Needle> = self.needles().difference(&self.asked).cloned().collect();
            if new.is_empty() {
                return self.told(conn);
            }
            self.scan(conn, &readings, &new, None, on_found)?;
            self.asked.extend(new);
        }
    }

    /// The records that are known to be the person's.
    fn theirs(&self) -> impl Iterator<Item = &Derived> {
        let records = self.their_raws.iter().filter_map(|id| self.records.get(id)?.keyed.record());
        records.chain(self.their_leads.iter().filter_map(|id| self.leads.get(id)?.1.as_ref()))
    }

    /// What to look for in payloads.
    fn needles(&self) -> BTreeSet<Needle> {
        let mut needles: BTreeSet<Needle> = self.emails.iter().cloned().map(Needle::Address).collect();
        needles.extend(self.profiles.iter().cloned().map(Needle::Profile));
        for record in self.theirs() {
            let keys = &record.keys;
            needles.extend(keys.desk.clone().map(Needle::Address));
            match record.kind {
                Kind::Person => {
                    needles.extend(keys.phone.clone().map(Needle::Number));
                    for with in [&keys.domain, &keys.company, &keys.phone].into_iter().flatten() {
                        needles.extend(keys.name.clone().map(|name| Needle::Name(name, with.clone())));
                    }
                }
                Kind::Company => {
                    needles.extend(keys.domain.clone().map(Needle::Domain));
                    needles.extend(keys.company.clone().map(Needle::Company));
                }
            }
        }
        needles
    }

    /// Reads payloads for what is looked for, and keeps the records that are near the person or name the person.
    fn scan(
        &mut self,
        conn: &mut PgConnection,
        readings: &Readings,
        needles: &BTreeSet<Needle>,
        since: Option<&Mark>,
        on_found: &mut dyn FnMut(),
    ) -> Result<()> {
        let patterns = Needle::patterns(needles);
        if patterns.is_empty() {
            return Ok(());
        }
        let memo = Memo::default();
        let theirs: Vec<Derived> = self.theirs().cloned().collect();
        // Keys are a user's own.
        let mut near: HashMap<Option<Uuid>, KeySet> = HashMap::new();
        let mut found = Vec::new();
        raw_leads::matching(conn, self.user, &patterns, since, |held: Held| {
            on_found();
            let names = self.is_named_in(&held.raw, &theirs, readings);
            // What was read before an address was known may name it, too.
            if let Some(record) = self.records.get_mut(&held.raw.id) {
                record.names |= names;
                return;
            }
            let record = Record::of(&held, names, readings, &memo);
            let user = record.owner.unwrap_or_default();
            let near = near.entry(record.owner).or_insert_with(|| {
                let keys = theirs.iter().flat_map(|record| stored_keys(user, record));
                keys.flat_map(marks).collect()
            });
            if names || record.keyed.keys.iter().any(|&key| sought(key).any(|mark| near.contains(&mark))) {
                found.push((held.raw.id, record));
            }
        })?;
        self.records.extend(found);
        Ok(())
    }

    /// Whether a payload names the person, of whom these records are known.
    fn is_named_in(&self, raw: &RawLead, theirs: &[Derived], readings: &Readings) -> bool {
        let known =
            Known { emails: &self.emails, shown: &self.shown, profiles: &self.profiles, records: theirs };
        known.is_named_in(&raw.payload, &readings.hints(raw.scrape_job_id))
    }

    /// Reads the leads around the records, and the other records of those leads.
    fn look_around(&mut self, conn: &mut PgConnection, readings: &Readings) -> Result<()> {
        let shown: Vec<&str> = self.shown.iter().chain(&self.emails).map(String::as_str).collect();
        let profiles: Vec<&str> = self.profiles.iter().map(String::as_str).collect();
        let mut found = leads::showing(conn, self.user, &shown, &profiles)?;
        found.extend(leads::by_ids(conn, &self.lead.into_iter().collect::<Vec<_>>())?);
        let mut fresh: BTreeMap<Uuid, Vec<Keyed>> = BTreeMap::new();
        for record in self.records.values() {
            if let (Some(owner), false) = (record.owner, record.keyed.keys.is_empty()) {
                fresh.entry(owner).or_default().push(record.keyed.clone());
            }
        }
        for (owner, keyed) in fresh {
            let seek: KeySet = keyed.iter().flat_map(|keyed| keyed.keys.iter().copied()).collect();
            found.extend(nearby(conn, owner, &keyed, &Further::default(), &seek)?);
        }
        found.retain(|lead| self.user.is_none_or(|user| lead.user_id == Some(user)));
        let wanted: Vec<Uuid> =
            found.iter().flat_map(Lead::raw_ids).filter(|raw| !self.records.contains_key(raw)).collect();
        let memo = Memo::default();
        let theirs: Vec<Derived> = self.theirs().cloned().collect();
        for held in raw_leads::held(conn, &wanted)? {
            let names = self.is_named_in(&held.raw, &theirs, readings);
            self.records.insert(held.raw.id, Record::of(&held, names, readings, &memo));
        }
        for lead in found {
            // What cannot be derived again speaks for itself.
            let lost =
                lead.raw_ids().any(|raw| !self.records.contains_key(&raw)) || lead.raw_ids().next().is_none();
            let told = lost.then(|| from_row(&lead));
            self.leads.insert(lead.id, (lead, told));
        }
        Ok(())
    }

    /// Decides which records and leads are the person's, as the normalizer would divide them, and on from their addresses and profiles.
    fn divide(&mut self) {
        let mut owners: BTreeMap<Option<Uuid>, Vec<Member>> = BTreeMap::new();
        let part_of: HashMap<Uuid, Uuid> =
            self.leads.values().flat_map(|(lead, _)| lead.raw_ids().map(|raw| (raw, lead.id))).collect();
        for (&raw, record) in &self.records {
            let member =
                Member { raw: Some(raw), lead: part_of.get(&raw).copied(), record: record.keyed.record() };
            owners.entry(record.owner).or_default().push(member);
        }
        for (lead, told) in self.leads.values() {
            let member = Member { raw: None, lead: Some(lead.id), record: told.as_ref() };
            owners.entry(lead.user_id).or_default().push(member);
        }
        let groups: Vec<Vec<&Member>> = owners.values().flat_map(|members| one_each(members)).collect();
        let (mut raws, mut theirs) = (BTreeSet::new(), BTreeSet::new());
        let mut left: Vec<Vec<&Member>> = groups;
        loop {
            let (mut emails, mut profiles, mut shown) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
            let is_theirs = |member: &&Member| {
                let by_record = member.record.is_some_and(|record| {
                    let of = |key: &Option<String>, set: &BTreeSet<String>| {
                        key.as_ref().is_some_and(|key| set.contains(key))
                    };
                    of(&record.keys.email, &self.emails)
                        || of(&record.keys.desk, &self.emails)
                        || of(&record.keys.linkedin, &self.profiles)
                });
                by_record
                    || member.raw.is_none()
                        && member
                            .lead
                            .and_then(|id| self.leads.get(&id))
                            .is_some_and(|(lead, _)| self.shows(lead))
            };
            let before = left.len();
            left.retain(|group| {
                let found = group.iter().any(is_theirs);
                for member in group.iter().filter(|_| found) {
                    raws.extend(member.raw);
                    theirs.extend(member.lead);
                    if let Some(record) = member.record {
                        emails.extend(record.keys.email.clone());
                        profiles.extend(record.keys.linkedin.clone());
                        shown.extend(
                            record
                                .text(Part::Email)
                                .filter(|_| record.keys.email.is_some())
                                .map(str::to_owned),
                        );
                    }
                }
                !found
            });
            if left.len() == before {
                break;
            }
            self.emails.extend(emails);
            self.profiles.extend(profiles);
            self.shown.extend(shown);
        }
        (self.their_raws, self.their_leads) = (raws, theirs);
    }

    /// Whether a lead was named, or shows an address or profile of the person's.
    fn shows(&self, lead: &Lead) -> bool {
        let address = lead.values.email.as_deref().is_some_and(|text| {
            self.typed.as_deref() == Some(&*text.trim().to_lowercase())
                || email::find(text).is_some_and(|email| self.emails.contains(&email::identity_key(&email)))
        });
        let profile = || {
            let found = lead.values.linkedin_url.as_deref().and_then(linkedin::find);
            found.is_some_and(|profile| self.profiles.contains(profile.as_str()))
        };
        self.lead == Some(lead.id) || address || profile()
    }

    /// The person, as far as is known.
    fn told(&self, conn: &mut PgConnection) -> Result<Person> {
        let leads = self.their_leads.iter().filter_map(|id| Some(self.leads.get(id)?.0.clone())).collect();
        let mut person = Person { leads, ..Person::default() };
        person.leads.sort_by_key(|lead| (lead.created_at, lead.id));
        person.users = person.leads.iter().filter_map(|lead| lead.user_id).collect();
        let mut ids: BTreeSet<Uuid> = self.their_raws.clone();
        ids.extend(person.leads.iter().flat_map(Lead::raw_ids).filter(|raw| self.records.contains_key(raw)));
        ids.extend(self.records.iter().filter(|(_, record)| record.names).map(|(id, _)| *id));
        let unsure: Vec<Uuid> = ids.iter().copied().collect();
        let in_leads: HashSet<Uuid> = leads::made_of(conn, &unsure)?.into_iter().collect();
        for id in ids {
            let Some(record) = self.records.get(&id) else { continue };
            let fate = match &record.keyed.item.derived {
                Err(_) => Fate::Rejected,
                Ok(_) if in_leads.contains(&id) => Fate::InLead,
                Ok(_) => Fate::Loose,
            };
            person.users.extend(record.owner);
            person.raws.push(Removal { id, fate });
            *person.why.entry(self.why(id, record)).or_default() += 1;
        }
        Ok(person)
    }

    fn why(&self, id: Uuid, record: &Record) -> Why {
        let Some(derived) = record.keyed.record() else { return Why::Among };
        let keys = &derived.keys;
        if [&keys.email, &keys.desk].into_iter().flatten().any(|key| self.emails.contains(key)) {
            Why::Address
        } else if keys.linkedin.as_ref().is_some_and(|profile| self.profiles.contains(profile)) {
            Why::Profile
        } else if !self.their_raws.contains(&id) {
            if record.names { Why::Among } else { Why::Lead }
        } else if keys.name.is_some() {
            Why::Name
        } else if keys.phone.is_some() {
            Why::Number
        } else {
            Why::Lead
        }
    }
}

impl Record {
    fn of(held: &Held, names: bool, readings: &Readings, memo: &Memo) -> Record {
        let item = item(&held.raw, readings, memo);
        let user = held.owner.unwrap_or_default();
        let keys =
            item.derived.as_ref().map_or_else(|_: &Reason| Vec::new(), |record| stored_keys(user, record));
        Record { keyed: Keyed { item, keys }, owner: held.owner, names }
    }
}

/// A raw record, or a lead that stands for itself as well.
struct Member<'a> {
    raw: Option<Uuid>,
    /// The lead that it is part of, or is.
    lead: Option<Uuid>,
    record: Option<&'a Derived>,
}

/// Members by who they are: as the normalizer divides them, and whatever is of one lead together.
fn one_each<'a, 'b>(members: &'b [Member<'a>]) -> Vec<Vec<&'b Member<'a>>> {
    let mut groups = Groups::new(members.len());
    let (places, records): (Vec<usize>, Vec<&Derived>) =
        members.iter().enumerate().filter_map(|(at, member)| Some((at, member.record?))).unzip();
    for cluster in clusters(&records) {
        cluster.windows(2).for_each(|pair| groups.join(places[pair[0]], places[pair[1]]));
    }
    let mut first: HashMap<Uuid, usize> = HashMap::new();
    for (at, member) in members.iter().enumerate() {
        if let Some(lead) = member.lead {
            let first = *first.entry(lead).or_insert(at);
            groups.join(first, at);
        }
    }
    groups.all().into_iter().map(|group| group.into_iter().map(|at| &members[at]).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_in_another_form_is_found_in_a_payload_however_deep_it_is() {
        let deep = format!("{}7{}", "[".repeat(500), "]".repeat(500));
        let payload = format!("{{\"note\":\"john [at] acme [dot] com\",\"x\":{deep}}}");
        let raw =
            RawLead { id: Uuid::nil(), scrape_job_id: None, payload, source_url: None, scraped_at: None };
        let names = |address| Search::by_address(address, None).is_named_in(&raw, &[], &Readings::default());
        assert!(names("john@acme.com"));
        assert!(!names("joan@acme.com"));
    }
}
