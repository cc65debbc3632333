//! Who cares, and how much they can decide.

use super::name::Name;
use super::share::Weight;
use super::unread::Unread;

/// What part somebody has in the decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Say {
    /// Decides.
    Decides,
    /// Is asked before.
    IsAsked,
    /// Is told after.
    IsTold,
}

impl Say {
    /// All parts in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Decides, Self::IsAsked, Self::IsTold];
}

/// Someone whose view counts, or who answers for something.
#[derive(Debug, Clone, PartialEq)]
pub struct Stakeholder {
    /// What people call them.
    pub name: Name,
    /// Where they belong.
    pub department: Option<Name>,
    /// What part they have in the decision.
    pub say: Option<Say>,
    /// How much their ballot counts beside others.
    pub weight: Weight,
    /// Fields of a newer version.
    pub unread: Unread,
}
