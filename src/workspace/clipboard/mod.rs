//! Records on their way: copied as a small portfolio in text, and put together again wherever they are pasted.

mod ids;
mod paste;
mod take;

pub use paste::{Naming, Pasting, pasting};
pub use take::taken;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Tone, Workspace};
use crate::analysis::map::{card_size, cards};
use crate::file;
use crate::model::{Item, Pin, Portfolio};
use crate::wording::{item_label, plural, shortened};

/// How far below the old cards their copies stand, in map units.
const COPIES_GAP: f32 = 16.0;
/// Room for copies is looked for so many times their size away.
const COPIES_STEPS_MAX: i32 = 24;
/// The longest name in the label of a step.
const NAME_CHARACTERS_MAX: usize = 32;
/// What stands above records on the clipboard, for whoever pastes them into a letter.
const PREAMBLE: &str =
    "// Records of a portfolio, copied from Portolan: paste them into a window of Portolan.\n";

/// Leaves out of copies what has come in: it came in once.
fn forget_realised(part: &mut Portfolio) {
    for project in part.projects.values_mut() {
        if project.benefits.values().any(|benefit| !benefit.realised.is_empty()) {
            for benefit in Arc::make_mut(project).benefits.values_mut() {
                benefit.realised.clear();
            }
        }
    }
}

impl Workspace {
    /// The selected cards and the links among them as text for the clipboard; nothing where no card is selected.
    pub fn copied(&self) -> Option<String> {
        file::write(&self.taken()?, PREAMBLE).ok()
    }

    fn taken(&self) -> Option<Portfolio> {
        taken(self.portfolio(), self.selection().items(), &|item| self.pin_of(item))
    }

    /// Where a card stands: where it was put, or else where the layout has it.
    pub fn pin_of(&self, item: Item) -> Option<Pin> {
        let pinned = self.portfolio().pins.get(&item).copied();
        pinned.or_else(|| {
            let point = self.places().latest()?.get(&item)?;
            Some(Pin::new(whole(point.x), whole(point.y)))
        })
    }

    /// Pastes records that were copied, here or in another window, with their middle at `at`.
    pub(super) fn paste(&mut self, text: &str, at: Option<Pin>) {
        let Ok(opened) = file::read(text.as_bytes().to_vec()) else {
            self.notices.tell(
                Tone::Trouble,
                "The clipboard holds no records of a portfolio. Select cards on the map of any Portolan window and copy them; cells of a spreadsheet go into the table.",
            );
            return;
        };
        let part = opened.portfolio;
        let shift = at.zip(middle(&part)).map_or((0, 0), |(at, middle)| {
            (at.x().saturating_sub(middle.x()), at.y().saturating_sub(middle.y()))
        });
        let pasting = self.pasting_of(&part, shift, Naming::AsTheyAre);
        for (tone, words) in pasting.notices.clone() {
            self.notices.tell(tone, words);
        }
        self.put(pasting, "Paste");
    }

    /// Makes copies of what is selected, below the old.
    pub(super) fn duplicate(&mut self) {
        let Some(mut part) = self.taken() else {
            self.notices.tell(Tone::Hint, "Select the cards to make copies of first.");
            return;
        };
        forget_realised(&mut part);
        let (top, bottom) =
            part.pins.iter().fold((i32::MAX, i32::MIN), |(top, bottom), (item, pin)| {
                let half = card_size(*item).1 / 2.0;
                (top.min(pin.y() - whole(half)), bottom.max(pin.y() + whole(half)))
            });
        let down = bottom.saturating_sub(top).saturating_add(whole(COPIES_GAP));
        let shift = self.free_shift(&part, down);
        let pasting = self.pasting_of(&part, shift, Naming::AsCopies);
        self.put(pasting, "Duplicate");
    }

    /// How far copies go so that they lie on no other card: down by `down` or a few times that, or else to the right; where
    /// there is no room either way, down once.
    fn free_shift(&self, part: &Portfolio, down: i32) -> (i32, i32) {
        let sides = part.pins.iter().map(|(item, pin)| {
            let half = whole(card_size(*item).0 / 2.0);
            (pin.x().saturating_sub(half), pin.x().saturating_add(half))
        });
        let (left, right) = sides.fold((i32::MAX, i32::MIN), |(left, right), (from, to)| {
            (left.min(from), right.max(to))
        });
        let over = right.saturating_sub(left).saturating_add(whole(COPIES_GAP));
        let others: Vec<(Item, Pin)> = cards(self.portfolio())
            .into_iter()
            .filter_map(|item| Some((item, self.pin_of(item)?)))
            .collect();
        let is_free = |&(right, down): &(i32, i32)| {
            part.pins.iter().all(|(item, pin)| {
                let moved = Pin::new(pin.x().saturating_add(right), pin.y().saturating_add(down));
                others.iter().all(|(other, there)| !do_overlap((*item, moved), (*other, *there)))
            })
        };
        let mut ways = (1..=COPIES_STEPS_MAX)
            .flat_map(|steps| [(0, down.saturating_mul(steps)), (over.saturating_mul(steps), 0)]);
        ways.find(is_free).unwrap_or((0, down))
    }

    fn pasting_of(&mut self, part: &Portfolio, shift: (i32, i32), naming: Naming) -> Pasting {
        let portfolio = Arc::clone(self.portfolio());
        pasting(&portfolio, part, (shift, naming), &mut || self.new_id())
    }

    /// Puts records in as one step, and selects them.
    fn put(&mut self, pasting: Pasting, verb: &str) {
        if pasting.items.is_empty() {
            self.notices
                .tell(Tone::Hint, "There was nothing to paste: no card could be placed here.");
            return;
        }
        let label = match pasting.items.as_slice() {
            [_] => format!("{verb} {}", shortened(&pasting.name, NAME_CHARACTERS_MAX)),
            items => format!("{verb} {}", plural(items.len(), "card")),
        };
        let edit = crate::edit::Edit::Batch { label, edits: pasting.edits };
        self.perform(super::Request::Edit(edit));
        let there: Vec<Item> =
            pasting.items.into_iter().filter(|item| self.portfolio().has(*item)).collect();
        if !there.is_empty() {
            self.selection.change(super::Selecting::Only(there));
        }
    }

    /// Says that something was copied.
    pub(super) fn tell_copied(&mut self) {
        let cards: BTreeSet<Item> =
            self.selection().items().iter().copied().filter(|item| is_card(*item)).collect();
        let words = match cards.first() {
            None => {
                self.notices.tell(Tone::Hint, "Select the cards to copy first.");
                return;
            }
            Some(item) if cards.len() == 1 => item_label(self.portfolio(), *item),
            Some(_) => plural(cards.len(), "card"),
        };
        self.notices.tell(Tone::Done, format!("Copied {words}."));
    }
}

/// Whether it has a card on the map.
pub fn is_card(item: Item) -> bool {
    matches!(item, Item::Project(_) | Item::Outcome(_) | Item::Change(_) | Item::Measure(..))
}

/// The middle of everything that has a place.
fn middle(part: &Portfolio) -> Option<Pin> {
    let ends = |of: fn(&Pin) -> i32| {
        let all = part.pins.values().map(of);
        Some(i64::midpoint(i64::from(all.clone().min()?), i64::from(all.max()?)))
    };
    let (x, y) = (ends(|pin| pin.x())?, ends(|pin| pin.y())?);
    Some(Pin::new(i32::try_from(x).ok()?, i32::try_from(y).ok()?))
}

/// A distance on the map in whole units.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "places on the map are whole units; beyond the range it stays at its ends"
)]
pub(super) fn whole(units: f32) -> i32 {
    units.round() as i32
}

/// Whether two cards lie on each other.
fn do_overlap((one, here): (Item, Pin), (other, there): (Item, Pin)) -> bool {
    let (one, other) = (card_size(one), card_size(other));
    let apart = |here: i32, there: i32| here.saturating_sub(there).saturating_abs();
    apart(here.x(), there.x()) < whole(f32::midpoint(one.0, other.0))
        && apart(here.y(), there.y()) < whole(f32::midpoint(one.1, other.1))
}

#[cfg(test)]
mod tests;
