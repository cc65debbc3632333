//! The lines of cost of a project as budgets see them: each so much in each of a run of periods.

use std::collections::BTreeMap;

use super::amount::{WHOLE, millionths, part};
use super::plan::Funded;
use crate::model::{CostKind, FundingId, Name, Percent, Pool, Portfolio, Project};

/// The same amount in each of a run of periods.
struct Line<'a> {
    kind: CostKind,
    pool: Option<&'a Name>,
    /// In which period it first falls due, counted from 0 for the start of its project.
    first: u16,
    /// For how many periods; nothing means to the end of the horizon.
    periods: Option<u16>,
    minor: i64,
}

/// What a way to fund a project takes out of a pool of money, most likely, in minor units.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Spending {
    /// Over all periods: a line with a number of periods counts in full, one without runs to the end of the horizon.
    pub total: i128,
    /// In each period of the horizon in which there is any.
    pub by_period: BTreeMap<u16, i128>,
}

/// The lines of cost, and what the chosen vendor asks for: its price as a running cost of no named pool, its switching cost once.
fn lines(project: &Project) -> Vec<Line<'_>> {
    let own = project.costs.values().map(|line| Line {
        kind: line.kind,
        pool: line.pool.as_ref(),
        first: line.first,
        periods: line.periods,
        minor: line.amount.likely().minor,
    });
    let mut lines: Vec<Line<'_>> = own.collect();
    if let Some(vendor) = project.vendor.and_then(|id| project.vendors.get(&id)) {
        let bought = |periods, minor| Line {
            kind: CostKind::Run,
            pool: None,
            first: vendor.first,
            periods,
            minor,
        };
        lines.push(bought(vendor.periods, vendor.price.likely().minor));
        lines.extend(vendor.switching.map(|once| bought(Some(1), once.minor)));
    }
    lines
}

/// Whether anybody has said what the project costs.
pub(super) fn is_costed(project: &Project) -> bool {
    !project.costs.is_empty() || project.vendor.is_some_and(|id| project.vendors.contains_key(&id))
}

fn counts(pool: &Pool, line: &Line<'_>) -> bool {
    match pool {
        Pool::All => true,
        Pool::Kind(kind) => line.kind == *kind,
        Pool::Named(name) => line.pool == Some(name),
    }
}

/// Which share of a field a way to fund the project takes, in millionths; all of it where it is not one of the project's ways.
pub(super) fn share_of(
    project: &Project,
    funding: Option<FundingId>,
    field: impl Fn(&crate::model::Funding) -> Percent,
) -> i64 {
    let funding = funding.and_then(|id| project.fundings.get(&id));
    funding.map_or(WHOLE, |funding| millionths(field(funding)))
}

/// What a way to fund the project takes out of a pool. Each line is rounded to whole coins for itself, halves up.
pub(super) fn spending(
    portfolio: &Portfolio,
    project: &Project,
    funded: Funded,
    pool: &Pool,
) -> Spending {
    let share = share_of(project, funded.funding, |funding| funding.cost);
    let horizon = i32::from(portfolio.calendar.horizon());
    let mut spending = Spending::default();
    for line in lines(project).iter().filter(|line| counts(pool, line)) {
        let minor = part(line.minor.into(), share);
        let first = funded.start + i32::from(line.first);
        let count = line.periods.map_or_else(|| (horizon - first).max(0), i32::from);
        spending.total += minor * i128::from(count);
        for period in first.max(0)..first.saturating_add(count).min(horizon) {
            let period = u16::try_from(period).unwrap_or(u16::MAX);
            *spending.by_period.entry(period).or_default() += minor;
        }
    }
    spending
}
