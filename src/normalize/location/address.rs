//! The rest of an address whose country, and perhaps region, is known: which part is the city.

use crate::normalize::country::{self, Country, Subdivision, fold};

use super::Location;
use super::cities::has_city;
use super::reading::is_part;
use super::street::{Kind, Piece, is_street};
use super::text::{STRAY, in_mixed_case, without_digits};

/// Countries and their territories that ISO 3166-1 lists for themselves, where an address names both: `San Juan, PR, USA`.
/// The five regions of France overseas are regions of France in an address that says so.
const TERRITORIES: &[(&str, &[&str])] = &[
    ("AU", &["CC", "CX", "HM", "NF"]),
    ("CN", &["HK", "MO", "TW"]),
    ("DK", &["FO", "GL"]),
    ("FI", &["AX"]),
    ("FR", &["BL", "MF", "NC", "PF", "PM", "TF", "WF"]),
    ("GB", &["AI", "BM", "FK", "GG", "GI", "GS", "IM", "IO", "JE", "KY", "MS", "PN", "SH", "TC", "VG"]),
    ("NL", &["AW", "BQ", "CW", "SX"]),
    ("NO", &["BV", "SJ"]),
    ("NZ", &["CK", "NU", "TK"]),
    ("US", &["AS", "GU", "MP", "PR", "UM", "VI"]),
];

/// Countries whose postcode stands with the state, behind the city: `Karnataka 560001`, `1226 Metro Manila`. Sorted.
const CODE_WITH_REGION: &[&str] = &["EG", "ID", "IN", "IR", "JP", "NG", "PH", "TH", "VN"];

/// Countries whose cities and states of one name are told apart by how the address is written. Sorted.
const STATE_ALWAYS_WRITTEN: &[&str] = &["AU", "CA", "US"];

/// Whether a country of ISO 3166-1 is another's territory.
pub(super) fn is_territory(parent: &Country, country: &Country) -> bool {
    let index = TERRITORIES.binary_search_by_key(&parent.alpha2, |(parent, _)| parent);
    index.is_ok_and(|index| TERRITORIES[index].1.contains(&country.alpha2))
}

/// The territory that the part before the country names.
pub(super) fn territory(country: &Country, rest: &[&str]) -> Option<Location> {
    let index = TERRITORIES.binary_search_by_key(&country.alpha2, |(parent, _)| parent).ok()?;
    let (last, rest) = rest.split_last()?;
    let name = without_digits(last);
    // Only the states of the United States write a territory by its code.
    let found = if country.alpha2 == "US" { country::from_field(&name) } else { country::find(&name) };
    let territory = found.filter(|territory| TERRITORIES[index].1.contains(&territory.alpha2))?;
    Some(within(territory, None, rest))
}

/// The rest of an address whose country, and perhaps region, is known.
pub(super) fn within(country: &'static Country, region: Option<String>, parts: &[&str]) -> Location {
    let mut region = region;
    let mut postal = Postal::No;
    let mut names: Vec<String> = Vec::with_capacity(parts.len());
    match parts {
        [] => {}
        // All that is left of the place, number or not.
        [one] => {
            if region.is_none()
                && let Some((city, part)) = without_code(country, &without_digits(one))
            {
                region = Some(part.name.to_owned());
                names.push(in_mixed_case(&city));
            } else {
                let piece = Piece::read(country, one);
                let keep = piece.is_name()
                    || piece.kind == Kind::Street && region.is_none() && !is_street(&piece.text);
                names.extend(Some(piece.text).filter(|text| keep && text.chars().any(char::is_alphabetic)));
            }
        }
        _ => {
            let mut pieces: Vec<Piece> = Vec::with_capacity(parts.len() + 1);
            for part in parts {
                let coded =
                    if region.is_none() { without_code(country, &without_digits(part)) } else { None };
                match coded {
                    Some((city, part)) => {
                        region = Some(part.name.to_owned());
                        pieces.push(Piece { text: in_mixed_case(&city), kind: Kind::Coded });
                    }
                    None => pieces.push(Piece::read(country, part)),
                }
            }
            (names, postal) = places_of(country, region.is_some(), pieces);
        }
    }
    // `Berlin, Berlin` is a city and its state; any other repetition says one thing twice.
    names.dedup_by(|next, before| fold(next) == fold(before) && !is_part(country, next));
    take_region(country, &mut region, &mut names, postal);
    let is_city = |text: &str| has_city(country, text);
    if names.len() > 1 && region.is_some() {
        // `Mountain View, Santa Clara County, California`: the town, not the county.
        let last = &names[names.len() - 1];
        if !is_city(last) && (is_city(&names[names.len() - 2]) || fold(last).ends_with(" county")) {
            names.pop();
        }
    }
    let (city, of) = match names.as_slice() {
        [] => (None, None),
        [city] => (Some(city), None),
        [.., last] if region.is_some() => (Some(last), None),
        // `97600 Mamoudzou, Mayotte`
        [city, .., last] if postal == Postal::Coded => (Some(city), Some(last)),
        [city, last] if postal == Postal::No => (Some(city), Some(last)),
        names => match names.iter().rposition(|name| is_city(name)) {
            Some(at) => (Some(&names[at]), names.get(at + 1)),
            None if postal == Postal::No || is_named_as_region(&names[names.len() - 1]) => {
                (names.get(names.len() - 2), names.last())
            }
            None => (names.last(), None),
        },
    };
    let region = region.or_else(|| of.cloned());
    let city = city.cloned();
    Location { city, region, country: Some(country) }
}

/// Whether an address is a postal one, with a street or a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Postal {
    /// Names only.
    No,
    /// A street or a number, and then names.
    Street,
    /// The first of the names stood with its postcode.
    Coded,
}

/// `Samarkand Province`, `Departamento de San Salvador`
fn is_named_as_region(name: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "county", "departamento", "departement", "department", "district", "estado", "governorate", "oblast",
        "parish", "prefecture", "province", "provincia", "region", "state", "область",
    ];
    fold(name).split(' ').any(|word| WORDS.contains(&word))
}

/// The names of an address that may be the city or the region, and whether it is a postal one.
fn places_of(country: &Country, has_region: bool, pieces: Vec<Piece>) -> (Vec<String>, Postal) {
    let postal = pieces.iter().any(|piece| piece.kind != Kind::Place);
    // A number at the end is a postcode; before a name it is a house's, and what stands before it the street.
    let end = pieces.iter().rposition(Piece::is_name).map_or(0, |last| last + 1);
    let boundary = pieces[..end].iter().rposition(|piece| piece.kind == Kind::Street).map_or(0, |at| at + 1);
    let boundary = match pieces[boundary..end].iter().rposition(|piece| piece.kind == Kind::Number) {
        // `Papa Gjon Pali II, 1001, Tiranë`
        Some(number) if number + 1 < end && boundary + number > 0 => {
            let after = &pieces[boundary + number + 1..end];
            let regions = after.iter().all(|piece| is_part(country, &piece.text));
            if regions && boundary + number > boundary { boundary } else { boundary + number + 1 }
        }
        _ => boundary,
    };
    let mut kept: Vec<&Piece> = pieces[boundary..end].iter().filter(|piece| piece.is_name()).collect();
    if kept.is_empty() || boundary > 0 && !has_region && kept.iter().all(|p| is_only_region(country, &p.text))
    {
        // `Budapest, Andrássy út 60`: the street last.
        let before = pieces[..boundary].iter().filter(|piece| piece.kind == Kind::Coded);
        let known = |piece: &&Piece| piece.kind == Kind::Place && has_city(country, &piece.text);
        let mut found: Vec<&Piece> = before.collect();
        if found.is_empty() {
            found = pieces[..boundary].iter().filter(known).collect();
        }
        if found.is_empty() && kept.is_empty() && !pieces.first().is_some_and(|p| p.kind == Kind::Street) {
            found = pieces[..boundary].iter().filter(|piece| piece.is_name()).take(1).collect();
        }
        found.extend(kept);
        kept = found;
    }
    // The postcode is the town's: what stands before it is a quarter or a house.
    let with_region = CODE_WITH_REGION.binary_search(&country.alpha2).is_ok();
    let anchor = kept.iter().enumerate().rev().find(|(at, piece)| {
        let of_region =
            is_only_region(country, &piece.text) || *at > 0 && with_region && is_part(country, &piece.text);
        piece.kind == Kind::Coded && !of_region
    });
    let from = anchor.map_or(0, |(at, _)| at);
    let postal = match anchor {
        Some(_) => Postal::Coded,
        None if postal => Postal::Street,
        None => Postal::No,
    };
    (kept[from..].iter().map(|piece| piece.text.clone()).collect(), postal)
}

fn is_only_region(country: &Country, text: &str) -> bool {
    is_part(country, text) && !has_city(country, text)
}

/// Takes the region from the end of the names, where the last of them is one.
fn take_region(
    country: &'static Country,
    region: &mut Option<String>,
    names: &mut Vec<String>,
    postal: Postal,
) {
    let is_city = |text: &str| has_city(country, text);
    if let (Some(found), Some(last)) = (&*region, names.last()) {
        // `San Francisco, California, CA`: said twice.
        let again = country::subdivision(country, last).is_some_and(|part| part.name == *found);
        if again && (names.len() > 1 || !is_city(last)) {
            names.pop();
        }
    }
    // `Retiro, C1010 Buenos Aires`: where a street is named, the name that is a city's and a region's is the city's.
    let is_the_city = |names: &[String], last: &str| {
        postal == Postal::Street
            && names.len() > 1
            && is_city(last)
            && !names[..names.len() - 1].iter().any(|name| is_city(name))
            && STATE_ALWAYS_WRITTEN.binary_search(&country.alpha2).is_err()
    };
    let may_take = |region: &Option<String>| region.is_none() || country.alpha2 == "GB";
    for _ in 0..2 {
        let Some(last) = names.last().filter(|_| may_take(region)) else { break };
        let Some(part) = country::subdivision(country, last) else { break };
        if is_the_city(names, last) {
            let city = names.pop();
            names.clear();
            names.extend(city);
            break;
        }
        let only_region = names.len() > 1 || !is_city(last);
        if !only_region || region.is_some() && names.len() < 2 {
            break;
        }
        *region = Some(part.name.to_owned());
        names.pop();
        if country.alpha2 != "GB" {
            break;
        }
    }
}

/// The city and the subdivision of a part that ends in the subdivision's code, in capitals, or after a slash or a dash:
/// `Houston TX`, `Milano (MI)`, `São Paulo - SP`, `Beşiktaş/İstanbul`.
fn without_code(country: &Country, part: &str) -> Option<(String, &'static Subdivision)> {
    let named = [" - ", "/", " – ", "-"].iter().find_map(|dash| {
        let (city, name) = part.rsplit_once(dash)?;
        let short = *dash != "-" || name.len() == 2 && name.bytes().all(|byte| byte.is_ascii_uppercase());
        Some((city, country::subdivision(country, name).filter(|_| short)?))
    });
    let (city, found) = named.or_else(|| {
        let (city, code) = part.rsplit_once([' ', '('])?;
        let code = code.trim_matches(['(', ')']);
        let is_code = (2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_uppercase());
        let found = country::subdivisions_by_code(code).find(|part| part.country == country);
        Some((city, found.filter(|_| is_code)?))
    })?;
    let city = city.trim_matches(STRAY).trim_matches(['(', ')']);
    city.chars().any(char::is_alphabetic).then(|| (city.to_owned(), found))
}

#[cfg(test)]
pub(super) fn tables_are_sorted() -> bool {
    TERRITORIES.is_sorted() && CODE_WITH_REGION.is_sorted() && STATE_ALWAYS_WRITTEN.is_sorted()
}
