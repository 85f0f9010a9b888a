//! Enrichments: one a lead. Which leads are to be scored is in [`due`], whose turn it is in [`turn`], how scores are
//! stored in [`store`], and which of them a language model is asked about in [`chosen`].

pub mod chosen;
pub mod due;
pub mod parts;
pub mod store;
pub mod turn;
pub mod version;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

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
    /// Why it was given; `None` where the built-in rules did, which can be asked again.
    pub score_parts: Option<serde_json::Value>,
}

/// Marks enrichments as drawn from sources that have changed since. Whoever changes a lead without changing its `updated_at`
/// holds it `FOR UPDATE` before: then an enrichment that is being stored meanwhile is seen here.
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

/// The scores of these leads; those that have none are missing.
pub fn scores_of(conn: &mut PgConnection, leads: &[Uuid]) -> QueryResult<Vec<(Uuid, f64)>> {
    let scored: Vec<(Option<Uuid>, Option<f64>)> = lead_enrichment::table
        .filter(lead_enrichment::lead_id.eq_any(leads))
        .select((lead_enrichment::lead_id, lead_enrichment::predicted_score))
        .load(conn)?;
    Ok(scored.into_iter().filter_map(|(lead, score)| Some((lead?, score?))).collect())
}

/// Whether there is a lead at all, of a user or of anybody: a hint differs when there is none to score.
pub fn any_lead(conn: &mut PgConnection, user: Option<Uuid>) -> QueryResult<bool> {
    let mut query = leads::table.select(leads::id).limit(1).into_boxed();
    if let Some(user) = user {
        query = query.filter(leads::user_id.eq(user));
    }
    Ok(query.first::<Uuid>(conn).optional()?.is_some())
}
