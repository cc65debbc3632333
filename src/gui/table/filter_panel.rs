//! The panel of one filter: words, choices with counts, or a range; and whether what is missing counts.

use egui::{AtomExt as _, Button, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo, vec2};

use super::columns::{Column, Kind};
use super::filters::{Test, limit_of, words_in_use};
use super::look::in_one_line;
use super::rows::Sheet;
use super::state::Table;
use crate::gui::theme::{Theme, gap, icons};
use crate::gui::widgets::{ROW_GAP, caption, find_field};
use crate::wording;

const WIDTH: f32 = 288.0;
const HEIGHT: f32 = 280.0;
/// From so many choices on there is a field to find them.
const FIND_FROM: usize = 9;

/// Shows the panel and takes what is asked for.
pub(crate) fn filter_ui(
    ui: &mut Ui,
    theme: &Theme,
    table: &mut Table,
    (sheet, number): (&Sheet, usize),
) {
    ui.set_width(WIDTH);
    ui.spacing_mut().item_spacing.y = ROW_GAP;
    let Some(filter) = table.wish.filters.get_mut(number) else { return };
    let column = filter.column;
    caption(ui, theme, &in_one_line(&column.title(&sheet.portfolio)));
    ui.add_space(gap::TINY);
    match &mut filter.test {
        Test::Contains(words) => {
            let field = find_field(theme, words, "Contains…");
            let response = ui.add(field).accessible_name("Contains");
            if ui.memory(|memory| memory.focused().is_none()) {
                response.request_focus();
            }
        }
        Test::OneOf(chosen) => {
            let words = words_in_use(sheet, column);
            if words.len() >= FIND_FROM {
                let field = find_field(theme, &mut table.list_query, "Find");
                let _named = ui.add(field).accessible_name("Find a choice");
            }
            let query = table.list_query.to_lowercase();
            let fits = |word: &str| query.is_empty() || word.to_lowercase().contains(&query);
            let found: Vec<_> = words.iter().filter(|(word, _)| fits(word)).collect();
            let height = ui.spacing().interact_size.y;
            let area = ScrollArea::vertical().max_height(HEIGHT);
            area.min_scrolled_height(HEIGHT).show_rows(ui, height, found.len(), |ui, rows| {
                for (word, count) in found.iter().skip(rows.start).take(rows.len()) {
                    if tick(ui, theme, (word, *count), chosen.contains(word))
                        && !chosen.remove(word)
                    {
                        chosen.insert(word.clone());
                    }
                }
            });
        }
        Test::Between(from, to) => {
            limit_ui(ui, theme, ("From", column, sheet), from);
            ui.add_space(gap::TINY);
            limit_ui(ui, theme, ("To", column, sheet), to);
        }
    }
    let rows = &sheet.rows;
    let missing = rows.iter().filter(|row| sheet.value(row, column).is_none()).count();
    if missing > 0 || filter.with_missing {
        ui.add_space(gap::TINY);
        if tick(ui, theme, ("Not said", missing), filter.with_missing) {
            filter.with_missing = !filter.with_missing;
        }
    }
}

/// A choice with a tick and in how many rows it stands.
fn tick(ui: &mut Ui, theme: &Theme, (word, count): (&str, usize), is_on: bool) -> bool {
    let (mark, ink) =
        if is_on { (icons::TICKED, theme.accent) } else { (icons::NOT_TICKED, theme.unrated) };
    let mark = RichText::new(mark).size(16.0).color(ink);
    let words = RichText::new(in_one_line(word)).color(theme.text).atom_shrink(true);
    let number = RichText::new(wording::count(count)).color(theme.text_muted);
    let button =
        Button::new((mark, words)).right_text(number).frame_when_inactive(false).truncate();
    let response = ui.add(button.min_size(vec2(ui.available_width(), 0.0)));
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_on, word));
    response.clicked()
}

fn limit_ui(
    ui: &mut Ui,
    theme: &Theme,
    (says, column, sheet): (&str, Column, &Sheet),
    text: &mut String,
) {
    let hint = match column.kind() {
        Kind::Month => "2027-04",
        Kind::Money => "1.5 M",
        _ => "any",
    };
    ui.horizontal(|ui| {
        let label = RichText::new(says).color(theme.text_muted);
        let row = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(vec2(40.0, 28.0), row, |ui| {
            ui.set_min_width(40.0);
            ui.label(label);
        });
        let hint = RichText::new(hint).color(theme.text_muted);
        let field = TextEdit::singleline(text).hint_text(hint).desired_width(f32::INFINITY);
        let field = field.margin(vec2(8.0, 5.0)).align(egui::Align2::RIGHT_CENTER);
        let _named = ui.add(field).accessible_name(says);
    });
    if let Err(reason) = limit_of(&sheet.portfolio, column, text) {
        ui.label(RichText::new(reason).color(theme.danger));
    }
}
