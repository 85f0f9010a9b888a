//! Trying again what may work the next time: the server was restarted, took too many connections, only read for the length of a fail-over, or
//! two transactions got in each other's way.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use uuid::Uuid;

use super::failure::recognized;
use crate::error::Kind;
use crate::interrupt;

/// The first pause after a failure that another transaction caused, and after any other.
const AFTER_CONFLICT: Duration = Duration::from_millis(10);
const AFTER_FAILURE: Duration = Duration::from_millis(100);
/// The longest pause.
const LONGEST: Duration = Duration::from_secs(5);

/// Told of a failure after which something is tried again.
type Tell<'a> = dyn Fn(&str) + Send + Sync + 'a;

/// How long a command goes on trying.
pub struct Patience<'a> {
    limit: Duration,
    told: AtomicBool,
    tell: Box<Tell<'a>>,
}

impl<'a> Patience<'a> {
    /// Until nothing has worked for as long as `limit`; `tell` gets one line for each such time.
    pub fn new(limit: Duration, tell: impl Fn(&str) + Send + Sync + 'a) -> Patience<'a> {
        Patience { limit, told: AtomicBool::new(false), tell: Box::new(tell) }
    }

    /// None: what fails has failed.
    pub fn none() -> Patience<'static> {
        Patience::new(Duration::ZERO, |_| {})
    }

    /// For one thing to do.
    pub fn attempts(&self) -> Attempts<'_> {
        Attempts { patience: self, began: None, pause: Duration::ZERO }
    }

    /// Does the work, again and again where that may help, until it is done or the time is over.
    ///
    /// # Errors
    /// The last failure; [`interrupt::Interrupted`] when the run was asked to stop.
    pub fn run<T>(&self, work: impl FnMut() -> Result<T>) -> Result<T> {
        self.run_until(&|| false, work)
    }

    /// The same, until `stop` says that nobody wants it any more.
    ///
    /// # Errors
    /// As [`Patience::run`].
    pub fn run_until<T>(&self, stop: &dyn Fn() -> bool, mut work: impl FnMut() -> Result<T>) -> Result<T> {
        let mut attempts = self.attempts();
        loop {
            match work() {
                Ok(done) => {
                    attempts.worked();
                    return Ok(done);
                }
                Err(error) => attempts.wait(error, stop)?,
            }
        }
    }
}

/// The attempts at one thing.
pub struct Attempts<'a> {
    patience: &'a Patience<'a>,
    /// When it failed first, since it last worked.
    began: Option<Instant>,
    pause: Duration,
}

impl Attempts<'_> {
    /// It worked: the next failure is a first one.
    pub fn worked(&mut self) {
        if self.began.take().is_some() && self.patience.told.swap(false, Ordering::Relaxed) {
            (self.patience.tell)("it works again");
        }
        self.pause = Duration::ZERO;
    }

    /// Waits after a failure, longer each time, if it is one that may pass and the time is not over, and until `stop` says that nobody wants
    /// it any more.
    ///
    /// # Errors
    /// The failure, where trying again is of no use; [`interrupt::Interrupted`] when the run was asked to stop.
    pub fn wait(&mut self, error: anyhow::Error, stop: &dyn Fn() -> bool) -> Result<()> {
        interrupt::check()?;
        let Some((trouble, message)) = trouble(&error) else { return Err(error) };
        let began = *self.began.get_or_insert_with(Instant::now);
        let left = self.patience.limit.saturating_sub(began.elapsed());
        if left.is_zero() || stop() {
            return Err(error);
        }
        let first = if trouble == Trouble::Conflict { AFTER_CONFLICT } else { AFTER_FAILURE };
        self.pause = (self.pause * 2).clamp(first, LONGEST);
        if trouble != Trouble::Conflict && !self.patience.told.swap(true, Ordering::Relaxed) {
            let seconds = self.patience.limit.as_secs();
            (self.patience.tell)(&format!("{}; trying again for up to {seconds} s", message));
        }
        // Those who failed together do not come back together.
        let pause = self.pause.mul_f64(0.75 + f64::from(Uuid::new_v4().as_bytes()[0]) / 512.0).min(left);
        let until = Instant::now() + pause;
        while let Some(rest) = until.checked_duration_since(Instant::now()).filter(|rest| !rest.is_zero()) {
            std::thread::sleep(rest.min(interrupt::LOOK));
            interrupt::check()?;
            if stop() {
                return Err(error);
            }
        }
        Ok(())
    }
}

/// A failure that may pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    /// The server is away, or has no connection to spare; or it only reads, or took too long.
    Server,
    /// Another transaction was in the way.
    Conflict,
}

/// What kind of trouble an error is, and what is said of it; `None` for what would fail again.
fn trouble(error: &anyhow::Error) -> Option<(Trouble, String)> {
    if error.chain().filter_map(|cause| cause.downcast_ref()).any(is_conflict) {
        return Some((Trouble::Conflict, format!("{error:#}")));
    }
    let failure = recognized(error)?;
    let passes =
        failure.kind == Kind::Unreachable || matches!(failure.code, "database_read_only" | "timeout");
    passes.then_some((Trouble::Server, failure.message))
}

/// Whether another transaction was in the way: a serialization failure, or a deadlock.
pub fn is_conflict(error: &DieselError) -> bool {
    match error {
        DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
        DieselError::DatabaseError(_, information) => information.message().contains("deadlock detected"),
        DieselError::RollbackErrorOnCommit { commit_error, .. } => is_conflict(commit_error),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    fn server(message: &str) -> anyhow::Error {
        DieselError::DatabaseError(DatabaseErrorKind::Unknown, Box::new(message.to_owned())).into()
    }

    #[test]
    fn what_may_pass_is_told_from_what_would_fail_again() {
        for message in [
            "server closed the connection unexpectedly",
            "FATAL: terminating connection due to administrator command",
            "cannot execute COPY FROM in a read-only transaction",
            "canceling statement due to lock timeout",
            "canceling statement due to statement timeout",
        ] {
            let kind = trouble(&server(message).context("cannot store records")).map(|(kind, _)| kind);
            assert_eq!(kind, Some(Trouble::Server), "{message}");
        }
        let kind = trouble(&server("deadlock detected")).map(|(kind, _)| kind);
        assert_eq!(kind, Some(Trouble::Conflict));
        for message in ["could not extend file: No space left on device", "permission denied for table leads"]
        {
            assert_eq!(trouble(&server(message)), None, "{message}");
        }
    }

    #[test]
    fn trying_ends_with_the_time_and_is_told_once() {
        let told = Mutex::new(Vec::new());
        let patience =
            Patience::new(Duration::from_millis(300), |line| told.lock().unwrap().push(line.to_owned()));
        let mut tries = 0;
        let outcome: Result<()> = patience.run(|| {
            tries += 1;
            Err(server("connection not open"))
        });
        assert!(outcome.is_err() && tries > 1, "{tries}");
        assert_eq!(told.lock().unwrap().len(), 1);
        let mut left = 3;
        let outcome = patience.run(|| {
            left -= 1;
            if left > 0 { Err(server("deadlock detected")) } else { Ok(7) }
        });
        assert_eq!(outcome.unwrap(), 7);
        assert!(Patience::none().run::<()>(|| Err(server("connection not open"))).is_err());
    }
}
