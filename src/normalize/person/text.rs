//! The text of a name before it is divided: signs of one spelling, remarks and headlines dropped.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::east_asia;
use super::words::{self, ABSENT, ABSENT_UNLESS_SPELLED, PLACEHOLDER};
use crate::normalize::entities;

/// Lower case, accents and other marks of Latin letters folded away; other scripts keep their letters.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    // Only the marks of alphabets: the voicing marks of kana and the vowels of Indic scripts are letters.
    for c in text.nfd().filter(|c| !matches!(c, '\u{300}'..='\u{36F}')).flat_map(char::to_lowercase) {
        match c {
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            // One letter in two forms, of which capitals do not tell.
            'ς' => folded.push('σ'),
            '’' | 'ʼ' | '‘' | 'ʻ' => folded.push('\''),
            '\u{300}'..='\u{36F}' => {}
            c => folded.push(c),
        }
    }
    if folded.is_ascii() { folded } else { folded.nfc().collect() }
}

/// Nothing but letters of English, single spaces inside, points and commas behind letters: what most names are, so
/// that there is nothing to clean.
pub(super) fn is_simple(text: &str) -> bool {
    let mut before = b' ';
    for byte in text.bytes() {
        let simple = match byte {
            b'A'..=b'Z' | b'a'..=b'z' => true,
            b' ' => before != b' ',
            b'.' | b',' => before.is_ascii_alphabetic(),
            _ => false,
        };
        if !simple {
            return false;
        }
        before = byte;
    }
    before != b' ' && before != b','
}

/// One spelling for the signs that have several, no emoji, no invisible characters, single spaces.
pub(super) fn clean(text: &str) -> String {
    let text = if text.contains('&') { Cow::Owned(entities::unescape(text)) } else { Cow::Borrowed(text) };
    let text = match entities::unmangle(&text) {
        Some(mended) => Cow::Owned(mended),
        None => text,
    };
    let broken = is_broken_in_two(&text);
    let mut cleaned = String::with_capacity(text.len());
    let mut push = |c: char| {
        let c = match c {
            '’' | '‘' | 'ʼ' | '`' | '´' | '′' | '＇' | 'ʹ' => '\'',
            '‐' | '‑' | '﹣' | '－' => '-',
            // Hebrew abbreviations have a double mark inside: ד"ר is doctor.
            '״' => return,
            '"' if cleaned.ends_with(|c| matches!(c, '\u{5D0}'..='\u{5EA}')) => return,
            '–' | '—' | '―' | '−' => '–',
            '（' => '(',
            '）' => ')',
            '，' | '、' => ',',
            '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}'
            | '\u{FE00}'..='\u{FE0F}' => return,
            '\n' | '\r' if !broken => '|',
            '\t' | '_' | '®' | '™' | '©' | '*' | '^' | '#' | '!' | '?' | '~' | '=' | '+' | '%' | '$'
            | '\\' => ' ',
            c if c.is_whitespace() || c.is_control() => ' ',
            c if c.is_ascii() || c.is_alphanumeric() || is_combining_mark(c) => c,
            '•' | '·' | '・' | '‧' | '“' | '”' | '„' | '«' | '»' | '「' | '」' | '々' | 'ー' | '‹' | '›' => {
                c
            }
            _ => ' ',
        };
        if c != ' ' {
            cleaned.push(c);
        } else if !cleaned.is_empty() && !cleaned.ends_with(' ') {
            cleaned.push(' ');
        }
    };
    if text.is_ascii() {
        text.chars().for_each(&mut push);
    } else {
        // An accent that stands alone was meant for an apostrophe; compatibility forms would make it a space and a mark.
        let signs = text.chars().filter(|c| !matches!(c, '®' | '™' | '©'));
        let mut before = ' ';
        let signs = signs.filter(|c| {
            // The raised letters of "Prof.ª" and "Engº" only say man or woman; "Mª" is María.
            let kept = !matches!(c, 'ª' | 'º') || *c == 'ª' && before == 'M';
            before = *c;
            kept
        });
        signs.map(|c| if c == '´' { '\'' } else { c }).nfkc().for_each(&mut push);
    }
    cleaned.truncate(cleaned.trim_end().len());
    cleaned
}

/// Whether a line break stands between two single words, so that it is only where the page was too narrow.
fn is_broken_in_two(text: &str) -> bool {
    if !text.contains(['\n', '\r']) {
        return false;
    }
    let mut lines = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    let (Some(one), Some(other), None) = (lines.next(), lines.next(), lines.next()) else { return false };
    let no_name = words::ORGANIZATION | words::ORGANIZATION_SOFT | words::OCCUPATION | words::PLACEHOLDER;
    [one, other].iter().all(|line| {
        line.chars().all(|c| c.is_alphabetic() || is_combining_mark(c) || matches!(c, '\'' | '-' | '’'))
            && words::flags(&fold(line)) & no_name == 0
    })
}

pub(super) fn is_bracket(c: char) -> bool {
    matches!(
        c,
        '(' | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '<'
            | '>'
            | '"'
            | '“'
            | '”'
            | '„'
            | '«'
            | '»'
            | '「'
            | '」'
            | '‹'
            | '›'
    )
}

/// Without nicknames and remarks in quotes or brackets: `William "Bill" Gates`, `Jane Smith (she/her)`.
pub(super) fn without_asides(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| is_bracket(c) || c == '\'') {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    // `"Rick" Edmonds` and `"Novák Dvořák", Jan`: without what is in quotes too little would be left.
    if let Some((aside, after)) = opening_aside(text) {
        kept.push_str(aside);
        rest = after;
    }
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let close: &[char] = match c {
            '(' => &[')'],
            '[' => &[']'],
            '{' => &['}'],
            '<' => &['>'],
            '"' => &['"'],
            '“' | '„' => &['”', '“'],
            '«' => &['»'],
            '»' => &['«'],
            '‹' => &['›'],
            '「' => &['」'],
            '\'' if kept.is_empty() || kept.ends_with(' ') => &['\''],
            _ => &[],
        };
        let end = match c {
            // A single quote closes only at the end of a word: 't Hooft and O'Brien are no quotations.
            '\'' if !close.is_empty() => after
                .match_indices('\'')
                .find(|(at, _)| {
                    *at > 1 && after[at + 1..].chars().next().is_none_or(|c| !c.is_alphanumeric())
                })
                .map(|(at, _)| at),
            _ if close.is_empty() => None,
            _ => after.find(close),
        };
        match end {
            Some(at) => {
                kept.push(' ');
                let closing = after[at..].chars().next().map_or(0, char::len_utf8);
                rest = &after[at + closing..];
            }
            // An opening bracket that is never closed: the remark was cut off, or it was one nickname.
            None if matches!(c, '(' | '[' | '{' | '<' | '"' | '“') => {
                let nickname = after.trim_start().split_once(' ').filter(|(_, rest)| !rest.trim().is_empty());
                match nickname {
                    Some((_, family)) if kept.trim().split(' ').count() == 1 && !kept.trim().is_empty() => {
                        kept.push(' ');
                        rest = family;
                    }
                    _ if matches!(c, '"' | '“') => {
                        kept.push(' ');
                        rest = after;
                    }
                    _ => break,
                }
            }
            None => {
                kept.push(if is_bracket(c) { ' ' } else { c });
                rest = after;
            }
        }
    }
    Cow::Owned(kept)
}

/// What a text opens with in double quotes, where only one word or the given name behind a comma comes after it.
fn opening_aside(text: &str) -> Option<(&str, &str)> {
    let inner = text.trim_start().strip_prefix(['"', '“', '„'])?;
    let (aside, after) = inner.split_once(['"', '”', '“'])?;
    let words = after.trim();
    let one = !words.is_empty() && words.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '-'));
    (!aside.trim().is_empty() && (one || words.starts_with([',', '<']))).then_some((aside, after))
}

/// The parts of a headline: "John Smith | Realtor", "John Smith - CEO at Acme", "Contact: John Smith".
pub(super) fn segments(text: &str) -> impl Iterator<Item = &str> {
    let east_asian = text.chars().any(east_asia::is_east_asian);
    text.split(move |c| {
        matches!(c, '|' | ';' | ':' | '–') || !east_asian && matches!(c, '•' | '·' | '・' | '‧')
    })
    .flat_map(|part| part.split(" - "))
    .flat_map(|part| part.split(" / "))
    .flat_map(|part| part.split(" // "))
    .map(str::trim)
    .filter(|part| !part.is_empty())
}

/// Whether a word beside a name says that the rest of it is missing. "Null", spelled as a name, is one.
pub(super) fn is_absent(text: &str) -> bool {
    if text.len() > 16 {
        return false;
    }
    let lower = || text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    // No allocation for what is asked of every word.
    let mut word = [0_u8; 16];
    let mut length = 0;
    for c in lower() {
        let (Some(place), Ok(byte)) = (word.get_mut(length), u8::try_from(c)) else { return false };
        *place = byte;
        length += 1;
    }
    let Some(word) = word.get(..length).and_then(|word| std::str::from_utf8(word).ok()) else { return false };
    words::flags(word) & ABSENT != 0
        || words::flags(word) & ABSENT_UNLESS_SPELLED != 0
            && (!text.starts_with(char::is_uppercase) || !text.contains(char::is_lowercase))
}

pub(super) fn is_placeholder(text: &str) -> bool {
    let joined: String = fold(text).chars().filter(|c| c.is_alphanumeric()).collect();
    if joined.is_empty() || words::flags(&joined) & PLACEHOLDER != 0 && joined.len() > 1 {
        return true;
    }
    let mut tokens = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let several = tokens.clone().count() > 1;
    several && tokens.all(|word| words::flags(&fold(word)) & PLACEHOLDER != 0)
}
