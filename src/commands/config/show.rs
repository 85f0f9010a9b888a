//! `config show`: what is in force, and where it came from.

use std::env;
use std::ffi::OsStr;

use anyhow::Result;
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, Args};
use serde_json::Value;

use super::super::{Context, DONE};
use crate::cli;
use crate::config::{self, Configured, Given, Origin};
use crate::database::{self, Target};
use crate::error::{Failure, Kind};
use crate::output::{Cell, Column, Rows};
use crate::suggest;

/// Show what is in force, and where each value came from; passwords are masked.
///
/// The global options, and what is set of the options of commands. With a command: all options of that one.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine config show\n  \
    leadengine config show leads list\n  \
    leadengine config show --profile staging --json | jq '.[] | select(.source == \"file\")'")]
pub struct Show {
    /// Show all options of this command
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
}

pub(in crate::commands) const COLUMNS: [Column; 8] = [
    Column::text("command", "Command"),
    Column::text("option", "Option"),
    Column::text("value", "Value"),
    Column::text("source", "From"),
    Column::hidden("variable"),
    Column::hidden("file"),
    Column::hidden("line"),
    Column::hidden("profile"),
];

/// An option with what it is set to.
#[derive(Debug, PartialEq)]
struct Setting {
    /// The command that it is for; `None`: every one that has it.
    command: Option<String>,
    key: String,
    value: Value,
    origin: Origin,
    variable: Option<String>,
    file: Option<String>,
    line: Option<usize>,
    profile: Option<String>,
}

impl Setting {
    fn new(command: &[&str], key: String, value: Value, origin: Origin) -> Setting {
        let command = (!command.is_empty()).then(|| command.join(" "));
        Setting { command, key, value, origin, variable: None, file: None, line: None, profile: None }
    }

    /// As people read it.
    fn from(&self) -> String {
        let of = |text: &Option<String>| text.clone().unwrap_or_default();
        match self.origin {
            Origin::Default => "default".to_owned(),
            Origin::CommandLine => "command line".to_owned(),
            Origin::Environment => format!("environment: {}", of(&self.variable)),
            Origin::File => {
                let line = self.line.map_or(String::new(), |line| format!(", line {line}"));
                let profile = self.profile.as_ref().map_or(String::new(), |name| format!(", profile {name}"));
                format!("{}{line}{profile}", of(&self.file))
            }
        }
    }

    fn cells(&self) -> Vec<Cell> {
        let source = match self.origin {
            Origin::Default => "default",
            Origin::File => "file",
            Origin::Environment => "environment",
            Origin::CommandLine => "command_line",
        };
        let value = match &self.value {
            Value::Array(values) => {
                let texts: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
                Cell::shown(self.value.clone(), texts.join(", "))
            }
            value => Cell::new(value.clone()),
        };
        vec![
            self.command.as_deref().map_or(Cell::shown(Value::Null, ""), Cell::new),
            Cell::new(&*self.key),
            value,
            Cell::shown(source, self.from()),
            Cell::new(self.variable.as_deref()),
            Cell::new(self.file.as_deref()),
            Cell::new(self.line),
            Cell::new(self.profile.as_deref()),
        ]
    }
}

impl Show {
    /// Prints one row an option.
    pub(super) fn run(self, context: &Context, configured: &Configured) -> Result<u8> {
        let root = cli::command();
        let path: Vec<&str> = self.command.iter().map(String::as_str).collect();
        let mut asked = &root;
        for (at, name) in path.iter().enumerate() {
            let names = asked.get_subcommands().map(clap::Command::get_name);
            asked = asked.find_subcommand(name).ok_or_else(|| {
                let meant =
                    suggest::nearest(name, names).map(|name| [&path[..at], &[name]].concat().join(" "));
                Failure::new(
                    Kind::Usage,
                    "unknown_command",
                    format!("there is no command {}", path.join(" ")),
                )
                .hint(suggest::hint(meant.as_deref(), "leadengine --help tells which there are"))
            })?;
        }
        let mut settings = Vec::new();
        for option in root.get_arguments().filter(|option| option.is_global_set()) {
            settings.push(global(context, configured, option, &path)?);
        }
        match path.is_empty() {
            true => set(configured, &root, &root, &mut Vec::new(), &mut settings),
            false => all(configured, asked, &mut path.clone(), &mut settings),
        }
        let mut rows = Rows::list(&context.output, &COLUMNS);
        for setting in &settings {
            rows.push(setting.cells())?;
        }
        rows.finish()?;
        context.output.note(match (&configured.config.file, config::default_path()) {
            (Some(file), _) if file.profiles.is_empty() => format!("read: {}", file.path.display()),
            (Some(file), _) => {
                format!("read: {} (profiles: {})", file.path.display(), file.profiles.join(", "))
            }
            (None, Some(path)) => {
                format!("no configuration file is read; leadengine config init writes {}", path.display())
            }
            (None, None) => "no configuration file is read".to_owned(),
        });
        Ok(DONE)
    }
}

/// A global option: only these can have been given on the command line.
fn global(context: &Context, configured: &Configured, option: &Arg, path: &[&str]) -> Result<Setting> {
    let (given, name) = (&configured.given, option.get_id().as_str());
    let mut setting = match given.value_source(name) {
        Some(ValueSource::CommandLine) => {
            let key = config::key_of(option);
            let value = match is_switch(option) {
                true => Value::Bool(given.get_flag(name)),
                false => text(&key, given.get_raw(name).and_then(|mut raw| raw.next()).unwrap_or_default()),
            };
            Setting::new(&[], key, value, Origin::CommandLine)
        }
        _ => of(configured, option, path),
    };
    match name {
        "config" if setting.origin == Origin::Default => {
            let file = configured.config.file.as_ref();
            setting.value = file.map_or(Value::Null, |file| file.path.to_string_lossy().into());
        }
        // Nothing says which: what it comes to, as the commands choose.
        "database_url" if setting.value.as_str().is_none_or(|url| url.trim().is_empty()) => {
            let target = context.target()?;
            setting.value = target.masked().into();
            (setting.origin, setting.variable, setting.file) = match target {
                Target::Private { .. } => (Origin::Default, None, None),
                Target::Given { file: None, .. } => {
                    (Origin::Environment, Some("DATABASE_URL".to_owned()), None)
                }
                Target::Given { file: Some(file), .. } => {
                    (Origin::File, None, Some(file.to_string_lossy().into_owned()))
                }
            };
        }
        _ => {}
    }
    Ok(setting)
}

/// Every option of a command and of those below it.
fn all<'a>(
    configured: &Configured,
    command: &'a clap::Command,
    path: &mut Vec<&'a str>,
    settings: &mut Vec<Setting>,
) {
    for option in command.get_arguments().filter(|option| is_own(option)) {
        settings.push(Setting { command: Some(path.join(" ")), ..of(configured, option, path) });
    }
    for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
        path.push(below.get_name());
        all(configured, below, path, settings);
        path.pop();
    }
}

/// What is set for a command and those below it, each value once: by the file with the command in whose table it stands.
fn set<'a>(
    configured: &Configured,
    root: &'a clap::Command,
    command: &'a clap::Command,
    path: &mut Vec<&'a str>,
    settings: &mut Vec<Setting>,
) {
    let globals = root.get_arguments().filter(|option| option.is_global_set());
    for option in command.get_arguments().filter(|option| is_own(option)).chain(globals) {
        let setting = of(configured, option, path);
        let is_told = option.is_global_set() && setting.command.is_none();
        if setting.origin != Origin::Default && !is_told && !settings.contains(&setting) {
            settings.push(setting);
        }
    }
    for below in command.get_subcommands() {
        path.push(below.get_name());
        set(configured, root, below, path, settings);
        path.pop();
    }
}

/// Whether it is an option of the command itself that can be configured.
fn is_own(option: &Arg) -> bool {
    config::is_configurable(option) && !option.is_global_set()
}

/// What the environment, the file or the program says of an option.
fn of(configured: &Configured, option: &Arg, path: &[&str]) -> Setting {
    let key = config::key_of(option);
    let variable = option.get_env().and_then(|name| Some((name, env::var_os(name)?)));
    if let Some((name, value)) = variable.filter(|(_, value)| !value.is_empty()) {
        let value = match is_switch(option) {
            true => Value::Bool(config::is_on(&value, option)),
            false => text(&key, &value),
        };
        let variable = Some(name.to_string_lossy().into_owned());
        return Setting { variable, ..Setting::new(&[], key, value, Origin::Environment) };
    }
    if let Some((file, entry)) =
        configured.config.file.as_ref().zip(configured.config.entry_for(path, option))
    {
        let value = match &entry.value {
            Given::Table => Value::Null,
            Given::Switch(on) => Value::Bool(*on),
            Given::Text(given) => text(&key, OsStr::new(given)),
            Given::List(given) => given.iter().map(|given| text(&key, OsStr::new(given))).collect(),
        };
        let table: Vec<&str> = entry.command.iter().map(String::as_str).collect();
        return Setting {
            file: Some(file.path.to_string_lossy().into_owned()),
            line: Some(entry.line),
            profile: entry.profile.clone(),
            ..Setting::new(&table, key, value, Origin::File)
        };
    }
    let value = match (is_switch(option), option.get_default_values().first()) {
        (true, _) => Value::Bool(false),
        (false, None) => Value::Null,
        (false, Some(value)) => text(&key, value),
    };
    Setting::new(&[], key, value, Origin::Default)
}

fn is_switch(option: &Arg) -> bool {
    matches!(option.get_action(), ArgAction::SetTrue | ArgAction::SetFalse)
}

/// A value to be looked at, without the passwords in it.
fn text(key: &str, value: &OsStr) -> Value {
    let value = value.to_string_lossy();
    match key {
        "database_url" => database::masked(&value).into(),
        _ => database::without_passwords(&value).into(),
    }
}
