//! The steps of the schema: forward over the data of every earlier one, back and forward again; and tables that are not those of this
//! program, which every command and `doctor` name.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use leadengine::database::catalog::TABLES;
use serde_json::{Value, json};

use crate::support::*;

/// The steps' directories, oldest first.
fn steps() -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let mut steps: Vec<PathBuf> =
        fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    steps.sort();
    steps
}

/// A step's version, as it is recorded.
fn version(step: &Path) -> String {
    step.file_name().unwrap().to_str().unwrap().split('_').next().unwrap().replace('-', "")
}

/// Takes one step by plain SQL, as an earlier version of the program did.
fn forward(db: &TestDb, step: &Path) {
    db.execute(&fs::read_to_string(step.join("up.sql")).unwrap());
    db.execute(&format!(
        "CREATE TABLE IF NOT EXISTS __diesel_schema_migrations (version VARCHAR(50) PRIMARY KEY NOT NULL, \
             run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP); \
         INSERT INTO __diesel_schema_migrations (version) VALUES ('{}')",
        version(step)
    ));
}

/// Takes one step back.
fn back(db: &TestDb, step: &Path) {
    db.execute(&fs::read_to_string(step.join("down.sql")).unwrap());
    db.execute(&format!("DELETE FROM __diesel_schema_migrations WHERE version = '{}'", version(step)));
}

/// Rows as a version of the program with so many steps could hold them: a user with a plan, a job with one record that is a lead and one
/// that waits, the lead with its score, and what was used.
fn fill(db: &TestDb, steps: usize) {
    let by_step = [
        "INSERT INTO users (id, email, password_hash) VALUES ('00000000-0000-4000-8000-000000000001', 'Ann@Example.com', 'x')",
        "INSERT INTO subscriptions (user_id, plan_name, monthly_lead_limit, status) SELECT id, 'old', NULL, 'active' FROM users",
        "INSERT INTO scrape_jobs (id, user_id, status, source_type, filters, total_found, total_processed) \
         SELECT '00000000-0000-4000-8000-000000000003', id, 'processing', 'file', '{\"a\": [1]}', 2, 1 FROM users",
        r#"INSERT INTO raw_leads (id, user_id, scrape_job_id, raw_payload, data_hash)
           SELECT r.id::uuid, u.id, '00000000-0000-4000-8000-000000000003', r.payload::jsonb, r.id FROM users u, (VALUES
               ('00000000-0000-4000-8000-000000000004', '{"name": "John Smith", "email": "john@acme.com", "company": "Acme"}'),
               ('00000000-0000-4000-8000-000000000005', '{"name": "Mary Jones", "phone": "0400 000 000", "company": "Zeta"}')) r (id, payload)"#,
        "INSERT INTO leads (id, user_id, company_name, domain, first_name, last_name, email, confidence_score) \
         SELECT '00000000-0000-4000-8000-000000000006', id, 'Acme', 'acme.com', 'John', 'Smith', 'john@acme.com', 0.5 FROM users",
        "INSERT INTO lead_enrichment (lead_id, predicted_score, intent_level) SELECT id, 42, 'medium' FROM leads",
        "INSERT INTO usage_tracking (user_id, scrapes_used, leads_generated, period_start, period_end) \
         SELECT id, 1, 1, now() - interval '1 day', now() + interval '20 days' FROM users",
        "UPDATE leads SET raw_lead_ids = '{00000000-0000-4000-8000-000000000004}', identity_keys = '{17,34}'",
        r#"UPDATE scrape_jobs SET normalize_options = '{"region": "AU"}'"#,
    ];
    by_step.iter().take(steps).for_each(|sql| db.execute(sql));
}

/// Every row of the tables as one JSON object each, with its table; what is a hash of this version's own is left out.
fn rows(db: &TestDb) -> Vec<Value> {
    let tables: String = db.query_value(
        "SELECT string_agg(relname, ' ') FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' \
         AND relname <> '__diesel_schema_migrations'",
    );
    let row = |table: &str| {
        format!(
            "SELECT (to_jsonb(t) - 'identity_keys') || jsonb_build_object('table', '{table}') AS row FROM {table} t"
        )
    };
    let all: Vec<String> = tables.split(' ').map(row).collect();
    let rows: String = db
        .query_value(&format!("SELECT coalesce(jsonb_agg(row), '[]') FROM ({}) x", all.join(" UNION ALL ")));
    serde_json::from_str::<Vec<Value>>(&rows).unwrap()
}

/// Each of these rows is still there, with every value that it had.
#[track_caller]
fn assert_kept(before: &[Value], after: &[Value], what: &str) {
    for row in before {
        let now = after
            .iter()
            .find(|now| now["id"] == row["id"])
            .unwrap_or_else(|| panic!("{what}: {row} is gone"));
        for (column, value) in row.as_object().unwrap() {
            assert_eq!(&now[column], value, "{what}: {column} of {row}");
        }
    }
}

/// Tables, columns in their order, constraints and indexes.
fn catalog(db: &TestDb) -> BTreeSet<String> {
    let lines: String = db.query_value(
        "SELECT COALESCE(string_agg(line, E'\\n'), '') FROM (\
         SELECT 'column ' || c.relname || '.' || a.attname || ' ' \
                    || row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum) || ' ' || format_type(a.atttypid, a.atttypmod) \
                    || ' ' || a.attnotnull || COALESCE(' ' || pg_get_expr(d.adbin, d.adrelid), '') \
             FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
             LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace \
         UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) \
             FROM pg_constraint WHERE connamespace = 'public'::regnamespace \
         UNION ALL SELECT pg_get_indexdef(indexrelid) || ' ' || indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid \
             WHERE c.relnamespace = 'public'::regnamespace \
         UNION ALL SELECT 'other ' || relname || ' ' || relkind::text FROM pg_class \
             WHERE relnamespace = 'public'::regnamespace AND relkind NOT IN ('r', 'i') \
         UNION ALL SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace \
         UNION ALL SELECT 'type ' || typname FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype <> 'c' AND typelem = 0) l (line)",
    );
    lines.lines().filter(|line| !line.contains("__diesel_schema_migrations")).map(str::to_owned).collect()
}

#[test]
fn the_data_of_every_earlier_step_goes_through_the_steps_after_it() {
    // Side by side: each has a database of its own.
    std::thread::scope(|scope| {
        for taken in 1..steps().len() {
            scope.spawn(move || goes_on_from(taken));
        }
    });
}

fn goes_on_from(taken: usize) {
    let (steps, db) = (steps(), TestDb::empty());
    steps[..taken].iter().for_each(|step| forward(&db, step));
    fill(&db, taken);
    let before = rows(&db);
    assert!(before.len() >= taken.min(7), "a row of every table");
    let applied = db.json(&["create-tables"]);
    assert_eq!(applied.as_array().unwrap().len(), steps.len() - taken);
    assert_kept(&before, &rows(&db), &format!("after {taken} steps"));
    // And the program works on what it finds.
    fill_the_rest(&db, taken);
    let done = db.json(&["normalize"]);
    let had = i64::from(taken >= 5);
    assert_eq!(done["created"], 2 - had, "after {taken} steps: {done}");
    assert_eq!(done["rejected"], 0, "after {taken} steps: {done}");
    db.json(&["enrich"]);
    let leads = db.json(&["leads", "--all"]);
    let mut emails: Vec<&str> =
        leads.as_array().unwrap().iter().map(|lead| lead["email"].as_str().unwrap_or("-")).collect();
    emails.sort_unstable();
    assert_eq!(emails, ["-", "john@acme.com"], "after {taken} steps");
    assert!(leads.as_array().unwrap().iter().all(|lead| lead["predicted_score"].is_number()));
    if had == 1 {
        let id = "00000000-0000-4000-8000-000000000006";
        assert!(leads.as_array().unwrap().iter().any(|lead| lead["id"] == id));
    }
    // What was said of a job stays with it.
    let phone: String = db.query_value("SELECT phone FROM leads WHERE last_name = 'Jones'");
    assert_eq!(phone, if taken >= 9 { "+61400000000" } else { "" }, "after {taken} steps");
    assert_eq!(
        db.query_value::<String>("SELECT status FROM scrape_jobs"),
        "completed",
        "after {taken} steps"
    );
    // Keys that an earlier version made are made anew.
    if [8, 9].contains(&taken) {
        assert_eq!(db.json(&["normalize", "--rebuild"])["created"], 0, "after {taken} steps");
        assert_eq!(db.run(&["doctor"]).status, 0, "after {taken} steps");
    }
}

/// What an earlier version had no table for, so that each has a record to normalize.
fn fill_the_rest(db: &TestDb, taken: usize) {
    for (table, at) in [("users", 1), ("subscriptions", 2), ("scrape_jobs", 3), ("raw_leads", 4)] {
        assert_eq!(db.query_value::<i64>(&format!("SELECT count(*) FROM {table}")) > 0, taken >= at);
    }
    if taken < 2 {
        db.execute(
            "INSERT INTO subscriptions (user_id, plan_name, status) SELECT id, 'free', 'active' FROM users",
        );
    }
    if taken < 4 {
        let lines = r#"{"name": "John Smith", "email": "john@acme.com", "company": "Acme"}
                       {"name": "Mary Jones", "company": "Zeta"}"#;
        assert_eq!(db.run_with_stdin(&["ingest", "-"], lines.as_bytes()).status, 0);
        db.execute("DELETE FROM scrape_jobs WHERE NOT EXISTS (SELECT 1 FROM raw_leads WHERE scrape_job_id = scrape_jobs.id)");
    }
}

#[test]
fn every_step_back_undoes_its_step_forward_and_no_more() {
    const BASE: usize = 7;
    let steps = steps();
    let db = TestDb::empty();
    let mut catalogs = vec![catalog(&db)];
    let mut kept = Vec::new();
    for (taken, step) in steps.iter().enumerate() {
        if taken == BASE {
            fill(&db, BASE);
            kept = rows(&db);
        }
        forward(&db, step);
        catalogs.push(catalog(&db));
    }
    for (taken, step) in steps.iter().enumerate().rev() {
        back(&db, step);
        let (now, before) = (catalog(&db), &catalogs[taken]);
        let differences: Vec<&String> = now.symmetric_difference(before).collect();
        assert!(differences.is_empty(), "back over {}: {differences:#?}", step.display());
        if taken >= BASE {
            assert_kept(&kept, &rows(&db), &format!("back over {}", step.display()));
        }
        if taken == BASE {
            // And forward again, by the program, with the rows in it.
            db.json(&["create-tables"]);
            assert_eq!(catalog(&db), catalogs[steps.len()]);
            assert_kept(&kept, &rows(&db), "forward again");
            steps[BASE..].iter().rev().for_each(|step| back(&db, step));
        }
    }
    assert_eq!(rows_of_the_record(&db), 0);
    db.json(&["create-tables"]);
    assert_eq!(catalog(&db), catalogs[steps.len()]);
}

fn rows_of_the_record(db: &TestDb) -> i64 {
    db.query_value("SELECT count(*) FROM __diesel_schema_migrations")
}

#[test]
fn what_the_program_expects_is_what_the_steps_make_and_what_its_queries_are_written_for() {
    let db = TestDb::new();
    let found: String = db.query_value(
        "SELECT string_agg(line, E'\\n') FROM (\
         SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END \
                    || COALESCE(' default ' || pg_get_expr(d.adbin, d.adrelid), '') \
             FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
             LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace \
         UNION ALL SELECT conrelid::regclass || ' constraint ' || conname || ' ' || pg_get_constraintdef(oid) \
             FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f') \
         UNION ALL SELECT i.indrelid::regclass || ' index ' || c.relname || CASE WHEN i.indisunique THEN ' unique' ELSE '' END \
             FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace = 'public'::regnamespace \
             AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = c.oid AND k.contype IN ('p', 'u'))) l (line)",
    );
    let sorted = |text: &str| -> BTreeSet<String> {
        text.lines().filter(|line| !line.starts_with("__diesel")).map(str::to_owned).collect()
    };
    assert_eq!(sorted(TABLES), sorted(&found), "src/database/tables.txt");

    // What `diesel::table!` says in src/schema.rs, in the words of the catalog.
    let mut table = String::new();
    let mut queried = BTreeSet::new();
    for line in include_str!("../src/schema.rs").lines().map(str::trim) {
        if let Some((name, _)) = line.split_once(" (id) {") {
            table = name.to_owned();
        } else if let Some((column, sort)) = line.strip_suffix(',').and_then(|line| line.split_once(" -> ")) {
            let inner = |sort: &str| {
                sort.strip_prefix("Nullable<").and_then(|s| s.strip_suffix('>')).map(str::to_owned)
            };
            let (bare, not_null) = (inner(sort).unwrap_or(sort.to_owned()), inner(sort).is_none());
            let (element, list) = match bare.strip_prefix("Array<").and_then(|s| s.strip_suffix('>')) {
                Some(element) => (inner(element).unwrap_or(element.to_owned()), "[]"),
                None => (bare, ""),
            };
            let sql = match &*element {
                "Uuid" => "uuid",
                "Text" => "text",
                "Bool" => "boolean",
                "Int4" => "integer",
                "Int8" => "bigint",
                "Float8" => "double precision",
                "Jsonb" => "jsonb",
                "Timestamptz" => "timestamp with time zone",
                other => panic!("{other}"),
            };
            queried
                .insert(format!("{table}.{column} {sql}{list}{}", if not_null { " not null" } else { "" }));
        }
    }
    let columns = TABLES.lines().filter(|line| !line.contains(" constraint ") && !line.contains(" index "));
    let columns: BTreeSet<String> =
        columns.map(|line| line.split(" default").next().unwrap().to_owned()).collect();
    assert_eq!(queried, columns, "src/schema.rs");
}

/// One command of each that uses the tables.
const COMMANDS: [&[&str]; 23] = [
    &["users", "list"],
    &["users", "add", "bob@example.com", "--no-password"],
    &["users", "show", "ann@example.com"],
    &["subs", "list"],
    &["subs", "add", "--plan", "free"],
    &["jobs", "list"],
    &["jobs", "claim"],
    &["jobs", "add", "--source-type", "file", "--query", "x"],
    &["ingest", "-"],
    &["normalize"],
    &["normalize", "--rebuild"],
    &["enrich"],
    &["enrich", "--rescore"],
    &["leads"],
    &["leads", "list"],
    &["leads", "show", "john@acme.com"],
    &["leads", "export"],
    &["leads", "forget", "john@acme.com", "--yes"],
    &["usage"],
    &["stats"],
    &["users", "remove", "ann@example.com", "--yes"],
    &["jobs", "fail", "00000000"],
    &["create-tables"],
];

/// The failure that a command ends with.
#[track_caller]
fn failure(db: &TestDb, arguments: &[&str]) -> Value {
    let output = db.run(&[arguments, &["--json"]].concat());
    assert_eq!(output.status, 1, "{arguments:?}: {} {}", output.stdout, output.stderr);
    let line = output.stderr.lines().last().unwrap_or_default();
    serde_json::from_str::<Value>(line).unwrap_or_else(|e| panic!("{e}: {arguments:?}: {}", output.stderr))["error"].take()
}

/// What `doctor` finds wrong.
#[track_caller]
fn problems(db: &TestDb) -> Vec<Value> {
    let output = db.run(&["doctor", "--json"]);
    let findings: Vec<Value> = serde_json::from_str(&output.stdout).unwrap();
    let problems: Vec<Value> = findings.into_iter().filter(|finding| finding["verdict"] == "bad").collect();
    assert_eq!(output.status, i32::from(!problems.is_empty()), "{problems:?}");
    problems
}

#[test]
fn every_command_refuses_a_newer_database_and_says_to_update_the_program() {
    let db = TestDb::new();
    db.json(&["users", "add", "ann@example.com", "--plan", "free"]);
    let before = rows(&db);
    db.execute("INSERT INTO __diesel_schema_migrations (version) VALUES ('29990101000000')");
    for command in COMMANDS {
        let failure = failure(&db, command);
        assert_eq!(failure["code"], "database_newer", "{command:?}: {failure}");
        assert!(failure["message"].as_str().unwrap().contains("29990101000000"), "{failure}");
        assert!(failure["hint"].as_str().unwrap().contains("update this program"), "{failure}");
    }
    assert_eq!(rows(&db), before);
    let found = problems(&db);
    assert_eq!((found.len(), &found[0]["check"]), (1, &json!("schema")), "{found:?}");
    assert!(found[0]["mend"].as_str().unwrap().contains("update this program"), "{found:?}");
    let listed = db.run(&["create-tables", "--status"]);
    assert_eq!(listed.status, 0, "{}", listed.stderr);
    assert!(listed.stderr.contains("29990101000000"), "{}", listed.stderr);
}

#[test]
fn commands_that_need_no_tables_do_not_ask_for_them() {
    let db = TestDb::empty();
    for command in [
        &["completions", "bash"][..],
        &["man"],
        &["rules", "show"],
        &["normalize", "--dry-run", "-"],
        &["help"],
    ] {
        let output = db.run(command);
        assert_eq!(output.status, 0, "{command:?}: {}", output.stderr);
    }
}

#[test]
fn half_migrated_tables_are_brought_up_to_date_where_they_were_left() {
    let steps = steps();
    let db = TestDb::empty();
    assert_eq!(failure(&db, &["leads"])["code"], "tables_missing");
    steps[..8].iter().for_each(|step| forward(&db, step));
    let pending = failure(&db, &["leads"]);
    assert_eq!(
        (&pending["code"], &pending["hint"]),
        (&json!("tables_outdated"), &json!("run: leadengine create-tables"))
    );
    let words = format!("{} steps pending, from: keep how a job is read", steps.len() - 8);
    assert!(pending["message"].as_str().unwrap().contains(&words), "{pending}");
    assert_eq!(problems(&db)[0]["found"], words);
    // A step that fails leaves those before it, and itself not at all.
    db.execute("ALTER TABLE users ADD COLUMN enriched_until INTEGER");
    let stopped = failure(&db, &["create-tables"]);
    assert_eq!(stopped["code"], "tables_in_the_way", "{stopped}");
    assert!(stopped["message"].as_str().unwrap().contains("enriched_until"), "{stopped}");
    assert_eq!(rows_of_the_record(&db), 9);
    assert_eq!(
        db.query_value::<i64>("SELECT count(*) FROM pg_class WHERE relname = 'idx_raw_leads_stored'"),
        0
    );
    assert_eq!(failure(&db, &["leads"])["code"], "tables_outdated");
    db.execute("ALTER TABLE users DROP COLUMN enriched_until");
    assert_eq!(db.json(&["create-tables"]).as_array().unwrap().len(), steps.len() - 9);
    assert_eq!(db.json(&["leads"]), json!([]));
    assert_eq!(problems(&db), Vec::<Value>::new());
}

#[test]
fn what_was_changed_by_hand_is_named_by_commands_and_mended_by_what_the_doctor_says() {
    let db = TestDb::new();
    for (change, named) in [
        ("ALTER TABLE leads DROP COLUMN job_title", "leads.job_title is missing"),
        ("ALTER TABLE leads RENAME COLUMN phone TO telephone", "leads.phone is missing"),
        ("ALTER TABLE scrape_jobs DROP COLUMN total_rejected", "scrape_jobs.total_rejected is missing"),
        (
            "ALTER TABLE leads ALTER COLUMN email TYPE VARCHAR(20)",
            "leads.email is character varying(20) and not text",
        ),
        (
            "ALTER TABLE usage_tracking ALTER COLUMN scrapes_used TYPE BIGINT",
            "usage_tracking.scrapes_used is bigint and not integer",
        ),
        ("ALTER TABLE users ALTER COLUMN email DROP NOT NULL", "users.email takes NULL"),
        ("ALTER TABLE leads ALTER COLUMN phone SET NOT NULL", "leads.phone takes no NULL"),
        ("ALTER TABLE scrape_jobs ALTER COLUMN status DROP DEFAULT", "scrape_jobs.status has no default"),
        ("ALTER TABLE leads ADD COLUMN shade TEXT NOT NULL", "leads.shade was added"),
        (
            "ALTER TABLE leads DROP CONSTRAINT leads_user_id_fkey",
            "the constraint leads_user_id_fkey on leads is missing",
        ),
        (
            "ALTER TABLE lead_enrichment DROP CONSTRAINT lead_enrichment_lead_id_fkey, ADD CONSTRAINT lead_enrichment_lead_id_fkey \
              FOREIGN KEY (lead_id) REFERENCES leads (id)",
            "the constraint lead_enrichment_lead_id_fkey on lead_enrichment is FOREIGN KEY",
        ),
        (
            "ALTER TABLE usage_tracking DROP CONSTRAINT usage_tracking_pkey",
            "the constraint usage_tracking_pkey on usage_tracking is missing",
        ),
        (
            "ALTER TABLE leads DROP CONSTRAINT unique_user_email",
            "the constraint unique_user_email on leads is missing",
        ),
        (
            "DROP INDEX idx_enrichment_lead",
            "the unique index idx_enrichment_lead on lead_enrichment is missing",
        ),
    ] {
        db.execute(change);
        for command in [&["leads"][..], &["create-tables"]] {
            let failure = failure(&db, command);
            assert_eq!(failure["code"], "tables_changed", "{change}: {failure}");
            assert!(failure["message"].as_str().unwrap().contains(named), "{change}: {failure}");
            assert_eq!(failure["hint"], "leadengine doctor says how to mend it", "{change}");
        }
        let found = problems(&db);
        let about =
            found.iter().map(|finding| finding["found"].as_str().unwrap()).collect::<Vec<_>>().join("; ");
        // What has an index of its own is told of with the indexes, in their words.
        let thing = named.split(' ').find(|word| word.contains(['.', '_'])).unwrap();
        assert!(about.contains(thing), "{change}: {found:?}");
        // The statement stands between single quotes, for a shell.
        for finding in &found {
            let mend = finding["mend"].as_str().unwrap();
            db.execute(mend.split('\'').nth(1).unwrap_or_else(|| panic!("{change}: {mend}")));
        }
        assert_eq!(problems(&db), Vec::<Value>::new(), "{change}");
        assert_eq!(db.run(&["leads"]).status, 0, "{change}");
    }
    for (change, named, mend) in [
        ("DROP TABLE usage_tracking", "the table usage_tracking is missing", "# restore it from a backup"),
        (
            "ALTER TABLE raw_leads DROP COLUMN raw_payload",
            "raw_leads.raw_payload is missing",
            "# restore it from a backup",
        ),
    ] {
        db.execute(change);
        let failure = failure(&db, &["usage"]);
        assert_eq!(failure["code"], "tables_changed", "{failure}");
        assert!(failure["message"].as_str().unwrap().contains(named), "{failure}");
        let found = problems(&db);
        assert!(
            found.iter().any(|finding| finding["found"] == named && finding["mend"] == mend),
            "{found:?}"
        );
    }
    let db = TestDb::new();
    db.execute("DROP TABLE __diesel_schema_migrations");
    let unrecorded = failure(&db, &["leads"]);
    assert_eq!(unrecorded["code"], "tables_changed", "{unrecorded}");
    assert!(unrecorded["message"].as_str().unwrap().contains("__diesel_schema_migrations"), "{unrecorded}");
    assert_eq!(problems(&db)[0]["mend"], "# restore it from a backup");
    assert_eq!(failure(&db, &["create-tables"])["code"], "tables_in_the_way");
}

#[test]
fn an_index_that_only_makes_it_faster_is_missed_aloud_and_stops_nobody() {
    let db = TestDb::new();
    db.execute("DROP INDEX idx_leads_domain");
    let output = db.run(&["leads"]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    assert!(
        output.stderr.contains("idx_leads_domain") && output.stderr.contains("leadengine doctor"),
        "{}",
        output.stderr
    );
    assert_eq!(db.run(&["leads", "--quiet"]).stderr, "");
    assert_eq!(problems(&db).len(), 1);
}

#[test]
fn a_role_that_may_read_the_tables_alone_is_told_what_they_are_like() {
    let db = TestDb::new();
    let role = format!("reader_{}", db.query_value::<String>("SELECT current_database()"));
    db.execute(&format!(
        "CREATE ROLE {role} LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}; \
         REVOKE ALL ON __diesel_schema_migrations FROM {role}"
    ));
    let url = db.url().replace("postgres@", &format!("{role}@"));
    let leads = || run(leadengine(&url).args(["leads", "--json"]), b"");
    let sound = leads();
    db.execute("ALTER TABLE leads DROP COLUMN job_title");
    let changed = leads();
    db.execute(&format!("DROP OWNED BY {role}; DROP ROLE {role}"));
    assert_eq!((sound.status, sound.stdout.trim()), (0, "[]"), "{}", sound.stderr);
    assert_eq!(changed.status, 1);
    assert!(
        changed.stderr.contains("tables_changed") && changed.stderr.contains("leads.job_title"),
        "{}",
        changed.stderr
    );
}
