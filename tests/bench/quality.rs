//! The scoreboard of normalization: the share of labelled cases that each field gets right.
//!
//! `cargo bench --bench quality [-- FIELD…]`: with fields, every case of theirs that came out otherwise is printed.

// A benchmark that cannot go on has no figure to give.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/quality.rs"]
mod quality;

use quality::{FILES, score};

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    if let Some(unknown) = asked.iter().find(|name| !FILES.contains(&name.as_str())) {
        eprintln!("there is no field {unknown}; the fields are {}", FILES.join(", "));
        std::process::exit(2);
    }
    println!("{:<14} {:>6} {:>6} {:>9}", "field", "cases", "right", "accuracy");
    let (mut cases, mut right) = (0, 0);
    for file in FILES {
        let score = score(file);
        let hits = score.cases - score.misses.len();
        println!("{file:<14} {:>6} {hits:>6} {:>8.1}%", score.cases, score.accuracy() * 100.0);
        (cases, right) = (cases + score.cases, right + hits);
        if asked.iter().any(|name| name == file) {
            for miss in &score.misses {
                println!(
                    "  {file}.jsonl:{}: {}\n    wanted {}\n    got    {}",
                    miss.line, miss.case, miss.wanted, miss.got
                );
            }
        }
    }
    println!("{:<14} {cases:>6} {right:>6} {:>8.1}%", "all", right as f64 / cases.max(1) as f64 * 100.0);
}
