//! The ring around whatever has the keyboard, the same everywhere.

use egui::{Context, CornerRadius, Id, Memory, Stroke, StrokeKind, Ui, Vec2, WidgetRect};

use super::theme::{Theme, radius};

/// How wide the ring is, and how far it stands off, in points.
const WIDTH: f32 = 2.0;
const GAP: f32 = 0.0;
/// A ring is at least so wide and high, in points.
const SIDE_MIN: f32 = 22.0;
/// What takes more than this share of the window shows by itself where the keyboard is: a cell, a card, a row.
const SHARE_MAX: f32 = 0.1;

/// Where something is shown. To ask the toolkit what is done to it would do it: of a field that has just come up under the
/// pointer a click takes the keyboard away.
pub(super) fn widget(context: &Context, id: Id) -> Option<WidgetRect> {
    context.viewport(|viewport| {
        let now = viewport.this_pass.widgets.get(id);
        now.or_else(|| viewport.prev_pass.widgets.get(id)).copied()
    })
}

/// Draws it, over the layer of what has the keyboard. Fields that are typed into have a ring of their own.
pub(super) fn ring_ui(context: &Context, theme: &Theme) {
    let Some(id) = context.memory(Memory::focused) else { return };
    if context.text_edit_focused() {
        return;
    }
    let Some(widget) = widget(context, id) else { return };
    let (rect, seen) = (widget.rect, widget.interact_rect);
    if !seen.is_positive() || rect.area() > context.content_rect().area() * SHARE_MAX {
        return;
    }
    // What is small has a ring that is not: a cross alone would have a slit.
    let room = (Vec2::splat(SIDE_MIN) - rect.size()).max(Vec2::ZERO) / 2.0;
    let (rect, seen) = (rect.expand2(room), seen.expand2(room));
    let painter = context.layer_painter(widget.layer_id);
    let painter = painter.with_clip_rect(seen.expand(GAP + WIDTH));
    let corner = CornerRadius::same(radius::CARD);
    painter.rect_stroke(
        rect.expand(GAP),
        corner,
        Stroke::new(WIDTH, theme.accent),
        StrokeKind::Outside,
    );
}

/// Brings into view what has just got the keyboard, if it stands in this part that scrolls: after everything else in it.
pub(super) fn follow_focus(ui: &Ui) {
    let context = ui.ctx();
    let Some(id) = context.memory(Memory::focused) else { return };
    if context.memory(|memory| memory.had_focus_last_frame(id)) {
        return;
    }
    let Some(widget) = widget(context, id) else { return };
    let is_here = widget.layer_id == ui.layer_id() && ui.min_rect().contains(widget.rect.center());
    if is_here && !ui.clip_rect().contains_rect(widget.rect) {
        ui.scroll_to_rect(widget.rect.expand(GAP + WIDTH), None);
    }
}
