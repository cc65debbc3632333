//! What a formula may ask of a project beside its inputs: figures that follow from the portfolio.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::cases::{CaseFigures, case_figures};
use super::usual::period_name;
use crate::analysis::finance::{Costs, total_benefit};
use crate::analysis::formula::Unit;
use crate::analysis::scoring::{Weights, weighted_score};
use crate::model::{MoneySum, Portfolio, ProjectId};

/// A figure that Portolan works out for every project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quantity {
    /// The weighted outcome score, 0 to 100; not known where nothing is rated.
    Score,
    /// The part of all weights that is rated, 0 to 1.
    Coverage,
    /// What its lines of cost and its chosen vendor come to, most likely, as budgets count them; not known where it has neither.
    Cost,
    /// What its lines of benefit come to over the horizon, most likely; not known where it has none.
    Benefit,
    /// How many periods it lasts; not known where nobody has said.
    Duration,
    /// How much work it is: full-time people times periods, over all roles; not known where nothing is asked for.
    People,
    /// What its risks cost on average: probability times most likely money, summed; not known where no risk has both.
    Risk,
    /// All that it costs in its business case over the horizon: lines of cost, people by their rates, vendor, with the rise of prices.
    TotalCost,
    /// All that it brings in its business case over the horizon, what is left at the end among it.
    TotalBenefit,
    /// The cost of ownership: the total cost less what is left at the end.
    Tco,
    /// The net present value; not known without a rate of discount, or where cost or benefit is not known, as for all figures below.
    Npv,
    /// The rate of return, as a part of one; not known where there is none, or more than one.
    Irr,
    /// The return on investment, as a part of one, not discounted.
    Roi,
    /// The profitability index.
    Pi,
    /// After how many years all is back; not known where that is never.
    Payback,
    /// The same of discounted flows.
    DiscountedPayback,
}

impl Quantity {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Score,
        Self::Coverage,
        Self::Cost,
        Self::Benefit,
        Self::Duration,
        Self::People,
        Self::Risk,
        Self::TotalCost,
        Self::TotalBenefit,
        Self::Tco,
        Self::Npv,
        Self::Irr,
        Self::Roi,
        Self::Pi,
        Self::Payback,
        Self::DiscountedPayback,
    ];

    /// What a formula calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Score => "score",
            Self::Coverage => "coverage",
            Self::Cost => "cost",
            Self::Benefit => "benefit",
            Self::Duration => "duration",
            Self::People => "people",
            Self::Risk => "risk",
            Self::TotalCost => "total cost",
            Self::TotalBenefit => "total benefit",
            Self::Tco => "tco",
            Self::Npv => "npv",
            Self::Irr => "irr",
            Self::Roi => "roi",
            Self::Pi => "pi",
            Self::Payback => "payback",
            Self::DiscountedPayback => "discounted payback",
        }
    }

    /// What it is counted in.
    pub fn unit(self, portfolio: &Portfolio) -> Unit {
        let period = || Unit::of(period_name(portfolio));
        match self {
            Self::Score => Unit::of("points"),
            Self::Coverage | Self::Irr | Self::Roi | Self::Pi => Unit::plain(),
            Self::Cost
            | Self::Benefit
            | Self::Risk
            | Self::TotalCost
            | Self::TotalBenefit
            | Self::Tco
            | Self::Npv => Unit::of(portfolio.currency.code()),
            Self::Payback | Self::DiscountedPayback => Unit::of("years"),
            Self::Duration => period(),
            Self::People => Unit::of("FTE").times(&period()),
        }
    }
}

/// Everything that figures of all projects are read from, worked out once; business cases when they are first asked for.
#[derive(Debug, Clone)]
pub struct Facts {
    weights: Option<Weights>,
    costs: Costs,
    /// Expected loss of each project that has a risk with probability and money, in smallest coins.
    risks: BTreeMap<ProjectId, f64>,
    cases: OnceLock<BTreeMap<ProjectId, CaseFigures>>,
}

impl Facts {
    /// The facts of a portfolio.
    pub fn of(portfolio: &Portfolio) -> Self {
        Self {
            weights: Weights::of(portfolio),
            costs: Costs::of(portfolio),
            risks: risks(portfolio),
            cases: OnceLock::new(),
        }
    }

    /// What a figure comes to for a project, money in whole units of the currency; nothing where it is not known.
    pub fn value(
        &self,
        portfolio: &Portfolio,
        quantity: Quantity,
        project: ProjectId,
    ) -> Option<f64> {
        let record = portfolio.projects.get(&project)?;
        let score = || {
            let weights = self.weights.as_ref()?;
            Some(weighted_score(portfolio, weights, record))
        };
        match quantity {
            Quantity::Score => score()?.known_points(),
            Quantity::Coverage => score().map(|score| score.coverage),
            Quantity::Cost => {
                let has_any = !record.costs.is_empty() || record.chosen_vendor().is_some();
                has_any.then(|| units(portfolio, self.costs.total(project)))
            }
            Quantity::Benefit => total_benefit(portfolio, &self.costs.starts, project)
                .map(|sum| units(portfolio, sum)),
            Quantity::Duration => record.duration.map(f64::from),
            Quantity::People => {
                let all = || record.demands.values().flatten();
                (all().next().is_some()).then(|| all().map(|fte| fte.people()).sum())
            }
            Quantity::Risk => {
                self.risks.get(&project).map(|minor| minor / minor_per_unit(portfolio))
            }
            of_case => {
                let cases = self.cases.get_or_init(|| case_figures(portfolio, &self.costs.starts));
                cases.get(&project)?.value(of_case, minor_per_unit(portfolio))
            }
        }
    }
}

fn units(portfolio: &Portfolio, sum: MoneySum) -> f64 {
    sum.to_money().minor_f64() / minor_per_unit(portfolio)
}

fn minor_per_unit(portfolio: &Portfolio) -> f64 {
    i32::try_from(portfolio.currency.minor_per_unit()).map_or(1.0, f64::from)
}

fn risks(portfolio: &Portfolio) -> BTreeMap<ProjectId, f64> {
    let mut losses = BTreeMap::new();
    for risk in portfolio.risks.values() {
        let (Some(probability), Some(money)) = (risk.impact.probability, risk.impact.money) else {
            continue;
        };
        for &project in &risk.threatens {
            *losses.entry(project).or_insert(0.0) +=
                probability.share() * money.likely().minor_f64();
        }
    }
    losses
}
