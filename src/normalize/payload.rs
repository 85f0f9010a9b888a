//! Which key of a payload means what.
//!
//! Scrapers agree on nothing: keys come nested or flat, in any case, with any separator. So every scalar of a
//! payload is looked up by its key alone and by its key together with that of the object it stands in, both
//! without case and separators, in one table.

use serde_json::{Map, Value};

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
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// Lower is tried first.
    pub rank: u8,
    /// The key of the object it stands in, if it is nested.
    pub parent: Option<&'a str>,
    /// Its key.
    pub key: &'a str,
    /// The value.
    pub value: &'a Value,
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

/// Keys that mean the same wherever they stand, without case and separators, and how early each is tried
/// (0 first). Sorted by key. Names as seen in the exports of Apollo, Hunter, HubSpot, Salesforce, Crunchbase,
/// LinkedIn and Google Maps scrapers, and in schema.org.
const KEYS: &[(&str, Field, u8)] = &[
    ("accountname", Field::Company, 2),
    ("address", Field::Location, 4),
    ("addresscountry", Field::Country, 1),
    ("addresslocality", Field::City, 1),
    ("addressregion", Field::Region, 1),
    ("businessemail", Field::Email, 0),
    ("businessname", Field::Company, 1),
    ("businessphone", Field::Phone, 2),
    ("capturedat", Field::ScrapedAt, 2),
    ("category", Field::Industry, 3),
    ("categoryname", Field::Industry, 2),
    ("cell", Field::Phone, 0),
    ("cellphone", Field::Phone, 0),
    ("city", Field::City, 1),
    ("cityname", Field::City, 2),
    ("companies", Field::Company, 3),
    ("company", Field::Company, 1),
    ("companyaddress", Field::Location, 3),
    ("companycity", Field::City, 2),
    ("companycountry", Field::Country, 2),
    ("companydomain", Field::Website, 1),
    ("companydomainname", Field::Website, 1),
    ("companyemail", Field::Email, 3),
    ("companyheadcount", Field::CompanySize, 1),
    ("companyindustry", Field::Industry, 0),
    ("companylegalname", Field::Company, 3),
    ("companylinkedin", Field::Linkedin, 3),
    ("companylinkedinurl", Field::Linkedin, 3),
    ("companylocation", Field::Location, 2),
    ("companyname", Field::Company, 0),
    ("companyphone", Field::Phone, 3),
    ("companyphonenumber", Field::Phone, 3),
    ("companyregion", Field::Region, 2),
    ("companysize", Field::CompanySize, 0),
    ("companystate", Field::Region, 2),
    ("companyurl", Field::Website, 1),
    ("companywebsite", Field::Website, 0),
    ("confidence", Field::Confidence, 0),
    ("confidencescore", Field::Confidence, 0),
    ("contactemail", Field::Email, 0),
    ("contactfullname", Field::FullName, 0),
    ("contactname", Field::FullName, 0),
    ("contactperson", Field::FullName, 1),
    ("contactphone", Field::Phone, 0),
    ("contacttitle", Field::JobTitle, 1),
    ("country", Field::Country, 1),
    ("countrycode", Field::Country, 2),
    ("countryname", Field::Country, 1),
    ("currentcompany", Field::Company, 0),
    ("currentcompanyname", Field::Company, 0),
    ("currentemployer", Field::Company, 0),
    ("currentposition", Field::JobTitle, 1),
    ("currenttitle", Field::JobTitle, 1),
    ("directphone", Field::Phone, 0),
    ("domain", Field::Website, 2),
    ("domainname", Field::Website, 2),
    ("email", Field::Email, 1),
    ("email1", Field::Email, 1),
    ("email2", Field::Email, 2),
    ("emailaddress", Field::Email, 1),
    ("emailaddresses", Field::Email, 1),
    ("emails", Field::Email, 1),
    ("employeecount", Field::CompanySize, 1),
    ("employeerange", Field::CompanySize, 1),
    ("employees", Field::CompanySize, 1),
    ("employer", Field::Company, 2),
    ("employername", Field::Company, 2),
    ("estimatednumemployees", Field::CompanySize, 1),
    ("familyname", Field::LastName, 0),
    ("firm", Field::Company, 3),
    ("firstname", Field::FirstName, 0),
    ("forename", Field::FirstName, 0),
    ("formattedaddress", Field::Location, 3),
    ("formattedphonenumber", Field::Phone, 2),
    ("fullname", Field::FullName, 0),
    ("givenname", Field::FirstName, 0),
    ("headcount", Field::CompanySize, 1),
    ("headline", Field::JobTitle, 4),
    ("headquarter", Field::Location, 2),
    ("headquarters", Field::Location, 2),
    ("hqlocation", Field::Location, 2),
    ("industries", Field::Industry, 1),
    ("industry", Field::Industry, 1),
    ("industryname", Field::Industry, 1),
    ("internationalphonenumber", Field::Phone, 1),
    ("joblevel", Field::Seniority, 1),
    ("jobtitle", Field::JobTitle, 0),
    ("lastname", Field::LastName, 0),
    ("legalname", Field::Company, 2),
    ("linkedin", Field::Linkedin, 1),
    ("linkedinlink", Field::Linkedin, 1),
    ("linkedinprofile", Field::Linkedin, 0),
    ("linkedinprofileurl", Field::Linkedin, 0),
    ("linkedinurl", Field::Linkedin, 0),
    ("locality", Field::City, 2),
    ("location", Field::Location, 1),
    ("locationname", Field::Location, 2),
    ("mail", Field::Email, 2),
    ("managementlevel", Field::Seniority, 1),
    ("mobile", Field::Phone, 0),
    ("mobilenumber", Field::Phone, 0),
    ("mobilephone", Field::Phone, 0),
    ("naicsdescription", Field::Industry, 3),
    ("numberofemployees", Field::CompanySize, 0),
    ("numemployees", Field::CompanySize, 0),
    ("numemployeesenum", Field::CompanySize, 1),
    ("occupation", Field::JobTitle, 3),
    ("officephone", Field::Phone, 2),
    ("organisation", Field::Company, 2),
    ("organisationname", Field::Company, 1),
    ("organization", Field::Company, 2),
    ("organizationname", Field::Company, 1),
    ("ownername", Field::FullName, 2),
    ("personalemail", Field::Email, 3),
    ("personalemails", Field::Email, 3),
    ("personlinkedinurl", Field::Linkedin, 0),
    ("personname", Field::FullName, 0),
    ("phone", Field::Phone, 1),
    ("phone1", Field::Phone, 1),
    ("phone2", Field::Phone, 2),
    ("phonenumber", Field::Phone, 1),
    ("phonenumbers", Field::Phone, 1),
    ("phones", Field::Phone, 1),
    ("position", Field::JobTitle, 2),
    ("positiontitle", Field::JobTitle, 1),
    ("primarydomain", Field::Website, 1),
    ("primaryemail", Field::Email, 0),
    ("primaryphone", Field::Phone, 0),
    ("profileurl", Field::Linkedin, 2),
    ("province", Field::Region, 1),
    ("publicprofileurl", Field::Linkedin, 1),
    ("region", Field::Region, 2),
    ("role", Field::JobTitle, 3),
    ("sanitizedphone", Field::Phone, 1),
    ("score", Field::Confidence, 3),
    ("scrapedat", Field::ScrapedAt, 0),
    ("scrapedate", Field::ScrapedAt, 1),
    ("scrapeddate", Field::ScrapedAt, 1),
    ("sector", Field::Industry, 2),
    ("seniority", Field::Seniority, 0),
    ("senioritylevel", Field::Seniority, 0),
    ("site", Field::Website, 3),
    ("size", Field::CompanySize, 3),
    ("source", Field::Source, 2),
    ("sourceurl", Field::Source, 0),
    ("staffcount", Field::CompanySize, 1),
    ("staffcountrange", Field::CompanySize, 1),
    ("state", Field::Region, 1),
    ("stateprovince", Field::Region, 1),
    ("surname", Field::LastName, 0),
    ("tel", Field::Phone, 1),
    ("telefon", Field::Phone, 1),
    ("telephone", Field::Phone, 1),
    ("timestamp", Field::ScrapedAt, 3),
    ("town", Field::City, 2),
    ("url", Field::Website, 4),
    ("web", Field::Website, 2),
    ("webpage", Field::Website, 2),
    ("website", Field::Website, 1),
    ("websiteurl", Field::Website, 1),
    ("workemail", Field::Email, 0),
    ("worklocation", Field::Location, 1),
    ("workphone", Field::Phone, 1),
    ("worksfor", Field::Company, 1),
];

/// Objects that hold a person, by key. Sorted.
const PERSON_OBJECTS: &[&str] = &[
    "author",
    "contact",
    "contactinfo",
    "contactperson",
    "contacts",
    "decisionmaker",
    "employee",
    "founder",
    "founders",
    "lead",
    "member",
    "owner",
    "people",
    "person",
    "personalinfo",
    "profile",
    "user",
];

/// Objects that hold a company, by key. Sorted.
const COMPANY_OBJECTS: &[&str] = &[
    "account",
    "business",
    "company",
    "companyinfo",
    "currentcompany",
    "employer",
    "firm",
    "organisation",
    "organization",
    "place",
    "worksfor",
];

/// Objects that hold what is said about the record itself. Sorted.
const METADATA_OBJECTS: &[&str] = &["meta", "metadata", "scrape", "scraper", "sourceinfo"];

/// Keys that only records of places or companies have. Sorted.
const PLACE_KEYS: &[&str] = &[
    "categories",
    "category",
    "categoryname",
    "founded",
    "foundedyear",
    "googlemapsurl",
    "latitude",
    "openinghours",
    "permanentlyclosed",
    "placeid",
    "rating",
    "reviews",
    "reviewscount",
    "sector",
    "ticker",
    "totalscore",
    "types",
    "userratingstotal",
];

/// What scrapers write when they have nothing. Sorted, without case.
const PLACEHOLDERS: &[&str] = &[
    "#n/a",
    "(none)",
    "(not set)",
    "-",
    "--",
    "---",
    ".",
    "?",
    "[]",
    "blank",
    "empty",
    "false",
    "n.a.",
    "n/a",
    "n\\a",
    "na",
    "nan",
    "nil",
    "no data",
    "none",
    "not available",
    "not found",
    "not provided",
    "not specified",
    "null",
    "tba",
    "tbd",
    "test",
    "undefined",
    "unknown",
    "unspecified",
    "xxx",
    "{}",
    "–",
    "—",
];

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
    pub fn candidates(&self, field: Field) -> impl Iterator<Item = &Found<'a>> {
        let extra = match field {
            Field::FullName if !self.name_is_company() => Some(Field::Name),
            Field::JobTitle if !self.title_is_company() => Some(Field::Title),
            Field::Company if self.title_is_company() => Some(Field::Title),
            Field::Company if self.name_is_company() => Some(Field::Name),
            _ => None,
        };
        let extra = extra.map_or(&[][..], |field| &self.found[field as usize][..]);
        self.found[field as usize].iter().chain(extra)
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
        self.found[field as usize].push(Found { rank, parent, key, value });
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
        ("name", Around::Root) => return Some((Field::Name, 5)),
        ("name", _) => return look_up(&format!("{parent}name")),
        ("title", Around::Person) => return Some((Field::JobTitle, 1)),
        ("title", Around::Root) => return Some((Field::Title, 5)),
        ("title", _) => return None,
        ("first", _) if parent.ends_with("name") => return Some((Field::FirstName, 1)),
        ("last", _) if parent.ends_with("name") => return Some((Field::LastName, 1)),
        ("full", _) if parent.ends_with("name") => return Some((Field::FullName, 1)),
        ("value" | "address" | "number" | "text", _) if !parent.is_empty() => {
            // {"emails": [{"value": …}]}, {"phone": {"number": …}}
            return look_up(parent)
                .filter(|(field, _)| matches!(field, Field::Email | Field::Phone))
                .or_else(|| look_up(key));
        }
        // A person's or the record's own page says nothing of the company's website.
        ("url", Around::Person) => return Some((Field::Linkedin, 3)),
        ("url" | "source", Around::Metadata) => return Some((Field::Source, 1)),
        ("score", Around::Root | Around::Metadata) => {}
        ("score" | "source" | "role" | "size" | "category" | "timestamp", Around::Other) => return None,
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
