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
use crate::analysis::optimise::program::{Effort, Program, Rough, Ties};
use crate::analysis::optimise::search::{Found, Search};
use crate::analysis::optimise::trouble::Failure;
use crate::analysis::optimise::waterline::{Cut, waterline};
use crate::jobs::{Monitor, in_order};
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

/// So many draws are looked at together, each by what was known before them: so the answer does not hang on how many processors there are.
const TOGETHER: usize = 8;
/// A better plan of a draw is looked for in so many rounds at most,
const ROUNDS_MAX: u64 = 64;
/// and in one for so many nodes that it is worth.
const NODES_A_ROUND: u64 = 3;

/// As many draws as the work allows, or as fit into the time: the same seed gives the same draws. The ratings of a project for each outcome are drawn for
/// themselves; all its costs are at the same part of their way.
pub(super) fn sampled(
    source: &Source<'_>,
    work: &Work<'_>,
    monitor: &Monitor,
) -> Result<Vec<Draw>, Failure> {
    let mut rng = Rng::with_seed(work.seed);
    let mut walk = Walk::through(source.information);
    let mut learned = Learned::of(source);
    let mut draws: Vec<Draw> = Vec::new();
    let mut tried = 0;
    while tried < work.samples && !(work.is_over)() && !(work.is_sampling_over)() {
        // What the first one finds out of the limits serves all others.
        let count = if tried == 0 { 1 } else { TOGETHER.min(work.samples - tried) };
        tried += count;
        let batch = (0..count).map(|_| source.draw(&mut walk, &mut rng)).collect();
        let solved = learned.solve(source, work, batch, monitor)?;
        draws.extend(solved.into_iter().filter(|draw| !draw.plan.funded.is_empty()));
    }
    if source.information.known.costs == CostsKnown::Likely {
        source.share(&mut draws);
        let (open, mut done): (Vec<Draw>, Vec<Draw>) =
            draws.into_iter().partition(|draw| !draw.in_doubt.is_empty());
        let mut open = open.into_iter();
        while !(work.is_over)() {
            let batch: Vec<Draw> = open.by_ref().take(TOGETHER).collect();
            if batch.is_empty() {
                break;
            }
            done.extend(learned.solve(source, work, batch, monitor)?);
        }
        done.extend(open);
        draws = done;
        source.share(&mut draws);
    }
    Ok(draws)
}

/// What is known before a draw is looked at.
struct Learned<'a> {
    search: Search<'a>,
    /// The limits, each way for itself: where good plans are looked for.
    program: Program,
    plans: Vec<Plan>,
}

impl<'a> Learned<'a> {
    fn of(source: &Source<'a>) -> Self {
        let mut search = Search::by_project(source.portfolio, source.problem);
        let ranked = waterline(source.portfolio, source.problem, Cut::Skip).plan;
        search.suggest(&ranked);
        let program = Search::new(source.portfolio, source.problem, []).program().clone();
        Self { search, program, plans: vec![ranked] }
    }

    /// Solves some draws, each for itself, and learns their plans; and what the last of them found out of the limits.
    fn solve(
        &mut self,
        source: &Source<'a>,
        work: &Work<'_>,
        mut draws: Vec<Draw>,
        monitor: &Monitor,
    ) -> Result<Vec<Draw>, Failure> {
        let this = &*self;
        let solved = in_order(draws.len(), monitor, |place| {
            draws.get(place).map(|draw| this.solved(source, work, draw, monitor)).transpose()
        })?;
        for (draw, solved) in draws.iter_mut().zip(solved) {
            let Some((search, found)) = solved? else { continue };
            self.search = search;
            if found.is_plan() {
                let values = source.values(draw);
                draw.take(value_of(source.problem, &values, &found.plan), found);
                if !self.plans.contains(&draw.plan) {
                    self.plans.push(draw.plan.clone());
                }
            }
        }
        for draw in draws.iter().filter(|draw| !draw.plan.funded.is_empty()) {
            self.search.suggest(&draw.plan);
        }
        Ok(draws)
    }

    /// The best plan of a draw that is found in its time.
    fn solved(
        &self,
        source: &Source<'a>,
        work: &Work<'_>,
        draw: &Draw,
        monitor: &Monitor,
    ) -> Result<(Search<'a>, Found), Failure> {
        let begun = (work.clock)();
        let passed = || (work.clock)() - begun;
        let is_over = || (work.is_over)() || passed() > work.draw_seconds_max;
        let effort = Effort {
            nodes_max: work.draw_nodes_max,
            gap_permille: work.gap_permille,
            is_over: &is_over,
            ties: Ties::Any,
        };
        let values = source.values(draw);
        let mut search = self.search.clone();
        if source.information.known.costs == CostsKnown::Likely {
            let is_half_over = || is_over() || passed() * 2.0 > work.draw_seconds_max;
            let rounds = ROUNDS_MAX.min(work.draw_nodes_max.div_euclid(NODES_A_ROUND));
            if let Some(plan) = self.good(source.problem, &values, (rounds, &is_half_over)) {
                search.suggest(&plan);
            }
            let found = solved(&mut search, &values, &effort, monitor)?;
            return Ok((search, found));
        }
        let at = |id| draw.costs.get(&id).copied().unwrap_or(HALF);
        let portfolio = costed(source.portfolio, at);
        let problem = Problem::of(&portfolio, source.problem.wish, Outside::LeftOut)?;
        let mut drawn = Search::by_project(&portfolio, &problem);
        for plan in self.plans.iter().take(1).chain(self.plans.iter().skip(1).rev().take(TOGETHER))
        {
            drawn.suggest(plan);
        }
        let found = solved(&mut drawn, &values, &effort, monitor)?;
        Ok((search, found))
    }

    /// A good plan for these values, from the best one that is known; nothing where each project can be funded in one way only, as proofs come at once there.
    fn good(
        &self,
        problem: &Problem,
        values: &[i64],
        (rounds, is_over): (u64, &dyn Fn() -> bool),
    ) -> Option<Plan> {
        if !self.search.has_several_ways() {
            return None;
        }
        let mut program = self.program.clone();
        for (column, value) in program.columns.iter_mut().zip(values) {
            column.value = *value;
        }
        let known = self.plans.iter().map(|plan| problem.columns_of(plan));
        let start = known.max_by_key(|chosen| program.value_of(chosen));
        let mut rough = Rough::begin(&program, start.as_deref())?;
        let left = (0..rounds).take_while(|_| !is_over());
        left.for_each(|_| _ = rough.go_on());
        Some(problem.plan_of(rough.best()))
    }
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
