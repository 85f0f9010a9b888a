use super::brands::BRANDS;
use super::legal_forms::{FULL_NAMES, JOINED, PREFIXES, SUFFIXES};
use super::words::{
    ABBREVIATED, BARE_FORMS, EMPLOYMENT, EXCHANGES, NAMED_BY_FORM, NOTES, SHORT_WORDS, SITES_OF_PROFILES,
    SMALL_WORDS, WORD_KEYS,
};
use super::*;

const CASES: &[(&str, &str)] = &[
    ("Acme Corp", "Acme Corp"),
    ("ACME CORP", "Acme Corp"),
    ("acme gmbh", "Acme GmbH"),
    ("Acme Gmbh", "Acme GmbH"),
    ("IBM", "IBM"),
    ("3M", "3M"),
    ("3m", "3M"),
    ("eBay", "eBay"),
    ("ebay inc", "eBay Inc."),
    ("SAP SE", "SAP SE"),
    ("sap se", "SAP SE"),
    ("BASF SE", "BASF SE"),
    ("BMW AG", "BMW AG"),
    ("HSBC HOLDINGS PLC", "HSBC Holdings plc"),
    ("  Acme   Corp  ", "Acme Corp"),
    ("\"Acme Corp\"", "Acme Corp"),
    ("Acme, Inc", "Acme, Inc."),
    ("Acme,Inc.", "Acme, Inc."),
    ("Acme Inc", "Acme Inc."),
    ("ACME INC", "Acme Inc."),
    ("Acme L.L.C.", "Acme LLC"),
    ("acme llc", "Acme LLC"),
    ("Acme pty. ltd.", "Acme Pty Ltd"),
    ("ACME PTY LTD", "Acme Pty Ltd"),
    ("ACME SA DE CV", "Acme S.A. de C.V."),
    ("Grupo Bimbo, S.A.B. de C.V.", "Grupo Bimbo, S.A.B. de C.V."),
    ("MÜLLER GMBH & CO. KG", "Müller GmbH & Co. KG"),
    ("Müller GmbH & Co KG", "Müller GmbH & Co. KG"),
    ("ENI SPA", "ENI SpA"),
    ("SERENITY DAY SPA", "Serenity Day Spa"),
    ("Serenity Spa", "Serenity Spa"),
    ("Acme sp. z o.o.", "Acme Sp. z o.o."),
    ("ACME SP Z O O", "Acme Sp. z o.o."),
    ("Škoda Auto a.s.", "Škoda Auto a.s."),
    ("MCDONALD'S CORPORATION", "McDonald's Corporation"),
    ("LOWE'S COMPANIES", "Lowe's Companies"),
    ("O'REILLY AUTOMOTIVE", "O'Reilly Automotive"),
    ("BANK OF AMERICA", "Bank of America"),
    ("COCA-COLA COMPANY", "Coca-Cola Company"),
    ("Coca-Cola Company (The)", "The Coca-Cola Company"),
    ("Alphabet Inc. (Class A)", "Alphabet Inc. (Class A)"),
    ("AT&T", "AT&T"),
    ("at&t", "AT&T"),
    ("AT&amp;T", "AT&T"),
    ("JOHNSON & JOHNSON", "Johnson & Johnson"),
    ("Yum! Brands", "Yum! Brands"),
    ("Yahoo!", "Yahoo!"),
    ("Arthur J. Gallagher & Co.", "Arthur J. Gallagher & Co."),
    ("トヨタ自動車株式会社", "トヨタ自動車株式会社"),
    ("㈱日立製作所", "株式会社日立製作所"),
    ("華為技術有限公司", "華為技術有限公司"),
    ("삼성전자(주)", "삼성전자주식회사"),
    ("ＡＣＭＥ株式会社", "ACME株式会社"),
    ("ООО Ромашка", "ООО Ромашка"),
    ("Acme™ Corp®", "Acme Corp"),
    ("- Acme -", "Acme"),
    ("Acme Ltd.", "Acme Ltd."),
    ("Acme LTD", "Acme Ltd"),
    ("Amazon.com, Inc.", "Amazon.com, Inc."),
    ("booking.com", "Booking.com"),
    ("l'oréal sa", "L'Oréal SA"),
    ("Aon plc", "Aon plc"),
    ("Volvo AB", "Volvo AB"),
    ("THE HOME DEPOT", "The Home Depot"),
    ("JPMORGAN CHASE & CO.", "JPMorgan Chase & Co."),
    ("PWC", "PwC"),
    ("A.P. MOLLER - MAERSK A/S", "A.P. Moller - Maersk A/S"),
    ("Nestlé S.A.", "Nestlé S.A."),
    ("SUN MICROSYSTEMS", "Sun Microsystems"),
    ("TELE2 AB", "Tele2 AB"),
    ("360NETWORKS INC.", "360Networks Inc."),
    ("1ST SOURCE", "1st Source"),
    ("CNOOC LTD.", "CNOOC Ltd."),
    ("MDSI MOBILE", "MDSI Mobile"),
    ("UPM-KYMMENE OYJ", "UPM-Kymmene Oyj"),
    ("LOCALIZA RENT-A-CAR S.A.", "Localiza Rent-a-Car S.A."),
    ("AIMGLOBAL CO. INC.", "Aimglobal Co. Inc."),
    ("ALPHABET INC. (CLASS A)", "Alphabet Inc. (Class A)"),
    ("ARÇELİK A.Ş.", "Arçelik A.Ş."),
    ("hsbc", "HSBC"),
    (".NET Foundation", ".NET Foundation"),
    ("[24]7.ai", "[24]7.ai"),
    ("Toys \"R\" Us", "Toys \"R\" Us"),
    ("ООО «Ромашка»", "ООО «Ромашка»"),
    ("ООО \"РОМАШКА\"", "ООО \"Ромашка\""),
    ("International Business Machines (NYSE: IBM)", "International Business Machines"),
    ("PERMANENTLY CLOSED - Joe's Diner", "Joe's Diner"),
    ("Acme Inc. - Headquarters", "Acme Inc."),
    ("Smith Holdings LLC d/b/a Joe's Pizza", "Joe's Pizza"),
    ("Meta Platforms, Inc., formerly known as Facebook", "Meta Platforms, Inc."),
    ("Slack (a Salesforce company)", "Slack"),
    ("Google · Full-time", "Google"),
    ("https://www.acme.com/about", "Acme.com"),
    ("Barnes &amp;amp; Noble", "Barnes & Noble"),
    ("Caf&eacute; Ren&#233;", "Café René"),
    ("Discovery (Pty) Ltd", "Discovery (Pty) Ltd"),
    ("FOO BAR GMBH + CO. KG", "Foo Bar GmbH & Co. KG"),
    ("Delhaize Group SA/NV", "Delhaize Group SA/NV"),
    ("MIELE & CIE. KG", "Miele & Cie. KG"),
    ("FISKARS OYJ ABP", "Fiskars Oyj Abp"),
    ("SUMITOMO CHEMICAL COMPANY, LIMITED", "Sumitomo Chemical Company, Limited"),
    ("ŠKODA AUTO A.S.", "Škoda Auto a.s."),
    ("ČEZ, A.S.", "ČEZ, a.s."),
    ("TÜRKİYE İŞ BANKASI A.Ş.", "Türkiye İş Bankası A.Ş."),
    ("TURKCELL İLETİŞİM HİZMETLERİ A.Ş.", "Turkcell İletişim Hizmetleri A.Ş."),
    ("ışık holding", "Işık Holding"),
    ("Vestasen a/s", "Vestasen A/S"),
    ("Telstra Corp Ltd.", "Telstra Corp Ltd."),
    ("Nestlé S.A. (SWX: NESN)", "Nestlé S.A."),
    ("<b>Ocado Retail Limited</b>", "Ocado Retail Limited"),
];

#[test]
fn names_are_mended_and_known_spellings_kept() {
    let mut wrong = Vec::new();
    for (raw, expected) in CASES {
        let got = normalize(raw);
        let got = got.as_deref();
        if got != Some(*expected) {
            wrong.push(format!("{raw} -> {got:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn placeholders_are_no_company() {
    for raw in [
        "",
        " ",
        "-",
        "N/A",
        "n/a",
        "null",
        "None",
        "unknown",
        "test",
        "TBD",
        "Self-employed",
        "Freelance",
        "!!!",
        "Stealth Startup",
        "Self-employed · Full-time",
        "Unemployed",
        "info@acme.com",
        "https://www.linkedin.com/company/acme",
    ] {
        assert_eq!(normalize(raw), None, "{raw}");
        assert_eq!(match_key(raw), None, "{raw}");
        assert_eq!(weight(raw), 0, "{raw}");
    }
}

#[test]
fn a_form_a_sign_or_a_number_alone_is_no_company() {
    for raw in [
        "LLC",
        "Inc.",
        "GmbH",
        "S.p.z.o.o.",
        "L.L.C.",
        "株式会社",
        "&",
        "000000",
        "+44 20 7946 0018",
        "20240131",
    ] {
        assert_eq!(normalize(raw), None, "{raw}");
        assert_eq!(weight(raw), 0, "{raw}");
    }
    for raw in ["3M", "1984", "360", "SAS", "The Limited", "7-Eleven", "1234567 Ontario Inc."] {
        assert_eq!(normalize(raw).as_deref(), Some(raw));
    }
}

#[test]
fn odd_signs_leave_what_stays_when_normalized_again() {
    let brackets = "[".repeat(90) + "Acme";
    for raw in [
        "M z&\0K \0\0+,\0)A;G",
        brackets.as_str(),
        "((Acme",
        "Acme ([{",
        "&amp;amp;amp;lt;b&amp;gt;Acme",
        "\u{1}Acme\u{7f}",
    ] {
        let once = normalize(raw);
        assert!(once.is_some(), "{raw}");
        assert_eq!(once.as_deref().and_then(normalize), once, "{raw}");
    }
    assert_eq!(normalize(&brackets).as_deref(), Some("Acme"));
}

#[test]
fn key_and_weight_of_a_normalized_name_are_those_found_one_by_one() {
    for (raw, _) in CASES {
        let name = normalize(raw).unwrap_or_default();
        assert_eq!(key_and_weight(&name), (match_key(&name), weight(&name)), "{raw}");
    }
}

#[test]
fn a_plain_name_is_one_that_cleaning_leaves() {
    for plain in [
        "Acme",
        "Acme, Inc.",
        "A.P. Moller Holding",
        "O'Reilly Automotive",
        "Johnson & Johnson",
        "7-Eleven",
        "Škoda Auto",
    ] {
        assert!(clean::is_plain(plain), "{plain}");
    }
    for other in
        ["Foo dba Bar", "Acme, formerly X", "Acme, The", "acme.com", "Acme  Corp", "AT&#38;T", "Müller×"]
    {
        assert!(!clean::is_plain(other), "{other}");
    }
}

#[test]
fn a_name_normalized_again_is_the_same() {
    for (raw, _) in CASES {
        let once = normalize(raw).unwrap_or_default();
        assert_eq!(normalize(&once).as_deref(), Some(once.as_str()), "{raw}");
        assert_eq!(match_key(&once), match_key(raw), "{raw}");
        let key = match_key(&once).unwrap_or_default();
        assert_eq!(match_key(&key), Some(key.clone()), "{raw}");
    }
}

#[test]
fn spellings_of_one_company_share_a_key() {
    let groups: &[&[&str]] = &[
        &[
            "Acme Corp",
            "ACME CORPORATION",
            "acme corp.",
            "Acme, Inc.",
            "The Acme Company",
            "Acme LLC",
            "Acme GmbH & Co. KG",
        ],
        &["Coca-Cola Company (The)", "The Coca-Cola Company", "Coca Cola"],
        &["D. R. Horton", "D.R. Horton", "DR Horton, Inc."],
        &["Müller GmbH", "MULLER GMBH"],
        &["Johnson & Johnson", "Johnson and Johnson"],
        &["株式会社日立製作所", "㈱日立製作所", "日立製作所"],
        &["삼성전자", "삼성전자(주)", "주식회사 삼성전자"],
        &["ООО «Ромашка»", "Ромашка"],
        &["Grupo Bimbo S.A. de C.V.", "Grupo Bimbo SA de CV", "Grupo Bimbo"],
        &["PT Bank Central Asia Tbk", "Bank Central Asia"],
        &["Orlen Sp. z o.o.", "Orlen sp. z.o.o", "ORLEN"],
        &["PricewaterhouseCoopers", "Pricewaterhouse Coopers LLP"],
        &["7-Eleven", "7 ELEVEN, INC.", "7Eleven"],
        &["Salesforce", "salesforce.com, inc.", "https://www.salesforce.com"],
        &["S.C. DEDEMAN S.R.L.", "Dedeman SRL", "Dedeman"],
        &["Oy Karl Fazer Ab", "Karl Fazer"],
        &["Общество с ограниченной ответственностью «Ромашка»", "ООО Ромашка"],
        &["Công ty Cổ phần FPT", "FPT Corporation", "CTCP FPT"],
        &["บริษัท ปตท. จำกัด (มหาชน)", "ปตท"],
        &["M/s ABC Traders", "ABC Traders Pvt. Ltd."],
        &["Siemens Aktiengesellschaft", "Siemens AG"],
        &["Tactical Missiles Corporation Joint Stock Company", "JSC Tactical Missiles Corp."],
        &["First International Bank", "1st Int'l Bank"],
        &["O’Reilly Automotive", "O'Reilly Automotive, Inc."],
    ];
    for group in groups {
        let keys: Vec<_> = group.iter().map(|name| match_key(name)).collect();
        assert!(keys.iter().all(|key| key.is_some() && *key == keys[0]), "{keys:?}");
    }
}

#[test]
fn different_companies_keep_different_keys_and_no_key_is_empty() {
    for (left, right) in [
        ("Acme", "Acme Media"),
        ("Delta Air Lines", "Delta Dental"),
        ("SA", "AG"),
        ("PT Solutions", "Solutions"),
        ("Merck & Co., Inc.", "Merck KGaA"),
        ("SAS Institute Inc.", "Institute"),
        ("S.C. Johnson & Son", "Johnson & Son"),
        ("Studio 1 23", "Studio 12 3"),
        ("UAB Medicine", "Medicine"),
    ] {
        assert_ne!(match_key(left), match_key(right));
    }
    for name in ["Co", "The", "株式会社", "GmbH", "Inc.", "the company"] {
        assert!(match_key(name).is_some_and(|key| !key.is_empty()), "{name}");
    }
    assert_eq!(match_key("!!!"), None);
}

#[test]
fn a_full_name_outweighs_a_typed_one() {
    assert!(weight("Acme GmbH") > weight("Acme"));
    assert!(weight("Acme") > weight("ACME"));
    assert!(weight("ACME") > weight("acme"));
    assert!(weight("acme") > weight("www.acme.com"));
    assert!(weight("IBM") >= weight("Acme"));
}

#[test]
fn the_tables_are_sorted_and_their_spellings_hold() {
    assert!(BRANDS.is_sorted_by_key(|brand| brand.to_lowercase()));
    assert!(SHORT_WORDS.is_sorted());
    assert!(SMALL_WORDS.is_sorted());
    assert!(
        BARE_FORMS.is_sorted()
            && PLACEHOLDERS.is_sorted()
            && NO_COMPANIES.is_sorted()
            && PREFIXES.is_sorted()
    );
    assert!(ABBREVIATED.is_sorted() && EMPLOYMENT.is_sorted() && EXCHANGES.is_sorted() && NOTES.is_sorted());
    assert!(NAMED_BY_FORM.is_sorted() && SITES_OF_PROFILES.is_sorted() && FULL_NAMES.is_sorted());
    assert!(WORD_KEYS.is_sorted() && WORD_KEYS.iter().all(|(from, _)| fold(from) == *from));
    for name in FULL_NAMES {
        assert_eq!(join_letters(&fold(name)), *name);
        assert_eq!(match_key(&format!("Acme Foods {name}")).as_deref(), Some("acmefoods"), "{name}");
    }
    for name in PREFIXES.iter().chain(FULL_NAMES.iter().filter(|name| name.contains(' '))) {
        assert_eq!(join_letters(&fold(name)), *name);
        assert_eq!(match_key(&format!("{name} Acme Foods")).as_deref(), Some("acmefoods"), "{name}");
    }
    for form in JOINED {
        assert_eq!(match_key(&format!("日立{form}")).as_deref(), Some("日立"), "{form}");
    }
    assert!(SUFFIXES.is_sorted_by_key(|form| form.key));
    let mut wrong = Vec::new();
    for form in SUFFIXES {
        assert_eq!(join_letters(&fold(form.key)), form.key);
        for spelling in form.spellings {
            let name = format!("Acme {spelling}");
            let got = (normalize(&name), match_key(&name));
            if got != (Some(name.clone()), Some(String::from("acme"))) {
                wrong.push((name, got));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_name_whose_key_would_be_a_placeholder_has_none() {
    assert_eq!(match_key("X x"), None);
    assert_eq!(match_key("Xx Lighting").as_deref(), Some("xxlighting"));
}

proptest::proptest! {
    #[test]
    fn no_text_panics_and_what_comes_out_stays(text in "\\PC{0,40}|([A-Za-z3&.,'-]{1,6} ){0,4}(Inc|SA|ag|Co\\.|S\\.p\\.A\\.|the|PT|ltd|株式会社|\\(The\\)|A)?") {
        if let Some(name) = normalize(&text) {
            proptest::prop_assert_eq!(normalize(&name), Some(name.clone()));
            proptest::prop_assert_eq!(match_key(&name), match_key(&text));
        }
        if let Some(key) = match_key(&text) {
            proptest::prop_assert!(!key.is_empty());
            proptest::prop_assert_eq!(match_key(&key), Some(key));
        }
        weight(&text);
        if clean::is_plain(&text) {
            proptest::prop_assert_eq!(clean::clean_any(&text), text);
        }
    }
}
