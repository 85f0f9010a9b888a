//! Locations: `City, Region, Country` from one text or from its parts.
//!
//! A country is inferred from a state, a code or a city only where no other country could be meant. The cities of
//! [`cities`] tell `Berlin, DE` from `Dover, DE` and `Atlanta, Georgia` from `Tbilisi, Georgia`.

mod address;
mod areas;
mod cities;
mod east_asia;
mod quick;
mod reading;
mod street;
#[cfg(test)]
mod tests;
mod text;

use super::company::is_placeholder;
use super::country::{self, Country};
use super::entities::legible;
use address::within;
use reading::{is_biggest_first, is_part, recognize};
use text::{clean, has_digit, split, trimmed, without_digits, without_way_of_working};

/// A place, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// City or town; the whole text where nothing of it is recognized.
    pub city: Option<String>,
    /// State, province or county: the name of ISO 3166-2 where it is known, else as written.
    pub region: Option<String>,
    /// Country.
    pub country: Option<&'static Country>,
}

impl Location {
    /// `City, Region, Country` with what is known. Normalized again it gives the same location.
    pub fn text(&self) -> String {
        let parts = [self.city.as_deref(), self.region.as_deref(), self.country.map(|country| country.name)];
        let mut text = String::new();
        for part in parts.into_iter().flatten() {
            if !text.is_empty() {
                text.push_str(", ");
            }
            text.push_str(part);
        }
        text
    }
}

/// The location of one text: `Everett, WA, USA` → Everett, Washington, United States.
///
/// `None` for a placeholder or a text without a letter. Where nothing is recognized, `city` holds all of it, cleaned.
pub fn normalize(raw: &str) -> Option<Location> {
    if let Some(location) = quick::read(raw) {
        return Some(location);
    }
    let location = read(raw)?;
    let text = location.text();
    if text == raw { Some(location) } else { settled(text) }
}

/// What a text that came out is read as, until it stays: what is left of an address may itself be read as more. A text that
/// nothing is done to any more is settled; one that never is, is no place.
fn settled(mut text: String) -> Option<Location> {
    for _ in 0..8 {
        let again = quick::read(&text).or_else(|| read(&text))?;
        let next = again.text();
        if next == text {
            return Some(again);
        }
        text = next;
    }
    None
}

fn read(raw: &str) -> Option<Location> {
    let raw = &*legible(raw);
    let text = clean(raw)?;
    let text = match without_way_of_working(&text) {
        Some(place) => clean(&place)?,
        None => text,
    };
    let flag = country::from_flag(raw);
    if flag.is_none()
        && let Some((city, code, country)) = east_asia::read(&text)
    {
        let region = code.and_then(|code| country::subdivision(country, code));
        return Some(Location {
            city,
            region: region.map(|part| part.name.to_owned()),
            country: Some(country),
        });
    }
    let mut parts = split(&text);
    // `Kyiv, Ukraine, 02000`
    while parts.len() > 1 && parts.last().is_some_and(|last| is_postcode(last)) {
        parts.pop();
    }
    if parts.is_empty() {
        return None;
    }
    if let Some(country) = flag {
        let parts = if parts.last().is_some_and(|last| country::from_field(last) == Some(country)) {
            &parts[..parts.len() - 1]
        } else {
            &parts[..]
        };
        return Some(within(country, None, parts));
    }
    let country_last: Vec<&str> = parts.iter().rev().copied().collect();
    if is_biggest_first(&parts)
        && let Some(location) = recognize(&country_last)
    {
        return Some(location);
    }
    if let Some(location) = recognize(&parts) {
        return Some(location);
    }
    // `Berlin - Germany`, `Berlin (Germany)`: other signs than a comma, where that makes sense of the text.
    let resplit: Vec<&str> = parts
        .iter()
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split([';', '/', '|', '(', ')', '–', '—', '·', '•', '،']))
        .map(trimmed)
        .filter(|part| !part.is_empty() && !is_placeholder(part))
        .collect();
    if (resplit.len() > parts.len() || resplit.first() != parts.first())
        && let Some(location) = recognize(&resplit)
    {
        return Some(location);
    }
    // `Belarus, 220030 Minsk, улица Ленина, 20`: the country first, and nothing else that names one.
    if let [first, rest @ ..] = parts.as_slice()
        && !rest.is_empty()
        && let Some(country) = country::find(&without_digits(first))
    {
        let rest: Vec<&str> = rest.iter().rev().copied().collect();
        return Some(within(country, None, &rest));
    }
    (parts.join(", ").chars().any(char::is_alphabetic)).then(|| Location {
        city: Some(parts.join(", ")),
        region: None,
        country: None,
    })
}

/// A number, or letters and digits as in `VG1110`.
fn is_postcode(part: &str) -> bool {
    part.split(' ').all(|word| {
        word.len() < 11 && has_digit(word) && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    })
}

/// The location of a record that keeps city, region and country apart.
pub fn from_parts(city: Option<&str>, region: Option<&str>, country: Option<&str>) -> Option<Location> {
    settled(put_together(city, region, country)?.text())
}

fn put_together(city: Option<&str>, region: Option<&str>, country: Option<&str>) -> Option<Location> {
    let city = city.and_then(clean);
    let region = region.and_then(clean);
    let country_text = country.and_then(clean);
    let country = country_text.as_deref().and_then(country::from_field);
    let Some(country) = country else {
        let texts: Vec<String> = [city, region, country_text].into_iter().flatten().collect();
        return if texts.is_empty() { None } else { normalize(&texts.join(", ")) };
    };
    let city_parts = city.as_deref().map(split).unwrap_or_default();
    let city_parts = match city_parts.split_last() {
        Some((last, rest)) if !rest.is_empty() && country::from_field(last) == Some(country) => rest,
        _ => &city_parts[..],
    };
    let region = region.as_deref().map(without_digits).filter(|text| !text.is_empty());
    let Some(region) =
        region.filter(|text| country::from_field(text) != Some(country) || is_part(country, text))
    else {
        return Some(within(country, None, city_parts));
    };
    match country::subdivision(country, &region) {
        Some(part) => {
            let names_region = |text: &&str| country::subdivision(country, text) == Some(part);
            let rest = match city_parts.split_last() {
                Some((last, rest)) if !rest.is_empty() && names_region(last) => rest,
                _ => city_parts,
            };
            Some(within(country, Some(part.name.to_owned()), rest))
        }
        None => {
            let mut all = city_parts.to_vec();
            all.extend(split(&region));
            Some(within(country, None, &all))
        }
    }
}
