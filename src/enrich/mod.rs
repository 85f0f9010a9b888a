//! From a lead to a score that explains itself: `texts` finds what is worth reading, `features` looks, `rules` weighs, `signals`
//! reads, `channel` recommends, `summary` says it in a sentence, `lead` puts it together; all pure. `run` and `batch` do it to
//! the database; `llm` has a language model read the best.

mod batch;
pub mod channel;
pub mod dates;
pub mod features;
mod known;
mod lead;
pub mod llm;
pub mod rules;
mod run;
pub mod signals;
pub mod summary;
pub mod texts;

pub use channel::Channel;
pub use known::{known_of, personal};
pub use lead::{Texts, score_lead};
pub use rules::{InForce, Intent, Rules, Scored, StoredPart};
pub use run::{Options, Summary, run};
