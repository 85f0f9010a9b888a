//! Where a version of a row is and which transaction wrote it, as the server sends them: as text, each would cost a look at a lead as
//! much as half its other columns.
//!
//! <https://www.postgresql.org/docs/current/ddl-system-columns.html>

use std::io::Write;

use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::query_builder::QueryId;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::SqlType;

/// PostgreSQL's `tid`.
#[derive(Debug, Clone, Copy, SqlType, QueryId)]
#[diesel(postgres_type(oid = 27, array_oid = 1010))]
pub struct Tid;

/// PostgreSQL's `xid`.
#[derive(Debug, Clone, Copy, SqlType, QueryId)]
#[diesel(postgres_type(oid = 28, array_oid = 1011))]
pub struct Xid;

/// A row's `ctid`: a page, and a place on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromSqlRow, AsExpression)]
#[diesel(sql_type = Tid)]
pub struct Place([u8; 6]);

/// A row's `xmin`: the transaction that wrote this version of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromSqlRow, AsExpression)]
#[diesel(sql_type = Xid)]
pub struct Writer([u8; 4]);

impl FromSql<Tid, Pg> for Place {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        Ok(Place(value.as_bytes().try_into()?))
    }
}

impl ToSql<Tid, Pg> for Place {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        out.write_all(&self.0)?;
        Ok(IsNull::No)
    }
}

impl FromSql<Xid, Pg> for Writer {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        Ok(Writer(value.as_bytes().try_into()?))
    }
}

impl ToSql<Xid, Pg> for Writer {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        out.write_all(&self.0)?;
        Ok(IsNull::No)
    }
}
