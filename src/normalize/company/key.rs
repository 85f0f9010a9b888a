//! The key by which two spellings of one company's name meet.

use super::super::country::fold;
use super::clean::clean;
use super::legal_forms::{self, JOINED};
use super::words::{NAMED_BY_FORM, WORD_KEYS};
use super::{is_nothing, join_letters};

/// The key under which spellings of one company's name meet: lower case, without accents, punctuation, spaces, article
/// and legal form, common abbreviations written out. Never empty: a name that is nothing but a legal form is its own key.
///
/// `None` where there is no letter or digit, and for what stands for having no company, also as a key.
pub fn match_key(name: &str) -> Option<String> {
    let text = clean(name);
    if is_nothing(&fold(&text)) {
        return None;
    }
    // `X x` is no placeholder, its key would be one.
    Some(of(&text)).filter(|key| !is_nothing(key))
}

/// The key of a name that is one, cleaned.
pub(super) fn of(text: &str) -> String {
    let mut rest = text;
    let mut and_co = false;
    loop {
        let before = rest.len();
        rest = without_article(rest);
        if let (name, Some((_, form))) = legal_forms::split(rest) {
            and_co |= form.key.starts_with("and co");
            rest = name.trim_end_matches([',', '&', '-', '–', ' ', '/']);
            // Romanian companies put `S.C.` before the name.
            if matches!(form.key, "sa" | "srl" | "srl d" | "snc")
                && let Some((first, after)) = rest.split_once(' ')
                && fold(first) == "sc"
            {
                rest = after;
            }
        }
        rest = legal_forms::without_prefix(rest);
        rest = without_joined(rest);
        if let Some(name) = rest.len().checked_sub(4).and_then(|at| {
            let (name, end) = (rest.get(..at)?, rest.get(at..)?);
            (end.eq_ignore_ascii_case(".com") && !name.contains(' ')).then_some(name)
        }) && name.contains(char::is_alphanumeric)
        {
            rest = name;
        }
        if rest.len() == before {
            break;
        }
    }
    let mut folded = join_letters(&fold(rest));
    if folded.is_empty() {
        folded = join_letters(&fold(text));
    }
    if and_co && NAMED_BY_FORM.binary_search(&folded.as_str()).is_ok() {
        folded.push_str(" and co");
    }
    let mut key = squash(&folded);
    // Without the space between them marks may belong to another letter.
    if !key.is_ascii() {
        key = join_letters(&fold(&key));
    }
    loop {
        let bare = without_joined(&key);
        if bare.len() == key.len() {
            break;
        }
        key = bare.to_owned();
    }
    key
}

fn without_article(text: &str) -> &str {
    if let Some(start) = text.get(..4)
        && start.eq_ignore_ascii_case("the ")
        && text[4..].contains(char::is_alphanumeric)
    {
        return &text[4..];
    }
    text
}

/// Japanese, Chinese, Korean and Thai forms, written against the name.
fn without_joined(text: &str) -> &str {
    if text.is_ascii() {
        return text;
    }
    for form in JOINED {
        for rest in [text.strip_prefix(form), text.strip_suffix(form)].into_iter().flatten() {
            if rest.contains(char::is_alphanumeric) {
                return rest.trim_matches([' ', ',', '-', '・', '(', ')']);
            }
        }
    }
    text
}

/// The words in their usual form, without the spaces between them, for `Good Will` is Goodwill and `7 Eleven` 7-Eleven.
/// Two numbers stay apart.
fn squash(folded: &str) -> String {
    let mut key = String::with_capacity(folded.len());
    let mut words = folded.split(' ').peekable();
    let mut first = true;
    while let Some(word) = words.next() {
        let inner = !first && words.peek().is_some();
        let word = match WORD_KEYS.binary_search_by_key(&word, |(from, _)| from) {
            Ok(index) if WORD_KEYS[index].1 != "and" || inner => WORD_KEYS[index].1,
            _ => word,
        };
        let numbers = key.ends_with(|c: char| c.is_numeric()) && word.starts_with(|c: char| c.is_numeric());
        if numbers {
            key.push(' ');
        }
        key.push_str(word);
        first = false;
    }
    key
}
