//! `schema`: what it says of each command is what the command prints.

use std::collections::BTreeSet;
use std::fs;

use leadengine::commands::schema::{ENTRIES, WITHOUT};
use serde_json::{Value, json};

use crate::support::chat;
use crate::support::held::{breaches, hold};
use crate::support::*;

/// Every command that does something by itself, by its words.
fn commands() -> BTreeSet<String> {
    fn walk(command: &clap::Command, words: &[&str], found: &mut BTreeSet<String>) {
        let verbs: Vec<&clap::Command> = command
            .get_subcommands()
            .filter(|verb| verb.get_name() != "help" && !verb.is_hide_set())
            .collect();
        if !words.is_empty() && (verbs.is_empty() || !command.is_subcommand_required_set()) {
            found.insert(words.join(" "));
        }
        for verb in verbs {
            walk(verb, &[words, &[verb.get_name()]].concat(), found);
        }
    }
    let mut found = BTreeSet::new();
    walk(&leadengine::cli::command(), &[], &mut found);
    found
}

fn schema(words: &[&str]) -> Value {
    let output = run(leadengine("").arg("schema").args(words), b"");
    assert_eq!(output.status, 0, "{words:?}: {}", output.stderr);
    serde_json::from_str(&output.stdout).unwrap()
}

#[test]
fn every_command_has_a_schema_or_prints_no_json() {
    let told: BTreeSet<String> =
        ENTRIES.iter().map(|entry| entry.command).chain(WITHOUT).map(str::to_owned).collect();
    let missing: Vec<String> = commands().difference(&told).cloned().collect();
    assert_eq!(missing, Vec::<String>::new(), "an entry in commands::schema, and in CASES below");
    // And none is about a command that is gone.
    let is_there = |command: &str| commands().contains(command.split(" -").next().unwrap());
    let gone: Vec<&str> =
        ENTRIES.iter().map(|entry| entry.command).filter(|command| !is_there(command)).collect();
    assert_eq!(gone, ["error"]);
    assert!(WITHOUT.iter().all(|command| is_there(command)));
}

/// Command lines that are run one after the other, and an option that `--json` must be put before. `JOB` is a job's id, `FILE`, `RULES`,
/// `MODEL` and `WON` are files, `LLM` the URL of a language model.
const CASES: &[&[&str]] = &[
    &["create-tables"],
    &["create-tables", "--status"],
    &["users", "add", "ann@example.com", "--plan", "pro", "--no-password"],
    &["users", "add", "bob@example.com"],
    &["users", "set-password", "ann@example.com", "--password-stdin"],
    &["users", "verify", "ann@example.com", "--password-stdin"],
    &["users", "set-role", "bob@example.com", "admin"],
    &["users", "deactivate", "bob@example.com"],
    &["users", "activate", "bob@example.com"],
    &["users", "list"],
    &["users", "show", "ann@example.com"],
    &["usage"],
    &["subs", "add", "--user", "bob@example.com", "--plan", "agency", "--lead-limit", "unlimited"],
    &["subs", "change", "--user", "bob@example.com", "--plan", "free"],
    &["subs", "cancel", "--user", "bob@example.com", "--at-period-end"],
    &["subs", "renew", "--user", "bob@example.com"],
    &["subs", "show", "--user", "bob@example.com"],
    &["subs", "list"],
    &[
        "jobs",
        "add",
        "--user",
        "ann@example.com",
        "--source-type",
        "google",
        "--query",
        "x",
        "--filters",
        "{\"a\": [1]}",
    ],
    &["jobs", "show", "JOB"],
    &["jobs", "claim"],
    &["jobs", "fail", "JOB"],
    &["jobs", "retry", "JOB"],
    &["ingest", "FILE", "--user", "ann@example.com"],
    &["normalize", "--dry-run", "FILE"],
    &["normalize", "--dry-run", "FILE", "--explain"],
    &["normalize"],
    &["leads"],
    &["enrich"],
    &["jobs", "list"],
    &["jobs", "watch", "DONE"],
    &["run", "--inbox", "INBOX", "--settle", "0", "--user", "ann@example.com"],
    &["leads", "list", "--intent", "high"],
    &["leads", "show", "lead1@firm1.com"],
    &["leads", "export"],
    &["leads", "export", "--to", "EXPORT"],
    &["stats"],
    &["rules", "show"],
    &["rules", "check"],
    &["rules", "check", "RULES"],
    &["rules", "check", "--text", "We are hiring.", "--text", "Nothing."],
    &["model", "train", "--outcomes", "WON", "--out", "MODEL"],
    &["model", "evaluate", "MODEL", "--outcomes", "WON"],
    &["model", "show", "MODEL"],
    &["stats", "--outcomes", "WON"],
    &["enrich", "--model", "MODEL", "--rescore"],
    &["leads", "show", "lead1@firm1.com"],
    &["enrich", "--llm-url", "LLM", "--llm-model", "none", "--llm-top", "1", "--rescore"],
    &["leads", "forget", "lead1@firm1.com", "--yes"],
    &["usage"],
    &["doctor"],
    &["jobs", "remove", "JOB", "--yes"],
    &["users", "remove", "bob@example.com", "--yes"],
    &["schema"],
    &["config", "path"],
    &["config", "init"],
    &["config", "show"],
    &["config", "show", "enrich"],
    &["db", "grants", "leadengine_app"],
    &["db", "status"],
    &["db", "start"],
    &["db", "url"],
    &["demo", "--limit", "3"],
    &["db", "stop"],
];

#[test]
fn what_every_command_prints_is_as_its_schema_says() {
    let db = TestDb::new();
    let directory = scratch();
    let file = |name: &str, text: String| {
        let path = directory.join(name).to_str().unwrap().to_owned();
        fs::write(&path, text).unwrap();
        path
    };
    let record = |n: usize| {
        json!({"company": format!("Firm {n} Ltd"), "email": format!("lead{n}@firm{n}.com"), "name": "Pat Lee",
               "title": if n.is_multiple_of(3) { "CEO" } else { "Intern" }, "visits": n % 7,
               "about": "We are hiring.", "metadata": {"scraped_at": "2026-02-15T10:00:00"}})
    };
    let mut records: Vec<String> = (0..200).map(|n| format!("{}\n", record(n))).collect();
    records.push("oops\n[1]\n{\"name\": \"N/A\"}\n".to_owned());
    let won = (0..200).map(|n| format!("lead{n}@firm{n}.com,{}\n", if n % 3 == 0 { "won" } else { "lost" }));
    let inbox = directory.join("inbox");
    fs::create_dir(&inbox).unwrap();
    fs::copy(file("more.jsonl", format!("{}\n", record(500))), inbox.join("more.jsonl")).unwrap();
    let places = [
        ("INBOX", inbox.to_str().unwrap().to_owned()),
        ("FILE", file("leads.jsonl", records.concat())),
        ("WON", file("won.csv", "email,outcome\n".to_owned() + &won.collect::<String>())),
        ("RULES", file("rules.toml", "[nonsense]\n".to_owned())),
        ("EXPORT", directory.join("leads.csv").to_str().unwrap().to_owned()),
        ("MODEL", directory.join("a.model").to_str().unwrap().to_owned()),
    ];
    // A key that is refused: nobody is asked again.
    let llm = chat::Server::new(|_| chat::Reply::error(401, "no"));
    let places = places.into_iter().chain([("LLM", llm.url())]).collect::<Vec<_>>();
    let home = scratch();
    let mut held = BTreeSet::new();
    for case in CASES {
        let job = || db.query_value::<String>("SELECT id FROM scrape_jobs WHERE source_type = 'google'");
        let done =
            || db.query_value::<String>("SELECT id FROM scrape_jobs WHERE status = 'completed' LIMIT 1");
        let words: Vec<String> = case
            .iter()
            .map(|word| match places.iter().find(|(name, _)| name == word) {
                Some((_, path)) => path.clone(),
                None if *word == "JOB" => job(),
                None if *word == "DONE" => done(),
                None => (*word).to_owned(),
            })
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut command = db.command(&[&["--json", "--quiet"], &words[..]].concat());
        command.env("LEADENGINE_HOME", &home);
        if case[0] == "config" {
            command.env("LEADENGINE_CONFIG", directory.join("config.toml"));
        }
        let output = run(&mut command, b"a long enough password\n");
        let fails_well = case.contains(&"RULES");
        assert_eq!(output.status, i32::from(fails_well), "{case:?}: {}", output.stderr);
        let lines = case.contains(&"--dry-run") && !case.contains(&"--explain");
        let documents: Vec<&str> = if lines { output.stdout.lines().collect() } else { vec![&output.stdout] };
        assert!(!documents.is_empty(), "{case:?}");
        for document in documents {
            let printed =
                serde_json::from_str(document).unwrap_or_else(|e| panic!("{case:?}: {e}: {document}"));
            hold(&words, &printed);
            held.insert(leadengine::commands::schema::find(&words).unwrap().command);
        }
    }
    let missing: Vec<&str> =
        ENTRIES.iter().map(|entry| entry.command).filter(|command| !held.contains(command)).collect();
    assert_eq!(missing, ["error"], "a command line in CASES for each");
}

#[test]
fn errors_are_as_their_schema_says() {
    let db = TestDb::new();
    let of_errors = schema(&["error"]);
    for (arguments, status) in
        [(&["users", "show", "nobody@example.com"][..], 4), (&["leads", "--nonsense"][..], 2)]
    {
        let output = db.run(&[arguments, &["--json"]].concat());
        assert_eq!(output.status, status, "{}", output.stderr);
        let error = serde_json::from_str(&output.stderr).unwrap();
        assert_eq!(breaches(&error, &of_errors), Vec::<String>::new());
    }
    let output = run(leadengine("").args(["schema", "nothing", "--json"]), b"");
    assert_eq!(output.status, 4, "{}", output.stderr);
}

#[test]
fn a_schema_says_what_it_is_and_of_which_draft() {
    let users = schema(&["users", "list"]);
    assert_eq!(users["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(users["title"], "leadengine users list");
    assert_eq!(users["$defs"]["row"]["properties"]["id"], json!({"type": "string", "format": "uuid"}));
    assert_eq!(schema(&["leads", "--intent", "high"])["title"], "leadengine leads");
    assert_eq!(schema(&["enrich", "--llm-url", "x"])["title"], "leadengine enrich --llm-url");
    let none = run(leadengine("").args(["schema", "man"]), b"");
    assert!(none.status == 4 && none.stderr.contains("man prints no JSON"), "{}", none.stderr);
}

#[test]
fn rows_of_json_lines_have_a_schema_of_their_own() {
    let db = TestDb::new();
    db.json(&["users", "add", "ann@example.com"]);
    let output = db.run(&["users", "list", "--format", "jsonl"]);
    let row = &schema(&["users", "list"])["$defs"]["row"];
    assert_eq!(breaches(&serde_json::from_str(&output.stdout).unwrap(), row), Vec::<String>::new());
}
