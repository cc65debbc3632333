//! A row that sets what is there against what was promised: a name, the way from nothing to all of it, and the figure.

use egui::{
    Align2, Color32, CornerRadius, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use crate::gui::charts::{Scale, cut};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, text};
use crate::wording;

const ROW_HEIGHT: f32 = 38.0;
/// How high a row is that is a part of the one above.
const PART_HEIGHT: f32 = 26.0;
const PART_INDENT: f32 = 16.0;
/// The words at the right end, and the figure before them.
const BESIDE_WIDTH: f32 = 92.0;
const FIGURE_WIDTH: f32 = 150.0;
/// What is drawn of the scale: more or less than this ends at the edge, and is told in figures.
const SPAN: (f64, f64) = (-0.25, 1.25);

/// One row.
pub(super) struct KeptRow {
    pub(super) name: String,
    /// What stands below the name; not shown in a part.
    pub(super) below: String,
    /// How much is there: 1 is all that was promised. Nothing where nothing was promised.
    pub(super) share: Option<f64>,
    pub(super) ink: Color32,
    /// How much is there, in words.
    pub(super) figure: String,
    /// What stands at the right end.
    pub(super) beside: (String, Color32),
    /// Whether it is a part of the row above.
    pub(super) is_part: bool,
    pub(super) is_selected: bool,
    /// What those are told who do not see it.
    pub(super) says: String,
}

/// `84 %`.
pub(super) fn percent(part: f64) -> String {
    format!("{}\u{202f}%", wording::decimal(part * 100.0, 0))
}

/// Shows it.
pub(super) fn kept_row_ui(ui: &mut Ui, theme: &Theme, row: &KeptRow) -> Response {
    let height = if row.is_part { PART_HEIGHT } else { ROW_HEIGHT };
    let size = vec2(ui.available_width() - gap::SMALL, height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, true, row.is_selected, &row.says)
    });
    let painter = ui.painter();
    if row.is_selected || response.hovered() || response.has_focus() {
        let fill = if row.is_selected { theme.accent_soft } else { theme.hovered };
        painter.rect_filled(rect, CornerRadius::ZERO, fill);
    }
    if !row.is_part {
        painter.hline(rect.x_range(), rect.top(), Stroke::new(1.0, theme.hairline));
    }
    let width = (rect.width() * 0.38).clamp(140.0, 380.0);
    paint_names(ui, theme, (rect, width), row);
    paint_way(ui, theme, (rect, width), row);
    let (right, middle) = (rect.right() - gap::TINY, rect.center().y);
    let heft = if row.is_part { Heft::Medium } else { Heft::SemiBold };
    let figure = font(if row.is_part { text::SMALL } else { text::BODY }, heft);
    let at = pos2(right - BESIDE_WIDTH, middle);
    painter.text(at, Align2::RIGHT_CENTER, &row.figure, figure, theme.text);
    let (words, ink) = &row.beside;
    let small = font(text::SMALL, Heft::Regular);
    painter.text(pos2(right, middle), Align2::RIGHT_CENTER, words, small, *ink);
    response
}

fn paint_names(ui: &Ui, theme: &Theme, (rect, width): (Rect, f32), row: &KeptRow) {
    let painter = ui.painter();
    let line = |words: &String, size: f32, ink, room: f32| {
        cut(painter, words.clone(), font(size, Heft::Regular), ink, room - gap::MEDIUM)
    };
    if row.is_part {
        let words = line(&row.name, text::SMALL, theme.text, width - PART_INDENT);
        let at = pos2(rect.left() + PART_INDENT, rect.center().y - words.size().y * 0.5);
        painter.galley(at, words, theme.text);
        return;
    }
    let name = line(&row.name, text::BODY, theme.text, width);
    painter.galley(rect.min + vec2(gap::TINY, 3.0), name, theme.text);
    let below = line(&row.below, text::SMALL, theme.text_muted, width);
    painter.galley(rect.min + vec2(gap::TINY, 20.0), below, theme.text_muted);
}

/// The way from nothing to all of it, and how much of it is there.
fn paint_way(ui: &Ui, theme: &Theme, (rect, width): (Rect, f32), row: &KeptRow) {
    let Some(share) = row.share else { return };
    let painter = ui.painter();
    let middle = rect.center().y;
    let ends = (rect.left() + width, (rect.right() - FIGURE_WIDTH).max(rect.left() + width + 40.0));
    let scale = Scale::new(SPAN, ends);
    let [zero, all, end] = [0.0, 1.0, share.clamp(SPAN.0, SPAN.1)].map(|part| scale.place(part));
    let bar = |from: f32, to: f32, half: f32| {
        Rect::from_x_y_ranges(from.min(to)..=from.max(to), (middle - half)..=(middle + half))
    };
    let (outer, inner) = if row.is_part { (5.0, 3.0) } else { (8.0, 5.0) };
    let corner = CornerRadius::same(2);
    painter.rect_filled(bar(zero, all, outer), corner, theme.pressed);
    painter.rect_filled(bar(zero, end, inner), corner, row.ink);
    painter.vline(zero, rect.y_range(), Stroke::new(1.0, theme.edge));
    let mark = (middle - outer - 2.0)..=(middle + outer + 2.0);
    painter.vline(all, mark, Stroke::new(2.0, theme.text));
}
