//! Opening a connection, with the session as LeadEngine's commands expect it.

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};

use super::{dsn, failure};
use crate::error::Failure;

/// Connection settings that a URL or its query can override. The keepalives (seconds) notice a server that
/// vanished without a word within two minutes, where the system would take two hours.
const DEFAULTS: [(&str, &str); 4] = [
    ("fallback_application_name", "leadengine"),
    ("keepalives_idle", "60"),
    ("keepalives_interval", "10"),
    ("keepalives_count", "6"),
];

/// How long to wait for a server to answer, in seconds, where neither URL nor environment says.
const CONNECT_TIMEOUT: &str = "10";

/// What every session starts with. Diesel has set the time zone to UTC and the encoding to UTF-8 before.
/// Error messages in English, which [`super::classify`] reads, can be had by a superuser only.
const SESSION: &str = "SET client_min_messages = warning; SET datestyle = 'ISO, YMD'; \
     SELECT set_config('lc_messages', 'C', false) WHERE current_setting('is_superuser') = 'on'";

/// Connects to the server that a URL or a `key=value` string names.
///
/// # Errors
/// `invalid_database_url` for a malformed one, `database_unreachable` where no server answers or it cannot
/// serve now, and a failure with a hint for what the server refuses.
pub fn establish(dsn: &str) -> Result<PgConnection, Failure> {
    dsn::check(dsn)?;
    let mut defaults = DEFAULTS.to_vec();
    // A service file may hold a timeout of its own.
    let elsewhere = ["PGCONNECT_TIMEOUT", "PGSERVICE"].iter().any(|name| std::env::var_os(name).is_some());
    if !elsewhere && !dsn::sets(dsn, "service") {
        defaults.push(("connect_timeout", CONNECT_TIMEOUT));
    }
    let mut connection = PgConnection::establish(&dsn::with_defaults(dsn, &defaults))
        .map_err(|error| failure::from_connecting(&error, dsn))?;
    connection.batch_execute(SESSION).map_err(|error| {
        failure::from_connecting(&diesel::ConnectionError::CouldntSetupConfiguration(error), dsn)
    })?;
    Ok(connection)
}
