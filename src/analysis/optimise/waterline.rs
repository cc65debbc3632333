//! Rank and cut: what is funded if one goes down the ranking and stops, or skips, where something does not fit.

use std::collections::{BTreeMap, BTreeSet};

use super::limit::Limit;
use super::plan::{Choice, Plan};
use super::problem::{Problem, Rule};
use crate::model::{DependencyKind, Portfolio, ProjectId};

/// What happens at the first project that does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// The line is drawn there: nothing below it is funded.
    Stop,
    /// It is left out, and the next ones are tried.
    Skip,
}

/// A ranking that was cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waterline {
    /// What is above the line.
    pub plan: Plan,
    /// Its value, in the units of the objective.
    pub value: i128,
    /// What it costs, in minor units.
    pub cost: i128,
    /// The first project that did not fit, with the limit it would have broken; nothing where all fit.
    pub first_out: Option<(ProjectId, Limit)>,
}

/// The ranking, cut: what is forced in first, then by value, the best first, equals in the order of the file.
///
/// A project comes with everything it requires and everything that goes together with it, each at the first start that breaks nothing.
/// Rules that ask for something to be done (at least so many of a group) are not seen to: a ranking knows nothing of them.
pub fn waterline(portfolio: &Portfolio, problem: &Problem, cut: Cut) -> Waterline {
    down(portfolio, problem, cut, ranking(problem))
}

/// The same down another ranking.
pub(super) fn down(
    portfolio: &Portfolio,
    problem: &Problem,
    cut: Cut,
    ranking: Vec<ProjectId>,
) -> Waterline {
    let mut line = Line::new(problem);
    let needs = needs(portfolio);
    let mut first_out = None;
    for project in ranking {
        if line.plan.has(project) {
            continue;
        }
        let mut bundle = Vec::new();
        gather(&needs, project, &mut BTreeSet::new(), &mut bundle);
        bundle.retain(|id| !line.plan.has(*id) && is_open(portfolio, *id));
        if let Err(limit) = line.take(&bundle) {
            first_out.get_or_insert((project, limit));
            if cut == Cut::Stop {
                break;
            }
        }
    }
    let (value, cost) = problem.sum_of(&line.plan);
    Waterline { plan: line.plan, value, cost, first_out }
}

fn is_open(portfolio: &Portfolio, id: ProjectId) -> bool {
    portfolio.projects.get(&id).is_some_and(|project| project.is_open())
}

/// The projects that can be funded: those that are forced in, then the best; what is worth nothing is not in it.
fn ranking(problem: &Problem) -> Vec<ProjectId> {
    let forced: BTreeSet<ProjectId> = problem
        .rules
        .iter()
        .filter_map(|rule| match rule.limit {
            Limit::Forced(crate::model::Force::In, project) => Some(project),
            _ => None,
        })
        .collect();
    let best = |ways: &std::ops::Range<usize>| {
        problem.worths.get(ways.clone()).into_iter().flatten().map(|worth| worth.value).max()
    };
    let mut ranking: Vec<(bool, i64, ProjectId)> = problem
        .ways
        .iter()
        .filter_map(|(&id, ways)| Some((forced.contains(&id), best(ways)?, id)))
        .filter(|(is_forced, value, _)| *is_forced || *value > 0)
        .collect();
    ranking.sort_by_key(|&(is_forced, value, id)| (!is_forced, std::cmp::Reverse(value), id));
    ranking.into_iter().map(|(.., id)| id).collect()
}

/// What each project cannot be without.
fn needs(portfolio: &Portfolio) -> BTreeMap<ProjectId, Vec<ProjectId>> {
    let mut needs: BTreeMap<ProjectId, Vec<ProjectId>> = BTreeMap::new();
    for dependency in portfolio.dependencies.values() {
        let (from, to) = (dependency.from, dependency.to);
        match dependency.kind {
            DependencyKind::Requires { .. } => needs.entry(from).or_default().push(to),
            DependencyKind::Together => {
                needs.entry(from).or_default().push(to);
                needs.entry(to).or_default().push(from);
            }
            DependencyKind::Excludes | DependencyKind::Enables { .. } => {}
        }
    }
    needs
}

/// A project and all it needs, what is needed first.
fn gather(
    needs: &BTreeMap<ProjectId, Vec<ProjectId>>,
    project: ProjectId,
    seen: &mut BTreeSet<ProjectId>,
    bundle: &mut Vec<ProjectId>,
) {
    // Each project waits on the list until all that it needs has been put down; no call goes deeper for a long chain.
    let mut open = vec![(project, false)];
    while let Some((id, is_ready)) = open.pop() {
        if is_ready {
            bundle.push(id);
        } else if seen.insert(id) {
            open.push((id, true));
            open.extend(needs.get(&id).into_iter().flatten().map(|&needed| (needed, false)));
        }
    }
}

/// What has been taken so far, and how much of every limit it uses.
struct Line<'a> {
    problem: &'a Problem,
    plan: Plan,
    used: Vec<i128>,
    /// Which rules each column is in, with its coefficient.
    rules_of: Vec<Vec<(usize, i64)>>,
}

impl<'a> Line<'a> {
    fn new(problem: &'a Problem) -> Self {
        let mut rules_of = vec![Vec::new(); problem.column_count()];
        for (number, rule) in problem.rules.iter().enumerate() {
            for &(column, coefficient) in &rule.terms {
                if let Some(rules) = rules_of.get_mut(column) {
                    rules.push((number, coefficient));
                }
            }
        }
        Self { problem, plan: Plan::default(), used: vec![0; problem.rules.len()], rules_of }
    }

    /// Takes all of a bundle, each at its first fitting start and whole where possible; or nothing, and names a limit.
    fn take(&mut self, bundle: &[ProjectId]) -> Result<(), Limit> {
        let before = (self.plan.clone(), self.used.clone());
        for &project in bundle {
            if let Err(limit) = self.take_one(project) {
                (self.plan, self.used) = before;
                return Err(limit);
            }
        }
        Ok(())
    }

    fn take_one(&mut self, project: ProjectId) -> Result<(), Limit> {
        let mut reason = Limit::Window(project);
        for way in self.problem.ways_of(project) {
            let Some(choice) = self.problem.choices.get(way).copied() else { continue };
            match self.broken_by(way) {
                None => {
                    self.put(way, choice);
                    return Ok(());
                }
                Some(limit) => reason = limit,
            }
        }
        Err(reason)
    }

    fn rules_of(&self, way: usize) -> impl Iterator<Item = (usize, i64, &'a Rule)> {
        let rules = self.rules_of.get(way).into_iter().flatten();
        rules.filter_map(|&(number, sign)| Some((number, sign, self.problem.rules.get(number)?)))
    }

    /// The first limit that this way would break.
    fn broken_by(&self, way: usize) -> Option<Limit> {
        self.rules_of(way).find_map(|(number, coefficient, rule)| {
            // Both of a pair cannot be put down at once: the second one mends what the first one breaks.
            let is_seen_to = !matches!(rule.limit, Limit::Together(_));
            let used = self.used.get(number).copied().unwrap_or(0) + i128::from(coefficient);
            (is_seen_to && coefficient > 0 && used > i128::from(rule.most)).then_some(rule.limit)
        })
    }

    fn put(&mut self, way: usize, choice: Choice) {
        for (number, coefficient) in self.rules_of.get(way).into_iter().flatten() {
            if let Some(used) = self.used.get_mut(*number) {
                *used += i128::from(*coefficient);
            }
        }
        self.plan.funded.insert(choice.project, choice.funded);
    }
}
