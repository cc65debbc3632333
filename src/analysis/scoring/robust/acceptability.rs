//! How often each project would have each rank, over all weights that are possible.

use super::exact::{first_in_triangle, on_a_line};
use super::known::Known;
use super::sampling::Piece;
use super::tally::Tally;
use super::values::{PROJECTS_MAX, Values};
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
    sampled(values, known, draws, seed, monitor).map(Some)
}

/// The shares of so many draws.
fn sampled(
    values: &Values,
    known: &Known,
    draws: usize,
    seed: u64,
    monitor: &Monitor,
) -> Result<Acceptability, Cancelled> {
    let count = values.projects.len();
    let chunks = chunk_count(draws, count, known);
    let twins = values.twins();
    let work = |chunk: usize| {
        let before = |chunk: usize| (draws * chunk).div_euclid(chunks);
        let size = before(chunk + 1) - before(chunk);
        let seed = chunk_seed(seed, chunk);
        Piece { columns: &values.columns, twins: &twins, known, draws: size, seed }.counted()
    };
    let tallies = in_order(chunks, monitor, work)?;
    let how = match known {
        Known::Ranges(_) => How::Walked { draws, walks: chunks, seed },
        Known::Nothing | Known::Order(_) => How::Sampled { draws, seed },
    };
    let shares = Shares::of(&tallies, count, how);
    let exact = first_in_triangle(values, known);
    let project = |place: usize| accepted(values, &tallies, &shares, place, exact.as_deref());
    Ok(Acceptability { projects: (0..count).map(project).collect(), how })
}

fn chunk_count(draws: usize, projects: usize, known: &Known) -> usize {
    let most = if projects > MANY { WALKS_MIN } else { CHUNKS_MAX };
    let least = if matches!(known, Known::Ranges(_)) { WALKS_MIN } else { 1 };
    draws.div_ceil(CHUNK_DRAWS).clamp(least, most)
}

/// What was counted in all, of every project for every rank.
struct Shares {
    /// How often each was first, project by project.
    firsts: Vec<f64>,
    /// Rank by rank, the share of all draws in which each project had it.
    ranks: Vec<f64>,
    /// The standard error of each share.
    errors: Vec<f64>,
}

impl Shares {
    fn of(tallies: &[Tally], projects: usize, how: How) -> Self {
        let draws = count_f64(tallies.iter().map(|tally| tally.draws).sum());
        let mut ranks = vec![0.0; projects * projects];
        for tally in tallies {
            for (sum, times) in ranks.iter_mut().zip(&tally.ranks) {
                *sum += f64::from(*times);
            }
        }
        let firsts = ranks.iter().take(projects).copied().collect();
        for share in &mut ranks {
            *share /= draws;
        }
        let errors = match how {
            How::Walked { .. } => errors_of_walks(tallies, &ranks),
            How::Exact | How::Sampled { .. } => {
                ranks.iter().map(|share| libm::sqrt(share * (1.0 - share) / draws)).collect()
            }
        };
        Self { firsts, ranks, errors }
    }
}

/// How far the shares of walks are apart, as the standard error of their mean.
fn errors_of_walks(tallies: &[Tally], shares: &[f64]) -> Vec<f64> {
    let mut squares = vec![0.0; shares.len()];
    for tally in tallies {
        let draws = count_f64(tally.draws);
        for ((square, times), share) in squares.iter_mut().zip(&tally.ranks).zip(shares) {
            let apart = f64::from(*times) / draws - share;
            *square += apart * apart;
        }
    }
    let walks = count_f64(tallies.len());
    squares.iter().map(|square| libm::sqrt(square / (walks * (walks - 1.0)))).collect()
}

fn accepted(
    values: &Values,
    tallies: &[Tally],
    shares: &Shares,
    place: usize,
    exact: Option<&[f64]>,
) -> Accepted {
    let (count, outcomes) = (values.projects.len(), values.outcomes.len());
    let of_project = |cells: &[f64]| cells.iter().skip(place).step_by(count).copied().collect();
    let first = shares.firsts.get(place).copied().unwrap_or(0.0);
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
        errors: of_project(&shares.errors),
        ranks: of_project(&shares.ranks),
        central,
        first_exact: exact.and_then(|exact| exact.get(place)).copied(),
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

    /// Over many seeds: how far the share of rank 1 is from what it should be, in its own standard errors; the mean square.
    fn mean_square_of_misses(rows: &[&[f64]], known: &Known, expected: f64) -> f64 {
        let values = Values::of_rows(rows);
        let miss = |seed| {
            let told = sampled(&values, known, 2_000, seed, &Monitor::default()).unwrap();
            let first = &told.projects[0];
            assert!(first.errors[0] > 0.0);
            (first.ranks[0] - expected) / first.errors[0]
        };
        let misses: Vec<f64> = (0..200).map(miss).collect();
        let within = misses.iter().filter(|miss| miss.abs() <= 3.0).count();
        assert!(within >= 190, "{known:?}: {within} of 200 within three standard errors");
        misses.iter().map(|miss| miss * miss).sum::<f64>() / 200.0
    }

    #[test]
    fn shares_miss_what_is_exact_by_as_much_as_their_errors_say() {
        // With two outcomes the first project is first from a weight of 2/3 on; with three, from 1/2 on, which is a quarter of the triangle.
        let two: [&[f64]; 2] = [&[0.5, 0.0], &[0.0, 1.0]];
        let three: [&[f64]; 2] = [&[1.0, 0.0, 0.0], &[0.0, 1.0, 1.0]];
        // Of the weights in that order, two thirds; of those from 0.5 to 0.9, seven twelfths.
        let order = Known::Order(vec![0, 1]);
        for (rows, known, expected) in [
            (&two[..], &Known::Nothing, 1.0 / 3.0),
            (&two[..], &order, 2.0 / 3.0),
            (&three[..], &Known::Nothing, 0.25),
        ] {
            let square = mean_square_of_misses(rows, known, expected);
            assert!((0.7..1.4).contains(&square), "{known:?}: {square}");
        }
        // The error of eight walks is itself in doubt, by Student's t with 7 degrees of freedom: mean square 7/5.
        let ranges = Known::ranges(vec![[0.5, 0.9], [0.1, 0.5]]).unwrap();
        let square = mean_square_of_misses(&two, &ranges, 7.0 / 12.0);
        assert!((0.9..2.2).contains(&square), "{square}");
    }

    #[test]
    fn errors_are_those_of_a_share_and_of_walks() {
        let tally = |first: u32| {
            let mut tally = Tally::of(2, 2);
            tally.draws = 100;
            tally.ranks = vec![first, 100 - first, 100 - first, first];
            tally
        };
        let tallies = [tally(20), tally(30), tally(40)];
        let shares = |how| Shares::of(&tallies, 2, how);
        let counted = shares(How::Sampled { draws: 300, seed: 1 });
        assert_eq!(counted.ranks, [0.3, 0.7, 0.7, 0.3]);
        assert!((counted.errors[0] - (0.3_f64 * 0.7 / 300.0).sqrt()).abs() < 1e-15);
        // 20, 30 and 40 %: a spread of 10 %, and so 10 % / √3 of the mean.
        let walked = shares(How::Walked { draws: 300, walks: 3, seed: 1 });
        assert!((walked.errors[0] - 0.1 / 3.0_f64.sqrt()).abs() < 1e-15);
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
