//! Finding cards on the map as one types.

use egui::{Key, Modifiers, RichText, TextEdit, Ui, vec2};

use super::scene::Scene;
use crate::gui::theme::{Theme, gap, icons, text};
use crate::gui::typed::take_typed;
use crate::gui::widgets::icon_button;
use crate::model::Item;
use crate::wording::count;

/// How wide the field is, in points.
const WIDTH: f32 = 240.0;
/// How wide the count beside it is, so that nothing jumps.
const COUNT_WIDTH: f32 = 72.0;

/// What is looked for, and what was found.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Find {
    query: String,
    found: Vec<Item>,
    /// Which of them was gone to last.
    at: Option<usize>,
    is_shown: bool,
    field: Option<egui::Id>,
}

/// What came of a frame of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Finding {
    /// It goes on.
    GoesOn,
    /// This card is to be gone to.
    GoTo(Item),
    /// The field is to go.
    Closed,
}

impl Find {
    /// What was found, in reading order.
    pub(super) fn found(&self) -> &[Item] {
        &self.found
    }

    /// The one that was gone to last.
    pub(super) fn current(&self) -> Option<Item> {
        self.found.get(self.at?).copied()
    }

    /// Lets the field take the keys again; what has been typed for it already is put in.
    pub(super) fn begin(&mut self, typed: &str, scene: &Scene) {
        self.is_shown = false;
        self.put(typed, scene);
    }

    fn put(&mut self, typed: &str, scene: &Scene) {
        if !typed.is_empty() {
            self.query.push_str(typed);
            self.at = None;
            self.look(scene);
        }
    }

    /// Looks again: what is typed or what is on the map has changed.
    pub(super) fn look(&mut self, scene: &Scene) {
        let words: Vec<String> = self.query.split_whitespace().map(str::to_lowercase).collect();
        let current = self.current();
        self.found.clear();
        if !words.is_empty() {
            let fits = |title: &str| {
                let title = title.to_lowercase();
                words.iter().all(|word| title.contains(word.as_str()))
            };
            let found = scene.cards.iter().filter(|card| fits(&card.title));
            self.found.extend(found.map(|card| card.item));
        }
        self.at = current.and_then(|item| self.found.iter().position(|found| *found == item));
    }

    /// Shows the field, and how many were found.
    pub(super) fn ui(&mut self, ui: &mut Ui, theme: &Theme, scene: &Scene) -> Finding {
        // Another field may be typed into meanwhile.
        let focused = ui.memory(egui::Memory::focused);
        let is_heard = focused.is_none() || focused == self.field;
        let pressed =
            |modifiers, key| is_heard && ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::NONE, Key::Escape) {
            return Finding::Closed;
        }
        let is_back = pressed(Modifiers::SHIFT, Key::Enter);
        let is_on = pressed(Modifiers::NONE, Key::Enter);
        if !self.is_shown {
            // The field has the keys from the next frame on.
            let typed = ui.input_mut(|input| take_typed(input, None));
            self.put(&typed, scene);
        }
        let mut way = if is_back { Some(false) } else { is_on.then_some(true) };
        let mut is_closed = false;
        ui.horizontal(|ui| {
            ui.label(RichText::new(icons::FIND).size(16.0).color(theme.text_muted));
            let field = TextEdit::singleline(&mut self.query)
                .hint_text("Find on the map")
                .desired_width(WIDTH)
                .frame(egui::Frame::NONE.inner_margin(egui::Margin::symmetric(4, 5)));
            let response = ui.add(field).accessible_name("Find on the map");
            self.field = Some(response.id);
            if !self.is_shown {
                self.is_shown = true;
                response.request_focus();
            }
            if response.changed() {
                self.at = None;
                self.look(scene);
            }
            let words = self.count_in_words(scene);
            let label = RichText::new(words).size(text::SMALL).color(theme.text_muted);
            ui.add_sized(
                vec2(COUNT_WIDTH, 24.0),
                egui::Label::new(label).halign(egui::Align::RIGHT),
            );
            ui.add_space(gap::TINY);
            if icon_button(ui, icons::UP, "Previous match").clicked() {
                way = Some(false);
            }
            if icon_button(ui, icons::CARET_DOWN, "Next match").clicked() {
                way = Some(true);
            }
            is_closed = icon_button(ui, icons::CLOSE, "Close find").clicked();
        });
        if is_closed {
            return Finding::Closed;
        }
        way.and_then(|is_forward| self.go(is_forward)).map_or(Finding::GoesOn, Finding::GoTo)
    }

    fn count_in_words(&self, scene: &Scene) -> String {
        match (self.at, self.found.len()) {
            _ if self.query.trim().is_empty() => format!("{} cards", count(scene.cards.len())),
            (_, 0) => "No match".to_owned(),
            (None, 1) => "1 match".to_owned(),
            (None, found) => format!("{} matches", count(found)),
            (Some(at), found) => format!("{} of {}", count(at + 1), count(found)),
        }
    }

    /// The next one that was found, or the one before; round and round.
    fn go(&mut self, is_forward: bool) -> Option<Item> {
        let count = self.found.len();
        let last = count.checked_sub(1)?;
        let next = match (self.at, is_forward) {
            (None, true) => 0,
            (None, false) => last,
            (Some(at), true) => {
                if at >= last {
                    0
                } else {
                    at + 1
                }
            }
            (Some(at), false) => at.checked_sub(1).unwrap_or(last),
        };
        self.at = Some(next);
        self.current()
    }
}
