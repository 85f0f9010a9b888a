//! Countries and their subdivisions: ISO 3166-1 and 3166-2 by name, alias, code and local name.
//!
//! A text that could mean two countries means none: `Georgia` is a country and a state, `CA` Canada and California.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

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

struct Countries {
    rows: Vec<Country>,
    by_name: HashMap<String, usize>,
    by_code: HashMap<&'static str, usize>,
}

static TABLE: LazyLock<Countries> = LazyLock::new(|| {
    let mut table = Countries { rows: Vec::new(), by_name: HashMap::new(), by_code: HashMap::new() };
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
    by_name: HashMap<String, Vec<u16>>,
    by_code: HashMap<&'static str, Vec<u16>>,
}

static PARTS: LazyLock<Subdivisions> = LazyLock::new(|| {
    let mut parts = Subdivisions { rows: Vec::new(), by_name: HashMap::new(), by_code: HashMap::new() };
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
    let upper = text.to_ascii_uppercase();
    if upper == NOT_AVAILABLE {
        return None;
    }
    by_code(&upper).or_else(|| by_folded_name(&fold(text))).or_else(|| find(text))
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
    find(folded).or_else(|| folded.strip_prefix("the ").and_then(find))
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
    let folded = fold(text);
    subdivisions_by_name(&folded)
        .find(|part| part.country == country)
        .or_else(|| subdivisions_by_code(&text.to_ascii_uppercase()).find(|part| part.country == country))
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

/// The form in which names are compared: lower case, accents and apostrophes gone, every other sign a single space,
/// compatibility forms (full-width, ligatures) resolved. Works in any script and is its own fold.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    let mut push = |c: char, folded: &mut String| {
        if c == ' ' {
            gap = true;
            return;
        }
        if gap && !folded.is_empty() {
            folded.push(' ');
        }
        gap = false;
        folded.push(c);
    };
    if text.is_ascii() {
        for byte in text.bytes() {
            match byte {
                b'a'..=b'z' | b'0'..=b'9' => push(byte as char, &mut folded),
                b'A'..=b'Z' => push(byte.to_ascii_lowercase() as char, &mut folded),
                b'\'' | b'`' | b'.' => {}
                b'&' => " and ".chars().for_each(|c| push(c, &mut folded)),
                _ => push(' ', &mut folded),
            }
        }
        return folded;
    }
    for c in text.nfkd() {
        match c {
            '\'' | '`' | '.' | '´' | '‘' | '’' | 'ʻ' | 'ʼ' | 'ʹ' | 'ʾ' | 'ʿ' | '\u{ad}' => {}
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' => {}
            '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{652}' => {}
            '&' => " and ".chars().for_each(|c| push(c, &mut folded)),
            _ => {
                for lower in c.to_lowercase() {
                    match lower {
                        'ß' => "ss".chars().for_each(|c| push(c, &mut folded)),
                        'æ' => "ae".chars().for_each(|c| push(c, &mut folded)),
                        'œ' => "oe".chars().for_each(|c| push(c, &mut folded)),
                        'þ' => "th".chars().for_each(|c| push(c, &mut folded)),
                        'ø' => push('o', &mut folded),
                        'đ' | 'ð' => push('d', &mut folded),
                        'ł' => push('l', &mut folded),
                        'ı' => push('i', &mut folded),
                        'ħ' => push('h', &mut folded),
                        'ς' => push('σ', &mut folded),
                        // What lower-casing leaves behind: `İ` gives `i` and a dot above.
                        '\u{300}'..='\u{36f}' => {}
                        c if c.is_alphanumeric() || is_combining_mark(c) => push(c, &mut folded),
                        _ => push(' ', &mut folded),
                    }
                }
            }
        }
    }
    folded.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_found_by_name_alias_code_and_local_name() {
        let cases = [
            ("Australia", "AU"),
            ("  australia ", "AU"),
            ("USA", "US"),
            ("U.S.A.", "US"),
            ("us", "US"),
            ("US", "US"),
            ("United States of America", "US"),
            ("The United States", "US"),
            ("Estados Unidos", "US"),
            ("UK", "GB"),
            ("England", "GB"),
            ("Great Britain", "GB"),
            ("Deutschland", "DE"),
            ("DEU", "DE"),
            ("Allemagne", "DE"),
            ("德国", "DE"),
            ("Brasil", "BR"),
            ("Côte d’Ivoire", "CI"),
            ("COTE D'IVOIRE", "CI"),
            ("Ivory Coast", "CI"),
            ("Turkey", "TR"),
            ("Türkiye", "TR"),
            ("Czech Republic", "CZ"),
            ("Holland", "NL"),
            ("The Netherlands", "NL"),
            ("日本", "JP"),
            ("대한민국", "KR"),
            ("Korea, Republic of", "KR"),
            ("Россия", "RU"),
            ("Viet Nam", "VN"),
            ("Congo (Kinshasa)", "CD"),
            ("FR", "FR"),
            ("United States (USA)", "US"),
            ("Bosnia & Herzegovina", "BA"),
            ("Georgien", "GE"),
            ("🇦🇺", "AU"),
            ("Macao SAR China", "MO"),
            ("XK", "XK"),
        ];
        let mut wrong = Vec::new();
        for (text, alpha2) in cases {
            let got = find(text).map(|country| country.alpha2);
            if got != Some(alpha2) {
                wrong.push(format!("{text} -> {got:?}, not {alpha2:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn what_could_be_two_countries_or_none_is_not_guessed() {
        for text in [
            "Georgia",
            "CA",
            "DE",
            "IN",
            "Korea",
            "Congo",
            "Virgin Islands",
            "Saint Martin",
            "it",
            "in",
            "Narnia",
            "",
            "-",
            "Sydney",
            "SA",
            "(",
            "()",
            "Germany (France)",
            "🇦",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn a_country_field_reads_codes_in_any_case_and_georgia() {
        let cases = [
            ("CA", "CA"),
            ("de", "DE"),
            ("Georgia", "GE"),
            ("in", "IN"),
            ("gbr", "GB"),
            ("Deutschland", "DE"),
        ];
        let mut wrong = Vec::new();
        for (text, alpha2) in cases {
            let got = from_field(text).map(|country| country.alpha2);
            if got != Some(alpha2) {
                wrong.push(format!("{text} -> {got:?}, not {alpha2:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert_eq!(from_field("Atlantis"), None);
    }

    #[test]
    fn every_country_is_found_by_each_of_its_own_names() {
        for line in COUNTRIES.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 4, "{line}");
            for name in
                std::iter::once(columns[2]).chain(columns[3].split('|')).filter(|name| !name.is_empty())
            {
                let found = from_field(name).map(|country| country.alpha2);
                assert_eq!(found, Some(columns[0]), "{name}");
            }
        }
        assert_eq!(TABLE.rows.len(), 250);
        assert!(TABLE.rows.is_sorted_by_key(|country| country.alpha2));
    }

    #[test]
    fn subdivisions_are_found_by_name_alias_and_code_within_their_country() {
        let cases = [
            ("US", "WA", "Washington"),
            ("US", "Calif.", "California"),
            ("US", "State of California", "California"),
            ("AU", "WA", "Western Australia"),
            ("AU", "nsw", "New South Wales"),
            ("CA", "ON", "Ontario"),
            ("CA", "Québec", "Quebec"),
            ("DE", "Bayern", "Bavaria"),
            ("DE", "NRW", "North Rhine-Westphalia"),
            ("BR", "SP", "São Paulo"),
            ("BR", "Sao Paulo", "São Paulo"),
            ("IN", "KA", "Karnataka"),
            ("MX", "Jalisco", "Jalisco"),
            ("GB", "Surrey", "Surrey"),
            ("GB", "England", "England"),
            ("JP", "Kanagawa Prefecture", "Kanagawa"),
            ("CH", "ZH", "Zurich"),
            ("ES", "Cataluña", "Catalonia"),
            ("IT", "Lombardia", "Lombardy"),
            ("FR", "Île-de-France", "Île-de-France"),
            ("IE", "Co. Cork", "County Cork"),
        ];
        for (alpha2, text, name) in cases {
            let country = by_alpha2(alpha2).expect(alpha2);
            assert_eq!(subdivision(country, text).map(|part| part.name), Some(name), "{text}");
        }
    }

    #[test]
    fn a_subdivisions_own_name_finds_it() {
        for part in &PARTS.rows {
            assert_eq!(subdivision(part.country, part.name).map(|found| found.name), Some(part.name));
        }
    }

    #[test]
    fn a_fold_is_its_own_fold() {
        let cases = [
            ("São  Paulo", "sao paulo"),
            ("St. Louis", "st louis"),
            ("Côte-d’Or", "cote dor"),
            ("İstanbul", "istanbul"),
            ("Straße & Co", "strasse and co"),
            ("ＡＣＭＥ", "acme"),
            ("東京", "東京"),
            ("ガンダム", "ガンダム"),
            ("Łódź", "lodz"),
            ("हिन्दी", "हिन्दी"),
            ("", ""),
            ("--", ""),
        ];
        for (text, folded) in cases {
            assert_eq!(fold(text), folded);
            assert_eq!(fold(&fold(text)), folded);
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics_and_what_comes_out_stays(text in "\\PC{0,40}|[A-Za-z(). ]{0,8}") {
            let folded = fold(&text);
            proptest::prop_assert_eq!(fold(&folded), folded);
            if let Some(country) = find(&text) {
                proptest::prop_assert_eq!(from_field(country.name), Some(country));
            }
            from_field(&text);
        }
    }
}
