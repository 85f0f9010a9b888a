//! Rows of named columns, written one at a time so that a long export stays in flat memory.

use std::io::{self, BufWriter, Write};
use std::time::Instant;

use anyhow::Result;
use chrono::{DateTime, SecondsFormat, Utc};
use comfy_table::{CellAlignment, ContentArrangement, Row, Table, presets};
use serde_json::Value;

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

    /// The value as programs get it.
    pub fn into_value(self) -> Value {
        self.value
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

    fn for_csv(&self) -> String {
        match &self.value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
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

/// A result on its way to standard output.
pub struct Rows<'a> {
    output: &'a Output,
    columns: &'a [Column],
    out: BufWriter<io::Stdout>,
    table: Option<Table>,
    csv: Option<csv::Writer<Vec<u8>>>,
    single: bool,
    count: usize,
}

impl<'a> Rows<'a> {
    /// A list: an array in JSON.
    pub fn list(output: &'a Output, columns: &'a [Column]) -> Self {
        Rows {
            output,
            columns,
            out: BufWriter::with_capacity(1 << 16, io::stdout()),
            table: output.is_table().then(|| new_table(columns)),
            csv: (output.format == Format::Csv).then(|| csv::Writer::from_writer(Vec::new())),
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
                    writeln!(rows.out, "{heading:<width$}  {}", cell.for_people())?;
                }
            }
            rows.out.flush()?;
            return Ok(());
        }
        rows.push(cells)?;
        rows.finish()
    }

    /// Adds a row: one cell for each column, in their order.
    pub fn push(&mut self, cells: Vec<Cell>) -> Result<()> {
        debug_assert_eq!(cells.len(), self.columns.len());
        match self.output.format {
            Format::Table => {
                let shown = self.columns.iter().zip(&cells).filter(|(column, _)| column.heading.is_some());
                let mut row = Row::from(shown.map(|(_, cell)| cell.for_people()));
                if let Some(table) = &mut self.table {
                    if table.is_tty() {
                        // One line a row: what does not fit the terminal is cut, never wrapped.
                        row.max_height(1);
                    }
                    table.add_row(row);
                }
            }
            Format::Json | Format::Jsonl => {
                let json = object(self.columns, &cells);
                match (self.output.format, self.single, self.count) {
                    (Format::Jsonl, _, _) | (_, true, _) => writeln!(self.out, "{json}")?,
                    (_, _, 0) => write!(self.out, "[\n{json}")?,
                    _ => write!(self.out, ",\n{json}")?,
                }
            }
            Format::Csv => {
                if let Some(csv) = &mut self.csv {
                    if self.count == 0 {
                        csv.write_record(self.columns.iter().map(|c| c.name))?;
                    }
                    csv.write_record(cells.iter().map(Cell::for_csv))?;
                    if self.count % 256 == 255 {
                        self.drain_csv()?;
                    }
                }
            }
        }
        self.count += 1;
        Ok(())
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
                        writeln!(self.out, "{}", line.trim_end())?;
                    }
                }
            }
            Format::Json if self.single => {}
            Format::Json if self.count == 0 => writeln!(self.out, "[]")?,
            Format::Json => writeln!(self.out, "\n]")?,
            Format::Jsonl => {}
            Format::Csv => {
                if self.count == 0
                    && let Some(csv) = &mut self.csv
                {
                    csv.write_record(self.columns.iter().map(|c| c.name))?;
                }
                self.drain_csv()?;
            }
        }
        self.out.flush()?;
        Ok(())
    }

    fn drain_csv(&mut self) -> Result<()> {
        if let Some(csv) = self.csv.take() {
            self.out.write_all(&csv.into_inner().map_err(|e| e.into_error())?)?;
            self.csv = Some(csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new()));
        }
        Ok(())
    }
}

/// The row as a JSON object with its keys in the order of the columns.
fn object(columns: &[Column], cells: &[Cell]) -> String {
    let mut json = String::from("{");
    for (index, (column, cell)) in columns.iter().zip(cells).enumerate() {
        if index > 0 {
            json.push_str(", ");
        }
        json.push_str(&format!("\"{}\": {}", column.name, cell.value));
    }
    json.push('}');
    text::escape_json_controls(json)
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
