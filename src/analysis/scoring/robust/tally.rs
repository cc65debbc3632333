//! How often each project had each rank, while weights are drawn.
#![expect(
    clippy::indexing_slicing,
    reason = "numbers of projects are bytes where rows have 256 cells, ranks and lanes were counted"
)]

use super::lanes::Lanes;
use super::network::NETWORK_MAX;
use super::wide_order::{Keys, number};

/// What one piece of work has counted.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tally {
    /// How many draws.
    pub(super) draws: usize,
    /// Rank by rank, how often each project had it.
    pub(super) ranks: Vec<u32>,
    /// Project by project, the sum of all weights with which it was first.
    pub(super) weights: Vec<f64>,
}

impl Tally {
    /// Nothing counted yet, for so many projects and outcomes.
    pub(super) fn of(projects: usize, outcomes: usize) -> Self {
        Self {
            draws: 0,
            ranks: vec![0; projects * projects],
            weights: vec![0.0; projects * outcomes],
        }
    }

    /// Counts one draw, where no two projects are the same.
    pub(super) fn count(&mut self, order: &[u16], weights: &[f64]) {
        for (row, number) in self.ranks.chunks_exact_mut(order.len()).zip(order) {
            if let Some(cell) = row.get_mut(usize::from(*number)) {
                *cell += 1;
            }
        }
        if let Some(first) = order.first() {
            self.is_first(usize::from(*first), weights);
        }
        self.draws += 1;
    }

    /// The same where some projects are the same for every outcome and so share the better rank.
    pub(super) fn count_with_twins(&mut self, order: &[u16], twins: &[usize], weights: &[f64]) {
        let twin = |number: &u16| twins.get(usize::from(*number)).copied();
        let mut rank = 0;
        for tied in order.chunk_by(|one, other| twin(one) == twin(other)) {
            for number in tied {
                if let Some(cell) = self.ranks.get_mut(rank * order.len() + usize::from(*number)) {
                    *cell += 1;
                }
                if rank == 0 {
                    self.is_first(usize::from(*number), weights);
                }
            }
            rank += tied.len();
        }
        self.draws += 1;
    }

    fn is_first(&mut self, project: usize, weights: &[f64]) {
        let sums = self.weights.chunks_exact_mut(weights.len().max(1)).nth(project);
        for (sum, weight) in sums.into_iter().flatten().zip(weights) {
            *sum += weight;
        }
    }
}

/// The same for eight draws at a time, of at most 256 projects.
pub(super) struct WideTally {
    ranks: Vec<[u32; NETWORK_MAX]>,
    tally: Tally,
}

impl WideTally {
    /// Nothing counted yet, for so many projects and outcomes.
    pub(super) fn of(projects: usize, outcomes: usize) -> Self {
        let tally = Tally { draws: 0, ranks: Vec::new(), weights: vec![0.0; projects * outcomes] };
        Self { ranks: vec![[0; NETWORK_MAX]; projects], tally }
    }

    /// Counts the first so many of eight draws: for each rank the project that has it in each of them.
    #[expect(clippy::inline_always, reason = "it is to use the instructions of whoever calls it")]
    #[inline(always)]
    pub(super) fn count(&mut self, orders: &[Keys], draws: usize, weights: &[Lanes]) {
        for (row, keys) in self.ranks.iter_mut().zip(orders) {
            for key in keys.iter().take(draws) {
                row[number(*key)] += 1;
            }
        }
        for (lane, key) in orders.iter().take(1).flatten().take(draws).enumerate() {
            self.is_first(number(*key), weights, lane);
        }
        self.tally.draws += draws;
    }

    /// The same where some projects are the same for every outcome: `twins` names the first such for each.
    pub(super) fn count_with_twins(
        &mut self,
        orders: &[Keys],
        twins: &[usize],
        draws: usize,
        weights: &[Lanes],
    ) {
        for lane in 0..draws {
            let numbers = orders.iter().map(|keys| number(keys[lane]));
            let (mut best, mut before) = (0, None);
            for (rank, number) in numbers.enumerate() {
                let twin = twins.get(number).copied();
                if rank > 0 && twin != before {
                    best = rank;
                }
                before = twin;
                self.ranks[best][number] += 1;
                if best == 0 {
                    self.is_first(number, weights, lane);
                }
            }
        }
        self.tally.draws += draws;
    }

    fn is_first(&mut self, project: usize, weights: &[Lanes], lane: usize) {
        let sums = self.tally.weights.chunks_exact_mut(weights.len().max(1)).nth(project);
        for (sum, weights) in sums.into_iter().flatten().zip(weights) {
            *sum += weights[lane];
        }
    }

    /// All that was counted.
    pub(super) fn tally(self) -> Tally {
        let count = self.ranks.len();
        let ranks = self.ranks.iter().flat_map(|row| row.iter().take(count)).copied().collect();
        Tally { ranks, ..self.tally }
    }
}
