//! What a part of a postal address is: a street, a place with its postcode, a number, or a place.
//!
//! The words for streets are from general knowledge; to check against the address dictionaries of libpostal
//! (`resources/dictionaries/*/street_types.txt`). Where a postcode stands is from the Universal Postal Union's
//! addressing sheets.

use crate::normalize::country::{Country, fold};

use super::cities::has_city;
use super::reading::is_part;
use super::text::{has_digit, in_mixed_case, is_nowhere, without_digits};

/// Whether no postcode stands before a town of the country.
pub(super) fn is_house_number_first(country: &Country) -> bool {
    HOUSE_NUMBER_FIRST.binary_search(&country.alpha2).is_ok()
}

/// What a part of an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name without a number.
    Place,
    /// A place with its postcode.
    Coded,
    /// A street, a building, a suite.
    Street,
    /// Nothing but a number: of a house, or a postcode.
    Number,
}

/// A part of an address.
#[derive(Debug)]
pub(super) struct Piece {
    /// Without its numbers, its case mended.
    pub(super) text: String,
    pub(super) kind: Kind,
}

/// Countries where no postcode stands before the town, so that a number there is a house's. Sorted.
const HOUSE_NUMBER_FIRST: &[&str] =
    &["AU", "BR", "CA", "GB", "HK", "IE", "IN", "JP", "KR", "NZ", "PR", "SG", "US", "ZA"];

/// Countries where a number of four digits and more after a name is a postcode. Sorted.
#[rustfmt::skip]
const CODE_LAST: &[&str] = &[
    "AU", "BD", "BH", "BM", "BN", "BT", "CA", "EG", "GB", "GH", "GR", "ID", "IN", "IQ", "IR", "JO", "JP",
    "KE", "KH", "KR", "KY", "LB", "LK", "LT", "LV", "MM", "MN", "MT", "MU", "NG", "NP", "NZ", "OM", "PE",
    "PH", "PK", "RO", "SA", "SG", "TH", "TT", "TW", "US", "VE", "VN", "XK", "ZA",
];

/// Countries whose postcodes have three digits. Sorted.
const THREE_DIGITS: &[&str] = &["AD", "BH", "FO", "IS", "LS", "MG", "OM", "PG", "TW"];

/// Words of streets that come first: `Rua Augusta`, `ul. Długa`. Folded, sorted.
#[rustfmt::skip]
const FIRST: &[&str] = &[
    "al", "alameda", "aleja", "aleje", "apartado", "apt", "av", "avda", "ave", "avenida", "avenue",
    "avinguda", "bd", "blk", "block", "blvd", "boulevard", "bul", "bulevardul", "bulvar", "bvd", "c",
    "cadde", "calea", "calle", "calzada", "camino", "carr", "carrer", "carrera", "carretera", "chemin",
    "cl", "contrada", "corso", "cra", "ctra", "duong", "estrada", "flat", "floor", "gedung", "impasse",
    "jalan", "jiron", "jl", "jln", "kaya", "komplek", "kra", "largo", "lorong", "lote", "lungotevere",
    "menara", "paseo", "passage", "passeig", "piazza", "piazzale", "place", "plot", "praca", "pza",
    "quai", "r", "rodovia", "route", "rr", "rruga", "rua", "rue", "shop", "soi", "sos", "soseaua",
    "strada", "suite", "thanon", "transversal", "travessa", "triq", "ul", "ulica", "ulitsa", "unit",
    "unnamed", "via", "viale", "vicolo", "vul", "vulytsia", "бул", "бульвар", "вул", "вулиця", "наб",
    "пер", "переулок", "пл", "пр", "просп", "проспект", "ул", "улица", "רחוב", "شارع", "طريق",
];

/// Words of streets that come last: `High Street`, `Andrássy út`. Folded, sorted.
#[rustfmt::skip]
const LAST: &[&str] = &[
    "alley", "ave", "avenue", "bldg", "blvd", "building", "bulvari", "bulvary", "bypass", "cad",
    "caddesi", "cd", "cir", "circle", "close", "court", "cres", "crescent", "ct", "cts", "dr", "drive",
    "esplanade", "expressway", "fl", "floor", "freeway", "gade", "gatve", "highway", "hwy", "iela",
    "katu", "kocesi", "korut", "krt", "kuc", "kucesi", "lane", "ln", "mah", "mahallesi", "marg", "mews",
    "mnt", "motorway", "namesti", "parade", "parkway", "pkwy", "pst", "quay", "rakpart", "rd", "road",
    "row", "sk", "sok", "sokagi", "sokak", "sq", "square", "st", "ste", "str", "strasse", "street",
    "suite", "ter", "terrace", "tie", "tn", "tower", "trida", "turnpike", "ulice", "ut", "utca", "utja",
    "way", "wharf", "бульвар", "вулиця", "набережная", "переулок", "площадь", "проспект", "улица", "шоссе",
];

/// Words of streets wherever they stand, unless they are all there is. Folded, sorted.
#[rustfmt::skip]
const ANYWHERE: &[&str] = &[
    "avenida", "avenue", "boulevard", "box", "building", "caddesi", "highway", "mahallesi", "postbus",
    "postfach", "road", "sokak", "strasse", "street", "улица", "شارع",
];

/// Endings of streets written in one word: `Bahnhofstraße`, `Vrijheidstraat`. Folded.
const ENDINGS: &[&str] = &[
    "allee", "gasse", "gatan", "gracht", "kade", "laan", "plein", "str", "straat", "strasse", "vagen",
    "veien",
];

impl Piece {
    /// Reads one part of an address in a country.
    pub(super) fn read(country: &Country, part: &str) -> Piece {
        if !has_digit(part) {
            let text = part.trim();
            let kind = if !is_street(text) || is_known(country, text) { Kind::Place } else { Kind::Street };
            return Piece { text: in_mixed_case(text), kind };
        }
        let text = without_digits(part);
        let kind = kind_of_numbered(country, part, &text);
        Piece { text: in_mixed_case(&text), kind }
    }

    /// Whether it can be shown.
    pub(super) fn is_name(&self) -> bool {
        matches!(self.kind, Kind::Place | Kind::Coded)
            && self.text.chars().any(char::is_alphabetic)
            && !is_nowhere(&self.text)
    }
}

fn is_known(country: &Country, text: &str) -> bool {
    has_city(country, text) || is_part(country, text)
}

fn kind_of_numbered(country: &Country, part: &str, text: &str) -> Kind {
    if !text.chars().any(char::is_alphabetic) {
        return Kind::Number;
    }
    if is_known(country, text) {
        return Kind::Coded;
    }
    if is_street(text) || has_digit(text) {
        return Kind::Street;
    }
    let words = || part.split_whitespace();
    let digits = |word: &str| word.bytes().filter(u8::is_ascii_digit).count();
    let before: usize = words().take_while(|word| has_digit(word)).map(digits).sum();
    let behind: usize = words().rev().take_while(|word| has_digit(word)).map(digits).sum();
    let listed = |list: &[&str]| list.binary_search(&country.alpha2).is_ok();
    let enough = if listed(THREE_DIGITS) { 3 } else { 4 };
    let country_before = before == 0 && words().nth(1).is_some_and(has_digit) && text.len() < part.len();
    if before >= enough && behind == 0 && !listed(HOUSE_NUMBER_FIRST) {
        return Kind::Coded;
    }
    if country_before && behind == 0 && !listed(HOUSE_NUMBER_FIRST) {
        return Kind::Coded;
    }
    if behind >= enough && before == 0 && listed(CODE_LAST) {
        return Kind::Coded;
    }
    // `Ossett WF5 8PG`, `Toronto M5V 2T6`: letters and digits in one word.
    let mixed =
        |word: &str| word.len() < 5 && has_digit(word) && word.bytes().any(|byte| byte.is_ascii_uppercase());
    if before == 0 && ["CA", "GB", "IE"].contains(&country.alpha2) && words().last().is_some_and(mixed) {
        return Kind::Coded;
    }
    Kind::Street
}

/// Whether a text without its numbers is named as streets are.
pub(super) fn is_street(text: &str) -> bool {
    let folded = fold(text);
    let is = |list: &[&str], word: &str| list.binary_search(&word).is_ok();
    let Some((first, rest)) = folded.split_once(' ') else {
        return folded.len() > 7 && ENDINGS.iter().any(|ending| folded.ends_with(ending));
    };
    let last = rest.rsplit(' ').next().unwrap_or_default();
    // "Al" is an Arabic article as well, "R" and "C" initials: only as they are abbreviated.
    let abbreviated = || {
        let word = text.split(' ').next().unwrap_or_default();
        word.ends_with(['.', '/']) || word.contains('/')
    };
    is(FIRST, first) && (!matches!(first, "al" | "r" | "c" | "pl") || abbreviated())
        || is(LAST, last)
        || folded.split(' ').any(|word| is(ANYWHERE, word))
        || last.len() > 6 && ENDINGS.iter().any(|ending| last.ends_with(ending))
}

#[cfg(test)]
pub(super) fn tables_are_sorted() -> bool {
    [HOUSE_NUMBER_FIRST, CODE_LAST, THREE_DIGITS, FIRST, LAST, ANYWHERE].iter().all(|list| list.is_sorted())
}
