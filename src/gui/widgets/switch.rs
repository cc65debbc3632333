//! A choice between a few ways, side by side.

use egui::{Button, CornerRadius, Frame, Margin, RichText, Role, Ui, WidgetInfo, vec2};

use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, radius, text};

/// Shows all choices, with the one that holds marked; gives the one that is clicked. Each has its word, and what it means.
pub(crate) fn switch<Value: Copy + PartialEq>(
    ui: &mut Ui,
    theme: &Theme,
    now: Value,
    choices: &[(Value, &str, &str)],
) -> Option<Value> {
    let mut chosen = None;
    let frame = Frame::NONE
        .fill(theme.hovered)
        .corner_radius(CornerRadius::same(radius::CARD))
        .inner_margin(Margin::same(2));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            ui.spacing_mut().button_padding = vec2(9.0, 2.0);
            ui.spacing_mut().interact_size.y = 22.0;
            for &(value, word, says) in choices {
                let is_on = value == now;
                let ink = if is_on { theme.text } else { theme.text_muted };
                let words = RichText::new(word).font(font(text::SMALL, Heft::Medium)).color(ink);
                let fill = if is_on { theme.raised } else { theme.hovered };
                let stroke = if is_on { theme.edge } else { theme.hovered };
                let button = Button::new(words).fill(fill).stroke(egui::Stroke::new(1.0, stroke));
                let response = ui.add(button.corner_radius(4)).on_hover_text(says);
                response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, word));
                if response.clicked() {
                    chosen = Some(value);
                }
            }
        });
    });
    chosen.filter(|chosen| *chosen != now)
}
