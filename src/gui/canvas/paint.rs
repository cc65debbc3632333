//! How the map looks.

use std::collections::BTreeSet;

use egui::epaint::{RectShape, TextShape};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Color32, CornerRadius, FontId, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2,
    pos2, vec2,
};

use super::camera::Camera;
use super::path::{Curve, add_dashes, add_head, add_line, add_open_head};
use super::scene::{Card, CardKind, Line, LineLook, Scene};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, icons, radius, text};
use crate::model::Item;

/// Below this zoom cards are blocks without words.
const WORDS_ZOOM: f32 = 0.3;
/// Below this zoom cards show their name only.
const NOTES_ZOOM: f32 = 0.55;
/// The size of names on changes and measures, in map units.
const SMALL_CARD_TEXT: f32 = 12.5;
/// The size of names where they stand alone on their card, at most, in map units.
const FAR_TEXT_MAX: f32 = 19.5;
/// How high two lines are, in sizes of their text.
const FAR_LINES_HEIGHT: f32 = 2.44;
/// Below this zoom curves are straight.
const CURVES_ZOOM: f32 = 0.12;

/// What the map is shown with.
pub(super) struct Look<'a> {
    pub(super) theme: &'a Theme,
    pub(super) camera: Camera,
    pub(super) screen: Rect,
    pub(super) selected: &'a BTreeSet<Item>,
    pub(super) hovered: Option<Item>,
    /// How far each card has been dragged and not yet let go.
    pub(super) offset: &'a dyn Fn(Item) -> Vec2,
    /// What is selected and all that touches it; empty where nothing is to stand back.
    pub(super) near: &'a BTreeSet<Item>,
}

/// Draws everything.
pub(super) fn paint(painter: &Painter, scene: &Scene, look: &Look<'_>) {
    painter.rect_filled(look.screen, 0.0, look.theme.ground);
    paint_grid(painter, look);
    painter.add(Shape::mesh(lines_mesh(scene, look)));
    for card in &scene.cards {
        let rect =
            look.camera.rect_to_screen(look.screen, card.rect.translate((look.offset)(card.item)));
        if rect.intersects(look.screen) {
            paint_card(painter, card, rect, look);
        }
    }
}

fn paint_grid(painter: &Painter, look: &Look<'_>) {
    // The step doubles as one goes out, so that dots never crowd.
    let mut step = 32.0 * look.camera.zoom;
    while step < 22.0 {
        step *= 2.0;
    }
    let origin = look.camera.to_screen(look.screen, Pos2::ZERO);
    let first = |from: f32, origin: f32| from + (origin - from).rem_euclid(step);
    let mut mesh = Mesh::default();
    let mut y = first(look.screen.top(), origin.y);
    while y < look.screen.bottom() {
        let mut x = first(look.screen.left(), origin.x);
        while x < look.screen.right() {
            mesh.add_colored_rect(
                Rect::from_center_size(pos2(x, y), vec2(1.4, 1.4)),
                look.theme.grid,
            );
            x += step;
        }
        y += step;
    }
    painter.add(Shape::mesh(mesh));
}

/// Where a line runs on the screen.
pub(super) fn line_curve(
    scene: &Scene,
    line: &Line,
    camera: Camera,
    screen: Rect,
    offset: &dyn Fn(Item) -> Vec2,
) -> Option<Curve> {
    let (from, to) = (scene.cards.get(line.from)?, scene.cards.get(line.to)?);
    let [leave, arrive] = line.ends;
    let start = camera.to_screen(screen, from.rect.center() + leave.to_vec2() + offset(from.item));
    let end = camera.to_screen(screen, to.rect.center() + arrive.to_vec2() + offset(to.item));
    Some(Curve::between(start, end, leave.x.signum(), arrive.x.signum(), 190.0 * camera.zoom))
}

fn lines_mesh(scene: &Scene, look: &Look<'_>) -> Mesh {
    let mut mesh = Mesh::default();
    mesh.reserve_vertices(scene.lines.len() * 40);
    mesh.reserve_triangles(scene.lines.len() * 60);
    let stands_out = |line: &Line| {
        let ends = [scene.cards.get(line.from), scene.cards.get(line.to)];
        look.hovered == Some(line.item)
            || look.selected.contains(&line.item)
            || ends
                .into_iter()
                .flatten()
                .any(|card| look.selected.contains(&card.item) || look.hovered == Some(card.item))
    };
    // What stands out is drawn last, over the rest.
    for is_second in [false, true] {
        for line in scene.lines.iter().filter(|line| stands_out(line) == is_second) {
            add_scene_line(&mut mesh, scene, line, look, is_second);
        }
    }
    mesh
}

/// What a line is drawn with.
struct Pen {
    ink: Color32,
    width: f32,
}

fn pen(line: &Line, look: &Look<'_>, stands_out: bool) -> Pen {
    let theme = look.theme;
    let zoom = look.camera.zoom;
    let (ink, width, alpha) = match line.look {
        LineLook::Ribbon { width, kind } => (theme.outcome(kind), (width * zoom).max(0.5), 0.34),
        LineLook::Unrated => (theme.unrated, 1.2, 0.8),
        LineLook::Excludes => (theme.danger, 1.7, 0.9),
        LineLook::Requires | LineLook::RequiresAnyTime | LineLook::Together | LineLook::Enables => {
            (theme.text_muted, 1.7, 0.85)
        }
        LineLook::Quiet => (theme.edge, 1.2, 1.0),
    };
    let is_back = !look.near.is_empty() && !stands_out && !look.near.contains(&line.item);
    let alpha = match (stands_out, is_back) {
        (true, _) => (alpha * 2.2_f32).min(1.0),
        (false, true) => alpha * 0.22,
        (false, false) => alpha,
    };
    Pen { ink: ink.gamma_multiply(alpha), width }
}

fn add_scene_line(mesh: &mut Mesh, scene: &Scene, line: &Line, look: &Look<'_>, stands_out: bool) {
    let Some(curve) = line_curve(scene, line, look.camera, look.screen, look.offset) else {
        return;
    };
    if !curve.bounds().expand(12.0).intersects(look.screen) {
        return;
    }
    let Pen { ink, width } = pen(line, look, stands_out);
    let zoom = look.camera.zoom;
    let [start, _, before_end, end] = curve.points;
    if zoom < CURVES_ZOOM {
        add_line(mesh, &[start, end], width, ink);
        return;
    }
    let path = curve.polyline();
    let direction = (end - before_end).normalized();
    let head = (9.0 * zoom).clamp(5.0, 11.0);
    match line.look {
        LineLook::Ribbon { .. } | LineLook::Quiet => add_line(mesh, &path, width, ink),
        LineLook::Unrated => add_dashes(mesh, &path, width, ink, [5.0, 4.0]),
        LineLook::Requires => {
            add_line(mesh, &path, width, ink);
            add_head(mesh, end, direction, head, ink);
        }
        LineLook::RequiresAnyTime => {
            add_dashes(mesh, &path, width, ink, [10.0, 3.0]);
            add_head(mesh, end, direction, head, ink);
        }
        LineLook::Together => {
            add_line(mesh, &path, width, ink);
            add_dot(mesh, start, head * 0.4, ink);
            add_dot(mesh, end, head * 0.4, ink);
        }
        LineLook::Excludes => {
            add_dashes(mesh, &path, width, ink, [6.0, 4.0]);
            add_bar(mesh, &path, head, ink);
        }
        LineLook::Enables => {
            add_dashes(mesh, &path, width, ink, [2.0, 3.0]);
            add_open_head(mesh, end, direction, head, ink);
        }
    }
}

fn add_dot(mesh: &mut Mesh, middle: Pos2, radius: f32, ink: Color32) {
    let first = mesh.vertices.len() as u32;
    mesh.colored_vertex(middle, ink);
    for step in 0..8_u32 {
        mesh.colored_vertex(
            middle + Vec2::angled(step as f32 * std::f32::consts::FRAC_PI_4) * radius,
            ink,
        );
        mesh.add_triangle(first, first + 1 + step, first + 1 + (step + 1) % 8);
    }
}

/// A short bar across the middle of a path: one of the two is shut out.
fn add_bar(mesh: &mut Mesh, path: &[Pos2], size: f32, ink: Color32) {
    let middle = path.len().div_ceil(2);
    let (Some(&before), Some(&here)) = (path.get(middle.saturating_sub(1)), path.get(middle))
    else {
        return;
    };
    let across = (here - before).normalized().rot90() * size * 0.7;
    let place = before + (here - before) * 0.5;
    add_line(mesh, &[place - across, place + across], 2.4, ink);
}

fn paint_card(painter: &Painter, card: &Card, rect: Rect, look: &Look<'_>) {
    let theme = look.theme;
    let zoom = look.camera.zoom;
    let is_selected = look.selected.contains(&card.item);
    let is_hovered = look.hovered == Some(card.item);
    let is_back = !look.near.is_empty() && !look.near.contains(&card.item);
    let fade = if is_back { 0.45 } else { 1.0 };
    let mark = match card.kind {
        CardKind::Outcome(kind) | CardKind::Measure(kind) => theme.outcome(kind),
        CardKind::Project => theme.accent,
        CardKind::Change => theme.text_muted,
    };
    let corner = CornerRadius::same((f32::from(radius::CARD) * zoom.clamp(0.35, 1.4)) as u8);
    let fill = if is_hovered { theme.hovered } else { theme.raised };
    let edge = match (is_selected, card.kind) {
        (true, _) => Stroke::new(2.0, theme.accent),
        (false, CardKind::Outcome(_)) => Stroke::new(1.0, mark.gamma_multiply(0.55 * fade)),
        (false, _) => Stroke::new(1.0, theme.edge.gamma_multiply(fade)),
    };
    if zoom < WORDS_ZOOM {
        paint_block(painter, card, rect, look, (mark.gamma_multiply(0.85 * fade), corner, edge));
        return;
    }
    if (is_selected || is_hovered) && !is_back {
        let shadow = egui::Shadow { offset: [0, 3], blur: 14, spread: 0, color: theme.shadow };
        painter.add(shadow.as_shape(rect, corner));
    }
    painter.add(RectShape::new(
        rect,
        corner,
        fill.gamma_multiply(if is_back { 0.8 } else { 1.0 }),
        edge,
        StrokeKind::Inside,
    ));
    let stripe =
        Rect::from_min_size(rect.min + vec2(0.0, 0.0), vec2((4.0 * zoom).max(2.0), rect.height()));
    if matches!(card.kind, CardKind::Outcome(_)) {
        let corner = CornerRadius { ne: 0, se: 0, ..corner };
        painter.rect_filled(stripe, corner, mark.gamma_multiply(fade));
    }
    paint_words(painter, card, rect, look, fade);
    if let Some(bar) = card.bar.filter(|_| zoom >= NOTES_ZOOM) {
        paint_bar(painter, rect, bar, look, fade);
    }
}

/// A card from far away: a block whose colour says what it is, filled by its score.
fn paint_block(
    painter: &Painter,
    card: &Card,
    rect: Rect,
    look: &Look<'_>,
    (ink, corner, edge): (Color32, CornerRadius, Stroke),
) {
    let fill = match card.kind {
        CardKind::Outcome(_) => ink,
        CardKind::Project => {
            let share = card.bar.unwrap_or(0.0);
            look.theme.raised.lerp_to_gamma(ink, 0.15 + 0.75 * share)
        }
        CardKind::Change | CardKind::Measure(_) => look.theme.raised.lerp_to_gamma(ink, 0.3),
    };
    let edge = if look.selected.contains(&card.item) { edge } else { Stroke::new(0.6, edge.color) };
    painter.add(RectShape::new(rect, corner, fill, edge, StrokeKind::Inside));
}

fn paint_bar(painter: &Painter, rect: Rect, share: f32, look: &Look<'_>, fade: f32) {
    let Look { theme, camera: Camera { zoom, .. }, .. } = *look;
    let height = (3.0 * zoom).clamp(2.0, 4.0);
    let inset = 10.0 * zoom;
    let foot = rect.bottom() - height - 5.0 * zoom;
    let track = Rect::from_min_size(
        pos2(rect.left() + inset, foot),
        vec2(rect.width() - 2.0 * inset, height),
    );
    painter.rect_filled(track, height / 2.0, theme.hairline.gamma_multiply(fade));
    if share > 0.0 {
        let filled = Rect::from_min_size(track.min, vec2(track.width() * share.max(0.012), height));
        painter.rect_filled(filled, height / 2.0, theme.accent.gamma_multiply(fade));
    }
}

/// Sizes of text go in steps of an eighth of an octave: letters are sharp, and few sizes have to be drawn.
fn text_size(size: f32, zoom: f32) -> f32 {
    let wanted = size * zoom;
    let step = (wanted.log2() * 8.0).floor() / 8.0;
    step.exp2()
}

fn paint_words(painter: &Painter, card: &Card, rect: Rect, look: &Look<'_>, fade: f32) {
    let theme = look.theme;
    let zoom = look.camera.zoom;
    let has_notes = zoom >= NOTES_ZOOM;
    let ink = theme.text.gamma_multiply(fade);
    let quiet = theme.text_muted.gamma_multiply(fade);
    let inset = if has_notes { vec2(12.0, 8.0) } else { vec2(9.0, 6.0) } * zoom;
    let inner = rect.shrink2(inset);
    let mut right = inner.right();
    if let Some(figure) = card.figure.as_ref().filter(|_| has_notes) {
        let galley = painter.layout_no_wrap(
            figure.clone(),
            font(text_size(text::BODY, zoom), Heft::SemiBold),
            ink,
        );
        right -= galley.size().x;
        painter.galley(pos2(right, inner.top()), galley, ink);
        right -= 8.0 * zoom;
    }
    let icon = match card.kind {
        CardKind::Change => Some(icons::CHANGE),
        CardKind::Measure(_) => Some(icons::MEASURE),
        CardKind::Outcome(_) => Some(icons::OUTCOME),
        CardKind::Project => None,
    };
    let mut left = inner.left();
    if let Some(icon) = icon.filter(|_| has_notes) {
        let mark = match card.kind {
            CardKind::Outcome(kind) | CardKind::Measure(kind) => {
                theme.outcome(kind).gamma_multiply(fade)
            }
            _ => quiet,
        };
        let galley = painter.layout_no_wrap(
            icon.to_owned(),
            font(text_size(15.0, zoom), Heft::Regular),
            mark,
        );
        painter.galley(pos2(left, inner.top()), galley, mark);
        left += 21.0 * zoom;
    }
    let is_large = matches!(card.kind, CardKind::Project | CardKind::Outcome(_));
    let rows = if has_notes && !(is_large && card.title.chars().count() > 24) { 1 } else { 2 };
    let size = match (has_notes, is_large) {
        (true, true) => text::BODY,
        (true, false) => SMALL_CARD_TEXT,
        // Two lines fill the card.
        (false, _) => ((card.rect.height() - 10.0) / FAR_LINES_HEIGHT).min(FAR_TEXT_MAX),
    };
    let size = text_size(size, zoom);
    let title = words(painter, &card.title, font(size, Heft::Medium), ink, (right - left, rows));
    let title_height = title.size().y;
    painter.add(TextShape::new(pos2(left, inner.top()), title, ink));
    if has_notes {
        let room = inner.right() - left;
        let note = words(
            painter,
            &card.note,
            font(text_size(text::SMALL, zoom), Heft::Regular),
            quiet,
            (room, 1),
        );
        let top = inner.top() + title_height + 1.0 * zoom;
        if top + note.size().y <= rect.bottom() {
            painter.add(TextShape::new(pos2(left, top), note, quiet));
        }
    }
}

/// Text in at most so many rows of a width, with an ellipsis where something is left out.
fn words(
    painter: &Painter,
    text: &str,
    face: FontId,
    ink: Color32,
    (width, rows): (f32, usize),
) -> std::sync::Arc<egui::Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(face, ink));
    job.wrap =
        TextWrapping { max_width: width.max(8.0), max_rows: rows, ..TextWrapping::default() };
    painter.layout_job(job)
}

/// Draws the rectangle that is being drawn around cards.
pub(super) fn paint_band(painter: &Painter, theme: &Theme, band: Rect) {
    let fill = theme.accent.gamma_multiply(0.12);
    painter.add(RectShape::new(band, 2, fill, Stroke::new(1.0, theme.accent), StrokeKind::Inside));
}
