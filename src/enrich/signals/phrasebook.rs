//! What is looked for in a text, put together from the rules.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::SignalKind;
use super::pattern::Pattern;
use crate::enrich::rules::file::{self, Problem, Sections, Side, Words};

/// The phrases of signals, the guards that take them back, and the small words.
#[derive(Debug)]
pub struct Phrasebook {
    /// Phrases by the word they begin with.
    by_word: HashMap<String, Vec<usize>>,
    /// Those that begin with a number.
    by_number: Vec<usize>,
    all: Vec<Phrase>,
    pub(super) guards: Vec<Guard>,
    pub(super) harmless: Vec<Pattern>,
    pub(super) lexicon: Lexicon,
}

#[derive(Debug)]
pub(super) struct Phrase {
    pub(super) kind: SignalKind,
    /// What it is worth, in points of the score.
    pub(super) points: f64,
    pub(super) pattern: Pattern,
}

#[derive(Debug)]
pub(super) struct Guard {
    pub(super) kinds: Vec<SignalKind>,
    pub(super) side: Side,
    pub(super) within: usize,
    pub(super) across: bool,
    pub(super) patterns: Vec<Pattern>,
}

/// The word lists that are asked for single words.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    pub(super) abbreviations: HashSet<String>,
    pub(super) clause_words: HashSet<String>,
    pub(super) date_words: HashSet<String>,
    pub(super) elisions: HashSet<String>,
    pub(super) money_units: HashSet<String>,
    pub(super) not_in_gaps: HashSet<String>,
    pub(super) numbers: HashSet<String>,
    pub(super) since_words: HashSet<String>,
}

/// The words of sets, by their names.
pub(super) type Sets = BTreeMap<String, String>;

/// How many words far a guard may look, at most.
const FARTHEST: usize = 100;

impl Phrasebook {
    /// Puts together what these rules look for, and adds what is wrong with it.
    pub fn new(sections: &Sections, problems: &mut Vec<Problem>) -> Self {
        let sets = &sections.sets;
        let lexicon = Lexicon::new(&sections.words);
        let mut book = Phrasebook {
            by_word: HashMap::new(),
            by_number: Vec::new(),
            all: Vec::new(),
            guards: Vec::new(),
            harmless: patterns("words.harmless", &sections.words.harmless, sets, &lexicon, problems),
            lexicon,
        };
        for (&kind, lists) in &sections.phrases {
            let worth = sections.signals.points.get(&kind).copied().unwrap_or_default();
            for list in lists {
                let section = format!("phrases.{}", kind.as_str());
                if !(0.0..=1.0).contains(&list.strength) {
                    problems.push(Problem::new(format!(
                        "{section}: strength is {}; it may be from 0 to 1",
                        list.strength
                    )));
                }
                for pattern in patterns(&section, &list.list, sets, &book.lexicon, problems) {
                    book.add(Phrase { kind, points: worth * list.strength, pattern });
                }
            }
        }
        for guard in &sections.guards {
            if !(1..=FARTHEST).contains(&guard.within) {
                problems.push(Problem::new(format!(
                    "guards: within is {}; it may be from 1 to {FARTHEST}",
                    guard.within
                )));
            }
            let patterns = patterns("guards", &guard.list, sets, &book.lexicon, problems);
            let &file::Guard { side, within, across, .. } = guard;
            book.guards.push(Guard { kinds: guard.signals.clone(), side, within, across, patterns });
        }
        book
    }

    fn add(&mut self, phrase: Phrase) {
        let at = self.all.len();
        let first = phrase.pattern.first_words();
        if first.is_empty() {
            self.by_number.push(at);
        }
        for word in first {
            self.by_word.entry(word.to_owned()).or_default().push(at);
        }
        self.all.push(phrase);
    }

    pub(super) fn starting_with(&self, word: &str) -> impl Iterator<Item = &Phrase> {
        let number = word.contains(|c: char| c.is_ascii_digit()) || self.lexicon.numbers.contains(word);
        let numbered: &[usize] = if number { &self.by_number } else { &[] };
        let worded = self.by_word.get(word).map_or(&[][..], Vec::as_slice);
        numbered.iter().chain(worded).map(|&at| &self.all[at])
    }

    /// How many phrases give a signal away.
    pub fn count(&self) -> usize {
        self.all.len()
    }
}

/// The patterns of a list, one a line.
fn patterns(
    section: &str,
    list: &str,
    sets: &Sets,
    lexicon: &Lexicon,
    problems: &mut Vec<Problem>,
) -> Vec<Pattern> {
    let mut read = Vec::new();
    for line in list.lines().filter(|line| !line.trim().is_empty()) {
        match Pattern::read(line, sets, lexicon) {
            Ok(pattern) => read.push(pattern),
            Err(what) => problems.push(Problem::about(line, format!("{section}: “{}”: {what}", line.trim()))),
        }
    }
    read
}

impl Lexicon {
    fn new(words: &Words) -> Self {
        let read = |list: &str| list.split_whitespace().map(str::to_owned).collect();
        Lexicon {
            abbreviations: read(&words.abbreviations),
            clause_words: read(&words.clause_words),
            date_words: read(&words.date_words),
            elisions: read(&words.elisions),
            money_units: read(&words.money_units),
            not_in_gaps: read(&words.not_in_gaps),
            numbers: read(&words.numbers),
            since_words: read(&words.since_words),
        }
    }
}
