//! Where the value of an option comes from, and what the file has to add to the command line.

use std::env;
use std::ffi::{OsStr, OsString};

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::check::parsed;
use super::{Config, Given};

/// Where a value comes from; of two, the greater one is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The program.
    Default,
    /// The configuration file.
    File,
    /// A variable of the environment.
    Environment,
    /// An argument.
    CommandLine,
}

/// Options that are about the file itself, or have no value.
const NEVER: [&str; 4] = ["config", "profile", "help", "version"];

/// Whether an option can stand in the file.
pub fn is_configurable(option: &Arg) -> bool {
    let acts = matches!(
        option.get_action(),
        ArgAction::Set | ArgAction::Append | ArgAction::SetTrue | ArgAction::SetFalse | ArgAction::Count
    );
    option.get_long().is_some_and(|long| acts && !NEVER.contains(&long))
}

/// An option's name in the file.
pub fn key_of(option: &Arg) -> String {
    option.get_long().unwrap_or_default().replace('-', "_")
}

/// Whether an option takes a value, and is not only given or not.
pub(super) fn takes_values(option: &Arg) -> bool {
    matches!(option.get_action(), ArgAction::Set | ArgAction::Append)
}

/// Whether the value of a variable turns an option on that takes none.
pub fn is_on(value: &OsStr, option: &Arg) -> bool {
    // clap's own parsers of switches, all of them.
    parsed(value, option).is_ok_and(|matches| matches.get_one::<bool>("value").copied().unwrap_or_default())
}

/// Whether the command line or the environment says something of an option. An empty variable says nothing.
pub fn explicit(option: &Arg, matches: &ArgMatches) -> Option<Origin> {
    match matches.value_source(option.get_id().as_str())? {
        ValueSource::CommandLine => Some(Origin::CommandLine),
        ValueSource::EnvVariable => {
            let value = option.get_env().and_then(env::var_os)?;
            (!value.is_empty()).then_some(Origin::Environment)
        }
        _ => None,
    }
}

/// What is configured for one run, and what the command line and the environment say without it.
#[derive(Debug)]
pub struct Configured {
    /// The file.
    pub config: Config,
    /// The command line and the environment.
    pub given: ArgMatches,
}

impl Configured {
    /// Where the value of a global option comes from; `name` is its name in the program.
    pub fn origin(&self, name: &str) -> Origin {
        match self.given.value_source(name) {
            Some(ValueSource::CommandLine) => return Origin::CommandLine,
            Some(ValueSource::EnvVariable) => return Origin::Environment,
            _ => {}
        }
        let (path, _) = asked_for(&self.given);
        self.config.entry(&path, name).map_or(Origin::Default, |_| Origin::File)
    }
}

/// The name of the command that is asked for, word by word, and what it is given.
pub fn asked_for(given: &ArgMatches) -> (Vec<&str>, &ArgMatches) {
    let (mut path, mut leaf) = (Vec::new(), given);
    while let Some((name, below)) = leaf.subcommand() {
        path.push(name);
        leaf = below;
    }
    (path, leaf)
}

/// How many of the arguments it takes to name the program and the command: options for the command may stand after these.
pub fn end_of_name(root: &Command, path: &[&str], arguments: &[OsString]) -> usize {
    let mut at = 1;
    for _ in path {
        while let Some(argument) = arguments.get(at) {
            at += 1;
            let argument = argument.to_string_lossy();
            if !argument.starts_with('-') {
                break;
            }
            if takes_the_next(root, &argument) {
                at += 1;
            }
        }
    }
    at.min(arguments.len())
}

/// Whether the value of a global option is the argument after it.
fn takes_the_next(root: &Command, argument: &str) -> bool {
    let option = |is_it: &dyn Fn(&Arg) -> bool| {
        root.get_arguments().find(|option| is_it(option)).is_some_and(takes_values)
    };
    if let Some(long) = argument.strip_prefix("--") {
        return option(&|option| {
            let others = option.get_all_aliases().unwrap_or_default();
            option.get_long() == Some(long) || others.contains(&long)
        });
    }
    // Of short options in one word, the first that takes a value takes the rest of the word, where there is one.
    let letters: Vec<char> = argument.chars().skip(1).collect();
    let first = letters.iter().position(|letter| option(&|option| option.get_short() == Some(*letter)));
    first.is_some_and(|first| first + 1 == letters.len())
}

impl Config {
    /// The arguments for what the file sets and neither the command line nor the environment does; nor do they exclude it, as `--all` does
    /// a `limit`. `path` names the command that `matches` is of.
    pub fn arguments(&self, command: &Command, path: &[&str], matches: &ArgMatches) -> Vec<OsString> {
        if self.file.is_none() {
            return Vec::new();
        }
        let options: Vec<&Arg> =
            command.get_arguments().filter(|option| option.get_long().is_some()).collect();
        let given: Vec<&&Arg> = options.iter().filter(|option| explicit(option, matches).is_some()).collect();
        let excluded = |option: &Arg| {
            let excludes = |one: &Arg, other: &Arg| {
                command.get_arg_conflicts_with(one).iter().any(|arg| arg.get_id() == other.get_id())
            };
            given.iter().any(|given| excludes(given, option) || excludes(option, given))
        };
        let mut arguments = Vec::new();
        for &option in &options {
            if !is_configurable(option) || explicit(option, matches).is_some() {
                continue;
            }
            let (Some(entry), Some(long)) = (self.entry_for(path, option), option.get_long()) else {
                continue;
            };
            if excluded(option) {
                continue;
            }
            let argument = |text: &String| OsString::from(format!("--{long}={text}"));
            match &entry.value {
                Given::Switch(true) => arguments.push(OsString::from(format!("--{long}"))),
                Given::Switch(false) | Given::Table => {}
                Given::Text(text) => arguments.push(argument(text)),
                Given::List(texts) => arguments.extend(texts.iter().map(argument)),
            }
        }
        arguments
    }
}
