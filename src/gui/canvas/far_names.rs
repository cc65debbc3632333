//! From afar, where the words on cards are too small to be read: the names of outcomes, and of what stands out, beside their cards.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::epaint::TextShape;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Galley, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2, vec2};

use super::paint::Look;
use super::scene::{Card, CardKind, Scene};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::text;
use crate::model::Item;

/// The largest size of a name on a card that has no notes, in map units.
pub(super) const FAR_TEXT_MAX: f32 = 20.0;
/// A name on a card that is smaller than this cannot be read across a table, in points.
const READABLE: f32 = 6.5;
/// How wide a name is at most; where there is less room it may be cut to the second, in points.
const WIDTHS: [f32; 2] = [340.0, 120.0];
/// How far a name stands from its card, and how much ground there is around it, in points.
const GAP: f32 = 9.0;
const GROUND: Vec2 = Vec2::new(3.0, 0.5);
/// How far apart the names of outcomes that stand one below the other are, in points.
const LINE: f32 = 12.0;
/// Where a name has no room beside its card it may stand so much lower or higher, with a line to its card.
const SHIFTS: [f32; 5] = [0.0, 6.0, -6.0, 12.0, -12.0];
/// To look for free room is not worth it on a map with more outcomes times cards than this.
const LOOKS_MAX: usize = 60_000;
/// Where more cards than this stand out, only those of them that are selected or outcomes have their names.
const NAMED_MAX: usize = 40;

/// Whether names on cards are too small to be read, with things as large as this for whoever looks.
pub(super) fn are_needed(nearness: f32) -> bool {
    FAR_TEXT_MAX * nearness < READABLE
}

/// Adds the names, as many as do not lie over each other or over a card that does not stand back.
pub(super) fn far_names(
    painter: &Painter,
    scene: &Scene,
    look: &Look<'_>,
    shapes: &mut Vec<Shape>,
) {
    if !are_needed(look.nearness()) {
        return;
    }
    let cards = named(scene, look);
    if look.near.is_empty() && cards.len() * scene.cards.len() > LOOKS_MAX {
        return;
    }
    let on_screen = |card: &Card| look.camera.rect_to_screen(look.screen, card.rect);
    let blocks = cards.into_iter().map(|card| (card, on_screen(card)));
    let blocks: Vec<(&Card, Rect)> =
        blocks.filter(|(_, block)| block.intersects(look.area)).collect();
    let own = if look.near.is_empty() { shifts_in_columns(&blocks) } else { BTreeMap::new() };
    let (mut room, mut words) = (Room::new(scene, look), Vec::new());
    for (card, block) in blocks {
        let own = own.get(&card.item);
        let shifts = own.map_or(&SHIFTS[..], std::slice::from_ref);
        let heft = if look.selected.contains(&card.item) { Heft::SemiBold } else { Heft::Medium };
        if let Some((corner, galley)) = room.place(painter, block, (&card.title, heft), shifts) {
            let name = Rect::from_min_size(corner, galley.size());
            add_ground(look, block, name, shapes);
            words.push(TextShape::new(corner, galley, look.theme.text).into());
        }
    }
    // Above all grounds: the next one would cut off what hangs below the line.
    shapes.append(&mut words);
}

/// Adds the ground of a name, with a line to its block where it stands lower or higher.
fn add_ground(look: &Look<'_>, block: Rect, name: Rect, shapes: &mut Vec<Shape>) {
    let ground = look.theme.ground.gamma_multiply(0.88);
    shapes.push(Shape::rect_filled(name.expand2(GROUND), 3.0, ground));
    if (name.center().y - block.center().y).abs() > 1.0 {
        let ends = if name.left() > block.right() {
            [block.right_center(), name.left_center() - GROUND]
        } else {
            [block.left_center(), name.right_center() + GROUND]
        };
        shapes.push(Shape::line_segment(ends, Stroke::new(1.0, look.theme.unrated)));
    }
}

/// How far the names of blocks that stand one below the other are moved down, so that each has its line.
fn shifts_in_columns(blocks: &[(&Card, Rect)]) -> BTreeMap<Item, f32> {
    let mut columns: BTreeMap<i32, Vec<(f32, Item)>> = BTreeMap::new();
    for (card, block) in blocks {
        let column = columns.entry(block.right().round() as i32).or_default();
        column.push((block.center().y, card.item));
    }
    let mut shifts = BTreeMap::new();
    for column in columns.values_mut() {
        column.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        let wanted: Vec<f32> = column.iter().map(|(y, _)| *y).collect();
        let moved = spread(&wanted, LINE).into_iter().zip(&wanted).map(|(at, wanted)| at - wanted);
        shifts.extend(column.iter().map(|(_, item)| *item).zip(moved));
    }
    shifts
}

/// Places at least `step` apart, in the same order, whose squared distances from those that are wanted have the least sum.
///
/// With `step` taken out, this is an isotonic regression, solved by pooling adjacent violators (Ayer et al. 1955).
fn spread(wanted: &[f32], step: f32) -> Vec<f32> {
    let mut pools: Vec<(f32, usize)> = Vec::new();
    for (number, place) in wanted.iter().enumerate() {
        let mut pool = (place - number as f32 * step, 1);
        while let Some(last) = pools.pop_if(|last| last.0 > pool.0) {
            let count = last.1 + pool.1;
            let sum = last.0 * last.1 as f32 + pool.0 * pool.1 as f32;
            pool = (sum / count as f32, count);
        }
        pools.push(pool);
    }
    let flat = pools.into_iter().flat_map(|(place, count)| std::iter::repeat_n(place, count));
    flat.enumerate().map(|(number, place)| place + number as f32 * step).collect()
}

/// The cards that have their names beside them, the most important first.
fn named<'a>(scene: &'a Scene, look: &Look<'_>) -> Vec<&'a Card> {
    let is_outcome = |card: &&Card| matches!(card.kind, CardKind::Outcome(_));
    if look.near.is_empty() {
        return scene.cards.iter().filter(is_outcome).collect();
    }
    let names_all = look.near.len() <= NAMED_MAX;
    let is_selected = |card: &Card| look.selected.contains(&card.item);
    let mut cards: Vec<&Card> = look.near.iter().filter_map(|item| scene.card_of(*item)).collect();
    cards.retain(|card| names_all || is_outcome(card));
    if !names_all && look.selected.len() <= NAMED_MAX {
        cards.extend(look.selected.iter().filter_map(|item| scene.card_of(*item)));
    }
    cards.sort_by_key(|card| (!is_selected(card), !is_outcome(card), card.item));
    cards.dedup_by_key(|card| card.item);
    cards
}

/// Where names can stand.
struct Room<'a> {
    scene: &'a Scene,
    look: &'a Look<'a>,
    /// The cards that do not stand back; nothing where none does.
    lit: Vec<Rect>,
    /// Where names stand already.
    taken: Vec<Rect>,
}

impl<'a> Room<'a> {
    fn new(scene: &'a Scene, look: &'a Look<'a>) -> Self {
        let on_screen = |card: &Card| look.camera.rect_to_screen(look.screen, card.rect);
        let lit = look.near.iter().filter_map(|item| scene.card_of(*item)).map(on_screen);
        Self { scene, look, lit: lit.collect(), taken: Vec::new() }
    }

    /// Where the name of a block stands: at its right if there is room, as much of it as fits; at its left otherwise.
    fn place(
        &mut self,
        painter: &Painter,
        block: Rect,
        (name, heft): (&str, Heft),
        shifts: &[f32],
    ) -> Option<(Pos2, Arc<Galley>)> {
        let sides: &[bool] = if self.lit.is_empty() { &[true] } else { &[true, false] };
        let [most, least] = WIDTHS;
        let found = sides.iter().find_map(|&is_right| {
            let free = if is_right {
                self.look.area.right() - block.right()
            } else {
                block.left() - self.look.area.left()
            };
            let room = (free - GAP - GROUND.x).clamp(least, most);
            [room, least].into_iter().find_map(|width| {
                let galley = laid_out(painter, self.look, (name, heft), width);
                let left = if is_right {
                    block.right() + GAP
                } else {
                    block.left() - GAP - galley.size().x
                };
                let corner = pos2(left, block.center().y - galley.size().y / 2.0);
                shifts.iter().find_map(|shift| {
                    let corner = corner + vec2(0.0, *shift);
                    let name = Rect::from_min_size(corner, galley.size());
                    self.is_free(name).then(|| (corner, Arc::clone(&galley)))
                })
            })
        });
        let taken = found.as_ref();
        self.taken
            .extend(taken.map(|(corner, galley)| Rect::from_min_size(*corner, galley.size())));
        found
    }

    fn is_free(&self, name: Rect) -> bool {
        // The middle of a line is enough: its neighbours may come a hair's breadth nearer than it is high.
        let line = Rect::from_center_size(name.center(), vec2(name.width(), name.height() * 0.6));
        let meets = |others: &[Rect]| others.iter().any(|other| other.intersects(line));
        if !self.look.area.contains_rect(name) || meets(&self.taken) || meets(&self.lit) {
            return false;
        }
        if !self.lit.is_empty() {
            return true;
        }
        let look = self.look;
        let to_map = |corner| look.camera.to_map(look.screen, corner);
        let part = Rect::from_min_max(to_map(line.min), to_map(line.max));
        !self.scene.boxes.iter().any(|other| other.intersects(part))
    }
}

/// A name in one line, cut where it is wider than this, in points.
fn laid_out(
    painter: &Painter,
    look: &Look<'_>,
    (name, heft): (&str, Heft),
    width: f32,
) -> Arc<Galley> {
    let face = TextFormat::simple(font(text::SMALL, heft), look.theme.text);
    let mut job = LayoutJob::single_section(name.to_owned(), face);
    job.wrap = TextWrapping::truncate_at_width(width);
    painter.layout_job(job)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(wanted: &[f32], expected: &[f32]) {
        let found = spread(wanted, 10.0);
        let is_near = found.iter().zip(expected).all(|(one, other)| (one - other).abs() < 1e-3);
        assert!(is_near && found.len() == expected.len(), "{found:?}");
    }

    #[test]
    fn names_that_have_room_stay_where_they_are() {
        check(&[0.0, 10.0, 40.0], &[0.0, 10.0, 40.0]);
        check(&[], &[]);
    }

    #[test]
    fn names_that_would_meet_part_by_as_little_as_possible() {
        check(&[0.0, 4.0], &[-3.0, 7.0]);
        check(&[0.0, 0.0, 0.0, 100.0], &[-10.0, 0.0, 10.0, 100.0]);
        // The pair in the middle pushes the first away.
        check(&[0.0, 12.0, 12.0], &[-2.0, 8.0, 18.0]);
    }
}
