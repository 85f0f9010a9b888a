//! From a payload to a lead. `payload` says which key means what; each field has a file of pure functions;
//! `record` puts them together; `identity` and `merge` make one lead of the records about one person or company;
//! `run` does it to the database.

pub mod company;
pub mod country;
pub mod domain;
pub mod email;
pub mod explain;
pub mod identity;
pub mod industry;
pub mod linkedin;
pub mod location;
pub mod mapping;
pub mod memo;
pub mod merge;
pub mod payload;
pub mod person;
pub mod phone;
pub mod reading;
pub mod record;
pub mod size;
pub mod title;
pub mod trace;

mod course;
mod division;
mod entities;
mod filter;
mod flow;
mod group;
mod lane;
mod nearby;
mod needle;
#[cfg(test)]
mod properties;
mod rebuild;
mod run;
pub(crate) mod table;
mod teller;

pub use group::{Item, from_row, item};
pub use memo::Memo;
pub use merge::Merged;
pub use reading::{Reading, Readings};
pub use record::{Derived, Hints, Reason, derive};
pub use run::{Options, Summary, run};
