//! Areas around a city, as LinkedIn names them: `Greater Boston`, `Stuttgart und Umgebung`.
//!
//! From LinkedIn's location names as profiles show them, in the languages of its pages.

use crate::normalize::country::{self, Country};

use super::cities::places;

/// Metropolitan areas by LinkedIn's names, folded, with their country and state where that is one. Sorted.
pub(super) const METROPOLITAN_AREAS: &[(&str, &str, &str)] = &[
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

/// What stands before a city and makes it an area. Folded.
const BEFORE: &[&str] = &[
    "agglomeration de ",
    "area metropolitana de ",
    "area metropolitana di ",
    "area metropolitana do ",
    "gran ",
    "grande ",
    "greater ",
    "groot ",
    "grossraum ",
    "metropolregion ",
    "metropool ",
    "metropoolregio ",
    "region de ",
    "region metropolitaine de ",
    "region metropolitana de ",
    "region ",
    "stor ",
];

/// What stands behind it. Folded; the longer before what it ends in.
const BEHIND: &[&str] = &[
    " metropolitan region",
    " metropolitan area",
    " metropolitan",
    " metropolregion",
    " metropolitana",
    " metropolitano",
    " metropolitane",
    " metro area",
    " metroplex",
    " et peripherie",
    " et environs",
    " e regiao",
    " e regione",
    " y alrededores",
    " e dintorni",
    " und umgebung",
    " und umland",
    " en omgeving",
    " och omnejd",
    " og omegn",
    " region",
    " area",
];

/// The country, and the state's code, of a folded area: that of the table, or of the city that it is named for, where only
/// one can be meant.
pub(super) fn find(folded: &str) -> Option<(&'static Country, &'static str)> {
    if let Ok(index) = METROPOLITAN_AREAS.binary_search_by_key(&folded, |(name, _, _)| name) {
        let (_, alpha2, code) = METROPOLITAN_AREAS[index];
        return Some((country::by_alpha2(alpha2)?, code));
    }
    let inside = city_of(folded)?;
    // `Greater Jakarta Area`
    let place = places(inside).find(|place| place.alone)?;
    Some((place.country, place.region))
}

/// The city that an area is named for.
pub(super) fn city_of(folded: &str) -> Option<&str> {
    let mut inside = folded;
    if let Some(rest) = BEFORE.iter().find_map(|start| inside.strip_prefix(start)) {
        inside = rest;
    }
    if let Some(rest) = BEHIND.iter().find_map(|end| inside.strip_suffix(end)) {
        inside = rest;
    }
    (inside.len() < folded.len() && !inside.is_empty()).then_some(inside)
}
