//! What became of a transaction whose connection was lost while it was committed.
//! <https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT>

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

/// What became of a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Committed,
    /// It never was.
    Aborted,
    /// The server has not noticed yet that its client is gone.
    Running,
}

#[derive(QueryableByName)]
struct Own {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Nullable<Text>)]
    answer: Option<String>,
}

/// The number of the transaction that this connection is in.
///
/// # Errors
/// When the database fails.
pub fn own(conn: &mut PgConnection) -> QueryResult<i64> {
    let own: Own =
        diesel::sql_query("SELECT pg_current_xact_id()::text::bigint AS number").get_result(conn)?;
    Ok(own.number)
}

/// What became of a transaction of this number, on any connection.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut PgConnection, transaction: i64) -> QueryResult<Outcome> {
    // After a fail-over to a server that never heard of it, its number is still to come, and asking for it would be an error.
    let asked = "SELECT CASE WHEN $1::text::xid8 < pg_current_xact_id() THEN pg_xact_status($1::text::xid8) END AS answer";
    let answer: Answer = diesel::sql_query(asked).bind::<BigInt, _>(transaction).get_result(conn)?;
    Ok(match answer.answer.as_deref() {
        Some("committed") => Outcome::Committed,
        Some("in progress") => Outcome::Running,
        _ => Outcome::Aborted,
    })
}
