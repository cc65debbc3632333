//! What projects cost, in all and by period.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::analysis::schedule::Starts;
use crate::model::{
    Cost, CostKind, Money, MoneySum, Name, Pool, Portfolio, Project, ProjectId,
    are_the_same_records, replaced_records,
};

/// The same amount, most likely, in each of a run of periods of a project.
#[derive(PartialEq)]
struct Due<'a> {
    kind: CostKind,
    pool: Option<&'a Name>,
    first: u16,
    periods: Option<u16>,
    amount: Money,
}

impl<'a> Due<'a> {
    fn of(line: &'a Cost) -> Self {
        Self {
            kind: line.kind,
            pool: line.pool.as_ref(),
            first: line.first,
            periods: line.periods,
            amount: line.amount.likely(),
        }
    }

    /// In how many periods it falls due if the project starts in period `start`: as many as it says, or up to the end of the horizon.
    fn period_count(&self, portfolio: &Portfolio, start: i32) -> u32 {
        let to_horizon = i32::from(portfolio.calendar.horizon()) - start - i32::from(self.first);
        self.periods.map_or_else(|| u32::try_from(to_horizon).unwrap_or(0), u32::from)
    }

    fn sum(&self, portfolio: &Portfolio, start: i32) -> MoneySum {
        MoneySum::default().plus_times(self.amount, self.period_count(portfolio, start))
    }

    fn counts(&self, pool: &Pool) -> bool {
        match pool {
            Pool::All => true,
            Pool::Kind(kind) => self.kind == *kind,
            Pool::Named(name) => self.pool == Some(name),
        }
    }
}

/// What falls due for a project: its lines of cost, and what the chosen vendor asks for.
fn dues(project: &Project) -> impl Iterator<Item = Due<'_>> {
    project.costs.values().map(Due::of).chain(vendor_dues(project))
}

/// What the chosen vendor asks for, its price and once its switching cost; both are running costs of no named pool.
fn vendor_dues(project: &Project) -> impl Iterator<Item = Due<'_>> {
    project.chosen_vendor().into_iter().flat_map(|vendor| {
        let due = |periods, amount| Due {
            kind: CostKind::Run,
            pool: None,
            first: vendor.first,
            periods,
            amount,
        };
        let price = due(vendor.periods, vendor.price.likely());
        std::iter::once(price).chain(vendor.switching.map(|once| due(Some(1), once)))
    })
}

/// What one line comes to over all its periods, most likely.
pub fn line_cost(portfolio: &Portfolio, start: i32, line: &Cost) -> MoneySum {
    Due::of(line).sum(portfolio, start)
}

/// What every project costs in all, most likely, over the horizon of the portfolio, if each starts as soon as it may.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Costs {
    /// When each project starts.
    pub starts: Starts,
    totals: BTreeMap<ProjectId, MoneySum>,
    /// What all projects that are neither done nor cancelled cost together.
    pub asked: MoneySum,
}

impl Costs {
    /// The costs of all projects.
    pub fn of(portfolio: &Portfolio) -> Self {
        let starts = Starts::earliest(portfolio);
        let mut totals = BTreeMap::new();
        for (&id, project) in &portfolio.projects {
            totals.insert(id, total(portfolio, starts.of(id), project));
        }
        Self::summed(portfolio, starts, totals)
    }

    /// The costs of all projects, where these are the costs of an earlier state of the portfolio: what has not changed is not
    /// added up again. They are the very same where nothing has changed that costs hang on.
    pub fn after(before: &Portfolio, costs: &Arc<Self>, now: &Portfolio) -> Arc<Self> {
        if before.calendar != now.calendar {
            return Arc::new(Self::of(now));
        }
        let others = are_the_same_records(&before.dependencies, &now.dependencies)
            .then(|| replaced_records(&before.projects, &now.projects))
            .flatten();
        let Some(others) = others else { return Arc::new(costs.with_new_starts(before, now)) };
        if others.iter().any(|(_, old, new)| !is_as_long(old, new)) {
            return Arc::new(costs.with_new_starts(before, now));
        }
        let is_as_dear = |old, new| dues(old).eq(dues(new));
        if others.iter().all(|(_, old, new)| is_as_dear(old, new)) {
            return Arc::clone(costs);
        }
        let Self { starts, mut totals, .. } = Self::clone(costs);
        for (id, _, project) in others {
            totals.insert(id, total(now, starts.of(id), project));
        }
        Arc::new(Self::summed(now, starts, totals))
    }

    /// The costs of all projects, some of which may now start at another time.
    fn with_new_starts(&self, before: &Portfolio, now: &Portfolio) -> Self {
        let starts = Starts::earliest(now);
        let mut totals = self.totals.clone();
        totals.retain(|id, _| now.projects.contains_key(id));
        for (&id, project) in &now.projects {
            let is_same = before.projects.get(&id).is_some_and(|old| Arc::ptr_eq(old, project))
                && self.starts.of(id) == starts.of(id);
            if !is_same {
                totals.insert(id, total(now, starts.of(id), project));
            }
        }
        Self::summed(now, starts, totals)
    }

    fn summed(
        portfolio: &Portfolio,
        starts: Starts,
        totals: BTreeMap<ProjectId, MoneySum>,
    ) -> Self {
        let open = portfolio.projects.iter().filter(|(_, project)| project.is_open());
        let asked = open.filter_map(|(id, _)| totals.get(id).copied()).sum();
        Self { starts, totals, asked }
    }

    /// What one project costs; nothing for one that is not there.
    pub fn total(&self, project: ProjectId) -> MoneySum {
        self.totals.get(&project).copied().unwrap_or_default()
    }
}

/// What the chosen vendor comes to over all periods, with what it costs to change over to it; nothing where none is chosen.
pub fn vendor_cost(portfolio: &Portfolio, start: i32, project: &Project) -> Option<MoneySum> {
    project.chosen_vendor()?;
    Some(vendor_dues(project).map(|due| due.sum(portfolio, start)).sum())
}

fn total(portfolio: &Portfolio, start: i32, project: &Project) -> MoneySum {
    dues(project).map(|due| due.sum(portfolio, start)).sum()
}

/// Whether a project takes as long as before, at the same time, and is open as before: then nothing starts at another time.
fn is_as_long(old: &Project, new: &Project) -> bool {
    old.window == new.window && old.duration == new.duration && old.is_open() == new.is_open()
}

/// What all projects that are still open and that `pool` counts cost in each period of the horizon, if each starts as soon as it may.
pub fn cost_by_period(
    portfolio: &Portfolio,
    starts: &Starts,
    pool: &Pool,
) -> BTreeMap<i32, MoneySum> {
    let mut by_period: BTreeMap<i32, MoneySum> = BTreeMap::new();
    let horizon = i32::from(portfolio.calendar.horizon());
    for (&id, project) in portfolio.projects.iter().filter(|(_, project)| project.is_open()) {
        let start = starts.of(id);
        for due in dues(project).filter(|due| due.counts(pool)) {
            let first = start + i32::from(due.first);
            let count = i32::try_from(due.period_count(portfolio, start)).unwrap_or(i32::MAX);
            for period in first..first.saturating_add(count).min(horizon) {
                let sum = by_period.entry(period).or_default();
                *sum = sum.plus_times(due.amount, 1);
            }
        }
    }
    by_period
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CostId, Estimate, Id};

    fn line(first: u16, periods: Option<u16>, minor: i64) -> Cost {
        Cost {
            name: "Line".parse().unwrap(),
            kind: CostKind::Opex,
            pool: None,
            first,
            periods,
            part: None,
            amount: Estimate::exactly(Money::from_minor(minor)),
            spread: None,
            unread: crate::model::Unread::default(),
        }
    }

    #[test]
    fn a_line_without_end_runs_to_the_horizon() {
        let id = ProjectId(Id::from_bits(3));
        let mut portfolio = Portfolio::titled("Test".parse().unwrap());
        let mut project = Project::named("Project".parse().unwrap());
        project.window.earliest_start = Some("2027-07".parse().unwrap());
        project.costs.insert(CostId(Id::from_bits(1)), line(0, Some(2), 100));
        project.costs.insert(CostId(Id::from_bits(2)), line(3, None, 10));
        portfolio.projects.insert(id, Arc::new(project));
        // Twelve quarters from 2027-01: it starts in period 2, runs in 5 to 11.
        let costs = Costs::of(&portfolio);
        assert_eq!(costs.total(id).minor, 200 + 7 * 10);
        assert_eq!(costs.asked.minor, 270);
        let by_period = cost_by_period(&portfolio, &costs.starts, &Pool::All);
        assert_eq!(by_period.keys().copied().collect::<Vec<_>>(), [2, 3, 5, 6, 7, 8, 9, 10, 11]);
        assert_eq!(by_period.values().copied().sum::<MoneySum>().minor, 270);
    }
}
