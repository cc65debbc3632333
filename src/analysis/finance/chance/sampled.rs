//! Figures out of a sample, each with how far off it may be.
#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "counts of a sample are far below what a figure holds, and places are brought inside it"
)]

/// A figure out of a sample.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sampled {
    /// The figure.
    pub value: f64,
    /// Its standard error: in two of three samples of this size the figure is no further off.
    pub error: f64,
}

/// How an amount is spread over all futures that were drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    /// The mean.
    pub mean: Sampled,
    /// The standard deviation of the amount itself.
    pub deviation: f64,
    /// In one future of ten it is no more.
    pub p10: Sampled,
    /// In half of them it is no more.
    pub p50: Sampled,
    /// In eight of ten it is no more.
    pub p80: Sampled,
    /// In nine of ten it is no more.
    pub p90: Sampled,
    /// The S-curve: for each hundredth of all futures, from 0 to 100, the amount that it is not above.
    pub curve: Vec<CurvePoint>,
}

/// A point of an S-curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// Which part of all futures, 0 to 1.
    pub share: f64,
    /// The amount that it is not above in these.
    pub amount: f64,
}

impl Distribution {
    /// Of these amounts, of which there is at least one.
    pub(super) fn of(mut amounts: Vec<f64>) -> Self {
        let (mean, deviation) = mean_and_deviation(&amounts);
        amounts.sort_unstable_by(f64::total_cmp);
        let point = |hundredth: u8| {
            let share = f64::from(hundredth) / 100.0;
            CurvePoint { share, amount: at(&amounts, share) }
        };
        Self {
            mean: Sampled { value: mean, error: deviation / (amounts.len() as f64).sqrt() },
            deviation,
            p10: percentile(&amounts, 0.1),
            p50: percentile(&amounts, 0.5),
            p80: percentile(&amounts, 0.8),
            p90: percentile(&amounts, 0.9),
            curve: (0..=100).map(point).collect(),
        }
    }
}

/// The mean, and the standard deviation with n − 1; 0 where there is but one.
pub(super) fn mean_and_deviation(amounts: &[f64]) -> (f64, f64) {
    let count = amounts.len() as f64;
    let mean = amounts.iter().sum::<f64>() / count.max(1.0);
    let squares: f64 = amounts.iter().map(|amount| (amount - mean) * (amount - mean)).sum();
    (mean, (squares / (count - 1.0).max(1.0)).sqrt())
}

/// The amount at a share of all, in a straight line between two of them (type 7 of Hyndman and Fan, as numpy has it).
fn at(sorted: &[f64], share: f64) -> f64 {
    let place = share.clamp(0.0, 1.0) * (sorted.len().saturating_sub(1)) as f64;
    let below = place.floor();
    let low = sorted.get(below as usize).copied().unwrap_or(0.0);
    let high = sorted.get(below as usize + 1).copied().unwrap_or(low);
    low + (high - low) * (place - below)
}

/// A percentile with half the distance between the two amounts that are one standard error of its rank away.
fn percentile(sorted: &[f64], share: f64) -> Sampled {
    let error = (share * (1.0 - share) / sorted.len().max(1) as f64).sqrt();
    let around = at(sorted, share + error) - at(sorted, share - error);
    Sampled { value: at(sorted, share), error: around / 2.0 }
}

/// Which part of `amounts` is above `limit`.
pub(super) fn part_above(amounts: &[f64], limit: f64) -> Sampled {
    part(amounts.iter().filter(|amount| **amount > limit).count(), amounts.len())
}

/// Which part of `amounts` is below zero.
pub(super) fn part_negative(amounts: &[f64]) -> Sampled {
    part(amounts.iter().filter(|amount| **amount < 0.0).count(), amounts.len())
}

/// `count` of `all`. The error is never nothing: what did not happen in a sample may happen all the same (Agresti and Coull 1998).
fn part(count: usize, all: usize) -> Sampled {
    let (count, all) = (count as f64, all.max(1) as f64);
    let moved = (count + 2.0) / (all + 4.0);
    Sampled { value: count / all, error: (moved * (1.0 - moved) / (all + 4.0)).sqrt() }
}
