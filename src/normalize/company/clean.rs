//! What stands round a company's name and is none of it: signs, entities, notes, addresses.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::entities::{decode, without_tags};
use super::notes::{has_name, without_notes};
use super::words::SITES_OF_PROFILES;

/// The longest text looked at, in bytes: a name is shorter, a description is none.
const LONGEST: usize = 4096;

/// Signs that mean nothing before or after a name.
const STRAY: &[char] = &[
    ' ', ',', ';', ':', '|', '-', '–', '—', '_', '*', '•', '·', '~', '/', '\\', '<', '>', '=', '¦', '→', '►',
];

/// White space, quotes, trade marks, HTML entities, stray signs and notes (`(NYSE: IBM)`, `- Headquarters`,
/// `PERMANENTLY CLOSED`); nothing of the name itself. Of a web address the host; nothing of an e-mail address.
///
/// Of two names joined by `d/b/a` and the like it is the one in use, of `Foo, formerly Bar` the present one.
pub(super) fn clean(raw: &str) -> Cow<'_, str> {
    let raw = raw.trim_ascii();
    if is_plain(raw) { Cow::Borrowed(raw) } else { Cow::Owned(clean_any(raw)) }
}

/// Whether a name is one of those nothing needs to be taken off: Latin letters and digits, words one space apart, no
/// more signs than names have, and no word of a note. Most names are, and are done with at one look.
pub(super) fn is_plain(name: &str) -> bool {
    let bytes = name.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return false };
    if bytes.len() > 80 || !is_letter(*first) || !(is_letter(*last) || *last == b'.') {
        return false;
    }
    let (mut before, mut word, mut stops, mut comma) = (b' ', 0, false, 0);
    for (at, &byte) in bytes.iter().enumerate() {
        let after = bytes.get(at + 1).copied().unwrap_or(b' ');
        let fits = match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | 0x80..=0xbf | 0xc4 | 0xc5 => true,
            // `×` and `÷` stand among the letters.
            0xc3 => !matches!(after, 0x97 | 0xb7),
            b' ' => before != b' ',
            b'&' => after != b'#',
            b'.' => is_letter(before),
            b',' => (is_letter(before) || before == b'.') && after == b' ',
            b'\'' | b'-' => is_letter(before) && is_letter(after),
            _ => false,
        };
        if !fits {
            return false;
        }
        match byte {
            b' ' => {
                if is_word_of_a_note(&bytes[word..at]) {
                    return false;
                }
                word = at + 1;
            }
            b'.' => stops = true,
            b',' => comma = at,
            _ => {}
        }
        before = byte;
    }
    if word == 0 {
        return !stops;
    }
    let tail = &bytes[if comma > 0 { comma + 2 } else { word }..];
    !is_word_of_a_note(&bytes[word..])
        && (comma == 0
            || tail.len() <= 5
                && ![&b"the"[..], b"home", b"jobs", b"hq", b"uk hq", b"us hq"]
                    .iter()
                    .any(|note| tail.eq_ignore_ascii_case(note)))
}

/// A letter or digit of ASCII, or a byte of a letter in Latin-1 or Latin Extended-A, which are composed as they stand.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, 0x80..=0xbf | 0xc3..=0xc5)
}

/// A word that may join two names or belong to a note: `dba`, `as`, `formerly`, `closed`.
fn is_word_of_a_note(word: &[u8]) -> bool {
    match word.len() {
        2 => word.eq_ignore_ascii_case(b"as"),
        3 => matches!(word[1], b'b' | b'B' | b'k' | b'K') && matches!(word[2], b'a' | b'A'),
        6 => matches!(word[1], b'.') && matches!(word[3], b'.') || word.eq_ignore_ascii_case(b"closed"),
        8 => word.eq_ignore_ascii_case(b"formerly"),
        _ => false,
    }
}

/// As [`clean`], of any text.
pub(super) fn clean_any(raw: &str) -> String {
    let decoded = decode(head(raw));
    let decoded = without_tags(&decoded);
    let mut text = String::with_capacity(decoded.len());
    for c in decoded.chars() {
        match c {
            '™' | '®' | '©' | '℠' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => {}
            '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fffd}' | '\u{fffc}' => {}
            '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{fe00}'..='\u{fe0f}' => {}
            '\u{2b00}'..='\u{2bff}' | '\u{e0000}'..='\u{e007f}' => {}
            '㈱' | '㍿' => text.push_str("株式会社"),
            '㈲' => text.push_str("有限会社"),
            '㈜' => text.push_str("주식회사"),
            // Full-width letters, digits and signs are the plain ones, set for another script.
            '\u{ff01}'..='\u{ff5e}' => text.extend(char::from_u32(c as u32 - 0xfee0)),
            c if c.is_whitespace() || c.is_control() => {
                if !text.ends_with(' ') {
                    text.push(' ');
                }
            }
            c => text.push(c),
        }
    }
    if !text.is_ascii() {
        text = text.nfc().collect();
    }
    if text.contains('(') {
        const SHORT: &[(&str, &str)] = &[
            ("(株)", "株式会社"),
            ("(有)", "有限会社"),
            ("(同)", "合同会社"),
            ("(資)", "合資会社"),
            ("(주)", "주식회사"),
            ("(유)", "유한회사"),
            ("(TM)", ""),
            ("(tm)", ""),
            ("(R)", ""),
            ("(r)", ""),
        ];
        for (short, long) in SHORT {
            if text.contains(short) {
                text = text.replace(short, long);
            }
        }
    }
    if text.contains(',') {
        text = space_commas(&text);
    }
    let mut text = text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    // Each round takes something off, and a name carries few such things.
    for _ in 0..64 {
        let trimmed = without_notes(unwrap(trim(&text)));
        let mut changed = trimmed.len() != text.len();
        let mut next = Cow::Borrowed(trimmed);
        if let Some(sorted) = article_first(trimmed) {
            next = Cow::Owned(sorted);
            changed = true;
        }
        if !changed {
            return address(text);
        }
        text = next.into_owned();
    }
    address(text)
}

/// The first few thousand bytes.
fn head(raw: &str) -> &str {
    if raw.len() <= LONGEST {
        return raw;
    }
    let mut end = LONGEST;
    while !raw.is_char_boundary(end) {
        end -= 1;
    }
    &raw[..end]
}

fn trim(text: &str) -> &str {
    let mut text = text.trim_matches(STRAY);
    // `.NET Foundation` and `#1 Plumbing` begin with their sign.
    while let Some(rest) = text.strip_prefix(['.', '#', '@', '!', '?', ')', ']', '}'])
        && (text.starts_with(['@', '!', '?', ')', ']', '}']) || !rest.starts_with(char::is_alphanumeric))
    {
        text = rest.trim_start_matches(STRAY);
    }
    // A bracket that opens at the end, or one at the start where none closes.
    text = text.trim_end_matches(['(', '[', '{', ' ']);
    if text.starts_with(['(', '[', '{']) && !text.contains([')', ']', '}']) {
        text = text.trim_start_matches(['(', '[', '{', ' ']);
    }
    for empty in ["()", "( )", "[]", "[ ]", "\"\""] {
        if let Some(rest) = text.strip_suffix(empty) {
            text = rest.trim_end_matches(STRAY);
        }
    }
    // A quote or bracket that is never closed, or never opened.
    if let Some(rest) = text.strip_prefix(['"', '\'', '“', '„', '«', '`', '(', '['])
        && !rest.contains(['"', '\'', '“', '”', '»', '`', ')', ']'])
    {
        text = rest.trim_start_matches(STRAY);
    }
    if let Some(rest) = text.strip_suffix(['"', '”', '“', '»', '`', '(', '['])
        && !rest.contains(['"', '“', '„', '«', '`'])
    {
        text = rest.trim_end_matches(STRAY);
    }
    text
}

/// The text without quotes or brackets around all of it.
fn unwrap(text: &str) -> &str {
    const PAIRS: &[(char, char)] = &[
        ('"', '"'),
        ('\'', '\''),
        ('“', '”'),
        ('‘', '’'),
        ('«', '»'),
        ('„', '“'),
        ('「', '」'),
        ('『', '』'),
        ('【', '】'),
        ('(', ')'),
        ('[', ']'),
        ('{', '}'),
        ('`', '`'),
    ];
    for (open, close) in PAIRS {
        if let Some(inner) = text.strip_prefix(*open).and_then(|rest| rest.strip_suffix(*close))
            && !inner.contains([*open, *close])
        {
            return inner.trim();
        }
    }
    text
}

/// `Coca-Cola Company (The)`, `Coca-Cola Company, The`: the article where lists put it for sorting.
fn article_first(text: &str) -> Option<String> {
    let lower = text.get(text.len().checked_sub(6)?..)?.to_ascii_lowercase();
    let end = if lower == " (the)" {
        text.len() - 6
    } else if lower.ends_with(", the") {
        text.len() - 5
    } else {
        return None;
    };
    let name = text[..end].trim_matches([',', ' ']);
    let article = if text.chars().any(char::is_lowercase) { "The" } else { "THE" };
    has_name(name).then(|| format!("{article} {name}"))
}

/// `Acme,Inc.` → `Acme, Inc.`; `1,000` stays.
fn space_commas(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 2);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == ',' {
            while spaced.ends_with([' ', ',']) {
                spaced.pop();
            }
        }
        spaced.push(c);
        if c == ',' && chars.peek().is_some_and(|next| next.is_alphabetic()) {
            spaced.push(' ');
        }
    }
    spaced
}

/// Of a web address its host, of an e-mail address or a profile's address nothing; any other text as it is.
fn address(text: String) -> String {
    if text.contains(' ') || !text.contains('.') {
        return text;
    }
    let lower = text.to_ascii_lowercase();
    if lower.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.')) {
        return String::new();
    }
    let schemed = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let bare = schemed.unwrap_or(&lower);
    let host = bare.split(['/', '?', '#']).next().unwrap_or_default();
    let www = host.strip_prefix("www.").unwrap_or(host);
    let is_address = schemed.is_some() || www.len() < host.len() || host.len() < bare.len() && is_host(host);
    if !is_address || !is_host(www) {
        return text;
    }
    if SITES_OF_PROFILES.iter().any(|site| www == *site || www.ends_with(&format!(".{site}"))) {
        return String::new();
    }
    www.to_owned()
}

fn is_host(text: &str) -> bool {
    text.rsplit_once('.').is_some_and(|(name, end)| {
        !name.is_empty() && end.len() >= 2 && end.bytes().all(|byte| byte.is_ascii_alphabetic())
    }) && text.split('.').all(|part| !part.is_empty())
}
