//! What must come first, come along, or not come together.

use std::collections::BTreeSet;

use super::id::ProjectId;
use super::name::{Name, Text};
use super::share::SynergyPoints;
use super::unread::Unread;

/// When the needed project has to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Timing {
    /// Before the other one starts.
    #[default]
    FinishToStart,
    /// At any time: only the choice of one hangs on the other.
    SameTime,
}

/// What a dependency says about its two projects.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum DependencyKind {
    /// The first cannot be done without the second.
    Requires {
        /// When the second has to be done.
        timing: Timing,
    },
    /// Both or neither.
    Together,
    /// At most one of the two.
    Excludes,
    /// The first makes the second better: a bonus where both are done.
    Enables {
        /// What is added to the value of the plan, in points of score; nothing where nobody has put a figure on it.
        synergy: Option<SynergyPoints>,
    },
}

impl DependencyKind {
    /// Whether the two ends may change places without a change of meaning.
    pub fn is_symmetric(self) -> bool {
        matches!(self, Self::Together | Self::Excludes)
    }
}

/// A rule between two projects.
#[derive(Debug, Clone, PartialEq)]
pub struct Dependency {
    /// The project that requires, enables, or is one of the two.
    pub from: ProjectId,
    /// The project that is required, enabled, or the other of the two.
    pub to: ProjectId,
    /// What the rule says.
    pub kind: DependencyKind,
    /// How many periods must pass between the end of the needed project and the start of the other; may be below zero.
    pub lag: i16,
    /// Why.
    pub reason: Text,
    /// Fields of a newer version.
    pub unread: Unread,
}

impl Dependency {
    /// A dependency of `from` on `to` without lag or reason.
    pub fn between(from: ProjectId, to: ProjectId, kind: DependencyKind) -> Self {
        Self { from, to, kind, lag: 0, reason: Text::default(), unread: Unread::default() }
    }
}

/// How many of a group may be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupRule {
    /// This many or more.
    AtLeast(u16),
    /// This many or fewer.
    AtMost(u16),
    /// This many.
    Exactly(u16),
}

/// A named set of projects with a rule on how many of them are done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What people call it.
    pub name: Name,
    /// How many of it.
    pub rule: GroupRule,
    /// Which projects belong to it.
    pub members: BTreeSet<ProjectId>,
    /// Why.
    pub reason: Text,
    /// Fields of a newer version.
    pub unread: Unread,
}
