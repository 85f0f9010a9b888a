//! `man`: the manual pages.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;

use super::DONE;

/// Print the manual page, or write one for every command.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    leadengine man | man -l -\n  \
    leadengine man --dir ~/.local/share/man/man1")]
pub struct Man {
    /// Write a page for each command into this directory
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

impl Man {
    /// Writes the page to standard output, or the pages to the directory.
    pub fn run(self) -> Result<u8> {
        match self.dir {
            None => {
                let mut page = Vec::new();
                clap_mangen::Man::new(crate::cli::command()).render(&mut page)?;
                io::stdout().write_all(&page)?;
            }
            Some(dir) => {
                fs::create_dir_all(&dir).with_context(|| format!("cannot make {}", dir.display()))?;
                clap_mangen::generate_to(crate::cli::command(), &dir)
                    .with_context(|| format!("cannot write the pages to {}", dir.display()))?;
            }
        }
        Ok(DONE)
    }
}
