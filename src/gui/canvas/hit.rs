//! What is under the pointer.

use egui::{Pos2, Rect, vec2};

use super::camera::Camera;
use super::paint::CURVES_ZOOM;
use super::path::distance;
use super::scene::Scene;
use crate::model::Item;

/// How near the pointer must come to a line, in points.
const LINE_REACH: f32 = 6.0;

/// The card or line at a place on the screen; cards lie above lines, and later cards above earlier ones.
pub(super) fn under(scene: &Scene, camera: Camera, screen: Rect, pointer: Pos2) -> Option<Item> {
    let place = camera.to_map(screen, pointer);
    let card = scene.boxes.iter().rposition(|rect| rect.contains(place));
    if let Some(card) = card.and_then(|number| scene.cards.get(number)) {
        return Some(card.item);
    }
    let reach = LINE_REACH / camera.zoom;
    let around = Rect::from_center_size(place, vec2(2.0 * reach, 2.0 * reach));
    let mut nearest: Option<(f32, Item)> = None;
    let mut path = Vec::new();
    let passing = scene.spans.iter().zip(&scene.lines).filter(|(span, _)| span.intersects(around));
    for (_, line) in passing {
        if camera.zoom < CURVES_ZOOM {
            let [start, _, _, end] = line.curve.points;
            path.clear();
            path.extend([start, end]);
        } else {
            line.curve.trace(camera.zoom, &mut path);
        }
        let apart = distance(&path, place);
        if apart <= reach && nearest.is_none_or(|(best, _)| apart < best) {
            nearest = Some((apart, line.item));
        }
    }
    nearest.map(|(_, item)| item)
}
