//! The small map at the lower right: everything at once, and which part of it is seen.

use std::collections::BTreeSet;

use egui::epaint::Shadow;
use egui::{Id, Mesh, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2};

use super::camera::Camera;
use super::lens::{Tints, Tone};
use super::paint_cards::kind_ink;
use super::scene::{CardKind, Scene};
use crate::gui::theme::{Theme, radius};

/// How large it is at most, in points.
const SIZE: Vec2 = Vec2::new(196.0, 132.0);
/// How far it stands from the edges of the map.
const INSET: f32 = 12.0;
/// How much room there is inside its frame.
const ROOM: f32 = 6.0;
/// On a smaller map than this there is no room for it.
const ROOMY: Vec2 = Vec2::new(560.0, 380.0);

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
    let extent = scene.boxes.iter().fold(Rect::NOTHING, |extent, place| extent.union(*place));
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
        let place = |corner: egui::Pos2| inner.min + (corner - extent.min) * scale;
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
        let shape = Shape::mesh(cards_mesh(theme, scene, tints, to_small));
        minimap.drawn = Some((frame, *theme, shape));
    }
    if let Some((_, _, shape)) = &minimap.drawn {
        painter.add(shape.clone());
    }
    let seen = to_small(camera.seen(screen)).intersect(frame.shrink(1.0));
    painter.rect(
        seen,
        2,
        theme.accent.gamma_multiply(0.1),
        Stroke::new(1.5, theme.accent),
        StrokeKind::Inside,
    );
    has_moved
}

/// As large as the shape of the map allows, at the lower right.
fn frame_of(screen: Rect, extent: Rect) -> Rect {
    let room = SIZE - Vec2::splat(2.0 * ROOM);
    let scale = (room.x / extent.width().max(1.0)).min(room.y / extent.height().max(1.0));
    let size = extent.size() * scale + Vec2::splat(2.0 * ROOM);
    let corner = screen.right_bottom() - vec2(INSET, INSET);
    Rect::from_min_max(corner - size, corner)
}

fn cards_mesh(
    theme: &Theme,
    scene: &Scene,
    tints: &Tints,
    to_small: impl Fn(Rect) -> Rect,
) -> Mesh {
    let mut mesh = Mesh::default();
    // Of cards that fall on the same spot one is enough.
    let mut taken = BTreeSet::new();
    for (number, card) in scene.cards.iter().enumerate() {
        let small = to_small(card.rect);
        let [x, y] = [small.min.x, small.min.y].map(|along| (along / SPOT).floor() as i32);
        if !taken.insert((x, y)) {
            continue;
        }
        let small = Rect::from_min_max(small.min, small.max.max(small.min + vec2(1.0, 1.0)));
        let ink = match (tints.of(number).map(|tint| tint.tone), card.kind) {
            (Some(Tone::Missing), _) => theme.hairline,
            (Some(tone), CardKind::Project) => tone.ink(theme),
            (None, CardKind::Project) => theme.raised.lerp_to_gamma(theme.accent, 0.55),
            (_, kind) => kind_ink(kind, theme).gamma_multiply(0.8),
        };
        mesh.add_colored_rect(small, ink);
    }
    mesh
}
