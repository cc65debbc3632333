//! What deserves attention, worst first: not wrong, but worth a look before anything is decided.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::finance::cost_by_period;
use crate::analysis::schedule::{Starts, load_by_role};
use crate::model::{
    BudgetId, DependencyKind, Level, Money, MoneySum, OutcomeId, Portfolio, Project, ProjectId,
    RoleId, StakeholderId,
};

/// So many projects or more hang on a linchpin, directly or by way of others.
const LINCHPIN_DEPENDENTS_MIN: usize = 4;
/// So many open projects or more are led by somebody who leads too many.
const LED_PROJECTS_MAX: usize = 3;

/// Something worth a look. `workspace` puts it into words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// In all, more is asked of a budget than it has.
    OverBudget {
        /// The budget.
        budget: BudgetId,
        /// What is asked for if everything is done.
        asked: Money,
        /// What there is.
        limit: Money,
    },
    /// In some periods, more is asked of a budget than it has.
    OverBudgetInPeriods {
        /// The budget.
        budget: BudgetId,
        /// In which periods, counted from 0.
        periods: Vec<i32>,
    },
    /// More is asked of a role than there is.
    OverCapacity {
        /// The role.
        role: RoleId,
        /// In which periods, counted from 0, if everything starts as soon as it may.
        periods: Vec<i32>,
        /// The most that is missing in one of them, in hundredths of a full-time person.
        short_hundredths: u64,
    },
    /// Many projects cannot be done without this one.
    Linchpin {
        /// The project.
        project: ProjectId,
        /// How many need it, directly or by way of others.
        dependents: usize,
    },
    /// A deadline leaves little room.
    TightDeadline {
        /// The project.
        project: ProjectId,
        /// How many periods it may slip; below zero it is missed by so many.
        slack: i32,
    },
    /// A project for which nobody has named an outcome that it serves, or that serves none of those named.
    ServesNothing {
        /// The project.
        project: ProjectId,
    },
    /// Somebody leads many projects, some of them without a deputy.
    LeadsMany {
        /// Who.
        stakeholder: StakeholderId,
        /// How many open projects.
        led: usize,
        /// How many of them have no deputy.
        without_deputy: usize,
    },
    /// Links that nobody has rated yet.
    Unrated {
        /// The project.
        project: ProjectId,
        /// How many of its contributions.
        count: usize,
    },
    /// A project of which nobody has said what it costs.
    NoCost {
        /// The project.
        project: ProjectId,
    },
    /// A project that nobody leads.
    NoLead {
        /// The project.
        project: ProjectId,
    },
    /// An outcome that weighs something but that no open project serves.
    Unserved {
        /// The outcome.
        outcome: OutcomeId,
    },
}

/// Everything that deserves attention, sorted: money and people first, then what hangs on what, then gaps.
pub fn findings(portfolio: &Portfolio) -> Vec<Finding> {
    let mut found = Vec::new();
    let starts = Starts::earliest(portfolio);
    budgets(portfolio, &starts, &mut found);
    capacities(portfolio, &starts, &mut found);
    linchpins(portfolio, &mut found);
    leads(portfolio, &mut found);
    for (&id, project) in portfolio.projects.iter().filter(|(_, project)| project.is_open()) {
        in_project(portfolio, id, project, &mut found);
        deadline(portfolio, id, project, starts.of(id), &mut found);
    }
    outcomes(portfolio, &mut found);
    found.sort_by(|one, other| {
        kind_place(one).cmp(&kind_place(other)).then_with(|| worst_first(one, other))
    });
    found
}

/// In which order the kinds are told.
fn kind_place(finding: &Finding) -> u8 {
    match finding {
        Finding::OverBudget { .. } => 0,
        Finding::OverBudgetInPeriods { .. } => 1,
        Finding::OverCapacity { .. } => 2,
        Finding::TightDeadline { .. } => 3,
        Finding::Linchpin { .. } => 4,
        Finding::LeadsMany { .. } => 5,
        Finding::ServesNothing { .. } => 6,
        Finding::Unserved { .. } => 7,
        Finding::Unrated { .. } => 8,
        Finding::NoCost { .. } => 9,
        Finding::NoLead { .. } => 10,
    }
}

fn worst_first(one: &Finding, other: &Finding) -> std::cmp::Ordering {
    match (one, other) {
        (
            Finding::Linchpin { dependents: one, .. },
            Finding::Linchpin { dependents: other, .. },
        ) => other.cmp(one),
        (
            Finding::OverCapacity { short_hundredths: one, .. },
            Finding::OverCapacity { short_hundredths: other, .. },
        ) => other.cmp(one),
        (Finding::LeadsMany { led: one, .. }, Finding::LeadsMany { led: other, .. }) => {
            other.cmp(one)
        }
        _ => one.cmp(other),
    }
}

fn budgets(portfolio: &Portfolio, starts: &Starts, found: &mut Vec<Finding>) {
    for (&id, budget) in &portfolio.budgets {
        let by_period = cost_by_period(portfolio, starts, &budget.pool);
        let asked: MoneySum = by_period.values().copied().sum();
        if let Some(limit) = budget.total
            && asked.to_money() > limit
        {
            found.push(Finding::OverBudget { budget: id, asked: asked.to_money(), limit });
        }
        let is_over = |(period, sum): (&i32, &MoneySum)| {
            let month = portfolio.calendar.month_of(*period)?;
            let limit = budget.per_period.range(..=month).next_back().map(|(_, limit)| *limit)?;
            (sum.to_money() > limit).then_some(*period)
        };
        let periods: Vec<i32> = by_period.iter().filter_map(is_over).collect();
        if !periods.is_empty() {
            found.push(Finding::OverBudgetInPeriods { budget: id, periods });
        }
    }
}

fn capacities(portfolio: &Portfolio, starts: &Starts, found: &mut Vec<Finding>) {
    for (role, loads) in load_by_role(portfolio, starts) {
        let over: Vec<_> = loads.into_iter().filter(|(_, load)| load.is_over()).collect();
        let short = over.iter().filter_map(|(_, load)| {
            load.asked_hundredths
                .checked_sub(load.capacity.map_or(0, |fte| u64::from(fte.hundredths())))
        });
        if let Some(short_hundredths) = short.max() {
            let periods = over.into_iter().map(|(period, _)| period).collect();
            found.push(Finding::OverCapacity { role, periods, short_hundredths });
        }
    }
}

/// The projects that need each project directly.
fn needed_by(portfolio: &Portfolio) -> BTreeMap<ProjectId, Vec<ProjectId>> {
    let mut needed_by: BTreeMap<ProjectId, Vec<ProjectId>> = BTreeMap::new();
    for dependency in portfolio.dependencies.values() {
        if matches!(dependency.kind, DependencyKind::Requires { .. }) {
            needed_by.entry(dependency.to).or_default().push(dependency.from);
        }
    }
    needed_by
}

/// Every project that needs `start`, directly or by way of others, without itself.
fn dependents(
    needed_by: &BTreeMap<ProjectId, Vec<ProjectId>>,
    start: ProjectId,
) -> BTreeSet<ProjectId> {
    let mut reached = BTreeSet::new();
    let mut open = vec![start];
    while let Some(here) = open.pop() {
        for &there in needed_by.get(&here).into_iter().flatten() {
            if there != start && reached.insert(there) {
                open.push(there);
            }
        }
    }
    reached
}

fn linchpins(portfolio: &Portfolio, found: &mut Vec<Finding>) {
    let needed_by = needed_by(portfolio);
    for &project in needed_by.keys() {
        let dependents = dependents(&needed_by, project).len();
        if dependents >= LINCHPIN_DEPENDENTS_MIN {
            found.push(Finding::Linchpin { project, dependents });
        }
    }
}

fn leads(portfolio: &Portfolio, found: &mut Vec<Finding>) {
    let mut counts: BTreeMap<StakeholderId, (usize, usize)> = BTreeMap::new();
    for project in portfolio.projects.values().filter(|project| project.is_open()) {
        let Some(lead) = project.lead else { continue };
        let (count, alone) = counts.entry(lead).or_default();
        *count += 1;
        *alone += usize::from(project.deputy.is_none());
    }
    let many =
        counts.into_iter().filter(|(_, (count, alone))| *count > LED_PROJECTS_MAX && *alone > 0);
    found.extend(many.map(|(stakeholder, (led, without_deputy))| Finding::LeadsMany {
        stakeholder,
        led,
        without_deputy,
    }));
}

fn in_project(portfolio: &Portfolio, id: ProjectId, project: &Project, found: &mut Vec<Finding>) {
    let serves = |level: Level| portfolio.ladder.share_of(level).is_some_and(|share| share > 0.0);
    let rated: Vec<Level> =
        project.contributions.values().filter_map(|rated| rated.level).collect();
    let unrated = project.contributions.len() - rated.len();
    if project.contributions.is_empty() || unrated == 0 && !rated.iter().any(|level| serves(*level))
    {
        found.push(Finding::ServesNothing { project: id });
    }
    if unrated > 0 {
        found.push(Finding::Unrated { project: id, count: unrated });
    }
    if !project.has_costs() {
        found.push(Finding::NoCost { project: id });
    }
    if project.lead.is_none() {
        found.push(Finding::NoLead { project: id });
    }
}

/// A deadline that what it requires, and its own window, leave little room for, or none.
fn deadline(
    portfolio: &Portfolio,
    id: ProjectId,
    project: &Project,
    start: i32,
    found: &mut Vec<Finding>,
) {
    if let (Some(deadline), Some(duration)) = (project.window.finish_by, project.duration) {
        let end = start + i32::from(duration) - 1;
        let slack = portfolio.calendar.period_of(deadline) - end;
        if slack <= 1 {
            found.push(Finding::TightDeadline { project: id, slack });
        }
    }
}

fn outcomes(portfolio: &Portfolio, found: &mut Vec<Finding>) {
    let mut served = BTreeSet::new();
    for project in portfolio.projects.values().filter(|project| project.is_open()) {
        for (&outcome, contribution) in &project.contributions {
            let share = contribution.level.and_then(|level| portfolio.ladder.share_of(level));
            if share.is_none_or(|share| share > 0.0) {
                served.insert(outcome);
            }
        }
    }
    let weighs =
        portfolio.leaves().filter(|(_, outcome)| outcome.weight.value() > 0.0).map(|(id, _)| id);
    found.extend(
        weighs.filter(|id| !served.contains(id)).map(|outcome| Finding::Unserved { outcome }),
    );
}
