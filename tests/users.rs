//! `users`: accounts, passwords, and what goes with them.

use serde_json::Value;

use crate::jobs::at_once;
use crate::support::*;

const COLUMNS: [&str; 6] = ["id", "email", "role", "is_active", "created_at", "updated_at"];

fn keys(row: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = row.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

fn with_password(db: &TestDb, email: &str, password: &str) {
    let added = db.run_with_stdin(&["users", "add", email, "--password-stdin"], password.as_bytes());
    assert_eq!(added.status, 0, "{}", added.stderr);
}

fn verify(db: &TestDb, name: &str, password: &str) -> i32 {
    db.run_with_stdin(&["users", "verify", name, "--password-stdin"], password.as_bytes()).status
}

#[test]
fn an_address_is_lower_cased_and_taken_in_any_case() {
    let db = TestDb::new();
    assert_eq!(db.json(&["users", "add", "Ann@Example.COM"])["email"], "ann@example.com");
    let again = db.run(&["users", "add", "ANN@example.com", "--json"]);
    assert_eq!(again.status, 1);
    assert!(again.stderr.contains("\"user_exists\""), "{}", again.stderr);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM users"), 1);
}

#[test]
fn of_many_who_add_one_address_at_once_one_succeeds() {
    let db = TestDb::new();
    let emails = ["ann@example.com", "ANN@example.com", "Ann@Example.com", "ann@EXAMPLE.com"];
    let commands = emails.map(|email| ["users", "add", email, "--plan", "free"]);
    let runs = at_once(&db, "users", &commands.each_ref().map(|command| &command[..]));
    let mut statuses: Vec<i32> = runs.iter().map(|run| run.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [0, 1, 1, 1]);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM users"), 1);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM subscriptions"), 1);
}

#[test]
fn what_is_no_address_is_refused() {
    let db = TestDb::new();
    let unseen = "ann\u{202e}@example.com";
    for text in
        ["", "ann", "ann@localhost", "ann @example.com", "a@b@example.com", "ann@example..com", unseen]
    {
        assert_eq!(db.run(&["users", "add", text]).status, 2, "{text}");
    }
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM users"), 0);
}

#[test]
fn add_with_a_plan_subscribes_or_adds_nobody() {
    let db = TestDb::new();
    let failed = db.run(&["users", "add", "ann@example.com", "--plan", " "]);
    assert_eq!(failed.status, 2);
    assert_eq!(db.run(&["users", "add", "ann@example.com", "--lead-limit", "5"]).status, 2);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM users"), 0);
    let added = db.run(&["users", "add", "ann@example.com", "--plan", "pro", "--lead-limit", "unlimited"]);
    assert_eq!(added.status, 0, "{}", added.stderr);
    let subscription = db.json(&["subs", "show", "--user", "ann@example.com"]);
    assert_eq!(subscription["plan_name"], "pro");
    assert_eq!(subscription["monthly_scrape_limit"], 10_000);
    assert_eq!(subscription["monthly_lead_limit"], Value::Null);
    assert_eq!(subscription["status"], "active");
}

#[test]
fn without_a_terminal_and_a_password_the_user_is_added_without_one_and_told_so() {
    let db = TestDb::new();
    let added = db.run(&["users", "add", "ann@example.com"]);
    assert_eq!(added.status, 0);
    assert!(added.stderr.contains("leadengine users set-password ann@example.com"), "{}", added.stderr);
    assert!(db.query_value::<bool>("SELECT password_hash IS NULL FROM users"));
    let wanted = db.run(&["users", "add", "bob@example.com", "--no-password"]);
    assert!(!wanted.stderr.contains("set-password"), "{}", wanted.stderr);
}

#[test]
fn a_password_is_kept_only_as_argon2id_with_owasps_parameters() {
    let db = TestDb::new();
    with_password(&db, "ann@example.com", "correct horse\n");
    let stored: String = db.query_value("SELECT password_hash FROM users");
    assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
}

#[test]
fn no_verb_prints_a_password_hash() {
    let db = TestDb::new();
    with_password(&db, "ann@example.com", "correct horse");
    let mut columns = COLUMNS.to_vec();
    columns.sort_unstable();
    let name = "ann@example.com";
    for arguments in [
        &["users", "show", name][..],
        &["users", "set-role", name, "admin"],
        &["users", "deactivate", name],
        &["users", "activate", name],
        &["users", "remove", name, "--yes"],
    ] {
        for format in ["table", "json", "jsonl", "csv"] {
            if format != "json" && arguments[1] == "remove" {
                continue;
            }
            let output = db.run(&[arguments, &["--format", format]].concat());
            assert_eq!(output.status, 0, "{arguments:?} {}", output.stderr);
            assert!(!format!("{}{}", output.stdout, output.stderr).contains("argon2"), "{arguments:?}");
            if format == "json" {
                let row: Value = serde_json::from_str(&output.stdout).unwrap();
                assert_eq!(keys(&row), columns, "{arguments:?}");
            }
        }
    }
}

#[test]
fn verify_lets_in_with_0_and_keeps_out_with_1() {
    let db = TestDb::new();
    with_password(&db, "ann@example.com", "correct horse\n");
    for right in ["correct horse", "correct horse\n", "correct horse\r\nsecond line"] {
        assert_eq!(verify(&db, "ann@example.com", right), 0, "{right:?}");
    }
    for wrong in ["correct horsf", "Correct horse", " correct horse", "correct horse "] {
        assert_eq!(verify(&db, "ann@example.com", wrong), 1, "{wrong:?}");
    }
    assert_eq!(verify(&db, "ANN@example.com", "correct horse"), 0);
    assert_eq!(verify(&db, "nobody@example.com", "correct horse"), 4);
    assert_eq!(verify(&db, "ann@example.com", ""), 2);
}

#[test]
fn verify_keeps_out_who_has_no_password_or_one_of_another_kind() {
    let db = TestDb::new();
    db.execute(
        "INSERT INTO users (email, password_hash) VALUES ('none@example.com', NULL), ('empty@example.com', ''), \
         ('bcrypt@example.com', '$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW')",
    );
    for email in ["none@example.com", "empty@example.com", "bcrypt@example.com"] {
        assert_eq!(verify(&db, email, "anything"), 1, "{email}");
    }
}

#[test]
fn verify_keeps_out_who_is_not_active() {
    let db = TestDb::new();
    with_password(&db, "ann@example.com", "correct horse");
    db.json(&["users", "deactivate", "ann@example.com"]);
    assert_eq!(verify(&db, "ann@example.com", "correct horse"), 1);
    db.json(&["users", "activate", "ann@example.com"]);
    assert_eq!(verify(&db, "ann@example.com", "correct horse"), 0);
}

#[test]
fn a_new_password_replaces_the_old_one_and_a_bad_one_changes_nothing() {
    let db = TestDb::new();
    with_password(&db, "ann@example.com", "correct horse");
    let set = |password: &str| {
        let arguments = ["users", "set-password", "ann@example.com", "--password-stdin"];
        db.run_with_stdin(&arguments, password.as_bytes()).status
    };
    assert_eq!(set("short"), 2);
    assert_eq!(set(&"x".repeat(1025)), 2);
    assert_eq!(set(""), 2);
    assert_eq!(verify(&db, "ann@example.com", "correct horse"), 0);
    assert_eq!(set("battery staple"), 0);
    assert_eq!(verify(&db, "ann@example.com", "correct horse"), 1);
    assert_eq!(verify(&db, "ann@example.com", "battery staple"), 0);
    // Nobody can type one here.
    assert_eq!(db.run(&["users", "set-password", "ann@example.com"]).status, 2);
}

#[test]
fn a_user_is_named_by_email_in_any_case_by_id_and_by_the_beginning_of_it() {
    let db = TestDb::new();
    // As another program might have written it.
    db.execute(
        "INSERT INTO users (email, role, is_active, created_at) VALUES ('Ann@Example.com', NULL, NULL, NULL)",
    );
    let id: String = db.query_value("SELECT id FROM users");
    for name in ["ann@example.com", "ANN@EXAMPLE.COM", &id, &id[..8], &id.to_uppercase()] {
        assert_eq!(db.json(&["users", "show", name])["id"], id.as_str(), "{name}");
    }
    assert_eq!(db.json(&["users", "show", &id])["is_active"], Value::Null);
}

#[test]
fn an_unknown_user_is_status_4_for_every_verb() {
    let db = TestDb::new();
    let name = "nobody@example.com";
    for arguments in [
        &["users", "show", name][..],
        &["users", "set-password", name, "--password-stdin"],
        &["users", "set-role", name, "admin"],
        &["users", "activate", name],
        &["users", "deactivate", name],
        &["users", "remove", name, "--yes"],
        &["subs", "add", "--user", name, "--plan", "free"],
        &["subs", "show", "--user", name],
        &["jobs", "add", "--user", name, "--source-type", "google", "--query", "x"],
        &["jobs", "list", "--user", name],
        &["usage", "--user", name],
        &["stats", "--user", name],
    ] {
        let output = db.run_with_stdin(arguments, b"correct horse");
        assert_eq!(output.status, 4, "{arguments:?} {}", output.stderr);
        assert!(output.stderr.contains(name) && output.stdout.is_empty(), "{arguments:?} {}", output.stderr);
    }
}

#[test]
fn a_beginning_that_several_ids_share_names_nobody() {
    let db = TestDb::new();
    db.execute(
        "INSERT INTO users (id, email) VALUES ('abcdef00-0000-4000-8000-000000000001', 'a@example.com'), \
         ('abcdef00-0000-4000-8000-000000000002', 'b@example.com')",
    );
    let output = db.run(&["users", "show", "abcdef00"]);
    assert_eq!(output.status, 4);
    assert!(output.stderr.contains("several"), "{}", output.stderr);
}

#[test]
fn set_role_and_deactivate_say_what_the_row_is_now_and_when() {
    let db = TestDb::new();
    db.execute("INSERT INTO users (email, updated_at) VALUES ('ann@example.com', '2020-01-01')");
    assert_eq!(db.json(&["users", "set-role", "ann@example.com", "admin"])["role"], "admin");
    let row = db.json(&["users", "deactivate", "ann@example.com"]);
    assert_eq!((&row["is_active"], &row["role"]), (&Value::Bool(false), &Value::from("admin")));
    assert!(row["updated_at"].as_str().unwrap() > "2026", "{row}");
    assert_eq!(db.run(&["users", "set-role", "ann@example.com", "king"]).status, 2);
}

#[test]
fn remove_says_what_goes_and_asks() {
    let db = TestDb::new();
    db.json(&["users", "add", "ann@example.com", "--plan", "free"]);
    db.json(&["jobs", "add", "--source-type", "google", "--query", "dentists"]);
    db.execute("INSERT INTO leads (user_id, email) SELECT id, 'lead@example.org' FROM users");
    let asked = db.run_with_stdin(&["users", "remove", "ann@example.com"], b"y\n");
    assert_eq!(asked.status, 2, "{}", asked.stderr);
    for part in ["1 subscription,", "1 job,", "0 raw leads", "1 lead.", "--yes"] {
        assert!(asked.stderr.contains(part), "{part}: {}", asked.stderr);
    }
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM users"), 1);
    assert_eq!(db.json(&["users", "remove", "ann@example.com", "--yes"])["email"], "ann@example.com");
    let rest = "(SELECT count(*) FROM users) + (SELECT count(*) FROM subscriptions) + (SELECT count(*) FROM leads) \
                + (SELECT count(*) FROM scrape_jobs) + (SELECT count(*) FROM usage_tracking)";
    assert_eq!(db.query_value::<i64>(&format!("SELECT {rest}")), 0);
}

#[test]
fn a_list_is_one_array_by_address_and_jsonl_one_object_a_line() {
    let db = TestDb::new();
    assert_eq!(db.json(&["users", "list"]), Value::Array(vec![]));
    for email in ["bob@example.com", "ann@example.com"] {
        db.json(&["users", "add", email]);
    }
    let list = db.json(&["users", "list"]);
    let emails: Vec<&str> =
        list.as_array().unwrap().iter().map(|row| row["email"].as_str().unwrap()).collect();
    assert_eq!(emails, ["ann@example.com", "bob@example.com"]);
    let lines = db.run(&["users", "list", "--format", "jsonl"]).stdout;
    let rows: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(Value::Array(rows), list);
}

#[test]
fn an_address_with_escape_sequences_reaches_no_terminal() {
    let db = TestDb::new();
    db.execute("INSERT INTO users (email) VALUES (E'\\x1b[2Jevil\\u202e@example.com')");
    for format in ["table", "json"] {
        let output = db.run(&["users", "list", "--format", format]).stdout;
        assert!(output.contains("evil") && !output.contains(['\u{1b}', '\u{202e}']), "{output:?}");
    }
}
