//! An operator's own mapping: from which paths of a payload a field is taken, before the built-in table of keys is asked.
//!
//! A mapping is a JSON object. Each key is a field, each value a list of paths, tried in order:
//!
//! ```json
//! {"email": ["/person/mail", "contact.address"], "phone": {"only": ["tel"]}}
//! ```
//!
//! A path that begins with `/` is a JSON Pointer (RFC 6901); any other is dotted, with `*` for every element of an
//! array or value of an object. Paths of a list come before the built-in keys, which are asked only where none of them holds
//! a usable value; with `only`, the built-in keys are not asked at all.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::{Map, Value, json};

use super::payload::Field;

/// The names under which fields are mapped: the columns of `leads`, and what a payload may hold in their place.
/// Sorted.
const FIELDS: &[(&str, Field)] = &[
    ("city", Field::City),
    ("company_name", Field::Company),
    ("company_size", Field::CompanySize),
    ("confidence", Field::Confidence),
    ("country", Field::Country),
    ("domain", Field::Website),
    ("email", Field::Email),
    ("first_name", Field::FirstName),
    ("full_name", Field::FullName),
    ("industry", Field::Industry),
    ("job_title", Field::JobTitle),
    ("last_name", Field::LastName),
    ("linkedin_url", Field::Linkedin),
    ("location", Field::Location),
    ("phone", Field::Phone),
    ("region", Field::Region),
    ("scraped_at", Field::ScrapedAt),
    ("seniority", Field::Seniority),
    ("source", Field::Source),
];

/// Paths a field may have.
const MAX_PATHS: usize = 100;
/// Characters a path may have.
const MAX_PATH: usize = 1_000;
/// Values that one path may find: more are a data set, not a record.
const MAX_FOUND: usize = 50;

/// Which paths of a payload each field is taken from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    rules: Vec<Rule>,
}

/// What one field is taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The field.
    pub field: Field,
    /// Where it may stand, the first to be tried first.
    pub paths: Vec<Path>,
    /// The built-in keys are not asked for it.
    pub only: bool,
}

/// Where in a payload a value stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path(Steps);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Steps {
    /// The tokens of a JSON Pointer.
    Pointer(Vec<String>),
    /// A dotted path, as written: a key may itself hold a dot.
    Dotted(String),
}

/// What is wrong with a mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem(String);

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Problem {}

impl Mapping {
    /// Reads and checks a mapping.
    ///
    /// # Errors
    /// When it is no JSON object, names an unknown field or a field twice, or has a path that cannot be followed.
    pub fn parse(text: &str) -> Result<Mapping, Problem> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let entries: Entries = serde_json::from_str(text).map_err(|error| Problem(error.to_string()))?;
        let mut rules =
            entries.0.iter().map(|(name, value)| rule(name, value)).collect::<Result<Vec<_>, _>>()?;
        rules.sort_by_key(|rule| rule.field);
        Ok(Mapping { rules })
    }

    /// Whether it maps nothing.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// What it says of each field.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The mapping as [`Mapping::parse`] reads it.
    pub fn to_json(&self) -> Value {
        let entry = |rule: &Rule| {
            let name = FIELDS.iter().find(|(_, field)| *field == rule.field).map_or("", |(name, _)| name);
            let paths: Vec<String> = rule.paths.iter().map(Path::to_string).collect();
            (name.to_owned(), if rule.only { json!({ "only": paths }) } else { json!(paths) })
        };
        Value::Object(self.rules.iter().map(entry).collect())
    }
}

/// The entries of an object in their order, none of them twice.
struct Entries(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Entries, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Entries;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of fields and lists of paths")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries: Vec<(String, Value)> = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, Value>()? {
                    if entries.iter().any(|(other, _)| *other == name) {
                        return Err(A::Error::custom(format!("the field \"{name}\" is mapped twice")));
                    }
                    entries.push((name, value));
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

fn rule(name: &str, value: &Value) -> Result<Rule, Problem> {
    let field = FIELDS.iter().find(|(known, _)| *known == name).map(|(_, field)| *field);
    let field = field.ok_or_else(|| {
        let known: Vec<&str> = FIELDS.iter().map(|(known, _)| *known).collect();
        Problem(format!("there is no field \"{name}\"; the fields are {}", known.join(", ")))
    })?;
    let wrong = || {
        Problem(format!(
            "\"{name}\" takes a list of paths, such as [\"person.mail\"], or {{\"only\": [...]}}"
        ))
    };
    let (paths, only) = match value {
        Value::Object(object) => match (object.get("only"), object.len()) {
            (Some(paths), 1) => (paths, true),
            _ => return Err(wrong()),
        },
        paths => (paths, false),
    };
    let paths: Vec<Path> = match paths {
        Value::String(path) => vec![Path::parse(name, path)?],
        Value::Array(paths) if paths.len() <= MAX_PATHS => paths
            .iter()
            .map(|path| path.as_str().ok_or_else(wrong).and_then(|path| Path::parse(name, path)))
            .collect::<Result<_, _>>()?,
        Value::Array(paths) => {
            return Err(Problem(format!("\"{name}\" has {} paths; {MAX_PATHS} are the most", paths.len())));
        }
        _ => return Err(wrong()),
    };
    if paths.is_empty() && !only {
        let hint = "write {\"only\": []} for a field that is to stay empty";
        return Err(Problem(format!("\"{name}\" has no path; {hint}")));
    }
    Ok(Rule { field, paths, only })
}

impl Path {
    fn parse(field: &str, text: &str) -> Result<Path, Problem> {
        let wrong = |what: &str| Problem(format!("\"{field}\": the path \"{text}\" {what}"));
        if text.trim().is_empty() {
            return Err(Problem(format!("\"{field}\" has an empty path")));
        }
        if text.chars().count() > MAX_PATH {
            return Err(Problem(format!("\"{field}\" has a path of more than {MAX_PATH} characters")));
        }
        let Some(pointer) = text.strip_prefix('/') else {
            if text.starts_with('#') || text.starts_with('$') {
                return Err(wrong(
                    "is neither a JSON Pointer, such as /person/mail, nor dotted, such as person.mail",
                ));
            }
            if text.split('.').any(str::is_empty) {
                return Err(wrong("has an empty step; write a key that holds a dot as a JSON Pointer"));
            }
            return Ok(Path(Steps::Dotted(text.to_owned())));
        };
        let token = |token: &str| {
            let escapes = token.split('~').skip(1);
            if escapes.clone().any(|rest| !rest.starts_with(['0', '1'])) {
                return Err(wrong("has a ~ that is neither ~0 (for ~) nor ~1 (for /)"));
            }
            // RFC 6901, section 4: in this order, so that ~01 becomes ~1.
            Ok(token.replace("~1", "/").replace("~0", "~"))
        };
        Ok(Path(Steps::Pointer(pointer.split('/').map(token).collect::<Result<_, _>>()?)))
    }

    /// The scalars that stand there, each with its own path; an array stands for its elements.
    pub fn find<'a>(&self, payload: &'a Map<String, Value>) -> Vec<(String, &'a Value)> {
        let mut found = Vec::new();
        match &self.0 {
            Steps::Pointer(tokens) => {
                let Some((first, rest)) = tokens.split_first() else { return found };
                let value = payload.get(first).and_then(|value| {
                    rest.iter().try_fold(value, |value, token| match value {
                        Value::Object(map) => map.get(token),
                        Value::Array(items) => items.get(index(token)?),
                        _ => None,
                    })
                });
                if let Some(value) = value {
                    scalars(value, &tokens.join("."), &mut found);
                }
            }
            Steps::Dotted(path) => dotted_in_object(payload, path, "", &mut found),
        }
        found
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Steps::Dotted(path) => f.write_str(path),
            Steps::Pointer(tokens) => tokens
                .iter()
                .try_for_each(|token| write!(f, "/{}", token.replace('~', "~0").replace('/', "~1"))),
        }
    }
}

fn dotted_in_object<'a>(
    map: &'a Map<String, Value>,
    path: &str,
    before: &str,
    found: &mut Vec<(String, &'a Value)>,
) {
    // A key that holds dots, as of a flattened record, before the steps that it might be.
    if let Some(value) = map.get(path) {
        return scalars(value, &joined(before, path), found);
    }
    for (at, _) in path.match_indices('.') {
        let (step, rest) = (&path[..at], &path[at + 1..]);
        if step == "*" {
            map.iter().for_each(|(key, value)| dotted(value, rest, &joined(before, key), found));
        } else if let Some(value) = map.get(step) {
            dotted(value, rest, &joined(before, step), found);
        }
        if !found.is_empty() {
            return;
        }
    }
    if path == "*" {
        map.iter().for_each(|(key, value)| scalars(value, &joined(before, key), found));
    }
}

fn dotted<'a>(value: &'a Value, path: &str, before: &str, found: &mut Vec<(String, &'a Value)>) {
    if found.len() >= MAX_FOUND {
        return;
    }
    match value {
        Value::Object(map) => dotted_in_object(map, path, before, found),
        Value::Array(items) => {
            let (step, rest) = path.split_once('.').map_or((path, None), |(step, rest)| (step, Some(rest)));
            let mut take = |at: usize, item: &'a Value| match rest {
                Some(rest) => dotted(item, rest, &joined(before, &at.to_string()), found),
                None => scalars(item, &joined(before, &at.to_string()), found),
            };
            if step == "*" {
                items.iter().take(MAX_FOUND).enumerate().for_each(|(at, item)| take(at, item));
            } else if let Some((at, item)) = index(step).and_then(|at| Some((at, items.get(at)?))) {
                take(at, item);
            }
        }
        _ => {}
    }
}

/// An element's number as RFC 6901 writes it: digits, no leading zero.
fn index(token: &str) -> Option<usize> {
    let plain = token == "0" || !token.starts_with('0');
    (plain && token.bytes().all(|b| b.is_ascii_digit())).then(|| token.parse().ok())?
}

fn joined(before: &str, step: &str) -> String {
    if before.is_empty() { step.to_owned() } else { format!("{before}.{step}") }
}

fn scalars<'a>(value: &'a Value, path: &str, found: &mut Vec<(String, &'a Value)>) {
    match value {
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate().take(MAX_FOUND) {
                if matches!(item, Value::String(_) | Value::Number(_)) && found.len() < MAX_FOUND {
                    found.push((format!("{path}.{at}"), item));
                }
            }
        }
        Value::String(_) | Value::Number(_) if found.len() < MAX_FOUND => {
            found.push((path.to_owned(), value))
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, payload: Value) -> Vec<String> {
        let mapping = Mapping::parse(&json!({"email": [path]}).to_string()).unwrap();
        let found = mapping.rules()[0].paths[0].find(payload.as_object().unwrap());
        found.iter().map(|(at, value)| format!("{at}={}", value.as_str().unwrap_or("?"))).collect()
    }

    #[test]
    fn a_pointer_and_a_dotted_path_find_the_same() {
        let payload =
            json!({"a": {"b": [{"c": "x"}, {"c": "y"}]}, "d.e": "z", "f/g": {"~": "t"}, "l": ["1", "2"]});
        for (path, wanted) in [
            ("/a/b/1/c", vec!["a.b.1.c=y"]),
            ("a.b.1.c", vec!["a.b.1.c=y"]),
            ("a.b.*.c", vec!["a.b.0.c=x", "a.b.1.c=y"]),
            ("*.b.0.c", vec!["a.b.0.c=x"]),
            ("d.e", vec!["d.e=z"]),
            ("/d.e", vec!["d.e=z"]),
            ("/f~1g/~0", vec!["f/g.~=t"]),
            ("l", vec!["l.0=1", "l.1=2"]),
            ("/l/1", vec!["l.1=2"]),
            ("/l/01", vec![]),
            ("/l/-", vec![]),
            ("a", vec![]),
            ("a.b.c", vec![]),
            ("x.y", vec![]),
        ] {
            assert_eq!(found(path, payload.clone()), wanted, "{path}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (text, wanted) in [
            ("", "EOF"),
            ("[]", "expected an object of fields"),
            ("{\"email\": [\"a\"],}", "line 1 column 17"),
            (r#"{"mail": ["a"]}"#, "there is no field \"mail\"; the fields are city, company_name"),
            (r#"{"email": 3}"#, "\"email\" takes a list of paths"),
            (r#"{"email": [3]}"#, "\"email\" takes a list of paths"),
            (r#"{"email": {"paths": ["a"]}}"#, "\"email\" takes a list of paths"),
            (r#"{"email": []}"#, "\"email\" has no path"),
            (r#"{"email": [" "]}"#, "\"email\" has an empty path"),
            (r#"{"email": ["a..b"]}"#, "the path \"a..b\" has an empty step"),
            (r#"{"email": ["$.a"]}"#, "is neither a JSON Pointer"),
            (r#"{"email": ["/a~2"]}"#, "has a ~ that is neither"),
            (r#"{"email": ["a"], "email": ["b"]}"#, "mapped twice"),
        ] {
            let problem = Mapping::parse(text).unwrap_err().to_string();
            assert!(problem.contains(wanted), "{text}: {problem}");
        }
    }

    #[test]
    fn a_mapping_reads_back_from_what_it_writes() {
        let text = r#"{"email":["/a~1b/c","d.e"],"phone":{"only":[]},"domain":{"only":["w"]}}"#;
        let mapping = Mapping::parse(text).unwrap();
        assert_eq!(Mapping::parse(&mapping.to_json().to_string()).unwrap(), mapping);
        assert!(FIELDS.is_sorted());
    }
}
