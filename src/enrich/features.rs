//! What is known of a lead when it is scored, and what each part of it is worth.

use std::collections::HashMap;
use std::sync::LazyLock;

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
    /// Free text from the raw payloads: descriptions, posts, headlines, news. See [`texts_of`](super::texts::texts_of).
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
    // Most of what there is to clean is clean.
    let plain = |pair: &[u8]| pair[0].is_ascii_graphic() || (pair[0] == b' ' && pair[1] != b' ');
    if text.len() <= limit
        && text.as_bytes().windows(2).all(plain)
        && text.bytes().last().is_some_and(|last| last.is_ascii_graphic())
        && !text.starts_with(' ')
    {
        return text.to_owned();
    }
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

/// What each part of the score comes to, in the order in which they are shown. Reasons are written only to be read: without
/// `explain` they are empty.
pub(super) fn parts(facts: &Facts, signals: &[Signal], explain: bool) -> Vec<Part> {
    let part = |name: &'static str, max: f64, (points, reason): (f64, &dyn Fn() -> String)| Part {
        name,
        points: (points.clamp(0.0, max) * 10.0).round() / 10.0,
        max,
        reason: if explain { reason() } else { String::new() },
    };
    vec![
        part("seniority", rules::SENIORITY_MAX, (seniority(facts), &|| seniority_reason(facts))),
        part("reachability", rules::REACHABILITY_MAX, (reachability(facts), &|| reachability_reason(facts))),
        part("buying_signal", rules::SIGNAL_MAX, (buying_signals(signals), &|| signals_reason(signals))),
        part("company_size", rules::COMPANY_SIZE_MAX, (company_size(facts), &|| company_size_reason(facts))),
        part("industry", rules::INDUSTRY_MAX, (industry(facts), &|| industry_reason(facts))),
        part("completeness", rules::COMPLETENESS_MAX, (completeness(facts), &|| completeness_reason(facts))),
        part("confidence", rules::CONFIDENCE_MAX, (confidence(facts), &|| confidence_reason(facts))),
    ]
}

/// The rule for the lead's seniority.
pub(super) fn level(facts: &Facts) -> Option<&'static (&'static str, f64, &'static str)> {
    known(facts.seniority).and_then(|level| rules::SENIORITY.iter().find(|(name, ..)| *name == level))
}

fn seniority(facts: &Facts) -> f64 {
    if known(facts.seniority).is_some() {
        level(facts).map_or(rules::UNKNOWN_SENIORITY, |(_, points, _)| *points)
    } else if known(facts.job_title).is_some() {
        rules::UNKNOWN_SENIORITY
    } else if facts.has_person() {
        rules::PERSON_WITHOUT_TITLE
    } else {
        0.0
    }
}

fn seniority_reason(facts: &Facts) -> String {
    match (level(facts), known(facts.seniority)) {
        (Some((_, _, label)), _) => format!("{label} seniority"),
        (None, Some(level)) => format!("unknown level {}", clean(level, 40)),
        _ if known(facts.job_title).is_some() => "the title says nothing of seniority".to_owned(),
        _ if facts.has_person() => "a person without a title".to_owned(),
        _ => "no named person".to_owned(),
    }
}

fn reachability(facts: &Facts) -> f64 {
    channel::ways(facts).iter().map(|rule| rule.points).sum()
}

fn reachability_reason(facts: &Facts) -> String {
    let labels: Vec<_> = channel::ways(facts).iter().map(|rule| rule.label).collect();
    if labels.is_empty() { "no way to make contact".to_owned() } else { labels.join(", ") }
}

fn buying_signals(signals: &[Signal]) -> f64 {
    match signals {
        [] => 0.0,
        [best, further @ ..] => best.points + rules::FURTHER_SIGNAL * further.len() as f64,
    }
}

fn signals_reason(signals: &[Signal]) -> String {
    let [best, further @ ..] = signals else { return "no buying signal".to_owned() };
    let mut reason = format!("{}: “{}”", best.kind.label(), best.quote);
    for (n, signal) in further.iter().enumerate() {
        reason.push_str(if n == 0 { "; also " } else { ", " });
        reason.push_str(signal.kind.label());
    }
    reason
}

/// The points for the company's size, if it is one of the ranges.
fn size_points(size: &str) -> Option<f64> {
    rules::COMPANY_SIZE.iter().find(|(range, _)| *range == size).map(|(_, points)| *points)
}

fn company_size(facts: &Facts) -> f64 {
    known(facts.company_size).and_then(size_points).unwrap_or(0.0)
}

fn company_size_reason(facts: &Facts) -> String {
    match known(facts.company_size) {
        None => "company size unknown".to_owned(),
        Some(size) if size_points(size).is_some() => format!("{size} employees"),
        Some(size) => format!("size {} is not one of the ranges", clean(size, 40)),
    }
}

/// The groups of [`rules::INDUSTRY`], by the words of each.
static INDUSTRY_WORDS: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for (group, (.., list)) in rules::INDUSTRY.iter().enumerate() {
        list.split_whitespace().for_each(|word| {
            words.entry(word).or_insert(group);
        });
    }
    words
});

/// The points for an industry, and how such companies buy: by the first group that has one of its words.
fn industry_fit(name: &str) -> (f64, &'static str) {
    let name = name.to_lowercase();
    let words = name.split(|c: char| !c.is_alphanumeric());
    match words.filter_map(|word| INDUSTRY_WORDS.get(word)).min() {
        Some(&group) => (rules::INDUSTRY[group].0, rules::INDUSTRY[group].1),
        None => rules::OTHER_INDUSTRY,
    }
}

fn industry(facts: &Facts) -> f64 {
    known(facts.industry).map_or(0.0, |name| industry_fit(name).0)
}

fn industry_reason(facts: &Facts) -> String {
    match known(facts.industry) {
        None => "industry unknown".to_owned(),
        Some(name) => format!("{}: {}", clean(name, 60), industry_fit(name).1),
    }
}

/// The fields that make a lead complete, in the order of [`rules::FIELDS`].
fn fields<'a>(facts: &Facts<'a>) -> [Option<&'a str>; 11] {
    [
        facts.company_name,
        facts.domain,
        facts.industry,
        facts.company_size,
        facts.location,
        facts.first_name,
        facts.last_name,
        facts.job_title,
        facts.email,
        facts.phone,
        facts.linkedin_url,
    ]
    .map(known)
}

fn completeness(facts: &Facts) -> f64 {
    // The same order of additions always, so that no binary fraction differs.
    let there = fields(facts).into_iter().zip(rules::FIELDS).filter(|(field, _)| field.is_some());
    there.fold(0.0, |points, (_, (_, more))| points + more)
}

fn completeness_reason(facts: &Facts) -> String {
    let fields = fields(facts);
    let missing: Vec<&str> = fields
        .iter()
        .zip(rules::FIELDS)
        .filter(|(field, _)| field.is_none())
        .map(|(_, (name, _))| *name)
        .collect();
    let mut reason = format!("{} of {} fields", fields.len() - missing.len(), fields.len());
    if !missing.is_empty() && missing.len() < fields.len() {
        reason.push_str("; without ");
        reason.push_str(&missing.join(", "));
    }
    reason
}

fn confidence(facts: &Facts) -> f64 {
    let share = facts.confidence.filter(|value| value.is_finite()).map(|value| value.clamp(0.0, 1.0));
    share.unwrap_or(rules::UNKNOWN_CONFIDENCE) * rules::CONFIDENCE_MAX
}

fn confidence_reason(facts: &Facts) -> String {
    match facts.confidence.filter(|value| value.is_finite()) {
        Some(value) => format!("{:.0} %", value.clamp(0.0, 1.0) * 100.0),
        None => "not stated: counted as half".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let points = |name| industry(&Facts { industry: Some(name), ..Facts::default() });
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
        assert_eq!(buying_signals(&more), buying_signals(&one) + rules::FURTHER_SIGNAL);
        let reason = signals_reason(&more);
        assert!(reason.ends_with("; also hiring"), "{reason}");
    }
}
