//! What is being done to the map: one thing at a time.

use std::collections::BTreeSet;

use egui::{Pos2, Rect, Vec2};

use super::snap::Guide;
use crate::model::Item;
use crate::workspace::linking::{LineEnd, Side};

/// What the pointer is doing.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Gesture {
    /// Nothing.
    #[default]
    Idle,
    /// Moving the map; which place of it the hand holds.
    Panning { held: Pos2 },
    /// Moving cards; where they were grasped, how far they have come, in map units, and what they stand in line with.
    Moving { items: BTreeSet<Item>, from: Pos2, by: Vec2, guides: Vec<Guide> },
    /// Drawing a rectangle around cards, in map units.
    Band { from: Pos2, to: Pos2 },
    /// Drawing a line, new or an end of an old one, to a place on the map.
    Drawing { line: Drawn, to: Pos2, target: Option<Item>, targets: BTreeSet<Item> },
}

/// Which line is being drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Drawn {
    /// A new one, from this side of a card.
    New(Item, Side),
    /// An end of one that is there.
    End(Item, LineEnd),
}

impl Gesture {
    /// How far a card has been moved and not yet let go.
    pub(super) fn offset(&self, item: Item) -> Vec2 {
        match self {
            Self::Moving { items, by, .. } if items.contains(&item) => *by,
            _ => Vec2::ZERO,
        }
    }

    /// The rectangle being drawn.
    pub(super) fn band(&self) -> Option<Rect> {
        match self {
            Self::Band { from, to } => Some(Rect::from_two_pos(*from, *to)),
            _ => None,
        }
    }
}
