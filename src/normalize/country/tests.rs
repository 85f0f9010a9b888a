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
    let cases =
        [("CA", "CA"), ("de", "DE"), ("Georgia", "GE"), ("in", "IN"), ("gbr", "GB"), ("Deutschland", "DE")];
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
        for name in std::iter::once(columns[2]).chain(columns[3].split('|')).filter(|name| !name.is_empty()) {
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
