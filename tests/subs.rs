//! `subs`: plans, their limits, and when they count.

use diesel::connection::SimpleConnection;
use serde_json::Value;

use crate::jobs::at_once;
use crate::support::*;

const ANN: &str = "ann@example.com";

fn with_user() -> TestDb {
    let db = TestDb::new();
    db.json(&["users", "add", ANN]);
    db
}

fn add(db: &TestDb, more: &[&str]) -> Value {
    db.json(&[&["subs", "add", "--user", ANN], more].concat())
}

fn day(value: &Value) -> &str {
    &value.as_str().expect("a time")[..10]
}

/// A date so many days from today, as PostgreSQL reckons it.
fn in_days(db: &TestDb, days: i32) -> String {
    db.query_value(&format!("SELECT to_char((now() AT TIME ZONE 'utc')::date + {days}, 'YYYY-MM-DD')"))
}

fn add_job(db: &TestDb) -> Output {
    db.run(&["jobs", "add", "--user", ANN, "--source-type", "google", "--query", "dentists"])
}

#[test]
fn known_plans_bring_their_limits_and_others_the_defaults() {
    for (plan, name, scrapes, leads) in [
        ("free", "free", 100, 50),
        ("Pro", "pro", 10_000, 5_000),
        ("enterprise", "enterprise", 100_000, 50_000),
        ("Agency", "Agency", 1000, 500),
    ] {
        let row = add(&with_user(), &["--plan", plan]);
        assert_eq!(row["plan_name"], name);
        assert_eq!(row["monthly_scrape_limit"], scrapes, "{plan}");
        assert_eq!(row["monthly_lead_limit"], leads, "{plan}");
        assert_eq!(row["expires_at"], Value::Null);
    }
}

#[test]
fn a_limit_given_wins_over_the_plan_and_unlimited_is_null() {
    let db = with_user();
    let row = add(&db, &["--plan", "free", "--scrape-limit", "0", "--lead-limit", "unlimited"]);
    assert_eq!((&row["monthly_scrape_limit"], &row["monthly_lead_limit"]), (&Value::from(0), &Value::Null));
    for limit in ["-1", "many", "3000000000", ""] {
        let argument = format!("--lead-limit={limit}");
        assert_eq!(db.run(&["subs", "change", "--user", ANN, &argument]).status, 2, "{limit}");
    }
}

#[test]
fn a_second_subscription_in_the_same_time_is_refused_with_the_way_out() {
    let db = with_user();
    add(&db, &["--plan", "free"]);
    let second = db.run(&["subs", "add", "--user", ANN, "--plan", "pro"]);
    assert_eq!(second.status, 1);
    assert!(second.stderr.contains("subs change --user ann@example.com"), "{}", second.stderr);
}

#[test]
fn of_many_who_subscribe_a_user_at_once_one_succeeds() {
    let db = with_user();
    let command: &[&str] = &["subs", "add", "--user", ANN, "--plan", "free"];
    let runs = at_once(&db, "subscriptions", &[command; 6]);
    let mut statuses: Vec<i32> = runs.iter().map(|run| run.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [0, 1, 1, 1, 1, 1]);
}

#[test]
fn the_next_subscription_may_begin_when_the_last_one_ends() {
    let db = with_user();
    let end = in_days(&db, 20);
    add(&db, &["--plan", "free", "--expires", &end]);
    let early = in_days(&db, 19);
    assert_eq!(db.run(&["subs", "add", "--user", ANN, "--plan", "pro", "--starts", &early]).status, 1);
    assert_eq!(day(&add(&db, &["--plan", "pro", "--starts", &end])["starts_at"]), end);
    // Until then the old one counts.
    assert_eq!(db.json(&["subs", "show", "--user", ANN])["plan_name"], "free");
}

#[test]
fn dates_are_midnight_utc_or_rfc_3339_and_in_order() {
    let db = with_user();
    for (starts, expires) in [("2026-02-30", "2027-01-01"), ("2026-01-02", "2026-01-01"), ("soon", "later")] {
        let arguments =
            ["subs", "add", "--user", ANN, "--plan", "free", "--starts", starts, "--expires", expires];
        assert_eq!(db.run(&arguments).status, 2, "{starts} {expires}");
    }
    let row =
        add(&db, &["--plan", "free", "--starts", "2024-01-31", "--expires", "2099-12-31T18:00:00+02:00"]);
    assert_eq!(row["starts_at"], "2024-01-31T00:00:00Z");
    assert_eq!(row["expires_at"], "2099-12-31T16:00:00Z");
}

#[test]
fn months_count_from_the_start_and_end_on_the_last_day_of_a_short_month() {
    let row = add(&with_user(), &["--plan", "free", "--starts", "2024-01-31", "--months", "1"]);
    assert_eq!(row["expires_at"], "2024-02-29T00:00:00Z");
}

#[test]
fn change_keeps_the_start_and_what_was_not_named() {
    let db = with_user();
    add(&db, &["--plan", "free", "--starts", "2026-01-15"]);
    let row = db.json(&["subs", "change", "--user", ANN, "--lead-limit", "7"]);
    assert_eq!(row["plan_name"], "free");
    assert_eq!(
        (&row["monthly_scrape_limit"], &row["monthly_lead_limit"]),
        (&Value::from(100), &Value::from(7))
    );
    let row = db.json(&["subs", "change", "--user", ANN, "--plan", "pro", "--scrape-limit", "unlimited"]);
    assert_eq!(row["plan_name"], "pro");
    assert_eq!(
        (&row["monthly_scrape_limit"], &row["monthly_lead_limit"]),
        (&Value::Null, &Value::from(5000))
    );
    assert_eq!(row["starts_at"], "2026-01-15T00:00:00Z");
    assert_eq!(db.run(&["subs", "change", "--user", ANN]).status, 2);
}

#[test]
fn an_expired_subscription_stops_jobs_with_status_3_and_renew_mends_it() {
    let db = with_user();
    add(&db, &["--plan", "free", "--starts", "2026-01-15", "--months", "1"]);
    let refused = add_job(&db);
    assert_eq!(refused.status, 3);
    assert!(refused.stderr.contains("expired on 2026-02-15"), "{}", refused.stderr);
    assert!(refused.stderr.contains("leadengine subs renew --user ann@example.com"), "{}", refused.stderr);
    let row = db.json(&["subs", "renew", "--user", ANN]);
    let expected: String =
        db.query_value("SELECT to_char(now() AT TIME ZONE 'utc' + interval '1 month', 'YYYY-MM-DD')");
    assert_eq!(day(&row["expires_at"]), expected);
    assert_eq!(row["starts_at"], "2026-01-15T00:00:00Z");
    assert_eq!(add_job(&db).status, 0);
}

#[test]
fn renew_counts_from_an_end_that_is_still_to_come() {
    let db = with_user();
    add(&db, &["--plan", "free", "--starts", "2026-01-15", "--expires", "2098-01-31"]);
    assert_eq!(day(&db.json(&["subs", "renew", "--user", ANN])["expires_at"]), "2098-02-28");
    assert_eq!(
        day(&db.json(&["subs", "renew", "--user", ANN, "--months", "12"])["expires_at"]),
        "2099-02-28"
    );
    let expires = ["subs", "renew", "--user", ANN, "--expires", "2098-06-30"];
    assert_eq!(day(&db.json(&expires)["expires_at"]), "2098-06-30");
    assert_eq!(db.run(&["subs", "renew", "--user", ANN, "--expires", "2020-01-01"]).status, 2);
}

#[test]
fn two_renewals_at_once_extend_twice() {
    let db = with_user();
    add(&db, &["--plan", "free", "--expires", "2098-01-15"]);
    let command: &[&str] = &["subs", "renew", "--user", ANN];
    for run in at_once(&db, "subscriptions", &[command; 4]) {
        assert_eq!(run.status, 0, "{}", run.stderr);
    }
    assert_eq!(day(&db.json(&["subs", "show", "--user", ANN])["expires_at"]), "2098-05-15");
}

#[test]
fn a_cancelled_subscription_counts_for_nothing_until_it_is_renewed() {
    let db = with_user();
    add(&db, &["--plan", "free"]);
    assert_eq!(db.json(&["subs", "cancel", "--user", ANN])["status"], "cancelled");
    assert_eq!(db.json(&["subs", "cancel", "--user", ANN])["status"], "cancelled");
    assert_eq!(add_job(&db).status, 3);
    let row = db.json(&["subs", "renew", "--user", ANN]);
    assert_eq!((&row["status"], &row["expires_at"]), (&Value::from("active"), &Value::Null));
    assert_eq!(add_job(&db).status, 0);
    // It has no end that more months could move.
    assert_eq!(db.run(&["subs", "renew", "--user", ANN, "--months", "1"]).status, 2);
}

#[test]
fn renewing_an_old_subscription_beside_a_new_one_is_refused() {
    let db = with_user();
    let old = add(&db, &["--plan", "free"]);
    db.json(&["subs", "cancel", "--user", ANN]);
    add(&db, &["--plan", "pro"]);
    assert_eq!(db.run(&["subs", "renew", old["id"].as_str().unwrap()]).status, 1);
}

#[test]
fn cancelled_at_the_periods_end_it_counts_until_then() {
    let db = with_user();
    add(&db, &["--plan", "free", "--starts", "2026-01-15"]);
    let row = db.json(&["subs", "cancel", "--user", ANN, "--at-period-end"]);
    let usage = db.json(&["usage", "--user", ANN]);
    assert_eq!(row["expires_at"], usage[0]["period_end"]);
    assert_eq!(row["status"], "active");
    assert_eq!(add_job(&db).status, 0);
}

#[test]
fn a_subscription_is_named_by_its_user_or_its_id() {
    let db = with_user();
    assert_eq!(db.run(&["subs", "show", "--user", ANN]).status, 4);
    let row = add(&db, &["--plan", "free"]);
    let id = row["id"].as_str().unwrap();
    for arguments in [
        &["subs", "show", id][..],
        &["subs", "show", &id[..8]],
        &["subs", "show", "--user", ANN],
        &["subs", "show"],
    ] {
        assert_eq!(db.json(arguments), row, "{arguments:?}");
    }
    assert_eq!(db.run(&["subs", "show", "00000000"]).status, 4);
}

#[test]
fn people_read_how_it_stands_and_programs_what_is_stored() {
    let db = with_user();
    let row =
        add(&db, &["--plan", "free", "--starts", "2026-01-15", "--months", "1", "--lead-limit", "unlimited"]);
    assert_eq!(row["status"], "active");
    let mut keys: Vec<&String> = row.as_object().unwrap().keys().collect();
    keys.sort_unstable();
    assert_eq!(
        keys,
        [
            "created_at",
            "expires_at",
            "id",
            "monthly_lead_limit",
            "monthly_scrape_limit",
            "plan_name",
            "starts_at",
            "status",
            "user_id"
        ]
    );
    let table = db.run(&["subs", "list"]).stdout;
    for part in ["expired", "unlimited", ANN] {
        assert!(table.contains(part), "{part}: {table}");
    }
}

#[test]
fn a_status_of_another_program_is_shown_as_it_is_and_does_not_count() {
    let db = with_user();
    db.execute(
        "INSERT INTO subscriptions (user_id, plan_name, status) SELECT id, 'trial', 'trialing' FROM users",
    );
    assert!(db.run(&["subs", "list"]).stdout.contains("trialing"));
    assert_eq!(add_job(&db).status, 3);
}

#[test]
fn a_lower_limit_holds_for_all_that_is_created_after_it() {
    let db = with_user();
    db.json(&["subs", "add", "--user", ANN, "--plan", "pro"]);
    // Somebody has counted against the limit that was, and not committed yet.
    let mut counting = db.connect();
    counting
        .batch_execute(
            "BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('leadengine:usage:' || id, 0)) FROM users",
        )
        .unwrap();
    let mut change = db.command(&["subs", "change", "--user", ANN, "--lead-limit", "1"]);
    let mut change = change.stdout(std::process::Stdio::null()).spawn().unwrap();
    db.until_one_waits();
    assert!(change.try_wait().unwrap().is_none());
    counting.batch_execute("COMMIT").unwrap();
    assert!(change.wait().unwrap().success());
    assert_eq!(db.json(&["subs", "show", "--user", ANN])["monthly_lead_limit"], 1);
}
