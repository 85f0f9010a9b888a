//! Contact details taken out of a text: addresses, numbers and links.

use std::borrow::Cow;

use crate::normalize::email;

/// Digits that a telephone number has.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// The text without email addresses, also disguised ones, telephone numbers and links: `[email]`, `[number]`, `[link]`.
pub(super) fn masked(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    for sentence in text.split_inclusive(['\n', '!', '?']) {
        let plain = without_words(sentence);
        let plain = without_numbers(&plain);
        // What is left is disguised: ann (at) acme (dot) com.
        if email::find(&plain).is_some() { masked.push_str("[email] ") } else { masked.push_str(&plain) }
    }
    masked
}

/// Whether there is anything to take out.
pub(super) fn is_contact(text: &str) -> bool {
    masked(text) != text
}

fn without_words(text: &str) -> String {
    let is_gap = |c: char| c.is_whitespace() || "<>()[]\"'“”,;|".contains(c);
    let mut plain = String::with_capacity(text.len());
    for word in text.split_inclusive(is_gap) {
        let bare = word.trim_end_matches(is_gap);
        let lower = bare.to_ascii_lowercase();
        let link = lower.contains("://")
            || lower.starts_with("www.")
            || ["linkedin.com", "wa.me", "t.me", "facebook.com", "instagram.com"]
                .iter()
                .any(|site| lower.contains(site));
        if bare.contains(['@', '＠']) && bare.chars().count() > 1 {
            plain.push_str("[email]");
        } else if link {
            plain.push_str("[link]");
        } else {
            plain.push_str(bare);
        }
        plain.push_str(&word[bare.len()..]);
    }
    plain
}

/// Runs of digits with what stands between the digits of a number. Dates and amounts of money stay.
fn without_numbers(text: &str) -> Cow<'_, str> {
    let is_digit = |c: char| c.is_numeric();
    if text.chars().filter(|&c| is_digit(c)).count() < *DIGITS.start() {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| is_digit(c) || c == '+' || c == '(') {
        let run = &rest[start..];
        let end = run.find(|c: char| !is_digit(c) && !" -–.()/+\u{a0}".contains(c)).unwrap_or(run.len());
        let number = run[..end].trim_end_matches(|c: char| !is_digit(c));
        let before = &rest[..start];
        let money = before.trim_end().ends_with(['$', '€', '£', '¥', '₹']);
        let digits = number.chars().filter(|&c| is_digit(c)).count();
        plain.push_str(before);
        if DIGITS.contains(&digits) && !money && !is_date(number) {
            plain.push_str("[number]");
            rest = &run[number.len()..];
        } else {
            let taken = number.len().max(run.chars().next().map_or(0, char::len_utf8));
            plain.push_str(&run[..taken]);
            rest = &run[taken..];
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// Whether it is a day, or two years: 2026-02-15, 15.02.2026, 2019-2024.
fn is_date(number: &str) -> bool {
    let groups: Vec<usize> = number.split(|c: char| !c.is_numeric()).map(str::len).collect();
    matches!(groups[..], [4, 2, 2] | [2, 2, 4] | [1, 2, 4] | [2, 1, 4] | [1, 1, 4] | [4, 4])
        && !number.starts_with('+')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contact_details_are_taken_out() {
        let cases = [
            ("Write to ann.lee@acme.com, please.", "Write to [email], please."),
            ("Call +61 400 000 000 or (02) 9999-1234.", "Call [number] or [number]."),
            ("See https://acme.com/jobs and www.acme.com", "See [link] and [link]"),
            ("linkedin.com/in/ann-lee is me", "[link] is me"),
            ("Tel. 0171/1234567", "Tel. [number]"),
        ];
        for (text, expected) in cases {
            assert_eq!(masked(text), expected);
        }
        for disguised in ["ann (at) acme (dot) com", "ann [at] acme.com"] {
            assert!(!masked(disguised).contains("acme"), "{}", masked(disguised));
        }
    }

    #[test]
    fn dates_amounts_and_small_numbers_stay() {
        for text in [
            "Raised $14,000,000 on 2026-02-15.",
            "We are hiring 12 engineers (3 in Austin) in 2026-2027.",
            "€ 12 000 000 from investors",
            "",
        ] {
            assert_eq!(masked(text), text);
        }
    }
}
