//! Which of several candidates becomes the value.

use std::borrow::Cow;

use serde_json::Value;

use super::super::country;
use super::super::domain;
use super::super::email::{self, Email};
use super::super::industry;
use super::super::linkedin;
use super::super::location::Location;
use super::super::memo::{Memo, Named};
use super::super::payload::{COMPANY_RANK, Field, Found, LATE_RANK, Payload, Side, is_placeholder};
use super::super::person::{self, PersonName};
use super::super::phone::{self, Phone};
use super::super::size;
use super::super::title::Seniority;

/// So many candidates of one field are put through its normalizer: a hostile list costs no more.
const MOST: usize = 16;

/// The first candidate that its normalizer accepts.
pub(super) fn first_of<'a, T>(
    payload: &Payload<'a>,
    field: Field,
    normalize: impl Fn(&str) -> Option<T>,
) -> Option<(T, Found<'a>)> {
    payload.candidates(field).take(MOST).find_map(|found| Some((normalize(&found.text())?, *found)))
}

/// The heaviest of the lead's own candidates; else of the company's; else of the second choices. Of equals the first.
fn heaviest_own<'a, T>(
    payload: &Payload<'a>,
    field: Field,
    normalize: impl Fn(&str) -> Option<T>,
    weight: impl Fn(&T) -> u8,
) -> Option<(T, Found<'a>)> {
    let class = |found: &Found| u8::from(found.rank >= COMPANY_RANK) + u8::from(found.rank >= LATE_RANK);
    let mut best: Option<(T, Found)> = None;
    for found in payload.candidates(field).take(MOST) {
        if best.as_ref().is_some_and(|(_, best)| class(best) < class(found)) {
            break;
        }
        let Some(value) = normalize(&found.text()) else { continue };
        if best.as_ref().is_none_or(|(best, _)| weight(best) < weight(&value)) {
            best = Some((value, *found));
        }
    }
    best
}

pub(super) fn email<'a>(payload: &Payload<'a>) -> Option<(Email, Found<'a>)> {
    let find = |text: &str| {
        if !text.contains(['@', '(', '[', '{', ' ', '%', '＠', '&'])
            || text.contains("**")
            || text.contains('•')
        {
            return None;
        }
        email::find(text).filter(|mail| STAND_INS.binary_search(&mail.as_str()).is_err())
    };
    heaviest_own(payload, Field::Email, find, Email::weight).or_else(|| {
        let strays = payload.candidates(Field::StrayEmail).take(MOST);
        strays.filter(|f| has_name(payload, &f.text())).find_map(|f| Some((find(&f.text())?, *f)))
    })
}

/// Whether an address has a part of the person's name in it.
fn has_name(payload: &Payload, address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default().to_lowercase();
    let fields = [Field::FirstName, Field::LastName, Field::FullName];
    fields.iter().filter_map(|field| payload.candidates(*field).next()).any(|found| {
        let name = found.text().to_lowercase();
        name.split(|c: char| !c.is_alphanumeric()).take(8).any(|word| word.len() > 2 && local.contains(word))
    })
}

/// What sellers of addresses show of one before it is paid for: `m***@acme.com`.
fn is_starred(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| pair == b"**") || !text.is_ascii() && text.contains(['•', '●', '…'])
}

/// The same of numbers: `512-555-XXXX`.
fn is_masked(text: &str) -> bool {
    let masks = |c: &u8| matches!(c, b'*' | b'x' | b'X');
    text.as_bytes().windows(2).any(|pair| pair.iter().all(masks)) || is_starred(text)
}

/// Addresses that stand for none: what Apollo puts in the place of one it does not sell, and what is typed into forms.
/// Sorted.
const STAND_INS: &[&str] = &[
    "email@domain.com",
    "email@email.com",
    "email@example.com",
    "email@website.com",
    "email_not_unlocked@domain.com",
    "example@domain.com",
    "example@email.com",
    "example@example.com",
    "john.doe@example.com",
    "johndoe@example.com",
    "name@domain.com",
    "name@email.com",
    "name@example.com",
    "no@email.com",
    "noemail@noemail.com",
    "none@none.com",
    "test@example.com",
    "test@test.com",
    "user@domain.com",
    "user@example.com",
    "you@example.com",
    "your@email.com",
    "youremail@domain.com",
    "youremail@email.com",
    "yourname@email.com",
];

pub(super) fn phone<'a>(payload: &Payload<'a>, region: Option<&str>) -> Option<(Phone, Found<'a>)> {
    // The contact's own numbers first: a company's mobile does not beat a person's desk phone.
    let find = |text: &str| if is_masked(text) { None } else { phone::find(text, region) };
    heaviest_own(payload, Field::Phone, find, Phone::weight)
}

/// The profile of the person; a company's page is no profile.
pub(super) fn profile<'a>(payload: &Payload<'a>) -> Option<(String, Found<'a>)> {
    let candidates = payload.candidates(Field::Linkedin).chain(payload.candidates(Field::Website));
    let stated =
        candidates.filter(|f| looks_like_linkedin(f)).take(MOST).find_map(|f| {
            match linkedin::find(&f.text())? {
                linkedin::Profile::Person(url) => Some((url, *f)),
                linkedin::Profile::Company(_) => None,
            }
        });
    stated.or_else(|| {
        payload.candidates(Field::LinkedinSlug).filter(|f| f.side == Side::Own).find_map(|f| {
            let slug = f.value.as_str()?.trim();
            // A member's number is no page.
            let is_slug = !slug.bytes().all(|b| b.is_ascii_digit()) && !slug.contains(['/', ' ', ':']);
            match linkedin::find(&format!("https://www.linkedin.com/in/{}", is_slug.then_some(slug)?))? {
                linkedin::Profile::Person(url) => Some((url, *f)),
                linkedin::Profile::Company(_) => None,
            }
        })
    })
}

/// Whether a text may hold a profile: `linkedin`, `lnkd`, or only `in/jane`.
fn looks_like_linkedin(found: &Found) -> bool {
    let Some(text) = found.value.as_str() else { return false };
    let bytes = text.as_bytes();
    bytes.iter().enumerate().skip(2).any(|(at, byte)| match byte {
        b'/' => &bytes[at - 2..at] == b"in",
        b'k' | b'K' => {
            let rest = &bytes[at - 2..];
            rest.get(..7).is_some_and(|part| part.eq_ignore_ascii_case(b"inkedin"))
                || rest.get(..4).is_some_and(|part| part.eq_ignore_ascii_case(b"lnkd"))
        }
        _ => false,
    })
}

pub(super) fn name<'a>(payload: &Payload<'a>, country: Option<&str>) -> Option<(PersonName, Found<'a>)> {
    let first = payload.candidates(Field::FirstName).next();
    let last = payload.candidates(Field::LastName).next();
    if let Some(found) = first.or(last) {
        let (given, family) = (first.map(Found::text), last.map(Found::text));
        if let Some(name) = person::from_parts(given.as_deref(), family.as_deref(), country)
            && (name.first.is_some() && name.last.is_some()
                || payload.candidates(Field::FullName).next().is_none())
        {
            return Some((name, *found));
        }
        // German forms ask for `Name` and `Vorname`: beside one part of a name, one word is the other.
        if let Some(full) = payload.candidates(Field::FullName).next() {
            let word = full.text();
            let word = word.trim();
            let (given, family) = match (given.as_deref(), family.as_deref()) {
                (Some(given), None) if !word.eq_ignore_ascii_case(given.trim()) => (given, word),
                (None, Some(family)) if !word.eq_ignore_ascii_case(family.trim()) => (word, family),
                _ => ("", ""),
            };
            if !word.contains(char::is_whitespace)
                && let Some(name) = person::from_parts(Some(given), Some(family), country)
                && name.first.is_some()
                && name.last.is_some()
            {
                return Some((name, *found));
            }
        }
    }
    first_of(payload, Field::FullName, |text| person::parse(text, country))
}

/// An address that stands under a name or a number, where there is no other.
pub(super) fn misplaced_email<'a>(payload: &Payload<'a>) -> Option<(Email, Found<'a>)> {
    // `Work Address` and the like are an email address's as well as a place's.
    let fields =
        [Field::Name, Field::FullName, Field::FirstName, Field::LastName, Field::Phone, Field::Location];
    let own = fields.into_iter().flat_map(|field| payload.candidates(field).chain(payload.bare_names()));
    // Of a place the address has to be all that stands there.
    let is_all = |f: &&Found| f.field() != Field::Location || !f.text().trim().contains(char::is_whitespace);
    own.filter(|f| f.side == Side::Own && f.rank < LATE_RANK && f.text().contains('@'))
        .filter(is_all)
        .take(MOST)
        .find_map(|f| {
            let mail =
                email::find(&f.text()).filter(|mail| STAND_INS.binary_search(&mail.as_str()).is_err())?;
            Some((mail, *f))
        })
}

/// The name that stands before an address, as mail programs write it: `John Smith <john@acme.com>`.
pub(super) fn name_before(mail: &Email, text: &str, country: Option<&str>) -> Option<PersonName> {
    let (before, after) = text.split_once('<').filter(|(_, after)| !after.contains('<'))?;
    let address = after.split('>').next()?.trim();
    let name = address.eq_ignore_ascii_case(mail.as_str()).then(|| person::parse(before, country))??;
    (name.first.is_some() && name.last.is_some()).then_some(name)
}

/// Whether a "person" goes by the company's name: the owner of a page on Google Maps is called
/// `Bob's Plumbing (Owner)`. A freelancer with a title or an address of their own stays a person.
pub(super) fn is_company_name(name: &PersonName, found: &Found, company: &str, known: bool) -> bool {
    if known || matches!(found.field(), Field::FirstName | Field::LastName) {
        return false;
    }
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let both =
        [name.first.as_deref(), name.last.as_deref()].map(|part| letters(part.unwrap_or_default())).concat();
    let written = found.text();
    let written = letters(written.split('(').next().unwrap_or_default());
    let company = letters(company);
    written == company || both == company || (!company.is_empty() && written.starts_with(&company))
}

/// Whether a domain is a name's letters: `quist-tools.com` and `Quist Tools`.
pub(super) fn is_named_after(domain: &str, name: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let label = letters(domain.split('.').next().unwrap_or_default());
    label.len() > 2 && name.len() < 200 && label == letters(name)
}

pub(super) fn company<'a>(payload: &Payload<'a>, memo: &Memo) -> Option<(Named, Found<'a>)> {
    first_of(payload, Field::Company, |text| company_name(text, memo))
}

/// The name of a company, unless a page stands in its place.
pub(super) fn company_name(text: &str, memo: &Memo) -> Option<Named> {
    let text = text.trim();
    if is_page(text) {
        return None;
    }
    // GitHub: `@acme`.
    let name = text.strip_prefix('@').filter(|rest| !rest.contains([' ', '@'])).unwrap_or(text);
    memo.company(name).filter(|named| !is_page(&named.name))
}

/// A page is no name.
fn is_page(text: &str) -> bool {
    let begins_www = text.get(..4).is_some_and(|begin| begin.eq_ignore_ascii_case("www."));
    let is_link = || {
        let begin = &text[..text.floor_char_boundary(12)];
        begin.contains("://") || text.contains("linkedin.com/")
    };
    begins_www || text.bytes().any(|b| b == b'/') && is_link()
}

pub(super) fn industry<'a>(payload: &Payload<'a>, memo: &Memo) -> Option<(String, Found<'a>)> {
    let read = |found: &Found<'a>| {
        let text = found.text();
        if found.key == "@type" {
            return schema_industry(&text);
        }
        // What Google and OpenStreetMap call every place.
        let nothing = ["point_of_interest", "establishment", "premise", "store", "node", "way", "relation"];
        if nothing.contains(&text.trim()) { None } else { memo.industry(&text) }
    };
    let mut written = None;
    for found in payload.candidates(Field::Industry).take(MOST) {
        let Some(industry) = read(found) else { continue };
        // Of `["Noodles", "Restaurants"]` what is an industry by name goes first.
        if industry::INDUSTRIES.binary_search(&industry.as_str()).is_ok() {
            return Some((industry, *found));
        }
        written = written.or(Some((industry, *found)));
    }
    written
}

/// The industry of a kind of place by schema.org: `HairSalon`.
fn schema_industry(kind: &str) -> Option<String> {
    let kind = kind.rsplit(['/', '#', ':']).next().unwrap_or(kind);
    if kind.len() > 64
        || matches!(kind, "Organization" | "Corporation" | "LocalBusiness" | "OnlineBusiness" | "NGO")
    {
        return None;
    }
    let mut words = String::with_capacity(kind.len() + 4);
    for c in kind.chars() {
        if c.is_ascii_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.push(c);
    }
    industry::normalize(&words).filter(|name| industry::INDUSTRIES.binary_search(&name.as_str()).is_ok())
}

pub(super) fn title<'a>(
    payload: &Payload<'a>,
    memo: &Memo,
) -> Option<(Option<String>, Option<Seniority>, Found<'a>)> {
    let title = first_of(payload, Field::JobTitle, |text| memo.title(text));
    if let Some((title, found)) = title {
        let seniority = title.seniority.or_else(|| Some(stated_seniority(payload, memo)?.0));
        return Some((Some(title.text), seniority, found));
    }
    let (seniority, found) = stated_seniority(payload, memo)?;
    Some((None, Some(seniority), found))
}

/// How senior the source says somebody is.
fn stated_seniority<'a>(payload: &Payload<'a>, memo: &Memo) -> Option<(Seniority, Found<'a>)> {
    first_of(payload, Field::Seniority, |text| {
        let lower = text.trim().to_lowercase();
        let level = lower.trim_end_matches("level").trim_end_matches(['-', ' ', '_']);
        level.replace([' ', '-'], "_").parse::<Seniority>().ok().or(match level {
            // People Data Labs, Clearbit, ZoomInfo, Cognism, LinkedIn.
            "cxo" | "c" | "clevel" | "csuite" | "c suite" | "executive" | "chief" => Some(Seniority::CSuite),
            "vice president" | "svp" | "evp" => Some(Seniority::Vp),
            "training" | "internship" | "trainee" => Some(Seniority::Intern),
            "entry" | "junior" => Some(Seniority::Entry),
            "mid-senior" => Some(Seniority::Senior),
            "non-manager" | "staff" | "unpaid" | "other" | "not applicable" => None,
            _ => memo.title(text)?.seniority,
        })
    })
}

/// Where the lead is, and the country of the company where the lead's own place does not say one.
pub(super) fn location<'a>(
    payload: &Payload<'a>,
    memo: &Memo,
) -> (Option<(Location, Found<'a>)>, Option<&'static str>) {
    let own = place_of(payload, Side::Own, memo);
    if own.as_ref().is_some_and(|(place, _)| place.country.is_some()) {
        return (own, None);
    }
    let company = place_of(payload, Side::Company, memo);
    let country = company.as_ref().and_then(|(place, _)| place.country).map(|c| c.alpha2);
    match (own, company) {
        // The same town, with more about it.
        (Some((own, _)), Some((company, found))) if own.city.is_some() && own.city == company.city => {
            (Some((company, found)), country)
        }
        (Some(own), _) => (Some(own), country),
        (None, company) => (company, None),
    }
}

fn place_of<'a>(payload: &Payload<'a>, side: Side, memo: &Memo) -> Option<(Location, Found<'a>)> {
    let mut best: Option<(Location, Found)> = None;
    let mut take = |place: Option<Location>, found: &Found<'a>| {
        if let Some(place) = place
            && best.as_ref().is_none_or(|(best, _)| location_weight(best) < location_weight(&place))
        {
            best = Some((place, *found));
        }
    };
    // Parts of one address only: a mailing and a billing address are not mixed.
    let parts = [Field::City, Field::Region, Field::Country];
    let of_side = |field: Field| payload.candidates(field).filter(move |f| f.side == side);
    let address = parts.iter().filter_map(|field| of_side(*field).map(|f| f.place).min()).min();
    let [city, region, country] = parts.map(|field| of_side(field).find(|f| Some(f.place) == address));
    let mut parts = city.or(region).or(country).map(|found| (found, [city, region, country]));
    let mut take_parts = |before: u8, take: &mut dyn FnMut(Option<Location>, &Found<'a>)| {
        if let Some((found, texts)) = parts.take_if(|(found, _)| found.rank < before) {
            let [city, region, country] = texts.map(|f| f.map(Found::text));
            let country = country.map(|text| country::of_plate(&text).map_or(text, Cow::Borrowed));
            take(memo.place([city.as_deref(), region.as_deref(), country.as_deref()]), found);
        }
    };
    for found in payload.candidates(Field::Location).filter(|f| f.side == side).take(4) {
        take_parts(found.rank, &mut take);
        take(memo.location(&found.text()), found);
    }
    take_parts(u8::MAX, &mut take);
    best
}

/// A country counts most: it also decides how phone numbers are read.
pub(super) fn location_weight(place: &Location) -> u8 {
    u8::from(place.country.is_some()) * 4
        + u8::from(place.city.is_some()) * 2
        + u8::from(place.region.is_some())
}

/// Whether a field can be made of a value.
pub(super) fn is_usable(field: Field, value: &Value) -> bool {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match field {
        _ if is_placeholder(&text) => false,
        Field::Email => email::find(&text).is_some(),
        // Which country's number it is may be told elsewhere.
        Field::Phone => text.bytes().filter(u8::is_ascii_digit).count() >= 5,
        Field::Linkedin => linkedin::find(&text).is_some(),
        Field::Website => domain::from_website(&text).is_some(),
        Field::CompanySize => size::normalize(&text).is_some(),
        Field::Confidence => read_confidence(&text, None).is_some(),
        Field::ScrapedAt => crate::ingest::parse_time(&text).is_some(),
        _ => true,
    }
}

/// A confidence as scrapers write it: 0–1, or 0–100, with or without a percent sign. People Data Labs' `likelihood` is
/// of ten. `high` says no number.
pub(super) fn confidence(found: &Found) -> Option<f64> {
    let text = found.text();
    let scale = if found.key.eq_ignore_ascii_case("likelihood") { Some(10.0) } else { None };
    read_confidence(&text, scale)
}

pub(super) fn read_confidence(text: &str, scale: Option<f64>) -> Option<f64> {
    let text = text.trim();
    let (number, percent) = match text.strip_suffix('%') {
        Some(number) => (number.trim_end(), true),
        None => (text, false),
    };
    let number: f64 = match number.parse() {
        Ok(number) => number,
        Err(_) => number.replace(',', ".").parse().ok()?,
    };
    let number = match scale {
        Some(scale) => number / scale,
        None if percent || number > 1.0 => number / 100.0,
        None => number,
    };
    (0.0..=1.0).contains(&number).then_some(number)
}
