//! Which leads are to be scored, and what they are scored by. The cost of finding them grows with what changed since the last
//! run, not with what is stored.
//!
//! A lead is due when
//!
//! - it has no enrichment, or
//! - its enrichment has no `enriched_at`: its sources changed ([`mark_stale`](super::mark_stale)), or
//! - its row was written by a later transaction than its enrichment's, or
//! - `enriched_at` lies before its `updated_at`. One that lies in the future says nothing yet.
//!
//! The third is exact whatever clocks say, for every change by a transaction that got its number after that which stored the
//! enrichment; for those that had one already, [`store`](super::store) sees to the fourth.
//!
//! Only a few leads can be due: those of a user whose `updated_at` is not before `users.enriched_until` (or is missing), and
//! those that are marked as stale. Leads that belong to no user are all looked at.

use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Double, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use super::parts::Parts;
use super::version::{Place, Tid, Writer, Xid};
use crate::models::leads::LeadValues;
use crate::models::time::Time;

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

/// Whose leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner {
    /// The user; `None` for the leads that belong to nobody.
    pub user: Option<Uuid>,
    /// Leads changed before this are scored or marked as stale; `None` where nothing is known.
    pub scored_until: Option<DateTime<Utc>>,
}

/// A lead to score.
#[derive(Debug, Clone, Queryable)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct Due {
    /// Its id.
    pub id: Uuid,
    /// Its user.
    pub user_id: Option<Uuid>,
    /// What it says.
    pub values: LeadValues,
    /// Every raw record that went into it.
    pub raw_lead_ids: Option<Vec<Option<Uuid>>>,
    /// Where this version of its row is.
    pub place: Place,
    /// The transaction that wrote it.
    pub version: Writer,
    /// Whether it is new or changed, so that its enrichment has to be written even if it stays the same.
    pub changed: bool,
    /// Whether it has an enrichment.
    pub enriched: bool,
    /// What that says.
    pub stored: Stored,
}

/// The enrichment that a lead has.
#[derive(Debug, Clone, PartialEq, Queryable)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs)] // The columns, by their names.
pub struct Stored {
    pub user_id: Option<Uuid>,
    pub predicted_score: Option<f64>,
    pub intent_level: Option<String>,
    pub ai_summary: Option<String>,
    pub buying_signal: Option<String>,
    pub recommended_channel: Option<String>,
    pub score_parts: Option<Parts>,
}

type MaybeText = Nullable<Text>;
/// The columns of `leads` that [`LeadValues`] holds.
#[rustfmt::skip]
type Values = (MaybeText, MaybeText, MaybeText, MaybeText, MaybeText, MaybeText, MaybeText, MaybeText, MaybeText, MaybeText, MaybeText,
    MaybeText, Nullable<Double>, MaybeText);
/// The columns of a [`Due`].
type Columns = (
    SqlUuid,
    Nullable<SqlUuid>,
    Values,
    Nullable<Array<Nullable<SqlUuid>>>,
    Tid,
    Xid,
    Bool,
    Bool,
    (Nullable<SqlUuid>, Nullable<Double>, MaybeText, MaybeText, MaybeText, MaybeText, Nullable<Jsonb>),
);

impl Due {
    /// Whether its stored score has a part of this name.
    pub fn has_part(&self, name: &str) -> bool {
        let parts = self.stored.score_parts.as_ref().map(Parts::value).unwrap_or_default();
        parts.as_array().is_some_and(|parts| parts.iter().any(|part| part["name"] == name))
    }

    /// The raw records that went into it.
    pub fn raw_ids(&self) -> impl Iterator<Item = Uuid> + '_ {
        self.raw_lead_ids.iter().flatten().flatten().copied()
    }
}

/// Index look-ups beat everything else here, and they begin at once; the planner, which knows little of what is new, would
/// sometimes read whole tables, and compile its plan to do so.
pub(super) const PLAN: &str = "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; \
     SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL jit = off";

/// Those who may have leads to score. An inactive user's are left alone.
pub fn owners(conn: &mut PgConnection, scope: Scope) -> QueryResult<Vec<Owner>> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Nullable<SqlUuid>)]
        id: Option<Uuid>,
        #[diesel(sql_type = Nullable<Timestamptz>)]
        mark: Option<DateTime<Utc>>,
    }
    // A user all of whose enrichments are gone has no mark; nor has one whose mark lies in the future, as after a restore or
    // when a clock was set back. Ordered, so that each is one look into an index.
    let rows: Vec<Row> = conn.transaction(|conn| {
        conn.batch_execute(PLAN)?;
        diesel::sql_query(
            "WITH u AS MATERIALIZED (SELECT u.id, CASE WHEN $2 THEN NULL WHEN u.enriched_until <= now() AND \
                     (SELECT TRUE FROM lead_enrichment e WHERE e.user_id = u.id \
                      ORDER BY COALESCE(e.predicted_score, -1) DESC, e.lead_id DESC LIMIT 1) \
                     THEN u.enriched_until END AS mark \
                 FROM users u WHERE COALESCE(u.is_active, TRUE) AND ($1::uuid IS NULL OR u.id = $1)) \
             SELECT u.id, u.mark FROM u \
             WHERE (SELECT COALESCE(l.updated_at, 'epoch') FROM leads l WHERE l.user_id = u.id \
                    ORDER BY COALESCE(l.updated_at, 'epoch') DESC, l.id DESC LIMIT 1) >= COALESCE(u.mark, '-infinity') \
                OR (SELECT TRUE FROM leads l WHERE l.user_id = u.id AND COALESCE(l.updated_at, 'epoch') = 'epoch' \
                    ORDER BY COALESCE(l.updated_at, 'epoch') DESC, l.id DESC LIMIT 1) \
                OR (SELECT TRUE FROM lead_enrichment s WHERE s.user_id = u.id AND s.enriched_at IS NULL \
                    ORDER BY s.lead_id LIMIT 1) \
             UNION ALL \
             SELECT NULL, NULL WHERE $1 IS NULL AND (SELECT TRUE FROM leads l WHERE l.user_id IS NULL \
                    ORDER BY COALESCE(l.updated_at, 'epoch') DESC, l.id DESC LIMIT 1)",
        )
        .bind::<Nullable<SqlUuid>, _>(scope.user)
        .bind::<Bool, _>(scope.all)
        .load(conn)
    })?;
    Ok(rows.into_iter().map(|row| Owner { user: row.id, scored_until: row.mark }).collect())
}

/// Where the leads that can be due are, each once: `at`.
const CANDIDATES: &str = "SELECT l.ctid AS at FROM unnest($1::uuid[], $2::timestamptz[]) u (id, mark) \
         JOIN leads l ON l.user_id = u.id AND COALESCE(l.updated_at, 'epoch') >= COALESCE(u.mark, '-infinity') \
     UNION ALL \
     SELECT l.ctid FROM unnest($1::uuid[], $2::timestamptz[]) u (id, mark) \
         JOIN leads l ON l.user_id = u.id AND COALESCE(l.updated_at, 'epoch') = 'epoch' AND u.mark > 'epoch' \
     UNION ALL \
     SELECT l.ctid FROM unnest($1::uuid[], $2::timestamptz[]) u (id, mark) \
         JOIN lead_enrichment s ON s.user_id = u.id AND s.enriched_at IS NULL \
         JOIN leads l ON l.id = s.lead_id AND l.user_id = u.id AND COALESCE(l.updated_at, 'epoch') < u.mark \
              AND COALESCE(l.updated_at, 'epoch') <> 'epoch' \
     UNION ALL \
     SELECT l.ctid FROM leads l WHERE $3 AND l.user_id IS NULL";

/// Whether the enrichment `e` of the lead `l` has to be made or made again.
macro_rules! changed {
    () => {
        "(e.lead_id IS NULL OR e.enriched_at IS NULL OR age(e.xmin) > age(l.xmin) \
          OR (e.enriched_at < l.updated_at AND l.updated_at <= now()))"
    };
}

/// The candidates that are due.
const DUE: &str = concat!(
    "JOIN leads l ON l.ctid = c.at LEFT JOIN lead_enrichment e ON e.lead_id = l.id WHERE ($4 OR ",
    changed!(),
    ") AND ($5::uuid IS NULL OR EXISTS (SELECT 1 FROM raw_leads r WHERE r.scrape_job_id = $5 AND r.id = ANY(l.raw_lead_ids)))"
);

macro_rules! of_owners {
    ($sql:expr, $owners:expr, $scope:expr) => {
        diesel::sql_query($sql)
            .bind::<Array<SqlUuid>, _>($owners.iter().filter_map(|o| o.user).collect::<Vec<_>>())
            .bind::<Array<Nullable<Timestamptz>>, _>(
                $owners.iter().filter(|o| o.user.is_some()).map(|o| o.scored_until).collect::<Vec<_>>(),
            )
            .bind::<Bool, _>($owners.iter().any(|o| o.user.is_none()))
            .bind::<Bool, _>($scope.all)
            .bind::<Nullable<SqlUuid>, _>($scope.job)
    };
}

/// The columns of a [`Due`], of a lead `l` and its enrichment `e`.
const COLUMNS: &str = concat!(
    "l.id, l.user_id, l.company_name, l.domain, l.industry, l.company_size, l.location, l.first_name, \
     l.last_name, l.job_title, l.seniority, l.email, l.phone, l.linkedin_url, l.confidence_score, l.source, \
     l.raw_lead_ids, l.ctid AS place, l.xmin AS version, ",
    changed!(),
    " AS changed, e.lead_id IS NOT NULL AS enriched, e.user_id, e.predicted_score, e.intent_level, \
     e.ai_summary, e.buying_signal, e.recommended_channel, e.score_parts"
);

/// How many leads to fetch at a time; [`open`]'s cursor names it too.
pub const BATCH: usize = 2_000;

/// Begins to read the leads of these owners that are to be scored, as they are now: [`fetch`] in the same transaction hands
/// them out.
pub fn open(conn: &mut PgConnection, scope: Scope, owners: &[Owner]) -> QueryResult<()> {
    conn.batch_execute(PLAN)?;
    of_owners!(
        format!("DECLARE due_leads NO SCROLL CURSOR FOR SELECT {COLUMNS} FROM ({CANDIDATES}) c {DUE}"),
        owners,
        scope
    )
    .execute(conn)?;
    Ok(())
}

/// The next [`BATCH`] of them, fewer only at the end.
pub fn fetch(conn: &mut PgConnection) -> QueryResult<Vec<Due>> {
    // By their places: by name would cost as much as all the rest.
    diesel::dsl::sql::<Columns>("FETCH 2000 FROM due_leads").load(conn)
}

/// These leads, due or not; those that were removed are missing.
pub fn by_ids(conn: &mut PgConnection, leads: &[Uuid]) -> QueryResult<Vec<Due>> {
    let query = format!(
        "SELECT {COLUMNS} FROM leads l LEFT JOIN lead_enrichment e ON e.lead_id = l.id WHERE l.id = ANY("
    );
    diesel::dsl::sql::<Columns>(&query).bind::<Array<SqlUuid>, _>(leads).sql(")").load(conn)
}

/// How many leads are to be scored, in all users' turns together.
pub fn count(conn: &mut PgConnection, scope: Scope) -> QueryResult<i64> {
    count_up_to(conn, scope, i64::MAX)
}

/// The same, without counting further than this.
pub fn count_up_to(conn: &mut PgConnection, scope: Scope, most: i64) -> QueryResult<i64> {
    let owners = owners(conn, scope)?;
    if owners.is_empty() {
        return Ok(0);
    }
    conn.transaction(|conn| {
        conn.batch_execute(PLAN)?;
        of_owners!(
            format!("SELECT count(*) AS n FROM (SELECT FROM ({CANDIDATES}) c {DUE} LIMIT {most}) due"),
            owners,
            scope
        )
        .get_result::<Count>(conn)
        .map(|count| count.n)
    })
}

/// Whether any lead is to be scored.
pub fn any(conn: &mut PgConnection) -> QueryResult<bool> {
    let scope = Scope::default();
    let owners = owners(conn, scope)?;
    if owners.is_empty() {
        return Ok(false);
    }
    conn.transaction(|conn| {
        conn.batch_execute(PLAN)?;
        of_owners!(
            format!("SELECT count(*) AS n FROM (SELECT FROM ({CANDIDATES}) c {DUE} LIMIT 1) one"),
            owners,
            scope
        )
        .get_result::<Count>(conn)
        .map(|count| count.n > 0)
    })
}

/// Whether more than a few leads are looked at again by each run until the marks move, though they are not due.
pub fn many_candidates(conn: &mut PgConnection, owners: &[Owner]) -> QueryResult<bool> {
    const FEW: i64 = 5_000;
    let count: Count = conn.transaction(|conn| {
        conn.batch_execute(PLAN)?;
        of_owners!(
            format!("SELECT count(*) AS n FROM (SELECT FROM ({CANDIDATES}) c WHERE $4 OR $5::uuid IS NULL LIMIT {FEW}) few"),
            owners,
            Scope::default()
        )
        .get_result(conn)
    })?;
    Ok(count.n >= FEW)
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// Hands out the payloads, as JSON text, of these raw records and when each was scraped, one at a time; those that were removed
/// are missing.
pub fn payloads(
    conn: &mut PgConnection,
    raw_leads: &[Uuid],
    mut each: impl FnMut(Uuid, &str, Option<DateTime<Utc>>),
) -> QueryResult<()> {
    #[derive(QueryableByName)]
    struct Payload {
        #[diesel(sql_type = SqlUuid)]
        id: Uuid,
        #[diesel(sql_type = Text)]
        payload: String,
        #[diesel(sql_type = Nullable<Timestamptz>, deserialize_as = Time)]
        scraped_at: Option<DateTime<Utc>>,
    }
    let query = diesel::sql_query(
        "SELECT id, raw_payload::text AS payload, scraped_at FROM raw_leads WHERE id = ANY($1)",
    )
    .bind::<Array<SqlUuid>, _>(raw_leads);
    for row in query.load_iter::<Payload, diesel::pg::PgRowByRowLoadingMode>(conn)? {
        let row = row?;
        each(row.id, &row.payload, row.scraped_at);
    }
    Ok(())
}
