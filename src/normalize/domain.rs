//! A company's domain, the key its leads are joined by: from its website, else from its people's addresses.

mod hosts;
mod wraps;

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use percent_encoding::percent_decode_str;

use super::email::{Email, host};
use super::table::WordSet;

/// More text than this is a page and not a field; only its beginning is read.
const MAX_FIELD: usize = 8 * 1024;
/// A link may be wrapped in a link, this often.
const MAX_WRAPS: usize = 3;

/// A registrable domain (eTLD+1 by the public suffix list) in lower-case ASCII.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Domain(String);

impl Domain {
    /// The domain: `acme.com`, `acme.co.uk`, `acme.github.io`, `xn--mller-kva.de`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Domain {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// The domain of the company whose website this is: a URL or a bare host, however it was written; the first
/// of several that has one. `None` for what is nobody's in particular: IP addresses and local names, free and
/// throw-away mail providers, social networks, link shorteners, site builders, and pages about a company in
/// somebody else's directory.
pub fn from_website(raw: &str) -> Option<Domain> {
    let raw = &raw[..raw.floor_char_boundary(MAX_FIELD)];
    if let Some(domain) = plain(raw.trim()) {
        return Some(domain);
    }
    let refanged = refanged(raw);
    let raw = refanged.as_deref().unwrap_or(raw);
    raw.split(|c: char| c.is_whitespace() || is_separator(c)).find_map(|token| from_url(token, MAX_WRAPS))
}

/// The domain of the company that gave this address to its person. `None` at free and throw-away providers. A
/// social network's or a site builder's own staff have addresses too: those count.
pub fn from_email(email: &Email) -> Option<Domain> {
    if email.is_free() || email.is_disposable() {
        return None;
    }
    host::registrable(email.domain()).map(|domain| Domain(domain.to_owned()))
}

/// Links made harmless, and hosts with a gap before their ending, in their plain form: `acme[.]com`, `acme (dot) com`,
/// `acme .com`. `None` where there is nothing to mend.
fn refanged(raw: &str) -> Option<String> {
    const DOTS: &[&str] = &["[.]", "(.)", "{.}", "[dot]", "(dot)", " dot ", "[DOT]", "(DOT)", " DOT ", " ."];
    if !DOTS.iter().any(|dot| raw.contains(dot)) {
        return None;
    }
    // One field with one host; a sentence has its own dots and spaces.
    let is_short = raw.split_whitespace().count() <= 5;
    let mut text = raw.to_owned();
    for dot in DOTS {
        let closed = !dot.starts_with(' ');
        if text.contains(dot) && (closed || is_short) {
            text = text.replace(&format!(" {dot} "), ".").replace(dot, ".");
        }
    }
    Some(text)
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        ',' | ';'
            | '|'
            | '<'
            | '>'
            | '"'
            | '\''
            | '`'
            | '('
            | ')'
            | '{'
            | '}'
            | '*'
            | '，'
            | '；'
            | '、'
            | '：'
            | '（'
            | '）'
            | '【'
            | '】'
            | '「'
            | '」'
    )
}

/// The domain of one URL or host.
fn from_url(token: &str, wraps: usize) -> Option<Domain> {
    let token = decoded(token);
    let rest = after_scheme(&token)?;
    let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    // User information before an `@`; an address in the place of a website names its host as well.
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = host.split_once(':').map_or(host, |(host, _port)| host);
    let host = percent_decode_str(host).decode_utf8_lossy();
    let host =
        host.trim().trim_matches(['.', '[', ']', '!', '-', '_', '“', '”', '‘', '’', '«', '»', '•', '·', '…']);
    // Ordinary words of a text end here.
    if !host.contains(['.', '。', '．', '｡']) {
        return None;
    }
    let host = host_of_site(host)?;
    if let Some(inner) = wraps::inner(&host, path) {
        return from_url(&inner, wraps.checked_sub(1)?);
    }
    let registrable = host::registrable(&host)?;
    // What is left of a site without its name: `www.co.uk`.
    if registrable.split_once('.').is_some_and(|(www, rest)| is_www(www) && host::registrable(rest).is_none())
    {
        return None;
    }
    if is_shared(&host)
        || is_page_of_others(&host, registrable, path)
        || super::email::is_stand_in_site(registrable)
    {
        return None;
    }
    Some(Domain(registrable.to_owned()))
}

/// A company's own site in the form that most come in, without the search: a scheme or none, a host, no path. Whatever
/// is not certain here is left to the general reading.
fn plain(text: &str) -> Option<Domain> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(text);
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let host = rest.strip_prefix("www.").unwrap_or(rest);
    let is_host = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.');
    if !host.bytes().all(is_host) || host.len() > 100 || host.contains("..") || host.starts_with(['.', '-']) {
        return None;
    }
    // One label before a suffix of one: no private suffix, no page at another's, no wrapped link.
    let (name, suffix) = host.split_once('.')?;
    let is_usual = matches!(
        suffix,
        "com" | "org" | "net" | "de" | "io" | "co" | "fr" | "nl" | "it" | "es" | "ch" | "at"
    );
    // `github.io` is a suffix itself, by the list's private section.
    if !is_usual || host::registrable(host) != Some(host) {
        return None;
    }
    if name.ends_with('-') || name.len() < 3 || name.starts_with("xn--") || is_www(name) {
        return None;
    }
    let is_others =
        is_shared(host) || is_page_of_others(host, host, "") || super::email::is_stand_in_site(host);
    (!is_others).then(|| Domain(host.to_owned()))
}

/// A host without the `www.` that is no part of any name, in ASCII. Underscores stand in host names below a
/// registrable domain, though in none that is registered.
fn host_of_site(host: &str) -> Option<String> {
    let host: Cow<str> = if host.contains('_') {
        let last = host.rfind('_')?;
        let dot = host[last..].find('.')?;
        host[last + dot + 1..].into()
    } else {
        host.into()
    };
    let host: Cow<str> =
        if host.contains("..") { host.replace("...", ".").replace("..", ".").into() } else { host };
    // Labels below a registered name are its owner's affair, though no browser may take them.
    let host = host::ascii(&host).or_else(|| {
        let (label, rest) = host.split_once('.')?;
        label.get(..4)?.eq_ignore_ascii_case("xn--").then(|| host::ascii(rest))?
    })?;
    match host.split_once('.') {
        Some((www, rest)) if is_www(www) && host::suffix(rest).is_some() => Some(rest.to_owned()),
        _ => Some(host),
    }
}

/// `www`, `www2`, and the slips of the keyboard.
fn is_www(label: &str) -> bool {
    matches!(label, "www" | "ww" | "wwww" | "web3www")
        || label.strip_prefix("www").is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit())
}

/// A URL whose punctuation was percent-encoded whole: `https%3A%2F%2Facme.com`.
fn decoded(token: &str) -> Cow<'_, str> {
    match token.find('%') {
        Some(at) if !token[..at].contains(['/', '?']) => percent_decode_str(token).decode_utf8_lossy(),
        _ => Cow::Borrowed(token),
    }
}

/// Schemes that lead to a website or name a company's host, as written and miswritten, and labels in their
/// place. Sorted.
const SCHEMES: &[&str] = &[
    "ftp", "hhttp", "hhttps", "homepage", "htp", "htps", "http", "httpp", "https", "httpss", "htttp",
    "htttps", "hxxp", "hxxps", "mailto", "site", "ttp", "ttps", "url", "web", "website", "www",
];

/// What follows the scheme, whole or garbled: `https://`, `http:/`, `https//`, `//`, `http://https://`.
/// `None` for schemes that lead to no website.
fn after_scheme(token: &str) -> Option<&str> {
    let mut rest = token.trim_start_matches([
        '/', '\\', ':', '.', '-', '=', '@', '•', '[', '“', '‘', '«', '\u{FEFF}', '\u{200B}',
    ]);
    while let Some((scheme, after)) = scheme(rest) {
        if SCHEMES.binary_search(&scheme.to_ascii_lowercase().as_str()).is_err() {
            // Without slashes it may be user information; a scheme of its own then leaves no host.
            return (!after.starts_with(":/")).then_some(rest);
        }
        rest = after.trim_start_matches(['/', '\\', ':', '.']);
    }
    // `www.https://acme.com`
    let again = rest.get(..4).filter(|www| www.eq_ignore_ascii_case("www.")).map(|_| &rest[4..]);
    match again
        .filter(|again| scheme(again).is_some_and(|(name, _)| name.to_ascii_lowercase().starts_with("http")))
    {
        Some(again) => after_scheme(again),
        None => Some(rest),
    }
}

/// A scheme and what follows it. A host with a port is none, nor a host with a path.
fn scheme(rest: &str) -> Option<(&str, &str)> {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '+' && c != '-')?;
    let (name, after) = rest.split_at(end);
    let slashes = after.starts_with("//") || after.starts_with(":/") || after.starts_with(":\\");
    let port = after.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    (!name.is_empty() && (slashes || after.starts_with(':') && !port)).then_some((name, after))
}

/// Whether the host is many people's, itself or as one name below such a host.
fn is_shared(host: &str) -> bool {
    use hosts::{INFRASTRUCTURE, SHORTENERS, SITE_BUILDERS, SOCIAL};
    static SHARED: LazyLock<WordSet> =
        LazyLock::new(|| [SOCIAL, SHORTENERS, SITE_BUILDERS, INFRASTRUCTURE].concat().into_iter().collect());
    host::and_parents(host).any(|name| SHARED.contains(name))
        || is_blog(host)
        || super::email::is_free_host(host)
        || super::email::is_disposable_host(host)
}

/// Blogspot has a domain in every country.
fn is_blog(host: &str) -> bool {
    host.split('.').rev().skip(1).take(2).any(|label| label == "blogspot")
}

/// Whether a page is about others than the company whose site it is on: a profile in a directory, a shop in a
/// mall.
fn is_page_of_others(host: &str, registrable: &str, path: &str) -> bool {
    let Some(places) = hosts::of_site(hosts::LISTINGS, registrable) else { return false };
    let path = path.to_ascii_lowercase();
    let is_deep =
        path.trim_matches(['/', '?', '#']).len() > "index.html".len() || path.matches('/').count() > 1;
    places.iter().any(|place| match *place {
        "*" => path.trim_matches('/').len() > 1,
        "/" => is_deep,
        "." => host != registrable,
        place if place.starts_with('/') => path.starts_with(place),
        below => host.starts_with(below),
    })
}

#[cfg(test)]
mod tests;
