//! What `--since` takes.

use chrono::{DateTime, Duration, Utc};

use crate::models::leads::list::{Checkpoint, Since};

/// Reads a date, a time, an age, or what an export printed.
pub(super) fn since(text: &str) -> Result<Since, String> {
    if let Some(checkpoint) = Checkpoint::decode(text.trim()) {
        return Ok(Since::Checkpoint(checkpoint));
    }
    when(text).map(Since::Changed).ok_or_else(|| {
        "neither a date (2026-11-23), a time (2026-11-23T08:00:00Z), an age (30m, 24h, 7d, 2w) nor what an export printed (mark:...)"
            .to_owned()
    })
}

fn when(text: &str) -> Option<DateTime<Utc>> {
    if let Some(at) = crate::ingest::parse_time(text) {
        return Some(at);
    }
    let text = text.trim();
    let (at, unit) = text.char_indices().next_back()?;
    let number: i64 = text[..at].parse().ok().filter(|number| (0..=1_000_000).contains(number))?;
    let age = match unit {
        'm' => Duration::try_minutes(number),
        'h' => Duration::try_hours(number),
        'd' => Duration::try_days(number),
        'w' => Duration::try_weeks(number),
        _ => None,
    };
    Utc::now().checked_sub_signed(age?)
}
