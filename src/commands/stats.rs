//! `stats`: the funnel and the distributions, as charts.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use diesel::PgConnection;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthChar;
use uuid::Uuid;

use super::model::outcomes::{self, Known};
use super::names::{self, UserArg};
use super::{Context, DONE};
use crate::models::lead_enrichment;
use crate::models::statistics::{self, Funnel, Share};
use crate::output::{Cell, Column, Format, Output, Rows, text};

/// Show the funnel from raw records to high intent, and how the leads are distributed.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    leadengine stats\n  \
    leadengine stats --user ann@example.com\n  \
    leadengine stats --outcomes won-and-lost.csv\n  \
    leadengine stats --json | jq .high_intent")]
pub struct Stats {
    #[command(flatten)]
    user: UserArg,
    /// Also show how the share of won leads rises with the score; outcomes as for leadengine model train
    #[arg(long, value_name = "FILE")]
    outcomes: Option<PathBuf>,
}

/// All numbers of one run.
struct Numbers {
    funnel: Funnel,
    jobs: Vec<Share>,
    intents: Vec<Share>,
    scores: [i64; 10],
    seniorities: Vec<Share>,
    industries: Vec<Share>,
    sources: Vec<Share>,
    /// By score in tens: leads with an outcome, and those of them that were won.
    conversion: Option<[(i64, i64); 10]>,
}

impl Stats {
    /// Prints charts for people, one object for programs.
    pub fn run(self, context: &Context) -> Result<u8> {
        let outcomes = self.outcomes.as_deref().map(outcomes::read).transpose()?;
        let mut conn = context.connect()?;
        let user = names::optional_user(&mut conn, self.user.given())?.map(|user| user.id);
        let mut numbers = Numbers::of(&mut conn, user)?;
        if let Some(outcomes) = outcomes {
            let known = Known::of(&mut conn, user, &outcomes)?;
            known.tell(&context.output);
            numbers.conversion = Some(conversion(&mut conn, &known.won)?);
        }
        match context.output.format {
            Format::Table => charts(&context.output, &numbers)?,
            Format::Json | Format::Jsonl => object(&context.output, &numbers)?,
            Format::Csv => lines(&context.output, &numbers)?,
        }
        if numbers.funnel.raw_leads == 0 && numbers.funnel.leads == 0 {
            context.output.note("nothing here yet: leadengine ingest FILE loads records");
        }
        Ok(DONE)
    }
}

impl Numbers {
    fn of(conn: &mut PgConnection, user: Option<Uuid>) -> Result<Numbers> {
        Ok(Numbers {
            funnel: statistics::funnel(conn, user)?,
            jobs: statistics::job_statuses(conn, user)?,
            intents: statistics::intents(conn, user)?,
            scores: statistics::scores(conn, user)?,
            seniorities: statistics::seniorities(conn, user)?,
            industries: statistics::industries(conn, user)?,
            sources: statistics::sources(conn, user)?,
            conversion: None,
        })
    }

    fn steps(&self) -> [(&'static str, i64); 4] {
        let funnel = &self.funnel;
        [
            ("raw_leads", funnel.raw_leads),
            ("leads", funnel.leads),
            ("scored", funnel.scored),
            ("high_intent", funnel.high_intent),
        ]
    }

    /// The distributions, each with its name and its heading.
    fn distributions(&self) -> [(&'static str, &'static str, &[Share]); 5] {
        [
            ("intent", "Intent", &self.intents),
            ("seniority", "Seniority", &self.seniorities),
            ("industry", "Top industries", &self.industries),
            ("source", "Top sources", &self.sources),
            ("job_status", "Jobs by status", &self.jobs),
        ]
    }
}

/// Leads with an outcome and those that were won, by score in tens; those without a score are left out.
fn conversion(conn: &mut PgConnection, won: &BTreeMap<Uuid, bool>) -> Result<[(i64, i64); 10]> {
    let ids: Vec<Uuid> = won.keys().copied().collect();
    let mut tens = [(0, 0); 10];
    for (lead, score) in lead_enrichment::scores_of(conn, &ids)? {
        let ten = (score.clamp(0.0, 99.0) / 10.0) as usize;
        tens[ten].0 += 1;
        tens[ten].1 += i64::from(won[&lead]);
    }
    Ok(tens)
}

/// The share, in per cent with one digit.
fn share(part: i64, all: i64) -> Option<f64> {
    (all > 0).then(|| (part as f64 / all as f64 * 1_000.0).round() / 10.0)
}

/// The first and last score of each ten.
fn ten(index: usize) -> (usize, usize) {
    (index * 10, if index == 9 { 100 } else { index * 10 + 9 })
}

const COLUMNS: [Column; 13] = [
    Column::number("jobs", ""),
    Column::number("raw_leads", ""),
    Column::number("leads", ""),
    Column::number("scored", ""),
    Column::number("high_intent", ""),
    Column::number("mean_score", ""),
    Column::text("intent", ""),
    Column::text("scores", ""),
    Column::text("seniority", ""),
    Column::text("industries", ""),
    Column::text("sources", ""),
    Column::text("job_statuses", ""),
    Column::text("conversion", ""),
];

fn object(output: &Output, numbers: &Numbers) -> Result<()> {
    let list = |key: &str, count: &str, shares: &[Share]| -> Cell {
        Cell::new(shares.iter().map(|s| json!({ key: s.value, count: s.leads })).collect::<Vec<Value>>())
    };
    let scores = numbers.scores.iter().enumerate().map(|(index, leads)| {
        let (from, to) = ten(index);
        json!({"from": from, "to": to, "leads": leads})
    });
    let funnel = &numbers.funnel;
    let cells = vec![
        Cell::new(funnel.jobs),
        Cell::new(funnel.raw_leads),
        Cell::new(funnel.leads),
        Cell::new(funnel.scored),
        Cell::new(funnel.high_intent),
        // Two digits are more than a score is worth.
        Cell::new(funnel.mean_score.map(|mean| (mean * 100.0).round() / 100.0)),
        list("intent_level", "leads", &numbers.intents),
        Cell::new(scores.collect::<Vec<Value>>()),
        list("seniority", "leads", &numbers.seniorities),
        list("industry", "leads", &numbers.industries),
        list("source", "leads", &numbers.sources),
        list("status", "jobs", &numbers.jobs),
        Cell::new(numbers.conversion.map(|tens| {
            let tens = tens.iter().enumerate().map(|(index, (leads, won))| {
                let (from, to) = ten(index);
                json!({"from": from, "to": to, "leads": leads, "won": won})
            });
            tens.collect::<Vec<Value>>()
        })),
    ];
    Rows::one(output, &COLUMNS, cells)
}

/// One number a line.
fn lines(output: &Output, numbers: &Numbers) -> Result<()> {
    let columns = [Column::text("chart", ""), Column::text("value", ""), Column::number("count", "")];
    let mut rows = Rows::list(output, &columns);
    for (step, count) in numbers.steps() {
        rows.push(vec![Cell::new("funnel"), Cell::new(step), Cell::new(count)])?;
    }
    for (index, leads) in numbers.scores.iter().enumerate() {
        let (from, to) = ten(index);
        rows.push(vec![Cell::new("score"), Cell::new(format!("{from}-{to}")), Cell::new(*leads)])?;
    }
    for (index, (leads, won)) in numbers.conversion.iter().flatten().enumerate() {
        let (from, to) = ten(index);
        rows.push(vec![Cell::new("outcomes"), Cell::new(format!("{from}-{to}")), Cell::new(*leads)])?;
        rows.push(vec![Cell::new("won"), Cell::new(format!("{from}-{to}")), Cell::new(*won)])?;
    }
    for (name, _, shares) in numbers.distributions() {
        for share in shares {
            rows.push(vec![Cell::new(name), Cell::new(share.value.as_deref()), Cell::new(share.leads)])?;
        }
    }
    rows.finish()
}

fn charts(output: &Output, numbers: &Numbers) -> Result<()> {
    let mut out = io::stdout().lock();
    let steps = numbers.steps().map(|(step, count)| (step.replace('_', " "), count));
    chart(&mut out, output, "Funnel", &steps)?;
    if numbers.funnel.scored > 0 {
        let scores: Vec<(String, i64)> = (0..10)
            .rev()
            .map(|index| {
                let (from, to) = ten(index);
                (format!("{from:>2}-{to}"), numbers.scores[index])
            })
            .collect();
        let mean = numbers.funnel.mean_score.unwrap_or_default();
        chart(&mut out, output, &format!("Scores (mean {mean:.1})"), &scores)?;
    }
    if let Some(tens) = &numbers.conversion {
        conversion_chart(&mut out, output, tens)?;
    }
    for (_, heading, shares) in numbers.distributions() {
        let bars: Vec<(String, i64)> = shares
            .iter()
            .map(|share| (share.value.clone().unwrap_or_else(|| "(unknown)".to_owned()), share.leads))
            .collect();
        if !bars.is_empty() {
            chart(&mut out, output, heading, &bars)?;
        }
    }
    out.flush()?;
    Ok(())
}

/// Labels are cut to so many columns of a terminal.
const LABEL: usize = 26;
/// The longest bar.
const BAR: usize = 30;

/// Draws one bar a line, the longest for the largest number.
fn chart(out: &mut impl Write, output: &Output, heading: &str, bars: &[(String, i64)]) -> io::Result<()> {
    let largest = bars.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let digits = bars.iter().map(|(_, count)| count.to_string().len()).max().unwrap_or(1);
    let labels: Vec<(String, usize)> =
        bars.iter().map(|(label, _)| cut(&text::printable(label), LABEL)).collect();
    let width = labels.iter().map(|(_, width)| *width).max().unwrap_or(0);
    let (bold, colour, plain) = if output.color { ("\x1b[1m", "\x1b[36m", "\x1b[0m") } else { ("", "", "") };
    writeln!(out, "{bold}{heading}{plain}")?;
    for ((label, label_width), (_, count)) in labels.iter().zip(bars) {
        let padding = " ".repeat(width - label_width);
        let bar = bar(*count, largest);
        match bar.is_empty() {
            true => writeln!(out, "  {label}{padding}  {count:>digits$}")?,
            false => writeln!(out, "  {label}{padding}  {count:>digits$}  {colour}{bar}{plain}")?,
        }
    }
    writeln!(out)
}

/// Draws the share of won leads by score: a full bar is all of them.
fn conversion_chart(out: &mut impl Write, output: &Output, tens: &[(i64, i64); 10]) -> io::Result<()> {
    let (bold, colour, plain) = if output.color { ("\x1b[1m", "\x1b[36m", "\x1b[0m") } else { ("", "", "") };
    let (leads, won) = tens.iter().fold((0, 0), |sum, ten| (sum.0 + ten.0, sum.1 + ten.1));
    let average = share(won, leads).unwrap_or_default();
    writeln!(out, "{bold}Won, by score (of {leads} leads with an outcome {won}, {average:.1} %){plain}")?;
    for (index, (leads, won)) in tens.iter().enumerate().rev() {
        let (from, to) = ten(index);
        match share(*won, *leads) {
            Some(share) => {
                let bar = bar(*won, *leads);
                writeln!(out, "  {from:>2}-{to:<3}  {share:>5.1} %  {won} of {leads}  {colour}{bar}{plain}")?;
            }
            None => writeln!(out, "  {from:>2}-{to:<3}      -")?,
        }
    }
    writeln!(out)
}

/// A bar in eighths of a column; never nothing for something.
fn bar(count: i64, largest: i64) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (count as f64 / largest as f64 * (BAR * 8) as f64).round() as usize;
    let eighths = if count > 0 { eighths.max(1) } else { 0 };
    "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
}

/// The text in at most `limit` columns, and how many it takes.
fn cut(text: &str, limit: usize) -> (String, usize) {
    let columns = |c: char| c.width().unwrap_or(0);
    let whole: usize = text.chars().map(columns).sum();
    if whole <= limit {
        return (text.to_owned(), whole);
    }
    let mut short = String::new();
    let mut width = 1;
    for c in text.chars() {
        if width + columns(c) > limit {
            break;
        }
        width += columns(c);
        short.push(c);
    }
    short.push('…');
    (short, width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_in_proportion_and_never_nothing_for_something() {
        assert_eq!(bar(100, 100), "█".repeat(BAR));
        assert_eq!(bar(50, 100), "█".repeat(BAR / 2));
        assert_eq!(bar(1, 1_000_000), "▏");
        assert_eq!(bar(0, 100), "");
    }

    #[test]
    fn labels_are_cut_by_columns() {
        assert_eq!(cut("short", 10), ("short".to_owned(), 5));
        assert_eq!(cut("abcdefghij", 5), ("abcd…".to_owned(), 5));
        assert_eq!(cut("株式会社リード", 6), ("株式…".to_owned(), 5));
    }
}
