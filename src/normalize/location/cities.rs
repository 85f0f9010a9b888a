//! The cities that tell one country, or one state, from another.

use std::sync::LazyLock;

use crate::normalize::country::{self, Country, fold};
use crate::normalize::table::Table;

/// Cities by country and state; the file says how it is built.
const CITIES: &str = include_str!("cities.tsv");

/// A city of [`CITIES`]: where it lies, and whether its name alone means it.
pub(super) struct Place {
    pub(super) country: &'static Country,
    pub(super) region: &'static str,
    pub(super) alone: bool,
}

impl Place {
    /// Reads `US-CA`, `JP*`.
    pub(super) fn parse(text: &'static str) -> Option<Place> {
        let code = text.trim_end_matches('*');
        let (alpha2, region) = code.split_once('-').unwrap_or((code, ""));
        Some(Place { country: country::by_alpha2(alpha2)?, region, alone: code.len() < text.len() })
    }
}

pub(super) static PLACES: LazyLock<Table<&str, &str>> =
    LazyLock::new(|| CITIES.lines().filter_map(|line| line.split_once('\t')).collect());

/// The fold of a city's name with the usual abbreviations resolved: `St. Louis` is `Saint Louis`.
pub(super) fn city_key(name: &str) -> String {
    key_of(fold(name))
}

/// As [`city_key`], of the folded name.
pub(super) fn key_of(key: String) -> String {
    for (short, long) in [("st ", "saint "), ("ft ", "fort "), ("mt ", "mount ")] {
        if let Some(rest) = key.strip_prefix(short) {
            return format!("{long}{rest}");
        }
    }
    // `深圳市` is `深圳`.
    if !key.is_ascii()
        && let Some(bare) = key.strip_suffix('市').filter(|bare| bare.chars().count() > 1)
    {
        return bare.to_owned();
    }
    key
}

/// Where the cities of a name lie.
pub(super) fn places(city: &str) -> impl Iterator<Item = Place> + use<> {
    places_of_key(&city_key(city))
}

/// As [`places`], of the name's [`city_key`].
pub(super) fn places_of_key(key: &str) -> impl Iterator<Item = Place> + use<> {
    written(key).split(' ').filter_map(Place::parse)
}

/// What [`CITIES`] says of a name.
fn written(key: &str) -> &'static str {
    let table: &'static Table<&str, &str> = &PLACES;
    table.get(key).copied().unwrap_or_default()
}

pub(super) fn has_city(country: &Country, city: &str) -> bool {
    has_key(country, &city_key(city))
}

/// As [`has_city`], of the name's [`city_key`].
pub(super) fn has_key(country: &Country, key: &str) -> bool {
    written(key).split(' ').any(|place| place.get(..2) == Some(country.alpha2))
}
