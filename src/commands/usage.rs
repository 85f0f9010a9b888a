//! `usage`: what is used of each plan.

use std::collections::HashMap;

use anyhow::Result;
use chrono::{DateTime, Utc};
use clap::Args;
use diesel::PgConnection;
use uuid::Uuid;

use super::names::{self, UserArg};
use super::{Context, DONE};
use crate::models::subscriptions::{ACTIVE, Subscription};
use crate::models::usage_tracking::{self, Used};
use crate::models::users::User;
use crate::output::{Cell, Column, Output, Rows, time};
use crate::quota::{self, BillingMonth};

/// Show what each user has used of the plan in this billing month.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    leadengine usage\n  \
    leadengine usage --user ann@example.com\n  \
    leadengine usage --json | jq '.[] | select(.leads_generated == .monthly_lead_limit)'")]
pub struct Usage {
    #[command(flatten)]
    user: UserArg,
}

/// A user with its current subscription, and what is used of it in which month.
struct Line {
    user: User,
    plan: Option<(Subscription, BillingMonth, Used)>,
}

impl Usage {
    /// Prints what each user has used, or the one named.
    pub fn run(self, context: &Context) -> Result<u8> {
        let mut conn = context.connect()?;
        let named = names::optional_user(&mut conn, self.user.given())?;
        // Those of all users at once, newest first for each.
        let mut subscriptions: HashMap<Uuid, Vec<Subscription>> = HashMap::new();
        for (subscription, _) in Subscription::list(&mut conn, named.as_ref().map(|user| user.id))? {
            if let Some(user) = subscription.user_id {
                subscriptions.entry(user).or_default().push(subscription);
            }
        }
        let users = match named {
            Some(user) => vec![user],
            None => User::all(&mut conn)?,
        };
        let none = users.is_empty();
        let now = Utc::now();
        let lines = users
            .into_iter()
            .map(|user| {
                let subscriptions = subscriptions.remove(&user.id).unwrap_or_default();
                Line::of(&mut conn, user, subscriptions, now)
            })
            .collect::<Result<Vec<_>>>()?;
        match context.output.is_table() {
            true => table(&context.output, &lines, now)?,
            false => rows(&context.output, &lines, now)?,
        }
        if none {
            context.output.note("no users yet: leadengine users add EMAIL --plan free");
        }
        Ok(DONE)
    }
}

impl Line {
    fn of(
        conn: &mut PgConnection,
        user: User,
        subscriptions: Vec<Subscription>,
        now: DateTime<Utc>,
    ) -> Result<Line> {
        let Some(subscription) = Subscription::current_among(subscriptions, now) else {
            return Ok(Line { user, plan: None });
        };
        // Of one that begins later, its first month.
        let at = subscription.starts_at.map_or(now, |start| start.max(now));
        let month = quota::month_of(&subscription, at);
        let used = usage_tracking::used(conn, user.id, month.start, month.end)?;
        Ok(Line { user, plan: Some((subscription, month, used)) })
    }
}

const COLUMNS: [Column; 10] = [
    Column::text("user_id", "User id"),
    Column::text("email", "User"),
    Column::text("plan_name", "Plan"),
    Column::text("status", "Status"),
    Column::number("scrapes_used", "Scrapes"),
    Column::number("monthly_scrape_limit", "Scrape limit"),
    Column::number("leads_generated", "Leads"),
    Column::number("monthly_lead_limit", "Lead limit"),
    Column::text("period_start", "From"),
    Column::text("period_end", "To"),
];

/// For programs, one row a user.
fn rows(output: &Output, lines: &[Line], now: DateTime<Utc>) -> Result<()> {
    let mut rows = Rows::list(output, &COLUMNS);
    for line in lines {
        let mut cells = vec![Cell::new(line.user.id.to_string()), Cell::new(&*line.user.email)];
        match &line.plan {
            None => cells.extend((2..COLUMNS.len()).map(|_| Cell::new(serde_json::Value::Null))),
            Some((subscription, month, used)) => cells.extend([
                Cell::new(subscription.plan_name.as_deref()),
                Cell::new(subscription.standing(now)),
                Cell::new(used.scrapes),
                Cell::new(subscription.monthly_scrape_limit),
                Cell::new(used.leads),
                Cell::new(subscription.monthly_lead_limit),
                time(Some(month.start)),
                time(Some(month.end)),
            ]),
        }
        rows.push(cells)?;
    }
    rows.finish()
}

const TABLE: [Column; 8] = [
    Column::text("email", "User"),
    Column::text("plan_name", "Plan"),
    Column::text("what", ""),
    Column::number("used", "Used"),
    Column::number("limit", "Limit"),
    Column::number("left", "Left"),
    Column::text("bar", ""),
    Column::text("period", "Month"),
];

/// For people, a line for the scrapes and one for the leads of each user.
fn table(output: &Output, lines: &[Line], now: DateTime<Utc>) -> Result<()> {
    let mut rows = Rows::list(output, &TABLE);
    for line in lines {
        let Some((subscription, month, used)) = &line.plan else {
            let mut cells = vec![Cell::new(&*line.user.email), Cell::new("no subscription")];
            cells.extend((2..TABLE.len()).map(|_| Cell::new("")));
            rows.push(cells)?;
            continue;
        };
        let plan = subscription.plan_name.as_deref().unwrap_or("-");
        let standing = subscription.standing(now).unwrap_or("no status");
        let plan = if standing == ACTIVE { plan.to_owned() } else { format!("{plan} ({standing})") };
        let kinds = [
            ("scrapes", used.scrapes, subscription.monthly_scrape_limit),
            ("leads", used.leads, subscription.monthly_lead_limit),
        ];
        for (index, (what, used, limit)) in kinds.into_iter().enumerate() {
            let first = index == 0;
            let period = if first { month.start } else { month.end }.format("%Y-%m-%d");
            let left = limit.map(|limit| (i64::from(limit) - used).max(0));
            rows.push(vec![
                Cell::new(if first { &*line.user.email } else { "" }),
                Cell::new(if first { &*plan } else { "" }),
                Cell::new(what),
                Cell::new(used),
                limit.map_or(Cell::new("unlimited"), Cell::new),
                left.map_or(Cell::new(""), Cell::new),
                Cell::new(limit.map_or(String::new(), |limit| bar(used, limit))),
                Cell::new(format!("{} {period}", if first { "from" } else { "to" })),
            ])?;
        }
    }
    rows.finish()
}

/// The share that is used, as a bar and in percent.
fn bar(used: i64, limit: i32) -> String {
    const WIDTH: usize = 10;
    let share = if limit > 0 { (used as f64 / f64::from(limit)).clamp(0.0, 1.0) } else { 1.0 };
    let filled = (share * WIDTH as f64).round() as usize;
    // Rounded down, so that 100% means that nothing is left.
    let percent = (share * 100.0).floor();
    format!("{}{} {percent:>3}%", "█".repeat(filled), "░".repeat(WIDTH - filled))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_used_up_shows_100_percent() {
        assert_eq!(bar(0, 100), "░░░░░░░░░░   0%");
        assert_eq!(bar(50, 100), "█████░░░░░  50%");
        assert_eq!(bar(999, 1000), "██████████  99%");
        for (used, limit) in [(100, 100), (120, 100), (0, 0)] {
            assert_eq!(bar(used, limit), "██████████ 100%", "{used} of {limit}");
        }
    }
}
