//! Asking about the best leads, and storing what comes of it. One thread reads leads, some ask, and this one stores each answer as it
//! comes: a run that is killed keeps what it has paid for.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use anyhow::{Result, anyhow};
use chrono::{DateTime, Utc};
use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use diesel::PgConnection;
use uuid::Uuid;

use super::PART;
use super::advice::{self, Advice};
use super::question::{self, Question};
use crate::enrich::batch::row;
use crate::enrich::features::{clean, signals_reason};
use crate::enrich::lead::{base_of, intent_of};
use crate::enrich::rules::{Intent, Rules, Scored, StoredPart};
use crate::enrich::signals::Signal;
use crate::learn::Model;
use crate::learn::model::tenths;
use crate::llm::{Ask, Client, Unanswered};
use crate::models::identifier::Ids;
use crate::models::lead_enrichment::chosen::{Choice, Chosen, choose};
use crate::models::lead_enrichment::due::{self, Due, Scope};
use crate::models::lead_enrichment::parts::Parts;
use crate::models::lead_enrichment::store::store;
use crate::models::lead_enrichment::turn;
use crate::models::raw_leads::{self, RawLead};

/// The longest name of a language model that is kept, in characters.
const NAME_CHARS: usize = 80;
/// Leads that are read at a time.
const PAGE: usize = 50;

/// Whom to ask about which leads.
pub struct Options<'a> {
    /// Among which leads to choose.
    pub scope: Scope,
    /// So many of them, the best.
    pub top: Option<i64>,
    /// Of a score of at least this, 0 to 100.
    pub min_score: f64,
    /// Whether to ask again about those that have their answer.
    pub again: bool,
    /// When the run began, by the server's clock.
    pub since: DateTime<Utc>,
    /// What gave the scores.
    pub rules: &'a Rules,
    /// What gave them in the place of the rules.
    pub model: Option<&'a Model>,
    /// Whom to ask.
    pub client: &'a Client,
    /// The language model's name.
    pub name: &'a str,
    /// Questions at once, from 1.
    pub workers: usize,
    /// Whether to send names, addresses and numbers too.
    pub with_contact: bool,
    /// Opens a connection.
    pub connect: &'a dyn Fn() -> Result<PgConnection>,
}

/// What was done. Those that were chosen were answered, failed, or are left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Leads that were worth a call and had none yet.
    pub chosen: u64,
    /// Whose answer was taken.
    pub answered: u64,
    /// Who kept their score because there was no answer that could be taken.
    pub failed: u64,
    /// Who are left for another run: the budget was used up, the server was given up, or the lead changed meanwhile.
    pub left: u64,
    /// HTTP requests made.
    pub requests: u64,
    /// Where leads that were scored in this run stood, and stand now.
    pub moved: Vec<(Intent, Intent)>,
    /// Why the first question failed.
    pub failure: Option<String>,
    /// Why no more were asked.
    pub stopped: Option<String>,
}

/// A lead to be asked about.
struct Asked {
    lead: Due,
    scored_now: bool,
    base: Scored,
    parts: Vec<StoredPart>,
    question: Question,
}

/// Asks about the leads that are worth it. `begin` is told how many there are, `on_lead` that one more is done with.
///
/// # Errors
/// When the database fails. What was stored before that stays.
pub fn run(
    conn: &mut PgConnection,
    options: &Options,
    begin: &mut dyn FnMut(u64),
    on_lead: &mut dyn FnMut(),
) -> Result<Summary> {
    // Two runs with the same leads would pay twice.
    turn::begin_asking(conn, options.scope.user)?;
    let choice = Choice {
        scope: options.scope,
        top: options.top,
        min_score: options.min_score,
        without: PART,
        since: options.since,
    };
    let chosen: Vec<Chosen> =
        choose(conn, choice)?.into_iter().filter(|lead| options.again || !lead.has_part).collect();
    let mut summary = Summary { chosen: chosen.len() as u64, ..Summary::default() };
    begin(summary.chosen);
    if !chosen.is_empty() {
        ask_all(conn, options, &chosen, &mut summary, on_lead)?;
    }
    summary.left = summary.chosen - summary.answered - summary.failed;
    summary.requests = options.client.requests();
    turn::end_asking(conn, options.scope.user)?;
    Ok(summary)
}

fn ask_all(
    conn: &mut PgConnection,
    options: &Options,
    chosen: &[Chosen],
    summary: &mut Summary,
    on_lead: &mut dyn FnMut(),
) -> Result<()> {
    let mut reader = (options.connect)()?;
    let (rules, model, client) = (options.rules, options.model, options.client);
    let (with_contact, again) = (options.with_contact, options.again);
    let workers = options.workers.clamp(1, chosen.len());
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let (questions_in, questions_out) = bounded(workers);
        let (answers_in, answers_out) = unbounded();
        let feeder = scope.spawn({
            let stop = &stop;
            move || feed(&mut reader, chosen, (rules, model), (with_contact, again), stop, &questions_in)
        });
        for _ in 0..workers {
            let (questions, answers) = (questions_out.clone(), answers_in.clone());
            let stop = &stop;
            scope.spawn(move || ask(client, rules, &questions, &answers, stop));
        }
        drop((questions_out, answers_in));
        let ids = Ids::new();
        for (asked, answer) in answers_out {
            on_lead();
            match answer {
                Ok(advice) => take(conn, options, &ids, asked, advice, summary)?,
                Err(Unanswered::Failed(why)) => {
                    summary.failed += 1;
                    summary.failure.get_or_insert(why);
                }
                Err(unanswered) => {
                    summary.stopped.get_or_insert(unanswered.to_string());
                }
            }
        }
        feeder.join().unwrap_or_else(|_| Err(anyhow!("a reading thread panicked")))
    })
}

/// Reads leads, until there are no more or it is useless to ask.
fn feed(
    conn: &mut PgConnection,
    chosen: &[Chosen],
    (rules, model): (&Rules, Option<&Model>),
    (with_contact, again): (bool, bool),
    stop: &AtomicBool,
    questions: &Sender<Asked>,
) -> Result<()> {
    for page in chosen.chunks(PAGE) {
        let ids: Vec<Uuid> = page.iter().map(|lead| lead.id).collect();
        let mut leads: HashMap<Uuid, Due> =
            due::by_ids(conn, &ids)?.into_iter().map(|lead| (lead.id, lead)).collect();
        let raw_ids: Vec<Uuid> = leads.values().flat_map(Due::raw_ids).collect();
        let raws: HashMap<Uuid, RawLead> =
            raw_leads::by_ids(conn, &raw_ids)?.into_iter().map(|raw| (raw.id, raw)).collect();
        for chosen in page {
            // Gone, changed, or asked about by another run since.
            let Some(lead) =
                leads.remove(&chosen.id).filter(|lead| !lead.changed && (again || !lead.has_part(PART)))
            else {
                continue;
            };
            let raws: Vec<&RawLead> = lead.raw_ids().filter_map(|raw| raws.get(&raw)).collect();
            let (base, parts) = base_of(&lead.values, &raws, rules, model);
            let question = Question::new(&lead.values, &raws, rules, &base, &parts, with_contact);
            // With --rescore every lead was scored in this run, whether that changed anything or not.
            let scored_now = chosen.scored_now || again;
            let asked = Asked { lead, scored_now, base, parts, question };
            if stop.load(Ordering::Relaxed) || questions.send(asked).is_err() {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Asks until there are no more questions.
fn ask(
    client: &Client,
    rules: &Rules,
    questions: &Receiver<Asked>,
    answers: &Sender<(Asked, Result<Advice, Unanswered>)>,
    stop: &AtomicBool,
) {
    let (task, schema) = (question::task(), advice::schema());
    for asked in questions {
        let ask =
            Ask { system: &task, user: &asked.question.text, schema_name: "lead_advice", schema: &schema };
        let answer = client
            .ask(&ask, |answer| Advice::read(&answer, &asked.question.sources, &asked.lead.values, rules));
        if matches!(answer, Err(Unanswered::Budget | Unanswered::Stopped(_))) {
            stop.store(true, Ordering::Relaxed);
        }
        // Whoever stores has failed and gone.
        if answers.send((asked, answer)).is_err() {
            return;
        }
    }
}

/// Stores what an answer makes of a lead.
fn take(
    conn: &mut PgConnection,
    options: &Options,
    ids: &Ids,
    asked: Asked,
    advice: Advice,
    summary: &mut Summary,
) -> Result<()> {
    let Asked { lead, scored_now, base, mut parts, .. } = asked;
    let before = lead.stored.intent_level.as_deref().and_then(|intent| intent.parse::<Intent>().ok());
    let score = tenths((base.score + advice.adjustment).clamp(0.0, 100.0));
    parts.push(StoredPart {
        name: PART.to_owned(),
        points: tenths(score - base.score),
        max: None,
        value: None,
        reason: Some(format!("{}: {}", clean(options.name, NAME_CHARS), signals_in_words(&advice))),
    });
    let scored = Scored {
        score,
        intent: intent_of(score, options.rules, options.model),
        summary: advice.summary,
        signal: stronger(advice.signals.into_iter().next(), base.signal),
        ..base
    };
    let after = scored.intent;
    let id = lead.id;
    let mut new: Vec<_> = row(ids.next_id(), lead, scored, Some(Parts::of(&parts)?)).into_iter().collect();
    if store(conn, &mut new)?.contains(&id) {
        return Ok(());
    }
    summary.answered += 1;
    if scored_now && let Some(before) = before {
        summary.moved.push((before, after));
    }
    Ok(())
}

/// The signal that is worth more; of two that are worth the same the model's.
fn stronger(by_model: Option<Signal>, by_rules: Option<Signal>) -> Option<Signal> {
    match (by_model, by_rules) {
        (Some(by_model), Some(by_rules)) if by_rules.points > by_model.points => Some(by_rules),
        (by_model, by_rules) => by_model.or(by_rules),
    }
}

fn signals_in_words(advice: &Advice) -> String {
    match advice.signals.as_slice() {
        [] => "named no signal".to_owned(),
        signals => signals_reason(signals),
    }
}
