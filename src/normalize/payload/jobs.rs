//! Which job of a list is the present one.

use serde_json::{Map, Value};

use super::fold::Word;
use super::is_placeholder;

/// How sure it is that a job is held now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Held {
    /// It has ended.
    Ended,
    /// Nothing is said of when.
    Unsaid,
    /// It has a beginning and no end.
    Open,
    /// The source says so.
    Now,
    /// The source says so, and that it is the main one.
    Main,
}

/// The job held now: what the source calls the main one, what it calls current, what has begun and not ended, and
/// else the first, as lists begin with the latest. None if all have ended.
pub(super) fn current(jobs: &[Value]) -> Option<(usize, &Map<String, Value>, Held)> {
    let mut best: Option<(usize, &Map<String, Value>, Held)> = None;
    for (at, job) in jobs.iter().enumerate() {
        let Value::Object(job) = job else { continue };
        let held = held(job);
        if held > Held::Ended && best.is_none_or(|(.., best)| held > best) {
            best = Some((at, job, held));
        }
    }
    best
}

/// Whether a job is held now.
pub(super) fn held(job: &Map<String, Value>) -> Held {
    let (mut main, mut now, mut begun, mut end) = (false, None, false, None);
    for (key, value) in job {
        let word = Word::of(key);
        match word.as_str() {
            "isprimary" | "primary" | "ismain" | "isdefault" => main |= is_true(value),
            "current"
            | "iscurrent"
            | "iscurrentposition"
            | "currentlyworkinghere"
            | "active"
            | "stillworking"
            | "iscurrentjob"
            | "currentlyworking"
            | "isworkingnow" => now = now.or(flag(value)),
            "startsat" | "startdate" | "start" | "startedat" | "startedon" | "from" | "datefrom"
            | "startyear" | "startmonth" | "begin" | "begindate" | "fromdate" | "startdateyear"
            | "joinedat" => {
                begun |= !is_nothing(value);
            }
            "endsat" | "enddate" | "end" | "endedat" | "endedon" | "to" | "dateto" | "until" | "endyear"
            | "todate" | "finishdate" | "leftat" | "enddateyear" => end = end.or(Some(!is_open(value))),
            "timeperiod" | "daterange" | "dates" | "period" | "duration" | "caption" | "employmentperiod"
            | "jobdaterange" | "time" | "date" | "dateperiod" => match value {
                Value::String(text) => match says_range(text) {
                    Some(true) => end = end.or(Some(true)),
                    Some(false) => begun = true,
                    None => {}
                },
                Value::Object(inner) => match held(inner) {
                    Held::Ended => end = end.or(Some(true)),
                    Held::Unsaid => {}
                    _ => begun = true,
                },
                _ => {}
            },
            _ => {}
        }
    }
    match (now, end) {
        (Some(false), _) => Held::Ended,
        (Some(true), _) if main => Held::Main,
        (Some(true), _) => Held::Now,
        (None, Some(true)) => Held::Ended,
        (None, None) if !begun && main => Held::Now,
        (None, None) if !begun => Held::Unsaid,
        (None, Some(false)) if !begun && !main => Held::Unsaid,
        (None, _) if main => Held::Main,
        (None, _) => Held::Open,
    }
}

fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(flag) => Some(*flag),
        Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
        Value::Number(number) => number.as_u64().map(|n| n != 0),
        _ => None,
    }
}

/// Whether a flag is set.
pub(super) fn is_true(value: &Value) -> bool {
    flag(value) == Some(true)
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => is_placeholder(text),
        Value::Object(parts) => parts.values().all(is_nothing),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// An end that is none: nothing, or a word for today.
fn is_open(value: &Value) -> bool {
    match value {
        Value::String(text) => is_placeholder(text) || says_now(text),
        Value::Object(parts) => parts.values().all(is_open),
        other => is_nothing(other),
    }
}

/// Words for today, as profiles write them. From general knowledge of LinkedIn's pages in these languages.
const NOW: &[&str] = &[
    "actualidad",
    "actualmente",
    "actuellement",
    "atual",
    "aujourd",
    "current",
    "heden",
    "heute",
    "momento",
    "now",
    "nu",
    "ongoing",
    "oggi",
    "present",
    "présent",
    "till date",
    "today",
];

fn says_now(text: &str) -> bool {
    if text.len() > 200 {
        return false;
    }
    let lower = text.to_lowercase();
    NOW.iter().any(|word| match word.len() {
        ..4 => lower.split(|c: char| !c.is_alphabetic()).any(|part| part == *word),
        _ => lower.contains(word),
    })
}

/// Whether a range of dates has ended; `None` if the text is no range.
fn says_range(text: &str) -> Option<bool> {
    if says_now(text) {
        return Some(false);
    }
    let years = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|run| run.len() == 4 && (run.starts_with("19") || run.starts_with("20")));
    (years.count() >= 2).then_some(true)
}
