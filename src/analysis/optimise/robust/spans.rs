//! What each way to fund a project may bring, from the lowest to the highest.

use std::ops::Range;

use super::information::Information;
use super::known::RatingsKnown;
use crate::analysis::optimise::amount::ratio;
use crate::analysis::optimise::lines::share_of;
use crate::analysis::optimise::problem::Problem;
use crate::model::{Level, OutcomeId, Portfolio, Project};

/// For each column of a problem the lowest and the highest value that it may have under each outcome, in points at a weight of one.
#[derive(Clone)]
pub(super) struct Spans {
    /// By column, then by outcome in the order of the information.
    pub(super) low: Vec<Vec<f64>>,
    /// The same for the highest.
    pub(super) high: Vec<Vec<f64>>,
}

impl Spans {
    pub(super) fn of(portfolio: &Portfolio, problem: &Problem, information: &Information) -> Self {
        let mut spans = Self { low: Vec::new(), high: Vec::new() };
        for choice in &problem.choices {
            let project = portfolio.projects.get(&choice.project);
            let mut both = [Vec::new(), Vec::new()];
            for &outcome in &information.outcomes {
                let ends = project.map_or([0.0; 2], |project| {
                    let share = share_of(project, choice.funded.funding, |funding| funding.value);
                    rating(portfolio, project, outcome, information.known.ratings)
                        .map(|points| points * ratio(share.into(), 1_000_000))
                });
                for (end, points) in both.iter_mut().zip(ends) {
                    end.push(points);
                }
            }
            let [low, high] = both;
            spans.low.push(low);
            spans.high.push(high);
        }
        // A bonus is in points of the whole plan, whatever the weights: they sum to one.
        for bonus in &problem.bonuses {
            let row = vec![ratio(bonus.value.into(), 1_000_000); information.outcomes.len()];
            spans.low.push(row.clone());
            spans.high.push(row);
        }
        spans
    }

    /// The lowest values of the columns under given weights.
    pub(super) fn lowest(&self, weights: &[f64]) -> Vec<f64> {
        weighed(&self.low, weights)
    }

    /// The highest values.
    pub(super) fn highest(&self, weights: &[f64]) -> Vec<f64> {
        weighed(&self.high, weights)
    }

    /// The lowest and highest points of a column under an outcome.
    pub(super) fn of_column(&self, column: usize, place: usize) -> [f64; 2] {
        [&self.low, &self.high]
            .map(|rows| rows.get(column).and_then(|row| row.get(place)).copied().unwrap_or(0.0))
    }

    /// The least and the most by which one column brings more points under an outcome than another one of the same project; nothing stands for
    /// not being funded. A rating turns out the same for every way to fund the project, so its ends are those at the ends of the rating.
    pub(super) fn apart(&self, one: Option<usize>, other: Option<usize>, place: usize) -> [f64; 2] {
        let of =
            |column: Option<usize>| column.map_or([0.0; 2], |column| self.of_column(column, place));
        let ([low, high], [other_low, other_high]) = (of(one), of(other));
        let (at_low, at_high) = (low - other_low, high - other_high);
        [at_low.min(at_high), at_low.max(at_high)]
    }

    /// The same with what some columns may bring for one outcome narrowed to a part of the way from lowest to highest.
    pub(super) fn narrowed(&self, ways: Range<usize>, place: usize, part: Range<f64>) -> Self {
        let mut next = self.clone();
        for way in ways {
            let [low, high] = self.of_column(way, place);
            let at = |part: f64| low + (high - low) * part;
            for (rows, end) in [(&mut next.low, part.start), (&mut next.high, part.end)] {
                if let Some(points) = rows.get_mut(way).and_then(|row| row.get_mut(place)) {
                    *points = at(end);
                }
            }
        }
        next
    }
}

fn weighed(rows: &[Vec<f64>], weights: &[f64]) -> Vec<f64> {
    let row = |row: &Vec<f64>| row.iter().zip(weights).map(|(value, weight)| value * weight).sum();
    rows.iter().map(row).collect()
}

/// The lowest and highest points, 0 to 100, that a project may have for an outcome.
fn rating(
    portfolio: &Portfolio,
    project: &Project,
    outcome: OutcomeId,
    known: RatingsKnown,
) -> [f64; 2] {
    // What nobody has linked to the outcome does not serve it.
    let Some(contribution) = project.contributions.get(&outcome) else { return [0.0; 2] };
    let points = |level: Level| {
        let share = portfolio.ladder.share_of(level)?;
        Some(100.0 * share * contribution.confidence.share())
    };
    let rated = contribution.level.and_then(|level| Some((level, points(level)?)));
    let lowest = portfolio.ladder.levels().next();
    let lowest = lowest.and_then(|level| portfolio.ladder.share_of(level)).unwrap_or(0.0);
    match (rated, known) {
        (Some((Level(step), is)), RatingsKnown::OneStep) => {
            let below = step.checked_sub(1).and_then(|step| points(Level(step)));
            let above = step.checked_add(1).and_then(|step| points(Level(step)));
            [below.unwrap_or(is), above.unwrap_or(is)]
        }
        (Some((_, is)), _) => [is; 2],
        (None, RatingsKnown::Agreed) => [0.0; 2],
        (None, _) => [100.0 * lowest, 100.0],
    }
}
