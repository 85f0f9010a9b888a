//! `leads --intent high`, for one user and for all, the first page and a late one: the time of the whole command and the buffers that
//! it touches, beside the best hand-written SQL through `psql -c`; before the tables were analyzed, and after. Then `users list` and
//! `--version`.
//!
//! `cargo bench --bench lists [-- LEADS [REPETITIONS]]`

// A benchmark that cannot go on has no figure to give.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/leads.rs"]
mod leads;
mod support;

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use leads::USER;
use support::{Bench, Spread, argument};

/// Leads on a page, unless told otherwise.
const PAGE: usize = 50;

/// What the command's own query is held against.
const COLUMNS: &str = "l.id, l.user_id, l.company_name, l.domain, l.industry, l.company_size, l.location, l.first_name, l.last_name, \
     l.job_title, l.seniority, l.email, l.phone, l.linkedin_url, l.confidence_score, l.source, l.created_at, l.updated_at, \
     e.predicted_score, e.intent_level, e.ai_summary, e.buying_signal, e.recommended_channel, e.enriched_at";

/// A command and its rival, each as it is typed.
struct Case {
    name: String,
    ours: Vec<String>,
    sql: Option<String>,
}

fn main() {
    let (records, repetitions) = (argument(0, 1_000_000), argument(1, 15));
    let bench = Bench::new();
    bench.fresh();
    leads::fill(&bench, records);
    println!("{records} leads of {} users, {repetitions} repetitions in turn", leads::USERS);
    let cases: Vec<Case> = [None, Some(USER)].into_iter().flat_map(|user| pages(&bench, user)).collect();
    for state in ["never analyzed", "analyzed"] {
        if state == "analyzed" {
            bench.sql("VACUUM ANALYZE leads");
            bench.sql("VACUUM ANALYZE lead_enrichment");
        }
        println!("\n{state}");
        cases.iter().for_each(|case| measure(&bench, case, repetitions));
    }
    println!();
    let word = |text: &str| text.split(' ').map(str::to_owned).collect();
    let users = "SELECT id, email, role, is_active, created_at, updated_at FROM users ORDER BY email";
    measure(
        &bench,
        &Case { name: "users list".into(), ours: word("users list"), sql: Some(users.into()) },
        repetitions,
    );
    measure(&bench, &Case { name: "--version".into(), ours: word("--version"), sql: None }, repetitions);
}

/// The first page of the leads of high intent, and page 1,000 or the last full one.
fn pages(bench: &Bench, user: Option<&str>) -> [Case; 2] {
    let high = "e.intent_level = 'high'";
    let (condition, options) = match user {
        None => (high.to_owned(), String::new()),
        Some(user) => {
            let id = bench.sql(&format!("SELECT id FROM users WHERE email = '{user}'"));
            (format!("e.user_id = '{}' AND {high}", id.trim()), format!(" --user {user}"))
        }
    };
    let found: usize = bench
        .sql(&format!("SELECT count(*) FROM lead_enrichment e WHERE {condition}"))
        .trim()
        .parse()
        .unwrap();
    let late = (found / PAGE).clamp(1, 1_000);
    [1, late].map(|page| {
        let command = format!("leads --intent high{options}");
        let mut ours: Vec<String> = command.split(' ').map(str::to_owned).collect();
        let mut after = String::new();
        if page > 1 {
            let last = bench.sql(&format!(
                "SELECT predicted_score || ' ' || lead_id FROM lead_enrichment e WHERE {condition} \
                 ORDER BY COALESCE(predicted_score, -1) DESC, lead_id DESC OFFSET {} LIMIT 1",
                (page - 1) * PAGE - 1
            ));
            let (score, id) = last.trim().split_once(' ').unwrap();
            ours.extend(["--after".to_owned(), format!("score:{}:{score}", id.replace('-', ""))]);
            after = format!("AND (COALESCE(e.predicted_score, -1), e.lead_id) < ({score}, '{id}')");
        }
        let sql = format!(
            "SELECT {COLUMNS} FROM lead_enrichment e JOIN leads l ON l.id = e.lead_id WHERE {condition} {after} \
             ORDER BY COALESCE(e.predicted_score, -1) DESC, e.lead_id DESC LIMIT {PAGE}"
        );
        Case { name: format!("{command}, page {page}"), ours, sql: Some(sql) }
    })
}

/// Runs the command and its rival in turn and prints what they take.
fn measure(bench: &Bench, case: &Case, repetitions: usize) {
    let arguments: Vec<&str> = case.ours.iter().map(String::as_str).collect();
    let ours = || bench.command(&arguments);
    let rival = case.sql.as_ref().map(|sql| move || psql(bench, sql));
    let (mut our_times, mut rival_times) = (Vec::new(), Vec::new());
    for round in 0..=repetitions {
        let times = [Some(timed(ours())), rival.as_ref().map(|rival| timed(rival()))];
        // The first one finds nothing in memory, whoever comes first.
        if round > 0 {
            our_times.extend(times[0]);
            rival_times.extend(times[1]);
        }
    }
    println!("{}", case.name);
    println!("  leadengine  {} ms{}", Spread(&our_times), touched(bench, ours()));
    if let Some(rival) = rival {
        println!("  psql -c     {} ms{}", Spread(&rival_times), touched(bench, rival()));
    }
}

/// How long a command takes from start to end, in milliseconds.
fn timed(mut command: Command) -> f64 {
    let start = Instant::now();
    let done = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    let time = start.elapsed().as_secs_f64() * 1000.0;
    assert!(done.success(), "{command:?}");
    time
}

/// Buffers of the tables of leads and of their indexes that a command touches, as text; nothing where it touches none.
fn touched(bench: &Bench, command: Command) -> String {
    let count = || -> u64 {
        // The counts of a session that has ended arrive a little later.
        thread::sleep(Duration::from_millis(1_000));
        bench
            .sql(
                "SELECT sum(heap_blks_read + heap_blks_hit + idx_blks_read + idx_blks_hit) FROM pg_statio_user_tables \
                 WHERE relname IN ('leads', 'lead_enrichment')",
            )
            .trim()
            .parse()
            .unwrap()
    };
    let before = count();
    timed(command);
    match count() - before {
        0 => String::new(),
        buffers => format!(", {buffers} buffers"),
    }
}

/// psql itself: what Debian has on the PATH is a script that first looks for the version to run.
fn psql(bench: &Bench, sql: &str) -> Command {
    let output =
        Command::new("pg_config").arg("--bindir").output().map(|output| output.stdout).unwrap_or_default();
    let beside = PathBuf::from(String::from_utf8_lossy(&output).trim()).join("psql");
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let debian = versions.map(|version| version.path().join("bin/psql")).find(|path| path.exists());
    let program = if beside.is_absolute() && beside.exists() { Some(beside) } else { debian };
    let mut command = Command::new(program.unwrap_or_else(|| PathBuf::from("psql")));
    let url = bench.leadengine(&["db", "url"]).trim().replace("/leadengine?", "/bench?");
    command.args(["-X", "-q", "-c", sql, &url]).current_dir(&bench.directory);
    command
}
