//! What the person is looking at: the same in every view.

use std::collections::BTreeSet;

use super::request::Selecting;
use crate::model::{Item, Portfolio};

/// The selected items, and which of them was selected last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    items: BTreeSet<Item>,
    last: Option<Item>,
}

impl Selection {
    /// Whether the item is selected.
    pub fn has(&self, item: Item) -> bool {
        self.items.contains(&item)
    }

    /// The selected items, in order.
    pub fn items(&self) -> &BTreeSet<Item> {
        &self.items
    }

    /// The one that is selected, if it is only one.
    pub fn only(&self) -> Option<Item> {
        self.items.first().copied().filter(|_| self.items.len() == 1)
    }

    /// The one that was selected last.
    pub fn last(&self) -> Option<Item> {
        self.last
    }

    pub(super) fn change(&mut self, selecting: Selecting) {
        match selecting {
            Selecting::Only(items) => {
                self.last = items.last().copied();
                self.items = items.into_iter().collect();
            }
            Selecting::Also(items) => {
                self.last = items.last().copied().or(self.last);
                self.items.extend(items);
            }
            Selecting::Toggle(item) => {
                if !self.items.remove(&item) {
                    self.items.insert(item);
                    self.last = Some(item);
                }
            }
            Selecting::Nothing => *self = Self::default(),
        }
        self.last = self.last.filter(|last| self.items.contains(last));
    }

    /// Forgets what is not there any more.
    pub(super) fn repair(&mut self, portfolio: &Portfolio) {
        self.items.retain(|item| portfolio.has(*item));
        self.last = self.last.filter(|last| self.items.contains(last));
    }
}
