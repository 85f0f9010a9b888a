//! The indexes that queries rely on.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Json, Text};
use serde_json::Value;

/// An index that queries rely on: its name, its table, and the statement that makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Index {
    /// Its name.
    pub name: &'static str,
    /// The table it is on.
    pub table: &'static str,
    /// What makes it, where it is missing.
    pub made_by: &'static str,
}

/// The indexes of the migrations, by table. The statements stand between single quotes where a person is told to run them, so they
/// quote with dollars.
#[rustfmt::skip]
pub const INDEXES: [Index; 34] = [
    Index { name: "users_email_key", table: "users", made_by: "ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email)" },
    Index { name: "users_email_lower_key", table: "users", made_by: "CREATE UNIQUE INDEX CONCURRENTLY users_email_lower_key ON users (lower(email))" },
    Index { name: "idx_subscriptions_user", table: "subscriptions", made_by: "CREATE INDEX CONCURRENTLY idx_subscriptions_user ON subscriptions (user_id)" },
    Index { name: "idx_scrape_jobs_user", table: "scrape_jobs", made_by: "CREATE INDEX CONCURRENTLY idx_scrape_jobs_user ON scrape_jobs (user_id)" },
    Index { name: "idx_scrape_jobs_status", table: "scrape_jobs", made_by: "CREATE INDEX CONCURRENTLY idx_scrape_jobs_status ON scrape_jobs (status)" },
    Index { name: "idx_scrape_jobs_counted", table: "scrape_jobs", made_by: "CREATE INDEX CONCURRENTLY idx_scrape_jobs_counted ON scrape_jobs (counted_to) WHERE counted_to IS NOT NULL" },
    Index { name: "idx_scrape_jobs_waiting", table: "scrape_jobs", made_by: "CREATE INDEX CONCURRENTLY idx_scrape_jobs_waiting ON scrape_jobs (user_id) WHERE COALESCE(total_found, 0) <> COALESCE(total_processed, 0) AND status IS DISTINCT FROM $$failed$$" },
    Index { name: "idx_scrape_jobs_queued", table: "scrape_jobs", made_by: "CREATE INDEX CONCURRENTLY idx_scrape_jobs_queued ON scrape_jobs (created_at, id) WHERE status = $$queued$$" },
    Index { name: "idx_scrape_jobs_created", table: "scrape_jobs", made_by: "CREATE INDEX CONCURRENTLY idx_scrape_jobs_created ON scrape_jobs (created_at DESC NULLS LAST, id)" },
    Index { name: "idx_scrape_jobs_user_created", table: "scrape_jobs", made_by: "CREATE INDEX CONCURRENTLY idx_scrape_jobs_user_created ON scrape_jobs (user_id, created_at DESC NULLS LAST, id)" },
    Index { name: "raw_leads_data_hash_key", table: "raw_leads", made_by: "ALTER TABLE raw_leads ADD CONSTRAINT raw_leads_data_hash_key UNIQUE (data_hash)" },
    Index { name: "idx_raw_leads_user", table: "raw_leads", made_by: "CREATE INDEX CONCURRENTLY idx_raw_leads_user ON raw_leads (user_id)" },
    Index { name: "idx_raw_leads_job", table: "raw_leads", made_by: "CREATE INDEX CONCURRENTLY idx_raw_leads_job ON raw_leads (scrape_job_id)" },
    Index { name: "idx_raw_leads_payload", table: "raw_leads", made_by: "CREATE INDEX CONCURRENTLY idx_raw_leads_payload ON raw_leads USING GIN (raw_payload)" },
    Index { name: "idx_raw_leads_stored", table: "raw_leads", made_by: "CREATE INDEX CONCURRENTLY idx_raw_leads_stored ON raw_leads (stored_in, scrape_job_id)" },
    Index { name: "idx_raw_leads_stray", table: "raw_leads", made_by: "CREATE INDEX CONCURRENTLY idx_raw_leads_stray ON raw_leads (user_id, stored_in) WHERE scrape_job_id IS NULL" },
    Index { name: "unique_user_email", table: "leads", made_by: "ALTER TABLE leads ADD CONSTRAINT unique_user_email UNIQUE (user_id, email)" },
    Index { name: "idx_leads_user", table: "leads", made_by: "CREATE INDEX CONCURRENTLY idx_leads_user ON leads (user_id)" },
    Index { name: "idx_leads_email", table: "leads", made_by: "CREATE INDEX CONCURRENTLY idx_leads_email ON leads (email)" },
    Index { name: "idx_leads_domain", table: "leads", made_by: "CREATE INDEX CONCURRENTLY idx_leads_domain ON leads (domain)" },
    Index { name: "idx_leads_identity", table: "leads", made_by: "CREATE INDEX CONCURRENTLY idx_leads_identity ON leads USING GIN (identity_keys) WITH (fastupdate = off) WHERE identity_keys IS NOT NULL" },
    Index { name: "idx_leads_unkeyed", table: "leads", made_by: "CREATE INDEX CONCURRENTLY idx_leads_unkeyed ON leads (user_id) WHERE identity_keys IS NULL AND key_profile IS NULL AND key_domain IS NULL AND key_company IS NULL AND key_phone IS NULL" },
    Index { name: "idx_leads_key_profile", table: "leads", made_by: "CREATE INDEX CONCURRENTLY idx_leads_key_profile ON leads (key_profile) WHERE key_profile IS NOT NULL" },
    Index { name: "idx_leads_key_domain", table: "leads", made_by: "CREATE INDEX CONCURRENTLY idx_leads_key_domain ON leads (key_domain) WHERE key_domain IS NOT NULL" },
    Index { name: "idx_leads_key_company", table: "leads", made_by: "CREATE INDEX CONCURRENTLY idx_leads_key_company ON leads (key_company) WHERE key_company IS NOT NULL" },
    Index { name: "idx_leads_key_phone", table: "leads", made_by: "CREATE INDEX CONCURRENTLY idx_leads_key_phone ON leads (key_phone) WHERE key_phone IS NOT NULL" },
    Index { name: "idx_leads_user_updated", table: "leads", made_by: "CREATE INDEX CONCURRENTLY idx_leads_user_updated ON leads (user_id, COALESCE(updated_at, $$epoch$$), id)" },
    Index { name: "idx_enrichment_lead", table: "lead_enrichment", made_by: "CREATE UNIQUE INDEX CONCURRENTLY idx_enrichment_lead ON lead_enrichment (lead_id)" },
    Index { name: "idx_enrichment_stale", table: "lead_enrichment", made_by: "CREATE INDEX CONCURRENTLY idx_enrichment_stale ON lead_enrichment (user_id, lead_id) WHERE enriched_at IS NULL" },
    Index { name: "idx_enrichment_score", table: "lead_enrichment", made_by: "CREATE INDEX CONCURRENTLY idx_enrichment_score ON lead_enrichment (COALESCE(predicted_score, -1) DESC, lead_id DESC)" },
    Index { name: "idx_enrichment_intent", table: "lead_enrichment", made_by: "CREATE INDEX CONCURRENTLY idx_enrichment_intent ON lead_enrichment (intent_level, COALESCE(predicted_score, -1) DESC, lead_id DESC)" },
    Index { name: "idx_enrichment_user_score", table: "lead_enrichment", made_by: "CREATE INDEX CONCURRENTLY idx_enrichment_user_score ON lead_enrichment (user_id, COALESCE(predicted_score, -1) DESC, lead_id DESC)" },
    Index { name: "idx_enrichment_user_intent", table: "lead_enrichment", made_by: "CREATE INDEX CONCURRENTLY idx_enrichment_user_intent ON lead_enrichment (user_id, intent_level, COALESCE(predicted_score, -1) DESC, lead_id DESC)" },
    Index { name: "idx_usage_user", table: "usage_tracking", made_by: "CREATE INDEX CONCURRENTLY idx_usage_user ON usage_tracking (user_id)" },
];

/// Which of [`INDEXES`] are not as they should be: missing (`false`), or there and not valid (`true`).
pub fn broken_indexes(conn: &mut PgConnection) -> QueryResult<Vec<(Index, bool)>> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = Text)]
        name: String,
        #[diesel(sql_type = Bool)]
        there: bool,
        #[diesel(sql_type = Bool)]
        valid: bool,
    }
    let names: Vec<&str> = INDEXES.iter().map(|index| index.name).collect();
    let tables: Vec<&str> = INDEXES.iter().map(|index| index.table).collect();
    let found: Vec<Found> = diesel::sql_query(
        "SELECT n.name, i.indexrelid IS NOT NULL AS there, COALESCE(i.indisvalid AND i.indisready, FALSE) AS valid \
         FROM unnest($1::text[], $2::text[]) n (name, on_table) \
         LEFT JOIN pg_index i ON i.indexrelid = to_regclass(n.name) AND i.indrelid = to_regclass(n.on_table)",
    )
    .bind::<Array<Text>, _>(names)
    .bind::<Array<Text>, _>(tables)
    .load(conn)?;
    let broken = found.iter().filter(|found| !found.valid);
    Ok(broken
        .filter_map(|found| Some((*INDEXES.iter().find(|index| index.name == found.name)?, found.there)))
        .collect())
}

/// The index whose pending list is watched: of the GIN indexes, the one that has one.
pub const PENDING: &str = "idx_raw_leads_payload";

/// How many bytes of [`PENDING`] a search for a key that no payload has reads: its pending list, which every search reads from end to
/// end, and less than 200 kB beside it. `None` where the server would rather not use the index. Any role that may read `raw_leads` can
/// ask so; the extensions that tell it outright (pgstattuple, pageinspect) are for superusers.
///
/// # Errors
/// Where the query takes longer than three quarters of a second, as a list of some hundred megabytes makes it.
pub fn bytes_per_search(conn: &mut PgConnection) -> QueryResult<Option<i64>> {
    let plan: Value = conn.transaction(|conn| {
        conn.batch_execute(
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = on; SET LOCAL statement_timeout = 750; SET LOCAL lock_timeout = 300; \
             SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL jit = off",
        )?;
        diesel::dsl::sql::<Json>(
            "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF, FORMAT JSON) \
             SELECT FROM raw_leads WHERE raw_payload @> '{\"leadengine doctor: no payload has this key\": 0}'",
        )
        .get_result(conn)
    })?;
    Ok(node_of(&plan, PENDING).and_then(|node| {
        let blocks = |key: &str| node[key].as_i64();
        Some((blocks("Shared Hit Blocks")? + blocks("Shared Read Blocks")?) * BLOCK)
    }))
}

/// Bytes of a page, as all but very unusual servers have them.
const BLOCK: i64 = 8192;

/// The part of a plan that reads an index.
fn node_of<'a>(plan: &'a Value, index: &str) -> Option<&'a Value> {
    match plan {
        Value::Object(node) if node.get("Index Name").is_some_and(|name| name == index) => Some(plan),
        Value::Object(node) => node.values().find_map(|part| node_of(part, index)),
        Value::Array(parts) => parts.iter().find_map(|part| node_of(part, index)),
        _ => None,
    }
}
