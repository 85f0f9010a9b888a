//! What the tables are like, held against what this program expects of them: the steps that the database records, and its catalog
//! against `tables.txt`. Every command that uses the tables looks once, when it has connected; one query, of the catalog alone, so that
//! a role with few rights may ask it.

use std::collections::HashMap;

use anyhow::Result;
use diesel::result::Error;
use diesel::sql_types::{Nullable, Text};
use diesel::{PgConnection, QueryableByName, RunQueryDsl, sql_query};

use super::failure::described;
use super::migrations;
use crate::error::{Failure, Kind};

/// Every column, constraint and index of the migrations, one a line, as [`CATALOG`] prints them, and defaults in full. A test holds it
/// against a database that was made by them.
pub const TABLES: &str = include_str!("tables.txt");

/// The tables' columns, constraints and indexes, in one text. Of a default it only says that there is one: another program may have set
/// its own.
const CATALOG: &str = "\
    WITH t AS MATERIALIZED (SELECT n.name, to_regclass(n.name)::oid AS oid FROM unnest(ARRAY['users', 'subscriptions', \
             'scrape_jobs', 'raw_leads', 'leads', 'lead_enrichment', 'usage_tracking']) n (name)) \
    SELECT string_agg(line, E'\\n') FROM ( \
        SELECT t.name || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) \
                   || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END \
                   || CASE WHEN a.atthasdef OR a.attidentity <> '' THEN ' default' ELSE '' END \
            FROM t JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped \
        UNION ALL SELECT t.name || ' constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid) \
            FROM t JOIN pg_catalog.pg_constraint k ON k.conrelid = t.oid AND k.contype IN ('p', 'u', 'f') \
        UNION ALL SELECT t.name || ' index ' || c.relname || CASE WHEN i.indisunique THEN ' unique' ELSE '' END \
            FROM t JOIN pg_catalog.pg_index i ON i.indrelid = t.oid JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid) l (line)";

/// What the tables of a database are to this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// They are those that it expects. Indexes that only make it faster may be missing: these.
    Current(Vec<&'static str>),
    /// There are none.
    Missing,
    /// Some steps are pending: their names.
    Outdated(Vec<String>),
    /// A newer LeadEngine made them: the versions of the steps that this one does not know.
    Newer(Vec<String>),
    /// They are there, and the record of the steps is not.
    Unrecorded,
    /// They are not as the steps left them.
    Changed(Vec<Difference>),
}

/// What is otherwise than the steps left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// In words: `leads.email is missing`.
    pub what: String,
    /// The statement that puts it back, where one does. Quotes with dollars, as it is shown between single quotes.
    pub mend: Option<String>,
    /// Whether queries fail for it.
    pub fatal: bool,
}

impl State {
    /// Why a command cannot use the tables; `None` where it can.
    pub fn failure(&self) -> Option<Failure> {
        let failure = |code, message: String| Some(Failure::new(Kind::Failed, code, message));
        let (failure, hint) = match self {
            State::Current(_) => return None,
            State::Missing => (
                failure("tables_missing", "the tables are missing in this database".to_owned()),
                "run: leadengine create-tables",
            ),
            State::Outdated(pending) => (
                failure(
                    "tables_outdated",
                    format!("the tables are older than this program: {}", pending_steps(pending)),
                ),
                "run: leadengine create-tables",
            ),
            State::Newer(versions) => (failure("database_newer", newer_steps(versions)), UPDATE),
            State::Unrecorded => (failure("tables_changed", UNRECORDED.to_owned()), RESTORE),
            State::Changed(differences) => (
                failure(
                    "tables_changed",
                    format!("the tables were changed by hand: {}", some_of(differences)),
                ),
                "leadengine doctor says how to mend it",
            ),
        };
        failure.map(|failure| failure.hint(hint))
    }
}

/// What to do about a database of a newer program.
pub const UPDATE: &str = "update this program to the version that made them";
/// What is wrong where the record of the steps is gone.
pub const UNRECORDED: &str =
    "the tables are there, but the record of the steps that made them (__diesel_schema_migrations) is not";
/// What to do where something is gone that no statement makes again.
pub const RESTORE: &str = "restore it from a backup";

/// `3 steps pending, from: index the lists`.
pub fn pending_steps(pending: &[String]) -> String {
    let first = pending.first().map_or("", String::as_str);
    match pending.len() {
        1 => format!("1 step pending: {first}"),
        n => format!("{n} steps pending, from: {first}"),
    }
}

/// What there is of a newer program.
pub fn newer_steps(versions: &[String]) -> String {
    let steps = if versions.len() == 1 { "step" } else { "steps" };
    format!("the tables have {} {steps} of a newer LeadEngine ({})", versions.len(), versions.join(", "))
}

/// The first differences, and how many more there are.
fn some_of(differences: &[Difference]) -> String {
    const NAMED: usize = 3;
    let mut named: Vec<&str> = differences.iter().take(NAMED).map(|difference| &*difference.what).collect();
    let more = format!("and {} more", differences.len().saturating_sub(NAMED));
    if differences.len() > NAMED {
        named.push(&more);
    }
    named.join("; ")
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Nullable<Text>)]
    versions: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    catalog: Option<String>,
}

/// Looks at the tables.
///
/// # Errors
/// If the database cannot be asked.
pub fn look(connection: &mut PgConnection) -> Result<State> {
    const VERSIONS: &str = "(SELECT string_agg(version::text, ' ') FROM __diesel_schema_migrations)";
    let mut ask = |versions: &str| -> Result<Found, Error> {
        sql_query(format!("SELECT {versions} AS versions, ({CATALOG}) AS catalog")).get_result(connection)
    };
    let found = match ask(VERSIONS) {
        Ok(found) => Found { versions: Some(found.versions.unwrap_or_default()), ..found },
        // A role need not have the right to read what was applied; the tables alone tell it then.
        Err(error) if is_about_the_record(&error, "permission denied") => {
            ask("NULL::text").map_err(described)?
        }
        Err(error) if is_about_the_record(&error, "does not exist") => {
            let all = ask("NULL::text").map_err(described)?.catalog.unwrap_or_default();
            let all_there = tables().all(|table| all.lines().any(|line| table_of(line) == table));
            return Ok(if all_there { State::Unrecorded } else { State::Missing });
        }
        Err(error) => return Err(described(error)),
    };
    let catalog = found.catalog.unwrap_or_default();
    if let Some(versions) = &found.versions {
        let mut applied: Vec<&str> = versions.split_whitespace().collect();
        let (mut pending, steps) = (Vec::new(), migrations::known()?);
        for (version, name) in &steps {
            match applied.iter().position(|applied| applied == version) {
                Some(at) => drop(applied.swap_remove(at)),
                None => pending.push(name.clone()),
            }
        }
        applied.sort_unstable();
        if !applied.is_empty() {
            return Ok(State::Newer(applied.into_iter().map(str::to_owned).collect()));
        }
        if pending.len() == steps.len() && catalog.is_empty() {
            return Ok(State::Missing);
        }
        if !pending.is_empty() {
            return Ok(State::Outdated(pending));
        }
    } else if catalog.is_empty() {
        return Ok(State::Missing);
    }
    let (differences, slow) = compare(&catalog);
    Ok(if differences.is_empty() { State::Current(slow) } else { State::Changed(differences) })
}

fn is_about_the_record(error: &Error, words: &str) -> bool {
    let Error::DatabaseError(_, information) = error else { return false };
    let message = information.message();
    message.contains("__diesel_schema_migrations") && message.contains(words)
}

fn table_of(line: &str) -> &str {
    line.split(['.', ' ']).next().unwrap_or(line)
}

/// The names of the tables.
fn tables() -> impl Iterator<Item = &'static str> {
    let mut last = "";
    TABLES.lines().map(table_of).filter(move |table| std::mem::replace(&mut last, table) != *table)
}

/// What of a line names the thing, and what tells how it is: `users.email`, `text not null`.
fn divided(line: &str) -> (&str, &str) {
    let words = if line.split(' ').nth(1).is_some_and(|word| word == "constraint" || word == "index") {
        3
    } else {
        1
    };
    match line.match_indices(' ').nth(words - 1) {
        Some((at, _)) => (&line[..at], &line[at + 1..]),
        None => (line, ""),
    }
}

/// How a column is: its type, whether it takes NULL, and its default. Of a found one only `default` says that there is one.
#[derive(PartialEq, Eq)]
struct Shape<'a> {
    sort: &'a str,
    not_null: bool,
    default: Option<&'a str>,
}

impl Shape<'_> {
    fn of(text: &str) -> Shape<'_> {
        let (text, default) = match text.split_once(" default") {
            Some((text, default)) => (text, Some(default.trim_start())),
            None => (text, None),
        };
        let sort = text.strip_suffix(" not null");
        Shape { sort: sort.unwrap_or(text), not_null: sort.is_some(), default }
    }
}

/// What of the catalog is otherwise than expected, and which indexes that only make queries faster are missing.
fn compare(catalog: &str) -> (Vec<Difference>, Vec<&'static str>) {
    let found: HashMap<&str, &str> = catalog.lines().map(divided).collect();
    let gone: Vec<&str> =
        tables().filter(|table| !catalog.lines().any(|line| table_of(line) == *table)).collect();
    let mut differences: Vec<Difference> = gone
        .iter()
        .map(|table| Difference { what: format!("the table {table} is missing"), mend: None, fatal: true })
        .collect();
    let mut slow = Vec::new();
    let mut known = HashMap::new();
    for line in TABLES.lines().filter(|line| !gone.contains(&table_of(line))) {
        let (name, expected) = divided(line);
        known.insert(name, expected);
        let there = found.get(name).copied();
        let (table, rest) = (table_of(line), &name[table_of(line).len() + 1..]);
        if let Some(constraint) = rest.strip_prefix("constraint ") {
            if there != Some(expected) {
                differences.push(constraint_differs(table, constraint, there, expected));
            }
        } else if let Some(index) = rest.strip_prefix("index ") {
            let unique = expected == "unique";
            match (there, unique) {
                (Some("unique"), _) | (Some(_), false) => {}
                (None, false) => slow.push(index),
                (None, true) => differences.push(Difference {
                    what: format!("the unique index {index} on {table} is missing"),
                    mend: None,
                    fatal: false,
                }),
                (Some(_), true) => differences.push(Difference {
                    what: format!("the index {index} on {table} is not unique"),
                    mend: Some(format!("DROP INDEX {index}")),
                    fatal: false,
                }),
            }
        } else {
            differences.extend(column_differs(table, rest, there, expected));
        }
    }
    for (name, shape) in &found {
        let (table, Some((_, column))) = (table_of(name), name.split_once('.')) else { continue };
        let shape = Shape::of(shape);
        if !known.contains_key(name) && shape.not_null && shape.default.is_none() {
            differences.push(Difference {
                what: format!("{name} was added, and takes no row that leaves it out"),
                mend: Some(format!("ALTER TABLE {table} ALTER COLUMN \"{column}\" DROP NOT NULL")),
                fatal: true,
            });
        }
    }
    (differences, slow)
}

fn constraint_differs(table: &str, name: &str, there: Option<&str>, expected: &str) -> Difference {
    let add = format!("ADD CONSTRAINT {name} {expected}");
    let (what, mend) = match there {
        None => ("is missing".to_owned(), format!("ALTER TABLE {table} {add}")),
        Some(there) => (format!("is {there}"), format!("ALTER TABLE {table} DROP CONSTRAINT {name}, {add}")),
    };
    Difference { what: format!("the constraint {name} on {table} {what}"), mend: Some(mend), fatal: false }
}

fn column_differs(table: &str, column: &str, there: Option<&str>, expected: &str) -> Option<Difference> {
    let shape = Shape::of(expected);
    let default = shape.default.map(|default| default.replace('\'', "$$"));
    let difference = |what: String, change: Option<String>| {
        let mend = change.map(|change| format!("ALTER TABLE {table} {change}"));
        Some(Difference { what: format!("{table}.{column} {what}"), mend, fatal: true })
    };
    let Some(there) = there else {
        let not_null = if shape.not_null { " NOT NULL" } else { "" };
        let again = match &default {
            Some(default) => Some(format!("ADD COLUMN {column} {}{not_null} DEFAULT {default}", shape.sort)),
            None if shape.not_null => None,
            None => Some(format!("ADD COLUMN {column} {}", shape.sort)),
        };
        return difference("is missing".to_owned(), again);
    };
    let there = Shape::of(there);
    let sort = shape.sort;
    if there.sort != sort {
        let change = format!("ALTER COLUMN {column} TYPE {sort} USING {column}::{sort}");
        return difference(format!("is {} and not {sort}", there.sort), Some(change));
    }
    match (there.not_null, shape.not_null) {
        (true, false) => {
            let change = format!("ALTER COLUMN {column} DROP NOT NULL");
            return difference("takes no NULL".to_owned(), Some(change));
        }
        (false, true) => {
            let change = format!("ALTER COLUMN {column} SET NOT NULL");
            return difference("takes NULL".to_owned(), Some(change));
        }
        _ => {}
    }
    let default = default.filter(|_| there.default.is_none())?;
    difference("has no default".to_owned(), Some(format!("ALTER COLUMN {column} SET DEFAULT {default}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the catalog of a database says that is as it should be.
    fn sound() -> String {
        let lines = TABLES.lines().map(|line| match line.split_once(" default") {
            Some((before, _)) if !line.contains(" constraint ") => format!("{before} default"),
            _ => line.to_owned(),
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[track_caller]
    fn assert_differs(from: &str, to: &str, what: &str, mend: Option<&str>) {
        let catalog = sound();
        assert!(catalog.contains(from), "{from}");
        let (differences, _) = compare(&catalog.replace(from, to));
        assert_eq!(differences.len(), 1, "{differences:?}");
        assert_eq!((&*differences[0].what, differences[0].mend.as_deref()), (what, mend));
    }

    #[test]
    fn what_is_as_it_should_be_makes_no_difference() {
        assert_eq!(compare(&sound()), (vec![], vec![]));
        // Other programs may add what does not get in the way.
        assert_eq!(
            compare(&format!("{}\nleads.note text\nleads.kept boolean not null default", sound())).0,
            []
        );
    }

    #[test]
    fn each_difference_is_named_with_the_statement_that_puts_it_back() {
        assert_differs(
            "leads.email text\n",
            "",
            "leads.email is missing",
            Some("ALTER TABLE leads ADD COLUMN email text"),
        );
        assert_differs("users.email text not null\n", "", "users.email is missing", None);
        assert_differs(
            "users.role text default\n",
            "users.role text\n",
            "users.role has no default",
            Some("ALTER TABLE users ALTER COLUMN role SET DEFAULT $$user$$::text"),
        );
        assert_differs(
            "leads.email text\n",
            "leads.email character varying(20)\n",
            "leads.email is character varying(20) and not text",
            Some("ALTER TABLE leads ALTER COLUMN email TYPE text USING email::text"),
        );
        assert_differs(
            "leads.email text\n",
            "leads.email text not null\n",
            "leads.email takes no NULL",
            Some("ALTER TABLE leads ALTER COLUMN email DROP NOT NULL"),
        );
        assert_differs(
            "leads.email text\n",
            "leads.email text\nleads.shade text not null\n",
            "leads.shade was added, and takes no row that leaves it out",
            Some("ALTER TABLE leads ALTER COLUMN \"shade\" DROP NOT NULL"),
        );
        assert_differs(
            "REFERENCES leads(id) ON DELETE CASCADE",
            "REFERENCES leads(id)",
            "the constraint lead_enrichment_lead_id_fkey on lead_enrichment is FOREIGN KEY (lead_id) REFERENCES leads(id)",
            Some(
                "ALTER TABLE lead_enrichment DROP CONSTRAINT lead_enrichment_lead_id_fkey, \
                 ADD CONSTRAINT lead_enrichment_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id) ON DELETE CASCADE",
            ),
        );
    }
}
