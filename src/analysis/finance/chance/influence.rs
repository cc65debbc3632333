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
    let mut order: Vec<(u64, u32)> =
        (0_u32..).zip(figures).map(|(at, it)| (key(*it), at)).collect();
    order.sort_unstable();
    let mut ranks = vec![0.0; figures.len()];
    let mut first = 0.0;
    for tied in order.chunk_by(|(one, _), (other, _)| one == other) {
        let count = tied.len() as f64;
        for &(_, place) in tied {
            ranks[place as usize] = first + f64::midpoint(count, 1.0);
        }
        first += count;
    }
    ranks
}

/// A whole number that is larger the larger the figure is, in the order of [`f64::total_cmp`].
fn key(figure: f64) -> u64 {
    let bits = figure.to_bits();
    if bits >> 63 == 1 { !bits } else { bits | (1 << 63) }
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
    let (mean, deviation) = mean_and_deviation(input);
    let size = values.len().div_ceil(BATCHES).max(1);
    let parts = values.chunks(size).zip(input.chunks(size));
    let moments: Vec<Moments> =
        parts.clone().map(|(v, x)| Moments::of(v, x, (mean, deviation))).collect();
    let all = moments.iter().fold(Moments::default(), Moments::plus);
    let whole = all.fit();
    let gain: f64 = parts.clone().map(|(_, x)| whole.gained(x, (mean, deviation))).sum();
    let worth = |gain: f64, moments: &Moments| {
        (gain / moments.powers[0] - (moments.products[0] / moments.powers[0]).max(0.0)).max(0.0)
    };
    let batches: Vec<f64> = parts
        .zip(&moments)
        .map(|((_, x), part)| worth(part.fit().gained(x, (mean, deviation)), part))
        .collect();
    let (_, apart) = mean_and_deviation(&batches);
    Sampled { value: worth(gain, &all), error: apart / (batches.len() as f64).max(1.0).sqrt() }
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

/// How many coefficients a cubic has.
const TERMS: usize = 4;

/// The sums from which a cubic is fitted: of powers of x, and of their products with v; x in deviations from its mean.
#[derive(Debug, Clone, Copy, Default)]
struct Moments {
    powers: [f64; 2 * TERMS - 1],
    products: [f64; TERMS],
}

impl Moments {
    fn of(values: &[f64], input: &[f64], scale: (f64, f64)) -> Self {
        let mut moments = Self::default();
        for (value, x) in values.iter().zip(input) {
            let x = scaled(*x, scale);
            let mut power = 1.0;
            for place in 0..2 * TERMS - 1 {
                moments.powers[place] += power;
                if place < TERMS {
                    moments.products[place] += power * value;
                }
                power *= x;
            }
        }
        moments
    }

    fn plus(self, other: &Self) -> Self {
        Self {
            powers: std::array::from_fn(|place| self.powers[place] + other.powers[place]),
            products: std::array::from_fn(|place| self.products[place] + other.products[place]),
        }
    }

    /// The least-squares fit, by Cholesky's method on its normal equations; a power that lower ones make up (x² of an x that is 0 or 1) is left out.
    fn fit(&self) -> Cubic {
        let mut lower = [[0.0; TERMS]; TERMS];
        let mut along = [0.0; TERMS];
        for row in 0..TERMS {
            for column in 0..row {
                let known: f64 = (0..column).map(|it| lower[row][it] * lower[column][it]).sum();
                let pivot: f64 = lower[column][column];
                lower[row][column] =
                    if pivot > 0.0 { (self.powers[row + column] - known) / pivot } else { 0.0 };
            }
            let known: f64 = (0..row).map(|it| lower[row][it] * lower[row][it]).sum();
            let size = self.powers[2 * row];
            let left = size - known;
            if left > 1e-9 * size {
                lower[row][row] = left.sqrt();
                let known: f64 = (0..row).map(|it| lower[row][it] * along[it]).sum();
                along[row] = (self.products[row] - known) / lower[row][row];
            }
        }
        let mut terms = [0.0; TERMS];
        for row in (0..TERMS).rev().filter(|&row| lower[row][row] > 0.0) {
            let known: f64 = (row + 1..TERMS).map(|it| lower[it][row] * terms[it]).sum();
            terms[row] = (along[row] - known) / lower[row][row];
        }
        Cubic(terms)
    }
}

/// A number in deviations from the mean; 0 where it is the same in all futures.
#[inline]
fn scaled(x: f64, (mean, deviation): (f64, f64)) -> f64 {
    if deviation > 0.0 { (x - mean) / deviation } else { 0.0 }
}

/// The coefficients of a cubic, from the constant on.
struct Cubic([f64; TERMS]);

impl Cubic {
    /// The sum of what it is above zero.
    fn gained(&self, input: &[f64], scale: (f64, f64)) -> f64 {
        let [constant, linear, square, cube] = self.0;
        let at = |x: f64| constant + x * (linear + x * (square + x * cube));
        input.iter().map(|x| at(scaled(*x, scale)).max(0.0)).sum()
    }
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

    #[test]
    fn a_square_that_is_next_to_nothing_of_its_own_is_left_out() {
        // Ones and minus ones that tremble: of their squares 4/3 · by² is not what constant and line make up.
        let square = |by: f64| {
            let tremble = |run: i32| by * (f64::from(run * 7_919 % 2_000) / 1_000.0 - 1.0);
            let sign = |run: i32| f64::from(run.rem_euclid(2) * 2 - 1);
            let input: Vec<f64> = (0..2_000).map(|run| sign(run) + tremble(run)).collect();
            let values: Vec<f64> = input.iter().map(|x| x * x).collect();
            let Cubic([_, _, square, _]) = Moments::of(&values, &input, (0.0, 1.0)).fit();
            square
        };
        // 1.3 · 10⁻¹⁰ is below the limit of 10⁻⁹: what is left after rounding would be anything.
        assert!(square(1e-5).abs() < f64::MIN_POSITIVE);
        // 1.3 · 10⁻⁸ is above it, and the square is found.
        assert!((square(1e-4) - 1.0).abs() < 1e-3, "{}", square(1e-4));
    }

    #[test]
    fn a_cubic_is_found_again_and_a_switch_is_two_groups() {
        let input: Vec<f64> =
            (0..2_000_i32).map(|run| f64::from(run * 7_919 % 2_000) / 100.0).collect();
        let cubic = |x: f64| 1.0 - 2.0 * x + 0.4 * x * x - 0.013 * x * x * x;
        let values: Vec<f64> = input.iter().copied().map(cubic).collect();
        // What follows wholly from the input is worth as much to know as everything.
        let (found, all) = (one_input(&values, &input), everything(&values));
        assert!((found.value - all.value).abs() < 1e-8 * all.value.max(1.0), "{found:?} {all:?}");
        assert!(all.value > 0.1);
        // Where the input says nothing the fit is the mean.
        let still = vec![5.0; values.len()];
        assert!(one_input(&values, &still).value < 1e-9);
        let switch: Vec<f64> =
            (0..2_000_i32).map(|run| f64::from(u8::from(run % 5 == 0))).collect();
        let values: Vec<f64> = switch.iter().map(|it| 1.0 - 3.0 * it).collect();
        assert!((one_input(&values, &switch).value - 0.4).abs() < 1e-9);
    }
}
