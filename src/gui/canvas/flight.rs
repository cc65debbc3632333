//! The camera on its way: what it is asked to show, and how it gets there.

use egui::{Rect, Ui};

use super::camera::Camera;
use super::far_names::are_needed;
use super::paint::sharpness;
use super::scene::{Card, CardKind, Scene};
use crate::model::Item;
use crate::workspace::{Command, Selection};

/// How long the camera takes from one place to another, in seconds.
const FLIGHT_SECONDS: f64 = 0.25;
/// How much room there is around a card that is brought into view, in points.
const ROOM: f32 = 48.0;
/// How much of it there is above what lies over the map, in points.
const ROOM_ABOVE: f32 = 12.0;
/// How much room there is for the names of outcomes at the right, in points.
const NAMES_ROOM: f32 = 160.0;
/// Below this zoom nobody can read a card that was looked for.
const READABLE_ZOOM: f32 = 0.6;

/// The camera on its way.
pub(super) struct Flight {
    from: Camera,
    to: Camera,
    began: f64,
}

impl Flight {
    /// Where it goes.
    pub(super) fn goal(&self) -> Camera {
        self.to
    }
}

/// What the camera is asked to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Everything, at once: there was nothing to see before.
    All,
    /// Everything.
    FlyToAll,
    /// What is selected.
    FlyToSelection,
    /// The middle, larger or smaller.
    Zoom(i8),
    /// This card, by the shortest way that brings it into view.
    Follow(Item),
    /// This card, in the middle and large enough to read.
    Find(Item),
}

impl Wanted {
    /// What a command asks of the camera.
    pub(super) fn by(command: Command) -> Option<Self> {
        match command {
            Command::FitMap => Some(Self::FlyToAll),
            Command::ShowSelection => Some(Self::FlyToSelection),
            Command::ZoomIn => Some(Self::Zoom(1)),
            Command::ZoomOut => Some(Self::Zoom(-1)),
            _ => None,
        }
    }
}

/// Starts what was asked of the camera, and moves it on.
pub(super) fn steer(
    ui: &Ui,
    (camera, flight): (&mut Camera, &mut Option<Flight>),
    wanted: Option<Wanted>,
    (seen, taken): ((Rect, &Scene, &Selection), Option<Rect>),
) {
    let (screen, scene, selection) = seen;
    if scene.cards.is_empty() {
        return;
    }
    let now = ui.input(|input| input.time);
    let heading = flight.as_ref().map_or(*camera, |flight| flight.to);
    match wanted {
        None => {}
        Some(Wanted::All) => {
            *camera = fitted((screen, taken), scene, scene.extent(|_| true), enlarged(ui));
            *flight = None;
        }
        Some(wanted) => {
            let seen = (screen, taken, enlarged(ui));
            if let Some(to) = goal(heading, seen, scene, (selection, wanted))
                && to != heading
            {
                *flight = Some(Flight { from: *camera, to, began: now });
            }
        }
    }
    if let Some(Flight { from, to, began }) = flight {
        let share = ((now - *began) / FLIGHT_SECONDS).clamp(0.0, 1.0) as f32;
        // Slow at both ends.
        let eased = share * share * (3.0 - 2.0 * share);
        *camera = from.toward(*to, eased);
        if share >= 1.0 {
            *camera = *to;
            *flight = None;
        }
        ui.ctx().request_repaint();
    }
}

/// Where the camera should be for what is wanted.
fn goal(
    heading: Camera,
    (screen, taken, enlarged): (Rect, Option<Rect>, f32),
    scene: &Scene,
    (selection, wanted): (&Selection, Wanted),
) -> Option<Camera> {
    let mut to = heading;
    match wanted {
        Wanted::Zoom(way) => {
            to.zoom_at(screen, screen.center(), if way > 0 { 1.4 } else { 1.0 / 1.4 });
        }
        Wanted::Follow(item) => {
            let card = heading.rect_to_screen(screen, rect_of(scene, item)?);
            to.pan(way_into(free_room(screen, taken), card));
        }
        Wanted::Find(item) => {
            let rect = rect_of(scene, item)?;
            to = Camera { middle: rect.center().to_vec2(), zoom: heading.zoom.max(READABLE_ZOOM) };
        }
        Wanted::All | Wanted::FlyToAll | Wanted::FlyToSelection => {
            let is_shown = |item| wanted != Wanted::FlyToSelection || selection.has(item);
            let extent = scene.extent(is_shown);
            if !extent.is_finite() {
                return None;
            }
            to = fitted((screen, taken), scene, extent, enlarged);
        }
    }
    Some(to)
}

/// How many times larger things are for whoever looks than the zoom says, 1 or more.
fn enlarged(ui: &Ui) -> f32 {
    let density = ui.ctx().native_pixels_per_point().unwrap_or(1.0);
    ui.ctx().zoom_factor().max(1.0) * sharpness(density)
}

/// Shows all of a part of the map. From so far away that outcomes have their names beside them, what is at the right leaves
/// room for a name.
fn fitted(
    (screen, taken): (Rect, Option<Rect>),
    scene: &Scene,
    extent: Rect,
    enlarged: f32,
) -> Camera {
    let whole = Camera::fit_beside(screen, extent, taken);
    if !are_needed(whole.zoom * enlarged) {
        return whole;
    }
    let is_last = |card: &Card| {
        matches!(card.kind, CardKind::Outcome(_)) && card.rect.right() > extent.right() - 1.0
    };
    if !scene.cards.iter().any(is_last) {
        return whole;
    }
    let names = NAMES_ROOM.min(screen.width() * 0.2);
    let room = screen.with_max_x(screen.right() - names);
    let mut camera = Camera::fit_beside(room, extent, taken);
    camera.middle += (screen.center() - room.center()) / camera.zoom;
    camera
}

/// Where a card can be seen whole: not at the edge of the screen, and above what lies over its foot.
fn free_room(screen: Rect, taken: Option<Rect>) -> Rect {
    let room = screen.shrink(ROOM);
    let foot = taken.map_or(f32::INFINITY, |taken| taken.top() - ROOM_ABOVE);
    // Where there is hardly any room above, better under it than nowhere.
    if foot < room.center().y { room } else { room.with_max_y(room.bottom().min(foot)) }
}

/// The rectangle of a card, or of both ends of a line.
fn rect_of(scene: &Scene, item: Item) -> Option<Rect> {
    if let Some(card) = scene.card_of(item) {
        return Some(card.rect);
    }
    let line = scene.lines.iter().find(|line| line.item == item)?;
    Some(scene.cards.get(line.from)?.rect.union(scene.cards.get(line.to)?.rect))
}

/// How far `card` has to go to lie within `room`, or as much of it as fits.
fn way_into(room: Rect, card: Rect) -> egui::Vec2 {
    let along = |low: f32, high: f32, from: f32, to: f32| {
        if from < low { low - from } else { (high - to).min(0.0).max(low - from) }
    };
    egui::vec2(
        along(room.left(), room.right(), card.left(), card.right()),
        along(room.top(), room.bottom(), card.top(), card.bottom()),
    )
}

#[cfg(test)]
mod tests {
    use egui::{pos2, vec2};

    use super::*;

    fn check(card: Rect, expected: egui::Vec2) {
        let room = Rect::from_min_max(pos2(0.0, 0.0), pos2(100.0, 80.0));
        assert_eq!(way_into(room, card), expected);
    }

    #[test]
    fn a_card_does_not_come_to_lie_under_the_legend() {
        let screen = Rect::from_min_max(pos2(0.0, 0.0), pos2(800.0, 600.0));
        let legend = Rect::from_min_max(pos2(12.0, 520.0), pos2(400.0, 588.0));
        let foot = |taken| free_room(screen, taken).bottom();
        let all = Rect::from_min_max(pos2(12.0, 20.0), pos2(400.0, 588.0));
        for (taken, expected) in [(None, 552.0), (Some(legend), 508.0), (Some(all), 552.0)] {
            assert!((foot(taken) - expected).abs() < 0.01, "{taken:?}");
        }
    }

    #[test]
    fn a_card_comes_into_view_by_the_shortest_way() {
        let size = vec2(20.0, 10.0);
        check(Rect::from_min_size(pos2(30.0, 30.0), size), vec2(0.0, 0.0));
        check(Rect::from_min_size(pos2(-50.0, 30.0), size), vec2(50.0, 0.0));
        check(Rect::from_min_size(pos2(95.0, 75.0), size), vec2(-15.0, -5.0));
        // What is too large shows its upper left corner.
        check(Rect::from_min_size(pos2(10.0, 10.0), vec2(300.0, 10.0)), vec2(-10.0, 0.0));
    }
}
