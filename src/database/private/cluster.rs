//! Making the cluster, and its configuration.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Output, Stdio};

use super::account::Account;
use super::binaries::Binaries;
use super::layout::{self, Layout, PORT};
use super::{DATABASE, ROLE};
use crate::error::{Failure, Kind};

/// The file of LeadEngine's own settings, included from `postgresql.conf`.
const SETTINGS_FILE: &str = "leadengine.conf";

/// The beginning of the names of directories in which a cluster is being made.
const UNFINISHED: &str = "data.new-";

/// Character classifications to try, best first: C.UTF-8 knows every alphabet and is the same on every
/// machine; macOS calls its own "UTF-8". Sorting is by code point in any case.
const CHARACTER_TYPES: [&str; 4] = ["C.UTF-8", "UTF-8", "en_US.UTF-8", "C"];

/// Makes the cluster where there is none. It comes into being under another name and is renamed when it is
/// complete, so that one cut short is never taken for a whole one. Returns whether it was made.
///
/// # Errors
/// What `initdb` complains of, in short.
pub fn make(layout: &Layout, account: &Account, binaries: &Binaries) -> Result<bool, Failure> {
    if layout.cluster_version().is_some() {
        return Ok(false);
    }
    if layout.data.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
        let message = format!("{} is not empty, and is no PostgreSQL data directory", layout.data.display());
        return Err(Failure::new(Kind::Failed, "home_taken", message)
            .hint("set LEADENGINE_HOME to another directory"));
    }
    remove_unfinished(&layout.home);
    let directory = layout.home.join(format!("{UNFINISHED}{}", std::process::id()));
    let made = layout.make_directory(&directory, account).and_then(|()| {
        initialize(&directory, layout, account, binaries)?;
        fs::rename(&directory, &layout.data).map_err(|error| layout.failed("make", &layout.data, &error))?;
        // The name itself must survive a crash of the machine, as the files do.
        let synced = fs::File::open(&layout.home).and_then(|home| home.sync_all());
        synced.map_err(|error| layout.failed("make", &layout.data, &error))
    });
    if made.is_err() {
        remove_unfinished(&layout.home);
    }
    made.map(|()| true)
}

/// Removes what commands that were killed left behind. The lock is held, so that none of it is in use.
fn remove_unfinished(home: &Path) {
    for entry in fs::read_dir(home).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
            // What cannot be removed is only in the way, and the next attempt comes by here again.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn initialize(
    directory: &Path,
    layout: &Layout,
    account: &Account,
    binaries: &Binaries,
) -> Result<(), Failure> {
    let mut output = None;
    for character_type in CHARACTER_TYPES {
        let attempt = initdb(directory, account, binaries, character_type)
            .map_err(|error| layout.failed("run", &binaries.program("initdb"), &error))?;
        let unknown = String::from_utf8_lossy(&attempt.stderr).contains("invalid locale");
        output = Some(attempt);
        if !unknown {
            break;
        }
    }
    if let Some(output) = output.filter(|output| !output.status.success()) {
        return Err(initdb_failure(layout, &output));
    }
    let write = |name: &str, text: &str, append: bool| {
        write_as(account, &directory.join(name), text, append)
            .map_err(|error| layout.failed("write", &layout.data.join(name), &error))
    };
    write("pg_hba.conf", ACCESS, false)?;
    write("pg_ident.conf", &identities(account), false)?;
    write("postgresql.conf", &format!("\ninclude_if_exists = '{SETTINGS_FILE}'\n"), true)
}

fn initdb(
    directory: &Path,
    account: &Account,
    binaries: &Binaries,
    character_type: &str,
) -> io::Result<Output> {
    let mut command = account.command(&binaries.program("initdb"));
    command.arg("--pgdata").arg(directory);
    command.args(["--username", ROLE, "--encoding", "UTF8", "--locale", "C", "--lc-ctype", character_type]);
    command.args(["--auth-local", "peer", "--auth-host", "reject", "--data-checksums", "--no-instructions"]);
    command.output()
}

fn initdb_failure(layout: &Layout, output: &Output) -> Failure {
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let said = |marker: &str| text.lines().find(|line| line.contains(marker)).map(str::trim);
    let line = said("FATAL:")
        .or_else(|| said("error:"))
        .or_else(|| text.lines().last())
        .unwrap_or("it does not say why");
    let line = line.split_once("FATAL:").map_or(line, |(_, rest)| rest.trim());
    let message = format!("cannot make a database in {}: {line}", layout.home.display());
    if text.contains("No space left on device") || text.contains("Disk quota exceeded") {
        return layout::disk_full(message);
    }
    Failure::new(Kind::Failed, "initdb_failed", message)
        .hint("mend that, set LEADENGINE_HOME to another directory, or name a server with --database-url")
}

/// Who may connect: over the socket, the accounts in the map, as the one role; nobody else.
const ACCESS: &str = "\
# Written by LeadEngine: the owner of this cluster and root, over the socket, and nobody else.
local  all  leadengine  peer map=leadengine
local  all  all         reject
";

/// The map of system accounts to the role.
fn identities(account: &Account) -> String {
    let line = |name: &str| format!("leadengine  \"{}\"  {ROLE}\n", name.replace('"', "\"\""));
    let mut text = String::from("# Written by LeadEngine.\n") + &line("root");
    if account.name != "root" {
        text += &line(&account.name);
    }
    text
}

/// Writes the settings of this machine and this home, where they are not what they were.
///
/// # Errors
/// If the data directory cannot be written.
pub fn configure(layout: &Layout, account: &Account) -> Result<(), Failure> {
    let path = layout.data.join(SETTINGS_FILE);
    let text = settings(layout, memory());
    if fs::read_to_string(&path).is_ok_and(|current| current == text) {
        return Ok(());
    }
    write_as(account, &path, &text, false).map_err(|error| layout.failed("write", &path, &error))
}

fn settings(layout: &Layout, memory: u64) -> String {
    let buffers = (memory / 8).clamp(128 << 20, 512 << 20) >> 20;
    let cache = (memory / 2).max(256 << 20) >> 20;
    // A list, in which quotes keep a comma or a blank from dividing; then a string.
    let run = layout.run.display().to_string().replace('"', "\"\"").replace('\\', "\\\\").replace('\'', "''");
    // /dev/shm is small in containers (64 MB in Docker's), and parallel queries would fail for want of it.
    let shared = if cfg!(target_os = "linux") { "dynamic_shared_memory_type = sysv\n" } else { "" };
    // The log leaves out statements and details, which name people.
    format!(
        "\
# Written by LeadEngine at every start. ALTER SYSTEM overrides it.
listen_addresses = ''
port = {PORT}
unix_socket_directories = '\"{run}\"'
unix_socket_permissions = 0700
cluster_name = '{DATABASE}'
max_connections = 100
shared_buffers = {buffers}MB
effective_cache_size = {cache}MB
maintenance_work_mem = 128MB
work_mem = 16MB
max_wal_size = 2GB
random_page_cost = 1.1
jit = off
log_checkpoints = off
log_error_verbosity = terse
log_min_error_statement = panic
lc_messages = 'C'
timezone = 'UTC'
log_timezone = 'UTC'
{shared}"
    )
}

/// The memory that this machine, or its container, has, in bytes.
fn memory() -> u64 {
    const UNKNOWN: u64 = 2 << 30;
    let text = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let total = text.lines().find_map(|line| line.strip_prefix("MemTotal:"));
    let total =
        total.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).map(|kib| kib << 10);
    let limit =
        fs::read_to_string("/sys/fs/cgroup/memory.max").ok().and_then(|text| text.trim().parse().ok());
    total.into_iter().chain(limit).min().unwrap_or(UNKNOWN)
}

/// Writes a file as the account: what the account owns may hold links, which root must not follow.
fn write_as(account: &Account, path: &Path, text: &str, append: bool) -> io::Result<()> {
    if account.is_self() {
        let mut options = fs::OpenOptions::new();
        options.create(true).append(append).write(true).truncate(!append);
        return options.open(path)?.write_all(text.as_bytes());
    }
    let line = if append { "umask 077 && exec cat >> \"$1\"" } else { "umask 077 && exec cat > \"$1\"" };
    let mut child = account
        .command(Path::new("/bin/sh"))
        .args(["-c", line, "sh"])
        .arg(path)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // A child that could not open its file says so itself.
        let _ = stdin.write_all(text.as_bytes());
    }
    let output = child.wait_with_output()?;
    match output.status.success() {
        true => Ok(()),
        false => {
            let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            let full = said.contains("No space left on device");
            Err(io::Error::new(if full { io::ErrorKind::StorageFull } else { io::ErrorKind::Other }, said))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_hold_any_home_and_any_memory() {
        let layout = Layout::new(Path::new("/srv/it's, \"here\""));
        let text = settings(&layout, 1 << 30);
        assert!(text.contains("unix_socket_directories = '\"/srv/it''s, \"\"here\"\"/run\"'"), "{text}");
        assert!(text.contains("shared_buffers = 128MB"));
        assert!(settings(&layout, 64 << 30).contains("shared_buffers = 512MB"));
    }

    #[test]
    fn identities_name_root_once() {
        let account = |name: &str| Account { name: name.into(), uid: 1, gid: 1 };
        assert_eq!(identities(&account("root")).lines().count(), 2);
        assert!(identities(&account("bob")).ends_with("leadengine  \"bob\"  leadengine\n"));
    }
}
