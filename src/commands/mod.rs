//! The commands. Each finds what it needs, does it, and says what was done.

pub mod completions;
pub mod config;
pub mod create_tables;
pub mod db;
pub mod demo;
pub mod doctor;
pub mod enrich;
pub mod ingest;
pub mod jobs;
pub mod leads;
pub mod man;
pub mod model;
pub mod normalize;
pub mod overview;
pub mod rules;
pub mod run;
pub mod schema;
pub mod stats;
pub mod subs;
pub mod usage;
pub mod users;

mod columns;
mod confirm;
mod names;
mod one_of;
mod shades;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::Result;
use diesel::connection::CacheSize;
use diesel::{Connection, PgConnection};

use crate::database::catalog::{self, State};
use crate::database::retry::Patience;
use crate::database::{self, NOT_READY, Target};
use crate::error::Failure;
use crate::output::Output;

/// Exit status of a run that did what it was asked to.
pub const DONE: u8 = 0;

/// What every command is given: how to print, and which database it may open.
#[derive(Debug)]
pub struct Context {
    /// How results and remarks are printed.
    pub output: Output,
    /// Whether to say more about what is being done.
    pub verbose: bool,
    database_url: Option<String>,
    /// The file in which that URL stands, where the operator may not think of one.
    pub url_file: Option<PathBuf>,
    retry_for: Duration,
    /// Whether the tables were looked at: once a run is enough.
    looked: AtomicBool,
}

impl Context {
    /// A context for one run of the program.
    pub fn new(output: Output, database_url: Option<String>, verbose: bool, retry_for: Duration) -> Self {
        Context { output, verbose, database_url, url_file: None, retry_for, looked: AtomicBool::new(false) }
    }

    /// How long to go on trying when the database goes away; what happens is told by `tell`.
    pub fn patience<'a>(&self, tell: impl Fn(&str) + Send + Sync + 'a) -> Patience<'a> {
        Patience::new(self.retry_for, tell)
    }

    /// The database that this run is about; nothing is opened or started yet.
    ///
    /// # Errors
    /// When the URL given is not one.
    pub fn target(&self) -> Result<Target> {
        database::choose(self.database_url.as_deref(), self.url_file.as_deref())
    }

    /// A connection to that database, whatever its tables are like. A server that is there and takes none yet (it is starting, or has too
    /// many) is asked again.
    ///
    /// # Errors
    /// When it cannot be reached.
    pub fn open(&self) -> Result<PgConnection> {
        let target = self.target()?;
        if self.verbose {
            self.output.note(format!("database: {}", target.masked()));
        }
        let unmade = target.unmade();
        let patience = self.patience(|line| self.output.note(line));
        let mut attempts = patience.attempts();
        loop {
            match target.connect() {
                Ok(connection) => {
                    if let Some(home) = unmade {
                        let home = home.display();
                        self.output.note(format!(
                            "no database is configured: a private PostgreSQL was made in {home}"
                        ));
                    }
                    return Ok(connection);
                }
                Err(error) if is_not_ready(&error) => attempts.wait(error, &|| false)?,
                done => return done,
            }
        }
    }

    /// Opens a connection and does something short with it, on another one again where that was lost: nothing that does harm twice.
    fn connected<T>(
        &self,
        mut work: impl FnMut(&mut PgConnection) -> Result<T>,
    ) -> Result<(PgConnection, T)> {
        let patience = self.patience(|line| self.output.note(line));
        let mut attempts = patience.attempts();
        let mut conn = self.open()?;
        loop {
            match self.look(&mut conn).and_then(|()| work(&mut conn)) {
                Ok(done) => return Ok((conn, done)),
                Err(error) => attempts.wait(error, &|| false)?,
            }
            conn = patience.run(|| self.target()?.connect())?;
        }
    }

    /// A connection to that database, for a command that uses the tables.
    ///
    /// # Errors
    /// When it cannot be reached, and when the tables are not those that this program knows.
    pub fn connect(&self) -> Result<PgConnection> {
        let mut connection = self.connect_briefly()?;
        connection.set_prepared_statement_cache_size(CacheSize::Unbounded);
        Ok(connection)
    }

    /// A connection for a command that asks each question once: to prepare a statement first would only be one round trip more.
    ///
    /// # Errors
    /// As [`Context::connect`].
    pub fn connect_briefly(&self) -> Result<PgConnection> {
        let mut connection = self.open()?;
        connection.set_prepared_statement_cache_size(CacheSize::Disabled);
        self.look(&mut connection)?;
        Ok(connection)
    }

    /// Looks once a run whether the tables are those that this program knows.
    fn look(&self, connection: &mut PgConnection) -> Result<()> {
        if self.looked.load(Ordering::Relaxed) {
            return Ok(());
        }
        let state = catalog::look(connection)?;
        if let Some(failure) = state.failure() {
            return Err(failure.into());
        }
        self.looked.store(true, Ordering::Relaxed);
        if let State::Current(missing) = state
            && !missing.is_empty()
        {
            let indexes = missing.join(", ");
            self.output.note(format!(
                "indexes are missing, which makes this slow: {indexes}; see leadengine doctor"
            ));
        }
        Ok(())
    }
}

/// Whether a server is there and takes no connection yet.
fn is_not_ready(error: &anyhow::Error) -> bool {
    error.downcast_ref::<Failure>().is_some_and(|failure| failure.code == NOT_READY)
}

/// An error, with what was done before it.
fn so_far(error: anyhow::Error, done: u64, what: &str) -> anyhow::Error {
    if done == 0 { error } else { database::with_hint(error, format!("{done} {what}")) }
}
