use super::choose::read_confidence;
use super::*;

fn lead(json: &str) -> Result<Derived, Reason> {
    derive(&serde_json::from_str(json).unwrap(), &Hints::default())
}

const NAMES: [(&str, Part); PARTS] = [
    ("company", Part::Company),
    ("domain", Part::Domain),
    ("industry", Part::Industry),
    ("size", Part::Size),
    ("location", Part::Location),
    ("name", Part::Name),
    ("title", Part::Title),
    ("email", Part::Email),
    ("phone", Part::Phone),
    ("linkedin", Part::Linkedin),
    ("source", Part::Source),
];

/// Records of invented people and companies in the shapes of known scrapers, exports and interfaces, one a line: `n` the
/// shape, `p` the payload, `from` where each part of the lead is taken from.
const SHAPES: &str = include_str!("tests/shapes.jsonl");

#[test]
fn every_known_shape_gives_its_lead() {
    let mut wrong = Vec::new();
    for line in SHAPES.lines() {
        let shape: Value = serde_json::from_str(line).unwrap();
        let lead = derive(&shape["p"], &Hints::default());
        for (name, part) in NAMES {
            let from = lead.as_ref().ok().and_then(|lead| lead.value(part)).map(|value| value.key.as_str());
            let wanted = shape["from"][name].as_str();
            if from != wanted {
                wrong.push(format!("{} {name}: {from:?}, not {wanted:?}", shape["n"]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_list_from_an_office_is_read_as_it_is_meant() {
    let lead = lead(
        r#"{"First Name": "Anna", "Last Name": "Taylor", "Work Address": "anna@acme.de", "Ort": "Hamburg", "Land": "D",
            "Telefon": "040 1234567"}"#,
    )
    .unwrap();
    let name = lead.value(Part::Name).unwrap();
    assert_eq!((name.key_of(false), name.key_of(true)), ("First Name", "Last Name"));
    assert_eq!(lead.text(Part::Email), Some("anna@acme.de"), "an address is of either kind");
    assert_eq!(lead.text(Part::Location), Some("Hamburg, Germany"), "as on the number plates of cars");
    assert_eq!(lead.text(Part::Phone), Some("+49401234567"));
}

#[test]
fn a_record_never_mixes_two_people() {
    let lead = lead(
        r#"{"company": "Quistco", "email": "zed@quistco.com", "phone": "+1 512 555 0100", "title": "Our people",
            "people": [{"name": "Ann One", "title": "CEO", "phone": "+1 512 555 0111"},
                       {"name": "Bo Two", "title": "CTO", "email": "bo@quistco.com"}]}"#,
    )
    .unwrap();
    let name = lead.value(Part::Name).unwrap();
    assert_eq!((name.text.as_deref(), name.second.as_deref()), (Some("Bo"), Some("Two")));
    assert_eq!(lead.text(Part::Email), Some("bo@quistco.com"));
    assert_eq!(lead.text(Part::Title), Some("CTO"));
    assert_eq!(lead.text(Part::Phone), Some("+15125550100"), "the company's, and not Ann's");
}

#[test]
fn an_address_that_takes_no_mail_is_absent_and_its_domain_is_not() {
    for status in [
        r#""email_status": "invalid""#,
        r#""bounced": true"#,
        r#""verification": {"status": "undeliverable"}"#,
        r#""Email Bounced Reason": "550 no such user""#,
    ] {
        let json = format!(
            r#"{{"full_name": "Mara Quist", "company": "Quistco", "email": "mara@quistco.com", {status}}}"#
        );
        let lead = lead(&json).unwrap();
        assert_eq!(lead.text(Part::Email), None, "{status}");
        assert_eq!(lead.text(Part::Domain), Some("quistco.com"), "{status}");
    }
    for status in [r#""email_status": "verified""#, r#""bounced": false"#, r#""status": "invalid""#] {
        let json = format!(
            r#"{{"full_name": "Mara Quist", "company": "Quistco", "email": "mara@quistco.com", {status}}}"#
        );
        assert_eq!(lead(&json).unwrap().text(Part::Email), Some("mara@quistco.com"), "{status}");
    }
}

#[test]
fn a_companys_page_is_no_person_and_a_freelancer_is_one() {
    let page =
        lead(r#"{"title": "Bay Plumbing", "place_id": "1", "owner": {"name": "Bay Plumbing (Owner)"}}"#)
            .unwrap();
    assert_eq!((page.kind, page.text(Part::Name)), (Kind::Company, None));
    let json = r#"{"full_name": "Jane Doe", "company": "Jane Doe", "email": "jane@janedoe.com"}"#;
    assert_eq!(lead(json).unwrap().text(Part::Name), Some("Jane"));
}

#[test]
fn neither_a_user_of_the_crm_nor_a_bare_founder_is_the_lead() {
    for (json, person) in [
        (
            r#"{"Name": "Quistco", "Website": "quistco.com", "CreatedDate": "2024", "Owner": {"Name": "Sal Rep"}}"#,
            None,
        ),
        (r#"{"Organization - Name": "Quistco", "Organization - Owner": "Sal Rep"}"#, None),
        (r#"{"name": "Quistco", "website": "quistco.com", "owner": {"name": "Mara Quist"}}"#, Some("Mara")),
        (r#"{"name": "Quistco", "website": "quistco.com", "founder": {"name": "Zed Quist"}}"#, None),
        (
            r#"{"name": "Quistco", "website": "quistco.com", "founder": {"name": "Zed Quist", "title": "CEO"}}"#,
            Some("Zed"),
        ),
    ] {
        let lead = lead(json).unwrap();
        assert_eq!((lead.text(Part::Name), lead.text(Part::Company)), (person, Some("Quistco")), "{json}");
    }
}

#[test]
fn a_name_with_its_own_domain_and_only_a_desk_is_a_company() {
    for (json, company) in [
        (r#"{"name": "Quist Tools", "email": "info@quist-tools.com"}"#, Some("Quist Tools")),
        (r#"{"name": "Jane Doe", "email": "jane@quist-tools.com"}"#, None),
        (r#"{"name": "Jane Doe", "email": "info@quist-tools.com"}"#, None),
    ] {
        assert_eq!(lead(json).unwrap().text(Part::Company), company, "{json}");
    }
}

#[test]
fn a_page_in_any_field_is_read_in_time() {
    let fields = [
        "name",
        "full_name",
        "first_name",
        "last_name",
        "company",
        "title",
        "location",
        "city",
        "country",
        "phone",
        "email",
        "website",
    ];
    let others = ["industry", "company_size", "linkedin", "seniority", "about"];
    let patterns = ["linkedin.com/in/a ", "&#", "a@", "+1 ", "http://", "王", "a\u{301}", "a, "];
    for field in fields.into_iter().chain(others) {
        for pattern in patterns {
            let mut record = serde_json::json!({"company": "Acme", "email": "jo@acme.com"});
            record[field] = pattern.repeat(1_000_000 / pattern.len()).into();
            if let Ok(lead) = derive(&record, &Hints::default()) {
                let longest = lead
                    .values
                    .iter()
                    .flatten()
                    .filter_map(|value| value.text.as_deref())
                    .map(str::len)
                    .max();
                assert!(longest.unwrap_or(0) <= 8 * 1024, "{field} {pattern:?}");
            }
        }
    }
}

#[test]
fn what_is_masked_is_absent() {
    let json = r#"{"name": "Mara Quist", "company": "Quistco", "email": "m***@quistco.com",
        "phones": ["+1 225-555-XXXX", "+1 512 555 0100"]}"#;
    let lead = lead(json).unwrap();
    assert_eq!((lead.text(Part::Email), lead.text(Part::Phone)), (None, Some("+15125550100")));
}

#[test]
fn an_address_under_an_unknown_key_is_the_persons_by_their_name_only() {
    let of = |key: &str, address: &str| {
        let json = format!(r#"{{"full_name": "Mara Quist", "company": "Quistco", "{key}": "{address}"}}"#);
        lead(&json).unwrap().text(Part::Email).map(str::to_owned)
    };
    assert_eq!(of("reach", "mara@quistco.com").as_deref(), Some("mara@quistco.com"));
    assert_eq!(of("sdr", "bob@vendor.com"), None);
}

#[test]
fn of_several_categories_the_known_one_is_the_industry() {
    let json = r#"{"name": "Quist Noodles", "categories": ["Noodles", "Restaurants"], "rating": 4}"#;
    assert_eq!(lead(json).unwrap().text(Part::Industry), Some("Accommodation Services"));
    let json = r#"{"@type": "HairSalon", "name": "Salon Quist"}"#;
    assert_eq!(lead(json).unwrap().text(Part::Industry), Some("Consumer Services"));
    let json = r#"{"@type": "Organization", "name": "Salon Quist"}"#;
    assert_eq!(lead(json).unwrap().text(Part::Industry), None);
}

#[test]
fn a_hostile_payload_takes_no_time() {
    let wide: Value = (0..20_000)
        .map(|n| (format!("contact{n}_email"), Value::from("a@b.co")))
        .collect::<Map<_, _>>()
        .into();
    let mut deep = serde_json::json!({"email": "a@b.co"});
    for _ in 0..500 {
        deep = serde_json::json!({"contact": [deep]});
    }
    let people: Value =
        (0..20_000).map(|n| serde_json::json!({"name": format!("Jo {n}"), "email": "a@b.co"})).collect();
    let began = std::time::Instant::now();
    for payload in [wide, deep, serde_json::json!({"people": people.clone(), "emails": people})] {
        let _ = derive(&payload, &Hints::default());
    }
    assert!(began.elapsed().as_secs() < 5);
}

#[test]
fn confidence_is_read_in_every_usual_form() {
    for (text, wanted) in [
        ("0.82", Some(0.82)),
        ("82", Some(0.82)),
        ("82%", Some(0.82)),
        ("1", Some(1.0)),
        ("high", None),
        ("-3", None),
        ("NaN", None),
        ("420", None),
    ] {
        assert_eq!(read_confidence(text, None), wanted, "{text}");
    }
    assert_eq!(lead(r#"{"email": "a@b.co", "likelihood": 8}"#).unwrap().source_confidence, Some(0.8));
}

#[test]
fn a_place_is_a_company_and_a_stand_in_is_no_address() {
    let place = lead(
        r#"{"title": "Bob's Plumbing", "phone": "+1 425 303 0114", "full_address": "Everett, WA, USA", "type": "Plumber"}"#,
    )
    .unwrap();
    assert_eq!(place.kind, Kind::Company);
    assert_eq!(place.text(Part::Company), Some("Bob's Plumbing"));
    let locked = lead(
        r#"{"name": "Bo Two", "title": "CEO", "email": "email_not_unlocked@domain.com", "organization": {"name": "Foo"}}"#,
    )
    .unwrap();
    assert_eq!((locked.text(Part::Email), locked.text(Part::Domain)), (None, None));
}
