//! The ordinary location, already as it should be or nearly: `Sydney, Australia`, `New York, NY, USA`. Read in one pass, to
//! what the full reading gives, which is left for everything else.

use crate::normalize::company::is_placeholder;
use crate::normalize::country::{self, Country, fold};

use super::Location;
use super::address::is_territory;
use super::cities::{has_key, key_of};
use super::reading::home_nation;
use super::street::is_street;
use super::text::{is_nowhere, may_say_how_one_works};

/// Longer than this is an address.
const LONGEST: usize = 80;

/// `City, Country` or `City, Region, Country`, in plain letters; `None` where that is not all.
pub(super) fn read(raw: &str) -> Option<Location> {
    if raw.len() > LONGEST {
        return None;
    }
    let mut parts = raw.split(',');
    let city = parts.next()?;
    let second = parts.next()?.trim_start_matches(' ');
    let third = parts.next().map(|part| part.trim_start_matches(' '));
    if parts.next().is_some() || !is_plain(city) || !is_plain(second) || !third.is_none_or(is_plain) {
        return None;
    }
    let last = third.unwrap_or(second);
    let country = country::find_by_name(&fold(last))?;
    if country.alpha2 == "GB" && home_nation(country, last).is_some() {
        return None;
    }
    let mixed = city.starts_with(char::is_uppercase) && city.ends_with(char::is_lowercase);
    let folded = fold(city);
    if !mixed || country::by_folded_name(&folded).is_some() {
        return None;
    }
    let region = match third {
        Some(_) => Some(region_of(country, second)?),
        None => None,
    };
    let key = key_of(folded);
    let known = has_key(country, &key);
    if known && key.len() <= 4 && is_placeholder(city) || !known && !may_be_town(country, city, second) {
        return None;
    }
    Some(Location { city: Some(city.to_owned()), region: region.map(str::to_owned), country: Some(country) })
}

/// Words of letters, with one space or hyphen between them; a stop only inside.
fn is_plain(part: &str) -> bool {
    let mut before = ' ';
    for c in part.chars() {
        let fits = match c {
            'a'..='z' | 'A'..='Z' => before != '.',
            // Latin letters that Unicode composes.
            '\u{c0}'..='\u{24f}' => c.is_alphabetic() && before != '.',
            ' ' => before != ' ' && before != '-',
            '-' | '\'' | '.' => before.is_alphabetic(),
            _ => false,
        };
        if !fits {
            return false;
        }
        before = c;
    }
    before.is_alphabetic()
}

/// The name of the region, if nothing else could be meant.
fn region_of(country: &Country, text: &str) -> Option<&'static str> {
    let is_code = text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    if !is_code && !text.ends_with(char::is_lowercase) || text.len() <= 3 && is_placeholder(text) {
        return None;
    }
    let other = if is_code { country::by_code(text) } else { country::by_folded_name(&fold(text)) };
    if other.is_some_and(|other| is_territory(country, other)) {
        return None;
    }
    country::subdivision(country, text).map(|part| part.name)
}

/// Whether a name that the table of cities has not got is a town's, as far as can be seen.
fn may_be_town(country: &Country, city: &str, second: &str) -> bool {
    !is_street(city)
        && !is_placeholder(city)
        && !is_nowhere(city)
        && !may_say_how_one_works(city)
        && country::subdivision(country, city).is_none()
        && country::by_folded_name(&fold(&format!("{city} {second}"))).is_none()
}
