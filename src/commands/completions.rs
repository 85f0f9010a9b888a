//! `completions`: what the shell offers when Tab is pressed.

mod shells;
pub mod values;

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::Args;
use clap_complete::env::{CompleteEnv, Shells};

pub use self::shells::Shell;
use super::DONE;
use crate::output::{Output, text};

/// The environment variable that asks for completions; it names the shell.
const ASKED: &str = "LEADENGINE_COMPLETE";

/// Print the completion script of a shell.
///
/// It completes commands and options, and users, plans, jobs and states as they are in the database: where that answers in time, and
/// nothing is started for it. The script asks the leadengine on the PATH, so make it again after an update.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine completions bash > ~/.local/share/bash-completion/completions/leadengine\n  \
    leadengine completions fish > ~/.config/fish/completions/leadengine.fish\n  \
    leadengine completions --to target/completions\n\n\
    zsh: into a directory of its fpath, as _leadengine. PowerShell: leadengine completions powershell >> $PROFILE")]
pub struct Completions {
    /// The shell to complete in
    #[arg(value_enum, required_unless_present = "to")]
    shell: Option<Shell>,
    /// Write the script of every shell into this directory, each named as its shell wants it
    #[arg(long, value_name = "DIR", conflicts_with = "shell")]
    to: Option<PathBuf>,
}

impl Completions {
    /// Writes the script to standard output, or all of them to the directory.
    pub fn run(self, output: &Output) -> Result<u8> {
        if let Some(directory) = &self.to {
            fs::create_dir_all(directory).with_context(|| format!("cannot make {}", directory.display()))?;
            for shell in Shell::ALL {
                let path = directory.join(shell.file_name());
                fs::write(&path, shell.script()?)
                    .with_context(|| format!("cannot write {}", path.display()))?;
            }
            let count = Shell::ALL.len() as u64;
            output.note(format!("{} written to {}", text::counted(count, "script"), directory.display()));
        }
        if let Some(shell) = self.shell {
            io::stdout().write_all(shell.script()?.as_bytes())?;
        }
        Ok(DONE)
    }
}

/// Whether a shell asks for completions.
pub fn asked() -> bool {
    std::env::var_os(ASKED).is_some_and(|shell| !shell.is_empty())
}

/// Answers the shell. Whatever goes wrong, nothing is said of it: somebody is typing.
pub fn answer() {
    if let Ok(nowhere) = File::create("/dev/null") {
        let _ = rustix::stdio::dup2_stderr(nowhere);
    }
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let directory = std::env::current_dir().ok();
    let _ = CompleteEnv::with_factory(crate::cli::command)
        .var(ASKED)
        .shells(Shells(&Shell::ALL.map(|shell| shell.as_completer())))
        .try_complete(arguments, directory.as_deref());
}

/// The words of the command line that is being completed, up to the one under the cursor.
fn words() -> impl Iterator<Item = String> {
    std::env::args_os().skip_while(|word| word != "--").skip(1).filter_map(|word| word.into_string().ok())
}

/// The value of a long option in the words typed before.
fn typed(option: &str) -> Option<String> {
    let words: Vec<String> = words().collect();
    words.iter().enumerate().find_map(|(at, word)| match word.strip_prefix(option)? {
        "" => words.get(at + 1).cloned(),
        value => value.strip_prefix('=').map(str::to_owned),
    })
}
