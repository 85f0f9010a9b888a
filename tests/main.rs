//! The tests of the commands: one file a command, driving the real binary against a real PostgreSQL.
// A test that cannot go on has failed: unwrapping says so.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

#[path = "bench/support/quality.rs"]
mod labelled;

mod create_tables;
mod db;
mod demo;
mod dependencies;
mod doctor;
mod enrich;
mod errors;
mod forget;
mod ingest;
mod jobs;
mod leads;
mod llm;
mod migrations;
mod model;
mod normalize;
mod pipeline;
mod quality;
mod rules;
mod stats;
mod subs;
mod usage;
mod users;
