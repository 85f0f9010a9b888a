//! `normalize` against one `INSERT … SELECT` with `->>`, `lower` and `split_part`, which cleans nothing, merges nothing and finds no one
//! again: same server, same tables and indexes, in turn, from the same saved database. Then what it costs to run it again with nothing
//! waiting, to derive everything again, and to find nothing to do among a million leads of a hundred users.
//!
//! `cargo bench --bench normalize [-- RECORDS [REPETITIONS [GREATER]]]`: with `GREATER`, also so many times the records.

// A benchmark that cannot go on has no figure to give.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::cell::Cell;

use support::{Bench, Side, Spread, argument, compare, in_turn, measured};

/// What "just do it in SQL" looks like.
const RIVAL: &str = "INSERT INTO leads (user_id, company_name, domain, industry, company_size, location, first_name, last_name, \
         job_title, email, phone, linkedin_url, confidence_score, source) \
     SELECT user_id, raw_payload->>'company_name', split_part(lower(raw_payload->>'website'), '/', 3), raw_payload->>'industry', \
         raw_payload->>'company_size', raw_payload->>'location', split_part(raw_payload->'contact'->>'full_name', ' ', 1), \
         split_part(raw_payload->'contact'->>'full_name', ' ', 2), raw_payload->'contact'->>'job_title', \
         lower(raw_payload->'contact'->>'email'), raw_payload->'contact'->>'phone', raw_payload->'contact'->>'linkedin', \
         (raw_payload->'metadata'->>'confidence')::float8, raw_payload->'metadata'->>'source_url' \
     FROM raw_leads ON CONFLICT DO NOTHING";

fn normalize(bench: &Bench, peak: &Cell<u64>, arguments: &[&str]) {
    let (_, memory) = measured(&mut bench.command(&[&["normalize", "--quiet"], arguments].concat()));
    peak.set(peak.get().max(memory));
}

fn compared(bench: &Bench, records: usize, repetitions: usize) -> f64 {
    bench.fresh();
    let file = bench.records(records);
    bench.leadengine(&["ingest", file.to_str().unwrap(), "--quiet"]);
    std::fs::remove_file(file).unwrap();
    bench.merge_pending_list();
    bench.sql("VACUUM (ANALYZE) raw_leads");
    bench.save();
    let (peak, again) = (Cell::new(0), Cell::new(0));
    let restore = || bench.restore();
    let derived = || assert_eq!(bench.count("leads"), records);
    let [rival, ours, repeat, rebuilt] = in_turn(
        repetitions,
        [
            Side { name: "INSERT … SELECT", prepare: &restore, work: &|| drop(bench.sql(RIVAL)) },
            Side { name: "leadengine normalize", prepare: &restore, work: &|| normalize(bench, &peak, &[]) },
            Side {
                name: "leadengine normalize, again",
                prepare: &derived,
                work: &|| normalize(bench, &again, &[]),
            },
            Side {
                name: "leadengine normalize --rebuild",
                prepare: &derived,
                work: &|| normalize(bench, &again, &["--rebuild"]),
            },
        ],
    );
    compare("normalize, against INSERT … SELECT", &rival, &ours, 1.5);
    compare("normalize again, against its first run", &ours, &repeat, 5.0);
    compare("normalize --rebuild, against the first run", &ours, &rebuilt, 1.0);
    println!("peak memory of normalize                     {} KiB; target 131072", peak.get());
    println!("peak memory of normalize --rebuild           {} KiB", again.get());
    Spread(&ours).median()
}

fn idle(bench: &Bench) {
    bench.fresh();
    bench.sql("INSERT INTO users (email) SELECT 'user' || n || '@example.com' FROM generate_series(1, 99) n");
    bench.sql("INSERT INTO subscriptions (user_id, plan_name, status, monthly_lead_limit) SELECT id, 'bench', 'active', NULL FROM users");
    bench.sql(
        "INSERT INTO scrape_jobs (user_id, status, total_found, total_processed) \
         SELECT id, 'completed', 1000, 1000 FROM users, generate_series(1, 10)",
    );
    bench.sql(
        "INSERT INTO raw_leads (user_id, scrape_job_id, raw_payload, data_hash) \
         SELECT j.user_id, j.id, jsonb_build_object('email', 'ann' || n || '@company' || left(j.id::text, 8) || '.com'), j.id::text || n \
         FROM scrape_jobs j, generate_series(1, 1000) n",
    );
    bench.leadengine(&["normalize"]);
    bench.sql("VACUUM (ANALYZE)");
    assert_eq!(bench.count("leads"), 1_000_000);
    let nothing = Side {
        name: "normalize, nothing to do: 1,000,000 leads",
        prepare: &|| (),
        work: &|| drop(bench.leadengine(&["normalize"])),
    };
    in_turn(20, [nothing]);
}

fn main() {
    let (records, repetitions) = (argument(0, 500_000), argument(1, 5));
    let bench = Bench::new();
    println!("{records} records, {repetitions} repetitions in turn");
    let few = compared(&bench, records, repetitions);
    idle(&bench);
    let greater = argument(2, 1);
    if greater > 1 {
        println!("{} records, once", records * greater);
        let many = compared(&bench, records * greater, 1);
        println!("{greater} times the records: {:.2} times the time", many / few);
    }
}
