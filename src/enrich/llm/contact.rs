//! Contact details taken out of a text: addresses, numbers and links.

use std::borrow::Cow;
use std::ops::Range;

use crate::normalize::email;

/// What stands between the digits of a number.
const BETWEEN: &str = " -‐‑‒–.()/+\u{a0}\u{200b}\u{202f}";
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

/// The text without these names, where they stand as whole words.
pub(super) fn without_names(text: &str, names: &[String]) -> String {
    let mut text = text.to_owned();
    for name in names {
        let mut from = 0;
        while let Some(at) = text[from..].find(name.as_str()).map(|at| from + at) {
            let end = at + name.len();
            if is_whole(&text, at..end) {
                text.replace_range(at..end, NAME);
                from = at + NAME.len();
            } else {
                from = end;
            }
        }
    }
    text
}

/// Whether a part of a text begins and ends where words do.
pub(super) fn is_whole(text: &str, part: Range<usize>) -> bool {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !inside(text[..part.start].chars().next_back()) && !inside(text[part.end..].chars().next())
}

/// What stands for a name.
const NAME: &str = "[name]";

/// Words of a key under which a person stands, or a way to one.
const PRIVATE: &[&str] = &[
    "address",
    "addresses",
    "ansprechpartner",
    "author",
    "avatar",
    "bank",
    "birth",
    "birthday",
    "by",
    "cell",
    "contact",
    "contacts",
    "dob",
    "email",
    "emails",
    "employees[]",
    "facebook",
    "fax",
    "first",
    "founder",
    "founders",
    "handle",
    "hash",
    "iban",
    "identifier",
    "id",
    "image",
    "instagram",
    "kontakt",
    "last",
    "link",
    "linkedin",
    "links",
    "mail",
    "manager",
    "md5",
    "member",
    "members",
    "mobile",
    "nachname",
    "name",
    "names",
    "nom",
    "nombre",
    "number",
    "og",
    "owner",
    "people",
    "person",
    "phone",
    "phones",
    "photo",
    "picture",
    "plz",
    "postal",
    "postcode",
    "prenom",
    "profile",
    "ref",
    "reviewer",
    "reviews",
    "sha256",
    "skype",
    "slug",
    "staff",
    "street",
    "team",
    "tel",
    "telephone",
    "token",
    "twitter",
    "uri",
    "url",
    "urls",
    "user",
    "username",
    "uuid",
    "vat",
    "vorname",
    "website",
    "whatsapp",
    "x",
    "zip",
];

/// Whether a key is of values that say nothing of a person, and says nothing of one itself.
pub(super) fn is_harmless_key(key: &str) -> bool {
    let plain = key.chars().all(|c| c.is_alphanumeric() || "_-.[] ".contains(c));
    let digits = key.chars().filter(|c| c.is_numeric()).count();
    if !plain || digits > 4 {
        return false;
    }
    // companyName and company_name have the same words.
    let mut words = vec![String::new()];
    let mut lower = false;
    for c in key.chars() {
        if "_-. ".contains(c) || (c.is_uppercase() && lower) {
            words.push(String::new());
        }
        lower = c.is_lowercase();
        if !"_-. ".contains(c) {
            words.last_mut().into_iter().for_each(|word| word.extend(c.to_lowercase()));
        }
    }
    !words
        .iter()
        .any(|word| PRIVATE.contains(&word.as_str()) || PRIVATE.contains(&word.trim_end_matches("[]")))
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
                .any(|site| lower.contains(site))
            || is_page(&lower);
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

/// Whether it is a page of a site without what browsers leave out: acme.com/team, /in/ann.
fn is_page(word: &str) -> bool {
    word.split_once('/').is_some_and(|(site, page)| {
        let host = site.rsplit_once('.').is_some_and(|(name, end)| {
            !name.is_empty() && end.len() >= 2 && end.bytes().all(|b| b.is_ascii_alphabetic())
        });
        host && !page.is_empty() || site.is_empty() && page.contains('/')
    })
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
        let end = run.find(|c: char| !is_digit(c) && !BETWEEN.contains(c)).unwrap_or(run.len());
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
    let years = || {
        number
            .split(|c: char| !c.is_numeric())
            .all(|year| ["19", "20"].iter().any(|century| year.starts_with(century)))
    };
    (matches!(groups[..], [4, 2, 2] | [2, 2, 4] | [1, 2, 4] | [2, 1, 4] | [1, 1, 4])
        || groups == [4, 4] && years())
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
            ("Ask at 9888 7777.", "Ask at [number]."),
            ("twitter.com/zebq or acme.com/team/zeb", "[link] or [link]"),
        ];
        for (text, expected) in cases {
            assert_eq!(masked(text), expected);
        }
        for disguised in ["ann (at) acme (dot) com", "ann [at] acme.com"] {
            assert!(!masked(disguised).contains("acme"), "{}", masked(disguised));
        }
    }

    #[test]
    fn names_go_where_they_are_whole_words() {
        let names = ["Ann Lee".to_owned(), "Lee".to_owned()];
        assert_eq!(without_names("Ann Lee of Leeds; Lee's team", &names), "[name] of Leeds; [name]'s team");
    }

    #[test]
    fn keys_of_people_are_told_from_others() {
        for key in [
            "contact.plan",
            "displayName",
            "employees[].first_name",
            "created_by",
            "zeb2@priv.com",
            "+61400987654",
            "og:title",
            "x",
        ] {
            assert!(!is_harmless_key(key), "{key}");
        }
        for key in ["plan", "usage.visits", "employees", "tech_stack", "Annual Revenue", "extra"] {
            assert!(is_harmless_key(key), "{key}");
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
