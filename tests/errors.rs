//! Every error path: its exit status, its one or two lines, and no secret in them.

use serde_json::Value;

use crate::ingest::with_user;
use crate::support::{Output, TestDb, leadengine, run, scratch};

#[track_caller]
fn fails(output: &Output, status: i32, words: &str) {
    assert_eq!(output.status, status, "{}", output.stderr);
    assert!(output.stderr.contains(words), "{words:?} in {}", output.stderr);
    assert!(output.stderr.lines().count() <= 6, "{}", output.stderr);
    assert!(!output.stderr.contains("panicked") && !output.stderr.contains("s3cret"), "{}", output.stderr);
    assert_eq!(output.stdout, "", "results only on standard output");
}

#[test]
fn a_wrong_url_a_wrong_host_and_a_server_that_is_down() {
    for (url, status) in [
        ("nonsense", 2),
        ("mysql://root:s3cret@localhost/x", 2),
        ("postgresql://bob:s3cret@127.0.0.1:1/none", 5),
        ("postgresql://bob:s3cret@/none?host=/nowhere", 5),
    ] {
        fails(&run(leadengine(url).args(["users", "list"]), b""), status, "error: ");
    }
}

#[test]
fn tables_that_were_not_created() {
    let db = TestDb::empty();
    for arguments in [
        &["users", "list"][..],
        &["normalize"],
        &["enrich"],
        &["leads"],
        &["jobs", "list"],
        &["usage"],
        &["stats"],
    ] {
        fails(&db.run(arguments), 1, "leadengine create-tables");
    }
}

#[test]
fn an_error_is_an_object_when_json_is_asked_for() {
    let db = with_user();
    let output = db.run(&["users", "show", "nobody@example.com", "--json"]);
    assert_eq!(output.status, 4);
    let error: Value = serde_json::from_str(&output.stderr).unwrap();
    assert_eq!(error["error"]["code"], "no_such_user");
    assert!(error["error"]["message"].as_str().unwrap().contains("nobody@example.com"));
    assert!(error["error"]["hint"].is_string());
    let usage = db.run(&["leads", "--no-such-option", "--json"]);
    assert_eq!(usage.status, 2);
    let error: Value = serde_json::from_str(&usage.stderr).unwrap();
    assert_eq!(error["error"]["code"], "usage");
}

#[test]
fn users_jobs_leads_and_files_that_are_not_there() {
    let db = with_user();
    fails(&db.run(&["ingest", "/no/such/file.jsonl"]), 4, "/no/such/file.jsonl");
    fails(
        &db.run_with_stdin(&["ingest", "-", "--user", "nobody@example.com"], b"{}"),
        4,
        "nobody@example.com",
    );
    fails(&db.run_with_stdin(&["ingest", "-", "--job", "00000000"], b"{}"), 4, "00000000");
    fails(&db.run(&["leads", "show", "00000000"]), 4, "00000000");
    fails(&db.run(&["normalize", "--job", "00000000"]), 4, "00000000");
    fails(&db.run(&["normalize", "--dry-run", "/no/such/file"]), 4, "/no/such/file");
}

#[test]
fn a_subscription_that_expired_and_a_limit_that_is_reached() {
    let db = TestDb::with_limits(1, 1);
    assert_eq!(db.run_with_stdin(&["ingest", "-"], b"{\"company\": \"One\"}").status, 0);
    fails(&db.run_with_stdin(&["ingest", "-"], b"{\"company\": \"Two\"}"), 3, "scrapes");
    db.execute("UPDATE subscriptions SET expires_at = now() - interval '1 day'");
    fails(&db.run_with_stdin(&["ingest", "-"], b"{\"company\": \"Two\"}"), 3, "expired");
    assert_eq!(db.run(&["normalize"]).status, 3);
    db.execute("UPDATE users SET is_active = false");
    fails(
        &db.run_with_stdin(&["ingest", "-", "--user", "ann@example.com"], b"{\"company\": \"Two\"}"),
        3,
        "not active",
    );
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM raw_leads"), 1);
}

#[test]
fn files_that_are_empty_binary_or_end_without_a_newline() {
    let db = with_user();
    let directory = scratch();
    let file = |name: &str, bytes: &[u8]| {
        let path = directory.join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let empty = db.json(&["ingest", &file("empty", b"")]);
    assert_eq!((empty["read"].as_u64(), &empty["job_id"]), (Some(0), &Value::Null));
    assert_eq!(db.json(&["ingest", &file("open.jsonl", b"{\"a\":1}\n{\"b\":2}")])["inserted"], 2);
    for (name, bytes, reason) in [
        ("binary", &b"\x7fELF\x02\x01\x01\0\0\0\0"[..], "a binary file"),
        ("x.gz", b"\x1f\x8b\x08\0\0", "gzip data is cut off"),
    ] {
        let output = db.run(&["ingest", &file(name, bytes)]);
        assert_eq!(output.status, 1, "{}", output.stderr);
        assert!(output.stderr.contains(&format!("{name}:1: rejected: ")), "{}", output.stderr);
        assert!(output.stderr.contains(reason), "{}", output.stderr);
    }
    fails(&db.run(&["ingest", directory.to_str().unwrap()]), 1, "directory");
    let page = db
        .run(&["ingest", &file("leads.csv", b"<html><p>Sorry, the server is down,\n<p>try again, please\n")]);
    assert!(page.status == 1 && page.stderr.contains("every record was rejected"), "{}", page.stderr);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM raw_leads"), 2);
}

#[test]
#[cfg(target_os = "linux")]
fn help_that_cannot_be_written_is_a_failure() {
    for arguments in [&["--help"][..], &["--version"], &["ingest", "-h"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = crate::support::leadengine("");
        let output = command.args(arguments).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("No space left"), "{output:?}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let db = with_user();
    db.json(&["ingest", crate::support::data("senators.jsonl").to_str().unwrap()]);
    db.json(&["normalize"]);
    let piped = std::process::Command::new("sh")
        .args(["-c", &format!("\"{}\" leads export 2>&1 | head -n 1", env!("CARGO_BIN_EXE_leadengine"))])
        .env("LEADENGINE_DATABASE_URL", db.app_url())
        .env("LEADENGINE_CONFIG", "none")
        .output()
        .unwrap();
    let text = String::from_utf8(piped.stdout).unwrap();
    assert!(text.starts_with("id,user_id") && !text.contains("panicked"), "{text}");
}

#[test]
fn a_url_from_a_file_is_told_with_its_file() {
    let mut command = leadengine("");
    let directory = command.get_current_dir().unwrap().to_owned();
    std::fs::write(directory.join(".env"), "DATABASE_URL=postgresql://bob:s3cret@127.0.0.1:1/none\n")
        .unwrap();
    let inner = directory.join("inner");
    std::fs::create_dir(&inner).unwrap();
    fails(&run(command.current_dir(&inner).args(["users", "list"]), b""), 5, "/.env");
}
