//! Progress: bars on a terminal, lines elsewhere, `jobs watch`, and the log as JSON.

use std::fs::File;
use std::io::Write;
use std::thread::sleep;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use serde_json::Value;

use crate::ingest::with_user;
use crate::server_away::people;
use crate::support::pty::Pty;
use crate::support::{Fed, Output, TestDb, run, scratch, signal, until};

/// The time between two lines, in seconds.
const EVERY: &str = "LEADENGINE_PROGRESS_EVERY";

/// A compressed file of this text: its path, and its size.
fn compressed(text: &str) -> (String, u64) {
    let path = scratch().join("people.jsonl.gz");
    let mut file =
        flate2::write::GzEncoder::new(File::create(&path).unwrap(), flate2::Compression::default());
    file.write_all(text.as_bytes()).unwrap();
    let size = file.finish().unwrap().metadata().unwrap().len();
    (path.to_str().unwrap().to_owned(), size)
}

/// A command on a terminal that draws more than ASCII.
fn on_terminal(db: &TestDb, arguments: &[&str], columns: u16, rows: u16) -> Pty {
    let mut command = db.command(arguments);
    command.env("LC_ALL", "C.UTF-8");
    Pty::start(command, columns, rows)
}

/// The lines that tell of progress.
fn told<'a>(output: &'a Output, step: &str) -> Vec<&'a str> {
    output.stderr.lines().filter(|line| line.starts_with(&format!("{step}: "))).collect()
}

/// Every line of a log.
#[track_caller]
fn objects(log: &str) -> Vec<Value> {
    let read = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    let objects: Vec<Value> = log.lines().map(read).collect();
    for object in &objects {
        let time = object["time"].as_str().unwrap_or_default();
        assert!(time.ends_with('Z') && chrono::DateTime::parse_from_rfc3339(time).is_ok(), "{object}");
        assert!(
            ["info", "warn", "error"].contains(&object["level"].as_str().unwrap_or_default()),
            "{object}"
        );
        assert!(object["message"].is_string(), "{object}");
    }
    objects
}

#[test]
fn a_bar_on_a_terminal_counts_the_bytes_of_the_file_and_leaves_nothing_behind() {
    let db = with_user();
    let text = people(0..3_000) + "oops\n";
    let (file, size) = compressed(&text);
    for columns in [120, 40] {
        db.execute("TRUNCATE raw_leads");
        let holder = db.closed("raw_leads");
        let load = on_terminal(&db, &["ingest", &file], columns, 24);
        until("the bar", || load.said().contains("ingest ━━━━━━━━━━━━━━━━━━━━━━━━ 100 %"));
        drop(holder);
        let left = load.wait();
        assert_eq!(left.status, 0, "{}", left.said);
        let widest =
            left.said.split(['\r', '\n']).filter(|line| line.contains('━')).map(|line| line.chars().count());
        assert!(widest.max().unwrap() <= usize::from(columns) + "\u{1b}[2K".len(), "{}", left.said);
        if columns > 100 {
            let size = format!("3,001 records, {:.0} kB of {:.0} kB", size as f64 / 1e3, size as f64 / 1e3);
            assert!(left.said.contains(&size), "{size}: {}", left.said);
        }
        let screen = left.screen.join("\n");
        assert!(!screen.contains('━') && !screen.contains("records,"), "{screen}");
        assert!(
            screen.contains("people.jsonl.gz:3001: rejected") && screen.contains("Inserted    3000"),
            "{screen}"
        );
    }
}

#[test]
fn who_wants_no_bar_gets_none() {
    let db = with_user();
    let (file, _) = compressed(&people(0..10));
    for option in ["--quiet", "--no-progress"] {
        let holder = db.closed("raw_leads");
        let load = on_terminal(&db, &["ingest", &file, option], 80, 24);
        db.until_one_waits();
        sleep(Duration::from_millis(400));
        drop(holder);
        let left = load.wait();
        assert_eq!(left.status, 0, "{}", left.said);
        assert!(!left.said.contains('\u{1b}') && !left.said.contains('━'), "{}", left.said);
    }
}

#[test]
fn a_run_that_is_interrupted_leaves_the_terminal_clean() {
    let db = with_user();
    let (file, _) = compressed(&people(0..3_000));
    let _holder = db.closed("raw_leads");
    let load = on_terminal(&db, &["ingest", &file], 80, 24);
    until("the bar", || load.said().contains("100 %"));
    signal(load.child.id(), "-INT");
    let left = load.wait();
    assert_eq!(left.status, 130, "{}", left.said);
    let screen = left.screen.join("\n");
    assert!(!screen.contains('━') && screen.contains("interrupted"), "{screen}");
    assert!(left.said.ends_with('\n'), "the next prompt begins a line: {:?}", left.said);

    // What listens for nothing is ended at once.
    let _leads = db.closed("leads");
    let forget = on_terminal(&db, &["leads", "forget", "ann1@firm1.com"], 80, 24);
    until("the bar", || forget.said().contains("searching every payload"));
    signal(forget.child.id(), "-INT");
    let left = forget.wait();
    assert_eq!((left.status, left.screen.join("")), (130, String::new()), "{}", left.said);
}

#[test]
fn where_there_is_no_terminal_a_line_comes_now_and_then() {
    let db = with_user();
    let load = |options: &[&str], every: Option<&str>, from: usize| {
        let mut command = db.command(&[&["ingest", "-"], options].concat());
        every.map(|every| command.env(EVERY, every));
        let mut load = Fed::start(command);
        load.feed(&people(from..from + 100));
        sleep(Duration::from_millis(900));
        load.end()
    };
    let often = load(&[], Some("0.2"), 0);
    let lines = told(&often, "ingest");
    assert!((2..=8).contains(&lines.len()), "{}", often.stderr);
    assert!(lines[0].contains(" records") && !lines[0].contains(" left"), "{}", often.stderr);
    assert!(!often.stderr.contains(['\u{1b}', '\r']), "{:?}", often.stderr);
    // None before the first ten seconds, and none for who wants none.
    for (options, every) in [(&[][..], None), (&["--no-progress"], Some("0.1")), (&["--quiet"], Some("0.1"))]
    {
        let none = load(options, every, 1_000);
        assert_eq!((none.status, told(&none, "ingest").len()), (0, 0), "{}", none.stderr);
    }
}

#[test]
fn every_long_step_tells_how_far_it_is() {
    let db = with_user();
    let (file, _) = compressed(&people(0..3_000));
    let often = |arguments: &[&str]| {
        let mut command = db.command(arguments);
        command.env(EVERY, "0.05");
        command
    };
    assert_eq!(db.run(&["ingest", &file]).status, 0);
    for (arguments, table, step) in [
        (&["normalize"][..], "leads", "normalize: 0 of 3,000 records (0 %)"),
        (&["normalize", "--rebuild"], "leads", "normalize: 0 of 3,000 records (0 %)"),
        (&["enrich"], "lead_enrichment", "enrich: 0 leads"),
        (&["leads", "export"], "lead_enrichment", "leads export: 0 leads"),
        (
            &["leads", "forget", "ann1@firm1.com", "--yes"],
            "raw_leads",
            "leads forget: 0 found, searching every payload",
        ),
    ] {
        let holder = db.closed(table);
        let work = Fed::start(often(arguments));
        db.until_one_waits();
        sleep(Duration::from_millis(300));
        drop(holder);
        let output = work.end();
        assert_eq!(output.status, 0, "{arguments:?}: {}", output.stderr);
        assert!(output.stderr.lines().any(|line| line.starts_with(step)), "{arguments:?}: {}", output.stderr);
    }
    // Without a database.
    let mut dry = Fed::start(often(&["normalize", "--dry-run", "-"]));
    dry.feed(&people(0..1));
    sleep(Duration::from_millis(300));
    let dry = dry.end();
    assert!(!told(&dry, "normalize --dry-run").is_empty(), "{}", dry.stderr);
    assert_eq!(dry.stdout.lines().count(), 1);
}

#[test]
fn making_the_tables_tells_which_step_it_is_at() {
    let db = TestDb::empty();
    let mut holder = db.connect();
    // The lock that one migrating process holds.
    holder.batch_execute("SELECT pg_advisory_lock(7810756212570351470)").unwrap();
    let mut command = db.command(&["create-tables"]);
    command.env(EVERY, "0.05");
    let work = Fed::start(command);
    sleep(Duration::from_millis(400));
    drop(holder);
    let output = work.end();
    assert_eq!(output.status, 0, "{}", output.stderr);
    assert!(!told(&output, "create-tables").is_empty(), "{}", output.stderr);
}

#[test]
fn a_log_is_one_object_a_line() {
    let db = with_user();
    let (file, size) = compressed(&(people(0..3_000) + "oops\n"));
    let holder = db.closed("raw_leads");
    let mut command = db.command(&["ingest", &file, "--log-format", "json", "--json"]);
    command.env(EVERY, "0.1");
    let load = Fed::start(command);
    db.until_one_waits();
    sleep(Duration::from_millis(500));
    drop(holder);
    let output = load.end();
    assert_eq!(output.status, 0, "{}", output.stderr);
    let log = objects(&output.stderr);
    assert!(log.iter().all(|line| line["command"] == "ingest"), "{}", output.stderr);
    let rejected = log.iter().find(|line| line["level"] == "warn").expect("the rejected record");
    assert_eq!((&rejected["file"], &rejected["line"]), (&Value::from(file), &3_001.into()), "{rejected}");
    assert!(rejected["reason"].as_str().unwrap().starts_with("not JSON"), "{rejected}");
    let progress = log.iter().rfind(|line| line["step"] == "ingest").expect("progress");
    // Bytes of the file, whatever it unpacks to.
    assert_eq!((&progress["bytes"], &progress["total_bytes"]), (&size.into(), &size.into()), "{progress}");
    assert_eq!((&progress["records"], &progress["percent"]), (&3_001.into(), &100.into()), "{progress}");
    assert_eq!(log.last().unwrap()["message"], "next: leadengine normalize");
    assert_eq!(serde_json::from_str::<Value>(&output.stdout).unwrap()["inserted"], 3_000);
}

#[test]
fn errors_stand_in_the_log_with_code_and_hint() {
    let db = with_user();
    for (arguments, code, status) in [
        (&["jobs", "show", "00000000"][..], "no_such_job", 4),
        (&["jobs", "show", "00000000", "--json"], "no_such_job", 4),
        (&["leads", "--no-such-option"], "usage", 2),
        (&["jobs", "remove", "00000000", "--no-such-option", "--json"], "usage", 2),
    ] {
        let by_option = db.run(&[arguments, &["--log-format", "json"]].concat());
        let by_variable = run(db.command(arguments).env("LEADENGINE_LOG_FORMAT", "json"), b"");
        for output in [by_option, by_variable] {
            assert_eq!((output.status, output.stdout.as_str()), (status, ""), "{}", output.stderr);
            let log = objects(&output.stderr);
            assert_eq!(log.len(), 1, "{}", output.stderr);
            assert_eq!((&log[0]["level"], &log[0]["code"]), (&"error".into(), &code.into()), "{}", log[0]);
            assert!(log[0]["hint"].is_string(), "{}", log[0]);
        }
    }
    // Who asks for text gets the error that there always was.
    let text = db.run(&["jobs", "show", "00000000", "--json", "--log-format", "text"]);
    let error: Value = serde_json::from_str(&text.stderr).unwrap();
    assert_eq!(error["error"]["code"], "no_such_job");
    // A question is part of the log too, and is answered on a terminal in either form.
    for (format, question) in [("json", "\"Go on? [y/N]\""), ("text", "Go on? [y/N] ")] {
        let job = queued(&db);
        let asked = db.run(&["jobs", "remove", &job, "--log-format", "json"]);
        assert_eq!((asked.status, objects(&asked.stderr).len()), (2, 2), "{}", asked.stderr);
        let mut asked = on_terminal(&db, &["jobs", "remove", &job, "--log-format", format], 80, 24);
        until("the question", || asked.said().contains(question));
        asked.enter("y\n");
        let left = asked.wait();
        assert_eq!(left.status, 0, "{}", left.said);
        assert_eq!(db.query_value::<i64>("SELECT count(*) FROM scrape_jobs"), 0);
    }
}

/// A job that waits for a scraper.
fn queued(db: &TestDb) -> String {
    let job = db.json(&["jobs", "add", "--source-type", "google", "--query", "dentists"]);
    job["id"].as_str().unwrap().to_owned()
}

fn watch(db: &TestDb, arguments: &[&str]) -> Fed {
    let work = Fed::start(db.command(&[&["jobs", "watch", "--interval", "0.1"], arguments].concat()));
    let listens = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query ILIKE '%scrape_jobs%' \
                   AND application_name = 'leadengine'";
    until("the watch", || db.query_value::<i64>(listens) > 0);
    // Until it has listened once.
    sleep(Duration::from_millis(300));
    work
}

#[test]
fn a_job_is_followed_from_the_queue_to_its_end() {
    let db = with_user();
    let job = queued(&db);
    // Each group of records takes a second more, so that the run is seen in the middle.
    db.execute(
        "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(1.2); RETURN NULL; END $$; \
         CREATE TRIGGER slow AFTER INSERT ON leads FOR EACH STATEMENT EXECUTE FUNCTION slow()",
    );
    let (by_id, all) = (watch(&db, &[&job[..8], "--json"]), watch(&db, &[]));
    let loaded = db.run_with_stdin(&["ingest", "-", "--job", &job], people(0..9_000).as_bytes());
    assert_eq!(loaded.status, 0, "{}", loaded.stderr);
    let normalized = db.run(&["normalize", "--workers", "1"]);
    assert_eq!(normalized.status, 0, "{}", normalized.stderr);
    let by_id = by_id.wait();
    assert_eq!(by_id.status, 0, "{}", by_id.stderr);
    let seen: Vec<Value> = by_id.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(seen.iter().all(|row| row["id"] == *job), "{}", by_id.stdout);
    let (first, last) = (&seen[0], seen.last().unwrap());
    assert_eq!((&first["status"], &first["total_processed"]), (&"queued".into(), &0.into()), "{first}");
    assert_eq!(
        (&last["status"], &last["total_found"], &last["total_processed"], &last["total_rejected"]),
        (&"completed".into(), &9_000.into(), &9_000.into(), &0.into())
    );
    let amid = |row: &&Value| (1..9_000).contains(&row["total_processed"].as_i64().unwrap());
    let amid = seen.iter().find(amid).unwrap_or_else(|| panic!("never in the middle: {}", by_id.stdout));
    assert!(amid["status"] == "processing" && amid["per_second"].as_f64().unwrap() > 0.0, "{amid}");
    assert!(seen.windows(2).all(|two| two[0] != two[1]), "a line a change: {}", by_id.stdout);
    let all = all.wait();
    assert_eq!(all.status, 0, "{}", all.stderr);
    let last = all.stdout.lines().last().unwrap();
    assert!(last.contains("completed: 9,000 of 9,000 raw records processed, 0 rejected"), "{}", all.stdout);
    assert!(!all.stdout.contains('\u{1b}'));
}

#[test]
fn on_a_terminal_one_table_is_drawn_in_place() {
    let db = with_user();
    let jobs: Vec<String> = (0..12).map(|_| queued(&db)).collect();
    let work = on_terminal(&db, &["jobs", "watch", "--interval", "0.1"], 80, 10);
    until("the table", || work.said().contains("12 jobs: 12 queued"));
    for (n, job) in jobs.iter().enumerate() {
        assert_eq!(db.run_with_stdin(&["ingest", "-", "--job", job], people(n..n + 1).as_bytes()).status, 0);
    }
    until("what is new", || work.said().contains("12 processing; 0 of 12 raw records"));
    assert_eq!(db.run(&["normalize"]).status, 0);
    let left = work.wait();
    assert_eq!(left.status, 0, "{}", left.said);
    let headings = left.screen.iter().filter(|line| line.starts_with("Id ")).count();
    assert_eq!((headings, left.screen.len()), (1, 10), "{:#?}", left.screen);
    assert!(left.screen.iter().all(|line| line.chars().count() < 80), "{:#?}", left.screen);
    assert!(left.screen[8].starts_with("12 jobs: 12 completed; 12 of 12 raw records"), "{:#?}", left.screen);
}

#[test]
fn how_a_watch_ends_tells_how_the_jobs_did() {
    let db = with_user();
    assert_eq!(db.run(&["jobs", "watch", "00000000"]).status, 4);
    let none = Pty::run(db.command(&["jobs", "watch"]), 80, 24);
    assert_eq!((none.status, none.screen[0].as_str()), (0, "no job is queued or being processed"));
    let (fails, goes) = (queued(&db), queued(&db));
    let work = watch(&db, &["--json"]);
    db.json(&["jobs", "fail", &fails]);
    db.execute(&format!("DELETE FROM scrape_jobs WHERE id = '{goes}'"));
    let output = work.wait();
    assert_eq!(output.status, 1, "{}", output.stderr);
    let error: Value = serde_json::from_str(&output.stderr).unwrap();
    assert_eq!(error["error"]["code"], "job_failed");
    assert!(
        output.stdout.contains("\"removed\"") && output.stdout.contains("\"failed\""),
        "{}",
        output.stdout
    );
    // Nothing is to be waited for where all is over already.
    assert_eq!(db.run(&["jobs", "watch", &fails]).status, 1);
    let job = queued(&db);
    let csv = watch(&db, &[&job, "--format", "csv"]);
    db.json(&["jobs", "claim"]);
    db.json(&["jobs", "fail", &job]);
    let csv = csv.wait().stdout;
    assert_eq!(csv.lines().filter(|line| line.starts_with("id,user_id,")).count(), 1, "{csv}");

    let job = queued(&db);
    let work = watch(&db, &[&job]);
    signal(work.child.id(), "-INT");
    assert_eq!(work.wait().status, 130);
}

#[test]
fn a_watch_survives_a_lost_connection() {
    let db = with_user();
    let job = queued(&db);
    let work = watch(&db, &[&job]);
    let ended = db.query_value::<i64>(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() \
         AND application_name = 'leadengine'",
    );
    assert_eq!(ended, 1);
    assert_eq!(db.run_with_stdin(&["ingest", "-", "--job", &job], people(0..3).as_bytes()).status, 0);
    assert_eq!(db.run(&["normalize"]).status, 0);
    let output = work.wait();
    assert_eq!(output.status, 0, "{}{}", output.stdout, output.stderr);
    assert!(output.stdout.contains("completed: 3 of 3"), "{}", output.stdout);
    assert!(output.stderr.contains("trying again"), "{}", output.stderr);
}
