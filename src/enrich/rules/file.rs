//! The file that rules are kept in: what may stand in it, and what has to hold.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::enrich::channel::{Channel, Way};
use crate::enrich::signals::SignalKind;
use crate::error::{Failure, Kind};
use crate::output::text;

/// The rules that are part of the program, with what each of them means.
pub const BUILT_IN: &str = include_str!("built_in.toml");

/// LinkedIn's ranges of company size, as in `leads.company_size`.
pub const COMPANY_SIZES: [&str; 9] =
    ["1", "2-10", "11-50", "51-200", "201-500", "501-1000", "1001-5000", "5001-10000", "10001+"];
/// The levels of `leads.seniority`.
pub const SENIORITIES: [&str; 11] = [
    "owner", "founder", "c_suite", "partner", "vp", "head", "director", "manager", "senior", "entry",
    "intern",
];
/// The largest file that is read, in bytes.
const LARGEST: u64 = 4 << 20;

/// A whole file of rules. What each section means is said in the built-in file.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // The sections, by their names.
pub struct Sections {
    pub intent: Thresholds,
    pub parts: Parts,
    pub seniority: Seniority,
    pub ways: Vec<WayRule>,
    pub company_size: BTreeMap<String, f64>,
    pub industry: Industry,
    pub completeness: BTreeMap<Field, f64>,
    pub confidence: Confidence,
    pub signals: Signals,
    pub news: News,
    pub phrases: BTreeMap<SignalKind, Vec<Phrases>>,
    pub sets: BTreeMap<String, String>,
    pub guards: Vec<Guard>,
    pub words: Words,
}

/// A file of one's own: some of the sections.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    intent: Option<Thresholds>,
    parts: Option<Parts>,
    seniority: Option<Seniority>,
    ways: Option<Vec<WayRule>>,
    company_size: Option<BTreeMap<String, f64>>,
    industry: Option<Industry>,
    completeness: Option<BTreeMap<Field, f64>>,
    confidence: Option<Confidence>,
    signals: Option<Signals>,
    news: Option<News>,
    #[serde(default)]
    phrases: BTreeMap<SignalKind, Vec<Phrases>>,
    #[serde(default)]
    more: BTreeMap<SignalKind, Vec<Phrases>>,
    #[serde(default)]
    sets: BTreeMap<String, String>,
    guards: Option<Vec<Guard>>,
    words: Option<Words>,
}

/// From which score on a lead is of high or medium intent.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // The keys, by their names.
pub struct Thresholds {
    pub high: f64,
    pub medium: f64,
}

/// The most points of each part.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // The parts, by their names.
pub struct Parts {
    pub seniority: f64,
    pub reachability: f64,
    pub buying_signal: f64,
    pub company_size: f64,
    pub industry: f64,
    pub completeness: f64,
    pub confidence: f64,
}

/// Points for seniority.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // The keys, by their names.
pub struct Seniority {
    pub decides: f64,
    pub unknown: f64,
    pub untitled: f64,
    pub levels: BTreeMap<String, Level>,
}

/// What a level of seniority is worth.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Its points.
    pub points: f64,
    /// What the summary calls it.
    pub label: String,
}

/// What the rules say of a way of making contact.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct WayRule {
    /// The way meant.
    pub way: Way,
    /// The channel it belongs to; `None` where it is not worth trying.
    pub channel: Channel,
    /// Points it adds to reachability.
    pub points: f64,
    /// What it is called in a list.
    pub label: String,
    /// Why it is recommended, where it is the best there is.
    pub reason: String,
}

/// Points for industries.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // The keys, by their names.
pub struct Industry {
    pub other: OtherIndustry,
    pub groups: Vec<IndustryGroup>,
}

/// An industry of no group.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // The keys, by their names.
pub struct OtherIndustry {
    pub points: f64,
    pub says: String,
}

/// Industries that buy alike.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // The keys, by their names.
pub struct IndustryGroup {
    pub points: f64,
    pub says: String,
    pub words: String,
}

/// A field that makes a lead complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // The fields, by their names.
pub enum Field {
    Company,
    Domain,
    Industry,
    Size,
    Location,
    FirstName,
    LastName,
    Title,
    Email,
    Phone,
    Linkedin,
}

impl Field {
    /// The field as people read it.
    pub fn label(self) -> &'static str {
        match self {
            Field::Company => "company",
            Field::Domain => "domain",
            Field::Industry => "industry",
            Field::Size => "size",
            Field::Location => "location",
            Field::FirstName => "first name",
            Field::LastName => "last name",
            Field::Title => "title",
            Field::Email => "email",
            Field::Phone => "phone",
            Field::Linkedin => "LinkedIn",
        }
    }
}

/// How the source's own confidence counts.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // The keys, by their names.
pub struct Confidence {
    pub unknown: f64,
    pub low: f64,
}

/// Points for buying signals.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // The keys, by their names.
pub struct Signals {
    pub further: f64,
    pub points: BTreeMap<SignalKind, f64>,
}

/// How old news may be.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // The keys, by their names.
pub struct News {
    pub months: u32,
    pub since: i32,
}

/// Phrases of one strength, one a line.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // The keys, by their names.
pub struct Phrases {
    pub strength: f64,
    pub list: String,
}

/// On which side of a match a guard looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// At the words before it.
    Before,
    /// At the words after it.
    After,
}

/// Phrases that take a match back.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Guard {
    /// The kinds of signal they hold for; none means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signals: Vec<SignalKind>,
    /// The side of the match.
    pub side: Side,
    /// How many words far they are looked for.
    pub within: usize,
    /// Whether they hold in the whole sentence, and not only in the clause of the match.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub across: bool,
    /// The phrases, one a line.
    pub list: String,
}

/// The small words that reading a text needs.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // The lists, by their names.
pub struct Words {
    pub harmless: String,
    pub not_in_gaps: String,
    pub date_words: String,
    pub since_words: String,
    pub clause_words: String,
    pub elisions: String,
    pub abbreviations: String,
    pub numbers: String,
    pub money_units: String,
}

/// Something in a file of rules that cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line of the file, from 1, where it can be told.
    pub line: Option<usize>,
    /// What is wrong, with the section it is in.
    pub what: String,
    /// The text in the file that it is about.
    about: String,
}

impl Problem {
    pub(in crate::enrich) fn new(what: impl Into<String>) -> Self {
        Problem { line: None, what: what.into(), about: String::new() }
    }

    /// A problem with a line of the file.
    pub(in crate::enrich) fn about(line: &str, what: impl Into<String>) -> Self {
        Problem { about: line.trim().to_owned(), ..Problem::new(what) }
    }

    /// With the line of the file that it is about.
    pub(super) fn found_in(mut self, text: &str) -> Self {
        if self.about.is_empty() {
            self.line = line_of_key(text, &self.what);
        } else {
            self.line = text.lines().position(|line| line.trim() == self.about).map(|at| at + 1);
        }
        self
    }
}

/// The line, from 1, of the key that a remark begins with, `intent.medium` or `parts`; of what is not there none.
fn line_of_key(text: &str, what: &str) -> Option<usize> {
    let path = what.split([' ', ',', ':']).next()?;
    let lines = || text.lines().map(str::trim).enumerate();
    let header = |name: &str| {
        let is_header = |line: &str| line == format!("[{name}]") || line == format!("[[{name}]]");
        lines().find(|(_, line)| is_header(line)).map(|(at, _)| at + 1)
    };
    if let Some(line) = header(path) {
        return Some(line);
    }
    let (section, key) = path.rsplit_once('.')?;
    let section = header(section)?;
    let is_key = |line: &str| {
        line.split_once('=').is_some_and(|(name, _)| name.trim().trim_matches(['"', '\'']) == key)
    };
    let own =
        lines().skip(section).take_while(|(_, line)| !line.starts_with('[')).find(|(_, line)| is_key(line));
    own.map(|(at, _)| at + 1).or(Some(section))
}

/// The sections of the built-in file.
pub(super) fn built_in() -> Result<Sections, Vec<Problem>> {
    toml_edit::de::from_str(BUILT_IN).map_err(|error| vec![malformed(BUILT_IN, &error)])
}

/// The sections of a file of one's own.
pub(super) fn given(text: &str) -> Result<Given, Problem> {
    toml_edit::de::from_str(text).map_err(|error| malformed(text, &error))
}

fn malformed(text: &str, error: &toml_edit::de::Error) -> Problem {
    let line = error.span().map(|span| text[..span.start.min(text.len())].matches('\n').count() + 1);
    Problem { line, ..Problem::new(error.message().replace('\n', " ")) }
}

/// The text of a file of rules.
pub fn text_of(path: &Path) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    // Not by what the file says of its size: a device says nothing.
    fs::File::open(path)
        .and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
        .map_err(|error| Failure::unreadable(path, &error))?;
    if bytes.len() as u64 > LARGEST {
        let message = format!("{} has more than {LARGEST} bytes, the most for rules", path.display());
        return Err(Failure::new(Kind::Failed, "invalid_rules", message));
    }
    String::from_utf8(bytes).map_err(|_| {
        Failure::new(Kind::Failed, "invalid_rules", format!("{} is not text in UTF-8", path.display()))
            .hint("to begin with the built-in rules: leadengine rules show > mine.toml")
    })
}

/// That the rules of a file cannot be used: the first problem, and how to see the others.
pub fn unusable(path: &Path, problems: &[Problem]) -> Failure {
    let first = problems.first().cloned().unwrap_or_else(|| Problem::new("it cannot be read"));
    let line = first.line.map_or(String::new(), |line| format!(", line {line}"));
    let failure =
        Failure::new(Kind::Failed, "invalid_rules", format!("{}{line}: {}", path.display(), first.what));
    match problems.len() {
        0 | 1 => failure.hint("what may stand there, and what it means: leadengine rules show"),
        n => failure.hint(format!(
            "and {} more; all of them: leadengine rules check {}",
            n - 1,
            text::file_word(path)
        )),
    }
}

impl Given {
    /// These sections in the place of others.
    pub(super) fn over(self, base: Sections) -> Sections {
        let (mut phrases, mut sets) = (base.phrases, base.sets);
        phrases.extend(self.phrases);
        for (kind, lists) in self.more {
            phrases.entry(kind).or_default().extend(lists);
        }
        sets.extend(self.sets);
        Sections {
            intent: self.intent.unwrap_or(base.intent),
            parts: self.parts.unwrap_or(base.parts),
            seniority: self.seniority.unwrap_or(base.seniority),
            ways: self.ways.unwrap_or(base.ways),
            company_size: self.company_size.unwrap_or(base.company_size),
            industry: self.industry.unwrap_or(base.industry),
            completeness: self.completeness.unwrap_or(base.completeness),
            confidence: self.confidence.unwrap_or(base.confidence),
            signals: self.signals.unwrap_or(base.signals),
            news: self.news.unwrap_or(base.news),
            phrases,
            sets,
            guards: self.guards.unwrap_or(base.guards),
            words: self.words.unwrap_or(base.words),
        }
    }
}

impl Sections {
    /// The file that says this, without remarks.
    pub fn to_toml(&self) -> String {
        toml_edit::ser::to_string_pretty(self).unwrap_or_default()
    }

    /// What cannot be, but for the phrases.
    pub(super) fn problems(&self) -> Vec<Problem> {
        let mut found = Problems::default();
        let Thresholds { high, medium } = self.intent;
        found.range("intent.high", high, 0.0, 100.0);
        found.range("intent.medium", medium, 0.0, high);
        self.problems_of_parts(&mut found);
        self.problems_of_seniority(&mut found);
        self.problems_of_ways(&mut found);
        let most = ("company_size", self.parts.company_size);
        found.keys("company_size", &COMPANY_SIZES, self.company_size.keys().map(String::as_str));
        for (size, points) in &self.company_size {
            found.points(&format!("company_size.{size}"), *points, most);
        }
        let most = ("industry", self.parts.industry);
        found.points("industry.other", self.industry.other.points, most);
        for (at, group) in self.industry.groups.iter().enumerate() {
            found.points(&format!("industry.groups, number {}", at + 1), group.points, most);
        }
        for (field, points) in &self.completeness {
            found.range(&format!("completeness, {}", field.label()), *points, 0.0, self.parts.completeness);
        }
        found.sum("completeness", self.completeness.values().sum(), self.parts.completeness);
        found.range("confidence.unknown", self.confidence.unknown, 0.0, 1.0);
        found.range("confidence.low", self.confidence.low, 0.0, 1.0);
        let most = ("buying_signal", self.parts.buying_signal);
        found.points("signals.further", self.signals.further, most);
        found.keys(
            "signals.points",
            &SignalKind::ALL.map(SignalKind::as_str),
            self.signals.points.keys().map(|kind| kind.as_str()),
        );
        for (kind, points) in &self.signals.points {
            found.points(&format!("signals.points.{}", kind.as_str()), *points, most);
        }
        found.range("news.months", f64::from(self.news.months), 0.0, 1_200.0);
        found.range("news.since", f64::from(self.news.since), 1_900.0, 9_999.0);
        found.0
    }

    fn problems_of_parts(&self, found: &mut Problems) {
        let parts = &self.parts;
        let all = [
            ("seniority", parts.seniority),
            ("reachability", parts.reachability),
            ("buying_signal", parts.buying_signal),
            ("company_size", parts.company_size),
            ("industry", parts.industry),
            ("completeness", parts.completeness),
            ("confidence", parts.confidence),
        ];
        for (name, most) in all {
            found.range(&format!("parts.{name}"), most, 0.0, 100.0);
        }
        found.sum("parts", all.iter().map(|(_, most)| most).sum(), 100.0);
    }

    fn problems_of_seniority(&self, found: &mut Problems) {
        let (seniority, most) = (&self.seniority, ("seniority", self.parts.seniority));
        found.range("seniority.decides", seniority.decides, 0.0, 100.0);
        found.points("seniority.unknown", seniority.unknown, most);
        found.points("seniority.untitled", seniority.untitled, most);
        found.keys("seniority.levels", &SENIORITIES, seniority.levels.keys().map(String::as_str));
        for (name, level) in &seniority.levels {
            found.points(&format!("seniority.levels.{name}"), level.points, most);
            found.words(&format!("seniority.levels.{name}.label"), &level.label);
        }
    }

    fn problems_of_ways(&self, found: &mut Problems) {
        let all = Way::ALL.map(Way::as_str);
        found.keys("ways", &all, self.ways.iter().map(|rule| rule.way.as_str()));
        for (at, rule) in self.ways.iter().enumerate() {
            let name = format!("ways, {}", rule.way.as_str());
            if self.ways[..at].iter().any(|before| before.way == rule.way) {
                found.add(format!("{name}: it is there twice"));
            }
            if ![rule.way.channel(), Channel::None].contains(&rule.channel) {
                let own = rule.way.channel().as_str();
                found.add(format!(
                    "{name}: its channel is \"{own}\", or \"none\" if it is never to be recommended"
                ));
            }
            found.points(&format!("{name}: points"), rule.points, ("reachability", self.parts.reachability));
            found.words(&format!("{name}: label"), &rule.label);
            found.words(&format!("{name}: reason"), &rule.reason);
        }
    }
}

#[derive(Default)]
struct Problems(Vec<Problem>);

impl Problems {
    fn add(&mut self, what: String) {
        self.0.push(Problem::new(what));
    }

    /// Points of a part: at most what the part has.
    fn points(&mut self, name: &str, points: f64, (part, most): (&str, f64)) {
        if !(0.0..=most).contains(&points) {
            self.add(format!("{name} is {points}; it may be from 0 to {most}, which is parts.{part}"));
        }
    }

    fn range(&mut self, name: &str, value: f64, least: f64, most: f64) {
        if !(least..=most).contains(&value) {
            self.add(format!("{name} is {value}; it may be from {least} to {most}"));
        }
    }

    fn sum(&mut self, name: &str, sum: f64, most: f64) {
        // Tenths are no binary fractions.
        if sum > most + 1e-6 {
            self.add(format!("{name}: the points add up to {sum:.1}; they may add up to {most}"));
        }
    }

    /// All of these keys, and no others.
    fn keys<'a>(&mut self, name: &str, all: &[&str], there: impl Iterator<Item = &'a str>) {
        let there: Vec<&str> = there.collect();
        for key in all.iter().filter(|key| !there.contains(key)) {
            self.add(format!("{name} says nothing of {key}"));
        }
        for key in there.iter().filter(|key| !all.contains(key)) {
            self.add(format!("{name} has no {key}; there are {}", all.join(", ")));
        }
    }

    fn words(&mut self, name: &str, text: &str) {
        if text.trim().is_empty() {
            self.add(format!("{name} is empty"));
        }
    }
}
