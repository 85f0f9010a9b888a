//! What a language model makes of leads that are scored already. `question` is what it is told of a lead, `contact` what it is not
//! told, `advice` what it may answer, `run` asks and stores. The rules' score, or a model's, stays the base: an answer moves it within
//! bounds, and whatever fails leaves it as it is.

mod advice;
mod contact;
mod question;
mod run;

pub use advice::MOST;
pub use run::{Options, Summary, run};

/// The part of a score that a language model adds, in `lead_enrichment.score_parts`.
pub const PART: &str = "language_model";
