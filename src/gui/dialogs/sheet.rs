//! Every command with its keys.

use egui::{Grid, RichText, ScrollArea, Ui};

use super::modal;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, text};
use crate::gui::widgets::{caption, heading};
use crate::workspace::{COMMANDS, Menu, Shortcut};

/// Shows the sheet until it is closed.
pub(crate) fn shortcuts_ui(ui: &Ui, theme: &Theme) -> bool {
    let shown = modal(theme, "shortcuts").show(ui.ctx(), |ui| {
        ui.set_width(560.0);
        heading(ui, "Keyboard shortcuts");
        ScrollArea::vertical().max_height(520.0).show(ui, |ui| {
            for menu in Menu::ALL {
                ui.add_space(gap::SMALL);
                caption(ui, theme, menu.name());
                Grid::new(menu.name()).num_columns(3).spacing([gap::LARGE, gap::TINY]).show(ui, |ui| {
                    for info in COMMANDS.iter().filter(|info| info.menu == menu) {
                        let keys = info.shortcut.map_or_else(String::new, Shortcut::in_words);
                        ui.label(RichText::new(keys).font(font(text::BODY, Heft::Medium)));
                        ui.label(info.name);
                        ui.label(RichText::new(info.says).size(text::SMALL).color(theme.text_muted));
                        ui.end_row();
                    }
                });
            }
            ui.add_space(gap::SMALL);
            caption(ui, theme, "On the map");
            ui.label("Drag a card to move it, the ground to draw a rectangle around cards. Pan with the wheel, the middle button or Space and drag; zoom with Ctrl and the wheel. Shift adds to what is selected.");
        });
    });
    shown.should_close()
}
