//! Cards on their way: what was put elsewhere glides there, so that the eye can follow.

use std::collections::BTreeMap;

use egui::Vec2;

use super::scene::Scene;
use crate::model::Item;

/// How long cards are on their way, in seconds.
const SECONDS: f64 = 0.3;

/// How far cards have still to go, as they set out.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glide {
    /// From the new place to the old one, in map units.
    back: BTreeMap<Item, Vec2>,
    began: f64,
}

impl Glide {
    /// From where cards are seen in one scene to where they stand in the next; nothing where none of them moves.
    /// `by` is how far they were from their old places just then; `now` is in seconds.
    pub(super) fn between(
        old: &Scene,
        new: &Scene,
        by: impl Fn(Item) -> Vec2,
        now: f64,
    ) -> Option<Self> {
        let back = |card: &super::scene::Card| {
            let stood = old.card_of(card.item)?.rect.center() + by(card.item);
            let back = stood - card.rect.center();
            (back.length() > 0.5).then_some((card.item, back))
        };
        let back: BTreeMap<Item, Vec2> = new.cards.iter().filter_map(back).collect();
        (!back.is_empty()).then_some(Self { back, began: now })
    }

    /// Whether everything has arrived.
    pub(super) fn is_over(&self, now: f64) -> bool {
        now - self.began >= SECONDS
    }

    /// How far a card is from its place.
    pub(super) fn offset(&self, item: Item, now: f64) -> Vec2 {
        let rest = 1.0 - ((now - self.began) / SECONDS).clamp(0.0, 1.0) as f32;
        // Fast at first, and gently into place.
        self.back.get(&item).map_or(Vec2::ZERO, |back| *back * (rest * rest * rest))
    }
}
