//! All scenarios side by side: what enters, what leaves, and the plan that does least badly in all of them.

use egui::{
    Align, Label, Layout, RichText, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, vec2,
};

use super::compared::{Row, columns, rows};
use super::figures::value_words;
use super::view::Desk;
use crate::analysis::optimise::{Comparison, LeastBad, Objective};
use crate::gui::ring::follow_focus;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, text};
use crate::gui::widgets::muted;
use crate::model::{Item, Portfolio, ScenarioId};
use crate::wording::{self, plural, printable};
use crate::workspace::Trying;

const NAME_WIDTH: f32 = 108.0;
const CELL_WIDTH: f32 = 118.0;
const LINE_HEIGHT: f32 = 21.0;

/// What a scenario is called.
pub(super) fn scenario_name(desk: &Desk<'_>, id: Option<ScenarioId>) -> String {
    id.map_or_else(
        || "Base".to_owned(),
        |id| printable(&wording::item_label(desk.portfolio, Item::Scenario(id))),
    )
}

/// Shows the table.
pub(super) fn scenarios_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    (ids, table): (&[Option<ScenarioId>], &Comparison),
) {
    if ids.len() < 2 {
        ui.add_space(gap::MEDIUM);
        muted(
            ui,
            desk.theme,
            "There is no scenario yet. Pull a slider, then choose “Keep as a scenario…”.",
        );
        return;
    }
    ScrollArea::both().id_salt("scenarios").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        head_ui(ui, desk, ids, table.least_bad.as_ref());
        for row in rows(desk.portfolio, desk.trying().objective, &columns(table)) {
            row_ui(ui, desk, &row);
        }
        ui.add_space(gap::SMALL);
        muted(ui, desk.theme, &least_bad_words(desk.portfolio, desk.trying().objective, table));
        follow_focus(ui);
    });
}

/// What the plan is that does least badly, in a sentence.
pub(crate) fn least_bad_words(
    portfolio: &Portfolio,
    objective: Objective,
    table: &Comparison,
) -> String {
    let Some(LeastBad { regret, is_proved, .. }) = &table.least_bad else {
        return if table.none_fits_all {
            "No one plan can be done in all of them: this is proved.".to_owned()
        } else {
            "No one plan was found that can be done in all of them.".to_owned()
        };
    };
    let worst = value_words(objective, regret.worst().unwrap_or(0), portfolio.currency);
    let proof = if *is_proved { ", proven" } else { ", not proven" };
    format!(
        "Least bad in all: a plan of {} that falls behind the best of each by at most {worst}{proof}. Its figures are those of the base.",
        plural(regret.plan.funded.len(), "project")
    )
}

fn head_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    ids: &[Option<ScenarioId>],
    least_bad: Option<&LeastBad>,
) {
    ui.horizontal(|ui| {
        name_ui(ui, 34.0, |_| ());
        for &id in ids {
            let is_on = desk.trying().scenario == id;
            let name = scenario_name(desk, id);
            let ink = if is_on { desk.theme.accent } else { desk.theme.text };
            let (rect, response) = ui.allocate_exact_size(vec2(CELL_WIDTH, 34.0), Sense::click());
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, &name));
            let galley =
                ui.painter().layout(name, font(text::SMALL, Heft::SemiBold), ink, CELL_WIDTH - 8.0);
            let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
            painter.galley(rect.min + vec2(4.0, 2.0), galley, ink);
            let response_has_focus = response.has_focus();
            if response.hovered() {
                ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
            }
            if response.on_hover_text("Look at this scenario").clicked() && !is_on {
                let next = Trying { scenario: id, ..desk.trying().settled() };
                desk.try_out(next);
            }
            if response_has_focus {
                let stroke = egui::Stroke::new(1.5, desk.theme.accent);
                ui.painter().rect_stroke(rect, 4.0, stroke, egui::StrokeKind::Inside);
            }
        }
        if least_bad.is_some() {
            let (rect, _) = ui.allocate_exact_size(vec2(CELL_WIDTH, 34.0), Sense::hover());
            let ink = desk.theme.good;
            let words = "Least bad in all".to_owned();
            let galley = ui.painter().layout(
                words,
                font(text::SMALL, Heft::SemiBold),
                ink,
                CELL_WIDTH - 8.0,
            );
            ui.painter().galley(rect.min + vec2(4.0, 2.0), galley, ink);
        }
    });
}

/// The first column stays in sight: where the table is scrolled sideways, the others pass below it.
fn name_ui(ui: &mut Ui, height: f32, put_name: impl FnOnce(&mut Ui)) {
    let (slot, _) = ui.allocate_exact_size(vec2(NAME_WIDTH, height), Sense::hover());
    let seen = ui.clip_rect();
    let slot = slot.translate(vec2((seen.left() - slot.left()).max(0.0), 0.0));
    let layout = Layout::left_to_right(Align::Center);
    put_name(&mut ui.new_child(UiBuilder::new().max_rect(slot).layout(layout)));
    ui.set_clip_rect(seen.with_min_x(slot.right().max(seen.left())));
}

fn row_ui(ui: &mut Ui, desk: &Desk<'_>, row: &Row) {
    let theme = desk.theme;
    let Row { name, says, cells } = row;
    let (rect, _) = ui.allocate_exact_size(vec2(0.0, 1.0), Sense::hover());
    let width = NAME_WIDTH + CELL_WIDTH * cells.len() as f32;
    ui.painter().hline(
        rect.left()..=rect.left() + width,
        rect.top(),
        egui::Stroke::new(1.0, theme.hairline),
    );
    ui.horizontal(|ui| {
        name_ui(ui, LINE_HEIGHT, |ui| {
            let words = RichText::new(name).size(text::SMALL).color(theme.text_muted);
            let response = ui.add(Label::new(words).truncate());
            if !says.is_empty() {
                response.on_hover_text(says);
            }
        });
        for cell in cells {
            ui.allocate_ui_with_layout(
                vec2(CELL_WIDTH, LINE_HEIGHT),
                Layout::left_to_right(Align::Center),
                |ui| {
                    ui.set_min_width(CELL_WIDTH);
                    ui.add_space(4.0);
                    let heft = if cell.is_best { Heft::SemiBold } else { Heft::Regular };
                    let ink = if cell.is_best { theme.good } else { theme.text };
                    let words = RichText::new(&cell.words).font(font(text::SMALL, heft)).color(ink);
                    let response = ui.add(Label::new(words).truncate());
                    if !cell.says.is_empty() {
                        response.on_hover_text(&cell.says);
                    }
                },
            );
        }
    });
}
