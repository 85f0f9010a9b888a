//! From a chat completion to the JSON object that the model was asked for.

use serde_json::Value;

use super::complaint::Complaint;

/// Why a response that says it is fine is of no use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unusable {
    /// It is no chat completion.
    Foreign(String),
    /// The model did not answer as it was asked to.
    Wrong(String),
    /// The model, or a filter before it, does not want to.
    Refused(String),
}

/// The object in a chat completion (OpenAI, API reference, "The chat completion object").
///
/// # Errors
/// Says what the completion is instead of one that was finished and whose content is one object.
pub fn object(body: &[u8]) -> Result<Value, Unusable> {
    let completion: Value = serde_json::from_slice(body)
        .map_err(|_| Unusable::Foreign("the server's answer is not JSON".to_owned()))?;
    let Some(choice) = completion.pointer("/choices/0") else {
        return Err(Unusable::Foreign(match Complaint::read(body).message.as_str() {
            "" => "the server's answer is no chat completion".to_owned(),
            message => format!("the server answered with an error: {message}"),
        }));
    };
    let refusal = choice.pointer("/message/refusal").and_then(Value::as_str).unwrap_or_default();
    if !refusal.is_empty() {
        return Err(Unusable::Refused(format!("the model refused: {refusal}")));
    }
    match choice.get("finish_reason").and_then(Value::as_str) {
        Some("content_filter") => {
            return Err(Unusable::Refused("a content filter withheld the answer".to_owned()));
        }
        Some("length") => {
            return Err(Unusable::Wrong("the answer was cut off: too many tokens".to_owned()));
        }
        _ => {}
    }
    let content = text(choice.pointer("/message/content").unwrap_or(&Value::Null));
    let json = bare(&content);
    if json.is_empty() {
        return Err(Unusable::Wrong("the answer is empty".to_owned()));
    }
    serde_json::from_str(json)
        .ok()
        .filter(Value::is_object)
        .ok_or_else(|| Unusable::Wrong("the answer is not one JSON object".to_owned()))
}

/// A content is a text, or texts in parts.
fn text(content: &Value) -> String {
    match content {
        Value::String(text) => text.clone(),
        Value::Array(parts) => {
            parts.iter().filter_map(|part| part.get("text").and_then(Value::as_str)).collect()
        }
        _ => String::new(),
    }
}

/// The answer without the thoughts before it and the fence around it.
fn bare(content: &str) -> &str {
    let mut rest = content.trim();
    // Where the template of a model opens its thoughts, the content only ends them. An object may speak of the tag itself.
    if !rest.starts_with('{')
        && let Some((_, after)) = rest.split_once("</think>")
    {
        rest = after.trim();
    }
    let Some(inner) = rest.strip_prefix("```").and_then(|rest| rest.strip_suffix("```")) else { return rest };
    let language = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    inner[language..].trim()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn said(content: impl Into<Value>) -> Result<Value, Unusable> {
        let message = json!({"role": "assistant", "content": content.into(), "refusal": null});
        object(json!({"choices": [{"finish_reason": "stop", "message": message}]}).to_string().as_bytes())
    }

    fn with(choice: Value) -> Result<Value, Unusable> {
        object(json!({"choices": [choice]}).to_string().as_bytes())
    }

    #[test]
    fn an_object_is_found_bare_in_a_fence_and_after_thoughts() {
        for content in [
            r#"{"a":1}"#,
            " \n{\"a\": 1}\n",
            "```json\n{\"a\": 1}\n```",
            "```JSON {\"a\": 1} ```",
            "```\n{\"a\":1}```",
            "```{\"a\":1}```",
            "<think>\nIs it {\"a\":2}?\n</think>\n\n{\"a\":1}",
            "<think></think>```json\n{\"a\":1}\n```",
            "It may be {\"a\":2}.\n</think>\n{\"a\":1}",
        ] {
            assert_eq!(said(content), Ok(json!({"a": 1})), "{content}");
        }
        let parts = json!([{"type": "text", "text": "{\"a\""}, {"type": "text", "text": ":1}"}]);
        assert_eq!(said(parts), Ok(json!({"a": 1})));
        assert_eq!(said(r#"{"a":"</think> {}"}"#), Ok(json!({"a": "</think> {}"})));
    }

    #[test]
    fn anything_else_is_no_answer() {
        for content in [
            "Sure! {\"a\":1}",
            "{\"a\":1} I hope that helps.",
            "```json\n{\"a\":1}\n``` Done.",
            "{\"a\":1}{\"a\":2}",
            "{\"a\":",
            "[{\"a\":1}]",
            "1",
            "```",
            "``````",
            "<think>{\"a\":1}",
        ] {
            assert!(matches!(said(content), Err(Unusable::Wrong(_))), "{content}");
        }
        for empty in [json!(""), json!("  "), Value::Null, json!([]), json!("<think>hm</think>")] {
            assert_eq!(said(empty), Err(Unusable::Wrong("the answer is empty".to_owned())));
        }
        assert!(matches!(said("[".repeat(100_000)), Err(Unusable::Wrong(_))));
    }

    #[test]
    fn an_answer_that_was_cut_off_is_none_even_if_it_can_be_read() {
        let cut = json!({"finish_reason": "length", "message": {"content": "{}"}});
        assert!(matches!(with(cut), Err(Unusable::Wrong(_))));
    }

    #[test]
    fn a_refusal_is_told_from_a_wrong_answer() {
        let refused = json!({"finish_reason": "stop", "message": {"content": null, "refusal": "No."}});
        assert_eq!(with(refused), Err(Unusable::Refused("the model refused: No.".to_owned())));
        let filtered = json!({"finish_reason": "content_filter", "message": {"content": ""}});
        assert!(matches!(with(filtered), Err(Unusable::Refused(_))));
    }

    #[test]
    fn what_is_no_completion_is_foreign() {
        for body in ["<html>", "", "{}", "[]", r#"{"choices":[]}"#, r#"{"choices":{}}"#, "\u{0}"] {
            assert!(matches!(object(body.as_bytes()), Err(Unusable::Foreign(_))), "{body}");
        }
        let error = object(br#"{"error":{"message":"upstream is busy"}}"#);
        let told = "the server answered with an error: upstream is busy".to_owned();
        assert_eq!(error, Err(Unusable::Foreign(told)));
    }

    proptest! {
        #[test]
        fn no_content_makes_it_panic(content in "\\PC*|(```|<think>|</think>|json|\\{|\\}|\n| ){0,12}") {
            let _ = said(content);
        }
    }
}
