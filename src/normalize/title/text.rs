//! The spelling of a title: noise dropped, abbreviations spelled out, case mended where it was lost.

use super::employer::{drop_company, drop_past, drop_second_gender};
use super::noise::{best_part, clean, drop_employer, drop_hashtags, drop_remarks, is_placeholder};
use super::spelling::spell_out;

/// Longer than this is a biography; what is kept is cut at a word.
const MAX_CHARS: usize = 150;

/// The title as it should be read; `None` if nothing of it is a title.
pub(super) fn mend(raw: &str) -> Option<String> {
    let cleaned = clean(raw);
    let cleaned = drop_hashtags(&cleaned);
    let one_gender = drop_second_gender(&cleaned);
    let without_remarks = drop_remarks(&one_gender);
    let part = best_part(&without_remarks)?;
    let part = drop_employer(part);
    let part = trim(drop_past(trim(part)));
    let part = trim(drop_company(part));
    if is_placeholder(part) || !part.chars().any(char::is_alphabetic) {
        return None;
    }
    let mended = spell_out(cut(part));
    let mended = trim(&mended);
    (!is_placeholder(mended)).then(|| mended.to_owned())
}

pub(super) fn trim(text: &str) -> &str {
    // The stop of ".NET" belongs to it.
    let text = text.trim_start();
    let bare = text.trim_start_matches('.');
    let stops = text.len() - bare.len();
    let text = if stops == 1 && bare.starts_with(|c: char| c.is_alphabetic()) { text } else { bare };
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
    .trim_start_matches([')', ']'])
    .trim_end_matches(['(', '['])
    .trim()
}

pub(super) fn cut(text: &str) -> &str {
    let Some((end, _)) = text.char_indices().nth(MAX_CHARS) else { return text };
    text[..end].rfind(' ').map_or(&text[..end], |space| text[..space].trim_end_matches([',', ' ', '-']))
}
