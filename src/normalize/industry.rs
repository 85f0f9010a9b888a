//! Industries: LinkedIn's twenty top-level names, found by a table of synonyms.

mod codes;

use std::borrow::Cow;
use std::sync::LazyLock;

use super::company::{decode, is_placeholder};
use super::country::fold;
use super::table::Table;

/// LinkedIn's top-level industries (Industry Codes V2). Sorted.
pub const INDUSTRIES: &[&str] = &[
    "Accommodation Services",
    "Administrative and Support Services",
    "Construction",
    "Consumer Services",
    "Education",
    "Entertainment Providers",
    "Farming, Ranching, Forestry",
    "Financial Services",
    "Government Administration",
    "Holding Companies",
    "Hospitals and Health Care",
    "Manufacturing",
    "Oil, Gas, and Mining",
    "Professional Services",
    "Real Estate and Equipment Rental Services",
    "Retail",
    "Technology, Information and Media",
    "Transportation, Logistics, Supply Chain and Storage",
    "Utilities",
    "Wholesale",
];

/// Synonyms by industry; the file names its sources.
const SYNONYMS: &str = include_str!("industry/synonyms.tsv");

/// Words, folded, that say only that an industry is meant.
const EMPTY_WORDS: &[&str] =
    &["branche", "business", "industrie", "industries", "industry", "sector", "space", "vertical"];

/// What stands in a list of industries for none of them, folded. Sorted.
#[rustfmt::skip]
const NO_INDUSTRIES: &[&str] = &[
    "all industries", "altra", "altre", "altri", "altro", "andere", "anders", "annat", "annen", "annet", "any", "autre",
    "autres", "choose", "choose an industry", "choose industry", "choose one", "diger", "industry", "inne", "muu",
    "no industry", "not categorized", "not classified", "not selected", "other", "other industries", "other industry",
    "others", "otra", "otras", "otro", "otros", "outra", "outras", "outro", "outros", "overig", "overige", "ovrigt",
    "please choose", "please select", "please select an industry", "please select industry", "please specify",
    "select", "select an industry", "select an option", "select industry", "select one", "select your industry",
    "sonstige", "sonstiges", "uncategorised", "uncategorized", "unclassified", "unclassified establishments",
    "unknown industry", "другое", "прочее", "その他", "其他", "其它", "기타",
];

/// Words at the end of a list that say what all of it is. Sorted.
const HEADS_OF_LISTS: &[&str] = &[
    "contractors",
    "dealers",
    "leasing",
    "manufacturing",
    "mills",
    "retailers",
    "shops",
    "stores",
    "wholesalers",
];

static TABLE: LazyLock<Table<String, &'static str>> = LazyLock::new(|| {
    let mut table: Table<String, &'static str> = Table::default();
    for name in INDUSTRIES {
        table.insert(fold(name), name);
    }
    for line in SYNONYMS.lines().filter(|line| !line.starts_with('#')) {
        let Some((name, synonyms)) = line.split_once('\t') else { continue };
        let Ok(index) = INDUSTRIES.binary_search(&name) else { continue };
        for synonym in synonyms.split('|') {
            table.entry(fold(synonym)).or_insert(INDUSTRIES[index]);
        }
    }
    table
});

/// The LinkedIn top-level name of an industry: `SaaS` → Technology, Information and Media. What the table does not know
/// stays as written, cleaned; `None` for a placeholder.
pub fn normalize(raw: &str) -> Option<String> {
    let text = clean(raw);
    let folded = fold(&text);
    if let Some(name) = known(&folded) {
        return Some(name.to_owned());
    }
    let nothing = |folded: &str| NO_INDUSTRIES.binary_search(&folded).is_ok() || is_placeholder(folded);
    if !text.contains(char::is_alphanumeric) || nothing(&folded) {
        return None;
    }
    // In `Machinery, Equipment, and Supplies Wholesalers` the last word holds for all.
    let last = folded.rsplit(' ').next().unwrap_or_default();
    if folded.contains(" and ")
        && HEADS_OF_LISTS.binary_search(&last).is_ok()
        && let Some(name) = by_head(&folded)
    {
        return Some(name.to_owned());
    }
    // `Technology > Software`, `Retail / E-commerce`, `Software; Hardware`: the most specific part that is known.
    let paths = ['>', '›', '»', '→', ':'];
    let lists = ['/', '|', ';', ',', '•', '·', '(', ')', '[', ']', '&', '\n'];
    let by_path = text.rsplit(paths).filter(|part| part.len() < text.len());
    let by_list = text.split(lists).filter(|part| part.len() < text.len());
    for part in by_path.chain(by_list).take(12) {
        if let Some(name) = known(&fold(part)) {
            return Some(name.to_owned());
        }
    }
    if let Some(name) = codes::industry(&folded) {
        return Some(name.to_owned());
    }
    if let Some(name) = by_head(&folded) {
        return Some(name.to_owned());
    }
    if let Some(name) = by_first_word(&folded).or_else(|| by_compound(&folded)) {
        return Some(name.to_owned());
    }
    if folded.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ') {
        None
    } else {
        Some(text.into_owned())
    }
}

fn known(folded: &str) -> Option<&'static str> {
    if let Some(name) = TABLE.get(folded) {
        return Some(name);
    }
    let bare = EMPTY_WORDS
        .iter()
        .find_map(|word| folded.strip_suffix(word)?.strip_suffix(' '))
        .or_else(|| folded.strip_prefix("the "))?;
    TABLE.get(bare).copied()
}

/// By the last words, which in English say what a thing is (`industrial water pump manufacturing`), or by those before a
/// preposition, which do so elsewhere (`fabricación de muebles`).
fn by_head(folded: &str) -> Option<&'static str> {
    const PREPOSITIONS: &[&str] =
        &[" de ", " del ", " der ", " di ", " do ", " du ", " for ", " für ", " of ", " van "];
    for preposition in PREPOSITIONS {
        if let Some((head, _)) = folded.split_once(preposition)
            && let Some(name) = known(head)
        {
            return Some(name);
        }
    }
    folded.match_indices(' ').take(8).find_map(|(index, _)| known(&folded[index + 1..]))
}

/// By the first word, where it is one of a language that puts what a thing is before of what kind (`transport routier`).
fn by_first_word(folded: &str) -> Option<&'static str> {
    const FIRST: &[&str] = &[
        "agricultura",
        "agriculture",
        "allevamento",
        "clinica",
        "clinique",
        "colegio",
        "comercio",
        "commercio",
        "construccion",
        "construcao",
        "costruzione",
        "costruzioni",
        "cultivo",
        "culture",
        "elevage",
        "ensenanza",
        "enseignement",
        "fabbricazione",
        "fabricacao",
        "fabricacion",
        "fabrication",
        "ganaderia",
        "impresa",
        "industria",
        "produzione",
        "ristorazione",
        "trasporti",
        "trasporto",
        "transport",
        "transporte",
        "transportes",
        "transports",
    ];
    let (first, _) = folded.split_once(' ')?;
    if FIRST.contains(&first) { known(first) } else { None }
}

/// By the parts of a German or Dutch compound: what is known before `-industrie` or `-bedrijf`, else what the end itself
/// says.
fn by_compound(folded: &str) -> Option<&'static str> {
    const ENDS: &[(&str, Option<&str>)] = &[
        ("anlagenbau", Some("Manufacturing")),
        ("arztpraxis", Some("Hospitals and Health Care")),
        ("bedrijf", None),
        ("betrieb", None),
        ("branche", None),
        ("dienstleistungen", None),
        ("fabrik", Some("Manufacturing")),
        ("fabriek", Some("Manufacturing")),
        ("fertigung", Some("Manufacturing")),
        ("gewerbe", None),
        ("herstellung", Some("Manufacturing")),
        ("hersteller", Some("Manufacturing")),
        ("industri", Some("Manufacturing")),
        ("industrie", Some("Manufacturing")),
        ("klinik", Some("Hospitals and Health Care")),
        ("sector", None),
        ("sektor", None),
        ("unternehmen", None),
        ("wirtschaft", None),
    ];
    let last = folded.rsplit(' ').next().unwrap_or_default();
    ENDS.iter().find_map(|(end, industry)| {
        let stem = last.strip_suffix(end).filter(|stem| stem.len() >= 2)?;
        // `Verpackungsindustrie`: an s may join the parts.
        known(stem).or_else(|| known(stem.strip_suffix('s')?)).or(*industry)
    })
}

fn clean(raw: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'/' | b',' | b'-');
    let edges = [raw.bytes().next(), raw.bytes().next_back()];
    if edges.iter().flatten().all(u8::is_ascii_alphanumeric)
        && raw.bytes().all(|byte| plain(byte) || byte == b'&')
        && !raw.contains("  ")
    {
        return Cow::Borrowed(raw);
    }
    let text = decode(raw).replace(['_', '\u{200b}', '\u{feff}'], " ");
    let text = text.trim_matches(|c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '"' | '\'' | '-' | ',' | ';' | '.' | '|' | '/' | '*' | '•' | '#' | '–')
    });
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .into()
}

#[cfg(test)]
mod tests;
