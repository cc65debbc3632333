//! Which weights are possible: an order, ranges, or any; and the ends of what is linear in them.

use super::known::{Known, WeightsKnown};
use crate::model::{OutcomeId, Portfolio};

/// Which weights, ratings and costs are possible.
#[derive(Debug, Clone, PartialEq)]
pub struct Information {
    /// The outcomes that are rated, in order of importance where that is known.
    pub outcomes: Vec<OutcomeId>,
    /// Of each outcome the lowest and highest weight, 0 to 1, in the order of the list.
    pub ranges: Vec<[f64; 2]>,
    /// What is taken as known. Where it is the order of weights, no outcome may weigh more than the one before it.
    pub known: Known,
}

/// At most so many corners of the possible weights are looked at.
pub(super) const CORNERS_MAX: usize = 5_000;
/// Halves of the possible weights are looked at where the whole has at most so many corners.
const HALVED_MAX: usize = 400;
const HAIR: f64 = 1e-9;

impl Information {
    /// What a portfolio says.
    pub fn of(portfolio: &Portfolio, known: Known) -> Self {
        let mut leaves: Vec<_> = portfolio.leaves().collect();
        if known.weights == WeightsKnown::Order {
            leaves.sort_by(|(_, one), (_, other)| {
                other.weight.value().total_cmp(&one.weight.value())
            });
        }
        let sum: f64 = leaves.iter().map(|(_, outcome)| outcome.weight.value()).sum();
        let range = |outcome: &crate::model::Outcome| match (known.weights, &outcome.weight_range) {
            (WeightsKnown::Ranges, Some(range)) => {
                [range.low().value() / sum, range.high().value() / sum]
            }
            (WeightsKnown::Ranges, None) => [outcome.weight.value() / sum; 2],
            _ => [0.0, 1.0],
        };
        Self {
            ranges: leaves.iter().map(|(_, outcome)| range(outcome)).collect(),
            outcomes: leaves.iter().map(|(id, _)| *id).collect(),
            known,
        }
    }

    /// Whether no outcome may weigh more than the one before it.
    pub(super) fn is_ordered(&self) -> bool {
        self.known.weights == WeightsKnown::Order
    }

    /// Whether there are weights in all these ranges that sum to one.
    pub(super) fn is_possible(&self) -> bool {
        let sum = |end: fn(&[f64; 2]) -> f64| self.ranges.iter().map(end).sum::<f64>();
        let (low, high) = (sum(|[low, _]| *low), sum(|[_, high]| *high));
        !self.ranges.is_empty() && low <= 1.0 + HAIR && high >= 1.0 - HAIR
    }

    /// The corners of all possible weights: whatever is linear in the weights is extreme at one of them. Nothing where they are more than
    /// 5,000; empty where no weights are possible.
    pub fn corners(&self) -> Option<Vec<Vec<f64>>> {
        if self.is_ordered() {
            return Some(self.ordered_corners());
        }
        let mut corners = Vec::new();
        for free in 0..self.outcomes.len() {
            self.put_corners(free, &mut corners);
        }
        corners.sort_by(|one: &Vec<f64>, other| {
            let pairs = one.iter().zip(other).map(|(one, other)| one.total_cmp(other));
            pairs.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
        });
        corners.dedup_by(|one, other| {
            one.iter().zip(other.iter()).all(|(one, other)| (one - other).abs() < HAIR)
        });
        (corners.len() <= CORNERS_MAX).then_some(corners)
    }

    /// Of w₁ ≥ w₂ ≥ … ≥ 0 with sum 1: the first k share everything.
    fn ordered_corners(&self) -> Vec<Vec<f64>> {
        let count = self.outcomes.len();
        let corner = |shared: usize| -> Vec<f64> {
            let share = 1.0 / super::part(shared, 1);
            (0..count).map(|place| if place < shared { share } else { 0.0 }).collect()
        };
        (1..=count).map(corner).collect()
    }

    /// The least and the most that a sum of weighted values may come to over all possible weights; the values are in the order of the outcomes.
    ///
    /// Of ranges, every weight begins at its lowest, and what is left goes to the best values first: no corner has to be known for it.
    pub(super) fn ends(&self, values: &[f64]) -> [f64; 2] {
        if self.is_ordered() {
            let sums = values.iter().scan((0.0, 0_usize), |(sum, count), value| {
                (*sum, *count) = (*sum + value, *count + 1);
                Some(*sum / super::part(*count, 1))
            });
            return sums.fold([f64::INFINITY, f64::NEG_INFINITY], |[least, most], mean| {
                [least.min(mean), most.max(mean)]
            });
        }
        let negated: Vec<f64> = values.iter().map(|value| -value).collect();
        [-self.most(&negated), self.most(values)]
    }

    fn most(&self, values: &[f64]) -> f64 {
        let mut parts: Vec<(f64, [f64; 2])> =
            values.iter().copied().zip(self.ranges.iter().copied()).collect();
        parts.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        let mut rest = 1.0 - parts.iter().map(|(_, [low, _])| low).sum::<f64>();
        let mut sum = 0.0;
        for (value, [low, high]) in parts {
            let more = (high - low).min(rest).max(0.0);
            rest -= more;
            sum += value * (low + more);
        }
        sum
    }

    /// Corners of the possible weights with which something linear is at least zero, and points between them: all that is needed to compare
    /// plans under them. Empty where there are none; nothing where they are too many.
    pub(super) fn corners_where(&self, lead: impl Fn(&[f64]) -> f64) -> Option<Vec<Vec<f64>>> {
        let corners = self.corners().filter(|corners| corners.len() <= HALVED_MAX)?;
        let (inside, outside): (Vec<_>, Vec<_>) =
            corners.into_iter().partition(|corner| lead(corner) >= -HAIR);
        let mut all = inside.clone();
        for one in &inside {
            for other in outside.iter().filter(|other| self.are_neighbours(one, other)) {
                // Where the straight line between the two comes to zero.
                let share = lead(one) / (lead(one) - lead(other));
                let point = one.iter().zip(other).map(|(one, other)| one + (other - one) * share);
                all.push(point.collect());
            }
        }
        Some(all)
    }

    /// Whether an edge joins two corners. Of ranges it moves weight from one outcome to another; in an order all corners are joined.
    fn are_neighbours(&self, one: &[f64], other: &[f64]) -> bool {
        let moved = one.iter().zip(other).filter(|(one, other)| (*one - *other).abs() > HAIR);
        self.is_ordered() || moved.count() <= 2
    }

    /// At a corner of ranges every weight but one is at an end of its range, and that one makes the sum 1.
    fn put_corners(&self, free: usize, corners: &mut Vec<Vec<f64>>) {
        let others: Vec<usize> = (0..self.ranges.len())
            .filter(|place| *place != free)
            .filter(|place| self.ranges.get(*place).is_some_and(|[low, high]| low < high))
            .collect();
        let Some([low, high]) = self.ranges.get(free).copied() else { return };
        let width = |place: &usize| self.ranges.get(*place).map_or(0.0, |[low, high]| high - low);
        // What no corner can make up for is given up early: too much already, or too little even if all that follows is raised.
        let mut open = vec![(0_usize, self.ranges.iter().map(|[low, _]| *low).collect::<Vec<_>>())];
        while let Some((decided, weights)) = open.pop() {
            if corners.len() > CORNERS_MAX * 4 {
                return;
            }
            let rest: f64 = 1.0 - weights.iter().sum::<f64>() + low;
            let to_come: f64 = others.iter().skip(decided).map(width).sum();
            if rest < low - HAIR || rest - to_come > high + HAIR {
                continue;
            }
            let Some(&place) = others.get(decided) else {
                corners.push(replaced(&weights, free, rest));
                continue;
            };
            let top = self.ranges.get(place).map_or(0.0, |[_, high]| *high);
            open.push((decided + 1, replaced(&weights, place, top)));
            open.push((decided + 1, weights));
        }
    }
}

/// The weights with one of them another.
fn replaced(weights: &[f64], place: usize, by: f64) -> Vec<f64> {
    let at = |(number, weight): (usize, &f64)| if number == place { by } else { *weight };
    weights.iter().enumerate().map(at).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Id;

    fn between(ranges: &[[f64; 2]], weights: WeightsKnown) -> Information {
        let outcomes = (0..).zip(ranges).map(|(number, _)| OutcomeId(Id::from_bits(number)));
        let known = Known::of_weights(weights);
        Information { outcomes: outcomes.collect(), ranges: ranges.to_vec(), known }
    }

    fn at(weights: &[f64], values: &[f64]) -> f64 {
        weights.iter().zip(values).map(|(weight, value)| weight * value).sum()
    }

    proptest! {
        #[test]
        fn the_ends_of_a_sum_are_those_at_the_corners(
            parts in prop::collection::vec((0.0..0.5_f64, 0.0..0.9_f64, -50.0..50.0_f64), 2..7),
            is_ordered: bool,
        ) {
            let ranges: Vec<[f64; 2]> =
                parts.iter().map(|(low, width, _)| [*low, (low + width).min(1.0)]).collect();
            let values: Vec<f64> = parts.iter().map(|(_, _, value)| *value).collect();
            let information = if is_ordered {
                between(&vec![[0.0, 1.0]; parts.len()], WeightsKnown::Order)
            } else {
                between(&ranges, WeightsKnown::Ranges)
            };
            let corners = information.corners().unwrap();
            prop_assert_eq!(information.is_possible(), !corners.is_empty());
            if !corners.is_empty() {
                let [least, most] = information.ends(&values);
                let sums = || corners.iter().map(|corner| at(corner, &values));
                prop_assert!((sums().fold(f64::INFINITY, f64::min) - least).abs() < 1e-6);
                prop_assert!((sums().fold(f64::NEG_INFINITY, f64::max) - most).abs() < 1e-6);
            }
        }

        #[test]
        fn half_of_the_weights_has_the_corners_of_that_half(
            values in prop::collection::vec(-50.0..50.0_f64, 4),
            is_ordered: bool,
        ) {
            let weights = if is_ordered { WeightsKnown::Order } else { WeightsKnown::Nothing };
            let information = between(&[[0.0, 1.0]; 4], weights);
            let lead = |weights: &[f64]| weights[0] - 0.4;
            let half = information.corners_where(lead).unwrap();
            prop_assert!(half.iter().all(|corner| lead(corner) > -1e-9));
            let most = half.iter().map(|corner| at(corner, &values)).fold(f64::MIN, f64::max);
            // Every mixture of corners of the whole that lies in the half is no higher.
            let corners = information.corners().unwrap();
            for one in &corners {
                for other in &corners {
                    for step in 0..=20 {
                        let share = f64::from(step) / 20.0;
                        let point: Vec<f64> =
                            one.iter().zip(other).map(|(one, other)| one + (other - one) * share).collect();
                        prop_assert!(lead(&point) < 0.0 || at(&point, &values) <= most + 1e-9);
                    }
                }
            }
        }
    }

    #[test]
    fn more_corners_than_are_looked_at_are_not_taken_for_none() {
        // 20 outcomes from 3 to 7 percent: ten low, nine high and one between, in 20 · C(19, 9) ways.
        let many = between(&[[0.03, 0.07]; 20], WeightsKnown::Ranges);
        assert!(many.is_possible());
        assert_eq!(many.corners(), None);
        let [least, most] = many.ends(&[1.0; 20]);
        assert!((least - 1.0).abs() < 1e-9 && (most - 1.0).abs() < 1e-9);
        let none = between(&[[0.6, 0.7]; 2], WeightsKnown::Ranges);
        assert!(!none.is_possible());
        assert_eq!(none.corners(), Some(Vec::new()));
    }
}
