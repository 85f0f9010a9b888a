//! What is known of a lead, as scalars with a name: `contact.title`, `employees`, `tags[]`.

use serde_json::Value;

use crate::normalize::payload::is_placeholder;
use crate::normalize::table::Table;

/// How deep objects are followed.
const MAX_DEPTH: usize = 8;
/// Elements of a list that are looked at.
const MAX_ITEMS: usize = 50;
/// Values of one lead: a hostile payload costs no more.
const MAX_VALUES: usize = 1_000;
/// The longest name that is kept, in bytes.
const MAX_NAME: usize = 200;
/// The longest text that is kept, in characters.
const MAX_TEXT: usize = 2_000;

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub enum Scalar {
    /// A number.
    Number(f64),
    /// A text, or `true` or `false`.
    Text(String),
}

/// Bytes of all texts and names of one lead, about.
const MAX_BYTES: usize = 64 << 10;

/// The values of one lead, by name. What is not there is missing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Values {
    map: Table<String, Scalar>,
    bytes: usize,
}

impl Values {
    /// None yet, with room for those of a usual lead.
    pub fn with_room() -> Self {
        const USUAL: usize = 50;
        Values { map: Table::with_capacity_and_hasher(USUAL, Default::default()), bytes: 0 }
    }

    /// Adds a value; one of the same name gives way.
    pub fn set(&mut self, name: &str, value: Scalar) {
        let text = if let Scalar::Text(text) = &value { text.len() } else { 0 };
        if name.len() > MAX_NAME || self.bytes + text > MAX_BYTES {
            return;
        }
        let room = self.map.len() < MAX_VALUES;
        match self.map.get_mut(name) {
            Some(old) => {
                self.bytes += text;
                *old = value;
            }
            None if room => {
                self.bytes += name.len() + text;
                self.map.insert(name.to_owned(), value);
            }
            None => {}
        }
    }

    /// Adds all of these; those of the same name give way.
    pub fn set_all(&mut self, others: &Values) {
        others.iter().for_each(|(name, value)| self.set(name, value.clone()));
    }

    /// Adds a text, if there is one.
    pub fn set_text(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) {
            self.set(name, Scalar::Text(text.to_owned()));
        }
    }

    /// The value of this name.
    pub fn get(&self, name: &str) -> Option<&Scalar> {
        self.map.get(name)
    }

    /// All of them, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Scalar)> {
        self.map.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Adds every scalar of a payload. A list is told by how many it has (`tags[]`), by its scalars as one text (`tags`), and of
    /// objects by the first that has the key (`jobs[].title`).
    pub fn add_payload(&mut self, payload: &Value) {
        self.add(&mut String::new(), payload, 0, false);
    }

    fn add(&mut self, name: &mut String, value: &Value, depth: usize, first_wins: bool) {
        if depth > MAX_DEPTH || first_wins && !value.is_object() && self.map.contains_key(name.as_str()) {
            return;
        }
        match value {
            Value::Null => {}
            Value::Bool(flag) => self.set(name, Scalar::Text(flag.to_string())),
            Value::Number(number) => {
                if let Some(number) = number.as_f64().filter(|number| number.is_finite()) {
                    self.set(name, Scalar::Number(number));
                }
            }
            Value::String(text) => {
                if !is_placeholder(text) {
                    self.set(name, Scalar::Text(text.trim().chars().take(MAX_TEXT).collect()));
                }
            }
            Value::Object(fields) => {
                for (key, value) in fields {
                    let end = name.len();
                    if end > 0 {
                        name.push('.');
                    }
                    name.push_str(key);
                    self.add(name, value, depth + 1, first_wins);
                    name.truncate(end);
                }
            }
            Value::Array(items) => {
                let end = name.len();
                name.push_str("[]");
                self.set(name, Scalar::Number(items.len() as f64));
                let texts: Vec<String> = items.iter().take(MAX_ITEMS).filter_map(scalar_text).collect();
                for item in items.iter().take(MAX_ITEMS).filter(|item| item.is_object()) {
                    self.add(name, item, depth + 1, true);
                }
                name.truncate(end);
                if !texts.is_empty() {
                    self.set(name, Scalar::Text(texts.join(" | ").chars().take(MAX_TEXT).collect()));
                }
            }
        }
    }
}

fn scalar_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !is_placeholder(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_scalar_of_a_payload_has_a_name() {
        let mut values = Values::default();
        values.add_payload(&json!({
            "employees": 12, "active": true, "empty": "", "none": null, "unknown": "N/A",
            "contact": {"title": " CEO "},
            "tags": ["a", 2, "b"],
            "jobs": [{"title": "first"}, {"title": "second", "until": "2020-01-01"}],
        }));
        let mut found: Vec<String> = values.iter().map(|(name, value)| format!("{name} {value:?}")).collect();
        found.sort_unstable();
        let expected = [
            "active Text(\"true\")",
            "contact.title Text(\"CEO\")",
            "employees Number(12.0)",
            "jobs[] Number(2.0)",
            "jobs[].title Text(\"first\")",
            "jobs[].until Text(\"2020-01-01\")",
            "tags Text(\"a | 2 | b\")",
            "tags[] Number(3.0)",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_hostile_payload_costs_no_more_than_a_large_one() {
        let wide: serde_json::Map<String, Value> = (0..5_000).map(|n| (n.to_string(), json!(n))).collect();
        let mut deep = json!({"x": 1});
        for _ in 0..100 {
            deep = json!({"d": deep});
        }
        let mut values = Values::default();
        values.add_payload(&Value::Object(wide));
        values.add_payload(&deep);
        assert_eq!(values.iter().count(), MAX_VALUES);
    }
}
