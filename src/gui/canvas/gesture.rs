//! What is being done to the map: one thing at a time.

use egui::{Pos2, Rect, Vec2};

use crate::model::Item;

/// What the pointer is doing.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Gesture {
    /// Nothing.
    #[default]
    Idle,
    /// Moving cards; where they were grasped, and how far they have come, in map units.
    Moving { items: Vec<Item>, from: Pos2, by: Vec2 },
    /// Drawing a rectangle around cards, in map units.
    Band { from: Pos2, to: Pos2 },
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
