//! A drop directory: scrapers put files into it, and each is taken once, loaded, and put away in `done/` or `failed/`.
//!
//! A file is taken by renaming it to `working/JOB/NAME`, where `JOB` is the id of the job that its records are to have. Whoever is killed
//! leaves it there, and the next run loads the rest into the same job. Every step is one rename, and directories are opened without
//! following links, so that whoever may write into one cannot lead us elsewhere.

mod claim;

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, ErrorKind};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, Stat, mkdirat, open, openat, statat};
use rustix::io::Errno;

pub use claim::{Claim, End};

/// Where files go that were loaded.
pub const DONE: &str = "done";
/// Where files go that could not be.
pub const FAILED: &str = "failed";
/// Where files are while they are loaded.
pub const WORKING: &str = "working";
/// Whoever works on an inbox holds this.
const LOCK: &str = ".leadengine.lock";

/// What programs append to the names of files that they have not finished; in any case.
const UNFINISHED: [&str; 5] = [".tmp", ".part", ".partial", ".filepart", ".crdownload"];

/// A drop directory.
#[derive(Debug)]
pub struct Inbox {
    directory: OwnedFd,
    path: PathBuf,
}

/// What lies in an inbox.
#[derive(Debug, Default)]
pub struct Contents {
    /// Files to take, the oldest first; those of one time by name.
    pub ready: Vec<OsString>,
    /// How many were changed so recently that somebody may still be writing them.
    pub unsettled: u64,
    /// Directories that may be users', by name.
    pub directories: Vec<OsString>,
}

/// The right to work on an inbox, until it is dropped or the process ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Inbox {
    /// Opens a directory that the operator names; a link to one will do.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn open(path: &Path) -> io::Result<Inbox> {
        let directory = open(path, OFlags::DIRECTORY | OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty())?;
        Ok(Inbox { directory, path: path.to_owned() })
    }

    /// A directory in it; nothing where that is a link.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn inner(&self, name: &OsStr) -> io::Result<Inbox> {
        Ok(Inbox { directory: directory_in(&self.directory, name)?, path: self.path.join(name) })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Takes the right to work on it; `None` while somebody else has it.
    ///
    /// # Errors
    /// When the lock file cannot be made.
    pub fn lock(&self) -> io::Result<Option<Lock>> {
        let flags = OFlags::CREATE | OFlags::RDWR | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let file = File::from(openat(&self.directory, LOCK, flags, Mode::from_raw_mode(0o600))?);
        match file.try_lock() {
            Ok(()) => Ok(Some(Lock { _file: file })),
            Err(std::fs::TryLockError::WouldBlock) => Ok(None),
            Err(std::fs::TryLockError::Error(error)) => Err(error),
        }
    }

    /// What lies in it that nobody has changed for `settle`.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn contents(&self, settle: Duration) -> io::Result<Contents> {
        let mut contents = Contents::default();
        let mut ready = Vec::new();
        for name in names_in(&self.directory)? {
            if is_hidden(&name) {
                continue;
            }
            // Whatever went away meanwhile is not there.
            let Some(stat) = stat_in(&self.directory, &name)? else { continue };
            match FileType::from_raw_mode(stat.st_mode) {
                FileType::Directory if ![DONE, FAILED, WORKING].iter().any(|own| name == *own) => {
                    contents.directories.push(name);
                }
                FileType::RegularFile if is_unfinished(&name) => {}
                FileType::RegularFile if !is_settled(&stat, settle) => contents.unsettled += 1,
                FileType::RegularFile => ready.push((modified(&stat), name)),
                // Links, pipes, sockets and devices are nobody's files.
                _ => {}
            }
        }
        ready.sort();
        contents.ready = ready.into_iter().map(|(_, name)| name).collect();
        contents.directories.sort();
        Ok(contents)
    }
}

fn directory_in(parent: &impl AsFd, name: impl rustix::path::Arg) -> io::Result<OwnedFd> {
    let flags = OFlags::DIRECTORY | OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    Ok(openat(parent, name, flags, Mode::empty())?)
}

/// A directory of ours, which is made where there is none.
fn own_directory_in(parent: &impl AsFd, name: &str, mode: u32) -> io::Result<OwnedFd> {
    match mkdirat(parent, name, Mode::from_raw_mode(mode)) {
        Ok(()) | Err(Errno::EXIST) => {}
        Err(error) => return Err(error.into()),
    }
    directory_in(parent, name).map_err(|error| match Errno::from_io_error(&error) {
        Some(Errno::NOTDIR | Errno::LOOP) => {
            io::Error::new(ErrorKind::NotADirectory, format!("{name} is no directory: rename it"))
        }
        _ => error,
    })
}

fn names_in(directory: &impl AsFd) -> io::Result<Vec<OsString>> {
    let mut names = Vec::new();
    for entry in Dir::read_from(directory)? {
        let name = OsString::from_vec(entry?.file_name().to_bytes().to_vec());
        if name != "." && name != ".." {
            names.push(name);
        }
    }
    Ok(names)
}

/// What something is, without following it; `None` where it is not there.
fn stat_in(directory: &impl AsFd, name: &OsStr) -> io::Result<Option<Stat>> {
    match statat(directory, name, AtFlags::SYMLINK_NOFOLLOW) {
        Ok(stat) => Ok(Some(stat)),
        Err(Errno::NOENT) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_bytes().first() == Some(&b'.')
}

fn is_unfinished(name: &OsStr) -> bool {
    let name = name.as_bytes().to_ascii_lowercase();
    UNFINISHED.iter().any(|end| name.ends_with(end.as_bytes()))
}

#[allow(clippy::useless_conversion, clippy::unnecessary_cast)] // Their types differ from system to system.
fn time(seconds: i64, nanoseconds: u64) -> SystemTime {
    let seconds = u64::try_from(seconds).unwrap_or(0);
    UNIX_EPOCH + Duration::new(seconds, u32::try_from(nanoseconds).unwrap_or(0))
}

#[allow(clippy::unnecessary_cast)]
fn modified(stat: &Stat) -> SystemTime {
    time(stat.st_mtime as i64, stat.st_mtime_nsec as u64)
}

#[allow(clippy::unnecessary_cast)]
fn changed(stat: &Stat) -> SystemTime {
    time(stat.st_ctime as i64, stat.st_ctime_nsec as u64)
}

/// Whether nobody has written it for so long. A file that says it is from the future was given that time: the system's own note of its last
/// change counts.
fn is_settled(stat: &Stat, settle: Duration) -> bool {
    let now = SystemTime::now();
    let at = if modified(stat) > now { changed(stat) } else { modified(stat) };
    settle.is_zero() || now.duration_since(at).is_ok_and(|age| age >= settle)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;

    fn set_modified(path: &Path, ago: u64) {
        let at = SystemTime::now() - Duration::from_secs(ago);
        File::options().write(true).open(path).unwrap().set_modified(at).unwrap();
    }

    #[test]
    fn what_is_finished_is_taken_the_oldest_first_and_the_rest_left_alone() {
        let directory = tempfile::tempdir().unwrap();
        let at = |name: &str| directory.path().join(name);
        for (name, ago) in
            [("b.jsonl", 500), ("a.jsonl", 100), ("z.jsonl", 900), ("new.jsonl", 0), (".hidden", 900)]
        {
            fs::write(at(name), "{}").unwrap();
            set_modified(&at(name), ago);
        }
        for end in ["tmp", "Part", "partial", "filepart", "CRDOWNLOAD"] {
            fs::write(at(&format!("x.{end}")), "{}").unwrap();
            set_modified(&at(&format!("x.{end}")), 900);
        }
        fs::create_dir(at("ann@example.com")).unwrap();
        fs::create_dir(at("done")).unwrap();
        symlink(at("a.jsonl"), at("link.jsonl")).unwrap();
        symlink(at("done"), at("bob@example.com")).unwrap();
        let inbox = Inbox::open(directory.path()).unwrap();
        let contents = inbox.contents(Duration::from_secs(5)).unwrap();
        assert_eq!(contents.ready, ["z.jsonl", "b.jsonl", "a.jsonl"]);
        assert_eq!((contents.unsettled, contents.directories), (1, vec![OsString::from("ann@example.com")]));
        assert_eq!(inbox.contents(Duration::ZERO).unwrap().ready.last().unwrap(), "new.jsonl");
        assert!(inbox.inner(OsStr::new("bob@example.com")).is_err(), "a link is not followed");
    }

    #[test]
    fn a_time_in_the_future_does_not_keep_a_file_for_ever() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a");
        fs::write(&path, "{}").unwrap();
        let later = SystemTime::now() + Duration::from_secs(1_000_000);
        File::options().write(true).open(&path).unwrap().set_modified(later).unwrap();
        let inbox = Inbox::open(directory.path()).unwrap();
        assert_eq!(inbox.contents(Duration::from_secs(60)).unwrap().unsettled, 1);
        std::thread::sleep(Duration::from_millis(20));
        assert_eq!(inbox.contents(Duration::from_millis(10)).unwrap().ready, ["a"]);
    }

    #[test]
    fn an_inbox_is_locked_by_one_at_a_time() {
        let directory = tempfile::tempdir().unwrap();
        let [one, other] = [(); 2].map(|()| Inbox::open(directory.path()).unwrap());
        let lock = one.lock().unwrap().unwrap();
        assert!(other.lock().unwrap().is_none());
        drop(lock);
        assert!(other.lock().unwrap().is_some());
    }
}
