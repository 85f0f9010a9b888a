//! `db grants`: the rights of a role that runs the commands. All the other tests run as such a role.

use std::collections::BTreeSet;

use diesel::connection::SimpleConnection;
use leadengine::models::rights::RIGHTS;

use crate::enrich::{counts, foreign_leads, loaded};
use crate::ingest::with_user;
use crate::support::{APP, Output, TestDb, leadengine, run};

fn grants(role: &str) -> String {
    let output = run(leadengine("").args(["db", "grants", role]), b"");
    assert_eq!(output.status, 0, "{}", output.stderr);
    output.stdout
}

/// The rights on the tables that a role has of its own.
fn held(db: &TestDb, role: &str) -> BTreeSet<String> {
    let held: String = db.query_value(&format!(
        "SELECT COALESCE(string_agg(relname || ' ' || a.privilege_type, ',' ORDER BY 1), '') \
         FROM pg_class c, aclexplode(c.relacl) a WHERE a.grantee = '{role}'::regrole AND c.relkind IN ('r', 'S', 'v')"
    ));
    held.split(',').filter(|right| !right.is_empty()).map(str::to_owned).collect()
}

fn told() -> BTreeSet<String> {
    let rights = RIGHTS.iter();
    rights
        .flat_map(|(table, rights)| rights.split(", ").map(move |right| format!("{table} {right}")))
        .collect()
}

#[test]
fn the_rights_are_those_that_are_told_and_no_others() {
    let db = TestDb::new();
    assert_eq!(held(&db, APP), told());
    let query = "SELECT NOT (rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls OR rolreplication) FROM pg_roles \
                 WHERE rolname = 'leadengine_app'";
    assert_eq!(db.query_value::<String>(query), "true");
    db.execute("CREATE ROLE busy LOGIN; GRANT ALL ON users, leads, scrape_jobs TO busy; CREATE TABLE mine (id int); GRANT SELECT ON mine TO busy");
    db.execute(&grants("busy"));
    let mut expected = told();
    expected.insert("mine SELECT".to_owned());
    assert_eq!(held(&db, "busy"), expected, "what is too much is taken, and other tables are left alone");
}

/// One command for each right, which fails without the right and does its work with it; in an order in which each finds something to do.
const NEEDS: [(&str, &str, &[&str], &str); 27] = [
    ("users", "SELECT", &["users", "list"], ""),
    ("users", "INSERT", &["users", "add", "bob@example.com", "--no-password"], ""),
    ("users", "UPDATE", &["users", "set-role", "bob@example.com", "admin"], ""),
    ("users", "DELETE", &["users", "remove", "bob@example.com", "--yes"], ""),
    ("subscriptions", "SELECT", &["subs", "list"], ""),
    ("subscriptions", "INSERT", &["users", "add", "eve@example.com", "--plan", "free", "--no-password"], ""),
    ("subscriptions", "UPDATE", &["subs", "cancel", "--user", "eve@example.com"], ""),
    ("scrape_jobs", "SELECT", &["jobs", "list"], ""),
    (
        "scrape_jobs",
        "INSERT",
        &["jobs", "add", "--user", "ann@example.com", "--source-type", "google", "--query", "x"],
        "",
    ),
    ("scrape_jobs", "UPDATE", &["jobs", "claim"], ""),
    ("usage_tracking", "SELECT", &["usage"], ""),
    (
        "usage_tracking",
        "UPDATE",
        &["jobs", "add", "--user", "ann@example.com", "--source-type", "google", "--query", "y"],
        "",
    ),
    (
        "usage_tracking",
        "INSERT",
        &["jobs", "add", "--user", "fay@example.com", "--source-type", "google", "--query", "z"],
        "",
    ),
    ("raw_leads", "INSERT", &["ingest", "-", "--user", "ann@example.com"], RECORD),
    ("raw_leads", "SELECT", &["normalize", "--rebuild"], ""),
    ("leads", "SELECT", &["leads"], ""),
    ("lead_enrichment", "SELECT", &["leads"], ""),
    ("lead_enrichment", "INSERT", &["enrich"], ""),
    ("raw_leads", "INSERT", &["ingest", "-", "--user", "ann@example.com"], PHONE),
    ("leads", "UPDATE", &["normalize"], ""),
    ("lead_enrichment", "UPDATE", &["enrich"], ""),
    ("raw_leads", "INSERT", &["ingest", "-", "--user", "ann@example.com"], OTHER),
    ("leads", "INSERT", &["normalize"], ""),
    ("leads", "DELETE", &["leads", "forget", "jane@acme.com", "--yes"], ""),
    ("raw_leads", "DELETE", &["leads", "forget", "joe@other.com", "--yes"], ""),
    ("scrape_jobs", "DELETE", &["jobs", "remove", "JOB", "--yes"], ""),
    ("__diesel_schema_migrations", "SELECT", &["create-tables", "--status"], ""),
];

const RECORD: &str = r#"{"company": "Acme", "name": "Jane Doe", "email": "jane@acme.com"}"#;
const PHONE: &str =
    r#"{"company": "Acme", "name": "Jane Doe", "email": "jane@acme.com", "phone": "+61 400 000 000"}"#;
const OTHER: &str = r#"{"company": "Other", "name": "Joe Bloggs", "email": "joe@other.com"}"#;

#[test]
fn each_right_is_needed_and_enough() {
    let needed: BTreeSet<String> =
        NEEDS.iter().map(|(table, right, ..)| format!("{table} {right}")).collect();
    assert_eq!(needed, told(), "a command for each right");
    let db = with_user();
    db.json(&["users", "add", "fay@example.com", "--plan", "free", "--no-password"]);
    for (table, right, arguments, input) in NEEDS {
        let job: String = db.query_value("SELECT id FROM scrape_jobs ORDER BY created_at LIMIT 1");
        let arguments: Vec<&str> =
            arguments.iter().map(|&part| if part == "JOB" { &*job } else { part }).collect();
        let app = |more: &[&str]| -> Output {
            run(leadengine(&db.app_url()).args(&arguments).args(more), input.as_bytes())
        };
        db.execute(&format!("REVOKE {right} ON {table} FROM {APP}"));
        let without = app(&["--json", "--quiet"]);
        assert_eq!(without.status, 1, "{arguments:?} without {right} on {table}: {}", without.stderr);
        assert!(without.stderr.contains("\"permission_denied\""), "{arguments:?}: {}", without.stderr);
        assert!(without.stderr.contains("db grants"), "{arguments:?}: {}", without.stderr);
        db.execute(&format!("GRANT {right} ON {table} TO {APP}"));
        let with = app(&[]);
        assert_eq!(with.status, 0, "{arguments:?} with {right} on {table}: {}", with.stderr);
    }
}

#[test]
fn a_name_is_quoted_whatever_is_in_it() {
    let db = with_user();
    let role = r#"it's "x"; DROP TABLE users; --$$"#;
    db.execute(&format!("CREATE ROLE \"{}\" LOGIN", role.replace('"', "\"\"")));
    db.execute(&grants(role));
    let user: String = role.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let url = db.url().replacen("postgres@", &format!("{user}@"), 1);
    let output = run(leadengine(&url).args(["users", "list"]), b"");
    assert!(output.status == 0 && output.stdout.contains("ann@example.com"), "{}", output.stderr);
    for name in ["public", "none", "", "a\nb"] {
        assert_eq!(run(leadengine("").args(["db", "grants", name]), b"").status, 2, "{name:?}");
    }
}

#[test]
fn the_owner_of_the_tables_keeps_its_rights_and_an_unknown_role_gets_none() {
    let db = TestDb::new();
    for (role, said) in [("postgres", "the role's own"), ("nobody_at_all", "does not exist")] {
        let error = db.connect().batch_execute(&grants(role)).unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }
    assert_eq!(
        db.query_value::<String>("SELECT has_table_privilege('postgres', 'users', 'TRUNCATE')"),
        "true"
    );
}

#[test]
fn a_closed_database_and_a_schema_of_their_own_are_opened_to_the_role() {
    let db = TestDb::empty();
    db.execute(
        "CREATE SCHEMA \"the Tables\"; REVOKE ALL ON SCHEMA public FROM public; CREATE ROLE reader LOGIN",
    );
    db.execute(
        "DO 'BEGIN EXECUTE format(''REVOKE ALL ON DATABASE %I FROM public'', current_database()); END'",
    );
    let there = |role: &str| {
        let url = db.url().replacen("postgres@", &format!("{role}@"), 1);
        format!("{url}&options=-csearch_path%3D%22the%5C%20Tables%22")
    };
    let made = run(leadengine(&there("postgres")).arg("create-tables"), b"");
    assert_eq!(made.status, 0, "{}", made.stderr);
    let list = || run(leadengine(&there("reader")).args(["users", "list", "--json"]), b"");
    assert_eq!(list().status, 1);
    let mut owner = db.connect();
    owner.batch_execute("SET search_path = \"the Tables\"").unwrap();
    owner.batch_execute(&grants("reader")).unwrap();
    let listed = list();
    assert_eq!((listed.status, listed.stdout.trim()), (0, "[]"), "{}", listed.stderr);
    let doctor = run(leadengine(&there("reader")).arg("doctor"), b"");
    assert!(
        doctor.status == 0 && doctor.stdout.contains("GRANT pg_read_all_stats TO reader"),
        "{}",
        doctor.stdout
    );
}

#[test]
fn a_role_that_does_not_see_other_sessions_misses_nothing_that_they_change() {
    let db = loaded();
    foreign_leads(&db, 0..1);
    let mut other = db.connect();
    other.batch_execute("BEGIN; UPDATE users SET role = role").unwrap();
    // It cannot know since when the other session writes, and looks twice.
    assert!(counts(&db.json(&["enrich"]))[0] >= 3);
    other
        .batch_execute("UPDATE leads SET job_title = 'Owner', updated_at = now() WHERE company_name = 'Foreign 0'; COMMIT")
        .unwrap();
    drop(other);
    db.json(&["enrich"]);
    assert_eq!(
        db.query_value::<i64>("SELECT count(*) FROM lead_enrichment WHERE ai_summary LIKE '%Owner%'"),
        1
    );
    // And once that session has gone, there is an end.
    assert_eq!(counts(&db.json(&["enrich"]))[0], 0);
}
