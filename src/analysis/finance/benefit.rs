//! What projects bring in all.

use crate::analysis::schedule::Starts;
use crate::model::{Benefit, MoneySum, Portfolio, ProjectId};

/// What the lines of benefit of a project come to up to the end of the horizon, most likely; nothing where it has no line.
///
/// A project that does not say how long it lasts lasts one period, as in [`Starts`].
pub fn total_benefit(
    portfolio: &Portfolio,
    starts: &Starts,
    project: ProjectId,
) -> Option<MoneySum> {
    let record = portfolio.projects.get(&project).filter(|record| !record.benefits.is_empty())?;
    let end = starts.of(project) + i32::from(record.duration.unwrap_or(1));
    Some(record.benefits.values().map(|line| line_benefit(portfolio, end, line)).sum())
}

/// What one line comes to up to the end of the horizon, most likely, if its project is over before period `end`.
pub fn line_benefit(portfolio: &Portfolio, end: i32, line: &Benefit) -> MoneySum {
    let room = i32::from(portfolio.calendar.horizon()) - end - i32::from(line.delay);
    first_periods(line, room)
}

/// What one line comes to in the period `period`, counted from 0 for the one in which it begins; nothing before and after it comes.
pub(super) fn benefit_in(line: &Benefit, period: i32) -> MoneySum {
    let (before, with) = (first_periods(line, period), first_periods(line, period + 1));
    MoneySum { minor: with.minor - before.minor }
}

/// What one line comes to in so many periods, most likely.
///
/// While it grows, a period counts with the mean of the straight line from nothing to the full amount. The sum is rounded to
/// the nearest coin, halves up.
fn first_periods(line: &Benefit, count: i32) -> MoneySum {
    let count = i128::from(count.max(0));
    let periods = line.periods.map_or(count, |periods| count.min(i128::from(periods)));
    let ramp = i128::from(line.ramp);
    let growing = periods.min(ramp);
    let full = periods - growing;
    let likely = i128::from(line.amount.likely().minor);
    if ramp == 0 {
        return MoneySum { minor: likely * full };
    }
    // The area under the line after n of r periods is n²/2r.
    let minor = (likely * (full * 2 * ramp + growing * growing) + ramp).div_euclid(2 * ramp);
    MoneySum { minor }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{BenefitId, Estimate, Id, Money, Project, Text, Unread};

    fn line((delay, ramp, periods): (u16, u16, Option<u16>), minor: i64) -> Benefit {
        Benefit {
            name: "Line".parse().unwrap(),
            outcome: None,
            owner: None,
            delay,
            ramp,
            periods,
            amount: Estimate::exactly(Money::from_minor(minor)),
            spread: None,
            realised: [].into(),
            note: Text::default(),
            unread: Unread::default(),
        }
    }

    #[test]
    fn a_line_grows_then_runs_to_its_end_or_the_horizon() {
        // Twelve quarters from 2027-01.
        let portfolio = Portfolio::titled("Test".parse().unwrap());
        let check = |end: i32, shape, expected: i128| {
            assert_eq!(line_benefit(&portfolio, end, &line(shape, 100)).minor, expected);
        };
        check(4, (0, 0, None), 800);
        check(4, (2, 0, None), 600);
        check(4, (0, 4, None), 600);
        check(4, (0, 0, Some(3)), 300);
        check(4, (0, 2, Some(3)), 200);
        check(4, (0, 4, Some(1)), 13);
        check(10, (0, 0, Some(30)), 200);
        check(12, (1, 0, None), 0);
    }

    #[test]
    fn a_project_without_lines_has_none_and_others_their_sum_after_they_are_over() {
        let mut portfolio = Portfolio::titled("Test".parse().unwrap());
        let (none, some) = (ProjectId(Id::from_bits(1)), ProjectId(Id::from_bits(2)));
        let mut project = Project::named("Project".parse().unwrap());
        portfolio.projects.insert(none, Arc::new(project.clone()));
        project.duration = Some(4);
        project.benefits.insert(BenefitId(Id::from_bits(3)), line((0, 0, None), 10));
        project.benefits.insert(BenefitId(Id::from_bits(4)), line((0, 0, Some(1)), 7));
        portfolio.projects.insert(some, Arc::new(project));
        let starts = Starts::earliest(&portfolio);
        assert_eq!(total_benefit(&portfolio, &starts, none), None);
        assert_eq!(total_benefit(&portfolio, &starts, some), Some(MoneySum { minor: 87 }));
    }
}
