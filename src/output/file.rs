//! Files that hold personal data: readable by their owner only, whatever was there before and whatever the umask is.
//!
//! Such a file is made under a name that nobody can guess and then renamed, so that in a directory which others may write to, like
//! /tmp, nobody can put a link or an open file of their own in its place.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind};
use std::os::fd::AsFd;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use rustix::process::geteuid;
use tempfile::{Builder, NamedTempFile};

/// Where a path leads.
enum Place {
    /// To a regular file, or to nothing yet.
    File(PathBuf),
    /// To a pipe, a terminal, or a descriptor such as /dev/stdout: that is written to, and never replaced.
    Stream(PathBuf),
}

/// Opens a file to be written from its beginning. What was there is replaced at once; pipes, devices and /dev/stdout are written to
/// as they are.
///
/// # Errors
/// When it cannot be written, or the path is a symbolic link that another user made.
pub fn create(path: &Path) -> io::Result<File> {
    match place(path)? {
        Place::Stream(path) => stream(&path),
        Place::File(path) => {
            match temporary(&path).and_then(|made| made.persist(&path).map_err(Into::into)) {
                // The directory may be closed to us where the file is not.
                Err(error) if matches!(error.kind(), ErrorKind::PermissionDenied) => {
                    emptied(&path).or(Err(error))
                }
                made => made,
            }
        }
    }
}

/// A file that is being written, and stands in its place only when it is whole.
#[derive(Debug)]
pub struct Draft {
    file: NamedTempFile,
    place: PathBuf,
}

impl Draft {
    /// Begins one that is to go to this path. Dropped, it leaves nothing behind.
    ///
    /// # Errors
    /// As [`create`]; and when the path leads to something that is no file.
    pub fn new(path: &Path) -> io::Result<Draft> {
        match place(path)? {
            Place::File(place) => Ok(Draft { file: temporary(&place)?, place }),
            Place::Stream(_) => Err(io::Error::other("that is no file")),
        }
    }

    /// What it is written to.
    pub fn file(&mut self) -> &mut File {
        self.file.as_file_mut()
    }

    /// Where it can be read again before it is kept.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// Puts it in its place.
    ///
    /// # Errors
    /// When what is there cannot be replaced.
    pub fn keep(self) -> io::Result<()> {
        self.file.as_file().sync_all()?;
        self.file.persist(&self.place).map(drop).map_err(Into::into)
    }
}

/// Follows symbolic links, but those that another user made: such a link could lead to any file of ours. (Linux does the same where
/// fs.protected_symlinks is set.)
fn place(path: &Path) -> io::Result<Place> {
    const MOST_LINKS: usize = 40;
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        let metadata = match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Place::File(path)),
            found => found?,
        };
        if metadata.is_file() {
            return Ok(Place::File(path));
        }
        if metadata.is_dir() {
            return Err(ErrorKind::IsADirectory.into());
        }
        if !metadata.is_symlink() || is_descriptor(&path) {
            return Ok(Place::Stream(path));
        }
        if metadata.uid() != 0 && metadata.uid() != geteuid().as_raw() {
            let message = format!("{} is a symbolic link that another user made", path.display());
            return Err(io::Error::new(ErrorKind::PermissionDenied, message));
        }
        let to = fs::read_link(&path)?;
        path = path.parent().unwrap_or(Path::new("")).join(to);
    }
    Err(io::Error::other("too many symbolic links"))
}

/// Whether the path is an open descriptor of a process, as /dev/stdout leads to one.
fn is_descriptor(path: &Path) -> bool {
    let directory = path.parent().and_then(|parent| fs::canonicalize(parent).ok());
    directory.is_some_and(|directory| directory.starts_with("/proc") || directory.starts_with("/dev/fd"))
}

fn stream(path: &Path) -> io::Result<File> {
    let own = |name: &str| {
        ["/proc/self/fd", "/dev/fd"].iter().any(|directory| path == Path::new(directory).join(name))
    };
    // The very same, or two that write to one file would each begin at its beginning.
    match () {
        () if own("1") => Ok(io::stdout().as_fd().try_clone_to_owned()?.into()),
        () if own("2") => Ok(io::stderr().as_fd().try_clone_to_owned()?.into()),
        () => OpenOptions::new().append(true).open(path),
    }
}

/// A new file in the directory of this one. Its mode is 0600.
fn temporary(path: &Path) -> io::Result<NamedTempFile> {
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    Builder::new().prefix(".leadengine-").suffix(".tmp").tempfile_in(directory)
}

/// The file that is there, emptied and closed to others.
fn emptied(path: &Path) -> io::Result<File> {
    let no_follow = OFlags::NOFOLLOW.bits().cast_signed();
    let file = OpenOptions::new().write(true).custom_flags(no_follow).open(path)?;
    if file.metadata()?.uid() != geteuid().as_raw() {
        return Err(ErrorKind::PermissionDenied.into());
    }
    file.set_permissions(Permissions::from_mode(0o600))?;
    file.set_len(0)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};

    #[test]
    fn a_file_in_a_closed_directory_is_emptied_and_closed_to_others() {
        let directory = tempfile::tempdir().unwrap();
        let (file, link) = (directory.path().join("file"), directory.path().join("link"));
        fs::write(&file, "for all to read").unwrap();
        fs::set_permissions(&file, Permissions::from_mode(0o666)).unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        assert!(emptied(&link).is_err(), "a link is not followed");
        emptied(&file).unwrap().write_all(b"mine").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
        assert_eq!(fs::metadata(&file).unwrap().mode() & 0o777, 0o600);
        assert!(emptied(&directory.path().join("none")).is_err());
    }

    #[test]
    fn a_draft_leaves_nothing_until_it_is_kept() {
        let directory = tempfile::tempdir().unwrap();
        let place = directory.path().join("place");
        fs::write(&place, "before").unwrap();
        let begin = || {
            let mut draft = Draft::new(&place).unwrap();
            draft.file().write_all(b"after").unwrap();
            draft
        };
        drop(begin());
        assert_eq!(fs::read_to_string(&place).unwrap(), "before");
        begin().keep().unwrap();
        assert_eq!(fs::read_to_string(&place).unwrap(), "after");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
        assert!(Draft::new(directory.path()).is_err() && Draft::new(Path::new("/dev/null")).is_err());
    }

    #[test]
    fn links_in_a_circle_come_to_an_end() {
        let directory = tempfile::tempdir().unwrap();
        let (one, other) = (directory.path().join("one"), directory.path().join("other"));
        std::os::unix::fs::symlink(&one, &other).unwrap();
        std::os::unix::fs::symlink(&other, &one).unwrap();
        assert!(create(&one).is_err());
        let mut nothing = String::new();
        create(Path::new("/dev/null")).unwrap().write_all(b"gone").unwrap();
        File::open("/dev/null").unwrap().read_to_string(&mut nothing).unwrap();
        assert_eq!(nothing, "");
    }
}
