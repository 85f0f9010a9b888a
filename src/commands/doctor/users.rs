//! Users who can add no jobs or get no leads, now or soon.

use std::collections::HashMap;

use anyhow::Result;
use chrono::Utc;
use diesel::PgConnection;
use uuid::Uuid;

use super::finding::Finding;
use super::{Subject, some};
use crate::models::health::users::{self, Month};
use crate::models::subscriptions::Subscription;
use crate::output::text::{counted, shell_word};
use crate::quota;

pub(super) fn subscriptions(_: &Subject, conn: &mut PgConnection) -> Result<Vec<Finding>> {
    let (without, ending) = (users::unsubscribed(conn)?, users::ending(conn)?);
    let mut findings = Vec::new();
    if let Some(first) = without.first() {
        let email = shell_word(&first.email);
        let mend = match (first.upcoming, first.over) {
            (true, _) => format!("leadengine subs show --user {email}"),
            (false, true) => format!("leadengine subs renew --user {email}"),
            (false, false) => format!("leadengine subs add --user {email} --plan free"),
        };
        let waiting: i64 = without.iter().map(|user| user.waiting).sum();
        let waiting = match waiting {
            0 => String::new(),
            n => format!("; {} of theirs wait", counted(n.unsigned_abs(), "raw lead")),
        };
        let who = active_users(without.len(), "has", "have");
        let names = some(without.iter().map(|user| &*user.email));
        findings.push(
            Finding::warning("subscriptions", format!("{who} none in force: {names}{waiting}")).mend(mend),
        );
    }
    if let Some(next) = ending.first() {
        let names: Vec<String> =
            ending.iter().map(|user| format!("{} on {}", user.email, user.ends.format("%Y-%m-%d"))).collect();
        let who = active_users(ending.len(), "loses the subscription", "lose theirs");
        let found = format!("{who} within 7 days: {}", some(names.iter().map(String::as_str)));
        let mend = format!("leadengine subs renew --user {}", shell_word(&next.email));
        findings.push(Finding::warning("subscriptions", found).mend(mend));
    }
    if findings.is_empty() {
        findings.push(Finding::ok("subscriptions", "every active user has one, for a week at least"));
    }
    Ok(findings)
}

fn active_users(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", counted(n as u64, "active user"), if n == 1 { one } else { many })
}

pub(super) fn quotas(_: &Subject, conn: &mut PgConnection) -> Result<Vec<Finding>> {
    let now = Utc::now();
    let mut in_force: HashMap<Uuid, (Subscription, String)> = HashMap::new();
    for (subscription, email) in Subscription::list(conn, None)? {
        // Of several, the one that began last is the first.
        if let (Some(user), Some(email), true) = (subscription.user_id, email, subscription.is_active(now)) {
            in_force.entry(user).or_insert((subscription, email));
        }
    }
    let months: Vec<Month> = in_force
        .iter()
        .map(|(user, (subscription, _))| {
            let month = quota::month_of(subscription, now);
            (*user, month.start, month.end)
        })
        .collect();
    let used = users::used(conn, &months)?;
    // Those for whom raw leads wait come first.
    let mut up: Vec<(i64, String, String)> = Vec::new();
    for (user, (subscription, email)) in &in_force {
        let Some((used, waiting)) = used.get(user) else { continue };
        let is_up = |limit: Option<i32>, used: i64| limit.is_some_and(|limit| used >= i64::from(limit));
        let leads = is_up(subscription.monthly_lead_limit, used.leads);
        let scrapes = is_up(subscription.monthly_scrape_limit, used.scrapes);
        let what = match (leads, scrapes) {
            (false, false) => continue,
            (true, false) => "leads",
            (false, true) => "scrapes",
            (true, true) => "leads and scrapes",
        };
        let mend = format!(
            "leadengine subs change --user {} {}",
            shell_word(email),
            more(subscription, leads, scrapes)
        );
        up.push((if leads { -waiting } else { 0 }, format!("{email} ({what})"), mend));
    }
    up.sort();
    let waiting: i64 = up.iter().map(|user| -user.0).sum();
    let waiting = match waiting {
        0 => String::new(),
        n => format!("; {} of theirs wait for the next month", counted(n.unsigned_abs(), "raw lead")),
    };
    Ok(vec![match up.first() {
        None => Finding::ok("quotas", "nobody has used up the month"),
        Some((_, _, mend)) => {
            let who = counted(up.len() as u64, "user");
            let names = some(up.iter().map(|user| &*user.1));
            Finding::warning("quotas", format!("{who} at the limit of this month: {names}{waiting}"))
                .mend(mend)
        }
    }])
}

/// What gives a user more: the next plan, or twice the limits.
fn more(subscription: &Subscription, leads: bool, scrapes: bool) -> String {
    let twice = |option: &str, limit: Option<i32>, reached: bool| match limit {
        Some(limit) if reached => format!(" {option} {}", limit.saturating_mul(2).max(100)),
        _ => String::new(),
    };
    match subscription.plan_name.as_deref() {
        Some("free") => "--plan pro".to_owned(),
        Some("pro") => "--plan enterprise".to_owned(),
        _ => {
            let limits = twice("--lead-limit", subscription.monthly_lead_limit, leads)
                + &twice("--scrape-limit", subscription.monthly_scrape_limit, scrapes);
            limits.trim_start().to_owned()
        }
    }
}
