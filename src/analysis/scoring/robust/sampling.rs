//! Draws weights and counts ranks: one piece of the work.

use fearless_simd::{Level, Simd, WithSimd};

use super::draws::Draws;
use super::known::Known;
use super::lanes::LANES;
use super::order::Orders;
use super::scores::{add_scores, wide_scores};
use super::tally::{Tally, WideTally};
use super::wide_order::WideOrders;

/// What is drawn and counted.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    /// For each outcome, what it has from every project.
    pub(super) columns: &'a [Vec<f64>],
    /// For each project the number of the first that has the very same values.
    pub(super) twins: &'a [usize],
    /// What is known of the weights.
    pub(super) known: &'a Known,
    /// How many draws.
    pub(super) draws: usize,
    /// Where chance begins.
    pub(super) seed: u64,
}

impl Piece<'_> {
    /// Counts; eight draws at a time where there are no more than 256 projects and the processor can. What is counted hangs on neither.
    pub(super) fn counted(self) -> Tally {
        let level = Level::new();
        match WideOrders::of(self.twins.len()) {
            Some(orders) if !level.is_fallback() => level.dispatch(Wide { piece: self, orders }),
            _ => self.one_by_one(),
        }
    }

    fn has_twins(&self) -> bool {
        self.twins.iter().enumerate().any(|(place, first)| place != *first)
    }

    /// The values project by project.
    fn rows(&self) -> Vec<f64> {
        let of_project = |project: usize| {
            self.columns.iter().map(move |column| column.get(project).copied().unwrap_or(0.0))
        };
        (0..self.twins.len()).flat_map(of_project).collect()
    }

    fn one_by_one(self) -> Tally {
        let (count, outcomes) = (self.twins.len(), self.columns.len());
        let mut tally = Tally::of(count, outcomes);
        let mut source = Draws::start(self.known, outcomes, self.seed);
        let mut orders = Orders::of(count);
        let (mut weights, mut scores) = (vec![0.0; outcomes], vec![0.0; count]);
        let has_twins = self.has_twins();
        for _ in 0..self.draws {
            source.next(&mut weights);
            add_scores(self.columns, &weights, &mut scores);
            orders.sort(&scores);
            if has_twins {
                tally.count_with_twins(&orders.order, self.twins, &weights);
            } else {
                tally.count(&orders.order, &weights);
            }
        }
        tally
    }
}

/// A piece whose draws go side by side.
struct Wide<'a> {
    piece: Piece<'a>,
    orders: WideOrders,
}

impl WithSimd for Wide<'_> {
    type Output = Tally;

    /// All below is made once for each set of instructions, and so each function in it is drawn into this one.
    #[expect(clippy::inline_always, reason = "it is to use the instructions of whoever calls it")]
    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Tally {
        let Wide { piece, mut orders } = self;
        let (count, outcomes) = (piece.twins.len(), piece.columns.len());
        let mut tally = WideTally::of(count, outcomes);
        let mut source = Draws::start(piece.known, outcomes, piece.seed);
        let rows = piece.rows();
        let (mut weights, mut scores) = (vec![[0.0; LANES]; outcomes], vec![[0.0; LANES]; count]);
        let has_twins = piece.has_twins();
        for start in (0..piece.draws).step_by(LANES) {
            let draws = (piece.draws - start).min(LANES);
            source.next_wide(&mut weights);
            wide_scores(simd, &rows, &weights, &mut scores);
            orders.sort(simd, &scores);
            if has_twins {
                tally.count_with_twins(orders.orders(), piece.twins, draws, &weights);
            } else {
                tally.count(orders.orders(), draws, &weights);
            }
        }
        tally.tally()
    }
}

#[cfg(test)]
mod tests {
    use fearless_simd::Fallback;
    use proptest::prelude::*;

    use super::*;

    /// Without any instructions but those every processor has, with those of older ones, and with the best there are here.
    fn wide(piece: Piece<'_>) -> Vec<Tally> {
        let wide = || Wide { piece, orders: WideOrders::of(piece.twins.len()).unwrap() };
        let mut found = vec![wide().with_simd(Fallback::new()), Level::new().dispatch(wide())];
        #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
        if let Some(older) = Level::new().as_sse4_2() {
            found.push(Level::Sse4_2(older).dispatch(wide()));
        }
        found
    }

    fn twins(columns: &[Vec<f64>]) -> Vec<usize> {
        let row = |project: usize| columns.iter().map(move |column| column[project].to_bits());
        let first = |project: usize| (0..project).find(|other| row(*other).eq(row(project)));
        (0..columns[0].len()).map(|project| first(project).unwrap_or(project)).collect()
    }

    /// Values of so many projects for each outcome, in so many steps: few steps make ties and twins.
    fn columns(projects: usize, outcomes: usize, steps: u32, seed: u64) -> Vec<Vec<f64>> {
        let mut rng = fastrand::Rng::with_seed(seed);
        let mut value = || f64::from(rng.u32(0..=steps)) / f64::from(steps);
        (0..outcomes).map(|_| (0..projects).map(|_| value()).collect()).collect()
    }

    #[test]
    fn as_many_projects_as_fit_and_one_more_are_counted() {
        for projects in [1, 2, 256, 257] {
            let columns = columns(projects, 3, 1_000_000, 1);
            let twins = twins(&columns);
            let known = Known::Nothing;
            let piece =
                Piece { columns: &columns, twins: &twins, known: &known, draws: 20, seed: 1 };
            let tally = piece.counted();
            assert!(tally.ranks.chunks(projects).all(|rank| rank.iter().sum::<u32>() == 20));
            assert_eq!(tally, piece.one_by_one());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn side_by_side_counts_what_one_by_one_counts(
            projects in 1_usize..=256,
            outcomes in 1_usize..7,
            steps in prop::sample::select(vec![1_u32, 2, 4, 100, 1_000_000]),
            what in 0..3,
            draws in 0_usize..70,
            seed in any::<u64>(),
        ) {
            let columns = columns(projects, outcomes, steps, seed);
            let twins = twins(&columns);
            let known = match what {
                0 => Known::Nothing,
                1 => Known::Order((0..outcomes).map(|place| place >> 1).collect()),
                _ => Known::Ranges(vec![[0.05, 0.9]; outcomes]),
            };
            let piece = Piece { columns: &columns, twins: &twins, known: &known, draws, seed };
            let expected = piece.one_by_one();
            for found in wide(piece) {
                prop_assert_eq!(&found, &expected);
            }
        }
    }
}
