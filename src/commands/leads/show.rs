//! `leads show`.

use std::io::{self, Write};

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{COLUMNS, fields};
use crate::commands::names::{UserArg, optional_user};
use crate::commands::rules::RulesArg;
use crate::commands::{Context, DONE, shades};
use crate::enrich::{self, Rules, Scored, StoredPart};
use crate::learn::model::{AVERAGE, REST};
use crate::models::identifier;
use crate::models::lead_enrichment::Enrichment;
use crate::models::leads::Lead;
use crate::models::leads::list::{self, Row};
use crate::models::raw_leads::{self, RawLead};
use crate::models::scrape_jobs::Job;
use crate::normalize::record::Part;
use crate::normalize::{Derived, Memo, Merged, Reading, Readings, from_row, item};
use crate::output::{Format, Output, Rows, program, text};

/// Show one lead: every value with where it came from, why its score is what it is, and the raw records behind it.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine leads show john@acme.com\n  \
    leadengine leads show 3f2a9c1e --json")]
pub struct Show {
    /// Email address, id, or the beginning of an id
    #[arg(value_name = "ID|EMAIL")]
    lead: String,
    #[command(flatten)]
    user: UserArg,
    #[command(flatten)]
    rules: RulesArg,
}

/// Where a lead's value came from.
struct Origin {
    column: &'static str,
    raw: Option<Uuid>,
    key: String,
}

/// The parts of a lead and the columns they fill.
const PART_COLUMNS: [(Part, &str); 13] = [
    (Part::Company, "company_name"),
    (Part::Domain, "domain"),
    (Part::Industry, "industry"),
    (Part::Size, "company_size"),
    (Part::Location, "location"),
    (Part::Name, "first_name"),
    (Part::Name, "last_name"),
    (Part::Title, "job_title"),
    (Part::Title, "seniority"),
    (Part::Email, "email"),
    (Part::Phone, "phone"),
    (Part::Linkedin, "linkedin_url"),
    (Part::Source, "source"),
];

impl Show {
    /// Prints the lead.
    pub fn run(self, context: &Context) -> Result<u8> {
        let rules = &self.rules.load()?;
        let mut conn = context.connect_briefly()?;
        let user = optional_user(&mut conn, self.user.given())?;
        let scored = list::named(&mut conn, &self.lead, user.map(|user| user.id))?;
        let raws = raw_leads::by_ids(&mut conn, &scored.0.raw_ids().collect::<Vec<_>>())?;
        let options = Job::normalize_options(&mut conn, scored.0.user_id)?;
        let origins = origins(&scored.0, &raws, &Readings::new(options, Reading::default()));
        let why = enrich::score_lead(&scored.0, raws.iter(), rules);
        match context.output.format {
            Format::Table => print_table(&context.output, &scored, &raws, &origins, &why, rules)?,
            Format::Csv => {
                let mut rows = Rows::list(&context.output, &COLUMNS);
                rows.push_fields(&fields(&Row::from(&scored)))?;
                rows.finish()?;
            }
            Format::Json | Format::Jsonl => print_json(&scored, &raws, &origins, &why, rules)?,
        }
        Ok(DONE)
    }
}

/// Merges the lead's records once more, to tell which of them each value is from.
fn origins(lead: &Lead, raws: &[RawLead], readings: &Readings) -> Vec<Origin> {
    let derived: Vec<(Option<Uuid>, Derived)> = raws
        .iter()
        .filter_map(|raw| Some((Some(raw.id), item(raw, readings, &Memo::default()).derived.ok()?)))
        .chain([(None, from_row(lead))])
        .collect();
    let mut merged = Merged::default();
    derived.iter().filter(|(raw, _)| raw.is_some()).for_each(|(_, record)| merged.add(record));
    let stored = lead.values.texts();
    PART_COLUMNS
        .iter()
        .filter_map(|&(part, column)| {
            let shown = stored.iter().find(|(name, _)| *name == column)?.1.as_deref()?;
            // A value that no raw record gives any more: another program wrote it, or the record is gone.
            let found = merged.origin(part).filter(|(_, value)| {
                value.text.as_deref() == Some(shown) || value.second.as_deref() == Some(shown)
            });
            Some(match found {
                Some((index, value)) => {
                    let is_second = matches!(column, "last_name" | "seniority");
                    Origin { column, raw: derived[index].0, key: value.key_of(is_second).to_owned() }
                }
                None => Origin { column, raw: None, key: String::new() },
            })
        })
        .collect()
}

fn print_table(
    output: &Output,
    (lead, enrichment): &list::Scored,
    raws: &[RawLead],
    origins: &[Origin],
    why: &Scored,
    rules: &Rules,
) -> Result<()> {
    let mut out = io::BufWriter::new(io::stdout());
    writeln!(out, "Lead {}", lead.id)?;
    writeln!(out)?;
    let back = output.screen.back_arrow();
    for (column, value) in lead.values.texts() {
        let Some(value) = value else { continue };
        let from =
            origins.iter().find(|origin| origin.column == column).map_or(
                String::new(),
                |origin| match origin.raw {
                    Some(raw) => format!("  {back} {} of raw {}", origin.key, identifier::short(raw)),
                    None => format!("  {back} not from a raw record"),
                },
            );
        writeln!(out, "  {column:<13} {}{}", text::printable(value), text::printable(&from))?;
    }
    if let Some(confidence) = lead.values.confidence_score {
        writeln!(out, "  {:<13} {confidence:.2}", "confidence")?;
    }
    writeln!(out)?;
    let kept = kept_parts(enrichment.as_ref());
    match enrichment.as_ref().and_then(|e| e.predicted_score) {
        Some(stored) => {
            let e = enrichment.as_ref();
            let intent = e.and_then(|e| e.intent_level.as_deref());
            let words = format!("{} intent", text::printable(intent.unwrap_or("-")));
            let words = shades::intent_style(intent).paint(&words, output.color);
            writeln!(out, "Score {stored} of 100, {words}")?;
            if kept.is_none() && (stored - why.score).abs() > 0.05 {
                writeln!(
                    out,
                    "  (the rules in force give {}; {} stores that)",
                    why.score,
                    program::as_called("leadengine enrich --rescore")
                )?;
            }
        }
        None => writeln!(
            out,
            "Not scored yet ({} would give {} of 100)",
            program::as_called("leadengine enrich"),
            why.score
        )?,
    }
    match &kept {
        Some(parts) => print_kept(&mut out, parts)?,
        None => print_parts(&mut out, why)?,
    }
    let stored = enrichment.as_ref().filter(|_| kept.is_some());
    let summary = stored.map_or(Some(&why.summary), |e| e.ai_summary.as_ref());
    if let Some(summary) = summary {
        paragraph(&mut out, output, &text::printable(summary))?;
    }
    let found = why.signal.as_ref().map(|signal| format!("{}: {}", signal.kind.as_str(), signal.quote));
    let signal = stored.map_or(found.as_ref(), |e| e.buying_signal.as_ref());
    if let Some(signal) = signal {
        paragraph(&mut out, output, &format!("signal: {}", text::printable(signal)))?;
    }
    let (channel, reason) = channel(enrichment.as_ref(), why, rules);
    paragraph(
        &mut out,
        output,
        &format!("channel: {}: {}", text::printable(channel), text::printable(reason)),
    )?;
    writeln!(out)?;
    match raws.len() {
        0 => writeln!(out, "No raw record is behind it")?,
        1 => writeln!(out, "The raw record behind it")?,
        n => writeln!(out, "The {n} raw records behind it")?,
    }
    for raw in raws {
        let job =
            raw.scrape_job_id.map_or("no job".to_owned(), |job| format!("job {}", identifier::short(job)));
        let at = raw.scraped_at.map_or(String::new(), |at| at.format(", %Y-%m-%d %H:%M").to_string());
        writeln!(out, "  raw {} ({job}{at})", identifier::short(raw.id))?;
        let payload: Value = crate::json::read(&raw.payload).unwrap_or(Value::Null);
        for line in serde_json::to_string_pretty(&payload)?.lines() {
            writeln!(out, "    {}", text::printable(line))?;
        }
    }
    out.flush()?;
    Ok(())
}

/// Prints sentences, on a terminal broken between words.
fn paragraph(out: &mut impl Write, output: &Output, text: &str) -> io::Result<()> {
    output.screen.paragraph(text, 2).iter().try_for_each(|line| writeln!(out, "  {line}"))
}

/// The parts that were kept with the score: those of a model, of rules of one's own, and a language model's.
fn kept_parts(enrichment: Option<&Enrichment>) -> Option<Vec<StoredPart>> {
    serde_json::from_value(enrichment?.score_parts.clone()?).ok()
}

/// The channel that is recommended, and why: the stored one, which other rules may have chosen.
fn channel<'a>(enrichment: Option<&'a Enrichment>, why: &'a Scored, rules: &'a Rules) -> (&'a str, &'a str) {
    let stored = enrichment.and_then(|e| e.recommended_channel.as_deref()).unwrap_or(why.channel.as_str());
    if stored == why.channel.as_str() {
        return (stored, &why.channel_reason);
    }
    let best = why.ways.iter().find(|way| way.channel().as_str() == stored);
    let rule = best.and_then(|way| rules.sections.ways.iter().find(|rule| rule.way == *way));
    (stored, rule.map_or("other rules, or another program, recommend it", |rule| &rule.reason))
}

fn print_parts(out: &mut impl Write, why: &Scored) -> io::Result<()> {
    let width = why.parts.iter().map(|part| part.name.len()).max().unwrap_or(0);
    for part in &why.parts {
        let reason = text::printable(&part.reason);
        writeln!(out, "  {:<width$} {:>5} of {:<4} {reason}", part.name, part.points, part.max)?;
    }
    Ok(())
}

fn print_kept(out: &mut impl Write, parts: &[StoredPart]) -> io::Result<()> {
    let width = parts.iter().map(|part| part.name.chars().count()).max().unwrap_or(0);
    for part in parts {
        let reason = match (&part.reason, &part.value, part.name.as_str()) {
            (Some(reason), ..) => text::printable(reason),
            (None, Some(value), _) => text::printable(value),
            (None, None, AVERAGE) => "what the leads that the model learned from had on average".into(),
            (None, None, REST) => "".into(),
            (None, None, _) => "unknown".into(),
        };
        let points = match part.max {
            Some(max) => format!("{:>5} of {max:<4}", part.points),
            None => format!("{:>+6.1} ", part.points),
        };
        let line = format!("  {:<width$} {points} {reason}", text::printable(&part.name));
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// One object: the lead's columns, and beside them `score_parts`, `channel_reason`, `origins` and `raw`.
fn print_json(
    scored: &list::Scored,
    raws: &[RawLead],
    origins: &[Origin],
    why: &Scored,
    rules: &Rules,
) -> Result<()> {
    let mut object = serde_json::Map::new();
    for (column, field) in COLUMNS.iter().zip(fields(&Row::from(scored))) {
        object.insert(column.name.to_owned(), field.to_value());
    }
    let kept = scored.1.as_ref().and_then(|enrichment| enrichment.score_parts.clone());
    object.insert("score_parts".to_owned(), kept.unwrap_or_else(|| json!(why.parts)));
    object.insert("channel_reason".to_owned(), json!(channel(scored.1.as_ref(), why, rules).1));
    let origins: serde_json::Map<String, Value> = origins
        .iter()
        .map(|origin| {
            let key = origin.raw.map(|_| &origin.key);
            (
                origin.column.to_owned(),
                json!({"raw_lead_id": origin.raw.map(|id| id.to_string()), "key": key}),
            )
        })
        .collect();
    object.insert("origins".to_owned(), Value::Object(origins));
    let raws: Vec<Value> = raws
        .iter()
        .map(|raw| {
            let payload: Value = crate::json::read(&raw.payload).unwrap_or(Value::Null);
            json!({
                "id": raw.id.to_string(),
                "scrape_job_id": raw.scrape_job_id.map(|id| id.to_string()),
                "source_url": raw.source_url,
                "scraped_at": raw.scraped_at.map(|at| at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)),
                "raw_payload": payload,
            })
        })
        .collect();
    object.insert("raw".to_owned(), json!(raws));
    let json = serde_json::to_string_pretty(&Value::Object(object))?;
    writeln!(io::stdout(), "{}", text::escape_json_controls(json))?;
    Ok(())
}
