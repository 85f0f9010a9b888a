//! Who is who: which records are about the same person or company.
//!
//! A lead is one person at one company for one user. Records meet by email address, else by LinkedIn profile,
//! else by name and company domain, else by name and company, else by phone; records without a person by
//! company domain or company name. Which records end up together depends on nothing but the records: not on
//! their order, not on how they were split into runs.
//!
//! A desk's address (`info@`) is shared by those who sit at it: it joins records of one name, or of none, and never two names.
//! Two places of one name, with numbers and cities of their own, are two.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::record::{Derived, Kind};

mod stored;

pub use stored::*;

/// What a record can be met by; each in the form in which equal means the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    /// A person's email address by its provider's rules.
    pub email: Option<String>,
    /// A desk's.
    pub desk: Option<String>,
    /// The profile's URL.
    pub linkedin: Option<String>,
    /// First and last name.
    pub name: Option<String>,
    /// The company's registrable domain.
    pub domain: Option<String>,
    /// The company's name without its legal form.
    pub company: Option<String>,
    /// The phone number in E.164.
    pub phone: Option<String>,
    /// The city, in lower case.
    pub city: Option<String>,
}

/// By what two records meet, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Email,
    Linkedin,
    NameDomain,
    NameCompany,
    NamePhone,
    /// An address of a desk.
    Desk,
    /// A number of a record without a name.
    PhoneOnly,
    CompanyDomain,
    /// A company's name with its number or its city: two of its places are told apart by them. Not stored, since the name
    /// alone finds them.
    CompanyBranch,
    CompanyName,
    /// A number of any person, which only a record without a name asks for.
    AnyPhone,
}

impl Level {
    /// The number under which keys of this level are stored: never reuse one. 5, 6 and 9 were keys of phone numbers in another form.
    const fn number(self) -> i64 {
        match self {
            // Both hash and are asked for as addresses, so that a lead is found whatever kind its address is held for.
            Level::Email | Level::Desk => 1,
            Level::Linkedin => 2,
            Level::NameDomain => 3,
            Level::NameCompany => 4,
            Level::CompanyDomain => 7,
            Level::CompanyBranch | Level::CompanyName => 8,
            Level::NamePhone => 10,
            Level::PhoneOnly => 11,
            Level::AnyPhone => 12,
        }
    }
}

/// Everything a record can be met by.
fn texts(record: &Derived) -> Vec<(Level, String)> {
    let keys = &record.keys;
    let pair = |a: &Option<String>, b: &Option<String>| Some(format!("{}\n{}", a.as_ref()?, b.as_ref()?));
    let mut texts = Vec::with_capacity(6);
    let mut add = |level, text: Option<String>| texts.extend(text.map(|text| (level, text)));
    add(Level::Email, keys.email.clone());
    add(Level::Desk, keys.desk.clone());
    add(Level::Linkedin, keys.linkedin.clone());
    match record.kind {
        Kind::Person => {
            add(Level::NameDomain, pair(&keys.name, &keys.domain));
            add(Level::NameCompany, pair(&keys.name, &keys.company));
            add(Level::NamePhone, pair(&keys.name, &keys.phone));
            add(Level::AnyPhone, keys.phone.clone());
            if keys.name.is_none() {
                add(Level::PhoneOnly, keys.phone.clone());
            }
        }
        Kind::Company => {
            add(Level::CompanyDomain, keys.domain.clone());
            add(Level::CompanyName, keys.company.clone());
        }
    }
    texts
}

/// Groups that records are put into step by step.
#[derive(Debug)]
pub struct Groups {
    parent: Vec<usize>,
}

impl Groups {
    /// As many groups as there are records.
    pub fn new(len: usize) -> Self {
        Groups { parent: (0..len).collect() }
    }

    /// The group of a record: the lowest index in it.
    pub fn find(&mut self, index: usize) -> usize {
        let mut root = index;
        while self.parent[root] != root {
            root = self.parent[root];
        }
        let mut at = index;
        while self.parent[at] != root {
            at = std::mem::replace(&mut self.parent[at], root);
        }
        root
    }

    /// Makes two groups one.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.parent[a.max(b)] = a.min(b);
    }

    /// All groups, each with its records in order, by their first.
    pub fn all(&mut self) -> Vec<Vec<usize>> {
        let mut place: Vec<usize> = vec![usize::MAX; self.parent.len()];
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for index in 0..self.parent.len() {
            let root = self.find(index);
            if place[root] == usize::MAX {
                place[root] = groups.len();
                groups.push(Vec::new());
            }
            groups[place[root]].push(index);
        }
        groups
    }
}

/// An address without what follows a plus sign. Whether a company's own mail takes that for a tag (RFC 5233) is not told, so
/// it makes two addresses no one mailbox; but it does not make two people of one name, either.
fn untagged(email: &str) -> String {
    match (email.split_once('+'), email.rfind('@')) {
        (Some((base, _)), Some(at)) if !base.is_empty() && base.len() < at => {
            format!("{base}{}", &email[at..])
        }
        _ => email.to_owned(),
    }
}

/// What is known of a group while it grows.
#[derive(Debug, Default, Clone)]
struct Known {
    /// Without tags.
    emails: BTreeSet<String>,
    profiles: BTreeSet<String>,
    names: BTreeSet<String>,
    domains: BTreeSet<String>,
    companies: BTreeSet<String>,
    phones: BTreeSet<String>,
    cities: BTreeSet<String>,
    nameless: bool,
    company_only: bool,
}

impl Known {
    fn of(record: &Derived) -> Known {
        let set = |key: &Option<String>| key.iter().cloned().collect();
        let keys = &record.keys;
        Known {
            emails: keys.email.iter().map(|email| untagged(email)).collect(),
            profiles: set(&keys.linkedin),
            names: set(&keys.name),
            domains: set(&keys.domain),
            companies: set(&keys.company),
            phones: set(&keys.phone),
            cities: set(&keys.city),
            nameless: record.kind == Kind::Person && keys.name.is_none(),
            company_only: record.kind == Kind::Company,
        }
    }

    fn absorb(&mut self, other: Known) {
        self.emails.extend(other.emails);
        self.profiles.extend(other.profiles);
        self.names.extend(other.names);
        self.domains.extend(other.domains);
        self.companies.extend(other.companies);
        self.phones.extend(other.phones);
        self.cities.extend(other.cities);
        self.nameless &= other.nameless;
        self.company_only &= other.company_only;
    }

    /// Whether it has nothing stronger than this level to be told by.
    fn is_plain(&self, level: Level) -> bool {
        match level {
            Level::CompanyName => {
                self.domains.is_empty() && (self.phones.is_empty() || self.cities.is_empty())
            }
            Level::CompanyBranch => self.domains.is_empty(),
            Level::Desk => self.names.is_empty() && self.emails.is_empty() && self.profiles.is_empty(),
            Level::PhoneOnly => self.nameless && self.emails.is_empty() && self.profiles.is_empty(),
            _ => self.emails.is_empty() && self.profiles.is_empty(),
        }
    }
}

/// Whether of groups that share a key of this level two are certainly not the same: they have different values of
/// something stronger. Groups of one profile or company domain are joined before, so that two which both have one have
/// different ones.
fn differ(groups: &[&Known], level: Level) -> bool {
    let several = |set: fn(&Known) -> &BTreeSet<String>| {
        groups.iter().filter(|known| !set(known).is_empty()).count() > 1
    };
    let nothing_in_common = |set: fn(&Known) -> &BTreeSet<String>| {
        let mut sets = groups.iter().map(|known| set(known)).filter(|set| !set.is_empty());
        let Some(first) = sets.next() else { return false };
        let common = sets.try_fold(first.clone(), |common, set| {
            let common: BTreeSet<String> = common.intersection(set).cloned().collect();
            (!common.is_empty()).then_some(common)
        });
        common.is_none()
    };
    match level {
        Level::CompanyDomain => false,
        Level::CompanyBranch => several(|known| &known.domains),
        Level::CompanyName => {
            several(|known| &known.domains)
                || nothing_in_common(|known| &known.phones) && nothing_in_common(|known| &known.cities)
        }
        Level::Desk => {
            nothing_in_common(|known| &known.emails)
                || several(|known| &known.profiles)
                || nothing_in_common(|known| &known.names)
        }
        Level::NamePhone | Level::PhoneOnly => {
            nothing_in_common(|known| &known.emails)
                || several(|known| &known.profiles)
                || nothing_in_common(|known| &known.names)
                || nothing_in_common(|known| &known.companies)
        }
        _ => nothing_in_common(|known| &known.emails) || several(|known| &known.profiles),
    }
}

/// Divides records into leads: each result is one lead's records. Records that share an address or a profile
/// are one; at the weaker levels groups that share a key are one unless they differ in a stronger one. Where
/// they do, records that could belong to either are kept apart from both, as one lead of their own.
pub fn clusters(records: &[&Derived]) -> Vec<Vec<usize>> {
    let mut groups = Groups::new(records.len());
    if records.len() == 1 {
        return groups.all();
    }
    let mut by_key: BTreeMap<(Level, String), Vec<usize>> = BTreeMap::new();
    for (index, record) in records.iter().enumerate() {
        for (level, text) in texts(record) {
            match level {
                // Whoever has the number is looked at together with those who have no name.
                Level::AnyPhone => by_key.entry((Level::PhoneOnly, text)).or_default().push(index),
                Level::PhoneOnly => {}
                Level::CompanyName => {
                    for branch in [&record.keys.phone, &record.keys.city].into_iter().flatten() {
                        let key = (Level::CompanyBranch, format!("{text}\n{branch}"));
                        by_key.entry(key).or_default().push(index);
                    }
                    by_key.entry((level, text)).or_default().push(index);
                }
                level => by_key.entry((level, text)).or_default().push(index),
            }
        }
    }
    for ((_, _), same) in by_key.range(..(Level::NameDomain, String::new())) {
        for pair in same.windows(2) {
            groups.join(pair[0], pair[1]);
        }
    }
    let mut known: HashMap<usize, Known> = HashMap::new();
    for (index, record) in records.iter().enumerate() {
        let (root, new) = (groups.find(index), Known::of(record));
        match known.get_mut(&root) {
            Some(known) => known.absorb(new),
            None => {
                known.insert(root, new);
            }
        }
    }
    for ((level, _), same) in by_key.range((Level::NameDomain, String::new())..) {
        let mut roots: Vec<usize> = same.iter().map(|&index| groups.find(index)).collect();
        roots.sort_unstable();
        roots.dedup();
        match level {
            Level::PhoneOnly if !roots.iter().any(|r| known[r].nameless) => continue,
            // A company's records that went to a person by their address bring no other company's with them.
            Level::CompanyDomain | Level::CompanyBranch | Level::CompanyName => {
                roots.retain(|r| known[r].company_only)
            }
            _ => {}
        }
        let these = |roots: &[usize]| roots.iter().map(|root| &known[root]).collect::<Vec<_>>();
        if differ(&these(&roots), *level) {
            roots.retain(|r| known[r].is_plain(*level));
            if differ(&these(&roots), *level) {
                continue;
            }
        }
        for pair in roots.windows(2) {
            let (a, b) = (groups.find(pair[0]), groups.find(pair[1]));
            let (keep, gone) = (a.min(b), a.max(b));
            groups.join(a, b);
            if let Some(gone) = known.remove(&gone)
                && let Some(known) = known.get_mut(&keep)
            {
                known.absorb(gone);
            }
        }
    }
    groups.all()
}

#[cfg(test)]
mod tests;
