//! Plans that compete with the plan of now, and how much it may fall behind each.

use super::information::Spans;
use crate::analysis::optimise::agreed::current_plan;
use crate::analysis::optimise::check::breaches;
use crate::analysis::optimise::plan::Plan;
use crate::analysis::optimise::problem::Problem;
use crate::model::Portfolio;

/// A plan that may be worth more than the plan of now.
#[derive(Debug, Clone, PartialEq)]
pub struct Competitor {
    /// The plan.
    pub plan: Plan,
    /// How much more it is worth at most, in points, over all possible weights and scores.
    pub most: f64,
    /// How much more it is worth at least; below zero the plan of now may be the better one.
    pub least: f64,
}

/// The plans that may beat the plan of now, the worst loss first; nothing where there is no plan that keeps to the limits.
pub(super) fn competitors(
    portfolio: &Portfolio,
    problem: &Problem,
    spans: &Spans,
    corners: &[Vec<f64>],
    plans: &[(Plan, usize)],
) -> Option<Vec<Competitor>> {
    let current = current_plan(portfolio, &problem.wish);
    if current.funded.is_empty() || !breaches(portfolio, &problem.wish, &current).is_empty() {
        return None;
    }
    let own = problem.columns_of(&current);
    let mut competitors: Vec<Competitor> = plans
        .iter()
        .map(|(plan, _)| competitor(problem, spans, corners, &own, plan))
        .filter(|competitor| competitor.most > 0.0)
        .collect();
    competitors.sort_by(|one, other| other.most.total_cmp(&one.most));
    Some(competitors)
}

/// The difference of two plans is linear in the weights, so it is extreme at a corner; what both have falls out of it.
fn competitor(
    problem: &Problem,
    spans: &Spans,
    corners: &[Vec<f64>],
    own: &[bool],
    plan: &Plan,
) -> Competitor {
    let theirs = problem.columns_of(plan);
    let (mut most, mut least) = (f64::NEG_INFINITY, f64::INFINITY);
    for weights in corners {
        let (low, high) = (spans.lowest(weights), spans.highest(weights));
        let (mut up, mut down) = (0.0, 0.0);
        let columns = own.iter().zip(&theirs).zip(low.iter().zip(&high));
        for ((own, theirs), (low, high)) in columns {
            match (own, theirs) {
                (false, true) => (up, down) = (up + high, down + low),
                (true, false) => (up, down) = (up - low, down - high),
                _ => {}
            }
        }
        (most, least) = (most.max(up), least.min(down));
    }
    Competitor { plan: plan.clone(), most, least }
}
