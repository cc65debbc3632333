//! The parts of the window, and going from one to the next by one key.

use egui::{Context, FocusDirection, Id, Rect, Sense, Ui};

use super::ring::widget;

/// A part of the window that has a place of its own for the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Part {
    /// Menus and buttons at the top.
    Bar,
    /// The ways to look at the portfolio.
    Rail,
    /// The map, the table, the ranking: whatever is looked at.
    Middle,
    /// What is selected, field by field.
    Inspector,
    /// The list of problems.
    Problems,
    /// What is true now, at the foot.
    Foot,
}

/// The parts that are shown, and which one the keyboard is to go to.
#[derive(Debug, Default)]
pub(super) struct Parts {
    shown: Vec<(Part, Rect)>,
    /// Asked for: the part after the one that has the keyboard, or the one before.
    wanted: Option<Way>,
    goal: Option<Part>,
}

/// Which way to go through the parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    On,
    Back,
}

impl Parts {
    /// Goes to the next part, or the one before, in the next frame.
    pub(super) fn go(&mut self, way: Way) {
        self.wanted = Some(way);
    }

    /// A frame begins: finds out where the keyboard goes, if it is to go on.
    pub(super) fn begin(&mut self, context: &Context) {
        self.goal = None;
        let mut shown = std::mem::take(&mut self.shown);
        let focused = context.memory(egui::Memory::focused);
        let is_free =
            focused.is_none() && context.memory(|memory| memory.top_modal_layer().is_none());
        let is_tab = |input: &egui::InputState| {
            input.modifiers.is_none() && input.key_pressed(egui::Key::Tab)
        };
        let begins = is_free && context.input(is_tab);
        let Some(way) = self.wanted.take().or(begins.then_some(Way::On)) else { return };
        shown.sort_by_key(|(part, _)| *part);
        let place = focused.and_then(|id| widget(context, id)).map(|it| it.rect.center());
        let at = place.and_then(|place| shown.iter().position(|(_, rect)| rect.contains(place)));
        // Whoever has no keyboard yet begins with what is looked at.
        let next = at.map_or_else(
            || shown.iter().position(|(part, _)| *part == Part::Middle),
            |at| Some((at + way.step(shown.len())) % shown.len().max(1)),
        );
        self.goal = next.and_then(|next| shown.get(next)).map(|(part, _)| *part);
        if let Some(part) = self.goal {
            // The first thing in the part that takes keys comes right after this one.
            context.memory_mut(|memory| {
                memory.request_focus(anchor(part));
                memory.move_focus(FocusDirection::Next);
            });
        }
    }

    /// A part has been shown, and takes this room.
    pub(super) fn leave(&mut self, part: Part, room: Rect) {
        self.shown.push((part, room));
    }

    /// A part begins, before anything in it.
    pub(super) fn enter(&self, ui: &Ui, part: Part) {
        if self.goal == Some(part) {
            let spot = Rect::from_min_size(ui.max_rect().min, egui::Vec2::ZERO);
            ui.interact(spot, anchor(part), Sense::focusable_noninteractive());
        }
    }
}

impl Way {
    /// How many parts on it is to the next, of so many in a circle.
    fn step(self, count: usize) -> usize {
        match self {
            Self::On => 1,
            Self::Back => count.saturating_sub(1),
        }
    }
}

fn anchor(part: Part) -> Id {
    Id::unique(("first of a part", part))
}
