//! Text on its way to a spreadsheet. What stands in a cell of CSV may be run as a formula, also from the middle of the cell: a
//! spreadsheet that separates by `;` or tabs, or that breaks lines within quotes, makes other cells of it than those that were
//! written. So an apostrophe goes before each formula that could begin a cell, whichever reader makes it; spreadsheets take what
//! follows an apostrophe for text. <https://owasp.org/www-community/attacks/CSV_Injection>

use std::borrow::Cow;

use serde_json::Value;

/// The apostrophe that makes a formula text.
const GUARD: char = '\'';

/// What decides, by the bits of [`CLASS`], whether a text is as it can be in a cell.
pub(super) const QUOTED: u8 = 1; // RFC 4180 has it in quotes.
const TAB: u8 = 2; // We have it in quotes, too.
const DIVIDES: u8 = 4; // A cell of some reader may end there.
const TRIGGER: u8 = 8; // A formula may begin with it.
const CONTROL: u8 = 16; // No text holds it.

/// The classes of each byte of UTF-8. Those of longer characters are by the first byte, and stand for every character that has it.
static CLASS: [u8; 256] = {
    let mut class = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        class[byte] = match byte as u8 {
            b',' | b'\n' | b'\r' => QUOTED | DIVIDES,
            b'"' => QUOTED,
            b';' | b'|' => DIVIDES,
            b'\t' => DIVIDES | TAB,
            b'=' | b'+' | b'-' | b'@' => TRIGGER,
            // U+FF1D and the like.
            0xef => TRIGGER,
            // U+2028 and U+2029.
            0xe2 => DIVIDES,
            // U+0080 to U+009F.
            0..=0x1f | 0x7f | 0xc2 => CONTROL,
            _ => 0,
        };
        byte += 1;
    }
    class
};

/// The classes of all bytes of a text.
pub(super) fn classes(text: &str) -> u8 {
    text.bytes().fold(0, |classes, byte| classes | CLASS[usize::from(byte)])
}

/// Whether a text of these classes stands in quotes, raw or as [`guarded`].
pub(super) fn is_quoted(classes: u8, raw: bool) -> bool {
    classes & QUOTED != 0 || !raw && classes & TAB != 0
}

/// The text with an apostrophe before every formula that may begin a cell, and U+FFFD for every control but tabs and line breaks.
/// One look at each byte for most texts.
pub(super) fn guarded(text: &str, classes: u8) -> Cow<'_, str> {
    let starts_plain = text.as_bytes().first().is_none_or(u8::is_ascii_alphanumeric);
    let may_run = classes & TRIGGER != 0 && (classes & DIVIDES != 0 || !starts_plain);
    if classes & CONTROL == 0 && !may_run && !text.starts_with(leads_off) {
        return Cow::Borrowed(text);
    }
    let text = match classes & CONTROL != 0 && text.contains(is_control) {
        true => Cow::Owned(text.replace(is_control, "\u{fffd}")),
        false => Cow::Borrowed(text),
    };
    let mut guarded = String::new();
    let mut done = 0;
    let mut guard = |at: usize| {
        guarded.push_str(&text[done..at]);
        guarded.push(GUARD);
        done = at;
    };
    if text.starts_with(leads_off) {
        guard(0);
    }
    for at in beginnings(&text) {
        if is_formula(&text[at..]) {
            guard(at);
        }
    }
    if done == 0 && guarded.is_empty() {
        return text;
    }
    guarded.push_str(&text[done..]);
    Cow::Owned(guarded)
}

/// A JSON document whose texts are guarded one by one, so that it stays a document.
pub(super) fn guarded_json(value: &Value) -> Value {
    let text = |text: &str| guarded(text, classes(text)).into_owned();
    match value {
        Value::String(string) => Value::String(text(string)),
        Value::Array(items) => items.iter().map(guarded_json).collect(),
        Value::Object(fields) => {
            Value::Object(fields.iter().map(|(key, value)| (text(key), guarded_json(value))).collect())
        }
        other => other.clone(),
    }
}

/// The text of a cell that LeadEngine wrote, without the apostrophes of [`guarded`]. Another's cell stays as it is, but for an apostrophe
/// that stands where one of ours would.
pub fn unguarded(text: &str) -> Cow<'_, str> {
    if !text.contains(GUARD) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut done = 0;
    let mut drop = |at: usize| {
        plain.push_str(&text[done..at]);
        done = at + GUARD.len_utf8();
    };
    if text.strip_prefix(GUARD).is_some_and(|rest| rest.starts_with(leads_off)) {
        drop(0);
    }
    for at in beginnings(text) {
        if text[at..].strip_prefix(GUARD).is_some_and(is_formula) {
            drop(at);
        }
    }
    plain.push_str(&text[done..]);
    Cow::Owned(plain)
}

/// Where a cell may begin for some reader, behind what is not seen: at the start, and behind whatever divides.
fn beginnings(text: &str) -> impl Iterator<Item = usize> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let at = text.len() - text[start..].trim_start_matches(is_passed_over).len();
        // What was passed over divides nothing further.
        next = divider(text, at);
        Some(at)
    })
}

/// Where the next cell may begin: behind the first divider from there on.
fn divider(text: &str, mut from: usize) -> Option<usize> {
    loop {
        from += text.as_bytes()[from..].iter().position(|&byte| CLASS[usize::from(byte)] & DIVIDES != 0)?;
        // The first byte of a character.
        let c = text[from..].chars().next()?;
        from += c.len_utf8();
        if divides(c) {
            return Some(from);
        }
    }
}

/// Whether a reader of CSV may end a cell there: the separators in use, and line breaks.
fn divides(c: char) -> bool {
    matches!(c, ',' | ';' | '|' | '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// Whether a reader may drop it from the beginning of a cell: quotes, white space, and what has no width.
fn is_passed_over(c: char) -> bool {
    c == '"'
        || c == '\u{fffd}'
        || c.is_whitespace()
        || super::text::is_unsafe(c)
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a cell that begins with it is as good as a formula, whatever follows.
fn leads_off(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r')
}

/// Whether no text needs it: a control that is neither a tab nor a line break.
fn is_control(c: char) -> bool {
    c.is_control() && !leads_off(c)
}

/// Whether a spreadsheet may take the text for a formula: it begins with one of the characters that OWASP names, and is no number.
fn is_formula(text: &str) -> bool {
    match text.chars().next() {
        Some('=' | '@' | '＝' | '＋' | '－' | '＠') => true,
        Some('+' | '-') => !is_number(&text[1..]),
        _ => false,
    }
}

/// Whether what follows a sign makes it a number, a telephone number, or nothing at all: `-5.25`, `+61400000000`,
/// `+14253030114;ext=12`, `+1 (425) 303-0114`. Digits with nothing but operators between them are a sum.
fn is_number(text: &str) -> bool {
    let belongs = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '(' | ')');
    let rest = text.trim_start_matches(belongs);
    let extension = rest.is_empty() || rest.strip_prefix(";ext=").is_some_and(is_digits);
    let number = &text[..text.len() - rest.len()];
    extension && (!number.contains(['-', '(', ')']) || is_no_sum(number))
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether two groups of digits or brackets stand side by side without an operator, which no formula has.
fn is_no_sum(number: &str) -> bool {
    let groups = |c: char| c.is_ascii_digit() || c == ')';
    let mut before = None;
    let mut gap = false;
    for c in number.chars() {
        if c == ' ' {
            gap = true;
            continue;
        }
        let opens = c == '(' || c.is_ascii_digit();
        if opens && before.is_some_and(|b| groups(b) && (gap || c == '(' || b == ')')) {
            return true;
        }
        (before, gap) = (Some(c), false);
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn guard(text: &str) -> Cow<'_, str> {
        guarded(text, classes(text))
    }

    #[test]
    fn what_may_begin_a_cell_of_any_reader_gets_an_apostrophe() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
            ("＝1", "'＝1"),
            (" \u{200b}\u{ad}=1", " \u{200b}\u{ad}'=1"),
            ("x;=1+1", "x;'=1+1"),
            ("x; \u{feff}\"@A1", "x; \u{feff}\"'@A1"),
            ("x,=1", "x,'=1"),
            ("x|=1", "x|'=1"),
            ("x\t＋A1;－A1", "x\t'＋A1;'－A1"),
            ("x\r\n\r\n-A1", "x\r\n\r\n'-A1"),
            ("x\u{2028}=1", "x\u{2028}'=1"),
            ("\t=1", "'\t'=1"),
            ("\nx", "'\nx"),
            ("-1\n*A1", "'-1\n*A1"),
            ("+1;ext=A1", "'+1;ext=A1"),
            ("-5-3", "'-5-3"),
            ("-(5)", "'-(5)"),
            ("\u{0}=1", "\u{fffd}'=1"),
        ] {
            assert_eq!(guard(text), expected, "{text:?}");
            assert_eq!(guard(expected), expected, "{text:?} again");
        }
    }

    #[test]
    fn numbers_telephone_numbers_and_all_that_begins_no_cell_stay() {
        for text in [
            "",
            "-",
            "-5",
            "-3.5",
            "+61400000000",
            "+14253030114;ext=12",
            "+1 (425) 303-0114",
            "a=b",
            "ann@acme.com",
            "51-200",
            "well-known, and so-called; \"a-b\"",
            "© é “x”",
            "x;+61400000000",
            "'=1",
        ] {
            assert!(matches!(guard(text), Cow::Borrowed(same) if same == text), "{text:?}");
        }
    }

    #[test]
    fn controls_are_shown_as_what_they_are() {
        assert_eq!(
            guard("a\u{1b}[31m\u{9b}b\u{7f}\u{85}\u{0}"),
            "a\u{fffd}[31m\u{fffd}b\u{fffd}\u{fffd}\u{fffd}"
        );
        assert_eq!(guard("a\tb\r\nc"), "a\tb\r\nc");
    }

    #[test]
    fn a_document_stays_one() {
        let value = serde_json::json!({"=k": ["x", "=1", -5, "y;=2\n=3", {"a": "b"}], "n": null});
        let expected = serde_json::json!({"'=k": ["x", "'=1", -5, "y;'=2\n'=3", {"a": "b"}], "n": null});
        assert_eq!(guarded_json(&value), expected);
    }

    #[test]
    fn long_texts_take_no_longer_a_byte() {
        for piece in ["\t", ";", "-1;", "- ", "=;", "\u{200b};", "+1;ext=1", "'=,"] {
            let text = piece.repeat(200_000);
            assert!(unguarded(&guard(&text)).len() <= text.len(), "{piece:?}");
        }
    }

    proptest! {
        #[test]
        fn no_cell_of_any_reader_begins_like_a_formula(text in "[-=+@＝＋ax5;,\t\r\n\" \u{200b}\u{0}']{0,12}") {
            let guarded = guard(&text);
            for part in guarded.split(divides) {
                let seen = part.trim_start_matches(is_passed_over);
                prop_assert!(!seen.starts_with(['=', '@', '＝', '＋']), "{:?}", guarded);
                prop_assert!(!seen.starts_with(['+', '-']) || is_number(&seen[1..]), "{:?}", guarded);
            }
        }

        #[test]
        fn apostrophes_that_were_put_are_taken_off(text in "[-=+@＝ax5;,\t\r\n\" \u{200b}]{0,12}") {
            let guarded = guard(&text);
            prop_assert_eq!(unguarded(&guarded), text.as_str());
        }
    }
}
