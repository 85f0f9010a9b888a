//! The canonical form of a JSON value: equal for texts that mean the same, whatever their key order, white
//! space, escapes or way of writing a number. In the spirit of RFC 8785, but numbers keep every digit.

use serde_json::{Number, Value};

/// Why PostgreSQL would refuse a value that is valid JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// U+0000 in a string or key: `jsonb` cannot hold it.
    NulCharacter,
    /// Beyond the range of `numeric`.
    NumberTooLarge,
}

/// Digits that `numeric` holds before the decimal point
/// (<https://www.postgresql.org/docs/current/datatype-numeric.html>).
const MAX_INTEGER_DIGITS: i64 = 131_072;
/// And after it.
const MAX_FRACTION_DIGITS: i64 = 16_383;

/// Whether PostgreSQL stores a JSON text as `jsonb`. Every string and number in the text is looked at, also one that a
/// repeated key shadows: PostgreSQL reads those too. The text must be valid JSON.
///
/// # Errors
/// Why it would not.
pub fn check(json: &str) -> Result<(), Refused> {
    let bytes = json.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => at = check_string(bytes, at + 1)?,
            b'-' | b'0'..=b'9' => {
                let len = bytes[at..]
                    .iter()
                    .take_while(|b| matches!(b, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'))
                    .count();
                decimal(&json[at..at + len])?;
                at += len;
            }
            _ => at += 1,
        }
    }
    Ok(())
}

/// Looks at a string from behind its opening quote and returns where it ends.
fn check_string(bytes: &[u8], mut at: usize) -> Result<usize, Refused> {
    loop {
        match bytes.get(at) {
            None => return Ok(at),
            Some(b'"') => return Ok(at + 1),
            Some(b'\\') if bytes[at + 1..].starts_with(b"u0000") => return Err(Refused::NulCharacter),
            Some(b'\\') => at += 2,
            Some(_) => at += 1,
        }
    }
}

/// Appends the canonical form of `value` to `out`.
pub fn write(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Number(number) => write_number(number, out),
        Value::String(text) => write_string(text, out),
        Value::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write(item, out);
            }
            out.push(b']');
        }
        Value::Object(map) => {
            out.push(b'{');
            // serde_json's map is sorted by key, and of a repeated key it keeps the last value, as jsonb does.
            for (index, (key, item)) in map.iter().enumerate() {
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
    for &byte in text.as_bytes() {
        match byte {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            _ => out.push(byte),
        }
    }
    out.push(b'"');
}

/// A number as its significant digits and a power of ten, so that `1.50`, `1.5` and `15e-1` are one.
fn write_number(number: &Number, out: &mut Vec<u8>) {
    let text = number.as_str();
    match decimal(text) {
        Ok(Decimal { negative, digits, power }) if !digits.is_empty() => {
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
    if exponent.abs() > 2 * MAX_INTEGER_DIGITS {
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
    Ok(Decimal { negative, digits, power })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(json: &str) -> Result<String, Refused> {
        let value: Value = serde_json::from_str(json).unwrap();
        check(json)?;
        let mut out = Vec::new();
        write(&value, &mut out);
        Ok(String::from_utf8(out).unwrap())
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
        assert_eq!(canonical("1e99999999999999999999"), Err(Refused::NumberTooLarge));
    }
}
