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

/// What the user has used in the period that begins at `start`. Rows of other programs count when their
/// period begins inside it.
pub fn used(
    conn: &mut PgConnection,
    user: Uuid,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
) -> QueryResult<Used> {
    let rows: Vec<(Option<i32>, Option<i32>)> = usage_tracking::table
        .filter(usage_tracking::user_id.eq(user))
        .filter(usage_tracking::period_start.ge(start))
        .filter(usage_tracking::period_start.lt(end))
        .select((usage_tracking::scrapes_used, usage_tracking::leads_generated))
        .load(conn)?;
    Ok(rows.iter().fold(Used::default(), |sum, (scrapes, leads)| Used {
        scrapes: sum.scrapes + i64::from(scrapes.unwrap_or(0)),
        leads: sum.leads + i64::from(leads.unwrap_or(0)),
    }))
}

/// Counts more use in a period. The caller holds [`lock`].
pub fn add(
    conn: &mut PgConnection,
    user: Uuid,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    more: Used,
) -> QueryResult<()> {
    use diesel::dsl::sql;
    use diesel::sql_types::{Integer, Nullable};
    let scrapes = i32::try_from(more.scrapes).unwrap_or(i32::MAX);
    let leads = i32::try_from(more.leads).unwrap_or(i32::MAX);
    let row: Option<Uuid> = usage_tracking::table
        .filter(usage_tracking::user_id.eq(user))
        .filter(usage_tracking::period_start.ge(start))
        .filter(usage_tracking::period_start.lt(end))
        .order((usage_tracking::period_start, usage_tracking::id))
        .select(usage_tracking::id)
        .first(conn)
        .optional()?;
    match row {
        Some(id) => {
            diesel::update(usage_tracking::table.find(id))
                .set((
                    usage_tracking::scrapes_used
                        .eq(sql::<Nullable<Integer>>("COALESCE(scrapes_used, 0) + ")
                            .bind::<Integer, _>(scrapes)),
                    usage_tracking::leads_generated
                        .eq(sql::<Nullable<Integer>>("COALESCE(leads_generated, 0) + ")
                            .bind::<Integer, _>(leads)),
                ))
                .execute(conn)?
        }
        None => diesel::insert_into(usage_tracking::table)
            .values((
                usage_tracking::user_id.eq(user),
                usage_tracking::scrapes_used.eq(scrapes),
                usage_tracking::leads_generated.eq(leads),
                usage_tracking::period_start.eq(start),
                usage_tracking::period_end.eq(end),
            ))
            .execute(conn)?,
    };
    Ok(())
}
