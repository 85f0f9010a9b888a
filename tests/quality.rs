//! The labelled cases: none of the fields falls behind what it once got right.

use crate::labelled::{FILES, score};

/// The least share that each file has to get right. Raise one when its field gets better.
const FLOORS: [(&str, f64); 14] = [
    ("person", 0.98),
    ("email", 0.98),
    ("phone", 0.98),
    ("company", 0.97),
    ("company_pairs", 0.98),
    ("domain", 0.99),
    ("title", 0.98),
    ("location", 0.98),
    ("size", 0.97),
    ("industry", 0.98),
    ("linkedin", 0.98),
    ("payload", 0.95),
    ("identity", 0.98),
    ("signals", 0.91),
];

#[test]
fn every_field_gets_as_many_labelled_cases_right_as_it_once_did() {
    assert_eq!(FLOORS.map(|(file, _)| file), FILES);
    let mut cases = 0;
    for (file, floor) in FLOORS {
        let score = score(file);
        cases += score.cases;
        let misses: Vec<String> = score
            .misses
            .iter()
            .map(|m| format!("{file}.jsonl:{}: {} wanted {} got {}", m.line, m.case, m.wanted, m.got))
            .collect();
        assert!(score.accuracy() >= floor, "{file}: {:.3}\n{}", score.accuracy(), misses.join("\n"));
    }
    assert!(cases >= 2_000, "{cases}");
}
