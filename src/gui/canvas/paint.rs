//! How the map looks: what is drawn first and what last, and what is kept while nothing changes.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::epaint::{ClippedShape, Primitive, RectShape};
use egui::{
    Color32, Context, FontId, Galley, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2,
    pos2, vec2,
};

use super::camera::Camera;
use super::headings::{grounds, names, outcome_names};
use super::lens::Tints;
use super::paint_cards::{card_shapes, cards_shapes};
use super::paint_lines::{lines_lit_mesh, lines_mesh, lines_out_mesh};
use super::paint_words::Words;
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
        let sharpness = if self.density >= DENSE { SHARPER } else { 1.0 };
        self.camera.zoom * self.enlarged * sharpness
    }

    /// The part of the map that is drawn.
    pub(super) fn seen(&self) -> Rect {
        let place = |corner| self.camera.to_map(self.screen, corner);
        Rect::from_min_max(place(self.area.min), place(self.area.max))
    }
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
    /// How far the triangles have been moved since, in points.
    shift: Vec2,
    lines: Arc<Mesh>,
    cards: Arc<Mesh>,
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

    /// Moves it; it has to cover all that is then seen.
    fn move_to(&mut self, shift: Vec2) {
        if self.shift != shift {
            for mesh in [&mut self.lines, &mut self.cards] {
                Arc::make_mut(mesh).translate(shift - self.shift);
            }
            self.shift = shift;
        }
    }
}

/// What is under the pointer, and its lines.
struct Over {
    item: Item,
    camera: Camera,
    lines: Shape,
    card: Vec<Shape>,
}

/// How far beyond the screen is drawn while one pans, in points.
const MARGIN: f32 = 160.0;

/// The map as it was drawn last.
#[derive(Default)]
pub(super) struct Painted {
    picture: Option<Picture>,
    over: Option<Over>,
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
        let moved = moved(scene, look);
        let scale = painter.pixels_per_point();
        let known = self.picture.take().filter(|picture| picture.key.is_of(look, &moved, scale));
        // While its words come in, what stood beyond the screen stays: else it would come and go with every pause.
        let is_panning = known.as_ref().is_some_and(|picture| {
            picture.camera != look.camera || picture.area.width() > look.screen.width()
        });
        let mut picture = if let Some(picture) = known.filter(|picture| picture.covers(look)) {
            picture
        } else {
            let area = if is_panning { look.screen.expand(MARGIN) } else { look.screen };
            self.over = None;
            let words = &mut self.words;
            let picture = draw(painter, scene, &Look { area, ..*look }, (moved, words));
            self.letters = letters(painter.ctx());
            picture
        };
        if !picture.is_whole {
            painter.ctx().request_repaint();
        }
        picture.move_to(picture.shift_to(look.camera));
        self.hover(painter, scene, look, &picture);
        painter.add(Shape::Mesh(Arc::clone(&picture.lines)));
        let (lines, card) = match &self.over {
            Some(over) => (Some(over.lines.clone()), over.card.as_slice()),
            None => (None, &[][..]),
        };
        painter.extend(lines);
        painter.add(Shape::Mesh(Arc::clone(&picture.cards)));
        painter.extend(card.iter().cloned());
        self.picture = Some(picture);
    }

    /// Draws what is under the pointer, if that is something else than before.
    fn hover(&mut self, painter: &Painter, scene: &Scene, look: &Look<'_>, picture: &Picture) {
        let Some(item) = look.hovered else {
            self.over = None;
            return;
        };
        let is_same =
            self.over.as_ref().is_some_and(|over| over.item == item && over.camera == look.camera);
        if is_same {
            return;
        }
        let known = (picture.states.as_slice(), picture.drawn.as_slice());
        let lines = Shape::mesh(lines_out_mesh(scene, look, known, item));
        let mut card = Vec::new();
        if let Some(number) = scene.number_of(item) {
            let plain = picture.states.get(number).copied().unwrap_or_default();
            let state = State { is_hovered: true, ..plain };
            self.words.begin();
            card = card_shapes(painter, scene, look, (state, &mut self.words), number);
            self.words.end_one();
        }
        self.over = Some(Over { item, camera: look.camera, lines, card });
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
    let (lines, drawn) = lines_mesh(scene, look, &states, !moved.is_empty());
    let mut below = vec![grid(look)];
    grounds(scene, look, &mut below);
    below.push(Shape::mesh(lines));
    let mut above = Vec::new();
    words.begin();
    cards_shapes(painter, scene, look, (&states, words), &mut above);
    if (1..=LIT_CARDS_MAX).contains(&look.near.len()) {
        lines_over(painter, scene, look, (&states, &drawn, words), &mut above);
    }
    let is_whole = words.end();
    names(painter, scene, look, &mut above);
    outcome_names(painter, scene, look, &mut above);
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
        shift: Vec2::ZERO,
        lines: Arc::new(triangles(painter, look.area, below)),
        cards: Arc::new(triangles(painter, look.area, above)),
        drawn,
        states,
        is_whole,
    }
}

/// The lines that stand out once more, over the cards that stand back, so that they can be followed from end to end; and
/// over them the cards that do not stand back.
fn lines_over(
    painter: &Painter,
    scene: &Scene,
    look: &Look<'_>,
    (states, drawn, words): (&[State], &[usize], &mut Words),
    shapes: &mut Vec<Shape>,
) {
    shapes.push(Shape::mesh(lines_lit_mesh(scene, look, (states, drawn))));
    let near: Vec<usize> = look.near.iter().filter_map(|item| scene.number_of(*item)).collect();
    let is_selected = |number: &usize| states.get(*number).is_some_and(|it| it.is_selected);
    let (above, below): (Vec<usize>, Vec<usize>) = near.into_iter().partition(is_selected);
    for number in below.into_iter().chain(above) {
        let state = states.get(number).copied().unwrap_or_default();
        shapes.extend(card_shapes(painter, scene, look, (state, &mut *words), number));
    }
}

/// All shapes as one mesh, in their order.
fn triangles(painter: &Painter, area: Rect, shapes: Vec<Shape>) -> Mesh {
    let clipped = shapes.into_iter().map(|shape| ClippedShape::new(area, shape)).collect();
    let mut all = Mesh::default();
    for drawn in painter.ctx().tessellate(clipped, painter.pixels_per_point()) {
        if let Primitive::Mesh(mesh) = drawn.primitive {
            all.append(mesh);
        }
    }
    all
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

/// Dots at even steps. The step doubles as one goes out, so that they never crowd.
fn grid(look: &Look<'_>) -> Shape {
    let mut step = 32.0 * look.camera.zoom;
    while step < GRID_STEP_MIN {
        step *= 2.0;
    }
    let origin = look.camera.to_screen(look.screen, Pos2::ZERO);
    let first = |from: f32, origin: f32| from + (origin - from).rem_euclid(step);
    let mut mesh = Mesh::default();
    let mut y = first(look.area.top(), origin.y);
    while y < look.area.bottom() {
        let mut x = first(look.area.left(), origin.x);
        while x < look.area.right() {
            let dot = Rect::from_center_size(pos2(x, y), vec2(1.4, 1.4));
            mesh.add_colored_rect(dot, look.theme.grid);
            x += step;
        }
        y += step;
    }
    Shape::mesh(mesh)
}

/// Draws the rectangle that is being drawn around cards.
pub(super) fn paint_band(painter: &Painter, theme: &Theme, band: Rect) {
    let fill = theme.accent.gamma_multiply(0.12);
    painter.add(RectShape::new(band, 2, fill, Stroke::new(1.0, theme.accent), StrokeKind::Inside));
}
