//! Splits a stream into records in flat memory: JSON Lines, a JSON array, objects written over several
//! lines one after the other, or the rows of a table. What a record means is decided elsewhere; here only its borders are found.

mod chunk;
mod rows;

use std::io::{self, BufRead};

use encoding_rs::Encoding;
use memchr::memchr;

use self::chunk::{CHUNK_BYTES, Found};
pub use self::chunk::{Chunk, InputFormat};
use super::source::{AHEAD, Source};

/// Bytes at the start that tell text from what is none.
const TELLING: usize = 8 << 10;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Nothing read yet.
    Start,
    /// A record a line.
    Lines,
    /// Objects over several lines.
    Objects,
    /// Inside a JSON array.
    Array,
    /// Rows of a table.
    Rows,
}

/// Finds the records of one input.
pub struct Reader<R> {
    input: Source<R>,
    format: InputFormat,
    mode: Mode,
    rows: rows::Rows,
    line: u64,
    max_record: usize,
    read: u64,
    broken: bool,
}

impl<R: BufRead> Reader<R> {
    /// A reader that refuses records of more than `max_record` bytes.
    pub fn new(input: R, max_record: usize) -> Self {
        let (input, format, rows) = (Source::new(input), InputFormat::Auto, rows::Rows::default());
        Reader { input, format, mode: Mode::Start, rows, line: 1, max_record, read: 0, broken: false }
    }

    /// Takes the input for one of this form, whatever it looks like.
    pub fn of(self, format: InputFormat) -> Self {
        Reader { format, ..self }
    }

    /// Takes text that does not say itself what it is in for text in this encoding; `None` is UTF-8.
    pub fn encoded(self, encoding: Option<&'static Encoding>) -> Self {
        Reader { input: self.input.encoded(encoding), ..self }
    }

    /// The next records, or an empty chunk at the end.
    pub fn next_chunk(&mut self) -> Chunk {
        let mut chunk = Chunk::default();
        self.fill(&mut chunk);
        chunk
    }

    /// Whether the input broke off: it could not be read any further, ends inside a record or an array, or holds no text, or a table without
    /// a header that can be read. Its last record says why, and cannot be one.
    pub fn is_broken(&self) -> bool {
        self.broken
    }

    /// The next records into a chunk that was used before, whose memory is used again.
    pub fn fill(&mut self, chunk: &mut Chunk) {
        chunk.bytes.clear();
        // What one overlong record took is given back.
        chunk.bytes.shrink_to(2 * CHUNK_BYTES);
        chunk.records.clear();
        chunk.table = None;
        let before = self.read;
        if let Err(error) = self.find(chunk) {
            self.broken = true;
            let reason = match error.kind() {
                io::ErrorKind::InvalidData => error.to_string(),
                _ => format!("cannot be read any further: {error}"),
            };
            // What came of the record before the break is its text.
            let start = chunk.records.last().map_or(0, |record| record.range.end);
            trim(&mut chunk.bytes, start);
            self.push(chunk, self.line, start, Some(reason));
        }
        chunk.table.clone_from(&self.rows.table);
        chunk.read = self.read - before;
    }

    fn find(&mut self, chunk: &mut Chunk) -> io::Result<()> {
        if self.broken {
            return Ok(());
        }
        if self.mode == Mode::Start {
            self.begin()?;
        }
        while !chunk.is_full() {
            let more = match self.mode {
                Mode::Start | Mode::Lines => self.line_record(chunk)?,
                Mode::Objects => self.object_record(chunk)?,
                Mode::Array => self.array_record(chunk)?,
                Mode::Rows => self.row_record(chunk)?,
            };
            if !more {
                break;
            }
        }
        Ok(())
    }

    /// Looks at the first bytes to tell the form of the input.
    fn begin(&mut self) -> io::Result<()> {
        self.input.open()?;
        if self.input.first(3)? == b"\xef\xbb\xbf" {
            self.consume(3);
        }
        if self.is_table()? {
            self.mode = Mode::Rows;
            return self.header();
        }
        self.skip_blank()?;
        let first = self.input.fill_buf()?.first().copied();
        if !matches!(first, Some(b'[' | b'{')) {
            self.refuse_binary()?;
        }
        self.mode = Mode::Lines;
        if first == Some(b'[') {
            self.mode = Mode::Array;
            self.consume(1);
        } else if self.first_line_is_open()? {
            self.mode = Mode::Objects;
        }
        Ok(())
    }

    fn refuse_binary(&mut self) -> io::Result<()> {
        match memchr(0, self.input.first(TELLING)?) {
            None => Ok(()),
            Some(_) => Err(io::Error::new(io::ErrorKind::InvalidData, "a binary file, not text")),
        }
    }

    /// Whether the first line leaves an object open, as pretty-printed JSON does. A line longer than what is read ahead is a
    /// record of its own.
    fn first_line_is_open(&mut self) -> io::Result<bool> {
        loop {
            let buffered = self.input.fill_buf()?;
            let buffered = &buffered[..buffered.len().min(AHEAD)];
            if let Some(end) = memchr(b'\n', buffered) {
                let mut scan = Scan::default();
                let open = buffered[..end].iter().all(|&b| !scan.step(b));
                if !open || scan.depth == 0 {
                    return Ok(false);
                }
                // A cut-off line of JSON Lines is open too; what follows it tells them apart.
                if let Some(next) = buffered[end + 1..].iter().find(|b| !b.is_ascii_whitespace()) {
                    return Ok(*next != b'{' || scan.depth > 1);
                }
            }
            // A pipe may give less than a line at a time.
            if buffered.len() == AHEAD || !self.input.read_ahead() {
                return Ok(false);
            }
        }
    }

    fn consume(&mut self, n: usize) {
        self.input.consume(n);
        self.read += n as u64;
    }

    /// Skips white space (and, in an array, commas), counting lines.
    fn skip_blank(&mut self) -> io::Result<()> {
        loop {
            let commas = self.mode == Mode::Array;
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                return Ok(());
            }
            let blank = |b: &u8| b.is_ascii_whitespace() || (commas && *b == b',');
            let end = buffer.iter().position(|b| !blank(b)).unwrap_or(buffer.len());
            self.line += buffer[..end].iter().filter(|&&b| b == b'\n').count() as u64;
            let all = end == buffer.len();
            self.consume(end);
            if !all {
                return Ok(());
            }
        }
    }

    fn push(&self, chunk: &mut Chunk, line: u64, start: usize, problem: Option<String>) {
        chunk.records.push(Found { line, range: start..chunk.bytes.len(), problem });
    }

    fn too_long(&self) -> String {
        format!("longer than {} bytes, the limit of --max-record-bytes", self.max_record)
    }

    /// One line; blank lines are no records. False at the end.
    fn line_record(&mut self, chunk: &mut Chunk) -> io::Result<bool> {
        let start = chunk.bytes.len();
        let line = self.line;
        let mut seen = false;
        let mut over = false;
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                break;
            }
            seen = true;
            let newline = memchr(b'\n', buffer);
            let end = newline.unwrap_or(buffer.len());
            over |= chunk.bytes.len() - start + end > self.max_record;
            if !over {
                chunk.bytes.extend_from_slice(&buffer[..end]);
            }
            self.consume(newline.map_or(end, |n| n + 1));
            if newline.is_some() {
                self.line += 1;
                break;
            }
        }
        if over {
            chunk.bytes.truncate(start);
            self.push(chunk, line, start, Some(self.too_long()));
            return Ok(true);
        }
        trim(&mut chunk.bytes, start);
        if chunk.bytes.len() > start {
            self.push(chunk, line, start, None);
        }
        Ok(seen)
    }

    /// One object written over any number of lines. False at the end.
    fn object_record(&mut self, chunk: &mut Chunk) -> io::Result<bool> {
        self.skip_blank()?;
        match self.input.fill_buf()?.first() {
            None => Ok(false),
            Some(b'{') => self.balanced(chunk),
            Some(_) => self.line_record(chunk),
        }
    }

    /// One element of an array. False at the end of the input.
    fn array_record(&mut self, chunk: &mut Chunk) -> io::Result<bool> {
        self.skip_blank()?;
        match self.input.fill_buf()?.first() {
            None => {
                let problem = "the file ends before the array does: it is cut off".to_owned();
                self.push(chunk, self.line, chunk.bytes.len(), Some(problem));
                self.broken = true;
                Ok(false)
            }
            Some(b']') => {
                self.consume(1);
                self.mode = Mode::Objects;
                self.skip_blank()?;
                // Several arrays, one after the other, are as good as one.
                if self.input.fill_buf()?.first() == Some(&b'[') {
                    self.consume(1);
                    self.mode = Mode::Array;
                }
                Ok(true)
            }
            Some(b'{' | b'[' | b'"') => self.balanced(chunk),
            Some(_) => self.scalar(chunk),
        }
    }

    /// What stands between two commas and is no object, array or string.
    fn scalar(&mut self, chunk: &mut Chunk) -> io::Result<bool> {
        let (start, line) = (chunk.bytes.len(), self.line);
        let mut over = false;
        loop {
            let buffer = self.input.fill_buf()?;
            let end =
                buffer.iter().position(|b| matches!(b, b',' | b']' | b'\n' | b'{')).unwrap_or(buffer.len());
            let (last, n) = (end < buffer.len() || buffer.is_empty(), end);
            over |= chunk.bytes.len() - start + n > self.max_record;
            if !over {
                chunk.bytes.extend_from_slice(&buffer[..n]);
            }
            self.consume(n);
            if last {
                break;
            }
        }
        if over {
            chunk.bytes.truncate(start);
        }
        trim(&mut chunk.bytes, start);
        self.push(chunk, line, start, over.then(|| self.too_long()));
        Ok(true)
    }

    /// A value up to the bracket or quote that closes it.
    fn balanced(&mut self, chunk: &mut Chunk) -> io::Result<bool> {
        let (start, line) = (chunk.bytes.len(), self.line);
        let mut scan = Scan::default();
        let (mut over, mut at_line_start) = (false, false);
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                let cut = "the file ends inside this record: it is cut off".to_owned();
                self.push(chunk, line, start, Some(if over { self.too_long() } else { cut }));
                self.broken = true;
                return Ok(false);
            }
            let mut end = buffer.len();
            let mut done = None;
            for (index, &byte) in buffer.iter().enumerate() {
                // No one indents nothing inside an object: a brace at the start of a line begins the next
                // record, and this one was never closed.
                if at_line_start && byte == b'{' && scan.depth > 0 && self.mode == Mode::Objects {
                    (end, done) =
                        (index, Some(Some("never closed before the next record begins".to_owned())));
                    break;
                }
                at_line_start = byte == b'\n';
                if at_line_start {
                    self.line += 1;
                }
                if scan.step(byte) {
                    (end, done) = (index + 1, Some(None));
                    break;
                }
            }
            over |= chunk.bytes.len() - start + end > self.max_record;
            if over {
                chunk.bytes.truncate(start);
            } else {
                chunk.bytes.extend_from_slice(&buffer[..end]);
            }
            self.consume(end);
            if let Some(problem) = done {
                trim(&mut chunk.bytes, start);
                self.push(chunk, line, start, if over { Some(self.too_long()) } else { problem });
                return Ok(true);
            }
        }
    }
}

/// Removes white space from the end of what stands after `start`.
fn trim(bytes: &mut Vec<u8>, start: usize) {
    while bytes.len() > start && bytes.last().is_some_and(u8::is_ascii_whitespace) {
        bytes.pop();
    }
    let blank = bytes[start..].iter().take_while(|b| b.is_ascii_whitespace()).count();
    bytes.drain(start..start + blank);
}

/// Follows brackets and strings.
#[derive(Debug, Default)]
struct Scan {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Scan {
    /// Takes one byte; true when it closes the outermost value.
    fn step(&mut self, byte: u8) -> bool {
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => {
                    self.in_string = false;
                    return self.depth == 0;
                }
                _ => {}
            }
            return false;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            _ => {}
        }
        false
    }
}

#[cfg(test)]
mod tests;
