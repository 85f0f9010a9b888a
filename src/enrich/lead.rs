//! From a stored lead and its raw payloads to its score.

use super::features::{EmailKind, Facts, PhoneKind};
use super::rules::{Intent, Scored, score, score_briefly};
use super::summary::summarize_learned;
use super::texts::texts_of;
use crate::learn::model::{About, Prediction};
use crate::models::leads::{Lead, LeadValues};
use crate::normalize::{email, phone};

/// Scores one lead with the raw payloads that it was made of, as JSON text.
pub fn score_lead<'a>(lead: &Lead, payloads: impl Iterator<Item = &'a str>) -> Scored {
    let texts: Vec<String> = payloads.flat_map(texts_of).collect();
    score(&facts(&lead.values, texts.iter().map(String::as_str).collect()))
}

/// Scores what a lead says, with the texts behind it; its parts have no reasons.
pub(super) fn score_values(values: &LeadValues, texts: Vec<&str>) -> Scored {
    score_briefly(&facts(values, texts))
}

/// What a model says of a lead in the place of what the rules say; signal and channel stay theirs.
pub(super) fn learned(values: &LeadValues, by_rules: Scored, said: &Prediction, about: &About) -> Scored {
    let intent = Intent::by(said.score, about.high_from, about.medium_from);
    let summary = summarize_learned(&fields(values, Vec::new()), said, intent, by_rules.signal.as_ref());
    Scored { score: said.score, intent, summary, ..by_rules }
}

pub(super) fn facts<'a>(values: &'a LeadValues, texts: Vec<&'a str>) -> Facts<'a> {
    Facts {
        email_kind: values.email.as_deref().and_then(email_kind),
        phone_kind: values.phone.as_deref().map(phone_kind),
        ..fields(values, texts)
    }
}

/// What the columns say, without a look at what kind of address and number there is.
fn fields<'a>(v: &'a LeadValues, texts: Vec<&'a str>) -> Facts<'a> {
    Facts {
        company_name: v.company_name.as_deref(),
        domain: v.domain.as_deref(),
        industry: v.industry.as_deref(),
        company_size: v.company_size.as_deref(),
        location: v.location.as_deref(),
        first_name: v.first_name.as_deref(),
        last_name: v.last_name.as_deref(),
        job_title: v.job_title.as_deref(),
        seniority: v.seniority.as_deref(),
        email: v.email.as_deref(),
        phone: v.phone.as_deref(),
        linkedin_url: v.linkedin_url.as_deref(),
        source: v.source.as_deref(),
        confidence: v.confidence_score,
        texts,
        ..Facts::default()
    }
}

fn email_kind(address: &str) -> Option<EmailKind> {
    Some(match email::find(address)?.kind() {
        email::Kind::Personal => EmailKind::Personal,
        email::Kind::Free => EmailKind::Free,
        email::Kind::Role => EmailKind::Role,
        email::Kind::Disposable => EmailKind::Disposable,
    })
}

fn phone_kind(number: &str) -> PhoneKind {
    use phone::LineType;
    match phone::find(number, None).map(|phone| phone.line_type()) {
        Some(LineType::Mobile) => PhoneKind::Mobile,
        Some(LineType::FixedLine | LineType::FixedOrMobile) => PhoneKind::Fixed,
        Some(LineType::TollFree) => PhoneKind::TollFree,
        _ => PhoneKind::Other,
    }
}
