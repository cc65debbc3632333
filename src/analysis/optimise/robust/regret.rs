//! Plans that compete with the plan of now, and how much it may fall behind each.

use super::information::Information;
use super::spans::Spans;
use super::uses::Uses;
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
    /// How much more it is worth at most, in points, over all possible weights and ratings: what is lost at worst by staying with the plan of now.
    pub most: f64,
    /// How much more it is worth at least; below zero the plan of now may be the better one.
    pub least: f64,
    /// Whether it keeps to all limits whatever costs turn out to be; else only if they turn out low enough.
    pub is_always_possible: bool,
}

/// The plans that may beat the plan of now, the worst loss first; nothing where there is no plan that keeps to the limits.
pub(super) fn competitors(
    portfolio: &Portfolio,
    problem: &Problem,
    information: &Information,
    (spans, uses): (&Spans, &Uses),
    plans: &[(Plan, usize)],
) -> Option<Vec<Competitor>> {
    let current = current_plan(portfolio, &problem.wish);
    if current.funded.is_empty() || !breaches(portfolio, &problem.wish, &current).is_empty() {
        return None;
    }
    let own = problem.columns_of(&current);
    let one = |plan: &Plan| {
        let theirs = problem.columns_of(plan);
        let [least, most] = differences(problem, information, spans, &own, &theirs);
        let is_always_possible = uses.holds_always(&theirs);
        Competitor { plan: plan.clone(), most, least, is_always_possible }
    };
    let mut competitors: Vec<Competitor> =
        plans.iter().map(|(plan, _)| one(plan)).filter(|other| other.most > 0.0).collect();
    competitors.sort_by(|one, other| other.most.total_cmp(&one.most));
    Some(competitors)
}

/// The least and the most by which another plan is worth more: what a project brings turns out the same for both, and the rest is linear in the weights.
fn differences(
    problem: &Problem,
    information: &Information,
    spans: &Spans,
    own: &[bool],
    theirs: &[bool],
) -> [f64; 2] {
    let count = information.outcomes.len();
    let (mut up, mut down) = (vec![0.0; count], vec![0.0; count]);
    let bonuses = problem.choices.len()..problem.column_count();
    let steps = problem.ways.values().cloned().chain(bonuses.map(|bonus| bonus..bonus + 1));
    for ways in steps {
        let picked = |chosen: &[bool]| ways.clone().find(|way| chosen.get(*way) == Some(&true));
        let (mine, others) = (picked(own), picked(theirs));
        for (place, (up, down)) in up.iter_mut().zip(&mut down).enumerate() {
            let [least, most] = spans.apart(others, mine, place);
            (*up, *down) = (*up + most, *down + least);
        }
    }
    let ([least, _], [_, most]) = (information.ends(&down), information.ends(&up));
    [least, most]
}
