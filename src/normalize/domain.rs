//! A company's domain, the key its leads are joined by: from its website, else from its people's addresses.

mod hosts;

use std::borrow::Cow;
use std::fmt;

use percent_encoding::percent_decode_str;

use super::email::{Email, host};

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
    if let Some(inner) = wrapped(&host, path) {
        return from_url(&inner, wraps.checked_sub(1)?);
    }
    let registrable = host::registrable(&host)?;
    if is_shared(&host) || is_page_of_others(&host, registrable, path) {
        return None;
    }
    Some(Domain(registrable.to_owned()))
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
    let host = host::ascii(&host)?;
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
        rest = after.trim_start_matches(['/', '\\', ':']);
    }
    Some(rest)
}

/// A scheme and what follows it. A host with a port is none, nor a host with a path.
fn scheme(rest: &str) -> Option<(&str, &str)> {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '+' && c != '-')?;
    let (name, after) = rest.split_at(end);
    let slashes = after.starts_with("//") || after.starts_with(":/") || after.starts_with(":\\");
    let port = after.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    (!name.is_empty() && (slashes || after.starts_with(':') && !port)).then_some((name, after))
}

/// The address that a redirecting page passes its visitors on to, or an archive kept.
fn wrapped(host: &str, path: &str) -> Option<String> {
    if host == "web.archive.org" {
        return path.find("/http").map(|at| path[at + 1..].to_owned());
    }
    let registrable = host::registrable(host)?;
    let (_, names) = hosts::REDIRECTORS.iter().find(|(redirector, _)| *redirector == registrable)?;
    let (_, query) = path.split_once('?')?;
    let query = query.split_once('#').map_or(query, |(query, _)| query);
    query.split('&').filter_map(|pair| pair.split_once('=')).find_map(|(name, value)| {
        let value = percent_decode_str(value).decode_utf8_lossy();
        // A search for words is no link.
        let is_link = ["http://", "https://", "www."].iter().any(|start| value.starts_with(start));
        (names.contains(&name) && is_link).then(|| value.into_owned())
    })
}

/// Whether the host is many people's, itself or as one name below such a host.
fn is_shared(host: &str) -> bool {
    use hosts::{INFRASTRUCTURE, SHORTENERS, SITE_BUILDERS, SOCIAL};
    let in_tables = host::and_parents(host).any(|name| {
        [SOCIAL, SHORTENERS, SITE_BUILDERS, INFRASTRUCTURE]
            .iter()
            .any(|table| table.binary_search(&name).is_ok())
    });
    in_tables || is_blog(host) || super::email::is_free_host(host) || super::email::is_disposable_host(host)
}

/// Blogspot has a domain in every country.
fn is_blog(host: &str) -> bool {
    host.split('.').rev().skip(1).take(2).any(|label| label == "blogspot")
}

/// Whether a page is about others than the company whose site it is on: a profile in a directory, a shop in a
/// mall.
fn is_page_of_others(host: &str, registrable: &str, path: &str) -> bool {
    let Some((_, places)) = hosts::LISTINGS.iter().find(|(site, _)| *site == registrable) else {
        return false;
    };
    let path = path.to_ascii_lowercase();
    let is_deep =
        path.trim_matches(['/', '?', '#']).len() > "index.html".len() || path.matches('/').count() > 1;
    places.iter().any(|place| match *place {
        "*" => path.trim_matches('/').len() > 1,
        "/" => is_deep,
        place if place.starts_with('/') => path.starts_with(place),
        below => host.starts_with(below),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::email;

    #[track_caller]
    fn check(raw: &str, wanted: Option<&str>) {
        let found = from_website(raw);
        assert_eq!(found.as_ref().map(Domain::as_str), wanted, "{raw:?}");
        if let Some(domain) = found {
            assert_eq!(from_website(domain.as_str()), Some(domain.clone()), "{raw:?} again");
        }
    }

    #[test]
    fn websites_give_their_registrable_domain() {
        for (raw, domain) in [
            ("https://acme.com", "acme.com"),
            ("http://www.acme.com/about?x=1#top", "acme.com"),
            ("acme.com", "acme.com"),
            ("ACME.COM", "acme.com"),
            ("www.acme.com", "acme.com"),
            ("WWW.Acme.Com/", "acme.com"),
            ("shop.acme.co.uk", "acme.co.uk"),
            ("https://www.cantwell.senate.gov", "senate.gov"),
            ("//acme.com", "acme.com"),
            ("http:/acme.com", "acme.com"),
            ("http//acme.com", "acme.com"),
            ("https:acme.com", "acme.com"),
            ("htp://acme.com", "acme.com"),
            ("http://https://acme.com", "acme.com"),
            ("https://http//www.acme.com", "acme.com"),
            ("http:\\\\www.acme.com\\home", "acme.com"),
            ("https%3A%2F%2Fwww.acme.com%2Fabout", "acme.com"),
            ("acme.com:8080/x", "acme.com"),
            ("https://user:pass@acme.com/", "acme.com"),
            ("acme.com.", "acme.com"),
            ("(acme.com)", "acme.com"),
            ("Website: acme.com", "acme.com"),
            ("Website:acme.com", "acme.com"),
            ("visit us at www.acme.com!", "acme.com"),
            ("<a href=\"https://acme.com\">", "acme.com"),
            ("acme.com, acme.de", "acme.com"),
            ("acme.com/us", "acme.com"),
            ("my_shop.acme.com", "acme.com"),
            ("https://müller.de", "xn--mller-kva.de"),
            ("xn--mller-kva.de", "xn--mller-kva.de"),
            ("https://пример.рф/", "xn--e1afmkfd.xn--p1ai"),
            ("http://食狮.公司.cn", "xn--85x722f.xn--55qx5d.cn"),
            ("acme。com", "acme.com"),
            ("官网：acme.com（中文）", "acme.com"),
            ("http://acme.com%20", "acme.com"),
            ("acme.github.io", "acme.github.io"),
            ("https://www.acme.github.io/x", "acme.github.io"),
            ("acme.netlify.app", "acme.netlify.app"),
            ("acme.vercel.app", "acme.vercel.app"),
            ("acme.pages.dev", "acme.pages.dev"),
            ("info@acme.com", "acme.com"),
            ("mailto:info@acme.com", "acme.com"),
            ("3m.com", "3m.com"),
            ("about.google", "about.google"),
            ("https://yelp.com", "yelp.com"),
            ("https://www.google.com/about", "google.com"),
            ("https://www.google.com/url?q=https://www.acme.com/&sa=U", "acme.com"),
            ("https://www.google.com/url?sa=t&url=https%3A%2F%2Facme.com%2F", "acme.com"),
            ("https://l.facebook.com/l.php?u=https%3A%2F%2Facme.com%2F&h=AT0", "acme.com"),
            ("https://web.archive.org/web/2020/http://acme.com/", "acme.com"),
            ("https://facebook.com/acme https://acme.com", "acme.com"),
        ] {
            check(raw, Some(domain));
        }
    }

    #[test]
    fn what_is_nobodys_in_particular_is_no_domain() {
        for raw in [
            "",
            "N/A",
            "none",
            "acme",
            "localhost",
            "http://localhost:3000",
            "http://192.168.1.1/",
            "10.0.0.1:80",
            "http://[::1]/",
            "https://acme.local",
            "acme.invalidtld",
            "javascript:void(0)",
            "tel:+61400000000",
            "data:text/html,x",
            "https://www.facebook.com/acme",
            "fb.com/acme",
            "m.facebook.com",
            "https://linkedin.com/company/acme",
            "https://au.linkedin.com/company/acme",
            "instagram.com/acme",
            "https://x.com/acme",
            "https://twitter.com/acme",
            "youtube.com/@acme",
            "https://wa.me/61400000000",
            "https://linktr.ee/acme",
            "https://t.me/acme",
            "https://bit.ly/3abc",
            "https://goo.gl/maps/x",
            "https://g.page/acme",
            "t.co/x",
            "https://acme.wixsite.com/home",
            "https://wix.com",
            "https://acme.wordpress.com",
            "https://acme.squarespace.com",
            "https://acme.weebly.com",
            "acme.blogspot.com",
            "acme.blogspot.co.uk",
            "https://acme.myshopify.com",
            "https://acme.business.site",
            "https://sites.google.com/view/acme",
            "https://maps.google.com/?cid=1",
            "https://www.google.com/maps/place/Acme",
            "https://www.yelp.com/biz/acme",
            "https://www.tripadvisor.com/Restaurant_Review-x",
            "https://play.google.com/store/apps/details?id=x",
            "https://github.com/acme",
            "https://gmail.com",
            "https://www.yahoo.com",
            "john@gmail.com",
            "github.io",
            "www.github.io",
            "co.uk",
            "www.co.uk",
            "s3.amazonaws.com/acme",
            "https://d111111abcdef8.cloudfront.net",
        ] {
            check(raw, None);
        }
    }

    #[test]
    fn corporate_addresses_give_their_domain() {
        for (raw, domain) in [
            ("john@acme.com", Some("acme.com")),
            ("john@mail.acme.co.uk", Some("acme.co.uk")),
            ("info@acme.com", Some("acme.com")),
            ("john@linkedin.com", Some("linkedin.com")),
            ("john@gmail.com", None),
            ("john@yahoo.co.jp", None),
            ("john@mailinator.com", None),
        ] {
            let email = email::find(raw).unwrap();
            assert_eq!(from_email(&email).as_ref().map(Domain::as_str), domain, "{raw}");
        }
    }

    #[test]
    fn tables_are_sorted_and_in_the_form_that_is_looked_up() {
        for table in [hosts::SOCIAL, hosts::SHORTENERS, hosts::SITE_BUILDERS, hosts::INFRASTRUCTURE] {
            assert!(
                table.is_sorted_by(|a, b| a < b),
                "{:?}",
                table.windows(2).find(|pair| pair[0] >= pair[1])
            );
            for name in table {
                assert!(host::ascii(name).is_some_and(|host| host == *name), "{name}");
            }
        }
        assert!(SCHEMES.is_sorted());
        assert!(hosts::LISTINGS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(hosts::REDIRECTORS.is_sorted_by(|a, b| a.0 < b.0));
        for name in hosts::LISTINGS
            .iter()
            .map(|(name, _)| name)
            .chain(hosts::REDIRECTORS.iter().map(|(name, _)| name))
        {
            assert_eq!(host::registrable(name).unwrap_or(name), *name);
        }
    }
}
