//! Limits of amounts: money in all, by pool and by period, and people by role and period.

use std::collections::BTreeMap;

use super::{Problem, Rule};
use crate::analysis::optimise::amount::people_part;
use crate::analysis::optimise::limit::Limit;
use crate::analysis::optimise::lines::{Spending, share_of, spending};
use crate::analysis::optimise::trouble::Trouble;
use crate::model::{Budget, BudgetId, Money, Pool, Portfolio, RoleId};

/// Sums of coefficients above this could not be told apart from their limits safely.
const SUM_MAX: i128 = 1 << 62;

/// Adds a rule for every budget and role that has a limit, and for the money that somebody has asked for.
pub(super) fn put_rules(portfolio: &Portfolio, problem: &mut Problem) -> Result<(), Trouble> {
    if let Some(most) = problem.wish.budget {
        let terms = terms(problem, |number| {
            problem.worths.get(number).map_or(0, |worth| i128::from(worth.cost))
        });
        problem.rules.push(checked(Limit::Spend, &terms, most.minor.into())?);
    }
    for (&id, budget) in &portfolio.budgets {
        put_budget(portfolio, problem, id, budget)?;
    }
    for &id in portfolio.roles.keys() {
        put_role(portfolio, problem, id)?;
    }
    Ok(())
}

/// What each choice takes; what takes nothing is left out.
fn terms(problem: &Problem, of: impl Fn(usize) -> i128) -> Vec<(usize, i128)> {
    (0..problem.choices.len())
        .map(|number| (number, of(number)))
        .filter(|(_, sum)| *sum != 0)
        .collect()
}

/// The rule, where its figures can be calculated with.
fn checked(limit: Limit, terms: &[(usize, i128)], most: i128) -> Result<Rule, Trouble> {
    let sum: i128 = terms.iter().map(|(_, amount)| amount.abs()).sum();
    let too_much = |_beyond| Trouble::TooMuch(limit);
    if sum > SUM_MAX {
        return Err(Trouble::TooMuch(limit));
    }
    // More than everything together is no limit, and less than nothing of it cannot be reached.
    let most = i64::try_from(most.clamp(-sum - 1, sum)).map_err(too_much)?;
    let terms = terms.iter().map(|&(column, amount)| Ok((column, i64::try_from(amount)?)));
    let terms: Result<_, std::num::TryFromIntError> = terms.collect();
    Ok(Rule { limit, terms: terms.map_err(too_much)?, most })
}

fn put_budget(
    portfolio: &Portfolio,
    problem: &mut Problem,
    id: BudgetId,
    budget: &Budget,
) -> Result<(), Trouble> {
    let is_replaced = problem.wish.budget.is_some() && budget.pool == Pool::All;
    let total = budget.total.filter(|_| !is_replaced);
    if total.is_none() && budget.per_period.is_empty() {
        return Ok(());
    }
    let spendings: Vec<Spending> = problem
        .choices
        .iter()
        .map(|choice| {
            let project = portfolio.projects.get(&choice.project);
            project.map_or_else(Spending::default, |project| {
                spending(portfolio, project, choice.funded, &budget.pool)
            })
        })
        .collect();
    if let Some(most) = total {
        let terms = terms(problem, |number| spendings.get(number).map_or(0, |all| all.total));
        problem.rules.push(checked(Limit::Budget(id), &terms, most.minor.into())?);
    }
    for (period, terms) in by_period(&spendings) {
        if let Some(most) = budget_in(portfolio, budget, period) {
            problem.rules.push(checked(Limit::BudgetIn(id, period), &terms, most.minor.into())?);
        }
    }
    Ok(())
}

fn by_period(spendings: &[Spending]) -> BTreeMap<u16, Vec<(usize, i128)>> {
    let mut terms: BTreeMap<u16, Vec<(usize, i128)>> = BTreeMap::new();
    for (number, spending) in spendings.iter().enumerate() {
        for (&period, &amount) in spending.by_period.iter().filter(|(_, amount)| **amount != 0) {
            terms.entry(period).or_default().push((number, amount));
        }
    }
    terms
}

/// What a budget allows in a period; nothing where it says nothing.
fn budget_in(portfolio: &Portfolio, budget: &Budget, period: u16) -> Option<Money> {
    let month = portfolio.calendar.month_of(period.into())?;
    budget.per_period.range(..=month).next_back().map(|(_, &most)| most)
}

fn put_role(portfolio: &Portfolio, problem: &mut Problem, id: RoleId) -> Result<(), Trouble> {
    let horizon = i32::from(portfolio.calendar.horizon());
    let mut terms: BTreeMap<u16, Vec<(usize, i128)>> = BTreeMap::new();
    for (number, choice) in problem.choices.iter().enumerate() {
        let Some(project) = portfolio.projects.get(&choice.project) else { continue };
        let Some(demand) = project.demands.get(&id) else { continue };
        let share = share_of(project, choice.funded.funding, |funding| funding.work);
        for (period, fte) in (choice.funded.start..horizon).zip(demand) {
            let (Ok(period), asked) = (u16::try_from(period), people_part(fte.hundredths(), share))
            else {
                continue;
            };
            if asked != 0 {
                terms.entry(period).or_default().push((number, asked.into()));
            }
        }
    }
    for (period, terms) in terms {
        let month = portfolio.calendar.month_of(period.into());
        let role = portfolio.roles.get(&id);
        if let Some(most) = role.zip(month).and_then(|(role, month)| role.capacity_in(month)) {
            problem.rules.push(checked(Limit::Role(id, period), &terms, most.hundredths().into())?);
        }
    }
    Ok(())
}
