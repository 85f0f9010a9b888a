//! `usage`: what is used of each plan in its billing month.

use serde_json::Value;

use crate::support::*;

const COLUMNS: [&str; 10] = [
    "user_id",
    "email",
    "plan_name",
    "status",
    "scrapes_used",
    "monthly_scrape_limit",
    "leads_generated",
    "monthly_lead_limit",
    "period_start",
    "period_end",
];

fn add_job(db: &TestDb, email: &str) {
    db.json(&["jobs", "add", "--user", email, "--source-type", "google", "--query", "dentists"]);
}

#[test]
fn every_user_has_a_row_and_without_a_subscription_one_of_nulls() {
    let db = TestDb::new();
    db.json(&["users", "add", "ann@example.com", "--plan", "free", "--lead-limit", "unlimited"]);
    db.json(&["users", "add", "bob@example.com"]);
    add_job(&db, "ann@example.com");
    let rows = db.json(&["usage"]);
    assert_eq!(rows.as_array().unwrap().len(), 2);
    let ann = &rows[0];
    assert_eq!((&ann["email"], &ann["plan_name"]), (&Value::from("ann@example.com"), &Value::from("free")));
    assert_eq!((&ann["scrapes_used"], &ann["monthly_scrape_limit"]), (&Value::from(1), &Value::from(100)));
    assert_eq!((&ann["leads_generated"], &ann["monthly_lead_limit"]), (&Value::from(0), &Value::Null));
    assert_eq!(ann["status"], "active");
    for column in &COLUMNS[2..] {
        assert_eq!(rows[1][column], Value::Null, "{column}");
    }
    let header = db.run(&["usage", "--format", "csv"]).stdout;
    assert_eq!(header.lines().next(), Some(COLUMNS.join(",").as_str()));
}

#[test]
fn only_this_billing_months_use_counts_also_of_rows_that_other_programs_wrote() {
    let db = TestDb::new();
    db.json(&["users", "add", "ann@example.com"]);
    db.json(&["subs", "add", "--plan", "free", "--starts", "2025-01-31"]);
    let start = db.json(&["usage"])[0]["period_start"].as_str().unwrap().to_owned();
    db.execute(&format!(
        "INSERT INTO usage_tracking (user_id, scrapes_used, leads_generated, period_start, period_end) \
         SELECT u.id, v.* FROM users u, (VALUES \
             (40, 30, '{start}'::timestamptz - interval '1 month', '{start}'::timestamptz), \
             (3, 20, '{start}', '{start}'::timestamptz + interval '28 days'), \
             (NULL, NULL, '{start}', NULL)) v"
    ));
    add_job(&db, "ann@example.com");
    let row = &db.json(&["usage"])[0];
    assert_eq!((&row["scrapes_used"], &row["leads_generated"]), (&Value::from(4), &Value::from(20)));
}

#[test]
fn a_month_begins_on_the_day_on_which_the_subscription_began() {
    let db = TestDb::new();
    db.json(&["users", "add", "ann@example.com"]);
    db.json(&["subs", "add", "--plan", "free", "--starts", "2025-01-15T13:00:00Z"]);
    let row = &db.json(&["usage"])[0];
    for column in ["period_start", "period_end"] {
        assert!(row[column].as_str().unwrap().ends_with("-15T00:00:00Z"), "{row}");
    }
}

#[test]
fn a_subscription_that_is_over_says_so() {
    let db = TestDb::new();
    db.json(&["users", "add", "ann@example.com"]);
    db.json(&["subs", "add", "--plan", "free", "--starts", "2025-01-15", "--months", "1"]);
    assert_eq!(db.json(&["usage"])[0]["status"], "expired");
    assert!(db.run(&["usage"]).stdout.contains("free (expired)"));
}

#[test]
fn people_read_used_limit_and_left_with_a_bar() {
    let db = TestDb::new();
    db.json(&["users", "add", "ann@example.com", "--plan", "free", "--scrape-limit", "2"]);
    add_job(&db, "ann@example.com");
    let table = db.run(&["usage"]).stdout;
    let words: Vec<&str> = table.lines().nth(1).unwrap().split_whitespace().collect();
    assert_eq!(
        words[..8],
        ["ann@example.com", "free", "scrapes", "1", "2", "1", "█████░░░░░", "50%"],
        "{table}"
    );
    let words: Vec<&str> = table.lines().nth(2).unwrap().split_whitespace().collect();
    assert_eq!(words[..6], ["leads", "0", "50", "50", "░░░░░░░░░░", "0%"], "{table}");
}

#[test]
fn one_user_can_be_asked_for() {
    let db = TestDb::new();
    db.json(&["users", "add", "ann@example.com"]);
    db.json(&["users", "add", "bob@example.com", "--plan", "pro"]);
    let rows = db.json(&["usage", "--user", "BOB@example.com"]);
    assert_eq!(rows.as_array().unwrap().len(), 1);
    assert_eq!(rows[0]["email"], "bob@example.com");
}
