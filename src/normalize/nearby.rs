//! Which stored leads are around some records.

use std::collections::{HashMap, HashSet};

use anyhow::Result;
use diesel::PgConnection;
use uuid::Uuid;

use super::group::Keyed;
use super::identity::{Asked, KeySet, address_key, column_of, keys_of};
use crate::models::leads::Lead;
use crate::models::leads::keys::{self, Sought};

/// By what leads can be met, as their records tell, beyond what they are stored under.
#[derive(Debug, Default)]
pub(super) struct Further {
    pub(super) keys: HashMap<Uuid, Vec<i64>>,
    pub(super) emails: HashSet<String>,
}

/// Every stored lead in the neighbourhood of these records, also those met only through others.
pub(super) fn nearby(
    conn: &mut PgConnection,
    user: Uuid,
    fresh: &[Keyed],
    further: &Further,
    seek: &KeySet,
) -> Result<Vec<Lead>> {
    let mut asked: HashSet<i64> = HashSet::new();
    let mut found: HashMap<Uuid, Lead> = HashMap::new();
    let mut next: Vec<i64> = seek.iter().chain(further.keys.values().flatten()).copied().collect();
    // A lead that shows an address in the form in which it is looked for has no key for it.
    let mut emails: Vec<&str> = match seek.is_empty() {
        true => Vec::new(),
        false => fresh
            .iter()
            .filter_map(|keyed| keyed.record()?.keys.email.as_deref())
            .filter(|email| seek.contains(&address_key(user, email)))
            .collect(),
    };
    emails.extend(further.emails.iter().map(String::as_str));
    emails.sort_unstable();
    emails.dedup();
    loop {
        next.retain(|key| asked.insert(*key));
        if next.is_empty() {
            break;
        }
        let more: Vec<Lead> = keys::find(conn, user, &sought(&next, std::mem::take(&mut emails)))?
            .into_iter()
            .filter(|lead| !found.contains_key(&lead.id))
            .collect();
        next = more.iter().flat_map(|lead| keys_of(user, &lead.keys, lead.values.email.as_deref())).collect();
        found.extend(more.into_iter().map(|lead| (lead.id, lead)));
    }
    let mut found: Vec<Lead> = found.into_values().collect();
    found.sort_by_key(|lead| (lead.created_at, lead.id));
    Ok(found)
}

/// Where to look for leads that might meet one which is stored under these keys.
fn sought<'a>(keys: &[i64], emails: Vec<&'a str>) -> Sought<'a> {
    let Asked { keys, numbers } = Asked::of(keys.iter().copied());
    let mut sought = Sought { numbers, emails, ..Sought::default() };
    for &key in &keys {
        if let Some(column) = column_of(key) {
            sought.columns[column as usize].push(key);
        }
    }
    sought.further = keys;
    sought
}
