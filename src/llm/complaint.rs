//! What a server says when it does not do what it was asked.

use serde_json::Value;

/// A response that is an error, as far as it can be understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Complaint {
    /// What it says, as the server wrote it; empty if it says nothing that people should read.
    pub message: String,
    /// The message, the parameter and the codes, in lower case.
    words: String,
}

/// Codes of a 429 that no waiting mends (OpenAI, Error codes).
const USED_UP: [&str; 2] = ["insufficient_quota", "billing_hard_limit_reached"];

impl Complaint {
    /// Reads the body of an error. OpenAI's form is `{"error": {"message", "type", "param", "code"}}`; others make `error` a text (LM
    /// Studio), put the whole in an array (Gemini), have no `error` around it (vLLM, Mistral), or list `detail`s with where each is
    /// (FastAPI). What FastAPI repeats of the request is left out.
    pub fn read(body: &[u8]) -> Complaint {
        let Ok(value) = serde_json::from_slice::<Value>(body) else {
            let text = String::from_utf8_lossy(body).trim().to_owned();
            // A page of a proxy in between.
            let text = if text.starts_with('<') { String::new() } else { text };
            return Complaint { words: text.to_lowercase(), message: text };
        };
        let value = value.get(0).unwrap_or(&value);
        let error = value.get("error").filter(|error| !error.is_null()).unwrap_or(value);
        let message = [Some(error), error.get("message"), error.get("detail")]
            .into_iter()
            .flatten()
            .find_map(Value::as_str)
            .map_or_else(|| details(error), str::to_owned);
        let mut words = message.to_lowercase();
        for key in ["param", "code", "type"] {
            if let Some(word) = error.get(key).and_then(Value::as_str) {
                words = format!("{words} {}", word.to_lowercase());
            }
        }
        Complaint { message, words }
    }

    /// Whether it is about this; `word` in lower case.
    pub fn mentions(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Whether it says that there is no money left, rather than that this was too fast.
    pub fn is_used_up(&self) -> bool {
        USED_UP.iter().any(|code| self.mentions(code))
    }
}

/// The list of what is wrong where, of FastAPI.
fn details(error: &Value) -> String {
    let list = error.get("detail").or(error.get("message").and_then(|message| message.get("detail")));
    let Some(list) = list.and_then(Value::as_array) else { return String::new() };
    let told = list.iter().map(|detail| {
        let place = detail.get("loc").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let place: Vec<&str> = place.iter().filter_map(Value::as_str).collect();
        let message = detail.get("msg").and_then(Value::as_str).unwrap_or_default();
        format!("{}: {message}", place.join("."))
    });
    told.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_server_is_understood_in_its_own_form() {
        for (body, message) in [
            (r#"{"error":{"message":"no such thing","type":"x","param":null,"code":null}}"#, "no such thing"),
            (r#"{"error":"'response_format.type' must be 'text'"}"#, "'response_format.type' must be 'text'"),
            (r#"[{"error":{"code":400,"message":"bad"}}]"#, "bad"),
            (r#"{"object":"error","message":"too long","code":400}"#, "too long"),
            (r#"{"detail":"Not Found"}"#, "Not Found"),
            (
                r#"{"detail":[{"loc":["body","response_format",1],"msg":"not permitted","input":"secret"}]}"#,
                "body.response_format: not permitted",
            ),
            ("Bad Gateway\n", "Bad Gateway"),
            ("<html><h1>502 Bad Gateway</h1></html>", ""),
            (r#"{"unheard":"of"}"#, ""),
            ("null", ""),
            ("", ""),
        ] {
            assert_eq!(Complaint::read(body.as_bytes()).message, message, "{body}");
        }
    }

    #[test]
    fn the_parameter_and_the_code_count_but_not_what_is_repeated_of_the_request() {
        let complaint = Complaint::read(br#"{"error":{"message":"Unsupported","param":"Temperature"}}"#);
        assert!(complaint.mentions("temperature"));
        let complaint = Complaint::read(br#"{"error":{"message":"x","code":"insufficient_quota"}}"#);
        assert!(complaint.is_used_up());
        let complaint = Complaint::read(
            br#"{"detail":[{"loc":["body","model"],"msg":"missing","input":{"response_format":1}}]}"#,
        );
        assert!(!complaint.mentions("response_format"));
    }
}
