//! Standard error. Remarks, warnings, errors and progress all go through here: as text for people, or as one JSON object a line for
//! log collectors. A line never gets mixed up with a progress bar: the bar is taken away before it and drawn again below it.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::panic;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use chrono::{SecondsFormat, Utc};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::Value;

use super::{program, text};

/// The two forms of what is said on standard error.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// Lines for people.
    #[default]
    Text,
    /// One JSON object a line, for log collectors.
    Json,
}

/// How much a line matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// As it should be.
    Info,
    /// Something did not go as it should.
    Warn,
    /// The run failed.
    Error,
}

impl Level {
    fn as_str(self) -> &'static str {
        match self {
            Level::Info => "info",
            Level::Warn => "warn",
            Level::Error => "error",
        }
    }

    /// What a line of text begins with.
    fn prefix(self) -> &'static str {
        match self {
            Level::Info => "",
            Level::Warn => "warning: ",
            Level::Error => "error: ",
        }
    }
}

/// How this run writes.
struct Log {
    format: LogFormat,
    /// The command that runs, such as `jobs watch`.
    command: Option<String>,
}

static LOG: OnceLock<Log> = OnceLock::new();

/// What stands on the terminal below everything else.
struct Bar {
    drawn: Option<ProgressBar>,
    /// No bar is drawn any more: the program ends.
    closed: bool,
}

static BAR: Mutex<Bar> = Mutex::new(Bar { drawn: None, closed: false });

fn bar() -> MutexGuard<'static, Bar> {
    BAR.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Says in which form everything is written from now on, and which command writes. Before that, and for all but the first who say it, it
/// is text.
pub fn begin(format: LogFormat, command: Option<String>) {
    let first = LOG.set(Log { format, command }).is_ok();
    if first && format == LogFormat::Json {
        panic::set_hook(Box::new(|panicked| {
            write(Level::Error, &panicked.to_string(), &[("code", "panic".into())]);
        }));
    }
}

/// Whether lines are JSON.
pub fn is_json() -> bool {
    LOG.get().is_some_and(|log| log.format == LogFormat::Json)
}

/// Writes a line; the fields stand beside the message in JSON, and are left out of text.
pub fn write(level: Level, message: &str, fields: &[(&str, Value)]) {
    match LOG.get().filter(|log| log.format == LogFormat::Json) {
        None => put(&format!("{}{}\n", level.prefix(), text::printable_lines(message))),
        // A blank line parts text from text: there is nothing in it.
        Some(_) if message.trim().is_empty() => {}
        Some(log) => put(&object(level, message.trim(), log.command.as_deref(), fields)),
    }
}

/// Writes why a run failed: what happened, and what can be done about it.
pub fn failure(code: &str, message: &str, hint: Option<&str>) {
    let hint = hint.map(program::as_called);
    if is_json() {
        write(Level::Error, message, &[("code", code.into()), ("hint", hint.as_deref().into())]);
        return;
    }
    let hint = hint.map(|hint| format!("\n  {hint}")).unwrap_or_default();
    write(Level::Error, &format!("{message}{hint}"), &[]);
}

/// Writes text as it is, such as what is JSON already.
pub fn put_line(line: &str) {
    put(&format!("{line}\n"));
}

/// Asks something: text ends in the same line, in which the answer is typed.
pub fn ask(question: &str) {
    match is_json() {
        true => write(Level::Info, question, &[]),
        false => put(&format!("{question} ")),
    }
}

fn object(level: Level, message: &str, command: Option<&str>, fields: &[(&str, Value)]) -> String {
    let time = Utc::now().to_rfc3339_opts(SecondsFormat::Millis, true);
    let mut line = format!(
        "{{\"time\": \"{time}\", \"level\": \"{}\", \"message\": {}",
        level.as_str(),
        Value::from(message)
    );
    let command = command.map(|command| ("command", Value::from(command)));
    for (name, value) in
        command.iter().map(|(name, value)| (*name, value)).chain(fields.iter().map(|f| (f.0, &f.1)))
    {
        let _ = write!(line, ", \"{name}\": {value}");
    }
    line.push_str("}\n");
    text::escape_json_controls(line)
}

/// Writes lines in one piece, above the bar if there is one. Nobody is left to be told when standard error cannot be written.
fn put(lines: &str) {
    let write = || drop(io::stderr().lock().write_all(lines.as_bytes()));
    match &bar().drawn {
        None => write(),
        Some(drawn) => drawn.suspend(write),
    }
}

/// What a bar shows.
pub(super) struct Drawing {
    /// What stands before it.
    pub(super) name: &'static str,
    /// How much is done of how much; without it there is no bar in the line.
    pub(super) part: Option<(u64, u64)>,
    /// What stands behind it, shortened where the terminal is narrow.
    pub(super) said: String,
    /// What is done, and what is not.
    pub(super) glyphs: [&'static str; 2],
}

/// Draws the bar, in the place of the one before.
pub(super) fn draw(drawing: Drawing) {
    /// Often enough for what is drawn anew a few times a second.
    const MOST_A_SECOND: u8 = 20;
    let mut bar = bar();
    if bar.closed {
        return;
    }
    let is_first = bar.drawn.is_none();
    let drawn = bar.drawn.get_or_insert_with(ProgressBar::hidden);
    let template = match drawing.part {
        Some(_) => "{prefix} {bar:24} {wide_msg}",
        None => "{prefix} {wide_msg}",
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        drawn.set_style(style.progress_chars(&drawing.glyphs.concat()));
    }
    drawn.set_prefix(drawing.name);
    drawn.set_message(drawing.said);
    if let Some((done, total)) = drawing.part {
        drawn.set_length(total);
        drawn.set_position(done);
    }
    if is_first {
        // Not before it is whole: each of its parts would be drawn as it is set.
        drawn.set_draw_target(ProgressDrawTarget::stderr_with_hz(MOST_A_SECOND));
    }
    drawn.tick();
}

/// Takes the bar away, if there is one.
pub fn clear() {
    if let Some(drawn) = bar().drawn.take() {
        drawn.finish_and_clear();
    }
}

/// Takes the bar away for good: the program is about to end.
pub fn close() {
    bar().closed = true;
    clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_is_one_line_of_json_whatever_is_said() {
        let fields = [("line", Value::from(5)), ("reason", "a \"quote\"\nand \u{9b}31m".into())];
        let line = object(Level::Warn, "two\nlines", Some("ingest"), &fields);
        assert!(
            line.ends_with("}\n") && line.matches('\n').count() == 1 && !line.contains('\u{9b}'),
            "{line}"
        );
        let read: Value = serde_json::from_str(&line).unwrap();
        assert_eq!((&read["level"], &read["message"]), (&"warn".into(), &"two\nlines".into()));
        assert_eq!((&read["command"], &read["line"]), (&"ingest".into(), &5.into()));
        assert_eq!(read["reason"], "a \"quote\"\nand \u{9b}31m");
        let time = read["time"].as_str().unwrap();
        assert!(time.ends_with('Z') && chrono::DateTime::parse_from_rfc3339(time).is_ok(), "{time}");
    }
}
