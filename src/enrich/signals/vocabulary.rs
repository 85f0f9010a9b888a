//! Words by number: a text is looked up once, and then only numbers are compared.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasherDefault;
use std::sync::Arc;

use super::text::{Text, is_combining};
use crate::enrich::rules::file;
use crate::normalize::table::{Table, WordHasher};

/// A word's number; 0 is any that the rules do not know.
pub(super) type Number = u32;

/// Words of which one has to stand somewhere.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Sorted.
    whole: Vec<Number>,
    beginnings: Vec<String>,
}

impl Words {
    /// Whether this is one of them.
    pub(super) fn hold(&self, number: Number, word: &str) -> bool {
        self.whole.binary_search(&number).is_ok()
            || self.beginnings.iter().any(|beginning| word.starts_with(beginning.as_str()))
    }

    /// Those that are told by a whole word.
    pub(super) fn whole(&self) -> &[Number] {
        &self.whole
    }

    /// Whether some are told by their beginning.
    pub(super) fn has_beginnings(&self) -> bool {
        !self.beginnings.is_empty()
    }

    fn add(&mut self, choice: Choice) {
        match choice {
            Choice::Whole(number) => {
                if let Err(place) = self.whole.binary_search(&number) {
                    self.whole.insert(place, number);
                }
            }
            Choice::Beginning(word) => self.beginnings.push(word),
        }
    }
}

enum Choice {
    Whole(Number),
    Beginning(String),
}

/// All words that the rules know, and what the small ones do.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    numbers_of: Table<String, Number>,
    pub(super) abbreviations: Set,
    pub(super) clause_words: Set,
    pub(super) date_words: Set,
    pub(super) elisions: Set,
    pub(super) money_units: Set,
    pub(super) not_in_gaps: Words,
    pub(super) numbers: Words,
    pub(super) since_words: Set,
}

type Set = std::collections::HashSet<String, BuildHasherDefault<WordHasher>>;

impl Lexicon {
    /// The small words of these rules, and no others yet.
    pub(super) fn new(words: &file::Words) -> Self {
        let read = |list: &str| list.split_whitespace().map(str::to_owned).collect();
        let mut lexicon = Lexicon {
            numbers_of: Table::default(),
            abbreviations: read(&words.abbreviations),
            clause_words: read(&words.clause_words),
            date_words: read(&words.date_words),
            elisions: read(&words.elisions),
            money_units: read(&words.money_units),
            not_in_gaps: Words::default(),
            numbers: Words::default(),
            since_words: read(&words.since_words),
        };
        let mut numbered = |list: &str| {
            let mut words = Words::default();
            list.split_whitespace().for_each(|word| words.add(Choice::Whole(lexicon.number_for(word))));
            words
        };
        let (not_in_gaps, numbers) = (numbered(&words.not_in_gaps), numbered(&words.numbers));
        Lexicon { not_in_gaps, numbers, ..lexicon }
    }

    /// The number of a word in lower case and without accents.
    pub(super) fn number_of(&self, word: &str) -> Number {
        self.numbers_of.get(word).copied().unwrap_or_default()
    }

    /// The most numbers that there are.
    pub(super) fn count(&self) -> usize {
        self.numbers_of.len() + 1
    }

    fn number_for(&mut self, word: &str) -> Number {
        let next = Number::try_from(self.count()).unwrap_or_default();
        match self.numbers_of.get(word) {
            Some(number) => *number,
            None => *self.numbers_of.entry(word.to_owned()).or_insert(next),
        }
    }

    /// A choice of a phrase; what is wrong with it is said in a few words.
    fn choice(&mut self, word: &str) -> Result<Choice, String> {
        let (stem, whole) = word.strip_suffix('*').map_or((word, true), |stem| (stem, false));
        let folded = self.folded(word, stem)?;
        Ok(if whole { Choice::Whole(self.number_for(&folded)) } else { Choice::Beginning(folded) })
    }

    fn folded(&self, word: &str, stem: &str) -> Result<String, String> {
        if !stem.is_empty() && stem.bytes().all(|b| b.is_ascii_lowercase()) {
            return Ok(stem.to_owned());
        }
        let read = Text::read(stem, self);
        match (read.words.len(), read.word(0)) {
            (0, _) => Err(format!("“{word}” is no word")),
            (1, folded)
                if folded.chars().count() == stem.chars().filter(|&c| !is_combining(c)).count()
                    || !stem.is_ascii() =>
            {
                Ok(folded.to_owned())
            }
            (1, folded) => Err(format!("“{word}” is read as “{folded}”")),
            _ => Err(format!("“{word}” is more than one word: put a space between them")),
        }
    }
}

/// The sets that phrases name, each read once.
pub(super) struct Sets<'a> {
    texts: &'a BTreeMap<String, String>,
    read: HashMap<&'a str, Arc<Words>>,
}

impl<'a> Sets<'a> {
    /// These, by their names.
    pub(super) fn new(texts: &'a BTreeMap<String, String>) -> Self {
        Sets { texts, read: HashMap::new() }
    }

    fn get(&mut self, name: &str, lexicon: &mut Lexicon) -> Result<Arc<Words>, String> {
        if let Some(words) = self.read.get(name) {
            return Ok(words.clone());
        }
        let (name, text) =
            self.texts.get_key_value(name).ok_or_else(|| format!("there is no set {name} in [sets]"))?;
        let mut words = Words::default();
        for word in text.split_whitespace() {
            words.add(lexicon.choice(word).map_err(|what| format!("in the set {name}, {what}"))?);
        }
        Ok(self.read.entry(name).or_insert(Arc::new(words)).clone())
    }

    /// The words of an element of a phrase: `one|another|begins*|{set}`.
    pub(super) fn element(
        &mut self,
        element: &str,
        lexicon: &mut Lexicon,
    ) -> Result<Vec<Arc<Words>>, String> {
        let (mut own, mut all) = (Words::default(), Vec::new());
        for choice in element.split('|') {
            match choice.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
                Some(name) => all.push(self.get(name, lexicon)?),
                None => own.add(lexicon.choice(choice)?),
            }
        }
        if !own.whole.is_empty() || own.has_beginnings() {
            all.push(Arc::new(own));
        }
        Ok(all)
    }
}
