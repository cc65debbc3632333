//! How far something reaches: what stands up- and downstream of it, and what falls if it slips.

use std::collections::{BTreeMap, BTreeSet};

use super::finance::Costs;
use super::graph::{downstream, upstream};
use super::map::{Link, LinkKind, links};
use super::scoring::Weights;
use crate::model::{DependencyKind, Item, MoneySum, OutcomeId, Portfolio, ProjectId};

/// What falls if a project slips.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Blast {
    /// The open projects that require it, straight or by way of others.
    pub waiting: BTreeSet<ProjectId>,
    /// The outcomes that it and those projects contribute to.
    pub outcomes: BTreeSet<OutcomeId>,
    /// What all these contributions add to scores, in points.
    pub points: f64,
}

impl Blast {
    /// What the waiting projects cost together.
    pub fn work(&self, costs: &Costs) -> MoneySum {
        self.waiting.iter().map(|&project| costs.total(project)).sum()
    }
}

/// What falls if `project` slips. What is delivered or given up waits for nothing.
pub fn blast_radius(portfolio: &Portfolio, project: ProjectId) -> Blast {
    let mut waiting = BTreeSet::new();
    let mut needed_by: BTreeMap<ProjectId, Vec<ProjectId>> = BTreeMap::new();
    for link in portfolio.dependencies.values() {
        if matches!(link.kind, DependencyKind::Requires { .. }) {
            needed_by.entry(link.to).or_default().push(link.from);
        }
    }
    let is_open =
        |id: &ProjectId| portfolio.projects.get(id).is_some_and(|project| project.is_open());
    let mut open = vec![project];
    while let Some(here) = open.pop() {
        for &next in needed_by.get(&here).into_iter().flatten().filter(|id| is_open(id)) {
            if next != project && waiting.insert(next) {
                open.push(next);
            }
        }
    }
    let mut blast = Blast { waiting, ..Blast::default() };
    let weights = Weights::of(portfolio);
    let slipping = std::iter::once(&project).chain(&blast.waiting);
    for record in slipping.filter_map(|id| portfolio.projects.get(id)) {
        for (&outcome, contribution) in &record.contributions {
            let level = contribution.level.and_then(|level| portfolio.ladder.share_of(level));
            let Some(level) = level.filter(|level| *level > 0.0) else { continue };
            let weight = weights.as_ref().map_or(0.0, |weights| weights.share(outcome));
            blast.points += 100.0 * weight * level * contribution.confidence.share();
            blast.outcomes.insert(outcome);
        }
    }
    blast
}

/// Everything up- and downstream of any of `sources`, cards and lines, the sources included.
///
/// One goes along and against the lines of the map, in one direction at a time. Projects that go together are both up- and downstream of each other;
/// one that excludes another has no part in its stream.
pub fn stream(portfolio: &Portfolio, sources: &BTreeSet<Item>) -> BTreeSet<Item> {
    let links = links(portfolio);
    let mut numbers: BTreeMap<Item, usize> = BTreeMap::new();
    for link in &links {
        for end in [link.from, link.to] {
            let next = numbers.len();
            numbers.entry(end).or_insert(next);
        }
    }
    let mut items = vec![None; numbers.len()];
    for (&item, &number) in &numbers {
        if let Some(slot) = items.get_mut(number) {
            *slot = Some(item);
        }
    }
    let number = |item: Item| numbers.get(&item).copied();
    let edges = edges(&links, &number);
    let ends = |is_start: bool| {
        let of_links = links.iter().filter(|link| sources.contains(&link.item) && !is_own(link));
        let of_links = of_links.map(|link| if is_start { link.from } else { link.to });
        let all: Vec<Item> = sources.iter().copied().chain(of_links).collect();
        all
    };
    let reached = |found: Vec<usize>, seeds: &[Item]| -> BTreeSet<Item> {
        let found = found.into_iter().filter_map(|number| items.get(number).copied().flatten());
        found.chain(seeds.iter().copied()).collect()
    };
    let (starts, targets) = (ends(true), ends(false));
    let seeds = |items: &[Item]| items.iter().filter_map(|item| number(*item)).collect::<Vec<_>>();
    let up = reached(upstream(numbers.len(), &edges, &seeds(&starts)), &starts);
    let down = reached(downstream(numbers.len(), &edges, &seeds(&targets)), &targets);
    let is_within = |link: &&Link| {
        let within = |side: &BTreeSet<Item>| side.contains(&link.from) && side.contains(&link.to);
        !is_barrier(link) && (within(&up) || within(&down))
    };
    let inner: BTreeSet<Item> = links.iter().filter(is_within).map(|link| link.item).collect();
    up.into_iter().chain(down).chain(inner).collect()
}

/// Whether a line stands for one of the cards at its ends rather than for a record of its own.
fn is_own(link: &Link) -> bool {
    matches!(link.kind, LinkKind::PartOf | LinkKind::MeasuredBy)
}

fn is_barrier(link: &Link) -> bool {
    matches!(link.kind, LinkKind::Dependency(DependencyKind::Excludes))
}

fn edges(links: &[Link], number: &dyn Fn(Item) -> Option<usize>) -> Vec<(usize, usize)> {
    let mut edges = Vec::new();
    for link in links.iter().filter(|link| !is_barrier(link)) {
        let (Some(from), Some(to)) = (number(link.from), number(link.to)) else { continue };
        edges.push((from, to));
        if matches!(link.kind, LinkKind::Dependency(DependencyKind::Together)) {
            edges.push((to, from));
        }
    }
    edges
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::{collection::vec, prelude::*};

    use super::*;
    use crate::model::{
        Contribution, Dependency, DependencyId, Id, Outcome, Project, Stage, Timing, Weight,
    };

    const REQUIRES: DependencyKind = DependencyKind::Requires { timing: Timing::FinishToStart };

    fn project_id(number: u64) -> ProjectId {
        ProjectId(Id::from_bits(number))
    }

    fn outcome_id(number: u64) -> OutcomeId {
        OutcomeId(Id::from_bits(1000 + number))
    }

    fn portfolio(links: &[(u64, u64, DependencyKind)]) -> Portfolio {
        let mut portfolio = Portfolio::titled("Test".parse().unwrap());
        for number in 0..10 {
            let project = Project::named(format!("P{number}").parse().unwrap());
            portfolio.projects.insert(project_id(number), Arc::new(project));
        }
        for (number, &(from, to, kind)) in links.iter().enumerate() {
            let id = DependencyId(Id::from_bits(2000 + u64::try_from(number).unwrap()));
            let link = Dependency::between(project_id(from), project_id(to), kind);
            portfolio.dependencies.insert(id, Arc::new(link));
        }
        portfolio
    }

    fn serve(portfolio: &mut Portfolio, project: u64, outcome: u64, is_rated: bool) {
        let record = Outcome::named("Growth".parse().unwrap(), Weight::new(10.0).unwrap());
        portfolio.outcomes.entry(outcome_id(outcome)).or_insert_with(|| Arc::new(record));
        let level = portfolio.ladder.levels().next_back().filter(|_| is_rated);
        let project = Arc::make_mut(portfolio.projects.get_mut(&project_id(project)).unwrap());
        let contribution = Contribution { level, ..Contribution::unrated() };
        project.contributions.insert(outcome_id(outcome), contribution);
    }

    #[test]
    fn what_waits_falls_with_its_points_and_what_is_done_does_not() {
        let mut portfolio =
            portfolio(&[(1, 0, REQUIRES), (2, 1, REQUIRES), (3, 0, REQUIRES), (4, 3, REQUIRES)]);
        serve(&mut portfolio, 0, 0, true);
        serve(&mut portfolio, 2, 0, true);
        serve(&mut portfolio, 1, 1, false);
        Arc::make_mut(portfolio.projects.get_mut(&project_id(3)).unwrap()).stage = Stage::Done;
        let blast = blast_radius(&portfolio, project_id(0));
        assert_eq!(blast.waiting, [1, 2].map(project_id).into());
        assert_eq!(blast.outcomes, [outcome_id(0)].into());
        // Both outcomes weigh a half.
        assert!((blast.points - 100.0).abs() < 1e-9, "{}", blast.points);
    }

    #[test]
    fn a_stream_runs_in_one_direction_at_a_time_and_not_past_what_it_excludes() {
        let mut portfolio =
            portfolio(&[(1, 0, REQUIRES), (2, 0, REQUIRES), (1, 5, DependencyKind::Excludes)]);
        serve(&mut portfolio, 1, 0, true);
        serve(&mut portfolio, 6, 0, true);
        let found = stream(&portfolio, &[Item::Project(project_id(1))].into());
        let cards: BTreeSet<Item> = found
            .iter()
            .copied()
            .filter(|item| matches!(item, Item::Project(_) | Item::Outcome(_)))
            .collect();
        let expected = [
            Item::Project(project_id(0)),
            Item::Project(project_id(1)),
            Item::Outcome(outcome_id(0)),
        ];
        assert_eq!(cards, expected.into());
        assert!(found.contains(&Item::Contribution(project_id(1), outcome_id(0))));
        assert!(!found.contains(&Item::Contribution(project_id(6), outcome_id(0))));
    }

    proptest! {
        #[test]
        fn the_blast_is_what_brute_force_finds(
            pairs in vec((0_u64..10, 0_u64..10), 0..24),
            done in vec(0_u64..10, 0..3),
        ) {
            let links: Vec<_> = pairs.iter().map(|&(from, to)| (from, to, REQUIRES)).collect();
            let mut portfolio = portfolio(&links);
            for &number in &done {
                Arc::make_mut(portfolio.projects.get_mut(&project_id(number)).unwrap()).stage = Stage::Done;
            }
            let mut waits = BTreeSet::from([0]);
            for _round in 0..10 {
                let more: Vec<u64> = pairs.iter().filter(|(from, to)| waits.contains(to) && !done.contains(from)).map(|(from, _)| *from).collect();
                waits.extend(more);
            }
            waits.remove(&0);
            let expected: BTreeSet<ProjectId> = waits.into_iter().map(project_id).collect();
            prop_assert_eq!(blast_radius(&portfolio, project_id(0)).waiting, expected);
        }

        #[test]
        fn the_stream_is_what_brute_force_finds(pairs in vec((0_u64..10, 0_u64..10, 0_u8..3), 0..20)) {
            let kinds = [REQUIRES, DependencyKind::Together, DependencyKind::Enables { synergy: None }];
            let links: Vec<_> = pairs.iter().map(|&(from, to, kind)| (from, to, kinds[usize::from(kind)])).collect();
            let portfolio = portfolio(&links);
            let mut arrows: Vec<(u64, u64)> = Vec::new();
            for &(from, to, kind) in pairs.iter().filter(|(from, to, _)| from != to) {
                arrows.push(if kind == 0 { (to, from) } else { (from, to) });
                if kind == 1 {
                    arrows.push((to, from));
                }
            }
            let mut expected = BTreeSet::from([4]);
            for turn in [false, true] {
                let mut side = BTreeSet::from([4]);
                for _round in 0..10 {
                    let ends = arrows.iter().map(|&(from, to)| if turn { (to, from) } else { (from, to) });
                    let more: Vec<u64> = ends.filter(|(from, _)| side.contains(from)).map(|(_, to)| to).collect();
                    side.extend(more);
                }
                expected.extend(side);
            }
            let found = stream(&portfolio, &[Item::Project(project_id(4))].into());
            let projects: BTreeSet<u64> = found.iter().filter_map(|item| match item {
                Item::Project(id) => Some(id.0.bits()),
                _ => None,
            }).collect();
            prop_assert_eq!(projects, expected);
        }
    }
}
