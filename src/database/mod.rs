//! Reaching the database: which one it is, connecting to it, its migrations, and the private PostgreSQL
//! that stands in where none is configured. Knows nothing of leads.

pub mod catalog;
mod connect;
mod dsn;
mod failure;
mod glance;
pub mod migrations;
pub mod outcome;
pub mod private;
pub mod retry;
mod target;

pub use dsn::{has_secret, masked, without_passwords};
pub use failure::{NOT_READY, recognized, with_hint};
pub use glance::glance;
pub use target::{Target, choose, home};
