//! Where requests go, and one request within its limits of time and size.

use std::fmt;
use std::io::{self, Read};
use std::net::IpAddr;
use std::time::Duration;

use ureq::Agent;
use ureq::http::header::{AUTHORIZATION, CONTENT_TYPE};
use ureq::http::{HeaderMap, HeaderValue, StatusCode, Uri};

use super::Options;
use crate::error::{Failure, Kind};

/// No answer is longer: an object of a few fields.
const LONGEST: u64 = 1 << 20;
/// Connections kept open for the next request: as many as threads are likely to ask.
const KEPT: usize = 32;

/// A server's chat completions.
pub struct Endpoint {
    agent: Agent,
    uri: Uri,
    bearer: Option<HeaderValue>,
    timeout: Duration,
}

/// What came back.
#[derive(Debug)]
pub struct Response {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; none if it is longer than 1 MiB. With an error status it may be only its beginning.
    pub body: Option<Vec<u8>>,
}

impl Endpoint {
    /// Reads the URL and the key.
    ///
    /// # Errors
    /// [`Kind::Usage`] if either is none that a request can be made with. The message has neither in it.
    pub fn new(options: &Options) -> Result<Endpoint, Failure> {
        let uri = address(options.url.trim())?;
        let bearer = match options.key.as_deref() {
            None | Some("") => None,
            Some(key) => Some(bearer(key)?),
        };
        let mut config = Agent::config_builder()
            .timeout_global(Some(options.timeout))
            .http_status_as_error(false)
            // A redirect would take the key and the question to a server that nobody named.
            .max_redirects(0)
            .max_idle_connections(KEPT)
            .max_idle_connections_per_host(KEPT)
            .user_agent(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")));
        // A proxy for the world outside cannot reach what listens here only. Otherwise the environment decides: ALL_PROXY,
        // HTTPS_PROXY, HTTP_PROXY, NO_PROXY.
        if is_loopback(&uri) {
            config = config.proxy(None);
        }
        Ok(Endpoint { agent: Agent::new_with_config(config.build()), uri, bearer, timeout: options.timeout })
    }

    /// Sends a body, and reads what comes back.
    ///
    /// # Errors
    /// Says why there is no whole response: the server cannot be reached, or takes too long, or hangs up.
    pub fn post(&self, body: &str) -> Result<Response, String> {
        let mut request = self.agent.post(&self.uri).header(CONTENT_TYPE, "application/json");
        if let Some(bearer) = &self.bearer {
            request = request.header(AUTHORIZATION, bearer);
        }
        let response = request.send(body).map_err(|error| self.lost("cannot reach", error))?;
        let (head, body) = response.into_parts();
        let mut bytes = Vec::new();
        let read = body.into_reader().take(LONGEST + 1).read_to_end(&mut bytes);
        if let Err(error) = read
            && head.status.is_success()
        {
            return Err(self.lost("lost the connection to", error.into()));
        }
        let body = (bytes.len() as u64 <= LONGEST).then_some(bytes);
        Ok(Response { status: head.status, headers: head.headers, body })
    }

    fn lost(&self, what: &str, error: ureq::Error) -> String {
        match error {
            ureq::Error::Timeout(_) => format!("no answer from {self} within {:?}", self.timeout),
            ureq::Error::HostNotFound => format!("{what} {self}: there is no such host"),
            ureq::Error::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                format!("{what} {self}: it hung up")
            }
            ureq::Error::Io(error) => format!("{what} {self}: {error}"),
            error => format!("{what} {self}: {error}"),
        }
    }
}

/// The address without its query, which may hold what is nobody's business.
impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = self.uri.scheme_str().unwrap_or_default();
        let authority = self.uri.authority().map_or("", |authority| authority.as_str());
        write!(f, "{scheme}://{authority}{}", self.uri.path())
    }
}

/// The address of the chat completions. Below an address with a version in its path (`/v1`, `/openai/v1`, `/v1beta/openai`) they are
/// `/chat/completions`, below one without `/v1/chat/completions`.
fn address(url: &str) -> Result<Uri, Failure> {
    let refuse = |message: &str| {
        Failure::new(Kind::Usage, "bad_llm_url", format!("the language model's URL {message}"))
    };
    let example = "give it whole, as in http://localhost:11434/v1 or https://api.openai.com/v1";
    let given: Uri = url.parse().map_err(|error| refuse(&format!("is none: {error}")).hint(example))?;
    let authority = given.authority().map_or("", |authority| authority.as_str());
    if authority.contains('@') {
        let hint = "leave out what stands before the @; the key is read from LEADENGINE_LLM_KEY";
        return Err(refuse("has credentials in it, which show in lists of processes and in logs").hint(hint));
    }
    let scheme = given.scheme_str().unwrap_or_default();
    if !matches!(scheme, "http" | "https") {
        return Err(refuse("begins neither with http:// nor with https://").hint(example));
    }
    let host = given.host().unwrap_or_default();
    if host.is_empty() || (host != authority && given.port_u16().is_none()) {
        return Err(refuse("names no host, or no port after the colon").hint(example));
    }
    let base = given.path().trim_end_matches('/');
    let path = if base.ends_with("/chat/completions") {
        base.to_owned()
    } else if base.split('/').any(is_version) {
        format!("{base}/chat/completions")
    } else {
        format!("{base}/v1/chat/completions")
    };
    let query = given.query().map(|query| format!("?{query}")).unwrap_or_default();
    let whole = format!("{scheme}://{authority}{path}{query}");
    whole.parse().map_err(|error| refuse(&format!("is none: {error}")).hint(example))
}

/// A version in a path: `v1`, `v1beta`.
fn is_version(segment: &str) -> bool {
    segment.strip_prefix('v').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether the host is this machine under a name that is the same everywhere (RFC 6761, RFC 5735).
fn is_loopback(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
    host.eq_ignore_ascii_case("localhost") || host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

/// The header of a key (RFC 6750): visible ASCII, as a key with anything else in it was copied wrongly.
fn bearer(key: &str) -> Result<HeaderValue, Failure> {
    let refuse = || {
        let message = "the language model's key has white space or other characters in it that no key has";
        Failure::new(Kind::Usage, "bad_llm_key", message).hint("set it again, without a line break or quotes")
    };
    if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(refuse());
    }
    let mut value = HeaderValue::from_str(&format!("Bearer {key}")).map_err(|_| refuse())?;
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_accepted_has_a_host_and_ends_in_the_chat_completions(
            url in "https?://[^/]{0,12}(/[^?]{0,6}){0,3}|\\PC*"
        ) {
            if let Ok(uri) = address(&url) {
                prop_assert!(uri.host().is_some_and(|host| !host.is_empty()), "{url}");
                prop_assert!(uri.path().ends_with("/chat/completions"), "{uri}");
                prop_assert_eq!(address(&uri.to_string()).unwrap(), uri);
            }
        }
    }

    #[test]
    fn a_base_becomes_the_address_of_the_chat_completions() {
        for (given, whole) in [
            ("http://localhost:11434", "http://localhost:11434/v1/chat/completions"),
            ("http://localhost:11434/", "http://localhost:11434/v1/chat/completions"),
            ("http://localhost:11434/v1", "http://localhost:11434/v1/chat/completions"),
            ("https://api.openai.com/v1/", "https://api.openai.com/v1/chat/completions"),
            ("HTTPS://api.openai.com/v1", "https://api.openai.com/v1/chat/completions"),
            ("https://x.test/v1/chat/completions", "https://x.test/v1/chat/completions"),
            ("https://x.test/v1/chat/completions/", "https://x.test/v1/chat/completions"),
            ("https://x.test/proxy", "https://x.test/proxy/v1/chat/completions"),
            ("https://x.test/v1beta/openai/", "https://x.test/v1beta/openai/chat/completions"),
            ("https://x.test/api/paas/v4", "https://x.test/api/paas/v4/chat/completions"),
            ("https://x.test/vendor", "https://x.test/vendor/v1/chat/completions"),
            ("http://[::1]:8080/v1", "http://[::1]:8080/v1/chat/completions"),
            (
                "https://x.test/deployments/m/chat/completions?api-version=2",
                "https://x.test/deployments/m/chat/completions?api-version=2",
            ),
        ] {
            assert_eq!(address(given).unwrap().to_string(), whole, "{given}");
        }
    }

    #[test]
    fn what_is_no_address_of_a_server_is_refused_without_being_repeated() {
        for given in [
            "",
            "localhost:11434",
            "localhost:11434/v1",
            "/v1",
            "ftp://x.test/v1",
            "unix:/run/llm.sock",
            "http://",
            "http:///v1",
            "http://x.test:/v1",
            "http://x.test:99999/v1",
            "http://two words/v1",
            "https://sk-secret@x.test/v1",
            "https://user:sk-secret@x.test/v1",
        ] {
            let failure = address(given).expect_err(given);
            assert_eq!((failure.kind, failure.code), (Kind::Usage, "bad_llm_url"), "{given}");
            assert!(failure.hint.is_some(), "{given}");
            assert!(!format!("{failure:?}").contains("sk-secret"), "{failure:?}");
        }
    }

    #[test]
    fn a_key_that_no_header_can_hold_is_refused_without_being_repeated() {
        for key in ["sk-secret\n", "sk secret", "sk-secret\u{e9}", "\u{0}sk-secret", " "] {
            let failure = bearer(key).expect_err(key);
            assert_eq!((failure.kind, failure.code), (Kind::Usage, "bad_llm_key"));
            assert!(!format!("{failure:?}").contains("secret"), "{failure:?}");
        }
    }

    #[test]
    fn this_machine_is_known_by_its_names() {
        for (url, here) in [
            ("http://localhost:1", true),
            ("http://LOCALHOST", true),
            ("http://127.8.9.1:1/v1", true),
            ("http://[::1]/v1", true),
            ("http://localhost.test/v1", false),
            ("http://10.0.0.1", false),
        ] {
            assert_eq!(is_loopback(&url.parse().unwrap()), here, "{url}");
        }
    }
}
