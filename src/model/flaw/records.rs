//! Contradictions within one record, and references to records that are not there.

use std::collections::BTreeSet;

use super::Flaw;
use crate::model::cost::Budget;
use crate::model::estimate::Spread;
use crate::model::id::{Item, OutcomeId, ProjectId, StakeholderId};
use crate::model::money::Money;
use crate::model::outcome::Outcome;
use crate::model::portfolio::Portfolio;
use crate::model::project::{DURATION_PERIODS_MAX, Project};
use crate::model::risk::Risk;
use crate::model::scenario::Scenario;

/// The outcomes that have parts, worked out once for many projects.
pub(super) struct Parents(BTreeSet<OutcomeId>);

impl Parents {
    pub(super) fn of(portfolio: &Portfolio) -> Self {
        Self(portfolio.parents())
    }
}

pub(super) fn find(portfolio: &Portfolio, found: &mut Vec<Flaw>) {
    let parents = Parents::of(portfolio);
    for (&id, outcome) in &portfolio.outcomes {
        in_outcome(portfolio, id, outcome, found);
    }
    for (&id, change) in &portfolio.changes {
        let from = Item::Change(id);
        person(portfolio, from, "owner", change.owner, found);
    }
    for (&id, project) in &portfolio.projects {
        find_in_project(portfolio, id, project, &parents, found);
    }
    for (&id, risk) in &portfolio.risks {
        in_risk(portfolio, Item::Risk(id), risk, found);
    }
    for (&id, budget) in &portfolio.budgets {
        in_budget(Item::Budget(id), budget, found);
    }
    for (&id, scenario) in &portfolio.scenarios {
        in_scenario(portfolio, Item::Scenario(id), scenario, found);
        let negative = scenario.cost_factors.iter().filter(|(_, factor)| factor.value() < 0.0);
        found.extend(
            negative.map(|(&project, _)| Flaw::NegativeCostFactor { scenario: id, project }),
        );
    }
    for (&id, cause) in &portfolio.causes {
        for &member in &cause.members {
            refer(portfolio, Item::Cause(id), "members", Item::Project(member), found);
        }
    }
    chosen(portfolio, found);
    weights(portfolio, found);
    for &item in portfolio.pins.keys() {
        if !portfolio.has(item) {
            found.push(Flaw::DanglingPin { missing: item });
        }
    }
}

/// Choices of the portfolio itself for projects that are not there.
fn chosen(portfolio: &Portfolio, found: &mut Vec<Flaw>) {
    let forced = portfolio.forced.keys().map(|&project| ("forced", project));
    let planned = portfolio.plan.keys().map(|&project| ("plan", project));
    found.extend(
        forced
            .chain(planned)
            .filter(|(_, project)| !portfolio.projects.contains_key(project))
            .map(|(field, missing)| Flaw::DanglingChoice { field, missing }),
    );
}

/// Tells of a reference from `field` of `from` to `to`, if `to` is not there.
pub(super) fn refer(
    portfolio: &Portfolio,
    from: Item,
    field: &'static str,
    to: Item,
    found: &mut Vec<Flaw>,
) {
    if !portfolio.has(to) {
        found.push(Flaw::Dangling { from, field, missing: to });
    }
}

fn person(
    portfolio: &Portfolio,
    from: Item,
    field: &'static str,
    to: Option<StakeholderId>,
    found: &mut Vec<Flaw>,
) {
    if let Some(to) = to {
        refer(portfolio, from, field, Item::Stakeholder(to), found);
    }
}

fn in_outcome(portfolio: &Portfolio, id: OutcomeId, outcome: &Outcome, found: &mut Vec<Flaw>) {
    let from = Item::Outcome(id);
    person(portfolio, from, "owner", outcome.owner, found);
    if let Some(parent) = outcome.parent {
        refer(portfolio, from, "parent", Item::Outcome(parent), found);
    }
    let is_unknown =
        |level: &&crate::model::ladder::Level| portfolio.ladder.rung(**level).is_none();
    found.extend(
        outcome
            .statements
            .keys()
            .filter(is_unknown)
            .map(|&level| Flaw::NoSuchLevel { item: from, level }),
    );
    for (&measure, record) in &outcome.measures {
        if record.target_by.is_some() && record.target.is_none() {
            found.push(Flaw::TargetDayWithoutTarget { measure: Item::Measure(id, measure) });
        }
    }
}

pub(super) fn find_in_project(
    portfolio: &Portfolio,
    id: ProjectId,
    project: &Project,
    parents: &Parents,
    found: &mut Vec<Flaw>,
) {
    let from = Item::Project(id);
    person(portfolio, from, "sponsor", project.sponsor, found);
    person(portfolio, from, "lead", project.lead, found);
    person(portfolio, from, "deputy", project.deputy, found);
    contributions(portfolio, id, project, parents, found);
    for benefit in project.benefits.values() {
        person(portfolio, from, "benefits", benefit.owner, found);
        if let Some(outcome) = benefit.outcome {
            refer(portfolio, from, "benefits", Item::Outcome(outcome), found);
        }
    }
    for (&role, fte) in &project.demands {
        refer(portfolio, from, "demands", Item::Role(role), found);
        if project.duration.is_some_and(|duration| fte.len() > usize::from(duration)) {
            found.push(Flaw::DemandBeyondEnd { project: id, role, periods: fte.len() });
        }
    }
    options(portfolio, id, project, found);
    spreads(id, project, found);
    in_window(portfolio, id, project, found);
}

/// Vendors and ways to be funded that are chosen and not there.
fn options(portfolio: &Portfolio, id: ProjectId, project: &Project, found: &mut Vec<Flaw>) {
    if let Some(vendor) = project.vendor
        && !project.vendors.contains_key(&vendor)
    {
        found.push(Flaw::UnknownVendor { project: id, vendor });
    }
    if let Some(funding) = portfolio.plan.get(&id).and_then(|planned| planned.funding)
        && !project.fundings.contains_key(&funding)
    {
        found.push(Flaw::UnknownFunding { project: id, funding });
    }
}

/// Amounts that cannot be spread lognormally because they may be nothing or less.
fn spreads(id: ProjectId, project: &Project, found: &mut Vec<Flaw>) {
    let costs = project.costs.values().map(|line| (&line.name, line.spread, line.amount));
    let benefits = project.benefits.values().map(|line| (&line.name, line.spread, line.amount));
    found.extend(
        costs
            .chain(benefits)
            .filter(|(_, spread, amount)| {
                *spread == Some(Spread::Lognormal) && amount.low() <= Money::ZERO
            })
            .map(|(line, ..)| Flaw::SpreadBelowZero { project: id, line: line.clone() }),
    );
}

fn contributions(
    portfolio: &Portfolio,
    id: ProjectId,
    project: &Project,
    parents: &Parents,
    found: &mut Vec<Flaw>,
) {
    for (&outcome, contribution) in &project.contributions {
        let from = Item::Contribution(id, outcome);
        refer(portfolio, from, "outcome", Item::Outcome(outcome), found);
        person(portfolio, from, "rated_by", contribution.rated_by, found);
        if let Some(change) = contribution.through {
            refer(portfolio, from, "through", Item::Change(change), found);
        }
        if let Some(level) = contribution.level
            && portfolio.ladder.rung(level).is_none()
        {
            found.push(Flaw::NoSuchLevel { item: from, level });
        }
        if parents.0.contains(&outcome) {
            found.push(Flaw::RatedParent { project: id, outcome });
        }
    }
}

fn in_window(portfolio: &Portfolio, id: ProjectId, project: &Project, found: &mut Vec<Flaw>) {
    if let Some(duration) = project.duration
        && !(1..=DURATION_PERIODS_MAX).contains(&duration)
    {
        found.push(Flaw::DurationOutOfRange { project: id, duration });
        return;
    }
    let period = |month| portfolio.calendar.period_of(month);
    let window = &project.window;
    let (earliest, latest) = (window.earliest_start.map(period), window.latest_start.map(period));
    if earliest.zip(latest).is_some_and(|(earliest, latest)| latest < earliest) {
        found.push(Flaw::WindowClosed { project: id });
    }
    if let Some(fixed) = window.fixed_start.map(period)
        && (earliest.is_some_and(|earliest| fixed < earliest)
            || latest.is_some_and(|latest| fixed > latest))
    {
        found.push(Flaw::FixedStartOutside { project: id });
    }
    // A fixed start leaves even less time than an earliest one.
    let start = window.fixed_start.map(period).into_iter().chain(earliest).max();
    if let (Some(start), Some(end), Some(duration)) =
        (start, window.finish_by.map(period), project.duration)
    {
        let available = (end - start + 1).max(0);
        if available < i32::from(duration) {
            let available = u16::try_from(available).unwrap_or(u16::MAX);
            found.push(Flaw::WindowTooShort { project: id, available, duration });
        }
    }
}

fn in_risk(portfolio: &Portfolio, from: Item, risk: &Risk, found: &mut Vec<Flaw>) {
    person(portfolio, from, "owner", risk.owner, found);
    for &project in &risk.threatens {
        refer(portfolio, from, "threatens", Item::Project(project), found);
    }
}

fn in_budget(item: Item, budget: &Budget, found: &mut Vec<Flaw>) {
    if budget.total.is_none() && budget.per_period.is_empty() {
        found.push(Flaw::BudgetWithoutLimit { budget: item });
    }
}

fn in_scenario(portfolio: &Portfolio, from: Item, scenario: &Scenario, found: &mut Vec<Flaw>) {
    for &budget in scenario.budgets.keys() {
        refer(portfolio, from, "budgets", Item::Budget(budget), found);
    }
    for &role in scenario.capacities.keys() {
        refer(portfolio, from, "capacities", Item::Role(role), found);
    }
    for &outcome in scenario.weights.keys() {
        refer(portfolio, from, "weights", Item::Outcome(outcome), found);
    }
    let lists = [
        ("forced", scenario.forced.keys().collect::<Vec<_>>()),
        ("starts", scenario.starts.keys().collect()),
        ("cost_factors", scenario.cost_factors.keys().collect()),
    ];
    for (field, projects) in lists {
        for &project in projects {
            refer(portfolio, from, field, Item::Project(project), found);
        }
    }
}

fn weights(portfolio: &Portfolio, found: &mut Vec<Flaw>) {
    let mut leaves = portfolio.leaves().peekable();
    if leaves.peek().is_some() && leaves.all(|(_, outcome)| outcome.weight.value() <= 0.0) {
        found.push(Flaw::WeightsSumToNothing);
    }
}
