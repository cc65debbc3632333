//! What is known of weights and scores: an order, ranges, or nothing; and what that leaves open.

use crate::analysis::optimise::lines::share_of;
use crate::analysis::optimise::problem::Problem;
use crate::model::{OutcomeId, Portfolio, Project};

/// What is known of the weights of outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeightsKnown {
    /// Nothing: any weights that sum to one.
    Nothing,
    /// Their order, as the agreed weights have it; equals stay in the order of the file.
    Order,
    /// The range that people agree on for each outcome; where nobody has given one, exactly the agreed weight.
    Ranges,
}

/// Which weights and which scores are possible.
#[derive(Debug, Clone, PartialEq)]
pub struct Information {
    /// The outcomes that are rated, in order of importance where that is known.
    pub outcomes: Vec<OutcomeId>,
    /// Of each outcome the lowest and highest weight, 0 to 1, in the order of the list.
    pub ranges: Vec<[f64; 2]>,
    /// Whether no outcome may weigh more than the one before it.
    pub is_ordered: bool,
    /// Whether what nobody has rated may be anything from the lowest to the highest level; else it counts nothing.
    pub has_open_ratings: bool,
}

/// At most so many corners of the possible weights are looked at.
const CORNERS_MAX: usize = 5_000;
/// Every pair of at most so many corners is looked at.
const PAIRED_MAX: usize = 60;
const HAIR: f64 = 1e-9;

impl Information {
    /// What a portfolio says.
    pub fn of(portfolio: &Portfolio, known: WeightsKnown, has_open_ratings: bool) -> Self {
        let mut leaves: Vec<_> = portfolio.leaves().collect();
        if known == WeightsKnown::Order {
            leaves.sort_by(|(_, one), (_, other)| {
                other.weight.value().total_cmp(&one.weight.value())
            });
        }
        let sum: f64 = leaves.iter().map(|(_, outcome)| outcome.weight.value()).sum();
        let range = |outcome: &crate::model::Outcome| match (known, &outcome.weight_range) {
            (WeightsKnown::Ranges, Some(range)) => {
                [range.low().value() / sum, range.high().value() / sum]
            }
            (WeightsKnown::Ranges, None) => [outcome.weight.value() / sum; 2],
            _ => [0.0, 1.0],
        };
        Self {
            ranges: leaves.iter().map(|(_, outcome)| range(outcome)).collect(),
            outcomes: leaves.iter().map(|(id, _)| *id).collect(),
            is_ordered: known == WeightsKnown::Order,
            has_open_ratings,
        }
    }

    /// The corners of all possible weights: whatever is linear in the weights is extreme at one of them. Empty where no weights are possible, or the
    /// corners are too many.
    pub fn corners(&self) -> Vec<Vec<f64>> {
        let count = self.outcomes.len();
        if self.is_ordered {
            // Of w₁ ≥ w₂ ≥ … ≥ 0 with sum 1: the first k share everything.
            let corner = |shared: usize| -> Vec<f64> {
                let share = 1.0 / super::part(shared, 1);
                (0..count).map(|place| if place < shared { share } else { 0.0 }).collect()
            };
            return (1..=count).map(corner).collect();
        }
        let mut corners = Vec::new();
        for free in 0..count {
            self.put_corners(free, &mut corners);
        }
        corners.sort_by(|one: &Vec<f64>, other| {
            let pairs = one.iter().zip(other).map(|(one, other)| one.total_cmp(other));
            pairs.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
        });
        corners.dedup_by(|one, other| {
            one.iter().zip(other.iter()).all(|(one, other)| (one - other).abs() < HAIR)
        });
        if corners.len() > CORNERS_MAX { Vec::new() } else { corners }
    }

    /// Corners of the possible weights with which one outcome weighs at least as much as another, and points between them: all that is needed
    /// to compare plans. Empty where there are none, or where they are too many.
    pub(super) fn corners_where(&self, more: usize, less: usize) -> Vec<Vec<f64>> {
        let corners = self.corners();
        if corners.len() > PAIRED_MAX {
            return Vec::new();
        }
        let lead = |corner: &[f64]| {
            let at = |place: usize| corner.get(place).copied().unwrap_or(0.0);
            at(more) - at(less)
        };
        let (inside, outside): (Vec<_>, Vec<_>) =
            corners.into_iter().partition(|corner| lead(corner) >= -HAIR);
        let mut all = inside.clone();
        for one in &inside {
            for other in &outside {
                // Where the straight line between the two has both outcomes weigh the same.
                let share = lead(one) / (lead(one) - lead(other));
                let point = one.iter().zip(other).map(|(one, other)| one + (other - one) * share);
                all.push(point.collect());
            }
        }
        all
    }

    /// At a corner of ranges every weight but one is at an end of its range, and that one makes the sum 1.
    fn put_corners(&self, free: usize, corners: &mut Vec<Vec<f64>>) {
        let others: Vec<usize> = (0..self.ranges.len())
            .filter(|place| *place != free)
            .filter(|place| self.ranges.get(*place).is_some_and(|[low, high]| low < high))
            .collect();
        let Some([low, high]) = self.ranges.get(free).copied() else { return };
        // What no corner can make up for is given up early.
        let mut open = vec![(0_usize, self.ranges.iter().map(|[low, _]| *low).collect::<Vec<_>>())];
        while let Some((decided, weights)) = open.pop() {
            if corners.len() > CORNERS_MAX * 4 {
                return;
            }
            let rest: f64 = 1.0 - weights.iter().sum::<f64>() + low;
            if rest < low - HAIR {
                continue;
            }
            let Some(&place) = others.get(decided) else {
                if rest <= high + HAIR {
                    corners.push(replaced(&weights, free, rest));
                }
                continue;
            };
            let mut raised = weights.clone();
            let top = self.ranges.get(place).map_or(0.0, |[_, high]| *high);
            if let Some(weight) = raised.get_mut(place) {
                *weight = top;
            }
            open.push((decided + 1, weights));
            open.push((decided + 1, raised));
        }
    }
}

/// The weights with one of them another.
fn replaced(weights: &[f64], place: usize, by: f64) -> Vec<f64> {
    let at = |(number, weight): (usize, &f64)| if number == place { by } else { *weight };
    weights.iter().enumerate().map(at).collect()
}

/// For each column of a problem the lowest and the highest value that it may have under each outcome, in points at a weight of one.
pub(super) struct Spans {
    /// By column, then by outcome in the order of the information.
    pub low: Vec<Vec<f64>>,
    /// The same for the highest.
    pub high: Vec<Vec<f64>>,
}

impl Spans {
    /// The lowest values of the columns under given weights.
    pub(super) fn lowest(&self, weights: &[f64]) -> Vec<f64> {
        weighed(&self.low, weights)
    }

    /// The highest values.
    pub(super) fn highest(&self, weights: &[f64]) -> Vec<f64> {
        weighed(&self.high, weights)
    }
}

fn weighed(rows: &[Vec<f64>], weights: &[f64]) -> Vec<f64> {
    let row = |row: &Vec<f64>| row.iter().zip(weights).map(|(value, weight)| value * weight).sum();
    rows.iter().map(row).collect()
}

pub(super) fn spans(portfolio: &Portfolio, problem: &Problem, information: &Information) -> Spans {
    let mut spans = Spans { low: Vec::new(), high: Vec::new() };
    for choice in &problem.choices {
        let project = portfolio.projects.get(&choice.project);
        let mut both = [Vec::new(), Vec::new()];
        for &outcome in &information.outcomes {
            let ends = project.map_or([0.0; 2], |project| {
                let share = share_of(project, choice.funded.funding, |funding| funding.value);
                let share = super::super::amount::ratio(share.into(), 1_000_000);
                rating(portfolio, project, outcome, information.has_open_ratings)
                    .map(|points| points * share)
            });
            for (end, points) in both.iter_mut().zip(ends) {
                end.push(points);
            }
        }
        let [low, high] = both;
        spans.low.push(low);
        spans.high.push(high);
    }
    // A bonus is in points of the whole plan, whatever the weights: they sum to one.
    for bonus in &problem.bonuses {
        let points = super::super::amount::ratio(bonus.value.into(), 1_000_000);
        let row = vec![points; information.outcomes.len()];
        spans.low.push(row.clone());
        spans.high.push(row);
    }
    spans
}

/// The lowest and highest points, 0 to 100, that a project may have for an outcome.
fn rating(portfolio: &Portfolio, project: &Project, outcome: OutcomeId, is_open: bool) -> [f64; 2] {
    let rated = project.contributions.get(&outcome).and_then(|contribution| {
        let share = portfolio.ladder.share_of(contribution.level?)?;
        Some(100.0 * share * contribution.confidence.share())
    });
    let lowest = portfolio.ladder.levels().next();
    let lowest = lowest.and_then(|level| portfolio.ladder.share_of(level)).unwrap_or(0.0);
    match rated {
        Some(points) => [points; 2],
        // What nobody has linked to the outcome does not serve it; what is linked and not rated may be anything.
        None if is_open && project.contributions.contains_key(&outcome) => [100.0 * lowest, 100.0],
        None => [0.0; 2],
    }
}
