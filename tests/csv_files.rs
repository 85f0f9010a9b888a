//! Tables: CSV and TSV as spreadsheets, databases and our own exports write them.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use crate::ingest::with_user;
use crate::support::{Output, TestDb, leadengine, run, scratch};

fn ingest(db: &TestDb, arguments: &[&str], input: &[u8]) -> Output {
    db.run_with_stdin(&[&["ingest", "-", "--json"], arguments].concat(), input)
}

/// Read, inserted, duplicate and rejected records of a run that went well.
#[track_caller]
fn counts(output: &Output) -> [u64; 4] {
    assert_eq!(output.status, 0, "{}", output.stderr);
    let summary: Value = serde_json::from_str(&output.stdout).unwrap();
    ["read", "inserted", "duplicates", "rejected"].map(|key| summary[key].as_u64().unwrap())
}

/// Sees that a line is rejected for this reason.
#[track_caller]
fn told(output: &Output, line: u64, reason: &str) {
    let start = format!("-:{line}: rejected: ");
    let found = output.stderr.lines().find_map(|told| told.strip_prefix(&start));
    assert!(found.is_some_and(|found| found.contains(reason)), "{line} {reason}: {}", output.stderr);
}

/// The payloads, sorted by their text.
fn payloads(db: &TestDb) -> Vec<Value> {
    let all: String = db.query_value(
        "SELECT COALESCE(jsonb_agg(raw_payload ORDER BY raw_payload::text COLLATE \"C\"), '[]')::text FROM raw_leads",
    );
    serde_json::from_str(&all).unwrap()
}

#[test]
fn every_cell_is_kept_as_text_under_the_name_of_its_column() {
    let db = with_user();
    let table = "\u{feff}Name,E-mail,About,Employees,Zip\r\n\
                 Ann,ann@acme.com,\"likes \"\"tea\"\",\nand coffee\",007,\r\n\
                 \r\n\
                 \"Bob\",,,1.50,0123\r\n";
    assert_eq!(counts(&ingest(&db, &[], table.as_bytes())), [2, 2, 0, 0]);
    assert_eq!(
        payloads(&db),
        [
            json!({"Name": "Ann", "E-mail": "ann@acme.com", "About": "likes \"tea\",\nand coffee", "Employees": "007"}),
            json!({"Zip": "0123", "Name": "Bob", "Employees": "1.50"}),
        ]
    );
    assert_eq!(counts(&ingest(&db, &[], table.as_bytes())), [2, 0, 2, 0], "a second time");
    // The same rows, their columns in another order and separated otherwise.
    let other = "Zip;Employees;Name\n0123;1.50;Bob\n";
    assert_eq!(counts(&ingest(&db, &[], other.as_bytes())), [1, 0, 1, 0]);
}

#[test]
fn a_table_is_known_by_what_it_holds() {
    let db = with_user();
    let directory = scratch();
    let rows = |separator: &str, n: usize| {
        let row = |n: usize| format!("{n}{separator}{n}@x.com\n");
        format!("n{separator}email\n") + &(10 * n..10 * n + 10).map(row).collect::<String>()
    };
    let gzip = |text: String| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let utf16 = |text: String| format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files: [Vec<u8>; 6] = [
        rows(",", 0).into_bytes(),
        rows(";", 1).into_bytes(),
        gzip(rows("\t", 2)),
        utf16(rows("|", 3)),
        ruzstd::encoding::compress_to_vec(
            rows(",", 4).as_bytes(),
            ruzstd::encoding::CompressionLevel::Fastest,
        ),
        b"{\"n\": \"50\", \"email\": \"50@x.com\"}\n".to_vec(),
    ];
    let mut arguments = vec!["ingest".to_owned(), "-".to_owned(), "--json".to_owned()];
    for (n, bytes) in files.iter().enumerate() {
        // The name says something else.
        let file = directory.join(format!("{n}.json"));
        fs::write(&file, bytes).unwrap();
        arguments.push(file.to_str().unwrap().to_owned());
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let output = db.run_with_stdin(&arguments, b"n,email\r60,60@x.com\r");
    assert_eq!(counts(&output), [52, 52, 0, 0], "{}", output.stderr);
    let whole =
        "SELECT count(*) FROM raw_leads WHERE raw_payload ->> 'email' = (raw_payload ->> 'n') || '@x.com'";
    assert_eq!(db.query_value::<i64>(whole), 52);
}

#[test]
fn the_form_can_be_said() {
    let db = with_user();
    let words = b"hello\nworld\n";
    let guessed = ingest(&db, &[], words);
    assert!(guessed.status == 1 && guessed.stderr.contains("--input-format"), "{}", guessed.stderr);
    assert_eq!(counts(&ingest(&db, &["--input-format", "csv"], words)), [1, 1, 0, 0]);
    assert_eq!(counts(&ingest(&db, &["--input-format", "tsv"], b"a,b\tc\n1,2\t3\n")), [1, 1, 0, 0]);
    assert_eq!(ingest(&db, &["--input-format", "json"], b"a,b\n1,2\n").status, 1);
    assert_eq!(payloads(&db), [json!({"a,b": "1,2", "c": "3"}), json!({"hello": "world"})]);
    assert_eq!(counts(&ingest(&db, &[], b"name,email\n")), [0, 0, 0, 0], "a header alone");
}

#[test]
fn the_encoding_can_be_said_and_what_says_its_own_is_read_in_that() {
    let db = with_user();
    let western = b"Firma;Ort\r\nM\xfcller & S\xf6hne;K\xf6ln \x80\r\n";
    let refused = ingest(&db, &[], western);
    assert!(
        refused.status == 1 && refused.stderr.contains("--encoding says what a file is in"),
        "{}",
        refused.stderr
    );
    assert_eq!(counts(&ingest(&db, &["--encoding", "windows-1252"], western)), [1, 1, 0, 0]);
    let row = json!({"Firma": "Müller & Söhne", "Ort": "Köln €"});
    assert_eq!(payloads(&db), [row]);
    // What was rejected is mended in UTF-8, and says so when it comes back.
    let directory = scratch();
    let [file, rejects] =
        ["list.csv", "rejects.csv"].map(|name| directory.join(name).to_str().unwrap().to_owned());
    fs::write(&file, b"Stra\xdfe;n\nK\xf6nig;1;2\n").unwrap();
    let load = |file: &str, rejects: &str| {
        db.run(&["ingest", file, "--encoding", "windows-1252", "--rejects", rejects])
    };
    assert_eq!(load(&file, &rejects).status, 1);
    let mended = fs::read_to_string(&rejects).unwrap().replace(";1;2", ";1");
    fs::write(&file, mended).unwrap();
    let again = load(&file, &rejects);
    assert_eq!(again.status, 0, "{}", again.stderr);
    assert_eq!(payloads(&db).len(), 2);
    assert!(payloads(&db).contains(&json!({"Straße": "König", "n": "1"})), "{:?}", payloads(&db));
    db.execute("DELETE FROM raw_leads WHERE raw_payload ? 'n'");
    // The same, however it is written.
    let utf8 = "\u{feff}Firma;Ort\nMüller & Söhne;Köln €\n";
    let utf16: Vec<u8> = utf8.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [utf8.as_bytes(), &utf16] {
        assert_eq!(counts(&ingest(&db, &["--encoding", "latin1"], bytes)), [1, 0, 1, 0]);
    }
    // Several bytes a letter, and some that are none; more than is read at once.
    let mut japanese = b"name,n\n".to_vec();
    for n in 0..60_000 {
        japanese.extend(format!("\u{0}{n}\n").replace('\u{0}', "@,").bytes().flat_map(|byte| match byte {
            b'@' => vec![0x93, 0xfa, 0x96, 0x7b],
            byte => vec![byte],
        }));
    }
    japanese.extend(b"\x81\xff,last\n");
    let read = ingest(&db, &["--encoding", "shift_jis"], &japanese);
    assert_eq!(counts(&read), [60_001, 60_000, 0, 1]);
    told(&read, 60_002, "not UTF-8");
    assert!(
        db.query_value::<bool>(
            "SELECT count(*) = 60000 FROM raw_leads WHERE raw_payload ->> 'name' = '日本'"
        )
    );
    let unknown = ingest(&db, &["--encoding", "klingon"], western);
    assert!(unknown.status == 2 && unknown.stderr.contains("windows-1252"), "{}", unknown.stderr);
    let dry =
        run(leadengine("").args(["normalize", "--dry-run", "-", "--encoding", "windows-1252"]), western);
    assert!(dry.stdout.contains("Müller & Söhne"), "{}{}", dry.stdout, dry.stderr);
}

/// A table with everything that a row can have wrong; the bad rows' lines and why they are refused.
const BROKEN: &[u8] = b"name,email,,name\n\
    Ann,ann@x.com,,\n\
    Bob,bob@x.com,,,more\n\
    Cy,\"cy@x.com,,\n\
    Di,di@x.com,,\n\
    Ed,\"ed \"the\" one\",,\n\
    Flo,flo@x.com,lost,\n\
    Gus,gus@x.com,,Gustav\n\
    Hal,h\xe4l@x.com,,\n\
    Joe,joe@x.com,,Joe\n\
    Kim,\"kim@x.com,,\n";
const REFUSED: [(u64, &str); 7] = [
    (3, "5 cells, and the header names 4 columns"),
    (4, "a quote that opens a cell is not closed in order"),
    (6, "a quote inside quotes has to be doubled"),
    (7, "column 3 holds a value, and has no name"),
    (8, "columns 1 and 4 are both named \"name\""),
    (9, "not UTF-8 (at byte 6)"),
    (11, "never closed"),
];

#[test]
fn a_bad_row_is_told_with_its_line_and_the_rest_is_loaded() {
    let db = with_user();
    let output = ingest(&db, &[], BROKEN);
    assert_eq!(counts(&output), [10, 3, 0, 7], "{}", output.stderr);
    for (line, reason) in REFUSED {
        told(&output, line, reason);
    }
    let names: String =
        db.query_value("SELECT string_agg(raw_payload ->> 'name', ' ' ORDER BY 1) FROM (SELECT raw_payload FROM raw_leads ORDER BY raw_payload ->> 'name') r");
    assert_eq!(names, "Ann Di Joe");
    // Where the first bytes are those of a text.
    let late = format!("name,x\n{}Ida,\0\n", "Ann,1\n".repeat(2_000));
    told(&ingest(&db, &[], late.as_bytes()), 2_002, "\\u0000");
}

#[test]
fn rejected_rows_can_be_mended_and_loaded() {
    let db = with_user();
    let directory = scratch();
    let path = |name: &str| directory.join(name).to_str().unwrap().to_owned();
    let (commas, tabs, json, rejects) = (path("1"), path("2"), path("3"), path("rejects.csv"));
    fs::write(&commas, "name,about\nAnn,x\nBob,\"two\nlines\",more\nCy,\"open\nDi,y\n").unwrap();
    fs::write(&tabs, "name\tcity\nEd\tRome\tItaly\n").unwrap();
    fs::write(&json, "{\"name\": \"Flo\"}\noops\n").unwrap();
    let output = db.run(&["ingest", &commas, &tabs, &json, &commas, "--rejects", &rejects, "--json"]);
    assert_eq!(counts(&output), [11, 3, 2, 6]);
    let (second, third) = (path("rejects-2.csv"), path("rejects-3.csv"));
    assert!(
        output.stderr.contains(&format!("{rejects} and {second} and {third}: mend them")),
        "{}",
        output.stderr
    );
    let written = fs::read_to_string(&rejects).unwrap();
    let once = "Bob,\"two\nlines\",more\nCy,\"open\n";
    assert_eq!(written, format!("name,about\n{once}{once}"));
    assert_eq!(fs::read_to_string(&second).unwrap(), "name\tcity\nEd\tRome\tItaly\n");
    assert_eq!(fs::read_to_string(&third).unwrap(), "oops\n");
    fs::write(&rejects, written.replace("lines\",more", "lines, more\"").replace("\"open", "open")).unwrap();
    assert_eq!(counts(&db.run(&["ingest", &rejects, "--json"])), [4, 2, 2, 0]);
    let about = "SELECT count(*) FROM raw_leads WHERE raw_payload ->> 'about' = E'two\\nlines, more'";
    assert_eq!(db.query_value::<i64>(about), 1);
}

#[test]
fn a_file_without_a_header_is_refused_and_loses_no_row() {
    let db = with_user();
    let output = ingest(&db, &[], b"ann@x.com,Ann\nbob@x.com,Bob\n");
    assert!(output.status == 1 && output.stderr.contains("put a header line before it"), "{}", output.stderr);
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM scrape_jobs"), 0);
}

#[test]
fn a_row_that_is_too_long_is_refused() {
    let db = with_user();
    let table = format!("name,about\nAnn,{}\nBob,\"{}\"\nCy,x\n", "x".repeat(200), "y,z\n".repeat(60));
    let output = ingest(&db, &["--max-record-bytes", "100", "--input-format", "csv"], table.as_bytes());
    told(&output, 2, "longer than 100 bytes");
    told(&output, 3, "not closed within 100 bytes");
    let cy = "SELECT count(*) FROM raw_leads WHERE raw_payload = '{\"name\": \"Cy\", \"about\": \"x\"}'";
    assert_eq!(db.query_value::<i64>(cy), 1);
}

#[test]
fn an_export_of_ours_comes_back_as_the_same_leads() {
    let db = with_user();
    let records = [
        json!({"company": "Acme", "source_url": "=1+1", "email": "john@acme.com", "name": "John Smith", "title": "CEO", "phone": "+61 400 000 000"}),
        json!({"company": "Nord, \"Licht\"", "email": "eva@nordlicht.de", "name": "Eva Maier", "city": "Hamburg", "country": "Germany"}),
    ];
    let lines: String = records.iter().map(|record| format!("{record}\n")).collect();
    assert_eq!(ingest(&db, &[], lines.as_bytes()).status, 0);
    db.json(&["normalize"]);
    let exported = db.run(&["leads", "export", "--sort", "name"]).stdout;
    assert!(exported.contains(",'=1+1,"), "{exported}");
    let values = |db: &TestDb| {
        let leads = db.json(&["leads", "--sort", "name", "--all"]);
        let kept = [
            "source",
            "company_name",
            "domain",
            "location",
            "first_name",
            "last_name",
            "job_title",
            "email",
            "phone",
        ];
        leads.as_array().unwrap().iter().map(|lead| kept.map(|key| lead[key].clone())).collect::<Vec<_>>()
    };
    let other = with_user();
    assert_eq!(counts(&ingest(&other, &[], exported.as_bytes())), [2, 2, 0, 0]);
    other.json(&["normalize"]);
    assert_eq!(values(&other), values(&db));
}

#[test]
fn a_dry_run_reads_a_table() {
    let directory = scratch();
    let file = directory.join("leads");
    fs::write(&file, "Full Name;E-mail;Company\nJohn Smith;john@acme.com;Acme\nx;y;z;more\n").unwrap();
    let dry_run = |file: &Path, arguments: &[&str]| {
        let file = file.to_str().unwrap();
        let all = [&["normalize", "--dry-run", file], arguments].concat();
        run(leadengine("").args(all), b"")
    };
    let output = dry_run(&file, &[]);
    assert_eq!(output.status, 0, "{}", output.stderr);
    let leads: Vec<Value> = output.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&leads[0]["email"], &leads[0]["last_name"]), (&json!("john@acme.com"), &json!("Smith")));
    assert_eq!(leads[1]["rejected"]["code"], "not_csv");
    fs::write(&file, "nickname\nJohn Smith\n").unwrap();
    assert_eq!(dry_run(&file, &["--input-format", "csv"]).stdout.lines().count(), 1);
}
