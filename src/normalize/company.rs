//! Company names: the name shown, and the key by which two spellings of one company meet.

mod brands;
mod case;
mod clean;
mod entities;
mod key;
mod legal_forms;
mod notes;
mod table;
mod words;

use super::entities::legible;
use std::borrow::Cow;
use std::sync::LazyLock;

use super::country::fold;
use case::{in_one_case, recase};
use clean::{clean, is_plain};
pub(crate) use entities::decode;
pub use key::match_key;
use table::WordSet;
use words::{BARE_FORMS, NO_COMPANIES, PLACEHOLDERS};

/// Whether a text stands where a value would and is none: `N/A`, `null`, `-`, `unknown`.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let folded = fold(text);
    folded.is_empty() || PLACEHOLDERS.binary_search(&folded.as_str()).is_ok()
}

/// What stands where a company would, folded.
static NOTHING: LazyLock<WordSet> =
    LazyLock::new(|| PLACEHOLDERS.iter().chain(NO_COMPANIES).copied().collect());

/// Whether a folded text names no company: a placeholder, or what stands for having none.
fn is_nothing(folded: &str) -> bool {
    NOTHING.contains(folded) || !folded.contains(char::is_alphanumeric)
}

/// Whether a text is no name though it is written in letters or digits: a legal form alone (`GmbH`), zeros, or a number
/// of seven digits and more, which is a telephone's or a file's.
fn is_no_name(text: &str, folded: &str) -> bool {
    if folded.len() <= 40 && BARE_FORMS.binary_search(&join_letters(folded).as_str()).is_ok() {
        return true;
    }
    if !text.starts_with(char::is_alphanumeric) && !text.contains(char::is_alphanumeric) {
        return true;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits > 0
        && !text.contains(char::is_alphabetic)
        && (digits >= 7 || text.bytes().all(|byte| !matches!(byte, b'1'..=b'9')))
}

/// The name as it is shown: white space and stray signs mended, a name in one case given capitals, the legal form in its
/// usual spelling. `None` for a placeholder, or what stands for having no company (`Self-employed`).
///
/// `ACME CORP` → Acme Corp, `acme gmbh` → Acme GmbH; IBM, 3M, eBay and SAP SE stay. Notes beside the name go
/// (`(NYSE: IBM)`, `- Headquarters`, `PERMANENTLY CLOSED`); of two names the one in use is kept (`Foo LLC d/b/a Bar` → Bar).
pub fn normalize(raw: &str) -> Option<String> {
    let mut name = mend(raw)?;
    // What odd signs leave behind may itself need mending.
    if !is_plain(&name) {
        for _ in 0..4 {
            let next = mend(&name)?;
            if next == name {
                break;
            }
            name = next;
        }
    }
    Some(name)
}

fn mend(raw: &str) -> Option<String> {
    let raw = &*legible(raw);
    let mut text = clean(raw);
    let folded = fold(&text);
    if is_nothing(&folded) || is_no_name(&text, &folded) {
        return None;
    }
    // A second round only for a name like `BASF ag`, which is in one case once its form is in capitals.
    for _ in 0..2 {
        let one_case = in_one_case(&text);
        let (name, form) = legal_forms::split(&text);
        let mut mended = String::with_capacity(text.len() + 4);
        if one_case {
            recase(name, &text, &mut mended);
        } else {
            mended.push_str(name);
        }
        if let Some((written, form)) = form {
            mended.push(' ');
            mended.push_str(legal_forms::spelling(written, form, name, one_case));
        } else if let Some(rest) = without_stray_stop(&mended) {
            mended.truncate(rest);
        }
        let again = !one_case && in_one_case(&mended);
        text = Cow::Owned(mended);
        if !again {
            break;
        }
    }
    Some(text.into_owned())
}

/// Where a name that is written like the end of a sentence (`Acme Holdings.`) ends.
fn without_stray_stop(name: &str) -> Option<usize> {
    let rest = name.strip_suffix('.')?;
    let last = rest.rsplit(' ').next().unwrap_or_default();
    let is_word = last.chars().count() > 6 && last.chars().all(char::is_alphabetic);
    is_word.then_some(rest.len())
}

/// How well founded a name is, 0 to 100, for choosing between two spellings of one company: a name in mixed case with its
/// legal form is what the company itself wrote; one in capitals or all small was typed; an address stands in for a name.
pub fn weight(value: &str) -> u8 {
    let text = clean(value);
    let Some(name) = normalize(&text) else { return 0 };
    let has_form = legal_forms::split(&text).1.is_some();
    let base = if looks_like_address(value) {
        20
    } else if name != text && !is_domain(&text) && in_one_case(&text) {
        if text.chars().any(char::is_lowercase) { 30 } else { 40 }
    } else {
        return weight_of(&text, has_form);
    };
    base + if has_form { FORM_WEIGHT } else { 0 }
}

/// What a legal form adds to the weight of a name.
const FORM_WEIGHT: u8 = 20;

/// The key and the weight of a name as [`normalize`] gives it: those of [`match_key`] and [`weight`], without the mending.
/// `None` where there is no key.
pub fn key_and_weight(name: &str) -> (Option<String>, u8) {
    let folded = fold(name);
    let key = if is_nothing(&folded) { None } else { Some(key::of(name)) };
    let has_form = legal_forms::split(name).1.is_some();
    (key, weight_of(name, has_form))
}

fn weight_of(name: &str, has_form: bool) -> u8 {
    let base = if is_domain(name) { 50 } else { 60 };
    base + if has_form { FORM_WEIGHT } else { 0 }
}

fn looks_like_address(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    !text.contains(' ') && (text.contains("://") || text.starts_with("www.") || text.contains('@'))
}

/// A name that is its domain (`Booking.com`): the company's own, or only its address.
fn is_domain(text: &str) -> bool {
    !text.contains(' ')
        && text.rsplit_once('.').is_some_and(|(name, end)| {
            name.len() > 1
                && (2..=4).contains(&end.len())
                && end.bytes().all(|byte| byte.is_ascii_lowercase())
        })
}

/// Letters that stand alone joined: `s a de c v` → `sa de cv`, `d r horton` → `dr horton`.
fn join_letters(folded: &str) -> String {
    let mut joined = String::with_capacity(folded.len());
    let mut letter_before = false;
    for word in folded.split(' ') {
        let mut chars = word.chars();
        let letter =
            chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none() && is_cased(word);
        let continues = letter && letter_before;
        if !joined.is_empty() && !continues {
            joined.push(' ');
        }
        joined.push_str(word);
        letter_before = letter;
    }
    joined
}

fn is_cased(word: &str) -> bool {
    word.chars().all(|c| c.is_lowercase() || c.is_uppercase())
}

#[cfg(test)]
mod tests;
