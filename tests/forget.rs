//! `leads forget`: all that names a person goes, by any of their identities, and nothing else.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::ingest::with_user;
use crate::support::TestDb;

#[track_caller]
fn ingest(db: &TestDb, records: &[Value]) {
    ingest_for(db, "ann@example.com", records);
}

#[track_caller]
fn ingest_for(db: &TestDb, user: &str, records: &[Value]) {
    let lines: String = records.iter().map(|record| format!("{record}\n")).collect();
    let output = db.run_with_stdin(&["ingest", "-", "--user", user], lines.as_bytes());
    assert_eq!(output.status, 0, "{}", output.stderr);
}

/// The notes of the records that are left.
fn left(db: &TestDb) -> Vec<String> {
    let notes: String = db.query_value("SELECT COALESCE(string_agg(raw_payload ->> 'note', ' ' ORDER BY raw_payload ->> 'note'), '') FROM raw_leads");
    notes.split_whitespace().map(str::to_owned).collect()
}

/// Two records that are one lead, by profile.
fn known() -> [Value; 2] {
    [
        json!({"note": "lead-1", "name": "John Smith", "email": "john@acme.com", "company": "Acme", "phone": "+61 400 000 000",
               "linkedin": "https://linkedin.com/in/johnsmith"}),
        json!({"note": "lead-2", "name": "John Smith", "email": "john.smith@gmail.com", "linkedin": "linkedin.com/in/johnsmith"}),
    ]
}

#[test]
fn every_record_that_names_the_person_by_any_identity_goes_and_the_others_stay() {
    let db = with_user();
    let [first, second] = known();
    ingest(
        &db,
        &[
            first,
            second,
            json!({"note": "o-colleague", "name": "Mary Jones", "email": "mary@acme.com", "company": "Acme", "phone": "+61 2 9374 4000"}),
            json!({"note": "o-switchboard", "name": "Jane Doe", "company": "Acme", "phone": "+61 2 9374 4000"}),
            json!({"note": "o-company", "company": "Acme", "website": "acme.com"}),
        ],
    );
    db.json(&["normalize"]);
    db.json(&["enrich"]);
    let before: i64 = db.query_value("SELECT count(*) FROM leads");
    // What waits, in as many forms as there are identities.
    ingest(
        &db,
        &[
            json!({"note": "w-address", "contact": {"mail": "mailto:JOHN@Acme.com"}}),
            json!({"note": "w-gmail", "email": "j.o.h.n.smith+news@googlemail.com"}),
            json!({"note": "w-disguised", "email": "john [at] acme [dot] com"}),
            json!({"note": "w-profile", "name": "Johnny", "url": "http://au.linkedin.com/in/JohnSmith/?trk=x"}),
            json!({"note": "w-company", "Full Name": "SMITH, John", "Company": "ACME PTY LTD"}),
            json!({"note": "w-named-number", "name": "John Smith", "tel": "0400 000 000", "country": "Australia"}),
            json!({"note": "w-number", "phone": "+61400000000"}),
            // Through an address that only this record tells.
            json!({"note": "w-third", "email": "js@smith.example.org", "linkedin": "linkedin.com/in/johnsmith"}),
            json!({"note": "w-through", "email": "js@smith.example.org", "name": "J. Smith"}),
            json!({"note": "w-list", "team": [{"email": "x@acme.com"}, {"email": "john@acme.com"}]}),
            json!({"note": "o-longer", "email": "littlejohn@acme.com"}),
            json!({"note": "o-suffix", "email": "john@acme.com.au"}),
            json!({"note": "o-namesake", "name": "John Smith", "company": "Zeta", "email": "john@zeta.com"}),
            json!({"note": "o-near", "name": "Joan Smith", "company": "Acme"}),
            json!({"note": "o-profile", "name": "John Smith", "company": "Other", "linkedin": "linkedin.com/in/johnsmith2"}),
        ],
    );
    let asked = db.run(&["leads", "forget", "john@acme.com"]);
    assert_eq!(asked.status, 2, "it asks, and nobody is there to answer: {}", asked.stderr);
    for words in [
        "1 lead and 12 raw records",
        "John Smith Acme",
        "by address",
        "by profile",
        "by name with company or number",
        "by number",
        "1 that name the person among others",
    ] {
        assert!(asked.stderr.contains(words), "{words} in {}", asked.stderr);
    }
    let done = db.run(&["leads", "forget", "john@acme.com", "--yes", "--json"]);
    assert_eq!(done.status, 0, "{}", done.stderr);
    assert_eq!(
        serde_json::from_str::<Value>(&done.stdout).unwrap(),
        json!({"leads": 1, "raw_leads": 12}),
        "{:?}",
        left(&db)
    );
    assert!(
        done.stderr.contains("raw records removed: ") && done.stderr.contains("by profile"),
        "{}",
        done.stderr
    );
    let others = [
        "o-colleague",
        "o-company",
        "o-longer",
        "o-namesake",
        "o-near",
        "o-profile",
        "o-suffix",
        "o-switchboard",
    ];
    assert_eq!(left(&db), others);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM leads"), before - 1);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM lead_enrichment"), before - 1);
    assert_eq!(
        db.query_value::<i64>("SELECT leads_generated FROM usage_tracking"),
        before,
        "usage stays counted"
    );
    // A second time, by any of the addresses, nothing is known.
    for address in ["john@acme.com", "johnsmith@gmail.com", "js@smith.example.org"] {
        assert_eq!(db.run(&["leads", "forget", address, "--yes"]).status, 4, "{address}");
    }
    // And nothing brings the person back.
    assert_eq!(db.json(&["normalize"])["created"], 5);
    for arguments in [&["normalize"][..], &["normalize", "--rebuild"]] {
        assert_eq!(db.json(arguments)["created"], 0, "{arguments:?}");
        let found = "SELECT count(*) FROM leads WHERE first_name = 'John' AND company_name = 'Acme' OR phone = '+61400000000'";
        assert_eq!(db.query_value::<i64>(found), 0, "{arguments:?}");
        assert_eq!(db.query_value::<i64>("SELECT count(*) FROM leads"), before - 1 + 5, "{arguments:?}");
    }
    let waiting = "SELECT count(*) FROM scrape_jobs WHERE total_found <> total_processed OR status <> 'completed' \
                   OR total_found <> (SELECT count(*) FROM raw_leads r WHERE r.scrape_job_id = scrape_jobs.id)";
    assert_eq!(db.query_value::<i64>(waiting), 0);
}

#[test]
fn another_persons_lead_outlives_a_record_that_named_both() {
    let db = with_user();
    ingest(
        &db,
        &[json!({"note": "both", "name": "Mary Jones", "email": "mary@acme.com", "company": "Acme",
                 "assistants": [{"email": "john@acme.com"}]})],
    );
    db.json(&["normalize"]);
    assert_eq!(db.json(&["leads", "forget", "john@acme.com", "--yes"]), json!({"leads": 0, "raw_leads": 1}));
    for arguments in [&["normalize"][..], &["normalize", "--rebuild"], &["enrich"]] {
        db.json(arguments);
        assert_eq!(
            db.query_value::<String>("SELECT string_agg(email, ' ') FROM leads"),
            "mary@acme.com",
            "{arguments:?}"
        );
    }
    assert_eq!(db.json(&["leads", "show", "mary@acme.com"])["first_name"], "Mary");
}

#[test]
fn with_a_user_named_the_person_is_forgotten_there_and_without_at_all() {
    let db = with_user();
    db.json(&["users", "add", "bob@example.com", "--plan", "pro"]);
    let [first, second] = known();
    // Bob knows the person by the other address alone.
    ingest_for(&db, "ann@example.com", &[first.clone(), second.clone()]);
    ingest_for(&db, "bob@example.com", &[second]);
    db.json(&["normalize"]);
    let leads =
        "SELECT string_agg(u.email, ' ' ORDER BY u.email) FROM leads l JOIN users u ON u.id = l.user_id";
    assert_eq!(db.query_value::<String>(leads), "ann@example.com bob@example.com");
    let id: String = db.query_value(
        "SELECT l.id FROM leads l JOIN users u ON u.id = l.user_id WHERE u.email = 'ann@example.com'",
    );
    assert_eq!(
        db.json(&["leads", "forget", "john@acme.com", "--user", "ann@example.com", "--yes"]),
        json!({"leads": 1, "raw_leads": 2})
    );
    assert_eq!(db.query_value::<String>(leads), "bob@example.com");
    assert_eq!(left(&db), ["lead-2"]);
    assert_eq!(db.run(&["leads", "forget", &id, "--yes"]).status, 4);
    ingest_for(&db, "ann@example.com", &known());
    db.json(&["normalize"]);
    // The question says whose each is.
    let asked = db.run(&["leads", "forget", "john@acme.com"]).stderr;
    assert!(
        asked.contains(" of ann@example.com: John") && asked.contains(" of bob@example.com: John"),
        "{asked}"
    );
    assert_eq!(db.json(&["leads", "forget", "john@acme.com", "--yes"]), json!({"leads": 2, "raw_leads": 3}));
    assert_eq!(left(&db), Vec::<String>::new());
}

#[test]
fn leads_that_other_programs_wrote_are_the_persons_too() {
    let db = with_user();
    db.execute(
        "INSERT INTO leads (user_id, email) SELECT id, 'John@Acme.com' FROM users; \
         INSERT INTO leads (email, linkedin_url) VALUES ('john@acme.com', 'https://www.linkedin.com/in/johnsmith'); \
         INSERT INTO leads (user_id, linkedin_url) SELECT id, 'https://www.linkedin.com/in/johnsmith' FROM users; \
         INSERT INTO leads (user_id, email) SELECT id, 'mary@acme.com' FROM users; \
         INSERT INTO raw_leads (raw_payload, data_hash) VALUES ('{\"note\": \"nobodys\", \"mail\": \"john@acme.com\"}', 'x')",
    );
    assert_eq!(db.json(&["leads", "forget", "john@acme.com", "--yes"]), json!({"leads": 3, "raw_leads": 1}));
    assert_eq!(db.query_value::<String>("SELECT string_agg(email, ' ') FROM leads"), "mary@acme.com");
}

#[test]
fn a_lead_without_an_address_is_forgotten_by_its_id() {
    let db = with_user();
    ingest(
        &db,
        &[
            json!({"note": "1", "name": "Jürgen Müller", "company": "Straßenbau GmbH"}),
            json!({"note": "o", "name": "Jörg Maier", "company": "Straßenbau GmbH"}),
        ],
    );
    db.json(&["normalize"]);
    ingest(&db, &[json!({"note": "2", "name": "MUELLER, Jürgen", "company": "Strassenbau"})]);
    let id: String = db.query_value("SELECT id FROM leads WHERE last_name = 'Müller'");
    assert_eq!(db.json(&["leads", "forget", &id[..8], "--yes"]), json!({"leads": 1, "raw_leads": 2}));
    assert_eq!(left(&db), ["o"]);
}

#[test]
fn what_fails_in_the_middle_has_removed_nothing() {
    let db = with_user();
    ingest(&db, &known());
    db.json(&["normalize"]);
    let state = "SELECT (SELECT count(*) FROM leads) || ' ' || (SELECT count(*) FROM raw_leads) || ' ' \
                 || (SELECT total_found || ' ' || total_processed FROM scrape_jobs)";
    let before: String = db.query_value(state);
    // Leads and raw records are gone by then.
    db.execute(
        "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'stopped'; END $$; \
         CREATE TRIGGER stop AFTER UPDATE ON scrape_jobs FOR EACH ROW EXECUTE FUNCTION stop()",
    );
    assert_eq!(db.run(&["leads", "forget", "john@acme.com", "--yes"]).status, 1);
    assert_eq!(db.query_value::<String>(state), before);
    db.execute("DROP TRIGGER stop ON scrape_jobs");
    assert_eq!(db.json(&["leads", "forget", "john@acme.com", "--yes"]), json!({"leads": 1, "raw_leads": 2}));
}

#[test]
fn it_waits_for_a_running_normalize_and_takes_what_that_made_and_what_came_in() {
    let db = with_user();
    ingest(&db, &known());
    let mut normalizing = db.connect();
    // As normalize holds it while it derives.
    let lock =
        "SELECT pg_advisory_lock(hashtextextended('leadengine:leads:' || id, 0))::text AS value FROM users";
    diesel::RunQueryDsl::execute(diesel::sql_query(lock), &mut normalizing).unwrap();
    std::thread::scope(|scope| {
        let forgetting = scope.spawn(|| db.json(&["leads", "forget", "john@acme.com", "--yes"]));
        let waits = "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database \
                     WHERE l.locktype = 'advisory' AND NOT l.granted AND d.datname = current_database()";
        let begun = Instant::now();
        while db.query_value::<i64>(waits) == 0 {
            assert!(begun.elapsed() < Duration::from_secs(60), "it never waits");
            std::thread::sleep(Duration::from_millis(10));
        }
        // What normalize made of records that it had read, and a record that came in since forget looked.
        db.execute(
            "INSERT INTO leads (user_id, first_name, email, raw_lead_ids) \
             SELECT u.id, 'John', 'john@acme.com', (SELECT array_agg(id) FROM raw_leads) FROM users u",
        );
        ingest(&db, &[json!({"note": "late", "email": "john.smith@gmail.com"})]);
        drop(normalizing);
        assert_eq!(forgetting.join().unwrap(), json!({"leads": 1, "raw_leads": 3}));
    });
    assert_eq!(left(&db), Vec::<String>::new());
    assert_eq!(db.json(&["normalize"])["created"], 0);
}

#[test]
fn the_counts_of_jobs_go_on_being_those_of_their_records() {
    let db = with_user();
    ingest(
        &db,
        &[
            json!({"note": "1", "name": "John Smith", "email": "john@acme.com"}),
            json!({"note": "2", "name": "Mary Jones", "email": "mary@acme.com"}),
            // Rejected: nobody's.
            json!({"note": "3", "cc": [{"x": "john@acme.com"}]}),
            json!({"note": "4", "name": "N/A"}),
        ],
    );
    let job: String = db.query_value("SELECT id FROM scrape_jobs");
    let counts = "SELECT total_found || ' ' || total_processed || ' ' || total_rejected || ' ' || status FROM scrape_jobs";
    db.json(&["normalize"]);
    let rejected: i64 = db.query_value("SELECT total_rejected FROM scrape_jobs");
    let more = [
        json!({"note": "5", "name": "John Smith", "email": "john@acme.com", "x": 1}),
        json!({"note": "6", "name": "Ada Byron", "email": "ada@acme.com"}),
    ];
    let lines: String = more.iter().map(|record| format!("{record}\n")).collect();
    assert_eq!(db.run_with_stdin(&["ingest", "-", "--job", &job], lines.as_bytes()).status, 0);
    assert_eq!(db.query_value::<String>(counts), format!("6 4 {rejected} processing"));
    // One lead, one that was rejected, one that waits; one still waits.
    assert_eq!(db.json(&["leads", "forget", "john@acme.com", "--yes"]), json!({"leads": 1, "raw_leads": 3}));
    assert_eq!(db.query_value::<String>(counts), format!("3 2 {} processing", rejected - 1));
    let done = db.json(&["normalize"]);
    assert_eq!((&done["raw"], &done["created"]), (&json!(1), &json!(1)), "{done}");
    assert_eq!(db.query_value::<String>(counts), format!("3 3 {} completed", rejected - 1));
    // The last that waits: the job is done.
    let more = format!("{}\n", json!({"note": "7", "email": "eve@acme.com"}));
    assert_eq!(db.run_with_stdin(&["ingest", "-", "--job", &job], more.as_bytes()).status, 0);
    assert_eq!(db.json(&["leads", "forget", "eve@acme.com", "--yes"]), json!({"leads": 0, "raw_leads": 1}));
    assert_eq!(db.query_value::<String>(counts), format!("3 3 {} completed", rejected - 1));
    assert_eq!(db.json(&["normalize"])["raw"], 0);
    assert_eq!(db.run(&["doctor"]).status, 0);
}

#[test]
fn the_second_address_number_or_profile_of_a_text_is_found_in_every_disguise() {
    let db = with_user();
    ingest(&db, &known());
    db.json(&["normalize"]);
    let texts = [
        "mary@other.com\njohn@acme.com\n",
        "mary@other.com, -john@acme.com-",
        "mary@other.com, john [at] acme [dot] com",
        "mary@other.com, john%40acme.com",
        "mary@other.com, john&#64;acme.com",
        "mary@other.com, &#106;&#111;&#104;&#110;&#64;acme.com",
        "mary@other.com, \u{ff4a}ohn\u{ff20}acme.com",
        "mary@other.com, jo\u{200b}hn@ac\u{ad}me.com",
        "x john+news@acme.com",
        "linkedin.com/in/mary, linkedin.com/in/johnsmith",
    ];
    let mut records: Vec<Value> =
        texts.iter().map(|text| json!({"note": text, "company": "X", "about": text})).collect();
    records.push(json!({"phones": ["+49 30 123456", "+61400000000"]}));
    records.push(json!({"people": [{"name": "Mary Jones", "company": "Acme"}, {"name": "John Smith", "company": "Acme"}]}));
    records.push(json!({"mailto:\njohn@acme.com": "x"}));
    let all = records.len() + 2;
    records.push(json!({"note": "o-longer", "about": "mary@other.com, xjohn@acme.com johnny@acme.com john@acme.com.au"}));
    ingest(&db, &records);
    let done = db.json(&["leads", "forget", "john@acme.com", "--yes"]);
    assert_eq!(left(&db), ["o-longer"]);
    assert_eq!(done, json!({"leads": 1, "raw_leads": all}));
}

#[test]
fn a_record_with_an_endless_name_is_forgotten_as_soon_as_any() {
    let db = with_user();
    let name = "Jo\u{e4}".repeat(3_000);
    ingest(
        &db,
        &[
            json!({"note": "1", "first_name": name, "last_name": name, "company": name, "email": "john@acme.com"}),
            json!({"note": "o", "name": "Mary Jones", "email": "mary@other.com"}),
        ],
    );
    let begun = Instant::now();
    assert_eq!(db.json(&["leads", "forget", "john@acme.com", "--yes"]), json!({"leads": 0, "raw_leads": 1}));
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
    assert_eq!(left(&db), ["o"]);
    let long = format!("{}@acme.com", "j".repeat(10_000));
    assert_eq!(db.run(&["leads", "forget", &long, "--yes"]).status, 2);
}
