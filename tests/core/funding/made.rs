//! Small portfolios out of thin air with every kind of limit at once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fastrand::Rng;
use portolan::analysis::optimise::{Objective, When, Wish};
use portolan::model::{
    Budget, BudgetId, Calendar, Contribution, Cost, CostId, CostKind, Dependency, DependencyId,
    DependencyKind, Estimate, Force, Forced, Fte, Funding, FundingId, Group, GroupId, GroupRule,
    Id, Level, Money, Month, Outcome, OutcomeId, Percent, PeriodLength, Pool, Portfolio, Project,
    ProjectId, Role, RoleId, Stage, SynergyPoints, Text, Timing, Unread, Weight,
};

use super::stage::id;

/// Three quarters.
pub(crate) const PERIODS: i32 = 3;

/// The portfolio of a number, with at most so many projects and ways to fund them all, and what is asked.
pub(crate) fn made(seed: u64, projects_max: u64, plans_max: usize) -> (Portfolio, Wish) {
    let mut made = Made { rng: Rng::with_seed(seed) };
    loop {
        let count = made.rng.u64(1..=projects_max);
        let (portfolio, wish) = made.portfolio(count);
        let starts: usize = if wish.when == When::Chosen { 3 } else { 1 };
        let ways = |project: &Arc<Project>| 1 + starts * (1 + project.fundings.len());
        let open = portfolio.projects.values().filter(|project| project.is_open());
        if open.map(ways).product::<usize>() <= plans_max {
            return (portfolio, wish);
        }
    }
}

struct Made {
    rng: Rng,
}

fn month(period: i32) -> Month {
    first().plus(period * 3).unwrap()
}

fn first() -> Month {
    "2027-01".parse().unwrap()
}

impl Made {
    fn chance(&mut self, percent: u8) -> bool {
        self.rng.u8(0..100) < percent
    }

    fn portfolio(&mut self, count: u64) -> (Portfolio, Wish) {
        let mut portfolio = Portfolio::titled("Made".parse().unwrap());
        portfolio.calendar = Calendar::new(first(), PeriodLength::Quarter, 3).unwrap();
        for number in 0..2 {
            let weight = Weight::new(f64::from(self.rng.u8(1..5))).unwrap();
            let outcome = Outcome::named(format!("Outcome {number}").parse().unwrap(), weight);
            portfolio.outcomes.insert(OutcomeId(Id::from_bits(1_000 + number)), Arc::new(outcome));
        }
        for number in 0..count {
            let project = self.project(number);
            portfolio.projects.insert(id(number), Arc::new(project));
        }
        self.budgets(&mut portfolio);
        for number in 0..self.rng.u64(0..=count) {
            let dependency = self.dependency(count);
            let key = DependencyId(Id::from_bits(4_000 + number));
            portfolio.dependencies.insert(key, Arc::new(dependency));
        }
        for number in 0..self.rng.u64(0..3) {
            let group = self.group(count);
            portfolio.groups.insert(GroupId(Id::from_bits(5_000 + number)), Arc::new(group));
        }
        for number in 0..count {
            if self.chance(8) {
                let force = if self.rng.bool() { Force::In } else { Force::Out };
                let forced = Forced { force, reason: Text::default(), unread: Unread::default() };
                portfolio.forced.insert(id(number), forced);
            }
        }
        let when = if self.rng.bool() { When::Chosen } else { When::Earliest };
        let budget = self.chance(20).then(|| Money::from_minor(self.rng.i64(0..60)));
        (portfolio, Wish { objective: Objective::Score, when, budget })
    }

    fn project(&mut self, number: u64) -> Project {
        let mut project = Project::named(format!("Project {number}").parse().unwrap());
        project.stage = match self.rng.u8(0..20) {
            0 => Stage::Done,
            1 => Stage::Cancelled,
            2..=5 => Stage::Active,
            _ => Stage::Proposed,
        };
        project.duration = self.chance(80).then(|| self.rng.u16(1..3));
        if self.chance(20) {
            project.window.earliest_start = Some(month(self.rng.i32(0..2)));
        }
        if self.chance(15) {
            project.window.latest_start = Some(month(self.rng.i32(0..PERIODS)));
        }
        if self.chance(8) {
            project.window.fixed_start = Some(month(self.rng.i32(0..PERIODS)));
        }
        if self.chance(10) {
            project.window.finish_by = Some(first().plus(self.rng.i32(0..10)).unwrap());
        }
        for outcome in 0..2 {
            if self.chance(85) {
                let level = self.chance(90).then(|| Level(self.rng.u8(0..5)));
                let contribution = Contribution { level, ..Contribution::unrated() };
                let outcome = OutcomeId(Id::from_bits(1_000 + outcome));
                project.contributions.insert(outcome, contribution);
            }
        }
        for line in 0..self.rng.u64(0..3) + u64::from(self.chance(90)) {
            let line_id = CostId(Id::from_bits(2_000 + number * 10 + line));
            project.costs.insert(line_id, self.cost());
        }
        if self.chance(40) {
            let demand = (0..self.rng.usize(1..4))
                .map(|_| Fte::from_hundredths(self.rng.u32(0..4) * 50).unwrap());
            project.demands.insert(RoleId(Id::from_bits(6_000)), demand.collect());
        }
        if self.chance(12) {
            let percent = |rng: &mut Rng| Percent::new(f64::from(rng.u8(1..10)) * 10.0).unwrap();
            let funding = Funding {
                name: "Part".parse().unwrap(),
                cost: percent(&mut self.rng),
                work: percent(&mut self.rng),
                value: percent(&mut self.rng),
                note: Text::default(),
                unread: Unread::default(),
            };
            project.fundings.insert(FundingId(Id::from_bits(7_000 + number)), funding);
        }
        project
    }

    fn cost(&mut self) -> Cost {
        // Now and then something comes back.
        let low = if self.chance(5) { -10 } else { 0 };
        Cost {
            name: "Line".parse().unwrap(),
            kind: *self.rng.choice(&CostKind::ALL).unwrap(),
            pool: self.chance(40).then(|| "Pool".parse().unwrap()),
            part: None,
            spread: None,
            first: self.rng.u16(0..2),
            periods: self.chance(80).then(|| self.rng.u16(1..3)),
            amount: Estimate::exactly(Money::from_minor(self.rng.i64(low..20))),
            unread: Unread::default(),
        }
    }

    fn budgets(&mut self, portfolio: &mut Portfolio) {
        let pools = [Pool::All, Pool::Kind(CostKind::Capex), Pool::Named("Pool".parse().unwrap())];
        for (number, pool) in (0..).zip(pools) {
            let total = self.chance(60).then(|| Money::from_minor(self.rng.i64(0..70)));
            let mut per_period = BTreeMap::new();
            if self.chance(30) {
                let from = month(self.rng.i32(0..2));
                per_period.insert(from, Money::from_minor(self.rng.i64(0..30)));
            }
            if total.is_some() || !per_period.is_empty() {
                let name = format!("Budget {number}").parse().unwrap();
                let budget = Budget { name, pool, total, per_period, unread: Unread::default() };
                let key = BudgetId(Id::from_bits(3_000 + number));
                portfolio.budgets.insert(key, Arc::new(budget));
            }
        }
        let capacity = self
            .chance(80)
            .then(|| (month(0), Fte::from_hundredths(self.rng.u32(0..8) * 50).unwrap()));
        let role = Role {
            name: "Role".parse().unwrap(),
            rate: None,
            capacity: capacity.into_iter().collect(),
            unread: Unread::default(),
        };
        portfolio.roles.insert(RoleId(Id::from_bits(6_000)), Arc::new(role));
    }

    fn dependency(&mut self, count: u64) -> Dependency {
        let (from, to) = (id(self.rng.u64(0..count)), id(self.rng.u64(0..count)));
        let timing = if self.rng.bool() { Timing::FinishToStart } else { Timing::SameTime };
        let points = SynergyPoints::new(f64::from(self.rng.u8(0..30))).unwrap();
        let kind = match self.rng.u8(0..8) {
            0..=3 => DependencyKind::Requires { timing },
            4 => DependencyKind::Together,
            5 => DependencyKind::Excludes,
            _ => DependencyKind::Enables { synergy: Some(points) },
        };
        let lag = self.rng.i16(-1..2);
        Dependency { lag, ..Dependency::between(from, to, kind) }
    }

    fn group(&mut self, count: u64) -> Group {
        let members: BTreeSet<ProjectId> = (0..count).filter(|_| self.rng.bool()).map(id).collect();
        let size = self.rng.u16(0..=u16::try_from(members.len()).unwrap().min(3));
        let rule = match self.rng.u8(0..3) {
            0 => GroupRule::AtLeast(size.min(1)),
            1 => GroupRule::AtMost(size.max(1)),
            _ => GroupRule::Exactly(size),
        };
        Group {
            name: "Group".parse().unwrap(),
            rule,
            members,
            reason: Text::default(),
            unread: Unread::default(),
        }
    }
}
