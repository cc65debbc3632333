//! Every command with its keys.

use egui::{Align, Label, Layout, RichText, ScrollArea, Ui, vec2};

use super::modal;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, text};
use crate::gui::widgets::{caption, find_field, heading, muted};
use crate::workspace::{COMMANDS, CommandInfo, Menu, Shortcut};

/// What pointer and keys do on the map, beside the commands.
const ON_THE_MAP: [&str; 6] = [
    "Drag a card to move it, the ground to draw a rectangle around cards; Shift adds to what is selected. Cards come into line with others; Alt leaves them free.",
    "Pan with the wheel, the middle or right button, or Space and drag; zoom with Ctrl and the wheel.",
    "Drag from the round handle at the side of a card to link it; drag an end of a selected line to hang it elsewhere.",
    "Arrows walk along the lines from card to card, with Shift they add to what is selected, with Ctrl they move what is selected.",
    "Full stop and comma go through the lines of a card, arrows from a line to its ends.",
    "Double-click a name to edit it; Tab goes on to the next. A stroke (/) finds a card, Enter goes on to the next match.",
];

/// How wide the columns of keys and of names are, and how high a row is, in points.
const KEYS_WIDTH: f32 = 104.0;
const NAME_WIDTH: f32 = 176.0;
const ROW_HEIGHT: f32 = 24.0;
/// How wide the sheet is, and how much of the window it leaves free at least, in height and width, in points.
const WIDTH: f32 = 780.0;
const FREE_HEIGHT: f32 = 240.0;
const FREE_WIDTH: f32 = 96.0;

/// Shows the sheet until it is closed; `query` is what is looked for in it.
pub(crate) fn shortcuts_ui(ui: &Ui, theme: &Theme, query: &mut String) -> bool {
    let window = ui.ctx().content_rect().size();
    let shown = modal(theme, "shortcuts").show(ui.ctx(), |ui| {
        ui.set_width(WIDTH.min(window.x - FREE_WIDTH));
        heading(ui, "Keyboard shortcuts");
        ui.add_space(gap::TINY);
        let field = ui.add(find_field(theme, query, "Find a command or a key"));
        field.request_focus();
        let _named = field.accessible_name("Find a command or a key");
        ui.add_space(gap::SMALL);
        let height = (window.y - FREE_HEIGHT).max(120.0);
        ScrollArea::vertical()
            .max_height(height)
            .min_scrolled_height(height)
            .auto_shrink(false)
            .show(ui, |ui| {
                let words = query.to_lowercase();
                let has_found = Menu::ALL.map(|menu| menu_ui(ui, theme, menu, &words));
                if words.trim().is_empty() {
                    caption(ui, theme, "On the map");
                    for line in ON_THE_MAP {
                        ui.label(line);
                    }
                } else if !has_found.contains(&true) {
                    muted(ui, theme, "No command has these words or these keys.");
                }
            });
    });
    shown.should_close()
}

/// The commands of a menu that are looked for; whether there is one.
fn menu_ui(ui: &mut Ui, theme: &Theme, menu: Menu, query: &str) -> bool {
    let found: Vec<_> =
        COMMANDS.iter().filter(|info| info.menu == menu && is_meant(info, query)).collect();
    if found.is_empty() {
        return false;
    }
    caption(ui, theme, menu.name());
    ui.spacing_mut().interact_size.y = ROW_HEIGHT;
    for info in found {
        ui.horizontal(|ui| {
            let keys = info.shortcut.map_or_else(String::new, Shortcut::in_words);
            cell_ui(ui, KEYS_WIDTH, RichText::new(keys).font(font(text::BODY, Heft::Medium)));
            cell_ui(ui, NAME_WIDTH, RichText::new(info.name));
            let says = RichText::new(info.says).size(text::SMALL).color(theme.text_muted);
            ui.add(Label::new(says).wrap());
        });
    }
    ui.add_space(gap::MEDIUM);
    true
}

/// Words in a column of this width, in points.
fn cell_ui(ui: &mut Ui, width: f32, words: RichText) {
    let layout = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(vec2(width, ROW_HEIGHT), layout, |ui| {
        ui.set_min_width(width);
        ui.add(Label::new(words).truncate());
    });
}

/// Whether a command is meant by what was typed: all of its words are in the name, the sentence or the keys.
fn is_meant(info: &CommandInfo, query: &str) -> bool {
    let keys = info.shortcut.map_or_else(String::new, Shortcut::in_words);
    let all = format!("{} {} {keys}", info.name, info.says).to_lowercase();
    query.split_whitespace().all(|word| all.contains(word))
}
