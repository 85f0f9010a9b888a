//! The tests of the commands: one file a command, driving the real binary against a real PostgreSQL.
#![allow(missing_docs)]

mod support;

mod create_tables;
mod db;
mod demo;
mod doctor;
mod enrich;
mod errors;
mod ingest;
mod jobs;
mod leads;
mod normalize;
mod pipeline;
mod stats;
mod subs;
mod usage;
mod users;
