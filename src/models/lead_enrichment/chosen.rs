//! Which scored leads are worth a call to a language model: the best by the score that they had before one.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Double, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use super::due::Scope;

/// How to choose.
#[derive(Debug, Clone, Copy)]
pub struct Choice<'a> {
    /// Among which leads; that they are up to date makes no difference.
    pub scope: Scope,
    /// So many, the best.
    pub top: Option<i64>,
    /// Of a score of at least this.
    pub min_score: f64,
    /// The part of a score that is left out of account.
    pub without: &'a str,
    /// When the run began, by the server's clock.
    pub since: DateTime<Utc>,
}

/// A lead that was chosen.
#[derive(Debug, Clone, PartialEq, QueryableByName)]
pub struct Chosen {
    /// Its id.
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    /// Whether its score has that part already.
    #[diesel(sql_type = Bool)]
    pub has_part: bool,
    /// Whether it was scored since the run began.
    #[diesel(sql_type = Bool)]
    pub scored_now: bool,
}

/// Chooses, best first. Leads whose score is out of date are left for the next run.
pub fn choose(conn: &mut PgConnection, choice: Choice) -> QueryResult<Vec<Chosen>> {
    diesel::sql_query(
        "SELECT c.id, c.has_part, c.scored_now FROM ( \
             SELECT l.id, p.points IS NOT NULL AS has_part, e.enriched_at >= $5 AS scored_now, \
                    round((e.predicted_score - COALESCE(p.points, 0))::numeric, 1)::float8 AS base \
             FROM lead_enrichment e JOIN leads l ON l.id = e.lead_id LEFT JOIN users u ON u.id = l.user_id \
             LEFT JOIN LATERAL ( \
                 SELECT CASE WHEN jsonb_typeof(part -> 'points') = 'number' THEN (part ->> 'points')::float8 ELSE 0 END AS points \
                 FROM jsonb_array_elements(CASE jsonb_typeof(e.score_parts) WHEN 'array' THEN e.score_parts ELSE '[]' END) part \
                 WHERE part ->> 'name' = $4 LIMIT 1) p ON TRUE \
             WHERE ($1::uuid IS NULL OR l.user_id = $1) AND COALESCE(u.is_active, TRUE) AND e.enriched_at IS NOT NULL \
                 AND e.predicted_score BETWEEN 0 AND 100 \
                 AND ($2::uuid IS NULL OR EXISTS \
                      (SELECT 1 FROM raw_leads r WHERE r.scrape_job_id = $2 AND r.id = ANY(l.raw_lead_ids)))) c \
         WHERE c.base >= $3 ORDER BY c.base DESC, c.id DESC LIMIT $6",
    )
    .bind::<Nullable<SqlUuid>, _>(choice.scope.user)
    .bind::<Nullable<SqlUuid>, _>(choice.scope.job)
    .bind::<Double, _>(choice.min_score)
    .bind::<Text, _>(choice.without)
    .bind::<Timestamptz, _>(choice.since)
    .bind::<Nullable<BigInt>, _>(choice.top)
    .load(conn)
}

/// Whether the score of any of these leads has a part of this name.
pub fn any_with_part(conn: &mut PgConnection, scope: Scope, name: &str) -> QueryResult<bool> {
    #[derive(QueryableByName)]
    struct Any {
        #[diesel(sql_type = Bool)]
        any: bool,
    }
    diesel::sql_query(
        "SELECT EXISTS (SELECT 1 FROM lead_enrichment e JOIN leads l ON l.id = e.lead_id \
         WHERE ($1::uuid IS NULL OR l.user_id = $1) AND e.score_parts @> jsonb_build_array(jsonb_build_object('name', $2::text)) \
             AND ($3::uuid IS NULL OR EXISTS \
                  (SELECT 1 FROM raw_leads r WHERE r.scrape_job_id = $3 AND r.id = ANY(l.raw_lead_ids)))) AS any",
    )
    .bind::<Nullable<SqlUuid>, _>(scope.user)
    .bind::<Text, _>(name)
    .bind::<Nullable<SqlUuid>, _>(scope.job)
    .get_result::<Any>(conn)
    .map(|found| found.any)
}

/// The time by the server's clock.
pub fn now(conn: &mut PgConnection) -> QueryResult<DateTime<Utc>> {
    diesel::select(diesel::dsl::now.into_sql::<Timestamptz>()).get_result(conn)
}
