//! Which id each record has where it arrives: its own if that is free, another if it is not.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Id, Portfolio};

/// Every id in a portfolio, of records and of the lines inside them.
fn used(portfolio: &Portfolio) -> BTreeSet<Id> {
    let mut used = BTreeSet::new();
    used.extend(portfolio.outcomes.keys().map(|id| id.0));
    used.extend(portfolio.changes.keys().map(|id| id.0));
    used.extend(portfolio.projects.keys().map(|id| id.0));
    used.extend(portfolio.dependencies.keys().map(|id| id.0));
    used.extend(portfolio.groups.keys().map(|id| id.0));
    used.extend(portfolio.roles.keys().map(|id| id.0));
    used.extend(portfolio.budgets.keys().map(|id| id.0));
    used.extend(portfolio.risks.keys().map(|id| id.0));
    used.extend(portfolio.stakeholders.keys().map(|id| id.0));
    used.extend(portfolio.scenarios.keys().map(|id| id.0));
    used.extend(portfolio.judgments.keys().map(|id| id.0));
    used.extend(portfolio.frameworks.keys().map(|id| id.0));
    used.extend(portfolio.causes.keys().map(|id| id.0));
    for outcome in portfolio.outcomes.values() {
        used.extend(outcome.measures.keys().map(|id| id.0));
    }
    for project in portfolio.projects.values() {
        used.extend(project.milestones.keys().map(|id| id.0));
        used.extend(project.costs.keys().map(|id| id.0));
        used.extend(project.benefits.keys().map(|id| id.0));
        used.extend(project.fundings.keys().map(|id| id.0));
        used.extend(project.vendors.keys().map(|id| id.0));
    }
    used
}

/// The ids of arriving records.
pub(super) struct NewIds<'a> {
    used: BTreeSet<Id>,
    given: BTreeMap<Id, Id>,
    draw: &'a mut dyn FnMut() -> Id,
}

impl<'a> NewIds<'a> {
    /// Ids that clash with nothing in `portfolio`; new ones come from `draw`.
    pub(super) fn beside(portfolio: &Portfolio, draw: &'a mut dyn FnMut() -> Id) -> Self {
        Self { used: used(portfolio), given: BTreeMap::new(), draw }
    }

    /// The id that the record `old` gets, the same each time one asks.
    pub(super) fn of<Key: From<Id>>(&mut self, old: Id) -> Key {
        if let Some(&given) = self.given.get(&old) {
            return Key::from(given);
        }
        let mut new = old;
        while !self.used.insert(new) {
            new = (self.draw)();
        }
        self.given.insert(old, new);
        Key::from(new)
    }

    /// Says that `old` is known here as `there`.
    pub(super) fn is(&mut self, old: Id, there: Id) {
        self.given.insert(old, there);
    }

    /// The id that `old` has here, if it came along or was recognised.
    pub(super) fn known<Key: From<Id>>(&self, old: Id) -> Option<Key> {
        self.given.get(&old).copied().map(Key::from)
    }
}
