//! Lines of a list that unfold into their fields.

use egui::{Id, Response, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use super::labels::steady;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, icons, text};

fn state_id(key: Id) -> Id {
    key.with("is unfolded")
}

/// Unfolds the line `key` from the next frame on.
pub(crate) fn open_line(ui: &Ui, key: Id) {
    ui.data_mut(|data| data.insert_temp(state_id(key), true));
}

/// A line with a title at the left and a figure at the right; `add` is shown below it while it is unfolded.
pub(crate) fn folding_line(
    ui: &mut Ui,
    theme: &Theme,
    key: Id,
    (title, figure): (&str, &str),
    add: impl FnOnce(&mut Ui),
) {
    let mut is_open: bool = ui.data(|data| data.get_temp(state_id(key))).unwrap_or_default();
    let response = line_ui(ui, theme, is_open, (title, figure));
    if response.clicked() {
        is_open = !is_open;
        ui.data_mut(|data| data.insert_temp(state_id(key), is_open));
    }
    if is_open {
        steady(ui, key, |ui| {
            ui.add_space(gap::TINY);
            add(ui);
            ui.add_space(gap::SMALL);
        });
    }
}

fn line_ui(ui: &mut Ui, theme: &Theme, is_open: bool, (title, figure): (&str, &str)) -> Response {
    let size = vec2(ui.available_width(), ui.spacing().interact_size.y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let says = if figure.is_empty() { title.to_owned() } else { format!("{title}, {figure}") };
    response.widget_info(|| {
        WidgetInfo::selected(Role::DisclosureTriangle, ui.is_enabled(), is_open, &says)
    });
    if response.hovered() || response.has_focus() {
        let corner = egui::CornerRadius::same(crate::gui::theme::radius::CARD);
        ui.painter().rect_filled(rect, corner, theme.hovered);
    }
    let icon = if is_open { icons::CARET_DOWN } else { icons::CARET_RIGHT };
    let icon = RichText::new(icon).size(text::SMALL).color(theme.text_muted);
    let figure = RichText::new(figure).size(text::BODY).color(theme.text_muted);
    let title = RichText::new(title).font(font(text::BODY, Heft::Medium)).color(theme.text);
    let inside = rect.shrink2(vec2(gap::TINY, 0.0));
    let icon = galley(ui, icon, inside.width());
    let figure = galley(ui, figure, inside.width());
    let title_left = inside.left() + icon.size().x + gap::TINY;
    let title = galley(ui, title, inside.right() - figure.size().x - gap::SMALL - title_left);
    let painter = ui.painter();
    let middle = |height: f32| inside.center().y - height * 0.5;
    painter.galley(egui::pos2(inside.left(), middle(icon.size().y)), icon, theme.text_muted);
    painter.galley(egui::pos2(title_left, middle(title.size().y)), title, theme.text);
    let figure_left = inside.right() - figure.size().x;
    painter.galley(egui::pos2(figure_left, middle(figure.size().y)), figure, theme.text_muted);
    response
}

fn galley(ui: &Ui, words: RichText, width: f32) -> std::sync::Arc<egui::Galley> {
    let words = egui::WidgetText::from(words);
    words.into_galley(ui, Some(egui::TextWrapMode::Truncate), width.max(0.0), egui::TextStyle::Body)
}
