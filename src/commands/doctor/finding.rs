//! What one check found.

use crate::error::Failure;
use crate::output::Style;

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// As it should be.
    Ok,
    /// It works, and somebody should see to it.
    Warning,
    /// Something does not work.
    Bad,
    /// This role, or this machine, is not told.
    CannotTell,
}

impl Verdict {
    /// Every word that [`Verdict::as_str`] has.
    pub(super) const WORDS: [&'static str; 4] = ["ok", "warning", "bad", "cannot tell"];

    pub(super) fn as_str(self) -> &'static str {
        Verdict::WORDS[self as usize]
    }

    /// How it stands out: by a sign, and by its colour.
    pub(super) fn mark(self, unicode: bool) -> (&'static str, Style) {
        match self {
            Verdict::Ok => (if unicode { "✓" } else { " " }, Style::Good),
            Verdict::Warning => ("!", Style::Warning),
            Verdict::Bad => (if unicode { "✗" } else { "X" }, Style::Bad),
            Verdict::CannotTell => ("?", Style::Active),
        }
    }
}

/// What one check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) check: &'static str,
    pub(super) verdict: Verdict,
    /// One line.
    pub(super) found: String,
    /// A command for a shell; what no command mends, in words behind a `#`, so that a shell passes it over.
    pub(super) mend: Option<String>,
}

impl Finding {
    pub(super) fn new(check: &'static str, verdict: Verdict, found: impl Into<String>) -> Self {
        Finding { check, verdict, found: found.into(), mend: None }
    }

    pub(super) fn ok(check: &'static str, found: impl Into<String>) -> Self {
        Finding::new(check, Verdict::Ok, found)
    }

    pub(super) fn warning(check: &'static str, found: impl Into<String>) -> Self {
        Finding::new(check, Verdict::Warning, found)
    }

    pub(super) fn bad(check: &'static str, found: impl Into<String>) -> Self {
        Finding::new(check, Verdict::Bad, found)
    }

    pub(super) fn cannot_tell(check: &'static str, found: impl Into<String>) -> Self {
        Finding::new(check, Verdict::CannotTell, found)
    }

    /// The command that mends it.
    pub(super) fn mend(mut self, command: impl Into<String>) -> Self {
        self.mend = Some(command.into());
        self
    }

    /// What mends it where no command does.
    pub(super) fn advise(self, what: impl AsRef<str>) -> Self {
        let what = what.as_ref().lines().map(str::trim).collect::<Vec<_>>().join("; ");
        match what.is_empty() {
            true => self,
            false => self.mend(format!("# {what}")),
        }
    }

    /// A check that could not be made. Where the server did not answer in time, that says nothing of what was asked.
    pub(super) fn failed(check: &'static str, failure: &Failure) -> Self {
        match failure.code {
            "timeout" => Finding::cannot_tell(check, "the server did not answer in time"),
            _ => {
                let hint = failure.hint.as_deref().unwrap_or_default();
                Finding::bad(check, failure.message.clone()).advise(hint)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;

    #[test]
    fn advice_is_one_line_that_a_shell_passes_over() {
        let failure = Failure::new(Kind::Failed, "x", "no").hint("run: this\n  or that");
        let finding = Finding::failed("schema", &failure);
        assert_eq!(finding.mend.as_deref(), Some("# run: this; or that"));
        assert_eq!(finding.verdict.as_str(), "bad");
        let late = Finding::failed("scores", &Failure::new(Kind::Failed, "timeout", "canceled"));
        assert_eq!((late.verdict.as_str(), late.mend), ("cannot tell", None));
    }
}
