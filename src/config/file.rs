//! The file itself: where it lies and what stands in it, line by line. What its keys mean is for others to say.

use std::io;
use std::ops::Range;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use toml_edit::{Document, Item, TableLike, Value};

use crate::database;
use crate::error::{Failure, Kind};

/// The table whose tables are the profiles.
const PROFILE: &str = "profile";

/// A file that was read.
#[derive(Debug)]
pub struct File {
    /// Where it lies.
    pub path: PathBuf,
    /// What it says, in its order.
    pub entries: Vec<Entry>,
    /// The profiles in it, in order.
    pub profiles: Vec<String>,
    /// Whether users other than its owner and group can read it.
    pub is_open: bool,
}

/// One key of the file, or one table for a command.
#[derive(Debug)]
pub struct Entry {
    /// The profile in which it stands.
    pub profile: Option<String>,
    /// The command in whose table it stands: `["leads", "list"]`. At the top level, none.
    pub command: Vec<String>,
    /// Its name as it is written, but with underscores.
    pub key: String,
    /// The line on which it stands, from 1.
    pub line: usize,
    /// What it is set to.
    pub value: Given,
}

/// What a key is set to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// Nothing: the key is a table.
    Table,
    /// `true` or `false`.
    Switch(bool),
    /// Text, a number or a date.
    Text(String),
    /// Several of these.
    List(Vec<String>),
}

/// `leadengine/config.toml` in the platform's configuration directory: `~/.config` where XDG does not say otherwise. An account
/// without a home directory has none.
pub fn default_path() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    Some(strategy.config_dir().join("leadengine").join("config.toml"))
}

impl File {
    /// Reads it. One that nobody named need not be there.
    pub(super) fn read(path: &Path, is_named: bool) -> Result<Option<File>, Failure> {
        let bytes = match std::fs::read(path) {
            Err(error) if !is_named && is_absent(path, &error) => return Ok(None),
            Err(error) => {
                return Err(Failure::unreadable(path, &error)
                    .hint("leadengine config init writes one; --config none does without"));
            }
            Ok(bytes) => bytes,
        };
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = 1 + valid.iter().filter(|byte| **byte == b'\n').count();
            invalid(path, line, "it is not UTF-8")
        })?;
        // What does not tell its permissions (a pipe that is gone) is not open.
        let mode = std::fs::metadata(path).map_or(0, |metadata| metadata.permissions().mode());
        File::of(path, &text, mode & 0o004 != 0).map(Some)
    }

    /// The file with this text.
    pub(super) fn of(path: &Path, text: &str, is_open: bool) -> Result<File, Failure> {
        let document = Document::parse(text).map_err(|error| {
            let line = error.span().map_or(1, |span| line_at(text, &span));
            invalid(path, line, &error.message().replace('\n', " "))
                .hint("mend the line; --config none does without the file")
        })?;
        let mut file = File { path: path.to_owned(), entries: Vec::new(), profiles: Vec::new(), is_open };
        let mut collector = Collector { text, file: &mut file, profile: None };
        collector.table(document.as_table(), &[])?;
        Ok(file)
    }

    /// Whether a password stands in it.
    pub(super) fn has_secret(&self) -> bool {
        let secret = |text: &String| database::without_passwords(text) != *text;
        self.entries.iter().any(|entry| match &entry.value {
            Given::Text(text) => secret(text) || entry.key == "database_url" && database::has_secret(text),
            Given::List(texts) => texts.iter().any(secret),
            Given::Table | Given::Switch(_) => false,
        })
    }

    /// Something is wrong with a line of it.
    pub(super) fn invalid(&self, line: usize, what: &str) -> Failure {
        invalid(&self.path, line, what)
    }
}

fn invalid(path: &Path, line: usize, what: &str) -> Failure {
    Failure::new(Kind::Usage, "invalid_config", format!("{}, line {line}: {what}", path.display()))
}

/// Whether nothing is there, as far as this account can tell: `HOME` may name the home of another, which is closed.
fn is_absent(path: &Path, error: &io::Error) -> bool {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => true,
        io::ErrorKind::PermissionDenied => std::fs::metadata(path).is_err(),
        _ => false,
    }
}

fn line_at(text: &str, span: &Range<usize>) -> usize {
    1 + text.bytes().take(span.start).filter(|byte| *byte == b'\n').count()
}

/// Takes a document apart.
struct Collector<'a> {
    text: &'a str,
    file: &'a mut File,
    profile: Option<String>,
}

impl Collector<'_> {
    /// What stands in the table of a command, and in those below it.
    fn table(&mut self, table: &dyn TableLike, command: &[String]) -> Result<(), Failure> {
        let is_top = command.is_empty() && self.profile.is_none();
        for (written, item) in table.iter() {
            let line =
                table.key(written).and_then(|key| key.span()).map_or(1, |span| line_at(self.text, &span));
            match item.as_table_like() {
                Some(profiles) if is_top && written == PROFILE => self.profiles(profiles, line)?,
                Some(inner) => {
                    let below: Vec<String> = command.iter().cloned().chain([written.to_owned()]).collect();
                    self.add(command, written, line, Given::Table)?;
                    self.table(inner, &below)?;
                }
                None if is_top && written == PROFILE => {
                    return Err(self.file.invalid(line, "a profile is a table: [profile.NAME]"));
                }
                None => {
                    let value = self.value(written, item, line)?;
                    self.add(command, written, line, value)?;
                }
            }
        }
        Ok(())
    }

    fn profiles(&mut self, profiles: &dyn TableLike, line: usize) -> Result<(), Failure> {
        for (name, item) in profiles.iter() {
            let line =
                profiles.key(name).and_then(|key| key.span()).map_or(line, |span| line_at(self.text, &span));
            let Some(inner) = item.as_table_like() else {
                return Err(self.file.invalid(line, &format!("a profile is a table: [profile.{name}]")));
            };
            self.file.profiles.push(name.to_owned());
            self.profile = Some(name.to_owned());
            self.table(inner, &[])?;
            self.profile = None;
        }
        Ok(())
    }

    fn value(&self, written: &str, item: &Item, line: usize) -> Result<Given, Failure> {
        let wrong = || self.file.invalid(line, &format!("{written} is neither a value nor a list of values"));
        match item.as_value().ok_or_else(wrong)? {
            Value::Boolean(on) => Ok(Given::Switch(*on.value())),
            Value::Array(array) => {
                let texts: Option<Vec<String>> = array.iter().map(text_of).collect();
                Ok(Given::List(texts.ok_or_else(wrong)?))
            }
            value => Ok(Given::Text(text_of(value).ok_or_else(wrong)?)),
        }
    }

    fn add(&mut self, command: &[String], written: &str, line: usize, value: Given) -> Result<(), Failure> {
        // Options are written with hyphens, keys mostly with underscores; the names of commands stay.
        let key = match value {
            Given::Table => written.to_owned(),
            _ => written.replace('-', "_"),
        };
        let profile = self.profile.clone();
        let same = |entry: &&Entry| entry.key == key && entry.command == command && entry.profile == profile;
        if let Some(other) = self.file.entries.iter().find(same) {
            let what = format!("{written} is set on line {} already", other.line);
            return Err(self.file.invalid(line, &what));
        }
        self.file.entries.push(Entry { profile, command: command.to_vec(), key, line, value });
        Ok(())
    }
}

/// A value as it would be written on the command line.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.value().clone()),
        Value::Integer(number) => Some(number.value().to_string()),
        Value::Float(number) => Some(number.value().to_string()),
        Value::Datetime(time) => Some(time.value().to_string()),
        Value::Boolean(_) | Value::Array(_) | Value::InlineTable(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<File, Failure> {
        File::of(Path::new("config.toml"), text, true)
    }

    #[test]
    fn every_key_is_told_with_its_profile_its_command_and_its_line() {
        let file = read(
            "quiet = true\nretry-for = 0x10\n\n[leads.list]\nseniority = ['vp', \"head\"]\n[profile.staging]\nuser = 'a'\nenrich = { workers = 2 }\n",
        )
        .unwrap();
        assert_eq!(file.profiles, ["staging"]);
        let told: Vec<_> = file
            .entries
            .iter()
            .map(|entry| {
                let Entry { profile, command, key, line, value } = entry;
                (profile.as_deref().unwrap_or("-"), command.join(" "), key.as_str(), *line, value.clone())
            })
            .collect();
        let text = |text: &str| Given::Text(text.to_owned());
        let expected = [
            ("-", "", "quiet", 1, Given::Switch(true)),
            ("-", "", "retry_for", 2, text("16")),
            ("-", "", "leads", 4, Given::Table),
            ("-", "leads", "list", 4, Given::Table),
            ("-", "leads list", "seniority", 5, Given::List(vec!["vp".to_owned(), "head".to_owned()])),
            ("staging", "", "user", 7, text("a")),
            ("staging", "", "enrich", 8, Given::Table),
            ("staging", "enrich", "workers", 8, text("2")),
        ]
        .map(|(profile, command, key, line, value)| (profile, command.to_owned(), key, line, value));
        assert_eq!(told, expected);
    }

    #[test]
    fn what_cannot_be_a_setting_is_refused_with_its_line() {
        for (text, line) in [
            ("a = 1\nb = \n", 2),
            ("a = 1\na = 2\n", 2),
            ("retry-for = 1\nretry_for = 2\n", 2),
            ("profile = 'staging'\n", 1),
            ("[profile]\nstaging = 1\n", 2),
            ("\n[[leads]]\nlimit = 1\n", 2),
            ("x = [1, [2]]\n", 1),
        ] {
            let failure = read(text).unwrap_err();
            assert_eq!((failure.kind, failure.code), (Kind::Usage, "invalid_config"), "{text}");
            assert!(
                failure.message.starts_with(&format!("config.toml, line {line}: ")),
                "{}",
                failure.message
            );
        }
    }

    #[test]
    fn a_password_is_seen_wherever_it_stands() {
        for (text, secret) in [
            ("database_url = 'postgresql://bob:s3cret@db/app'", true),
            ("[profile.x]\ndatabase_url = 'host=db password=s3cret'", true),
            ("[enrich]\nllm_url = 'https://bob:s3cret@proxy/'", true),
            ("database_url = 'postgresql://bob@db/app'\nuser = 'ann@example.com'", false),
        ] {
            assert_eq!(read(text).unwrap().has_secret(), secret, "{text}");
        }
    }
}
