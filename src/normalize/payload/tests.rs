use super::*;

#[test]
fn the_tables_are_sorted_and_without_doubles() {
    assert!(KEYS.windows(2).all(|w| w[0].0 < w[1].0), "{:?}", KEYS.windows(2).find(|w| w[0].0 >= w[1].0));
    for table in [PERSON_OBJECTS, COMPANY_OBJECTS, METADATA_OBJECTS, PLACE_KEYS, PLACEHOLDERS] {
        assert!(table.windows(2).all(|w| w[0] < w[1]), "{:?}", table.windows(2).find(|w| w[0] >= w[1]));
    }
}

fn first(json: &str, field: Field) -> Option<String> {
    let value: Value = serde_json::from_str(json).unwrap();
    Payload::read(value.as_object().unwrap()).candidates(field).next().map(Found::text)
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
