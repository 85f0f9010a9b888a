//! Abbreviations spelled out, and the case of a title that lost it mended.

use std::sync::LazyLock;

use crate::normalize::table::Table;

use super::words::{ABBREVIATIONS, ALWAYS_CAPITALS, CAPITALS, FOREIGN, SHORT_WORDS, SMALL, SPELLINGS};

static FOREIGN_WORDS: LazyLock<Table<&'static str, ()>> =
    LazyLock::new(|| FOREIGN.iter().map(|word| (*word, ())).collect());

static WORDS: LazyLock<Table<&'static str, &'static str>> =
    LazyLock::new(|| ABBREVIATIONS.iter().copied().collect());

fn is_flat(text: &str) -> bool {
    let upper = text.chars().any(char::is_uppercase);
    let lower = text.chars().any(char::is_lowercase);
    !(upper && lower)
}

/// A word and what separates it from the one before.
struct Word<'a> {
    before: &'a str,
    text: &'a str,
    key: String,
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\'' | '.' | '&' | '+' | '#')
        || unicode_normalization::char::is_combining_mark(c)
}

/// Divides into words and separators; "Mgr." keeps its point, "and." at the end of a sentence too.
fn split(text: &str) -> (Vec<Word<'_>>, &str) {
    let mut words = Vec::with_capacity(8);
    let mut rest = text;
    loop {
        let Some(start) = rest.find(|c: char| c.is_alphanumeric()) else { return (words, rest) };
        let after = &rest[start..];
        let end = after.find(|c| !is_word_char(c)).unwrap_or(after.len());
        let mut word = &after[..end];
        // "Founder&CEO": only short words are held together by "&", as in R&D.
        if let Some((left, right)) = word.split_once('&')
            && (left.len() > 2 || right.len() > 2)
        {
            word = left;
        }
        // "Sr.Manager": the point ends a word unless single letters follow one another.
        if let Some(point) = word.find('.')
            && point > 1
            && point + 1 < word.len()
        {
            word = &word[..=point];
        }
        let word = word.trim_end_matches(['&', '\'']);
        let key = word.trim_end_matches('.');
        let key = if key.is_ascii() { key.to_ascii_lowercase() } else { key.to_lowercase() };
        words.push(Word { before: &rest[..start], text: word, key });
        rest = &after[word.len()..];
    }
}

pub(super) fn spell_out(text: &str) -> String {
    let flat = is_flat(text);
    let (words, tail) = split(text);
    let foreign = words.iter().any(|word| FOREIGN_WORDS.contains_key(word.key.as_str()));
    let mut mended = String::with_capacity(text.len() + 24);
    let key = |at: usize| words.get(at).map_or("", |word| word.key.as_str());
    for (at, word) in words.iter().enumerate() {
        let previous = at.checked_sub(1).map_or("", key);
        let next = key(at + 1);
        let replaced = abbreviation(word, previous, next, at, words.len(), foreign);
        let mut before = word.before;
        // "VP-Sales" is "Vice President, Sales"; a slash gets no space where it had none.
        if before == "-" && matches!(previous, "vp" | "svp" | "evp" | "avp" | "mgr" | "dir") {
            before = ", ";
        }
        if at > 0 && before.is_empty() && !matches!(mended.chars().next_back(), Some('&')) {
            mended.push(' ');
        }
        mended.push_str(if at == 0 { before.trim_start() } else { before });
        match replaced {
            Some(full) => mended.push_str(full),
            None => push_cased(word, at, flat, foreign, &mut mended),
        }
    }
    mended.push_str(tail);
    mended.truncate(mended.trim_end_matches([' ', ',']).len());
    mended
}

fn abbreviation<'a>(
    word: &Word<'_>,
    previous: &str,
    next: &str,
    at: usize,
    count: usize,
    foreign: bool,
) -> Option<&'a str> {
    let key = word.key.as_str();
    let manages = |word: &str| {
        matches!(word, "mgr" | "manager" | "mngr" | "director" | "dir" | "vp" | "counsel" | "sales")
    };
    match key {
        "sr" | "snr" | "jr" | "jnr" | "vp" | "svp" | "evp" | "mgr" | "asst"
            if word.text != "Jr" || !foreign =>
        {
            WORDS.get(key).copied()
        }
        // "S.V.P.": the stops say nothing.
        _ if key.contains('.') && key.split('.').all(|letter| letter.chars().count() == 1) => {
            WORDS.get(key.replace('.', "").as_str()).copied()
        }
        _ if foreign => match key {
            "geschf" | "gf" if word.text == "GF" => Some("Geschäftsführer"),
            "stellv" | "stv" => Some("Stellvertretender"),
            "resp" => Some("Responsable").filter(|_| matches!(next, "de" | "du" | "des")),
            _ => None,
        },
        "dir" => match next {
            "général" | "generale" | "général-adjoint" | "financier" | "technique" | "commercial" => {
                Some("Directeur")
            }
            _ => Some("Director"),
        },
        "dist" if manages(next) => Some("District"),
        "terr" if manages(next) => Some("Territory"),
        "fin" if manages(next) || matches!(next, "ofcr" | "officer") => Some("Financial"),
        "resp"
            if matches!(
                next,
                "commercial" | "commerciale" | "marketing" | "technique" | "rh" | "achats" | "de"
            ) =>
        {
            Some("Responsable")
        }
        "gén" => Some("Général"),
        "spec" if matches!(previous, "mass") => None,
        "gen" if manages(next) => Some("General"),
        "reg" if manages(next) => Some("Regional"),
        "mng" | "man" if matches!(next, "dir" | "director" | "partner") => Some("Managing"),
        "prog" if manages(next) => Some("Program"),
        "acct" if manages(next) || matches!(next, "exec" | "executive" | "rep" | "representative") => {
            Some("Account")
        }
        "prod" if matches!(next, "mktg" | "marketing") => Some("Product"),
        "acct" => Some("Accounting").filter(|_| at + 1 < count).or(Some("Accountant")),
        "admin" if matches!(next, "asst" | "assistant") => Some("Administrative"),
        "admin" if matches!(previous, "sys" | "system" | "systems" | "network" | "database") => {
            Some("Administrator")
        }
        "sys" if next == "admin" => Some("Systems"),
        "biz" | "bus" if matches!(next, "dev" | "development") => Some("Business"),
        "dev" if matches!(previous, "biz" | "bus" | "business" | "org") => Some("Development"),
        "dev"
            if matches!(
                previous,
                "software" | "web" | "sw" | "frontend" | "backend" | "stack" | "mobile" | "app"
            ) && at + 1 == count =>
        {
            Some("Developer")
        }
        "sw" => Some("Software"),
        "corp" if at + 1 < count => Some("Corporate"),
        // The discipline after "of", a comma or a rank, and before a rank; else the person.
        "eng" => {
            let discipline = word.before.contains(',')
                || matches!(previous, "of" | "vp" | "dir" | "director" | "head" | "svp" | "mgr" | "manager")
                || manages(next)
                || next == "lead";
            Some(if discipline { "Engineering" } else { "Engineer" })
        }
        "pres" if at > 0 && previous != "vice" && word.before.trim().is_empty() => None,
        "ass" if word.text.ends_with('.') => Some("Assistant"),
        "tech" | "mkt" if at + 1 == count && key == "tech" => None,
        _ => WORDS.get(key).copied(),
    }
}

fn push_cased(word: &Word<'_>, at: usize, flat: bool, foreign: bool, mended: &mut String) {
    let text = word.text;
    let joined: String = if text.contains('.') { word.key.replace('.', "") } else { String::new() };
    // "C.E.O." and "Ceo" are CEO.
    let key = if joined.is_empty() { word.key.as_str() } else { joined.as_str() };
    let always = key.len() < 5 && ALWAYS_CAPITALS.binary_search(&key).is_ok();
    if always && !foreign {
        return mended.extend(key.chars().flat_map(char::to_uppercase));
    }
    if always && (flat || key == "ceo" || text.contains('.')) {
        return mended.extend(key.chars().flat_map(char::to_uppercase));
    }
    // "Assoc." was not in the table: its point stays; a point after a whole word goes.
    if !flat {
        if at == 0 && text.chars().all(char::is_lowercase) && !matches!(key, "ios" | "ebay") {
            return capitalize(text, mended);
        }
        return mended.push_str(text);
    }
    if let Ok(found) = SPELLINGS.binary_search_by(|(spelling, _)| (*spelling).cmp(key)) {
        return mended.push_str(SPELLINGS[found].1);
    }
    if CAPITALS.binary_search(&key).is_ok() {
        return mended.extend(key.chars().flat_map(char::to_uppercase));
    }
    if at > 0 && SMALL.contains(&key) && !word.before.contains(['|', '-', '–', '(']) {
        return mended.push_str(&text.to_lowercase());
    }
    let vowels = key.contains(|c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') || !c.is_ascii());
    let upper = text.chars().any(char::is_uppercase);
    let is_short = key.len() < 4 && !SHORT_WORDS.contains(&key);
    if upper
        && (is_short
            || !vowels && key.len() < 5
            || key.contains('.')
            || key.chars().count() == 1
            || key.contains('&'))
    {
        return mended.push_str(text);
    }
    capitalize(&text.to_lowercase(), mended);
}

fn capitalize(word: &str, mended: &mut String) {
    let mut chars = word.chars();
    mended.extend(chars.next().into_iter().flat_map(char::to_uppercase));
    let mut rest = chars.as_str();
    // "d'Exploitation" and "l'Innovation", but "Women's".
    if let Some(at) =
        rest.find('\'').filter(|at| *at == 0 && matches!(word.as_bytes().first(), Some(b'd' | b'l')))
    {
        mended.push('\'');
        let mut after = rest[at + 1..].chars();
        mended.extend(after.next().into_iter().flat_map(char::to_uppercase));
        rest = after.as_str();
        return mended.push_str(rest);
    }
    mended.push_str(rest);
}

#[cfg(test)]
pub(super) fn tables_are_sorted() -> bool {
    CAPITALS.is_sorted() && ALWAYS_CAPITALS.is_sorted() && SPELLINGS.is_sorted() && SMALL.is_sorted()
}
