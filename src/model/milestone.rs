//! Points in time that matter to somebody.

use super::date::Date;
use super::name::{Name, Text};
use super::unread::Unread;

/// What a review of a milestone came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Review {
    /// All criteria are met.
    Passed,
    /// It goes on, but something has to be done.
    PassedWithConditions,
    /// It does not go on like this.
    Failed,
}

/// A dated checkpoint of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// What people call it.
    pub name: Name,
    /// What must be true for it to count as reached.
    pub criteria: Text,
    /// The day that was agreed.
    pub planned: Date,
    /// The day that is expected now.
    pub forecast: Option<Date>,
    /// The day on which it was reached.
    pub actual: Option<Date>,
    /// What the review came to.
    pub review: Option<Review>,
    /// Fields of a newer version.
    pub unread: Unread,
}
