//! Where the keyboard goes when something comes to lie over the window, and back to when that is gone.

use egui::{Context, FocusDirection, Id, Memory, Popup};

use super::ring::widget;

/// What had the keyboard before a dialog, a menu or the palette took it.
#[derive(Debug, Default)]
pub(super) struct Home {
    is_covered: bool,
    /// What had it in the last frame in which nothing lay over the window.
    spot: Option<Id>,
}

impl Home {
    /// A frame begins: hands the keyboard to a dialog that has come up, or back once nothing lies over the window.
    pub(super) fn begin(&mut self, context: &Context) {
        let has_modal = context.memory(|memory| memory.top_modal_layer().is_some());
        let is_covered = has_modal || Popup::is_any_open(context);
        let focused = context.memory(Memory::focused);
        match (self.is_covered, is_covered) {
            (false, false) => self.spot = focused,
            (false, true) if has_modal => self.enter(context, focused),
            (true, false) => self.go_back(context, focused),
            _ => {}
        }
        self.is_covered = is_covered;
    }

    /// The menus are gone to by a key: what has the keyboard now gets it back when they close.
    pub(super) fn leave(&mut self, context: &Context) {
        if !self.is_covered {
            self.spot = context.memory(Memory::focused);
            self.is_covered = true;
        }
    }

    /// What is below a dialog can have no keys; the first thing in the dialog that takes some gets them.
    fn enter(&self, context: &Context, focused: Option<Id>) {
        context.memory_mut(|memory| {
            if let Some(below) = focused.filter(|_| focused == self.spot) {
                memory.surrender_focus(below);
            }
            if memory.focused().is_none() {
                memory.move_focus(FocusDirection::Next);
            }
        });
    }

    fn go_back(&self, context: &Context, focused: Option<Id>) {
        let is_shown = |id: Id| widget(context, id).is_some();
        let is_taken = focused.is_some_and(is_shown);
        if let Some(spot) = self.spot.filter(|spot| !is_taken && is_shown(*spot)) {
            context.memory_mut(|memory| memory.request_focus(spot));
        }
    }
}
