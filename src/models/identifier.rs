//! Ids: naming a row on the command line, by its id or by the first characters of it as tables show them, and making
//! the ids of many rows.

use std::cell::Cell;

use uuid::Uuid;

/// How many characters of an id name it, at least.
const LEAST: usize = 4;
/// How many characters of an id tables show.
pub const SHOWN: usize = 8;

/// The first characters of an id, enough to name it on the command line.
pub fn short(id: Uuid) -> String {
    let mut text = id.to_string();
    text.truncate(SHOWN);
    text
}

/// The ids that begin with `text`, as a closed range; `None` when `text` cannot begin an id. At least four
/// hexadecimal digits are wanted, so that a mistyped word names nothing.
pub fn range(text: &str) -> Option<(Uuid, Uuid)> {
    let digits: String = text.trim().chars().filter(|&c| c != '-').collect();
    if digits.len() < LEAST || digits.len() > 32 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let low = Uuid::parse_str(&format!("{digits:0<32}")).ok()?;
    let high = Uuid::parse_str(&format!("{digits:f<32}")).ok()?;
    Some((low, high))
}

/// What to say of an id of which too little is given to name anything; `None` of any other name.
pub fn too_short(text: &str) -> Option<&'static str> {
    let digits = text.trim();
    let is_short =
        !digits.is_empty() && digits.len() < LEAST && digits.bytes().all(|b| b.is_ascii_hexdigit());
    is_short.then_some("at least four characters of an id name it")
}

/// Makes ids for many rows. Their first 32 bits count upward from a random start, so that neighbours stand side by side in
/// the index and still differ in the characters that tables show; 90 of the others are random. To every other program they
/// are a UUID of version 8, of a maker's own making: <https://www.rfc-editor.org/rfc/rfc9562#section-5.8>.
#[derive(Debug)]
pub struct Ids {
    next: Cell<u32>,
}

impl Ids {
    /// Begins somewhere.
    pub fn new() -> Ids {
        let [a, b, c, d, ..] = *Uuid::new_v4().as_bytes();
        Ids { next: Cell::new(u32::from_be_bytes([a, b, c, d])) }
    }

    /// The next id.
    pub fn next_id(&self) -> Uuid {
        // Its variant bits are those of version 8 too.
        let mut bytes = *Uuid::new_v4().as_bytes();
        let next = self.next.get();
        bytes[..4].copy_from_slice(&next.to_be_bytes());
        bytes[6] = 0x80 | (bytes[6] & 0x0f);
        self.next.set(next.wrapping_add(1));
        Uuid::from_bytes(bytes)
    }
}

impl Default for Ids {
    fn default() -> Ids {
        Ids::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_ids_follow_each_other_and_differ_in_what_tables_show() {
        let ids = Ids { next: Cell::new(u32::MAX - 1) };
        let made: Vec<Uuid> = (0..4).map(|_| ids.next_id()).collect();
        let shown: Vec<String> = made.iter().map(|&id| short(id)).collect();
        assert_eq!(shown, ["fffffffe", "ffffffff", "00000000", "00000001"]);
        for id in &made {
            assert_eq!((id.get_version_num(), id.get_variant()), (8, uuid::Variant::RFC4122), "{id}");
        }
        assert_ne!(made[0].as_u64_pair().1, made[1].as_u64_pair().1);
    }

    #[test]
    fn too_little_of_an_id_is_said_to_be_too_little() {
        assert!(too_short("2e7").is_some() && too_short("f").is_some());
        for name in ["2e7f", "xyz", "", "a@b"] {
            assert_eq!(too_short(name), None, "{name}");
        }
    }

    #[test]
    fn a_prefix_spans_the_ids_that_begin_with_it() {
        let id = Uuid::new_v4();
        let (low, high) = range(&short(id)).unwrap();
        assert!(low <= id && id <= high);
        assert_eq!(range(&id.to_string()), Some((id, id)));
    }

    #[test]
    fn what_cannot_begin_an_id_names_nothing() {
        for text in ["", "abc", "john@acme.com", "xyzw1234", "-"] {
            assert_eq!(range(text), None, "{text}");
        }
    }
}
