//! `doctor`: what is wrong, what waits, and how to mend it.

mod finding;
mod schema;
mod server;
mod sessions;
mod tables;
mod users;
mod work;

use std::io::{self, Write};
use std::time::{Duration, Instant};

use anyhow::Result;
use clap::Args;
use diesel::PgConnection;
use diesel::connection::SimpleConnection;

use self::finding::{Finding, Verdict};
use super::{Context, DONE};
use crate::database::{self, Target};
use crate::error::{Failure, Kind};
use crate::models::health::server::{Server, server as look_at_server};
use crate::output::amount::bytes as size;
use crate::output::{Cell, Column, Output, Rows, program, text, width};

/// Check the database and its server, and say how to mend what is wrong.
///
/// Each check ends in a verdict: ok, warning (it works; see to it), bad (something does not work) or cannot tell (this role is not told).
/// Nothing is changed, and large tables are not read: numbers of rows are the server's estimates.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine doctor\n  \
    leadengine doctor --strict --quiet || mail -s 'leads' ops@example.com\n  \
    leadengine doctor --json | jq -r '.[] | select(.verdict == \"bad\") | .mend'\n\n\
    What mends it is a command to copy; what no command mends stands behind a #. OWNER_URL is the database URL of the role that owns the tables.\n\
    Exit status: 0 nothing is bad, though there may be warnings; 1 something is bad; 5 the database cannot be reached.")]
pub struct Doctor {
    /// End with status 1 on a warning, too
    #[arg(long)]
    strict: bool,
}

pub(super) const COLUMNS: [Column; 4] = [
    Column::text("check", "Check"),
    Column::text("verdict", "Verdict"),
    Column::text("found", "Found"),
    Column::text("mend", "Mend"),
];

/// The words that verdicts have.
pub(super) const VERDICTS: [&str; 4] = Verdict::WORDS;

impl Doctor {
    /// Makes every check that can be made and prints what it found.
    pub fn run(self, context: &Context) -> Result<u8> {
        let mut findings = Vec::new();
        let mut status = match examine(context, &mut findings) {
            Ok(()) => DONE,
            Err(error) => {
                let failure = recognized(&error);
                findings.push(Finding::failed("connection", &failure));
                failure.kind.exit_status()
            }
        };
        let is_wrong = |finding: &Finding| match finding.verdict {
            Verdict::Bad => true,
            Verdict::Warning => self.strict,
            Verdict::Ok | Verdict::CannotTell => false,
        };
        if status == DONE && findings.iter().any(is_wrong) {
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
            Cell::new(&*finding.found),
            Cell::new(finding.mend.as_deref().map(program::as_called).as_deref()),
        ])?;
    }
    rows.finish()
}

/// The findings for people: what mends one stands on a line of its own, so that it can be copied whole.
fn report(output: &Output, findings: &[Finding]) -> io::Result<()> {
    /// Before what was found: mark and verdict, the check, and the space after each.
    const INDENT: usize = 30;
    let mut out = io::stdout().lock();
    let screen = output.screen;
    for finding in findings {
        let (mark, style) = finding.verdict.mark(screen.unicode);
        let verdict = style.paint(&format!("{mark} {:<11}", finding.verdict.as_str()), output.color);
        let found = text::printable(&finding.found);
        for (at, line) in screen.paragraph(&found, INDENT).iter().enumerate() {
            match at {
                0 => writeln!(out, "{verdict}  {:<13}  {line}", finding.check)?,
                _ => writeln!(out, "{:INDENT$}{line}", "")?,
            }
        }
        if let Some(mend) = &finding.mend {
            let line = format!("{} {}", screen.arrow(), text::printable(&program::as_called(mend)));
            // A command that is too long for its place begins further to the left, and is never broken by us.
            let fits = screen.table_width().is_none_or(|room| INDENT + width::width(&line) <= room);
            writeln!(out, "{:indent$}{line}", "", indent = if fits { INDENT } else { 2 })?;
        }
    }
    out.flush()
}

/// What the checks are about.
struct Subject<'a> {
    target: &'a Target,
    server: Server,
    /// How far the server's clock is ahead of ours, give or take.
    ahead: server::Ahead,
}

/// Whose rights a statement takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// The owner's of the tables.
    Owner,
    /// A superuser's.
    Superuser,
}

impl Subject<'_> {
    /// The shell command that runs a statement on the database.
    fn psql(&self, needs: Needs, sql: &str) -> String {
        let sql = text::shell_word(sql);
        let enough = self.server.is_superuser || needs == Needs::Owner && self.server.owns_tables;
        match self.target {
            Target::Private { .. } => format!("leadengine db psql -c {sql}"),
            Target::Given { .. } if enough => format!("psql {} -c {sql}", self.target.in_shell()),
            Target::Given { .. } => format!("psql \"$OWNER_URL\" -c {sql}"),
        }
    }
}

type Check = fn(&Subject, &mut PgConnection) -> Result<Vec<Finding>>;

/// The checks that need no tables.
const OF_SERVER: [(&str, Check); 6] = [
    ("server", server::version),
    ("tls", server::tls),
    ("clock", server::clock),
    ("connections", server::connections),
    ("disk", server::disk),
    ("transactions", sessions::transactions),
];
/// Those that need them.
const OF_TABLES: [(&str, Check); 9] = [
    ("rights", tables::rights),
    ("indexes", schema::indexes),
    ("pending list", tables::pending_list),
    ("bloat", tables::bloat),
    ("statistics", tables::statistics),
    ("jobs", work::jobs),
    ("scores", work::scores),
    ("subscriptions", users::subscriptions),
    ("quotas", users::quotas),
];

/// How long the server may take for one statement: what takes longer would keep an operator waiting, or is locked.
const PATIENCE: Duration = Duration::from_secs(2);

/// Connects, and makes the checks one after the other.
///
/// # Errors
/// When the database cannot be reached, or goes away in between; what was found until then stays.
fn examine(context: &Context, findings: &mut Vec<Finding>) -> Result<()> {
    let target = context.target()?;
    let begun = Instant::now();
    let connected = target.connect();
    let took = begun.elapsed().as_secs_f64() * 1000.0;
    let mut conn = match connected {
        Ok(conn) => conn,
        Err(error) => {
            // A full disk is one reason why a server of ours does not come up.
            findings.extend(server::room(&target));
            return Err(error);
        }
    };
    findings.push(Finding::ok("connection", format!("{} in {took:.0} ms", target.masked())));
    let patience = PATIENCE.as_millis();
    conn.batch_execute(&format!("SET statement_timeout = {patience}; SET lock_timeout = {}", patience / 2))?;
    let ahead = server::Ahead::measure(&mut conn)?;
    let subject = Subject { target: &target, server: look_at_server(&mut conn)?, ahead };
    let mut check = |name, check: Check| -> Result<bool> {
        let found = check(&subject, &mut conn).or_else(|error| {
            let failure = recognized(&error);
            match failure.kind {
                Kind::Unreachable => Err(error),
                _ => Ok(vec![Finding::failed(name, &failure)]),
            }
        })?;
        let bad = found.iter().any(|finding| finding.check == name && finding.verdict == Verdict::Bad);
        findings.extend(found);
        Ok(!bad)
    };
    for (name, each) in OF_SERVER {
        check(name, each)?;
    }
    // Without the tables, nothing after this can be said.
    if check("schema", schema::schema)? {
        for (name, each) in OF_TABLES {
            check(name, each)?;
        }
    }
    Ok(())
}

/// The failure behind an error, in the words that the other commands would use.
fn recognized(error: &anyhow::Error) -> Failure {
    database::recognized(error).unwrap_or_else(|| Failure::new(Kind::Failed, "failed", format!("{error:#}")))
}

/// The first few of some names, and that there are more.
fn some<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    const NAMED: usize = 3;
    let mut names = names.into_iter();
    let mut named: Vec<&str> = names.by_ref().take(NAMED).collect();
    if names.next().is_some() {
        named.push("…");
    }
    named.join(", ")
}
