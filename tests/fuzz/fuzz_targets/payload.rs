//! Whole payloads: none panics, and the lead they become, read as a payload, is the same lead.

#![no_main]

use leadengine::normalize::{Hints, Merged, derive};
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value};

fn lead(payload: &Value) -> Option<Map<String, Value>> {
    let derived = derive(payload, &Hints::default()).ok()?;
    let mut merged = Merged::default();
    merged.add(&derived);
    let texts = merged.values();
    let texts = texts.texts();
    Some(texts.into_iter().filter_map(|(column, text)| Some((column.to_owned(), text.clone()?.into()))).collect())
}

fuzz_target!(|data: &[u8]| {
    let Ok(payload) = serde_json::from_slice::<Value>(data) else { return };
    if let Some(once) = lead(&payload) {
        let twice = lead(&Value::Object(once.clone()));
        assert_eq!(twice, Some(once), "{payload}");
    }
});
