//! `ingest`: from a file to raw leads.

mod rejects;

use std::fs::{File, Metadata};
use std::io::{self, BufReader, IsTerminal, Read};
use std::os::fd::AsFd;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use diesel::PgConnection;
use encoding_rs::Encoding;
use serde_json::Value;

pub(super) use self::rejects::RejectFiles;
use super::completions::values;
use super::names::{UserArg, optional_user, user_for};
use super::{Context, DONE};
use crate::error::{Failure, Kind};
use crate::ingest::{self, Broken, Input, InputFormat, MakeJob, Options, Reject, Summary};
use crate::interrupt::{self, Patient};
use crate::models::identifier;
use crate::models::scrape_jobs::{self, Job, NewJob};
use crate::models::users::User;
use crate::output::{Cell, Column, Output, Rows, progress, seconds, text};
use crate::quota;

/// Load scraped records: JSON Lines, a JSON array, CSV or TSV, from files or standard input, also compressed.
///
/// Each record is stored as it came, once a user: a second run on the same file adds nothing. Records that
/// cannot be stored are told with line and reason; the rest is loaded. What a file is (JSON or a table, its separator, gzip, zstd,
/// UTF-16 with a byte-order mark) is known by what it holds.
///
/// The first line of a table names the keys. Cells are separated by commas, semicolons, tabs or bars, and stay text; empty ones are left
/// out. The apostrophes that exports put before formulas ('=1+1) are taken off.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine ingest leads.csv\n  \
    scraper | leadengine ingest - --job 3f2a9c1e\n  \
    leadengine ingest *.csv --user ann@example.com --rejects rejects.csv")]
pub struct Ingest {
    /// Files to load; - is standard input
    #[arg(value_name = "FILE", required_unless_present = "job")]
    files: Vec<PathBuf>,
    /// Add to this job; without an id (or without the option) a new job is made when new records come
    #[arg(long, value_name = "ID", num_args = 0..=1, default_missing_value = "", add = values::jobs())]
    job: Option<String>,
    #[command(flatten)]
    user: UserArg,
    #[command(flatten)]
    load: LoadArgs,
    /// Write rejected records to this file, to be mended and loaded again
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Load nothing if anything is rejected
    #[arg(long)]
    strict: bool,
}

/// How files are loaded.
#[derive(Debug, Args)]
pub struct LoadArgs {
    /// Where the records come from, for a new job
    #[arg(long, value_name = "TYPE", default_value = "file", add = values::source_types())]
    pub(super) source_type: String,
    /// The form of the files: auto (what they hold tells), json, csv or tsv
    #[arg(long, value_name = "FORM", value_enum, hide_possible_values = true, default_value = "auto")]
    input_format: InputFormat,
    #[command(flatten)]
    encoding: EncodingArg,
    /// Reject longer records
    #[arg(long, value_name = "BYTES", default_value_t = 16 << 20, value_parser = clap::value_parser!(u32).range(2..=268_435_456))]
    max_record_bytes: u32,
    /// Connections that store side by side [default: as many as there are processors, at most 4]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=32))]
    connections: Option<u8>,
}

/// What text is in.
#[derive(Debug, Args)]
pub struct EncodingArg {
    /// The encoding of text that is not UTF-8 and does not say so, as Excel writes CSV: windows-1252, shift_jis, gbk or another
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(super) encoding: Option<&'static Encoding>,
}

/// By the names of the Encoding Standard. <https://encoding.spec.whatwg.org/#names-and-labels>
pub(super) fn encoding(name: &str) -> Result<&'static Encoding, String> {
    // Of those that are for the web alone the decoder gives nothing.
    Encoding::for_label_no_replacement(name.as_bytes()).ok_or_else(|| {
        "no encoding is called that: windows-1252, iso-8859-15, windows-1250, shift_jis, gbk, euc-kr …"
            .to_owned()
    })
}

/// What is loaded, and where to.
pub(super) struct Load<'a> {
    pub(super) inputs: Vec<Input>,
    /// Their bytes, where that is known.
    pub(super) total: Option<u64>,
    pub(super) user: &'a User,
    /// The job to add to; `None` makes one when the first new record comes.
    pub(super) job: Option<Job>,
    pub(super) make_job: &'a MakeJob<'a>,
    /// Where rejected records go.
    pub(super) rejects: Option<RejectFiles>,
    /// Load nothing if anything is rejected.
    pub(super) strict: bool,
}

/// What came of it.
pub(super) struct Loaded {
    pub(super) summary: Summary,
    /// The first records that were rejected, as they were told: input, line and reason.
    pub(super) told: Vec<String>,
    /// The names of the files that they went to.
    pub(super) rejects: Option<String>,
    /// Inputs that could not be read to their end, as they were told.
    pub(super) broken: Vec<String>,
}

pub(super) const COLUMNS: [Column; 7] = [
    Column::text("job_id", "Job"),
    Column::number("read", "Read"),
    Column::number("inserted", "Inserted"),
    Column::number("duplicates", "Duplicates"),
    Column::number("rejected", "Rejected"),
    Column::number("bytes", "Bytes"),
    Column::number("seconds", "Seconds"),
];

/// Rejected records that are told one by one; the rest are only counted.
const TOLD: u64 = 20;

impl Ingest {
    /// Loads the files.
    pub fn run(mut self, context: &Context) -> Result<u8> {
        let started = Instant::now();
        // `--job FILE` means a new job and a file: an id names no file.
        if let Some(job) = self.job.as_ref().filter(|job| is_file_name(job)) {
            self.files.push(PathBuf::from(job));
            self.job = None;
        }
        if self.files.is_empty() {
            return Err(Failure::new(
                Kind::Usage,
                "no_file_given",
                "say which file to load, or - for standard input",
            )
            .hint("leadengine ingest leads.jsonl")
            .into());
        }
        if self.files.iter().filter(|file| is_stdin(file)).count() > 1 {
            return Err(Failure::new(Kind::Usage, "stdin_twice", "standard input can be read only once")
                .hint("name - once: scraper | leadengine ingest - more.jsonl")
                .into());
        }
        let sizes = self.files.iter().map(|file| check_file(file)).collect::<Result<Vec<_>>>()?;
        let rejects =
            self.rejects.as_deref().map(|path| RejectFiles::create(path, &self.files)).transpose()?;

        let (_, (user, job)) = context.connected(|conn| self.owner(conn))?;

        let output = &context.output;
        let total = sizes.iter().copied().collect::<Option<Vec<u64>>>().map(|sizes| sizes.iter().sum());
        interrupt::listen()?;
        let inputs = self.files.iter().map(|file| open(file)).collect::<Result<Vec<_>>>()?;
        let names: Vec<&str> = inputs.iter().map(|input| &*input.name).collect();
        let query = names.join(", ");
        let make_job = |conn: &mut PgConnection| make_job(conn, &user, &self.load.source_type, &query);
        let load =
            Load { inputs, total, user: &user, job, make_job: &make_job, rejects, strict: self.strict };
        let Loaded { summary, rejects, broken, .. } = self.load.load(context, load)?;

        if self.strict && summary.rejected > 0 && !summary.interrupted {
            let message =
                format!("nothing loaded: {} of {} records were rejected", summary.rejected, summary.read);
            return Err(Failure::new(Kind::Failed, "rejected", message)
                .hint("mend them, or leave --strict out to load the rest")
                .into());
        }
        if let Some(job) = summary.job.filter(|_| summary.inserted == 0 && !summary.interrupted) {
            context.connected(|conn| Job::complete_if_empty(conn, job).map_err(Into::into))?;
        }
        let cells = vec![
            summary.job.map_or(Cell::new(Value::Null), |id| Cell::new(id.to_string())),
            summary.read.into(),
            summary.inserted.into(),
            summary.duplicates.into(),
            summary.rejected.into(),
            summary.bytes.into(),
            seconds(started),
        ];
        Rows::one(output, &COLUMNS, cells)?;
        if let Some(names) = rejects.filter(|_| summary.rejected > 0) {
            // Into the same job: what was said of its records holds for these, too.
            let job =
                summary.job.map_or(String::new(), |job| format!(", with --job {}", identifier::short(job)));
            output.note(format!("rejected records are in {names}: mend them and load that{job}"));
        }
        if let Some(status) = interrupt::asked().filter(|_| summary.interrupted) {
            output.note(match self.strict {
                true => "interrupted: nothing was loaded",
                false => "interrupted: what was loaded stays; the same command loads the rest",
            });
            return Ok(status);
        }
        refuse_if_all_rejected(&summary)?;
        if !broken.is_empty() {
            let (count, all) = (broken.len(), text::counted(self.files.len() as u64, "file"));
            let message = format!("{count} of {all} could not be read to the end");
            return Err(Failure::new(Kind::Failed, "broken_input", message)
                .hint(
                    "what came before the break is loaded; of a whole copy, the same command loads the rest",
                )
                .into());
        }
        match (summary.read, summary.inserted) {
            (0, _) => output.note("no record found; leadengine ingest --help says what is read"),
            (_, 0) => output
                .note("nothing new: all of it was loaded before; leadengine leads shows what came of it"),
            _ => output.note("next: leadengine normalize"),
        }
        Ok(DONE)
    }

    /// Whose records they are, and the job to add them to.
    fn owner(&self, conn: &mut PgConnection) -> Result<(User, Option<Job>)> {
        // LEADENGINE_USER is a default for jobs that do not say whose they are.
        let named = optional_user(conn, self.user.given())?;
        let job = match self.job.as_deref() {
            None | Some("") => None,
            Some(name) => Some(Job::named(conn, name, named.as_ref())?),
        };
        let user = match (job.as_ref().and_then(|job| job.user_id), named) {
            (Some(owner), _) => User::by_id(conn, owner)?
                .ok_or_else(|| Failure::new(Kind::NotFound, "no_such_user", "the job's user was removed"))?,
            (None, Some(named)) => named,
            (None, None) => user_for(conn, None)?,
        };
        quota::refuse_inactive(&user)?;
        let Some(job) = job else { return Ok((user, None)) };
        let begun = job
            .begun(conn)?
            .ok_or_else(|| Failure::new(Kind::NotFound, "no_such_job", "the job was removed meanwhile"))?;
        Ok((user, Some(begun)))
    }
}

impl LoadArgs {
    /// Loads, with a progress bar, and tells what is rejected.
    ///
    /// # Errors
    /// As [`ingest::run`]; and when the rejected records cannot be written.
    pub(super) fn load(&self, context: &Context, load: Load) -> Result<Loaded> {
        let output = &context.output;
        let bar = progress::bytes(output, load.total, "ingest");
        let patience = context.patience(|line| output.note(line));
        let names: Vec<String> = load.inputs.iter().map(|input| input.name.clone()).collect();
        let target = context.target()?;
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let found_broken = Mutex::new(Vec::new());
        let options = Options {
            user: load.user.id,
            job: load.job,
            make_job: load.make_job,
            connect: &|| target.connect(),
            patience: &patience,
            connections: self.connections.map_or(processors.min(4), usize::from),
            parsers: processors,
            format: self.input_format,
            encoding: self.encoding.encoding,
            max_record: self.max_record_bytes as usize,
            strict: load.strict,
            on_broken: &|broken| found_broken.lock().unwrap_or_else(PoisonError::into_inner).push(broken),
        };
        // What is read of a file is counted before it is unpacked.
        let counted = |input: Input| Input { reader: Box::new(bar.reading(input.reader)), ..input };
        let inputs = load.inputs.into_iter().map(counted).collect();
        let files = load.rejects.map(|files| files.marked(self.encoding.encoding.is_some()));
        let mut told = Told { names: &names, output, files, count: 0, lines: Vec::new() };
        let summary =
            ingest::run(inputs, &options, &mut |reject| told.tell(&reject), &mut |records| bar.set(records));
        bar.finish();
        let (told, rejects) = told.finish()?;
        let summary = summary?;
        let broken = found_broken.into_inner().unwrap_or_else(PoisonError::into_inner);
        let broken: Vec<String> = broken.iter().map(|broken| told_of(&names[broken.input], broken)).collect();
        broken.iter().for_each(|line| output.warn(line));
        Ok(Loaded { summary, told, rejects, broken })
    }
}

/// What is told of an input that broke off.
fn told_of(name: &str, broken: &Broken) -> String {
    let name = text::printable(name);
    match broken.records {
        0 => format!("{name} cannot be read: {}", broken.reason),
        records => {
            let records = text::counted(records, "record");
            format!("{name} is cut off or damaged: only what comes before the break was read, {records}")
        }
    }
}

/// # Errors
/// [`Kind::Failed`] when there were records, and none of them can be stored.
pub(super) fn refuse_if_all_rejected(summary: &Summary) -> Result<(), Failure> {
    if summary.read == 0 || summary.read > summary.rejected {
        return Ok(());
    }
    Err(Failure::new(Kind::Failed, "rejected", "every record was rejected")
        .hint("LeadEngine reads JSON Lines, a JSON array of objects, CSV and TSV with a header line, also packed with gzip or zstd; --input-format says which it is, and what is cut off or damaged has to be fetched again"))
}

/// The job for records that name none; it uses one scrape.
pub(super) fn make_job(conn: &mut PgConnection, user: &User, source_type: &str, query: &str) -> Result<Job> {
    Job::add(conn, user, &begun(user, source_type, query))
}

/// A job into which records are being loaded.
pub(super) fn begun<'a>(user: &User, source_type: &'a str, query: &'a str) -> NewJob<'a> {
    NewJob {
        user_id: user.id,
        status: scrape_jobs::PROCESSING,
        source_type,
        search_query: Some(query),
        filters: None,
        total_found: Some(0),
        started_at: Some(chrono::Utc::now()),
    }
}

fn is_stdin(file: &Path) -> bool {
    file.as_os_str() == "-"
}

fn is_file_name(text: &str) -> bool {
    text == "-" || (!text.is_empty() && (text.contains(['/', '.']) || Path::new(text).is_file()))
}

/// The file's size; `None` for what has none, like a pipe.
fn check_file(file: &Path) -> Result<Option<u64>> {
    if is_stdin(file) {
        if io::stdin().is_terminal() {
            return Err(Failure::new(Kind::Usage, "stdin_is_terminal", "nothing is piped in")
                .hint("name a file, or: scraper | leadengine ingest -")
                .into());
        }
        return Ok(size_of_stdin());
    }
    let shown = file.display();
    let metadata = file.metadata().map_err(|error| Failure::unreadable(file, &error))?;
    if metadata.is_dir() {
        return Err(Failure::new(Kind::Failed, "unreadable_input", format!("{shown} is a directory"))
            .hint(format!("leadengine ingest {}/*.jsonl", text::file_word(file)))
            .into());
    }
    Ok(metadata.is_file().then_some(metadata.len()))
}

/// The size of the file that standard input is, where it is one.
pub(super) fn size_of_stdin() -> Option<u64> {
    let stdin = File::from(io::stdin().as_fd().try_clone_to_owned().ok()?);
    stdin.metadata().ok().filter(Metadata::is_file).map(|metadata| metadata.len())
}

fn open(file: &Path) -> Result<Input> {
    let source: Box<dyn Read + Send> = if is_stdin(file) {
        Box::new(Patient::new(io::stdin()))
    } else {
        let shown = file.display();
        let open = File::open(file).map_err(|error| {
            Failure::new(Kind::Failed, "unreadable_input", format!("cannot read {shown}: {error}"))
        })?;
        // A pipe with a name may keep us waiting like standard input.
        match open.metadata().is_ok_and(|metadata| metadata.is_file()) {
            true => Box::new(open),
            false => Box::new(Patient::new(open)),
        }
    };
    Ok(Input {
        name: file.display().to_string(),
        reader: Box::new(BufReader::with_capacity(1 << 20, source)),
    })
}

/// Tells of rejected records as they come.
struct Told<'a> {
    names: &'a [String],
    output: &'a Output,
    files: Option<RejectFiles>,
    count: u64,
    lines: Vec<String>,
}

impl Told<'_> {
    fn tell(&mut self, reject: &Reject) -> Result<()> {
        self.count += 1;
        if self.count <= TOLD {
            let name = &self.names[reject.input];
            let line = format!("{}:{}: rejected: {}", text::printable(name), reject.line, reject.reason);
            let fields = [
                ("file", Value::from(&**name)),
                ("line", reject.line.into()),
                ("reason", (&*reject.reason).into()),
            ];
            self.output.passed_over(&line, &fields);
            self.lines.push(line);
        }
        self.files.as_mut().map_or(Ok(()), |files| files.add(reject))
    }

    /// What was told, and the names of the files that rejected records were written to.
    fn finish(mut self) -> Result<(Vec<String>, Option<String>)> {
        if self.count > TOLD {
            let more = format!("… and {} more rejected", self.count - TOLD);
            self.output.note(&more);
            self.lines.push(more);
        }
        let names = self.files.map(RejectFiles::finish).transpose()?;
        Ok((self.lines, names))
    }
}
