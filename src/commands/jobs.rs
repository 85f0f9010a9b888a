//! `jobs`: scrape jobs, from the queue to their end.

pub(super) mod watch;

use std::collections::HashMap;
use std::io::{self, IsTerminal};

use anyhow::Result;
use clap::{Args, Subcommand};
use diesel::PgConnection;
use serde_json::Value;
use uuid::Uuid;

use super::columns::ColumnsArg;
use super::completions::values;
use super::confirm::confirm;
use super::names::{self, UserArg};
use super::{Context, DONE, shades};
use crate::error::{Failure, Kind};
use crate::models::identifier;
use crate::models::scrape_jobs::{
    self, COMPLETED, FAILED, Filter, Job, NewJob, PROCESSING, QUEUED, SOURCE_TYPES, STATUSES,
};
use crate::models::users::User;
use crate::output::{Cell, Column, Format, Output, Rows, text, time};
use crate::quota;
use crate::suggest;

/// Queue scrape jobs, hand them to scrapers, follow them.
#[derive(Debug, Subcommand)]
#[command(
    defer = true,
    after_long_help = "Examples:\n  \
    leadengine jobs add --user ann@example.com --source-type google --query 'dentists in Sydney'\n  \
    leadengine jobs claim --source-type google\n  \
    leadengine jobs watch"
)]
// The struct of each verb documents it, and that is its help.
#[allow(missing_docs)]
pub enum Jobs {
    Add(Add),
    List(List),
    Show(Show),
    Watch(watch::Watch),
    Claim(Claim),
    Retry(Retry),
    Fail(Fail),
    Remove(Remove),
}

/// Queue a job; it uses one scrape of the month.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine jobs add --user ann@example.com --source-type google --query 'dentists in Sydney'\n  \
    leadengine jobs add --source-type linkedin --query 'head of marketing' --filters '{\"country\": \"AU\"}'")]
pub struct Add {
    #[command(flatten)]
    user: UserArg,
    /// Where to look: google, linkedin, directory, custom_url, or any name your scrapers know
    #[arg(long, value_name = "TYPE", add = values::source_types())]
    source_type: String,
    /// What to search for
    #[arg(long, value_name = "TEXT")]
    query: String,
    /// Filters for the scraper
    #[arg(long, value_name = "JSON", value_parser = json)]
    filters: Option<Value>,
}

/// List jobs, newest first.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine jobs list\n  \
    leadengine jobs list --columns id,status,search_query,completed_at\n  \
    leadengine jobs list --all --json | jq length")]
pub struct List {
    #[command(flatten)]
    user: UserArg,
    /// Only in this status: queued, processing, completed, failed
    #[arg(long, value_name = "STATUS", add = values::statuses())]
    status: Option<String>,
    /// Only from this kind of source
    #[arg(long, value_name = "TYPE", add = values::source_types())]
    source_type: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
    limit: u32,
    /// Every one
    #[arg(long, conflicts_with = "limit")]
    all: bool,
    #[command(flatten)]
    columns: ColumnsArg,
}

/// Show a job and how far it is.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  leadengine jobs show 3f2a91c0\n  leadengine jobs show 3f2a91c0 --json"
)]
pub struct Show {
    #[command(flatten)]
    name: Name,
}

/// Hand the oldest queued job to a scraper, as JSON, and mark it as being processed.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    job=$(leadengine jobs claim --source-type google | jq -r .id)\n  \
    my-scraper | leadengine ingest - --job \"$job\"\n  \
    leadengine jobs fail \"$job\"\n\n\
    Two scrapers never get the same job. Where none waits, it ends with status 4.")]
pub struct Claim {
    /// Only from this kind of source
    #[arg(long, value_name = "TYPE", add = values::source_types())]
    source_type: Option<String>,
    #[command(flatten)]
    user: UserArg,
}

/// Put a failed job back to work.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine jobs list --status failed\n  \
    leadengine jobs retry 3f2a91c0\n\n\
    It uses no further scrape. Where raw leads of it wait, it goes to normalize, else to the scrapers.")]
pub struct Retry {
    #[command(flatten)]
    name: Name,
}

/// Give a job up that is queued or being processed.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  leadengine jobs fail 3f2a91c0\n  leadengine jobs fail 3f2a91c0 --quiet\n\njobs retry puts it back to work."
)]
pub struct Fail {
    #[command(flatten)]
    name: Name,
}

/// Remove a job with its raw leads; leads made from them stay.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine jobs remove 3f2a91c0\n  \
    leadengine jobs remove 3f2a91c0 --yes\n\n\
    The scrape that it used stays used.")]
pub struct Remove {
    #[command(flatten)]
    name: Name,
    /// Do not ask
    #[arg(short, long)]
    yes: bool,
}

#[derive(Debug, Args)]
struct Name {
    /// The job's id, or the beginning of it
    #[arg(add = values::jobs())]
    id: String,
    #[command(flatten)]
    user: UserArg,
}

impl Name {
    fn find(&self, conn: &mut PgConnection) -> Result<Job> {
        let user = names::optional_user(conn, self.user.given())?;
        find(conn, &self.id, user.as_ref())
    }
}

/// The job; with `--user`, another user's is none.
fn find(conn: &mut PgConnection, id: &str, user: Option<&User>) -> Result<Job> {
    let job = Job::named(conn, id, user)?;
    match user {
        Some(user) if job.user_id != Some(user.id) => Err(Job::unknown(conn, id, Some(user)).into()),
        _ => Ok(job),
    }
}

/// JSON that PostgreSQL can hold.
fn json(text: &str) -> Result<Value, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| format!("not JSON: {error}"))?;
    // Any NUL in the value is written as this escape; a backslash before it is written as two.
    if value.to_string().replace("\\\\", "").contains("\\u0000") {
        return Err("PostgreSQL cannot store the character NUL (\\u0000)".to_owned());
    }
    Ok(value)
}

impl Jobs {
    /// Does what the verb says and prints the job as it is now.
    pub fn run(self, context: &Context) -> Result<u8> {
        let connect = || context.connect_briefly();
        match self {
            Jobs::Add(add) => add.run(context, &mut connect()?),
            Jobs::List(list) => list.run(context, &mut connect()?),
            Jobs::Show(show) => {
                let mut conn = connect()?;
                let job = show.name.find(&mut conn)?;
                print_with_next(context, &mut conn, &job)
            }
            // It connects again where the connection is lost.
            Jobs::Watch(watch) => watch.run(context),
            Jobs::Claim(claim) => claim.run(context, &mut connect()?),
            Jobs::Retry(retry) => retry.run(context, &mut connect()?),
            Jobs::Fail(fail) => fail.run(context, &mut connect()?),
            Jobs::Remove(remove) => remove.run(context, &mut connect()?),
        }
    }
}

impl Add {
    fn run(self, context: &Context, conn: &mut PgConnection) -> Result<u8> {
        let source_type = self.source_type.trim();
        if source_type.is_empty() || self.query.trim().is_empty() {
            return Err(Failure::new(Kind::Usage, "empty_value", "the source type or the query is empty")
                .hint("leadengine jobs add --source-type google --query 'dentists in Sydney'")
                .into());
        }
        let user = names::user_for(conn, self.user.given())?;
        let new = NewJob {
            user_id: user.id,
            status: QUEUED,
            source_type,
            search_query: Some(&self.query),
            filters: self.filters.as_ref(),
            total_found: None,
            started_at: None,
        };
        let job = Job::add(conn, &user, &new)?;
        print_with_next(context, conn, &job)?;
        if let Some(meant) = meant(conn, source_type, SOURCE_TYPES, |_, _| Ok(Vec::new())) {
            context.output.note(format!("its source type is {source_type}: did you mean {meant}?"));
        }
        Ok(DONE)
    }
}

impl List {
    fn run(self, context: &Context, conn: &mut PgConnection) -> Result<u8> {
        let choice = self.columns.choose(&IN_LISTS)?;
        let user = names::optional_user(conn, self.user.given())?;
        let limit = (!self.all).then_some(i64::from(self.limit));
        let filter = Filter {
            user: user.map(|user| user.id),
            status: self.status,
            source_type: self.source_type,
            // One more than is shown, to know whether there are more.
            limit: limit.map(|limit| limit + 1),
        };
        let mut jobs = Job::list(conn, &filter)?;
        let shown = usize::try_from(limit.unwrap_or(i64::MAX))?;
        let more = jobs.len() > shown;
        jobs.truncate(shown);
        let mut users: Vec<Uuid> = jobs.iter().filter_map(|job| job.user_id).collect();
        users.sort_unstable();
        users.dedup();
        let emails = User::emails(conn, &users)?;
        let mut rows = Rows::chosen(&context.output, &IN_LISTS, choice);
        for job in &jobs {
            rows.push(cells(job, &emails, names::short_id(job.id)))?;
        }
        rows.finish()?;
        if more {
            context.output.note(format!("only the newest {shown}; --all lists every one"));
        } else if jobs.is_empty() {
            context.output.note(nothing(conn, &filter));
        }
        Ok(DONE)
    }
}

impl Claim {
    fn run(self, context: &Context, conn: &mut PgConnection) -> Result<u8> {
        let user = names::optional_user(conn, self.user.given())?;
        user.as_ref().map_or(Ok(()), quota::refuse_inactive)?;
        let claimed = Job::claim(conn, self.source_type.as_deref(), user.map(|user| user.id))?;
        let job = claimed.ok_or_else(|| {
            let of = self.source_type.as_ref().map(|of| format!(" for source type {of}")).unwrap_or_default();
            let meant = self
                .source_type
                .as_deref()
                .and_then(|of| meant(conn, of, SOURCE_TYPES, scrape_jobs::source_types));
            Failure::new(Kind::NotFound, "no_job_waiting", format!("no job is waiting{of}"))
                .hint(suggest::hint(meant.as_deref(), "leadengine jobs add queues one"))
        })?;
        // Scrapers read this, so a table would help nobody.
        let format = if context.output.is_table() { Format::Json } else { context.output.format };
        let output = Output { format, ..context.output };
        Rows::one(&output, &ALONE, cells(&job, &HashMap::new(), names::whole_id(Some(job.id))))?;
        // A person who looks at it; a scraper's log needs no advice.
        if io::stdout().is_terminal() {
            context
                .output
                .note(format!("next: scraper | leadengine ingest - --job {}", identifier::short(job.id)));
        }
        Ok(DONE)
    }
}

impl Retry {
    fn run(self, context: &Context, conn: &mut PgConnection) -> Result<u8> {
        let job = self.name.find(conn)?;
        let Some(retried) = job.retry(conn)? else {
            return Err(wrong_status(&job, "only a failed job can be put back to work"));
        };
        print_with_next(context, conn, &retried)
    }
}

impl Fail {
    fn run(self, context: &Context, conn: &mut PgConnection) -> Result<u8> {
        let job = self.name.find(conn)?;
        let Some(failed) = job.fail(conn)? else {
            return Err(wrong_status(&job, "only a job that is queued or processing can be given up"));
        };
        print_with_next(context, conn, &failed)
    }
}

/// Asks the database for the values that a column has.
type Values = fn(&mut PgConnection, i64) -> diesel::QueryResult<Vec<String>>;

/// The value that was meant by one that is neither known nor in the database.
fn meant<const N: usize>(
    conn: &mut PgConnection,
    given: &str,
    known: [&str; N],
    stored: Values,
) -> Option<String> {
    const MOST: i64 = 1_000;
    let stored = stored(conn, MOST).unwrap_or_default();
    let names = || known.into_iter().chain(stored.iter().map(String::as_str));
    if names().any(|name| name == given) {
        return None;
    }
    suggest::nearest(given, names()).map(str::to_owned)
}

/// What to say where no job matches.
fn nothing(conn: &mut PgConnection, filter: &Filter) -> String {
    let states = STATUSES.map(|(status, _)| status);
    let status = filter.status.as_deref().and_then(|given| meant(conn, given, states, scrape_jobs::statuses));
    let of = filter.source_type.as_deref();
    let of = of.and_then(|given| meant(conn, given, SOURCE_TYPES, scrape_jobs::source_types));
    match (status, of) {
        (Some(status), _) => format!("no such jobs; did you mean --status {status}?"),
        (_, Some(of)) => format!("no such jobs; did you mean --source-type {of}?"),
        (None, None) => "no such jobs; leadengine jobs add queues one".to_owned(),
    }
}

/// What to do next with a job.
fn next(job: &Job) -> Option<String> {
    let id = identifier::short(job.id);
    let waiting = job.total_found.unwrap_or(0) > job.total_processed.unwrap_or(0);
    match job.status.as_deref()? {
        QUEUED => Some(format!(
            "next: a scraper takes it (leadengine jobs claim) and delivers (leadengine ingest - --job {id})"
        )),
        PROCESSING if waiting => Some(format!("next: leadengine normalize --job {id}")),
        PROCESSING => Some(format!("next: its scraper delivers (leadengine ingest - --job {id})")),
        COMPLETED => Some(format!("next: leadengine leads --job {id}")),
        FAILED => Some(format!("leadengine jobs retry {id} puts it back to work")),
        _ => None,
    }
}

fn wrong_status(job: &Job, rule: &str) -> anyhow::Error {
    let status = job.status.as_deref().unwrap_or("without a status");
    Failure::new(Kind::Failed, "wrong_job_status", format!("job {} is {status}", job.id)).hint(rule).into()
}

impl Remove {
    fn run(self, context: &Context, conn: &mut PgConnection) -> Result<u8> {
        let job = self.name.find(conn)?;
        let raw = job.raw_leads(conn)?;
        let query = text::printable(job.search_query.as_deref().unwrap_or("no query"));
        confirm(
            &format!(
                "This removes job {} ({query}) with {raw} raw leads. Leads made from them stay.",
                job.id
            ),
            self.yes,
        )?;
        job.remove(conn)?;
        print_one(context, conn, &job)?;
        context.output.note(format!("removed the job with {raw} raw leads"));
        Ok(DONE)
    }
}

pub(super) const ALONE: [Column; 13] = [
    Column::word("id", "Id"),
    Column::text("user_id", "User").rank(6),
    Column::word("status", "Status"),
    Column::text("source_type", "Source").rank(4),
    Column::text("search_query", "Query").rank(1),
    Column::text("filters", "Filters"),
    Column::number("total_found", "Found"),
    Column::number("total_processed", "Processed"),
    Column::time("created_at", "Created"),
    Column::time("started_at", "Started"),
    Column::time("completed_at", "Completed"),
    Column::number("total_rejected", "Rejected"),
    Column::text("normalize_options", "Read with"),
];

/// The same, with less of it in tables.
pub(super) const IN_LISTS: [Column; 13] = {
    let mut columns = ALONE;
    columns[5] = columns[5].on_request();
    columns[7] = Column::number("total_processed", "Done");
    columns[9] = columns[9].on_request();
    columns[10] = columns[10].on_request();
    columns[12] = columns[12].on_request();
    columns
};

/// The columns of a job. People read whose it is.
fn cells(job: &Job, emails: &HashMap<Uuid, String>, id: Cell) -> Vec<Cell> {
    let user = job.user_id.map(|id| id.to_string());
    vec![
        id,
        match job.user_id.and_then(|id| emails.get(&id)) {
            Some(email) => Cell::shown(user, email),
            None => Cell::new(user),
        },
        Cell::new(job.status.as_deref()).styled(shades::status_style(job.status.as_deref())),
        Cell::new(job.source_type.as_deref()),
        Cell::new(job.search_query.as_deref()),
        Cell::new(job.filters.clone()),
        Cell::new(job.total_found),
        Cell::new(job.total_processed),
        time(job.created_at),
        time(job.started_at),
        time(job.completed_at),
        Cell::new(job.total_rejected),
        Cell::new(job.normalize_options.clone()),
    ]
}

/// Prints the job and, for people, what to do next with it.
fn print_with_next(context: &Context, conn: &mut PgConnection, job: &Job) -> Result<u8> {
    print_one(context, conn, job)?;
    if let Some(next) = next(job).filter(|_| context.output.is_table()) {
        context.output.note(next);
    }
    Ok(DONE)
}

fn print_one(context: &Context, conn: &mut PgConnection, job: &Job) -> Result<u8> {
    let users: Vec<Uuid> = job.user_id.into_iter().collect();
    let emails = User::emails(conn, &users)?;
    Rows::one(&context.output, &ALONE, cells(job, &emails, names::whole_id(Some(job.id))))?;
    Ok(DONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_json_that_postgresql_can_hold() {
        assert!(json(r#"{"country": "AU", "radius": 12.50}"#).is_ok());
        assert!(json(r#"{"a": "\\u0000 spelled out"}"#).is_ok());
        for text in ["", "{", "country=AU", r#"{"a": "\u0000"}"#, r#"{"a": "\\\u0000"}"#] {
            assert!(json(text).is_err(), "{text}");
        }
    }
}
