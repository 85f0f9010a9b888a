//! Keys as they are stored: hashes, under which a record's lead can be met again.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Groups, Level};
use crate::models::leads::keys::{KeyColumn, KeyColumns, NewKeys};
use crate::normalize::record::{Derived, Kind};

/// A table by keys.
pub type KeyMap<V> = HashMap<i64, V, BuildHasherDefault<KeyHasher>>;
/// A set of keys.
pub type KeySet = HashSet<i64, BuildHasherDefault<KeyHasher>>;

/// Keys are hashes already, of which nobody chooses the bits; the level is mixed in from below.
#[derive(Debug, Clone, Default)]
pub struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_i64(&mut self, key: i64) {
        self.0 = (key as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(32);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The low bits of a stored key, which hold its level.
const LEVEL_BITS: i64 = 0xf;
/// The high bits of a key of a phone number, which tell the number; between those and the level stands whose it is.
const NUMBER_BITS: i64 = !0 << 34;

/// 64 bits of hash.
fn hash(user: Uuid, level: Level, texts: &[&str]) -> i64 {
    let mut hasher = Sha256::new();
    hasher.update(user.as_bytes());
    hasher.update([level.number() as u8]);
    for (index, text) in texts.iter().enumerate() {
        if index > 0 {
            hasher.update(b"\n");
        }
        hasher.update(text.as_bytes());
    }
    let digest = hasher.finalize();
    digest.iter().take(8).fold(0u64, |sum, &byte| sum << 8 | u64::from(byte)) as i64
}

/// A key of one level as it is stored: 60 bits of hash and the level.
fn hashed(user: Uuid, level: Level, texts: &[&str]) -> i64 {
    (hash(user, level, texts) & !LEVEL_BITS) | level.number()
}

/// The key of a number: 30 bits for the number, 30 for the name, if there is one, and the level. So all who have a number stand side
/// by side, and one name's is found at once.
fn of_phone(user: Uuid, name: Option<&str>, phone: &str) -> i64 {
    let number = hash(user, Level::AnyPhone, &[phone]) & NUMBER_BITS;
    match name {
        None => number | Level::PhoneOnly.number(),
        Some(name) => {
            let name = hash(user, Level::NamePhone, &[name, phone]);
            number | (name & !NUMBER_BITS & !LEVEL_BITS) | Level::NamePhone.number()
        }
    }
}

/// The keys under which a record's lead can be met again, each once.
pub fn stored_keys(user: Uuid, record: &Derived) -> Vec<i64> {
    let k = &record.keys;
    let (email, desk, linkedin) = (k.email.as_deref(), k.desk.as_deref(), k.linkedin.as_deref());
    let (name, domain, company) = (k.name.as_deref(), k.domain.as_deref(), k.company.as_deref());
    let one = |level: Level, text: Option<&str>| Some(hashed(user, level, &[text?]));
    let named = |level: Level, text: Option<&str>| Some(hashed(user, level, &[name?, text?]));
    let by_kind = match record.kind {
        Kind::Person => [
            named(Level::NameDomain, domain),
            named(Level::NameCompany, company),
            k.phone.as_deref().map(|phone| of_phone(user, name, phone)),
        ],
        Kind::Company => [one(Level::CompanyDomain, domain), one(Level::CompanyName, company), None],
    };
    let addresses = [one(Level::Email, email), one(Level::Desk, desk), one(Level::Linkedin, linkedin)];
    let mut keys: Vec<i64> = addresses.into_iter().chain(by_kind).flatten().collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The key of a person's address in the form in which identity goes by it.
pub fn address_key(user: Uuid, identity: &str) -> i64 {
    hashed(user, Level::Email, &[identity])
}

/// The keys under which a lead is stored: those in its columns, and that of the address that it shows.
pub fn keys_of(user: Uuid, columns: &KeyColumns, email: Option<&str>) -> Vec<i64> {
    let stored = columns.all().filter(|key| key & LEVEL_BITS != Level::AnyPhone.number());
    stored.chain(email.map(|email| address_key(user, email))).collect()
}

/// In which column keys of this one's kind stand.
pub fn column_of(key: i64) -> Option<KeyColumn> {
    match key & LEVEL_BITS {
        2 => Some(KeyColumn::Profile),
        3 | 7 => Some(KeyColumn::Domain),
        4 | 8 => Some(KeyColumn::Company),
        10 | 11 => Some(KeyColumn::Phone),
        _ => None,
    }
}

/// How keys, in their order, are spread over a lead's columns: of each kind the lowest has a column, what is left is in the list. `shown` is the key of
/// a person's address that the lead shows in the form in which it is looked for: the index on addresses finds it.
pub fn columns(keys: impl IntoIterator<Item = i64>, shown: Option<i64>) -> NewKeys {
    let mut columns = NewKeys::default();
    for key in keys {
        let column = match column_of(key) {
            Some(KeyColumn::Profile) => &mut columns.profile,
            Some(KeyColumn::Domain) => &mut columns.domain,
            Some(KeyColumn::Company) => &mut columns.company,
            Some(KeyColumn::Phone) => &mut columns.phone,
            None if shown == Some(key) => continue,
            None => {
                columns.further.push(key);
                continue;
            }
        };
        if column.is_none() {
            *column = Some(key);
        } else {
            // In the list a number is not found by its range, so it leaves its mark there, too.
            columns.further.extend(marks(key));
        }
    }
    columns
}

/// What to look for, to find every lead that might meet one which is stored under some keys.
#[derive(Debug, Default)]
pub struct Asked {
    /// The keys themselves.
    pub keys: Vec<i64>,
    /// All keys of a number, as closed ranges.
    pub numbers: Vec<(i64, i64)>,
}

impl Asked {
    /// For these keys.
    pub fn of(keys: impl IntoIterator<Item = i64>) -> Asked {
        let mut asked = Asked::default();
        for key in keys {
            if key & LEVEL_BITS == Level::PhoneOnly.number() {
                asked.numbers.push((key & NUMBER_BITS, key | !NUMBER_BITS));
                asked.keys.push(key & NUMBER_BITS | Level::AnyPhone.number());
            } else if key & LEVEL_BITS == Level::NamePhone.number() {
                asked.keys.extend([key, key & NUMBER_BITS | Level::PhoneOnly.number()]);
            } else {
                asked.keys.push(key);
            }
        }
        asked
    }

    /// Whether nothing is to be looked for.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.numbers.is_empty()
    }
}

/// The marks that a stored key leaves in a set of keys, for [`sought`] to find.
pub fn marks(key: i64) -> impl Iterator<Item = i64> {
    let of_number =
        key & LEVEL_BITS == Level::NamePhone.number() || key & LEVEL_BITS == Level::PhoneOnly.number();
    std::iter::once(key).chain(of_number.then_some(key & NUMBER_BITS | Level::AnyPhone.number()))
}

/// The marks of which one is there if a lead is stored that might meet one with this key.
pub fn sought(key: i64) -> impl Iterator<Item = i64> {
    let [first, second] = if key & LEVEL_BITS == Level::PhoneOnly.number() {
        [Some(key & NUMBER_BITS | Level::AnyPhone.number()), None]
    } else if key & LEVEL_BITS == Level::NamePhone.number() {
        [Some(key), Some(key & NUMBER_BITS | Level::PhoneOnly.number())]
    } else {
        [Some(key), None]
    };
    first.into_iter().chain(second)
}

/// Sets of stored keys that could meet: what has to be looked at together. The result are indices into `sets`.
pub fn neighbourhoods(sets: &[&[i64]]) -> Vec<Vec<usize>> {
    let mut groups = Groups::new(sets.len());
    let mut first: KeyMap<usize> = KeyMap::with_capacity_and_hasher(sets.len() * 5, Default::default());
    // Colleagues share a switchboard: only a record without a name links those who have one.
    let nameless: BTreeSet<i64> = sets
        .iter()
        .flat_map(|set| set.iter())
        .filter(|&&key| key & LEVEL_BITS == Level::PhoneOnly.number())
        .map(|key| key & NUMBER_BITS)
        .collect();
    let mut meet = |index: usize, key: i64| match first.entry(key) {
        Entry::Occupied(other) => groups.join(index, *other.get()),
        Entry::Vacant(place) => {
            place.insert(index);
        }
    };
    for (index, set) in sets.iter().enumerate() {
        for &key in *set {
            meet(index, key);
            if !nameless.is_empty()
                && key & LEVEL_BITS == Level::NamePhone.number()
                && nameless.contains(&(key & NUMBER_BITS))
            {
                meet(index, key & NUMBER_BITS | Level::PhoneOnly.number());
            }
        }
    }
    groups.all()
}
