//! Capitals for a name written in one case.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::brands::BRANDS;
use super::legal_forms;
use super::words::{ABBREVIATED, SHORT_WORDS, SMALL_WORDS};

static BRAND_SPELLINGS: LazyLock<HashMap<String, &'static str>> =
    LazyLock::new(|| BRANDS.iter().map(|brand| (brand.to_lowercase(), *brand)).collect());

/// Signs that may enclose a word.
const AROUND: &[char] = &[
    '(', ')', '[', ']', '"', '\'', '“', '”', '„', '«', '»', '‘', '’', '!', '?', ',', ';', ':', '¡', '¿', '*',
];

pub(super) fn in_one_case(text: &str) -> bool {
    let upper = text.chars().any(char::is_uppercase);
    let lower = text.chars().any(char::is_lowercase);
    upper != lower
}

/// How the text is written that a word stands in.
#[derive(Clone, Copy)]
struct Casing {
    /// In small letters, else in capitals.
    all_lower: bool,
    /// With the dotted and the dotless `i` of Turkish and Azerbaijani.
    turkish: bool,
}

/// Gives a name its capitals, in a text that is written in one case.
pub(super) fn recase(name: &str, text: &str, mended: &mut String) {
    let casing =
        Casing { all_lower: text.chars().any(char::is_lowercase), turkish: text.contains(['İ', 'ı']) };
    let last = name.split(' ').count() - 1;
    for (index, word) in name.split(' ').enumerate() {
        if index > 0 {
            mended.push(' ');
        }
        let core = word.trim_start_matches(AROUND);
        mended.push_str(&word[..word.len() - core.len()]);
        let after = core.trim_end_matches(AROUND);
        let tail = &core[after.len()..];
        let core = after;
        let lower = lowered(core, casing);
        if let Some(brand) = BRAND_SPELLINGS.get(&lower) {
            mended.push_str(brand);
        } else if index > 0 && index < last && SMALL_WORDS.binary_search(&lower.as_str()).is_ok() {
            mended.push_str(&lower);
        } else if index == 0 && last > 0 && legal_forms::is_prefix(&lower) {
            push_upper(&lower, casing, mended);
        } else if let Some(form) = legal_forms::inner_spelling(core).filter(|_| index > 0) {
            mended.push_str(form);
        } else {
            compound(core, casing, mended);
        }
        mended.push_str(tail);
    }
}

/// In lower case; of the Turkish `İ` no second dot above the `i` is left, and `I` is the dotless one.
fn lowered(text: &str, casing: Casing) -> String {
    if casing.turkish {
        text.replace('İ', "i").replace('I', "ı").to_lowercase()
    } else {
        text.to_lowercase()
    }
}

/// A word, or several joined by a hyphen or stroke, each by its own rule: `ACS-TECH` → ACS-Tech, `RENT-A-CAR` →
/// Rent-a-Car.
fn compound(word: &str, casing: Casing, mended: &mut String) {
    const SMALL: &[&str] = &["a", "de", "des", "di", "du", "la", "le", "les", "of", "sur", "the"];
    let mut rest = word;
    let mut first = true;
    loop {
        let end = rest.find(['-', '–', '/', '+', '|']).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        let inner = !first && !after.is_empty();
        let lower = lowered(part, casing);
        if inner && SMALL.contains(&lower.as_str()) {
            mended.push_str(&lower);
        } else {
            single(part, &lower, casing, mended);
        }
        let mut chars = after.chars();
        let Some(joint) = chars.next() else { return };
        mended.push(joint);
        rest = chars.as_str();
        first = false;
    }
}

fn single(word: &str, lower: &str, casing: Casing, mended: &mut String) {
    if let Some(brand) = BRAND_SPELLINGS.get(lower) {
        mended.push_str(brand);
        return;
    }
    // `ACME株式会社`: in a word with letters that have no case, capitals are not shouted.
    if word.chars().any(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()) {
        mended.push_str(word);
        return;
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let plain = letters == word.chars().count();
    if word.contains(|c: char| c.is_ascii_digit()) {
        with_digits(word, lower, letters, casing, mended);
        return;
    }
    let without_vowel = plain && letters >= 2 && !lower.contains(is_vowel);
    let abbreviation = if ABBREVIATED.binary_search(&lower.trim_end_matches('.')).is_ok() {
        false
    } else if casing.all_lower {
        // `hsbc`; a longer word of consonants is a brand's game with its letters (`flickr`, `tmblr`).
        without_vowel && letters <= 4
            || word.contains('&') && word.split('&').all(|part| part.chars().count() == 1)
    } else {
        word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2)
            || word.contains('&') && word.split('&').all(|part| part.chars().count() <= 3)
            || letters <= 3 && SHORT_WORDS.binary_search(&lower.trim_end_matches('.')).is_err()
            || without_vowel
            || plain && letters <= 5 && !is_pronounceable(lower)
    };
    if abbreviation {
        push_upper(word, casing, mended);
    } else {
        title(lower, casing, mended);
    }
}

/// `TELE2` → Tele2, `360NETWORKS` → 360Networks, `1ST` → 1st; `3M`, `B2B` and `F5` stay.
fn with_digits(word: &str, lower: &str, letters: usize, casing: Casing, mended: &mut String) {
    let ordinal = lower.trim_start_matches(|c: char| c.is_ascii_digit());
    if lower.len() > ordinal.len() && matches!(ordinal, "st" | "nd" | "rd" | "th") {
        mended.push_str(lower);
        return;
    }
    if letters <= 2 && !word.contains('.') {
        push_upper(word, casing, mended);
        return;
    }
    let mut rest = lower;
    while !rest.is_empty() {
        let letters = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let (run, after) = rest.split_at(letters);
        let count = run.chars().count();
        let is_word = count > 3 || count == 3 && SHORT_WORDS.binary_search(&run).is_ok();
        if is_word && run.contains(is_vowel) && !matches!(run, "com") {
            title(run, casing, mended);
        } else if casing.all_lower && (count > 2 || word.contains('.')) {
            if rest.len() == lower.len() {
                title(run, casing, mended);
            } else {
                mended.push_str(run);
            }
        } else if matches!(run, "com" | "net" | "org") && mended.ends_with('.') {
            mended.push_str(run);
        } else {
            push_upper(run, casing, mended);
        }
        let other = after.find(char::is_alphabetic).unwrap_or(after.len());
        mended.push_str(&after[..other]);
        rest = &after[other..];
    }
}

/// Whether a word of a few letters can be spoken: `NIKE`, not `MDSI` or `CNOOC`. By the consonants it begins with.
fn is_pronounceable(lower: &str) -> bool {
    #[rustfmt::skip]
    const ONSETS: &[&str] = &[
        "bh", "bj", "bl", "br", "ch", "chr", "cl", "cr", "cz", "dh", "dj", "dr", "dv", "dw", "dz", "fj", "fl", "fr", "gh",
        "gl", "gn", "gr", "gw", "hj", "hl", "hr", "kh", "kj", "kl", "kn", "kr", "ks", "kv", "kw", "lh", "ll", "lj", "mc",
        "ml", "mn", "nd", "ng", "nh", "nj", "ph", "pf", "phl", "phr", "pl", "pn", "pr", "ps", "pt", "qu", "rh", "rz",
        "sc", "sch", "schl", "schm", "schn", "schr", "schw", "scr", "sf", "sh", "shr", "sj", "sk", "skr", "sl", "sm",
        "sn", "sp", "sph", "spl", "spr", "sq", "sr", "st", "str", "sv", "sw", "sz", "szcz", "tch", "th", "thr", "tj",
        "tl", "tr", "ts", "tw", "tz", "vl", "vr", "wh", "wl", "wr", "zb", "zd", "zh", "zl", "zm", "zn", "zw",
    ];
    if !lower.is_ascii() {
        return true;
    }
    let end = lower.find(|c: char| is_vowel(c)).unwrap_or(lower.len());
    let onset = &lower[..end];
    onset.len() < 2 || ONSETS.contains(&onset)
}

/// Vowels of the cased scripts; a word without one is an abbreviation (`HSBC`).
fn is_vowel(c: char) -> bool {
    // Anything beyond ASCII counts, so that no word of another script is taken for an abbreviation.
    "aeiouy".contains(c) || !c.is_ascii()
}

fn push_upper(text: &str, casing: Casing, mended: &mut String) {
    for c in text.chars() {
        push_capital(c, casing, mended);
    }
}

/// A letter's capital; letters that would not come back stay: the capital of ß is two letters.
fn push_capital(c: char, casing: Casing, mended: &mut String) {
    if casing.turkish && matches!(c, 'i' | 'ı') {
        mended.push(if c == 'i' { 'İ' } else { 'I' });
        return;
    }
    let upper = c.to_uppercase();
    if upper.clone().flat_map(char::to_lowercase).eq(c.to_lowercase()) {
        mended.extend(upper);
    } else {
        mended.push(c);
    }
}

/// `mcdonald's` → McDonald's, `o'reilly` → O'Reilly.
fn title(lower: &str, casing: Casing, mended: &mut String) {
    let start = mended.len();
    let mut capital = true;
    let mut since_break = 0;
    let mut chars = lower.chars();
    while let Some(c) = chars.next() {
        if capital && c.is_alphabetic() {
            push_capital(c, casing, mended);
            capital = false;
        } else {
            mended.push(c);
        }
        since_break += 1;
        let left = chars.as_str();
        let more = |count: usize| left.chars().nth(count).is_some();
        match c {
            '(' | '&' | '"' | '*' => {
                capital = true;
                since_break = 0;
            }
            // O'Reilly, D'Angelo, L'Oréal; not Lowe's.
            '\'' | '’' if since_break == 2 && more(1) => {
                capital = true;
                since_break = 0;
            }
            '.' if since_break == 2 => {
                capital = true;
                since_break = 0;
            }
            'c' if since_break == 2 && more(3) && mended[start..].ends_with("Mc") => capital = true,
            _ => {}
        }
    }
}
