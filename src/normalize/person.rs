//! Names of people: which part is the given name, which the family name, and how each is spelled.
//!
//! A lead has a first and a last name and no third, so middle names, middle initials, patronymics beside a family
//! name, nicknames, titles and credentials belong to neither. A compound given name that is used as one
//! (`Jean-Paul`, `Mary Ann`, `Juan Carlos`, `María del Carmen`) stays whole, and so does a compound family name
//! (`van der Berg`, `García Márquez`, `Ortega y Gasset`, `Blunt Rochester`).

use std::borrow::Cow;

mod affixes;
mod assemble;
mod case;
mod east_asia;
mod fields;
mod foreign;
mod full;
mod given;
mod honorifics;
mod key;
mod order;
mod organizations;
mod role;
mod surnames;
#[cfg(test)]
mod tests;
mod text;
mod token;
mod western;
mod words;

use fields::parts_once;
use full::{parse_alphabetic, parse_segment};
use text::{clean, is_absent, is_bracket, is_simple, segments, without_asides};
use words::*;

pub use key::{match_key, weight};

/// A person's name in the two parts that a lead has; at least one of them is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName {
    /// The given name, without middle names.
    pub first: Option<String>,
    /// The family name, with its particles.
    pub last: Option<String>,
}

impl PersonName {
    /// Two words as most names are, on which there is nothing left to mend.
    fn is_plain(&self) -> bool {
        let plain = |part: &Option<String>| {
            part.as_ref().is_some_and(|part| {
                let mut letters = part.bytes();
                part.len() > 2
                    && letters.next().is_some_and(|b| b.is_ascii_uppercase())
                    && letters.all(|b| b.is_ascii_lowercase())
                    && matches!(flags(&part.to_ascii_lowercase()) & SPECIAL, 0)
                    && !is_absent(part)
            })
        };
        plain(&self.first) && plain(&self.last)
    }
}

/// Splits a full name. `country` is the ISO 3166 alpha-2 code of where the person is, if known: it decides on
/// names that are written family name first (Hungary, Vietnam, China, Korea, Japan) and on double surnames.
///
/// `None` for what is no person: a team, a role, a company, a placeholder, nothing.
///
/// ```text
/// "Angus S. King, Jr."       Angus / King
/// "van der Berg, Dr. Anna"   Anna / van der Berg
/// "王小明"                    小明 / 王
/// ```
pub fn parse(full: &str, country: Option<&str>) -> Option<PersonName> {
    if let Some(name) = plain(full, country) {
        return Some(name);
    }
    let full = beginning(full);
    let country = country_code(country);
    if is_simple(full) {
        return settle(parse_alphabetic(full, country)?, country);
    }
    let text = clean(full);
    let kept = without_asides(&text);
    let kept = if kept.trim().is_empty() { Cow::Owned(text.replace(is_bracket, " ")) } else { kept };
    let name = segments(&kept).find_map(|segment| parse_segment(segment, country))?;
    settle(name, country)
}

/// Bytes of a name that are read: what is longer is a text, and reading it may take time by the square of its length.
const MAX_FIELD: usize = 2 * 1024;
/// Letters of a given or family name; with more it is none.
const MAX_PART: usize = 200;

fn beginning(text: &str) -> &str {
    let text = text.trim_start();
    &text[..text.floor_char_boundary(MAX_FIELD)]
}

/// How often a name is normalized again at most; real ones take one round.
const ROUNDS: usize = 8;

/// Until normalizing changes nothing any more: garbage between the words of a name may take two rounds to go. What
/// does not come to rest is no name.
fn settle(name: PersonName, country: Option<[u8; 2]>) -> Option<PersonName> {
    let mut name = name;
    for _ in 0..ROUNDS {
        if [&name.first, &name.last].into_iter().flatten().any(|part| part.chars().count() > MAX_PART) {
            return None;
        }
        if name.is_plain() {
            return Some(name);
        }
        let again = parts_once(name.first.as_deref(), name.last.as_deref(), country)?;
        if again == name {
            return Some(name);
        }
        name = again;
    }
    None
}

/// A name from separate fields. Each is cleaned of titles, credentials, pronouns and initials, and its case is
/// mended; two or more given names in the field of the given name stay. A full name pasted into one field, the
/// other being empty, is split.
pub fn from_parts(first: Option<&str>, last: Option<&str>, country: Option<&str>) -> Option<PersonName> {
    let country = country_code(country);
    settle(parts_once(first.map(beginning), last.map(beginning), country)?, country)
}

/// Countries in whose order a given name comes first, and whose names need no second look when both parts are plain.
const GIVEN_FIRST: &[&str] = &[
    "AR", "AT", "AU", "BE", "BR", "CA", "CH", "CL", "CO", "DE", "DK", "ES", "FI", "FR", "GB", "IE", "IT",
    "MX", "NL", "NO", "NZ", "PL", "PT", "SE", "US", "ZA",
];

/// A known given name and one more word of which nothing special is known, as most names come: `John Smith`. Whatever is
/// not certain here is left to the general reading.
fn plain(full: &str, country: Option<&str>) -> Option<PersonName> {
    const LONGEST: usize = 14;
    if country.is_some_and(|country| GIVEN_FIRST.binary_search(&country).is_err()) {
        return None;
    }
    let (first, last) = full.split_once(' ')?;
    let known = |word: &str| -> Option<u32> {
        let mut key = [0; LONGEST];
        let key = key.get_mut(..word.len()).filter(|_| word.len() >= 3)?;
        key.copy_from_slice(word.as_bytes());
        let is_spelled = key[0].is_ascii_uppercase() && key[1..].iter().all(u8::is_ascii_lowercase);
        key[0] = key[0].to_ascii_lowercase();
        is_spelled.then(|| std::str::from_utf8(key).ok().map(words::flags))?
    };
    let is_given = |flags: u32| {
        let given = words::GIVEN | words::IBERIAN_GIVEN | words::HUNGARIAN_GIVEN;
        flags & words::GIVEN != 0 && flags & !given == 0
    };
    let is_family = |flags: u32| flags & !(words::COMMON_SURNAME | words::IBERIAN_SURNAME) == 0;
    // Capitals inside such names are mended.
    let is_mended = ["Mac", "Mc", "De", "Di", "Du", "La", "Le", "Van", "Von", "Fitz", "O"]
        .iter()
        .any(|start| last.starts_with(start));
    let is_plain = is_given(known(first)?) && is_family(known(last)?) && !is_mended;
    is_plain.then(|| PersonName { first: Some(first.to_owned()), last: Some(last.to_owned()) })
}

fn country_code(country: Option<&str>) -> Option<[u8; 2]> {
    let code: [u8; 2] = country?.trim().as_bytes().try_into().ok()?;
    Some(code.map(|letter| letter.to_ascii_uppercase()))
}
