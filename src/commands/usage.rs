//! `usage`: what is used of each plan.

use anyhow::Result;
use chrono::{DateTime, SecondsFormat, Utc};
use clap::Args;
use diesel::PgConnection;

use super::names::{self, UserArg};
use super::{Context, DONE};
use crate::models::subscriptions::Subscription;
use crate::models::usage_tracking;
use crate::models::users::User;
use crate::output::{Cell, Column, Rows};
use crate::quota;

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

const COLUMNS: [Column; 10] = [
    Column::hidden("user_id"),
    Column::text("email", "User"),
    Column::text("plan_name", "Plan"),
    Column::text("status", "Status"),
    Column::number("scrapes_used", "Scrapes"),
    Column::text("monthly_scrape_limit", "Used"),
    Column::number("leads_generated", "Leads"),
    Column::text("monthly_lead_limit", "Used"),
    Column::text("period_start", "From"),
    Column::text("period_end", "To"),
];

impl Usage {
    /// Prints a row for each user, or for the one named.
    pub fn run(self, context: &Context) -> Result<u8> {
        let mut conn = context.connect()?;
        let users = match names::optional_user(&mut conn, self.user.given())? {
            Some(user) => vec![user],
            None => User::all(&mut conn)?,
        };
        let mut rows = Rows::list(&context.output, &COLUMNS);
        for user in &users {
            rows.push(row(&mut conn, user)?)?;
        }
        rows.finish()?;
        if users.is_empty() {
            context.output.note("no users yet: leadengine users add EMAIL --plan free");
        }
        Ok(DONE)
    }
}

fn row(conn: &mut PgConnection, user: &User) -> Result<Vec<Cell>> {
    let now = Utc::now();
    let mut cells = vec![Cell::new(user.id.to_string()), Cell::new(&*user.email)];
    let Some(subscription) = Subscription::current_of(conn, user.id, now)? else {
        cells.extend((2..COLUMNS.len()).map(|_| Cell::new(serde_json::Value::Null)));
        return Ok(cells);
    };
    let month = quota::month_of(&subscription, now);
    let used = usage_tracking::used(conn, user.id, month.start, month.end)?;
    cells.extend([
        Cell::new(subscription.plan_name.as_deref()),
        Cell::new(subscription.standing(now)),
        amount(used.scrapes, subscription.monthly_scrape_limit),
        bar(used.scrapes, subscription.monthly_scrape_limit),
        amount(used.leads, subscription.monthly_lead_limit),
        bar(used.leads, subscription.monthly_lead_limit),
        day(month.start),
        day(month.end),
    ]);
    Ok(cells)
}

/// What is used, for people beside the limit.
fn amount(used: i64, limit: Option<i32>) -> Cell {
    match limit {
        Some(limit) => Cell::shown(used, format!("{used}/{limit}")),
        None => Cell::new(used),
    }
}

/// The limit, for people as a bar with the share that is used and what is left.
fn bar(used: i64, limit: Option<i32>) -> Cell {
    const WIDTH: usize = 10;
    let Some(limit) = limit else { return Cell::shown(None::<i32>, "unlimited") };
    let share = if limit > 0 { (used as f64 / f64::from(limit)).clamp(0.0, 1.0) } else { 1.0 };
    let filled = (share * WIDTH as f64).round() as usize;
    let left = (i64::from(limit) - used).max(0);
    let text = format!(
        "{}{} {:>3.0}%, {left} left",
        "█".repeat(filled),
        "░".repeat(WIDTH - filled),
        // Rounded down, so that 100% means that nothing is left.
        (share * 100.0).floor()
    );
    Cell::shown(limit, text)
}

fn day(at: DateTime<Utc>) -> Cell {
    Cell::shown(at.to_rfc3339_opts(SecondsFormat::AutoSi, true), at.format("%Y-%m-%d").to_string())
}
