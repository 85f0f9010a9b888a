//! Who may do how much: billing months and exact counting against a plan.

use anyhow::Result;
use chrono::{DateTime, Datelike, Months, NaiveDate, NaiveTime, Utc};
use diesel::PgConnection;

use crate::error::{Failure, Kind};
use crate::models::health::work;
use crate::models::standing;
use crate::models::subscriptions::Subscription;
use crate::models::usage_tracking::{self, Used};
use crate::models::users::User;

/// A month that begins on the day of the month on which the subscription began, at midnight UTC. Where a
/// month is too short for that day, it begins on its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BillingMonth {
    /// Its first moment.
    pub start: DateTime<Utc>,
    /// The first moment after it.
    pub end: DateTime<Utc>,
}

impl BillingMonth {
    /// The billing month around `now` of a subscription that began at `anchor`.
    pub fn containing(anchor: DateTime<Utc>, now: DateTime<Utc>) -> BillingMonth {
        let first = anchor.date_naive();
        // Counted from the anchor, so that the 31st comes back after a short month.
        let mut months = (now.year() - first.year()) * 12 + now.month() as i32 - first.month() as i32;
        if nth_start(first, months) > now {
            months -= 1;
        }
        BillingMonth { start: nth_start(first, months), end: nth_start(first, months + 1) }
    }
}

/// Midnight UTC of the day `months` after `first`, or before it when negative.
fn nth_start(first: NaiveDate, months: i32) -> DateTime<Utc> {
    let step = Months::new(months.unsigned_abs());
    let day = if months >= 0 { first.checked_add_months(step) } else { first.checked_sub_months(step) };
    day.unwrap_or(first).and_time(NaiveTime::MIN).and_utc()
}

/// A user's plan in the current billing month, locked for this transaction and checked to be in force.
#[derive(Debug)]
pub struct Allowance {
    user: User,
    subscription: Subscription,
    month: BillingMonth,
    used: Used,
}

impl Allowance {
    /// Locks the user's usage until the transaction ends and reads what is left.
    ///
    /// # Errors
    /// [`Kind::Quota`] when the user is inactive or has no subscription in force.
    pub fn lock(conn: &mut PgConnection, user: &User) -> Result<Allowance> {
        usage_tracking::lock(conn, user.id)?;
        let user = User::by_id(conn, user.id)?.unwrap_or_else(|| user.clone());
        let (subscription, month) = in_force(conn, &user)?;
        let used = usage_tracking::used(conn, user.id, month.start, month.end)?;
        Ok(Allowance { user, subscription, month, used })
    }

    /// Leads that a user may still create this month, as of now: nobody is kept from using them. `None` is unlimited.
    ///
    /// # Errors
    /// [`Kind::Quota`] when the user is inactive or has no subscription in force.
    pub fn left(conn: &mut PgConnection, user: &User) -> Result<Option<u64>> {
        let (subscription, month) = in_force(conn, user)?;
        let used = usage_tracking::used(conn, user.id, month.start, month.end)?;
        Ok(left(subscription.monthly_lead_limit, used.leads))
    }

    /// Leads that may still be created this month; `None` is unlimited.
    pub fn leads_left(&self) -> Option<u64> {
        left(self.subscription.monthly_lead_limit, self.used.leads)
    }

    /// Counts one scrape.
    ///
    /// # Errors
    /// [`Kind::Quota`] when the month's scrapes are used up.
    pub fn use_scrape(&mut self, conn: &mut PgConnection) -> Result<()> {
        if left(self.subscription.monthly_scrape_limit, self.used.scrapes) == Some(0) {
            let limit = self.subscription.monthly_scrape_limit.unwrap_or(0);
            return Err(Failure::new(
                Kind::Quota,
                "scrape_limit_reached",
                format!("{} has used all {limit} scrapes of this month", self.user.email),
            )
            .hint(format!(
                "the next month begins {}; a larger plan: leadengine subs change --user {} --plan NAME",
                self.month.end.format("%Y-%m-%d"),
                self.user.word()
            ))
            .into());
        }
        self.add(conn, Used { scrapes: 1, leads: 0 })
    }

    /// Counts new leads, and gives back those that are none any more: of leads that were counted at `gone`, those of this
    /// month. Returns how many these are. Both together are at most [`Allowance::leads_left`].
    ///
    /// So a month's count is the leads created in it that still stand for themselves, whatever the order in which records
    /// came: two of one person that a third one joins are one lead, also where it comes last.
    pub fn use_leads(&mut self, conn: &mut PgConnection, leads: u64, gone: &[DateTime<Utc>]) -> Result<u64> {
        let back = self.of_this_month(conn, gone)?;
        let leads = i64::try_from(leads)?;
        if leads > 0 {
            self.add(conn, Used { scrapes: 0, leads })?;
        }
        if back > 0 {
            usage_tracking::give_back(conn, self.user.id, self.month.start, self.month.end, back)?;
            self.used.leads -= back;
        }
        Ok(u64::try_from(back)?)
    }

    /// How many of the leads that were counted at these times are part of what this month has used.
    fn of_this_month(&self, conn: &mut PgConnection, counted: &[DateTime<Utc>]) -> Result<i64> {
        if counted.is_empty() {
            return Ok(0);
        }
        let since = usage_tracking::counted_since(conn, self.user.id, self.month.start, self.month.end)?;
        let here = counted.iter().filter(|at| (since..self.month.end).contains(at)).count();
        Ok(i64::try_from(here)?.min(self.used.leads).max(0))
    }

    fn add(&mut self, conn: &mut PgConnection, more: Used) -> Result<()> {
        usage_tracking::add(conn, self.user.id, self.month.start, self.month.end, more)?;
        self.used.scrapes += more.scrapes;
        self.used.leads += more.leads;
        Ok(())
    }
}

/// The month's limit is not what it was when a run planned what it creates.
#[derive(Debug)]
pub struct LimitChanged;

impl std::fmt::Display for LimitChanged {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the plan was changed meanwhile")
    }
}

impl std::error::Error for LimitChanged {}

/// Counts new leads at the end of the transaction that creates them, and gives back those that it took away, which were
/// counted at `gone`, as [`Allowance::use_leads`] does. Returns how many were given back.
///
/// # Errors
/// [`LimitChanged`] when there are fewer left, and [`Kind::Quota`] when the user may not any more.
pub fn use_leads(conn: &mut PgConnection, user: &User, leads: u64, gone: &[DateTime<Utc>]) -> Result<u64> {
    if leads == 0 && gone.is_empty() {
        return Ok(0);
    }
    let mut allowance = Allowance::lock(conn, user)?;
    let back = u64::try_from(allowance.of_this_month(conn, gone)?)?;
    if allowance.leads_left().is_some_and(|left| left + back < leads) {
        return Err(LimitChanged.into());
    }
    allowance.use_leads(conn, leads, gone)
}

/// Whether a used-up month keeps back all that waits to become leads: there are users whose records wait, and none of them has a lead left.
pub fn keeps_all_back(conn: &mut PgConnection) -> Result<bool> {
    /// Of more users nobody is asked: one of them may.
    const MOST: i64 = 50;
    if work::uncounted_raw_leads(conn)? > 0 {
        return Ok(false);
    }
    let users = standing::who_waits(conn, MOST)?;
    for user in &users {
        match Allowance::left(conn, user) {
            Ok(Some(0)) => {}
            // Who has no subscription in force, or is not active, is told by normalize what to do.
            Err(error) if error.downcast_ref::<Failure>().is_none() => return Err(error),
            _ => return Ok(false),
        }
    }
    Ok(!users.is_empty() && (users.len() as i64) < MOST)
}

/// The subscription in force for a user, with its current billing month.
///
/// # Errors
/// [`Kind::Quota`] when the user is inactive or has none.
pub fn in_force(conn: &mut PgConnection, user: &User) -> Result<(Subscription, BillingMonth)> {
    let email = &user.email;
    refuse_inactive(user)?;
    let now = Utc::now();
    let all = Subscription::of(conn, user.id)?;
    if let Some(subscription) = all.iter().find(|s| s.is_active(now)) {
        let month = month_of(subscription, now);
        return Ok((subscription.clone(), month));
    }
    let failure = match all.first() {
        None => Failure::new(Kind::Quota, "no_subscription", format!("user {email} has no subscription"))
            .hint(format!("leadengine subs add --user {} --plan free", user.word())),
        Some(last) => {
            let what = match (last.expires_at, last.starts_at) {
                (Some(at), _) if at <= now => format!("expired on {}", at.format("%Y-%m-%d")),
                (_, Some(at)) if at > now => format!("begins only on {}", at.format("%Y-%m-%d")),
                _ => format!("is {}", last.status.as_deref().unwrap_or("not active")),
            };
            let hint = match last.standing(now) {
                Some("upcoming") => format!("leadengine subs show --user {}", user.word()),
                _ => format!("leadengine subs renew --user {}", user.word()),
            };
            Failure::new(
                Kind::Quota,
                "subscription_not_active",
                format!("the subscription of user {email} {what}"),
            )
            .hint(hint)
        }
    };
    Err(failure.into())
}

/// Lets only active users pass.
///
/// # Errors
/// [`Kind::Quota`] when the user is not active.
pub fn refuse_inactive(user: &User) -> Result<(), Failure> {
    if user.is_active() {
        return Ok(());
    }
    let email = &user.email;
    Err(Failure::new(Kind::Quota, "user_inactive", format!("user {email} is not active"))
        .hint(format!("leadengine users activate {}", user.word())))
}

/// The billing month of a subscription around `now`.
pub fn month_of(subscription: &Subscription, now: DateTime<Utc>) -> BillingMonth {
    BillingMonth::containing(subscription.starts_at.or(subscription.created_at).unwrap_or(now), now)
}

fn left(limit: Option<i32>, used: i64) -> Option<u64> {
    limit.map(|limit| u64::try_from(i64::from(limit) - used).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn month(anchor: &str, now: &str) -> (String, String) {
        let month = BillingMonth::containing(at(anchor), at(now));
        (month.start.format("%F").to_string(), month.end.format("%F").to_string())
    }

    #[test]
    fn a_month_begins_on_the_subscriptions_day() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(month("2026-01-15T13:00:00Z", "2026-01-15T13:00:00Z"), pair("2026-01-15", "2026-02-15"));
        assert_eq!(month("2026-01-15T13:00:00Z", "2026-03-14T23:59:59Z"), pair("2026-02-15", "2026-03-15"));
        assert_eq!(month("2026-01-15T13:00:00Z", "2026-03-15T00:00:00Z"), pair("2026-03-15", "2026-04-15"));
        assert_eq!(month("2025-12-01T00:00:00Z", "2026-11-23T00:00:00Z"), pair("2026-11-01", "2026-12-01"));
    }

    #[test]
    fn a_short_month_begins_on_its_last_day_and_the_31st_comes_back() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(month("2026-01-31T08:00:00Z", "2026-02-28T00:00:00Z"), pair("2026-02-28", "2026-03-31"));
        assert_eq!(month("2026-01-31T08:00:00Z", "2026-03-30T23:00:00Z"), pair("2026-02-28", "2026-03-31"));
        assert_eq!(month("2024-02-29T08:00:00Z", "2025-03-01T00:00:00Z"), pair("2025-02-28", "2025-03-29"));
    }

    #[test]
    fn months_follow_each_other_without_gap_or_overlap() {
        let anchor = at("2026-01-31T08:00:00Z");
        let mut month = BillingMonth::containing(anchor, anchor);
        for _ in 0..60 {
            let next = BillingMonth::containing(anchor, month.end);
            assert_eq!(next.start, month.end);
            assert!(next.end > next.start);
            month = next;
        }
    }
}
