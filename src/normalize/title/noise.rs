//! What a title is not: signs, slogans, employers, years, remarks in brackets.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::normalize::country::fold;

use super::employer::{is_experience, is_former, is_time};
use super::seniority;
use super::spelling::spell_out;
use super::text::{cut, trim};

/// What stands where a title would and is none: placeholders, and states of having no job. Folded, sorted.
#[rustfmt::skip]
const PLACEHOLDERS: &[&str] = &[
    "a la recherche dun emploi", "a lecoute de nouvelles opportunites", "a lecoute dopportunites",
    "a lecoute du marche", "a procura de emprego", "aposentada", "aposentado", "arbeit suchend",
    "arbeitslos", "arbeitssuchend", "arbeitsuchend", "arbejdslos", "arbejdssogende", "arbetslos",
    "arbetssokande", "asdf", "au chomage", "auf jobsuche", "auf stellensuche", "between jobs",
    "between roles", "bezrobotna", "bezrobotny", "blank", "brak", "buscando empleo", "busqueda de empleo",
    "career break", "chomage", "current position", "currently unemployed", "default", "demandeur demploi",
    "demandeuse demploi", "derzeit ohne anstellung", "desempleada", "desempleado", "desempregada",
    "desempregado", "disoccupata", "disoccupato", "disponivel no mercado", "elakelainen",
    "em busca de novas oportunidades", "em busca de novos desafios", "em busca de oportunidades",
    "em busca de recolocacao", "em busca de recolocacao profissional", "em transicao de carreira", "emekli",
    "emeryt", "emerytka", "empty", "en busca de empleo", "en busqueda activa",
    "en busqueda activa de empleo", "en busqueda de empleo", "en paro", "en recherche active",
    "en recherche demploi", "en recherche dopportunites", "geen", "gepensioneerd", "im ruhestand",
    "in between jobs", "in cerca di lavoro", "in cerca di nuove opportunita", "in cerca di occupazione",
    "in rente", "in transition", "inoccupata", "inoccupato", "is ariyor", "issiz", "job seeker",
    "job title", "jobseeker", "jobtitle", "jubilada", "jubilado", "k a", "ka", "keine", "keine angabe",
    "keine position", "laid off", "met pensioen", "n a", "n d", "n v t", "na", "nan", "nao informado",
    "nao se aplica", "nenhum", "nenhuma", "nessuna", "nessuno", "nicht angegeben", "nie dotyczy",
    "niet van toepassing", "nil", "ninguna", "ninguno", "no", "no aplica", "no job", "no job title",
    "no position", "no title", "non disponibile", "non renseigne", "non specificato", "none",
    "none at present", "not applicable", "not available", "not currently employed", "not employed",
    "not provided", "not specified", "not working", "now retired", "null", "nvt", "on a career break",
    "on sabbatical", "onbekend", "op zoek naar een baan", "op zoek naar een nieuwe uitdaging",
    "op zoek naar nieuwe uitdaging", "op zoek naar werk", "other", "pensionar", "pensionarin", "pensionata",
    "pensionato", "pensionerad", "position", "poszukuje pracy", "private", "recherche demploi", "reformada",
    "reformado", "rentner", "rentnerin", "retired", "retraite", "retraitee", "sans emploi", "sans objet",
    "seeking employment", "seeking job", "seeking work", "semi retired", "sin cargo", "sin empleo",
    "sin empleo actualmente", "sin especificar", "stellensuchend", "tba", "tbc", "tbd", "test", "title",
    "to be confirmed", "tussen twee banen in", "tyoton", "undefined", "unemployed", "unknown",
    "unspecified", "untitled", "werkloos", "werkzoekend", "werkzoekende", "x", "xx", "xxx", "yok", "zz",
    "безработная", "безработныи", "в поиске работы", "временно не работаю", "не работаю", "не указано",
    "нет", "пенсионер", "пенсионерка", "なし", "待业", "无", "求职中", "無職", "구직중", "무직", "없음",
];

/// Bytes of the longest placeholder, with accents, stops and spaces to spare.
const LONGEST_PLACEHOLDER: usize = 64;

/// A part that opens so is an advertisement for somebody, not a job.
#[rustfmt::skip]
const SLOGANS: &[&str] = &[
    "a la recherche", "accelerating ", "actively looking", "actively seeking", "aiutiamo ", "aiuto ",
    "ajudando ", "ajudo ", "always ", "apply now", "available for", "available immediately", "ayudando
    ", "ayudo a ", "book a ", "build the ", "buscando ", "cerco ", "connect with me", "connecting ",
    "contact me", "contratando", "crafting ", "creating ", "currently hiring", "currently looking",
    "currently seeking", "dad of", "dm for", "dm me", "download ", "dreamer", "driving ", "email me",
    "empowering ", "en búsqueda", "en recherche", "enabling ", "estamos contratando", "father", "father
    of", "follow for", "follow me", "forbes 30", "get in touch", "growing team", "helping ", "hiring",
    "husband", "i am ", "i build", "i help", "i write", "i'm ", "ich helfe", "in cerca", "in search of",
    "j'aide", "je recrute", "join my", "join our", "join us", "leading the way", "let's ", "lets ",
    "looking for", "love ", "lover of", "making ", "mission to", "mom of", "mother of", "mum of", "nous
    recrutons", "on a mission", "on recrute", "on the lookout", "open for", "open to", "opentowork",
    "opinions are", "passionate", "posting about", "proud ", "proudly ", "ready to", "recrutement en
    cours", "scaling ", "seeking ", "sharing ", "simplifying ", "stiamo assumendo", "suche ", "talks
    about", "the future of", "transforming ", "turning ", "tweets are", "unlocking ", "views are",
    "views my own", "we are hiring", "we build", "we help", "we zoeken", "we're", "were hiring",
    "we’re", "wife", "wir helfen", "wir stellen", "wir suchen", "writing about", "à la recherche",
];

/// Remarks in brackets that say nothing of the job.
#[rustfmt::skip]
const REMARKS: &[&str] = &[
    "100", "a", "actively hiring", "all", "all genders", "alternance", "any gender", "befristet", "cdd",
    "cdi", "contract", "contractor", "d f m", "d m w", "e", "elternzeitvertretung", "ere", "euse", "f d
    m", "f h", "f h d", "f h x", "f m", "f m d", "fixed term", "freelance", "ftc", "full time",
    "fulltime", "gn", "gn all genders", "h f", "h f d", "h f x", "he", "he him", "he him his", "hiring",
    "hybrid", "in", "in elternzeit", "innen", "interim contract", "k m", "m d w", "m f", "m f d", "m f
    x", "m k", "m k x", "m v", "m w", "m w d", "m w d x", "m w i", "m w x", "mat cover", "maternity
    cover", "ne", "o", "on site", "onsite", "part time", "part time job", "permanent", "remote",
    "retired soon", "rice", "self employed contract", "she", "she her", "she her hers", "stage",
    "teilzeit", "temp", "temporary", "temps plein", "they", "they them", "tiempo completo", "trice",
    "unbefristet", "v m", "v m x", "vollzeit", "w d m", "w m", "w m d", "w m x", "we re hiring", "x f m",
];

/// Bytes of a title that are read: what is longer is no title, and its end of no account.
const MOST: usize = 4096;

pub(super) fn clean(raw: &str) -> String {
    let end = (0..=raw.len().min(MOST)).rev().find(|at| raw.is_char_boundary(*at)).unwrap_or(0);
    let raw = &raw[..end];
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
            '“' | '”' | '„' | '״' => '"',
            '׳' => '\'',
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
    if raw.is_ascii() || is_composed(&raw) {
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

/// Whether a text is of letters that Unicode's composition leaves as they are: nearly every title that is not ASCII.
fn is_composed(text: &str) -> bool {
    text.chars().all(|c| {
        matches!(c, '\0'..='\x7f' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ı' | 'Ł'..='ň' | 'Ŋ'..='ž' | 'Α'..='Ρ'
            | 'Σ'..='ώ' | 'А'..='ҁ' | 'ء'..='غ' | 'ف'..='ي' | 'א'..='ת' | '–' | '—' | '‘' | '’' | '“' | '”'
            | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
    })
}

/// Hashtags and the addresses of pages and of mail.
pub(super) fn drop_hashtags(text: &str) -> Cow<'_, str> {
    let is_tag = |word: &&str| {
        word.starts_with('#') && word.len() > 1
            || word.contains("://")
            || word.starts_with("www.")
            || word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    };
    if !text.contains(['#', '@', ':', '.']) || !text.split(' ').any(|word| is_tag(&word)) {
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

pub(super) fn is_placeholder(text: &str) -> bool {
    if text.len() > LONGEST_PLACEHOLDER {
        return false;
    }
    let folded = fold(text);
    // MySQL's NULL, `\N`, folds to a letter.
    folded.is_empty() || text == r"\N" || PLACEHOLDERS.binary_search(&folded.as_str()).is_ok()
}

/// "(m/w/d)", "(Remote)", "(she/her)" go; "(EMEA)" stays.
pub(super) fn drop_remarks(text: &str) -> Cow<'_, str> {
    let mut kept = Cow::Borrowed(text);
    let mut from = 0;
    while let Some(open) = kept.get(from..).and_then(|rest| rest.find(['(', '['])).map(|at| at + from) {
        let Some(close) = kept[open..].find([')', ']']).map(|at| at + open) else {
            // Never closed: cut off by whoever shortened it.
            return Cow::Owned(kept[..open].trim_end().to_owned());
        };
        let inside = &kept[open + 1..close];
        let remark = words_of(inside);
        let past = || is_former(inside) || remark.split(' ').all(is_time) || is_experience(&remark);
        if remark.is_empty()
            || REMARKS.contains(&remark.as_str())
            || is_slogan(inside)
            || past()
            || stands_for(inside, &kept[..open])
        {
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

/// "Senior Vice President (SVP)": the first letters of what stands before, or its abbreviation.
fn stands_for(inside: &str, before: &str) -> bool {
    let letters = inside.trim();
    if !(2..=5).contains(&letters.len()) || !letters.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return false;
    }
    let initials: Vec<u8> = before
        .split([' ', '-'])
        .filter_map(|word| word.bytes().next())
        .filter(u8::is_ascii_uppercase)
        .collect();
    initials.ends_with(letters.as_bytes())
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
pub(super) fn best_part(text: &str) -> Option<&str> {
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
        if trim(part).is_empty() || is_slogan(part) || is_former(part) {
            continue;
        }
        if seniority::of(&spell_out(cut(trim(drop_employer(part))))).is_some() {
            return Some(part);
        }
        first = first.or(Some(part));
    }
    first.filter(|_| !is_motto(text))
}

/// "Dream big. Work hard. Stay humble.": three sentences and more.
fn is_motto(text: &str) -> bool {
    let text = trim(text);
    text.ends_with('.')
        && text.matches(". ").count() > 1
        && text.split(". ").all(|sentence| sentence.contains(' ') && !sentence.contains([',', '|']))
}

/// What stands between a title and the employer, in several languages.
const MARKERS: [&str; 12] = [
    " at ",
    " @ ",
    " @",
    " bei ",
    " beim ",
    " bij ",
    " chez ",
    " hos ",
    " presso ",
    " в компании ",
    " AT ",
    " At ",
];

/// "CEO at Acme", "CEO @ Acme": the employer has a field of its own.
pub(super) fn drop_employer(part: &str) -> &str {
    let is_marker = |word: &str| {
        word.starts_with('@')
            || matches!(
                word,
                "at" | "At" | "AT" | "bei" | "beim" | "bij" | "chez" | "hos" | "presso" | "компании"
            )
    };
    if !part.split(' ').any(is_marker) {
        return part;
    }
    let mut end = part.len();
    for marker in MARKERS {
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

#[cfg(test)]
pub(super) fn tables_are_sorted() -> bool {
    PLACEHOLDERS.is_sorted() && PLACEHOLDERS.iter().all(|word| fold(word) == *word)
}
