//! `stats`: the funnel and the distributions, as charts.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use diesel::PgConnection;
use serde_json::{Value, json};
use uuid::Uuid;

use super::model::outcomes::{self, Known};
use super::names::{self, UserArg};
use super::{Context, DONE, shades};
use crate::models::lead_enrichment;
use crate::models::statistics::{self, Day, Funnel, Share};
use crate::output::chart::{Bar, Canvas, Chart};
use crate::output::{Cell, Column, Format, Output, Rows, Style};

/// Show the funnel from raw records to high intent, and how the leads are distributed.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine stats\n  \
    leadengine stats --outcomes won-and-lost.csv\n  \
    leadengine stats --json | jq .high_intent")]
pub struct Stats {
    #[command(flatten)]
    user: UserArg,
    /// Also show how the share of won leads rises with the score; outcomes as for leadengine model train
    #[arg(long, value_name = "FILE")]
    outcomes: Option<PathBuf>,
}

/// How far back records are counted by the day.
const DAYS: i32 = 30;

/// All numbers of one run.
struct Numbers {
    funnel: Funnel,
    jobs: Vec<Share>,
    intents: Vec<Share>,
    scores: [i64; 10],
    seniorities: Vec<Share>,
    industries: Vec<Share>,
    sources: Vec<Share>,
    days: Vec<Day>,
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
            days: statistics::days(conn, user, DAYS)?,
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

    /// The distributions: name, heading, and of how many in all.
    fn distributions(&self) -> [(&'static str, &'static str, &[Share], i64); 5] {
        let Funnel { jobs, leads, scored, .. } = self.funnel;
        [
            ("intent", "Intent", &self.intents, scored),
            ("seniority", "Seniority", &self.seniorities, leads),
            ("industry", "Top industries", &self.industries, leads),
            ("source", "Top sources", &self.sources, leads),
            ("job_status", "Jobs by status", &self.jobs, jobs),
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

pub(super) const COLUMNS: [Column; 14] = [
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
    Column::text("days", ""),
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
        Cell::new(
            numbers
                .days
                .iter()
                .map(|day| json!({"day": day.day, "raw_leads": day.raw_leads}))
                .collect::<Vec<Value>>(),
        ),
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
    for day in &numbers.days {
        rows.push(vec![Cell::new("day"), Cell::new(day.day.to_string()), Cell::new(day.raw_leads)])?;
    }
    for (name, _, shares, _) in numbers.distributions() {
        for share in shares {
            rows.push(vec![Cell::new(name), Cell::new(share.value.as_deref()), Cell::new(share.leads)])?;
        }
    }
    rows.finish()
}

fn charts(output: &Output, numbers: &Numbers) -> Result<()> {
    let canvas = Canvas::new(output.screen, output.color);
    let mut charts = vec![funnel(canvas, numbers), days(canvas, &numbers.days)];
    if numbers.funnel.scored > 0 {
        charts.push(scores(canvas, numbers));
    }
    charts.extend(numbers.conversion.as_ref().map(|tens| conversion_chart(canvas, tens)));
    for (name, heading, shares, all) in numbers.distributions() {
        if !shares.is_empty() {
            charts.push(distribution(canvas, name, heading, shares, all));
        }
    }
    let mut out = io::stdout().lock();
    for line in canvas.lay_out(&charts) {
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(())
}

/// A bar for a count, with its share of all; none where there are none.
fn bar(label: impl Into<String>, count: i64, all: i64, style: Style) -> Bar {
    let note = share(count, all).map_or(String::new(), |share| format!("{share:.1} %"));
    Bar { label: label.into(), count, note, style }
}

/// The steps from a record to a lead of high intent, each with its share of the step before.
fn funnel(canvas: Canvas, numbers: &Numbers) -> Chart {
    let steps = numbers.steps();
    let bars: Vec<Bar> = steps
        .iter()
        .enumerate()
        .map(|(at, (step, count))| {
            let before = if at == 0 { 0 } else { steps[at - 1].1 };
            bar(step.replace('_', " "), *count, before, Style::Active)
        })
        .collect();
    canvas.bars("Funnel (share of the step before)", &bars)
}

fn days(canvas: Canvas, days: &[Day]) -> Chart {
    let counts: Vec<i64> = days.iter().map(|day| day.raw_leads).collect();
    let date = |day: Option<&Day>| day.map_or(String::new(), |day| day.day.format("%-d %b").to_string());
    let ends = [date(days.first()), date(days.last())];
    let most = days.iter().max_by_key(|day| day.raw_leads).filter(|day| day.raw_leads > 0);
    let remark = match most {
        None => "none in this time".to_owned(),
        Some(most) => {
            let mean = counts.iter().sum::<i64>() as f64 / counts.len() as f64;
            let today = counts.last().copied().unwrap_or_default();
            format!("most {} on {}, {mean:.1} a day, {today} today", most.raw_leads, date(Some(most)))
        }
    };
    let heading = format!("Records a day (scraped in the last {DAYS} days, UTC)");
    canvas.sparkline(&heading, &counts, [&ends[0], &ends[1]], &remark)
}

fn scores(canvas: Canvas, numbers: &Numbers) -> Chart {
    let mean = numbers.funnel.mean_score.unwrap_or_default();
    let bars: Vec<Bar> = (0..10)
        .rev()
        .map(|index| {
            let (from, to) = ten(index);
            bar(format!("{from:>2}-{to}"), numbers.scores[index], numbers.funnel.scored, Style::Active)
        })
        .collect();
    canvas.bars(&format!("Scores (mean {mean:.1})"), &bars)
}

fn distribution(canvas: Canvas, name: &str, heading: &str, shares: &[Share], all: i64) -> Chart {
    let bars: Vec<Bar> = shares
        .iter()
        .map(|share| {
            let value = share.value.as_deref();
            let style = match name {
                "intent" => shades::intent_style(value),
                "job_status" => shades::status_style(value),
                _ => Style::Active,
            };
            bar(value.unwrap_or("(unknown)"), share.leads, all, style)
        })
        .collect();
    canvas.bars(heading, &bars)
}

/// Draws the share of won leads by score: a full bar is all of them.
fn conversion_chart(canvas: Canvas, tens: &[(i64, i64); 10]) -> Chart {
    let (leads, won) = tens.iter().fold((0, 0), |sum, ten| (sum.0 + ten.0, sum.1 + ten.1));
    let average = share(won, leads).unwrap_or_default();
    let of = crate::output::text::counted(leads.unsigned_abs(), "lead");
    let heading = format!("Won, by score (of {of} with an outcome {won}, {average:.1} %)");
    let drawn = tens.iter().enumerate().rev().map(|(index, &(leads, won))| {
        let (from, to) = ten(index);
        let note =
            share(won, leads).map_or("of 0  -".to_owned(), |share| format!("of {leads}  {share:.1} %"));
        (Bar { label: format!("{from:>2}-{to}"), count: won, note, style: Style::Good }, leads)
    });
    let (bars, wholes): (Vec<Bar>, Vec<i64>) = drawn.unzip();
    canvas.lengths(&heading, &bars, &wholes)
}
