//! `doctor`: what it finds, and that what it says mends it.

use leadengine::models::statistics::INDEXES;
use serde_json::Value;

use crate::support::*;

fn findings(output: &Output) -> Vec<Value> {
    let rows: Value =
        serde_json::from_str(&output.stdout).unwrap_or_else(|e| panic!("{e}: {}", output.stdout));
    rows.as_array().expect("a list").clone()
}

fn doctor(db: &TestDb) -> Output {
    db.run(&["doctor", "--json"])
}

/// The findings of one check.
fn of(output: &Output, check: &str) -> Vec<Value> {
    findings(output).into_iter().filter(|finding| finding["check"] == check).collect()
}

#[test]
fn a_healthy_database_is_ok_in_every_check() {
    let db = TestDb::new();
    db.json(&["users", "add", "ann@example.com", "--plan", "free"]);
    let output = doctor(&db);
    assert_eq!(output.status, 0, "{}", output.stdout);
    for finding in findings(&output) {
        assert_eq!(finding["verdict"], "ok", "{finding}");
        assert_eq!(finding["mend"], Value::Null, "{finding}");
    }
    let checks: Vec<Value> = findings(&output).iter().map(|finding| finding["check"].clone()).collect();
    for check in [
        "connection",
        "server",
        "schema",
        "indexes",
        "jobs",
        "raw leads",
        "scores",
        "subscriptions",
        "tables",
    ] {
        assert!(checks.contains(&Value::from(check)), "{check}");
    }
}

#[test]
fn an_unreachable_database_is_a_problem_and_status_5() {
    let output = run(leadengine("postgresql://bob:s3cret@127.0.0.1:1/app").args(["doctor", "--json"]), b"");
    assert_eq!(output.status, 5, "{}", output.stderr);
    let finding = &findings(&output)[0];
    assert_eq!(
        (&finding["check"], &finding["verdict"]),
        (&Value::from("connection"), &Value::from("problem"))
    );
    assert!(finding["mend"].is_string());
    assert!(!format!("{}{}", output.stdout, output.stderr).contains("s3cret"));
}

#[test]
fn a_database_that_is_not_there_is_a_problem_and_status_1() {
    let db = TestDb::empty();
    let output = run(
        db.command(&["doctor", "--json", "--database-url", &db.url().replace("/test_", "/no_")])
            .env_remove("X"),
        b"",
    );
    assert_eq!(output.status, 1, "{}", output.stderr);
    assert_eq!(findings(&output)[0]["verdict"], "problem");
}

#[test]
fn missing_tables_are_mended_by_create_tables() {
    let db = TestDb::empty();
    let output = doctor(&db);
    assert_eq!(output.status, 1);
    let schema = &of(&output, "schema")[0];
    assert_eq!(
        (&schema["verdict"], &schema["mend"]),
        (&Value::from("problem"), &Value::from("leadengine create-tables"))
    );
    assert_eq!(db.run(&["create-tables"]).status, 0);
    assert_eq!(doctor(&db).status, 0);
}

#[test]
fn every_index_is_watched_and_what_doctor_says_makes_it_again() {
    let db = TestDb::new();
    let definition =
        |name: &str| db.query_value::<String>(&format!("SELECT pg_get_indexdef('{name}'::regclass)"));
    for index in INDEXES {
        let before = definition(index.name);
        let kind = if index.made_by.starts_with("ALTER TABLE") { "constraint" } else { "index" };
        db.execute(&match kind {
            "constraint" => format!("ALTER TABLE {} DROP CONSTRAINT {}", index.table, index.name),
            _ => format!("DROP INDEX {}", index.name),
        });
        let output = doctor(&db);
        assert_eq!(output.status, 1, "{}", index.name);
        let missing = of(&output, "indexes");
        assert_eq!(missing.len(), 1, "{missing:?}");
        assert!(missing[0]["detail"].as_str().unwrap().contains(index.name), "{missing:?}");
        // The statement stands between single quotes, for a shell.
        let mend = missing[0]["mend"].as_str().unwrap();
        db.execute(mend.split('\'').nth(1).unwrap());
        assert_eq!(definition(index.name), before);
    }
    assert_eq!(doctor(&db).status, 0);
}

#[test]
fn the_list_of_indexes_is_that_of_the_migrations() {
    let db = TestDb::new();
    let all: String = db.query_value(
        "SELECT string_agg(i.indexrelid::regclass::text, ' ' ORDER BY i.indexrelid::regclass::text) FROM pg_index i \
         JOIN pg_class c ON c.oid = i.indrelid WHERE c.relnamespace = 'public'::regnamespace AND NOT i.indisprimary",
    );
    let mut names = INDEXES.map(|index| index.name);
    names.sort_unstable();
    let mut found: Vec<&str> = all.split(' ').collect();
    found.sort_unstable();
    assert_eq!(found, names);
}

#[test]
fn an_index_that_is_not_valid_is_built_again() {
    let db = TestDb::new();
    // As a CREATE INDEX CONCURRENTLY that was interrupted leaves it.
    db.execute("UPDATE pg_index SET indisvalid = FALSE WHERE indexrelid = 'idx_leads_domain'::regclass");
    let output = doctor(&db);
    assert_eq!(output.status, 1);
    let mend = of(&output, "indexes")[0]["mend"].as_str().unwrap().to_owned();
    assert!(mend.contains("REINDEX INDEX CONCURRENTLY idx_leads_domain"), "{mend}");
    db.execute(mend.split('\'').nth(1).unwrap());
    assert_eq!(doctor(&db).status, 0);
}

#[test]
fn what_waits_is_named_with_the_command_for_it_and_is_no_problem() {
    let db = TestDb::new();
    db.json(&["users", "add", "ann@example.com", "--plan", "free"]);
    db.execute(
        "INSERT INTO scrape_jobs (user_id, status, total_found, total_processed, started_at) SELECT u.id, j.* FROM users u, \
             (VALUES ('processing', 5, 2, now()), ('queued', NULL, 0, NULL), \
                     ('processing', NULL, 0, now() - interval '2 days'), ('failed', 9, 0, now())) j; \
         INSERT INTO leads (user_id, email) SELECT id, 'lead@example.org' FROM users",
    );
    let output = doctor(&db);
    assert_eq!(output.status, 0, "{}", output.stdout);
    let raw = &of(&output, "raw leads")[0];
    assert_eq!(
        (&raw["detail"], &raw["mend"]),
        (&Value::from("3 waiting to be normalized"), &Value::from("leadengine normalize"))
    );
    assert_eq!(of(&output, "scores")[0]["mend"], "leadengine enrich");
    let jobs = &of(&output, "jobs")[0];
    assert!(jobs["detail"].as_str().unwrap().contains("1 queued"), "{jobs}");
    assert!(jobs["detail"].as_str().unwrap().contains("1 claimed over a day ago"), "{jobs}");
    let mend = jobs["mend"].as_str().unwrap();
    let arguments: Vec<&str> = mend.split(' ').skip(1).collect();
    assert_eq!(db.run(&arguments).status, 0, "{mend}");
    assert_eq!(of(&doctor(&db), "jobs")[0]["verdict"], "ok");
}

#[test]
fn active_users_without_a_subscription_in_force_are_named_with_what_mends_it() {
    let db = TestDb::new();
    db.json(&["users", "add", "ann@example.com"]);
    let mend = |db: &TestDb| of(&doctor(db), "subscriptions")[0]["mend"].clone();
    assert_eq!(mend(&db), "leadengine subs add --user ann@example.com --plan free");
    db.json(&["subs", "add", "--plan", "free", "--starts", "2026-01-15", "--months", "1"]);
    assert_eq!(mend(&db), "leadengine subs renew --user ann@example.com");
    db.json(&["subs", "renew"]);
    assert_eq!(mend(&db), Value::Null);
    db.execute("UPDATE subscriptions SET starts_at = now() + interval '1 day', expires_at = NULL");
    assert_eq!(mend(&db), "leadengine subs show --user ann@example.com");
    db.json(&["users", "deactivate", "ann@example.com"]);
    assert_eq!(mend(&db), Value::Null);
}

#[test]
fn people_get_what_mends_it_on_a_line_of_its_own() {
    let db = TestDb::empty();
    let output = db.run(&["doctor"]);
    assert_eq!(output.status, 1);
    assert!(
        output.stdout.lines().any(|line| line.trim() == "→ leadengine create-tables"),
        "{}",
        output.stdout
    );
}
