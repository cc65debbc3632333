//! What stands out without being touched: what hangs together with the selection, and what contradicts itself.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::scene::Scene;
use crate::model::{Item, Portfolio};
use crate::workspace::{Answer, ProblemGravity, Workspace};

/// The selected cards and everything that a line joins to them; empty where nothing is selected. It is worked out
/// again only when something else is selected.
#[derive(Default)]
pub(super) struct Near {
    selected: BTreeSet<Item>,
    near: BTreeSet<Item>,
}

impl Near {
    pub(super) fn of(&mut self, scene: &Scene, selected: &BTreeSet<Item>) -> &BTreeSet<Item> {
        if self.selected != *selected {
            self.selected.clone_from(selected);
            self.near = near(scene, selected);
        }
        &self.near
    }
}

fn near(scene: &Scene, selected: &BTreeSet<Item>) -> BTreeSet<Item> {
    let mut near = BTreeSet::new();
    if selected.is_empty() {
        return near;
    }
    let is_selected: Vec<bool> =
        scene.cards.iter().map(|card| selected.contains(&card.item)).collect();
    let touches = |number: usize| is_selected.get(number).copied().unwrap_or(false);
    for line in &scene.lines {
        if touches(line.from) || touches(line.to) || selected.contains(&line.item) {
            let ends = [scene.cards.get(line.from), scene.cards.get(line.to)];
            near.extend(ends.into_iter().flatten().map(|card| card.item));
        }
    }
    near.extend(selected.iter().copied().filter(|item| scene.number_of(*item).is_some()));
    near
}

/// The things that contradict themselves, as far as is known.
#[derive(Default)]
pub(super) struct Flaws {
    of: Option<(Arc<Portfolio>, bool)>,
    pub(super) items: BTreeSet<Item>,
}

impl Flaws {
    /// Brings them up to date; says whether they have changed.
    pub(super) fn follow(&mut self, workspace: &Workspace) -> bool {
        let answer = workspace.problems();
        let is_current = matches!(answer, Answer::Current(_));
        let portfolio = workspace.portfolio();
        let is_same = self.of.as_ref().is_some_and(|(of, was_current)| {
            Arc::ptr_eq(of, portfolio) && *was_current == is_current
        });
        if is_same {
            return false;
        }
        self.of = Some((Arc::clone(portfolio), is_current));
        let problems = answer.latest().map_or(&[][..], Vec::as_slice);
        let flawed = problems.iter().filter(|problem| problem.gravity == ProblemGravity::Flaw);
        let items: BTreeSet<Item> = flawed.filter_map(|problem| problem.item).collect();
        let has_changed = items != self.items;
        self.items = items;
        has_changed
    }
}
