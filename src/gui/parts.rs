//! The parts of the window, and going from one to the next by one key.

use egui::{Context, FocusDirection, Id, Rect, Sense, Ui};

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
}

/// The parts that are shown, and which one the keyboard is to go to.
#[derive(Debug, Default)]
pub(super) struct Parts {
    shown: Vec<(Part, Rect)>,
    /// Asked for: the part after the one that has the keyboard.
    wants_next: bool,
    goal: Option<Part>,
}

impl Parts {
    /// Goes on to the next part in the next frame.
    pub(super) fn go_on(&mut self) {
        self.wants_next = true;
    }

    /// A frame begins: finds out where the keyboard goes, if it is to go on.
    pub(super) fn begin(&mut self, context: &Context) {
        self.goal = None;
        let mut shown = std::mem::take(&mut self.shown);
        if !std::mem::take(&mut self.wants_next) {
            return;
        }
        shown.sort_by_key(|(part, _)| *part);
        let focused = context.memory(egui::Memory::focused);
        let place =
            focused.and_then(|id| context.read_response(id)).map(|response| response.rect.center());
        let at = place.and_then(|place| shown.iter().position(|(_, rect)| rect.contains(place)));
        // Whoever has no keyboard yet begins with what is looked at.
        let next = at.map_or_else(
            || shown.iter().position(|(part, _)| *part == Part::Middle),
            |at| Some((at + 1) % shown.len().max(1)),
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

fn anchor(part: Part) -> Id {
    Id::unique(("first of a part", part))
}
