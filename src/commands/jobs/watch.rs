//! `jobs watch`: following jobs that other processes work on.

mod screen;

use std::collections::HashMap;
use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;
use clap::Args;
use diesel::PgConnection;
use uuid::Uuid;

use self::screen::Screen;
use super::{ALONE, cells, find};
use crate::commands::completions::values;
use crate::commands::names::{UserArg, optional_user, whole_id};
use crate::commands::{Context, DONE};
use crate::error::{Failure, Kind};
use crate::interrupt;
use crate::models::progress_notices::{self, Notice};
use crate::models::scrape_jobs::{COMPLETED, FAILED, Job};
use crate::output::progress::Pace;
use crate::output::{Cell, Column, Format, Output, Rows};

/// Follow jobs that other processes work on, until all are completed or failed.
///
/// Without an id: all that are queued or being processed when it begins. On a terminal it draws one table again and again; piped, it
/// prints a line whenever something has changed. It ends with status 0 when all are completed, and with 1 when one failed.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine jobs watch\n  \
    leadengine jobs watch 3f2a91c0 && leadengine enrich\n  \
    leadengine jobs watch --user ann@example.com --json | jq -c '[.id, .status, .total_processed]'")]
pub struct Watch {
    /// Jobs to follow: ids, or the beginnings of ids
    #[arg(value_name = "ID", add = values::jobs())]
    ids: Vec<String>,
    #[command(flatten)]
    user: UserArg,
    /// Look again after so many seconds
    #[arg(long, value_name = "SECONDS", default_value = "1", value_parser = interval)]
    interval: Duration,
}

fn interval(text: &str) -> Result<Duration, String> {
    let seconds = text.trim().parse().ok().filter(|seconds| (0.1..=3_600.0).contains(seconds));
    seconds.map(Duration::from_secs_f64).ok_or_else(|| "from 0.1 to 3600 seconds".to_owned())
}

/// What is printed of a job whenever it changed.
pub(in crate::commands) const COLUMNS: [Column; ALONE.len() + 1] = {
    let mut columns = [Column::number("per_second", "Rate"); ALONE.len() + 1];
    let mut at = 0;
    while at < ALONE.len() {
        columns[at] = ALONE[at];
        at += 1;
    }
    columns
};

/// A job that somebody removed while it was followed.
const REMOVED: &str = "removed";

/// A job as it was when it was last looked at.
#[derive(Debug, Clone)]
struct Followed {
    job: Job,
    /// What a run that is not done with it has told, and what was stored then.
    told: Option<(u64, Option<i32>)>,
    pace: Pace,
}

impl Followed {
    fn new(job: Job) -> Followed {
        let mut followed = Followed { job, told: None, pace: Pace::new(Instant::now()) };
        followed.pace.begin_at(followed.processed(), followed.found());
        followed
    }

    /// The job was looked at again.
    fn look(&mut self, job: Option<Job>, notice: Option<u64>) {
        match job {
            Some(job) => self.job = job,
            None => self.job.status = Some(REMOVED.to_owned()),
        }
        let stored = self.job.total_processed;
        // What was told before a run stored how far it came is part of that.
        self.told = notice.map(|done| (done, stored)).or(self.told.filter(|told| told.1 == stored));
        self.pace.note(Instant::now(), self.processed(), self.found());
    }

    fn status(&self) -> &str {
        self.job.status.as_deref().unwrap_or("-")
    }

    fn is_done(&self) -> bool {
        matches!(self.status(), COMPLETED | FAILED | REMOVED)
    }

    fn found(&self) -> u64 {
        u64::try_from(self.job.total_found.unwrap_or(0)).unwrap_or(0)
    }

    /// Raw leads that are normalized or rejected, also by a run that is not done with the job.
    fn processed(&self) -> u64 {
        let stored = u64::try_from(self.job.total_processed.unwrap_or(0)).unwrap_or(0);
        let told = self.told.filter(|_| !self.is_done()).map_or(0, |told| told.0);
        stored.max((stored + told).min(self.found()))
    }

    fn rejected(&self) -> u64 {
        u64::try_from(self.job.total_rejected.unwrap_or(0)).unwrap_or(0)
    }

    /// Raw leads a second: normalized, or where none are, found.
    fn rate(&self) -> Option<f64> {
        const STANDS: f64 = 0.05;
        let rates = [self.pace.things(), self.pace.part()];
        rates.into_iter().find(|rate| *rate >= STANDS).filter(|_| !self.is_done())
    }

    /// What is looked at to tell whether it changed.
    fn state(&self) -> (String, u64, u64, u64) {
        (self.status().to_owned(), self.found(), self.processed(), self.rejected())
    }
}

impl Watch {
    /// Follows the jobs to their end.
    pub fn run(self, context: &Context) -> Result<u8> {
        interrupt::end_at_once()?;
        // Somebody said something on the terminal: what was drawn is not in its place any more.
        let disturbed = AtomicBool::new(false);
        let tell = |line: &str| {
            disturbed.store(true, Ordering::Relaxed);
            context.output.note(line);
        };
        let (mut conn, mut jobs) = context.connected(|conn| self.jobs(conn))?;
        if jobs.is_empty() {
            context.output.note("no job is queued or being processed");
            return Ok(DONE);
        }
        let ids: Vec<Uuid> = jobs.iter().map(|followed| followed.job.id).collect();
        let mut teller = Teller::new(&context.output);
        teller.tell(&jobs, false)?;
        let (patience, target) = (context.patience(tell), context.target()?);
        let mut attempts = patience.attempts();
        let mut listens = false;
        while !jobs.iter().all(Followed::is_done) {
            thread::sleep(self.interval);
            let looked = loop {
                let looked = look(&mut conn, &ids, &mut listens);
                match looked {
                    Ok(looked) => break looked,
                    Err(error) => attempts.wait(error, &|| false)?,
                }
                match target.connect() {
                    Ok(again) => (conn, listens) = (again, false),
                    Err(error) => attempts.wait(error, &|| false)?,
                }
            };
            attempts.worked();
            let (mut found, notices) = looked;
            for followed in &mut jobs {
                let id = followed.job.id;
                followed.look(found.remove(&id), notices.get(&id).copied());
            }
            teller.tell(&jobs, disturbed.swap(false, Ordering::Relaxed))?;
        }
        ended(&jobs)
    }

    /// The jobs to follow.
    fn jobs(&self, conn: &mut PgConnection) -> Result<Vec<Followed>> {
        let user = optional_user(conn, self.user.given())?;
        let mut jobs: Vec<Job> = match self.ids.is_empty() {
            true => Job::unfinished(conn, user.map(|user| user.id))?,
            false => self.ids.iter().map(|id| find(conn, id, user.as_ref())).collect::<Result<_>>()?,
        };
        let mut seen = std::collections::HashSet::new();
        jobs.retain(|job| seen.insert(job.id));
        Ok(jobs.into_iter().map(Followed::new).collect())
    }
}

/// The jobs as they are stored now, and what runs that are at them have told since the last look.
fn look(
    conn: &mut PgConnection,
    ids: &[Uuid],
    listens: &mut bool,
) -> Result<(HashMap<Uuid, Job>, HashMap<Uuid, u64>)> {
    if !*listens {
        progress_notices::listen(conn)?;
        *listens = true;
    }
    // First what was told, then what is stored: what is told of a job that is stored as done counts no more.
    let notices = progress_notices::heard(conn)?;
    let jobs = Job::by_ids(conn, ids)?.into_iter().map(|job| (job.id, job)).collect();
    Ok((jobs, notices.into_iter().map(|Notice { job, done }| (job, done)).collect()))
}

/// How it ended, as a status or an error.
fn ended(jobs: &[Followed]) -> Result<u8> {
    let failed: Vec<&Followed> = jobs.iter().filter(|followed| followed.status() != COMPLETED).collect();
    let Some(first) = failed.first() else { return Ok(DONE) };
    let id = first.job.id;
    let message = match (jobs.len(), failed.len()) {
        (1, _) if first.status() == REMOVED => format!("job {id} was removed"),
        (1, _) => format!("job {id} failed"),
        (all, failed) => format!("{failed} of {all} jobs failed or were removed, {id} among them"),
    };
    Err(Failure::new(Kind::Failed, "job_failed", message)
        .hint(
            "leadengine jobs list --status failed lists them; leadengine jobs retry ID puts one back to work",
        )
        .into())
}

/// Where what changes is told.
enum Teller {
    /// One table, drawn in place.
    Screen(Screen),
    /// What changed, as it comes.
    Lines { output: Output, last: HashMap<Uuid, (String, u64, u64, u64)>, headed: bool },
}

impl Teller {
    fn new(output: &Output) -> Teller {
        if output.is_table() && io::stdout().is_terminal() {
            return Teller::Screen(Screen::default());
        }
        // One object after the other: an array would have no end for those who read it meanwhile.
        let format = if output.format == Format::Json { Format::Jsonl } else { output.format };
        Teller::Lines { output: Output { format, ..*output }, last: HashMap::new(), headed: false }
    }

    fn tell(&mut self, jobs: &[Followed], disturbed: bool) -> Result<()> {
        match self {
            Teller::Screen(screen) => screen.draw(jobs, disturbed),
            Teller::Lines { output, last, headed } => {
                let changed: Vec<&Followed> = jobs
                    .iter()
                    .filter(|followed| {
                        let state = followed.state();
                        last.insert(followed.job.id, state.clone()) != Some(state)
                    })
                    .collect();
                if output.is_table() {
                    return screen::print_lines(&changed);
                }
                let mut rows = Rows::list(output, &COLUMNS);
                if *headed {
                    rows = rows.without_header();
                }
                for followed in &changed {
                    let mut job = followed.job.clone();
                    job.total_processed = i32::try_from(followed.processed()).ok();
                    let mut row = cells(&job, &HashMap::new(), whole_id(Some(job.id)));
                    row.push(Cell::new(followed.rate().map(|rate| (rate * 10.0).round() / 10.0)));
                    rows.push(row)?;
                    *headed = true;
                }
                rows.flush()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_is_some_seconds() {
        assert_eq!(interval("0.5"), Ok(Duration::from_millis(500)));
        for text in ["0", "-1", "NaN", "1e9", "soon"] {
            assert!(interval(text).is_err(), "{text}");
        }
    }
}
