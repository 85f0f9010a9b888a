//! What a reader hands on: some records at a time.

use std::ops::Range;
use std::sync::Arc;

use crate::ingest::csv::Table;

/// Records to a chunk, at most.
const CHUNK_RECORDS: usize = 2_000;
/// Bytes to a chunk, about.
pub(super) const CHUNK_BYTES: usize = 2 << 20;

/// The forms that an input can have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum InputFormat {
    /// What it holds tells.
    #[default]
    Auto,
    /// JSON Lines, a JSON array, or objects over several lines.
    Json,
    /// A table with a header; its cells are separated by commas, semicolons, tabs or bars.
    Csv,
    /// The same, separated by tabs.
    Tsv,
}

/// Some consecutive records of one input.
#[derive(Debug, Default)]
pub struct Chunk {
    /// The table whose rows they are.
    pub(super) table: Option<Arc<Table>>,
    /// Their texts, one after the other.
    pub(super) bytes: Vec<u8>,
    pub(super) records: Vec<Found>,
    /// How much of the input they took up, separators included.
    pub read: u64,
}

#[derive(Debug)]
pub(super) struct Found {
    pub(super) line: u64,
    pub(super) range: Range<usize>,
    pub(super) problem: Option<String>,
}

impl Chunk {
    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Each record: the line it begins on (from 1), its text, and why it cannot be one where that is known.
    pub fn records(&self) -> impl Iterator<Item = (u64, &[u8], Option<&str>)> {
        self.records.iter().map(|r| (r.line, &self.bytes[r.range.clone()], r.problem.as_deref()))
    }

    /// The table whose rows these are, where it is one.
    pub fn table(&self) -> Option<&Arc<Table>> {
        self.table.as_ref()
    }

    /// A record as JSON text: as it stands there, or what the row says, written into `buffer`.
    ///
    /// # Errors
    /// Why the row cannot be taken, as words for the operator.
    pub fn json<'t>(&self, record: &'t [u8], buffer: &'t mut String) -> Result<&'t [u8], String> {
        match &self.table {
            None => Ok(record),
            Some(table) => {
                table.payload(record, buffer)?;
                Ok(buffer.as_bytes())
            }
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.records.len() >= CHUNK_RECORDS || self.bytes.len() >= CHUNK_BYTES
    }
}
