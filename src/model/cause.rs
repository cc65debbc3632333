//! What makes the estimates of several projects go wrong together.

use std::collections::BTreeSet;

use super::id::ProjectId;
use super::name::{Name, Text};
use super::share::Percent;
use super::unread::Unread;

/// A shared cause of error: the same vendor, team or technology.
#[derive(Debug, Clone, PartialEq)]
pub struct Cause {
    /// What people call it.
    pub name: Name,
    /// Why it moves them together.
    pub summary: Text,
    /// The projects whose figures it moves.
    pub members: BTreeSet<ProjectId>,
    /// How strongly the figures of any two of them move together, 0 (not at all) to 100 % (as one).
    pub correlation: Percent,
    /// Fields of a newer version.
    pub unread: Unread,
}
