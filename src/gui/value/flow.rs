//! Cash by period as plain data: what each takes and brings, the sum so far, where that is lowest and when it is back.

use crate::analysis::finance::{BusinessCase, Cash, Outlook};
use crate::model::Portfolio;
use crate::wording;

/// Cash flow and its sums, in whole units of the currency.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Flow {
    /// What each period is called.
    pub(super) names: Vec<String>,
    pub(super) periods: Vec<Cash>,
    /// The sum of all nets so far, and the same at its worth today.
    pub(super) sums: Vec<f64>,
    pub(super) sums_today: Option<Vec<f64>>,
    /// The sums if everything went badly, and if everything went well; empty where nothing is in doubt.
    pub(super) between: Vec<(f64, f64)>,
    /// Where in the periods the sum is lowest, if it is ever below zero.
    pub(super) deepest: Option<usize>,
    /// Between which two periods it is back at zero for good: how many periods after the first, with a part of one.
    pub(super) back_at: Option<f64>,
}

impl Flow {
    pub(super) fn of(portfolio: &Portfolio, case: &BusinessCase, outlook: Outlook) -> Self {
        let coins = portfolio.currency.minor_per_unit() as f64;
        let whole = |cash: Cash| Cash {
            capex: cash.capex / coins,
            opex: cash.opex / coins,
            run: cash.run / coins,
            benefit: cash.benefit / coins,
            residual: cash.residual / coins,
        };
        let of = |outlook| -> Vec<Cash> { case.cash(outlook).into_iter().map(whole).collect() };
        let periods = of(outlook);
        let per_year = f64::from(case.per_year.max(1));
        let sums_today =
            case.rate.map(|rate| so_far(&periods, |at| rate.factor(at as f64 / per_year)));
        let sums = so_far(&periods, |_| 1.0);
        let [worst, best] =
            [Outlook::Worst, Outlook::Best].map(|outlook| so_far(&of(outlook), |_| 1.0));
        let is_in_doubt = worst != best && matches!(outlook, Outlook::Likely | Outlook::Mean);
        Self {
            names: (0..periods.len())
                .map(|at| {
                    wording::period(i32::try_from(at).unwrap_or(i32::MAX), portfolio.calendar)
                })
                .collect(),
            between: if is_in_doubt { worst.into_iter().zip(best).collect() } else { Vec::new() },
            deepest: deepest(&sums),
            back_at: back_at(&sums),
            periods,
            sums,
            sums_today,
        }
    }
}

/// The sum of all nets up to each period, each times what `factor` says.
fn so_far(periods: &[Cash], factor: impl Fn(usize) -> f64) -> Vec<f64> {
    let nets = periods.iter().enumerate().map(|(at, cash)| cash.net() * factor(at));
    nets.scan(0.0, |sum, net| {
        *sum += net;
        Some(*sum)
    })
    .collect()
}

fn deepest(sums: &[f64]) -> Option<usize> {
    let lowest = sums.iter().enumerate().min_by(|(_, one), (_, other)| one.total_cmp(other));
    lowest.filter(|(_, sum)| **sum < 0.0).map(|(at, _)| at)
}

/// Where the sum rises through zero for the last time and stays there, in a straight line between two periods.
fn back_at(sums: &[f64]) -> Option<f64> {
    let last_below = sums.iter().rposition(|sum| *sum < 0.0)?;
    let (below, above) = (*sums.get(last_below)?, *sums.get(last_below + 1)?);
    Some(last_below as f64 + below / (below - above))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_sum_is_found_where_it_is_below_zero() {
        assert_eq!(deepest(&[-1.0, -5.0, -5.0, 2.0]), Some(1));
        assert_eq!(deepest(&[0.0, 3.0]), None);
        assert_eq!(deepest(&[]), None);
    }

    #[test]
    fn what_was_spent_is_back_where_the_sum_stays_above_zero() {
        assert_eq!(back_at(&[-4.0, -1.0, 3.0]), Some(1.25));
        // Back once, then gone again.
        assert_eq!(back_at(&[-4.0, 2.0, -1.0, 1.0]), Some(2.5));
        assert_eq!(back_at(&[-4.0, 2.0, -1.0]), None);
        assert_eq!(back_at(&[1.0, 2.0]), None);
    }

    #[test]
    fn sums_take_every_period_by_its_factor() {
        let cash = |benefit, capex| Cash { capex, benefit, ..Cash::default() };
        let periods = [cash(0.0, 10.0), cash(4.0, 0.0), cash(8.0, 1.0)];
        assert_eq!(so_far(&periods, |_| 1.0), [-10.0, -6.0, 1.0]);
        assert_eq!(so_far(&periods, |at| if at == 0 { 1.0 } else { 0.5 }), [-10.0, -8.0, -4.5]);
    }
}
