//! Subscriptions: which plan a user is on, since when and until when.

use anyhow::Result;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::identifier;
use super::time::Time;
use super::usage_tracking;
use crate::error::{Failure, Kind};
use crate::output::text;
use crate::schema::subscriptions;

/// The status of a subscription that counts.
pub const ACTIVE: &str = "active";
/// The status of a subscription that was ended.
pub const CANCELLED: &str = "cancelled";

/// The plans known by name, with their scrapes and leads a month.
pub const PLANS: [(&str, i32, i32); 3] =
    [("enterprise", 100_000, 50_000), ("free", 100, 50), ("pro", 10_000, 5_000)];
/// The scrapes and leads a month of any other plan: the defaults of the columns.
pub const OTHER_PLAN: (i32, i32) = (1000, 500);

/// A plan with its limits; `None` is unlimited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its name.
    pub name: String,
    /// Jobs a billing month.
    pub scrapes: Option<i32>,
    /// New leads a billing month.
    pub leads: Option<i32>,
}

impl Plan {
    /// The plan of this name, in any case, with its usual limits.
    pub fn named(name: &str) -> Plan {
        let name = name.trim();
        let known = PLANS.iter().find(|(plan, ..)| plan.eq_ignore_ascii_case(name));
        let (name, scrapes, leads) = known.copied().unwrap_or((name, OTHER_PLAN.0, OTHER_PLAN.1));
        Plan { name: name.to_owned(), scrapes: Some(scrapes), leads: Some(leads) }
    }
}

/// A row of `subscriptions`.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct Subscription {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub user_id: Option<Uuid>,
    /// The plan's name.
    pub plan_name: Option<String>,
    /// Jobs a billing month; `None` is unlimited.
    pub monthly_scrape_limit: Option<i32>,
    /// New leads a billing month; `None` is unlimited.
    pub monthly_lead_limit: Option<i32>,
    /// `active` or `cancelled`; another program may have others.
    pub status: Option<String>,
    /// When it began: its day of the month begins each billing month.
    #[diesel(deserialize_as = Time)]
    pub starts_at: Option<DateTime<Utc>>,
    /// When it ends; `None` is never.
    #[diesel(deserialize_as = Time)]
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was made.
    #[diesel(deserialize_as = Time)]
    pub created_at: Option<DateTime<Utc>>,
}

/// A subscription to add; limits of `None` are unlimited.
#[derive(Debug, Insertable)]
#[diesel(table_name = subscriptions, treat_none_as_default_value = false)]
pub struct NewSubscription<'a> {
    /// Whose it is.
    pub user_id: Uuid,
    /// The plan's name.
    pub plan_name: &'a str,
    /// Jobs a billing month.
    pub monthly_scrape_limit: Option<i32>,
    /// New leads a billing month.
    pub monthly_lead_limit: Option<i32>,
    /// Its status.
    pub status: &'a str,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: Option<DateTime<Utc>>,
}

/// What a change may set; `None` leaves a column as it is.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = subscriptions)]
pub struct Change<'a> {
    /// The plan's name.
    pub plan_name: Option<&'a str>,
    /// Jobs a billing month, or `Some(None)` for unlimited.
    pub monthly_scrape_limit: Option<Option<i32>>,
    /// New leads a billing month, or `Some(None)` for unlimited.
    pub monthly_lead_limit: Option<Option<i32>>,
    /// Its status.
    pub status: Option<&'a str>,
    /// When it ends, or `Some(None)` for never.
    pub expires_at: Option<Option<DateTime<Utc>>>,
}

impl Subscription {
    /// Whether it counts at `now`: marked active, begun and not over.
    pub fn is_active(&self, now: DateTime<Utc>) -> bool {
        self.status.as_deref() == Some(ACTIVE)
            && self.starts_at.is_none_or(|at| at <= now)
            && self.expires_at.is_none_or(|at| now < at)
    }

    /// Its status as of `now`, in a word: an active one may be `expired` or `upcoming`.
    pub fn standing(&self, now: DateTime<Utc>) -> Option<&str> {
        if self.status.as_deref() != Some(ACTIVE) {
            self.status.as_deref()
        } else if self.expires_at.is_some_and(|at| at <= now) {
            Some("expired")
        } else if self.starts_at.is_some_and(|at| now < at) {
            Some("upcoming")
        } else {
            Some(ACTIVE)
        }
    }

    /// Whether it can count at any moment between `start` and `end`; `None` is no end.
    pub fn overlaps(&self, start: DateTime<Utc>, end: Option<DateTime<Utc>>) -> bool {
        self.status.as_deref() == Some(ACTIVE)
            && self.expires_at.is_none_or(|at| start < at)
            && end.is_none_or(|end| self.starts_at.is_none_or(|at| at < end))
    }

    /// The subscription that says most about a user at `now`: the one that counts, else the one that began last.
    pub fn current_of(
        conn: &mut PgConnection,
        user: Uuid,
        now: DateTime<Utc>,
    ) -> QueryResult<Option<Subscription>> {
        Ok(Subscription::current_among(Subscription::of(conn, user)?, now))
    }

    /// The same among all those of a user, of which the one that began last is the first.
    pub fn current_among(mut all: Vec<Subscription>, now: DateTime<Utc>) -> Option<Subscription> {
        let at = all.iter().position(|s| s.is_active(now)).unwrap_or(0);
        (at < all.len()).then(|| all.swap_remove(at))
    }

    /// The subscription that counts for a user at `now`: of several, the one that began last.
    pub fn active_of(
        conn: &mut PgConnection,
        user: Uuid,
        now: DateTime<Utc>,
    ) -> QueryResult<Option<Subscription>> {
        Ok(Subscription::of(conn, user)?.into_iter().find(|s| s.is_active(now)))
    }

    /// A user's subscriptions, the one that began last first.
    pub fn of(conn: &mut PgConnection, user: Uuid) -> QueryResult<Vec<Subscription>> {
        subscriptions::table
            .filter(subscriptions::user_id.eq(user))
            .order((
                subscriptions::starts_at.desc().nulls_last(),
                subscriptions::created_at.desc(),
                subscriptions::id,
            ))
            .select(Subscription::as_select())
            .load(conn)
    }

    /// The subscriptions of a user or of all, with the user's address, by address.
    pub fn list(
        conn: &mut PgConnection,
        user: Option<Uuid>,
    ) -> QueryResult<Vec<(Subscription, Option<String>)>> {
        use crate::schema::users;
        let mut query = subscriptions::table
            .left_join(users::table)
            .order((users::email, subscriptions::starts_at.desc().nulls_last(), subscriptions::id))
            .select((Subscription::as_select(), users::email.nullable()))
            .into_boxed();
        if let Some(user) = user {
            query = query.filter(subscriptions::user_id.eq(user));
        }
        query.load(conn)
    }

    /// The subscription that an operator names by its id or the beginning of it. With a user, those of others are not there.
    ///
    /// # Errors
    /// [`Kind::NotFound`] when there is none, or more than one.
    pub fn named(conn: &mut PgConnection, name: &str, user: Option<Uuid>) -> Result<Subscription> {
        let mut found = match identifier::range(name) {
            Some((low, high)) => {
                let mut query = subscriptions::table
                    .filter(subscriptions::id.between(low, high))
                    .limit(2)
                    .select(Subscription::as_select())
                    .into_boxed();
                if let Some(user) = user {
                    query = query.filter(subscriptions::user_id.eq(user));
                }
                query.load(conn)?
            }
            None => Vec::new(),
        };
        match (found.pop(), found.is_empty()) {
            (Some(subscription), true) => Ok(subscription),
            _ => Err(Failure::new(
                Kind::NotFound,
                "no_such_subscription",
                format!("there is no subscription {name}"),
            )
            .hint(match (name.contains('@'), user) {
                (true, _) => format!("to name a user: --user {}", text::shell_word(name)),
                (false, None) => "leadengine subs list shows them".to_owned(),
                (false, Some(_)) => {
                    "leadengine subs list shows them; leave --user (or LEADENGINE_USER) out for all users"
                        .to_owned()
                }
            })
            .into()),
        }
    }

    /// Adds a subscription.
    pub fn add(conn: &mut PgConnection, new: &NewSubscription) -> QueryResult<Subscription> {
        diesel::insert_into(subscriptions::table)
            .values(new)
            .returning(Subscription::as_returning())
            .get_result(conn)
    }

    /// Changes it.
    pub fn change(&self, conn: &mut PgConnection, change: &Change) -> QueryResult<Subscription> {
        conn.transaction(|conn| {
            // Whoever counts against what it was commits before: from here on everything is within what it says now.
            if let Some(user) = self.user_id {
                usage_tracking::lock(conn, user)?;
            }
            diesel::update(subscriptions::table.find(self.id))
                .set(change)
                .returning(Subscription::as_returning())
                .get_result(conn)
        })
    }
}

/// The names of the plans that users have or had.
pub fn plan_names(conn: &mut PgConnection, limit: i64) -> QueryResult<Vec<String>> {
    let column = subscriptions::plan_name.assume_not_null();
    subscriptions::table
        .filter(subscriptions::plan_name.is_not_null())
        .select(column)
        .distinct()
        .order(column)
        .limit(limit)
        .load(conn)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subscription(status: &str, starts: &str, expires: Option<&str>) -> Subscription {
        Subscription {
            id: Uuid::nil(),
            user_id: None,
            plan_name: None,
            monthly_scrape_limit: None,
            monthly_lead_limit: None,
            status: Some(status.to_owned()),
            starts_at: Some(at(starts)),
            expires_at: expires.map(at),
            created_at: None,
        }
    }

    fn at(day: &str) -> DateTime<Utc> {
        format!("{day}T00:00:00Z").parse().unwrap()
    }

    #[test]
    fn the_first_moment_counts_and_the_last_does_not() {
        let month = subscription(ACTIVE, "2026-03-01", Some("2026-04-01"));
        for (day, standing) in [
            ("2026-02-28", "upcoming"),
            ("2026-03-01", "active"),
            ("2026-03-31", "active"),
            ("2026-04-01", "expired"),
        ] {
            assert_eq!(month.standing(at(day)), Some(standing), "{day}");
            assert_eq!(month.is_active(at(day)), standing == "active", "{day}");
        }
        assert_eq!(subscription("paused", "2026-03-01", None).standing(at("2026-03-02")), Some("paused"));
    }

    #[test]
    fn subscriptions_that_follow_each_other_do_not_overlap() {
        let month = subscription(ACTIVE, "2026-03-01", Some("2026-04-01"));
        assert!(!month.overlaps(at("2026-04-01"), None));
        assert!(!month.overlaps(at("2026-02-01"), Some(at("2026-03-01"))));
        assert!(month.overlaps(at("2026-02-01"), None));
        assert!(month.overlaps(at("2026-03-31"), Some(at("2026-05-01"))));
        assert!(!subscription(CANCELLED, "2026-03-01", None).overlaps(at("2026-03-02"), None));
    }

    #[test]
    fn a_known_plan_brings_its_limits_and_any_other_the_defaults() {
        assert_eq!(
            Plan::named(" Pro "),
            Plan { name: "pro".into(), scrapes: Some(10_000), leads: Some(5_000) }
        );
        assert_eq!(
            Plan::named("Agency"),
            Plan { name: "Agency".into(), scrapes: Some(1000), leads: Some(500) }
        );
    }
}
