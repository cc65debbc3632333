//! Puts scores in order very often: the heart of sampling weights.
#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    reason = "a hundred thousand orders of hundreds of scores: places are masked, or checked once before the loop"
)]

/// So many compartments the range of scores is cut into: a few times as many as there are scores in most portfolios, so that most hold one.
const BUCKETS: usize = 1024;
/// So many groups of eight buckets.
const EIGHTS: usize = BUCKETS >> 3;
/// Eight counts of eight bits each side by side; multiplied with it, each lane becomes the sum of itself and those below.
const LANES: u64 = 0x0101_0101_0101_0101;
/// Added to a number from 0 to 2⁵¹, the whole part of it stands in the lowest bits.
const WHOLE: f64 = 4_503_599_627_370_496.0;

/// Room for the orders of so many scores, used again and again.
pub(super) struct Orders {
    buckets: Vec<u16>,
    within: Vec<u8>,
    /// How many are in each bucket; then how many are in those before it of the same eight.
    counts: Box<[u8; BUCKETS]>,
    /// How many are in all buckets before each eight.
    before: Box<[u16; EIGHTS]>,
    sorted: Vec<f64>,
    /// The numbers of the scores, largest score first.
    pub(super) order: Vec<u16>,
}

impl Orders {
    pub(super) fn of(count: usize) -> Self {
        Self {
            buckets: vec![0; count],
            within: vec![0; count],
            counts: Box::new([0; BUCKETS]),
            before: Box::new([0; EIGHTS]),
            sorted: vec![0.0; count],
            order: vec![0; count],
        }
    }

    /// Puts the numbers of the scores in the order of the scores, largest first; equals by their numbers.
    ///
    /// Every score goes into a compartment by its size, as letters into pigeonholes; what has come into the same one is put right at the end.
    pub(super) fn sort(&mut self, scores: &[f64]) {
        let (least, most) = ends(scores);
        let scale = if most > least { 1023.0 / (most - least) } else { 0.0 };
        for (bucket, score) in self.buckets.iter_mut().zip(scores) {
            *bucket = ((most - score) * scale + WHOLE).to_bits() as u16;
        }
        self.counts.fill(0);
        for (within, bucket) in self.within.iter_mut().zip(&self.buckets) {
            let count = &mut self.counts[usize::from(*bucket) & (BUCKETS - 1)];
            *within = *count;
            *count = count.wrapping_add(1);
        }
        if self.starts() != scores.len() {
            // More than 255 in eight buckets, so the counts have run over: nearly all scores are nearly the same.
            self.sort_plainly(scores);
            return;
        }
        let sorted = self.sorted.as_mut_slice();
        let order = &mut self.order[..sorted.len()];
        for (number, ((within, bucket), score)) in
            self.within.iter().zip(&self.buckets).zip(scores).enumerate()
        {
            let bucket = usize::from(*bucket) & (BUCKETS - 1);
            let place = usize::from(self.before[bucket >> 3])
                + usize::from(self.counts[bucket])
                + usize::from(*within);
            if place < sorted.len() {
                sorted[place] = *score;
                order[place] = number as u16;
            }
        }
        for place in 1..sorted.len() {
            if sorted[place] > sorted[place - 1] {
                settle(sorted, order, place);
            }
        }
    }

    /// Turns the counts of the buckets into the place where each begins; gives how many there are in all.
    fn starts(&mut self) -> usize {
        let mut sum = 0_u64;
        let (eights, _) = self.counts.as_chunks_mut::<8>();
        for (eight, before) in eights.iter_mut().zip(self.before.iter_mut()) {
            let sums = u64::from_le_bytes(*eight).wrapping_mul(LANES);
            *eight = (sums << 8).to_le_bytes();
            *before = sum as u16;
            sum += sums >> 56;
        }
        usize::try_from(sum).unwrap_or(usize::MAX)
    }

    fn sort_plainly(&mut self, scores: &[f64]) {
        for (number, place) in self.order.iter_mut().enumerate() {
            *place = number as u16;
        }
        self.order.sort_by(|one, other| {
            scores[usize::from(*other)].total_cmp(&scores[usize::from(*one)])
        });
    }
}

/// Moves what is at `place` up to where it belongs.
#[inline(never)]
fn settle(sorted: &mut [f64], order: &mut [u16], place: usize) {
    let (score, number) = (sorted[place], order[place]);
    let mut at = place;
    while at > 0 && sorted[at - 1] < score {
        sorted[at] = sorted[at - 1];
        order[at] = order[at - 1];
        at -= 1;
    }
    sorted[at] = score;
    order[at] = number;
}

/// The least and the most.
fn ends(scores: &[f64]) -> (f64, f64) {
    let (mut least, mut most) = ([f64::INFINITY; 8], [f64::NEG_INFINITY; 8]);
    let mut chunks = scores.chunks_exact(8);
    for eight in &mut chunks {
        for lane in 0..8 {
            let score = eight[lane];
            least[lane] = if score < least[lane] { score } else { least[lane] };
            most[lane] = if score > most[lane] { score } else { most[lane] };
        }
    }
    let rest = chunks.remainder();
    let low = least.iter().chain(rest).copied().fold(f64::INFINITY, f64::min);
    let high = most.iter().chain(rest).copied().fold(f64::NEG_INFINITY, f64::max);
    (low, high)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(scores: &[f64]) {
        let mut orders = Orders::of(scores.len());
        // Twice, because the room is used again.
        for _ in 0..2 {
            orders.sort(scores);
            let mut seen: Vec<u16> = orders.order.clone();
            let sorted: Vec<f64> = seen.iter().map(|number| scores[usize::from(*number)]).collect();
            assert!(sorted.windows(2).all(|pair| pair[0] >= pair[1]), "{sorted:?}");
            seen.sort_unstable();
            assert!(seen.iter().enumerate().all(|(place, number)| place == usize::from(*number)));
        }
    }

    #[test]
    fn scores_that_crowd_together_are_put_in_order_too() {
        check(&[]);
        check(&[0.5]);
        check(&[0.5; 700]);
        // All but one in a single bucket.
        let mut crowd: Vec<f64> =
            (0..900).map(|number| f64::from(number * 7 % 900) * 1e-12).collect();
        crowd.push(1.0);
        check(&crowd);
        let crowd: Vec<f64> =
            (0..5_000).map(|number| f64::from(number * 7_919 % 5_000) / 5_000.0).collect();
        check(&crowd);
    }

    proptest! {
        #[test]
        fn the_largest_score_comes_first(scores in prop::collection::vec(0.0_f64..1.0, 0..300), steps in 1.0_f64..1e6) {
            let scores: Vec<f64> = scores.iter().map(|score| (score * steps).round() / steps).collect();
            check(&scores);
        }
    }
}
