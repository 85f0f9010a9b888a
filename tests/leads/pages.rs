//! Pages and exports over rows of every kind, also those that only other programs write.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::ids;
use crate::support::TestDb;

/// Leads of two users and of nobody. Of every ten, in turn: scores that many share, none, not-a-number, negative ones; intents of
/// ours, unknown ones, none; enrichments that say whose they are, that do not, that name somebody where the lead does not; no
/// enrichment at all.
fn mixed() -> TestDb {
    let db = TestDb::new();
    db.execute(
        "INSERT INTO users (id, email) VALUES ('00000000-0000-4000-8000-00000000000a', 'ann@example.com'), \
             ('00000000-0000-4000-8000-00000000000b', 'bob@example.com'); \
         INSERT INTO leads (id, user_id, company_name, last_name, seniority, confidence_score, created_at, updated_at) \
         SELECT md5(n::text)::uuid, (ARRAY['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b', NULL])[1 + n % 7 / 3]::uuid, \
             CASE WHEN n % 4 > 0 THEN (ARRAY['Acme', 'acme', 'Ärger'])[n % 4] END, CASE WHEN n % 5 > 0 THEN 'Name' || n % 11 END, \
             (ARRAY['vp', 'head'])[1 + n % 2], CASE WHEN n % 3 > 0 THEN n % 3 / 4.0 END, \
             CASE WHEN n % 13 > 0 THEN timestamptz '2026-01-01' + n % 17 * interval '1 hour' END, \
             CASE WHEN n % 19 > 0 THEN timestamptz '2026-02-01' + n % 23 * interval '1 hour' END \
         FROM generate_series(1, 300) n; \
         INSERT INTO lead_enrichment (lead_id, user_id, predicted_score, intent_level) \
         SELECT l.id, CASE n % 5 WHEN 0 THEN NULL WHEN 1 THEN md5('elsewhere')::uuid ELSE l.user_id END, \
             CASE n % 10 WHEN 0 THEN NULL WHEN 1 THEN 'NaN' WHEN 2 THEN -3 WHEN 3 THEN -1 ELSE n % 10 * 9.5 END, \
             (ARRAY['high', 'medium', 'low', 'hot', NULL])[1 + n % 6] \
         FROM generate_series(1, 300) n JOIN leads l ON l.id = md5(n::text)::uuid WHERE n % 8 > 0 AND NOT (n % 5 = 1 AND l.user_id IS NOT NULL); \
         INSERT INTO lead_enrichment (predicted_score, intent_level) VALUES (50, 'high')",
    );
    db
}

/// The ids of all pages, one after the other.
#[track_caller]
fn walked(db: &TestDb, arguments: &[&str], size: &str) -> Vec<String> {
    let mut seen = Vec::new();
    let mut cursor: Option<String> = None;
    loop {
        let mut all = [&["leads", "--json", "--limit", size], arguments].concat();
        if let Some(cursor) = &cursor {
            all.extend(["--after", cursor]);
        }
        let output = db.run(&all);
        assert_eq!(output.status, 0, "{all:?}: {}", output.stderr);
        seen.extend(ids(&serde_json::from_str(&output.stdout).unwrap()));
        cursor = output.stderr.split_once("--after ").map(|(_, cursor)| cursor.trim().to_owned());
        if cursor.is_none() {
            return seen;
        }
    }
}

#[test]
fn pages_by_score_hold_each_lead_once_whoever_wrote_its_enrichment() {
    let db = mixed();
    let ann = "l.user_id = '00000000-0000-4000-8000-00000000000a'";
    for (arguments, condition) in [
        (&[][..], "TRUE"),
        (&["--user", "ann@example.com"], ann),
        (&["--intent", "high"], "e.intent_level = 'high'"),
        (&["--intent", "low,high,high"], "e.intent_level IN ('high', 'low')"),
        (
            &["--user", "ann@example.com", "--intent", "medium"],
            &format!("{ann} AND e.intent_level = 'medium'"),
        ),
        (
            &["--user", "ann@example.com", "--intent", "high,medium,low"],
            &format!("{ann} AND e.intent_level IN ('high', 'medium', 'low')"),
        ),
        (&["--min-score", "40"], "e.predicted_score >= 40"),
        (&["--max-score", "70"], "e.predicted_score <= 70"),
        (
            &["--user", "ann@example.com", "--min-score", "0", "--max-score", "60"],
            &format!("{ann} AND e.predicted_score BETWEEN 0 AND 60"),
        ),
        (&["--user", "ann@example.com", "--seniority", "head"], &format!("{ann} AND l.seniority = 'head'")),
    ] {
        let wanted: String = db.query_value(&format!(
            "SELECT string_agg(l.id::text, ' ' ORDER BY e.id IS NULL, COALESCE(e.predicted_score, -1) DESC, l.id DESC) \
             FROM leads l LEFT JOIN lead_enrichment e ON e.lead_id = l.id WHERE {condition}"
        ));
        let wanted: Vec<&str> = wanted.split(' ').collect();
        assert!(wanted.len() > 10, "{arguments:?} asks for something");
        for size in ["7", "50", "1000", "3000"] {
            assert_eq!(walked(&db, arguments, size), wanted, "{arguments:?} by {size}");
        }
        assert_eq!(ids(&db.json(&[&["leads", "--all"], arguments].concat())), wanted, "{arguments:?}");
        // From the middle on, all the rest.
        let output = db.run(&[&["leads", "--json", "--limit", "9"], arguments].concat());
        let cursor = output.stderr.split_once("--after ").unwrap().1.trim();
        let rest = db.json(&[&["leads", "--all", "--after", cursor], arguments].concat());
        assert_eq!(ids(&rest), wanted[9..], "{arguments:?}");
    }
}

#[test]
fn pages_in_every_order_hold_each_lead_once() {
    let db = mixed();
    for order in ["created", "updated", "company", "name", "confidence"] {
        for user in [&[][..], &["--user", "bob@example.com"]] {
            let arguments = [&["--sort", order], user].concat();
            let all = ids(&db.json(&[&["leads", "--all"], &arguments[..]].concat()));
            assert_eq!(walked(&db, &arguments, "11"), all, "{arguments:?}");
            assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{arguments:?}");
        }
    }
}

/// Values that have to be written with care, in a row of their own.
fn odd() -> TestDb {
    let db = TestDb::new();
    db.execute(
        "INSERT INTO leads (id, company_name, domain, industry, location, first_name, last_name, job_title, confidence_score, created_at, updated_at) \
         VALUES ('0123abcd-0000-4000-8000-00000000000f', 'Quote \" and, comma', '', E'two\\nlines', E'carriage\\rreturn', 'Ünïcode 王', \
             E'bell \\x07 del \\x7f', E'\\u202eleft', 0.1, '0044-03-15 00:00:00 BC', '2026-02-03 04:05:06.7'); \
         INSERT INTO lead_enrichment (lead_id, predicted_score, intent_level, ai_summary, enriched_at) \
         VALUES ('0123abcd-0000-4000-8000-00000000000f', 'Infinity', 'back\\slash', '=1+1', 'infinity')",
    );
    db
}

#[test]
fn odd_values_are_exact_in_csv() {
    let csv = odd().run(&["leads", "--all", "--format", "csv", "--raw-csv"]).stdout;
    let (header, row) = csv.split_once('\n').unwrap();
    assert!(header.starts_with("id,user_id,company_name,"), "{header}");
    assert_eq!(
        row,
        "0123abcd-0000-4000-8000-00000000000f,,\"Quote \"\" and, comma\",,\"two\nlines\",,\"carriage\rreturn\",Ünïcode 王,\
         bell \u{7} del \u{7f},\u{202e}left,,,,,0.1,,-0043-03-15T00:00:00Z,2026-02-03T04:05:06.700Z,,back\\slash,=1+1,,,9999-12-31T00:00:00Z\n"
    );
}

#[test]
fn odd_values_are_exact_in_json() {
    let db = odd();
    let line = db.run(&["leads", "--all", "--format", "jsonl"]).stdout;
    assert_eq!(
        line,
        "{\"id\": \"0123abcd-0000-4000-8000-00000000000f\", \"user_id\": null, \"company_name\": \"Quote \\\" and, comma\", \
         \"domain\": \"\", \"industry\": \"two\\nlines\", \"company_size\": null, \"location\": \"carriage\\rreturn\", \
         \"first_name\": \"Ünïcode 王\", \"last_name\": \"bell \\u0007 del \\u007f\", \"job_title\": \"\\u202eleft\", \
         \"seniority\": null, \"email\": null, \"phone\": null, \"linkedin_url\": null, \"confidence_score\": 0.1, \"source\": null, \
         \"created_at\": \"-0043-03-15T00:00:00Z\", \"updated_at\": \"2026-02-03T04:05:06.700Z\", \"predicted_score\": null, \
         \"intent_level\": \"back\\\\slash\", \"ai_summary\": \"=1+1\", \"buying_signal\": null, \"recommended_channel\": null, \
         \"enriched_at\": \"9999-12-31T00:00:00Z\"}\n"
    );
    assert_eq!(db.run(&["leads", "--all", "--json"]).stdout, format!("[\n{}\n]\n", line.trim_end()));
    assert_eq!(db.run(&["leads", "--json", "--domain", "none"]).stdout, "[]\n");
    assert_eq!(
        db.run(&["leads", "--domain", "none", "--format", "csv"]).stdout.lines().count(),
        1,
        "a header"
    );
    // Not held to its schema: RFC 3339 has no year before our era.
    let shown: Value =
        serde_json::from_str(&db.run(&["leads", "show", "0123abcd", "--json"]).stdout).unwrap();
    let listed: Value = serde_json::from_str(&line).unwrap();
    assert!(listed.as_object().unwrap().iter().all(|(key, value)| shown[key] == *value), "{shown}");
}

/// More than fits into all the pipes between the server and a reader that waits.
fn many() -> TestDb {
    let db = TestDb::new();
    db.execute(
        "INSERT INTO leads (company_name, job_title) SELECT 'Company ' || n, repeat('x', 200) FROM generate_series(1, 40000) n",
    );
    db
}

#[test]
fn an_export_is_of_one_moment() {
    let db = many();
    let mut export =
        db.command(&["leads", "export"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(export.stdout.take().unwrap()).lines();
    assert!(lines.next().unwrap().unwrap().starts_with("id,"));
    db.execute("DELETE FROM leads WHERE id > '80000000-0000-4000-8000-000000000000'; INSERT INTO leads (company_name) VALUES ('late')");
    assert_eq!(lines.count(), 40_000);
    assert!(export.wait().unwrap().success());
}

#[test]
fn a_reader_that_has_seen_enough_ends_an_export_at_once() {
    let db = many();
    for arguments in
        [&["leads", "export"][..], &["leads", "--all", "--format", "jsonl"], &["leads", "--all", "--json"]]
    {
        let mut export = db.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(export.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let started = Instant::now();
        let status = export.wait().unwrap();
        let mut said = String::new();
        export.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert!(status.success() && said.is_empty(), "{arguments:?}: {status} {said}");
        assert!(started.elapsed() < Duration::from_secs(5), "{arguments:?}");
    }
}

#[test]
fn an_export_whose_server_goes_away_fails() {
    let db = many();
    let mut export =
        db.command(&["leads", "export"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut out = BufReader::new(export.stdout.take().unwrap());
    let mut text = String::new();
    out.read_line(&mut text).unwrap();
    db.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
    out.read_to_string(&mut text).unwrap();
    let status = export.wait().unwrap();
    let mut said = String::new();
    export.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(text.lines().count() < 40_001, "it was not over yet");
    assert!(matches!(status.code(), Some(1 | 5)) && said.starts_with("error: "), "{status}: {said}");
}
