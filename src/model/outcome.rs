//! What the organisation wants to be true, and how it is seen to happen.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::date::Date;
use super::id::{MeasureId, OutcomeId, StakeholderId};
use super::ladder::Level;
use super::name::{Name, Text};
use super::share::{Figure, Weight, WeightRange};
use super::unread::Unread;

/// What sort of business result an outcome is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum OutcomeKind {
    /// More is sold, or at a better price.
    RevenueGrowth,
    /// The same costs less.
    CostReduction,
    /// Less can go wrong, or goes less wrong.
    RiskReduction,
    /// Those who are customers stay.
    CustomerRetention,
    /// What the law or the supervisor asks for is done.
    Compliance,
    /// People get more done.
    Productivity,
    /// Something else.
    #[default]
    Other,
}

impl OutcomeKind {
    /// All kinds in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::RevenueGrowth,
        Self::CostReduction,
        Self::RiskReduction,
        Self::CustomerRetention,
        Self::Compliance,
        Self::Productivity,
        Self::Other,
    ];
}

/// A business result that the organisation wants. Outcomes form a tree; only its leaves are rated and weigh.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// What people call it.
    pub name: Name,
    /// What is meant, in full.
    pub summary: Text,
    /// What sort of result it is.
    pub kind: OutcomeKind,
    /// Who answers for it.
    pub owner: Option<StakeholderId>,
    /// How much it counts beside the other leaves; ignored on an outcome that has parts.
    pub weight: Weight,
    /// What its weight may be, as far as people agree; on the same scale as `weight`.
    pub weight_range: Option<WeightRange>,
    /// The outcome it is a part of.
    pub parent: Option<OutcomeId>,
    /// What each level of the ladder means for this outcome.
    pub statements: BTreeMap<Level, Text>,
    /// How it is seen to happen.
    pub measures: BTreeMap<MeasureId, Arc<Measure>>,
    /// Fields of a newer version.
    pub unread: Unread,
}

impl Outcome {
    /// An outcome of which only the name and the weight are known.
    pub fn named(name: Name, weight: Weight) -> Self {
        Self {
            name,
            summary: Text::default(),
            kind: OutcomeKind::default(),
            owner: None,
            weight,
            weight_range: None,
            parent: None,
            statements: BTreeMap::new(),
            measures: BTreeMap::new(),
            unread: Unread::default(),
        }
    }
}

/// Which way is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Direction {
    /// More is better.
    #[default]
    Up,
    /// Less is better.
    Down,
}

/// Something that is measured to see whether an outcome happens.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// What is measured.
    pub name: Name,
    /// In what: "%", "days", "incidents a month".
    pub unit: Text,
    /// Which way is good.
    pub direction: Direction,
    /// Where it stood before anything was done.
    pub baseline: Option<Figure>,
    /// Where it should stand.
    pub target: Option<Figure>,
    /// By when.
    pub target_by: Option<Date>,
    /// What was read, and on which day.
    pub actuals: BTreeMap<Date, Figure>,
    /// Fields of a newer version.
    pub unread: Unread,
}

/// A business change that has to happen for a benefit to arrive: a new process, a retired system, trained people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What people call it.
    pub name: Name,
    /// What changes, for whom.
    pub summary: Text,
    /// Who makes it happen.
    pub owner: Option<StakeholderId>,
    /// Fields of a newer version.
    pub unread: Unread,
}

impl Change {
    /// A change of which only the name is known.
    pub fn named(name: Name) -> Self {
        Self { name, summary: Text::default(), owner: None, unread: Unread::default() }
    }
}
