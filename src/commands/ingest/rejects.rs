//! Where rejected records go, such that they can be mended and loaded again.

use std::ffi::OsString;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result};

use crate::error::{Failure, Kind};
use crate::ingest::{Reject, Table};
use crate::output::file;

/// Files of rejected records: one for JSON and one for each header, as one file can have only one.
pub struct RejectFiles {
    path: PathBuf,
    inputs: Vec<PathBuf>,
    files: Vec<RejectFile>,
    /// Whether each begins with the mark of UTF-8: what is read in another encoding would else be read in that again.
    marked: bool,
}

struct RejectFile {
    path: PathBuf,
    file: BufWriter<File>,
    /// What is in it, once anything is.
    form: Option<Form>,
}

/// The table whose rows a file holds; none for JSON.
type Form = Option<Arc<Table>>;

impl RejectFiles {
    /// Opens the first, readable by its owner only: it holds personal data.
    pub(super) fn create(path: &Path, inputs: &[PathBuf]) -> Result<RejectFiles> {
        let first = RejectFile::create(path.to_owned(), inputs)?;
        Ok(RejectFiles {
            path: path.to_owned(),
            inputs: inputs.to_owned(),
            files: vec![first],
            marked: false,
        })
    }

    /// The first is open already, for what one input holds.
    pub fn new(path: PathBuf, file: File) -> RejectFiles {
        let first = RejectFile { path: path.clone(), file: BufWriter::new(file), form: None };
        RejectFiles { path, inputs: Vec::new(), files: vec![first], marked: false }
    }

    /// The same, for records of inputs that are in another encoding than UTF-8.
    pub(super) fn marked(self, marked: bool) -> RejectFiles {
        RejectFiles { marked, ..self }
    }

    pub(super) fn add(&mut self, reject: &Reject) -> Result<()> {
        let holds = |file: &RejectFile| file.form.as_ref().is_none_or(|form| *form == reject.table);
        let place = match self.files.iter().position(holds) {
            Some(place) => place,
            None => self.another()?,
        };
        let file = &mut self.files[place];
        file.add(reject, self.marked).with_context(|| format!("cannot write {}", file.path.display()))
    }

    /// Makes room for records of one more form: in `rejects-2.csv`, or in the same where that is no file, as a pipe.
    fn another(&mut self) -> Result<usize> {
        if !self.path.is_file() {
            self.files[0].form = None;
            return Ok(0);
        }
        let mut name: OsString = self.path.file_stem().unwrap_or_default().to_owned();
        name.push(format!("-{}", self.files.len() + 1));
        if let Some(extension) = self.path.extension() {
            name.push(".");
            name.push(extension);
        }
        self.files.push(RejectFile::create(self.path.with_file_name(name), &self.inputs)?);
        Ok(self.files.len() - 1)
    }

    /// Writes what is left, and returns the names of the files.
    pub(super) fn finish(self) -> Result<String> {
        let mut names = Vec::new();
        for RejectFile { path, mut file, .. } in self.files {
            file.flush().with_context(|| format!("cannot write {}", path.display()))?;
            names.push(path.display().to_string());
        }
        Ok(names.join(" and "))
    }
}

impl RejectFile {
    fn create(path: PathBuf, inputs: &[PathBuf]) -> Result<RejectFile> {
        let shown = path.display();
        if let Ok(real) = path.canonicalize()
            && inputs.iter().any(|input| input.canonicalize().is_ok_and(|input| input == real))
        {
            let message = format!("{shown} is also read from");
            return Err(Failure::new(Kind::Usage, "rejects_over_input", message)
                .hint("write the rejected records to another file")
                .into());
        }
        let file = file::create(&path).with_context(|| format!("cannot write {shown}"))?;
        Ok(RejectFile { file: BufWriter::new(file), path, form: None })
    }

    fn add(&mut self, reject: &Reject, marked: bool) -> std::io::Result<()> {
        let form = &reject.table;
        if self.form.is_none() {
            if marked {
                self.file.write_all("\u{feff}".as_bytes())?;
            }
            self.form = Some(form.clone());
            if let Some(table) = form {
                self.file.write_all(table.header())?;
                self.file.write_all(b"\n")?;
            }
        }
        match form {
            // A cell may hold line breaks.
            Some(_) => self.file.write_all(&reject.text)?,
            // One line a record.
            None => {
                let line = reject.text.iter().map(|&b| if matches!(b, b'\n' | b'\r') { b' ' } else { b });
                self.file.write_all(&line.collect::<Vec<u8>>())?;
            }
        }
        self.file.write_all(b"\n")
    }
}
