//! `leadengine` alone: what there is, in the order of the pipeline, and what to do next.

use std::io::{self, Write};
use std::time::Duration;

use anyhow::Result;

use super::{Context, DONE};
use crate::database::catalog;
use crate::database::{self, Target, private};
use crate::models::lead_enrichment::due;
use crate::models::standing::Standing;
use crate::output::{Cell, Column, Rows, program, text};
use crate::quota;

/// The commands, as one meets them. What is in none of these stands at the end.
pub const GROUPS: [(&str, &[&str]); 4] = [
    ("Accounts", &["create-tables", "users", "subs"]),
    ("Pipeline", &["jobs", "ingest", "normalize", "enrich", "run", "rules", "model"]),
    ("Results", &["leads", "usage", "stats"]),
    ("Care", &["doctor", "db", "config", "demo", "schema", "completions", "man"]),
];

/// How long the database may take to say how far it is.
const LIMIT: Duration = Duration::from_secs(1);

/// Where things are, and what to type next.
struct Step {
    /// A stable name, in snake case.
    state: &'static str,
    /// The same in words.
    what: String,
    /// The command that goes on from there.
    next: String,
}

impl Step {
    fn new(state: &'static str, what: impl Into<String>, next: impl Into<String>) -> Step {
        Step { state, what: what.into(), next: next.into() }
    }
}

const COLUMNS: [Column; 3] =
    [Column::text("state", "State"), Column::text("what", "Here"), Column::text("next", "Next")];

/// Prints the commands and the next step.
pub fn run(context: &Context) -> Result<u8> {
    let silent = || Step::new("unknown", "the database does not answer", "leadengine doctor");
    let mut step = context.target().ok().and_then(step).unwrap_or_else(silent);
    step.next = program::as_called(&step.next).into_owned();
    step.what = program::as_called(&step.what).into_owned();
    if !context.output.is_table() {
        let cells = vec![Cell::new(step.state), Cell::new(step.what), Cell::new(step.next)];
        Rows::one(&context.output, &COLUMNS, cells)?;
        return Ok(DONE);
    }
    let (bold, plain) = if context.output.color { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "LeadEngine turns scraped records into ranked, explained sales leads.\n\n  \
         file ─ingest─▶ raw records ─normalize─▶ leads ─enrich─▶ scores ─leads─▶ people"
    )?;
    for (group, commands) in listed() {
        writeln!(out, "\n{bold}{group}{plain}")?;
        for (name, about) in commands {
            writeln!(out, "  {name:<14} {about}")?;
        }
    }
    writeln!(out)?;
    writeln!(out, "{bold}Here{plain}  {}", text::printable(&step.what))?;
    writeln!(out, "{bold}Next{plain}  {}", text::printable(&step.next))?;
    writeln!(out, "{bold}Help{plain}  leadengine COMMAND --help explains a command, with examples")?;
    out.flush()?;
    Ok(DONE)
}

/// The commands by group, each with what it is for.
fn listed() -> Vec<(&'static str, Vec<(String, String)>)> {
    let command = crate::cli::command();
    let line = |command: &clap::Command| {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        (command.get_name().to_owned(), short(&about).to_owned())
    };
    let mut groups: Vec<(&str, Vec<(String, String)>)> = GROUPS
        .iter()
        .map(|(group, names)| {
            (*group, names.iter().filter_map(|name| command.find_subcommand(name)).map(line).collect())
        })
        .collect();
    let known = |name: &str| name == "help" || GROUPS.iter().any(|(_, names)| names.contains(&name));
    let others =
        command.get_subcommands().filter(|command| !command.is_hide_set() && !known(command.get_name()));
    if let Some((_, last)) = groups.last_mut() {
        last.extend(others.map(line));
    }
    groups
}

/// As much of a sentence as fits beside a command's name in 80 columns: to a colon, and else to a comma.
fn short(about: &str) -> &str {
    const WIDTH: usize = 62;
    let about = about.split(": ").next().unwrap_or_default();
    let fits = |end: &usize| about[..*end].chars().count() <= WIDTH;
    let ends = std::iter::once(about.len()).chain(about.rmatch_indices([',', ';']).map(|(at, _)| at));
    ends.into_iter().find(fits).map_or(about, |end| &about[..end])
}

/// Where the database is; `None` when it does not say so in time.
fn step(target: Target) -> Option<Step> {
    if let Target::Private { home, .. } = &target
        && !private::is_made(home)
    {
        return Some(Step::new(
            "no_database",
            "no database yet; create-tables makes a private PostgreSQL, and demo shows what it is for",
            "leadengine demo",
        ));
    }
    let is_private = matches!(target, Target::Private { .. });
    match database::glance(target, LIMIT, |conn| {
        if let Some(failure) = catalog::look(conn)?.failure() {
            return Err(failure.into());
        }
        let standing = Standing::of(conn)?;
        let unscored = standing.leads && due::any(conn)?;
        let kept_back = standing.waiting > 0 && quota::keeps_all_back(conn)?;
        Ok(next(&standing, unscored, kept_back))
    })? {
        Ok(step) => Some(step),
        Err(error) => {
            let failure = database::recognized(&error)?;
            let mend = failure.hint.clone().unwrap_or_default();
            match failure.code {
                "database_unreachable" if is_private => Some(Step::new(
                    "not_running",
                    "the private PostgreSQL does not run; the next command that needs it starts it",
                    "leadengine stats",
                )),
                "tables_missing" | "tables_outdated" => {
                    Some(Step::new(failure.code, failure.message, "leadengine create-tables"))
                }
                "tables_changed" | "database_newer" => {
                    Some(Step::new(failure.code, format!("{}: {mend}", failure.message), "leadengine doctor"))
                }
                _ => None,
            }
        }
    }
}

/// The next step for data that has come so far.
fn next(standing: &Standing, unscored: bool, kept_back: bool) -> Step {
    if !standing.users {
        Step::new(
            "no_user",
            "the tables are ready; there is no user yet",
            "leadengine users add EMAIL --plan free",
        )
    } else if !standing.subscribed {
        Step::new(
            "no_subscription",
            "no active user has a subscription in force",
            "leadengine subs add --user EMAIL --plan free",
        )
    } else if kept_back && unscored {
        Step::new(
            "leads_unscored",
            "some leads are new or changed since they were scored",
            "leadengine enrich",
        )
    } else if kept_back {
        let waiting = text::counted(standing.waiting.unsigned_abs(), "raw record");
        let verb = if standing.waiting == 1 { "waits" } else { "wait" };
        let what = format!("{waiting} {verb}: the month's leads of their users are used up");
        Step::new("over_quota", what, "leadengine doctor")
    } else if standing.waiting > 0 {
        let waiting = text::counted(standing.waiting.unsigned_abs(), "raw record");
        let verb = if standing.waiting == 1 { "waits" } else { "wait" };
        Step::new("raw_records_waiting", format!("{waiting} {verb} to become leads"), "leadengine normalize")
    } else if !standing.leads && standing.raw_leads {
        let what = "the raw records make no lead yet; this tells why, unless their job failed (jobs list)";
        Step::new("no_lead", what, "leadengine normalize --rebuild")
    } else if !standing.leads {
        Step::new("nothing_ingested", "nothing is loaded yet", "leadengine ingest FILE")
    } else if unscored {
        Step::new(
            "leads_unscored",
            "some leads are new or changed since they were scored",
            "leadengine enrich",
        )
    } else {
        Step::new(
            "done",
            "every record is a lead, and every lead is scored",
            "leadengine leads --intent high",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_in_one_group() {
        let command = crate::cli::command();
        for command in command.get_subcommands().filter(|command| !command.is_hide_set()) {
            let name = command.get_name();
            let groups = GROUPS.iter().filter(|(_, names)| names.contains(&name)).count();
            assert_eq!(groups, usize::from(name != "help"), "{name} belongs in one of GROUPS");
        }
    }

    #[test]
    fn a_line_of_a_command_fits_a_narrow_terminal() {
        for (name, about) in listed().into_iter().flat_map(|(_, commands)| commands) {
            let width = format!("  {name:<14} {about}").chars().count();
            assert!((20..=80).contains(&width), "{width} columns: {name} {about}");
        }
        assert_eq!(short("Load records: JSON Lines, or others"), "Load records");
    }
}
