//! Countries and their subdivisions: ISO 3166-1 and 3166-2 by name, alias, code and local name.
//!
//! A text that could mean two countries means none: `Georgia` is a country and a state, `CA` Canada and California.

use std::sync::LazyLock;

mod fold;

use super::table::Table;
pub(crate) use fold::fold;

/// ISO 3166-1, with the names of Unicode CLDR; the file says how it is built.
const COUNTRIES: &str = include_str!("country/countries.tsv");

/// ISO 3166-2 for the large countries; the file says how it is built.
const SUBDIVISIONS: &str = include_str!("country/subdivisions.tsv");

/// Countries whose subdivision codes are written for the whole address (`Austin, TX`), so that a code of theirs may be
/// meant where an alpha-2 stands alone.
const WRITTEN_BY_CODE: &[&str] = &["AU", "CA", "US"];

/// Further names, folded, that mean a country and a state of another.
const TWO_MEANINGS: &[&str] = &["georgia", "georgie"];

/// Namibia's code is, in data, nearly always `not available`.
const NOT_AVAILABLE: &str = "NA";

/// Bytes of a text that may still name a country or a part of one: the longest of the tables has less than half.
const LONGEST: usize = 400;

/// A country of ISO 3166-1.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Country {
    /// Two-letter code: `AU`.
    pub alpha2: &'static str,
    /// Three-letter code: `AUS`.
    pub alpha3: &'static str,
    /// English name in general use: `Australia`.
    pub name: &'static str,
}

/// A state, province, canton or county of ISO 3166-2.
#[derive(Debug, PartialEq, Eq)]
pub struct Subdivision {
    /// The country it is part of.
    pub country: &'static Country,
    /// The code after the country's: `CA` of `US-CA`; `-` where it has none.
    pub code: &'static str,
    /// English name in general use: `California`.
    pub name: &'static str,
}

/// The ISO code of a country that is written as on the number plates of cars, as lists in German are: `D`, `A`. Only where nothing but a
/// country can stand, and of those that mean nothing else (`FL` is Florida) the ones that such lists have.
pub fn of_plate(text: &str) -> Option<&'static str> {
    Some(match text.trim() {
        "A" => "AT",
        "B" => "BE",
        "D" => "DE",
        "E" => "ES",
        "F" => "FR",
        "I" => "IT",
        "L" => "LU",
        _ => return None,
    })
}

struct Countries {
    rows: Vec<Country>,
    by_name: Table<String, usize>,
    by_code: Table<&'static str, usize>,
}

static TABLE: LazyLock<Countries> = LazyLock::new(|| {
    let mut table = Countries { rows: Vec::new(), by_name: Table::default(), by_code: Table::default() };
    for line in COUNTRIES.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let mut column = || columns.next().unwrap_or_default();
        let (alpha2, alpha3, name, aliases) = (column(), column(), column(), column());
        let index = table.rows.len();
        table.rows.push(Country { alpha2, alpha3, name });
        table.by_code.insert(alpha2, index);
        table.by_code.insert(alpha3, index);
        table.by_name.insert(fold(name), index);
        for alias in aliases.split('|').filter(|alias| !alias.is_empty()) {
            table.by_name.entry(fold(alias)).or_insert(index);
        }
    }
    table
});

struct Subdivisions {
    rows: Vec<Subdivision>,
    by_name: Table<String, Vec<u16>>,
    by_code: Table<&'static str, Vec<u16>>,
}

static PARTS: LazyLock<Subdivisions> = LazyLock::new(|| {
    let mut parts = Subdivisions { rows: Vec::new(), by_name: Table::default(), by_code: Table::default() };
    for line in SUBDIVISIONS.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let mut column = || columns.next().unwrap_or_default();
        let (alpha2, code, name, aliases) = (column(), column(), column(), column());
        let Some(country) = by_alpha2(alpha2) else { continue };
        // Some 1,800 rows: the index fits.
        let index = parts.rows.len() as u16;
        parts.rows.push(Subdivision { country, code, name });
        if code != "-" {
            parts.by_code.entry(code).or_default().push(index);
        }
        for known in std::iter::once(name).chain(aliases.split('|')).filter(|known| !known.is_empty()) {
            let holders = parts.by_name.entry(fold(known)).or_default();
            if !holders.contains(&index) {
                holders.push(index);
            }
        }
    }
    parts
});

/// The country a text names: by name, alias, code or local name (`Deutschland`, `U.S.A.`, `大韓民国`, 🇦🇺).
///
/// Codes count in capitals only (`de` and `in` are words), and only where no state of the United States, Canada or
/// Australia has the same one. `None` for what is no country or could be two; [`from_field`] is for a text that is known
/// to be a country.
pub fn find(text: &str) -> Option<&'static Country> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let folded = fold(text);
    if TWO_MEANINGS.contains(&folded.as_str()) {
        return None;
    }
    if let Some(country) = by_folded_name(&folded).or_else(|| from_flag(text)) {
        return Some(country);
    }
    if let Some(country) = by_code(text).filter(|_| text != NOT_AVAILABLE) {
        let is_state = text.len() == 2
            && subdivisions_by_code(text).any(|part| WRITTEN_BY_CODE.contains(&part.country.alpha2));
        return (!is_state).then_some(country);
    }
    // `United States (USA)`, `Deutschland (Germany)`: both readings must agree.
    let (before, inside) = text.split_once('(')?;
    let inside = inside.split(')').next().unwrap_or_default();
    if before.trim().is_empty() || inside.trim().is_empty() {
        return None;
    }
    match (find(before), from_field(inside)) {
        (Some(outer), Some(inner)) => (outer == inner).then_some(outer),
        (Some(outer), None) if inside.chars().all(|c| !c.is_alphabetic()) => Some(outer),
        _ => None,
    }
}

/// The country a text names where it is known to be one, as in a field called `country`: there `CA` is Canada, `Georgia`
/// the country, and codes may be in lower case.
pub fn from_field(text: &str) -> Option<&'static Country> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    // Two letters or three, in whatever case.
    let mut code = [0; 3];
    let code = match text.len() {
        length @ (2 | 3) if text.is_ascii() => {
            code[..length].copy_from_slice(text.as_bytes());
            code.make_ascii_uppercase();
            std::str::from_utf8(&code[..length]).unwrap_or_default()
        }
        _ => "",
    };
    if code == NOT_AVAILABLE {
        return None;
    }
    by_code(code).or_else(|| by_folded_name(&fold(text))).or_else(|| find(text))
}

/// The country of an alpha-2 code in capitals.
pub fn by_alpha2(code: &str) -> Option<&'static Country> {
    if code.len() == 2 { by_code(code) } else { None }
}

/// The country of an alpha-2 or alpha-3 code in capitals.
pub(crate) fn by_code(code: &str) -> Option<&'static Country> {
    let table: &'static Countries = &TABLE;
    table.by_code.get(code).map(|&index| &table.rows[index])
}

/// The country of a folded name, `georgia` included.
pub(crate) fn by_folded_name(folded: &str) -> Option<&'static Country> {
    let table: &'static Countries = &TABLE;
    let find = |name: &str| table.by_name.get(name).map(|&index| &table.rows[index]);
    find(folded)
        .or_else(|| folded.strip_prefix("the ").and_then(find))
        .or_else(|| find(&spelled_out(folded)?))
}

/// The country of a folded name that means nothing else.
pub(crate) fn find_by_name(folded: &str) -> Option<&'static Country> {
    if TWO_MEANINGS.contains(&folded) { None } else { by_folded_name(folded) }
}

/// A folded name with the abbreviations of statistical tables spelled out: `cayman isds`, `rep of moldova`. `None` where it
/// has none.
fn spelled_out(folded: &str) -> Option<String> {
    let full = |word| match word {
        "dem" => Some("democratic"),
        "fed" => Some("federated"),
        "is" | "isds" | "isl" | "isls" => Some("islands"),
        "n" => Some("northern"),
        "rep" => Some("republic"),
        "st" => Some("saint"),
        "terr" => Some("territory"),
        _ => None,
    };
    let short = folded.len() > 5 && folded.len() < 60;
    (short && folded.split(' ').any(|word| full(word).is_some())).then(|| {
        let words: Vec<&str> = folded.split(' ').map(|word| full(word).unwrap_or(word)).collect();
        words.join(" ")
    })
}

/// The country whose flag stands anywhere in the text: two regional indicator symbols (Unicode, annex B of UTS #51).
pub(crate) fn from_flag(text: &str) -> Option<&'static Country> {
    if text.is_ascii() {
        return None;
    }
    let letter =
        |c: char| ('\u{1F1E6}'..='\u{1F1FF}').contains(&c).then(|| (c as u32 - 0x1F1E6) as u8 + b'A');
    let mut letters = text.chars().skip_while(|&c| letter(c).is_none()).map_while(letter);
    let code = [letters.next()?, letters.next()?];
    by_alpha2(std::str::from_utf8(&code).ok()?)
}

/// The subdivisions, in whatever country, that bear a folded name.
pub(crate) fn subdivisions_by_name(folded: &str) -> impl Iterator<Item = &'static Subdivision> + use<> {
    let parts: &'static Subdivisions = &PARTS;
    let found: &'static [u16] = parts.by_name.get(folded).map_or(&[], Vec::as_slice);
    found.iter().map(|&index| &parts.rows[usize::from(index)])
}

/// The subdivisions, in whatever country, that bear a code in capitals.
pub(crate) fn subdivisions_by_code(code: &str) -> impl Iterator<Item = &'static Subdivision> + use<> {
    let parts: &'static Subdivisions = &PARTS;
    let found: &'static [u16] = parts.by_code.get(code).map_or(&[], Vec::as_slice);
    found.iter().map(|&index| &parts.rows[usize::from(index)])
}

/// The subdivision of one country that a text names, by name, alias or code.
pub fn subdivision(country: &Country, text: &str) -> Option<&'static Subdivision> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let folded = fold(text);
    subdivisions_by_name(&folded)
        .find(|part| part.country == country)
        .or_else(|| {
            // `N.C.` is written as `NC`.
            let code = if text.contains('.') { text.replace('.', "") } else { text.to_owned() };
            subdivisions_by_code(&code.to_ascii_uppercase()).find(|part| part.country == country)
        })
        .or_else(|| {
            // `State of California`, `Kanagawa Prefecture`: the generic word is not part of the name.
            let bare = without_generic_word(&folded)?;
            subdivisions_by_name(bare).find(|part| part.country == country)
        })
}

fn without_generic_word(folded: &str) -> Option<&str> {
    const BEFORE: &[&str] = &["canton of ", "province of ", "state of "];
    const AFTER: &[&str] = &[
        " canton",
        " prefecture",
        " province",
        " region",
        " state",
        " oblast",
        " governorate",
        " voivodeship",
    ];
    BEFORE
        .iter()
        .find_map(|word| folded.strip_prefix(word))
        .or_else(|| AFTER.iter().find_map(|word| folded.strip_suffix(word)))
}

#[cfg(test)]
mod tests;
