//! What is sent: a question in the form of a chat completion, as much of that form as the server takes.

use serde_json::{Map, Value, json};

use super::complaint::Complaint;

/// One question.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// What the model is told to do.
    pub system: &'a str,
    /// What it is told to do it with.
    pub user: &'a str,
    /// The name of the schema: letters, digits, `_` and `-`, at most 64 of them.
    pub schema_name: &'a str,
    /// The JSON Schema of the answer, an object, in the subset that servers enforce strictly: every property required,
    /// `additionalProperties` false (OpenAI, Structured Outputs).
    pub schema: &'a Value,
}

/// How an answer in JSON is asked for, from the most that a server can do to the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Format {
    /// The server sees to it that the answer follows the schema.
    Schema,
    /// The server sees to it that the answer is an object.
    Object,
    /// The model is told, no more.
    Told,
}

/// What a server takes of what can be asked of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    format: Format,
    temperature: bool,
}

/// How a complaint about the format of the answer can be recognized; in lower case.
const FORMAT_WORDS: [&str; 6] =
    ["response_format", "response format", "schema", "json_object", "grammar", "structured output"];

/// Told where the server does not enforce the schema. Servers that know `json_object` want to see the word JSON.
const FOLLOW: &str = "Answer with one JSON object that follows this JSON Schema:";
/// Told the second time: a local server would say the same again to the same question.
const AGAIN: &str = "Answer with nothing but one complete JSON object, as short as it can be.";

impl Form {
    /// All that is wanted.
    pub const WHOLE: Form = Form { format: Format::Schema, temperature: true };

    /// What remains when what the server complains of is left out; none if that is nothing that can be.
    pub fn without(self, complaint: &Complaint) -> Option<Form> {
        let mut rest = self;
        if FORMAT_WORDS.iter().any(|word| complaint.mentions(word)) {
            rest.format = match self.format {
                Format::Schema => Format::Object,
                Format::Object | Format::Told => Format::Told,
            };
        }
        rest.temperature &= !complaint.mentions("temperature");
        (rest != self).then_some(rest)
    }

    /// What is in both.
    pub fn common(self, other: Form) -> Form {
        Form { format: self.format.max(other.format), temperature: self.temperature && other.temperature }
    }

    /// The body of a request.
    pub fn body(self, model: &str, ask: &Ask<'_>, again: bool) -> String {
        let mut system = ask.system.to_owned();
        if self.format != Format::Schema {
            system = format!("{system}\n\n{FOLLOW}\n{}", ask.schema);
        }
        if again {
            system = format!("{system}\n\n{AGAIN}");
        }
        let mut body = Map::new();
        body.insert("model".to_owned(), json!(model));
        let messages = json!([
            {"role": "system", "content": system},
            {"role": "user", "content": ask.user},
        ]);
        body.insert("messages".to_owned(), messages);
        body.insert("stream".to_owned(), json!(false));
        if self.temperature {
            body.insert("temperature".to_owned(), json!(0));
        }
        let format = match self.format {
            Format::Schema => Some(json!({
                "type": "json_schema",
                "json_schema": {"name": ask.schema_name, "strict": true, "schema": ask.schema},
            })),
            Format::Object => Some(json!({"type": "json_object"})),
            Format::Told => None,
        };
        if let Some(format) = format {
            body.insert("response_format".to_owned(), format);
        }
        Value::Object(body).to_string()
    }
}
