//! What is told of a model.

use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use serde_json::{Value, json};

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
        return print_other(output, figures(model, path), &model.about.quality, Some(model), seconds);
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
    print_other(output, Vec::new(), quality, None, Some(seconds(started)))
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

fn figures(model: &Model, path: &Path) -> Vec<(Column, Cell)> {
    let about = &model.about;
    vec![
        (Column::text("model", "Model"), path.display().to_string().into()),
        (Column::number("seed", "Seed"), about.seed.into()),
        (Column::number("features", "Features"), (model.features.iter().count() as u64).into()),
        (Column::number("trees", "Trees"), (model.forest.trees() as u64).into()),
        (Column::number("high_from", "High from"), Cell::new(about.high_from)),
        (Column::number("medium_from", "Medium from"), Cell::new(about.medium_from)),
    ]
}

/// One object, or one row without what is a list.
fn print_other(
    output: &Output,
    mut figures: Vec<(Column, Cell)>,
    quality: &Quality,
    model: Option<&Model>,
    seconds: Option<Cell>,
) -> Result<()> {
    let lists = !matches!(output.format, Format::Csv);
    figures.extend([
        (Column::number("leads", "Leads"), (quality.leads as u64).into()),
        (Column::number("won", "Won"), (quality.won as u64).into()),
        (Column::number("roc_auc", "ROC AUC"), Cell::new(quality.roc_auc)),
        (Column::number("average_precision", "Average precision"), Cell::new(quality.average_precision)),
        (Column::number("brier", "Brier"), Cell::new(quality.brier)),
    ]);
    let mut list =
        |name: &'static str, value: Value| figures.push((Column::text(name, name), Cell::new(value)));
    if lists {
        list("tenths", json!(quality.tenths));
        if let Some(model) = model {
            list("weights", json!(model.about.weights));
            list("suspects", json!(model.about.suspects));
        }
    }
    figures.extend(seconds.map(|seconds| (Column::number("seconds", "Seconds"), seconds)));
    let (columns, cells): (Vec<Column>, Vec<Cell>) = figures.into_iter().unzip();
    Rows::one(output, &columns, cells)
}
