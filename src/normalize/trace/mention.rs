//! Whom a payload names, anywhere in it and in whatever form.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::json;
use crate::normalize::email::{self, Email};
use crate::normalize::identity::clusters;
use crate::normalize::record::{Derived, Hints, Kind, derive_object, understand};
use crate::normalize::{linkedin, phone};

/// Long texts are read in pieces of so many bytes: more than one field is read of.
const PIECE: usize = 6 * 1024;
/// What stands at the end of a piece begins the next one too: longer than any address or profile.
const OVERLAP: usize = 1024;
/// JSON inside a string, inside a string.
const ROUNDS: usize = 3;
/// Objects of one payload that are read as records of their own.
const MAX_OBJECTS: usize = 2_000;
/// Levels down to which they are.
const LEVELS: usize = 24;
/// Fields of the objects around one that tell more of it.
const MAX_AROUND: usize = 64;
/// Texts that are longer tell no name, company or number.
const MAX_VALUE: usize = 200;

/// What is known of a person.
#[derive(Debug)]
pub(super) struct Known<'a> {
    /// The mailboxes.
    pub(super) emails: &'a BTreeSet<String>,
    /// The addresses as texts have them.
    pub(super) shown: &'a BTreeSet<String>,
    /// The profiles.
    pub(super) profiles: &'a BTreeSet<String>,
    /// The records.
    pub(super) records: &'a [Derived],
}

impl Known<'_> {
    /// Whether a payload names the person: by an address or profile in any of its texts, by a number where it names nobody else, or by name with
    /// company or number in any of its objects.
    pub(super) fn is_named_in(&self, payload: &str, hints: &Hints) -> bool {
        let value = json::read(payload).unwrap_or_else(|_| Value::String(payload.to_owned()));
        let mut texts = BTreeSet::new();
        texts_of(&value, ROUNDS, &mut texts);
        if texts.iter().any(|text| pieces(text).any(|piece| self.is_in(piece))) {
            return true;
        }
        let Value::Object(map) = &value else { return false };
        self.has_number(map, &texts, hints) || self.has_object(&value, &Map::new(), hints, LEVELS, &mut 0)
    }

    fn is_in(&self, text: &str) -> bool {
        let lower = text.to_lowercase();
        self.shown.iter().chain(self.emails).any(|address| stands_in(&lower, address))
            || !self.emails.is_empty() && email::all(text).iter().any(|email| self.is_address(email))
            || !self.profiles.is_empty()
                && linkedin::all(text).iter().any(|found| self.profiles.contains(found.as_str()))
    }

    fn is_address(&self, email: &Email) -> bool {
        email::mailboxes(email).iter().any(|key| self.emails.contains(key))
    }

    /// Whether one of several numbers is the person's, in a record that names no other person: colleagues share a switchboard.
    fn has_number(&self, map: &Map<String, Value>, texts: &BTreeSet<String>, hints: &Hints) -> bool {
        let people = self.records.iter().filter(|record| record.kind == Kind::Person);
        let numbers: BTreeSet<&str> = people.filter_map(|record| record.keys.phone.as_deref()).collect();
        if numbers.is_empty() {
            return false;
        }
        let (told, _) = understand(map, hints);
        let is_other = told.keys.name.is_some()
            && !self.records.iter().any(|record| record.keys.name == told.keys.name)
            || told.kind == Kind::Company && (told.keys.company.is_some() || told.keys.domain.is_some());
        if is_other {
            return false;
        }
        // A number without its country is read as the others of the record, or as the person's.
        let own = told.keys.phone.as_deref().and_then(|number| phone::find(number, None)?.region());
        let theirs = || numbers.iter().find_map(|number| phone::find(number, None)?.region());
        let region = own.or_else(|| hints.region.map(str::to_owned)).or_else(theirs);
        let is_one = |text: &str| {
            let found = phone::all(text, region.as_deref());
            found.iter().any(|phone| numbers.contains(phone.as_str()) || numbers.contains(phone.e164()))
        };
        texts.iter().any(|text| pieces(text).any(is_one))
    }

    /// Whether an object inside a payload, with what the objects around it say, would be of one lead with a record of the person's.
    fn has_object(
        &self,
        value: &Value,
        around: &Map<String, Value>,
        hints: &Hints,
        levels: usize,
        seen: &mut usize,
    ) -> bool {
        match value {
            _ if levels == 0 || *seen >= MAX_OBJECTS => false,
            Value::Array(values) => {
                values.iter().any(|value| self.has_object(value, around, hints, levels - 1, seen))
            }
            Value::Object(map) => {
                *seen += 1;
                let mut own: Map<String, Value> = map
                    .iter()
                    .filter(|(_, value)| is_short(value))
                    .map(|(k, v)| (k.clone(), v.clone()))
                    .collect();
                if levels < LEVELS {
                    let mut whole = around.clone();
                    whole.extend(own.clone());
                    // An address around it may be another's.
                    if [&own, &whole].into_iter().any(|map| self.is_record(map, hints)) {
                        return true;
                    }
                }
                for (key, value) in around {
                    if own.len() < MAX_AROUND && !own.contains_key(key) {
                        own.insert(key.clone(), value.clone());
                    }
                }
                let own: Map<String, Value> = own.into_iter().take(MAX_AROUND).collect();
                map.values().any(|value| self.has_object(value, &own, hints, levels - 1, seen))
            }
            _ => false,
        }
    }

    fn is_record(&self, map: &Map<String, Value>, hints: &Hints) -> bool {
        let Ok(told) = derive_object(map, hints) else { return false };
        let is_person = told.kind == Kind::Person && told.keys.name.is_some();
        is_person
            && self
                .records
                .iter()
                .filter(|record| record.kind == Kind::Person && record.keys.name == told.keys.name)
                .any(|record| clusters(&[record, &told]).len() == 1)
    }
}

/// A value that may be a field of a record: no list of records, and no long text.
fn is_short(value: &Value) -> bool {
    match value {
        Value::String(text) => text.len() <= MAX_VALUE,
        Value::Array(_) => false,
        Value::Object(map) => {
            map.len() <= 8 && map.values().all(|value| !value.is_array() && !value.is_object())
        }
        _ => true,
    }
}

/// Every text of a value, also those of its keys and numbers, and of JSON inside a text; those with a script's escapes once more without.
fn texts_of(value: &Value, rounds: usize, texts: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => text_of(text, rounds, texts),
        Value::Number(number) => {
            texts.insert(number.to_string());
        }
        Value::Array(values) => values.iter().for_each(|value| texts_of(value, rounds, texts)),
        Value::Object(map) => {
            for (key, value) in map {
                text_of(key, rounds, texts);
                texts_of(value, rounds, texts);
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
}

fn text_of(text: &str, rounds: usize, texts: &mut BTreeSet<String>) {
    if !texts.insert(text.to_owned()) || rounds == 0 {
        return;
    }
    if text.trim_start().starts_with(['{', '[', '"'])
        && let Ok(inner) = json::read(text)
    {
        texts_of(&inner, rounds - 1, texts);
    }
    if text.contains('\\') {
        text_of(&unescaped(text), rounds - 1, texts);
    }
}

/// A text with the escapes of scripts undone.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, escape)) = rest.split_once('\\') {
        plain.push_str(before);
        let digits = |from: usize, to: usize| {
            let code = u32::from_str_radix(escape.get(from..to)?, 16).ok()?;
            Some((char::from_u32(code).unwrap_or(' '), to))
        };
        let (c, taken) = match escape.bytes().next() {
            Some(b'n' | b'r' | b't' | b'f' | b'b' | b'v') => ('\n', 1),
            Some(b'u') => digits(1, 5).unwrap_or(('\\', 0)),
            Some(b'x') => digits(1, 3).unwrap_or(('\\', 0)),
            Some(sign @ (b'"' | b'/' | b'\\' | b'\'')) => (char::from(sign), 1),
            _ => ('\\', 0),
        };
        plain.push(c);
        rest = &escape[taken..];
    }
    plain.push_str(rest);
    plain
}

/// A text in pieces that overlap.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut from = Some(0);
    std::iter::from_fn(move || {
        let start = from?;
        let end = text.floor_char_boundary(start + PIECE);
        from = (end < text.len()).then(|| text.floor_char_boundary(end - OVERLAP));
        Some(&text[start..end])
    })
}

/// Whether an address stands in a text, and not only as the end or beginning of a longer one.
fn stands_in(text: &str, address: &str) -> bool {
    let is_sign = |c: char| matches!(c, '.' | '_' | '%' | '+' | '-');
    text.match_indices(address).any(|(at, _)| {
        // Signs that nothing stands before are the text's.
        let before = text[..at].trim_end_matches(is_sign).chars().next_back();
        let mut after = text[at + address.len()..].chars();
        // A full stop may end a sentence; with a letter after it, it goes on with the domain.
        let next = after.next();
        let goes_on = match next {
            Some('.' | '-') => after.next().is_some_and(char::is_alphanumeric),
            other => other.is_some_and(char::is_alphanumeric),
        };
        !before.is_some_and(char::is_alphanumeric) && !goes_on
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::normalize::record::derive;

    /// Whether a payload names whoever has john@acme.com and a profile.
    fn names(payload: &str) -> bool {
        let one = |text: &str| BTreeSet::from([text.to_owned()]);
        let record = json!({"name": "John Smith", "company": "Acme", "phone": "+49 30 901820", "email": "john@acme.com"});
        let known = Known {
            emails: &one("john@acme.com"),
            shown: &one("john@acme.com"),
            profiles: &one("https://www.linkedin.com/in/johnsmith"),
            records: &[derive(&record, &Hints::default()).unwrap()],
        };
        known.is_named_in(payload, &Hints::default())
    }

    #[test]
    fn an_address_is_found_behind_every_escape_and_in_keys() {
        for payload in [
            r#"{"company":"X","about":"Contacts:\nmary@other.com\njohn@acme.com\n"}"#,
            r#"{"about":"mary@other.com\tjohn@acme.com"}"#,
            r#"{"about":"mary@other.com\r\njohn@acme.com"}"#,
            r#"{"about":"mary@other.com\u0001john@acme.com"}"#,
            r#"{"about":"{\"to\": [\"mary@other.com\", \"x\\njohn@acme.com\"]}"}"#,
            r#"{"about":"mary@other.com\\njohn@acme.com\\n"}"#,
            r#"{"mailto:\njohn@acme.com":1}"#,
        ] {
            assert!(names(payload), "{payload}");
            assert!(!names(&payload.replace("john@", "joan@")), "{payload}");
        }
    }

    #[test]
    fn every_address_of_a_text_is_looked_at_in_every_disguise() {
        for text in [
            "john [at] acme [dot] com",
            "john at acme dot com",
            "john%40acme.com",
            "john&#64;acme.com",
            "&#106;&#111;&#104;&#110;&#64;acme.com",
            "john＠acme.com",
            "jo\u{200b}hn@acme.com",
            "john@ac\u{ad}me.com",
            "johnNOSPAM@acme.com",
            "JOHN@ACME.COM",
            "john+news@acme.com",
            "-john@acme.com-",
            "...john@acme.com...",
            "_john@acme.com_",
            "<a href=\"/cdn-cgi/l/email-protection#4b212423250b2a28262e65282426\">",
            "linkedin.com/in/JohnSmith",
        ] {
            for text in [
                format!("mary@other.com, {text}"),
                format!("x {text}"),
                format!("mary@other.com linkedin.com/in/mary {text} eve@other.com"),
            ] {
                assert!(names(&json!({"x": [{"y": text}]}).to_string()), "{text}");
            }
        }
        let long =
            format!("{} john@acme.com {}", "mary@other.com ".repeat(3000), "eve@other.com ".repeat(1000));
        assert!(names(&json!({"x": long}).to_string()));
    }

    #[test]
    fn an_address_is_not_found_inside_a_longer_one() {
        for text in ["john@acme.com", "<john@acme.com>", "mailto:john@acme.com.", "\"john@acme.com\""] {
            assert!(stands_in(text, "john@acme.com"), "{text}");
        }
        for text in [
            "littlejohn@acme.com",
            "xjohn@acme.com",
            "johnny@acme.com",
            "b.john@acme.com",
            "john@acme.com.au",
            "john@acme.community",
            "john at the office, acme.com",
            "linkedin.com/in/mary, linkedin.com/in/johnsmith2",
        ] {
            assert!(!names(&json!({"x": format!("mary@other.com, {text}")}).to_string()), "{text}");
        }
    }

    #[test]
    fn a_number_or_a_name_with_its_company_is_found_on_every_place_of_a_list() {
        for payload in [
            json!({"phones": ["+49 30 123456", "+4930901820"]}),
            json!({"name": "John Smith", "phones": ["+49 30 123456", "030 901820"]}),
            json!({"people": [{"name": "Mary Jones", "company": "Acme"}, {"name": "SMITH, John", "company": "ACME Inc."}]}),
            json!({"company": "Acme", "people": [{"name": "Mary Jones"}, {"name": "John Smith"}]}),
        ] {
            assert!(names(&payload.to_string()), "{payload}");
        }
        for payload in [
            json!({"name": "Mary Jones", "company": "Acme", "phones": ["+49 30 123456", "+4930901820"]}),
            json!({"phones": ["+49 30 123456", "+4930901821"]}),
            json!({"company": "Zeta", "people": [{"name": "Mary Jones"}, {"name": "John Smith"}]}),
            json!({"company": "Acme", "people": [{"name": "Mary Jones"}, {"name": "Joan Smith"}]}),
        ] {
            assert!(!names(&payload.to_string()), "{payload}");
        }
    }
}
