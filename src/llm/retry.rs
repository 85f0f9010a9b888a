//! What is tried again and when, for all threads that ask the same server.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDateTime, Utc};
use ureq::http::{HeaderMap, StatusCode};

use super::Unanswered;

/// Questions in a row that a server leaves unanswered before it is given up.
const IN_A_ROW: u32 = 5;

/// How long is waited before something is tried again.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// The first time.
    pub first: Duration,
    /// At most, as the wait is doubled each time.
    pub longest: Duration,
    /// How long a server may ask to be waited for; one that wants more is given up.
    pub patience: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Pace {
            first: Duration::from_millis(500),
            longest: Duration::from_secs(20),
            patience: Duration::from_secs(120),
        }
    }
}

impl Pace {
    /// The wait after so many failures, at least 1: doubled each time, between half of that and the whole, so that threads that failed
    /// together do not come back together.
    pub fn after(self, failures: u32) -> Duration {
        let doubled = self.first.saturating_mul(2_u32.saturating_pow(failures.saturating_sub(1)));
        doubled.min(self.longest).mul_f64(0.5 + chance() / 2.0)
    }
}

/// A number of 0 to 1, another each time. A new [`RandomState`] is what the standard library has of randomness.
fn chance() -> f64 {
    f64::from((RandomState::new().build_hasher().finish() >> 32) as u32) / f64::from(u32::MAX)
}

/// What a status that is no success means for the question, and for those after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It may be answered when it is asked again.
    Passing,
    /// It is this question that the server does not take.
    Question,
    /// No question would be answered.
    Hopeless,
}

/// Reads a status (RFC 9110, 15): 408 and 409 are timeouts and locks of hosted services, 425 is too early, 429 too many. Of the 5xx
/// all pass but "not implemented" and "version not supported": beside 500, 502, 503 and 504 there are 529 (overloaded) and 520 to 524
/// (Cloudflare).
pub fn verdict(status: StatusCode) -> Verdict {
    match status.as_u16() {
        408 | 409 | 425 | 429 => Verdict::Passing,
        400 | 413 | 422 => Verdict::Question,
        501 | 505 => Verdict::Hopeless,
        500.. => Verdict::Passing,
        _ => Verdict::Hopeless,
    }
}

/// Whether the status is about all requests of ours rather than this one: then all wait.
pub fn is_for_all(status: StatusCode) -> bool {
    matches!(status.as_u16(), 429 | 503)
}

/// How long the server asks to be left alone: `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), or `retry-after-ms`, which is
/// more exact where a server has both. A date counts from the server's own, if it tells it: clocks differ.
pub fn retry_after(headers: &HeaderMap, now: DateTime<Utc>) -> Option<Duration> {
    let text = |name| headers.get(name)?.to_str().ok().map(str::trim);
    if let Some(milliseconds) = text("retry-after-ms").and_then(number) {
        return Some(seconds(milliseconds / 1000.0));
    }
    let wanted = text("retry-after")?;
    if let Some(wanted) = number(wanted) {
        return Some(seconds(wanted));
    }
    let from = text("date").and_then(http_date).unwrap_or(now);
    // What is past needs no wait.
    Some((http_date(wanted)? - from).to_std().unwrap_or_default())
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite() && *number >= 0.0)
}

fn seconds(number: f64) -> Duration {
    Duration::try_from_secs_f64(number).unwrap_or(Duration::MAX)
}

/// A date in one of the three forms that a recipient has to know (RFC 9110, 5.6.7): that of the standard, that of RFC 850 and that
/// of C's `asctime`.
fn http_date(text: &str) -> Option<DateTime<Utc>> {
    ["%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"]
        .into_iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .map(|date| date.and_utc())
}

/// What all threads that ask a server have to pass before each request.
#[derive(Debug, Default)]
pub struct Gate {
    state: Mutex<State>,
    /// Told when the server is given up.
    stopped: Condvar,
}

#[derive(Debug, Default)]
struct State {
    not_before: Option<Instant>,
    in_a_row: u32,
    stopped: Option<String>,
}

impl State {
    fn open(&self) -> Result<(), Unanswered> {
        self.stopped.as_ref().map_or(Ok(()), |why| Err(Unanswered::Stopped(why.clone())))
    }
}

impl Gate {
    /// Whether anybody passes at all, without waiting.
    ///
    /// # Errors
    /// [`Unanswered::Stopped`] if the server is given up.
    pub fn check(&self) -> Result<(), Unanswered> {
        self.lock().open()
    }

    /// Waits until `own`, and until no pause holds up everybody.
    ///
    /// # Errors
    /// [`Unanswered::Stopped`] as soon as the server is given up.
    pub fn pass(&self, own: Option<Instant>) -> Result<(), Unanswered> {
        let mut state = self.lock();
        loop {
            state.open()?;
            let now = Instant::now();
            // Looked at anew after each wait, as the pause may have become longer.
            let until = own.max(state.not_before).filter(|until| *until > now);
            let Some(until) = until else { return Ok(()) };
            state = self.stopped.wait_timeout(state, until - now).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Nobody passes before then.
    pub fn pause(&self, until: Instant) {
        let mut state = self.lock();
        state.not_before = state.not_before.max(Some(until));
    }

    /// Whether somebody made everybody wait.
    #[cfg(test)]
    pub fn is_paused(&self) -> bool {
        self.lock().not_before.is_some()
    }

    /// Nobody passes any more. The first reason stays.
    pub fn stop(&self, why: String) -> Unanswered {
        let mut state = self.lock();
        let why = state.stopped.get_or_insert(why).clone();
        self.stopped.notify_all();
        Unanswered::Stopped(why)
    }

    /// The server understood a question and dealt with it.
    pub fn answered(&self) {
        self.lock().in_a_row = 0;
    }

    /// The server left a question unanswered, for good: the server is given up if that was one too many in a row.
    pub fn unanswered(&self, why: String) -> Unanswered {
        let mut state = self.lock();
        state.in_a_row += 1;
        if state.in_a_row < IN_A_ROW {
            return Unanswered::Failed(why);
        }
        drop(state);
        self.stop(format!("{why}; {IN_A_ROW} questions in a row ended so"))
    }

    /// Nothing panics while it holds the lock, and every state is a valid one.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;
    use ureq::http::{HeaderName, HeaderValue};

    use super::*;

    fn wanted(headers: &[(&'static str, &'static str)]) -> Option<Duration> {
        let now = Utc.with_ymd_and_hms(2026, 3, 1, 12, 0, 0).unwrap();
        let headers = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        retry_after(&headers, now)
    }

    #[test]
    fn a_server_says_how_long_in_seconds_in_milliseconds_or_with_a_date() {
        let exactly = |seconds| Some(Duration::from_secs_f64(seconds));
        assert_eq!(wanted(&[("retry-after", "7")]), exactly(7.0));
        assert_eq!(wanted(&[("retry-after", " 0.25 ")]), exactly(0.25));
        assert_eq!(wanted(&[("retry-after-ms", "1500"), ("retry-after", "2")]), exactly(1.5));
        for date in
            ["Sun, 01 Mar 2026 12:00:30 GMT", "Sunday, 01-Mar-26 12:00:30 GMT", "Sun Mar  1 12:00:30 2026"]
        {
            assert_eq!(wanted(&[("retry-after", date)]), exactly(30.0), "{date}");
        }
        let past = ("retry-after", "Sun, 01 Mar 2026 11:00:00 GMT");
        assert_eq!(wanted(&[past]), exactly(0.0));
        assert_eq!(wanted(&[past, ("date", "Sun, 01 Mar 2026 10:59:50 GMT")]), exactly(10.0));
        assert_eq!(wanted(&[("retry-after", "1e300")]), Some(Duration::MAX));
        for nonsense in ["", "soon", "-1", "NaN", "inf", "Sun, 01 Mar 2026"] {
            assert_eq!(wanted(&[("retry-after", nonsense)]), None, "{nonsense}");
        }
        assert_eq!(wanted(&[]), None);
    }

    #[test]
    fn waits_are_doubled_up_to_the_longest_and_never_less_than_half() {
        let pace = Pace::default();
        for (failures, whole) in [(1, 0.5), (2, 1.0), (3, 2.0), (6, 16.0), (7, 20.0), (u32::MAX, 20.0)] {
            for _ in 0..100 {
                let wait = pace.after(failures).as_secs_f64();
                assert!((whole / 2.0..=whole).contains(&wait), "{failures}: {wait}");
            }
        }
        let waits: Vec<Duration> = (0..10).map(|_| pace.after(1)).collect();
        assert!(waits.iter().any(|wait| *wait != waits[0]), "{waits:?}");
    }

    #[test]
    fn each_status_is_tried_again_or_not() {
        let statuses = |wanted| -> Vec<u16> {
            (400..=599).filter(|status| verdict(StatusCode::from_u16(*status).unwrap()) == wanted).collect()
        };
        let passing = statuses(Verdict::Passing);
        for status in [408, 409, 425, 429, 500, 502, 503, 504, 524, 529] {
            assert!(passing.contains(&status), "{status}");
        }
        assert_eq!(statuses(Verdict::Question), [400, 413, 422]);
        let hopeless = statuses(Verdict::Hopeless);
        for status in [401, 402, 403, 404, 405, 410, 415, 501, 505] {
            assert!(hopeless.contains(&status), "{status}");
        }
    }

    #[test]
    fn a_pause_holds_up_everybody_and_can_only_become_longer() {
        let gate = Gate::default();
        let begun = Instant::now();
        gate.pause(begun + Duration::from_millis(60));
        gate.pause(begun + Duration::from_millis(10));
        gate.pass(None).unwrap();
        assert!(begun.elapsed() >= Duration::from_millis(60));
    }

    #[test]
    fn whoever_waits_is_told_when_the_server_is_given_up() {
        let gate = Gate::default();
        let begun = Instant::now();
        gate.pause(begun + Duration::from_secs(60));
        std::thread::scope(|scope| {
            let waiting: Vec<_> = (0..4).map(|_| scope.spawn(|| gate.pass(None))).collect();
            gate.stop("first".to_owned());
            gate.stop("second".to_owned());
            for waiting in waiting {
                assert_eq!(waiting.join().unwrap(), Err(Unanswered::Stopped("first".to_owned())));
            }
        });
        assert!(begun.elapsed() < Duration::from_secs(30));
    }
}
