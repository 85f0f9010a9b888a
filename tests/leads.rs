//! `leads`: lists, pages, one lead, exports and forgetting.

mod export;
mod pages;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::ingest::with_user;
use crate::support::TestDb;

fn loaded() -> TestDb {
    let db = with_user();
    let file = crate::support::data("senators.jsonl");
    let extra = [
        json!({"company": "Acme Corp", "website": "acme.com", "industry": "Software", "employees": 300, "city": "Sydney", "country": "Australia",
               "full_name": "John Smith", "title": "Chief Executive Officer", "email": "john@acme.com", "phone": "+61 400 000 000",
               "about": "We are looking for a new CRM vendor.", "confidence": 0.95}),
        json!({"company": "Evil \u{1b}[31mCorp\u{1b}[0m\u{202e}", "name": "Eve \u{7}Bell", "email": "eve@evil-corp.com", "source_url": "=cmd|' /C calc'!A0"}),
    ];
    let lines: String = extra.iter().map(|record| format!("{record}\n")).collect();
    assert_eq!(db.run_with_stdin(&["ingest", "-"], lines.as_bytes()).status, 0);
    db.json(&["ingest", file.to_str().unwrap()]);
    db.json(&["normalize"]);
    db.json(&["enrich"]);
    db
}

fn ids(leads: &Value) -> Vec<String> {
    leads.as_array().unwrap().iter().map(|lead| lead["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_list_is_best_first_and_holds_every_column() {
    let db = loaded();
    let leads = db.json(&["leads", "--all"]);
    assert_eq!(leads.as_array().unwrap().len(), 102);
    let scores: Vec<f64> =
        leads.as_array().unwrap().iter().map(|lead| lead["predicted_score"].as_f64().unwrap()).collect();
    assert!(scores.windows(2).all(|pair| pair[0] >= pair[1]));
    let keys: Vec<&String> = leads[0].as_object().unwrap().keys().collect();
    assert_eq!(keys.len(), 24, "{keys:?}");
    assert_eq!(db.json(&["leads"]).as_array().unwrap().len(), 50, "fifty unless told otherwise");
}

#[test]
fn pages_hold_every_lead_once_in_every_order() {
    let db = loaded();
    for order in ["score", "created", "updated", "company", "name", "confidence"] {
        let mut seen = Vec::new();
        let mut cursor: Option<String> = None;
        loop {
            let mut arguments = vec!["leads", "--sort", order, "--limit", "17", "--json"];
            if let Some(cursor) = &cursor {
                arguments.extend(["--after", cursor]);
            }
            let output = db.run(&arguments);
            assert_eq!(output.status, 0, "{}", output.stderr);
            seen.extend(ids(&serde_json::from_str(&output.stdout).unwrap()));
            cursor = output.stderr.split_once("--after ").map(|(_, cursor)| cursor.trim().to_owned());
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(seen, ids(&db.json(&["leads", "--sort", order, "--all"])), "{order}");
        assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 102, "{order}");
    }
}

#[test]
fn filters_narrow_the_list() {
    let db = loaded();
    let count =
        |arguments: &[&str]| db.json(&[&["leads", "--all"], arguments].concat()).as_array().unwrap().len();
    assert_eq!(count(&["--seniority", "c_suite"]), 1);
    assert_eq!(count(&["--domain", "ACME.com"]), 1);
    assert_eq!(count(&["--company", "united states"]), 100);
    assert_eq!(count(&["--company", "%"]), 0, "a percent sign is itself");
    assert_eq!(count(&["--location", "australia"]), 1);
    assert_eq!(count(&["--channel", "phone"]), 100);
    assert_eq!(count(&["--search", "smith acme"]), 1);
    assert_eq!(count(&["--min-score", "0", "--max-score", "100"]), 102);
    assert_eq!(count(&["--intent", "high,medium,low"]), 102);
    assert_eq!(
        count(&["--buying-signal", "explicit_need"])
            + count(&["--buying-signal", "technology"])
            + count(&["--buying-signal", "request"]),
        1
    );
    assert_eq!(count(&["--since", "1h"]), 102);
    assert_eq!(count(&["--since", "2999-01-01"]), 0);
    let job = db
        .json(&["jobs", "list"])
        .as_array()
        .unwrap()
        .iter()
        .find(|job| job["total_found"] == 2)
        .unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(count(&["--job", &job]), 2);
    assert_eq!(count(&["--user", "ann@example.com"]), 102);
    for wrong in [
        ["--intent", "hot"],
        ["--min-score", "101"],
        ["--seniority", "boss"],
        ["--since", "yesterdayish"],
        ["--after", "nonsense"],
    ] {
        assert_eq!(db.run(&[&["leads"], &wrong[..]].concat()).status, 2, "{wrong:?}");
    }
}

#[test]
fn a_lead_is_shown_with_its_sources_and_the_parts_of_its_score() {
    let db = loaded();
    let lead = db.json(&["leads", "show", "JOHN@acme.com"]);
    assert_eq!(lead["origins"]["phone"]["key"], "phone");
    assert_eq!(lead["raw"][0]["id"], lead["origins"]["email"]["raw_lead_id"]);
    assert_eq!(lead["raw"][0]["raw_payload"]["employees"], 300);
    let id = lead["id"].as_str().unwrap();
    let table = db.run(&["leads", "show", &id[..8]]);
    assert_eq!(table.status, 0, "{}", table.stderr);
    for words in ["← email of raw ", "Score ", "seniority", "The raw record behind it", "\"employees\": 300"]
    {
        assert!(table.stdout.contains(words), "{words:?} in {}", table.stdout);
    }
    assert_eq!(db.run(&["leads", "show", "nobody@acme.com"]).status, 4);
}

#[test]
fn no_control_character_of_a_payload_reaches_the_terminal() {
    let db = loaded();
    let id = db.json(&["leads", "--search", "evil"])[0]["id"].as_str().unwrap().to_owned();
    for arguments in [
        &["leads", "--search", "evil"][..],
        &["leads", "show", &id],
        &["leads", "--search", "evil", "--json"],
        &["leads", "show", &id, "--json"],
    ] {
        let output = db.run(arguments);
        assert_eq!(output.status, 0, "{}", output.stderr);
        let text = output.stdout + &output.stderr;
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{9b}']), "{arguments:?}: {text:?}");
    }
}

#[test]
fn every_format_holds_the_same_leads() {
    let db = loaded();
    let lines = db.run(&["leads", "--all", "--format", "jsonl"]).stdout;
    assert_eq!(lines.lines().count(), 102);
    let csv = db.run(&["leads", "export"]).stdout;
    assert_eq!(csv.lines().count(), 103, "a header and a line each");
    let header = csv.lines().next().unwrap();
    let first: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(
        header.split(',').collect::<BTreeSet<_>>(),
        first.as_object().unwrap().keys().map(String::as_str).collect()
    );
    let table = db.run(&["leads", "--all"]).stdout;
    assert_eq!(table.lines().count(), 103);
}

#[test]
fn a_person_is_forgotten_and_the_others_stay() {
    let db = loaded();
    // A second, unprocessed record names the person too, deep inside.
    assert_eq!(
        db.run_with_stdin(&["ingest", "-"], br#"{"team": {"members": ["x@acme.com", "john@acme.com"]}}"#)
            .status,
        0
    );
    let refused = db.run(&["leads", "forget", "john@acme.com"]);
    assert_eq!(refused.status, 2, "it asks, and nobody is there to answer");
    assert!(refused.stderr.contains("1 lead and 2 raw records"), "{}", refused.stderr);
    let gone = db.json(&["leads", "forget", "John@acme.com", "--yes"]);
    assert_eq!(gone, json!({"leads": 1, "raw_leads": 2}));
    assert_eq!(
        db.query_value::<i64>(
            "SELECT count(*) FROM raw_leads WHERE raw_payload::text ILIKE '%john@acme.com%'"
        ),
        0
    );
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM leads"), 101);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM lead_enrichment"), 101);
    assert_eq!(
        db.query_value::<i64>("SELECT leads_generated FROM usage_tracking"),
        102,
        "usage stays counted"
    );
    assert_eq!(db.run(&["leads", "forget", "john@acme.com", "--yes"]).status, 4);
    db.json(&["normalize"]);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM leads"), 101);
}

#[test]
fn records_that_wait_name_a_person_in_any_form() {
    let db = with_user();
    let forms = [
        "JOHN@Acme.com",
        "mailto:john@acme.com",
        "John <john@acme.com>",
        " john@acme.com ",
        "john [at] acme.com",
    ];
    let others = ["littlejohn@acme.com", "john@acme.com.au"];
    let lines: String = forms
        .iter()
        .chain(&others)
        .enumerate()
        .map(|(n, email)| format!("{}\n", json!({"email": email, "n": n})))
        .collect();
    assert_eq!(db.run_with_stdin(&["ingest", "-"], lines.as_bytes()).status, 0);
    assert_eq!(db.json(&["leads", "forget", "john@acme.com", "--yes"]), json!({"leads": 0, "raw_leads": 5}));
    assert_eq!(db.json(&["normalize"])["created"], 2);
}

#[test]
fn the_list_reads_as_it_should() {
    let db = with_user();
    let records = [
        json!({"company_name": "Acme Corp", "website": "https://acme.com", "industry": "SaaS", "company_size": "50-100", "location": "Sydney, Australia",
               "contact": {"full_name": "John Smith", "job_title": "Head of Marketing", "email": "john@acme.com", "phone": "+61 400 000 000"},
               "about": "We are hiring three account executives in Sydney."}),
        json!({"Company": "日本電気株式会社", "Headquarters": "Tokyo, Japan"}),
    ];
    let lines: String = records.iter().map(|record| format!("{record}\n")).collect();
    assert_eq!(db.run_with_stdin(&["ingest", "-"], lines.as_bytes()).status, 0);
    db.json(&["normalize"]);
    db.json(&["enrich"]);
    let table = db.run(&["leads"]).stdout;
    // The ids differ from run to run; they stand last.
    let shown: Vec<&str> = table
        .lines()
        .enumerate()
        .map(|(n, line)| if n == 0 { line } else { line[..line.len() - 8].trim_end() })
        .collect();
    insta::assert_snapshot!(shown.join("\n"), @r"
    Score  Intent  Name        Title              Company           Reach          Location           Id
     77.2  high    John Smith  Head of Marketing  Acme Corp         john@acme.com  Sydney, Australia
      4.8  low     -           -                  日本電気株式会社  -              Tokyo, Japan
    ");
}
