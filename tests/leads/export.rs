//! Exports: to a file, for a CRM, by pages, and from where the last one ended.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

use diesel::connection::SimpleConnection;
use flate2::read::GzDecoder;
use serde_json::{Value, json};

use super::{ids, loaded};
use crate::ingest::with_user;
use crate::support::{TestDb, scratch, until};

/// The rows of a CSV text, its header first.
fn cells(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn a_file_is_replaced_when_all_of_it_is_there_and_is_for_its_owner_alone() {
    let db = loaded();
    let directory = scratch();
    let path = |name: &str| directory.join(name).to_str().unwrap().to_owned();
    let csv = path("leads.csv");
    fs::write(&csv, "old").unwrap();
    fs::set_permissions(&csv, fs::Permissions::from_mode(0o644)).unwrap();
    let did = db.json(&["leads", "export", "--to", &csv]);
    assert_eq!(
        [&did["file"], &did["leads"], &did["left_out"], &did["after"]],
        [&json!(csv), &json!(102), &json!(0), &Value::Null]
    );
    assert_eq!(fs::metadata(&csv).unwrap().permissions().mode() & 0o777, 0o600);
    let text = fs::read_to_string(&csv).unwrap();
    assert_eq!(text, db.run(&["leads", "export"]).stdout, "the same as to standard output");

    for (name, format) in [("leads.json", "json"), ("leads.jsonl", "jsonl"), ("leads", "csv")] {
        let done = db.run(&["leads", "export", "--to", &path(name)]);
        assert!(done.status == 0 && done.stdout.contains("Next since"), "{done:?}");
        assert_eq!(
            fs::read_to_string(path(name)).unwrap(),
            db.run(&["leads", "export", "--format", format]).stdout,
            "{name}"
        );
    }
    let packed = path("leads.csv.gz");
    db.json(&["leads", "export", "--to", &packed]);
    let mut unpacked = String::new();
    GzDecoder::new(fs::File::open(&packed).unwrap()).read_to_string(&mut unpacked).unwrap();
    assert_eq!(unpacked, text);
    let refused = db.run(&["leads", "export", "--to", &path("leads.csv.zst")]);
    assert!(refused.status == 2 && refused.stderr.contains("gzip only"), "{refused:?}");
    assert_eq!(fs::read_dir(&directory).unwrap().count(), 5, "nothing else is left there");
}

#[test]
fn an_export_that_fails_leaves_the_old_file() {
    let db = TestDb::new();
    // More than fits into all the buffers between.
    db.execute("INSERT INTO leads (company_name, job_title) SELECT 'Company ' || n, repeat('x', 200) FROM generate_series(1, 200000) n");
    let directory = scratch();
    let file = directory.join("leads.csv");
    fs::write(&file, "old").unwrap();
    for end in ["SIGTERM", "server"] {
        let arguments = ["leads", "export", "--to", file.to_str().unwrap()];
        let export = db.command(&arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        until("it writes", || {
            let sizes = fs::read_dir(&directory).unwrap().filter_map(|entry| entry.ok()?.metadata().ok());
            sizes.map(|metadata| metadata.len()).max().is_some_and(|most| most > 100_000)
        });
        assert_eq!(fs::read_to_string(&file).unwrap(), "old", "no reader sees half of it");
        match end {
            "server" => db.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"),
            _ => {
                let asked = std::process::Command::new("kill").arg(export.id().to_string()).status().unwrap();
                assert!(asked.success());
            }
        }
        let output = export.wait_with_output().unwrap();
        assert!(!output.status.success(), "{end}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(fs::read_to_string(&file).unwrap(), "old", "{end}");
        assert_eq!(fs::read_dir(&directory).unwrap().count(), 1, "{end}");
    }
}

#[test]
fn what_an_export_cannot_be_is_told_before_anything_is_done() {
    let db = TestDb::new();
    for (to, status, said) in [
        ("leads.xlsx", 2, ".csv, .json or .jsonl"),
        ("no/such/leads.csv", 4, "mkdir -p no/such"),
        ("a.zst", 2, "gzip"),
    ] {
        let output = db.run(&["leads", "export", "--to", to]);
        assert!(output.status == status && output.stderr.contains(said), "{to}: {}", output.stderr);
    }
}

#[test]
fn pages_of_an_export_hold_every_lead_once() {
    let db = loaded();
    let (mut seen, mut after, mut pages) = (Vec::new(), None::<String>, 0);
    let file = scratch().join("page.json");
    loop {
        let mut arguments = vec!["leads", "export", "--to", file.to_str().unwrap(), "--limit", "40"];
        if let Some(cursor) = &after {
            arguments.extend(["--after", cursor]);
        }
        let did = db.json(&arguments);
        assert_eq!(did["since"].is_string(), after.is_none(), "what the first page says holds for all");
        seen.extend(ids(&serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap()));
        pages += 1;
        after = did["after"].as_str().map(str::to_owned);
        if after.is_none() {
            break;
        }
    }
    assert_eq!(pages, 3);
    assert_eq!(seen, ids(&db.json(&["leads", "--all"])));
    let streamed = db.run(&["leads", "export", "--limit", "2"]);
    assert!(streamed.stderr.contains("the next page: --after score:"), "{}", streamed.stderr);
}

/// The names of the companies that an export has, and where the next one begins.
#[track_caller]
fn exported(db: &TestDb, since: Option<&str>) -> (BTreeSet<String>, String) {
    let file = scratch().join("leads.json");
    let mut arguments = vec!["leads", "export", "--to", file.to_str().unwrap()];
    if let Some(since) = since {
        arguments.extend(["--since", since]);
    }
    let did = db.json(&arguments);
    let leads: Vec<Value> = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    let names = leads.iter().map(|lead| lead["company_name"].as_str().unwrap().to_owned()).collect();
    (names, did["since"].as_str().unwrap().to_owned())
}

fn names(of: &[&str]) -> BTreeSet<String> {
    of.iter().map(|name| (*name).to_owned()).collect()
}

/// Where the next export begins, once one after another has had nothing: other tests' transactions, which run beside, let leads come twice.
fn after_nothing(db: &TestDb, first: String) -> String {
    let mut since = first;
    until("an export of nothing", || {
        let (names, next) = exported(db, Some(&since));
        since = next;
        names.is_empty()
    });
    since
}

#[test]
fn an_export_since_the_last_one_has_what_changed_and_misses_nothing() {
    let db = TestDb::new();
    db.execute("INSERT INTO leads (company_name) VALUES ('Acme'), ('Beta'), ('Cord'), ('Dorn')");
    let (all, first) = exported(&db, None);
    assert_eq!(all, names(&["Acme", "Beta", "Cord", "Dorn"]));
    let first = after_nothing(&db, first);

    // A transaction that is running while the second export reads, and a part of it that is over.
    let mut open = db.connect();
    open.batch_execute("BEGIN; UPDATE leads SET industry = 'x' WHERE company_name = 'Beta'; SAVEPOINT a; UPDATE leads SET industry = 'x' WHERE company_name = 'Cord'; RELEASE a").unwrap();
    db.execute("UPDATE leads SET industry = 'y' WHERE company_name = 'Acme'");
    let (changed, second) = exported(&db, Some(&first));
    assert_eq!(changed, names(&["Acme"]));
    // It has a time from before that export.
    open.batch_execute("COMMIT").unwrap();
    let (late, third) = exported(&db, Some(&second));
    assert!(late.is_superset(&names(&["Beta", "Cord"])), "{late:?}");
    let third = after_nothing(&db, third);

    // Scored, and nothing else.
    db.execute("INSERT INTO lead_enrichment (lead_id, predicted_score, enriched_at) SELECT id, 50, now() - interval '2 hours' FROM leads WHERE company_name = 'Dorn'");
    let (scored, fourth) = exported(&db, Some(&third));
    assert_eq!(scored, names(&["Dorn"]));
    after_nothing(&db, fourth);
    // Of another server nothing is known.
    let (everything, _) = exported(&db, Some("mark:1:5"));
    assert_eq!(everything.len(), 4);
    let told = db.run(&["leads", "export", "--since", "mark:1:5"]).stderr;
    assert!(told.contains("another server"), "{told}");
}

#[test]
fn an_export_since_a_time_has_what_changed_or_was_scored() {
    let db = TestDb::new();
    db.execute(
        "INSERT INTO leads (company_name, created_at, updated_at) VALUES ('Acme', '2026-01-01', '2026-01-01'), ('Beta', '2026-01-01', '2026-03-01'), ('Cord', '2026-01-01', '2026-01-01'); \
         INSERT INTO lead_enrichment (lead_id, predicted_score, enriched_at) SELECT id, 50, '2026-03-01' FROM leads WHERE company_name = 'Cord'",
    );
    assert_eq!(exported(&db, Some("2026-02-01")).0, names(&["Beta", "Cord"]));
    assert_eq!(exported(&db, Some("2026-03-02")).0, names(&[]));
}

/// Leads that have everything, and leads that lack what some CRM wants.
fn for_crms() -> TestDb {
    let db = with_user();
    db.execute(
        "INSERT INTO leads (company_name, domain, industry, company_size, location, first_name, last_name, job_title, email, phone, linkedin_url, source) VALUES \
             ('Acme, Inc.', 'acme.com', 'Software', '51-200', 'Austin, Texas, United States', 'John', 'Smith', 'CEO', 'john@acme.com', '+15125550100', 'https://www.linkedin.com/in/js', 'https://d.com/acme'), \
             ('Nordlicht GmbH', 'nordlicht.de', NULL, '10001+', 'Germany', NULL, NULL, NULL, NULL, NULL, NULL, NULL), \
             (NULL, NULL, NULL, NULL, NULL, 'Eva', NULL, NULL, 'eva@web.de', NULL, NULL, NULL), \
             (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'https://d.com/none'); \
         INSERT INTO lead_enrichment (lead_id, predicted_score, intent_level, ai_summary) SELECT id, 90, 'high', 'Good.' FROM leads WHERE domain = 'acme.com'",
    );
    db
}

#[track_caller]
fn preset(db: &TestDb, crm: &str) -> (Vec<Vec<String>>, String) {
    let output = db.run(&["leads", "export", "--preset", crm, "--sort", "name"]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    let mut rows = cells(&output.stdout);
    rows[1..].sort();
    (rows, output.stderr)
}

#[test]
fn hubspot_gets_contacts() {
    let (rows, told) = preset(&for_crms(), "hubspot");
    assert_eq!(
        rows,
        [
            [
                "First Name",
                "Last Name",
                "Email",
                "Phone Number",
                "Job Title",
                "Company Name",
                "Company Domain Name",
                "Website URL",
                "Industry",
                "City",
                "State/Region",
                "Country/Region",
                "LinkedIn URL"
            ],
            ["Eva", "", "eva@web.de", "", "", "", "", "", "", "", "", "", ""],
            [
                "John",
                "Smith",
                "john@acme.com",
                "+15125550100",
                "CEO",
                "Acme, Inc.",
                "acme.com",
                "https://acme.com",
                "Software",
                "Austin",
                "Texas",
                "United States",
                "https://www.linkedin.com/in/js"
            ],
        ]
    );
    assert!(told.contains("2 leads left out: HubSpot wants") && told.contains("\n2 leads\n"), "{told}");
}

#[test]
fn salesforce_gets_a_last_name_and_a_company_for_every_lead() {
    let (rows, told) = preset(&for_crms(), "salesforce");
    assert_eq!(
        rows,
        [
            [
                "First Name",
                "Last Name",
                "Title",
                "Company",
                "Email",
                "Phone",
                "Website",
                "Industry",
                "No. of Employees",
                "City",
                "State",
                "Country",
                "Lead Source",
                "Rating",
                "Description"
            ],
            [
                "",
                "Unknown",
                "",
                "Nordlicht GmbH",
                "",
                "",
                "https://nordlicht.de",
                "",
                "10001",
                "",
                "",
                "Germany",
                "Web",
                "",
                ""
            ],
            ["", "Unknown", "", "Unknown", "", "", "", "", "", "", "", "", "Web", "", "https://d.com/none"],
            ["Eva", "Unknown", "", "Eva", "eva@web.de", "", "", "", "", "", "", "", "Web", "", ""],
            [
                "John",
                "Smith",
                "CEO",
                "Acme, Inc.",
                "john@acme.com",
                "+15125550100",
                "https://acme.com",
                "Software",
                "51",
                "Austin",
                "Texas",
                "United States",
                "Web",
                "Hot",
                "Good.\nhttps://www.linkedin.com/in/js\nhttps://d.com/acme"
            ],
        ]
    );
    assert!(!told.contains("left out"), "{told}");
}

#[test]
fn pipedrive_gets_a_title_and_a_person_or_an_organization() {
    let (rows, told) = preset(&for_crms(), "pipedrive");
    assert_eq!(
        rows,
        [
            [
                "Lead - Title",
                "Person - Name",
                "Person - Email",
                "Person - Phone",
                "Organization - Name",
                "Organization - Address",
                "Note - Content"
            ],
            [
                "Acme, Inc. lead",
                "John Smith",
                "john@acme.com",
                "+15125550100",
                "Acme, Inc.",
                "Austin, Texas, United States",
                "CEO\nGood.\nhttps://www.linkedin.com/in/js\nhttps://d.com/acme"
            ],
            ["Eva lead", "Eva", "eva@web.de", "", "", "", ""],
            ["Nordlicht GmbH lead", "", "", "", "Nordlicht GmbH", "Germany", ""],
        ]
    );
    assert!(told.contains("1 lead left out: Pipedrive wants"), "{told}");
}
