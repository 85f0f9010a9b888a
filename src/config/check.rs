//! Whether every key of the file is an option, and its value one that the option takes.

use std::ffi::{OsStr, OsString};

use clap::builder::ValueParser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::origin::{is_configurable, key_of, takes_values};
use super::{Config, Entry, File, Given};
use crate::error::Failure;
use crate::suggest;

impl Config {
    /// Holds the whole file to the command line, also what stands in other profiles and for other commands. Of the commands only those are
    /// put together that it speaks of.
    ///
    /// # Errors
    /// [`Kind::Usage`](crate::error::Kind::Usage) with the line of the first key that is unknown, and of the first value that cannot be.
    pub fn check(&self, root: &mut Command) -> Result<(), Failure> {
        let Some(file) = &self.file else { return Ok(()) };
        file.entries.iter().try_for_each(|entry| check_entry(file, entry, root))
    }
}

fn check_entry(file: &File, entry: &Entry, root: &mut Command) -> Result<(), Failure> {
    // Every command has these, and learns of them only when it runs.
    let globals: Vec<Arg> = root.get_arguments().filter(|option| option.is_global_set()).cloned().collect();
    // The tables above it were looked at before: a table comes before what stands in it.
    let Some(command) = descend(root, &entry.command) else { return Ok(()) };
    if entry.value == Given::Table {
        return match command.find_subcommand(&entry.key) {
            Some(_) => Ok(()),
            None => Err(unknown_table(file, entry, command)),
        };
    }
    let mut options: Vec<Arg> = globals.iter().filter(|option| is_it(option, &entry.key)).cloned().collect();
    // No command may have an option of that name then: none need be put together to look for it.
    if options.is_empty() {
        find(command, &entry.key, &mut options);
    }
    let Some(first) = options.first() else { return Err(unknown_key(file, entry, command, &globals)) };
    // Commands may mean different things by one name: it has to fit one of them.
    match options.iter().any(|option| fits(&entry.value, option).is_ok()) {
        true => Ok(()),
        false => fits(&entry.value, first).map_err(|what| file.invalid(entry.line, &what)),
    }
}

/// The command of a table, put together with those below it.
fn descend<'a>(root: &'a mut Command, path: &[String]) -> Option<&'a mut Command> {
    let mut command = root;
    for name in path {
        command = command.find_subcommand_mut(name)?;
        command.build();
    }
    Some(command)
}

/// Whether an option can stand in the file under this name.
fn is_it(option: &Arg, key: &str) -> bool {
    is_configurable(option) && key_of(option) == key
}

/// Finds the options of this name that a command has, and the commands below it.
fn find(command: &mut Command, key: &str, found: &mut Vec<Arg>) {
    found.extend(command.get_arguments().filter(|option| is_it(option, key)).cloned());
    for below in command.get_subcommands_mut() {
        below.build();
        find(below, key, found);
    }
}

/// The names of all options that may stand in a command's table.
fn keys(command: &mut Command) -> Vec<String> {
    let mut names: Vec<String> =
        command.get_arguments().filter(|option| is_configurable(option)).map(key_of).collect();
    for below in command.get_subcommands_mut() {
        below.build();
        names.extend(keys(below));
    }
    names.sort_unstable();
    names.dedup();
    names
}

fn unknown_key(file: &File, entry: &Entry, command: &mut Command, globals: &[Arg]) -> Failure {
    let mut names = keys(command);
    names.extend(globals.iter().filter(|option| is_configurable(option)).map(key_of));
    let meant = suggest::nearest(&entry.key, names.iter().map(String::as_str));
    let (what, help) = match entry.command.is_empty() {
        true => (format!("no command has an option {}", entry.key), "leadengine --help".to_owned()),
        false => {
            let command = entry.command.join(" ");
            (format!("{command} has no option {}", entry.key), format!("leadengine {command} --help"))
        }
    };
    file.invalid(entry.line, &what).hint(suggest::hint(meant, &format!("see {help}")))
}

fn unknown_table(file: &File, entry: &Entry, command: &mut Command) -> Failure {
    let mut options = Vec::new();
    find(command, &entry.key.replace('-', "_"), &mut options);
    if !options.is_empty() {
        return file.invalid(entry.line, &format!("{} is an option, and takes no table", entry.key));
    }
    let path: Vec<&str> = entry.command.iter().map(String::as_str).chain([entry.key.as_str()]).collect();
    let mut names: Vec<&str> =
        command.get_subcommands().map(Command::get_name).filter(|name| *name != "help").collect();
    if entry.command.is_empty() && entry.profile.is_none() {
        names.push("profile");
    }
    let meant = suggest::nearest(&entry.key, names.iter().copied());
    let there = match names.is_empty() {
        true => "it has no commands below it".to_owned(),
        false => format!("a table is named as a command: {}", names.join(", ")),
    };
    file.invalid(entry.line, &format!("there is no command {}", path.join(" ")))
        .hint(suggest::hint(meant, &there))
}

/// Whether an option takes this.
pub(super) fn fits(value: &Given, option: &Arg) -> Result<(), String> {
    let key = key_of(option);
    match value {
        Given::Table => Err(format!("{key} is an option, and takes no table")),
        Given::Switch(_) if !takes_values(option) => Ok(()),
        Given::Switch(_) => Err(format!("{key} takes a value, not true or false")),
        _ if !takes_values(option) => Err(format!("{key} is true or false, without quotes")),
        Given::Text(text) => read(text, option),
        Given::List(texts) if takes_several(option) => texts.iter().try_for_each(|text| read(text, option)),
        Given::List(_) => Err(format!("{key} takes one value, not several")),
    }
}

fn takes_several(option: &Arg) -> bool {
    matches!(option.get_action(), ArgAction::Append)
}

/// Has the option's own parser read a value.
fn read(text: &str, option: &Arg) -> Result<(), String> {
    let Err(error) = parsed(OsStr::new(text), option) else { return Ok(()) };
    let key = key_of(option);
    if let Some(ContextValue::Strings(words)) = error.get(ContextKind::ValidValue)
        && error.kind() == ErrorKind::InvalidValue
        && !words.is_empty()
    {
        let meant = suggest::nearest(text, words.iter().map(String::as_str));
        let meant = meant.map_or(String::new(), |meant| format!(" (did you mean {meant}?)"));
        return Err(format!("{key} is one of {}, not {text:?}{meant}", words.join(", ")));
    }
    let why =
        std::error::Error::source(&error).map_or("that is no value for it".to_owned(), ToString::to_string);
    Err(format!("{key} = {text:?}: {why}"))
}

/// What an option's parser makes of a text.
pub(super) fn parsed(text: &OsStr, option: &Arg) -> Result<ArgMatches, clap::Error> {
    let parser: ValueParser = option.get_value_parser().clone();
    let mut alone = Arg::new("value").long("value").action(ArgAction::Append).value_parser(parser);
    if let Some(delimiter) = option.get_value_delimiter() {
        alone = alone.value_delimiter(delimiter);
    }
    let mut argument = OsString::from("--value=");
    argument.push(text);
    Command::new("value")
        .no_binary_name(true)
        .disable_help_flag(true)
        .arg(alone.ignore_case(option.is_ignore_case_set()))
        .try_get_matches_from([argument])
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use clap::CommandFactory;

    use super::*;
    use crate::cli::{self, Cli};

    /// What is wrong with a file that says this.
    fn complaint(text: &str) -> Option<String> {
        let file = File::of(Path::new("config.toml"), text, false).unwrap();
        let config = Config { file: Some(file), profile: None };
        config.check(&mut Cli::command()).err().map(|failure| failure.message)
    }

    /// Every option of a command and of those below it, at the top level and in the command's own table.
    fn try_all(command: &Command, path: &str, tried: &mut usize) {
        for option in command.get_arguments().filter(|option| is_configurable(option)) {
            let key = key_of(option);
            let table = if path.is_empty() { String::new() } else { format!("[{path}]\n") };
            for table in ["", &table] {
                // A switch takes this, and nothing else does: either way the option was found.
                let said = complaint(&format!("{table}{key} = true\n"));
                match takes_values(option) {
                    // At the top level, a switch of another command may have the same name.
                    true if table.is_empty() && said.is_none() => {}
                    true => assert!(said.is_some_and(|said| said.contains(" takes a value")), "{table}{key}"),
                    false => assert_eq!(said, None, "{table}{key}"),
                }
            }
            *tried += 1;
        }
        for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
            let below_path = format!("{path}.{}", below.get_name());
            try_all(below, below_path.trim_start_matches('.'), tried);
        }
    }

    #[test]
    fn a_name_of_which_commands_mean_different_things_fits_one_of_them() {
        assert_eq!(complaint("status = 'queued'"), None, "jobs list --status");
        assert_eq!(complaint("status = true"), None, "create-tables --status");
        assert_eq!(complaint("[jobs.list]\nstatus = 'queued'\n[create-tables]\nstatus = true"), None);
        assert!(complaint("[jobs.list]\nstatus = true").is_some());
        assert!(complaint("[create-tables]\nstatus = 'queued'").is_some());
    }

    #[test]
    fn every_option_of_every_command_can_be_configured() {
        let mut tried = 0;
        try_all(&cli::command(), "", &mut tried);
        assert!(tried > 100, "{tried}");
    }
}
