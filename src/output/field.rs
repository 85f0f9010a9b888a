//! One value as programs get it, written without a detour: exports consist of little else.

use std::borrow::Cow;
use std::io::Write;

use chrono::{DateTime, Datelike, SecondsFormat, Timelike, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::guard;

/// A value of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Field<'a> {
    /// Text; absent is `null` in JSON and nothing in CSV.
    Text(Option<&'a str>),
    /// A number; what is not finite is as good as absent.
    Number(Option<f64>),
    /// An id.
    Id(Option<Uuid>),
    /// A time: RFC 3339 in UTC.
    Time(Option<DateTime<Utc>>),
}

impl Field<'_> {
    /// Adds it to a line of JSON.
    pub(super) fn write_json(self, out: &mut Vec<u8>) {
        match self {
            Field::Text(Some(text)) => json_text(text, out),
            Field::Number(Some(number)) if number.is_finite() => write_number(number, out),
            Field::Id(Some(id)) => {
                out.push(b'"');
                write_id(id, out);
                out.push(b'"');
            }
            Field::Time(Some(at)) => {
                out.push(b'"');
                write_time(at, out);
                out.push(b'"');
            }
            _ => out.extend_from_slice(b"null"),
        }
    }

    /// Adds it to a line of CSV, text as [`csv_cell`] or, if it is to be `raw`, as it is.
    pub(super) fn write_csv(self, raw: bool, out: &mut Vec<u8>) {
        match self {
            Field::Text(Some(text)) => csv_cell(text, raw, out),
            Field::Number(Some(number)) if number.is_finite() => write_number(number, out),
            Field::Id(Some(id)) => write_id(id, out),
            Field::Time(Some(at)) => write_time(at, out),
            _ => {}
        }
    }

    /// The value as part of a larger JSON document.
    pub fn to_value(self) -> Value {
        let mut json = Vec::new();
        self.write_json(&mut json);
        // What was just written can be read.
        serde_json::from_slice(&json).unwrap_or(Value::Null)
    }
}

/// Adds text as JSON has it.
pub(super) fn json_text(text: &str, out: &mut Vec<u8>) {
    // A vector takes all that is written.
    let _ = serde_json::to_writer(out, text);
}

/// Adds text as CSV has it: [`guarded`](guard::guarded) against spreadsheets unless it is to be `raw`, and in quotes where it must be, RFC 4180.
pub(super) fn csv_cell(text: &str, raw: bool, out: &mut Vec<u8>) {
    let classes = guard::classes(text);
    let text = if raw { Cow::Borrowed(text) } else { guard::guarded(text, classes) };
    if guard::is_quoted(classes, raw) {
        csv_quoted(text.as_bytes(), out);
    } else {
        out.extend_from_slice(text.as_bytes());
    }
}

/// Adds JSON as one cell of CSV.
pub(super) fn csv_json(value: &Value, raw: bool, out: &mut Vec<u8>) {
    let text = if raw { value.to_string() } else { guard::guarded_json(value).to_string() };
    csv_cell(&text, true, out);
}

fn csv_quoted(mut rest: &[u8], out: &mut Vec<u8>) {
    out.push(b'"');
    while let Some(at) = memchr::memchr(b'"', rest) {
        out.extend_from_slice(&rest[..=at]);
        out.push(b'"');
        rest = &rest[at + 1..];
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}

/// Adds a finite number, in the fewest digits that mean it.
fn write_number(number: f64, out: &mut Vec<u8>) {
    let _ = serde_json::to_writer(out, &number);
}

fn write_id(id: Uuid, out: &mut Vec<u8>) {
    let mut text = [0; uuid::fmt::Hyphenated::LENGTH];
    out.extend_from_slice(id.hyphenated().encode_lower(&mut text).as_bytes());
}

/// Adds a time with as many decimals of the second as it needs: none, three, six or nine.
fn write_time(at: DateTime<Utc>, out: &mut Vec<u8>) {
    let (date, time) = (at.date_naive(), at.time());
    let (Ok(year @ 0..=9999), nanos @ 0..=999_999_999) = (u32::try_from(date.year()), time.nanosecond())
    else {
        // Before our era, after the year 9999, a leap second.
        let _ = write!(out, "{}", at.to_rfc3339_opts(SecondsFormat::AutoSi, true));
        return;
    };
    digits::<4>(year, out);
    for (mark, number) in [
        (b'-', date.month()),
        (b'-', date.day()),
        (b'T', time.hour()),
        (b':', time.minute()),
        (b':', time.second()),
    ] {
        out.push(mark);
        digits::<2>(number, out);
    }
    if nanos != 0 {
        out.push(b'.');
        match nanos {
            _ if nanos % 1_000_000 == 0 => digits::<3>(nanos / 1_000_000, out),
            _ if nanos % 1_000 == 0 => digits::<6>(nanos / 1_000, out),
            _ => digits::<9>(nanos, out),
        }
    }
    out.push(b'Z');
}

/// Adds a number in so many digits.
fn digits<const N: usize>(mut number: u32, out: &mut Vec<u8>) {
    let mut text = [b'0'; N];
    for digit in text.iter_mut().rev() {
        *digit += (number % 10) as u8;
        number /= 10;
    }
    out.extend_from_slice(&text);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn json(field: Field) -> String {
        let mut out = Vec::new();
        field.write_json(&mut out);
        String::from_utf8(out).unwrap()
    }

    fn csv(field: Field) -> String {
        let mut out = Vec::new();
        field.write_csv(true, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_is_absent_or_no_number_is_null_in_json_and_nothing_in_csv() {
        for field in [
            Field::Text(None),
            Field::Number(None),
            Field::Id(None),
            Field::Time(None),
            Field::Number(Some(f64::NAN)),
            Field::Number(Some(f64::INFINITY)),
        ] {
            assert_eq!((json(field).as_str(), csv(field).as_str()), ("null", ""), "{field:?}");
        }
        assert_eq!((json(Field::Text(Some(""))).as_str(), csv(Field::Text(Some(""))).as_str()), ("\"\"", ""));
    }

    #[test]
    fn tabs_stand_in_quotes_and_what_is_raw_is_untouched() {
        for (text, guarded, raw) in [
            ("a\tb", "\"a\tb\"", "a\tb"),
            ("x;=\"1\"", "\"x;'=\"\"1\"\"\"", "\"x;=\"\"1\"\"\""),
            ("a\u{1b}b", "a\u{fffd}b", "a\u{1b}b"),
        ] {
            for (is_raw, expected) in [(false, guarded), (true, raw)] {
                let mut out = Vec::new();
                Field::Text(Some(text)).write_csv(is_raw, &mut out);
                assert_eq!(String::from_utf8(out).unwrap(), expected);
            }
        }
    }

    proptest! {
        #[test]
        fn times_read_as_chrono_writes_them(seconds in -70_000_000_000i64..300_000_000_000, nanos in 0u32..1_000_000_000, unit in 0u32..4) {
            let nanos = nanos - nanos % [1_000_000_000, 1_000_000, 1_000, 1][unit as usize];
            let at = DateTime::from_timestamp(seconds, nanos).unwrap();
            prop_assert_eq!(csv(Field::Time(Some(at))), at.to_rfc3339_opts(SecondsFormat::AutoSi, true));
        }

        #[test]
        fn numbers_read_as_they_do_in_any_json(number in any::<f64>()) {
            let value = Value::from(number);
            prop_assert_eq!(json(Field::Number(Some(number))), value.to_string());
        }

        #[test]
        fn text_is_quoted_as_csv_readers_expect(text in ".*|[,\"\r\na]*") {
            let mut writer = ::csv::Writer::from_writer(Vec::new());
            writer.write_record(["first", &text]).unwrap();
            let line = writer.into_inner().unwrap();
            let ours = format!("first,{}\n", csv(Field::Text(Some(&text))));
            prop_assert_eq!(ours.into_bytes(), line);
        }

        #[test]
        fn ids_and_texts_read_as_they_do_in_any_json(id in any::<[u8; 16]>(), text in ".*") {
            let id = Uuid::from_bytes(id);
            prop_assert_eq!(json(Field::Id(Some(id))), format!("\"{id}\""));
            prop_assert_eq!(json(Field::Text(Some(&text))), Value::from(text.as_str()).to_string());
        }
    }
}
