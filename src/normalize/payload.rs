//! Which key of a payload means what.
//!
//! Scrapers agree on nothing: keys come nested or flat, in any case, with any separator. So every scalar of a payload is
//! looked up by its key, without case, separators and accents, in one table ([`keys`]); what the objects around it say is
//! in another ([`objects`]), and so are the words a key may begin with (`company_…`, `previous_…`). A key that is a path
//! in itself (`organization.name`, `emails/0/value`, `E-mail 1 - Value`) is read as the objects it names. Of several
//! people one is chosen ([`people`]), of several jobs the present one ([`jobs`]).

mod fold;
mod jobs;
mod keys;
mod meaning;
mod objects;
mod parts;
mod people;
mod signs;
mod walk;

use std::borrow::Cow;
use std::ops::Range;

use serde_json::{Map, Value};

use fold::{MAPS, POSTING, Word};
use objects::{Kind, PLACEHOLDERS};
use walk::Walk;

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
    /// A company's name in the register: only where it has no other.
    LegalName,
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
    /// The last part of a person's page on LinkedIn.
    LinkedinSlug,
    /// A page that is a company's where the record is a company's.
    OwnPage,
    /// `type` at the top of the record: with place scrapers the place's.
    PlaceType,
    /// French `nom`: a family name beside a given name, else a whole name.
    Nom,
    /// Spanish `nombre`, Italian and Portuguese `nome`: a given name beside a family name, else a whole name.
    Nombre,
    /// An address that takes no mail: its domain may still be the company's.
    DeadEmail,
    /// What a verifier found out about the address beside it.
    EmailStatus,
    /// An address under a key that says nothing: the person's if it has the person's name in it.
    StrayEmail,
}

const FIELDS: usize = Field::StrayEmail as usize + 1;

/// Whose a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The lead's own, or it is not said.
    Own,
    /// The company's.
    Company,
}

/// One value found for a field.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// Lower is tried first: from [`COMPANY_RANK`] on the company's, from [`LATE_RANK`] on what is named as a second
    /// choice.
    pub rank: u8,
    /// Its key.
    pub key: &'a str,
    /// The value.
    pub value: &'a Value,
    /// Whose it is.
    pub side: Side,
    /// Which address it is of (mailing, billing, …), as a number that says no more than that others are others.
    pub place: u8,
    field: Field,
    who: u8,
    node: u32,
    group: u32,
}

impl<'a> Found<'a> {
    /// The value as text; numbers as they are written. Of a page in the place of a field, its beginning: what takes time by the
    /// square of a text's length is over soon.
    pub fn text(&self) -> Cow<'a, str> {
        match self.value {
            Value::String(text) => Cow::Borrowed(&text[..text.floor_char_boundary(LONGEST)]),
            other => {
                let mut text = other.to_string();
                text.truncate(text.floor_char_boundary(LONGEST));
                Cow::Owned(text)
            }
        }
    }

    /// What it was found for.
    pub fn field(&self) -> Field {
        self.field
    }
}

/// A step on the way to a value.
#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Root,
    Key(&'a str),
    Index(usize),
    /// One of the paths that a mapping led to.
    Mapped(usize),
}

/// A step, and the one before it.
#[derive(Debug, Clone, Copy)]
struct Node<'a> {
    parent: u32,
    step: Step<'a>,
}

/// Everything in a payload that a field can be made of, best candidates first.
#[derive(Debug)]
pub struct Payload<'a> {
    found: Vec<Found<'a>>,
    ranges: [Range<u32>; FIELDS],
    nodes: Vec<Node<'a>>,
    /// The paths that a mapping led to.
    mapped: Vec<String>,
    /// The record is a place's of a map.
    maps: bool,
    /// The record is a company's or a place's.
    company: bool,
    /// A bare `name` is known to be a person's.
    person_type: bool,
}

/// The rank of a bare `name` or `title`: a headline or an occupation comes after it.
const EXTRA_RANK: u8 = 1;
/// The rank of a bare `url`.
const OWN_PAGE_RANK: u8 = 8;
/// The rank of what schema.org calls a thing, as its industry.
const TYPE_RANK: u8 = 12;
/// From this rank on a value is the company's and not the contact's.
pub const COMPANY_RANK: u8 = 16;
/// From this rank on a value is a second choice.
pub const LATE_RANK: u8 = 64;
/// How deep objects are followed.
const MAX_DEPTH: usize = 8;
/// Elements of an array that are looked at.
const MAX_ITEMS: usize = 50;
/// People that are told apart.
const MAX_PEOPLE: usize = 120;
/// The person of whom nothing is kept.
const NOBODY: u8 = u8::MAX;
/// JSON within a string is read up to this length.
const MAX_INNER: usize = 64 * 1024;

/// Whether a text stands for nothing.
pub fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    let Some(&first) = text.as_bytes().first() else { return true };
    // Most values are told by their length or first letter. `Nan` and `Na` are given names; pandas writes `nan` and
    // `NaN`, spreadsheets `NA`.
    if text.len() > LONGEST_PLACEHOLDER || begins_no_placeholder(first) || matches!(text, "Nan" | "Na") {
        return false;
    }
    let mut buffer = [0; LONGEST_PLACEHOLDER];
    let Some(part) = buffer.get_mut(..text.len()) else { return false };
    part.copy_from_slice(text.as_bytes());
    part.make_ascii_lowercase();
    std::str::from_utf8(part).is_ok_and(|lower| PLACEHOLDERS.binary_search(&lower).is_ok())
}

/// The bytes of the longest of [`PLACEHOLDERS`].
const LONGEST_PLACEHOLDER: usize = 15;

/// Whether none of [`PLACEHOLDERS`] begins with a byte.
fn begins_no_placeholder(byte: u8) -> bool {
    matches!(
        byte.to_ascii_lowercase(),
        b'0'..=b'9'
            | b'a'
            | b'c'
            | b'g'
            | b'j'
            | b'l'
            | b'm'
            | b'p'
            | b'q'
            | b'r'
            | b'v'
            | b'w'
            | b'y'
            | b'z'
            | b'+'
            | b'@'
    )
}

/// Bytes that are read of a value: more is a page in the place of a field.
const LONGEST: usize = 8 * 1024;

/// The payload with the JSON read that stands in strings of its first level (`"{\"city\": …}"`), as tables exported
/// from nested records have it; `None` where there is none.
pub fn unpack(payload: &Map<String, Value>) -> Option<Map<String, Value>> {
    let packed = |value: &Value| -> bool {
        value.as_str().is_some_and(|text| {
            let text = text.trim();
            text.len() <= MAX_INNER
                && (text.starts_with('{') && text.ends_with('}')
                    || text.starts_with('[') && text.ends_with(']'))
        })
    };
    if !payload.values().any(packed) {
        return None;
    }
    let unpacked = payload.iter().map(|(key, value)| {
        let known = fold::entry(Word::of(key).as_str()).filter(|entry| entry.kind != Some(Kind::Skip));
        let inner = value.as_str().filter(|_| packed(value) && known.is_some());
        let inner = inner.and_then(|text| serde_json::from_str::<Value>(text).ok());
        (key.clone(), inner.unwrap_or_else(|| value.clone()))
    });
    Some(unpacked.collect())
}

impl<'a> Payload<'a> {
    /// Finds what there is.
    pub fn read(payload: &'a Map<String, Value>) -> Payload<'a> {
        let mut walk = Walk::new();
        walk.record(payload);
        if walk.people.len() > 1 {
            people::settle(&mut walk);
        }
        let (posting, schema_person) = (walk.marks & POSTING != 0, walk.schema_person);
        let mut found = Payload {
            maps: walk.marks & MAPS != 0,
            company: walk.is_company(),
            person_type: walk.person_type && !walk.company_type,
            found: walk.found,
            nodes: walk.nodes,
            mapped: Vec::new(),
            ranges: [const { 0..0 }; FIELDS],
        };
        found.settle_names();
        found.drop_invalid_addresses();
        if schema_person {
            // A person's own page says nothing of the company's website.
            found
                .found
                .retain(|f| f.field != Field::Website || f.side == Side::Company || f.rank < OWN_PAGE_RANK);
        }
        if posting {
            // The title of an open job is nobody's, and so is its level.
            found.found.retain(|f| {
                f.who != 0 || !matches!(f.field, Field::JobTitle | Field::Title | Field::Seniority)
            });
        }
        found.index();
        found
    }

    /// Sorts what was found by field and rank.
    fn index(&mut self) {
        // Stable: of equal rank, what comes first in the record.
        self.found.sort_by_key(|f| (f.field, f.rank));
        self.ranges = [const { 0..0 }; FIELDS];
        let mut start = 0;
        while let Some(first) = self.found.get(start) {
            let field = first.field;
            let len = self.found[start..].iter().take_while(|f| f.field == field).count();
            self.ranges[field as usize] = start as u32..(start + len) as u32;
            start += len;
        }
    }

    /// Puts what a mapping found in the place of a field's candidates. A value that a mapping speaks for means nothing
    /// else, and a bare `name` or `title` is no second choice beside it.
    pub fn take(&mut self, field: Field, mapped: Vec<(String, &'a Value)>) {
        let bare = match field {
            Field::FullName | Field::FirstName | Field::LastName => Some(Field::Name),
            Field::JobTitle => Some(Field::Title),
            _ => None,
        };
        self.found.retain(|f| {
            f.field != field
                && Some(f.field) != bare
                && !mapped.iter().any(|(_, value)| std::ptr::eq(*value, f.value))
        });
        for (path, value) in mapped {
            self.nodes.push(Node { parent: u32::MAX, step: Step::Mapped(self.mapped.len()) });
            self.mapped.push(path);
            self.found.push(Found {
                rank: 0,
                key: "",
                value,
                side: Side::Own,
                place: 0,
                field,
                who: 0,
                node: (self.nodes.len() - 1) as u32,
                group: u32::MAX,
            });
        }
        self.index();
    }

    /// The paths of all that a field might be made of, and whether it is used without being a value of the lead: when it was scraped, for one.
    pub fn paths(&self) -> impl Iterator<Item = (String, bool)> + '_ {
        use Field::{Confidence, DeadEmail, EmailStatus, PlaceType, ScrapedAt};
        let is_used =
            |field: Field| matches!(field, Confidence | DeadEmail | EmailStatus | PlaceType | ScrapedAt);
        self.found.iter().map(move |found| (self.path(found), is_used(found.field)))
    }

    fn list(&self, field: Field) -> &[Found<'a>] {
        let range = &self.ranges[field as usize];
        &self.found[range.start as usize..range.end as usize]
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
        // What is tried when all else fails.
        let last = match field {
            Field::Industry if self.maps => Some(Field::PlaceType),
            Field::Company => Some(Field::LegalName),
            Field::Website if self.is_no_person() => Some(Field::OwnPage),
            _ => None,
        };
        let own = self.list(field);
        let extra = extra.map_or(&[][..], |field| self.list(field));
        let last = last.map_or(&[][..], |field| self.list(field));
        // Both are sorted by rank: what comes early in either goes before what comes late in the other. A place's name
        // goes before what the objects in it call their companies.
        let nested = field == Field::Company && self.company;
        let early = own.iter().take_while(|f| f.rank <= EXTRA_RANK && !nested).count();
        own[..early].iter().chain(extra).chain(&own[early..]).chain(last)
    }

    /// Where a value stands: `contact.email`, `emails.0.value`.
    pub fn path(&self, found: &Found) -> String {
        let mut steps = [Step::Root; 2 * MAX_DEPTH + 4];
        let mut count = 0;
        let mut at = found.node;
        while let Some(node) = self.nodes.get(at as usize)
            && count < steps.len()
            && !matches!(node.step, Step::Root)
        {
            steps[count] = node.step;
            count += 1;
            at = node.parent;
        }
        let mut path = String::with_capacity(24);
        for step in steps[..count].iter().rev() {
            if !path.is_empty() {
                path.push('.');
            }
            match step {
                Step::Key(key) => path.push_str(key),
                Step::Index(at) => path.push_str(&at.to_string()),
                Step::Mapped(at) => path.push_str(self.mapped.get(*at).map_or("", String::as_str)),
                Step::Root => {}
            }
        }
        path
    }

    /// Whether a bare `name` is taken for a company's only because nothing in the record says otherwise.
    pub fn name_is_open(&self) -> bool {
        let named = [Field::FullName, Field::FirstName, Field::LastName].iter().any(|field| self.has(*field));
        self.has(Field::Name) && !self.company && !named && self.name_is_company()
    }

    /// What stands under a bare `name`.
    pub fn bare_names(&self) -> impl Iterator<Item = &Found<'a>> + '_ {
        self.list(Field::Name).iter()
    }

    /// Settles that a bare `name` is a person's.
    pub fn name_is_a_person(&mut self) {
        self.person_type = true;
    }

    /// Whether a bare `name` is taken for a person's though nothing else in the record is one's.
    pub fn name_is_anyones(&self) -> bool {
        use Field::{Company, FirstName, FullName, JobTitle, LastName, Name, Seniority};
        self.has(Name)
            && !self.person_type
            && ![FullName, FirstName, LastName, JobTitle, Seniority, Company].iter().any(|f| self.has(*f))
            && !self.name_is_company()
    }

    /// Settles that a bare `name` is a company's.
    pub fn name_is_a_company(&mut self) {
        self.company = true;
    }

    fn has(&self, field: Field) -> bool {
        !self.list(field).is_empty()
    }

    /// Whether the record itself, and not an object of one of its people, has the field.
    fn says(&self, field: Field) -> bool {
        self.list(field).iter().any(|f| f.who == 0)
    }

    fn is_no_person(&self) -> bool {
        self.name_is_company()
            && !self.has(Field::FirstName)
            && !self.has(Field::LastName)
            && !self.has(Field::FullName)
    }

    /// A bare `name` is a person's when the record names a company or a job beside it.
    fn name_is_company(&self) -> bool {
        if self.person_type || self.says(Field::Company) {
            return false;
        }
        if self.says(Field::FirstName) || self.says(Field::LastName) || self.says(Field::FullName) {
            // The person's whole name beside its parts is no company's.
            let parts = [Field::FullName, Field::LastName, Field::FirstName];
            let Some(name) = self.list(Field::Name).first().map(|f| f.text().to_lowercase()) else {
                return false;
            };
            let mut parts = parts.iter().filter_map(|field| self.list(*field).first());
            return !parts.any(|part| name.contains(part.text().trim().to_lowercase().as_str()));
        }
        self.company
            || self.has(Field::FullName)
            || self.has(Field::FirstName)
            || (!self.has(Field::JobTitle)
                && !self.has(Field::Title)
                && (self.has(Field::Website) || self.has(Field::Industry) || self.has(Field::CompanySize)))
    }

    /// A bare `title` is the place's name where a place has no other.
    fn title_is_company(&self) -> bool {
        self.company
            && !self.has(Field::Name)
            && ![Field::Company, Field::FullName, Field::FirstName, Field::LastName]
                .iter()
                .any(|field| self.says(*field))
    }

    /// Names whose part depends on what stands beside them.
    fn settle_names(&mut self) {
        let has = |fields: &[Field]| self.found.iter().any(|f| fields.contains(&f.field));
        if !has(&[Field::Nom, Field::Nombre]) {
            return;
        }
        let (given, family) = (has(&[Field::FirstName]), has(&[Field::LastName]));
        let both = has(&[Field::Nom]) && has(&[Field::Nombre]);
        for found in &mut self.found {
            found.field = match found.field {
                Field::Nom if given => Field::LastName,
                Field::Nombre if family || both => Field::FirstName,
                Field::Nom | Field::Nombre => Field::Name,
                field => field,
            };
        }
    }

    /// An address of which a sibling says that mail to it comes back is none.
    fn drop_invalid_addresses(&mut self) {
        if !self.found.iter().any(|f| f.field == Field::EmailStatus && is_bad(f)) {
            return;
        }
        let bad: Vec<(u32, String)> = self
            .found
            .iter()
            .filter(|f| f.field == Field::EmailStatus && is_bad(f))
            .map(|f| (f.group, Word::of(f.key).as_str().to_owned()))
            .collect();
        for found in self.found.iter_mut().filter(|f| f.field == Field::Email) {
            let key = Word::of(found.key);
            let is_bad = |(group, status): &(u32, String)| {
                *group == found.group
                    && (status.starts_with(key.as_str())
                        || !status.contains("mail")
                        || status.starts_with("email")
                            && matches!(key.as_str(), "emailaddress" | "value" | "address" | "mail")
                        || status.contains("bounce") && key.as_str() == "email")
            };
            if bad.iter().take(MAX_ITEMS).any(is_bad) {
                found.field = Field::DeadEmail;
            }
        }
    }
}

/// What verifiers call an address that takes no mail. From the documented results of ZeroBounce, NeverBounce,
/// MillionVerifier, Hunter, Apollo, RocketReach, Snov.io, HubSpot and Salesforce.
const BAD: &[&str] = &[
    "abuse",
    "bad",
    "bounce",
    "bounced",
    "dead",
    "disabled",
    "do_not_mail",
    "fail",
    "failed",
    "hard_bounce",
    "hard bounce",
    "hardbounce",
    "invalid",
    "not valid",
    "not_valid",
    "rejected",
    "spamtrap",
    "undeliverable",
];

fn is_bad(status: &Found) -> bool {
    let word = Word::of(status.key);
    let flag = word.as_str().contains("bounce")
        || word.as_str().contains("bad")
        || word.as_str().starts_with("invalid");
    match status.value {
        Value::Bool(set) => *set && flag,
        Value::String(text) => {
            let text = text.trim().to_ascii_lowercase();
            BAD.contains(&text.as_str())
                || flag && !matches!(text.as_str(), "false" | "no" | "0" | "valid" | "none")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
