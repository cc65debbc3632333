//! Whether a plan keeps to everything the portfolio says: counted anew from the portfolio, not from the calculation.

use std::collections::BTreeMap;

use super::amount::{WHOLE, millionths, part, people_part};
use super::limit::Limit;
use super::plan::{Funded, Plan};
use super::wish::{When, Wish};
use crate::analysis::schedule::Starts;
use crate::model::{
    Budget, CostKind, Dependency, DependencyKind, Force, GroupRule, Name, Pool, Portfolio, Project,
    ProjectId, Stage, Timing,
};

/// A limit that a plan does not keep to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Breach {
    /// The limit.
    pub limit: Limit,
    /// By how much, in its own units: minor units of money, hundredths of people, projects or periods.
    pub over: i128,
}

/// Everything that the plan breaks; nothing where it may be done.
pub fn breaches(portfolio: &Portfolio, wish: &Wish, plan: &Plan) -> Vec<Breach> {
    let mut breaches = Breaches { portfolio, wish, plan, found: Vec::new() };
    breaches.projects();
    breaches.money();
    breaches.people();
    for (&id, dependency) in &portfolio.dependencies {
        breaches.dependency(id, dependency);
    }
    breaches.groups();
    breaches.found
}

struct Breaches<'a> {
    portfolio: &'a Portfolio,
    wish: &'a Wish,
    plan: &'a Plan,
    found: Vec<Breach>,
}

impl Breaches<'_> {
    fn unless(&mut self, is_kept: bool, limit: Limit) {
        if !is_kept {
            self.found.push(Breach { limit, over: 1 });
        }
    }

    fn at_most(&mut self, limit: Limit, sum: i128, most: i128) {
        if sum > most {
            self.found.push(Breach { limit, over: sum - most });
        }
    }

    /// Each project alone: that it is open, costed, inside its window, and as it is forced to be.
    fn projects(&mut self) {
        let earliest = Starts::earliest(self.portfolio);
        for (&id, funded) in &self.plan.funded {
            let Some(project) = self.portfolio.projects.get(&id) else {
                self.unless(false, Limit::Window(id));
                continue;
            };
            self.unless(is_in_window(self.portfolio, project, funded.start), Limit::Window(id));
            let duration = i32::from(project.duration.unwrap_or(1));
            let horizon = i32::from(self.portfolio.calendar.horizon());
            let is_put_off = funded.start > earliest.of(id).max(horizon - duration);
            self.unless(!is_put_off, Limit::Window(id));
            if self.wish.when == When::Earliest {
                self.unless(funded.start == earliest.of(id), Limit::Window(id));
            }
            let is_way =
                funded.funding.is_none_or(|funding| project.fundings.contains_key(&funding));
            self.unless(is_way && project.is_open(), Limit::OneWay(id));
            let is_forced =
                self.portfolio.forced.get(&id).is_some_and(|forced| forced.force == Force::In);
            let is_costed = !project.costs.is_empty() || project.vendor.is_some();
            self.unless(is_costed || is_forced, Limit::Uncosted(id));
        }
        for (&id, forced) in &self.portfolio.forced {
            if self.portfolio.projects.get(&id).is_some_and(|project| project.is_open()) {
                let is_kept = self.plan.has(id) == (forced.force == Force::In);
                self.unless(is_kept, Limit::Forced(forced.force, id));
            }
        }
    }

    fn money(&mut self) {
        if let Some(most) = self.wish.budget {
            let (total, _) = spent(self.portfolio, self.plan, &Pool::All);
            self.at_most(Limit::Spend, total, most.minor.into());
        }
        for (&id, budget) in &self.portfolio.budgets {
            let (total, by_period) = spent(self.portfolio, self.plan, &budget.pool);
            let is_replaced = self.wish.budget.is_some() && budget.pool == Pool::All;
            if let Some(most) = budget.total.filter(|_| !is_replaced) {
                self.at_most(Limit::Budget(id), total, most.minor.into());
            }
            for (period, sum) in (0_u16..).zip(by_period) {
                if let Some(most) = allowed_in(self.portfolio, budget, period) {
                    self.at_most(Limit::BudgetIn(id, period), sum, most);
                }
            }
        }
    }

    fn people(&mut self) {
        let horizon = self.portfolio.calendar.horizon();
        let mut asked: BTreeMap<_, i128> = BTreeMap::new();
        for (id, funded) in &self.plan.funded {
            let Some(project) = self.portfolio.projects.get(id) else { continue };
            let part = funded.funding.and_then(|funding| project.fundings.get(&funding));
            let work = part.map_or(WHOLE, |funding| millionths(funding.work));
            for (&role, demand) in &project.demands {
                for (period, fte) in (funded.start..i32::from(horizon)).zip(demand) {
                    *asked.entry((role, period)).or_default() +=
                        i128::from(people_part(fte.hundredths(), work));
                }
            }
        }
        for ((role, period), hundredths) in asked {
            let month = self.portfolio.calendar.month_of(period);
            let record = self.portfolio.roles.get(&role);
            let capacity = record.zip(month).and_then(|(role, month)| role.capacity_in(month));
            if let (Some(capacity), Ok(period)) = (capacity, u16::try_from(period)) {
                let most = i128::from(capacity.hundredths());
                self.at_most(Limit::Role(role, period), hundredths, most);
            }
        }
    }

    /// Whether a project counts as done: delivered, or funded by the plan.
    fn is_done(&self, id: ProjectId) -> bool {
        match self.portfolio.projects.get(&id).map(|project| project.stage) {
            Some(Stage::Done) => true,
            None | Some(Stage::Cancelled) => false,
            Some(_) => self.plan.has(id),
        }
    }

    fn dependency(&mut self, id: crate::model::DependencyId, dependency: &Dependency) {
        let (from, to) = (self.is_done(dependency.from), self.is_done(dependency.to));
        if dependency.from == dependency.to {
            return;
        }
        match dependency.kind {
            DependencyKind::Requires { timing } => {
                let is_in_time = timing == Timing::SameTime || self.is_in_time(dependency);
                self.unless(!from || (to && is_in_time), Limit::Requires(id));
            }
            DependencyKind::Together => self.unless(from == to, Limit::Together(id)),
            DependencyKind::Excludes => self.unless(!(from && to), Limit::Excludes(id)),
            DependencyKind::Enables { .. } => {}
        }
    }

    /// Whether the waiting project starts after the needed one is over, where both are in the plan.
    fn is_in_time(&self, dependency: &Dependency) -> bool {
        let start = |id| self.plan.funded.get(&id).map(|funded: &Funded| funded.start);
        let (Some(waiting), Some(needed)) = (start(dependency.from), start(dependency.to)) else {
            return true;
        };
        let record = self.portfolio.projects.get(&dependency.to);
        let duration = record.and_then(|project| project.duration).unwrap_or(1);
        waiting >= needed + i32::from(duration) + i32::from(dependency.lag)
    }

    fn groups(&mut self) {
        for (&id, group) in &self.portfolio.groups {
            let count = group.members.iter().filter(|member| self.is_done(**member)).count();
            let (least, most) = match group.rule {
                GroupRule::AtLeast(least) => (usize::from(least), usize::MAX),
                GroupRule::AtMost(most) => (0, usize::from(most)),
                GroupRule::Exactly(both) => (usize::from(both), usize::from(both)),
            };
            self.unless((least..=most).contains(&count), Limit::Group(id));
        }
    }
}

fn is_in_window(portfolio: &Portfolio, project: &Project, start: i32) -> bool {
    let period = |month| portfolio.calendar.period_of(month);
    let window = &project.window;
    let is_in_time = match window.fixed_start {
        Some(fixed) => start == period(fixed).max(0),
        None => {
            window.earliest_start.is_none_or(|month| start >= period(month))
                && window.latest_start.is_none_or(|month| start <= period(month))
        }
    };
    let end = start + i32::from(project.duration.unwrap_or(1));
    // A period that ends after the deadline's month is too late, even if it begins before.
    let is_over_in_time = window.finish_by.is_none_or(|month| {
        let last = portfolio.calendar.month_of(end);
        last.is_none_or(|after| after.months_since(month) <= 1)
    });
    (0..i32::from(portfolio.calendar.horizon())).contains(&start) && is_in_time && is_over_in_time
}

/// What a plan takes out of a pool: over all periods, and in each period of the horizon.
fn spent(portfolio: &Portfolio, plan: &Plan, pool: &Pool) -> (i128, Vec<i128>) {
    let horizon = i32::from(portfolio.calendar.horizon());
    let (mut total, mut by_period) = (0, vec![0; portfolio.calendar.horizon().into()]);
    for (id, funded) in &plan.funded {
        let Some(project) = portfolio.projects.get(id) else { continue };
        let part_of = funded.funding.and_then(|funding| project.fundings.get(&funding));
        let share = part_of.map_or(WHOLE, |funding| millionths(funding.cost));
        for (kind, name, first, periods, minor) in amounts(project) {
            if !is_paid_from(pool, kind, name) {
                continue;
            }
            let from = funded.start + i32::from(first);
            let end = periods.map_or(horizon.max(from), |periods| from + i32::from(periods));
            for period in from..end {
                let amount = part(minor, share);
                total += amount;
                let place = usize::try_from(period).ok();
                if let Some(sum) = place.and_then(|place| by_period.get_mut(place)) {
                    *sum += amount;
                }
            }
        }
    }
    (total, by_period)
}

type Amount<'a> = (CostKind, Option<&'a Name>, u16, Option<u16>, i128);

fn amounts(project: &Project) -> Vec<Amount<'_>> {
    let mut amounts = Vec::new();
    for line in project.costs.values() {
        let minor = i128::from(line.amount.likely().minor);
        amounts.push((line.kind, line.pool.as_ref(), line.first, line.periods, minor));
    }
    let chosen = project.vendor.and_then(|vendor| project.vendors.get(&vendor));
    if let Some(vendor) = chosen {
        let price = i128::from(vendor.price.likely().minor);
        amounts.push((CostKind::Run, None, vendor.first, vendor.periods, price));
        if let Some(once) = vendor.switching {
            amounts.push((CostKind::Run, None, vendor.first, Some(1), once.minor.into()));
        }
    }
    amounts
}

fn is_paid_from(pool: &Pool, kind: CostKind, name: Option<&Name>) -> bool {
    match pool {
        Pool::All => true,
        Pool::Kind(wanted) => *wanted == kind,
        Pool::Named(wanted) => Some(wanted) == name,
    }
}

fn allowed_in(portfolio: &Portfolio, budget: &Budget, period: u16) -> Option<i128> {
    let month = portfolio.calendar.month_of(period.into())?;
    let mut since = budget.per_period.iter().rev().filter(|(from, _)| **from <= month);
    since.next().map(|(_, most)| most.minor.into())
}
