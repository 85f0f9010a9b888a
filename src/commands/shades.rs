//! How words of the domain stand out. The words themselves tell the same.

use crate::output::{Cell, Style};

/// An intent level.
pub fn intent(level: Option<&str>) -> Cell {
    Cell::new(level).styled(intent_style(level))
}

/// How an intent level is shown.
pub fn intent_style(level: Option<&str>) -> Style {
    match level {
        Some("high") => Style::Good,
        Some("medium") => Style::Active,
        _ => Style::Plain,
    }
}

/// How the status of a job or a subscription is shown; what LeadEngine does not know is shown like any word.
pub fn status_style(status: Option<&str>) -> Style {
    match status {
        Some("completed" | "active") => Style::Good,
        Some("processing" | "upcoming") => Style::Active,
        Some("cancelled") => Style::Warning,
        Some("failed" | "expired") => Style::Bad,
        _ => Style::Plain,
    }
}
