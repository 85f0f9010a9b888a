//! `doctor`: what it finds, and that what it says mends it.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use leadengine::database::private::binaries::Binaries;
use leadengine::models::health::indexes::INDEXES;
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
        // A server does not tell its disk.
        let verdict = if finding["check"] == "disk" { "cannot tell" } else { "ok" };
        assert_eq!(finding["verdict"], verdict, "{finding}");
        assert_eq!(finding["mend"], Value::Null, "{finding}");
    }
    let findings = findings(&output);
    let checks: Vec<&str> = findings.iter().map(|finding| finding["check"].as_str().unwrap()).collect();
    assert_eq!(
        checks,
        [
            "connection",
            "server",
            "tls",
            "clock",
            "connections",
            "disk",
            "transactions",
            "schema",
            "rights",
            "indexes",
            "pending list",
            "bloat",
            "statistics",
            "jobs",
            "raw leads",
            "scores",
            "subscriptions",
            "quotas"
        ]
    );
    assert_eq!(db.run(&["doctor", "--strict"]).status, 0);
}

#[test]
fn an_unreachable_database_is_bad_and_status_5() {
    let output = run(leadengine("postgresql://bob:s3cret@127.0.0.1:1/app").args(["doctor", "--json"]), b"");
    assert_eq!(output.status, 5, "{}", output.stderr);
    let finding = &findings(&output)[0];
    assert_eq!((&finding["check"], &finding["verdict"]), (&Value::from("connection"), &Value::from("bad")));
    assert!(finding["mend"].is_string());
    assert!(!format!("{}{}", output.stdout, output.stderr).contains("s3cret"));
}

#[test]
fn a_database_that_is_not_there_is_bad_and_status_1() {
    let db = TestDb::empty();
    let output = run(
        db.command(&["doctor", "--json", "--database-url", &db.url().replace("/test_", "/no_")])
            .env_remove("X"),
        b"",
    );
    assert_eq!(output.status, 1, "{}", output.stderr);
    assert_eq!(findings(&output)[0]["verdict"], "bad");
}

#[test]
fn missing_tables_are_mended_by_create_tables() {
    let db = TestDb::empty();
    let output = doctor(&db);
    assert_eq!(output.status, 1);
    let schema = &of(&output, "schema")[0];
    assert_eq!(
        (&schema["verdict"], &schema["mend"]),
        (&Value::from("bad"), &Value::from("leadengine create-tables"))
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
        assert!(missing[0]["found"].as_str().unwrap().contains(index.name), "{missing:?}");
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
fn what_waits_is_named_with_the_command_for_it_and_is_not_bad() {
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
        (&raw["found"], &raw["mend"]),
        (&Value::from("3 waiting to be normalized"), &Value::from("leadengine normalize"))
    );
    assert_eq!(of(&output, "scores")[0]["mend"], "leadengine enrich");
    let jobs = &of(&output, "jobs")[0];
    assert!(jobs["found"].as_str().unwrap().contains("1 queued"), "{jobs}");
    assert!(jobs["found"].as_str().unwrap().contains("1 claimed over a day ago"), "{jobs}");
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

/// Runs what `doctor` says in a shell, as the owner of the tables where it asks for that.
#[track_caller]
fn run_mend(db: &TestDb, mend: &str) {
    let programs = Binaries::find(None).unwrap().directory;
    let binary = Path::new(env!("CARGO_BIN_EXE_leadengine")).parent().unwrap();
    let path = format!("{}:{}:/usr/bin:/bin", binary.display(), programs.display());
    let mut shell = Command::new("sh");
    shell.args(["-euc", mend]).env("PATH", path).env("OWNER_URL", db.url());
    let output = run(shell.env("LEADENGINE_DATABASE_URL", db.app_url()), b"");
    assert_eq!(output.status, 0, "{mend}: {}", output.stderr);
}

/// The verdict of one check and what mends it.
fn verdict(db: &TestDb, check: &str) -> (String, String) {
    let finding = of(&doctor(db), check).remove(0);
    (finding["verdict"].as_str().unwrap().to_owned(), finding["mend"].as_str().unwrap_or_default().to_owned())
}

#[test]
fn what_mends_it_can_be_copied_into_a_shell() {
    let db = TestDb::new();
    db.execute("DROP INDEX idx_scrape_jobs_queued; REVOKE INSERT, UPDATE ON leads FROM leadengine_app");
    db.execute("INSERT INTO users (email) VALUES ('o''brien&co@example.com')");
    for check in ["indexes", "rights", "subscriptions"] {
        let (before, mend) = verdict(&db, check);
        assert_ne!(before, "ok", "{check}");
        run_mend(&db, &mend);
        assert_eq!(verdict(&db, check).0, "ok", "{check}: {mend}");
    }
    let rights = of(&doctor(&db), "rights").remove(0);
    assert!(rights["found"].as_str().unwrap().contains("leadengine_app"), "{rights}");
}

#[test]
fn missing_rights_are_named() {
    let db = TestDb::new();
    db.execute("REVOKE INSERT, UPDATE ON leads FROM leadengine_app");
    let output = doctor(&db);
    assert_eq!(output.status, 1);
    assert_eq!(
        of(&output, "rights")[0]["found"],
        "the role leadengine_app lacks 2 that the commands need: INSERT on leads, UPDATE on leads"
    );
}

#[test]
fn a_warning_is_wrong_only_where_it_is_asked_to_be() {
    let db = TestDb::new();
    db.json(&["users", "add", "ann@example.com"]);
    assert_eq!(db.run(&["doctor"]).status, 0);
    assert_eq!(db.run(&["doctor", "--strict"]).status, 1);
}

#[test]
fn a_pending_list_that_every_search_reads_is_merged() {
    let db = TestDb::new();
    db.execute(
        "ALTER TABLE raw_leads SET (autovacuum_enabled = off); SET gin_pending_list_limit = '256MB'; \
         INSERT INTO users (email) VALUES ('ann@example.com'); \
         INSERT INTO raw_leads (user_id, raw_payload, data_hash) SELECT u.id, \
             (SELECT jsonb_object_agg('key' || k, n * 100 + k) FROM generate_series(1, 40) k), n::text \
             FROM users u, generate_series(1, 6000) n",
    );
    let (before, mend) = verdict(&db, "pending list");
    assert_eq!((before.as_str(), mend.contains("gin_clean_pending_list")), ("warning", true), "{mend}");
    run_mend(&db, &mend);
    assert_eq!(verdict(&db, "pending list").0, "ok");
}

#[test]
fn dead_rows_and_a_planner_that_knows_nothing_are_mended_by_vacuum_and_analyze() {
    let db = TestDb::new();
    db.execute(
        "ALTER TABLE usage_tracking SET (autovacuum_enabled = off); \
         INSERT INTO usage_tracking (scrapes_used) SELECT n FROM generate_series(1, 30000) n",
    );
    // The counters come a little later than the rows.
    until("statistics are missed", || verdict(&db, "statistics").0 == "warning");
    run_mend(&db, &verdict(&db, "statistics").1);
    until("statistics are there", || verdict(&db, "statistics").0 == "ok");
    db.execute("DELETE FROM usage_tracking WHERE scrapes_used > 5000");
    until("dead rows are seen", || verdict(&db, "bloat").0 == "warning");
    let mend = verdict(&db, "bloat").1;
    assert!(mend.contains("VACUUM (ANALYZE) usage_tracking"), "{mend}");
    run_mend(&db, &mend);
    until("dead rows are gone", || verdict(&db, "bloat").0 == "ok");
}

#[test]
fn who_has_used_up_the_month_is_named_with_a_plan_that_is_larger() {
    let db = TestDb::with_limits(1, 3);
    db.json(&["users", "add", "bob@example.com", "--plan", "free"]);
    assert_eq!(verdict(&db, "quotas").0, "ok");
    db.json(&["jobs", "add", "--user", "ann@example.com", "--source-type", "google", "--query", "x"]);
    let quotas = of(&doctor(&db), "quotas").remove(0);
    assert_eq!(quotas["found"], "1 user at the limit of this month: ann@example.com (scrapes)");
    assert_eq!(quotas["mend"], "leadengine subs change --user ann@example.com --scrape-limit 100");
    db.execute(
        "UPDATE usage_tracking SET leads_generated = 50; \
         INSERT INTO usage_tracking (user_id, leads_generated, period_start, period_end) \
             SELECT id, 50, now() - interval '1 hour', now() + interval '1 hour' FROM users WHERE email = 'bob@example.com'; \
         INSERT INTO scrape_jobs (user_id, status, total_found, total_processed) \
             SELECT id, 'processing', 9, 2 FROM users WHERE email = 'bob@example.com'",
    );
    let quotas = of(&doctor(&db), "quotas").remove(0);
    assert_eq!(
        quotas["found"],
        "2 users at the limit of this month: bob@example.com (leads), ann@example.com (leads and scrapes); \
         7 raw leads of theirs wait for the next month"
    );
    run_mend(&db, quotas["mend"].as_str().unwrap());
    run_mend(&db, &verdict(&db, "quotas").1);
    assert_eq!(verdict(&db, "quotas").0, "ok");
}

#[test]
fn subscriptions_that_end_within_a_week_are_named_before_they_do() {
    let db = TestDb::new();
    db.json(&["users", "add", "ann@example.com", "--plan", "free"]);
    db.execute("UPDATE subscriptions SET expires_at = now() + interval '8 days'");
    assert_eq!(verdict(&db, "subscriptions").0, "ok");
    db.execute("UPDATE subscriptions SET expires_at = now() + interval '6 days'");
    let (before, mend) = verdict(&db, "subscriptions");
    assert_eq!((before.as_str(), mend.as_str()), ("warning", "leadengine subs renew --user ann@example.com"));
    run_mend(&db, &mend);
    assert_eq!(verdict(&db, "subscriptions").0, "ok");
    // Over, with work that waits for it.
    db.execute(
        "UPDATE subscriptions SET starts_at = now() - interval '9 days', expires_at = now() - interval '1 day'; \
         INSERT INTO scrape_jobs (user_id, status, total_found) SELECT id, 'processing', 5 FROM users",
    );
    let found = of(&doctor(&db), "subscriptions").remove(0);
    assert_eq!(
        found["found"],
        "1 active user has none in force: ann@example.com; 5 raw leads of theirs wait"
    );
}

#[test]
fn raw_leads_of_other_programs_wait_too() {
    let db = TestDb::new();
    db.json(&["users", "add", "ann@example.com", "--plan", "free"]);
    let insert = "INSERT INTO raw_leads (user_id, scrape_job_id, raw_payload, data_hash) \
                  SELECT user_id, id, '{\"company\": \"Acme\"}', gen_random_uuid()::text FROM scrape_jobs";
    db.execute("INSERT INTO scrape_jobs (user_id) SELECT id FROM users");
    for _ in 0..2 {
        db.execute(insert);
        let raw = of(&doctor(&db), "raw leads").remove(0);
        assert_eq!(raw["found"], "1 waiting to be normalized");
        run_mend(&db, raw["mend"].as_str().unwrap());
        assert_eq!(verdict(&db, "raw leads").0, "ok");
    }
}

#[test]
fn connections_are_counted_against_the_limit_that_is_nearest() {
    let db = TestDb::new();
    let of_database = |limit: &str| {
        db.execute(&format!(
            "DO 'BEGIN EXECUTE format(''ALTER DATABASE %I CONNECTION LIMIT {limit}'', current_database()); END'"
        ));
    };
    let _other = [db.connect(), db.connect(), db.connect()];
    let clear = || {
        db.query_value::<i64>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()") == 4
    };
    of_database("5");
    until("no other sessions", clear);
    let (before, mend) = verdict(&db, "connections");
    assert_eq!(before, "bad", "this one takes the fourth");
    run_mend(&db, &mend);
    until("no other sessions", clear);
    assert_eq!(verdict(&db, "connections").0, "ok");
}

#[test]
fn a_table_that_is_locked_stops_nothing_else() {
    let db = TestDb::new();
    let mut other = db.connect();
    other.batch_execute("BEGIN; LOCK TABLE raw_leads").unwrap();
    let begun = Instant::now();
    let output = doctor(&db);
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    let (list, jobs) = (&of(&output, "pending list")[0], &of(&output, "subscriptions")[0]);
    assert_eq!(
        (&list["verdict"], &jobs["verdict"]),
        (&Value::from("cannot tell"), &Value::from("ok")),
        "{list}"
    );
}

#[test]
fn the_private_server_tells_the_room_on_its_disk() {
    let output = run(leadengine("").args(["doctor", "--json"]), b"");
    assert_eq!(output.status, 1, "there are no tables yet: {}", output.stderr);
    let disk = &of(&output, "disk")[0];
    assert!(
        disk["verdict"] != "cannot tell" && disk["found"].as_str().unwrap().contains(" left; "),
        "{disk}"
    );
    assert_eq!(of(&output, "tls")[0]["found"], "not in use: a Unix socket needs none");
    let mend = &of(&output, "schema")[0]["mend"];
    assert_eq!(mend, "leadengine create-tables");
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
