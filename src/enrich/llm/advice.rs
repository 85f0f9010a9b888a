//! What a language model may answer, and what of it is taken.

use serde_json::{Value, json};

use super::contact::is_whole;
use crate::enrich::features::clean;
use crate::enrich::rules::Rules;
use crate::enrich::signals::{self, Signal, SignalKind};
use crate::learn::model::tenths;
use crate::models::leads::LeadValues;

/// How far an answer may move a score, in points.
pub const MOST: f64 = 15.0;
/// The longest summary, in characters.
const SUMMARY_CHARS: usize = 400;
/// The longest quote, in characters, and the shortest, in words and characters: less occurs in any text.
const QUOTE_CHARS: usize = 250;
const QUOTE_WORDS: usize = 2;
const LEAST_CHARS: usize = 8;
/// Signals of one answer that are looked at.
const SIGNALS: usize = 20;

/// What a language model says of a lead, checked.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Advice {
    /// Points to add: -[`MOST`] to [`MOST`], in tenths.
    pub(super) adjustment: f64,
    /// One sentence.
    pub(super) summary: String,
    /// The signals whose quotes occur, at most one of each kind, strongest first.
    pub(super) signals: Vec<Signal>,
}

/// The form of an answer, as a JSON schema that every server's structured output knows.
pub(super) fn schema() -> Value {
    let kinds: Vec<&str> = SignalKind::ALL.iter().map(|kind| kind.as_str()).collect();
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["adjustment", "summary", "signals"],
        "properties": {
            "adjustment": {"type": "number", "description": format!("-{MOST} to {MOST}")},
            "summary": {"type": "string", "description": "one sentence"},
            "signals": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["kind", "quote"],
                    "properties": {
                        "kind": {"type": "string", "enum": kinds},
                        "quote": {"type": "string", "description": "copied word for word from a text"},
                    },
                },
            },
        },
    })
}

impl Advice {
    /// Checks an answer. Signals whose quotes do not occur in the sources are dropped.
    ///
    /// # Errors
    /// What is wrong with it, in words that hold nothing of it.
    pub(super) fn read(
        answer: &Value,
        sources: &[String],
        lead: &LeadValues,
        rules: &Rules,
    ) -> Result<Advice, String> {
        let adjustment = answer["adjustment"].as_f64().ok_or("its adjustment is no number")?;
        if !(-MOST..=MOST).contains(&adjustment) {
            return Err(format!("its adjustment is not from -{MOST} to {MOST}"));
        }
        let summary = answer["summary"].as_str().ok_or("its summary is no text")?;
        let summary = clean(summary, 2 * SUMMARY_CHARS);
        if summary.is_empty() {
            return Err("its summary is empty".to_owned());
        }
        if summary.chars().count() > SUMMARY_CHARS || signals::sentences(&summary, &rules.phrases) > 1 {
            return Err("its summary is longer than a sentence".to_owned());
        }
        let own =
            [&lead.company_name, &lead.domain].map(|own| own.as_deref().unwrap_or_default().to_lowercase());
        let site = |word: &str| names_site(word) && !own.iter().any(|own| own.contains(&bare(word)));
        if super::contact::is_contact(&summary) || summary.split_whitespace().any(site) {
            return Err("its summary has contact details or a link in it".to_owned());
        }
        // Neither markup nor what a spreadsheet would calculate.
        if summary.contains(['<', '>', '[', ']', '`', '*', '|']) || summary.starts_with(['=', '+', '-', '@'])
        {
            return Err("its summary is no plain sentence".to_owned());
        }
        let given = answer["signals"].as_array().ok_or("its signals are no list")?;
        let sources: Vec<String> = sources.iter().map(|text| plain(text)).collect();
        let mut found: Vec<Signal> = Vec::new();
        for signal in given.iter().take(SIGNALS) {
            let kind = signal["kind"].as_str().and_then(|kind| kind.parse::<SignalKind>().ok());
            let quote = signal["quote"].as_str().map(|quote| quote.trim_matches(['"', '“', '”', ' ', '…']));
            let (Some(kind), Some(quote)) = (kind, quote) else { continue };
            if found.iter().all(|other| other.kind != kind) && occurs(quote, &sources) {
                let points = rules.sections.signals.points.get(&kind).copied().unwrap_or_default();
                found.push(Signal { kind, quote: clean(quote, QUOTE_CHARS), points });
            }
        }
        found.sort_by(|a, b| b.points.total_cmp(&a.points));
        Ok(Advice { adjustment: tenths(adjustment), summary, signals: found })
    }
}

/// A word without the punctuation around it, in lower case.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Whether a word is a site's name: of a domain that can be registered.
fn names_site(word: &str) -> bool {
    let word = bare(word);
    let suffix = psl::suffix(word.as_bytes());
    word.contains('.')
        && suffix.is_some_and(|suffix| suffix.is_known() && suffix.as_bytes().len() < word.len())
}

/// Whether a quote stands in one of these texts, which are plain.
fn occurs(quote: &str, sources: &[String]) -> bool {
    let quote = plain(quote);
    let long = quote.chars().count() >= LEAST_CHARS && quote.split(' ').count() >= QUOTE_WORDS;
    long && quote.chars().count() <= QUOTE_CHARS
        && sources
            .iter()
            .any(|text| text.match_indices(&quote).any(|(at, _)| is_whole(text, at..at + quote.len())))
}

/// A text with one space between words and plain quotation marks: what a model does not copy exactly.
fn plain(text: &str) -> String {
    let plain: String = signals::plain(text)
        .chars()
        .map(|c| match c {
            '‘' | '’' | 'ʼ' => '\'',
            '“' | '”' | '„' | '«' | '»' => '"',
            '–' | '—' | '‑' => '-',
            c => c,
        })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(answer: Value) -> Result<Advice, String> {
        let sources = ["We’re looking for a new <b>supplier</b> of valves.\nNo plans to hire.".to_owned()];
        let lead = LeadValues { domain: Some("acme.com".to_owned()), ..LeadValues::default() };
        Advice::read(&answer, &sources, &lead, Rules::built_in())
    }

    fn answer(adjustment: Value, summary: &str, signals: Value) -> Value {
        json!({"adjustment": adjustment, "summary": summary, "signals": signals})
    }

    #[test]
    fn an_answer_within_bounds_is_taken() {
        let signals = json!([{"kind": "explicit_need", "quote": "looking for a new supplier of valves"}]);
        let advice = read(answer(json!(7.26), "Acme Inc. looks for a supplier.", signals)).unwrap();
        assert_eq!(advice.adjustment, 7.3);
        assert_eq!(advice.signals[0].kind, SignalKind::ExplicitNeed);
    }

    #[test]
    fn a_summary_may_name_the_leads_own_site_and_what_only_looks_like_one() {
        for summary in ["Acme.com looks for a supplier.", "A Node.js shop, e.g. for retailers, buys."] {
            assert!(read(answer(json!(0), summary, json!([]))).is_ok(), "{summary}");
        }
    }

    #[test]
    fn signals_that_are_not_in_the_texts_are_dropped() {
        for (kind, quote) in [
            ("funding", "raised a Series A"),
            ("hiring", "plans to hire 100"),
            ("hiring", "to"),
            ("hiring", "o hire"),
            ("rumour", "We're looking for a new supplier"),
        ] {
            let signals = json!([{"kind": kind, "quote": quote}, {"kind": 5}, "hiring", null]);
            assert!(read(answer(json!(0), "A company.", signals)).unwrap().signals.is_empty(), "{quote}");
        }
        let twice = json!([{"kind": "explicit_need", "quote": "We're looking for"}, {"kind": "explicit_need", "quote": "looking for a new"}]);
        assert_eq!(read(answer(json!(0), "A company.", twice)).unwrap().signals.len(), 1);
    }

    #[test]
    fn what_is_out_of_bounds_is_refused() {
        for (adjustment, summary, signals) in [
            (json!(15.1), "A company.", json!([])),
            (json!(-100), "A company.", json!([])),
            (json!("10"), "A company.", json!([])),
            (json!(null), "A company.", json!([])),
            (json!(1), "", json!([])),
            (json!(1), "\u{1b}\u{7}", json!([])),
            (json!(1), "A company. It buys now! Call them.", json!([])),
            (json!(1), "See https://evil.example for more.", json!([])),
            (json!(1), "See evil.com now.", json!([])),
            (json!(1), "<b>A</b> company.", json!([])),
            (json!(1), "=HYPERLINK(1) is a company.", json!([])),
            (json!(1), "Write to mallory@evil.example now.", json!([])),
            (json!(1), &"long ".repeat(100), json!([])),
            (json!(1), "A company.", json!("none")),
        ] {
            assert!(read(answer(adjustment.clone(), summary, signals)).is_err(), "{adjustment} {summary}");
        }
        for odd in [json!(null), json!([]), json!("score: 100"), json!({})] {
            assert!(read(odd).is_err());
        }
    }
}
