//! `config`: what is configured, and where.

pub(super) mod show;

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};

use super::{Context, DONE};
use crate::config::{self, Configured};
use crate::error::{Failure, Kind};
use crate::output::{Cell, Column, Rows};

/// The file to begin with.
const EXAMPLE: &str = include_str!("config/example.toml");

/// Show what is configured, and begin a configuration file.
///
/// The file is config.toml in ~/.config/leadengine (where XDG_CONFIG_HOME does not say otherwise); --config or LEADENGINE_CONFIG names
/// another. What it sets is overridden by the environment, and both by the command line.
#[derive(Debug, Subcommand)]
#[command(after_long_help = "Examples:\n  \
    leadengine config init\n  \
    leadengine config show\n  \
    leadengine config show enrich --profile staging")]
#[allow(missing_docs)] // Each is told by its own arguments.
#[command(name = "config")]
pub enum Command {
    Show(show::Show),
    Path(PathOf),
    Init(Init),
}

/// Print where the configuration file is looked for.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  leadengine config path\n  ${EDITOR:-vi} \"$(leadengine config path)\""
)]
pub struct PathOf {}

/// Write a configuration file to begin with, in which everything is a remark; one that is there is left alone.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine config init\n  \
    leadengine config init --config /etc/leadengine/config.toml")]
pub struct Init {}

/// Whether a command does without the configuration: it prints the same whatever that says, also where it is broken.
pub fn reads_no_file(command: &[&str]) -> bool {
    matches!(command, ["config", "path" | "init"] | ["completions" | "man" | "schema"])
}

impl Command {
    /// Does what was asked for.
    ///
    /// # Errors
    /// What the verbs' own say.
    pub fn run(self, context: &Context, configured: &Configured) -> Result<u8> {
        let place = config::place(configured.given.get_one("config"));
        match self {
            Command::Show(show) => show.run(context, configured),
            Command::Path(_) => {
                print(context, place.as_deref())?;
                context.output.note(match &place {
                    None => "no configuration file is read",
                    Some(path) if path.exists() => return Ok(DONE),
                    Some(_) => "there is none yet: leadengine config init",
                });
                Ok(DONE)
            }
            Command::Init(_) => {
                let path = place.ok_or_else(|| {
                    Failure::new(Kind::Usage, "no_config_path", "it is not said where the file shall be")
                        .hint("leadengine config init --config FILE")
                })?;
                write_example(&path)?;
                print(context, Some(&path))?;
                context.output.note("take away the # before what you want; then: leadengine config show");
                Ok(DONE)
            }
        }
    }
}

/// Makes the file, for its owner alone: it may come to hold a password.
fn write_example(path: &Path) -> Result<()> {
    if let Some(directory) = path.parent() {
        fs::create_dir_all(directory).with_context(|| format!("cannot make {}", directory.display()))?;
    }
    let mut file = match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let message = format!("{} is there already", path.display());
            return Err(Failure::new(Kind::Failed, "config_exists", message)
                .hint("leadengine config show tells what it sets; nothing was changed")
                .into());
        }
        made => made.with_context(|| format!("cannot make {}", path.display()))?,
    };
    file.write_all(EXAMPLE.as_bytes()).with_context(|| format!("cannot write {}", path.display()))
}

pub(super) const COLUMNS: [Column; 2] = [Column::text("path", "Path"), Column::text("exists", "Exists")];

/// Prints a path: bare, for use in a shell, where no other format is asked for.
fn print(context: &Context, path: Option<&Path>) -> Result<()> {
    if context.output.is_table() {
        let path = path.map_or(PathBuf::new(), Path::to_owned);
        writeln!(io::stdout(), "{}", path.display())?;
        return Ok(());
    }
    let text = path.map(|path| path.to_string_lossy().into_owned());
    Rows::one(&context.output, &COLUMNS, vec![Cell::new(text), Cell::new(path.is_some_and(Path::exists))])
}
