//! The hand on the map: clicks and drags, and what comes of them when the button is let go.

use std::collections::BTreeSet;

use egui::{Key, PointerButton, Pos2, Rect, Response, Ui, Vec2, vec2};

use super::answering::ask_or_do;
use super::asking::Ask;
use super::camera::Camera;
use super::gesture::{Drawn, Gesture};
use super::ports::{at, ends, other_ends, ports, targets};
use super::scene::{Scene, pin_at};
use super::snap::snap;
use crate::edit::Edit;
use crate::gui::canvas::is_typing;
use crate::gui::requests::Requests;
use crate::model::{Item, Portfolio};
use crate::workspace::linking::{joining, reconnect};
use crate::workspace::{Request, Selecting, Workspace};

/// How near cards come before they are drawn into line, in points.
const SNAP_REACH: f32 = 6.0;
/// How near its edge the map begins to scroll while something is dragged, in points.
const SCROLL_ZONE: f32 = 28.0;
/// How fast it scrolls at the very edge, in points a second.
const SCROLL_SPEED: f32 = 900.0;

/// What the hand can do, and what it works on.
pub(super) struct Hand<'a> {
    pub(super) scene: &'a Scene,
    pub(super) camera: &'a mut Camera,
    pub(super) gesture: &'a mut Gesture,
    pub(super) ask: &'a mut Option<Ask>,
    pub(super) screen: Rect,
    pub(super) hovered: Option<Item>,
    /// The cards whose ports can be taken hold of.
    pub(super) hosts: &'a [Item],
}

impl Hand<'_> {
    /// Takes what the pointer does; gives the card whose name is to be edited.
    pub(super) fn take(
        &mut self,
        ui: &Ui,
        response: &Response,
        workspace: &Workspace,
        requests: &mut Requests,
    ) -> Option<Item> {
        let is_adding = ui.input(|input| input.modifiers.shift || input.modifiers.command);
        if response.clicked_by(PointerButton::Primary) && *self.gesture == Gesture::Idle {
            self.click(is_adding, requests);
        }
        self.begin(ui, response, workspace, requests);
        self.move_on(ui, response);
        if *self.gesture != Gesture::Idle
            && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape))
        {
            *self.gesture = Gesture::Idle;
        }
        if ui.input(|input| !input.pointer.any_down()) && *self.gesture != Gesture::Idle {
            self.let_go(is_adding, workspace, requests);
        }
        let is_double = response.double_clicked_by(PointerButton::Primary) && !is_adding;
        self.hovered.filter(|item| is_double && self.scene.card_of(*item).is_some())
    }

    fn click(&self, is_adding: bool, requests: &mut Requests) {
        let selecting = match (self.hovered, is_adding) {
            (Some(item), true) => Some(Selecting::Toggle(item)),
            (Some(item), false) => Some(Selecting::Only(vec![item])),
            (None, true) => None,
            (None, false) => Some(Selecting::Nothing),
        };
        if let Some(selecting) = selecting {
            requests.push(Request::Select(selecting));
        }
    }

    fn begin(
        &mut self,
        ui: &Ui,
        response: &Response,
        workspace: &Workspace,
        requests: &mut Requests,
    ) {
        if *self.gesture != Gesture::Idle {
            return;
        }
        // The pointer has moved a little since it was pressed: what counts is where that was.
        let Some(origin) = ui.input(|input| input.pointer.press_origin()) else { return };
        let place = self.camera.to_map(self.screen, origin);
        let is_space = ui.input(|input| input.key_down(Key::Space)) && !is_typing(ui);
        let is_pressed = |button| ui.input(|input| input.pointer.button_pressed(button));
        let takes_map = (response.is_pointer_button_down_on()
            && (is_pressed(PointerButton::Middle)
                || is_space && is_pressed(PointerButton::Primary)))
            || response.drag_started_by(PointerButton::Secondary)
            || response.drag_started_by(PointerButton::Middle)
            || is_space && response.drag_started_by(PointerButton::Primary);
        if takes_map {
            *self.gesture = Gesture::Panning { held: place };
        } else if response.drag_started_by(PointerButton::Primary) {
            let line = self.line_at(origin, workspace);
            *self.gesture = match line {
                Some(line) => self.drawing(line, place, workspace.portfolio()),
                None => self.grasp(place, workspace, requests),
            };
        }
    }

    /// The port, or the end of the selected line, that the pointer was pressed on.
    fn line_at(&self, origin: Pos2, workspace: &Workspace) -> Option<Drawn> {
        if let Some(link) = workspace.selection().only() {
            let ends = ends(self.scene, *self.camera, self.screen, link);
            if let Some(end) = at(&ends, origin) {
                return Some(Drawn::End(link, end));
            }
        }
        let side_of = |host: Item| {
            let ports = ports(self.scene, *self.camera, self.screen, host);
            Some(Drawn::New(host, at(&ports, origin)?))
        };
        self.hosts.iter().find_map(|host| side_of(*host))
    }

    fn drawing(&self, line: Drawn, place: Pos2, portfolio: &Portfolio) -> Gesture {
        let targets: BTreeSet<Item> = match line {
            Drawn::New(from, side) => targets(portfolio, self.scene, (from, side)).collect(),
            Drawn::End(item, end) => other_ends(portfolio, self.scene, (item, end)).collect(),
        };
        Gesture::Drawing { line, to: place, target: None, targets }
    }

    fn grasp(&self, place: Pos2, workspace: &Workspace, requests: &mut Requests) -> Gesture {
        let card = self.scene.cards.iter().rev().find(|card| card.rect.contains(place));
        let Some(card) = card else { return Gesture::Band { from: place, to: place } };
        let items = if workspace.selection().has(card.item) {
            let selected = workspace.selection().items().iter().copied();
            selected.filter(|item| self.scene.card_of(*item).is_some()).collect()
        } else {
            requests.select(card.item);
            BTreeSet::from([card.item])
        };
        Gesture::Moving { items, from: place, by: Vec2::ZERO, guides: Vec::new() }
    }

    /// What was grasped stays under the pointer, also where the map is panned or zoomed meanwhile.
    fn move_on(&mut self, ui: &Ui, response: &Response) {
        let Some(pointer) = response.interact_pointer_pos() else { return };
        if matches!(self.gesture, Gesture::Moving { .. } | Gesture::Drawing { .. }) {
            scroll_at_edge(ui, self.camera, self.screen, pointer);
        }
        let place = self.camera.to_map(self.screen, pointer);
        match self.gesture {
            Gesture::Idle => {}
            Gesture::Panning { held } => {
                self.camera.pan((place - *held) * self.camera.zoom);
            }
            Gesture::Band { to, .. } => *to = place,
            Gesture::Moving { items, from, by, guides } => {
                let is_free = ui.input(|input| input.modifiers.alt);
                *by = place - *from;
                guides.clear();
                if !is_free {
                    let (snapped, lines) =
                        snapped(self.scene, *self.camera, self.screen, (items, *by));
                    *by += snapped;
                    *guides = lines;
                }
            }
            Gesture::Drawing { to, target, targets, .. } => {
                *to = place;
                let mut cards = self.scene.cards.iter().rev();
                let card =
                    cards.find(|card| card.rect.expand(4.0 / self.camera.zoom).contains(place));
                *target = card.map(|card| card.item).filter(|item| targets.contains(item));
            }
        }
    }

    fn let_go(&mut self, is_adding: bool, workspace: &Workspace, requests: &mut Requests) {
        match std::mem::take(self.gesture) {
            Gesture::Idle | Gesture::Panning { .. } => {}
            Gesture::Moving { items, by, .. } => {
                let moved = items.iter().filter_map(|&item| {
                    let middle: Pos2 = self.scene.card_of(item)?.rect.center() + by;
                    Some((item, Some(pin_at(middle))))
                });
                requests.edit(Edit::Place(moved.collect()));
            }
            Gesture::Band { from, to } => {
                let band = Rect::from_two_pos(from, to);
                let caught = self.scene.cards.iter().filter(|card| band.intersects(card.rect));
                let items = caught.map(|card| card.item).collect();
                let selecting =
                    if is_adding { Selecting::Also(items) } else { Selecting::Only(items) };
                requests.push(Request::Select(selecting));
            }
            Gesture::Drawing { line: Drawn::New(from, side), to, target, .. } => {
                let is_ground = !self.scene.cards.iter().any(|card| card.rect.contains(to));
                let spot = self.camera.to_screen(self.screen, to);
                match target {
                    Some(target) => {
                        if let Some(joining) = joining(workspace.portfolio(), (from, side), target)
                        {
                            *self.ask = ask_or_do(workspace.portfolio(), joining, spot, requests);
                        }
                    }
                    None if is_ground => *self.ask = Some(Ask::new_card((from, side), to, spot)),
                    None => {}
                }
            }
            Gesture::Drawing { line: Drawn::End(link, end), target, .. } => {
                let hung =
                    target.and_then(|target| reconnect(workspace.portfolio(), link, end, target));
                if let Some((edit, item)) = hung {
                    requests.edit(edit);
                    requests.select(item);
                }
            }
        }
    }
}

/// How far moved cards are drawn on to stand in line with others that are seen.
fn snapped(
    scene: &Scene,
    camera: Camera,
    screen: Rect,
    (items, by): (&BTreeSet<Item>, Vec2),
) -> (Vec2, Vec<super::snap::Guide>) {
    let moved = scene.extent(|item| items.contains(&item)).translate(by);
    let seen = camera.seen(screen);
    let others = scene.cards.iter().filter(|card| !items.contains(&card.item));
    let others: Vec<Rect> =
        others.map(|card| card.rect).filter(|rect| seen.intersects(*rect)).collect();
    snap(moved, &others, SNAP_REACH / camera.zoom)
}

/// Moves the map on while something is dragged near its edge.
fn scroll_at_edge(ui: &Ui, camera: &mut Camera, screen: Rect, pointer: Pos2) {
    let inner = screen.shrink(SCROLL_ZONE);
    let over = vec2(
        (inner.left() - pointer.x).max(0.0) - (pointer.x - inner.right()).max(0.0),
        (inner.top() - pointer.y).max(0.0) - (pointer.y - inner.bottom()).max(0.0),
    );
    if over == Vec2::ZERO {
        return;
    }
    let share = (over / SCROLL_ZONE).clamp(Vec2::splat(-1.0), Vec2::splat(1.0));
    let seconds = ui.input(|input| input.stable_dt).min(0.05);
    camera.pan(share * SCROLL_SPEED * seconds);
    ui.ctx().request_repaint();
}

/// Wheel and pinch; true where the map has moved.
pub(super) fn roll(ui: &Ui, response: &Response, camera: &mut Camera, screen: Rect) -> bool {
    let Some(pointer) = response.hover_pos() else { return false };
    let (zoom, scroll) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta()));
    let is_zoomed = (zoom - 1.0).abs() > f32::EPSILON;
    if is_zoomed {
        camera.zoom_at(screen, pointer, zoom);
    }
    if scroll != Vec2::ZERO {
        camera.pan(scroll);
    }
    is_zoomed || scroll != Vec2::ZERO
}
