//! Secrets: what passwords are stored as, and that neither they nor people's data get to where they do not belong.

use std::fs::{self, File, Permissions};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use diesel::PgConnection;
use diesel::connection::SimpleConnection;
use serde_json::Value;

use crate::ingest::with_user;
use crate::support::{Output, TestDb, leadengine, run, scratch, until};

/// bcrypt of "correct horse" with cost 5, made with crypt(3).
const BCRYPT: &str = "$2y$05$abcdefghijklmnopqrstuuHNbAKRhpaujgo33bRWs.NLUTJO3lOy2";
/// Argon2i of "password", from the test vectors of the reference implementation.
const ARGON2I: &str = "$argon2i$m=65536,t=2,p=1$c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ";
const TODAYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$";

fn with_hash(hash: &str) -> TestDb {
    let db = TestDb::new();
    db.execute(&format!(
        "INSERT INTO users (email, password_hash, updated_at) VALUES ('ann@example.com', '{hash}', '2020-01-01')"
    ));
    db
}

fn stored(db: &TestDb) -> String {
    db.query_value("SELECT password_hash FROM users")
}

const VERIFY: [&str; 4] = ["users", "verify", "ann@example.com", "--password-stdin"];

fn verify(db: &TestDb, password: &str) -> i32 {
    db.run_with_stdin(&VERIFY, password.as_bytes()).status
}

#[test]
fn an_old_hash_is_renewed_when_its_password_is_given_and_only_then() {
    for (old, password) in [(BCRYPT, "correct horse"), (ARGON2I, "password")] {
        let db = with_hash(old);
        assert_eq!(verify(&db, "something else"), 1);
        assert_eq!(stored(&db), old);
        assert_eq!(verify(&db, password), 0);
        let renewed = stored(&db);
        assert!(renewed.starts_with(TODAYS), "{renewed}");
        assert_eq!((verify(&db, password), verify(&db, "something else")), (0, 1));
        assert_eq!(stored(&db), renewed, "renewed once");
        assert_eq!(db.query_value::<i64>("SELECT count(*) FROM users WHERE updated_at = '2020-01-01'"), 1);
    }
}

#[test]
fn a_user_who_is_not_active_gets_in_by_no_hash_and_renews_none() {
    let db = with_hash(BCRYPT);
    db.execute("UPDATE users SET is_active = false");
    assert_eq!(verify(&db, "correct horse"), 1);
    assert_eq!(stored(&db), BCRYPT);
}

#[test]
fn hashes_that_cannot_be_trusted_or_would_take_hours_are_refused() {
    let argon2 =
        "$argon2id$v=19$m=4194304,t=1,p=1$bGVhZGVuZ2luZS1kZWNveQ$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    for (hash, code) in [
        (BCRYPT.replace("$2y$", "$2x$"), "foreign_password_hash"),
        (BCRYPT.replace("$05$", "$31$"), "password_hash_too_costly"),
        (argon2.to_owned(), "password_hash_too_costly"),
        (argon2.replace("m=4194304,t=1,", "m=19456,t=1000000,"), "password_hash_too_costly"),
    ] {
        let db = with_hash(&hash);
        let output = db.run_with_stdin(&[&VERIFY[..], &["--json"]].concat(), b"correct horse");
        assert_eq!((output.status, &*output.stdout), (1, ""), "{hash}");
        let error: Value = serde_json::from_str(&output.stderr).unwrap();
        assert_eq!(error["error"]["code"], code, "{hash}");
        assert_eq!(stored(&db), hash);
    }
}

/// `users verify` of the right password, held back at the moment when it renews the hash; and the session that holds it back, in a
/// transaction.
fn held_back(db: &TestDb, password: &str) -> (Child, PgConnection) {
    let mut holder = db.connect();
    holder.batch_execute("BEGIN; LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE").unwrap();
    let mut command = db.command(&VERIFY);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut process = command.spawn().unwrap();
    process.stdin.take().unwrap().write_all(password.as_bytes()).unwrap();
    until("the wait for the row", || {
        let waits = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
                     AND wait_event_type = 'Lock' AND query LIKE 'UPDATE users%'";
        db.query_value::<i64>(waits) == 1
    });
    (process, holder)
}

#[test]
fn who_sets_a_password_while_the_hash_is_renewed_wins() {
    let db = with_hash(BCRYPT);
    let (process, mut holder) = held_back(&db, "correct horse");
    holder.batch_execute("UPDATE users SET password_hash = 'another'; COMMIT").unwrap();
    assert_eq!(process.wait_with_output().unwrap().status.code(), Some(0));
    assert_eq!(stored(&db), "another");
}

#[test]
fn a_row_that_another_session_holds_keeps_nobody_waiting_at_the_door() {
    let db = with_hash(BCRYPT);
    let mut holder = db.connect();
    holder.batch_execute("BEGIN; UPDATE users SET role = 'admin'").unwrap();
    assert_eq!(verify(&db, "correct horse"), 0);
    holder.batch_execute("COMMIT").unwrap();
    assert_eq!(stored(&db), BCRYPT);
}

#[test]
#[cfg(target_os = "linux")]
fn a_password_is_wiped_from_memory_once_it_is_checked() {
    let password = "correct horse";
    let db = with_hash(BCRYPT);
    let (mut process, mut holder) = held_back(&db, password);
    match memory(process.id()) {
        Some(memory) => {
            let has =
                |text: &str| memory.iter().any(|part| memchr::memmem::find(part, text.as_bytes()).is_some());
            assert!(has("ann@example.com"), "the memory is looked at");
            assert!(!has(password), "the password is still there");
        }
        None => eprintln!("skipped: this system lets nobody look into another process's memory"),
    }
    holder.batch_execute("ROLLBACK").unwrap();
    assert!(process.wait().unwrap().success());
}

/// What a process can write to of its memory, if we may look.
#[cfg(target_os = "linux")]
fn memory(pid: u32) -> Option<Vec<Vec<u8>>> {
    use std::os::unix::fs::FileExt;
    let maps = fs::read_to_string(format!("/proc/{pid}/maps")).ok()?;
    let memory = File::open(format!("/proc/{pid}/mem")).ok()?;
    let mut parts = Vec::new();
    for line in maps.lines().filter(|line| line.contains(" rw")) {
        let (from, to) = line.split_once(' ')?.0.split_once('-')?;
        let (from, to) = (u64::from_str_radix(from, 16).ok()?, u64::from_str_radix(to, 16).ok()?);
        // By pages: of what is only set aside there is nothing to read.
        let mut part = vec![0; usize::try_from(to - from).ok()?];
        let mut at = 0;
        while at < part.len() {
            let end = (at + (64 << 10)).min(part.len());
            let read = memory.read_at(&mut part[at..end], from + at as u64).unwrap_or(0);
            at += read.max(4096);
        }
        parts.push(part);
    }
    (!parts.is_empty()).then_some(parts)
}

#[test]
#[cfg(target_os = "linux")]
fn a_crash_leaves_no_core_dump() {
    use std::os::unix::process::ExitStatusExt;
    let db = with_hash(BCRYPT);
    let told = db.command(&VERIFY);
    let directory = scratch();
    let mut shell = Command::new("sh");
    // As far up as this account may go.
    shell
        .args(["-c", "ulimit -c \"$(ulimit -H -c)\"; exec \"$@\"", "sh"])
        .arg(told.get_program())
        .args(told.get_args());
    shell
        .env_clear()
        .envs(told.get_envs().filter_map(|(key, value)| Some((key, value?))))
        .current_dir(&directory);
    let mut process = shell.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    // It is connected, and waits for the password.
    until("the wait for the password", || {
        db.query_value::<i64>(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'leadengine'",
        ) == 1
    });
    let limits = fs::read_to_string(format!("/proc/{}/limits", process.id())).unwrap();
    let limit = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(limit.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"], "{limit}");
    assert!(Command::new("kill").args(["-ABRT", &process.id().to_string()]).status().unwrap().success());
    let status = process.wait().unwrap();
    assert_eq!((status.signal(), status.core_dumped()), (Some(6), false));
    assert_eq!(fs::read_dir(&directory).unwrap().count(), 0);
}

#[test]
fn no_command_takes_a_password_as_an_argument_or_says_it() {
    for verb in ["add", "set-password", "verify"] {
        for argument in ["--password", "--password=s3cret"] {
            let output =
                run(leadengine("").args(["users", verb, "ann@example.com", argument, "s3cret"]), b"");
            assert_eq!(output.status, 2, "{}", output.stderr);
            assert!(!output.stderr.contains("s3cret"), "{}", output.stderr);
        }
    }
}

/// A server that wants a password, and repeats it in its refusal. It answers any number of connections until it is dropped.
struct Parrot {
    port: u16,
}

impl Parrot {
    fn start() -> Parrot {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        // Ends with this process.
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                std::thread::spawn(move || drop(refuse(client)));
            }
        });
        Parrot { port }
    }
}

fn refuse(mut client: TcpStream) -> std::io::Result<()> {
    let mut length = [0; 4];
    loop {
        client.read_exact(&mut length)?;
        let mut request = vec![0; u32::from_be_bytes(length) as usize - 4];
        client.read_exact(&mut request)?;
        // Neither SSL nor GSS: "N". Anything else begins a session.
        match u32::from_be_bytes(request[..4].try_into().unwrap()) {
            80_877_103 | 80_877_104 => client.write_all(b"N")?,
            _ => break,
        }
    }
    client.write_all(b"R\0\0\0\x08\0\0\0\x03")?;
    let mut kind = [0];
    client.read_exact(&mut kind)?;
    client.read_exact(&mut length)?;
    let mut password = vec![0; u32::from_be_bytes(length) as usize - 4];
    client.read_exact(&mut password)?;
    let password = String::from_utf8_lossy(&password[..password.len() - 1]).into_owned();
    let text =
        format!("SFATAL\0C28P01\0Mpassword authentication failed for user \"bob\" with \"{password}\"\0\0");
    client.write_all(b"E")?;
    client.write_all(&(text.len() as u32 + 4).to_be_bytes())?;
    client.write_all(text.as_bytes())
}

/// Commands that reach for the database and say something about it.
const ASKING: [&[&str]; 6] = [
    &["users", "list"],
    &["users", "list", "--json"],
    &["users", "list", "--verbose"],
    &["doctor"],
    &["doctor", "--json"],
    &["doctor", "--verbose", "--format", "csv"],
];

#[track_caller]
fn keeps_quiet(output: &Output, secrets: &[&str], about: &str) {
    for text in [&output.stdout, &output.stderr] {
        for secret in secrets {
            assert!(!text.contains(secret), "{about}: {secret} in {text}");
        }
        assert!(!text.contains("panicked"), "{about}: {text}");
    }
}

#[test]
fn no_error_repeats_a_password_even_if_the_server_does() {
    let port = Parrot::start().port;
    let secrets = ["s3cret", "s3%63ret", "s3 c'ret", "s3 c\\'ret", "c'ret"];
    for dsn in [
        format!("postgresql://bob:s3cret@127.0.0.1:{port}/app"),
        format!("postgresql://bob:s3%63ret@127.0.0.1:{port}/app"),
        format!("postgresql://bob@127.0.0.1:{port}/app?password=s3cret"),
        format!("postgresql://bob@127.0.0.1:{port}/app?pass%77ord=s3%63ret&application_name=x"),
        format!("host=127.0.0.1 port={port} user=bob password=s3cret dbname=app"),
        format!("host=127.0.0.1 port={port} user=bob password = 's3 c\\'ret' dbname=app"),
    ] {
        for arguments in ASKING {
            let output = run(leadengine(&dsn).args(arguments), b"");
            keeps_quiet(&output, &secrets, &format!("{dsn} {arguments:?}"));
            assert_eq!(output.status, 1, "{dsn}: {}", output.stderr);
            let said = output.stdout + &output.stderr;
            assert!(
                said.contains("password authentication failed for user") && said.contains("with"),
                "{said}"
            );
            assert!(said.contains("***"), "the server repeats it: {said}");
        }
    }
    for arguments in ASKING {
        let bare = format!("postgresql://bob@127.0.0.1:{port}/app");
        let output = run(leadengine(&bare).env("PGPASSWORD", "s3cret").args(arguments), b"");
        keeps_quiet(&output, &secrets, "PGPASSWORD");
        assert!((output.stdout + &output.stderr).contains("***"));
        let mut command = leadengine(&bare);
        let file = command.get_current_dir().unwrap().join(".pgpass");
        fs::write(&file, "# s3cret\n127.0.0.1:*:a\\:pp:bob:other\n127.0.0.1:*:app:bob:s3 c'ret\n").unwrap();
        fs::set_permissions(&file, Permissions::from_mode(0o600)).unwrap();
        let output = run(command.args(arguments), b"");
        keeps_quiet(&output, &secrets, ".pgpass");
        assert!((output.stdout + &output.stderr).contains("***"));
        let mut command = leadengine("");
        let file = command.get_current_dir().unwrap().join(".env");
        fs::write(file, format!("DATABASE_URL='postgresql://bob:s3cret@127.0.0.1:{port}/app'\n")).unwrap();
        let output = run(command.args(arguments), b"");
        keeps_quiet(&output, &secrets, ".env");
        assert!((output.stdout + &output.stderr).contains("***"));
    }
}

#[test]
fn a_password_that_is_part_of_the_host_is_not_told_by_masking_the_host() {
    let port = Parrot::start().port;
    let dsn = format!("postgresql://bob:local@localhost:{port}/app");
    let output = run(leadengine(&dsn).args(["users", "list"]), b"");
    assert!(
        output.stderr.contains("\"localhost\"") && output.stderr.contains("with \"***\""),
        "{}",
        output.stderr
    );
    let gone = "postgresql://bob:nowhere@nowhere.invalid/app";
    let output = run(leadengine(gone).args(["users", "list"]), b"");
    assert!(
        output.stderr.contains("\"nowhere.invalid\"") && !output.stderr.contains("***"),
        "{}",
        output.stderr
    );
}

#[test]
fn a_database_url_that_libpq_cannot_read_is_not_repeated_with_its_password() {
    for dsn in [
        "postgresql://bob:s3cret@127.0.0.1:x1/app",
        "postgresql://bob:%zzs3cret@127.0.0.1:1/app",
        "postgresql://bob:s3cret@[::1/app",
        "postgresql://bob:s3cret@127.0.0.1:1/app?nonsense=1",
        "postgresql://bob:s3cret@127.0.0.1:1/app?sslmode=nonsense",
        "postgresql://127.0.0.1:1/app?PASSWORD=s3cret",
        "postgresql://bob:a/s3cret@127.0.0.1:1/app",
        "mysql://bob:s3cret@127.0.0.1:1/app",
        "bob:s3cret@127.0.0.1:1/app",
        "host=127.0.0.1 password=my s3cret user=bob",
        "host=127.0.0.1 password=my s3cret=1 user=bob",
        "host=127.0.0.1 user=bob password='s3cret",
        "host=127.0.0.1 nonsense=1 password=s3cret",
        "postgresql://bob:s3cret",
        "postgresql://bob:s3cret/app?sslmode=disable",
        "postgresql://bob@127.0.0.1:1/app?passwd=s3cret",
        "postgresql://bob@127.0.0.1:1/app?password=a&b=s3cret",
        "postgresql://bob@127.0.0.1:1/app?password=a&s3cret",
        "host=127.0.0.1 passwrd=s3cret",
    ] {
        for arguments in ASKING {
            let output = run(leadengine(dsn).args(arguments), b"");
            assert_eq!(output.status, 2, "{dsn}: {}", output.stderr);
            keeps_quiet(&output, &["s3cret"], dsn);
        }
    }
}

#[test]
fn a_database_url_in_the_wrong_place_is_not_repeated_with_its_password() {
    let url = "postgresql://bob:s3cret@127.0.0.1:1/app";
    for arguments in [
        &[url, "users", "list"][..],
        &["--databse-url", url, "users", "list"],
        &["users", url],
        &["ingest", url],
        &["users", "list", url, "--json"],
        &["host=127.0.0.1 password='s3cret it'"],
        &["--format", url, "users", "list"],
    ] {
        let output = run(leadengine("").args(arguments), b"");
        assert_ne!(output.status, 0);
        assert!(!output.stderr.is_empty());
        keeps_quiet(&output, &["s3cret"], &format!("{arguments:?}"));
    }
}

#[test]
fn a_password_among_the_arguments_draws_one_hint_and_elsewhere_none() {
    let db = with_user();
    let url = db.app_url().replacen('@', ":s3cret@", 1);
    let hint = "other users of this machine can read the password in --database-url";
    for arguments in [
        &["--database-url", &url, "users", "list", "--json"][..],
        &["users", "list", "--json", "--database-url", &url],
    ] {
        let output = run(leadengine("").args(arguments), b"");
        assert_eq!(output.stderr.matches(hint).count(), 1, "{}", output.stderr);
        assert!(output.stderr.contains("LEADENGINE_DATABASE_URL") && output.stderr.contains("PGPASSFILE"));
        keeps_quiet(&output, &["s3cret"], "the hint");
        let rows: Value = serde_json::from_str(&output.stdout).unwrap();
        assert_eq!(rows[0]["email"], "ann@example.com");
        let quiet = run(leadengine("").args(arguments).arg("--quiet"), b"");
        assert_eq!((quiet.status, &*quiet.stderr), (0, ""));
    }
    let without = db.app_url();
    for mut command in [leadengine(&url), leadengine("")] {
        if !command.get_envs().any(|(key, _)| key == "LEADENGINE_DATABASE_URL") {
            command.args(["--database-url", &without]);
        }
        let output = run(command.args(["users", "list"]), b"");
        assert_eq!((output.status, output.stderr.contains(hint)), (0, false), "{}", output.stderr);
    }
}

/// Runs a command with a umask that keeps nobody out.
pub fn unmasked(command: &Command, input: &[u8]) -> Output {
    let mut shell = Command::new("sh");
    shell.args(["-c", "umask 000; exec \"$@\"", "sh"]).arg(command.get_program()).args(command.get_args());
    shell.env_clear().envs(command.get_envs().filter_map(|(key, value)| Some((key, value?))));
    run(shell.current_dir(command.get_current_dir().unwrap()), input)
}

pub fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

const REJECTED: &[u8] = b"{\"a\":1}\n{\"name\": \"Jane Doe\n";

fn ingest(db: &TestDb, rejects: &Path) -> Output {
    unmasked(&db.command(&["ingest", "-", "--rejects", rejects.to_str().unwrap()]), REJECTED)
}

#[test]
fn rejected_records_are_for_their_owner_alone_whatever_was_there() {
    let db = with_user();
    let directory = scratch();
    let (new, old) = (directory.join("new.jsonl"), directory.join("old.jsonl"));
    fs::write(&old, "longer than what will be there, and for all to read\n").unwrap();
    fs::set_permissions(&old, Permissions::from_mode(0o666)).unwrap();
    let reader = File::open(&old).unwrap();
    let (link, real) = (directory.join("link.jsonl"), directory.join("real.jsonl"));
    symlink("real.jsonl", &link).unwrap();
    for (path, file) in [(&new, &new), (&old, &old), (&link, &real)] {
        let output = ingest(&db, path);
        assert_eq!(output.status, 0, "{}", output.stderr);
        assert_eq!(fs::read_to_string(file).unwrap(), "{\"name\": \"Jane Doe\n");
        assert_eq!(mode(file), 0o600, "{}", file.display());
    }
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink(), "one's own link is followed");
    let mut text = String::new();
    (&reader).read_to_string(&mut text).unwrap();
    assert!(!text.contains("Jane"), "who had the old file open reads nothing of the new one");
    assert_eq!(fs::read_dir(&directory).unwrap().count(), 4, "and nothing else is left there");
}

#[test]
fn rejected_records_go_into_pipes_and_to_standard_output_too() {
    let db = with_user();
    let directory = scratch();
    let pipe = directory.join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let text = std::thread::scope(|scope| {
        let reader = scope.spawn(|| fs::read_to_string(&pipe).unwrap());
        assert_eq!(ingest(&db, &pipe).status, 0);
        reader.join().unwrap()
    });
    assert_eq!(text, "{\"name\": \"Jane Doe\n");
    let output = ingest(&db, Path::new("/dev/stdout"));
    assert_eq!(output.status, 0, "{}", output.stderr);
    assert!(
        output.stdout.starts_with("{\"name\": \"Jane Doe\n") && output.stdout.contains("Rejected"),
        "{}",
        output.stdout
    );
    // Standard output may be a file: it is written to, not replaced.
    let file = directory.join("all");
    let mut command = db.command(&["ingest", "-", "--rejects", "/dev/stdout", "--json"]);
    command.stdin(Stdio::piped()).stdout(File::create(&file).unwrap()).stderr(Stdio::null());
    let mut process = command.spawn().unwrap();
    process.stdin.take().unwrap().write_all(REJECTED).unwrap();
    assert!(process.wait().unwrap().success());
    let lines: Vec<String> = BufReader::new(File::open(&file).unwrap()).lines().map(Result::unwrap).collect();
    let names = lines.iter().filter(|line| line.contains("Jane Doe")).count();
    assert!(names == 1 && lines.iter().any(|line| line.contains("\"rejected\"")), "{lines:?}");
}

#[test]
fn the_link_of_another_user_in_a_shared_directory_leads_nowhere() {
    let db = with_user();
    let directory = scratch();
    fs::set_permissions(&directory, Permissions::from_mode(0o1777)).unwrap();
    let (link, victim) = (directory.join("rejects.jsonl"), scratch().join("victim"));
    fs::write(&victim, "precious").unwrap();
    symlink(&victim, &link).unwrap();
    if std::os::unix::fs::lchown(&link, Some(65_534), Some(65_534)).is_err() {
        eprintln!("skipped: it takes root to make a link of another user's");
        return;
    }
    let output = ingest(&db, &link);
    assert_eq!(output.status, 1, "{}", output.stderr);
    assert!(output.stderr.contains("symbolic link that another user made"), "{}", output.stderr);
    assert_eq!(fs::read_to_string(&victim).unwrap(), "precious");
    // A file that another user put there is not written into: it is replaced, where that may be done.
    fs::remove_file(&link).unwrap();
    fs::write(&link, "").unwrap();
    fs::set_permissions(&link, Permissions::from_mode(0o666)).unwrap();
    std::os::unix::fs::chown(&link, Some(65_534), Some(65_534)).unwrap();
    let theirs = File::open(&link).unwrap();
    assert_eq!(ingest(&db, &link).status, 0);
    assert_eq!((mode(&link), theirs.metadata().unwrap().len()), (0o600, 0));
}

#[test]
fn a_model_is_for_its_owner_alone_whatever_was_there() {
    let (db, outcomes) = crate::model::with_leads(200);
    let directory = scratch();
    let (new, old) = (directory.join("new.model"), directory.join("old.model"));
    fs::write(&old, "something").unwrap();
    fs::set_permissions(&old, Permissions::from_mode(0o644)).unwrap();
    for path in [&new, &old] {
        let output = unmasked(
            &db.command(&["model", "train", "--outcomes", &outcomes, "--out", path.to_str().unwrap()]),
            b"",
        );
        assert_eq!(output.status, 0, "{}", output.stderr);
        assert_eq!(mode(path), 0o600);
    }
    assert_eq!(fs::read_dir(&directory).unwrap().count(), 2);
}
