//! The server, and how we are connected to it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Integer, Nullable, Text, Timestamptz};

/// The server, and the session that we have there.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Server {
    /// Its version as a number: 150013 is 15.13.
    #[diesel(sql_type = Integer)]
    pub number: i32,
    /// Its version in words.
    #[diesel(sql_type = Text)]
    pub version: String,
    /// Whether it takes no writes: a standby, or one that was set so.
    #[diesel(sql_type = Bool)]
    pub only_reads: bool,
    /// The address that it was reached at, as the server sees it; `None` over a Unix socket.
    #[diesel(sql_type = Nullable<Text>)]
    pub address: Option<String>,
    /// The version and cipher of TLS; `None` without.
    #[diesel(sql_type = Nullable<Text>)]
    pub tls: Option<String>,
    /// Whether the server offers TLS.
    #[diesel(sql_type = Bool)]
    pub offers_tls: bool,
    /// The size of the database in bytes.
    #[diesel(sql_type = BigInt)]
    pub size: i64,
    /// The role that we are, as SQL has it.
    #[diesel(sql_type = Text)]
    pub role: String,
    /// Whether the tables are that role's own; `false` where there are none.
    #[diesel(sql_type = Bool)]
    pub owns_tables: bool,
    /// Whether it may do everything.
    #[diesel(sql_type = Bool)]
    pub is_superuser: bool,
}

/// What the server is.
pub fn server(conn: &mut PgConnection) -> QueryResult<Server> {
    diesel::sql_query(
        "SELECT current_setting('server_version_num')::int AS number, \
                split_part(current_setting('server_version'), ' ', 1) AS version, \
                current_setting('transaction_read_only')::bool AS only_reads, \
                host(inet_server_addr()) AS address, \
                (SELECT version || ', ' || cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl) AS tls, \
                current_setting('ssl')::bool AS offers_tls, \
                pg_database_size(current_database()) AS size, \
                quote_ident(current_user) AS role, \
                COALESCE((SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass('users')), FALSE) AS owns_tables, \
                current_setting('is_superuser')::bool AS is_superuser",
    )
    .get_result(conn)
}

/// What time it is there.
pub fn clock(conn: &mut PgConnection) -> QueryResult<DateTime<Utc>> {
    #[derive(QueryableByName)]
    struct Clock {
        #[diesel(sql_type = Timestamptz)]
        now: DateTime<Utc>,
    }
    diesel::sql_query("SELECT clock_timestamp() AS now").get_result::<Clock>(conn).map(|clock| clock.now)
}

/// A limit on connections, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Connections {
    /// What is limited: `server`, `database` or `role`.
    #[diesel(sql_type = Text)]
    pub of: String,
    /// Its name, as SQL has it; that of the server is empty.
    #[diesel(sql_type = Text)]
    pub name: String,
    /// Connections that are open.
    #[diesel(sql_type = BigInt)]
    pub open: i64,
    /// How many a role like this may have open.
    #[diesel(sql_type = BigInt)]
    pub limit: i64,
}

/// The limits on connections that are in force, that nearest to its end first.
pub fn connections(conn: &mut PgConnection) -> QueryResult<Vec<Connections>> {
    // What kind a session of another role is, an ordinary role is not told; it counts as a client's.
    diesel::sql_query(
        "WITH s AS MATERIALIZED (SELECT datid, usesysid FROM pg_stat_activity \
              WHERE usesysid IS NOT NULL AND datid IS NOT NULL AND COALESCE(backend_type, 'client backend') = 'client backend'), \
         l AS (SELECT 'server' AS of, '' AS name, (SELECT count(*) FROM s) AS open, \
                   current_setting('max_connections')::bigint - current_setting('superuser_reserved_connections')::bigint \
                       - COALESCE(current_setting('reserved_connections', TRUE)::bigint, 0) AS limit \
               UNION ALL SELECT 'database', quote_ident(d.datname), (SELECT count(*) FROM s WHERE s.datid = d.oid), d.datconnlimit \
                   FROM pg_database d WHERE d.datname = current_database() AND d.datconnlimit >= 0 \
               UNION ALL SELECT 'role', quote_ident(r.rolname), (SELECT count(*) FROM s WHERE s.usesysid = r.oid), r.rolconnlimit \
                   FROM pg_roles r WHERE r.rolname = session_user AND r.rolconnlimit >= 0) \
         SELECT * FROM l ORDER BY l.open::float8 / GREATEST(l.limit, 1) DESC, l.of",
    )
    .load(conn)
}
