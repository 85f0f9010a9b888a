//! The options of `enrich` that have a language model read the best leads.

use std::env;
use std::time::Duration;

use anyhow::Result;
use clap::Args;

use crate::enrich::llm::Summary;
use crate::llm::{Client, Options};
use crate::output::{Cell, Column};

/// The variable with the key.
const KEY: &str = "LEADENGINE_LLM_KEY";
/// Leads that are asked about where nothing else is said.
const TOP: u32 = 100;
/// Tries of one question.
const TRIES: u32 = 4;

/// Whether to ask a language model, and about which leads.
#[derive(Debug, Args)]
#[command(next_help_heading = "A language model")]
pub struct AskArgs {
    /// Let a language model read the best leads: the address of a server that speaks OpenAI's chat completions, such as
    /// http://localhost:11434
    ///
    /// Ollama, llama.cpp, vLLM and the hosted services do. A key is read from the environment variable LEADENGINE_LLM_KEY. The rules, or
    /// --model, rank first; an answer may move a score by 15 points at most, replaces the summary, and may name signals whose quotes
    /// occur in the payload. Whatever fails leaves a lead as it is. Leads that have their answer are not asked about again until they
    /// change, or with --rescore.
    #[arg(long, value_name = "URL", requires = "llm_model")]
    llm_url: Option<String>,
    /// The language model's name
    #[arg(long, value_name = "NAME", requires = "llm_url")]
    llm_model: Option<String>,
    /// Ask about so many leads, the best [default: 100, or with --min-score all of them]
    #[arg(long, value_name = "N", requires = "llm_url", value_parser = clap::value_parser!(u32).range(1..))]
    llm_top: Option<u32>,
    /// Ask about leads whose score is at least this
    #[arg(long, value_name = "SCORE", requires = "llm_url", value_parser = score)]
    min_score: Option<f64>,
    /// Make at most so many requests, repeated ones included
    #[arg(long, value_name = "N", requires = "llm_url")]
    llm_max_requests: Option<u64>,
    /// Questions at once
    #[arg(long, value_name = "N", requires = "llm_url", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=64))]
    llm_workers: u16,
    /// Seconds that one request may take
    #[arg(long, value_name = "SECONDS", requires = "llm_url", default_value_t = 60, value_parser = clap::value_parser!(u16).range(1..=3600))]
    llm_timeout: u16,
    /// Send names, addresses and numbers too; without, they are taken out of everything that is sent
    #[arg(long, requires = "llm_url")]
    llm_contact_details: bool,
}

fn score(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|score| (0.0..=100.0).contains(score))
        .ok_or_else(|| "a score is from 0 to 100".to_owned())
}

/// A language model to ask.
pub(super) struct Asking {
    pub(super) client: Client,
    pub(super) name: String,
    pub(super) top: Option<i64>,
    pub(super) min_score: f64,
    pub(super) workers: usize,
    pub(super) with_contact: bool,
}

impl AskArgs {
    /// Whom to ask, if anybody.
    ///
    /// # Errors
    /// When that cannot be an address, or the key no key.
    pub(super) fn asking(self) -> Result<Option<Asking>> {
        let (Some(url), Some(name)) = (self.llm_url, self.llm_model) else { return Ok(None) };
        let client = Client::new(Options {
            url,
            model: name.clone(),
            key: env::var(KEY).ok().filter(|key| !key.trim().is_empty()),
            timeout: Duration::from_secs(self.llm_timeout.into()),
            max_requests: self.llm_max_requests,
            tries: TRIES,
        })?;
        let top = match (self.llm_top, self.min_score) {
            (Some(top), _) => Some(top.into()),
            (None, Some(_)) => None,
            (None, None) => Some(TOP.into()),
        };
        Ok(Some(Asking {
            client,
            name,
            top,
            min_score: self.min_score.unwrap_or_default(),
            workers: self.llm_workers.into(),
            with_contact: self.llm_contact_details,
        }))
    }
}

/// What is printed of it.
pub(in crate::commands) const COLUMNS: [Column; 5] = [
    Column::number("llm_chosen", "Chosen"),
    Column::number("llm_answered", "Answered"),
    Column::number("llm_failed", "Failed"),
    Column::number("llm_left", "Left"),
    Column::number("llm_requests", "Requests"),
];

/// The cells of those columns.
pub(super) fn cells(summary: &Summary) -> [Cell; 5] {
    [summary.chosen, summary.answered, summary.failed, summary.left, summary.requests].map(Cell::from)
}
