//! `completions`: scripts for shells.

use std::io;

use anyhow::Result;
use clap::Args;
use clap_complete::Shell;

use super::DONE;

/// Print a completion script for a shell.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    leadengine completions bash > ~/.local/share/bash-completion/completions/leadengine\n  \
    leadengine completions fish > ~/.config/fish/completions/leadengine.fish")]
pub struct Completions {
    /// The shell to complete in
    shell: Shell,
}

impl Completions {
    /// Writes the script to standard output.
    pub fn run(self) -> Result<u8> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut crate::cli::command(), "leadengine", &mut script);
        io::Write::write_all(&mut io::stdout(), &script)?;
        Ok(DONE)
    }
}
