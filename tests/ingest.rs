//! `ingest`: what is read, stored, counted and refused.

use std::fs;

use serde_json::Value;

use crate::support::{Output, TestDb, data, scratch};

/// A database with one user who may do a lot.
pub fn with_user() -> TestDb {
    let db = TestDb::new();
    db.json(&["users", "add", "ann@example.com", "--plan", "enterprise", "--no-password"]);
    db
}

fn records(n: usize) -> String {
    (0..n).map(|i| format!("{{\"company\": \"Company {i}\", \"n\": {i}}}\n")).collect()
}

#[track_caller]
fn counts(summary: &Value) -> [u64; 4] {
    let counts = ["read", "inserted", "duplicates", "rejected"].map(|key| summary[key].as_u64().unwrap());
    assert_eq!(counts[0], counts[1] + counts[2] + counts[3], "{summary}");
    counts
}

/// How many records all runs stored; none may fail.
#[track_caller]
fn inserted(runs: &[Output]) -> u64 {
    let of = |run: &Output| {
        assert_eq!(run.status, 0, "{}", run.stderr);
        counts(&serde_json::from_str(&run.stdout).unwrap())[1]
    };
    runs.iter().map(of).sum()
}

fn new_job(db: &TestDb) -> String {
    let job = db.json(&["jobs", "add", "--user", "ann@example.com", "--source-type", "file", "--query", "x"]);
    job["id"].as_str().unwrap().to_owned()
}

#[track_caller]
fn ingest(db: &TestDb, arguments: &[&str], input: &[u8]) -> Value {
    let output = db.run_with_stdin(&[&["ingest", "-", "--json"], arguments].concat(), input);
    assert_eq!(output.status, 0, "{}", output.stderr);
    serde_json::from_str(&output.stdout).unwrap()
}

#[test]
fn a_second_run_on_the_same_file_changes_nothing() {
    let db = with_user();
    let file = data("senators.jsonl");
    let file = file.to_str().unwrap();
    assert_eq!(counts(&db.json(&["ingest", file])), [100, 100, 0, 0]);
    let before: String = db.query_value("SELECT string_agg(t::text, '|' ORDER BY t::text) FROM (SELECT md5(r::text) FROM raw_leads r UNION ALL SELECT j::text FROM scrape_jobs j UNION ALL SELECT u::text FROM usage_tracking u) t");
    let again = db.json(&["ingest", file]);
    assert_eq!(counts(&again), [100, 0, 100, 0]);
    assert_eq!(again["job_id"], Value::Null, "no job is made for nothing");
    let after: String = db.query_value("SELECT string_agg(t::text, '|' ORDER BY t::text) FROM (SELECT md5(r::text) FROM raw_leads r UNION ALL SELECT j::text FROM scrape_jobs j UNION ALL SELECT u::text FROM usage_tracking u) t");
    assert_eq!(before, after);
}

#[test]
fn json_lines_and_an_array_of_the_same_records_are_the_same() {
    let db = with_user();
    assert_eq!(counts(&ingest(&db, &[], b"{\"a\":1}\n{\"b\":2}")), [2, 2, 0, 0]);
    assert_eq!(counts(&ingest(&db, &[], b" [ {\"a\" : 1},\n{\"b\":2.0}, {\"c\":3} ] ")), [3, 1, 2, 0]);
    assert_eq!(counts(&ingest(&db, &[], b"{\n  \"b\": 2\n}\n{\n \"d\": 4\n}")), [2, 1, 1, 0]);
}

#[test]
fn a_record_that_stands_twice_is_stored_once() {
    let db = with_user();
    let twice = records(6_000).repeat(2);
    assert_eq!(counts(&ingest(&db, &["--connections", "4"], twice.as_bytes())), [12_000, 6_000, 6_000, 0]);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM raw_leads"), 6_000);
}

#[test]
fn a_bad_record_is_told_with_its_line_and_the_rest_is_loaded() {
    let db = with_user();
    let input = b"{\"a\":1}\nnot json\n{\"a\":\"\\u0000\"}\n\n[1]\n{\"a\":1e400000}\n{\"a\":\"\\ud800\"}\n{\"a\":\"\xff\"}\n{\"b\":2}";
    let output = db.run_with_stdin(&["ingest", "-", "--json"], input);
    assert_eq!(output.status, 0, "{}", output.stderr);
    assert_eq!(counts(&serde_json::from_str(&output.stdout).unwrap()), [8, 2, 0, 6]);
    for (line, reason) in
        [(2, "not JSON"), (3, "\\u0000"), (5, "an array"), (6, "numeric"), (7, "surrogate"), (8, "UTF-8")]
    {
        let told = output.stderr.lines().find(|l| l.starts_with(&format!("-:{line}: "))).unwrap_or_default();
        assert!(told.contains(reason), "line {line}: {told:?}");
    }
}

#[test]
fn what_a_repeated_key_shadows_is_looked_at_too() {
    let db = with_user();
    let input = br#"{"email":"q@acme.com","z":"\u0000","z":1}
{"z":1e400000,"z":2}
{"email":"good@acme.com","z":"\\u0000"}"#;
    assert_eq!(counts(&ingest(&db, &[], input)), [3, 1, 0, 2]);
}

#[test]
fn a_load_that_fails_leaves_no_job_and_uses_no_scrape() {
    let db = with_user();
    db.execute("ALTER TABLE raw_leads ADD CONSTRAINT no_more CHECK (false) NOT VALID");
    assert_eq!(db.run_with_stdin(&["ingest", "-"], b"{\"a\":1}").status, 1);
    assert_eq!(
        db.query_value::<i64>(
            "SELECT (SELECT count(*) FROM scrape_jobs) + (SELECT count(*) FROM usage_tracking)"
        ),
        0
    );
}

#[test]
fn records_of_one_job_that_do_not_say_when_share_one_time() {
    let db = with_user();
    ingest(&db, &["--connections", "3"], records(12_000).as_bytes());
    let times = "SELECT count(DISTINCT scraped_at) FROM raw_leads";
    assert_eq!(db.query_value::<i64>(times), 1);
    // Nor must it decide which record came before somebody stopped and went on.
    let job = new_job(&db);
    for part in ["{\"part\": 1}", "{\"part\": 2}"] {
        ingest(&db, &["--job", &job], part.as_bytes());
    }
    assert_eq!(db.query_value::<i64>(times), 2);
}

#[test]
fn rejected_records_can_be_mended_and_fed_in_again() {
    let db = with_user();
    let rejects = scratch().join("rejects.jsonl");
    let path = rejects.to_str().unwrap();
    ingest(&db, &["--rejects", path], b"{\"a\":1}\n{\"b\":2\n{\"c\":3}\n[\"d\"]\n");
    let text = fs::read_to_string(&rejects).unwrap();
    assert_eq!(text, "{\"b\":2\n[\"d\"]\n");
    use std::os::unix::fs::PermissionsExt;
    assert_eq!(fs::metadata(&rejects).unwrap().permissions().mode() & 0o777, 0o600, "personal data");
    fs::write(&rejects, text.replace("2\n", "2}\n").replace("[\"d\"]", "{\"d\":4}")).unwrap();
    assert_eq!(counts(&db.json(&["ingest", path])), [2, 2, 0, 0]);
    let over_itself = db.run(&["ingest", path, "--rejects", path]);
    assert_eq!(over_itself.status, 2, "{}", over_itself.stderr);
}

#[test]
fn strict_loads_nothing_if_anything_is_rejected() {
    let db = with_user();
    let mut input = records(7_000);
    input.push_str("oops\n");
    let output = db.run_with_stdin(&["ingest", "-", "--strict"], input.as_bytes());
    assert_eq!(output.status, 1);
    assert!(output.stderr.contains("nothing loaded: 1 of 7001"), "{}", output.stderr);
    for table in ["raw_leads", "scrape_jobs", "usage_tracking"] {
        assert_eq!(db.query_value::<i64>(&format!("SELECT count(*) FROM {table}")), 0, "{table}");
    }
    assert_eq!(counts(&ingest(&db, &["--strict"], records(7_000).as_bytes())), [7_000, 7_000, 0, 0]);
}

#[test]
fn the_payload_is_stored_as_it_came() {
    let db = with_user();
    let payload = r#"{"big": 123456789012345678901234567890.123456789, "text": "tab\t \\ \"quoted\" \u00e9 \ud83d\ude00 \r\n", "deep": [[{"a": null}]]}"#;
    ingest(&db, &[], payload.as_bytes());
    assert_eq!(
        db.query_value::<i64>(&format!(
            "SELECT count(*) FROM raw_leads WHERE raw_payload = $x${payload}$x$::jsonb"
        )),
        1
    );
    assert_eq!(
        db.query_value::<String>("SELECT raw_payload->>'big' FROM raw_leads"),
        "123456789012345678901234567890.123456789"
    );
}

#[test]
fn source_and_time_come_from_the_payload() {
    let db = with_user();
    ingest(&db, &[], br#"{"company": "A", "metadata": {"source_url": "https://d.com/a", "scraped_at": "2026-02-15T10:00:00"}}"#);
    assert_eq!(db.query_value::<String>("SELECT source_url FROM raw_leads"), "https://d.com/a");
    assert_eq!(
        db.query_value::<String>("SELECT scraped_at AT TIME ZONE 'UTC' FROM raw_leads"),
        "2026-02-15 10:00:00"
    );
}

#[test]
fn records_join_the_job_they_were_scraped_for() {
    let db = with_user();
    db.json(&["jobs", "add", "--user", "ann@example.com", "--source-type", "google", "--query", "plumbers"]);
    let job = db.json(&["jobs", "claim"])["id"].as_str().unwrap().to_owned();
    let summary = ingest(&db, &["--job", &job], records(3).as_bytes());
    assert_eq!(summary["job_id"], *job);
    assert_eq!(db.query_value::<String>("SELECT status || total_found FROM scrape_jobs"), "processing3");
    assert_eq!(
        db.query_value::<i64>("SELECT scrapes_used FROM usage_tracking"),
        1,
        "only the job itself was counted"
    );
}

#[test]
fn a_scraper_that_found_nothing_ends_its_job() {
    let db = with_user();
    db.json(&["jobs", "add", "--user", "ann@example.com", "--source-type", "google", "--query", "unicorns"]);
    let job = db.json(&["jobs", "claim"])["id"].as_str().unwrap().to_owned();
    assert_eq!(counts(&ingest(&db, &["--job", &job], b"")), [0, 0, 0, 0]);
    assert_eq!(db.query_value::<String>("SELECT status || total_found FROM scrape_jobs"), "completed0");
}

#[test]
fn eight_overlapping_files_at_once_store_each_record_once() {
    let db = with_user();
    let directory = scratch();
    let all: Vec<String> = records(29_000).lines().map(|line| format!("{line}\n")).collect();
    // Each holds what its neighbours hold, too; every other one the other way round, so that they meet from both ends.
    let files: Vec<String> = (0..8)
        .map(|n| {
            let mut lines = all[3_000 * n..3_000 * n + 8_000].to_vec();
            if n % 2 == 1 {
                lines.reverse();
            }
            let file = directory.join(format!("overlapping-{n}.jsonl"));
            fs::write(&file, lines.concat()).unwrap();
            file.to_str().unwrap().to_owned()
        })
        .collect();
    let commands: Vec<Vec<&str>> = files.iter().map(|file| vec!["ingest", file, "--json"]).collect();
    assert_eq!(inserted(&db.at_once(&commands)), 29_000);
    assert_eq!(db.query_value::<i64>("SELECT count(DISTINCT data_hash) FROM raw_leads"), 29_000);
    assert_eq!(db.query_value::<i64>("SELECT sum(total_found) FROM scrape_jobs"), 29_000);
}

#[test]
fn records_that_stand_again_much_later_are_duplicates() {
    let db = with_user();
    let all: Vec<String> = records(40_000).lines().map(|line| format!("{line}\n")).collect();
    // More than any batch holds lies between the first and the second, and between that and the third.
    let again: Vec<String> = all.iter().step_by(4_000).cloned().collect();
    let file = format!("{}{}{}", all[..20_000].concat(), again.concat(), all.concat());
    for connections in ["1", "2"] {
        let got =
            counts(&ingest(&db, &["--connections", connections, "--job", &new_job(&db)], file.as_bytes()));
        let new = if connections == "1" { 40_000 } else { 0 };
        assert_eq!(got, [60_010, new, 60_010 - new, 0]);
    }
    assert_eq!(db.query_value::<i64>("SELECT count(DISTINCT data_hash) FROM raw_leads"), 40_000);
    assert_eq!(db.query_value::<i64>("SELECT sum(total_found) FROM scrape_jobs"), 40_000);
}

#[test]
fn one_known_record_among_many_new_ones_is_a_duplicate() {
    let db = with_user();
    // A sample of each batch is looked up. Of so few known ones it shows at most some, so the first COPY fails.
    let known: String = records(30_000).lines().step_by(10_000).map(|line| format!("{line}\n")).collect();
    assert_eq!(counts(&ingest(&db, &[], known.as_bytes())), [3, 3, 0, 0]);
    let failed = "SELECT COALESCE(sum(n_dead_tup + n_tup_ins - n_live_tup), 0)::bigint FROM pg_stat_user_tables WHERE relname = 'raw_leads'";
    assert_eq!(db.query_value::<i64>(failed), 0);
    let input = records(30_000);
    let got = counts(&ingest(&db, &["--connections", "1"], input.as_bytes()));
    assert_eq!(got, [30_000, 29_997, 3, 0]);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM raw_leads"), 30_000);
    assert_eq!(db.query_value::<i64>("SELECT sum(total_found) FROM scrape_jobs"), 30_000);
    // They report what they did when they end.
    db.until_sessions_ended();
    assert!(db.query_value::<i64>(failed) > 0, "no batch was tried and failed: this test shows nothing");
}

#[test]
fn two_users_may_hold_the_same_record() {
    let db = with_user();
    db.json(&["users", "add", "bob@example.com", "--plan", "free", "--no-password"]);
    for user in ["ann@example.com", "bob@example.com"] {
        assert_eq!(counts(&ingest(&db, &["--user", user], b"{\"a\":1}")), [1, 1, 0, 0]);
    }
    let nobody = db.run_with_stdin(&["ingest", "-"], b"{\"a\":1}");
    assert_eq!(nobody.status, 2, "with two users it has to be said whose it is");
    assert!(nobody.stderr.contains("--user"), "{}", nobody.stderr);
}

#[test]
fn an_overlong_record_is_rejected() {
    let db = with_user();
    let input = format!("{{\"a\":\"{}\"}}\n{{\"b\":1}}\n", "x".repeat(2_000));
    assert_eq!(counts(&ingest(&db, &["--max-record-bytes", "1000"], input.as_bytes())), [2, 1, 0, 1]);
}

#[test]
fn a_file_that_is_half_known_adds_the_other_half_whatever_the_order() {
    let db = with_user();
    let all: Vec<String> = records(30_000).lines().map(|line| format!("{line}\n")).collect();
    let even: String = all.iter().step_by(2).cloned().collect();
    assert_eq!(counts(&ingest(&db, &[], even.as_bytes())), [15_000, 15_000, 0, 0]);
    // New ones first, so that the known ones come as a surprise; and each twice.
    let odd: String = all.iter().skip(1).step_by(2).cloned().collect();
    let mixed = format!("{odd}{}{odd}", all.concat());
    assert_eq!(counts(&ingest(&db, &["--connections", "3"], mixed.as_bytes())), [60_000, 15_000, 45_000, 0]);
    assert_eq!(db.query_value::<i64>("SELECT count(DISTINCT data_hash) FROM raw_leads"), 30_000);
    assert_eq!(db.query_value::<i64>("SELECT sum(total_found) FROM scrape_jobs"), 30_000);
}

#[test]
fn a_load_that_is_killed_leaves_whole_batches_and_a_second_run_completes_it() {
    let db = with_user();
    let job = new_job(&db);
    let file = scratch().join("many.jsonl");
    fs::write(&file, records(120_000)).unwrap();
    let arguments = ["ingest", file.to_str().unwrap(), "--job", &job, "--quiet", "--json"];
    let counted = "SELECT total_found - (SELECT count(*) FROM raw_leads) FROM scrape_jobs WHERE total_found IS NOT NULL \
                   UNION ALL SELECT 0 LIMIT 1";
    for wait in [600, 1_200] {
        let mut process = db.command(&arguments).stdout(std::process::Stdio::null()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait));
        let _ = process.kill();
        process.wait().unwrap();
        // The server notices that the connection is gone and rolls back what was under way.
        db.until_sessions_ended();
        assert_eq!(db.query_value::<i64>(counted), 0, "the job counts what is stored");
    }
    let [read, inserted, duplicates, rejected] = counts(&db.json(&arguments[..4]));
    assert_eq!((read, rejected, inserted + duplicates), (120_000, 0, 120_000));
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM raw_leads"), 120_000);
    assert_eq!(db.query_value::<i64>(counted), 0);
}
