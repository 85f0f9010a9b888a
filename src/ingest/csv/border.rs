//! Where a row ends: at the end of a line, unless that stands inside quotes.

use memchr::memchr;

/// Follows one row, line by line.
#[derive(Debug)]
pub struct Border {
    separator: u8,
    at: At,
    cells: usize,
    is_broken: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    /// Before the first character of a cell.
    Start,
    /// In a cell without quotes around it. Quotes in it are text.
    Plain,
    /// Between quotes.
    Quoted,
    /// Behind a quote between quotes: it closes them, unless another follows.
    Quote,
}

/// What a line is to the row that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// Its last.
    Last,
    /// The next line belongs to it too.
    GoesOn,
    /// Something stands behind the quote that closes a cell.
    Broken,
}

impl Border {
    /// At the beginning of a row.
    pub fn new(separator: u8) -> Border {
        Border { separator, at: At::Start, cells: 1, is_broken: false }
    }

    /// How many cells have begun.
    pub fn cells(&self) -> usize {
        self.cells
    }

    /// Whether the row has come to its end in order.
    pub fn is_whole(&self) -> bool {
        !self.is_broken && self.at != At::Quoted
    }

    /// Takes a line, without its end.
    pub fn line(&mut self, line: &[u8]) -> Line {
        let mut rest = line;
        while let Some((&byte, after)) = rest.split_first() {
            rest = after;
            self.at = match self.at {
                At::Start if byte == b'"' => At::Quoted,
                At::Quote if byte == b'"' => At::Quoted,
                At::Start | At::Plain | At::Quote if byte == self.separator => {
                    self.cells += 1;
                    At::Start
                }
                At::Start | At::Plain => {
                    // On to the separator.
                    let end = memchr(self.separator, rest).unwrap_or(rest.len());
                    rest = &rest[end..];
                    At::Plain
                }
                At::Quoted if byte == b'"' => At::Quote,
                At::Quoted => {
                    let end = memchr(b'"', rest).unwrap_or(rest.len());
                    rest = &rest[end..];
                    At::Quoted
                }
                At::Quote => {
                    self.is_broken = true;
                    return Line::Broken;
                }
            };
        }
        if self.at == At::Quoted { Line::GoesOn } else { Line::Last }
    }
}

/// A line without the carriage return that belongs to its end.
pub fn without_return(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}
