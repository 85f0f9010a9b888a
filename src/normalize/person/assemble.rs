//! The words of a name, titles and credentials gone, as a given and a family name.

use super::PersonName;
use super::affixes::Honorific;
use super::case::{self, Style};
use super::order::family_first;
use super::token::Token;
use super::western::{is_after_d, is_after_o, is_given_alone, split_western};
use super::words::*;

/// Divides the words of a name, titles and credentials gone, by the order its language writes them in.
pub(super) fn assemble(
    tokens: &[Token<'_>],
    honorific: Honorific,
    style: Style,
    country: Option<[u8; 2]>,
) -> Option<PersonName> {
    let tokens = &tokens[usize::from(opens_with_spare_initial(tokens, 3))..];
    let (first, rest) = tokens.split_first()?;
    if rest.is_empty() {
        let family = match honorific {
            Honorific::WithFamily => true,
            Honorific::WithGiven => false,
            Honorific::None => !first.is(GIVEN) && first.flags & ANY_SURNAME != 0,
        };
        let (given, surname) = if family { (&[][..], tokens) } else { (tokens, &[][..]) };
        return finish(given, surname, style, country);
    }
    // "Graf von Bismarck"
    if first.is(NOBLE) && matches!(rest[0].key.as_str(), "von" | "zu" | "vom") {
        return finish(&[], tokens, style, country);
    }
    if first.is(PARTICLE) && (first.is_lower() && style == Style::Mixed) && !first.is(GIVEN) {
        return finish(&[], tokens, style, country);
    }
    if let Some((given, family)) = family_first(tokens, style, country) {
        return finish(&given, &family, style, country);
    }
    // "Ana María", "Mary Anne": a compound given name and no family name.
    if rest.len() == 1 && is_given_alone(first, &rest[0]) {
        return finish(tokens, &[], style, country);
    }
    let (given, start, end) = split_western(tokens, country);
    finish(&tokens[..given], &tokens[start..end], style, country)
}

/// The two parts as text, their case mended.
pub(super) fn finish(
    given: &[Token<'_>],
    family: &[Token<'_>],
    style: Style,
    country: Option<[u8; 2]>,
) -> Option<PersonName> {
    let style = if style == Style::Flat {
        Style::Flat
    } else {
        case::style(given.iter().chain(family).map(|t| t.text))
    };
    let part = |tokens: &[Token<'_>], is_family: bool| -> Option<String> {
        let mut text = String::with_capacity(tokens.iter().map(|t| t.text.len() + 1).sum());
        for (at, token) in tokens.iter().enumerate() {
            let before = at.checked_sub(1).map(|at| &tokens[at]);
            // "Mc Donald", "O' Brien" and "O Brien" are one word.
            let joins = is_family
                && before.is_some_and(|b| {
                    b.key == "mc"
                        || b.text.ends_with('\'')
                        || b.key == "o" && b.text.is_ascii() && is_after_o(&token.key)
                        || b.key == "d" && is_after_d(&token.key)
                });
            if joins {
                if before.is_some_and(|b| matches!(b.key.as_str(), "o" | "d") && !b.text.ends_with('\'')) {
                    text.push('\'');
                }
            } else if at > 0 {
                text.push(' ');
            }
            let followed = at + 1 < tokens.len();
            let pointless = without_full_stop(token, followed);
            let token = pointless.as_ref().unwrap_or(token);
            text.push_str(&case::mend(token, style, is_family, at == 0, followed, country));
        }
        (!text.is_empty()).then_some(text)
    };
    let name = PersonName { first: part(given, false), last: part(family, true) };
    (name.first.is_some() || name.last.is_some()).then_some(name)
}

/// "F. Scott Fitzgerald" is called Scott: an initial in front of a given name is dropped as one behind it is, where
/// there are `least` words.
pub(super) fn drop_leading_initial(tokens: &mut Vec<Token<'_>>, least: usize) {
    if opens_with_spare_initial(tokens, least) {
        tokens.remove(0);
    }
}

fn opens_with_spare_initial(tokens: &[Token<'_>], least: usize) -> bool {
    tokens.len() >= least
        && tokens[0].is_initial()
        && tokens[0].key.chars().count() == 1
        && tokens[1].is(GIVEN)
        && !tokens[1].is(PARTICLE)
        && !tokens[1].is_initial()
}

/// The last word of a name without the full stop of a sentence: "Davis.", but "Jr.", "Wm." and "J.R."
fn without_full_stop<'a>(token: &Token<'a>, followed: bool) -> Option<Token<'a>> {
    let text = token.text.strip_suffix('.').filter(|text| !followed && !text.contains('.'))?;
    let whole =
        text.chars().filter(|c| c.is_alphabetic()).count() > 4 || token.flags & (GIVEN | ANY_SURNAME) != 0;
    (whole && text.chars().count() > 2).then(|| Token { text, key: token.key.clone(), flags: token.flags })
}
