//! For whom a key is that is pressed.

use egui::{Memory, Popup, Response, Ui};

/// Whether keys are for this part of the window: it has the keyboard, or nothing has, and meanwhile nobody types or looks at a list
/// or menu that is open.
pub(super) fn has_keys(ui: &Ui, response: &Response) -> bool {
    let has_focus = response.has_focus() || ui.memory(Memory::focused).is_none();
    has_focus && !ui.ctx().text_edit_focused() && !Popup::is_any_open(ui.ctx())
}
