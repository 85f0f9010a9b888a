//! HTML in a text: entities and tags.

use std::borrow::Cow;

/// HTML entities, also those encoded several times.
pub(crate) fn decode(raw: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(raw);
    // Each round takes a layer off; more than a few are no accident of two programs in a row.
    for _ in 0..4 {
        if !text.contains('&') || !text.contains(';') {
            break;
        }
        let next = decode_once(&text);
        if next == *text {
            break;
        }
        text = Cow::Owned(next);
    }
    text
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

/// The tags of HTML that stand inside a line of text. Sorted.
#[rustfmt::skip]
const TAGS: &[&str] = &[
    "a", "abbr", "b", "big", "br", "center", "code", "dd", "div", "dt", "em", "font", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "i", "img", "label", "li", "mark", "nobr", "ol", "p", "pre", "s", "small", "span", "strong", "sub",
    "sup", "td", "th", "tr", "tt", "u", "ul", "wbr",
];

/// The text without tags (`<b>Acme</b>`, `Acme<br/>`), each of which becomes a space where it parts words.
pub(super) fn without_tags(text: &str) -> Cow<'_, str> {
    if !text.contains('<') || !text.contains('>') {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        kept.push_str(&rest[..start]);
        let tail = &rest[start + 1..];
        match tail.bytes().take(300).position(|byte| byte == b'>').map(|end| &tail[..end]) {
            Some(inner) if is_tag(inner) => {
                kept.push(' ');
                rest = &tail[inner.len() + 1..];
            }
            _ => {
                kept.push('<');
                rest = tail;
            }
        }
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

fn is_tag(inner: &str) -> bool {
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let name = inner[..end].to_ascii_lowercase();
    let closed = inner[end..].is_empty() || inner[end..].starts_with([' ', '/']);
    closed && TAGS.binary_search(&name.as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_of_entities_and_tags_go_and_other_signs_stay() {
        assert!(TAGS.is_sorted());
        for (raw, text) in [
            ("&amp;amp;amp;", "&"),
            ("Caf&eacute; &#x26; Bar", "Café & Bar"),
            ("R&D; A&B", "R&D; A&B"),
            ("&#99999999;", "&#99999999;"),
        ] {
            assert_eq!(decode(raw), text);
        }
        for (raw, text) in [
            ("<b>Acme</b>", " Acme "),
            ("Acme<br/>Ltd", "Acme Ltd"),
            ("<a href=\"/x\">Acme</a>", " Acme "),
            ("<Acme>", "<Acme>"),
            ("a < b > c", "a < b > c"),
        ] {
            assert_eq!(without_tags(raw), text);
        }
    }
}
