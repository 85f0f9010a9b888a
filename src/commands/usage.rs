//! `usage`: what is used of each plan.

use std::collections::HashMap;

use anyhow::Result;
use chrono::{DateTime, Utc};
use clap::Args;
use diesel::PgConnection;
use uuid::Uuid;

use super::columns::ColumnsArg;
use super::names::{self, UserArg};
use super::{Context, DONE};
use crate::models::subscriptions::{ACTIVE, Subscription};
use crate::models::usage_tracking::{self, Used};
use crate::models::users::User;
use crate::output::{Cell, Choice, Column, Output, Rows, Style, chart, clock, time, width};
use crate::quota::{self, BillingMonth};

/// Show what each user has used of the plan in this billing month.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine usage\n  \
    leadengine usage --user ann@example.com\n  \
    leadengine usage --json | jq '.[] | select(.leads_generated == .monthly_lead_limit)'")]
pub struct Usage {
    #[command(flatten)]
    user: UserArg,
    #[command(flatten)]
    columns: ColumnsArg,
}

/// A user with its current subscription, and what is used of it in which month.
struct Line {
    user: User,
    plan: Option<(Subscription, BillingMonth, Used)>,
}

impl Usage {
    /// Prints what each user has used, or the one named.
    pub fn run(self, context: &Context) -> Result<u8> {
        let choice = self.columns.choose(&COLUMNS)?;
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
        match context.output.is_table() && choice.is_none() {
            true => table(&context.output, &lines, now)?,
            false => rows(&context.output, choice, &lines, now)?,
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

pub(super) const COLUMNS: [Column; 10] = [
    Column::word("user_id", "User id"),
    Column::text("email", "User").rank(1),
    Column::text("plan_name", "Plan").rank(3),
    Column::word("status", "Status"),
    Column::number("scrapes_used", "Scrapes"),
    Column::number("monthly_scrape_limit", "Scrape limit"),
    Column::number("leads_generated", "Leads"),
    Column::number("monthly_lead_limit", "Lead limit"),
    Column::time("period_start", "From"),
    Column::time("period_end", "To"),
];

/// For programs, and for people who choose the columns: one row a user.
fn rows(output: &Output, choice: Option<Choice>, lines: &[Line], now: DateTime<Utc>) -> Result<()> {
    let mut rows = Rows::chosen(output, &COLUMNS, choice);
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
    Column::text("email", "User").rank(1),
    Column::text("plan_name", "Plan").rank(3),
    Column::word("what", "").rank(1),
    Column::number("used", "Used").rank(1),
    Column::number("limit", "Limit"),
    Column::number("left", "Left").rank(4),
    Column::word("bar", "").rank(1),
    Column::word("period", "Month").rank(9),
];

/// What a line of the table says of scrapes, or of leads.
struct Share<'a> {
    email: &'a str,
    plan: String,
    what: &'static str,
    used: i64,
    limit: Option<i32>,
    month: String,
}

impl Share<'_> {
    fn left(&self) -> Option<i64> {
        self.limit.map(|limit| (i64::from(limit) - self.used).max(0))
    }
}

/// From this width on, a terminal has room for both ends of the month.
const ROOM_FOR_DATES: usize = 100;

/// For people, a line for the scrapes and one for the leads of each user.
fn table(output: &Output, lines: &[Line], now: DateTime<Utc>) -> Result<()> {
    let is_narrow = output.screen.table_width().is_some_and(|width| width < ROOM_FOR_DATES);
    let mut shares = Vec::new();
    for line in lines {
        let email = &*line.user.email;
        let Some((subscription, month, used)) = &line.plan else {
            let plan = "no subscription".to_owned();
            shares.push(Share { email, plan, what: "", used: 0, limit: None, month: String::new() });
            continue;
        };
        let plan = subscription.plan_name.as_deref().unwrap_or("-");
        let standing = subscription.standing(now).unwrap_or("no status");
        let plan = if standing == ACTIVE { plan.to_owned() } else { format!("{plan} ({standing})") };
        let [from, to] = match is_narrow {
            true => ["ends".to_owned(), clock::relative(month.end, now)],
            false => [("from", month.start), ("to", month.end)]
                .map(|(word, at)| format!("{word} {}", at.format("%Y-%m-%d"))),
        };
        let (scrapes, leads) = (subscription.monthly_scrape_limit, subscription.monthly_lead_limit);
        shares.push(Share { email, plan, what: "scrapes", used: used.scrapes, limit: scrapes, month: from });
        shares.push(Share {
            email: "",
            plan: String::new(),
            what: "leads",
            used: used.leads,
            limit: leads,
            month: to,
        });
    }
    let bar = bar_width(output, &shares);
    let mut rows = Rows::list(output, &TABLE);
    for share in &shares {
        let mut cells = vec![Cell::new(share.email), Cell::new(&*share.plan), Cell::new(share.what)];
        match share.what {
            "" => cells.extend((cells.len()..TABLE.len()).map(|_| Cell::new(""))),
            _ => cells.extend([
                Cell::new(share.used),
                share.limit.map_or(Cell::new("unlimited"), Cell::new),
                share.left().map_or(Cell::new(""), Cell::new),
                share.limit.map_or(Cell::new(""), |limit| {
                    let (bar, style) = gauge(share.used, limit, bar, output.screen.unicode);
                    Cell::new(bar).styled(style)
                }),
                Cell::new(&*share.month),
            ]),
        }
        rows.push(cells)?;
    }
    rows.finish()
}

/// How long the bars can be: what a terminal has left beside the other columns, within reason.
fn bar_width(output: &Output, shares: &[Share]) -> usize {
    const USUAL: usize = 10;
    const SHORTEST: usize = 6;
    const LONGEST: usize = 40;
    /// The percentage behind a bar.
    const PERCENT: usize = 5;
    let Some(room) = output.screen.table_width() else { return USUAL };
    let widest = |heading: &str, text: &dyn Fn(&Share) -> String| {
        shares.iter().map(|share| width::width(&text(share))).fold(heading.len(), usize::max)
    };
    let others = [
        widest("User", &|share| share.email.to_owned()),
        widest("Plan", &|share| share.plan.clone()),
        widest("", &|share| share.what.to_owned()),
        widest("Used", &|share| share.used.to_string()),
        widest("Limit", &|share| share.limit.map_or("unlimited".to_owned(), |limit| limit.to_string())),
        widest("Left", &|share| share.left().map_or(String::new(), |left| left.to_string())),
        widest("Month", &|share| share.month.clone()),
    ];
    // Two columns between each two.
    let taken = others.iter().sum::<usize>() + 2 * others.len() + PERCENT;
    room.saturating_sub(taken).clamp(SHORTEST, LONGEST)
}

/// The share that is used, as a bar and in percent, and how it is shown.
fn gauge(used: i64, limit: i32, columns: usize, unicode: bool) -> (String, Style) {
    /// From here on, the end of it is near.
    const NEARLY: f64 = 0.8;
    let share = if limit > 0 { (used as f64 / f64::from(limit)).clamp(0.0, 1.0) } else { 1.0 };
    let style = match share {
        share if share >= 1.0 => Style::Bad,
        share if share >= NEARLY => Style::Warning,
        _ => Style::Good,
    };
    // Rounded down, so that 100% means that nothing is left.
    let percent = (share * 100.0).floor();
    (format!("{} {percent:>3}%", chart::gauge(share, columns, unicode)), style)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_used_up_shows_100_percent() {
        let bar = |used, limit| gauge(used, limit, 10, true);
        assert_eq!(bar(0, 100), ("░░░░░░░░░░   0%".to_owned(), Style::Good));
        assert_eq!(bar(50, 100), ("█████░░░░░  50%".to_owned(), Style::Good));
        assert_eq!(bar(999, 1000), ("██████████  99%".to_owned(), Style::Warning));
        for (used, limit) in [(100, 100), (120, 100), (0, 0)] {
            assert_eq!(bar(used, limit), ("██████████ 100%".to_owned(), Style::Bad), "{used} of {limit}");
        }
    }
}
