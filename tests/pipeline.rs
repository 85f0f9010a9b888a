//! The main job on real files.

use serde_json::Value;

use crate::ingest::with_user;
use crate::support::{TestDb, data};

fn everything(db: &TestDb) -> String {
    let tables =
        ["users", "subscriptions", "scrape_jobs", "raw_leads", "leads", "lead_enrichment", "usage_tracking"];
    tables
        .map(|table| {
            let row = match table {
                // Up to where other programs' records were counted is noted again where other transactions ran beside the first time.
                "scrape_jobs" => "(to_jsonb(t) - 'counted_to')::text",
                _ => "t::text || xmin",
            };
            db.query_value::<String>(&format!(
                "SELECT count(*) || ' ' || md5(string_agg({row}, '|' ORDER BY id)) FROM {table} t"
            ))
        })
        .join("\n")
}

fn pipeline(db: &TestDb) -> Value {
    for name in ["senators.jsonl", "sp500.jsonl"] {
        db.json(&["ingest", "--job", data(name).to_str().unwrap()]);
    }
    let summary = db.json(&["normalize"]);
    db.json(&["enrich"]);
    summary
}

#[test]
fn both_real_files_come_through_and_a_second_time_changes_no_row() {
    let db = with_user();
    let summary = pipeline(&db);
    assert_eq!(summary["raw"], 603);
    assert_eq!(summary["created"], 603, "{summary}");
    let senators = "FROM leads WHERE company_name = 'United States Senate'";
    assert_eq!(db.query_value::<i64>(&format!("SELECT count(*) {senators} AND phone ~ '^\\+1[0-9]{{10}}$' AND first_name <> '' AND last_name <> ''")), 100);
    assert_eq!(
        db.query_value::<i64>("SELECT count(*) FROM leads WHERE company_name IS NULL OR source IS NULL"),
        0
    );
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM lead_enrichment"), 603);
    let before = everything(&db);
    pipeline(&db);
    assert_eq!(everything(&db), before);
}

#[test]
fn every_senators_name_is_split_right() {
    let db = with_user();
    pipeline(&db);
    let senators = std::fs::read_to_string(data("senators.jsonl")).unwrap();
    assert_eq!(senators.lines().count(), 100);
    for line in senators.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        let full = record["contact"]["full_name"].as_str().unwrap().trim_end_matches(", Jr.");
        // By the congress-legislators project: the last word, but for these.
        let last =
            ["Cortez Masto", "Van Hollen", "Blunt Rochester"].into_iter().find(|last| full.ends_with(last));
        let last = last.unwrap_or_else(|| full.rsplit(' ').next().unwrap());
        let first = full.split(' ').next().unwrap();
        let n: i64 = db.query_value(&format!(
            "SELECT count(*) FROM leads WHERE last_name = '{last}' AND (first_name = '{first}' OR first_name LIKE '{first} %')"
        ));
        assert_eq!(n, 1, "{full}");
    }
}

#[test]
fn infinite_times_that_other_programs_write_break_nothing() {
    let db = with_user();
    pipeline(&db);
    db.execute(
        "UPDATE subscriptions SET expires_at = 'infinity', starts_at = '-infinity';
         UPDATE users SET created_at = '-infinity', updated_at = 'infinity';
         UPDATE scrape_jobs SET created_at = '-infinity';
         UPDATE raw_leads SET scraped_at = 'infinity' WHERE id IN (SELECT id FROM raw_leads LIMIT 5);
         UPDATE leads SET updated_at = 'infinity', created_at = '-infinity' WHERE id IN (SELECT id FROM leads LIMIT 5);
         UPDATE lead_enrichment SET enriched_at = '-infinity' WHERE id IN (SELECT id FROM lead_enrichment LIMIT 5);",
    );
    for arguments in [
        &["users", "list"][..],
        &["subs", "list"],
        &["jobs", "list"],
        &["usage"],
        &["stats"],
        &["leads", "--all"],
        &["leads", "--all", "--sort", "created"],
        &["leads", "--all", "--sort", "updated"],
        &["enrich"],
        &["normalize"],
        &["normalize", "--rebuild"],
        &["doctor"],
    ] {
        let output = db.run(arguments);
        assert_eq!(output.status, 0, "{arguments:?}: {}", output.stderr);
    }
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM leads"), 603);
}
