//! JSON held to a JSON Schema, as far as those of `leadengine schema` go: a keyword that is not known here fails.

use chrono::DateTime;
use serde_json::Value;
use uuid::Uuid;

/// What of a document is otherwise than its schema says; nothing where it holds.
pub fn breaches(document: &Value, schema: &Value) -> Vec<String> {
    let mut found = Vec::new();
    look("$", document, schema, schema, &mut found);
    found
}

fn look(at: &str, value: &Value, schema: &Value, root: &Value, found: &mut Vec<String>) {
    let Value::Object(rules) = schema else {
        assert_eq!(schema, &Value::Bool(true), "{at}: no schema");
        return;
    };
    for (keyword, rule) in rules {
        let holds = match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" => true,
            "$ref" => {
                let name =
                    rule.as_str().and_then(|name| name.strip_prefix('#')).expect("a place in this schema");
                look(at, value, root.pointer(name).expect("it is there"), root, found);
                true
            }
            "type" => match rule {
                Value::Array(types) => types.iter().any(|one| is_of(value, one)),
                one => is_of(value, one),
            },
            "enum" => rule.as_array().expect("words").contains(value),
            "minimum" => value.as_f64().is_none_or(|number| number >= rule.as_f64().expect("a number")),
            "format" => value.as_str().is_none_or(|text| has_format(text, rule)),
            "anyOf" => rule.as_array().expect("schemas").iter().any(|one| {
                let mut breaches = Vec::new();
                look(at, value, one, root, &mut breaches);
                breaches.is_empty()
            }),
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    look(&format!("{at}[{index}]"), item, rule, root, found);
                }
                true
            }
            "required" => value.as_object().is_none_or(|object| {
                rule.as_array()
                    .expect("keys")
                    .iter()
                    .all(|key| object.contains_key(key.as_str().expect("a key")))
            }),
            "properties" => {
                for (key, schema) in rule.as_object().expect("schemas by key") {
                    if let Some(value) = value.get(key) {
                        look(&format!("{at}.{key}"), value, schema, root, found);
                    }
                }
                true
            }
            "additionalProperties" => {
                let named =
                    |key: &String| rules.get("properties").is_some_and(|named| named.get(key).is_some());
                let others = value.as_object().into_iter().flatten().filter(|(key, _)| !named(key));
                for (key, value) in others {
                    match rule {
                        Value::Bool(false) => found.push(format!("{at}.{key} is not foreseen")),
                        schema => look(&format!("{at}.{key}"), value, schema, root, found),
                    }
                }
                true
            }
            unknown => panic!("{at}: the keyword {unknown} is not known here"),
        };
        if !holds {
            found.push(format!("{at}: {value} against {keyword} {rule}"));
        }
    }
}

fn is_of(value: &Value, name: &Value) -> bool {
    match name.as_str().expect("a type") {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        unknown => panic!("no type {unknown}"),
    }
}

fn has_format(text: &str, format: &Value) -> bool {
    match format.as_str().expect("a format") {
        "uuid" => text.len() == 36 && Uuid::parse_str(text).is_ok(),
        "date-time" => text.ends_with('Z') && DateTime::parse_from_rfc3339(text).is_ok(),
        "date" => chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok(),
        unknown => panic!("no format {unknown}"),
    }
}

/// Fails where what a command printed with `--json` is otherwise than `leadengine schema` says of it.
#[track_caller]
pub fn hold(command: &[&str], printed: &Value) {
    // The program alone is no command.
    if command.is_empty() {
        return;
    }
    let entry =
        leadengine::commands::schema::find(command).unwrap_or_else(|| panic!("no schema of {command:?}"));
    let breaches = breaches(printed, &entry.schema());
    assert_eq!(
        breaches,
        Vec::<String>::new(),
        "{command:?} against the schema of {}: {printed:#}",
        entry.command
    );
}

#[test]
fn what_does_not_hold_is_found() {
    let schema: Value = serde_json::from_str(
        r##"{"type": "array", "items": {"$ref": "#/$defs/row"}, "$defs": {"row": {"type": "object", "additionalProperties": false,
            "required": ["id"], "properties": {"id": {"type": "string", "format": "uuid"}, "n": {"type": ["integer", "null"], "minimum": 0},
            "at": {"type": "string", "format": "date-time"}, "v": {"enum": ["ok"]}, "m": {"anyOf": [{"type": "null"}, {"type": "array", "items": {"type": "string"}}]}}}}}"##,
    )
    .unwrap();
    let id = "310d4d1c-b455-47e0-a204-ec6a9c3413aa";
    let of = |row: &str| breaches(&serde_json::from_str(&row.replace("ID", id)).unwrap(), &schema).len();
    for row in [r#"[]"#, r#"[{"id": "ID", "n": null, "at": "2026-11-23T08:00:00Z", "v": "ok", "m": ["a"]}]"#]
    {
        assert_eq!(of(row), 0, "{row}");
    }
    for row in [
        r#"{}"#,
        r#"[{}]"#,
        r#"[{"id": "x"}]"#,
        r#"[{"id": "ID", "n": -1}]"#,
        r#"[{"id": "ID", "n": 1.5}]"#,
        r#"[{"id": "ID", "at": "2026-11-23 08:00"}]"#,
        r#"[{"id": "ID", "v": "bad"}]"#,
        r#"[{"id": "ID", "m": [1]}]"#,
        r#"[{"id": "ID", "more": 1}]"#,
    ] {
        assert_eq!(of(row), 1, "{row}");
    }
}
