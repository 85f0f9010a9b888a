//! Labelled cases and their scores: what each normalizer should make of what scrapers deliver. The cases lie in
//! `tests/data/quality`, one file a field, written from public knowledge and without looking at the code.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use leadengine::enrich::Rules;
use leadengine::enrich::signals::{self, Passage};
use leadengine::normalize::identity::clusters;
use leadengine::normalize::{
    Derived, Hints, Merged, company, derive, domain, email, industry, linkedin, location, person, phone,
    size, title,
};
use serde_json::{Map, Value, json};

/// The files, in the order in which they are reported.
pub const FILES: [&str; 14] = [
    "person",
    "email",
    "phone",
    "company",
    "company_pairs",
    "domain",
    "title",
    "location",
    "size",
    "industry",
    "linkedin",
    "payload",
    "identity",
    "signals",
];

/// One case that came out otherwise.
pub struct Miss {
    /// Its line, from 1.
    pub line: usize,
    /// What went in.
    pub case: String,
    /// What was wanted.
    pub wanted: String,
    /// What came out.
    pub got: String,
}

/// How one file came out.
pub struct Score {
    /// Its cases.
    pub cases: usize,
    /// Those that came out otherwise.
    pub misses: Vec<Miss>,
}

impl Score {
    /// The share that came out right, 0–1.
    pub fn accuracy(&self) -> f64 {
        1.0 - self.misses.len() as f64 / self.cases.max(1) as f64
    }
}

/// Runs every case of one file.
pub fn score(file: &str) -> Score {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/quality/{file}.jsonl"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut score = Score { cases: 0, misses: Vec::new() };
    let mut seen = BTreeSet::new();
    for (index, line) in text.lines().enumerate() {
        let case: Value =
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{file}.jsonl:{}: {error}", index + 1));
        assert!(seen.insert(case.to_string()), "{file}.jsonl:{}: a double", index + 1);
        score.cases += 1;
        let (wanted, got) = outcome(file, &case);
        if wanted != got {
            let shown = if file == "payload" || file == "identity" { &Value::Null } else { &case };
            let shown = if shown.is_null() { label(&case) } else { shown.to_string() };
            score.misses.push(Miss {
                line: index + 1,
                case: shown,
                wanted: wanted.to_string(),
                got: got.to_string(),
            });
        }
    }
    score
}

fn label(case: &Value) -> String {
    case["shape"].as_str().or(case["why"].as_str()).unwrap_or_default().to_owned()
}

/// What a case wants and what it gets, in the same shape.
fn outcome(file: &str, case: &Value) -> (Value, Value) {
    let text = |key: &str| case[key].as_str();
    let input = text("text").unwrap_or_default();
    match file {
        "person" => {
            let name = if case.get("first_in").is_some() || case.get("last_in").is_some() {
                person::from_parts(text("first_in"), text("last_in"), text("country"))
            } else {
                person::parse(input, text("country"))
            };
            let (first, last) = name.map_or((None, None), |name| (name.first, name.last));
            (json!([case["first"], case["last"]]), json!([first, last]))
        }
        "email" => {
            let found = email::find(input);
            let mut wanted = vec![case["email"].clone()];
            let mut got = vec![json!(found.as_ref().map(email::Email::as_str))];
            if let Some(identity) = case.get("identity") {
                wanted.push(identity.clone());
                got.push(json!(found.as_ref().map(email::identity_key)));
            }
            if let Some(kind) = case.get("kind") {
                wanted.push(kind.clone());
                got.push(json!(found.as_ref().map(|mail| kind_of(mail))));
            }
            (json!(wanted), json!(got))
        }
        "phone" => {
            let found = phone::find(input, text("region"));
            let mut wanted = vec![case["phone"].clone()];
            let mut got = vec![json!(found.as_ref().map(phone::Phone::as_str))];
            if let Some(line) = case.get("type") {
                wanted.push(line.clone());
                got.push(json!(found.as_ref().map(line_type)));
            }
            (json!(wanted), json!(got))
        }
        "signals" => {
            let rules = Rules::built_in();
            // What is said was scraped when it was written.
            let scraped = "2026-11-24T00:00:00Z".parse().ok();
            let passage = Passage { text: input, since: rules.news(scraped).since };
            let found = signals::find(&[passage], &rules.phrases);
            let wanted = text("signal").unwrap_or_default();
            (case["found"].clone(), json!(found.iter().any(|signal| signal.kind.as_str() == wanted)))
        }
        "company" => (case["company"].clone(), json!(company::normalize(input))),
        "company_pairs" => {
            let key = |side: &str| company::match_key(&company::normalize(text(side)?)?);
            let (a, b) = (key("a"), key("b"));
            (case["same"].clone(), json!(a.is_some() && a == b))
        }
        "domain" => {
            let found = match text("website") {
                Some(site) => domain::from_website(site),
                None => {
                    email::find(text("email").unwrap_or_default()).and_then(|mail| domain::from_email(&mail))
                }
            };
            (case["domain"].clone(), json!(found.map(|domain| domain.as_str().to_owned())))
        }
        "title" => {
            let found = title::normalize(input);
            let seniority =
                json!(found.as_ref().and_then(|title| title.seniority).map(title::Seniority::as_str));
            match case.get("title") {
                Some(wanted) => {
                    let got = json!(found.map(|title| title.text));
                    (json!([wanted, case["seniority"]]), json!([got, seniority]))
                }
                None => (case["seniority"].clone(), seniority),
            }
        }
        "location" => {
            let found = if case.get("text").is_some() {
                location::normalize(input)
            } else {
                location::from_parts(text("city"), text("region"), text("country"))
            };
            (case["location"].clone(), json!(found.map(|place| place.text())))
        }
        "size" => (case["size"].clone(), json!(size::normalize(input).map(|range| range.as_str()))),
        "industry" => (case["industry"].clone(), json!(industry::normalize(input))),
        "linkedin" => {
            let (kind, url) = match linkedin::find(input) {
                Some(linkedin::Profile::Person(url)) => (json!("person"), json!(url)),
                Some(linkedin::Profile::Company(url)) => (json!("company"), json!(url)),
                None => (Value::Null, Value::Null),
            };
            let wanted_kind = if case["url"].is_null() { Value::Null } else { case["kind"].clone() };
            (json!([wanted_kind, case["url"]]), json!([kind, url]))
        }
        "payload" => {
            let lead = columns(&case["payload"]);
            let wanted = case["lead"].as_object().cloned().unwrap_or_default();
            let got: Map<String, Value> =
                wanted.keys().map(|key| (key.clone(), lead.get(key).cloned().unwrap_or_default())).collect();
            let differing = |side: &Map<String, Value>| -> Map<String, Value> {
                wanted
                    .keys()
                    .filter(|key| wanted[*key] != got[*key])
                    .map(|key| (key.clone(), side[key].clone()))
                    .collect()
            };
            (differing(&wanted).into(), differing(&got).into())
        }
        "identity" => {
            let records: Vec<Derived> = case["records"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|record| {
                    derive(record, &Hints::default()).unwrap_or_else(|why| panic!("{}: {why}", label(case)))
                })
                .collect();
            let mut groups = clusters(&records.iter().collect::<Vec<_>>());
            groups.sort();
            (case["leads"].clone(), json!(groups))
        }
        other => panic!("no such file: {other}"),
    }
}

fn kind_of(mail: &email::Email) -> &'static str {
    match mail.kind() {
        email::Kind::Role => "role",
        email::Kind::Free => "free",
        email::Kind::Disposable => "disposable",
        _ => "personal",
    }
}

fn line_type(number: &phone::Phone) -> &'static str {
    match number.line_type() {
        phone::LineType::Mobile => "mobile",
        phone::LineType::FixedLine => "fixed",
        phone::LineType::FixedOrMobile => "fixed_or_mobile",
        phone::LineType::TollFree => "toll_free",
        _ => "other",
    }
}

/// What a payload becomes: its columns, and the source's own confidence.
pub fn columns(payload: &Value) -> Map<String, Value> {
    let Ok(derived) = derive(payload, &Hints::default()) else { return Map::new() };
    let mut merged = Merged::default();
    merged.add(&derived);
    let values = merged.values();
    let mut columns: Map<String, Value> =
        values.texts().map(|(column, value)| (column.to_owned(), json!(value))).into_iter().collect();
    columns.insert("confidence".to_owned(), json!(derived.source_confidence));
    columns
}
