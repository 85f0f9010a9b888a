//! `jobs`: the queue, who may use it, and how jobs go from status to status.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::*;

const ANN: &str = "ann@example.com";

fn subscribed(limits: &[&str]) -> TestDb {
    let db = TestDb::new();
    db.json(&[&["users", "add", ANN, "--plan", "free"], limits].concat());
    db
}

fn add(db: &TestDb, query: &str) -> Value {
    db.json(&["jobs", "add", "--user", ANN, "--source-type", "google", "--query", query])
}

fn id(job: &Value) -> &str {
    job["id"].as_str().expect("an id")
}

/// Runs commands at the same instant: a lock on a table that they all need holds them until every one waits, so that
/// nothing but their own care keeps them apart.
pub fn at_once(db: &TestDb, table: &str, commands: &[&[&str]]) -> Vec<Output> {
    let waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted \
                   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    std::thread::scope(|scope| {
        let gate = db.closed(table);
        let runs: Vec<_> = commands.iter().map(|command| scope.spawn(|| db.run(command))).collect();
        let begun = Instant::now();
        while db.query_value::<usize>(waiting) < commands.len() && begun.elapsed() < Duration::from_secs(60) {
            std::thread::sleep(Duration::from_millis(20));
        }
        drop(gate);
        runs.into_iter().map(|run| run.join().expect("no panic")).collect()
    })
}

#[test]
fn a_job_is_queued_and_uses_one_scrape() {
    let db = subscribed(&[]);
    let job = db.json(&[
        "jobs",
        "add",
        "--user",
        ANN,
        "--source-type",
        "custom",
        "--query",
        "dentists in Sydney",
        "--filters",
        r#"{"country": "AU", "radius": 12.50, "big": 12345678901234567890123}"#,
    ]);
    assert_eq!((&job["status"], &job["source_type"]), (&Value::from("queued"), &Value::from("custom")));
    assert_eq!(job["search_query"], "dentists in Sydney");
    // Digit for digit.
    assert_eq!(
        job["filters"].to_string(),
        r#"{"big":12345678901234567890123,"country":"AU","radius":12.50}"#
    );
    assert_eq!((&job["started_at"], &job["completed_at"]), (&Value::Null, &Value::Null));
    assert_eq!(db.json(&["usage"])[0]["scrapes_used"], 1);
}

#[test]
fn filters_that_are_not_json_are_wrong_usage_and_use_no_scrape() {
    let db = subscribed(&[]);
    for filters in ["country=AU", "{", r#"{"a": "\u0000"}"#] {
        let run = db.run(&["jobs", "add", "--source-type", "google", "--query", "x", "--filters", filters]);
        assert_eq!(run.status, 2, "{filters}");
    }
    assert_eq!(db.run(&["jobs", "add", "--source-type", " ", "--query", "x"]).status, 2);
    assert_eq!(db.json(&["usage"])[0]["scrapes_used"], 0);
}

#[test]
fn who_has_no_subscription_in_force_can_add_no_job() {
    let db = TestDb::new();
    let refused = |code: &str| {
        let run =
            db.run(&["jobs", "add", "--user", ANN, "--source-type", "google", "--query", "x", "--json"]);
        assert_eq!(run.status, 3, "{}", run.stderr);
        assert!(run.stderr.contains(&format!("\"{code}\"")), "{}", run.stderr);
    };
    db.json(&["users", "add", ANN]);
    refused("no_subscription");
    db.execute(
        "INSERT INTO subscriptions (user_id, status, starts_at, expires_at) \
         SELECT id, 'active', now() - interval '2 months', now() - interval '1 second' FROM users",
    );
    refused("subscription_not_active");
    db.execute("UPDATE subscriptions SET starts_at = now() + interval '1 day', expires_at = NULL");
    refused("subscription_not_active");
    db.execute("UPDATE subscriptions SET starts_at = now(), status = 'cancelled'");
    refused("subscription_not_active");
    db.execute("UPDATE subscriptions SET status = 'active'; UPDATE users SET is_active = FALSE");
    refused("user_inactive");
    db.execute("UPDATE users SET is_active = TRUE");
    add(&db, "x");
}

#[test]
fn nobody_named_means_the_only_active_user_and_of_several_none() {
    let db = subscribed(&[]);
    let arguments = ["jobs", "add", "--source-type", "google", "--query", "x"];
    assert_eq!(db.run(&arguments).status, 0);
    db.json(&["users", "add", "bob@example.com", "--plan", "free"]);
    let unclear = db.run(&arguments);
    assert_eq!(unclear.status, 2);
    assert!(
        unclear.stderr.contains("--user") && unclear.stderr.contains("LEADENGINE_USER"),
        "{}",
        unclear.stderr
    );
    let named = run(db.command(&arguments).env("LEADENGINE_USER", "bob@example.com"), b"");
    assert_eq!(named.status, 0, "{}", named.stderr);
    db.json(&["users", "deactivate", "bob@example.com"]);
    assert_eq!(db.run(&arguments).status, 0);
}

#[test]
fn two_scrapers_never_get_the_same_job() {
    let db = subscribed(&[]);
    for number in 0..6 {
        add(&db, &format!("query {number}"));
    }
    let command: &[&str] = &["jobs", "claim"];
    let runs = at_once(&db, "scrape_jobs", &[command; 12]);
    let claimed: Vec<Value> = runs
        .iter()
        .filter(|run| run.status == 0)
        .map(|run| serde_json::from_str(&run.stdout).unwrap())
        .collect();
    let distinct: BTreeSet<&str> = claimed.iter().map(id).collect();
    assert_eq!((claimed.len(), distinct.len()), (6, 6));
    assert_eq!(runs.iter().filter(|run| run.status == 4).count(), 6);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM scrape_jobs WHERE status = 'processing'"), 6);
}

#[test]
fn claim_hands_out_the_oldest_queued_job_of_the_kind_asked_for() {
    let db = subscribed(&[]);
    db.execute(
        "INSERT INTO scrape_jobs (user_id, search_query, source_type, status, created_at) \
         SELECT u.id, j.* FROM users u, (VALUES ('newer', 'google', 'queued', '2026-03-02'::timestamptz), \
             ('older', 'google', 'queued', '2026-03-01'), ('oldest', 'google', 'completed', '2026-02-01'), \
             ('strange', 'google', 'paused', '2026-02-01'), ('other', 'linkedin', 'queued', '2026-01-01')) j",
    );
    for expected in ["older", "newer"] {
        let job = db.json(&["jobs", "claim", "--source-type", "google"]);
        assert_eq!(
            (&job["search_query"], &job["status"]),
            (&Value::from(expected), &Value::from("processing"))
        );
        assert!(job["started_at"].is_string());
    }
    let none = db.run(&["jobs", "claim", "--source-type", "google", "--json"]);
    assert_eq!(none.status, 4);
    assert!(none.stderr.contains("\"no_job_waiting\"") && none.stdout.is_empty(), "{}", none.stderr);
    assert_eq!(db.json(&["jobs", "claim"])["search_query"], "other");
    // What LeadEngine does not know is left alone.
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM scrape_jobs WHERE status = 'paused'"), 1);
}

#[test]
fn claim_prints_json_without_being_asked_and_csv_when_asked() {
    let db = subscribed(&[]);
    add(&db, "first");
    add(&db, "second");
    let plain: Value = serde_json::from_str(&db.run(&["jobs", "claim"]).stdout).unwrap();
    assert_eq!(plain["search_query"], "first");
    let csv = db.run(&["jobs", "claim", "--format", "csv"]).stdout;
    assert!(csv.starts_with("id,user_id,status,") && csv.contains("second"), "{csv}");
}

#[test]
fn claim_passes_over_users_who_are_not_active_or_not_asked_for() {
    let db = subscribed(&[]);
    add(&db, "hers");
    db.json(&["users", "add", "bob@example.com", "--plan", "free"]);
    assert_eq!(db.run(&["jobs", "claim", "--user", "bob@example.com"]).status, 4);
    db.json(&["users", "deactivate", ANN]);
    assert_eq!(db.run(&["jobs", "claim"]).status, 4);
    db.json(&["users", "activate", ANN]);
    assert_eq!(db.json(&["jobs", "claim", "--user", ANN])["search_query"], "hers");
}

#[test]
fn only_a_failed_job_is_retried_and_it_uses_no_further_scrape() {
    let db = subscribed(&[]);
    let job = add(&db, "x");
    let job = id(&job);
    let early = db.run(&["jobs", "retry", job]);
    assert_eq!(early.status, 1);
    assert!(early.stderr.contains("is queued"), "{}", early.stderr);
    db.json(&["jobs", "claim"]);
    let failed = db.json(&["jobs", "fail", job]);
    assert_eq!(failed["status"], "failed");
    assert!(failed["completed_at"].is_string());
    assert_eq!(db.run(&["jobs", "fail", job]).status, 1);
    let retried = db.json(&["jobs", "retry", &job[..8]]);
    assert_eq!(retried["status"], "queued");
    assert_eq!((&retried["started_at"], &retried["completed_at"]), (&Value::Null, &Value::Null));
    assert_eq!(db.json(&["usage"])[0]["scrapes_used"], 1);
    assert_eq!(db.json(&["jobs", "claim"])["id"], job);
}

#[test]
fn a_failed_job_whose_raw_leads_wait_goes_back_to_normalize() {
    let db = subscribed(&[]);
    let job = add(&db, "x");
    db.execute(
        "INSERT INTO raw_leads (user_id, scrape_job_id, raw_payload, data_hash) \
         SELECT user_id, id, '{}', 'hash' FROM scrape_jobs; UPDATE scrape_jobs SET status = 'failed', total_found = 1",
    );
    assert_eq!(db.json(&["jobs", "retry", id(&job)])["status"], "processing");
}

#[test]
fn jobs_that_are_over_or_unknown_are_not_given_up() {
    let db = subscribed(&[]);
    let job = add(&db, "x");
    for status in ["completed", "paused", "failed"] {
        db.execute(&format!("UPDATE scrape_jobs SET status = '{status}'"));
        assert_eq!(db.run(&["jobs", "fail", id(&job)]).status, 1, "{status}");
        assert_eq!(db.query_value::<String>("SELECT status FROM scrape_jobs"), status);
    }
}

#[test]
fn remove_says_what_goes_and_asks_and_leaves_leads_and_usage() {
    let db = subscribed(&[]);
    let job = add(&db, "dentists");
    db.execute(
        "INSERT INTO raw_leads (user_id, scrape_job_id, raw_payload, data_hash) SELECT user_id, id, '{}', 'hash' FROM scrape_jobs; \
         INSERT INTO leads (user_id, email) SELECT id, 'lead@example.org' FROM users",
    );
    let asked = db.run(&["jobs", "remove", id(&job)]);
    assert_eq!(asked.status, 2);
    assert!(asked.stderr.contains("1 raw lead") && asked.stderr.contains("--yes"), "{}", asked.stderr);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM raw_leads"), 1);
    assert_eq!(db.json(&["jobs", "remove", id(&job), "--yes"])["id"], job["id"]);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM raw_leads"), 0);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM leads"), 1);
    assert_eq!(db.json(&["usage"])[0]["scrapes_used"], 1);
    assert_eq!(db.run(&["jobs", "remove", id(&job), "--yes"]).status, 4);
}

#[test]
fn an_unknown_job_is_status_4_for_every_verb() {
    let db = TestDb::new();
    for verb in ["show", "retry", "fail", "remove"] {
        for name in ["3f2a91c0", "00000000-0000-4000-8000-000000000000", "job", ""] {
            assert_eq!(db.run(&["jobs", verb, name]).status, 4, "{verb} {name}");
        }
    }
}

#[test]
fn a_list_is_newest_first_filtered_and_says_when_there_are_more() {
    let db = subscribed(&[]);
    db.execute(
        "INSERT INTO scrape_jobs (user_id, search_query, source_type, status, created_at) \
         SELECT u.id, 'query ' || n, CASE WHEN n % 2 = 0 THEN 'google' ELSE 'linkedin' END, \
                CASE WHEN n < 3 THEN 'failed' ELSE 'queued' END, '2026-01-01'::timestamptz + n * interval '1 day' \
         FROM users u, generate_series(1, 60) n",
    );
    let queries = |arguments: &[&str]| -> Vec<String> {
        let list = db.json(&[&["jobs", "list"], arguments].concat());
        list.as_array().unwrap().iter().map(|job| job["search_query"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(queries(&[]).len(), 50);
    assert_eq!(queries(&["--all"]).len(), 60);
    assert_eq!(queries(&["--limit", "2"]), ["query 60", "query 59"]);
    assert_eq!(queries(&["--status", "failed"]), ["query 2", "query 1"]);
    assert_eq!(queries(&["--status", "failed", "--source-type", "linkedin"]), ["query 1"]);
    assert_eq!(queries(&["--user", ANN, "--limit", "1"]), ["query 60"]);
    let more = db.run(&["jobs", "list"]);
    assert!(more.stderr.contains("--all"), "{}", more.stderr);
    assert!(!db.run(&["jobs", "list", "--limit", "60"]).stderr.contains("--all"));
}

#[test]
fn people_read_short_ids_and_addresses_and_no_escape_sequences() {
    let db = subscribed(&[]);
    let job = add(&db, "dentists\u{1b}[2J\nin Sydney");
    let table = db.run(&["jobs", "list"]).stdout;
    assert!(table.contains(&id(&job)[..8]) && !table.contains(id(&job)), "{table}");
    assert!(table.contains(ANN) && table.contains("in Sydney"), "{table}");
    assert!(!table.contains('\u{1b}') && table.lines().count() == 2, "{table:?}");
    assert_eq!(db.json(&["jobs", "list"])[0]["search_query"], "dentists\u{1b}[2J\nin Sydney");
}

#[test]
fn a_job_of_nobody_written_by_another_program_is_shown_and_can_be_claimed() {
    let db = TestDb::new();
    db.execute("INSERT INTO scrape_jobs (total_found, total_processed, total_rejected, created_at) VALUES (NULL, NULL, NULL, NULL)");
    let job = db.json(&["jobs", "list"])[0].clone();
    assert_eq!(
        (&job["user_id"], &job["status"], &job["created_at"]),
        (&Value::Null, &Value::from("queued"), &Value::Null)
    );
    assert!(db.run(&["jobs", "list"]).stdout.contains("queued"));
    assert_eq!(db.json(&["jobs", "claim"])["id"], job["id"]);
}
