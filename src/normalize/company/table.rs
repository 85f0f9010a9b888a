//! Looking up short words in constant tables.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map from words that are no input's: its hash need not withstand an attack, and is several times faster for that.
pub(super) type WordMap<V> = HashMap<&'static str, V, BuildHasherDefault<Quick>>;

/// A set of such words.
pub(super) type WordSet = HashSet<&'static str, BuildHasherDefault<Quick>>;

/// Eight bytes a step: a multiplication and a rotation, as in the hash of Firefox and rustc.
#[derive(Default)]
pub(super) struct Quick(u64);

impl Quick {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            self.add(chunk.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)));
        }
        self.add(chunks.remainder().iter().fold(1, |word, byte| word << 8 | u64::from(*byte)));
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    fn finish(&self) -> u64 {
        // The table takes its place from the low bits, which a multiplication mixes least.
        self.0.rotate_left(26)
    }
}

/// Room for a short word in its folded form.
pub(super) type Room = [u8; 32];

/// A short word of ASCII letters and digits, with stops or apostrophes, in its folded form; `None` for any other.
pub(super) fn short_fold<'a>(word: &str, room: &'a mut Room) -> Option<&'a str> {
    if word.len() > room.len() {
        return None;
    }
    let mut length = 0;
    for byte in word.bytes() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'A'..=b'Z' => {
                room[length] = byte.to_ascii_lowercase();
                length += 1;
            }
            b'\'' | b'.' => {}
            _ => return None,
        }
    }
    std::str::from_utf8(&room[..length]).ok()
}
