//! What `config.toml`, the environment and the command line set, and which of them counts.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::support::{Output, TestDb, leadengine, run, scratch};

/// A file of its owner's alone with this text.
fn file(text: &str) -> PathBuf {
    let path = scratch().join("config.toml");
    fs::write(&path, text).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
    path
}

/// A command that reads this file, with these variables.
fn command(file: &Path, variables: &[(&str, &str)], arguments: &[&str]) -> Command {
    let mut command = leadengine("");
    command.env("LEADENGINE_CONFIG", file).envs(variables.iter().copied()).args(arguments);
    command
}

fn ask(file: &Path, variables: &[(&str, &str)], arguments: &[&str]) -> Output {
    run(&mut command(file, variables, arguments), b"")
}

/// What `config show --json` says of an option: its value, where that comes from, and the rest.
#[track_caller]
fn shown(output: &Output, command: Option<&str>, option: &str) -> Value {
    assert_eq!(output.status, 0, "{}", output.stderr);
    let rows: Vec<Value> = serde_json::from_str(&output.stdout).unwrap();
    let mut found = rows.iter().filter(|row| row["option"] == option && row["command"] == json!(command));
    let row = found.next().unwrap_or_else(|| panic!("{option} in {}", output.stdout)).clone();
    assert_eq!(found.next(), None, "{option} is told once");
    row
}

/// The first line of a CSV or JSON result, which tells the two apart.
fn begins(output: &Output) -> &str {
    assert_eq!(output.status, 0, "{}", output.stderr);
    output.stdout.get(..1).unwrap_or_default()
}

#[test]
fn a_value_of_the_file_gives_way_to_the_environment_and_that_to_the_command_line() {
    let path = file("format = \"csv\"\nquiet = true\n");
    let status = |variables: &[(&str, &str)], arguments: &[&str]| {
        ask(&path, variables, &[arguments, &["db", "status"]].concat())
    };
    assert!(status(&[], &[]).stdout.starts_with("running,"));
    assert_eq!(begins(&status(&[("LEADENGINE_FORMAT", "json")], &[])), "{");
    let both = status(&[("LEADENGINE_FORMAT", "json")], &["--format", "table"]);
    assert!(both.stdout.starts_with("Running"), "{}", both.stdout);
    assert_eq!(begins(&status(&[], &["--json"])), "{", "it is nearer than the file's format");
    assert!(status(&[("LEADENGINE_JSON", "1")], &["--format", "csv"]).stdout.starts_with("running,"));
    assert!(
        status(&[("LEADENGINE_FORMAT", "")], &[]).stdout.starts_with("running,"),
        "an empty variable says nothing"
    );

    // Switches, too.
    let remarks = |variables: &[(&str, &str)]| ask(&path, variables, &["config", "show"]).stderr;
    assert_eq!(remarks(&[]), "");
    assert_eq!(remarks(&[("LEADENGINE_QUIET", "")]), "");
    assert!(remarks(&[("LEADENGINE_QUIET", "false")]).contains("read: "));
}

#[test]
fn an_option_of_a_command_is_set_in_its_table_or_for_all_commands() {
    let normalized = |text: &str, arguments: &[&str]| {
        let record = b"{\"name\": \"John Smith\", \"phone\": \"0400 000 000\", \"company\": \"Acme\"}";
        let output = run(command(&file(text), &[], &["normalize", "--dry-run", "-"]).args(arguments), record);
        assert_eq!(output.status, 0, "{}", output.stderr);
        serde_json::from_str::<Value>(&output.stdout).unwrap()
    };
    let phone = |text: &str, arguments: &[&str]| normalized(text, arguments)["phone"].clone();
    let without = phone("", &[]);
    assert_ne!(without, "+61400000000");
    assert_eq!(phone("region = 'AU'", &[]), "+61400000000");
    assert_eq!(phone("[normalize]\nregion = 'AU'", &[]), "+61400000000");
    assert_eq!(phone("region = 'DE'\n[normalize]\nregion = 'AU'", &[]), "+61400000000");
    assert_eq!(
        phone("[ingest]\nuser = 'x'\n[normalize]\nregion = 'DE'", &["--region", "AU"]),
        "+61400000000"
    );
}

#[test]
fn how_many_leads_a_screen_has_keeps_none_out_of_an_export() {
    let db = TestDb::new();
    db.json(&["users", "add", "ann@example.com", "--no-password"]);
    db.execute("INSERT INTO leads (user_id, email) SELECT id, 'a' || n || '@x.com' FROM users, generate_series(1, 5) n");
    let lines = |text: &str, arguments: &[&str]| {
        let file = file(&format!("database_url = \"{}\"\n{text}", db.app_url()));
        ask(&file, &[], &[arguments, &["--format", "jsonl"]].concat()).stdout.lines().count()
    };
    for text in ["limit = 2", "[leads]\nlimit = 2"] {
        assert_eq!((lines(text, &["leads"]), lines(text, &["leads", "export"])), (2, 5), "{text}");
    }
    let own = "[leads]\nlimit = 2\n[leads.export]\nlimit = 3";
    assert_eq!((lines(own, &["leads"]), lines(own, &["leads", "export"])), (2, 3));
}

#[test]
fn a_user_of_the_file_gives_way_to_the_environment_and_that_to_the_command_line() {
    let db = TestDb::new();
    for name in ["ann", "bob", "cid"] {
        db.json(&["users", "add", &format!("{name}@example.com"), "--no-password"]);
    }
    let path = file("user = 'ann@example.com'\nformat = 'json'\n");
    let users = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut command = db.command(&[&["usage"], arguments].concat());
        let output = run(command.env("LEADENGINE_CONFIG", &path).envs(variables.iter().copied()), b"");
        let rows: Vec<Value> = serde_json::from_str(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
        rows.iter().map(|row| row["email"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(users(&[], &[]), ["ann@example.com"]);
    assert_eq!(users(&[("LEADENGINE_USER", "bob@example.com")], &[]), ["bob@example.com"]);
    let cid = ["--user", "cid@example.com"];
    assert_eq!(users(&[("LEADENGINE_USER", "bob@example.com")], &cid), ["cid@example.com"]);
    assert_eq!(users(&[], &["--user", ""]).len(), 3, "nobody is named");
}

#[test]
fn the_database_of_the_file_comes_after_the_variable_of_ours_and_before_that_of_all() {
    let db = TestDb::new();
    let path = file(&format!("database_url = {:?}\n", db.app_url()));
    let away = "postgresql://bob:s3cret@127.0.0.1:1/none";
    let list = |variables: &[(&str, &str)], arguments: &[&str]| {
        ask(&path, variables, &[&["users", "list", "--retry-for", "0"], arguments].concat()).status
    };
    assert_eq!(list(&[], &[]), 0);
    assert_eq!(list(&[("DATABASE_URL", away)], &[]), 0);
    assert_eq!(list(&[("LEADENGINE_DATABASE_URL", away)], &[]), 5);
    assert_eq!(list(&[("LEADENGINE_DATABASE_URL", away)], &["--database-url", &db.app_url()]), 0);
    assert_eq!(list(&[("DATABASE_URL", away)], &["--database-url", ""]), 5, "the file's is put aside");

    // One that cannot be reached is told with its file.
    let wrong = file("database_url = 'host=127.0.0.1 port=1 dbname=none password=s3cret'\n");
    let output = ask(&wrong, &[], &["users", "list", "--retry-for", "0"]);
    assert_eq!(output.status, 5, "{}", output.stderr);
    assert!(output.stderr.contains(wrong.to_str().unwrap()), "{}", output.stderr);
    assert!(!output.stderr.contains("s3cret"), "{}", output.stderr);
}

#[test]
fn what_is_in_force_is_told_with_where_it_came_from() {
    let path = file(
        "retry_for = 7\ncolor = 'never'\nuser = 'ann@example.com'\n\
         [enrich]\nworkers = 3\n[leads.list]\nseniority = ['vp', 'head']\n\
         [profile.staging]\ncolor = 'always'\n",
    );
    let variables = [("LEADENGINE_RAW_CSV", "1"), ("LEADENGINE_RULES", "mine.toml")];
    let output = ask(&path, &variables, &["config", "show", "--json", "--profile", "staging"]);
    let global = |option| shown(&output, None, option);
    let of = |row: Value| (row["value"].clone(), row["source"].as_str().unwrap().to_owned());
    assert_eq!(of(global("format")), (json!("table"), "default".into()));
    assert_eq!(of(global("json")), (json!(true), "command_line".into()));
    assert_eq!(of(global("raw_csv")), (json!(true), "environment".into()));
    assert_eq!(global("raw_csv")["variable"], "LEADENGINE_RAW_CSV");
    assert_eq!(of(global("retry_for")), (json!("7"), "file".into()));
    let color = global("color");
    assert_eq!(
        (&color["value"], &color["profile"], &color["line"]),
        (&json!("always"), &json!("staging"), &json!(9))
    );
    assert_eq!(color["file"], path.to_str().unwrap());
    assert_eq!(of(global("config")), (json!(path), "environment".into()));
    assert_eq!(of(global("profile")), (json!("staging"), "command_line".into()));
    assert_eq!(of(global("user")), (json!("ann@example.com"), "file".into()));
    assert_eq!(of(global("rules")), (json!("mine.toml"), "environment".into()));
    assert_eq!(of(shown(&output, Some("enrich"), "workers")), (json!("3"), "file".into()));
    let seniority = shown(&output, Some("leads list"), "seniority");
    assert_eq!(seniority["value"], json!(["vp", "head"]));
    assert!(output.stderr.contains("staging"), "{}", output.stderr);

    // All options of one command.
    let output = ask(&path, &[], &["config", "show", "enrich", "--json"]);
    assert_eq!(of(shown(&output, Some("enrich"), "workers")), (json!("3"), "file".into()));
    assert_eq!(of(shown(&output, Some("enrich"), "rescore")), (json!(false), "default".into()));
    assert_eq!(of(shown(&output, Some("enrich"), "user")), (json!("ann@example.com"), "file".into()));
    let unknown = ask(&path, &[], &["config", "show", "enrihc"]);
    assert_eq!(unknown.status, 2);
    assert!(unknown.stderr.contains("did you mean enrich?"), "{}", unknown.stderr);

    // For people.
    let table = ask(&path, &[], &["config", "show"]).stdout;
    let line = table.lines().find(|line| line.contains("retry_for")).unwrap();
    assert!(
        line.ends_with(&format!("7      {}, line 1", path.display())) || line.contains("line 1"),
        "{line}"
    );
}

#[test]
fn the_database_in_force_is_told_wherever_it_is_named() {
    let none = Path::new("none");
    let source = |output: &Output| {
        let row = shown(output, None, "database_url");
        (row["value"].as_str().unwrap().to_owned(), row["source"].clone(), row["variable"].clone())
    };
    let show = ["config", "show", "--json"];
    let (url, from, _) = source(&ask(none, &[], &show));
    assert!(url.contains("home") && from == "default", "the private one: {url}");
    let (url, from, variable) =
        source(&ask(none, &[("DATABASE_URL", "postgresql://bob:s3cret@db/app")], &show));
    assert_eq!(
        (&*url, from, variable),
        ("postgresql://bob:***@db/app", json!("environment"), json!("DATABASE_URL"))
    );
    let mut in_dotenv = command(none, &[], &show);
    let dotenv = in_dotenv.get_current_dir().unwrap().join(".env");
    fs::write(&dotenv, "DATABASE_URL=postgresql://db/dotenv\n").unwrap();
    let output = run(&mut in_dotenv, b"");
    let row = shown(&output, None, "database_url");
    assert_eq!((&row["source"], &row["value"]), (&json!("file"), &json!("postgresql://db/dotenv")));
    assert!(row["file"].as_str().unwrap().ends_with("/.env"), "{row}");
}

#[test]
fn no_password_is_shown() {
    let path = file(
        "database_url = 'postgresql://bob:s3cret@db/app'\n\
         [enrich]\nllm_url = 'https://bob:s3cret@proxy/'\nllm_model = 'x'\n\
         [profile.other]\ndatabase_url = 'host=db password=s3cret'\n\
         [profile.noat]\ndatabase_url = 'postgresql://bob:s3cret'\n\
         [profile.typo]\ndatabase_url = 'postgresql://db/app?passwd=s3cret&options=-c%20a=s3cret'\n\
         [profile.user]\nuser = 'postgresql://bob:s3cret@db/app'\n\
         [profile.words]\nuser = 'host=db password = s3cret'\n",
    );
    let profiles =
        ["other", "noat", "typo", "user", "words"].map(|name| ["config", "show", "--profile", name]);
    let plain = [&["config", "show"][..], &["config", "show", "--json"]];
    for arguments in plain.into_iter().chain(profiles.iter().map(|arguments| &arguments[..])) {
        let output = ask(&path, &[], arguments);
        assert_eq!(output.status, 0, "{}", output.stderr);
        assert!(output.stdout.contains("***") && !output.stdout.contains("s3cret"), "{}", output.stdout);
        assert!(!output.stderr.contains("s3cret"), "{}", output.stderr);
    }
}

#[test]
fn a_password_that_others_can_read_draws_a_warning() {
    let path = file("database_url = 'postgresql://bob:s3cret@127.0.0.1:1/app'\nquiet = true\n");
    let warned = |mode: u32| {
        fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        let output = ask(&path, &[], &["config", "show"]);
        assert_eq!(output.status, 0, "{}", output.stderr);
        output.stderr.contains("warning: ") && output.stderr.contains("chmod 600")
    };
    assert!(warned(0o644));
    assert!(!warned(0o640), "a group is trusted");
    assert!(!warned(0o600));
    let open = file("user = 'ann@example.com'\n");
    fs::set_permissions(&open, Permissions::from_mode(0o644)).unwrap();
    assert_eq!(
        ask(&open, &[("LEADENGINE_QUIET", "1")], &["config", "show"]).stderr,
        "",
        "there is no password in it"
    );
}

#[test]
fn a_profile_comes_before_the_rest_of_the_file() {
    let path = file(
        "retry_for = 1\n[enrich]\nworkers = 1\nretry_for = 2\n\
         [profile.staging]\nretry_for = 3\nworkers = 4\n[profile.production.enrich]\nworkers = 5\n",
    );
    let workers = |arguments: &[&str], option: &str| {
        let output = ask(&path, &[], &[&["config", "show", "enrich", "--json"], arguments].concat());
        let command = (option == "workers").then_some("enrich");
        shown(&output, command, option)["value"].clone()
    };
    let retry_for = |arguments: &[&str]| {
        let output = ask(&path, &[], &[&["config", "show", "enrich", "--json"], arguments].concat());
        let rows: Vec<Value> = serde_json::from_str(&output.stdout).unwrap();
        rows.iter().find(|row| row["option"] == "retry_for").unwrap()["value"].clone()
    };
    assert_eq!((workers(&[], "workers"), retry_for(&[])), (json!("1"), json!("2")));
    let staging = ["--profile", "staging"];
    assert_eq!((workers(&staging, "workers"), retry_for(&staging)), (json!("4"), json!("3")));
    let production = ["--profile", "production"];
    assert_eq!((workers(&production, "workers"), retry_for(&production)), (json!("5"), json!("2")));

    let by_variable =
        ask(&path, &[("LEADENGINE_PROFILE", "production")], &["config", "show", "enrich", "--json"]);
    assert_eq!(shown(&by_variable, Some("enrich"), "workers")["value"], "5");
    let unknown = ask(&path, &[], &["config", "show", "--profile", "stagin"]);
    assert_eq!(unknown.status, 2, "{}", unknown.stderr);
    assert!(unknown.stderr.contains("did you mean staging?"), "{}", unknown.stderr);
    assert!(unknown.stderr.contains("staging, production"), "{}", unknown.stderr);
    let without = ask(Path::new("none"), &[], &["config", "show", "--profile", "staging"]);
    assert_eq!(without.status, 2, "{}", without.stderr);
    assert_eq!(ask(Path::new("none"), &[("LEADENGINE_PROFILE", "")], &["config", "show"]).status, 0);
}

#[test]
fn unknown_keys_and_wrong_values_are_told_with_their_line() {
    for (text, line, words) in [
        ("\nretry_fro = 3\n", 2, "did you mean retry_for?"),
        ("[enrich]\nworker = 3\n", 2, "did you mean workers?"),
        ("[enrihc]\nworkers = 3\n", 1, "did you mean enrich?"),
        ("[leads.lits]\n", 1, "did you mean list?"),
        ("[profile.x]\nformta = 'csv'\n", 2, "did you mean format?"),
        ("[profile.x.enrich]\nlimit = 3\n", 2, "enrich has no option limit"),
        ("[profiles.x]\nformat = 'csv'\n", 1, "did you mean profile?"),
        ("quiet = 'yes'\n", 1, "true or false"),
        ("quiet = 1\n", 1, "true or false"),
        ("retry_for = true\n", 1, "takes a value"),
        ("retry_for = 'soon'\n", 1, "invalid digit"),
        ("retry_for = [1, 2]\n", 1, "one value"),
        ("retry_for = -1\n", 1, "retry_for"),
        ("format = 'jsn'\n", 1, "did you mean json?"),
        ("[normalize]\nworkers = 1000\n", 2, "1..=256"),
        ("[normalize]\nregion = 'Atlantis'\n", 2, "region"),
        ("[retry_for]\nx = 1\n", 1, "retry_for is an option"),
        ("[config]\nconfig = 'x'\n", 2, "no option config"),
        ("user = 'a'\nuser = 'b'\n", 2, "duplicate key"),
        ("user = \n", 1, ""),
    ] {
        let path = file(text);
        // Of whatever command it is: that of the file is not asked for.
        let output = ask(&path, &[], &["db", "status"]);
        assert_eq!(output.status, 2, "{text}: {}", output.stderr);
        let place = format!("error: {}, line {line}: ", path.display());
        assert!(output.stderr.starts_with(&place), "{text}: {}", output.stderr);
        assert!(output.stderr.contains(words), "{text}: {}", output.stderr);
        assert!(output.stderr.lines().count() <= 2 && output.stdout.is_empty(), "{text}: {}", output.stderr);
    }
    let output = ask(&file("nonsense = 1\n"), &[], &["db", "status", "--json"]);
    let error: Value = serde_json::from_str(&output.stderr).unwrap();
    assert_eq!(error["error"]["code"], "invalid_config");
}

#[test]
fn a_file_that_was_named_has_to_be_there_and_the_usual_one_does_not() {
    let mut usual = leadengine("");
    let home = usual.get_current_dir().unwrap().to_owned();
    let show = |command: &mut Command| run(command.args(["config", "show", "--json"]), b"");
    assert_eq!(show(usual.env_remove("LEADENGINE_CONFIG")).status, 0);

    for (named, status) in [("/no/such/config.toml", 4), (home.to_str().unwrap(), 1)] {
        let output = run(leadengine("").args(["db", "status", "--config", named]), b"");
        assert_eq!(output.status, status, "{}", output.stderr);
        assert!(
            output.stderr.contains(named) && output.stderr.contains("--config none"),
            "{}",
            output.stderr
        );
        assert_eq!(ask(Path::new(named), &[], &["db", "status"]).status, status);
    }

    // Each in the directory of the platform: the home's, or that which XDG names.
    let value = |command: &mut Command| {
        let row = shown(&show(command.env_remove("LEADENGINE_CONFIG")), None, "retry_for");
        (row["value"].clone(), row["file"].clone())
    };
    for (variable, below) in [("HOME", ".config/leadengine"), ("XDG_CONFIG_HOME", "leadengine")] {
        let directory = scratch();
        let path = directory.join(below).join("config.toml");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "retry_for = 9\n").unwrap();
        assert_eq!(value(leadengine("").env(variable, &directory)), (json!("9"), json!(path)));
        for none in ["none", ""] {
            let mut without = leadengine("");
            let output = show(without.env(variable, &directory).env("LEADENGINE_CONFIG", none));
            assert_eq!(shown(&output, None, "retry_for")["source"], "default", "{none:?}");
            let mut without = leadengine("");
            without.env(variable, &directory).env_remove("LEADENGINE_CONFIG").args(["--config", none]);
            assert_eq!(shown(&show(&mut without), None, "retry_for")["source"], "default", "{none:?}");
        }
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        let output = show(leadengine("").env(variable, &directory).env_remove("LEADENGINE_CONFIG"));
        assert_eq!(output.status, 1, "there is something, and it cannot be read: {}", output.stderr);
    }
    let binary = scratch().join("config.toml");
    fs::write(&binary, b"quiet = true\n\xff\n").unwrap();
    let output = ask(&binary, &[], &["db", "status"]);
    assert_eq!(output.status, 2, "{}", output.stderr);
    assert!(output.stderr.contains("line 2: it is not UTF-8"), "{}", output.stderr);
}

#[test]
fn what_says_how_to_mend_the_file_works_with_a_broken_one() {
    let path = file("nonsense = \n");
    for arguments in [
        &["--help"][..],
        &["--version"],
        &["enrich", "--help"],
        &["completions", "bash"],
        &["man"],
        &["config", "path"],
    ] {
        let output = ask(&path, &[], arguments);
        assert_eq!(output.status, 0, "{arguments:?}: {}", output.stderr);
        assert!(!output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_required_option_may_stand_in_the_file_and_an_excluded_one_gives_way() {
    let db = TestDb::new();
    db.json(&["users", "add", "ann@example.com", "--plan", "free", "--no-password"]);
    let path = file("[jobs.add]\nsource_type = 'google'\n[jobs.list]\nlimit = 1\n");
    let jobs = |before: &[&str], arguments: &[&str]| {
        let mut command = db.command(&[before, &["jobs"], arguments].concat());
        let output = run(command.env("LEADENGINE_CONFIG", &path), b"");
        assert_eq!(output.status, 0, "{}", output.stderr);
        serde_json::from_str::<Value>(&output.stdout).unwrap()
    };
    assert_eq!(jobs(&["--json"], &["add", "--query", "a"])["source_type"], "google");
    assert_eq!(
        jobs(&["--json"], &["add", "--query", "b", "--source-type", "linkedin"])["source_type"],
        "linkedin"
    );
    // Wherever the global options stand: what the file adds finds its place.
    for before in [
        &["--format", "json", "-qv"][..],
        &["--retry-for", "5", "--format=json"],
        &["--color", "never", "--json"],
    ] {
        assert_eq!(jobs(before, &["list"]).as_array().unwrap().len(), 1, "{before:?}");
        assert_eq!(jobs(before, &["--verbose", "list"]).as_array().unwrap().len(), 1, "{before:?}");
    }
    // What only another command's option of that name can take is passed over.
    fs::write(&path, "status = true\n").unwrap();
    assert_eq!(jobs(&["--json"], &["list"]).as_array().unwrap().len(), 2);
    fs::write(&path, "[jobs.add]\nsource_type = 'google'\n[jobs.list]\nlimit = 1\n").unwrap();
    assert_eq!(jobs(&["--json"], &["list", "--limit", "5"]).as_array().unwrap().len(), 2);
    assert_eq!(
        jobs(&["--json"], &["list", "--all"]).as_array().unwrap().len(),
        2,
        "--all excludes the limit"
    );
    // What is still missing is told as ever.
    let output = run(db.command(&["jobs", "add"]).env("LEADENGINE_CONFIG", &path), b"");
    assert_eq!(output.status, 2);
    assert!(
        output.stderr.contains("--query") && !output.stderr.contains("  --source-type"),
        "{}",
        output.stderr
    );
}

#[test]
fn a_file_to_begin_with_is_written_once_and_all_that_it_proposes_can_be_used() {
    let path = scratch().join("new/config.toml");
    let init = |arguments: &[&str]| ask(&path, &[], &[&["config", "init"], arguments].concat());
    let output = init(&[]);
    assert_eq!((output.status, output.stdout.trim()), (0, path.to_str().unwrap()), "{}", output.stderr);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let text = fs::read_to_string(&path).unwrap();
    let rows: Vec<Value> =
        serde_json::from_str(&ask(&path, &[], &["config", "show", "--json"]).stdout).unwrap();
    assert!(rows.iter().all(|row| row["source"] != "file"), "everything is a remark");

    // With every remark that is a setting taken at its word.
    let is_setting = |line: &&str| line.starts_with('#') && !line.starts_with("# ") && line.len() > 1;
    let settings: Vec<&str> = text.lines().filter(is_setting).map(|line| &line[1..]).collect();
    assert!(settings.len() > 20, "{settings:?}");
    fs::write(&path, settings.join("\n")).unwrap();
    let output = ask(&path, &[], &["config", "show", "--json", "--profile", "staging"]);
    assert_eq!(shown(&output, Some("enrich"), "workers")["profile"], "staging");
    assert_eq!(shown(&output, None, "format")["source"], "file");

    let again = init(&["--json"]);
    assert_eq!(again.status, 1, "{}", again.stderr);
    assert!(again.stderr.contains("config_exists"), "{}", again.stderr);
    assert_eq!(fs::read_to_string(&path).unwrap(), settings.join("\n"), "it is left alone");
    assert_eq!(ask(Path::new("none"), &[], &["config", "init"]).status, 2);
    let place = ask(&path, &[], &["config", "path", "--json"]);
    assert_eq!(serde_json::from_str::<Value>(&place.stdout).unwrap(), json!({"path": path, "exists": true}));
}
