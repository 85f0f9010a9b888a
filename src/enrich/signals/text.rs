//! A text as words, clauses and sentences.

use std::ops::Range;

use crate::enrich::features::clean;

use super::vocabulary::{Lexicon, Number};

/// The longest quote, in characters.
const QUOTE_CHARS: usize = 100;
/// How much of one text is read, in characters: the rest of a very long page is seldom about the company.
const TEXT_CHARS: usize = 100_000;

/// A text cut into words.
pub(super) struct Text<'a> {
    original: &'a str,
    pub(super) lexicon: &'a Lexicon,
    /// All words in lower case and without accents, one after another.
    folded: String,
    pub(super) words: Vec<Word>,
    /// Of each sentence, whether it ends in a question mark.
    pub(super) questions: Vec<bool>,
}

pub(super) struct Word {
    original: Range<usize>,
    folded: Range<usize>,
    pub(super) number: Number,
    pub(super) sentence: usize,
    pub(super) clause: usize,
}

impl<'a> Text<'a> {
    pub(super) fn read(original: &'a str, lexicon: &'a Lexicon) -> Self {
        let original = match original.char_indices().nth(TEXT_CHARS) {
            Some((end, _)) => &original[..end],
            None => original,
        };
        let mut text =
            Text { original, lexicon, folded: String::new(), words: Vec::new(), questions: vec![false] };
        let (mut clause, mut open) = (0, None);
        let mut before = ' ';
        let mut chars = original.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|&(_, next)| next);
            let joins = match c {
                '\'' | '’' | 'ʼ' => {
                    let word = open.map_or("", |(_, folded)| &text.folded[folded..]);
                    let elided = lexicon.elisions.contains(word);
                    !elided && !word.is_empty() && next.is_some_and(char::is_alphabetic)
                }
                '.' | ',' => before.is_ascii_digit() && next.is_some_and(|next| next.is_ascii_digit()),
                _ => c.is_alphanumeric() || "$€£¥₹".contains(c) || is_combining(c),
            };
            if joins {
                open.get_or_insert((at, text.folded.len()));
                fold(c, &mut text.folded);
            } else {
                text.close(&mut open, at, &mut clause);
                let parted = next.is_none_or(|next| !next.is_alphanumeric());
                match c {
                    '.' if parted && !text.abbreviated() => text.end_sentence(false),
                    '!' | '…' | '\n' | '\r' | '•' | '|' | '。' | '！' => text.end_sentence(false),
                    '?' | '？' => text.end_sentence(true),
                    ',' | ';' | ':' | '(' | ')' | '–' | '—' => clause += 1,
                    '-' if parted => clause += 1,
                    _ => {}
                }
            }
            before = c;
        }
        text.close(&mut open, original.len(), &mut clause);
        text
    }

    fn close(&mut self, open: &mut Option<(usize, usize)>, end: usize, clause: &mut usize) {
        let Some((start, folded)) = open.take() else { return };
        let folded = folded..self.folded.len();
        if self.lexicon.clause_words.contains(&self.folded[folded.clone()]) {
            *clause += 1;
        }
        let sentence = self.questions.len() - 1;
        let number = self.lexicon.number_of(&self.folded[folded.clone()]);
        self.words.push(Word { original: start..end, folded, number, sentence, clause: *clause });
    }

    fn end_sentence(&mut self, question: bool) {
        // Of "!?" and "...", the first mark ends the sentence and the others add to it.
        let last = self.questions.len() - 1;
        match self.words.last() {
            Some(word) if word.sentence == last => {
                self.questions[last] = question;
                self.questions.push(false);
            }
            Some(word) => self.questions[word.sentence] |= question,
            None => {}
        }
    }

    /// Whether the full stop after the last word belongs to that word.
    fn abbreviated(&self) -> bool {
        let Some(word) = self.words.last() else { return false };
        let folded = &self.folded[word.folded.clone()];
        let initial = folded.len() == 1 && folded.bytes().all(|b| b.is_ascii_lowercase());
        // "Series A." ends a sentence, "J. Smith" does not.
        let previous = self.words.len().checked_sub(2).map_or("", |at| self.word(at));
        (initial && previous != "series" && previous != "serie")
            || self.lexicon.abbreviations.contains(folded)
    }

    pub(super) fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &self.folded[word.folded.clone()])
    }

    /// Whether a word is written with a capital letter, or a number, as names are.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        let first = self.original[self.words[at].original.clone()].chars().next();
        first.is_some_and(|first| first.is_uppercase() || first.is_numeric())
    }

    pub(super) fn starts_sentence(&self, at: usize) -> bool {
        at == 0 || self.words[at - 1].sentence != self.words[at].sentence
    }

    /// The words of a match, with the rest of its sentence, or of its clause, if that can be read at a
    /// glance.
    pub(super) fn quote(&self, matched: Range<usize>) -> String {
        // "is expanding" is quoted as "expanding": the company's name goes before it.
        let auxiliary = matched.len() > 1 && ["am", "are", "is"].contains(&self.word(matched.start));
        let start = self.words[matched.start + usize::from(auxiliary)].original.start;
        let last = &self.words[matched.end - 1];
        let following = || self.words[matched.end..].iter().take_while(|word| word.sentence == last.sentence);
        let sentence = following().last().unwrap_or(last);
        let clause = following().take_while(|word| word.clause == last.clause).last().unwrap_or(last);
        for end in [sentence, clause] {
            let quote = clean(&self.original[start..end.original.end], QUOTE_CHARS + 1);
            if quote.chars().count() <= QUOTE_CHARS {
                return quote;
            }
        }
        clean(&self.original[start..last.original.end], QUOTE_CHARS)
    }
}

/// Lower case without accents, so that "Série" and "serie" are one word.
pub(in crate::enrich) fn fold(c: char, out: &mut String) {
    if c.is_ascii() {
        return out.push(c.to_ascii_lowercase());
    }
    for c in c.to_lowercase() {
        match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => out.push('a'),
            'ç' => out.push('c'),
            'è' | 'é' | 'ê' | 'ë' => out.push('e'),
            'ì' | 'í' | 'î' | 'ï' => out.push('i'),
            'ñ' => out.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => out.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => out.push('u'),
            'ß' => out.push_str("ss"),
            'œ' => out.push_str("oe"),
            '’' | 'ʼ' => out.push('\''),
            c if is_combining(c) => {}
            c => out.push(c),
        }
    }
}

pub(super) fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}
