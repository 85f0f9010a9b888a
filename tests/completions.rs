//! Completions in the shells that are here, what they take from the database, and the manual pages.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::help::commands;
use crate::support::{Output, TestDb, leadengine, run, scratch};

const SHELLS: [(&str, &str); 5] = [
    ("bash", "leadengine"),
    ("zsh", "_leadengine"),
    ("fish", "leadengine.fish"),
    ("powershell", "leadengine.ps1"),
    ("elvish", "leadengine.elv"),
];

/// Whether a program is here; says so where it is not.
fn is_here(program: &str) -> bool {
    let found =
        Command::new("sh").args(["-c", &format!("command -v {program}")]).output().unwrap().status.success();
    if !found {
        eprintln!("skipped: there is no {program} here");
    }
    found
}

/// Lets a command find the program on the PATH, as the scripts do.
fn on_path(command: &mut Command) {
    let binary = Path::new(env!("CARGO_BIN_EXE_leadengine")).parent().unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    command.env("PATH", format!("{}:{path}", binary.display()));
}

/// What the program offers in the place of the last word, with what explains it.
fn asked(mut command: Command, shell: &str, words: &[&str]) -> (Vec<String>, Output) {
    command.env("LEADENGINE_COMPLETE", shell).arg("--").arg("leadengine").args(words);
    let output = run(&mut command, b"");
    assert_eq!((output.status, &*output.stderr), (0, ""), "{words:?}");
    (output.stdout.lines().map(str::to_owned).collect(), output)
}

fn offers(db: &TestDb, words: &[&str]) -> Vec<String> {
    asked(db.command(&[]), "bash", words).0
}

/// Two users with jobs of all kinds, and what other programs wrote.
fn filled() -> TestDb {
    let db = TestDb::new();
    db.execute(
        "INSERT INTO users (id, email, is_active) VALUES \
             ('00000000-0000-4000-8000-0000000000a1', 'ann@example.com', TRUE), \
             ('00000000-0000-4000-8000-0000000000b2', 'Bob@Example.com', FALSE), \
             (gen_random_uuid(), 'jürgen@müller.de', TRUE); \
         INSERT INTO subscriptions (user_id, plan_name, status) SELECT id, 'agency', 'active' FROM users; \
         INSERT INTO scrape_jobs (id, user_id, status, source_type, search_query) VALUES \
             ('aaaa1111-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000a1', 'failed', 'google', 'dentists in Sydney'), \
             ('bbbb2222-0000-4000-8000-000000000002', '00000000-0000-4000-8000-0000000000b2', 'paused', 'yelp', E'x\\x1b[31m\\ny')",
    );
    db
}

#[test]
fn every_shell_gets_a_script_and_a_directory_gets_all() {
    let directory = scratch().join("scripts");
    let output = run(leadengine("").args(["completions", "--to", directory.to_str().unwrap()]), b"");
    assert_eq!((output.status, &*output.stdout), (0, ""), "{}", output.stderr);
    assert_eq!(output.stderr, format!("{} scripts written to {}\n", SHELLS.len(), directory.display()));
    for (shell, file) in SHELLS {
        let output = run(leadengine("").args(["completions", shell]), b"");
        assert_eq!(output.status, 0, "{}", output.stderr);
        assert!(output.stdout.contains("LEADENGINE_COMPLETE"), "{shell}: {}", output.stdout);
        assert!(!output.stdout.contains("Invoke-Expression"), "nothing that is typed is run");
        assert_eq!(fs::read_to_string(directory.join(file)).unwrap(), output.stdout, "{shell}");
    }
    assert_eq!(fs::read_dir(&directory).unwrap().count(), SHELLS.len());
}

#[test]
fn commands_options_and_words_are_completed_without_a_database() {
    let nothing = |words: &[&str]| asked(leadengine(""), "bash", words).0;
    assert_eq!(nothing(&["norm"]), ["normalize"]);
    assert_eq!(nothing(&["users", "set-"]), ["set-password", "set-role"]);
    assert_eq!(nothing(&["leads", "--inte"]), ["--intent"]);
    assert_eq!(nothing(&["leads", "--intent", "m"]), ["medium"]);
    assert_eq!(nothing(&["leads", "--intent", "high,l"]), ["high,low"]);
    assert_eq!(nothing(&["leads", "--sort=con"]), ["--sort=confidence"]);
    assert_eq!(nothing(&["subs", "add", "--plan", ""]), ["enterprise", "free", "pro"]);
    assert_eq!(nothing(&["jobs", "list", "--status", ""]).len(), 4);
    assert_eq!(nothing(&["jobs", "add", "--source-type", "g"]), ["google"]);
    let all = nothing(&[""]);
    assert!(all.contains(&"ingest".to_owned()) && !all.iter().any(|word| word.starts_with('-')), "{all:?}");
    let explained = asked(leadengine(""), "fish", &["norm"]).0;
    assert_eq!(explained, ["normalize\tTurn waiting raw records into clean, deduplicated leads"]);
}

#[test]
fn users_plans_jobs_and_states_come_from_the_database() {
    let db = filled();
    assert_eq!(
        offers(&db, &["users", "show", ""]),
        ["ann@example.com", "Bob@Example.com", "jürgen@müller.de"]
    );
    assert_eq!(offers(&db, &["users", "show", "bob@"]), ["Bob@Example.com"]);
    assert_eq!(offers(&db, &["leads", "--user", "a"]), ["ann@example.com"]);
    assert_eq!(offers(&db, &["leads", "--user=ann@ex"]), ["--user=ann@example.com"]);
    assert_eq!(offers(&db, &["subs", "change", "--plan", "a"]), ["agency"]);
    assert_eq!(offers(&db, &["jobs", "list", "--status", "p"]), ["processing", "paused"]);
    assert_eq!(offers(&db, &["jobs", "claim", "--source-type", "y"]), ["yelp"]);
    for command in
        [&["jobs", "show"][..], &["ingest", "-", "--job"], &["normalize", "--job"], &["leads", "--job"]]
    {
        assert_eq!(offers(&db, &[command, &["aa"]].concat()), ["aaaa1111"], "{command:?}");
    }
    assert_eq!(offers(&db, &["jobs", "show", "aaaa1111-0"]), ["aaaa1111-0000-4000-8000-000000000001"]);
    let explained = asked(db.command(&[]), "zsh", &["jobs", "retry", "aaaa"]).0;
    assert_eq!(explained, ["aaaa1111:failed · google · dentists in Sydney"]);
    // Where one user is meant, the others are not there.
    assert_eq!(offers(&db, &["jobs", "show", "--user", "ann@example.com", ""]), ["aaaa1111"]);
    assert_eq!(offers(&db, &["jobs", "show", "--user", "nobody@example.com", ""]), Vec::<String>::new());
    let mut command = db.command(&[]);
    command.env("LEADENGINE_USER", "bob@example.com");
    assert_eq!(asked(command, "bash", &["jobs", "show", ""]).0, ["bbbb2222"]);
    // The database of the line that is typed.
    let url = db.app_url();
    assert_eq!(
        asked(leadengine(""), "bash", &["--database-url", &url, "users", "show", "a"]).0,
        ["ann@example.com"]
    );
    // And that of the configuration file.
    let file = scratch().join("config.toml");
    fs::write(&file, format!("[profile.staging]\ndatabase_url = \"{url}\"\n")).unwrap();
    let mut command = leadengine("");
    command.env("LEADENGINE_CONFIG", &file);
    let words = ["--profile", "staging", "users", "show", "a"];
    assert_eq!(asked(command, "bash", &words).0, ["ann@example.com"]);
}

#[test]
fn nothing_that_a_terminal_or_a_shell_acts_on_is_offered() {
    let db = filled();
    db.execute(
        "INSERT INTO users (email) VALUES ('$(id)@x.com'), ('`id`@x.com'), ('a b@x.com'), ('x;id@x.com'), (E'x\\nid@x.com'), \
             (E'\\x1b]0;x\\x07@x.com'), ('*'), ('-rf'), ('@args'), ('o''brien@x.com'), (E'e\\u202evil@x.com'); \
         INSERT INTO subscriptions (plan_name) VALUES ('big one'), ('$HOME'); \
         INSERT INTO scrape_jobs (status, source_type) VALUES ('in progress', 'a|b')",
    );
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (users, output) = asked(db.command(&[]), shell, &["users", "show", ""]);
        assert_eq!(users.len(), 3, "{users:?}");
        for words in
            [&["subs", "add", "--plan", ""][..], &["jobs", "list", "--status", ""], &["jobs", "show", ""]]
        {
            let (values, output) = asked(db.command(&[]), shell, words);
            let alone = values.iter().map(|value| value.split([':', '\t']).next().unwrap());
            let acted_on = alone.filter(|value| value.contains(['$', '|', ' ', '\'']));
            assert_eq!(acted_on.collect::<Vec<_>>(), Vec::<&str>::new());
            assert!(!output.stdout.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{:?}", output.stdout);
        }
        assert!(!output.stdout.contains('\u{1b}'), "{:?}", output.stdout);
    }
    assert!(!offers(&db, &["jobs", "list", "--status", "i"]).contains(&"in progress".to_owned()));
}

#[test]
fn a_database_that_does_not_answer_costs_a_moment_and_no_word() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    let empty = TestDb::empty();
    for url in [
        format!("postgresql://ann:s3cret@127.0.0.1:{port}/x"),
        "postgresql://ann@127.0.0.1:1/x".to_owned(),
        "nonsense".to_owned(),
        empty.url(),
    ] {
        let begun = Instant::now();
        let (found, _) = asked(leadengine(&url), "bash", &["subs", "add", "--plan", "p"]);
        assert_eq!(found, ["pro"], "what is known without it");
        assert_eq!(asked(leadengine(&url), "bash", &["users", "show", "a"]).0, Vec::<String>::new());
        assert!(begun.elapsed() < Duration::from_millis(1_500), "{url}: {:?}", begun.elapsed());
    }
    // The private server is not started for it.
    let command = leadengine("");
    let home = command.get_current_dir().unwrap().join("home");
    assert_eq!(asked(command, "bash", &["users", "show", ""]).0, Vec::<String>::new());
    assert!(!home.exists());
}

/// The bash script, in a file.
fn bash_script() -> PathBuf {
    let file = scratch().join("leadengine");
    fs::write(&file, run(leadengine("").args(["completions", "bash"]), b"").stdout).unwrap();
    file
}

#[test]
fn bash_puts_words_together_that_it_splits() {
    let db = filled();
    let script = bash_script();
    // The words as bash has them, the one that readline replaces, and what comes in its place.
    for (line, words, replaced, offered) in [
        (
            "leadengine users show ann@ex",
            &["leadengine", "users", "show", "ann", "@", "ex"][..],
            "@ex",
            "@example.com",
        ),
        ("leadengine leads --user=a", &["leadengine", "leads", "--user", "=", "a"], "a", "ann@example.com"),
        ("leadengine leads --user=", &["leadengine", "leads", "--user", "="], "", "ann@example.com"),
        ("leadengine  jobs list --status f", &["leadengine", "jobs", "list", "--status", "f"], "f", "failed"),
        ("leadengine norm", &["leadengine", "norm"], "norm", "normalize"),
    ] {
        let shell = format!(
            "source '{}'; COMP_LINE=$1; COMP_POINT=${{#1}}; shift; current=$1; shift; COMP_WORDS=(\"$@\"); \
             COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _leadengine leadengine \"$current\" x; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            script.display()
        );
        let mut command = db.command(&[]);
        on_path(&mut command);
        let path = command.get_envs().find(|(name, _)| *name == "PATH").unwrap().1.unwrap().to_owned();
        let mut bash = Command::new("bash");
        bash.env_clear().env("PATH", path).env("LEADENGINE_DATABASE_URL", db.app_url());
        bash.args(["--norc", "--noprofile", "-c", &shell, "bash", line, replaced]).args(words);
        let output = run(&mut bash, b"");
        let first = output.stdout.lines().next().unwrap_or_default();
        assert_eq!((first, &*output.stderr), (offered, ""), "{line}");
    }
}

/// Types into a shell in a pseudo-terminal, and waits for what shall appear there after each.
fn typed(shell: &str, environment: &[(&str, &str)], keys: &[(&str, &str)]) {
    let mut command = Command::new("script");
    on_path(&mut command);
    command
        .args(["-qfec", shell, "/dev/null"])
        .env("TERM", "dumb")
        .env("HOME", scratch())
        .env_remove("LEADENGINE_USER");
    command.envs(environment.iter().copied());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut process = command.spawn().unwrap();
    let (mut keyboard, mut screen) = (process.stdin.take().unwrap(), process.stdout.take().unwrap());
    let (send, shown) = mpsc::channel();
    std::thread::spawn(move || {
        let mut piece = [0; 4096];
        while let Ok(read @ 1..) = screen.read(&mut piece) {
            if send.send(String::from_utf8_lossy(&piece[..read]).into_owned()).is_err() {
                return;
            }
        }
    });
    for (key, wanted) in keys {
        keyboard.write_all(key.as_bytes()).unwrap();
        keyboard.flush().unwrap();
        let (begun, mut seen) = (Instant::now(), String::new());
        while !seen.contains(wanted) {
            if let Ok(more) = shown.recv_timeout(Duration::from_millis(100)) {
                seen.push_str(&more);
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "{key:?}: {wanted:?} is not in {seen:?}");
        }
    }
    keyboard.write_all(b"\x03exit\n").unwrap();
    drop(keyboard);
    process.wait().unwrap();
}

#[test]
fn tab_completes_in_an_interactive_bash() {
    if !is_here("script") {
        return;
    }
    let db = filled();
    let source = format!("stty cols 250; PS1='ready''> '; source '{}'\n", bash_script().display());
    typed(
        "bash --norc --noprofile -i",
        &[("LEADENGINE_DATABASE_URL", &db.app_url())],
        &[
            (&source, "ready> "),
            ("leadengine norm\t", "normalize "),
            ("\x15leadengine jobs list --status fa\t", "failed "),
            ("\x15leadengine users show ann@ex\t", "ann@example.com "),
            ("\x15leadengine users show Bo\t", "Bob@Example.com "),
            ("\x15leadengine jobs show aaaa\t", "aaaa1111 "),
            ("\x15leadengine leads --intent high,l\t", "high,low "),
        ],
    );
}

#[test]
fn tab_completes_in_an_interactive_zsh_and_fish() {
    let db = filled();
    let url = db.app_url();
    let environment = [("LEADENGINE_DATABASE_URL", &*url)];
    let scripts = scratch();
    assert_eq!(run(leadengine("").args(["completions", "--to", scripts.to_str().unwrap()]), b"").status, 0);
    if is_here("zsh") && is_here("script") {
        // By the path that functions are found on, as a package installs it.
        let setup = format!(
            "stty cols 250; PROMPT='ready''> '; fpath=('{}' $fpath); autoload -Uz compinit && compinit -u -D\n",
            scripts.display()
        );
        let keys = [
            (&*setup, "ready> "),
            ("leadengine users show ann\t", "ann@example.com "),
            ("\x15leadengine norm\t", "normalize "),
        ];
        typed("zsh -f -i", &environment, &keys);
    }
    if is_here("fish") {
        let mut fish = Command::new("fish");
        on_path(&mut fish);
        fish.envs(environment).env("HOME", scratch()).args([
            "--no-config",
            "-c",
            &format!(
                "source '{}/leadengine.fish'; complete -C 'leadengine users show an'",
                scripts.display()
            ),
        ]);
        let output = run(&mut fish, b"");
        assert_eq!((output.stdout.trim(), &*output.stderr), ("ann@example.com", ""));
    }
}

#[test]
fn every_command_has_a_manual_page_with_its_examples_that_renders_without_a_warning() {
    let directory = scratch().join("man");
    let output = run(leadengine("").args(["man", "--to", directory.to_str().unwrap()]), b"");
    assert_eq!((output.status, &*output.stdout), (0, ""), "{}", output.stderr);
    let commands = commands();
    assert_eq!(output.stderr, format!("{} pages written to {}\n", commands.len(), directory.display()));
    assert_eq!(fs::read_dir(&directory).unwrap().count(), commands.len());
    let groff = is_here("groff");
    for (path, command) in commands {
        let name = [&["leadengine".to_owned()][..], &path].concat().join("-");
        let file = directory.join(format!("{name}.1"));
        let page = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        for section in
            [".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION", ".SH OPTIONS", ".SH EXAMPLES", ".SH \"SEE ALSO\""]
        {
            assert!(page.contains(section), "{section} in {name}");
        }
        assert!(
            !page.contains("\\-\\-retry\\-for") || path.is_empty(),
            "{name}: options of all stand on one page"
        );
        if !groff {
            continue;
        }
        let rendered =
            Command::new("groff").args(["-man", "-Tutf8", "-ww", "-P-cbou"]).arg(&file).output().unwrap();
        let (text, warnings) =
            (String::from_utf8(rendered.stdout).unwrap(), String::from_utf8(rendered.stderr).unwrap());
        assert_eq!(warnings, "", "{name}");
        let help = command.get_after_long_help().unwrap().to_string();
        for example in help.lines().skip(1).take_while(|line| !line.is_empty()) {
            assert!(text.contains(example.trim()), "{name}: {example} in {text}");
        }
    }
    let page = |words: &[&str]| run(leadengine("").arg("man").args(words), b"");
    assert_eq!(
        page(&["leads", "list"]).stdout,
        fs::read_to_string(directory.join("leadengine-leads-list.1")).unwrap()
    );
    assert_eq!(page(&[]).stdout, fs::read_to_string(directory.join("leadengine.1")).unwrap());
    let unknown = page(&["leads", "lst"]);
    assert_eq!((unknown.status, &*unknown.stdout), (4, ""));
    assert!(unknown.stderr.contains("did you mean list?"), "{}", unknown.stderr);
}
