//! Scoring what is new or has changed: a page of leads at a time, spread over threads, stored in one transaction.

use std::collections::HashMap;
use std::thread;

use anyhow::{Result, anyhow};
use diesel::PgConnection;
use serde_json::Value;
use uuid::Uuid;

use super::features::{EmailKind, Facts, PhoneKind, texts_of};
use super::rules::{Intent, Scored, score};
use crate::models::lead_enrichment::{self, NewEnrichment, Scope};
use crate::models::leads::Lead;
use crate::models::raw_leads;
use crate::normalize::{email, phone};

/// Leads to a page.
const PAGE: i64 = 2_000;

/// What to score, and how.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Which leads.
    pub scope: Scope,
    /// Threads that score, from 1.
    pub workers: usize,
}

/// What was done: how many leads were scored, and to what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Leads scored.
    pub enriched: u64,
    /// Of them of high intent.
    pub high: u64,
    /// Of medium intent.
    pub medium: u64,
    /// Of low intent.
    pub low: u64,
}

/// Scores what is due. `on_records` is told how many more are done.
///
/// # Errors
/// When the database fails. Pages that were done before that stay done.
pub fn run(conn: &mut PgConnection, options: &Options, on_records: &mut dyn FnMut(u64)) -> Result<Summary> {
    let mut summary = Summary::default();
    let mut after = None;
    loop {
        let page = lead_enrichment::due(conn, options.scope, after, PAGE)?;
        let Some(last) = page.last() else { return Ok(summary) };
        after = Some(last.id);
        let raw_ids: Vec<Uuid> = page.iter().flat_map(Lead::raw_ids).collect();
        let payloads: HashMap<Uuid, String> =
            raw_leads::by_ids(conn, &raw_ids)?.into_iter().map(|raw| (raw.id, raw.payload)).collect();
        let scored = score_page(&page, &payloads, options.workers)?;
        for scored in &scored {
            summary.enriched += 1;
            match scored.intent {
                Intent::High => summary.high += 1,
                Intent::Medium => summary.medium += 1,
                Intent::Low => summary.low += 1,
            }
        }
        let rows: Vec<NewEnrichment> =
            page.iter().zip(scored).map(|(lead, scored)| row(lead, scored)).collect();
        lead_enrichment::store(conn, &rows)?;
        on_records(rows.len() as u64);
    }
}

/// Scores a page of leads, in its order.
fn score_page(page: &[Lead], payloads: &HashMap<Uuid, String>, workers: usize) -> Result<Vec<Scored>> {
    let share = page.len().div_ceil(workers.max(1)).max(1);
    thread::scope(|scope| {
        let threads: Vec<_> = page
            .chunks(share)
            .map(|leads| {
                scope.spawn(move || {
                    leads
                        .iter()
                        .map(|lead| {
                            let texts = lead.raw_ids().filter_map(|raw| payloads.get(&raw));
                            score_lead(lead, texts.map(String::as_str))
                        })
                        .collect::<Vec<Scored>>()
                })
            })
            .collect();
        let mut all = Vec::with_capacity(page.len());
        for thread in threads {
            all.extend(thread.join().map_err(|_| anyhow!("a scoring thread panicked"))?);
        }
        Ok(all)
    })
}

/// Scores one lead with the raw payloads that it was made of.
pub fn score_lead<'a>(lead: &Lead, payloads: impl Iterator<Item = &'a str>) -> Scored {
    let payloads: Vec<Value> = payloads.filter_map(|payload| serde_json::from_str(payload).ok()).collect();
    let v = &lead.values;
    let facts = Facts {
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
        email_kind: v.email.as_deref().and_then(email_kind),
        phone_kind: v.phone.as_deref().map(phone_kind),
        texts: payloads.iter().flat_map(texts_of).collect(),
    };
    score(&facts)
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

fn row(lead: &Lead, scored: Scored) -> NewEnrichment {
    NewEnrichment {
        lead_id: lead.id,
        updated_at: lead.updated_at,
        sources: lead.raw_lead_ids.as_ref().map_or(0, |ids| i32::try_from(ids.len()).unwrap_or(i32::MAX)),
        predicted_score: scored.score,
        intent_level: scored.intent.as_str(),
        ai_summary: scored.summary,
        buying_signal: scored.signal.map(|signal| format!("{}: {}", signal.kind.as_str(), signal.quote)),
        recommended_channel: scored.channel.as_str(),
    }
}
