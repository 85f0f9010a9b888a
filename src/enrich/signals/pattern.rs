//! Phrases as patterns over words. Their language is described at [`rules::PHRASES`].

use crate::enrich::rules;

use super::LEXICON;
use super::text::{Text, fold};

/// A phrase, ready to be matched. Its language is described at [`rules::PHRASES`].
pub(super) struct Pattern {
    elements: Vec<Element>,
    /// Whether it counts in a question too.
    pub(super) in_question: bool,
}

enum Element {
    Word { any_of: Vec<Choice>, optional: bool },
    Gap(usize),
    Number,
    Money,
    SentenceStart,
    SentenceEnd,
}

enum Choice {
    Exactly(String),
    BeginsWith(String),
}

impl Choice {
    fn holds(&self, word: &str) -> bool {
        match self {
            Choice::Exactly(text) => word == text,
            Choice::BeginsWith(text) => word.starts_with(text.as_str()),
        }
    }
}

impl Pattern {
    pub(super) fn read(phrase: &str) -> Self {
        let mut pattern = Pattern { elements: Vec::new(), in_question: false };
        for element in phrase.split_whitespace() {
            pattern.elements.push(match element {
                "?" => {
                    pattern.in_question = true;
                    continue;
                }
                ".." => Element::Gap(rules::GAP_WORDS),
                "_" => Element::Gap(rules::SHORT_GAP_WORDS),
                "#" => Element::Number,
                "$" => Element::Money,
                "^" => Element::SentenceStart,
                "." => Element::SentenceEnd,
                word => {
                    let optional = word.ends_with('?');
                    let mut any_of = Vec::new();
                    for choice in word.trim_end_matches('?').split('|') {
                        match rules::SETS.iter().find(|(name, _)| *name == choice) {
                            Some((_, words)) => any_of.extend(words.split_whitespace().map(Self::choice)),
                            None => any_of.push(Self::choice(choice)),
                        }
                    }
                    Element::Word { any_of, optional }
                }
            });
        }
        pattern
    }

    fn choice(word: &str) -> Choice {
        let mut folded = String::new();
        word.trim_end_matches('*').chars().for_each(|c| fold(c, &mut folded));
        if word.ends_with('*') { Choice::BeginsWith(folded) } else { Choice::Exactly(folded) }
    }

    /// The words it may begin with; none if it begins with a number.
    pub(super) fn first_words(&self) -> Vec<&str> {
        let first = self.elements.iter().find(|element| !matches!(element, Element::SentenceStart));
        let Some(Element::Word { any_of, .. }) = first else { return Vec::new() };
        any_of
            .iter()
            .filter_map(|choice| match choice {
                Choice::Exactly(word) => Some(word.as_str()),
                Choice::BeginsWith(_) => None,
            })
            .collect()
    }

    /// Where the phrase ends that begins at this word, if it does.
    pub(super) fn at(&self, text: &Text, at: usize) -> Option<usize> {
        let sentence = text.words.get(at)?.sentence;
        matches(&self.elements, text, at, sentence).filter(|&end| end > at)
    }
}

fn matches(elements: &[Element], text: &Text, at: usize, sentence: usize) -> Option<usize> {
    let Some((element, rest)) = elements.split_first() else { return Some(at) };
    let here = text.words.get(at).filter(|word| word.sentence == sentence).map(|_| text.word(at));
    match element {
        Element::Word { any_of, optional } => {
            let holds = here.is_some_and(|word| any_of.iter().any(|choice| choice.holds(word)));
            let taken = if holds { matches(rest, text, at + 1, sentence) } else { None };
            if taken.is_none() && *optional { matches(rest, text, at, sentence) } else { taken }
        }
        Element::Gap(longest) => {
            for end in at..=at + longest {
                if let Some(end) = matches(rest, text, end, sentence) {
                    return Some(end);
                }
                let word = text.words.get(end).filter(|word| word.sentence == sentence);
                if word.is_none() || LEXICON.not_in_gaps.contains(text.word(end)) {
                    return None;
                }
            }
            None
        }
        Element::Number => {
            let number = here?.starts_with(|c: char| c.is_ascii_digit()) || LEXICON.numbers.contains(here?);
            if number { matches(rest, text, at + 1, sentence) } else { None }
        }
        Element::Money => matches(rest, text, money(text, at, sentence)?, sentence),
        Element::SentenceStart if here.is_some() && text.starts_sentence(at) => {
            matches(rest, text, at, sentence)
        }
        Element::SentenceEnd if here.is_none() => matches(rest, text, at, sentence),
        Element::SentenceStart | Element::SentenceEnd => None,
    }
}

/// Where an amount of money ends that begins at this word: `$12M`, `12 million euros`, `EUR 3 Mio`.
fn money(text: &Text, at: usize, sentence: usize) -> Option<usize> {
    let word =
        |at: usize| text.words.get(at).filter(|word| word.sentence == sentence).map_or("", |_| text.word(at));
    let is_unit = |word: &str| LEXICON.money_units.contains(word);
    let is_sign = |c: char| "$€£¥₹".contains(c);
    let number = if is_unit(word(at)) { at + 1 } else { at };
    let amount = word(number);
    let (sign, digits) = (amount.contains(is_sign), amount.chars().filter(char::is_ascii_digit).count());
    if digits == 0 || !(sign || amount.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let mut end = number + 1;
    while is_unit(word(end)) {
        end += 1;
    }
    let scale = amount.trim_matches(|c: char| !c.is_ascii_alphabetic());
    let scaled = end > number + 1 || is_unit(scale);
    // Small change is no news: prices, fees, collections.
    (scaled || (sign || number > at) && digits >= 6).then_some(end)
}
