//! One lead out of the records that are about it: for each part the best-founded value.
//!
//! "Better-founded" is a total order on values alone, so the result does not depend on the order of the records:
//! the more specific value first (as its field's normalizer weighs it), then the surer source (in quarters of
//! confidence), then the later scrape, then the exact confidence, then the longer text, then the text itself.

use std::cmp::Ordering;

use chrono::{DateTime, Utc};

use super::email;
use super::record::{Derived, Graded, Kind, PARTS, Part};
use crate::models::leads::LeadValues;

/// A value in the running, with what decides between it and another.
#[derive(Debug, Clone)]
struct Held<'a> {
    value: &'a Graded,
    confidence: f64,
    at: Option<DateTime<Utc>>,
    record: usize,
}

/// What a source's confidence counts as where the source gives none.
const UNSTATED_CONFIDENCE: f64 = 0.5;

/// The merge of some records, which more can be added to.
#[derive(Debug, Clone, Default)]
pub struct Merged<'a> {
    best: [Option<Held<'a>>; PARTS],
    source_confidence: Option<f64>,
    person: bool,
    records: usize,
}

impl<'a> Merged<'a> {
    /// Takes one more record in.
    pub fn add(&mut self, record: &'a Derived) {
        let confidence = record.source_confidence.unwrap_or(UNSTATED_CONFIDENCE);
        for (best, value) in self.best.iter_mut().zip(&record.values) {
            let Some(value) = value else { continue };
            let new = Held { value, confidence, at: record.at, record: self.records };
            if best.as_ref().is_none_or(|best| compare(&new, best) == Ordering::Greater) {
                *best = Some(new);
            }
        }
        self.source_confidence = match (self.source_confidence, record.source_confidence) {
            (Some(a), Some(b)) => Some(a.max(b)),
            (a, b) => a.or(b),
        };
        self.person |= record.kind == Kind::Person;
        self.records += 1;
    }

    /// Which record (in the order they were added) a part's value came from, and that value.
    pub fn origin(&self, part: Part) -> Option<(usize, &'a Graded)> {
        self.best[part as usize].as_ref().map(|held| (held.record, held.value))
    }

    /// Gives up the address: another lead holds it.
    pub fn without_email(mut self) -> Merged<'a> {
        self.best[Part::Email as usize] = None;
        self
    }

    /// The lead's columns.
    pub fn values(&self) -> LeadValues {
        let text = |part: Part| self.best[part as usize].as_ref().and_then(|held| held.value.text.clone());
        let second =
            |part: Part| self.best[part as usize].as_ref().and_then(|held| held.value.second.clone());
        LeadValues {
            company_name: text(Part::Company),
            domain: text(Part::Domain),
            industry: text(Part::Industry),
            company_size: text(Part::Size),
            location: text(Part::Location),
            first_name: text(Part::Name),
            last_name: second(Part::Name),
            job_title: text(Part::Title),
            seniority: second(Part::Title),
            email: text(Part::Email),
            phone: text(Part::Phone),
            linkedin_url: text(Part::Linkedin),
            confidence_score: Some(self.confidence()),
            source: text(Part::Source),
        }
    }

    /// How much was found valid, 0–1: the sum of what its parts count for in a person's lead, or in a company's. An
    /// email address counts in full when it is a person's at a company, and less by its kind otherwise.
    pub fn evidence(&self) -> f64 {
        let weights = if self.person { &PERSON_EVIDENCE } else { &COMPANY_EVIDENCE };
        let share = |part: Part, value: &Graded| match part {
            Part::Email => f64::from(value.weight.min(email::FULL_WEIGHT)) / f64::from(email::FULL_WEIGHT),
            _ => 1.0,
        };
        let held = |part: Part| self.best[part as usize].as_ref().map(|held| share(part, held.value));
        // Nothing adds up to minus zero.
        weights.iter().filter_map(|&(part, weight)| Some(weight * held(part)?)).sum::<f64>() + 0.0
    }

    /// How sure the lead is, 0–1, to two decimals: half what the surest source says of itself, half how much
    /// was found valid; all of it the latter where no source says anything.
    fn confidence(&self) -> f64 {
        let found = self.evidence();
        let confidence = self.source_confidence.map_or(found, |source| (source + found) / 2.0);
        (confidence * 100.0).round() / 100.0
    }
}

/// What each valid part adds to the confidence in a person's lead; the sum is 1.
const PERSON_EVIDENCE: [(Part, f64); 6] = [
    (Part::Email, 0.30),
    (Part::Phone, 0.15),
    (Part::Linkedin, 0.15),
    (Part::Name, 0.15),
    (Part::Company, 0.15),
    (Part::Title, 0.10),
];

/// And in a company's.
const COMPANY_EVIDENCE: [(Part, f64); 6] = [
    (Part::Company, 0.35),
    (Part::Domain, 0.25),
    (Part::Phone, 0.15),
    (Part::Location, 0.10),
    (Part::Industry, 0.10),
    (Part::Size, 0.05),
];

fn compare(a: &Held, b: &Held) -> Ordering {
    let quarter = |confidence: f64| (confidence * 4.0).min(3.0) as u8;
    let length = |value: &Graded| {
        value.text.as_deref().map_or(0, str::len) + value.second.as_deref().map_or(0, str::len)
    };
    (a.value.weight.cmp(&b.value.weight))
        .then_with(|| quarter(a.confidence).cmp(&quarter(b.confidence)))
        .then_with(|| a.at.cmp(&b.at))
        .then_with(|| a.confidence.total_cmp(&b.confidence))
        .then_with(|| length(a.value).cmp(&length(b.value)))
        .then_with(|| (&a.value.text, &a.value.second).cmp(&(&b.value.text, &b.value.second)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::normalize::record::{Hints, derive};

    fn merged(records: &[Derived]) -> LeadValues {
        let mut merged = Merged::default();
        records.iter().for_each(|record| merged.add(record));
        merged.values()
    }

    fn record(payload: serde_json::Value) -> Derived {
        derive(&payload, &Hints::default()).unwrap()
    }

    #[test]
    fn the_weights_add_up_to_one() {
        for weights in [PERSON_EVIDENCE, COMPANY_EVIDENCE] {
            assert!((weights.iter().map(|(_, w)| w).sum::<f64>() - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn the_result_does_not_depend_on_the_order() {
        let records = [
            record(json!({"name": "J. Smith", "email": "john@acme.com", "company": "acme"})),
            record(
                json!({"name": "John Smith", "email": "john@acme.com", "title": "CEO", "confidence": 0.9}),
            ),
            record(
                json!({"name": "John Smith", "email": "john@acme.com", "title": "Manager", "confidence": 0.9,
                          "scraped_at": "2026-01-01", "phone": "+61 400 000 000"}),
            ),
        ];
        let [a, b, c] = &records;
        let wanted = merged(&[a.clone(), b.clone(), c.clone()]);
        for order in [[a, c, b], [b, a, c], [b, c, a], [c, a, b], [c, b, a]] {
            assert_eq!(merged(&order.map(Clone::clone)), wanted);
        }
        assert_eq!(wanted.first_name.as_deref(), Some("John"));
        assert_eq!(wanted.phone.as_deref(), Some("+61400000000"));
        assert_eq!(wanted.job_title.as_deref(), Some("Manager"), "the later scrape of two as sure ones");
    }

    #[test]
    fn a_value_never_gives_way_to_nothing() {
        let full = record(
            json!({"name": "John Smith", "email": "john@acme.com", "phone": "+61 400 000 000", "company": "Acme"}),
        );
        let poor = record(json!({"email": "john@acme.com", "confidence": 1.0, "scraped_at": "2026-05-05"}));
        let values = merged(&[full, poor]);
        assert!(values.first_name.is_some() && values.phone.is_some() && values.company_name.is_some());
    }
}
