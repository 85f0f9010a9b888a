//! From a lead to a score that explains itself: `features` looks, `rules` weighs, `signals` reads, `channel`
//! recommends, `summary` says it in a sentence; all pure. `run` does it to the database.

pub mod channel;
pub mod features;
pub mod rules;
mod run;
pub mod signals;
pub mod summary;

pub use channel::Channel;
pub use rules::{Intent, Scored};
pub use run::{Options, Summary, run, score_lead};
