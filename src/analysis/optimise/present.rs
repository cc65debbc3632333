//! What a project is worth in money of today, if it is funded in a certain way.

use super::amount::part;
use super::lines::{share_of, spending};
use super::plan::{Funded, Plan};
use crate::model::{Benefit, Percent, Pool, Portfolio, Project};

/// The net present value in minor units, rounded to the nearest: `Σ (benefits − costs) / (1 + rate)^(period / periods in a year)`
/// over the horizon, the first period undiscounted.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "present values are estimates; they are rounded to whole coins once, at the end"
)]
pub(super) fn net_present_value(
    portfolio: &Portfolio,
    project: &Project,
    funded: Funded,
    rate: Percent,
) -> i128 {
    let spent = spending(portfolio, project, funded, &Pool::All);
    let value = share_of(project, funded.funding, |funding| funding.value);
    let end = funded.start + i32::from(project.duration.unwrap_or(1));
    let periods_per_year = portfolio.calendar.length().periods_per_year();
    let step = 1.0 / root(1.0 + rate.share(), periods_per_year);
    let (mut sum, mut factor) = (0.0, 1.0);
    for period in 0..portfolio.calendar.horizon() {
        let at = i32::from(period);
        let brought: i128 = project.benefits.values().map(|line| benefit_in(line, at - end)).sum();
        let cost = spent.by_period.get(&period).copied().unwrap_or(0);
        sum += (part(brought, value) - cost) as f64 * factor;
        factor *= step;
    }
    sum.round() as i128
}

/// What a line brings in the period that is so many after the end of its project.
fn benefit_in(line: &Benefit, after_end: i32) -> i128 {
    let number = after_end - i32::from(line.delay);
    if number < 0 || line.periods.is_some_and(|periods| number >= i32::from(periods)) {
        return 0;
    }
    let (number, ramp, likely) =
        (i128::from(number), i128::from(line.ramp), i128::from(line.amount.likely().minor));
    if number >= ramp {
        return likely;
    }
    // The mean over the period of a straight line from nothing to all.
    (likely * (2 * number + 1) * 2 + 2 * ramp).div_euclid(4 * ramp)
}

/// The root of a number from 1 to 2, by Newton's method: sums and products are the same on every machine.
fn root(number: f64, degree: i32) -> f64 {
    let degree_less = degree - 1;
    let mut guess = 1.0;
    for _ in 0..60 {
        let mut power = 1.0;
        for _ in 0..degree_less {
            power *= guess;
        }
        guess = (guess * f64::from(degree_less) + number / power) / f64::from(degree);
    }
    guess
}

/// The net present value of a whole plan, in minor units.
pub(super) fn plan_value(portfolio: &Portfolio, plan: &Plan, rate: Percent) -> i128 {
    let funded = plan.funded.iter();
    let projects = funded.filter_map(|(id, funded)| Some((portfolio.projects.get(id)?, *funded)));
    projects.map(|(project, funded)| net_present_value(portfolio, project, funded, rate)).sum()
}
