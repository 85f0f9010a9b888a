//! Progress on standard error: a bar with rate and time left on a terminal, nothing elsewhere.

use std::fmt::Write;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::Output;

/// A bar over bytes read, for work whose input has a known size.
pub fn bytes(output: &Output, total: Option<u64>, what: &'static str) -> ProgressBar {
    let template = match total {
        Some(_) => "{msg} {bar:30} {percent:>3}% {bytes}/{total_bytes} {bytes_per_sec} {eta} left",
        None => "{msg} {spinner} {bytes} {bytes_per_sec} {elapsed}",
    };
    bar(output, total, what, template)
}

/// A bar over records.
pub fn records(output: &Output, total: Option<u64>, what: &'static str) -> ProgressBar {
    let template = match total {
        Some(_) => "{msg} {bar:30} {percent:>3}% {human_pos}/{human_len} {rate} {eta} left",
        None => "{msg} {spinner} {human_pos} {rate} {elapsed}",
    };
    bar(output, total, what, template)
}

fn bar(output: &Output, total: Option<u64>, what: &'static str, template: &str) -> ProgressBar {
    if !output.progress {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr_with_hz(10));
    if let Ok(style) = ProgressStyle::with_template(template) {
        // indicatif's own rate of records comes with four decimals.
        let rate = |state: &ProgressState, out: &mut dyn Write| {
            let _ = write!(out, "{:.0}/s", state.per_sec());
        };
        bar.set_style(style.with_key("rate", rate).progress_chars("━╸ "));
    }
    bar.set_message(what);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
