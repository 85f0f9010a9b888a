//! What is not as it should be: broken records among good ones, compressed and cut-off files, other encodings, payloads at the
//! limits of what PostgreSQL takes.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use diesel::sql_types::Text;
use diesel::{PgConnection, RunQueryDsl, sql_query};
use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use serde_json::Value;

use crate::ingest::with_user;
use crate::support::{Output, TestDb, run, scratch};

fn records(numbers: std::ops::Range<usize>) -> String {
    numbers.map(|n| format!("{{\"company\": \"Company {n}\", \"n\": {n}}}\n")).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

/// Read, inserted and rejected records.
#[track_caller]
fn counts(output: &Output) -> [u64; 3] {
    let summary: Value = serde_json::from_str(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    ["read", "inserted", "rejected"].map(|key| summary[key].as_u64().unwrap())
}

fn ingest(db: &TestDb, input: &[u8]) -> Output {
    db.run_with_stdin(&["ingest", "-", "--json"], input)
}

/// Sees that a line is rejected for this reason.
#[track_caller]
fn told(output: &Output, line: u64, reason: &str) {
    let start = format!("-:{line}: rejected: ");
    let found = output.stderr.lines().find_map(|told| told.strip_prefix(&start));
    assert!(found.is_some_and(|found| found.contains(reason)), "{line} {reason}: {}", output.stderr);
}

#[test]
fn every_kind_of_broken_record_is_told_with_its_line_and_the_rest_is_loaded() {
    let db = with_user();
    let broken: [(&[u8], &str); 17] = [
        (b"{\"a\": 1", "EOF"),
        (b"{\"a\": \"cut", "EOF"),
        (b"{\"a\": 1}}", "trailing"),
        (b"{\"a\": 1} {\"b\": 2}", "trailing"),
        (b"{\"a\" 1}", "expected `:`"),
        (b"{\"a\": 1,}", "trailing comma"),
        (b"{'a': 1}", "key must be a string"),
        (b"{\"a\": 01}", "invalid number"),
        (b"{\"a\": NaN}", "expected"),
        (b"{\"a\": tru}", "expected"),
        (b"{\"a\": \"\\x\"}", "escape"),
        (b"{\"a\": \"\\ud800\"}", "surrogate"),
        (b"{\"a\": \"\\u0000\"}", "\\u0000"),
        (b"{\"a\": \"\t\"}", "control character"),
        (b"{\"a\": \"\xff\"}", "not UTF-8 (at byte 8)"),
        (b"[1, 2]", "an array where"),
        (b"{\"a\": 1e131072}", "range"),
    ];
    let mut input = Vec::from("\u{feff}");
    for (n, (broken, _)) in broken.iter().enumerate() {
        input.extend_from_slice(format!("{{\"n\": {n}}}\r\n\r\n").as_bytes());
        input.extend_from_slice(broken);
        input.extend_from_slice(b"\r\n");
    }
    let output = ingest(&db, &input);
    assert_eq!(output.status, 0, "{}", output.stderr);
    assert_eq!(counts(&output), [34, 17, 17]);
    for (n, (_, reason)) in broken.iter().enumerate() {
        told(&output, 3 * n as u64 + 3, reason);
    }
    assert_eq!(db.query_value::<i64>("SELECT count(DISTINCT raw_payload->'n') FROM raw_leads"), 17);
}

#[test]
fn compressed_and_utf_16_files_are_read_by_what_they_hold() {
    let db = with_user();
    let all = records(0..3_000);
    let half = all.len() / 2;
    let utf16 = |unit: fn(u16) -> [u8; 2]| {
        let text = format!("\u{feff}{all}{{\"name\":\"Zo\u{eb} \u{1f600}\"}}");
        text.encode_utf16().flat_map(unit).collect::<Vec<u8>>()
    };
    let (first, second) = (&all.as_bytes()[..half], &all.as_bytes()[half..]);
    let mut skipped = vec![0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3];
    skipped.extend(zstd(second));
    let forms = [
        ("plain", all.clone().into_bytes(), 3_000),
        ("gzip", [gzip(first), gzip(second)].concat(), 3_000),
        ("zstd", [zstd(first), skipped].concat(), 3_000),
        ("gzip in zstd", zstd(&gzip(all.as_bytes())), 3_000),
        ("UTF-16LE", utf16(u16::to_le_bytes), 3_001),
        ("UTF-16BE, compressed", gzip(&utf16(u16::to_be_bytes)), 3_001),
    ];
    let directory = scratch();
    for (form, bytes, count) in &forms {
        let piped = ingest(&db, bytes);
        assert_eq!((piped.status, counts(&piped)[0], counts(&piped)[2]), (0, *count, 0), "{form}: {piped:?}");
        let file = directory.join("records");
        fs::write(&file, bytes).unwrap();
        let read = db.run(&["ingest", file.to_str().unwrap(), "--json"]);
        assert_eq!(counts(&read), [*count, 0, 0], "{form}");
        let dry = db.run(&["normalize", "--dry-run", file.to_str().unwrap()]);
        assert_eq!((dry.status, dry.stdout.lines().count() as u64), (0, *count), "{form}: {}", dry.stderr);
    }
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM raw_leads"), 3_001);
    assert_eq!(
        db.query_value::<i64>(
            "SELECT count(*) FROM raw_leads WHERE raw_payload->>'name' = 'Zo\u{eb} \u{1f600}'"
        ),
        1
    );
}

#[test]
fn half_a_utf_16_character_spoils_its_own_record_only() {
    let db = with_user();
    let mut units: Vec<u16> = "\u{feff}{\"a\":1}\n{\"a\":\"?\"}\n{\"a\":2}".encode_utf16().collect();
    let at = units.iter().position(|unit| *unit == u16::from(b'?')).unwrap();
    units[at] = 0xd800;
    let mut bytes: Vec<u8> = units.into_iter().flat_map(u16::to_le_bytes).collect();
    let output = ingest(&db, &bytes);
    assert_eq!(counts(&output), [3, 2, 1]);
    told(&output, 2, "not UTF-8");
    bytes.push(b'}');
    let output = ingest(&db, &bytes);
    told(&output, 3, "not UTF-8");
}

#[test]
fn what_comes_before_the_break_of_a_compressed_file_is_loaded() {
    let all = records(0..10_000);
    for (form, whole) in [("gzip", gzip(all.as_bytes())), ("zstd", zstd(all.as_bytes()))] {
        let cut = whole[..whole.len() / 2].to_vec();
        let mut damaged = whole.clone();
        // The checksum, which only the end shows to be wrong.
        let at = whole.len() - if form == "gzip" { 8 } else { 4 };
        damaged[at] ^= 0x55;
        for (bytes, least) in [(cut, 1_000), (damaged, 10_000)] {
            let db = with_user();
            let output = ingest(&db, &bytes);
            assert_eq!(output.status, 1, "{form}: {}", output.stderr);
            let [read, inserted, rejected] = counts(&output);
            assert_eq!((rejected, inserted), (1, read - 1), "{form}");
            assert!(inserted >= least, "{form}: {inserted}");
            let broke = format!(
                "- is cut off or damaged: only what comes before the break was read, {inserted} records"
            );
            assert!(output.stderr.contains(&broke), "{}", output.stderr);
            let again = db.run_with_stdin(&["ingest", "-", "--quiet"], &bytes);
            assert_eq!(again.status, 1, "{form}: {}", again.stderr);
            assert!(again.stderr.contains(&broke), "told with --quiet: {}", again.stderr);
            told(&output, inserted + 1, &format!("the {form} data is cut off or damaged: "));
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_is_one_rejected_record_and_the_other_files_are_loaded() {
    let db = with_user();
    let directory = scratch();
    let write = |name: &str, bytes: &[u8]| {
        let file = directory.join(name);
        fs::write(&file, bytes).unwrap();
        file.to_str().unwrap().to_owned()
    };
    let files = [
        write("a.jsonl", records(0..5).as_bytes()),
        write("b.xlsx", b"PK\x03\x04\x14\0\x06\0"),
        write("c.bin", b"\x7fELF\x02\x01\x01\0\0\0\0"),
        write("d.gz", b"\x1f\x8b\x08\0"),
        // A file whose reading fails, where there is one.
        if Path::new("/proc/self/mem").exists() {
            "/proc/self/mem".to_owned()
        } else {
            write("e.zst", &[0x28, 0xb5, 0x2f, 0xfd])
        },
        write("f.jsonl", records(5..10).as_bytes()),
    ];
    let mut arguments = vec!["ingest", "--json"];
    arguments.extend(files.iter().map(String::as_str));
    let output = db.run(&arguments);
    assert_eq!(output.status, 1, "{}", output.stderr);
    assert!(output.stderr.contains("4 of 6 files could not be read to the end"), "{}", output.stderr);
    assert_eq!(counts(&output), [14, 10, 4], "{}", output.stderr);
    for (file, reason) in
        files[1..5].iter().zip(["a ZIP archive", "a binary file", "the gzip data is cut off", ""])
    {
        assert!(output.stderr.contains(&format!("{file}:1: rejected: {reason}")), "{}", output.stderr);
    }
    let alone = db.run(&["ingest", &files[1]]);
    assert_eq!(alone.status, 1, "nothing of it could be loaded: {}", alone.stderr);
    assert!(alone.stderr.contains("damaged has to be fetched again"), "{}", alone.stderr);
}

/// The most memory that a process has taken so far, in MB; 0 where the system does not tell.
fn highest_memory(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
    kilobytes.map_or(0, |number| number.trim().parse::<u64>().unwrap() / 1024)
}

/// Runs `ingest` on a stream, and tells the most memory that it took, in MB.
fn peak(db: &TestDb, arguments: &[&str], mut stream: impl Read, last: &[u8]) -> (Output, u64) {
    let mut command = db.command(arguments);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::io::copy(&mut stream, &mut stdin).unwrap();
    // What follows makes it answer, so that its memory can be looked at before its end: it has read all but a pipe's worth.
    stdin.write_all(last).unwrap();
    let peak = highest_memory(child.id());
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let status = output.status.code().unwrap_or(-1);
    (Output { status, stdout: text(output.stdout), stderr: text(output.stderr) }, peak)
}

#[test]
fn a_small_file_that_unpacks_to_a_lot_is_read_in_flat_memory() {
    let db = with_user();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(b"{\"a\":1}\n{\"b\":\"").unwrap();
    std::io::copy(&mut std::io::repeat(b' ').take(200 << 20), &mut encoder).unwrap();
    encoder.write_all(b"\"}\n").unwrap();
    let bomb = encoder.finish().unwrap();
    // Members with nothing in them keep the input open until the long record was read.
    let nothing = gzip(b"").repeat(300_000);
    let (output, peak) = peak(&db, &["ingest", "-", "--json"], &bomb[..], &nothing);
    assert_eq!(counts(&output), [2, 1, 1], "{}", output.stderr);
    told(&output, 2, "longer than");
    assert!(peak < 200, "{peak} MB");
}

#[test]
fn a_line_far_longer_than_the_limit_is_read_in_flat_memory() {
    let db = with_user();
    let line = b"{\"a\":\"".chain(std::io::repeat(b'x').take(300 << 20));
    let last = format!("\"}}\n{}", " \n".repeat(2 << 20)) + "{\"b\":1}\n";
    let (output, peak) =
        peak(&db, &["ingest", "-", "--json", "--max-record-bytes", "1000000"], line, last.as_bytes());
    assert_eq!(counts(&output), [2, 1, 1], "{}", output.stderr);
    told(&output, 1, "longer than 1000000 bytes");
    assert!(peak < 200, "{peak} MB");
}

#[test]
fn tables_are_read_in_flat_memory() {
    let db = with_user();
    // Each row is four bytes, and a hundred thousand as JSON.
    let names = format!("{},b\n{}", "x".repeat(100_000), "1,2\n3,4\n".repeat(1_000));
    let last = "\n".repeat(4 << 20);
    let (output, named) = peak(&db, &["ingest", "-", "--json"], names.as_bytes(), last.as_bytes());
    assert_eq!(counts(&output), [2_000, 2, 0], "{}", output.stderr);
    // Quotes that are never closed, each before more rows than are kept in memory.
    let rows = format!("1,{}\n", "2".repeat(1_000)).repeat(20_000);
    let open = format!("a,b\n1,\"open\n{rows}3,\"open\n{rows}");
    let (output, opened) = peak(&db, &["ingest", "-", "--json"], open.as_bytes(), last.as_bytes());
    assert_eq!(counts(&output), [40_002, 1, 2], "{}", output.stderr);
    told(&output, 2, "a quote that opens a cell is not closed within");
    told(&output, 20_003, "a quote that opens a cell is not closed within");
    assert!(named < 150 && opened < 200, "{named} MB, {opened} MB");
}

/// Whether the server takes this for `jsonb`.
fn takes(server: &mut PgConnection, json: &str) -> bool {
    sql_query("SELECT $1::jsonb IS NULL").bind::<Text, _>(json).execute(server).is_ok()
}

fn nested(depth: usize) -> String {
    format!("{{\"a\":{}{}}}", "[".repeat(depth), "]".repeat(depth))
}

#[test]
fn a_record_is_rejected_exactly_where_postgresql_refuses_it() {
    let db = with_user();
    let mut server = db.connect();
    let mut candidates: Vec<String> = [
        "1e400",
        "1e131071",
        "1e131072",
        "9e131071",
        "1e-16383",
        "1e-16384",
        "1e-20000",
        "0e400000",
        "0e-16384",
        "1.5e-16383",
        "0e1073741822",
        // One less is taken since PostgreSQL 16, and not before.
        "0e1073741824",
        "0e99999999999999999999",
        "100e131070",
        "0.0001e131075",
        "1e00000000000000000000001",
        "-0",
        "01",
        ".5",
        "+1",
        "1.",
        "1e",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ude00\\ud83d\"",
        "\"\\ud800\\u0041\"",
        "\"\\u0000\"",
        "\"\\\\u0000\"",
        "\"\u{7f}\u{ffff}\"",
        "\"\u{1}\"",
        "\"\\x\"",
    ]
    .iter()
    .map(|value| format!("{{\"a\":{value}}}"))
    .collect();
    candidates.extend([131_071, 131_072, 131_073, 200_000].map(|n| format!("{{\"a\":{}}}", "7".repeat(n))));
    candidates.extend([16_383, 16_384].map(|n| format!("{{\"a\":0.{}}}", "7".repeat(n))));
    candidates.extend([16_383, 16_384].map(|n| format!("{{\"a\":0.{}}}", "0".repeat(n))));
    candidates.push(format!("{{\"{}\":1}}", "k".repeat(1 << 20)));
    candidates.extend(
        ["{\"a\":1,\"a\":2}", "{\"\":1}", "{}", "{\"a\\u0000\":1}", "{\"a\":\"\\u0000\",\"a\":1}"]
            .map(str::to_owned),
    );
    let number = "$serde_json::private::Number";
    candidates
        .extend([format!("{{\"{number}\":\"x\"}}"), format!("{{\"{number}\":{{\"{number}\":\"7\"}}}}")]);
    candidates.extend([100, 127, 128, 129, 1_000, 10_000, 19_999, 20_000, 30_000].map(nested));
    // And all around the depth that is the server's limit.
    let (mut low, mut high) = (1_000, 40_000);
    while high - low > 1 {
        let middle = (low + high) / 2;
        *(if takes(&mut server, &nested(middle)) { &mut low } else { &mut high }) = middle;
    }
    candidates.extend((low - 20..low + 20).map(nested));

    let directory = scratch();
    let (file, rejects) = (directory.join("all.jsonl"), directory.join("rejects.jsonl"));
    fs::write(&file, candidates.join("\n")).unwrap();
    let output =
        db.run(&["ingest", file.to_str().unwrap(), "--json", "--rejects", rejects.to_str().unwrap()]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    let wanted: Vec<&String> = candidates.iter().filter(|json| !takes(&mut server, json)).collect();
    let rejected = fs::read_to_string(&rejects).unwrap();
    let shown = |json: &str| format!("{} ({} bytes)", &json.chars().take(40).collect::<String>(), json.len());
    let found: Vec<String> = rejected.lines().map(shown).collect();
    assert_eq!(found, wanted.iter().map(|json| shown(json)).collect::<Vec<_>>());
    assert_eq!(counts(&output)[2], wanted.len() as u64);
}

#[test]
fn numbers_that_no_query_could_read_any_more_are_rejected_and_long_ones_are_read() {
    let db = with_user();
    let record = |n: usize, count: usize| {
        let numbers = vec!["1e131071"; count].join(",");
        format!("{{\"company\":\"Firm{n} GmbH\",\"email\":\"ann@firm{n}.de\",\"x\":[{numbers}]}}\n")
    };
    let input = record(1, 10_000) + &record(2, 40);
    let output = ingest(&db, input.as_bytes());
    assert_eq!(counts(&output), [2, 1, 1], "{}", output.stderr);
    told(&output, 1, "its numbers, written out");
    let output = db.run(&["normalize"]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    assert_eq!(db.query_value::<String>("SELECT email FROM leads"), "ann@firm2.de");
    // That one the server takes and can never give back.
    let mut server = db.connect();
    let json = record(1, 10_000);
    assert!(takes(&mut server, &json));
    let back = sql_query("SELECT length($1::jsonb::text)").bind::<Text, _>(&json).execute(&mut server);
    assert!(back.is_err(), "{back:?}");
}

#[test]
fn large_payloads_are_normalized_a_few_at_a_time() {
    const LARGE: usize = 4 << 20;
    let db = with_user();
    // Stored by the server itself, as little of it as possible in this process.
    let job = "INSERT INTO scrape_jobs (id, user_id, status, source_type, total_found) \
               SELECT gen_random_uuid(), id, 'pending', 'file', 60 FROM users";
    db.execute(job);
    db.execute(&format!(
        "INSERT INTO raw_leads (user_id, scrape_job_id, raw_payload, data_hash) \
         SELECT j.user_id, j.id, jsonb_build_object('company', 'Firm' || n || ' GmbH', 'email', 'ann@firm' || n || '.de', \
                'page', repeat('We grow. ', {})), md5(n::text) || md5(n::text) FROM scrape_jobs j, generate_series(1, 60) n",
        LARGE / 9
    ));
    let mut process = db.command(&["normalize"]).stdout(Stdio::null()).spawn().unwrap();
    let mut most = 0;
    let status = loop {
        most = most.max(highest_memory(process.id()));
        if let Some(status) = process.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    assert!(status.success());
    assert!(most < 200, "{most} MB for 240 MB of payloads");
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM leads"), 60);
}

#[test]
fn deep_wide_and_long_payloads_go_through_to_the_end() {
    let db = with_user();
    let person = |n: usize, more: &str| {
        format!(
            "{{\"company\":\"Firm{n} GmbH\",\"email\":\"ann@firm{n}.de\",\"first_name\":\"Ann\",\"last_name\":\"Lee\",{more}}}\n"
        )
    };
    let wide: Vec<String> = (0..100_000).map(|n| format!("\"k{n}\":{n}")).collect();
    let input = [
        person(1, &format!("\"x\":{}{}", "[".repeat(9_000), "]".repeat(9_000))),
        person(2, &format!("\"x\":{}1{}", "{\"x\":".repeat(9_000), "}".repeat(9_000))),
        person(3, &wide.join(",")),
        person(4, &format!("\"description\":\"{}\"", "We are hiring and growing. ".repeat(40_000))),
        person(5, "\"$serde_json::private::Number\":\"x\""),
    ]
    .concat();
    let output = ingest(&db, input.as_bytes());
    assert_eq!(counts(&output), [5, 5, 0], "{}", output.stderr);
    for command in ["normalize", "enrich"] {
        let output = db.run(&[command]);
        assert_eq!(output.status, 0, "{command}: {}", output.stderr);
    }
    let leads: Vec<Value> = serde_json::from_value(db.json(&["leads", "list"])).unwrap();
    assert_eq!(leads.len(), 5);
    for lead in &leads {
        let id = lead["id"].as_str().unwrap();
        for arguments in [vec!["leads", "show", id], vec!["leads", "show", id, "--json"]] {
            let output = db.run(&arguments);
            assert_eq!(output.status, 0, "{}", output.stderr);
            assert!(output.stdout.contains("GmbH"));
        }
    }
    let exported = db.run(&["leads", "export"]);
    assert_eq!((exported.status, exported.stdout.matches("@firm").count()), (0, 5), "{}", exported.stderr);
    let dry = run(
        db.command(&["normalize", "--dry-run", "-"]).env_remove("LEADENGINE_DATABASE_URL"),
        input.as_bytes(),
    );
    assert_eq!((dry.status, dry.stdout.lines().count()), (0, 5), "{}", dry.stderr);
}
