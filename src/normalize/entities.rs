//! Spellings that a scraper broke: HTML entities, and UTF-8 that was read as Windows-1252.

use std::borrow::Cow;

/// Named entities of letters. Source: the HTML 4 character entity references for ISO 8859-1, and a few more that
/// occur in names; sorted.
#[rustfmt::skip]
const NAMED: &[(&str, char)] = &[
    ("AElig", 'Æ'), ("Aacute", 'Á'), ("Acirc", 'Â'), ("Agrave", 'À'), ("Aring", 'Å'), ("Atilde", 'Ã'),
    ("Auml", 'Ä'), ("Ccedil", 'Ç'), ("ETH", 'Ð'), ("Eacute", 'É'), ("Ecirc", 'Ê'), ("Egrave", 'È'),
    ("Euml", 'Ë'), ("Iacute", 'Í'), ("Icirc", 'Î'), ("Igrave", 'Ì'), ("Iuml", 'Ï'), ("Ntilde", 'Ñ'),
    ("OElig", 'Œ'), ("Oacute", 'Ó'), ("Ocirc", 'Ô'), ("Ograve", 'Ò'), ("Oslash", 'Ø'), ("Otilde", 'Õ'),
    ("Ouml", 'Ö'), ("Scaron", 'Š'), ("THORN", 'Þ'), ("Uacute", 'Ú'), ("Ucirc", 'Û'), ("Ugrave", 'Ù'),
    ("Uuml", 'Ü'), ("Yacute", 'Ý'), ("Yuml", 'Ÿ'), ("aacute", 'á'), ("acirc", 'â'), ("aelig", 'æ'),
    ("agrave", 'à'), ("amp", '&'), ("apos", '\''), ("aring", 'å'), ("atilde", 'ã'), ("auml", 'ä'),
    ("ccedil", 'ç'), ("eacute", 'é'), ("ecirc", 'ê'), ("egrave", 'è'), ("eth", 'ð'), ("euml", 'ë'),
    ("gt", '>'), ("iacute", 'í'), ("icirc", 'î'), ("igrave", 'ì'), ("iuml", 'ï'), ("ldquo", '“'),
    ("lsquo", '‘'), ("lt", '<'), ("mdash", '—'), ("middot", '·'), ("nbsp", ' '), ("ndash", '–'), ("ntilde", 'ñ'),
    ("oacute", 'ó'), ("ocirc", 'ô'), ("oelig", 'œ'), ("ograve", 'ò'), ("oslash", 'ø'), ("otilde", 'õ'),
    ("ouml", 'ö'), ("quot", '"'), ("rdquo", '”'), ("rsquo", '’'), ("scaron", 'š'), ("szlig", 'ß'),
    ("thorn", 'þ'), ("uacute", 'ú'), ("ucirc", 'û'), ("ugrave", 'ù'), ("uuml", 'ü'), ("yacute", 'ý'),
    ("yuml", 'ÿ'),
];

/// A text as it was before a scraper broke it; most are whole, and cost one look.
pub(super) fn legible(text: &str) -> Cow<'_, str> {
    const ROUNDS: usize = 4;
    let mut text = Cow::Borrowed(text);
    for _ in 0..ROUNDS {
        let plain = (text.contains('&') && text.contains(';'))
            .then(|| unescape(&text))
            .filter(|plain| *plain != text);
        let Some(mended) = unmangle(plain.as_deref().unwrap_or(&text)).or(plain) else { break };
        text = mended.into();
    }
    text
}

/// The entities that scrapers leave in names, named and numbered; those escaped twice (`&amp;eacute;`) too.
pub(super) fn unescape(text: &str) -> String {
    let once = unescape_once(text);
    if once.contains('&') && once != text { unescape_once(&once) } else { once }
}

fn unescape_once(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let entity = rest.bytes().take(10).position(|b| b == b';').and_then(|end| {
            let name = rest.get(1..end)?;
            let c = match name.strip_prefix('#') {
                Some(number) => {
                    let hex = number.strip_prefix(['x', 'X']);
                    let code = match hex {
                        Some(hex) => u32::from_str_radix(hex, 16),
                        None => number.parse(),
                    };
                    char::from_u32(code.ok()?)?
                }
                None => NAMED[NAMED.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?].1,
            };
            Some((c, end + 1))
        });
        match entity {
            Some((c, length)) => {
                plain.push(c);
                rest = &rest[length..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// `JosÃ©` as the `José` it was. `None` where the text is not UTF-8 that was read as Windows-1252 from end to end,
/// which no real name is by chance.
pub(super) fn unmangle(text: &str) -> Option<String> {
    if text.is_ascii() || !text.contains(['Ã', 'Â', 'Ä', 'Å', 'Ð', 'Ñ', 'Î', 'Ï', 'â']) {
        return None;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(windows_1252).collect();
    String::from_utf8(bytes?).ok().filter(|mended| mended != text)
}

/// The byte of a character in Windows-1252 (WHATWG Encoding Standard, index windows-1252).
fn windows_1252(c: char) -> Option<u8> {
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";
    match u32::from(c) {
        code @ (0..=0x7F | 0xA0..=0xFF) => u8::try_from(code).ok(),
        _ => HIGH.chars().zip(0x80_u8..).find(|(known, _)| *known == c).map(|(_, byte)| byte),
    }
}

#[cfg(test)]
pub(super) fn tables_are_sorted() -> bool {
    NAMED.is_sorted()
}
