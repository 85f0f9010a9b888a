//! Text by the columns of a terminal that it takes: two for a CJK character or an emoji, none for what combines with the one before.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The columns that a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text in at most `limit` columns; what is cut off is marked with the ellipsis. No character is parted from what combines with it.
pub fn shorten(text: &str, limit: usize, ellipsis: &str) -> String {
    if text.width() <= limit {
        return text.to_owned();
    }
    // Where there is no room for the mark, it is no help.
    let ellipsis = if ellipsis.width() < limit { ellipsis } else { "" };
    let room = limit - ellipsis.width();
    let mut short = String::new();
    let mut taken = 0;
    for character in text.graphemes(true) {
        taken += character.width();
        if taken > room {
            break;
        }
        short.push_str(character);
    }
    short.truncate(short.trim_end().len());
    short.push_str(ellipsis);
    short
}

/// The text and as many spaces as fill `columns`.
pub fn pad(text: &str, columns: usize) -> String {
    let spaces = columns.saturating_sub(text.width());
    format!("{text}{:spaces$}", "")
}

/// The text in lines of at most `limit` columns, broken between words; a word that is longer stands alone, and is not broken.
pub fn wrap(text: &str, limit: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.width() + 1 + word.width() <= limit => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_are_cut_by_columns_and_between_characters() {
        for (text, limit, short) in [
            ("short", 10, "short"),
            ("exactly", 7, "exactly"),
            ("abcdefghij", 5, "abcd…"),
            ("Head of Marketing", 9, "Head of…"),
            ("株式会社リード", 6, "株式…"),
            ("株式会社リード", 7, "株式会…"),
            ("🚀🚀🚀", 5, "🚀🚀…"),
            // A combining accent, and a flag of two letters.
            ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
            ("🇦🇺🇦🇺🇦🇺", 4, "🇦🇺…"),
            ("ab", 1, "a"),
            ("株", 1, ""),
        ] {
            assert_eq!(shorten(text, limit, "…"), short, "{text} in {limit}");
        }
        assert_eq!(shorten("abcdefghij", 6, "..."), "abc...");
        assert_eq!(shorten("abcdefghij", 3, "..."), "abc");
    }

    #[test]
    fn lines_are_broken_between_words() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("a https://example.com/long b", 10), ["a", "https://example.com/long", "b"]);
        assert_eq!(wrap("株式 会社", 5), ["株式", "会社"]);
        assert_eq!(wrap("", 10), [""]);
    }

    #[test]
    fn columns_are_filled_by_what_is_seen() {
        assert_eq!(pad("株式", 6), "株式  ");
        assert_eq!(pad("whole", 3), "whole");
    }

    proptest! {
        #[test]
        fn what_is_cut_fits(text in ".*", limit in 0usize..30) {
            let short = shorten(&text, limit, "…");
            prop_assert!(width(&short) <= limit, "{short:?} takes {}", width(&short));
        }
    }
}
