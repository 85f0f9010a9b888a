//! The numbers in a text, in digits or words.

/// Numerals written out.
const NUMERALS: &[(&str, f64)] = &[
    ("a", 1.0),
    ("dozen", 12.0),
    ("eight", 8.0),
    ("eighty", 80.0),
    ("eleven", 11.0),
    ("fifteen", 15.0),
    ("fifty", 50.0),
    ("five", 5.0),
    ("forty", 40.0),
    ("four", 4.0),
    ("hundred", 100.0),
    ("nine", 9.0),
    ("ninety", 90.0),
    ("one", 1.0),
    ("seven", 7.0),
    ("seventy", 70.0),
    ("six", 6.0),
    ("sixty", 60.0),
    ("ten", 10.0),
    ("thirty", 30.0),
    ("thousand", 1000.0),
    ("three", 3.0),
    ("twelve", 12.0),
    ("twenty", 20.0),
    ("two", 2.0),
];

/// Words, letters and characters that multiply the number before them.
const MULTIPLIERS: &[(&str, f64)] = &[
    ("dozen", 12.0),
    ("hundred", 100.0),
    ("k", 1e3),
    ("m", 1e6),
    ("mil", 1e3),
    ("mille", 1e3),
    ("million", 1e6),
    ("millionen", 1e6),
    ("mio", 1e6),
    ("mm", 1e6),
    ("mn", 1e6),
    ("tausend", 1e3),
    ("thousand", 1e3),
    ("tsd", 1e3),
    ("тыс", 1e3),
    ("万", 1e4),
    ("千", 1e3),
    ("萬", 1e4),
    ("만", 1e4),
    ("천", 1e3),
];

/// A number and where it stands in the text.
pub(super) struct Number {
    pub value: f64,
    pub start: usize,
    pub end: usize,
}

/// Every number in the text, with its multiplier.
pub(super) fn numbers(text: &str) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        if c.is_ascii_digit() {
            let (value, end) = digits(text, at);
            let (factor, end) = multiplier(text, end);
            found.push(Number { value: value * factor, start, end });
            at = end;
        } else if c.is_alphabetic() {
            let end = text[at..].find(|c: char| !c.is_alphabetic()).map_or(text.len(), |length| at + length);
            let word = &text[at..end];
            at = end;
            let Some((_, value)) = NUMERALS.iter().find(|(numeral, _)| *numeral == word) else { continue };
            let (factor, end) = multiplier(text, end);
            // `a` is a numeral before a multiplier only.
            if word != "a" || factor > 1.0 {
                found.push(Number { value: value * factor, start, end });
                at = end;
            }
        } else {
            at += c.len_utf8();
        }
    }
    found
}

/// Reads a number with grouping (`5,001`, `5.001`, `5 001`, `5'001`, `1,00,000`) or a decimal part (`1.2`, `250.0`).
fn digits(text: &str, start: usize) -> (f64, usize) {
    let bytes = text.as_bytes();
    let run = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut at = start + run(start);
    let mut value = text[start..at].parse::<f64>().unwrap_or(f64::MAX);
    let mut grouped = at - start <= 3;
    while let Some(separator) =
        bytes.get(at).copied().filter(|byte| matches!(byte, b',' | b'.' | b' ' | b'\''))
    {
        let length = run(at + 1);
        let part = text[at + 1..at + 1 + length].parse::<f64>().unwrap_or(0.0);
        let next = at + 1 + length;
        let indian = length == 2 && separator == b',' && bytes.get(next) == Some(&b',') && run(next + 1) > 1;
        if grouped && (length == 3 || indian) {
            value = value * if indian { 100.0 } else { 1000.0 } + part;
            at = next;
        } else if matches!(separator, b',' | b'.') && (1..=2).contains(&length) {
            value += part / 10f64.powi(length as i32);
            at = next;
            break;
        } else {
            break;
        }
        grouped = true;
    }
    (value, at)
}

fn multiplier(text: &str, end: usize) -> (f64, usize) {
    let rest = text[end..].trim_start();
    let from = text.len() - rest.len();
    for (word, factor) in MULTIPLIERS {
        let Some(after) = rest.strip_prefix(word) else { continue };
        let ends = !word.chars().all(char::is_alphabetic)
            || !word.is_ascii() && !word.starts_with('т')
            || !after.starts_with(char::is_alphabetic);
        // `250 m²`
        let area = *word == "m" && after.starts_with(['²', '2']);
        if ends && !area {
            return (*factor, from + word.len());
        }
    }
    (1.0, end)
}
