//! Training: trees of several shapes are tried on leads that they have not seen; the best is grown on all, and what it said of unseen leads
//! calibrates it and tells how good it is.

use anyhow::Result;

use super::features::{Choice, Features, alone, names};
use super::forest::{Forest, MOST_TREES, Rows, Shape};
use super::metrics::Quality;
use super::model::{About, Calibration, Model, Suspect, Weight, thresholds};
use super::values::Values;
use crate::error::{Failure, Kind};

/// Leads with an outcome, and of each outcome, that it takes at least.
const LEAST: usize = 50;
const LEAST_EACH: usize = 10;
/// Parts that the leads are dealt into: each is predicted by trees that were grown on the others.
const FOLDS: usize = 5;
/// A key that ranks the leads this well alone looks like the answer.
const SUSPECT: f64 = 0.95;
/// What counts is told of so many.
const WEIGHTS: usize = 50;

/// How many steps training on so many leads has, for a progress bar.
pub fn steps(leads: usize) -> u64 {
    (FOLDS * Shape::worth_trying(leads).len() + 2) as u64
}

/// Trains a model on leads and their outcomes. The same leads in the same order and the same seed give the same model. `on_step` is told
/// of each step that is done.
///
/// # Errors
/// When there are too few leads, or nothing to tell them apart by.
pub fn train(
    leads: &[Values],
    won: &[bool],
    choice: &Choice,
    seed: u64,
    on_step: &mut dyn FnMut(),
) -> Result<Model> {
    let wins = won.iter().filter(|&&won| won).count();
    if won.len() < LEAST || wins < LEAST_EACH || won.len() - wins < LEAST_EACH {
        return Err(Failure::new(
            Kind::Failed,
            "too_few_outcomes",
            format!(
                "{} leads with an outcome, {wins} won and {} lost, are too few to learn from",
                won.len(),
                won.len() - wins
            ),
        )
        .hint(format!("it takes {LEAST}, of each outcome {LEAST_EACH}; a good model takes thousands"))
        .into());
    }
    let all: Vec<&Values> = leads.iter().collect();
    let suspects = suspects(&all, won, choice);
    on_step();
    let folds = deal(won, seed);
    let tried = try_shapes(&all, won, &folds, choice, seed, on_step)?;

    let features = learn(&all, won, choice)?;
    let width = features.columns().len();
    let cells = features.encode_learned(&all, won);
    // All leads are more than those of a trial: they bear as many more trees.
    let trees = (tried.trees * FOLDS).div_ceil(FOLDS - 1).clamp(1, MOST_TREES);
    let (forest, _) = Forest::grow(Rows { cells: &cells, width }, won, tried.shape, trees, seed, None)?;
    let calibration = calibrate(&tried.log_odds, won);
    let probabilities: Vec<f64> = tried.log_odds.iter().map(|&odds| calibration.probability(odds)).collect();
    let quality =
        Quality::of(&probabilities, won).ok_or_else(|| anyhow::anyhow!("outcomes of one kind only"))?;
    on_step();

    let mut shares = vec![0.0; features.iter().count()];
    for ((feature, _), share) in features.columns().iter().zip(forest.importance(width)) {
        shares[*feature] += share;
    }
    let mut weights: Vec<Weight> = features
        .iter()
        .zip(shares)
        .filter(|(_, share)| *share > 0.0)
        .map(|(feature, share)| Weight { name: feature.name.clone(), share })
        .collect();
    weights.sort_by(|a, b| b.share.total_cmp(&a.share).then_with(|| a.name.cmp(&b.name)));
    weights.truncate(WEIGHTS);
    let (high_from, medium_from) = thresholds(wins as f64 / won.len() as f64);
    let about = About { seed, shape: tried.shape, quality, high_from, medium_from, weights, suspects };
    Ok(Model { features, forest, calibration, about })
}

fn learn(leads: &[&Values], won: &[bool], choice: &Choice) -> Result<Features> {
    let features = Features::learn(leads, won, choice);
    if features.is_empty() {
        let message = "the leads have nothing to tell them apart by";
        return Err(Failure::new(Kind::Failed, "no_features", message)
            .hint("check --only and --exclude; leadengine leads show ID prints what is known of a lead")
            .into());
    }
    Ok(features)
}

/// The keys that look like the answer.
fn suspects(leads: &[&Values], won: &[bool], choice: &Choice) -> Vec<Suspect> {
    let alone = |name: &str| Suspect { name: name.to_owned(), roc_auc: alone(name, leads, won) };
    let mut suspects: Vec<Suspect> = names(leads, choice).into_iter().map(alone).collect();
    suspects.retain(|suspect| suspect.roc_auc >= SUSPECT);
    suspects.sort_by(|a, b| a.name.cmp(&b.name));
    suspects
}

/// SplitMix64 (<https://prng.di.unimi.it/splitmix64.c>): the same numbers on every machine and in every version.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }
}

/// Deals the leads into folds, each with its share of both outcomes. The result is the fold of each lead.
fn deal(won: &[bool], seed: u64) -> Vec<usize> {
    let mut dice = Dice(seed);
    let mut folds = vec![0; won.len()];
    for outcome in [false, true] {
        let mut these: Vec<usize> = (0..won.len()).filter(|&at| won[at] == outcome).collect();
        for at in (1..these.len()).rev() {
            these.swap(at, dice.below(at + 1));
        }
        for (place, at) in these.into_iter().enumerate() {
            folds[at] = place % FOLDS;
        }
    }
    folds
}

/// The best of the shapes.
struct Tried {
    shape: Shape,
    trees: usize,
    /// What was said of each lead by trees that had not seen it.
    log_odds: Vec<f64>,
}

fn try_shapes(
    leads: &[&Values],
    won: &[bool],
    folds: &[usize],
    choice: &Choice,
    seed: u64,
    on_step: &mut dyn FnMut(),
) -> Result<Tried> {
    let shapes = Shape::worth_trying(leads.len());
    // Of each shape, what each fold's trees cost on the leads held out, and what they say of them.
    let mut grown: Vec<Vec<(Forest, Vec<f64>)>> = shapes.iter().map(|_| Vec::new()).collect();
    let mut held: Vec<(Vec<usize>, Vec<f64>, usize)> = Vec::new();
    for fold in 0..FOLDS {
        let of = |held: bool| (0..leads.len()).filter(move |&at| (folds[at] == fold) == held);
        let (seen, unseen): (Vec<usize>, Vec<usize>) = (of(false).collect(), of(true).collect());
        let pick =
            |at: &[usize]| -> (Vec<&Values>, Vec<bool>) { at.iter().map(|&at| (leads[at], won[at])).unzip() };
        let ((seen, seen_won), (others, others_won)) = (pick(&seen), pick(&unseen));
        let features = learn(&seen, &seen_won, choice)?;
        let width = features.columns().len();
        let cells = features.encode_learned(&seen, &seen_won);
        let held_cells = features.encode_all(others.iter().copied());
        for (shape, grown) in shapes.iter().zip(&mut grown) {
            let held = Some((Rows { cells: &held_cells, width }, others_won.as_slice()));
            grown.push(Forest::grow(
                Rows { cells: &cells, width },
                &seen_won,
                *shape,
                MOST_TREES,
                seed,
                held,
            )?);
            on_step();
        }
        held.push((unseen, held_cells, width));
    }
    // One number of trees for all folds: were each to choose its own, the leads held out would have been seen after all.
    let best = grown
        .iter()
        .map(|folds| {
            let shortest = folds.iter().map(|(_, losses)| losses.len()).min().unwrap_or(0);
            let loss = |trees: usize| -> f64 {
                folds
                    .iter()
                    .zip(&held)
                    .map(|((_, losses), (unseen, ..))| losses[trees - 1] * unseen.len() as f64)
                    .sum()
            };
            (1..=shortest)
                .map(|trees| (loss(trees), trees))
                .min_by(|a, b| a.0.total_cmp(&b.0))
                .unwrap_or((f64::MAX, 1))
        })
        .enumerate()
        .min_by(|(_, a), (_, b)| a.0.total_cmp(&b.0));
    let (at, (_, trees)) = best.ok_or_else(|| anyhow::anyhow!("no shape was tried"))?;
    let mut log_odds = vec![0.0; leads.len()];
    for ((forest, _), (unseen, cells, width)) in grown[at].iter_mut().zip(&held) {
        forest.limit(trees);
        for (&lead, odds) in unseen.iter().zip(forest.log_odds(Rows { cells, width: *width })) {
            log_odds[lead] = odds;
        }
    }
    Ok(Tried { shape: shapes[at], trees, log_odds })
}

/// Platt's calibration with his corrected targets, by Newton's method (Lin, Lin and Weng 2007).
fn calibrate(log_odds: &[f64], won: &[bool]) -> Calibration {
    let wins = won.iter().filter(|&&won| won).count() as f64;
    let losses = won.len() as f64 - wins;
    let (high, low) = ((wins + 1.0) / (wins + 2.0), 1.0 / (losses + 2.0));
    let target = |won: bool| if won { high } else { low };
    let loss = |c: Calibration| -> f64 {
        log_odds
            .iter()
            .zip(won)
            .map(|(&odds, &won)| {
                let z = c.slope * odds + c.intercept;
                // log(1 + e^z) - t z, without overflow.
                z.max(0.0) + (-z.abs()).exp().ln_1p() - target(won) * z
            })
            .sum()
    };
    let mut now = Calibration { slope: 1.0, intercept: 0.0 };
    let mut cost = loss(now);
    for _ in 0..100 {
        let (mut g, mut h) = ([0.0; 2], [1e-9, 0.0, 1e-9]);
        for (&odds, &won) in log_odds.iter().zip(won) {
            let p = now.probability(odds);
            let (d, w) = (p - target(won), p * (1.0 - p));
            g[0] += d * odds;
            g[1] += d;
            h[0] += w * odds * odds;
            h[1] += w * odds;
            h[2] += w;
        }
        let determinant = h[0] * h[2] - h[1] * h[1];
        let step = [(h[2] * g[0] - h[1] * g[1]) / determinant, (h[0] * g[1] - h[1] * g[0]) / determinant];
        let mut size = 1.0;
        let next = loop {
            let next =
                Calibration { slope: now.slope - size * step[0], intercept: now.intercept - size * step[1] };
            let then = loss(next);
            if then < cost || size < 1e-6 {
                break (then < cost).then_some((next, then));
            }
            size /= 2.0;
        };
        let Some((next, then)) = next else { break };
        let gained = cost - then;
        (now, cost) = (next, then);
        if gained < 1e-9 * cost.abs() {
            break;
        }
    }
    // Probabilities that fall where the trees say they rise would turn the order round.
    if now.slope > 0.0 { now } else { Calibration { slope: 1.0, intercept: 0.0 } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::Scalar;

    fn lead(n: u64) -> (Values, bool) {
        let dice = |salt: u64| Dice(n * 1_000 + salt).below(100);
        let mut values = Values::default();
        let visits = dice(1);
        values.set("visits", Scalar::Number(visits as f64));
        let plan = ["free", "pro", "team"][dice(2) % 3];
        values.set_text("plan", Some(plan));
        values.set("noise", Scalar::Number(dice(3) as f64));
        let chance = if visits > 60 && plan != "free" { 70 } else { 5 };
        (values, dice(4) < chance)
    }

    #[test]
    fn what_trees_say_is_the_sum_of_what_their_cells_add() {
        let (leads, won): (Vec<Values>, Vec<bool>) = (0..600).map(lead).unzip();
        let model = train(&leads, &won, &Choice::default(), 1, &mut || ()).unwrap();
        let probabilities = model.probabilities(&leads.iter().collect::<Vec<_>>());
        for (said, probability) in model.predict(&leads).iter().zip(probabilities) {
            assert!((said.score - 100.0 * probability).abs() <= 0.051, "{said:?} {probability}");
            let points: f64 = said.reasons.iter().map(|reason| reason.points).sum();
            assert!((points - said.score).abs() < 1e-6, "{said:?}");
        }
    }

    #[test]
    fn probabilities_come_true_on_leads_that_were_not_seen() {
        let (leads, won): (Vec<Values>, Vec<bool>) = (0..3_000).map(lead).unzip();
        let model = train(&leads, &won, &Choice::default(), 1, &mut || ()).unwrap();
        let (others, outcomes): (Vec<Values>, Vec<bool>) = (10_000..14_000).map(lead).unzip();
        let said = model.probabilities(&others.iter().collect::<Vec<_>>());
        let quality = Quality::of(&said, &outcomes).unwrap();
        assert!(
            (quality.roc_auc - model.about.quality.roc_auc).abs() < 0.03,
            "{quality:?} {:?}",
            model.about.quality
        );
        let (mean, share) = (said.iter().sum::<f64>() / 4_000.0, quality.won as f64 / 4_000.0);
        assert!((mean - share).abs() < 0.02, "{mean} {share}");
        for tenth in &quality.tenths[..3] {
            assert!((tenth.predicted - tenth.won).abs() < 0.08, "{tenth:?}");
        }
    }

    #[test]
    fn folds_have_their_share_of_both_outcomes() {
        let won: Vec<bool> = (0..103).map(|n| n < 23).collect();
        let folds = deal(&won, 7);
        for fold in 0..FOLDS {
            let wins = (0..103).filter(|&at| folds[at] == fold && won[at]).count();
            assert!((4..=5).contains(&wins), "{wins}");
        }
        assert_eq!(folds, deal(&won, 7));
        assert_ne!(folds, deal(&won, 8));
    }
}
