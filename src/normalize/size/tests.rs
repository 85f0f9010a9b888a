use super::*;

#[test]
fn every_wording_goes_to_linkedins_range() {
    let cases = [
        ("50-100", "51-200"),
        ("5,001-10,000 employees", "5001-10000"),
        ("51-200", "51-200"),
        ("51 - 200 employees", "51-200"),
        ("51–200", "51-200"),
        ("51_200", "51-200"),
        ("1-10", "2-10"),
        ("1 to 10", "2-10"),
        ("0-1", "1"),
        ("0-1 employees", "1"),
        ("1", "1"),
        ("1 employee", "1"),
        ("2", "2-10"),
        ("1-2", "1"),
        ("10", "2-10"),
        ("11", "11-50"),
        ("~250 staff", "201-500"),
        ("ca. 250", "201-500"),
        ("approx. 30 people", "11-50"),
        ("1.2k", "1001-5000"),
        ("1,2k", "1001-5000"),
        ("10K+", "10001+"),
        ("10,000+", "10001+"),
        ("10000+", "10001+"),
        ("10,001+ employees", "10001+"),
        ("10001", "10001+"),
        ("10000", "5001-10000"),
        ("1000+", "1001-5000"),
        ("500+ employees", "501-1000"),
        ("500 employees or more", "501-1000"),
        ("über 500", "501-1000"),
        ("mehr als 500 Mitarbeiter", "501-1000"),
        ("more than 500", "501-1000"),
        (">1000", "1001-5000"),
        ("> 10,000", "10001+"),
        ("< 10", "2-10"),
        ("<50", "11-50"),
        ("less than 50 employees", "11-50"),
        ("under 200", "51-200"),
        ("up to 50", "11-50"),
        ("fewer than 2", "1"),
        ("self-employed", "1"),
        ("Self-Employed", "1"),
        ("myself only", "1"),
        ("Freelancer", "1"),
        ("5.001-10.000 Mitarbeiter", "5001-10000"),
        ("5 001 - 10 000", "5001-10000"),
        ("5'001", "5001-10000"),
        ("1.200 Mitarbeiter", "1001-5000"),
        ("1,00,000", "10001+"),
        ("250.0", "201-500"),
        ("1000.0", "501-1000"),
        ("between 50 and 100", "51-200"),
        ("from 11 to 50", "11-50"),
        ("de 11 a 50 empleados", "11-50"),
        ("11 à 50 salariés", "11-50"),
        ("201 bis 500", "201-500"),
        ("SIZE_2_TO_10", "2-10"),
        ("SIZE_10001_OR_MORE", "10001+"),
        ("1001-5,000", "1001-5000"),
        ("1K-5K", "1001-5000"),
        ("1k - 5k employees", "1001-5000"),
        ("100-249", "51-200"),
        ("250-499", "201-500"),
        ("20-49", "11-50"),
        ("101-250", "51-200"),
        ("251-1K", "501-1000"),
        ("Feb-10", "2-10"),
        ("10-Feb", "2-10"),
        ("Nov-50", "11-50"),
        ("Nov-1950", "11-50"),
        ("1950-11-01", "11-50"),
        ("2024-02-10 00:00:00", "2-10"),
        ("Nov 1950", "11-50"),
        ("November 1950", "11-50"),
        ("01-Nov-1950", "11-50"),
        ("1950-11-01T00:00:00.000Z", "11-50"),
        ("10 Feb", "2-10"),
        ("501,1000", "501-1000"),
        ("5001,10000", "5001-10000"),
        ("12 offices, 40 employees", "11-50"),
        ("19-Oct", "11-50"),
        ("{\"min\": 11, \"max\": 50}", "11-50"),
        ("{'start': 51, 'end': 200}", "51-200"),
        ("[51, 200]", "51-200"),
        ("11;50", "11-50"),
        ("c_00011_00050", "11-50"),
        ("c_10001_max", "10001+"),
        ("500人以上", "501-1000"),
        ("约500人", "201-500"),
        ("1万人", "5001-10000"),
        ("51-200人", "51-200"),
        ("50名以下", "11-50"),
        ("five hundred", "201-500"),
        ("twenty people", "11-50"),
        ("a dozen", "11-50"),
        ("about two thousand employees", "1001-5000"),
        ("2 Mio", "10001+"),
        ("5 тыс. человек", "1001-5000"),
        ("C", "11-50"),
        ("I", "10001+"),
        ("11-50 employees (32 on LinkedIn)", "11-50"),
        ("Founded 1999, 40 employees", "11-50"),
        ("Company size: 201-500", "201-500"),
        ("５０人", "11-50"),
        ("10,001 or more", "10001+"),
        ("99999999999999999999999999", "10001+"),
        ("47k employees", "10001+"),
        ("team of 12", "11-50"),
    ];
    let mut wrong = Vec::new();
    for (raw, range) in cases {
        let got = normalize(raw).map(SizeRange::as_str);
        if got != Some(range) {
            wrong.push(format!("{raw} -> {got:?}, not {range:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_counts_no_people_is_no_size() {
    for raw in [
        "",
        "-",
        "N/A",
        "unknown",
        "0",
        "0 employees",
        "-1",
        "-5",
        "$10M revenue",
        "50%",
        "Founded in 1999",
        "large",
        "enterprise",
        "Z",
        "k",
        "+",
        "é",
        "3 offices, 4 countries",
        "12 offices",
        "10,000 followers",
        "5k followers on LinkedIn",
        "50+ countries",
        "250 m²",
        "Nov 2019",
        "12 March 2019",
        "2015-03-12",
        "−",
        "a",
    ] {
        assert_eq!(normalize(raw), None, "{raw}");
    }
}

#[test]
fn a_range_normalized_again_is_the_same_and_they_are_in_order() {
    for range in SizeRange::ALL {
        assert_eq!(normalize(range.as_str()), Some(range));
        assert_eq!(range.as_str().parse(), Ok(range));
        assert_eq!(SizeRange::of(f64::from(range.lower_bound())), Some(range));
    }
    assert!(SizeRange::ALL.is_sorted() && OTHER_THINGS.is_sorted());
    assert_eq!("12".parse::<SizeRange>(), Err(UnknownSize));
}

proptest::proptest! {
    #[test]
    fn no_text_panics_and_what_comes_out_stays(text in "\\PC{0,40}|[<>~+]?[0-9]{1,6}[ ,.k+–-]{0,2}(to|bis|人|_)?[0-9]{0,6}[kKm万]?( employees| or more)?") {
        if let Some(range) = normalize(&text) {
            proptest::prop_assert_eq!(normalize(range.as_str()), Some(range));
        }
    }
}
