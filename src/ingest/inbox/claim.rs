//! A file that was taken, until it is put away.
//!
//! In `working/JOB/`, names that begin with a dot are ours (no file that is taken has such a name): `.rejects`, and `.done/` or `.failed/`
//! with what is to lie beside the file there, under its final name. The file itself moves first and these follow it, so that a directory
//! without a file says what is still to be moved.

use std::ffi::{OsStr, OsString};
use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::time::Duration;

use rustix::fs::{
    AtFlags, FileType, Mode, OFlags, RenameFlags, fsync, mkdirat, openat, renameat, renameat_with, unlinkat,
};
use rustix::io::Errno;
use uuid::Uuid;

use super::{DONE, FAILED, Inbox, WORKING};
use super::{directory_in, is_hidden, is_settled, names_in, own_directory_in, stat_in};

/// Rejected records while a file is loaded.
const REJECTS: &str = ".rejects";
/// What lies beside a file that was put away: its rejected records, and what was wrong with it.
const REJECTS_END: &str = ".rejects.jsonl";
const ERROR_END: &str = ".error";
/// The longest name that most file systems know, in bytes, and the longest that leaves room for those.
const LONGEST_NAME: usize = 255;
const LONGEST: usize = LONGEST_NAME - REJECTS_END.len();

/// How it ended with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It was loaded.
    Done,
    /// Nothing of it can be.
    Failed,
}

impl End {
    fn directory(self) -> &'static str {
        match self {
            End::Done => DONE,
            End::Failed => FAILED,
        }
    }

    /// Where its companions wait.
    fn staging(self) -> &'static str {
        match self {
            End::Done => ".done",
            End::Failed => ".failed",
        }
    }
}

/// A file that was taken.
#[derive(Debug)]
pub struct Claim<'a> {
    inbox: &'a Inbox,
    working: OwnedFd,
    directory: OwnedFd,
    job: Uuid,
    name: OsString,
}

impl Inbox {
    /// Takes a file; `None` where it went away, or somebody has begun to write it.
    ///
    /// # Errors
    /// When it cannot be moved.
    pub fn claim(&self, name: &OsStr, settle: Duration) -> io::Result<Option<Claim<'_>>> {
        let working = own_directory_in(&self.directory, WORKING, 0o700)?;
        let job = Uuid::new_v4();
        let directory = new_directory(&working, job)?;
        let claim = Claim { inbox: self, working, directory, job, name: name.to_owned() };
        match renameat(&self.directory, name, &claim.directory, name) {
            Ok(()) => {}
            Err(error) => {
                claim.forget();
                return if error == Errno::NOENT { Ok(None) } else { Err(error.into()) };
            }
        }
        let file = |stat: rustix::fs::Stat| {
            FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile && is_settled(&stat, settle)
        };
        if !stat_in(&claim.directory, name)?.is_some_and(file) {
            claim.give_back()?;
            return Ok(None);
        }
        // What is not written through may be undone by a power cut, and the job's id be lost.
        let _ = fsync(&claim.directory).and_then(|()| fsync(&claim.working));
        Ok(Some(claim))
    }

    /// The files that a run which was stopped has left, in the order of their time. Whatever it had still to put away is put away.
    ///
    /// # Errors
    /// When what it left cannot be read or moved.
    pub fn left(&self, settle: Duration) -> io::Result<Vec<Claim<'_>>> {
        let working = match directory_in(&self.directory, WORKING) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            working => working?,
        };
        let mut left = Vec::new();
        for entry in names_in(&working)? {
            let Some(job) = entry.to_str().and_then(|name| Uuid::try_parse(name).ok()) else { continue };
            // A link or a file of that name is none of ours.
            let Ok(directory) = directory_in(&working, &*entry) else { continue };
            let mut files = Vec::new();
            let mut names = names_in(&directory)?;
            names.retain(|name| !is_hidden(name));
            for name in &names {
                if let Some(stat) = stat_in(&directory, name)?
                    && FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile
                {
                    files.push((super::modified(&stat), name.clone(), is_settled(&stat, settle)));
                }
            }
            let claim = |name| -> io::Result<Claim<'_>> {
                let working = working.try_clone()?;
                let directory = directory.try_clone()?;
                Ok(Claim { inbox: self, working, directory, job, name })
            };
            match files.into_iter().min() {
                None if names.is_empty() => claim(OsString::new())?.put_companions()?,
                None => {}
                Some((modified, name, true)) => left.push((modified, name.clone(), claim(name)?)),
                // Its writer had it open when it was taken, and goes on.
                Some(_) => {}
            }
        }
        left.sort_by(|(a, name, _), (b, other, _)| (a, name).cmp(&(b, other)));
        Ok(left.into_iter().map(|(.., claim)| claim).collect())
    }
}

impl Claim<'_> {
    /// The id that its job has, or is to have.
    pub fn job(&self) -> Uuid {
        self.job
    }

    /// Its name.
    pub fn name(&self) -> &OsStr {
        &self.name
    }

    /// Where it is now.
    pub fn path(&self) -> PathBuf {
        self.inbox.path.join(WORKING).join(self.job.to_string()).join(&self.name)
    }

    /// Opens it.
    ///
    /// # Errors
    /// When it cannot be read, or is no file.
    pub fn open(&self) -> io::Result<File> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let file = File::from(openat(&self.directory, &*self.name, flags, Mode::empty())?);
        if !file.metadata()?.is_file() {
            return Err(io::Error::other("that is no file"));
        }
        Ok(file)
    }

    /// Whether it is as it was when it was opened.
    pub fn is_still(&self, opened: &Metadata) -> bool {
        let now = self.open().and_then(|file| file.metadata());
        let of = |metadata: &Metadata| {
            (metadata.dev(), metadata.ino(), metadata.len(), metadata.mtime(), metadata.mtime_nsec())
        };
        now.is_ok_and(|now| of(&now) == of(opened))
    }

    /// Gives it another id, as its job turned out to be another's.
    ///
    /// # Errors
    /// When it cannot be moved.
    pub fn renew(&mut self) -> io::Result<()> {
        let job = Uuid::new_v4();
        let directory = new_directory(&self.working, job)?;
        renameat(&self.directory, &*self.name, &directory, &*self.name)?;
        self.forget();
        (self.job, self.directory) = (job, directory);
        Ok(())
    }

    /// Where its rejected records are to be written; its owner alone may read them. What an earlier run wrote is gone.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn rejects(&self) -> io::Result<File> {
        self.clear()?;
        new_file(&self.directory, REJECTS)
    }

    /// Puts it back where it was taken from; false, and it stays, where another has its name by now.
    ///
    /// # Errors
    /// When it cannot be moved.
    pub fn give_back(&self) -> io::Result<bool> {
        self.clear()?;
        let moved = rename_new(&self.directory, &self.name, &self.inbox.directory, &self.name)?;
        self.forget();
        Ok(moved)
    }

    /// Puts it away, with what was rejected where `rejects` says so, and with an `error` text beside it. Returns where it is then; nothing
    /// that is there is replaced.
    ///
    /// # Errors
    /// When it cannot be moved.
    pub fn finish(self, end: End, rejects: bool, error: Option<&str>) -> io::Result<PathBuf> {
        let target = own_directory_in(&self.inbox.directory, end.directory(), 0o777)?;
        self.clear_staging()?;
        for number in 1.. {
            let name = numbered(&self.name, number, LONGEST);
            let companions = [with_end(&name, REJECTS_END), with_end(&name, ERROR_END)];
            if [&name, &companions[0], &companions[1]]
                .into_iter()
                .any(|name| !matches!(stat_in(&target, name), Ok(None)))
            {
                continue;
            }
            if rejects || error.is_some() {
                let staging = own_directory_in(&self.directory, end.staging(), 0o700)?;
                if rejects {
                    File::from(openat(
                        &self.directory,
                        REJECTS,
                        OFlags::RDONLY | OFlags::CLOEXEC,
                        Mode::empty(),
                    )?)
                    .sync_all()?;
                    renameat(&self.directory, REJECTS, &staging, &*companions[0])?;
                }
                if let Some(error) = error {
                    let mut file = new_file(&staging, &*companions[1])?;
                    file.write_all(error.as_bytes())?;
                    file.sync_all()?;
                }
            }
            if rename_new(&self.directory, &self.name, &target, &name)? {
                self.put_companions()?;
                return Ok(self.inbox.path.join(end.directory()).join(name));
            }
            // Somebody put one there just now: its companions are to have another name.
            if rejects {
                let staging = directory_in(&self.directory, end.staging())?;
                renameat(&staging, &*companions[0], &self.directory, REJECTS)?;
            }
            self.clear_staging()?;
        }
        Err(ErrorKind::AlreadyExists.into())
    }

    /// Moves what is to lie beside a file that was put away, and takes the rest away.
    fn put_companions(&self) -> io::Result<()> {
        for end in [End::Done, End::Failed] {
            let Ok(staging) = directory_in(&self.directory, end.staging()) else { continue };
            let names = names_in(&staging)?;
            if names.is_empty() {
                continue;
            }
            let target = own_directory_in(&self.inbox.directory, end.directory(), 0o777)?;
            for name in names {
                let mut number = 1;
                while !rename_new(&staging, &name, &target, &numbered(&name, number, LONGEST_NAME))? {
                    number += 1;
                }
            }
        }
        self.clear()?;
        self.forget();
        Ok(())
    }

    /// Takes away what an earlier run had prepared.
    fn clear(&self) -> io::Result<()> {
        remove(&self.directory, REJECTS)?;
        self.clear_staging()
    }

    fn clear_staging(&self) -> io::Result<()> {
        for end in [End::Done, End::Failed] {
            let Ok(staging) = directory_in(&self.directory, end.staging()) else { continue };
            for name in names_in(&staging)? {
                remove(&staging, &*name)?;
            }
            unlinkat(&self.directory, end.staging(), AtFlags::REMOVEDIR)?;
        }
        Ok(())
    }

    /// Takes its directory away, unless there is something in it: that is the next run's.
    fn forget(&self) {
        let _ = unlinkat(&self.working, self.job.to_string(), AtFlags::REMOVEDIR);
    }
}

fn new_directory(working: &OwnedFd, job: Uuid) -> io::Result<OwnedFd> {
    let name = job.to_string();
    mkdirat(working, &*name, Mode::from_raw_mode(0o700))?;
    directory_in(working, &*name)
}

fn new_file(directory: &OwnedFd, name: impl rustix::path::Arg) -> io::Result<File> {
    let flags = OFlags::CREATE | OFlags::EXCL | OFlags::WRONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    Ok(openat(directory, name, flags, Mode::from_raw_mode(0o600))?.into())
}

fn remove(directory: &OwnedFd, name: impl rustix::path::Arg) -> io::Result<()> {
    match unlinkat(directory, name, AtFlags::empty()) {
        Ok(()) | Err(Errno::NOENT) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Renames, unless the new name is taken: then it is false.
fn rename_new(from: &impl AsFd, name: &OsStr, to: &impl AsFd, new: &OsStr) -> io::Result<bool> {
    match renameat_with(from, name, to, new, RenameFlags::NOREPLACE) {
        Ok(()) => Ok(true),
        Err(Errno::EXIST) => Ok(false),
        // File systems (NFS, FUSE) and kernels that cannot do it at once; whoever works on the inbox has locked it.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) if stat_in(to, new)?.is_some() => Ok(false),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
            renameat(from, name, to, new)?;
            Ok(true)
        }
        Err(error) => Err(error.into()),
    }
}

fn with_end(name: &OsStr, end: &str) -> OsString {
    let mut name = name.to_owned();
    name.push(end);
    name
}

/// `leads.jsonl`, `leads.2.jsonl`, `leads.3.jsonl`: no longer than so many bytes.
fn numbered(name: &OsStr, number: u32, longest: usize) -> OsString {
    let bytes = name.as_bytes();
    let dot = bytes.iter().rposition(|byte| *byte == b'.').filter(|at| *at > 0 && bytes.len() - at <= 16);
    let (stem, end) = bytes.split_at(dot.unwrap_or(bytes.len()));
    let number = if number == 1 { String::new() } else { format!(".{number}") };
    let mut length = stem.len().min(longest - end.len() - number.len());
    // Not in the middle of a character.
    while length < stem.len() && length > 0 && stem[length] & 0xc0 == 0x80 {
        length -= 1;
    }
    OsString::from_vec([&stem[..length], number.as_bytes(), end].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    const AT_ONCE: Duration = Duration::ZERO;

    fn names(directory: &Path) -> Vec<String> {
        let entries = fs::read_dir(directory).into_iter().flatten();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    fn inbox(files: &[&str]) -> (tempfile::TempDir, Inbox) {
        let directory = tempfile::tempdir().unwrap();
        for name in files {
            fs::write(directory.path().join(name), name).unwrap();
        }
        let inbox = Inbox::open(directory.path()).unwrap();
        (directory, inbox)
    }

    fn claim<'a>(inbox: &'a Inbox, name: &str) -> Claim<'a> {
        inbox.claim(OsStr::new(name), AT_ONCE).unwrap().unwrap()
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number_and_nothing_is_replaced() {
        let (directory, inbox) = inbox(&["a.jsonl"]);
        for text in ["a.jsonl", "second", "third"] {
            fs::write(directory.path().join("a.jsonl"), text).unwrap();
            let claim = claim(&inbox, "a.jsonl");
            claim.rejects().unwrap().write_all(text.as_bytes()).unwrap();
            claim.finish(End::Done, text != "second", Some(text)).unwrap();
        }
        let done = directory.path().join("done");
        let ends = ["", ".error", ".rejects.jsonl"];
        for (name, text) in [("a.jsonl", "a.jsonl"), ("a.2.jsonl", "second"), ("a.3.jsonl", "third")] {
            for end in ends.iter().filter(|end| text != "second" || **end != ".rejects.jsonl") {
                assert_eq!(
                    fs::read_to_string(done.join(format!("{name}{end}"))).unwrap(),
                    text,
                    "{name}{end}"
                );
            }
        }
        assert_eq!(names(&done).len(), 8);
        assert_eq!(names(&directory.path().join("working")), [""; 0]);
        // What lies there of another file is as good as the file.
        fs::write(done.join("b.error"), "kept").unwrap();
        fs::write(directory.path().join("b"), "b").unwrap();
        claim(&inbox, "b").finish(End::Done, false, None).unwrap();
        assert!(done.join("b.2").exists());
    }

    #[test]
    fn what_a_killed_run_had_still_to_put_away_is_put_away() {
        let (directory, inbox) = inbox(&["a"]);
        let working = directory.path().join("working");
        let held = claim(&inbox, "a");
        let place = working.join(held.job().to_string());
        // Killed after the file went to its place, before its companions did.
        fs::create_dir(place.join(".failed")).unwrap();
        fs::write(place.join(".failed/a.error"), "why").unwrap();
        fs::write(place.join(".rejects"), "no longer wanted").unwrap();
        fs::create_dir(directory.path().join("failed")).unwrap();
        fs::rename(place.join("a"), directory.path().join("failed/a")).unwrap();
        // Killed before it had moved a file.
        fs::create_dir(working.join(Uuid::new_v4().to_string())).unwrap();
        assert!(inbox.left(AT_ONCE).unwrap().is_empty());
        assert_eq!(names(&directory.path().join("failed")), ["a", "a.error"]);
        assert_eq!(names(&working), [""; 0]);
    }

    #[test]
    fn a_file_that_was_left_keeps_its_job_and_what_is_not_ours_is_left_alone() {
        let (directory, inbox) = inbox(&["a"]);
        let job = claim(&inbox, "a").job();
        let place = directory.path().join("working").join(job.to_string());
        fs::create_dir(place.join(".done")).unwrap();
        fs::write(place.join(".done/a.error"), "of the run that was killed").unwrap();
        fs::create_dir(directory.path().join("working/notes")).unwrap();
        let link = directory.path().join("working").join(Uuid::new_v4().to_string());
        std::os::unix::fs::symlink("/etc", link).unwrap();
        let mut left = inbox.left(AT_ONCE).unwrap();
        assert_eq!(
            left.iter().map(|claim| (claim.job(), claim.name())).collect::<Vec<_>>(),
            [(job, OsStr::new("a"))]
        );
        assert!(inbox.left(Duration::from_secs(60)).unwrap().is_empty(), "it is still being written");
        let mut claim = left.remove(0);
        claim.rejects().unwrap();
        assert_eq!(names(&place), [".rejects", "a"]);
        claim.clear().unwrap();
        claim.renew().unwrap();
        assert!(claim.job() != job && !place.exists());
        assert!(claim.give_back().unwrap());
        assert_eq!(fs::read_to_string(directory.path().join("a")).unwrap(), "a");
    }

    #[test]
    fn a_file_is_given_back_unless_another_has_its_name() {
        let (directory, inbox) = inbox(&["a"]);
        let claim = claim(&inbox, "a");
        fs::write(directory.path().join("a"), "newer").unwrap();
        assert!(!claim.give_back().unwrap());
        assert_eq!(fs::read_to_string(directory.path().join("a")).unwrap(), "newer");
        assert_eq!(inbox.left(AT_ONCE).unwrap().len(), 1);
    }

    #[test]
    fn a_file_that_grows_while_it_is_read_is_noticed() {
        let (_directory, inbox) = inbox(&["a"]);
        let claim = claim(&inbox, "a");
        let opened = claim.open().unwrap().metadata().unwrap();
        assert!(claim.is_still(&opened));
        fs::write(claim.path(), "a and more").unwrap();
        assert!(!claim.is_still(&opened));
    }

    #[test]
    fn a_link_in_the_place_of_a_directory_leads_nowhere() {
        let (directory, inbox) = inbox(&["a"]);
        let elsewhere = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), directory.path().join("done")).unwrap();
        let error = claim(&inbox, "a").finish(End::Done, false, None).unwrap_err();
        assert!(error.to_string().contains("done is no directory"), "{error}");
        assert_eq!(names(elsewhere.path()), [""; 0]);
    }

    #[test]
    fn names_leave_room_for_what_is_appended() {
        let of = |name: &str, number| numbered(OsStr::new(name), number, LONGEST).into_string().unwrap();
        assert_eq!((of("a.jsonl", 1), of("a.jsonl", 2)), ("a.jsonl".to_owned(), "a.2.jsonl".to_owned()));
        assert_eq!(
            (of("a", 3), of("x.a long end with spaces", 2)),
            ("a.3".to_owned(), "x.a long end with spaces.2".to_owned())
        );
        for name in
            ["x".repeat(255), format!("{}.jsonl", "x".repeat(249)), format!("a{}.jsonl", "é".repeat(124))]
        {
            let short = of(&name, 12);
            assert!(short.len() <= LONGEST && short.len() > LONGEST - 3, "{short}");
            assert!(short.ends_with(".12.jsonl") || short.ends_with(".12"), "{short}");
        }
    }
}
