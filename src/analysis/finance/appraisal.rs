//! Whether it is worth it: the usual figures of a series of flows.

use super::flows::{Flows, Rate};
use super::irr::Irr;
use super::payback::Payback;

/// The figures by which flows are judged. Amounts are in the unit of the flows.
#[derive(Debug, Clone, PartialEq)]
pub struct Appraisal {
    /// What all flows together are worth today; nothing where there is no rate of discount.
    pub npv: Option<f64>,
    /// Every rate at which they would be worth nothing.
    pub irr: Irr,
    /// How often they change from going out to coming in or back.
    pub sign_changes: usize,
    /// When what was spent is back; nothing where it never is.
    pub payback: Option<Payback>,
    /// The same with every flow at its worth today; nothing, too, where there is no rate of discount.
    pub discounted_payback: Option<Payback>,
    /// What comes in and goes out, undiscounted and discounted.
    pub ratios: Ratios,
}

/// What comes in against what goes out.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Ratios {
    /// Whether anybody has stated what comes in; where not, what weighs it against costs is not known, which is not the same as nothing.
    pub is_benefit_stated: bool,
    /// What comes in, undiscounted.
    pub benefit: f64,
    /// What goes out, undiscounted, above zero.
    pub cost: f64,
    /// What that which comes in is worth today; nothing where there is no rate of discount.
    pub present_benefit: Option<f64>,
    /// What that which goes out is worth today, above zero; nothing where there is no rate of discount.
    pub present_cost: Option<f64>,
}

impl Ratios {
    /// Return on investment, **not discounted**: (benefit − cost)/cost. Nothing where there is no cost, or no benefit is stated.
    pub fn roi(&self) -> Option<f64> {
        (self.cost > 0.0 && self.is_benefit_stated).then(|| (self.benefit - self.cost) / self.cost)
    }

    /// Profitability index: what comes in for each unit that goes out, both at their worth today. Nothing where there is no cost, no benefit is stated, or there is no rate.
    pub fn profitability_index(&self) -> Option<f64> {
        let cost = self.present_cost.filter(|cost| *cost > 0.0 && self.is_benefit_stated)?;
        self.present_benefit.map(|benefit| benefit / cost)
    }
}

impl Appraisal {
    /// The figures of bare flows: what is above zero is benefit, what is below is cost, period by period.
    pub fn of(flows: &Flows, rate: Rate) -> Self {
        let discounted = flows.discounted(rate);
        let ratios = Ratios {
            is_benefit_stated: true,
            benefit: flows.comes_in(),
            cost: flows.goes_out(),
            present_benefit: Some(discounted.comes_in()),
            present_cost: Some(discounted.goes_out()),
        };
        Self::with(flows, Some(rate), ratios)
    }

    /// The figures of flows of which it is known what each period takes and brings: a period in which both happen is both cost and benefit.
    pub fn with(flows: &Flows, rate: Option<Rate>, ratios: Ratios) -> Self {
        let discounted = rate.map(|rate| flows.discounted(rate));
        Self {
            npv: discounted.as_ref().map(Flows::sum),
            irr: Irr::of(flows),
            sign_changes: super::irr::sign_changes(flows.amounts()),
            payback: Payback::of(flows),
            discounted_payback: discounted.as_ref().and_then(Payback::of),
            ratios,
        }
    }
}
