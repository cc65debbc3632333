//! Names beside things in a chart, placed so that none lies on another.

use egui::{Pos2, Rect, Vec2, pos2};

/// A thing that would like its name beside it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Wanted {
    /// The middle of the thing.
    pub(crate) middle: Pos2,
    /// How far it reaches from there.
    pub(crate) radius: f32,
    /// How large the name is.
    pub(crate) size: Vec2,
}

/// What lies between a thing and its name.
const AIR: f32 = 3.0;

/// A place for each name, in the order in which they matter; nothing for those that would lie on another name, on another
/// thing, on what is `taken` already or beyond `bounds`.
pub(crate) fn place_names(bounds: Rect, taken: &[Rect], wanted: &[Wanted]) -> Vec<Option<Rect>> {
    let mut placed: Vec<Rect> = taken.to_vec();
    let mut found = Vec::with_capacity(wanted.len());
    for (number, one) in wanted.iter().enumerate() {
        let is_free = |rect: &Rect| {
            bounds.contains_rect(*rect)
                && !placed.iter().any(|other| other.expand(2.0).intersects(*rect))
                && !wanted
                    .iter()
                    .enumerate()
                    .any(|(at, other)| at != number && reaches(other, rect))
        };
        let place = spots(one).into_iter().find(is_free);
        placed.extend(place);
        found.push(place);
    }
    found
}

/// Right, left, above, below, and the corners between.
fn spots(one: &Wanted) -> [Rect; 8] {
    let Wanted { middle, radius, size } = *one;
    let (out, slant) = (radius + AIR, radius * 0.7 + AIR);
    let at = |x: f32, y: f32| Rect::from_min_size(pos2(middle.x + x, middle.y + y), size);
    [
        at(out, -size.y * 0.5),
        at(-out - size.x, -size.y * 0.5),
        at(-size.x * 0.5, -out - size.y),
        at(-size.x * 0.5, out),
        at(slant, -slant - size.y),
        at(slant, slant),
        at(-slant - size.x, -slant - size.y),
        at(-slant - size.x, slant),
    ]
}

/// Whether a thing lies under a rectangle, but for a hair of its edge.
fn reaches(thing: &Wanted, rect: &Rect) -> bool {
    let nearest = rect.clamp(thing.middle);
    let least = (thing.radius - 1.0).max(1.0);
    nearest.distance_sq(thing.middle) < least * least
}

#[cfg(test)]
mod tests {
    use egui::vec2;

    use super::*;

    fn thing(x: f32, y: f32) -> Wanted {
        Wanted { middle: pos2(x, y), radius: 5.0, size: vec2(40.0, 12.0) }
    }

    #[test]
    fn no_name_lies_on_another_nor_on_a_thing() {
        let bounds = Rect::from_min_max(pos2(0.0, 0.0), pos2(300.0, 200.0));
        let wanted: Vec<Wanted> = (0..60_u8)
            .map(|n| thing(f32::from(n % 10) * 28.0 + 14.0, f32::from(n) * 3.0 + 8.0))
            .collect();
        let places = place_names(bounds, &[], &wanted);
        let shown: Vec<Rect> = places.iter().copied().flatten().collect();
        assert!(shown.len() > 5 && shown.len() < 60, "{}", shown.len());
        for (number, one) in shown.iter().enumerate() {
            assert!(bounds.contains_rect(*one));
            assert!(!shown.iter().skip(number + 1).any(|other| one.intersects(*other)));
            let under = wanted.iter().filter(|thing| reaches(thing, one)).count();
            assert_eq!(under, 0);
        }
    }

    #[test]
    fn the_first_comes_first_and_stands_at_the_right() {
        let bounds = Rect::from_min_max(pos2(0.0, 0.0), pos2(300.0, 200.0));
        let places = place_names(bounds, &[], &[thing(100.0, 100.0), thing(290.0, 100.0)]);
        assert!(places.iter().all(Option::is_some));
        assert!(places.first().copied().flatten().is_some_and(|rect| rect.left() > 100.0));
        assert!(places.get(1).copied().flatten().is_some_and(|rect| rect.right() < 290.0));
    }

    #[test]
    fn what_is_taken_stays_free() {
        let bounds = Rect::from_min_max(pos2(0.0, 0.0), pos2(300.0, 200.0));
        let right_of_it = Rect::from_min_max(pos2(106.0, 90.0), pos2(160.0, 110.0));
        let places = place_names(bounds, &[right_of_it], &[thing(100.0, 100.0)]);
        let place = places.first().copied().flatten();
        assert!(place.is_some_and(|place| !place.intersects(right_of_it)), "{place:?}");
    }
}
