//! What is under the pointer.

use egui::{Pos2, Rect, vec2};

use super::camera::Camera;
use super::paint::CURVES_ZOOM;
use super::path::distance;
use super::scene::Scene;
use crate::model::Item;

/// How near the pointer must come to a line, in points.
const LINE_REACH: f32 = 6.0;

/// The card or line at a place on the screen; cards lie above lines, and later cards above earlier ones. Only lines that
/// are drawn are looked at, where those are known.
pub(super) fn under(
    scene: &Scene,
    (camera, screen): (Camera, Rect),
    drawn: Option<&[usize]>,
    pointer: Pos2,
) -> Option<Item> {
    let at = camera.to_map(screen, pointer);
    if let Some(card) = scene.number_at(at).and_then(|number| scene.cards.get(number)) {
        return Some(card.item);
    }
    let reach = LINE_REACH / camera.zoom;
    let around = Rect::from_center_size(at, vec2(2.0 * reach, 2.0 * reach));
    let mut nearest: Option<(f32, Item)> = None;
    let mut path = Vec::new();
    let count = drawn.map_or(scene.lines.len(), <[usize]>::len);
    for place in 0..count {
        let number = drawn.and_then(|drawn| drawn.get(place)).copied().unwrap_or(place);
        let (Some(span), Some(line)) = (scene.spans.get(number), scene.lines.get(number)) else {
            continue;
        };
        if !span.intersects(around) {
            continue;
        }
        if camera.zoom < CURVES_ZOOM {
            let [start, _, _, end] = line.curve.points;
            path.clear();
            path.extend([start, end]);
        } else {
            line.curve.trace(camera.zoom, &mut path);
        }
        let apart = distance(&path, at);
        if apart <= reach && nearest.is_none_or(|(best, _)| apart < best) {
            nearest = Some((apart, line.item));
        }
    }
    nearest.map(|(_, item)| item)
}
