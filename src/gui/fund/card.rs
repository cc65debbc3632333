//! One card of a pile, painted wherever it is while it moves.

use egui::{Align2, CornerRadius, Painter, Rect, Stroke, StrokeKind, pos2, vec2};

use super::scene::{Card, Turn};
use crate::gui::charts::cut;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, icons, radius, text};

/// How high a card is, in points.
pub(super) const HEIGHT: f32 = 46.0;
/// What is between two cards.
pub(super) const GAP: f32 = 6.0;
/// The least width at which a card can be read.
pub(super) const WIDTH_MIN: f32 = 190.0;

/// How a card stands.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a different thing that can be true of a card"
)]
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pose {
    pub(super) is_selected: bool,
    pub(super) is_hovered: bool,
    /// It is carried by the hand, or glides: it casts a shadow.
    pub(super) is_lifted: bool,
    /// Its place while the hand carries it.
    pub(super) is_away: bool,
}

/// Paints a card.
pub(super) fn paint(painter: &Painter, theme: &Theme, rect: Rect, card: &Card, pose: Pose) {
    let corner = CornerRadius::same(radius::CARD);
    if pose.is_away {
        let stroke = Stroke::new(1.0, theme.edge);
        painter.rect_stroke(rect, corner, stroke, StrokeKind::Inside);
        return;
    }
    if pose.is_lifted {
        let shadow = egui::Shadow { offset: [0, 4], blur: 14, spread: 0, color: theme.shadow };
        painter.add(shadow.as_shape(rect, corner));
    }
    let (fill, edge, width) = match (pose.is_selected, pose.is_hovered) {
        (true, _) => (theme.accent_soft, theme.accent, 1.5),
        (false, true) => (theme.hovered, theme.edge, 1.0),
        (false, false) => (theme.raised, theme.hairline, 1.0),
    };
    painter.rect(rect, corner, fill, Stroke::new(width, edge), StrokeKind::Inside);
    let stripe = Rect::from_min_size(rect.min, vec2(4.0, rect.height()));
    let left_corner = CornerRadius { nw: radius::CARD, sw: radius::CARD, ne: 0, se: 0 };
    painter.rect_filled(stripe, left_corner, card.pile.ink(theme));
    paint_words(painter, theme, rect, card);
}

fn paint_words(painter: &Painter, theme: &Theme, rect: Rect, card: &Card) {
    let inside = rect.shrink2(vec2(12.0, 6.0));
    let figure = font(text::BODY, Heft::SemiBold);
    let is_unknown = card.value == "–";
    let ink = if is_unknown { theme.text_muted } else { theme.text };
    let value = painter.layout_no_wrap(card.value.clone(), figure, ink);
    let value_left = inside.right() - value.size().x;
    painter.galley(pos2(value_left, inside.top()), value, ink);
    let width = value_left - inside.left() - 8.0;
    let name = cut(painter, card.name.clone(), font(text::BODY, Heft::Medium), theme.text, width);
    painter.galley(pos2(inside.left(), inside.top()), name, theme.text);
    let small = font(text::SMALL, Heft::Regular);
    let right = paint_mark(painter, theme, inside, card);
    let about = cut(painter, card.about.clone(), small, theme.text_muted, right - inside.left());
    let top = inside.bottom() - about.size().y;
    painter.galley(pos2(inside.left(), top), about, theme.text_muted);
}

/// What is new or missing, at the lower right; gives where the room for other words ends.
fn paint_mark(painter: &Painter, theme: &Theme, inside: Rect, card: &Card) -> f32 {
    let (words, ink) = match (card.turn, card.gap) {
        (Some(Turn::Enters), _) => (format!("{} enters", icons::UP), theme.good),
        (Some(Turn::Leaves), _) => (format!("{} leaves", icons::DOWN), theme.danger),
        (None, Some(gap)) => (gap.to_owned(), theme.warning),
        (None, None) => return inside.right(),
    };
    let font = font(text::SMALL, Heft::Medium);
    let place = painter.text(inside.right_bottom(), Align2::RIGHT_BOTTOM, words, font, ink);
    place.left() - 8.0
}
