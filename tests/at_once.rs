//! Many at once: each does its part, nobody meets an error, and what comes of it is what one after another would have made.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use serde_json::{Value, json};

use crate::jobs::at_once;
use crate::support::chance::Chance;
use crate::support::contents::Contents;
use crate::support::{Output, TestDb, data, scratch};

const ANN: &str = "ann@example.com";
const BOB: &str = "bob@example.com";

/// Sees that all did what they should, that none had anything to complain of, and that the server saw no deadlock.
#[track_caller]
fn assert_undisturbed(db: &TestDb, runs: &[Output]) {
    for run in runs {
        assert_eq!((run.status, &*run.stderr), (0, ""), "{}", run.stdout);
    }
    assert_no_deadlock(db);
}

/// What the server's log may tell of: what another process stored first, which is then looked at again, and the question after steps where
/// there were none yet.
const EXPECTED: [&str; 2] = [
    "duplicate key value violates unique constraint",
    "relation \"__diesel_schema_migrations\" does not exist",
];

#[track_caller]
fn assert_no_deadlock(db: &TestDb) {
    // Sessions tell what they met when they end.
    db.until_sessions_ended();
    let deadlocks = "SELECT deadlocks + conflicts FROM pg_stat_database WHERE datname = current_database()";
    assert_eq!(db.query_value::<i64>(deadlocks), 0);
    let told = db.server_log();
    let errors =
        told.iter().filter(|line| ["ERROR:", "FATAL:", "PANIC:"].iter().any(|kind| line.contains(kind)));
    let others: Vec<_> =
        errors.filter(|line| !EXPECTED.iter().any(|expected| line.contains(expected))).collect();
    assert!(others.is_empty(), "{others:#?}");
}

/// The sums of what runs tell.
fn sums(runs: &[Output]) -> BTreeMap<String, u64> {
    let mut sums = BTreeMap::new();
    for run in runs {
        let told: Value = serde_json::from_str(&run.stdout).unwrap();
        for (key, value) in told.as_object().unwrap() {
            *sums.entry(key.clone()).or_default() += value.as_u64().unwrap_or(0);
        }
    }
    sums
}

fn subscribed(emails: &[&str], scrapes: &str, leads: &str) -> TestDb {
    let db = TestDb::new();
    for email in emails {
        db.json(&[
            "users",
            "add",
            email,
            "--no-password",
            "--plan",
            "x",
            "--scrape-limit",
            scrapes,
            "--lead-limit",
            leads,
        ]);
    }
    db
}

fn job(db: &TestDb, user: &str) -> String {
    let job = db.json(&["jobs", "add", "--user", user, "--source-type", "google", "--query", "people"]);
    job["id"].as_str().unwrap().to_owned()
}

/// So many records of people who are met two or three times, in some order, in a file.
fn people(seed: u64, people: std::ops::Range<usize>) -> String {
    let mut chance = Chance::of(seed);
    let mut lines: Vec<String> = people
        .flat_map(|n| {
            let email = format!("person{n}@company{}.com", n % 53);
            let at = format!("2026-03-{:02}T10:00:00Z", chance.below(28) + 1);
            let title = chance.of_these(&["CEO", "Head of Sales", "Engineer"]);
            let first = json!({"email": email, "job_title": title, "scraped_at": at});
            let second = json!({"email": email, "about": format!("We are hiring {n} people now"), "n": chance.below(2)});
            [first, second]
        })
        .map(|record| format!("{record}\n"))
        .collect();
    chance.shuffle(&mut lines);
    let file = scratch().join("people.jsonl");
    fs::write(&file, lines.concat()).unwrap();
    file.to_str().unwrap().to_owned()
}

#[test]
fn eight_loads_of_one_file_into_one_job_store_each_record_once() {
    let before = subscribed(&[ANN], "unlimited", "unlimited");
    let job = job(&before, ANN);
    let file = people(1, 0..4_000);
    let command = vec!["ingest", &file, "--job", &job, "--quiet", "--json"];
    let one = before.copy();
    assert_undisturbed(&one, &[one.run(&command)]);
    let db = before.copy();
    let runs = db.at_once(&vec![command; 8]);
    assert_undisturbed(&db, &runs);
    let told = sums(&runs);
    assert_eq!((told["read"], told["inserted"], told["duplicates"]), (64_000, 8_000, 56_000));
    Contents::of(&db).assert_is(&Contents::of(&one), "eight and one");
}

#[test]
fn eight_normalizers_make_what_one_makes() {
    let before = subscribed(&[ANN, BOB], "unlimited", "unlimited");
    for user in [ANN, BOB] {
        for part in 0..3 {
            let file = people(part, 100 * part as usize..100 * part as usize + 150);
            before.json(&["ingest", &file, "--user", user]);
        }
    }
    before.json(&["ingest", data("senators.jsonl").to_str().unwrap(), "--user", BOB]);
    let command = vec!["normalize", "--quiet", "--json"];
    let one = before.copy();
    let alone = [one.run(&command)];
    assert_undisturbed(&one, &alone);
    let db = before.copy();
    let runs = db.at_once(&vec![command.clone(); 8]);
    assert_undisturbed(&db, &runs);
    for key in ["raw", "created", "updated", "unchanged", "rejected", "over_quota"] {
        assert_eq!(sums(&runs)[key], sums(&alone)[key], "{key}");
    }
    Contents::of(&db).assert_is(&Contents::of(&one), "eight and one");
}

#[test]
fn loads_normalizers_and_scorers_at_work_together_lose_nothing() {
    let before = subscribed(&[ANN, BOB], "unlimited", "unlimited");
    let (job, foreign) = (job(&before, ANN), people(1, 0..200));
    let files = [people(2, 100..600), people(3, 300..800)];
    before.json(&["ingest", &foreign, "--user", BOB]);
    before.json(&["ingest", &foreign, "--job", &job]);
    before.json(&["normalize"]);
    before.json(&["ingest", &files[0], "--user", BOB]);
    let loads = files.each_ref().map(|file| vec!["ingest", file, "--job", &job, "--quiet", "--json"]);
    let (normalize, enrich) = (vec!["normalize", "--quiet", "--json"], vec!["enrich", "--quiet", "--json"]);
    let one = before.copy();
    for command in loads.iter().chain([&normalize, &enrich]) {
        assert_undisturbed(&one, &[one.run(command)]);
    }
    let db = before.copy();
    let all = [&loads[..], &vec![normalize.clone(); 2], &vec![enrich.clone(); 4]].concat();
    assert_undisturbed(&db, &db.at_once(&all));
    // What came after somebody had looked.
    for command in [&normalize, &enrich] {
        assert_undisturbed(&db, &[db.run(command)]);
    }
    Contents::of(&db).assert_is(&Contents::of(&one), "together and one after another");
    for (command, key) in [(&normalize, "raw"), (&enrich, "enriched")] {
        assert_eq!(sums(&[db.run(command)])[key], 0, "{command:?} leaves nothing");
    }
}

#[test]
fn eight_who_make_the_tables_apply_every_step_once() {
    let db = TestDb::empty();
    let runs: Vec<Output> = std::thread::scope(|scope| {
        // Whoever makes the first table waits for this one to come to nothing, and the others arrive meanwhile.
        let mut gate = db.connect();
        gate.batch_execute("BEGIN; CREATE TABLE users ()").expect("the table");
        let run = || db.run(&["create-tables", "--format", "jsonl", "--quiet"]);
        let runs: Vec<_> = (0..8).map(|_| scope.spawn(run)).collect();
        // One waits for the table, the others ask again and again whether it is done.
        let all_here = "SELECT count(*) = 8 AND count(*) FILTER (WHERE wait_event_type = 'Lock') > 0 FROM pg_stat_activity \
                        WHERE datname = current_database() AND application_name = 'leadengine'";
        let begun = Instant::now();
        while !db.query_value::<bool>(all_here) && begun.elapsed() < Duration::from_secs(60) {
            std::thread::sleep(Duration::from_millis(10));
        }
        gate.batch_execute("ROLLBACK").expect("its end");
        runs.into_iter().map(|run| run.join().expect("no panic")).collect()
    });
    assert_undisturbed(&db, &runs);
    let done: usize = runs.iter().map(|run| run.stdout.lines().count()).sum();
    let steps = db.json(&["create-tables", "--status"]);
    assert_eq!(done, steps.as_array().unwrap().len());
    assert!(steps.as_array().unwrap().iter().all(|step| step["applied"] == true), "{steps}");
}

#[test]
fn of_sixteen_jobs_at_once_as_many_are_added_as_the_limit_allows() {
    let db = subscribed(&[ANN], "5", "unlimited");
    let command: &[&str] =
        &["jobs", "add", "--source-type", "google", "--query", "dentists", "--quiet", "--json"];
    let runs = at_once(&db, "usage_tracking", &[command; 16]);
    let (added, refused): (Vec<_>, Vec<_>) = runs.into_iter().partition(|run| run.status == 0);
    assert_eq!((added.len(), refused.len()), (5, 11));
    assert_undisturbed(&db, &added);
    for run in &refused {
        let error: Value = serde_json::from_str(&run.stderr).unwrap();
        assert_eq!(
            (run.status, &error["error"]["code"]),
            (3, &json!("scrape_limit_reached")),
            "{}",
            run.stderr
        );
    }
    let counts = "SELECT concat_ws(' ', (SELECT count(*) FROM scrape_jobs), count(*), sum(scrapes_used)) FROM usage_tracking";
    assert_eq!(db.query_value::<String>(counts), "5 1 5");
}

#[test]
fn eight_normalizers_make_as_many_leads_as_the_limit_allows() {
    let db = subscribed(&[ANN], "unlimited", "100");
    for part in 0..4 {
        db.json(&["ingest", &people(part, 60 * part as usize..60 * part as usize + 60)]);
    }
    let runs = db.at_once(&vec![vec!["normalize", "--quiet", "--json"]; 8]);
    for run in &runs {
        let told: Value = serde_json::from_str(&run.stdout).unwrap();
        // Who came when all was done that could be done has nothing to complain of.
        let code = if run.stderr.is_empty() {
            json!(null)
        } else {
            serde_json::from_str::<Value>(&run.stderr).unwrap()["error"]["code"].clone()
        };
        let expected =
            if told["over_quota"] == 0 { (0, json!(null)) } else { (3, json!("lead_limit_reached")) };
        assert_eq!((run.status, code), expected, "{told} {}", run.stderr);
    }
    assert_no_deadlock(&db);
    assert_eq!(sums(&runs)["created"], 100);
    let counts = "SELECT concat_ws(' ', (SELECT count(*) FROM leads), count(*), sum(leads_generated)) FROM usage_tracking";
    assert_eq!(db.query_value::<String>(counts), "100 1 100");
}
