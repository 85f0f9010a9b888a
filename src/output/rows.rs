//! Rows of named columns, written one at a time so that a long export stays in flat memory.

use std::io::{self, Write};
use std::time::Instant;

use anyhow::Result;
use chrono::{DateTime, SecondsFormat, Utc};
use comfy_table::{CellAlignment, ContentArrangement, Row, Table, presets};
use serde_json::Value;

use super::field::{Field, csv_cell, csv_json, json_text};
use super::{Format, Output, text};

/// A column of a result.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its key in JSON and CSV.
    pub name: &'static str,
    /// Its heading in a table; `None` leaves it out there.
    pub heading: Option<&'static str>,
    /// Numbers stand to the right.
    pub right: bool,
}

impl Column {
    /// A column of text, also in tables.
    pub const fn text(name: &'static str, heading: &'static str) -> Self {
        Column { name, heading: Some(heading), right: false }
    }

    /// A column of numbers, also in tables.
    pub const fn number(name: &'static str, heading: &'static str) -> Self {
        Column { name, heading: Some(heading), right: true }
    }

    /// A column for programs only.
    pub const fn hidden(name: &'static str) -> Self {
        Column { name, heading: None, right: false }
    }
}

/// One value: as programs get it, and as people read it where that differs.
#[derive(Debug, Clone)]
pub struct Cell {
    value: Value,
    shown: Option<String>,
}

impl Cell {
    /// The value, shown to people in its own words.
    pub fn new(value: impl Into<Value>) -> Self {
        Cell { value: value.into(), shown: None }
    }

    /// The value, shown to people as `text`.
    pub fn shown(value: impl Into<Value>, text: impl Into<String>) -> Self {
        Cell { value: value.into(), shown: Some(text.into()) }
    }

    fn for_people(&self) -> String {
        let text = match (&self.shown, &self.value) {
            (Some(text), _) => text.clone(),
            (None, Value::Null) => "-".to_owned(),
            (None, Value::String(text)) => text.clone(),
            (None, Value::Bool(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
            (None, other) => other.to_string(),
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

impl<T: Into<Value>> From<T> for Cell {
    fn from(value: T) -> Self {
        Cell::new(value)
    }
}

/// A time: RFC 3339 in UTC for programs, to the minute for people.
pub fn time(at: Option<DateTime<Utc>>) -> Cell {
    match at {
        None => Cell::new(Value::Null),
        Some(at) => Cell::shown(
            at.to_rfc3339_opts(SecondsFormat::AutoSi, true),
            at.format("%Y-%m-%d %H:%M").to_string(),
        ),
    }
}

/// How long something took until now, in seconds to the millisecond.
pub fn seconds(started: Instant) -> Cell {
    Cell::new((started.elapsed().as_secs_f64() * 1000.0).round() / 1000.0)
}

/// What is gathered before it is written.
const BUFFER: usize = 64 << 10;

/// A result on its way to standard output.
pub struct Rows<'a> {
    output: &'a Output,
    columns: &'a [Column],
    /// Whole rows that are not written yet.
    buffer: Vec<u8>,
    table: Option<Table>,
    single: bool,
    count: usize,
}

impl<'a> Rows<'a> {
    /// A list: an array in JSON.
    pub fn list(output: &'a Output, columns: &'a [Column]) -> Self {
        Rows {
            output,
            columns,
            buffer: Vec::new(),
            table: output.is_table().then(|| new_table(columns)),
            single: false,
            count: 0,
        }
    }

    /// Prints a single result: an object in JSON, a name and a value a line in a table.
    pub fn one(output: &'a Output, columns: &'a [Column], cells: Vec<Cell>) -> Result<()> {
        let mut rows = Rows::list(output, columns);
        rows.single = true;
        if output.is_table() {
            let width = columns.iter().map(|c| c.heading.unwrap_or(c.name).len()).max().unwrap_or(0);
            for (column, cell) in columns.iter().zip(&cells) {
                if let Some(heading) = column.heading {
                    writeln!(rows.buffer, "{heading:<width$}  {}", cell.for_people())?;
                }
            }
            return rows.hand_on();
        }
        rows.push(cells)?;
        rows.finish()
    }

    /// Adds a row: one cell for each column, in their order.
    pub fn push(&mut self, cells: Vec<Cell>) -> Result<()> {
        debug_assert_eq!(cells.len(), self.columns.len());
        if let Some(table) = &mut self.table {
            let shown = self.columns.iter().zip(&cells).filter(|(column, _)| column.heading.is_some());
            let mut row = Row::from(shown.map(|(_, cell)| cell.for_people()));
            if table.is_tty() {
                // One line a row: what does not fit the terminal is cut, never wrapped.
                row.max_height(1);
            }
            table.add_row(row);
            self.count += 1;
            return Ok(());
        }
        let raw = self.output.raw_csv;
        self.line(cells.iter(), Cell::write_json, |cell, out| cell.write_csv(raw, out))
    }

    /// Adds a row for programs: one value for each column, in their order. Not for tables.
    pub fn push_fields(&mut self, fields: &[Field<'_>]) -> Result<()> {
        debug_assert!(fields.len() == self.columns.len() && self.table.is_none());
        let raw = self.output.raw_csv;
        self.line(fields.iter().copied(), Field::write_json, |field, out| field.write_csv(raw, out))
    }

    /// Adds a line of JSON or CSV.
    fn line<V>(
        &mut self,
        values: impl Iterator<Item = V>,
        write_json: impl Fn(V, &mut Vec<u8>),
        write_csv: impl Fn(V, &mut Vec<u8>),
    ) -> Result<()> {
        if self.output.format == Format::Csv {
            if self.count == 0 {
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

    /// Ends the result and returns when all of it is written.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn finish(mut self) -> Result<()> {
        match self.output.format {
            Format::Table => {
                if let Some(table) = self.table.take().filter(|_| self.count > 0) {
                    for line in table.lines() {
                        writeln!(self.buffer, "{}", line.trim_end())?;
                        if self.buffer.len() >= BUFFER {
                            self.hand_on()?;
                        }
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
        let mut out = io::stdout().lock();
        out.write_all(&self.buffer)?;
        out.flush()?;
        self.buffer.clear();
        Ok(())
    }
}

fn new_table(columns: &[Column]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    if !table.is_tty() {
        // Piped: nothing is shortened or wrapped.
        table.set_content_arrangement(ContentArrangement::Disabled);
    }
    let shown: Vec<&Column> = columns.iter().filter(|c| c.heading.is_some()).collect();
    table.set_header(shown.iter().map(|c| c.heading.unwrap_or_default()));
    for (index, column) in shown.iter().enumerate() {
        if let Some(config) = table.column_mut(index) {
            config.set_padding(if index == 0 { (0, 1) } else { (1, 1) });
            if column.right {
                config.set_cell_alignment(CellAlignment::Right);
            }
        }
    }
    table
}
