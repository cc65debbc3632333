//! Things to press.

use egui::{Button, Response, RichText, Role, Ui, WidgetInfo};

use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, icons, text};

/// How wide the card of a command is, in points.
const COMMAND_TIP_WIDTH: f32 = 300.0;

/// An icon without a frame; `says` is its name for those who do not see it, and its tooltip.
pub(crate) fn icon_button(ui: &mut Ui, icon: &str, says: &str) -> Response {
    bare_icon_button(ui, icon, says).on_hover_text(says)
}

/// The same, with a card that says its name, its keys, and what it does.
pub(crate) fn command_icon_button(
    ui: &mut Ui,
    theme: &Theme,
    icon: &str,
    (name, keys, says): (&str, &str, &str),
) -> Response {
    bare_icon_button(ui, icon, name).on_hover_ui(|ui| {
        ui.set_max_width(COMMAND_TIP_WIDTH);
        ui.spacing_mut().item_spacing.y = gap::TINY;
        ui.horizontal(|ui| {
            ui.label(RichText::new(name).font(font(text::BODY, Heft::SemiBold)));
            super::muted(ui, theme, keys);
        });
        super::muted(ui, theme, says);
    })
}

fn bare_icon_button(ui: &mut Ui, icon: &str, says: &str) -> Response {
    let response =
        ui.add(Button::new(RichText::new(icon).size(16.0)).frame(false).frame_when_inactive(false));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), says));
    response
}

/// The button that most people want.
pub(crate) fn primary_button(ui: &mut Ui, theme: &Theme, words: &str) -> Response {
    let words = RichText::new(words).font(font(text::BODY, Heft::Medium)).color(theme.on_accent);
    ui.add(Button::new(words).fill(theme.accent).stroke(egui::Stroke::NONE))
}

/// A button that stands back.
pub(crate) fn quiet_button(ui: &mut Ui, words: &str) -> Response {
    ui.add(Button::new(words))
}

/// A button at the end of a list that adds to it.
pub(crate) fn add_button(ui: &mut Ui, theme: &Theme, words: &str) -> Response {
    let shown = RichText::new(format!("{}  {words}", icons::PLUS)).color(theme.accent);
    let response = ui.add(Button::new(shown).frame_when_inactive(false));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), words));
    response
}
