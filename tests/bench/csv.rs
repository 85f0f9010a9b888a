//! `ingest` of a table against what an engineer would write by hand, `psql \copy` of the same file into a table of text columns and
//! `INSERT … SELECT` of objects with their hashes; and against `ingest` of the same records as JSON Lines. Same server, same tables and
//! indexes, in turn, in one run; the pending list of the GIN index is merged inside the timed part.
//!
//! `cargo bench --bench csv [-- RECORDS [REPETITIONS]]`

// A benchmark that cannot go on has no figure to give.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::path::Path;

use serde_json::{Map, Value};
use support::{Bench, Side, argument, compare, in_turn, peak_memory, write_lines};

/// A payload without objects in it: `contact.email` is `email`.
fn flat(n: u64) -> Map<String, Value> {
    let payload: Map<String, Value> = serde_json::from_str(&support::payload(n)).unwrap();
    let mut flat = Map::new();
    for (key, value) in payload {
        match value {
            Value::Object(inner) => flat.extend(inner),
            value => drop(flat.insert(key, value)),
        }
    }
    flat.into_iter().map(|(key, value)| (key, Value::from(text(&value)))).collect()
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn main() {
    let (records, repetitions) = (argument(0, 500_000), argument(1, 5));
    let bench = Bench::new();
    let (table, json) = (bench.directory.join("records.csv"), bench.directory.join("records.jsonl"));
    let keys: Vec<String> = flat(0).keys().cloned().collect();
    let mut writer = csv::Writer::from_path(&table).unwrap();
    writer.write_record(&keys).unwrap();
    for n in 0..records as u64 {
        let row = flat(n);
        writer.write_record(keys.iter().map(|key| text(&row[key]))).unwrap();
    }
    writer.flush().unwrap();
    write_lines(&json, (0..records as u64).map(|n| Value::Object(flat(n)).to_string()));

    println!(
        "{records} records, {repetitions} repetitions in turn, GIN pending list merged inside the timed part"
    );
    let columns = keys.iter().map(|key| format!("\"{key}\" text")).collect::<Vec<_>>().join(", ");
    let load = |file: &Path| {
        bench.leadengine(&["ingest", "--quiet", file.to_str().unwrap()]);
        bench.merge_pending_list();
    };
    let again = || {
        assert_eq!(bench.count("raw_leads"), records);
        bench.fresh();
    };
    let [rival, ours, as_json] = in_turn(
        repetitions,
        [
            Side {
                name: "psql \\copy, then INSERT … SELECT to_jsonb",
                prepare: &|| {
                    bench.fresh();
                    let (user, job) = bench.job();
                    bench.sql(&format!(
                        "ALTER TABLE raw_leads ALTER user_id SET DEFAULT '{user}', ALTER scrape_job_id SET DEFAULT '{job}'"
                    ));
                    bench.sql(&format!("CREATE UNLOGGED TABLE staging ({columns})"));
                },
                work: &|| {
                    bench.sql(&format!("\\copy staging FROM '{}' CSV HEADER", table.display()));
                    bench.sql(
                        "INSERT INTO raw_leads (raw_payload, data_hash) \
                         SELECT p, encode(sha256(convert_to(p::text, 'UTF8')), 'hex') FROM (SELECT jsonb_strip_nulls(to_jsonb(s)) AS p FROM staging s) t \
                         ON CONFLICT (data_hash) DO NOTHING",
                    );
                    bench.merge_pending_list();
                },
            },
            Side { name: "leadengine ingest, CSV", prepare: &again, work: &|| load(&table) },
            Side {
                name: "leadengine ingest, the same as JSON Lines",
                prepare: &again,
                work: &|| load(&json),
            },
        ],
    );
    assert_eq!(bench.count("raw_leads"), records);
    compare("CSV and \\copy", &rival, &ours, 1.5);
    compare("CSV and JSON Lines", &as_json, &ours, 0.95);
    bench.fresh();
    let peak = peak_memory(bench.command(&["ingest", "--quiet"]).arg(&table));
    println!("{:<44} {} MiB; target 128", "peak memory", peak / 1024);
}
