//! Storing scores. A lead that was changed or removed since it was read is passed over: what was stored of it is marked as stale,
//! so that the same run, or the next, scores it again.
//!
//! Nothing is locked between reading and storing, so each way in which a lead can change meanwhile has to be seen to:
//!
//! - The change was committed before our last statement: that looks every lead's row up where it was read, and finds another.
//! - The change is committed later, by a transaction that got its number after ours: the lead's row is then younger than its
//!   enrichment, and so it is due ([`due`](super::due)).
//! - The change is committed later, by a transaction that had its number before we had ours: [`stamp`](super::turn::stamp)
//!   makes `enriched_at` older than the transaction, and so than the `updated_at` that it leaves.
//! - The normalizer changes what a lead is drawn from without touching `updated_at`. It holds the lead `FOR UPDATE` and then
//!   marks its enrichment as stale. We hold the lead too, in its order, that of their ids, so either it waits, and then sees
//!   what we stored, or we wait, and then see that the lead's row is another.
//! - The lead is removed: the foreign key sees it.

use std::collections::HashSet;
use std::io::Write;

use chrono::{DateTime, Utc};
use diesel::pg::CopyFormat;
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use diesel::sql_types::{Array, Double, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use super::parts::Parts;
use super::turn;
use super::version::{Place, Tid, Writer, Xid};
use crate::models::copy::Copy;
use crate::models::leads::hold;
use crate::schema::lead_enrichment;

/// An enrichment to store.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)] // The columns, by their names.
pub struct NewEnrichment {
    /// An id for the row, if there is none yet.
    pub id: Uuid,
    pub lead_id: Uuid,
    pub user_id: Option<Uuid>,
    /// Where the version of the lead's row that was scored is, and which transaction wrote it.
    pub place: Place,
    /// That transaction.
    pub version: Writer,
    /// Whether the lead has an enrichment already.
    pub enriched: bool,
    pub predicted_score: f64,
    pub intent_level: &'static str,
    pub ai_summary: String,
    pub buying_signal: Option<String>,
    pub recommended_channel: &'static str,
    /// Why it was given, where it is not by the built-in rules alone.
    pub score_parts: Option<Parts>,
}

/// Stores enrichments in one transaction, one a lead, in place of what it had. Returns the leads that were passed over.
pub fn store(conn: &mut PgConnection, new: &mut [NewEnrichment]) -> QueryResult<HashSet<Uuid>> {
    // In the order in which the normalizer holds leads, so that nobody waits for each other in a circle.
    new.sort_unstable_by_key(|e| e.lead_id);
    match attempt(conn, new, false) {
        // A lead was removed, or another program stored an enrichment: one by one, then.
        Err(Error::DatabaseError(
            DatabaseErrorKind::ForeignKeyViolation | DatabaseErrorKind::UniqueViolation,
            _,
        )) => attempt(conn, new, true),
        other => other,
    }
}

fn attempt(conn: &mut PgConnection, new: &[NewEnrichment], disturbed: bool) -> QueryResult<HashSet<Uuid>> {
    conn.transaction(|conn| {
        diesel::sql_query("SELECT pg_current_xact_id()").execute(conn)?;
        let at = turn::stamp(conn)?;
        let ids: Vec<Uuid> = new.iter().map(|e| e.lead_id).collect();
        hold(conn, &ids, false)?;
        let (known, mut fresh): (Vec<&NewEnrichment>, Vec<&NewEnrichment>) =
            new.iter().partition(|e| e.enriched);
        let mut stored = HashSet::new();
        if disturbed {
            stored.extend(insert(conn, &fresh, at)?);
        } else if !fresh.is_empty() {
            copy_in(conn, &mut fresh, at)?;
            stored.extend(fresh.iter().map(|e| e.lead_id));
        }
        if !known.is_empty() {
            stored.extend(update(conn, &known, at)?);
        }
        let changed = changed(conn, new)?;
        if !changed.is_empty() {
            super::mark_stale(conn, &changed)?;
        }
        let mut passed_over: HashSet<Uuid> = changed.into_iter().collect();
        passed_over.extend(ids.into_iter().filter(|id| !stored.contains(id)));
        Ok(passed_over)
    })
}

/// Adds rows by their score, in whose order most of the table's indexes are: neighbours go to the same pages.
fn copy_in(conn: &mut PgConnection, new: &mut [&NewEnrichment], at: DateTime<Utc>) -> QueryResult<usize> {
    let mut ids: Vec<Uuid> = new.iter().map(|e| e.id).collect();
    ids.sort_unstable();
    new.sort_by(|a, b| a.predicted_score.total_cmp(&b.predicted_score));
    diesel::copy_from(lead_enrichment::table)
        .from_raw_data(
            (
                lead_enrichment::id,
                lead_enrichment::lead_id,
                lead_enrichment::user_id,
                lead_enrichment::predicted_score,
                lead_enrichment::intent_level,
                lead_enrichment::ai_summary,
                lead_enrichment::buying_signal,
                lead_enrichment::recommended_channel,
                lead_enrichment::enriched_at,
                lead_enrichment::score_parts,
            ),
            |copy| write_rows(copy, new, &ids, at),
        )
        .with_format(CopyFormat::Binary)
        .execute(conn)
}

/// Writes rows, with these ids in their order.
fn write_rows(
    copy: &mut dyn Write,
    new: &[&NewEnrichment],
    ids: &[Uuid],
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let mut copy = Copy::begin(copy);
    for (e, &id) in new.iter().zip(ids) {
        let row = copy.row(10)?.uuid(id).uuid(e.lead_id).uuid(e.user_id).double(Some(e.predicted_score));
        row.text(Some(e.intent_level)).text(Some(&e.ai_summary)).text(e.buying_signal.as_deref());
        row.text(Some(e.recommended_channel)).time(Some(at));
        match &e.score_parts {
            Some(parts) => row.json(parts.as_str()),
            None => row.text(None),
        };
    }
    copy.end()
}

/// The leads, as `u`, of a statement with [`bound`] values.
const VALUES: &str = "unnest($1::uuid[], $2::uuid[], $3::float8[], $4::text[], $5::text[], $6::text[], $7::text[], \
         $8::jsonb[]) u (lead_id, user_id, predicted_score, intent_level, ai_summary, buying_signal, recommended_channel, score_parts)";

macro_rules! bound {
    ($sql:expr, $new:expr, $at:expr) => {
        diesel::sql_query($sql)
            .bind::<Array<SqlUuid>, _>($new.iter().map(|e| e.lead_id).collect::<Vec<_>>())
            .bind::<Array<Nullable<SqlUuid>>, _>($new.iter().map(|e| e.user_id).collect::<Vec<_>>())
            .bind::<Array<Double>, _>($new.iter().map(|e| e.predicted_score).collect::<Vec<_>>())
            .bind::<Array<Text>, _>($new.iter().map(|e| e.intent_level).collect::<Vec<_>>())
            .bind::<Array<Text>, _>($new.iter().map(|e| e.ai_summary.as_str()).collect::<Vec<_>>())
            .bind::<Array<Nullable<Text>>, _>(
                $new.iter().map(|e| e.buying_signal.as_deref()).collect::<Vec<_>>(),
            )
            .bind::<Array<Text>, _>($new.iter().map(|e| e.recommended_channel).collect::<Vec<_>>())
            .bind::<Array<Nullable<Jsonb>>, _>(
                $new.iter().map(|e| e.score_parts.as_ref()).collect::<Vec<_>>(),
            )
            .bind::<Timestamptz, _>($at)
    };
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    lead_id: Uuid,
}

fn ids(rows: Vec<Row>) -> Vec<Uuid> {
    rows.into_iter().map(|row| row.lead_id).collect()
}

/// Updates what leads have. Those whose enrichment is gone since are missing from the result: they are due again.
fn update(conn: &mut PgConnection, known: &[&NewEnrichment], at: DateTime<Utc>) -> QueryResult<Vec<Uuid>> {
    bound!(
        format!(
            "UPDATE lead_enrichment e SET user_id = u.user_id, predicted_score = u.predicted_score, \
                 intent_level = u.intent_level, ai_summary = u.ai_summary, buying_signal = u.buying_signal, \
                 recommended_channel = u.recommended_channel, score_parts = u.score_parts, enriched_at = $9 \
             FROM {VALUES} WHERE e.lead_id = u.lead_id RETURNING u.lead_id"
        ),
        known,
        at
    )
    .load(conn)
    .map(ids)
}

/// Adds enrichments to the leads that are still there and have none yet.
fn insert(conn: &mut PgConnection, fresh: &[&NewEnrichment], at: DateTime<Utc>) -> QueryResult<Vec<Uuid>> {
    bound!(
        format!(
            "INSERT INTO lead_enrichment (lead_id, user_id, predicted_score, intent_level, ai_summary, buying_signal, \
                 recommended_channel, score_parts, enriched_at) \
             SELECT u.lead_id, u.user_id, u.predicted_score, u.intent_level, u.ai_summary, u.buying_signal, \
                 u.recommended_channel, u.score_parts, $9 FROM {VALUES} JOIN leads l ON l.id = u.lead_id \
             ON CONFLICT DO NOTHING RETURNING lead_id"
        ),
        fresh,
        at
    )
    .load(conn)
    .map(ids)
}

/// The leads whose row is not the one that was read.
fn changed(conn: &mut PgConnection, new: &[NewEnrichment]) -> QueryResult<Vec<Uuid>> {
    diesel::sql_query(
        "SELECT u.lead_id FROM unnest($1::uuid[], $2::tid[], $3::xid[]) u (lead_id, place, version) \
         WHERE (SELECT l.id = u.lead_id AND l.xmin = u.version FROM leads l WHERE l.ctid = u.place) IS NOT TRUE",
    )
    .bind::<Array<SqlUuid>, _>(new.iter().map(|e| e.lead_id).collect::<Vec<_>>())
    .bind::<Array<Tid>, _>(new.iter().map(|e| e.place).collect::<Vec<_>>())
    .bind::<Array<Xid>, _>(new.iter().map(|e| e.version).collect::<Vec<_>>())
    .load(conn)
    .map(ids)
}
