//! `leads --all --format csv` against `psql \copy` of the same columns in the same order, both into a file, in turn, in one run; and
//! the most memory that it takes.
//!
//! `cargo bench --bench export [-- LEADS [REPETITIONS]]`

// A benchmark that cannot go on has no figure to give.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/leads.rs"]
mod leads;
mod support;

use std::fs::{self, File};

use support::{Bench, Side, argument, compare, in_turn, peak_memory};

/// The columns of the product page, in their order, best score first and what was never scored last.
const QUERY: &str = "SELECT l.id, l.user_id, l.company_name, l.domain, l.industry, l.company_size, l.location, l.first_name, l.last_name, \
     l.job_title, l.seniority, l.email, l.phone, l.linkedin_url, l.confidence_score, l.source, l.created_at, l.updated_at, \
     e.predicted_score, e.intent_level, e.ai_summary, e.buying_signal, e.recommended_channel, e.enriched_at \
     FROM leads l LEFT JOIN lead_enrichment e ON e.lead_id = l.id \
     ORDER BY e.lead_id IS NULL, COALESCE(e.predicted_score, -1) DESC, l.id DESC";

fn main() {
    let (records, repetitions) = (argument(0, 1_000_000), argument(1, 5));
    let bench = Bench::new();
    bench.fresh();
    leads::fill(&bench, records);
    bench.sql("VACUUM ANALYZE leads");
    bench.sql("VACUUM ANALYZE lead_enrichment");
    println!("{records} leads, {repetitions} repetitions in turn");

    let (theirs, ours) = (bench.directory.join("rival.csv"), bench.directory.join("ours.csv"));
    let export = |format: &str| {
        let out = File::create(&ours).unwrap();
        let done = bench.command(&["leads", "--all", "--format", format, "--quiet"]).stdout(out).status();
        assert!(done.unwrap().success());
    };
    let [rival, csv, _jsonl] = in_turn(
        repetitions,
        [
            Side {
                name: "psql \\copy (SELECT …) TO … CSV",
                prepare: &|| {},
                work: &|| {
                    bench.sql(&format!("\\copy ({QUERY}) TO '{}' CSV HEADER", theirs.display()));
                },
            },
            Side { name: "leadengine leads --all --format csv", prepare: &|| {}, work: &|| export("csv") },
            Side {
                name: "leadengine leads --all --format jsonl",
                prepare: &|| {},
                work: &|| export("jsonl"),
            },
        ],
    );
    compare("CSV", &rival, &csv, 0.8);
    export("csv");
    let ids = |path| -> Vec<String> {
        fs::read_to_string(path).unwrap().lines().map(|line| line[..line.len().min(36)].to_owned()).collect()
    };
    assert!(ids(&theirs) == ids(&ours), "the same leads in the same order");
    for format in ["csv", "jsonl", "json"] {
        let peak = peak_memory(&mut bench.command(&["leads", "--all", "--format", format, "--quiet"]));
        println!("peak memory, {format:<5}                           {peak} KiB");
    }
}
