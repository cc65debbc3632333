//! What edits do to the portfolio itself, its ladder, and people, roles and budgets.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{PortfolioField, Refusal, on_choices};
use crate::model::{BudgetId, Ladder, Level, Portfolio, RoleId, StakeholderId};

pub(super) fn set_portfolio(
    portfolio: &mut Portfolio,
    field: &PortfolioField,
) -> Result<(), Refusal> {
    match field.clone() {
        PortfolioField::Title(title) => portfolio.title = title,
        PortfolioField::Organisation(organisation) => portfolio.organisation = organisation,
        PortfolioField::Summary(summary) => portfolio.summary = summary,
        PortfolioField::Currency(currency) => portfolio.currency = currency,
        PortfolioField::DiscountRate(rate) => portfolio.discount_rate = rate,
        PortfolioField::PriceRise(rise) => portfolio.price_rise = rise,
        PortfolioField::WeightsBy(way) => portfolio.weights_by = way,
        PortfolioField::Calendar(calendar) => {
            if calendar.length() != portfolio.calendar.length() && has_periods(portfolio) {
                return Err(Refusal::PeriodsInUse);
            }
            portfolio.calendar = calendar;
        }
        PortfolioField::Ladder(ladder) => return set_ladder(portfolio, ladder),
    }
    Ok(())
}

/// Whether anything is given for each period.
fn has_periods(portfolio: &Portfolio) -> bool {
    portfolio.projects.values().any(|project| {
        project.duration.is_some()
            || !project.costs.is_empty()
            || !project.benefits.is_empty()
            || !project.demands.is_empty()
            || !project.vendors.is_empty()
    })
}

/// Exchanges the ladder; ratings and statements stay with the level of the same key.
fn set_ladder(portfolio: &mut Portfolio, ladder: Ladder) -> Result<(), Refusal> {
    let mut moved: BTreeMap<Level, Option<Level>> = BTreeMap::new();
    for level in portfolio.ladder.levels() {
        let key = portfolio.ladder.rung(level).map(|rung| rung.key.as_str()).unwrap_or_default();
        moved.insert(level, ladder.level_of(key));
    }
    let new_level = |portfolio: &Portfolio, level: Level| {
        moved.get(&level).copied().flatten().ok_or_else(|| {
            let name = portfolio
                .ladder
                .rung(level)
                .map_or_else(|| "?".to_owned(), |rung| rung.name.to_string());
            Refusal::LevelInUse(name)
        })
    };
    let mut next = portfolio.clone();
    for project in next.projects.values_mut() {
        if project.contributions.values().all(|contribution| contribution.level.is_none()) {
            continue;
        }
        for contribution in Arc::make_mut(project).contributions.values_mut() {
            if let Some(level) = contribution.level {
                contribution.level = Some(new_level(portfolio, level)?);
            }
        }
    }
    for outcome in next.outcomes.values_mut().filter(|outcome| !outcome.statements.is_empty()) {
        let outcome = Arc::make_mut(outcome);
        let mut statements = BTreeMap::new();
        for (level, text) in std::mem::take(&mut outcome.statements) {
            statements.insert(new_level(portfolio, level)?, text);
        }
        outcome.statements = statements;
    }
    next.ladder = ladder;
    *portfolio = next;
    Ok(())
}

/// Takes a role out, with the demand for it.
pub(super) fn remove_role(portfolio: &mut Portfolio, id: RoleId) {
    portfolio.roles.remove(&id);
    for project in
        portfolio.projects.values_mut().filter(|project| project.demands.contains_key(&id))
    {
        Arc::make_mut(project).demands.remove(&id);
    }
    for scenario in
        portfolio.scenarios.values_mut().filter(|scenario| scenario.capacities.contains_key(&id))
    {
        Arc::make_mut(scenario).capacities.remove(&id);
    }
}

/// Takes a budget out, and out of scenarios.
pub(super) fn remove_budget(portfolio: &mut Portfolio, id: BudgetId) {
    portfolio.budgets.remove(&id);
    for scenario in
        portfolio.scenarios.values_mut().filter(|scenario| scenario.budgets.contains_key(&id))
    {
        Arc::make_mut(scenario).budgets.remove(&id);
    }
}

/// Takes a person out with their judgments; what they answered for is answered for by nobody.
pub(super) fn remove_stakeholder(portfolio: &mut Portfolio, id: StakeholderId) {
    portfolio.stakeholders.remove(&id);
    on_choices::forget_person(portfolio, id);
    let clear = |field: &mut Option<StakeholderId>| {
        if *field == Some(id) {
            *field = None;
        }
    };
    for project in portfolio.projects.values_mut() {
        let is_named = [project.sponsor, project.lead, project.deputy].contains(&Some(id))
            || project.contributions.values().any(|contribution| contribution.rated_by == Some(id))
            || project.benefits.values().any(|benefit| benefit.owner == Some(id));
        if !is_named {
            continue;
        }
        let project = Arc::make_mut(project);
        [&mut project.sponsor, &mut project.lead, &mut project.deputy].into_iter().for_each(clear);
        project
            .contributions
            .values_mut()
            .for_each(|contribution| clear(&mut contribution.rated_by));
        project.benefits.values_mut().for_each(|benefit| clear(&mut benefit.owner));
    }
    for outcome in portfolio.outcomes.values_mut().filter(|outcome| outcome.owner == Some(id)) {
        Arc::make_mut(outcome).owner = None;
    }
    for change in portfolio.changes.values_mut().filter(|change| change.owner == Some(id)) {
        Arc::make_mut(change).owner = None;
    }
    for risk in portfolio.risks.values_mut().filter(|risk| risk.owner == Some(id)) {
        Arc::make_mut(risk).owner = None;
    }
}
