//! `normalize`: leads out of raw records, quotas, repetition and order.

mod scale;

use std::fs;

use serde_json::{Value, json};

use crate::ingest::with_user;
use crate::support::{TestDb, leadengine, run, scratch};

const EXAMPLE: &str = r#"{"company_name": "Acme Corp", "website": "https://acme.com", "industry": "SaaS", "company_size": "50-100",
 "location": "Sydney, Australia",
 "contact": {"full_name": "John Smith", "job_title": "Head of Marketing", "email": "john@acme.com",
             "phone": "+61 400 000 000", "linkedin": "https://linkedin.com/in/johnsmith"},
 "metadata": {"source_url": "https://directory.com/acme", "scraped_at": "2026-02-15T10:00:00", "confidence": 0.82}}"#;

#[track_caller]
fn load(db: &TestDb, records: &[Value]) {
    let lines: String = records.iter().map(|record| format!("{record}\n")).collect();
    let output = db.run_with_stdin(&["ingest", "-", "--user", "ann@example.com"], lines.as_bytes());
    assert_eq!(output.status, 0, "{}", output.stderr);
}

/// created, updated, unchanged, rejected, over_quota
#[track_caller]
fn counts(summary: &Value) -> [u64; 5] {
    let counts = ["created", "updated", "unchanged", "rejected", "over_quota"]
        .map(|key| summary[key].as_u64().unwrap());
    assert_eq!(summary["raw"].as_u64().unwrap(), counts.iter().sum::<u64>(), "{summary}");
    counts
}

/// The leads as text, without what differs from database to database.
fn leads(db: &TestDb) -> String {
    db.query_value(
        "SELECT string_agg(l, E'\n' ORDER BY l COLLATE \"C\") FROM (SELECT concat_ws('|', company_name, domain, industry, \
         company_size, location, first_name, last_name, job_title, seniority, email, phone, linkedin_url, \
         confidence_score, source, cardinality(raw_lead_ids)) AS l FROM leads) x",
    )
}

#[test]
fn the_product_pages_payload_becomes_the_lead_beside_it() {
    let db = with_user();
    load(&db, &[serde_json::from_str(EXAMPLE).unwrap()]);
    assert_eq!(counts(&db.json(&["normalize"])), [1, 0, 0, 0, 0]);
    let lead = &db.json(&["leads"])[0];
    for (column, value) in [
        ("company_name", "Acme Corp"),
        ("domain", "acme.com"),
        ("company_size", "51-200"),
        ("location", "Sydney, Australia"),
        ("first_name", "John"),
        ("last_name", "Smith"),
        ("job_title", "Head of Marketing"),
        ("seniority", "head"),
        ("email", "john@acme.com"),
        ("phone", "+61400000000"),
        ("linkedin_url", "https://www.linkedin.com/in/johnsmith"),
        ("source", "https://directory.com/acme"),
    ] {
        assert_eq!(lead[column], value, "{column}");
    }
    assert!(lead["confidence_score"].as_f64().is_some_and(|c| (0.8..=1.0).contains(&c)), "{lead}");
}

#[test]
fn a_dry_run_needs_no_database_and_keeps_the_order() {
    let file = scratch().join("in.json");
    fs::write(&file, format!("[{EXAMPLE}, {{\"nothing\": 1}}, 7, {{\"company\": \"Zeta GmbH\"}}]")).unwrap();
    let mut command = crate::support::leadengine("postgresql://nobody@127.0.0.1:1/none");
    let output = run(command.args(["normalize", "--dry-run", file.to_str().unwrap()]), b"");
    assert_eq!(output.status, 0, "{}", output.stderr);
    let lines: Vec<Value> = output.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0]["email"], "john@acme.com");
    assert_eq!(lines[1]["rejected"]["code"], "nothing_known");
    assert_eq!(lines[2]["rejected"]["code"], "not_an_object");
    assert_eq!(lines[3]["company_name"], "Zeta GmbH");
}

#[test]
fn the_same_person_met_again_is_merged_and_what_did_not_change_is_not_written() {
    let db = with_user();
    load(&db, &[serde_json::from_str(EXAMPLE).unwrap()]);
    db.json(&["normalize"]);
    let stamp = "SELECT xmin::text || updated_at FROM leads";
    let before: String = db.query_value(stamp);
    assert_eq!(counts(&db.json(&["normalize"])), [0; 5]);
    assert_eq!(counts(&db.json(&["normalize", "--rebuild"])), [0, 0, 1, 0, 0]);
    assert_eq!(db.query_value::<String>(stamp), before);
    load(&db, &[json!({"name": "John Smith", "email": "JOHN@acme.com", "phone": "+61 2 9374 4000"})]);
    assert_eq!(counts(&db.json(&["normalize"])), [0, 0, 1, 0, 0]);
    load(
        &db,
        &[
            json!({"name": "John Smith", "company": "Acme Corp", "title": "Head of Marketing", "Employees": "51-200", "city": "Sydney", "state": "NSW", "country": "Australia"}),
        ],
    );
    assert_eq!(counts(&db.json(&["normalize"])), [0, 1, 0, 0, 0]);
    assert_eq!(
        db.query_value::<String>("SELECT location || cardinality(raw_lead_ids) FROM leads"),
        "Sydney, New South Wales, Australia3"
    );
}

/// Records about few people, written in many ways: plenty meets plenty.
fn tangled() -> Vec<Value> {
    let mut records = Vec::new();
    for i in 0..40 {
        let (n, company) = (i % 7, i % 3);
        let person = format!("Ann{n} Bell{n}");
        let mut record = json!({"full_name": person, "company": format!("Firm {company} Ltd"), "n": i});
        if i % 4 == 0 {
            record["email"] = json!(format!("ann{n}@firm{company}.com"));
        }
        if i % 5 == 0 {
            record["linkedin"] = json!(format!("linkedin.com/in/ann{n}"));
        }
        if i % 6 == 0 {
            record["website"] = json!(format!("firm{company}.com"));
        }
        if i % 3 == 1 {
            record["phone"] = json!(format!("+6140000000{n}"));
        }
        if i % 10 == 9 {
            record = json!({"company": format!("Firm {company}"), "website": format!("www.firm{company}.com"), "n": i});
        }
        if i % 10 == 8 {
            record = json!({"phone": format!("+6140000000{n}"), "n": i});
        }
        record["metadata"] = json!({"scraped_at": format!("2026-01-{:02}", i % 28 + 1), "confidence": f64::from(i % 11) / 10.0});
        records.push(record);
    }
    records
}

#[test]
fn the_same_records_give_the_same_leads_in_any_order_and_any_number_of_runs() {
    let records = tangled();
    let all_at_once = with_user();
    load(&all_at_once, &records);
    all_at_once.json(&["normalize", "--workers", "1"]);
    let wanted = leads(&all_at_once);
    assert!(wanted.lines().count() > 5, "{wanted}");

    let backwards = with_user();
    let reversed: Vec<Value> = records.iter().rev().cloned().collect();
    load(&backwards, &reversed);
    backwards.json(&["normalize", "--workers", "8"]);
    assert_eq!(leads(&backwards), wanted);

    let bit_by_bit = with_user();
    for chunk in [13, 29, 7, 3, 31, 11, 1].iter().scan(0, |at, &n| {
        Some((*at, {
            *at += n;
            *at
        }))
    }) {
        let part: Vec<Value> = (chunk.0..chunk.1).filter_map(|i| records.get(i * 17 % 40)).cloned().collect();
        load(&bit_by_bit, &part);
        bit_by_bit.json(&["normalize"]);
    }
    load(&bit_by_bit, &records);
    bit_by_bit.json(&["normalize"]);
    assert_eq!(leads(&bit_by_bit), wanted);
    bit_by_bit.json(&["normalize", "--rebuild"]);
    assert_eq!(leads(&bit_by_bit), wanted);
}

#[test]
fn leads_are_created_up_to_the_limit_and_the_rest_waits() {
    let db = TestDb::with_limits(10, 5);
    let people = |range: std::ops::Range<u32>| -> Vec<Value> {
        range
            .map(|i| json!({"name": format!("Zoe Quill{i}x"), "email": format!("zoe{i}@acme.com"), "i": i}))
            .collect()
    };
    load(&db, &people(0..8));
    let output = db.run(&["normalize", "--json"]);
    assert_eq!(output.status, 3, "{}", output.stderr);
    assert_eq!(counts(&serde_json::from_str(&output.stdout).unwrap()), [5, 0, 0, 0, 3]);
    assert_eq!(
        db.query_value::<String>(
            "SELECT status || ' ' || total_found || ' ' || total_processed FROM scrape_jobs"
        ),
        "processing 8 5"
    );
    assert_eq!(db.query_value::<i64>("SELECT leads_generated FROM usage_tracking"), 5);

    let again = db.run(&["normalize", "--json"]);
    assert_eq!(again.status, 3);
    assert_eq!(
        counts(&serde_json::from_str(&again.stdout).unwrap()),
        [0, 0, 0, 0, 3],
        "only what waits is counted"
    );

    // An update uses no lead: a record about somebody who is there already goes through.
    load(
        &db,
        &[
            json!({"name": "Zoe Quill0x", "email": db.query_value::<String>("SELECT min(email) FROM leads"), "phone": "+61400000000"}),
        ],
    );
    let update = db.run(&["normalize", "--json"]);
    assert_eq!(counts(&serde_json::from_str(&update.stdout).unwrap())[1..], [1, 0, 0, 3]);

    db.json(&["subs", "change", "--user", "ann@example.com", "--plan", "tiny", "--lead-limit", "100"]);
    assert_eq!(counts(&db.json(&["normalize"])), [3, 0, 0, 0, 0]);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM leads"), 8);
    assert_eq!(db.query_value::<i64>("SELECT leads_generated FROM usage_tracking"), 8);
    assert_eq!(
        db.query_value::<i64>(
            "SELECT count(*) FROM scrape_jobs WHERE status = 'completed' AND total_found = total_processed"
        ),
        2
    );
}

#[test]
fn what_cannot_become_a_lead_is_counted_with_its_reason_and_once() {
    let db = with_user();
    load(
        &db,
        &[
            json!({"x": 1}),
            json!({"full_name": "John Smith"}),
            json!({"company": "Acme"}),
            json!({"email": "no address"}),
        ],
    );
    let output = db.run(&["normalize", "--json"]);
    assert_eq!(counts(&serde_json::from_str(&output.stdout).unwrap()), [1, 0, 0, 3, 0]);
    assert!(output.stderr.contains("2 not a lead: no person, no company"), "{}", output.stderr);
    assert!(output.stderr.contains("1 not a lead: a name alone"), "{}", output.stderr);
    let job = db.query_value::<String>("SELECT id FROM scrape_jobs");
    let more = db.run_with_stdin(&["ingest", "-", "--job", &job], b"{\"company\": \"Zeta\"}");
    assert_eq!(more.status, 0, "{}", more.stderr);
    assert_eq!(counts(&db.json(&["normalize"])), [1, 0, 0, 0, 0], "earlier rejects are not told again");
    assert_eq!(
        db.query_value::<String>(
            "SELECT status || total_found || total_processed || total_rejected FROM scrape_jobs"
        ),
        "completed553"
    );
}

#[test]
fn rows_that_other_programs_wrote_are_normalized_like_any() {
    let db = with_user();
    db.execute(
        "INSERT INTO scrape_jobs (user_id, source_type) SELECT id, 'custom_url' FROM users;
         INSERT INTO raw_leads (user_id, scrape_job_id, raw_payload, data_hash)
             SELECT user_id, id, '{\"company\": \"Plain SQL Ltd\", \"email\": \"joe@plainsql.com\"}', 'h1' FROM scrape_jobs;
         INSERT INTO raw_leads (user_id, raw_payload, data_hash)
             SELECT id, '{\"company\": \"No Job Ltd\"}', 'h2' FROM users;
         INSERT INTO leads (user_id, email, phone, first_name) SELECT id, 'Joe@PlainSQL.com', '+61400000000', 'Joe' FROM users;",
    );
    assert_eq!(counts(&db.json(&["normalize"]))[0], 1);
    assert_eq!(
        db.query_value::<String>(
            "SELECT concat_ws('|', first_name, phone, company_name) FROM leads WHERE email ILIKE 'joe@%'"
        ),
        "Joe|+61400000000|Plain SQL Ltd",
        "the foreign lead was met, and lost nothing"
    );
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM leads"), 2);
    assert_eq!(db.query_value::<String>("SELECT status FROM scrape_jobs"), "completed");

    db.execute("INSERT INTO raw_leads (user_id, scrape_job_id, raw_payload, data_hash) SELECT user_id, id, '{\"company\": \"Late Ltd\"}', 'h3' FROM scrape_jobs");
    assert_eq!(counts(&db.json(&["normalize"]))[0], 1, "a record that came after the job was completed");
    db.json(&["normalize", "--rebuild"]);
    assert_eq!(db.query_value::<String>("SELECT phone FROM leads WHERE email ILIKE 'joe@%'"), "+61400000000");
}

#[test]
fn leads_that_a_third_record_joins_are_counted_as_one() {
    let db = TestDb::with_limits(100, 3);
    let used = "SELECT leads_generated FROM usage_tracking";
    let (by_address, by_profile) =
        (json!({"email": "zoe@acme.com"}), json!({"linkedin_url": "linkedin.com/in/zoe-quill"}));
    for (record, leads) in [(by_address, 1), (by_profile, 2), (json!({"company": "Zeta"}), 3)] {
        load(&db, &[record]);
        db.json(&["normalize"]);
        assert_eq!(db.query_value::<i64>(used), leads);
    }
    let both = json!({"email": "zoe@acme.com", "linkedin_url": "linkedin.com/in/zoe-quill"});
    load(&db, &[both]);
    assert_eq!(counts(&db.json(&["normalize"])), [0, 1, 0, 0, 0]);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM leads"), 2);
    assert_eq!(db.query_value::<i64>(used), 2, "one of the two was given back");

    load(&db, &[json!({"company": "Beta"}), json!({"company": "Gamma"})]);
    let full = db.run(&["normalize", "--json"]);
    assert_eq!(full.status, 3, "{}", full.stderr);
    assert_eq!(counts(&serde_json::from_str(&full.stdout).unwrap()), [1, 0, 0, 0, 1], "and no more than one");
    assert_eq!(db.query_value::<i64>(used), 3);
}

#[test]
fn a_rebuild_at_the_limit_loses_nothing_and_makes_no_more_than_the_limit() {
    let mapping = |text: &str| {
        let file = scratch().join("mapping.json");
        fs::write(&file, text).unwrap();
        file.to_str().unwrap().to_owned()
    };
    let used = "SELECT leads_generated FROM usage_tracking";
    let db = TestDb::with_limits(9, 1);
    load(&db, &[json!({"email": "joli@acme.com"}), json!({"c": "late@foo.com"})]);
    db.json(&["normalize"]);
    let read = ["normalize", "--rebuild", "--mapping", &mapping(r#"{"email": ["email", "c"]}"#)];
    assert_eq!(db.run(&read).status, 3);
    db.json(&["subs", "change", "--user", "ann@example.com", "--lead-limit", "5"]);
    assert_eq!(counts(&db.json(&["normalize"]))[0], 1, "what the limit kept back is still there");

    // What is one lead would be two.
    let db = TestDb::with_limits(9, 1);
    let (jo, bo) = (
        json!({"email": "jo@acme.com", "a": "jo@acme.com"}),
        json!({"email": "jo@acme.com", "a": "bo@acme.com"}),
    );
    load(&db, &[jo, bo]);
    db.json(&["normalize"]);
    let split = ["normalize", "--rebuild", "--mapping", &mapping(r#"{"email": {"only": ["a"]}}"#), "--json"];
    let output = db.run(&split);
    assert_eq!(output.status, 3, "{}", output.stdout);
    assert_eq!(counts(&serde_json::from_str(&output.stdout).unwrap()), [0, 0, 0, 0, 2]);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM leads"), 1);
    assert_eq!(db.query_value::<i64>(used), 1);
    db.json(&["subs", "change", "--user", "ann@example.com", "--lead-limit", "2"]);
    db.json(&split[..4]);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM leads"), 2);
    assert_eq!(db.query_value::<i64>(used), 2);
}

#[test]
fn a_lead_is_given_back_whatever_happened_to_its_records_and_its_subscription() {
    let used = "SELECT sum(leads_generated) FROM usage_tracking";
    let (mail, profile) =
        (json!({"email": "zoe@acme.com"}), json!({"linkedin": "linkedin.com/in/zoe-quill"}));
    let both = json!({"email": "zoe@acme.com", "linkedin": "linkedin.com/in/zoe-quill"});
    // The record of one of them is gone, and it was touched since.
    let db = with_user();
    load(&db, &[mail.clone(), profile.clone()]);
    db.json(&["normalize"]);
    db.execute("DELETE FROM raw_leads WHERE raw_payload ? 'linkedin'");
    load(&db, &[json!({"linkedin": "linkedin.com/in/zoe-quill", "title": "CEO"})]);
    db.json(&["normalize"]);
    load(&db, std::slice::from_ref(&both));
    db.json(&["normalize"]);
    assert_eq!(db.query_value::<String>(&format!("SELECT count(*) || ' ' || ({used}) FROM leads")), "1 1");
    assert_eq!(db.query_value::<String>("SELECT job_title FROM leads"), "CEO");

    // It was counted for a subscription that another one has replaced.
    let db = with_user();
    let subs = |verb: &[&str]| drop(db.json(&[&["subs"], verb, &["--user", "ann@example.com"]].concat()));
    subs(&["cancel"]);
    let nine_days_ago = db.query_value::<String>("SELECT (now() - interval '9 days')::date");
    subs(&["add", "--plan", "pro", "--starts", &nine_days_ago]);
    load(&db, &[mail, profile]);
    db.json(&["normalize"]);
    subs(&["cancel"]);
    subs(&["add", "--plan", "free"]);
    load(&db, &[both]);
    db.json(&["normalize"]);
    assert_eq!(db.query_value::<String>(&format!("SELECT count(*) || ' ' || ({used}) FROM leads")), "1 1");
}

#[test]
fn what_an_earlier_month_or_another_program_made_is_not_given_back() {
    let db = with_user();
    let used = "SELECT leads_generated FROM usage_tracking";
    load(&db, &[json!({"linkedin_url": "linkedin.com/in/zoe-quill"}), json!({"company": "Zeta"})]);
    db.json(&["normalize"]);
    // The address is another program's; the profile was made before this month, and the older lead goes on.
    db.execute(
        "INSERT INTO leads (user_id, email, created_at) SELECT id, 'zoe@acme.com', now() + '1 hour' FROM users;
         UPDATE leads SET created_at = now() - interval '40 days' WHERE linkedin_url IS NOT NULL",
    );
    load(&db, &[json!({"email": "zoe@acme.com", "linkedin_url": "linkedin.com/in/zoe-quill"})]);
    db.json(&["normalize"]);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM leads"), 2);
    assert_eq!(db.query_value::<i64>(used), 2, "nobody counted the one that went");

    load(&db, &[json!({"linkedin_url": "linkedin.com/in/ann-quill"}), json!({"email": "ann@quill.com"})]);
    db.json(&["normalize"]);
    assert_eq!(db.query_value::<i64>(used), 4);
    db.execute("UPDATE leads SET created_at = now() - interval '50 days' WHERE email = 'ann@quill.com'");
    db.execute(
        "UPDATE leads SET created_at = now() - interval '45 days' WHERE linkedin_url LIKE '%ann-quill'",
    );
    load(&db, &[json!({"email": "ann@quill.com", "linkedin_url": "linkedin.com/in/ann-quill"})]);
    db.json(&["normalize"]);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM leads"), 3);
    assert_eq!(db.query_value::<i64>(used), 4, "that month's count stands");
}

#[test]
fn a_lead_that_another_reading_takes_away_is_given_back() {
    let db = with_user();
    load(&db, &[json!({"of": "Acme Ltd"}), json!({"email": "zoe@acme.com"})]);
    db.json(&["normalize"]);
    let mapping = scratch().join("mapping.json");
    let mapped = |to: &str| {
        fs::write(&mapping, format!(r#"{{"company_name": ["{to}"]}}"#)).unwrap();
        let run = db.run(&["normalize", "--rebuild", "--mapping", mapping.to_str().unwrap()]);
        assert_eq!(run.stderr.contains("1 lead less"), to == "by", "{}", run.stderr);
        db.query_value::<String>(
            "SELECT (SELECT count(*) FROM leads) || ' ' || leads_generated FROM usage_tracking",
        )
    };
    assert_eq!(mapped("of"), "2 2");
    assert_eq!(mapped("by"), "1 1");
    assert_eq!(mapped("of"), "2 2", "it is there again, and not counted twice");
}

#[test]
fn values_outlive_the_raw_records_they_came_from() {
    let db = with_user();
    load(&db, &[serde_json::from_str(EXAMPLE).unwrap()]);
    db.json(&["normalize"]);
    let job = db.query_value::<String>("SELECT id FROM scrape_jobs");
    db.json(&["jobs", "remove", &job, "--yes"]);
    load(&db, &[json!({"name": "John Smith", "email": "john@acme.com", "n": 2})]);
    db.json(&["normalize"]);
    assert_eq!(
        db.query_value::<String>("SELECT concat_ws('|', phone, seniority, company_name) FROM leads"),
        "+61400000000|head|Acme Corp"
    );
}

#[test]
fn a_user_without_a_plan_stops_nobody_else() {
    let db = with_user();
    db.json(&["users", "add", "bob@example.com", "--plan", "free", "--no-password"]);
    for user in ["ann@example.com", "bob@example.com"] {
        let output = db.run_with_stdin(&["ingest", "-", "--user", user], b"{\"company\": \"Acme\"}");
        assert_eq!(output.status, 0, "{}", output.stderr);
    }
    db.json(&["subs", "cancel", "--user", "bob@example.com"]);
    let output = db.run(&["normalize", "--json"]);
    assert_eq!(output.status, 3, "{}", output.stderr);
    assert!(output.stderr.contains("bob@example.com"), "{}", output.stderr);
    assert_eq!(
        db.query_value::<String>("SELECT u.email FROM leads l JOIN users u ON u.id = l.user_id"),
        "ann@example.com"
    );
    db.json(&["subs", "renew", "--user", "bob@example.com"]);
    assert_eq!(counts(&db.json(&["normalize"])), [1, 0, 0, 0, 0]);
}

#[test]
fn a_record_of_one_user_never_meets_another_users_lead() {
    let db = with_user();
    db.json(&["users", "add", "bob@example.com", "--plan", "free", "--no-password"]);
    for user in ["ann@example.com", "bob@example.com"] {
        let output =
            db.run_with_stdin(&["ingest", "-", "--user", user], EXAMPLE.replace('\n', " ").as_bytes());
        assert_eq!(output.status, 0, "{}", output.stderr);
    }
    assert_eq!(counts(&db.json(&["normalize", "--user", "bob@example.com"])), [1, 0, 0, 0, 0]);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM leads"), 1);
    assert_eq!(counts(&db.json(&["normalize"])), [1, 0, 0, 0, 0]);
    assert_eq!(db.query_value::<i64>("SELECT count(DISTINCT user_id) FROM leads"), 2);
}

#[test]
fn what_another_program_wrote_outlives_every_merge() {
    let db = with_user();
    load(&db, &[json!({"full_name": "John Smith", "website": "acme.com"})]);
    db.json(&["normalize"]);
    db.execute("INSERT INTO leads (user_id, first_name, last_name, domain, phone, job_title) SELECT id, 'John', 'Smith', 'acme.com', '+61400000000', 'CEO' FROM users");
    for confidence in [0.5, 0.6, 0.7] {
        load(&db, &[json!({"full_name": "John Smith", "website": "acme.com", "confidence": confidence})]);
        db.json(&["normalize"]);
        assert_eq!(
            db.query_value::<String>("SELECT string_agg(phone || job_title, '|') FROM leads"),
            "+61400000000CEO",
            "{confidence}"
        );
    }
}

#[test]
fn records_that_come_after_others_were_deleted_are_normalized() {
    let db = with_user();
    load(&db, &[json!({"company": "A1"}), json!({"company": "B2"}), json!({"company": "C3"})]);
    db.json(&["normalize"]);
    let job = db.query_value::<String>("SELECT id FROM scrape_jobs");
    db.execute("DELETE FROM raw_leads WHERE id IN (SELECT id FROM raw_leads LIMIT 2)");
    let more = db.run_with_stdin(&["ingest", "-", "--job", &job], b"{\"company\": \"Late\"}");
    assert_eq!(more.status, 0, "{}", more.stderr);
    assert_eq!(counts(&db.json(&["normalize"])), [1, 0, 0, 0, 0]);
    assert_eq!(
        db.query_value::<String>("SELECT status || total_found || total_processed FROM scrape_jobs"),
        "completed22"
    );
    assert_eq!(counts(&db.json(&["normalize"])), [0; 5]);
}

#[test]
fn an_address_that_another_program_moved_stops_nothing() {
    let db = with_user();
    load(
        &db,
        &[
            json!({"full_name": "Ann Lee", "email": "a@acme.com", "linkedin": "linkedin.com/in/annlee"}),
            json!({"full_name": "Bob Ray", "email": "b@beta.io"}),
        ],
    );
    db.json(&["normalize"]);
    db.execute("UPDATE leads SET email = NULL WHERE first_name = 'Ann'; UPDATE leads SET email = 'a@acme.com' WHERE first_name = 'Bob'");
    load(&db, &[json!({"linkedin": "https://linkedin.com/in/annlee", "job_title": "CEO"})]);
    db.json(&["normalize"]);
    assert_eq!(
        db.query_value::<String>("SELECT string_agg(first_name || email, ' ' ORDER BY email) FROM leads"),
        "Anna@acme.com Bobb@beta.io"
    );
}

#[test]
fn a_merge_makes_room_within_the_limit_and_no_more() {
    let db = TestDb::with_limits(9, 2);
    load(
        &db,
        &[
            json!({"full_name": "John Smith", "email": "john@acme.com"}),
            json!({"full_name": "Jon Smythe", "linkedin": "https://linkedin.com/in/jonsmythe"}),
        ],
    );
    db.json(&["normalize"]);
    load(
        &db,
        &[
            json!({"email": "john@acme.com", "linkedin": "https://linkedin.com/in/jonsmythe"}),
            json!({"full_name": "John Smith", "website": "acme.com", "email": "j2@acme.com"}),
        ],
    );
    assert_eq!(counts(&db.json(&["normalize"])), [1, 1, 0, 0, 0], "what was two leads is one");
    let used = "SELECT leads_generated FROM usage_tracking";
    assert_eq!(db.query_value::<i64>(used), 2);
    load(&db, &[json!({"company": "Zeta"})]);
    assert_eq!(db.run(&["normalize"]).status, 3);
    assert_eq!(db.query_value::<i64>(used), 2);
}

#[test]
fn another_region_doubles_nothing() {
    let db = with_user();
    load(&db, &[json!({"full_name": "Jo Li", "phone": "06 12345678"})]);
    db.json(&["normalize", "--region", "NL"]);
    let job = db.query_value::<String>("SELECT id FROM scrape_jobs");
    assert_eq!(db.run_with_stdin(&["ingest", "-", "--job", &job], b"{\"company\": \"Late\"}").status, 0);
    assert_eq!(counts(&db.json(&["normalize", "--region", "FR"])), [1, 0, 0, 0, 0]);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM leads"), 2);
}

#[test]
fn many_records_of_one_company_are_one_lead_in_good_time() {
    let db = with_user();
    let records: Vec<Value> =
        (0..6_000).map(|i| json!({"company": "Acme Ltd", "website": "acme.com", "n": i})).collect();
    load(&db, &records);
    let summary = db.json(&["normalize"]);
    assert_eq!(counts(&summary), [1, 0, 5_999, 0, 0]);
}

#[test]
fn a_rebuild_that_changes_nothing_says_so() {
    let db = with_user();
    load(&db, &tangled());
    db.json(&["normalize"]);
    let before: String = db.query_value("SELECT string_agg(l::text || xmin, '|' ORDER BY id) FROM leads l");
    assert_eq!(counts(&db.json(&["normalize", "--rebuild"])), [0, 0, 40, 0, 0]);
    assert_eq!(
        db.query_value::<String>("SELECT string_agg(l::text || xmin, '|' ORDER BY id) FROM leads l"),
        before
    );
}

#[test]
fn colleagues_behind_one_address_are_each_a_lead_and_one_of_them_holds_it() {
    let db = with_user();
    let jo = json!({"name": "Jo Li", "email": "info@acme.com", "company": "Acme", "title": "CEO"});
    let bo = json!({"name": "Bo Kim", "email": "info@acme.com", "company": "Acme"});
    let acme = json!({"company": "Acme", "email": "info@acme.com", "phone": "+61 2 5550 1234"});
    let mut seen = Vec::new();
    for order in [[&jo, &bo, &acme], [&acme, &bo, &jo], [&bo, &acme, &jo]] {
        db.execute("DELETE FROM raw_leads; DELETE FROM leads");
        for record in order {
            load(&db, std::slice::from_ref(record));
            db.json(&["normalize"]);
        }
        let leads = "SELECT string_agg(coalesce(first_name, '-') || ':' || coalesce(email, '-'), ' ' ORDER BY first_name NULLS FIRST) FROM leads";
        seen.push(db.query_value::<String>(leads));
    }
    assert_eq!(seen[0], "-:info@acme.com Bo:- Jo:-");
    assert!(seen.iter().all(|leads| *leads == seen[0]), "{seen:?}");
}

#[test]
fn what_was_said_about_a_jobs_records_holds_whenever_they_are_derived_again() {
    let db = with_user();
    let file = |name: &str, text: &str| {
        let path = scratch().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let mapping = file("mapping.json", r#"{"phone": ["reach.*.no"], "company_name": {"only": ["haus"]}}"#);
    load(
        &db,
        &[
            json!({"name": "Jo Li", "email": "jo@acme.de", "reach": [{"no": "030 123456"}], "company": "X", "haus": "Acme"}),
        ],
    );
    db.json(&["normalize", "--region", "DE", "--mapping", &mapping]);
    let phone = "SELECT phone || ' ' || company_name FROM leads";
    assert_eq!(db.query_value::<String>(phone), "+4930123456 Acme");
    // Another job's record meets the lead, in a run that knows nothing of the first one's mapping.
    load(&db, &[json!({"name": "Jo Li", "email": "jo@acme.de", "title": "CEO"})]);
    assert_eq!(counts(&db.json(&["normalize"])), [0, 1, 0, 0, 0]);
    assert_eq!(db.query_value::<String>(phone), "+4930123456 Acme");
    db.json(&["normalize", "--rebuild"]);
    assert_eq!(db.query_value::<String>(phone), "+4930123456 Acme");
    let shown = db.run(&["leads", "show", "jo@acme.de"]).stdout;
    assert!(shown.contains("reach.0.no"), "{shown}");
    // An empty mapping ends it.
    let none = file("none.json", "{}");
    db.json(&["normalize", "--rebuild", "--mapping", &none]);
    assert_eq!(
        db.query_value::<String>("SELECT coalesce(phone, '-') || ' ' || company_name FROM leads"),
        "- X"
    );
}

#[test]
fn the_readmes_examples_are_what_the_program_does() {
    let readme = include_str!("../README.md");
    let table = readme
        .split("<!-- examples: begin -->")
        .nth(1)
        .unwrap()
        .split("<!-- examples: end -->")
        .next()
        .unwrap();
    let rows: Vec<(String, Value)> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.strip_suffix("` |")?.split_once("` | `"))
        .map(|(payload, becomes)| (payload.replace("\\|", "|"), serde_json::from_str(becomes).unwrap()))
        .collect();
    assert!(rows.len() > 20, "{}", rows.len());
    let input: String = rows.iter().map(|(payload, _)| format!("{payload}\n")).collect();
    let output = run(leadengine("").args(["normalize", "--dry-run", "-"]), input.as_bytes());
    for ((payload, becomes), lead) in rows.iter().zip(output.stdout.lines()) {
        let lead: Value = serde_json::from_str(lead).unwrap();
        for (column, value) in becomes.as_object().unwrap() {
            assert_eq!(&lead[column], value, "{payload}: {column}");
        }
    }
}

#[test]
fn a_dry_run_says_what_it_did_and_what_it_did_not_read() {
    let mapping = scratch().join("mapping.json");
    fs::write(&mapping, r#"{"email": ["/kontakt/mail"]}"#).unwrap();
    let record = r#"{"kontakt": {"mail": "JO@Acme.de"}, "fullName": "Dr. Jo LI", "jobTitle": "Sr. Mgr, Mktg", "zodiac": "lion"}
{"zodiac": "lion"}
oops
"#;
    let explain = |format: &str| {
        let mut command = leadengine("");
        command
            .args(["normalize", "--dry-run", "-", "--explain", "--format", format, "--mapping"])
            .arg(&mapping);
        let output = run(&mut command, record.as_bytes());
        assert_eq!(output.status, 0, "{}", output.stderr);
        output.stdout
    };
    insta::assert_snapshot!(explain("table"), @r#"
    Record 1
    Field             Value                      From          Found there    What was done
    domain            acme.de                    kontakt.mail  JO@Acme.de     the email address's domain
    first_name        Jo                         fullName      Dr. Jo LI      the given name in it
    last_name         Li                         fullName      Dr. Jo LI      the family name in it
    job_title         Senior Manager, Marketing  jobTitle      Sr. Mgr, Mktg  abbreviations spelled out, what is no title dropped
    seniority         manager                    jobTitle      Sr. Mgr, Mktg  read from the title
    email             jo@acme.de                 kontakt.mail  JO@Acme.de     in lower case; a person's at a company
    confidence_score  0.55                       -             -              for what was found valid; the source says nothing of itself
    -                 -                          zodiac        lion           no field is taken from this key

    Record 2
    Field             Value          From    Found there  What was done
    rejected          nothing_known  -       -            no person, no company, and no valid email, phone number or profile
    confidence_score  0.00           -       -            for what was found valid; the source says nothing of itself
    -                 -              zodiac  lion         no field is taken from this key

    Record 3
    Field     Value     From  Found there  What was done
    rejected  not_json  -     -            not JSON: expected value at line 1 column 1
    "#);
    let lines: Vec<Value> =
        explain("jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let email = lines.iter().find(|line| line["field"] == "email").unwrap();
    assert_eq!(email["record"], 1);
    assert_eq!(email["value"], "jo@acme.de");
    assert_eq!(email["from"], json!(["kontakt.mail"]));
    assert_eq!(email["found"], json!(["JO@Acme.de"]));
}

#[test]
fn a_mapping_with_a_mistake_is_refused_before_anything_is_done() {
    let directory = scratch();
    let refused = |text: &str| {
        let file = directory.join("mapping.json");
        fs::write(&file, text).unwrap();
        let output = run(leadengine("").args(["normalize", "--dry-run", "-", "--mapping"]).arg(&file), b"{}");
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{text}");
        output.stderr
    };
    assert!(refused(r#"{"mail": ["a"]}"#).contains("there is no field \"mail\"; the fields are city"));
    assert!(refused(r#"{"email": ["a..b"]}"#).contains("an empty step"));
    assert!(refused("nope").contains("line 1"));
    let missing =
        run(leadengine("").args(["normalize", "--dry-run", "-", "--mapping", "missing.json"]), b"{}");
    assert_eq!(missing.status, 4, "{}", missing.stderr);
}
