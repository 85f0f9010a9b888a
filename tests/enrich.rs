//! `enrich`: what is scored, when, and that it stays.

use serde_json::{Value, json};

use crate::ingest::with_user;
use crate::support::TestDb;

pub fn loaded() -> TestDb {
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

pub fn counts(summary: &Value) -> [u64; 4] {
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
    for run in db.at_once(&vec![vec!["enrich"]; 4]) {
        assert_eq!(run.status, 0, "{}", run.stderr);
    }
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

/// Leads that another program stores: with these ids, for the first user.
pub fn foreign_leads(db: &TestDb, numbers: std::ops::Range<u32>) {
    db.execute(&format!(
        "INSERT INTO leads (user_id, company_name, email) \
         SELECT (SELECT id FROM users ORDER BY created_at LIMIT 1), 'Foreign ' || n, 'f' || n || '@example.org' \
         FROM generate_series({}, {}) n",
        numbers.start,
        numbers.end - 1
    ));
}

#[test]
fn what_other_programs_write_is_scored_by_the_next_run() {
    let db = loaded();
    db.json(&["enrich"]);
    let scored = || counts(&db.json(&["enrich"]))[0];
    assert_eq!(scored(), 0);
    for (sql, expected) in [
        ("INSERT INTO leads (user_id, email) SELECT id, 'new@example.org' FROM users", 1),
        ("UPDATE leads SET job_title = 'CEO', updated_at = now() WHERE email = 'new@example.org'", 1),
        ("INSERT INTO leads (user_id, email, updated_at) SELECT id, 'never@example.org', NULL FROM users", 1),
        ("UPDATE leads SET job_title = 'CEO' WHERE email = 'never@example.org'", 1),
        ("INSERT INTO leads (email) VALUES ('nobody@example.org')", 1),
        ("UPDATE lead_enrichment SET enriched_at = NULL", 5),
        (
            "UPDATE users SET enriched_until = 'infinity'; DELETE FROM lead_enrichment WHERE predicted_score < 50",
            4,
        ),
        ("TRUNCATE lead_enrichment", 5),
    ] {
        db.execute(sql);
        assert_eq!(scored(), expected, "{sql}");
        assert_eq!(scored(), 0, "again after {sql}");
    }
    assert_eq!(
        db.query_value::<i64>("SELECT count(*) FROM lead_enrichment e JOIN leads l ON l.id = e.lead_id WHERE e.user_id IS NOT DISTINCT FROM l.user_id"),
        5
    );
}

#[test]
fn an_updated_at_in_the_future_is_no_reason_to_score_for_ever() {
    let db = loaded();
    db.execute("UPDATE leads SET updated_at = 'infinity'");
    assert_eq!(counts(&db.json(&["enrich"]))[0], 2);
    assert_eq!(counts(&db.json(&["enrich"]))[0], 0);
    db.execute("UPDATE leads SET job_title = 'CEO'");
    assert_eq!(counts(&db.json(&["enrich"]))[0], 2);
}

#[test]
fn enrichments_of_other_programs_learn_whose_they_are() {
    let db = with_user();
    foreign_leads(&db, 0..3);
    db.execute("INSERT INTO lead_enrichment (lead_id, predicted_score) SELECT id, 99 FROM leads WHERE company_name = 'Foreign 0'");
    assert_eq!(counts(&db.json(&["enrich"]))[0], 2);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM lead_enrichment WHERE user_id IS NULL"), 0);
    assert_eq!(
        db.query_value::<i64>("SELECT count(*) FROM lead_enrichment WHERE predicted_score = 99"),
        1,
        "what is up to date is left as it is"
    );
}

#[test]
fn rescore_finds_what_was_dated_back() {
    let db = loaded();
    db.json(&["enrich"]);
    db.execute("INSERT INTO leads (user_id, email, updated_at) SELECT id, 'old@example.org', '2020-01-01' FROM users");
    assert_eq!(counts(&db.json(&["enrich"]))[0], 0);
    assert_eq!(counts(&db.json(&["enrich", "--rescore"]))[0], 3);
}

#[test]
fn a_run_with_nothing_to_do_writes_nothing() {
    let db = loaded();
    db.json(&["enrich"]);
    let rows = "SELECT (SELECT string_agg(e.xmin::text || e::text, '|' ORDER BY e.id) FROM lead_enrichment e) \
                    || (SELECT string_agg(l.xmin::text || l.xmax::text || l::text, '|' ORDER BY l.id) FROM leads l) \
                    || (SELECT string_agg(u.xmin::text || u::text, '|') FROM users u)";
    let before: String = db.query_value(rows);
    assert_eq!(counts(&db.json(&["enrich"]))[0], 0);
    assert_eq!(db.query_value::<String>(rows), before);
    let changed = "SELECT updated_at = created_at FROM users";
    assert_eq!(db.query_value::<String>(changed), "true", "the user did not change");
}

#[test]
fn a_transaction_that_was_open_during_a_run_is_seen_by_the_next() {
    use diesel::connection::SimpleConnection;
    // With a number of its own before the run, or only after; with an enrichment there already, or not yet; committed at
    // once after the run, or only after another.
    for (early, enriched, runs) in [
        (true, true, 1),
        (true, false, 1),
        (false, true, 1),
        (false, false, 1),
        (true, true, 2),
        (false, true, 2),
    ] {
        let db = loaded().watching();
        foreign_leads(&db, 0..1);
        let mut scorable = 3;
        if enriched {
            db.json(&["enrich"]);
            scorable = 0;
        }
        let mut other = db.connect();
        other.batch_execute("BEGIN; SELECT count(*) FROM leads").unwrap();
        if early {
            other.batch_execute("UPDATE users SET role = role").unwrap();
        }
        for run in 0..runs {
            let found = counts(&db.json(&["enrich"]))[0];
            assert_eq!(found, if run == 0 { scorable } else { 0 }, "{early} {enriched}");
        }
        other
            .batch_execute(
                "UPDATE leads SET job_title = 'CEO', updated_at = now() WHERE company_name = 'Foreign 0'; \
                 INSERT INTO leads (user_id, email) SELECT id, 'late@example.org' FROM users; COMMIT",
            )
            .unwrap();
        assert_eq!(counts(&db.json(&["enrich"]))[0], 2, "{early} {enriched} {runs}");
        assert_eq!(counts(&db.json(&["enrich"]))[0], 0, "{early} {enriched} {runs}");
    }
}

#[test]
fn a_change_that_is_under_way_while_a_lead_is_scored_is_scored_later() {
    use diesel::connection::SimpleConnection;
    for rescore in [false, true] {
        let db = loaded().watching();
        foreign_leads(&db, 0..1);
        if rescore {
            db.json(&["enrich"]);
        }
        let mut other = db.connect();
        other
            .batch_execute("BEGIN; UPDATE leads SET job_title = 'Owner', updated_at = now() WHERE company_name = 'Foreign 0'")
            .unwrap();
        db.json(if rescore { &["enrich", "--rescore"] } else { &["enrich"] });
        other.batch_execute("COMMIT").unwrap();
        assert_eq!(counts(&db.json(&["enrich"]))[0], 1);
        assert!(
            db.query_value::<String>("SELECT string_agg(ai_summary, '') FROM lead_enrichment")
                .contains("Owner")
        );
        assert_eq!(counts(&db.json(&["enrich"]))[0], 0);
    }
}

#[test]
fn eight_at_once_score_each_lead_once_and_add_up() {
    let db = loaded();
    for n in 1..5 {
        db.json(&["users", "add", &format!("u{n}@example.com"), "--no-password"]);
    }
    db.execute(
        "INSERT INTO leads (user_id, company_name, email) SELECT u.id, 'Company ' || n, 'p' || n || '@company' || n || '.com' \
         FROM users u, generate_series(1, 3000) n",
    );
    let scored = |run: &crate::support::Output| {
        assert_eq!(run.status, 0, "{}", run.stderr);
        counts(&serde_json::from_str(&run.stdout).unwrap())[0]
    };
    let reported: u64 = db.at_once(&vec![vec!["enrich", "--json"]; 8]).iter().map(scored).sum();
    assert_eq!(reported, 15_002);
    assert_eq!(db.query_value::<u64>("SELECT count(*) FROM lead_enrichment"), 15_002);
    assert_eq!(counts(&db.json(&["enrich"]))[0], 0);
}

#[test]
fn what_a_killed_run_has_left_is_scored_by_the_next() {
    let db = loaded();
    foreign_leads(&db, 0..30_000);
    let mut running = db.command(&["enrich"]).stdout(std::process::Stdio::null()).spawn().unwrap();
    let stored = || db.query_value::<u64>("SELECT count(*) FROM lead_enrichment");
    while stored() == 0 {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    running.kill().unwrap();
    running.wait().unwrap();
    // Its sessions end by themselves, with what they were about to commit.
    let alive = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'leadengine'";
    while db.query_value::<u64>(alive) > 0 {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let before = stored();
    assert!(before < 30_002, "it was too quick for this test");
    assert_eq!(counts(&db.json(&["enrich"]))[0], 30_002 - before);
    assert_eq!(stored(), 30_002);
}

#[test]
fn leads_that_go_while_others_are_scored_are_no_error() {
    use diesel::connection::SimpleConnection;
    let db = loaded();
    foreign_leads(&db, 0..2);
    let mut other = db.connect();
    // Both the removal and the other program's score are waited for.
    other
        .batch_execute(
            "BEGIN; DELETE FROM leads WHERE company_name = 'Foreign 0'; \
             INSERT INTO lead_enrichment (lead_id, predicted_score) SELECT id, 99 FROM leads WHERE company_name = 'Foreign 1'",
        )
        .unwrap();
    std::thread::scope(|scope| {
        let mut command = db.command(&["enrich", "--json"]);
        let running = scope.spawn(move || crate::support::run(&mut command, b""));
        while db.query_value::<i64>("SELECT count(*) FROM pg_locks WHERE NOT granted") == 0 {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        other.batch_execute("COMMIT").unwrap();
        let output = running.join().unwrap();
        assert_eq!(output.status, 0, "{}", output.stderr);
        assert_eq!(counts(&serde_json::from_str(&output.stdout).unwrap())[0], 2);
    });
    assert_eq!(counts(&db.json(&["enrich"]))[0], 0);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM lead_enrichment WHERE predicted_score = 99"), 1);
}
