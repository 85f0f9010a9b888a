//! How good probabilities are: how they rank, and whether they come true.

use serde::{Deserialize, Serialize};

/// What one tenth of the leads came to, those with the highest probabilities first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tenth {
    /// Leads in it.
    pub leads: usize,
    /// The mean of what was predicted for them, 0 to 1.
    pub predicted: f64,
    /// The share that was won, 0 to 1.
    pub won: f64,
    /// That share against the share of all leads: 3 is three times as many.
    pub lift: f64,
    /// The share of all that were won which lies in this tenth and those before it, 0 to 1.
    pub captured: f64,
}

/// How good probabilities are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// Leads with an outcome.
    pub leads: usize,
    /// Of them, those that were won.
    pub won: usize,
    /// The probability that a lead that was won ranks above one that was lost: 0.5 is chance, 1 perfect.
    pub roc_auc: f64,
    /// The mean share of won ones among those ranked at least as high as each that was won; chance is the share of all.
    pub average_precision: f64,
    /// The mean squared distance of the probability from the outcome; lower is better.
    pub brier: f64,
    /// By tenths of the leads, from the highest probability down.
    pub tenths: Vec<Tenth>,
}

impl Quality {
    /// Of these probabilities, for these outcomes. `None` unless some were won and some lost.
    pub fn of(probabilities: &[f64], won: &[bool]) -> Option<Quality> {
        let wins = won.iter().filter(|&&won| won).count();
        if wins == 0 || wins == won.len() || probabilities.len() != won.len() {
            return None;
        }
        Some(Quality {
            leads: won.len(),
            won: wins,
            roc_auc: roc_auc(probabilities, won),
            average_precision: average_precision(probabilities, won),
            brier: brier(probabilities, won),
            tenths: tenths(probabilities, won),
        })
    }
}

/// The area under the ROC curve, by ranks; ties count half (Mann and Whitney's U).
pub fn roc_auc(scores: &[f64], won: &[bool]) -> f64 {
    let order = ascending(scores);
    let wins = won.iter().filter(|&&won| won).count() as f64;
    let losses = won.len() as f64 - wins;
    let mut ranks = 0.0;
    for tie in ties(&order, scores) {
        let mean = (tie.start + tie.end + 1) as f64 / 2.0;
        ranks += mean * order[tie].iter().filter(|&&at| won[at]).count() as f64;
    }
    (ranks - wins * (wins + 1.0) / 2.0) / (wins * losses)
}

/// The area under the curve of precision over recall, by steps; those of one score are taken together.
pub fn average_precision(scores: &[f64], won: &[bool]) -> f64 {
    let mut order = ascending(scores);
    order.reverse();
    let wins = won.iter().filter(|&&won| won).count() as f64;
    let (mut found, mut area) = (0.0, 0.0);
    for tie in ties(&order, scores) {
        let seen = tie.end as f64;
        let more = order[tie].iter().filter(|&&at| won[at]).count() as f64;
        found += more;
        area += more / wins * found / seen;
    }
    area
}

/// The mean squared error of probabilities (Brier 1950).
pub fn brier(probabilities: &[f64], won: &[bool]) -> f64 {
    let errors = probabilities.iter().zip(won).map(|(p, &won)| (p - f64::from(u8::from(won))).powi(2));
    errors.sum::<f64>() / won.len().max(1) as f64
}

fn tenths(probabilities: &[f64], won: &[bool]) -> Vec<Tenth> {
    let mut order = ascending(probabilities);
    order.reverse();
    let wins = won.iter().filter(|&&won| won).count() as f64;
    let share = wins / won.len() as f64;
    let mut captured = 0.0;
    (0..10)
        .filter_map(|n| {
            let part = &order[n * order.len() / 10..(n + 1) * order.len() / 10];
            if part.is_empty() {
                return None;
            }
            let count = part.len() as f64;
            let here = part.iter().filter(|&&at| won[at]).count() as f64;
            captured += here / wins;
            Some(Tenth {
                leads: part.len(),
                predicted: part.iter().map(|&at| probabilities[at]).sum::<f64>() / count,
                won: here / count,
                lift: here / count / share,
                captured,
            })
        })
        .collect()
}

/// Stable, so that equal scores keep their order.
fn ascending(scores: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| scores[a].total_cmp(&scores[b]));
    order
}

/// The stretches of one score in an order.
fn ties<'a>(order: &'a [usize], scores: &'a [f64]) -> impl Iterator<Item = std::ops::Range<usize>> + 'a {
    let mut start = 0;
    std::iter::from_fn(move || {
        let first = *order.get(start)?;
        let len = order[start..].iter().take_while(|&&at| scores[at] == scores[first]).count().max(1);
        start += len;
        Some(start - len..start)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WON: [bool; 4] = [false, false, true, true];

    #[test]
    fn the_figures_are_those_of_the_textbook() {
        // scikit-learn's own examples for roc_auc_score, average_precision_score and brier_score_loss.
        assert_eq!(roc_auc(&[0.1, 0.4, 0.35, 0.8], &WON), 0.75);
        assert!((average_precision(&[0.1, 0.4, 0.35, 0.8], &WON) - 0.833_333).abs() < 1e-6);
        assert!((brier(&[0.1, 0.9, 0.8, 0.3], &[false, true, true, false]) - 0.0375).abs() < 1e-12);
    }

    #[test]
    fn ties_count_half() {
        assert_eq!(roc_auc(&[0.5; 4], &WON), 0.5);
        assert_eq!(average_precision(&[0.5; 4], &WON), 0.5);
        assert_eq!(roc_auc(&[1.0, 2.0, 3.0, 4.0], &WON), 1.0);
    }

    #[test]
    fn all_that_were_won_are_captured_in_the_end() {
        let probabilities: Vec<f64> = (0..95).map(|n| f64::from(n) / 95.0).collect();
        let won: Vec<bool> = (0..95).map(|n| n % 3 == 0).collect();
        let quality = Quality::of(&probabilities, &won).unwrap();
        assert_eq!(quality.tenths.iter().map(|tenth| tenth.leads).sum::<usize>(), 95);
        assert!((quality.tenths.last().unwrap().captured - 1.0).abs() < 1e-12);
        assert!(Quality::of(&probabilities, &[true; 95]).is_none());
    }
}
