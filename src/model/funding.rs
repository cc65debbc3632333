//! A way to do only a part of a project, for a part of its money.

use super::name::{Name, Text};
use super::share::Percent;
use super::unread::Unread;

/// A part of a project that can be funded instead of all of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Funding {
    /// What people call it: "Pilot in two branches".
    pub name: Name,
    /// How much of every cost it takes.
    pub cost: Percent,
    /// How much of the people's work it takes.
    pub work: Percent,
    /// How much of the score and of every benefit it brings.
    pub value: Percent,
    /// What is in it and what is not.
    pub note: Text,
    /// Fields of a newer version.
    pub unread: Unread,
}
