//! What matters most: how each input moves the result, and what it would be worth to know it beforehand.
#![expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    reason = "counts of a sample are far below what a figure holds; arrays of one length"
)]

use super::sampled::{Sampled, mean_and_deviation};

/// The worth of information is worked out this many times on parts of the sample, for its error.
const BATCHES: usize = 10;

/// Spearman's rank correlation of two series, with its standard error √((1 + ρ²/2)/(n − 3)) · (1 − ρ²) (Bonett and Wright 2000).
///
/// What is the same in all futures goes with nothing: 0.
pub(super) fn rank_correlation(one: &[f64], ranks_of_other: &[f64]) -> Sampled {
    let value = correlation(&ranks(one), ranks_of_other);
    let square = value * value;
    let count = (one.len() as f64 - 3.0).max(1.0);
    Sampled { value, error: (1.0 - square) * ((1.0 + square / 2.0) / count).sqrt() }
}

/// The rank of each figure, from 1 on; those that are equal share the mean of their ranks.
pub(super) fn ranks(figures: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..figures.len()).collect();
    order.sort_unstable_by(|&one, &other| figures[one].total_cmp(&figures[other]));
    let mut ranks = vec![0.0; figures.len()];
    let mut first = 0;
    for tied in order.chunk_by(|&one, &other| figures[one].total_cmp(&figures[other]).is_eq()) {
        let rank = first as f64 + f64::midpoint(tied.len() as f64, 1.0);
        for &place in tied {
            ranks[place] = rank;
        }
        first += tied.len();
    }
    ranks
}

fn correlation(one: &[f64], other: &[f64]) -> f64 {
    let ((mean_one, deviation_one), (mean_other, deviation_other)) =
        (mean_and_deviation(one), mean_and_deviation(other));
    if deviation_one <= 0.0 || deviation_other <= 0.0 {
        return 0.0;
    }
    let together: f64 =
        one.iter().zip(other).map(|(one, other)| (one - mean_one) * (other - mean_other)).sum();
    together / (deviation_one * deviation_other * (one.len() as f64 - 1.0).max(1.0))
}

/// What it is worth to know everything before saying yes or no to what is worth `values`: E max(v, 0) − max(E v, 0).
pub(super) fn everything(values: &[f64]) -> Sampled {
    worth_of_knowing(values)
}

/// What it is worth to know one input beforehand: E max(E(v | x), 0) − max(E v, 0), the inner mean by regression (Strong, Oakley and
/// Brennan, *Estimating multiparameter partial expected value of perfect information*, 2014) on x, x² and x³, or by group where x is 0 or 1.
///
/// Its error is the deviation of the same figure on ten parts of the sample, over √10.
pub(super) fn one_input(values: &[f64], input: &[f64]) -> Sampled {
    let worth = |values: &[f64], input: &[f64]| worth_of_knowing(&fitted(values, input)).value;
    let size = values.len().div_ceil(BATCHES).max(1);
    let batches: Vec<f64> =
        values.chunks(size).zip(input.chunks(size)).map(|(v, x)| worth(v, x)).collect();
    let (_, deviation) = mean_and_deviation(&batches);
    Sampled {
        value: worth(values, input),
        error: deviation / (batches.len() as f64).max(1.0).sqrt(),
    }
}

fn worth_of_knowing(means: &[f64]) -> Sampled {
    let (mean, _) = mean_and_deviation(means);
    let is_done = mean > 0.0;
    // What is gained where one knows better: a loss that is left, or a gain that is not missed.
    let gains: Vec<f64> =
        means.iter().map(|it| it.max(0.0) - if is_done { *it } else { 0.0 }).collect();
    let (value, deviation) = mean_and_deviation(&gains);
    Sampled { value: value.max(0.0), error: deviation / (means.len() as f64).max(1.0).sqrt() }
}

/// The least-squares fit of `values` by a cubic in `input`, at each of them.
fn fitted(values: &[f64], input: &[f64]) -> Vec<f64> {
    let (mean, deviation) = mean_and_deviation(input);
    let (level, _) = mean_and_deviation(values);
    let mut fit = vec![level; values.len()];
    if deviation <= 0.0 {
        return fit;
    }
    let scaled: Vec<f64> = input.iter().map(|x| (x - mean) / deviation).collect();
    // Powers made at right angles to each other, one after the other (Gram and Schmidt); what is left of 0 and 1 after x is nothing.
    let mut basis: Vec<Vec<f64>> = vec![vec![1.0 / (values.len() as f64).sqrt(); values.len()]];
    for power in 1..=3 {
        let mut column: Vec<f64> =
            scaled.iter().map(|x| (0..power).fold(1.0, |product, _| product * x)).collect();
        let size = dot(&column, &column).sqrt();
        for earlier in &basis {
            let along = dot(&column, earlier);
            for (it, earlier) in column.iter_mut().zip(earlier) {
                *it -= along * earlier;
            }
        }
        let left = dot(&column, &column).sqrt();
        if left <= 1e-6 * size {
            continue;
        }
        for it in &mut column {
            *it /= left;
        }
        let along = dot(values, &column);
        for (fit, it) in fit.iter_mut().zip(&column) {
            *fit += along * it;
        }
        basis.push(column);
    }
    fit
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tied_figures_share_their_rank() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0]), [3.5, 1.0, 3.5, 2.0]);
    }

    #[test]
    fn what_rises_together_has_correlation_one() {
        let (one, other) = ([1.0, 5.0, 2.0, 9.0], [1.0, 50.0, 3.0, 1_000.0]);
        assert!((rank_correlation(&one, &ranks(&other)).value - 1.0).abs() < 1e-12);
        let down: Vec<f64> = other.iter().map(|it| -it).collect();
        assert!((rank_correlation(&one, &ranks(&down)).value + 1.0).abs() < 1e-12);
        assert!(rank_correlation(&[1.0; 4], &ranks(&other)).value.abs() < 1e-12);
    }

    #[test]
    fn what_decides_alone_is_worth_as_much_as_everything() {
        // Half of all futures bring 3, the others −1: done, it is worth 1; knowing spares the half of them that lose 1.
        let happens: Vec<f64> = (0..1_000).map(|run| f64::from(run % 2)).collect();
        let values: Vec<f64> = happens.iter().map(|it| 4.0 * it - 1.0).collect();
        assert!((everything(&values).value - 0.5).abs() < 1e-9);
        assert!((one_input(&values, &happens).value - 0.5).abs() < 1e-9);
        // What moves nothing is worth nothing.
        let other: Vec<f64> = (0..1_000_i32).map(|run| f64::from(run.div_euclid(2) % 2)).collect();
        assert!(one_input(&values, &other).value < 1e-9);
    }
}
