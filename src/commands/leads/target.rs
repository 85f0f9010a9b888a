//! The file that an export goes to: whole or not at all.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::error::{Failure, Kind};
use crate::output::file::Draft;
use crate::output::{Format, text};

/// An export on its way to a file. Dropped, it leaves what was there.
pub(super) struct Target {
    path: PathBuf,
    draft: Draft,
    writer: Writer,
}

enum Writer {
    Plain(File),
    Gzip(Box<GzEncoder<File>>),
}

impl Target {
    /// Begins a file beside the one that is to be replaced.
    pub(super) fn begin(path: &Path) -> Result<Target> {
        let shown = path.display();
        let ending = Ending::of(path);
        if ending.packed == Some("zst") {
            let message = format!("cannot write {shown}: exports are compressed with gzip only");
            return Err(Failure::new(Kind::Usage, "unknown_compression", message)
                .hint("name the file .gz, or: leadengine leads export | zstd > FILE.zst")
                .into());
        }
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        if let Some(parent) = parent.filter(|parent| !parent.exists()) {
            let message = format!("cannot write {shown}: there is no directory {}", parent.display());
            return Err(Failure::new(Kind::NotFound, "no_such_directory", message)
                .hint(format!("mkdir -p {}", text::file_word(parent)))
                .into());
        }
        let failed = || format!("cannot write {shown}");
        let mut draft = Draft::new(path).with_context(failed)?;
        let file = draft.file().try_clone().with_context(failed)?;
        let writer = match ending.packed {
            Some(_) => Writer::Gzip(Box::new(GzEncoder::new(file, Compression::default()))),
            None => Writer::Plain(file),
        };
        Ok(Target { path: path.to_owned(), draft, writer })
    }

    /// Puts it in its place.
    pub(super) fn keep(self) -> Result<()> {
        let Target { path, draft, writer } = self;
        let finished = match writer {
            Writer::Plain(_) => Ok(()),
            Writer::Gzip(encoder) => encoder.finish().map(drop),
        };
        finished.and_then(|()| draft.keep()).with_context(|| format!("cannot write {}", path.display()))
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.writer {
            Writer::Plain(file) => file.write(bytes),
            Writer::Gzip(encoder) => encoder.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.writer {
            Writer::Plain(file) => file.flush(),
            Writer::Gzip(encoder) => encoder.flush(),
        }
    }
}

/// What the name of a file says of its form.
pub(super) struct Ending {
    /// The form of what stands in it.
    pub(super) format: Option<Format>,
    /// That of a program which reads none of our forms.
    pub(super) foreign: Option<&'static str>,
    /// `gz` or `zst`.
    packed: Option<&'static str>,
}

/// Forms that a name asks for and an export does not have.
const FOREIGN: [&str; 8] = ["xlsx", "xls", "ods", "parquet", "xml", "tsv", "sql", "pdf"];

impl Ending {
    pub(super) fn of(path: &Path) -> Ending {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        let mut parts = name.rsplit('.').peekable();
        let packed = ["gz", "zst"].into_iter().find(|packed| parts.next_if_eq(packed).is_some());
        // A name without a dot has no ending.
        let end = parts.next().filter(|_| name.contains('.'));
        let foreign = FOREIGN.into_iter().find(|foreign| end == Some(foreign));
        let format = match end {
            Some("csv") => Some(Format::Csv),
            Some("json") => Some(Format::Json),
            Some("jsonl" | "ndjson") => Some(Format::Jsonl),
            _ => None,
        };
        Ending { format, foreign, packed }
    }
}
