//! Tables as spreadsheets and databases export them: a header, and what each row below it says as a JSON object. RFC 4180, with the
//! separators and line ends that are in use.
//!
//! Rows are found and taken apart here and not with csv-core: that takes all that follows a quote which is never closed for one cell, and
//! what stands behind a closing quote for more text, where here that row alone is to be refused.

mod border;
mod recognize;

use std::borrow::Cow;

use memchr::memchr;

pub(super) use self::border::{Border, Line};
pub(super) use self::recognize::{Dialect, is_json, recognize};
use crate::output::unguarded;

/// A header: what the cells of a row stand for.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    pub(super) separator: u8,
    /// The header as the file has it, without its line end.
    header: Vec<u8>,
    columns: Vec<Column>,
    /// Whether a name stands twice.
    doubled: bool,
}

#[derive(Debug, PartialEq, Eq)]
struct Column {
    name: String,
    /// The name as the key of a JSON object, with its colon.
    key: String,
    /// The first column of this name, which may be this one.
    first: usize,
}

impl Table {
    /// Reads a header.
    ///
    /// # Errors
    /// Why it is none, as words for the operator.
    pub(super) fn new(separator: u8, header: &[u8]) -> Result<Table, String> {
        let text = text(header)?;
        let mut columns: Vec<Column> = Vec::new();
        for (index, cell) in Cells::new(text, separator).enumerate() {
            let name = cell.text().trim().to_owned();
            if is_address(&name) {
                return Err(format!(
                    "the first line holds a value ({name}), not the names of columns: put a header line before it"
                ));
            }
            let first = columns.iter().position(|column| column.name == name).unwrap_or(index);
            let mut key = String::new();
            push_json(&name, &mut key);
            key.push(':');
            columns.push(Column { name, key, first });
        }
        if columns.iter().all(|column| column.name.is_empty()) {
            return Err("the header names no column".to_owned());
        }
        let named = |(index, column): (usize, &Column)| column.first != index && !column.name.is_empty();
        let doubled = columns.iter().enumerate().any(named);
        Ok(Table { separator, header: header.to_owned(), columns, doubled })
    }

    /// The header as the file has it, without its line end.
    pub fn header(&self) -> &[u8] {
        &self.header
    }

    /// How many columns there are.
    pub(super) fn width(&self) -> usize {
        self.columns.len()
    }

    /// Writes what a row says into `out`: a JSON object with a string for each cell that is not empty, in the order of the header. The
    /// apostrophes that an export puts before what a spreadsheet would run as a formula are taken off.
    ///
    /// # Errors
    /// Why the row cannot be taken, as words for the operator.
    pub(super) fn payload(&self, row: &[u8], out: &mut String) -> Result<(), String> {
        let row = text(row)?;
        out.clear();
        out.push('{');
        if self.doubled {
            for (index, value) in self.joined(row)?.iter().enumerate() {
                if let Some(value) = value {
                    self.push(index, value, out);
                }
            }
        } else {
            for (index, cell) in Cells::new(row, self.separator).enumerate() {
                if !cell.is_empty() {
                    self.check(index, row)?;
                    self.push(index, &cell.text(), out);
                }
            }
        }
        out.push('}');
        Ok(())
    }

    /// The values of a row where a name stands twice in the header, each at the first column of its name.
    fn joined<'r>(&self, row: &'r str) -> Result<Vec<Option<Cow<'r, str>>>, String> {
        let mut values: Vec<Option<Cow<str>>> = vec![None; self.columns.len()];
        for (index, cell) in Cells::new(row, self.separator).enumerate() {
            if cell.is_empty() {
                continue;
            }
            self.check(index, row)?;
            let Column { name, first, .. } = &self.columns[index];
            match &values[*first] {
                Some(value) if *value != cell.text() => {
                    return Err(format!(
                        "columns {} and {} are both named {name:?}, and their values differ: name one of them otherwise",
                        first + 1,
                        index + 1
                    ));
                }
                _ => values[*first] = Some(cell.text()),
            }
        }
        Ok(values)
    }

    /// Whether a cell that holds something has a name.
    fn check(&self, index: usize, row: &str) -> Result<(), String> {
        match self.columns.get(index) {
            None => {
                let cells = Cells::new(row, self.separator).count();
                Err(format!("{cells} cells, and the header names {} columns", self.columns.len()))
            }
            Some(column) if column.name.is_empty() => {
                Err(format!("column {} holds a value, and has no name in the header", index + 1))
            }
            Some(_) => Ok(()),
        }
    }

    fn push(&self, index: usize, value: &str, out: &mut String) {
        if out.len() > 1 {
            out.push(',');
        }
        out.push_str(&self.columns[index].key);
        push_json(&unguarded(value), out);
    }
}

/// A row or header as text.
fn text(row: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(row).map_err(|error| {
        let at = error.valid_up_to() + 1;
        format!("not UTF-8 (at byte {at}): --encoding says what a file is in, such as windows-1252")
    })
}

/// Whether a name of a column is somebody's address: then the file has no header, and its first row would be lost.
fn is_address(name: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && !part.contains(char::is_whitespace);
    name.split_once('@').is_some_and(|(user, domain)| plain(user) && plain(domain) && domain.contains('.'))
}

/// Adds text as a JSON string.
fn push_json(value: &str, out: &mut String) {
    out.push('"');
    let mut rest = value;
    while let Some(at) = rest.bytes().position(|byte| byte < 0x20 || byte == b'"' || byte == b'\\') {
        out.push_str(&rest[..at]);
        match rest.as_bytes()[at] {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            other => out.push_str(&format!("\\u{other:04x}")),
        }
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
    out.push('"');
}

/// A cell of a row whose quotes are in order.
#[derive(Debug, Clone, Copy)]
struct Cell<'r> {
    /// Without the quotes around it.
    inner: &'r str,
    /// Whether there are quotes in it, each doubled.
    doubled: bool,
}

impl<'r> Cell<'r> {
    fn is_empty(&self) -> bool {
        self.inner.is_empty()
    }

    fn text(&self) -> Cow<'r, str> {
        match self.doubled {
            true => Cow::Owned(self.inner.replace("\"\"", "\"")),
            false => Cow::Borrowed(self.inner),
        }
    }
}

/// The cells of a row whose quotes are in order.
struct Cells<'r> {
    /// What is left; `None` after the last cell.
    rest: Option<&'r str>,
    separator: u8,
}

impl<'r> Cells<'r> {
    fn new(row: &'r str, separator: u8) -> Cells<'r> {
        Cells { rest: Some(row), separator }
    }
}

impl<'r> Iterator for Cells<'r> {
    type Item = Cell<'r>;

    fn next(&mut self) -> Option<Cell<'r>> {
        let rest = self.rest.take()?;
        let (cell, end) = match rest.strip_prefix('"') {
            Some(quoted) => {
                let (mut at, mut doubled) = (0, false);
                let close = loop {
                    match memchr(b'"', &quoted.as_bytes()[at..]) {
                        Some(quote) if quoted.as_bytes().get(at + quote + 1) == Some(&b'"') => {
                            (at, doubled) = (at + quote + 2, true);
                        }
                        Some(quote) => break at + quote,
                        // Rows whose quotes are not in order do not come here.
                        None => break quoted.len(),
                    }
                };
                (Cell { inner: &quoted[..close], doubled }, (close + 2).min(rest.len()))
            }
            None => {
                let end = memchr(self.separator, rest.as_bytes()).unwrap_or(rest.len());
                (Cell { inner: &rest[..end], doubled: false }, end)
            }
        };
        if end < rest.len() {
            self.rest = rest.get(end + 1..);
        }
        Some(cell)
    }
}

#[cfg(test)]
mod tests;
