//! Starting and stopping the server process.

use std::fs;
use std::io::{Read, Seek, SeekFrom};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::account::Account;
use super::binaries::Binaries;
use super::layout::{self, Layout, PORT};
use super::{MAINTENANCE, establish};
use crate::error::{Failure, Kind};
use crate::output::text;

/// How long a server may take to come up (after a crash it first recovers) or to go down.
const PATIENCE: Duration = Duration::from_secs(120);

/// How long a server process may leave its socket unanswered: it opens it before it does anything that takes
/// time.
const SILENCE: Duration = Duration::from_secs(20);

/// How long the processes of a killed server may take to notice, and to leave its memory.
const LINGERING: Duration = Duration::from_secs(15);

/// Runs `"$@"` with no file open but the standard three: whatever pipe or lock this process was given by its
/// caller would otherwise stay open as long as the server runs. A shell that is not bash knows descriptors of
/// one digit only.
const WITHOUT_DESCRIPTORS: &str = r#"
for f in /dev/fd/*; do
  n=${f##*/}
  case $n in
    [0-2]) ;;
    [3-9]) eval "exec $n>&-" ;;
    [1-9][0-9]*) if [ -n "$BASH_VERSION" ]; then eval "exec $n>&-"; fi ;;
  esac
done
exec "$@""#;

/// Whether the server answers.
pub enum Answer {
    /// It takes connections.
    Ready,
    /// It is there, and takes none now: starting up or shutting down.
    Busy(Failure),
    /// Nobody answers at the socket.
    Silent,
}

/// Asks the server whether it takes connections.
///
/// # Errors
/// If it answers, and does not let this account in.
pub fn ask(layout: &Layout) -> Result<Answer, Failure> {
    if !layout.run_is_ours() {
        return Ok(Answer::Silent);
    }
    match establish(layout, MAINTENANCE) {
        Ok(_) => Ok(Answer::Ready),
        Err(failure) if failure.kind != Kind::Unreachable => Err(failure),
        // It works, for others: waiting for it would not help.
        Err(failure) if failure.message.contains("too many clients") => Ok(Answer::Ready),
        Err(failure) if failure.message.contains("FATAL") => Ok(Answer::Busy(failure)),
        Err(_) => Ok(Answer::Silent),
    }
}

/// Starts the server and waits until it takes connections. The lock is held.
///
/// # Errors
/// `database_unreachable` with the server's own last words.
pub fn start(layout: &Layout, account: &Account, binaries: &Binaries) -> Result<(), Failure> {
    let begun = Instant::now();
    loop {
        if let Some(pid) = running(layout, account) {
            if await_answer(layout, account, pid, begun)? {
                return Ok(());
            }
            continue;
        }
        remove_stale(layout);
        let log_length = fs::metadata(&layout.log).map_or(0, |metadata| metadata.len());
        let started = launch(layout, account, binaries)
            .map_err(|error| layout.failed("run", &binaries.program("pg_ctl"), &error))?;
        if started {
            return Ok(());
        }
        let words = log_since(&layout.log, log_length);
        if words.contains("pre-existing shared memory block") && begun.elapsed() < LINGERING {
            sleep(Duration::from_millis(200));
            continue;
        }
        // Slow, but on its way: crash recovery.
        if running(layout, account).is_some() {
            continue;
        }
        return Err(start_failure(layout, &words));
    }
}

/// Waits for a server that runs already to take connections; `false` if it ends instead.
fn await_answer(layout: &Layout, account: &Account, pid: u32, begun: Instant) -> Result<bool, Failure> {
    loop {
        let answer = ask(layout)?;
        if matches!(answer, Answer::Ready) {
            return Ok(true);
        }
        if running(layout, account) != Some(pid) {
            return Ok(false);
        }
        let patience = if matches!(answer, Answer::Busy(_)) { PATIENCE } else { SILENCE };
        if begun.elapsed() > patience {
            return Err(match answer {
                Answer::Busy(failure) => failure,
                _ => {
                    let message = format!("the private PostgreSQL (process {pid}) does not answer");
                    Failure::new(Kind::Unreachable, "database_unreachable", message)
                        .hint("run: leadengine db stop, then try again")
                }
            });
        }
        sleep(Duration::from_millis(50));
    }
}

/// `pg_ctl start`, which gives the server a session of its own. Its output goes nowhere: the server has a
/// log.
fn launch(layout: &Layout, account: &Account, binaries: &Binaries) -> std::io::Result<bool> {
    let shell =
        ["/bin/bash", "/bin/sh"].into_iter().find(|path| Path::new(path).exists()).unwrap_or("/bin/sh");
    let mut command = account.command(Path::new(shell));
    command.args(["-c", WITHOUT_DESCRIPTORS, "sh"]).arg(binaries.program("pg_ctl"));
    command.args(["start", "--silent", "--wait", "--timeout", &PATIENCE.as_secs().to_string(), "--pgdata"]);
    command.arg(&layout.data).arg("--log").arg(&layout.log);
    Ok(command.stdout(Stdio::null()).stderr(Stdio::null()).status()?.success())
}

/// Stops the server, whose clients are disconnected, and waits for its end. Returns whether it was running.
/// The lock is held.
///
/// # Errors
/// If it does not end.
pub fn stop(layout: &Layout, account: &Account, binaries: &Binaries) -> Result<bool, Failure> {
    let Some(pid) = running(layout, account) else {
        remove_stale(layout);
        return Ok(false);
    };
    let mut command = account.command(&binaries.program("pg_ctl"));
    command.args([
        "stop",
        "--silent",
        "--wait",
        "--mode",
        "fast",
        "--timeout",
        &PATIENCE.as_secs().to_string(),
    ]);
    let output = command.arg("--pgdata").arg(&layout.data).output();
    let output = output.map_err(|error| layout.failed("run", &binaries.program("pg_ctl"), &error))?;
    if output.status.success() || running(layout, account).is_none() {
        if !layout.run.starts_with(&layout.home) {
            // In /tmp: nothing is left there without need.
            let _ = fs::remove_dir(&layout.run);
        }
        return Ok(true);
    }
    let message = format!("the private PostgreSQL (process {pid}) does not stop");
    Err(Failure::new(Kind::Failed, "stop_failed", message)
        .hint(format!("see {}", text::printable(&layout.log.to_string_lossy()))))
}

/// The process id of the server of this data directory, if it is alive. The file alone proves nothing: after
/// a crash another process may have the id.
pub fn running(layout: &Layout, account: &Account) -> Option<u32> {
    let text = fs::read_to_string(layout.pid_file()).ok()?;
    let pid: u32 = text.lines().next()?.trim().parse().ok()?;
    let process = Path::new("/proc").join(pid.to_string());
    if Path::new("/proc/self").exists() {
        // A killed server remains as a zombie where nobody collects it; it has no working directory then.
        let owner = fs::metadata(&process).ok()?.uid();
        let directory = fs::read_link(process.join("cwd"));
        let here = match directory {
            Ok(directory) => Some(directory) == layout.data.canonicalize().ok(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
            Err(_) => true,
        };
        return (owner == account.uid && here).then_some(pid);
    }
    // macOS and the BSDs: the server was started with its data directory as an argument.
    let output = Command::new("ps").args(["-ww", "-o", "args=", "-p", &pid.to_string()]).output().ok()?;
    String::from_utf8_lossy(&output.stdout).contains(&*layout.data.to_string_lossy()).then_some(pid)
}

/// Removes what a server that is gone left, because PostgreSQL would take another process with its id for
/// itself.
fn remove_stale(layout: &Layout) {
    let socket_lock = layout.run.join(format!(".s.PGSQL.{PORT}.lock"));
    for path in [layout.pid_file(), layout.socket(), socket_lock] {
        // Whatever stays is named by the server's own message.
        let _ = fs::remove_file(path);
    }
}

/// What the log has from a position on.
fn log_since(log: &Path, position: u64) -> String {
    let mut text = Vec::new();
    if let Ok(mut file) = fs::File::open(log)
        && file.seek(SeekFrom::Start(position)).is_ok()
    {
        // What could be read is what there is to tell.
        let _ = file.take(64 << 10).read_to_end(&mut text);
    }
    String::from_utf8_lossy(&text).into_owned()
}

/// The failure of a server that did not start, with the line of its log that says why.
fn start_failure(layout: &Layout, words: &str) -> Failure {
    let serious = ["FATAL:", "PANIC:", "ERROR:"];
    let line = words
        .lines()
        .find_map(|line| serious.iter().find_map(|level| line.split_once(level)).map(|(_, rest)| rest.trim()))
        .or_else(|| words.lines().last().map(str::trim));
    let message = match line {
        Some(line) => format!("the private PostgreSQL does not start: {line}"),
        None => "the private PostgreSQL does not start".to_owned(),
    };
    if words.contains("No space left on device") || words.contains("Disk quota exceeded") {
        return layout::disk_full(message);
    }
    if words.contains("Read-only file system") {
        return Failure::new(Kind::Failed, "home_not_writable", message)
            .hint("make the directory writable, or set LEADENGINE_HOME to one that is");
    }
    Failure::new(Kind::Unreachable, "database_unreachable", message)
        .hint(format!("see {}", text::printable(&layout.log.to_string_lossy())))
}
