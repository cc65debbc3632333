//! A figure for each outcome: its part of a hundred, or the points of its swing.

use egui::{Align, Id, Label, Layout, RichText, Ui, vec2};

use super::{Desk, Scales};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, text};
use crate::gui::widgets::{Pull, Stand, number_field, slider_ui, steady};
use crate::model::{Item, Weight, WeightsBy};
use crate::wording;

const LINE_HEIGHT: f32 = 30.0;
const SLIDER_WIDTH: f32 = 190.0;

pub(super) fn figures_ui(ui: &mut Ui, desk: &mut Desk<'_>, scales: &mut Scales) {
    let is_swing = scales.way == WeightsBy::Swing;
    for outcome in scales.outcomes.clone() {
        let name = wording::printable(&wording::item_label(desk.portfolio, Item::Outcome(outcome)));
        let figures = if is_swing { &mut scales.swings } else { &mut scales.stated };
        let figure = figures.entry(outcome).or_insert(0.0);
        steady(ui, outcome, |ui| {
            let line = vec2(ui.available_width(), LINE_HEIGHT);
            ui.allocate_ui_with_layout(line, Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = gap::SMALL;
                ui.add_space(gap::SMALL);
                field_ui(ui, desk, &name, figure);
                pull_ui(ui, desk, (&name, Id::unique(("figure before", outcome))), figure);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let words = RichText::new(&name).font(font(text::BODY, Heft::Medium));
                    ui.add(Label::new(words).truncate().selectable(false)).on_hover_text(&name);
                });
            });
        });
    }
}

/// The slider; while it is held, `key` keeps the figure that the hand found.
fn pull_ui(ui: &mut Ui, desk: &Desk<'_>, (name, key): (&str, Id), figure: &mut f64) {
    let before: f64 = ui.data(|data| data.get_temp(key)).unwrap_or(*figure);
    let says = format!("Slide {name}");
    let (ink, is_free) = (desk.theme.accent, true);
    let stand = Stand { says: &says, value: *figure, before, end: 100.0, ink, is_free };
    match slider_ui(ui, desk.theme, SLIDER_WIDTH, &stand).1 {
        Some(Pull::Held(held)) => {
            ui.data_mut(|data| data.insert_temp(key, before));
            *figure = held;
        }
        Some(Pull::LetGo) => ui.data_mut(|data| data.remove::<f64>(key)),
        Some(Pull::Set(set)) => *figure = set.clamp(0.0, 100.0),
        None => {}
    }
}

fn field_ui(ui: &mut Ui, desk: &Desk<'_>, name: &str, figure: &mut f64) {
    ui.allocate_ui_with_layout(vec2(58.0, 24.0), Layout::left_to_right(Align::Center), |ui| {
        let (response, typed) = number_field(ui, desk.theme, Some(*figure), "0", Weight::new);
        let _named = response.accessible_name(format!("Figure of {name}"));
        if let Some(typed) = typed {
            *figure = typed.map_or(0.0, Weight::value);
        }
    });
}
