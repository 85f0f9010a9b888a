//! LeadEngine turns what scrapers deliver into ranked, traceable, decision-ready sales leads.
//!
//! Data walks down this list once: in at the command, through one pipeline, out to a table.

/// Global options, the command enum, dispatch.
pub mod cli;
/// One file a command: its arguments, its `run`, the rows it prints.
pub mod commands;
/// `config.toml`: what it sets, and what of it is in force.
pub mod config;
/// Choosing and reaching a database, migrations, the private PostgreSQL.
pub mod database;
/// From a lead to a score that explains itself.
pub mod enrich;
/// What can go wrong, as an operator sees it.
pub mod error;
/// Keeping the process's memory, which holds secrets, out of files.
pub mod hardening;
/// Reading formats, the canonical form and its hash, loading into `raw_leads`.
pub mod ingest;
/// Stopping cleanly when a signal asks for it.
pub mod interrupt;
/// Reading JSON however deep it is.
pub mod json;
/// From outcomes to a model that says who will buy.
pub mod learn;
/// Asking a language model by OpenAI's chat-completions protocol.
pub mod llm;
/// The seven tables: rows, new rows and every query on them.
pub mod models;
/// From a payload to a lead: which key means what, one file a field, identity and merging.
pub mod normalize;
/// Tables, JSON, CSV, and what goes to standard error: remarks, errors and progress.
pub mod output;
/// Password hashes and how passwords are asked for.
pub mod password;
/// Billing months and exact counting against a plan.
pub mod quota;
/// Written by Diesel.
#[allow(missing_docs)]
pub mod schema;
/// The name that was meant by a mistyped one.
pub mod suggest;
