//! What is looked for in a text, put together from the rules.

use super::SignalKind;
use super::pattern::Pattern;
use super::text::Text;
use super::vocabulary::{Lexicon, Sets};
use crate::enrich::rules::file::{self, Problem, Sections, Side};

/// The phrases of signals, the guards that take them back, and the small words.
#[derive(Debug)]
pub struct Phrasebook {
    /// Phrases by the number of the word that they begin with.
    by_word: Vec<Vec<u32>>,
    /// Those that begin with a number.
    by_number: Vec<u32>,
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

/// How many words far a guard may look, at most.
const FARTHEST: usize = 100;

impl Phrasebook {
    /// Puts together what these rules look for, and adds what is wrong with it.
    pub fn new(sections: &Sections, problems: &mut Vec<Problem>) -> Self {
        let mut sets = Sets::new(&sections.sets);
        let sets = &mut sets;
        let mut lexicon = Lexicon::new(&sections.words);
        let mut book = Phrasebook {
            by_word: Vec::new(),
            by_number: Vec::new(),
            all: Vec::new(),
            guards: Vec::new(),
            harmless: patterns("words.harmless", &sections.words.harmless, sets, &mut lexicon, problems),
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
                for pattern in patterns(&section, &list.list, sets, &mut book.lexicon, problems) {
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
            let patterns = patterns("guards", &guard.list, sets, &mut book.lexicon, problems);
            let &file::Guard { side, within, across, .. } = guard;
            book.guards.push(Guard { kinds: guard.signals.clone(), side, within, across, patterns });
        }
        book
    }

    fn add(&mut self, phrase: Phrase) {
        let at = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let mut first = phrase.pattern.first_words().peekable();
        if first.peek().is_none() {
            self.by_number.push(at);
        }
        self.by_word.resize_with(self.lexicon.count(), Vec::new);
        for word in first {
            // A word may stand in two sets.
            let phrases = &mut self.by_word[word as usize];
            if phrases.last() != Some(&at) {
                phrases.push(at);
            }
        }
        self.all.push(phrase);
    }

    /// The phrases that begin with this word of a text.
    pub(super) fn starting_at(&self, text: &Text, at: usize) -> impl Iterator<Item = &Phrase> {
        let number = text.words[at].number;
        let digits = text.word(at).contains(|c: char| c.is_ascii_digit());
        let numbered: &[u32] =
            if digits || self.lexicon.numbers.hold(number, "") { &self.by_number } else { &[] };
        let worded = self.by_word.get(number as usize).map_or(&[][..], Vec::as_slice);
        numbered.iter().chain(worded).map(|&at| &self.all[at as usize])
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
    sets: &mut Sets,
    lexicon: &mut Lexicon,
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
