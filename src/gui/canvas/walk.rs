//! Walking over the map by keys: along its lines, and from card to card where there is none.

use egui::{Pos2, Vec2, vec2};

use super::scene::{Card, Scene};
use crate::model::Item;

/// Which way one walks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Left,
    Right,
    Up,
    Down,
}

impl Way {
    /// One step this way.
    pub(super) fn step(self) -> Vec2 {
        match self {
            Self::Left => vec2(-1.0, 0.0),
            Self::Right => vec2(1.0, 0.0),
            Self::Up => vec2(0.0, -1.0),
            Self::Down => vec2(0.0, 1.0),
        }
    }
}

/// Where one comes from `here`. Right leads along a line to what is served or comes after, left back; up and down to the neighbour in the column.
/// Where no line leads on, it is the nearest card that way.
pub(super) fn walk(scene: &Scene, here: Item, way: Way) -> Option<Item> {
    if let Some(card) = scene.card_of(here) {
        let along = match way {
            Way::Right | Way::Left => joined(scene, here, way),
            Way::Up | Way::Down => None,
        };
        return along.or_else(|| neighbour(scene, card, way));
    }
    // From a line one comes to its ends.
    let mut lines = scene.lines.iter().filter(|line| line.item == here);
    let first = lines.next()?;
    let last = lines.next_back().unwrap_or(first);
    let end = match way {
        Way::Left | Way::Up => first.from,
        Way::Right | Way::Down => last.to,
    };
    scene.cards.get(end).map(|card| card.item)
}

/// The first card, where nothing is selected: the uppermost at the left.
pub(super) fn first(scene: &Scene) -> Option<Item> {
    let corner = |card: &&Card| card.rect.left() + card.rect.top();
    scene
        .cards
        .iter()
        .min_by(|one, other| corner(one).total_cmp(&corner(other)))
        .map(|card| card.item)
}

/// The nearest card that a line leads to, forward or back.
fn joined(scene: &Scene, here: Item, way: Way) -> Option<Item> {
    let from = scene.card_of(here)?.rect.center();
    let ends = scene.lines.iter().filter_map(|line| {
        let (near, far) =
            if way == Way::Right { (line.from, line.to) } else { (line.to, line.from) };
        let is_here = scene.cards.get(near).is_some_and(|card| card.item == here);
        scene.cards.get(far).filter(|_| is_here)
    });
    nearest(ends, |place| (place - from).length())
}

/// The nearest card that lies this way; what lies aside counts as farther off.
fn neighbour(scene: &Scene, card: &Card, way: Way) -> Option<Item> {
    let from = card.rect.center();
    let step = way.step();
    let others = scene.cards.iter().filter(|other| (other.rect.center() - from).dot(step) > 1.0);
    nearest(others, |place| {
        let off = place - from;
        off.dot(step) + 3.0 * off.dot(step.rot90()).abs()
    })
}

fn nearest<'cards, Cards: Iterator<Item = &'cards Card>>(
    cards: Cards,
    far: impl Fn(Pos2) -> f32,
) -> Option<Item> {
    let by_way = |one: &&'cards Card, other: &&'cards Card| {
        let (one_way, other_way) = (far(one.rect.center()), far(other.rect.center()));
        one_way.total_cmp(&other_way).then(one.item.cmp(&other.item))
    };
    cards.min_by(by_way).map(|card| card.item)
}

/// The next line at a card after `here`, or the one before it; round and round.
pub(super) fn next_line(scene: &Scene, card: Item, here: Item, way: Way) -> Option<Item> {
    let mut lines: Vec<(f32, Item)> = Vec::new();
    for line in &scene.lines {
        let ends = [line.from, line.to].map(|end| scene.cards.get(end));
        let is_link = matches!(line.item, Item::Dependency(_) | Item::Contribution(..));
        let touches = ends.iter().flatten().any(|end| end.item == card);
        if is_link && touches && !lines.iter().any(|(_, item)| *item == line.item) {
            let height = ends.iter().flatten().map(|end| end.rect.center().y).sum();
            lines.push((height, line.item));
        }
    }
    lines.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    let at = lines.iter().position(|(_, item)| *item == here);
    let count = lines.len();
    let next = match (at, way == Way::Right) {
        (None, true) => 0,
        (None, false) => count.checked_sub(1)?,
        (Some(at), true) => (at + 1) % count.max(1),
        (Some(at), false) => (at + count).checked_sub(1)? % count.max(1),
    };
    lines.get(next).map(|(_, item)| *item)
}
