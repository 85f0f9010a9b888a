//! One raw record as one lead: every field through its normalizer. Pure: no database, no clock.

use std::fmt;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::identity::Keys;
use super::mapping::Mapping;
use super::memo::{Memo, Named};
use super::payload::{self, Field, Found, Payload};
use super::{domain, email, person};

mod choose;

/// The parts of a lead that are chosen as one when records are merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The company's name.
    Company,
    /// Its registrable domain.
    Domain,
    /// Its industry.
    Industry,
    /// Its size.
    Size,
    /// Where the person or company is.
    Location,
    /// First and last name.
    Name,
    /// Job title and seniority.
    Title,
    /// Email address.
    Email,
    /// Phone number.
    Phone,
    /// LinkedIn profile.
    Linkedin,
    /// Where it was scraped.
    Source,
}

/// How many parts there are.
pub const PARTS: usize = Part::Source as usize + 1;

/// The value of a part, and how well-founded it is in itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded {
    /// The value; of a name the first name, of a title its text.
    pub text: Option<String>,
    /// Of a name the last name, of a title the seniority.
    pub second: Option<String>,
    /// Higher is more specific; only values of the same part compare.
    pub weight: u8,
    /// Where in the payload it was made of stands: `contact.email`, `emails.0.value`.
    pub key: String,
    /// The same of the second value, where that stands elsewhere: a last name in a column of its own.
    pub second_key: Option<String>,
}

impl Graded {
    /// Where the value stands, or the second one.
    pub fn key_of(&self, second: bool) -> &str {
        self.second_key.as_deref().filter(|_| second).unwrap_or(&self.key)
    }
}

/// Whether a record is about a person or about a company only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// There is a name, a personal address, a profile, or at least a number to call.
    Person,
    /// There is none, but a company.
    Company,
}

/// What one record says, normalized.
#[derive(Debug, Clone, PartialEq)]
pub struct Derived {
    /// Person or company.
    pub kind: Kind,
    /// Its values.
    pub values: [Option<Graded>; PARTS],
    /// Under which keys it meets others.
    pub keys: Keys,
    /// How sure the source is, 0–1.
    pub source_confidence: Option<f64>,
    /// When it was scraped.
    pub at: Option<DateTime<Utc>>,
}

/// Why a record becomes no lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The payload is JSON, but no object.
    NotAnObject,
    /// It names neither a person nor a company.
    NothingKnown,
    /// A person's name, and nothing to tell that person from another.
    NameOnly,
}

impl Reason {
    /// A stable name for programs.
    pub fn code(self) -> &'static str {
        match self {
            Reason::NotAnObject => "not_an_object",
            Reason::NothingKnown => "nothing_known",
            Reason::NameOnly => "name_only",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::NotAnObject => "the payload is not a JSON object",
            Reason::NothingKnown => "no person, no company, and no valid email, phone number or profile",
            Reason::NameOnly => {
                "a name alone: no company, email, phone number or profile to tell the person by"
            }
        })
    }
}

/// What else is known of a record, beside its payload.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// The page it was scraped from, where the payload does not say.
    pub source_url: Option<&'a str>,
    /// When it was scraped or stored, where the payload does not say.
    pub scraped_at: Option<DateTime<Utc>>,
    /// ISO 3166 code of the country whose phone numbers are meant where the record names no country.
    pub region: Option<&'a str>,
    /// Where fields stand, before the built-in table of keys.
    pub mapping: Option<&'a Mapping>,
    /// What texts of records before this one became.
    pub memo: Option<&'a Memo>,
}

impl Derived {
    /// A part's value.
    pub fn value(&self, part: Part) -> Option<&Graded> {
        self.values[part as usize].as_ref()
    }

    /// The main text of a part.
    pub fn text(&self, part: Part) -> Option<&str> {
        self.value(part)?.text.as_deref()
    }
}

/// Normalizes one payload.
///
/// # Errors
/// Why it cannot become a lead.
pub fn derive(payload: &Value, hints: &Hints) -> Result<Derived, Reason> {
    let Value::Object(map) = payload else { return Err(Reason::NotAnObject) };
    derive_object(map, hints)
}

/// [`derive`] for a payload that is known to be an object.
///
/// # Errors
/// Why it cannot become a lead.
pub fn derive_object(map: &Map<String, Value>, hints: &Hints) -> Result<Derived, Reason> {
    match understand(map, hints) {
        (derived, None) => Ok(derived),
        (_, Some(reason)) => Err(reason),
    }
}

/// What an object says, also where it cannot become a lead, and why it cannot.
pub fn understand(map: &Map<String, Value>, hints: &Hints) -> (Derived, Option<Reason>) {
    let unpacked = payload::unpack(map);
    let mut payload = read(unpacked.as_ref().unwrap_or(map), hints);
    let mut values: [Option<Graded>; PARTS] = Default::default();
    let forgetful = Memo::default();
    let memo = hints.memo.unwrap_or(&forgetful);

    let (place, country) = choose::location(&payload, memo);
    let own_country = place.as_ref().and_then(|(place, _)| place.country).map(|c| c.alpha2);
    let region = own_country.or(country).or(hints.region);

    let mail = choose::email(&payload).or_else(|| choose::misplaced_email(&payload));
    let number = choose::phone(&payload, region);
    let profile = choose::profile(&payload);
    let personal_mail = mail.as_ref().is_some_and(|(mail, _)| !mail.is_role());
    if payload.name_is_open() && (personal_mail || profile.is_some()) {
        // `Joe's Diner` beside joe@joesdiner.com stays a diner.
        if payload.bare_names().any(|name| person::parse(&name.text(), own_country.or(country)).is_some()) {
            payload.name_is_a_person();
        }
    } else if !personal_mail && profile.is_none() && payload.name_is_anyones() {
        // `Quistco` beside `info@quistco.com` is no person.
        let own = payload.candidates(Field::Name).next().map(Found::text);
        let host = mail.as_ref().and_then(|(mail, _)| domain::from_email(mail));
        if let (Some(own), Some(host)) = (own, host)
            && choose::is_named_after(host.as_str(), &own)
        {
            payload.name_is_a_company();
        }
    }
    let title = choose::title(&payload, memo);
    let name = choose::name(&payload, own_country.or(country)).or_else(|| {
        let (mail, found) = mail.as_ref().filter(|_| personal_mail)?;
        Some((choose::name_before(mail, &found.text(), own_country.or(country))?, *found))
    });
    let company = choose::company(&payload, memo).or_else(|| {
        // A bare `name` that is no person's is the place's, where it has a number or an address and nothing more.
        let place = mail.is_none() && profile.is_none() && (number.is_some() || place.is_some());
        let found = *payload.candidates(Field::Name).next().filter(|_| place && name.is_none())?;
        Some((choose::company_name(&found.text(), memo)?, found))
    });
    // A page or owner that goes by the company's name is no person.
    let name = name.filter(|(name, found)| {
        let known = title.is_some() || personal_mail || profile.is_some();
        company
            .as_ref()
            .is_none_or(|(company, _)| !choose::is_company_name(name, found, &company.name, known))
    });
    let site = choose::first_of(&payload, Field::Website, |text| memo.website(text))
        .map(|(site, found)| (site.as_str().to_owned(), found, 2))
        .or_else(|| {
            let (mail, found) = mail.as_ref()?;
            Some((domain::from_email(mail)?.as_str().to_owned(), *found, 1))
        })
        .or_else(|| {
            let domain = |text: &str| domain::from_email(&email::find(text)?);
            let (site, found) = choose::first_of(&payload, Field::DeadEmail, domain)?;
            Some((site.as_str().to_owned(), found, 1))
        });

    let reachable = mail.is_some() || number.is_some() || profile.is_some();
    let has_company = company.is_some() || site.is_some();
    let is_person = name.is_some() || profile.is_some() || personal_mail || !has_company;
    let kind = if is_person { Kind::Person } else { Kind::Company };
    let reason = match name.is_some() {
        _ if reachable || has_company => None,
        true => Some(Reason::NameOnly),
        false => Some(Reason::NothingKnown),
    };

    let name_key = name.as_ref().and_then(|(name, _)| name_key(name));
    let address = |desk: bool| {
        let (mail, _) = mail.as_ref().filter(|_| personal_mail != desk)?;
        Some(email::identity_key(mail))
    };
    let keys = Keys {
        email: address(false),
        desk: address(true),
        linkedin: profile.as_ref().map(|(url, _)| url.clone()),
        name: name_key,
        domain: site.as_ref().map(|(site, ..)| site.clone()),
        company: company.as_ref().and_then(|(company, _)| company.key.clone()),
        phone: number.as_ref().map(|(number, _)| number.as_str().to_owned()),
        city: place.as_ref().and_then(|(place, _)| place.city.as_ref()).map(|city| city.to_lowercase()),
    };

    let mut last_name_from = None;
    let mut set = |part: Part, text: Option<String>, second: Option<String>, weight: u8, found: &Found| {
        values[part as usize] =
            Some(Graded { text, second, weight, key: payload.path(found), second_key: None });
    };
    if let Some((Named { name, weight, .. }, found)) = company {
        set(Part::Company, Some(name), None, weight, &found);
    }
    if let Some((site, found, weight)) = site {
        set(Part::Domain, Some(site), None, weight, &found);
    }
    if let Some((industry, found)) = choose::industry(&payload, memo) {
        set(Part::Industry, Some(industry), None, 1, &found);
    }
    if let Some((size, found)) = choose::first_of(&payload, Field::CompanySize, |text| memo.size(text)) {
        set(Part::Size, Some(size.as_str().to_owned()), None, 1, &found);
    }
    if let Some((place, found)) = place {
        let weight = choose::location_weight(&place);
        set(Part::Location, Some(place.text()), None, weight, &found);
    }
    if let Some((name, found)) = name {
        let weight = |part: &Option<String>| part.as_deref().map_or(0, person::weight).min(15);
        let weight = weight(&name.last) * 16 + weight(&name.first);
        if found.field() == Field::FirstName && name.last.is_some() {
            let beside = [Field::LastName, Field::FullName];
            let beside = beside.iter().find_map(|field| payload.candidates(*field).next());
            last_name_from = beside.map(|found| payload.path(found));
        }
        set(Part::Name, name.first, name.last, weight, &found);
    }
    if let Some((text, seniority, found)) = title {
        let weight = u8::from(text.is_some()) * 2 + u8::from(seniority.is_some());
        set(Part::Title, text, seniority.map(|s| s.as_str().to_owned()), weight, &found);
    }
    if let Some((mail, found)) = mail {
        let weight = mail.weight();
        set(Part::Email, Some(mail.as_str().to_owned()), None, weight, &found);
    }
    if let Some((number, found)) = number {
        let weight = number.weight();
        set(Part::Phone, Some(number.as_str().to_owned()), None, weight, &found);
    }
    if let Some((url, found)) = profile {
        set(Part::Linkedin, Some(url), None, 1, &found);
    }
    if let Some(found) = payload.candidates(Field::Source).find(|f| !f.text().trim().is_empty()) {
        set(Part::Source, Some(found.text().trim().to_owned()), None, 1, found);
    } else if let Some(url) = hints.source_url {
        let (text, key) = (Some(url.to_owned()), "source_url".to_owned());
        values[Part::Source as usize] = Some(Graded { text, second: None, weight: 1, key, second_key: None });
    }

    if let Some(name) = &mut values[Part::Name as usize] {
        name.second_key = last_name_from;
    }
    let source_confidence = payload.candidates(Field::Confidence).find_map(choose::confidence);
    let said = payload.candidates(Field::ScrapedAt).find_map(|f| crate::ingest::parse_time(&f.text()));
    (Derived { kind, values, keys, source_confidence, at: said.or(hints.scraped_at) }, reason)
}

/// A payload's candidates for each field: by the built-in table of keys, and before that by the operator's mapping.
pub fn read<'a>(map: &'a Map<String, Value>, hints: &Hints) -> Payload<'a> {
    let mut payload = Payload::read(map);
    for rule in hints.mapping.iter().flat_map(|mapping| mapping.rules()) {
        let found: Vec<(String, &Value)> = rule.paths.iter().flat_map(|path| path.find(map)).collect();
        if rule.only || found.iter().any(|(_, value)| choose::is_usable(rule.field, value)) {
            payload.take(rule.field, found);
        }
    }
    payload
}

fn name_key(name: &person::PersonName) -> Option<String> {
    let (first, last) = (name.first.as_deref(), name.last.as_deref());
    person::match_key(first, last).or_else(|| Some(first.or(last)?.to_lowercase()))
}

#[cfg(test)]
mod tests;
