//! Notes beside a company's name, which are none of it.

use super::words::{EMPLOYMENT, EXCHANGES, NOTES};

/// The name without what is noted beside it, one note a call.
pub(super) fn without_notes(text: &str) -> &str {
    if let Some(rest) = without_label(text).or_else(|| without_bracket(text)) {
        return rest;
    }
    if let Some(rest) = without_segment(text).or_else(|| without_second_name(text)) {
        return rest;
    }
    text
}

pub(super) fn has_name(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// `Company: Acme` → Acme; `Acme NASDAQ: ACME` → Acme.
fn without_label(text: &str) -> Option<&str> {
    let colon = text.find(':')?;
    let (before, after) = (&text[..colon], text[colon + 1..].trim_start());
    if before.len() <= 20 && has_name(after) {
        let label = before.trim_end().to_lowercase();
        let labels = ["company", "company name", "employer", "firma", "name", "organisation", "organization"];
        if labels.contains(&label.as_str()) {
            return Some(after);
        }
    }
    let (name, exchange) = before.trim_end().rsplit_once(' ')?;
    let listed = EXCHANGES.binary_search(&exchange.to_lowercase().as_str()).is_ok();
    (listed && after.len() <= 12 && !after.contains(' ') && has_name(name)).then_some(name)
}

/// The name before a bracket that is a note, or after one.
fn without_bracket(text: &str) -> Option<&str> {
    let close = text.chars().next_back().filter(|c| matches!(c, ')' | ']'));
    if let Some(close) = close {
        let open = if close == ')' { '(' } else { '[' };
        let start = text.rfind(open)?;
        let name = &text[..start];
        let note = &text[start + 1..text.len() - 1];
        return (has_name(name) && is_note(note)).then_some(name);
    }
    let open = text.chars().next().filter(|c| matches!(c, '(' | '['))?;
    let end = text.find(if open == '(' { ')' } else { ']' })?;
    let (note, name) = (&text[1..end], &text[end + 1..]);
    (has_name(name) && is_note(note)).then_some(name)
}

/// Whether what stands in a bracket says something of the company, and is no part of its name.
fn is_note(note: &str) -> bool {
    const STARTS: &[&str] = &[
        "a division of ",
        "a part of ",
        "a subsidiary of ",
        "acquired by ",
        "aka ",
        "also known as ",
        "an affiliate of ",
        "anciennement ",
        "antes ",
        "division of ",
        "ehemals ",
        "ex ",
        "f/k/a ",
        "fka ",
        "formerly ",
        "merged with ",
        "now ",
        "owned by ",
        "part of ",
        "previously ",
        "rebranded ",
        "subsidiary of ",
        "vormals ",
        "yc ",
    ];
    if note.len() > 80 {
        return false;
    }
    let note = note.trim().to_lowercase();
    if NOTES.binary_search(&note.as_str()).is_ok() || STARTS.iter().any(|start| note.starts_with(start)) {
        return true;
    }
    if let Some((exchange, _)) = note.split_once(':')
        && EXCHANGES.binary_search(&exchange.trim()).is_ok()
    {
        return true;
    }
    is_owner(&note)
}

/// `a Salesforce company`
fn is_owner(note: &str) -> bool {
    (note.starts_with("a ") || note.starts_with("an "))
        && (note.ends_with(" company") || note.ends_with(" subsidiary") || note.ends_with(" business"))
        && note.split(' ').count() > 2
}

/// The name without a note set off by a dash, a stroke or a comma, after it or before it.
fn without_segment(text: &str) -> Option<&str> {
    const DASHES: &[&str] = &[" - ", " – ", " — ", " | ", " · ", " • ", ": "];
    for dash in DASHES {
        if let Some((name, note)) = text.rsplit_once(dash)
            && note.len() <= 80
            && has_name(name)
        {
            let lower = note.to_lowercase();
            let dotted = matches!(*dash, " · " | " • ");
            let note = NOTES.binary_search(&lower.as_str()).is_ok()
                || dotted && EMPLOYMENT.binary_search(&lower.as_str()).is_ok()
                || is_owner(&lower);
            if note {
                return Some(name);
            }
        }
        if let Some((note, name)) = text.split_once(dash)
            && note.len() <= 40
            && has_name(name)
            && NOTES.binary_search(&note.to_lowercase().as_str()).is_ok()
        {
            return Some(name);
        }
    }
    if let Some((name, note)) = text.rsplit_once(", ")
        && note.len() <= 80
        && has_name(name)
    {
        let note = note.to_lowercase();
        if is_owner(&note) || NOTES.binary_search(&note.as_str()).is_ok() {
            return Some(name);
        }
    }
    const CLOSED: &[&str] = &["permanently closed", "temporarily closed"];
    for closed in CLOSED {
        let split = text.len().checked_sub(closed.len());
        if let Some(at) = split
            && text.get(at..).is_some_and(|tail| tail.eq_ignore_ascii_case(closed))
            && has_name(&text[..at])
            && text[..at].ends_with(' ')
        {
            return Some(&text[..at]);
        }
        if text.get(..closed.len()).is_some_and(|start| start.eq_ignore_ascii_case(closed))
            && text[closed.len()..].starts_with(' ')
            && has_name(&text[closed.len()..])
        {
            return Some(&text[closed.len()..]);
        }
    }
    None
}

/// Of two names the one in use: `Foo Holdings LLC d/b/a Bar` → Bar, `Foo, formerly Bar` → Foo.
fn without_second_name(text: &str) -> Option<&str> {
    const AFTER: &[&str] = &[
        " d.b.a. ",
        " d/b/a ",
        " d/b/a: ",
        " dba ",
        " dba: ",
        " doing business as ",
        " t/a ",
        " trading as ",
        " o/a ",
        " operating as ",
    ];
    const BEFORE: &[&str] = &[
        " a.k.a. ",
        " a/k/a ",
        " aka ",
        " also known as ",
        " f/k/a ",
        " f.k.a. ",
        " fka ",
        " formerly ",
        " formerly known as ",
        " previously known as ",
    ];
    // One look for the letters the markers share, so that most names pay no more.
    let lower = text.to_ascii_lowercase();
    if !["ba ", ".a. ", "/a ", "/a: ", "ba: ", " as ", "ka ", " formerly "]
        .iter()
        .any(|part| lower.contains(part))
    {
        return None;
    }
    for marker in AFTER {
        if let Some(at) = lower.find(marker)
            && has_name(&text[at + marker.len()..])
            && has_name(&text[..at])
        {
            return Some(&text[at + marker.len()..]);
        }
    }
    for start in ["dba ", "d/b/a ", "t/a "] {
        if lower.starts_with(start) && has_name(&text[start.len()..]) {
            return Some(&text[start.len()..]);
        }
    }
    let at = BEFORE.iter().filter_map(|marker| lower.find(marker)).min()?;
    has_name(&text[..at]).then(|| &text[..at])
}
