//! Locations: `City, Region, Country` from one text or from its parts.
//!
//! A country is inferred from a state, a code or a city only where no other country could be meant. The cities of
//! [`CITIES`] tell `Berlin, DE` from `Dover, DE` and `Atlanta, Georgia` from `Tbilisi, Georgia`.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::company::is_placeholder;
use super::country::{self, Country, Subdivision, fold};

/// Cities by country and state; the file says how it is built.
const CITIES: &str = include_str!("location/cities.tsv");

/// Countries whose subdivisions, by name, stand for the country too (`Saint Paul, Minnesota`).
const NAMED_BY_REGION: &[&str] = &[
    "AR", "AT", "AU", "BE", "BR", "CA", "CH", "CN", "DE", "ES", "FR", "GB", "IE", "IN", "IT", "JP", "KR",
    "MX", "NL", "NZ", "PL", "PT", "SE", "US", "ZA",
];

/// Countries whose subdivision codes are written without the country (`Austin, TX`; `Campinas, SP`).
const NAMED_BY_CODE: &[&str] = &["AU", "BR", "CA", "IN", "MX", "US"];

/// Metropolitan areas by LinkedIn's names, folded, with their country and state where that is one.
const METROPOLITAN_AREAS: &[(&str, &str, &str)] = &[
    ("atlanta metropolitan area", "US", "GA"),
    ("bay area", "US", "CA"),
    ("dallas fort worth", "US", "TX"),
    ("dallas fort worth metroplex", "US", "TX"),
    ("delhi ncr", "IN", "DL"),
    ("denver metropolitan area", "US", "CO"),
    ("des moines metropolitan area", "US", "IA"),
    ("detroit metropolitan area", "US", "MI"),
    ("greater atlanta area", "US", "GA"),
    ("greater boston", "US", "MA"),
    ("greater boston area", "US", "MA"),
    ("greater chicago area", "US", "IL"),
    ("greater cleveland", "US", "OH"),
    ("greater denver area", "US", "CO"),
    ("greater houston", "US", "TX"),
    ("greater indianapolis", "US", "IN"),
    ("greater los angeles area", "US", "CA"),
    ("greater madrid metropolitan area", "ES", ""),
    ("greater melbourne area", "AU", "VIC"),
    ("greater minneapolis st paul area", "US", "MN"),
    ("greater montreal metropolitan area", "CA", "QC"),
    ("greater munich metropolitan area", "DE", ""),
    ("greater new york city area", "US", ""),
    ("greater orlando", "US", "FL"),
    ("greater paris metropolitan region", "FR", ""),
    ("greater philadelphia", "US", ""),
    ("greater philadelphia area", "US", ""),
    ("greater phoenix area", "US", "AZ"),
    ("greater pittsburgh region", "US", "PA"),
    ("greater seattle area", "US", "WA"),
    ("greater st louis", "US", ""),
    ("greater sydney area", "AU", "NSW"),
    ("greater tampa bay area", "US", "FL"),
    ("greater toronto area", "CA", "ON"),
    ("greater vancouver metropolitan area", "CA", "BC"),
    ("los angeles metropolitan area", "US", "CA"),
    ("miami fort lauderdale area", "US", "FL"),
    ("new york city metropolitan area", "US", ""),
    ("new york metropolitan area", "US", ""),
    ("nyc", "US", "NY"),
    ("salt lake city metropolitan area", "US", "UT"),
    ("san diego metropolitan area", "US", "CA"),
    ("san francisco bay area", "US", "CA"),
    ("silicon valley", "US", "CA"),
    ("washington dc baltimore area", "US", ""),
    ("washington dc metro area", "US", ""),
];

/// Texts, folded, that stand where a place would and name none.
const NOWHERE: &[&str] = &["anywhere", "fully remote", "global", "remote", "work from home", "worldwide"];

/// Words that stay small inside a place name written in one case.
const SMALL_WORDS: &[&str] = &[
    "am", "an", "and", "da", "das", "de", "del", "der", "di", "do", "dos", "du", "im", "la", "las", "le",
    "les", "los", "of", "on", "sur", "the", "upon", "y",
];

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

/// A city of [`CITIES`]: where it lies, and whether its name alone means it.
struct Place {
    country: &'static Country,
    region: &'static str,
    alone: bool,
}

impl Place {
    /// Reads `US-CA`, `JP*`.
    fn parse(text: &'static str) -> Option<Place> {
        let code = text.trim_end_matches('*');
        let (alpha2, region) = code.split_once('-').unwrap_or((code, ""));
        Some(Place { country: country::by_alpha2(alpha2)?, region, alone: code.len() < text.len() })
    }
}

static PLACES: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| CITIES.lines().filter_map(|line| line.split_once('\t')).collect());

/// The fold of a city's name with the usual abbreviations resolved: `St. Louis` is `Saint Louis`.
fn city_key(name: &str) -> String {
    let key = fold(name);
    for (short, long) in [("st ", "saint "), ("ft ", "fort "), ("mt ", "mount ")] {
        if let Some(rest) = key.strip_prefix(short) {
            return format!("{long}{rest}");
        }
    }
    key
}

/// Where the cities of a name lie.
fn places(city: &str) -> impl Iterator<Item = Place> + use<> {
    let table: &'static Vec<(&str, &str)> = &PLACES;
    let key = city_key(city);
    let found =
        table.binary_search_by_key(&key.as_str(), |(name, _)| name).map_or("", |index| table[index].1);
    found.split(' ').filter_map(Place::parse)
}

fn has_city(country: &Country, city: &str) -> bool {
    places(city).any(|place| place.country == country)
}

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

/// The location of one text: `Everett, WA, USA` → Everett, Washington, United States.
///
/// `None` for a placeholder or a text without a letter. Where nothing is recognized, `city` holds all of it, cleaned.
pub fn normalize(raw: &str) -> Option<Location> {
    let text = clean(raw)?;
    let parts = split(&text);
    if parts.is_empty() {
        return None;
    }
    if let Some(country) = country::from_flag(raw) {
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
        .flat_map(|part| part.split([';', '/', '|', '(', ')', '–', '—', '·', '•']))
        .map(trimmed)
        .filter(|part| !part.is_empty() && !is_placeholder(part))
        .collect();
    if (resplit.len() > parts.len() || resplit.first() != parts.first())
        && let Some(location) = recognize(&resplit)
    {
        return Some(location);
    }
    (parts.join(", ").chars().any(char::is_alphabetic)).then(|| Location {
        city: Some(parts.join(", ")),
        region: None,
        country: None,
    })
}

/// The location of a record that keeps city, region and country apart.
pub fn from_parts(city: Option<&str>, region: Option<&str>, country: Option<&str>) -> Option<Location> {
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

/// `Germany, Berlin`: the country first and what follows lies in it. `Mexico, Missouri` is a town in Missouri.
fn is_biggest_first(parts: &[&str]) -> bool {
    let [first, .., last] = parts else { return false };
    let Some(country) = country::find(first) else { return false };
    let inside = |text: &str| is_part(country, text) || has_city(country, text);
    country::from_field(last).is_none() && parts[1..].iter().all(|part| inside(part))
}

fn is_part(country: &Country, text: &str) -> bool {
    country::subdivision(country, text).is_some()
}

/// Reads parts from smallest to biggest; `None` where the country does not come out.
fn recognize(parts: &[&str]) -> Option<Location> {
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
    let city = rest.iter().rev().copied().find(|part| !has_digit(part)).unwrap_or_default();
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
fn home_nation(country: &Country, text: &str) -> Option<String> {
    let nation = country::subdivision(country, text).filter(|part| part.country.alpha2 == "GB")?;
    ["ENG", "NIR", "SCT", "WLS"].contains(&nation.code).then(|| nation.name.to_owned())
}

/// Puerto Rico and the other territories, which ISO 3166-1 lists for themselves: `San Juan, PR, USA`.
fn territory(country: &Country, rest: &[&str]) -> Option<Location> {
    if country.alpha2 != "US" {
        return None;
    }
    let (last, rest) = rest.split_last()?;
    let territory = country::from_field(&without_digits(last))
        .filter(|territory| ["AS", "GU", "MP", "PR", "VI"].contains(&territory.alpha2))?;
    Some(within(territory, None, rest))
}

/// The rest of an address whose country, and perhaps region, is known.
fn within(country: &'static Country, region: Option<String>, parts: &[&str]) -> Location {
    let mut parts: Vec<String> = parts
        .iter()
        .map(|part| (has_digit(part), without_digits(part)))
        .enumerate()
        .filter(|(index, (digits, text))| {
            // A part with a number is a street or a suite, unless it is all that is left of the place.
            let place = !digits
                || index + 2 >= parts.len() && places(text).next().is_some()
                || index + 1 == parts.len();
            place && text.chars().any(char::is_alphabetic)
        })
        .map(|(_, (_, text))| in_mixed_case(&text))
        .filter(|text| !NOWHERE.contains(&fold(text).as_str()))
        .collect();
    // `Berlin, Berlin` is a city and its state; any other repetition says one thing twice.
    parts.dedup_by(|next, before| fold(next) == fold(before) && !is_part(country, next));
    let is_city = |text: &str| has_city(country, text);
    let mut region = region;
    if let (Some(found), Some(last)) = (&region, parts.last()) {
        // `San Francisco, California, CA`: said twice.
        let again = country::subdivision(country, last).is_some_and(|part| part.name == *found);
        if again && (parts.len() > 1 || !is_city(last)) {
            parts.pop();
        }
    }
    if (region.is_none() || country.alpha2 == "GB")
        && let Some(part) = parts.last().and_then(|last| country::subdivision(country, last))
    {
        let only_region = parts.len() > 1 || !parts.iter().all(|part| is_city(part));
        if only_region && (region.is_none() || parts.len() > 1) {
            region = Some(part.name.to_owned());
            parts.pop();
        }
    }
    if region.is_none() {
        // `Houston TX, USA`, `Milano (MI), Italia`
        if let Some((city, part)) = parts.last().and_then(|last| without_code(country, last)) {
            region = Some(part.name.to_owned());
            parts.pop();
            parts.push(city);
        }
    }
    if parts.len() > 1 && region.is_some() {
        // `Mountain View, Santa Clara County, California`: the town, not the county.
        let last = &parts[parts.len() - 1];
        if !is_city(last) && (is_city(&parts[parts.len() - 2]) || fold(last).ends_with(" county")) {
            parts.pop();
        }
    }
    let city = match parts.as_slice() {
        [] => None,
        [city] => Some(city.clone()),
        [.., _, last] if region.is_some() || parts.len() > 2 && is_city(last) => Some(last.clone()),
        [.., city, last] => {
            region = Some(last.clone());
            Some(city.clone())
        }
    };
    Location { city, region, country: Some(country) }
}

/// The city and the subdivision of a part that ends in the subdivision's code, in capitals.
fn without_code(country: &Country, part: &str) -> Option<(String, &'static Subdivision)> {
    let (city, code) = part.rsplit_once(' ')?;
    let code = code.trim_matches(['(', ')']);
    let is_code = (2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_uppercase());
    let found =
        country::subdivisions_by_code(code).find(|part| part.country == country).filter(|_| is_code)?;
    let city = city.trim_matches(STRAY);
    city.chars().any(char::is_alphabetic).then(|| (city.to_owned(), found))
}

/// A text without commas.
fn alone(text: &str) -> Option<Location> {
    let folded = fold(text);
    if let Some(country) = country::find(text) {
        return Some(Location { city: None, region: home_nation(country, text), country: Some(country) });
    }
    if let Ok(index) = METROPOLITAN_AREAS.binary_search_by_key(&folded.as_str(), |(name, _, _)| name) {
        let (_, alpha2, code) = METROPOLITAN_AREAS[index];
        let country = country::by_alpha2(alpha2)?;
        let region = country::subdivision(country, code).map(|part| part.name.to_owned());
        return Some(Location { city: Some(in_mixed_case(text)), region, country: Some(country) });
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
    None
}

/// White space and stray signs mended, footnotes (`[3]`) and pictures dropped; `None` for a placeholder.
fn clean(raw: &str) -> Option<String> {
    let mut text = String::with_capacity(raw.len());
    let mut footnote = false;
    for c in raw.chars() {
        match c {
            '[' => footnote = true,
            ']' => footnote = false,
            _ if footnote => {}
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{fe0f}' => {}
            '\u{1f000}'..='\u{1faff}'
            | '\u{2600}'..='\u{27bf}'
            | '\u{2b00}'..='\u{2bff}'
            | '"'
            | '“'
            | '”' => {}
            '，' | '、' => text.push_str(", "),
            '\n' | '\r' => text.push_str(", "),
            c if c.is_whitespace() || c.is_control() => {
                if !text.ends_with(' ') {
                    text.push(' ');
                }
            }
            c => text.push(c),
        }
    }
    if !text.is_ascii() {
        text = text.nfc().collect();
    }
    let text = trimmed(&text);
    if text.is_empty() || is_placeholder(text) || NOWHERE.contains(&fold(text).as_str()) {
        // A flag says where, with nothing beside it.
        return country::from_flag(raw).map(|_| String::from("-"));
    }
    Some(text.to_owned())
}

/// The text without stray signs at its ends.
fn trimmed(mut text: &str) -> &str {
    loop {
        let mut shorter = text.trim_matches(STRAY).trim_matches(',').trim_start_matches('.');
        // The stop at the end of `D.C.` and `U.S.A.` belongs to them.
        let last = shorter.rsplit([' ', ',']).next().unwrap_or_default();
        if last.matches('.').count() == 1 {
            shorter = shorter.strip_suffix('.').unwrap_or(shorter);
        }
        if shorter.len() == text.len() {
            return text;
        }
        text = shorter;
    }
}

/// Signs that are no part of a place's name at its ends.
const STRAY: [char; 11] = [' ', ';', '-', '|', ':', '/', '·', '•', '–', '—', '*'];

/// The parts between commas; of several places divided by semicolons the first.
fn split(text: &str) -> Vec<&str> {
    let first = text.split(';').next().filter(|first| first.contains(',')).unwrap_or(text);
    first.split([',', ';']).map(trimmed).filter(|part| !part.is_empty() && !is_placeholder(part)).collect()
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// The text without the words that hold a digit, at its ends: `CA 94105`, `10115 Berlin`, `London SW1A 1AA`.
fn without_digits(text: &str) -> String {
    if !has_digit(text) {
        return text.trim().to_owned();
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let first = words.iter().position(|word| !has_digit(word)).unwrap_or(words.len());
    let last = words.iter().rposition(|word| !has_digit(word)).map_or(first, |index| index + 1);
    words[first..last].join(" ")
}

/// A name in one case, mended: `SYDNEY` → `Sydney`, `rio de janeiro` → `Rio de Janeiro`. Short capitals (`NYC`) stay.
fn in_mixed_case(text: &str) -> String {
    let has_upper = text.chars().any(char::is_uppercase);
    let has_lower = text.chars().any(char::is_lowercase);
    if has_upper == has_lower || has_upper && text.chars().count() <= 3 {
        return text.to_owned();
    }
    let mut mended = String::with_capacity(text.len());
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            mended.push(' ');
        }
        let lower = word.to_lowercase();
        if index > 0 && SMALL_WORDS.contains(&lower.as_str()) {
            mended.push_str(&lower);
            continue;
        }
        let mut start = true;
        for c in lower.chars() {
            if start {
                mended.extend(c.to_uppercase());
            } else {
                mended.push(c);
            }
            start = c == '-' || c == '(' || c == '.';
        }
    }
    mended
}

#[cfg(test)]
mod tests;
