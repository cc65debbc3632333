//! A choice between a few ways, side by side.

use egui::{Button, CornerRadius, Frame, Margin, RichText, Role, Ui, WidgetInfo, vec2};

use super::fields::choice_field;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, radius, text};

/// Between two ways, and around all of them, in points.
const APART: f32 = 2.0;
const PADDING: f32 = 9.0;
/// How wide a list is, in points.
const LIST_MIN: f32 = 90.0;
const LIST_MAX: f32 = 180.0;

/// Shows all choices, with the one that holds marked; gives the one that is clicked. Each has its word, and what it means.
///
/// They go to the next line where they have no room behind what stands before them, and become a list to open where even a
/// whole line is too short.
pub(crate) fn switch<Value: Copy + PartialEq>(
    ui: &mut Ui,
    theme: &Theme,
    now: Value,
    choices: &[(Value, &str, &str)],
) -> Option<Value> {
    let width = width(ui, choices);
    let does_wrap = ui.layout().main_wrap;
    let line = if does_wrap { ui.max_rect().width() } else { ui.available_width() };
    if line < width {
        return list(ui, now, choices);
    }
    keep_together(ui, width);
    let mut chosen = None;
    let frame = Frame::NONE
        .fill(theme.hovered)
        .corner_radius(CornerRadius::same(radius::CARD))
        .inner_margin(Margin::same(2));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = APART;
            ui.spacing_mut().button_padding = vec2(PADDING, 2.0);
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

/// Goes to the next line where what comes, so wide, has no room behind what stands before it; a group does not do so by itself.
pub(crate) fn keep_together(ui: &mut Ui, width: f32) {
    let is_first = ui.cursor().left() <= ui.max_rect().left() + 1.0;
    if ui.layout().main_wrap && !is_first && ui.available_size_before_wrap().x < width {
        ui.end_row();
    }
}

/// The same as a list to open, under the name of all its words.
fn list<Value: Copy + PartialEq>(
    ui: &mut Ui,
    now: Value,
    choices: &[(Value, &str, &str)],
) -> Option<Value> {
    let word = |value: &Value| {
        let found = choices.iter().find(|(other, ..)| other == value);
        found.map(|(_, word, _)| (*word).to_owned()).unwrap_or_default()
    };
    let values: Vec<Value> = choices.iter().map(|(value, ..)| *value).collect();
    let name = values.iter().map(word).collect::<Vec<String>>().join(", ");
    ui.scope(|ui| {
        ui.set_max_width(ui.available_width().clamp(LIST_MIN, LIST_MAX));
        choice_field(ui, &name, &now, &values, word).1
    })
    .inner
}

/// How wide all of them are on one line, in points.
fn width<Value>(ui: &Ui, choices: &[(Value, &str, &str)]) -> f32 {
    let ink = ui.visuals().text_color();
    let one = |(_, word, _): &(Value, &str, &str)| {
        let medium = font(text::SMALL, Heft::Medium);
        let galley = ui.painter().layout_no_wrap((*word).to_owned(), medium, ink);
        galley.size().x + 2.0 * PADDING + APART
    };
    choices.iter().map(one).sum::<f32>() + 2.0 * APART
}
