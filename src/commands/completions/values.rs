//! What stands in the database, for completion: users, plans, jobs, subscriptions and states.

use std::ffi::{OsStr, OsString};
use std::time::Duration;

use anyhow::Result;
use chrono::Utc;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use diesel::PgConnection;
use uuid::Uuid;

use super::typed;
use crate::config::{Config, Given};
use crate::database;
use crate::models::identifier;
use crate::models::scrape_jobs::{self, Job};
use crate::models::subscriptions::{self, PLANS, Subscription};
use crate::models::users::User;
use crate::output::text;

/// How long the database may take, with connecting. Somebody is typing.
const LIMIT: Duration = Duration::from_millis(250);

/// How many values are offered at most.
const MOST: i64 = 100;

/// How many characters of what explains a value.
const EXPLANATION: usize = 60;

/// A value, and what it is.
type Offer = (String, String);
/// Asks the database for values that begin so, where it can tell; of the user who is named, where they belong to one.
type Ask = fn(&mut PgConnection, &str, Option<&str>) -> Result<Vec<Offer>>;

/// Users, by address.
pub fn users() -> ArgValueCompleter {
    ArgValueCompleter::new(|current: &OsStr| {
        offer(current, &[], |conn, begun, _| {
            let standing = |user: &User| if user.is_active() { "" } else { "not active" }.to_owned();
            let users = User::beginning(conn, begun, MOST)?.into_iter();
            Ok(users.map(|user| (user.email.clone(), standing(&user))).collect())
        })
    })
}

/// Jobs, by the beginning of their ids; where a user is named, of this one alone.
pub fn jobs() -> ArgValueCompleter {
    ArgValueCompleter::new(|current: &OsStr| {
        offer(current, &[], |conn, begun, user| {
            let user = whose(conn, user)?;
            let jobs = Job::beginning(conn, begun, user, MOST)?;
            let about = |job: &Job| {
                let parts = [&job.status, &job.source_type, &job.search_query];
                parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" · ")
            };
            Ok(jobs.iter().map(|job| (name(job.id, begun), about(job))).collect())
        })
    })
}

/// Subscriptions, by the beginning of their ids.
pub fn subscriptions() -> ArgValueCompleter {
    ArgValueCompleter::new(|current: &OsStr| {
        offer(current, &[], |conn, begun, user| {
            let user = whose(conn, user)?;
            let all = Subscription::list(conn, user)?;
            let about = |subscription: &Subscription, email: Option<String>| {
                let plan = subscription.plan_name.clone();
                let standing = subscription.standing(Utc::now()).map(str::to_owned);
                [email, plan, standing].into_iter().flatten().collect::<Vec<_>>().join(" · ")
            };
            Ok(all.into_iter().map(|(one, email)| (name(one.id, begun), about(&one, email))).collect())
        })
    })
}

/// Plans: those that are known by name, and those that somebody has.
pub fn plans() -> ArgValueCompleter {
    ArgValueCompleter::new(|current: &OsStr| {
        let known =
            PLANS.map(|(name, scrapes, leads)| (name, format!("{scrapes} scrapes, {leads} leads a month")));
        let known: Vec<(&str, &str)> = known.iter().map(|(name, limits)| (*name, &**limits)).collect();
        offer(current, &known, |conn, _, _| named(subscriptions::plan_names(conn, MOST)?))
    })
}

/// States of jobs: those that are known, and those that another program wrote.
pub fn statuses() -> ArgValueCompleter {
    ArgValueCompleter::new(|current: &OsStr| {
        let known = scrape_jobs::STATUSES.map(|(status, means)| (status, means));
        offer(current, &known, |conn, _, _| named(scrape_jobs::statuses(conn, MOST)?))
    })
}

/// Kinds of sources: the usual ones, and those that jobs have.
pub fn source_types() -> ArgValueCompleter {
    ArgValueCompleter::new(|current: &OsStr| {
        let known = scrape_jobs::SOURCE_TYPES.map(|of| (of, ""));
        offer(current, &known, |conn, _, _| named(scrape_jobs::source_types(conn, MOST)?))
    })
}

fn named(names: Vec<String>) -> Result<Vec<Offer>> {
    Ok(names.into_iter().map(|name| (name, String::new())).collect())
}

/// The user who is named; nothing of others is offered then.
fn whose(conn: &mut PgConnection, user: Option<&str>) -> Result<Option<Uuid>> {
    let Some(name) = user else { return Ok(None) };
    let user = User::find(conn, name)?.ok_or_else(|| User::unknown(name, None))?;
    Ok(Some(user.id))
}

/// An id as tables show it, or as much of it as somebody began to write.
fn name(id: Uuid, begun: &str) -> String {
    if begun.len() > identifier::SHOWN { id.to_string() } else { identifier::short(id) }
}

/// What begins like `current`: what is known without the database first, and what that says in time.
fn offer(current: &OsStr, known: &[(&str, &str)], ask: Ask) -> Vec<CompletionCandidate> {
    let Some(begun) = current.to_str().map(str::to_owned) else { return Vec::new() };
    let mut offers: Vec<Offer> =
        known.iter().map(|(value, help)| ((*value).to_owned(), (*help).to_owned())).collect();
    for found in from_database(begun.clone(), ask).unwrap_or_default() {
        if !offers.iter().any(|(value, _)| *value == found.0) {
            offers.push(found);
        }
    }
    offers
        .into_iter()
        .filter(|(value, _)| is_plain(value) && value.to_lowercase().starts_with(&begun.to_lowercase()))
        .map(|(value, help)| {
            let help: String = text::printable(&help).chars().take(EXPLANATION).collect();
            CompletionCandidate::new(value).help((!help.is_empty()).then(|| help.into()))
        })
        .collect()
}

/// What an option is set to: on the line that is typed, in the environment or in the configuration file.
fn said(option: &str, variable: &str, key: &str) -> Option<String> {
    let set = |name| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let configured = || {
        let file = typed("--config").map(OsString::from).or_else(|| std::env::var_os("LEADENGINE_CONFIG"));
        let profile = typed("--profile").or_else(|| set("LEADENGINE_PROFILE"));
        let config = Config::read(file.as_ref(), profile.as_deref()).ok()?;
        match &config.entry(&[], key)?.value {
            Given::Text(value) => Some(value.clone()),
            _ => None,
        }
    };
    typed(option).or_else(|| set(variable)).or_else(configured)
}

/// What the database says; nothing where it is not there, is too slow, or has no such tables.
fn from_database(begun: String, ask: Ask) -> Option<Vec<Offer>> {
    let url = said("--database-url", "LEADENGINE_DATABASE_URL", "database_url");
    let user = said("--user", "LEADENGINE_USER", "user");
    let target = database::choose(url.as_deref(), None).ok()?;
    let answer = database::glance(target, LIMIT, move |conn| ask(conn, &begun, user.as_deref()));
    answer?.ok()
}

/// Whether a value may stand on a command line of any shell as it is. Others can be typed.
fn is_plain(value: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || "@._+-:%/".contains(c);
    !value.is_empty() && !value.starts_with('-') && !value.starts_with('@') && value.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_no_shell_acts_on_is_offered() {
        for value in
            ["ann@example.com", "bob+sales@example.co.uk", "jürgen@müller.de", "3f2a91c0", "custom_url"]
        {
            assert!(is_plain(value), "{value}");
        }
        for value in [
            "",
            "-rf",
            "@args",
            "$(id)@x.com",
            "a b",
            "o'brien@x.com",
            "a;b",
            "a`b",
            "a\nb",
            "a\u{1b}[31m",
            "~a",
            "*",
        ] {
            assert!(!is_plain(value), "{value:?}");
        }
    }
}
