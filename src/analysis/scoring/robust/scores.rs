//! Weighted sums of what projects are worth, very often.

use fearless_simd::{Simd, SimdBase as _, f64x8};

use super::lanes::Lanes;

/// Fills `scores` with the weighted sum of the columns, five of them at a time: that way the scores are fetched and put back less often.
pub(super) fn add_scores(columns: &[Vec<f64>], weights: &[f64], scores: &mut [f64]) {
    scores.fill(0.0);
    let (fives, rest) = columns.as_chunks::<5>();
    let (weight_fives, weight_rest) = weights.as_chunks::<5>();
    for ([a, b, c, d, e], [wa, wb, wc, wd, we]) in fives.iter().zip(weight_fives) {
        let rows = scores.iter_mut().zip(a).zip(b).zip(c).zip(d).zip(e);
        for (((((score, a), b), c), d), e) in rows {
            *score = *score + wa * a + wb * b + wc * c + wd * d + we * e;
        }
    }
    for (column, weight) in rest.iter().zip(weight_rest) {
        for (score, value) in scores.iter_mut().zip(column) {
            *score += weight * value;
        }
    }
}

/// The same for eight draws at a time; `rows` holds the values project by project. They are added in the same order, so the scores are the very same.
#[expect(clippy::inline_always, reason = "it is to use the instructions of whoever calls it")]
#[inline(always)]
pub(super) fn wide_scores<S: Simd>(simd: S, rows: &[f64], weights: &[Lanes], scores: &mut [Lanes]) {
    for (score, row) in scores.iter_mut().zip(rows.chunks_exact(weights.len().max(1))) {
        let mut sum = f64x8::splat(simd, 0.0);
        for (value, weights) in row.iter().zip(weights) {
            sum += f64x8::from_slice(simd, weights) * *value;
        }
        sum.store_slice(score);
    }
}
