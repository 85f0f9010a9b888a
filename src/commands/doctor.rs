//! `doctor`: what is wrong, what waits, and how to mend it.

use std::io::{self, Write};
use std::time::Instant;

use anyhow::Result;
use chrono::Utc;
use clap::Args;
use diesel::PgConnection;

use super::{Context, DONE};
use crate::database::catalog::{self, Difference, State};
use crate::database::{self, Target, migrations};
use crate::error::{Failure, Kind};
use crate::models::{identifier, statistics};
use crate::output::{Cell, Column, Output, Rows, Style, text, width};

/// Check the database and say what waits, what is slow, and how to mend it.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine doctor\n  \
    leadengine doctor --json | jq -r '.[] | select(.verdict != \"ok\") | .mend'\n\n\
    Exit status: 0 no problem, though there may be warnings; 1 a problem; 5 the database cannot be reached.")]
pub struct Doctor {}

const COLUMNS: [Column; 4] = [
    Column::text("check", "Check"),
    Column::text("verdict", "Verdict"),
    Column::text("detail", "Detail"),
    Column::text("mend", "Mend"),
];

/// The oldest PostgreSQL that LeadEngine works with.
const OLDEST_SERVER: i32 = 140_000;
/// Milliseconds that an empty query may take.
const SLOW_ANSWER: f64 = 50.0;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Ok,
    Warning,
    Problem,
}

impl Verdict {
    fn as_str(self) -> &'static str {
        match self {
            Verdict::Ok => "ok",
            Verdict::Warning => "warning",
            Verdict::Problem => "problem",
        }
    }

    /// How it stands out: by a sign, and by its colour.
    fn mark(self, unicode: bool) -> (&'static str, Style) {
        match self {
            Verdict::Ok => (if unicode { "✓" } else { " " }, Style::Good),
            Verdict::Warning => ("!", Style::Warning),
            Verdict::Problem => (if unicode { "✗" } else { "X" }, Style::Bad),
        }
    }
}

/// What one check found.
#[derive(Debug)]
struct Finding {
    check: &'static str,
    verdict: Verdict,
    detail: String,
    mend: Option<String>,
}

impl Finding {
    fn new(check: &'static str, verdict: Verdict, detail: impl Into<String>) -> Self {
        Finding { check, verdict, detail: detail.into(), mend: None }
    }

    fn ok(check: &'static str, detail: impl Into<String>) -> Self {
        Finding::new(check, Verdict::Ok, detail)
    }

    fn warning(check: &'static str, detail: impl Into<String>) -> Self {
        Finding::new(check, Verdict::Warning, detail)
    }

    fn problem(check: &'static str, detail: impl Into<String>) -> Self {
        Finding::new(check, Verdict::Problem, detail)
    }

    fn mend(mut self, mend: impl Into<String>) -> Self {
        self.mend = Some(mend.into());
        self
    }

    /// A check that could not be made.
    fn failed(check: &'static str, failure: &Failure) -> Self {
        Finding { mend: failure.hint.clone(), ..Finding::problem(check, failure.message.clone()) }
    }
}

impl Doctor {
    /// Makes every check that can be made and prints what it found.
    pub fn run(self, context: &Context) -> Result<u8> {
        let mut status = DONE;
        let findings = match context.target().and_then(|target| {
            let begun = Instant::now();
            let conn = target.connect()?;
            Ok((target, conn, begun.elapsed().as_secs_f64() * 1000.0))
        }) {
            Err(error) => {
                let failure = recognized(&error);
                status = failure.kind.exit_status();
                vec![Finding::failed("connection", &failure)]
            }
            Ok((target, mut conn, took)) => {
                let connected = Finding::ok("connection", format!("{} in {took:.0} ms", target.masked()));
                examine(&target, &mut conn, connected)
            }
        };
        if status == DONE && findings.iter().any(|finding| finding.verdict == Verdict::Problem) {
            status = Kind::Failed.exit_status();
        }
        match context.output.is_table() {
            true => report(&context.output, &findings)?,
            false => rows(&context.output, &findings)?,
        }
        Ok(status)
    }
}

fn rows(output: &Output, findings: &[Finding]) -> Result<()> {
    let mut rows = Rows::list(output, &COLUMNS);
    for finding in findings {
        rows.push(vec![
            Cell::new(finding.check),
            Cell::new(finding.verdict.as_str()),
            Cell::new(&*finding.detail),
            Cell::new(finding.mend.as_deref()),
        ])?;
    }
    rows.finish()
}

/// The findings for people: what mends one stands on a line of its own, so that it can be copied whole.
fn report(output: &Output, findings: &[Finding]) -> io::Result<()> {
    /// Before the details: mark and verdict, the check, and the space after each.
    const INDENT: usize = 26;
    let mut out = io::stdout().lock();
    let screen = output.screen;
    for finding in findings {
        let (mark, style) = finding.verdict.mark(screen.unicode);
        let verdict = style.paint(&format!("{mark} {:<7}", finding.verdict.as_str()), output.color);
        let detail = text::printable(&finding.detail);
        for (at, line) in screen.paragraph(&detail, INDENT).iter().enumerate() {
            match at {
                0 => writeln!(out, "{verdict}  {:<13}  {line}", finding.check)?,
                _ => writeln!(out, "{:INDENT$}{line}", "")?,
            }
        }
        if let Some(mend) = &finding.mend {
            let line = format!("{} {}", screen.arrow(), text::printable(mend));
            // A command that is too long for its place begins further to the left, and is never broken by us.
            let fits = screen.table_width().is_none_or(|room| INDENT + width::width(&line) <= room);
            writeln!(out, "{:indent$}{line}", "", indent = if fits { INDENT } else { 2 })?;
        }
    }
    out.flush()
}

type Check = fn(&Target, &mut PgConnection) -> Result<Vec<Finding>>;

fn examine(target: &Target, conn: &mut PgConnection, connected: Finding) -> Vec<Finding> {
    let first: [(&'static str, Check); 2] = [("server", server), ("schema", schema)];
    let then: [(&'static str, Check); 5] = [
        ("indexes", indexes),
        ("waiting", waiting),
        ("subscriptions", subscriptions),
        ("tables", tables),
        ("transactions", transactions),
    ];
    let mut findings = vec![connected];
    for (name, check) in first {
        findings.extend(checked(name, check, target, conn));
    }
    // Without the tables, nothing after this can be said.
    if findings.iter().all(|finding| finding.verdict != Verdict::Problem || finding.check != "schema") {
        for (name, check) in then {
            findings.extend(checked(name, check, target, conn));
        }
    }
    findings
}

fn checked(name: &'static str, check: Check, target: &Target, conn: &mut PgConnection) -> Vec<Finding> {
    check(target, conn).unwrap_or_else(|error| vec![Finding::failed(name, &recognized(&error))])
}

/// The failure behind an error, in the words that the other commands would use.
fn recognized(error: &anyhow::Error) -> Failure {
    database::recognized(error).unwrap_or_else(|| Failure::new(Kind::Failed, "failed", format!("{error:#}")))
}

/// The shell command that runs a statement on the database.
fn psql(target: &Target, sql: &str) -> String {
    match target {
        Target::Private { .. } => format!("leadengine db psql -c '{sql}'"),
        Target::Given { .. } => format!("psql \"$DATABASE_URL\" -c '{sql}'"),
    }
}

fn server(_: &Target, conn: &mut PgConnection) -> Result<Vec<Finding>> {
    let begun = Instant::now();
    let server = statistics::server(conn)?;
    let took = begun.elapsed().as_secs_f64() * 1000.0;
    let detail = format!("PostgreSQL {}, answers in {took:.1} ms", server.version);
    Ok(vec![if server.number < OLDEST_SERVER {
        Finding::problem("server", detail).mend("upgrade the server to PostgreSQL 14 or newer")
    } else if took > SLOW_ANSWER {
        Finding::warning("server", detail).mend("run leadengine nearer to the database server")
    } else {
        Finding::ok("server", detail)
    }])
}

fn schema(target: &Target, conn: &mut PgConnection) -> Result<Vec<Finding>> {
    let problem = |detail: String, mend: &str| Ok(vec![Finding::problem("schema", detail).mend(mend)]);
    match catalog::look(conn)? {
        State::Missing => problem("there are no tables".to_owned(), "leadengine create-tables"),
        State::Outdated(pending) => problem(catalog::pending_steps(&pending), "leadengine create-tables"),
        State::Newer(versions) => problem(catalog::newer_steps(&versions), catalog::UPDATE),
        State::Unrecorded => problem(catalog::UNRECORDED.to_owned(), catalog::RESTORE),
        State::Current(_) => {
            let steps = migrations::status(conn)?.len();
            Ok(vec![Finding::ok(
                "schema",
                format!("all {steps} steps applied, and the tables as they left them"),
            )])
        }
        State::Changed(differences) => {
            // Those with an index of their own are watched with the indexes.
            let finding = |difference: &Difference| {
                let check = if difference.fatal { "schema" } else { "constraints" };
                let mend = difference.mend.as_deref().map(|sql| psql(target, sql));
                Finding::problem(check, &*difference.what).mend(mend.as_deref().unwrap_or(catalog::RESTORE))
            };
            Ok(differences.iter().filter(|difference| !is_of_an_index(difference)).map(finding).collect())
        }
    }
}

/// Whether the indexes are told of it anyway.
fn is_of_an_index(difference: &Difference) -> bool {
    let named = |index: &statistics::Index| difference.what.contains(&format!(" {} on ", index.name));
    difference.what.ends_with(" is missing") && statistics::INDEXES.iter().any(named)
}

fn indexes(target: &Target, conn: &mut PgConnection) -> Result<Vec<Finding>> {
    let broken = statistics::broken_indexes(conn)?;
    if broken.is_empty() {
        return Ok(vec![Finding::ok(
            "indexes",
            format!("all {} there and valid", statistics::INDEXES.len()),
        )]);
    }
    let finding = |(index, there): &(statistics::Index, bool)| match there {
        false => Finding::problem("indexes", format!("{} on {} is missing", index.name, index.table))
            .mend(psql(target, index.made_by)),
        true => Finding::problem("indexes", format!("{} on {} is not valid", index.name, index.table))
            .mend(psql(target, &format!("REINDEX INDEX CONCURRENTLY {}", index.name))),
    };
    Ok(broken.iter().map(finding).collect())
}

fn waiting(_: &Target, conn: &mut PgConnection) -> Result<Vec<Finding>> {
    let backlog = statistics::backlog(conn)?;
    let since = backlog.queued_since.filter(|_| backlog.queued > 0);
    let since = since.map(|at| format!(" (since {})", at.format("%Y-%m-%d %H:%M"))).unwrap_or_default();
    let detail = format!(
        "{} queued{since}, {} processing, {} failed",
        backlog.queued, backlog.processing, backlog.failed
    );
    let stale = backlog.queued_since.is_some_and(|at| Utc::now() - at > chrono::TimeDelta::days(1));
    let jobs = if let Some(job) = backlog.abandoned_job {
        let detail = format!("{detail}; {} claimed over a day ago without any result", backlog.abandoned);
        Finding::warning("jobs", detail).mend(format!("leadengine jobs fail {}", identifier::short(job)))
    } else if stale {
        Finding::warning("jobs", detail).mend("run a scraper: leadengine jobs claim")
    } else if backlog.failed > 0 {
        Finding::ok("jobs", detail).mend("leadengine jobs list --status failed")
    } else {
        Finding::ok("jobs", detail)
    };
    let count = |check, n: i64, what: &str, mend: &str| match n {
        0 => Finding::ok(check, "none waiting"),
        n => Finding::warning(check, format!("{n} {what}")).mend(mend),
    };
    Ok(vec![
        jobs,
        count("raw leads", backlog.raw_leads, "waiting to be normalized", "leadengine normalize"),
        count("scores", backlog.unscored, "leads new or changed since they were scored", "leadengine enrich"),
    ])
}

fn subscriptions(_: &Target, conn: &mut PgConnection) -> Result<Vec<Finding>> {
    const NAMED: usize = 3;
    let without = statistics::unsubscribed(conn)?;
    let Some(first) = without.first() else {
        return Ok(vec![Finding::ok("subscriptions", "every active user has one")]);
    };
    let mut names: Vec<&str> = without.iter().take(NAMED).map(|user| &*user.email).collect();
    if without.len() > NAMED {
        names.push("…");
    }
    let email = text::shell_word(&first.email);
    let mend = match (first.upcoming, first.over) {
        (true, _) => format!("leadengine subs show --user {email}"),
        (false, true) => format!("leadengine subs renew --user {email}"),
        (false, false) => format!("leadengine subs add --user {email} --plan free"),
    };
    let detail = format!("{} active users have none in force: {}", without.len(), names.join(", "));
    Ok(vec![Finding::warning("subscriptions", detail).mend(mend)])
}

fn tables(target: &Target, conn: &mut PgConnection) -> Result<Vec<Finding>> {
    let untidy = statistics::untidy_tables(conn)?;
    if untidy.is_empty() {
        return Ok(vec![Finding::ok("tables", "analyzed and vacuumed")]);
    }
    Ok(untidy
        .iter()
        .map(|table| {
            let detail =
                format!("{}: {} rows, {} dead, makes queries slow", table.table, table.rows, table.dead);
            Finding::warning("tables", detail).mend(psql(target, &format!("VACUUM ANALYZE {}", table.table)))
        })
        .collect())
}

fn transactions(target: &Target, conn: &mut PgConnection) -> Result<Vec<Finding>> {
    let open = statistics::open_transactions(conn)?;
    if open.is_empty() {
        let hidden = statistics::hidden_sessions(conn)?;
        if hidden.sessions > 0 {
            let detail =
                format!("none open for long; {} sessions of other roles are hidden", hidden.sessions);
            let mend = format!("as a superuser, to see them: GRANT pg_read_all_stats TO {}", hidden.role);
            return Ok(vec![Finding::ok("transactions", detail).mend(mend)]);
        }
        return Ok(vec![Finding::ok("transactions", "none open for long")]);
    }
    Ok(open
        .iter()
        .map(|open| {
            let detail = format!(
                "process {} ({}) open for {} minutes, {} sessions wait for it",
                open.pid, open.program, open.minutes, open.blocking
            );
            let mend = psql(target, &format!("SELECT pg_terminate_backend({})", open.pid));
            Finding::warning("transactions", detail).mend(mend)
        })
        .collect())
}
