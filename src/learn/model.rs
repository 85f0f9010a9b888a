//! A model as it is kept in a file: two lines of JSON, a head that says what it is and the model itself.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::features::{Feature, Features};
use super::forest::{Forest, Rows, Shape};
use super::metrics::Quality;
use super::values::{Scalar, Values};
use crate::error::{Failure, Kind};
use crate::output::file::Draft;

/// The version of the format: a reader refuses a later one.
const VERSION: u32 = 2;
/// Reasons that are told of a score.
const REASONS: usize = 6;
/// High intent: the odds are at least so many times those of all leads.
const HIGH_ODDS: f64 = 4.0;
/// Of its features, by how much they count, at least this share has to be known of some lead.
const KNOWN_SHARE: f64 = 0.5;

/// Which file of which version; on the first line.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    leadengine_model: u32,
    made_by: String,
    /// SHA-256 of the second line, in hexadecimal.
    sha256: String,
}

/// What makes probabilities of the trees' log odds (Platt 1999): the logistic function of `slope · log odds + intercept`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// What the log odds are multiplied by.
    pub slope: f64,
    /// What is added.
    pub intercept: f64,
}

impl Calibration {
    /// The probability, 0 to 1.
    pub fn probability(self, log_odds: f64) -> f64 {
        1.0 / (1.0 + (-(self.slope * log_odds + self.intercept)).exp())
    }
}

/// A key that looks like the answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Suspect {
    /// Its name.
    pub name: String,
    /// How well it ranks the leads alone (area under the ROC curve).
    pub roc_auc: f64,
}

/// How much a value counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Weight {
    /// Its name.
    pub name: String,
    /// Its share of all that the trees gained, 0 to 1.
    pub share: f64,
}

/// A model.
#[derive(Debug)]
pub struct Model {
    /// What it looks at.
    pub features: Features,
    /// Its trees.
    pub forest: Forest,
    /// What makes probabilities of them.
    pub calibration: Calibration,
    /// What else is known of it.
    pub about: About,
}

/// What is known of a model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// The seed of all chance.
    pub seed: u64,
    /// How large its trees are.
    pub shape: Shape,
    /// How good it was on leads that it had not seen, in cross-validation.
    pub quality: Quality,
    /// From this score on intent is high.
    pub high_from: f64,
    /// From this score on intent is medium.
    pub medium_from: f64,
    /// What counts most, most first.
    pub weights: Vec<Weight>,
    /// Keys that look like the answer.
    pub suspects: Vec<Suspect>,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    about: About,
    features: Features,
    calibration: Calibration,
    forest: String,
}

/// The reason that all leads have.
pub const AVERAGE: &str = "average";
/// The reason that stands for all that are not told.
pub const REST: &str = "everything else";

/// Why a score is what it is: one of the values that count most.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// The value's name, or [`AVERAGE`] or [`REST`].
    pub name: String,
    /// The value, if it is known.
    pub value: Option<String>,
    /// Points that it adds to the score, or takes from it; together they are the score.
    pub points: f64,
}

/// What a model says of a lead.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Prediction {
    /// Its probability, as a score of 0 to 100 with at most one decimal.
    pub score: f64,
    /// Why, the largest first, after what all leads have.
    pub reasons: Vec<Reason>,
}

/// The scores from which on intent is high and medium, where this share of all leads is won: medium is better than the average lead, high
/// has four times its odds.
pub fn thresholds(share: f64) -> (f64, f64) {
    let odds = share / (1.0 - share) * HIGH_ODDS;
    (tenths(100.0 * odds / (1.0 + odds)), tenths(100.0 * share))
}

/// Points in tenths, as they are stored.
pub fn tenths(points: f64) -> f64 {
    // Minus zero is not kept by the database.
    (points * 10.0).round() / 10.0 + 0.0
}

impl Model {
    /// What it says of these leads, in order.
    pub fn predict(&self, leads: &[Values]) -> Vec<Prediction> {
        let columns = self.features.columns();
        let width = columns.len();
        let cells = self.features.encode_all(leads);
        let rows = Rows { cells: &cells, width };
        let contributions = self.forest.contributions(rows);
        leads
            .iter()
            .zip(contributions.chunks_exact(width + 1))
            // What all cells add is what the trees say.
            .map(|(lead, row)| self.prediction(lead, row.iter().sum(), row, &columns))
            .collect()
    }

    /// The probabilities of these leads alone, 0 to 1.
    pub fn probabilities(&self, leads: &[&Values]) -> Vec<f64> {
        let width = self.features.columns().len();
        let cells = self.features.encode_all(leads.iter().copied());
        let log_odds = self.forest.log_odds(Rows { cells: &cells, width });
        log_odds.into_iter().map(|odds| self.calibration.probability(odds)).collect()
    }

    fn prediction(
        &self,
        lead: &Values,
        log_odds: f64,
        row: &[f64],
        columns: &[(usize, String)],
    ) -> Prediction {
        let score = tenths(100.0 * self.calibration.probability(log_odds));
        let base = row.last().copied().unwrap_or(0.0);
        let average = tenths(100.0 * self.calibration.probability(base));
        // Of a feature all columns together.
        let mut by_feature: Vec<f64> = vec![0.0; self.features.iter().count()];
        for ((feature, _), amount) in columns.iter().zip(row) {
            by_feature[*feature] += amount;
        }
        // Log odds do not add up to points: each gets its share of the way from the average to the score.
        let sum: f64 = by_feature.iter().sum();
        let points = |amount: f64| if sum == 0.0 { 0.0 } else { tenths(amount / sum * (score - average)) };
        let mut told: Vec<(usize, f64)> = by_feature.into_iter().enumerate().collect();
        told.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
        told.truncate(REASONS);
        let features: Vec<&Feature> = self.features.iter().collect();
        let mut reasons = vec![Reason { name: AVERAGE.to_owned(), value: None, points: average }];
        reasons.extend(
            told.into_iter()
                .map(|(at, amount)| (at, points(amount)))
                .filter(|(_, points)| *points != 0.0)
                .map(|(at, points)| {
                    let name = features[at].name.clone();
                    let value = lead.get(&name).map(shown);
                    Reason { name, value, points }
                }),
        );
        let rest = tenths(score - reasons.iter().map(|reason| reason.points).sum::<f64>());
        if rest != 0.0 {
            reasons.push(Reason { name: REST.to_owned(), value: None, points: rest });
        }
        Prediction { score, reasons }
    }

    /// Refuses to be used where most of what it looks at is known of none of these leads: it was made for others.
    ///
    /// # Errors
    /// [`Kind::Failed`], with the names that are missing.
    pub fn fits(&self, leads: &[Values]) -> Result<()> {
        let (known, unknown): (Vec<&Weight>, Vec<&Weight>) = self
            .about
            .weights
            .iter()
            .partition(|weight| leads.iter().any(|lead| lead.get(&weight.name).is_some()));
        let share = |weights: &[&Weight]| weights.iter().map(|weight| weight.share).sum::<f64>();
        let (known, missing) = (share(&known), share(&unknown));
        if leads.is_empty() || known >= KNOWN_SHARE * (known + missing) {
            return Ok(());
        }
        let names: Vec<&str> = unknown.iter().take(5).map(|weight| weight.name.as_str()).collect();
        Err(Failure::new(
            Kind::Failed,
            "model_made_for_other_features",
            format!("the model was made for other leads: none of these has {}", names.join(", ")),
        )
        .hint("train one on leads from the same sources: leadengine model train")
        .into())
    }

    /// Finds out whether a model can be written to this file, before a long time is spent on making one.
    ///
    /// # Errors
    /// When it cannot.
    pub fn try_place(path: &Path) -> Result<()> {
        let tried = match path.as_os_str() == "-" {
            true => Err(io::Error::other("a model goes into a file")),
            false => Draft::new(path).map(drop),
        };
        tried.map_err(|error| {
            let message = format!("cannot write {}: {error}", path.display());
            Failure::new(Kind::Failed, "unwritable_model", message)
                .hint("--out names a file in a directory that is there and may be written to")
                .into()
        })
    }

    /// Writes it to a file, all or nothing. Its owner alone can read it: values of payloads are in it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, path: &Path) -> Result<()> {
        let stored = Stored {
            about: self.about.clone(),
            features: self.features.clone(),
            calibration: self.calibration,
            forest: self.forest.to_text()?,
        };
        let body = serde_json::to_string(&stored)?;
        let head = Head {
            leadengine_model: VERSION,
            made_by: format!("leadengine {}", env!("CARGO_PKG_VERSION")),
            sha256: hash(&body),
        };
        let written = || format!("cannot write {}", path.display());
        let mut draft = Draft::new(path).with_context(written)?;
        writeln!(draft.file(), "{}\n{body}", serde_json::to_string(&head)?).with_context(written)?;
        // What cannot be read again is no model.
        Model::load(draft.path())?;
        draft.keep().with_context(written)
    }

    /// Reads one from a file.
    ///
    /// # Errors
    /// [`Failure`]s that say whether it is missing, something else, of a newer version or damaged.
    pub fn load(path: &Path) -> Result<Model> {
        let name = path.display();
        let text = fs::read_to_string(path).map_err(|error| {
            Failure::unreadable(path, &error)
                .hint("make a model: leadengine model train --outcomes FILE --out MODEL")
        })?;
        let refuse = |code, message: String| {
            Failure::new(Kind::Failed, code, message).hint("train it again: leadengine model train")
        };
        let (head, body) = text.split_once('\n').unwrap_or((&text, ""));
        let head: Head = serde_json::from_str(head)
            .map_err(|_| refuse("not_a_model", format!("{name} is no model of leadengine's")))?;
        if head.leadengine_model > VERSION {
            let message = format!("{name} was made by a newer version ({})", head.made_by);
            return Err(Failure::new(Kind::Failed, "model_too_new", message)
                .hint("use that version, or train it again with this one")
                .into());
        }
        if head.leadengine_model < VERSION {
            let message = format!("{name} was made by an older version ({})", head.made_by);
            return Err(refuse("model_too_old", message).into());
        }
        let body = body.strip_suffix('\n').unwrap_or(body);
        if hash(body) != head.sha256 {
            return Err(refuse("damaged_model", format!("{name} is damaged")).into());
        }
        let damaged = |_| refuse("damaged_model", format!("{name} cannot be understood"));
        let stored: Stored = serde_json::from_str(body).map_err(damaged)?;
        let forest = Forest::from_text(&stored.forest)
            .map_err(|_| refuse("damaged_model", format!("{name} cannot be understood")))?;
        Ok(Model { features: stored.features, forest, calibration: stored.calibration, about: stored.about })
    }
}

fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn shown(value: &Scalar) -> String {
    match value {
        Scalar::Number(number) => number.to_string(),
        Scalar::Text(text) => {
            let short: String = text.chars().take(60).collect();
            if short.len() < text.len() { format!("{short}…") } else { short }
        }
    }
}
