//! Draws the chart: quarters, front, bubbles and names.

use egui::{Align2, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use super::scene::{Bubble, Scene};
use crate::gui::charts::{Plot, Wanted, place_names};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, text};
use crate::wording;

/// Names are cut to so many letters.
const LETTERS_MAX: usize = 26;

/// Where a bubble stands on the screen.
pub(super) fn middle(plot: &Plot, bubble: &Bubble) -> Pos2 {
    let [x, y] = bubble.at;
    pos2(plot.x.place(x), plot.y.place(y))
}

/// The lines between the quarters, and what each is called; gives where these words stand.
pub(super) fn paint_quadrants(
    painter: &Painter,
    theme: &Theme,
    plot: &Plot,
    scene: &Scene,
) -> Vec<Rect> {
    let [x, y] = &scene.sides;
    let cross = pos2(plot.x.place(x.middle), plot.y.place(y.middle));
    let stroke = Stroke::new(1.0, theme.edge);
    let rect = plot.rect;
    for ends in [
        [pos2(cross.x, rect.top()), pos2(cross.x, rect.bottom())],
        [pos2(rect.left(), cross.y), pos2(rect.right(), cross.y)],
    ] {
        painter.extend(Shape::dashed_line(&ends, stroke, 5.0, 4.0));
    }
    let inside = rect.shrink2(vec2(gap::SMALL, gap::TINY));
    let corners = [
        (inside.left_top(), Align2::LEFT_TOP),
        (inside.right_top(), Align2::RIGHT_TOP),
        (inside.left_bottom(), Align2::LEFT_BOTTOM),
        (inside.right_bottom(), Align2::RIGHT_BOTTOM),
    ];
    let mut taken = Vec::new();
    for ((at, align), words) in corners.into_iter().zip(&scene.quadrants) {
        let heft = font(text::BODY, Heft::SemiBold);
        let galley = painter.layout_no_wrap(words.clone(), heft, theme.text_muted);
        let place = align.anchor_size(at, galley.size());
        // Ground under the words, so that no line goes through them.
        painter.rect_filled(place.expand2(vec2(gap::TINY, 0.0)), CornerRadius::ZERO, theme.surface);
        painter.galley(place.min, galley, theme.text_muted);
        taken.push(place.expand(2.0));
    }
    taken
}

/// The stairs of the front; gives where they run.
pub(super) fn paint_front(
    painter: &Painter,
    theme: &Theme,
    plot: &Plot,
    scene: &Scene,
) -> Vec<Rect> {
    let points = scene.front.iter().map(|[x, y]| pos2(plot.x.place(*x), plot.y.place(*y)));
    let points: Vec<Pos2> = points.collect();
    let steps = points.windows(2).filter_map(|ends| match ends {
        [from, to] => Some(Rect::from_two_pos(*from, *to)),
        _ => None,
    });
    let steps = steps.collect();
    painter.line(points, Stroke::new(1.5, theme.accent));
    steps
}

/// How one bubble stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pose {
    /// Whether it is selected, or would be if the rectangle were let go.
    pub(super) is_selected: bool,
    pub(super) is_hovered: bool,
    /// Whether something else is looked at.
    pub(super) stands_back: bool,
}

pub(super) fn paint_bubble(
    painter: &Painter,
    theme: &Theme,
    (at, bubble): (Pos2, &Bubble),
    pose: Pose,
) {
    let ink = bubble.tone.ink(theme);
    let ink = if pose.stands_back { theme.faded(ink) } else { ink };
    let fill = ink.gamma_multiply(if pose.is_hovered { 0.95 } else { 0.72 });
    let edge = if bubble.is_front && !pose.stands_back { theme.text } else { theme.surface };
    painter.circle(at, bubble.radius, fill, Stroke::new(1.25, edge));
    if pose.is_selected {
        painter.circle_stroke(at, bubble.radius + 3.0, Stroke::new(2.0, theme.accent));
    }
}

/// Names by place of their bubbles, those first that matter most; each with where it stands.
pub(super) fn name_places(
    painter: &Painter,
    plot: &Plot,
    (scene, taken): (&Scene, &[Rect]),
    is_selected: impl Fn(&Bubble) -> bool,
) -> Vec<(usize, Rect)> {
    let mut order: Vec<usize> = (0..scene.bubbles.len()).collect();
    let rank = |at: &usize| {
        let bubble = scene.bubbles.get(*at);
        let is = |test: &dyn Fn(&Bubble) -> bool| bubble.is_some_and(test);
        (!is(&|b| is_selected(b)), !is(&|b| b.is_front))
    };
    order.sort_by_key(rank);
    let small = font(text::SMALL, Heft::Regular);
    let wanted: Vec<Wanted> = order
        .iter()
        .filter_map(|at| scene.bubbles.get(*at))
        .map(|bubble| {
            let words = shown_name(bubble);
            let galley = painter.layout_no_wrap(words, small.clone(), egui::Color32::BLACK);
            Wanted { middle: middle(plot, bubble), radius: bubble.radius, size: galley.size() }
        })
        .collect();
    let places = place_names(plot.rect.expand2(vec2(0.0, 4.0)), taken, &wanted);
    order.into_iter().zip(places).filter_map(|(at, place)| Some((at, place?))).collect()
}

pub(super) fn shown_name(bubble: &Bubble) -> String {
    wording::shortened(&bubble.name, LETTERS_MAX)
}

/// A name in its place.
pub(super) fn paint_name(
    painter: &Painter,
    theme: &Theme,
    (place, bubble): (Rect, &Bubble),
    pose: Pose,
) {
    let (ink, heft) = match (pose.is_selected, pose.stands_back) {
        (true, _) => (theme.text, Heft::SemiBold),
        (false, true) => (theme.faded(theme.text_muted), Heft::Regular),
        (false, false) => (theme.text_muted, Heft::Regular),
    };
    let at = place.left_center();
    painter.text(at, Align2::LEFT_CENTER, shown_name(bubble), font(text::SMALL, heft), ink);
}

/// The rectangle that is being drawn.
pub(super) fn paint_band(painter: &Painter, theme: &Theme, band: Rect) {
    let fill = theme.accent.gamma_multiply(0.12);
    painter.rect(
        band,
        CornerRadius::same(2),
        fill,
        Stroke::new(1.0, theme.accent),
        egui::StrokeKind::Inside,
    );
}
