//! What payloads hold is shown, and does nothing: not to a terminal, not to a spreadsheet, not to the database.

use serde_json::{Value, json};

use crate::ingest::with_user;
use crate::support::{TestDb, leadengine, run, scratch};

/// Texts that a terminal, a spreadsheet or SQL might act on.
const HOSTILE: [&str; 9] = [
    "\u{1b}[2J\u{1b}[31mRed",
    "\u{1b}]8;;http://evil.example\u{7}link\u{1b}]8;;\u{7}",
    "\u{1b}]52;c;ZXZpbA==\u{7}",
    "\u{9b}31m C1",
    "\u{202e}gnp.exe",
    "zero\u{200b}width\u{feff}",
    "two\nlines\r\nand\u{2028}more",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "Robert'); DROP TABLE leads; --",
];

fn hostile() -> TestDb {
    let db = with_user();
    let mut records = String::new();
    for (n, text) in HOSTILE.iter().enumerate() {
        let record = json!({
            "full_name": format!("Ann {text}"), "company": *text, "title": format!("{text} Manager"), "email": format!("ann{n}@firm{n}.com"),
            "location": *text, "industry": *text, "source": *text, "about": *text,
        });
        records.push_str(&format!("{record}\n"));
    }
    // Rejected, so that it is told.
    records.push_str("{\"broken\": \u{1b}[31m\u{202e}}\n");
    let path = scratch().join("hostile\u{1b}[31m\u{202e}.jsonl");
    std::fs::write(&path, records).unwrap();
    let output = db.run(&["ingest", path.to_str().unwrap(), "--json"]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    assert_harmless("ingest", &output.stderr);
    assert_eq!(serde_json::from_str::<Value>(&output.stdout).unwrap()["inserted"], HOSTILE.len());
    for command in ["normalize", "enrich"] {
        assert_eq!(db.run(&[command]).status, 0);
    }
    db
}

/// Nothing for a terminal to act on, but for the line breaks and bars of our own.
#[track_caller]
fn assert_harmless(what: &str, shown: &str) {
    let acts = |c: &char| {
        (c.is_control() && *c != '\n')
            || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    assert_eq!(shown.chars().find(acts), None, "{what}: {shown:?}");
}

#[test]
fn no_command_shows_what_a_terminal_would_act_on() {
    let db = hostile();
    let id = db.query_value::<String>("SELECT id::text FROM leads WHERE email = 'ann0@firm0.com'");
    let commands: [&[&str]; 12] = [
        &["leads"],
        &["leads", "list", "--sort", "company"],
        &["leads", "show", &id],
        &["leads", "export"],
        &["jobs", "list"],
        &["stats"],
        &["usage"],
        &["users", "list"],
        &["doctor"],
        &["leads", "--company", HOSTILE[0]],
        &["rules", "check", "--text", HOSTILE[4]],
        &["users", "show", HOSTILE[1]],
    ];
    for command in commands {
        for format in ["table", "json", "jsonl", "csv"] {
            let output = db.run(&[command, &["--format", format]].concat());
            let csv = format == "csv" || command.contains(&"export") && format == "table";
            match csv {
                // Line breaks and tabs stand in quotes; all but controls is for programs, and kept.
                true => {
                    let acts = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
                    assert!(!output.stdout.contains(acts), "{command:?}: {:?}", output.stdout);
                }
                false => assert_harmless(&format!("{command:?} {format}"), &output.stdout),
            }
            assert_harmless(&format!("{command:?} {format}"), &output.stderr);
        }
    }
}

#[test]
fn no_cell_of_csv_runs_as_a_formula_unless_it_is_asked_for() {
    let db = hostile();
    // Another program may have stored what normalizing would have dropped.
    db.execute("UPDATE leads SET company_name = '=1+1', location = '@SUM(A1)', phone = '+61400000000' WHERE email = 'ann0@firm0.com'");
    for command in [&["leads", "export"][..], &["leads", "list", "--format", "csv"]] {
        let text = db.run(command).stdout;
        let mut rows = csv::Reader::from_reader(text.as_bytes());
        let mut seen = 0;
        for row in rows.records() {
            for cell in row.unwrap().iter() {
                assert!(!cell.starts_with(['=', '@', '\t', '\r', '\n']), "{cell:?}");
                assert!(!cell.starts_with('+') || cell == "+61400000000", "{cell:?}");
                seen += u32::from(cell == "'=1+1" || cell == "'@SUM(A1)" || cell == "+61400000000");
            }
        }
        assert_eq!(seen, 3, "{command:?}: {text}");
        let raw = db.run(&[command, &["--raw-csv"]].concat()).stdout;
        assert!(raw.contains(",=1+1,") && raw.contains("@SUM(A1)"), "{raw}");
    }
}

/// The cells that readers make of CSV, with each separator that spreadsheets are set to, in whole and line by line.
fn cells(text: &str) -> Vec<String> {
    let mut cells = Vec::new();
    for separator in [b',', b';', b'\t'] {
        for quoting in [true, false] {
            let read = |text: &str| -> Vec<String> {
                let mut reader = csv::ReaderBuilder::new()
                    .delimiter(separator)
                    .quoting(quoting)
                    .flexible(true)
                    .has_headers(false)
                    .from_reader(text.as_bytes());
                let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
                rows.iter().flat_map(|row| row.iter().map(str::to_owned)).collect()
            };
            cells.extend(read(text));
            cells.extend(text.split(['\n', '\r']).flat_map(read));
        }
    }
    cells
}

#[test]
fn no_cell_that_any_reader_makes_of_csv_runs_as_a_formula() {
    let formulas = ["=1+1", "+A1", "-A1", "@SUM(A1)", "＝1", "＋A1", "－A1", "＠A1", "=cmd|' /C calc'!A0"];
    let before = [
        "",
        "x;",
        "x; ",
        "x\t",
        "x\n",
        "x\r\n",
        "x,",
        "x;\"",
        "x\"\n\"",
        "x\n\",",
        "x;\u{200b}\u{feff}",
        "\t",
        "\u{1b}",
    ];
    let db = hostile();
    db.execute("UPDATE leads SET phone = '+61400000000', seniority = '-5'");
    for start in before {
        for (n, formula) in formulas.iter().enumerate() {
            let text = format!("{start}{formula}").replace('\'', "''");
            db.execute(&format!(
                "UPDATE leads SET company_name = '{text}', location = '{text}', industry = '{text}' \
                 WHERE email = 'ann{n}@firm{n}.com'"
            ));
        }
        let text = db.run(&["leads", "export"]).stdout;
        let mut kept = 0;
        for cell in cells(&text) {
            let seen = cell
                .trim_start_matches(|c: char| c.is_whitespace() || "\"\u{200b}\u{feff}\u{fffd}".contains(c));
            let runs = seen.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
            assert!(!runs || seen == "+61400000000" || seen == "-5", "{start:?}: {cell:?} of {text}");
            kept += usize::from(runs);
        }
        assert!(kept >= 2 * HOSTILE.len(), "{text}");
        let raw = db.run(&["leads", "export", "--raw-csv"]).stdout;
        assert!(raw.contains(&format!("{start}=cmd|' /C calc'!A0").replace('"', "\"\"")), "{start:?}: {raw}");
    }
}

/// Texts that do something when a terminal shows them, or a shell gets them.
const ACTING: [&str; 6] = [
    "\u{1b}[31mred",
    "\u{1b}[31m\nerror: lines",
    "two\nerror: lines",
    "\u{202e}gnp",
    "$(touch pasted)`touch pasted`;touch pasted",
    "it's",
];

#[test]
fn wrong_usage_repeats_nothing_that_acts() {
    for text in ACTING {
        for arguments in [
            vec![text.to_owned()],
            vec!["leads".to_owned(), text.to_owned(), "extra".to_owned()],
            vec!["leads".to_owned(), format!("--{text}")],
            vec!["leads".to_owned(), format!("--limit={text}")],
            vec!["leads".to_owned(), "--min-score".to_owned(), text.to_owned()],
            vec!["help".to_owned(), text.to_owned()],
        ] {
            for json in [false, true] {
                let mut command = leadengine("");
                command.args(&arguments).args(json.then_some("--json"));
                let output = run(&mut command, b"");
                assert_eq!(output.status, 2, "{arguments:?}: {}", output.stderr);
                assert_harmless(&format!("{arguments:?}"), &output.stderr);
                assert!(!output.stderr.contains("\nerror: lines"), "{}", output.stderr);
                let tip = output.stderr.lines().find(|line| line.contains("tip: to pass"));
                assert!(tip.is_none_or(|tip| !tip.contains("$(")), "{tip:?}");
            }
        }
    }
    let mut command = leadengine("");
    command.arg("stats").env("LEADENGINE_FORMAT", "\u{1b}[31m\nerror: lines");
    let output = run(&mut command, b"");
    assert_harmless("LEADENGINE_FORMAT", &output.stderr);
    assert!(!output.stderr.contains("\nerror: lines"), "{}", output.stderr);
}

#[test]
fn a_command_to_copy_gives_a_hostile_name_to_the_program_alone() {
    let db = with_user();
    let directory = scratch();
    for (n, text) in ACTING.iter().enumerate() {
        // Another program may have stored it.
        let email = format!("{text}{n}@acme.com");
        db.execute(&format!("INSERT INTO users (email) VALUES ('{}')", email.replace('\'', "''")));
        let folder = directory.join(format!("{text}{n}"));
        std::fs::create_dir(&folder).unwrap();
        let folder = folder.to_str().unwrap();
        for (arguments, command, word) in [
            (vec!["subs", "show", "--user", &email], "subs add --user ", &*email),
            (
                vec!["jobs", "add", "--user", &email, "--source-type", "file", "--query", "x"],
                "subs add --user ",
                &email,
            ),
            (vec!["ingest", folder], "leadengine ingest ", folder),
        ] {
            let said = db.run(&arguments).stderr;
            assert_harmless(&format!("{arguments:?}"), &said);
            let line = said.lines().find(|line| line.contains(command)).unwrap_or_else(|| panic!("{said}"));
            let rest = line.split_once(command).unwrap().1;
            let rest = rest.strip_suffix("/*.jsonl").unwrap_or(rest).replace(" --plan free", "");
            let shell = std::process::Command::new("bash")
                .args(["-c", &format!("printf %s {rest}")])
                .current_dir(&directory)
                .output()
                .unwrap();
            assert_eq!(String::from_utf8(shell.stdout).unwrap(), word, "{said}");
        }
        assert!(!directory.join("pasted").exists(), "{text:?}");
    }
}

#[test]
fn text_from_outside_is_never_sql() {
    let db = hostile();
    let before = db.query_value::<i64>("SELECT count(*) FROM leads");
    for text in
        ["'; DROP TABLE leads; --", "%", "_", "\\", "$1", "\" OR 1=1", "{}", "%s", "../../etc/passwd", "''"]
    {
        let commands: [&[&str]; 12] = [
            &["leads", "--company", text],
            &["leads", "--industry", text],
            &["leads", "--user", text],
            &["leads", "show", text],
            &["leads", "forget", text, "--yes"],
            &["jobs", "show", text],
            &["jobs", "add", "--source-type", "google", "--query", text],
            &["users", "show", text],
            &["users", "verify", text, "--password-stdin"],
            &["subs", "show", text],
            &["usage", "--user", text],
            &["ingest", text],
        ];
        for command in commands {
            let output = run(&mut db.command(command), b"password\n");
            // Found or not found, well-formed or not: never a failure of the server's.
            assert_ne!(output.status, 1, "{command:?}: {}", output.stderr);
            assert!(!output.stderr.contains("syntax error"), "{command:?}: {}", output.stderr);
        }
    }
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM leads"), before);
    let kept = "SELECT search_query FROM scrape_jobs WHERE search_query LIKE '%DROP%'";
    assert_eq!(db.query_value::<String>(kept), "'; DROP TABLE leads; --");
}
