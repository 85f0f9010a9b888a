//! The tables: whether this role may use them, and how they lie on the disk.

use anyhow::Result;
use diesel::PgConnection;

use super::finding::Finding;
use super::{Needs, Subject, size, some};
use crate::models::health::{indexes, tables};
use crate::output::text::shell_word;

pub(super) fn rights(subject: &Subject, conn: &mut PgConnection) -> Result<Vec<Finding>> {
    let missing = tables::missing_rights(conn)?;
    let role = &subject.server.role;
    Ok(vec![match missing.len() {
        0 => Finding::ok("rights", format!("the role {role} has all that the commands need")),
        n => {
            let missing = some(missing.iter().map(String::as_str));
            // As it is, not as SQL has it.
            let name = role.strip_prefix('"').and_then(|role| role.strip_suffix('"'));
            let name = name.map_or(role.clone(), |name| name.replace("\"\"", "\""));
            Finding::bad("rights", format!("the role {role} lacks {n} that the commands need: {missing}"))
                .mend(format!(
                    "leadengine db grants {} | psql -v ON_ERROR_STOP=1 \"$OWNER_URL\"",
                    shell_word(&name)
                ))
        }
    }])
}

/// What a search may read of the payload's index beyond its own pages: twice what the server lets a pending list grow to by default.
const LONG_LIST: i64 = 8 << 20;

pub(super) fn pending_list(subject: &Subject, conn: &mut PgConnection) -> Result<Vec<Finding>> {
    let name = "pending list";
    let merge = |finding: Finding| {
        let sql = format!("SELECT gin_clean_pending_list($${}$$)", indexes::PENDING);
        finding.mend(subject.psql(Needs::Owner, &sql))
    };
    if indexes::broken_indexes(conn)?.iter().any(|(index, _)| index.name == indexes::PENDING) {
        return Ok(vec![Finding::cannot_tell(name, format!("without {} there is none", indexes::PENDING))]);
    }
    let read = match indexes::bytes_per_search(conn) {
        Err(error) if error.to_string().contains("statement timeout") => {
            let found = format!("a search in {} takes most of a second", indexes::PENDING);
            return Ok(vec![merge(Finding::warning(name, found))]);
        }
        read => read?,
    };
    Ok(vec![match read {
        None => Finding::cannot_tell(name, format!("the server does not use {}", indexes::PENDING)),
        Some(bytes) if bytes > LONG_LIST => {
            let bytes = size(bytes.unsigned_abs());
            merge(Finding::warning(
                name,
                format!("every search in {} first reads {bytes} that wait to be merged", indexes::PENDING),
            ))
        }
        Some(bytes) => Finding::ok(
            name,
            format!("a search in {} reads {}", indexes::PENDING, size(bytes.unsigned_abs())),
        ),
    }])
}

pub(super) fn bloat(subject: &Subject, conn: &mut PgConnection) -> Result<Vec<Finding>> {
    let tables = tables::tables(conn)?;
    let dead: i64 = tables.iter().map(|table| table.dead).sum();
    let found: Vec<Finding> = tables
        .iter()
        .filter(|table| table.is_bloated())
        .map(|table| {
            let found = format!(
                "{}: {} dead rows beside {}, which make it slow",
                table.table, table.dead, table.rows
            );
            let sql = format!("VACUUM (ANALYZE) {}", table.table);
            Finding::warning("bloat", found).mend(subject.psql(Needs::Owner, &sql))
        })
        .collect();
    Ok(or_ok(found, || Finding::ok("bloat", format!("{dead} dead rows, which is not much"))))
}

pub(super) fn statistics(subject: &Subject, conn: &mut PgConnection) -> Result<Vec<Finding>> {
    let tables = tables::tables(conn)?;
    let found: Vec<Finding> = tables
        .iter()
        .filter(|table| table.is_unknown())
        .map(|table| {
            let found =
                format!("{}: {} rows, and the planner was never told of them", table.table, table.rows);
            let sql = format!("ANALYZE {}", table.table);
            Finding::warning("statistics", found).mend(subject.psql(Needs::Owner, &sql))
        })
        .collect();
    Ok(or_ok(found, || {
        Finding::ok("statistics", "gathered for every table that is large enough to need them")
    }))
}

/// The findings, or that all is well.
fn or_ok(mut findings: Vec<Finding>, ok: impl FnOnce() -> Finding) -> Vec<Finding> {
    if findings.is_empty() {
        findings.push(ok());
    }
    findings
}
