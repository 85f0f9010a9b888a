//! `schema`: what the JSON of each command looks like, for other programs.

mod types;

use std::io::{self, Write};

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};

use self::types::{Key, Type};
use super::{Context, DONE};
use super::{
    config, create_tables, db, doctor, enrich, ingest, jobs, leads, model, normalize, rules, run, stats,
    subs, usage, users,
};
use crate::error::{Failure, Kind};
use crate::models::leads::LeadValues;
use crate::output::{Column, Rows};

/// Print the JSON Schema of what a command prints with --json, or list the commands that have one.
///
/// JSON Schema, draft 2020-12. A list is an array; with --format jsonl each line is one of its rows, whose schema stands under $defs/row.
/// With --columns, what was not asked for is missing.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine schema\n  \
    leadengine schema leads show > lead.schema.json\n  \
    leadengine schema error   (what --json prints on standard error when a command fails)")]
pub struct Schema {
    /// The command, with the options that change what it prints; without one, the list of them
    #[arg(value_name = "COMMAND", trailing_var_arg = true, allow_hyphen_values = true)]
    command: Vec<String>,
}

/// What a command prints.
pub struct Entry {
    /// The command, and options that make it print something else.
    pub command: &'static str,
    shape: fn() -> Shape,
}

enum Shape {
    /// One object.
    One(Value),
    /// An array of them.
    List(Value),
}
use Shape::{List, One};

/// Commands that print no JSON.
pub const WITHOUT: [&str; 3] = ["completions", "db psql", "man"];

/// All commands that print JSON, in the order of the help.
pub const ENTRIES: [Entry; 57] = [
    Entry { command: "create-tables", shape: || List(row(&create_tables::COLUMNS, &[])) },
    Entry { command: "users add", shape: || One(row(&users::COLUMNS, USER)) },
    Entry { command: "users list", shape: || List(row(&users::COLUMNS, USER)) },
    Entry { command: "users show", shape: || One(row(&users::COLUMNS, USER)) },
    Entry { command: "users set-password", shape: || One(row(&users::COLUMNS, USER)) },
    Entry { command: "users verify", shape: || One(row(&users::VERIFIED, VERIFIED)) },
    Entry { command: "users set-role", shape: || One(row(&users::COLUMNS, USER)) },
    Entry { command: "users activate", shape: || One(row(&users::COLUMNS, USER)) },
    Entry { command: "users deactivate", shape: || One(row(&users::COLUMNS, USER)) },
    Entry { command: "users remove", shape: || One(row(&users::COLUMNS, USER)) },
    Entry { command: "subs add", shape: || One(row(&subs::COLUMNS, &[])) },
    Entry { command: "subs list", shape: || List(row(&subs::COLUMNS, &[])) },
    Entry { command: "subs show", shape: || One(row(&subs::COLUMNS, &[])) },
    Entry { command: "subs change", shape: || One(row(&subs::COLUMNS, &[])) },
    Entry { command: "subs renew", shape: || One(row(&subs::COLUMNS, &[])) },
    Entry { command: "subs cancel", shape: || One(row(&subs::COLUMNS, &[])) },
    Entry { command: "jobs add", shape: || One(row(&jobs::ALONE, &[])) },
    Entry { command: "jobs list", shape: || List(row(&jobs::IN_LISTS, &[])) },
    Entry { command: "jobs show", shape: || One(row(&jobs::ALONE, &[])) },
    Entry { command: "jobs watch", shape: || One(row(&jobs::watch::COLUMNS, &[])) },
    Entry { command: "jobs claim", shape: || One(row(&jobs::ALONE, &[])) },
    Entry { command: "jobs retry", shape: || One(row(&jobs::ALONE, &[])) },
    Entry { command: "jobs fail", shape: || One(row(&jobs::ALONE, &[])) },
    Entry { command: "jobs remove", shape: || One(row(&jobs::ALONE, &[])) },
    Entry { command: "ingest", shape: || One(row(&ingest::COLUMNS, &[])) },
    Entry { command: "normalize", shape: || One(row(&normalize::COLUMNS, &[])) },
    Entry { command: "normalize --dry-run", shape: || One(dry_run()) },
    Entry {
        command: "normalize --dry-run --explain",
        shape: || List(row(&normalize::dry_run::EXPLAINED, EXPLAINED)),
    },
    Entry { command: "enrich", shape: || One(row(&enrich::COLUMNS, &[])) },
    Entry {
        command: "enrich --llm-url",
        shape: || One(row(&[&enrich::COLUMNS[..], &enrich::ask::COLUMNS].concat(), &[])),
    },
    Entry { command: "run", shape: || One(row(&run::STEPS, types::RUN)) },
    // What may stand in a file of rules, rules check tells better than a schema.
    Entry {
        command: "rules show",
        shape: || One(json!({"type": "object", "required": ["intent", "parts", "phrases"]})),
    },
    Entry { command: "rules check", shape: || List(row(&rules::PROBLEMS, &[])) },
    Entry { command: "rules check --text", shape: || List(row(&rules::SIGNALS, &[])) },
    Entry { command: "model train", shape: || One(row(&model::report::TRAINED, &[])) },
    Entry { command: "model evaluate", shape: || One(row(&model::report::EVALUATED, &[])) },
    Entry { command: "model show", shape: || One(row(&model::report::SHOWN, &[])) },
    Entry { command: "leads", shape: || List(row(&leads::COLUMNS, &[])) },
    Entry { command: "leads list", shape: || List(row(&leads::COLUMNS, &[])) },
    Entry {
        command: "leads show",
        shape: || One(types::object(keys(&leads::COLUMNS, &[]).chain(types::WHY.iter().copied()))),
    },
    Entry { command: "leads export", shape: || List(row(&leads::COLUMNS, &[])) },
    Entry { command: "leads export --to", shape: || One(row(&leads::export::DID, &[])) },
    Entry { command: "leads forget", shape: || One(row(&leads::forget::COLUMNS, &[])) },
    Entry { command: "usage", shape: || List(row(&usage::COLUMNS, OF_USER)) },
    Entry { command: "stats", shape: || One(row(&stats::COLUMNS, types::STATISTICS)) },
    Entry { command: "demo", shape: || List(row(&leads::COLUMNS, &[])) },
    Entry { command: "doctor", shape: || List(row(&doctor::COLUMNS, DOCTOR)) },
    Entry { command: "db start", shape: || One(row(&db::COLUMNS, &[])) },
    Entry { command: "db stop", shape: || One(row(&db::COLUMNS, &[])) },
    Entry { command: "db status", shape: || One(row(&db::COLUMNS, &[])) },
    Entry { command: "db url", shape: || One(row(&db::URL, &[])) },
    Entry { command: "db grants", shape: || One(row(&db::SQL, &[])) },
    Entry { command: "config show", shape: || List(row(&config::show::COLUMNS, SETTING)) },
    Entry { command: "config path", shape: || One(row(&config::COLUMNS, &[])) },
    Entry { command: "config init", shape: || One(row(&config::COLUMNS, &[])) },
    Entry { command: "schema", shape: || List(row(&COLUMNS, &[])) },
    Entry { command: "error", shape: || One(types::object(types::ERROR.iter().copied())) },
];

const USER: &[Key] = &[("email", Type::Text)];
const OF_USER: &[Key] = &[("email", Type::Text), ("user_id", Type::Id)];
const VERIFIED: &[Key] = &[("email", Type::Text), ("is_active", Type::Boolean)];
const EXPLAINED: &[Key] = &[("found", Type::OrNull(&Type::List(&Type::Text)))];
const SETTING: &[Key] =
    &[("command", Type::OrNull(&Type::Text)), ("source", Type::Text), ("value", Type::Any)];
const DOCTOR: &[Key] = &[("verdict", Type::Word(&doctor::VERDICTS))];

const COLUMNS: [Column; 2] = [Column::text("command", "Command"), Column::text("about", "Prints")];

impl Schema {
    /// Prints the schema, or the list.
    pub fn run(self, context: &Context) -> Result<u8> {
        if self.command.is_empty() {
            return list(context);
        }
        let entry = find(&self.command).ok_or_else(|| {
            let asked = self.command.join(" ");
            let message = match WITHOUT.contains(&&*asked) {
                true => format!("{asked} prints no JSON"),
                false => format!("there is no schema of {asked}"),
            };
            Failure::new(Kind::NotFound, "no_such_schema", message)
                .hint("leadengine schema lists the commands that have one")
        })?;
        writeln!(io::stdout(), "{:#}", entry.schema())?;
        Ok(DONE)
    }
}

fn list(context: &Context) -> Result<u8> {
    let mut rows = Rows::list(&context.output, &COLUMNS);
    for entry in &ENTRIES {
        rows.push(vec![entry.command.into(), entry.about().into()])?;
    }
    rows.finish()?;
    context.output.note("next: leadengine schema COMMAND");
    Ok(DONE)
}

/// What a command line prints: of all that its words name, the entry that says most.
pub fn find(words: &[impl AsRef<str>]) -> Option<&'static Entry> {
    let given = |word: &str| words.iter().any(|given| given.as_ref().split('=').next() == Some(word));
    let names = |entry: &&Entry| {
        let verbs = entry.verbs();
        verbs.clone().zip(words).filter(|(verb, word)| *verb == word.as_ref()).count() == verbs.count()
            && entry.options().all(given)
    };
    // A noun without its verb names nothing, unless it does something by itself.
    ENTRIES.iter().filter(names).max_by_key(|entry| entry.command.split(' ').count())
}

impl Entry {
    fn verbs(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.command.split(' ').filter(|word| !word.starts_with('-'))
    }

    fn options(&self) -> impl Iterator<Item = &'static str> {
        self.command.split(' ').filter(|word| word.starts_with('-'))
    }

    /// What the help says of it.
    fn about(&self) -> String {
        if self.command == "error" {
            return "What a command that fails prints on standard error".to_owned();
        }
        let mut command = &crate::cli::command();
        for verb in self.verbs() {
            match command.find_subcommand(verb) {
                Some(found) => command = found,
                None => return String::new(),
            }
        }
        command.get_about().map(ToString::to_string).unwrap_or_default()
    }

    /// The JSON Schema of what it prints with `--json`.
    pub fn schema(&self) -> Value {
        let mut schema = match (self.shape)() {
            One(object) => object,
            List(row) => json!({"type": "array", "items": {"$ref": "#/$defs/row"}, "$defs": {"row": row}}),
        };
        schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
        schema["title"] = json!(format!("leadengine {}", self.command));
        schema["description"] = json!(self.about());
        schema
    }
}

/// The schema of a row with these columns; `own` are the keys that mean something else than elsewhere.
fn row(columns: &[Column], own: &[Key]) -> Value {
    types::object(keys(columns, own))
}

fn keys(columns: &[Column], own: &[Key]) -> impl Iterator<Item = Key> {
    columns.iter().map(|column| {
        let known = own.iter().chain(types::KEYS).find(|key| key.0 == column.name);
        // A test sees to it that there is none without a type.
        known.copied().unwrap_or((column.name, Type::Any))
    })
}

/// A line of `normalize --dry-run`.
fn dry_run() -> Value {
    let values = LeadValues::default();
    let mut schema = types::object(types::DRY.iter().copied());
    for (column, _) in values.texts() {
        schema["properties"][column] = Type::OrNull(&Type::Text).schema();
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_type_of_its_own() {
        for entry in &ENTRIES {
            let schema = entry.schema();
            let row = schema["$defs"].get("row").unwrap_or(&schema);
            for (key, value) in row["properties"].as_object().into_iter().flatten() {
                let is_any = matches!(
                    (entry.command, key.as_str()),
                    (_, "filters" | "normalize_options") | ("config show", "value")
                );
                assert_eq!(
                    value == &json!(true),
                    is_any,
                    "{}: {key} has no type in types::KEYS",
                    entry.command
                );
            }
        }
    }

    #[test]
    fn a_command_line_names_the_entry_that_says_most() {
        let found = |words: &str| find(&words.split(' ').collect::<Vec<_>>()).map(|entry| entry.command);
        assert_eq!(found("users list --json"), Some("users list"));
        assert_eq!(found("leads --intent high"), Some("leads"));
        assert_eq!(found("leads show x@y.z"), Some("leads show"));
        assert_eq!(found("normalize --dry-run=x"), Some("normalize --dry-run"));
        assert_eq!(found("normalize --explain --dry-run x"), Some("normalize --dry-run --explain"));
        for none in ["users", "man", "nothing", "list"] {
            assert_eq!(found(none), None, "{none}");
        }
    }
}
