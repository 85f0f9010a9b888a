//! `leads list`.

use anyhow::Result;
use chrono::{DateTime, Utc};
use clap::Args;
use diesel::PgConnection;

use super::{COLUMNS, TABLE, cells, table_cells};
use crate::commands::names::{UserArg, optional_user};
use crate::commands::{Context, DONE};
use crate::enrich::{Channel, Intent};
use crate::models::leads::list::{self, Cursor, Filter, Order};
use crate::models::scrape_jobs::Job;
use crate::normalize::title::Seniority;
use crate::output::Rows;

/// Which leads; every option that is given narrows the list.
#[derive(Debug, Clone, Default, Args)]
pub struct Filters {
    #[command(flatten)]
    user: UserArg,
    /// Only of this intent: high, medium or low (several with commas)
    #[arg(long, value_name = "LEVEL", value_delimiter = ',')]
    intent: Vec<Intent>,
    /// Only with at least this score
    #[arg(long, value_name = "0-100", value_parser = score)]
    min_score: Option<f64>,
    /// Only with at most this score
    #[arg(long, value_name = "0-100", value_parser = score)]
    max_score: Option<f64>,
    /// Only of this seniority: owner founder c_suite partner vp head director manager senior entry intern
    #[arg(long, value_name = "STEP", value_delimiter = ',')]
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
    /// Only with this recommended channel: email, phone, linkedin or none
    #[arg(long, value_name = "CHANNEL", value_delimiter = ',')]
    channel: Vec<Channel>,
    /// Only with a buying signal that contains this
    #[arg(long, value_name = "TEXT")]
    buying_signal: Option<String>,
    /// Only leads that raw records of this job went into
    #[arg(long, value_name = "ID")]
    job: Option<String>,
    /// Only leads changed since then: a date, a time, or an age such as 24h or 7d
    #[arg(long, value_name = "WHEN", value_parser = when)]
    since: Option<DateTime<Utc>>,
    /// Only leads in which all these words stand
    #[arg(long, value_name = "WORDS")]
    search: Option<String>,
}

impl Filters {
    /// The filter for the query, with names looked up.
    pub(super) fn resolve(&self, conn: &mut PgConnection) -> Result<Filter> {
        let user = optional_user(conn, self.user.given())?;
        let job = self.job.as_deref().map(|name| Job::named(conn, name)).transpose()?;
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
            since: self.since,
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

fn when(text: &str) -> Result<DateTime<Utc>, String> {
    if let Some(at) = crate::ingest::parse_time(text) {
        return Ok(at);
    }
    let text = text.trim();
    let age = text.char_indices().next_back().and_then(|(at, unit)| {
        let number: i64 = text[..at].parse().ok().filter(|n| (0..=1_000_000).contains(n))?;
        match unit {
            'm' => chrono::Duration::try_minutes(number),
            'h' => chrono::Duration::try_hours(number),
            'd' => chrono::Duration::try_days(number),
            'w' => chrono::Duration::try_weeks(number),
            _ => None,
        }
    });
    age.and_then(|age| Utc::now().checked_sub_signed(age)).ok_or_else(|| {
        "neither a date (2026-11-23), a time (2026-11-23T08:00:00Z) nor an age (30m, 24h, 7d, 2w)".to_owned()
    })
}

/// List leads, best score first.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Examples:\n  \
    leadengine leads list --intent high,medium --channel phone\n  \
    leadengine leads list --company acme --json\n  \
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
}

impl List {
    /// Prints the list.
    pub fn run(self, context: &Context) -> Result<u8> {
        let after = self.after.as_deref().map(|text| Cursor::decode(text, self.sort)).transpose()?;
        let mut conn = context.connect()?;
        let filter = self.filters.resolve(&mut conn)?;
        let output = &context.output;
        let mut rows =
            if output.is_table() { Rows::list(output, &TABLE) } else { Rows::list(output, &COLUMNS) };
        let limit = if self.all { None } else { Some(u64::from(self.limit)) };
        let printed = pages(&mut conn, &filter, self.sort, after, limit, &mut |scored| {
            rows.push(if output.is_table() { table_cells(scored) } else { cells(scored) })
        })?;
        rows.finish()?;
        match printed {
            Printed { count: 0, .. } => {
                output.note("no lead matches; leadengine leads without filters shows all there are")
            }
            Printed { next: Some(cursor), count } => {
                output.note(format!("{count} leads, and there are more: --after {}", cursor.encode()));
            }
            Printed { count, .. } if output.is_table() => {
                output
                    .note(format!("{count} leads; leadengine leads show ID tells why a score is what it is"));
            }
            Printed { .. } => {}
        }
        Ok(DONE)
    }
}

/// What a walk over pages came to.
pub(super) struct Printed {
    /// Leads handed on.
    pub(super) count: u64,
    /// Where the next page begins, when there are more.
    pub(super) next: Option<Cursor>,
}

/// Leads that are read at once, whatever the length of the list.
const PAGE: u64 = 1_000;

/// Hands every lead that matches to `each`, page by page, so that memory stays flat.
pub(super) fn pages(
    conn: &mut PgConnection,
    filter: &Filter,
    order: Order,
    mut after: Option<Cursor>,
    limit: Option<u64>,
    each: &mut dyn FnMut(&list::Scored) -> Result<()>,
) -> Result<Printed> {
    let mut count = 0;
    loop {
        let wanted = limit.map_or(PAGE, |limit| (limit - count).min(PAGE));
        // One more than wanted tells whether there is a next page.
        let mut page = list::page(conn, filter, order, after.as_ref(), i64::try_from(wanted)? + 1)?;
        let more = page.len() as u64 > wanted;
        page.truncate(usize::try_from(wanted)?);
        for scored in &page {
            each(scored)?;
            count += 1;
        }
        after = page.last().map(|last| Cursor::after(order, last));
        if !more || limit.is_some_and(|limit| count >= limit) {
            return Ok(Printed { count, next: after.filter(|_| more) });
        }
    }
}
