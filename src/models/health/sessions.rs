//! What keeps dead rows from being cleaned up: transactions that are open for long, prepared ones, and replication slots.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Text};

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

/// How many sessions of this database are other roles', and hidden from this one.
pub fn hidden(conn: &mut PgConnection) -> QueryResult<i64> {
    #[derive(QueryableByName)]
    struct Hidden {
        #[diesel(sql_type = BigInt)]
        sessions: i64,
    }
    diesel::sql_query(
        "SELECT count(*) AS sessions FROM pg_stat_activity \
         WHERE datname = current_database() AND backend_type IS NULL AND usesysid IS NOT NULL",
    )
    .get_result::<Hidden>(conn)
    .map(|hidden| hidden.sessions)
}

/// What outlives its session and keeps dead rows, or the write-ahead log, until somebody ends it.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Leftover {
    /// `transaction` or `slot`.
    #[diesel(sql_type = Text)]
    pub kind: String,
    /// Its name.
    #[diesel(sql_type = Text)]
    pub name: String,
    /// Of a prepared transaction, for how many minutes it has been there.
    #[diesel(sql_type = BigInt)]
    pub minutes: i64,
    /// Of a replication slot, how many bytes of the write-ahead log it keeps.
    #[diesel(sql_type = BigInt)]
    pub bytes: i64,
}

/// Prepared transactions of this database that are older than ten minutes, and replication slots that nobody reads and that keep more
/// than a gibibyte of the write-ahead log, or dead rows of a million transactions.
pub fn leftovers(conn: &mut PgConnection) -> QueryResult<Vec<Leftover>> {
    diesel::sql_query(
        "SELECT 'transaction' AS kind, gid AS name, (extract(epoch FROM now() - prepared) / 60)::bigint AS minutes, 0::bigint AS bytes \
             FROM pg_prepared_xacts WHERE database = current_database() AND prepared < now() - interval '10 minutes' \
         UNION ALL \
         SELECT * FROM (SELECT 'slot', slot_name::text, 0::bigint, \
                 COALESCE(pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, \
                                          restart_lsn), 0)::bigint AS bytes \
             FROM pg_replication_slots WHERE NOT active AND COALESCE(database, current_database()) = current_database()) s \
             WHERE bytes > 1073741824 OR EXISTS (SELECT FROM pg_replication_slots o WHERE o.slot_name::text = s.slot_name \
                 AND GREATEST(age(o.xmin), age(o.catalog_xmin)) > 1000000) \
         ORDER BY kind DESC, name",
    )
    .load(conn)
}
