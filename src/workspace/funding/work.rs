//! The work behind the questions about funding: done beside the window, told as it goes.

use std::sync::Arc;

use super::found::used;
use super::{Found, FundOutcome, Proof, Trying};
use crate::analysis::optimise::program::{Effort, State, Ties};
use crate::analysis::optimise::{
    self, CHOICES_MAX, Cut, Failure, Outside, Problem, Trouble, breaches, fund,
    problem_with_few_starts, waterline,
};
use crate::jobs::{Cancelled, Monitor};
use crate::model::Portfolio;
use crate::workspace::Clock;

/// How much work an answer is worth.
#[derive(Clone)]
pub(super) struct Patience {
    pub(super) clock: Clock,
    /// The answer is there after so long, whether it is the best or not.
    pub(super) milliseconds_max: u64,
    pub(super) nodes_max: u64,
}

/// Looks for the best plan; `tell` hears of every better one on the way.
pub(super) fn find(
    portfolio: &Arc<Portfolio>,
    trying: &Trying,
    patience: &Patience,
    monitor: &Monitor,
    tell: &dyn Fn(FundOutcome),
) -> Result<FundOutcome, Cancelled> {
    let began = (patience.clock)();
    let problem = match problem(portfolio, trying) {
        Ok(problem) => Arc::new(problem),
        Err(trouble) => return Ok(Err(trouble.into())),
    };
    let line = Arc::new(waterline(portfolio, &problem, Cut::Skip));
    let quick = Found {
        portfolio: Arc::clone(portfolio),
        open_count: portfolio.projects.values().filter(|project| project.is_open()).count(),
        trying: trying.clone(),
        plan: line.plan.clone(),
        value: line.value,
        cost: line.cost,
        bound: line.value,
        proof: Proof::Quick,
        used: used(&problem, &line.plan),
        waterline: Arc::clone(&line),
        problem: Arc::clone(&problem),
    };
    tell(Ok(quick.clone()));
    monitor.round(0)?;
    if patience.nodes_max == 0 {
        return Ok(Ok(quick));
    }
    let is_over = || (patience.clock)().saturating_sub(began) > patience.milliseconds_max;
    let effort = Effort {
        nodes_max: patience.nodes_max,
        gap_permille: 0,
        is_over: &is_over,
        ties: Ties::Broken,
    };
    let shown = |found: &optimise::Found| Found {
        plan: found.plan.clone(),
        used: used(&quick.problem, &found.plan),
        value: found.value,
        cost: found.cost,
        bound: found.bound,
        proof: proof(found),
        ..quick.clone()
    };
    let tell_better = &mut |better: &optimise::Found| tell(Ok(shown(better)));
    match fund(portfolio, trying.wish(), &effort, monitor, tell_better) {
        // A ranking that keeps to everything is better than nothing.
        Ok(funding) if funding.found.state == State::Unknown && holds(&quick) => Ok(Ok(quick)),
        Ok(funding) => Ok(Ok(shown(&funding.found))),
        Err(Failure::Cancelled) => Err(Cancelled),
        Err(failure) => Ok(Err(failure)),
    }
}

/// What is to be decided; with a few starts of each project where there are too many in all.
fn problem(portfolio: &Portfolio, trying: &Trying) -> Result<Problem, Trouble> {
    match Problem::of(portfolio, trying.wish(), Outside::LeftOut) {
        Err(Trouble::TooManyStarts { .. }) => {
            problem_with_few_starts(portfolio, trying.wish(), CHOICES_MAX)
        }
        problem => problem,
    }
}

fn holds(quick: &Found) -> bool {
    breaches(&quick.portfolio, &quick.trying.wish(), &quick.plan).is_empty()
}

fn proof(found: &optimise::Found) -> Proof {
    match found.state {
        State::Optimal => Proof::Proven,
        State::Feasible if found.is_best() => Proof::Proven,
        State::Feasible => Proof::Best,
        State::Infeasible => Proof::Impossible,
        State::Unknown => Proof::Unknown,
    }
}
