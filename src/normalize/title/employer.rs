//! What follows a title and is no part of it: the employer's name, years, former employers, and the second form of a word
//! for the other gender.

use std::borrow::Cow;

use crate::normalize::country::{self, fold};

use super::seniority;
use super::spelling::spell_out;
use super::text::trim;

/// Legal forms as they are written at the end of a company's name, without their stops; the short ones in capitals only.
/// A part of [`crate::normalize::company`]'s, those that no title ends in. Sorted.
#[rustfmt::skip]
const LEGAL_FORMS: &[&str] = &[
    "A/S", "AB", "AG", "AS", "ApS", "B.V", "BV", "Corp", "Corporation", "GmbH", "Holding", "Holdings",
    "Inc", "KG", "Kft", "LLC", "LLP", "LTD", "Limited", "Llc", "Ltd", "Ltda", "N.V", "NV", "Oy", "Oyj",
    "PLC", "Plc", "Pty", "S.A", "S.A.S", "S.L", "S.R.L", "S.p.A", "SA", "SARL", "SAS", "SE", "SL",
    "SRL", "Sarl", "Sdn", "SpA", "Srl", "UG", "a.s", "eG", "eV", "gGmbH", "plc", "s.r.o",
];

/// Words of a title that says nothing of a function, so that what follows "of" or a dash is the company. Folded, sorted.
#[rustfmt::skip]
const OF_THE_WHOLE: &[&str] = &[
    "and", "ceo", "co", "cofondateur", "cofounder", "cofundador", "coowner", "dono", "duena", "dueno",
    "e", "eigenaar", "eigentumer", "en", "et", "fondateur", "fondatore", "fondatrice", "founder",
    "founding", "fundador", "fundadora", "grunder", "grunderin", "inhaber", "inhaberin", "managing",
    "oprichter", "owner", "propietaria", "propietario", "proprietaire", "proprietario", "proprietor",
    "socio", "titolare", "und", "y",
];

/// Words that say which part of a company, not which company. Folded, sorted.
#[rustfmt::skip]
const PARTS: &[&str] = &[
    "africa", "america", "americas", "apac", "asia", "banking", "benelux", "branch", "business",
    "central", "client", "coach", "commerce", "commercial", "commercialisation", "commercialization",
    "company", "consulting", "consumer", "corporate", "dach", "department", "development", "digital",
    "division", "east", "ecommerce", "elect", "emea", "energy", "engineering", "enterprise", "eu",
    "europe", "finance", "global", "group", "growth", "health", "healthcare", "hospitality", "hotels",
    "hr", "innovation", "insurance", "interim", "international", "it", "latam", "lead", "learning",
    "logistics", "manufacturing", "marketing", "media", "mena", "nordic", "nordics", "north", "office",
    "operations", "pacific", "portfolio", "product", "products", "project", "projects", "region",
    "regional", "research", "retail", "sales", "services", "solutions", "south", "strategy",
    "technology", "this", "unit", "west", "wholesale", "worldwide",
];

/// Fields of business: what is made of them alone says which part of a company. Folded, sorted.
#[rustfmt::skip]
const FIELDS: &[&str] = &[
    "advertising", "aerospace", "agriculture", "analytics", "and", "audit", "automation", "automotive", "aviation",
    "beauty", "beverages", "biotech", "brand", "brands", "cloud", "communications", "compliance", "construction",
    "culture", "cybersecurity", "data", "design", "education", "entertainment", "fashion", "food", "foods",
    "gaming", "government", "industrial", "industry", "infrastructure", "investments", "legal", "markets",
    "mining", "mobile", "mobility", "payments", "people", "pharma", "platform", "platforms", "public",
    "publishing", "revenue", "risk", "robotics", "sector", "security", "software", "sports",
    "studio", "sustainability", "systems", "tax", "technologies", "telecom", "trading", "transformation", "transport",
    "transportation", "travel", "wealth",
];

/// Nouns that open the name of an organization, in Spanish. Folded, sorted.
#[rustfmt::skip]
const ORGANIZATIONS: &[&str] = &[
    "ayuntamiento", "banco", "clinica", "colegio", "compania", "corporacion", "empresa", "fundacion", "grupo",
    "hospital", "hotel", "instituto", "ministerio", "universidad",
];

/// Words of spans of time, folded. Sorted.
#[rustfmt::skip]
const TIMES: &[&str] = &[
    "actualidad", "ago", "apr", "april", "aug", "august", "bis", "current", "currently", "dal", "date",
    "dec", "december", "depuis", "desde", "feb", "february", "from", "heute", "jan", "january", "jul",
    "july", "jun", "june", "mar", "march", "may", "nov", "november", "now", "oct", "october", "present",
    "presente", "seit", "sep", "sept", "september", "since", "sinds", "to", "today", "until",
];

fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|b| b.is_ascii_digit())
}

/// A year, or a word of a span of time. The word is folded.
pub(super) fn is_time(word: &str) -> bool {
    is_year(word) || TIMES.binary_search(&word).is_ok()
}

/// "10 years experience", "5 jahre". The text is folded.
pub(super) fn is_experience(words: &str) -> bool {
    let mut words = words.split(' ');
    let number = words.next().is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    number && words.next().is_some_and(is_years)
}

fn is_years(word: &str) -> bool {
    matches!(
        word,
        "years" | "year" | "yrs" | "yr" | "yoe" | "jahre" | "ans" | "anos" | "años" | "anni" | "jaar"
    )
}

/// "ex-Google", "formerly at Meta"
pub(super) fn is_former(part: &str) -> bool {
    let part = trim(part);
    // The longest of them, in Latin letters.
    let lower = part.get(..part.floor_char_boundary(12)).unwrap_or_default().to_lowercase();
    ["ex-", "ex ", "former ", "formerly ", "previously ", "prev ", "prev. ", "past ", "past: ", "ehemals "]
        .iter()
        .any(|start| lower.starts_with(start))
}

/// The title without former employers, spans of time and years of experience behind it, or a span before it.
pub(super) fn drop_past(text: &str) -> &str {
    let mut text = text;
    if let Some(at) = before_former(text) {
        text = &text[..at];
    }
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return text;
    }
    // "Manager, 5 years experience", "Manager with 10+ years of experience"
    let words: Vec<(usize, &str)> = words_at(text);
    for pair in words.windows(2).skip(1) {
        let number = pair[0].1.trim_end_matches('+');
        let years = pair[1].1.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        if number.len() < 3
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && is_years(&years)
            && pair[0].0 > 0
        {
            let kept = trim(&text[..pair[0].0]);
            let kept = [" with", " mit", " with over", " over", " having"]
                .iter()
                .find_map(|with| kept.strip_suffix(with))
                .unwrap_or(kept);
            text = trim(kept);
            break;
        }
    }
    let is_span = |word: &str| {
        let mut parts =
            word.split(['-', '–', '—', '/', '.', ',', ':']).filter(|part| !part.is_empty()).peekable();
        parts.peek().is_none() || parts.all(|part| is_time(&part.to_lowercase()))
    };
    let has_year = |word: &str| word.split(['-', '–', '—', '/', '.', ',']).any(is_year);
    let words: Vec<(usize, &str)> = words_at(text);
    let behind = words.iter().rev().take_while(|(_, word)| is_span(word)).count();
    if behind < words.len() && words[words.len() - behind..].iter().any(|(_, word)| has_year(word)) {
        text = &text[..words[words.len() - behind].0];
    }
    let words: Vec<(usize, &str)> = words_at(text);
    let ahead = words.iter().take_while(|(_, word)| is_span(word)).count();
    if ahead > 0 && ahead < words.len() && words[..ahead].iter().any(|(_, word)| has_year(word)) {
        text = &text[words[ahead].0..];
    }
    text
}

/// Where a former employer begins, behind a title: ", ex-Google", " formerly at Meta".
fn before_former(text: &str) -> Option<usize> {
    let mut before = "";
    let mut at = 0;
    for word in text.split(' ') {
        let starts =
            |with: &str| word.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
        let is = |other: &str| word.eq_ignore_ascii_case(other);
        let followed = at + word.len() < text.len();
        let former = starts("ex-")
            || followed && is("formerly") && starts_with_word(&text[at + word.len()..], "at")
            || followed
                && before.ends_with(',')
                && (is("ex") || is("former") || is("formerly") || is("previously"))
            || followed && before.ends_with(';') && is("formerly");
        if former && at > 0 {
            let kept = text[..at].trim_end_matches([' ', ',', ';']).len();
            if kept > 0 {
                return Some(kept);
            }
        }
        before = word;
        at += word.len() + 1;
    }
    None
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.trim_start().split(' ').next().is_some_and(|first| first.eq_ignore_ascii_case(word))
}

fn words_at(text: &str) -> Vec<(usize, &str)> {
    let start = text.as_ptr() as usize;
    text.split(' ')
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - start, word))
        .collect()
}

/// What may stand before a company, in the order in which it is tried; all but the last six before one with its legal form.
const MARKS: [&str; 14] = ["-", "–", "—", ",", "of", "von", "der", "de", "di", "da", "en", "na", "no", "van"];

/// Where the marks of a text stand: which of [`MARKS`], and the ends of what is before and the start of what is after.
fn marks_of(text: &str) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split(' ') {
        let end = at + word.len();
        if end < text.len() {
            let mark = MARKS.iter().position(|mark| *mark == word);
            if let Some(mark) = mark.filter(|mark| at > 0 && *mark != 3) {
                found.push((mark, at - 1, end + 1));
            } else if word.ends_with(',') {
                found.push((3, end - 1, end + 1));
            }
        }
        at = end + 1;
    }
    found
}

/// "CEO - Acme Corp", "Founder of Acme": the company has a field of its own.
pub(super) fn drop_company(part: &str) -> &str {
    let marks = marks_of(part);
    // The last that leaves a company behind it: "Leiter Region Süd, Hannover der Acme GmbH".
    if let Some((_, at, after)) = marks.iter().rev().find(|(mark, ..)| *mark < 8) {
        let before = &part[..*at];
        if !trim(before).is_empty()
            && is_company(&part[*after..])
            && seniority::of(&spell_out(before)).is_some()
        {
            return before;
        }
    }
    // "Directora de Marketing en Grupo Acme", "Sócia na Acme Advogados": "en" is as well "in" a subject, and Dutch for "and".
    if let Some((mark, at, after)) = marks.iter().find(|(mark, ..)| (10..=12).contains(mark)) {
        let (before, after) = (&part[..*at], &part[*after..]);
        let named = match *mark {
            10 => {
                let first = fold(after.split(' ').next().unwrap_or_default());
                ORGANIZATIONS.binary_search(&first.as_str()).is_ok() && after.contains(' ')
            }
            _ => names_a_company(after),
        };
        if named && !trim(before).is_empty() && seniority::of(&spell_out(before)).is_some() {
            return before;
        }
    }
    for kind in 0..MARKS.len() {
        let Some((_, at, after)) = marks.iter().find(|(mark, ..)| *mark == kind) else { continue };
        let (before, after) = (&part[..*at], &part[*after..]);
        let whole = fold(before);
        let of_the_whole =
            !whole.is_empty() && whole.split(' ').all(|word| OF_THE_WHOLE.binary_search(&word).is_ok());
        if of_the_whole && names_a_company(after) {
            return before;
        }
    }
    part
}

fn is_company(text: &str) -> bool {
    let text = trim(text).trim_end_matches(['.', ')']);
    let Some((name, form)) = text.rsplit_once(' ') else { return false };
    !name.is_empty() && name.chars().any(char::is_uppercase) && LEGAL_FORMS.binary_search(&form).is_ok()
}

/// Whether what follows "CEO of" or "Founder -" is a company, not a part of one or another title.
fn names_a_company(text: &str) -> bool {
    let text = trim(text);
    let upper = text.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let folded = fold(text);
    upper
        && text.chars().any(char::is_lowercase)
        && !folded.split(' ').any(|word| PARTS.binary_search(&word).is_ok())
        && !folded.split(' ').all(|word| FIELDS.binary_search(&word).is_ok())
        && country::find(text).is_none()
        && country::subdivisions_by_name(&folded).next().is_none()
        && seniority::of(&spell_out(text)).is_none()
}

/// The word in its first form only: "Manager*in", "Leiter:in", "Projektleiter/in", "Directeur/trice", "Director/a", and no
/// "m/w/d" or "H/F" beside it.
pub(super) fn drop_second_gender(text: &str) -> Cow<'_, str> {
    /// The longer before what it begins with.
    const ENDINGS: [&str; 25] = [
        "*innen", "*in", "_innen", "_in", ":innen", ":in", "/-innen", "/-in", "/innen", "/in", "(innen)",
        "(in)", "(trice)", "(ère)", "(ne)", "(e)", "(a)", "/trice", "/euse", "/rice", "/ère", "/ne", "/a",
        "·e", "·rice",
    ];
    const TAGS: [&str; 20] = [
        "m/w/d", "w/m/d", "d/m/w", "m/d/w", "f/m/d", "m/f/d", "m/w/x", "w/m/x", "m/f/x", "f/m/x", "h/f",
        "f/h", "h/f/x", "f/h/x", "m/v", "v/m", "m/v/x", "m/w", "w/m", "m/k",
    ];
    if !text.contains(['*', '_', ':', '/', '(', '·']) {
        return Cow::Borrowed(text);
    }
    let mut words: Vec<Cow<'_, str>> = Vec::new();
    for word in text.split(' ') {
        if TAGS.iter().any(|tag| word.trim_matches([',', '-']).eq_ignore_ascii_case(tag)) {
            continue;
        }
        let mut kept = Cow::Borrowed(word);
        for ending in ENDINGS {
            let Some(at) = word.find(ending) else { continue };
            let rest = &word[at + ending.len()..];
            let long = word[..at].chars().rev().take_while(|c| c.is_alphabetic()).count() > 3;
            if long && !rest.starts_with(|c: char| c.is_alphanumeric()) {
                kept = Cow::Owned(format!("{}{rest}", &word[..at]));
                break;
            }
        }
        words.push(kept);
    }
    Cow::Owned(words.join(" "))
}

#[cfg(test)]
pub(super) fn tables_are_sorted() -> bool {
    [LEGAL_FORMS, OF_THE_WHOLE, PARTS, FIELDS, ORGANIZATIONS, TIMES].iter().all(|list| list.is_sorted())
}
