//! What is under the pointer.

use egui::{Pos2, Rect};

use super::camera::Camera;
use super::paint::line_curve;
use super::path::distance;
use super::scene::Scene;
use crate::model::Item;

/// How near the pointer must come to a line, in points.
const LINE_REACH: f32 = 6.0;

/// The card or line at a place on the screen; cards lie above lines, and later cards above earlier ones.
pub(super) fn under(scene: &Scene, camera: Camera, screen: Rect, pointer: Pos2) -> Option<Item> {
    let place = camera.to_map(screen, pointer);
    let card = scene.cards.iter().rev().find(|card| card.rect.contains(place));
    if let Some(card) = card {
        return Some(card.item);
    }
    let nearest = scene.lines.iter().filter_map(|line| {
        let curve = line_curve(scene, line, camera, screen, &|_| egui::Vec2::ZERO)?;
        if !curve.bounds().expand(LINE_REACH).contains(pointer) {
            return None;
        }
        Some((distance(&curve.polyline(), pointer), line.item))
    });
    let near = nearest.filter(|(distance, _)| *distance <= LINE_REACH);
    near.min_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, item)| item)
}
