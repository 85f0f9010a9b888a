//! From a stored lead and its raw payloads to its score.

use chrono::{DateTime, NaiveDate, Utc};

use super::features::{EmailKind, Facts, PhoneKind};
use super::known::{known, of_payload};
use super::rules::{Intent, Rules, Scored, StoredPart, Wording, score};
use super::signals::Passage;
use super::summary::summarize_learned;
use super::texts::texts_of;
use crate::learn::model::{About, Prediction};
use crate::learn::{Model, Values};
use crate::models::leads::{Lead, LeadValues};
use crate::models::raw_leads::RawLead;
use crate::normalize::{email, phone};

/// The texts of a raw payload.
#[derive(Debug, Clone, PartialEq)]
pub struct Texts {
    texts: Vec<String>,
    since: NaiveDate,
}

impl Texts {
    /// Those of this payload, as JSON text.
    pub fn of(payload: &str, scraped_at: Option<DateTime<Utc>>, rules: &Rules) -> Self {
        let news = rules.news(scraped_at);
        Texts { texts: texts_of(payload, news), since: news.since }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The texts themselves.
    pub(super) fn into_texts(self) -> Vec<String> {
        self.texts
    }

    /// Each of them.
    pub fn passages(&self) -> impl Iterator<Item = Passage<'_>> {
        self.texts.iter().map(|text| Passage { text, since: self.since })
    }
}

/// Scores one lead with the raw records that it was made of, and says everything of the score.
pub fn score_lead<'a>(lead: &Lead, raws: impl Iterator<Item = &'a RawLead>, rules: &Rules) -> Scored {
    let texts: Vec<Texts> = raws.map(|raw| Texts::of(&raw.payload, raw.scraped_at, rules)).collect();
    score(&facts(&lead.values, texts.iter().flat_map(Texts::passages).collect()), rules, Wording::Whole)
}

/// The score of a lead by the rules, or by a model in their place, with the parts that explain it.
pub(super) fn base_of(
    values: &LeadValues,
    raws: &[&RawLead],
    rules: &Rules,
    model: Option<&Model>,
) -> (Scored, Vec<StoredPart>) {
    let texts: Vec<Texts> = raws.iter().map(|raw| Texts::of(&raw.payload, raw.scraped_at, rules)).collect();
    let passages = texts.iter().flat_map(Texts::passages).collect();
    let Some(model) = model else {
        let scored = score(&facts(values, passages), rules, Wording::Whole);
        let parts = scored.stored_parts();
        return (scored, parts);
    };
    let payloads: Vec<Values> = raws.iter().map(|raw| of_payload(&raw.payload)).collect();
    let (known, by_rules) = known(values, payloads, passages);
    // One lead, one prediction.
    let said = model.predict(&[known]).pop().unwrap_or_default();
    let parts = said.reasons.iter().map(StoredPart::from).collect();
    (learned(values, by_rules, &said, &model.about), parts)
}

/// The intent of a score by the rules, or by a model in their place.
pub(super) fn intent_of(score: f64, rules: &Rules, model: Option<&Model>) -> Intent {
    match model {
        None => rules.intent(score),
        Some(model) => Intent::by(score, model.about.high_from, model.about.medium_from),
    }
}

/// What a model says of a lead in the place of what the rules say; signal and channel stay theirs.
pub(super) fn learned(values: &LeadValues, by_rules: Scored, said: &Prediction, about: &About) -> Scored {
    let intent = Intent::by(said.score, about.high_from, about.medium_from);
    let summary = summarize_learned(&fields(values, Vec::new()), said, intent, by_rules.signal.as_ref());
    Scored { score: said.score, intent, summary, ..by_rules }
}

pub(super) fn facts<'a>(values: &'a LeadValues, texts: Vec<Passage<'a>>) -> Facts<'a> {
    Facts {
        email_kind: values.email.as_deref().and_then(email_kind),
        phone_kind: values.phone.as_deref().map(phone_kind),
        ..fields(values, texts)
    }
}

/// What the columns say, without a look at what kind of address and number there is.
fn fields<'a>(v: &'a LeadValues, texts: Vec<Passage<'a>>) -> Facts<'a> {
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
