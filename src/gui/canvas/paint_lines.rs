//! How lines look, as triangles.

use std::ops::Range;

use egui::{Color32, Mesh, Pos2, Rect, Vec2};

use super::paint::{CURVES_ZOOM, Look, State, WORDS_ZOOM};
use super::paint_ends::Ends;
use super::path::{
    Curve, add_band, add_bar, add_bare_line, add_dashes, add_dot, add_head, add_line, add_open_head,
};
use super::pieces::Pieces;
use super::scene::{Line, LineLook, Scene};
use crate::gui::theme::Theme;
use crate::model::{Item, OutcomeKind};

/// Where more lines than this are seen at once, none of them has soft edges.
const SOFT_LINES_MAX: usize = 6_000;
/// Where one is near enough to see lines bend, no more than this are drawn that do not begin and end in view.
const BENT_LINES_MAX: usize = 300;
/// Where more of a line is in view, in points, its dashes are longer instead of more: each is drawn in every frame, and of
/// lines that nobody has rated there may be many.
const DASHED_LENGTH: f32 = 360.0;
/// How much of a ribbon's colour is left where it begins; it grows towards the outcome.
const RIBBON_BEGIN: f32 = 0.55;

/// How a line stands among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Behind: something else is being looked at.
    Back,
    Plain,
    /// Over the others: it or one of its ends is selected or under the pointer.
    Out,
}

impl Standing {
    /// How a line stands whose cards stand so.
    pub(super) fn of(from: State, to: State, is_selected: bool) -> Self {
        if from.is_selected || to.is_selected || is_selected {
            Self::Out
        } else if from.is_back || to.is_back {
            Self::Back
        } else {
            Self::Plain
        }
    }
}

/// The colours of all looks and standings, worked out once for a picture.
pub(super) struct Inks {
    ribbons: [[Color32; 3]; 7],
    unrated: [Color32; 3],
    excludes: [Color32; 3],
    depends: [Color32; 3],
    quiet: [Color32; 3],
}

impl Inks {
    pub(super) fn of(theme: &Theme) -> Self {
        let shades = |ink: Color32, alpha: f32| {
            [alpha * 0.2, alpha, (alpha * 2.2).min(1.0)].map(|alpha| ink.gamma_multiply(alpha))
        };
        let ribbon = if theme.is_dark { 0.42 } else { 0.36 };
        Self {
            ribbons: OutcomeKind::ALL.map(|kind| shades(theme.outcome(kind), ribbon)),
            unrated: shades(theme.unrated, 0.85),
            excludes: shades(theme.danger, 0.9),
            depends: shades(theme.text_muted, 0.72),
            quiet: shades(theme.edge, 0.9),
        }
    }

    pub(super) fn ink(&self, look: LineLook, standing: Standing) -> Color32 {
        let shades = match look {
            LineLook::Ribbon { kind, .. } => {
                let place = OutcomeKind::ALL.iter().position(|other| *other == kind);
                place.and_then(|place| self.ribbons.get(place)).unwrap_or(&self.quiet)
            }
            LineLook::Unrated => &self.unrated,
            LineLook::Excludes => &self.excludes,
            LineLook::Quiet => &self.quiet,
            LineLook::Requires
            | LineLook::RequiresAnyTime
            | LineLook::Together
            | LineLook::Enables => &self.depends,
        };
        let [back, plain, out] = *shades;
        match standing {
            Standing::Back => back,
            Standing::Plain => plain,
            Standing::Out => out,
        }
    }
}

/// Adds all lines that are seen, and gives their numbers; those that stand out lie over the rest.
pub(super) fn add_lines(
    (scene, look): (&Scene, &Look<'_>),
    states: &[State],
    has_moved: bool,
    pieces: &mut Pieces,
) -> Vec<usize> {
    let seen = look.seen();
    let are_lines_selected = look.selected.iter().any(|item| scene.number_of(*item).is_none());
    let mut shown: Vec<(usize, Standing)> = Vec::new();
    let mut out: Vec<usize> = Vec::new();
    for (number, (line, span)) in scene.lines.iter().zip(&scene.spans).enumerate() {
        if !has_moved && !span.intersects(seen) {
            continue;
        }
        let (Some(from), Some(to)) = (states.get(line.from), states.get(line.to)) else { continue };
        let is_selected = are_lines_selected && look.selected.contains(&line.item);
        match Standing::of(*from, *to, is_selected) {
            Standing::Out => out.push(number),
            standing => shown.push((number, standing)),
        }
    }
    if shown.len() > BENT_LINES_MAX && look.camera.zoom >= CURVES_ZOOM {
        leave_out(scene, seen, &mut shown);
    }
    shown.extend(out.into_iter().map(|number| (number, Standing::Out)));
    Strokes::new(look, shown.len(), pieces).draw(scene, states, &shown);
    shown.into_iter().map(|(number, _)| number).collect()
}

/// The lines of a card, or one line, so that they stand out over all others.
///
/// `drawn` are the numbers of the lines that are drawn: of a line that is not among them nothing can be pointed at. The
/// second part are their ends, to lie over the rims of their cards.
pub(super) fn lines_out_pieces(
    scene: &Scene,
    look: &Look<'_>,
    (states, drawn): (&[State], &[usize]),
    of: Item,
) -> (Pieces, Pieces) {
    let is_out = |card: usize| states.get(card).is_some_and(|state| state.is_selected);
    let is_plain = |number: &usize| {
        scene.lines.get(*number).is_some_and(|line| !is_out(line.from) && !is_out(line.to))
    };
    let is_it = |number: &usize| scene.lines.get(*number).is_some_and(|line| line.item == of);
    let wanted: Vec<usize> = match scene.number_of(of) {
        Some(card) => scene.lines_of(card).to_vec(),
        None => drawn.iter().copied().filter(is_it).collect(),
    };
    let plain = wanted.into_iter().filter(is_plain);
    let shown: Vec<(usize, Standing)> = plain.map(|number| (number, Standing::Out)).collect();
    let mut pieces = Pieces::default();
    Strokes::new(look, shown.len(), &mut pieces).draw(scene, states, &shown);
    let mut over = Pieces::default();
    if look.nearness() >= WORDS_ZOOM {
        let ends = Ends::new((scene, look), states, drawn);
        for (number, _) in &shown {
            ends.add_out(*number, over.mesh());
        }
        over.end();
    }
    (pieces, over)
}

/// Of the lines that are drawn, those that stand out: they are selected, or one of their ends is.
pub(super) fn lines_lit_pieces(
    scene: &Scene,
    look: &Look<'_>,
    (states, drawn): (&[State], &[usize]),
) -> Pieces {
    let is_out = |card: usize| states.get(card).is_some_and(|state| state.is_selected);
    let is_lit =
        |line: &Line| is_out(line.from) || is_out(line.to) || look.selected.contains(&line.item);
    let lit = drawn.iter().copied().filter(|number| scene.lines.get(*number).is_some_and(is_lit));
    let shown: Vec<(usize, Standing)> = lit.map(|number| (number, Standing::Out)).collect();
    let mut pieces = Pieces::default();
    Strokes::new(look, shown.len(), &mut pieces).draw(scene, states, &shown);
    pieces
}

/// Leaves out the weakest where there are too many to tell apart. Lines between cards that are both in view are always
/// drawn; after them come those that one can follow to a card, and last those that only pass through.
fn leave_out(scene: &Scene, seen: Rect, shown: &mut Vec<(usize, Standing)>) {
    let is_seen: Vec<bool> = scene.boxes.iter().map(|place| place.intersects(seen)).collect();
    let ends = |line: &Line| {
        let ends = [line.from, line.to].map(|card| is_seen.get(card).copied().unwrap_or(false));
        ends.into_iter().filter(|is_seen| *is_seen).count()
    };
    let strength = |line: &Line| match line.look {
        LineLook::Ribbon { width, .. } => width,
        LineLook::Unrated | LineLook::Quiet => 0.0,
        _ => 4.0,
    };
    let mut order: Vec<(usize, f32, (usize, Standing))> = shown
        .iter()
        .filter_map(|&entry| {
            let line = scene.lines.get(entry.0)?;
            Some((ends(line), strength(line), entry))
        })
        .collect();
    order.sort_by(|one, other| {
        other.0.cmp(&one.0).then(other.1.total_cmp(&one.1)).then(one.2.0.cmp(&other.2.0))
    });
    let whole = order.iter().filter(|(ends, ..)| *ends == 2).count();
    order.truncate(whole.max(BENT_LINES_MAX));
    *shown = order.into_iter().map(|(.., entry)| entry).collect();
    shown.sort_by_key(|(number, _)| *number);
}

/// The triangles while they grow. From near each line is a piece; from far away all are one.
struct Strokes<'a> {
    look: &'a Look<'a>,
    inks: Inks,
    pieces: &'a mut Pieces,
    path: Vec<Pos2>,
    is_far: bool,
    is_crowded: bool,
}

impl<'a> Strokes<'a> {
    fn new(look: &'a Look<'a>, count: usize, pieces: &'a mut Pieces) -> Self {
        let is_far = look.camera.zoom < CURVES_ZOOM;
        let is_crowded = is_far && count > SOFT_LINES_MAX;
        let (vertices, triangles) = match (is_crowded, is_far) {
            (true, _) => (4, 2),
            (false, true) => (6, 4),
            (false, false) => (40, 60),
        };
        pieces.mesh().reserve_vertices(count * vertices);
        pieces.mesh().reserve_triangles(count * triangles);
        Self { look, inks: Inks::of(look.theme), pieces, path: Vec::new(), is_far, is_crowded }
    }

    fn draw(mut self, scene: &Scene, states: &[State], shown: &[(usize, Standing)]) {
        let by = |card: usize| states.get(card).map_or(Vec2::ZERO, |state| state.by);
        for &(number, standing) in shown {
            let Some(line) = scene.lines.get(number) else { continue };
            let curve = line.curve_moved([by(line.from), by(line.to)]);
            self.add(line, &curve, standing);
            if !self.is_far {
                self.pieces.end();
            }
        }
        self.pieces.end();
    }

    fn add(&mut self, line: &Line, curve: &Curve, standing: Standing) {
        let Look { camera, screen, area, .. } = *self.look;
        let ink = self.inks.ink(line.look, standing);
        let zoom = camera.zoom;
        let width = line_width(line.look, zoom);
        let curve = curve.map(|place| camera.to_screen(screen, place));
        let [start, _, before_end, end] = curve.points;
        if self.is_far {
            if self.is_crowded {
                let faint = width.clamp(0.25, 1.0);
                add_bare_line(
                    self.pieces.mesh(),
                    [start, end],
                    width.max(0.7),
                    ink.gamma_multiply(faint),
                );
            } else {
                add_line(self.pieces.mesh(), &[start, end], width, ink);
            }
            return;
        }
        let mut path = std::mem::take(&mut self.path);
        curve.trace(1.0, &mut path);
        let Some(seen) = seen_part(&path, area.expand(width + 12.0)) else {
            self.path = path;
            return;
        };
        if let LineLook::Ribbon { .. } = line.look {
            let begin = ribbon_begin(line.look, self.look, standing, ink);
            let share = |place: usize| place as f32 / path.len().max(2).saturating_sub(1) as f32;
            let inks = [seen.start, seen.end.saturating_sub(1)]
                .map(|place| begin.lerp_to_gamma(ink, share(place)));
            add_band(self.pieces.mesh(), path.get(seen).unwrap_or_default(), width, inks);
        } else {
            let head = (10.0 * zoom).clamp(4.5, 11.0);
            let direction = (end - before_end).normalized();
            let tip = Tip { start, end, direction, head, seen: area.expand(width) };
            add_styled(self.pieces.mesh(), line.look, &path, (width, ink), &tip);
        }
        self.path = path;
    }
}

/// How wide a line is, in points.
pub(super) fn line_width(look: LineLook, zoom: f32) -> f32 {
    match look {
        LineLook::Ribbon { width, .. } => (width * zoom).max(0.5),
        LineLook::Unrated | LineLook::Quiet => 1.2,
        _ => (2.4 * zoom).clamp(1.2, 1.8),
    }
}

/// The colour in which a line begins that ends in this one.
pub(super) fn ribbon_begin(
    line: LineLook,
    look: &Look<'_>,
    standing: Standing,
    ink: Color32,
) -> Color32 {
    let is_even = look.nearness() < WORDS_ZOOM || standing == Standing::Out;
    let is_ribbon = matches!(line, LineLook::Ribbon { .. });
    if is_even || !is_ribbon { ink } else { ink.gamma_multiply(RIBBON_BEGIN) }
}

/// The points of a path from the first piece that is seen to the last; nothing where none is.
fn seen_part(path: &[Pos2], screen: Rect) -> Option<Range<usize>> {
    let is_seen = |(from, to): (&Pos2, &Pos2)| Rect::from_two_pos(*from, *to).intersects(screen);
    let mut pieces = path.iter().zip(path.iter().skip(1));
    let first = pieces.clone().position(is_seen)?;
    let last = pieces.rposition(is_seen)?;
    Some(first..last + 2)
}

/// How much of a path is drawn, in points.
fn seen_length(path: &[Pos2], seen: Rect) -> f32 {
    let pieces = path.iter().zip(path.iter().skip(1));
    let drawn = pieces.filter(|(from, to)| Rect::from_two_pos(**from, **to).intersects(seen));
    drawn.map(|(from, to)| from.distance(*to)).sum()
}

/// The ends of a line, and how large what stands there is.
pub(super) struct Tip {
    pub(super) start: Pos2,
    pub(super) end: Pos2,
    pub(super) direction: Vec2,
    pub(super) head: f32,
    /// Where the line need be drawn at all.
    pub(super) seen: Rect,
}

/// Adds a line that is told apart by its strokes and its ends; ribbons are plain here.
pub(super) fn add_styled(
    mesh: &mut Mesh,
    look: LineLook,
    path: &[Pos2],
    (width, ink): (f32, Color32),
    tip: &Tip,
) {
    let Tip { start, end, direction, head, seen } = *tip;
    match look {
        LineLook::Ribbon { .. } | LineLook::Quiet => add_line(mesh, path, width, ink),
        LineLook::Unrated => {
            let longer = (seen_length(path, seen) / DASHED_LENGTH).max(1.0);
            add_dashes(mesh, path, (width, ink), [5.0, 4.0].map(|part| part * longer), seen);
        }
        LineLook::Requires => {
            add_line(mesh, path, width, ink);
            add_head(mesh, end, direction, head, ink);
        }
        LineLook::RequiresAnyTime => {
            add_dashes(mesh, path, (width, ink), [10.0, 3.0], seen);
            add_head(mesh, end, direction, head, ink);
        }
        LineLook::Together => {
            add_line(mesh, path, width, ink);
            add_dot(mesh, start, head * 0.42, ink);
            add_dot(mesh, end, head * 0.42, ink);
        }
        LineLook::Excludes => {
            add_dashes(mesh, path, (width, ink), [6.0, 4.0], seen);
            add_bar(mesh, path, head, ink);
        }
        LineLook::Enables => {
            add_dashes(mesh, path, (width, ink), [2.0, 3.0], seen);
            add_open_head(mesh, end, direction, head, ink);
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    #[test]
    fn of_a_long_line_only_the_pieces_in_view_are_drawn() {
        let path: Vec<Pos2> = (0..10_u8).map(|step| pos2(f32::from(step) * 100.0, 5.0)).collect();
        let screen = Rect::from_min_max(pos2(310.0, 0.0), pos2(520.0, 10.0));
        assert_eq!(seen_part(&path, screen), Some(3..7));
        assert_eq!(seen_part(&path, screen.translate(Vec2::Y * 50.0)), None);
    }
}
