//! `normalize --dry-run`: what the records of a file would become, without a database.

use std::fs::{File, Metadata};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;

use anyhow::Result;
use encoding_rs::Encoding;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};

use crate::commands::DONE;
use crate::commands::ingest::size_of_stdin;
use crate::error::Failure;
use crate::ingest::{InputFormat, Reader};
use crate::interrupt;
use crate::normalize::explain::{Step, explain};
use crate::normalize::record::understand;
use crate::normalize::{Derived, Hints, Memo, Merged, Reading, Reason};
use crate::output::{Cell, Column, Output, Rows, progress, text};

/// The longest record that a dry run takes.
const MAX_RECORD: usize = 16 << 20;

/// What an explanation has a line for.
pub(in crate::commands) const EXPLAINED: [Column; 6] = [
    Column::hidden("record"),
    Column::text("field", "Field"),
    Column::text("value", "Value"),
    Column::text("from", "From"),
    Column::text("found", "Found there"),
    Column::text("done", "What was done"),
];

/// Prints one JSON object for each record, in order; with `explained`, where every value of it comes from.
pub fn run(
    output: &Output,
    file: &Path,
    (format, encoding): (InputFormat, Option<&'static Encoding>),
    reading: &Reading,
    explained: bool,
) -> Result<u8> {
    let (source, size): (Box<dyn Read>, _) = if file.as_os_str() == "-" {
        (Box::new(io::stdin()), size_of_stdin())
    } else {
        let open = File::open(file).map_err(|error| Failure::unreadable(file, &error))?;
        let size = open.metadata().ok().filter(Metadata::is_file).map(|metadata| metadata.len());
        (Box::new(open), size)
    };
    let bar = progress::bytes_beside_result(output, size, "normalize --dry-run");
    interrupt::end_at_once()?;
    let mut reader = Reader::new(BufReader::with_capacity(1 << 18, bar.reading(source)), MAX_RECORD)
        .of(format)
        .encoded(encoding);
    let mut row = String::new();
    let memo = Memo::default();
    let hints = Hints { memo: Some(&memo), ..reading.hints() };
    let mut printer = Printer::new(output, explained);
    loop {
        let chunk = reader.next_chunk();
        if chunk.is_empty() {
            break;
        }
        for (_, bytes, problem) in chunk.records() {
            let code = if chunk.table().is_some() { "not_csv" } else { "not_json" };
            let parsed = match problem {
                Some(problem) => Err((code, problem.to_owned())),
                None => match chunk.json(bytes, &mut row) {
                    Ok(json) => parse(json).map_err(|error| ("not_json", format!("not JSON: {error}"))),
                    Err(problem) => Err((code, problem)),
                },
            };
            printer.record(parsed, &hints)?;
            bar.add(1);
        }
    }
    printer.finish()?;
    bar.finish();
    Ok(DONE)
}

/// A record, or a code and words that say why it cannot be one.
type Parsed = Result<Value, (&'static str, String)>;

/// Checked for UTF-8 as a whole, which is quicker than text by text.
fn parse(bytes: &[u8]) -> serde_json::Result<Value> {
    match std::str::from_utf8(bytes) {
        Ok(text) => crate::json::read(text),
        Err(_) => serde_json::from_slice(bytes),
    }
}

enum Printer<'a> {
    /// One JSON object a line.
    Leads { out: BufWriter<io::Stdout>, line: Vec<u8> },
    /// Rows of all records, for programs.
    Steps { rows: Box<Rows<'a>>, records: u64 },
    /// A table for each record, for people.
    Tables { output: &'a Output, records: u64 },
}

impl<'a> Printer<'a> {
    fn new(output: &'a Output, explained: bool) -> Printer<'a> {
        match (explained, output.is_table()) {
            (false, _) => {
                let out = BufWriter::with_capacity(1 << 16, io::stdout());
                Printer::Leads { out, line: Vec::with_capacity(1 << 10) }
            }
            (true, false) => Printer::Steps { rows: Box::new(Rows::list(output, &EXPLAINED)), records: 0 },
            (true, true) => Printer::Tables { output, records: 0 },
        }
    }

    fn record(&mut self, parsed: Parsed, hints: &Hints) -> Result<()> {
        let outcome = match &parsed {
            Ok(Value::Object(payload)) => {
                let (derived, reason) = understand(payload, hints);
                let rejected = reason.map(|reason| (reason.code(), reason.to_string()));
                Outcome { derived: Some(derived), rejected }
            }
            Ok(_) => {
                let reason = Reason::NotAnObject;
                Outcome { derived: None, rejected: Some((reason.code(), reason.to_string())) }
            }
            Err(rejected) => Outcome { derived: None, rejected: Some(rejected.clone()) },
        };
        match self {
            Printer::Leads { out, line } => {
                line.clear();
                serde_json::to_writer(&mut *line, &outcome)?;
                // What a terminal might act on is all beyond ASCII, or DEL: the rest is escaped in JSON as it is.
                if line.iter().all(|&byte| byte < 0x7f) {
                    out.write_all(line)?;
                } else {
                    let json = String::from_utf8_lossy(line).into_owned();
                    out.write_all(text::escape_json_controls(json).as_bytes())?;
                }
                out.write_all(b"\n")?;
            }
            Printer::Steps { rows, records } => {
                *records += 1;
                for step in steps(&parsed, &outcome, hints) {
                    rows.push(cells(*records, step))?;
                }
            }
            Printer::Tables { output, records } => {
                *records += 1;
                let mut out = io::stdout();
                writeln!(out, "{}Record {records}", if *records > 1 { "\n" } else { "" })?;
                let mut rows = Rows::list(output, &EXPLAINED);
                for step in steps(&parsed, &outcome, hints) {
                    rows.push(cells(*records, step))?;
                }
                rows.finish()?;
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<()> {
        match self {
            Printer::Leads { mut out, .. } => out.flush()?,
            Printer::Steps { rows, .. } => rows.finish()?,
            Printer::Tables { .. } => {}
        }
        Ok(())
    }
}

/// What became of a record.
struct Outcome {
    /// What it says, also where it becomes no lead.
    derived: Option<Derived>,
    /// Why it becomes none: a code, and the same in words.
    rejected: Option<(&'static str, String)>,
}

fn steps(parsed: &Parsed, outcome: &Outcome, hints: &Hints) -> Vec<Step> {
    let rejected = outcome.rejected.as_ref().map(|(code, why)| Step {
        field: Some("rejected"),
        value: Some((*code).to_owned()),
        from: Vec::new(),
        found: Vec::new(),
        done: why.clone(),
    });
    let of_payload = match (parsed, &outcome.derived) {
        (Ok(Value::Object(payload)), Some(derived)) => explain(payload, derived, hints),
        _ => Vec::new(),
    };
    rejected.into_iter().chain(of_payload).collect()
}

fn cells(record: u64, step: Step) -> Vec<Cell> {
    let joined = |parts: Vec<String>| match parts.len() {
        0 => Cell::new(Value::Null),
        _ => Cell::shown(json!(parts), parts.join(" + ")),
    };
    vec![
        record.into(),
        Cell::new(step.field),
        Cell::new(step.value),
        joined(step.from),
        joined(step.found),
        Cell::new(step.done),
    ]
}

/// What a record would become, as an object with the columns of `leads`; why it would become nothing comes first.
impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some((code, message)) = &self.rejected {
            map.serialize_entry("rejected", &json!({"code": code, "message": message}))?;
        }
        if let Some(derived) = &self.derived {
            let mut merged = Merged::default();
            merged.add(derived);
            let values = merged.values();
            for (column, value) in values.texts() {
                map.serialize_entry(column, value)?;
            }
            map.serialize_entry("confidence_score", &values.confidence_score)?;
            map.serialize_entry("company_key", &derived.keys.company)?;
        }
        map.end()
    }
}
