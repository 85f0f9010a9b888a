//! What keeps dead rows, locks, or the write-ahead log.

use anyhow::Result;
use diesel::PgConnection;

use super::finding::Finding;
use super::{Needs, Subject, size};
use crate::models::health::sessions::{self, Leftover};
use crate::output::text::counted;

pub(super) fn transactions(subject: &Subject, conn: &mut PgConnection) -> Result<Vec<Finding>> {
    let open = sessions::open_transactions(conn)?;
    let mut findings: Vec<Finding> = open
        .iter()
        .map(|open| {
            let found = format!(
                "process {} ({}) open for {} minutes, {} sessions wait for it",
                open.pid, open.program, open.minutes, open.blocking
            );
            let sql = format!("SELECT pg_terminate_backend({})", open.pid);
            Finding::warning("transactions", found).mend(subject.psql(Needs::Superuser, &sql))
        })
        .collect();
    findings.extend(sessions::leftovers(conn)?.iter().map(|left| leftover(subject, left)));
    if findings.is_empty() {
        findings.push(match sessions::hidden(conn)? {
            0 => Finding::ok("transactions", "none open for long"),
            hidden => {
                let sessions = counted(hidden.unsigned_abs(), "session");
                let sql = format!("GRANT pg_read_all_stats TO {}", subject.server.role);
                Finding::cannot_tell(
                    "transactions",
                    format!("{sessions} of other roles are hidden from this one"),
                )
                .mend(subject.psql(Needs::Superuser, &sql))
            }
        });
    }
    Ok(findings)
}

fn leftover(subject: &Subject, left: &Leftover) -> Finding {
    let name = format!("'{}'", left.name.replace('\'', "''"));
    let (found, sql) = match left.kind.as_str() {
        "transaction" => (
            format!(
                "the transaction {} was prepared {} minutes ago and is still open",
                left.name, left.minutes
            ),
            format!("ROLLBACK PREPARED {name}"),
        ),
        _ => {
            let bytes = size(left.bytes.unsigned_abs());
            let found = format!(
                "nobody reads the replication slot {}, which keeps {bytes} of the write-ahead log",
                left.name
            );
            (found, format!("SELECT pg_drop_replication_slot({name})"))
        }
    };
    Finding::warning("transactions", found).mend(subject.psql(Needs::Superuser, &sql))
}
