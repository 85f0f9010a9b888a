//! Finding PostgreSQL's server programs on this machine.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::error::{Failure, Kind};

/// The oldest major version that LeadEngine works with.
pub const OLDEST: u32 = 14;

/// The programs that a directory must hold to be of use.
const NEEDED: [&str; 3] = ["initdb", "pg_ctl", "postgres"];

/// Where packages put the server's programs, one directory a major version: the parent, the beginning of the
/// name, and what follows it. Debian and Ubuntu; Red Hat's PGDG; openSUSE; Alpine; Homebrew on Apple and
/// Intel processors; Postgres.app; the source's own default.
const PLACES: [(&str, &str, &str); 9] = [
    ("/usr/lib/postgresql", "", "bin"),
    ("/usr", "pgsql-", "bin"),
    ("/usr/lib", "postgresql", "bin"),
    ("/usr/libexec", "postgresql", ""),
    ("/opt/homebrew/opt", "postgresql@", "bin"),
    ("/usr/local/opt", "postgresql@", "bin"),
    ("/home/linuxbrew/.linuxbrew/opt", "postgresql@", "bin"),
    ("/Applications/Postgres.app/Contents/Versions", "", "bin"),
    ("/usr/local", "pgsql", "bin"),
];

/// The programs of one installed PostgreSQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binaries {
    /// The directory they are in.
    pub directory: PathBuf,
    /// Their major version.
    pub major: u32,
}

impl Binaries {
    /// The path of one program.
    pub fn program(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }

    /// Finds the programs for a cluster of the given major version, or for a new one.
    ///
    /// # Errors
    /// Says which package to install where there are none, or none of that version.
    pub fn find(cluster: Option<u32>) -> Result<Binaries, Failure> {
        let mut found = Vec::new();
        for directory in candidates() {
            let Some(major) = version(&directory) else { continue };
            match cluster {
                Some(wanted) if wanted == major => return Ok(Binaries { directory, major }),
                None if major >= OLDEST => return Ok(Binaries { directory, major }),
                _ => found.push(major),
            }
        }
        let install = install_command(&os_release(), cluster);
        let (code, message) = match (cluster, found.iter().max()) {
            (Some(wanted), Some(_)) => {
                let found: Vec<String> = found.iter().map(u32::to_string).collect();
                let message = format!(
                    "the private database was made by PostgreSQL {wanted}, and this machine has {} only",
                    found.join(", ")
                );
                ("postgresql_version", message)
            }
            (None, Some(newest)) => (
                "postgresql_version",
                format!("PostgreSQL {newest} is too old: LeadEngine needs {OLDEST} or newer"),
            ),
            (_, None) => (
                "postgresql_missing",
                "no database is configured, and no PostgreSQL server is installed here".into(),
            ),
        };
        Err(Failure::new(Kind::Failed, code, message)
            .hint(format!("run: {install}; or name a server with --database-url")))
    }
}

/// The directories that hold a server, each once: those that `PATH` names first, so that it chooses among several; then the
/// one that libpq was built with, then the newest of each place where packages put them.
fn candidates() -> Vec<PathBuf> {
    let mut directories = Vec::new();
    let path = std::env::var_os("PATH").unwrap_or_default();
    for directory in std::env::split_paths(&path) {
        // A link such as /usr/local/bin/postgres leads to the directory that has the rest.
        if let Ok(program) = directory.join("postgres").canonicalize() {
            directories.extend(program.parent().map(Path::to_path_buf));
        }
    }
    let configured =
        Command::new("pg_config").arg("--bindir").stdin(Stdio::null()).stderr(Stdio::null()).output();
    if let Ok(output) = configured
        && output.status.success()
    {
        directories.push(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()));
    }
    for (parent, prefix, below) in PLACES {
        let mut versions: Vec<(u32, PathBuf)> = fs::read_dir(parent)
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|entry| {
                let name = entry.file_name();
                let rest = name.to_str()?.strip_prefix(prefix)?;
                let major = if rest.is_empty() { 0 } else { rest.split('.').next()?.parse().ok()? };
                Some((major, entry.path().join(below)))
            })
            .collect();
        versions.sort_by_key(|(major, _)| Reverse(*major));
        directories.extend(versions.into_iter().map(|(_, directory)| directory));
    }
    let mut unique: Vec<PathBuf> = Vec::new();
    for directory in directories {
        let directory = directory.canonicalize().unwrap_or(directory);
        if !unique.contains(&directory) && NEEDED.iter().all(|name| directory.join(name).is_file()) {
            unique.push(directory);
        }
    }
    unique
}

/// The major version of the server in a directory, as it tells it.
fn version(directory: &Path) -> Option<u32> {
    let output =
        Command::new(directory.join("postgres")).arg("--version").stdin(Stdio::null()).output().ok()?;
    major(&String::from_utf8_lossy(&output.stdout))
}

/// `postgres (PostgreSQL) 15.13 (Debian 15.13-0+deb12u1)` → 15; also `17beta1`.
fn major(version: &str) -> Option<u32> {
    let number = version.split_once("(PostgreSQL)")?.1.trim_start();
    number[..number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len())].parse().ok()
}

/// The fields of os-release that name the system: see os-release(5).
fn os_release() -> HashMap<String, String> {
    let text = fs::read_to_string("/etc/os-release").or_else(|_| fs::read_to_string("/usr/lib/os-release"));
    let text = text.unwrap_or_default();
    let fields = text.lines().filter_map(|line| line.split_once('='));
    fields.map(|(key, value)| (key.to_owned(), value.trim_matches(['"', '\'']).to_owned())).collect()
}

/// What to type to install a server on the system that os-release describes.
fn install_command(system: &HashMap<String, String>, major: Option<u32>) -> String {
    if cfg!(target_os = "macos") {
        return format!("brew install postgresql@{}", major.unwrap_or(17));
    }
    let field = |name: &str| system.get(name).map_or("", String::as_str);
    let families: Vec<&str> =
        std::iter::once(field("ID")).chain(field("ID_LIKE").split_whitespace()).collect();
    let is = |names: &[&str]| families.iter().any(|family| names.contains(family));
    let number = major.map_or(String::new(), |major| major.to_string());
    let dashed = major.map_or(String::new(), |major| format!("-{major}"));
    if is(&["debian", "ubuntu"]) {
        format!("apt-get install -y postgresql{dashed}")
    } else if is(&["fedora", "rhel", "centos", "amzn"]) {
        match major {
            Some(major) => format!("dnf install -y postgresql{major}-server"),
            None => "dnf install -y postgresql-server".into(),
        }
    } else if is(&["alpine"]) {
        format!("apk add postgresql{number}")
    } else if is(&["arch"]) {
        "pacman -S postgresql".into()
    } else if is(&["suse", "opensuse", "opensuse-leap", "opensuse-tumbleweed"]) {
        format!("zypper install postgresql{number}-server")
    } else {
        format!("your package manager's install of PostgreSQL {}", major.unwrap_or(OLDEST))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_the_server_prints_them() {
        assert_eq!(major("postgres (PostgreSQL) 15.13 (Debian 15.13-0+deb12u1)\n"), Some(15));
        assert_eq!(major("postgres (PostgreSQL) 17beta1"), Some(17));
        assert_eq!(major("postgres"), None);
    }

    #[test]
    #[cfg(not(target_os = "macos"))]
    fn every_family_of_systems_has_its_install_command() {
        for (id, like, command) in [
            ("debian", "", "apt-get install -y postgresql"),
            ("linuxmint", "ubuntu debian", "apt-get install -y postgresql"),
            ("rocky", "rhel centos fedora", "dnf install -y postgresql-server"),
            ("alpine", "", "apk add postgresql"),
            ("manjaro", "arch", "pacman -S postgresql"),
            ("opensuse-leap", "suse opensuse", "zypper install postgresql-server"),
        ] {
            let system =
                HashMap::from([("ID".to_owned(), id.to_owned()), ("ID_LIKE".to_owned(), like.to_owned())]);
            assert_eq!(install_command(&system, None), command);
        }
    }
}
