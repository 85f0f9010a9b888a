//! Finding buying signals in free text.
//!
//! Text becomes words, clauses and sentences; the phrases of the rules are matched word by word, so a phrase
//! never begins inside a word; then guards look at the words around a match for what takes it back:
//! negation, history, other people's business, questions to the reader.

use std::ops::Range;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::dates::{last_day, month, year};
use super::rules::file::Side;

mod markup;
mod pattern;
mod phrasebook;
mod text;
mod vocabulary;

#[cfg(test)]
mod tests;

pub use phrasebook::Phrasebook;
use text::Text;

pub(super) use markup::plain;
pub(super) use text::fold;

/// What a text gives away about a company that may be about to buy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SignalKind {
    /// It has got money.
    Funding,
    /// It is looking for people.
    Hiring,
    /// It opens places or markets.
    Expansion,
    /// Somebody new leads it or a part of it.
    NewLeadership,
    /// It replaces or introduces systems.
    TechnologyChange,
    /// It asks for offers formally.
    RequestForProposals,
    /// It says that it needs something.
    ExplicitNeed,
}

impl SignalKind {
    /// Every kind.
    pub const ALL: [SignalKind; 7] = [
        SignalKind::Funding,
        SignalKind::Hiring,
        SignalKind::Expansion,
        SignalKind::NewLeadership,
        SignalKind::TechnologyChange,
        SignalKind::RequestForProposals,
        SignalKind::ExplicitNeed,
    ];

    /// The word that is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            SignalKind::Funding => "funding",
            SignalKind::Hiring => "hiring",
            SignalKind::Expansion => "expansion",
            SignalKind::NewLeadership => "new_leadership",
            SignalKind::TechnologyChange => "technology_change",
            SignalKind::RequestForProposals => "request_for_proposals",
            SignalKind::ExplicitNeed => "explicit_need",
        }
    }

    /// The name as people read it, without an article.
    pub fn label(self) -> &'static str {
        match self {
            SignalKind::Funding => "funding",
            SignalKind::Hiring => "hiring",
            SignalKind::Expansion => "expansion",
            SignalKind::NewLeadership => "new leadership",
            SignalKind::TechnologyChange => "technology change",
            SignalKind::RequestForProposals => "request for proposals",
            SignalKind::ExplicitNeed => "explicit need",
        }
    }
}

impl FromStr for SignalKind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        SignalKind::ALL.into_iter().find(|kind| kind.as_str().eq_ignore_ascii_case(text.trim())).ok_or_else(
            || {
                let names: Vec<_> = SignalKind::ALL.iter().map(|kind| kind.as_str()).collect();
                format!("a buying signal is one of {}", names.join(", "))
            },
        )
    }
}

/// A buying signal that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Signal {
    /// What it says.
    pub kind: SignalKind,
    /// The phrase as found: one line, at most 120 characters, no control characters.
    pub quote: String,
    /// What it is worth alone, in points of the score.
    pub points: f64,
}

/// A text to search, and what is news in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage<'a> {
    /// The text.
    pub text: &'a str,
    /// What it dates before this day is history.
    pub since: NaiveDate,
}

/// The buying signals in these texts, at most one of each kind, strongest first.
pub fn find(texts: &[Passage], phrases: &Phrasebook) -> Vec<Signal> {
    let mut found: Vec<Signal> = Vec::new();
    for passage in texts {
        let plain = markup::plain(passage.text);
        let text = Text::read(&plain, &phrases.lexicon);
        for at in 0..text.words.len() {
            for phrase in phrases.starting_at(&text, at) {
                let better = |signal: &Signal| signal.kind == phrase.kind && signal.points >= phrase.points;
                if found.iter().any(better) {
                    continue;
                }
                let Some(end) = phrase.pattern.at(&text, at) else { continue };
                if !phrase.pattern.in_question && text.questions[text.words[at].sentence] {
                    continue;
                }
                if is_history(&text, at..end, passage.since)
                    || is_taken_back(&text, at..end, phrases, phrase.kind)
                {
                    continue;
                }
                found.retain(|signal| signal.kind != phrase.kind);
                found.push(Signal { kind: phrase.kind, quote: text.quote(at..end), points: phrase.points });
            }
        }
    }
    // Stable, so that of two equals the one found first stays first.
    found.sort_by(|a, b| b.points.total_cmp(&a.points));
    found
}

/// How many sentences with words in them a text has.
pub(super) fn sentences(text: &str, phrases: &Phrasebook) -> usize {
    let text = Text::read(text, &phrases.lexicon);
    let mut numbers: Vec<usize> = text.words.iter().map(|word| word.sentence).collect();
    numbers.dedup();
    numbers.len()
}

/// Whether the words around a match say that it is not so, or not so of this company.
fn is_taken_back(text: &Text, matched: Range<usize>, phrases: &Phrasebook, kind: SignalKind) -> bool {
    phrases.guards.iter().filter(|guard| guard.kinds.is_empty() || guard.kinds.contains(&kind)).any(|guard| {
        let (near, of) = match guard.side {
            Side::Before => (matched.start.saturating_sub(guard.within)..matched.start, matched.start),
            Side::After => (matched.end..matched.end.saturating_add(guard.within), matched.end - 1),
        };
        let of = &text.words[of];
        near.filter(|&at| {
            text.words.get(at).is_some_and(|word| {
                word.sentence == of.sentence && (guard.across || word.clause == of.clause)
            })
        })
        .filter(|&at| !phrases.harmless.iter().any(|pattern| pattern.at(text, at).is_some()))
        .any(|at| guard.patterns.iter().any(|pattern| pattern.at(text, at).is_some()))
    })
}

/// How many words around a match a date dates it.
const DATED_WITHIN: usize = 16;
/// How many words before a match a mere year does.
const YEAR_WITHIN: usize = 4;

/// Whether a date near a match makes it older than what still counts as news.
fn is_history(text: &Text, matched: Range<usize>, since: NaiveDate) -> bool {
    let lexicon = text.lexicon;
    let sentence = text.words[matched.start].sentence;
    let first = matched.start.saturating_sub(DATED_WITHIN);
    let last = matched.end.saturating_add(DATED_WITHIN).min(text.words.len());
    (first..last).filter(|&at| text.words[at].sentence == sentence).any(|at| {
        let Some(year) = last_year(text.word(at)) else { return false };
        let (one, two) = (text.word(at.wrapping_sub(1)), text.word(at.wrapping_sub(2)));
        let near = at < matched.start && at + YEAR_WITHIN >= matched.start;
        let dated = near || month(one).is_some() || lexicon.date_words.contains(one);
        let month = month(one).or_else(|| month(two)).unwrap_or(12);
        last_day(year, month) < since
            && dated
            && !lexicon.since_words.contains(one)
            && !lexicon.since_words.contains(two)
    })
}

/// The year that a word is, or the last of the decade: 2019, 1990s.
fn last_year(word: &str) -> Option<i32> {
    year(word).or_else(|| word.strip_suffix('s').and_then(year).map(|decade| decade + 9))
}
