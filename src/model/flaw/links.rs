//! Contradictions between dependencies, groups and forced choices.

use std::collections::{BTreeMap, VecDeque};

use super::Flaw;
use crate::model::dependency::{Dependency, DependencyKind, GroupRule};
use crate::model::id::{DependencyId, Item, ProjectId, ScenarioId};
use crate::model::portfolio::Portfolio;
use crate::model::scenario::{Force, Forced};

pub(super) fn find(portfolio: &Portfolio, found: &mut Vec<Flaw>) {
    dependencies(portfolio, found);
    let needs = Needs::of(portfolio);
    excluded(portfolio, &needs, found);
    groups(portfolio, found);
    forced_apart(&needs, None, &portfolio.forced, found);
    for (&id, scenario) in &portfolio.scenarios {
        forced_apart(&needs, Some(id), &scenario.forced, found);
    }
}

fn dependencies(portfolio: &Portfolio, found: &mut Vec<Flaw>) {
    let mut said: BTreeMap<(u8, ProjectId, ProjectId), DependencyId> = BTreeMap::new();
    for (&id, dependency) in &portfolio.dependencies {
        for (field, project) in [("from", dependency.from), ("to", dependency.to)] {
            if !portfolio.projects.contains_key(&project) {
                let (from, missing) = (Item::Dependency(id), Item::Project(project));
                found.push(Flaw::Dangling { from, field, missing });
            }
        }
        if dependency.from == dependency.to {
            found.push(Flaw::SelfDependency { dependency: id });
        }
        if let Some(&first) = said.get(&what_it_says(dependency)) {
            found.push(Flaw::RepeatedDependency { first, second: id });
        } else {
            said.insert(what_it_says(dependency), id);
        }
    }
}

/// What a dependency says, the same for two that say the same.
fn what_it_says(dependency: &Dependency) -> (u8, ProjectId, ProjectId) {
    let (from, to) = (dependency.from, dependency.to);
    match dependency.kind {
        DependencyKind::Requires { .. } => (0, from, to),
        DependencyKind::Together => (1, from.min(to), from.max(to)),
        DependencyKind::Excludes => (2, from.min(to), from.max(to)),
        DependencyKind::Enables { .. } => (3, from, to),
    }
}

/// What each project cannot be done without, directly: what it requires and what goes together with it.
struct Needs(BTreeMap<ProjectId, Vec<ProjectId>>);

impl Needs {
    fn of(portfolio: &Portfolio) -> Self {
        let mut needs: BTreeMap<ProjectId, Vec<ProjectId>> = BTreeMap::new();
        for dependency in portfolio.dependencies.values() {
            match dependency.kind {
                DependencyKind::Requires { .. } => {
                    needs.entry(dependency.from).or_default().push(dependency.to);
                }
                DependencyKind::Together => {
                    needs.entry(dependency.from).or_default().push(dependency.to);
                    needs.entry(dependency.to).or_default().push(dependency.from);
                }
                DependencyKind::Excludes | DependencyKind::Enables { .. } => {}
            }
        }
        Self(needs)
    }

    /// A shortest way from `start` to a project that `is_end` says yes to.
    fn path(&self, start: ProjectId, is_end: impl Fn(ProjectId) -> bool) -> Option<Vec<ProjectId>> {
        let mut came_from = BTreeMap::from([(start, start)]);
        let mut open = VecDeque::from([start]);
        while let Some(here) = open.pop_front() {
            for &there in self.0.get(&here).into_iter().flatten() {
                if came_from.contains_key(&there) {
                    continue;
                }
                came_from.insert(there, here);
                if is_end(there) {
                    return Some(way_back(&came_from, start, there));
                }
                open.push_back(there);
            }
        }
        None
    }
}

fn way_back(
    came_from: &BTreeMap<ProjectId, ProjectId>,
    start: ProjectId,
    end: ProjectId,
) -> Vec<ProjectId> {
    let mut path = vec![end];
    let mut here = end;
    while here != start {
        let Some(&before) = came_from.get(&here) else { break };
        path.push(before);
        here = before;
    }
    path.reverse();
    path
}

fn excluded(portfolio: &Portfolio, needs: &Needs, found: &mut Vec<Flaw>) {
    for (&id, dependency) in &portfolio.dependencies {
        if dependency.kind != DependencyKind::Excludes || dependency.from == dependency.to {
            continue;
        }
        for (start, end) in [(dependency.from, dependency.to), (dependency.to, dependency.from)] {
            if let Some(path) = needs.path(start, |project| project == end) {
                found.push(Flaw::RequiresExcluded { path, dependency: id });
            }
        }
    }
}

fn groups(portfolio: &Portfolio, found: &mut Vec<Flaw>) {
    for (&id, group) in &portfolio.groups {
        for &member in &group.members {
            if !portfolio.projects.contains_key(&member) {
                let (from, missing) = (Item::Group(id), Item::Project(member));
                found.push(Flaw::Dangling { from, field: "members", missing });
            }
        }
        if let GroupRule::AtLeast(wanted) | GroupRule::Exactly(wanted) = group.rule
            && usize::from(wanted) > group.members.len()
        {
            found.push(Flaw::GroupImpossible { group: id, wanted, members: group.members.len() });
        }
    }
}

fn forced_apart(
    needs: &Needs,
    scenario: Option<ScenarioId>,
    all_forced: &BTreeMap<ProjectId, Forced>,
    found: &mut Vec<Flaw>,
) {
    let is_out = |project: ProjectId| {
        all_forced.get(&project).is_some_and(|forced| forced.force == Force::Out)
    };
    for (&project, forced) in all_forced {
        if forced.force == Force::In
            && let Some(path) = needs.path(project, is_out)
            && let Some(&needed) = path.last()
        {
            found.push(Flaw::ForcedApart { scenario, project, needed });
        }
    }
}
