//! Times as other programs may have written them: `infinity` is usual for "never ends", and no calendar date.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::pg::data_types::PgTimestamp;
use diesel::pg::{Pg, PgValue};
use diesel::sql_types::{Nullable, Timestamptz};

/// A time that may be missing or infinite; infinite ones become the end or the beginning of the years that every
/// reader understands, 9999 and 1.
#[derive(Debug, Clone, Copy, FromSqlRow)]
pub struct Time(Option<DateTime<Utc>>);

impl From<Time> for Option<DateTime<Utc>> {
    fn from(time: Time) -> Self {
        time.0
    }
}

impl FromSql<Nullable<Timestamptz>, Pg> for Time {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        let PgTimestamp(micros) = FromSql::<Timestamptz, Pg>::from_sql(value)?;
        let edge = |year, month, day| {
            NaiveDate::from_ymd_opt(year, month, day).map(|day| day.and_time(NaiveTime::MIN).and_utc())
        };
        // <https://www.postgresql.org/docs/current/datatype-datetime.html>: infinities are the extreme values.
        match micros {
            i64::MAX => Ok(Time(edge(9999, 12, 31))),
            i64::MIN => Ok(Time(edge(1, 1, 1))),
            _ => Ok(Time(Some(FromSql::<Timestamptz, Pg>::from_sql(value)?))),
        }
    }

    fn from_nullable_sql(value: Option<PgValue<'_>>) -> deserialize::Result<Self> {
        value.map_or(Ok(Time(None)), Self::from_sql)
    }
}
