//! Opening a connection, with the session as LeadEngine's commands expect it.

use diesel::connection::SimpleConnection;
use diesel::{Connection, ConnectionError, ConnectionResult, PgConnection};

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

/// What every session begins with, as libpq's `options`, which travel with the request to connect. Diesel sets the time zone to UTC
/// and the encoding to UTF-8 by itself.
pub const OPTIONS: &str = "-c client_min_messages=warning -c datestyle=ISO,YMD";

/// The same as statements, for where the connection string or the environment has `options` of its own, and for poolers that take
/// none (PgBouncer).
const SESSION: &str = "SET client_min_messages = warning; SET datestyle = 'ISO, YMD';";

/// Error messages in English, which [`super::classify`] reads; a superuser alone may ask for them, so this cannot be one of the options.
///
/// And a server that works on a statement looks whether its client is still there (PostgreSQL 14), lest it goes on for minutes for nobody;
/// not every system can tell it that.
const ONCE_CONNECTED: &str = "SELECT set_config('lc_messages', 'C', false) WHERE current_setting('is_superuser') = 'on'; \
     DO $$ BEGIN PERFORM set_config('client_connection_check_interval', '5s', false); EXCEPTION WHEN OTHERS THEN NULL; END $$";

/// Connects to the server that a URL or a `key=value` string names.
///
/// # Errors
/// `invalid_database_url` for a malformed one, `database_unreachable` where no server answers or it cannot
/// serve now, and a failure with a hint for what the server refuses.
pub fn establish(dsn: &str) -> Result<PgConnection, Failure> {
    dsn::check(dsn)?;
    let has_options = dsn::sets(dsn, "options")
        || dsn::sets(dsn, "service")
        || ["PGOPTIONS", "PGSERVICE"].iter().any(|name| std::env::var_os(name).is_some());
    let refused = |error: diesel::result::Error| {
        failure::from_connecting(&ConnectionError::CouldntSetupConfiguration(error), dsn)
    };
    if !has_options {
        match open(dsn, &[("options", OPTIONS)]) {
            Ok(mut connection) => {
                connection.batch_execute(ONCE_CONNECTED).map_err(refused)?;
                return Ok(connection);
            }
            Err(ConnectionError::BadConnection(message)) if message.contains("startup parameter") => {}
            Err(error) => return Err(failure::from_connecting(&error, dsn)),
        }
    }
    let mut connection = open(dsn, &[]).map_err(|error| failure::from_connecting(&error, dsn))?;
    connection.batch_execute(&format!("{SESSION} {ONCE_CONNECTED}")).map_err(refused)?;
    Ok(connection)
}

/// Connects to a server of our own, whose URL says all that a session of ours begins with.
///
/// # Errors
/// As [`establish`].
pub fn establish_own(url: &str) -> Result<PgConnection, Failure> {
    open(url, &[]).map_err(|error| failure::from_connecting(&error, url))
}

/// Opens the connection, with the parameters that the connection string leaves to us.
fn open(dsn: &str, more: &[(&str, &str)]) -> ConnectionResult<PgConnection> {
    let mut defaults = [&DEFAULTS, more].concat();
    // A service file may hold a timeout of its own.
    let elsewhere = ["PGCONNECT_TIMEOUT", "PGSERVICE"].iter().any(|name| std::env::var_os(name).is_some());
    if !elsewhere && !dsn::sets(dsn, "service") {
        defaults.push(("connect_timeout", CONNECT_TIMEOUT));
    }
    PgConnection::establish(&dsn::with_defaults(dsn, &defaults))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpListener;

    #[test]
    fn a_pooler_that_takes_no_options_is_asked_again_without_them() {
        let pooler = TcpListener::bind("127.0.0.1:0").unwrap();
        let dsn = format!(
            "postgresql://ann@127.0.0.1:{}/app?sslmode=disable&gssencmode=disable",
            pooler.local_addr().unwrap().port()
        );
        let asked = std::thread::spawn(move || {
            [(); 2].map(|()| {
                let (mut client, _) = pooler.accept().unwrap();
                let mut length = [0; 4];
                client.read_exact(&mut length).unwrap();
                let mut request = vec![0; u32::from_be_bytes(length) as usize - 4];
                client.read_exact(&mut request).unwrap();
                let text = b"SFATAL\0C08P01\0Munsupported startup parameter: options\0\0";
                client.write_all(b"E").unwrap();
                client.write_all(&(text.len() as u32 + 4).to_be_bytes()).unwrap();
                client.write_all(text).unwrap();
                String::from_utf8_lossy(&request).contains("client_min_messages")
            })
        });
        assert!(establish(&dsn).is_err());
        assert_eq!(asked.join().unwrap(), [true, false]);
    }
}
