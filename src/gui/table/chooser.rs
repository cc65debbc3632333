//! The list of columns: which are shown, in which order, and which could be.

use egui::{AtomExt as _, Button, RichText, Role, ScrollArea, Ui, WidgetInfo, vec2};

use super::acts::Act;
use super::columns::{Column, Section};
use super::look::in_one_line;
use super::rows::Sheet;
use super::state::Table;
use crate::gui::theme::{Theme, gap, icons};
use crate::gui::widgets::{caption, find_field, icon_button, muted};

const WIDTH: f32 = 280.0;
const HEIGHT: f32 = 420.0;

/// Shows the list; gives what was done in it.
pub(crate) fn columns_ui(
    ui: &mut Ui,
    theme: &Theme,
    table: &mut Table,
    sheet: &Sheet,
) -> Option<Act> {
    ui.set_width(WIDTH);
    let field = find_field(theme, &mut table.list_query, "Find a column");
    let found = ui.add(field).accessible_name("Find a column");
    if std::mem::take(&mut table.list_is_new) {
        found.request_focus();
    }
    let query = table.list_query.to_lowercase();
    let fits = |column: Column| column.title(&sheet.portfolio).to_lowercase().contains(&query);
    let shown: Vec<Column> = table.wish.columns.clone();
    let mut act = None;
    let area = ScrollArea::vertical().max_height(HEIGHT).min_scrolled_height(HEIGHT);
    area.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        if shown.iter().any(|column| fits(*column)) {
            caption(ui, theme, "Shown");
        }
        for (place, &column) in shown.iter().enumerate().filter(|(_, column)| fits(**column)) {
            act = shown_ui(ui, theme, (column, place, shown.len()), sheet).or(act.take());
        }
        let all = Column::all(&sheet.portfolio);
        let hidden = |section: Section| {
            let hidden = all.iter().copied().filter(|column| !shown.contains(column));
            hidden.filter(|column| column.section() == section && fits(*column)).collect::<Vec<_>>()
        };
        for section in Section::ALL {
            let columns = hidden(section);
            if columns.is_empty() {
                continue;
            }
            ui.add_space(gap::SMALL);
            caption(ui, theme, section.name());
            for column in columns {
                act = entry(ui, theme, (column, false), sheet)
                    .then_some(Act::Toggle(column))
                    .or(act.take());
            }
        }
        if !all.iter().any(|column| fits(*column)) {
            muted(ui, theme, "No column is called so.");
        }
        ui.add_space(gap::SMALL);
        let reset = RichText::new("Back to the usual columns").color(theme.accent);
        if ui.add(Button::new(reset).frame_when_inactive(false)).clicked() {
            act = Some(Act::ResetColumns);
        }
    });
    act
}

fn shown_ui(
    ui: &mut Ui,
    theme: &Theme,
    (column, place, count): (Column, usize, usize),
    sheet: &Sheet,
) -> Option<Act> {
    let mut act = None;
    let title = in_one_line(&column.title(&sheet.portfolio));
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.visuals_mut().override_text_color = Some(theme.text_muted);
            ui.add_enabled_ui(place + 1 < count, |ui| {
                if icon_button(ui, icons::ARROW_DOWN, &format!("Move {title} later")).clicked() {
                    act = Some(Act::Move(column, place + 1));
                }
            });
            ui.add_enabled_ui(place > 0, |ui| {
                if icon_button(ui, icons::ARROW_UP, &format!("Move {title} earlier")).clicked() {
                    act = Some(Act::Move(column, place.saturating_sub(1)));
                }
            });
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.visuals_mut().override_text_color = None;
                let may_go = column != Column::Name;
                ui.add_enabled_ui(may_go, |ui| {
                    if entry(ui, theme, (column, true), sheet) {
                        act = Some(Act::Toggle(column));
                    }
                });
            });
        });
    });
    act
}

/// A column with a tick where it is shown.
fn entry(ui: &mut Ui, theme: &Theme, (column, is_shown): (Column, bool), sheet: &Sheet) -> bool {
    let title = in_one_line(&column.title(&sheet.portfolio));
    let (mark, ink) =
        if is_shown { (icons::TICKED, theme.accent) } else { (icons::NOT_TICKED, theme.unrated) };
    let mark = RichText::new(mark).size(16.0).color(ink);
    let words = RichText::new(&title).color(theme.text).atom_shrink(true);
    let button = Button::new((mark, words)).right_text("").frame_when_inactive(false).truncate();
    let response = ui.add(button.min_size(vec2(ui.available_width(), 0.0)));
    response
        .widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), is_shown, &title));
    response.clicked()
}
