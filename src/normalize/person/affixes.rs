//! What stands before and after a name: titles, generations, credentials, pronouns.

use super::case::Style;
use super::token::{Token, is_dotted};
use super::words::{self, GIVEN, PRONOUN, SUFFIX, SUFFIX_CAPS, TITLE, TITLE_GIVEN};

/// What an honorific said about the lone name behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Honorific {
    None,
    WithFamily,
    WithGiven,
}

/// Takes the titles off the front, as long as a name is left.
pub(super) fn strip_titles(tokens: &mut Vec<Token<'_>>) -> Honorific {
    let mut found = Honorific::None;
    let mut count = 0;
    while count + 1 < tokens.len() {
        let token = &tokens[count];
        // "Mr. and Mrs. Smith": the word between two titles.
        let joins = count > 0
            && matches!(token.key.as_str(), "and" | "&" | "und" | "et" | "y" | "e")
            && tokens[count + 1].is(TITLE);
        let dotted = token.text.ends_with('.');
        let is_title = match token.key.as_str() {
            // Short words that are initials, names or credentials as often: only as they are written for a title.
            "m" | "d" => false,
            "ba" | "bc" | "fr" | "hc" | "mr" | "po" | "res" | "sri" | "tun" | "us" | "bishop" | "judge"
            | "mayor" | "lord" | "lady" | "pan" | "pani" | "khun" | "hon" | "gen" | "sen" | "rep" | "sig"
            | "adv" | "arch" | "mag" | "miss" | "pastor" | "brother" | "sister" | "father" | "doc"
            | "minister" | "governor" | "justice" | "wing" | "pope" | "major" => {
                token.is(TITLE)
                    && (dotted
                        || token.key == "mr"
                        || token.key == "miss"
                        || tokens.len() - count > 2
                        || token.is(TITLE_GIVEN))
            }
            _ => token.is(TITLE),
        };
        if !(is_title || joins) || token.is_initial() {
            break;
        }
        found = if token.is(TITLE_GIVEN) { Honorific::WithGiven } else { Honorific::WithFamily };
        count += 1;
    }
    tokens.drain(..count);
    found
}

/// "CA Rahul Sharma" (chartered accountant, India), "M. Dupont" (monsieur): titles that are initials elsewhere.
pub(super) fn has_local_title(tokens: &[Token<'_>], country: Option<[u8; 2]>) -> bool {
    match tokens {
        [title, name, _, ..] if matches!(title.key.as_str(), "ca" | "cs" | "cma") => {
            title.is_upper() && name.is(GIVEN) && !name.is_upper()
        }
        [title, _] if title.text == "M." => {
            matches!(country.as_ref(), Some(b"FR" | b"BE" | b"CH" | b"LU" | b"MC"))
        }
        _ => false,
    }
}

/// Takes credentials and generations off the end, leaving at least `least` words.
pub(super) fn strip_credentials(tokens: &mut Vec<Token<'_>>, style: Style, least: usize) {
    while tokens.len() > least {
        // "Ph. D." in two words.
        if tokens.len() > least + 1 {
            let pair = format!("{}{}", tokens[tokens.len() - 2].key, tokens[tokens.len() - 1].key);
            let known = matches!(
                pair.as_str(),
                "phd"
                    | "dphil"
                    | "bsc"
                    | "msc"
                    | "littd"
                    | "pharmd"
                    | "edd"
                    | "psyd"
                    | "mdphd"
                    | "meng"
                    | "btech"
            );
            if known && tokens[tokens.len() - 2].text.ends_with('.') {
                tokens.truncate(tokens.len() - 2);
                continue;
            }
        }
        let Some(token) = tokens.last() else { return };
        let spare = tokens.len() > least + 1 || token.is(PRONOUN);
        let is_credential = token.is(SUFFIX) && (token.is_upper() || !token.is(GIVEN))
            || token.is(SUFFIX_CAPS)
                && spare
                && style == Style::Mixed
                && (token.is_upper() || token.key == "v" && token.text == "V")
            || is_pronoun(token)
            || is_ordinal(&token.key);
        if !is_credential {
            return;
        }
        tokens.pop();
    }
}

pub(super) fn is_ordinal(key: &str) -> bool {
    matches!(key, "2nd" | "3rd" | "4th" | "5th")
}

pub(super) fn is_pronoun(token: &Token<'_>) -> bool {
    token.key.contains('/') && token.key.split('/').all(|part| words::flags(part) & PRONOUN != 0)
}

/// Whether every word of a part behind a comma is a credential, a generation or a pronoun.
pub(super) fn is_credentials(tokens: &[Token<'_>], head: &[Token<'_>], style: Style) -> bool {
    let plenty = head.len() > 1;
    tokens.iter().all(|token| {
        let letters = token.key.chars().filter(|c| c.is_alphabetic()).count();
        token.is(SUFFIX)
            || is_pronoun(token)
            || is_ordinal(&token.key)
            || plenty && token.is(SUFFIX_CAPS) && (token.is_upper() || is_dotted(token.text))
            || plenty && style == Style::Mixed && token.is_upper() && letters <= 8 && !token.is(GIVEN)
            || plenty && token.text.trim_end_matches('.').contains('.') && !token.is(GIVEN)
    })
}
