//! Other programs on the same tables: one written with SQLAlchemy, against what the product page says of them, and another reader of
//! JSON Schema. Both come from the Python package index into an environment of their own, which is kept; where they cannot be had, a line
//! on standard error says so and nothing is tested.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::support::*;

/// What is installed: the driver is of Python alone, so that it is there for every machine.
const PACKAGES: [&str; 3] = ["sqlalchemy>=2", "pg8000", "jsonschema"];

/// The Python of an environment with [`PACKAGES`] in it; `None` where that cannot be made.
static PYTHON: LazyLock<Option<PathBuf>> = LazyLock::new(|| {
    environment()
        .inspect_err(|why| {
            let _ = writeln!(std::io::stderr(), "\nnot tested with SQLAlchemy: {why}");
        })
        .ok()
});

fn environment() -> Result<PathBuf, String> {
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (place, done) = (kept.join("python"), kept.join("python-is-ready"));
    let python = place.join("bin/python");
    // Several test processes may come at once.
    let lock = File::create(kept.join("python-lock")).map_err(|error| error.to_string())?;
    lock.lock().map_err(|error| error.to_string())?;
    let packages = PACKAGES.join("\n");
    let works = || {
        let imports = Command::new(&python).args(["-c", "import sqlalchemy, pg8000, jsonschema"]).output();
        imports.is_ok_and(|output| output.status.success())
    };
    if fs::read_to_string(&done).is_ok_and(|made| made == packages) && works() {
        return Ok(python);
    }
    let step = |what: &str, command: &mut Command| match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            Err(format!("{what}: {}", said.trim().lines().last().unwrap_or("it failed")))
        }
        Err(error) => Err(format!("{what}: {error}")),
    };
    step("python3 -m venv", Command::new("python3").args(["-m", "venv", "--clear"]).arg(&place))?;
    let mut install = Command::new(&python);
    install.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--retries",
        "1",
        "--timeout",
        "20",
    ]);
    step("pip install", install.args(PACKAGES))?;
    match works() {
        true => fs::write(&done, packages).map(|()| python.clone()).map_err(|error| error.to_string()),
        false => Err("the packages are there and cannot be used".to_owned()),
    }
}

/// Runs the other program, and reads what it printed.
#[track_caller]
fn other(python: &Path, arguments: &[&str], input: &[u8]) -> Value {
    let output = run(Command::new(python).arg(data("orm.py")).args(arguments), input);
    assert_eq!(output.status, 0, "{arguments:?}: {}", output.stderr);
    serde_json::from_str(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", output.stdout))
}

#[test]
fn a_program_written_with_an_orm_hands_in_records_and_reads_the_leads() {
    let Some(python) = PYTHON.as_deref() else { return };
    let db = TestDb::new();
    let url = db.app_url();
    let directory = url.split("host=").nth(1).and_then(|rest| rest.split('&').next()).unwrap();
    let socket = format!("{directory}/.s.PGSQL.5432");
    let ask = |what: &str| other(python, &[what, APP, db.name(), &socket], b"");

    let made = ask("insert");
    assert_eq!(
        (&made["status"], &made["role"], &made["scraped"]),
        (&json!("queued"), &json!("user"), &json!(true))
    );
    let waiting = db.json(&["doctor"]);
    let raw = waiting.as_array().unwrap().iter().find(|finding| finding["check"] == "raw leads").unwrap();
    assert_eq!(raw["found"], "3 waiting to be normalized");

    let normalized = db.json(&["normalize"]);
    assert_eq!(
        (&normalized["raw"], &normalized["created"], &normalized["rejected"]),
        (&json!(3), &json!(2), &json!(1))
    );
    assert_eq!(db.json(&["enrich"])["enriched"], 2);
    // The schema's own limits: no plan of LeadEngine's is meant.
    let usage = db.json(&["usage", "--user", "orm@example.com"]);
    assert_eq!((&usage[0]["monthly_lead_limit"], &usage[0]["leads_generated"]), (&json!(500), &json!(2)));

    let told = ask("report");
    let tables = [
        "__diesel_schema_migrations",
        "lead_enrichment",
        "leads",
        "raw_leads",
        "scrape_jobs",
        "subscriptions",
        "usage_tracking",
        "users",
    ];
    assert_eq!((&told["tables"], &told["missing"]), (&json!(tables), &json!([])));
    assert_eq!(told["cascades"], json!(["CASCADE"]));
    assert_eq!(told["jobs"], json!([["completed", 3, 3]]));
    let high: Vec<Value> = db
        .json(&["leads", "--intent", "high"])
        .as_array()
        .unwrap()
        .iter()
        .map(|lead| json!([lead["id"], lead["company_name"], lead["predicted_score"]]))
        .collect();
    assert_eq!(high[0][1], "Bright Bricks Ltd", "{high:?}");
    assert_eq!((&told["high"], &told["mapped"]), (&json!(high), &json!(high)));
}

#[test]
fn schemas_and_what_they_are_of_stand_up_to_another_reader() {
    let Some(python) = PYTHON.as_deref() else { return };
    let db = TestDb::new();
    db.json(&["users", "add", "ann@example.com", "--plan", "free"]);
    let pairs: Vec<Value> = leadengine::commands::schema::ENTRIES
        .iter()
        .filter_map(|entry| {
            let document = match entry.command {
                "users list" | "usage" | "stats" | "doctor" | "leads" | "schema" | "rules show" => {
                    db.json(&entry.command.split(' ').collect::<Vec<_>>())
                }
                // The schema itself is looked at all the same; of an empty list nothing is wrong.
                _ if entry.schema()["type"] == "array" => json!([]),
                _ => return None,
            };
            Some(json!({"schema": entry.schema(), "document": document}))
        })
        .collect();
    assert_eq!(other(python, &["schemas"], json!(pairs).to_string().as_bytes()), json!({"wrong": []}));
    let row = leadengine::commands::schema::find(&["users", "add"]).unwrap().schema();
    let wrong =
        other(python, &["schemas"], json!([{"schema": row, "document": {"id": 1}}]).to_string().as_bytes());
    assert!(wrong["wrong"].as_array().unwrap().len() > 1, "it does look: {wrong}");
}
