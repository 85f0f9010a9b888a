//! The tests of the commands: one file a command, driving the real binary against a real PostgreSQL.
// A test that cannot go on has failed: unwrapping says so.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

#[path = "bench/support/quality.rs"]
mod labelled;

mod at_once;
mod bad_input;
mod completions;
mod config;
mod create_tables;
mod csv_files;
mod db;
mod demo;
mod dependencies;
mod doctor;
mod enrich;
mod errors;
mod forget;
mod grants;
mod help;
mod hostile_text;
mod ingest;
mod interrupted;
mod jobs;
mod killed;
mod leads;
mod llm;
mod migrations;
mod model;
mod normalize;
mod orm;
mod pipeline;
mod progress;
mod quality;
mod readme;
mod rules;
mod run;
mod schema;
mod screen;
mod secrets;
mod server_away;
mod stats;
mod subs;
mod tenants;
mod tls;
mod usage;
mod users;
