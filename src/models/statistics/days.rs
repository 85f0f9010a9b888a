//! How many records each day brought.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Integer, Nullable, Uuid as SqlUuid};
use uuid::Uuid;

/// Raw leads that were scraped on a day, UTC.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Day {
    /// The day.
    #[diesel(sql_type = Date)]
    pub day: NaiveDate,
    /// Raw leads.
    #[diesel(sql_type = BigInt)]
    pub raw_leads: i64,
}

/// Raw leads by the day on which they were scraped (or loaded, where they do not say), for so many days up to today; every day is there.
pub fn days(conn: &mut PgConnection, user: Option<Uuid>, count: i32) -> QueryResult<Vec<Day>> {
    diesel::sql_query(
        "WITH today AS (SELECT (now() AT TIME ZONE 'UTC')::date AS day), \
              days AS (SELECT day - back AS day FROM today, generate_series(0, $2 - 1) back), \
              counts AS (SELECT (r.scraped_at AT TIME ZONE 'UTC')::date AS day, count(*) AS raw_leads FROM raw_leads r, today \
                         WHERE ($1::uuid IS NULL OR r.user_id = $1) \
                           AND r.scraped_at >= (today.day - $2 + 1)::timestamp AT TIME ZONE 'UTC' \
                           AND r.scraped_at < (today.day + 1)::timestamp AT TIME ZONE 'UTC' GROUP BY 1) \
         SELECT day, COALESCE(raw_leads, 0) AS raw_leads FROM days LEFT JOIN counts USING (day) ORDER BY day",
    )
    .bind::<Nullable<SqlUuid>, _>(user)
    .bind::<Integer, _>(count)
    .load(conn)
}
