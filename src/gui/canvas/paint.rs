//! How the map looks: what is drawn first and what last, and what is kept while nothing changes.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::epaint::RectShape;
use egui::{
    Color32, Context, FontId, Galley, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2,
    pos2, vec2,
};

use super::camera::Camera;
use super::far_names::far_names;
use super::headings::{grounds, names};
use super::lens::Tints;
use super::paint_cards::{card_shapes, cards_shapes};
use super::paint_ends::Ends;
use super::paint_lines::{add_lines, lines_lit_pieces, lines_out_pieces};
use super::paint_words::Words;
use super::pieces::{Groups, Pieces, Run};
use super::scene::Scene;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, text};
use crate::model::Item;

/// Below this zoom cards are blocks without words.
pub(super) const WORDS_ZOOM: f32 = 0.29;
/// Below this zoom cards show their name only.
pub(super) const NOTES_ZOOM: f32 = 0.58;
/// Below this zoom curves are straight.
pub(super) const CURVES_ZOOM: f32 = 0.12;

/// From so many pixels to a point on a screen is dense, and words can be read that are smaller by this factor.
const DENSE: f32 = 1.5;
const SHARPER: f32 = 1.25;
/// Where more cards than this do not stand back, their lines stay under the cards that do: nobody follows so many.
const LIT_CARDS_MAX: usize = 200;

/// What the map is shown with.
pub(super) struct Look<'a> {
    pub(super) theme: &'a Theme,
    pub(super) camera: Camera,
    pub(super) screen: Rect,
    /// What is drawn, in points: the screen, and what may come into view next.
    pub(super) area: Rect,
    pub(super) selected: &'a BTreeSet<Item>,
    pub(super) hovered: Option<Item>,
    /// How far each card has been dragged and not yet let go, or has still to glide; nothing where all are in place.
    pub(super) offset: Option<&'a dyn Fn(Item) -> Vec2>,
    /// What is selected and all that touches it; empty where nothing is to stand back.
    pub(super) near: &'a BTreeSet<Item>,
    /// What the lens makes of each card.
    pub(super) tints: &'a Tints,
    /// How many times larger everything is shown than it is drawn for, 1 or more.
    pub(super) enlarged: f32,
    /// How many pixels there are to a point on this screen, before anything is enlarged.
    pub(super) density: f32,
    /// The cards that contradict themselves.
    pub(super) flawed: &'a BTreeSet<Item>,
}

impl Look<'_> {
    /// How large things are for whoever looks: where everything is shown larger, as on a projector, words can be read at a
    /// smaller zoom; and so they can on a screen with small pixels.
    pub(super) fn nearness(&self) -> f32 {
        self.camera.zoom * self.enlarged * sharpness(self.density)
    }

    /// The part of the map that is drawn.
    pub(super) fn seen(&self) -> Rect {
        let place = |corner| self.camera.to_map(self.screen, corner);
        Rect::from_min_max(place(self.area.min), place(self.area.max))
    }
}

/// By how much smaller words can be read on a screen with so many pixels to a point.
pub(super) fn sharpness(density: f32) -> f32 {
    if density >= DENSE { SHARPER } else { 1.0 }
}

/// How a card stands out from the others, or back.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct State {
    pub(super) is_selected: bool,
    pub(super) is_hovered: bool,
    pub(super) is_back: bool,
    /// How far it stands from its place.
    pub(super) by: Vec2,
}

/// Everything that decides what the map looks like, but where one looks, the scene, the tints and the flaws.
#[derive(PartialEq)]
struct Key {
    theme: Theme,
    zoom: f32,
    screen: Rect,
    selected: BTreeSet<Item>,
    near: BTreeSet<Item>,
    moved: Vec<(usize, Vec2)>,
    pixels_per_point: f32,
}

impl Key {
    /// Whether the map looks the same by another look, but for where one looks.
    fn is_of(&self, look: &Look<'_>, moved: &[(usize, Vec2)], pixels_per_point: f32) -> bool {
        self.zoom.to_bits() == look.camera.zoom.to_bits()
            && self.screen == look.screen
            && self.theme == *look.theme
            && self.pixels_per_point.to_bits() == pixels_per_point.to_bits()
            && self.moved == moved
            && self.selected == *look.selected
            && self.near == *look.near
    }
}

/// The map as triangles, without what is under the pointer. It is drawn again as it is while nothing changes, and moved
/// as a whole while one pans.
struct Picture {
    key: Key,
    /// The camera it was drawn for.
    camera: Camera,
    /// What was drawn, in points, by that camera.
    area: Rect,
    lines: Pieces,
    cards: Pieces,
    /// The numbers of the lines that are drawn.
    drawn: Vec<usize>,
    states: Vec<State>,
    /// Whether all words are there; otherwise it is drawn once more.
    is_whole: bool,
}

impl Picture {
    /// How far it has to be moved to be seen by a camera; by whole pixels, so that letters stay sharp.
    fn shift_to(&self, camera: Camera) -> Vec2 {
        let points = (self.camera.middle - camera.middle) * camera.zoom;
        let scale = self.key.pixels_per_point;
        (points * scale).round() / scale
    }

    /// Whether it shows all that a camera sees.
    fn covers(&self, look: &Look<'_>) -> bool {
        let drawn = self.area.translate(self.shift_to(look.camera));
        self.is_whole && drawn.contains_rect(look.screen)
    }

    /// What lies above the lines: those that stand out, the cards, the ends of those lines over the rims of their cards, and
    /// the card under the pointer.
    fn above<'a>(&'a self, over: Option<&'a Over>) -> Vec<&'a Pieces> {
        let cards = Some(&self.cards);
        let Some(Over { lines, ends, card, .. }) = over else { return Vec::from_iter(cards) };
        [Some(lines), cards, Some(ends), Some(card)].into_iter().flatten().collect()
    }
}

/// What is under the pointer, and its lines, drawn as if by the camera of the picture.
struct Over {
    item: Item,
    lines: Pieces,
    ends: Pieces,
    card: Pieces,
}

/// The triangles that were handed on last.
#[derive(Default)]
struct Shown {
    mesh: Arc<Mesh>,
    /// How far the picture had been moved for them; nothing where they are to be put together afresh.
    shift: Option<Vec2>,
    /// For each part of the picture, which of its pieces they are.
    runs: Vec<Vec<Run>>,
}

impl Shown {
    /// Brings them up to date for parts of a picture, the lowest first, that has been moved by so much; gives them.
    fn follow(&mut self, parts: &[&Pieces], shift: Vec2, screen: Rect) -> Shape {
        if self.shift != Some(shift) {
            self.move_to(parts, shift, screen);
        }
        Shape::Mesh(Arc::clone(&self.mesh))
    }

    fn move_to(&mut self, parts: &[&Pieces], shift: Vec2, screen: Rect) {
        let runs: Vec<Vec<Run>> = parts.iter().map(|part| part.in_view(shift, screen)).collect();
        if let Some(before) = self.shift.filter(|_| runs == self.runs) {
            // As long as the same pieces are seen they need only be moved on.
            Arc::make_mut(&mut self.mesh).translate(shift - before);
        } else {
            let mesh = self.cleared();
            for (part, runs) in parts.iter().zip(&runs) {
                for run in runs {
                    part.add_to(mesh, *run, shift);
                }
            }
            self.runs = runs;
        }
        self.shift = Some(shift);
    }

    /// An empty mesh with the room of the last one, if that is not in use any more.
    fn cleared(&mut self) -> &mut Mesh {
        if Arc::get_mut(&mut self.mesh).is_none() {
            self.mesh = Arc::default();
        }
        let mesh = Arc::make_mut(&mut self.mesh);
        mesh.clear();
        mesh
    }
}

/// How far beyond the screen is drawn while one pans, in points.
const MARGIN: f32 = 160.0;

/// The map as it was drawn last.
#[derive(Default)]
pub(super) struct Painted {
    picture: Option<Picture>,
    over: Option<Over>,
    /// The lines, and what lies above them: that is another as soon as something else is under the pointer.
    shown: [Shown; 2],
    words: Words,
    /// The toolkit forgets what text looks like now and then; then this is another one.
    sample: Option<Arc<Galley>>,
    /// How large the picture of all letters was that the triangles point into.
    letters: [usize; 2],
}

impl Painted {
    /// Draws afresh the next time: the scene, the tints or the flaws are others.
    pub(super) fn forget(&mut self) {
        self.picture = None;
    }

    /// The numbers of the lines that are drawn, as far as that is known.
    pub(super) fn drawn_lines(&self) -> Option<&[usize]> {
        self.picture.as_ref().map(|picture| picture.drawn.as_slice())
    }

    /// Whether letters have come since it was drawn for which there was no room: then its own are elsewhere now.
    pub(super) fn has_lost_letters(&self, context: &Context) -> bool {
        self.picture.is_some() && self.letters != letters(context)
    }

    /// Draws everything; the ground is the panel's.
    pub(super) fn paint(&mut self, painter: &Painter, scene: &Scene, look: &Look<'_>) {
        self.follow_fonts(painter);
        let picture = self.picture(painter, scene, look);
        if !picture.is_whole {
            painter.ctx().request_repaint();
        }
        self.hover(painter, scene, look, &picture);
        let (shift, screen) = (picture.shift_to(look.camera), look.screen);
        let [lines, above] = &mut self.shown;
        let lines = lines.follow(&[&picture.lines], shift, screen);
        let above = above.follow(&picture.above(self.over.as_ref()), shift, screen);
        // Each in a rectangle of its own, though the same pixels: else the toolkit would add what is drawn next to the same
        // mesh, and copy the whole of it to make room.
        for (shape, more) in [(lines, 0.01), (above, 0.02)] {
            painter.with_clip_rect(screen.with_max_y(screen.bottom() + more)).add(shape);
        }
        self.picture = Some(picture);
    }

    /// Forgets what was drawn with letters that are elsewhere now.
    fn follow_fonts(&mut self, painter: &Painter) {
        let small = FontId { ..font(text::SMALL, Heft::Regular) };
        let sample = painter.layout_no_wrap("map".to_owned(), small, Color32::PLACEHOLDER);
        let is_known = self.sample.as_ref().is_some_and(|known| Arc::ptr_eq(known, &sample));
        self.sample = Some(sample);
        if !is_known {
            self.words.forget();
        }
        if !is_known || self.has_lost_letters(painter.ctx()) {
            self.picture = None;
        }
    }

    /// The picture as it was, where it shows what is to be seen; a new one otherwise.
    fn picture(&mut self, painter: &Painter, scene: &Scene, look: &Look<'_>) -> Picture {
        let moved = moved(scene, look);
        let scale = painter.pixels_per_point();
        let known = self.picture.take().filter(|picture| picture.key.is_of(look, &moved, scale));
        // While its words come in, what stood beyond the screen stays: else it would come and go with every pause.
        let is_panning = known.as_ref().is_some_and(|picture| {
            picture.camera != look.camera || picture.area.width() > look.screen.width()
        });
        if let Some(picture) = known.filter(|picture| picture.covers(look)) {
            return picture;
        }
        let area = if is_panning { look.screen.expand(MARGIN) } else { look.screen };
        self.over = None;
        self.shown.iter_mut().for_each(|shown| shown.shift = None);
        let picture = draw(painter, scene, &Look { area, ..*look }, (moved, &mut self.words));
        self.letters = letters(painter.ctx());
        picture
    }

    /// Draws what is under the pointer, if that is something else than before.
    fn hover(&mut self, painter: &Painter, scene: &Scene, look: &Look<'_>, picture: &Picture) {
        if self.over.as_ref().map(|over| over.item) == look.hovered {
            return;
        }
        let [_, above] = &mut self.shown;
        above.shift = None;
        let Some(item) = look.hovered else {
            self.over = None;
            return;
        };
        let look = &Look { camera: picture.camera, area: picture.area, ..*look };
        let known = (picture.states.as_slice(), picture.drawn.as_slice());
        let (lines, ends) = lines_out_pieces(scene, look, known, item);
        let mut card = Groups::default();
        if let Some(number) = scene.number_of(item) {
            let plain = picture.states.get(number).copied().unwrap_or_default();
            let state = State { is_hovered: true, ..plain };
            self.words.begin();
            let drawn = (state, &mut self.words, None);
            *card.shapes() = card_shapes(painter, scene, look, drawn, number);
            self.words.end_one();
            card.end();
        }
        self.over = Some(Over { item, lines, ends, card: Pieces::of(painter, look.area, card) });
    }
}

/// How large the picture of all letters is, in pixels.
#[expect(
    clippy::redundant_closure_for_method_calls,
    reason = "the method alone is not general enough in its lifetime"
)]
fn letters(context: &Context) -> [usize; 2] {
    context.fonts(|fonts| fonts.font_image_size())
}

/// Draws the map.
fn draw(
    painter: &Painter,
    scene: &Scene,
    look: &Look<'_>,
    (moved, words): (Vec<(usize, Vec2)>, &mut Words),
) -> Picture {
    let pixels_per_point = painter.pixels_per_point();
    let states = states(scene, look, &moved);
    let mut below = Groups::default();
    grid(look, &mut below);
    grounds(scene, look, below.shapes());
    below.end();
    let mut lines = Pieces::of(painter, look.area, below);
    let drawn = add_lines((scene, look), &states, !moved.is_empty(), &mut lines);
    let mut above = Groups::default();
    words.begin();
    let ends = Ends::new((scene, look), &states, &drawn);
    cards_shapes(painter, scene, look, (&states, words, &ends), &mut above);
    if (1..=LIT_CARDS_MAX).contains(&look.near.len()) {
        lines_over((painter, &ends), scene, look, (&states, &drawn, words), &mut above);
    }
    drop(ends);
    let is_whole = words.end();
    names(painter, scene, look, above.shapes());
    far_names(painter, scene, look, above.shapes());
    above.end();
    Picture {
        key: Key {
            theme: *look.theme,
            zoom: look.camera.zoom,
            screen: look.screen,
            selected: look.selected.clone(),
            near: look.near.clone(),
            moved,
            pixels_per_point,
        },
        camera: look.camera,
        area: look.area,
        lines,
        cards: Pieces::of(painter, look.area, above),
        drawn,
        states,
        is_whole,
    }
}

/// The lines that stand out once more, over the cards that stand back, so that they can be followed from end to end; and
/// over them the cards that do not stand back.
fn lines_over(
    (painter, ends): (&Painter, &Ends<'_>),
    scene: &Scene,
    look: &Look<'_>,
    (states, drawn, words): (&[State], &[usize], &mut Words),
    groups: &mut Groups,
) {
    let lit = lines_lit_pieces(scene, look, (states, drawn));
    groups.shapes().push(Shape::mesh(lit.into_mesh()));
    groups.end();
    let near: Vec<usize> = look.near.iter().filter_map(|item| scene.number_of(*item)).collect();
    let is_selected = |number: &usize| states.get(*number).is_some_and(|it| it.is_selected);
    let (above, below): (Vec<usize>, Vec<usize>) = near.into_iter().partition(is_selected);
    for number in below.into_iter().chain(above) {
        let state = states.get(number).copied().unwrap_or_default();
        let shapes = card_shapes(painter, scene, look, (state, &mut *words, Some(ends)), number);
        groups.shapes().extend(shapes);
        groups.end();
    }
}

/// The cards that do not stand in their places, with how far they are from them.
fn moved(scene: &Scene, look: &Look<'_>) -> Vec<(usize, Vec2)> {
    let Some(offset) = look.offset else { return Vec::new() };
    let moved = |(number, card): (usize, &super::scene::Card)| {
        let by = offset(card.item);
        (by != Vec2::ZERO).then_some((number, by))
    };
    scene.cards.iter().enumerate().filter_map(moved).collect()
}

fn states(scene: &Scene, look: &Look<'_>, moved: &[(usize, Vec2)]) -> Vec<State> {
    let plain = State { is_back: !look.near.is_empty(), ..State::default() };
    let mut states = vec![plain; scene.cards.len()];
    let mut set = |item: Item, change: fn(&mut State)| {
        if let Some(state) = scene.number_of(item).and_then(|number| states.get_mut(number)) {
            change(state);
        }
    };
    for &item in look.near {
        set(item, |state| state.is_back = false);
    }
    for &item in look.selected {
        set(item, |state| state.is_selected = true);
    }
    for &(number, by) in moved {
        if let Some(state) = states.get_mut(number) {
            state.by = by;
        }
    }
    states
}

/// Dots stand no nearer than this, in points.
const GRID_STEP_MIN: f32 = 28.0;

/// Dots at even steps, a row a group. The step doubles as one goes out, so that they never crowd.
fn grid(look: &Look<'_>, groups: &mut Groups) {
    let mut step = 32.0 * look.camera.zoom;
    while step < GRID_STEP_MIN {
        step *= 2.0;
    }
    let origin = look.camera.to_screen(look.screen, Pos2::ZERO);
    let first = |from: f32, origin: f32| from + (origin - from).rem_euclid(step);
    let mut y = first(look.area.top(), origin.y);
    while y < look.area.bottom() {
        let mut row = Mesh::default();
        let mut x = first(look.area.left(), origin.x);
        while x < look.area.right() {
            let dot = Rect::from_center_size(pos2(x, y), vec2(1.4, 1.4));
            row.add_colored_rect(dot, look.theme.grid);
            x += step;
        }
        groups.shapes().push(Shape::mesh(row));
        groups.end();
        y += step;
    }
}

/// Draws the rectangle that is being drawn around cards.
pub(super) fn paint_band(painter: &Painter, theme: &Theme, band: Rect) {
    let fill = theme.accent.gamma_multiply(0.12);
    painter.add(RectShape::new(band, 2, fill, Stroke::new(1.0, theme.accent), StrokeKind::Inside));
}
