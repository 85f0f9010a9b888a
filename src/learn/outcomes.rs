//! Outcomes: which leads were won and which were lost, as CRMs export it.

use std::io::Read;

use anyhow::Result;
use serde_json::Value;
use uuid::Uuid;

use crate::error::{Failure, Kind};
use crate::output::{text, unguarded};

/// What names a lead.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Named {
    /// Its address, in lower case.
    Email(String),
    /// Its id.
    Lead(Uuid),
    /// The hash of a raw record that went into it, in lower case.
    Hash(String),
}

/// One outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Whose.
    pub lead: Named,
    /// Whether the lead became a customer.
    pub won: bool,
}

/// What a file of outcomes holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// Those that can be read, in order.
    pub list: Vec<Outcome>,
    /// Rows that are neither won nor lost: still open, or said in words that are not known.
    pub open: usize,
    /// Rows that name no lead.
    pub unnamed: usize,
    /// The words of some of the former.
    pub words: Vec<String>,
}

/// Keys that name a lead by its address, by id, by a raw record's hash, and keys of the outcome; without case and separators, the likeliest
/// first.
const EMAIL: &[&str] = &["email", "emailaddress", "workemail", "mail", "contactemail"];
const LEAD: &[&str] = &["leadid", "id", "lead"];
const HASH: &[&str] = &["datahash", "hash", "rawhash"];
const RESULT: &[&str] = &[
    "outcome",
    "result",
    "won",
    "iswon",
    "converted",
    "isconverted",
    "status",
    "leadstatus",
    "stage",
    "dealstage",
    "label",
    "target",
    "y",
];

/// What CRMs and people call a lead that was won, and one that was lost; in lower case, with single spaces. From HubSpot's lifecycle stages and
/// deal stages, Salesforce's opportunity stages and Pipedrive's deal states.
const WON: &[&str] = &[
    "1",
    "accepted",
    "closed won",
    "closedwon",
    "converted",
    "customer",
    "success",
    "t",
    "true",
    "w",
    "win",
    "won",
    "y",
    "yes",
];
const LOST: &[&str] = &[
    "0",
    "closed lost",
    "closedlost",
    "disqualified",
    "f",
    "failure",
    "false",
    "l",
    "lose",
    "loss",
    "lost",
    "n",
    "no",
    "not converted",
    "rejected",
    "unqualified",
];

/// Whether a word says that a lead was won; `None` where it says neither.
pub fn won(word: &str) -> Option<bool> {
    let word = word.trim().to_lowercase().replace(['_', '-'], " ");
    let word = word.split_whitespace().collect::<Vec<_>>().join(" ");
    let word = word.strip_suffix(".0").unwrap_or(&word);
    match (WON.binary_search(&word), LOST.binary_search(&word)) {
        (Ok(_), _) => Some(true),
        (_, Ok(_)) => Some(false),
        _ => None,
    }
}

/// Words that are told, at most.
const WORDS: usize = 5;

impl Outcomes {
    /// Reads CSV with a header (separated by commas, semicolons or tabs) or JSON, an object a line or one array. `name` is what to call it in
    /// errors.
    ///
    /// # Errors
    /// [`Failure`]s that say what cannot be read, and where.
    pub fn read(mut input: impl Read, name: &str) -> Result<Outcomes> {
        let mut bytes = Vec::new();
        input.read_to_end(&mut bytes).map_err(|error| unreadable(format!("cannot read {name}: {error}")))?;
        if bytes.starts_with(&[0x1f, 0x8b]) {
            return Err(unreadable(format!("{name} is compressed"))
                .hint(format!(
                    "feed it in with  zcat {} | leadengine model … --outcomes -",
                    text::file_word(name)
                ))
                .into());
        }
        let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes));
        match text.trim_start().chars().next() {
            Some('{' | '[') => Self::read_json(&text, name),
            Some(_) => Self::read_csv(&text, name),
            None => Err(unreadable(format!("{name} is empty")).into()),
        }
    }

    fn read_json(text: &str, name: &str) -> Result<Outcomes> {
        let mut outcomes = Outcomes::default();
        let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
        let mut objects = Vec::new();
        while let Some(value) = values.next() {
            let line = 1 + text[..values.byte_offset()].matches('\n').count();
            match value.map_err(|error| unreadable(format!("{name}, line {line}: {error}")))? {
                Value::Array(items) => objects.extend(items),
                other => objects.push(other),
            }
        }
        for object in &objects {
            let Value::Object(fields) = object else {
                outcomes.unnamed += 1;
                continue;
            };
            let cells: Vec<(String, String)> = fields
                .iter()
                .filter_map(|(key, value)| {
                    let value = match value {
                        Value::String(text) => text.clone(),
                        Value::Number(_) | Value::Bool(_) => value.to_string(),
                        _ => return None,
                    };
                    Some((folded(key), value))
                })
                .collect();
            outcomes.add(&cells);
        }
        outcomes.checked(name)
    }

    fn read_csv(text: &str, name: &str) -> Result<Outcomes> {
        let header = text.lines().next().unwrap_or_default();
        let separator =
            [b',', b';', b'\t'].into_iter().max_by_key(|&s| header.bytes().filter(|&b| b == s).count());
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator.unwrap_or(b','))
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let keys: Vec<String> =
            reader.headers().map_err(|e| unreadable(format!("{name}: {e}")))?.iter().map(folded).collect();
        let mut outcomes = Outcomes::default();
        for record in reader.records() {
            let record = record.map_err(|error| unreadable(format!("{name}: {error}")))?;
            let cells: Vec<(String, String)> = keys
                .iter()
                .cloned()
                .zip(record.iter().map(|cell| unguarded(cell).into_owned()))
                .filter(|(_, cell)| !cell.is_empty())
                .collect();
            outcomes.add(&cells);
        }
        outcomes.checked(name)
    }

    fn add(&mut self, cells: &[(String, String)]) {
        let first = |keys: &[&str]| {
            keys.iter()
                .find_map(|key| cells.iter().find(|(name, _)| name == key))
                .map(|(_, value)| value.trim())
        };
        let lead = first(HASH)
            .filter(|hash| hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
            .map(|hash| Named::Hash(hash.to_lowercase()))
            .or_else(|| Some(Named::Lead(first(LEAD)?.parse().ok()?)))
            .or_else(|| {
                Some(Named::Email(
                    first(EMAIL).filter(|mail| mail.contains('@') && !mail.contains('\0'))?.to_lowercase(),
                ))
            });
        let Some(lead) = lead else {
            self.unnamed += 1;
            return;
        };
        // A status may be written beside a flag: the first that says anything.
        let words = RESULT
            .iter()
            .filter_map(|key| cells.iter().find(|(name, _)| name == key))
            .map(|(_, value)| value);
        match words.clone().find_map(|word| won(word)) {
            Some(won) => self.list.push(Outcome { lead, won }),
            None => {
                self.open += 1;
                if let Some(word) = words.into_iter().next()
                    && self.words.len() < WORDS
                    && !self.words.contains(word)
                {
                    self.words.push(word.clone());
                }
            }
        }
    }

    fn checked(self, name: &str) -> Result<Outcomes> {
        if !self.list.is_empty() {
            return Ok(self);
        }
        let why = match (self.unnamed, self.open) {
            (0, 0) => format!("{name} holds no outcomes"),
            (unnamed, 0) => format!("none of the {unnamed} rows of {name} names a lead"),
            (_, open) if self.words.is_empty() => format!("none of the {open} rows of {name} has an outcome"),
            (_, open) => {
                format!("none of the {open} outcomes of {name} is won or lost: {}", self.words.join(", "))
            }
        };
        Err(unreadable(why)
            .hint("it takes a column email, lead_id or data_hash, and a column outcome with won or lost, yes or no, 1 or 0")
            .into())
    }
}

fn unreadable(message: String) -> Failure {
    Failure::new(Kind::Failed, "unreadable_outcomes", message)
}

/// A key without case and separators.
fn folded(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Outcomes {
        Outcomes::read(text.as_bytes(), "it").unwrap()
    }

    fn fails(text: &str) -> String {
        Outcomes::read(text.as_bytes(), "it").unwrap_err().to_string()
    }

    #[test]
    fn the_tables_are_sorted() {
        assert!(WON.is_sorted() && LOST.is_sorted());
    }

    #[test]
    fn outcomes_are_read_in_the_usual_spellings() {
        for (word, expected) in [
            ("Won", Some(true)),
            ("closed-won", Some(true)),
            ("CLOSED_LOST", Some(false)),
            ("1", Some(true)),
            ("0.0", Some(false)),
            ("Yes", Some(true)),
            ("no", Some(false)),
            ("True", Some(true)),
            ("negotiation", None),
            ("", None),
        ] {
            assert_eq!(won(word), expected, "{word}");
        }
    }

    #[test]
    fn csv_and_json_lines_say_the_same() {
        let id = "3f2a9c1e-0000-4000-8000-000000000001";
        let hash = "ab".repeat(32);
        let expected = [
            Outcome { lead: Named::Email("ann@acme.com".into()), won: true },
            Outcome { lead: Named::Lead(id.parse().unwrap()), won: false },
            Outcome { lead: Named::Hash(hash.clone()), won: true },
        ];
        let csv = format!(
            "\u{feff}Lead ID;E-mail;Data Hash;Outcome\n;Ann@Acme.com;;Won\n{id};;;lost\n;;{};yes\n",
            hash.to_uppercase()
        );
        let jsonl = format!(
            "{{\"email\": \"ann@acme.com\", \"won\": true}}\n{{\"lead_id\": \"{id}\", \"outcome\": 0}}\n{{\"hash\": \"{hash}\", \"status\": \"customer\"}}"
        );
        for text in [csv, jsonl] {
            assert_eq!(read(&text).list, expected, "{text}");
        }
        let array = r#"[{"email": "a@b.com", "y": "no"}, {"email": "c@d.com", "y": "maybe"}]"#;
        assert_eq!((read(array).list.len(), read(array).open), (1, 1));
    }

    #[test]
    fn what_an_export_guards_against_spreadsheets_is_read_as_it_was() {
        let text = "email,company_name,outcome\n'+ann@acme.com,'=1,won\n\" '-bob@acme.com\",,lost\n'cy@acme.com,,won\n";
        let emails =
            ["+ann@acme.com", "-bob@acme.com", "'cy@acme.com"].map(|email| Named::Email(email.into()));
        assert!(read(text).list.into_iter().map(|outcome| outcome.lead).eq(emails));
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        assert!(fails("").contains("empty"));
        assert!(fails("{\"email\": \"a@b.com\", \"outcome\": 1}\n{nonsense}").contains("line 2"));
        assert!(fails("name,outcome\nAnn,won\n").contains("names a lead"));
        assert!(fails("email,outcome\na@b.com,negotiation\n").contains("negotiation"));
        assert!(fails("email\na@b.com\n").contains("has an outcome"));
    }
}
