//! What a formula may ask of the business case of a project: each alone, in full, as soon as it may start.

use std::collections::BTreeMap;

use super::facts::Quantity;
use crate::analysis::finance::{
    Appraisal, BusinessCase, Irr, Outlook, Side, Terms, portfolio_rate,
};
use crate::analysis::schedule::Starts;
use crate::model::{Portfolio, ProjectId};

/// The likely figures of one project; amounts in smallest coins.
#[derive(Debug, Clone)]
pub(super) struct CaseFigures {
    appraisal: Appraisal,
    /// What is left at the end, undiscounted.
    residual: f64,
    is_cost_known: bool,
    is_benefit_known: bool,
}

/// The figures of all projects.
pub(super) fn case_figures(
    portfolio: &Portfolio,
    starts: &Starts,
) -> BTreeMap<ProjectId, CaseFigures> {
    let rate = portfolio_rate(portfolio);
    let one = |&id: &ProjectId| {
        let terms = Terms::whole(starts.of(id));
        (id, CaseFigures::of(&BusinessCase::of(portfolio, &[(id, terms)].into(), rate)))
    };
    portfolio.projects.keys().map(one).collect()
}

impl CaseFigures {
    fn of(case: &BusinessCase) -> Self {
        let is_cost = |side: &Side| matches!(side, Side::Cost { .. });
        Self {
            appraisal: case.appraisal(Outlook::Likely),
            residual: case.cash(Outlook::Likely).iter().map(|cash| cash.residual).sum(),
            is_cost_known: case.streams.iter().any(|stream| is_cost(&stream.side)),
            is_benefit_known: case.is_benefit_stated(),
        }
    }

    /// A figure of the business case, amounts in units of so many smallest coins; nothing where it is not known, or is none of the case.
    ///
    /// What weighs benefits against costs is not known where nobody has stated one of the two: missing is not zero.
    pub(super) fn value(&self, quantity: Quantity, minor_per_unit: f64) -> Option<f64> {
        let both = (self.is_cost_known && self.is_benefit_known).then_some(&self.appraisal);
        match quantity {
            Quantity::TotalCost => {
                self.is_cost_known.then(|| self.appraisal.ratios.cost / minor_per_unit)
            }
            Quantity::TotalBenefit => {
                self.is_benefit_known.then(|| self.appraisal.ratios.benefit / minor_per_unit)
            }
            Quantity::Tco => {
                let owned = self.appraisal.ratios.cost - self.residual;
                self.is_cost_known.then(|| owned / minor_per_unit)
            }
            Quantity::Npv => both?.npv.map(|npv| npv / minor_per_unit),
            Quantity::Irr => match both?.irr {
                Irr::Unique(rate) => Some(rate),
                Irr::None | Irr::Several(_) => None,
            },
            Quantity::Roi => both?.ratios.roi(),
            Quantity::Pi => both?.ratios.profitability_index(),
            Quantity::Payback => both?.payback.map(|payback| payback.years),
            Quantity::DiscountedPayback => both?.discounted_payback.map(|payback| payback.years),
            Quantity::Score
            | Quantity::Coverage
            | Quantity::Cost
            | Quantity::Benefit
            | Quantity::Duration
            | Quantity::People
            | Quantity::Risk => None,
        }
    }
}
