//! Counts over all tables, for `stats` and `doctor`. Nothing here writes.

mod days;

pub use days::{Day, days};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Double, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use super::lead_enrichment::{self, due::Scope};

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

/// The server.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Server {
    /// Its version as a number: 150013 is 15.13.
    #[diesel(sql_type = Integer)]
    pub number: i32,
    /// Its version in words.
    #[diesel(sql_type = Text)]
    pub version: String,
}

/// What the server is.
pub fn server(conn: &mut PgConnection) -> QueryResult<Server> {
    diesel::sql_query(
        "SELECT current_setting('server_version_num')::int AS number, \
                split_part(current_setting('server_version'), ' ', 1) AS version",
    )
    .get_result(conn)
}

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

/// What is waiting for somebody to do something.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Backlog {
    /// Jobs that wait for a scraper.
    #[diesel(sql_type = BigInt)]
    pub queued: i64,
    /// Since when the oldest of them waits.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub queued_since: Option<DateTime<Utc>>,
    /// Jobs that are being processed.
    #[diesel(sql_type = BigInt)]
    pub processing: i64,
    /// Jobs that a scraper claimed more than a day ago and delivered nothing for.
    #[diesel(sql_type = BigInt)]
    pub abandoned: i64,
    /// One of those.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub abandoned_job: Option<Uuid>,
    /// Jobs that were given up.
    #[diesel(sql_type = BigInt)]
    pub failed: i64,
    /// Raw leads that wait to be normalized, by the counts of their jobs.
    #[diesel(sql_type = BigInt)]
    pub raw_leads: i64,
    /// Leads that are new or changed since they were last scored.
    #[diesel(sql_type = BigInt)]
    pub unscored: i64,
}

/// What is waiting.
pub fn backlog(conn: &mut PgConnection) -> QueryResult<Backlog> {
    let unscored = lead_enrichment::due::count(conn, Scope::default())?;
    diesel::sql_query(
        "SELECT count(*) FILTER (WHERE status = 'queued') AS queued, \
                min(created_at) FILTER (WHERE status = 'queued') AS queued_since, \
                count(*) FILTER (WHERE status = 'processing') AS processing, \
                count(*) FILTER (WHERE abandoned) AS abandoned, \
                (array_agg(id ORDER BY started_at) FILTER (WHERE abandoned))[1] AS abandoned_job, \
                count(*) FILTER (WHERE status = 'failed') AS failed, \
                COALESCE(sum(GREATEST(total_found - COALESCE(total_processed, 0), 0)) \
                             FILTER (WHERE status IS DISTINCT FROM 'failed'), 0)::bigint AS raw_leads, \
                $1 AS unscored \
         FROM (SELECT *, status = 'processing' AND COALESCE(total_found, 0) = 0 \
                         AND started_at < now() - interval '1 day' AS abandoned FROM scrape_jobs) j",
    )
    .bind::<BigInt, _>(unscored)
    .get_result(conn)
}

/// An active user who can add no jobs and get no leads.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Unsubscribed {
    /// The user's address.
    #[diesel(sql_type = Text)]
    pub email: String,
    /// Whether there is a subscription that is over.
    #[diesel(sql_type = Bool)]
    pub over: bool,
    /// Whether there is a subscription that begins later.
    #[diesel(sql_type = Bool)]
    pub upcoming: bool,
}

/// Active users without a subscription in force, by address.
pub fn unsubscribed(conn: &mut PgConnection) -> QueryResult<Vec<Unsubscribed>> {
    diesel::sql_query(
        "SELECT u.email, count(s.id) > 0 AS over, \
                COALESCE(bool_or(s.status = 'active' AND s.starts_at > now()), FALSE) AS upcoming \
         FROM users u LEFT JOIN subscriptions s ON s.user_id = u.id WHERE u.is_active IS NOT FALSE \
         GROUP BY u.id HAVING NOT COALESCE(bool_or(s.status = 'active' \
             AND COALESCE(s.starts_at <= now(), TRUE) AND COALESCE(now() < s.expires_at, TRUE)), FALSE) \
         ORDER BY u.email",
    )
    .load(conn)
}

/// A table that makes queries slow.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Untidy {
    /// Its name.
    #[diesel(sql_type = Text)]
    pub table: String,
    /// Rows in it, estimated.
    #[diesel(sql_type = BigInt)]
    pub rows: i64,
    /// Rows that were deleted or replaced and still take space, estimated.
    #[diesel(sql_type = BigInt)]
    pub dead: i64,
}

/// Large tables that were never analyzed, so that the planner guesses, or that are full of dead rows.
pub fn untidy_tables(conn: &mut PgConnection) -> QueryResult<Vec<Untidy>> {
    diesel::sql_query(
        "SELECT relname::text AS table, n_live_tup AS rows, n_dead_tup AS dead FROM pg_stat_user_tables \
         WHERE relid IN (to_regclass('users'), to_regclass('subscriptions'), to_regclass('scrape_jobs'), \
                         to_regclass('raw_leads'), to_regclass('leads'), to_regclass('lead_enrichment'), \
                         to_regclass('usage_tracking')) \
           AND (n_live_tup > 10000 AND COALESCE(last_analyze, last_autoanalyze) IS NULL \
                OR n_dead_tup > 10000 + n_live_tup * 0.5) ORDER BY relname",
    )
    .load(conn)
}

/// A transaction that has been open for long: it may hold locks, and keeps dead rows from being cleaned up.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct OpenTransaction {
    /// Its server process.
    #[diesel(sql_type = Integer)]
    pub pid: i32,
    /// Who: the name that the program gave itself.
    #[diesel(sql_type = Text)]
    pub program: String,
    /// For how many minutes.
    #[diesel(sql_type = BigInt)]
    pub minutes: i64,
    /// Sessions that it keeps waiting.
    #[diesel(sql_type = BigInt)]
    pub blocking: i64,
}

/// Transactions of this database that are open for more than ten minutes, the oldest first.
pub fn open_transactions(conn: &mut PgConnection) -> QueryResult<Vec<OpenTransaction>> {
    diesel::sql_query(
        "SELECT a.pid, COALESCE(a.application_name, '') AS program, \
                (extract(epoch FROM now() - a.xact_start) / 60)::bigint AS minutes, \
                (SELECT count(*) FROM pg_stat_activity w WHERE a.pid = ANY (pg_blocking_pids(w.pid))) AS blocking \
         FROM pg_stat_activity a \
         WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND a.backend_type = 'client backend' \
           AND a.xact_start < now() - interval '10 minutes' ORDER BY a.xact_start",
    )
    .load(conn)
}

/// Sessions of this database that this role may not look at, and its own name as SQL has it.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Hidden {
    /// How many.
    #[diesel(sql_type = BigInt)]
    pub sessions: i64,
    /// The role that we are.
    #[diesel(sql_type = Text)]
    pub role: String,
}

/// How many sessions of other roles are hidden from this one.
pub fn hidden_sessions(conn: &mut PgConnection) -> QueryResult<Hidden> {
    diesel::sql_query(
        "SELECT count(*) AS sessions, quote_ident(current_user) AS role FROM pg_stat_activity \
         WHERE datname = current_database() AND backend_type IS NULL AND usesysid IS NOT NULL",
    )
    .get_result(conn)
}
