//! The server: its version, how we are connected, its clock, its connections and its disk.

use std::net::IpAddr;
use std::time::Instant;

use anyhow::Result;
use chrono::{TimeDelta, Utc};
use diesel::{PgConnection, QueryResult};

use super::finding::{Finding, Verdict};
use super::{Needs, Subject, size};
use crate::database::Target;
use crate::database::private::{self, Room};
use crate::models::health::server::{self, Connections, Server};

/// The oldest PostgreSQL that LeadEngine works with.
const OLDEST_SERVER: i32 = 140_000;
/// Milliseconds that an empty query may take.
const SLOW_ANSWER: f64 = 50.0;

/// How far the server's clock is ahead of this machine's; less than nothing where it is behind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ahead {
    by: TimeDelta,
    /// How long the question took: the truth is within half of it.
    asked: TimeDelta,
}

impl Ahead {
    /// Asks the server.
    pub(super) fn measure(conn: &mut PgConnection) -> QueryResult<Ahead> {
        // The first answer takes longer than all the others.
        server::clock(conn)?;
        let (before, begun) = (Utc::now(), Instant::now());
        let there = server::clock(conn)?;
        let asked = TimeDelta::from_std(begun.elapsed()).unwrap_or_default();
        Ok(Ahead { by: there - (before + asked / 2), asked })
    }
}

pub(super) fn version(subject: &Subject, _: &mut PgConnection) -> Result<Vec<Finding>> {
    let server = &subject.server;
    let took = subject.ahead.asked.as_seconds_f64() * 1000.0;
    let found = format!("PostgreSQL {}, answers in {took:.1} ms", server.version);
    Ok(vec![if server.number < OLDEST_SERVER {
        Finding::bad("server", found).advise("upgrade the server to PostgreSQL 14 or newer")
    } else if server.only_reads {
        Finding::bad("server", format!("{found}; it takes no writes"))
            .advise("name the primary in the database URL, or add target_session_attrs=read-write to it")
    } else if took > SLOW_ANSWER {
        Finding::warning("server", found).advise("run leadengine nearer to the database server")
    } else {
        Finding::ok("server", found)
    }])
}

pub(super) fn tls(subject: &Subject, _: &mut PgConnection) -> Result<Vec<Finding>> {
    Ok(vec![encryption(subject.target, &subject.server)])
}

/// Whether what goes over the connection can be read on its way, and whether that matters.
fn encryption(target: &Target, server: &Server) -> Finding {
    let is_loopback = |address: &String| address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
    match &server.tls {
        Some(tls) => {
            let mode = target.sslmode().unwrap_or_else(|| "prefer".to_owned());
            let checked = mode.starts_with("verify-") || target.is_local();
            let not =
                if checked { "" } else { "; whose server it is, is not checked: sslmode=verify-full would" };
            Finding::ok("tls", format!("{tls}{not}"))
        }
        None if server.address.is_none() => Finding::ok("tls", "not in use: a Unix socket needs none"),
        None if target.is_local() || server.address.as_ref().is_some_and(is_loopback) => {
            Finding::ok("tls", "not in use: the connection does not leave this machine")
        }
        None => {
            let found = "not in use: who is on the network between can read and change everything";
            let first =
                if server.offers_tls { "" } else { "give the server a certificate and ssl = on, then " };
            Finding::warning("tls", found)
                .advise(format!("{first}add sslmode=verify-full to the database URL"))
        }
    }
}

pub(super) fn clock(subject: &Subject, _: &mut PgConnection) -> Result<Vec<Finding>> {
    Ok(vec![told_by(subject.ahead)])
}

/// What two clocks that differ mean: subscriptions and billing months begin and end by this machine's, rows are stamped with the server's.
fn told_by(ahead: Ahead) -> Finding {
    const NOTED: TimeDelta = TimeDelta::seconds(5);
    const BAD: TimeDelta = TimeDelta::minutes(5);
    // What the question took may explain half of itself.
    let surely = ahead.by.abs() - ahead.asked / 2;
    let seconds = ahead.by.as_seconds_f64().abs();
    let direction = if ahead.by > TimeDelta::zero() { "ahead of" } else { "behind" };
    let found = format!("the server's is {seconds:.1} s {direction} this machine's");
    let set = "sudo timedatectl set-ntp true   # on the machine whose clock is wrong";
    if surely > BAD {
        Finding::bad("clock", found).mend(set)
    } else if surely > NOTED {
        Finding::warning("clock", found).mend(set)
    } else {
        Finding::ok("clock", "the server's and this machine's agree")
    }
}

pub(super) fn connections(subject: &Subject, conn: &mut PgConnection) -> Result<Vec<Finding>> {
    Ok(server::connections(conn)?
        .first()
        .map(|nearest| room_for_more(subject, nearest))
        .into_iter()
        .collect())
}

fn room_for_more(subject: &Subject, nearest: &Connections) -> Finding {
    let Connections { of, name, open, limit } = nearest;
    let found = match of.as_str() {
        "server" => format!("{open} of {limit} open on the server"),
        of => format!("{open} of {limit} open for the {of} {name}"),
    };
    let verdict = match () {
        // This one is counted, and a run wants two at least.
        () if open + 1 >= *limit => Verdict::Bad,
        () if open * 5 >= limit * 4 => Verdict::Warning,
        () => return Finding::ok("connections", found),
    };
    let sql = match of.as_str() {
        "server" => format!("ALTER SYSTEM SET max_connections = {}", (limit * 2).max(100)),
        of => format!("ALTER {} {name} CONNECTION LIMIT {}", of.to_uppercase(), (limit * 2).max(20)),
    };
    let mend = subject.psql(Needs::Superuser, &sql);
    let after = if of == "server" {
        "   # then restart the server; or run enrich and normalize with fewer --workers"
    } else {
        ""
    };
    Finding::new("connections", verdict, found).mend(mend + after)
}

pub(super) fn disk(subject: &Subject, _: &mut PgConnection) -> Result<Vec<Finding>> {
    let takes = size(u64::try_from(subject.server.size).unwrap_or(0));
    let mut found = match subject.target {
        Target::Given { .. } => {
            vec![Finding::cannot_tell("disk", "a server does not tell how much room is left on its disk")]
        }
        Target::Private { .. } => room(subject.target),
    };
    for finding in &mut found {
        finding.found += &format!("; this database takes {takes}");
    }
    Ok(found)
}

/// The room on the disk of the private server, where there is one.
pub(super) fn room(target: &Target) -> Vec<Finding> {
    let Target::Private { home, .. } = target else { return Vec::new() };
    match private::room(home) {
        Ok(None) => Vec::new(),
        Ok(Some(room)) => vec![enough(room)],
        Err(error) => vec![Finding::cannot_tell("disk", error.to_string())],
    }
}

/// A server that finds no room stops; a load and the indexes that it grows take some times the size of the file.
fn enough(room: Room) -> Finding {
    const LITTLE: u64 = 2 << 30;
    const NONE: u64 = 200 << 20;
    let found = format!("{} of {} left", size(room.free), size(room.all));
    let finding = if room.free < NONE {
        Finding::bad("disk", found)
    } else if room.free < LITTLE || room.free < room.all / 20 {
        Finding::warning("disk", found)
    } else {
        return Finding::ok("disk", found);
    };
    finding.advise("make room on the disk, or stop the server (leadengine db stop) and move LEADENGINE_HOME to a larger one")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_that_differ_are_told_apart_from_slow_answers() {
        let verdict = |by: i64, asked: i64| {
            let finding =
                told_by(Ahead { by: TimeDelta::milliseconds(by), asked: TimeDelta::milliseconds(asked) });
            (finding.verdict, finding.mend.is_some())
        };
        assert_eq!(verdict(40, 1), (Verdict::Ok, false));
        assert_eq!(verdict(6_000, 4_000), (Verdict::Ok, false), "half of a slow answer");
        assert_eq!(verdict(6_000, 10), (Verdict::Warning, true));
        assert_eq!(verdict(-6_000, 10), (Verdict::Warning, true));
        assert_eq!(verdict(-3_600_000, 10), (Verdict::Bad, true));
        let behind = told_by(Ahead { by: TimeDelta::seconds(-90), asked: TimeDelta::zero() });
        assert_eq!(behind.found, "the server's is 90.0 s behind this machine's");
    }

    #[test]
    fn what_crosses_a_network_in_clear_is_a_warning() {
        let told = |url: &str, address: Option<&str>, tls: Option<&str>| {
            let server = Server {
                number: 170_000,
                version: "17.0".to_owned(),
                only_reads: false,
                address: address.map(str::to_owned),
                tls: tls.map(str::to_owned),
                offers_tls: false,
                size: 0,
                role: "app".to_owned(),
                owns_tables: false,
                is_superuser: false,
            };
            encryption(&Target::Given { url: url.to_owned(), file: None }, &server)
        };
        let far = "postgresql://db.example.com/app";
        let finding = told(far, Some("10.0.0.7"), None);
        assert_eq!(finding.verdict, Verdict::Warning);
        assert!(finding.mend.is_some_and(|mend| mend.starts_with("# give the server a certificate")));
        // A port of this machine that leads into a container.
        assert_eq!(told("postgresql://localhost:5433/app", Some("172.17.0.2"), None).verdict, Verdict::Ok);
        assert_eq!(told(far, None, None).verdict, Verdict::Ok);
        assert!(
            told(&format!("{far}?sslmode=require"), Some("10.0.0.7"), Some("TLSv1.3"))
                .found
                .contains("not checked")
        );
        assert_eq!(
            told(&format!("{far}?sslmode=verify-full"), Some("10.0.0.7"), Some("TLSv1.3")).found,
            "TLSv1.3"
        );
    }

    #[test]
    fn a_disk_is_judged_by_what_is_left() {
        let verdict = |free: u64, all: u64| enough(Room { free, all }).verdict;
        assert_eq!(verdict(100 << 30, 500 << 30), Verdict::Ok);
        assert_eq!(verdict(20 << 30, 500 << 30), Verdict::Warning);
        assert_eq!(verdict(1 << 30, 4 << 30), Verdict::Warning);
        assert_eq!(verdict(100 << 20, 4 << 30), Verdict::Bad);
    }
}
