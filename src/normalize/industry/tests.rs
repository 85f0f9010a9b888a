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
        ("Sanitär- und Heizungsbau", "Construction"),
        ("Colegios", "Education"),
        ("Élevage bovin", "Farming, Ranching, Forestry"),
        ("Odontologia", "Hospitals and Health Care"),
        ("Chemieindustrie", "Manufacturing"),
        ("Bauindustrie", "Construction"),
        ("Fabbricazione di mobili", "Manufacturing"),
        ("Crude Petroleum Extraction", "Oil, Gas, and Mining"),
        ("Wireless Telecommunications Services", "Technology, Information and Media"),
        ("Software-ontwikkeling", "Technology, Information and Media"),
        ("Transport routier", "Transportation, Logistics, Supply Chain and Storage"),
        ("Taxibedrijf", "Transportation, Logistics, Supply Chain and Storage"),
        ("Nutsbedrijf", "Utilities"),
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
    for (raw, expected) in
        [("  Underwater   Basket Weaving ", "Underwater Basket Weaving"), ("Miscellaneous", "Miscellaneous")]
    {
        assert_eq!(normalize(raw).as_deref(), Some(expected));
    }
    for raw in
        ["", "-", "N/A", "unknown", "null", "12", "&", "Other", "Sonstiges", "Please select", "Uncategorized"]
    {
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
    assert!(codes::are_sorted() && HEADS_OF_LISTS.is_sorted() && NO_INDUSTRIES.is_sorted());
    let mut seen: Table<String, &str> = Table::default();
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
