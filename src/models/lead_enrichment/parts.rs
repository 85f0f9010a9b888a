//! The parts of a score as JSON text. Where nothing has changed they are compared as they are stored, without being read.
//!
//! <https://www.postgresql.org/docs/current/datatype-json.html>

use std::io::{self, Write};

use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::Jsonb;
use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{Formatter, Serializer};

/// JSON text, written as the server writes it.
#[derive(Debug, Clone, FromSqlRow, AsExpression)]
#[diesel(sql_type = Jsonb)]
pub struct Parts(String);

impl Parts {
    /// These parts. With keys in the order of their length, as the server keeps them, they are stored as they are written here.
    ///
    /// # Errors
    /// When they cannot be written as JSON.
    pub fn of(parts: &impl Serialize) -> serde_json::Result<Parts> {
        let mut text = Vec::new();
        parts.serialize(&mut Serializer::with_formatter(&mut text, Spaced))?;
        Ok(Parts(String::from_utf8_lossy(&text).into_owned()))
    }

    /// As JSON text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As a value; null if it cannot be read.
    pub fn value(&self) -> Value {
        serde_json::from_str(&self.0).unwrap_or_default()
    }
}

impl PartialEq for Parts {
    fn eq(&self, other: &Parts) -> bool {
        self.0 == other.0 || self.value() == other.value()
    }
}

/// One space behind a comma and a colon.
struct Spaced;

impl Formatter for Spaced {
    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { out.write_all(b", ") }
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { out.write_all(b", ") }
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }
}

/// The version of the binary form, and so far the only one.
const VERSION: u8 = 1;

impl FromSql<Jsonb, Pg> for Parts {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        match value.as_bytes() {
            [VERSION, text @ ..] => Ok(Parts(std::str::from_utf8(text)?.to_owned())),
            _ => Err("unknown form of JSONB".into()),
        }
    }
}

impl ToSql<Jsonb, Pg> for Parts {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        out.write_all(&[VERSION])?;
        out.write_all(self.0.as_bytes())?;
        Ok(IsNull::No)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn parts_are_written_as_the_server_writes_them_and_compared_by_what_they_say() {
        let parts =
            Parts::of(&json!([{"name": "a", "points": 5.0}, {"name": "é\n", "points": -1.5}])).unwrap();
        assert_eq!(parts.as_str(), r#"[{"name": "a", "points": 5.0}, {"name": "é\n", "points": -1.5}]"#);
        assert_eq!(parts, Parts(parts.as_str().replace(' ', "")));
        assert_ne!(parts, Parts("[]".to_owned()));
    }
}
