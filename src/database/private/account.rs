//! The account that the server runs as: PostgreSQL refuses to run as root.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::error::{Failure, Kind};

/// A system account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its name, which PostgreSQL's peer authentication goes by.
    pub name: String,
    /// User id.
    pub uid: u32,
    /// Primary group id.
    pub gid: u32,
}

/// The effective user id of this process.
pub fn user_id() -> u32 {
    rustix::process::geteuid().as_raw()
}

/// Whether this process is root.
pub fn is_root() -> bool {
    user_id() == 0
}

impl Account {
    /// The account that owns or is to own the cluster in `home`: this user; as root the owner of the data
    /// directory or of the home, else `postgres`, else `nobody`.
    ///
    /// # Errors
    /// If the account has no name, which PostgreSQL needs, or the data directory is another user's.
    pub fn of(home: &Path, data: &Path) -> Result<Account, Failure> {
        let owner = |path: &Path| fs::metadata(path).ok().map(|metadata| metadata.uid());
        if is_root() {
            let theirs = owner(data).into_iter().chain(owner(home)).find(|uid| *uid != 0);
            return match theirs {
                Some(uid) => Account::with_id(uid),
                None => Account::find("postgres").or_else(|| Account::find("nobody")).ok_or_else(|| {
                    Failure::new(
                        Kind::Failed,
                        "no_account",
                        "PostgreSQL cannot run as root, and there is no user postgres or nobody",
                    )
                    .hint("run leadengine as an ordinary user")
                }),
            };
        }
        match owner(data).filter(|uid| *uid != user_id()) {
            Some(uid) => {
                let owner = Account::with_id(uid).map_or_else(|_| uid.to_string(), |account| account.name);
                let message =
                    format!("the private database in {} belongs to the user {owner}", home.display());
                Err(Failure::new(Kind::Failed, "not_yours", message)
                    .hint("run leadengine as that user, or set LEADENGINE_HOME to a directory of your own"))
            }
            None => Account::with_id(user_id()),
        }
    }

    fn with_id(uid: u32) -> Result<Account, Failure> {
        Account::find(&uid.to_string()).ok_or_else(|| {
            let message = format!("the user id {uid} has no name, and PostgreSQL does not run without one");
            Failure::new(Kind::Failed, "no_account", message)
                .hint("add it to /etc/passwd, or name a server with --database-url")
        })
    }

    /// Looks an account up by name or by number; `/etc/passwd` first, because it takes no process.
    fn find(key: &str) -> Option<Account> {
        let passwd = fs::read_to_string("/etc/passwd").unwrap_or_default();
        let listed = passwd.lines().find_map(|line| {
            let fields: Vec<&str> = line.split(':').collect();
            let [name, _, uid, gid, ..] = fields[..] else { return None };
            (name == key || uid == key).then(|| {
                Some(Account { name: name.to_owned(), uid: uid.parse().ok()?, gid: gid.parse().ok()? })
            })?
        });
        listed.or_else(|| {
            let uid = id(&["-u", key])?.parse().ok()?;
            let name = id(&["-un", key])?;
            // `id -un 12345` repeats a number that has no name.
            (name.parse::<u32>().is_err())
                .then(|| Some(Account { name, uid, gid: id(&["-g", key])?.parse().ok()? }))?
        })
    }

    /// Whether this process is this account.
    pub fn is_self(&self) -> bool {
        self.uid == user_id()
    }

    /// A command that runs as this account, with nothing of this process but `PATH`: no open input or output,
    /// no settings of PostgreSQL's, no language, and a working directory that every account can enter.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("LC_ALL", "C").current_dir("/").stdin(Stdio::null());
        for name in ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "HOME"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        if !self.is_self() {
            command.uid(self.uid).gid(self.gid);
        }
        command
    }

    /// Runs a shell line as this account, with `$1`, `$2` … as given.
    pub fn shell(&self, line: &str, arguments: &[&Path]) -> std::io::Result<Output> {
        self.command(Path::new("/bin/sh")).args(["-c", line, "sh"]).args(arguments).output()
    }
}

/// What `id` prints, if it succeeds.
fn id(arguments: &[&str]) -> Option<String> {
    let output = Command::new("id").args(arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_found_by_name_and_by_number() {
        let root = Account::find("root").unwrap();
        assert_eq!((root.uid, root.gid), (0, 0));
        assert_eq!(Account::find("0"), Some(root));
        assert_eq!(Account::find("4000000001"), None);
        assert_eq!(Some(user_id().to_string()), id(&["-u"]));
    }
}
