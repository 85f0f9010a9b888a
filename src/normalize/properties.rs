//! What must hold for every payload, whatever is in it.

use proptest::prelude::*;
use serde_json::{Map, Value};

use super::record::{Hints, derive};
use super::{Merged, company, domain, email, industry, linkedin, location, person, phone, size, title};

/// The lead's columns of text, as a payload.
fn lead(payload: &Value) -> Option<Map<String, Value>> {
    let derived = derive(payload, &Hints::default()).ok()?;
    let mut merged = Merged::default();
    merged.add(&derived);
    let values = merged.values();
    let present = values.texts().into_iter().filter_map(|(column, text)| Some((column, text.clone()?)));
    Some(present.map(|(column, text)| (column.to_owned(), Value::String(text))).collect())
}

/// Keys as scrapers write them, and some that mean nothing.
const SOME_KEYS: &[&str] = &[
    "@type",
    "Company Name",
    "E-mail 1 - Value",
    "address",
    "category",
    "city",
    "company",
    "company_name",
    "companySize",
    "confidence",
    "contact",
    "country",
    "email",
    "emails",
    "employees",
    "experiences",
    "first_name",
    "full_name",
    "headline",
    "industry",
    "jobTitle",
    "last_name",
    "linkedin_url",
    "location",
    "name",
    "organization",
    "people",
    "person",
    "phone",
    "phones",
    "position",
    "properties",
    "rating",
    "score",
    "source_url",
    "state",
    "title",
    "type",
    "url",
    "value",
    "website",
    "worksFor",
    "x",
];

/// Texts of every field, clean and not.
const SOME_TEXTS: &[&str] = &[
    "",
    " ",
    "-",
    "N/A",
    "Dr. Jane van der Berg, PhD",
    "SMITH, John Q., Jr.",
    "王小明",
    "김철수",
    "Nguyễn Văn An",
    "ACME HOLDINGS, INC",
    "株式会社トヨタ",
    "Müller GmbH & Co. KG",
    "Sales Team",
    "John <JOHN@ACME.COM>",
    "info@acme.co.uk",
    "a [at] b [dot] com",
    "j.doe+x@googlemail.com",
    "+61 400 000 000",
    "(425) 303-0114 x12",
    "1-800-FLOWERS",
    "0400 000 000",
    "https://www.acme.com/about",
    "acme.github.io",
    "facebook.com/acme",
    "https://de.linkedin.com/in/jane-doe?x=1",
    "linkedin.com/company/acme",
    "Sr. Mgr, Mktg",
    "CEO & Founder",
    "VP of Sales at Acme | Speaker",
    "Geschäftsführer",
    "Sydney NSW",
    "New York, NY 10001",
    "Berlin, DE",
    "Georgia",
    "1600 Amphitheatre Pkwy, Mountain View, CA 94043, USA",
    "50-100",
    "10,001+ employees",
    "SaaS",
    "Zahnarzt",
    "0.82",
    "95",
    "2026-02-15T10:00:00",
    "Person",
    "LocalBusiness",
    "true",
    "\u{0}\u{200b}",
    "🚀",
    "É́́́",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => proptest::sample::select(SOME_TEXTS).prop_map(str::to_owned),
        2 => (proptest::sample::select(SOME_TEXTS), proptest::sample::select(SOME_TEXTS), "[ ,;|/\\-]{1,3}")
            .prop_map(|(a, b, between)| format!("{a}{between}{b}")),
        1 => "\\PC{0,40}",
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        8 => text().prop_map(Value::String),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::Bool),
        1 => Just(Value::Null),
    ];
    leaf.prop_recursive(3, 24, 5, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            object(inner).prop_map(Value::Object),
        ]
    })
}

fn object(inner: impl Strategy<Value = Value>) -> impl Strategy<Value = Map<String, Value>> {
    let key =
        prop_oneof![12 => proptest::sample::select(SOME_KEYS).prop_map(str::to_owned), 1 => "\\PC{0,12}"];
    proptest::collection::vec((key, inner), 0..10).prop_map(|entries| entries.into_iter().collect())
}

/// A number of cases of which `PROPTEST_CASES` may make more.
fn cases(usual: u32) -> ProptestConfig {
    let config = ProptestConfig::default();
    ProptestConfig { cases: config.cases.max(usual), ..config }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..cases(2_000) })]

    #[test]
    fn a_normalized_lead_normalized_again_is_the_same_lead(payload in object(value())) {
        let payload = Value::Object(payload);
        if let Some(once) = lead(&payload) {
            prop_assert_eq!(lead(&Value::Object(once.clone())), Some(once));
        }
    }

    #[test]
    fn no_text_panics_in_any_field(text in prop_oneof![text(), "\\PC{0,200}", "(?s).{0,60}"]) {
        person::parse(&text, None);
        person::from_parts(Some(&text), Some(&text), Some("HU"));
        email::find(&text);
        phone::find(&text, Some("US"));
        company::normalize(&text);
        company::match_key(&text);
        domain::from_website(&text);
        title::normalize(&text);
        location::normalize(&text);
        size::normalize(&text);
        industry::normalize(&text);
        linkedin::find(&text);
    }
}

/// Inputs that once panicked, or came out otherwise the second time.
#[test]
fn what_fuzzing_found_stays_as_it_is_normalized() {
    for text in [
        "D'.C r PJan\u{1d}der Berg, P\0hDrD,1",
        "Dr.dr\0\0\0\0\0\0.d`\0r.r\0\0\0\0\0\0.d`.r.D\u{595}r..uD\u{595}r..u",
        "D'.H%rr%o\u{8}a",
    ] {
        if let Some(name) = person::parse(text, None) {
            let (first, last) = (name.first.as_deref(), name.last.as_deref());
            assert_eq!(person::from_parts(first, last, None), Some(name.clone()), "{text:?}");
        }
    }
    for text in
        ["{\0\u{1}#W\u{0}2&amp;amp; SL\u{7}BN", &"[".repeat(90), "\u{1},Acme\u{7},", "0ᾠ", "\u{1939}:\u{618}"]
    {
        if let Some(name) = company::normalize(text) {
            assert_eq!(company::normalize(&name), Some(name), "{text:?}");
        }
    }
    for text in ["\u{1d}\0\0\0?\0\0)\u{1}))\0).\t\u{1d})&0^M\u{1d}\u{1d}^", ")&0^M ^"] {
        if let Some(job) = title::normalize(text) {
            assert_eq!(title::normalize(&job.text), Some(job), "{text:?}");
        }
    }
    for text in ["1600 Am\u{1}S\u{1}\0(*\0 \0\u{8}ynS86, USA", "Am S (*, United States"] {
        if let Some(place) = location::normalize(text) {
            let shown = place.text();
            assert_eq!(location::normalize(&shown).map(|place| place.text()), Some(shown), "{text:?}");
        }
    }
    for text in ["twecw.ww.cx?y", "ww.cx"] {
        if let Some(site) = domain::from_website(text) {
            assert_eq!(domain::from_website(site.as_str()), Some(site), "{text:?}");
        }
    }
    let text = format!("linkedin.com/pub/apub{}/31/2/3", "j".repeat(95));
    if let Some(profile) = linkedin::find(&text) {
        assert_eq!(linkedin::find(profile.as_str()), Some(profile));
    }
    for payload in [
        serde_json::json!({"company_name": "@cme  1ttps://Am@om", "company_size": "50-100", "location": "Oslo"}),
        serde_json::json!({"city": "Oslo", "properties": [{"name": "N/A|https://linkedin.com/in/jane-doe", "employees": "x"}]}),
        serde_json::json!({"company": "Acme", "headline": ["\\N\u{10137}"]}),
    ] {
        if let Some(once) = lead(&payload) {
            assert_eq!(lead(&Value::Object(once.clone())), Some(once));
        }
    }
}
