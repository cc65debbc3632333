//! Weights drawn evenly from all that are possible.

use fastrand::Rng;

use super::known::Known;
use super::lanes::{LANES, Lanes, logarithms};

/// So many steps of the walk, for each outcome, lie between two draws.
const STEPS_BETWEEN: usize = 2;
/// So many, for each outcome, before the first.
const STEPS_BEFORE: usize = 50;

/// Draws weights that sum to 1, evenly from all that agree with what is known.
///
/// With nothing known: exponential numbers divided by their sum, which is the even distribution on the simplex (Devroye, *Non-Uniform Random Variate Generation*, 1986, chapter
/// V.4). With an order known, the same put in that order. Both are exact, and each draw owes nothing to the one before.
///
/// With ranges known: a walk that moves weight between two outcomes at a time, evenly over all that the ranges leave (coordinate hit-and-run; Smith 1984, Tervonen and others
/// 2013). Each place it visits is even in the long run, but near to the one before; the error has to be judged by several walks.
pub(super) struct Draws<'a> {
    known: &'a Known,
    rng: Rng,
    /// Where the walk is.
    walk: Vec<f64>,
    drawn: Vec<f64>,
    /// Room for one draw of those that go side by side.
    narrow: Vec<f64>,
    /// The outcomes in their order, where one is known.
    places: Vec<usize>,
}

impl<'a> Draws<'a> {
    pub(super) fn start(known: &'a Known, count: usize, seed: u64) -> Self {
        let mut draws = Self {
            known,
            rng: Rng::with_seed(seed),
            walk: Vec::new(),
            drawn: vec![0.0; count],
            narrow: vec![0.0; count],
            places: Vec::new(),
        };
        match known {
            Known::Nothing => {}
            Known::Order(places) => {
                draws.places = (0..count).collect();
                draws.places.sort_by_key(|outcome| places.get(*outcome));
            }
            Known::Ranges(ranges) => {
                draws.walk = middle(ranges);
                draws.steps(ranges, STEPS_BEFORE * count);
            }
        }
        draws
    }

    /// Puts the next weights into `weights`.
    pub(super) fn next(&mut self, weights: &mut [f64]) {
        match self.known {
            Known::Nothing => self.simplex(weights),
            Known::Order(places) => self.ordered(places, weights),
            Known::Ranges(ranges) => {
                self.steps(ranges, STEPS_BETWEEN * weights.len());
                weights.copy_from_slice(&self.walk);
            }
        }
    }

    /// Puts the next eight draws into `weights`, side by side; the very same as one after the other.
    #[expect(clippy::inline_always, reason = "it is to use the instructions of whoever calls it")]
    #[inline(always)]
    pub(super) fn next_wide(&mut self, weights: &mut [Lanes]) {
        if matches!(self.known, Known::Nothing) {
            self.wide_simplex(weights);
            return;
        }
        let mut narrow = std::mem::take(&mut self.narrow);
        for lane in 0..LANES {
            self.next(&mut narrow);
            set_lane(weights, lane, narrow.iter().copied());
        }
        self.narrow = narrow;
    }

    #[expect(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    fn wide_simplex(&mut self, weights: &mut [Lanes]) {
        for lane in 0..LANES {
            set_lane(weights, lane, std::iter::repeat_with(|| 1.0 - self.rng.f64()));
        }
        let mut sums = [0.0; LANES];
        for weight in weights.iter_mut() {
            *weight = logarithms(weight);
            for (sum, weight) in sums.iter_mut().zip(weight) {
                *weight = -*weight;
                *sum += *weight;
            }
        }
        for weight in weights.iter_mut() {
            for (weight, sum) in weight.iter_mut().zip(&sums) {
                *weight /= sum;
            }
        }
    }

    fn simplex(&mut self, weights: &mut [f64]) {
        let mut sum = 0.0;
        for weight in weights.iter_mut() {
            // From 0 excluded to 1 included, so that there is a logarithm.
            *weight = -libm::log(1.0 - self.rng.f64());
            sum += *weight;
        }
        for weight in weights.iter_mut() {
            *weight /= sum;
        }
    }

    fn ordered(&mut self, places: &[usize], weights: &mut [f64]) {
        let mut drawn = std::mem::take(&mut self.drawn);
        self.simplex(&mut drawn);
        drawn.sort_by(|one, other| other.total_cmp(one));
        // Those that share a place get the weights of their places in any order.
        let mut start = 0;
        for tied in self.places.chunk_by(|one, other| places.get(*one) == places.get(*other)) {
            let end = start + tied.len();
            let shared = drawn.get_mut(start..end).unwrap_or_default();
            self.rng.shuffle(shared);
            for (outcome, weight) in tied.iter().zip(shared) {
                if let Some(place) = weights.get_mut(*outcome) {
                    *place = *weight;
                }
            }
            start = end;
        }
        self.drawn = drawn;
    }

    fn steps(&mut self, ranges: &[[f64; 2]], count: usize) {
        if self.walk.len() < 2 {
            return;
        }
        for _ in 0..count {
            let one = self.rng.usize(..self.walk.len());
            let step = 1 + self.rng.usize(..self.walk.len() - 1);
            let other = (one + step) % self.walk.len();
            let part = self.rng.f64();
            self.step(ranges, one, other, part);
        }
    }

    /// Shares what two outcomes weigh together out anew between them.
    fn step(&mut self, ranges: &[[f64; 2]], one: usize, other: usize, part: f64) {
        let weight = |place: usize| self.walk.get(place).copied().unwrap_or(0.0);
        let together = weight(one) + weight(other);
        let (Some([low, high]), Some([other_low, other_high])) =
            (ranges.get(one), ranges.get(other))
        else {
            return;
        };
        let (least, most) = (low.max(together - other_high), high.min(together - other_low));
        if most <= least {
            return;
        }
        let new = least + part * (most - least);
        for (place, weight) in [(one, new), (other, together - new)] {
            if let Some(cell) = self.walk.get_mut(place) {
                *cell = weight;
            }
        }
    }
}

/// Puts the weights of one draw into its lane.
#[expect(clippy::inline_always, reason = "as above")]
#[inline(always)]
fn set_lane(weights: &mut [Lanes], lane: usize, draw: impl Iterator<Item = f64>) {
    for (lanes, weight) in weights.iter_mut().zip(draw) {
        if let Some(place) = lanes.get_mut(lane) {
            *place = weight;
        }
    }
}

/// Weights within the ranges, each the same part of the way from its least to its most.
fn middle(ranges: &[[f64; 2]]) -> Vec<f64> {
    let least: f64 = ranges.iter().map(|[low, _]| low).sum();
    let room: f64 = ranges.iter().map(|[low, high]| high - low).sum();
    let part = if room > 0.0 { ((1.0 - least) / room).clamp(0.0, 1.0) } else { 0.0 };
    ranges.iter().map(|[low, high]| low + part * (high - low)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNT: u32 = 40_000;

    /// The mean and the mean square of each weight.
    fn moments(known: &Known, count: usize) -> Vec<[f64; 2]> {
        let mut draws = Draws::start(known, count, 5);
        let mut weights = vec![0.0; count];
        let mut sums = vec![[0.0; 2]; count];
        for _ in 0..COUNT {
            draws.next(&mut weights);
            assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            for (sum, weight) in sums.iter_mut().zip(&weights) {
                sum[0] += weight / f64::from(COUNT);
                sum[1] += weight * weight / f64::from(COUNT);
            }
        }
        sums
    }

    fn near(found: f64, expected: f64, slack: f64) {
        assert!((found - expected).abs() < slack, "{found} is not {expected}");
    }

    #[test]
    fn weights_of_which_nothing_is_known_are_even_on_the_simplex() {
        // Dirichlet(1, 1, 1, 1): mean 1/4, mean square 2/(4·5).
        for [mean, square] in moments(&Known::Nothing, 4) {
            near(mean, 0.25, 0.005);
            near(square, 0.1, 0.004);
        }
    }

    #[test]
    fn with_an_order_their_means_are_the_centroid() {
        let found = moments(&Known::Order(vec![2, 0, 1]), 3);
        let means: Vec<f64> = found.iter().map(|moments| moments[0]).collect();
        [1.0 / 9.0, 11.0 / 18.0, 5.0 / 18.0]
            .iter()
            .zip(&means)
            .for_each(|(centre, mean)| near(*mean, *centre, 0.005));
        let tied = moments(&Known::Order(vec![0, 1, 0]), 3);
        near(tied[0][0], 4.0 / 9.0, 0.005);
        near(tied[2][0], 4.0 / 9.0, 0.005);
    }

    #[test]
    fn ranges_are_kept_and_filled_evenly() {
        // Whatever there is: the walk must come to the same moments as the exact draws.
        let wide = moments(&Known::Ranges(vec![[0.0, 1.0]; 4]), 4);
        for [mean, square] in wide {
            near(mean, 0.25, 0.01);
            near(square, 0.1, 0.01);
        }
        let ranges = vec![[0.2, 0.4], [0.1, 0.5], [0.0, 1.0]];
        let known = Known::ranges(ranges.clone()).unwrap();
        let mut draws = Draws::start(&known, 3, 1);
        let mut weights = vec![0.0; 3];
        for _ in 0..10_000 {
            draws.next(&mut weights);
            for (weight, [low, high]) in weights.iter().zip(&ranges) {
                assert!((low - 1e-12..=high + 1e-12).contains(weight), "{weights:?}");
            }
        }
        // The first two are free of each other here, because the third takes any rest: their means are the middles.
        let found = moments(&known, 3);
        near(found[0][0], 0.3, 0.005);
        near(found[1][0], 0.3, 0.01);
    }

    #[test]
    fn a_single_point_stays_where_it_is() {
        let known = Known::ranges(vec![[0.3, 0.3], [0.7, 0.7]]).unwrap();
        let mut draws = Draws::start(&known, 2, 1);
        let mut weights = vec![0.0; 2];
        draws.next(&mut weights);
        near(weights[0], 0.3, 1e-12);
        let mut alone = [0.0];
        Draws::start(&Known::Nothing, 1, 1).next(&mut alone);
        near(alone[0], 1.0, 1e-12);
    }
}
