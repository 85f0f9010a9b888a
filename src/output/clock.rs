//! Times as people read them: how long ago on a terminal, exact where they are kept.

use chrono::{DateTime, TimeDelta, Utc};

/// The time to the second, in UTC.
pub fn exact(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M:%SZ").to_string()
}

/// How long ago it was, or how long it is until then; from two months on, the day.
pub fn relative(at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let distance = (now - at).abs();
    let amount = match distance {
        d if d < TimeDelta::seconds(1) => return "now".to_owned(),
        d if d < TimeDelta::minutes(1) => format!("{} s", d.num_seconds()),
        d if d < TimeDelta::hours(1) => format!("{} min", d.num_minutes()),
        d if d < TimeDelta::days(2) => format!("{} h", d.num_hours()),
        d if d < TimeDelta::days(60) => format!("{} d", d.num_days()),
        _ => return at.format("%Y-%m-%d").to_string(),
    };
    if at <= now { format!("{amount} ago") } else { format!("in {amount}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_is_the_largest_that_fits() {
        let now: DateTime<Utc> = "2026-11-23T12:00:00Z".parse().unwrap();
        for (at, words) in [
            ("2026-11-23T12:00:00.4Z", "now"),
            ("2026-11-23T11:59:18Z", "42 s ago"),
            ("2026-11-23T11:01:00Z", "59 min ago"),
            ("2026-11-23T08:59:00Z", "3 h ago"),
            ("2026-11-21T12:01:00Z", "47 h ago"),
            ("2026-11-21T12:00:00Z", "2 d ago"),
            ("2026-09-25T11:00:00Z", "59 d ago"),
            ("2026-09-24T12:00:00Z", "2026-09-24"),
            ("2026-12-01T13:00:00Z", "in 8 d"),
            ("9999-12-31T00:00:00Z", "9999-12-31"),
            ("0001-01-01T00:00:00Z", "0001-01-01"),
        ] {
            assert_eq!(relative(at.parse().unwrap(), now), words, "{at}");
        }
        assert_eq!(exact(now), "2026-11-23 12:00:00Z");
    }
}
