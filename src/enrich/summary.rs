//! One sentence that says who a lead is and why its score is what it is, built only from what is known.

use super::channel::{self, Channel};
use super::features::{Facts, clean, known, level};
use super::rules::file::COMPANY_SIZES;
use super::rules::{Intent, Part, Rules};
use super::signals::{Signal, SignalKind};
use crate::learn::model::{AVERAGE, Prediction, REST, Reason};

#[cfg(test)]
mod tests;

/// The longest name, title or place that is written out, in characters.
const FIELD_CHARS: usize = 90;

/// The sentence. The parts and the signal are those the score was made from.
pub fn summarize(
    facts: &Facts,
    rules: &Rules,
    score: f64,
    intent: Intent,
    parts: &[Part],
    signal: Option<&Signal>,
) -> String {
    let (mut sentence, open) = who(facts);
    if open {
        sentence.push(',');
    }
    sentence.push_str(&format!(" scores {score} of 100 ({} intent): ", intent.as_str()));
    let (for_it, against_it) = (strengths(facts, rules, signal), weaknesses(facts, rules, parts));
    let against_shown = against_it.len().min(if for_it.is_empty() { 3 } else { 2 });
    sentence.push_str(&listed(&for_it, "and"));
    if against_shown > 0 {
        sentence.push_str(if for_it.is_empty() { "" } else { ", but " });
        sentence.push_str(&listed(&against_it[..against_shown], "and"));
    }
    sentence.push('.');
    sentence
}

/// What counts most, told for and against a lead.
const TOLD: usize = 2;

/// The sentence for a score that a model gave.
pub fn summarize_learned(
    facts: &Facts,
    said: &Prediction,
    intent: Intent,
    signal: Option<&Signal>,
) -> String {
    let (mut sentence, open) = who(facts);
    if open {
        sentence.push(',');
    }
    sentence.push_str(&format!(" scores {} of 100 ({} intent) by the model", said.score, intent.as_str()));
    let told = |raises: bool| -> Vec<String> {
        let own = said.reasons.iter().filter(|reason| !matches!(reason.name.as_str(), AVERAGE | REST));
        own.filter(|reason| (reason.points > 0.0) == raises).take(TOLD).map(reason_in_words).collect()
    };
    let (raised, lowered) = (told(true), told(false));
    if !raised.is_empty() {
        sentence.push_str(&format!(", raised by {}", listed(&raised, "and")));
    }
    if !lowered.is_empty() {
        let joint = if raised.is_empty() { ", lowered by " } else { " and lowered by " };
        sentence.push_str(&format!("{joint}{}", listed(&lowered, "and")));
    }
    if let Some(signal) = signal {
        sentence.push_str(&format!("; {}: “{}”", signal.kind.label(), signal.quote));
    }
    sentence.push('.');
    sentence
}

/// `visits 12`, `industry SaaS`, `no phone`.
fn reason_in_words(reason: &Reason) -> String {
    let name = reason.name.split_once(':').map_or(reason.name.as_str(), |(_, name)| name).replace('_', " ");
    let name = clean(&name, FIELD_CHARS);
    match &reason.value {
        Some(value) => format!("{name} {}", clean(value, FIELD_CHARS)),
        None => format!("no {name}"),
    }
}

/// The field as it may stand in the sentence.
fn field(text: Option<&str>) -> Option<String> {
    let text = clean(known(text)?, FIELD_CHARS);
    let text = text.trim_matches(|c: char| c.is_whitespace() || ",;:".contains(c));
    (!text.is_empty()).then(|| text.to_owned())
}

/// The subject of the sentence, and whether an apposition has to be closed by a comma.
fn who(facts: &Facts) -> (String, bool) {
    let name = name(facts);
    let title = field(facts.job_title);
    let company = field(facts.company_name).or_else(|| field(facts.domain));
    let kind = kind_of_company(facts);
    let place = place(facts);
    let alone = name.is_empty() && title.is_none();

    let mut open = false;
    let mut subject = match (&title, name.is_empty()) {
        // Sales is no person, a Head of Sales is.
        (Some(title), true) if known(facts.seniority).is_none() => format!("An unnamed contact ({title})"),
        (Some(title), true) => format!("An unnamed {title}"),
        (Some(title), false) => {
            open = true;
            format!("{name}, {title}")
        }
        (None, _) => name,
    };
    let at = if title.is_some() { " at " } else { " of " };
    match (&company, &kind) {
        (Some(company), kind) => {
            subject.push_str(if alone { "" } else { at });
            subject.push_str(company);
            if let Some(kind) =
                kind.as_deref().or(if alone && place.is_some() { Some("a company") } else { None })
            {
                subject.push_str(", ");
                subject.push_str(kind);
                open = true;
            }
        }
        (None, Some(kind)) if alone => subject = format!("A{}", &kind[1..]),
        (None, Some(kind)) => {
            subject.push_str(at);
            subject.push_str(kind);
        }
        (None, None) if alone => {
            let contact =
                [facts.email, facts.phone, facts.linkedin_url].into_iter().any(|way| known(way).is_some());
            subject = if contact { "An unnamed contact" } else { "An unnamed lead" }.to_owned();
        }
        (None, None) => {}
    }
    if let Some(place) = place {
        // A company is in its place; of a person we only know where the record puts them.
        if alone && (company.is_some() || kind.is_some()) {
            subject.push_str(" in ");
            open |= place.contains(',');
        } else {
            subject.push_str(", based in ");
            open = true;
        }
        subject.push_str(&place);
    }
    (subject, open)
}

/// The person's name as it is written: in Chinese, Japanese and Korean the family name goes first.
fn name(facts: &Facts) -> String {
    let (first, last) = (field(facts.first_name), field(facts.last_name));
    let east_asian =
        |name: &Option<String>| name.as_ref().is_some_and(|name| name.chars().all(is_east_asian));
    let names = if east_asian(&first) && east_asian(&last) { [last, first] } else { [first, last] };
    names.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Han, kana and hangul (Unicode blocks).
fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{3005}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// What kind of company it is, with an article: `an Industrials company with 51-200 employees`.
fn kind_of_company(facts: &Facts) -> Option<String> {
    let industry = field(facts.industry);
    let size = known(facts.company_size).and_then(employees);
    if industry.is_none() && size.is_none() {
        return None;
    }
    let mut noun = match &industry {
        None => "company".to_owned(),
        Some(industry) => {
            let last = industry.rsplit(' ').next().unwrap_or(industry).to_lowercase();
            let stem = match last.as_str() {
                "company" | "companies" | "organization" | "organizations" => {
                    industry.rsplit_once(' ').map(|(stem, _)| stem)
                }
                _ => None,
            };
            let public = |word: &str| PUBLIC_BODIES.contains(&word.to_lowercase().as_str());
            let body =
                industry.split(|c: char| !c.is_alphanumeric()).any(public) || last.starts_with("organi");
            format!("{} {}", stem.unwrap_or(industry), if body { "organization" } else { "company" })
        }
    };
    match size {
        Some(Employees::One) => noun = format!("one-person {noun}"),
        Some(Employees::Range(range)) => noun.push_str(&format!(" with {range} employees")),
        None => {}
    }
    Some(format!("{} {noun}", article(&noun)))
}

/// Words of an industry that is not made of companies.
const PUBLIC_BODIES: &[&str] = &[
    "association",
    "associations",
    "charity",
    "education",
    "government",
    "military",
    "museums",
    "nonprofit",
    "philanthropy",
    "political",
    "public",
    "religious",
    "school",
    "schools",
    "universities",
    "university",
];

enum Employees {
    One,
    Range(String),
}

/// LinkedIn's range as people write it; nothing for anything else.
fn employees(size: &str) -> Option<Employees> {
    if !COMPANY_SIZES.contains(&size) {
        return None;
    }
    Some(match size {
        "1" => Employees::One,
        "10001+" => Employees::Range("more than 10,000".to_owned()),
        range => Employees::Range(range.split('-').map(thousands).collect::<Vec<_>>().join("-")),
    })
}

fn thousands(number: &str) -> String {
    match number.len().checked_sub(3) {
        Some(cut) if cut > 0 && number.is_ascii() => format!("{},{}", &number[..cut], &number[cut..]),
        _ => number.to_owned(),
    }
}

/// `a` or `an`, by how the first word is spoken.
fn article(text: &str) -> &'static str {
    let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let lower = word.to_lowercase();
    let spelled = word.len() > 1 && word.len() <= 4 && word.chars().all(|c| c.is_ascii_uppercase());
    let vowel = if spelled {
        word.starts_with(['A', 'E', 'F', 'H', 'I', 'L', 'M', 'N', 'O', 'R', 'S', 'X'])
    } else {
        // Spelled with a vowel but spoken with a consonant, and the other way round.
        let consonant = ["uni", "use", "usa", "uti", "eu", "one", "ubi", "uk"]
            .iter()
            .any(|start| lower.starts_with(start));
        let silent = ["hour", "honest", "heir"].iter().any(|start| lower.starts_with(start));
        silent || (!consonant && lower.starts_with(['a', 'e', 'i', 'o', 'u']))
    };
    if vowel { "an" } else { "a" }
}

/// The place as it stands after "in". Nowhere in particular is no place.
fn place(facts: &Facts) -> Option<String> {
    let place = field(facts.location)?;
    if ["remote", "worldwide", "global", "online", "anywhere"].contains(&place.to_lowercase().as_str()) {
        return None;
    }
    let the = [
        "Netherlands",
        "Philippines",
        "UAE",
        "UK",
        "US",
        "USA",
        "United Arab Emirates",
        "United Kingdom",
        "United States",
    ];
    Some(if the.contains(&place.as_str()) { format!("the {place}") } else { place })
}

/// What speaks for the lead.
fn strengths(facts: &Facts, rules: &Rules, signal: Option<&Signal>) -> Vec<String> {
    let mut list = Vec::new();
    if let Some(signal) = signal {
        let name = match signal.kind {
            SignalKind::Funding => "a funding signal",
            SignalKind::Hiring => "a hiring signal",
            SignalKind::Expansion => "an expansion signal",
            SignalKind::NewLeadership => "a change of leadership",
            SignalKind::TechnologyChange => "a change of technology",
            SignalKind::RequestForProposals => "a request for proposals",
            SignalKind::ExplicitNeed => "an explicit need",
        };
        list.push(format!("{name} (“{}”)", signal.quote));
    }
    if let Some(level) = level(facts, rules)
        && level.points >= rules.sections.seniority.decides
    {
        list.push(format!("{} seniority", level.label));
    }
    let ways = channel::ways(facts, rules);
    list.extend(ways.iter().filter(|way| way.channel != Channel::None).map(|way| way.label.clone()));
    list
}

/// What speaks against the lead, what costs most first.
fn weaknesses(facts: &Facts, rules: &Rules, parts: &[Part]) -> Vec<String> {
    let lost =
        |name: &str| parts.iter().find(|part| part.name == name).map_or(0.0, |part| part.max - part.points);
    let mut list: Vec<(f64, String)> = Vec::new();
    if parts.iter().any(|part| part.name == "buying_signal" && part.points == 0.0) {
        list.push((lost("buying_signal"), "no buying signal".to_owned()));
    }
    match level(facts, rules) {
        _ if !facts.has_person() => list.push((lost("seniority"), "no named person".to_owned())),
        None => list.push((lost("seniority"), "no known seniority".to_owned())),
        Some(level) if level.points < rules.sections.seniority.decides => {
            list.push((lost("seniority"), format!("only {} seniority", level.label)));
        }
        Some(_) => {}
    }
    let ways = channel::ways(facts, rules);
    if ways.iter().all(|way| way.channel == Channel::None) {
        let what = if ways.is_empty() { "no contact details" } else { "only a disposable email" };
        list.push((lost("reachability"), what.to_owned()));
    } else if known(facts.email).is_none() {
        let emails = rules.sections.ways.iter().filter(|way| way.channel == Channel::Email);
        let best = emails.map(|way| way.points).fold(0.0, f64::max);
        list.push((best, "no email address".to_owned()));
    }
    if facts.confidence.is_some_and(|value| value < rules.sections.confidence.low) {
        list.push((lost("confidence"), "a source that is not sure of it".to_owned()));
    }
    if known(facts.company_size).is_none() {
        list.push((lost("company_size") / 2.0, "no known company size".to_owned()));
    }
    list.sort_by(|a, b| b.0.total_cmp(&a.0));
    list.into_iter().map(|(_, text)| text).collect()
}

/// `a, b and c`.
fn listed(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}
