//! One way to buy what a project needs.

use super::estimate::Estimate;
use super::money::Money;
use super::name::{Name, Text};
use super::unread::Unread;

/// What one vendor asks for; the vendor that is chosen adds to the cost of the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vendor {
    /// What people call it.
    pub name: Name,
    /// What it costs in a period.
    pub price: Estimate,
    /// In which period it first falls due, counted from 0 for the period the project starts in.
    pub first: u16,
    /// For how many periods; nothing means to the end of the portfolio's horizon.
    pub periods: Option<u16>,
    /// What it costs once, in period `first`, to change over to it.
    pub switching: Option<Money>,
    /// What was offered: length, notice, service levels.
    pub terms: Text,
    /// Anything else worth keeping.
    pub note: Text,
    /// Fields of a newer version.
    pub unread: Unread,
}
