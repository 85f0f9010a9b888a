//! How addresses are hidden from scrapers, and how scrapers garble them, undone.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// Encodings are undone at most this often: `&amp;#64;` needs two rounds.
const ROUNDS: usize = 3;

/// Spellings of `@` between words. In brackets of any kind they need nothing else.
const AT: &[&str] = &["@", "a", "arroba", "at", "chez", "et", "kukac", "malpa", "małpa", "ät"];
/// Spellings of `.` between words.
const DOT: &[&str] =
    &[".", "d0t", "dot", "dt", "kropka", "point", "pont", "ponto", "punct", "punkt", "punto"];

/// Undoes what is encoding and not wording: HTML entities, percent escapes, full-width forms, invisible
/// characters, and Cloudflare's email protection.
pub(super) fn decode(raw: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(raw);
    for _ in 0..ROUNDS {
        let Some(decoded) = decode_once(&text) else { break };
        text = Cow::Owned(decoded);
    }
    text
}

/// The address without words in capitals that only people know to leave out: `johnNOSPAM@acme.com`. `None` where there
/// are none, or where all is in capitals.
pub(super) fn without_marks(text: &str) -> Option<String> {
    const MARKS: &[&str] = &[
        "NOSPAM",
        "NO-SPAM",
        "NO_SPAM",
        "DONTSPAM",
        "REMOVETHIS",
        "REMOVE-THIS",
        "REMOVE_THIS",
        "REMOVEME",
        "DELETETHIS",
    ];
    let mark = MARKS.iter().find(|mark| text.contains(*mark))?;
    let at = text.find(mark)?;
    let (before, after) = (&text[..at], &text[at + mark.len()..]);
    if !text.contains('@') || !(before.bytes().chain(after.bytes())).any(|b| b.is_ascii_lowercase()) {
        return None;
    }
    // The sign that parted the mark from one side goes with it.
    let is_sign = |c: char| matches!(c, '.' | '-' | '_' | '+' | '(' | ')' | '[' | ']');
    let before = before.trim_end_matches(is_sign);
    let after = match before.is_empty() || before.ends_with(['@', ' ', '<', ':']) {
        true => after.trim_start_matches(is_sign),
        false if after.trim_start_matches(is_sign).starts_with('@') => after.trim_start_matches(is_sign),
        false => after,
    };
    Some(format!("{before}{after}"))
}

/// One round of [`decode`], or `None` where there is nothing left to undo.
fn decode_once(text: &str) -> Option<String> {
    if let Some(decoded) = cloudflare(text) {
        return Some(decoded);
    }
    let mut decoded = None;
    if text.contains("\\u00") || text.contains("\\x") {
        decoded = script_escapes(text);
    }
    let current = decoded.as_deref().unwrap_or(text);
    if current.contains('&')
        && let Some(plain) = entities(current)
    {
        decoded = Some(plain);
    }
    let current = decoded.as_deref().unwrap_or(text);
    if has_percent_escape(current)
        && let Ok(plain) = percent_decode_str(current).decode_utf8()
    {
        decoded = Some(plain.into_owned());
    }
    let current = decoded.as_deref().unwrap_or(text);
    if current.chars().any(|c| plain_char(c) != Some(c)) {
        decoded = Some(current.chars().filter_map(plain_char).collect());
    }
    decoded
}

fn has_percent_escape(text: &str) -> bool {
    text.as_bytes().windows(3).any(|w| w[0] == b'%' && w[1].is_ascii_hexdigit() && w[2].is_ascii_hexdigit())
}

/// A character without its disguise; `None` for one that cannot be seen.
fn plain_char(c: char) -> Option<char> {
    match c {
        '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{FEFF}' => None,
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => Some(' '),
        '\u{FE6B}' => Some('@'),
        '\u{2010}' | '\u{2011}' => Some('-'),
        '\u{2018}' | '\u{2019}' => Some('\''),
        '\u{201C}' | '\u{201D}' => Some('"'),
        '【' | '〔' | '「' => Some('['),
        '】' | '〕' | '」' => Some(']'),
        // The full-width forms lie 0xFEE0 above ASCII.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0),
        c => Some(c),
    }
}

/// `\u0040` and `\x40`, which scripts and JSON write for ASCII; `None` where the text has none of them.
fn script_escapes(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    let mut found = false;
    while let Some(start) = rest.find('\\') {
        let (before, escape) = rest.split_at(start);
        plain.push_str(before);
        let hex = ["\\u00", "\\x"].iter().find_map(|start| escape.strip_prefix(start));
        let c = hex
            .and_then(|hex| u8::from_str_radix(hex.get(..2)?, 16).ok())
            .filter(|b| (0x20..0x7F).contains(b));
        match (c, hex) {
            (Some(c), Some(hex)) => {
                plain.push(char::from(c));
                rest = &hex[2..];
                found = true;
            }
            _ => {
                plain.push('\\');
                rest = &escape[1..];
            }
        }
    }
    plain.push_str(rest);
    found.then_some(plain)
}

/// HTML character references: the numeric ones, and the named ones that stand in and around addresses. `None`
/// where the text has none of them.
fn entities(text: &str) -> Option<String> {
    const NAMED: &[(&str, char)] = &[
        ("amp", '&'),
        ("apos", '\''),
        ("commat", '@'),
        ("gt", '>'),
        ("hyphen", '-'),
        ("lowbar", '_'),
        ("lt", '<'),
        ("nbsp", ' '),
        ("period", '.'),
        ("quot", '"'),
        ("shy", '\u{AD}'),
    ];
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    let mut found = false;
    while let Some(start) = rest.find('&') {
        let (before, reference) = rest.split_at(start);
        plain.push_str(before);
        let body = &reference[1..];
        let end = body.bytes().take(10).position(|b| b == b';').unwrap_or(0);
        let name = &body[..end];
        let c = match name.strip_prefix('#') {
            Some(number) => match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => number.parse().ok(),
            }
            .and_then(char::from_u32),
            None => NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| *c),
        };
        match c {
            Some(c) => {
                plain.push(c);
                rest = &body[end + 1..];
                found = true;
            }
            None => {
                plain.push('&');
                rest = body;
            }
        }
    }
    plain.push_str(rest);
    found.then_some(plain)
}

/// What stands before the bytes of Cloudflare's email protection.
const PROTECTED: [&str; 4] = ["email-protection#", "data-cfemail=\"", "data-cfemail='", "data-cfemail=\\\""];

/// The texts behind every protection of Cloudflare's in a text.
pub(super) fn protected(text: &str) -> Vec<String> {
    let places = PROTECTED.iter().flat_map(|marker| text.match_indices(marker));
    places
        .filter_map(|(at, marker)| {
            let hex = &text[at + marker.len()..];
            let end = hex.bytes().position(|b| !b.is_ascii_hexdigit()).unwrap_or(hex.len());
            cloudflare(&text[at..at + marker.len() + end])
        })
        .collect()
}

/// Cloudflare's email protection: after `/cdn-cgi/l/email-protection#` or in `data-cfemail="…"` stand
/// hexadecimal bytes, the first of which all others were XORed with
/// (<https://developers.cloudflare.com/waf/tools/scrape-shield/email-address-obfuscation/>).
fn cloudflare(text: &str) -> Option<String> {
    let marked = PROTECTED.iter().find_map(|marker| text.find(marker).map(|at| &text[at + marker.len()..]));
    // The attribute's value alone: nothing else of its form decodes to an address by chance.
    let is_bare = || text.len() >= 14 && text.bytes().all(|b| b.is_ascii_hexdigit());
    let hex = marked.or_else(|| is_bare().then_some(text))?;
    let end = hex.bytes().position(|b| !b.is_ascii_hexdigit()).unwrap_or(hex.len());
    let mut bytes = hex.as_bytes()[..end].chunks_exact(2).filter_map(|pair| {
        let digit = |b: u8| char::from(b).to_digit(16);
        u8::try_from(digit(pair[0])? * 16 + digit(pair[1])?).ok()
    });
    let key = bytes.next()?;
    let plain = String::from_utf8(bytes.map(|b| b ^ key).collect()).ok()?;
    (marked.is_some() || plain.contains('@')).then_some(plain)
}

/// Writes `@` and `.` where the text spells them in words or sets them apart: `a [at] b [dot] com`,
/// `a(at)b.com`, `a @ b . com`, `a at b dot com`. `None` where it does neither.
///
/// Bare words are taken for signs only where the field is nothing but the address: "engineer at acme.com" in
/// running text is no mailbox.
pub(super) fn lift(text: &str) -> Option<String> {
    let untagged = without_tags(text);
    let text = untagged.as_deref().unwrap_or(text);
    let lifted = brackets(text);
    let current = lifted.as_deref().unwrap_or(text);
    let joined = if current.contains('@') { Some(join(current)) } else { words(current) };
    joined.filter(|joined| joined.contains('@')).or(lifted).or(untagged)
}

/// The text without the bare tags and comments that part an address for the eyes of programs only:
/// `john<b>@</b>acme.com`. `None` where there are none, or where something is hidden from people's eyes too.
fn without_tags(text: &str) -> Option<String> {
    const TAGS: &[&str] = &["b", "bdo", "em", "font", "i", "span", "strong", "u", "wbr"];
    if !text.contains('<') || text.contains("style") || text.contains("class") {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut found = false;
    while let Some(open) = rest.find('<') {
        let (before, from) = rest.split_at(open);
        out.push_str(before);
        let end = match from.starts_with("<!--") {
            true => from.find("-->").map(|end| end + 3),
            false => from.find('>').filter(|end| {
                let name = from[1..*end].trim_matches(['/', ' ']).to_ascii_lowercase();
                TAGS.binary_search(&name.as_str()).is_ok()
            }),
        };
        let end = end.map(|end| if from.starts_with("<!--") { end } else { end + 1 });
        found |= end.is_some();
        if end.is_none() {
            out.push('<');
        }
        rest = &from[end.unwrap_or(1)..];
    }
    out.push_str(rest);
    found.then_some(out)
}

/// Brackets, and the signs that stand on both sides of a word in their place.
const OPENING: [char; 16] = ['[', '(', '{', '<', '_', '-', '*', '|', '#', '=', '~', '+', '^', '!', '$', '/'];

/// Signs in brackets, with the white space around them: `[at]`, `(dot)`, `{@}`, `<AT>`, and `_at_`, `-dot-`, `#at#`.
fn brackets(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut found = false;
    while let Some(open) = rest.find(|c| OPENING.contains(&c)) {
        let (before, from) = rest.split_at(open);
        out.push_str(before);
        let bracket = from.as_bytes()[0];
        let close = match bracket {
            b'[' => b']',
            b'(' => b')',
            b'{' => b'}',
            b'<' => b'>',
            other => other,
        };
        let body = &from[1..];
        // The longest spelling and some white space.
        let sign = body.bytes().take(17).position(|b| b == close).and_then(|end| {
            let word =
                body[..end].trim().trim_matches(['[', ']', '(', ')', '{', '}', '<', '>']).to_lowercase();
            // `a-a-b` and `john_a_smith` are names.
            let certain =
                matches!(bracket, b'[' | b'(' | b'{' | b'<') || matches!(word.as_str(), "at" | "dot");
            let sign = if !certain {
                None
            } else if AT.contains(&word.as_str()) {
                Some('@')
            } else if DOT.contains(&word.as_str()) {
                Some('.')
            } else {
                None
            };
            sign.map(|sign| (sign, end))
        });
        match sign {
            Some((sign, end)) => {
                out.truncate(out.trim_end().len());
                out.push(sign);
                rest = body[end + 1..].trim_start_matches([']', ')', '}', '>']).trim_start();
                found = true;
            }
            None => {
                out.push(char::from(bracket));
                rest = body;
            }
        }
    }
    out.push_str(rest);
    found.then_some(out)
}

/// Closes the gaps around `@`, and around the dots and the spelt dots of the host after it.
fn join(text: &str) -> String {
    let doubled = text.contains("@@").then(|| text.replace("@@", "@"));
    let text = doubled.as_deref().unwrap_or(text);
    let mut out = String::with_capacity(text.len());
    let mut tokens = text.split_whitespace().peekable();
    // Whether the host of an address is being written, and nothing but a gap was met in it.
    let mut in_host = false;
    while let Some(token) = tokens.next() {
        let is_dot = in_host && is_dot_word(token);
        out.push_str(if is_dot { "." } else { token });
        in_host |= token.contains('@');
        let next = tokens.peek().copied().unwrap_or_default();
        let dot_follows = is_dot_word(next) || next.starts_with('.');
        if !(next.starts_with('@') || token.ends_with('@') || is_dot || in_host && dot_follows) {
            out.push(' ');
            in_host = false;
        }
    }
    out
}

fn is_dot_word(token: &str) -> bool {
    DOT.iter().any(|dot| token.eq_ignore_ascii_case(dot))
}

/// `john at acme dot com`, `john dot smith at acme.com` where it is the whole field, all words used up; in a sentence
/// only with a dot spelt in the host; `johnATacmeDOTcom`.
fn words(text: &str) -> Option<String> {
    const AT_WORDS: &[&str] = &["arroba", "at"];
    // More words than an address has parts are a sentence.
    const MAX_WORDS: usize = 16;
    let text = text.rsplit_once(": ").map_or(text, |(_label, text)| text);
    let mut tokens: Vec<&str> = text.split_whitespace().take(4 * MAX_WORDS).collect();
    if let [token] = tokens[..] {
        return capitals(token);
    }
    if let Some(last) = tokens.last_mut() {
        *last = last.trim_end_matches(['.', ',', ';', '!', '?']);
    }
    let is_at = |token: &&str| AT_WORDS.iter().any(|at| token.eq_ignore_ascii_case(at));
    let at = tokens.iter().position(is_at)?;
    if tokens.len() <= MAX_WORDS
        && let (Some(local), Some(host)) = (sequence(&tokens[..at]), sequence(&tokens[at + 1..]))
    {
        // "Engineer at acme.com" is a job.
        let is_title =
            at == 1 && tokens.len() == 3 && local.starts_with(char::is_uppercase) && tokens[1] == "at";
        return (!is_title).then(|| format!("{local}@{host}"));
    }
    tokens.iter().enumerate().filter(|(_, token)| is_at(token)).find_map(|(at, _)| {
        let is_dot = |place: usize| tokens.get(place).is_some_and(|token| is_dot_word(token));
        let mut from = at.checked_sub(1)?;
        while from >= 2 && is_dot(from - 1) {
            from -= 2;
        }
        let mut to = at + 2;
        while is_dot(to) && to + 1 < tokens.len() {
            to += 2;
        }
        let (local, host) = (sequence(&tokens[from..at])?, sequence(tokens.get(at + 1..to)?)?);
        let host = host.trim_end_matches([',', ';', ')', '!', '?']);
        (to > at + 2).then(|| format!(" {local}@{host} "))
    })
}

/// `johnATacmeDOTcom`: capitals for nothing but the signs.
fn capitals(token: &str) -> Option<String> {
    let (local, host) = token.split_once("AT")?;
    let is_small = |text: &str| !text.is_empty() && !text.bytes().any(|b| b.is_ascii_uppercase());
    let whole = |text: &str| text.replace("DOT", ".");
    (host.contains("DOT") && is_small(&whole(local)) && is_small(&whole(host)))
        .then(|| format!("{}@{}", whole(local), whole(host)))
}

/// Tokens of an address with a dot, spelt or written, between each two of them.
fn sequence(tokens: &[&str]) -> Option<String> {
    let mut out = String::new();
    for (place, token) in tokens.iter().enumerate() {
        match (place % 2, is_dot_word(token)) {
            (0, false) => out.push_str(token),
            (1, true) => out.push('.'),
            _ => return None,
        }
    }
    (tokens.len() % 2 == 1).then_some(out)
}
