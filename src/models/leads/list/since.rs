//! Leads that came or changed since then: since a time, or since another list was made.

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Timestamptz};

use super::Query;
use crate::models::progress::Mark;
use crate::schema::{lead_enrichment, leads};

/// Since when, and what has to have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Since {
    /// The lead, at this time or later.
    Changed(DateTime<Utc>),
    /// The lead or its score, at this time or later.
    ChangedOrScored(DateTime<Utc>),
    /// The lead or its score, after a list was made.
    Checkpoint(Checkpoint),
}

/// A moment before a list is read, such that whatever the list does not see can be told later.
///
/// No time can be: `updated_at` is when a transaction began, which may be committed long after the list was read. So it is the
/// oldest transaction that was running. What the list does not see is written by that one or by a later one, in a part of it too (whose
/// number is higher than the whole's). What later ones wrote that were over already is listed twice.
/// <https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT>
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The cluster whose transactions are meant.
    system: String,
    oldest: i64,
}

impl Checkpoint {
    /// Of now. To be taken before the list is read.
    pub fn now(conn: &mut PgConnection) -> QueryResult<Checkpoint> {
        let mark = Mark::now(conn)?;
        // In a snapshot that cannot be read, all may be to come.
        let oldest = mark.oldest().unwrap_or(0);
        Ok(Checkpoint { system: mark.system, oldest })
    }

    /// Whether both are of the same cluster: of another one's transactions nothing is known.
    pub fn is_comparable(&self, other: &Checkpoint) -> bool {
        self.system == other.system
    }

    /// The checkpoint as a word that can be typed.
    pub fn encode(&self) -> String {
        format!("mark:{}:{}", self.system, self.oldest)
    }

    /// Reads what [`Checkpoint::encode`] wrote.
    pub fn decode(text: &str) -> Option<Checkpoint> {
        let (system, oldest) = text.strip_prefix("mark:")?.split_once(':')?;
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let oldest = oldest.parse().ok().filter(|_| is_number(oldest))?;
        is_number(system).then(|| Checkpoint { system: system.to_owned(), oldest })
    }
}

/// A row's `xmin` has the lower half of the number of the transaction that wrote it: so far back from the newest one it was. Numbers are used
/// again after four thousand million; an old row may then be taken for a new one, and never the other way round.
const YOUNGER: [&str; 2] = [
    "(((SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint) - leads.xmin::text::bigint) & 4294967295) \
     <= (SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint) - ",
    "(((SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint) - lead_enrichment.xmin::text::bigint) & 4294967295) \
     <= (SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint) - ",
];

/// The leads of a query that came or changed since then.
pub(super) fn narrowed<'a>(query: Query<'a>, since: &Since) -> Query<'a> {
    match since {
        // Beside the column as it is, the expression of the index.
        Since::Changed(at) => {
            let key = sql::<Bool>("COALESCE(leads.updated_at, 'epoch') >= ").bind::<Timestamptz, _>(*at);
            query.filter(leads::updated_at.ge(*at)).filter(key)
        }
        Since::ChangedOrScored(at) => {
            query.filter(leads::updated_at.ge(*at).or(lead_enrichment::enriched_at.ge(*at)))
        }
        Since::Checkpoint(checkpoint) => {
            let [lead, enrichment] =
                YOUNGER.map(|younger| sql::<Bool>(younger).bind::<BigInt, _>(checkpoint.oldest));
            query.filter(lead.or(enrichment))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_comes_back_as_it_went() {
        let checkpoint = Checkpoint { system: "7428339938123456789".to_owned(), oldest: 1200 };
        assert_eq!(Checkpoint::decode(&checkpoint.encode()), Some(checkpoint));
        for wrong in
            ["", "mark:", "mark:1:", "mark::1", "mark:1:-5", "mark:1:+5", "mark:x:1", "2026-01-01", "1:1"]
        {
            assert_eq!(Checkpoint::decode(wrong), None, "{wrong}");
        }
    }
}
