//! Where in a text an address begins and ends.

use super::{Email, host, is_host_char, is_local_char, is_mark, is_unspaced_script};

/// Signs of a local part that, at its beginning, are the text's around it.
const PUNCTUATION: [char; 7] = ['\'', '.', '-', '+', '&', '~', '#'];

/// The address whose `@` stands at `at`: as far as its characters reach on both sides, less the punctuation
/// of the text around it.
pub(super) fn address(text: &str, at: usize) -> Option<Email> {
    let local = local_before(&text[..at])?;
    let after = &text[at + 1..];
    let end = after.find(|c: char| !is_host_char(c)).unwrap_or(after.len());
    let host = before_fused_site(after[..end].trim_end_matches(['.', '-', '_', '。']));
    Email::new(local, host).or_else(|| {
        // Text that runs on without a space: `a@b.com联系人`, `a@b.com.Please`, `a@b.comPhone`.
        let ascii = host.find(|c: char| !c.is_ascii()).map_or(host, |end| host[..end].trim_end_matches('.'));
        if ascii.len() < host.len()
            && let Some(email) = Email::new(local, ascii)
        {
            return Some(email);
        }
        let cut = |host| Email::new(local, before_fused_word(host)?);
        cut(ascii).or_else(|| {
            let (shorter, word) = ascii.rsplit_once('.')?;
            let is_sentence = word.starts_with(|c: char| c.is_ascii_uppercase());
            is_sentence.then(|| Email::new(local, shorter).or_else(|| cut(shorter)))?
        })
    })
}

/// Labels and beginnings of links that follow an address on a page, and stick to it where the page's lines were
/// joined. Sorted.
const FUSED_WORDS: &[&str] = &[
    "address",
    "cell",
    "contact",
    "email",
    "facebook",
    "fax",
    "http",
    "https",
    "instagram",
    "linkedin",
    "mobile",
    "office",
    "phone",
    "tel",
    "telephone",
    "twitter",
    "web",
    "website",
    "www",
];

/// The host without a word or number that sticks to its end: `acme.comPhone`, `acme.comwww`, `acme.com425`. Endings of
/// the DNS hold neither capitals after small letters nor, but for punycode, digits.
fn before_fused_word(host: &str) -> Option<&str> {
    let mut from = 0;
    for label in host.split('.') {
        let bytes = label.as_bytes();
        // The first label is a name and may hold anything.
        if from > 0 && !label.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("xn--")) {
            let letters = bytes.iter().position(|b| !b.is_ascii_alphabetic()).unwrap_or(bytes.len());
            let small = bytes.iter().position(|b| !b.is_ascii_lowercase()).unwrap_or(bytes.len());
            let capital = bytes.get(small).is_some_and(u8::is_ascii_uppercase).then_some(small);
            let word = (2..letters).find(|at| {
                FUSED_WORDS.binary_search(&label[*at..letters].to_ascii_lowercase().as_str()).is_ok()
            });
            // Behind a number stands no more of a name.
            let is_number = bytes.get(letters).is_some_and(u8::is_ascii_digit)
                && !host[from + letters..].bytes().any(|b| b.is_ascii_alphabetic());
            let cut = [capital, word, is_number.then_some(letters)].into_iter().flatten().find(|cut| {
                (2..bytes.len()).contains(cut)
                    && host::ascii(&host[..from + cut]).is_some_and(|host| host::registrable(&host).is_some())
            });
            if let Some(cut) = cut {
                return Some(&host[..from + cut]);
            }
        }
        from += label.len() + 1;
    }
    None
}

/// The host without a website that sticks to its end and would pass for a part of it: `acme.comwww.acme.com`.
pub(super) fn before_fused_site(host: &str) -> &str {
    match host.find("www.") {
        Some(at) if !host[..at].ends_with('.') => {
            let is_whole = |host: String| host::registrable(&host).is_some();
            if host::ascii(&host[..at]).is_some_and(is_whole) { &host[..at] } else { host }
        }
        _ => host,
    }
}

/// The local part that ends a text.
fn local_before(text: &str) -> Option<&str> {
    if let Some(quoted) = text.strip_suffix('"') {
        let open = quoted.rfind('"')?;
        // Part of a longer quotation, or of a local part that quotes only some of its words.
        let stuck = |c: char| c.is_alphanumeric() || matches!(c, '.' | '"' | '\\');
        return (!text[..open].ends_with(stuck)).then_some(&text[open..]);
    }
    if text.ends_with(|c: char| !c.is_ascii() && (c.is_alphanumeric() || is_mark(c))) {
        return international_local_before(text);
    }
    let start = text
        .rfind(|c: char| !is_local_char(c))
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let before = &text[..start];
    let mut local = &text[start..];
    match before.chars().next_back() {
        // Two addresses run together: where one ends cannot be told.
        Some('@') => return None,
        // `"john".smith@acme.com`: half of a local part that is quoted in part.
        Some('"') if local.starts_with('.') => return None,
        Some('=') if !is_key(before) => return None,
        // Scripts write line ends, tabs and angle brackets so; what a scraper leaves of it sticks to the address.
        Some('\\') => {
            let escape = ["u003e", "u003c", "u0022", "u0027", "n", "r", "t"];
            local = escape.iter().find_map(|escape| local.strip_prefix(escape)).unwrap_or(local);
        }
        // A letter of an alphabet with words before it is a part of the name, and half a name is somebody
        // else's address. Chinese, Japanese and Thai put no space between a label and the address after it.
        Some(c) if c.is_alphanumeric() || is_mark(c) => {
            let mut rest = before.chars().rev().skip(1);
            let is_one = rest.next().is_some_and(|c| c.is_ascii_alphanumeric() || c == '.');
            match is_unspaced_script(c) {
                false => return international_local_before(text),
                // One such letter inside a word is no label.
                true if is_one => return None,
                true => {}
            }
        }
        _ => {}
    }
    local = local.trim_start_matches(PUNCTUATION);
    local = after_fused_start(local);
    (!local.is_empty()).then_some(local)
}

/// The local part that ends a text in letters beyond ASCII (RFC 6531 §3.3), white space or brackets around it.
fn international_local_before(text: &str) -> Option<&str> {
    let is_end = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '<' | '>' | '(' | '[' | '"' | '\'' | '/' | '|' | ':' | '：' | ',' | ';' | '，' | '；'
            )
    };
    // Longer than this is no local part; spare a long text.
    let text = &text[text.ceil_char_boundary(text.len().saturating_sub(300))..];
    let start = text.rfind(is_end).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let local = text[start..].trim_start_matches(PUNCTUATION);
    // Letters of ASCII alone are half of a name here.
    (!local.is_ascii()).then_some(local)
}

/// Whether a text that ends in `=` ends in the name of a field: `email=`, `&to=`. Any other `=` before an address is a
/// part of its name, as in the return address of a mailing list.
fn is_key(text: &str) -> bool {
    const KEYS: &[&str] = &[
        "account",
        "addr",
        "address",
        "bcc",
        "cc",
        "contact",
        "content",
        "from",
        "href",
        "id",
        "login",
        "q",
        "recipient",
        "text",
        "to",
        "user",
        "username",
        "value",
    ];
    let text = text.trim_end_matches('=');
    let start =
        text.rfind(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').map_or(0, |at| at + 1);
    let Some(key) = text.get(start..) else { return false };
    let key = key.to_ascii_lowercase();
    // `bounce-john=acme.com@list.com`
    !key.contains("bounce")
        && (key.is_empty() || key.contains("mail") || KEYS.binary_search(&key.as_str()).is_ok())
}

/// A local part without the telephone number a page's joined lines put before it, `425-303-0114info`, and without an
/// escape that lost its backslash, which begins nobody's name.
pub(super) fn after_fused_start(local: &str) -> &str {
    let local = ["u003e", "u003c"].iter().find_map(|escape| local.strip_prefix(escape)).unwrap_or(local);
    let is_number = local.as_bytes().get(..12).is_some_and(|shape| {
        shape.iter().enumerate().all(|(at, b)| match at {
            3 | 7 => matches!(b, b'-' | b'.'),
            _ => b.is_ascii_digit(),
        })
    });
    match is_number && local[12..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        true => &local[12..],
        false => local,
    }
}
