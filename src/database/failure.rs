//! PostgreSQL's and libpq's words, sorted into the failures that an operator can act on.

use diesel::ConnectionError;
use diesel::result::{DatabaseErrorKind, Error};

use super::dsn;
use crate::error::{Failure, Kind};

/// What libpq says of a connection string that it cannot read.
const SYNTAX: [&str; 16] = [
    "missing \"=\" after",
    "invalid URI",
    "invalid connection option",
    "invalid port number",
    "invalid integer value",
    "invalid percent-encoded token",
    "missing key/value separator",
    "extra key/value separator",
    "unterminated quoted string",
    "forbidden value",
    "end of string reached",
    "unexpected character",
    "unexpected spaces",
    "could not match",
    "sslmode value",
    "target_session_attrs value",
];

/// The code of what an answering server says when another try later may succeed.
pub const NOT_READY: &str = "database_not_ready";

/// What an answering server says when another try later may succeed.
const TRANSIENT: [&str; 10] = [
    "starting up",
    "shutting down",
    "in recovery mode",
    "not yet accepting connections",
    "too many clients",
    "too many connections",
    "remaining connection slots",
    "terminating connection due to",
    "server login has been failing",
    "query_wait_timeout",
];

/// What else an answering server, or libpq about it, says, and what to do about it. In lower case,
/// since it begins some sentences.
const REFUSALS: [(&str, &str, &str); 19] = [
    (
        "password authentication failed",
        "authentication_failed",
        "check the user name and the password in the database URL, PGPASSWORD or ~/.pgpass",
    ),
    (
        "no password supplied",
        "authentication_failed",
        "put the password into LEADENGINE_DATABASE_URL, PGPASSWORD or ~/.pgpass",
    ),
    (
        "ident authentication failed",
        "authentication_failed",
        "the server does not let this system account in: check the user name, or its pg_hba.conf",
    ),
    (
        "peer authentication failed",
        "authentication_failed",
        "run as the system user of that name, or connect over TCP with a password",
    ),
    (
        "authentication failed",
        "authentication_failed",
        "check the user name and the password in the database URL",
    ),
    (
        "no pg_hba.conf entry",
        "authentication_failed",
        "the server admits no such connection: add a line to its pg_hba.conf, or try sslmode=require",
    ),
    ("pg_hba.conf rejects", "authentication_failed", "the server refuses this connection in its pg_hba.conf"),
    ("is not permitted to log in", "authentication_failed", "grant it: ALTER ROLE ... LOGIN"),
    ("role \"", "no_such_role", "check the user name in the database URL, or create it with createuser"),
    ("database \"", "no_such_database", "check the name in the database URL, or create it with createdb"),
    ("permission denied for database", "permission_denied", "grant it: GRANT CONNECT ON DATABASE ... TO ..."),
    (
        "does not match host name",
        "tls_failed",
        "name the server in the database URL as its certificate does, or have one issued for this name",
    ),
    (
        "certificate verify failed",
        "tls_failed",
        "sslrootcert does not name the authority that issued the server's certificate, or that is out of date",
    ),
    (
        "root certificate file",
        "tls_failed",
        "put the certificate of the server's authority into ~/.postgresql/root.crt, or name it with sslrootcert",
    ),
    (
        "server does not support ssl",
        "tls_failed",
        "the server speaks no TLS, or another server answers there: check host and port, and ssl = on in its postgresql.conf",
    ),
    ("certificate", "tls_failed", "check sslmode and sslrootcert in the database URL"),
    ("ssl", "tls_failed", "check sslmode in the database URL"),
    ("definition of service", "database_refused", "check the service name and pg_service.conf"),
    ("fatal:", "database_refused", "check the database URL"),
];

/// What else libpq and PostgreSQL say that is no secret, though a poor password may be a word of it.
const WORDS: [&str; 12] = [
    "connection to server at",
    "connection to server on socket",
    "could not translate host name",
    "server closed the connection unexpectedly",
    "Connection refused",
    "timeout expired",
    "failed: FATAL:",
    "cannot connect to the database",
    "SSL error",
    "certificate",
    "for user",
    "password authentication",
];

/// The failure behind an attempt to connect, in libpq's own words and without its secrets.
pub fn from_connecting(error: &ConnectionError, dsn: &str) -> Failure {
    match error {
        ConnectionError::BadConnection(message) => from_libpq(message, dsn),
        ConnectionError::CouldntSetupConfiguration(error) => {
            // One that was lost while it was set up is as if it had not been given.
            let lost = |failure: Failure| match failure.kind {
                Kind::Unreachable => Failure { code: NOT_READY, ..failure },
                _ => failure,
            };
            classify(error)
                .map(lost)
                .unwrap_or_else(|| refused("database_refused", &one_line(&error.to_string())))
        }
        ConnectionError::InvalidCString(_) => malformed("it contains a NUL character"),
        other => malformed(&censored(&one_line(&other.to_string()), dsn)),
    }
}

fn malformed(message: &str) -> Failure {
    Failure::new(Kind::Usage, "invalid_database_url", format!("the database URL is not valid: {message}"))
        .hint("write it as postgresql://user@host:5432/database")
}

fn refused(code: &'static str, message: &str) -> Failure {
    Failure::new(Kind::Failed, code, format!("cannot connect to the database: {message}"))
}

fn unreachable(message: &str) -> Failure {
    Failure::new(Kind::Unreachable, "database_unreachable", format!("cannot reach the database: {message}"))
}

fn from_libpq(message: &str, dsn: &str) -> Failure {
    let line = one_line(message);
    let answered = line.contains("connection to server") || line.contains("could not translate host name");
    if !answered && SYNTAX.iter().any(|needle| line.contains(needle)) {
        return malformed(&censored(&line, dsn));
    }
    // A server may say anything, also what it was given as the password.
    let told = censored(&line, dsn);
    if TRANSIENT.iter().any(|needle| line.contains(needle)) {
        return Failure { code: NOT_READY, ..unreachable(&told) }.hint("try again in a moment");
    }
    let lower = line.to_lowercase();
    match REFUSALS.iter().find(|(needle, ..)| lower.contains(needle)) {
        Some((_, code, hint)) => refused(code, &told).hint(*hint),
        None => {
            unreachable(&told).hint("check that the server is running, and host and port in the database URL")
        }
    }
}

/// A message without the secrets of the connection string and of the environment.
fn censored(message: &str, dsn: &str) -> String {
    let refusals = REFUSALS.iter().map(|(needle, ..)| *needle);
    let phrases: Vec<&str> = WORDS.into_iter().chain(refusals).chain(TRANSIENT).chain(SYNTAX).collect();
    dsn::censor(message, dsn, &phrases)
}

/// How the lines begin in which libpq wonders what may have happened.
const GUESSES: [&str; 3] =
    ["Is the server running", "This probably means the server", "before or while processing the request"];

/// libpq's lines as one, without its guesses and its indentation.
fn one_line(message: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    for line in message.lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let guess = GUESSES.iter().any(|guess| line.starts_with(guess));
        if !line.is_empty() && !guess && !parts.contains(&line) {
            parts.push(line);
        }
    }
    parts.join("; ")
}

/// Recognizes the failures of a query that have to do with the database rather than with the query: missing
/// tables, a lost connection, a full disk, a server that only reads, missing rights. `None` for every other
/// error.
///
/// Diesel does not pass SQLSTATE on, so the words decide; [`super::Target::connect`] asks for English ones.
pub(super) fn classify(error: &Error) -> Option<Failure> {
    let (kind, information) = match error {
        Error::DatabaseError(kind, information) => (kind, information),
        Error::RollbackErrorOnCommit { commit_error, .. } => return classify(commit_error),
        // Diesel's own word for a connection that broke inside a transaction.
        Error::BrokenTransactionManager => {
            let message = "the connection to the database was lost";
            return Some(
                Failure::new(Kind::Unreachable, "database_unreachable", message)
                    .hint("run the command again"),
            );
        }
        _ => return None,
    };
    let message = one_line(information.message());
    let has = |needle: &str| message.contains(needle);
    let lost = matches!(kind, DatabaseErrorKind::ClosedConnection)
        || [
            "server closed the connection",
            "terminating connection",
            "no connection to the server",
            "connection to server was lost",
            "could not receive data from server",
            "could not send data to server",
            "SSL SYSCALL error",
            "SSL connection has been closed",
            "the database system is",
            "connection not open",
            "crash of another server process",
        ]
        .iter()
        .any(|needle| has(needle));
    if lost {
        let message = format!("the connection to the database was lost: {message}");
        return Some(
            Failure::new(Kind::Unreachable, "database_unreachable", message).hint("run the command again"),
        );
    }
    if has("relation \"") && has("does not exist") {
        let message = format!("the tables are missing: {message}");
        return Some(
            Failure::new(Kind::Failed, "tables_missing", message).hint("run: leadengine create-tables"),
        );
    }
    if has("column \"") && has("does not exist")
        || has("column ") && has(" of relation ") && has("does not exist")
    {
        let message = format!("the tables are not those of this version: {message}");
        return Some(
            Failure::new(Kind::Failed, "tables_outdated", message).hint("run: leadengine create-tables"),
        );
    }
    if has("No space left on device") || has("could not extend file") || has("Disk quota exceeded") {
        let message = format!("the database server's disk is full: {message}");
        return Some(
            Failure::new(Kind::Failed, "disk_full", message)
                .hint("free space on the server, then run the command again"),
        );
    }
    if matches!(kind, DatabaseErrorKind::ReadOnlyTransaction)
        || has("in a read-only transaction")
        || has("during recovery")
        || has("Read-only file system")
    {
        let message = format!("the database only reads: {message}");
        return Some(
            Failure::new(Kind::Failed, "database_read_only", message)
                .hint("connect to the primary server; target_session_attrs=read-write in the URL finds it"),
        );
    }
    if has("due to statement timeout") || has("due to lock timeout") {
        return Some(
            Failure::new(Kind::Failed, "timeout", message)
                .hint("what was done before is safe, and the same command goes on; the role's statement_timeout or lock_timeout is too short for it"),
        );
    }
    if has("permission denied") || has("must be owner of") {
        return Some(
            Failure::new(Kind::Failed, "permission_denied", message)
                .hint("leadengine db grants ROLE prints the SQL that gives a role its rights; or connect as another role"),
        );
    }
    None
}

/// The failure behind an error: one that was recognized where it happened, or one of the database's that [`classify`] knows.
pub fn recognized(error: &anyhow::Error) -> Option<Failure> {
    error.chain().find_map(|cause| {
        let failure = cause.downcast_ref::<Failure>().cloned();
        failure.or_else(|| cause.downcast_ref::<Error>().and_then(classify))
    })
}

/// A query's error as what an operator can act on, where it is one of those.
pub(super) fn described(error: Error) -> anyhow::Error {
    match classify(&error) {
        Some(failure) => failure.into(),
        None => error.into(),
    }
}

/// Adds what an operator should know to an error's hint.
pub fn with_hint(error: anyhow::Error, note: String) -> anyhow::Error {
    match recognized(&error) {
        Some(failure) => {
            let hint = failure.hint.as_ref().map_or(note.clone(), |hint| format!("{hint}\n{note}"));
            Failure { hint: Some(hint), ..failure }.into()
        }
        None => Failure::new(Kind::Failed, "failed", format!("{error:#}")).hint(note).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DSN: &str = "postgresql://bob:postgres@db/app";

    #[track_caller]
    fn assert_sorted(message: &str, kind: Kind, code: &str) {
        let failure = from_libpq(message, DSN);
        assert_eq!((failure.kind, failure.code), (kind, code), "{message}");
    }

    #[test]
    fn libpq_messages_are_sorted_by_what_helps() {
        let server = "connection to server at \"db\" (10.0.0.1), port 5432 failed: ";
        for message in ["Connection refused", "timeout expired", "server closed the connection unexpectedly"]
        {
            assert_sorted(&format!("{server}{message}"), Kind::Unreachable, "database_unreachable");
        }
        for message in [
            "FATAL:  the database system is starting up",
            "FATAL:  sorry, too many clients already",
            "FATAL:  the database system is shutting down",
        ] {
            assert_sorted(&format!("{server}{message}"), Kind::Unreachable, NOT_READY);
        }
        assert_sorted(
            "could not translate host name \"db\" to address: Name or service not known",
            Kind::Unreachable,
            "database_unreachable",
        );
        for (message, code) in [
            ("FATAL:  password authentication failed for user \"bob\"", "authentication_failed"),
            ("FATAL:  database \"app\" does not exist", "no_such_database"),
            ("FATAL:  role \"bob\" does not exist", "no_such_role"),
            ("server does not support SSL, but SSL was required", "tls_failed"),
        ] {
            assert_sorted(&format!("{server}{message}"), Kind::Failed, code);
        }
        assert_sorted("invalid port number: \"x\"", Kind::Usage, "invalid_database_url");
        assert_sorted(
            "missing \"=\" after \"x\" in connection info string",
            Kind::Usage,
            "invalid_database_url",
        );
    }

    #[test]
    fn messages_are_one_line_without_guesses_or_secrets() {
        let failure = from_libpq(
            "connection to server at \"db\", port 5432 failed: Connection refused\n\t\
             Is the server running on that host and accepting TCP/IP connections?\n",
            DSN,
        );
        assert_eq!(
            failure.message,
            "cannot reach the database: connection to server at \"db\", port 5432 failed: Connection refused"
        );
        let failure = from_libpq("invalid port number: \"postgres\"", DSN);
        assert_eq!(failure.message, "the database URL is not valid: invalid port number: \"***\"");
    }

    #[test]
    fn query_errors_of_the_database_itself_are_recognized() {
        let error = |kind, message: &str| Error::DatabaseError(kind, Box::new(message.to_owned()));
        for (message, code) in [
            ("relation \"users\" does not exist", "tables_missing"),
            ("server closed the connection unexpectedly\n\tThis probably means", "database_unreachable"),
            ("terminating connection due to administrator command", "database_unreachable"),
            ("could not extend file \"base/1\": No space left on device", "disk_full"),
            ("permission denied for table users", "permission_denied"),
            ("cannot execute INSERT in a read-only transaction", "database_read_only"),
        ] {
            let found = classify(&error(DatabaseErrorKind::Unknown, message)).map(|f| f.code);
            assert_eq!(found, Some(code));
        }
        assert_eq!(classify(&error(DatabaseErrorKind::Unknown, "division by zero")), None);
        assert_eq!(classify(&Error::NotFound), None);
    }
}
