//! Company names: the name shown, and the key by which two spellings of one company meet.

mod brands;
mod case;
mod clean;
mod key;
mod legal_forms;
mod words;

use super::country::fold;
use case::{in_one_case, recase};
use clean::clean;
pub use key::match_key;
use words::{NO_COMPANIES, PLACEHOLDERS};

/// Whether a text stands where a value would and is none: `N/A`, `null`, `-`, `unknown`.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let folded = fold(text);
    folded.is_empty() || PLACEHOLDERS.contains(&folded.as_str())
}

/// Whether a folded text names no company: a placeholder, or what stands for having none.
fn is_nothing(folded: &str) -> bool {
    !folded.contains(char::is_alphanumeric)
        || PLACEHOLDERS.binary_search(&folded).is_ok()
        || NO_COMPANIES.binary_search(&folded).is_ok()
}

/// The name as it is shown: white space and stray signs mended, a name in one case given capitals, the legal form in its
/// usual spelling. `None` for a placeholder, or what stands for having no company (`Self-employed`).
///
/// `ACME CORP` → Acme Corp, `acme gmbh` → Acme GmbH; IBM, 3M, eBay and SAP SE stay. Notes beside the name go
/// (`(NYSE: IBM)`, `- Headquarters`, `PERMANENTLY CLOSED`); of two names the one in use is kept (`Foo LLC d/b/a Bar` → Bar).
pub fn normalize(raw: &str) -> Option<String> {
    let text = clean(raw);
    if is_nothing(&fold(&text)) {
        return None;
    }
    let one_case = in_one_case(&text);
    let (name, form) = legal_forms::split(&text);
    let mut mended = String::with_capacity(text.len() + 4);
    if one_case {
        let all_lower = text.chars().any(char::is_lowercase);
        recase(name, all_lower, &mut mended);
    } else {
        mended.push_str(name);
    }
    if let Some((written, form)) = form {
        mended.push(' ');
        mended.push_str(legal_forms::spelling(written, form, name, one_case));
    } else if let Some(rest) = without_stray_stop(&mended) {
        mended.truncate(rest);
    }
    // `BASF ag`: only with its form in capitals is the whole name in one case.
    if !one_case && in_one_case(&mended) {
        return normalize(&mended);
    }
    Some(mended)
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
    let has_case = text.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    let base = if looks_like_address(value) {
        20
    } else if is_domain(&text) {
        50
    } else if !has_case || !in_one_case(&text) || name == text {
        60
    } else if text.chars().any(char::is_lowercase) {
        30
    } else {
        40
    };
    base + if has_form { 20 } else { 0 }
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
