//! `run`: ingest of a drop directory, normalize and enrich, in one go.

mod files;

use std::cmp::Reverse;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Error, Result};
use clap::Args;
use diesel::PgConnection;
use serde_json::Value;

use self::files::{Files, unreadable};
use super::enrich::{self, ScoringArgs, enrich_these};
use super::ingest::LoadArgs;
use super::names::{UserArg, optional_user};
use super::normalize::{self, ReadingArgs, normalize_these, refuse_if_limited, tell_rejected};
use super::{Context, DONE};
use crate::database;
use crate::error::{Failure, Kind, neighbour};
use crate::ingest::inbox::{Inbox, Lock};
use crate::interrupt;
use crate::models::advisory;
use crate::models::users::User;
use crate::normalize::Summary;
use crate::output::{Cell, Column, Format, Output, Rows, object, seconds, text};
use crate::quota;

/// Do the whole pipeline once: load what lies in a drop directory, normalize and enrich.
///
/// Made for cron and systemd: one summary, and one exit status, the worst of the steps (5 before 1, 2, 3, 4 and 0). A second run
/// that finds the first still at work does nothing, and ends with 0.
///
/// With --inbox, each finished file is loaded into a job of its own, the oldest first, and then moved to done/ or failed/ in the inbox. Beside it
/// lie NAME.error, which says what was wrong, and NAME.rejects.jsonl, the records to mend. The files of a sub-directory that is named for a
/// user's address are that user's, and are put away in it. Left alone are hidden files, *.tmp, *.part, *.partial, *.filepart, *.crdownload, links
/// and pipes, and files that changed within the last --settle seconds. Best is to write under a hidden name and to rename.
///
/// A run that was stopped, even by kill -9, leaves its file in working/, and the next run loads the rest into the same job. Files that a
/// quota keeps back wait in the inbox for the next month.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine run --inbox /var/spool/leadengine --quiet --json >> /var/log/leadengine.jsonl\n  \
    leadengine run --inbox inbox --user ann@example.com\n  \
    leadengine run   (normalizes and enriches what waits)")]
pub struct Run {
    /// Load the files of this directory first
    #[arg(long, value_name = "DIR", env = "LEADENGINE_INBOX")]
    inbox: Option<PathBuf>,
    #[command(flatten)]
    user: UserArg,
    /// Leave files alone that changed within so many seconds: somebody may be writing them
    #[arg(long, value_name = "SECONDS", default_value_t = 5)]
    settle: u32,
    /// Wait for a run that is at work, in place of doing nothing
    #[arg(long)]
    wait: bool,
    /// Threads that normalize and score, with a connection each, at most 16 [default: as many as there are processors]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    workers: Option<u16>,
    #[command(flatten)]
    load: LoadArgs,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    scoring: ScoringArgs,
}

/// What is printed: for programs that read JSON, what each step would print.
pub(super) const STEPS: [Column; 5] = [
    Column::text("files", "Files"),
    Column::text("ingest", "Ingest"),
    Column::text("normalize", "Normalize"),
    Column::text("enrich", "Enrich"),
    Column::number("seconds", "Seconds"),
];

/// The same in one row, with the step and the key of each.
const FLAT: [(Step, &str, Column); 19] = [
    (Step::Ingest, "done", Column::number("files_done", "Files done")),
    (Step::Ingest, "failed", Column::number("files_failed", "Files failed")),
    (Step::Ingest, "waiting", Column::number("files_waiting", "Files waiting")),
    (Step::Ingest, "read", Column::number("read", "Records read")),
    (Step::Ingest, "inserted", Column::number("inserted", "Inserted")),
    (Step::Ingest, "duplicates", Column::number("duplicates", "Duplicates")),
    (Step::Ingest, "rejected", Column::number("rejected", "Rejected")),
    (Step::Ingest, "bytes", Column::number("bytes", "Bytes")),
    (Step::Normalize, "jobs", Column::number("jobs", "Jobs")),
    (Step::Normalize, "raw", Column::number("raw", "Raw records")),
    (Step::Normalize, "created", Column::number("created", "Leads created")),
    (Step::Normalize, "updated", Column::number("updated", "Updated")),
    (Step::Normalize, "unchanged", Column::number("unchanged", "Unchanged")),
    (Step::Normalize, "rejected", Column::number("not_a_lead", "Not a lead")),
    (Step::Normalize, "over_quota", Column::number("over_quota", "Over quota")),
    (Step::Enrich, "enriched", Column::number("enriched", "Scored")),
    (Step::Enrich, "high", Column::number("high", "High")),
    (Step::Enrich, "medium", Column::number("medium", "Medium")),
    (Step::Enrich, "low", Column::number("low", "Low")),
];

#[derive(Debug, Clone, Copy)]
enum Step {
    Ingest,
    Normalize,
    Enrich,
}

/// What the steps came to; `None` where one was not begun.
#[derive(Default)]
struct Report {
    files: Vec<Value>,
    steps: [Option<Value>; 3],
    /// What went wrong, in order.
    troubles: Vec<Error>,
}

impl Run {
    /// Does the steps.
    pub fn run(self, context: &Context) -> Result<u8> {
        let done = self.steps(context);
        match interrupt::asked() {
            // While it waited for its turn, or for the database.
            Some(status) if done.as_ref().is_err_and(interrupt::caused) => {
                context.output.note("interrupted: nothing done");
                Ok(status)
            }
            _ => done,
        }
    }

    fn steps(self, context: &Context) -> Result<u8> {
        let started = Instant::now();
        let output = &context.output;
        let reading = self.reading.load()?;
        let scoring = self.scoring.load()?;
        let inbox =
            self.inbox.as_deref().filter(|path| !path.as_os_str().is_empty()).map(open).transpose()?;
        interrupt::listen()?;
        let mut report = Report::default();

        let (conn, user) = context.connected(|conn| {
            let user = optional_user(conn, self.user.given())?;
            user.as_ref().map_or(Ok(()), quota::refuse_inactive)?;
            Ok(user)
        })?;
        let Some(_turn) = turn(context, inbox.as_ref(), conn, user.as_ref(), self.wait)? else {
            output.note("another run is at work: nothing done; --wait waits for it");
            if !output.is_table() {
                report.print(output, started)?;
            }
            return Ok(DONE);
        };

        let settle = Duration::from_secs(self.settle.into());
        let mut go_on = true;
        if let Some(inbox) = &inbox {
            let mut files = Files::new(context, &self.load, inbox, settle, user.as_ref());
            let done = files.all();
            go_on = done.is_ok();
            report.take_files(files, started);
            report.trouble(done.err());
        }
        let user = user.as_ref().map(|user| user.id.to_string());
        if go_on && interrupt::asked().is_none() {
            let begun = Instant::now();
            let mut summary = Summary::default();
            let which =
                normalize::Which { jobs: &[], user: user.as_deref(), rebuild: false, workers: self.workers };
            let done = normalize_these(context, which, reading, &mut summary);
            report.steps[Step::Normalize as usize] =
                Some(object(&normalize::COLUMNS, normalize::cells(&summary, begun)));
            tell_rejected(output, &summary);
            go_on = done.as_ref().err().is_none_or(|error| status_of(error) != UNREACHABLE);
            report.trouble(done.err().or_else(|| refuse_if_limited(&summary).err().map(Error::from)));
        }
        if go_on && interrupt::asked().is_none() {
            let begun = Instant::now();
            let mut scored = enrich::Done::default();
            let which =
                enrich::Which { user: user.as_deref(), job: None, rescore: false, workers: self.workers };
            let done = enrich_these(context, &scoring, &which, &mut scored);
            let (columns, cells) = scored.row(begun);
            report.steps[Step::Enrich as usize] = Some(object(&columns, cells));
            scored.tell(output);
            report.trouble(done.err());
        }
        report.print(output, started)?;
        report.end(output)
    }
}

fn open(path: &Path) -> Result<Inbox> {
    let shown = path.display();
    Inbox::open(path).map_err(|error| {
        let failure = match error.kind() {
            io::ErrorKind::NotFound => {
                Failure::new(Kind::NotFound, "no_such_directory", format!("there is no directory {shown}"))
                    .hint(match neighbour(path) {
                        Some(meant) => {
                            format!("did you mean {}? Else: mkdir {}", meant.display(), text::file_word(path))
                        }
                        None => format!("mkdir {}", text::file_word(path)),
                    })
            }
            _ => unreadable(path, &error),
        };
        failure.into()
    })
}

/// The right to be the only run: on an inbox, else in the database.
enum Turn {
    Inbox { _lock: Lock },
    Database { _conn: PgConnection },
}

/// Takes the right to run; `None` while another has it, and nobody is to wait for it.
fn turn(
    context: &Context,
    inbox: Option<&Inbox>,
    mut conn: PgConnection,
    user: Option<&User>,
    wait: bool,
) -> Result<Option<Turn>> {
    let mut told = false;
    loop {
        match inbox {
            Some(inbox) => {
                let locked = inbox.lock().map_err(|error| {
                    let shown = inbox.path().display();
                    let message = format!("cannot lock the inbox {shown}: {error}");
                    Failure::new(Kind::Failed, "unwritable_inbox", message)
                        .hint("files are moved in it: this user needs the right to write there")
                });
                if let Some(lock) = locked? {
                    return Ok(Some(Turn::Inbox { _lock: lock }));
                }
            }
            None if advisory::try_run(&mut conn, user.map(|user| user.id))? => {
                return Ok(Some(Turn::Database { _conn: conn }));
            }
            None => {}
        }
        if !wait {
            return Ok(None);
        }
        if !told {
            context.output.note("another run is at work: waiting for it");
            told = true;
        }
        thread::sleep(interrupt::LOOK);
        interrupt::check()?;
    }
}

const UNREACHABLE: u8 = 5;

/// The exit status that an error stands for.
fn status_of(error: &Error) -> u8 {
    database::recognized(error).map_or(Kind::Failed, |failure| failure.kind).exit_status()
}

/// How bad an exit status is: an unreachable database keeps everything from being done, a failure is to be looked at, a wrong option or file to be
/// mended; a quota will pass, and what is not there is the least.
fn badness(status: u8) -> u8 {
    match status {
        UNREACHABLE => 5,
        1 => 4,
        2 => 3,
        3 => 2,
        4 => 1,
        _ => 0,
    }
}

/// Whether a trouble is that of the runs before, where a run finds nothing new.
fn is_old(error: &Error) -> bool {
    database::recognized(error).is_some_and(|failure| failure.code == "lead_limit_reached")
}

/// What a step counted.
fn count(steps: &[Option<Value>], step: Step, key: &str) -> u64 {
    steps[step as usize].as_ref().and_then(|step| step[key].as_u64()).unwrap_or(0)
}

impl Report {
    /// Notes what went wrong with a step, unless it was asked to stop.
    fn trouble(&mut self, error: Option<Error>) {
        self.troubles.extend(error.filter(|_| interrupt::asked().is_none()));
    }

    fn take_files(&mut self, files: Files, started: Instant) {
        self.steps[Step::Ingest as usize] = Some(files.summary(started));
        self.troubles.extend(files.troubles);
        self.files = files.rows;
    }

    fn print(&mut self, output: &Output, started: Instant) -> Result<()> {
        if matches!(output.format, Format::Json | Format::Jsonl) {
            let files = Cell::new(std::mem::take(&mut self.files));
            let steps = self.steps.iter().map(|step| Cell::new(step.clone().unwrap_or(Value::Null)));
            return Rows::one(
                output,
                &STEPS,
                [files].into_iter().chain(steps).chain([seconds(started)]).collect(),
            );
        }
        let (mut columns, mut cells) = (Vec::new(), Vec::new());
        for (step, key, column) in FLAT {
            let step = &self.steps[step as usize];
            let count = step.as_ref().map_or(Value::Null, |step| step[key].clone());
            // People read what there was; programs find every column in its place.
            if !output.is_table() || count.as_u64().is_some_and(|count| count > 0) {
                columns.push(column);
                cells.push(Cell::new(count));
            }
        }
        columns.push(STEPS[4]);
        cells.push(seconds(started));
        Rows::one(output, &columns, cells)
    }

    /// Whether the run found more than raw leads which wait for the next month.
    fn did_anything(&self) -> bool {
        let of = |step: Step, keys: &[&str]| keys.iter().any(|key| count(&self.steps, step, key) > 0);
        of(Step::Ingest, &["files"])
            || of(Step::Normalize, &["created", "updated", "unchanged", "rejected"])
            || of(Step::Enrich, &["enriched"])
    }

    /// Tells what went wrong, and ends with the worst of it.
    fn end(mut self, output: &Output) -> Result<u8> {
        let mut troubles = std::mem::take(&mut self.troubles);
        let interrupted = interrupt::asked();
        let worst = (0..troubles.len())
            .max_by_key(|&index| (badness(status_of(&troubles[index])), Reverse(index)))
            .filter(|_| interrupted.is_none())
            .map(|index| troubles.remove(index));
        for trouble in &troubles {
            let failure = database::recognized(trouble);
            let told = failure.map_or_else(|| format!("{trouble:#}"), |failure| failure.message);
            output.warn(database::without_passwords(&told));
        }
        match (interrupted, worst) {
            (Some(status), _) => {
                output.note("interrupted: what was done stays; the next run does the rest");
                Ok(status)
            }
            // Told by the run that found their file: cron would send it with every run until the next month.
            (None, Some(worst))
                if output.quiet && troubles.is_empty() && is_old(&worst) && !self.did_anything() =>
            {
                Ok(status_of(&worst))
            }
            (None, Some(worst)) => Err(worst),
            (None, None) => {
                let of = |step: Step, key: &str| count(&self.steps, step, key);
                if of(Step::Enrich, "enriched") > 0 {
                    output.note(enrich::next(of(Step::Enrich, "high")));
                } else if of(Step::Ingest, "files") + of(Step::Normalize, "raw") == 0 {
                    output.note("nothing was waiting");
                }
                Ok(DONE)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_status_is_that_of_the_run() {
        let mut statuses = [0, 1, 2, 3, 4, 5];
        statuses.sort_by_key(|status| Reverse(badness(*status)));
        assert_eq!(statuses, [5, 1, 2, 3, 4, 0]);
    }
}
