//! Database URLs and `key=value` connection strings, read just far enough to keep their secrets out of sight
//! and to add to them. What they mean is for libpq to say. See
//! <https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING>.

use std::ops::Range;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::error::{Failure, Kind};

/// What stands where a password stood.
const MASK: &str = "***";

/// Parameters whose values are secret.
const SECRET_KEYS: [&str; 4] = ["password", "sslpassword", "oauth_client_secret", "scram_client_key"];

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
    Ok(())
}

/// The connection string with its passwords masked, safe to print.
pub fn masked(dsn: &str) -> String {
    let mut masked = dsn.to_owned();
    for span in secret_spans(dsn).into_iter().rev() {
        masked.replace_range(span, MASK);
    }
    masked
}

/// Takes the connection string and its secrets out of a message that may quote them.
pub fn censor(message: &str, dsn: &str) -> String {
    let mut clean = message.replace(dsn, &masked(dsn));
    for span in secret_spans(dsn) {
        let raw = &dsn[span];
        let plain = percent_decode_str(raw).decode_utf8_lossy();
        for secret in [raw, &plain, raw.trim_matches('\'')] {
            // Shorter ones would garble the message, and are no secret.
            if secret.len() > 2 {
                clean = clean.replace(secret, MASK);
            }
        }
    }
    clean
}

/// Whether the connection string sets this parameter itself.
pub fn sets(dsn: &str, key: &str) -> bool {
    parameters(dsn).iter().any(|(name, _)| &dsn[name.clone()] == key)
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
    let mut spans: Vec<Range<usize>> = parameters(dsn)
        .into_iter()
        .filter(|(key, value)| SECRET_KEYS.contains(&&dsn[key.clone()]) && !value.is_empty())
        .map(|(_, value)| value)
        .collect();
    spans.extend(userinfo_password(dsn));
    spans.sort_by_key(|span| span.start);
    spans.dedup_by(|later, earlier| later.start < earlier.end);
    spans
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
    let at = start + dsn[start..end].rfind('@')?;
    let colon = start + dsn[start..at].find(':')?;
    (colon + 1 < at).then_some(colon + 1..at)
}

/// The places of the keys and values: of a URL's query, or of a `key=value` string.
fn parameters(dsn: &str) -> Vec<(Range<usize>, Range<usize>)> {
    if dsn.contains("://") && !dsn.trim_start().split("://").next().unwrap_or_default().contains('=') {
        let Some(query) = dsn.find('?') else { return Vec::new() };
        let mut found = Vec::new();
        let mut at = query + 1;
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
        found.push((key, value_start..at));
        at = skip_spaces(at);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_masked_in_every_notation() {
        for (dsn, safe) in [
            ("postgres://bob:s3cret@db/app", "postgres://bob:***@db/app"),
            ("postgresql://bob@db/app", "postgresql://bob@db/app"),
            ("postgresql://bob:@db/app", "postgresql://bob:@db/app"),
            ("postgresql://bob:p%40ss@a:1,b:2/app?x=y@z", "postgresql://bob:***@a:1,b:2/app?x=y@z"),
            (
                "postgresql://db/app?user=bob&password=s3cret&x=1",
                "postgresql://db/app?user=bob&password=***&x=1",
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
        ] {
            assert_eq!(masked(dsn), safe);
        }
    }

    #[test]
    fn messages_that_quote_the_url_or_the_password_are_censored() {
        let dsn = "postgresql://bob:p%40ss@db:x/app";
        assert_eq!(censor(&format!("bad: \"{dsn}\""), dsn), "bad: \"postgresql://bob:***@db:x/app\"");
        assert_eq!(censor("p@ss and p%40ss", dsn), "*** and ***");
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
