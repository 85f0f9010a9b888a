//! Which key of a payload means what.
//!
//! Scrapers agree on nothing: keys come nested or flat, in any case, with any separator. So every scalar of a
//! payload is looked up by its key alone and by its key together with that of the object it stands in, both
//! without case and separators, in one table.

mod keys;

use serde_json::{Map, Value};

use keys::{COMPANY_OBJECTS, KEYS, METADATA_OBJECTS, PERSON_OBJECTS, PLACE_KEYS, PLACEHOLDERS};

/// A part of a lead that a key can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// A person's whole name.
    FullName,
    /// A given name.
    FirstName,
    /// A family name.
    LastName,
    /// What the person does.
    JobTitle,
    /// How senior the person is, in the source's words.
    Seniority,
    /// An email address.
    Email,
    /// A phone number.
    Phone,
    /// A LinkedIn URL, of a person or of a company: its form tells.
    Linkedin,
    /// A company's name.
    Company,
    /// A company's website or domain.
    Website,
    /// What the company does.
    Industry,
    /// How many work there.
    CompanySize,
    /// A place in one string.
    Location,
    /// A city.
    City,
    /// A state, province or region.
    Region,
    /// A country.
    Country,
    /// The page the record comes from.
    Source,
    /// When it was scraped.
    ScrapedAt,
    /// How sure the source is: 0–1 or 0–100.
    Confidence,
    /// `name` at the top of the record: a person's or a company's, as the rest of the record tells.
    Name,
    /// `title` at the top of the record: a job's, or with place scrapers the place's.
    Title,
}

const FIELDS: usize = Field::Title as usize + 1;

/// What the objects around a value say about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    Root,
    Person,
    Company,
    Metadata,
    Other,
}

/// One value found for a field.
#[derive(Debug, Clone)]
pub struct Found<'a> {
    /// Lower is tried first.
    pub rank: u8,
    /// The key of the object it stands in, if it is nested.
    pub parent: Option<&'a str>,
    /// Its key.
    pub key: &'a str,
    /// The value.
    pub value: &'a Value,
    /// The path that a mapping found it under.
    pub mapped: Option<String>,
}

impl Found<'_> {
    /// The value as text; numbers as they are written.
    pub fn text(&self) -> String {
        match self.value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            other => other.to_string(),
        }
    }

    /// Where it stands: `contact.email`.
    pub fn path(&self) -> String {
        if let Some(path) = &self.mapped {
            return path.clone();
        }
        self.parent.map_or_else(|| self.key.to_owned(), |parent| format!("{parent}.{}", self.key))
    }
}

/// Everything in a payload that a field can be made of, best candidates first.
#[derive(Debug)]
pub struct Payload<'a> {
    found: [Vec<Found<'a>>; FIELDS],
    place: bool,
    /// A bare `name` is known to be a person's.
    person_type: bool,
}

/// The rank of a bare `name` or `title`: a headline or an occupation comes after it.
const EXTRA_RANK: u8 = 1;
/// How deep objects are followed.
const MAX_DEPTH: usize = 8;
/// Elements of an array that are looked at.
const MAX_ITEMS: usize = 50;

/// Whether a text stands for nothing.
pub fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() {
        return true;
    }
    text.len() <= 16 && PLACEHOLDERS.binary_search(&text.to_lowercase().as_str()).is_ok()
}

impl<'a> Payload<'a> {
    /// Finds what there is.
    pub fn read(payload: &'a Map<String, Value>) -> Payload<'a> {
        let mut found = Payload { found: Default::default(), place: false, person_type: false };
        found.object(payload, None, Around::Root, 0);
        for list in &mut found.found {
            // Stable: of equal rank, what comes first in the record.
            list.sort_by_key(|f| f.rank);
        }
        found
    }

    /// The candidates for a field, best first; `name` and `title` are dealt out by what the rest says.
    pub fn candidates(&self, field: Field) -> impl Iterator<Item = &Found<'a>> + '_ {
        let extra = match field {
            Field::FullName if !self.name_is_company() => Some(Field::Name),
            Field::JobTitle if !self.title_is_company() => Some(Field::Title),
            Field::Company if self.title_is_company() => Some(Field::Title),
            Field::Company if self.name_is_company() => Some(Field::Name),
            _ => None,
        };
        let own = &self.found[field as usize][..];
        let extra = extra.map_or(&[][..], |field| &self.found[field as usize][..]);
        // Both are sorted by rank: what comes early in either goes before what comes late in the other.
        let early = own.iter().take_while(|f| f.rank <= EXTRA_RANK).count();
        own[..early].iter().chain(extra).chain(&own[early..])
    }

    /// Puts what a mapping found in the place of a field's candidates. A value that a mapping speaks for means nothing else.
    pub fn take(&mut self, field: Field, mapped: Vec<(String, &'a Value)>) {
        for list in &mut self.found {
            list.retain(|found| !mapped.iter().any(|(_, value)| std::ptr::eq(*value, found.value)));
        }
        self.found[field as usize] = mapped
            .into_iter()
            .map(|(path, value)| Found { rank: 0, parent: None, key: "", value, mapped: Some(path) })
            .collect();
        let bare = match field {
            Field::FullName | Field::FirstName | Field::LastName => Some(Field::Name),
            Field::JobTitle => Some(Field::Title),
            _ => None,
        };
        if let Some(bare) = bare {
            self.found[bare as usize].clear();
        }
    }

    /// Whether any field might be made of the value at this path.
    pub fn reads(&self, path: &str) -> bool {
        self.found.iter().flatten().any(|found| found.path() == path)
    }

    /// Whether a bare `name` is taken for a company's only because nothing in the record says otherwise.
    pub fn name_is_open(&self) -> bool {
        self.has(Field::Name) && !self.place && self.name_is_company()
    }

    /// Settles that a bare `name` is a person's.
    pub fn name_is_a_person(&mut self) {
        self.person_type = true;
    }

    fn has(&self, field: Field) -> bool {
        !self.found[field as usize].is_empty()
    }

    /// A bare `name` is a person's when the record names a company or a job beside it.
    fn name_is_company(&self) -> bool {
        if self.person_type
            || self.has(Field::FirstName)
            || self.has(Field::LastName)
            || self.has(Field::FullName)
        {
            return !self.has(Field::Company) && !self.person_type;
        }
        if self.has(Field::Company) {
            return false;
        }
        self.place
            || (!self.has(Field::JobTitle)
                && !self.has(Field::Title)
                && (self.has(Field::Website) || self.has(Field::Industry) || self.has(Field::CompanySize)))
    }

    /// A bare `title` is the place's name where a place has no other.
    fn title_is_company(&self) -> bool {
        self.place && !self.has(Field::Company) && !self.has(Field::Name) && !self.has(Field::FullName)
    }

    fn object(
        &mut self,
        object: &'a Map<String, Value>,
        parent: Option<&'a str>,
        around: Around,
        depth: usize,
    ) {
        let parent_letters = parent.map(letters).unwrap_or_default();
        for (key, value) in object {
            let key_letters = letters(key);
            if depth == 0 {
                self.place |= PLACE_KEYS.binary_search(&key_letters.as_str()).is_ok();
            }
            if key == "@type" {
                match value.as_str() {
                    Some("Person") => self.person_type |= depth == 0,
                    Some(_) => self.place |= depth == 0,
                    None => {}
                }
            }
            self.value(key, &key_letters, value, parent, &parent_letters, around, depth);
        }
    }

    #[allow(clippy::too_many_arguments)] // One leaf with all that its surroundings say about it.
    fn value(
        &mut self,
        key: &'a str,
        key_letters: &str,
        value: &'a Value,
        parent: Option<&'a str>,
        parent_letters: &str,
        around: Around,
        depth: usize,
    ) {
        match value {
            Value::Object(inner) if depth < MAX_DEPTH => {
                let inside = match around {
                    _ if PERSON_OBJECTS.binary_search(&key_letters).is_ok() => Around::Person,
                    _ if COMPANY_OBJECTS.binary_search(&key_letters).is_ok() => Around::Company,
                    _ if METADATA_OBJECTS.binary_search(&key_letters).is_ok() => Around::Metadata,
                    Around::Root => Around::Other,
                    other => other,
                };
                self.object(inner, Some(key), inside, depth + 1);
            }
            Value::Array(items) if depth < MAX_DEPTH => {
                for item in items.iter().take(MAX_ITEMS) {
                    self.value(key, key_letters, item, parent, parent_letters, around, depth + 1);
                }
            }
            Value::String(text) if !is_placeholder(text) => {
                self.leaf(key, key_letters, value, parent, parent_letters, around);
            }
            Value::Number(_) => self.leaf(key, key_letters, value, parent, parent_letters, around),
            _ => {}
        }
    }

    fn leaf(
        &mut self,
        key: &'a str,
        key_letters: &str,
        value: &'a Value,
        parent: Option<&'a str>,
        parent_letters: &str,
        around: Around,
    ) {
        let Some((field, rank)) = field_of(key_letters, parent_letters, around) else { return };
        self.found[field as usize].push(Found { rank, parent, key, value, mapped: None });
    }
}

/// What a key means where it stands, and how early it is tried.
fn field_of(key: &str, parent: &str, around: Around) -> Option<(Field, u8)> {
    let look_up = |key: &str| {
        KEYS.binary_search_by(|(name, ..)| (*name).cmp(key)).ok().map(|at| (KEYS[at].1, KEYS[at].2))
    };
    match (key, around) {
        ("name", Around::Person) => return Some((Field::FullName, 1)),
        ("name", Around::Company) => return Some((Field::Company, 1)),
        ("name", Around::Root) => return Some((Field::Name, EXTRA_RANK)),
        ("name", _) => return look_up(&format!("{parent}name")),
        ("title", Around::Person) => return Some((Field::JobTitle, 1)),
        ("title", Around::Root) => return Some((Field::Title, EXTRA_RANK)),
        ("title", _) => return None,
        ("first", _) if parent.ends_with("name") => return Some((Field::FirstName, 1)),
        ("last", _) if parent.ends_with("name") => return Some((Field::LastName, 1)),
        ("full", _) if parent.ends_with("name") => return Some((Field::FullName, 1)),
        ("value" | "address" | "number" | "rawnumber" | "sanitizednumber" | "text", _)
            if !parent.is_empty() =>
        {
            // {"emails": [{"value": …}]}, {"phone": {"number": …}}, {"phone_numbers": [{"raw_number": …}]}
            return look_up(parent)
                .filter(|(field, _)| matches!(field, Field::Email | Field::Phone))
                .or_else(|| look_up(key));
        }
        // A person's or the record's own page says nothing of the company's website.
        ("url", Around::Person) => return Some((Field::Linkedin, 3)),
        ("url" | "source", Around::Metadata) => return Some((Field::Source, 1)),
        ("score", Around::Root | Around::Metadata) => {}
        // What says where a phone number was found does not say it of the record.
        ("source", Around::Person | Around::Company | Around::Other) => return None,
        ("score" | "role" | "size" | "category" | "timestamp", Around::Other) => return None,
        ("region" | "state" | "city" | "country" | "location" | "address", Around::Metadata) => return None,
        _ => {}
    }
    if !parent.is_empty()
        && let Some(found) = look_up(&format!("{parent}{key}"))
    {
        return Some(found);
    }
    let (field, rank) = look_up(key)?;
    // A company's own phone or address comes after the contact's.
    let behind = around == Around::Company
        && matches!(
            field,
            Field::Phone
                | Field::Email
                | Field::Location
                | Field::City
                | Field::Region
                | Field::Country
                | Field::Linkedin
        );
    // And a contact's domain or industry after the company's.
    let aside =
        around == Around::Person && matches!(field, Field::Website | Field::Industry | Field::CompanySize);
    Some((field, if behind || aside { rank + 4 } else { rank }))
}

/// A key without case and separators: its letters and digits.
fn letters(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests;
