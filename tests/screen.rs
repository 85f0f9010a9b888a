//! What people see: tables and charts on a real terminal, narrow and wide, with and without colour, and piped.

use std::process::Command;

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::support::pty::run_on_terminal;
use crate::support::{Output, TestDb};

/// Leads with long values, characters of two columns, emoji and combining accents; a job, and a user with much of the plan used.
fn filled() -> TestDb {
    let db = TestDb::new();
    db.json(&["users", "add", "ann.longname@example.com", "--plan", "pro", "--scrape-limit", "10"]);
    db.execute(
        "INSERT INTO scrape_jobs (user_id, status, source_type, search_query, created_at) \
             SELECT id, s.*, 'google', repeat('dentists in Sydney and ', 8), now() - interval '3 hours' \
             FROM users, unnest(ARRAY['completed', 'failed', 'processing', 'on hold']) s; \
         INSERT INTO usage_tracking (user_id, scrapes_used, leads_generated, period_start, period_end) \
             SELECT id, 9, 5000, date_trunc('day', now(), 'UTC'), now() + interval '1 month' FROM users; \
         INSERT INTO leads (user_id, email, first_name, last_name, job_title, company_name, location, industry, seniority, source) \
             SELECT u.id, l.* FROM users u, (VALUES \
                 ('a.very.long.address@example-company.com', 'Anneliese', 'van der Berg-Hohenstein', 'Senior Vice President of Global Marketing', 'Example Company Holdings International', 'Sydney, New South Wales, Australia', 'Software', 'vp', 'https://directory.com/a'), \
                 ('wang@example.cn', '小明', '王', '市场营销总监', '株式会社リードエンジンホールディングス', '東京都, 日本', 'Software', 'director', 'https://directory.com/b'), \
                 ('rocket@example.org', 'José 🚀', 'Ünal', 'Growth 🎉🎉🎉 Hacker and a long title', 'Emoji 🚀 GmbH', 'Köln', NULL, NULL, NULL), \
                 ('d@example.org', 'Al', 'B', 'CEO', 'C', 'D', NULL, 'owner', NULL)) l; \
         INSERT INTO lead_enrichment (lead_id, predicted_score, intent_level, recommended_channel) \
             SELECT l.id, e.score, e.intent, 'email' FROM leads l JOIN (VALUES ('wang@example.cn', 90, 'high'), \
                 ('rocket@example.org', 50, 'medium'), ('d@example.org', 5.5, 'low')) e (email, score, intent) USING (email)",
    );
    db
}

fn shown(db: &TestDb, arguments: &[&str], columns: u16) -> Output {
    shown_with(db.command(arguments), columns)
}

#[track_caller]
fn shown_with(command: Command, columns: u16) -> Output {
    let output = run_on_terminal(command, columns);
    assert_eq!(output.status, 0, "{}", output.stderr);
    output
}

/// The column of the terminal in which a text begins.
#[track_caller]
fn column_of(line: &str, text: &str) -> usize {
    line[..line.find(text).unwrap_or_else(|| panic!("{text} in {line}"))].width()
}

#[test]
fn every_screen_fits_the_terminal_with_a_line_a_row() {
    let db = filled();
    let lists: [(&[&str], usize); 5] = [
        (&["leads"], 5),
        (&["jobs", "list"], 5),
        (&["users", "list"], 2),
        (&["subs", "list"], 2),
        (&["usage"], 3),
    ];
    for columns in [40, 80, 140] {
        for (command, lines) in lists {
            let table = shown(&db, command, columns).stdout;
            assert_eq!(table.lines().count(), lines, "{command:?} at {columns}: {table}");
        }
        for command in
            [&["leads"][..], &["jobs", "list"], &["users", "list"], &["subs", "list"], &["usage"], &["stats"]]
        {
            let screen = shown(&db, command, columns).stdout;
            for line in screen.lines() {
                assert!(line.width() <= usize::from(columns), "{command:?} at {columns}: {line:?}");
            }
        }
    }
}

#[test]
fn columns_stand_below_each_other_whatever_the_script() {
    let db = filled();
    for columns in [80, 140] {
        let table = shown(&db, &["leads"], columns).stdout;
        let lines: Vec<&str> = table.lines().collect();
        let id = column_of(lines[0], "Id");
        for line in &lines[1..] {
            // The id is the last, and of ASCII: eight columns from where its heading begins.
            assert_eq!(line.width(), id + 8, "{table}");
        }
        let intent = column_of(lines[0], "Intent");
        assert_eq!(column_of(lines[1], "high"), intent, "{table}");
        // Numbers stand to the right.
        let end_of_score = column_of(lines[0], "Score") + 5;
        assert_eq!(column_of(lines[1], "90.0") + 4, end_of_score, "{table}");
        assert_eq!(column_of(lines[3], " 5.5") + 4, end_of_score, "{table}");
    }
}

#[test]
fn the_least_important_columns_are_shortened_first() {
    let db = filled();
    let wide = shown(&db, &["leads"], 240).stdout;
    assert!(!wide.contains('…'), "{wide}");
    let less = shown(&db, &["leads"], 195).stdout;
    assert!(
        less.contains("Anneliese van der Berg-Hohenstein")
            && less.contains("a.very.long.address@example-company.com")
    );
    assert!(!less.contains("New South Wales, Australia") && less.contains('…'), "{less}");
    let narrow = shown(&db, &["leads"], 80).stdout;
    assert!(narrow.lines().all(|line| line.split_whitespace().count() > 3), "{narrow}");
    let id: String = db.query_value("SELECT left(id::text, 8) FROM leads WHERE email = 'wang@example.cn'");
    assert!(narrow.contains(&id), "an id is never cut: {narrow}");
    // There is no room for everything, and that is said.
    let tiny = shown(&db, &["leads"], 40);
    assert!(tiny.stderr.contains("no room for") && tiny.stderr.contains("--wide"), "{}", tiny.stderr);
}

#[test]
fn nothing_is_shortened_with_wide_or_when_piped() {
    let db = filled();
    let id: String = db.query_value("SELECT id::text FROM leads WHERE email = 'wang@example.cn'");
    let wide = shown(&db, &["leads", "--wide"], 80).stdout;
    let piped = db.run(&["leads"]).stdout;
    for table in [&wide, &piped] {
        for whole in ["Sydney, New South Wales, Australia", "株式会社リードエンジンホールディングス"]
        {
            assert!(table.contains(whole), "{table}");
        }
        assert!(!table.contains('…'), "{table}");
    }
    assert!(wide.contains(&id) && !piped.contains(&id), "{wide}");
    let mut narrow = db.command(&["leads"]);
    narrow.env("COLUMNS", "40");
    assert_eq!(crate::support::run(&mut narrow, b"").stdout, piped);
}

#[test]
fn columns_of_the_environment_come_before_what_the_terminal_says() {
    let db = filled();
    for (said, widest) in [("60", 60), ("0", 100), ("none", 100)] {
        let mut command = db.command(&["jobs", "list"]);
        command.env("COLUMNS", said);
        let table = shown_with(command, 100).stdout;
        let width = table.lines().map(UnicodeWidthStr::width).max();
        // A cell that is cut before a space is shorter by it.
        assert!(width > Some(widest - 3) && width <= Some(widest), "COLUMNS={said}: {table}");
    }
}

#[test]
fn colour_is_for_terminals_and_says_nothing_that_words_do_not() {
    let db = filled();
    let colored = |command: &[&str]| {
        let mut command = db.command(command);
        command.env_remove("NO_COLOR");
        shown_with(command, 120).stdout
    };
    let leads = colored(&["leads"]);
    assert!(leads.contains("\u{1b}[38;5;2mhigh\u{1b}[39m") && leads.contains("\u{1b}[1mScore"), "{leads:?}");
    assert!(leads.contains("\u{1b}[38;5;6mmedium"), "{leads:?}");
    let jobs = colored(&["jobs", "list"]);
    assert!(jobs.contains("\u{1b}[38;5;2mcompleted") && jobs.contains("\u{1b}[38;5;1mfailed"), "{jobs:?}");
    // One nearly used up, one wholly.
    let usage = colored(&["usage"]);
    assert!(usage.contains("\u{1b}[38;5;3m") && usage.contains("\u{1b}[38;5;1m"), "{usage:?}");
    assert!(usage.contains("90%") && usage.contains("100%"), "{usage:?}");
    for screen in [colored(&["stats"]), colored(&["doctor"])] {
        assert!(screen.contains("\u{1b}[38;5;"), "{screen:?}");
    }
    // NO_COLOR is set for every test.
    for command in [&["leads"][..], &["leads", "--color", "never"], &["usage"], &["stats"], &["doctor"]] {
        assert!(!shown(&db, command, 120).stdout.contains('\u{1b}'), "{command:?}");
    }
    let mut never = db.command(&["leads", "--color", "never"]);
    never.env_remove("NO_COLOR");
    assert!(!shown_with(never, 120).stdout.contains('\u{1b}'));
    let mut piped = db.command(&["leads"]);
    piped.env_remove("NO_COLOR");
    assert!(!crate::support::run(&mut piped, b"").stdout.contains('\u{1b}'));
    // Whoever says so gets it, also into a pipe and with NO_COLOR.
    assert!(db.run(&["leads", "--color", "always"]).stdout.contains("\u{1b}[38;5;2mhigh"));
    assert!(!db.run(&["leads", "--color", "always", "--json"]).stdout.contains('\u{1b}'));
}

#[test]
fn without_a_utf_8_locale_all_that_is_ours_is_ascii() {
    let db = TestDb::new();
    db.json(&["users", "add", "ann@example.com", "--plan", "free"]);
    db.execute(
        "INSERT INTO scrape_jobs (user_id, status, search_query) SELECT id, 'queued', repeat('x', 300) FROM users; \
         INSERT INTO raw_leads (user_id, raw_payload, data_hash) SELECT id, '{}', 'one' FROM users; \
         INSERT INTO leads (user_id, email) SELECT id, 'a@example.org' FROM users",
    );
    for command in [&["stats"][..], &["usage"], &["jobs", "list"], &["doctor"]] {
        let mut ascii = db.command(command);
        ascii.env("LC_ALL", "C");
        let screen = shown_with(ascii, 80).stdout;
        assert!(screen.is_ascii(), "{command:?}: {screen}");
        let mut unicode = db.command(command);
        unicode.env("LANG", "en_US.UTF-8");
        assert!(!shown_with(unicode, 80).stdout.is_ascii(), "{command:?}");
    }
}

#[test]
fn times_are_relative_on_a_terminal_and_exact_elsewhere() {
    let db = filled();
    assert!(shown(&db, &["jobs", "list"], 140).stdout.contains("3 h ago"));
    let exact: String = db.query_value("SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS\"Z\"') FROM scrape_jobs LIMIT 1");
    assert!(db.run(&["jobs", "list"]).stdout.contains(&exact));
    let id: String = db.query_value("SELECT id FROM scrape_jobs LIMIT 1");
    assert!(shown(&db, &["jobs", "show", &id], 80).stdout.contains(&format!("{exact} (3 h ago)")));
    let csv = db.run(&["jobs", "list", "--columns", "created_at", "--format", "csv"]).stdout;
    assert!(csv.lines().nth(1).unwrap().contains('T') && !csv.contains("ago"), "{csv}");
    let json = shown(&db, &["jobs", "list", "--json"], 80).stdout;
    assert!(!json.contains("ago") && json.contains(&exact.replace(' ', "T")[..19]), "{json}");
}

#[test]
fn columns_are_chosen_by_key_in_every_list_and_format() {
    let db = filled();
    let lists: [(&[&str], &str); 6] = [
        (&["leads"], "email,predicted_score"),
        (&["leads", "list"], "company_name,name"),
        (&["users", "list"], "role,email"),
        (&["subs", "list"], "plan_name,user_id"),
        (&["jobs", "list"], "status,filters"),
        (&["usage"], "email,monthly_lead_limit"),
    ];
    for (command, columns) in lists {
        let keys: Vec<&str> = columns.split(',').collect();
        let with =
            |format: &str| db.run(&[command, &["--columns", columns, "--format", format]].concat()).stdout;
        assert_eq!(with("csv").lines().next(), Some(columns), "{command:?}");
        let json = with("json");
        let rows: Value = serde_json::from_str(&json).unwrap();
        let row = rows[0].as_object().unwrap();
        assert!(row.len() == 2 && keys.iter().all(|key| row.contains_key(*key)), "{json}");
        assert!(json.find(keys[0]) < json.find(keys[1]), "in this order: {json}");
        assert_eq!(with("jsonl").lines().count(), rows.as_array().unwrap().len());
        let table = with("table");
        assert_eq!(table.lines().count(), rows.as_array().unwrap().len() + 1, "{table}");
    }
    let table = db.run(&["leads", "--columns", "email,predicted_score"]).stdout;
    assert_eq!(table.lines().next().unwrap().split_whitespace().collect::<Vec<_>>(), ["Email", "Score"]);
    let exported = db.run(&["leads", "export", "--columns", "name,reach"]).stdout;
    assert!(
        exported.starts_with("name,reach\n") && exported.contains("小明 王,wang@example.cn"),
        "{exported}"
    );
}

#[test]
fn an_unknown_column_is_wrong_usage_and_the_nearest_is_named() {
    let db = TestDb::new();
    for command in [&["leads"][..], &["leads", "export"], &["users", "list"], &["usage"]] {
        let output = db.run(&[command, &["--columns", "email,emial"]].concat());
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{command:?}");
        let words = ["no column", "did you mean email?", "columns: "];
        assert!(words.iter().all(|words| output.stderr.contains(words)), "{command:?}: {}", output.stderr);
    }
    assert_eq!(db.run(&["jobs", "list", "--columns", "zodiac"]).status, 2);
    assert_eq!(db.run(&["jobs", "list", "--columns", ""]).status, 2);
}
