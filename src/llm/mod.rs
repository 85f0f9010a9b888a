//! Asking a language model by OpenAI's chat-completions protocol, which Ollama, llama.cpp, vLLM and the hosted services serve. `client`
//! asks one question until there is an answer or a reason why there is none; `request` is what is sent, `endpoint` where to and within
//! which limits; `answer` gets JSON out of what comes back, `complaint` what a server objects to; `retry` decides what is tried again and
//! when, for all threads together. Nothing here knows leads, or the database.

mod answer;
mod client;
mod complaint;
mod endpoint;
mod request;
mod retry;

use std::fmt;
use std::time::Duration;

pub use client::Client;
pub use request::Ask;

/// Whom to ask, and how much.
#[derive(Clone)]
pub struct Options {
    /// The server: its address (`http://localhost:11434`), that of its API (`https://api.openai.com/v1`), or the whole
    /// `…/chat/completions`. No credentials.
    pub url: String,
    /// The model, by the server's name for it.
    pub model: String,
    /// What is sent as bearer token; none, or an empty one, to send none.
    pub key: Option<String>,
    /// How long one request may take, from connecting to the last byte.
    pub timeout: Duration,
    /// How many HTTP requests may be made in all; without, any number.
    pub max_requests: Option<u64>,
    /// How many times a question is tried where the server cannot be reached, is busy or fails; at least 1.
    pub tries: u32,
}

/// Without the key.
impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("model", &self.model)
            .field("timeout", &self.timeout)
            .field("max_requests", &self.max_requests)
            .field("tries", &self.tries)
            .finish_non_exhaustive()
    }
}

/// Why there is no answer, in one line for an operator. What a server said is in it with at most some 200 printable characters, and
/// never the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unanswered {
    /// As many requests were made as may be: the question was not asked, or not again.
    Budget,
    /// It is useless to ask this server anything more, and this client does not.
    Stopped(String),
    /// This question failed; the next may not.
    Failed(String),
}

impl fmt::Display for Unanswered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unanswered::Budget => {
                f.write_str("all requests that may be made are used up (--llm-max-requests)")
            }
            Unanswered::Stopped(why) | Unanswered::Failed(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for Unanswered {}
