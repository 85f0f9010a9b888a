//! Asking before something is removed.

use std::io::{self, IsTerminal};

use anyhow::Result;

use crate::error::{Failure, Kind};
use crate::output::log::{self, Level};

/// Shows what would happen and asks; `yes` skips the question.
///
/// # Errors
/// When the answer is not yes, or when nobody is there to ask.
pub fn confirm(what: &str, yes: bool) -> Result<()> {
    if yes {
        return Ok(());
    }
    log::write(Level::Info, what, &[]);
    if !io::stdin().is_terminal() {
        return Err(Failure::new(
            Kind::Usage,
            "not_confirmed",
            "nothing removed: nobody is there to confirm it",
        )
        .hint("to do it without being asked, add --yes")
        .into());
    }
    log::ask("Go on? [y/N]");
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    if matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes") {
        return Ok(());
    }
    Err(Failure::new(Kind::Failed, "not_confirmed", "nothing removed").into())
}
