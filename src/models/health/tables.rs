//! How the tables lie on the disk, by the server's own counters.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Text};

use crate::models::rights::RIGHTS;

/// A table as the server's counters have it.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Table {
    /// Its name.
    #[diesel(sql_type = Text)]
    pub table: String,
    /// Rows in it, estimated.
    #[diesel(sql_type = BigInt)]
    pub rows: i64,
    /// Rows that were deleted or replaced and still take space, estimated.
    #[diesel(sql_type = BigInt)]
    pub dead: i64,
    /// Whether statistics were ever gathered, without which the planner guesses.
    #[diesel(sql_type = Bool)]
    pub analyzed: bool,
}

impl Table {
    /// Whether dead rows make up so much of it that reading it is slow. The server itself cleans up at a fifth.
    pub fn is_bloated(&self) -> bool {
        self.dead > 10_000 + self.rows / 2
    }

    /// Whether it is so large that the planner should know something of it, and knows nothing.
    pub fn is_unknown(&self) -> bool {
        self.rows > 10_000 && !self.analyzed
    }
}

/// All tables, by name.
pub fn tables(conn: &mut PgConnection) -> QueryResult<Vec<Table>> {
    // The counters are lost in a crash; what was gathered before it stays.
    diesel::sql_query(
        "SELECT s.relname::text AS table, CASE WHEN s.n_live_tup > 0 THEN s.n_live_tup ELSE GREATEST(c.reltuples, 0)::bigint END AS rows, s.n_dead_tup AS dead, \
                COALESCE(s.last_analyze, s.last_autoanalyze) IS NOT NULL OR c.reltuples > 0 AS analyzed \
         FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid \
         WHERE s.relid IN (SELECT to_regclass(name) FROM unnest($1::text[]) t (name)) ORDER BY s.relname",
    )
    .bind::<Array<Text>, _>(RIGHTS.map(|(table, _)| table).to_vec())
    .load(conn)
}

/// Rights that the commands need and this role lacks: `INSERT on leads`.
pub fn missing_rights(conn: &mut PgConnection) -> QueryResult<Vec<String>> {
    #[derive(QueryableByName)]
    struct Missing {
        #[diesel(sql_type = Text)]
        right: String,
    }
    let (tables, rights): (Vec<&str>, Vec<&str>) = RIGHTS
        .iter()
        .flat_map(|(table, rights)| rights.split(", ").map(move |right| (*table, right)))
        .unzip();
    let missing: Vec<Missing> = diesel::sql_query(
        "SELECT n.needed || ' on ' || n.name AS right FROM unnest($1::text[], $2::text[]) WITH ORDINALITY n (name, needed, place) \
         WHERE NOT has_table_privilege(to_regclass(n.name), n.needed) ORDER BY n.place",
    )
    .bind::<Array<Text>, _>(tables)
    .bind::<Array<Text>, _>(rights)
    .load(conn)?;
    Ok(missing.into_iter().map(|missing| missing.right).collect())
}
