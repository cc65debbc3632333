//! How often each project would have each rank, over all weights that are possible.

use super::draws::Draws;
use super::exact::{first_in_triangle, on_a_line};
use super::known::Known;
use super::order::Orders;
use super::values::{PROJECTS_MAX, Values, add_scores};
use crate::jobs::{Cancelled, Monitor, chunk_seed, in_order};
use crate::model::ProjectId;

/// So many draws are one piece of work; the pieces are shared out over the processors.
const CHUNK_DRAWS: usize = 1_000;
/// There are no more pieces than this, because each has a table of all ranks.
const CHUNKS_MAX: usize = 64;
/// With more projects than this the pieces are fewer.
const MANY: usize = 500;
/// A walk's error is judged by so many walks.
const WALKS_MIN: usize = 8;

/// How the shares were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Worked out: there is no error but rounding.
    Exact,
    /// Counted over draws that owe nothing to each other.
    Sampled {
        /// How many draws.
        draws: usize,
        /// Where chance began.
        seed: u64,
    },
    /// Counted over walks through the ranges of the weights.
    Walked {
        /// How many draws in all.
        draws: usize,
        /// How many walks, each on its own; the error is judged by how far they are apart.
        walks: usize,
        /// Where chance began.
        seed: u64,
    },
}

/// One project.
#[derive(Debug, Clone, PartialEq)]
pub struct Accepted {
    /// The project.
    pub project: ProjectId,
    /// The share of all possible weights with which it has rank 1, 2, …; 0 to 1. Tied projects share the better rank.
    pub ranks: Vec<f64>,
    /// The standard error of each share; all 0 where they are exact.
    pub errors: Vec<f64>,
    /// The mean of all weights with which it is first, outcome by outcome: what somebody would think who wants it. Nothing where it never is.
    pub central: Option<Vec<f64>>,
    /// The share of rank 1 where that could be worked out though the others were sampled: three outcomes.
    pub first_exact: Option<f64>,
}

impl Accepted {
    /// The share of rank 1, 0 to 1: worked out where it could be.
    pub fn first(&self) -> f64 {
        self.first_exact.or_else(|| self.ranks.first().copied()).unwrap_or(0.0)
    }

    /// The standard error of [`Accepted::first`]; 0 where it is exact.
    pub fn first_error(&self) -> f64 {
        if self.first_exact.is_some() { 0.0 } else { self.errors.first().copied().unwrap_or(0.0) }
    }

    /// The mean rank, from 1.
    pub fn mean_rank(&self) -> f64 {
        (1_u32..).zip(&self.ranks).map(|(rank, share)| f64::from(rank) * share).sum()
    }

    /// From which rank to which it has with the middle `share` of all weights, 0 to 1: as much is left out at both ends. Both from 1.
    pub fn middle_ranks(&self, share: f64) -> [usize; 2] {
        let outside = (1.0 - share) * 0.5;
        // A hair more, so that what rounding leaves of a share is no rank.
        let before = |limit: f64| {
            let mut sum = 0.0;
            let is_before = |part: &&f64| {
                sum += **part;
                sum <= limit + 1e-12
            };
            self.ranks.iter().take_while(is_before).count()
        };
        let last = self.ranks.len();
        let low = (before(outside) + 1).min(last);
        let mut high = low;
        let mut above: f64 = self.ranks.iter().skip(low).sum();
        while high < last && above > outside + 1e-12 {
            above -= self.ranks.get(high).copied().unwrap_or(0.0);
            high += 1;
        }
        [low, high]
    }
}

/// Rank acceptability of all open projects (Lahdelma and Salminen, *SMAA-2*, Operations Research 49, 2001).
#[derive(Debug, Clone, PartialEq)]
pub struct Acceptability {
    /// By id.
    pub projects: Vec<Accepted>,
    /// How the shares were found.
    pub how: How,
}

/// Over all weights that agree with what is known, all as likely as each other: how often each project has each rank, and with what weights it
/// is first.
///
/// Two outcomes are worked out exactly where there are at most 200 projects; otherwise `draws` weights are drawn. The same seed gives the same figures on any number of processors.
/// Nothing where there is no outcome, no project, or more than [`PROJECTS_MAX`].
pub fn acceptability(
    values: &Values,
    known: &Known,
    draws: usize,
    seed: u64,
    monitor: &Monitor,
) -> Result<Option<Acceptability>, Cancelled> {
    let count = values.projects.len();
    if values.outcomes.is_empty() || count == 0 || count > PROJECTS_MAX {
        return Ok(None);
    }
    if let Some(projects) = on_a_line(values, known) {
        return Ok(Some(Acceptability { projects, how: How::Exact }));
    }
    let chunks = chunk_count(draws, count, known);
    let twins = values.twins();
    let work = |chunk: usize| {
        let before = |chunk: usize| (draws * chunk).div_euclid(chunks);
        let size = before(chunk + 1) - before(chunk);
        sample(values, known, &twins, size, chunk_seed(seed, chunk))
    };
    let tallies = in_order(chunks, monitor, work)?;
    let how = match known {
        Known::Ranges(_) => How::Walked { draws, walks: chunks, seed },
        Known::Nothing | Known::Order(_) => How::Sampled { draws, seed },
    };
    let firsts = first_in_triangle(values, known);
    let project = |place: usize| accepted(values, &tallies, how, place, firsts.as_deref());
    Ok(Some(Acceptability { projects: (0..count).map(project).collect(), how }))
}

fn chunk_count(draws: usize, projects: usize, known: &Known) -> usize {
    let most = if projects > MANY { WALKS_MIN } else { CHUNKS_MAX };
    let least = if matches!(known, Known::Ranges(_)) { WALKS_MIN } else { 1 };
    draws.div_ceil(CHUNK_DRAWS).clamp(least, most)
}

/// What one piece of work has counted.
struct Tally {
    draws: usize,
    /// Rank by rank, how often each project had it.
    ranks: Vec<u32>,
    /// Project by project, the sum of all weights with which it was first.
    weights: Vec<f64>,
}

fn sample(values: &Values, known: &Known, twins: &[usize], draws: usize, seed: u64) -> Tally {
    let (count, outcomes) = (values.projects.len(), values.outcomes.len());
    let mut tally =
        Tally { draws, ranks: vec![0; count * count], weights: vec![0.0; count * outcomes] };
    let mut source = Draws::start(known, outcomes, seed);
    let mut orders = Orders::of(count);
    let (mut weights, mut scores) = (vec![0.0; outcomes], vec![0.0; count]);
    let has_twins = twins.iter().enumerate().any(|(place, first)| place != *first);
    for _ in 0..draws {
        source.next(&mut weights);
        add_scores(&values.columns, &weights, &mut scores);
        orders.sort(&scores);
        if has_twins {
            tally.count_with_twins(&orders.order, twins, &weights);
        } else {
            tally.count(&orders.order, &weights);
        }
    }
    tally
}

impl Tally {
    fn count(&mut self, order: &[u16], weights: &[f64]) {
        for (row, number) in self.ranks.chunks_exact_mut(order.len()).zip(order) {
            if let Some(cell) = row.get_mut(usize::from(*number)) {
                *cell += 1;
            }
        }
        if let Some(first) = order.first() {
            self.is_first(usize::from(*first), weights);
        }
    }

    /// The same where some projects are the same for every outcome and so share the better rank.
    fn count_with_twins(&mut self, order: &[u16], twins: &[usize], weights: &[f64]) {
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
    }

    fn is_first(&mut self, project: usize, weights: &[f64]) {
        let sums = self.weights.chunks_exact_mut(weights.len().max(1)).nth(project);
        for (sum, weight) in sums.into_iter().flatten().zip(weights) {
            *sum += weight;
        }
    }
}

fn accepted(
    values: &Values,
    tallies: &[Tally],
    how: How,
    place: usize,
    firsts: Option<&[f64]>,
) -> Accepted {
    let (count, outcomes) = (values.projects.len(), values.outcomes.len());
    let draws: usize = tallies.iter().map(|tally| tally.draws).sum();
    let at = |tally: &Tally, rank: usize| {
        tally.ranks.get(rank * count + place).copied().map_or(0.0, f64::from)
    };
    let times = |rank: usize| -> f64 { tallies.iter().map(|tally| at(tally, rank)).sum() };
    let shares: Vec<f64> = (0..count).map(|rank| times(rank) / count_f64(draws)).collect();
    let error = |(rank, share): (usize, &f64)| match how {
        How::Walked { .. } => {
            let apart =
                tallies.iter().map(|tally| at(tally, rank) / count_f64(tally.draws) - share);
            let walks = count_f64(tallies.len());
            libm::sqrt(apart.map(|one| one * one).sum::<f64>() / (walks * (walks - 1.0)))
        }
        How::Exact | How::Sampled { .. } => libm::sqrt(share * (1.0 - share) / count_f64(draws)),
    };
    let first = times(0);
    let central = (first > 0.0).then(|| {
        let sum = |outcome: usize| -> f64 {
            let cells =
                tallies.iter().filter_map(|tally| tally.weights.get(place * outcomes + outcome));
            cells.sum()
        };
        (0..outcomes).map(|outcome| sum(outcome) / first).collect()
    });
    Accepted {
        project: values
            .projects
            .get(place)
            .copied()
            .unwrap_or(ProjectId(crate::model::Id::from_bits(0))),
        errors: shares.iter().enumerate().map(error).collect(),
        ranks: shares,
        central,
        first_exact: firsts.and_then(|firsts| firsts.get(place)).copied(),
    }
}

fn count_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Id;

    fn found(values: &Values, known: &Known, draws: usize) -> Acceptability {
        acceptability(values, known, draws, 3, &Monitor::default()).unwrap().unwrap()
    }

    #[test]
    fn every_draw_gives_every_rank_once() {
        let values = Values::of_rows(&[
            &[0.9, 0.1, 0.5],
            &[0.2, 0.8, 0.4],
            &[0.5, 0.5, 0.5],
            &[0.1, 0.1, 0.1],
        ]);
        let told = found(&values, &Known::Nothing, 3_500);
        for rank in 0..4 {
            let sum: f64 = told.projects.iter().map(|project| project.ranks[rank]).sum();
            assert!((sum - 1.0).abs() < 1e-12);
        }
        // What is worse everywhere is always last, and never first.
        assert_eq!(told.projects[3].ranks, [0.0, 0.0, 0.0, 1.0]);
        assert_eq!((&told.projects[3].central, told.projects[3].errors[3]), (&None, 0.0));
    }

    #[test]
    fn three_outcomes_are_near_what_is_exact_for_rank_one() {
        let values = Values::of_rows(&[
            &[0.9, 0.1, 0.5],
            &[0.2, 0.8, 0.4],
            &[0.5, 0.5, 0.5],
            &[0.3, 0.2, 0.9],
        ]);
        let order = Known::Order(vec![1, 0, 2]);
        let ranges = Known::ranges(vec![[0.1, 0.6], [0.2, 0.7], [0.0, 0.5]]).unwrap();
        for known in [Known::Nothing, order, ranges] {
            let told = found(&values, &known, 40_000);
            let sum: f64 = told.projects.iter().filter_map(|project| project.first_exact).sum();
            assert!((sum - 1.0).abs() < 1e-9, "{sum}");
            for project in &told.projects {
                let apart = (project.first_exact.unwrap() - project.ranks[0]).abs();
                assert!(apart < 5.0 * project.errors[0] + 0.002, "{known:?} {project:?}");
            }
        }
    }

    #[test]
    fn the_same_projects_share_the_better_rank() {
        let values = Values::of_rows(&[
            &[0.5, 0.5, 0.5],
            &[0.9, 0.9, 0.9],
            &[0.5, 0.5, 0.5],
            &[0.1, 0.2, 0.3],
        ]);
        let told = found(&values, &Known::Nothing, 100);
        assert_eq!(told.projects[0].ranks, [0.0, 1.0, 0.0, 0.0]);
        assert_eq!(told.projects[2].ranks, [0.0, 1.0, 0.0, 0.0]);
        assert_eq!(told.projects[3].ranks, [0.0, 0.0, 0.0, 1.0]);
    }

    #[test]
    fn the_middle_ranks_leave_out_as_much_at_both_ends() {
        let accepted = |ranks: &[f64]| Accepted {
            project: ProjectId(Id::from_bits(1)),
            ranks: ranks.to_vec(),
            errors: vec![0.0; ranks.len()],
            central: None,
            first_exact: None,
        };
        assert_eq!(accepted(&[1.0, 0.0, 0.0]).middle_ranks(0.9), [1, 1]);
        assert_eq!(accepted(&[0.0, 0.0, 1.0]).middle_ranks(0.9), [3, 3]);
        assert_eq!(accepted(&[0.04, 0.46, 0.0, 0.46, 0.04]).middle_ranks(0.9), [2, 4]);
        assert_eq!(accepted(&[0.06, 0.44, 0.5]).middle_ranks(0.9), [1, 3]);
        assert_eq!(accepted(&[0.25; 4]).middle_ranks(1.0), [1, 4]);
        let even = accepted(&[0.25; 4]);
        assert!((even.mean_rank() - 2.5).abs() < 1e-12 && (even.first() - 0.25).abs() < 1e-12);
    }

    #[test]
    fn the_same_seed_gives_the_same_and_another_does_not() {
        let values = Values::of_rows(&[&[0.9, 0.1, 0.5], &[0.2, 0.8, 0.4], &[0.5, 0.5, 0.5]]);
        let with = |seed| acceptability(&values, &Known::Nothing, 5_000, seed, &Monitor::default());
        assert_eq!(with(1), with(1));
        assert_ne!(with(1), with(2));
        let stopped = Monitor::default();
        stopped.cancel();
        assert_eq!(acceptability(&values, &Known::Nothing, 5_000, 1, &stopped), Err(Cancelled));
    }

    #[test]
    fn central_weights_are_those_that_favour_the_project() {
        let values = Values::of_rows(&[&[1.0, 0.0, 0.0], &[0.0, 1.0, 0.0], &[0.0, 0.0, 1.0]]);
        let told = found(&values, &Known::Nothing, 60_000);
        // First where its own weight is the largest: the mean largest of three is 11/18.
        for (place, project) in told.projects.iter().enumerate() {
            let central = project.central.as_ref().unwrap();
            assert!((central[place] - 11.0 / 18.0).abs() < 0.005, "{central:?}");
            assert!((project.ranks[0] - 1.0 / 3.0).abs() < 0.01);
        }
    }
}
