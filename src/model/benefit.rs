//! Money over time that comes back, and who answers for it.

use std::collections::BTreeMap;

use super::date::Month;
use super::estimate::{Estimate, Spread};
use super::id::{OutcomeId, StakeholderId};
use super::money::Money;
use super::name::{Name, Text};
use super::unread::Unread;

/// A line of benefit: an amount each period after the project is delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Benefit {
    /// What it is.
    pub name: Name,
    /// The outcome that it is a part of.
    pub outcome: Option<OutcomeId>,
    /// Who answers for it.
    pub owner: Option<StakeholderId>,
    /// How many periods after the end of the project it begins.
    pub delay: u16,
    /// In how many periods it grows evenly from nothing to its full amount; 0 is at once.
    pub ramp: u16,
    /// For how many periods it comes; nothing means to the end of the portfolio's horizon.
    pub periods: Option<u16>,
    /// How much in each period, once fully there.
    pub amount: Estimate,
    /// How its low, likely and high are meant; nothing means [`Spread::Pert`].
    pub spread: Option<Spread>,
    /// What came in, by the month that it is booked in; several months of one period add up. What nobody has said is not zero.
    pub realised: BTreeMap<Month, Money>,
    /// How it is known and counted.
    pub note: Text,
    /// Fields of a newer version.
    pub unread: Unread,
}
