//! What can go wrong, as an operator sees it: a stable code, an exit status, one line on what happened
//! and one on what to do. Anything else that fails travels as a plain `anyhow::Error` and ends as
//! exit status 1.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::suggest;

/// The classes of failure that cron and scripts tell apart, with the exit statuses of the product page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It was tried and failed: exit 1.
    Failed,
    /// Wrong usage: exit 2.
    Usage,
    /// A quota, or a missing or expired subscription, or an inactive user: exit 3.
    Quota,
    /// No such user, job, lead or file: exit 4.
    NotFound,
    /// The database cannot be reached; trying again later may work: exit 5.
    Unreachable,
}

impl Kind {
    /// The process exit status for this class.
    pub fn exit_status(self) -> u8 {
        match self {
            Kind::Failed => 1,
            Kind::Usage => 2,
            Kind::Quota => 3,
            Kind::NotFound => 4,
            Kind::Unreachable => 5,
        }
    }
}

/// A failure that was recognized where it happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The class, which decides the exit status.
    pub kind: Kind,
    /// A stable, machine-readable name, in snake case: `no_such_user`.
    pub code: &'static str,
    /// What happened, to what: one line without a full stop.
    pub message: String,
    /// What to do about it, where something can be done.
    pub hint: Option<String>,
}

impl Failure {
    /// A failure of the given class, without a hint.
    pub fn new(kind: Kind, code: &'static str, message: impl Into<String>) -> Self {
        Failure { kind, code, message: message.into(), hint: None }
    }

    /// A file cannot be read: it is not there, or something is in the way.
    pub fn unreadable(file: &Path, error: &io::Error) -> Self {
        let shown = file.display();
        match error.kind() {
            io::ErrorKind::NotFound => {
                let failure =
                    Failure::new(Kind::NotFound, "no_such_file", format!("there is no file {shown}"));
                match neighbour(file) {
                    Some(meant) => failure.hint(format!("did you mean {}?", meant.display())),
                    None => failure.hint("check its path; - is standard input"),
                }
            }
            _ => Failure::new(Kind::Failed, "unreadable_input", format!("cannot read {shown}: {error}"))
                .hint("check its permissions, and that it is a file"),
        }
    }

    /// Says what the operator can do about it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// The file or directory beside it that may have been meant.
pub fn neighbour(file: &Path) -> Option<PathBuf> {
    let directory = file.parent().filter(|parent| !parent.as_os_str().is_empty());
    let entries = fs::read_dir(directory.unwrap_or(Path::new("."))).ok()?;
    // As many as somebody could have meant.
    let names = entries.flatten().take(10_000).filter_map(|entry| entry.file_name().into_string().ok());
    let names: Vec<String> = names.collect();
    let name = suggest::nearest(file.file_name()?.to_str()?, names.iter().map(String::as_str))?;
    Some(directory.map_or_else(|| PathBuf::from(name), |directory| directory.join(name)))
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}
