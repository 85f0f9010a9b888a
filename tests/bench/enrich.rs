//! `enrich` against one `INSERT … SELECT` with a `CASE` score, which reads no raw record and says no reason: same server, same
//! tables and indexes, in turn, from the same saved database. Then what it costs to score again, and to find nothing to do among
//! a million leads of a hundred users.
//!
//! `cargo bench --bench enrich [-- LEADS [REPETITIONS [GREATER]]]`: with `GREATER`, also so many times the leads.

// A benchmark that cannot go on has no figure to give.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::cell::Cell;

use support::{Bench, Side, Spread, argument, compare, in_turn, measured, payload, write_lines};

/// What a hand-written score looks like.
const RIVAL: &str = "INSERT INTO lead_enrichment (lead_id, user_id, predicted_score, intent_level, recommended_channel) \
     SELECT id, user_id, score, CASE WHEN score >= 70 THEN 'high' WHEN score >= 40 THEN 'medium' ELSE 'low' END, \
            CASE WHEN email IS NOT NULL THEN 'email' WHEN phone IS NOT NULL THEN 'phone' \
                 WHEN linkedin_url IS NOT NULL THEN 'linkedin' ELSE 'none' END \
     FROM (SELECT *, CASE seniority WHEN 'c_suite' THEN 20 WHEN 'vp' THEN 18 WHEN 'head' THEN 16.5 WHEN 'manager' THEN 11 ELSE 5 END \
             + CASE WHEN email IS NOT NULL THEN 11 ELSE 0 END + CASE WHEN phone IS NOT NULL THEN 6 ELSE 0 END \
             + CASE WHEN linkedin_url IS NOT NULL THEN 3 ELSE 0 END \
             + CASE company_size WHEN '51-200' THEN 9 WHEN '11-50' THEN 6.5 ELSE 4 END \
             + CASE WHEN industry IS NOT NULL THEN 5.5 ELSE 0 END \
             + round((7 * COALESCE(confidence_score, 0.5))::numeric, 1) AS score FROM leads) l";

/// Raw records and the leads that they make, as `ingest` and `normalize` leave them but for the spelling of some values; the
/// raw records' largest index is made last, as it is not what is measured.
fn fill(bench: &Bench, leads: usize) {
    let tsv = bench.directory.join("payloads.tsv");
    write_lines(&tsv, (0..leads as u64).map(|n| format!("{n}\t{}", payload(n))));
    let id = |kind: &str, first: &str| {
        format!("(lpad(to_hex({first} + n), 8, '0') || substr(md5('{kind}' || n), 9))::uuid")
    };
    let raw = id("raw", "16777216");
    bench.sql("DROP INDEX idx_raw_leads_payload");
    bench.sql("CREATE TABLE source (n bigint, p jsonb)");
    bench.sql(&format!("\\copy source FROM '{}'", tsv.display()));
    bench.sql(&format!(
        "INSERT INTO raw_leads (id, user_id, raw_payload, data_hash) \
         SELECT {raw}, (SELECT id FROM users), p, lpad(n::text, 64, '0') FROM source ORDER BY n"
    ));
    bench.sql(&format!(
        "INSERT INTO leads (id, user_id, company_name, domain, industry, company_size, location, first_name, last_name, \
             job_title, seniority, email, phone, linkedin_url, confidence_score, source, raw_lead_ids) \
         SELECT {lead}, (SELECT id FROM users), p->>'company_name', split_part(p->>'website', '/', 3), p->>'industry', \
             '51-200', p->>'location', split_part(c->>'full_name', ' ', 1), split_part(c->>'full_name', ' ', 2), \
             c->>'job_title', CASE c->>'job_title' WHEN 'CEO' THEN 'c_suite' WHEN 'VP Engineering' THEN 'vp' \
                 WHEN 'Head of Marketing' THEN 'head' WHEN 'Sales Manager' THEN 'manager' END, \
             c->>'email', replace(c->>'phone', ' ', ''), replace(c->>'linkedin', '//', '//www.'), \
             (p->'metadata'->>'confidence')::float8, p->'metadata'->>'source_url', ARRAY[{raw}] \
         FROM source, LATERAL (SELECT p->'contact') k (c) ORDER BY n",
        lead = id("lead", "1500000000"),
    ));
    bench.sql("DROP TABLE source");
    bench.sql("SET maintenance_work_mem = '1GB'; CREATE INDEX idx_raw_leads_payload ON raw_leads USING gin (raw_payload)");
    bench.sql("VACUUM (ANALYZE) raw_leads, leads");
    std::fs::remove_file(tsv).unwrap();
}

fn enrich(bench: &Bench, peak: &Cell<u64>, arguments: &[&str]) {
    let (_, memory) = measured(&mut bench.command(&[&["enrich", "--quiet"], arguments].concat()));
    peak.set(peak.get().max(memory));
}

fn compared(bench: &Bench, leads: usize, repetitions: usize) -> f64 {
    bench.fresh();
    fill(bench, leads);
    bench.save();
    let (peak, again) = (Cell::new(0), Cell::new(0));
    let restore = || bench.restore();
    let stored = || assert_eq!(bench.count("lead_enrichment"), leads);
    let [rival, ours, repeat] = in_turn(
        repetitions,
        [
            Side {
                name: "INSERT … SELECT with a CASE score",
                prepare: &restore,
                work: &|| drop(bench.sql(RIVAL)),
            },
            Side { name: "leadengine enrich", prepare: &restore, work: &|| enrich(bench, &peak, &[]) },
            Side {
                name: "leadengine enrich --rescore, all as it was",
                prepare: &stored,
                work: &|| enrich(bench, &again, &["--rescore"]),
            },
        ],
    );
    compare("enrich, against INSERT … SELECT", &rival, &ours, 1.3);
    compare("enrich --rescore, against the first", &ours, &repeat, 1.0);
    println!("peak memory of enrich                        {} KiB; target 131072", peak.get());
    println!("peak memory of enrich --rescore              {} KiB", again.get());
    Spread(&ours).median()
}

fn idle(bench: &Bench) {
    bench.fresh();
    bench.sql("INSERT INTO users (email) SELECT 'user' || n || '@example.com' FROM generate_series(1, 99) n");
    bench.sql(
        "INSERT INTO leads (user_id, company_name, first_name, email, seniority) \
         SELECT id, 'Company ' || n, 'Ann', 'ann' || n || '@company' || n || '.com', 'manager' \
         FROM generate_series(1, 10000) n, users",
    );
    bench.sql("VACUUM (ANALYZE) leads");
    bench.leadengine(&["enrich"]);
    bench.sql("VACUUM (ANALYZE) lead_enrichment, leads");
    let nothing = Side {
        name: "enrich, nothing to do: 1,000,000 leads",
        prepare: &|| (),
        work: &|| drop(bench.leadengine(&["enrich"])),
    };
    in_turn(20, [nothing]);
}

fn main() {
    let (leads, repetitions) = (argument(0, 500_000), argument(1, 5));
    let bench = Bench::new();
    println!("{leads} leads, {repetitions} repetitions in turn");
    let few = compared(&bench, leads, repetitions);
    idle(&bench);
    let greater = argument(2, 1);
    if greater > 1 {
        println!("{} leads", leads * greater);
        let many = compared(&bench, leads * greater, 1);
        println!("{greater} times the leads take {:.1} times as long", many / few);
    }
}
