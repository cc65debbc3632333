//! What projects are worth for outcomes, as a table of numbers.

use super::scores::add_scores;
use crate::analysis::scoring::Weights;
use crate::model::{OutcomeId, Portfolio, Project, ProjectId};

/// With more projects than this ranks are not counted: a table of all ranks of all of them would not fit.
pub const PROJECTS_MAX: usize = 2_000;

/// What each project is worth for each outcome, 0 to 1: the level as a part of the highest, times confidence. The weighted score is 100 times the sum of
/// these, each times the weight of the outcome. What is not rated adds nothing, as in the score.
#[derive(Debug, Clone, PartialEq)]
pub struct Values {
    /// The projects in the order of their ids.
    pub projects: Vec<ProjectId>,
    /// The outcomes without parts in the order of their ids.
    pub outcomes: Vec<OutcomeId>,
    /// For each outcome, what it has from every project.
    pub columns: Vec<Vec<f64>>,
}

impl Values {
    /// A table for tests, with a row for each project; ids count from 0.
    #[cfg(test)]
    pub(super) fn of_rows<Row: AsRef<[f64]>>(rows: &[Row]) -> Self {
        let id = |number: usize| crate::model::Id::from_bits(u64::try_from(number).unwrap());
        let outcomes = rows[0].as_ref().len();
        Self {
            projects: (0..rows.len()).map(|number| ProjectId(id(number))).collect(),
            outcomes: (0..outcomes).map(|number| OutcomeId(id(number))).collect(),
            columns: (0..outcomes)
                .map(|outcome| rows.iter().map(|row| row.as_ref()[outcome]).collect())
                .collect(),
        }
    }

    /// The values of all projects that are still open.
    pub fn of(portfolio: &Portfolio) -> Self {
        let open: Vec<(ProjectId, &Project)> = portfolio
            .projects
            .iter()
            .filter(|(_, project)| project.is_open())
            .map(|(&id, project)| (id, &**project))
            .collect();
        let outcomes: Vec<OutcomeId> = portfolio.leaves().map(|(id, _)| id).collect();
        let mut columns = vec![vec![0.0; open.len()]; outcomes.len()];
        for (place, (_, project)) in open.iter().enumerate() {
            fill(portfolio, project, &outcomes, |outcome, value| {
                if let Some(cell) = columns.get_mut(outcome).and_then(|one| one.get_mut(place)) {
                    *cell = value;
                }
            });
        }
        Self { projects: open.into_iter().map(|(id, _)| id).collect(), columns, outcomes }
    }

    /// The weights of the outcomes, together 1.
    pub fn weights(&self, weights: &Weights) -> Vec<f64> {
        self.outcomes.iter().map(|outcome| weights.share(*outcome)).collect()
    }

    /// The value of one project for each outcome.
    pub fn row(&self, project: usize) -> Vec<f64> {
        self.columns.iter().map(|column| column.get(project).copied().unwrap_or(0.0)).collect()
    }

    /// The score of every project, 0 to 1, with these weights.
    pub fn scores(&self, weights: &[f64]) -> Vec<f64> {
        let mut scores = vec![0.0; self.projects.len()];
        add_scores(&self.columns, weights, &mut scores);
        scores
    }

    /// For each project the number of the first that has the very same values: those are tied whatever the weights are.
    pub(super) fn twins(&self) -> Vec<usize> {
        let rows: Vec<Vec<u64>> = (0..self.projects.len())
            .map(|one| self.row(one).iter().map(|value| value.to_bits()).collect())
            .collect();
        let mut first = std::collections::BTreeMap::new();
        rows.iter()
            .enumerate()
            .map(|(place, row)| *first.entry(row.clone()).or_insert(place))
            .collect()
    }
}

/// Hands on what a project is worth for each outcome that it is rated for, by the outcome's place.
fn fill(
    portfolio: &Portfolio,
    project: &Project,
    outcomes: &[OutcomeId],
    mut give: impl FnMut(usize, f64),
) {
    // Outcomes and contributions both stand in the order of ids, so one walk over each is enough.
    let mut contributions = project.contributions.iter().peekable();
    for (place, outcome) in outcomes.iter().enumerate() {
        while contributions.next_if(|(id, _)| **id < *outcome).is_some() {}
        let Some((_, here)) = contributions.next_if(|(id, _)| **id == *outcome) else { continue };
        if let Some(share) = here.level.and_then(|level| portfolio.ladder.share_of(level)) {
            give(place, share * here.confidence.share());
        }
    }
}
