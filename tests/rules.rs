//! `rules`, and `enrich --rules`: what scores are made of, as a file.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::ingest::with_user;
use crate::support::{TestDb, scratch};

fn file(text: &str) -> PathBuf {
    let path = scratch().join("rules.toml");
    fs::write(&path, text).unwrap();
    path
}

fn with_leads() -> TestDb {
    let db = with_user();
    let lines = [
        json!({"company_name": "Acme", "website": "acme.com", "contact": {"full_name": "Ann Lee", "job_title": "CEO", "email": "ann@acme.com",
               "phone": "+61 400 000 000"}, "description": "We are hiring welders."}),
        json!({"company_name": "Bolt", "website": "bolt.com", "description": "Bolt struck gold in the hills last week."}),
    ];
    let lines: String = lines.iter().map(|line| format!("{line}\n")).collect();
    assert_eq!(db.run_with_stdin(&["ingest", "-"], lines.as_bytes()).status, 0);
    db.json(&["normalize"]);
    db
}

fn lead(db: &TestDb, company: &str) -> Value {
    let leads = db.json(&["leads"]);
    leads.as_array().unwrap().iter().find(|lead| lead["company_name"] == company).unwrap().clone()
}

#[test]
fn the_rules_that_are_shown_can_be_used_and_change_nothing() {
    let db = with_leads();
    db.json(&["enrich"]);
    let before = [lead(&db, "Acme"), lead(&db, "Bolt")];
    let shown = db.run(&["rules", "show"]);
    assert!(shown.stdout.starts_with("# How LeadEngine scores a lead"), "{}", shown.stdout);
    let path = file(&shown.stdout);
    let path = path.to_str().unwrap();
    let check = db.run(&["rules", "check", path]);
    assert_eq!((check.status, check.stdout.as_str()), (0, ""));
    assert!(check.stderr.contains("can be used"), "{}", check.stderr);
    assert_eq!(db.json(&["enrich", "--rescore", "--rules", path])["enriched"], 2);
    let mut after = [lead(&db, "Acme"), lead(&db, "Bolt")];
    for (lead, before) in after.iter_mut().zip(&before) {
        // Their parts are stored now.
        lead["enriched_at"] = before["enriched_at"].clone();
    }
    assert_eq!(after, before);
    // What is shown of a file is the file.
    let again = db.run(&["rules", "show", "--rules", path]);
    assert_eq!(db.run(&["rules", "check", file(&again.stdout).to_str().unwrap()]).status, 0);
    let sections: Value = serde_json::from_str(&db.run(&["rules", "show", "--json"]).stdout).unwrap();
    assert_eq!(sections["intent"]["high"], 70.0);
}

#[test]
fn other_rules_give_other_scores_that_explain_themselves() {
    let db = with_leads();
    db.json(&["enrich"]);
    let path =
        file("[intent]\nhigh = 20\nmedium = 10\n[[phrases.funding]]\nstrength = 1\nlist = 'struck gold'\n");
    let path = path.to_str().unwrap();
    let before = lead(&db, "Bolt");
    assert_eq!(before["buying_signal"], Value::Null);
    let summary = db.json(&["enrich", "--rescore", "--rules", path]);
    assert_eq!(summary["high"], 2, "{summary}");
    let after = lead(&db, "Bolt");
    assert_eq!(after["buying_signal"], "funding: struck gold in the hills last week");
    assert_eq!(after["intent_level"], "high");
    let id = after["id"].as_str().unwrap();
    // Without the file, the parts that are stored are shown.
    let shown = db.json(&["leads", "show", id]);
    let sum: f64 =
        shown["score_parts"].as_array().unwrap().iter().map(|part| part["points"].as_f64().unwrap()).sum();
    assert!((sum - after["predicted_score"].as_f64().unwrap()).abs() < 0.05, "{shown}");
    let people = db.run(&["leads", "show", id]).stdout;
    assert!(people.contains("buying_signal") && people.contains("struck gold"), "{people}");
    // Again with the same rules: nothing is written.
    let rows = "SELECT string_agg(e::text, '|' ORDER BY e.id) FROM lead_enrichment e";
    let stored: String = db.query_value(rows);
    db.json(&["enrich", "--rescore", "--rules", path]);
    assert_eq!(db.query_value::<String>(rows), stored);
    db.json(&["enrich", "--rescore"]);
    assert_eq!(lead(&db, "Bolt")["buying_signal"], Value::Null, "the built-in rules again");
}

#[test]
fn the_channel_is_that_of_the_rules_in_force_with_its_reason() {
    let db = with_leads();
    let built_in = db.run(&["rules", "show"]).stdout;
    let ways = built_in.find("[[ways]]").unwrap();
    let end = built_in.find("# Points of LinkedIn's ranges").unwrap();
    let (work, others) = built_in[ways..end].split_once("[[ways]]\nway = \"mobile\"").unwrap();
    // Whoever has a mobile number is called.
    let path = file(&format!("[[ways]]\nway = \"mobile\"{others}\n{work}"));
    db.json(&["enrich", "--rules", path.to_str().unwrap()]);
    assert_eq!(lead(&db, "Acme")["recommended_channel"], "phone");
    let shown = db.json(&["leads", "show", "ann@acme.com"]);
    assert_eq!(shown["channel_reason"], "a mobile number reaches the person directly");
}

#[test]
fn rules_that_cannot_be_used_are_refused_with_the_line() {
    let db = TestDb::empty();
    let path = file("[intent]\nhigh = 60\nmedium = 30\n\n[intents]\n");
    let path = path.to_str().unwrap();
    for arguments in [&["enrich", "--rules", path][..], &["leads", "show", "x", "--rules", path]] {
        let output = db.run(arguments);
        assert_eq!(output.status, 1, "{}", output.stderr);
        assert!(output.stderr.contains("line 5") && output.stderr.contains("intents"), "{}", output.stderr);
    }
    let output = db.run(&["rules", "check", path, "--json"]);
    assert_eq!(output.status, 1);
    let problems: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(problems[0]["line"], 5);
    assert_eq!(db.run(&["rules", "check", "/nowhere/rules.toml"]).status, 4);
    let output = db.run(&["enrich", "--rules", path, "--model", path]);
    assert_eq!(output.status, 1, "no model: {}", output.stderr);
}

#[test]
fn a_file_is_tried_on_texts() {
    let db = TestDb::empty();
    let path = file("[[phrases.funding]]\nstrength = 0.5\nlist = 'struck gold'\n");
    let path = path.to_str().unwrap();
    let texts = ["--text", "We struck gold.", "--text", "We never struck gold.", "--text", "We are hiring."];
    let found = db.json(&[&["rules", "check", path], &texts[..]].concat());
    let found: Vec<(u64, Option<&str>)> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["text"].as_u64().unwrap(), row["buying_signal"].as_str()))
        .collect();
    assert_eq!(found, [(1, Some("funding")), (2, None), (3, Some("hiring"))]);
}
