//! Scraped text often still is HTML: its tags and character references are taken out before it is read.

use std::borrow::Cow;

/// The text without tags and with character references resolved. Elements that stand on lines of their own
/// end a
/// sentence.
pub(in crate::enrich) fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '&']) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let (replacement, length) = tag(rest).or_else(|| reference(rest)).unwrap_or((rest.chars().next(), 1));
        plain.extend(replacement);
        rest = &rest[length..];
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// The tag that begins here: what stands for it, and its length in bytes.
fn tag(text: &str) -> Option<(Option<char>, usize)> {
    let inner = text.strip_prefix('<')?;
    let end = inner.bytes().take(LONGEST_TAG).position(|byte| byte == b'>')?;
    let name = inner[..end].trim_start_matches('/');
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') {
        return None;
    }
    let name =
        name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
    let inline = ["a", "abbr", "b", "em", "font", "i", "mark", "small", "span", "strong", "u"]
        .contains(&name.as_str());
    Some(((!inline).then_some('\n'), end + 2))
}

/// The character reference that begins here: its character, and its length in bytes.
fn reference(text: &str) -> Option<(Option<char>, usize)> {
    let inner = text.strip_prefix('&')?;
    let end = inner.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';')?;
    let name = &inner[..end];
    let c = match name.strip_prefix('#') {
        Some(number) => char::from_u32(match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
            None => number.parse().ok()?,
        })?,
        None => REFERENCES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((Some(c), end + 2))
}

/// The longest tag and reference that are looked for, in bytes: a stray `<` or `&` costs no more than this.
const LONGEST_TAG: usize = 500;
const LONGEST_REFERENCE: usize = 10;

/// The named references that prose is written with (HTML Standard, 13.5).
const REFERENCES: &[(&str, char)] = &[
    ("amp", '&'),
    ("apos", '\''),
    ("bull", '•'),
    ("euro", '€'),
    ("gt", '>'),
    ("hellip", '…'),
    ("ldquo", '“'),
    ("lsquo", '‘'),
    ("lt", '<'),
    ("mdash", '—'),
    ("nbsp", ' '),
    ("ndash", '–'),
    ("pound", '£'),
    ("quot", '"'),
    ("rdquo", '”'),
    ("rsquo", '’'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_references_are_taken_out() {
        assert_eq!(plain("<p>We&#39;re <b>hiring</b></p>"), "\nWe're hiring\n");
        assert_eq!(plain("R&amp;D &lt; 5 &#x26; &euro;5"), "R&D < 5 & €5");
        assert_eq!(plain("one<br/>two<!-- three -->"), "one\ntwo\n");
    }

    #[test]
    fn what_only_looks_like_markup_stays() {
        for text in
            ["a < b > c", "5 <6", "AT&T; R&D", "&#xFFFFFFFF;", "&#;", "<", "&", "x <é>", "&é;", "no markup"]
        {
            assert_eq!(plain(text), text);
        }
    }
}
