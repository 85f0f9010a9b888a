//! Users who share one database: with `--user`, nothing of another one is read, changed or counted, whatever the command. What
//! a command does and says for a user is what it would in a database that holds this user alone.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::chance::{self, Chance};
use crate::support::{Output, TestDb, scratch};

const ANN: &str = "ann@example.com";
/// Stands in all that is only Ann's, and in nothing else.
const OURS: &str = "zebrafinch";
/// The same for the others.
const THEIRS: &str = "quokka";
const OTHERS: [&str; 2] = ["bob@quokka.com", "cid@quokka.com"];

/// People whom several users know.
const SHARED: usize = 60;

fn file(name: &str, lines: &[String]) -> String {
    let file = scratch().join(name);
    fs::write(&file, lines.concat()).unwrap();
    file.to_str().unwrap().to_owned()
}

/// What everybody may know of a person.
fn shared(n: usize) -> String {
    let record = json!({
        "full_name": format!("Pat Common{}", char::from(b'a' + (n % 26) as u8)), "email": format!("pat{n}@common{}.com", n % 7),
        "job_title": if n.is_multiple_of(3) { "CEO" } else { "Sales Manager" }, "visits": n * 3,
    });
    format!("{record}\n")
}

/// A user's records: some that others have as well, word for word, some about the same people, and some about people of this
/// user alone.
fn records(chance: &mut Chance, mark: &str, own: usize, all_shared: bool) -> Vec<String> {
    let mut lines = Vec::new();
    for n in 0..SHARED {
        if all_shared || chance.once_in(2) {
            lines.push(shared(n));
        }
        if chance.once_in(4) {
            let about = format!("We are hiring a {mark} keeper");
            let record = json!({"email": format!("pat{n}@common{}.com", n % 7), "about": about, "industry": "Software"});
            lines.push(format!("{record}\n"));
        }
    }
    for n in 0..own {
        let record = json!({"email": format!("{mark}{n}@{mark}.com"), "company": format!("{mark} Works"), "name": "N/A",
                            "source_url": format!("https://{mark}.com/{n}")});
        lines.push(format!("{record}\n"));
    }
    chance.shuffle(&mut lines);
    lines
}

fn add_job(db: &TestDb, user: &str, mark: &str) -> String {
    let filters = json!({"only": mark}).to_string();
    let job = db.json(&[
        "jobs",
        "add",
        "--user",
        user,
        "--source-type",
        "google",
        "--query",
        mark,
        "--filters",
        &filters,
    ]);
    job["id"].as_str().unwrap().to_owned()
}

fn ingest(db: &TestDb, lines: &[String], arguments: &[&str]) {
    let run = db.run_with_stdin(&[&["ingest", "-"], arguments].concat(), lines.concat().as_bytes());
    assert_eq!(run.status, 0, "{}", run.stderr);
}

/// A user with something of everything: a finished job to which another program has added, leads with and without scores, an
/// enrichment of another program, records that wait, records of no job, a job that is queued and one that failed.
fn settle(db: &TestDb, user: &str, mark: &str, chance: &mut Chance, all_shared: bool) {
    db.json(&[
        "users",
        "add",
        user,
        "--no-password",
        "--plan",
        &format!("{mark}plan"),
        "--scrape-limit",
        "500",
        "--lead-limit",
        "5000",
    ]);
    let done = add_job(db, user, mark);
    ingest(db, &records(chance, mark, 12, all_shared), &["--job", &done]);
    db.json(&["normalize", "--user", user]);
    db.json(&["enrich", "--user", user]);
    ingest(db, &records(chance, mark, 15, false), &["--user", user]);
    let failed = add_job(db, user, mark);
    db.json(&["jobs", "fail", &failed]);
    add_job(db, user, mark);
    db.execute(&format!(
        "INSERT INTO raw_leads (user_id, scrape_job_id, raw_payload, data_hash) \
         SELECT user_id, id, '{{\"email\": \"late@{mark}.com\"}}', '{mark}{user}late' FROM scrape_jobs WHERE id = '{done}'; \
         INSERT INTO raw_leads (user_id, raw_payload, data_hash) \
         SELECT id, '{{\"email\": \"stray@{mark}.com\"}}', '{mark}{user}stray' FROM users WHERE email = '{user}'; \
         INSERT INTO leads (user_id, email, company_name) SELECT id, 'sql@{mark}.com', '{mark}' FROM users WHERE email = '{user}'; \
         INSERT INTO lead_enrichment (lead_id, predicted_score, ai_summary) \
         SELECT l.id, 50, '{mark}' FROM leads l JOIN users u ON u.id = l.user_id WHERE u.email = '{user}' AND l.email = 'sql@{mark}.com'"
    ));
}

/// Every row of the users whom a condition on their address chooses, as it is and since which transaction.
fn rows_of(db: &TestDb, which: &str) -> Vec<String> {
    let users = format!("(SELECT id FROM users WHERE {which})");
    let of_user = ["subscriptions", "scrape_jobs", "raw_leads", "leads", "usage_tracking"]
        .map(|table| (table, format!("t.user_id IN {users}")));
    let others = [
        ("users", format!("t.id IN {users}")),
        ("lead_enrichment", format!("t.lead_id IN (SELECT id FROM leads WHERE user_id IN {users})")),
    ];
    let digest = |(table, condition): (&str, String)| {
        format!(
            "{table} {}",
            db.query_value::<String>(&format!(
                "SELECT count(*) || ' ' || COALESCE(md5(string_agg(t::text || t.xmin, '|' ORDER BY t.id)), '') FROM {table} t WHERE {condition}"
            ))
        )
    };
    of_user.into_iter().chain(others).map(digest).collect()
}

const NOT_ANN: &str = "email <> 'ann@example.com'";

/// Text without what differs from run to run: ids, times, marks of exports and how long it took.
fn masked(text: &str) -> String {
    let mut said = String::new();
    let in_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | ':' | '.' | '+');
    for word in text.split_inclusive(|c| !in_word(c)) {
        let (bare, end) = match word.char_indices().next_back() {
            Some((at, c)) if !in_word(c) => (&word[..at], &word[at..]),
            _ => (word, ""),
        };
        let ends = bare.trim_end_matches(['.', ':']);
        let is_id =
            Uuid::parse_str(ends).is_ok() || (ends.len() == 8 && ends.chars().all(|c| c.is_ascii_hexdigit()));
        // In tables the day and the time of day stand apart.
        let time_of_day = ends.trim_end_matches('Z');
        let is_part = matches!(time_of_day.len(), 5 | 8) && time_of_day.as_bytes()[2] == b':';
        let is_part = is_part && time_of_day.chars().all(|c| c.is_ascii_digit() || c == ':');
        let is_time = is_part || chrono::DateTime::parse_from_rfc3339(ends).is_ok();
        // Where the next export begins is a transaction's number: others have run meanwhile.
        let is_mark = ends.starts_with("mark:");
        let bare = if is_id || is_time || is_mark { &format!("~{}", &bare[ends.len()..]) } else { bare };
        said.push_str(bare);
        said.push_str(end);
    }
    said
}

/// A result with all ids, times and durations masked, and lists in an order that their contents decide.
fn masked_value(value: &Value) -> Value {
    match value {
        Value::String(text) => json!(masked(text)),
        Value::Array(all) => {
            let mut all: Vec<Value> = all.iter().map(masked_value).collect();
            all.sort_by_key(Value::to_string);
            Value::Array(all)
        }
        Value::Object(fields) => fields
            .iter()
            .map(|(key, value)| {
                (key.clone(), if key == "seconds" { json!("~") } else { masked_value(value) })
            })
            .collect(),
        other => other.clone(),
    }
}

fn masked_result(run: &Output) -> String {
    if let Ok(value) = serde_json::from_str::<Value>(&run.stdout) {
        return masked_value(&value).to_string();
    }
    let mut lines: Vec<String> =
        run.stdout.lines().filter(|line| !line.starts_with("Seconds ")).map(masked).collect();
    lines.sort();
    lines.join("\n")
}

/// A database with Ann and others, who came before her and after.
fn together(seed: u64) -> TestDb {
    let db = TestDb::new();
    settle(&db, OTHERS[0], THEIRS, &mut Chance::of(seed ^ 1), true);
    settle(&db, ANN, OURS, &mut Chance::of(seed), true);
    settle(&db, OTHERS[1], THEIRS, &mut Chance::of(seed ^ 2), false);
    db
}

/// Two databases: one with Ann alone, one with others beside her.
struct Both {
    alone: TestDb,
    together: TestDb,
    /// The verbs that were tried.
    tried: BTreeSet<String>,
}

impl Both {
    fn new(seed: u64) -> Both {
        let alone = TestDb::new();
        settle(&alone, ANN, OURS, &mut Chance::of(seed), true);
        Both { alone, together: together(seed), tried: BTreeSet::new() }
    }

    /// Runs a command for Ann in both; `id` is a query for an id of hers that stands where the command says `ID`. It has to say the same in both,
    /// nothing of the others, and leave what is theirs alone.
    #[track_caller]
    fn same(&mut self, command: &[&str], id: &str) -> Output {
        let verbs = command.iter().take_while(|word| {
            !word.starts_with('-') && word.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        });
        let verb: Vec<&str> = verbs
            .take(if ["ingest", "normalize", "enrich", "run", "usage", "stats"].contains(&command[0]) {
                1
            } else {
                2
            })
            .copied()
            .collect();
        self.tried.insert(verb.join(" "));
        let before = rows_of(&self.together, NOT_ANN);
        let [alone, together] = [&self.alone, &self.together].map(|db| {
            let id: String = if id.is_empty() { String::new() } else { db.query_value(id) };
            let command: Vec<&str> =
                command.iter().map(|word| if *word == "ID" { &*id } else { word }).collect();
            db.run(&[&command[..], &["--user", ANN]].concat())
        });
        assert_eq!(rows_of(&self.together, NOT_ANN), before, "{command:?} changes what is others'");
        for said in [&together.stdout, &together.stderr] {
            assert!(!said.to_lowercase().contains(THEIRS), "{command:?} tells of others: {said}");
        }
        assert_eq!(together.status, alone.status, "{command:?}: {} {}", together.stderr, alone.stderr);
        assert_eq!(masked_result(&together), masked_result(&alone), "{command:?}");
        assert_eq!(masked(&together.stderr), masked(&alone.stderr), "{command:?}");
        together
    }

    #[track_caller]
    fn done(&mut self, command: &[&str], id: &str) -> Output {
        let run = self.same(&[command, &["--json"]].concat(), id);
        assert_eq!(run.status, 0, "{command:?}: {}", run.stderr);
        run
    }
}

/// A job of Ann's in some status.
fn job(status: &str) -> String {
    format!(
        "SELECT j.id FROM scrape_jobs j JOIN users u ON u.id = j.user_id \
         WHERE u.email = '{ANN}' AND j.status = '{status}' ORDER BY j.created_at LIMIT 1"
    )
}

/// The commands that take `--user`, by their names.
fn commands_with_user() -> BTreeSet<String> {
    fn walk(command: &clap::Command, path: &str, found: &mut BTreeSet<String>) {
        for verb in command.get_subcommands().filter(|verb| verb.get_name() != "help") {
            let path = format!("{path} {}", verb.get_name()).trim().to_owned();
            if verb.get_arguments().any(|argument| argument.get_long() == Some("user")) {
                found.insert(path.clone());
            }
            walk(verb, &path, found);
        }
    }
    let mut found = BTreeSet::new();
    walk(&leadengine::cli::command(), "", &mut found);
    found
}

#[test]
fn a_command_for_one_user_is_as_if_there_were_no_other() {
    let seed = chance::given_seed().unwrap_or(1);
    let mut both = Both::new(seed);
    let lead = format!(
        "SELECT l.id FROM leads l JOIN users u ON u.id = l.user_id WHERE u.email = '{ANN}' AND l.email = 'pat1@common1.com'"
    );
    let subscription =
        format!("SELECT s.id FROM subscriptions s JOIN users u ON u.id = s.user_id WHERE u.email = '{ANN}'");
    let mut chance = Chance::of(seed ^ 3);
    let more = file("third.jsonl", &records(&mut chance, OURS, 5, true));
    let outcomes: Vec<String> = (0..SHARED)
        .map(|n| format!("pat{n}@common{}.com,{}\n", n % 7, if n * 3 > 90 { "won" } else { "lost" }))
        .chain((0..10).map(|n| format!("{OURS}{n}@{OURS}.com,lost\n{THEIRS}{n}@{THEIRS}.com,won\n")))
        .collect();
    let outcomes = file("outcomes.csv", &[vec!["email,outcome\n".to_owned()], outcomes].concat());
    let model = scratch().join("buyers.model");
    let model = model.to_str().unwrap();

    // What waits, before and after it is counted.
    for command in
        [&["usage"][..], &["stats"], &["leads", "list", "--all"], &["jobs", "list"], &["subs", "list"]]
    {
        both.done(command, "");
        both.same(command, "");
    }
    both.done(&["jobs", "show", "ID"], &job("failed"));
    both.done(&["jobs", "watch", "ID"], &job("completed"));
    both.done(&["jobs", "retry", "ID"], &job("failed"));
    both.done(&["jobs", "claim"], "");
    both.done(&["jobs", "fail", "ID"], &job("queued"));
    both.done(&["jobs", "remove", "ID", "--yes"], &job("failed"));
    both.done(&["jobs", "add", "--source-type", "google", "--query", OURS], "");
    both.done(&["normalize", "--job", "ID"], &job("completed"));
    both.done(&["enrich", "--job", "ID"], &job("completed"));
    both.done(&["ingest", &more], "");
    both.done(&["ingest", &more, "--job", "ID"], &job("queued"));
    both.done(&["normalize", "--region", "AU"], "");
    both.done(&["normalize"], "");
    both.done(&["enrich"], "");
    both.same(&["enrich"], "");
    both.done(&["ingest", &file("run.jsonl", &records(&mut chance, OURS, 3, true))], "");
    both.done(&["run"], "");
    both.same(&["run"], "");
    both.done(&["normalize", "--rebuild"], "");
    both.done(&["enrich", "--rescore"], "");
    both.done(&["leads", "list", "--search", "common", "--all", "--sort", "company"], "");
    both.done(&["leads", "list", "--job", "ID", "--all"], &job("completed"));
    both.done(&["leads", "show", "pat1@common1.com"], "");
    both.done(&["leads", "show", "ID"], &lead);
    both.same(&["leads", "export"], "");
    both.done(&["stats", "--outcomes", &outcomes], "");
    both.done(&["model", "train", "--outcomes", &outcomes, "--out", model], "");
    both.done(&["model", "evaluate", model, "--outcomes", &outcomes], "");
    both.done(&["enrich", "--model", model, "--rescore"], "");
    both.done(&["leads", "forget", "pat1@common1.com", "--yes"], "");
    both.done(&["leads", "forget", "ID", "--yes"], &lead.replace("pat1@common1", "pat2@common2"));
    let there: i64 = both
        .together
        .query_value("SELECT count(*) FROM leads WHERE email IN ('pat1@common1.com', 'pat2@common2.com')");
    assert!(there > 1, "others keep whom she forgets");
    both.done(&["subs", "show"], "");
    both.done(&["subs", "show", "ID"], &subscription);
    both.done(&["subs", "change", "--lead-limit", "7"], "");
    both.done(&["subs", "cancel"], "");
    both.done(&["subs", "renew", "--months", "2"], "");
    both.same(&["subs", "add", "--plan", "free"], "");
    both.done(&["ingest", &file("fourth.jsonl", &records(&mut chance, OURS, 40, true)[..])], "");
    assert_eq!(both.same(&["normalize", "--json"], "").status, 3, "the new limit");
    both.done(&["usage"], "");
    both.done(&["stats"], "");

    // The list of leads is also what stands for it without a verb.
    let mut known = commands_with_user();
    known.remove("leads");
    assert_eq!(both.tried, known, "every command that takes --user is tried here");
}

#[test]
fn what_is_anothers_is_not_there_for_a_user() {
    let db = &together(5);
    let of_bob = |table: &str, more: &str| {
        let query = format!(
            "SELECT t.id FROM {table} t JOIN users u ON u.id = t.user_id WHERE u.email = '{}' {more} LIMIT 1",
            OTHERS[0]
        );
        db.query_value::<String>(&query)
    };
    let (completed, failed, queued) = (
        of_bob("scrape_jobs", "AND t.status = 'completed'"),
        of_bob("scrape_jobs", "AND t.status = 'failed'"),
        of_bob("scrape_jobs", "AND t.status = 'queued'"),
    );
    let (lead, subscription) = (of_bob("leads", ""), of_bob("subscriptions", ""));
    let records = file("more.jsonl", &[shared(1)]);
    let theirs = format!("{THEIRS}1@{THEIRS}.com");
    let before = rows_of(db, "TRUE");
    for command in [
        &["jobs", "show", &completed][..],
        &["jobs", "watch", &queued],
        &["jobs", "retry", &failed],
        &["jobs", "fail", &queued],
        &["jobs", "remove", &failed, "--yes"],
        &["ingest", &records, "--job", &queued],
        &["normalize", "--job", &completed],
        &["normalize", "--rebuild", "--region", "AU", "--job", &completed],
        &["enrich", "--job", &completed, "--rescore"],
        &["leads", "list", "--job", &completed],
        &["leads", "export", "--job", &completed],
        &["leads", "show", &lead],
        &["leads", "show", &theirs],
        &["leads", "forget", &lead, "--yes"],
        &["leads", "forget", &theirs, "--yes"],
        &["subs", "show", &subscription],
        &["subs", "change", &subscription, "--lead-limit", "1"],
        &["subs", "renew", &subscription, "--months", "1"],
        &["subs", "cancel", &subscription],
    ] {
        let run = db.run(&[command, &["--user", ANN]].concat());
        assert_eq!(run.status, 4, "{command:?}: {}{}", run.stdout, run.stderr);
        assert_eq!(run.stdout, "", "{command:?}");
        // But for what was asked.
        let said = run.stderr.to_lowercase().replace(&theirs, "");
        assert!(!said.contains(THEIRS), "{command:?} tells of others: {said}");
    }
    assert_eq!(rows_of(db, "TRUE"), before);
}

#[test]
fn a_run_for_one_user_leaves_the_files_of_others_alone() {
    let db = &together(6);
    let inbox = scratch();
    let mut left = Vec::new();
    for (name, mark) in [(ANN, OURS), (OTHERS[0], THEIRS), ("none@quokka.com", THEIRS), (".", OURS)] {
        fs::create_dir_all(inbox.join(name)).unwrap();
        let path = inbox.join(name).join("new.jsonl");
        fs::write(&path, records(&mut Chance::of(8), mark, 3, true).concat()).unwrap();
        left.push(path);
    }
    let before = rows_of(db, NOT_ANN);
    let run = db.run(&["run", "--inbox", inbox.to_str().unwrap(), "--settle", "0", "--user", ANN]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    for said in [&run.stdout, &run.stderr] {
        assert!(!said.to_lowercase().contains(THEIRS), "it tells of others: {said}");
    }
    assert_eq!(rows_of(db, NOT_ANN), before);
    assert_eq!(left.iter().map(|path| path.exists()).collect::<Vec<_>>(), [false, true, true, false]);
}

#[test]
fn who_has_nothing_is_told_so_whatever_others_have() {
    let db = TestDb::new();
    settle(&db, OTHERS[0], THEIRS, &mut Chance::of(3), true);
    db.json(&["users", "add", ANN, "--no-password", "--plan", "free"]);
    let before = rows_of(&db, NOT_ANN);
    for (command, said) in [
        (&["enrich"][..], "no leads yet"),
        (&["normalize"], "nothing was waiting"),
        (&["stats"], "nothing here yet"),
        (&["jobs", "list"], "no such jobs"),
    ] {
        let run = db.run(&[command, &["--user", ANN]].concat());
        assert_eq!(run.status, 0, "{command:?}: {}", run.stderr);
        assert!(run.stderr.contains(said), "{command:?}: {}", run.stderr);
    }
    assert_eq!(rows_of(&db, NOT_ANN), before);
}

#[test]
fn identical_payloads_of_two_users_stay_two_records() {
    let db = TestDb::new();
    for (user, mark) in [(OTHERS[0], THEIRS), (ANN, OURS)] {
        db.json(&["users", "add", user, "--no-password", "--plan", "pro"]);
        ingest(&db, &records(&mut Chance::of(7), mark, 5, true), &["--user", user]);
    }
    let same = "SELECT count(*) FROM raw_leads a JOIN raw_leads b USING (raw_payload) JOIN users u ON u.id = a.user_id JOIN users v ON v.id = b.user_id \
                WHERE u.email = 'ann@example.com' AND v.email = 'bob@quokka.com'";
    assert!(db.query_value::<usize>(same) >= SHARED);
    // Who normalizes all at once mixes nothing either.
    db.json(&["normalize"]);
    let mixed = "SELECT count(*) FROM leads l, unnest(l.raw_lead_ids) i JOIN raw_leads r ON r.id = i WHERE r.user_id <> l.user_id";
    assert_eq!(db.query_value::<i64>(mixed), 0);
    let marks = "SELECT count(*) FROM leads l JOIN users u ON u.id = l.user_id WHERE (l::text ILIKE '%quokka%') <> (u.email <> 'ann@example.com') \
                 AND (l::text ILIKE '%quokka%' OR l::text ILIKE '%zebrafinch%')";
    assert_eq!(db.query_value::<i64>(marks), 0);
}

#[test]
fn who_is_deactivated_is_refused_by_every_command_that_works_for_users() {
    let db = &together(9);
    let outcomes: Vec<String> =
        (0..SHARED).map(|n| format!("pat{n}@common{}.com,{}\n", n % 7, n % 2)).collect();
    let outcomes = file("outcomes.csv", &[vec!["email,outcome\n".to_owned()], outcomes].concat());
    let records = file("more.jsonl", &["{\"email\": \"new@new.com\"}\n".to_owned()]);
    let model = scratch().join("buyers.model");
    let (queued, waiting) =
        (db.query_value::<String>(&job("queued")), db.query_value::<String>(&job("processing")));
    db.json(&["users", "deactivate", ANN]);
    let before = rows_of(db, "TRUE");
    let refused = |command: &[&str]| {
        let run = db.run(command);
        assert_eq!(run.status, 3, "{command:?}: {}{}", run.stdout, run.stderr);
        assert!(run.stderr.contains("ann@example.com is not active"), "{command:?}: {}", run.stderr);
        assert!(run.stderr.contains("leadengine users activate"), "{command:?}: {}", run.stderr);
        // Whatever is named, jobs count what has been stored in them since, for whomever it was.
        let counting = command[0] == "normalize" && !command.contains(&"--user");
        let but_jobs = |rows: &[String]| -> Vec<String> {
            rows.iter().filter(|row| !counting || !row.starts_with("scrape_jobs")).cloned().collect()
        };
        assert_eq!(but_jobs(&rows_of(db, "TRUE")), but_jobs(&before), "{command:?} changes something");
    };
    let ann = ["--user", ANN];
    for command in [
        &["jobs", "add", "--source-type", "google", "--query", "x"][..],
        &["jobs", "claim"],
        &["ingest", &records],
        &["ingest", &records, "--job", &queued],
        &["normalize"],
        &["normalize", "--rebuild"],
        &["enrich"],
        &["enrich", "--rescore"],
        &["run"],
        &["run", "--inbox", "."],
        &["model", "train", "--outcomes", &outcomes, "--out", model.to_str().unwrap()],
    ] {
        refused(&[command, &ann].concat());
    }
    // Their jobs, also where nobody says whose they are.
    refused(&["ingest", &records, "--job", &queued]);
    refused(&["enrich", "--job", &waiting]);
    refused(&["normalize", "--job", &waiting]);
    // To look, to manage and to forget is the operator's.
    for command in [
        &["leads", "list"][..],
        &["leads", "export"],
        &["usage"],
        &["stats"],
        &["jobs", "list"],
        &["subs", "show"],
        &["leads", "forget", "pat1@common1.com", "--yes"],
    ] {
        let run = db.run(&[command, &ann].concat());
        assert_eq!(run.status, 0, "{command:?}: {}", run.stderr);
    }
}
