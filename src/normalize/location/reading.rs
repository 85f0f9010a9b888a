//! Which country, or which state of which country, the end of a location names.

use crate::normalize::country::{self, Country, Subdivision, fold};

use super::address::{territory, within};
use super::cities::{Place, has_city, places};
use super::street::is_house_number_first;
use super::text::{has_digit, in_mixed_case, without_digits};
use super::{Location, areas};

/// Countries whose subdivisions, by name, stand for the country too (`Saint Paul, Minnesota`).
const NAMED_BY_REGION: &[&str] = &[
    "AE", "AR", "AT", "AU", "BE", "BR", "CA", "CH", "CN", "DE", "EG", "ES", "FR", "GB", "ID", "IE", "IN",
    "IT", "JP", "KR", "MX", "MY", "NL", "NZ", "PL", "PT", "RU", "SA", "SE", "TH", "TR", "UA", "US", "VN",
    "ZA",
];

/// Countries whose subdivision codes are written without the country (`Austin, TX`; `Campinas, SP`).
const NAMED_BY_CODE: &[&str] = &["AU", "BR", "CA", "IN", "MX", "US"];

/// One reading of a part of an address.
#[derive(Clone, Copy, PartialEq)]
enum Reading {
    Country(&'static Country),
    Region(&'static Subdivision),
}

impl Reading {
    fn country(self) -> &'static Country {
        match self {
            Reading::Country(country) => country,
            Reading::Region(part) => part.country,
        }
    }

    fn holds(self, place: &Place) -> bool {
        match self {
            Reading::Country(country) => place.country == country,
            // Only the countries whose states are in the table can be told apart by state.
            Reading::Region(part) => {
                place.country == part.country && (place.region.is_empty() || place.region == part.code)
            }
        }
    }
}

/// `Germany, Berlin`: the country first and what follows lies in it. `Mexico, Missouri` is a town in Missouri.
pub(super) fn is_biggest_first(parts: &[&str]) -> bool {
    let [first, .., last] = parts else { return false };
    let Some(country) = country::find(first) else { return false };
    let inside = |text: &str| is_part(country, text) || has_city(country, text);
    country::from_field(last).is_none() && parts[1..].iter().all(|part| inside(part))
}

pub(super) fn is_part(country: &Country, text: &str) -> bool {
    country::subdivision(country, text).is_some()
}

/// Reads parts from smallest to biggest; `None` where the country does not come out.
pub(super) fn recognize(parts: &[&str]) -> Option<Location> {
    let (last, rest) = parts.split_last()?;
    if rest.is_empty() {
        return alone(last);
    }
    // `Seoul, Korea, Republic of`: names with a comma of their own.
    if let Some((before, rest)) = rest.split_last() {
        let joined = fold(&format!("{before} {last}"));
        if let Some(country) = country::by_folded_name(&joined) {
            return Some(within(country, home_nation(country, before), rest));
        }
    }
    let readings = readings(last);
    let known = |part: &&&str| places(&without_digits(part)).next().is_some();
    let named = rest.iter().rev().find(known).or_else(|| rest.iter().rev().find(|part| !has_digit(part)));
    let city = named.copied().unwrap_or_default();
    let reading = match readings.as_slice() {
        [] => return None,
        [one] if has_namesake(*one, last) => *decide(&readings, rest, city)?,
        [one] => *one,
        several => *decide(several, rest, city)?,
    };
    match reading {
        Reading::Country(country) => {
            if let Some(territory) = territory(country, rest) {
                return Some(territory);
            }
            Some(within(country, home_nation(country, last), rest))
        }
        Reading::Region(part) => Some(within(part.country, Some(part.name.to_owned()), rest)),
    }
}

/// A region whose name is also a city's in another country (Santa Cruz, Victoria) says nothing by itself. States and
/// provinces of the United States and Canada are always written, so theirs do.
fn has_namesake(reading: Reading, text: &str) -> bool {
    let Reading::Region(part) = reading else { return false };
    !["CA", "US"].contains(&part.country.alpha2) && places(text).any(|place| place.country != part.country)
}

/// Decides between readings by where the city before them lies, or by a region of one of them.
fn decide<'a>(readings: &'a [Reading], rest: &[&str], city: &str) -> Option<&'a Reading> {
    let city = without_digits(city);
    let known: Vec<Place> = places(&city).collect();
    let mut held = readings.iter().filter(|reading| known.iter().any(|place| reading.holds(place)));
    match (held.next(), held.next()) {
        (Some(one), None) => return Some(one),
        (Some(_), Some(_)) => return None,
        _ => {}
    }
    // `Springfield, Bavaria, DE`: the part before is a region of one of them only.
    let mut named = readings.iter().filter(
        |reading| matches!(reading, Reading::Country(country) if rest.len() > 1 && is_part(country, &city)),
    );
    match (named.next(), named.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}

/// Every reading of the last part of an address.
fn readings(part: &str) -> Vec<Reading> {
    let text = without_digits(part);
    let folded = fold(&text);
    let mut readings: Vec<Reading> = Vec::new();
    if let Some(country) = country::by_folded_name(&folded) {
        // A country's name wins over a region's (Luxembourg, Mexico), save where the two are equally likely.
        if country::find(&text).is_some() {
            return vec![Reading::Country(country)];
        }
        readings.push(Reading::Country(country));
    }
    let mut push = |reading: Reading| {
        if !readings.contains(&reading) {
            readings.push(reading);
        }
    };
    for part in country::subdivisions_by_name(&folded) {
        if NAMED_BY_REGION.contains(&part.country.alpha2) {
            push(Reading::Region(part));
        }
    }
    if (2..=3).contains(&text.len()) && text.is_ascii() {
        let code = text.to_ascii_uppercase();
        for part in country::subdivisions_by_code(&code) {
            if NAMED_BY_CODE.contains(&part.country.alpha2) {
                push(Reading::Region(part));
            }
        }
        // Three letters in small are likelier a word than a code.
        if let Some(country) = country::by_code(&code).filter(|_| text.len() == 2 || text == code) {
            push(Reading::Country(country));
        }
    }
    readings
}

/// England, Scotland, Wales and Northern Ireland say the country and the region at once.
pub(super) fn home_nation(country: &Country, text: &str) -> Option<String> {
    let nation = country::subdivision(country, text).filter(|part| part.country.alpha2 == "GB")?;
    ["ENG", "NIR", "SCT", "WLS"].contains(&nation.code).then(|| nation.name.to_owned())
}

/// A town beside its postcode, without a country: `10115 Berlin`, `London SW1A 2AA`. Five digits before a town are no
/// postcode of the countries whose numbers there are houses'.
fn by_postcode(text: &str) -> Option<Location> {
    let city = without_digits(text);
    if city.is_empty() {
        return None;
    }
    let digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let (first, last) = (text.split(' ').next()?, text.rsplitn(3, ' '));
    let number = first.rsplit('-').next().unwrap_or(first);
    if number.len() == 5 && digits(number) && !has_digit(&city) {
        let mut held = places(&city).filter(|place| !is_house_number_first(place.country));
        let (one, two) = (held.next()?, held.next());
        return two.is_none().then(|| within(one.country, None, &[city.as_str()]));
    }
    // Royal Mail: a letter or two, a digit or two, perhaps a letter; a digit and two letters.
    let words: Vec<&str> = last.collect();
    let [inward, outward, _] = words[..] else { return None };
    let letter = |byte: &u8| byte.is_ascii_uppercase();
    let digit = |byte: &u8| byte.is_ascii_digit();
    let (out, inw) = (outward.as_bytes(), inward.as_bytes());
    let is_british = inw.len() == 3
        && digit(&inw[0])
        && letter(&inw[1])
        && letter(&inw[2])
        && (2..=4).contains(&out.len())
        && letter(&out[0])
        && out.iter().any(digit)
        && out.iter().all(|byte| letter(byte) || digit(byte));
    let britain = country::by_alpha2("GB").filter(|_| is_british)?;
    has_city(britain, &city).then(|| within(britain, None, &[city.as_str()]))
}

/// A text without commas.
fn alone(text: &str) -> Option<Location> {
    let folded = fold(text);
    if let Some(country) = country::find(text) {
        return Some(Location { city: None, region: home_nation(country, text), country: Some(country) });
    }
    if let Some((country, code)) = areas::find(&folded) {
        let region = country::subdivision(country, code).map(|part| part.name.to_owned());
        return Some(Location { city: Some(in_mixed_case(text)), region, country: Some(country) });
    }
    if has_digit(text)
        && let Some(location) = by_postcode(text)
    {
        return Some(location);
    }
    let known: Vec<Place> = places(text).collect();
    if let Some(place) = known.iter().find(|place| place.alone) {
        return Some(Location {
            city: Some(in_mixed_case(text)),
            region: None,
            country: Some(place.country),
        });
    }
    let is_code = text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    if (text.len() > 3 || is_code)
        && let [Reading::Region(part)] = readings(text)[..]
    {
        let written_alone = ["CA", "US"].contains(&part.country.alpha2);
        let elsewhere = known.iter().any(|place| place.country != part.country);
        if written_alone || !elsewhere && !has_digit(text) {
            let is_city = known.iter().any(|place| place.country == part.country);
            return Some(if is_city {
                within(part.country, None, &[text])
            } else {
                Location { city: None, region: Some(part.name.to_owned()), country: Some(part.country) }
            });
        }
    }
    // `Austin TX`, `London UK`, `San Francisco California`: the last words, where the city before is one of theirs.
    let mut ends = text.match_indices(' ').map(|(index, _)| index).collect::<Vec<_>>();
    ends.reverse();
    for end in ends.into_iter().take(4) {
        let (city, last) = (text[..end].trim_end_matches([' ', '-', '–', '—']), text[end..].trim());
        let held: Vec<Reading> = readings(last)
            .into_iter()
            .filter(|reading| places(&without_digits(city)).any(|place| reading.holds(&place)))
            .collect();
        if let [reading] = held[..] {
            let region = match reading {
                Reading::Region(part) => Some(part.name.to_owned()),
                Reading::Country(country) => home_nation(country, last),
            };
            return Some(within(reading.country(), region, &[city]));
        }
    }
    // `123 Main St Austin TX 78701`: the city is what of the words before the state is one of its cities.
    let bare = without_digits(text);
    let (before, code) = bare.rsplit_once(' ')?;
    let code = code.trim_matches(',');
    if !has_digit(text) || code.len() > 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let readings = readings(code);
    let words: Vec<&str> = before.split(' ').collect();
    (1..=3.min(words.len())).rev().find_map(|count| {
        let city = words[words.len() - count..].join(" ");
        let mut held = readings.iter().filter(|reading| places(&city).any(|place| reading.holds(&place)));
        match (held.next(), held.next()) {
            (Some(Reading::Region(part)), None) => {
                Some(within(part.country, Some(part.name.to_owned()), &[city.as_str()]))
            }
            _ => None,
        }
    })
}
