//! Finding buying signals in free text.
//!
//! Text becomes words, clauses and sentences; the phrases of [`rules`] are matched word by word, so a phrase
//! never begins inside a word; then guards look at the words around a match for what takes it back:
//! negation, history, other people's business, questions to the reader.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::str::FromStr;
use std::sync::LazyLock;

use super::rules::{self, Side};

mod markup;
mod pattern;
mod text;

#[cfg(test)]
mod tests;

use pattern::Pattern;
use text::Text;

/// What a text gives away about a company that may be about to buy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

/// The buying signals in these texts, at most one of each kind, strongest first.
pub fn find(texts: &[&str]) -> Vec<Signal> {
    let mut found: Vec<Signal> = Vec::new();
    for text in texts {
        let plain = markup::plain(text);
        let text = Text::read(&plain);
        for at in 0..text.words.len() {
            for phrase in PHRASES.starting_with(text.word(at)) {
                let better = |signal: &Signal| signal.kind == phrase.kind && signal.points >= phrase.points;
                if found.iter().any(better) {
                    continue;
                }
                let Some(end) = phrase.pattern.at(&text, at) else { continue };
                if !phrase.pattern.in_question && text.questions[text.words[at].sentence] {
                    continue;
                }
                if is_history(&text, at..end) || is_taken_back(&text, at..end, phrase.kind) {
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

struct Phrase {
    kind: SignalKind,
    points: f64,
    pattern: Pattern,
}

/// Phrases by the word they begin with.
struct Phrases {
    by_word: HashMap<String, Vec<usize>>,
    by_number: Vec<usize>,
    all: Vec<Phrase>,
}

impl Phrases {
    fn starting_with(&self, word: &str) -> impl Iterator<Item = &Phrase> {
        let number = word.contains(|c: char| c.is_ascii_digit()) || LEXICON.numbers.contains(word);
        let numbered: &[usize] = if number { &self.by_number } else { &[] };
        let worded = self.by_word.get(word).map_or(&[][..], Vec::as_slice);
        numbered.iter().chain(worded).map(|&at| &self.all[at])
    }
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases { by_word: HashMap::new(), by_number: Vec::new(), all: Vec::new() };
    for (kind, strength, list) in rules::PHRASES {
        let worth = rules::SIGNAL_POINTS.iter().find(|(of, _)| of == kind).map_or(0.0, |(_, points)| *points);
        for pattern in patterns(list) {
            let at = phrases.all.len();
            let first = pattern.first_words();
            if first.is_empty() {
                phrases.by_number.push(at);
            }
            for word in first {
                phrases.by_word.entry(word.to_owned()).or_default().push(at);
            }
            phrases.all.push(Phrase { kind: *kind, points: worth * strength, pattern });
        }
    }
    phrases
});

/// The patterns of a list, one a line.
fn patterns(list: &str) -> Vec<Pattern> {
    list.lines().map(Pattern::read).collect()
}

struct Guard {
    kinds: &'static [SignalKind],
    side: Side,
    within: usize,
    patterns: Vec<Pattern>,
}

static GUARDS: LazyLock<Vec<Guard>> = LazyLock::new(|| {
    let read = |&(kinds, side, within, list)| Guard { kinds, side, within, patterns: patterns(list) };
    rules::GUARDS.iter().map(read).collect()
});

static HARMLESS: LazyLock<Vec<Pattern>> = LazyLock::new(|| patterns(rules::HARMLESS));

/// The word lists that are asked for single words.
struct Lexicon {
    abbreviations: HashSet<&'static str>,
    clause_words: HashSet<&'static str>,
    date_words: HashSet<&'static str>,
    elisions: HashSet<&'static str>,
    money_units: HashSet<&'static str>,
    not_in_gaps: HashSet<&'static str>,
    numbers: HashSet<&'static str>,
    since_words: HashSet<&'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let read = |list: &'static str| list.split_whitespace().collect();
    Lexicon {
        abbreviations: read(rules::ABBREVIATIONS),
        clause_words: read(rules::CLAUSE_WORDS),
        date_words: read(rules::DATE_WORDS),
        elisions: read(rules::ELISIONS),
        money_units: read(rules::MONEY_UNITS),
        not_in_gaps: read(rules::NOT_IN_GAPS),
        numbers: read(rules::NUMBERS),
        since_words: read(rules::SINCE_WORDS),
    }
});

/// Whether the words around a match say that it is not so, or not so of this company.
fn is_taken_back(text: &Text, matched: Range<usize>, kind: SignalKind) -> bool {
    GUARDS.iter().filter(|guard| guard.kinds.is_empty() || guard.kinds.contains(&kind)).any(|guard| {
        let (near, of) = match guard.side {
            Side::Before => (matched.start.saturating_sub(guard.within)..matched.start, matched.start),
            Side::After => (matched.end..matched.end.saturating_add(guard.within), matched.end - 1),
        };
        let of = &text.words[of];
        near.filter(|&at| {
            text.words.get(at).is_some_and(|w| w.sentence == of.sentence && w.clause == of.clause)
        })
        .filter(|&at| !HARMLESS.iter().any(|pattern| pattern.at(text, at).is_some()))
        .any(|at| guard.patterns.iter().any(|pattern| pattern.at(text, at).is_some()))
    })
}

/// Whether a year near a match dates it before what still counts as news.
fn is_history(text: &Text, matched: Range<usize>) -> bool {
    let sentence = text.words[matched.start].sentence;
    let first = matched.start.saturating_sub(rules::YEAR_BEFORE);
    let last = matched.end.saturating_add(rules::YEAR_AFTER).min(text.words.len());
    (first..last).filter(|&at| text.words[at].sentence == sentence).any(|at| {
        let word = text.word(at);
        let old = word.len() == 4 && word.parse().is_ok_and(|year| (1900..rules::NEWS_SINCE).contains(&year));
        let (one, two) = (text.word(at.wrapping_sub(1)), text.word(at.wrapping_sub(2)));
        let dated = at < matched.start || LEXICON.date_words.contains(one);
        old && dated && !LEXICON.since_words.contains(one) && !LEXICON.since_words.contains(two)
    })
}
