//! What is told of a model.

use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use serde_json::json;

use crate::learn::Model;
use crate::learn::metrics::Quality;
use crate::output::{Cell, Column, Format, Output, Rows, seconds, text};

/// Values that are told of those that count most.
const WEIGHTS: usize = 15;

/// After training.
pub(super) fn trained(output: &Output, model: &Model, path: &Path, started: Instant) -> Result<()> {
    tell(output, model, path, "On leads that it had not seen (cross-validation):", Some(seconds(started)))
}

/// What a model is.
pub(super) fn shown(output: &Output, model: &Model, path: &Path) -> Result<()> {
    let heading = "When it was trained, on leads that it had not seen (cross-validation):";
    tell(output, model, path, heading, None)
}

fn tell(output: &Output, model: &Model, path: &Path, heading: &str, seconds: Option<Cell>) -> Result<()> {
    if output.format != Format::Table {
        return print_other(output, &model.about.quality, Some((model, path)), seconds);
    }
    let mut out = io::stdout().lock();
    writeln!(out, "Model {}", text::printable(&path.display().to_string()))?;
    about(&mut out, model)?;
    writeln!(out, "\n{heading}")?;
    print_quality(&mut out, &model.about.quality)?;
    print_weights(&mut out, model)
}

/// After measuring.
pub(super) fn evaluated(output: &Output, quality: &Quality, started: Instant) -> Result<()> {
    if output.format == Format::Table {
        return print_quality(&mut io::stdout().lock(), quality);
    }
    print_other(output, quality, None, Some(seconds(started)))
}

fn about(out: &mut impl Write, model: &Model) -> io::Result<()> {
    let about = &model.about;
    let quality = &about.quality;
    let share = 100.0 * quality.won as f64 / quality.leads as f64;
    writeln!(out, "  learned from  {} leads, {} won ({share:.1} %)", quality.leads, quality.won)?;
    writeln!(
        out,
        "  made of       {} trees of depth {} over {} values",
        model.forest.trees(),
        about.shape.depth,
        model.features.iter().count()
    )?;
    writeln!(out, "  intent        high from {}, medium from {}", about.high_from, about.medium_from)
}

fn print_quality(out: &mut impl Write, quality: &Quality) -> Result<()> {
    writeln!(out, "  leads {}, won {}", quality.leads, quality.won)?;
    writeln!(
        out,
        "  ROC AUC            {:.3}   how surely a won lead ranks above a lost one; 0.5 is chance",
        quality.roc_auc
    )?;
    let share = quality.won as f64 / quality.leads as f64;
    writeln!(out, "  average precision  {:.3}   chance is {share:.3}", quality.average_precision)?;
    writeln!(
        out,
        "  Brier score        {:.4}  the mean squared error; always saying {share:.3} has {:.4}",
        quality.brier,
        share * (1.0 - share)
    )?;
    writeln!(out)?;
    writeln!(out, "  tenth    leads  predicted    won    lift  of all won")?;
    for (n, tenth) in quality.tenths.iter().enumerate() {
        writeln!(
            out,
            "  {:>5} {:>8} {:>8.1} % {:>4.1} % {:>5.2}× {:>9.1} %",
            n + 1,
            tenth.leads,
            100.0 * tenth.predicted,
            100.0 * tenth.won,
            tenth.lift,
            100.0 * tenth.captured
        )?;
    }
    Ok(())
}

fn print_weights(out: &mut impl Write, model: &Model) -> Result<()> {
    writeln!(out)?;
    writeln!(out, "What counts most:")?;
    for weight in model.about.weights.iter().take(WEIGHTS) {
        writeln!(out, "  {:>5.1} %  {}", 100.0 * weight.share, text::printable(&weight.name))?;
    }
    Ok(())
}

/// What is told of a model itself.
const ABOUT: [Column; 6] = [
    Column::text("model", "Model"),
    Column::number("seed", "Seed"),
    Column::number("features", "Features"),
    Column::number("trees", "Trees"),
    Column::number("high_from", "High from"),
    Column::number("medium_from", "Medium from"),
];
/// How good it is.
const QUALITY: [Column; 5] = [
    Column::number("leads", "Leads"),
    Column::number("won", "Won"),
    Column::number("roc_auc", "ROC AUC"),
    Column::number("average_precision", "Average precision"),
    Column::number("brier", "Brier"),
];
/// Lists, which a row of CSV has no place for.
const LISTS: [Column; 3] = [
    Column::text("tenths", "Tenths"),
    Column::text("weights", "Weights"),
    Column::text("suspects", "Suspects"),
];
const SECONDS: Column = Column::number("seconds", "Seconds");

pub(in crate::commands) const TRAINED: [Column; 15] = joined(&[&ABOUT, &QUALITY, &LISTS, &[SECONDS]]);
pub(in crate::commands) const SHOWN: [Column; 14] = joined(&[&ABOUT, &QUALITY, &LISTS]);
pub(in crate::commands) const EVALUATED: [Column; 7] = joined(&[&QUALITY, &[LISTS[0]], &[SECONDS]]);

/// The columns of all parts, of which there are `N`.
const fn joined<const N: usize>(parts: &[&[Column]]) -> [Column; N] {
    let mut all = [SECONDS; N];
    let (mut part, mut at) = (0, 0);
    while part < parts.len() {
        let mut column = 0;
        while column < parts[part].len() {
            all[at] = parts[part][column];
            (column, at) = (column + 1, at + 1);
        }
        part += 1;
    }
    assert!(at == N, "as many as are said");
    all
}

/// One object, or one row without what is a list.
fn print_other(
    output: &Output,
    quality: &Quality,
    model: Option<(&Model, &Path)>,
    seconds: Option<Cell>,
) -> Result<()> {
    let mut cells: Vec<Cell> = Vec::new();
    if let Some((model, path)) = model {
        let about = &model.about;
        cells.extend([
            path.display().to_string().into(),
            about.seed.into(),
            (model.features.iter().count() as u64).into(),
            (model.forest.trees() as u64).into(),
            Cell::new(about.high_from),
            Cell::new(about.medium_from),
        ]);
    }
    cells.extend([
        (quality.leads as u64).into(),
        (quality.won as u64).into(),
        Cell::new(quality.roc_auc),
        Cell::new(quality.average_precision),
        Cell::new(quality.brier),
        Cell::new(json!(quality.tenths)),
    ]);
    if let Some((model, _)) = model {
        cells.extend([json!(model.about.weights), json!(model.about.suspects)].map(Cell::new));
    }
    let columns: &[Column] = match (model, &seconds) {
        (None, _) => &EVALUATED,
        (Some(_), Some(_)) => &TRAINED,
        (Some(_), None) => &SHOWN,
    };
    cells.extend(seconds);
    let is_list = |column: &Column| LISTS.iter().any(|list| list.name == column.name);
    let in_row = |column: &Column| output.format != Format::Csv || !is_list(column);
    let (columns, cells): (Vec<Column>, Vec<Cell>) =
        columns.iter().copied().zip(cells).filter(|(column, _)| in_row(column)).unzip();
    Rows::one(output, &columns, cells)
}
