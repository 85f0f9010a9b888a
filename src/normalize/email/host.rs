//! Host names: what may stand in the DNS, and what of it somebody registered.

use std::borrow::Cow;

use idna::AsciiDenyList;
use psl::Type;

/// The longest host name, RFC 1035 §2.3.4 (255 octets on the wire, 253 characters in text).
const MAX_HOST: usize = 253;
/// The longest label, RFC 1035 §2.3.4.
const MAX_LABEL: usize = 63;

/// Host names as text in the wild: lower-cased, IDN in its ASCII form (UTS #46, as browsers do it), without
/// the root's dot. `None` unless every label is letters, digits and inner hyphens (RFC 952, RFC 1123 §2.1)
/// and the name lies under a known public suffix, which rules out IP addresses, `localhost` and misspelt
/// endings. `arpa` and `onion` are on the list and reach nobody (RFC 3172, RFC 7686).
pub(in crate::normalize) fn ascii(raw: &str) -> Option<String> {
    let raw = raw.strip_suffix('.').unwrap_or(raw);
    // Far beyond any host: spare the IDNA tables.
    if raw.is_empty() || raw.len() > 4 * MAX_HOST {
        return None;
    }
    let host = if raw.is_ascii() && !has_punycode(raw) {
        raw.to_ascii_lowercase()
    } else {
        let host = idna::domain_to_ascii_cow(raw.as_bytes(), AsciiDenyList::URL).ok()?;
        host.strip_suffix('.').unwrap_or(&host).to_owned()
    };
    if host.len() > MAX_HOST || !host.split('.').all(is_label) {
        return None;
    }
    let is_special = host.ends_with(".arpa") || host.ends_with(".onion");
    (!is_special && suffix(&host).is_some()).then_some(host)
}

fn is_label(label: &str) -> bool {
    let bytes = label.as_bytes();
    !bytes.is_empty()
        && bytes.len() <= MAX_LABEL
        && bytes.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-')
        && bytes[0] != b'-'
        && bytes[bytes.len() - 1] != b'-'
}

/// Whether a label of the host is an internationalized one in its ASCII form.
pub(in crate::normalize) fn has_punycode(host: &str) -> bool {
    host.split('.').any(|label| label.get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case("xn--")))
}

/// What the public suffix list says of the end of a host name (<https://publicsuffix.org/list/>).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::normalize) struct Suffix {
    /// How many labels the public suffix has: 1 for `com`, 2 for `co.uk` and for `github.io`.
    labels: usize,
    /// The suffix is one of the list's private section: a company's own domain, under which it lets others
    /// register.
    pub private: bool,
}

/// The public suffix of a host in the form of [`ascii`]; `None` when the list does not know it.
pub(in crate::normalize) fn suffix(host: &str) -> Option<Suffix> {
    // The compiled list holds IDN suffixes in Unicode only.
    let host: Cow<str> =
        if has_punycode(host) { idna::domain_to_unicode(host).0.into() } else { host.into() };
    let suffix = psl::suffix(host.as_bytes())?;
    let private = suffix.typ()? == Type::Private;
    Some(Suffix { labels: suffix.as_bytes().split(|b| *b == b'.').count(), private })
}

/// The registrable domain (eTLD+1) of a host in the form of [`ascii`]. `None` for a host that is a public
/// suffix itself.
pub(in crate::normalize) fn registrable(host: &str) -> Option<&str> {
    let wanted = suffix(host)?.labels + 1;
    let mut dots = host.bytes().enumerate().rev().filter(|(_, b)| *b == b'.').map(|(at, _)| at);
    match dots.nth(wanted - 1) {
        Some(dot) => Some(&host[dot + 1..]),
        None => (host.bytes().filter(|b| *b == b'.').count() + 1 == wanted).then_some(host),
    }
}

/// A host and every domain above it, the host first: `a.b.com`, `b.com`, `com`.
pub(in crate::normalize) fn and_parents(host: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(host), |host| host.split_once('.').map(|(_, parent)| parent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_become_lower_case_ascii() {
        for (raw, host) in [
            ("ACME.com", "acme.com"),
            ("acme.com.", "acme.com"),
            ("müller.de", "xn--mller-kva.de"),
            ("XN--MLLER-KVA.de", "xn--mller-kva.de"),
            ("пример.рф", "xn--e1afmkfd.xn--p1ai"),
            ("例え。jp", "xn--r8jz45g.jp"),
            ("食狮.公司.cn", "xn--85x722f.xn--55qx5d.cn"),
            ("ａｃｍｅ.com", "acme.com"),
        ] {
            assert_eq!(ascii(raw).as_deref(), Some(host), "{raw}");
            assert_eq!(ascii(host).as_deref(), Some(host), "{host} again");
        }
    }

    #[test]
    fn what_cannot_stand_in_the_dns_is_no_host() {
        for raw in
            ["", ".", "acme", "localhost", "192.168.0.1", "a..com", "-a.com", "a-.com", "a_b.com", "a b.com"]
        {
            assert_eq!(ascii(raw), None, "{raw}");
        }
        assert_eq!(ascii(&format!("{}.com", "a".repeat(64))), None);
        assert!(ascii(&format!("{}.com", "a".repeat(63))).is_some());
        assert_eq!(ascii(&format!("{}com", "a.".repeat(126))), None);
        assert_eq!(ascii("logo@2x.png"), None);
        assert_eq!(ascii("logo.png"), None);
    }

    #[test]
    fn the_registrable_domain_is_one_label_under_the_public_suffix() {
        for (host, domain) in [
            ("www.acme.com", Some("acme.com")),
            ("acme.com", Some("acme.com")),
            ("a.b.acme.co.uk", Some("acme.co.uk")),
            ("www.cantwell.senate.gov", Some("senate.gov")),
            ("acme.github.io", Some("acme.github.io")),
            ("www.xn--85x722f.xn--55qx5d.cn", Some("xn--85x722f.xn--55qx5d.cn")),
            ("a.city.kawasaki.jp", Some("city.kawasaki.jp")),
            ("a.b.foo.ck", Some("b.foo.ck")),
            ("github.io", None),
            ("co.uk", None),
            ("com", None),
        ] {
            assert_eq!(registrable(host), domain, "{host}");
        }
    }
}
