//! Lines of COPY's text format: <https://www.postgresql.org/docs/current/sql-copy.html>.

use std::fmt::Display;
use std::io::Write;

use diesel::QueryResult;

/// One line, built value by value and used again for the next.
#[derive(Debug, Default)]
pub(super) struct Line {
    bytes: Vec<u8>,
}

impl Line {
    /// A value of text; `None` is NULL.
    pub(super) fn text(&mut self, value: Option<&str>) -> &mut Self {
        match value {
            None => self.bytes.extend_from_slice(b"\\N"),
            Some(text) => {
                for &byte in text.as_bytes() {
                    match byte {
                        b'\\' => self.bytes.extend_from_slice(b"\\\\"),
                        b'\n' => self.bytes.extend_from_slice(b"\\n"),
                        b'\r' => self.bytes.extend_from_slice(b"\\r"),
                        b'\t' => self.bytes.extend_from_slice(b"\\t"),
                        _ => self.bytes.push(byte),
                    }
                }
            }
        }
        self.bytes.push(b'\t');
        self
    }

    /// A value whose text holds nothing that must be escaped: an id, a number, a time.
    pub(super) fn plain(&mut self, value: impl Display) -> &mut Self {
        // Writing to a vector cannot fail.
        let _ = write!(self.bytes, "{value}");
        self.bytes.push(b'\t');
        self
    }

    /// An array of such values.
    pub(super) fn array(&mut self, values: impl Iterator<Item = impl Display>) -> &mut Self {
        self.bytes.push(b'{');
        for (index, value) in values.enumerate() {
            if index > 0 {
                self.bytes.push(b',');
            }
            let _ = write!(self.bytes, "{value}");
        }
        self.bytes.extend_from_slice(b"}\t");
        self
    }

    /// Ends the line and hands it on.
    pub(super) fn end(&mut self, copy: &mut dyn Write) -> QueryResult<()> {
        if let Some(last) = self.bytes.last_mut() {
            *last = b'\n';
        }
        let written = copy.write_all(&self.bytes);
        self.bytes.clear();
        written.map_err(|error| diesel::result::Error::SerializationError(Box::new(error)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_separated_and_escaped() {
        let (mut line, mut copy) = (Line::default(), Vec::new());
        line.text(Some("a\tb\\n\n")).text(None).plain(7).array([1, 2].iter()).end(&mut copy).unwrap();
        line.array(std::iter::empty::<u8>()).end(&mut copy).unwrap();
        assert_eq!(String::from_utf8(copy).unwrap(), "a\\tb\\\\n\\n\t\\N\t7\t{1,2}\n{}\n");
    }
}
