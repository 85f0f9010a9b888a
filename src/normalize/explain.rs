//! What a record becomes, told step by step: which key each value came from, what stood there, and what was done to it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::merge::Merged;
use super::payload::{self, Field};
use super::record::{self, Derived, Hints, Part};
use super::{email, industry, phone};

/// One value of a lead, or of its payload, explained.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The column of `leads`; `None` for a value of the payload that no field is taken from.
    pub field: Option<&'static str>,
    /// The value that the lead has.
    pub value: Option<String>,
    /// The keys of the payload that it came from, as dotted paths.
    pub from: Vec<String>,
    /// What stands there.
    pub found: Vec<String>,
    /// What was done to it, for people.
    pub done: String,
}

/// The columns in their order, the part that fills each, and the fields that the part may be taken from.
const COLUMNS: [(&str, Part, &[Field]); 13] = [
    ("company_name", Part::Company, &[Field::Company]),
    ("domain", Part::Domain, &[Field::Website]),
    ("industry", Part::Industry, &[Field::Industry]),
    ("company_size", Part::Size, &[Field::CompanySize]),
    ("location", Part::Location, &[Field::Location, Field::City, Field::Region, Field::Country]),
    ("first_name", Part::Name, &[Field::FirstName, Field::FullName]),
    ("last_name", Part::Name, &[Field::LastName, Field::FullName]),
    ("job_title", Part::Title, &[Field::JobTitle]),
    ("seniority", Part::Title, &[Field::Seniority]),
    ("email", Part::Email, &[Field::Email]),
    ("phone", Part::Phone, &[Field::Phone]),
    ("linkedin_url", Part::Linkedin, &[Field::Linkedin]),
    ("source", Part::Source, &[Field::Source]),
];

/// Explains a record: its values in the order of the columns, then what else was found for them, then what of the payload
/// was not read.
pub fn explain(payload: &Map<String, Value>, derived: &Derived, hints: &Hints) -> Vec<Step> {
    let unpacked = payload::unpack(payload);
    let payload = unpacked.as_ref().unwrap_or(payload);
    let read = record::read(payload, hints);
    let mut steps = values(payload, derived);
    for (column, part, fields) in COLUMNS {
        for found in fields.iter().flat_map(|field| read.candidates(*field)) {
            let path = read.path(found);
            if steps.iter().any(|step| step.from.contains(&path)) {
                continue;
            }
            let done = match derived.value(part) {
                Some(_) => "not needed: another value was better",
                None => "not usable",
            };
            steps.push(Step::payload(Some(column), path, found.text().into_owned(), done));
        }
    }
    let mut unread = Vec::new();
    leaves(payload, "", &mut unread);
    let known: BTreeMap<String, bool> = read.paths().collect();
    for (path, text) in unread {
        if steps.iter().any(|step| step.from.contains(&path)) {
            continue;
        }
        match known.get(&path) {
            None => steps.push(Step::payload(None, path, text, "no field is taken from this key")),
            // Of the others the lead itself tells.
            Some(false) => {
                steps.push(Step::payload(None, path, text, "read beside the others, and not used"))
            }
            Some(true) => {}
        }
    }
    steps
}

impl Step {
    /// A value of the payload that the lead does not have.
    fn payload(field: Option<&'static str>, path: String, text: String, done: &str) -> Step {
        Step { field, value: None, from: vec![path], found: vec![text], done: done.to_owned() }
    }
}

/// The values that a lead has.
fn values(payload: &Map<String, Value>, derived: &Derived) -> Vec<Step> {
    let mut merged = Merged::default();
    merged.add(derived);
    let values = merged.values();
    let texts = values.texts();
    let mut steps = Vec::new();
    for (column, part, _) in COLUMNS {
        let value: Option<String> =
            texts.iter().find(|(name, _)| *name == column).and_then(|(_, text)| (*text).clone());
        let Some(value) = value else { continue };
        let is_second = matches!(column, "last_name" | "seniority");
        let key = derived.value(part).map(|graded| graded.key_of(is_second)).unwrap_or_default();
        let from: Vec<String> = key.split(" + ").filter(|key| !key.is_empty()).map(str::to_owned).collect();
        let found: Vec<String> =
            from.iter().map(|path| look_up(payload, path).map(as_text).unwrap_or_default()).collect();
        let done = how(column, &value, &from, &found, derived);
        steps.push(Step { field: Some(column), value: Some(value), from, found, done });
    }
    let own =
        |field, value, done| Step { field: Some(field), value, from: Vec::new(), found: Vec::new(), done };
    let evidence = merged.evidence();
    steps.push(own(
        "confidence_score",
        values.confidence_score.map(|score| format!("{score:.2}")),
        match derived.source_confidence {
            Some(source) => {
                format!("half {source:.2} of the source's own, half {evidence:.2} for what was found valid")
            }
            None => "for what was found valid; the source says nothing of itself".to_owned(),
        },
    ));
    if let Some(key) = &derived.keys.company {
        let done = "the company's name for identity: without legal form, case and accents";
        steps.push(own("company_key", Some(key.clone()), done.to_owned()));
    }
    steps
}

/// What was done to make a value of what was found.
fn how(column: &str, value: &str, from: &[String], found: &[String], derived: &Derived) -> String {
    let joined = found.join(" ");
    let (raw, same) = (joined.as_str(), |a: &str| a.trim().to_lowercase() == value.to_lowercase());
    let plain = |otherwise: &str| {
        if raw == value {
            "as it stands".to_owned()
        } else if raw.trim() == value {
            "white space dropped".to_owned()
        } else if same(raw) {
            "upper and lower case mended".to_owned()
        } else {
            otherwise.to_owned()
        }
    };
    match column {
        "email" => {
            let address = email::find(value);
            let kind = match address.as_ref().map(email::Email::kind) {
                Some(email::Kind::Role) => "a desk's",
                Some(email::Kind::Free) => "at a free provider",
                Some(email::Kind::Disposable) => "at a throw-away provider",
                _ => "a person's at a company",
            };
            let done = if raw == value {
                "as it stands"
            } else if same(raw) {
                "in lower case"
            } else if raw.to_lowercase().contains(value) {
                "found inside the text"
            } else {
                "disguise undone or domain in ASCII"
            };
            format!("{done}; {kind}")
        }
        "phone" => match phone::find(value, None) {
            Some(number) => {
                let region = number.region().unwrap_or_else(|| "no country".to_owned());
                format!("in E.164, as a number of {region}; {}", line(number.line_type()))
            }
            None => "in E.164".to_owned(),
        },
        "domain" if email_key(derived) == from.first() => "the email address's domain".to_owned(),
        "domain" => plain("the registrable domain, by the public suffix list"),
        "industry" if industry::INDUSTRIES.contains(&value) => plain("LinkedIn's industry for it"),
        "industry" => plain("cleaned; no industry of the table"),
        "company_size" => plain("LinkedIn's range that holds it"),
        "company_name" => plain("legal form, case and stray signs mended"),
        "location" => plain("city, region and country, by ISO 3166"),
        "first_name" | "last_name" if from.len() > 1 || same(raw) => plain("cleaned"),
        "first_name" => "the given name in it".to_owned(),
        "last_name" => "the family name in it".to_owned(),
        "job_title" => plain("abbreviations spelled out, what is no title dropped"),
        "seniority" if derived.text(Part::Title).is_some() => "read from the title".to_owned(),
        "seniority" => "as the source says".to_owned(),
        "linkedin_url" => plain("the profile's address in its usual form"),
        _ => plain("cleaned"),
    }
}

fn email_key(derived: &Derived) -> Option<&String> {
    derived.value(Part::Email).map(|graded| &graded.key)
}

fn line(kind: phone::LineType) -> &'static str {
    match kind {
        phone::LineType::Mobile => "mobile",
        phone::LineType::FixedLine => "fixed line",
        phone::LineType::FixedOrMobile => "fixed line or mobile",
        phone::LineType::TollFree => "toll-free",
        phone::LineType::Voip => "over the internet",
        phone::LineType::Premium => "premium rate",
        _ => "other kind of line",
    }
}

/// The value at a dotted path whose steps are keys, which may hold dots themselves, and numbers of elements.
fn look_up<'a>(map: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    if let Some(value) = map.get(path) {
        return Some(value);
    }
    path.match_indices('.').find_map(|(at, _)| {
        let (value, rest) = (map.get(&path[..at])?, &path[at + 1..]);
        inside(value, rest)
    })
}

fn inside<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    match value {
        Value::Object(map) => look_up(map, path),
        Value::Array(items) => match path.split_once('.') {
            Some((index, rest)) => inside(items.get(index.parse::<usize>().ok()?)?, rest),
            None => items.get(path.parse::<usize>().ok()?),
        },
        _ => None,
    }
}

fn as_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Every scalar of a payload that says something, with its path.
fn leaves(map: &Map<String, Value>, before: &str, out: &mut Vec<(String, String)>) {
    map.iter().for_each(|(key, value)| leaf(value, &join(before, key), out));
}

/// Scalars of one payload that are shown as not read.
const MAX_LEAVES: usize = 200;

fn leaf(value: &Value, path: &str, out: &mut Vec<(String, String)>) {
    match value {
        _ if out.len() >= MAX_LEAVES => {}
        Value::Object(map) => leaves(map, path, out),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| leaf(item, &join(path, &at.to_string()), out));
        }
        Value::Null => {}
        scalar => out.push((path.to_owned(), as_text(scalar))),
    }
}

fn join(before: &str, step: &str) -> String {
    if before.is_empty() { step.to_owned() } else { format!("{before}.{step}") }
}
