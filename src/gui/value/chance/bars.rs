//! A list of bars: a name, a bar from a line, how far off its end may be, and the figure.

use egui::{
    Color32, CornerRadius, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2,
    vec2,
};

use crate::gui::charts::{Explained, Scale, card_of, cut};
use crate::gui::desk::Desk;
use crate::gui::ring::follow_focus;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, text};
use crate::gui::widgets::muted;
use crate::model::Item;
use crate::wording;

/// So many bars are shown at most.
const BARS_MAX: usize = 40;
const ROW_HEIGHT: f32 = 26.0;
const BAR_HALF: f32 = 7.0;
const FIGURE_WIDTH: f32 = 74.0;

/// One bar.
pub(super) struct Bar {
    pub(super) name: String,
    /// How far it goes, on the scale of all bars.
    pub(super) value: f64,
    /// The standard error of that.
    pub(super) error: f64,
    /// The figure in words.
    pub(super) figure: String,
    pub(super) ink: Color32,
    /// What a click selects.
    pub(super) item: Item,
    pub(super) explained: Explained,
}

/// Shows them one below the other, on a scale from `low` to `high`.
pub(super) fn bars_ui(ui: &mut Ui, desk: &mut Desk<'_>, span: (f64, f64), bars: &[Bar]) {
    ScrollArea::vertical().id_salt("bars").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for bar in bars.iter().take(BARS_MAX) {
            let response = bar_ui(ui, desk, span, bar);
            if response.clicked() {
                desk.requests.select(bar.item);
            }
            card_of(&response, desk.theme, || bar.explained.clone());
        }
        let more = bars.len().saturating_sub(BARS_MAX);
        if more > 0 {
            muted(ui, desk.theme, &format!("and {} more with less", wording::count(more)));
        }
        ui.add_space(gap::SMALL);
        follow_focus(ui);
    });
}

fn bar_ui(ui: &mut Ui, desk: &Desk<'_>, span: (f64, f64), bar: &Bar) -> Response {
    let theme = desk.theme;
    let size = vec2(ui.available_width(), ROW_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let is_selected = desk.workspace.selection().has(bar.item);
    response.widget_info(|| {
        let says = format!("{}: {}", bar.name, bar.figure);
        WidgetInfo::selected(Role::Button, true, is_selected, says)
    });
    let painter = ui.painter();
    if is_selected || response.hovered() || response.has_focus() {
        let fill = if is_selected { theme.accent_soft } else { theme.hovered };
        painter.rect_filled(rect, CornerRadius::same(4), fill);
    }
    let width = rect.width() * 0.46;
    let small = font(text::SMALL, Heft::Regular);
    let words = cut(painter, bar.name.clone(), small, theme.text, width - gap::SMALL);
    let at = pos2(rect.left() + gap::TINY, rect.center().y - words.size().y * 0.5);
    painter.galley(at, words, theme.text);
    let ends = (rect.left() + width, (rect.right() - FIGURE_WIDTH).max(rect.left() + width + 8.0));
    let scale = Scale::new(span, ends);
    let middle = rect.center().y;
    let (zero, end) = (scale.place(0.0), scale.place(bar.value));
    let shape = Rect::from_x_y_ranges(
        zero.min(end)..=zero.max(end),
        (middle - BAR_HALF)..=(middle + BAR_HALF),
    );
    painter.rect_filled(shape, CornerRadius::same(2), bar.ink);
    painter.vline(zero, rect.y_range(), Stroke::new(1.0, theme.edge));
    // Twice the standard error to both sides, where that is wide enough to be seen.
    let reach = [bar.value - 2.0 * bar.error, bar.value + 2.0 * bar.error];
    let [from, to] = reach.map(|value| scale.place(value).clamp(ends.0, ends.1));
    if to - from > 2.0 {
        painter.hline(from..=to, middle, Stroke::new(1.5, theme.text));
        for x in [from, to] {
            painter.vline(x, (middle - 3.0)..=(middle + 3.0), Stroke::new(1.5, theme.text));
        }
    }
    let medium = font(text::SMALL, Heft::Medium);
    let at = pos2(rect.right() - gap::TINY, middle);
    painter.text(at, egui::Align2::RIGHT_CENTER, &bar.figure, medium, theme.text);
    response
}
