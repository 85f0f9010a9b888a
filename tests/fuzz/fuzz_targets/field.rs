//! One field, named by the environment variable `FIELD`: no input panics, and a normalized value stays as it is.

#![no_main]

use std::sync::LazyLock;

use leadengine::normalize::{company, domain, email, industry, linkedin, location, person, phone, size, title};
use libfuzzer_sys::fuzz_target;

static FIELD: LazyLock<String> = LazyLock::new(|| std::env::var("FIELD").expect("FIELD names the field to fuzz"));

const COUNTRIES: [Option<&str>; 16] = [
    None,
    Some("US"),
    Some("DE"),
    Some("HU"),
    Some("VN"),
    Some("CN"),
    Some("JP"),
    Some("KR"),
    Some("IN"),
    Some("ID"),
    Some("ES"),
    Some("BR"),
    Some("AR"),
    Some("MX"),
    Some("AU"),
    Some("??"),
];

fuzz_target!(|data: &[u8]| {
    let Some((&choice, rest)) = data.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let country = COUNTRIES[usize::from(choice) % COUNTRIES.len()];
    match FIELD.as_str() {
        "person" => {
            if let Some(name) = person::parse(text, country) {
                let again = person::from_parts(name.first.as_deref(), name.last.as_deref(), country);
                assert_eq!(again.as_ref(), Some(&name), "{text:?}");
            }
        }
        "person_parts" => {
            let (first, last) = text.split_once('\n').unwrap_or((text, ""));
            if let Some(name) = person::from_parts(Some(first), Some(last), country) {
                let again = person::from_parts(name.first.as_deref(), name.last.as_deref(), country);
                assert_eq!(again.as_ref(), Some(&name), "{text:?}");
                person::match_key(name.first.as_deref(), name.last.as_deref());
            }
        }
        "email" => {
            if let Some(mail) = email::find(text) {
                let again = email::find(mail.as_str());
                assert_eq!(again.as_ref(), Some(&mail), "{text:?}");
                email::identity_key(&mail);
                domain::from_email(&mail);
            }
        }
        "phone" => {
            if let Some(number) = phone::find(text, country) {
                let again = phone::find(number.as_str(), None);
                assert_eq!(again.as_ref().map(phone::Phone::as_str), Some(number.as_str()), "{text:?}");
            }
        }
        "company" => {
            if let Some(name) = company::normalize(text) {
                assert_eq!(company::normalize(&name).as_ref(), Some(&name), "{text:?}");
                company::match_key(&name);
                company::weight(&name);
            }
        }
        "domain" => {
            if let Some(site) = domain::from_website(text) {
                assert_eq!(domain::from_website(site.as_str()).as_ref(), Some(&site), "{text:?}");
            }
        }
        "title" => {
            if let Some(job) = title::normalize(text) {
                assert_eq!(title::normalize(&job.text).as_ref(), Some(&job), "{text:?}");
            }
        }
        "location" => {
            if let Some(place) = location::normalize(text) {
                let shown = place.text();
                assert_eq!(location::normalize(&shown).map(|p| p.text()), Some(shown), "{text:?}");
            }
        }
        "location_parts" => {
            let mut parts = text.splitn(3, '\n');
            if let Some(place) = location::from_parts(parts.next(), parts.next(), parts.next()) {
                let shown = place.text();
                assert_eq!(location::normalize(&shown).map(|p| p.text()), Some(shown), "{text:?}");
            }
        }
        "size" => {
            if let Some(range) = size::normalize(text) {
                assert_eq!(size::normalize(range.as_str()), Some(range), "{text:?}");
            }
        }
        "industry" => {
            if let Some(name) = industry::normalize(text) {
                assert_eq!(industry::normalize(&name).as_ref(), Some(&name), "{text:?}");
            }
        }
        "linkedin" => {
            if let Some(profile) = linkedin::find(text) {
                assert_eq!(linkedin::find(profile.as_str()).as_ref(), Some(&profile), "{text:?}");
            }
        }
        other => panic!("no such field: {other}"),
    }
});
