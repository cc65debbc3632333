//! Puts the scores of eight draws in order, all at once.
#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    clippy::inline_always,
    reason = "a hundred thousand orders of hundreds of scores: rows are bytes, lanes a constant; and all of it is to use the instructions of whoever calls it"
)]

use fearless_simd::{
    Bytes as _, Simd, SimdBase as _, SimdFloat as _, SimdInt as _, SimdSplit as _, f64x8, u32x8,
    u32x16,
};

use super::lanes::{LANES, Lanes};
use super::network::{Group, NETWORK_MAX, Step, network};

/// How far scores are told apart at first: by so many steps from the least to the most.
const STEPS: f64 = 16_777_215.0;
/// Added to a figure from 0 to 2⁵¹, the whole part of it stands in the lowest bits.
const WHOLE: f64 = 4_503_599_627_370_496.0;

/// For each draw, how far a score is below the best in the upper 24 bits, and whose it is in the lower 8.
pub(super) type Keys = [u32; LANES];

/// Room for eight orders of so many scores, used again and again.
pub(super) struct WideOrders {
    stages: Vec<(Step, Vec<Group>)>,
    keys: Box<[Keys; NETWORK_MAX]>,
    count: usize,
}

impl WideOrders {
    /// Room for so many scores; nothing for more than 256.
    pub(super) fn of(count: usize) -> Option<Self> {
        let keys = Box::new([[u32::MAX; LANES]; NETWORK_MAX]);
        (count <= NETWORK_MAX).then(|| Self { stages: network(count), keys, count })
    }

    /// Puts the numbers of the scores in the order of the scores in each lane, largest first; equals by their numbers.
    ///
    /// First by what a key tells of a score, without a branch; then those that are closer than that by the scores themselves.
    #[inline(always)]
    pub(super) fn sort<S: Simd>(&mut self, simd: S, scores: &[Lanes]) {
        self.take(simd, scores);
        for (step, groups) in &self.stages {
            let keys = &mut *self.keys;
            match step {
                Step::Sort => pass(simd, keys, groups, const { Step::Sort.pairs() }),
                Step::Turn => pass(simd, keys, groups, const { Step::Turn.pairs() }),
                Step::Halve => pass(simd, keys, groups, const { Step::Halve.pairs() }),
                Step::TurnFours => pass(simd, keys, groups, const { Step::TurnFours.pairs() }),
                Step::HalveFours => pass(simd, keys, groups, const { Step::HalveFours.pairs() }),
            }
        }
        let close = self.close(simd);
        for (lane, apart) in close.iter().enumerate() {
            if *apart == 0 {
                self.settle(scores, lane);
            }
        }
    }

    /// For each rank, whose it is in each draw, as a [`number`].
    #[inline(always)]
    pub(super) fn orders(&self) -> &[Keys] {
        &self.keys[..self.count]
    }

    /// Makes keys of scores.
    #[inline(always)]
    fn take<S: Simd>(&mut self, simd: S, scores: &[Lanes]) {
        let mut least = f64x8::splat(simd, f64::INFINITY);
        let mut most = f64x8::splat(simd, f64::NEG_INFINITY);
        for score in scores {
            let score = f64x8::from_slice(simd, score);
            least = least.min(score);
            most = most.max(score);
        }
        // All the same, or nearly: then only the scores themselves tell them apart.
        let finite = |steps: f64| if steps < f64::INFINITY { steps } else { 0.0 };
        let steps = f64x8::splat(simd, STEPS) / (most - least);
        let scale = f64x8::from_fn(simd, |lane| finite(steps[lane]));
        for ((number, keys), score) in (0..).zip(self.keys.iter_mut()).zip(scores) {
            let below = (most - f64x8::from_slice(simd, score)) * scale + WHOLE;
            let halves: u32x16<S> = below.bitcast();
            let (front, back) = halves.split();
            let whole: u32x8<S> = front.unzip_low(back);
            ((whole << 8) | u32x8::splat(simd, number)).store_slice(keys);
        }
    }

    /// In each lane, nothing where some neighbours are told apart by their numbers only.
    #[inline(always)]
    fn close<S: Simd>(&self, simd: S) -> u32x8<S> {
        let mut close = u32x8::splat(simd, u32::MAX);
        let mut upper = u32x8::splat(simd, 0);
        for (place, keys) in self.orders().iter().enumerate() {
            let lower = u32x8::from_slice(simd, keys) >> 8;
            if place > 0 {
                close = close.min(upper ^ lower);
            }
            upper = lower;
        }
        close
    }

    /// Puts those right that were told apart by their numbers only.
    #[cold]
    #[inline(never)]
    fn settle(&mut self, scores: &[Lanes], lane: usize) {
        let score = |key: u32| scores[number(key)][lane];
        for place in 1..self.count {
            let key = self.keys[place][lane];
            let mut at = place;
            while at > 0 {
                let above = self.keys[at - 1][lane];
                if above >> 8 != key >> 8 || score(above) >= score(key) {
                    break;
                }
                self.keys[at][lane] = above;
                at -= 1;
            }
            self.keys[at][lane] = key;
        }
    }
}

/// The number of the score that a key was made of.
#[inline(always)]
pub(super) fn number(key: u32) -> usize {
    usize::from(key as u8)
}

/// Fetches the rows of each group, compares them with each other and puts them back.
#[inline(always)]
fn pass<S: Simd>(
    simd: S,
    keys: &mut [Keys; NETWORK_MAX],
    groups: &[Group],
    [first, then]: [&[(usize, usize)]; 2],
) {
    for group in groups {
        let mut rows = group.map(|row| u32x8::from_slice(simd, &keys[usize::from(row)]));
        exchange(&mut rows, first);
        exchange(&mut rows, then);
        for (row, found) in group.iter().zip(rows) {
            found.store_slice(&mut keys[usize::from(*row)]);
        }
    }
}

/// Puts the smaller of each pair into the first of its places, in every lane.
#[inline(always)]
fn exchange<S: Simd>(rows: &mut [u32x8<S>; 8], pairs: &[(usize, usize)]) {
    for (first, second) in pairs {
        let (one, other) = (rows[*first], rows[*second]);
        rows[*first] = one.min(other);
        rows[*second] = one.max(other);
    }
}

#[cfg(test)]
mod tests {
    use fearless_simd::{Level, dispatch};
    use proptest::prelude::*;

    use super::*;

    /// Every lane has the order of its own scores, largest first and equals by their numbers.
    fn check(scores: &[Lanes]) {
        let mut orders = WideOrders::of(scores.len()).unwrap();
        // Twice, because the room is used again.
        for _ in 0..2 {
            dispatch!(Level::new(), simd => orders.sort(simd, scores));
            for lane in 0..LANES {
                let mut expected: Vec<usize> = (0..scores.len()).collect();
                expected.sort_by(|one, other| scores[*other][lane].total_cmp(&scores[*one][lane]));
                let found = orders.orders().iter().map(|keys| number(keys[lane]));
                assert_eq!(found.collect::<Vec<_>>(), expected, "{lane}");
            }
        }
    }

    #[test]
    fn scores_that_no_key_tells_apart_are_put_in_order_too() {
        check(&[]);
        check(&[[0.5; LANES]]);
        check(&[[0.5; LANES]; NETWORK_MAX]);
        // All but one nearer to each other than a key can tell.
        let mut crowd: Vec<Lanes> =
            (0..255_u32).map(|number| [f64::from(number * 7 % 255) * 1e-12; LANES]).collect();
        crowd.push([1.0; LANES]);
        check(&crowd);
        // So near that the range itself is next to nothing.
        let least = f64::MIN_POSITIVE * f64::EPSILON;
        check(&[[0.0; LANES], [least; LANES], [2.0 * least; LANES]]);
    }

    proptest! {
        #[test]
        fn the_largest_score_comes_first(
            scores in prop::collection::vec(prop::array::uniform8(0.0_f64..1.0), 0..=NETWORK_MAX),
            steps in prop::sample::select(vec![1.0, 4.0, 100.0, 1e6, 1e9, 1e15]),
        ) {
            let stepped = |score: f64| (score * steps).round() / steps;
            check(&scores.iter().map(|scores| scores.map(stepped)).collect::<Vec<_>>());
        }
    }
}
