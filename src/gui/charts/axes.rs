//! Axes: the lines behind a chart, their figures and titles, and what is left for the chart itself.

use egui::{Align2, Color32, FontId, Painter, Rangef, Rect, Stroke, pos2, vec2};

use super::scale::{Scale, Spacing};
use super::unit::Unit;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, text};

/// How far apart figures stand at least, in points.
const ACROSS_GAP: f32 = 76.0;
const UPRIGHT_GAP: f32 = 38.0;
const TITLE_HEIGHT: f32 = 20.0;
const TICK_HEIGHT: f32 = 20.0;

/// What an axis stands for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Axis<'a> {
    /// What is shown along it, with its unit.
    pub(crate) title: &'a str,
    /// What its figures are counted in.
    pub(crate) unit: &'a Unit,
    /// From where to where it goes.
    pub(crate) span: (f64, f64),
}

/// Where a chart with two axes is drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plot {
    /// What lies between the axes.
    pub(crate) rect: Rect,
    /// From left to right.
    pub(crate) x: Scale,
    /// From the bottom up.
    pub(crate) y: Scale,
}

fn small() -> FontId {
    font(text::SMALL, Heft::Regular)
}

/// Draws two axes of figures into `place`, with the title of the upright one above it and of the other below.
pub(crate) fn plot(painter: &Painter, theme: &Theme, place: Rect, axes: [Axis<'_>; 2]) -> Plot {
    spaced_plot(painter, theme, place, axes, [Spacing::Even; 2])
}

/// The same with steps of either sort along each axis.
pub(crate) fn spaced_plot(
    painter: &Painter,
    theme: &Theme,
    place: Rect,
    [x, y]: [Axis<'_>; 2],
    [x_spacing, y_spacing]: [Spacing; 2],
) -> Plot {
    let below = TICK_HEIGHT + if x.title.is_empty() { 0.0 } else { TITLE_HEIGHT };
    let (rect, y) = upright(painter, theme, place, (y, y_spacing), below);
    let x_scale = Scale::spaced(x.span, (rect.left(), rect.right()), x_spacing);
    let (ticks, step) = x_scale.ticks(ACROSS_GAP);
    for tick in ticks {
        let at = x_scale.place(tick);
        painter.vline(at, rect.y_range(), Stroke::new(1.0, line_ink(theme, tick)));
        let at = pos2(at, rect.bottom() + gap::TINY);
        painter.text(at, Align2::CENTER_TOP, x.unit.tick(tick, step), small(), theme.text_muted);
    }
    let at = pos2(rect.right(), place.bottom() - 2.0);
    let medium = font(text::SMALL, Heft::Medium);
    painter.text(at, Align2::RIGHT_BOTTOM, x.title, medium, theme.text);
    Plot { rect, x: x_scale, y }
}

/// Slots of the same width from left to right, one for each of a row of things.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bands {
    /// What lies above the names.
    pub(crate) rect: Rect,
    /// From the bottom up.
    pub(crate) y: Scale,
    count: usize,
}

impl Bands {
    /// From where to where the slot `number` goes, counted from 0.
    pub(crate) fn range(&self, number: usize) -> Rangef {
        let width = self.rect.width() / self.count.max(1) as f32;
        let left = self.rect.left() + width * number as f32;
        Rangef::new(left, left + width)
    }
}

/// Draws an upright axis of figures, and below it the names of a row of things; where they are too many for the room,
/// every second, third and so on.
pub(crate) fn bands(
    painter: &Painter,
    theme: &Theme,
    place: Rect,
    y: Axis<'_>,
    names: &[String],
) -> Bands {
    let (rect, y) = upright(painter, theme, place, (y, Spacing::Even), TICK_HEIGHT);
    let bands = Bands { rect, y, count: names.len() };
    let galleys: Vec<_> = names
        .iter()
        .map(|name| painter.layout_no_wrap(name.clone(), small(), theme.text_muted))
        .collect();
    let widest = galleys.iter().map(|galley| galley.size().x).fold(0.0, f32::max) + gap::MEDIUM;
    let slot = rect.width() / names.len().max(1) as f32;
    let every = ((widest / slot.max(1.0)).ceil() as usize).max(1);
    for (number, galley) in galleys.into_iter().enumerate().step_by(every) {
        let middle = bands.range(number).center();
        let at = pos2(middle - galley.size().x * 0.5, rect.bottom() + gap::TINY);
        painter.galley(at, galley, theme.text_muted);
    }
    bands
}

/// The upright axis, with `below` points left free under it; gives what is to its right, and its scale.
fn upright(
    painter: &Painter,
    theme: &Theme,
    place: Rect,
    (axis, spacing): (Axis<'_>, Spacing),
    below: f32,
) -> (Rect, Scale) {
    let above = if axis.title.is_empty() { gap::SMALL } else { TITLE_HEIGHT + gap::TINY };
    let (top, bottom) = (place.top() + above, (place.bottom() - below).max(place.top() + above));
    let scale = Scale::spaced(axis.span, (bottom, top), spacing);
    let (ticks, step) = scale.ticks(UPRIGHT_GAP);
    let galleys: Vec<_> = ticks
        .iter()
        .map(|tick| painter.layout_no_wrap(axis.unit.tick(*tick, step), small(), theme.text_muted))
        .collect();
    let widest = galleys.iter().map(|galley| galley.size().x).fold(16.0, f32::max);
    let left = place.left() + widest + gap::SMALL;
    let right = (place.right() - gap::LARGE).max(left + 1.0);
    for (tick, galley) in ticks.iter().zip(galleys) {
        let y = scale.place(*tick);
        painter.hline(left..=right, y, Stroke::new(1.0, line_ink(theme, *tick)));
        let at = pos2(left - gap::SMALL - galley.size().x, y - galley.size().y * 0.5);
        painter.galley(at, galley, theme.text_muted);
    }
    let medium = font(text::SMALL, Heft::Medium);
    painter.text(
        place.left_top() + vec2(0.0, 1.0),
        Align2::LEFT_TOP,
        axis.title,
        medium,
        theme.text,
    );
    (Rect::from_min_max(pos2(left, top), pos2(right, bottom)), scale)
}

/// The line at nothing is stronger than the others.
fn line_ink(theme: &Theme, tick: f64) -> Color32 {
    if tick == 0.0 { theme.edge } else { theme.hairline }
}

/// Words on one line, with an ellipsis where they are longer than there is room.
pub(crate) fn cut(
    painter: &Painter,
    words: String,
    font: FontId,
    ink: Color32,
    width: f32,
) -> std::sync::Arc<egui::Galley> {
    let mut job = egui::text::LayoutJob::single_section(words, egui::TextFormat::simple(font, ink));
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    painter.layout_job(job)
}
