//! Keys without case, separators and accents, and the index of all known ones.

use std::hash::Hasher;
use std::sync::LazyLock;

use unicode_normalization::char::decompose_canonical;

use super::super::table::{Table, WordHasher};
use super::Field;
use super::keys::{KEYS, NOTHING};
use super::objects::{Before, COMPANY_KEYS, CRM_KEYS, Kind, MAPS_KEYS, OBJECTS, POSTING_KEYS, PREFIXES};

/// Longer keys mean nothing known.
const LONGEST: usize = 64;

/// A folded key, on the stack.
pub(super) struct Word {
    bytes: [u8; LONGEST],
    len: usize,
    /// Whether the key can be a path written as one key: `organization.name`, `emails/0`, `E-mail 1 - Value`.
    pub(super) is_path: bool,
}

impl Word {
    /// Lower-case letters and digits of a key, Latin letters without their accents.
    pub(super) fn of(key: &str) -> Word {
        let mut word = Word { bytes: [0; LONGEST], len: 0, is_path: false };
        let mut before = 0;
        for (at, &byte) in key.as_bytes().iter().enumerate() {
            match byte {
                b'a'..=b'z' | b'0'..=b'9' => word.push(byte),
                b'A'..=b'Z' => word.push(byte | 0x20),
                b'.' | b'/' | b'[' | b':' | b'|' | b'>' => word.is_path = true,
                b'_' => word.is_path |= before == b'_',
                b'-' => word.is_path |= before == b' ',
                0x80.. => {
                    word.letters_from(&key[at..]);
                    break;
                }
                _ => {}
            }
            before = byte;
        }
        word
    }

    fn push(&mut self, byte: u8) {
        if self.len < LONGEST {
            self.bytes[self.len] = byte;
        }
        // One more than fits marks what is too long.
        self.len = (self.len + 1).min(LONGEST + 1);
    }

    /// The slower way, from the first byte on that is not ASCII.
    fn letters_from(&mut self, key: &str) {
        let mut before = ' ';
        for c in key.chars() {
            self.is_path |= matches!(c, '.' | '/' | '[' | ':' | '|' | '>')
                || matches!((before, c), ('_', '_') | (' ', '-'));
            before = c;
            match c {
                'ß' => "ss".bytes().for_each(|b| self.push(b)),
                'ø' | 'Ø' => self.push(b'o'),
                'ł' | 'Ł' => self.push(b'l'),
                'æ' | 'Æ' => "ae".bytes().for_each(|b| self.push(b)),
                'ı' => self.push(b'i'),
                'đ' | 'Đ' | 'ð' | 'Ð' => self.push(b'd'),
                // `N.º`, `Nº`.
                'º' => self.push(b'o'),
                'ª' => self.push(b'a'),
                'œ' | 'Œ' => "oe".bytes().for_each(|b| self.push(b)),
                c if c.is_ascii() => {
                    if c.is_ascii_alphanumeric() {
                        self.push(c.to_ascii_lowercase() as u8);
                    }
                }
                // The scripts of East Asia have no accents to lose, and Hangul is not to fall apart.
                '\u{2e80}'.. => {
                    if c.is_alphanumeric() {
                        c.encode_utf8(&mut [0; 4]).bytes().for_each(|b| self.push(b));
                    }
                }
                c => decompose_canonical(c, |part| {
                    if part.is_alphanumeric() {
                        for lower in part.to_lowercase() {
                            lower.encode_utf8(&mut [0; 4]).bytes().for_each(|b| self.push(b));
                        }
                    }
                }),
            }
            if self.len > LONGEST {
                break;
            }
        }
    }

    /// The folded key; empty where nothing is left or it is too long.
    pub(super) fn as_str(&self) -> &str {
        self.bytes.get(..self.len).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

/// What is known of a key.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Entry {
    /// What a scalar under it is, and how early it is tried.
    pub(super) field: Option<(Field, u8)>,
    /// Nothing under it is of a lead.
    pub(super) nothing: bool,
    /// What an object or list under it holds.
    pub(super) kind: Option<Kind>,
    /// What its presence says of the record.
    pub(super) marks: u8,
}

/// The record is one of a map or directory.
pub(super) const MAPS: u8 = 1;
/// The record is a company's.
pub(super) const COMPANY: u8 = 2;
/// The record is an open job.
pub(super) const POSTING: u8 = 4;
/// The record is one of a CRM.
pub(super) const CRM: u8 = 8;

type Index = Table<&'static str, Entry>;

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index::with_capacity_and_hasher(4096, Default::default());
    for (field, rank, words) in KEYS {
        for word in words.split_whitespace() {
            let entry = index.entry(word).or_default();
            entry.nothing = *rank == NOTHING;
            entry.field = (!entry.nothing).then_some((*field, *rank));
        }
    }
    for (kind, words) in OBJECTS {
        for word in words.split_whitespace() {
            index.entry(word).or_default().kind = Some(*kind);
        }
    }
    for (mark, words) in
        [(MAPS, MAPS_KEYS), (COMPANY, COMPANY_KEYS), (POSTING, POSTING_KEYS), (CRM, CRM_KEYS)]
    {
        for word in words.split_whitespace() {
            index.entry(word).or_default().marks |= mark;
        }
    }
    index
});

/// What is known of a folded key.
pub(super) fn entry(word: &str) -> Option<Entry> {
    INDEX.get(word).copied()
}

/// Words before keys by their first letter, the longest first.
static BEFORE: LazyLock<[Vec<(&'static str, Before)>; 26]> = LazyLock::new(|| {
    let mut letters = [const { Vec::new() }; 26];
    for (before, words) in PREFIXES {
        for word in words.split_whitespace() {
            letters[usize::from(word.as_bytes()[0] - b'a')].push((word, *before));
        }
    }
    for words in &mut letters {
        words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    }
    letters
});

/// The longest known word at the start of a folded key, and its length.
pub(super) fn prefix(word: &str) -> Option<(Before, usize)> {
    let letter = word.as_bytes().first()?.checked_sub(b'a')?;
    let words = BEFORE.get(usize::from(letter))?;
    words.iter().find(|(known, _)| word.starts_with(known)).map(|(known, before)| (*before, known.len()))
}

/// A number by which two folded keys are told apart.
pub(super) fn hash(word: &str, number: u64) -> u64 {
    let mut hash = WordHasher::default();
    hash.write(word.as_bytes());
    hash.write_usize(word.len());
    hash.write_u64(number);
    hash.finish()
}
