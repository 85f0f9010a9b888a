//! What stands round a company's name and is none of it: signs, entities, notes, addresses.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::words::{EMPLOYMENT, EXCHANGES, NOTES, SITES_OF_PROFILES};

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
pub(super) fn clean(raw: &str) -> String {
    let decoded = decode(head(raw));
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
    for _ in 0..16 {
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

/// HTML entities, also those encoded twice.
fn decode(raw: &str) -> Cow<'_, str> {
    if !raw.contains('&') || !raw.contains(';') {
        return Cow::Borrowed(raw);
    }
    let once = decode_once(raw);
    Cow::Owned(if once.contains('&') && once.contains(';') { decode_once(&once) } else { once })
}

fn decode_once(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        decoded.push_str(&rest[..start]);
        let tail = &rest[start + 1..];
        let name = tail.bytes().take(9).position(|byte| byte == b';').map(|end| &tail[..end]);
        match name.and_then(|name| Some((entity(name)?, name.len() + 1))) {
            Some((c, length)) => {
                decoded.push(c);
                rest = &tail[length..];
            }
            None => {
                decoded.push('&');
                rest = tail;
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

/// The character an HTML entity stands for: by number, or one of the names met in company names.
fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "AMP" | "amp" => '&',
        "Aring" => 'Å',
        "Auml" => 'Ä',
        "Eacute" => 'É',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        "aacute" => 'á',
        "agrave" => 'à',
        "apos" | "lsquo" | "rsquo" => '\'',
        "aring" => 'å',
        "atilde" => 'ã',
        "auml" => 'ä',
        "ccedil" => 'ç',
        "copy" => '©',
        "eacute" => 'é',
        "egrave" => 'è',
        "euml" => 'ë',
        "gt" => '>',
        "iacute" => 'í',
        "ldquo" | "quot" | "rdquo" => '"',
        "lt" => '<',
        "mdash" => '—',
        "middot" => '·',
        "nbsp" => ' ',
        "ndash" => '–',
        "ntilde" => 'ñ',
        "oacute" => 'ó',
        "oslash" => 'ø',
        "otilde" => 'õ',
        "ouml" => 'ö',
        "reg" => '®',
        "szlig" => 'ß',
        "trade" => '™',
        "uacute" => 'ú',
        "uuml" => 'ü',
        _ => return None,
    })
}

fn trim(text: &str) -> &str {
    let mut text = text.trim_matches(STRAY);
    // `.NET Foundation` and `#1 Plumbing` begin with their sign.
    while let Some(rest) = text.strip_prefix(['.', '#', '@', '!', '?', ')', ']', '}'])
        && (text.starts_with(['@', '!', '?', ')', ']', '}']) || !rest.starts_with(char::is_alphanumeric))
    {
        text = rest.trim_start_matches(STRAY);
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

/// The name without what is noted beside it, one note a call.
fn without_notes(text: &str) -> &str {
    if let Some(rest) = without_label(text).or_else(|| without_bracket(text)) {
        return rest;
    }
    if let Some(rest) = without_segment(text).or_else(|| without_second_name(text)) {
        return rest;
    }
    text
}

fn has_name(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// `Company: Acme` → Acme; `Acme NASDAQ: ACME` → Acme.
fn without_label(text: &str) -> Option<&str> {
    let colon = text.find(':')?;
    let (before, after) = (&text[..colon], text[colon + 1..].trim_start());
    if before.len() <= 20 && has_name(after) {
        let label = before.trim_end().to_lowercase();
        let labels = ["company", "company name", "employer", "firma", "name", "organisation", "organization"];
        if labels.contains(&label.as_str()) {
            return Some(after);
        }
    }
    let (name, exchange) = before.trim_end().rsplit_once(' ')?;
    let listed = EXCHANGES.binary_search(&exchange.to_lowercase().as_str()).is_ok();
    (listed && after.len() <= 12 && !after.contains(' ') && has_name(name)).then_some(name)
}

/// The name before a bracket that is a note, or after one.
fn without_bracket(text: &str) -> Option<&str> {
    let close = text.chars().next_back().filter(|c| matches!(c, ')' | ']'));
    if let Some(close) = close {
        let open = if close == ')' { '(' } else { '[' };
        let start = text.rfind(open)?;
        let name = &text[..start];
        let note = &text[start + 1..text.len() - 1];
        return (has_name(name) && is_note(note)).then_some(name);
    }
    let open = text.chars().next().filter(|c| matches!(c, '(' | '['))?;
    let end = text.find(if open == '(' { ')' } else { ']' })?;
    let (note, name) = (&text[1..end], &text[end + 1..]);
    (has_name(name) && is_note(note)).then_some(name)
}

/// Whether what stands in a bracket says something of the company, and is no part of its name.
fn is_note(note: &str) -> bool {
    const STARTS: &[&str] = &[
        "a division of ",
        "a part of ",
        "a subsidiary of ",
        "acquired by ",
        "aka ",
        "also known as ",
        "an affiliate of ",
        "anciennement ",
        "antes ",
        "division of ",
        "ehemals ",
        "ex ",
        "f/k/a ",
        "fka ",
        "formerly ",
        "merged with ",
        "now ",
        "owned by ",
        "part of ",
        "previously ",
        "rebranded ",
        "subsidiary of ",
        "vormals ",
        "yc ",
    ];
    if note.len() > 80 {
        return false;
    }
    let note = note.trim().to_lowercase();
    if NOTES.binary_search(&note.as_str()).is_ok() || STARTS.iter().any(|start| note.starts_with(start)) {
        return true;
    }
    if let Some((exchange, _)) = note.split_once(':')
        && EXCHANGES.binary_search(&exchange.trim()).is_ok()
    {
        return true;
    }
    is_owner(&note)
}

/// `a Salesforce company`
fn is_owner(note: &str) -> bool {
    (note.starts_with("a ") || note.starts_with("an "))
        && (note.ends_with(" company") || note.ends_with(" subsidiary") || note.ends_with(" business"))
        && note.split(' ').count() > 2
}

/// The name without a note set off by a dash, a stroke or a comma, after it or before it.
fn without_segment(text: &str) -> Option<&str> {
    const DASHES: &[&str] = &[" - ", " – ", " — ", " | ", " · ", " • ", ": "];
    for dash in DASHES {
        if let Some((name, note)) = text.rsplit_once(dash)
            && note.len() <= 80
            && has_name(name)
        {
            let lower = note.to_lowercase();
            let dotted = matches!(*dash, " · " | " • ");
            let note = NOTES.binary_search(&lower.as_str()).is_ok()
                || dotted && EMPLOYMENT.binary_search(&lower.as_str()).is_ok()
                || is_owner(&lower);
            if note {
                return Some(name);
            }
        }
        if let Some((note, name)) = text.split_once(dash)
            && note.len() <= 40
            && has_name(name)
            && NOTES.binary_search(&note.to_lowercase().as_str()).is_ok()
        {
            return Some(name);
        }
    }
    if let Some((name, note)) = text.rsplit_once(", ")
        && note.len() <= 80
        && has_name(name)
    {
        let note = note.to_lowercase();
        if is_owner(&note) || NOTES.binary_search(&note.as_str()).is_ok() {
            return Some(name);
        }
    }
    const CLOSED: &[&str] = &["permanently closed", "temporarily closed"];
    for closed in CLOSED {
        let split = text.len().checked_sub(closed.len());
        if let Some(at) = split
            && text.get(at..).is_some_and(|tail| tail.eq_ignore_ascii_case(closed))
            && has_name(&text[..at])
            && text[..at].ends_with(' ')
        {
            return Some(&text[..at]);
        }
        if text.get(..closed.len()).is_some_and(|start| start.eq_ignore_ascii_case(closed))
            && text[closed.len()..].starts_with(' ')
            && has_name(&text[closed.len()..])
        {
            return Some(&text[closed.len()..]);
        }
    }
    None
}

/// Of two names the one in use: `Foo Holdings LLC d/b/a Bar` → Bar, `Foo, formerly Bar` → Foo.
fn without_second_name(text: &str) -> Option<&str> {
    const AFTER: &[&str] = &[
        " d.b.a. ",
        " d/b/a ",
        " d/b/a: ",
        " dba ",
        " dba: ",
        " doing business as ",
        " t/a ",
        " trading as ",
        " o/a ",
        " operating as ",
    ];
    const BEFORE: &[&str] = &[
        " a.k.a. ",
        " a/k/a ",
        " aka ",
        " also known as ",
        " f/k/a ",
        " f.k.a. ",
        " fka ",
        " formerly ",
        " formerly known as ",
        " previously known as ",
    ];
    // One look for the letters the markers share, so that most names pay no more.
    let lower = text.to_ascii_lowercase();
    if !["ba ", ".a. ", "/a ", "/a: ", "ba: ", " as ", "ka ", " formerly "]
        .iter()
        .any(|part| lower.contains(part))
    {
        return None;
    }
    for marker in AFTER {
        if let Some(at) = lower.find(marker)
            && has_name(&text[at + marker.len()..])
            && has_name(&text[..at])
        {
            return Some(&text[at + marker.len()..]);
        }
    }
    for start in ["dba ", "d/b/a ", "t/a "] {
        if lower.starts_with(start) && has_name(&text[start.len()..]) {
            return Some(&text[start.len()..]);
        }
    }
    let at = BEFORE.iter().filter_map(|marker| lower.find(marker)).min()?;
    has_name(&text[..at]).then(|| &text[..at])
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
