//! When each project would start if it started as soon as it may.

use std::collections::BTreeMap;

use crate::analysis::graph::{Order, order, without_circles};
use crate::model::{DependencyKind, Portfolio, Project, ProjectId, Timing};

/// Who waits for whom to be finished.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Waits {
    /// All projects, each after those it waits for; circles are broken where they close.
    pub sequence: Vec<ProjectId>,
    needed: BTreeMap<ProjectId, Vec<(ProjectId, i32)>>,
}

impl Waits {
    /// The finish-to-start dependencies of the portfolio.
    pub fn of(portfolio: &Portfolio) -> Self {
        let ids: Vec<ProjectId> = portfolio.projects.keys().copied().collect();
        let numbers: BTreeMap<ProjectId, usize> =
            ids.iter().enumerate().map(|(number, &id)| (id, number)).collect();
        let mut needed: BTreeMap<ProjectId, Vec<(ProjectId, i32)>> = BTreeMap::new();
        let mut edges = Vec::new();
        for dependency in portfolio.dependencies.values() {
            let is_wait = matches!(
                dependency.kind,
                DependencyKind::Requires { timing: Timing::FinishToStart }
            );
            let ends = (numbers.get(&dependency.to), numbers.get(&dependency.from));
            if let (true, (Some(&first), Some(&waiting))) = (is_wait, ends) {
                edges.push((first, waiting));
                needed
                    .entry(dependency.from)
                    .or_default()
                    .push((dependency.to, i32::from(dependency.lag)));
            }
        }
        let sequence = match order(ids.len(), &edges) {
            Order::Sound(sequence) => sequence,
            Order::Circular(_) => match order(ids.len(), &without_circles(ids.len(), &edges)) {
                Order::Sound(sequence) => sequence,
                Order::Circular(_) => (0..ids.len()).collect(),
            },
        };
        let sequence = sequence.into_iter().filter_map(|number| ids.get(number).copied()).collect();
        Self { sequence, needed }
    }

    /// What one project waits for, each with the lag in periods between the end of that one and its own start.
    pub fn needed_by(&self, project: ProjectId) -> &[(ProjectId, i32)] {
        self.needed.get(&project).map_or(&[], Vec::as_slice)
    }
}

/// The earliest start of every project, in periods from the first of the portfolio.
///
/// A project starts no earlier than its window allows, than the portfolio begins, and than what it requires is finished
/// (with the lag between them). A fixed start stays where it is. People and money are not looked at. What is delivered or given up is waited
/// for by nobody; a project of which nobody has said how long it lasts counts as one period; circles are broken where they close.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Starts(BTreeMap<ProjectId, i32>);

impl Starts {
    /// The earliest starts of all projects.
    pub fn earliest(portfolio: &Portfolio) -> Self {
        let waits = Waits::of(portfolio);
        let mut starts = Self::default();
        for &id in &waits.sequence {
            let Some(project) = portfolio.projects.get(&id) else { continue };
            let start = starts.after(portfolio, project, waits.needed_by(id));
            starts.0.insert(id, start);
        }
        starts
    }

    /// The start of a project whose needs have theirs.
    fn after(&self, portfolio: &Portfolio, project: &Project, waits: &[(ProjectId, i32)]) -> i32 {
        let own = |month| portfolio.calendar.period_of(month);
        if let Some(fixed) = project.window.fixed_start {
            return own(fixed).max(0);
        }
        let earliest = project.window.earliest_start.map_or(0, own).max(0);
        let end = |&(needed, lag): &(ProjectId, i32)| {
            let record = portfolio.projects.get(&needed).filter(|record| record.is_open())?;
            Some(self.0.get(&needed)? + i32::from(record.duration.unwrap_or(1)) + lag)
        };
        waits.iter().filter_map(end).fold(earliest, i32::max)
    }

    /// The start of one project, in periods from the first of the portfolio; 0 for one that is not there.
    pub fn of(&self, project: ProjectId) -> i32 {
        self.0.get(&project).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Dependency, DependencyId, Id};

    fn check(durations: &[u16], waits: &[(u64, u64, i16)], expected: &[i32]) {
        let id = |number: u64| ProjectId(Id::from_bits(number));
        let mut portfolio = Portfolio::titled("Test".parse().unwrap());
        for (number, &duration) in (0..).zip(durations) {
            let mut project = Project::named("Project".parse().unwrap());
            project.duration = Some(duration);
            portfolio.projects.insert(id(number), Arc::new(project));
        }
        for (number, &(from, to, lag)) in (100..).zip(waits) {
            let kind = DependencyKind::Requires { timing: Timing::FinishToStart };
            let dependency = Dependency { lag, ..Dependency::between(id(from), id(to), kind) };
            portfolio
                .dependencies
                .insert(DependencyId(Id::from_bits(number)), Arc::new(dependency));
        }
        let starts = Starts::earliest(&portfolio);
        let found: Vec<i32> =
            (0..).zip(durations).map(|(number, _)| starts.of(id(number))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_project_waits_for_all_it_requires() {
        check(&[2, 3, 1], &[(2, 0, 0), (2, 1, 1)], &[0, 0, 4]);
        check(&[2, 3, 1], &[(0, 1, 0), (1, 2, -1)], &[3, 0, 0]);
    }

    #[test]
    fn a_circle_ends_somewhere() {
        check(&[1, 1], &[(0, 1, 0), (1, 0, 0)], &[0, 1]);
    }
}
