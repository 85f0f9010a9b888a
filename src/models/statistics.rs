//! Counts over all tables, for `stats`. Nothing here writes.

mod days;

pub use days::{Day, days};

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Double, Integer, Nullable, Text, Uuid as SqlUuid};
use uuid::Uuid;

/// How far the data has come, and where jobs stand.
#[derive(Debug, Clone, PartialEq, QueryableByName)]
pub struct Funnel {
    /// Scrape jobs.
    #[diesel(sql_type = BigInt)]
    pub jobs: i64,
    /// Raw leads.
    #[diesel(sql_type = BigInt)]
    pub raw_leads: i64,
    /// Leads made from them, or by other programs.
    #[diesel(sql_type = BigInt)]
    pub leads: i64,
    /// Leads that have a score.
    #[diesel(sql_type = BigInt)]
    pub scored: i64,
    /// Leads of high intent.
    #[diesel(sql_type = BigInt)]
    pub high_intent: i64,
    /// The mean score, 0 to 100; `None` where there is no score.
    #[diesel(sql_type = Nullable<Double>)]
    pub mean_score: Option<f64>,
}

/// How many leads share a value.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Share {
    /// The value; `None` is unknown.
    #[diesel(sql_type = Nullable<Text>)]
    pub value: Option<String>,
    /// Leads that have it.
    #[diesel(sql_type = BigInt)]
    pub leads: i64,
}

/// The funnel of one user, or of all.
pub fn funnel(conn: &mut PgConnection, user: Option<Uuid>) -> QueryResult<Funnel> {
    diesel::sql_query(
        "SELECT (SELECT count(*) FROM scrape_jobs WHERE $1::uuid IS NULL OR user_id = $1) AS jobs, \
                (SELECT count(*) FROM raw_leads WHERE $1::uuid IS NULL OR user_id = $1) AS raw_leads, \
                count(*) AS leads, \
                count(e.predicted_score) AS scored, \
                count(*) FILTER (WHERE e.intent_level = 'high') AS high_intent, \
                avg(e.predicted_score) AS mean_score \
         FROM leads l LEFT JOIN lead_enrichment e ON e.lead_id = l.id WHERE $1::uuid IS NULL OR l.user_id = $1",
    )
    .bind::<Nullable<SqlUuid>, _>(user)
    .get_result(conn)
}

/// Jobs by status, the commonest first.
pub fn job_statuses(conn: &mut PgConnection, user: Option<Uuid>) -> QueryResult<Vec<Share>> {
    shares(
        conn,
        "SELECT status AS value, count(*) AS leads FROM scrape_jobs \
         WHERE $1::uuid IS NULL OR user_id = $1 GROUP BY 1 ORDER BY 2 DESC, 1",
        user,
    )
}

/// Scored leads by intent, highest first; values that LeadEngine does not know come last.
pub fn intents(conn: &mut PgConnection, user: Option<Uuid>) -> QueryResult<Vec<Share>> {
    shares(
        conn,
        "SELECT e.intent_level AS value, count(*) AS leads \
         FROM lead_enrichment e JOIN leads l ON l.id = e.lead_id WHERE $1::uuid IS NULL OR l.user_id = $1 \
         GROUP BY 1 ORDER BY array_position(ARRAY['high', 'medium', 'low'], e.intent_level), 1",
        user,
    )
}

/// Leads by score in tens: the first of ten counts 0 to under 10, the last 90 to 100.
pub fn scores(conn: &mut PgConnection, user: Option<Uuid>) -> QueryResult<[i64; 10]> {
    #[derive(QueryableByName)]
    struct Ten {
        #[diesel(sql_type = Integer)]
        ten: i32,
        #[diesel(sql_type = BigInt)]
        leads: i64,
    }
    // Other programs may have written what is no score; it counts as the nearest one.
    let tens: Vec<Ten> = diesel::sql_query(
        "SELECT floor(LEAST(GREATEST(e.predicted_score, 0), 99) / 10)::int AS ten, count(*) AS leads \
         FROM lead_enrichment e JOIN leads l ON l.id = e.lead_id \
         WHERE ($1::uuid IS NULL OR l.user_id = $1) AND e.predicted_score IS NOT NULL GROUP BY 1",
    )
    .bind::<Nullable<SqlUuid>, _>(user)
    .load(conn)?;
    let mut counts = [0; 10];
    for Ten { ten, leads } in tens {
        if let Some(count) = usize::try_from(ten).ok().and_then(|ten| counts.get_mut(ten)) {
            *count += leads;
        }
    }
    Ok(counts)
}

/// Leads by seniority, the commonest first.
pub fn seniorities(conn: &mut PgConnection, user: Option<Uuid>) -> QueryResult<Vec<Share>> {
    shares(
        conn,
        "SELECT seniority AS value, count(*) AS leads FROM leads \
         WHERE $1::uuid IS NULL OR user_id = $1 GROUP BY 1 ORDER BY 2 DESC, 1",
        user,
    )
}

/// The ten commonest industries.
pub fn industries(conn: &mut PgConnection, user: Option<Uuid>) -> QueryResult<Vec<Share>> {
    shares(
        conn,
        "SELECT industry AS value, count(*) AS leads FROM leads \
         WHERE $1::uuid IS NULL OR user_id = $1 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10",
        user,
    )
}

/// The ten commonest sources: of an address of a page, its host.
pub fn sources(conn: &mut PgConnection, user: Option<Uuid>) -> QueryResult<Vec<Share>> {
    shares(
        conn,
        r"SELECT COALESCE(substring(lower(source) FROM '^[a-z]+://(?:www\.)?([^/:?#]+)'), source) AS value,
                 count(*) AS leads
          FROM leads WHERE $1::uuid IS NULL OR user_id = $1 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10",
        user,
    )
}

fn shares(conn: &mut PgConnection, query: &'static str, user: Option<Uuid>) -> QueryResult<Vec<Share>> {
    diesel::sql_query(query).bind::<Nullable<SqlUuid>, _>(user).load(conn)
}
