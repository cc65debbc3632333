//! Shares as bars.

use egui::{Color32, CornerRadius, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::gui::theme::Theme;

/// How high a bar is.
const THIN: f32 = 4.0;
const THICK: f32 = 10.0;
/// What parts one part of a stacked bar from the next.
const SLIT: f32 = 1.0;

/// A share of one as a thin bar on a track.
pub(crate) fn bar(ui: &mut Ui, theme: &Theme, share: f64, ink: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), THIN), Sense::hover());
    let corner = CornerRadius::same(2);
    ui.painter().rect_filled(rect, corner, theme.hovered);
    let filled = Rect::from_min_max(
        rect.min,
        pos2(rect.left() + rect.width() * to_f32(share), rect.bottom()),
    );
    ui.painter().rect_filled(filled, corner, ink);
    response
}

/// One part of a stacked bar.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct BarPart {
    /// How much of the whole bar it takes, 0 to 1.
    pub(crate) share: f64,
    /// Its colour.
    pub(crate) ink: Color32,
    /// What it stands for: its tooltip, and its name for those who do not see it.
    pub(crate) says: String,
}

/// Parts side by side on a track that stands for the whole; gives the number of the part that was clicked.
pub(crate) fn stacked_bar(ui: &mut Ui, theme: &Theme, parts: &[BarPart]) -> Option<usize> {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), THICK), Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(3), theme.hovered);
    let mut left = rect.left();
    let mut clicked = None;
    for (number, part) in parts.iter().enumerate() {
        let right = (left + rect.width() * to_f32(part.share)).min(rect.right());
        let place = Rect::from_min_max(
            pos2(left, rect.top()),
            pos2((right - SLIT).max(left), rect.bottom()),
        );
        left = right;
        let id = ui.scope_id().with(("bar part", number));
        let response = ui.interact(place.expand2(vec2(0.0, 4.0)), id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &part.says));
        let is_lit = response.hovered() || response.has_focus();
        let shown = if is_lit { place.expand2(vec2(0.0, 2.0)) } else { place };
        ui.painter().rect_filled(shown, CornerRadius::same(1), part.ink);
        if response.on_hover_text(&part.says).clicked() {
            clicked = Some(number);
        }
    }
    clicked
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "a share of a bar needs no more digits"
)]
fn to_f32(share: f64) -> f32 {
    share.clamp(0.0, 1.0) as f32
}
