//! Enrichments: one a lead.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Double, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use super::leads::Lead;
use super::time::Time;
use crate::schema::{lead_enrichment, leads};

/// A row of `lead_enrichment`.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = lead_enrichment, check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs)] // The columns, by their names.
pub struct Enrichment {
    pub id: Uuid,
    pub lead_id: Option<Uuid>,
    pub predicted_score: Option<f64>,
    pub intent_level: Option<String>,
    pub ai_summary: Option<String>,
    pub buying_signal: Option<String>,
    pub recommended_channel: Option<String>,
    /// When it was last scored; `None` when its sources changed since.
    #[diesel(deserialize_as = Time)]
    pub enriched_at: Option<DateTime<Utc>>,
}

/// An enrichment to store.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)] // The columns, by their names.
pub struct NewEnrichment {
    pub lead_id: Uuid,
    /// When the lead that was scored was last changed.
    pub updated_at: Option<DateTime<Utc>>,
    /// How many raw records were behind it.
    pub sources: i32,
    pub predicted_score: f64,
    pub intent_level: &'static str,
    pub ai_summary: String,
    pub buying_signal: Option<String>,
    pub recommended_channel: &'static str,
}

/// Which leads to score.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scope {
    /// Only this user's.
    pub user: Option<Uuid>,
    /// Only those that raw records of this job went into.
    pub job: Option<Uuid>,
    /// Also those that are up to date.
    pub all: bool,
}

/// How many leads are to be scored.
pub fn count_due(conn: &mut PgConnection, scope: Scope) -> QueryResult<i64> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        n: i64,
    }
    diesel::sql_query(format!("SELECT count(*) AS n FROM leads l {DUE}"))
        .bind::<Nullable<SqlUuid>, _>(scope.user)
        .bind::<Nullable<SqlUuid>, _>(scope.job)
        .bind::<Bool, _>(scope.all)
        .get_result::<Count>(conn)
        .map(|count| count.n)
}

/// A page of the leads to score, by id, after `after`.
pub fn due(conn: &mut PgConnection, scope: Scope, after: Option<Uuid>, limit: i64) -> QueryResult<Vec<Lead>> {
    diesel::sql_query(format!(
        "SELECT l.* FROM leads l {DUE} AND ($4::uuid IS NULL OR l.id > $4) ORDER BY l.id LIMIT $5"
    ))
    .bind::<Nullable<SqlUuid>, _>(scope.user)
    .bind::<Nullable<SqlUuid>, _>(scope.job)
    .bind::<Bool, _>(scope.all)
    .bind::<Nullable<SqlUuid>, _>(after)
    .bind::<BigInt, _>(limit)
    .load(conn)
}

/// New, or changed since it was last scored. A lead of an inactive user is left alone.
const DUE: &str = "LEFT JOIN lead_enrichment e ON e.lead_id = l.id LEFT JOIN users u ON u.id = l.user_id \
     WHERE ($1::uuid IS NULL OR l.user_id = $1) \
       AND ($2::uuid IS NULL OR EXISTS (SELECT 1 FROM raw_leads r WHERE r.scrape_job_id = $2 AND r.id = ANY(l.raw_lead_ids))) \
       AND ($3 OR e.enriched_at IS NULL OR e.enriched_at < l.updated_at) \
       AND COALESCE(u.is_active, TRUE)";

/// Stores enrichments: one a lead, in place of what it had. What is as it was is not written. Leads that were
/// removed or changed since they were read are passed over: the next run sees them. Returns how many rows were written.
pub fn store(conn: &mut PgConnection, new: &[NewEnrichment]) -> QueryResult<usize> {
    const VALUES: &str = "unnest($1::uuid[], $2::float8[], $3::text[], $4::text[], $5::text[], $6::text[], \
            $7::timestamptz[], $8::int[]) \
        u (lead_id, predicted_score, intent_level, ai_summary, buying_signal, recommended_channel, updated_at, sources) \
        JOIN leads l ON l.id = u.lead_id AND l.updated_at IS NOT DISTINCT FROM u.updated_at \
            AND COALESCE(cardinality(l.raw_lead_ids), 0) = u.sources";
    macro_rules! bound {
        ($sql:expr) => {
            diesel::sql_query($sql)
                .bind::<Array<SqlUuid>, _>(new.iter().map(|e| e.lead_id).collect::<Vec<_>>())
                .bind::<Array<Double>, _>(new.iter().map(|e| e.predicted_score).collect::<Vec<_>>())
                .bind::<Array<Text>, _>(new.iter().map(|e| e.intent_level).collect::<Vec<_>>())
                .bind::<Array<Text>, _>(new.iter().map(|e| e.ai_summary.as_str()).collect::<Vec<_>>())
                .bind::<Array<Nullable<Text>>, _>(
                    new.iter().map(|e| e.buying_signal.as_deref()).collect::<Vec<_>>(),
                )
                .bind::<Array<Text>, _>(new.iter().map(|e| e.recommended_channel).collect::<Vec<_>>())
                .bind::<Array<Nullable<Timestamptz>>, _>(new.iter().map(|e| e.updated_at).collect::<Vec<_>>())
                .bind::<Array<Integer>, _>(new.iter().map(|e| e.sources).collect::<Vec<_>>())
        };
    }
    conn.transaction(|conn| {
        // Held still while we write, in the order in which the normalizer takes them too.
        super::leads::hold(conn, &new.iter().map(|e| e.lead_id).collect::<Vec<_>>(), false)?;
        let updated = bound!(format!(
            "UPDATE lead_enrichment e SET predicted_score = u.predicted_score, intent_level = u.intent_level, \
                 ai_summary = u.ai_summary, buying_signal = u.buying_signal, \
                 recommended_channel = u.recommended_channel, enriched_at = now() \
             FROM {VALUES} \
             WHERE e.lead_id = u.lead_id AND (e.enriched_at IS NULL OR e.enriched_at < l.updated_at OR \
                 (e.predicted_score, e.intent_level, e.ai_summary, e.buying_signal, e.recommended_channel) \
                 IS DISTINCT FROM \
                 (u.predicted_score, u.intent_level, u.ai_summary, u.buying_signal, u.recommended_channel))"
        ))
        .execute(conn)?;
        let inserted = bound!(format!(
            "INSERT INTO lead_enrichment (lead_id, predicted_score, intent_level, ai_summary, buying_signal, \
                 recommended_channel) \
             SELECT u.lead_id, u.predicted_score, u.intent_level, u.ai_summary, u.buying_signal, \
                 u.recommended_channel FROM {VALUES} \
             WHERE NOT EXISTS (SELECT 1 FROM lead_enrichment e WHERE e.lead_id = u.lead_id) \
             ON CONFLICT DO NOTHING"
        ))
        .execute(conn)?;
        Ok(updated + inserted)
    })
}

/// Marks enrichments as drawn from sources that have changed since.
pub fn mark_stale(conn: &mut PgConnection, leads: &[Uuid]) -> QueryResult<()> {
    if !leads.is_empty() {
        diesel::update(lead_enrichment::table.filter(lead_enrichment::lead_id.eq_any(leads)))
            .set(lead_enrichment::enriched_at.eq(None::<DateTime<Utc>>))
            .execute(conn)?;
    }
    Ok(())
}

/// The enrichment of a lead.
pub fn of(conn: &mut PgConnection, lead: Uuid) -> QueryResult<Option<Enrichment>> {
    lead_enrichment::table
        .filter(lead_enrichment::lead_id.eq(lead))
        .select(Enrichment::as_select())
        .first(conn)
        .optional()
}

/// Whether there is a lead at all: a hint differs when there is none to score.
pub fn any_lead(conn: &mut PgConnection) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(leads::table.select(leads::id))).get_result(conn)
}
