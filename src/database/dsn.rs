//! Database URLs and `key=value` connection strings, read just far enough to keep their secrets out of sight
//! and to add to them. What they mean is for libpq to say. See
//! <https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING>.

use std::ops::Range;
use std::path::PathBuf;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::error::{Failure, Kind};

/// What stands where a password stood.
const MASK: &str = "***";

/// Parameters whose values are secret.
const SECRET_KEYS: [&str; 5] =
    ["password", "sslpassword", "oauth_client_secret", "scram_client_key", "scram_server_key"];

/// Parameters that libpq knows, but for the secret ones
/// (<https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS>).
#[rustfmt::skip]
const KEYS: [&str; 50] = [
    "application_name", "authtype", "channel_binding", "client_encoding", "connect_timeout", "dbname", "fallback_application_name",
    "gssdelegation", "gssencmode", "gsslib", "host", "hostaddr", "keepalives", "keepalives_count", "keepalives_idle",
    "keepalives_interval", "krbsrvname", "load_balance_hosts", "max_protocol_version", "min_protocol_version",
    "oauth_client_id", "oauth_issuer", "oauth_scope", "options", "passfile", "port", "replication", "require_auth",
    "requirepeer", "requiressl", "service", "servicefile", "ssl", "ssl_max_protocol_version", "ssl_min_protocol_version",
    "sslcert", "sslcertmode", "sslcompression", "sslcrl", "sslcrldir", "sslkey", "sslkeylogfile", "sslmode",
    "sslnegotiation", "sslrootcert", "sslsni", "target_session_attrs", "tcp_user_timeout", "tty", "user",
];

/// What people write for `password`.
const MISSPELLED: [&str; 4] = ["passwd", "pass", "passwrd", "pwd"];

/// Characters left as they are in the part of a URL that LeadEngine writes; `/` reads better unescaped.
const UNRESERVED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/');

/// Escapes a value for the query part of a URL.
pub fn encode(value: &str) -> String {
    utf8_percent_encode(value, UNRESERVED).to_string()
}

/// Where in `dsn` the scheme ends, if it is a URL of PostgreSQL's.
fn url_start(dsn: &str) -> Option<usize> {
    ["postgresql://", "postgres://"].iter().find(|p| dsn.starts_with(**p)).map(|p| p.len())
}

/// Finds what libpq would misread, before it can show up in a message of libpq's own.
///
/// # Errors
/// `invalid_database_url` ([`Kind::Usage`]) for another scheme, or a password with unescaped `/` or `@`.
pub fn check(dsn: &str) -> Result<(), Failure> {
    let invalid = |message: &str| Failure::new(Kind::Usage, "invalid_database_url", message);
    let Some(start) = url_start(dsn) else {
        let head = dsn.split(|c: char| c == '=' || c.is_whitespace()).next().unwrap_or_default();
        return match head.split_once("://") {
            Some((scheme, _)) => {
                Err(invalid(&format!("the database URL is not PostgreSQL's: it begins with {scheme}://"))
                    .hint("write it as postgresql://user@host:5432/database"))
            }
            None if !dsn.contains('=') => Err(invalid("the database URL has no scheme")
                .hint("write it as postgresql://user@host:5432/database")),
            None => Ok(()),
        };
    };
    let path = dsn[start..].split('?').next().unwrap_or_default();
    let authority = path.split('/').next().unwrap_or_default();
    let ambiguous = match authority.matches('@').count() {
        0 => path.contains('@'),
        1 => path[authority.len()..].contains('@'),
        _ => true,
    };
    if ambiguous {
        return Err(invalid(
            "the user name or password in the database URL has a '/' or '@' that is not escaped",
        )
        .hint("write '/' as %2F and '@' as %40"));
    }
    if !authority.contains('@') && password_for_port(dsn, start).is_some() {
        return Err(invalid(
            "the port in the database URL is no number, or '@host' is missing behind its password",
        )
        .hint("write it as postgresql://user@host:5432/database"));
    }
    Ok(())
}

/// The connection string with its passwords masked, safe to print: of its parameters, only those that libpq knows and that hold
/// no secret are shown. A password under a misspelled key is one all the same.
pub fn masked(dsn: &str) -> String {
    let mut masked = dsn.to_owned();
    for span in spans(dsn, is_hidden_key).into_iter().rev() {
        masked.replace_range(span, MASK);
    }
    masked
}

/// Whether there is a password in the connection string.
pub fn has_secret(dsn: &str) -> bool {
    !secret_spans(dsn).is_empty()
}

/// Takes the connection string and its secrets, and those of the environment and the password file, out of a message that may quote them.
///
/// Where the message names the host, the user or the database, or says what libpq and PostgreSQL say anyway (`phrases`), it stays as it
/// is, even if a password is part of that: to mask it there would be to tell it.
pub fn censor(message: &str, dsn: &str, phrases: &[&str]) -> String {
    let mut secrets: Vec<String> = Vec::new();
    for span in secret_spans(dsn) {
        let raw = &dsn[span];
        let bare = raw.strip_prefix('\'').unwrap_or(raw);
        let bare = bare.strip_suffix('\'').unwrap_or(bare);
        secrets.extend([raw.to_owned(), bare.to_owned(), unescaped(bare), decoded(raw)]);
        // Of one that should have been quoted or escaped, libpq quotes a part.
        if bare.len() == raw.len() {
            let divides = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/' | '?' | '&' | ',');
            secrets.extend(raw.split(divides).flat_map(|part| [part.to_owned(), decoded(part)]));
        }
    }
    secrets.extend(std::env::var("PGPASSWORD"));
    secrets.extend(passfile(dsn));
    // Shorter ones would garble the message, and are no secret. The longest first: one may be part of another.
    secrets.retain(|secret| secret.len() > 2);
    secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    secrets.dedup();

    let message = message.replace(dsn, &masked(dsn));
    let known = known_texts(dsn);
    let known = known.iter().map(String::as_str).chain([MASK]);
    let mut open: Vec<Range<usize>> = Vec::new();
    for text in known.chain(phrases.iter().copied()).filter(|text| !text.is_empty()) {
        open.extend(message.match_indices(text).map(|(at, text)| at..at + text.len()));
    }
    let mut hidden: Vec<Range<usize>> = Vec::new();
    for secret in &secrets {
        let found = message.match_indices(secret.as_str()).map(|(at, text)| at..at + text.len());
        for span in found {
            let is_open = open.iter().any(|open| open.start <= span.start && span.end <= open.end);
            if !is_open && !hidden.iter().any(|other| other.start < span.end && span.start < other.end) {
                hidden.push(span);
            }
        }
    }
    hidden.sort_by_key(|span| std::cmp::Reverse(span.start));
    let mut clean = message;
    for span in hidden {
        clean.replace_range(span, MASK);
    }
    clean
}

/// Masks the passwords of whatever in a text looks like a URL or a connection string: an argument in the wrong place, for one.
pub fn without_passwords(text: &str) -> String {
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '<' | '>');
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let begin = rest[..at].rfind(|c: char| !c.is_ascii_alphanumeric() && c != '+').map_or(0, |i| i + 1);
        let end = rest[at + 3..].find(ends).map_or(rest.len(), |i| at + 3 + i);
        let url = &rest[begin..end];
        clean += &rest[..begin];
        let host = at - begin + 3;
        let authority = url[host..].find(['/', '?', '#']).map_or(url.len(), |i| host + i);
        clean += &match url_start(url) {
            Some(_) => masked(url),
            // Of other kinds of URL, what stands before the host.
            None if url[..authority].contains('@') => masked(&url[..authority]) + &url[authority..],
            None => url.to_owned(),
        };
        rest = &rest[end..];
    }
    clean += rest;
    for key in SECRET_KEYS.iter().chain(&MISSPELLED) {
        clean = without_values_of(key, clean);
    }
    clean
}

/// Masks what stands behind `key=` in a text, or `key = `, in whatever case.
fn without_values_of(key: &str, text: String) -> String {
    let lower = text.to_ascii_lowercase();
    let mut clean = String::with_capacity(text.len());
    let mut done = 0;
    for (at, _) in lower.match_indices(key) {
        let begins = !lower[..at].ends_with(|c: char| c.is_alphanumeric()) || key == "password";
        let rest = lower[at + key.len()..].trim_start();
        let Some(value) = rest.strip_prefix('=').filter(|_| begins && at >= done) else { continue };
        let value = value.trim_start_matches([' ', '\t']);
        let start = text.len() - value.len();
        let quote = value.chars().next().filter(|c| matches!(c, '\'' | '"'));
        let mut escaped = false;
        let end = value.char_indices().skip(usize::from(quote.is_some())).find(|&(_, c)| {
            let ends = match quote {
                Some(quote) => c == quote,
                None => c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '<' | '>'),
            };
            let ends = ends && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        let end = start + end.map_or(value.len(), |(end, _)| end + usize::from(quote.is_some()));
        // Masked before, perhaps with other parameters of a URL behind it.
        if start < end && !value.starts_with(MASK) {
            clean += &text[done..start];
            clean += MASK;
            done = end;
        }
    }
    clean + &text[done..]
}

/// The passwords in the file that libpq looks into for one
/// (<https://www.postgresql.org/docs/current/libpq-pgpass.html>).
fn passfile(dsn: &str) -> Vec<String> {
    let named = parameters(dsn).into_iter().find(|(key, _)| &dsn[key.clone()] == "passfile");
    let path = match named {
        Some((_, value)) => Some(PathBuf::from(decoded(dsn[value].trim_matches('\'')))),
        None => std::env::var_os("PGPASSFILE")
            .map(PathBuf::from)
            .or_else(|| std::env::home_dir().map(|home| home.join(".pgpass"))),
    };
    // As libpq does, which takes nothing from a pipe.
    let Some(path) = path.filter(|path| path.is_file()) else { return Vec::new() };
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let password = |line: &str| {
        let mut escaped = false;
        // host:port:database:user:password, where a backslash keeps a colon from dividing.
        let mut colons = line.char_indices().filter(|&(_, c)| {
            let divides = c == ':' && !escaped;
            escaped = c == '\\' && !escaped;
            divides
        });
        colons.nth(3).map(|(at, _)| unescaped(&line[at + 1..]))
    };
    text.lines().filter(|line| !line.starts_with('#')).filter_map(password).collect()
}

/// What the connection string says that is no secret: hosts, ports, the user, the database, and its other parameters.
fn known_texts(dsn: &str) -> Vec<String> {
    let secrets = secret_spans(dsn);
    let secret =
        |span: &Range<usize>| secrets.iter().any(|secret| secret.start < span.end && span.start < secret.end);
    let mut known: Vec<String> = parameters(dsn)
        .into_iter()
        .filter(|(_, value)| !secret(value))
        .map(|(_, value)| dsn[value].to_owned())
        .collect();
    if let Some(start) = url_start(dsn) {
        let base = masked(dsn);
        let base = base[start..].split('?').next().unwrap_or_default();
        let (authority, database) = base.split_once('/').unwrap_or((base, ""));
        let (user, hosts) = authority.rsplit_once('@').unwrap_or(("", authority));
        known.push(user.split(':').next().unwrap_or_default().to_owned());
        known.push(database.to_owned());
        known.push(hosts.to_owned());
    }
    let parts: Vec<String> = known
        .iter()
        .flat_map(|text| text.trim_matches('\'').split(','))
        .flat_map(|part| {
            let host = part.rsplit_once(':').map_or(part, |(host, _)| host);
            [part.to_owned(), host.trim_matches(['[', ']']).to_owned(), decoded(part)]
        })
        .collect();
    known.extend(parts);
    known
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// A value of a `key=value` string without its backslashes.
fn unescaped(value: &str) -> String {
    let mut plain = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(c) = characters.next() {
        plain.extend(if c == '\\' { characters.next() } else { Some(c) });
    }
    plain
}

/// Whether the connection string sets this parameter itself.
pub fn sets(dsn: &str, key: &str) -> bool {
    parameters(dsn).iter().any(|(name, _)| &dsn[name.clone()] == key)
}

/// What the connection string sets a parameter to; the last of several counts.
pub fn parameter(dsn: &str, key: &str) -> Option<String> {
    let (_, value) = parameters(dsn).into_iter().rfind(|(name, _)| &dsn[name.clone()] == key)?;
    let value = &dsn[value];
    Some(match url_start(dsn) {
        Some(_) => decoded(value),
        None => unescaped(value.strip_prefix('\'').and_then(|v| v.strip_suffix('\'')).unwrap_or(value)),
    })
}

/// The hosts that the connection string names: names, addresses, directories of sockets.
pub fn hosts(dsn: &str) -> Vec<String> {
    let mut hosts: Vec<String> = ["host", "hostaddr"].iter().filter_map(|key| parameter(dsn, key)).collect();
    if let Some(start) = url_start(dsn) {
        let authority = dsn[start..].split(['/', '?']).next().unwrap_or_default();
        hosts.push(decoded(authority.rsplit('@').next().unwrap_or_default()));
    }
    let one = |host: &str| match host.strip_prefix('[') {
        Some(address) => address.split(']').next().unwrap_or_default().to_owned(),
        None if host.starts_with('/') || host.matches(':').count() > 1 => host.to_owned(),
        None => host.split(':').next().unwrap_or_default().to_owned(),
    };
    hosts.iter().flat_map(|list| list.split(',').map(one)).filter(|host| !host.is_empty()).collect()
}

/// The connection string with parameters added that it can override: libpq takes the last of two.
pub fn with_defaults(dsn: &str, defaults: &[(&str, &str)]) -> String {
    if url_start(dsn).is_none() {
        let own: String = defaults.iter().map(|(key, value)| format!("{key}={} ", quote(value))).collect();
        return own + dsn;
    }
    let own: Vec<String> = defaults.iter().map(|(key, value)| format!("{key}={}", encode(value))).collect();
    match dsn.split_once('?') {
        Some((base, "")) => format!("{base}?{}", own.join("&")),
        Some((base, query)) => format!("{base}?{}&{query}", own.join("&")),
        None => format!("{dsn}?{}", own.join("&")),
    }
}

/// The connection string for another database of the same server.
pub fn with_database(dsn: &str, database: &str) -> String {
    let Some(start) = url_start(dsn) else {
        return format!("{} dbname={}", dsn.trim_end(), quote(database));
    };
    let (base, query) = dsn.split_once('?').map_or((dsn, None), |(base, query)| (base, Some(query)));
    let authority = base[start..].split('/').next().unwrap_or_default();
    let mut url = format!("{}{authority}/{}", &dsn[..start], encode(database));
    let rest: Vec<&str> =
        query.unwrap_or_default().split('&').filter(|p| !p.is_empty() && !p.starts_with("dbname=")).collect();
    if !rest.is_empty() {
        url = format!("{url}?{}", rest.join("&"));
    }
    url
}

/// Quotes a value for a `key=value` string.
fn quote(value: &str) -> String {
    format!("'{}'", value.replace('\\', "\\\\").replace('\'', "\\'"))
}

/// The places of the secrets in `dsn`, in order and apart from each other.
fn secret_spans(dsn: &str) -> Vec<Range<usize>> {
    spans(dsn, is_secret_key)
}

/// The places of the values whose keys are `chosen`, of what stands among the parameters and is none, and of the password before the host.
fn spans(dsn: &str, chosen: fn(&str) -> bool) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> = parameters(dsn)
        .into_iter()
        .filter(|(key, value)| chosen(&dsn[key.clone()]) && !value.is_empty())
        .map(|(_, value)| value)
        .collect();
    if let Some(query) = query(dsn) {
        // The rest of a password with an '&' in it.
        let mut at = query;
        for pair in dsn[query..].split('&') {
            spans.extend((!pair.is_empty() && !pair.contains('=')).then_some(at..at + pair.len()));
            at += pair.len() + 1;
        }
    }
    spans.extend(userinfo_password(dsn));
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    spans.dedup_by(|later, earlier| later.start < earlier.end);
    spans
}

/// Whether it names a secret, or nothing that libpq knows, which may be a misspelled secret. libpq decodes keys, and minds their case; one in
/// capitals is a mistake, and no less a secret.
fn is_secret_key(key: &str) -> bool {
    let key = decoded(key).to_lowercase();
    SECRET_KEYS.contains(&&*key) || !KEYS.contains(&&*key)
}

/// Whether it is a secret's own name.
fn is_stated(key: &str) -> bool {
    SECRET_KEYS.contains(&&*decoded(key).to_lowercase())
}

/// Whether its value is not to be shown: also the options of a session, which may hold anything.
fn is_hidden_key(key: &str) -> bool {
    is_secret_key(key) || decoded(key).eq_ignore_ascii_case("options")
}

/// The password of `scheme://user:password@host`. Generous in malformed URLs: it reaches to the last `@`.
fn userinfo_password(dsn: &str) -> Option<Range<usize>> {
    let start = match dsn.find("://") {
        Some(at) => at + 3,
        // "user:password@host/database", for want of a scheme.
        None if !dsn.contains('=') => 0,
        None => return None,
    };
    // A query may hold an '@' of its own, but so may a password hold a '?'.
    let has_one_before_query = dsn[start..].split('?').next().is_some_and(|base| base.contains('@'));
    let end = match dsn[start..].find('?').filter(|_| has_one_before_query) {
        Some(query) => start + query,
        None => dsn.len(),
    };
    let Some(at) = dsn[start..end].rfind('@').map(|at| start + at) else {
        return password_for_port(dsn, start);
    };
    let colon = start + dsn[start..at].find(':')?;
    (colon + 1 < at).then_some(colon + 1..at)
}

/// What stands where a port belongs and is none: the password of `scheme://user:password`, whose host was forgotten. It may hold
/// anything, so all the rest is taken for it.
fn password_for_port(dsn: &str, start: usize) -> Option<Range<usize>> {
    let authority = dsn[start..].split(['/', '?']).next().unwrap_or_default();
    let mut at = start;
    for host in authority.split(',') {
        // The colons of an address in brackets are its own.
        let bracket = if host.starts_with('[') { host.find(']').unwrap_or(0) } else { 0 };
        if let Some(colon) = host[bracket..].find(':').map(|colon| bracket + colon) {
            let port = &host[colon + 1..];
            let is_port =
                port.is_empty() || port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok();
            if !is_port {
                return Some(at + colon + 1..dsn.len());
            }
        }
        at += host.len() + 1;
    }
    None
}

/// Where the query of a URL begins.
fn query(dsn: &str) -> Option<usize> {
    let is_url =
        dsn.contains("://") && !dsn.trim_start().split("://").next().unwrap_or_default().contains('=');
    if is_url { dsn.find('?').map(|at| at + 1) } else { None }
}

/// The places of the keys and values: of a URL's query, or of a `key=value` string.
fn parameters(dsn: &str) -> Vec<(Range<usize>, Range<usize>)> {
    if dsn.contains("://") && !dsn.trim_start().split("://").next().unwrap_or_default().contains('=') {
        let Some(query) = query(dsn) else { return Vec::new() };
        let mut found = Vec::new();
        let mut at = query;
        for pair in dsn[at..].split('&') {
            if let Some(equals) = pair.find('=') {
                found.push((at..at + equals, at + equals + 1..at + pair.len()));
            }
            at += pair.len() + 1;
        }
        return found;
    }
    key_values(dsn)
}

/// Splits `key = 'value' ...`; where it is malformed, a value reaches as far as it may.
fn key_values(dsn: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let bytes = dsn.as_bytes();
    let skip_spaces = |mut at: usize| {
        while at < bytes.len() && bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        at
    };
    let mut found = Vec::new();
    let mut at = skip_spaces(0);
    while at < bytes.len() {
        let key_start = at;
        while at < bytes.len() && bytes[at] != b'=' && !bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        let key = key_start..at;
        at = skip_spaces(at);
        if bytes.get(at) != Some(&b'=') {
            continue;
        }
        at = skip_spaces(at + 1);
        let value_start = at;
        let quoted = bytes.get(at) == Some(&b'\'');
        at += usize::from(quoted);
        while at < bytes.len() {
            match bytes[at] {
                b'\\' => at += 1,
                b'\'' if quoted => break,
                byte if !quoted && byte.is_ascii_whitespace() => break,
                _ => {}
            }
            at += 1;
        }
        at = (at + usize::from(quoted)).min(bytes.len());
        // A password with a space in it that nobody quoted: what follows belongs to it, up to the next parameter.
        while is_hidden_key(&dsn[key.clone()]) {
            let next = skip_spaces(at);
            let word = next + dsn[next..].find(|c: char| c.is_ascii_whitespace()).unwrap_or(dsn.len() - next);
            let name = dsn[next..word].split('=').next().unwrap_or_default();
            // "key = value", with spaces around the sign, is allowed.
            let is_parameter =
                !is_secret_key(name) || is_stated(name) || dsn[word..].trim_start().starts_with('=');
            if next == word || is_parameter {
                break;
            }
            at = word;
        }
        found.push((key, value_start..at));
        at = skip_spaces(at);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_and_parameters_are_found_in_every_notation() {
        for (dsn, expected) in [
            ("postgresql://bob:x@db.example.com:5432/app", &["db.example.com"][..]),
            ("postgresql://a:1,b:2/app?sslmode=require", &["a", "b"]),
            ("postgresql://[::1]:5432/app", &["::1"]),
            ("postgresql://bob@/app?host=/run/pg%20sockets", &["/run/pg sockets"]),
            ("host='db' hostaddr=10.0.0.1 dbname=app", &["db", "10.0.0.1"]),
            ("postgresql:///app", &[]),
        ] {
            assert_eq!(hosts(dsn), expected, "{dsn}");
        }
        assert_eq!(parameter("postgresql://db/a?sslmode=require", "sslmode").as_deref(), Some("require"));
        assert_eq!(parameter("host=db sslmode='verify-full'", "sslmode").as_deref(), Some("verify-full"));
        assert_eq!(parameter("host=db", "sslmode"), None);
    }

    #[test]
    fn passwords_are_masked_in_every_notation() {
        for (dsn, safe) in [
            ("postgres://bob:s3cret@db/app", "postgres://bob:***@db/app"),
            ("postgresql://bob@db/app", "postgresql://bob@db/app"),
            ("postgresql://bob:@db/app", "postgresql://bob:@db/app"),
            ("postgresql://bob:p%40ss@a:1,b:2/app?x=y@z", "postgresql://bob:***@a:1,b:2/app?x=***"),
            (
                "postgresql://db/app?user=bob&password=s3cret&x=1",
                "postgresql://db/app?user=bob&password=***&x=***",
            ),
            ("postgresql://bob:a@b/c@db/app", "postgresql://bob:***@db/app"),
            ("postgresql://bob:a?b@db/app", "postgresql://bob:***@db/app"),
            ("mysql://bob:s3cret@db/app", "mysql://bob:***@db/app"),
            ("bob:s3cret@db/app", "bob:***@db/app"),
            ("host=db password=s3cret user=bob", "host=db password=*** user=bob"),
            ("host=db password = 's3 \\'cret' user=bob", "host=db password = *** user=bob"),
            ("password='never closed", "password=***"),
            ("password=a\\ b user=bob", "password=*** user=bob"),
            ("password=http://x user=bob", "password=*** user=bob"),
            ("password=é\\", "password=***"),
            ("postgresql://db/app?pass%77ord=s3cret&x=1", "postgresql://db/app?pass%77ord=***&x=***"),
            ("postgresql://db/app?PASSWORD=s3cret", "postgresql://db/app?PASSWORD=***"),
            ("password=my s3cret x=y user=bob", "password=*** user=bob"),
            ("password=s3cret user = bob", "password=*** user = bob"),
            ("postgresql://u:s3cret", "postgresql://u:***"),
            ("postgresql://u:s3/c?ret=x", "postgresql://u:***"),
            ("postgresql://a:1,u:99999", "postgresql://a:1,u:***"),
            (
                "postgresql://[::1]:5432,b/app?sslmode=require",
                "postgresql://[::1]:5432,b/app?sslmode=require",
            ),
            ("postgresql://db/app?passwd=s3cret&sslmode=x", "postgresql://db/app?passwd=***&sslmode=x"),
            ("postgresql://db/app?options=-c%20a=s3cret", "postgresql://db/app?options=***"),
            ("postgresql://db/app?password=a&b=s3cret&s3cret", "postgresql://db/app?password=***&b=***&***"),
            ("host=db passwrd=s3cret s3cret user=bob", "host=db passwrd=*** user=bob"),
            ("host=db options='-c a=s3cret' port=1", "host=db options=*** port=1"),
        ] {
            assert_eq!(masked(dsn), safe);
        }
    }

    #[test]
    fn messages_that_quote_the_url_or_the_password_are_censored() {
        let dsn = "postgresql://bob:p%40ss@db:x/app";
        let censored = |message: &str| censor(message, dsn, &[]);
        assert_eq!(censored(&format!("bad: \"{dsn}\"")), "bad: \"postgresql://bob:***@db:x/app\"");
        assert_eq!(censored("p@ss and p%40ss"), "*** and ***");
        let dsn = "host=db password='it\\'s here' user=bob";
        assert_eq!(censor("\"it's here\" or it\\'s here", dsn, &[]), "\"***\" or ***");
        let dsn = "postgresql://u:s3cret/app";
        assert_eq!(
            censor("invalid value \"s3cret\" for \"port\"", dsn, &[]),
            "invalid value \"***\" for \"port\""
        );
        let dsn = "postgresql://db/app?password=a&s3cret";
        assert_eq!(censor("missing \"=\" in \"s3cret\"", dsn, &[]), "missing \"=\" in \"***\"");
    }

    #[test]
    fn a_password_that_is_part_of_what_is_no_secret_is_not_told_by_masking_it_there() {
        let dsn = "postgresql://bob:green@green.example.com:1,evergreen:2/greens?application_name=green1";
        let message = "at \"green.example.com\", \"evergreen\", \"greens\": green1 says \"green\"";
        let clean = "at \"green.example.com\", \"evergreen\", \"greens\": green1 says \"***\"";
        assert_eq!(censor(message, dsn, &[]), clean);
        let dsn = "postgresql://bob:password@db/app";
        let message = "password authentication failed for user \"bob\", \"password\" is wrong";
        let clean = "password authentication failed for user \"bob\", \"***\" is wrong";
        assert_eq!(censor(message, dsn, &["password authentication failed"]), clean);
    }

    #[test]
    fn passwords_are_taken_out_of_any_text() {
        for (text, clean) in [
            (
                "unrecognized subcommand 'postgres://bob:s3cret@db/app'",
                "unrecognized subcommand 'postgres://bob:***@db/app'",
            ),
            (
                "no file 'postgres://db/app?password=s3cret&x=1' here",
                "no file 'postgres://db/app?password=***&x=***' here",
            ),
            ("\"https://ann:s3cret@proxy:8080/a:b@c\" and x", "\"https://ann:***@proxy:8080/a:b@c\" and x"),
            ("'host=db password=s3cret user=bob'", "'host=db password=*** user=bob'"),
            ("a https://example.com/x?y=z@w:1 is no secret", "a https://example.com/x?y=z@w:1 is no secret"),
            ("nothing://", "nothing://"),
            (
                "no answer from http://localhost:11434: refused",
                "no answer from http://localhost:11434: refused",
            ),
            ("host=db password = s3\\ cret&x", "host=db password = ***"),
            ("host=db PASSWD='s3 cret' user=bob", "host=db PASSWD=*** user=bob"),
            ("PGPASSWORD=s3cret psql", "PGPASSWORD=*** psql"),
            ("'postgresql://u:s3cret' is wrong", "'postgresql://u:***' is wrong"),
            ("the bypass=on of password-stdin", "the bypass=on of password-stdin"),
        ] {
            assert_eq!(without_passwords(text), clean);
        }
    }

    #[test]
    fn urls_that_libpq_would_misread_are_refused() {
        for bad in [
            "mysql://db/app",
            "postgresql+psycopg2://bob:x@db/app?a=b",
            "jdbc:postgresql://db/app",
            "db",
            "postgres://bob:a/b@db/app",
            "postgres://bob:a@b@db/app",
            "postgresql://bob:s3cret",
            "postgresql://bob:99999/app",
        ] {
            assert_eq!(check(bad).map_err(|f| f.kind), Err(Kind::Usage), "{bad}");
        }
        for good in [
            "postgres:///app",
            "postgresql://bob:x@a:1,b:2/app?options=-c%20a@b",
            "host=db user=bob",
            "postgresql://bob@%2Fvar%2Frun/app",
        ] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
    }

    #[test]
    fn defaults_give_way_to_what_is_set() {
        let defaults = [("connect_timeout", "10")];
        assert_eq!(with_defaults("postgresql://db/a", &defaults), "postgresql://db/a?connect_timeout=10");
        assert_eq!(with_defaults("postgres://db?x=1", &defaults), "postgres://db?connect_timeout=10&x=1");
        assert_eq!(with_defaults("host=db", &defaults), "connect_timeout='10' host=db");
        assert!(sets("postgres://db?x=1", "x") && sets("x = 1", "x") && !sets("postgres://x", "x"));
    }

    #[test]
    fn another_database_of_the_same_server() {
        for (dsn, other) in [
            ("postgresql://bob:x@db:1/app?sslmode=require", "postgresql://bob:x@db:1/demo?sslmode=require"),
            ("postgresql://db", "postgresql://db/demo"),
            ("postgresql:///app?dbname=app2&host=/run", "postgresql:///demo?host=/run"),
            ("host=db dbname=app", "host=db dbname=app dbname='demo'"),
        ] {
            assert_eq!(with_database(dsn, "demo"), other);
        }
    }
}
