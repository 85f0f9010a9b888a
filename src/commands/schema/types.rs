//! What values stand under which key. JSON keys are the names of columns, and a name means the same in every command; where it does not,
//! the command says so itself.

use serde_json::{Map, Value, json};

/// What a value is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Type {
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A whole number, 0 or more.
    Count,
    Number,
    Boolean,
    /// A UUID.
    Id,
    /// RFC 3339 in UTC.
    Time,
    /// A day in UTC: `2026-11-23`.
    Date,
    /// Any JSON.
    Any,
    /// This, or `null`.
    OrNull(&'static Type),
    /// An array of these.
    List(&'static Type),
    /// An object with these keys.
    Object(&'static [Key]),
    /// An object whose keys are data, with these values.
    Map(&'static Type),
}
use Type::{Any, Boolean, Count, Date, Id, List, Map as MapOf, Number, Object, OrNull, Text, Time};

/// A key and its value; a key that ends in `?` may be missing.
pub(super) type Key = (&'static str, Type);

const TEXT: Type = OrNull(&Text);
const COUNT: Type = OrNull(&Count);
const NUMBER: Type = OrNull(&Number);
const ID: Type = OrNull(&Id);
const TIME: Type = OrNull(&Time);

/// The keys of all commands, by name. What a column of a table may hold as NULL is `null` here.
#[rustfmt::skip]
pub(super) const KEYS: &[Key] = &[
    ("about", Text),
    ("after", TEXT),
    ("ai_summary", TEXT),
    ("applied", Boolean),
    ("average_precision", NUMBER),
    ("brier", NUMBER),
    ("buying_signal", TEXT),
    ("bytes", Count),
    ("check", Text),
    ("command", Text),
    ("company_name", TEXT),
    ("company_size", TEXT),
    ("completed_at", TIME),
    ("confidence_score", NUMBER),
    ("created", Count),
    ("created_at", TIME),
    ("data_dir", Text),
    ("domain", TEXT),
    ("done", Text),
    ("duplicates", Count),
    ("email", TEXT),
    ("enriched", Count),
    ("enriched_at", TIME),
    ("exists", Boolean),
    ("expires_at", TIME),
    ("features", Count),
    ("field", TEXT),
    ("file", TEXT),
    ("filters", Any),
    ("first_name", TEXT),
    ("found", Text),
    ("from", OrNull(&List(&Text))),
    ("high", Count),
    ("high_from", NUMBER),
    ("high_intent", Count),
    ("home", Text),
    ("id", Id),
    ("industry", TEXT),
    ("inserted", Count),
    ("intent_level", TEXT),
    ("is_active", OrNull(&Boolean)),
    ("job_id", ID),
    ("job_title", TEXT),
    ("jobs", Count),
    ("last_name", TEXT),
    ("leads", Count),
    ("leads_generated", COUNT),
    ("left_out", Count),
    ("line", COUNT),
    ("linkedin_url", TEXT),
    ("llm_answered", Count),
    ("llm_chosen", Count),
    ("llm_failed", Count),
    ("llm_left", Count),
    ("llm_requests", Count),
    ("location", TEXT),
    ("log", Text),
    ("low", Count),
    ("mean_score", NUMBER),
    ("medium", Count),
    ("medium_from", NUMBER),
    ("mend", TEXT),
    ("model", Text),
    ("monthly_lead_limit", NUMBER),
    ("monthly_scrape_limit", NUMBER),
    ("name", Text),
    ("normalize_options", Any),
    ("option", Text),
    ("over_quota", Count),
    ("password_matches", Boolean),
    ("path", TEXT),
    ("per_second", NUMBER),
    ("period_end", TIME),
    ("period_start", TIME),
    ("phone", TEXT),
    ("pid", COUNT),
    ("plan_name", TEXT),
    ("points", NUMBER),
    ("predicted_score", NUMBER),
    ("problem", Text),
    ("profile", TEXT),
    ("quote", TEXT),
    ("raw", Count),
    ("raw_leads", Count),
    ("read", Count),
    ("recommended_channel", TEXT),
    ("record", Count),
    ("rejected", Count),
    ("roc_auc", NUMBER),
    ("role", TEXT),
    ("running", Boolean),
    ("scored", Count),
    ("scrapes_used", COUNT),
    ("search_query", TEXT),
    ("seconds", Number),
    ("seed", Count),
    ("seniority", TEXT),
    ("since", TEXT),
    ("socket_dir", Text),
    ("source", TEXT),
    ("source_type", TEXT),
    ("sql", Text),
    ("started_at", TIME),
    ("starts_at", TIME),
    ("status", TEXT),
    ("suspects", List(&Object(&[("name", Text), ("roc_auc", NUMBER)]))),
    ("tenths", List(&Object(&[("leads", Count), ("predicted", NUMBER), ("won", NUMBER), ("lift", NUMBER), ("captured", NUMBER)]))),
    ("text", Count),
    ("total_found", NUMBER),
    ("total_processed", NUMBER),
    ("total_rejected", NUMBER),
    ("trees", Count),
    ("unchanged", Count),
    ("updated", Count),
    ("updated_at", TIME),
    ("url", Text),
    ("user_id", ID),
    ("value", TEXT),
    ("variable", TEXT),
    ("verdict", Text),
    ("version", TEXT),
    ("weights", List(&Object(&[("name", Text), ("share", NUMBER)]))),
    ("won", Count),
];

/// Of `stats`.
#[rustfmt::skip]
pub(super) const STATISTICS: &[Key] = &[
    ("conversion", OrNull(&List(&Object(&[("from", Count), ("to", Count), ("leads", Count), ("won", Count)])))),
    ("days", List(&Object(&[("day", Date), ("raw_leads", Count)]))),
    ("industries", List(&Object(&[("industry", TEXT), ("leads", Count)]))),
    ("intent", List(&Object(&[("intent_level", TEXT), ("leads", Count)]))),
    ("job_statuses", List(&Object(&[("status", TEXT), ("jobs", Count)]))),
    ("scores", List(&Object(&[("from", Count), ("to", Count), ("leads", Count)]))),
    ("seniority", List(&Object(&[("seniority", TEXT), ("leads", Count)]))),
    ("sources", List(&Object(&[("source", TEXT), ("leads", Count)]))),
];

/// What `leads show` tells beside the columns.
#[rustfmt::skip]
pub(super) const WHY: &[Key] = &[
    ("score_parts", List(&Object(&[("name", Text), ("points", Number), ("max?", NUMBER), ("reason?", TEXT), ("value?", TEXT)]))),
    ("channel_reason", Text),
    ("origins", MapOf(&Object(&[("raw_lead_id", ID), ("key", TEXT)]))),
    ("raw", List(&Object(&[("id", Id), ("scrape_job_id", ID), ("source_url", TEXT), ("scraped_at", TIME), ("raw_payload", Any)]))),
];

/// Of `normalize --dry-run`, beside the columns of a lead: all of it is missing in what is no object.
pub(super) const DRY: &[Key] = &[
    ("rejected?", Object(&[("code", Text), ("message", Text)])),
    ("confidence_score?", NUMBER),
    ("company_key?", TEXT),
];

/// Of `run`: what became of each file, and of the steps that were begun.
#[rustfmt::skip]
pub(super) const RUN: &[Key] = &[
    ("files", List(&Object(&[("file", Text), ("user", TEXT), ("state", Text), ("job_id", ID), ("read", Count), ("inserted", Count), ("duplicates", Count),
        ("rejected", Count), ("bytes", Count), ("moved_to", TEXT), ("reason", TEXT)]))),
    ("ingest", OrNull(&Object(&[("files", Count), ("done", Count), ("failed", Count), ("waiting", Count), ("read", Count), ("inserted", Count),
        ("duplicates", Count), ("rejected", Count), ("bytes", Count), ("seconds", Number)]))),
    ("normalize", OrNull(&Object(&[("jobs", Count), ("raw", Count), ("created", Count), ("updated", Count), ("unchanged", Count), ("rejected", Count),
        ("over_quota", Count), ("seconds", Number)]))),
    ("enrich", OrNull(&Object(&[("enriched", Count), ("high", Count), ("medium", Count), ("low", Count), ("llm_chosen?", Count),
        ("llm_requests?", Count), ("llm_answered?", Count), ("llm_failed?", Count), ("llm_left?", Count), ("seconds", Number)]))),
];

/// Of an error.
pub(super) const ERROR: &[Key] = &[("error", Object(&[("code", Text), ("message", Text), ("hint", TEXT)]))];

impl Type {
    /// Its JSON Schema.
    pub(super) fn schema(self) -> Value {
        match self {
            Type::Text => json!({"type": "string"}),
            Type::Word(words) => json!({"enum": words}),
            Type::Count => json!({"type": "integer", "minimum": 0}),
            Type::Number => json!({"type": "number"}),
            Type::Boolean => json!({"type": "boolean"}),
            Type::Id => json!({"type": "string", "format": "uuid"}),
            Type::Time => json!({"type": "string", "format": "date-time"}),
            Type::Date => json!({"type": "string", "format": "date"}),
            Type::Any => json!(true),
            Type::OrNull(some) => match some.schema() {
                Value::Object(mut schema) if schema["type"].is_string() => {
                    schema["type"] = json!([schema["type"], "null"]);
                    Value::Object(schema)
                }
                schema => json!({"anyOf": [schema, {"type": "null"}]}),
            },
            Type::List(item) => json!({"type": "array", "items": item.schema()}),
            Type::Object(keys) => object(keys.iter().copied()),
            Type::Map(value) => json!({"type": "object", "additionalProperties": value.schema()}),
        }
    }
}

/// The schema of an object with these keys and no others.
pub(super) fn object(keys: impl IntoIterator<Item = Key>) -> Value {
    let (mut properties, mut required) = (Map::new(), Vec::new());
    for (key, value) in keys {
        let name = key.trim_end_matches('?');
        if name == key {
            required.push(name);
        }
        properties.insert(name.to_owned(), value.schema());
    }
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_and_each_there_once() {
        for keys in [KEYS, STATISTICS] {
            assert!(keys.is_sorted_by(|a, b| a.0 < b.0), "{keys:?}");
        }
    }

    #[test]
    fn null_is_one_more_type() {
        assert_eq!(ID.schema(), json!({"type": ["string", "null"], "format": "uuid"}));
        assert_eq!(object([("a", Text), ("b?", TEXT)])["required"], json!(["a"]));
    }
}
