//! `db`: the private PostgreSQL.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use leadengine::database::private::account::is_root;
use leadengine::database::private::binaries::Binaries;

use crate::secrets::{mode, unmasked};
use crate::support::{Output, leadengine, run, scratch};

struct Home(PathBuf);

impl Home {
    fn new() -> Home {
        Home(scratch().join("home"))
    }

    fn run(&self, arguments: &[&str]) -> Output {
        run(leadengine("").env("LEADENGINE_HOME", &self.0).args(arguments), b"")
    }

    #[track_caller]
    fn ok(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status, 0, "{arguments:?}: {}", output.stderr);
        output.stdout
    }

    fn pid(&self) -> i32 {
        let text = fs::read_to_string(self.0.join("data/postmaster.pid")).unwrap();
        text.lines().next().unwrap().parse().unwrap()
    }
}

fn kill(signal: &str, pid: i32) {
    let killed = std::process::Command::new("kill").args([signal, &pid.to_string()]).status().unwrap();
    assert!(killed.success());
}

fn at_once(n: usize, home: &Path, arguments: &[&str]) -> Vec<Output> {
    let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
    let threads: Vec<_> = (0..n)
        .map(|_| {
            let (home, arguments) = (home.to_owned(), arguments.clone());
            thread::spawn(move || run(leadengine("").env("LEADENGINE_HOME", home).args(arguments), b""))
        })
        .collect();
    threads.into_iter().map(|thread| thread.join().unwrap()).collect()
}

#[test]
fn commands_started_together_on_an_empty_home_all_succeed() {
    let home = Home::new();
    for output in at_once(4, &home.0, &["create-tables"]) {
        assert_eq!(output.status, 0, "{}", output.stderr);
    }
    assert_eq!(home.ok(&["users", "list", "--json"]).trim(), "[]");
    home.ok(&["db", "stop"]);
    for output in at_once(3, &home.0, &["users", "list"]) {
        assert_eq!(output.status, 0, "{}", output.stderr);
    }
    home.ok(&["db", "stop"]);
}

#[test]
fn status_starts_nothing_and_stop_keeps_the_data() {
    let home = Home::new();
    assert!(home.ok(&["db", "status", "--json"]).contains("false"));
    assert!(!home.0.join("data").exists());
    let made = run(leadengine("").env("LEADENGINE_HOME", &home.0).arg("create-tables"), b"");
    let said = format!("a private PostgreSQL was made in {}", home.0.display());
    assert!(made.status == 0 && made.stderr.contains(&said), "{}", made.stderr);
    home.ok(&["users", "add", "ann@example.com", "--no-password"]);
    home.ok(&["db", "stop"]);
    assert!(home.ok(&["db", "status", "--json"]).contains("false"));
    assert!(home.ok(&["users", "list"]).contains("ann@example.com"));
    assert!(home.ok(&["db", "psql", "-Atc", "SELECT email FROM users"]).contains("ann@example.com"));
    home.ok(&["db", "stop"]);
}

#[test]
fn a_killed_server_and_a_stale_pid_file_are_got_over() {
    let home = Home::new();
    home.ok(&["create-tables"]);
    kill("-KILL", home.pid());
    home.ok(&["users", "list"]);
    kill("-KILL", home.pid());
    thread::sleep(std::time::Duration::from_millis(500));
    // The pid in the file now belongs to somebody else: to this test.
    let file = home.0.join("data/postmaster.pid");
    let text = fs::read_to_string(&file).unwrap();
    let rest = text.split_once('\n').unwrap().1;
    fs::write(&file, format!("{}\n{rest}", std::process::id())).unwrap();
    home.ok(&["users", "list"]);
    home.ok(&["db", "stop"]);
}

#[test]
fn a_home_that_cannot_be_written_is_told_with_a_way_out() {
    let directory = scratch();
    let file = directory.join("file");
    fs::write(&file, "in the way").unwrap();
    let output = run(leadengine("").env("LEADENGINE_HOME", file.join("home")).args(["users", "list"]), b"");
    assert_ne!(output.status, 0);
    assert!(output.stderr.starts_with("error: ") && output.stderr.lines().count() <= 4, "{}", output.stderr);
}

#[test]
fn only_a_unix_socket_listens_and_only_its_owner_gets_at_it() {
    let home = Home::new();
    let mut command = leadengine("");
    let started = unmasked(command.env("LEADENGINE_HOME", &home.0).args(["db", "start"]), b"");
    assert_eq!(started.status, 0, "{}", started.stderr);
    assert_eq!(home.ok(&["db", "psql", "-Atc", "SHOW listen_addresses"]).trim(), "");
    let socket = home.0.join("run");
    assert_eq!(mode(&socket), 0o700);
    for entry in fs::read_dir(&home.0).unwrap().flatten() {
        assert_eq!(mode(&entry.path()) & 0o077, 0, "{}", entry.path().display());
    }
    assert_eq!(mode(&home.0) & 0o022, 0);

    let owner = fs::metadata(home.0.join("data")).unwrap().uid();
    let other = [65_534, 1].into_iter().find(|uid| *uid != owner).unwrap();
    let beside_server = Binaries::find(None).unwrap().program("psql");
    let psql = if beside_server.exists() { beside_server } else { PathBuf::from("psql") };
    let knock = |role: &str| {
        let url = home.ok(&["db", "url"]).trim().replacen("leadengine@", &format!("{role}@"), 1);
        let mut command = Command::new(&psql);
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.current_dir("/").uid(other).gid(other);
        run(command.args(["-w", "-Atc", "SELECT 1", "-d", &url]), b"")
    };
    if !is_root() {
        eprintln!("skipped: it takes root to knock as another user");
    } else {
        let kept_out = knock("leadengine");
        assert_ne!(kept_out.status, 0);
        assert!(kept_out.stderr.contains("Permission denied"), "{}", kept_out.stderr);
        // Were the directory open, the server would still know who is there.
        fs::set_permissions(&socket, fs::Permissions::from_mode(0o755)).unwrap();
        fs::set_permissions(socket.join(".s.PGSQL.5432"), fs::Permissions::from_mode(0o777)).unwrap();
        for (role, answer) in
            [("leadengine", "Peer authentication failed"), ("postgres", "pg_hba.conf rejects")]
        {
            let kept_out = knock(role);
            assert_ne!(kept_out.status, 0);
            assert!(kept_out.stderr.contains(answer), "{}", kept_out.stderr);
        }
    }
    home.ok(&["db", "stop"]);
}
