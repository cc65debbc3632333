//! The best plans for weights and scores drawn at random.

use std::collections::BTreeMap;

use fastrand::Rng;

use super::Work;
use super::information::{Information, Spans};
use crate::analysis::optimise::plan::Plan;
use crate::analysis::optimise::program::{Effort, Ties};
use crate::analysis::optimise::search::Search;
use crate::analysis::optimise::trouble::Failure;
use crate::jobs::Monitor;

/// One draw.
pub(super) struct Draw {
    /// The weights, in the order of the information.
    pub weights: Vec<f64>,
    /// The plan that is the best for them.
    pub plan: Plan,
}

/// As many draws as the work allows, or as fit into the time: the same seed gives the same draws.
pub(super) fn sampled(
    search: &mut Search<'_>,
    spans: &Spans,
    information: &Information,
    work: &Work<'_>,
    monitor: &Monitor,
) -> Result<Vec<Draw>, Failure> {
    let mut rng = Rng::with_seed(work.seed);
    let effort = Effort { ties: Ties::Any, ..work.effort };
    let corners = information.corners();
    let mut draws = Vec::new();
    for number in 0..work.samples {
        let permille = (number * 1000).checked_div(work.samples).unwrap_or(0);
        monitor.round(u32::try_from(permille).unwrap_or(1000))?;
        if (effort.is_over)() {
            break;
        }
        let weights = weights(information, &corners, &mut rng);
        let (low, high) = (spans.lowest(&weights), spans.highest(&weights));
        let values: Vec<i64> = low
            .iter()
            .zip(&high)
            .map(|(low, high)| {
                super::super::problem::millionths_of_points(low + (high - low) * rng.f64())
            })
            .collect();
        search.set_values(&values);
        let found = search.solve(&effort, monitor, &mut |_| ())?;
        if found.is_plan() {
            draws.push(Draw { weights, plan: found.plan });
        }
    }
    Ok(draws)
}

/// Weights drawn uniformly where that is simple: from all that sum to one, or from those in order. From ranges, a random mixture of the corners: every
/// possible weight can be drawn, but not with equal chances.
fn weights(information: &Information, corners: &[Vec<f64>], rng: &mut Rng) -> Vec<f64> {
    let count = information.outcomes.len();
    let is_free = information.ranges.iter().all(|[low, high]| *low <= 0.0 && *high >= 1.0);
    if is_free {
        let mut weights = shares(count, rng);
        if information.is_ordered {
            weights.sort_by(|one, other| other.total_cmp(one));
        }
        return weights;
    }
    let mixture = shares(corners.len(), rng);
    let mut weights = vec![0.0; count];
    for (corner, share) in corners.iter().zip(mixture) {
        for (weight, at) in weights.iter_mut().zip(corner) {
            *weight += share * at;
        }
    }
    weights
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
