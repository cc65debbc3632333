//! The portfolio as a scenario would have it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::amount::factored;
use super::trouble::Trouble;
use crate::model::{Estimate, Money, Portfolio, Project, ProjectId, Scenario};

/// A cost factor is kept to a millionth.
const FACTOR_UNIT: f64 = 1_000_000.0;

/// A copy of the portfolio in which everything that the scenario overrides is as the scenario says; what it says about records that are
/// not there is left out. Amounts are multiplied one by one and rounded to the nearest coin, halves up.
pub fn applied(portfolio: &Portfolio, scenario: &Scenario) -> Result<Portfolio, Trouble> {
    let mut changed = portfolio.clone();
    for (id, &total) in &scenario.budgets {
        change(&mut changed.budgets, id, |budget| budget.total = Some(total));
    }
    let first = changed.calendar.first();
    for (id, &people) in &scenario.capacities {
        change(&mut changed.roles, id, |role| role.capacity = BTreeMap::from([(first, people)]));
    }
    for (id, &weight) in &scenario.weights {
        change(&mut changed.outcomes, id, |outcome| outcome.weight = weight);
    }
    for (id, &start) in &scenario.starts {
        change(&mut changed.projects, id, |project| project.window.fixed_start = Some(start));
    }
    for (id, factor) in &scenario.cost_factors {
        let mut outcome = Ok(());
        change(&mut changed.projects, id, |project| outcome = dearer(*id, project, factor.value()));
        outcome?;
    }
    changed.forced.extend(scenario.forced.iter().map(|(&id, forced)| (id, forced.clone())));
    Ok(changed)
}

fn change<Id: Ord, Record: Clone>(
    records: &mut BTreeMap<Id, Arc<Record>>,
    id: &Id,
    how: impl FnOnce(&mut Record),
) {
    if let Some(record) = records.get_mut(id) {
        how(Arc::make_mut(record));
    }
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "checked to be from 0 to a million just before"
)]
fn dearer(id: ProjectId, project: &mut Project, factor: f64) -> Result<(), Trouble> {
    if !(0.0..=FACTOR_UNIT).contains(&factor) {
        return Err(Trouble::CostFactor(id));
    }
    let millionths = (factor * FACTOR_UNIT).round() as i64;
    let times = |amount: Money| factored(amount, millionths).ok_or(Trouble::TooMuchCost(id));
    let estimate = |amount: Estimate| {
        let (low, high) = (times(amount.low())?, times(amount.high())?);
        Estimate::between(low, times(amount.likely())?, high)
            .map_err(|_order| Trouble::TooMuchCost(id))
    };
    for line in project.costs.values_mut() {
        line.amount = estimate(line.amount)?;
    }
    for vendor in project.vendors.values_mut() {
        vendor.price = estimate(vendor.price)?;
        vendor.switching = vendor.switching.map(times).transpose()?;
    }
    Ok(())
}
