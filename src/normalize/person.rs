//! Names of people: which part is the given name, which the family name, and how each is spelled.
//!
//! A lead has a first and a last name and no third, so middle names, middle initials, patronymics beside a family
//! name, nicknames, titles and credentials belong to neither. A compound given name that is used as one
//! (`Jean-Paul`, `Mary Ann`, `Juan Carlos`, `María del Carmen`) stays whole, and so does a compound family name
//! (`van der Berg`, `García Márquez`, `Ortega y Gasset`, `Blunt Rochester`).

use std::borrow::Cow;

mod affixes;
mod case;
mod east_asia;
mod entities;
mod given;
mod honorifics;
mod key;
mod order;
mod organizations;
mod role;
mod surnames;
#[cfg(test)]
mod tests;
mod text;
mod token;
mod words;

use affixes::{
    Honorific, has_local_title, is_credentials, strip_credentials, strip_leading_credentials, strip_titles,
};
use case::Style;
use order::{family_first, given_words, is_after_d, is_after_o, is_given_alone, is_inverted, split_western};
use role::{keep_person, strip_office};
use text::{clean, is_absent, is_bracket, is_placeholder, is_simple, segments, without_asides};
use token::{Token, tokenize};
use words::*;

pub use key::{match_key, weight};

/// A person's name in the two parts that a lead has; at least one of them is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName {
    /// The given name, without middle names.
    pub first: Option<String>,
    /// The family name, with its particles.
    pub last: Option<String>,
}

impl PersonName {
    /// Two words as most names are, on which there is nothing left to mend.
    fn is_plain(&self) -> bool {
        let plain = |part: &Option<String>| {
            part.as_ref().is_some_and(|part| {
                let mut letters = part.bytes();
                part.len() > 2
                    && letters.next().is_some_and(|b| b.is_ascii_uppercase())
                    && letters.all(|b| b.is_ascii_lowercase())
                    && words::flags(&part.to_ascii_lowercase())
                        & (PLACEHOLDER | ORGANIZATION | ORGANIZATION_SOFT | OCCUPATION)
                        == 0
                    && !is_absent(part)
            })
        };
        plain(&self.first) && plain(&self.last)
    }
}

/// Splits a full name. `country` is the ISO 3166 alpha-2 code of where the person is, if known: it decides on
/// names that are written family name first (Hungary, Vietnam, China, Korea, Japan) and on double surnames.
///
/// `None` for what is no person: a team, a role, a company, a placeholder, nothing.
///
/// ```text
/// "Angus S. King, Jr."       Angus / King
/// "van der Berg, Dr. Anna"   Anna / van der Berg
/// "王小明"                    小明 / 王
/// ```
pub fn parse(full: &str, country: Option<&str>) -> Option<PersonName> {
    let country = country_code(country);
    if is_simple(full) {
        return settle(parse_alphabetic(full, country)?, country);
    }
    let text = clean(full);
    let kept = without_asides(&text);
    let kept = if kept.trim().is_empty() { Cow::Owned(text.replace(is_bracket, " ")) } else { kept };
    let name = segments(&kept).find_map(|segment| parse_segment(segment, country))?;
    settle(name, country)
}

/// Until normalizing changes nothing any more: garbage between the words of a name may take two rounds to go.
fn settle(name: PersonName, country: Option<[u8; 2]>) -> Option<PersonName> {
    let mut name = name;
    for _ in 0..4 {
        if name.is_plain() {
            break;
        }
        let again = parts_once(name.first.as_deref(), name.last.as_deref(), country)?;
        if again == name {
            break;
        }
        name = again;
    }
    Some(name)
}

/// A name from separate fields. Each is cleaned of titles, credentials, pronouns and initials, and its case is
/// mended; two or more given names in the field of the given name stay. A full name pasted into one field, the
/// other being empty, is split.
pub fn from_parts(first: Option<&str>, last: Option<&str>, country: Option<&str>) -> Option<PersonName> {
    let country = country_code(country);
    settle(parts_once(first, last, country)?, country)
}

fn parts_once(first: Option<&str>, last: Option<&str>, code: Option<[u8; 2]>) -> Option<PersonName> {
    let alone =
        first.is_none_or(|text| text.trim().is_empty()) || last.is_none_or(|text| text.trim().is_empty());
    let field = |value: Option<&str>| -> Option<String> {
        let value = value?;
        if is_simple(value) {
            let absent = is_absent(value) || alone && is_placeholder(value);
            return (!absent && value.contains(char::is_alphabetic)).then(|| value.to_owned());
        }
        let text = clean(value);
        let kept = without_asides(&text);
        let text = segments(&kept)
            .next()?
            .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '\''))
            .to_owned();
        (text.chars().any(char::is_alphabetic) && !(is_absent(&text) || alone && is_placeholder(&text)))
            .then_some(text)
    };
    let (first, last) = match (field(first), field(last)) {
        (None, None) => return None,
        (Some(only), None) => return lone_field(&only, code, false),
        (None, Some(only)) => return lone_field(&only, code, true),
        (Some(first), Some(last)) => (first, last),
    };
    let ascii = first.is_ascii() && last.is_ascii();
    if !ascii && first.chars().chain(last.chars()).any(east_asia::is_east_asian) {
        let part = |text: &str| east_asia::clean_part(text).map(str::to_owned);
        let name = PersonName { first: part(&first), last: part(&last) };
        return (name.first.is_some() && name.last.is_some()).then_some(name);
    }
    let mut given = tokenize(first.split(',').next().unwrap_or(&first));
    let mut family = tokenize(last.split(',').next().unwrap_or(&last));
    strip_titles(&mut given);
    strip_titles(&mut family);
    let style = case::style(given.iter().chain(&family).map(|token| token.text));
    strip_credentials(&mut given, style, 1);
    strip_credentials(&mut family, style, 1);
    given.retain(|token| !token.text.contains('@'));
    family.retain(|token| !token.text.contains('@'));
    let same =
        |one: &[Token<'_>], other: &[Token<'_>]| one.iter().map(|t| &t.key).eq(other.iter().map(|t| &t.key));
    // The full name was pasted into one of the two fields, or into both.
    if given.len() > 1 && same(&given, &family) {
        return parse_segment(&first, code);
    }
    if given.len() > family.len() && same(&given[given.len() - family.len()..], &family) {
        given.truncate(given.len() - family.len());
    } else if family.len() > given.len() && same(&family[..given.len()], &given) {
        family.drain(..given.len());
    }
    drop_leading_initial(&mut given, 2);
    while given.len() > 1 && given.last().is_some_and(Token::is_initial) && !given[0].is_initial() {
        given.pop();
    }
    while family.len() > 1
        && family[0].is_initial()
        && !matches!(family[0].text, "v." | "v.d." | "z.")
        && !family[0].is(PARTICLE)
        && !family[1].is_initial()
    {
        family.remove(0);
    }
    let count = given.len();
    let mut all = given;
    all.append(&mut family);
    if !keep_person(&mut all, true) || all.len() < count {
        return None;
    }
    finish(&all[..count], &all[count..], style, code)
}

fn country_code(country: Option<&str>) -> Option<[u8; 2]> {
    let code: [u8; 2] = country?.trim().as_bytes().try_into().ok()?;
    Some(code.map(|letter| letter.to_ascii_uppercase()))
}

fn parse_segment(segment: &str, country: Option<[u8; 2]>) -> Option<PersonName> {
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

fn parse_alphabetic(segment: &str, country: Option<[u8; 2]>) -> Option<PersonName> {
    let mut parts = segment.split(',').map(str::trim).filter(|part| !part.is_empty());
    let mut head = tokenize(parts.next()?);
    role::cut_other_names(&mut head);
    head.retain(|token| !token.text.contains('@') && !is_absent(token.text));
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
    let only_title =
        |t: &[Token<'_>]| t.len() == 1 && t[0].is(TITLE) && t[0].flags & (GIVEN | ANY_SURNAME) == 0;
    if only_title(&head)
        && matches!(head[0].key.as_str(), "dr" | "mr" | "mrs" | "ms" | "miss" | "sir" | "prof" | "mme")
    {
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
    // "Mr. and Mrs. Lord": behind a title even a title is a name.
    let named =
        honorific == Honorific::WithFamily && head.len() == 1 && head[0].is(TITLE) && head[0].key.len() > 3;
    if !named && !keep_person(&mut head, false) {
        return None;
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

/// Divides the words of a name, titles and credentials gone, by the order its language writes them in.
fn assemble(
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
fn finish(
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
            text.push_str(&case::mend(token, style, is_family, at == 0, followed, country));
        }
        (!text.is_empty()).then_some(text)
    };
    let name = PersonName { first: part(given, false), last: part(family, true) };
    (name.first.is_some() || name.last.is_some()).then_some(name)
}

/// "F. Scott Fitzgerald" is called Scott: an initial in front of a given name is dropped as one behind it is, where
/// there are `least` words.
fn drop_leading_initial(tokens: &mut Vec<Token<'_>>, least: usize) {
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

/// A name of which only one field was delivered.
fn lone_field(text: &str, country: Option<[u8; 2]>, is_family: bool) -> Option<PersonName> {
    if !is_family || text.contains(',') {
        let name = parse_segment(text, country)?;
        // One word in the field of the given name is one, whatever else it could be.
        return Some(match name {
            PersonName { first: None, last }
                if !text.contains(char::is_whitespace) && !text.chars().any(east_asia::is_east_asian) =>
            {
                PersonName { first: last, last: None }
            }
            name => name,
        });
    }
    if text.chars().any(east_asia::is_east_asian) {
        return east_asia::clean_part(text)
            .map(|last| PersonName { first: None, last: Some(last.to_owned()) });
    }
    let mut tokens = tokenize(text);
    let style = case::style(tokens.iter().map(|t| t.text));
    strip_titles(&mut tokens);
    strip_credentials(&mut tokens, style, 1);
    if tokens.len() > 1
        && tokens[0].is(GIVEN)
        && !tokens[0].is(PARTICLE)
        && tokens[0].flags & ANY_SURNAME == 0
    {
        return parse_segment(text, country);
    }
    if !keep_person(&mut tokens, false) {
        return None;
    }
    finish(&[], &tokens, style, country)
}
