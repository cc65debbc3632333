//! What was agreed: which projects are funded, when they start, and how much of each.

use super::date::Month;
use super::id::FundingId;
use super::unread::Unread;

/// A project in the plan that was agreed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Planned {
    /// When it starts; nothing means as soon as it can.
    pub start: Option<Month>,
    /// Which of its ways to be funded in part; nothing means all of it.
    pub funding: Option<FundingId>,
    /// Fields of a newer version.
    pub unread: Unread,
}
