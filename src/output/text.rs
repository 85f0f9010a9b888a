//! Terminal safety: what came out of a payload may hold escape sequences, and no character that a
//! terminal acts on passes through here.

use std::borrow::Cow;

/// Whether a terminal might act on the character instead of showing it: the C0 and C1 controls, line and
/// paragraph separators, bidirectional controls (Unicode TR #9), zero-width characters and tags.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The text in one line, with white space controls as a space and every other unsafe character dropped or,
/// where it is an escape or another control, shown as `\u{fffd}`.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(replace).collect())
}

/// Like [`printable`], but keeps line breaks: for our own messages of several lines.
pub fn printable_lines(text: &str) -> String {
    text.split('\n').map(printable).collect::<Vec<_>>().join("\n")
}

fn replace(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' | '\u{0b}' | '\u{0c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() => Some('\u{fffd}'),
        c if is_unsafe(c) => None,
        c => Some(c),
    }
}

/// JSON text in which the controls that JSON lets through unescaped (DEL and C1) are escaped too.
pub fn escape_json_controls(json: String) -> String {
    // The first bytes of those characters in UTF-8, other than the controls that JSON escapes itself: most text of any
    // script has none.
    let may_be_unsafe = |byte: u8| matches!(byte, 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef | 0xf3);
    if !json.bytes().any(may_be_unsafe) || !json.chars().any(is_unsafe) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if is_unsafe(c) && (c as u32) > 0x7e {
            let mut units = [0u16; 2];
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// The same for the JSON at the end of a buffer.
pub fn escape_json_controls_from(buffer: &mut Vec<u8>, start: usize) {
    let json = &buffer[start..];
    if json.is_ascii() && memchr::memchr(0x7f, json).is_none() {
        return;
    }
    // Our own JSON, made of text.
    let json = String::from_utf8_lossy(&buffer.split_off(start)).into_owned();
    buffer.extend_from_slice(escape_json_controls(json).as_bytes());
}

/// `1 lead`, `2 leads`.
pub fn counted(count: u64, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_lose_their_escape() {
        assert_eq!(printable("a\u{1b}[31mred\u{9b}0m"), "a\u{fffd}[31mred\u{fffd}0m");
        assert_eq!(printable("x\u{202e}gpj.exe\u{200b}"), "xgpj.exe");
        assert_eq!(printable("two\nlines\tand a tab"), "two lines and a tab");
    }

    #[test]
    fn ordinary_text_of_any_script_is_left_alone() {
        for text in ["Müller & Söhne", "王小明", "naïve 🎉", "العربية"] {
            assert!(matches!(printable(text), Cow::Borrowed(t) if t == text));
        }
    }

    #[test]
    fn escaped_json_still_means_the_same() {
        let value = serde_json::Value::String("\u{9b}31m \u{202e} \u{7f} ok \u{e0041}".into());
        let text = escape_json_controls(value.to_string());
        assert!(text.is_ascii(), "{text}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
    }
}
