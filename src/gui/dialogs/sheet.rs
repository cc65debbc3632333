//! Every command with its keys.

use egui::{Grid, RichText, ScrollArea, Ui};

use super::modal;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, text};
use crate::gui::widgets::{caption, heading};
use crate::workspace::{COMMANDS, Menu, Shortcut};

/// What pointer and keys do on the map, beside the commands.
const ON_THE_MAP: [&str; 6] = [
    "Drag a card to move it, the ground to draw a rectangle around cards; Shift adds to what is selected. Cards come into line with others; Alt leaves them free.",
    "Pan with the wheel, the middle or right button, or Space and drag; zoom with Ctrl and the wheel.",
    "Drag from the round handle at the side of a card to link it; drag an end of a selected line to hang it elsewhere.",
    "Arrows walk along the lines from card to card, with Shift they add to what is selected, with Ctrl they move what is selected.",
    "Full stop and comma go through the lines of a card, arrows from a line to its ends.",
    "Double-click a name to edit it; Tab goes on to the next. A stroke (/) finds a card, Enter goes on to the next match.",
];

/// Shows the sheet until it is closed.
pub(crate) fn shortcuts_ui(ui: &Ui, theme: &Theme) -> bool {
    let shown = modal(theme, "shortcuts").show(ui.ctx(), |ui| {
        ui.set_width(560.0);
        heading(ui, "Keyboard shortcuts");
        ScrollArea::vertical().max_height(520.0).show(ui, |ui| {
            for menu in Menu::ALL {
                ui.add_space(gap::SMALL);
                caption(ui, theme, menu.name());
                Grid::new(menu.name()).num_columns(3).spacing([gap::LARGE, gap::TINY]).show(
                    ui,
                    |ui| {
                        for info in COMMANDS.iter().filter(|info| info.menu == menu) {
                            let keys = info.shortcut.map_or_else(String::new, Shortcut::in_words);
                            ui.label(RichText::new(keys).font(font(text::BODY, Heft::Medium)));
                            ui.label(info.name);
                            ui.label(
                                RichText::new(info.says).size(text::SMALL).color(theme.text_muted),
                            );
                            ui.end_row();
                        }
                    },
                );
            }
            ui.add_space(gap::SMALL);
            caption(ui, theme, "On the map");
            for line in ON_THE_MAP {
                ui.label(line);
            }
        });
    });
    shown.should_close()
}
