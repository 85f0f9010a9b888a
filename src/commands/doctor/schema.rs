//! Whether the tables and their indexes are those that the migrations made.

use anyhow::Result;
use diesel::PgConnection;

use super::finding::Finding;
use super::{Needs, Subject};
use crate::database::catalog::{self, Difference, State};
use crate::database::migrations;
use crate::models::health::indexes::{INDEXES, Index, broken_indexes};

const CREATE: &str = "leadengine create-tables";

pub(super) fn schema(subject: &Subject, conn: &mut PgConnection) -> Result<Vec<Finding>> {
    let bad = |found: &str| Finding::bad("schema", found);
    Ok(match catalog::look(conn)? {
        State::Missing => vec![bad("there are no tables").mend(CREATE)],
        State::Outdated(pending) => vec![bad(&catalog::pending_steps(&pending)).mend(CREATE)],
        State::Newer(versions) => vec![bad(&catalog::newer_steps(&versions)).advise(catalog::UPDATE)],
        State::Unrecorded => vec![bad(catalog::UNRECORDED).advise(catalog::RESTORE)],
        State::Current(_) => {
            let steps = migrations::known()?.len();
            vec![Finding::ok(
                "schema",
                format!("all {steps} steps applied, and the tables as they left them"),
            )]
        }
        State::Changed(differences) => {
            // Those with an index of their own are watched with the indexes.
            let finding = |difference: &Difference| {
                let check = if difference.fatal { "schema" } else { "constraints" };
                let finding = Finding::bad(check, &*difference.what);
                match &difference.mend {
                    Some(sql) => finding.mend(subject.psql(Needs::Owner, sql)),
                    None => finding.advise(catalog::RESTORE),
                }
            };
            differences.iter().filter(|difference| !is_of_an_index(difference)).map(finding).collect()
        }
    })
}

/// Whether the indexes are told of it anyway.
fn is_of_an_index(difference: &Difference) -> bool {
    let named = |index: &Index| difference.what.contains(&format!(" {} on ", index.name));
    difference.what.ends_with(" is missing") && INDEXES.iter().any(named)
}

pub(super) fn indexes(subject: &Subject, conn: &mut PgConnection) -> Result<Vec<Finding>> {
    let broken = broken_indexes(conn)?;
    if broken.is_empty() {
        return Ok(vec![Finding::ok("indexes", format!("all {} there and valid", INDEXES.len()))]);
    }
    let finding = |(index, there): &(Index, bool)| {
        let (what, sql) = match there {
            false => ("missing", index.made_by.to_owned()),
            true => ("not valid", format!("REINDEX INDEX CONCURRENTLY {}", index.name)),
        };
        Finding::bad("indexes", format!("{} on {} is {what}", index.name, index.table))
            .mend(subject.psql(Needs::Owner, &sql))
    };
    Ok(broken.iter().map(finding).collect())
}
