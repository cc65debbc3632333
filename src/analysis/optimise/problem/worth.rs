//! What each way to fund a project is worth, and what it costs.

use std::collections::BTreeMap;

use super::{Gap, Problem, Worth};
use crate::analysis::finance::portfolio_rate;
use crate::analysis::optimise::amount::part;
use crate::analysis::optimise::limit::Limit;
use crate::analysis::optimise::lines::{share_of, spending};
use crate::analysis::optimise::present::net_present_value;
use crate::analysis::optimise::trouble::Trouble;
use crate::analysis::optimise::wish::Objective;
use crate::analysis::scoring::{Weights, weighted_score};
use crate::model::{Percent, Pool, Portfolio, ProjectId};

/// Scores count in millionths of a point.
pub(in crate::analysis::optimise) const PER_POINT: f64 = 1_000_000.0;
/// What the whole portfolio counts where two values are mixed.
const MIX: i128 = 1_000_000_000;
/// Values of all choices together stay below this.
const SUM_MAX: i128 = 1 << 62;

/// How a value in its own units becomes one of the objective: times the first, divided by the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate(i128, i128);

impl Rate {
    /// Counts for nothing.
    pub(super) const NONE: Self = Self(0, 1);
    /// Counts as it is.
    const AS_IT_IS: Self = Self(1, 1);

    fn of(self, value: i128) -> i128 {
        (value * self.0 * 2 + self.1).div_euclid(2 * self.1)
    }
}

/// A number of points in millionths.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "points go from 0 to 100"
)]
pub(in crate::analysis::optimise) fn millionths_of_points(points: f64) -> i64 {
    (points * PER_POINT).round() as i64
}

/// What so many points are worth in this problem.
pub(super) fn points_value(problem: &Problem, points: f64) -> i64 {
    let value = problem.score_rate.of(millionths_of_points(points).into());
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// Puts value and costs to every choice, and notes what is missing.
pub(super) fn put_worths(portfolio: &Portfolio, problem: &mut Problem) -> Result<(), Trouble> {
    let scores = match problem.wish.objective {
        Objective::Npv => vec![0; problem.choices.len()],
        Objective::Score | Objective::Blend { .. } => scores(portfolio, problem)?,
    };
    let moneys = match problem.wish.objective {
        Objective::Score => vec![0; problem.choices.len()],
        Objective::Npv | Objective::Blend { .. } => net_present_values(portfolio, problem)?,
    };
    let (score_rate, money_rate) = match problem.wish.objective {
        Objective::Score => (Rate::AS_IT_IS, Rate::NONE),
        Objective::Npv => (Rate::NONE, Rate::AS_IT_IS),
        Objective::Blend { score_share } => mixed(problem, score_share, &scores, &moneys),
    };
    problem.score_rate = score_rate;
    let costs = costs(portfolio, problem)?;
    let values: Vec<i128> = scores
        .iter()
        .zip(&moneys)
        .map(|(&score, &money)| score_rate.of(score.into()) + money_rate.of(money))
        .collect();
    if values.iter().map(|value| value.abs()).sum::<i128>() > SUM_MAX {
        return Err(Trouble::TooMuchValue);
    }
    problem.worths = values
        .into_iter()
        .zip(costs)
        .map(|(value, [cost, cost_at_once])| {
            let value = i64::try_from(value).map_err(|_beyond| Trouble::TooMuchValue)?;
            Ok(Worth { value, cost, cost_at_once })
        })
        .collect::<Result<_, Trouble>>()?;
    Ok(())
}

fn scores(portfolio: &Portfolio, problem: &mut Problem) -> Result<Vec<i64>, Trouble> {
    let weights = Weights::of(portfolio).ok_or(Trouble::NothingWeighs)?;
    let mut known: BTreeMap<ProjectId, i64> = BTreeMap::new();
    for (&id, project) in portfolio.projects.iter().filter(|(_, project)| project.is_open()) {
        let score = weighted_score(portfolio, &weights, project);
        if score.coverage <= 0.0 {
            problem.not_judged.entry(id).or_default().insert(Gap::Score);
        }
        known.insert(id, millionths_of_points(score.points));
    }
    let score = |choice: &super::Choice| {
        let whole = known.get(&choice.project).copied().unwrap_or(0);
        let record = portfolio.projects.get(&choice.project);
        let value = record.map_or(0, |project| {
            part(whole.into(), share_of(project, choice.funded.funding, |funding| funding.value))
        });
        i64::try_from(value).unwrap_or(i64::MAX)
    };
    Ok(problem.choices.iter().map(score).collect())
}

fn net_present_values(portfolio: &Portfolio, problem: &mut Problem) -> Result<Vec<i128>, Trouble> {
    let rate = portfolio_rate(portfolio).ok_or(Trouble::NoDiscountRate)?;
    for (&id, project) in portfolio.projects.iter().filter(|(_, project)| project.is_open()) {
        if project.benefits.is_empty() {
            problem.not_judged.entry(id).or_default().insert(Gap::Benefit);
        }
    }
    let value =
        |choice: &super::Choice| net_present_value(portfolio, choice.project, choice.funded, rate);
    Ok(problem.choices.iter().map(value).collect())
}

/// The rates at which scores and net present values are mixed.
fn mixed(problem: &Problem, score_share: Percent, scores: &[i64], moneys: &[i128]) -> (Rate, Rate) {
    let share = i128::from(crate::analysis::optimise::amount::millionths(score_share));
    let whole = i128::from(crate::analysis::optimise::amount::WHOLE);
    let best = |of: &dyn Fn(usize) -> i128| -> i128 {
        let ways = problem.ways.values().map(|ways| ways.clone().map(of).max().unwrap_or(0).max(0));
        ways.sum()
    };
    let score_best = best(&|way| scores.get(way).map_or(0, |&score| score.into()));
    let money_best = best(&|way| moneys.get(way).copied().unwrap_or(0));
    let rate = |part: i128, best: i128| {
        // What nobody brings cannot be shared out.
        if best > 0 { Rate(MIX * part, best * whole) } else { Rate::NONE }
    };
    (rate(share, score_best), rate(whole - share, money_best))
}

/// For each choice its cost, and what it would be at the first start that the project has.
fn costs(portfolio: &Portfolio, problem: &Problem) -> Result<Vec<[i64; 2]>, Trouble> {
    let mut costs = Vec::with_capacity(problem.choices.len());
    let mut sum = 0_i128;
    for choice in &problem.choices {
        let Some(project) = portfolio.projects.get(&choice.project) else { continue };
        let first = problem.choices.get(problem.ways_of(choice.project).start);
        let at_once = super::super::plan::Funded {
            start: first.map_or(choice.funded.start, |first| first.funded.start),
            ..choice.funded
        };
        let total = |funded| spending(portfolio, project, funded, &Pool::All).total;
        let both = [total(choice.funded), total(at_once)];
        sum += both[0].abs() + both[1].abs();
        let held =
            |cost: i128| i64::try_from(cost).map_err(|_beyond| Trouble::TooMuch(Limit::Spend));
        costs.push([held(both[0])?, held(both[1])?]);
    }
    if sum > SUM_MAX { Err(Trouble::TooMuch(Limit::Spend)) } else { Ok(costs) }
}
