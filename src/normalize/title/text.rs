//! The spelling of a title: noise dropped, abbreviations spelled out, case mended where it was lost.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::seniority;

/// Longer than this is a biography; what is kept is cut at a word.
const MAX_CHARS: usize = 150;

/// Abbreviations that mean one thing wherever they stand, folded and without the point.
/// Written from general knowledge; to check against: the usual abbreviations of HR systems and the United States Office of Personnel Management.
#[rustfmt::skip]
const ABBREVIATIONS: &[(&str, &str)] = &[
    ("acctg", "Accounting"), ("admin asst", "Administrative Assistant"), ("adminstrator", "Administrator"),
    ("asoc", "Associate"), ("assoc", "Associate"), ("asst", "Assistant"), ("asstt", "Assistant"),
    ("bizdev", "Business Development"), ("chmn", "Chairman"), ("comms", "Communications"),
    ("coord", "Coordinator"), ("cust", "Customer"), ("dept", "Department"), ("dev't", "Development"),
    ("devt", "Development"), ("engg", "Engineering"), ("engr", "Engineer"),
    ("evp", "Executive Vice President"), ("exec", "Executive"), ("gov't", "Government"),
    ("govt", "Government"), ("int'l", "International"), ("intl", "International"), ("jnr", "Junior"),
    ("jr", "Junior"), ("maint", "Maintenance"), ("mfg", "Manufacturing"), ("mgmt", "Management"),
    ("mgr", "Manager"), ("mgrs", "Managers"), ("mgt", "Management"), ("mkt", "Marketing"),
    ("mktg", "Marketing"), ("mkting", "Marketing"), ("mnger", "Manager"), ("mngr", "Manager"),
    ("mngt", "Management"), ("nat'l", "National"), ("natl", "National"), ("ops", "Operations"),
    ("pres", "President"), ("prof", "Professor"), ("proj", "Project"), ("purch", "Purchasing"),
    ("rep", "Representative"), ("reps", "Representatives"), ("sec'y", "Secretary"), ("snr", "Senior"),
    ("spclst", "Specialist"), ("spec", "Specialist"), ("spvr", "Supervisor"), ("sr", "Senior"),
    ("supt", "Superintendent"), ("supv", "Supervisor"), ("supvr", "Supervisor"), ("svc", "Service"),
    ("svcs", "Services"), ("svp", "Senior Vice President"), ("treas", "Treasurer"),
    ("vice-pres", "Vice President"), ("vp", "Vice President"), ("vpres", "Vice President"),
];

/// Words that stay in capitals, however the rest is written.
#[rustfmt::skip]
const ALWAYS_CAPITALS: &[&str] = &[
    "caio", "cco", "cdo", "ceo", "cfo", "chro", "cino", "cio", "ciso", "clo", "cmo", "cno", "coo", "cpo",
    "cro", "cso", "cto", "cxo",
];

/// Words that are written in capitals in a title that lost its case.
#[rustfmt::skip]
const CAPITALS: &[&str] = &[
    "ai", "apac", "api", "avp", "aws", "b2b", "b2c", "bd", "bdm", "bdr", "bi", "bpo", "cad", "cnc", "cpa",
    "cpg", "crm", "dach", "daf", "dba", "dg", "drh", "dsi", "ea", "ehs", "emea", "erp", "esg", "eu", "evp",
    "fmcg", "fp&a", "gis", "gm", "gtm", "hr", "hris", "hse", "hvac", "ict", "ii", "iii", "iot", "it", "iv",
    "kam", "latam", "m&a", "mba", "md", "ml", "mro", "nlp", "oem", "p&l", "pa", "pdg", "phd", "php", "pm",
    "pmo", "pr", "qa", "qc", "qhse", "r&d", "rh", "rn", "rvp", "sap", "sdr", "sem", "seo", "sla", "smb",
    "sql", "sre", "svp", "ti", "tv", "ui", "uk", "us", "usa", "ux", "vfx", "vp", "vr",
];

/// Words with capitals of their own.
#[rustfmt::skip]
const SPELLINGS: &[(&str, &str)] = &[
    ("devops", "DevOps"), ("iaas", "IaaS"), ("ios", "iOS"), ("javascript", "JavaScript"),
    ("linkedin", "LinkedIn"), ("macos", "macOS"), ("mlops", "MLOps"), ("nodejs", "NodeJS"),
    ("paas", "PaaS"), ("revops", "RevOps"), ("saas", "SaaS"), ("wordpress", "WordPress"),
    ("youtube", "YouTube"),
];

/// Words of up to three letters that are no initials.
#[rustfmt::skip]
const SHORT_WORDS: &[&str] = &[
    "air", "app", "art", "bar", "bus", "car", "co", "dev", "dog", "ex", "eye", "fin", "gas", "gym", "ice", "key", "lab", "law", "mid",
    "net", "new", "non", "oil", "org", "own", "pet", "pre", "sea", "ski", "spa", "sub", "tax", "top", "toy", "van", "war", "web", "zoo",
];

/// Words that stay small inside a title. English, German, French, Spanish, Portuguese, Italian, Dutch.
#[rustfmt::skip]
const SMALL: &[&str] = &[
    "a", "al", "alla", "am", "an", "and", "as", "at", "au", "aux", "beim", "by", "d", "da", "das", "de",
    "dei", "del", "dell", "della", "delle", "dem", "den", "der", "des", "di", "do", "dos", "du", "e", "ed",
    "em", "en", "et", "for", "from", "fur", "für", "het", "im", "in", "la", "las", "le", "les", "los", "na",
    "no", "of", "on", "or", "per", "the", "to", "und", "van", "von", "voor", "with", "y", "zu", "zum",
    "zur",
];

/// Words that say that a title is not English, so that English abbreviations are left alone.
#[rustfmt::skip]
const FOREIGN: &[&str] = &[
    "abteilung", "alla", "analista", "aux", "chargé", "chef", "comercial", "commercial-e", "da", "de",
    "dei", "del", "della", "der", "des", "di", "directeur", "direction", "director-a", "directora",
    "directrice", "diretor", "direttore", "du", "et", "für", "gerente", "geschäftsführer", "het",
    "ingénieur", "jefe", "leiter", "leitung", "mit", "und", "van", "vendas", "ventas", "vertrieb", "voor",
];

#[rustfmt::skip]
const PLACEHOLDERS: &[&str] = &[
    "", "asdf", "blank", "current position", "default", "empty", "job title", "jobtitle", "keine",
    "keine angabe", "n a", "n d", "na", "nan", "nil", "ninguno", "no", "no title", "none", "not applicable",
    "not available", "not provided", "not specified", "null", "other", "position", "private", "tba", "tbc",
    "tbd", "test", "title", "to be confirmed", "undefined", "unknown", "unspecified", "untitled", "x", "xx",
    "xxx", "zz",
];

/// A part that opens so is an advertisement for somebody, not a job.
#[rustfmt::skip]
const SLOGANS: &[&str] = &[
    "actively looking", "actively seeking", "always ", "apply now", "available for",
    "available immediately", "connect with me", "connecting ", "currently looking", "currently seeking",
    "dad of", "dm me", "dreamer", "en búsqueda", "en recherche", "estamos contratando", "father of",
    "follow me", "forbes 30", "helping ", "hiring", "i am ", "i help", "i'm ", "in search of", "join our",
    "join us", "let's ", "lets ", "looking for", "love ", "lover of", "making ", "mom of", "on a mission",
    "on recrute", "open for", "open to", "opentowork", "passionate", "proud ", "ready to", "seeking ",
    "suche ", "we are hiring", "we help", "we're", "were hiring", "we’re", "wir suchen", "à la recherche",
];

/// Remarks in brackets that say nothing of the job.
#[rustfmt::skip]
const REMARKS: &[&str] = &[
    "a", "all genders", "contract", "contractor", "d f m", "f h", "f h d", "f m", "f m d", "full time",
    "fulltime", "gn", "h f", "h f d", "h f x", "he him", "he him his", "hiring", "hybrid",
    "interim contract", "m f", "m f d", "m f x", "m v", "m w", "m w d", "m w x", "part time", "permanent",
    "remote", "self employed contract", "she her", "she her hers", "temp", "temporary", "they them", "v m",
    "v m x", "w m", "w m d", "w m x", "we re hiring", "x f m",
];

static FOREIGN_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| FOREIGN.iter().copied().collect());

static WORDS: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| ABBREVIATIONS.iter().copied().collect());

/// The title as it should be read; `None` if nothing of it is a title.
pub(super) fn mend(raw: &str) -> Option<String> {
    let cleaned = clean(raw);
    let cleaned = drop_hashtags(&cleaned);
    let without_remarks = drop_remarks(&cleaned);
    let part = best_part(&without_remarks)?;
    let part = drop_employer(part);
    let part = trim(part);
    if is_placeholder(part) || !part.chars().any(char::is_alphabetic) {
        return None;
    }
    let mended = spell_out(cut(part));
    let mended = trim(&mended);
    (!is_placeholder(mended)).then(|| mended.to_owned())
}

fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | ';'
                    | ':'
                    | '-'
                    | '–'
                    | '—'
                    | '|'
                    | '/'
                    | '*'
                    | '"'
                    | '\''
                    | '!'
                    | '?'
                    | '@'
                    | '&'
                    | '·'
                    | '•'
                    | '_'
                    | '='
                    | '~'
            )
    })
    .trim_start_matches(['.', ')', ']'])
    .trim_end_matches(['(', '['])
    .trim()
}

fn cut(text: &str) -> &str {
    let Some((end, _)) = text.char_indices().nth(MAX_CHARS) else { return text };
    text[..end].rfind(' ').map_or(&text[..end], |space| text[..space].trim_end_matches([',', ' ', '-']))
}

fn clean(raw: &str) -> String {
    let raw = if raw.contains('&') {
        Cow::Owned(
            raw.replace("&amp;", "&")
                .replace("&#39;", "'")
                .replace("&#039;", "'")
                .replace("&quot;", "\"")
                .replace("&nbsp;", " "),
        )
    } else {
        Cow::Borrowed(raw)
    };
    let mut text = String::with_capacity(raw.len());
    let mut push = |c: char| {
        let c = match c {
            '’' | '‘' | '´' | '`' => '\'',
            '“' | '”' | '„' => '"',
            '‐' | '‑' => '-',
            '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}'
            | '\u{FE00}'..='\u{FE0F}' => return,
            '\n' | '\r' | '•' | '●' | '★' | '◆' | '▪' | '➤' | '►' | '→' | '⭐' | '✦' | '│' | '❘' | '¦'
            | '｜' | '‖' => '|',
            c if c.is_ascii_graphic()
                || c.is_alphanumeric()
                || matches!(c, '–' | '—' | '·' | 'º' | 'ª' | '°' | '・') =>
            {
                c
            }
            c if unicode_normalization::char::is_combining_mark(c) => c,
            _ => ' ',
        };
        if c != ' ' {
            text.push(c);
        } else if !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
    };
    if raw.is_ascii() {
        raw.chars().for_each(&mut push)
    } else {
        raw.chars()
            .filter(|c| !matches!(c, '®' | '™' | '©'))
            .map(|c| if c == '´' { '\'' } else { c })
            .nfkc()
            .for_each(&mut push)
    }
    text
}

fn drop_hashtags(text: &str) -> Cow<'_, str> {
    let is_tag = |word: &&str| word.starts_with('#') && word.len() > 1;
    if !text.contains('#') || !text.split(' ').any(|word| is_tag(&word)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split(' ').filter(|word| !is_tag(word)).collect::<Vec<_>>().join(" "))
}

fn words_of(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.extend(word.chars().flat_map(char::to_lowercase));
    }
    words
}

fn is_placeholder(text: &str) -> bool {
    text.len() <= 20 && PLACEHOLDERS.contains(&words_of(text).as_str())
}

/// "(m/w/d)", "(Remote)", "(she/her)" go; "(EMEA)" stays.
fn drop_remarks(text: &str) -> Cow<'_, str> {
    let mut kept = Cow::Borrowed(text);
    let mut from = 0;
    while let Some(open) = kept.get(from..).and_then(|rest| rest.find(['(', '['])).map(|at| at + from) {
        let Some(close) = kept[open..].find([')', ']']).map(|at| at + open) else {
            // Never closed: cut off by whoever shortened it.
            return Cow::Owned(kept[..open].trim_end().to_owned());
        };
        let inside = &kept[open + 1..close];
        let remark = words_of(inside);
        if remark.is_empty() || REMARKS.contains(&remark.as_str()) || is_slogan(inside) {
            let mut shorter = kept[..open].trim_end().to_owned();
            from = shorter.len();
            shorter.push_str(&kept[close + 1..]);
            kept = Cow::Owned(shorter);
        } else {
            from = close + 1;
        }
    }
    kept
}

fn is_slogan(part: &str) -> bool {
    let part = trim(part);
    let lower = if part.is_ascii() { part.to_ascii_lowercase() } else { part.to_lowercase() };
    let initial = lower.as_bytes().first();
    SLOGANS.iter().any(|opening| opening.as_bytes().first() == initial && lower.starts_with(opening))
        || lower.contains('!') && lower.contains("hiring!")
        || lower.ends_with("hiring") && lower.contains("we")
        || lower.contains('/') && lower.contains("http")
        || lower.contains('.') && lower.contains("www.")
}

/// Of the parts of a headline ("A | B | C"), the first that is placed on the scale, else the first that is a title.
fn best_part(text: &str) -> Option<&str> {
    let mut first = None;
    let is_bar = |c: char| matches!(c, '|' | '·' | '~' | '・');
    let may_divide = |c: char| is_bar(c) || matches!(c, '/' | '.' | '-' | '–' | '—');
    let several = text.contains(may_divide)
        && (text.contains(is_bar)
            || text.contains(" // ")
            || text.contains(". ")
            || text.contains(" - ")
            || text.contains(" – ")
            || text.contains(" — "));
    if !several {
        return (!is_slogan(text)).then_some(text).filter(|part| !trim(part).is_empty());
    }
    for part in text.split(is_bar).flat_map(|part| part.split(" // ")) {
        // A slogan may follow a dash as well; what else follows one belongs to the title.
        let mut part = part;
        for dash in [" - ", " – ", " — ", ". ", "! "] {
            while let Some((before, after)) = part.rsplit_once(dash) {
                if !is_slogan(after) {
                    break;
                }
                part = before;
            }
        }
        if trim(part).is_empty() || is_slogan(part) {
            continue;
        }
        if seniority::of(&spell_out(cut(trim(drop_employer(part))))).is_some() {
            return Some(part);
        }
        first = first.or(Some(part));
    }
    first
}

/// "CEO at Acme", "CEO @ Acme": the employer has a field of its own.
fn drop_employer(part: &str) -> &str {
    let is_marker =
        |word: &str| word.starts_with('@') || matches!(word, "at" | "At" | "AT" | "bei" | "chez" | "presso");
    if !part.split(' ').any(is_marker) {
        return part;
    }
    let mut end = part.len();
    for marker in [" at ", " @ ", " @", " bei ", " chez ", " presso ", " AT ", " At "] {
        if let Some(at) = part.find(marker).filter(|at| *at > 0) {
            let after = part[at + marker.len()..].trim_start();
            let begins =
                |word: &str| after.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
            if !begins("large")
                && !begins("law")
                && !begins("arms")
                && !begins("sea")
                && !begins("home")
                && !after.is_empty()
            {
                end = end.min(at);
            }
        }
    }
    let kept = &part[..end];
    if trim(kept).is_empty() { part } else { kept }
}

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

fn spell_out(text: &str) -> String {
    let flat = is_flat(text);
    let (words, tail) = split(text);
    let foreign = words.iter().any(|word| FOREIGN_WORDS.contains(word.key.as_str()));
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
        "v.p" => Some("Vice President"),
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
