//! Where lines are taken hold of: at the sides of cards, and at the ends of a line that is selected.

use egui::{Pos2, Rect};

use super::camera::Camera;
use super::scene::Scene;
use crate::model::{Item, Portfolio};
use crate::workspace::linking::{LineEnd, Side, joining, reconnect};

/// How near the pointer must come to a port, in points.
pub(super) const PORT_REACH: f32 = 11.0;
/// Below this zoom cards are too small for ports.
const PORTS_ZOOM: f32 = 0.18;

/// The ports of a card, where they are on the screen.
pub(super) fn ports(scene: &Scene, camera: Camera, screen: Rect, item: Item) -> Vec<(Side, Pos2)> {
    let Some(card) = scene.card_of(item).filter(|_| camera.zoom >= PORTS_ZOOM) else {
        return Vec::new();
    };
    let rect = camera.rect_to_screen(screen, card.rect);
    match item {
        Item::Project(_) | Item::Outcome(_) | Item::Change(_) => {
            vec![(Side::Left, rect.left_center()), (Side::Right, rect.right_center())]
        }
        _ => Vec::new(),
    }
}

/// The two ends of a line that can hang elsewhere, where they are on the screen.
pub(super) fn ends(
    scene: &Scene,
    camera: Camera,
    screen: Rect,
    item: Item,
) -> Vec<(LineEnd, Pos2)> {
    if !matches!(item, Item::Dependency(_) | Item::Contribution(..)) {
        return Vec::new();
    }
    // By way of a change a contribution is two lines: it begins with the first and ends with the last.
    let mut lines = scene.lines.iter().filter(|line| line.item == item);
    let Some(first) = lines.next() else { return Vec::new() };
    let last = lines.next_back().unwrap_or(first);
    let [start, ..] = first.on_screen(camera, screen).points;
    let [.., end] = last.on_screen(camera, screen).points;
    vec![(LineEnd::Start, start), (LineEnd::End, end)]
}

/// The one of several places that the pointer is at.
pub(super) fn at<What: Copy>(places: &[(What, Pos2)], pointer: Pos2) -> Option<What> {
    let near = places.iter().map(|(what, place)| (*what, place.distance(pointer)));
    let near = near.filter(|(_, distance)| *distance <= PORT_REACH);
    near.min_by(|one, other| one.1.total_cmp(&other.1)).map(|(what, _)| what)
}

/// All cards that a new line from a port can go to.
pub(super) fn targets(
    portfolio: &Portfolio,
    scene: &Scene,
    from: (Item, Side),
) -> impl Iterator<Item = Item> {
    let items = scene.cards.iter().map(|card| card.item);
    items.filter(move |item| joining(portfolio, from, *item).is_some())
}

/// All cards that an end of a line can be hung on.
pub(super) fn other_ends(
    portfolio: &Portfolio,
    scene: &Scene,
    (link, end): (Item, LineEnd),
) -> impl Iterator<Item = Item> {
    let items = scene.cards.iter().map(|card| card.item);
    items.filter(move |item| reconnect(portfolio, link, end, *item).is_some())
}
