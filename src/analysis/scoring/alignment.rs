//! Alignment: what the organisation says matters, against where its money goes.

use std::collections::BTreeMap;

use super::rank::Ranked;
use super::weighted::Weights;
use crate::analysis::finance::Costs;
use crate::model::{MoneySum, OutcomeId, Portfolio, ProjectId};

/// Weight against value and cost, outcome by outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Alignment {
    /// For each leaf outcome, by id.
    pub rows: BTreeMap<OutcomeId, Row>,
    /// The part of all cost that goes to projects that serve no outcome, 0 to 1; nothing where nothing costs anything.
    pub unattributed: Option<f64>,
}

/// One outcome.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// Its part of all weights, 0 to 1.
    pub weight: f64,
    /// Its part of the points of all projects, 0 to 1; nothing where no project has any.
    pub value: Option<f64>,
    /// Its part of all cost, 0 to 1, when the cost of each project is shared out in proportion to the points
    /// that it has from each outcome; nothing where nothing costs anything.
    pub cost: Option<f64>,
}

/// Weight, value and cost of each outcome over the projects that are still a question or under way.
pub fn alignment(
    portfolio: &Portfolio,
    order: &[Ranked],
    project_costs: &Costs,
) -> Option<Alignment> {
    let weights = Weights::of(portfolio)?;
    let open = open_costs(portfolio, project_costs);
    let mut parts: BTreeMap<OutcomeId, (f64, f64)> = BTreeMap::new();
    let (mut points_sum, mut cost_sum, mut unattributed) = (0.0, 0.0, 0.0);
    for ranked in order {
        let Ok(place) = open.binary_search_by_key(&ranked.project, |(id, _)| *id) else { continue };
        let cost = open.get(place).map_or(0.0, |(_, cost)| *cost);
        cost_sum += cost;
        points_sum += ranked.score.points;
        if ranked.score.points <= 0.0 {
            unattributed += cost;
            continue;
        }
        for part in &ranked.score.parts {
            let (points, costs) = parts.entry(part.outcome).or_default();
            *points += part.points;
            *costs += cost * part.points / ranked.score.points;
        }
    }
    let part_of = |part: f64, sum: f64| (sum > 0.0).then(|| part / sum);
    let row = |(outcome, weight): (OutcomeId, f64)| {
        let (points, costs) = parts.get(&outcome).copied().unwrap_or_default();
        let value = part_of(points, points_sum);
        let cost = part_of(costs, cost_sum);
        (outcome, Row { weight, value, cost })
    };
    Some(Alignment {
        rows: weights.iter().map(row).collect(),
        unattributed: part_of(unattributed, cost_sum),
    })
}

/// The projects that are still a question or under way, in the order of their ids, each with its cost: gone through
/// once in that order, which is much quicker than looking each up on its own.
fn open_costs(portfolio: &Portfolio, costs: &Costs) -> Vec<(ProjectId, f64)> {
    let open = portfolio.projects.iter().filter(|(_, project)| project.is_open());
    open.map(|(&id, _)| (id, minor_f64(costs.total(id)))).collect()
}

fn minor_f64(sum: MoneySum) -> f64 {
    sum.to_money().minor_f64()
}
