//! The form in which names are compared.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The form in which names are compared: lower case, accents and apostrophes gone, every other sign a single space,
/// compatibility forms (full-width, ligatures) resolved. Works in any script and is its own fold.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = Folded::with_capacity(text.len());
    if text.is_ascii() {
        for byte in text.bytes() {
            folded.push_ascii(byte);
        }
        return folded.text;
    }
    for c in text.chars() {
        if !folded.push_alone(c) {
            return fold_decomposed(text);
        }
    }
    folded.text
}

/// Folded text in the making: spaces count only between signs.
struct Folded {
    text: String,
    gap: bool,
}

impl Folded {
    fn with_capacity(capacity: usize) -> Folded {
        Folded { text: String::with_capacity(capacity), gap: false }
    }

    fn push(&mut self, c: char) {
        if c == ' ' {
            self.gap = true;
            return;
        }
        if self.gap {
            self.gap = false;
            if !self.text.is_empty() {
                self.text.push(' ');
            }
        }
        self.text.push(c);
    }

    fn push_all(&mut self, text: &str) {
        text.chars().for_each(|c| self.push(c));
    }

    fn push_ascii(&mut self, byte: u8) {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' => self.push(char::from(byte)),
            b'A'..=b'Z' => self.push(char::from(byte.to_ascii_lowercase())),
            b'\'' | b'`' | b'.' => {}
            b'&' => self.push_all(" and "),
            _ => self.gap = true,
        }
    }

    /// Pushes what folds to the same whatever stands beside it; whether it does.
    fn push_alone(&mut self, c: char) -> bool {
        match c {
            '\0'..='\x7f' => self.push_ascii(c as u8),
            '‘' | '’' => {}
            '–' | '—' | '、' => self.gap = true,
            // Han and Hangul: neither case nor marks.
            '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => self.push(c),
            FIRST..=LAST => match &LETTERS[c as usize - FIRST as usize] {
                (0, _) => return false,
                (length, bytes) => match std::str::from_utf8(&bytes[..usize::from(*length)]) {
                    Ok(letters) => self.push_all(letters),
                    Err(_) => return false,
                },
            },
            _ => return false,
        }
        true
    }
}

/// The letters of Latin, Greek and Cyrillic.
const FIRST: char = '\u{a0}';
const LAST: char = '\u{52f}';

/// The folds of those letters, by the rule itself; length 0 for what is no letter.
static LETTERS: LazyLock<Vec<(u8, [u8; 4])>> = LazyLock::new(|| {
    (FIRST..=LAST)
        .map(|c| {
            // Between letters, so that a space at its end is not lost.
            let folded = fold_decomposed(&format!("a{c}a"));
            let folded = &folded[1..folded.len() - 1];
            let is_letter = c.is_alphabetic() && folded.len() <= 4 && folded.chars().all(char::is_alphabetic);
            let mut bytes = [0; 4];
            if !is_letter {
                return (0, bytes);
            }
            bytes[..folded.len()].copy_from_slice(folded.as_bytes());
            (folded.len() as u8, bytes)
        })
        .collect()
});

/// The fold by way of Unicode's decomposition.
fn fold_decomposed(text: &str) -> String {
    let mut folded = Folded::with_capacity(text.len());
    for c in text.nfkd() {
        match c {
            '\'' | '`' | '.' | '´' | '‘' | '’' | 'ʻ' | 'ʼ' | 'ʹ' | 'ʾ' | 'ʿ' | '\u{ad}' => {}
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' => {}
            '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{652}' => {}
            '&' => folded.push_all(" and "),
            _ => {
                for lower in c.to_lowercase() {
                    match lower {
                        'ß' => folded.push_all("ss"),
                        'æ' => folded.push_all("ae"),
                        'œ' => folded.push_all("oe"),
                        'þ' => folded.push_all("th"),
                        'ø' => folded.push('o'),
                        'đ' | 'ð' => folded.push('d'),
                        'ł' => folded.push('l'),
                        'ı' => folded.push('i'),
                        'ħ' => folded.push('h'),
                        'ς' => folded.push('σ'),
                        // What lower-casing leaves behind: `İ` gives `i` and a dot above.
                        '\u{300}'..='\u{36f}' => {}
                        c if c.is_alphanumeric() || is_combining_mark(c) => folded.push(c),
                        _ => folded.push(' '),
                    }
                }
            }
        }
    }
    folded.text.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_folds_as_the_long_one() {
        for c in '\0'..='\u{ffff}' {
            for text in [format!("{c}"), format!("é{c}é"), format!("東 {c}, 東"), format!("é{c}")] {
                assert_eq!(fold(&text), fold_decomposed(&text), "{c:?} {:x}", c as u32);
                if c.is_ascii() {
                    let ascii = format!("a {c} b{c}");
                    assert_eq!(fold(&ascii), fold_decomposed(&ascii), "{c:?}");
                }
            }
        }
    }
}
