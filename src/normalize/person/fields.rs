//! A name whose given and family name stand in fields of their own.

use unicode_normalization::char::is_combining_mark;

use super::affixes::{is_title_alone, strip_credentials, strip_titles};
use super::assemble::{drop_leading_initial, finish};
use super::full::parse_segment;
use super::order::is_patronymic;
use super::role::keep_person;
use super::text::{clean, is_absent, is_placeholder, is_simple, segments, without_asides};
use super::token::{Token, tokenize};
use super::words::*;
use super::{PersonName, case, east_asia};

pub(super) fn parts_once(
    first: Option<&str>,
    last: Option<&str>,
    code: Option<[u8; 2]>,
) -> Option<PersonName> {
    let alone =
        first.is_none_or(|text| text.trim().is_empty()) || last.is_none_or(|text| text.trim().is_empty());
    let field = |value: Option<&str>| -> Option<String> {
        let value = value?;
        if is_simple(value) {
            let absent = is_absent(value) || alone && is_placeholder(value);
            return (!absent && value.contains(char::is_alphabetic) && !value.contains('@'))
                .then(|| value.to_owned());
        }
        let text = clean(value);
        let kept = without_asides(&text);
        let text = segments(&kept)
            .next()?
            .trim_matches(|c: char| !c.is_alphanumeric() && !is_combining_mark(c) && !matches!(c, '.' | '\''))
            .to_owned();
        // An address in a name's field is none of a person's.
        let named = text.chars().any(char::is_alphabetic) && !text.contains('@');
        (named && !(is_absent(&text) || alone && is_placeholder(&text))).then_some(text)
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
    let (family, behind) = last.split_once(',').unwrap_or((&last, ""));
    let mut family = tokenize(family);
    if !given.is_empty() && given.iter().all(is_title_alone) && !family.is_empty() {
        return lone_field(&last, code, true);
    }
    // "Sar, van der": as it is sorted.
    let mut behind = tokenize(behind);
    if !behind.is_empty() && behind.iter().all(|token| token.is(PARTICLE) && token.is_lower()) {
        behind.append(&mut family);
        family = behind;
    }
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
    // A patronymic is a middle name.
    if given.len() == 2 && is_patronymic(&given[1].key) {
        given.truncate(1);
    }
    let count = given.len();
    let mut all = given;
    all.append(&mut family);
    if !keep_person(&mut all, true) || all.len() < count {
        return None;
    }
    finish(&all[..count], &all[count..], style, code)
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
