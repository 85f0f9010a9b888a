//! The text of a number: in ASCII, and parted where it is two.

use std::borrow::Cow;

/// The text with its digits, dashes and spaces in ASCII, and without what cannot be seen.
pub(super) fn cleaned(raw: &str) -> Cow<'_, str> {
    let text: Cow<'_, str> =
        if raw.is_ascii() { raw.into() } else { raw.chars().filter_map(plain).collect() };
    if text.contains(['%', '&', '\\']) { unescaped(&text).into() } else { text }
}

/// A character's plain form; `None` for one that cannot be seen.
fn plain(c: char) -> Option<char> {
    /// The zeros of the scripts whose digits are met in addresses, Unicode's category Nd.
    const ZEROS: [char; 16] = [
        '\u{660}', '\u{6F0}', '\u{966}', '\u{9E6}', '\u{A66}', '\u{AE6}', '\u{BE6}', '\u{C66}', '\u{CE6}',
        '\u{D66}', '\u{E50}', '\u{ED0}', '\u{F20}', '\u{1040}', '\u{17E0}', '\u{1810}',
    ];
    match c {
        '\0'..='\u{7F}' => Some(c),
        '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FEFF}' => None,
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => Some(' '),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30FC}' | '\u{FE63}' => Some('-'),
        '\u{2028}' | '\u{2029}' => Some('\n'),
        '\u{B7}' | '\u{2024}' | '\u{2027}' | '\u{2219}' | '\u{22C5}' => Some('.'),
        '\u{2044}' | '\u{2215}' => Some('/'),
        '\u{207A}' | '\u{FE62}' => Some('+'),
        // The full-width forms lie 0xFEE0 above ASCII.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0),
        c => {
            let digit =
                ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(u32::from(*zero)).filter(|d| *d < 10));
            digit.map_or(Some(c), |digit| char::from_digit(digit, 10))
        }
    }
}

/// Percent escapes, HTML's references and JSON's escapes for the signs that stand in numbers.
fn unescaped(text: &str) -> String {
    const ESCAPES: &[(&str, &str)] = &[
        ("%2B", "+"),
        ("%2b", "+"),
        ("%20", " "),
        ("%28", "("),
        ("%29", ")"),
        ("%2D", "-"),
        ("%2d", "-"),
        ("&nbsp;", " "),
        ("&#160;", " "),
        ("&#xA0;", " "),
        ("&#xa0;", " "),
        ("&#43;", "+"),
        ("&plus;", "+"),
        ("&#x2B;", "+"),
        ("&ndash;", "-"),
        ("&#8211;", "-"),
        ("&#8209;", "-"),
        ("&amp;", "&"),
        ("\\u002B", "+"),
        ("\\u002b", "+"),
        ("\\/", "/"),
    ];
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['%', '&', '\\']) {
        let (before, escape) = rest.split_at(at);
        plain.push_str(before);
        match ESCAPES.iter().find_map(|(escaped, sign)| Some((escape.strip_prefix(escaped)?, sign))) {
            Some((after, sign)) => {
                plain.push_str(sign);
                rest = after;
            }
            None => {
                plain.push_str(&escape[..1]);
                rest = &escape[1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// A local number of a `tel:` URI with the international prefix that RFC 3966 §5.1.5 puts behind it.
pub(super) fn in_context(text: Cow<'_, str>) -> Cow<'_, str> {
    match text.split_once(";phone-context=") {
        Some((number, context)) if context.starts_with('+') => {
            let is_prefix = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | '(' | ')');
            let end = context.find(|c| !is_prefix(c)).unwrap_or(context.len());
            let number = number.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '+');
            // Whole already: the context says nothing new.
            if number.starts_with('+') {
                number.to_owned().into()
            } else {
                format!("{} {number}", &context[..end]).into()
            }
        }
        _ => text,
    }
}

/// The number without the hours behind it: `1.919.555.0128 (24/7)`.
pub(super) fn before_hours(number: &str) -> &str {
    let bare = number.trim_end_matches([')', ']', ' ']);
    match ["24/7", "7/24", "24/24"].iter().find_map(|hours| bare.strip_suffix(hours)) {
        Some(before) if before.ends_with(['(', '[', ' ']) => {
            before.trim_end_matches(['(', '[', ' ', '-', '/'])
        }
        _ => number,
    }
}

/// Whether the text is an international bank account number: ISO 13616, with the check digits of ISO 7064.
pub(super) fn is_iban(text: &str) -> bool {
    let bytes = text.trim().as_bytes();
    let [a, b, c, d, ..] = bytes else { return false };
    if !(a.is_ascii_uppercase() && b.is_ascii_uppercase() && c.is_ascii_digit() && d.is_ascii_digit()) {
        return false;
    }
    let signs = || bytes.iter().filter(|b| **b != b' ');
    if !(15..=34).contains(&signs().count()) || !signs().all(u8::is_ascii_alphanumeric) {
        return false;
    }
    let rotated = signs().skip(4).chain(signs().take(4));
    rotated.fold(0u32, |rest, sign| match sign {
        b'0'..=b'9' => (rest * 10 + u32::from(sign - b'0')) % 97,
        letter => (rest * 100 + u32::from(letter.to_ascii_uppercase() - b'A') + 10) % 97,
    }) == 1
}

/// The number before a slash and a few digits that take the place of its last ones: `303-0114 / 0115`. Where slashes
/// part all groups of a number, none is meant so.
pub(super) fn before_other_ending(number: &str) -> Option<&str> {
    let (before, ending) = number.rsplit_once('/')?;
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let least = if before.starts_with(['+', '0', '(']) { 9 } else { 7 };
    let is_other = (1..=4).contains(&digits(ending)) && digits(before) >= least;
    (is_other && !before.contains('/')).then(|| before.trim_end())
}

/// Two numbers of one form with nothing between them: `425-303-0114425-303-0115`, `(425) 303-0114(425) 303-0115`.
pub(super) fn halves(number: &str) -> Option<(&str, &str)> {
    let (first, second) = number.split_at_checked(number.len() / 2)?;
    let is_same = first.len() == second.len()
        && first.bytes().zip(second.bytes()).all(|(a, b)| a == b || a.is_ascii_digit() && b.is_ascii_digit());
    let is_formed = first.bytes().any(|b| !b.is_ascii_digit());
    (is_same && is_formed && first.bytes().filter(u8::is_ascii_digit).count() >= 8).then_some((first, second))
}
