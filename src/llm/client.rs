//! One question, asked until there is an answer or a reason why there is none.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::Utc;
use serde_json::Value;
use ureq::http::{HeaderMap, StatusCode};

use super::answer::{self, Unusable};
use super::complaint::Complaint;
use super::endpoint::{Endpoint, Response};
use super::request::{Ask, Form};
use super::retry::{Gate, Pace, Verdict, is_for_all, retry_after, verdict};
use super::{Options, Unanswered};
use crate::error::{Failure, Kind};
use crate::output::text::printable;

/// The longest line that is told: some 200 characters of a server's, and what it is about.
const LINE: usize = 260;

/// Asks one server, for any number of threads.
pub struct Client {
    endpoint: Endpoint,
    model: String,
    /// To recognize it in what a server says.
    key: Option<String>,
    max_requests: u64,
    tries: u32,
    pace: Pace,
    gate: Gate,
    requests: AtomicU64,
    /// What the server is known to take.
    form: Mutex<Form>,
}

/// How far the asking of a question has come.
struct Course {
    form: Form,
    /// An answer was no good: this is the second time.
    again: bool,
    failures: u32,
    not_before: Option<Instant>,
}

/// What is in the way of an answer.
enum Trouble {
    /// The server does not take the form, and may take this one.
    Form(Form),
    /// The answer is of no use. Another may be.
    Wrong(String),
    /// So it is, and it is not from a chat completion.
    Foreign(String),
    /// The server cannot be reached, or is busy, or fails.
    Passing { why: String, wait: Option<Duration>, for_all: bool },
    /// This question is not answered.
    Question(String),
    /// None is.
    Hopeless(String),
}

impl Client {
    /// A client that has not asked anything yet: nothing is connected to.
    ///
    /// # Errors
    /// [`Kind::Usage`] for a URL, a key or a name of a model that nothing can be asked with.
    pub fn new(options: Options) -> Result<Client, Failure> {
        Client::with_pace(options, Pace::default())
    }

    fn with_pace(options: Options, pace: Pace) -> Result<Client, Failure> {
        let endpoint = Endpoint::new(&options)?;
        if options.model.trim().is_empty() {
            return Err(Failure::new(Kind::Usage, "no_llm_model", "the language model has no name")
                .hint("name it as its server does: gpt-4o-mini, llama3.2"));
        }
        Ok(Client {
            endpoint,
            model: options.model,
            key: options.key.filter(|key| !key.is_empty()),
            max_requests: options.max_requests.unwrap_or(u64::MAX),
            tries: options.tries.max(1),
            pace,
            gate: Gate::default(),
            requests: AtomicU64::new(0),
            form: Mutex::new(Form::WHOLE),
        })
    }

    /// Asks a question. `check` makes of the object that the model answers with what was wanted, or says what is wrong with it. An
    /// answer that is no good is asked for once more, without telling the model what it said.
    ///
    /// What passes is tried again, [`Options::tries`] times in all; a busy server is left alone for as long as it wants, by all threads.
    ///
    /// # Errors
    /// Says whether it was this question that failed, or none can be asked any more.
    pub fn ask<T>(&self, ask: &Ask<'_>, check: impl Fn(Value) -> Result<T, String>) -> Result<T, Unanswered> {
        let mut course = Course { form: self.known_form(), again: false, failures: 0, not_before: None };
        loop {
            let trouble = match self.once(ask, &course)? {
                Ok(object) => match check(object) {
                    Ok(answer) => return Ok(answer),
                    Err(why) => Trouble::Wrong(format!("the answer is not what was asked for: {why}")),
                },
                Err(trouble) => trouble,
            };
            self.go_on(trouble, &mut course)?;
        }
    }

    /// HTTP requests made, those that were tried again included.
    pub fn requests(&self) -> u64 {
        self.requests.load(Ordering::Relaxed)
    }

    /// One request, when it is time, and what came of it.
    fn once(&self, ask: &Ask<'_>, course: &Course) -> Result<Result<Value, Trouble>, Unanswered> {
        // Nobody waits for a request that cannot be made.
        if self.requests() >= self.max_requests {
            self.gate.check()?;
            return Err(Unanswered::Budget);
        }
        self.gate.pass(course.not_before)?;
        self.requests
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |made| {
                (made < self.max_requests).then_some(made + 1)
            })
            .map_err(|_| Unanswered::Budget)?;
        let read = match self.endpoint.post(&course.form.body(&self.model, ask, course.again)) {
            Ok(response) => self.read(response, course.form),
            Err(why) => Err(Trouble::Passing { why, wait: None, for_all: false }),
        };
        if !matches!(read, Err(Trouble::Passing { .. } | Trouble::Foreign(_) | Trouble::Hopeless(_))) {
            self.gate.answered();
        }
        Ok(read)
    }

    fn read(&self, response: Response, form: Form) -> Result<Value, Trouble> {
        let Response { status, headers, body } = response;
        if !status.is_success() {
            return Err(self.refused(status, &headers, &body.unwrap_or_default(), form));
        }
        let body = body.ok_or_else(|| Trouble::Wrong("the answer is longer than 1 MiB".to_owned()))?;
        let read = answer::object(&body).map_err(|unusable| match unusable {
            Unusable::Foreign(why) => Trouble::Foreign(why),
            Unusable::Wrong(why) => Trouble::Wrong(why),
            Unusable::Refused(why) => Trouble::Question(why),
        });
        // Only what worked is remembered: it may have been something else that the server complained of.
        if !matches!(read, Err(Trouble::Foreign(_))) {
            let mut known = self.form.lock().unwrap_or_else(PoisonError::into_inner);
            *known = known.common(form);
        }
        read
    }

    /// What a status other than success means.
    fn refused(&self, status: StatusCode, headers: &HeaderMap, body: &[u8], form: Form) -> Trouble {
        let complaint = Complaint::read(body);
        let name = status.canonical_reason().map(|name| format!(" {name}")).unwrap_or_default();
        let mut why = format!("the server answered {}{name}", status.as_u16());
        if status.is_redirection() {
            let place = headers.get("location").and_then(|place| place.to_str().ok()).unwrap_or("nowhere");
            return Trouble::Hopeless(format!("{why}, to {place}: give the URL that is meant"));
        }
        // The address may be wrong, or the model.
        if matches!(status.as_u16(), 404 | 405) {
            why = format!("{why} at {}", self.endpoint);
        }
        if !complaint.message.is_empty() {
            why = format!("{why}: {}", complaint.message);
        }
        match verdict(status) {
            Verdict::Passing if complaint.is_used_up() => Trouble::Hopeless(why),
            Verdict::Passing => {
                let wait = retry_after(headers, Utc::now());
                Trouble::Passing { why, wait, for_all: is_for_all(status) }
            }
            Verdict::Question => form.without(&complaint).map_or(Trouble::Question(why), Trouble::Form),
            Verdict::Hopeless => Trouble::Hopeless(why),
        }
    }

    /// Gets ready to ask again, or says why that would be no use.
    fn go_on(&self, trouble: Trouble, course: &mut Course) -> Result<(), Unanswered> {
        match trouble {
            Trouble::Form(simpler) => course.form = simpler,
            Trouble::Wrong(_) | Trouble::Foreign(_) if !course.again => course.again = true,
            Trouble::Wrong(why) | Trouble::Question(why) => return Err(Unanswered::Failed(self.line(&why))),
            Trouble::Foreign(why) => return Err(self.gate.unanswered(self.line(&why))),
            Trouble::Hopeless(why) => return Err(self.gate.stop(self.line(&why))),
            Trouble::Passing { why, wait, for_all } => {
                if let Some(wait) = wait.filter(|wait| *wait > self.pace.patience) {
                    let why = format!("{}; to be tried again only in {} s", self.line(&why), wait.as_secs());
                    return Err(self.gate.stop(why));
                }
                course.failures += 1;
                let tried = course.failures;
                let pause = self.pace.after(tried);
                let now = Instant::now();
                if for_all {
                    self.gate.pause(now + wait.unwrap_or(pause));
                }
                if tried >= self.tries {
                    let times = if tried > 1 { format!(" (tried {tried} times)") } else { String::new() };
                    return Err(self.gate.unanswered(self.line(&why) + &times));
                }
                // Later than the server asked for, by chance: those who wait for the same moment should not all come at it.
                course.not_before = Some(now + wait.map_or(pause, |wait| wait + pause / 2));
            }
        }
        Ok(())
    }

    fn known_form(&self) -> Form {
        *self.form.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What can be shown: one line, not too long, without the key. It goes before anything is cut off, lest a part of it stay.
    fn line(&self, text: &str) -> String {
        let line = printable(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let line = match &self.key {
            Some(key) => line.replace(key.as_str(), "***"),
            None => line,
        };
        let mut short: String = line.chars().take(LINE).collect();
        if short.len() < line.len() {
            short.push('…');
        }
        short
    }
}

/// Without the key.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("endpoint", &self.endpoint.to_string())
            .field("model", &self.model)
            .field("requests", &self.requests())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
