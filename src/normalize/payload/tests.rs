use super::*;
use proptest::prelude::*;

#[test]
fn the_tables_are_sorted_and_without_doubles() {
    let sorted = |words: &str| {
        let words: Vec<&str> = words.split_whitespace().collect();
        assert!(words.windows(2).all(|w| w[0] < w[1]), "{:?}", words.windows(2).find(|w| w[0] >= w[1]));
        words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>()
    };
    let unique = |mut words: Vec<String>| {
        words.sort();
        assert!(words.windows(2).all(|w| w[0] != w[1]), "{:?}", words.windows(2).find(|w| w[0] == w[1]));
    };
    unique(keys::KEYS.iter().flat_map(|(.., words)| sorted(words)).collect());
    unique(objects::OBJECTS.iter().flat_map(|(_, words)| sorted(words)).collect());
    unique(objects::PREFIXES.iter().flat_map(|(_, words)| sorted(words)).collect());
    for words in [objects::MAPS_KEYS, objects::COMPANY_KEYS, objects::POSTING_KEYS] {
        sorted(words);
    }
    sorted(objects::CRM_KEYS);
    assert!(objects::OTHER_TYPES.is_sorted());
    for text in PLACEHOLDERS {
        assert!(is_placeholder(text), "{text}");
    }
    assert!(
        PLACEHOLDERS.windows(2).all(|w| w[0] < w[1]),
        "{:?}",
        PLACEHOLDERS.windows(2).find(|w| w[0] >= w[1])
    );
}

#[test]
fn every_known_key_is_written_as_keys_are_folded() {
    let words =
        keys::KEYS.iter().map(|(.., words)| *words).chain(objects::OBJECTS.iter().map(|(_, words)| *words));
    for word in words.flat_map(str::split_whitespace) {
        assert_eq!(Word::of(word).as_str(), word);
    }
    for (key, folded) in [
        ("Größe", "grosse"),
        ("n° SIRET", "nsiret"),
        ("Prénom", "prenom"),
        ("E-Mail", "email"),
        ("N.º empleados", "noempleados"),
        ("Çalışan Sayısı", "calisansayisi"),
        ("従業員数", "従業員数"),
        ("전화번호", "전화번호"),
    ] {
        assert_eq!(Word::of(key).as_str(), folded, "{key}");
    }
    assert_eq!(Word::of(&"k".repeat(10_000)).as_str(), "");
}

fn first(json: &str, field: Field) -> Option<String> {
    let value: Value = serde_json::from_str(json).unwrap();
    Payload::read(value.as_object().unwrap()).candidates(field).next().map(|found| found.text().into_owned())
}

#[test]
fn a_key_means_the_same_in_any_case_and_with_any_separator() {
    for key in ["company_name", "companyName", "Company Name", "COMPANY-NAME", "company.name"] {
        assert_eq!(
            first(&format!("{{\"{key}\": \"Acme\"}}"), Field::Company).as_deref(),
            Some("Acme"),
            "{key}"
        );
    }
    for json in [
        r#"{"organization": {"name": "Acme"}}"#,
        r#"{"company": {"name": "Acme"}}"#,
        r#"{"Company": "Acme"}"#,
    ] {
        assert_eq!(first(json, Field::Company).as_deref(), Some("Acme"), "{json}");
    }
}

#[test]
fn a_bare_name_is_a_persons_beside_a_company_and_a_places_beside_a_rating() {
    assert_eq!(first(r#"{"name": "Jo Li", "company": "Acme"}"#, Field::FullName).as_deref(), Some("Jo Li"));
    assert_eq!(
        first(r#"{"name": "Jo's Cafe", "rating": 4.5}"#, Field::Company).as_deref(),
        Some("Jo's Cafe")
    );
    assert_eq!(
        first(r#"{"title": "Jo's Cafe", "totalScore": 4.5}"#, Field::Company).as_deref(),
        Some("Jo's Cafe")
    );
    assert_eq!(first(r#"{"name": "Jo Li", "title": "CEO"}"#, Field::JobTitle).as_deref(), Some("CEO"));
}

#[test]
fn placeholders_and_nulls_are_absent() {
    for value in ["\"N/A\"", "null", "\" - \"", "\"Unknown\"", "\"\"", "[]", "{}", "true"] {
        assert_eq!(first(&format!("{{\"email\": {value}}}"), Field::Email), None, "{value}");
    }
}

#[test]
fn arrays_and_objects_of_values_are_looked_into() {
    assert_eq!(first(r#"{"emails": ["a@b.co", "c@d.co"]}"#, Field::Email).as_deref(), Some("a@b.co"));
    assert_eq!(
        first(r#"{"emails": [{"value": "a@b.co", "type": "work"}]}"#, Field::Email).as_deref(),
        Some("a@b.co")
    );
    assert_eq!(first(r#"{"phone": {"number": "+1 2"}}"#, Field::Phone).as_deref(), Some("+1 2"));
    assert_eq!(first(r#"{"address": {"city": "Oslo"}}"#, Field::City).as_deref(), Some("Oslo"));
}

#[test]
fn parts_of_an_address_stand_under_its_number_and_a_list_of_tags_is_nothing() {
    assert_eq!(first(r#"{"address1_city": "Oslo"}"#, Field::City).as_deref(), Some("Oslo"));
    assert_eq!(first(r#"{"addr:city": "Oslo"}"#, Field::City).as_deref(), Some("Oslo"));
    assert_eq!(first(r#"{"address1_name": "Head office"}"#, Field::Name), None);
    assert_eq!(first(r#"{"ST": "NV"}"#, Field::Region).as_deref(), Some("NV"));
    assert_eq!(first(r#"{"ST": "12 Main St"}"#, Field::Region), None);
    assert_eq!(first(r#"{"tags": {"website": "a.co"}}"#, Field::Website).as_deref(), Some("a.co"));
    assert_eq!(first(r#"{"tags": [{"website": "a.co"}]}"#, Field::Website), None);
}

#[test]
fn a_count_of_employees_comes_before_a_range_of_them() {
    let json = r#"{"Employee Range": "100 - 250", "Employees": "220"}"#;
    assert_eq!(first(json, Field::CompanySize).as_deref(), Some("220"));
}

#[test]
fn a_contacts_phone_comes_before_the_companys() {
    let json = r#"{"company": {"phone": "1"}, "contact": {"phone": "2"}}"#;
    assert_eq!(first(json, Field::Phone).as_deref(), Some("2"));
}

#[test]
fn a_title_comes_before_a_headline_and_a_mobile_in_a_list_is_found() {
    let json = r#"{"title": "CEO", "headline": "Angel investor", "occupation": "VP at Old Co"}"#;
    assert_eq!(first(json, Field::JobTitle).as_deref(), Some("CEO"));
    assert_eq!(
        first(r#"{"name": "Jo Li", "fullName": "Joanna Li", "company": "X"}"#, Field::FullName).as_deref(),
        Some("Joanna Li")
    );
    let json = r#"{"phone_numbers": [{"raw_number": "+1 2", "source": "Owler"}]}"#;
    assert_eq!(first(json, Field::Phone).as_deref(), Some("+1 2"));
    assert_eq!(first(json, Field::Source), None);
    assert_eq!(first(r#"{"Country/Region": "Poland"}"#, Field::Country).as_deref(), Some("Poland"));
}

#[test]
fn names_that_other_programs_write_for_nothing_are_names_in_their_own_case() {
    for (text, nothing) in
        [("Nan", false), ("NaN", true), ("nan", true), ("Na", false), ("NA", true), ("[None]", true)]
    {
        assert_eq!(is_placeholder(text), nothing, "{text}");
    }
}

#[test]
fn a_key_that_is_a_path_is_read_as_the_objects_it_names() {
    for (json, field, wanted) in [
        (r#"{"organization.website_url": "a.co"}"#, Field::Website, Some("a.co")),
        (r#"{"emails/0/value": "a@b.co"}"#, Field::Email, Some("a@b.co")),
        (r#"{"emails[1]": "a@b.co"}"#, Field::Email, Some("a@b.co")),
        (r#"{"E-mail 2 - Value": "a@b.co"}"#, Field::Email, Some("a@b.co")),
        (r#"{"person__job_title": "CEO"}"#, Field::JobTitle, Some("CEO")),
        (r#"{"employment_history/0/title": "Clerk"}"#, Field::JobTitle, None),
        (r#"{"reviews/0/email": "a@b.co"}"#, Field::Email, None),
        (r#"{"Phone 1 - Type": "Home Fax", "Phone 1 - Value": "+1 2"}"#, Field::Phone, None),
    ] {
        assert_eq!(first(json, field).as_deref(), wanted, "{json}");
    }
}

#[test]
fn what_was_or_is_anothers_is_not_the_leads() {
    for json in [
        r#"{"previous_company": "X"}"#,
        r#"{"former_employer": "X"}"#,
        r#"{"parent_company": {"name": "X"}}"#,
        r#"{"experience": [{"company": "X", "end_date": "2019-01"}]}"#,
        r#"{"experience": [{"company": "X", "current": false}]}"#,
        r#"{"experiences": [{"company": "X", "date_range": "Jan 2010 - Mar 2012 · 2 yrs"}]}"#,
        r#"{"competitors": [{"company_name": "X"}]}"#,
        r#"{"education": [{"organization": "X"}]}"#,
        r#"{"people_also_viewed": [{"company": "X"}]}"#,
    ] {
        assert_eq!(first(json, Field::Company), None, "{json}");
    }
}

#[test]
fn the_current_job_of_a_list_is_taken() {
    for job in [
        r#"{"company": "Now", "current": true}"#,
        r#"{"company": "Now", "start_date": "2020", "end_date": null}"#,
        r#"{"company": {"name": "Now"}, "starts_at": {"year": 2020}, "ends_at": null}"#,
        r#"{"company": "Now", "period": "2020 - Present"}"#,
        r#"{"company": "Now", "period": "2020 – heute"}"#,
        r#"{"company_name": "Now", "end_date": "Present"}"#,
        r#"{"company": "Now"}"#,
    ] {
        let json = format!(r#"{{"experience": [{{"company": "Old", "end_date": "2019"}}, {job}]}}"#);
        assert_eq!(first(&json, Field::Company).as_deref(), Some("Now"), "{job}");
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        "[ -~]{0,12}",
        r"\PC{0,8}",
        Just("a@b.co".to_owned()),
        Just("N/A".to_owned()),
        Just("{\"city\": \"Oslo\"}".to_owned()),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        text.prop_map(Value::from),
    ];
    let key = prop_oneof![
        "[a-zA-Z0-9_./ -]{0,16}",
        r"\PC{0,6}",
        prop::sample::select(vec![
            "name",
            "title",
            "emails",
            "contacts",
            "people",
            "company",
            "experience",
            "email_status",
            "@type",
            "@graph",
            "vcard",
            "address",
            "contact1_email",
            "email_1_full_name",
            "data",
            "end_date",
            "addressComponents",
            "owner",
            "Phone 1 - Value",
        ])
        .prop_map(str::to_owned),
    ];
    leaf.prop_recursive(5, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((key.clone(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_payload_is_read(json in any_json()) {
        if let Value::Object(map) = &json {
            let unpacked = unpack(map);
            let payload = Payload::read(unpacked.as_ref().unwrap_or(map));
            for field in [Field::FullName, Field::Email, Field::Company, Field::JobTitle, Field::Location] {
                for found in payload.candidates(field) {
                    prop_assert!(!payload.path(found).is_empty() || found.key.is_empty());
                }
            }
        }
    }
}
