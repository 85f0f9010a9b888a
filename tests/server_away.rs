//! The server goes away, refuses, only reads, or gets in its own way, in the middle of a command: what can be tried again is, nothing is done
//! twice, and what was counted is what happened.

use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use serde_json::Value;

use crate::ingest::with_user;
use crate::support::{Fed, Output, TestDb, leadengine, run, scratch, until};

/// Different people, as JSON Lines.
pub fn people(range: std::ops::Range<usize>) -> String {
    range
        .map(|n| {
            format!(
                "{{\"full_name\":\"Ann Walker {n}\",\"company\":\"Firm {n}\",\"email\":\"ann{n}@firm{n}.com\",\"title\":\"Head of Sales\"}}\n"
            )
        })
        .collect()
}

/// The result of a command that succeeded.
#[track_caller]
fn result(output: &Output) -> Value {
    assert_eq!(output.status, 0, "{}", output.stderr);
    serde_json::from_str(&output.stdout).unwrap()
}

/// Ends the connections of the program again and again until it is done; what it gave, and how many were ended.
fn disturbed(db: &TestDb, arguments: &[&str]) -> (Output, i64) {
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let ending = scope.spawn(|| {
            let mut ended = 0;
            while !done.load(Ordering::Relaxed) && ended < 6 {
                let now = db.query_value::<i64>(
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
                     WHERE datname = current_database() AND application_name = 'leadengine'",
                );
                ended += now;
                // The first are met as soon as there are any; between others the command gets somewhere.
                std::thread::sleep(Duration::from_millis(if now == 0 { 2 } else { 150 }));
            }
            ended
        });
        let output = db.run(arguments);
        done.store(true, Ordering::Relaxed);
        (output, ending.join().unwrap())
    })
}

fn file(text: &str) -> String {
    let path = scratch().join("records.jsonl");
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn connections_that_the_server_ends_are_made_again_and_nothing_is_lost_or_doubled() {
    let db = with_user();
    let all = file(&people(0..6_000));
    let (output, ended) = disturbed(&db, &["ingest", &all, "--json"]);
    let summary = result(&output);
    assert!(ended > 0);
    assert_eq!((&summary["read"], &summary["inserted"]), (&6_000.into(), &6_000.into()), "{summary}");
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM raw_leads"), 6_000);
    assert_eq!(
        db.query_value::<String>("SELECT string_agg(total_found::text, ',') FROM scrape_jobs"),
        "6000"
    );

    let (output, _) = disturbed(&db, &["normalize", "--json"]);
    let summary = result(&output);
    let leads = db.query_value::<i64>("SELECT count(*) FROM leads");
    assert_eq!((leads, summary["raw"].as_i64()), (6_000, Some(6_000)), "{summary}");
    assert_eq!(db.query_value::<i64>("SELECT leads_generated FROM usage_tracking"), 6_000);
    assert_eq!(db.query_value::<i64>("SELECT count(DISTINCT r) FROM leads, unnest(raw_lead_ids) r"), 6_000);

    let (output, _) = disturbed(&db, &["enrich", "--json"]);
    result(&output);
    assert_eq!(db.query_value::<i64>("SELECT count(DISTINCT lead_id) FROM lead_enrichment"), 6_000);
    for command in ["normalize", "enrich"] {
        let again = db.json(&[command]);
        assert_eq!(
            again.get("raw").or(again.get("enriched")).unwrap(),
            &Value::from(0),
            "{command}: {again}"
        );
    }
}

#[test]
fn a_commit_whose_answer_was_lost_is_counted_once() {
    let db = with_user();
    // A commit that waits for a standby that is not there holds already when its connection is ended: the client does not learn of it.
    let name = db.name();
    db.execute(&format!("ALTER DATABASE {name} SET synchronous_commit = on"));
    db.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
    db.execute("SELECT pg_reload_conf()");
    let waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'SyncRep' \
                   AND application_name = 'leadengine'";
    let mut load = Fed::start(db.command(&["ingest", "-", "--connections", "1", "--json"]));
    load.feed(&people(0..3_000));
    until("a commit that waits", || db.query_value::<i64>(waiting) == 1);
    // Its own sessions may wait as little as the others.
    let mut quick = db.connect();
    for sql in [
        "SET synchronous_commit = off",
        "ALTER SYSTEM RESET synchronous_standby_names",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'SyncRep'",
        "SELECT pg_reload_conf()",
    ] {
        quick.batch_execute(sql).unwrap();
    }
    load.feed(&people(3_000..4_000));
    let summary = result(&load.end());
    assert_eq!(
        [&summary["read"], &summary["inserted"], &summary["duplicates"]],
        [&Value::from(4_000), &Value::from(4_000), &Value::from(0)],
        "{summary}"
    );
    assert_eq!(
        db.query_value::<String>("SELECT string_agg(total_found::text, ',') FROM scrape_jobs"),
        "4000"
    );
}

#[test]
fn a_server_that_only_reads_for_a_while_is_waited_for() {
    let db = with_user();
    let name = db.name();
    db.execute(&format!("ALTER DATABASE {name} SET default_transaction_read_only = on"));
    let mut load = Fed::start(db.command(&["ingest", "-", "--json"]));
    load.feed(&people(0..2_500));
    let tried = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'leadengine'";
    until("a connection", || db.query_value::<i64>(tried) > 0);
    let mut writer = db.connect();
    for sql in [
        "SET default_transaction_read_only = off",
        &format!("ALTER DATABASE {name} RESET default_transaction_read_only"),
    ] {
        writer.batch_execute(sql).unwrap();
    }
    let output = load.end();
    assert_eq!(result(&output)["inserted"], 2_500);

    db.execute(&format!("ALTER DATABASE {name} SET default_transaction_read_only = on"));
    let output = run(
        db.command(&["ingest", "-", "--json"]).env("LEADENGINE_RETRY_FOR", "1"),
        people(0..2_501).as_bytes(),
    );
    assert_eq!(output.status, 1, "{}", output.stderr);
    assert!(output.stderr.contains("database_read_only"), "{}", output.stderr);
}

#[test]
fn a_server_with_too_many_connections_is_asked_again_until_the_time_is_over() {
    let db = with_user();
    let name = db.name();
    // A role of the test's own: a superuser is always let in.
    db.execute(&format!(
        "CREATE ROLE limited_{name} LOGIN CONNECTION LIMIT 0; GRANT ALL ON ALL TABLES IN SCHEMA public TO limited_{name}"
    ));
    let url = db.url().replace("postgres@", &format!("limited_{name}@"));
    let command = |more: &[&str]| {
        let mut command = leadengine(&url);
        command.args(["ingest", "-", "--json", "--connections", "1"]).args(more);
        command
    };
    let output = run(&mut command(&["--retry-for", "1"]), people(0..10).as_bytes());
    assert_eq!(output.status, 5, "{}", output.stderr);
    assert!(output.stderr.contains("database_not_ready"), "{}", output.stderr);
    let mut load = Fed::start(command(&[]));
    load.feed(&people(0..10));
    std::thread::sleep(Duration::from_millis(300));
    assert!(load.child.try_wait().unwrap().is_none(), "it did not wait");
    db.execute(&format!("ALTER ROLE limited_{name} CONNECTION LIMIT 10"));
    let output = load.end();
    assert_eq!(result(&output)["inserted"], 10);
    assert!(output.stderr.contains("trying again for up to 60 s"), "{}", output.stderr);
}

#[test]
fn timeouts_for_locks_and_statements_are_waited_out() {
    let db = with_user();
    let name = db.name();
    for setting in ["lock_timeout", "statement_timeout"] {
        db.execute(&format!("ALTER DATABASE {name} SET {setting} = '100ms'"));
        for (command, table) in
            [("ingest", "raw_leads"), ("normalize", "leads"), ("enrich", "lead_enrichment")]
        {
            let mut holder = db.connect();
            let hold = format!("SET {setting} = 0; BEGIN; LOCK TABLE {table} IN EXCLUSIVE MODE");
            holder.batch_execute(&hold).unwrap();
            let mut work = Fed::start(match command {
                "ingest" => db.command(&["ingest", "-"]),
                other => db.command(&[other]),
            });
            if command == "ingest" {
                work.feed(&people(0..if setting == "lock_timeout" { 300 } else { 600 }));
            }
            drop(work.stdin.take());
            // The first try fails, and is told; then the table is free.
            let mut told = std::io::BufReader::new(work.child.stderr.take().unwrap());
            let mut line = String::new();
            std::io::BufRead::read_line(&mut told, &mut line).unwrap();
            assert!(line.contains("trying again"), "{command}: {line}");
            drop(holder);
            assert_eq!(work.wait().status, 0, "{command}");
        }
        db.execute(&format!("ALTER DATABASE {name} RESET {setting}"));
    }
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM lead_enrichment"), 600);
    assert_eq!(db.query_value::<i64>("SELECT leads_generated FROM usage_tracking"), 600);
}

#[test]
fn deadlocks_and_serialization_failures_are_tried_again_at_once() {
    let db = with_user();
    db.execute(
        "CREATE SEQUENCE failures; GRANT USAGE ON SEQUENCE failures TO PUBLIC; \
         CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
           CASE nextval('failures') WHEN 1, 2 THEN RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '40P01'; \
             WHEN 3 THEN RAISE EXCEPTION 'could not serialize access' USING ERRCODE = '40001'; ELSE NULL; END CASE; \
           RETURN NULL; END $$; \
         CREATE TRIGGER fail BEFORE INSERT ON raw_leads EXECUTE FUNCTION fail(); \
         CREATE TRIGGER fail BEFORE INSERT ON leads EXECUTE FUNCTION fail(); \
         CREATE TRIGGER fail BEFORE INSERT ON lead_enrichment EXECUTE FUNCTION fail();",
    );
    let all = file(&people(0..4_000));
    for arguments in [&["ingest", &*all, "--json"][..], &["normalize", "--json"], &["enrich", "--json"]] {
        db.execute("ALTER SEQUENCE failures RESTART");
        let output = db.run(arguments);
        let summary = result(&output);
        assert!(!output.stderr.contains("trying again"), "nobody need know: {}", output.stderr);
        let count = ["inserted", "created", "enriched"].iter().find_map(|key| summary.get(key));
        assert_eq!(count, Some(&Value::from(4_000)), "{summary}");
        assert!(db.query_value::<i64>("SELECT last_value FROM failures") > 3);
    }
    assert_eq!(db.query_value::<i64>("SELECT leads_generated FROM usage_tracking"), 4_000);
}

#[test]
fn a_full_disk_is_an_error_that_says_so_and_the_work_before_it_is_safe() {
    let db = with_user();
    db.execute(
        "CREATE SEQUENCE statements; GRANT USAGE ON SEQUENCE statements TO PUBLIC; \
         CREATE FUNCTION no_space() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
           IF nextval('statements') > 1 THEN RAISE EXCEPTION 'could not extend file \"base/1/2\": No space left on device' \
             USING ERRCODE = '53100'; END IF; RETURN NULL; END $$; \
         CREATE TRIGGER no_space BEFORE INSERT ON raw_leads EXECUTE FUNCTION no_space();",
    );
    let output =
        run(&mut db.command(&["ingest", "-", "--connections", "1", "--json"]), people(0..30_000).as_bytes());
    assert_eq!(output.status, 1, "{}", output.stderr);
    let error: Value = serde_json::from_str(output.stderr.lines().last().unwrap()).unwrap();
    assert_eq!(error["error"]["code"], "disk_full", "{error}");
    let stored = db.query_value::<i64>("SELECT count(*) FROM raw_leads");
    assert!(stored > 0);
    let hint = error["error"]["hint"].as_str().unwrap();
    assert!(hint.contains(&format!("{stored} records are stored")), "{hint}");
    db.execute("DROP TRIGGER no_space ON raw_leads");
    let output = run(&mut db.command(&["ingest", "-", "--json"]), people(0..30_000).as_bytes());
    assert_eq!(result(&output)["inserted"].as_i64(), Some(30_000 - stored));
}

#[test]
fn a_restart_of_the_server_in_the_middle_of_a_load_is_survived() {
    let home = scratch();
    let own = |arguments: &[&str]| {
        let mut command = leadengine("");
        command.env("LEADENGINE_HOME", &home).args(arguments);
        command
    };
    let json = |arguments: &[&str]| result(&run(&mut own(&[arguments, &["--json"]].concat()), b""));
    json(&["create-tables"]);
    json(&["users", "add", "ann@example.com", "--plan", "enterprise", "--no-password"]);
    let url = json(&["db", "url"])["url"].as_str().unwrap().to_owned();
    let pid = json(&["db", "status"])["pid"].to_string();
    // By its address: that the private server is started where it does not run is no part of this.
    let mut command = leadengine(&url);
    command.args(["ingest", "-", "--json"]);
    let mut load = Fed::start(command);
    load.feed(&people(0..3_000));
    let count = |sql: &str| {
        let output = run(&mut own(&["db", "psql", "--", "-Atc", sql]), b"");
        output.stdout.trim().parse::<i64>().unwrap_or(-1)
    };
    until("some records", || count("SELECT count(*) FROM raw_leads") > 0);
    // An immediate shutdown: no checkpoint, every session cut off.
    assert!(Command::new("kill").args(["-QUIT", &pid]).status().unwrap().success());
    until("its end", || json(&["db", "status"])["running"] == false);
    load.feed(&people(3_000..9_000));
    json(&["db", "start"]);
    let output = load.end();
    let summary = result(&output);
    assert_eq!((&summary["read"], &summary["inserted"]), (&9_000.into(), &9_000.into()), "{summary}");
    assert_eq!(count("SELECT count(*) FROM raw_leads"), 9_000);
    assert_eq!(count("SELECT sum(total_found) FROM scrape_jobs"), 9_000);
    json(&["db", "stop"]);
}
