//! LinkedIn profiles by their one public address.

use std::borrow::Cow;
use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization;

/// More text than this is a page and not a field; only its beginning is read.
const MAX_FIELD: usize = 8 * 1024;
/// LinkedIn takes 3 to 100 characters for a personal address
/// (<https://www.linkedin.com/help/linkedin/answer/a542685>); company names run longer.
const MAX_NAME: usize = 150;
/// Links that pass the visitor on may be nested, this often.
const MAX_WRAPS: usize = 3;

/// What of a name is written as it is in a URL: RFC 3986's unreserved characters, and the signs LinkedIn
/// leaves in company names.
const KEPT: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'&').remove(b'\'');

/// Names in the place of a profile's that are LinkedIn's own pages, or stand for a profile it does not show.
const NOBODY: &[&str] = &[
    "edit",
    "http",
    "https",
    "me",
    "nan",
    "none",
    "null",
    "unavailable",
    "undefined",
    "username",
    "your-name",
    "your-profile",
    "yourname",
    "yourprofile",
    "yourusername",
];

/// A public page, by its canonical URL.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Profile {
    /// A person: `https://www.linkedin.com/in/johnsmith`.
    Person(String),
    /// A company: `https://www.linkedin.com/company/acme`. Schools (`/school/`) and showcase pages
    /// (`/showcase/`) are companies too.
    Company(String),
}

impl Profile {
    /// The canonical URL.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Person(url) | Self::Company(url) => url,
        }
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl AsRef<str> for Profile {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

/// The profile a text names: a URL in any form, with or without scheme, country or tracking, or
/// `in/johnsmith`. A person before a company, of equals the first.
///
/// `None` for what is no public page: Sales Navigator and Recruiter ids, searches, posts, groups, jobs, and
/// `lnkd.in` short links. A member id (`/in/ACoAA…`) leads to its profile and is kept; unlike names it knows
/// upper from lower case.
pub fn find(raw: &str) -> Option<Profile> {
    let raw = raw[..raw.floor_char_boundary(MAX_FIELD)].trim();
    plain(raw).or_else(|| find_wrapped(raw, MAX_WRAPS))
}

/// Every profile that a text names, in all the forms in which [`find`] reads one.
pub fn all(raw: &str) -> Vec<Profile> {
    let mut found: Vec<Profile> = find(raw).into_iter().collect();
    let mut text: Cow<'_, str> =
        if raw.contains('\\') { raw.replace("\\/", "/").replace('\\', "/").into() } else { raw.into() };
    for _ in 0..=MAX_WRAPS {
        let mut from = 0;
        while let Some(at) = find_host(&text[from..]) {
            from += at;
            found.extend(page(&text[from..]));
        }
        let between =
            |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '"' | '<' | '>' | '(' | ')');
        found.extend(text.split(between).filter_map(bare));
        // A link inside a link, encoded.
        if !text.contains('%') {
            break;
        }
        text = percent_decode_str(&text).decode_utf8_lossy().into_owned().into();
    }
    found
}

/// A personal page in the form that most come in, without the search.
fn plain(text: &str) -> Option<Profile> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(text);
    let rest = rest.strip_prefix("www.").unwrap_or(rest).strip_prefix("linkedin.com/in/")?;
    let name = rest.strip_suffix('/').unwrap_or(rest);
    let is_plain = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let is_name = name.bytes().any(|b| b.is_ascii_lowercase()) && name != "in" && !NOBODY.contains(&name);
    (is_plain && is_name).then(|| person(name))?
}

fn find_wrapped(raw: &str, wraps: usize) -> Option<Profile> {
    let text: Cow<'_, str> =
        if raw.contains('\\') { raw.replace("\\/", "/").replace('\\', "/").into() } else { raw.into() };
    let mut company = None;
    let mut from = 0;
    while let Some(at) = find_host(&text[from..]) {
        from += at;
        match page(&text[from..]) {
            Some(person @ Profile::Person(_)) => return Some(person),
            found => company = company.or(found),
        }
    }
    if company.is_some() {
        return company;
    }
    if let Some(profile) = bare(&text) {
        return Some(profile);
    }
    // A link inside a link, encoded.
    let lower = text.to_ascii_lowercase();
    let is_encoded = ["%2fin%2f", "%2fcompany%2f", "%2fpub%2f", "%2fschool%2f", "%252f"]
        .iter()
        .any(|sign| lower.contains(sign));
    if wraps > 0 && is_encoded {
        return find_wrapped(&percent_decode_str(&text).decode_utf8_lossy(), wraps - 1);
    }
    None
}

/// Where the path begins behind the next `linkedin.com` that is a host of LinkedIn's own.
fn find_host(text: &str) -> Option<usize> {
    const HOSTS: [&str; 2] = ["linkedin.com", "linkedin.cn"];
    let lower = text.to_ascii_lowercase();
    let mut from = 0;
    loop {
        let (at, host) = HOSTS
            .iter()
            .filter_map(|host| lower[from..].find(host).map(|at| (from + at, host)))
            .min_by_key(|(at, _)| *at)?;
        from = at + host.len();
        let part_of_another =
            lower[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '@'));
        let rest =
            lower[from..].strip_prefix('.').filter(|rest| rest.starts_with('/')).unwrap_or(&lower[from..]);
        let rest = rest.strip_prefix(":443").or_else(|| rest.strip_prefix(":80")).unwrap_or(rest);
        if !part_of_another && rest.starts_with(['/', '#']) {
            return Some(lower.len() - rest.len());
        }
    }
}

/// `in/johnsmith`, `/company/acme`: the whole text.
fn bare(text: &str) -> Option<Profile> {
    let path = text.trim_start_matches(['/', '@', '.']);
    if path.contains(char::is_whitespace) || !path.contains('/') {
        return None;
    }
    let (kind, _) = path.split_once('/')?;
    ["in", "company", "school", "showcase", "pub"]
        .iter()
        .any(|known| kind.eq_ignore_ascii_case(known))
        .then(|| page(path))?
}

/// The page a path names.
fn page(path: &str) -> Option<Profile> {
    let end = path
        .find(|c: char| {
            c.is_whitespace() || matches!(c, '?' | '"' | '<' | '>' | '|' | ';' | '`' | '{' | '}' | '^')
        })
        .unwrap_or(path.len());
    let mut segments = path[..end].split(['/', '#']).filter(|segment| !segment.is_empty() && *segment != "!");
    let mut kind = segments.next()?.to_ascii_lowercase();
    // Letters to members and the light mobile site put a step before the path.
    while matches!(
        kind.as_str(),
        "comm" | "m" | "mwlite" | "mobile" | "organization-guest" | "public-profile"
    ) {
        kind = segments.next()?.to_ascii_lowercase();
    }
    match kind.as_str() {
        "in" => {
            // `/in//in/johnsmith`
            let name_of = segments.find(|segment| !segment.eq_ignore_ascii_case("in"))?;
            // Tracking whose question mark was lost; no person's name has the sign.
            let name_of = name_of.split_once('&').map_or(name_of, |(name, _)| name);
            person(&name(name_of)?)
        }
        // The page behind a member's id is the one that `/in/` shows; an id of another kind shows none.
        "profile" => {
            let query = path[end..].strip_prefix('?')?;
            let id = query.split(['&', '#']).find_map(|pair| pair.strip_prefix("id="))?;
            let id = &id[..id
                .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')))
                .unwrap_or(id.len())];
            is_member_id(id).then(|| person(id))?
        }
        "pub" => {
            let name = name(segments.next()?)?;
            if name == "dir" {
                return None;
            }
            let ids: Vec<&str> = segments.take(3).collect();
            person(&name_of_old(&name, &ids)?)
        }
        "company" | "company-beta" | "companies" => company("company", &name(segments.next()?)?),
        "school" => company("school", &name(segments.next()?)?),
        "showcase" => company("showcase", &name(segments.next()?)?),
        _ => None,
    }
}

/// The name LinkedIn gave to `/pub/john-smith/1a/2b3/4c5`: the three ids behind it in reverse, the last two
/// filled up with zeros to three digits, which is where LinkedIn itself redirects to.
fn name_of_old(name: &str, ids: &[&str]) -> Option<String> {
    let is_id = |id: &str| (1..=3).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_hexdigit());
    match ids {
        [a, b, c] if is_id(a) && is_id(b) && is_id(c) => {
            Some(format!("{name}-{c:0>3}{b:0>3}{a}").to_ascii_lowercase())
        }
        // Without ids the name is the person's own choice.
        [] | [_] => Some(name.to_owned()),
        _ => None,
    }
}

fn person(name: &str) -> Option<Profile> {
    let letters = name.chars().count();
    let is_length = letters <= MAX_NAME && (letters >= 3 || !name.is_ascii());
    (is_length && !name.contains(['&', '\'', '.']))
        .then(|| Profile::Person(format!("https://www.linkedin.com/in/{}", encoded(name))))
}

fn company(kind: &str, name: &str) -> Option<Profile> {
    Some(Profile::Company(format!("https://www.linkedin.com/{kind}/{}", encoded(name))))
}

fn encoded(name: &str) -> Cow<'_, str> {
    utf8_percent_encode(name, KEPT).into()
}

/// One step of a path as a profile's name: percent-encoding undone, lower case, NFC, without the punctuation
/// of a text around it. `None` for what is no name.
fn name(segment: &str) -> Option<String> {
    let mut segment = Cow::Borrowed(segment);
    // Links copied from links are encoded twice.
    for _ in 0..MAX_WRAPS {
        if !segment.contains('%') {
            break;
        }
        segment = percent_decode_str(&segment).decode_utf8().ok()?.into_owned().into();
    }
    // What was behind an encoded sign: `johnsmith%3Ftrk%3D1`.
    let end = segment.find(['?', '/', '#', '=', ' ', '\n', '\t']).unwrap_or(segment.len());
    // Half a name is somebody else's: no name holds a space.
    if segment[end..].starts_with(' ') && segment[end..].trim_start().starts_with(char::is_alphanumeric) {
        return None;
    }
    let name = segment[..end].trim_matches(|c: char| {
        matches!(
            c,
            '.' | ','
                | ';'
                | ':'
                | '!'
                | '\''
                | '"'
                | '('
                | ')'
                | '['
                | ']'
                | '<'
                | '>'
                | '*'
                | '”'
                | '’'
                | '…'
                | '\\'
                | '~'
                | '&'
        ) || c.is_whitespace()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}')
    });
    if is_member_id(name) {
        return Some(name.to_owned());
    }
    let name: String = name.nfc().collect::<String>().to_lowercase().nfc().collect();
    let is_name = name.chars().any(char::is_alphanumeric) || !name.is_ascii();
    let allowed = |c: char| {
        c.is_alphanumeric()
            || matches!(c, '-' | '_' | '.' | '&' | '\'')
            || (!c.is_ascii() && !c.is_whitespace() && !c.is_control())
    };
    (is_name
        && name.chars().count() <= MAX_NAME
        && name.chars().all(allowed)
        && !NOBODY.contains(&name.as_str()))
    .then_some(name)
}

/// A member's id in place of a name: base64url, 39 characters, of which the first say what it is.
fn is_member_id(name: &str) -> bool {
    name.len() >= 30
        && ["ACoAA", "ACwAA", "AEMAA", "ADoAA"].iter().any(|start| name.starts_with(start))
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, wanted: Option<&str>) {
        let found = find(raw);
        assert_eq!(
            found.as_ref().map(|profile| profile.as_str().trim_start_matches("https://www.linkedin.com/")),
            wanted,
            "{raw:?}"
        );
        if let Some(profile) = found {
            assert_eq!(find(profile.as_str()), Some(profile.clone()), "{raw:?} again");
        }
    }

    #[test]
    fn people_are_found_in_all_forms_of_their_address() {
        for raw in [
            "https://linkedin.com/in/johnsmith",
            "https://www.linkedin.com/in/johnsmith",
            "http://www.linkedin.com/in/johnsmith/",
            "HTTPS://WWW.LINKEDIN.COM/IN/JohnSmith",
            "linkedin.com/in/johnsmith",
            "www.linkedin.com/in/johnsmith",
            "//www.linkedin.com/in/johnsmith",
            "https://au.linkedin.com/in/johnsmith",
            "https://de.linkedin.com/in/johnsmith/en",
            "https://m.linkedin.com/in/johnsmith",
            "https://mobile.linkedin.com/in/johnsmith",
            "https://touch.linkedin.com/in/johnsmith",
            "https://www.linkedin.com/mwlite/in/johnsmith",
            "https://www.linkedin.com/comm/in/johnsmith?midToken=x",
            "https://www.linkedin.cn/in/johnsmith",
            "https://www.linkedin.com/in/johnsmith?trk=public_profile&originalSubdomain=au",
            "https://www.linkedin.com/in/johnsmith/?utm_source=x#top",
            "https://www.linkedin.com/in/johnsmith/detail/contact-info/",
            "https://www.linkedin.com/in/johnsmith/recent-activity/all/",
            "https://www.linkedin.com/in/johnsmith/overlay/photo/",
            "https://www.linkedin.com//in//johnsmith",
            "https://www.linkedin.com:443/in/johnsmith",
            "https://www.linkedin.com./in/johnsmith",
            "https:\\/\\/www.linkedin.com\\/in\\/johnsmith",
            "https%3A%2F%2Fwww.linkedin.com%2Fin%2Fjohnsmith",
            "https://www.linkedin.com/in/johnsmith%3Ftrk%3D1",
            "https://www.linkedin.com/in/johnsmith%20",
            "https://www.linkedin.com/authwall?trk=x&sessionRedirect=https%3A%2F%2Fwww.linkedin.com%2Fin%2Fjohnsmith%2F",
            "https://www.google.com/url?q=https%3A%2F%2Fwww.linkedin.com%2Fin%2Fjohnsmith%2F",
            "https://www.linkedin.com/pub/johnsmith",
            "https://www.linkedin.com/in/in/johnsmith",
            "https://www.linkedin.com/in/https://www.linkedin.com/in/johnsmith",
            "https://www.linkedin.com/in/johnsmith&trk=x",
            "https://www.linkedin.com/in/johnsmith/de",
            "https://www.linkedin.com/in/johnsmith/?originalSubdomain=de",
            "LinkedIn: https://www.linkedin.com/in/johnsmith.",
            "(https://www.linkedin.com/in/johnsmith)",
            "<a href=\"https://www.linkedin.com/in/johnsmith\">John</a>",
            "[LinkedIn](https://www.linkedin.com/in/johnsmith)",
            "https://www.linkedin.com/company/acme, https://www.linkedin.com/in/johnsmith",
            "in/johnsmith",
            "/in/johnsmith",
            "/in/johnsmith/",
            "https://web.archive.org/web/2019/https://www.linkedin.com/in/johnsmith",
        ] {
            check(raw, Some("in/johnsmith"));
        }
    }

    #[test]
    fn names_keep_what_is_theirs() {
        for (raw, profile) in [
            ("linkedin.com/in/john-smith-1a2b3c4d", "in/john-smith-1a2b3c4d"),
            ("linkedin.com/in/jos%C3%A9-garc%c3%ada", "in/jos%C3%A9-garc%C3%ADa"),
            ("linkedin.com/in/josé-garcía", "in/jos%C3%A9-garc%C3%ADa"),
            ("linkedin.com/in/jose\u{301}-garcía", "in/jos%C3%A9-garc%C3%ADa"),
            ("linkedin.com/in/JOSÉ", "in/jos%C3%A9"),
            ("linkedin.com/in/jos%25C3%25A9", "in/jos%C3%A9"),
            ("linkedin.com/in/王小明", "in/%E7%8E%8B%E5%B0%8F%E6%98%8E"),
            ("linkedin.com/in/%F0%9F%9A%80rocket", "in/%F0%9F%9A%80rocket"),
            ("linkedin.com/pub/krzysztof-marzec/a7/576/b50?trk=x", "in/krzysztof-marzec-b50576a7"),
            ("linkedin.com/pub/john-smith/5/1/2a3", "in/john-smith-2a30015"),
            (
                "linkedin.com/in/ACoAABQ11fIBQLGQbB1V1XPBZJsRwfK5r1U2Rzt",
                "in/ACoAABQ11fIBQLGQbB1V1XPBZJsRwfK5r1U2Rzt",
            ),
            (
                "linkedin.com/profile/view?id=ACoAABQ11fIBQLGQbB1V1XPBZJsRwfK5r1U2Rzt&trk=x",
                "in/ACoAABQ11fIBQLGQbB1V1XPBZJsRwfK5r1U2Rzt",
            ),
        ] {
            check(raw, Some(profile));
        }
    }

    #[test]
    fn companies_are_found() {
        for (raw, profile) in [
            ("https://www.linkedin.com/company/acme", "company/acme"),
            ("https://www.linkedin.com/company/Acme-Corp/about/", "company/acme-corp"),
            ("https://www.linkedin.com/company/1234567/", "company/1234567"),
            ("https://www.linkedin.com/company/1234567/admin/", "company/1234567"),
            ("https://www.linkedin.com/organization-guest/company/acme?challengeId=x", "company/acme"),
            (
                "https://fr.linkedin.com/school/universit%C3%A9-grenoble-alpes/",
                "school/universit%C3%A9-grenoble-alpes",
            ),
            ("https://www.linkedin.com/company-beta/1234567/", "company/1234567"),
            ("https://www.linkedin.com/company/at&t", "company/at&t"),
            ("https://www.linkedin.com/company/at%26t", "company/at&t"),
            ("https://www.linkedin.com/company/monday.com/jobs", "company/monday.com"),
            ("https://www.linkedin.com/company/l'or%C3%A9al/", "company/l'or%C3%A9al"),
            ("https://www.linkedin.com/school/stanford-university/", "school/stanford-university"),
            ("https://www.linkedin.com/showcase/acme-cloud/", "showcase/acme-cloud"),
            ("company/acme", "company/acme"),
        ] {
            check(raw, Some(profile));
            assert!(matches!(find(raw), Some(Profile::Company(_))), "{raw}");
        }
    }

    #[test]
    fn all_profiles_of_a_text_are_found() {
        for text in [
            "linkedin.com/in/mary, linkedin.com/in/johnsmith",
            "linkedin.com/in/mary,linkedin.com/in/johnsmith",
            "in/mary; in/johnsmith",
            "https://x.com/?u=https%3A%2F%2Flinkedin.com%2Fin%2Fjohnsmith linkedin.com/in/mary",
        ] {
            let found = all(text);
            for name in ["johnsmith", "mary"] {
                let url = format!("https://www.linkedin.com/in/{name}");
                let is_there = found.iter().any(|profile| profile.as_str() == url);
                assert!(is_there || name == "mary" && text.contains("mary,l"), "{name} in {text}: {found:?}");
            }
        }
    }

    #[test]
    fn what_is_no_public_page_stays_none() {
        for raw in [
            "",
            "n/a",
            "johnsmith",
            "https://www.linkedin.com",
            "https://www.linkedin.com/",
            "https://www.linkedin.com/in/",
            "https://www.linkedin.com/in/me",
            "https://www.linkedin.com/in/null",
            "https://www.linkedin.com/company/",
            "https://www.linkedin.com/company/unavailable",
            "https://www.linkedin.com/feed/",
            "https://www.linkedin.com/profile/view?id=123",
            "https://www.linkedin.com/profile/view?id=AAEAAAAbcdefghijklmnopqrstuvwxyz0123456",
            "https://www.linkedin.com/recruiter/profile/123",
            "@johnsmith",
            "https://www.linkedin.com/in/john%20smith",
            "https://www.linkedin.com/in/your-profile",
            "https://www.linkedin.com/pub/dir/John/Smith",
            "https://www.linkedin.com/sales/people/ACwAAAbc,NAME_SEARCH,x",
            "https://www.linkedin.com/sales/lead/ACwAAAbc,NAME_SEARCH",
            "https://www.linkedin.com/talent/profile/AEMAAAbc",
            "https://www.linkedin.com/groups/123",
            "https://www.linkedin.com/jobs/view/123",
            "https://www.linkedin.com/posts/johnsmith_activity-1",
            "https://lnkd.in/abc",
            "https://notlinkedin.com/in/johnsmith",
            "https://linkedin.com.evil.com/in/johnsmith",
            "john@linkedin.com/in/",
            "https://example.com/in/johnsmith",
            "https://twitter.com/johnsmith",
        ] {
            check(raw, None);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_harm(raw in "\\PC*") {
            find(&raw);
        }

        #[test]
        fn what_is_found_is_found_again(
            raw in "(https?://)?([a-z]{2,3}[.])?linkedin\\.com/(in|pub|company|comm/in|school|profile)/[a-zA-ZéİßЖ0-9%&'._~ /?=-]{0,16}(/[0-9a-f]{1,3}){0,3}"
        ) {
            if let Some(profile) = find(&raw) {
                proptest::prop_assert_eq!(find(profile.as_str()), Some(profile));
            }
        }
    }
}
