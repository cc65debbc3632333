//! What each limit costs: how much more a plan could be worth without it.

use std::collections::BTreeSet;

use super::limit::{Constraint, Limit};
use super::problem::{Outside, Problem};
use super::program::Effort;
use super::search::{Found, Search};
use super::trouble::Failure;
use super::wish::Wish;
use crate::jobs::Monitor;
use crate::model::Portfolio;

/// What the best plan would gain without a limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    /// The limits that are left out of account.
    pub without: BTreeSet<Constraint>,
    /// The best plan then.
    pub found: Found,
    /// At least so much is gained, in the units of the objective.
    pub least: i128,
    /// At most so much is gained; the same where both plans are proved.
    pub most: i128,
}

/// The prices of all limits.
#[derive(Debug, Clone, PartialEq)]
pub struct Prices {
    /// The best plan with all limits.
    pub best: Found,
    /// Each limit by itself, the dearest first; nothing where no plan keeps to all limits.
    pub alone: Vec<Price>,
    /// All of them together; a sum of single prices would be another figure.
    pub together: Option<Price>,
    /// What was decided about.
    pub problem: Problem,
}

/// Forced choices, exclusions, what goes together, groups, pools, budgets and roles each have a price. What a project requires, when it may start, and that
/// it must have a cost are facts and not wishes: they have none.
pub fn prices(
    portfolio: &Portfolio,
    wish: Wish,
    effort: &Effort<'_>,
    monitor: &Monitor,
) -> Result<Prices, Failure> {
    let problem = Problem::of(portfolio, wish, Outside::LeftOut)?;
    let mut search = Search::new(portfolio, &problem, []);
    let best = search.solve(effort, monitor, &mut |_| ())?;
    let (mut alone, mut together) = (Vec::new(), None);
    if best.is_plan() {
        let priced = priced(&problem);
        for &constraint in &priced {
            alone.push(price(&mut search, &best, BTreeSet::from([constraint]), effort, monitor)?);
        }
        alone.sort_by_key(|price| std::cmp::Reverse((price.least, price.most)));
        if priced.len() > 1 {
            together = Some(price(&mut search, &best, priced, effort, monitor)?);
        }
    }
    Ok(Prices { best, alone, together, problem })
}

fn priced(problem: &Problem) -> BTreeSet<Constraint> {
    let is_wish = |limit: &Limit| {
        !matches!(limit, Limit::Requires(_) | Limit::Window(_) | Limit::Uncosted(_))
    };
    let limits = problem.rules.iter().map(|rule| rule.limit).filter(is_wish);
    limits.filter_map(Limit::constraint).collect()
}

fn price(
    search: &mut Search<'_>,
    best: &Found,
    without: BTreeSet<Constraint>,
    effort: &Effort<'_>,
    monitor: &Monitor,
) -> Result<Price, Failure> {
    for &constraint in &without {
        search.waive(constraint, true);
    }
    let found = search.solve(effort, monitor, &mut |_| ())?;
    for &constraint in &without {
        search.waive(constraint, false);
    }
    let least = (found.value - best.bound).max(0);
    let most = (found.bound - best.value).max(least);
    Ok(Price { without, found, least, most })
}
