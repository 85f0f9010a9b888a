//! Raw leads: what was scraped, as it came. Rows are added and removed, never updated.

use std::io::Write;

use chrono::{DateTime, Utc};
use diesel::pg::{CopyFormat, PgRowByRowLoadingMode};
use diesel::prelude::*;
use diesel::query_dsl::LoadQuery;
use diesel::sql_types::{Array, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use super::copy::Copy;
use super::time::Time;
use crate::schema::raw_leads;

/// A raw lead to store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRawLead {
    /// The payload, as it came, in JSON that PostgreSQL accepts.
    pub payload: String,
    /// Over the user and the canonical payload, in hexadecimal.
    pub data_hash: String,
    /// The page it was scraped from, as the payload says.
    pub source_url: Option<String>,
    /// When it was scraped, as the payload says.
    pub scraped_at: Option<DateTime<Utc>>,
}

/// A stored raw lead, as the normalizer reads it.
#[derive(Debug, Clone, QueryableByName)]
pub struct RawLead {
    /// Its id.
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    /// Its job.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub scrape_job_id: Option<Uuid>,
    /// The payload as JSON text.
    #[diesel(sql_type = Text)]
    pub payload: String,
    /// The page it was scraped from.
    #[diesel(sql_type = Nullable<Text>)]
    pub source_url: Option<String>,
    /// When it was scraped or stored.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    #[diesel(deserialize_as = Time)]
    pub scraped_at: Option<DateTime<Utc>>,
}

/// Which of these hashes are stored already.
pub fn known_hashes(conn: &mut PgConnection, hashes: &[&str]) -> QueryResult<Vec<String>> {
    diesel::sql_query(
        "SELECT r.data_hash FROM unnest($1::text[]) h (data_hash) JOIN raw_leads r USING (data_hash)",
    )
    .bind::<Array<Text>, _>(hashes)
    .load::<Hash>(conn)
    .map(|rows| rows.into_iter().map(|row| row.data_hash).collect())
}

#[derive(QueryableByName)]
struct Hash {
    #[diesel(sql_type = Text)]
    data_hash: String,
}

/// Stores raw leads of one job with COPY, all or none. Those whose payload does not say when they were scraped get the
/// time `unstated`.
///
/// # Errors
/// A unique violation when one of the hashes is stored already.
pub fn copy_in(
    conn: &mut PgConnection,
    user: Uuid,
    job: Uuid,
    unstated: DateTime<Utc>,
    new: &[&NewRawLead],
) -> QueryResult<usize> {
    diesel::copy_from(raw_leads::table)
        .from_raw_data(
            (
                raw_leads::user_id,
                raw_leads::scrape_job_id,
                raw_leads::raw_payload,
                raw_leads::source_url,
                raw_leads::data_hash,
                raw_leads::scraped_at,
            ),
            |copy| write_rows(copy, user, job, new, unstated),
        )
        .with_format(CopyFormat::Binary)
        .execute(conn)
}

fn write_rows(
    copy: &mut dyn Write,
    user: Uuid,
    job: Uuid,
    new: &[&NewRawLead],
    unstated: DateTime<Utc>,
) -> QueryResult<()> {
    let mut copy = Copy::begin(copy);
    for row in new {
        let values = copy.row(6)?.uuid(user).uuid(job).json(&row.payload).text(row.source_url.as_deref());
        values.text(Some(&row.data_hash)).time(Some(row.scraped_at.unwrap_or(unstated)));
    }
    copy.end()
}

const COLUMNS: &str = "id, scrape_job_id, raw_payload::text AS payload, source_url, scraped_at";

/// Hands the raw leads of a user's job, or those that belong to no job, to `each`, one at a time, in flat memory:
/// those that are part of no lead of the user's yet, or with `all` every one.
pub fn each_of<E: From<diesel::result::Error>>(
    conn: &mut PgConnection,
    user: Uuid,
    job: Option<Uuid>,
    all: bool,
    each: impl FnMut(RawLead) -> Result<(), E>,
) -> Result<(), E> {
    let query = diesel::sql_query(format!(
        "SELECT {COLUMNS} FROM raw_leads r WHERE {OF_PART} \
           AND ($3 OR NOT EXISTS (SELECT 1 FROM (SELECT unnest(raw_lead_ids) AS id FROM leads WHERE user_id = $1) k \
                                  WHERE k.id = r.id))"
    ))
    .bind::<SqlUuid, _>(user)
    .bind::<Nullable<SqlUuid>, _>(job)
    .bind::<diesel::sql_types::Bool, _>(all);
    stream(conn, query, each)
}

/// How many raw leads a user's job has, or how many belong to no job.
pub fn count_of(conn: &mut PgConnection, user: Uuid, job: Option<Uuid>) -> QueryResult<u64> {
    diesel::sql_query(format!("SELECT count(*) AS n FROM raw_leads r WHERE {OF_PART}"))
        .bind::<SqlUuid, _>(user)
        .bind::<Nullable<SqlUuid>, _>(job)
        .get_result::<Total>(conn)
        .map(|total| total.n.unsigned_abs())
}

const OF_PART: &str = "(r.user_id = $1 OR (r.user_id IS NULL AND $2::uuid IS NOT NULL)) \
     AND ((r.scrape_job_id IS NULL AND $2::uuid IS NULL) OR r.scrape_job_id = $2)";

fn stream<'a, Q, E>(
    conn: &'a mut PgConnection,
    query: Q,
    mut each: impl FnMut(RawLead) -> Result<(), E>,
) -> Result<(), E>
where
    Q: LoadQuery<'a, PgConnection, RawLead, PgRowByRowLoadingMode> + 'a,
    E: From<diesel::result::Error>,
{
    for row in query.load_iter::<RawLead, PgRowByRowLoadingMode>(conn)? {
        each(row?)?;
    }
    Ok(())
}

/// The users who have raw leads that belong to no job.
pub fn users_without_job(conn: &mut PgConnection, user: Option<Uuid>) -> QueryResult<Vec<Uuid>> {
    let mut query = raw_leads::table
        .filter(raw_leads::scrape_job_id.is_null())
        .filter(raw_leads::user_id.is_not_null())
        .select(raw_leads::user_id.assume_not_null())
        .distinct()
        .order(raw_leads::user_id)
        .into_boxed();
    if let Some(user) = user {
        query = query.filter(raw_leads::user_id.eq(user));
    }
    query.load(conn)
}

/// These raw leads, in the order of their ids; those that were removed are missing.
pub fn by_ids(conn: &mut PgConnection, ids: &[Uuid]) -> QueryResult<Vec<RawLead>> {
    diesel::sql_query(format!("SELECT {COLUMNS} FROM raw_leads WHERE id = ANY($1) ORDER BY id"))
        .bind::<Array<SqlUuid>, _>(ids)
        .load(conn)
}

/// Removes these raw leads and lowers the counts of their jobs.
pub fn remove(conn: &mut PgConnection, ids: &[Uuid]) -> QueryResult<usize> {
    diesel::sql_query(
        "WITH gone AS (DELETE FROM raw_leads WHERE id = ANY($1) RETURNING scrape_job_id), \
              jobs AS (SELECT scrape_job_id, count(*) AS n FROM gone GROUP BY 1), \
              counted AS (UPDATE scrape_jobs j SET total_found = GREATEST(total_found - jobs.n, 0), \
                              total_processed = GREATEST(total_processed - jobs.n, 0) \
                          FROM jobs WHERE j.id = jobs.scrape_job_id) \
         SELECT n FROM (SELECT count(*) AS n FROM gone) AS total",
    )
    .bind::<Array<SqlUuid>, _>(ids)
    .get_result::<Total>(conn)
    .map(|total| usize::try_from(total.n).unwrap_or(0))
}

#[derive(QueryableByName)]
struct Total {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    n: i64,
}

/// The raw leads in whose payload both of these texts stand, whatever the case: reads every payload.
pub fn holding(conn: &mut PgConnection, user: Option<Uuid>, texts: [&str; 2]) -> QueryResult<Vec<RawLead>> {
    diesel::sql_query(format!(
        "SELECT {COLUMNS} FROM raw_leads WHERE ($1::uuid IS NULL OR user_id = $1) \
           AND position(lower($2) IN lower(raw_payload::text)) > 0 \
           AND position(lower($3) IN lower(raw_payload::text)) > 0"
    ))
    .bind::<Nullable<SqlUuid>, _>(user)
    .bind::<Text, _>(texts[0])
    .bind::<Text, _>(texts[1])
    .load(conn)
}

/// The users whose raw leads these are.
pub fn users_of(conn: &mut PgConnection, ids: &[Uuid]) -> QueryResult<Vec<Uuid>> {
    raw_leads::table
        .filter(raw_leads::id.eq_any(ids))
        .filter(raw_leads::user_id.is_not_null())
        .select(raw_leads::user_id.assume_not_null())
        .distinct()
        .load(conn)
}
