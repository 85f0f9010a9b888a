//! COPY's binary format: <https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.55.9.4>. The server reads it without
//! parsing a line, and nothing has to be escaped.

use std::io::Write;

use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel::result::Error;
use uuid::Uuid;

/// The signature, no flags, and no extension of the header.
const HEADER: &[u8; 19] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
/// What is gathered before it is handed on.
const BUFFER: usize = 64 << 10;
/// 2000-01-01, from which PostgreSQL counts, in microseconds since 1970.
const EPOCH: i64 = 946_684_800_000_000;

/// Types whose arrays are written, by their numbers in `pg_type`.
#[derive(Debug, Clone, Copy)]
enum Element {
    BigInt = 20,
    Uuid = 2950,
}

/// Encoded rows, without header and end: they can be kept, and handed to [`Copy::rows`] later.
#[derive(Debug, Default, Clone)]
pub struct Encoded {
    bytes: Vec<u8>,
}

impl Encoded {
    /// What was encoded so far.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Forgets all of it, and keeps the memory.
    pub fn clear(&mut self) {
        self.bytes.clear();
    }

    /// Adds what was encoded elsewhere.
    pub fn append(&mut self, other: &Encoded) {
        self.bytes.extend_from_slice(&other.bytes);
    }

    /// Bytes that it has memory for.
    pub fn capacity(&self) -> usize {
        self.bytes.capacity()
    }

    /// Gives memory back beyond so many bytes.
    pub fn shrink_to(&mut self, bytes: usize) {
        self.bytes.shrink_to(bytes);
    }

    /// Begins a row of so many values.
    pub fn row(&mut self, values: i16) -> &mut Self {
        self.bytes.extend_from_slice(&values.to_be_bytes());
        self
    }

    /// A value of text; `None` is NULL.
    pub fn text(&mut self, value: Option<&str>) -> &mut Self {
        match value {
            Some(text) => self.value(text.as_bytes()),
            None => self.null(),
        }
    }

    /// A value of text that is bytes in hexadecimal.
    pub fn hex(&mut self, bytes: &[u8]) -> &mut Self {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        self.length(2 * bytes.len());
        let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
        self.bytes.extend(digits.map(|digit| DIGITS[usize::from(digit)]));
        self
    }

    /// A value of `jsonb`, as JSON text.
    pub fn json(&mut self, text: &str) -> &mut Self {
        self.length(text.len() + 1);
        // The version of the format, and so far the only one.
        self.bytes.push(1);
        self.bytes.extend_from_slice(text.as_bytes());
        self
    }

    /// An id.
    pub fn uuid(&mut self, value: impl Into<Option<Uuid>>) -> &mut Self {
        match value.into() {
            Some(id) => self.value(id.as_bytes()),
            None => self.null(),
        }
    }

    /// A `bigint`.
    pub fn bigint(&mut self, value: Option<i64>) -> &mut Self {
        match value {
            Some(number) => self.value(&number.to_be_bytes()),
            None => self.null(),
        }
    }

    /// A `double precision`.
    pub fn double(&mut self, value: Option<f64>) -> &mut Self {
        match value {
            Some(number) => self.value(&number.to_be_bytes()),
            None => self.null(),
        }
    }

    /// A `timestamptz`.
    pub fn time(&mut self, value: Option<DateTime<Utc>>) -> &mut Self {
        match value {
            Some(at) => self.value(&(at.timestamp_micros() - EPOCH).to_be_bytes()),
            None => self.null(),
        }
    }

    /// A `uuid[]`.
    pub fn uuids(&mut self, values: &[Uuid]) -> &mut Self {
        self.array(Element::Uuid, 16, values.iter().map(Uuid::as_bytes))
    }

    /// A `bigint[]`; `None` is NULL.
    pub fn bigints(&mut self, values: Option<&[i64]>) -> &mut Self {
        match values {
            Some(values) => self.array(Element::BigInt, 8, values.iter().map(|value| value.to_be_bytes())),
            None => self.null(),
        }
    }

    fn array(
        &mut self,
        element: Element,
        size: usize,
        values: impl ExactSizeIterator<Item = impl AsRef<[u8]>>,
    ) -> &mut Self {
        let count = values.len();
        // Dimensions (none, if it is empty), whether a value is NULL, their type; of the dimension its size and lower bound.
        let head = if count == 0 { 12 } else { 20 };
        self.length(head + count * (4 + size));
        self.number(i32::from(count > 0)).number(0).number(element as i32);
        if count > 0 {
            self.number(i32::try_from(count).unwrap_or(i32::MAX)).number(1);
        }
        for value in values {
            self.value(value.as_ref());
        }
        self
    }

    fn value(&mut self, bytes: &[u8]) -> &mut Self {
        self.length(bytes.len());
        self.bytes.extend_from_slice(bytes);
        self
    }

    fn null(&mut self) -> &mut Self {
        self.number(-1)
    }

    fn length(&mut self, bytes: usize) {
        // No value comes near two gibibytes: records are shorter.
        self.number(i32::try_from(bytes).unwrap_or(i32::MAX));
    }

    fn number(&mut self, number: i32) -> &mut Self {
        self.bytes.extend_from_slice(&number.to_be_bytes());
        self
    }
}

/// A COPY into a table that is under way.
pub(super) struct Copy<'a> {
    to: &'a mut dyn Write,
    rows: Encoded,
}

impl<'a> Copy<'a> {
    /// Begins it.
    pub(super) fn begin(to: &'a mut dyn Write) -> Self {
        let mut bytes = Vec::with_capacity(BUFFER + (BUFFER >> 2));
        bytes.extend_from_slice(HEADER);
        Copy { to, rows: Encoded { bytes } }
    }

    /// Begins a row of so many values.
    pub(super) fn row(&mut self, values: i16) -> QueryResult<&mut Encoded> {
        self.hand_on(BUFFER)?;
        Ok(self.rows.row(values))
    }

    /// Rows that are encoded already, or part of one.
    pub(super) fn encoded(&mut self, bytes: &[u8]) -> QueryResult<()> {
        if bytes.len() < BUFFER {
            self.hand_on(BUFFER)?;
            self.rows.bytes.extend_from_slice(bytes);
            return Ok(());
        }
        self.hand_on(0)?;
        write(self.to, bytes)
    }

    /// Ends it.
    pub(super) fn end(mut self) -> QueryResult<()> {
        self.rows.bytes.extend_from_slice(&(-1i16).to_be_bytes());
        self.hand_on(0)
    }

    fn hand_on(&mut self, above: usize) -> QueryResult<()> {
        if self.rows.bytes.len() > above {
            write(self.to, &self.rows.bytes)?;
            self.rows.bytes.clear();
        }
        Ok(())
    }
}

fn write(to: &mut dyn Write, bytes: &[u8]) -> QueryResult<()> {
    to.write_all(bytes).map_err(|error| Error::SerializationError(Box::new(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_a_header_its_rows_and_an_end() {
        let mut sent = Vec::new();
        let mut copy = Copy::begin(&mut sent);
        copy.row(3).unwrap().text(Some("é")).text(None).bigint(Some(-2));
        copy.row(2).unwrap().bigints(Some(&[7])).uuids(&[]);
        copy.row(1).unwrap().json("{}");
        copy.end().unwrap();
        let rows = [
            &[0, 3, 0, 0, 0, 2, 0xc3, 0xa9, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 8, 0xff, 0xff, 0xff, 0xff][..],
            &[0xff, 0xff, 0xff, 0xfe, 0, 2, 0, 0, 0, 32, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0, 1],
            &[0, 0, 0, 1, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0],
            &[0, 0, 0x0b, 0x86, 0, 1, 0, 0, 0, 3, 1, b'{', b'}', 0xff, 0xff],
        ]
        .concat();
        assert_eq!(sent, [&HEADER[..], &rows].concat());
    }

    #[test]
    fn hexadecimal_is_text() {
        let mut row = Encoded::default();
        row.hex(&[0x0f, 0xa0]);
        assert_eq!(row.bytes(), [&[0, 0, 0, 4][..], b"0fa0"].concat());
    }

    #[test]
    fn times_count_from_the_year_2000() {
        let mut row = Encoded::default();
        row.time(DateTime::from_timestamp_micros(EPOCH + 5));
        assert_eq!(row.bytes(), [0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 5]);
    }
}
