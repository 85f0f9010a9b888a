//! Progress on standard error: on a terminal a bar, elsewhere a line every ten seconds, both with rate and time left. A step
//! that is done sooner says nothing.

use std::io::{self, BufRead, IsTerminal, Read};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crossbeam_channel::{RecvTimeoutError, Sender, bounded};
use serde_json::Value;

use super::log::{self, Drawing, Level};
use super::{Output, amount, screen};

/// How long a step takes before a bar is drawn, and how often it is drawn again.
const DRAW: Duration = Duration::from_millis(150);
/// How long a step takes before it is asked how many things there are.
const ASK: Duration = Duration::from_secs(1);
/// How often there is a line where there is no terminal.
const LINE: Duration = Duration::from_secs(10);
/// Another time than that in seconds, for tests.
const LINE_VARIABLE: &str = "LEADENGINE_PROGRESS_EVERY";
/// A rate is that of about so many seconds.
const MEMORY: f64 = 10.0;
/// The total while it is not known.
const UNKNOWN: u64 = u64::MAX;

/// How far a step is. It is told until this is dropped or [`Progress::finish`]ed.
pub struct Progress {
    state: Arc<State>,
    /// The thread that tells, and what ends it; none where nobody is to be told.
    teller: Option<(Sender<()>, JoinHandle<()>)>,
}

/// Counts what is read of an input.
pub struct Counted<R> {
    source: R,
    state: Arc<State>,
}

struct State {
    /// The step: `ingest`.
    step: &'static str,
    /// What it counts: `records`.
    things: &'static str,
    /// Whether its rate means anything.
    has_rate: bool,
    /// What a bar is drawn with: what is done, and what is not.
    glyphs: [&'static str; 2],
    done: AtomicU64,
    total: AtomicU64,
    bytes: AtomicU64,
    /// Bytes of the whole input, where it has a size; then they tell how far the step is.
    total_bytes: Option<u64>,
    /// What is being done now, where that has a name.
    doing: Mutex<String>,
    pace: Mutex<Pace>,
}

/// Of a step that reads an input of so many bytes, and counts the records in it.
pub fn bytes(output: &Output, total: Option<u64>, step: &'static str) -> Progress {
    Progress::start(output, output.progress.then(form), State::new(step, "records", None, total))
}

/// The same of a step that writes its result to standard output meanwhile: where both go to one terminal, the result shows how far it is.
pub fn bytes_beside_result(output: &Output, total: Option<u64>, step: &'static str) -> Progress {
    Progress::start(output, beside_result(output), State::new(step, "records", None, total))
}

/// Of a step that counts things of which it may know the total: `records`, `leads`.
pub fn counted(output: &Output, total: Option<u64>, step: &'static str, things: &'static str) -> Progress {
    Progress::start(output, output.progress.then(form), State::new(step, things, total, None))
}

/// The same of a step that writes its result to standard output meanwhile.
pub fn counted_beside_result(output: &Output, step: &'static str, things: &'static str) -> Progress {
    Progress::start(output, beside_result(output), State::new(step, things, None, None))
}

/// Of a step of a few parts, each of which may take long: it has no rate that means anything.
pub fn parts(output: &Output, total: Option<u64>, step: &'static str, things: &'static str) -> Progress {
    let state = State { has_rate: false, ..State::new(step, things, total, None) };
    Progress::start(output, output.progress.then(form), state)
}

/// How progress is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Bar,
    Lines(Duration),
}

fn form() -> Form {
    // A dumb terminal cannot go back in a line.
    if !screen::is_dumb() && !log::is_json() && io::stderr().is_terminal() {
        return Form::Bar;
    }
    let every = std::env::var(LINE_VARIABLE).ok().and_then(|text| text.parse().ok());
    Form::Lines(every.and_then(|every| Duration::try_from_secs_f64(every).ok()).unwrap_or(LINE))
}

fn beside_result(output: &Output) -> Option<Form> {
    let both = io::stdout().is_terminal() && io::stderr().is_terminal();
    (output.progress && !both).then(form)
}

impl Progress {
    fn start(output: &Output, form: Option<Form>, mut state: State) -> Progress {
        if !output.screen.unicode {
            state.glyphs = ["#", "-"];
        }
        let state = Arc::new(state);
        let teller = form.and_then(|form| {
            let (end, ended) = bounded::<()>(0);
            let state = Arc::clone(&state);
            let every = match form {
                Form::Bar => DRAW,
                Form::Lines(every) => every,
            };
            let tell = move || {
                while ended.recv_timeout(every) == Err(RecvTimeoutError::Timeout) {
                    match form {
                        Form::Bar => log::draw(state.drawing()),
                        Form::Lines(_) => state.line(),
                    }
                }
            };
            // Without a thread to spare nobody is told.
            let thread = thread::Builder::new().name("progress".to_owned()).spawn(tell).ok()?;
            Some((end, thread))
        });
        Progress { state, teller }
    }

    /// Whether anybody may be told.
    pub fn is_shown(&self) -> bool {
        self.teller.is_some()
    }

    /// Counts what is read of this input, or part of it.
    pub fn reading<R>(&self, source: R) -> Counted<R> {
        Counted { source, state: Arc::clone(&self.state) }
    }

    /// So many things there are in all.
    pub fn set_total(&self, total: u64) {
        self.state.total.store(total, Relaxed);
    }

    /// Asks how many things are left, in a thread of its own since that may take a while: if anybody is to be told, and the step is not done
    /// soon.
    pub fn find_total(&self, left: impl FnOnce() -> Option<u64> + Send + 'static) {
        if self.is_shown() {
            let state = Arc::downgrade(&self.state);
            // It ends with the program at the latest: it only reads.
            thread::spawn(move || {
                thread::sleep(ASK);
                let before = state.upgrade()?.done.load(Relaxed);
                let left = left()?;
                state.upgrade()?.total.store(before + left, Relaxed);
                Some(())
            });
        }
    }

    /// So many things are done in all.
    pub fn set(&self, done: u64) {
        self.state.done.store(done, Relaxed);
    }

    /// So many more things are done.
    pub fn add(&self, more: u64) {
        self.state.done.fetch_add(more, Relaxed);
    }

    /// What is being done now.
    pub fn doing(&self, what: &str) {
        *self.state.doing.lock().unwrap_or_else(PoisonError::into_inner) = what.to_owned();
    }

    /// The step is done, one way or the other: its bar goes away.
    pub fn finish(self) {
        drop(self);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((end, teller)) = self.teller.take() {
            drop(end);
            let _ = teller.join();
            log::clear();
        }
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.source.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.state.bytes.fetch_add(count as u64, Relaxed);
        self.source.consume(count);
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(buffer)?;
        self.state.bytes.fetch_add(count as u64, Relaxed);
        Ok(count)
    }
}

/// What is known at a moment.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Now {
    done: u64,
    total: Option<u64>,
    bytes: u64,
    total_bytes: Option<u64>,
    elapsed: Duration,
    /// Things a second.
    rate: f64,
    /// Seconds left, where that can be told.
    left: Option<f64>,
}

impl Now {
    /// How much is done of how much.
    fn part(&self) -> Option<(u64, u64)> {
        let whole = self.total_bytes.map(|total| (self.bytes, total));
        let (done, total) = whole.or(self.total.map(|total| (self.done, total)))?;
        (total > 0).then_some((done.min(total), total))
    }

    fn percent(&self) -> Option<u64> {
        self.part().map(|(done, total)| (u128::from(done) * 100 / u128::from(total)) as u64)
    }
}

impl State {
    fn new(step: &'static str, things: &'static str, total: Option<u64>, total_bytes: Option<u64>) -> State {
        State {
            step,
            things,
            has_rate: true,
            glyphs: ["━", "─"],
            done: AtomicU64::new(0),
            total: AtomicU64::new(total.unwrap_or(UNKNOWN)),
            bytes: AtomicU64::new(0),
            total_bytes,
            doing: Mutex::default(),
            pace: Mutex::new(Pace::new(Instant::now())),
        }
    }

    fn now(&self) -> Now {
        let (done, bytes) = (self.done.load(Relaxed), self.bytes.load(Relaxed));
        let total = Some(self.total.load(Relaxed)).filter(|total| *total != UNKNOWN);
        let mut now = Now {
            done,
            total,
            bytes,
            total_bytes: self.total_bytes,
            elapsed: Duration::ZERO,
            rate: 0.0,
            left: None,
        };
        let part = now.part();
        let mut pace = self.pace.lock().unwrap_or_else(PoisonError::into_inner);
        let at = Instant::now();
        pace.note(at, done, part.map_or(0, |part| part.0));
        now.elapsed = at - pace.began;
        now.rate = pace.things();
        now.left = part.and_then(|(done, total)| pace.left(total - done));
        now
    }

    /// `1,240,000 records, 310 MB of 1.2 GB (26 %), 58,000/s, about 40 s left`.
    fn said(&self, now: &Now, with_percent: bool) -> String {
        let percent = match now.percent() {
            Some(percent) if with_percent => format!(" ({percent} %)"),
            _ => String::new(),
        };
        let mut said = match now.total.filter(|_| now.total_bytes.is_none()) {
            Some(total) => {
                let done = amount::count(now.done.min(total));
                format!("{done} of {} {}{percent}", amount::count(total), self.things)
            }
            None => format!("{} {}", amount::count(now.done), self.things),
        };
        match now.total_bytes {
            Some(total) => {
                let read = amount::bytes(now.bytes.min(total));
                said.push_str(&format!(", {read} of {}{percent}", amount::bytes(total)));
            }
            None if now.bytes > 0 => said.push_str(&format!(", {}", amount::bytes(now.bytes))),
            None => {}
        }
        let doing = self.doing.lock().unwrap_or_else(PoisonError::into_inner);
        if !doing.is_empty() {
            said.push_str(&format!(", {doing}"));
        }
        // All is read, and some of it is still on its way.
        let finishing = self.has_rate && now.part().is_some_and(|(done, total)| done == total);
        if now.rate > 0.0 && self.has_rate && !finishing {
            said.push_str(&format!(", {}", amount::rate(now.rate)));
        }
        match now.left.filter(|_| self.has_rate) {
            _ if finishing => {
                said.push_str(&format!(", finishing, {} so far", amount::duration(now.elapsed.as_secs())));
            }
            Some(left) => said.push_str(&format!(", about {} left", amount::duration(left.ceil() as u64))),
            None => said.push_str(&format!(", {} so far", amount::duration(now.elapsed.as_secs()))),
        }
        said
    }

    /// The bar.
    fn drawing(&self) -> Drawing {
        let now = self.now();
        let said = self.said(&now, false);
        let said = match now.percent() {
            Some(percent) => format!("{percent:>3} % {said}"),
            None => said,
        };
        Drawing { name: self.step, part: now.part(), said, glyphs: self.glyphs }
    }

    /// Writes a line where there is no terminal.
    fn line(&self) {
        let now = self.now();
        let message = format!("{}: {}", self.step, self.said(&now, true));
        let doing = self.doing.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let rounded = |number: f64| (number * 10.0).round() / 10.0;
        let fields: Vec<(&str, Value)> = [
            ("step", Some(self.step.into())),
            (self.things, Some(now.done.into())),
            ("total", now.total.map(Value::from)),
            ("bytes", (now.bytes > 0 || now.total_bytes.is_some()).then(|| now.bytes.into())),
            ("total_bytes", now.total_bytes.map(Value::from)),
            ("percent", now.percent().map(Value::from)),
            ("doing", (!doing.is_empty()).then(|| doing.into())),
            ("per_second", self.has_rate.then(|| rounded(now.rate).into())),
            ("seconds", Some(rounded(now.elapsed.as_secs_f64()).into())),
            ("seconds_left", now.left.filter(|_| self.has_rate).map(|left| (left.ceil() as u64).into())),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect();
        log::write(Level::Info, &message, &fields);
    }
}

/// How fast it goes: a mean in which what was long ago counts less and less.
#[derive(Debug, Clone)]
pub struct Pace {
    began: Instant,
    at: Instant,
    things: u64,
    part: u64,
    /// A second, of both; too small by `weight` at the beginning.
    means: (f64, f64),
    weight: f64,
}

impl Pace {
    /// From now on.
    pub fn new(now: Instant) -> Pace {
        Pace { began: now, at: now, things: 0, part: 0, means: (0.0, 0.0), weight: 0.0 }
    }

    /// So many things were done before, and so much of the whole.
    pub fn begin_at(&mut self, things: u64, part: u64) {
        (self.things, self.part) = (things, part);
    }

    /// So many things are done now, and so much of the whole.
    pub fn note(&mut self, now: Instant, things: u64, part: u64) {
        let seconds = now.saturating_duration_since(self.at).as_secs_f64();
        if seconds <= 0.0 {
            return;
        }
        let keep = (-seconds / MEMORY).exp();
        let mean = |mean: f64, more: u64| mean * keep + (1.0 - keep) * more as f64 / seconds;
        self.means = (
            mean(self.means.0, things.saturating_sub(self.things)),
            mean(self.means.1, part.saturating_sub(self.part)),
        );
        self.weight = self.weight * keep + 1.0 - keep;
        (self.at, self.things, self.part) = (now, things, part);
    }

    /// Things a second.
    pub fn things(&self) -> f64 {
        if self.weight > 0.0 { self.means.0 / self.weight } else { 0.0 }
    }

    /// How much of the whole a second.
    pub fn part(&self) -> f64 {
        if self.weight > 0.0 { self.means.1 / self.weight } else { 0.0 }
    }

    /// Seconds for so much more; `None` while nothing moves, or so slowly that nobody knows.
    fn left(&self, more: u64) -> Option<f64> {
        const LONGEST: f64 = 30.0 * 86_400.0;
        let rate = self.part();
        Some(more as f64 / rate).filter(|left| rate > 0.0 && *left < LONGEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now(done: u64, bytes: u64, total_bytes: Option<u64>) -> Now {
        let elapsed = Duration::from_secs(15);
        Now { done, total: None, bytes, total_bytes, elapsed, rate: 58_012.3, left: None }
    }

    #[test]
    fn a_line_says_how_far_how_fast_and_how_long() {
        let state = State::new("ingest", "records", None, Some(1_200_000_000));
        let at = Now { left: Some(39.2), ..now(1_240_000, 312_000_000, Some(1_200_000_000)) };
        assert_eq!(
            state.said(&at, true),
            "1,240,000 records, 312 MB of 1.2 GB (26 %), 58,000/s, about 40 s left"
        );
        // A file that grew while it was read.
        let grown = now(9, 2_000_000_000, Some(1_200_000_000));
        assert_eq!(grown.percent(), Some(100));
        let piped = now(1_240_000, 312_000_000, None);
        assert_eq!(state.said(&piped, true), "1,240,000 records, 312 MB, 58,000/s, 15 s so far");
        let counted = Now { total: Some(2_000_000), left: Some(7.0), ..now(500_000, 0, None) };
        assert_eq!(
            state.said(&counted, true),
            "500,000 of 2,000,000 records (25 %), 58,000/s, about 7 s left"
        );
        let all = Now { total: Some(9), left: Some(0.0), ..now(9, 0, None) };
        assert_eq!(
            State::new("normalize", "records", Some(9), None).said(&all, true),
            "9 of 9 records (100 %), finishing, 15 s so far"
        );
        let steps = State { has_rate: false, ..State::new("create-tables", "steps", Some(12), None) };
        *steps.doing.lock().unwrap() = "add keys".to_owned();
        let third = Now { total: Some(12), left: Some(9.0), ..now(3, 0, None) };
        assert_eq!(steps.said(&third, true), "3 of 12 steps (25 %), add keys, 15 s so far");
    }

    #[test]
    fn a_bar_has_what_a_line_says() {
        let state = State::new("ingest", "records", Some(100), None);
        state.done.store(50, Relaxed);
        let drawing = state.drawing();
        assert_eq!((drawing.name, drawing.part), ("ingest", Some((50, 100))));
        assert!(drawing.said.starts_with(" 50 % 50 of 100 records, "), "{}", drawing.said);
    }

    #[test]
    fn the_rate_follows_what_is_going_on_and_nothing_is_left_to_guess() {
        let begun = Instant::now();
        let mut pace = Pace::new(begun);
        assert_eq!(pace.left(100), None);
        let at = |seconds: u64| begun + Duration::from_secs(seconds);
        pace.note(at(10), 1_000, 5_000);
        assert!((pace.things() - 100.0).abs() < 0.01, "{pace:?}");
        assert!((pace.left(5_000).unwrap() - 10.0).abs() < 0.01);
        // Ten times as fast for a minute: that is what counts then.
        for second in 1..=60 {
            pace.note(at(10 + second), 1_000 + 1_000 * second, 5_000 + 5_000 * second);
        }
        assert!((pace.things() - 1_000.0).abs() < 10.0, "{pace:?}");
        // It stands still: after a while nobody knows.
        pace.note(at(7_000), 61_000, 305_000);
        assert_eq!(pace.left(5_000), None);
    }
}
