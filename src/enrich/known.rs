//! What a model may look at: the payloads behind a lead, the lead's own fields (`lead:industry`) and what the rules say of it
//! (`rule:seniority`). Contact details and names count only as there or not there.

use serde_json::{Map, Value};

use super::features::{EmailKind, PhoneKind};
use super::lead::{Texts, facts};
use super::rules::{Rules, Scored, Wording, score};
use super::signals::Passage;
use crate::json;
use crate::learn::{Scalar, Values};
use crate::models::leads::LeadValues;
use crate::models::raw_leads::RawLead;
use crate::normalize::payload::{Field, Payload};

/// What a model may look at in a payload; nothing, where it cannot be read.
pub fn of_payload(payload: &str) -> Values {
    let mut values = Values::with_room();
    if let Ok(payload) = json::read(payload) {
        values.add_payload(&payload);
    }
    values
}

/// What is known of a lead with these payloads, the latest last, and the texts in them, and what the built-in rules make of it.
pub fn known(
    lead: &LeadValues,
    payloads: impl IntoIterator<Item = Values>,
    texts: Vec<Passage>,
) -> (Values, Scored) {
    let mut payloads = payloads.into_iter();
    let mut values = payloads.next().unwrap_or_default();
    payloads.for_each(|payload| values.set_all(&payload));
    for (name, text) in [
        ("lead:company_name", &lead.company_name),
        ("lead:industry", &lead.industry),
        ("lead:company_size", &lead.company_size),
        ("lead:location", &lead.location),
        ("lead:job_title", &lead.job_title),
        ("lead:seniority", &lead.seniority),
        ("lead:source", &lead.source),
    ] {
        values.set_text(name, text.as_deref());
    }
    for (name, field) in [
        ("lead:domain", &lead.domain),
        ("lead:first_name", &lead.first_name),
        ("lead:last_name", &lead.last_name),
        ("lead:linkedin_url", &lead.linkedin_url),
    ] {
        values.set_text(name, field.as_ref().map(|_| "known"));
    }
    if let Some(confidence) = lead.confidence_score.filter(|confidence| confidence.is_finite()) {
        values.set("lead:confidence_score", Scalar::Number(confidence));
    }
    let facts = facts(lead, texts);
    values.set_text("lead:email", facts.email_kind.map(email_kind));
    values.set_text("lead:phone", facts.phone_kind.map(phone_kind));
    let scored = score(&facts, Rules::built_in(), Wording::Points);
    for part in &scored.parts {
        values.set(&format!("rule:{}", part.name), Scalar::Number(part.points));
    }
    (values, scored)
}

/// What is known of a lead with the raw records behind it, the latest last.
pub fn known_of<'a>(lead: &LeadValues, raws: impl Iterator<Item = &'a RawLead>) -> Values {
    let rules = Rules::built_in();
    let (payloads, texts): (Vec<Values>, Vec<Texts>) =
        raws.map(|raw| (of_payload(&raw.payload), Texts::of(&raw.payload, raw.scraped_at, rules))).unzip();
    known(lead, payloads, texts.iter().flat_map(Texts::passages).collect()).0
}

fn email_kind(kind: EmailKind) -> &'static str {
    match kind {
        EmailKind::Personal => "personal",
        EmailKind::Free => "free mail",
        EmailKind::Role => "role",
        EmailKind::Disposable => "disposable",
    }
}

fn phone_kind(kind: PhoneKind) -> &'static str {
    match kind {
        PhoneKind::Mobile => "mobile",
        PhoneKind::Fixed => "fixed line",
        PhoneKind::TollFree => "toll-free",
        PhoneKind::Other => "other",
    }
}

/// The names of a payload's values that name a person.
pub fn personal(payload: &Map<String, Value>) -> Vec<String> {
    let read = Payload::read(payload);
    let fields = [Field::FullName, Field::FirstName, Field::LastName];
    let found: Vec<String> = fields
        .into_iter()
        .flat_map(|field| read.candidates(field).map(|found| read.path(found)).collect::<Vec<_>>())
        .collect();
    // A path counts the elements of a list, a name does not.
    found
        .into_iter()
        .map(|path| {
            path.split('.').fold(String::new(), |name, step| match step.bytes().all(|b| b.is_ascii_digit()) {
                true => name + "[]",
                false if name.is_empty() => step.to_owned(),
                false => name + "." + step,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_payload_the_lead_and_the_rules_are_known() {
        let lead = LeadValues {
            industry: Some("SaaS".to_owned()),
            first_name: Some("Ann".to_owned()),
            email: Some("ann@acme.com".to_owned()),
            ..LeadValues::default()
        };
        let payloads = [of_payload(r#"{"visits": 1}"#), of_payload(r#"{"visits": 3, "plan": "pro"}"#)];
        let (values, scored) = known(&lead, payloads, Vec::new());
        assert_eq!(values.get("visits"), Some(&Scalar::Number(3.0)), "the latest");
        assert_eq!(values.get("plan"), Some(&Scalar::Text("pro".to_owned())));
        assert_eq!(values.get("lead:industry"), Some(&Scalar::Text("SaaS".to_owned())));
        assert_eq!(values.get("lead:email"), Some(&Scalar::Text("personal".to_owned())));
        assert_eq!(values.get("rule:reachability"), Some(&Scalar::Number(scored.parts[1].points)));
        assert!(values.iter().all(|(_, value)| !format!("{value:?}").contains("Ann")));
    }

    #[test]
    fn keys_that_name_a_person_are_known() {
        let payload = serde_json::json!({"contact": {"full_name": "Ann Lee"}, "people": [{"first_name": "Bob"}], "plan": "pro"});
        let Value::Object(payload) = payload else { unreachable!() };
        let personal = personal(&payload);
        assert!(personal.contains(&"contact.full_name".to_owned()), "{personal:?}");
        assert!(!personal.contains(&"plan".to_owned()));
    }
}
