//! What is known of a lead when it is scored, and what each part of it is worth.

use super::channel;
use super::rules::{Field, Level, Part, Rules};
use super::signals::{Passage, Signal};
use crate::learn::model::tenths;

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
    pub texts: Vec<Passage<'a>>,
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
pub(super) fn parts(facts: &Facts, rules: &Rules, signals: &[Signal], explain: bool) -> Vec<Part> {
    let part = |name: &'static str, max: f64, (points, reason): (f64, &dyn Fn() -> String)| Part {
        name,
        points: tenths(points.clamp(0.0, max)),
        max,
        reason: if explain { reason() } else { String::new() },
    };
    let max = &rules.sections.parts;
    vec![
        part("seniority", max.seniority, (seniority(facts, rules), &|| seniority_reason(facts, rules))),
        part(
            "reachability",
            max.reachability,
            (reachability(facts, rules), &|| reachability_reason(facts, rules)),
        ),
        part(
            "buying_signal",
            max.buying_signal,
            (buying_signals(signals, rules), &|| signals_reason(signals)),
        ),
        part(
            "company_size",
            max.company_size,
            (company_size(facts, rules), &|| company_size_reason(facts, rules)),
        ),
        part("industry", max.industry, (industry(facts, rules), &|| industry_reason(facts, rules))),
        part("completeness", max.completeness, (completeness(facts, rules), &|| completeness_reason(facts))),
        part("confidence", max.confidence, (confidence(facts, rules), &|| confidence_reason(facts, rules))),
    ]
}

/// The rule for the lead's seniority.
pub(super) fn level<'r>(facts: &Facts, rules: &'r Rules) -> Option<&'r Level> {
    known(facts.seniority).and_then(|level| rules.sections.seniority.levels.get(level))
}

fn seniority(facts: &Facts, rules: &Rules) -> f64 {
    let points = &rules.sections.seniority;
    if known(facts.seniority).is_some() {
        level(facts, rules).map_or(points.unknown, |level| level.points)
    } else if known(facts.job_title).is_some() {
        points.unknown
    } else if facts.has_person() {
        points.untitled
    } else {
        0.0
    }
}

fn seniority_reason(facts: &Facts, rules: &Rules) -> String {
    match (level(facts, rules), known(facts.seniority)) {
        (Some(level), _) => format!("{} seniority", level.label),
        (None, Some(level)) => format!("unknown level {}", clean(level, 40)),
        _ if known(facts.job_title).is_some() => "the title says nothing of seniority".to_owned(),
        _ if facts.has_person() => "a person without a title".to_owned(),
        _ => "no named person".to_owned(),
    }
}

fn reachability(facts: &Facts, rules: &Rules) -> f64 {
    channel::ways(facts, rules).iter().map(|rule| rule.points).sum()
}

fn reachability_reason(facts: &Facts, rules: &Rules) -> String {
    let labels: Vec<_> = channel::ways(facts, rules).iter().map(|rule| rule.label.as_str()).collect();
    if labels.is_empty() { "no way to make contact".to_owned() } else { labels.join(", ") }
}

fn buying_signals(signals: &[Signal], rules: &Rules) -> f64 {
    match signals {
        [] => 0.0,
        [best, further @ ..] => best.points + rules.sections.signals.further * further.len() as f64,
    }
}

/// The signals in words, the strongest with its quote.
pub(super) fn signals_reason(signals: &[Signal]) -> String {
    let [best, further @ ..] = signals else { return "no buying signal".to_owned() };
    let mut reason = format!("{}: “{}”", best.kind.label(), best.quote);
    for (n, signal) in further.iter().enumerate() {
        reason.push_str(if n == 0 { "; also " } else { ", " });
        reason.push_str(signal.kind.label());
    }
    reason
}

/// The points for the company's size, if it is one of the ranges.
fn size_points(size: &str, rules: &Rules) -> Option<f64> {
    rules.sections.company_size.get(size).copied()
}

fn company_size(facts: &Facts, rules: &Rules) -> f64 {
    known(facts.company_size).and_then(|size| size_points(size, rules)).unwrap_or(0.0)
}

fn company_size_reason(facts: &Facts, rules: &Rules) -> String {
    match known(facts.company_size) {
        None => "company size unknown".to_owned(),
        Some(size) if size_points(size, rules).is_some() => format!("{size} employees"),
        Some(size) => format!("size {} is not one of the ranges", clean(size, 40)),
    }
}

fn industry(facts: &Facts, rules: &Rules) -> f64 {
    known(facts.industry).map_or(0.0, |name| rules.industry(name).0)
}

fn industry_reason(facts: &Facts, rules: &Rules) -> String {
    match known(facts.industry) {
        None => "industry unknown".to_owned(),
        Some(name) => format!("{}: {}", clean(name, 60), rules.industry(name).1),
    }
}

/// The fields that make a lead complete.
fn fields<'a>(facts: &Facts<'a>) -> [(Field, Option<&'a str>); 11] {
    [
        (Field::Company, facts.company_name),
        (Field::Domain, facts.domain),
        (Field::Industry, facts.industry),
        (Field::Size, facts.company_size),
        (Field::Location, facts.location),
        (Field::FirstName, facts.first_name),
        (Field::LastName, facts.last_name),
        (Field::Title, facts.job_title),
        (Field::Email, facts.email),
        (Field::Phone, facts.phone),
        (Field::Linkedin, facts.linkedin_url),
    ]
    .map(|(field, text)| (field, known(text)))
}

fn completeness(facts: &Facts, rules: &Rules) -> f64 {
    // The same order of additions always, so that no binary fraction differs.
    let there = fields(facts).into_iter().filter(|(_, text)| text.is_some());
    let points = there.filter_map(|(field, _)| rules.sections.completeness.get(&field));
    points.fold(0.0, |points, more| points + more)
}

fn completeness_reason(facts: &Facts) -> String {
    let fields = fields(facts);
    let missing: Vec<&str> =
        fields.iter().filter(|(_, text)| text.is_none()).map(|(field, _)| field.label()).collect();
    let mut reason = format!("{} of {} fields", fields.len() - missing.len(), fields.len());
    if !missing.is_empty() && missing.len() < fields.len() {
        reason.push_str("; without ");
        reason.push_str(&missing.join(", "));
    }
    reason
}

fn confidence(facts: &Facts, rules: &Rules) -> f64 {
    let share = facts.confidence.filter(|value| value.is_finite()).map(|value| value.clamp(0.0, 1.0));
    share.unwrap_or(rules.sections.confidence.unknown) * rules.sections.parts.confidence
}

fn confidence_reason(facts: &Facts, rules: &Rules) -> String {
    match facts.confidence.filter(|value| value.is_finite()) {
        Some(value) => format!("{:.0} %", value.clamp(0.0, 1.0) * 100.0),
        None => format!("not stated: counted as {:.0} %", rules.sections.confidence.unknown * 100.0),
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
        let points = |name| industry(&Facts { industry: Some(name), ..Facts::default() }, Rules::built_in());
        assert_eq!(points("Software (SaaS)"), 7.0);
        assert_eq!(points("Government Administration"), 2.5);
        assert_eq!(points("Industrials"), 5.5);
        assert_eq!(points("Wine & Spirits"), 4.5);
        assert_eq!(points("Fruit"), 4.5, "no word begins inside another");
    }

    #[test]
    fn further_signals_add_a_little() {
        let rules = Rules::built_in();
        let news = |text| Passage { text, since: rules.news(None).since };
        let (rfp, hiring) = (news("We issued an RFP for a CRM."), news("We're hiring 5 engineers."));
        let one = super::super::signals::find(&[rfp], &rules.phrases);
        let more = super::super::signals::find(&[rfp, hiring], &rules.phrases);
        assert_eq!(
            buying_signals(&more, rules),
            buying_signals(&one, rules) + rules.sections.signals.further
        );
        let reason = signals_reason(&more);
        assert!(reason.ends_with("; also hiring"), "{reason}");
    }
}
