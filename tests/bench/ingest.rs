//! `ingest` against `psql \copy` of the same rows with their hashes ready-made: same server, same table and
//! indexes, in turn, in one run. What the server still owes at the end of a load, the pending list of the GIN
//! index, is paid inside the timed part on both sides. Then the same file again, and the memory it takes.
//!
//! `cargo bench --bench ingest [-- RECORDS [REPETITIONS [MORE]]]`: with MORE, that many times the records are loaded too.

#![allow(missing_docs)]

mod support;

use std::cell::RefCell;
use std::path::Path;
use std::time::Instant;

use support::{Bench, Side, Spread, argument, compare, in_turn, measured, payload, settle, write_lines};

fn main() {
    let (records, repetitions, more) = (argument(0, 500_000), argument(1, 5), argument(2, 0));
    let bench = Bench::new();
    let json = bench.records(records);
    let rows = bench.directory.join("rows.tsv");
    // The rival gets its hash for nothing: any 64 characters that differ.
    let hash = |n: u64| format!("{:064x}", u128::from(n) * 0x9E37_79B9_7F4A_7C15_F39C);
    write_lines(
        &rows,
        (0..records as u64).map(|n| format!("{}\t{}", payload(n).replace('\\', "\\\\"), hash(n))),
    );
    let copy = format!("\\copy raw_leads (raw_payload, data_hash) FROM '{}'", rows.display());

    println!(
        "{records} records, {repetitions} repetitions in turn, GIN pending list merged inside the timed part"
    );
    let peaks = RefCell::new(Vec::new());
    let load = |file: &Path| {
        let (_, peak) = measured(bench.command(&["ingest", "--quiet"]).arg(file));
        bench.merge_pending_list();
        peaks.borrow_mut().push(peak as f64 / 1024.0);
    };
    let [rival, ours, again] = in_turn(
        repetitions,
        [
            Side {
                name: "psql \\copy, one connection",
                prepare: &|| {
                    bench.fresh();
                    let (user, job) = bench.job();
                    bench.sql(&format!(
                        "ALTER TABLE raw_leads ALTER user_id SET DEFAULT '{user}', ALTER scrape_job_id SET DEFAULT '{job}'"
                    ));
                },
                work: &|| {
                    bench.sql(&copy);
                    bench.merge_pending_list();
                },
            },
            Side {
                name: "leadengine ingest",
                prepare: &|| {
                    assert_eq!(bench.count("raw_leads"), records);
                    bench.fresh();
                },
                work: &|| load(&json),
            },
            Side {
                name: "leadengine ingest, the same file again",
                prepare: &|| assert_eq!(bench.count("raw_leads"), records),
                work: &|| load(&json),
            },
        ],
    );
    assert_eq!(bench.count("raw_leads"), records);
    compare("ingest and \\copy", &rival, &ours, 1.6);
    compare("the same file again and its first run", &ours, &again, 5.0);
    println!("{:<44} {} MiB; target 128", "peak memory of ingest", Spread(&peaks.take()));

    if more > 0 {
        let json = bench.records(more * records);
        bench.fresh();
        settle();
        let start = Instant::now();
        load(&json);
        let seconds = start.elapsed().as_secs_f64();
        assert_eq!(bench.count("raw_leads"), more * records);
        let peak = Spread(&peaks.take()).median();
        println!("{} records: {seconds:.2} s, {peak:.2} MiB", more * records);
        let once = Spread(&ours).median();
        println!("  times as long as {records}: {:.2}; target {:.1}", seconds / once, 1.1 * more as f64);
    }
}
