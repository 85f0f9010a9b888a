//! Reading JSON whose nesting nobody vouches for.

use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::{Map, Number, Value};

/// Levels that are read of a value that has more than the parser follows. No lead is further down.
const LEVELS: usize = 100;

/// The key that serde_json gives a number, in a map of its own, where numbers keep every digit.
const NUMBER: &str = "$serde_json::private::Number";

/// Whether a key is the parser's own, before a number, and none that stands in the text: the parser's is elsewhere in memory.
pub fn is_number_key(key: &str, text: &str) -> bool {
    key == NUMBER && !text.as_bytes().as_ptr_range().contains(&key.as_ptr())
}

/// Reads a JSON text. Where it is nested so deep that walking it could use up the stack, only its upper levels are read; what is
/// further down is `null`.
///
/// # Errors
/// The parser's, when it is not JSON.
pub fn read(text: &str) -> serde_json::Result<Value> {
    serde_json::from_str(text).or_else(|_| {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let value = Upper { text, levels: LEVELS }.deserialize(&mut deserializer)?;
        deserializer.end()?;
        Ok(value)
    })
}

#[derive(Clone, Copy)]
struct Upper<'t> {
    text: &'t str,
    levels: usize,
}

impl Upper<'_> {
    fn below(self) -> Self {
        Upper { levels: self.levels - 1, ..self }
    }
}

impl<'de> DeserializeSeed<'de> for Upper<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        match self.levels {
            // Skipped without recursion.
            0 => IgnoredAny::deserialize(deserializer).map(|_| Value::Null),
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Upper<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = items.next_element_seed(self.below())? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = members.next_key_seed(Key(self.text))? {
            let Some(key) = key else {
                let number: String = members.next_value()?;
                return number.parse::<Number>().map(Value::Number).map_err(A::Error::custom);
            };
            map.insert(key, members.next_value_seed(self.below())?);
        }
        Ok(Value::Object(map))
    }
}

/// Reads a key; `None` for the one before a number.
struct Key<'t>(&'t str);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<String>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key<'_> {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Option<String>, E> {
        Ok(Some(key).filter(|key| !is_number_key(key, self.0)).map(str::to_owned))
    }

    // Written with escapes: the parser's own is not.
    fn visit_str<E>(self, key: &str) -> Result<Option<String>, E> {
        Ok(Some(key.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_too_deep_is_left_out_and_the_rest_is_read() {
        let deep = format!(
            "{{\"a\":{}7{},\"n\":[1.50,-2,\"x\\n\",true,null]}}",
            "[".repeat(50_000),
            "]".repeat(50_000)
        );
        let value = read(&deep).unwrap();
        assert_eq!(value["n"].to_string(), r#"[1.50,-2,"x\n",true,null]"#);
        assert!(value["a"][0][0][0].is_array());
        assert!(read(&deep[1..]).is_err());
    }

    #[test]
    fn no_key_is_taken_for_the_parsers_own() {
        for key in ["$serde_json::private::Number", "\\u0024serde_json::private::Number"] {
            let value = read(&format!("{{\"{key}\":\"x\",\"b\":1}}")).unwrap();
            assert_eq!(value, json!({"$serde_json::private::Number": "x", "b": 1}));
        }
    }
}
