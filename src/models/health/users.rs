//! Users who can add no jobs or get no leads, now or soon.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::models::usage_tracking::Used;

/// An active user who can add no jobs and get no leads.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Unsubscribed {
    /// The user's address.
    #[diesel(sql_type = Text)]
    pub email: String,
    /// Whether there is a subscription that is over.
    #[diesel(sql_type = Bool)]
    pub over: bool,
    /// Whether there is a subscription that begins later.
    #[diesel(sql_type = Bool)]
    pub upcoming: bool,
    /// Raw leads that wait for it, by the counts of their jobs.
    #[diesel(sql_type = BigInt)]
    pub waiting: i64,
}

/// Raw leads of the user `u` that wait, by the counts of their jobs.
macro_rules! waiting {
    () => {
        "COALESCE((SELECT sum(GREATEST(COALESCE(j.total_found, 0) - COALESCE(j.total_processed, 0), 0)) FROM scrape_jobs j \
             WHERE j.user_id = u.id AND COALESCE(j.total_found, 0) <> COALESCE(j.total_processed, 0) \
               AND j.status IS DISTINCT FROM 'failed'), 0)::bigint"
    };
}

/// Active users without a subscription in force: those for whom most is waiting first, then by address.
pub fn unsubscribed(conn: &mut PgConnection) -> QueryResult<Vec<Unsubscribed>> {
    diesel::sql_query(concat!(
        "SELECT u.email, u.over, u.upcoming, ",
        waiting!(),
        " AS waiting FROM (SELECT u.id, u.email, count(s.id) > 0 AS over, \
                COALESCE(bool_or(s.status = 'active' AND s.starts_at > now()), FALSE) AS upcoming \
             FROM users u LEFT JOIN subscriptions s ON s.user_id = u.id WHERE u.is_active IS NOT FALSE \
             GROUP BY u.id HAVING NOT COALESCE(bool_or(s.status = 'active' \
                 AND COALESCE(s.starts_at <= now(), TRUE) AND COALESCE(now() < s.expires_at, TRUE)), FALSE)) u \
         ORDER BY waiting DESC, u.email",
    ))
    .load(conn)
}

/// An active user whose subscription ends within a week, and who has no other to follow.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Ending {
    /// The user's address.
    #[diesel(sql_type = Text)]
    pub email: String,
    /// When it ends.
    #[diesel(sql_type = Timestamptz)]
    pub ends: DateTime<Utc>,
}

/// Those whose subscription ends within a week, the next first.
pub fn ending(conn: &mut PgConnection) -> QueryResult<Vec<Ending>> {
    diesel::sql_query(
        "SELECT u.email, max(s.expires_at) AS ends FROM subscriptions s JOIN users u ON u.id = s.user_id \
         WHERE u.is_active IS NOT FALSE AND s.status = 'active' AND COALESCE(s.starts_at <= now(), TRUE) \
           AND s.expires_at > now() AND s.expires_at < now() + interval '7 days' \
           AND NOT EXISTS (SELECT FROM subscriptions n WHERE n.user_id = s.user_id AND n.status = 'active' \
               AND COALESCE(n.starts_at <= now() + interval '7 days', TRUE) \
               AND COALESCE(n.expires_at >= now() + interval '7 days', TRUE)) \
         GROUP BY u.id, u.email ORDER BY ends, u.email",
    )
    .load(conn)
}

/// A user, and the billing month that is meant.
pub type Month = (Uuid, DateTime<Utc>, DateTime<Utc>);

/// What each of these users has used in the month named with it, as [`used`](crate::models::usage_tracking::used) counts it, and how many
/// raw leads wait for the user.
pub fn used(conn: &mut PgConnection, months: &[Month]) -> QueryResult<HashMap<Uuid, (Used, i64)>> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = SqlUuid)]
        id: Uuid,
        #[diesel(sql_type = BigInt)]
        scrapes: i64,
        #[diesel(sql_type = BigInt)]
        leads: i64,
        #[diesel(sql_type = BigInt)]
        waiting: i64,
    }
    let rows: Vec<Row> = diesel::sql_query(concat!(
        "SELECT u.id, COALESCE(sum(t.scrapes_used), 0)::bigint AS scrapes, COALESCE(sum(t.leads_generated), 0)::bigint AS leads, ",
        waiting!(),
        " AS waiting FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) u (id, month, next) \
         LEFT JOIN usage_tracking t ON t.user_id = u.id AND t.period_start < u.next \
             AND (t.period_start >= u.month OR (t.period_start <= now() AND t.period_end > now())) \
         GROUP BY u.id",
    ))
    .bind::<Array<SqlUuid>, _>(months.iter().map(|month| month.0).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(months.iter().map(|month| month.1).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(months.iter().map(|month| month.2).collect::<Vec<_>>())
    .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id, (Used { scrapes: row.scrapes, leads: row.leads }, row.waiting)))
        .collect())
}
