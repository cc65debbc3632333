//! The best plan, with what stops it from being better and what a ranking would have made of it.

use std::collections::BTreeMap;

use super::limit::Limit;
use super::plan::Plan;
use super::problem::{Outside, Problem};
use super::program::Effort;
use super::rough::{good, problem_with_few_starts};
use super::search::{Found, Search};
use super::trouble::{CHOICES_MAX, Failure, Trouble};
use super::waterline::{Cut, Waterline, waterline};
use super::wish::Wish;
use crate::jobs::Monitor;
use crate::model::Portfolio;

/// A limit that stops at least one project from coming in by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    /// The limit.
    pub limit: Limit,
    /// How much of it the plan uses, in its own units.
    pub used: i128,
    /// How much of it there is.
    pub most: i128,
}

/// What is funded, and why not more.
#[derive(Debug, Clone, PartialEq)]
pub struct Funding {
    /// What was to be decided.
    pub problem: Problem,
    /// The best plan.
    pub found: Found,
    /// The limits of money and people that at least one project that is not funded would break if it came in by itself.
    pub bindings: Vec<Binding>,
    /// The ranking, cut at the first project that does not fit.
    pub stopped: Waterline,
    /// The ranking, without those that do not fit.
    pub skipped: Waterline,
    /// Whether all starts that are allowed were looked at. Where there are too many, the plan is the best of those with a few starts of each project that was
    /// found, and the bound that of a simpler problem.
    pub has_all_starts: bool,
}

/// The best plan for a portfolio; for a scenario, for what [`super::applied()`] makes of it.
pub fn fund(
    portfolio: &Portfolio,
    wish: Wish,
    effort: &Effort<'_>,
    monitor: &Monitor,
    on_better: &mut dyn FnMut(&Found),
) -> Result<Funding, Failure> {
    let problem = match Problem::of(portfolio, wish, Outside::LeftOut) {
        Err(Trouble::TooManyStarts { .. }) => {
            let work = (effort, monitor);
            return fund_with_few_starts(portfolio, wish, CHOICES_MAX, work, on_better);
        }
        problem => problem?,
    };
    let stopped = waterline(portfolio, &problem, Cut::Stop);
    let skipped = waterline(portfolio, &problem, Cut::Skip);
    let mut search = Search::new(portfolio, &problem, []);
    search.suggest(&skipped.plan);
    search.suggest(&super::agreed::current_plan(portfolio, &wish));
    let found = search.solve(effort, monitor, on_better)?;
    let bindings = bindings(&problem, &found.plan);
    Ok(Funding { problem, found, bindings, stopped, skipped, has_all_starts: true })
}

/// A good plan with so few starts of each project that there are at most so many ways in all, without proof.
pub fn fund_with_few_starts(
    portfolio: &Portfolio,
    wish: Wish,
    choices_max: usize,
    work: (&Effort<'_>, &Monitor),
    on_better: &mut dyn FnMut(&Found),
) -> Result<Funding, Failure> {
    let problem = problem_with_few_starts(portfolio, wish, choices_max)?;
    let stopped = waterline(portfolio, &problem, Cut::Stop);
    let skipped = waterline(portfolio, &problem, Cut::Skip);
    let known = [skipped.plan.clone(), super::agreed::current_plan(portfolio, &wish)];
    let found = good(portfolio, &problem, &known, work, on_better)?;
    let bindings = bindings(&problem, &found.plan);
    Ok(Funding { problem, found, bindings, stopped, skipped, has_all_starts: false })
}

/// The limits of money and people that a project outside the plan would break by itself.
pub fn bindings(problem: &Problem, plan: &Plan) -> Vec<Binding> {
    let chosen = problem.columns_of(plan);
    let is_taken = |column: usize| chosen.get(column).copied().unwrap_or(false);
    let mut bindings: BTreeMap<Limit, Binding> = BTreeMap::new();
    for rule in problem.rules.iter().filter(|rule| rule.limit.is_amount()) {
        let taken = rule.terms.iter().filter(|(column, _)| is_taken(*column));
        let used: i128 = taken.map(|(_, amount)| i128::from(*amount)).sum();
        let most = i128::from(rule.most);
        let is_stopped = |(column, amount): &(usize, i64)| {
            let choice = problem.choices.get(*column);
            choice.is_some_and(|choice| !plan.has(choice.project))
                && used + i128::from(*amount) > most
        };
        if rule.terms.iter().any(is_stopped) {
            bindings.insert(rule.limit, Binding { limit: rule.limit, used, most });
        }
    }
    bindings.into_values().collect()
}
