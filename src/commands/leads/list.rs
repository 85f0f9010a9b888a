//! `leads list`.

use anyhow::Result;
use clap::Args;
use diesel::PgConnection;

use super::since::since;
use super::{choice, nothing, push, rows};
use crate::commands::columns::ColumnsArg;
use crate::commands::completions::values;
use crate::commands::names::{UserArg, optional_user};
use crate::commands::one_of::OneOf;
use crate::commands::{Context, DONE};
use crate::enrich::{Channel, Intent};
use crate::models::leads::list::{self, Checkpoint, Cursor, Filter, Order, Row, Since};
use crate::models::scrape_jobs::Job;
use crate::normalize::title::Seniority;
use crate::output::{Output, text};

/// Which leads; every option that is given narrows the list.
#[derive(Debug, Clone, Default, Args)]
pub struct Filters {
    #[command(flatten)]
    user: UserArg,
    /// Only of this intent (several with commas)
    #[arg(long, value_name = "LEVEL", value_delimiter = ',', value_parser = OneOf::<Intent>::new(Intent::ALL.map(Intent::as_str)))]
    intent: Vec<Intent>,
    /// Only with at least this score
    #[arg(long, value_name = "0-100", value_parser = score)]
    min_score: Option<f64>,
    /// Only with at most this score
    #[arg(long, value_name = "0-100", value_parser = score)]
    max_score: Option<f64>,
    /// Only of this seniority (several with commas)
    #[arg(long, value_name = "STEP", value_delimiter = ',', value_parser = OneOf::<Seniority>::new(Seniority::ALL.map(Seniority::as_str)))]
    seniority: Vec<Seniority>,
    /// Only industries that contain this
    #[arg(long, value_name = "TEXT")]
    industry: Option<String>,
    /// Only this domain
    #[arg(long, value_name = "DOMAIN")]
    domain: Option<String>,
    /// Only companies whose name contains this
    #[arg(long, value_name = "TEXT")]
    company: Option<String>,
    /// Only locations that contain this
    #[arg(long, value_name = "TEXT")]
    location: Option<String>,
    /// Only with this recommended channel (several with commas)
    #[arg(long, value_name = "CHANNEL", value_delimiter = ',', value_parser = OneOf::<Channel>::new(Channel::ALL.map(Channel::as_str)))]
    channel: Vec<Channel>,
    /// Only with a buying signal that contains this
    #[arg(long, value_name = "TEXT")]
    buying_signal: Option<String>,
    /// Only leads that raw records of this job went into
    #[arg(long, value_name = "ID", add = values::jobs())]
    job: Option<String>,
    /// Only leads changed since then: a date, a time, an age such as 24h or 7d, or what an export printed
    #[arg(long, value_name = "WHEN", value_parser = since)]
    since: Option<Since>,
    /// Only leads in which all these words stand
    #[arg(long, value_name = "WORDS")]
    search: Option<String>,
}

impl Filters {
    /// The filter for the query, with names looked up.
    pub(super) fn resolve(&self, conn: &mut PgConnection, output: &Output) -> Result<Filter> {
        let user = optional_user(conn, self.user.given())?;
        let job = self.job.as_deref().map(|name| Job::named(conn, name, user.as_ref())).transpose()?;
        let since = self.since.clone().filter(|since| match since {
            Since::Checkpoint(checkpoint) => {
                let known = Checkpoint::now(conn).is_ok_and(|now| now.is_comparable(checkpoint));
                if !known {
                    output.warn("--since was printed by an export from another server: all leads are listed");
                }
                known
            }
            _ => true,
        });
        Ok(Filter {
            user: user.map(|user| user.id),
            intent: self.intent.iter().map(|i| i.as_str().to_owned()).collect(),
            min_score: self.min_score,
            max_score: self.max_score,
            seniority: self.seniority.iter().map(|s| s.as_str().to_owned()).collect(),
            industry: self.industry.clone(),
            domain: self.domain.clone(),
            company: self.company.clone(),
            location: self.location.clone(),
            channel: self.channel.iter().map(|c| c.as_str().to_owned()).collect(),
            buying_signal: self.buying_signal.clone(),
            job: job.map(|job| job.id),
            since,
            search: self.search.clone(),
        })
    }
}

fn score(text: &str) -> Result<f64, String> {
    match text.trim().parse::<f64>() {
        Ok(score) if (0.0..=100.0).contains(&score) => Ok(score),
        _ => Err("a score is a number from 0 to 100".to_owned()),
    }
}

/// List leads, best score first.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine leads list --intent high,medium --channel phone\n  \
    leadengine leads list --columns name,company_name,email,phone\n  \
    leadengine leads list --since 24h --sort updated --all --format csv")]
pub struct List {
    #[command(flatten)]
    filters: Filters,
    /// Order of the list
    #[arg(long, value_enum, default_value = "score")]
    sort: Order,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
    limit: u32,
    /// All of them
    #[arg(long, conflicts_with = "limit")]
    all: bool,
    /// Begin after this cursor, which the page before printed
    #[arg(long, value_name = "CURSOR")]
    after: Option<String>,
    #[command(flatten)]
    columns: ColumnsArg,
}

impl List {
    /// Prints the list.
    pub fn run(self, context: &Context) -> Result<u8> {
        let output = &context.output;
        let choice = choice(output, &self.columns)?;
        let after = self.after.as_deref().map(|text| Cursor::decode(text, self.sort)).transpose()?;
        let mut conn = context.connect_briefly()?;
        let filter = self.filters.resolve(&mut conn, output)?;
        let mut rows = rows(output, choice);
        let limit = if self.all { None } else { Some(i64::from(self.limit)) };
        let leads = |count: i64| text::counted(count.unsigned_abs(), "lead");
        let printed = walk(&mut conn, &filter, self.sort, after.as_ref(), limit, &mut |row| {
            push(&mut rows, output, row)
        })?;
        rows.finish()?;
        match printed {
            Printed { count: 0, .. } => {
                output.note(nothing(&mut conn, filter.user)?);
            }
            Printed { next: Some(cursor), count } => {
                output.note(format!("{}, and there are more: --after {}", leads(count), cursor.encode()));
            }
            Printed { count, .. } if output.is_table() => {
                output.note(format!(
                    "{}; leadengine leads show ID tells why a score is what it is",
                    leads(count)
                ));
            }
            Printed { .. } => {}
        }
        Ok(DONE)
    }
}

/// What a walk over a list came to.
pub(super) struct Printed {
    /// Leads handed on.
    pub(super) count: i64,
    /// Where the next page begins, when there are more.
    pub(super) next: Option<Cursor>,
}

/// The longest page that is read at once; a longer one comes as a stream, in flat memory.
const PAGE: i64 = 2_000;

/// Hands every lead that matches to `each`, in order, at most `limit`.
pub(super) fn walk(
    conn: &mut PgConnection,
    filter: &Filter,
    order: Order,
    after: Option<&Cursor>,
    limit: Option<i64>,
    each: &mut dyn FnMut(&Row) -> Result<()>,
) -> Result<Printed> {
    let mut printed = Printed { count: 0, next: None };
    let mut last = None;
    let mut hand_on = |row: Row| -> Result<()> {
        if limit.is_some_and(|limit| printed.count >= limit) {
            printed.next = last.take();
            return Ok(());
        }
        each(&row)?;
        printed.count += 1;
        if limit == Some(printed.count) {
            last = Some(Cursor::after(order, &row));
        }
        Ok(())
    };
    // One more than wanted tells whether there is a next page.
    match limit {
        Some(limit) if limit <= PAGE => {
            list::page(conn, filter, order, after, limit + 1)?.into_iter().try_for_each(&mut hand_on)?;
        }
        _ => list::stream(conn, filter, order, after, limit.map(|limit| limit + 1), &mut hand_on)?,
    }
    Ok(printed)
}
