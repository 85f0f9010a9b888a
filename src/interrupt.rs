//! Stopping when somebody asks for it: SIGINT (Ctrl-C) and SIGTERM.
//!
//! A long run finishes what it is committing, prints what was done, and ends with 128 and the number of the signal, as shells have it. One
//! that cannot come to its end within [`GRACE`] (its server is busy, or another process holds a lock) is ended all the same, as is one that is
//! asked twice: what was committed stays, what was not is rolled back by the server.
//!
//! However a run ends, its progress bar is gone then.

use std::fmt;
use std::io::{self, Read};
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, bounded};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::output::log::{self, Level};

/// How long a run may take to stop by itself.
const GRACE: Duration = Duration::from_millis(800);
/// How often those who wait for something else look whether they are to stop.
pub const LOOK: Duration = Duration::from_millis(50);

/// The signal that came first; 0: none.
static ASKED: AtomicI32 = AtomicI32::new(0);
/// Whether somebody listens already: a run of several steps begins once.
static LISTENING: AtomicBool = AtomicBool::new(false);
/// How much was committed so far, and of what, for a run that has to be ended.
static DONE: Mutex<(u64, &str)> = Mutex::new((0, ""));

/// The run was asked to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interrupted;

impl fmt::Display for Interrupted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("interrupted")
    }
}

impl std::error::Error for Interrupted {}

/// From now on a signal does not end the program at once: the run looks for it by [`check`]. Signals that were ignored when the program
/// began (`nohup`, a shell's background jobs) stay so.
///
/// # Errors
/// When the system refuses.
pub fn listen() -> io::Result<()> {
    if LISTENING.swap(true, Ordering::SeqCst) {
        return Ok(());
    }
    let mut signals = signals()?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        let mut signals = signals.forever();
        let Some(signal) = signals.next() else { return };
        ASKED.store(signal, Ordering::SeqCst);
        thread::spawn(move || {
            thread::sleep(GRACE);
            end(signal);
        });
        if signals.next().is_some() {
            end(signal);
        }
    })?;
    Ok(())
}

/// From now on a signal ends the program at once, as it does anyway, with nothing of a bar left on the terminal: for what only looks, and
/// for what the server does or does not as a whole. Where somebody listens already, nothing changes.
///
/// # Errors
/// When the system refuses.
pub fn end_at_once() -> io::Result<()> {
    if LISTENING.swap(true, Ordering::SeqCst) {
        return Ok(());
    }
    let mut signals = signals()?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        if let Some(signal) = signals.forever().next() {
            leave(signal, None);
        }
    })?;
    Ok(())
}

fn signals() -> io::Result<Signals> {
    Signals::new([SIGINT, SIGTERM].into_iter().filter(|signal| !is_ignored(*signal)))
}

/// Whether the program was started with this signal ignored, as Linux tells; elsewhere nobody knows.
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
    mask >> (signal - 1) & 1 == 1
}

/// Ends the program, which did not stop by itself.
fn end(signal: i32) -> ! {
    let (count, what) = *DONE.lock().unwrap_or_else(PoisonError::into_inner);
    let so_far = if count == 0 { String::new() } else { format!(" after {count} {what}") };
    leave(
        signal,
        Some(format!("interrupted{so_far}: what was stored stays; run the same command again to go on")),
    )
}

/// Ends the program, with the terminal as it was.
fn leave(signal: i32, message: Option<String>) -> ! {
    /// How long standard error may keep us waiting: its reader may have stopped reading.
    const PARTING: Duration = Duration::from_millis(200);
    let (told, done) = bounded(1);
    thread::spawn(move || {
        log::close();
        if let Some(message) = message {
            log::write(Level::Info, &message, &[]);
        }
        let _ = told.send(());
    });
    let _ = done.recv_timeout(PARTING);
    std::process::exit(i32::from(status_of(signal)));
}

fn status_of(signal: i32) -> u8 {
    u8::try_from(signal).map_or(1, |signal| 128_u8.saturating_add(signal))
}

/// The exit status of a run that was asked to stop, and did; `None` while nobody asks.
pub fn asked() -> Option<u8> {
    Some(ASKED.load(Ordering::SeqCst)).filter(|signal| *signal != 0).map(status_of)
}

/// # Errors
/// [`Interrupted`], once somebody has asked.
pub fn check() -> Result<(), Interrupted> {
    asked().map_or(Ok(()), |_| Err(Interrupted))
}

/// Notes that so much more was committed: 2000 `records stored`.
pub fn done(more: u64, what: &'static str) {
    let mut done = DONE.lock().unwrap_or_else(PoisonError::into_inner);
    *done = (done.0 + more, what);
}

/// Whether this is why an error came about.
pub fn caused(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.is::<Interrupted>())
}

/// Bytes to a block of what [`Patient`] reads.
const BLOCK: usize = 256 << 10;

/// Reads what may keep its reader waiting (a pipe, a terminal) in a thread of its own, so that waiting can be given up.
pub struct Patient {
    blocks: Receiver<io::Result<Vec<u8>>>,
    block: Vec<u8>,
    at: usize,
}

impl Patient {
    /// Begins to read.
    pub fn new(mut source: impl Read + Send + 'static) -> Patient {
        let (send, blocks) = bounded(4);
        // It may outlast everything else in a read that never returns; it holds nothing that anybody needs.
        thread::spawn(move || {
            loop {
                let mut block = vec![0; BLOCK];
                let read = source.read(&mut block);
                let end = matches!(read, Ok(0));
                let again = matches!(&read, Err(error) if error.kind() == io::ErrorKind::Interrupted);
                let failed = read.is_err() && !again;
                let read = read.map(|count| {
                    block.truncate(count);
                    block
                });
                if !again && send.send(read).is_err() || end || failed {
                    return;
                }
            }
        });
        Patient { blocks, block: Vec::new(), at: 0 }
    }
}

impl Read for Patient {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.block.len() {
            check().map_err(io::Error::other)?;
            match self.blocks.recv_timeout(LOOK) {
                Ok(block) => {
                    (self.block, self.at) = (block?, 0);
                    if self.block.is_empty() {
                        return Ok(0);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(0),
            }
        }
        let rest = &self.block[self.at..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.at += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_patiently_is_what_is_there() {
        let bytes: Vec<u8> = (0..700_000_u32).flat_map(u32::to_le_bytes).collect();
        let mut read = Vec::new();
        Patient::new(io::Cursor::new(bytes.clone())).read_to_end(&mut read).unwrap();
        assert!(read == bytes);
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("broken"))
            }
        }
        assert_eq!(Patient::new(Broken).read(&mut [0]).unwrap_err().to_string(), "broken");
    }
}
