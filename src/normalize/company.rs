//! Company names: the name shown, and the key by which two spellings of one company meet.

mod legal_forms;
mod words;

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::country::fold;
use legal_forms::{JOINED, LegalForm, PREFIXES, SUFFIXES};
use words::{BRANDS, NO_COMPANIES, PLACEHOLDERS, SHORT_WORDS, SMALL_WORDS};

/// The most words a legal form has (`S. de R.L. de C.V.`, with its stops spaced out).
const LONGEST_FORM: usize = 8;

static FORMS: LazyLock<HashMap<&'static str, &'static LegalForm>> =
    LazyLock::new(|| SUFFIXES.iter().map(|form| (form.key, form)).collect());

static BRAND_SPELLINGS: LazyLock<HashMap<String, &'static str>> =
    LazyLock::new(|| BRANDS.iter().map(|brand| (brand.to_lowercase(), *brand)).collect());

/// Whether a text stands where a value would and is none: `N/A`, `null`, `-`, `unknown`.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let folded = fold(text);
    folded.is_empty() || PLACEHOLDERS.contains(&folded.as_str())
}

/// The name as it is shown: white space and stray signs mended, a name in one case given capitals, the legal form in its
/// usual spelling. `None` for a placeholder, or what stands for having no company (`Self-employed`).
///
/// `ACME CORP` → Acme Corp, `acme gmbh` → Acme GmbH; IBM, 3M, eBay and SAP SE stay.
pub fn normalize(raw: &str) -> Option<String> {
    let text = clean(raw);
    let folded = fold(&text);
    let nothing = folded.is_empty()
        || !folded.contains(char::is_alphanumeric)
        || PLACEHOLDERS.contains(&folded.as_str())
        || NO_COMPANIES.contains(&folded.as_str());
    if nothing {
        return None;
    }
    let one_case = in_one_case(&text);
    let (name, form) = split_form(&text);
    let mut mended = String::with_capacity(text.len() + 4);
    if one_case {
        let all_lower = text.chars().any(char::is_lowercase);
        recase(name, all_lower, &mut mended);
    } else {
        mended.push_str(name);
    }
    if let Some((written, form)) = form {
        mended.push(' ');
        mended.push_str(spelling(written, form, name, one_case));
    }
    // `BASF ag`: only with its form in capitals is the whole name in one case.
    if !one_case && in_one_case(&mended) {
        return normalize(&mended);
    }
    Some(mended)
}

/// The key under which spellings of one company's name meet: lower case, without accents, punctuation, article and legal
/// form. Never empty: a name that is nothing but a legal form is its own key.
///
/// `None` where there is no letter or digit.
pub fn match_key(name: &str) -> Option<String> {
    let folded = fold(&clean(name));
    if folded.is_empty() {
        return None;
    }
    let mut key = join_letters(&folded);
    loop {
        let before = key.len();
        if let Some(rest) = key.strip_prefix("the ") {
            key = rest.to_owned();
        }
        if let Some(rest) = key.strip_suffix(" the") {
            key.truncate(rest.len());
        }
        if let Some(start) = form_start(&key) {
            key.truncate(start);
        }
        if let Some(rest) = PREFIXES.iter().find_map(|prefix| key.strip_prefix(prefix)?.strip_prefix(' ')) {
            // `PT Solutions` is a name; `PT Bank Central Asia` has a legal form.
            if !key.starts_with("pt ") || rest.contains(' ') {
                key = rest.to_owned();
            }
        }
        key = without_joined_form(key);
        if key.len() == before {
            return Some(key);
        }
    }
}

/// How well founded a name is, 0 to 100, for choosing between two spellings of one company: a name in mixed case with its
/// legal form is what the company itself wrote; one in capitals or all small was typed; an address stands in for a name.
pub fn weight(value: &str) -> u8 {
    let text = clean(value);
    let Some(name) = normalize(&text) else { return 0 };
    let has_form = split_form(&text).1.is_some();
    let has_case = text.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    let base = if looks_like_address(&text) {
        20
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

/// White space, quotes, trade marks, HTML entities, stray signs; nothing of the name itself.
fn clean(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    for c in raw.chars() {
        match c {
            '™' | '®' | '©' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' =>
                {}
            '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{fe0f}' => {}
            '㈱' => text.push_str("株式会社"),
            '㈲' => text.push_str("有限会社"),
            '㈜' => text.push_str("주식회사"),
            // Full-width letters, digits and signs are the plain ones, set for another script.
            '\u{ff01}'..='\u{ff5e}' => text.extend(char::from_u32(c as u32 - 0xfee0)),
            c if c.is_whitespace() || c.is_control() => {
                if !text.ends_with(' ') {
                    text.push(' ');
                }
            }
            c => text.push(c),
        }
    }
    if !text.is_ascii() {
        text = text.nfc().collect();
    }
    for (entity, sign) in [("&amp;", "&"), ("&#39;", "'"), ("&apos;", "'"), ("&quot;", "\""), ("&nbsp;", " ")]
    {
        if text.contains(entity) {
            text = text.replace(entity, sign);
        }
    }
    for (short, long) in [("(株)", "株式会社"), ("(有)", "有限会社"), ("(주)", "주식회사")] {
        if text.contains(short) {
            text = text.replace(short, long);
        }
    }
    if text.contains(",") {
        text = space_commas(&text);
    }
    let mut text = text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    loop {
        let trimmed = text
            .trim_matches([
                ' ', ',', ';', ':', '|', '-', '–', '—', '_', '*', '•', '·', '~', '/', '\\', '<', '>', '=',
            ])
            .trim_start_matches(['.', '#']);
        let trimmed = unwrap(trimmed);
        let sorted = article_first(trimmed);
        if sorted.is_none() && trimmed.len() == text.len() {
            return text;
        }
        text = sorted.unwrap_or_else(|| trimmed.to_owned());
    }
}

/// `Coca-Cola Company (The)`, `Coca-Cola Company, The`: the article where lists put it for sorting.
fn article_first(text: &str) -> Option<String> {
    let lower = text.get(text.len().checked_sub(6)?..)?.to_ascii_lowercase();
    let end = if lower == " (the)" {
        text.len() - 6
    } else if lower.ends_with(", the") {
        text.len() - 5
    } else {
        return None;
    };
    let name = text[..end].trim_matches([',', ' ']);
    let article = if text.chars().any(char::is_lowercase) { "The" } else { "THE" };
    (!name.is_empty()).then(|| format!("{article} {name}"))
}

/// `Acme,Inc.` → `Acme, Inc.`; `1,000` stays.
fn space_commas(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 2);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == ',' {
            while spaced.ends_with([' ', ',']) {
                spaced.pop();
            }
        }
        spaced.push(c);
        if c == ',' && chars.peek().is_some_and(|next| next.is_alphabetic()) {
            spaced.push(' ');
        }
    }
    spaced
}

/// The text without quotes or brackets around all of it.
fn unwrap(text: &str) -> &str {
    const PAIRS: &[(char, char)] = &[
        ('"', '"'),
        ('\'', '\''),
        ('“', '”'),
        ('‘', '’'),
        ('«', '»'),
        ('„', '“'),
        ('(', ')'),
        ('[', ']'),
        ('`', '`'),
    ];
    for (open, close) in PAIRS {
        if let Some(inner) = text.strip_prefix(*open).and_then(|rest| rest.strip_suffix(*close))
            && !inner.contains([*open, *close])
        {
            return inner.trim();
        }
    }
    text
}

fn in_one_case(text: &str) -> bool {
    let upper = text.chars().any(char::is_uppercase);
    let lower = text.chars().any(char::is_lowercase);
    upper != lower
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

/// Where the legal form at the end of a folded name begins, the space before it included; the name before it is not empty.
fn form_start(key: &str) -> Option<usize> {
    let mut start = None;
    for (index, _) in key.rmatch_indices(' ').take(LONGEST_FORM) {
        if FORMS.contains_key(&key[index + 1..]) {
            start = Some(index);
        }
    }
    start.filter(|&index| index > 0)
}

/// Japanese, Chinese and Korean forms, written against the name.
fn without_joined_form(key: String) -> String {
    if key.is_ascii() {
        return key;
    }
    for form in JOINED {
        for rest in [key.strip_prefix(form), key.strip_suffix(form)].into_iter().flatten() {
            if rest.contains(char::is_alphanumeric) {
                return rest.trim().to_owned();
            }
        }
    }
    key
}

/// The name, and the legal form at its end as written, with its entry.
fn split_form(text: &str) -> (&str, Option<(&str, &'static LegalForm)>) {
    let mut found = (text, None);
    for (index, _) in text.rmatch_indices(' ').take(LONGEST_FORM) {
        let name = text[..index].trim_end();
        let key = join_letters(&fold(&text[index + 1..]));
        let before = name.trim_end_matches([',', '&']);
        if before.is_empty() || !before.contains(char::is_alphanumeric) {
            break;
        }
        // In `A L P` the letters are one word, as they are for the key.
        let is_letter = |word: &str| word.chars().count() == 1;
        let goes_on = fold(&text[index + 1..]).split(' ').next().is_some_and(is_letter)
            && fold(name).rsplit(' ').next().is_some_and(is_letter);
        if let Some(form) = FORMS.get(key.as_str()).filter(|_| !goes_on) {
            found = (name, Some((&text[index + 1..], *form)));
        }
    }
    found
}

/// The usual spelling of a form, or the form as written where it may be a word.
fn spelling<'a>(written: &'a str, form: &'static LegalForm, name: &str, one_case: bool) -> &'a str {
    let Some(first) = form.spellings.first() else { return written };
    if let Some(known) = form.spellings.iter().find(|spelling| **spelling == written) {
        let shouted = one_case && form.distinct && known.len() > 2 && *known == "PLC";
        return if shouted { first } else { known };
    }
    if !form.distinct && !one_case && written.chars().any(char::is_lowercase) {
        return written;
    }
    // A day spa is no società per azioni.
    if form.key == "spa" {
        let before = fold(name.rsplit(' ').next().unwrap_or_default());
        let kind = ["and", "beauty", "day", "hair", "massage", "med", "medical", "nail", "salon", "wellness"];
        if kind.contains(&before.as_str()) {
            return "Spa";
        }
    }
    let dotted = written.contains('.');
    form.spellings.iter().find(|spelling| spelling.contains('.') == dotted).unwrap_or(first)
}

/// Gives a name written in one case its capitals.
fn recase(name: &str, all_lower: bool, mended: &mut String) {
    for (index, word) in name.split(' ').enumerate() {
        if index > 0 {
            mended.push(' ');
        }
        let (core, comma) = match word.strip_suffix(',') {
            Some(core) => (core, ","),
            None => (word, ""),
        };
        recase_word(core, index == 0, all_lower, mended);
        mended.push_str(comma);
    }
}

fn recase_word(word: &str, first: bool, all_lower: bool, mended: &mut String) {
    let lower = word.to_lowercase();
    if let Some(brand) = BRAND_SPELLINGS.get(&lower) {
        mended.push_str(brand);
        return;
    }
    if !first && SMALL_WORDS.contains(&lower.as_str()) {
        mended.push_str(&lower);
        return;
    }
    // `ACME株式会社`: in a word with letters that have no case, capitals are not shouted.
    if word.chars().any(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()) {
        mended.push_str(word);
        return;
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let digits = word.contains(|c: char| c.is_ascii_digit());
    if all_lower {
        // `3m`, `b2b`
        if digits && letters <= 2 && !word.contains('.') {
            mended.push_str(&word.to_ascii_uppercase());
        } else {
            title(&lower, mended);
        }
        return;
    }
    let abbreviation = digits
        || word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2)
        || word.contains('&') && word.split('&').all(|part| part.chars().count() <= 3)
        || letters <= 3 && !SHORT_WORDS.contains(&lower.as_str())
        || !lower.contains(is_vowel) && letters == word.chars().count();
    if abbreviation {
        mended.push_str(word);
    } else {
        title(&lower, mended);
    }
}

/// Vowels of the cased scripts; a word without one is an abbreviation (`HSBC`).
fn is_vowel(c: char) -> bool {
    // Anything beyond ASCII counts, so that no word of another script is taken for an abbreviation.
    "aeiouy".contains(c) || !c.is_ascii()
}

/// `mcdonald's` → McDonald's, `o'reilly` → O'Reilly, `coca-cola` → Coca-Cola.
fn title(lower: &str, mended: &mut String) {
    let start = mended.len();
    let mut capital = true;
    let mut since_break = 0;
    let chars: Vec<char> = lower.chars().collect();
    for (index, &c) in chars.iter().enumerate() {
        if capital && c.is_alphabetic() {
            // Letters that would not come back stay: the capital of ß is two letters.
            let upper = c.to_uppercase();
            if upper.clone().flat_map(char::to_lowercase).eq([c]) {
                mended.extend(upper);
            } else {
                mended.push(c);
            }
            capital = false;
        } else {
            mended.push(c);
        }
        since_break += 1;
        let left = chars.len() - index - 1;
        match c {
            '-' | '–' | '/' | '(' | '&' | '+' | '"' => {
                capital = true;
                since_break = 0;
            }
            // O'Reilly, D'Angelo, L'Oréal; not Lowe's.
            '\'' | '’' if since_break == 2 && left > 1 => {
                capital = true;
                since_break = 0;
            }
            '.' if since_break == 2 => {
                capital = true;
                since_break = 0;
            }
            'c' if since_break == 2 && left > 3 && mended[start..].ends_with("Mc") => capital = true,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
