//! `run`: what becomes of the files of a drop directory, whatever they are called and whatever happens meanwhile.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use diesel::connection::SimpleConnection;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use crate::ingest::with_user;
use crate::server_away::people;
use crate::support::chance::{self, Chance};
use crate::support::contents::Contents;
use crate::support::{Fed, Output, TestDb, data, leadengine, run, scratch, until};

const ANN: &str = "ann@example.com";
const BOB: &str = "bob@example.com";

/// A drop directory with files that nobody has changed for minutes; the first is the oldest.
struct Inbox(PathBuf);

impl Inbox {
    fn new(files: &[(&str, &str)]) -> Inbox {
        let inbox = Inbox(scratch());
        for (number, (name, text)) in files.iter().enumerate() {
            inbox.put(OsStr::new(name), text.as_bytes(), 900 - number as u64);
        }
        inbox
    }

    fn put(&self, name: impl AsRef<OsStr>, bytes: &[u8], seconds_ago: u64) -> PathBuf {
        let path = self.0.join(name.as_ref());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let mut file = File::create(&path).unwrap();
        file.write_all(bytes).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(seconds_ago)).unwrap();
        path
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }

    fn run(&self, db: &TestDb, more: &[&str]) -> Output {
        db.run(&[&["run", "--inbox", self.path(), "--json"], more].concat())
    }

    /// What a run that ends with this status says.
    #[track_caller]
    fn report(&self, db: &TestDb, more: &[&str], status: i32) -> Value {
        let run = self.run(db, more);
        assert_eq!(run.status, status, "{}{}", run.stdout, run.stderr);
        serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"))
    }

    /// Everything in it but the lock and empty directories, with what it holds.
    fn files(&self) -> BTreeMap<String, String> {
        fn walk(root: &Path, directory: &Path, found: &mut BTreeMap<String, String>) {
            for entry in fs::read_dir(directory).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
                match fs::symlink_metadata(&path).unwrap() {
                    what if what.is_dir() => walk(root, &path, found),
                    what if what.is_file() => {
                        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
                        found.insert(name, text);
                    }
                    _ => drop(found.insert(name, String::new())),
                }
            }
        }
        let mut found = BTreeMap::new();
        walk(&self.0, &self.0, &mut found);
        found.remove(".leadengine.lock");
        found
    }

    fn names(&self) -> Vec<String> {
        self.files().into_keys().collect()
    }
}

fn is_taken(name: &str) -> bool {
    name.starts_with("working/")
}

fn jobs(db: &TestDb) -> String {
    db.query_value(
        "SELECT COALESCE(string_agg(search_query || ' ' || total_found || ' ' || status, ', ' ORDER BY started_at), '') FROM scrape_jobs",
    )
}

fn scrapes(db: &TestDb) -> i64 {
    db.query_value("SELECT COALESCE(sum(scrapes_used), 0) FROM usage_tracking")
}

#[test]
fn a_file_that_is_cut_off_fails_and_a_whole_copy_of_it_adds_the_rest() {
    let db = with_user();
    let inbox = Inbox::new(&[]);
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(people(0..5_000).as_bytes()).unwrap();
    let whole = gzip.finish().unwrap();
    inbox.put("leads.gz", &whole[..whole.len() / 2], 700);
    let output = inbox.run(&db, &["--quiet"]);
    assert_eq!(output.status, 1, "{}", output.stderr);
    assert!(output.stderr.contains("leads.gz is cut off or damaged"), "{}", output.stderr);
    let report: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(states(&report), [("leads.gz", "failed")]);
    assert!(inbox.files()["failed/leads.gz.error"].starts_with("leads.gz is cut off or damaged"));
    let before = db.query_value::<i64>("SELECT count(*) FROM raw_leads");
    assert!((1..5_000).contains(&before), "{before}");
    inbox.put("leads.gz", &whole, 700);
    assert_eq!(inbox.run(&db, &[]).status, 0);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM raw_leads"), 5_000);
}

fn states(report: &Value) -> Vec<(&str, &str)> {
    report["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| (file["file"].as_str().unwrap(), file["state"].as_str().unwrap()))
        .collect()
}

#[test]
fn a_run_takes_what_is_finished_the_oldest_first_and_puts_each_file_where_it_belongs() {
    let db = with_user();
    let inbox = Inbox::new(&[
        ("z.jsonl", &people(0..3)),
        ("array.json", r#"[{"company": "Acme"}, {"company": "Bolt"}]"#),
        ("some.jsonl", "{\"company\": \"Coil\"}\noops\n"),
        ("bad.txt", "this is no record\nnor is this\n"),
        ("empty.jsonl", ""),
        ("again.jsonl", &people(0..3)),
    ]);
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(people(3..5).as_bytes()).unwrap();
    inbox.put("more.jsonl.gz", &gzip.finish().unwrap(), 700);
    let alone = [".hidden.jsonl", "a.tmp", "b.PART", "c.crdownload", "d.filepart", "old/x.jsonl"];
    for name in alone {
        inbox.put(name, people(50..51).as_bytes(), 800);
    }
    inbox.put("writing.jsonl", people(60..61).as_bytes(), 0);
    let elsewhere = scratch().join("secret.jsonl");
    fs::write(&elsewhere, people(70..71)).unwrap();
    symlink(&elsewhere, inbox.0.join("link.jsonl")).unwrap();
    assert!(Command::new("mkfifo").arg(inbox.0.join("pipe.jsonl")).status().unwrap().success());

    let output = inbox.run(&db, &["--settle", "60"]);
    assert_eq!(output.status, 1, "{}", output.stderr);
    let report: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(
        states(&report),
        [
            ("z.jsonl", "done"),
            ("array.json", "done"),
            ("some.jsonl", "done"),
            ("bad.txt", "failed"),
            ("empty.jsonl", "done"),
            ("again.jsonl", "done"),
            ("more.jsonl.gz", "done"),
        ]
    );
    assert_eq!(
        jobs(&db),
        "z.jsonl 3 completed, array.json 2 completed, some.jsonl 1 completed, more.jsonl.gz 2 completed"
    );
    assert_eq!(scrapes(&db), 4, "what holds nothing new uses none");
    let ingest = &report["ingest"];
    let numbers = ["files", "done", "failed", "waiting", "read", "inserted", "duplicates", "rejected"];
    assert_eq!(numbers.map(|key| ingest[key].as_u64().unwrap()), [7, 6, 1, 0, 14, 8, 3, 3], "{ingest}");
    assert_eq!((&report["normalize"]["created"], &report["enrich"]["enriched"]), (&json!(8), &json!(8)));
    assert_eq!(report["files"][3]["moved_to"], "failed/bad.txt");
    assert_eq!(report["files"][2]["rejected"], 1);
    assert!(output.stderr.contains("1 of 7 files could not be loaded"), "{}", output.stderr);

    let files = inbox.files();
    assert_eq!(files["done/some.jsonl.rejects.jsonl"], "oops\n");
    assert!(
        files["done/some.jsonl.error"].starts_with("1 of 2 records were rejected\nsome.jsonl:2: "),
        "{files:?}"
    );
    assert!(files["failed/bad.txt.error"].starts_with("every record was rejected\nbad.txt:1: "), "{files:?}");
    assert_eq!(files["failed/bad.txt.rejects.jsonl"], files["failed/bad.txt"]);
    for name in ["some.jsonl.rejects.jsonl", "some.jsonl.error"] {
        assert_eq!(fs::metadata(inbox.0.join("done").join(name)).unwrap().mode() & 0o777, 0o600, "{name}");
    }
    let put_away = files.keys().filter(|name| name.starts_with("done/") || name.starts_with("failed/"));
    assert_eq!(put_away.count(), 7 + 4, "{files:?}");
    for name in alone.into_iter().chain(["writing.jsonl", "link.jsonl", "pipe.jsonl"]) {
        assert!(files.contains_key(name), "{name}: {files:?}");
    }
    assert_eq!(fs::read_dir(inbox.0.join("working")).unwrap().count(), 0);

    // Nothing is to do any more: cron has nothing to send.
    let again = inbox.run(&db, &["--settle", "60", "--quiet"]);
    assert_eq!((again.status, &*again.stderr), (0, ""));
    let report: Value = serde_json::from_str(&again.stdout).unwrap();
    assert_eq!(
        (&report["files"], &report["ingest"]["files"], &report["normalize"]["raw"]),
        (&json!([]), &json!(0), &json!(0))
    );
    // For people, and for a spreadsheet.
    let table = db.run(&["run", "--inbox", inbox.path(), "--settle", "60"]);
    assert!(
        table.stdout.starts_with("Seconds  ") && table.stderr.contains("nothing was waiting"),
        "{table:?}"
    );
    let csv = db.run(&["run", "--format", "csv"]);
    assert!(
        csv.stdout.starts_with("files_done,files_failed,") && csv.stdout.contains("\n,,,,,,,,0,0,"),
        "{csv:?}"
    );
}

#[test]
fn a_file_of_a_name_that_was_there_before_replaces_nothing() {
    let db = with_user();
    let inbox = Inbox::new(&[]);
    for day in 0..3 {
        inbox.put("daily.jsonl", format!("{}oops {day}\n", people(day..day + 1)).as_bytes(), 100);
        inbox.report(&db, &[], 0);
    }
    let files = inbox.files();
    for (day, name) in ["daily.jsonl", "daily.2.jsonl", "daily.3.jsonl"].into_iter().enumerate() {
        assert!(files[&format!("done/{name}")].ends_with(&format!("oops {day}\n")), "{files:?}");
        assert_eq!(files[&format!("done/{name}.rejects.jsonl")], format!("oops {day}\n"));
    }
    assert_eq!((files.len(), scrapes(&db)), (9, 3));
}

#[test]
fn names_that_are_meant_to_do_harm_do_none() {
    let db = with_user();
    let inbox = Inbox::new(&[]);
    let long = format!("{}.jsonl", "é".repeat(124));
    assert_eq!(long.len(), 254);
    let names: Vec<OsString> = [
        &b"-rf"[..],
        b"two\nlines \x1b[31m.jsonl",
        b"$(touch x);`id`",
        b"not\xffutf8.jsonl",
        b" ",
        b"x.error",
        long.as_bytes(),
    ]
    .iter()
    .map(|name| OsStr::from_bytes(name).to_owned())
    .collect();
    for (n, name) in names.iter().enumerate() {
        // The last lines are rejected, so that every file gets companions.
        inbox.put(name, format!("{}oops\n", people(n..n + 1)).as_bytes(), 500);
    }
    let output = inbox.run(&db, &[]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    for said in [&output.stdout, &output.stderr] {
        assert!(!said.contains('\u{1b}') && !said.contains("\nlines"), "{said}");
    }
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM raw_leads"), 7);
    let done = inbox.0.join("done");
    for name in &names[..6] {
        for end in ["", ".error", ".rejects.jsonl"] {
            let path = done.join([name.as_os_str(), OsStr::new(end)].concat_os());
            assert!(path.is_file(), "{}", path.display());
        }
    }
    assert_eq!(fs::read_dir(&done).unwrap().count(), 3 * names.len(), "{:?}", inbox.names());
    assert_eq!(inbox.names().len(), 3 * names.len());
}

trait Concat {
    fn concat_os(&self) -> OsString;
}

impl Concat for [&OsStr; 2] {
    fn concat_os(&self) -> OsString {
        let mut all = self[0].to_owned();
        all.push(self[1]);
        all
    }
}

fn with_both() -> TestDb {
    let db = with_user();
    db.json(&["users", "add", BOB, "--plan", "pro", "--no-password"]);
    db
}

fn owners(db: &TestDb) -> String {
    db.query_value(
        "SELECT COALESCE(string_agg(u.email || ' ' || j.search_query || ' ' || COALESCE(j.total_found, 0), ', ' ORDER BY u.email, j.search_query), '') \
         FROM scrape_jobs j JOIN users u ON u.id = j.user_id",
    )
}

#[test]
fn the_files_of_a_directory_that_is_named_for_a_user_are_that_users() {
    let db = with_both();
    let inbox = Inbox::new(&[
        ("ann@example.com/a.jsonl", &people(0..2)),
        ("BOB@Example.com/b.jsonl", &people(0..3)),
        ("archive/old.jsonl", &people(9..10)),
        ("nobody@example.com/n.jsonl", &people(9..10)),
    ]);
    let output = inbox.run(&db, &[]);
    assert_eq!(output.status, 4, "{}", output.stderr);
    assert!(output.stderr.contains("there is no user nobody@example.com"), "{}", output.stderr);
    assert_eq!(owners(&db), "ann@example.com a.jsonl 2, bob@example.com b.jsonl 3");
    assert_eq!(
        inbox.names(),
        [
            "BOB@Example.com/done/b.jsonl",
            "ann@example.com/done/a.jsonl",
            "archive/old.jsonl",
            "nobody@example.com/n.jsonl"
        ]
    );
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM leads"), 5, "the rest goes on");

    // Whose the files of the inbox itself are is to be said; until then they wait.
    inbox.put("c.jsonl", people(5..6).as_bytes(), 100);
    let output = inbox.run(&db, &[]);
    assert_eq!(output.status, 2, "worse than a user who is not there: {}", output.stderr);
    assert!(
        output.stderr.contains("several users") && output.stderr.contains("sub-directory"),
        "{}",
        output.stderr
    );
    assert!(output.stderr.contains("warning: the files in"), "{}", output.stderr);
    inbox.put("bob@example.com/d.jsonl", people(6..7).as_bytes(), 100);
    let report = inbox.report(&db, &["--user", ANN], 0);
    assert_eq!(states(&report), [("c.jsonl", "done")], "and nothing of Bob's, or nobody's");
    assert!(inbox.names().contains(&"bob@example.com/d.jsonl".to_owned()));
}

#[test]
fn a_user_who_may_do_nothing_keeps_the_others_from_nothing() {
    let db = with_both();
    db.json(&["users", "deactivate", ANN]);
    let inbox =
        Inbox::new(&[("ann@example.com/a.jsonl", &people(0..2)), ("bob@example.com/b.jsonl", &people(0..3))]);
    let report = inbox.report(&db, &[], 3);
    assert_eq!(
        states(&report),
        [("ann@example.com/a.jsonl", "waiting"), ("bob@example.com/b.jsonl", "done")]
    );
    assert_eq!(inbox.names(), ["ann@example.com/a.jsonl", "bob@example.com/done/b.jsonl"]);
    db.json(&["users", "activate", ANN]);
    inbox.report(&db, &[], 0);
    assert_eq!(owners(&db), "ann@example.com a.jsonl 2, bob@example.com b.jsonl 3");
}

#[test]
fn what_a_quota_keeps_back_waits_for_the_next_month() {
    let db = TestDb::new();
    let plan = ["--plan", "x", "--scrape-limit", "1", "--lead-limit", "4"];
    db.json(&[&["users", "add", ANN, "--no-password"][..], &plan].concat());
    let files = [("a.jsonl", people(0..3)), ("b.jsonl", people(3..6)), ("c.jsonl", people(6..7))];
    let inbox = Inbox::new(&files.each_ref().map(|(name, text)| (*name, &**text)));
    let output = inbox.run(&db, &[]);
    assert_eq!(output.status, 3, "{}", output.stderr);
    assert!(output.stderr.contains("used all 1 scrapes of this month"), "{}", output.stderr);
    let report: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(states(&report), [("a.jsonl", "done"), ("b.jsonl", "waiting"), ("c.jsonl", "waiting")]);
    assert_eq!(report["ingest"]["waiting"], 2);
    assert_eq!(inbox.names(), ["b.jsonl", "c.jsonl", "done/a.jsonl"]);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM lead_enrichment"), 3, "the other steps are done");

    db.json(&["subs", "change", "--user", ANN, "--scrape-limit", "9"]);
    let output = inbox.run(&db, &[]);
    assert_eq!(output.status, 3, "{}", output.stderr);
    assert!(output.stderr.contains("3 raw records wait"), "{}", output.stderr);
    assert_eq!(inbox.names(), ["done/a.jsonl", "done/b.jsonl", "done/c.jsonl"]);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM lead_enrichment"), 4);
    // cron sends it once, and not with every run until the next month.
    let again = inbox.run(&db, &["--quiet"]);
    assert_eq!((again.status, &*again.stderr), (3, ""));
    inbox.put("d.jsonl", people(7..8).as_bytes(), 100);
    assert!(inbox.run(&db, &["--quiet"]).stderr.contains("4 raw records wait"));
    // A file that fails is worse.
    inbox.put("bad", b"oops", 100);
    let output = inbox.run(&db, &[]);
    assert_eq!(output.status, 1);
    assert!(output.stderr.contains("warning: 4 raw records wait"), "{}", output.stderr);
}

#[test]
fn a_database_that_is_away_is_status_5_and_no_file_is_touched() {
    let inbox = Inbox::new(&[("a.jsonl", &people(0..3))]);
    let mut command = leadengine("postgresql://nobody@127.0.0.1:1/none");
    let output = run(command.args(["run", "--inbox", inbox.path(), "--retry-for", "0"]), b"");
    assert_eq!((output.status, &*output.stdout), (5, ""), "{}", output.stderr);
    assert_eq!(inbox.names(), ["a.jsonl"]);
}

/// Runs, and does something as soon as the first records are stored, while more come.
fn disturbed(db: &TestDb, inbox: &Inbox, more: &[&str], disturb: impl FnOnce(&Fed)) -> Output {
    let command = [&["run", "--inbox", inbox.path(), "--json", "--connections", "1"], more].concat();
    let mut work = Fed::start(db.command(&command));
    until("some records", || {
        assert!(work.child.try_wait().unwrap().is_none(), "it ended before");
        db.query_value::<i64>("SELECT count(*) FROM raw_leads") > 0
    });
    disturb(&work);
    work.end()
}

#[test]
fn a_database_that_goes_away_in_the_middle_finds_the_rest_in_the_same_job() {
    let db = with_user();
    let inbox = Inbox::new(&[("a.jsonl", &people(0..15_000)), ("b.jsonl", &people(0..10))]);
    let output = disturbed(&db, &inbox, &["--retry-for", "0"], |_| {
        db.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
             WHERE datname = current_database() AND application_name = 'leadengine'",
        );
    });
    assert_eq!(output.status, 5, "{}", output.stderr);
    let report: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!((&report["normalize"], &report["enrich"]), (&Value::Null, &Value::Null), "{report}");
    assert!(is_taken(&inbox.names()[1]) && inbox.names()[0] == "b.jsonl", "{:?}", inbox.names());
    let stored = db.query_value::<i64>("SELECT count(*) FROM raw_leads");
    assert!(stored > 0 && stored < 15_000, "{stored}");

    let report = inbox.report(&db, &[], 0);
    assert_eq!(report["ingest"]["inserted"].as_i64(), Some(15_000 - stored));
    assert_eq!((jobs(&db), scrapes(&db)), ("a.jsonl 15000 completed".to_owned(), 1));
    assert_eq!(inbox.names(), ["done/a.jsonl", "done/b.jsonl"]);
}

#[test]
fn a_run_that_is_asked_to_stop_stops_and_the_next_does_the_rest() {
    let db = with_user();
    let inbox = Inbox::new(&[("a.jsonl", &people(0..15_000)), ("b.jsonl", &people(0..10))]);
    let output = disturbed(&db, &inbox, &[], |work| {
        let pid = work.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    });
    assert_eq!(output.status, 143, "{}", output.stderr);
    assert!(output.stderr.contains("interrupted"), "{}", output.stderr);
    let stored = db.query_value::<i64>("SELECT count(*) FROM raw_leads");
    // A machine that is too busy for it to stop by itself in time ends it without a summary.
    if let Ok(report) = serde_json::from_str::<Value>(&output.stdout) {
        assert_eq!(report["ingest"]["inserted"].as_i64(), Some(stored), "{report}");
        assert_eq!(report["normalize"], Value::Null, "{report}");
    }
    let names = inbox.names();
    assert!(names[0] == "b.jsonl" && names.iter().any(|name| is_taken(name)), "{names:?}");
    inbox.report(&db, &[], 0);
    assert_eq!((jobs(&db), scrapes(&db)), ("a.jsonl 15000 completed".to_owned(), 1));
}

#[test]
fn a_run_that_is_killed_at_any_moment_and_repeated_is_as_if_it_had_not_been() {
    let seed = chance::seed();
    let mut chance = Chance::of(seed);
    let before = with_user();
    let senators = fs::read_to_string(data("senators.jsonl")).unwrap();
    let files = [
        ("a.jsonl", format!("{}oops\n", people(0..2_500))),
        ("b.jsonl", senators),
        ("c.jsonl", people(2_000..2_600)),
        ("d.txt", "nothing of this\ncan be loaded\n".to_owned()),
        ("e.jsonl", people(0..5)),
    ];
    let new_inbox = || Inbox::new(&files.each_ref().map(|(name, text)| (*name, &**text)));
    let command = |inbox: &Inbox| ["run", "--quiet", "--json", "--inbox", inbox.path()].map(str::to_owned);

    let (db, inbox) = (before.copy(), new_inbox());
    let begun = Instant::now();
    inbox.report(&db, &["--quiet"], 1);
    let length = begun.elapsed();
    let (expected, files_expected) = (Contents::of(&db), inbox.files());
    assert_eq!((expected.rows("scrape_jobs"), expected.rows("leads")), (3, 2_700));

    let kills = chance::kills(10);
    let mut done = 0;
    while done < kills {
        let (db, inbox) = (before.copy(), new_inbox());
        let mut moments = Vec::new();
        for _ in 0..if chance.once_in(4) { 3 } else { 1 } {
            let after = length.mul_f64(((done * 7 % 20) as f64 + chance.share()) / 20.0);
            let command = command(&inbox);
            let mut command = db.command(&command.each_ref().map(|word| &**word));
            let mut work = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            std::thread::sleep(after);
            work.kill().unwrap();
            moments.push(after);
            // One that had ended before counts too, or a machine that has become faster would go on for ever.
            work.wait().unwrap();
            done += 1;
        }
        let what = format!("LEADENGINE_TEST_SEED={seed}: killed after {moments:?} of {length:?}");
        let last = inbox.run(&db, &["--quiet"]);
        assert!(matches!(last.status, 0 | 1), "{what}: {}", last.stderr);
        Contents::of(&db).assert_is(&expected, &what);
        assert_eq!(inbox.files(), files_expected, "{what}");
    }
}

#[test]
fn a_second_run_does_nothing_while_the_first_is_at_work() {
    let db = with_user();
    let inbox = Inbox::new(&[("a.jsonl", &people(0..3))]);
    let lock = File::create(inbox.0.join(".leadengine.lock")).unwrap();
    lock.lock().unwrap();
    let output = inbox.run(&db, &[]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    assert!(output.stderr.contains("another run is at work"), "{}", output.stderr);
    let report: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(report["ingest"], Value::Null);
    assert_eq!(inbox.names(), ["a.jsonl"]);
    let quiet = db.run(&["run", "--inbox", inbox.path(), "--quiet"]);
    assert_eq!((quiet.status, &*quiet.stdout, &*quiet.stderr), (0, "", ""));

    let mut waiting = Fed::start(db.command(&["run", "--inbox", inbox.path(), "--wait"]));
    std::thread::sleep(Duration::from_millis(300));
    assert!(waiting.child.try_wait().unwrap().is_none(), "it waits");
    lock.unlock().unwrap();
    let output = waiting.end();
    assert_eq!(output.status, 0, "{}", output.stderr);
    assert_eq!(inbox.names(), ["done/a.jsonl"]);

    lock.lock().unwrap();
    let mut waiting = Fed::start(db.command(&["run", "--inbox", inbox.path(), "--wait"]));
    let pid = waiting.child.id().to_string();
    std::thread::sleep(Duration::from_millis(300));
    assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    until("its end", || waiting.child.try_wait().unwrap().is_some());
    assert_eq!(waiting.wait().status, 130);

    // Without an inbox the turn is the database's.
    let mut holder = db.connect();
    holder.batch_execute("SELECT pg_advisory_lock(hashtextextended('leadengine:run:all', 0))").unwrap();
    let output = db.run(&["run"]);
    assert!(output.status == 0 && output.stderr.contains("another run is at work"), "{output:?}");
    drop(holder);
    db.until_sessions_ended();
    assert!(db.run(&["run"]).stderr.contains("nothing was waiting"));
}

#[test]
fn runs_at_once_load_each_file_once() {
    let db = with_user();
    let files: Vec<(String, String)> =
        (0..12).map(|n| (format!("{n}.jsonl"), people(n * 10..n * 10 + 10))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (&**name, &**text)).collect();
    let inbox = Inbox::new(&files);
    let wait = vec!["run", "--inbox", inbox.path(), "--wait", "--json"];
    let runs = db.at_once(&[wait.clone(), wait.clone(), wait[..3].to_vec(), wait]);
    assert!(runs.iter().all(|run| run.status == 0), "{runs:?}");
    assert_eq!(scrapes(&db), 12);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM leads"), 120);
    assert!(inbox.names().iter().all(|name| name.starts_with("done/")), "{:?}", inbox.names());
}

#[test]
fn a_file_that_is_written_while_it_is_read_is_loaded_to_its_end() {
    let db = with_user();
    let inbox = Inbox::new(&[("a.jsonl", &people(0..10))]);
    let mut writer = File::options().append(true).open(inbox.0.join("a.jsonl")).unwrap();
    let holder = db.closed("raw_leads");
    let work = Fed::start(db.command(&["run", "--inbox", inbox.path(), "--json"]));
    db.until_one_waits();
    writer.write_all(people(10..15).as_bytes()).unwrap();
    drop(holder);
    let output = work.end();
    assert_eq!(output.status, 0, "{}", output.stderr);
    let report: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(states(&report), [("a.jsonl", "waiting")]);
    // Its writer is not done yet.
    inbox.report(&db, &["--settle", "600"], 0);
    assert!(is_taken(&inbox.names()[0]));
    inbox.report(&db, &["--settle", "0"], 0);
    assert_eq!((jobs(&db), scrapes(&db)), ("a.jsonl 15 completed".to_owned(), 1));
    assert_eq!(inbox.names(), ["done/a.jsonl"]);
}

#[test]
fn nobody_gets_into_the_job_of_another_by_naming_it() {
    let db = with_both();
    let job = db.json(&["jobs", "add", "--user", BOB, "--source-type", "file", "--query", "his"]);
    let job = job["id"].as_str().unwrap();
    let inbox = Inbox::new(&[(&format!("ann@example.com/working/{job}/a.jsonl"), &people(0..2))]);
    inbox.report(&db, &[], 0);
    assert_eq!(owners(&db), "ann@example.com a.jsonl 2, bob@example.com his 0");
    assert_eq!(inbox.names(), ["ann@example.com/done/a.jsonl"]);
    // What was begun for Bob is not Ann's to end, and the other way round it is ended for whom it was begun.
    let inbox = Inbox::new(&[(&format!("working/{job}/b.jsonl"), &people(0..3))]);
    let report = inbox.report(&db, &["--user", ANN], 0);
    assert_eq!(report["files"], json!([]));
    inbox.report(&db, &[], 0);
    assert_eq!(owners(&db), "ann@example.com a.jsonl 2, bob@example.com his 3");
}

#[test]
fn what_cannot_be_an_inbox_is_named() {
    let db = with_user();
    let file = scratch().join("file");
    fs::write(&file, "").unwrap();
    for (path, status, said) in
        [("none/such", 4, "there is no directory none/such"), (file.to_str().unwrap(), 1, "cannot read")]
    {
        let output = db.run(&["run", "--inbox", path]);
        assert_eq!(output.status, status, "{}", output.stderr);
        assert!(output.stderr.contains(said), "{}", output.stderr);
    }
    let inbox = Inbox::new(&[("a.jsonl", &people(0..2)), ("done", "no directory")]);
    let beside = scratch();
    fs::create_dir(beside.join("inbox")).unwrap();
    let output = db.run(&["run", "--inbox", beside.join("inbx").to_str().unwrap()]);
    let meant = format!("did you mean {}?", beside.join("inbox").display());
    assert!(output.status == 4 && output.stderr.contains(&meant), "{}", output.stderr);
    let elsewhere = scratch();
    symlink(&elsewhere, inbox.0.join("failed")).unwrap();
    let output = inbox.run(&db, &[]);
    assert_eq!(output.status, 1);
    assert!(output.stderr.contains("done is no directory"), "{}", output.stderr);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM lead_enrichment"), 2, "the rest goes on");
    fs::remove_file(inbox.0.join("done")).unwrap();
    assert_eq!(inbox.run(&db, &[]).status, 0);
    inbox.put("bad", b"oops", 100);
    let output = inbox.run(&db, &[]);
    assert!(output.status == 1 && output.stderr.contains("failed is no directory"), "{}", output.stderr);
    assert_eq!(fs::read_dir(elsewhere).unwrap().count(), 0);
    assert_eq!((jobs(&db), scrapes(&db)), ("a.jsonl 2 completed".to_owned(), 1));
}

#[test]
fn a_run_takes_the_options_of_its_steps() {
    let db = with_user();
    let inbox = Inbox::new(&[(
        "a.jsonl",
        r#"{"company": "Acme", "person": {"tel": "030 901820"}, "full_name": "Ann Walker"}"#,
    )]);
    let directory = scratch();
    let (mapping, rules) = (directory.join("mapping.json"), directory.join("rules.toml"));
    fs::write(&mapping, r#"{"phone": ["person.tel"]}"#).unwrap();
    fs::write(&rules, "[intent]\nhigh = 2\nmedium = 1\n").unwrap();
    let (mapping, rules) = (mapping.to_str().unwrap(), rules.to_str().unwrap());
    let report = inbox.report(
        &db,
        &[
            "--source-type",
            "directory",
            "--region",
            "DE",
            "--mapping",
            mapping,
            "--rules",
            rules,
            "--workers",
            "1",
        ],
        0,
    );
    assert_eq!(report["enrich"]["high"], 1, "{report}");
    assert_eq!(db.query_value::<String>("SELECT phone FROM leads"), "+4930901820");
    assert_eq!(db.query_value::<String>("SELECT source_type FROM scrape_jobs"), "directory");
    // Wrong ones are told before anything is done.
    inbox.put("b.jsonl", people(0..1).as_bytes(), 100);
    assert_eq!(inbox.run(&db, &["--rules", "none.toml"]).status, 4);
    assert_eq!(inbox.run(&db, &["--user", "nobody@example.com"]).status, 4);
    assert_eq!(inbox.names(), ["b.jsonl", "done/a.jsonl"]);
}

#[test]
fn the_systemd_units_are_what_systemd_takes_and_well_shut_in() {
    let directory = scratch();
    for name in ["leadengine.service", "leadengine.timer"] {
        let unit =
            fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/package").join(name)).unwrap();
        // The program that is tested stands where the installed one will.
        let program = format!("ExecStart={}", env!("CARGO_BIN_EXE_leadengine"));
        fs::write(directory.join(name), unit.replace("ExecStart=leadengine", &program)).unwrap();
    }
    let units = ["leadengine.service", "leadengine.timer"].map(|name| directory.join(name));
    let Ok(verified) = Command::new("systemd-analyze").args(["verify", "--man=no"]).args(&units).output()
    else {
        eprintln!("skipped: there is no systemd-analyze here");
        return;
    };
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
    let unit = fs::read_to_string(&units[0]).unwrap();
    assert!(unit.contains("/leadengine run --quiet\n"), "the command is the one that is tested: {unit}");
    let exposure = Command::new("systemd-analyze")
        .args(["security", "--offline=true", "--threshold=20"])
        .arg(&units[0])
        .output()
        .unwrap();
    assert!(exposure.status.success(), "{}", String::from_utf8_lossy(&exposure.stdout));
}
