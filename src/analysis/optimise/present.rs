//! What a project is worth in money of today, if it is funded in a certain way: its business case, the one that is shown everywhere.

use super::plan::{Funded, Plan};
use crate::analysis::finance::{BusinessCase, Outlook, Rate, Terms, portfolio_rate, to_money};
use crate::model::{Portfolio, ProjectId};

/// The net present value of the likely figures in minor units, rounded to the nearest; 0 for a project that is not there.
///
/// It is that of [`BusinessCase`]: lines of cost, people by their rates, the chosen vendor, benefits and what is left at the end, with the rise of prices, over the horizon.
pub(super) fn net_present_value(
    portfolio: &Portfolio,
    project: ProjectId,
    funded: Funded,
    rate: Rate,
) -> i128 {
    let Some(record) = portfolio.projects.get(&project) else { return 0 };
    let terms = Terms::funded(record, funded.start, funded.funding);
    let case = BusinessCase::of(portfolio, &[(project, terms)].into(), Some(rate));
    to_money(case.npv(Outlook::Likely).unwrap_or(0.0)).minor.into()
}

/// The net present value of a whole plan in minor units: each project rounded by itself, as where plans are sought. Nothing without a rate of discount.
pub(super) fn plan_value(portfolio: &Portfolio, plan: &Plan) -> Option<i128> {
    let rate = portfolio_rate(portfolio)?;
    let value = |(&id, &funded)| net_present_value(portfolio, id, funded, rate);
    Some(plan.funded.iter().map(value).sum())
}
