//! What an object or key gives away by what stands in it or beside it.

use serde_json::{Map, Value};

use super::fold::{self, Word};
use super::walk::{Around, Scope};
use super::{Field, is_placeholder, jobs};

/// Google Contacts: `Phone 1 - Type` says what `Phone 1 - Value` is.
pub(super) fn is_fax(key: &str, siblings: &Map<String, Value>) -> bool {
    let Some(stem) = key.strip_suffix(" - Value") else { return false };
    ["Type", "Label"].iter().any(|kind| {
        let kind = siblings.get(&format!("{stem} - {kind}")).and_then(Value::as_str);
        kind.is_some_and(|kind| kind.len() <= 40 && kind.to_ascii_lowercase().contains("fax"))
    })
}

/// Pipedrive: `Organization - Owner` is a user of the CRM, and `Lead - Title` the heading of a deal.
pub(super) fn is_of_the_crm(key: &str) -> bool {
    let Some((first, last)) = key.split_once(" - ") else { return false };
    let (first, last) = (Word::of(first), Word::of(last));
    matches!(last.as_str(), "owner" | "creator")
        || last.as_str() == "title" && matches!(first.as_str(), "lead" | "deal")
}

/// Whether `email_1_…` goes on to say whose the address is.
pub(super) fn is_of_person(rest: &str) -> bool {
    matches!(
        rest,
        "fullname" | "firstname" | "lastname" | "name" | "title" | "jobtitle" | "phone" | "linkedin"
    )
}

/// Whether a text is an address and nothing more.
pub(super) fn is_bare_address(value: &Value) -> bool {
    value.as_str().is_some_and(|text| {
        let text = text.trim();
        (6..=254).contains(&text.len())
            && text.bytes().filter(|b| *b == b'@').count() == 1
            && !text.bytes().any(|b| matches!(b, b' ' | b',' | b';' | b'/' | b':'))
    })
}

/// Bright Data's employees of a company: `{"title": "Jo Li", "subtitle": "CEO"}`.
pub(super) fn is_card(item: &Map<String, Value>) -> bool {
    item.contains_key("title")
        && item.contains_key("subtitle")
        && !item.keys().any(|key| Word::of(key).as_str().ends_with("name"))
}

pub(super) fn is_scalar(value: &Value) -> bool {
    matches!(value, Value::String(_) | Value::Number(_))
}

/// Whether an item says that it is the main one of its list.
pub(super) fn is_main(item: &Map<String, Value>) -> bool {
    item.iter().any(|(key, value)| {
        let word = Word::of(key);
        matches!(
            word.as_str(),
            "primary"
                | "isprimary"
                | "main"
                | "ismain"
                | "default"
                | "headquarter"
                | "headquarters"
                | "isheadquarters"
                | "ishq"
                | "current"
                | "iscurrent"
        ) && jobs::is_true(value)
    })
}

/// Whether an object without a known key is a person's: it has a person's name, or, in a list of things, a name and what
/// only people have.
pub(super) fn is_person(item: &Map<String, Value>, in_list: bool) -> bool {
    let (mut first, mut name, mut personal) = (false, false, false);
    for (key, value) in item.iter().take(64) {
        if value.as_str().is_none_or(is_placeholder) {
            continue;
        }
        match fold::entry(Word::of(key).as_str()).and_then(|e| e.field) {
            Some((Field::FirstName | Field::LastName, ..)) | Some((Field::FullName, 0)) => first = true,
            Some((Field::Name, _)) => name = true,
            Some((Field::Email | Field::JobTitle | Field::Title | Field::Phone, _)) => personal = true,
            _ => {}
        }
    }
    first || in_list && name && personal
}

/// What the siblings of a number, address or page say of it; false where it is not the lead's.
pub(super) fn kinds_allow(map: &Map<String, Value>, field: Field, scope: &mut Scope) -> bool {
    for (key, value) in map {
        let Value::String(text) = value else { continue };
        let word = Word::of(key);
        if !matches!(
            word.as_str(),
            "type"
                | "label"
                | "kind"
                | "phonetype"
                | "typecd"
                | "network"
                | "platform"
                | "service"
                | "typeid"
                | "typename"
                | "emailtype"
                | "rel"
        ) || text.len() > 40
        {
            continue;
        }
        let text = text.to_ascii_lowercase();
        match field {
            Field::Phone if text.contains("fax") => return false,
            Field::Phone
                if text.contains("hq") || text.contains("company") || text.contains("switchboard") =>
            {
                scope.around = Around::Company;
            }
            Field::Email if text.contains("personal") || text.contains("home") => {
                scope.rank = scope.rank.saturating_add(3);
            }
            _ => {}
        }
    }
    true
}
