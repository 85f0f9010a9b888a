//! Which database a command works on.

use std::fmt;
use std::path::{Path, PathBuf};

use diesel::PgConnection;
use etcetera::BaseStrategy;

use super::private::{self, account};
use super::{connect, dsn};
use crate::error::{Failure, Kind};
use crate::output::text;

/// The database that a command works on. Printing one shows no password.
#[derive(Clone, PartialEq, Eq)]
pub enum Target {
    /// A server that the operator named.
    Given {
        /// A PostgreSQL URL, or libpq's `key=value` string. May hold a password: print [`Target::masked`].
        url: String,
        /// The file that named it, where the operator may not think of one.
        file: Option<PathBuf>,
    },
    /// The private PostgreSQL.
    Private {
        /// The directory that holds it.
        home: PathBuf,
        /// The database in it: `leadengine`, if [`Target::with_database`] did not say otherwise.
        database: String,
    },
}

impl Target {
    /// Connects; the private server is made and started where it is not running.
    ///
    /// # Errors
    /// A [`Failure`] that says what to do: unreachable, refused, or a malformed URL.
    pub fn connect(&self) -> anyhow::Result<PgConnection> {
        match self {
            Target::Given { url, file } => Ok(connect::establish(url).map_err(|failure| match file {
                None => failure,
                Some(file) => {
                    let hint = failure.hint.as_ref().map_or(String::new(), |hint| format!("{hint}\n"));
                    failure.hint(format!(
                        "{hint}the database URL is that in {}",
                        text::printable(&file.to_string_lossy())
                    ))
                }
            })?),
            Target::Private { home, database } => private::connect(home, database),
        }
    }

    /// Connects to a server that runs; the private one is not started.
    ///
    /// # Errors
    /// As [`Target::connect`], and where the private server does not run.
    pub fn connect_to_running(&self) -> anyhow::Result<PgConnection> {
        match self {
            Target::Given { .. } => self.connect(),
            Target::Private { home, database } => Ok(private::connect_to_running(home, database)?),
        }
    }

    /// Whether it is reached without a network: over a socket, or by an address of this machine.
    pub fn is_local(&self) -> bool {
        let Target::Given { url, .. } = self else { return true };
        let mut hosts = dsn::hosts(url);
        if hosts.is_empty() {
            let of = |name| std::env::var(name).ok().filter(|host: &String| !host.is_empty());
            hosts.extend(of("PGHOSTADDR").or_else(|| of("PGHOST")));
        }
        let is_loopback =
            |host: &str| host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
        hosts.iter().all(|host| host.starts_with(['/', '@']) || host == "localhost" || is_loopback(host))
            && !dsn::sets(url, "service")
    }

    /// libpq's `sslmode`, where the URL or the environment says it.
    pub fn sslmode(&self) -> Option<String> {
        let Target::Given { url, .. } = self else { return None };
        dsn::parameter(url, "sslmode")
            .or_else(|| std::env::var("PGSSLMODE").ok().filter(|mode| !mode.is_empty()))
    }

    /// What stands for the database in a shell, as an argument for psql. No password: where there is one, a variable that holds it.
    pub fn in_shell(&self) -> String {
        let Target::Given { url, .. } = self else {
            return text::shell_word(self.masked());
        };
        let holds = |name: &&&str| std::env::var(name).is_ok_and(|value| value.trim() == url);
        match NAMES.iter().find(holds) {
            Some(name) => format!("\"${name}\""),
            None if dsn::masked(url) != *url => "\"$DATABASE_URL\"".to_owned(),
            None => text::shell_word(url),
        }
    }

    /// The same server, another database.
    pub fn with_database(&self, name: &str) -> Target {
        match self {
            Target::Given { url, file } => {
                Target::Given { url: dsn::with_database(url, name), file: file.clone() }
            }
            Target::Private { home, .. } => Target::Private { home: home.clone(), database: name.to_owned() },
        }
    }

    /// Where the private PostgreSQL will be, if it is not made yet: connecting makes it.
    pub fn unmade(&self) -> Option<&Path> {
        match self {
            Target::Private { home, .. } if !private::is_made(home) => Some(home),
            _ => None,
        }
    }

    /// The URL with its password masked, for people to read.
    pub fn masked(&self) -> String {
        match self {
            Target::Given { url, .. } => dsn::masked(url),
            Target::Private { home, database } => private::url(home, database),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Target({})", self.masked())
    }
}

/// Chooses the database: the flag, `LEADENGINE_DATABASE_URL` or the configuration (which all arrive as `flag`, with the `file` in which
/// it stands, if it does), else `DATABASE_URL`, else either of them in the nearest `.env`, else the private PostgreSQL. An empty value
/// counts as none.
///
/// # Errors
/// A `.env` that cannot be read, or whose line for the URL cannot be understood.
pub fn choose(flag: Option<&str>, file: Option<&Path>) -> anyhow::Result<Target> {
    let given = |url: &str, file: Option<&Path>| {
        let url = url.trim();
        (!url.is_empty()).then(|| Target::Given { url: url.to_owned(), file: file.map(Path::to_owned) })
    };
    if let Some(target) = flag.and_then(|url| given(url, file)) {
        return Ok(target);
    }
    match std::env::var("DATABASE_URL") {
        Ok(url) => {
            if let Some(target) = given(&url, None) {
                return Ok(target);
            }
        }
        Err(std::env::VarError::NotPresent) => {}
        Err(std::env::VarError::NotUnicode(_)) => {
            return Err(Failure::new(Kind::Usage, "invalid_database_url", "DATABASE_URL is not UTF-8").into());
        }
    }
    if let Some((url, file)) = from_dotenv()? {
        return Ok(Target::Given { url: url.trim().to_owned(), file: Some(file) });
    }
    Ok(Target::Private { home: home(), database: private::DATABASE.to_owned() })
}

/// The names under which a `.env` may hold the URL, the stronger first.
const NAMES: [&str; 2] = ["LEADENGINE_DATABASE_URL", "DATABASE_URL"];

/// The URL in the nearest `.env`, from the working directory upward. The environment is left as it is.
fn from_dotenv() -> anyhow::Result<Option<(String, PathBuf)>> {
    // A working directory that was removed has no `.env`.
    let Ok(directory) = std::env::current_dir() else { return Ok(None) };
    match directory.ancestors().map(|directory| directory.join(".env")).find(|path| path.is_file()) {
        Some(path) => Ok(url_in(&path)?.map(|url| (url, path))),
        None => Ok(None),
    }
}

/// The URL in one `.env` file.
fn url_in(path: &Path) -> Result<Option<String>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        let message = format!("cannot read {}: {error}", path.display());
        Failure::new(Kind::Failed, "dotenv_unreadable", message)
            .hint("make it readable, or set LEADENGINE_DATABASE_URL")
    })?;
    // The file belongs to a whole project: lines that cannot be understood do not matter, but for those
    // below.
    let pairs: Vec<(String, String)> = dotenvy::from_read_iter(text.as_bytes()).flatten().collect();
    for name in NAMES {
        let value = pairs.iter().rfind(|(key, _)| key == name).map(|(_, value)| value);
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            return Ok(Some(value.clone()));
        }
        let assigns = |line: &str| {
            let line = line.trim_start().trim_start_matches("export ").trim_start();
            line.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('='))
        };
        if value.is_none() && text.lines().any(assigns) {
            // The line is not quoted: it may hold a password. Going on would be to work on another database.
            let message = format!("the line with {name} in {} cannot be understood", path.display());
            return Err(Failure::new(Kind::Usage, "dotenv_invalid", message)
                .hint(format!("write it as {name}='postgresql://...', in single quotes")));
        }
    }
    Ok(None)
}

/// The directory of the private PostgreSQL: `LEADENGINE_HOME`, else `leadengine` in the platform's data
/// directory (`~/.local/share` where XDG does not say otherwise); as root `/var/lib/leadengine`, because
/// PostgreSQL runs as another user then, who has no way into root's home.
pub fn home() -> PathBuf {
    if let Some(home) = std::env::var_os("LEADENGINE_HOME").filter(|home| !home.is_empty()) {
        let home = PathBuf::from(home);
        return std::path::absolute(&home).unwrap_or(home);
    }
    if account::is_root() {
        return PathBuf::from("/var/lib/leadengine");
    }
    match etcetera::choose_base_strategy() {
        Ok(strategy) => strategy.data_dir().join("leadengine"),
        // An account without a home directory.
        Err(_) => std::env::temp_dir().join(format!("leadengine-{}", account::user_id())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_comes_first_and_no_password_is_printed() {
        let target = choose(Some(" postgresql://bob:s3cret@db/app "), None).unwrap();
        assert_eq!(target, Target::Given { url: "postgresql://bob:s3cret@db/app".into(), file: None });
        assert_eq!(
            format!("{target:?} {target}"),
            "Target(postgresql://bob:***@db/app) postgresql://bob:***@db/app"
        );
        assert_eq!(target.with_database("demo").masked(), "postgresql://bob:***@db/demo");
    }

    #[test]
    fn what_crosses_a_network_is_known_by_its_host() {
        let given = |url: &str| Target::Given { url: url.to_owned(), file: None };
        for url in [
            "postgresql://localhost/a",
            "postgresql://127.0.0.1:5433/a",
            "host=/run/postgresql",
            "postgresql://[::1]/a",
        ] {
            assert!(given(url).is_local(), "{url}");
        }
        for url in ["postgresql://db.example.com/a", "postgresql://localhost,10.0.0.1/a", "service=leads"] {
            assert!(!given(url).is_local(), "{url}");
        }
        assert_eq!(given("postgresql://bob@db/it's").in_shell(), r"'postgresql://bob@db/it'\''s'");
        assert_eq!(given("postgresql://bob:s3cret@db/a").in_shell(), "\"$DATABASE_URL\"");
        assert_eq!(given("host=db sslmode=verify-ca").sslmode().as_deref(), Some("verify-ca"));
    }

    #[test]
    fn dotenv_files_name_the_database() {
        let path = std::env::temp_dir().join(format!("leadengine-dotenv-{}", std::process::id()));
        let read = |text: &str| {
            std::fs::write(&path, text).unwrap();
            url_in(&path).map_err(|failure| failure.code)
        };
        let found = |url: &str| Ok(Some(url.to_owned()));
        assert_eq!(read("A=1\nDATABASE_URL='postgres://bob:p$w@db'\n"), found("postgres://bob:p$w@db"));
        assert_eq!(read("DATABASE_URL=a\nexport LEADENGINE_DATABASE_URL=b\n"), found("b"));
        assert_eq!(read("not a line\nLEADENGINE_DATABASE_URL=\nDATABASE_URL=a\n"), found("a"));
        assert_eq!(read("# DATABASE_URL=a\nDATABASE_URL=\nMY_DATABASE_URL=c d\n"), Ok(None));
        assert_eq!(read("DATABASE_URL=postgres://a b c\n"), Err("dotenv_invalid"));
        std::fs::remove_file(&path).unwrap();
    }
}
