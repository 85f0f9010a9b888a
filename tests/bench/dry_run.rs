//! `normalize --dry-run` in records a second, on one thread and with no database, beside what it costs only to parse the
//! same JSON; in turn, in one run.
//!
//! `cargo bench --bench dry_run [-- RECORDS [REPETITIONS]]`

// A benchmark that cannot go on has no figure to give.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::fs::{self, File};
use std::hint::black_box;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::process::{Command, Stdio};
use std::time::Instant;

use support::{Spread, payload, peak_memory};

fn main() {
    let numbers: Vec<usize> = std::env::args().skip(1).filter_map(|a| a.parse().ok()).collect();
    let records = numbers.first().copied().unwrap_or(200_000);
    let repetitions = numbers.get(1).copied().unwrap_or(5);
    let file = std::env::temp_dir().join(format!("leadengine-bench-{}.jsonl", std::process::id()));
    let mut lines = BufWriter::new(File::create(&file).unwrap());
    for n in 0..records {
        writeln!(lines, "{}", payload(n as u64)).unwrap();
    }
    lines.into_inner().unwrap();

    let dry_run = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_leadengine"));
        command.args(["normalize", "--dry-run"]).arg(&file);
        command
    };
    let (mut parsing, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..repetitions {
        let start = Instant::now();
        for line in BufReader::with_capacity(1 << 18, File::open(&file).unwrap()).split(b'\n') {
            black_box(serde_json::from_slice::<serde_json::Value>(&line.unwrap()).unwrap());
        }
        parsing.push(records as f64 / start.elapsed().as_secs_f64() / 1000.0);

        let start = Instant::now();
        assert!(dry_run().stdout(Stdio::null()).status().unwrap().success());
        ours.push(records as f64 / start.elapsed().as_secs_f64() / 1000.0);
    }
    let peak = peak_memory(&mut dry_run());
    fs::remove_file(&file).unwrap();

    let share: Vec<f64> = parsing.iter().zip(&ours).map(|(parsing, ours)| ours / parsing).collect();
    println!(
        "{records} records, {repetitions} repetitions in turn; thousands of records a second, median (least to most)"
    );
    println!("parsing the JSON alone              {}", Spread(&parsing));
    println!("leadengine normalize --dry-run      {}", Spread(&ours));
    println!("  share of parsing's speed          {}", Spread(&share));
    println!("peak memory of leadengine           {peak} KiB");
}
