//! Whose turn it is: one process at a time scores a user's leads, so that what several report adds up. And how far each user's
//! leads are scored.

use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::result::Error;
use diesel::sql_types::{Array, BigInt, Nullable, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use super::due::{Owner, PLAN};
use crate::models::advisory;
use crate::models::leads::hold;

/// Takes these owners' turns without waiting, until the connection ends or [`end`]: whether each was to be had, in order.
pub fn try_begin(conn: &mut PgConnection, owners: &[Owner]) -> QueryResult<Vec<bool>> {
    advisory::try_lock(conn, &owners.iter().map(key).collect::<Vec<_>>())
}

/// Waits for an owner's turn.
pub fn begin(conn: &mut PgConnection, owner: Owner) -> QueryResult<()> {
    advisory::lock(conn, &key(&owner))
}

/// Ends these owners' turns.
pub fn end(conn: &mut PgConnection, owners: &[Owner]) -> QueryResult<()> {
    advisory::unlock(conn, &owners.iter().map(key).collect::<Vec<_>>())
}

/// Waits until no other process asks a language model about this user's leads, or about everybody's.
pub fn begin_asking(conn: &mut PgConnection, user: Option<Uuid>) -> QueryResult<()> {
    advisory::lock(conn, &asking(user))
}

/// Ends that.
pub fn end_asking(conn: &mut PgConnection, user: Option<Uuid>) -> QueryResult<()> {
    advisory::unlock(conn, &[asking(user)])
}

fn asking(user: Option<Uuid>) -> String {
    format!("leadengine:ask:{}", user.map_or_else(|| "all".to_owned(), |user| user.to_string()))
}

fn key(owner: &Owner) -> String {
    format!("leadengine:enrich:{}", owner.user.map_or_else(|| "nobody".to_owned(), |user| user.to_string()))
}

/// A time before which no lead can be changed any more that the transaction's later statements do not see: `updated_at` is
/// when the changing transaction began, and it may still be running. Two seconds less, for times that are set by clocks beside
/// the server's. While a session that is hidden from us is in a transaction (`pg_read_all_stats` shows those of other roles; that
/// it is in one, its lock on itself tells anybody), it is an hour ago, and so it is before a transaction was prepared for a two-phase
/// commit. The server's own workers, which belong to nobody, change no lead.
pub fn settled(conn: &mut PgConnection) -> QueryResult<DateTime<Utc>> {
    time(
        conn,
        "SELECT LEAST(now(), \
             (SELECT min(xact_start) FROM pg_stat_activity WHERE datname = current_database() \
                 AND pid <> pg_backend_pid() AND backend_type NOT IN ('autovacuum worker', 'walsender')), \
             (SELECT min(now() - interval '1 hour') FROM pg_stat_activity a WHERE datname = current_database() \
                 AND backend_type IS NULL AND usesysid IS NOT NULL AND EXISTS (SELECT 1 FROM pg_locks k \
                     WHERE k.pid = a.pid AND k.locktype = 'virtualxid' AND k.mode = 'ExclusiveLock')), \
             (SELECT min(prepared) - interval '1 hour' FROM pg_prepared_xacts WHERE database = current_database())) \
         - interval '2 seconds' AS at",
    )
}

/// The time to note for enrichments that this transaction, which has its number already, stores: now, but before every
/// other transaction began that has its number too. What those change later has a lower number than the enrichments, but an
/// `updated_at` after this.
pub(super) fn stamp(conn: &mut PgConnection) -> QueryResult<DateTime<Utc>> {
    time(
        conn,
        "SELECT LEAST(now(), \
             (SELECT min(xact_start) - interval '1 microsecond' FROM pg_stat_activity \
                 WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xid IS NOT NULL), \
             (SELECT min(now() - interval '1 hour') FROM pg_stat_activity a WHERE datname = current_database() \
                 AND backend_type IS NULL AND usesysid IS NOT NULL AND EXISTS (SELECT 1 FROM pg_locks k WHERE k.pid = a.pid \
                     AND k.locktype = 'transactionid' AND k.mode = 'ExclusiveLock')), \
             (SELECT min(prepared) - interval '1 hour' FROM pg_prepared_xacts WHERE database = current_database())) AS at",
    )
}

fn time(conn: &mut PgConnection, sql: &'static str) -> QueryResult<DateTime<Utc>> {
    #[derive(QueryableByName)]
    struct At {
        #[diesel(sql_type = Timestamptz)]
        at: DateTime<Utc>,
    }
    diesel::sql_query(sql).get_result::<At>(conn).map(|row| row.at)
}

/// Notes that the leads of these owners are scored up to a time, where that was not known. `users.updated_at` stays: nothing
/// that the user would know of has changed.
pub fn move_marks(conn: &mut PgConnection, owners: &[Owner], until: DateTime<Utc>) -> QueryResult<()> {
    let users: Vec<Uuid> = owners.iter().filter_map(|owner| owner.user).collect();
    if users.is_empty() {
        return Ok(());
    }
    // A row that somebody holds is left for another run, rather than waited for.
    diesel::sql_query(
        "UPDATE users u SET enriched_until = $2 \
         FROM (SELECT id FROM users WHERE id = ANY($1) \
                 AND (enriched_until IS NULL OR enriched_until < $2 OR enriched_until > now()) FOR NO KEY UPDATE SKIP LOCKED) m \
         WHERE u.id = m.id",
    )
    .bind::<Array<SqlUuid>, _>(users)
    .bind::<Timestamptz, _>(until)
    .execute(conn)?;
    Ok(())
}

/// Fills in the user of enrichments that other programs stored: one user's, or everybody's.
pub fn fill_in_users(conn: &mut PgConnection, user: Option<Uuid>) -> QueryResult<()> {
    const PAGE: i64 = 2_000;
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = SqlUuid)]
        id: Uuid,
    }
    loop {
        let page: Vec<Uuid> = conn.transaction(|conn| {
            conn.batch_execute(PLAN)?;
            let rows: Vec<Row> = diesel::sql_query(
                "SELECT l.id FROM lead_enrichment e JOIN leads l ON l.id = e.lead_id \
                 WHERE e.user_id IS NULL AND l.user_id IS NOT NULL AND ($2::uuid IS NULL OR l.user_id = $2) LIMIT $1",
            )
            .bind::<BigInt, _>(PAGE)
            .bind::<Nullable<SqlUuid>, _>(user)
            .load(conn)?;
            Ok::<_, Error>(rows.into_iter().map(|row| row.id).collect())
        })?;
        if page.is_empty() {
            return Ok(());
        }
        let filled = conn.transaction(|conn| {
            hold(conn, &page, false)?;
            diesel::sql_query(
                "UPDATE lead_enrichment e SET user_id = l.user_id FROM leads l \
                 WHERE e.lead_id = ANY($1) AND e.user_id IS NULL AND l.id = e.lead_id AND l.user_id IS NOT NULL",
            )
            .bind::<Array<SqlUuid>, _>(&page)
            .execute(conn)
        })?;
        if filled == 0 {
            return Ok(());
        }
    }
}
