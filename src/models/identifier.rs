//! Naming a row on the command line: by its id, or by the first characters of it as tables show them.

use uuid::Uuid;

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
    if digits.len() < 4 || digits.len() > 32 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let low = Uuid::parse_str(&format!("{digits:0<32}")).ok()?;
    let high = Uuid::parse_str(&format!("{digits:f<32}")).ok()?;
    Some((low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

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
