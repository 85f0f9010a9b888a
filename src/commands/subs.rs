//! `subs`: which plan a user is on.

mod arguments;

use anyhow::Result;
use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use diesel::{Connection, PgConnection};
use uuid::Uuid;

pub(super) use self::arguments::Limits;
use self::arguments::{later, moment};
use super::columns::ColumnsArg;
use super::completions::values;
use super::names::{self, UserArg};
use super::{Context, DONE, shades};
use crate::error::{Failure, Kind};
use crate::models::identifier;
use crate::models::subscriptions::{ACTIVE, CANCELLED, Change, NewSubscription, Subscription};
use crate::models::usage_tracking;
use crate::models::users::User;
use crate::output::{Cell, Column, Rows, time};
use crate::quota;

/// Give users a plan; change, renew and cancel it.
#[derive(Debug, Subcommand)]
#[command(
    defer = true,
    after_long_help = "Examples:\n  \
    leadengine subs add --user ann@example.com --plan pro\n  \
    leadengine subs change --user ann@example.com --lead-limit unlimited\n  \
    leadengine subs list"
)]
// The struct of each verb documents it, and that is its help.
#[allow(missing_docs)]
pub enum Subs {
    Add(Add),
    List(List),
    Show(Show),
    Change(ChangeArgs),
    Renew(Renew),
    Cancel(Cancel),
}

/// Subscribe a user to a plan.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine subs add --user ann@example.com --plan pro\n  \
    leadengine subs add --user ann@example.com --plan agency --scrape-limit 500 --lead-limit unlimited\n  \
    leadengine subs add --user ann@example.com --plan free --starts 2027-01-01 --months 12\n\n\
    Plans (scrapes/leads a month): free 100/50, pro 10000/5000, enterprise 100000/50000; any other name 1000/500.")]
pub struct Add {
    #[command(flatten)]
    user: UserArg,
    /// free, pro, enterprise, or a name of your own
    #[arg(long, value_name = "NAME", add = values::plans())]
    plan: String,
    #[command(flatten)]
    limits: Limits,
    /// When it begins; its day of the month begins each billing month [default: now]
    #[arg(long, value_name = "DATE", value_parser = moment)]
    starts: Option<DateTime<Utc>>,
    /// When it ends [default: never]
    #[arg(long, value_name = "DATE", value_parser = moment, conflicts_with = "months")]
    expires: Option<DateTime<Utc>>,
    /// End it so many months after it begins
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1200))]
    months: Option<u32>,
}

/// List all subscriptions.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  leadengine subs list\n  leadengine subs list --user ann@example.com --json"
)]
pub struct List {
    #[command(flatten)]
    user: UserArg,
    #[command(flatten)]
    columns: ColumnsArg,
}

/// Show a user's subscription.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  leadengine subs show --user ann@example.com\n  leadengine subs show 7d1b2c90"
)]
pub struct Show {
    #[command(flatten)]
    which: Which,
}

/// Change a subscription's plan or limits; the billing month stays.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine subs change --user ann@example.com --plan enterprise\n  \
    leadengine subs change --user ann@example.com --scrape-limit 20000 --lead-limit unlimited\n\n\
    A plan brings its usual limits; what is used this month stays used.")]
pub struct ChangeArgs {
    #[command(flatten)]
    which: Which,
    /// The new plan: free, pro, enterprise, or a name of your own
    #[arg(long, value_name = "NAME", add = values::plans())]
    plan: Option<String>,
    #[command(flatten)]
    limits: Limits,
}

/// Extend a subscription, or bring back one that expired or was cancelled.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine subs renew --user ann@example.com\n  \
    leadengine subs renew --user ann@example.com --months 12\n  \
    leadengine subs renew --user ann@example.com --expires 2027-12-31\n\n\
    Counts from the old end, or from now where that is past. Without an end it stays without one.")]
pub struct Renew {
    #[command(flatten)]
    which: Which,
    /// Extend by so many months [default: 1]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1200), conflicts_with = "expires")]
    months: Option<u32>,
    /// Extend until then
    #[arg(long, value_name = "DATE", value_parser = moment)]
    expires: Option<DateTime<Utc>>,
}

/// Cancel a subscription, at once or at the end of the billing month.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine subs cancel --user ann@example.com\n  \
    leadengine subs cancel --user ann@example.com --at-period-end\n\n\
    subs renew brings it back.")]
pub struct Cancel {
    #[command(flatten)]
    which: Which,
    /// Let the billing month run out first
    #[arg(long)]
    at_period_end: bool,
}

/// Which subscription: by its id, or the current one of a user.
#[derive(Debug, Args)]
struct Which {
    /// The subscription's id or the beginning of it; without it, the current one of --user
    #[arg(add = values::subscriptions())]
    id: Option<String>,
    #[command(flatten)]
    user: UserArg,
}

impl Which {
    fn find(&self, conn: &mut PgConnection) -> Result<Subscription> {
        if let Some(id) = &self.id {
            let user = names::optional_user(conn, self.user.given())?;
            return Subscription::named(conn, id, user.map(|user| user.id));
        }
        let user = names::user_for(conn, self.user.given())?;
        let failure = || {
            let message = format!("user {} has no subscription", user.email);
            Failure::new(Kind::NotFound, "no_such_subscription", message)
                .hint(format!("leadengine subs add --user {} --plan free", user.word()))
        };
        Ok(Subscription::current_of(conn, user.id, Utc::now())?.ok_or_else(failure)?)
    }
}

impl Subs {
    /// Does what the verb says and prints the subscription as it is now.
    pub fn run(self, context: &Context) -> Result<u8> {
        let mut conn = context.connect_briefly()?;
        match self {
            Subs::Add(add) => add.run(context, &mut conn),
            Subs::List(list) => list.run(context, &mut conn),
            Subs::Show(show) => {
                let subscription = show.which.find(&mut conn)?;
                print_one(context, &mut conn, &subscription)
            }
            Subs::Change(change) => change.run(context, &mut conn),
            Subs::Renew(renew) => renew.run(context, &mut conn),
            Subs::Cancel(cancel) => cancel.run(context, &mut conn),
        }
    }
}

impl Add {
    fn run(self, context: &Context, conn: &mut PgConnection) -> Result<u8> {
        let plan = self.limits.plan(&self.plan)?;
        let user = names::user_for(conn, self.user.given())?;
        let starts_at = self.starts.unwrap_or_else(Utc::now);
        let expires_at = match self.months {
            Some(months) => Some(later(starts_at, months)?),
            None => self.expires,
        };
        if expires_at.is_some_and(|end| end <= starts_at) {
            return Err(Failure::new(
                Kind::Usage,
                "invalid_date",
                "the subscription would end before it begins",
            )
            .hint("--expires must be later than --starts")
            .into());
        }
        let new = NewSubscription {
            user_id: user.id,
            plan_name: &plan.name,
            monthly_scrape_limit: plan.scrapes,
            monthly_lead_limit: plan.leads,
            status: ACTIVE,
            starts_at,
            expires_at,
        };
        let added = conn.transaction(|conn| -> Result<_> {
            refuse_overlap(conn, &user, starts_at, expires_at, None)?;
            Ok(Subscription::add(conn, &new)?)
        })?;
        print_one(context, conn, &added)?;
        if let Some(remark) = self.limits.remark(&self.plan, &user.word()) {
            context.output.warn(remark);
        }
        if user.is_active() {
            context.output.note("next: leadengine ingest FILE");
        } else {
            context.output.note(format!(
                "{} is not active: leadengine users activate {}",
                user.email,
                user.word()
            ));
        }
        Ok(DONE)
    }
}

/// Keeps other changes to the user's subscriptions waiting until the transaction ends, and refuses a second one in the
/// same time.
fn refuse_overlap(
    conn: &mut PgConnection,
    user: &User,
    start: DateTime<Utc>,
    end: Option<DateTime<Utc>>,
    except: Option<Uuid>,
) -> Result<()> {
    usage_tracking::lock(conn, user.id)?;
    let all = Subscription::of(conn, user.id)?;
    let Some(other) = all.iter().find(|other| Some(other.id) != except && other.overlaps(start, end)) else {
        return Ok(());
    };
    let until = other.expires_at.map(|at| format!(" until {}", at.format("%Y-%m-%d"))).unwrap_or_default();
    let plan = other.plan_name.as_deref().unwrap_or("a plan without a name");
    let message = format!("{} has a subscription to {plan}{until} already", user.email);
    Err(Failure::new(Kind::Failed, "already_subscribed", message)
        .hint(format!("leadengine subs change --user {} --plan NAME", user.word()))
        .into())
}

impl List {
    fn run(self, context: &Context, conn: &mut PgConnection) -> Result<u8> {
        let choice = self.columns.choose(&COLUMNS)?;
        let user = names::optional_user(conn, self.user.given())?;
        let now = Utc::now();
        let mut rows = Rows::chosen(&context.output, &COLUMNS, choice);
        let mut any = false;
        for (subscription, email) in Subscription::list(conn, user.map(|user| user.id))? {
            any = true;
            rows.push(cells(&subscription, email.as_deref(), names::short_id(subscription.id), now))?;
        }
        rows.finish()?;
        if !any {
            context.output.note("no subscriptions: leadengine subs add --user EMAIL --plan free");
        }
        Ok(DONE)
    }
}

impl ChangeArgs {
    fn run(self, context: &Context, conn: &mut PgConnection) -> Result<u8> {
        if self.plan.is_none() && !self.limits.any() {
            return Err(Failure::new(Kind::Usage, "nothing_to_change", "nothing to change was given")
                .hint("add --plan NAME, --scrape-limit N or --lead-limit N")
                .into());
        }
        let plan = self.plan.as_deref().map(|name| self.limits.plan(name)).transpose()?;
        let subscription = self.which.find(conn)?;
        let change = match &plan {
            Some(plan) => Change {
                plan_name: Some(&plan.name),
                monthly_scrape_limit: Some(plan.scrapes),
                monthly_lead_limit: Some(plan.leads),
                ..Change::default()
            },
            None => Change {
                monthly_scrape_limit: self.limits.scrape_limit.map(|limit| limit.0),
                monthly_lead_limit: self.limits.lead_limit.map(|limit| limit.0),
                ..Change::default()
            },
        };
        let changed = subscription.change(conn, &change)?;
        print_one(context, conn, &changed)?;
        let owner = changed.user_id.map(|id| User::by_id(conn, id)).transpose()?.flatten();
        if let (Some(name), Some(owner)) = (&self.plan, owner)
            && let Some(remark) = self.limits.remark(name, &owner.word())
        {
            context.output.warn(remark);
        }
        warn_unless_active(context, &changed);
        Ok(DONE)
    }
}

impl Renew {
    fn run(self, context: &Context, conn: &mut PgConnection) -> Result<u8> {
        let now = Utc::now();
        let renewed = conn.transaction(|conn| -> Result<_> {
            let mut subscription = self.which.find(conn)?;
            if let Some(owner) = subscription.user_id {
                // Read again under the lock, so that two renewals at once extend twice.
                usage_tracking::lock(conn, owner)?;
                subscription = Subscription::named(conn, &subscription.id.to_string(), None)?;
            }
            let end = self.new_end(&subscription, now)?;
            if let Some(user) = subscription.user_id.map(|id| User::by_id(conn, id)).transpose()?.flatten() {
                refuse_overlap(conn, &user, now, end, Some(subscription.id))?;
            }
            let change = Change { status: Some(ACTIVE), expires_at: Some(end), ..Change::default() };
            Ok(subscription.change(conn, &change)?)
        })?;
        print_one(context, conn, &renewed)?;
        warn_unless_active(context, &renewed);
        Ok(DONE)
    }

    /// When the subscription ends from now on.
    fn new_end(&self, old: &Subscription, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
        match (self.expires, self.months, old.expires_at) {
            (Some(end), ..) if end <= now || old.starts_at.is_some_and(|start| end <= start) => {
                Err(Failure::new(Kind::Usage, "invalid_date", "the new end is past already")
                    .hint("--expires takes a date in the future")
                    .into())
            }
            (Some(end), ..) => Ok(Some(end)),
            (None, months, Some(end)) => later(end.max(now), months.unwrap_or(1)).map(Some),
            (None, None, None) => Ok(None),
            (None, Some(_), None) if old.is_active(now) => {
                Err(Failure::new(Kind::Usage, "no_end", "the subscription has no end that could be moved")
                    .hint("--expires DATE gives it one")
                    .into())
            }
            (None, Some(months), None) => later(now, months).map(Some),
        }
    }
}

impl Cancel {
    fn run(self, context: &Context, conn: &mut PgConnection) -> Result<u8> {
        let now = Utc::now();
        let subscription = self.which.find(conn)?;
        if subscription.status.as_deref() == Some(CANCELLED) {
            print_one(context, conn, &subscription)?;
            context.output.note(format!(
                "it was cancelled already; leadengine subs renew {} brings it back",
                identifier::short(subscription.id)
            ));
            return Ok(DONE);
        }
        let change = if self.at_period_end {
            let end = quota::month_of(&subscription, now).end;
            // Never later than it would have ended anyway.
            Change {
                expires_at: Some(Some(subscription.expires_at.map_or(end, |old| old.min(end)))),
                ..Change::default()
            }
        } else {
            Change { status: Some(CANCELLED), ..Change::default() }
        };
        let cancelled = subscription.change(conn, &change)?;
        print_one(context, conn, &cancelled)?;
        context
            .output
            .note(format!("leadengine subs renew {} brings it back", identifier::short(cancelled.id)));
        Ok(DONE)
    }
}

/// A subscription that was changed and still does not count is worth a word.
fn warn_unless_active(context: &Context, subscription: &Subscription) {
    let now = Utc::now();
    if !subscription.is_active(now) {
        let standing = subscription.standing(now).unwrap_or("without a status");
        context.output.note(format!(
            "this subscription is {standing}: it counts for nothing now; leadengine subs renew {} brings it back",
            identifier::short(subscription.id)
        ));
    }
}

pub(super) const COLUMNS: [Column; 9] = [
    Column::word("id", "Id"),
    Column::text("user_id", "User").rank(1),
    Column::text("plan_name", "Plan").rank(3),
    Column::number("monthly_scrape_limit", "Scrapes/mo"),
    Column::number("monthly_lead_limit", "Leads/mo"),
    Column::word("status", "Status"),
    Column::time("starts_at", "Starts").rank(7),
    Column::time("expires_at", "Expires").rank(4),
    Column::time("created_at", "Created").rank(9),
];

/// The columns of a subscription. People read whose it is and how it stands now.
fn cells(subscription: &Subscription, email: Option<&str>, id: Cell, now: DateTime<Utc>) -> Vec<Cell> {
    let user = names::whole_id(subscription.user_id);
    vec![
        id,
        email.map_or(user, |email| Cell::shown(subscription.user_id.map(|id| id.to_string()), email)),
        Cell::new(subscription.plan_name.as_deref()),
        limit(subscription.monthly_scrape_limit),
        limit(subscription.monthly_lead_limit),
        Cell::shown(subscription.status.as_deref(), subscription.standing(now).unwrap_or("-"))
            .styled(shades::status_style(subscription.standing(now))),
        time(subscription.starts_at),
        match subscription.expires_at {
            None => Cell::shown(None::<String>, "never"),
            end => time(end),
        },
        time(subscription.created_at),
    ]
}

fn limit(limit: Option<i32>) -> Cell {
    match limit {
        None => Cell::shown(None::<i32>, "unlimited"),
        limit => Cell::new(limit),
    }
}

/// A subscription in a few words.
pub(super) fn describe(subscription: &Subscription) -> String {
    let amount = |limit: Option<i32>| limit.map_or("unlimited".to_owned(), |n| n.to_string());
    format!(
        "plan {} ({}): {} scrapes and {} leads a month",
        subscription.plan_name.as_deref().unwrap_or("without a name"),
        subscription.standing(Utc::now()).unwrap_or("no status"),
        amount(subscription.monthly_scrape_limit),
        amount(subscription.monthly_lead_limit)
    )
}

fn print_one(context: &Context, conn: &mut PgConnection, subscription: &Subscription) -> Result<u8> {
    let user = subscription.user_id.map(|id| User::by_id(conn, id)).transpose()?.flatten();
    let email = user.as_ref().map(|user| &*user.email);
    let id = names::whole_id(Some(subscription.id));
    Rows::one(&context.output, &COLUMNS, cells(subscription, email, id, Utc::now()))?;
    Ok(DONE)
}
