//! Reaching the database: which one it is, connecting to it, its migrations, and the private PostgreSQL
//! that stands in where none is configured. Knows nothing of leads.

pub mod catalog;
mod connect;
mod dsn;
mod failure;
pub mod migrations;
pub mod private;
mod target;

pub use failure::classify;
pub use target::{Target, choose, home};
