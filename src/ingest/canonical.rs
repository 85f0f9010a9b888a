//! The canonical form of a JSON value: equal for texts that mean the same, whatever their key order, white
//! space, escapes or way of writing a number. In the spirit of RFC 8785, but numbers keep every digit.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use memchr::{memchr, memchr2};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::json::is_number_key;

/// Why PostgreSQL would refuse a value that is valid JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// U+0000 in a string or key: `jsonb` cannot hold it.
    NulCharacter,
    /// Beyond the range of `numeric`.
    NumberTooLarge,
    /// Stored, its numbers could not be read back: PostgreSQL writes them out, and all of them come to more than [`MAX_WRITTEN`].
    NumbersTooLong,
}

/// Digits that `numeric` holds before the decimal point
/// (<https://www.postgresql.org/docs/current/datatype-numeric.html>).
const MAX_INTEGER_DIGITS: i64 = 131_072;
/// And after it.
const MAX_FRACTION_DIGITS: i64 = 16_383;
/// The exponents that its reader takes, of a zero too.
const MAX_EXPONENT: u64 = i32::MAX as u64 / 2;
/// Characters that the numbers with an exponent may come to in one record, written out. `1e131071` is eight characters as it comes and 131,072 as it
/// is read from the database; 90 KB of such come to more than the gigabyte at which no query could read the record any more.
const MAX_WRITTEN: u64 = 64 << 20;

/// A JSON value, as one record holds it: texts are borrowed where no escape stands in them.
#[derive(Debug)]
pub enum Node<'a> {
    Null,
    Bool(bool),
    /// As it is written.
    Number(String),
    String(Cow<'a, str>),
    Array(Vec<Node<'a>>),
    Object(Members<'a>),
}

/// The members of an object, sorted by key; of a repeated key only the last, as `jsonb` keeps it.
pub type Members<'a> = Vec<(Cow<'a, str>, Node<'a>)>;

/// Reads a JSON text, and says why PostgreSQL would not store it as `jsonb` where that is so. Every string and number is
/// looked at, also one that a repeated key shadows: PostgreSQL reads those too.
///
/// # Errors
/// The parser's, when it is not JSON.
pub fn parse(json: &str) -> serde_json::Result<(Node<'_>, Option<Refused>)> {
    read(json, serde_json::Deserializer::from_str(json))
}

/// The same for a text that is nested deeper than the parser usually follows, on a stack that is large enough for [`MAX_DEPTH`] levels.
///
/// # Errors
/// As [`parse`], and where it is deeper than that.
pub fn parse_deep(json: &str) -> serde_json::Result<(Node<'_>, Option<Refused>)> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    deserializer.disable_recursion_limit();
    read(json, deserializer)
}

/// More levels than PostgreSQL takes: with the 2 MB that it has for its stack unless told otherwise, it takes about 14,000.
const MAX_DEPTH: usize = 20_000;

fn read<'a>(
    json: &'a str,
    mut deserializer: serde_json::Deserializer<serde_json::de::StrRead<'a>>,
) -> serde_json::Result<(Node<'a>, Option<Refused>)> {
    let (refused, written) = (Cell::new(None), Cell::new(0));
    let node =
        Reading { json, depth: 0, refused: &refused, written: &written }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok((node, refused.get()))
}

/// Reads one value.
#[derive(Clone, Copy)]
struct Reading<'s> {
    json: &'s str,
    depth: usize,
    refused: &'s Cell<Option<Refused>>,
    /// Characters that the numbers with an exponent came to so far, written out.
    written: &'s Cell<u64>,
}

impl Reading<'_> {
    fn refuse(self, why: Refused) {
        self.refused.set(self.refused.get().or(Some(why)));
    }

    /// For the values inside this one.
    fn inside<E: Error>(self) -> Result<Self, E> {
        if self.depth == MAX_DEPTH {
            return Err(E::custom(format_args!("nested deeper than {MAX_DEPTH} levels")));
        }
        Ok(Reading { depth: self.depth + 1, ..self })
    }

    fn number(self, text: &str) {
        // Few digits and no exponent are in range.
        if text.len() <= 1_000 && !text.contains(['e', 'E']) {
            return;
        }
        match decimal(text) {
            Ok(number) => self.written.set(self.written.get() + number.written),
            Err(why) => self.refuse(why),
        }
        if self.written.get() > MAX_WRITTEN {
            self.refuse(Refused::NumbersTooLong);
        }
    }
}

impl<'de> DeserializeSeed<'de> for Reading<'_> {
    type Value = Node<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reading<'_> {
    type Value = Node<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node<'de>, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node<'de>, E> {
        Ok(Node::Bool(value))
    }

    // Whole numbers of up to 64 bits come as such, all others as they are written.
    fn visit_u64<E>(self, number: u64) -> Result<Node<'de>, E> {
        Ok(Node::Number(number.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node<'de>, E> {
        Ok(Node::Number(number.to_string()))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Node<'de>, E> {
        Text { reading: self }.visit_borrowed_str(text).map(Node::String)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node<'de>, E> {
        Text { reading: self }.visit_str(text).map(Node::String)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node<'de>, A::Error> {
        let mut nodes = Vec::new();
        let inside = self.inside()?;
        while let Some(node) = items.next_element_seed(inside)? {
            nodes.push(node);
        }
        Ok(Node::Array(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node<'de>, A::Error> {
        let mut members: Members = Vec::with_capacity(8);
        let inside = self.inside()?;
        while let Some(key) = map.next_key_seed(Text { reading: self })? {
            if members.is_empty() && matches!(key, Cow::Borrowed(key) if is_number_key(key, self.json)) {
                let number: String = map.next_value()?;
                self.number(&number);
                return Ok(Node::Number(number));
            }
            members.push((key, map.next_value_seed(inside)?));
        }
        // A stable sort: of equal keys the last one in the text is the last here too.
        members.sort_by(|(a, _), (b, _)| a.cmp(b));
        members.dedup_by(|later, earlier| {
            let same = later.0 == earlier.0;
            if same {
                std::mem::swap(later, earlier);
            }
            same
        });
        Ok(Node::Object(members))
    }
}

/// Reads a string or key.
struct Text<'s> {
    reading: Reading<'s>,
}

impl<'de> DeserializeSeed<'de> for Text<'_> {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Text<'_> {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    // JSON has U+0000 in escapes only, so no borrowed text holds it.
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Cow<'de, str>, E> {
        if memchr(0, text.as_bytes()).is_some() {
            self.reading.refuse(Refused::NulCharacter);
        }
        Ok(Cow::Owned(text.to_owned()))
    }
}

/// Appends the canonical form of a value to `out`.
pub fn write(node: &Node, out: &mut Vec<u8>) {
    match node {
        Node::Null => out.extend_from_slice(b"null"),
        Node::Bool(true) => out.extend_from_slice(b"true"),
        Node::Bool(false) => out.extend_from_slice(b"false"),
        Node::Number(text) => write_number(text, out),
        Node::String(text) => write_string(text, out),
        Node::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write(item, out);
            }
            out.push(b']');
        }
        Node::Object(members) => {
            out.push(b'{');
            for (index, (key, item)) in members.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write_string(key, out);
                out.push(b':');
                write(item, out);
            }
            out.push(b'}');
        }
    }
}

fn write_string(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    let mut rest = text.as_bytes();
    while let Some(at) = memchr2(b'"', b'\\', rest) {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(&[b'\\', rest[at]]);
        rest = &rest[at + 1..];
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}

/// A number as its significant digits and a power of ten, so that `1.50`, `1.5` and `15e-1` are one.
fn write_number(text: &str, out: &mut Vec<u8>) {
    match decimal(text) {
        Ok(Decimal { negative, digits, power, .. }) if !digits.is_empty() => {
            if negative {
                out.push(b'-');
            }
            out.extend_from_slice(&digits);
            if power != 0 {
                out.push(b'e');
                out.extend_from_slice(power.to_string().as_bytes());
            }
        }
        Ok(_) => out.push(b'0'),
        // Refused before; as it is written, then.
        Err(_) => out.extend_from_slice(text.as_bytes()),
    }
}

/// A number without what makes no difference.
struct Decimal {
    negative: bool,
    /// Without zeros at either end; empty for zero.
    digits: Vec<u8>,
    /// The power of ten that the digits, as a whole number, are multiplied by.
    power: i64,
    /// Characters that PostgreSQL writes it out with, about.
    written: u64,
}

fn decimal(text: &str) -> Result<Decimal, Refused> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], text[at + 1..].parse::<i64>().map_err(|_| Refused::NumberTooLarge)?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).skip_while(|&d| d == b'0').collect();
    let written_fraction = fraction.len() as i64;
    if exponent.unsigned_abs() >= MAX_EXPONENT {
        return Err(Refused::NumberTooLarge);
    }
    let point = digits.len() as i64 - written_fraction + exponent;
    if (!digits.is_empty() && point > MAX_INTEGER_DIGITS) || written_fraction - exponent > MAX_FRACTION_DIGITS
    {
        return Err(Refused::NumberTooLarge);
    }
    while digits.last() == Some(&b'0') {
        digits.pop();
    }
    let power = point - digits.len() as i64;
    let whole = if digits.is_empty() { 1 } else { point.max(1) };
    let written = (whole + (written_fraction - exponent).max(0)).unsigned_abs();
    Ok(Decimal { negative, digits, power, written })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn canonical(json: &str) -> Result<String, Refused> {
        let (node, refused) = parse(json).unwrap();
        let mut out = Vec::new();
        write(&node, &mut out);
        refused.map_or_else(|| Ok(String::from_utf8(out).unwrap()), Err)
    }

    /// The canonical form as it was written first, from serde_json's own value: stored hashes are over that.
    fn first_form(value: &serde_json::Value) -> String {
        use serde_json::Value;
        match value {
            Value::Number(number) => {
                let mut out = Vec::new();
                write_number(number.as_str(), &mut out);
                String::from_utf8(out).unwrap()
            }
            Value::String(text) => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
            Value::Array(items) => {
                format!("[{}]", items.iter().map(first_form).collect::<Vec<_>>().join(","))
            }
            Value::Object(map) => {
                let members = map
                    .iter()
                    .map(|(key, item)| format!("{}:{}", first_form(&key.as_str().into()), first_form(item)));
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            }
            other => other.to_string(),
        }
    }

    fn json() -> impl Strategy<Value = String> {
        let scalar = prop_oneof![
            Just("null".to_owned()),
            any::<bool>().prop_map(|value| value.to_string()),
            "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,25})?([eE][+-]?[0-9]{1,3})?",
            "\"([a-zé\u{1f600} ]|\\\\[\"\\\\/bfnrt]|\\\\u00[0-7][1-9a-f]|\\\\ud83d\\\\ude00){0,8}\"",
        ];
        let key = "\"([abAB\u{e9}]|\\\\u0061|\\\\\\\\){0,2}\"";
        scalar.prop_recursive(4, 40, 6, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6)
                    .prop_map(|items| format!("[ {} ]", items.join(" ,"))),
                prop::collection::vec((key, inner), 0..6).prop_map(|members| {
                    let members = members.into_iter().map(|(key, item)| format!("{key} :{item}"));
                    format!("{{{}\n}}", members.collect::<Vec<_>>().join(", "))
                }),
            ]
        })
    }

    proptest! {
        #[test]
        fn the_canonical_form_is_what_it_was(json in json()) {
            let value: serde_json::Value = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(canonical(&json), Ok(first_form(&value)));
        }

        #[test]
        fn what_is_no_json_is_none_for_the_same_reason(json in "[\\[\\]{}:,\"a0-9e.\\\\u-]{0,12}") {
            let wanted = serde_json::from_str::<serde_json::Value>(&json).map(drop).map_err(|e| e.to_string());
            prop_assert_eq!(parse(&json).map(drop).map_err(|e| e.to_string()), wanted);
        }
    }

    #[test]
    fn key_order_white_space_and_escapes_make_no_difference() {
        let form = canonical(r#"{"b": [1, 2], "a": "A\u00e9/"}"#).unwrap();
        assert_eq!(form, canonical("{\"a\":\"\\u0041\u{e9}\\/\",\n \"b\":[1,2]}").unwrap());
        assert_ne!(form, canonical(r#"{"b": [2, 1], "a": "Aé/"}"#).unwrap());
    }

    #[test]
    fn equal_numbers_are_one_and_no_digit_is_lost() {
        for (a, b) in [("1.50", "15e-1"), ("0", "-0.0"), ("100", "1e2"), ("0.001", "1E-3"), ("10.0e1", "100")]
        {
            assert_eq!(canonical(a), canonical(b), "{a} {b}");
        }
        assert_ne!(canonical("12345678901234567890123"), canonical("12345678901234567890124"));
        assert_ne!(canonical("0.1"), canonical("0.10000000000000000000000001"));
        assert_ne!(canonical("1"), canonical("-1"));
    }

    #[test]
    fn numbers_are_refused_where_written_out_they_could_not_be_read_any_more() {
        let many = |number: &str, count: usize| format!("[{}]", vec![number; count].join(","));
        for (number, written) in [("1e131071", 131_072), ("1.5e-16382", 16_384), ("1e+9", 10)] {
            let most = (64 << 20) / written;
            assert!(canonical(&many(number, most.min(10_000))).is_ok(), "{number}");
            if most < 10_000 {
                assert_eq!(canonical(&many(number, most + 1)), Err(Refused::NumbersTooLong), "{number}");
            }
        }
        // Zero is short whatever its exponent.
        assert!(canonical(&many("0e131072", 10_000)).is_ok());
    }

    #[test]
    fn different_structures_never_meet() {
        let forms = [
            "[]",
            "{}",
            "[[]]",
            "\"[]\"",
            "null",
            "\"null\"",
            "[1,2]",
            "[12]",
            "{\"a\":{}}",
            "\"a\\\"b\"",
            "\"a\\\\\\\"b\"",
        ];
        for (i, a) in forms.iter().enumerate() {
            for b in &forms[i + 1..] {
                assert_ne!(canonical(a), canonical(b), "{a} {b}");
            }
        }
    }

    #[test]
    fn what_postgresql_refuses_is_refused() {
        assert_eq!(canonical(r#"{"a":"x\u0000y"}"#), Err(Refused::NulCharacter));
        assert_eq!(canonical(r#"{"a\u0000":1}"#), Err(Refused::NulCharacter));
        assert_eq!(canonical(r#"{"a":"x\u0000","a":1}"#), Err(Refused::NulCharacter), "shadowed");
        assert_eq!(canonical(r#"{"a":1e400000,"a":2}"#), Err(Refused::NumberTooLarge), "shadowed");
        assert!(canonical(r#"{"a":"\\u0000 \" 1e400000"}"#).is_ok(), "no escape, and no number");
        assert_eq!(canonical("1e400000"), Err(Refused::NumberTooLarge));
        assert_eq!(canonical("1e131072"), Err(Refused::NumberTooLarge));
        assert!(canonical("1e131071").is_ok());
        assert!(canonical("1e-16383").is_ok());
        assert_eq!(canonical("0e400000"), Ok("0".to_owned()), "a zero has no digits to be too many");
        assert_eq!(canonical("0e2000000000"), Err(Refused::NumberTooLarge));
        assert_eq!(canonical("1e99999999999999999999"), Err(Refused::NumberTooLarge));
    }
}
