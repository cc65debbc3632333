//! Two rankings beside each other: who moves, and how much the two agree.

use std::collections::BTreeMap;

use crate::model::ProjectId;

/// A project in two rankings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// The project.
    pub project: ProjectId,
    /// Its rank in the first; nothing where that cannot rank it.
    pub first: Option<usize>,
    /// Its rank in the second; nothing where that cannot rank it.
    pub second: Option<usize>,
}

impl Move {
    /// How many ranks it is higher in the second, below 0 where it is lower; nothing where one of the two cannot rank it.
    pub fn up(&self) -> Option<i64> {
        let [first, second] = [self.first?, self.second?].map(i64::try_from);
        Some(first.ok()? - second.ok()?)
    }
}

/// Two rankings beside each other.
#[derive(Debug, Clone, PartialEq)]
pub struct SideBySide {
    /// Every project of the two, in the order of the first ranking, then of the second, then of ids.
    pub moves: Vec<Move>,
    /// How much the two agree on the projects that both rank: 1 entirely, 0 as chance would, −1 the other way round. Nothing where that cannot be said: fewer
    /// than two projects are ranked by both, or one of the two has all of them tied.
    pub tau_b: Option<f64>,
    /// How many projects both rank.
    pub both: usize,
    /// The projects that only the first ranks.
    pub only_first: Vec<ProjectId>,
    /// The projects that only the second ranks.
    pub only_second: Vec<ProjectId>,
}

/// Sets two rankings side by side. Each gives the projects that it ranks with their ranks, best 1.
pub fn side_by_side(first: &[(ProjectId, usize)], second: &[(ProjectId, usize)]) -> SideBySide {
    let mut ranks: BTreeMap<ProjectId, (Option<usize>, Option<usize>)> = BTreeMap::new();
    for &(project, rank) in first {
        ranks.entry(project).or_default().0 = Some(rank);
    }
    for &(project, rank) in second {
        ranks.entry(project).or_default().1 = Some(rank);
    }
    let mut moves: Vec<Move> = ranks
        .into_iter()
        .map(|(project, (first, second))| Move { project, first, second })
        .collect();
    let last = |rank: Option<usize>| rank.unwrap_or(usize::MAX);
    moves.sort_by_key(|one| (last(one.first), last(one.second), one.project));
    let pairs: Vec<(usize, usize)> =
        moves.iter().filter_map(|one| Some((one.first?, one.second?))).collect();
    let only = |is_it: fn(&Move) -> bool| {
        moves.iter().filter(|one| is_it(one)).map(|one| one.project).collect()
    };
    SideBySide {
        tau_b: kendall_tau_b(&pairs),
        both: pairs.len(),
        only_first: only(|one| one.second.is_none()),
        only_second: only(|one| one.first.is_none()),
        moves,
    }
}

/// Kendall's τ-b of pairs of ranks: the pairs of projects that both rankings order alike less those they order the other way round, divided by the geometric
/// mean of how many pairs each does not tie (Kendall, *The treatment of ties in ranking problems*, Biometrika 33, 1945). In n·log n steps (Knight 1966).
pub fn kendall_tau_b(ranks: &[(usize, usize)]) -> Option<f64> {
    let mut sorted = ranks.to_vec();
    sorted.sort_unstable();
    let firsts: Vec<usize> = sorted.iter().map(|(first, _)| *first).collect();
    let mut seconds: Vec<usize> = sorted.iter().map(|(_, second)| *second).collect();
    let (tied_first, tied_both) = (tied_pairs(&firsts), tied_pairs(&sorted));
    let swaps = sort_and_count(&mut seconds);
    let tied_second = tied_pairs(&seconds);
    let all = pair_count(sorted.len());
    let score = as_f64(all) - as_f64(tied_first) - as_f64(tied_second) + as_f64(tied_both)
        - 2.0 * as_f64(swaps);
    let untied = libm::sqrt(as_f64(all - tied_first) * as_f64(all - tied_second));
    (untied > 0.0).then(|| (score / untied).clamp(-1.0, 1.0))
}

fn pair_count(count: usize) -> usize {
    (count * count.saturating_sub(1)).div_euclid(2)
}

/// How many pairs of neighbours in a sorted list are the same.
fn tied_pairs<Rank: PartialEq>(sorted: &[Rank]) -> usize {
    sorted.chunk_by(|one, other| one == other).map(|tied| pair_count(tied.len())).sum()
}

/// Sorts by merging, and counts how many pairs stood the wrong way round.
fn sort_and_count(ranks: &mut [usize]) -> usize {
    if ranks.len() < 2 {
        return 0;
    }
    let (left, right) = ranks.split_at_mut(ranks.len().div_euclid(2));
    let mut swaps = sort_and_count(left) + sort_and_count(right);
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let (mut lefts, mut rights) = (left.iter().peekable(), right.iter().peekable());
    loop {
        match (lefts.peek(), rights.peek()) {
            (Some(one), Some(other)) if other < one => {
                swaps += lefts.len();
                merged.extend(rights.next());
            }
            (Some(_), _) => merged.extend(lefts.next()),
            (None, Some(_)) => merged.extend(rights.next()),
            (None, None) => break,
        }
    }
    let merged: Vec<usize> = merged.into_iter().copied().collect();
    ranks.copy_from_slice(&merged);
    swaps
}

#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "pairs of a hundred million projects are counted exactly"
)]
fn as_f64(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Id;

    /// The same by its definition, pair by pair.
    fn by_definition(ranks: &[(usize, usize)]) -> Option<f64> {
        let (mut score, mut first, mut second) = (0.0, 0.0, 0.0);
        for (place, one) in ranks.iter().enumerate() {
            for other in &ranks[..place] {
                let sign = |one: usize, other: usize| match one.cmp(&other) {
                    std::cmp::Ordering::Less => -1.0,
                    std::cmp::Ordering::Equal => 0.0,
                    std::cmp::Ordering::Greater => 1.0_f64,
                };
                let (by_first, by_second) = (sign(one.0, other.0), sign(one.1, other.1));
                score += by_first * by_second;
                first += by_first.abs();
                second += by_second.abs();
            }
        }
        (first * second > 0.0).then(|| score / libm::sqrt(first * second))
    }

    #[test]
    fn tau_is_that_of_the_books() {
        // Kendall 1938: the ranks of ten boys in mathematics and music.
        let music = [5, 7, 1, 8, 6, 2, 9, 4, 10, 3];
        let ranks: Vec<(usize, usize)> = (1..).zip(music).collect();
        assert!((kendall_tau_b(&ranks).unwrap() - by_definition(&ranks).unwrap()).abs() < 1e-12);
        assert_eq!(kendall_tau_b(&[(1, 1), (2, 2), (3, 3)]), Some(1.0));
        assert_eq!(kendall_tau_b(&[(1, 3), (2, 2), (3, 1)]), Some(-1.0));
        // scipy.stats.kendalltau([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]) is −0.47140452.
        let scipy = [(12, 1), (2, 4), (1, 7), (12, 1), (2, 0)];
        assert!((kendall_tau_b(&scipy).unwrap() + 0.471_404_52).abs() < 1e-8);
        assert_eq!(kendall_tau_b(&[(1, 1)]), None);
        assert_eq!(kendall_tau_b(&[(1, 1), (1, 2)]), None);
    }

    #[test]
    fn who_is_ranked_by_one_only_is_named() {
        let id = |number| ProjectId(Id::from_bits(number));
        let beside = side_by_side(
            &[(id(1), 1), (id(2), 2), (id(3), 3)],
            &[(id(3), 1), (id(2), 2), (id(4), 3)],
        );
        assert_eq!(
            (beside.only_first.as_slice(), beside.only_second.as_slice()),
            (&[id(1)][..], &[id(4)][..])
        );
        assert_eq!((beside.both, beside.tau_b), (2, Some(-1.0)));
        let ups: Vec<_> = beside.moves.iter().map(|one| (one.project, one.up())).collect();
        assert_eq!(ups, [(id(1), None), (id(2), Some(0)), (id(3), Some(2)), (id(4), None)]);
    }

    proptest! {
        #[test]
        fn tau_is_what_its_definition_says(ranks in prop::collection::vec((1_usize..6, 1_usize..9), 0..30)) {
            match (kendall_tau_b(&ranks), by_definition(&ranks)) {
                (Some(found), Some(expected)) => prop_assert!((found - expected).abs() < 1e-12),
                (found, expected) => prop_assert_eq!(found, expected),
            }
        }
    }
}
