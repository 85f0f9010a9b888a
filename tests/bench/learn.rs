//! Learning from outcomes: how long training takes, how well the model ranks leads that it has not seen, and scoring with it against
//! one `INSERT … SELECT` of a hand-written logistic score over the same payloads: same server, same tables and indexes, in turn.
//!
//! `cargo bench --bench learn [-- LEADS [REPETITIONS]]`: the bank-marketing data where it lies beside the project, made-up leads
//! like it elsewhere; `LEADS` more than those repeat them for scoring.

// A benchmark that cannot go on has no figure to give.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::cell::Cell;
use std::fs;
use std::process::Command;
use std::time::Instant;

use leadengine::enrich::known_of;
use leadengine::learn::{Model, Values};
use leadengine::models::leads::LeadValues;
use leadengine::models::raw_leads::RawLead;
use serde_json::{Map, Value, json};
use support::{Bench, Side, Spread, argument, compare, in_turn, measured, write_lines};
use uuid::Uuid;

const BANK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/bank-marketing.csv.gz");

/// What somebody would write who had read the data's description.
const RIVAL: &str = "INSERT INTO lead_enrichment (lead_id, user_id, predicted_score, intent_level, recommended_channel) \
     SELECT id, user_id, score, CASE WHEN score >= 33.7 THEN 'high' WHEN score >= 11.3 THEN 'medium' ELSE 'low' END, \
            CASE WHEN email IS NOT NULL THEN 'email' WHEN phone IS NOT NULL THEN 'phone' ELSE 'none' END \
     FROM (SELECT l.*, round((100 / (1 + exp(-(-2.3 - 0.08 * LEAST((p->>'campaign')::float8, 10) \
             + CASE WHEN (p->>'pdays')::float8 < 999 THEN 1.2 ELSE 0 END \
             + CASE p->>'outcome' WHEN 'success' THEN 1.1 WHEN 'failure' THEN 0.3 ELSE 0 END \
             + CASE p->>'contact' WHEN 'cellular' THEN 0.4 ELSE 0 END \
             + CASE p->>'month' WHEN 'mar' THEN 1.3 WHEN 'oct' THEN 1.2 WHEN 'may' THEN -0.6 ELSE 0 END \
             + CASE p->>'job' WHEN 'student' THEN 0.6 WHEN 'retired' THEN 0.5 ELSE 0 END))))::numeric, 1) AS score \
           FROM leads l JOIN raw_leads r ON r.id = l.raw_lead_ids[1], LATERAL (SELECT r.raw_payload) x (p)) s";

/// A payload without an address, and whether it was won.
type Row = (Map<String, Value>, bool);

/// The leads to learn from, and what they are called.
fn data() -> (&'static str, Vec<Row>) {
    if !fs::exists(BANK).unwrap() {
        return ("made-up leads", (0..41_188).map(made_up).collect());
    }
    let unpacked = Command::new("gzip").args(["-dc", BANK]).output().unwrap();
    let mut reader = csv::Reader::from_reader(unpacked.stdout.as_slice());
    let header = reader.headers().unwrap().clone();
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        let mut payload: Map<String, Value> = header
            .iter()
            .zip(&row)
            .map(|(key, value)| {
                let number = value.parse::<f64>().ok().map(|number| json!(number));
                (key.to_owned(), number.unwrap_or_else(|| json!(value)))
            })
            .collect();
        let won = payload.remove("y").unwrap();
        (payload, won == json!(1.0) || won == "yes")
    });
    ("bank-marketing", rows.collect())
}

fn made_up(n: u64) -> Row {
    let draw = |salt: u64| (n + 1).wrapping_mul(salt).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
    let pick = |salt: u64, from: &[&'static str]| from[draw(salt) as usize % from.len()];
    let (job, contact) =
        (pick(3, &["student", "admin.", "retired", "services"]), pick(5, &["cellular", "telephone"]));
    let (campaign, previous) = (1 + draw(7) % 9, draw(11) % 7 / 5);
    let chance = 4 + 12 * u64::from(job == "student") + 10 * u64::from(contact == "cellular") + 30 * previous;
    let won = draw(13) % 100 < chance.saturating_sub(campaign);
    let payload = json!({
        "age": 18 + draw(17) % 60, "job": job, "contact": contact, "campaign": campaign,
        "pdays": if previous > 0 { 3 } else { 999 }, "outcome": if previous > 0 { "success" } else { "nonexistent" },
        "month": pick(19, &["mar", "may", "jun", "oct"]), "education": pick(23, &["basic.4y", "high.school", "university.degree"]),
    });
    let Value::Object(payload) = payload else { unreachable!() };
    (payload, won)
}

fn address(n: usize) -> String {
    format!("lead{n}@person{n}.example.com")
}

/// Leads of these payloads, again and again until there are so many.
fn load(bench: &Bench, rows: &[Row], leads: usize) {
    let file = bench.directory.join("leads.jsonl");
    let line = |n: usize| {
        let mut payload = rows[n % rows.len()].0.clone();
        payload.insert("email".to_owned(), json!(address(n)));
        Value::Object(payload).to_string()
    };
    write_lines(&file, (0..leads).map(line));
    bench.fresh();
    bench.leadengine(&["ingest", &file.display().to_string(), "--quiet"]);
    bench.leadengine(&["normalize", "--quiet"]);
    bench.sql("VACUUM (ANALYZE) raw_leads, leads");
    bench.save();
}

/// Trains on seven of ten leads, the same share of those that were won and lost, and measures on the others.
fn train(bench: &Bench, rows: &[Row]) {
    let mut files = [String::from("email,outcome\n"), String::from("email,outcome\n")];
    let mut seen = [0_usize; 2];
    for (n, (_, won)) in rows.iter().enumerate() {
        let count = &mut seen[usize::from(*won)];
        // By chance, but the same each time.
        let held = (*count as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32 < (u64::from(u32::MAX) * 3) / 10;
        *count += 1;
        let outcome = if *won { "won" } else { "lost" };
        files[usize::from(held)].push_str(&format!("{},{outcome}\n", address(n)));
    }
    let [train, test] = files;
    fs::write(bench.directory.join("train.csv"), &train).unwrap();
    fs::write(bench.directory.join("test.csv"), &test).unwrap();
    let started = Instant::now();
    let arguments = ["model", "train", "--outcomes", "train.csv", "--out", "buyers.model", "--quiet"];
    let (_, memory) = measured(&mut bench.command(&arguments));
    let leads = train.lines().count() - 1;
    println!(
        "model train, {leads} leads                   {:.1} s; target 20",
        started.elapsed().as_secs_f64()
    );
    println!("peak memory of model train                   {memory} KiB; target 512000");
    let said = bench.leadengine(&["model", "evaluate", "buyers.model", "--outcomes", "test.csv", "--json"]);
    let said: Value = serde_json::from_str(&said).unwrap();
    for (name, key) in
        [("ROC AUC", "roc_auc"), ("average precision", "average_precision"), ("Brier score", "brier")]
    {
        println!("{name:<44} {}", said[key]);
    }
}

/// Scoring alone, in this process and on one thread: payloads are read, and the model says what it makes of them and why.
fn scoring_alone(bench: &Bench, rows: &[Row]) {
    let model = Model::load(&bench.directory.join("buyers.model")).unwrap();
    let leads: Vec<(LeadValues, RawLead)> = rows
        .iter()
        .enumerate()
        .map(|(n, (payload, _))| {
            let raw = RawLead {
                id: Uuid::nil(),
                scrape_job_id: None,
                payload: Value::Object(payload.clone()).to_string(),
                source_url: None,
                scraped_at: None,
            };
            (LeadValues { email: Some(address(n)), ..LeadValues::default() }, raw)
        })
        .collect();
    let started = Instant::now();
    let mut sum = 0.0;
    for leads in leads.chunks(2_000) {
        let known: Vec<Values> =
            leads.iter().map(|(lead, raw)| known_of(lead, std::iter::once(raw))).collect();
        sum += model.predict(&known).iter().map(|said| said.score).sum::<f64>();
    }
    assert!(sum > 0.0);
    let rate = leads.len() as f64 / started.elapsed().as_secs_f64();
    println!("scoring alone, one thread                    {rate:.0} leads a second");
}

fn main() {
    let (name, rows) = data();
    let (leads, repetitions) = (argument(0, rows.len()), argument(1, 5));
    let bench = Bench::new();
    println!("{name}: {} leads, {repetitions} repetitions in turn", rows.len());
    load(&bench, &rows, rows.len());
    train(&bench, &rows);
    scoring_alone(&bench, &rows);
    if leads != rows.len() {
        println!("{leads} leads");
        load(&bench, &rows, leads);
    }
    let (peak, again) = (Cell::new(0), Cell::new(0));
    let enrich = |peak: &Cell<u64>, arguments: &[&str]| {
        let arguments = [&["enrich", "--model", "buyers.model", "--quiet"], arguments].concat();
        let (_, memory) = measured(&mut bench.command(&arguments));
        peak.set(peak.get().max(memory));
        assert_eq!(bench.count("lead_enrichment"), leads);
    };
    let restore = || bench.restore();
    let [rival, ours, repeat] = in_turn(
        repetitions,
        [
            Side {
                name: "INSERT … SELECT with a logistic score",
                prepare: &restore,
                work: &|| drop(bench.sql(RIVAL)),
            },
            Side { name: "leadengine enrich --model", prepare: &restore, work: &|| enrich(&peak, &[]) },
            Side {
                name: "leadengine enrich --model --rescore",
                prepare: &|| (),
                work: &|| enrich(&again, &["--rescore"]),
            },
        ],
    );
    compare("enrich --model, against INSERT … SELECT", &rival, &ours, 1.0);
    for (name, times) in [("enrich --model", &ours), ("enrich --model --rescore", &repeat)] {
        println!("{name:<44} {:.0} leads a second; target 50000", leads as f64 / Spread(times).median());
    }
    println!("peak memory of enrich --model                {} KiB; target 512000", peak.get());
    println!("peak memory of enrich --model --rescore      {} KiB", again.get());
}
