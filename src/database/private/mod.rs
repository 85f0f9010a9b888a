//! The private PostgreSQL: a cluster that LeadEngine makes, starts on demand and leaves running, for machines
//! where no database is configured. It listens on a Unix socket only, in a directory that its owner alone can
//! enter.

pub mod account;
pub mod binaries;
mod cluster;
mod layout;
mod server;

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use diesel::connection::SimpleConnection;
use diesel::sql_types::Text;
use diesel::{PgConnection, QueryableByName, RunQueryDsl, sql_query};

use self::account::Account;
use self::binaries::Binaries;
use self::layout::{Layout, PORT};
use super::{connect as connecting, dsn};
use crate::error::{Failure, Kind};

/// The database that commands use where nothing else is said.
pub const DATABASE: &str = "leadengine";

/// The role that owns the cluster.
const ROLE: &str = "leadengine";

/// The database that is always there.
const MAINTENANCE: &str = "postgres";

/// What [`start`] found to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Started {
    /// Nothing: it was running.
    Already,
    /// It started the server.
    Now,
    /// It made the cluster, and started the server.
    First,
}

/// The state of the private PostgreSQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Whether there is a server; it may be starting up.
    pub running: bool,
    /// The server's process id.
    pub pid: Option<u32>,
    /// The server's version, `15.13`; where it is not running, the cluster's, `15`; `None` where there is no
    /// cluster yet.
    pub version: Option<String>,
    /// The directory that holds all of it.
    pub home: PathBuf,
    /// PostgreSQL's data directory.
    pub data_dir: PathBuf,
    /// The directory of the socket.
    pub socket_dir: PathBuf,
    /// The server's log.
    pub log: PathBuf,
    /// The URL of the database `leadengine` in it, which has no password.
    pub url: String,
}

/// The URL of a database in the private PostgreSQL; psql and other programs take it too.
pub fn url(home: &Path, database: &str) -> String {
    let run = Layout::new(home).run;
    format!(
        "postgresql://{ROLE}@/{}?host={}&port={PORT}",
        dsn::encode(database),
        dsn::encode(&run.to_string_lossy())
    )
}

/// What the environment must not change about a connection to the private PostgreSQL: `PGSSLMODE` and the like are meant for other
/// servers. Its messages are in English by its own configuration.
const UNMOVED: &str = "sslmode=disable&gssencmode=disable&channel_binding=disable\
     &target_session_attrs=any&requirepeer=";

/// Opens a connection, if the server is there to take it.
fn establish(layout: &Layout, database: &str) -> Result<PgConnection, Failure> {
    let options = dsn::encode(connecting::OPTIONS);
    connecting::establish_own(&format!("{}&{UNMOVED}&options={options}", url(&layout.home, database)))
}

/// Connects to a database of the private PostgreSQL. The server, the cluster and the database come into being
/// where they are missing; where they are there, this is no more than a connection.
///
/// # Errors
/// As [`start`].
pub fn connect(home: &Path, database: &str) -> anyhow::Result<PgConnection> {
    let layout = Layout::new(home);
    if layout.run_is_ours() {
        match establish(&layout, database) {
            Ok(connection) => return Ok(connection),
            Err(failure) if failure.code == "no_such_database" => {}
            Err(failure) if failure.kind == Kind::Unreachable => {}
            Err(failure) => return Err(failure.into()),
        }
    }
    start(home)?;
    ensure_database(home, database)?;
    Ok(establish(&layout, database)?)
}

/// Connects to a database of the private PostgreSQL, if it runs. Makes and starts nothing.
///
/// # Errors
/// [`Kind::Unreachable`] where it does not run.
pub fn connect_to_running(home: &Path, database: &str) -> Result<PgConnection, Failure> {
    let layout = Layout::new(home);
    if !layout.run_is_ours() || !layout.socket().exists() {
        return Err(Failure::new(
            Kind::Unreachable,
            "database_unreachable",
            "the private PostgreSQL does not run",
        )
        .hint("leadengine db start"));
    }
    establish(&layout, database)
}

/// Whether the private PostgreSQL was ever made.
pub fn is_made(home: &Path) -> bool {
    Layout::new(home).cluster_version().is_some()
}

/// Starts the server, if it is not running; makes the cluster and the database `leadengine`, if they are not
/// there. Several commands may do so at once: one works, the others wait for it.
///
/// # Errors
/// A [`Failure`] where no server programs are installed, the home cannot be written or holds a cluster of a
/// version that is not installed, or the server does not come up.
pub fn start(home: &Path) -> anyhow::Result<Started> {
    let layout = Layout::new(home);
    if matches!(server::ask(&layout)?, server::Answer::Ready) {
        return Ok(Started::Already);
    }
    let account = Account::of(&layout.home, &layout.data)?;
    // Found before anything is made, so that a machine without PostgreSQL is left as it was.
    binaries_for(&layout)?;
    layout.prepare_home(&account)?;
    let _lock = layout.lock(&account)?;
    // Another command may have done all of it while this one waited.
    if matches!(server::ask(&layout)?, server::Answer::Ready) {
        return Ok(Started::Already);
    }
    let binaries = binaries_for(&layout)?;
    let made = cluster::make(&layout, &account, &binaries)?;
    layout.prepare_start(&account)?;
    cluster::configure(&layout, &account)?;
    server::start(&layout, &account, &binaries)?;
    if made {
        ensure_database(&layout.home, DATABASE)?;
    }
    Ok(if made { Started::First } else { Started::Now })
}

/// Stops the server, and says whether it was running. Clients are disconnected; what they committed is safe.
///
/// # Errors
/// If it does not stop.
pub fn stop(home: &Path) -> anyhow::Result<bool> {
    let layout = Layout::new(home);
    if layout.cluster_version().is_none() && !layout.data.exists() {
        return Ok(false);
    }
    let account = Account::of(&layout.home, &layout.data)?;
    let _lock = layout.lock(&account)?;
    Ok(server::stop(&layout, &account, &binaries_for(&layout)?)?)
}

/// What there is, and whether it runs. Starts nothing.
///
/// # Errors
/// If the home is another user's.
pub fn status(home: &Path) -> anyhow::Result<Status> {
    #[derive(QueryableByName)]
    struct Version {
        #[diesel(sql_type = Text)]
        version: String,
    }
    let layout = Layout::new(home);
    let account = Account::of(&layout.home, &layout.data)?;
    let pid = server::running(&layout, &account);
    let connection = match layout.run_is_ours() {
        true => establish(&layout, MAINTENANCE).ok(),
        false => None,
    };
    let running = connection.is_some() || pid.is_some();
    let version = connection.and_then(|mut connection| {
        let row: Version =
            sql_query("SELECT split_part(current_setting('server_version'), ' ', 1) AS version")
                .get_result(&mut connection)
                .ok()?;
        Some(row.version)
    });
    Ok(Status {
        running,
        pid,
        version: version.or_else(|| layout.cluster_version()),
        url: url(home, DATABASE),
        home: layout.home,
        data_dir: layout.data,
        socket_dir: layout.run,
        log: layout.log,
    })
}

/// Room on a disk, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// What is left for us.
    pub free: u64,
    /// All there is.
    pub all: u64,
}

/// The room on the disk that holds the data; `None` where there is no cluster yet.
///
/// # Errors
/// If the system does not tell.
pub fn room(home: &Path) -> std::io::Result<Option<Room>> {
    let data = Layout::new(home).data;
    if !data.exists() {
        return Ok(None);
    }
    let disk = rustix::fs::statvfs(&data)?;
    Ok(Some(Room { free: disk.f_bavail * disk.f_frsize, all: disk.f_blocks * disk.f_frsize }))
}

/// Becomes psql, connected to the database `leadengine`. Returns only if that fails.
///
/// # Errors
/// As [`start`], or if psql is not installed.
pub fn psql(home: &Path, arguments: &[String]) -> anyhow::Result<std::convert::Infallible> {
    drop(connect(home, DATABASE)?);
    let beside_server = binaries_for(&Layout::new(home)).map(|binaries| binaries.program("psql"));
    let program = beside_server.ok().filter(|path| path.exists()).unwrap_or_else(|| PathBuf::from("psql"));
    let mut command = Command::new(program);
    for variable in [
        "PGSSLMODE",
        "PGGSSENCMODE",
        "PGCHANNELBINDING",
        "PGTARGETSESSIONATTRS",
        "PGREQUIREPEER",
        "PGOPTIONS",
    ] {
        command.env_remove(variable);
    }
    let error = command.arg("--dbname").arg(url(home, DATABASE)).args(arguments).exec();
    Err(Failure::new(Kind::Failed, "psql_missing", format!("cannot run psql: {error}"))
        .hint("install PostgreSQL's client programs")
        .into())
}

/// Creates a database in the running private PostgreSQL, if it is not there.
///
/// # Errors
/// If the server does not answer, or refuses.
pub fn ensure_database(home: &Path, name: &str) -> anyhow::Result<()> {
    let mut connection = establish(&Layout::new(home), MAINTENANCE)?;
    // template0: a connection to template1, the default, would be in the way.
    let created =
        connection.batch_execute(&format!("CREATE DATABASE {} TEMPLATE template0", identifier(name)?));
    match created {
        // Asked of the server rather than looked up before, since another command may be creating it right
        // now.
        Err(error) if exists_already(&error) => Ok(()),
        created => created.map_err(super::failure::described),
    }
}

/// Drops a database of the private PostgreSQL, and disconnects who uses it. One that is not there is no
/// error.
///
/// # Errors
/// If the server does not answer, or refuses.
pub fn drop_database(home: &Path, name: &str) -> anyhow::Result<()> {
    start(home)?;
    let mut connection = establish(&Layout::new(home), MAINTENANCE)?;
    let sql = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", identifier(name)?);
    connection.batch_execute(&sql).map_err(super::failure::described)
}

/// A name as it stands in SQL, which has no parameters for names. Only plain ones.
fn identifier(name: &str) -> Result<String, Failure> {
    let plain = !name.is_empty()
        && name.len() < 64
        && name.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_'));
    match plain {
        true => Ok(format!("\"{name}\"")),
        false => Err(Failure::new(
            Kind::Usage,
            "invalid_database_name",
            format!("{name:?} is no name for a database"),
        )
        .hint("use lower-case letters, digits and _")),
    }
}

fn exists_already(error: &diesel::result::Error) -> bool {
    match error {
        diesel::result::Error::DatabaseError(kind, information) => {
            // Two at the same instant meet in the catalog's unique index.
            matches!(kind, diesel::result::DatabaseErrorKind::UniqueViolation)
                || information.message().ends_with("already exists")
        }
        _ => false,
    }
}

fn binaries_for(layout: &Layout) -> Result<Binaries, Failure> {
    let cluster = layout.cluster_version().and_then(|version| version.parse().ok());
    Binaries::find(cluster)
}
