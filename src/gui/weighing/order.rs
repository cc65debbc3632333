//! The outcomes in order, the most important first: dragged, or moved by buttons.

use egui::{
    Align, CornerRadius, Id, Label, Layout, RichText, Role, Sense, Stroke, Ui, WidgetInfo, vec2,
};

use super::{Desk, Scales};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, icons, radius, text};
use crate::gui::widgets::{icon_button, steady};
use crate::model::{Item, OutcomeId};
use crate::wording;

const LINE_HEIGHT: f32 = 34.0;

pub(super) fn order_ui(ui: &mut Ui, desk: &mut Desk<'_>, scales: &mut Scales) {
    ui.spacing_mut().item_spacing.y = gap::TINY;
    let count = scales.order.len();
    let mut moved: Option<(usize, usize)> = None;
    let held = Id::unique("held outcome");
    for (place, outcome) in scales.order.clone().into_iter().enumerate() {
        steady(ui, outcome, |ui| {
            let wish = line_ui(ui, desk, (place, count), outcome, held);
            moved = moved.or(wish);
        });
    }
    if let Some((from, to)) = moved {
        let outcome = scales.order.remove(from);
        scales.order.insert(to.min(scales.order.len()), outcome);
    }
}

/// One line; from where to where it is to go.
fn line_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    (place, count): (usize, usize),
    outcome: OutcomeId,
    held: Id,
) -> Option<(usize, usize)> {
    let theme = desk.theme;
    let name = wording::printable(&wording::item_label(desk.portfolio, Item::Outcome(outcome)));
    let (rect, response) = ui.allocate_exact_size(
        vec2(ui.available_width() - gap::SMALL, LINE_HEIGHT),
        Sense::click_and_drag(),
    );
    response.widget_info(|| {
        WidgetInfo::labeled(Role::ListItem, true, format!("{name}, place {}", place + 1))
    });
    if response.drag_started() {
        ui.data_mut(|data| data.insert_temp(held, place));
    }
    let is_held = response.dragged();
    let fill = if is_held { theme.accent_soft } else { theme.field };
    ui.painter().rect_filled(rect, CornerRadius::same(radius::CARD), fill);
    let mut wish = None;
    let mut inside = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(gap::SMALL, 0.0)))
            .layout(Layout::right_to_left(Align::Center)),
    );
    let ui_in = &mut inside;
    if ui_in
        .add_enabled_ui(place + 1 < count, |ui| {
            icon_button(ui, icons::DOWN, &format!("Move {name} down"))
        })
        .inner
        .clicked()
    {
        wish = Some((place, place + 1));
    }
    if ui_in
        .add_enabled_ui(place > 0, |ui| icon_button(ui, icons::UP, &format!("Move {name} up")))
        .inner
        .clicked()
    {
        wish = Some((place, place - 1));
    }
    ui_in.with_layout(Layout::left_to_right(Align::Center), |ui| {
        let number = RichText::new(format!("{}", place + 1))
            .font(font(text::BODY, Heft::SemiBold))
            .color(theme.text_muted);
        ui.add_sized(vec2(24.0, LINE_HEIGHT), Label::new(number).selectable(false));
        let words = RichText::new(&name).font(font(text::BODY, Heft::Medium));
        ui.add(Label::new(words).truncate().selectable(false));
    });
    // What is dragged over a line takes its place.
    let is_over = ui.input(|input| input.pointer.any_down())
        && ui.ctx().pointer_interact_pos().is_some_and(|at| rect.y_range().contains(at.y));
    if let (true, Some(from)) = (is_over, ui.data(|data| data.get_temp::<usize>(held))) {
        ui.painter().rect_stroke(
            rect,
            CornerRadius::same(radius::CARD),
            Stroke::new(1.0, theme.accent),
            egui::StrokeKind::Inside,
        );
        if from != place {
            ui.data_mut(|data| data.insert_temp(held, place));
            wish = Some((from, place));
        }
    }
    if ui.input(|input| !input.pointer.any_down()) {
        ui.data_mut(|data| data.remove_temp::<usize>(held));
    }
    wish
}
