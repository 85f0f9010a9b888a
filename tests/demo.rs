//! `demo` and the private PostgreSQL under it.

use serde_json::Value;

use crate::support::{leadengine, run};

#[test]
fn the_demo_ends_with_ranked_leads_and_starts_afresh_each_time() {
    let mut first = leadengine("postgresql://ignored@127.0.0.1:1/none");
    let output = run(first.arg("demo"), b"");
    assert_eq!(output.status, 0, "{}", output.stderr);
    for step in ["create-tables", "users add", "ingest", "normalize", "enrich", "What to type next"] {
        assert!(output.stderr.contains(step), "{step} in {}", output.stderr);
    }
    assert!(output.stdout.starts_with("Score"), "{}", output.stdout);
    assert!(output.stdout.lines().count() > 20);

    let home = first
        .get_envs()
        .find(|(name, _)| *name == "LEADENGINE_HOME")
        .and_then(|(_, value)| value)
        .unwrap()
        .to_owned();
    let again = |arguments: &[&str]| {
        let output = run(leadengine("").env("LEADENGINE_HOME", &home).args(arguments), b"");
        assert_eq!(output.status, 0, "{}", output.stderr);
        output.stdout
    };
    let ranked = |json: &str| -> Vec<String> {
        let leads: Value = serde_json::from_str(json).unwrap();
        leads
            .as_array()
            .unwrap()
            .iter()
            .map(|lead| format!("{}{}{}", lead["predicted_score"], lead["email"], lead["ai_summary"]))
            .collect()
    };
    let (a, b) = (again(&["demo", "--json", "--limit", "300"]), again(&["demo", "--json", "--limit", "300"]));
    let (mut a, mut b) = (ranked(&a), ranked(&b));
    assert!(a.len() > 100, "{}", a.len());
    a.sort();
    b.sort();
    assert_eq!(a, b, "the same leads, scores and summaries each time");
    again(&["db", "stop"]);
}
