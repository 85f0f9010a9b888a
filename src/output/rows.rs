//! Rows of named columns, written one at a time so that a long export stays in flat memory.

use std::borrow::Cow;
use std::io::{self, Write};
use std::time::Instant;

use anyhow::Result;
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::Value;

use super::field::{Field, csv_cell, csv_json, json_text};
use super::screen::Style;
use super::table::Sheet;
use super::{Choice, Column, Format, Output, clock, text};

/// One value: as programs get it, and as people read it where that differs.
#[derive(Debug, Clone)]
pub struct Cell {
    value: Value,
    shown: Shown,
    style: Style,
}

#[derive(Debug, Clone)]
enum Shown {
    /// In the value's own words.
    Value,
    Text(String),
    /// What is enough of it, unless nothing is to be shortened.
    Short(String),
    Time(DateTime<Utc>),
}

/// How people are told a time.
#[derive(Debug, Clone, Copy)]
enum Times {
    Exact,
    Relative,
    Both,
}

impl Cell {
    /// The value, shown to people in its own words.
    pub fn new(value: impl Into<Value>) -> Self {
        Cell { value: value.into(), shown: Shown::Value, style: Style::Plain }
    }

    /// The value, shown to people as `text`.
    pub fn shown(value: impl Into<Value>, text: impl Into<String>) -> Self {
        Cell { value: value.into(), shown: Shown::Text(text.into()), style: Style::Plain }
    }

    /// The value, shown to people as a `text` that is enough of it, and as it is where nothing is to be shortened.
    pub fn short(value: impl Into<Value>, text: impl Into<String>) -> Self {
        Cell { value: value.into(), shown: Shown::Short(text.into()), style: Style::Plain }
    }

    /// The value of a row for programs, as people read it.
    pub fn of(field: Field<'_>) -> Self {
        match field {
            Field::Text(text) => Cell::new(text),
            Field::Number(number) => Cell::new(number),
            Field::Id(id) => Cell::new(id.map(|id| id.to_string())),
            Field::Time(at) => time(at),
        }
    }

    /// The same in a style, for people whose terminal has colour.
    pub fn styled(self, style: Style) -> Self {
        Cell { style, ..self }
    }

    fn for_people(&self, times: Times, wide: bool) -> String {
        let text = match (&self.shown, &self.value) {
            (Shown::Text(text), _) => text.clone(),
            (Shown::Short(text), _) if !wide => text.clone(),
            (Shown::Time(at), _) => match times {
                Times::Exact => clock::exact(*at),
                Times::Relative => clock::relative(*at, Utc::now()),
                Times::Both => format!("{} ({})", clock::exact(*at), clock::relative(*at, Utc::now())),
            },
            (_, Value::Null) => "-".to_owned(),
            (_, Value::String(text)) => text.clone(),
            (_, Value::Bool(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
            (_, other) => other.to_string(),
        };
        text::printable(&text).into_owned()
    }

    fn write_csv(&self, raw: bool, out: &mut Vec<u8>) {
        match &self.value {
            Value::Null => {}
            Value::String(text) => csv_cell(text, raw, out),
            other => csv_json(other, raw, out),
        }
    }

    fn write_json(&self, out: &mut Vec<u8>) {
        match &self.value {
            Value::String(text) => json_text(text, out),
            other => out.extend_from_slice(other.to_string().as_bytes()),
        }
    }
}

/// A row as programs get it, for a result that holds several: a value for each column.
pub fn object(columns: &[Column], cells: Vec<Cell>) -> Value {
    columns.iter().zip(cells).map(|(column, cell)| (column.name.to_owned(), cell.value)).collect()
}

impl<T: Into<Value>> From<T> for Cell {
    fn from(value: T) -> Self {
        Cell::new(value)
    }
}

/// A time: RFC 3339 in UTC for programs; for people at a terminal how long ago it was, and where a table is piped, to the second.
pub fn time(at: Option<DateTime<Utc>>) -> Cell {
    match at {
        None => Cell::new(Value::Null),
        Some(at) => Cell {
            value: at.to_rfc3339_opts(SecondsFormat::AutoSi, true).into(),
            shown: Shown::Time(at),
            style: Style::Plain,
        },
    }
}

/// How long something took until now, in seconds to the millisecond.
pub fn seconds(started: Instant) -> Cell {
    Cell::new((started.elapsed().as_secs_f64() * 1000.0).round() / 1000.0)
}

/// What is gathered before it is written.
const BUFFER: usize = 64 << 10;

/// A result on its way to standard output, or to a file.
pub struct Rows<'a> {
    output: &'a Output,
    columns: Cow<'a, [Column]>,
    /// Where each column stands among the values that a row is given; `None` is all of them as they come.
    picks: Option<Vec<usize>>,
    /// Where it goes; nothing stands for standard output.
    to: Option<&'a mut dyn Write>,
    /// Whole rows that are not written yet.
    buffer: Vec<u8>,
    sheet: Option<Sheet>,
    single: bool,
    /// Whether the header line is there already.
    headed: bool,
    count: usize,
}

impl<'a> Rows<'a> {
    /// A list: an array in JSON.
    pub fn list(output: &'a Output, columns: &'a [Column]) -> Self {
        Rows::new(output, columns.into(), None)
    }

    /// A list of the columns that were chosen, or of all where none were. Rows are given for all of them.
    pub fn chosen(output: &'a Output, columns: &'a [Column], choice: Option<Choice>) -> Self {
        match choice {
            None => Rows::list(output, columns),
            Some(choice) => Rows::new(output, choice.columns.into(), Some(choice.picks)),
        }
    }

    fn new(output: &'a Output, columns: Cow<'a, [Column]>, picks: Option<Vec<usize>>) -> Self {
        let in_tables = || columns.iter().filter(|column| column.in_tables).copied().collect();
        let sheet = output.is_table().then(|| Sheet::new(in_tables()));
        Rows {
            output,
            columns,
            picks,
            to: None,
            buffer: Vec::new(),
            sheet,
            single: false,
            headed: false,
            count: 0,
        }
    }

    /// Sends it there, and not to standard output.
    pub fn to(mut self, place: &'a mut dyn Write) -> Self {
        self.to = Some(place);
        self
    }

    /// Whether columns were chosen, so that rows are given for all that there are.
    pub fn are_chosen(&self) -> bool {
        self.picks.is_some()
    }

    /// Prints a single result: an object in JSON, a name and a value a line in a table.
    pub fn one(output: &'a Output, columns: &'a [Column], cells: Vec<Cell>) -> Result<()> {
        let mut rows = Rows::list(output, columns);
        rows.single = true;
        if output.is_table() {
            let times = if output.screen.is_terminal { Times::Both } else { Times::Exact };
            let width = columns.iter().map(|column| column.heading().len()).max().unwrap_or(0);
            for (column, cell) in columns.iter().zip(&cells).filter(|(column, _)| column.in_tables) {
                let text = cell.style.paint(&cell.for_people(times, output.wide), output.color);
                writeln!(rows.buffer, "{:<width$}  {text}", column.heading())?;
            }
            return rows.hand_on();
        }
        rows.push(cells)?;
        rows.finish()
    }

    /// The same, to go on with a list of which a part was printed: CSV gets no header line again.
    pub fn without_header(mut self) -> Self {
        self.headed = true;
        self
    }

    /// Adds a row: one cell for each column, in their order.
    pub fn push(&mut self, cells: Vec<Cell>) -> Result<()> {
        debug_assert!(self.picks.is_some() || cells.len() == self.columns.len());
        match &self.picks {
            None => self.push_shown(cells),
            Some(_) => self.push_picked(|pick| cells[pick].clone()),
        }
    }

    /// Adds a row: `cell` makes what stands at each place among all columns, and is asked only for those that are printed.
    pub fn push_picked(&mut self, cell: impl FnMut(usize) -> Cell) -> Result<()> {
        let cells = match &self.picks {
            None => (0..self.columns.len()).map(cell).collect(),
            Some(picks) => picks.iter().copied().map(cell).collect(),
        };
        self.push_shown(cells)
    }

    fn push_shown(&mut self, cells: Vec<Cell>) -> Result<()> {
        if let Some(sheet) = &mut self.sheet {
            let times = if self.output.screen.is_terminal { Times::Relative } else { Times::Exact };
            let shown = self.columns.iter().zip(&cells).filter(|(column, _)| column.in_tables);
            let wide = self.output.wide;
            sheet.push(shown.map(|(_, cell)| (cell.for_people(times, wide), cell.style)).collect());
            self.count += 1;
            return Ok(());
        }
        let raw = self.output.raw_csv;
        self.line(cells.iter(), Cell::write_json, |cell, out| cell.write_csv(raw, out))
    }

    /// Adds a row for programs: one value for each column, in their order. Not for tables.
    pub fn push_fields(&mut self, fields: &[Field<'_>]) -> Result<()> {
        debug_assert!(self.sheet.is_none() && (self.picks.is_some() || fields.len() == self.columns.len()));
        let raw = self.output.raw_csv;
        let csv = |field: Field, out: &mut Vec<u8>| field.write_csv(raw, out);
        match self.picks.take() {
            None => self.line(fields.iter().copied(), Field::write_json, csv),
            Some(picks) => {
                let done = self.line(picks.iter().map(|&pick| fields[pick]), Field::write_json, csv);
                self.picks = Some(picks);
                done
            }
        }
    }

    /// Adds a line of JSON or CSV.
    fn line<V>(
        &mut self,
        values: impl Iterator<Item = V>,
        write_json: impl Fn(V, &mut Vec<u8>),
        write_csv: impl Fn(V, &mut Vec<u8>),
    ) -> Result<()> {
        if self.output.format == Format::Csv {
            if self.count == 0 && !self.headed {
                self.csv_header();
            }
            for (index, value) in values.enumerate() {
                if index > 0 {
                    self.buffer.push(b',');
                }
                write_csv(value, &mut self.buffer);
            }
            self.buffer.push(b'\n');
        } else {
            let is_array = self.output.format == Format::Json && !self.single;
            if is_array {
                self.buffer.extend_from_slice(if self.count == 0 { b"[\n" } else { b",\n" });
            }
            let start = self.buffer.len();
            self.buffer.push(b'{');
            for (index, (column, value)) in self.columns.iter().zip(values).enumerate() {
                self.buffer.extend_from_slice(if index > 0 { b", \"" } else { b"\"" });
                self.buffer.extend_from_slice(column.name.as_bytes());
                self.buffer.extend_from_slice(b"\": ");
                write_json(value, &mut self.buffer);
            }
            self.buffer.push(b'}');
            text::escape_json_controls_from(&mut self.buffer, start);
            if !is_array {
                self.buffer.push(b'\n');
            }
        }
        self.count += 1;
        if self.buffer.len() >= BUFFER { self.hand_on() } else { Ok(()) }
    }

    /// Writes what is gathered now: of a result that comes while somebody looks on.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn flush(&mut self) -> Result<()> {
        self.hand_on()
    }

    /// Ends the result and returns when all of it is written.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> Result<()> {
        match self.output.format {
            Format::Table => {
                if let Some(sheet) = self.sheet.take().filter(|_| self.count > 0) {
                    let output = self.output;
                    let (lines, without) = sheet.lay_out(output.screen, output.wide, output.color);
                    for line in lines {
                        writeln!(self.buffer, "{line}")?;
                        if self.buffer.len() >= BUFFER {
                            self.hand_on()?;
                        }
                    }
                    if !without.is_empty() {
                        self.hand_on()?;
                        output.note(format!("no room for {}: --wide shows all columns", without.join(", ")));
                    }
                }
            }
            Format::Json if self.single => {}
            Format::Json => {
                self.buffer.extend_from_slice(if self.count == 0 { b"[]\n" } else { b"\n]\n" });
            }
            Format::Jsonl => {}
            Format::Csv if self.count == 0 => self.csv_header(),
            Format::Csv => {}
        }
        self.hand_on()
    }

    fn csv_header(&mut self) {
        for (index, column) in self.columns.iter().enumerate() {
            if index > 0 {
                self.buffer.push(b',');
            }
            csv_cell(column.name, true, &mut self.buffer);
        }
        self.buffer.push(b'\n');
    }

    /// Writes what is gathered.
    fn hand_on(&mut self) -> Result<()> {
        match &mut self.to {
            Some(place) => place.write_all(&self.buffer)?,
            None => {
                let mut out = io::stdout().lock();
                out.write_all(&self.buffer)?;
                out.flush()?;
            }
        }
        self.buffer.clear();
        Ok(())
    }
}
