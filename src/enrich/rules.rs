//! The rules of the score: weights, thresholds and phrases, read from a file; `built_in.toml` is part of the program and says what
//! each of them means. `file` reads and checks, here is what scoring asks of them.

use std::collections::HashMap;
use std::ops::Deref;
use std::path::Path;
use std::str::FromStr;
use std::sync::LazyLock;

use chrono::{DateTime, Months, NaiveDate, Utc};

use super::channel::{self, Channel, Way};
use super::dates::News;
use super::features::{self, Facts};
use super::signals::{self, Phrasebook, Signal};
use super::summary;
use crate::learn::model::Reason;

pub mod file;

use file::Sections;
pub use file::{Field, Level, Problem, WayRule};

/// Rules that have been checked, ready to score with.
#[derive(Debug)]
pub struct Rules {
    /// What the file says.
    pub sections: Sections,
    /// Which group of industries a word belongs to; of several the first.
    industries: HashMap<String, usize>,
    /// What it looks for in texts.
    pub phrases: Phrasebook,
    own: bool,
}

static BUILT_IN: LazyLock<Rules> = LazyLock::new(|| {
    // That the file is sound is what the tests below look at.
    file::built_in()
        .and_then(|sections| Rules::of(sections, false))
        .unwrap_or_else(|problems| panic!("the built-in rules: {problems:?}"))
});

impl Rules {
    /// The rules that are part of the program.
    pub fn built_in() -> &'static Rules {
        &BUILT_IN
    }

    /// The rules of a file: the built-in ones with what it has in their place.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn read(text: &str) -> Result<Rules, Vec<Problem>> {
        let given = file::given(text).map_err(|problem| vec![problem])?;
        let sections = given.over(Rules::built_in().sections.clone());
        let own = sections != Rules::built_in().sections;
        Rules::of(sections, own)
            .map_err(|problems| problems.into_iter().map(|problem| problem.found_in(text)).collect())
    }

    /// As [`Rules::read`], of a file on disk.
    ///
    /// # Errors
    /// When it cannot be read, or its rules cannot be used: with the first problem, and how to see the others.
    pub fn load(path: &Path) -> anyhow::Result<Rules> {
        let text = file::text_of(path)?;
        Rules::read(&text).map_err(|problems| file::unusable(path, &problems).into())
    }

    fn of(sections: Sections, own: bool) -> Result<Rules, Vec<Problem>> {
        let mut problems = sections.problems();
        let phrases = Phrasebook::new(&sections, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut industries = HashMap::new();
        for (at, group) in sections.industry.groups.iter().enumerate() {
            for word in group.words.split_whitespace() {
                industries.entry(word.to_lowercase()).or_insert(at);
            }
        }
        Ok(Rules { sections, industries, phrases, own })
    }

    /// Whether these are the rules that are part of the program.
    pub fn are_built_in(&self) -> bool {
        !self.own
    }

    /// The level of a score of 0 to 100.
    pub fn intent(&self, score: f64) -> Intent {
        Intent::by(score, self.sections.intent.high, self.sections.intent.medium)
    }

    /// The points for an industry, and how such companies buy: by the first group that has one of its words.
    pub(super) fn industry(&self, name: &str) -> (f64, &str) {
        let name = name.to_lowercase();
        let words = name.split(|c: char| !c.is_alphanumeric());
        match words.filter_map(|word| self.industries.get(word)).min() {
            Some(&group) => {
                let group = &self.sections.industry.groups[group];
                (group.points, &group.says)
            }
            None => (self.sections.industry.other.points, &self.sections.industry.other.says),
        }
    }

    /// What counts as news in a record, by when it was scraped.
    pub fn news(&self, scraped_at: Option<DateTime<Utc>>) -> News {
        let file::News { months, since } = self.sections.news;
        let since = scraped_at
            .and_then(|at| at.date_naive().checked_sub_months(Months::new(months)))
            .or_else(|| NaiveDate::from_ymd_opt(since, 1, 1))
            .unwrap_or(NaiveDate::MIN);
        News { since, months }
    }
}

/// The rules in force. The built-in ones are read when they are first looked at: a run that finds nothing to score does not.
#[derive(Debug, Default)]
pub struct InForce(Option<Box<Rules>>);

impl From<Option<Rules>> for InForce {
    fn from(own: Option<Rules>) -> Self {
        InForce(own.map(Box::new))
    }
}

impl InForce {
    /// Whether they are the built-in ones, without reading those.
    pub fn are_in_the_program(&self) -> bool {
        self.0.as_ref().is_none_or(|own| own.are_built_in())
    }
}

impl Deref for InForce {
    type Target = Rules;

    fn deref(&self) -> &Rules {
        self.0.as_deref().unwrap_or_else(|| Rules::built_in())
    }
}

/// How likely a lead is to buy now, as in `lead_enrichment.intent_level`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Intent {
    /// The best: by the rules, from `intent.high` on.
    High,
    /// From `intent.medium` on.
    Medium,
    /// Anything below.
    Low,
}

impl Intent {
    /// Every level, highest first.
    pub const ALL: [Intent; 3] = [Intent::High, Intent::Medium, Intent::Low];

    /// The word that is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Intent::High => "high",
            Intent::Medium => "medium",
            Intent::Low => "low",
        }
    }

    /// The level of a score where high and medium begin at these.
    pub fn by(score: f64, high: f64, medium: f64) -> Self {
        if score >= high {
            Intent::High
        } else if score >= medium {
            Intent::Medium
        } else {
            Intent::Low
        }
    }
}

impl FromStr for Intent {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Intent::ALL
            .into_iter()
            .find(|intent| intent.as_str().eq_ignore_ascii_case(text.trim()))
            .ok_or_else(|| "an intent level is one of high, medium, low".to_owned())
    }
}

/// One named part of a score.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Part {
    /// What is looked at: `seniority`, `reachability`, …
    pub name: &'static str,
    /// The points given: 0 to `max`, with at most one decimal.
    pub points: f64,
    /// The most that can be had.
    pub max: f64,
    /// Why, in a few words.
    pub reason: String,
}

/// A part of a score as it is kept with it in `lead_enrichment.score_parts`: of rules of one's own a [`Part`], of a model a
/// [`Reason`](crate::learn::model::Reason), and what a language model adds.
#[derive(Debug, Clone, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct StoredPart {
    /// The most that can be had, where there is such a thing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    /// What is looked at.
    pub name: String,
    /// What the lead has there, where a model looked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The points given; those of a model may be negative.
    pub points: f64,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl From<&Reason> for StoredPart {
    fn from(reason: &Reason) -> Self {
        let Reason { name, value, points } = reason.clone();
        StoredPart { name, points, max: None, value, reason: None }
    }
}

/// A lead's score with everything that explains it.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// 0 to 100, the sum of the parts, with at most one decimal.
    pub score: f64,
    /// The level of that score.
    pub intent: Intent,
    /// The parts, always all of them, in a fixed order.
    pub parts: Vec<Part>,
    /// The strongest buying signal.
    pub signal: Option<Signal>,
    /// The channel to try first.
    pub channel: Channel,
    /// Why that channel.
    pub channel_reason: String,
    /// The ways of making contact, best first; none where only some of this was asked for.
    pub ways: Vec<Way>,
    /// One sentence: who this is, and why the score is what it is.
    pub summary: String,
}

impl Scored {
    /// The parts as they are kept with the score.
    pub(super) fn stored_parts(&self) -> Vec<StoredPart> {
        let kept = |part: &Part| StoredPart {
            name: part.name.to_owned(),
            points: part.points,
            max: Some(part.max),
            value: None,
            reason: Some(part.reason.clone()),
        };
        self.parts.iter().map(kept).collect()
    }
}

/// How much of a score to put in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// Everything.
    Whole,
    /// The summary, but no reasons of the parts: they are empty.
    Summary,
    /// Nothing but the channel: a model has its own words.
    Points,
}

/// Scores a lead. The same facts always give the same score.
pub fn score(facts: &Facts, rules: &Rules, wording: Wording) -> Scored {
    let signals = signals::find(&facts.texts, &rules.phrases);
    let parts = features::parts(facts, rules, &signals, wording == Wording::Whole);
    // Summed in tenths, so that no binary fraction shows.
    let tenths: f64 = parts.iter().map(|part| (part.points * 10.0).round()).sum();
    let score = (tenths / 10.0).clamp(0.0, 100.0);
    let intent = rules.intent(score);
    let (channel, channel_reason) = channel::recommend(facts, rules);
    let ways = match wording {
        Wording::Whole => channel::ways(facts, rules).iter().map(|rule| rule.way).collect(),
        _ => Vec::new(),
    };
    let signal = signals.into_iter().next();
    let summary = match wording {
        Wording::Points => String::new(),
        _ => summary::summarize(facts, rules, score, intent, &parts, signal.as_ref()),
    };
    Scored { score, intent, parts, signal, channel, channel_reason, ways, summary }
}

#[cfg(test)]
mod tests;
