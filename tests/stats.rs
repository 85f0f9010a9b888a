//! `stats`: the funnel and the distributions.

use serde_json::{Value, json};

use crate::support::*;

fn filled() -> TestDb {
    let db = TestDb::new();
    db.json(&["users", "add", "ann@example.com", "--plan", "free"]);
    db.json(&["users", "add", "bob@example.com", "--plan", "free"]);
    db.execute(
        "INSERT INTO raw_leads (user_id, raw_payload, data_hash) \
             SELECT id, '{}', n::text FROM users, generate_series(1, 6) n WHERE email LIKE 'ann%'; \
         INSERT INTO leads (user_id, email, seniority, industry, source) \
             SELECT u.id, l.* FROM users u, (VALUES \
                 ('a@example.org', 'vp', 'Software', 'https://www.directory.com/acme?page=2'), \
                 ('b@example.org', 'vp', 'Software', 'HTTPS://directory.com:443/other'), \
                 ('c@example.org', NULL, E'Evil\\x1b[2J', 'trade fair'), \
                 ('d@example.org', 'head', NULL, NULL)) l WHERE u.email LIKE 'ann%'; \
         INSERT INTO leads (user_id, email) SELECT id, 'e@example.org' FROM users WHERE email LIKE 'bob%'; \
         INSERT INTO lead_enrichment (lead_id, predicted_score, intent_level) \
             SELECT l.id, e.score, e.intent FROM leads l JOIN (VALUES ('a@example.org', 100, 'high'), \
                 ('b@example.org', 69.99, 'medium'), ('c@example.org', 0, 'low')) e (email, score, intent) USING (email)",
    );
    db
}

#[test]
fn one_object_holds_all_numbers() {
    let stats = filled().json(&["stats"]);
    for (key, count) in [("raw_leads", 6), ("leads", 5), ("scored", 3), ("high_intent", 1), ("jobs", 0)] {
        assert_eq!(stats[key], count, "{key}");
    }
    assert_eq!(stats["mean_score"], json!(56.66));
    assert_eq!(
        stats["intent"],
        json!([{"intent_level": "high", "leads": 1}, {"intent_level": "medium", "leads": 1}, {"intent_level": "low", "leads": 1}])
    );
    let scores: Vec<i64> =
        stats["scores"].as_array().unwrap().iter().map(|ten| ten["leads"].as_i64().unwrap()).collect();
    assert_eq!(scores, [1, 0, 0, 0, 0, 0, 1, 0, 0, 1]);
    assert_eq!(stats["sources"][1], json!({"source": Value::Null, "leads": 2}));
    assert!(
        stats["sources"].as_array().unwrap().contains(&json!({"source": "directory.com", "leads": 2})),
        "{stats}"
    );
    assert!(
        stats["seniority"].as_array().unwrap().contains(&json!({"seniority": "vp", "leads": 2})),
        "{stats}"
    );
}

#[test]
fn one_user_is_counted_alone() {
    let stats = filled().json(&["stats", "--user", "bob@example.com"]);
    assert_eq!((&stats["leads"], &stats["raw_leads"], &stats["scored"]), (&json!(1), &json!(0), &json!(0)));
    assert_eq!((&stats["mean_score"], &stats["intent"]), (&Value::Null, &json!([])));
}

#[test]
fn people_get_charts_without_escape_sequences() {
    let charts = filled().run(&["stats"]).stdout;
    for part in ["Funnel", "raw leads", "██████████", "Seniority", "(unknown)", "directory.com", "90-100"]
    {
        assert!(charts.contains(part), "{part}: {charts}");
    }
    assert!(!charts.contains('\u{1b}'));
}

#[test]
fn records_are_counted_by_the_day_for_thirty_days() {
    let db = filled();
    db.execute(
        "UPDATE raw_leads SET scraped_at = now() - CASE data_hash WHEN '1' THEN interval '2 days' WHEN '2' THEN interval '2 days' \
             WHEN '3' THEN interval '40 days' WHEN '4' THEN interval '-3 days' ELSE interval '0' END",
    );
    let today: String = db.query_value("SELECT (now() AT TIME ZONE 'UTC')::date");
    let stats = db.json(&["stats"]);
    let days = stats["days"].as_array().unwrap();
    assert_eq!(days.len(), 30);
    assert_eq!(days[29], json!({"day": today, "raw_leads": 2}));
    let counts: Vec<i64> = days.iter().map(|day| day["raw_leads"].as_i64().unwrap()).collect();
    assert_eq!((counts[27], counts.iter().sum::<i64>()), (2, 4));
    let csv = db.run(&["stats", "--format", "csv"]).stdout;
    assert!(csv.contains(&format!("day,{today},2")), "{csv}");
    let charts = db.run(&["stats"]).stdout;
    assert!(
        charts.contains("Records a day") && charts.contains("··") && charts.contains("2 today"),
        "{charts}"
    );
    let bob = db.json(&["stats", "--user", "bob@example.com"]);
    assert_eq!(bob["days"][29]["raw_leads"], 0);
}

#[test]
fn every_chart_has_its_numbers_as_json_and_as_csv() {
    let db = filled();
    let stats = db.json(&["stats"]);
    for key in ["intent", "scores", "seniority", "industries", "sources", "job_statuses", "days"] {
        assert!(stats[key].is_array(), "{key}");
    }
    assert_eq!(stats["industries"][0], json!({"industry": "Software", "leads": 2}), "{stats}");
    let charts = db.run(&["stats"]).stdout;
    for heading in
        ["Funnel", "Records a day", "Scores", "Intent", "Seniority", "Top industries", "Top sources"]
    {
        assert!(charts.contains(heading), "{heading} in {charts}");
    }
    let csv = db.run(&["stats", "--format", "csv"]).stdout;
    for line in [
        "funnel,raw_leads,6",
        "score,90-100,1",
        "intent,high,1",
        "seniority,vp,2",
        "industry,Software,2",
        "source,directory.com,2",
    ] {
        assert!(csv.lines().any(|of_csv| of_csv == line), "{line} in {csv}");
    }
}

#[test]
fn an_empty_database_is_no_error() {
    let db = TestDb::new();
    assert_eq!(db.json(&["stats"])["leads"], 0);
    assert_eq!(db.run(&["stats"]).status, 0);
}
