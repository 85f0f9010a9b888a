//! Help: what every command says of itself, what the program says alone, and what it says of a mistyped name.

use std::fs;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use clap::Command;
use serde_json::Value;

use crate::ingest::with_user;
use crate::support::{Output, TestDb, leadengine, run, scratch};

/// Every command but `help`, each with the words that name it.
pub fn commands() -> Vec<(Vec<String>, Command)> {
    fn walk(path: Vec<String>, command: &Command, all: &mut Vec<(Vec<String>, Command)>) {
        for below in
            command.get_subcommands().filter(|below| !below.is_hide_set() && below.get_name() != "help")
        {
            walk([&path[..], &[below.get_name().to_owned()]].concat(), below, all);
        }
        all.push((path, command.clone()));
    }
    let mut all = Vec::new();
    walk(Vec::new(), &leadengine::cli::command(), &mut all);
    assert!(all.len() > 40, "{} commands", all.len());
    all
}

/// The words of a simple command, as a shell would pass them: up to what ends it.
fn words(text: &str) -> Vec<String> {
    let (mut words, mut word) = (Vec::new(), None::<String>);
    let mut characters = text.chars().peekable();
    let mut quote = None;
    while let Some(c) = characters.next() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (Some('"'), '\\') => word.get_or_insert_default().extend(characters.next()),
            (Some(_), c) => word.get_or_insert_default().push(c),
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, '|' | '>' | ')' | ';' | '&') => break,
            (None, '(') => break,
            (None, ' ') => words.extend(word.take()),
            (None, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[test]
fn every_command_opens_with_one_sentence_and_ends_with_examples_that_it_understands() {
    for (path, command) in commands() {
        let name = path.join(" ");
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        assert!(about.chars().next().is_some_and(char::is_uppercase), "{name}: {about:?} opens its help");
        assert!(!about.contains(". ") && !about.ends_with('.'), "{name}: one sentence, not {about:?}");

        let help = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
        let help = help.strip_prefix("Examples:\n");
        let help = help.unwrap_or_else(|| panic!("{name}: its after_long_help begins with Examples:"));
        let examples: Vec<&str> = help.split("\n\n").next().unwrap().lines().collect();
        assert!((2..=3).contains(&examples.len()), "{name}: two or three examples, not {}", examples.len());
        let mut own = 0;
        for example in examples {
            for (at, _) in example.match_indices("leadengine ") {
                // A name that only contains the word, such as a file's.
                if example[..at].ends_with(|c: char| c.is_alphanumeric() || "/_.-".contains(c)) {
                    continue;
                }
                let words = words(&example[at..]);
                let parsed = leadengine::cli::command().try_get_matches_from(&words);
                assert!(parsed.is_ok(), "{name}: {example}\n{}", parsed.unwrap_err());
                own += usize::from(words[1..].starts_with(&path));
            }
        }
        assert!(own > 0, "{name}: an example of the command itself");
    }
}

#[test]
fn help_ends_with_the_examples_and_its_short_form_has_none() {
    for (path, _) in commands() {
        let help = |option: &str| {
            let output = run(leadengine("").args(&path).arg(option), b"");
            assert_eq!((output.status, &*output.stderr), (0, ""), "{path:?} {option}");
            output.stdout
        };
        let (long, short) = (help("--help"), help("-h"));
        let (before, examples) =
            long.split_once("\nExamples:\n").unwrap_or_else(|| panic!("{path:?}: {long}"));
        assert!(before.contains("Usage: leadengine") && !examples.contains("\nOptions:"), "{path:?}: {long}");
        // A long sentence is broken at a width of its own.
        let opens = |help: &str| help.lines().next().unwrap_or_default().trim_end_matches('.').to_owned();
        let (one, other) = (opens(&long), opens(&short));
        assert!(one.starts_with(&other) || other.starts_with(&one), "{path:?}: {one} and {other}");
        assert!(one.chars().next().is_some_and(char::is_uppercase), "{path:?}: {long}");
        assert!(
            !short.contains("Examples:") && short.lines().count() < long.lines().count(),
            "{path:?}: {short}"
        );
    }
}

#[track_caller]
fn alone(db: &TestDb) -> Value {
    let output = db.run(&[]);
    assert_eq!((output.status, &*output.stderr), (0, ""));
    let value = db.json(&[]);
    for key in ["what", "next"] {
        assert!(output.stdout.contains(value[key].as_str().unwrap()), "{value} in {}", output.stdout);
    }
    value
}

#[test]
fn alone_it_says_what_there_is_and_the_next_step_at_every_state() {
    let empty = TestDb::empty();
    let said = empty.run(&[]);
    let listed: Vec<usize> =
        ["create-tables", "users", "jobs", "ingest", "normalize", "enrich", "leads", "doctor"]
            .iter()
            .map(|name| {
                said.stdout
                    .find(&format!("\n  {name} "))
                    .unwrap_or_else(|| panic!("{name} in {}", said.stdout))
            })
            .collect();
    assert!(listed.is_sorted(), "in the order of the pipeline: {}", said.stdout);
    assert_eq!(alone(&empty)["next"], "leadengine create-tables");

    let db = TestDb::new();
    let next = |state: &str, next: &str| {
        let said = alone(&db);
        assert_eq!((&said["state"], &said["next"]), (&state.into(), &next.into()), "{said}");
    };
    next("no_user", "leadengine users add EMAIL --plan free");
    db.json(&["users", "add", "ann@example.com", "--no-password"]);
    next("no_subscription", "leadengine subs add --user EMAIL --plan free");
    db.json(&["subs", "add", "--plan", "free"]);
    next("nothing_ingested", "leadengine ingest FILE");
    let record = b"{\"full_name\": \"Ann Lee\", \"email\": \"ann@acme.com\", \"job_title\": \"CEO\"}";
    assert_eq!(db.run_with_stdin(&["ingest", "-"], record).status, 0);
    next("raw_records_waiting", "leadengine normalize");
    assert!(alone(&db)["what"].as_str().unwrap().starts_with("1 raw record waits"));
    db.json(&["normalize"]);
    next("leads_unscored", "leadengine enrich");
    db.json(&["enrich"]);
    next("done", "leadengine leads --intent high");
    // What only a plan keeps back, normalize cannot change.
    db.execute("UPDATE subscriptions SET monthly_lead_limit = 1");
    assert_eq!(db.run_with_stdin(&["ingest", "-"], b"{\"company\": \"Acme\"}").status, 0);
    next("over_quota", "leadengine doctor");
    let quotas = db.json(&["doctor"]);
    let raw = quotas.as_array().unwrap().iter().find(|row| row["check"] == "raw leads").unwrap();
    assert_eq!((&raw["verdict"], &raw["mend"]), (&"ok".into(), &Value::Null), "{raw}");
    db.execute("UPDATE subscriptions SET monthly_lead_limit = 2");
    next("raw_records_waiting", "leadengine normalize");
    db.execute("INSERT INTO __diesel_schema_migrations (version) VALUES ('29990101000000')");
    assert_eq!(alone(&db)["state"], "database_newer");
}

#[test]
fn the_next_step_goes_where_this_one_went() {
    let db = TestDb::new();
    let config = scratch().join("my config.toml");
    fs::write(&config, format!("[profile.staging]\ndatabase_url = \"{}\"\n", db.app_url())).unwrap();
    let config = config.to_str().unwrap();
    let typed = |arguments: &[&str]| run(leadengine("").args(arguments), b"");
    let staging = ["--config", config, "--profile", "staging"];
    let here = format!("leadengine --config '{config}' --profile staging");
    suggests(&typed(&[&staging[..], &["users", "list"]].concat()), 0, &format!("{here} users add EMAIL"));
    assert!(typed(&staging).stdout.contains(&format!("\nNext  {here} users add EMAIL")));
    let failed = typed(&[&staging[..], &["users", "show", "ann@example.com", "--json"]].concat());
    let error: Value = serde_json::from_str(&failed.stderr).unwrap();
    assert!(error["error"]["hint"].as_str().unwrap().contains(&here), "{error}");
    // What the environment says it says again, and a password is not repeated.
    let url = db.app_url();
    suggests(
        &typed(&["--database-url", &url, "users", "list"]),
        0,
        &format!("leadengine --database-url '{url}' users"),
    );
    let secret = url.replace("@/", ":s3cret@/");
    let output = typed(&["--database-url", &secret, "users", "list"]);
    assert!(
        output.stderr.contains("leadengine users add") && !output.stderr.contains("s3cret"),
        "{}",
        output.stderr
    );
    suggests(&db.run(&["users", "list"]), 0, "leadengine users add");
}

#[test]
fn alone_it_starts_nothing_and_waits_for_nobody() {
    let mut command = leadengine("");
    let home = command.get_current_dir().unwrap().join("home");
    let output = run(&mut command, b"");
    assert!(output.status == 0 && output.stdout.contains("leadengine demo"), "{}", output.stdout);
    assert!(!home.exists(), "no server was made");

    // A server that takes connections and says nothing, and one that is not there.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    for url in [
        format!("postgresql://ann:s3cret@127.0.0.1:{port}/x"),
        "postgresql://ann@/x?host=/nowhere".to_owned(),
    ] {
        let begun = Instant::now();
        let output = run(&mut leadengine(&url), b"");
        assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
        assert_eq!((output.status, &*output.stderr), (0, ""));
        assert!(
            output.stdout.contains("\n  ingest ")
                && output.stdout.contains("Here  the database does not answer"),
            "{}",
            output.stdout
        );
    }
}

#[track_caller]
fn suggests(output: &Output, status: i32, words: &str) {
    assert_eq!(output.status, status, "{}", output.stderr);
    assert!(output.stderr.contains(words), "{words:?} in {}", output.stderr);
}

#[test]
fn mistyped_commands_options_and_words_get_a_suggestion() {
    let db = with_user();
    for (command, words) in [
        (&["lead"][..], "'leads'"),
        (&["normalise"], "'normalize'"),
        (&["users", "ad"], "'add'"),
        (&["leads", "--intnet", "high"], "'--intent'"),
        (&["leads", "--intent", "high,mediun"], "'medium'"),
        (&["leads", "--seniority", "foundr"], "'founder'"),
        (&["leads", "--channel", "fone"], "email, phone, linkedin, none"),
        (&["leads", "--sort", "scoer"], "'score'"),
        (&["leads", "--format", "jsno"], "'json'"),
    ] {
        suggests(&db.run(command), 2, words);
    }
    let output = db.run(&["leads", "--sort", "scoer", "--json"]);
    let error: Value = serde_json::from_str(&output.stderr).unwrap();
    assert!(error["error"]["hint"].as_str().unwrap().contains("'score'"), "{error}");
    // In any case, and with what people write between them.
    assert_eq!(db.run(&["leads", "--intent", "High, LOW", "--seniority", "c-suite"]).status, 0);
}

#[test]
fn mistyped_users_jobs_leads_and_files_get_a_suggestion() {
    let db = with_user();
    let user: String = db.query_value("SELECT email FROM users");
    let (local, domain) = user.split_once('@').unwrap();
    suggests(&db.run(&["users", "show", &format!("{local}x@{domain}")]), 4, &format!("did you mean {user}?"));
    suggests(&db.run(&["leads", "--user", local]), 4, &format!("did you mean {user}?"));
    suggests(&db.run(&["users", "show", "zoe@elsewhere.org"]), 4, "leadengine users list");
    assert!(!db.run(&["users", "show", "zoe@elsewhere.org"]).stderr.contains("did you mean"));

    let job = db.json(&["jobs", "add", "--source-type", "google", "--query", "dentists"]);
    let id = &job["id"].as_str().unwrap()[..8];
    let other = if id.ends_with('0') { '1' } else { '0' };
    let slip = format!("{}{other}", &id[..7]);
    for command in [&["jobs", "show", &slip][..], &["normalize", "--job", &slip], &["leads", "--job", &slip]]
    {
        suggests(&db.run(command), 4, &format!("did you mean {id}?"));
    }

    db.execute("INSERT INTO leads (email, domain) VALUES ('john@acme.com', 'acme.com')");
    suggests(&db.run(&["leads", "show", "jonh@acme.com"]), 4, "did you mean john@acme.com?");

    let directory = scratch();
    std::fs::write(directory.join("leads.jsonl"), "{}").unwrap();
    let file = directory.join("laeds.jsonl");
    suggests(&db.run(&["ingest", file.to_str().unwrap()]), 4, "leads.jsonl?");
}

#[test]
fn who_may_be_meant_is_not_told_to_one_who_logs_in() {
    let db = with_user();
    let user: String = db.query_value("SELECT email FROM users");
    let output = db.run_with_stdin(&["users", "verify", &user[1..], "--password-stdin"], b"secret");
    assert_eq!(output.status, 4, "{}", output.stderr);
    assert!(!output.stderr.contains(&user), "{}", output.stderr);
}

#[test]
fn mistyped_plans_and_states_are_taken_and_told() {
    let db = TestDb::new();
    let output = db.run(&["users", "add", "ann@example.com", "--no-password", "--plan", "entreprise"]);
    suggests(
        &output,
        0,
        "did you mean enterprise? leadengine subs change --user ann@example.com --plan enterprise",
    );
    suggests(&db.run(&["subs", "change", "--plan", "prro"]), 0, "did you mean pro?");
    for plan in [&["--plan", "Pro"][..], &["--plan", "agency"], &["--plan", "prro", "--lead-limit", "7"]] {
        let output = db.run(&[&["subs", "change"], plan].concat());
        assert!(output.status == 0 && !output.stderr.contains("did you mean"), "{plan:?}: {}", output.stderr);
    }
    db.execute("INSERT INTO scrape_jobs (status, source_type) VALUES ('paused', 'yelp')");
    for (command, words) in [
        (["jobs", "list", "--status", "faild"], "did you mean --status failed?"),
        (["jobs", "list", "--status", "pausd"], "did you mean --status paused?"),
        (["jobs", "list", "--source-type", "gogle"], "did you mean --source-type google?"),
        (["jobs", "list", "--status", "failed"], "leadengine jobs add queues one"),
    ] {
        suggests(&db.run(&command), 0, words);
    }
    suggests(&db.run(&["jobs", "claim", "--source-type", "yepl"]), 4, "did you mean yelp?");
}

#[test]
fn no_command_leaves_its_operator_without_a_next_step() {
    let db = TestDb::new();
    let job = |db: &TestDb| db.query_value::<String>("SELECT left(id::text, 8) FROM scrape_jobs LIMIT 1");
    suggests(&db.run(&["users", "list"]), 0, "leadengine users add EMAIL");
    suggests(&db.run(&["subs", "list"]), 0, "leadengine subs add");
    suggests(&db.run(&["usage"]), 0, "leadengine users add EMAIL");
    suggests(&db.run(&["jobs", "list"]), 0, "leadengine jobs add");
    suggests(&db.run(&["stats"]), 0, "leadengine ingest FILE");
    suggests(
        &db.run(&["users", "add", "ann@example.com", "--no-password"]),
        0,
        "leadengine subs add --user ann@example.com",
    );
    suggests(&db.run(&["users", "show", "ann@example.com"]), 0, "leadengine subs add --user ann@example.com");
    suggests(&db.run(&["subs", "add", "--plan", "pro"]), 0, "next: leadengine ingest FILE");
    suggests(&db.run(&["leads"]), 0, "leadengine alone says");
    suggests(&db.run(&["leads", "export"]), 0, "leadengine alone says");
    suggests(&db.run(&["normalize"]), 0, "leadengine ingest FILE");
    suggests(&db.run(&["enrich"]), 0, "leadengine normalize");
    suggests(
        &db.run(&["jobs", "add", "--source-type", "google", "--query", "x"]),
        0,
        "leadengine ingest - --job ",
    );
    let id = job(&db);
    suggests(&db.run(&["jobs", "fail", &id]), 0, &format!("leadengine jobs retry {id}"));
    suggests(&db.run(&["jobs", "retry", &id]), 0, "leadengine jobs claim");
    assert_eq!(db.run_with_stdin(&["ingest", "-", "--job", &id], b"{\"company\": \"One\"}").status, 0);
    suggests(&db.run(&["jobs", "show", &id]), 0, &format!("leadengine normalize --job {id}"));
    suggests(&db.run(&["normalize"]), 0, "next: leadengine enrich");
    suggests(&db.run(&["jobs", "show", &id]), 0, &format!("leadengine leads --job {id}"));
    // There is none of high intent.
    suggests(&db.run(&["enrich"]), 0, "next: leadengine leads\n");
    suggests(&db.run(&["enrich"]), 0, "next: leadengine leads --intent high");
    suggests(
        &db.run(&["users", "deactivate", "ann@example.com"]),
        0,
        "leadengine users activate ann@example.com",
    );
    suggests(&db.run(&["subs", "cancel", "--user", "ann@example.com"]), 0, "leadengine subs renew");
    suggests(&db.run(&["leads", "forget", "nobody@acme.com", "--yes"]), 4, "leadengine leads --search");
    // Programs are told nothing that they did not ask for, and --quiet is quiet.
    let quiet = db.run(&["jobs", "show", &id, "--quiet"]);
    assert_eq!((quiet.status, &*quiet.stderr), (0, ""));
}
