//! What the benchmarks share: a server of their own with its durability as it comes, data from a seed, the rival,
//! and figures with their spread.

use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

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
        let server = self.url.replace("/bench?", "/leadengine?");
        for sql in ["DROP DATABASE IF EXISTS bench WITH (FORCE)", "CREATE DATABASE bench", "CHECKPOINT"] {
            let done = Command::new("psql").args(["-X", "-q", "-c", sql, &server]).status().expect("psql");
            assert!(done.success(), "{sql}");
        }
        self.leadengine(&["create-tables", "--quiet"]);
        let unlimited = ["--plan", "bench", "--scrape-limit", "unlimited", "--lead-limit", "unlimited"];
        self.leadengine(&[&["users", "add", "bench@example.com", "--no-password"], &unlimited[..]].concat());
    }

    /// Pays what a load with a GIN index leaves to be paid.
    pub fn merge_pending_list(&self) {
        self.sql("SELECT gin_clean_pending_list('idx_raw_leads_payload')");
    }
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
    let mut process = command.stdout(Stdio::null()).stdin(Stdio::null()).spawn().expect("the binary");
    let status = format!("/proc/{}/status", process.id());
    let mut peak = 0;
    loop {
        let seen = fs::read_to_string(&status).unwrap_or_default();
        let line = seen.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse().ok());
        peak = peak.max(now.unwrap_or(0));
        if let Some(status) = process.try_wait().expect("our own process") {
            assert!(status.success(), "{status}");
            return peak;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}

/// Figures of several repetitions: their median, and the least and greatest.
pub struct Spread<'a>(pub &'a [f64]);

impl fmt::Display for Spread<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut sorted = self.0.to_vec();
        sorted.sort_by(f64::total_cmp);
        let middle = sorted[sorted.len() / 2];
        write!(f, "{middle:.2} ({:.2} to {:.2})", sorted[0], sorted[sorted.len() - 1])
    }
}
