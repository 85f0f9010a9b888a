//! The schema's steps, embedded in the binary.

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::{Context, anyhow};
use diesel::migration::{Migration, MigrationSource};
use diesel::pg::Pg;
use diesel::result::{DatabaseErrorKind, Error};
use diesel::sql_types::{BigInt, Bool, Text};
use diesel::{PgConnection, QueryableByName, RunQueryDsl, sql_query};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::failure::{classify, described};
use crate::error::{Failure, Kind};

const EMBEDDED: EmbeddedMigrations = embed_migrations!("migrations");

/// The advisory lock that one migrating process holds: "leadengn" in ASCII.
const LOCK: i64 = 0x6c65_6164_656e_676e;

/// One step of the schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its version, which orders the steps.
    pub version: String,
    /// What it does, in words.
    pub name: String,
    /// Whether this database has it.
    pub applied: bool,
}

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = Text)]
    version: String,
}

#[derive(QueryableByName)]
struct Flag {
    #[diesel(sql_type = Bool)]
    flag: bool,
}

type Steps = Vec<Box<dyn Migration<Pg>>>;

/// The embedded steps, oldest first.
fn embedded() -> anyhow::Result<Steps> {
    let mut steps: Steps = MigrationSource::<Pg>::migrations(&EMBEDDED).map_err(|error| anyhow!(error))?;
    steps.sort_by_key(|step| step.name().version().to_string());
    Ok(steps)
}

/// `2026-01-01-000100_create_users` as its version and `create users`.
fn parts(step: &dyn Migration<Pg>) -> (String, String) {
    let full = step.name().to_string();
    let name = full.split_once('_').map_or(full.as_str(), |(_, name)| name).replace('_', " ");
    (step.name().version().to_string(), name)
}

/// The versions that the database records. Unlike Diesel's own question, this one writes nothing, and so
/// works for a role that may not create tables.
fn recorded(connection: &mut PgConnection) -> anyhow::Result<BTreeSet<String>> {
    let exists = sql_query("SELECT to_regclass('__diesel_schema_migrations') IS NOT NULL AS flag")
        .get_result::<Flag>(connection)
        .map_err(described)?
        .flag;
    if !exists {
        return Ok(BTreeSet::new());
    }
    let rows: Vec<Version> = sql_query("SELECT version::text AS version FROM __diesel_schema_migrations")
        .load(connection)
        .map_err(described)?;
    Ok(rows.into_iter().map(|row| row.version).collect())
}

/// The version and the name of every step that this binary knows, oldest first.
pub fn known() -> anyhow::Result<Vec<(String, String)>> {
    Ok(embedded()?.iter().map(|step| parts(step.as_ref())).collect())
}

/// Every step that this binary knows, oldest first, and whether the database has it.
///
/// # Errors
/// If the database cannot be asked.
pub fn status(connection: &mut PgConnection) -> anyhow::Result<Vec<Step>> {
    let applied = recorded(connection)?;
    let steps = embedded()?;
    Ok(steps
        .iter()
        .map(|step| parts(step.as_ref()))
        .map(|(version, name)| Step { applied: applied.contains(&version), version, name })
        .collect())
}

/// Whether no step is pending.
///
/// # Errors
/// If the database cannot be asked.
pub fn is_current(connection: &mut PgConnection) -> anyhow::Result<bool> {
    Ok(status(connection)?.iter().all(|step| step.applied))
}

/// Applies the pending steps, each in a transaction of its own. `on_begin` is told how many there are and the name of the one that begins,
/// `on_step` the name of each when it is done. Safe to run several times at once: one process applies, the others wait and find nothing
/// left. Returns how many were applied.
///
/// # Errors
/// If a step fails; those before it stay.
pub fn apply(
    connection: &mut PgConnection,
    on_begin: &mut dyn FnMut(u64, &str),
    on_step: &mut dyn FnMut(&str),
) -> anyhow::Result<usize> {
    if is_current(connection)? {
        return Ok(0);
    }
    locked(connection, |connection| {
        let applied = recorded(connection)?;
        let mut count = 0;
        let mut steps = embedded()?;
        steps.retain(|step| !applied.contains(&parts(step.as_ref()).0));
        for step in &steps {
            let (version, name) = parts(step.as_ref());
            on_begin(steps.len() as u64, &name);
            run(connection, |connection| {
                if count == 0 {
                    // Makes Diesel's own table, which `run_migration` relies on.
                    connection.applied_migrations()?;
                }
                connection.run_migration(step.as_ref()).map(drop)
            })
            .with_context(|| format!("migration {version} ({name}) failed"))?;
            count += 1;
            on_step(&name);
        }
        Ok(count)
    })
}

/// Takes every applied step back, newest first. For tests: it drops all data.
///
/// # Errors
/// If a step cannot be taken back.
pub fn revert_all(connection: &mut PgConnection) -> anyhow::Result<usize> {
    locked(connection, |connection| {
        let applied = recorded(connection)?;
        let mut count = 0;
        for step in embedded()?.iter().rev() {
            let (version, name) = parts(step.as_ref());
            if applied.contains(&version) {
                run(connection, |connection| connection.revert_migration(step.as_ref()).map(drop))
                    .with_context(|| format!("reverting migration {version} ({name}) failed"))?;
                count += 1;
            }
        }
        Ok(count)
    })
}

/// Runs one of Diesel's migration calls, and keeps an error that an operator can act on recognizable.
fn run(
    connection: &mut PgConnection,
    work: impl FnOnce(&mut PgConnection) -> diesel::migration::Result<()>,
) -> anyhow::Result<()> {
    work(connection).map_err(|error| {
        // Diesel wraps a step's failure in a type that it does not publish: only the words are left.
        let text = error.to_string();
        let words = text.split_once(" with: ").map_or(text.as_str(), |(_, words)| words).to_owned();
        match classify(&Error::DatabaseError(DatabaseErrorKind::Unknown, Box::new(words.clone()))) {
            Some(failure) => failure.into(),
            None if words.contains("already exists") => {
                Failure::new(Kind::Failed, "tables_in_the_way", format!("something of that name is in the way: {words}"))
                    .hint("another program has tables of these names, or the record of the steps is gone: use a database of its own, or restore the whole from a backup")
                    .into()
            }
            None => anyhow!(words),
        }
    })
}

/// Does the work while no other process does. The lock is polled for: a session that waited inside a
/// statement would hold a snapshot, and a step with CREATE INDEX CONCURRENTLY would wait for that in turn.
fn locked<T>(
    connection: &mut PgConnection,
    work: impl FnOnce(&mut PgConnection) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let ask = |connection: &mut PgConnection, sql: &str| {
        sql_query(sql).bind::<BigInt, _>(LOCK).get_result::<Flag>(connection).map_err(described)
    };
    while !ask(connection, "SELECT pg_try_advisory_lock($1) AS flag")?.flag {
        std::thread::sleep(Duration::from_millis(50));
    }
    let done = work(connection);
    // After a lost connection the lock is gone with the session.
    let released = ask(connection, "SELECT pg_advisory_unlock($1) AS flag");
    let value = done?;
    released?;
    Ok(value)
}
