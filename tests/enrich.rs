//! `enrich`: what is scored, when, and that it stays.

use serde_json::{Value, json};

use crate::ingest::with_user;
use crate::support::TestDb;

fn loaded() -> TestDb {
    let db = with_user();
    let records = [
        json!({"company_name": "Acme Corp", "website": "acme.com", "industry": "SaaS", "company_size": "201-500", "location": "Sydney, Australia",
               "contact": {"full_name": "John Smith", "job_title": "VP Sales", "email": "john@acme.com", "phone": "+61 400 000 000", "linkedin": "linkedin.com/in/johnsmith"},
               "description": "We just raised a $5M Series A and are hiring.", "metadata": {"confidence": 0.9}}),
        json!({"company": "Quiet Ltd"}),
    ];
    let lines: String = records.iter().map(|record| format!("{record}\n")).collect();
    assert_eq!(db.run_with_stdin(&["ingest", "-"], lines.as_bytes()).status, 0);
    db.json(&["normalize"]);
    db
}

fn counts(summary: &Value) -> [u64; 4] {
    ["enriched", "high", "medium", "low"].map(|key| summary[key].as_u64().unwrap())
}

#[test]
fn a_score_says_who_and_why() {
    let db = loaded();
    assert_eq!(counts(&db.json(&["enrich"])), [2, 1, 0, 1]);
    let leads = db.json(&["leads"]);
    let best = &leads[0];
    assert_eq!(best["email"], "john@acme.com");
    assert_eq!(best["intent_level"], "high");
    assert!(best["predicted_score"].as_f64().unwrap() > leads[1]["predicted_score"].as_f64().unwrap());
    let summary = best["ai_summary"].as_str().unwrap();
    for word in ["John Smith", "Acme Corp", "Series A"] {
        assert!(summary.contains(word), "{word} in {summary}");
    }
    assert!(best["buying_signal"].as_str().unwrap().starts_with("funding: "), "{best}");
    assert!(["email", "phone"].contains(&best["recommended_channel"].as_str().unwrap()));
    assert_eq!(leads[1]["recommended_channel"], "none");
    let shown = db.json(&["leads", "show", "john@acme.com"]);
    let parts: f64 =
        shown["score_parts"].as_array().unwrap().iter().map(|p| p["points"].as_f64().unwrap()).sum();
    assert!((parts - best["predicted_score"].as_f64().unwrap()).abs() < 0.05, "{shown}");
}

#[test]
fn only_what_is_new_or_changed_is_scored_and_scoring_again_changes_nothing() {
    let db = loaded();
    db.json(&["enrich"]);
    let rows = "SELECT string_agg(e::text, '|' ORDER BY e.id) FROM lead_enrichment e";
    let before: String = db.query_value(rows);
    assert_eq!(counts(&db.json(&["enrich"]))[0], 0);
    assert_eq!(counts(&db.json(&["enrich", "--rescore"]))[0], 2);
    assert_eq!(db.query_value::<String>(rows), before);

    let more = json!({"email": "john@acme.com", "job_title": "Chief Executive Officer", "scraped_at": "2026-11-01", "confidence": 0.9});
    assert_eq!(db.run_with_stdin(&["ingest", "-"], more.to_string().as_bytes()).status, 0);
    db.json(&["normalize"]);
    assert_eq!(counts(&db.json(&["enrich"]))[0], 1);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM lead_enrichment"), 2);
    assert_eq!(counts(&db.json(&["enrich"]))[0], 0);
}

#[test]
fn a_new_record_behind_an_unchanged_lead_makes_it_be_read_again() {
    let db = loaded();
    db.json(&["enrich"]);
    let more = json!({"company": "Quiet Ltd", "news": "Quiet Ltd is opening a new office in Oslo."});
    assert_eq!(db.run_with_stdin(&["ingest", "-"], more.to_string().as_bytes()).status, 0);
    assert_eq!(db.json(&["normalize"])["unchanged"], 1);
    assert_eq!(counts(&db.json(&["enrich"]))[0], 1);
    let signal: String = db.query_value("SELECT buying_signal FROM lead_enrichment e JOIN leads l ON l.id = e.lead_id WHERE company_name = 'Quiet Ltd'");
    assert!(signal.starts_with("expansion: "), "{signal}");
}

#[test]
fn four_at_once_score_each_lead_once() {
    let db = loaded();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            let mut command = db.command(&["enrich"]);
            scope.spawn(move || {
                let output = crate::support::run(&mut command, b"");
                assert_eq!(output.status, 0, "{}", output.stderr);
            });
        }
    });
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM lead_enrichment"), 2);
}

#[test]
fn enrichments_of_one_job_or_user_leave_the_others_alone() {
    let db = loaded();
    db.json(&["users", "add", "bob@example.com", "--plan", "free", "--no-password"]);
    assert_eq!(
        db.run_with_stdin(&["ingest", "-", "--user", "bob@example.com"], b"{\"company\": \"Bob Ltd\"}")
            .status,
        0
    );
    db.json(&["normalize"]);
    let job: String = db.query_value("SELECT id FROM scrape_jobs ORDER BY created_at DESC LIMIT 1");
    assert_eq!(counts(&db.json(&["enrich", "--job", &job]))[0], 1);
    assert_eq!(counts(&db.json(&["enrich", "--user", "bob@example.com"]))[0], 0);
    assert_eq!(counts(&db.json(&["enrich", "--user", "ann@example.com"]))[0], 2);
}

#[test]
fn a_lead_that_changes_while_others_are_scored_is_scored_again() {
    use diesel::connection::SimpleConnection;
    let db = loaded();
    db.json(&["enrich"]);
    let more = json!({"email": "john@acme.com", "job_title": "Chief Executive Officer", "scraped_at": "2026-11-01", "confidence": 0.9});
    assert_eq!(db.run_with_stdin(&["ingest", "-"], more.to_string().as_bytes()).status, 0);
    // The normalizer's transaction begins, and waits here for its turn to count.
    let user: String = db.query_value("SELECT id FROM users");
    let mut conn = db.connect();
    conn.batch_execute(&format!("SELECT pg_advisory_lock(hashtextextended('leadengine:usage:{user}', 0))"))
        .unwrap();
    std::thread::scope(|scope| {
        let mut normalize = db.command(&["normalize"]);
        let normalizing = scope.spawn(move || crate::support::run(&mut normalize, b""));
        while db
            .query_value::<i64>("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
            == 0
        {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        db.json(&["enrich", "--rescore"]);
        drop(conn);
        assert_eq!(normalizing.join().unwrap().status, 0);
    });
    assert_eq!(counts(&db.json(&["enrich"]))[0], 1, "its score is of before the change");
}
