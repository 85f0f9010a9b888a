//! A name that stands in one field: its parts before and behind commas, couples, remarks.

use super::affixes::{
    Honorific, has_local_title, is_courtesy, is_credentials, is_title_alone, strip_credentials,
    strip_leading_credentials, strip_titles,
};
use super::assemble::{assemble, drop_leading_initial, finish};
use super::case::{self, Style};
use super::order::is_inverted;
use super::role::{self, keep_person, strip_office};
use super::text::is_absent;
use super::token::{Token, tokenize};
use super::western::given_words;
use super::words::*;
use super::{PersonName, east_asia, foreign};

pub(super) fn parse_segment(segment: &str, country: Option<[u8; 2]>) -> Option<PersonName> {
    if !segment.is_ascii() && segment.chars().any(east_asia::is_east_asian) {
        let latin: Vec<&str> =
            segment.split_whitespace().filter(|word| !word.chars().any(east_asia::is_east_asian)).collect();
        // Written in both scripts: the one that says for sure where the family name ends.
        if latin.len() < 2 {
            let native: String = segment
                .split(|c: char| c.is_ascii_alphabetic() || c == ',')
                .filter(|part| part.chars().any(east_asia::is_east_asian))
                .collect();
            return east_asia::parse(&native, country);
        }
        return parse_alphabetic(&latin.join(" "), country);
    }
    parse_alphabetic(segment, country)
}

pub(super) fn parse_alphabetic(segment: &str, country: Option<[u8; 2]>) -> Option<PersonName> {
    let mut parts = segment.split(',').map(str::trim).filter(|part| !part.is_empty());
    let mut head = tokenize(parts.next()?);
    role::cut_other_names(&mut head);
    head.retain(|token| !token.text.contains('@') && !is_absent(token.text));
    if head.is_empty()
        || head[0].is(PHRASE) && foreign::is_phrase(head.iter().map(|token| token.key.as_str()))
    {
        return None;
    }
    role::strip_frame(&mut head);
    let courtesy = is_courtesy(&head[0]);
    let style = case::style(std::iter::once(segment));
    if role::is_company(&head, style) {
        return None;
    }
    let local = has_local_title(&head, country);
    if local {
        head.remove(0);
    }
    let mut honorific = strip_titles(&mut head);
    if local && honorific == Honorific::None && country == Some(*b"MM") {
        honorific = Honorific::WithGiven;
    }
    strip_office(&mut head);
    strip_titles(&mut head);
    strip_credentials(&mut head, style, 1);
    let mut tail: Option<Vec<Token<'_>>> = None;
    for part in parts {
        let mut tokens = tokenize(part);
        // "Campbell, Black, Ballard & McDonald"
        let partners = head.len() == 1 && tokens.iter().any(|t| t.key == "&");
        if role::is_legal_form(&tokens) || partners {
            return None;
        }
        if tokens.is_empty() || is_credentials(&tokens, &head, style) {
            continue;
        }
        strip_leading_credentials(&mut tokens);
        match &tail {
            None => tail = Some(tokens),
            // "TROJAN, BSN, RN, LNCC, CHRISTINE": a known given name is rather the name than an unknown word is.
            Some(before)
                if before.len() == 1 && head.len() == 1 && !before[0].is(GIVEN) && tokens[0].is(GIVEN) =>
            {
                tail = Some(tokens);
            }
            Some(_) => {}
        }
    }
    // "Dr., John" and "Mr. and Mrs.": a title and no name.
    let plain = |key: &str| matches!(key, "dr" | "mr" | "mrs" | "ms" | "miss" | "sir" | "prof" | "mme");
    if head.len() == 1 && plain(&head[0].key) && is_title_alone(&head[0]) {
        match tail.take() {
            Some(given) => head = given,
            None if head[0].text.ends_with('.') => return None,
            None => {}
        }
    }
    if let Some(mut tail) = tail {
        role::cut_other_names(&mut tail);
        let titled = strip_titles(&mut tail);
        if tail.len() == 1 && tail[0].is(TITLE) && !tail[0].is(GIVEN) {
            tail.clear();
        }
        strip_credentials(&mut tail, style, 1);
        if titled != Honorific::None {
            honorific = titled;
        }
        if is_inverted(&head, &tail) {
            return inverted(head, tail, style, country);
        }
        // "Carolyn E, Savage"
        if let ([given, initial], [family]) = (head.as_slice(), tail.as_slice())
            && given.is(GIVEN)
            && initial.is_initial()
            && !family.is(GIVEN | OCCUPATION | ORGANIZATION | ORGANIZATION_SOFT)
        {
            head.push(family.clone());
        }
        // "Smith, Jones & Associates"
        if head.len() == 1 && tail.iter().any(|token| token.is(ORGANIZATION) || token.key == "&") {
            return None;
        }
    }
    // "John Smith/Acme"
    let cut = |t: &Token<'_>| t.text.contains('/') && !t.is(PARTICLE);
    if let Some(at) = head.iter().position(cut).filter(|at| *at > 0) {
        let before = head[at].text.split('/').next().unwrap_or_default();
        head.truncate(at);
        head.extend(tokenize(before));
    }
    let joins = |t: &Token<'_>| matches!(t.text, "&" | "and" | "AND" | "And" | "und" | "et");
    while head.len() > 2
        && head.last().is_some_and(joins)
        && head[0].is(GIVEN)
        && head.last().is_some_and(|t| t.key != "&")
    {
        head.pop();
    }
    if let Some(at) = head.iter().position(joins) {
        return couple(head, at, style, country);
    }
    // "John Smith 2": the second of that name in somebody's list.
    while head.len() > 2 && head.last().is_some_and(|t| t.key.chars().all(char::is_numeric)) {
        head.pop();
    }
    if !keep_person(&mut head, false) {
        return None;
    }
    // "Mrs. Van Houten", "Herr von der Heide": courtesy goes with the family name.
    if courtesy && opens_family_name(&head) {
        return finish(&[], &head, style, country);
    }
    assemble(&head, honorific, style, country)
}

fn inverted(
    head: Vec<Token<'_>>,
    mut tail: Vec<Token<'_>>,
    style: Style,
    country: Option<[u8; 2]>,
) -> Option<PersonName> {
    // "Beethoven, Ludwig van": the particles that libraries put behind the given name go back in front.
    let mut particles = 0;
    while particles + 1 < tail.len()
        && tail[tail.len() - 1 - particles].is(PARTICLE)
        && tail[tail.len() - 1 - particles].is_lower()
    {
        particles += 1;
    }
    let mut family = tail.split_off(tail.len() - particles);
    family.extend(head);
    let all: Vec<_> = tail.iter().chain(&family).cloned().collect();
    let mut checked = all.clone();
    if !keep_person(&mut checked, true) || checked.len() < all.len() {
        return None;
    }
    drop_leading_initial(&mut tail, 2);
    // As if the family name were one word, so that all the rest is given names.
    let given = given_words(&tail, tail.len() + 1);
    finish(&tail[..given.min(tail.len())], &family, style, country)
}

/// "John and Jane Smith", "John Smith & Jane Doe": the first of them. "Smith & Jones" is a company.
fn couple(
    mut tokens: Vec<Token<'_>>,
    at: usize,
    style: Style,
    country: Option<[u8; 2]>,
) -> Option<PersonName> {
    let mut other = tokens.split_off(at);
    other.remove(0);
    strip_titles(&mut other);
    let known = |tokens: &[Token<'_>]| tokens.first().is_some_and(|token| token.is(GIVEN));
    if !known(&tokens) || !known(&other) || other.len() < 2 {
        return None;
    }
    if tokens.len() == 1 {
        tokens.extend_from_slice(&other[1..]);
    }
    if !keep_person(&mut tokens, false) {
        return None;
    }
    assemble(&tokens, Honorific::None, style, country)
}

/// Whether all words but the last are particles that are no given names.
fn opens_family_name(tokens: &[Token<'_>]) -> bool {
    let Some((family, particles)) = tokens.split_last() else { return false };
    !particles.is_empty()
        && !family.is(VIETNAMESE_SURNAME | VIETNAMESE_GIVEN)
        && particles
            .iter()
            .all(|token| token.is(PARTICLE) && token.flags & (GIVEN | ANY_SURNAME | PARTICLE_LOWER) == 0)
}
