//! Where the private PostgreSQL keeps its things, and the lock under which they change.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt, fchown, lchown};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::account::Account;
use crate::error::{Failure, Kind};

/// The port, which is no more than a part of the socket's name here.
pub const PORT: u16 = 5432;

/// The longest path of a socket, without its final NUL: `sun_path` of `sockaddr_un`.
const LONGEST_SOCKET: usize = if cfg!(target_os = "linux") { 107 } else { 103 };

/// The files and directories of one private PostgreSQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The directory that holds all of it.
    pub home: PathBuf,
    /// PostgreSQL's data directory.
    pub data: PathBuf,
    /// The directory of the socket.
    pub run: PathBuf,
    /// The server's log.
    pub log: PathBuf,
}

impl Layout {
    /// The layout below a home. The socket's directory is in it, or, where that makes too long a path for a
    /// socket, in `/tmp` under a name taken from the home's.
    pub fn new(home: &Path) -> Layout {
        let home = std::path::absolute(home).unwrap_or_else(|_| home.to_owned());
        let mut run = home.join("run");
        if socket_in(&run).as_os_str().len() > LONGEST_SOCKET {
            let digest = Sha256::digest(home.as_os_str().as_bytes());
            let name: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
            run = Path::new("/tmp").join(format!("leadengine-{name}"));
        }
        Layout { data: home.join("data"), log: home.join("server.log"), run, home }
    }

    /// The server's socket.
    pub fn socket(&self) -> PathBuf {
        socket_in(&self.run)
    }

    /// The file in which PostgreSQL writes its process id.
    pub fn pid_file(&self) -> PathBuf {
        self.data.join("postmaster.pid")
    }

    /// The major version of the cluster, `None` where there is none yet.
    pub fn cluster_version(&self) -> Option<String> {
        let version = fs::read_to_string(self.data.join("PG_VERSION")).ok()?;
        Some(version.trim().to_owned())
    }

    /// Whether the socket's directory can be trusted: in `/tmp` anyone may have made one of that name.
    pub fn run_is_ours(&self) -> bool {
        if self.run.starts_with(&self.home) {
            return true;
        }
        let (Ok(run), Ok(data)) = (fs::symlink_metadata(&self.run), fs::metadata(&self.data)) else {
            return false;
        };
        run.is_dir() && run.uid() == data.uid() && run.mode() & 0o077 == 0
    }

    /// Makes the home, if need be, and sees that the account can get at what is in it.
    ///
    /// # Errors
    /// `home_not_writable`, `home_not_reachable`, `disk_full`.
    pub fn prepare_home(&self, account: &Account) -> Result<(), Failure> {
        // pg_ctl passes its paths to a shell, and URLs are UTF-8.
        let plain = |home: &str| !home.contains(|c: char| c.is_control() || "\"$`\\".contains(c));
        if !self.home.to_str().is_some_and(plain) {
            let message = format!(
                "{:?} cannot hold the private PostgreSQL: it has characters that its tools mistake",
                self.home
            );
            return Err(Failure::new(Kind::Usage, "invalid_home", message)
                .hint("set LEADENGINE_HOME to a path without quotes, $, ` and \\"));
        }
        let missing: Vec<&Path> = self.home.ancestors().take_while(|path| !path.exists()).collect();
        for directory in missing.into_iter().rev() {
            let home = directory == self.home;
            let mode = if account.is_self() && home { 0o700 } else { 0o755 };
            match fs::create_dir(directory) {
                // A command that runs at the same time may have been first.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(self.failed("make", directory, &error)),
                // The mode is set in so many words, because root's umask may keep the account out.
                Ok(()) if account.is_self() && !home => {}
                Ok(()) => fs::set_permissions(directory, Permissions::from_mode(mode))
                    .map_err(|error| self.failed("make", directory, &error))?,
            }
        }
        if !self.home.is_dir() {
            let message = format!("{} is not a directory", self.home.display());
            return Err(Failure::new(Kind::Failed, "home_not_writable", message)
                .hint("set LEADENGINE_HOME to another directory"));
        }
        if !account.is_self() {
            let reached = account.shell("cd \"$1\"", &[&self.home]);
            if !reached.is_ok_and(|output| output.status.success()) {
                let message = format!(
                    "the user {}, as whom PostgreSQL runs for root, has no way into {}",
                    account.name,
                    self.home.display()
                );
                return Err(Failure::new(Kind::Failed, "home_not_reachable", message).hint(
                    "set LEADENGINE_HOME to a directory outside of /root, such as /var/lib/leadengine",
                ));
            }
        }
        Ok(())
    }

    /// Waits for, and takes, the lock under which the cluster is made, started and stopped. It ends with the
    /// returned file, or with this process; no program started meanwhile inherits it.
    ///
    /// # Errors
    /// If the home cannot be written.
    pub fn lock(&self, account: &Account) -> Result<File, Failure> {
        let path = self.home.join("lock");
        let failed = |error: io::Error| self.failed("write", &path, &error);
        // A link could lead root to any file.
        if fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_symlink()) {
            return Err(failed(io::Error::other("it is a symbolic link")));
        }
        // Whatever the umask: who can open it can keep every command waiting.
        let mut options = OpenOptions::new();
        let file =
            options.create(true).truncate(false).write(true).mode(0o600).open(&path).map_err(failed)?;
        self.give(&file, account).map_err(failed)?;
        file.lock().map_err(failed)?;
        Ok(file)
    }

    /// Makes the log file and the socket's directory. A log that has grown long makes room for a new one.
    ///
    /// # Errors
    /// As [`Layout::prepare_home`]; also where another user holds the socket's directory in `/tmp`.
    pub fn prepare_start(&self, account: &Account) -> Result<(), Failure> {
        const LONG: u64 = 16 << 20;
        if fs::metadata(&self.log).is_ok_and(|metadata| metadata.len() > LONG) {
            // Losing a log is better than not starting.
            let _ = fs::rename(&self.log, self.home.join("server.log.1"));
        }
        if fs::symlink_metadata(&self.log).is_ok_and(|metadata| metadata.is_symlink()) {
            return Err(self.failed("write", &self.log, &io::Error::other("it is a symbolic link")));
        }
        let failed = |error: io::Error| self.failed("write", &self.log, &error);
        let log = OpenOptions::new().create(true).append(true).mode(0o600).open(&self.log).map_err(failed)?;
        log.set_permissions(Permissions::from_mode(0o600)).map_err(failed)?;
        self.give(&log, account).map_err(failed)?;
        self.make_directory(&self.run, account)?;
        if !self.run_is_ours() {
            let message =
                format!("{} is not a private directory of the user {}", self.run.display(), account.name);
            return Err(Failure::new(Kind::Failed, "socket_directory_taken", message)
                .hint("remove it, or set LEADENGINE_HOME to a shorter path"));
        }
        Ok(())
    }

    /// Makes a directory that only the account can enter, if it is not there.
    ///
    /// # Errors
    /// As [`Layout::prepare_home`].
    pub fn make_directory(&self, path: &Path, account: &Account) -> Result<(), Failure> {
        let made = match fs::DirBuilder::new().mode(0o700).create(path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(()),
            Ok(()) if account.is_self() => Ok(()),
            Ok(()) => lchown(path, Some(account.uid), Some(account.gid)),
            Err(error) => Err(error),
        };
        made.map_err(|error| self.failed("make", path, &error))
    }

    fn give(&self, file: &File, account: &Account) -> io::Result<()> {
        match account.is_self() {
            true => Ok(()),
            false => fchown(file, Some(account.uid), Some(account.gid)),
        }
    }

    /// The failure for something in the home that cannot be written.
    pub fn failed(&self, doing: &str, path: &Path, error: &io::Error) -> Failure {
        let message = format!("cannot {doing} {}: {error}", path.display());
        if matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded) {
            return disk_full(message);
        }
        Failure::new(Kind::Failed, "home_not_writable", message)
            .hint("make the directory writable, or set LEADENGINE_HOME to one that is")
    }
}

/// The failure of a full disk.
pub fn disk_full(message: String) -> Failure {
    Failure::new(Kind::Failed, "disk_full", message)
        .hint("free some space (a new database takes 50 MB), or set LEADENGINE_HOME to another disk")
}

fn socket_in(directory: &Path) -> PathBuf {
    directory.join(format!(".s.PGSQL.{PORT}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sockets_of_deep_homes_go_to_a_short_directory() {
        let short = Layout::new(Path::new("/var/lib/leadengine"));
        assert_eq!(short.run, Path::new("/var/lib/leadengine/run"));
        let deep = Layout::new(&Path::new("/srv").join("x".repeat(120)));
        assert!(deep.run.starts_with("/tmp/") && deep.socket().as_os_str().len() <= LONGEST_SOCKET);
        assert_ne!(deep.run, Layout::new(&Path::new("/srv").join("y".repeat(120))).run);
    }
}
