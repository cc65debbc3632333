//! The best plans for weights, ratings and costs drawn at random.

use std::collections::{BTreeMap, BTreeSet};

use fastrand::Rng;

use super::Work;
use super::information::Information;
use super::known::CostsKnown;
use super::spans::Spans;
use super::uses::costed;
use crate::analysis::optimise::amount::{HALF, WHOLE};
use crate::analysis::optimise::plan::Plan;
use crate::analysis::optimise::problem::{Outside, Problem, millionths_of_points};
use crate::analysis::optimise::program::{Effort, Ties};
use crate::analysis::optimise::search::{Found, Search};
use crate::analysis::optimise::trouble::Failure;
use crate::analysis::optimise::waterline::{Cut, waterline};
use crate::jobs::Monitor;
use crate::model::{Portfolio, ProjectId};

/// So many steps are gone from one draw of weights to the next, for each outcome.
const STEPS: usize = 10;

/// One draw.
pub(super) struct Draw {
    /// The weights, in the order of the information.
    pub(super) weights: Vec<f64>,
    /// How far from its lowest to its highest each rating of a project is, 0 to 1, in the order of the outcomes.
    pub(super) ratings: BTreeMap<ProjectId, Vec<f64>>,
    /// How far from low to high the costs of a project are, in millionths.
    pub(super) costs: BTreeMap<ProjectId, i64>,
    /// The plan that is the best for them.
    pub(super) plan: Plan,
    /// What that is worth for them.
    value: i128,
    /// No plan is worth more for them.
    bound: i128,
    /// The projects of which it is open whether the best plan does the same with them.
    pub(super) in_doubt: BTreeSet<ProjectId>,
}

/// What everything is drawn from.
pub(super) struct Source<'a> {
    pub(super) portfolio: &'a Portfolio,
    pub(super) problem: &'a Problem,
    pub(super) spans: &'a Spans,
    pub(super) information: &'a Information,
}

/// As many draws as the work allows, or as fit into the time: the same seed gives the same draws. The ratings of a project for each outcome are drawn for
/// themselves; all its costs are at the same part of their way.
pub(super) fn sampled(
    source: &Source<'_>,
    work: &Work<'_>,
    monitor: &Monitor,
) -> Result<Vec<Draw>, Failure> {
    let mut rng = Rng::with_seed(work.seed);
    let effort = Effort { ties: Ties::Any, ..work.effort };
    let mut walk = Walk::through(source.information);
    let mut search = Search::by_project(source.portfolio, source.problem);
    let ranked = waterline(source.portfolio, source.problem, Cut::Skip).plan;
    search.suggest(&ranked);
    let (mut draws, mut last) = (Vec::new(), Plan::default());
    for number in 0..work.samples {
        let permille = (number * 1000).checked_div(work.samples).unwrap_or(0);
        monitor.round(u32::try_from(permille).unwrap_or(1000))?;
        if (work.is_over)() || (work.is_sampling_over)() {
            break;
        }
        (work.begin_draw)();
        let mut draw = source.draw(&mut walk, &mut rng);
        let values = source.values(&draw);
        let found = match source.information.known.costs {
            CostsKnown::Likely => solved(&mut search, &values, &effort, monitor)?,
            CostsKnown::Ranges => {
                let at = |id| draw.costs.get(&id).copied().unwrap_or(HALF);
                let portfolio = costed(source.portfolio, at);
                let problem = Problem::of(&portfolio, source.problem.wish, Outside::LeftOut)?;
                let mut search = Search::by_project(&portfolio, &problem);
                search.suggest(&ranked);
                search.suggest(&last);
                solved(&mut search, &values, &effort, monitor)?
            }
        };
        if found.is_plan() {
            draw.take(value_of(source.problem, &values, &found.plan), found);
            last.clone_from(&draw.plan);
            draws.push(draw);
        }
    }
    if source.information.known.costs == CostsKnown::Likely {
        source.share(&mut draws);
        for draw in draws.iter_mut().filter(|draw| !draw.in_doubt.is_empty()) {
            monitor.round(999)?;
            if (work.is_over)() {
                break;
            }
            (work.begin_draw)();
            search.suggest(&draw.plan);
            let values = source.values(draw);
            let found = solved(&mut search, &values, &effort, monitor)?;
            if found.is_plan() {
                draw.take(value_of(source.problem, &values, &found.plan), found);
            }
        }
        source.share(&mut draws);
    }
    Ok(draws)
}

impl Draw {
    /// By how much the plan may be below the best, in thousandths rounded up.
    pub(super) fn gap_permille(&self) -> u32 {
        let (gap, size) = ((self.bound - self.value).max(0), self.bound.abs().max(1));
        u32::try_from((gap * 1000 + size - 1).div_euclid(size)).unwrap_or(u32::MAX)
    }

    /// Takes over what was found for it; `value` is that of the plan under what was drawn.
    fn take(&mut self, value: i128, found: Found) {
        let bound = value + (found.bound - found.value);
        let is_first = self.plan.funded.is_empty() && self.bound == i128::MAX;
        // What every plan better than a worse one does, every plan better than this does too.
        if !is_first && (value > self.value || found.plan == self.plan) {
            self.in_doubt.retain(|project| found.in_doubt.contains(project));
        } else {
            self.in_doubt = found.in_doubt;
        }
        (self.plan, self.value, self.bound) = (found.plan, value, self.bound.min(bound));
    }
}

fn solved(
    search: &mut Search<'_>,
    values: &[i64],
    effort: &Effort<'_>,
    monitor: &Monitor,
) -> Result<Found, Failure> {
    search.set_values(values);
    search.solve(effort, monitor, &mut |_| ())
}

/// What a plan is worth where the columns have these values.
fn value_of(problem: &Problem, values: &[i64], plan: &Plan) -> i128 {
    let columns = problem.columns_of(plan).into_iter().zip(values);
    columns.filter(|(is_taken, _)| *is_taken).map(|(_, value)| i128::from(*value)).sum()
}

impl Source<'_> {
    /// Gives every draw the best of all plans that were found for any: they keep to the same limits.
    fn share(&self, draws: &mut [Draw]) {
        let plans: Vec<Plan> = counted(draws).into_iter().map(|(plan, _)| plan).collect();
        let columns: Vec<Vec<bool>> =
            plans.iter().map(|plan| self.problem.columns_of(plan)).collect();
        for draw in draws.iter_mut().filter(|draw| draw.value < draw.bound) {
            let values = self.values(draw);
            for (plan, columns) in plans.iter().zip(&columns) {
                let taken = columns.iter().zip(&values).filter(|(is_taken, _)| **is_taken);
                let value = taken.map(|(_, value)| i128::from(*value)).sum();
                // What is in doubt stays so: a better plan is one of those that agree on the rest.
                if value > draw.value {
                    (draw.plan, draw.value) = (plan.clone(), value);
                }
            }
            if draw.value >= draw.bound {
                draw.in_doubt.clear();
            }
        }
    }

    fn draw(&self, walk: &mut Walk, rng: &mut Rng) -> Draw {
        let count = self.information.outcomes.len();
        let projects = self.problem.ways.keys();
        let ratings = |rng: &mut Rng| (0..count).map(|_| rng.f64()).collect();
        let ratings = projects.clone().map(|&id| (id, ratings(rng))).collect();
        let costs = projects.map(|&id| (id, rng.i64(0..=WHOLE))).collect();
        Draw {
            weights: walk.next(self.information, rng),
            ratings,
            costs,
            plan: Plan::default(),
            value: 0,
            bound: i128::MAX,
            in_doubt: BTreeSet::new(),
        }
    }

    fn values(&self, draw: &Draw) -> Vec<i64> {
        let value = |column: usize| {
            let project = self.problem.choices.get(column).map(|choice| choice.project);
            let parts = project.and_then(|id| draw.ratings.get(&id));
            let points = draw.weights.iter().enumerate().map(|(place, weight)| {
                let [low, high] = self.spans.of_column(column, place);
                let part = parts.and_then(|parts| parts.get(place)).copied().unwrap_or(0.0);
                weight * (low + (high - low) * part)
            });
            millionths_of_points(points.sum())
        };
        (0..self.problem.column_count()).map(value).collect()
    }
}

/// Weights drawn uniformly from all that are possible: at once where that is simple, else by walking.
struct Walk {
    weights: Vec<f64>,
    /// The outcomes whose weights can change.
    free: Vec<usize>,
}

impl Walk {
    /// Begins where all weights are at the same part of their ranges.
    fn through(information: &Information) -> Self {
        let ranges = || information.ranges.iter();
        let low: f64 = ranges().map(|[low, _]| low).sum();
        let width: f64 = ranges().map(|[low, high]| high - low).sum();
        let part = if width > 0.0 { ((1.0 - low) / width).clamp(0.0, 1.0) } else { 0.0 };
        let free = ranges().enumerate().filter(|(_, [low, high])| low < high);
        Self {
            weights: ranges().map(|[low, high]| low + (high - low) * part).collect(),
            free: free.map(|(place, _)| place).collect(),
        }
    }

    fn next(&mut self, information: &Information, rng: &mut Rng) -> Vec<f64> {
        if information.ranges.iter().all(|[low, high]| *low <= 0.0 && *high >= 1.0) {
            let mut weights = shares(information.ranges.len(), rng);
            if information.is_ordered() {
                weights.sort_by(|one, other| other.total_cmp(one));
            }
            return weights;
        }
        for _ in 0..STEPS * self.free.len() {
            self.step(information, rng);
        }
        self.weights.clone()
    }

    /// Moves weight from one outcome to another, any amount that both ranges allow: whoever goes on like this comes everywhere equally often (hit and run).
    fn step(&mut self, information: &Information, rng: &mut Rng) {
        let (Some(&one), Some(&other)) = (rng.choice(&self.free), rng.choice(&self.free)) else {
            return;
        };
        let at = |place: usize| {
            let [low, high] = information.ranges.get(place).copied().unwrap_or_default();
            (low, self.weights.get(place).copied().unwrap_or(0.0), high)
        };
        let ((low, is, high), (other_low, other_is, other_high)) = (at(one), at(other));
        let down = (is - low).min(other_high - other_is).max(0.0);
        let up = (high - is).min(other_is - other_low).max(0.0);
        let moved = rng.f64() * (up + down) - down;
        for (place, moved) in [(one, moved), (other, -moved)] {
            if let Some(weight) = self.weights.get_mut(place) {
                *weight += moved;
            }
        }
    }
}

/// Numbers that sum to one, drawn uniformly: exponential ones divided by their sum.
fn shares(count: usize, rng: &mut Rng) -> Vec<f64> {
    let draws: Vec<f64> = (0..count).map(|_| -libm::log(1.0 - rng.f64())).collect();
    let sum: f64 = draws.iter().sum();
    draws.iter().map(|draw| draw / sum.max(f64::MIN_POSITIVE)).collect()
}

/// Each plan with how often it was drawn, the most frequent first.
pub(super) fn counted(draws: &[Draw]) -> Vec<(Plan, usize)> {
    let mut counts: BTreeMap<&Plan, usize> = BTreeMap::new();
    for draw in draws {
        *counts.entry(&draw.plan).or_default() += 1;
    }
    let mut plans: Vec<_> = counts.into_iter().map(|(plan, count)| (plan.clone(), count)).collect();
    plans.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    plans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::optimise::robust::{Known, WeightsKnown};
    use crate::model::{Id, OutcomeId};

    /// Two of three weights go from 0 to a half, and the third takes what is left: a square, whose moments are known.
    #[test]
    fn weights_in_ranges_are_drawn_with_equal_chances() {
        let information = Information {
            outcomes: (0..3).map(|number| OutcomeId(Id::from_bits(number))).collect(),
            ranges: vec![[0.0, 0.5], [0.0, 0.5], [0.0, 1.0]],
            known: Known::of_weights(WeightsKnown::Ranges),
        };
        let mut walk = Walk::through(&information);
        let mut rng = Rng::with_seed(3);
        let count = 40_000;
        let draws: Vec<Vec<f64>> = (0..count).map(|_| walk.next(&information, &mut rng)).collect();
        for weights in &draws {
            assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            let ranges = weights.iter().zip(&information.ranges);
            assert!(
                ranges.into_iter().all(|(is, [low, high])| low - 1e-9 < *is && *is < high + 1e-9)
            );
        }
        let mean = |of: fn(&Vec<f64>) -> f64| draws.iter().map(of).sum::<f64>() / f64::from(count);
        assert!((mean(|draw| draw[0]) - 0.25).abs() < 0.004);
        assert!((mean(|draw| draw[0] * draw[0]) - 1.0 / 12.0).abs() < 0.004);
        assert!((mean(|draw| draw[0] * draw[1]) - 1.0 / 16.0).abs() < 0.004);
        assert!((mean(|draw| draw[2]) - 0.5).abs() < 0.004);
    }
}
