//! Industries by number: NAICS, SIC and GICS codes.

/// The first digits of a NAICS code (2022) and the industry they belong to; waste is a utility to LinkedIn. Sorted.
const NAICS: &[(&str, &str)] = &[
    ("11", "Farming, Ranching, Forestry"),
    ("21", "Oil, Gas, and Mining"),
    ("22", "Utilities"),
    ("23", "Construction"),
    ("31", "Manufacturing"),
    ("32", "Manufacturing"),
    ("33", "Manufacturing"),
    ("42", "Wholesale"),
    ("44", "Retail"),
    ("45", "Retail"),
    ("48", "Transportation, Logistics, Supply Chain and Storage"),
    ("49", "Transportation, Logistics, Supply Chain and Storage"),
    ("51", "Technology, Information and Media"),
    ("52", "Financial Services"),
    ("53", "Real Estate and Equipment Rental Services"),
    ("54", "Professional Services"),
    ("55", "Holding Companies"),
    ("56", "Administrative and Support Services"),
    ("562", "Utilities"),
    ("61", "Education"),
    ("62", "Hospitals and Health Care"),
    ("71", "Entertainment Providers"),
    ("72", "Accommodation Services"),
    ("81", "Consumer Services"),
    ("92", "Government Administration"),
];

/// The first digits of a SIC code (1987). Sorted.
const SIC: &[(&str, &str)] = &[
    ("01", "Farming, Ranching, Forestry"),
    ("02", "Farming, Ranching, Forestry"),
    ("07", "Farming, Ranching, Forestry"),
    ("08", "Farming, Ranching, Forestry"),
    ("09", "Farming, Ranching, Forestry"),
    ("10", "Oil, Gas, and Mining"),
    ("12", "Oil, Gas, and Mining"),
    ("13", "Oil, Gas, and Mining"),
    ("14", "Oil, Gas, and Mining"),
    ("15", "Construction"),
    ("16", "Construction"),
    ("17", "Construction"),
    ("20", "Manufacturing"),
    ("21", "Manufacturing"),
    ("22", "Manufacturing"),
    ("23", "Manufacturing"),
    ("24", "Manufacturing"),
    ("25", "Manufacturing"),
    ("26", "Manufacturing"),
    ("271", "Technology, Information and Media"),
    ("272", "Technology, Information and Media"),
    ("273", "Technology, Information and Media"),
    ("274", "Technology, Information and Media"),
    ("275", "Manufacturing"),
    ("276", "Manufacturing"),
    ("278", "Manufacturing"),
    ("279", "Manufacturing"),
    ("28", "Manufacturing"),
    ("29", "Manufacturing"),
    ("30", "Manufacturing"),
    ("31", "Manufacturing"),
    ("32", "Manufacturing"),
    ("33", "Manufacturing"),
    ("34", "Manufacturing"),
    ("35", "Manufacturing"),
    ("36", "Manufacturing"),
    ("37", "Manufacturing"),
    ("38", "Manufacturing"),
    ("39", "Manufacturing"),
    ("40", "Transportation, Logistics, Supply Chain and Storage"),
    ("41", "Transportation, Logistics, Supply Chain and Storage"),
    ("42", "Transportation, Logistics, Supply Chain and Storage"),
    ("43", "Transportation, Logistics, Supply Chain and Storage"),
    ("44", "Transportation, Logistics, Supply Chain and Storage"),
    ("45", "Transportation, Logistics, Supply Chain and Storage"),
    ("46", "Transportation, Logistics, Supply Chain and Storage"),
    ("48", "Technology, Information and Media"),
    ("49", "Utilities"),
    ("50", "Wholesale"),
    ("51", "Wholesale"),
    ("52", "Retail"),
    ("53", "Retail"),
    ("54", "Retail"),
    ("55", "Retail"),
    ("56", "Retail"),
    ("57", "Retail"),
    ("58", "Accommodation Services"),
    ("59", "Retail"),
    ("60", "Financial Services"),
    ("61", "Financial Services"),
    ("62", "Financial Services"),
    ("63", "Financial Services"),
    ("64", "Financial Services"),
    ("65", "Real Estate and Equipment Rental Services"),
    ("70", "Accommodation Services"),
    ("72", "Consumer Services"),
    ("731", "Professional Services"),
    ("735", "Real Estate and Equipment Rental Services"),
    ("7371", "Professional Services"),
    ("7372", "Technology, Information and Media"),
    ("7373", "Professional Services"),
    ("7375", "Technology, Information and Media"),
    ("75", "Consumer Services"),
    ("76", "Consumer Services"),
    ("78", "Technology, Information and Media"),
    ("79", "Entertainment Providers"),
    ("80", "Hospitals and Health Care"),
    ("81", "Professional Services"),
    ("82", "Education"),
    ("83", "Hospitals and Health Care"),
    ("84", "Entertainment Providers"),
    ("86", "Consumer Services"),
    ("87", "Professional Services"),
    ("88", "Consumer Services"),
    ("91", "Government Administration"),
    ("92", "Government Administration"),
    ("93", "Government Administration"),
    ("94", "Government Administration"),
    ("95", "Government Administration"),
    ("96", "Government Administration"),
    ("97", "Government Administration"),
];

/// The first digits of a GICS code (2023). Sorted.
const GICS: &[(&str, &str)] = &[
    ("10", "Oil, Gas, and Mining"),
    ("15", "Manufacturing"),
    ("151040", "Oil, Gas, and Mining"),
    ("2010", "Manufacturing"),
    ("201030", "Construction"),
    ("201070", "Wholesale"),
    ("2020", "Administrative and Support Services"),
    ("202020", "Professional Services"),
    ("2030", "Transportation, Logistics, Supply Chain and Storage"),
    ("2510", "Manufacturing"),
    ("2520", "Manufacturing"),
    ("253010", "Accommodation Services"),
    ("25302010", "Education"),
    ("25302020", "Consumer Services"),
    ("2550", "Retail"),
    ("255010", "Wholesale"),
    ("3010", "Retail"),
    ("30101020", "Wholesale"),
    ("3020", "Manufacturing"),
    ("3030", "Manufacturing"),
    ("351010", "Manufacturing"),
    ("351020", "Hospitals and Health Care"),
    ("351030", "Hospitals and Health Care"),
    ("352010", "Professional Services"),
    ("352020", "Manufacturing"),
    ("352030", "Professional Services"),
    ("40", "Financial Services"),
    ("45", "Technology, Information and Media"),
    ("451020", "Professional Services"),
    ("4520", "Manufacturing"),
    ("4530", "Manufacturing"),
    ("50", "Technology, Information and Media"),
    ("55", "Utilities"),
    ("60", "Real Estate and Equipment Rental Services"),
];

/// The industry of a code: a NAICS code of five or six digits, a GICS code of eight, or a shorter one or a SIC code that
/// says what it is (`NAICS 52`, `SIC 7372`). A bare number of four digits is as well a year.
pub(super) fn industry(folded: &str) -> Option<&'static str> {
    let said = |system: &str| {
        let rest = folded.strip_prefix(system)?.strip_prefix(' ')?;
        Some(rest.strip_prefix("code ").unwrap_or(rest))
    };
    let first = |text: &'_ str| text.split(' ').next().is_some_and(|code| code.len() == 8);
    let (table, code, lengths) = if let Some(code) = said("naics") {
        (NAICS, code, 2..=6)
    } else if let Some(code) = said("sic") {
        (SIC, code, 2..=4)
    } else if let Some(code) = said("gics") {
        (GICS, code, 2..=8)
    } else if first(folded) {
        (GICS, folded, 8..=8)
    } else {
        (NAICS, folded, 5..=6)
    };
    let code = code.split(' ').next().unwrap_or_default();
    if !code.bytes().all(|byte| byte.is_ascii_digit()) || !lengths.contains(&code.len()) {
        return None;
    }
    // The longest entry that the code begins with.
    (2..=code.len()).rev().find_map(|length| {
        let index = table.binary_search_by_key(&&code[..length], |(prefix, _)| prefix).ok()?;
        Some(table[index].1)
    })
}

#[cfg(test)]
pub(super) fn are_sorted() -> bool {
    NAICS.is_sorted() && SIC.is_sorted() && GICS.is_sorted()
}
