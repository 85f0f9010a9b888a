//! Lists that name each of their items by a word beside the value: parts of an address, and jCards.

use serde_json::Value;

use super::walk::{Around, Scope, Walk};
use super::{Field, MAX_ITEMS, Step, is_placeholder};

impl<'a> Walk<'a> {
    /// Google's address parts, in the old names and the new, and Crunchbase's places.
    pub(super) fn address_parts(&mut self, items: &'a [Value], scope: Scope) {
        for (at, item) in items.iter().take(MAX_ITEMS).enumerate() {
            let Value::Object(part) = item else { continue };
            let kinds = ["types", "type", "location_type"].iter().find_map(|key| part.get(*key));
            let is = |wanted: &str| match kinds {
                Some(Value::String(kind)) => kind == wanted,
                Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind.as_str() == Some(wanted)),
                _ => false,
            };
            let field = if is("locality") || is("city") {
                (Field::City, 0)
            } else if is("postal_town") {
                (Field::City, 1)
            } else if is("administrative_area_level_1") || is("region") {
                (Field::Region, 0)
            } else if is("country") {
                (Field::Country, 0)
            } else {
                continue;
            };
            let text = ["longText", "long_name", "longName", "value", "name"];
            let Some((key, value)) = text.iter().find_map(|key| part.get_key_value(*key)) else { continue };
            if value.is_string() {
                let node = self.node(scope.node, Step::Index(at));
                self.push(field.0, field.1, Scope { node, ..scope }, Step::Key(key), key, value);
            }
        }
    }

    /// `["vcard", [[name, {parameters}, type, value…], …]]`, RFC 7095.
    pub(super) fn card(&mut self, items: &'a [Value], scope: Scope) {
        let properties = match items {
            [Value::String(name), Value::Array(properties), ..] if name.eq_ignore_ascii_case("vcard") => {
                properties
            }
            _ => return,
        };
        for (at, property) in properties.iter().take(4 * MAX_ITEMS).enumerate() {
            let Value::Array(property) = property else { continue };
            let [Value::String(name), parameters, _, value, ..] = &property[..] else { continue };
            let mut scope = scope;
            let parameter = |key: &str| -> &str {
                match parameters.get(key) {
                    Some(Value::String(text)) => text,
                    Some(Value::Array(texts)) if texts.iter().any(|t| t.as_str() == Some("fax")) => "fax",
                    _ => "",
                }
            };
            if parameter("type").eq_ignore_ascii_case("fax") {
                continue;
            }
            let parts: &[Value] = value.as_array().map_or(std::slice::from_ref(value), |parts| parts);
            let fields: &[(usize, Field, u8)] = match name.to_ascii_lowercase().as_str() {
                "fn" => &[(0, Field::FullName, 1)],
                "n" => &[(0, Field::LastName, 0), (1, Field::FirstName, 0)],
                "org" => &[(0, Field::Company, 0)],
                "title" => &[(0, Field::JobTitle, 0)],
                "role" => &[(0, Field::JobTitle, 3)],
                "email" => &[(0, Field::Email, 1)],
                "tel" => &[(0, Field::Phone, 1)],
                "url" => &[(0, Field::Website, 4)],
                "adr" => &[(3, Field::City, 1), (4, Field::Region, 1), (6, Field::Country, 1)],
                _ => continue,
            };
            if scope.around == Around::Root {
                scope.around = Around::Other;
            }
            let node = self.node(scope.node, Step::Index(at));
            for &(part, field, rank) in fields {
                let Some(value) = parts.get(part) else { continue };
                if value.as_str().is_some_and(|text| !is_placeholder(text)) {
                    self.push(field, rank, Scope { node, ..scope }, Step::Index(part), name, value);
                }
            }
        }
    }
}
