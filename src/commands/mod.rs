//! The commands. Each finds what it needs, does it, and says what was done.

pub mod completions;
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
pub mod rules;
pub mod stats;
pub mod subs;
pub mod usage;
pub mod users;

mod confirm;
mod names;

use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;
use diesel::connection::CacheSize;
use diesel::{Connection, PgConnection};

use crate::database::catalog::{self, State};
use crate::database::{self, Target};
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
    /// Whether the tables were looked at: once a run is enough.
    looked: AtomicBool,
}

impl Context {
    /// A context for one run of the program.
    pub fn new(output: Output, database_url: Option<String>, verbose: bool) -> Self {
        Context { output, verbose, database_url, looked: AtomicBool::new(false) }
    }

    /// The database that this run is about; nothing is opened or started yet.
    ///
    /// # Errors
    /// When the URL given is not one.
    pub fn target(&self) -> Result<Target> {
        database::choose(self.database_url.as_deref())
    }

    /// A connection to that database, whatever its tables are like.
    ///
    /// # Errors
    /// When it cannot be reached.
    pub fn open(&self) -> Result<PgConnection> {
        let target = self.target()?;
        if self.verbose {
            self.output.note(format!("database: {}", target.masked()));
        }
        target.connect()
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
        if !self.looked.swap(true, Ordering::Relaxed) {
            let state = catalog::look(&mut connection)?;
            if let Some(failure) = state.failure() {
                return Err(failure.into());
            }
            if let State::Current(missing) = state
                && !missing.is_empty()
            {
                let indexes = missing.join(", ");
                self.output.note(format!(
                    "indexes are missing, which makes this slow: {indexes}; see leadengine doctor"
                ));
            }
        }
        Ok(connection)
    }
}
