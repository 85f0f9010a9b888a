//! The shells, and how each is answered.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap::ValueEnum;
use clap_complete::engine::{self, CompletionCandidate};
use clap_complete::env::{self, EnvCompleter};

use super::ASKED;

/// A shell that completes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// GNU Bash, from 3.2 on.
    Bash,
    /// The Z shell.
    Zsh,
    /// The friendly interactive shell.
    Fish,
    /// PowerShell, from 5 on.
    #[value(alias = "pwsh")]
    Powershell,
    /// Elvish.
    Elvish,
}

const PROGRAM: &str = "leadengine";

impl Shell {
    /// Every one.
    pub const ALL: [Shell; 5] = [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::Powershell, Shell::Elvish];

    /// The name of its script, as the shell looks for it.
    pub fn file_name(self) -> &'static str {
        match self {
            Shell::Bash => "leadengine",
            Shell::Zsh => "_leadengine",
            Shell::Fish => "leadengine.fish",
            Shell::Powershell => "leadengine.ps1",
            Shell::Elvish => "leadengine.elv",
        }
    }

    /// The script that makes it ask the leadengine on the PATH.
    pub fn script(self) -> io::Result<String> {
        let mut script = Vec::new();
        self.write_registration(ASKED, PROGRAM, PROGRAM, PROGRAM, &mut script)?;
        Ok(String::from_utf8_lossy(&script).into_owned())
    }

    /// The same, as the engine knows it.
    pub(super) fn as_completer(self) -> &'static dyn EnvCompleter {
        match self {
            Shell::Bash => &Shell::Bash,
            Shell::Zsh => &Shell::Zsh,
            Shell::Fish => &Shell::Fish,
            Shell::Powershell => &Shell::Powershell,
            Shell::Elvish => &Shell::Elvish,
        }
    }
}

/// Where the engine's own scripts say which word is completed; the words after it may follow.
const INDEX: &str = "_CLAP_COMPLETE_INDEX";

impl EnvCompleter for Shell {
    fn name(&self) -> &'static str {
        match self {
            Shell::Bash => "bash",
            Shell::Zsh => "zsh",
            Shell::Fish => "fish",
            Shell::Powershell => "powershell",
            Shell::Elvish => "elvish",
        }
    }

    fn is(&self, name: &str) -> bool {
        name == self.name()
    }

    fn write_registration(
        &self,
        variable: &str,
        name: &str,
        program: &str,
        completer: &str,
        script: &mut dyn Write,
    ) -> io::Result<()> {
        match self {
            Shell::Bash => script.write_all(include_bytes!("leadengine.bash")),
            Shell::Powershell => script.write_all(include_bytes!("leadengine.ps1")),
            Shell::Fish => env::Fish.write_registration(variable, name, program, completer, script),
            Shell::Elvish => env::Elvish.write_registration(variable, name, program, completer, script),
            Shell::Zsh => {
                let mut made = Vec::new();
                env::Zsh.write_registration(variable, name, program, completer, &mut made)?;
                let made = String::from_utf8_lossy(&made);
                // A file of the fpath is run as the function that it is named for; one that is sourced registers it.
                let register = format!("compdef _clap_dynamic_completer_{name} {program}");
                let either = format!(
                    "if [[ $funcstack[1] == _{program} ]]; then\n    _clap_dynamic_completer_{name} \"$@\"\nelse\n    {register}\nfi"
                );
                script.write_all(made.replace(&register, &either).as_bytes())
            }
        }
    }

    fn write_complete(
        &self,
        command: &mut clap::Command,
        mut words: Vec<OsString>,
        directory: Option<&Path>,
        answer: &mut dyn Write,
    ) -> io::Result<()> {
        let told = std::env::var(INDEX).ok().and_then(|index| index.parse().ok());
        let index = match self {
            Shell::Zsh | Shell::Powershell | Shell::Elvish => told.unwrap_or(words.len().saturating_sub(1)),
            Shell::Bash | Shell::Fish => words.len().saturating_sub(1),
        };
        // An empty word at the end does not reach us from every shell.
        if words.len() == index {
            words.push(OsString::new());
        }
        for candidate in candidates(command, words, index, directory)? {
            let value = candidate.get_value().to_string_lossy();
            let help = candidate.get_help().map(ToString::to_string).unwrap_or_default();
            let help = help.lines().next().unwrap_or_default();
            match self {
                Shell::Bash | Shell::Elvish => writeln!(answer, "{value}")?,
                Shell::Fish | Shell::Powershell if help.is_empty() => writeln!(answer, "{value}")?,
                Shell::Fish | Shell::Powershell => writeln!(answer, "{value}\t{help}")?,
                Shell::Zsh => {
                    let value = value.replace('\\', "\\\\").replace(':', "\\:");
                    match help.is_empty() {
                        true => writeln!(answer, "{value}")?,
                        false => writeln!(answer, "{value}:{}", help.replace('\\', "\\\\"))?,
                    }
                }
            }
        }
        Ok(())
    }
}

/// What could stand in the place of the word at `index`. Options only where one is begun, or where nothing else can stand.
fn candidates(
    command: &mut clap::Command,
    words: Vec<OsString>,
    index: usize,
    directory: Option<&Path>,
) -> io::Result<Vec<CompletionCandidate>> {
    let begins = |word: &std::ffi::OsStr| word.as_encoded_bytes().starts_with(b"-");
    let option_begun = words.get(index).is_some_and(|word| begins(word));
    let before: Vec<OsString> = words.iter().take(index).skip(1).cloned().collect();
    let mut found = engine::complete(command, words, index, directory)?;
    // A name of a file may hold anything.
    found.retain(|one| one.get_value().to_str().is_some_and(|value| !value.chars().any(char::is_control)));
    let mut verb = &*command;
    for word in &before {
        verb = word.to_str().and_then(|word| verb.find_subcommand(word)).unwrap_or(verb);
    }
    let takes_words = verb.get_positionals().next().is_some();
    if !option_begun && (takes_words || found.iter().any(|one| !begins(one.get_value()))) {
        found.retain(|one| !begins(one.get_value()));
    }
    Ok(found)
}
