//! What is known of a lead when it is scored, and what each part of it is worth.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde_json::Value;

use super::channel;
use super::rules::{self, Part};
use super::signals::Signal;

/// What is known of a lead when it is scored. All text is already normalized; blank text counts as unknown.
#[derive(Debug, Clone, Default)]
pub struct Facts<'a> {
    /// The company's name.
    pub company_name: Option<&'a str>,
    /// The company's registrable domain.
    pub domain: Option<&'a str>,
    /// The industry's name.
    pub industry: Option<&'a str>,
    /// One of LinkedIn's ranges: `1`, `2-10`, … `10001+`.
    pub company_size: Option<&'a str>,
    /// Where the lead is, as people write it.
    pub location: Option<&'a str>,
    /// Given name.
    pub first_name: Option<&'a str>,
    /// Family name.
    pub last_name: Option<&'a str>,
    /// The title as given.
    pub job_title: Option<&'a str>,
    /// One of `owner founder c_suite partner vp head director manager senior entry intern`.
    pub seniority: Option<&'a str>,
    /// Email address.
    pub email: Option<&'a str>,
    /// Phone number in E.164.
    pub phone: Option<&'a str>,
    /// Canonical LinkedIn URL, of a person or of a company.
    pub linkedin_url: Option<&'a str>,
    /// Where the record was found.
    pub source: Option<&'a str>,
    /// How sure the record's source is, 0 to 1.
    pub confidence: Option<f64>,
    /// What kind of address `email` is.
    pub email_kind: Option<EmailKind>,
    /// What kind of number `phone` is.
    pub phone_kind: Option<PhoneKind>,
    /// Free text from the raw payloads: descriptions, posts, headlines, news. See [`texts_of`].
    pub texts: Vec<&'a str>,
}

impl Facts<'_> {
    /// Whether this is a person, and not a company alone.
    pub fn has_person(&self) -> bool {
        [self.first_name, self.last_name, self.job_title].into_iter().any(|field| known(field).is_some())
    }
}

/// Whom an email address reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EmailKind {
    /// One person, at a domain of their company.
    Personal,
    /// One person, at a free mail provider.
    Free,
    /// Whoever has the role: info@, sales@.
    Role,
    /// Nobody for long: a throw-away address.
    Disposable,
}

/// What kind of line a phone number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhoneKind {
    /// A mobile number.
    Mobile,
    /// A fixed line, or where the two cannot be told apart.
    Fixed,
    /// Free to call.
    TollFree,
    /// Anything else.
    Other,
}

/// The field if it holds anything but white space.
pub(super) fn known(field: Option<&str>) -> Option<&str> {
    field.map(str::trim).filter(|text| !text.is_empty())
}

/// The text as one line without control and invisible formatting characters, at most `limit` characters long.
pub(super) fn clean(text: &str, limit: usize) -> String {
    let mut line = String::with_capacity(text.len().min(4 * limit));
    let mut length = 0;
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        let mut chars = word.chars().filter(|&c| !is_invisible(c)).peekable();
        if chars.peek().is_none() {
            continue;
        }
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        for c in chars {
            if length >= limit {
                // The last character gives way to the mark of the cut.
                line.pop();
                line.truncate(line.trim_end().len());
                line.push('…');
                return line;
            }
            line.push(c);
            length += 1;
        }
    }
    line
}

/// Characters that are not seen but change how a line is shown (Unicode Cf: zero width, direction, tags).
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The free text of a raw payload that is worth searching for signals, in the payload's order: whatever
/// stands
/// under a key like `description`, `posts` or `news`, and any text elsewhere that is long enough to be prose.
/// Addresses and links are left out.
pub fn texts_of(payload: &Value) -> Vec<&str> {
    let mut texts = Vec::new();
    // A stack of our own, so that a deeply nested payload cannot exhaust the thread's.
    let mut stack = vec![(payload, false)];
    while let Some((value, told)) = stack.pop() {
        match value {
            Value::String(text) if is_text(text, told) => texts.push(text.as_str()),
            Value::Array(items) => stack.extend(items.iter().rev().map(|item| (item, told))),
            Value::Object(fields) => {
                let first = stack.len();
                let own = fields.iter().filter(|(key, _)| !of_others(key));
                stack.extend(own.map(|(key, item)| (item, told || tells(key))));
                stack[first..].reverse();
            }
            _ => {}
        }
    }
    texts
}

static TEXT_KEYS: LazyLock<HashSet<&str>> = LazyLock::new(|| rules::TEXT_KEYS.split_whitespace().collect());

/// Whether a key holds what others wrote: a reviewer's words say nothing of the company's plans.
fn of_others(key: &str) -> bool {
    let key = key.to_lowercase();
    ["review", "testimonial", "comment"].iter().any(|word| key.contains(word))
}

/// Whether a key announces free text: one of its words is in the table.
fn tells(key: &str) -> bool {
    let mut word = String::new();
    let mut lower = false;
    for c in key.chars().chain(std::iter::once(' ')) {
        if !c.is_alphanumeric() || (c.is_uppercase() && lower) {
            if TEXT_KEYS.contains(word.as_str()) {
                return true;
            }
            word.clear();
        }
        lower = c.is_lowercase();
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
    }
    false
}

fn is_text(text: &str, told: bool) -> bool {
    let text = text.trim();
    let link = |word: &str| word.contains("://") || word.starts_with("www.") || word.contains('@');
    match text.split_whitespace().take(rules::PROSE_WORDS).count() {
        0 => false,
        1 => told && !link(text) && text.contains(char::is_alphabetic),
        words => told || (words == rules::PROSE_WORDS && text.len() >= rules::PROSE_BYTES),
    }
}

/// What each part of the score comes to, in the order in which they are shown.
pub(super) fn parts(facts: &Facts, signals: &[Signal]) -> Vec<Part> {
    vec![
        seniority(facts),
        reachability(facts),
        buying_signals(signals),
        company_size(facts),
        industry(facts),
        completeness(facts),
        confidence(facts),
    ]
}

fn part(name: &'static str, points: f64, max: f64, reason: String) -> Part {
    Part { name, points: (points.clamp(0.0, max) * 10.0).round() / 10.0, max, reason }
}

fn seniority(facts: &Facts) -> Part {
    let (points, reason) = if let Some(level) = known(facts.seniority) {
        match rules::SENIORITY.iter().find(|(name, ..)| *name == level) {
            Some((_, points, label)) => (*points, format!("{label} seniority")),
            None => (rules::UNKNOWN_SENIORITY, format!("unknown level {}", clean(level, 40))),
        }
    } else if known(facts.job_title).is_some() {
        (rules::UNKNOWN_SENIORITY, "the title says nothing of seniority".to_owned())
    } else if facts.has_person() {
        (rules::PERSON_WITHOUT_TITLE, "a person without a title".to_owned())
    } else {
        (0.0, "no named person".to_owned())
    };
    part("seniority", points, rules::SENIORITY_MAX, reason)
}

fn reachability(facts: &Facts) -> Part {
    let ways = channel::ways(facts);
    let points = ways.iter().map(|rule| rule.points).sum();
    let labels: Vec<_> = ways.iter().map(|rule| rule.label).collect();
    let reason = if labels.is_empty() { "no way to make contact".to_owned() } else { labels.join(", ") };
    part("reachability", points, rules::REACHABILITY_MAX, reason)
}

fn buying_signals(signals: &[Signal]) -> Part {
    let Some(best) = signals.first() else {
        return part("buying_signal", 0.0, rules::SIGNAL_MAX, "no buying signal".to_owned());
    };
    let further = &signals[1..];
    let points = best.points + rules::FURTHER_SIGNAL * further.len() as f64;
    let mut reason = format!("{}: “{}”", best.kind.label(), best.quote);
    for (n, signal) in further.iter().enumerate() {
        reason.push_str(if n == 0 { "; also " } else { ", " });
        reason.push_str(signal.kind.label());
    }
    part("buying_signal", points, rules::SIGNAL_MAX, reason)
}

fn company_size(facts: &Facts) -> Part {
    let (points, reason) = match known(facts.company_size) {
        None => (0.0, "company size unknown".to_owned()),
        Some(size) => match rules::COMPANY_SIZE.iter().find(|(range, _)| *range == size) {
            Some((_, points)) => (*points, format!("{size} employees")),
            None => (0.0, format!("size {} is not one of the ranges", clean(size, 40))),
        },
    };
    part("company_size", points, rules::COMPANY_SIZE_MAX, reason)
}

fn industry(facts: &Facts) -> Part {
    let (points, reason) = match known(facts.industry) {
        None => (0.0, "industry unknown".to_owned()),
        Some(name) => {
            let words = name.to_lowercase();
            let words: Vec<_> = words.split(|c: char| !c.is_alphanumeric()).collect();
            let has = |list: &str| list.split_whitespace().any(|word| words.contains(&word));
            let (points, fit) = rules::INDUSTRY
                .iter()
                .find(|(.., list)| has(list))
                .map_or(rules::OTHER_INDUSTRY, |(points, fit, _)| (*points, *fit));
            (points, format!("{}: {fit}", clean(name, 60)))
        }
    };
    part("industry", points, rules::INDUSTRY_MAX, reason)
}

fn completeness(facts: &Facts) -> Part {
    let fields = [
        ("company", facts.company_name),
        ("domain", facts.domain),
        ("industry", facts.industry),
        ("size", facts.company_size),
        ("location", facts.location),
        ("first name", facts.first_name),
        ("last name", facts.last_name),
        ("title", facts.job_title),
        ("email", facts.email),
        ("phone", facts.phone),
        ("LinkedIn", facts.linkedin_url),
    ];
    let mut points = 0.0;
    let mut missing = Vec::new();
    for (name, field) in fields {
        match known(field) {
            Some(_) => {
                points += rules::FIELDS.iter().find(|(field, _)| *field == name).map_or(0.0, |(_, p)| *p)
            }
            None => missing.push(name),
        }
    }
    let mut reason = format!("{} of {} fields", fields.len() - missing.len(), fields.len());
    if !missing.is_empty() && missing.len() < fields.len() {
        reason.push_str("; without ");
        reason.push_str(&missing.join(", "));
    }
    part("completeness", points, rules::COMPLETENESS_MAX, reason)
}

fn confidence(facts: &Facts) -> Part {
    let max = rules::CONFIDENCE_MAX;
    match facts.confidence.filter(|value| value.is_finite()) {
        Some(value) => {
            let value = value.clamp(0.0, 1.0);
            part("confidence", value * max, max, format!("{:.0} %", value * 100.0))
        }
        None => {
            part("confidence", rules::UNKNOWN_CONFIDENCE * max, max, "not stated: counted as half".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn text_under_a_telling_key_is_searched_and_so_is_prose_anywhere() {
        let payload = json!({
            "company_name": "Acme",
            "companyDescription": "Short words",
            "Recent News": [{"title": "Acme raises", "url": "https://news.example/acme"}],
            "tech": ["HubSpot", "https://hubspot.com", "a@b.com", "2026-02-15"],
            "extra": {"deep": [{"field": "We are looking for a supplier of packaging machines."}]},
            "street": "12 High Street",
            "postal_code": "12345",
            "count": 12.50,
            "nothing": null
        });
        let mut texts = texts_of(&payload);
        texts.sort_unstable();
        let expected =
            ["Acme raises", "HubSpot", "Short words", "We are looking for a supplier of packaging machines."];
        assert_eq!(texts, expected);
    }

    #[test]
    fn texts_keep_the_order_of_a_list() {
        let payload = json!({"posts": ["first", "second", "third"]});
        assert_eq!(texts_of(&payload), ["first", "second", "third"]);
    }

    #[test]
    fn a_payload_of_any_shape_and_depth_has_texts() {
        let mut deep = json!("the innermost text of all");
        for _ in 0..100 {
            deep = json!({"notes": [deep]});
        }
        assert_eq!(texts_of(&deep), ["the innermost text of all"]);
        for odd in [json!(null), json!([]), json!({}), json!(5), json!("one")] {
            assert!(texts_of(&odd).is_empty());
        }
    }

    #[test]
    fn a_cleaned_line_has_no_control_characters_and_keeps_its_limit() {
        assert_eq!(clean(" a\u{1b}[31m\tb\r\n  c\u{7} ", 50), "a [31m b c");
        assert_eq!(clean("ev\u{202e}il\u{200b}", 50), "evil");
        assert_eq!(clean("abcdef", 4), "abc…");
        assert_eq!(clean("abc def", 5), "abc…");
        assert_eq!(clean("\u{200b}", 5), "");
    }

    #[test]
    fn an_industry_is_judged_by_its_words() {
        let points = |name| industry(&Facts { industry: Some(name), ..Facts::default() }).points;
        assert_eq!(points("Software (SaaS)"), 7.0);
        assert_eq!(points("Government Administration"), 2.5);
        assert_eq!(points("Industrials"), 5.5);
        assert_eq!(points("Wine & Spirits"), 4.5);
        assert_eq!(points("Fruit"), 4.5, "no word begins inside another");
    }

    #[test]
    fn further_signals_add_a_little() {
        let one = super::super::signals::find(&["We issued an RFP for a CRM."]);
        let more = super::super::signals::find(&["We issued an RFP for a CRM.", "We're hiring 5 engineers."]);
        let (one, more) = (buying_signals(&one), buying_signals(&more));
        assert_eq!(more.points, one.points + rules::FURTHER_SIGNAL);
        assert!(more.reason.ends_with("; also hiring"), "{}", more.reason);
    }
}
