//! What is waiting for somebody to do something.

use anyhow::Result;
use chrono::{TimeDelta, Utc};
use diesel::PgConnection;

use super::Subject;
use super::finding::Finding;
use crate::models::health::work::{self, MOST};
use crate::models::identifier;
use crate::quota;

pub(super) fn jobs(_: &Subject, conn: &mut PgConnection) -> Result<Vec<Finding>> {
    let jobs = work::jobs(conn)?;
    let stuck = work::stuck_jobs(conn)?;
    let since =
        jobs.queued_since.map(|at| format!(" (since {})", at.format("%Y-%m-%d %H:%M"))).unwrap_or_default();
    let found =
        format!("{} queued{since}, {} processing, {} failed", jobs.queued, jobs.processing, jobs.failed);
    let stale = jobs.queued_since.is_some_and(|at| Utc::now() - at > TimeDelta::days(1));
    let of_jobs = if let Some(job) = stuck.first() {
        let found = format!("{found}; {} claimed over a day ago without any result", stuck.len());
        Finding::warning("jobs", found).mend(format!("leadengine jobs fail {}", identifier::short(*job)))
    } else if stale {
        Finding::warning("jobs", found)
            .advise("no scraper takes them: each takes one with leadengine jobs claim")
    } else if jobs.failed > 0 {
        Finding::ok("jobs", found).mend("leadengine jobs list --status failed")
    } else {
        Finding::ok("jobs", found)
    };
    let raw = jobs.raw_leads + work::uncounted_raw_leads(conn)?.min(MOST);
    // What is to be done about it stands beside the quotas.
    let of_raw = if raw > 0 && quota::keeps_all_back(conn)? {
        Finding::ok("raw leads", format!("{raw} waiting: the month's leads of their users are used up"))
    } else {
        waiting("raw leads", raw, i64::MAX, "waiting to be normalized", "leadengine normalize")
    };
    Ok(vec![of_jobs, of_raw])
}

pub(super) fn scores(_: &Subject, conn: &mut PgConnection) -> Result<Vec<Finding>> {
    let leads = work::unscored(conn)?;
    Ok(vec![waiting(
        "scores",
        leads,
        MOST,
        "leads new or changed since they were scored",
        "leadengine enrich",
    )])
}

fn waiting(check: &'static str, n: i64, most: i64, what: &str, mend: &str) -> Finding {
    let over = if n > most { "over " } else { "" };
    match n {
        0 => Finding::ok(check, "none waiting"),
        n => Finding::warning(check, format!("{over}{} {what}", n.min(most))).mend(mend),
    }
}
