//! Raw leads: what was scraped, as it came. Rows are added and removed, never updated.

use std::io::Write;

use chrono::{DateTime, Utc};
use diesel::pg::CopyFormat;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use super::copy::Copy;
use super::progress::Mark;
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

/// Raw leads that are fetched at once.
const FETCH: u16 = 500;

/// Hands the raw leads of a user's job, or those that belong to no job, to `each`, some at a time, in flat memory: all, or those that were
/// not visible at a mark. Returns the mark of what was visible now, and how many they were.
pub fn each_of<E: From<diesel::result::Error>>(
    conn: &mut PgConnection,
    user: Uuid,
    job: Option<Uuid>,
    since: Option<&Mark>,
    mut each: impl FnMut(Vec<RawLead>) -> Result<(), E>,
) -> Result<(Mark, u64), E> {
    // One snapshot for the mark and for the records.
    conn.build_transaction().read_only().repeatable_read().run(|conn| {
        let now = Mark::now(conn)?;
        let part = match job {
            Some(_) => "r.scrape_job_id = $2 AND (r.user_id = $1 OR r.user_id IS NULL)",
            None => "r.scrape_job_id IS NULL AND r.user_id = $1 AND $2::uuid IS NULL",
        };
        let new = match since.and_then(Mark::oldest) {
            Some(_) => {
                "r.stored_in >= $3 AND NOT pg_visible_in_snapshot(r.stored_in::text::xid8, $4::pg_snapshot)"
            }
            None => "$3::bigint IS NULL AND $4::text IS NULL",
        };
        diesel::sql_query(format!(
            "DECLARE raws NO SCROLL CURSOR FOR SELECT {COLUMNS} FROM raw_leads r WHERE {part} AND {new}"
        ))
        .bind::<SqlUuid, _>(user)
        .bind::<Nullable<SqlUuid>, _>(job)
        .bind::<Nullable<BigInt>, _>(since.and_then(Mark::oldest))
        .bind::<Nullable<Text>, _>(since.and_then(|mark| mark.oldest().map(|_| mark.snapshot.as_str())))
        .execute(conn)?;
        let mut count = 0;
        loop {
            let page: Vec<RawLead> = diesel::sql_query(format!("FETCH {FETCH} FROM raws")).load(conn)?;
            count += page.len() as u64;
            let last = page.len() < usize::from(FETCH);
            if !page.is_empty() {
                each(page)?;
            }
            if last {
                return Ok((now, count));
            }
        }
    })
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
