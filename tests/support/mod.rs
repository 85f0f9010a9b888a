//! The harness of the tests: a throw-away PostgreSQL for the whole test process, and in it a database of its
//! own for each test, cloned from one that the real binary migrated. Nothing remains, even of a test process
//! that is killed.

pub mod chance;
pub mod chat;
pub mod contents;
pub mod held;
pub mod pty;

use std::fmt::Debug;
use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::str::FromStr;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::sql_types::{Nullable, Text};
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, sql_query};
use leadengine::database::private::account::Account;
use leadengine::database::private::binaries::Binaries;

/// The database that every [`TestDb::new`] is a clone of.
const TEMPLATE: &str = "migrated";

/// The role as which the commands run: it has what `db grants` gives it, and nothing else.
pub const APP: &str = "leadengine_app";
/// The same, with a look at the sessions of other roles.
const WATCHER: &str = "leadengine_watcher";

/// Makes the server in `$2` with the programs in `$1`, says so, and takes it away when its input ends: when
/// this process does, however that comes about.
const SERVE: &str = r#"
trap '' INT TERM HUP PIPE
for ctype in C.UTF-8 UTF-8 C; do
  rm -rf "$2/data"
  "$1/initdb" -D "$2/data" -U postgres -A trust -E UTF8 --locale=C --lc-ctype=$ctype \
    --no-sync --no-instructions </dev/null >"$2/log" 2>&1 && break
done
cat >>"$2/data/postgresql.conf" <<END
listen_addresses = ''
unix_socket_directories = '$2'
max_connections = 200
shared_buffers = 128MB
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum_naptime = 10s
log_line_prefix = '[%d] '
END
cat "$2/more.conf" >>"$2/data/postgresql.conf" 2>/dev/null
if "$1/pg_ctl" start -s -w -t 60 -D "$2/data" -l "$2/log" </dev/null >>"$2/log" 2>&1
then echo ready
else echo "$(tail -5 "$2/log")"
fi 2>/dev/null
cat >/dev/null
"$1/pg_ctl" stop -s -w -m immediate -D "$2/data" </dev/null >/dev/null 2>&1
rm -rf "$2"
"#;

/// Removes the directory `$1` when its input ends, and ends the private servers that tests left running in
/// it.
const CLEAR: &str = r#"
trap '' INT TERM HUP PIPE
echo ready
cat >/dev/null
for pid in "$1"/*/postmaster.pid "$1"/*/*/postmaster.pid "$1"/*/*/*/postmaster.pid; do
  if [ -f "$pid" ]; then kill -QUIT "$(head -n 1 "$pid")"; fi
done 2>/dev/null
for again in 1 2 3 4 5; do rm -rf "$1" && break; sleep 1; done 2>/dev/null
"#;

/// A shell script that runs beside this process and cleans up after it.
struct Attendant {
    /// Ends when this process ends; held for no other purpose.
    _alive: ChildStdin,
    _process: Child,
}

impl Attendant {
    /// Starts the script in a process group of its own, out of reach of Ctrl-C, and waits for its "ready".
    fn start(mut shell: Command, script: &str, arguments: &[&Path]) -> Attendant {
        shell.args(["-c", script, "sh"]).args(arguments).process_group(0);
        shell.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = shell.spawn().expect("a shell");
        let alive = process.stdin.take().expect("it is piped");
        let mut said = String::new();
        let mut output = BufReader::new(process.stdout.take().expect("it is piped"));
        output.read_line(&mut said).expect("text");
        assert_eq!(said.trim(), "ready", "the test server does not start");
        Attendant { _alive: alive, _process: process }
    }
}

/// A throw-away server.
pub struct Server {
    /// The directory that holds all of it, the socket too.
    directory: PathBuf,
    _attendant: Attendant,
}

static SERVER: LazyLock<Server> = LazyLock::new(|| {
    let server = Server::start("server", &[]);
    server.execute(&format!("CREATE DATABASE {TEMPLATE}"));
    server.execute(&format!("CREATE ROLE {APP} LOGIN"));
    server.execute(&format!("CREATE ROLE {WATCHER} LOGIN IN ROLE {APP}, pg_read_all_stats"));
    let migrated = run(leadengine(&server.url(TEMPLATE)).arg("create-tables"), b"");
    assert_eq!(migrated.status, 0, "create-tables: {}", migrated.stderr);
    let granted = run(leadengine("").args(["db", "grants", APP]), b"");
    let mut connection = PgConnection::establish(&server.url(TEMPLATE)).expect("the test server");
    connection.batch_execute(&granted.stdout).unwrap_or_else(|error| panic!("{}: {error}", granted.stdout));
    server
});

impl Server {
    /// Starts one with these files in its directory, from where the server runs in `data`; what `more.conf` says is added to its
    /// settings.
    pub fn start(what: &str, files: &[(&str, &str)]) -> Server {
        let directory = temporary(what, 0o700);
        let account = Account::of(&directory, &directory.join("data")).expect("an account for PostgreSQL");
        let give = |path: &Path| {
            if !account.is_self() {
                chown(path, Some(account.uid), Some(account.gid)).expect("a file of its own");
            }
        };
        give(&directory);
        for (name, text) in files {
            let path = directory.join(name);
            fs::write(&path, text).expect("a file");
            fs::set_permissions(&path, Permissions::from_mode(0o600)).expect("it is ours");
            give(&path);
        }
        let binaries =
            Binaries::find(None).unwrap_or_else(|failure| panic!("{failure} ({:?})", failure.hint));
        let shell = account.command(Path::new("/bin/sh"));
        Server { _attendant: Attendant::start(shell, SERVE, &[&binaries.directory, &directory]), directory }
    }

    fn url(&self, database: &str) -> String {
        self.url_of("postgres", database)
    }

    fn url_of(&self, role: &str, database: &str) -> String {
        format!("postgresql://{role}@/{database}?host={}&port=5432", self.directory.display())
    }

    fn execute(&self, sql: &str) {
        let mut connection = PgConnection::establish(&self.url("postgres")).expect("the test server");
        connection.batch_execute(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
}

static SCRATCH: LazyLock<(PathBuf, Attendant)> = LazyLock::new(|| {
    let directory = temporary("files", 0o755);
    let attendant = Attendant::start(Command::new("/bin/sh"), CLEAR, &[&directory]);
    (directory, attendant)
});

/// A new directory of this process's, named for what it holds.
fn temporary(what: &str, mode: u32) -> PathBuf {
    let directory = std::env::temp_dir().join(format!("leadengine-test-{}-{what}", std::process::id()));
    fs::create_dir(&directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    fs::set_permissions(&directory, Permissions::from_mode(mode)).expect("it is ours");
    directory
}

fn next_number() -> u32 {
    static NUMBER: AtomicU32 = AtomicU32::new(1);
    NUMBER.fetch_add(1, Ordering::Relaxed)
}

/// A new, empty directory, which is removed after the last test together with what is in it; a private
/// PostgreSQL that a test leaves running there is ended.
pub fn scratch() -> PathBuf {
    let directory = SCRATCH.0.join(next_number().to_string());
    fs::create_dir(&directory).expect("a directory");
    fs::set_permissions(&directory, Permissions::from_mode(0o755)).expect("it is ours");
    directory
}

/// The path of a file in `tests/data`.
pub fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

/// The binary under test, with nothing in its environment but what every test wants, in a directory of its
/// own. An empty `database_url` leaves it to the private PostgreSQL, in that directory too.
pub fn leadengine(database_url: &str) -> Command {
    let directory = scratch();
    let mut command = Command::new(env!("CARGO_BIN_EXE_leadengine"));
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("NO_COLOR", "1");
    command.env("HOME", &directory).env("LEADENGINE_HOME", directory.join("home")).current_dir(&directory);
    // Whatever the account that runs the tests has configured.
    command.env("LEADENGINE_CONFIG", "none");
    if !database_url.is_empty() {
        command.env("LEADENGINE_DATABASE_URL", database_url);
    }
    command
}

/// What a command did.
#[derive(Debug)]
pub struct Output {
    /// Its exit status; -1 if a signal ended it.
    pub status: i32,
    /// What it printed as its result.
    pub stdout: String,
    /// Progress, hints and errors.
    pub stderr: String,
}

impl From<std::process::Output> for Output {
    fn from(output: std::process::Output) -> Output {
        Output {
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).expect("UTF-8 on standard output"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8 on standard error"),
        }
    }
}

/// Runs a command to its end, with the given standard input.
pub fn run(command: &mut Command, input: &[u8]) -> Output {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut process = command.spawn().expect("the binary under test");
    let mut stdin = process.stdin.take().expect("it is piped");
    let output = std::thread::scope(|scope| {
        // Written beside the reading, as neither pipe may fill. A command that stops reading closes this one:
        // no error.
        scope.spawn(move || stdin.write_all(input));
        process.wait_with_output().expect("its output")
    });
    output.into()
}

/// Waits, not for ever, until something is so.
#[track_caller]
pub fn until(what: &str, mut so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !so() {
        assert!(begun.elapsed() < Duration::from_secs(60), "in vain for a minute: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A command that is fed while it runs.
pub struct Fed {
    pub child: Child,
    pub stdin: Option<ChildStdin>,
}

impl Fed {
    /// Starts it.
    pub fn start(mut command: Command) -> Fed {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary under test");
        let stdin = child.stdin.take();
        Fed { child, stdin }
    }

    /// Gives it more to read.
    pub fn feed(&mut self, text: &str) {
        self.stdin.as_mut().expect("it is open").write_all(text.as_bytes()).expect("it reads");
    }

    /// Ends its input, and waits for it.
    pub fn end(mut self) -> Output {
        drop(self.stdin.take());
        self.wait()
    }

    /// Waits for it.
    pub fn wait(self) -> Output {
        self.child.wait_with_output().expect("its output").into()
    }
}

/// Sends a process a signal: `-INT`.
pub fn signal(pid: u32, name: &str) {
    assert!(Command::new("kill").args([name, &pid.to_string()]).status().expect("kill").success());
}

/// A database of one test's own, dropped when the test ends.
pub struct TestDb {
    name: String,
    /// As whom commands connect, but for those that need more.
    role: &'static str,
}

impl TestDb {
    /// With the tables, and no rows. Commands run as [`APP`], but for `create-tables`.
    pub fn new() -> TestDb {
        TestDb::cloned_from(TEMPLATE, APP)
    }

    /// Without tables, on which nothing can be granted. Commands run as the superuser.
    pub fn empty() -> TestDb {
        TestDb::cloned_from("template0", "postgres")
    }

    fn cloned_from(template: &str, role: &'static str) -> TestDb {
        let name = format!("test_{}", next_number());
        SERVER.execute(&format!("CREATE DATABASE {name} TEMPLATE {template}"));
        TestDb { name, role }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its URL, as the superuser of the test server.
    pub fn url(&self) -> String {
        SERVER.url(&self.name)
    }

    /// Another database that holds the same, ids and times too.
    pub fn copy(&self) -> TestDb {
        self.until_sessions_ended();
        TestDb::cloned_from(&self.name, self.role)
    }

    /// With one user, who may have so many jobs and make so many leads a month.
    pub fn with_limits(scrapes: u32, leads: u32) -> TestDb {
        let db = TestDb::new();
        let (scrapes, leads) = (scrapes.to_string(), leads.to_string());
        let user = ["users", "add", "ann@example.com", "--plan", "tiny", "--no-password"];
        db.json(&[&user[..], &["--scrape-limit", &scrapes, "--lead-limit", &leads]].concat());
        db
    }

    /// Keeps everybody from a table until it is dropped.
    pub fn closed(&self, table: &str) -> PgConnection {
        let mut holder = self.connect();
        let lock = format!("BEGIN; LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE");
        holder.batch_execute(&lock).expect("the lock");
        holder
    }

    /// How many sessions wait for a lock.
    pub fn waiting(&self) -> i64 {
        self.query_value(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
        )
    }

    /// Waits, not for ever, until a session waits for a lock.
    pub fn until_one_waits(&self) {
        until("the wait", || self.waiting() > 0);
    }

    /// Waits, not for ever, until the server has ended the sessions of those who have gone.
    pub fn until_sessions_ended(&self) {
        let mut server = PgConnection::establish(&SERVER.url("postgres")).expect("the test server");
        let sessions = format!("SELECT pid FROM pg_stat_activity WHERE datname = '{}'", self.name);
        until("the end of all sessions", || {
            sql_query(&sessions).execute(&mut server).expect("the sessions") == 0
        });
    }

    /// What the server had to say about this database: errors, for the most part.
    pub fn server_log(&self) -> Vec<String> {
        let log = fs::read_to_string(SERVER.directory.join("log")).expect("the server's log");
        let prefix = format!("[{}] ", self.name);
        log.lines().filter_map(|line| line.strip_prefix(&prefix)).map(str::to_owned).collect()
    }

    /// The same, whose commands may see the sessions of other roles.
    pub fn watching(mut self) -> TestDb {
        self.role = WATCHER;
        self
    }

    /// Its URL, as the role that commands run as.
    pub fn app_url(&self) -> String {
        SERVER.url_of(self.role, &self.name)
    }

    /// A connection to it, as the superuser.
    pub fn connect(&self) -> PgConnection {
        PgConnection::establish(&self.url()).expect("the test database")
    }

    /// The binary under test, set to work on this database, for tests that want more than [`TestDb::run`] of
    /// it.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let makes_tables = arguments.contains(&"create-tables");
        let mut command = leadengine(&if makes_tables { self.url() } else { self.app_url() });
        command.args(arguments);
        command
    }

    /// Runs the binary under test, with empty standard input.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.run_with_stdin(arguments, b"")
    }

    /// Runs the binary under test with the given standard input.
    pub fn run_with_stdin(&self, arguments: &[&str], input: &[u8]) -> Output {
        run(&mut self.command(arguments), input)
    }

    /// Runs commands all at the same time; what they gave, in order.
    pub fn at_once(&self, commands: &[Vec<&str>]) -> Vec<Output> {
        std::thread::scope(|scope| {
            let runs: Vec<_> = commands.iter().map(|command| scope.spawn(|| self.run(command))).collect();
            runs.into_iter().map(|run| run.join().expect("no panic")).collect()
        })
    }

    /// Runs the binary under test with `--json`, sees that it succeeds, and reads its result, which has to be as its schema says.
    #[track_caller]
    pub fn json(&self, arguments: &[&str]) -> serde_json::Value {
        let output = self.run(&[arguments, &["--json"]].concat());
        assert_eq!(output.status, 0, "{arguments:?}: {}", output.stderr);
        let printed = serde_json::from_str(&output.stdout)
            .unwrap_or_else(|error| panic!("{error} in {:?}", output.stdout));
        held::hold(arguments, &printed);
        printed
    }

    /// Executes SQL, any number of statements.
    #[track_caller]
    pub fn execute(&self, sql: &str) {
        self.connect().batch_execute(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    /// The one value that a query gives, as a number, a string, or whatever its text can be read as; the
    /// empty text for NULL.
    #[track_caller]
    pub fn query_value<T: FromStr<Err: Debug>>(&self, sql: &str) -> T {
        #[derive(QueryableByName)]
        struct Value {
            #[diesel(sql_type = Nullable<Text>)]
            value: Option<String>,
        }
        let row: Value = sql_query(format!("SELECT ({sql})::text AS value"))
            .get_result(&mut self.connect())
            .unwrap_or_else(|error| panic!("{sql}: {error}"));
        let text = row.value.unwrap_or_default();
        text.parse().unwrap_or_else(|error| panic!("{sql} gave {text:?}: {error:?}"))
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        // By name, as the test may have left a command running; an error here must not hide the test's own.
        if let Ok(mut connection) = PgConnection::establish(&SERVER.url("postgres")) {
            let _ = connection.batch_execute(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
        }
    }
}
