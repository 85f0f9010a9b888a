//! The text of a location: cleaned, divided, freed of what is no place, and its case mended.

use unicode_normalization::UnicodeNormalization;

use crate::normalize::company::is_placeholder;
use crate::normalize::country::{self, fold};

/// Texts, folded, that stand where a place would and name none. Sorted.
pub(super) const NOWHERE: &[&str] = &[
    "all over the world",
    "anywhere",
    "cyberspace",
    "earth",
    "em todo o mundo",
    "en linea",
    "en todo el mundo",
    "everywhere",
    "fully remote",
    "global",
    "hibrido",
    "home based",
    "home office",
    "homeoffice",
    "hybrid",
    "im internet",
    "in office",
    "international",
    "internet",
    "location not available",
    "location unknown",
    "monde entier",
    "mondo",
    "no location",
    "nowhere",
    "online",
    "onsite",
    "planet earth",
    "remote",
    "remote first",
    "remote ok",
    "remote only",
    "remoto",
    "teletravail",
    "the earth",
    "the internet",
    "the world",
    "unknown location",
    "unnamed road",
    "virtual",
    "weltweit",
    "wereldwijd",
    "wfh",
    "work from anywhere",
    "work from home",
    "working from home",
    "world",
    "world wide",
    "worldwide",
    "worldwide remote",
];

/// What may stand before a place and says how one works there. Folded, longest first.
const BEFORE: &[&str] = &[
    "work from home in ",
    "anywhere in the ",
    "anywhere in ",
    "remote within ",
    "remote from ",
    "based out of ",
    "remote in the ",
    "located in ",
    "remote in ",
    "hybrid in ",
    "lives in ",
    "based in ",
    "remote ",
    "hybrid ",
    "onsite ",
];

/// What may stand behind one. Folded.
const BEHIND: &[&str] = &[" remote", " remoto", " hybrid", " onsite", " only remote"];

/// Words that stay small inside a place name written in one case. Sorted.
pub(super) const SMALL_WORDS: &[&str] = &[
    "am", "an", "and", "da", "das", "de", "del", "der", "di", "do", "dos", "du", "im", "la", "las", "le",
    "les", "los", "of", "on", "sur", "the", "upon", "y",
];

/// Signs that are no part of a place's name at its ends.
pub(super) const STRAY: [char; 13] = [' ', ';', '-', '|', ':', '/', '·', '•', '–', '—', '*', '〒', '@'];

/// Bytes of a text that are read: a longer one is no place.
const MOST: usize = 1024;

/// White space and stray signs mended, footnotes (`[3]`) and pictures dropped; `None` for a placeholder.
pub(super) fn clean(raw: &str) -> Option<String> {
    let raw = &raw[..raw.floor_char_boundary(MOST)];
    let mut text = String::with_capacity(raw.len());
    let mut footnote = false;
    for c in raw.chars() {
        match c {
            '[' => footnote = true,
            ']' => footnote = false,
            _ if footnote => {}
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{fe0f}' => {}
            '\u{1f000}'..='\u{1faff}'
            | '\u{2600}'..='\u{27bf}'
            | '\u{2b00}'..='\u{2bff}'
            | '"'
            | '“'
            | '”' => {}
            '，' | '、' | '،' => text.push_str(", "),
            '\n' | '\r' => text.push_str(", "),
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
    let text = trimmed(&text);
    let text = without_plus_code(text);
    // Of several parts each is looked at later.
    let is_nothing = |text: &str| !text.contains(',') && (is_placeholder(text) || is_nowhere(text));
    if text.is_empty() || is_nothing(text) || is_address_of_a_page(text) {
        // A flag says where, with nothing beside it.
        return country::from_flag(raw).map(|_| String::from("-"));
    }
    Some(text.to_owned())
}

/// Whether a text, which stands for a place, names none.
pub(super) fn is_nowhere(text: &str) -> bool {
    NOWHERE.binary_search(&fold(text).as_str()).is_ok()
}

fn is_address_of_a_page(text: &str) -> bool {
    text.contains("://") || text.starts_with("www.") || text.contains('@') && !text.contains(' ')
}

/// Google's plus codes stand before the town: `8FVC9G8F+6W`, `7JRM+2X Sydney NSW`. Their letters are those of the Open
/// Location Code.
fn without_plus_code(text: &str) -> &str {
    let word = text.split([' ', ',']).next().unwrap_or_default();
    let Some((before, after)) = word.split_once('+') else { return text };
    let is_code = |part: &str| part.bytes().all(|byte| b"23456789CFGHJMPQRVWX0".contains(&byte));
    let fits = matches!(before.len(), 4 | 6 | 8) && matches!(after.len(), 2 | 3);
    if fits && is_code(before) && is_code(after) { trimmed(&text[word.len()..]) } else { text }
}

/// The text without stray signs at its ends.
pub(super) fn trimmed(mut text: &str) -> &str {
    loop {
        let mut shorter = text.trim_matches(STRAY).trim_matches(',').trim_start_matches('.');
        // The stop at the end of `D.C.` and `U.S.A.` belongs to them.
        let last = shorter.rsplit([' ', ',']).next().unwrap_or_default();
        if last.matches('.').count() == 1 {
            shorter = shorter.strip_suffix('.').unwrap_or(shorter);
        }
        if shorter.len() == text.len() {
            return text;
        }
        text = shorter;
    }
}

/// The parts between commas; of several places divided by semicolons the first.
pub(super) fn split(text: &str) -> Vec<&str> {
    let first = text.split(';').next().filter(|first| first.contains(',')).unwrap_or(text);
    first.split([',', ';']).map(trimmed).filter(|part| !part.is_empty() && !is_placeholder(part)).collect()
}

/// Whether a text may hold such words as [`without_way_of_working`] drops.
pub(super) fn may_say_how_one_works(text: &str) -> bool {
    const HINTS: [&[u8]; 8] =
        [b"remot", b"hybrid", b"site", b"based", b"anywhere", b"home", b"lives", b"located"];
    let bytes = text.as_bytes();
    // Each by its first letter: most texts have few.
    bytes.iter().enumerate().any(|(at, byte)| {
        matches!(byte | 0x20, b'r' | b'h' | b's' | b'b' | b'a' | b'l')
            && HINTS.iter().any(|hint| {
                bytes.get(at..at + hint.len()).is_some_and(|found| found.eq_ignore_ascii_case(hint))
            })
    })
}

/// The text without the words on how one works there: `Remote - US`, `Bengaluru / Remote`, `London (Hybrid)`. `None` where
/// there are none.
pub(super) fn without_way_of_working(text: &str) -> Option<String> {
    if !may_say_how_one_works(text) {
        return None;
    }
    let mut changed = false;
    let mut kept: Vec<String> = Vec::new();
    let pieces = text.split([',', ';', '/', '|', '(', ')', '–', '—', '·', '•']);
    for piece in pieces.flat_map(|piece| piece.split(" - ")).map(trimmed).filter(|piece| !piece.is_empty()) {
        let folded = fold(&piece.replace("On-site", "onsite").replace("on-site", "onsite"));
        if NOWHERE.binary_search(&folded.as_str()).is_ok() {
            changed = true;
            continue;
        }
        // The fold of plain words has as many as the text, so that they are counted off from either end.
        let words: Vec<&str> = piece.split([' ', ':']).filter(|word| !word.is_empty()).collect();
        let dropped = |phrase: &str| phrase.split(' ').filter(|word| !word.is_empty()).count();
        let before = BEFORE.iter().find(|start| folded.starts_with(*start)).map_or(0, |start| dropped(start));
        let behind = BEHIND.iter().find(|end| folded.ends_with(*end)).map_or(0, |end| dropped(end));
        let place = words.get(before..words.len().saturating_sub(behind)).unwrap_or_default();
        if before + behind > 0 && !place.is_empty() {
            changed = true;
            kept.push(trimmed(&place.join(" ")).to_owned());
        } else {
            kept.push(piece.to_owned());
        }
    }
    changed.then(|| kept.join(", "))
}

pub(super) fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// The text without the words that hold a digit, at its ends: `CA 94105`, `10115 Berlin`, `London SW1A 1AA`; and without
/// the letters that belong to a code: `1017 CD Amsterdam`, `D-10115 Berlin`, `7600-Praia`.
pub(super) fn without_digits(text: &str) -> String {
    if !has_digit(text) {
        return text.trim().to_owned();
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut first = words.iter().position(|word| !has_digit(word)).unwrap_or(words.len());
    let last = words.iter().rposition(|word| !has_digit(word)).map_or(first, |index| index + 1);
    let mut glued = None;
    if first > 0 {
        let code = words[first - 1];
        let digits = code.bytes().filter(u8::is_ascii_digit).count();
        if let Some((number, name)) = code.split_once('-')
            && number.len() > 3
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && name.chars().count() > 2
            && name.chars().all(char::is_alphabetic)
        {
            glued = Some(name);
        }
        // Netherlands and Argentina: the letters of the code after a space.
        let letters = words.get(first).copied().unwrap_or_default();
        let is_tail = digits == 4
            && matches!(letters.len(), 2 | 3)
            && letters.bytes().all(|byte| byte.is_ascii_uppercase())
            && letters.len() == if code.len() == 4 { 2 } else { 3 }
            && words[first + 1..last].iter().any(|word| word.bytes().any(|byte| !byte.is_ascii_uppercase()));
        if is_tail {
            first += 1;
        }
    } else if last > 1 && words.get(1).is_some_and(|code| code.len() > 3 && has_digit(code)) {
        // `D 10115 Berlin`
        let country = words[0].len() <= 2 && words[0].bytes().all(|byte| byte.is_ascii_uppercase());
        if country && let Some(next) = words.iter().skip(1).position(|word| !has_digit(word)) {
            first = next + 1;
        }
    }
    let name = words.get(first..last).unwrap_or_default().join(" ");
    match glued {
        Some(start) if name.is_empty() => start.to_owned(),
        Some(start) => format!("{start} {name}"),
        None => name,
    }
}

/// A name in one case, mended: `SYDNEY` → `Sydney`, `rio de janeiro` → `Rio de Janeiro`. Short capitals (`NYC`) stay.
pub(super) fn in_mixed_case(text: &str) -> String {
    let has_upper = text.chars().any(char::is_uppercase);
    let has_lower = text.chars().any(char::is_lowercase);
    let is_code = || text.len() < 5 && !text.contains(['A', 'E', 'I', 'O', 'U', 'Y']) && text.is_ascii();
    if has_upper == has_lower || has_upper && (text.chars().count() <= 3 || is_code()) {
        return text.to_owned();
    }
    let mut mended = String::with_capacity(text.len());
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            mended.push(' ');
        }
        let lower = word.to_lowercase();
        if index > 0 && SMALL_WORDS.binary_search(&lower.as_str()).is_ok() {
            mended.push_str(&lower);
            continue;
        }
        let mut start = true;
        for c in lower.chars() {
            if start {
                mended.extend(c.to_uppercase());
            } else {
                mended.push(c);
            }
            start = c == '-' || c == '(' || c == '.';
        }
    }
    mended
}
