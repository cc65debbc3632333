//! How the map looks: what is drawn first and what last, and what is kept while nothing changes.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::epaint::RectShape;
use egui::{Color32, FontId, Galley, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2};
use egui::{pos2, vec2};

use super::camera::Camera;
use super::headings::{grounds, names, outcome_names};
use super::lens::Tints;
use super::paint_cards::cards_shapes;
use super::paint_lines::lines_mesh;
use super::scene::Scene;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, text};
use crate::model::Item;

/// Below this zoom cards are blocks without words.
pub(super) const WORDS_ZOOM: f32 = 0.32;
/// Below this zoom cards show their name only.
pub(super) const NOTES_ZOOM: f32 = 0.58;
/// Below this zoom curves are straight.
pub(super) const CURVES_ZOOM: f32 = 0.12;

/// What the map is shown with.
pub(super) struct Look<'a> {
    pub(super) theme: &'a Theme,
    pub(super) camera: Camera,
    pub(super) screen: Rect,
    pub(super) selected: &'a BTreeSet<Item>,
    pub(super) hovered: Option<Item>,
    /// How far each card has been dragged and not yet let go, or has still to glide.
    pub(super) offset: &'a dyn Fn(Item) -> Vec2,
    /// What is selected and all that touches it; empty where nothing is to stand back.
    pub(super) near: &'a BTreeSet<Item>,
    /// What the lens makes of each card.
    pub(super) tints: &'a Tints,
    /// The cards that contradict themselves.
    pub(super) flawed: &'a BTreeSet<Item>,
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

/// Everything that decides what the map looks like, but the scene, the tints and the flaws.
#[derive(PartialEq)]
struct Key {
    theme: Theme,
    camera: Camera,
    screen: Rect,
    selected: BTreeSet<Item>,
    hovered: Option<Item>,
    near: BTreeSet<Item>,
    moved: Vec<(usize, Vec2)>,
    pixels_per_point: f32,
}

/// The map as it was drawn last. While nothing changes it is drawn again as it is.
#[derive(Default)]
pub(super) struct Painted {
    key: Option<Key>,
    shapes: Vec<Shape>,
    /// The toolkit forgets what text looks like now and then; then this is another one.
    sample: Option<Arc<Galley>>,
}

impl Painted {
    /// Draws afresh the next time: the scene, the tints or the flaws are others.
    pub(super) fn forget(&mut self) {
        self.key = None;
    }

    /// Draws everything.
    pub(super) fn paint(&mut self, painter: &Painter, scene: &Scene, look: &Look<'_>) {
        let small = FontId { ..font(text::SMALL, Heft::Regular) };
        let sample = painter.layout_no_wrap("map".to_owned(), small, Color32::PLACEHOLDER);
        let is_known = self.sample.as_ref().is_some_and(|known| Arc::ptr_eq(known, &sample));
        let moved = moved(scene, look);
        let is_same = is_known
            && self.key.as_ref().is_some_and(|key| {
                key.camera == look.camera
                    && key.screen == look.screen
                    && key.hovered == look.hovered
                    && key.theme == *look.theme
                    && key.pixels_per_point.to_bits() == painter.pixels_per_point().to_bits()
                    && key.moved == moved
                    && key.selected == *look.selected
                    && key.near == *look.near
            });
        if !is_same {
            self.shapes = shapes(painter, scene, look, &moved);
            self.sample = Some(sample);
            self.key = Some(Key {
                theme: *look.theme,
                camera: look.camera,
                screen: look.screen,
                selected: look.selected.clone(),
                hovered: look.hovered,
                near: look.near.clone(),
                moved,
                pixels_per_point: painter.pixels_per_point(),
            });
        }
        painter.extend(self.shapes.iter().cloned());
    }
}

/// The cards that do not stand in their places, with how far they are from them.
fn moved(scene: &Scene, look: &Look<'_>) -> Vec<(usize, Vec2)> {
    let moved = |(number, card): (usize, &super::scene::Card)| {
        let by = (look.offset)(card.item);
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
    if let Some(item) = look.hovered {
        set(item, |state| state.is_hovered = true);
    }
    for &(number, by) in moved {
        if let Some(state) = states.get_mut(number) {
            state.by = by;
        }
    }
    states
}

fn shapes(
    painter: &Painter,
    scene: &Scene,
    look: &Look<'_>,
    moved: &[(usize, Vec2)],
) -> Vec<Shape> {
    let states = states(scene, look, moved);
    let mut shapes = vec![Shape::rect_filled(look.screen, 0.0, look.theme.ground), grid(look)];
    grounds(scene, look, &mut shapes);
    shapes.push(Shape::mesh(lines_mesh(scene, look, &states, !moved.is_empty())));
    cards_shapes(painter, scene, look, &states, &mut shapes);
    names(painter, scene, look, &mut shapes);
    outcome_names(painter, scene, look, &mut shapes);
    shapes
}

/// Dots at even steps. The step doubles as one goes out, so that they never crowd.
fn grid(look: &Look<'_>) -> Shape {
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
