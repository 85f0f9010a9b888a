//! What the benchmarks share: a server of their own with its durability as it comes, data from a seed, rival and ours in
//! turn, and figures with their spread.

// Each benchmark is a program of its own, and needs only part of this.
#![allow(dead_code)]

use std::fmt;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// The number at a place on the command line, from 0: `cargo bench --bench NAME -- 500000 5`.
pub fn argument(place: usize, default: usize) -> usize {
    std::env::args().skip(1).filter_map(|text| text.parse().ok()).nth(place).unwrap_or(default)
}

/// A private PostgreSQL in a temporary home, removed at the end.
pub struct Bench {
    /// For files.
    pub directory: PathBuf,
    url: String,
}

impl Bench {
    /// Starts the server.
    pub fn new() -> Bench {
        let directory = std::env::temp_dir().join(format!("leadengine-bench-{}", std::process::id()));
        fs::create_dir(&directory).expect("a directory of our own");
        let mut bench = Bench { directory, url: String::new() };
        bench.leadengine(&["db", "start"]);
        bench.url = bench.leadengine(&["db", "url"]).trim().replace("/leadengine?", "/bench?");
        bench
    }

    /// The binary, working on the benchmark's database.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_leadengine"));
        command.args(arguments).env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("LEADENGINE_HOME", self.directory.join("home")).current_dir(&self.directory);
        command.env("LEADENGINE_CONFIG", "none");
        if !self.url.is_empty() {
            command.env("LEADENGINE_DATABASE_URL", &self.url);
        }
        command
    }

    /// Runs the binary and returns its result.
    pub fn leadengine(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).stdin(Stdio::null()).output().expect("the binary");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// Runs SQL, or a command of psql's, through psql.
    pub fn sql(&self, sql: &str) -> String {
        let mut command = Command::new("psql");
        command.args(["-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", "-c", sql, &self.url]);
        let output = command.stdin(Stdio::null()).output().expect("psql on the PATH");
        assert!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// An empty database with the tables and one user who may do anything.
    pub fn fresh(&self) {
        self.make("CREATE DATABASE bench");
        self.leadengine(&["create-tables", "--quiet"]);
        let unlimited = ["--plan", "bench", "--scrape-limit", "unlimited", "--lead-limit", "unlimited"];
        self.leadengine(&[&["users", "add", "bench@example.com", "--no-password"], &unlimited[..]].concat());
    }

    /// Keeps the database as it is now, for [`Bench::restore`].
    pub fn save(&self) {
        self.on_server(&[
            "DROP DATABASE IF EXISTS saved",
            "CREATE DATABASE saved TEMPLATE bench",
            "CHECKPOINT",
        ]);
    }

    /// The database as it was saved: both sides begin with the same rows, pages and statistics.
    pub fn restore(&self) {
        self.make("CREATE DATABASE bench TEMPLATE saved");
    }

    fn make(&self, create: &str) {
        self.on_server(&["DROP DATABASE IF EXISTS bench WITH (FORCE)", create, "CHECKPOINT"]);
    }

    fn on_server(&self, statements: &[&str]) {
        let server = self.url.replace("/bench?", "/leadengine?");
        for sql in statements {
            let done = Command::new("psql").args(["-X", "-q", "-c", sql, &server]).status().expect("psql");
            assert!(done.success(), "{sql}");
        }
    }

    /// A job of the one user's: his id and its id.
    pub fn job(&self) -> (String, String) {
        let arguments =
            ["jobs", "add", "--user", "bench@example.com", "--source-type", "file", "--query", "bench"];
        self.leadengine(&arguments);
        let ids = self.sql("SELECT user_id || ' ' || id FROM scrape_jobs ORDER BY created_at DESC LIMIT 1");
        let (user, job) = ids.trim().split_once(' ').expect("two ids");
        (user.to_owned(), job.to_owned())
    }

    /// A file of so many [`payload`]s, in the benchmark's directory; made once.
    pub fn records(&self, records: usize) -> PathBuf {
        let path = self.directory.join(format!("{records}.jsonl"));
        if !path.exists() {
            write_lines(&path, (0..records as u64).map(payload));
        }
        path
    }

    /// Pays what a load with a GIN index leaves to be paid.
    pub fn merge_pending_list(&self) {
        self.sql("SELECT gin_clean_pending_list('idx_raw_leads_payload')");
    }

    /// How many rows a table has.
    pub fn count(&self, table: &str) -> usize {
        self.sql(&format!("SELECT count(*) FROM {table}")).trim().parse().expect("a number")
    }
}

/// Writes a file of lines.
pub fn write_lines(path: &Path, lines: impl Iterator<Item = String>) {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path).expect("a file of our own"));
    for line in lines {
        writeln!(file, "{line}").expect("space for it");
    }
    file.flush().expect("space for it");
}

impl Drop for Bench {
    fn drop(&mut self) {
        let _ = self.command(&["db", "stop"]).output();
        let _ = fs::remove_dir_all(&self.directory);
    }
}

/// A payload of the product page's shape, about 480 bytes; the same for the same number.
pub fn payload(n: u64) -> String {
    // SplitMix64: <https://prng.di.unimi.it/splitmix64.c>.
    let mut state = n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut next = |below: u64| {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % below
    };
    let firsts = ["John", "Mary", "Ahmed", "Sofia", "Liam", "Chen", "Olga", "Pedro", "Anna", "Kofi"];
    let lasts = ["Smith", "Garcia", "Khan", "Rossi", "Murphy", "Wang", "Ivanova", "Silva", "Novak", "Mensah"];
    let titles = ["Head of Marketing", "CEO", "Sales Manager", "VP Engineering", "Account Executive"];
    let industries = ["SaaS", "Retail", "Manufacturing", "Healthcare", "Logistics"];
    let places = ["Sydney, Australia", "Berlin, Germany", "Austin, Texas, USA", "Lyon, France"];
    let pick = |list: &[&'static str], at: u64| list[at as usize % list.len()];
    let (first, last) = (pick(&firsts, next(10)), pick(&lasts, next(10)));
    let company = format!("Company{}", next(1 << 40));
    let domain = format!("{}.com", company.to_lowercase());
    format!(
        "{{\"company_name\": \"{company} Ltd\", \"website\": \"https://{domain}\", \"industry\": \"{}\", \
         \"company_size\": \"50-100\", \"location\": \"{}\", \"contact\": {{\"full_name\": \"{first} {last}\", \
         \"job_title\": \"{}\", \"email\": \"{}.{}{n}@{domain}\", \"phone\": \"+61 4{:02} {:03} {:03}\", \
         \"linkedin\": \"https://linkedin.com/in/{}{}{n}\"}}, \"metadata\": {{\"source_url\": \
         \"https://directory.com/{company}\", \"scraped_at\": \"2026-02-15T10:00:00\", \"confidence\": 0.{:02}}}}}",
        pick(&industries, next(5)),
        pick(&places, next(4)),
        pick(&titles, next(5)),
        first.to_lowercase(),
        last.to_lowercase(),
        next(100),
        next(1000),
        next(1000),
        first.to_lowercase(),
        last.to_lowercase(),
        next(100),
    )
}

/// Runs a command to its end and returns the most memory that it held, in KiB, as Linux tells.
pub fn peak_memory(command: &mut Command) -> u64 {
    measured(command).1
}

/// Runs a command to its end and returns how long it took, in seconds, and the most memory that it held, in KiB, as Linux
/// tells. Its standard output goes nowhere, if it was not sent elsewhere before.
pub fn measured(command: &mut Command) -> (f64, u64) {
    let start = Instant::now();
    let mut process = command.stdout(Stdio::null()).stdin(Stdio::null()).spawn().expect("the binary");
    let status = format!("/proc/{}/status", process.id());
    let ended = AtomicBool::new(false);
    thread::scope(|scope| {
        let watching = scope.spawn(|| {
            let mut peak = 0;
            while !ended.load(Ordering::Relaxed) {
                let seen = fs::read_to_string(&status).unwrap_or_default();
                let line = seen.lines().find_map(|line| line.strip_prefix("VmHWM:"));
                let now = line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse().ok());
                peak = peak.max(now.unwrap_or(0));
                thread::sleep(Duration::from_millis(5));
            }
            peak
        });
        let exit = process.wait().expect("our own process");
        let seconds = start.elapsed().as_secs_f64();
        ended.store(true, Ordering::Relaxed);
        assert!(exit.success(), "{exit}");
        (seconds, watching.join().expect("it only reads"))
    })
}

/// One side of a comparison.
pub struct Side<'a> {
    /// What the figures call it.
    pub name: &'a str,
    /// What has to be done before, and is not timed.
    pub prepare: &'a dyn Fn(),
    /// What is timed.
    pub work: &'a dyn Fn(),
}

/// Runs the sides in turn, so many times over, and returns the seconds of each.
pub fn in_turn<const N: usize>(repetitions: usize, sides: [Side; N]) -> [Vec<f64>; N] {
    let mut seconds = [const { Vec::new() }; N];
    for round in 0..repetitions {
        for (side, seconds) in sides.iter().zip(&mut seconds) {
            (side.prepare)();
            settle();
            let start = Instant::now();
            (side.work)();
            seconds.push(start.elapsed().as_secs_f64());
            eprintln!("{}/{repetitions} {}: {:.2} s", round + 1, side.name, seconds[round]);
        }
    }
    for (side, seconds) in sides.iter().zip(&seconds) {
        println!("{:<44} {} s", side.name, Spread(seconds));
    }
    seconds
}

/// Has the system write what it still keeps of what came before, so that the next does not pay for it.
pub fn settle() {
    assert!(Command::new("sync").status().expect("sync").success());
}

/// Prints how many times as fast the second is as the first, pair by pair, and what it ought to be.
pub fn compare(what: &str, slow: &[f64], fast: &[f64], target: f64) {
    let ratios: Vec<f64> = slow.iter().zip(fast).map(|(slow, fast)| slow / fast).collect();
    println!("{what:<44} {} times as fast; target {target}", Spread(&ratios));
}

/// Figures of several repetitions: their median, and the least and greatest.
pub struct Spread<'a>(pub &'a [f64]);

impl Spread<'_> {
    /// The median.
    pub fn median(&self) -> f64 {
        let mut sorted = self.0.to_vec();
        sorted.sort_by(f64::total_cmp);
        sorted[sorted.len() / 2]
    }
}

impl fmt::Display for Spread<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let least = self.0.iter().copied().fold(f64::INFINITY, f64::min);
        let most = self.0.iter().copied().fold(0.0, f64::max);
        // Milliseconds matter where there are no whole seconds.
        let digits = if self.median() < 1.0 { 4 } else { 2 };
        write!(f, "{:.digits$} ({least:.digits$} to {most:.digits$})", self.median())
    }
}
