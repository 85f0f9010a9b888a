//! `normalize`: from raw leads to leads.

pub(super) mod dry_run;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use encoding_rs::Encoding;
use uuid::Uuid;

use super::completions::values;
use super::names::{UserArg, optional_user};
use super::{Context, DONE, so_far};
use crate::error::{Failure, Kind};
use crate::ingest::InputFormat;
use crate::interrupt;
use crate::models::scrape_jobs::Job;
use crate::normalize::mapping::Mapping;
use crate::normalize::{self, Options, Reading, Summary};
use crate::output::{Cell, Column, Output, Rows, progress, seconds, text};
use crate::quota;

/// Turn waiting raw records into clean, deduplicated leads.
///
/// Takes every job that waits, or those named. New leads count against the user's plan; records beyond it wait
/// for the next billing month.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine normalize\n  \
    leadengine normalize --job 3f2a9c1e --json\n  \
    leadengine normalize --dry-run leads.csv | head")]
pub struct Normalize {
    /// Only this job (may be given several times)
    #[arg(long, value_name = "ID", conflicts_with = "dry_run", add = values::jobs())]
    job: Vec<String>,
    #[command(flatten)]
    user: UserArg,
    /// Derive every lead again from its raw records, as after an upgrade
    #[arg(long, conflicts_with = "dry_run")]
    rebuild: bool,
    /// Threads that normalize, each with a connection, 16 at most [default: as many as there are processors]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    workers: Option<u16>,
    #[command(flatten)]
    reading: ReadingArgs,
    /// Use no database: print one JSON object for each record of the file, in order
    #[arg(long, value_name = "FILE")]
    dry_run: Option<PathBuf>,
    /// The form of that file: auto (what it holds tells), json, csv or tsv
    #[arg(long, value_name = "FORM", value_enum, hide_possible_values = true, requires = "dry_run")]
    input_format: Option<InputFormat>,
    /// The encoding of that file, where it is not UTF-8 and does not say so: windows-1252 or another
    #[arg(long, value_name = "NAME", value_parser = super::ingest::encoding, requires = "dry_run")]
    encoding: Option<&'static Encoding>,
    /// Say of each value which key it came from and what was done to it
    #[arg(long, requires = "dry_run")]
    explain: bool,
}

/// How payloads are read.
#[derive(Debug, Args)]
pub struct ReadingArgs {
    /// Country (ISO code, such as AU) whose phone numbers are meant where a record names none; kept with the jobs
    #[arg(long, value_name = "CODE", value_parser = region)]
    region: Option<String>,
    /// JSON file that says where fields stand in your payloads: {"email": ["person.mail", "/0/address"]}; kept with the jobs
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
}

impl ReadingArgs {
    /// # Errors
    /// When the mapping cannot be read, or is none.
    pub(super) fn load(self) -> Result<Reading> {
        let mapping = self.mapping.as_deref().map(mapping).transpose()?;
        Ok(Reading { region: self.region, mapping })
    }
}

pub(super) const COLUMNS: [Column; 8] = [
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
        let reading = self.reading.load()?;
        if let Some(file) = &self.dry_run {
            let format = self.input_format.unwrap_or_default();
            return dry_run::run(&context.output, file, (format, self.encoding), &reading, self.explain);
        }
        let started = Instant::now();
        let mut summary = Summary::default();
        let which =
            Which { jobs: &self.job, user: self.user.given(), rebuild: self.rebuild, workers: self.workers };
        let done = normalize_these(context, which, reading, &mut summary);
        match (done, interrupt::asked()) {
            (Ok(()), _) => print(&context.output, &summary, started),
            (Err(_), Some(status)) => {
                Rows::one(&context.output, &COLUMNS, cells(&summary, started))?;
                context.output.note("interrupted: what was done stays; the same command does the rest");
                Ok(status)
            }
            (Err(error), None) => Err(error),
        }
    }
}

/// What is normalized.
pub(super) struct Which<'a> {
    /// These jobs, by name; none means every one that waits.
    pub(super) jobs: &'a [String],
    /// Only this user's.
    pub(super) user: Option<&'a str>,
    pub(super) rebuild: bool,
    pub(super) workers: Option<u16>,
}

/// Normalizes, with a progress bar, and adds it up in `summary`, also where it ends with an error.
pub(super) fn normalize_these(
    context: &Context,
    which: Which,
    reading: Reading,
    summary: &mut Summary,
) -> Result<()> {
    let target = context.target()?;
    let (_, (user, jobs)) = context.connected(|conn| {
        let user = optional_user(conn, which.user)?;
        user.as_ref().map_or(Ok(()), quota::refuse_inactive)?;
        let jobs = which.jobs.iter().map(|name| Ok(Job::named(conn, name, user.as_ref())?.id));
        let jobs = jobs.collect::<Result<Vec<Uuid>>>()?;
        Ok((user, jobs))
    })?;
    let bar = progress::counted(&context.output, None, "normalize", "records");
    let patience = context.patience(|line| context.output.note(line));
    interrupt::listen()?;
    let options = Options {
        jobs,
        user: user.map(|user| user.id),
        rebuild: which.rebuild,
        workers: which.workers.map_or_else(processors, usize::from),
        reading,
        connect: &|| target.connect(),
        patience: &patience,
    };
    let done =
        normalize::run(&options, summary, &mut |total| bar.set_total(total), &mut |records| bar.add(records));
    bar.finish();
    let so_far = |error| {
        let done = summary.created + summary.updated;
        so_far(error, done, "records made or changed leads; the same command does the rest")
    };
    done.map_err(so_far)
}

/// The longest mapping that is read: a thousand times what any needs.
const MAX_MAPPING: u64 = 1 << 20;

/// Reads and checks a mapping.
fn mapping(file: &Path) -> Result<Mapping> {
    let shown = file.display();
    let unreadable = |error: &io::Error| Failure::unreadable(file, error);
    let invalid = |problem: String| {
        Failure::new(Kind::Usage, "invalid_mapping", format!("{shown} is no mapping: {problem}"))
            .hint("a mapping looks like {\"email\": [\"person.mail\"], \"phone\": {\"only\": [\"/tel\"]}}; see leadengine normalize --help")
    };
    if fs::metadata(file).map_err(|error| unreadable(&error))?.len() > MAX_MAPPING {
        return Err(invalid(format!("it is longer than {MAX_MAPPING} bytes")).into());
    }
    let text = fs::read_to_string(file).map_err(|error| unreadable(&error))?;
    Ok(Mapping::parse(&text).map_err(|problem| invalid(problem.to_string()))?)
}

/// Processors of this machine.
pub(super) fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// The cells of [`COLUMNS`].
pub(super) fn cells(summary: &Summary, started: Instant) -> Vec<Cell> {
    vec![
        summary.jobs.into(),
        summary.raw.into(),
        summary.created.into(),
        summary.updated.into(),
        summary.unchanged.into(),
        summary.rejected.into(),
        summary.over_quota.into(),
        seconds(started),
    ]
}

/// Prints what was done, and chooses the exit status by it.
fn print(output: &Output, summary: &Summary, started: Instant) -> Result<u8> {
    Rows::one(output, &COLUMNS, cells(summary, started))?;
    tell_rejected(output, summary);
    refuse_if_limited(summary)?;
    if summary.raw == 0 {
        output.note("nothing was waiting; leadengine ingest FILE loads records");
    } else if summary.created + summary.updated + summary.gone == 0 {
        output.note("no lead changed; leadengine leads lists them");
    } else {
        output.note("next: leadengine enrich");
    }
    Ok(DONE)
}

/// Says why records became no lead, and how many leads are there no more.
pub(super) fn tell_rejected(output: &Output, summary: &Summary) {
    if summary.gone > 0 {
        let gone = text::counted(summary.gone, "lead");
        output.note(format!("{gone} less: no record makes what was one any more"));
    }
    if summary.rejected > 0 {
        for (reason, count) in &summary.reasons {
            output.note(format!("{count} not a lead: {reason}"));
        }
    }
}

/// # Errors
/// [`Kind::Quota`] when records wait because their users may have no more leads now.
pub(super) fn refuse_if_limited(summary: &Summary) -> Result<(), Failure> {
    if let Some(refused) = summary.refused.first() {
        let more = summary.refused.len() - 1;
        let message = match more {
            0 => refused.message.clone(),
            _ => format!("{} (and {more} more users like that)", refused.message),
        };
        return Err(Failure { message, ..refused.clone() });
    }
    if summary.over_quota > 0 {
        let message = format!(
            "{} waiting: the month's leads of {} are used up",
            text::counted(summary.over_quota, "raw record"),
            summary.limited.join(", ")
        );
        let user = summary.limited.first().map_or_else(|| "EMAIL".to_owned(), text::shell_word);
        return Err(Failure::new(Kind::Quota, "lead_limit_reached", message).hint(format!(
            "leadengine usage shows when the next month begins; a larger plan: leadengine subs change --user {user} --plan NAME"
        )));
    }
    Ok(())
}
