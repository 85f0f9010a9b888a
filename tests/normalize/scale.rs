//! What must hold however much there is, however many work at it, and whatever happens to them.

use std::process::Stdio;
use std::time::Duration;

use super::{counts, leads, load};
use crate::ingest::with_user;
use crate::support::{Output, TestDb, until};

use serde_json::{Value, json};

fn unlimited() -> TestDb {
    let db = TestDb::new();
    let limits = ["--plan", "x", "--scrape-limit", "unlimited", "--lead-limit", "unlimited"];
    db.json(&[&["users", "add", "ann@example.com", "--no-password"], &limits[..]].concat());
    db
}

/// Three records of each of so many people, far apart, each met by another key; and one more person for every tenth.
fn scattered(people: usize) -> Vec<Value> {
    let first = (0..people).map(|i| {
        json!({"full_name": format!("Ann Lee{i}"), "email": format!("ann{i}@acme{i}.com"), "linkedin": format!("linkedin.com/in/annlee{i}")})
    });
    let second = (0..people)
        .map(|i| json!({"linkedin": format!("https://linkedin.com/in/annlee{i}/"), "job_title": "CEO"}));
    let third = (0..people)
        .rev()
        .map(|i| json!({"email": format!("ANN{i}@acme{i}.com"), "company": format!("Acme {i} Ltd")}));
    let others = (0..people).step_by(10).map(|i| json!({"email": format!("bob{i}@acme{i}.com")}));
    first.chain(second).chain(third).chain(others).collect()
}

#[test]
fn records_that_meet_across_groups_become_the_same_leads_whatever_the_number_of_workers() {
    let records = scattered(2_500);
    let many = unlimited();
    load(&many, &records);
    let done = counts(&many.json(&["normalize", "--workers", "4"]));
    assert_eq!(done.iter().sum::<u64>(), 7_750, "{done:?}");
    assert_eq!(many.query_value::<i64>("SELECT count(*) FROM leads"), 2_750);
    // Two records of one person that do not meet make two leads, until a third one joins them.
    assert!(done[0] >= 2_750, "{done:?}");
    assert_eq!(many.query_value::<u64>("SELECT leads_generated FROM usage_tracking"), 2_750);
    let one = unlimited();
    for chunk in records.chunks(1_300).rev() {
        load(&one, chunk);
        one.json(&["normalize", "--workers", "1"]);
    }
    assert_eq!(leads(&many), leads(&one));
    assert_eq!(many.query_value::<i64>("SELECT sum(cardinality(raw_lead_ids)) FROM leads"), 7_750);
}

#[test]
fn a_run_that_is_killed_leaves_whole_leads_and_the_next_one_finishes() {
    let db = unlimited();
    load(&db, &scattered(4_000));
    for _ in 0..3 {
        let mut process = db.command(&["normalize", "--quiet"]).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(700));
        let _ = process.kill();
        process.wait().unwrap();
        let counted =
            "(SELECT count(*) FROM leads) = (SELECT COALESCE(sum(leads_generated), 0) FROM usage_tracking)";
        assert!(db.query_value::<bool>(counted), "leads and their count are one transaction");
    }
    db.json(&["normalize"]);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM leads"), 4_400);
    assert_eq!(db.query_value::<i64>("SELECT count(DISTINCT r) FROM leads, unnest(raw_lead_ids) r"), 12_400);
    assert_eq!(
        db.query_value::<String>(
            "SELECT concat_ws(' ', status, total_found, total_processed) FROM scrape_jobs"
        ),
        "completed 12400 12400"
    );
    assert_eq!(counts(&db.json(&["normalize"])), [0; 5]);
}

#[test]
fn what_other_programs_add_to_a_finished_job_is_found_and_nothing_else_is_read() {
    let db = with_user();
    load(&db, &[json!({"company": "A1"}), json!({"company": "B2"}), json!({"name": "N/A"})]);
    assert_eq!(counts(&db.json(&["normalize"])), [2, 0, 0, 1, 0]);
    let add = |company: &str| {
        db.execute(&format!(
            "INSERT INTO raw_leads (user_id, scrape_job_id, raw_payload, data_hash) \
             SELECT user_id, id, '{{\"company\": \"{company}\"}}', '{company}' FROM scrape_jobs"
        ));
    };
    add("Late");
    assert_eq!(counts(&db.json(&["normalize"])), [1, 0, 0, 0, 0], "the rejected one was told before");
    assert_eq!(
        db.query_value::<String>(
            "SELECT concat_ws(' ', status, total_found, total_processed, total_rejected) FROM scrape_jobs"
        ),
        "completed 4 4 1"
    );
    // A transaction that is open while a run reads, and commits afterwards.
    let mut open = db.connect();
    diesel::connection::SimpleConnection::batch_execute(
        &mut open,
        "BEGIN; INSERT INTO raw_leads (user_id, scrape_job_id, raw_payload, data_hash) \
         SELECT user_id, id, '{\"company\": \"Open\"}', 'open' FROM scrape_jobs",
    )
    .unwrap();
    add("Between");
    assert_eq!(counts(&db.json(&["normalize"])), [1, 0, 0, 0, 0]);
    diesel::connection::SimpleConnection::batch_execute(&mut open, "COMMIT").unwrap();
    assert_eq!(counts(&db.json(&["normalize"])), [1, 0, 0, 0, 0]);
    assert_eq!(counts(&db.json(&["normalize"])), [0; 5]);
    // And what belongs to no job.
    db.execute("INSERT INTO raw_leads (user_id, raw_payload, data_hash) SELECT id, '{\"company\": \"Stray\"}', 's' FROM users");
    assert_eq!(counts(&db.json(&["normalize"])), [1, 0, 0, 0, 0]);
    let rows = "SELECT md5(string_agg(t, '|' ORDER BY t)) FROM (SELECT xmin::text || j AS t FROM scrape_jobs j \
                UNION ALL SELECT xmin::text || u FROM users u UNION ALL SELECT xmin::text || l FROM leads l) x";
    // Not before the transactions are over that other tests had begun.
    until("an idle run that writes nothing", || {
        let before: String = db.query_value(rows);
        assert_eq!(counts(&db.json(&["normalize"])), [0; 5]);
        db.query_value::<String>(rows) == before
    });
}

#[test]
fn processes_that_start_together_share_the_users() {
    let db = TestDb::new();
    for user in 0..6 {
        let email = format!("u{user}@example.com");
        db.json(&["users", "add", &email, "--plan", "enterprise", "--no-password"]);
        let lines: String = (0..400).map(|i| format!("{{\"email\": \"p{i}@acme{user}.com\"}}\n")).collect();
        let output = db.run_with_stdin(&["ingest", "-", "--user", &email], lines.as_bytes());
        assert_eq!(output.status, 0, "{}", output.stderr);
    }
    let created = |run: &Output| {
        assert_eq!(run.status, 0, "{}", run.stderr);
        serde_json::from_str::<Value>(&run.stdout).unwrap()["created"].as_u64().unwrap()
    };
    let created: u64 = db.at_once(&vec![vec!["normalize", "--json"]; 4]).iter().map(created).sum();
    assert_eq!(created, 2_400);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM leads"), 2_400);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM scrape_jobs WHERE status = 'completed'"), 6);
}
