//! `config.toml`: options that need not be given again each time. The environment comes before it, and the command line before that.
//!
//! A key is named as the long option (`retry_for` is `--retry-for`) and holds for every command that has it; in the table of a command it
//! holds for that one and the commands below it. What stands in the profile that was asked for comes before what stands outside of it.
//! The options are looked up in the command line's own definition and their values read by its own parsers: an option that is added
//! there can be configured.

mod check;
mod file;
mod origin;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Arg;

pub use file::{Entry, File, Given, default_path};
pub use origin::{Configured, Origin, asked_for, end_of_name, explicit, is_configurable, is_on, key_of};

use crate::error::{Failure, Kind};
use crate::suggest;

/// The word in the place of a file's name that says: no file.
const NONE: &str = "none";

/// What is configured for one run.
#[derive(Debug, Default)]
pub struct Config {
    /// The file that was read, if any.
    pub file: Option<File>,
    /// The profile that was asked for.
    pub profile: Option<String>,
}

/// Where the file is looked for: where the operator says, or in the platform's configuration directory. `None` where there shall be no
/// file, or the account has no such directory.
pub fn place(given: Option<&OsString>) -> Option<PathBuf> {
    match given {
        None => default_path(),
        Some(name) if name.is_empty() || name == NONE => None,
        Some(name) => Some(PathBuf::from(name)),
    }
}

/// Options that only the table of their own command sets: how many leads a screen has is no reason to leave the others out of an export.
const OWN: [(&[&str], &str); 1] = [(&["leads", "export"], "limit")];

impl Config {
    /// Reads the file. That none is in the configuration directory is no error; a profile that is not there is one.
    ///
    /// # Errors
    /// [`Kind::NotFound`] for a file that was named and is not there, [`Kind::Usage`] for one that is no TOML and for an unknown profile.
    pub fn read(given: Option<&OsString>, profile: Option<&str>) -> Result<Config, Failure> {
        let file = match place(given) {
            None => None,
            Some(path) => File::read(&path, given.is_some())?,
        };
        let profile = profile.filter(|name| !name.is_empty()).map(str::to_owned);
        let config = Config { file, profile };
        config.profile.as_deref().map_or(Ok(()), |profile| config.know(profile))?;
        Ok(config)
    }

    /// Refuses a profile that the file does not have.
    fn know(&self, profile: &str) -> Result<(), Failure> {
        let unknown = |message: String| Failure::new(Kind::Usage, "unknown_profile", message);
        let Some(file) = &self.file else {
            let place = default_path().map_or(String::new(), |path| format!(" {}", path.display()));
            return Err(unknown(format!("there is no profile {profile}: no configuration file is read"))
                .hint(format!(
                    "leadengine config init writes{place}; a profile is a table [profile.{profile}] in it"
                )));
        };
        if file.profiles.iter().any(|name| name == profile) {
            return Ok(());
        }
        let names = file.profiles.join(", ");
        let there = match names.is_empty() {
            true => "it has none".to_owned(),
            false => format!("it has {names}"),
        };
        let meant = suggest::nearest(profile, file.profiles.iter().map(String::as_str));
        Err(unknown(format!("there is no profile {profile} in {}", file.path.display()))
            .hint(suggest::hint(meant, &there)))
    }

    /// What the file says of a name, for a command: the profile first, and then the table that is nearest to the command.
    pub fn entry(&self, command: &[&str], key: &str) -> Option<&Entry> {
        self.nearest(command, key, |_| true)
    }

    /// As [`Config::entry`], of an option; what only another command's option of that name can take is passed over.
    pub fn entry_for(&self, command: &[&str], option: &Arg) -> Option<&Entry> {
        self.nearest(command, &key_of(option), |entry| check::fits(&entry.value, option).is_ok())
    }

    fn nearest(&self, command: &[&str], key: &str, fits: impl Fn(&Entry) -> bool) -> Option<&Entry> {
        let is_its_own = OWN.iter().any(|(of, own)| *of == command && *own == key);
        let entries = self.file.iter().flat_map(|file| &file.entries);
        entries
            .filter(|entry| entry.key == key && entry.value != Given::Table && fits(entry))
            .filter(|entry| entry.profile.is_none() || entry.profile == self.profile)
            .filter(|entry| command.len() >= entry.command.len())
            .filter(|entry| !is_its_own || command.len() == entry.command.len())
            .filter(|entry| entry.command.iter().zip(command).all(|(table, name)| table == name))
            .max_by_key(|entry| (entry.profile.is_some(), entry.command.len()))
    }

    /// The warning about a password in the file that other users of the machine can read.
    pub fn warning(&self) -> Option<String> {
        let file = self.file.as_ref().filter(|file| file.is_open && file.has_secret())?;
        let path = file.path.display();
        Some(format!(
            "other users of this machine can read the password in {path}: chmod 600 {path}, or put it into ~/.pgpass (PGPASSFILE)"
        ))
    }
}
