//! Telling whether two names are the same person's, and which of two spellings says more.

use super::east_asia;
use super::text::fold;
use super::token::{Token, is_dotted};
use super::western::{is_given_pair, is_servant};
use super::words::{ANY_SURNAME, GIVEN};

/// A key under which the same person written differently meets: lower case, accents folded, punctuation, middle
/// names and middle initials gone, each part without spaces, as in `"jeanpaul vandenberg"`. `None` if there is not
/// both a first and a last name.
///
/// German `ae`, `oe`, `ue` in a family name count as the umlauts they stand for, so that Müller, Mueller and Muller
/// meet. Nicknames are not resolved: Bob Smith and Robert Smith may be father and son.
pub fn match_key(first: Option<&str>, last: Option<&str>) -> Option<String> {
    let first = fold(first?);
    let last = fold(last?);
    let is_separator = |c: char| c.is_whitespace() || c == '-' || c == '\u{2010}' || c == '\u{2011}';
    let mut key = String::with_capacity(first.len() + last.len() + 1);
    let mut given = first.split(char::is_whitespace).filter(|word| word.chars().any(char::is_alphanumeric));
    let opener = given.next()?;
    let letters = |key: &mut String, word: &str| key.extend(word.chars().filter(|c| c.is_alphanumeric()));
    if is_dotted(opener) {
        key.extend(opener.chars().find(|c| c.is_alphanumeric()));
    } else {
        letters(&mut key, opener);
        let opener = key.clone();
        // The second half of a compound given name is no middle name.
        if let Some(closer) =
            given.next().filter(|closer| is_given_pair(&opener, closer) || is_servant(&opener))
        {
            letters(&mut key, closer);
        }
    }
    let end = key.len();
    key.push(' ');
    for word in last.split(is_separator) {
        letters(&mut key, word);
    }
    if end == 0 || key.len() == end + 1 {
        return None;
    }
    for (digraph, letter) in [("ae", "a"), ("oe", "o"), ("ue", "u")] {
        fold_digraph(&mut key, end + 1, digraph, letter);
    }
    Some(key)
}

/// How well founded a first or last name is, for choosing between two spellings of the same person: 0 nothing,
/// 10 initials, 20 short (a nickname or clipped form), 30 a full name. A few points more for what a poorer source
/// loses: accents, and the second word of a compound name.
pub fn weight(value: &str) -> u8 {
    let value = value.trim();
    let letters = value.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 {
        return 0;
    }
    if value.chars().any(east_asia::is_east_asian) {
        return 30;
    }
    let token = Token::new(value);
    if token.is_initial() || letters <= 3 && token.is_upper() && token.flags & (GIVEN | ANY_SURNAME) == 0 {
        return 10;
    }
    let base = if letters <= 3 || SHORT_FORMS.binary_search(&token.key.as_str()).is_ok() { 20 } else { 30 };
    let accents = u8::from(!value.is_ascii());
    let words = u8::from(value.split([' ', '-']).filter(|word| word.chars().count() > 2).count() > 1);
    base + accents + 2 * words
}

/// Short forms of English given names that are longer than three letters.
#[rustfmt::skip]
pub(super) const SHORT_FORMS: &[&str] = &[
    "abby", "alex", "andy", "barb", "bart", "bernie", "bert", "beth", "betsy", "betty", "bill", "billy",
    "bobby", "brad", "cathy", "charlie", "chip", "chris", "chuck", "cindy", "connie", "danny", "dave",
    "debbie", "debby", "dick", "donnie", "doug", "eddie", "ernie", "fran", "frank", "fred", "freddy",
    "gabe", "geoff", "gerry", "greg", "hank", "jack", "jake", "jeff", "jenn", "jenny", "jerry", "jess",
    "jimmy", "joey", "johnny", "josh", "judy", "kate", "kathy", "katie", "larry", "liza", "lizzy", "maggie",
    "mandy", "manny", "margie", "marty", "matt", "mick", "mickey", "mike", "mindy", "mitch", "nate", "nick",
    "patty", "pete", "phil", "rick", "ricky", "robbie", "ronnie", "russ", "sally", "sandy", "steph",
    "steve", "susie", "teddy", "terri", "terry", "thom", "tony", "trish", "vicky", "vince", "walt", "will",
    "willy", "zach", "zack",
];

/// `ue` between consonants is an umlaut written out: Mueller, but not Samuel's `uel`, Rodrigue or Manuela.
pub(super) fn fold_digraph(key: &mut String, from: usize, digraph: &str, letter: &str) {
    let vowel = |c: Option<char>| c.is_none_or(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'g' | 'q'));
    let mut search = from;
    while let Some(at) = key.get(search..).and_then(|rest| rest.find(digraph)).map(|at| at + search) {
        let before = key.get(from..at).and_then(|before| before.chars().next_back());
        let after = key.get(at + 2..).and_then(|after| after.chars().next());
        let opens = at == from;
        if (opens || !vowel(before)) && after.is_some_and(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')) {
            key.replace_range(at..at + 2, letter);
        }
        search = at + 1;
    }
}
