//! A button that opens a list to choose from, with a field to find things as you type.

use egui::{
    Align2, Button, CursorIcon, Key, PointerButton, Popup, PopupCloseBehavior, Response, RichText,
    Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo,
};

use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, icons, text};
use crate::wording;

/// From so many choices on there is a field to find them.
const FIND_FROM: usize = 9;
const LIST_WIDTH: f32 = 260.0;
const LIST_HEIGHT: f32 = 320.0;
/// What lies between two rows of a list, in points.
pub(crate) const ROW_GAP: f32 = 1.0;

/// Shows `button`; while its list is open, gives what is chosen from it.
///
/// `says` names the list for those who do not see it.
pub(crate) fn picker<Value: Clone>(
    ui: &mut Ui,
    theme: &Theme,
    (button, says): (Button<'_>, &str),
    choices: impl FnOnce() -> Vec<(Value, String)>,
) -> (Response, Option<Value>) {
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), says));
    let query_id = response.id.with("query");
    if response.clicked() {
        ui.data_mut(|data| data.insert_temp(query_id, String::new()));
    }
    let is_new = response.clicked();
    // Who opened it by a key is in it at once, and need not press another.
    let enters = is_new && !response.clicked_by(PointerButton::Primary);
    let enter_id = response.id.with("enters");
    if is_new {
        ui.data_mut(|data| data.insert_temp(enter_id, enters));
    }
    let shown =
        Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
            ui.set_width(LIST_WIDTH);
            ui.spacing_mut().item_spacing.y = ROW_GAP;
            let choices = choices();
            let mut query: String = ui.data(|data| data.get_temp(query_id)).unwrap_or_default();
            let mut is_entered = false;
            let has_find = choices.len() >= FIND_FROM;
            if has_find {
                let find = ui.add(find_field(theme, &mut query, "Find"));
                if is_new {
                    find.request_focus();
                }
                is_entered = find.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                let _named = find.accessible_name(format!("Find in {says}"));
                ui.data_mut(|data| data.insert_temp(query_id, query.clone()));
                ui.add_space(gap::TINY);
            }
            let found = matching(&choices, &query);
            let picked =
                if is_entered { found.first().map(|(value, _)| value.clone()) } else { None };
            let enters = !has_find
                && !ui.is_sizing_pass()
                && ui.data_mut(|data| data.remove_temp(enter_id)).unwrap_or_default();
            // What Enter takes while one types.
            let next = (has_find && !query.trim().is_empty()).then_some(0);
            let picked = picked.or_else(|| list_ui(ui, theme, &found, (next, enters)));
            if picked.is_some() {
                ui.close();
            }
            picked
        });
    (response, shown.and_then(|shown| shown.inner))
}

/// The rows that were found, the `lit` one of them marked; where the list is entered the first of them gets the keyboard.
fn list_ui<Value: Clone>(
    ui: &mut Ui,
    theme: &Theme,
    found: &[&(Value, String)],
    (lit, enters): (Option<usize>, bool),
) -> Option<Value> {
    if found.is_empty() {
        super::muted(ui, theme, "Nothing to choose from.");
        return None;
    }
    let mut picked = None;
    let height = ui.spacing().interact_size.y;
    // Without the least height the list would stay as short as it was for what was typed before.
    let area = ScrollArea::vertical().max_height(LIST_HEIGHT);
    area.min_scrolled_height(LIST_HEIGHT).show_rows(ui, height, found.len(), |ui, rows| {
        for (at, (value, word)) in found.iter().enumerate().skip(rows.start).take(rows.len()) {
            let row = Button::selectable(lit == Some(at), wording::printable(word)).truncate();
            let response = ui.add(row.min_size(egui::vec2(ui.available_width(), height)));
            if enters && at == 0 {
                response.request_focus();
            }
            if response.clicked() {
                picked = Some(value.clone());
            }
        }
    });
    picked
}

/// The field at the top of a list in which one types to find a row of it; as wide as the list.
pub(crate) fn find_field<'a>(theme: &Theme, query: &'a mut String, hint: &str) -> TextEdit<'a> {
    TextEdit::singleline(query)
        .prefix(RichText::new(icons::SEARCH).color(theme.text_muted))
        .hint_text(RichText::new(hint).color(theme.text_muted))
        .desired_width(f32::INFINITY)
        .margin(egui::vec2(8.0, 5.0))
        .align(Align2::LEFT_CENTER)
}

/// A cross at the right end of a field with something in it; clicked, it is empty again.
pub(crate) fn clear_cross(ui: &mut Ui, theme: &Theme, field: &Response, query: &mut String) {
    if query.is_empty() {
        return;
    }
    let end = field.rect.shrink(3.0);
    let end = end.with_min_x(end.right() - end.height());
    let response = ui.interact(end, field.id.with("clear"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Clear"));
    let is_lit = response.hovered() || response.has_focus();
    let ink = if is_lit { theme.text } else { theme.text_muted };
    let small = font(text::SMALL, Heft::Regular);
    ui.painter().rect_filled(end, 2.0, if is_lit { theme.hovered } else { theme.field });
    ui.painter().text(end.center(), Align2::CENTER_CENTER, icons::CLOSE, small, ink);
    if response.on_hover_cursor(CursorIcon::Default).on_hover_text("Clear").clicked() {
        query.clear();
    }
}

/// The choices in which every word of the query occurs, in any case.
fn matching<'a, Value>(choices: &'a [(Value, String)], query: &str) -> Vec<&'a (Value, String)> {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    let fits = |word: &str| {
        let word = word.to_lowercase();
        words.iter().all(|part| word.contains(part.as_str()))
    };
    choices.iter().filter(|(_, word)| words.is_empty() || fits(word)).collect()
}

/// The button of a choice: the word and a caret.
pub(crate) fn caret_button(word: &str, width: f32) -> Button<'static> {
    Button::new(wording::printable(word))
        .right_text(icons::CARET_DOWN)
        .truncate()
        .min_size(egui::vec2(width, 0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, expected: &[&str]) {
        let choices =
            ["Data lake", "Lake house", "Data warehouse"].map(|word| ((), word.to_owned()));
        let found: Vec<&str> =
            matching(&choices, query).into_iter().map(|((), word)| word.as_str()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn every_word_typed_has_to_occur_in_any_case_and_order() {
        check("", &["Data lake", "Lake house", "Data warehouse"]);
        check("lake", &["Data lake", "Lake house"]);
        check("house DATA", &["Data warehouse"]);
        check("lakes", &[]);
    }
}
