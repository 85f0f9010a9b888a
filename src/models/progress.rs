//! How far the normalizer has read: which raw leads are new to it, told by the transaction that stored each, and which jobs wait.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Jsonb, Nullable, Text, Uuid as SqlUuid};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// A moment in the life of a cluster, and what was visible then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The cluster whose transactions are meant: after a restore into another one they mean nothing.
    pub system: String,
    /// `pg_current_snapshot()` as text.
    pub snapshot: String,
    /// How many of a job's raw leads that were visible became no lead.
    #[serde(default)]
    pub rejected: i64,
}

#[derive(QueryableByName)]
struct Moment {
    #[diesel(sql_type = Text)]
    system: String,
    #[diesel(sql_type = Text)]
    snapshot: String,
}

impl Mark {
    /// Of this statement, or of the transaction where it keeps one snapshot.
    pub fn now(conn: &mut PgConnection) -> QueryResult<Mark> {
        let moment: Moment = diesel::sql_query(
            "SELECT system_identifier::text AS system, pg_current_snapshot()::text AS snapshot FROM pg_control_system()",
        )
        .get_result(conn)?;
        Ok(Mark { system: moment.system, snapshot: moment.snapshot, rejected: 0 })
    }

    /// What is stored, if it is a mark of the cluster that `now` is of.
    pub fn stored(value: Option<&Value>, now: &Mark) -> Option<Mark> {
        let mark: Mark = serde_json::from_value(value?.clone()).ok()?;
        (mark.system == now.system).then_some(mark)
    }

    /// The first transaction that may not have been visible; what was stored before it was. `None` in a snapshot that cannot be read.
    pub fn oldest(&self) -> Option<i64> {
        self.snapshot.split(':').next()?.parse().ok()
    }

    fn to_json(&self) -> Value {
        serde_json::json!({"system": self.system, "snapshot": self.snapshot, "rejected": self.rejected})
    }
}

/// A job with raw leads that no run has finished, and whose they are.
#[derive(Debug, Clone, QueryableByName)]
pub struct Waiting {
    /// The job.
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    /// Its user.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub user_id: Option<Uuid>,
    /// Raw leads that wait, by its counts; all of them where everything is derived again.
    #[diesel(sql_type = BigInt)]
    pub raw: i64,
    /// How many of those that are done became no lead.
    #[diesel(sql_type = BigInt)]
    pub rejected: i64,
    /// Up to where they were read.
    #[diesel(sql_type = Nullable<Jsonb>)]
    read_until: Option<Value>,
}

impl Waiting {
    /// Up to where its raw leads were read, if that means anything in the cluster that `now` is of.
    pub fn mark(&self, now: &Mark) -> Option<Mark> {
        Mark::stored(self.read_until.as_ref(), now)
    }
}

/// Sees to it that jobs count the raw leads that other programs stored: looks at those alone that were stored since the last time. With a
/// user, only this one's jobs, and those of nobody.
pub fn count_new(conn: &mut PgConnection, user: Option<Uuid>) -> QueryResult<()> {
    let now = Mark::now(conn)?;
    let Some(oldest) = now.oldest() else { return Ok(()) };
    // Up to where all users' were counted, or this one's.
    let since: i64 = diesel::sql_query(
        "SELECT COALESCE(max(split_part(c.counted_to, ':', 2)::bigint), 0) AS n FROM ( \
             SELECT counted_to FROM scrape_jobs WHERE counted_to IS NOT NULL \
             UNION ALL SELECT read_until ->> 'counted_to' FROM users WHERE id = $2) c \
         WHERE split_part(c.counted_to, ':', 1) = $1",
    )
    .bind::<Text, _>(&now.system)
    .bind::<Nullable<SqlUuid>, _>(user)
    .get_result::<Number>(conn)?
    .n;
    let touched: Vec<Touched> = diesel::sql_query(
        "SELECT j.id, j.read_until, n.last, \
                COALESCE(j.total_found, 0) <> COALESCE(j.total_processed, 0) OR j.status IS NOT DISTINCT FROM 'failed' AS waits \
         FROM (SELECT scrape_job_id, max(stored_in) AS last FROM raw_leads WHERE stored_in >= $1 \
                   AND ($2::uuid IS NULL OR user_id = $2 OR user_id IS NULL) GROUP BY 1) n \
         JOIN scrape_jobs j ON j.id = n.scrape_job_id WHERE $2::uuid IS NULL OR j.user_id = $2 OR j.user_id IS NULL",
    )
    .bind::<BigInt, _>(since)
    .bind::<Nullable<SqlUuid>, _>(user)
    .load(conn)?;
    let Some(any) = touched.first() else { return Ok(()) };
    for job in touched.iter().filter(|job| !job.waits) {
        let mark = Mark::stored(job.read_until.as_ref(), &now);
        match mark.as_ref().and_then(|mark| Some((mark, mark.oldest()?))) {
            Some((_, oldest)) if job.last < oldest => {}
            Some((mark, oldest)) => {
                diesel::sql_query(
                    "UPDATE scrape_jobs j SET total_found = COALESCE(total_processed, 0) + n.unread, status = 'processing', \
                         completed_at = NULL \
                     FROM (SELECT count(*)::int AS unread FROM raw_leads WHERE scrape_job_id = $1 AND stored_in >= $2 \
                               AND NOT pg_visible_in_snapshot(stored_in::text::xid8, $3::pg_snapshot)) n \
                     WHERE j.id = $1 AND n.unread > 0",
                )
                .bind::<SqlUuid, _>(job.id)
                .bind::<BigInt, _>(oldest)
                .bind::<Text, _>(&mark.snapshot)
                .execute(conn)?;
            }
            None => {
                diesel::sql_query(
                    "UPDATE scrape_jobs j SET total_found = n.raw, total_processed = 0, status = 'processing', completed_at = NULL \
                     FROM (SELECT count(*)::int AS raw FROM raw_leads WHERE scrape_job_id = $1) n WHERE j.id = $1",
                )
                .bind::<SqlUuid, _>(job.id)
                .execute(conn)?;
            }
        }
    }
    // Last, so that a run that is killed before it counts again.
    let (id, query) = match user {
        None => (
            any.id,
            "UPDATE scrape_jobs SET counted_to = CASE WHEN id = $1 THEN $2 END WHERE id = $1 OR counted_to IS NOT NULL",
        ),
        Some(user) => (
            user,
            "UPDATE users SET read_until = COALESCE(read_until, '{}') || jsonb_build_object('counted_to', $2) WHERE id = $1",
        ),
    };
    diesel::sql_query(query)
        .bind::<SqlUuid, _>(id)
        .bind::<Text, _>(format!("{}:{oldest}", now.system))
        .execute(conn)?;
    Ok(())
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// A job with raw leads that were stored since they were last counted.
#[derive(QueryableByName)]
struct Touched {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Nullable<Jsonb>)]
    read_until: Option<Value>,
    /// The last transaction that stored one.
    #[diesel(sql_type = BigInt)]
    last: i64,
    /// Whether it counts as waiting already, or is not to wait.
    #[diesel(sql_type = Bool)]
    waits: bool,
}

/// The jobs that wait for the normalizer: they have raw leads that no run has finished. Failed jobs wait for `retry`, or to be named.
/// With `rebuild`, every job that has raw leads.
pub fn waiting(
    conn: &mut PgConnection,
    jobs: &[Uuid],
    user: Option<Uuid>,
    rebuild: bool,
) -> QueryResult<Vec<Waiting>> {
    // Three ways to find them, so that each can take its index.
    let which = match (rebuild, jobs.is_empty()) {
        (true, _) => {
            "(cardinality($1::uuid[]) = 0 OR j.id = ANY($1)) AND EXISTS (SELECT 1 FROM raw_leads r WHERE r.scrape_job_id = j.id)"
        }
        (false, true) => {
            "cardinality($1::uuid[]) = 0 AND COALESCE(j.total_found, 0) <> COALESCE(j.total_processed, 0) \
             AND j.status IS DISTINCT FROM 'failed'"
        }
        (false, false) => "j.id = ANY($1) AND COALESCE(j.total_found, 0) <> COALESCE(j.total_processed, 0)",
    };
    diesel::sql_query(format!(
        "SELECT w.id, w.user_id, w.raw, w.rejected, w.read_until FROM ( \
             SELECT j.id, j.created_at, j.read_until, \
                    GREATEST(COALESCE(j.total_found, 0) - CASE WHEN $3 THEN 0 ELSE COALESCE(j.total_processed, 0) END, 0)::bigint AS raw, \
                    COALESCE(j.total_rejected, 0)::bigint AS rejected, \
                    COALESCE(j.user_id, (SELECT r.user_id FROM raw_leads r WHERE r.scrape_job_id = j.id AND r.user_id IS NOT NULL \
                                         ORDER BY r.user_id LIMIT 1)) AS user_id \
             FROM scrape_jobs j WHERE ($2::uuid IS NULL OR j.user_id = $2 OR j.user_id IS NULL) AND {which}) w \
         WHERE $2::uuid IS NULL OR w.user_id = $2 ORDER BY w.user_id, w.created_at, w.id"
    ))
    .bind::<Array<SqlUuid>, _>(jobs)
    .bind::<Nullable<SqlUuid>, _>(user)
    .bind::<Bool, _>(rebuild)
    .load(conn)
}

/// What a run that read a job's raw leads came to.
#[derive(Debug, Clone)]
pub struct Reached {
    /// What was visible when they were read.
    pub now: Mark,
    /// From where on they were read; `None` when all of them were.
    pub since: Option<Mark>,
    /// Raw leads that were read.
    pub read: i64,
    /// Of those the ones that no lead held before, and that became leads or part of one.
    pub done: i64,
    /// Of those read, how many became no lead.
    pub rejected: i64,
    /// How many wait for the next billing month.
    pub over_quota: i64,
}

/// A job of so many raw leads is counted anew after each run; of a larger one only what is new.
const COUNTED: i64 = 100_000;

/// Records how far a run came with a job. When none waits and none has arrived since the run read, the job is completed.
pub fn record(conn: &mut PgConnection, job: &Waiting, reached: &Reached) -> QueryResult<()> {
    // The row lock first: an ingest that is about to commit into this job is waited for, so that the count in the
    // next statement sees it.
    #[derive(QueryableByName)]
    struct Counts {
        #[diesel(sql_type = BigInt)]
        processed: i64,
        #[diesel(sql_type = BigInt)]
        rejected: i64,
    }
    let counts: Option<Counts> = diesel::sql_query(
        "SELECT COALESCE(total_processed, 0)::bigint AS processed, COALESCE(total_rejected, 0)::bigint AS rejected \
         FROM scrape_jobs WHERE id = $1 FOR NO KEY UPDATE",
    )
    .bind::<SqlUuid, _>(job.id)
    .get_result(conn)
    .optional()?;
    let Some(counts) = counts else { return Ok(()) };
    let (processed, rejected) = match &reached.since {
        None => (reached.read - reached.over_quota, reached.rejected),
        Some(since) => {
            let rejected = since.rejected + reached.rejected;
            (counts.processed + reached.done + (rejected - counts.rejected).max(0), rejected)
        }
    };
    #[derive(QueryableByName)]
    struct Here {
        #[diesel(sql_type = BigInt)]
        later: i64,
        #[diesel(sql_type = BigInt)]
        all: i64,
    }
    let here: Here = diesel::sql_query(
        "SELECT (SELECT count(*) FROM raw_leads r WHERE r.scrape_job_id = $1 AND r.stored_in >= $2 \
                     AND (r.user_id = k.user_id OR r.user_id IS NULL OR k.user_id IS NULL) \
                     AND NOT pg_visible_in_snapshot(r.stored_in::text::xid8, $3::pg_snapshot)) AS later, \
                (SELECT count(*) FROM (SELECT 1 FROM raw_leads r WHERE r.scrape_job_id = $1 \
                     AND (r.user_id = k.user_id OR r.user_id IS NULL OR k.user_id IS NULL) LIMIT $4) first) AS all \
         FROM scrape_jobs k WHERE k.id = $1",
    )
    .bind::<SqlUuid, _>(job.id)
    .bind::<BigInt, _>(reached.now.oldest().unwrap_or(0))
    .bind::<Text, _>(&reached.now.snapshot)
    .bind::<BigInt, _>(COUNTED + 1)
    .get_result(conn)?;
    // Other programs may have removed some: of a job that is not very large all are counted.
    let processed = match here.all {
        all if all > COUNTED => processed,
        all => (all - here.later - reached.over_quota).max(0),
    };
    let waiting = reached.over_quota + here.later;
    let mark = match (reached.over_quota, &reached.since) {
        (0, _) => Some(Mark { rejected, ..reached.now.clone() }),
        // What waits has to be read again, and with it what was read beside it: all of it, where all of it was.
        (_, since) => since.clone(),
    };
    diesel::sql_query(
        "UPDATE scrape_jobs SET total_processed = $2, total_found = $2 + $3, total_rejected = $4, \
             read_until = $5, status = CASE WHEN $3 > 0 THEN 'processing' ELSE 'completed' END, \
             started_at = COALESCE(started_at, now()), completed_at = CASE WHEN $3 > 0 THEN NULL ELSE now() END \
         WHERE id = $1",
    )
    .bind::<SqlUuid, _>(job.id)
    .bind::<BigInt, _>(processed)
    .bind::<BigInt, _>(waiting)
    .bind::<BigInt, _>(rejected)
    .bind::<Nullable<Jsonb>, _>(mark.as_ref().map(Mark::to_json))
    .execute(conn)?;
    Ok(())
}

/// The users who have raw leads that belong to no job and that no run has read, with the mark up to which those were read.
pub fn strays(
    conn: &mut PgConnection,
    user: Option<Uuid>,
    all: bool,
) -> QueryResult<Vec<(Uuid, Option<Mark>)>> {
    #[derive(QueryableByName)]
    struct Stray {
        #[diesel(sql_type = SqlUuid)]
        id: Uuid,
        #[diesel(sql_type = Nullable<Jsonb>)]
        read_until: Option<Value>,
    }
    #[derive(QueryableByName)]
    struct Any {
        #[diesel(sql_type = Bool)]
        any: bool,
    }
    let probe =
        diesel::sql_query("SELECT EXISTS (SELECT 1 FROM raw_leads WHERE scrape_job_id IS NULL) AS any");
    if !probe.get_result::<Any>(conn)?.any {
        return Ok(Vec::new());
    }
    let now = Mark::now(conn)?;
    let found: Vec<Stray> = diesel::sql_query(
        "SELECT u.id, u.read_until FROM users u CROSS JOIN LATERAL ( \
             SELECT 1 FROM raw_leads r WHERE r.user_id = u.id AND r.scrape_job_id IS NULL \
                 AND ($2 OR u.read_until IS NULL OR u.read_until ->> 'system' IS DISTINCT FROM $3 \
                      OR (r.stored_in >= split_part(u.read_until ->> 'snapshot', ':', 1)::bigint \
                          AND NOT pg_visible_in_snapshot(r.stored_in::text::xid8, (u.read_until ->> 'snapshot')::pg_snapshot))) \
             LIMIT 1) s \
         WHERE $1::uuid IS NULL OR u.id = $1 ORDER BY u.id",
    )
    .bind::<Nullable<SqlUuid>, _>(user)
    .bind::<Bool, _>(all)
    .bind::<Text, _>(&now.system)
    .load(conn)?;
    Ok(found.into_iter().map(|row| (row.id, Mark::stored(row.read_until.as_ref(), &now))).collect())
}

/// Records that all of a user's raw leads that belong to no job have to be read again.
pub fn reread_strays(conn: &mut PgConnection, user: Uuid) -> QueryResult<()> {
    diesel::sql_query("UPDATE users SET read_until = read_until - 'system' WHERE id = $1")
        .bind::<SqlUuid, _>(user)
        .execute(conn)?;
    Ok(())
}

/// Records that a user's raw leads that belong to no job were read up to a mark.
pub fn record_strays(conn: &mut PgConnection, user: Uuid, mark: &Mark) -> QueryResult<()> {
    // What else is noted there stays.
    diesel::sql_query("UPDATE users SET read_until = COALESCE(read_until, '{}') || $2 WHERE id = $1")
        .bind::<SqlUuid, _>(user)
        .bind::<Jsonb, _>(mark.to_json())
        .execute(conn)?;
    Ok(())
}
