//! What was promised of outcomes, and how much of it is there.

use std::collections::BTreeMap;

use super::finance::line_benefit;
use super::schedule::Starts;
use crate::model::{Date, Measure, MeasureId, MoneySum, OutcomeId, Portfolio, StakeholderId};

/// A measure of which it is known where it stood, where it should stand, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Promise {
    /// The outcome.
    pub outcome: OutcomeId,
    /// The measure.
    pub measure: MeasureId,
    /// Who answers for the outcome.
    pub owner: Option<StakeholderId>,
    /// By how much it should change, in its own unit: target less baseline; never zero.
    pub promised: f64,
    /// By how much it has changed: the last reading less the baseline.
    pub realised: f64,
    /// When it was read last.
    pub read_on: Date,
    /// By when it should have changed.
    pub by: Option<Date>,
}

impl Promise {
    /// How much of it is kept: 1 is all, above 1 more than was promised, below 0 a change the other way.
    pub fn kept(&self) -> f64 {
        self.realised / self.promised
    }

    /// Whether the day by which it was promised had come when it was read last.
    pub fn is_due(&self) -> bool {
        self.by.is_some_and(|by| self.read_on >= by)
    }
}

/// Why nothing can be said of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// Nobody has said where it stood.
    Baseline,
    /// Nobody has said where it should stand.
    Target,
    /// It should stand where it stood.
    Change,
    /// It was never read.
    Reading,
}

/// All promises, and the measures of which nothing can be said.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Promises {
    /// Those that can be judged, by outcome and measure.
    pub known: Vec<Promise>,
    /// Those that cannot, with the first thing that is missing.
    pub unknown: Vec<(OutcomeId, MeasureId, Lack)>,
}

/// What was promised by the measures of all outcomes.
pub fn promises(portfolio: &Portfolio) -> Promises {
    let mut found = Promises::default();
    for (&outcome, record) in &portfolio.outcomes {
        for (&measure, figures) in &record.measures {
            match judged(figures) {
                Ok((promised, realised, read_on)) => found.known.push(Promise {
                    outcome,
                    measure,
                    owner: record.owner,
                    promised,
                    realised,
                    read_on,
                    by: figures.target_by,
                }),
                Err(lack) => found.unknown.push((outcome, measure, lack)),
            }
        }
    }
    found
}

fn judged(measure: &Measure) -> Result<(f64, f64, Date), Lack> {
    let baseline = measure.baseline.ok_or(Lack::Baseline)?.value();
    let target = measure.target.ok_or(Lack::Target)?.value();
    if (target - baseline).abs() <= 0.0 {
        return Err(Lack::Change);
    }
    let (&day, last) = measure.actuals.iter().next_back().ok_or(Lack::Reading)?;
    Ok((target - baseline, last.value() - baseline, day))
}

/// How well somebody has judged what would come: their calibration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calibration {
    /// The mean of what is kept, each promise counting the same.
    pub mean: f64,
    /// Over how many promises.
    pub count: usize,
    /// How many of them were due: the others have time left.
    pub due_count: usize,
}

/// The calibration of each owner; of those outcomes that nobody owns under nothing.
pub fn calibrations(promises: &[Promise]) -> BTreeMap<Option<StakeholderId>, Calibration> {
    let mut by_owner: BTreeMap<Option<StakeholderId>, Vec<&Promise>> = BTreeMap::new();
    for promise in promises {
        by_owner.entry(promise.owner).or_default().push(promise);
    }
    by_owner.into_iter().filter_map(|(owner, all)| Some((owner, calibration(&all)?))).collect()
}

/// The calibration of these promises together; nothing where there is none.
pub fn calibration(promises: &[&Promise]) -> Option<Calibration> {
    let (mut sum, mut count, mut due_count) = (0.0, 0_u32, 0);
    for promise in promises {
        sum += promise.kept();
        count += 1;
        due_count += usize::from(promise.is_due());
    }
    let found = usize::try_from(count).ok().filter(|count| *count > 0)?;
    Some(Calibration { mean: sum / f64::from(count), count: found, due_count })
}

/// The money that lines of benefit promise of each outcome up to the end of the horizon, most likely, over all projects that are open.
pub fn promised_money(portfolio: &Portfolio) -> BTreeMap<OutcomeId, MoneySum> {
    let starts = Starts::earliest(portfolio);
    let mut found: BTreeMap<OutcomeId, Vec<MoneySum>> = BTreeMap::new();
    let open = portfolio.projects.iter().filter(|(_, project)| project.is_open());
    for (&id, project) in open {
        let end = starts.of(id) + i32::from(project.duration.unwrap_or(1));
        for line in project.benefits.values() {
            if let Some(outcome) = line.outcome {
                found.entry(outcome).or_default().push(line_benefit(portfolio, end, line));
            }
        }
    }
    found.into_iter().map(|(outcome, sums)| (outcome, sums.into_iter().sum())).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Direction, Figure, Id, Outcome, Text, Unread, Weight};

    fn figure(value: f64) -> Figure {
        Figure::new(value).unwrap()
    }

    fn day(month: i8) -> Date {
        Date::new(2028, month, 1).unwrap()
    }

    fn measure(
        (baseline, target, by): (Option<f64>, Option<f64>, Option<i8>),
        actuals: &[(i8, f64)],
    ) -> Measure {
        Measure {
            name: "Measure".parse().unwrap(),
            unit: Text::default(),
            direction: Direction::Up,
            baseline: baseline.map(figure),
            target: target.map(figure),
            target_by: by.map(day),
            actuals: actuals.iter().map(|(month, value)| (day(*month), figure(*value))).collect(),
            unread: Unread::default(),
        }
    }

    fn portfolio(owner: Option<u64>, measures: Vec<Measure>) -> Portfolio {
        let mut portfolio = Portfolio::titled("Test".parse().unwrap());
        let mut outcome = Outcome::named("Outcome".parse().unwrap(), Weight::NONE);
        outcome.owner = owner.map(|bits| StakeholderId(Id::from_bits(bits)));
        for (measure, bits) in measures.into_iter().zip(1..) {
            outcome.measures.insert(MeasureId(Id::from_bits(bits)), Arc::new(measure));
        }
        portfolio.outcomes.insert(OutcomeId(Id::from_bits(1)), Arc::new(outcome));
        portfolio
    }

    #[test]
    fn a_promise_is_kept_by_the_part_of_the_way_that_is_gone_whichever_way_is_good() {
        let check = |stated, actuals: &[(i8, f64)], kept, is_due| {
            let found = promises(&portfolio(None, vec![measure(stated, actuals)]));
            let [promise] = found.known.as_slice() else { panic!("{found:?}") };
            assert_eq!((promise.kept(), promise.is_due()), (kept, is_due));
        };
        check((Some(10.0), Some(20.0), Some(6)), &[(1, 12.0), (3, 15.0)], 0.5, false);
        check((Some(20.0), Some(10.0), Some(6)), &[(6, 5.0)], 1.5, true);
        check((Some(20.0), Some(10.0), None), &[(6, 25.0)], -0.5, false);
    }

    #[test]
    fn what_is_missing_is_named_and_never_taken_for_zero() {
        let check = |stated, actuals: &[(i8, f64)], lack| {
            let found = promises(&portfolio(None, vec![measure(stated, actuals)]));
            assert!(found.known.is_empty());
            assert_eq!(found.unknown.iter().map(|(.., lack)| *lack).collect::<Vec<_>>(), [lack]);
        };
        check((None, Some(20.0), None), &[(1, 12.0)], Lack::Baseline);
        check((Some(10.0), None, None), &[(1, 12.0)], Lack::Target);
        check((Some(10.0), Some(10.0), None), &[(1, 12.0)], Lack::Change);
        check((Some(10.0), Some(20.0), None), &[], Lack::Reading);
    }

    #[test]
    fn an_owner_is_judged_by_the_mean_of_all_promises_with_their_number() {
        let stated = (Some(0.0), Some(10.0), Some(6));
        let measures = vec![
            measure(stated, &[(7, 10.0)]),
            measure(stated, &[(2, 5.0)]),
            measure(stated, &[(8, 0.0)]),
            measure(stated, &[]),
        ];
        let found = promises(&portfolio(Some(7), measures));
        let all = calibrations(&found.known);
        let owner = Some(StakeholderId(Id::from_bits(7)));
        assert_eq!(all.keys().copied().collect::<Vec<_>>(), [owner]);
        assert_eq!(all[&owner], Calibration { mean: 0.5, count: 3, due_count: 2 });
        assert_eq!(calibration(&[]), None);
    }
}
