//! `normalize`: from raw leads to leads.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::names::{UserArg, optional_user};
use super::{Context, DONE};
use crate::error::{Failure, Kind};
use crate::ingest::Reader;
use crate::models::scrape_jobs::Job;
use crate::normalize::{self, Derived, Hints, Merged, Options, Summary, derive};
use crate::output::{Column, Output, Rows, progress, seconds, text};

/// Turn waiting raw records into clean, deduplicated leads.
///
/// Takes every job that waits, or those named. New leads count against the user's plan; records beyond it wait
/// for the next billing month.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    leadengine normalize\n  \
    leadengine normalize --job 3f2a9c1e --json\n  \
    leadengine normalize --dry-run leads.jsonl | head")]
pub struct Normalize {
    /// Only this job (may be given several times)
    #[arg(long, value_name = "ID", conflicts_with = "dry_run")]
    job: Vec<String>,
    #[command(flatten)]
    user: UserArg,
    /// Derive every lead again from its raw records, as after an upgrade
    #[arg(long, conflicts_with = "dry_run")]
    rebuild: bool,
    /// Threads that normalize [default: as many as there are processors]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    workers: Option<u16>,
    /// Country (ISO code, such as AU) whose phone numbers are meant where a record names none
    #[arg(long, value_name = "CODE", value_parser = region)]
    region: Option<String>,
    /// Use no database: print one JSON object for each record of the file, in order
    #[arg(long, value_name = "FILE")]
    dry_run: Option<PathBuf>,
}

const COLUMNS: [Column; 8] = [
    Column::number("jobs", "Jobs"),
    Column::number("raw", "Raw records"),
    Column::number("created", "Created"),
    Column::number("updated", "Updated"),
    Column::number("unchanged", "Unchanged"),
    Column::number("rejected", "Rejected"),
    Column::number("over_quota", "Over quota"),
    Column::number("seconds", "Seconds"),
];

fn region(text: &str) -> Result<String, String> {
    let code = text.trim().to_ascii_uppercase();
    match normalize::country::by_alpha2(&code) {
        Some(country) => Ok(country.alpha2.to_owned()),
        None => Err("not an ISO 3166 country code of two letters, such as AU, DE or US".to_owned()),
    }
}

impl Normalize {
    /// Normalizes what waits.
    pub fn run(self, context: &Context) -> Result<u8> {
        if let Some(file) = &self.dry_run {
            return dry_run(file, self.region.as_deref());
        }
        let started = Instant::now();
        let target = context.target()?;
        let mut conn = context.connect()?;
        let user = optional_user(&mut conn, self.user.given())?;
        let jobs =
            self.job.iter().map(|name| Ok(Job::named(&mut conn, name)?.id)).collect::<Result<Vec<Uuid>>>()?;
        drop(conn);
        let options = Options {
            jobs,
            user: user.map(|user| user.id),
            rebuild: self.rebuild,
            workers: self.workers.map_or_else(processors, usize::from),
            region: self.region,
            connect: &|| target.connect(),
        };
        let summary = run(&context.output, &options)?;
        print(&context.output, &summary, started)
    }
}

/// Processors of this machine.
pub(super) fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Runs with a progress bar.
pub(super) fn run(output: &Output, options: &Options) -> Result<Summary> {
    let bar = progress::records(output, Some(0), "normalize");
    let summary =
        normalize::run(options, &mut |total| bar.set_length(total), &mut |records| bar.inc(records));
    bar.finish_and_clear();
    summary
}

/// Prints what was done, and chooses the exit status by it.
pub(super) fn print(output: &Output, summary: &Summary, started: Instant) -> Result<u8> {
    let cells = vec![
        summary.jobs.into(),
        summary.raw.into(),
        summary.created.into(),
        summary.updated.into(),
        summary.unchanged.into(),
        summary.rejected.into(),
        summary.over_quota.into(),
        seconds(started),
    ];
    Rows::one(output, &COLUMNS, cells)?;
    if summary.rejected > 0 {
        for (reason, count) in &summary.reasons {
            output.note(format!("{count} not a lead: {reason}"));
        }
    }
    if let Some(refused) = summary.refused.first() {
        let more = summary.refused.len() - 1;
        let message = match more {
            0 => refused.message.clone(),
            _ => format!("{} (and {more} more users like that)", refused.message),
        };
        return Err(Failure { message, ..refused.clone() }.into());
    }
    if summary.over_quota > 0 {
        let message = format!(
            "{} raw records wait: the month's leads of {} are used up",
            summary.over_quota,
            summary.limited.join(", ")
        );
        return Err(Failure::new(Kind::Quota, "lead_limit_reached", message)
            .hint("leadengine usage shows when the next month begins; leadengine subs change moves to a larger plan")
            .into());
    }
    if summary.raw == 0 {
        output.note("nothing was waiting");
    } else if summary.created + summary.updated == 0 {
        output.note("no lead changed");
    } else {
        output.note("next: leadengine enrich");
    }
    Ok(DONE)
}

/// The longest record that a dry run takes.
const MAX_RECORD: usize = 16 << 20;

fn dry_run(file: &Path, region: Option<&str>) -> Result<u8> {
    let shown = file.display();
    let source: Box<dyn Read> = if file.as_os_str() == "-" {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(file).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => {
                Failure::new(Kind::NotFound, "no_such_file", format!("there is no file {shown}"))
            }
            _ => Failure::new(Kind::Failed, "unreadable_input", format!("cannot read {shown}: {error}")),
        })?)
    };
    let mut reader = Reader::new(BufReader::with_capacity(1 << 18, source), MAX_RECORD);
    let mut out = BufWriter::new(io::stdout());
    loop {
        let chunk = reader.next_chunk().map_err(|error| {
            Failure::new(Kind::Failed, "unreadable_input", format!("cannot read {shown}: {error}"))
        })?;
        if chunk.is_empty() {
            break;
        }
        for (_, bytes, problem) in chunk.records() {
            let object = dry_run_record(bytes, problem, region);
            writeln!(out, "{}", text::escape_json_controls(Value::Object(object).to_string()))?;
        }
    }
    out.flush()?;
    Ok(DONE)
}

/// What a record would become, as an object with the columns of `leads`; or why it would become nothing.
fn dry_run_record(bytes: &[u8], problem: Option<&str>, region: Option<&str>) -> Map<String, Value> {
    let rejected = |code: &str, message: String| {
        Map::from_iter([("rejected".to_owned(), json!({"code": code, "message": message}))])
    };
    if let Some(problem) = problem {
        return rejected("not_json", problem.to_owned());
    }
    let payload: Value = match serde_json::from_slice(bytes) {
        Ok(payload) => payload,
        Err(error) => return rejected("not_json", format!("not JSON: {error}")),
    };
    let hints = Hints { region, ..Hints::default() };
    match derive(&payload, &hints) {
        Ok(derived) => columns(&derived),
        Err(reason) => rejected(reason.code(), reason.to_string()),
    }
}

fn columns(derived: &Derived) -> Map<String, Value> {
    let mut merged = Merged::default();
    merged.add(derived);
    let values = merged.values();
    let texts = values.texts().map(|(column, value)| (column.to_owned(), json!(value)));
    let others = [
        ("confidence_score".to_owned(), json!(values.confidence_score)),
        ("company_key".to_owned(), json!(derived.keys.company)),
    ];
    Map::from_iter(texts.into_iter().chain(others))
}
