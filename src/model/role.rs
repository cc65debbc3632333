//! Who can do how much, and when.

use std::collections::BTreeMap;

use super::date::Month;
use super::money::Money;
use super::name::Name;
use super::share::Fte;
use super::unread::Unread;

/// A kind of work that people do, and how many of them there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// What people call it.
    pub name: Name,
    /// What one full-time person costs in a period.
    pub rate: Option<Money>,
    /// How many full-time people there are from the month given on, until the next month given; before the first, nobody knows.
    pub capacity: BTreeMap<Month, Fte>,
    /// Fields of a newer version.
    pub unread: Unread,
}

impl Role {
    /// How many people there are in the month; nothing where nobody has said.
    pub fn capacity_in(&self, month: Month) -> Option<Fte> {
        self.capacity.range(..=month).next_back().map(|(_, &fte)| fte)
    }
}
