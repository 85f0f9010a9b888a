//! SIGINT and SIGTERM: a run stops, says what it did, and the same command does the rest.

use std::time::Duration;

use serde_json::Value;

use crate::ingest::with_user;
use crate::server_away::people;
use crate::support::{Fed, Output, TestDb, run, signal, until};

#[track_caller]
fn interrupted(output: &Output, status: i32) -> Value {
    assert_eq!(output.status, status, "{}{}", output.stdout, output.stderr);
    assert!(output.stderr.contains("interrupted"), "{}", output.stderr);
    serde_json::from_str(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", output.stdout))
}

#[test]
fn a_load_from_a_pipe_that_never_ends_stops_and_tells_what_it_stored() {
    let db = with_user();
    let mut load = Fed::start(db.command(&["ingest", "-", "--json"]));
    load.feed(&people(0..3_000));
    until("some records", || db.query_value::<i64>("SELECT count(*) FROM raw_leads") > 0);
    // The pipe stays open: its other end is held by `load` until after the wait.
    signal(load.child.id(), "-INT");
    let mut child = load;
    until("its end", || child.child.try_wait().unwrap().is_some());
    let summary = interrupted(&child.wait(), 130);
    let stored = db.query_value::<i64>("SELECT count(*) FROM raw_leads");
    assert_eq!(summary["inserted"].as_i64(), Some(stored), "{summary}");
    assert_eq!(summary["read"], summary["inserted"], "{summary}");
    let rest = run(&mut db.command(&["ingest", "-", "--json"]), people(0..3_000).as_bytes());
    let rest: Value = serde_json::from_str(&rest.stdout).unwrap();
    assert_eq!(rest["inserted"].as_i64(), Some(3_000 - stored), "{rest}");
}

#[test]
fn a_strict_load_that_is_stopped_loads_nothing() {
    let db = with_user();
    let mut load = Fed::start(db.command(&["ingest", "-", "--strict", "--json"]));
    load.feed(&people(0..3_000));
    let at_work = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
                   AND application_name = 'leadengine' AND backend_xid IS NOT NULL";
    until("a transaction", || db.query_value::<i64>(at_work) > 0);
    signal(load.child.id(), "-TERM");
    until("its end", || load.child.try_wait().unwrap().is_some());
    let summary = interrupted(&load.wait(), 143);
    assert_eq!((&summary["inserted"], &summary["job_id"]), (&Value::from(0), &Value::Null), "{summary}");
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM raw_leads"), 0);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM scrape_jobs"), 0);
}

/// Stops a command while it works, until it was stopped in the middle: what it said it did, and the rest, is all.
fn stopped_in_the_middle(db: &TestDb, command: &str, done: &str, count: &str, all: i64) {
    let mut before = db.query_value::<i64>(count);
    assert_eq!(before, 0);
    let mut stops = 0;
    let mut delay = Duration::from_millis(30);
    while before < all {
        let work = Fed::start(db.command(&[command, "--json"]));
        std::thread::sleep(delay);
        delay = delay * 3 / 2;
        signal(work.child.id(), if stops % 2 == 0 { "-INT" } else { "-TERM" });
        let output = work.end();
        let now = db.query_value::<i64>(count);
        if output.status == 0 {
            assert_eq!(now, all);
        } else if output.stdout.is_empty() {
            // Before it listened, which is before it did anything; or where this machine was too busy for it to stop by itself in time.
            let ended = output.stderr.contains("run the same command again");
            assert!(ended || (output.status, now) == (-1, before), "{output:?}");
        } else {
            let summary = interrupted(&output, if stops % 2 == 0 { 130 } else { 143 });
            assert_eq!(summary[done].as_i64(), Some(now - before), "{summary}");
        }
        before = now;
        stops += 1;
    }
    assert!(stops > 1, "it was never stopped");
}

#[test]
fn normalizing_and_scoring_stop_and_tell_what_they_did() {
    let db = with_user();
    let loaded = run(&mut db.command(&["ingest", "-", "--json"]), people(0..4_000).as_bytes());
    assert_eq!(loaded.status, 0, "{}", loaded.stderr);
    stopped_in_the_middle(&db, "normalize", "created", "SELECT count(*) FROM leads", 4_000);
    assert_eq!(db.query_value::<i64>("SELECT leads_generated FROM usage_tracking"), 4_000);
    stopped_in_the_middle(&db, "enrich", "enriched", "SELECT count(*) FROM lead_enrichment", 4_000);
}

#[test]
fn a_run_that_waits_for_another_is_stopped_too() {
    let db = with_user();
    run(&mut db.command(&["ingest", "-"]), people(0..10).as_bytes());
    let _holder = db.closed("leads");
    let mut work = Fed::start(db.command(&["normalize"]));
    db.until_one_waits();
    signal(work.child.id(), "-TERM");
    until("its end", || work.child.try_wait().unwrap().is_some());
    let output = work.wait();
    assert_eq!(output.status, 143, "{}", output.stderr);
    assert!(output.stderr.contains("run the same command again"), "{}", output.stderr);
}

#[test]
fn the_server_stops_working_for_a_client_that_was_killed() {
    let db = with_user();
    run(&mut db.command(&["ingest", "-"]), people(0..10).as_bytes());
    let _holder = db.closed("leads");
    let mut work = Fed::start(db.command(&["normalize"]));
    db.until_one_waits();
    work.child.kill().unwrap();
    until("the end of the wait, though the lock is held", || db.waiting() == 0);
    work.wait();
}
