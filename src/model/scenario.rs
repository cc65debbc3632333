//! A what-if: budget, capacity, weights, forced choices. It overrides, and never copies.

use std::collections::BTreeMap;

use super::date::Month;
use super::id::{BudgetId, OutcomeId, ProjectId, RoleId};
use super::money::Money;
use super::name::{Name, Text};
use super::share::{Figure, Fte, Weight};
use super::unread::Unread;

/// A choice that is taken out of the hands of the calculation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Force {
    /// It is done, whatever it costs.
    In,
    /// It is not done, whatever it brings.
    Out,
}

/// A forced choice and its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forced {
    /// In or out.
    pub force: Force,
    /// Why; a reader of the decision will ask.
    pub reason: Text,
    /// Fields of a newer version.
    pub unread: Unread,
}

/// What is different from the base.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// What people call it.
    pub name: Name,
    /// What it asks.
    pub summary: Text,
    /// Other totals of budgets.
    pub budgets: BTreeMap<BudgetId, Money>,
    /// Other capacities, in every period.
    pub capacities: BTreeMap<RoleId, Fte>,
    /// Other weights.
    pub weights: BTreeMap<OutcomeId, Weight>,
    /// Forced choices.
    pub forced: BTreeMap<ProjectId, Forced>,
    /// Other starts.
    pub starts: BTreeMap<ProjectId, Month>,
    /// What the cost of a project is multiplied by: 1.2 is a fifth more.
    pub cost_factors: BTreeMap<ProjectId, Figure>,
    /// Fields of a newer version.
    pub unread: Unread,
}

impl Scenario {
    /// A scenario in which nothing is different yet.
    pub fn named(name: Name) -> Self {
        Self {
            name,
            summary: Text::default(),
            budgets: BTreeMap::new(),
            capacities: BTreeMap::new(),
            weights: BTreeMap::new(),
            forced: BTreeMap::new(),
            starts: BTreeMap::new(),
            cost_factors: BTreeMap::new(),
            unread: Unread::default(),
        }
    }
}
