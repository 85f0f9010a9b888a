//! The words of a name, each with what is known about it.

use unicode_normalization::char::is_combining_mark;

use super::text::fold;
use super::words::{self, JAPANESE_SURNAME, SUFFIX, SUFFIX_CAPS, TITLE};

/// One word of a name, as written, with what is known about it.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    /// Folded, without points and apostrophes.
    pub(super) key: String,
    pub(super) flags: u32,
}

impl<'a> Token<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut key = fold(text);
        key.retain(|c| !matches!(c, '.' | '\''));
        let flags = words::flags(&key);
        Self { text, key, flags }
    }

    pub(super) fn is(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    /// One letter of an alphabet, with or without a point; or several with points ("J.R.R.").
    pub(super) fn is_initial(&self) -> bool {
        let mut letters = self.text.chars().filter(|c| c.is_alphabetic());
        match (letters.next(), letters.next()) {
            (Some(only), None) => only.is_uppercase() || only.is_lowercase(),
            (Some(_), Some(_)) => is_dotted(self.text),
            _ => false,
        }
    }

    /// All in capitals, of more than one letter.
    pub(super) fn is_upper(&self) -> bool {
        self.text.chars().any(char::is_uppercase)
            && !self.text.chars().any(char::is_lowercase)
            && self.text.chars().filter(|c| c.is_alphabetic()).count() > 1
    }

    pub(super) fn is_lower(&self) -> bool {
        self.text.chars().any(char::is_lowercase) && !self.text.chars().any(char::is_uppercase)
    }
}

pub(super) fn tokenize(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(6);
    for word in text.split_whitespace() {
        let word = word.trim_matches(|c: char| {
            !c.is_alphanumeric() && !is_combining_mark(c) && !matches!(c, '.' | '\'' | '&' | '@')
        });
        let mut word = word.trim_start_matches('.');
        if !word.chars().any(|c| c.is_alphanumeric() || c == '&' || c == '@') {
            continue;
        }
        if tokens.is_empty() && !word.is_ascii() {
            word = without_thai_title(word);
        }
        split_at_points(word, &mut tokens);
    }
    // "Tanaka-san"
    if let Some(last) = tokens.last_mut()
        && let Some((name, "san" | "sama" | "sensei")) = last.text.split_once('-')
    {
        let known = Token::new(name);
        if known.is(JAPANESE_SURNAME) {
            *last = known;
        }
    }
    tokens
}

/// Thai is written without spaces, so that a title runs into the name: นายสมชาย.
fn without_thai_title(word: &str) -> &str {
    const TITLES: &[&str] =
        &["นางสาว", "นาย", "นาง", "คุณ", "เด็กชาย", "เด็กหญิง", "น.ส.", "ด.ช.", "ด.ญ.", "ดร."];
    let Some(rest) = TITLES.iter().find_map(|title| word.strip_prefix(title)) else { return word };
    // What follows has to open with a consonant or a vowel that is written before one, and be more than a syllable.
    let opens = rest.starts_with(|c: char| matches!(c, '\u{E01}'..='\u{E2E}' | '\u{E40}'..='\u{E44}'));
    if opens && rest.chars().count() > 2 { rest } else { word }
}

/// "Dr.John", "J.Smith" and "john.smith" are two words; "J.R.R.", "Ph.D." and "Dipl.-Ing." are one.
pub(super) fn split_at_points<'a>(word: &'a str, tokens: &mut Vec<Token<'a>>) {
    let token = Token::new(word);
    let inner = word.trim_end_matches('.').contains('.');
    if !inner || token.is(TITLE | SUFFIX | SUFFIX_CAPS) || word.contains('@') {
        return tokens.push(token);
    }
    let letters = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count();
    let mut start = 0;
    for (at, _) in word.match_indices('.') {
        let before = word[..at].rsplit('.').next().unwrap_or_default();
        let after = word[at + 1..].split('.').next().unwrap_or_default();
        // Points between single letters hold initials together.
        let apart = letters(before) > 1 || letters(after) > 1;
        if apart && letters(before) > 0 && letters(after) > 0 && !after.starts_with('-') {
            tokens.push(Token::new(&word[start..=at]));
            start = at + 1;
        }
    }
    if start < word.len() {
        tokens.push(Token::new(&word[start..]));
    }
    for token in tokens {
        // "john.smith": the point stood for a space.
        if token.text.ends_with('.') && token.key.chars().count() > 3 && token.flags & (TITLE | SUFFIX) == 0 {
            token.text = token.text.trim_end_matches('.');
        }
    }
}

pub(super) fn is_dotted(text: &str) -> bool {
    text.contains('.') && text.split('.').all(|part| part.trim().chars().count() <= 1)
}
