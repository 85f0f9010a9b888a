//! Industries: LinkedIn's twenty top-level names, found by a table of synonyms.

mod codes;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::company::is_placeholder;
use super::country::fold;

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

static TABLE: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut table: HashMap<String, &'static str> = HashMap::new();
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
    if !folded.contains(char::is_alphanumeric) || is_placeholder(&text) {
        return None;
    }
    if let Some(name) = known(&folded) {
        return Some(name.to_owned());
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
    if folded.bytes().all(|byte| byte.is_ascii_digit()) { None } else { Some(text) }
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

fn clean(raw: &str) -> String {
    let text = raw.replace("&amp;", "&").replace(['_', '\u{200b}', '\u{feff}'], " ");
    let text = text.trim_matches(|c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '"' | '\'' | '-' | ',' | ';' | '.' | '|' | '/' | '*' | '•' | '#' | '–')
    });
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_words_become_linkedins_names() {
        let cases = [
            ("SaaS", "Technology, Information and Media"),
            ("Computer Software", "Technology, Information and Media"),
            ("Software Development", "Technology, Information and Media"),
            ("Information Technology & Services", "Professional Services"),
            ("Information Technology", "Technology, Information and Media"),
            ("fintech", "Financial Services"),
            ("Banking", "Financial Services"),
            ("Hospital & Health Care", "Hospitals and Health Care"),
            ("Healthcare", "Hospitals and Health Care"),
            ("health_care", "Hospitals and Health Care"),
            ("Legal Services", "Professional Services"),
            ("Law Firm", "Professional Services"),
            ("Marketing & Advertising", "Professional Services"),
            ("Staffing & Recruiting", "Administrative and Support Services"),
            ("Restaurants", "Accommodation Services"),
            ("Hotels, Resorts & Cruise Lines", "Accommodation Services"),
            ("Oil & Gas Exploration & Production", "Oil, Gas, and Mining"),
            ("Finance and Insurance", "Financial Services"),
            ("Automotive industry", "Manufacturing"),
            ("Technology > Software", "Technology, Information and Media"),
            ("Retail / E-commerce", "Retail"),
            ("Industrial Water Pump Manufacturing", "Manufacturing"),
            ("Fabricación de muebles", "Manufacturing"),
            ("Maschinenbau", "Manufacturing"),
            ("Immobilien", "Real Estate and Equipment Rental Services"),
            ("Santé", "Hospitals and Health Care"),
            ("541511", "Professional Services"),
            ("NAICS 52", "Financial Services"),
            ("562111", "Utilities"),
            ("GICS 45", "Technology, Information and Media"),
            ("35102015", "Hospitals and Health Care"),
            ("SIC 7372", "Technology, Information and Media"),
            ("SIC code 5812", "Accommodation Services"),
            ("Government Administration", "Government Administration"),
            ("Korean Restaurant", "Accommodation Services"),
            ("Motorcycle repair shop", "Consumer Services"),
            ("Bicycle rental service", "Real Estate and Equipment Rental Services"),
            ("Chamber of Commerce", "Consumer Services"),
            ("Toyota dealer", "Retail"),
            ("Abogado", "Professional Services"),
            ("Zahnarztpraxis", "Hospitals and Health Care"),
            ("Boulangerie", "Retail"),
            ("Construtora", "Construction"),
            ("Machinery, Equipment, and Supplies Merchant Wholesalers", "Wholesale"),
            ("Computer and Network Security", "Professional Services"),
            ("Nonprofit", "Consumer Services"),
            ("Electric Utilities", "Utilities"),
            ("Semiconductors", "Manufacturing"),
            ("Telecom Tower REITs", "Real Estate and Equipment Rental Services"),
        ];
        let mut wrong = Vec::new();
        for (raw, expected) in cases {
            let got = normalize(raw);
            let got = got.as_deref();
            if got != Some(expected) {
                wrong.push(format!("{raw} -> {got:?}, not {expected:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn what_is_unknown_stays_as_written_and_cleaned() {
        for (raw, expected) in [
            ("  Underwater   Basket Weaving ", "Underwater Basket Weaving"),
            ("Miscellaneous", "Miscellaneous"),
        ] {
            assert_eq!(normalize(raw).as_deref(), Some(expected));
        }
        for raw in ["", "-", "N/A", "unknown", "null", "12"] {
            assert_eq!(normalize(raw), None, "{raw}");
        }
    }

    #[test]
    fn an_industry_normalized_again_is_the_same() {
        for name in INDUSTRIES {
            assert_eq!(normalize(name).as_deref(), Some(*name));
        }
    }

    #[test]
    fn the_tables_are_sorted_and_no_synonym_has_two_meanings() {
        assert!(INDUSTRIES.is_sorted());
        assert!(codes::are_sorted() && HEADS_OF_LISTS.is_sorted());
        let mut seen: HashMap<String, &str> = HashMap::new();
        for line in SYNONYMS.lines().filter(|line| !line.starts_with('#')) {
            let (name, synonyms) = line.split_once('\t').expect(line);
            assert!(INDUSTRIES.contains(&name), "{name}");
            for synonym in synonyms.split('|') {
                let before = seen.insert(fold(synonym), name);
                assert!(before.is_none_or(|before| before == name), "{synonym}: {before:?} and {name}");
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics_and_what_comes_out_stays(text in "\\PC{0,40}|([a-z&/,-]{1,9} ){0,3}(services|software|retail|de)?") {
            if let Some(name) = normalize(&text) {
                proptest::prop_assert_eq!(normalize(&name), Some(name));
            }
        }
    }
}
