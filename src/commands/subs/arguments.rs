//! Limits and dates as operators write them.

use std::str::FromStr;

use anyhow::Result;
use chrono::{DateTime, Months, NaiveDate, NaiveTime, Utc};
use clap::Args;

use crate::error::{Failure, Kind};
use crate::models::subscriptions::{PLANS, Plan};
use crate::suggest;

/// Limits a month, where they differ from the plan's.
#[derive(Debug, Args)]
pub struct Limits {
    /// Jobs a billing month: a number or "unlimited" [default: the plan's]
    #[arg(long, value_name = "N|unlimited")]
    pub scrape_limit: Option<Limit>,
    /// New leads a billing month: a number or "unlimited" [default: the plan's]
    #[arg(long, value_name = "N|unlimited")]
    pub lead_limit: Option<Limit>,
}

impl Limits {
    /// Whether one is given.
    pub fn any(&self) -> bool {
        self.scrape_limit.is_some() || self.lead_limit.is_some()
    }

    /// What to say of a plan that is not known by name and has no limits of its own: its name may be a slip.
    pub fn remark(&self, name: &str, email: &str) -> Option<String> {
        let name = name.trim();
        let is_known = PLANS.iter().any(|(plan, ..)| plan.eq_ignore_ascii_case(name));
        if is_known || self.any() {
            return None;
        }
        let meant = suggest::nearest(name, PLANS.map(|(plan, ..)| plan))?;
        Some(format!("did you mean {meant}? leadengine subs change --user {email} --plan {meant}"))
    }

    /// The plan of this name with these limits.
    pub fn plan(&self, name: &str) -> Result<Plan> {
        if name.trim().is_empty() {
            return Err(Failure::new(Kind::Usage, "no_plan_given", "the plan has no name")
                .hint("free, pro, enterprise, or a name of your own")
                .into());
        }
        let mut plan = Plan::named(name);
        if let Some(limit) = self.scrape_limit {
            plan.scrapes = limit.0;
        }
        if let Some(limit) = self.lead_limit {
            plan.leads = limit.0;
        }
        Ok(plan)
    }
}

/// A number, or none for unlimited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit(pub Option<i32>);

impl FromStr for Limit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.eq_ignore_ascii_case("unlimited") {
            return Ok(Limit(None));
        }
        match text.parse::<i32>() {
            Ok(number) if number >= 0 => Ok(Limit(Some(number))),
            _ => Err(format!("a number from 0 to {} or \"unlimited\"", i32::MAX)),
        }
    }
}

/// A moment given as a date, which means midnight UTC, or in RFC 3339.
pub fn moment(text: &str) -> Result<DateTime<Utc>, String> {
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Ok(day.and_time(NaiveTime::MIN).and_utc());
    }
    DateTime::parse_from_rfc3339(text)
        .map(|at| at.to_utc())
        .map_err(|_| "a date like 2026-12-31 or a time like 2026-12-31T18:00:00Z".to_owned())
}

/// `months` months after `at`, the last day of the month where it is too short.
pub fn later(at: DateTime<Utc>, months: u32) -> Result<DateTime<Utc>> {
    at.checked_add_months(Months::new(months))
        .ok_or_else(|| Failure::new(Kind::Usage, "invalid_date", "that is too far in the future").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_numbers_or_unlimited() {
        assert_eq!("0".parse(), Ok(Limit(Some(0))));
        assert_eq!("Unlimited".parse(), Ok(Limit(None)));
        for text in ["-1", "", "many", "2147483648", "1.5"] {
            assert!(text.parse::<Limit>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_date_means_midnight_utc() {
        assert_eq!(moment("2026-12-31"), moment("2026-12-31T00:00:00Z"));
        assert_eq!(moment("2026-12-31T02:00:00+02:00"), moment("2026-12-31"));
        for text in ["", "tomorrow", "2026-02-30", "31.12.2026", "2026-12-31 10:00"] {
            assert!(moment(text).is_err(), "{text}");
        }
    }
}
