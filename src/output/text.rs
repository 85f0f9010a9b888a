//! Terminal safety: what came out of a payload may hold escape sequences, and no character that a
//! terminal acts on passes through here.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

/// Whether a terminal might act on the character instead of showing it: the C0 and C1 controls, line and
/// paragraph separators, bidirectional controls (Unicode TR #9), zero-width characters and tags.
pub fn is_unsafe(c: char) -> bool {
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

/// The text as one word of a command that a person may copy into a shell: as it is where no shell takes it apart, else in quotes, and with
/// what a terminal would act on written as `$'\\ooo'` (POSIX.1-2024; bash, zsh, ksh).
pub fn shell_word(text: impl AsRef<OsStr>) -> String {
    let bytes = text.as_ref().as_bytes();
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"_@%+:,./-=".contains(byte);
    let whole = std::str::from_utf8(bytes).ok().filter(|text| !text.chars().any(is_unsafe));
    match whole {
        // zsh looks for a program behind a leading =.
        Some(text) if !text.is_empty() && !text.starts_with('=') && bytes.iter().all(is_plain) => {
            text.to_owned()
        }
        Some(text) => format!("'{}'", text.replace('\'', r"'\''")),
        None => {
            let mut word = "$'".to_owned();
            for &byte in bytes {
                match byte {
                    b' '..=b'~' if !b"'\\!".contains(&byte) => word.push(char::from(byte)),
                    _ => word.push_str(&format!("\\{byte:03o}")),
                }
            }
            word + "'"
        }
    }
}

/// The same for the name of a file, which is no option whatever it begins with.
pub fn file_word(name: impl AsRef<OsStr>) -> String {
    let name = name.as_ref();
    match name.as_bytes().first() {
        Some(b'-') if name != "-" => {
            let mut path = std::ffi::OsString::from("./");
            path.push(name);
            shell_word(path)
        }
        _ => shell_word(name),
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
    fn a_word_of_a_command_is_one_word_whatever_stands_in_it() {
        for (text, expected) in [
            ("ann+x@acme.com", "ann+x@acme.com"),
            ("a b", "'a b'"),
            ("", "''"),
            ("=ls", "'=ls'"),
            ("~/$(id)`id`;x", "'~/$(id)`id`;x'"),
            ("it's", r"'it'\''s'"),
            ("a\n\u{1b}'!b", r"$'a\012\033\047\041b'"),
            ("\u{202e}x", r"$'\342\200\256x'"),
        ] {
            assert_eq!(shell_word(text), expected);
            let command = format!("printf %s {expected}");
            let said = std::process::Command::new("bash").args(["-c", &command]).output().unwrap();
            assert_eq!(String::from_utf8(said.stdout).unwrap(), text);
        }
        assert_eq!(shell_word(OsStr::from_bytes(b"a\xff")), r"$'a\377'");
        assert_eq!(
            (file_word("-x"), file_word("-"), file_word("a")),
            ("./-x".into(), "-".into(), "a".into())
        );
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
