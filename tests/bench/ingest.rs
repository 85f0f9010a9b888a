//! `ingest` against `psql \copy` of the same rows with their hashes ready-made: same server, same table and
//! indexes, in turn, in one run. What the server still owes at the end of a load, the pending list of the GIN
//! index, is paid inside the timed part on both sides.
//!
//! `cargo bench --bench ingest [-- RECORDS [REPETITIONS]]`

// A benchmark that cannot go on has no figure to give.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::time::Instant;

use support::{Bench, Spread, payload, peak_memory};

fn main() {
    let numbers: Vec<usize> = std::env::args().skip(1).filter_map(|a| a.parse().ok()).collect();
    let records = numbers.first().copied().unwrap_or(200_000);
    let repetitions = numbers.get(1).copied().unwrap_or(3);
    let bench = Bench::new();

    let (json, tsv) = (bench.directory.join("records.jsonl"), bench.directory.join("rows.tsv"));
    let mut lines = BufWriter::new(File::create(&json).unwrap());
    let mut rows = BufWriter::new(File::create(&tsv).unwrap());
    for n in 0..records {
        let payload = payload(n as u64);
        writeln!(lines, "{payload}").unwrap();
        // The rival gets its hash for nothing: any 64 characters that differ.
        writeln!(rows, "{}\t{:064x}", payload.replace('\\', "\\\\"), n as u128 * 0x9E37_79B9_7F4A_7C15_F39C)
            .unwrap();
    }
    drop((lines.into_inner().unwrap(), rows.into_inner().unwrap()));

    println!(
        "{records} records, {repetitions} repetitions in turn, GIN pending list merged inside the timed part"
    );
    let (mut rival, mut ours, mut again) = (Vec::new(), Vec::new(), Vec::new());
    let mut peak = 0;
    for _ in 0..repetitions {
        bench.fresh();
        bench.leadengine(&[
            "jobs",
            "add",
            "--user",
            "bench@example.com",
            "--source-type",
            "file",
            "--query",
            "rival",
        ]);
        let ids = bench.sql("SELECT user_id || ' ' || id FROM scrape_jobs");
        let (user, job) = ids.trim().split_once(' ').unwrap();
        bench.sql(&format!("ALTER TABLE raw_leads ALTER user_id SET DEFAULT '{user}', ALTER scrape_job_id SET DEFAULT '{job}'"));
        let start = Instant::now();
        bench.sql(&format!("\\copy raw_leads (raw_payload, data_hash) FROM '{}'", tsv.display()));
        bench.merge_pending_list();
        rival.push(start.elapsed().as_secs_f64());
        assert_eq!(bench.sql("SELECT count(*) FROM raw_leads").trim(), records.to_string());

        bench.fresh();
        let start = Instant::now();
        peak = peak.max(peak_memory(&mut bench.command(&["ingest", json.to_str().unwrap(), "--quiet"])));
        bench.merge_pending_list();
        ours.push(start.elapsed().as_secs_f64());
        assert_eq!(bench.sql("SELECT count(*) FROM raw_leads").trim(), records.to_string());

        let start = Instant::now();
        bench.leadengine(&["ingest", json.to_str().unwrap()]);
        again.push(start.elapsed().as_secs_f64());
        assert_eq!(bench.sql("SELECT count(*) FROM raw_leads").trim(), records.to_string());
    }
    let ratios: Vec<f64> = rival.iter().zip(&ours).map(|(rival, ours)| rival / ours).collect();
    let repeat: Vec<f64> = ours.iter().zip(&again).map(|(first, again)| first / again).collect();
    println!("psql \\copy, one connection     {} s", Spread(&rival));
    println!("leadengine ingest              {} s", Spread(&ours));
    println!("  times as fast as \\copy       {}", Spread(&ratios));
    println!("leadengine ingest, same again  {} s", Spread(&again));
    println!("  times as fast as its first   {}", Spread(&repeat));
    println!("peak memory of leadengine      {} KiB", peak);
}
