//! What may go wrong, how likely, how badly.

use std::collections::BTreeSet;

use super::date::Date;
use super::estimate::Estimate;
use super::id::{ProjectId, StakeholderId};
use super::name::{Name, Text};
use super::share::Percent;
use super::unread::Unread;

/// What is done about a risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Response {
    /// Do something else instead.
    Avoid,
    /// Make it less likely or less bad.
    Reduce,
    /// Let somebody else bear it.
    Transfer,
    /// Live with it.
    Accept,
}

impl Response {
    /// All responses in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Avoid, Self::Reduce, Self::Transfer, Self::Accept];
}

/// What an event does if it happens.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Impact {
    /// How likely it is to happen at all.
    pub probability: Option<Percent>,
    /// What it costs then.
    pub money: Option<Estimate>,
    /// How many periods it delays each project it threatens.
    pub delay: Option<u16>,
}

/// An uncertain event that would hurt.
#[derive(Debug, Clone, PartialEq)]
pub struct Risk {
    /// What people call it.
    pub name: Name,
    /// Because of what.
    pub cause: Text,
    /// What may happen.
    pub event: Text,
    /// With what effect.
    pub effect: Text,
    /// The projects it threatens.
    pub threatens: BTreeSet<ProjectId>,
    /// How likely and how bad, as things stand.
    pub impact: Impact,
    /// Who watches it.
    pub owner: Option<StakeholderId>,
    /// What is done about it.
    pub response: Option<Response>,
    /// How.
    pub response_note: Text,
    /// How likely and how bad once that is done.
    pub residual: Impact,
    /// When it is looked at again.
    pub review_on: Option<Date>,
    /// Fields of a newer version.
    pub unread: Unread,
}
