//! `MoSCoW`: projects by priority, and whether the musts leave room for anything else.

use std::collections::BTreeMap;

use super::facts::{Facts, Quantity};
use crate::model::{Portfolio, Priority, ProjectId};

/// Musts should take no more than this part of the effort; what is above leaves nothing to give up when work takes longer than
/// was thought (DSDM Agile Project Framework, 2014).
pub const MUST_SHARE_MAX: f64 = 0.6;

/// What effort is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// The work of people, full-time people times periods.
    People,
    /// Money, because no project says what people it needs.
    Cost,
}

/// A project with its priority.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MoscowRow {
    /// The project.
    pub project: ProjectId,
    /// Its priority; nothing where nobody has said.
    pub priority: Option<Priority>,
    /// Its rank: all with the same priority share one. Nothing without a priority.
    pub rank: Option<usize>,
    /// Its effort; nothing where that is not known.
    pub effort: Option<f64>,
}

/// All projects by priority.
#[derive(Debug, Clone, PartialEq)]
pub struct Moscow {
    /// The musts first; within a priority, and at the end those without one, in the order of their ids.
    pub rows: Vec<MoscowRow>,
    /// What the effort is counted in.
    pub effort: Effort,
    /// The effort of the open projects of each priority.
    pub efforts: BTreeMap<Priority, f64>,
    /// Open projects with a priority other than `WontNow` of which no effort is known: they are in no sum.
    pub without_effort: Vec<ProjectId>,
    /// The part of the musts in the effort of all open musts, shoulds and coulds, 0 to 1; nothing where no effort is known.
    pub must_share: Option<f64>,
}

impl Moscow {
    /// Whether the musts take more than [`MUST_SHARE_MAX`].
    pub fn is_too_much(&self) -> bool {
        self.must_share.is_some_and(|share| share > MUST_SHARE_MAX + 1e-12)
    }
}

/// Projects by priority.
pub fn moscow(portfolio: &Portfolio, facts: &Facts) -> Moscow {
    let knows = |quantity: Quantity| {
        portfolio.projects.keys().any(|id| facts.value(portfolio, quantity, *id).is_some())
    };
    let (effort, quantity) = if knows(Quantity::People) {
        (Effort::People, Quantity::People)
    } else {
        (Effort::Cost, Quantity::Cost)
    };
    let mut rows: Vec<MoscowRow> = portfolio
        .projects
        .iter()
        .map(|(&project, record)| MoscowRow {
            project,
            priority: record.priority,
            rank: None,
            effort: facts.value(portfolio, quantity, project),
        })
        .collect();
    let place = |row: &MoscowRow| (row.priority.is_none(), row.priority, row.project);
    rows.sort_by_key(place);
    let priorities: Vec<Option<Priority>> = rows.iter().map(|row| row.priority).collect();
    for row in rows.iter_mut().filter(|row| row.priority.is_some()) {
        row.rank =
            priorities.iter().position(|priority| *priority == row.priority).map(|place| place + 1);
    }
    let (mut efforts, mut without_effort) = (BTreeMap::new(), Vec::new());
    let is_open =
        |row: &&MoscowRow| portfolio.projects.get(&row.project).is_some_and(|one| one.is_open());
    for row in rows.iter().filter(is_open) {
        match (row.priority, row.effort) {
            (Some(priority), Some(effort)) => *efforts.entry(priority).or_insert(0.0) += effort,
            (Some(priority), None) if priority != Priority::WontNow => {
                without_effort.push(row.project);
            }
            (None | Some(_), _) => {}
        }
    }
    let asked: f64 = efforts
        .iter()
        .filter(|(one, _)| **one != Priority::WontNow)
        .map(|(_, effort)| effort)
        .sum();
    let musts = efforts.get(&Priority::Must).copied().unwrap_or(0.0);
    let must_share = (asked > 0.0).then(|| musts / asked);
    Moscow { rows, effort, efforts, without_effort, must_share }
}
