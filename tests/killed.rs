//! Killed at any moment, and run again: nothing is lost, nothing is doubled, and every count is that of a run which nobody
//! killed. `LEADENGINE_TEST_KILLS=200` kills each more often; `LEADENGINE_TEST_SEED` makes the same loads and moments again.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use crate::support::chance::{self, Chance};
use crate::support::contents::Contents;
use crate::support::{Output, TestDb, data, scratch};

const ANN: &str = "ann@example.com";

/// A run that is killed and run again, and what it has to come to.
struct Killing<'a> {
    /// The database before it.
    before: &'a TestDb,
    command: Vec<&'a str>,
    /// How it ends when it is left alone.
    status: i32,
    /// How long that takes.
    length: Duration,
    expected: Contents,
    seed: u64,
}

impl<'a> Killing<'a> {
    /// Runs the command undisturbed. Nobody may be at work in the database before.
    fn new(before: &'a TestDb, command: &[&'a str], status: i32, seed: u64) -> Killing<'a> {
        let command = [command, &["--quiet", "--json"]].concat();
        let db = before.copy();
        let begun = Instant::now();
        let run = db.run(&command);
        let length = begun.elapsed();
        assert_eq!(run.status, status, "{}", run.stderr);
        let counted =
            "SELECT (SELECT count(*) FROM leads) = COALESCE(sum(leads_generated), 0) FROM usage_tracking";
        assert!(command[0] == "enrich" || db.query_value(counted), "a month's count is its leads");
        Killing { before, command, status, length, expected: Contents::of(&db), seed }
    }

    /// Kills it so many times, mostly once and sometimes thrice before the run that is left alone, and hands over what then is
    /// there, with what that run said.
    fn repeat(&self, kills: usize, check: impl Fn(&TestDb, &Output, &str)) {
        let mut chance = Chance::of(self.seed);
        let mut done = 0;
        let mut latest = self.length;
        while done < kills {
            let db = self.before.copy();
            let mut moments = Vec::new();
            for _ in 0..if chance.once_in(4) { 3 } else { 1 } {
                // Spread over the run, and random within each part of it.
                let share = ((done * 7 % 20) as f64 + chance.share()) / 20.0;
                let after = latest.mul_f64(share);
                if kill(&db, &self.command, after) {
                    moments.push(after);
                    done += 1;
                } else {
                    // It was quicker than the one that was measured.
                    latest = latest.mul_f64(0.97);
                }
            }
            // At once: the server may still be busy with what the killed one told it.
            let last = db.run(&self.command);
            let what = format!(
                "LEADENGINE_TEST_SEED={}: {:?} killed after {moments:?} of {:?}",
                self.seed, self.command, self.length
            );
            assert_eq!(last.status, self.status, "{what}: {}", last.stderr);
            if self.status == 0 {
                assert_eq!(last.stderr, "", "{what}");
            }
            check(&db, &last, &what);
        }
    }
}

/// Starts a command and kills it; false when it had ended before.
fn kill(db: &TestDb, command: &[&str], after: Duration) -> bool {
    let mut command = db.command(command);
    let mut process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(after);
    process.kill().unwrap();
    process.wait().unwrap().code().is_none()
}

fn summary(run: &Output) -> Value {
    serde_json::from_str(&run.stdout).unwrap()
}

fn count(run: &Output, key: &str) -> u64 {
    summary(run)[key].as_u64().unwrap()
}

/// A user who may do all that comes.
fn with_users(emails: &[&str], lead_limit: &str) -> TestDb {
    let db = TestDb::new();
    for email in emails {
        let limits = ["--plan", "x", "--scrape-limit", "unlimited", "--lead-limit", lead_limit];
        db.json(&[&["users", "add", email, "--no-password"][..], &limits].concat());
    }
    db
}

fn job(db: &TestDb) -> String {
    let job = db.json(&["jobs", "add", "--user", ANN, "--source-type", "google", "--query", "people"]);
    job["id"].as_str().unwrap().to_owned()
}

/// Records of so many people, each of whom has about four: some say more, some say something else later, some are the same
/// with their keys in another order, and some do not say when they were scraped. Two records of every fourth one are of
/// different persons for all that they say, until the third is read.
fn records(chance: &mut Chance, people: usize) -> Vec<Value> {
    let mut all = Vec::new();
    for n in 0..people {
        let mut record = Map::new();
        record.insert("email".to_owned(), json!(format!("person{n}@company{}.com", n % 97)));
        for version in 0..chance.below(3) + 1 {
            let mut more = record.clone();
            match chance.below(6) {
                0 => drop(more.insert("job_title".to_owned(), json!(format!("Head of Sales {version}")))),
                1 => drop(
                    more.insert("about".to_owned(), json!(format!("We are hiring {n} sales people now"))),
                ),
                2 => drop(more.insert("company_size".to_owned(), json!(10 * (n % 400) + version))),
                3 => drop(more.insert("industry".to_owned(), json!("Software"))),
                _ => drop(more.insert("n".to_owned(), json!(version))),
            }
            if chance.once_in(2) {
                let at = format!("2026-0{}-1{version}T10:00:00Z", chance.below(9) + 1);
                more.insert("scraped_at".to_owned(), json!(at));
            }
            if chance.once_in(4) {
                all.push(Value::Object(more.clone()));
            }
            all.push(Value::Object(more));
        }
    }
    for n in (0..people).step_by(4) {
        let (email, profile) =
            (format!("joined{n}@company{}.com", n % 97), format!("linkedin.com/in/joined-{n}"));
        all.push(json!({"email": email, "n": n}));
        all.push(json!({"linkedin_url": profile, "full_name": "Ann Smith", "n": n}));
        all.push(json!({"email": email, "linkedin_url": profile, "n": n}));
    }
    // Those who are no lead, too.
    all.extend((0..people / 50).map(|n| json!({"name": "N/A", "n": n})));
    chance.shuffle(&mut all);
    all
}

/// The records as a file, each with its keys in some order, and those of other files after them.
fn file(chance: &mut Chance, records: &[Value], more: &[&str]) -> PathBuf {
    let line = |record: &Value| {
        let mut fields: Vec<_> = record.as_object().unwrap().iter().collect();
        chance.shuffle(&mut fields);
        let fields: Vec<String> =
            fields.into_iter().map(|(key, value)| format!("{}: {value}", json!(key))).collect();
        format!("{{{}}}\n", fields.join(", "))
    };
    let mut text: String = records.iter().map(line).collect();
    for name in more {
        text.push_str(&fs::read_to_string(data(name)).unwrap());
    }
    let file = scratch().join("records.jsonl");
    fs::write(&file, text).unwrap();
    file
}

/// Files of real records.
const REAL: [&str; 2] = ["senators.jsonl", "sp500.jsonl"];

/// A file of records about so many people, and how many records these are.
fn load(seed: u64, people: usize, more: &[&str]) -> (String, u64) {
    let mut chance = Chance::of(seed);
    let records = records(&mut chance, people);
    let file = file(&mut chance, &records, more);
    let lines = fs::read_to_string(&file).unwrap().lines().count() as u64;
    (file.to_str().unwrap().to_owned(), lines)
}

#[track_caller]
fn assert_all_told(run: &Output, lines: u64, what: &str) {
    assert_eq!(count(run, "read"), lines, "{what}");
    assert_eq!(count(run, "inserted") + count(run, "duplicates"), lines, "{what}");
}

#[test]
fn a_load_into_a_job_that_is_killed_and_repeated_is_as_if_it_had_not_been() {
    let seed = chance::seed();
    let (file, lines) = load(seed, 600, &REAL);
    let before = with_users(&[ANN], "unlimited");
    let job = job(&before);
    let killing = Killing::new(&before, &["ingest", &file, "--job", &job], 0, seed);
    killing.repeat(chance::kills(8), |db, last, what| {
        assert_all_told(last, lines, what);
        Contents::of(db).assert_is(&killing.expected, what);
    });
}

#[test]
fn a_strict_load_that_is_killed_and_repeated_is_as_if_it_had_not_been() {
    let seed = chance::seed();
    let (file, lines) = load(seed, 600, &REAL);
    let before = with_users(&[ANN], "unlimited");
    let killing = Killing::new(&before, &["ingest", &file, "--strict"], 0, seed);
    killing.repeat(chance::kills(6), |db, last, what| {
        assert_all_told(last, lines, what);
        assert!(
            matches!(count(last, "inserted"), 0)
                || count(last, "inserted") == killing.expected.rows("raw_leads"),
            "{what}: all or nothing"
        );
        Contents::of(db).assert_is(&killing.expected, what);
    });
}

/// Nothing tells a run that what another one has left is its own, so what is missing goes into a job of its own.
#[test]
fn a_load_into_a_new_job_that_is_killed_and_repeated_loads_the_rest_into_another() {
    let seed = chance::seed();
    let (file, lines) = load(seed, 600, &REAL);
    let before = with_users(&[ANN], "unlimited");
    let killing = Killing::new(&before, &["ingest", &file], 0, seed);
    killing.repeat(chance::kills(6), |db, last, what| {
        assert_all_told(last, lines, what);
        let jobs = ["scrape_jobs", "usage_tracking"];
        Contents::of(db).without(&jobs).assert_is(&killing.expected.clone().without(&jobs), what);
        let each: String = db.query_value(
            "SELECT string_agg(j.status || ' ' || (j.total_found = (SELECT count(*) FROM raw_leads WHERE scrape_job_id = j.id)) \
                 || ' ' || (j.total_found > 0), ', ' ORDER BY j.id) FROM scrape_jobs j",
        );
        assert!(each.split(", ").all(|job| job == "processing true true"), "{what}: {each}");
        assert_eq!(
            db.query_value::<u64>("SELECT sum(total_found) FROM scrape_jobs"),
            killing.expected.rows("raw_leads"),
            "{what}"
        );
        assert!(
            db.query_value::<bool>("SELECT (SELECT sum(scrapes_used) FROM usage_tracking) = (SELECT count(*) FROM scrape_jobs)"),
            "{what}: a job is a scrape"
        );
    });
}

#[test]
fn a_normalization_that_is_killed_and_repeated_is_as_if_it_had_not_been() {
    let seed = chance::seed();
    let before = with_users(&[ANN, "bob@example.com"], "unlimited");
    let job = job(&before);
    before.json(&["ingest", &load(seed ^ 1, 200, &[]).0, "--job", &job]);
    for user in [ANN, "bob@example.com"] {
        before.json(&["ingest", &load(seed, 40, &REAL[..1]).0, "--user", user]);
    }
    let killing = Killing::new(&before, &["normalize"], 0, seed);
    killing.repeat(chance::kills(6), |db, _, what| Contents::of(db).assert_is(&killing.expected, what));
}

/// What meets nothing then goes another way, over connections of its own.
#[test]
fn a_normalization_of_many_that_is_killed_and_repeated_is_as_if_it_had_not_been() {
    let seed = chance::seed();
    let before = with_users(&[ANN], "unlimited");
    before.json(&["ingest", &load(seed, 1_150, &[]).0, "--user", ANN]);
    assert!(before.query_value::<u64>("SELECT count(*) FROM raw_leads") >= 2_000);
    let killing = Killing::new(&before, &["normalize"], 0, seed);
    killing.repeat(chance::kills(6), |db, _, what| Contents::of(db).assert_is(&killing.expected, what));
}

#[test]
fn a_normalization_up_to_a_limit_that_is_killed_and_repeated_keeps_it_exactly() {
    let seed = chance::seed();
    let before = with_users(&[ANN], "150");
    before.json(&["ingest", &load(seed, 100, &REAL[..1]).0, "--user", ANN]);
    let killing = Killing::new(&before, &["normalize"], 3, seed);
    killing.repeat(chance::kills(4), |db, last, what| {
        let numbers: String = db.query_value(
            "SELECT concat_ws(' ', (SELECT count(*) FROM leads), (SELECT sum(leads_generated) FROM usage_tracking), \
                 (SELECT count(DISTINCT r) + sum(DISTINCT total_rejected) FROM leads, unnest(raw_lead_ids) r, scrape_jobs) \
                     = (SELECT total_processed FROM scrape_jobs), \
                 (SELECT total_found = (SELECT count(*) FROM raw_leads) FROM scrape_jobs))",
        );
        assert_eq!(numbers, "150 150 t t", "{what}");
        assert!(count(last, "over_quota") > 0, "{what}");
    });
}

#[test]
fn a_rebuild_that_is_killed_and_repeated_is_as_if_it_had_not_been() {
    let seed = chance::seed();
    let before = with_users(&[ANN], "unlimited");
    before.json(&["ingest", &load(seed, 100, &REAL[..1]).0, "--user", ANN]);
    before.json(&["normalize"]);
    before.json(&["enrich"]);
    let mapping = scratch().join("mapping.json");
    fs::write(&mapping, r#"{"job_title": ["about"], "company_name": ["industry", "Company"]}"#).unwrap();
    let command = ["normalize", "--rebuild", "--mapping", mapping.to_str().unwrap()];
    let killing = Killing::new(&before, &command, 0, seed);
    killing.repeat(chance::kills(4), |db, _, what| {
        Contents::of(db).assert_is(&killing.expected, what);
    });
}

#[test]
fn a_scoring_that_is_killed_and_repeated_is_as_if_it_had_not_been() {
    let seed = chance::seed();
    let users = [ANN, "bob@example.com", "cid@example.com", "dan@example.com"];
    let before = with_users(&users, "unlimited");
    for user in users {
        before.json(&["ingest", &load(seed, 50, &[]).0, "--user", user]);
    }
    before.json(&["normalize"]);
    before.json(&["enrich", "--user", ANN]);
    // Hers have changed, theirs are new.
    before.execute(
        "UPDATE leads SET job_title = 'Chief Executive Officer', seniority = 'c_suite', updated_at = now()",
    );
    let killing = Killing::new(&before, &["enrich"], 0, seed);
    killing.repeat(chance::kills(12), |db, _, what| Contents::of(db).assert_is(&killing.expected, what));
}

#[test]
fn a_scoring_of_many_that_is_killed_and_repeated_is_as_if_it_had_not_been() {
    let seed = chance::seed();
    let before = with_users(&[ANN], "unlimited");
    // More than are scored in one transaction.
    before.execute(
        "INSERT INTO leads (user_id, email, company_name) SELECT id, 'n' || n || '@x.com', 'X' FROM users, generate_series(1, 2100) n",
    );
    let killing = Killing::new(&before, &["enrich"], 0, seed);
    killing.repeat(chance::kills(8), |db, _, what| Contents::of(db).assert_is(&killing.expected, what));
}
