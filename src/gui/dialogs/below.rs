//! What lies below a dialog: its cards go when the dialog opens, wherever the pointer rests.

use egui::{LayerId, Memory, Ui};

/// Which dialog is on top.
#[derive(Debug, Default)]
pub(in crate::gui) struct Below {
    top: Option<LayerId>,
}

impl Below {
    /// A frame begins, with nothing in `ui` yet.
    ///
    /// The toolkit keeps a card open while the pointer rests on its figure, whatever has come to lie over that. So there is one frame
    /// in which nothing below answers when a dialog opens; after it the figure is out of reach, and its card does not come back.
    pub(in crate::gui) fn begin(&mut self, ui: &mut Ui) {
        let top = ui.memory(Memory::top_modal_layer);
        if top.is_some() && top != self.top {
            ui.disable();
            // It looks as ever all the same.
            ui.set_opacity(1.0);
            ui.ctx().request_repaint();
        }
        self.top = top;
    }
}
