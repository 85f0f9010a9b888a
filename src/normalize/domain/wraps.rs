//! Links inside links: what pages that pass the visitor on pass him on to.

use percent_encoding::percent_decode_str;

use super::hosts;
use crate::normalize::email::host;

/// The address that a redirecting page passes its visitors on to, or that an archive or a translator shows.
pub(super) fn inner(host: &str, path: &str) -> Option<String> {
    // `/web/2020/http://acme.com/`, `/v3/__https://acme.com/__;!!`, `/L0/https:%2F%2Facme.com`
    if ["archive.org", "urldefense.com", "urldefense.us", "awstrack.me"].iter().any(|site| is_at(host, site))
        && let Some(at) = path.find("http")
    {
        return Some(percent_decode_str(&path[at..]).decode_utf8_lossy().into_owned());
    }
    if host == "href.li" {
        return path.strip_prefix("/?").map(str::to_owned);
    }
    // https://developers.google.com/amp/cache/overview#amp-cache-url-format, and Google's translator the same.
    if let Some(name) =
        host.strip_suffix(".translate.goog").or_else(|| host.strip_suffix(".cdn.ampproject.org"))
    {
        return Some(name.replace("--", "\u{0}").replace('-', ".").replace('\u{0}', "-"));
    }
    // `/_ylt=x/RU=https%3a%2f%2facme.com%2f/RK=2`
    if host == "r.search.yahoo.com" {
        let (_, link) = path.split_once("/RU=")?;
        return Some(percent_decode_str(link.split('/').next()?).decode_utf8_lossy().into_owned());
    }
    let names = hosts::of_site(hosts::REDIRECTORS, host::registrable(host)?)?;
    if let Some(at) = path.find("/amp/s/").filter(|_| host.starts_with("google.")) {
        return Some(path[at + 7..].to_owned());
    }
    let (_, query) = path.split_once('?')?;
    let query = query.split_once('#').map_or(query, |(query, _)| query);
    query.split('&').filter_map(|pair| pair.split_once('=')).find_map(|(name, value)| {
        let value = percent_decode_str(value).decode_utf8_lossy();
        // Proofpoint writes `https-3A__www.acme.com_about`.
        let value = match value.contains("-3A__") {
            true => value.replace("-3A__", "://").replace('_', "/").replace("-2D", "-").into(),
            false => value,
        };
        // A search for words is no link.
        let is_link = ["http://", "https://", "www."].iter().any(|start| value.starts_with(start));
        (names.contains(&name) && is_link).then(|| value.into_owned())
    })
}

fn is_at(host: &str, site: &str) -> bool {
    host.strip_suffix(site).is_some_and(|below| below.is_empty() || below.ends_with('.'))
}
