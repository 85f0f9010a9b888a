//! Which step of the scale a title stands for. The rules are two tables: phrases, tried longest first, and single
//! words for what no phrase has taken. The highest step of what was found wins.

use std::sync::LazyLock;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use crate::normalize::table::Table;

use super::Seniority::{self, CSuite, Entry, Founder, Head, Intern, Manager, Owner, Partner, Senior, Vp};
use super::steps::Says::{self, Is, Nothing, Only, Stop, Then, Void};
use super::steps::{BANKING, ENDINGS, JOINING, PHRASES, WORDS};
use super::{unspaced, world};

type Phrase = (Vec<String>, Says);

static BY_FIRST: LazyLock<Table<String, Vec<Phrase>>> = LazyLock::new(|| {
    let mut by_first: Table<_, Vec<Phrase>> = Table::default();
    for (says, list) in PHRASES.iter().chain(world::PHRASES) {
        for phrase in list.split('|') {
            let words: Vec<String> = phrase.split(' ').map(fold).collect();
            by_first.entry(words[0].clone()).or_default().push((words, *says));
        }
    }
    // The longest first; among equals the order of the table.
    by_first
        .values_mut()
        .for_each(|phrases| phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
    by_first
});

static BY_WORD: LazyLock<Table<String, Seniority>> = LazyLock::new(|| by_name(WORDS, world::WORDS));

static BY_ENDING: LazyLock<Table<String, Seniority>> = LazyLock::new(|| by_name(ENDINGS, world::ENDINGS));

/// The words of two tables, folded; of a word that stands twice the first counts.
fn by_name(one: &[(Seniority, &str)], two: &[(Seniority, &str)]) -> Table<String, Seniority> {
    let mut by_name = Table::default();
    for (step, list) in one.iter().chain(two) {
        for word in list.split_ascii_whitespace() {
            by_name.entry(fold(word)).or_insert(*step);
        }
    }
    by_name
}

/// The step of a title whose abbreviations are spelled out.
pub(super) fn of(text: &str) -> Option<Seniority> {
    let folded = fold(text);
    let mut best = if unspaced::has_letters(text) { unspaced::of(text) } else { None };
    if leads_as_md(&folded) {
        best = Some(CSuite);
    }
    let mut part: Vec<&str> = Vec::with_capacity(8);
    let mut intern = false;
    let mut judge = |part: &mut Vec<&str>| {
        if let Some(step) = of_part(part) {
            intern |= step == Intern;
            best = Some(best.map_or(step, |best| best.min(step)));
        }
        part.clear();
    };
    let mut rest = folded.as_str();
    while !rest.is_empty() {
        let start = rest.find(|c: char| c.is_alphanumeric()).unwrap_or(rest.len());
        let between = &rest[..start];
        // "Chief Sales & Marketing Officer" is one.
        let chief = || part.contains(&"chief") && between.trim() == "&" && rest[start..].contains("officer");
        let divides = between.contains(['&', '/', '|', '+', ';', ',', '(', ')', '–', '—']);
        if (divides || between.contains(" - ")) && !chief() {
            judge(&mut part);
        }
        rest = &rest[start..];
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let word = &rest[..end];
        rest = &rest[end..];
        if word.is_empty() {
            continue;
        }
        // "co-founder" and "vice-president" are read as "cofounder" and "vice president".
        match (part.last(), word) {
            (
                Some(&"co"),
                "founder" | "owner" | "head" | "fondateur" | "fondatrice" | "fundador" | "fundadora" | "ceo"
                | "director" | "chair" | "president" | "founders" | "fondatore",
            ) => {
                part.pop();
                part.push(word);
            }
            (Some(&"co"), "ordinator") => {
                part.pop();
                part.push("coordinator");
            }
            (Some(_), word) if JOINING.binary_search(&word).is_ok() && !part.contains(&"chief") => {
                judge(&mut part)
            }
            _ => part.push(word),
        }
    }
    judge(&mut part);
    intern |= best == Some(Intern);
    if intern && !matches!(best, Some(Owner | Founder | CSuite)) {
        return Some(Intern);
    }
    if best == Some(Vp) && is_banking(&folded) { Some(Manager) } else { best }
}

/// "MD", "MD & CEO": first, the managing director; behind another job, the degree of a physician.
fn leads_as_md(folded: &str) -> bool {
    folded.strip_prefix("md").is_some_and(|rest| {
        rest.is_empty()
            || [",", " -", " –", " &", "/", " /", " and "].iter().any(|sign| rest.starts_with(sign))
    })
}

fn is_banking(folded: &str) -> bool {
    let mut words = folded.split(|c: char| !c.is_alphanumeric());
    let senior = words
        .clone()
        .any(|word| matches!(word, "executive" | "senior" | "svp" | "evp" | "regional" | "group"));
    !senior && words.any(|word| BANKING.binary_search(&word).is_ok())
}

fn of_part(words: &[&str]) -> Option<Seniority> {
    let (last, before) = words.split_last()?;
    // What somebody assists is not what they are: "CEO Assistant", "Vorstandsassistentin".
    let of_company = matches!(before.last(), Some(&("company" | "corporate")));
    if !of_company
        && matches!(
            *last,
            "assistant"
                | "assistante"
                | "assistent"
                | "assistentin"
                | "assistenz"
                | "assistente"
                | "asistente"
                | "secretary"
        )
    {
        let senior = before.contains(&"senior");
        return Some(if senior { Senior } else { Entry });
    }
    // Abbreviations of a job where they stand alone.
    match words {
        ["ned"] | ["c", "level"] => return Some(CSuite),
        ["gm"] => return Some(Manager),
        ["ausbildung", ..] => return Some(Intern),
        _ => {}
    }
    if words == ["executive"]
        || words == ["member"]
        || words == ["officer"]
        || words == ["staff"]
        || words == ["commercial"] && before.is_empty() && *last != "commercial"
    {
        return None;
    }
    let mut best: Option<Seniority> = None;
    let mut take = |step: Seniority| best = Some(best.map_or(step, |best| best.min(step)));
    let mut intern = false;
    let mut at = 0;
    while at < words.len() {
        let word = words[at];
        if let Some((phrase, says)) = phrase_at(&words[at..]) {
            at += phrase;
            match says {
                Is(Intern) => intern = true,
                // "Senior Partner Manager" manages partners.
                Is(Partner) if words.get(at).is_some_and(|next| is_thing(next)) => {}
                Is(step) => take(step),
                Only(step) => return Some(step),
                Then(step) => {
                    take(step);
                    break;
                }
                Stop => break,
                Nothing => {}
                Void => return None,
            }
            continue;
        }
        at += 1;
        if at > 1 && word == "to" {
            break;
        }
        let step = step_of(word, &words[at..]);
        // "Développeur principal": a grade, behind a job.
        let is_job = |word: &&str| BY_WORD.get(*word).copied().or_else(|| ending(word)) == Some(Entry);
        let step = match step {
            Some(Partner) if word == "principal" && words[..at - 1].iter().any(is_job) => Some(Senior),
            step => step,
        };
        match step {
            Some(Intern) => intern = true,
            Some(step) => take(step),
            None => {}
        }
    }
    if intern {
        return Some(Intern);
    }
    // "Junior Project Manager" manages nobody; "Assistant CFO" assists one.
    let junior = || words.iter().any(|word| matches!(*word, "junior" | "jr" | "nachwuchs"));
    let assists = || {
        let chief = |word: &&str| BY_WORD.get(*word) == Some(&CSuite) || *word == "chief";
        words[0].starts_with("assist") && words.get(1).is_some_and(chief)
    };
    match best {
        Some(Manager | Senior) if junior() => Some(Entry),
        Some(CSuite) if assists() => Some(Entry),
        best => best,
    }
}

fn step_of(word: &str, after: &[&str]) -> Option<Seniority> {
    let step = BY_WORD.get(word).copied().or_else(|| ending(word))?;
    let next = after.first().copied().unwrap_or("");
    let thing = is_thing(next);
    match step {
        Intern | Partner | Owner if thing && !(step == Owner && next == "manager") => None,
        // "Principal Data Scientist": a grade, where another job follows.
        Partner if word == "principal" && !after.is_empty() && !matches!(next, "of" | "in" | "at") => {
            Some(Senior)
        }
        // "Sales" is a function where a rank names the job.
        Head if word == "head"
            && BY_WORD.get(next) == Some(&Entry)
            && after.len() == 1
            && !matches!(next, "sales" | "commercial") =>
        {
            Some(Manager)
        }
        Head if word == "chefe" => Some(Manager),
        Entry if matches!(word, "sales" | "commercial" | "commerciale") => {
            (after.is_empty() && word != "sales").then_some(Entry)
        }
        _ => Some(step),
    }
}

/// Words that make the word before them a thing: "partner program", "internship coordinator".
fn is_thing(word: &str) -> bool {
    matches!(
        word,
        "relations"
            | "services"
            | "support"
            | "success"
            | "program"
            | "programs"
            | "programme"
            | "coordinator"
            | "manager"
            | "recruiter"
            | "office"
            | "team"
            | "portal"
            | "network"
            | "affairs"
            | "experience"
            | "platform"
            | "operations"
            | "integration"
            | "integrations"
            | "engineer"
            | "community"
            | "care"
            | "ambassador"
            | "advocate"
            | "liaison"
            | "supervisor"
            | "training"
    )
}

fn ending(word: &str) -> Option<Seniority> {
    if word.len() < 8 {
        return None;
    }
    // The longest ending first: "projektleiter" before "leiter". At least two letters stand before it.
    (2..word.len() - 3).find_map(|at| BY_ENDING.get(word.get(at..)?).copied())
}

fn phrase_at(words: &[&str]) -> Option<(usize, Says)> {
    let phrases = BY_FIRST.get(*words.first()?)?;
    phrases.iter().find_map(|(phrase, says)| {
        let fits = phrase.len() <= words.len()
            && phrase.iter().zip(words).all(|(pattern, word)| pattern == "*" || pattern == word);
        fits.then_some((phrase.len(), *says))
    })
}

fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    let mut push = |c: char| match c {
        'ß' => folded.push_str("ss"),
        'ø' => folded.push('o'),
        'œ' => folded.push_str("oe"),
        'º' => folded.push('o'),
        'æ' => folded.push_str("ae"),
        'ı' => folded.push('i'),
        'ł' => folded.push('l'),
        'đ' => folded.push('d'),
        c => folded.push(c),
    };
    for c in text.chars() {
        if c.is_ascii() {
            push(c.to_ascii_lowercase());
            continue;
        }
        decompose_canonical(c, |c| {
            if !is_combining_mark(c) {
                c.to_lowercase().for_each(&mut push);
            }
        });
    }
    folded
}

#[cfg(test)]
pub(super) fn tables_are_sorted() -> bool {
    BANKING.is_sorted() && JOINING.is_sorted()
}
