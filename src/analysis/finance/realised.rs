//! What benefits promised in money, and what of it came in.

use std::collections::{BTreeMap, BTreeSet};

use super::benefit::benefit_in;
use crate::analysis::schedule::Starts;
use crate::model::{Benefit, BenefitId, MoneySum, Month, Portfolio, Project, ProjectId, Stage};

/// What was promised in the periods of which somebody has said what came in, and that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Came {
    /// What was promised in these periods, most likely, at the prices of the plan.
    pub promised: MoneySum,
    /// What came in.
    pub realised: MoneySum,
}

impl Came {
    /// What is missing of what was promised; below zero where more came in.
    pub fn shortfall(self) -> MoneySum {
        MoneySum { minor: self.promised.minor - self.realised.minor }
    }

    /// Which part of what was promised came in: 1 is all of it. Nothing where nothing was promised in these periods.
    pub fn share(self) -> Option<f64> {
        let all = self.promised.to_money().minor_f64();
        (all > 0.0).then(|| self.realised.to_money().minor_f64() / all)
    }

    fn and(self, other: Self) -> Self {
        Self {
            promised: [self.promised, other.promised].into_iter().sum(),
            realised: [self.realised, other.realised].into_iter().sum(),
        }
    }
}

/// A line of benefit of which somebody has said what came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CameByLine {
    /// Whose it is.
    pub project: ProjectId,
    /// The line.
    pub benefit: BenefitId,
    /// What was promised in the periods that were told, and what came in.
    pub came: Came,
    /// The first month of the period that was told last.
    pub told_to: Month,
    /// How many periods were told.
    pub told_count: usize,
    /// In how many periods up to then something was promised and nobody has said what came in.
    pub untold_count: usize,
    /// What was promised in those; it is in no other figure.
    pub untold: MoneySum,
}

/// Why nothing can be said of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Untold {
    /// Its project is done, and nobody has said what came in.
    Amounts,
    /// Its project is not under way any more, and nobody has said when it was: its start is not fixed.
    Start,
}

/// All lines of benefit, as far as they can be judged.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Realised {
    /// Those of which somebody has said what came in, by project and line.
    pub lines: Vec<CameByLine>,
    /// Those of finished projects of which nothing can be said, with the first thing that is missing.
    pub untold: Vec<(ProjectId, BenefitId, Untold)>,
    /// How many lines of open projects there are of which nobody has said anything yet.
    pub waiting_count: usize,
}

impl Realised {
    /// All lines that were told together.
    pub fn all(&self) -> Came {
        self.lines.iter().fold(Came::default(), |all, line| all.and(line.came))
    }

    /// The lines that were told of each project together.
    pub fn by_project(&self) -> BTreeMap<ProjectId, Came> {
        let mut found: BTreeMap<ProjectId, Came> = BTreeMap::new();
        for line in &self.lines {
            let so_far = found.entry(line.project).or_default();
            *so_far = so_far.and(line.came);
        }
        found
    }
}

/// What came in of what the benefits of the portfolio promised.
///
/// Only periods of which somebody has said something are compared, on both sides: what is missing is not zero. A benefit was
/// promised from the end of its project on. An open project is taken where it stands in the plan, or, before that is agreed, at its
/// earliest start; one that is done or cancelled where its start is fixed, which may be before the first period of the portfolio.
pub fn realised(portfolio: &Portfolio) -> Realised {
    let starts = Starts::earliest(portfolio);
    let mut found = Realised::default();
    for (&id, project) in &portfolio.projects {
        let start = start_of(portfolio, &starts, (id, project));
        for (&benefit, line) in &project.benefits {
            match (line.realised.is_empty(), start) {
                (true, _) if project.is_open() => found.waiting_count += 1,
                (true, _) if project.stage == Stage::Cancelled => {}
                (true, _) => found.untold.push((id, benefit, Untold::Amounts)),
                (false, None) => found.untold.push((id, benefit, Untold::Start)),
                (false, Some(start)) => {
                    let first =
                        start + i32::from(project.duration.unwrap_or(1)) + i32::from(line.delay);
                    found.lines.extend(judged(portfolio, first, (id, benefit, line)));
                }
            }
        }
    }
    found
}

/// The period in which a project started or would start, counted from the first of the portfolio, below zero before it.
fn start_of(
    portfolio: &Portfolio,
    starts: &Starts,
    (id, project): (ProjectId, &Project),
) -> Option<i32> {
    let period = |month| portfolio.calendar.period_of(month);
    let fixed = project.window.fixed_start.map(period);
    let planned = || portfolio.plan.get(&id).and_then(|planned| planned.start).map(period);
    fixed.or_else(|| project.is_open().then(|| planned().unwrap_or_else(|| starts.of(id))))
}

/// A line whose benefits begin in period `first`.
fn judged(
    portfolio: &Portfolio,
    first: i32,
    (project, benefit, line): (ProjectId, BenefitId, &Benefit),
) -> Option<CameByLine> {
    let calendar = portfolio.calendar;
    let told: BTreeSet<i32> =
        line.realised.keys().map(|month| calendar.period_of(*month)).collect();
    let last = told.last().copied()?;
    let promised = |period: i32| benefit_in(line, period - first);
    let untold: Vec<MoneySum> = (first..last)
        .filter(|period| !told.contains(period))
        .map(promised)
        .filter(|promised| promised.minor != 0)
        .collect();
    let realised: MoneySum = line.realised.values().copied().sum();
    Some(CameByLine {
        project,
        benefit,
        came: Came { promised: told.iter().map(|period| promised(*period)).sum(), realised },
        told_to: calendar.month_of(last)?,
        told_count: told.len(),
        untold_count: untold.len(),
        untold: untold.into_iter().sum(),
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Estimate, Id, Money, Text, Unread};

    /// Quarters from 2027-01 on; a project of two of them, with a line of 100 a quarter that grows over two.
    fn portfolio(stage: Stage, fixed: Option<&str>, told: &[(&str, i64)]) -> Portfolio {
        let mut project = Project::named("Project".parse().unwrap());
        project.stage = stage;
        project.duration = Some(2);
        project.window.fixed_start = fixed.map(|month| month.parse().unwrap());
        let line = Benefit {
            name: "Line".parse().unwrap(),
            outcome: None,
            owner: None,
            delay: 0,
            ramp: 2,
            periods: None,
            amount: Estimate::exactly(Money::from_minor(100)),
            spread: None,
            realised: told
                .iter()
                .map(|(month, minor)| (month.parse().unwrap(), Money::from_minor(*minor)))
                .collect(),
            note: Text::default(),
            unread: Unread::default(),
        };
        project.benefits.insert(BenefitId(Id::from_bits(2)), line);
        let mut portfolio = Portfolio::titled("Test".parse().unwrap());
        portfolio.projects.insert(ProjectId(Id::from_bits(1)), Arc::new(project));
        portfolio
    }

    fn check(
        (stage, fixed): (Stage, Option<&str>),
        told: &[(&str, i64)],
        (promised, came, untold): (i128, i128, (usize, i128)),
    ) {
        let found = realised(&portfolio(stage, fixed, told));
        let [line] = found.lines.as_slice() else { panic!("{found:?}") };
        assert_eq!((line.came.promised.minor, line.came.realised.minor), (promised, came));
        assert_eq!((line.untold_count, line.untold.minor), untold);
        assert_eq!(found.all(), line.came);
        assert_eq!(found.by_project().into_values().collect::<Vec<_>>(), [line.came]);
    }

    #[test]
    fn only_periods_that_were_told_are_compared() {
        // Over at the end of June 2026: 25 in the third quarter, 75 in the fourth, then 100 each.
        let done = (Stage::Done, Some("2026-01"));
        check(done, &[("2026-07", 20)], (25, 20, (0, 0)));
        check(done, &[("2026-07", 20), ("2026-10", 80)], (100, 100, (0, 0)));
        // Months of one quarter add up; the fourth quarter is missing, and not zero.
        check(done, &[("2026-07", 5), ("2026-09", 6), ("2027-01", 90)], (125, 101, (1, 75)));
        // Zero is something that was said.
        check(done, &[("2026-10", 0)], (75, 0, (1, 25)));
        // What came in before anything was promised counts all the same.
        check((Stage::Active, None), &[("2027-01", 9), ("2027-07", 30)], (25, 39, (0, 0)));
    }

    #[test]
    fn what_is_missing_is_named() {
        let check = |stage, fixed, told: &[_], untold: &[Untold], waiting_count| {
            let found = realised(&portfolio(stage, fixed, told));
            assert!(found.lines.is_empty());
            let lacks: Vec<Untold> = found.untold.iter().map(|(.., lack)| *lack).collect();
            assert_eq!((lacks.as_slice(), found.waiting_count), (untold, waiting_count));
        };
        check(Stage::Done, Some("2026-01"), &[], &[Untold::Amounts], 0);
        check(Stage::Done, None, &[("2026-07", 1)], &[Untold::Start], 0);
        check(Stage::Cancelled, None, &[], &[], 0);
        check(Stage::Proposed, None, &[], &[], 1);
    }

    #[test]
    fn a_share_is_of_something() {
        let came = |promised, realised| Came {
            promised: MoneySum { minor: promised },
            realised: MoneySum { minor: realised },
        };
        assert_eq!(came(200, 150).share(), Some(0.75));
        assert_eq!(came(200, 150).shortfall().minor, 50);
        assert_eq!(came(0, 150).share(), None);
        assert_eq!(came(100, 150).shortfall().minor, -50);
    }

    #[test]
    fn periods_together_are_the_whole_line() {
        for (ramp, periods) in [(0, None), (3, None), (5, Some(4)), (2, Some(9))] {
            let mut portfolio = portfolio(Stage::Proposed, None, &[]);
            let id = ProjectId(Id::from_bits(1));
            let project = Arc::make_mut(portfolio.projects.get_mut(&id).unwrap());
            let line = project.benefits.get_mut(&BenefitId(Id::from_bits(2))).unwrap();
            (line.ramp, line.periods) = (ramp, periods);
            let line = line.clone();
            let all: MoneySum = (-3..10).map(|period| benefit_in(&line, period)).sum();
            let whole = super::super::benefit::line_benefit(&portfolio, 2, &line);
            assert_eq!(all, whole, "{ramp} {periods:?}");
        }
    }
}
