//! The cards in the order of their left edges: to find the one at a place without going through all.

use egui::{Pos2, Rect};

/// The numbers of cards by their left edges.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Shelf {
    by_left: Vec<usize>,
    /// How wide the widest card is, in map units.
    width_max: f32,
}

impl Shelf {
    /// Puts these cards in order.
    pub(super) fn of(boxes: &[Rect]) -> Self {
        let left = |number: &usize| boxes.get(*number).map_or(0.0, Rect::left);
        let mut by_left: Vec<usize> = (0..boxes.len()).collect();
        by_left.sort_by(|one, other| left(one).total_cmp(&left(other)));
        let width_max = boxes.iter().map(Rect::width).fold(0.0, f32::max);
        Self { by_left, width_max }
    }

    /// The number of the uppermost card at a place; later cards lie above earlier ones.
    pub(super) fn at(&self, boxes: &[Rect], place: Pos2) -> Option<usize> {
        let is_left_of =
            |number: &usize, edge: f32| boxes.get(*number).is_some_and(|card| card.left() < edge);
        // A little more, because the edges of a card are rounded.
        let reach = self.width_max + 1.0;
        let first = self.by_left.partition_point(|number| is_left_of(number, place.x - reach));
        let near = self.by_left.iter().skip(first).copied();
        near.take_while(|number| boxes.get(*number).is_some_and(|card| card.left() <= place.x))
            .filter(|number| boxes.get(*number).is_some_and(|card| card.contains(place)))
            .max()
    }
}

#[cfg(test)]
mod tests {
    use egui::{pos2, vec2};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_finds_what_going_through_all_finds(
            corners in proptest::collection::vec((0..60_u8, 0..60_u8, 1..30_u8), 0..40),
            at in (0..90_u8, 0..90_u8),
        ) {
            let card = |&(x, y, side): &(u8, u8, u8)| {
                let corner = pos2(f32::from(x), f32::from(y));
                Rect::from_min_size(corner, vec2(f32::from(side), 12.0))
            };
            let boxes: Vec<Rect> = corners.iter().map(card).collect();
            let place = pos2(f32::from(at.0), f32::from(at.1));
            let wanted = boxes.iter().rposition(|card| card.contains(place));
            prop_assert_eq!(Shelf::of(&boxes).at(&boxes, place), wanted);
        }
    }
}
