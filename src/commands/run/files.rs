//! The files of an inbox: whose each is, loading it, and putting it away.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Error, Result};
use diesel::PgConnection;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::Context;
use super::super::ingest::{Load, LoadArgs, Loaded, RejectFiles, begun, refuse_if_all_rejected};
use super::super::names::user_for;
use crate::database;
use crate::error::{Failure, Kind};
use crate::ingest::inbox::{Claim, End, Inbox};
use crate::ingest::{Input, Summary};
use crate::interrupt::{self, Interrupted};
use crate::models::scrape_jobs::Job;
use crate::models::users::User;
use crate::output::{Column, object};
use crate::output::{seconds, text};
use crate::quota;

/// The files of one run.
pub(super) struct Files<'a> {
    context: &'a Context,
    args: &'a LoadArgs,
    root: &'a Inbox,
    settle: Duration,
    /// The only user whose files are taken, where one is named.
    only: Option<&'a User>,
    /// What each came to, for programs.
    pub(super) rows: Vec<Value>,
    /// What went wrong, in order.
    pub(super) troubles: Vec<Error>,
    total: Summary,
    done: u64,
    /// Where each is that could not be loaded, and why.
    failed: Vec<(PathBuf, String)>,
    waiting: u64,
    /// Users who may do nothing more now.
    refused: HashSet<Uuid>,
}

/// Whose the files of an inbox are.
#[derive(Clone, Copy)]
enum Owner<'a> {
    /// The user's whom the directory is named for.
    Named(&'a User),
    /// Of the user whom the command names, or of the only one there is.
    Any,
}

/// What came of a file.
enum Fate {
    /// It is in its place.
    Away { end: End, place: PathBuf, reason: Option<String> },
    /// It waits for another run.
    Waits(String),
}

/// Why no more files are taken from an inbox.
enum Stop {
    /// Others may be taken from.
    Inbox(Error),
    /// Nothing can be done.
    All(Error),
}

impl<'a> Files<'a> {
    pub(super) fn new(
        context: &'a Context,
        args: &'a LoadArgs,
        root: &'a Inbox,
        settle: Duration,
        only: Option<&'a User>,
    ) -> Files<'a> {
        Files {
            context,
            args,
            root,
            settle,
            only,
            rows: Vec::new(),
            troubles: Vec::new(),
            total: Summary::default(),
            done: 0,
            failed: Vec::new(),
            waiting: 0,
            refused: HashSet::new(),
        }
    }

    /// What was done, in numbers.
    pub(super) fn summary(&self, started: Instant) -> Value {
        const COLUMNS: [Column; 10] = [
            Column::hidden("files"),
            Column::hidden("done"),
            Column::hidden("failed"),
            Column::hidden("waiting"),
            Column::hidden("read"),
            Column::hidden("inserted"),
            Column::hidden("duplicates"),
            Column::hidden("rejected"),
            Column::hidden("bytes"),
            Column::hidden("seconds"),
        ];
        let failed = self.failed.len() as u64;
        let Summary { read, inserted, duplicates, rejected, bytes, .. } = self.total;
        let files = self.done + failed + self.waiting;
        let numbers = [files, self.done, failed, self.waiting, read, inserted, duplicates, rejected, bytes];
        object(&COLUMNS, numbers.into_iter().map(Into::into).chain([seconds(started)]).collect())
    }

    /// Takes all files of an inbox and of its users' directories.
    ///
    /// # Errors
    /// When nothing more can be done: the database is away, or the run was asked to stop.
    pub(super) fn all(&mut self) -> Result<()> {
        let done = self.inboxes();
        if let Some((place, reason)) = self.failed.first() {
            let (failed, all) = (self.failed.len(), self.rows.len());
            let message =
                format!("{failed} of {all} files could not be loaded: {}: {reason}", place.display());
            let failure = Failure::new(Kind::Failed, "files_failed", message)
                .hint("NAME.error beside a file says what is wrong with it; mend it, and move it back into the inbox");
            self.troubles.push(failure.into());
        }
        done
    }

    fn inboxes(&mut self) -> Result<()> {
        let root = self.root;
        let contents = root.contents(self.settle).map_err(|error| unreadable(root.path(), &error))?;
        self.tell_unsettled(root, contents.unsettled);
        self.one(root, Owner::Any, &contents.ready)?;
        for name in contents.directories.iter().filter_map(|name| name.to_str()).filter(|name| is_user(name))
        {
            match self.of_user(name) {
                Ok(()) => {}
                Err(Stop::Inbox(error)) => self.troubles.push(error),
                Err(Stop::All(error)) => return Err(error),
            }
        }
        Ok(())
    }

    /// Takes the files of a user's directory.
    fn of_user(&mut self, name: &str) -> Result<(), Stop> {
        let root = self.root;
        let inbox = match root.inner(OsStr::new(name)) {
            Ok(inbox) => inbox,
            Err(error) if self.only.is_some() && error.kind() == io::ErrorKind::PermissionDenied => {
                return Ok(());
            }
            Err(error) => {
                return Err(Stop::Inbox(unreadable(&root.path().join(name), &error).into()));
            }
        };
        let user = self.context.connected(|conn| match self.only {
            // Whether others are there is nothing to this user.
            Some(only) => Ok(Some(only.clone()).filter(|only| is_named(only, name))),
            None => User::named(conn, name).map(Some),
        });
        let contents =
            inbox.contents(self.settle).map_err(|error| Stop::Inbox(unreadable(inbox.path(), &error).into()));
        let user = match user {
            Ok((_, None)) => return Ok(()),
            Ok((_, Some(user))) => user,
            Err(error) => {
                let failure = database::recognized(&error).filter(|failure| failure.kind == Kind::NotFound);
                let Some(failure) = failure else { return Err(Stop::All(error)) };
                // Who was removed may have left a directory with nothing to load.
                let ready = contents?.ready;
                if ready.is_empty() {
                    return Ok(());
                }
                let message = format!("the files in {} wait: {}", inbox.path().display(), failure.message);
                ready.iter().for_each(|file| self.waits(&inbox, file, None, None, "no such user"));
                return Err(Stop::Inbox(Failure { message, ..failure }.into()));
            }
        };
        let contents = contents?;
        self.tell_unsettled(&inbox, contents.unsettled);
        self.one(&inbox, Owner::Named(&user), &contents.ready).map_err(Stop::All)
    }

    fn tell_unsettled(&self, inbox: &Inbox, count: u64) {
        if count > 0 {
            let files = text::counted(count, "file");
            let inbox = text::printable(&inbox.path().to_string_lossy()).into_owned();
            self.context.output.note(format!("{inbox}: {files} changed just now, left for the next run"));
        }
    }

    /// Takes what an earlier run has left, and the files that are ready.
    fn one(&mut self, inbox: &Inbox, owner: Owner, ready: &[OsString]) -> Result<()> {
        match self.left_and_ready(inbox, owner, ready) {
            Ok(()) => Ok(()),
            Err(Stop::Inbox(error)) => {
                self.troubles.push(error);
                Ok(())
            }
            Err(Stop::All(error)) => Err(error),
        }
    }

    fn left_and_ready(&mut self, inbox: &Inbox, owner: Owner, ready: &[OsString]) -> Result<(), Stop> {
        let left =
            inbox.left(self.settle).map_err(|error| Stop::Inbox(unreadable(inbox.path(), &error).into()))?;
        for mut claim in left {
            let (_, job) =
                self.context.connected(|conn| Ok(Job::by_id(conn, claim.job())?)).map_err(Stop::All)?;
            let of = job.as_ref().and_then(|job| job.user_id);
            let (user, job) = match (owner, of) {
                (Owner::Named(user), Some(id)) if id == user.id => (user.clone(), job),
                // What belongs to another is none of this run's business.
                (Owner::Any, Some(id)) if self.only.is_some_and(|only| only.id != id) => continue,
                (Owner::Any, Some(id)) => {
                    let found =
                        self.context.connected(|conn| Ok(User::by_id(conn, id)?)).map_err(Stop::All)?.1;
                    let Some(user) = found else { continue };
                    (user, job)
                }
                (_, None) if job.is_none() => {
                    let Some(user) = self.owner(owner)? else {
                        self.waits(inbox, claim.name(), None, None, "no user named");
                        continue;
                    };
                    (user, None)
                }
                // Somebody has made this up.
                _ => {
                    claim.renew().map_err(|error| Stop::Inbox(unmovable(&claim.path(), &error)))?;
                    let Some(user) = self.owner(owner)? else { continue };
                    (user, None)
                }
            };
            self.take(inbox, claim, &user, job)?;
        }
        if ready.is_empty() {
            return Ok(());
        }
        let Some(user) = self.owner(owner)? else {
            ready.iter().for_each(|name| self.waits(inbox, name, None, None, "no user named"));
            return Ok(());
        };
        for name in ready {
            interrupt::check().map_err(|stop| Stop::All(stop.into()))?;
            if self.is_refused(&user) {
                self.waits(inbox, name, Some(&user), None, "the user may load nothing now");
                continue;
            }
            let claim = inbox.claim(name, self.settle);
            let claim = claim.map_err(|error| Stop::Inbox(unmovable(&inbox.path().join(name), &error)))?;
            if let Some(claim) = claim {
                self.take(inbox, claim, &user, None)?;
            }
        }
        Ok(())
    }

    /// Whose files these are; nobody's where that is not clear, which is told.
    fn owner(&mut self, owner: Owner) -> Result<Option<User>, Stop> {
        if let Owner::Named(user) = owner {
            return Ok(Some(user.clone()));
        }
        if let Some(only) = self.only {
            return Ok(Some(only.clone()));
        }
        let error = match self.context.connected(|conn| user_for(conn, None)) {
            Ok((_, user)) => return Ok(Some(user)),
            Err(error) => error,
        };
        match database::recognized(&error) {
            Some(failure) if failure.kind == Kind::Usage => {
                let hint = "put them into a sub-directory that is named for their user, or add --user EMAIL; leadengine users list shows them";
                let hint =
                    if failure.message.contains("no active") { failure.hint } else { Some(hint.to_owned()) };
                let told = self
                    .troubles
                    .iter()
                    .any(|told| database::recognized(told).is_some_and(|told| told.code == failure.code));
                if !told {
                    self.troubles.push(Failure { hint, ..failure }.into());
                }
                Ok(None)
            }
            _ => Err(Stop::All(error)),
        }
    }

    /// Whether a user may load nothing now; why is told once.
    fn is_refused(&mut self, user: &User) -> bool {
        if let Err(failure) = quota::refuse_inactive(user)
            && self.refused.insert(user.id)
        {
            self.troubles.push(failure.into());
        }
        self.refused.contains(&user.id)
    }

    /// Loads a file that was taken, and puts it away.
    fn take(&mut self, inbox: &Inbox, claim: Claim, user: &User, job: Option<Job>) -> Result<(), Stop> {
        let name = claim.name().to_owned();
        if self.is_refused(user) {
            self.waits(inbox, &name, Some(user), None, "the user may load nothing now");
            return Ok(());
        }
        let mut summary = Summary::default();
        match self.load(claim, user, job, &mut summary) {
            Ok(Fate::Away { end, place, reason }) => {
                self.add(&summary);
                let row = Row { state: end_name(end), moved_to: Some(&place), reason: reason.as_deref() };
                self.row(inbox, &name, Some(user), Some(&summary), row);
                match (end, reason) {
                    (End::Failed, reason) => self.failed.push((place, reason.unwrap_or_default())),
                    (End::Done, _) => self.done += 1,
                }
                Ok(())
            }
            Ok(Fate::Waits(reason)) => {
                self.add(&summary);
                self.waits(inbox, &name, Some(user), Some(&summary), &reason);
                Ok(())
            }
            Err(stop) => {
                self.add(&summary);
                let (Stop::Inbox(error) | Stop::All(error)) = &stop;
                let reason = format!("{error:#}");
                self.waits(inbox, &name, Some(user), Some(&summary), &reason);
                Err(stop)
            }
        }
    }

    fn load(
        &mut self,
        claim: Claim,
        user: &User,
        job: Option<Job>,
        summary: &mut Summary,
    ) -> Result<Fate, Stop> {
        let shown = claim.name().to_string_lossy().into_owned();
        let (file, opened) = match claim.open().and_then(|file| Ok((file.metadata()?, file))) {
            Ok((opened, file)) => (file, opened),
            Err(error) => {
                return away(claim, End::Failed, false, Some(format!("cannot read it: {error}")), &[]);
            }
        };
        let rejects = claim.rejects().map_err(|error| Stop::Inbox(unmovable(&claim.path(), &error)))?;
        let has_job = job.is_some();
        let job = match job {
            Some(job) => self.context.connected(|conn| Ok(job.clone().begun(conn)?)).map_err(Stop::All)?.1,
            None => None,
        };
        let id = claim.job();
        let make_job = |conn: &mut PgConnection| {
            Job::add_once(conn, user, id, &begun(user, &self.args.source_type, &shown))
        };
        let load = Load {
            inputs: vec![Input {
                name: shown.clone(),
                reader: Box::new(BufReader::with_capacity(1 << 20, file)),
            }],
            total: Some(opened.len()),
            user,
            job,
            make_job: &make_job,
            rejects: Some(RejectFiles::new(claim.path(), rejects)),
            strict: false,
        };
        let loaded = match self.args.load(self.context, load) {
            Ok(loaded) => loaded,
            Err(error) => {
                interrupt::check().map_err(|stop| Stop::All(stop.into()))?;
                if error.chain().any(|cause| cause.is::<io::Error>()) {
                    // The rejected records cannot be written.
                    return Err(Stop::Inbox(error));
                }
                let Some(failure) = database::recognized(&error).filter(|failure| failure.code != "failed")
                else {
                    // Nobody knows this error: a file that brings it about must not keep the others from being loaded.
                    return away(claim, End::Failed, false, Some(format!("{error:#}")), &[]);
                };
                if failure.kind == Kind::NotFound {
                    self.troubles.push(error);
                    return Ok(Fate::Waits(failure.message));
                }
                if failure.kind != Kind::Quota {
                    return Err(Stop::All(error));
                }
                self.refused.insert(user.id);
                self.troubles.push(error);
                // With a job there is something of it in the tables: it stays where its id is kept.
                if !has_job {
                    claim.give_back().map_err(|error| Stop::Inbox(unmovable(&claim.path(), &error)))?;
                }
                return Ok(Fate::Waits(failure.message));
            }
        };
        let Loaded { summary: found, told, broken, rejects: _ } = loaded;
        *summary = found;
        if found.interrupted {
            return Err(Stop::All(Interrupted.into()));
        }
        if !claim.is_still(&opened) {
            return Ok(Fate::Waits("it was written while it was read".to_owned()));
        }
        let rejected = found.rejected > 0;
        if let Err(failure) = refuse_if_all_rejected(&found) {
            let hint = failure.hint.into_iter().collect::<Vec<_>>();
            return away(claim, End::Failed, rejected, Some(failure.message), &[told, hint].concat());
        }
        // What came before the break stays: of a whole copy, the next run adds the rest.
        if let Some(reason) = broken.into_iter().next() {
            return away(claim, End::Failed, rejected, Some(reason), &told);
        }
        let reason = rejected.then(|| format!("{} of {} records were rejected", found.rejected, found.read));
        away(claim, End::Done, rejected, reason, &told)
    }

    fn add(&mut self, more: &Summary) {
        let total = &mut self.total;
        total.read += more.read;
        total.inserted += more.inserted;
        total.duplicates += more.duplicates;
        total.rejected += more.rejected;
        total.bytes += more.bytes;
    }

    fn waits(
        &mut self,
        inbox: &Inbox,
        name: &OsStr,
        user: Option<&User>,
        summary: Option<&Summary>,
        reason: &str,
    ) {
        self.waiting += 1;
        let row = Row { state: "waiting", moved_to: None, reason: Some(reason) };
        self.row(inbox, name, user, summary, row);
    }

    /// Notes what came of a file, and says so.
    fn row(
        &mut self,
        inbox: &Inbox,
        name: &OsStr,
        user: Option<&User>,
        summary: Option<&Summary>,
        Row { state, moved_to, reason }: Row,
    ) {
        let path = inbox.path().join(name);
        let shown =
            |path: &Path| path.strip_prefix(self.root.path()).unwrap_or(path).to_string_lossy().into_owned();
        let name = shown(&path);
        let told = moved_to.map_or_else(|| state.to_owned(), &shown);
        let why = reason.map(|reason| format!(" ({reason})")).unwrap_or_default();
        self.context.output.note(text::printable(&format!("{name}: {told}{why}")));
        let summary = summary.copied().unwrap_or_default();
        self.rows.push(json!({
            "file": name,
            "user": user.map(|user| &user.email),
            "state": state,
            "job_id": summary.job,
            "read": summary.read,
            "inserted": summary.inserted,
            "duplicates": summary.duplicates,
            "rejected": summary.rejected,
            "bytes": summary.bytes,
            "moved_to": moved_to.map(shown),
            "reason": reason,
        }));
    }
}

/// What is told of a file.
struct Row<'a> {
    state: &'a str,
    moved_to: Option<&'a Path>,
    reason: Option<&'a str>,
}

fn end_name(end: End) -> &'static str {
    match end {
        End::Done => "done",
        End::Failed => "failed",
    }
}

/// Whether a directory's name can be a user's: an address, or a whole id.
fn is_user(name: &str) -> bool {
    name.contains('@') || Uuid::try_parse(name).is_ok()
}

fn is_named(user: &User, name: &str) -> bool {
    user.email.to_lowercase() == name.to_lowercase() || Uuid::try_parse(name).is_ok_and(|id| id == user.id)
}

/// Puts a file away, with what was wrong in a text beside it.
fn away(
    claim: Claim,
    end: End,
    rejects: bool,
    reason: Option<String>,
    more: &[String],
) -> Result<Fate, Stop> {
    let path = claim.path();
    let lines = reason.iter().chain(more).map(|line| format!("{}\n", text::printable(line)));
    let error: Option<String> = reason.is_some().then(|| lines.collect());
    match claim.finish(end, rejects, error.as_deref()) {
        Ok(place) => Ok(Fate::Away { end, place, reason }),
        Err(error) => Err(Stop::Inbox(unmovable(&path, &error))),
    }
}

/// The failure of an inbox, or of a directory in one, that cannot be read.
pub(super) fn unreadable(inbox: &Path, error: &io::Error) -> Failure {
    let message = format!("cannot read {}: {error}", inbox.display());
    Failure::new(Kind::Failed, "unreadable_inbox", message)
}

fn unmovable(path: &Path, error: &io::Error) -> Error {
    Failure::new(Kind::Failed, "unwritable_inbox", format!("cannot put away {}: {error}", path.display()))
        .hint("files are moved to working/, done/ and failed/ in the inbox: this user needs the right to write there")
        .into()
}
