//! A table of things side by side: a name for each column, rows of figures with their cards, and the best of each row marked.

use egui::{Align, CornerRadius, Layout, Rect, RichText, Sense, Ui, pos2, vec2};

use crate::gui::charts::{Explained, card_of, cut};
use crate::gui::desk::Desk;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, icons, text};
use crate::model::Direction;

/// So many are shown side by side at most.
pub(super) const COLUMNS_MAX: usize = 6;
const NAME_WIDTH: f32 = 210.0;
const ROW_HEIGHT: f32 = 28.0;

/// How wide each of so many columns is.
pub(super) fn column_width(ui: &Ui, count: usize) -> f32 {
    let room = ui.available_width() - NAME_WIDTH - 16.0;
    (room / count.max(1) as f32).clamp(84.0, 220.0)
}

/// A row: what is compared, the figure of each column in words, and which of them are best.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) cells: Vec<String>,
    pub(super) best: Vec<bool>,
}

/// The names, each on as many lines as it needs.
pub(super) fn head_ui(ui: &mut Ui, desk: &Desk<'_>, names: &[String], width: f32) {
    let theme = desk.theme;
    let galleys: Vec<_> = names
        .iter()
        .map(|name| {
            let name = RichText::new(name);
            egui::WidgetText::from(name.font(font(text::BODY, Heft::SemiBold)).color(theme.text))
                .into_galley(
                    ui,
                    Some(egui::TextWrapMode::Wrap),
                    width - gap::MEDIUM,
                    egui::TextStyle::Body,
                )
        })
        .collect();
    let height = galleys.iter().map(|galley| galley.size().y).fold(20.0, f32::max) + gap::SMALL;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    for (number, galley) in galleys.into_iter().enumerate() {
        let left = rect.left() + NAME_WIDTH + width * number as f32;
        let at = pos2(left + gap::SMALL, rect.bottom() - galley.size().y - 4.0);
        ui.painter().galley(at, galley, theme.text);
    }
    let stroke = egui::Stroke::new(1.0, theme.edge);
    ui.painter().hline(rect.x_range(), rect.bottom(), stroke);
}

pub(super) fn group_ui(ui: &mut Ui, desk: &Desk<'_>, words: &str) {
    ui.add_space(gap::MEDIUM);
    crate::gui::widgets::caption(ui, desk.theme, words);
    ui.add_space(2.0);
}

pub(super) fn row_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    (row, width): (&Row, f32),
    explain: impl Fn(usize) -> Option<Explained>,
) {
    let theme = desk.theme;
    let whole = vec2(NAME_WIDTH + width * row.cells.len() as f32, ROW_HEIGHT);
    let (rect, _) = ui.allocate_exact_size(whole, Sense::hover());
    let name = Rect::from_min_size(rect.min, vec2(NAME_WIDTH - gap::SMALL, ROW_HEIGHT));
    ui.scope_builder(egui::UiBuilder::new().max_rect(name), |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let words = RichText::new(&row.name).size(text::BODY).color(theme.text_muted);
            ui.add(egui::Label::new(words).truncate());
        });
    });
    for (number, (words, is_best)) in row.cells.iter().zip(&row.best).enumerate() {
        let left = rect.left() + NAME_WIDTH + width * number as f32;
        let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(width, ROW_HEIGHT));
        let id = ui.scope_id().with((&row.name, number));
        let response = ui.interact(cell, id, Sense::focusable_noninteractive());
        let says = cell_words(row, words, *is_best);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &says));
        let painter = ui.painter_at(cell);
        if *is_best {
            let fill = cell.shrink2(vec2(1.0, 2.0));
            painter.rect_filled(fill, CornerRadius::same(4), theme.accent_soft);
        }
        if response.has_focus() {
            let stroke = egui::Stroke::new(1.0, theme.accent);
            painter.rect_stroke(cell.shrink(1.0), 4.0, stroke, egui::StrokeKind::Inside);
        }
        let (shown, ink, heft) = match (words.is_empty(), is_best) {
            (true, _) => ("not known".to_owned(), theme.text_muted, Heft::Regular),
            (false, true) => (format!("{}  {words}", icons::CHECK), theme.text, Heft::SemiBold),
            (false, false) => (words.clone(), theme.text, Heft::Regular),
        };
        let shown = cut(&painter, shown, font(text::BODY, heft), ink, width - gap::SMALL - 2.0);
        let at = pos2(cell.left() + gap::SMALL, cell.center().y - shown.size().y * 0.5);
        painter.galley(at, shown, ink);
        card_of(&response, theme, || explain(number).unwrap_or_default());
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, egui::Stroke::new(1.0, theme.hairline));
}

fn cell_words(row: &Row, words: &str, is_best: bool) -> String {
    let words = if words.is_empty() { "not known" } else { words };
    format!("{}: {words}{}", row.name, if is_best { ", best" } else { "" })
}

/// Which are best: none where only one figure is known, or all are the same.
pub(super) fn best(values: &[Option<f64>], better: Direction) -> Vec<bool> {
    let known: Vec<f64> = values.iter().copied().flatten().collect();
    let low = known.iter().copied().fold(f64::INFINITY, f64::min);
    let high = known.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let is_contest = known.len() > 1 && high > low;
    let wanted = if better == Direction::Up { high } else { low };
    values.iter().map(|value| is_contest && *value == Some(wanted)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_is_marked_with_its_equals_and_never_without_a_contest() {
        use Direction::{Down, Up};
        let check = |values: &[Option<f64>], better, expected: &[bool]| {
            assert_eq!(best(values, better), expected);
        };
        check(&[Some(1.0), Some(3.0), None, Some(3.0)], Up, &[false, true, false, true]);
        check(&[Some(1.0), Some(3.0), None], Down, &[true, false, false]);
        check(&[Some(2.0), None], Up, &[false, false]);
        check(&[Some(2.0), Some(2.0)], Up, &[false, false]);
    }
}
