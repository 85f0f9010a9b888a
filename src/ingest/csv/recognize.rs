//! Whether an input is a table, and what separates its cells, by what stands in its first lines. Its name says nothing.

use super::border::{Border, Line, without_return};
use crate::ingest::InputFormat;

/// What may separate cells, the most usual first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Lines that are looked at.
const LINES: usize = 200;
/// Rows that are looked at.
const ROWS: usize = 50;

/// The header of a table of one column, without case and with `_` for what divides words. Any other single word on the first line may
/// as well be text that is no table.
#[rustfmt::skip]
const ONLY_COLUMN: &[&str] = &[
    "companies", "company", "company_domain", "company_name", "company_website", "domain", "domains", "e_mail", "email",
    "email_address", "emails", "linkedin", "linkedin_url", "mail", "organization", "phone", "phone_number", "url", "website",
];

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// What stands between cells.
    pub separator: u8,
    /// What ends a line, or is the last character that does.
    pub newline: u8,
    /// Bytes before the header: Excel's line `sep=;`.
    pub skip: usize,
}

/// Whether an input can be nothing but JSON, by its first character.
pub fn is_json(start: &[u8]) -> bool {
    matches!(start.trim_ascii_start().first(), Some(b'{' | b'['))
}

/// Whether a line begins like a JSON object.
fn is_object(line: &[u8]) -> bool {
    let rest = line.trim_ascii_start().strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    rest.is_some_and(|rest| matches!(rest.first(), None | Some(b'"' | b'}')))
}

/// How the table is written whose first bytes these are; `None` where it is none. `whole`: nothing comes after them.
pub fn recognize(sample: &[u8], whole: bool, format: InputFormat) -> Option<Dialect> {
    let newline = if !sample.contains(&b'\n') && sample.contains(&b'\r') { b'\r' } else { b'\n' };
    let (said, skip) = stated(sample, newline);
    let dialect = |separator| Dialect { separator, newline, skip };
    match (format, said) {
        (InputFormat::Json, _) => return None,
        (InputFormat::Tsv, _) => return Some(dialect(b'\t')),
        (_, Some(separator)) => return Some(dialect(separator)),
        _ => {}
    }
    let lines: Vec<&[u8]> = sample.split(|byte| *byte == newline).map(without_return).collect();
    // The last line may be cut off.
    let complete = if whole { lines.len() } else { lines.len() - 1 };
    let lines = &lines[..complete.min(LINES)];
    let auto = format == InputFormat::Auto;
    // A web page may say what went wrong.
    if auto && (is_json(sample) || sample.trim_ascii_start().starts_with(b"<")) {
        return None;
    }
    let best = SEPARATORS
        .into_iter()
        .filter_map(|separator| Some((separator, Shape::of(lines, separator)?)))
        .filter(|(_, shape)| shape.columns > 1 && (!auto || shape.is_likely()))
        // Of equals the first, the more usual one.
        .min_by_key(|(_, shape)| (shape.rows - shape.alike, usize::MAX - shape.columns));
    match best {
        Some((separator, _)) => Some(dialect(separator)),
        None => (!auto || is_only_column(lines)).then_some(dialect(b',')),
    }
}

/// The separator that a first line `sep=;` states, and how long that line is.
fn stated(sample: &[u8], newline: u8) -> (Option<u8>, usize) {
    let end = sample.iter().position(|byte| *byte == newline).unwrap_or(sample.len());
    match without_return(&sample[..end]) {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', separator] if end < sample.len() => {
            (Some(*separator), end + 1)
        }
        _ => (None, 0),
    }
}

/// What the first lines are like if a character separates cells.
#[derive(Debug)]
struct Shape {
    /// Cells of the header.
    columns: usize,
    /// Whether most of them read like names.
    named: bool,
    /// Rows below it; how many of them have as many cells, and how many more than one.
    rows: usize,
    alike: usize,
    divided: usize,
    /// Whether a row begins like a JSON object: then what does not is a broken record among others.
    json: bool,
}

impl Shape {
    fn of(lines: &[&[u8]], separator: u8) -> Option<Shape> {
        let (mut counts, mut json) = (Vec::new(), false);
        let mut next = lines.iter().position(|line| !line.trim_ascii().is_empty())?;
        let header = next;
        while next < lines.len() && counts.len() <= ROWS {
            json |= is_object(lines[next]);
            let mut border = Border::new(separator);
            let row = lines[next..].iter().position(|line| border.line(line) != Line::GoesOn);
            match row {
                Some(length) if border.is_whole() => {
                    if length > 0 || !lines[next].trim_ascii().is_empty() {
                        counts.push(border.cells());
                    }
                    next += length + 1;
                }
                // A header that is broken, or as long as what we see, says nothing.
                _ if counts.is_empty() => return None,
                _ => next += 1,
            }
        }
        let (&columns, rows) = counts.split_first()?;
        let named = {
            let names = lines[header].split(|byte| *byte == separator).map(|name| name.trim_ascii());
            let names: Vec<&[u8]> = names.filter(|name| !name.is_empty()).collect();
            // A quote, letters of any script, or a sign before them: `"Name"`, `Größe`, `№`, `# employees`, `_id`.
            let is_name = |name: &&&[u8]| matches!(name[0], b'"' | b'#' | b'_' | b'\'' | b'A'..=b'Z' | b'a'..=b'z' | 0x80..);
            2 * names.iter().filter(is_name).count() > names.len()
        };
        let having =
            |matches: fn(usize, usize) -> bool| rows.iter().filter(|row| matches(**row, columns)).count();
        Some(Shape {
            columns,
            named,
            rows: rows.len(),
            alike: having(|row, columns| row == columns),
            divided: having(|row, _| row > 1),
            json,
        })
    }

    /// Whether that can be no accident.
    fn is_likely(&self) -> bool {
        !self.json && self.named && 2 * self.divided >= self.rows
    }
}

/// Whether the first line is the header of a table of one column.
fn is_only_column(lines: &[&[u8]]) -> bool {
    let Some(header) = lines.iter().map(|line| line.trim_ascii()).find(|line| !line.is_empty()) else {
        return false;
    };
    let name = std::str::from_utf8(header).unwrap_or_default().trim_matches('"').to_ascii_lowercase();
    ONLY_COLUMN.contains(&name.replace([' ', '-'], "_").as_str())
}
