//! How results reach standard output: tables for people, JSON, JSON Lines and CSV for programs.
//! Knows columns and values, and nothing of leads.

pub mod amount;
pub mod chart;
pub mod clock;
mod column;
mod field;
pub mod file;
mod guard;
pub mod log;
pub mod program;
pub mod progress;
mod rows;
mod screen;
mod table;
pub mod text;
pub mod width;

pub use column::{Choice, Column};
pub use field::Field;
pub use guard::unguarded;
pub use rows::{Cell, Rows, object, seconds, time};
pub use screen::{Screen, Style};

use serde_json::Value;

use self::log::Level;

/// The four forms of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A table for people.
    Table,
    /// One JSON document: an array for a list, an object for a single result.
    Json,
    /// JSON Lines: one object a line.
    Jsonl,
    /// Comma-separated values with a header line (RFC 4180).
    Csv,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Where and how this run prints.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    /// The form of results on standard output.
    pub format: Format,
    /// Whether tables may use colour.
    pub color: bool,
    /// No notes on standard error.
    pub quiet: bool,
    /// Whether progress is told on standard error: as a bar on a terminal, else as a line now and then.
    pub progress: bool,
    /// What results are read on.
    pub screen: Screen,
    /// Whether tables are as wide as they come, also where the terminal is not.
    pub wide: bool,
    /// Whether cells of CSV stay as they are, also those that a spreadsheet would run.
    pub raw_csv: bool,
}

impl Output {
    /// Settles colour and progress by what the streams are.
    pub fn new(format: Format, color: ColorChoice, quiet: bool, no_progress: bool) -> Self {
        let screen = Screen::look();
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        let color = match color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => screen.is_terminal && !no_color && !screen::is_dumb(),
        };
        // What was settled here holds: crossterm would look at NO_COLOR again.
        crossterm::style::force_color_output(color);
        let progress = !quiet && !no_progress;
        Output { format, color, quiet, progress, screen, wide: false, raw_csv: false }
    }

    /// Whether results are meant for people.
    pub fn is_table(&self) -> bool {
        self.format == Format::Table
    }

    /// A warning in one line, on standard error, also with `--quiet`: something did not go as it should.
    pub fn warn(&self, message: impl AsRef<str>) {
        log::write(Level::Warn, &text::printable(&program::as_called(message.as_ref())), &[]);
    }

    /// That a part of the input was passed over, in its own words for people and with fields for log collectors; silent with `--quiet`.
    pub fn passed_over(&self, message: &str, fields: &[(&str, Value)]) {
        if self.quiet {
            return;
        }
        // A log is sorted by levels; people read what it says.
        let level = if log::is_json() { Level::Warn } else { Level::Info };
        log::write(level, &text::printable(message), fields);
    }

    /// A remark for people in one line, on standard error; silent with `--quiet`.
    pub fn note(&self, message: impl AsRef<str>) {
        if !self.quiet {
            log::write(Level::Info, &text::printable(&program::as_called(message.as_ref())), &[]);
        }
    }

    /// A remark of several lines, all of them our own: no text from outside stands in it.
    pub fn note_lines(&self, message: impl AsRef<str>) {
        message.as_ref().split('\n').for_each(|line| self.note(line));
    }
}
