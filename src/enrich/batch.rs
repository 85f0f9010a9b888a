//! One batch of leads: their payloads read, scored, and stored.

use std::collections::HashMap;

use anyhow::Result;
use diesel::PgConnection;
use uuid::Uuid;

use super::known::{known, of_payload};
use super::lead::{Texts, facts, intent_of, learned};
use super::rules::{Intent, Rules, Scored, StoredPart, Wording, score};
use super::run::Summary;
use super::signals::{Passage, Signal};
use crate::learn::model::tenths;
use crate::learn::{Model, Values};
use crate::models::identifier::Ids;
use crate::models::lead_enrichment::due::{self, Due};
use crate::models::lead_enrichment::parts::Parts;
use crate::models::lead_enrichment::store::{NewEnrichment, store};

/// Scores a batch, and stores what is new or differs. Leads that were changed or removed since they were read do not count.
pub(super) fn score_and_store(
    conn: &mut PgConnection,
    ids: &Ids,
    rules: &Rules,
    model: Option<&Model>,
    keep: Option<&str>,
    batch: Vec<Due>,
) -> Result<Summary> {
    let raw_ids: Vec<Uuid> = batch.iter().flat_map(Due::raw_ids).collect();
    // Most payloads have no text that is worth keeping.
    let mut texts: HashMap<Uuid, Texts> = HashMap::new();
    let mut values: HashMap<Uuid, Values> = HashMap::new();
    // Some records are behind several leads.
    let mut uses: HashMap<Uuid, usize> = HashMap::new();
    if model.is_some() {
        raw_ids.iter().for_each(|raw| *uses.entry(*raw).or_default() += 1);
    }
    if !raw_ids.is_empty() {
        due::payloads(conn, &raw_ids, |raw, payload, scraped_at| {
            let found = Texts::of(payload, scraped_at, rules);
            if !found.is_empty() {
                texts.insert(raw, found);
            }
            if model.is_some() {
                values.insert(raw, of_payload(payload));
            }
        })?;
    }
    let mut summary = Summary::default();
    let mut new = Vec::with_capacity(batch.len());
    let texts_of = |lead: &Due| -> Vec<Passage> {
        lead.raw_ids().filter_map(|raw| texts.get(&raw)).flat_map(Texts::passages).collect()
    };
    // What everybody has need not be kept with each lead.
    let wording = if rules.are_built_in() { Wording::Summary } else { Wording::Whole };
    let mut add = |lead: Due, scored: Scored, parts: Option<Parts>| {
        summary.add(scored.intent, 1);
        new.extend(row(ids.next_id(), lead, scored, parts));
    };
    match model {
        None => {
            for lead in batch {
                let kept = kept(&lead, keep);
                let wording = if kept.is_some() { Wording::Whole } else { wording };
                let scored = score(&facts(&lead.values, texts_of(&lead)), rules, wording);
                if let Some(part) = kept {
                    let parts = scored.stored_parts();
                    let (scored, parts) = with_kept(&lead, scored, parts, part, rules, None);
                    add(lead, scored, Some(Parts::of(&parts)?));
                    continue;
                }
                let parts = match wording {
                    Wording::Whole => Some(Parts::of(&scored.stored_parts())?),
                    _ => None,
                };
                add(lead, scored, parts);
            }
        }
        Some(model) => {
            let mut of = |lead: &Due| {
                let payloads: Vec<Values> = lead
                    .raw_ids()
                    .filter_map(|raw| match uses.get(&raw) {
                        Some(1) => values.remove(&raw),
                        _ => values.get(&raw).cloned(),
                    })
                    .collect();
                known(&lead.values, payloads, texts_of(lead))
            };
            let (known, by_rules): (Vec<Values>, Vec<Scored>) = batch.iter().map(&mut of).unzip();
            for ((lead, by_rules), said) in batch.into_iter().zip(by_rules).zip(model.predict(&known)) {
                let scored = learned(&lead.values, by_rules, &said, &model.about);
                if let Some(part) = kept(&lead, keep) {
                    let parts = said.reasons.iter().map(StoredPart::from).collect();
                    let (scored, parts) = with_kept(&lead, scored, parts, part, rules, Some(model));
                    add(lead, scored, Some(Parts::of(&parts)?));
                } else {
                    add(lead, scored, Some(Parts::of(&said.reasons)?));
                }
            }
        }
    }
    if new.is_empty() {
        return Ok(summary);
    }
    let passed_over = store(conn, &mut new)?;
    for row in new.iter().filter(|row| passed_over.contains(&row.lead_id)) {
        if let Ok(intent) = row.intent_level.parse::<Intent>() {
            summary.add(intent, -1);
        }
    }
    Ok(summary)
}

/// The part of this name that a lead's stored score has, if the lead has not changed since.
fn kept(lead: &Due, name: Option<&str>) -> Option<StoredPart> {
    let name = name.filter(|_| !lead.changed)?;
    let parts: Vec<StoredPart> = serde_json::from_value(lead.stored.score_parts.as_ref()?.value()).ok()?;
    parts.into_iter().find(|part| part.name == name)
}

/// A score with what it had of a language model before: its points, its sentence and its signal.
fn with_kept(
    lead: &Due,
    base: Scored,
    mut parts: Vec<StoredPart>,
    part: StoredPart,
    rules: &Rules,
    model: Option<&Model>,
) -> (Scored, Vec<StoredPart>) {
    let score = tenths((base.score + part.points).clamp(0.0, 100.0));
    parts.push(StoredPart { points: tenths(score - base.score), ..part });
    let signal = lead.stored.buying_signal.as_deref().and_then(|stored| {
        let (kind, quote) = stored.split_once(": ")?;
        Some(Signal { kind: kind.parse().ok()?, quote: quote.to_owned(), points: 0.0 })
    });
    let scored = Scored {
        score,
        intent: intent_of(score, rules, model),
        summary: lead.stored.ai_summary.clone().unwrap_or_default(),
        signal: signal.or(base.signal),
        ..base
    };
    (scored, parts)
}

/// What to store; nothing where it is stored already and the lead has not changed.
pub(super) fn row(id: Uuid, lead: Due, scored: Scored, score_parts: Option<Parts>) -> Option<NewEnrichment> {
    let row = NewEnrichment {
        id,
        lead_id: lead.id,
        user_id: lead.user_id,
        place: lead.place,
        version: lead.version,
        enriched: lead.enriched,
        predicted_score: scored.score,
        intent_level: scored.intent.as_str(),
        ai_summary: scored.summary,
        buying_signal: scored.signal.map(|signal| format!("{}: {}", signal.kind.as_str(), signal.quote)),
        recommended_channel: scored.channel.as_str(),
        score_parts,
    };
    let stored = lead.stored;
    let same = stored.user_id == row.user_id
        && stored.predicted_score == Some(row.predicted_score)
        && stored.intent_level.as_deref() == Some(row.intent_level)
        && stored.ai_summary.as_deref() == Some(&row.ai_summary)
        && stored.buying_signal == row.buying_signal
        && stored.recommended_channel.as_deref() == Some(row.recommended_channel)
        && stored.score_parts == row.score_parts;
    (lead.changed || !same).then_some(row)
}
