//! Every address that a text holds: for whom it names, where one too many does less harm than one too few.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;

use super::{Email, around, disguise, find, identity_key, providers};

/// What parts one address from the next on a list.
const BETWEEN: [char; 9] = [',', ';', '|', '/', '\n', '\r', '\t', '(', ')'];
/// Marks for people's eyes that are taken out of one text.
const MARKS: usize = 8;

/// All addresses in a text, in every form in which [`find`] reads one. Also those that it would pass over for a better one.
pub fn all(raw: &str) -> BTreeSet<Email> {
    let mut found: BTreeSet<Email> = find(raw).into_iter().collect();
    let mut unmarked = disguise::without_marks(raw);
    for _ in 0..MARKS {
        let Some(text) = unmarked else { break };
        plain(&text, &mut found);
        unmarked = disguise::without_marks(&text);
    }
    for protected in disguise::protected(raw) {
        plain(&protected, &mut found);
    }
    if raw.contains('%') {
        // A sign in another encoding keeps the others from being undone.
        plain(&percent_decode_str(raw).decode_utf8_lossy(), &mut found);
    }
    let text = disguise::decode(raw);
    plain(&text, &mut found);
    lifted(&text, &mut found);
    for part in text.split(BETWEEN) {
        lifted(part, &mut found);
        // Words are signs only where no `@` stands, and each address of a list may be written in words.
        let words: Vec<&str> = part.split_whitespace().filter(|word| !word.contains('@')).collect();
        let is_at = |word: &&str| ["at", "arroba"].iter().any(|at| word.eq_ignore_ascii_case(at));
        let ats: Vec<usize> = (0..words.len()).filter(|&place| is_at(&words[place])).collect();
        for (nth, at) in ats.iter().enumerate() {
            let from = nth.checked_sub(1).map_or(0, |before| ats[before] + 1).max(at.saturating_sub(WORDS));
            let to = words.len().min(at + WORDS);
            lifted(&words[from..to].join(" "), &mut found);
        }
        if !words.is_empty() && words.len() < WORDS {
            words.iter().for_each(|word| lifted(word, &mut found));
        }
    }
    found
}

/// Words on one side of a sign that may belong to an address.
const WORDS: usize = 16;

fn plain(text: &str, found: &mut BTreeSet<Email>) {
    found.extend(memchr::memchr_iter(b'@', text.as_bytes()).filter_map(|at| around::address(text, at)));
}

fn lifted(text: &str, found: &mut BTreeSet<Email>) {
    if let Some(lifted) = disguise::lift(text) {
        plain(&lifted, found);
    }
}

/// The mailboxes that an address in a text may stand for, as [`identity_key`]s: its own, that without the signs that a text put around it,
/// and that of a person without the tag behind a plus sign (RFC 5233).
pub fn mailboxes(email: &Email) -> Vec<String> {
    let mut keys = vec![identity_key(email)];
    let local = email.local().trim_matches(['.', '_', '%', '+', '-']);
    let mut add = |local: &str| {
        let key = providers::mailbox(local, email.domain());
        if !local.is_empty() && !keys.contains(&key) {
            keys.push(key);
        }
    };
    add(local);
    if let Some((base, _)) = local.split_once('+')
        && !providers::is_role(base)
    {
        add(base);
    }
    keys
}
