//! Phrases as patterns over words. Their language is described in the built-in file of rules.

use std::sync::Arc;

use super::text::Text;
use super::vocabulary::{Lexicon, Number, Sets, Words};

/// A phrase, ready to be matched.
#[derive(Debug)]
pub(super) struct Pattern {
    elements: Vec<Element>,
    /// Whether it counts in a question too.
    pub(super) in_question: bool,
}

#[derive(Debug)]
enum Element {
    /// One of these words.
    Word {
        any_of: Vec<Arc<Words>>,
        optional: bool,
    },
    Gap(usize),
    Number,
    Name,
    Money,
    SentenceStart,
    SentenceEnd,
}

/// The longest gap, in words.
const GAP_WORDS: usize = 5;
/// The longest short gap, in words.
const SHORT_GAP_WORDS: usize = 3;

/// The longest phrase, in elements, how many of them may be gaps, and how many gaps or optional: each gap makes matching take up to six
/// times as long, each optional word twice.
const LONGEST: usize = 20;
const MOST_GAPS: usize = 3;
const LOOSEST: usize = 6;

impl Pattern {
    /// Reads a phrase. What is wrong with one is said in a few words.
    pub(super) fn read(phrase: &str, sets: &mut Sets, lexicon: &mut Lexicon) -> Result<Self, String> {
        let mut pattern = Pattern { elements: Vec::new(), in_question: false };
        let elements: Vec<&str> = phrase.split_whitespace().collect();
        for (at, element) in elements.iter().enumerate() {
            pattern.elements.push(match *element {
                "?" if at + 1 == elements.len() => {
                    pattern.in_question = true;
                    continue;
                }
                "?" => return Err("a ? by itself stands at the end".to_owned()),
                ".." => Element::Gap(GAP_WORDS),
                "_" => Element::Gap(SHORT_GAP_WORDS),
                "#" => Element::Number,
                "@" => Element::Name,
                "$" => Element::Money,
                "^" => Element::SentenceStart,
                "." => Element::SentenceEnd,
                word => {
                    let (word, optional) = word.strip_suffix('?').map_or((word, false), |word| (word, true));
                    let any_of = sets.element(word, lexicon)?;
                    Element::Word { any_of, optional }
                }
            });
        }
        let gaps = pattern.elements.iter().filter(|element| matches!(element, Element::Gap(_))).count();
        let optional =
            pattern.elements.iter().filter(|e| matches!(e, Element::Word { optional: true, .. })).count();
        if pattern.elements.len() > LONGEST || gaps > MOST_GAPS || gaps + optional > LOOSEST {
            return Err(format!(
                "it has more than {LONGEST} words, {MOST_GAPS} gaps, or {LOOSEST} gaps and optional words"
            ));
        }
        // Phrases are looked up by the word they begin with.
        match pattern.elements.iter().find(|element| !matches!(element, Element::SentenceStart)) {
            None => Err("there is no word in it".to_owned()),
            Some(
                Element::Gap(_) | Element::Name | Element::Word { optional: true, .. } | Element::SentenceEnd,
            ) => Err("it has to begin with a word that is always there".to_owned()),
            Some(Element::Word { any_of, .. }) if any_of.iter().any(|words| words.has_beginnings()) => {
                Err("its first word has to be whole".to_owned())
            }
            Some(_) => Ok(pattern),
        }
    }

    /// The words it may begin with; none if it begins with a number.
    pub(super) fn first_words(&self) -> impl Iterator<Item = Number> + '_ {
        let first = self.elements.iter().find(|element| !matches!(element, Element::SentenceStart));
        let any_of = match first {
            Some(Element::Word { any_of, .. }) => any_of.as_slice(),
            _ => &[],
        };
        any_of.iter().flat_map(|words| words.whole()).copied()
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
            let holds =
                here.is_some_and(|word| any_of.iter().any(|words| words.hold(text.words[at].number, word)));
            let taken = if holds { matches(rest, text, at + 1, sentence) } else { None };
            if taken.is_none() && *optional { matches(rest, text, at, sentence) } else { taken }
        }
        Element::Gap(longest) => {
            for end in at..=at + longest {
                if let Some(end) = matches(rest, text, end, sentence) {
                    return Some(end);
                }
                let word = text.words.get(end).filter(|word| word.sentence == sentence);
                if word.is_none() || text.lexicon.not_in_gaps.hold(text.words[end].number, "") {
                    return None;
                }
            }
            None
        }
        Element::Number => {
            let number = here?.starts_with(|c: char| c.is_ascii_digit())
                || text.lexicon.numbers.hold(text.words[at].number, "");
            if number { matches(rest, text, at + 1, sentence) } else { None }
        }
        Element::Name => {
            if here.is_some() && text.is_capital(at) {
                matches(rest, text, at + 1, sentence)
            } else {
                None
            }
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
    let is_unit = |word: &str| text.lexicon.money_units.contains(word);
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
    let scale = amount
        .trim_start_matches(|c: char| !c.is_ascii_digit())
        .trim_matches(|c: char| !c.is_ascii_alphabetic());
    let scaled = end > number + 1 || is_unit(scale);
    // Small change is no news: prices, fees, collections.
    (scaled || (sign || number > at) && digits >= 6).then_some(end)
}
