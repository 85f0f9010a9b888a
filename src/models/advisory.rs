//! Locks of the session's own (PostgreSQL's advisory locks), by name: kept until the connection ends or they are given back.
//! <https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS>

use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Text};
use uuid::Uuid;

/// Takes the right to be the only `run` for a user, or for all, as long as the connection lives; false while another has it.
pub fn try_run(conn: &mut PgConnection, user: Option<Uuid>) -> QueryResult<bool> {
    let whose = user.map_or("all".to_owned(), |user| user.to_string());
    Ok(try_lock(conn, &[format!("leadengine:run:{whose}")])?.contains(&true))
}

/// Takes a lock, however long another session keeps it.
pub(super) fn lock(conn: &mut PgConnection, name: &str) -> QueryResult<()> {
    // A timeout set for the role is meant for rows.
    diesel::sql_query("SET lock_timeout = 0").execute(conn)?;
    diesel::sql_query("SELECT pg_advisory_lock(hashtextextended($1, 0))")
        .bind::<Text, _>(name)
        .execute(conn)?;
    Ok(())
}

/// Takes locks without waiting: whether each was to be had, in order.
pub(super) fn try_lock(conn: &mut PgConnection, names: &[String]) -> QueryResult<Vec<bool>> {
    #[derive(QueryableByName)]
    struct Taken {
        #[diesel(sql_type = Bool)]
        taken: bool,
    }
    diesel::sql_query(
        "SELECT pg_try_advisory_lock(hashtextextended(k.name, 0)) AS taken \
         FROM unnest($1::text[]) WITH ORDINALITY k (name, n) ORDER BY n",
    )
    .bind::<Array<Text>, _>(names)
    .load::<Taken>(conn)
    .map(|rows| rows.into_iter().map(|row| row.taken).collect())
}

/// Gives locks back.
pub(super) fn unlock(conn: &mut PgConnection, names: &[String]) -> QueryResult<()> {
    diesel::sql_query(
        "SELECT pg_advisory_unlock(hashtextextended(k.name, 0)) FROM unnest($1::text[]) k (name)",
    )
    .bind::<Array<Text>, _>(names)
    .execute(conn)?;
    Ok(())
}
