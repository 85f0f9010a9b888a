//! One raw record as one lead: every field through its normalizer. Pure: no database, no clock.

use std::fmt;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::email::{self, Email};
use super::identity::Keys;
use super::mapping::Mapping;
use super::payload::{Field, Found, Payload, is_placeholder};
use super::phone::{self, Phone};
use super::title::{self, Seniority};
use super::{company, domain, industry, linkedin, location, person, size};

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
    /// The key of the payload it was made of.
    pub key: String,
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
    let mut payload = read(map, hints);
    let mut values: [Option<Graded>; PARTS] = Default::default();

    let place = best_location(&payload);
    let country = place.as_ref().and_then(|(place, _)| place.country).map(|c| c.alpha2);
    let region = country.or(hints.region);

    let mail = best_email(&payload);
    let number = best_phone(&payload, region);
    let profile = person_profile(&payload);
    let personal_mail = mail.as_ref().is_some_and(|(mail, _)| !mail.is_role());
    if payload.name_is_open() && (personal_mail || profile.is_some()) {
        payload.name_is_a_person();
    }
    let name = best_name(&payload, country);
    let company = first_of(&payload, Field::Company, company::normalize).or_else(|| {
        // A bare `name` that is no person's is the place's, where it has a number or an address and nothing more.
        let place = mail.is_none() && profile.is_none() && (number.is_some() || place.is_some());
        let found = payload.candidates(Field::Name).next().filter(|_| place && name.is_none())?;
        Some((company::normalize(&found.text())?, found.path()))
    });
    let site = first_of(&payload, Field::Website, domain::from_website)
        .map(|(site, key)| (site.as_str().to_owned(), key, 2))
        .or_else(|| {
            let (mail, key) = mail.as_ref()?;
            Some((domain::from_email(mail)?.as_str().to_owned(), key.clone(), 1))
        });

    let reachable = mail.is_some() || number.is_some() || profile.is_some();
    let has_company = company.is_some() || site.is_some();
    let kind = if name.is_some() || profile.is_some() || personal_mail {
        Kind::Person
    } else if has_company {
        Kind::Company
    } else if reachable {
        Kind::Person
    } else {
        return Err(Reason::NothingKnown);
    };
    if name.is_some() && !reachable && !has_company {
        return Err(Reason::NameOnly);
    }

    let name_key = name.as_ref().and_then(|(name, _)| name_key(name));
    let address = |desk: bool| {
        let (mail, _) = mail.as_ref().filter(|(mail, _)| mail.is_role() == desk)?;
        Some(email::identity_key(mail))
    };
    let keys = Keys {
        email: address(false),
        desk: address(true),
        linkedin: profile.as_ref().map(|(url, _)| url.clone()),
        name: name_key,
        domain: site.as_ref().map(|(site, ..)| site.clone()),
        company: company.as_ref().and_then(|(company, _)| company::match_key(company)),
        phone: number.as_ref().map(|(number, _)| number.as_str().to_owned()),
        city: place.as_ref().and_then(|(place, _)| place.city.as_ref()).map(|city| city.to_lowercase()),
    };

    let mut set = |part: Part, text: Option<String>, second: Option<String>, weight: u8, key: String| {
        values[part as usize] = Some(Graded { text, second, weight, key });
    };
    if let Some((company, key)) = company {
        let weight = company::weight(&company);
        set(Part::Company, Some(company), None, weight, key);
    }
    if let Some((site, key, weight)) = site {
        set(Part::Domain, Some(site), None, weight, key);
    }
    if let Some((industry, key)) = first_of(&payload, Field::Industry, industry::normalize) {
        set(Part::Industry, Some(industry), None, 1, key);
    }
    if let Some((size, key)) = first_of(&payload, Field::CompanySize, size::normalize) {
        set(Part::Size, Some(size.as_str().to_owned()), None, 1, key);
    }
    if let Some((place, key)) = place {
        let weight = location_weight(&place);
        set(Part::Location, Some(place.text()), None, weight, key);
    }
    if let Some((name, key)) = name {
        let weight = |part: &Option<String>| part.as_deref().map_or(0, person::weight).min(15);
        let weight = weight(&name.last) * 16 + weight(&name.first);
        set(Part::Name, name.first, name.last, weight, key);
    }
    if let Some((text, seniority, key)) = best_title(&payload) {
        let weight = u8::from(text.is_some()) * 2 + u8::from(seniority.is_some());
        set(Part::Title, text, seniority.map(|s| s.as_str().to_owned()), weight, key);
    }
    if let Some((mail, key)) = mail {
        let weight = mail.weight();
        set(Part::Email, Some(mail.as_str().to_owned()), None, weight, key);
    }
    if let Some((number, key)) = number {
        let weight = number.weight();
        set(Part::Phone, Some(number.as_str().to_owned()), None, weight, key);
    }
    if let Some((url, key)) = profile {
        set(Part::Linkedin, Some(url), None, 1, key);
    }
    let source = payload.candidates(Field::Source).map(|f| (f.text().trim().to_owned(), f.path())).next();
    let source = source.or_else(|| hints.source_url.map(|url| (url.to_owned(), "source_url".to_owned())));
    if let Some((source, key)) = source {
        set(Part::Source, Some(source), None, 1, key);
    }

    let source_confidence = payload.candidates(Field::Confidence).find_map(|f| confidence(&f.text()));
    let said = payload.candidates(Field::ScrapedAt).find_map(|f| crate::ingest::parse_time(&f.text()));
    Ok(Derived { kind, values, keys, source_confidence, at: said.or(hints.scraped_at) })
}

/// A payload's candidates for each field: by the built-in table of keys, and before that by the operator's mapping.
pub fn read<'a>(map: &'a Map<String, Value>, hints: &Hints) -> Payload<'a> {
    let mut payload = Payload::read(map);
    for rule in hints.mapping.iter().flat_map(|mapping| mapping.rules()) {
        let found: Vec<(String, &Value)> = rule.paths.iter().flat_map(|path| path.find(map)).collect();
        if rule.only || found.iter().any(|(_, value)| is_usable(rule.field, value)) {
            payload.take(rule.field, found);
        }
    }
    payload
}

/// Whether a field can be made of a value.
fn is_usable(field: Field, value: &Value) -> bool {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match field {
        _ if is_placeholder(&text) => false,
        Field::Email => email::find(&text).is_some(),
        // Which country's number it is may be told elsewhere.
        Field::Phone => text.bytes().filter(u8::is_ascii_digit).count() >= 5,
        Field::Linkedin => linkedin::find(&text).is_some(),
        Field::Website => domain::from_website(&text).is_some(),
        Field::CompanySize => size::normalize(&text).is_some(),
        Field::Confidence => confidence(&text).is_some(),
        Field::ScrapedAt => crate::ingest::parse_time(&text).is_some(),
        _ => true,
    }
}

/// The first candidate that its normalizer accepts, with its key.
fn first_of<T>(
    payload: &Payload,
    field: Field,
    normalize: impl Fn(&str) -> Option<T>,
) -> Option<(T, String)> {
    payload.candidates(field).find_map(|found| Some((normalize(&found.text())?, found.path())))
}

/// The candidate of the greatest weight; of equals the first.
fn heaviest<T>(
    candidates: impl Iterator<Item = (T, String)>,
    weight: impl Fn(&T) -> u8,
) -> Option<(T, String)> {
    candidates.fold(None, |best, next| match best {
        Some(best) if weight(&best.0) >= weight(&next.0) => Some(best),
        _ => Some(next),
    })
}

fn best_email(payload: &Payload) -> Option<(Email, String)> {
    let found = payload.candidates(Field::Email).filter_map(|f| Some((email::find(&f.text())?, f.path())));
    heaviest(found.filter(|(mail, _)| !STAND_INS.contains(&mail.as_str())), Email::weight)
}

/// Addresses that stand for none: what Apollo puts in the place of one it does not sell, and what is typed into forms.
/// Sorted.
const STAND_INS: &[&str] = &[
    "email@example.com",
    "email_not_unlocked@domain.com",
    "john.doe@example.com",
    "name@example.com",
    "no@email.com",
    "noemail@noemail.com",
    "none@none.com",
    "test@example.com",
    "test@test.com",
    "your@email.com",
];

fn best_phone(payload: &Payload, region: Option<&str>) -> Option<(Phone, String)> {
    // The contact's own numbers first: a company's mobile does not beat a person's desk phone.
    let found: Vec<(u8, (Phone, String))> = payload
        .candidates(Field::Phone)
        .filter_map(|f| Some((f.rank, (phone::find(&f.text(), region)?, f.path()))))
        .collect();
    let own = found.iter().map(|(rank, _)| *rank).min()? < 3;
    heaviest(found.into_iter().filter(|(rank, _)| !own || *rank < 3).map(|(_, f)| f), Phone::weight)
}

/// The profile of the person; a company's page is no profile.
fn person_profile(payload: &Payload) -> Option<(String, String)> {
    let candidates = payload.candidates(Field::Linkedin).chain(payload.candidates(Field::Website));
    candidates.filter(|f| looks_like_linkedin(f)).find_map(|f| match linkedin::find(&f.text())? {
        linkedin::Profile::Person(url) => Some((url, f.path())),
        linkedin::Profile::Company(_) => None,
    })
}

fn looks_like_linkedin(found: &Found) -> bool {
    found.value.as_str().is_some_and(|text| {
        text.to_ascii_lowercase().contains("linkedin") || text.contains("in/") || text.contains("lnkd")
    })
}

fn best_name(payload: &Payload, country: Option<&str>) -> Option<(person::PersonName, String)> {
    let text = |field| payload.candidates(field).map(|f| (f.text(), f.path())).next();
    let (first, last) = (text(Field::FirstName), text(Field::LastName));
    if first.is_some() || last.is_some() {
        let key = first.as_ref().or(last.as_ref()).map(|(_, key)| key.clone()).unwrap_or_default();
        let part = |part: &Option<(String, String)>| part.as_ref().map(|(text, _)| text.clone());
        let (first, last) = (part(&first), part(&last));
        if let Some(name) = person::from_parts(first.as_deref(), last.as_deref(), country)
            && (name.first.is_some() && name.last.is_some()
                || payload.candidates(Field::FullName).next().is_none())
        {
            return Some((name, key));
        }
    }
    first_of(payload, Field::FullName, |text| person::parse(text, country))
}

fn name_key(name: &person::PersonName) -> Option<String> {
    let (first, last) = (name.first.as_deref(), name.last.as_deref());
    person::match_key(first, last).or_else(|| Some(first.or(last)?.to_lowercase()))
}

fn best_title(payload: &Payload) -> Option<(Option<String>, Option<Seniority>, String)> {
    let title = first_of(payload, Field::JobTitle, title::normalize);
    let stated = first_of(payload, Field::Seniority, |text| {
        text.trim()
            .to_lowercase()
            .replace([' ', '-'], "_")
            .parse::<Seniority>()
            .ok()
            .or_else(|| title::normalize(text)?.seniority)
    });
    match (title, stated) {
        (Some((title, key)), stated) => {
            Some((Some(title.text), title.seniority.or(stated.map(|(s, _)| s)), key))
        }
        (None, Some((seniority, key))) => Some((None, Some(seniority), key)),
        (None, None) => None,
    }
}

fn best_location(payload: &Payload) -> Option<(location::Location, String)> {
    let first = |field| payload.candidates(field).next();
    let (city, region, country) = (first(Field::City), first(Field::Region), first(Field::Country));
    let parts = city.or(region).or(country).and_then(|found| {
        let text = |f: Option<&Found>| f.map(Found::text);
        let (city, region, country) = (text(city), text(region), text(country));
        Some((location::from_parts(city.as_deref(), region.as_deref(), country.as_deref())?, found.path()))
    });
    let whole =
        payload.candidates(Field::Location).filter_map(|f| Some((location::normalize(&f.text())?, f.path())));
    heaviest(whole.take(4).chain(parts), location_weight)
}

/// A country counts most: it also decides how phone numbers are read.
fn location_weight(place: &location::Location) -> u8 {
    u8::from(place.country.is_some()) * 4
        + u8::from(place.city.is_some()) * 2
        + u8::from(place.region.is_some())
}

/// A confidence as scrapers write it: 0–1, or 0–100, with or without a percent sign.
fn confidence(text: &str) -> Option<f64> {
    let text = text.trim();
    let (number, percent) = match text.strip_suffix('%') {
        Some(number) => (number.trim_end(), true),
        None => (text, false),
    };
    let number: f64 = number.replace(',', ".").parse().ok()?;
    let number = if percent || number > 1.0 { number / 100.0 } else { number };
    (0.0..=1.0).contains(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_is_read_in_every_usual_form() {
        for (text, wanted) in [
            ("0.82", Some(0.82)),
            ("82", Some(0.82)),
            ("82%", Some(0.82)),
            ("1", Some(1.0)),
            ("high", None),
            ("-3", None),
            ("NaN", None),
            ("420", None),
        ] {
            assert_eq!(confidence(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_place_is_a_company_and_a_stand_in_is_no_address() {
        let place: Value = serde_json::from_str(
            r#"{"title": "Bob's Plumbing", "phone": "+1 425 303 0114", "full_address": "Everett, WA, USA", "type": "Plumber"}"#,
        )
        .unwrap();
        let place = derive(&place, &Hints::default()).unwrap();
        assert_eq!(place.kind, Kind::Company);
        assert_eq!(place.text(Part::Company), Some("Bob's Plumbing"));
        let locked: Value = serde_json::from_str(
            r#"{"name": "Bo Two", "title": "CEO", "email": "email_not_unlocked@domain.com", "organization": {"name": "Foo"}}"#,
        )
        .unwrap();
        let locked = derive(&locked, &Hints::default()).unwrap();
        assert_eq!((locked.text(Part::Email), locked.text(Part::Domain)), (None, None));
        assert!(STAND_INS.is_sorted());
    }
}
