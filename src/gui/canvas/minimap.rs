//! The small map at the lower right: everything at once, and which part of it is seen.

use std::collections::BTreeMap;

use egui::epaint::Shadow;
use egui::{
    Color32, Id, Mesh, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    pos2, vec2,
};

use super::camera::Camera;
use super::lens::{Tints, Tone};
use super::paint_cards::kind_ink;
use super::scene::{Card, CardKind, Scene};
use crate::gui::theme::{Theme, radius};

/// How large it is at most, in points.
const SIZE: Vec2 = Vec2::new(196.0, 132.0);
/// How far it stands from the edges of the map.
const INSET: f32 = 12.0;
/// How much room there is inside its frame.
const ROOM: f32 = 6.0;
/// The ring around what is seen is at least so wide and high.
const RING_LEAST: f32 = 10.0;
/// On a smaller map than this there is no room for it.
const ROOMY: Vec2 = Vec2::new(560.0, 380.0);

/// Up to so many cards each is drawn where it stands; of more only spots can be told apart.
const FEW_CARDS: usize = 600;
/// How large a spot is on which one card is shown, in points.
const SPOT: f32 = 2.0;

/// What is kept of the small map between frames.
#[derive(Debug, Default)]
pub(super) struct Minimap {
    drawn: Option<(Rect, Theme, Shape)>,
}

impl Minimap {
    /// Draws it afresh the next time.
    pub(super) fn forget(&mut self) {
        self.drawn = None;
    }
}

/// Shows the small map where not everything is in view; a click or a drag on it moves the camera. Says whether it did.
pub(super) fn minimap_ui(
    (ui, theme): (&Ui, &Theme),
    minimap: &mut Minimap,
    (camera, screen): (&mut Camera, Rect),
    taken: Option<Rect>,
    (scene, tints): (&Scene, &Tints),
) -> bool {
    let extent = scene.whole;
    let is_needed = !camera.seen(screen).contains_rect(extent);
    if !is_needed || screen.width() < ROOMY.x || screen.height() < ROOMY.y {
        return false;
    }
    let mut frame = frame_of(screen, extent);
    if let Some(taken) = taken.filter(|taken| taken.intersects(frame)) {
        frame = frame.translate(vec2(0.0, taken.top() - INSET - frame.bottom()));
    }
    let inner = frame.shrink(ROOM);
    let scale = inner.width() / extent.width().max(1.0);
    let to_small = |rect: Rect| {
        let place = |corner: Pos2| inner.min + (corner - extent.min) * scale;
        Rect::from_min_max(place(rect.min), place(rect.max))
    };
    let response = ui.interact(frame, Id::unique("minimap"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, "Minimap"));
    let mut has_moved = false;
    if let Some(pointer) = response.interact_pointer_pos()
        && (response.is_pointer_button_down_on() || response.clicked())
    {
        let place = extent.min + (pointer - inner.min) / scale;
        camera.middle = place.to_vec2();
        has_moved = true;
        ui.ctx().request_repaint();
    }
    let painter = ui.painter_at(screen);
    let shadow = Shadow { offset: [0, 2], blur: 10, spread: 0, color: theme.shadow };
    painter.add(shadow.as_shape(frame, radius::CARD));
    painter.rect(
        frame,
        radius::CARD,
        theme.surface,
        Stroke::new(1.0, theme.hairline),
        StrokeKind::Inside,
    );
    let is_known =
        minimap.drawn.as_ref().is_some_and(|(drawn, dress, _)| *drawn == frame && dress == theme);
    if !is_known {
        let ink = |number, card: &Card| ink_of(theme, number, card, tints);
        let shape = Shape::mesh(if scene.cards.len() > FEW_CARDS {
            spots_mesh(scene, (inner, to_small), ink)
        } else {
            cards_mesh(scene, to_small, ink)
        });
        minimap.drawn = Some((frame, *theme, shape));
    }
    if let Some((_, _, shape)) = &minimap.drawn {
        painter.add(shape.clone());
    }
    painter.rect(
        seen_ring(to_small(camera.seen(screen)), frame.shrink(1.0)),
        2,
        theme.accent.gamma_multiply(0.1),
        Stroke::new(1.5, theme.accent),
        StrokeKind::Inside,
    );
    has_moved
}

/// The ring around what is seen, within the small map: never so small that it could be overlooked, and at the edge where what
/// is seen is beyond it.
fn seen_ring(seen: Rect, within: Rect) -> Rect {
    let middle = within.clamp(seen.center());
    let least = Rect::from_center_size(middle, Vec2::splat(RING_LEAST));
    let inside = |rect: Rect| rect.intersect(within);
    let ring =
        if seen.intersects(within) { inside(seen).union(inside(least)) } else { inside(least) };
    let pushed = (within.min - ring.min).max(Vec2::ZERO) + (within.max - ring.max).min(Vec2::ZERO);
    ring.translate(pushed)
}

/// As large as the shape of the map allows, at the lower right.
fn frame_of(screen: Rect, extent: Rect) -> Rect {
    let room = SIZE - Vec2::splat(2.0 * ROOM);
    let scale = (room.x / extent.width().max(1.0)).min(room.y / extent.height().max(1.0));
    let size = extent.size() * scale + Vec2::splat(2.0 * ROOM);
    let corner = screen.right_bottom() - vec2(INSET, INSET);
    Rect::from_min_max(corner - size, corner)
}

fn ink_of(theme: &Theme, number: usize, card: &Card, tints: &Tints) -> Color32 {
    match (tints.of(number).map(|tint| tint.tone), card.kind) {
        (Some(Tone::Missing), _) => theme.hairline,
        (Some(tone), CardKind::Project) => tone.ink(theme),
        (None, CardKind::Project) => theme.raised.lerp_to_gamma(theme.accent, 0.55),
        (_, kind) => kind_ink(kind, theme).gamma_multiply(0.8),
    }
}

/// Each card where it stands.
fn cards_mesh(
    scene: &Scene,
    to_small: impl Fn(Rect) -> Rect,
    ink: impl Fn(usize, &Card) -> Color32,
) -> Mesh {
    let mut mesh = Mesh::default();
    for (number, card) in scene.cards.iter().enumerate() {
        let small = to_small(card.rect);
        let small = Rect::from_min_max(small.min, small.max.max(small.min + vec2(1.0, 1.0)));
        mesh.add_colored_rect(small, ink(number, card));
    }
    mesh
}

/// A map of many cards as spots: of cards that fall on the same spot one is enough, and spots of one colour side by
/// side are one bar. It is drawn again in each frame, so it has to be little.
fn spots_mesh(
    scene: &Scene,
    (inner, to_small): (Rect, impl Fn(Rect) -> Rect),
    ink: impl Fn(usize, &Card) -> Color32,
) -> Mesh {
    let mut spots: BTreeMap<(i32, i32), Color32> = BTreeMap::new();
    let spot = |along: f32| (along / SPOT).floor() as i32;
    for (number, card) in scene.cards.iter().enumerate() {
        let small = to_small(card.rect).translate(-inner.min.to_vec2());
        let columns = spot(small.min.x)..=spot(small.max.x - SPOT / 2.0).max(spot(small.min.x));
        for column in columns {
            spots.entry((spot(small.min.y), column)).or_insert_with(|| ink(number, card));
        }
    }
    let mut mesh = Mesh::default();
    let mut bar: Option<(Rect, Color32)> = None;
    for ((row, column), ink) in spots {
        let corner: Pos2 = inner.min + vec2(column as f32, row as f32) * SPOT;
        let next = Rect::from_min_max(corner, pos2(corner.x + SPOT, corner.y + SPOT * 0.8));
        bar = Some(match bar {
            Some((known, same)) if same == ink && is_beside(known, next) => {
                (known.union(next), ink)
            }
            Some((known, other)) => {
                mesh.add_colored_rect(known, other);
                (next, ink)
            }
            None => (next, ink),
        });
    }
    if let Some((last, ink)) = bar {
        mesh.add_colored_rect(last, ink);
    }
    mesh
}

/// Whether a spot goes on where a bar ends.
fn is_beside(bar: Rect, spot: Rect) -> bool {
    (bar.right() - spot.left()).abs() < 0.1 && (bar.top() - spot.top()).abs() < 0.1
}
