//! `model`, and `enrich --model`: from outcomes to scores that learned from them.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::ingest::with_user;
use crate::support::{TestDb, scratch};

/// Whether lead `n` is won: those who visit often and are no students, mostly.
fn is_won(n: u64) -> bool {
    let chance = n.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 57;
    visits(n) >= 8 && plan(n) != "student" && chance < 110 || chance < 6
}

fn visits(n: u64) -> u64 {
    (n.wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 40) % 12
}

fn plan(n: u64) -> &'static str {
    ["student", "free", "team"][(n.wrapping_mul(0x94D0_49BB_1331_11EB) >> 40) as usize % 3]
}

/// A database with leads `0..leads`, and a file that says what became of them.
pub fn with_leads(leads: u64) -> (TestDb, String) {
    let db = with_user();
    let records: String = (0..leads)
        .map(|n| {
            let record = json!({
                "email": format!("p{n}@company{n}.com"), "usage": {"visits": visits(n), "plan": plan(n)},
                "closed_as": if is_won(n) { "customer" } else { "gone" },
            });
            format!("{record}\n")
        })
        .collect();
    assert_eq!(db.run_with_stdin(&["ingest", "-"], records.as_bytes()).status, 0);
    db.json(&["normalize"]);
    let outcomes: String = (0..leads)
        .map(|n| format!("p{n}@company{n}.com,{}\n", if is_won(n) { "Closed Won" } else { "lost" }))
        .collect();
    let file = scratch().join("outcomes.csv");
    fs::write(
        &file,
        format!("Email,Outcome\n{outcomes}nobody@nowhere.com,won\np1@company1.com,negotiation\n"),
    )
    .unwrap();
    (db, path(&file))
}

fn path(file: &Path) -> String {
    file.to_str().unwrap().to_owned()
}

fn train(db: &TestDb, outcomes: &str, out: &Path, arguments: &[&str]) -> (Value, String) {
    let out = path(out);
    let run =
        db.run(&[&["model", "train", "--outcomes", outcomes, "--out", &out, "--json"], arguments].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    (serde_json::from_str(&run.stdout).unwrap(), run.stderr)
}

#[test]
fn a_model_learns_ranks_and_explains() {
    let (db, outcomes) = with_leads(1_500);
    let directory = scratch();
    let file = directory.join("a.model");

    let (_, warned) = train(&db, &outcomes, &file, &[]);
    assert!(
        warned.contains("closed_as") && warned.contains("--exclude closed_as"),
        "the answer among the questions: {warned}"
    );
    assert!(
        warned.contains("1 outcome passed over: neither won nor lost")
            && warned.contains("1 outcome passed over: the lead is not here"),
        "{warned}"
    );

    let (trained, warned) = train(&db, &outcomes, &file, &["--exclude", "closed_as"]);
    assert!(!warned.contains("warning"), "{warned}");
    assert_eq!(trained["leads"], 1_500);
    let auc = trained["roc_auc"].as_f64().unwrap();
    assert!((0.85..0.999).contains(&auc), "{auc}");
    let names: Vec<&str> = trained["weights"]
        .as_array()
        .unwrap()
        .iter()
        .take(2)
        .map(|weight| weight["name"].as_str().unwrap())
        .collect();
    assert!(names.contains(&"usage.visits") && names.contains(&"usage.plan"), "{names:?}");
    let tenths = trained["tenths"].as_array().unwrap();
    let told = |tenth: &Value, key: &str| tenth[key].as_f64().unwrap();
    assert!(
        (told(&tenths[0], "predicted") - told(&tenths[0], "won")).abs() < 0.1,
        "calibrated: {}",
        tenths[0]
    );

    // The same data and seed give the same model.
    let again = directory.join("again.model");
    train(&db, &outcomes, &again, &["--exclude", "closed_as"]);
    assert_eq!(fs::read(&file).unwrap(), fs::read(&again).unwrap());

    let model = path(&file);
    let measured = db.json(&["model", "evaluate", &model, "--outcomes", &outcomes]);
    assert!(measured["roc_auc"].as_f64().unwrap() >= auc - 0.01, "it has seen these");
    assert_eq!(db.json(&["model", "show", &model])["roc_auc"].as_f64(), Some(auc));

    // What it says is stored with its reasons, and stays as it is.
    db.json(&["enrich"]);
    assert_eq!(db.json(&["enrich", "--model", &model])["enriched"], 0, "all are up to date");
    assert_eq!(db.json(&["enrich", "--model", &model, "--rescore"])["enriched"], 1_500);
    let stored = "SELECT md5(string_agg(e::text, '' ORDER BY id)) FROM lead_enrichment e";
    let before: String = db.query_value(stored);
    db.json(&["enrich", "--model", &model, "--rescore"]);
    assert_eq!(db.query_value::<String>(stored), before, "nothing is written where nothing changed");
    let best = &db.json(&["leads", "--limit", "1"])[0];
    let shown = db.json(&["leads", "show", best["id"].as_str().unwrap()]);
    let points: f64 =
        shown["score_parts"].as_array().unwrap().iter().map(|part| part["points"].as_f64().unwrap()).sum();
    assert!(
        (points - shown["predicted_score"].as_f64().unwrap()).abs() < 0.05,
        "the parts are the score: {shown}"
    );
    assert!(shown["ai_summary"].as_str().unwrap().contains("raised by"), "{}", shown["ai_summary"]);
    let table = db.run(&["leads", "show", best["id"].as_str().unwrap()]).stdout;
    assert!(table.contains("usage.visits") && table.contains("average"), "{table}");
    // The higher the score, the more are won.
    let stats = db.json(&["stats", "--outcomes", &outcomes]);
    let tens = stats["conversion"].as_array().unwrap();
    let count = |ten: &Value, key: &str| ten[key].as_i64().unwrap();
    assert_eq!(tens.iter().map(|ten| count(ten, "leads")).sum::<i64>(), 1_500);
    let (low, high): (Vec<&Value>, Vec<&Value>) = tens.iter().partition(|ten| count(ten, "from") < 50);
    let share = |tens: &[&Value]| {
        let sum = |key: &str| tens.iter().map(|ten| count(ten, key)).sum::<i64>() as f64;
        sum("won") / sum("leads")
    };
    assert!(share(&high) > 3.0 * share(&low), "{tens:?}");
    let chart = db.run(&["stats", "--outcomes", &outcomes]).stdout;
    assert!(chart.contains("Won, by score (of 1500 leads"), "{chart}");
    // The rules again.
    db.json(&["enrich", "--rescore"]);
    assert_eq!(
        db.query_value::<i64>("SELECT count(*) FROM lead_enrichment WHERE score_parts IS NOT NULL"),
        0
    );
}

#[test]
fn a_model_that_does_not_fit_is_refused() {
    let (db, outcomes) = with_leads(300);
    let directory = scratch();
    let file = directory.join("a.model");
    train(&db, &outcomes, &file, &["--only", "usage"]);
    let text = fs::read_to_string(&file).unwrap();

    let refused = |db: &TestDb, text: &str, status: i32, word: &str| {
        let file = directory.join("bad.model");
        fs::write(&file, text).unwrap();
        let run = db.run(&["enrich", "--model", &path(&file), "--rescore"]);
        assert_eq!(run.status, status, "{}", run.stderr);
        assert!(run.stderr.contains(word), "{word}: {}", run.stderr);
    };
    refused(&db, &text.replacen("usage", "usagf", 1), 1, "damaged");
    refused(&db, &text[..text.len() / 2], 1, "damaged");
    refused(&db, &text.replacen("\"leadengine_model\":2", "\"leadengine_model\":3", 1), 1, "newer version");
    refused(&db, "{\"a\": 1}", 1, "no model");
    let missing = db.run(&["model", "show", &path(&directory.join("none.model"))]);
    assert_eq!(missing.status, 4, "{}", missing.stderr);

    // Leads of other sources.
    let other = with_user();
    assert_eq!(
        other.run_with_stdin(&["ingest", "-"], b"{\"email\": \"a@b.com\", \"city\": \"Lyon\"}").status,
        0
    );
    other.json(&["normalize"]);
    refused(&other, &text, 1, "made for other leads");
    assert_eq!(other.query_value::<i64>("SELECT count(*) FROM lead_enrichment"), 0);
}

#[test]
fn outcomes_that_teach_nothing_are_refused_with_a_way_on() {
    let (db, _) = with_leads(60);
    let directory = scratch();
    let out = path(&directory.join("a.model"));
    for (outcomes, status, word) in [
        ("email,outcome\n", 1, "no outcomes"),
        ("email,outcome\nnobody@nowhere.com,won\n", 4, "about a lead that is here"),
        ("email,outcome\np1@company1.com,won\np2@company2.com,lost\n", 1, "too few"),
        ("email,outcome\np1@company1.com,perhaps\n", 1, "perhaps"),
    ] {
        let run =
            db.run_with_stdin(&["model", "train", "--outcomes", "-", "--out", &out], outcomes.as_bytes());
        assert_eq!(run.status, status, "{outcomes}: {}", run.stderr);
        assert!(run.stderr.contains(word), "{word}: {}", run.stderr);
    }
    assert!(!directory.join("a.model").exists());
}

#[test]
fn a_category_of_many_levels_is_kept_in_the_file() {
    let db = with_user();
    let record =
        |n: u64| json!({"email": format!("p{n}@company{n}.com"), "region": format!("region {}", n % 30)});
    let records: String = (0..600).map(|n| format!("{}\n", record(n))).collect();
    assert_eq!(db.run_with_stdin(&["ingest", "-"], records.as_bytes()).status, 0);
    db.json(&["normalize"]);
    let won = |n: u64| n % 30 < 10 && !n.is_multiple_of(7);
    let outcomes: String = (0..600).map(|n| format!("p{n}@company{n}.com,{}\n", won(n))).collect();
    let directory = scratch();
    let file = directory.join("outcomes.csv");
    fs::write(&file, format!("email,won\n{outcomes}")).unwrap();
    let out = directory.join("a.model");
    let (trained, said) = train(&db, &path(&file), &out, &["--only", "region", "--exclude", "regoin"]);
    assert!(trained["roc_auc"].as_f64().unwrap() > 0.8, "{trained}");
    assert!(said.contains("no lead has a value named regoin"), "{said}");
    assert_eq!(db.json(&["model", "show", &path(&out)])["leads"], 600);
    db.json(&["enrich", "--model", &path(&out)]);
    // What is no file is not replaced by one.
    let link = directory.join("link.model");
    std::os::unix::fs::symlink(&out, &link).unwrap();
    train(&db, &path(&file), &link, &[]);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    let pipe = path(&directory.join("pipe"));
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for (out, word) in [(path(&file), "file of outcomes"), (pipe, "no file")] {
        let run = db.run(&["model", "train", "--outcomes", &path(&file), "--out", &out]);
        assert_ne!(run.status, 0);
        assert!(run.stderr.contains(word), "{}", run.stderr);
    }
}

#[test]
fn a_place_where_no_model_can_be_written_is_found_before_anything_is_read() {
    let db = TestDb::empty();
    let directory = path(&scratch());
    for out in [&format!("{directory}/none/a.model"), &directory] {
        let run = db.run(&["model", "train", "--outcomes", "/nowhere.csv", "--out", out]);
        assert_eq!(run.status, 1, "{}", run.stderr);
        assert!(run.stderr.starts_with("error: cannot write "), "{}", run.stderr);
    }
    assert_eq!(fs::read_dir(directory).unwrap().count(), 0);
}

#[test]
fn outcomes_name_leads_by_id_and_by_hash_and_only_the_users_own() {
    let (db, _) = with_leads(200);
    db.json(&["users", "add", "bob@example.com", "--plan", "pro", "--no-password"]);
    let rows: String = db.query_value(
        "SELECT string_agg(CASE WHEN right(r.data_hash, 1) < '8' THEN json_build_object('lead_id', l.id, 'won', n % 2 = 0) \
                ELSE json_build_object('data_hash', r.data_hash, 'won', n % 2 = 0) END::text, E'\\n') \
         FROM (SELECT *, row_number() OVER () AS n FROM leads) l JOIN raw_leads r ON r.id = l.raw_lead_ids[1]",
    );
    let file = scratch().join("outcomes.jsonl");
    fs::write(&file, rows).unwrap();
    let (trained, _) = train(&db, &path(&file), &scratch().join("a.model"), &["--user", "ann@example.com"]);
    assert_eq!((trained["leads"].as_u64(), trained["won"].as_u64()), (Some(200), Some(100)));
    let bobs =
        db.run(&["model", "train", "--outcomes", &path(&file), "--out", "x", "--user", "bob@example.com"]);
    assert_eq!(bobs.status, 4, "another user's leads: {}", bobs.stderr);
}
