//! What each user has used in each billing month.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::Text;
use uuid::Uuid;

use crate::schema::usage_tracking;

/// Scrapes and leads used in a period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Used {
    /// Jobs made.
    pub scrapes: i64,
    /// Leads created.
    pub leads: i64,
}

/// Lets only one transaction at a time count for this user; held until the transaction ends.
pub fn lock(conn: &mut PgConnection, user: Uuid) -> QueryResult<()> {
    diesel::sql_query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))")
        .bind::<Text, _>(format!("leadengine:usage:{user}"))
        .execute(conn)?;
    Ok(())
}

/// What the user has used in the period from `start` to `end`, which is now. Rows of other periods count when they
/// begin inside it or are not over either: another program's, or those of a subscription that was replaced.
pub fn used(
    conn: &mut PgConnection,
    user: Uuid,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
) -> QueryResult<Used> {
    Ok(rows(conn, user, start, end)?.iter().fold(Used::default(), |sum, row| Used {
        scrapes: sum.scrapes + i64::from(row.scrapes.unwrap_or(0)),
        leads: sum.leads + i64::from(row.leads.unwrap_or(0)),
    }))
}

/// A row that counts.
#[derive(Queryable)]
struct Row {
    id: Uuid,
    scrapes: Option<i32>,
    leads: Option<i32>,
    start: Option<DateTime<Utc>>,
}

/// The rows that [`used`] counts, the latest first.
fn rows(
    conn: &mut PgConnection,
    user: Uuid,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
) -> QueryResult<Vec<Row>> {
    usage_tracking::table
        .filter(usage_tracking::user_id.eq(user))
        .filter(usage_tracking::period_start.lt(end))
        .filter(
            usage_tracking::period_start.ge(start).or(usage_tracking::period_start
                .le(diesel::dsl::now)
                .and(usage_tracking::period_end.gt(diesel::dsl::now))),
        )
        .order((usage_tracking::period_start.desc(), usage_tracking::id))
        .select((
            usage_tracking::id,
            usage_tracking::scrapes_used,
            usage_tracking::leads_generated,
            usage_tracking::period_start,
        ))
        .load(conn)
}

/// Since when leads count for the period from `start` to `end`: earlier than its start where a replaced subscription's row counts, too.
pub fn counted_since(
    conn: &mut PgConnection,
    user: Uuid,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
) -> QueryResult<DateTime<Utc>> {
    let rows = rows(conn, user, start, end)?;
    Ok(rows.iter().filter_map(|row| row.start).chain([start]).min().unwrap_or(start))
}

/// Takes leads off what counts for a period, the latest row first, none below zero. The caller holds [`lock`].
pub fn give_back(
    conn: &mut PgConnection,
    user: Uuid,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    leads: i64,
) -> QueryResult<()> {
    let mut left = leads;
    for row in rows(conn, user, start, end)? {
        let there = row.leads.unwrap_or(0);
        let take = i32::try_from(left).unwrap_or(i32::MAX).min(there.max(0));
        if take > 0 {
            diesel::update(usage_tracking::table.find(row.id))
                .set(usage_tracking::leads_generated.eq(there - take))
                .execute(conn)?;
            left -= i64::from(take);
        }
    }
    Ok(())
}

/// Counts more use in a period. The caller holds [`lock`].
pub fn add(
    conn: &mut PgConnection,
    user: Uuid,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    more: Used,
) -> QueryResult<()> {
    let number = |n: i64| i32::try_from(n).unwrap_or(i32::MAX);
    let sum = |before: Option<i32>, more: i64| before.unwrap_or(0).saturating_add(number(more));
    let row: Option<(Uuid, Option<i32>, Option<i32>)> = usage_tracking::table
        .filter(usage_tracking::user_id.eq(user))
        .filter(usage_tracking::period_start.ge(start))
        .filter(usage_tracking::period_start.lt(end))
        .order((usage_tracking::period_start, usage_tracking::id))
        .select((usage_tracking::id, usage_tracking::scrapes_used, usage_tracking::leads_generated))
        .for_no_key_update()
        .first(conn)
        .optional()?;
    match row {
        Some((id, scrapes, leads)) => diesel::update(usage_tracking::table.find(id))
            .set((
                usage_tracking::scrapes_used.eq(sum(scrapes, more.scrapes)),
                usage_tracking::leads_generated.eq(sum(leads, more.leads)),
            ))
            .execute(conn)?,
        None => diesel::insert_into(usage_tracking::table)
            .values((
                usage_tracking::user_id.eq(user),
                usage_tracking::scrapes_used.eq(sum(None, more.scrapes)),
                usage_tracking::leads_generated.eq(sum(None, more.leads)),
                usage_tracking::period_start.eq(start),
                usage_tracking::period_end.eq(end),
            ))
            .execute(conn)?,
    };
    Ok(())
}
