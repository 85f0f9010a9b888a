//! The rows of a table. A row whose quotes are not in order is told alone: reading goes on with the next line.

use std::io::{self, BufRead};
use std::sync::Arc;

use memchr::memchr;

use super::{AHEAD, Chunk, InputFormat, Reader, TELLING};
use crate::ingest::csv::{Border, Dialect, Line, Table, is_json, recognize};

/// Cells of a row beyond those that the header names, after which a quote that is still open is taken for one that is never closed. Without
/// a bound, a file full of such quotes would be read to its end once for each of them.
const TOO_MANY: usize = 64;
/// Columns that a header may name.
const MAX_COLUMNS: usize = 10_000;

/// Where the reading of a table is.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) table: Option<Arc<Table>>,
    separator: u8,
    newline: u8,
    /// The quotes of a row were not in order, and no row since has had all its cells: what comes may be the rest of it.
    after_broken: bool,
}

/// How a line came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    /// There is no more.
    Nothing,
    /// All of it is there.
    Whole,
    /// It makes the record too long. What follows of it was not taken.
    TooLong,
}

impl<R: BufRead> Reader<R> {
    /// Whether the input is a table, as far as its first lines tell.
    pub(super) fn is_table(&mut self) -> io::Result<bool> {
        if self.format == InputFormat::Json {
            return Ok(false);
        }
        if self.format == InputFormat::Auto {
            // Most JSON is known by its first characters, without waiting for more.
            let start = self.input.fill_buf()?;
            if is_json(&start[..start.len().min(TELLING)]) {
                return Ok(false);
            }
        }
        let mut wanted = TELLING;
        let dialect = loop {
            let sample = self.input.first(wanted)?;
            let whole = sample.len() < wanted;
            // At least the header is to be seen.
            if whole || wanted >= AHEAD || memchr(b'\n', sample).is_some() {
                break recognize(sample, whole, self.format);
            }
            wanted = (2 * wanted).min(AHEAD);
        };
        let Some(Dialect { separator, newline, skip }) = dialect else { return Ok(false) };
        self.refuse_binary()?;
        (self.rows.separator, self.rows.newline) = (separator, newline);
        self.line += u64::from(skip > 0);
        self.consume(skip);
        Ok(true)
    }

    /// Reads the header.
    pub(super) fn header(&mut self) -> io::Result<()> {
        let mut head = Chunk::default();
        while head.is_empty() {
            let line = self.line;
            if !self.row_record(&mut head)? {
                return Ok(());
            }
            let Some((_, header, problem)) = head.records().next() else { continue };
            let table = match problem {
                None => Table::new(self.rows.separator, header),
                Some(problem) => Err(format!("the header cannot be read: {problem}")),
            };
            match table {
                Ok(table) => self.rows.table = Some(Arc::new(table)),
                Err(problem) => {
                    self.line = line;
                    return Err(io::Error::new(io::ErrorKind::InvalidData, problem));
                }
            }
        }
        Ok(())
    }

    /// One row; rows without a character in any cell are no records. False at the end.
    pub(super) fn row_record(&mut self, chunk: &mut Chunk) -> io::Result<bool> {
        let (start, line) = (chunk.bytes.len(), self.line);
        let mut border = Border::new(self.rows.separator);
        // Where the row's first line ends.
        let mut first_end = None;
        loop {
            let line_start = chunk.bytes.len();
            let taken = self.take_line(chunk, start)?;
            match (taken, first_end) {
                (Taken::Nothing, None) => return Ok(false),
                (Taken::TooLong, None) => {
                    chunk.bytes.truncate(start);
                    self.skip_line()?;
                    self.push(chunk, line, start, Some(self.too_long()));
                    self.rows.after_broken = true;
                    return Ok(true);
                }
                (Taken::Nothing, Some(end)) => {
                    let problem = "a quote that opens a cell is never closed".to_owned();
                    return self.give_up(chunk, (line, start, end), problem);
                }
                (Taken::TooLong, Some(end)) => {
                    let problem = format!(
                        "a quote that opens a cell is not closed within {} bytes, the limit of --max-record-bytes",
                        self.max_record
                    );
                    return self.give_up(chunk, (line, start, end), problem);
                }
                (Taken::Whole, _) => {}
            }
            let end = chunk.bytes.len();
            let text = self.without_end(&chunk.bytes[line_start..]);
            let text_end = line_start + text.len();
            // Without a quote, a line is a row.
            let is_row = first_end.is_none() && memchr(b'"', text).is_none();
            match if is_row { Line::Last } else { border.line(text) } {
                Line::Last => {
                    chunk.bytes.truncate(text_end);
                    return Ok(self.push_row(chunk, line, start));
                }
                Line::Broken => {
                    let problem = match first_end {
                        None => {
                            "text behind the quote that closes a cell: a quote inside quotes has to be doubled"
                        }
                        Some(_) => "a quote that opens a cell is not closed in order",
                    };
                    return self.give_up(chunk, (line, start, first_end.unwrap_or(end)), problem.to_owned());
                }
                Line::GoesOn => {
                    first_end = first_end.or(Some(end));
                    let width = self.rows.table.as_ref().map_or(MAX_COLUMNS, |table| table.width());
                    if border.cells() > 2 * width + TOO_MANY {
                        let problem = "a quote that opens a cell is never closed in order".to_owned();
                        return self.give_up(chunk, (line, start, first_end.unwrap_or(end)), problem);
                    }
                }
            }
        }
    }

    /// Adds the row that was read, if anything stands in it.
    fn push_row(&mut self, chunk: &mut Chunk, line: u64, start: usize) -> bool {
        let row = &chunk.bytes[start..];
        let separator = self.rows.separator;
        let blank = |byte: &u8| *byte == separator || byte.is_ascii_whitespace();
        if row.first().is_none_or(blank) && row.iter().all(blank) {
            chunk.bytes.truncate(start);
            return true;
        }
        let mut problem = None;
        if let Some(table) = self.rows.table.as_ref().filter(|_| self.rows.after_broken) {
            let mut border = Border::new(separator);
            border.line(row);
            match border.cells() {
                cells if cells < table.width() => {
                    problem = Some(format!(
                        "{cells} of {} cells: this may be the rest of a row above, whose quotes are not in order",
                        table.width()
                    ));
                }
                _ => self.rows.after_broken = false,
            }
        }
        self.push(chunk, line, start, problem);
        true
    }

    /// Rejects the first line of what was taken for a row; the others come again.
    fn give_up(
        &mut self,
        chunk: &mut Chunk,
        (line, start, end): (u64, usize, usize),
        problem: String,
    ) -> io::Result<bool> {
        let again = chunk.bytes.split_off(end);
        self.read -= again.len() as u64;
        self.line = line + 1;
        self.input.give_back(again);
        let text_end = start + self.without_end(&chunk.bytes[start..]).len();
        chunk.bytes.truncate(text_end);
        self.push(chunk, line, start, Some(problem));
        self.rows.after_broken = true;
        Ok(true)
    }

    /// Adds the next line with its end to the record that begins at `start`.
    fn take_line(&mut self, chunk: &mut Chunk, start: usize) -> io::Result<Taken> {
        let mut taken = Taken::Nothing;
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                return Ok(taken);
            }
            taken = Taken::Whole;
            let end = memchr(self.rows.newline, buffer);
            let count = end.map_or(buffer.len(), |end| end + 1);
            let length = chunk.bytes.len() - start + end.unwrap_or(buffer.len());
            if length > self.max_record {
                return Ok(Taken::TooLong);
            }
            chunk.bytes.extend_from_slice(&buffer[..count]);
            self.consume(count);
            if end.is_some() {
                self.line += 1;
                return Ok(taken);
            }
        }
    }

    /// Passes over the rest of a line.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                return Ok(());
            }
            let end = memchr(self.rows.newline, buffer);
            let count = end.map_or(buffer.len(), |end| end + 1);
            self.consume(count);
            if end.is_some() {
                self.line += 1;
                return Ok(());
            }
        }
    }

    /// A line without its end.
    fn without_end<'l>(&self, line: &'l [u8]) -> &'l [u8] {
        let line = line.strip_suffix(&[self.rows.newline]).unwrap_or(line);
        line.strip_suffix(b"\r").unwrap_or(line)
    }
}
