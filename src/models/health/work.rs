//! What is waiting for somebody to do something.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::models::lead_enrichment::due::{self, Scope};
use crate::models::progress::Mark;

/// Where the jobs stand. Each count is a look into an index.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Jobs {
    /// Jobs that wait for a scraper.
    #[diesel(sql_type = BigInt)]
    pub queued: i64,
    /// Since when the oldest of them waits.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub queued_since: Option<DateTime<Utc>>,
    /// Jobs that are being processed.
    #[diesel(sql_type = BigInt)]
    pub processing: i64,
    /// Jobs that were given up.
    #[diesel(sql_type = BigInt)]
    pub failed: i64,
    /// Raw leads that wait to be normalized, by the counts of their jobs.
    #[diesel(sql_type = BigInt)]
    pub raw_leads: i64,
}

/// Where the jobs stand.
pub fn jobs(conn: &mut PgConnection) -> QueryResult<Jobs> {
    diesel::sql_query(
        "SELECT (SELECT count(*) FROM scrape_jobs WHERE status = 'queued') AS queued, \
                (SELECT min(created_at) FROM scrape_jobs WHERE status = 'queued') AS queued_since, \
                (SELECT count(*) FROM scrape_jobs WHERE status = 'processing') AS processing, \
                (SELECT count(*) FROM scrape_jobs WHERE status = 'failed') AS failed, \
                (SELECT COALESCE(sum(GREATEST(COALESCE(total_found, 0) - COALESCE(total_processed, 0), 0)), 0)::bigint FROM scrape_jobs \
                 WHERE COALESCE(total_found, 0) <> COALESCE(total_processed, 0) AND status IS DISTINCT FROM 'failed') AS raw_leads",
    )
    .get_result(conn)
}

/// Jobs that a scraper claimed more than a day ago and delivered nothing for, the oldest first; at most a hundred.
pub fn stuck_jobs(conn: &mut PgConnection) -> QueryResult<Vec<Uuid>> {
    #[derive(QueryableByName)]
    struct Job {
        #[diesel(sql_type = SqlUuid)]
        id: Uuid,
    }
    let jobs: Vec<Job> = diesel::sql_query(
        "SELECT id FROM scrape_jobs WHERE status = 'processing' AND COALESCE(total_found, 0) = 0 \
           AND started_at < now() - interval '1 day' ORDER BY started_at, id LIMIT 100",
    )
    .load(conn)?;
    Ok(jobs.into_iter().map(|job| job.id).collect())
}

/// What is counted up to; beyond, it is said that there are more.
pub const MOST: i64 = 10_000;

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// Raw leads that other programs stored, that wait too and that no job counts yet: of those stored last, up to [`MOST`].
pub fn uncounted_raw_leads(conn: &mut PgConnection) -> QueryResult<i64> {
    let now = Mark::now(conn)?;
    diesel::sql_query(
        "WITH since AS MATERIALIZED (SELECT COALESCE(max(split_part(counted_to, ':', 2)::bigint), 0) AS n FROM scrape_jobs \
              WHERE counted_to IS NOT NULL AND split_part(counted_to, ':', 1) = $1), \
         r AS MATERIALIZED (SELECT scrape_job_id, stored_in FROM raw_leads WHERE stored_in >= (SELECT n FROM since) \
              AND scrape_job_id IS NOT NULL LIMIT 50000) \
         SELECT count(*) AS n FROM (SELECT FROM r JOIN scrape_jobs j ON j.id = r.scrape_job_id \
             WHERE COALESCE(j.total_found, 0) = COALESCE(j.total_processed, 0) AND j.status IS DISTINCT FROM 'failed' \
               AND (j.read_until ->> 'system' IS DISTINCT FROM $1 \
                    OR NOT pg_visible_in_snapshot(r.stored_in::text::xid8, (j.read_until ->> 'snapshot')::pg_snapshot)) \
             LIMIT 10001) n",
    )
    .bind::<Text, _>(&now.system)
    .get_result::<Count>(conn)
    .map(|count| count.n)
}

/// Leads that are new or changed since they were last scored, counted up to [`MOST`] and one more.
pub fn unscored(conn: &mut PgConnection) -> QueryResult<i64> {
    due::count_up_to(conn, Scope::default(), MOST + 1)
}
