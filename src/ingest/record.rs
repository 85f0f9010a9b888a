//! One record: is it a JSON object that PostgreSQL will store, and what is its hash.

use std::borrow::Cow;
use std::thread;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::canonical::{self, Members, Node, Refused};
use crate::models::raw_leads::NewRawLead;

/// A record that can be stored.
pub type Record<'a> = NewRawLead<'a>;

/// Checks the records of one user.
pub struct Checker {
    user: Uuid,
    /// The canonical form of the last one: its memory is used again.
    form: Vec<u8>,
    unusual: bool,
}

/// From this many bytes on a payload may be more than `jsonb` holds: of small numbers, it takes six times the text.
const LARGE: usize = 32 << 20;
/// The stack for a record that is nested deeper than most. Of it only what is used is taken.
const DEEP_STACK: usize = 256 << 20;

impl Checker {
    /// For this user's records.
    pub fn new(user: Uuid) -> Checker {
        Checker { user, form: Vec::new(), unusual: false }
    }

    /// Checks one record and hashes it.
    ///
    /// # Errors
    /// Why it cannot be stored, as words for the operator.
    pub fn check<'a>(&mut self, bytes: &'a [u8]) -> Result<Record<'a>, String> {
        let text =
            std::str::from_utf8(bytes).map_err(|e| format!("not UTF-8 (at byte {})", e.valid_up_to() + 1))?;
        self.unusual = text.len() > LARGE;
        match canonical::parse(text) {
            Err(error) if error.to_string().contains("recursion limit") => {
                self.unusual = true;
                thread::scope(|scope| {
                    thread::Builder::new()
                        .stack_size(DEEP_STACK)
                        .spawn_scoped(scope, || self.understand(text, canonical::parse_deep(text)))
                        .map_err(|error| format!("nested deep, and there is no memory to read it: {error}"))?
                        .join()
                        .unwrap_or_else(|_| Err("nested deep, and reading it failed".to_owned()))
                })
            }
            parsed => self.understand(text, parsed),
        }
    }

    /// Whether the last one is so deep or large that only the server knows whether it takes it.
    pub fn is_unusual(&self) -> bool {
        self.unusual
    }

    fn understand<'a>(
        &mut self,
        text: &'a str,
        parsed: serde_json::Result<(Node<'a>, Option<Refused>)>,
    ) -> Result<Record<'a>, String> {
        let (node, refused) = parsed.map_err(|e| reason(&e))?;
        let Node::Object(members) = &node else {
            return Err(format!("{} where a JSON object should be", kind(&node)));
        };
        match refused {
            Some(Refused::NulCharacter) => {
                return Err("holds the character \\u0000, which PostgreSQL cannot store".to_owned());
            }
            Some(Refused::NumberTooLarge) => {
                return Err("holds a number beyond the range of PostgreSQL's numeric".to_owned());
            }
            Some(Refused::NumbersTooLong) => {
                return Err("its numbers, written out as PostgreSQL does, are longer than 64 MB".to_owned());
            }
            None => {}
        }
        let source_url = find(members, "sourceurl").and_then(trimmed).filter(|text| !text.is_empty());
        let scraped_at = find(members, "scrapedat").and_then(trimmed).and_then(|text| parse_time(&text));
        self.form.clear();
        canonical::write(&node, &mut self.form);
        // SHA-256 over the user's id and the canonical form.
        let hash = Sha256::new().chain_update(self.user.as_bytes()).chain_update(&self.form).finalize();
        Ok(Record { payload: text, data_hash: hash.into(), source_url, scraped_at })
    }
}

/// The value of a key, whatever its case and separators, at the top or inside `metadata`.
fn find<'n, 'a>(members: &'n Members<'a>, wanted: &str) -> Option<&'n Node<'a>> {
    let same = |key: &str, wanted: &str| {
        let mut letters = key.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase());
        wanted.bytes().all(|b| letters.next() == Some(b)) && letters.next().is_none()
    };
    let of = |members: &'n Members<'a>, wanted| {
        members.iter().find(|(key, _)| same(key, wanted)).map(|(_, value)| value)
    };
    of(members, wanted).or_else(|| match of(members, "metadata")? {
        Node::Object(metadata) => of(metadata, wanted),
        _ => None,
    })
}

/// A text without white space at its ends.
fn trimmed<'a>(node: &Node<'a>) -> Option<Cow<'a, str>> {
    match node {
        Node::String(Cow::Borrowed(text)) => Some(Cow::Borrowed(text.trim())),
        Node::String(Cow::Owned(text)) => Some(Cow::Owned(text.trim().to_owned())),
        _ => None,
    }
}

/// A time as scrapers write it: RFC 3339, the same without an offset (then UTC), or a date.
pub(crate) fn parse_time(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    if let Some(at) = plain_time(text) {
        return Some(at).filter(storable);
    }
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at.with_timezone(&Utc)).filter(storable);
    }
    for form in ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"] {
        if let Ok(at) = NaiveDateTime::parse_from_str(text, form) {
            return Some(at.and_utc()).filter(storable);
        }
    }
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    Some(day.and_time(NaiveTime::MIN).and_utc()).filter(storable)
}

/// The most usual form, without the general reading: `2026-02-15T10:00:00`, with or without a `Z`.
fn plain_time(text: &str) -> Option<DateTime<Utc>> {
    let bytes = text.strip_suffix('Z').unwrap_or(text).as_bytes();
    let signs: [u8; 19] = bytes.try_into().ok()?;
    let is_form = signs.iter().zip(b"0000-00-00T00:00:00").all(|(sign, form)| match form {
        b'0' => sign.is_ascii_digit(),
        form => sign == form,
    });
    let number = |from: usize, to: usize| {
        signs[from..to].iter().fold(0u32, |number, digit| number * 10 + u32::from(digit - b'0'))
    };
    if !is_form {
        return None;
    }
    let day = NaiveDate::from_ymd_opt(i32::try_from(number(0, 4)).ok()?, number(5, 7), number(8, 10))?;
    Some(day.and_hms_opt(number(11, 13), number(14, 16), number(17, 19))?.and_utc())
}

/// Between the years 1 and 9999: what every reader of the column understands.
fn storable(at: &DateTime<Utc>) -> bool {
    use chrono::Datelike;
    (1..=9999).contains(&at.year())
}

fn kind(node: &Node) -> &'static str {
    match node {
        Node::Null => "null",
        Node::Bool(_) => "a boolean",
        Node::Number(_) => "a number",
        Node::String(_) => "a string",
        Node::Array(_) => "an array",
        Node::Object(_) => "an object",
    }
}

/// The parser's complaint, with the place in the record where it has one.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    if what.starts_with("nested") {
        return what.to_owned();
    }
    let what = if what.contains("hex escape") || what.contains("surrogate") {
        "half of a surrogate pair, or a \\u escape that is cut off"
    } else {
        what
    };
    match (error.line(), error.column()) {
        (0, _) | (_, 0) => format!("not JSON: {what}"),
        (1, column) => format!("not JSON: {what} at column {column}"),
        (line, column) => format!("not JSON: {what} at its line {line}, column {column}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], user: Uuid) -> Result<Record<'_>, String> {
        Checker::new(user).check(bytes)
    }

    #[test]
    fn one_record_has_one_hash_a_user() {
        let user = Uuid::from_u128(1);
        let a = check(br#"{"a": 1, "b": "x"}"#, user).unwrap();
        let b = check(br#"{ "b":"x","a":1.0 }"#, user).unwrap();
        assert_eq!(a.data_hash, b.data_hash);
        assert_ne!(a.data_hash, check(br#"{"a": 1, "b": "x"}"#, Uuid::from_u128(2)).unwrap().data_hash);
        assert_eq!(b.payload, r#"{ "b":"x","a":1.0 }"#);
    }

    #[test]
    fn source_and_time_come_from_the_metadata() {
        let json =
            br#"{"metadata": {"source_url": "https://d.com/acme", "scraped_at": "2026-02-15T10:00:00"}}"#;
        let record = check(json, Uuid::nil()).unwrap();
        assert_eq!(record.source_url.as_deref(), Some("https://d.com/acme"));
        assert_eq!(record.scraped_at.unwrap().to_rfc3339(), "2026-02-15T10:00:00+00:00");
        let flat =
            check(br#"{"Source URL": "https://s.gov", "scrapedAt": "2026-02-15"}"#, Uuid::nil()).unwrap();
        assert_eq!(flat.source_url.as_deref(), Some("https://s.gov"));
        assert!(flat.scraped_at.is_some());
    }

    #[test]
    fn a_bad_record_says_why() {
        let why = |bytes: &[u8]| check(bytes, Uuid::nil()).unwrap_err();
        assert!(why(b"[1]").contains("an array"));
        assert!(why(b"{\"a\": }").contains("column 7"), "{}", why(b"{\"a\": }"));
        assert!(why(b"{\"a\": \"\xff\"}").contains("not UTF-8 (at byte 8)"));
        assert!(why(br#"{"a": "\ud800"}"#).contains("surrogate"), "{}", why(br#"{"a": "\ud800"}"#));
        assert!(why(br#"{"a": "\u0000"}"#).contains("\\u0000"));
        assert!(why(br#"{"a": 1} {"b": 2}"#).contains("trailing"));
    }
}
