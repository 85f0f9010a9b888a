//! The table that `jobs watch` draws in place, and the lines that it prints where there is no terminal.

use std::io::{self, Write};

use anyhow::Result;
use chrono::Utc;

use super::Followed;
use crate::models::identifier;
use crate::output::{amount, text, width};

/// What was drawn last.
#[derive(Debug, Default)]
pub(super) struct Screen {
    lines: usize,
}

impl Screen {
    /// Draws the jobs in the place of what was drawn before, or below it where that is not in its place any more.
    pub(super) fn draw(&mut self, jobs: &[Followed], disturbed: bool) -> Result<()> {
        let (width, height) = size();
        let lines = table(jobs, width, height);
        let mut out = String::new();
        // What is higher than the screen has become cannot be reached.
        let up = if disturbed { 0 } else { self.lines.min(height.saturating_sub(1)) };
        if up > 0 {
            out.push_str(&format!("\x1b[{up}A\r"));
        }
        for line in &lines {
            out.push_str(line);
            out.push_str("\x1b[K\n");
        }
        out.push_str("\x1b[J");
        self.lines = lines.len();
        let mut stdout = io::stdout().lock();
        stdout.write_all(out.as_bytes())?;
        Ok(stdout.flush()?)
    }
}

/// The terminal's columns and rows.
fn size() -> (usize, usize) {
    let size = rustix::termios::tcgetwinsize(io::stdout()).ok();
    let size = size.filter(|size| size.ws_col > 0 && size.ws_row > 0);
    size.map_or((80, 24), |size| (size.ws_col.into(), size.ws_row.into()))
}

const HEADINGS: [&str; 8] = ["Id", "Status", "Source", "Query", "Found", "Processed", "Rejected", "Rate"];
/// The column that gives way where the terminal is narrow.
const QUERY: usize = 3;
/// The first column of numbers.
const NUMBERS: usize = 4;

/// The lines of the table: none wider than the terminal, and not more of them than fit it.
fn table(jobs: &[Followed], width: usize, height: usize) -> Vec<String> {
    // Beside the jobs: the headings, a line for the rest of them, one for all together, and the one that the cursor is in.
    let room = height.saturating_sub(4).max(1);
    let mut order: Vec<&Followed> = jobs.iter().collect();
    if order.len() > room {
        // What goes on is worth more than what is over.
        order.sort_by_key(|followed| followed.is_done());
    }
    let left_out = order.len().saturating_sub(room);
    order.truncate(room);
    let rows: Vec<[String; 8]> = order.into_iter().map(row).collect();
    let mut widths = HEADINGS.map(str::len);
    for row in &rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = width::width(cell).max(*widest);
        }
    }
    // The last column of a terminal stays free, or some go to the next line.
    let width = width.saturating_sub(1);
    let others: usize = widths.iter().sum::<usize>() - widths[QUERY] + 2 * (HEADINGS.len() - 1);
    widths[QUERY] = widths[QUERY].min(width.saturating_sub(others)).max(HEADINGS[QUERY].len());
    let cut = |line: &str| fit(line, width, false).trim_end().to_owned();
    let line = |cells: &[String; 8]| {
        let cells = cells.iter().zip(widths).enumerate();
        let fitted: Vec<String> = cells.map(|(at, (cell, width))| fit(cell, width, at >= NUMBERS)).collect();
        cut(&fitted.join("  "))
    };
    let mut lines = vec![line(&HEADINGS.map(str::to_owned))];
    lines.extend(rows.iter().map(line));
    if left_out > 0 {
        lines.push(cut(&format!("… and {left_out} more")));
    }
    lines.push(cut(&together(jobs)));
    lines
}

fn row(followed: &Followed) -> [String; 8] {
    let text = |text: &Option<String>| {
        text.as_deref().map_or("-".to_owned(), |text| text::printable(text).into_owned())
    };
    [
        identifier::short(followed.job.id),
        text(&followed.job.status),
        text(&followed.job.source_type),
        text(&followed.job.search_query),
        amount::count(followed.found()),
        amount::count(followed.processed()),
        amount::count(followed.rejected()),
        followed.rate().map_or("-".to_owned(), amount::rate),
    ]
}

/// `3 jobs: 1 completed, 2 processing; 12,000 of 40,000 raw records processed`.
fn together(jobs: &[Followed]) -> String {
    let mut statuses: Vec<(String, usize)> = Vec::new();
    for followed in jobs {
        let status = text::printable(followed.status()).into_owned();
        match statuses.iter_mut().find(|(known, _)| *known == status) {
            Some((_, count)) => *count += 1,
            None => statuses.push((status, 1)),
        }
    }
    let each: Vec<String> = statuses.iter().map(|(status, count)| format!("{count} {status}")).collect();
    let sum = |of: fn(&Followed) -> u64| amount::count(jobs.iter().map(of).sum());
    format!(
        "{}: {}; {} of {} raw records processed",
        text::counted(jobs.len() as u64, "job"),
        each.join(", "),
        sum(Followed::processed),
        sum(Followed::found)
    )
}

/// The text in so many columns of a terminal, cut where it is longer.
fn fit(text: &str, columns: usize, right: bool) -> String {
    let fitted = width::shorten(text, columns, "…");
    match right {
        true => " ".repeat(columns.saturating_sub(width::width(&fitted))) + &fitted,
        false => width::pad(&fitted, columns),
    }
}

/// A line for each job that changed.
pub(super) fn print_lines(changed: &[&Followed]) -> Result<()> {
    let now = Utc::now().format("%Y-%m-%d %H:%M:%S");
    let mut out = String::new();
    for followed in changed {
        let [id, status, _, _, found, processed, rejected, rate] = row(followed);
        let rate = followed.rate().map_or(String::new(), |_| format!(", {rate}"));
        out.push_str(&format!(
            "{now}  {id}  {status}: {processed} of {found} raw records processed, {rejected} rejected{rate}\n"
        ));
    }
    let mut stdout = io::stdout().lock();
    stdout.write_all(out.as_bytes())?;
    Ok(stdout.flush()?)
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use uuid::Uuid;

    use super::*;
    use crate::models::scrape_jobs::Job;
    use crate::output::progress::Pace;

    fn followed(number: u128, status: &str, query: &str) -> Followed {
        let job = Job {
            id: Uuid::from_u128(number << 96),
            user_id: None,
            status: Some(status.to_owned()),
            source_type: Some("google".to_owned()),
            search_query: Some(query.to_owned()),
            filters: None,
            total_found: Some(40_000),
            total_processed: Some(12_000),
            created_at: None,
            started_at: None,
            completed_at: None,
            total_rejected: Some(7),
            normalize_options: None,
        };
        Followed { job, told: None, pace: Pace::new(Instant::now()) }
    }

    #[test]
    fn a_table_is_no_wider_and_no_higher_than_the_screen() {
        let long = "牙医 dentists in every suburb of Sydney and around it \u{1b}[31m";
        let mut jobs: Vec<Followed> = (0..40).map(|n| followed(n, "completed", long)).collect();
        jobs.push(followed(99, "processing", long));
        for (width, height) in [(200, 50), (80, 24), (60, 10), (20, 5), (2, 5)] {
            let lines = table(&jobs, width, height);
            assert!(lines.len() < height, "{width}x{height}: {lines:#?}");
            assert!(
                lines.iter().all(|line| super::width::width(line) < width && !line.contains('\u{1b}')),
                "{width}: {lines:#?}"
            );
        }
        let lines = table(&jobs, 80, 10);
        assert!(lines[1].starts_with("00000063  processing"), "what goes on comes first: {lines:#?}");
        assert!(lines[7].starts_with("… and 35 more"), "{lines:#?}");
        assert!(lines[8].starts_with("41 jobs: 40 completed, 1 processing"), "{lines:#?}");
    }

    #[test]
    fn what_a_run_tells_counts_until_it_is_stored() {
        let mut job = followed(1, "processing", "x");
        let stored = job.job.clone();
        job.look(Some(stored.clone()), Some(5_000));
        assert_eq!(job.processed(), 17_000);
        job.look(Some(stored.clone()), None);
        assert_eq!(job.processed(), 17_000, "nothing new was told");
        job.look(Some(Job { total_processed: Some(20_000), ..stored.clone() }), None);
        assert_eq!(job.processed(), 20_000, "it is part of what is stored");
        job.look(Some(stored), Some(90_000));
        assert_eq!(job.processed(), 40_000, "more than were found are none");
        job.look(None, None);
        assert_eq!((job.status(), job.is_done()), ("removed", true));
    }
}
