//! Looking up short words in constant tables.

use crate::normalize::table::Table;
pub(super) use crate::normalize::table::WordSet;

/// A map from such words.
pub(super) type WordMap<V> = Table<&'static str, V>;

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
