//! What the pointer does on the map, and what its second button offers.

use egui::{CursorIcon, Key, Pos2, Response, Ui};

use super::gesture::Gesture;
use super::hand::{Hand, roll};
use super::hit::under;
use super::kept::Canvas;
use super::menu::context_menu_ui;
use super::ports::PORT_REACH;
use super::view::{Frame, is_typing};
use crate::model::Item;

impl Frame<'_> {
    /// Takes what the pointer does; gives what it is over.
    pub(super) fn take_pointer(&mut self, ui: &Ui, response: &Response) -> Option<Item> {
        let (scene, screen) = (self.scene, self.screen);
        let is_idle = self.canvas.gesture == Gesture::Idle;
        let pointer = response.hover_pos().filter(|_| is_idle);
        let (camera, drawn) = (self.canvas.camera, self.canvas.painted.drawn_lines());
        let hovered = pointer.and_then(|at| under(scene, (camera, screen), drawn, at));
        // A hand that pulls at a port has left it by the time one knows that it pulls.
        if !ui.input(|input| input.pointer.any_down()) {
            self.canvas.host = self.host(pointer, hovered);
        }
        let hosts = self.hosts();
        if roll(ui, response, &mut self.canvas.camera, screen) {
            self.canvas.flight = None;
        }
        if self.canvas.ask.is_some() {
            return None;
        }
        let Canvas { camera, gesture, ask, .. } = &mut *self.canvas;
        let mut hand = Hand { scene, camera, gesture, ask, screen, hovered, hosts: &hosts };
        let named = hand.take(ui, response, self.workspace, self.requests);
        if self.canvas.gesture != Gesture::Idle {
            self.canvas.flight = None;
        }
        if named.is_some() {
            self.begin_rename(named);
        }
        let is_space = ui.input(|input| input.key_down(Key::Space)) && !is_typing(ui);
        let cursor = match &self.canvas.gesture {
            Gesture::Panning { .. } => Some(CursorIcon::Grabbing),
            Gesture::Moving { .. } => Some(CursorIcon::Move),
            Gesture::Drawing { .. } => Some(CursorIcon::Crosshair),
            _ if is_space && pointer.is_some() => Some(CursorIcon::Grab),
            _ => hovered.map(|_| CursorIcon::PointingHand),
        };
        if let Some(cursor) = cursor {
            ui.ctx().set_cursor_icon(cursor);
        }
        hovered
    }

    /// The card whose ports the pointer is near enough to: they stand half outside of it.
    fn host(&self, pointer: Option<Pos2>, hovered: Option<Item>) -> Option<Item> {
        let pointer = pointer?;
        let is_near = |item: &Item| {
            let card = self.scene.card_of(*item).map(|card| self.on_screen(card.rect));
            card.is_some_and(|card| card.expand(PORT_REACH).contains(pointer))
        };
        let card = hovered.filter(|item| self.scene.card_of(*item).is_some());
        card.or_else(|| self.canvas.host.filter(is_near))
    }

    /// The cards whose ports are shown.
    pub(super) fn hosts(&self) -> Vec<Item> {
        let mut hosts: Vec<Item> = self.canvas.host.into_iter().collect();
        let selected = self.only().filter(|item| self.scene.card_of(*item).is_some());
        hosts.extend(selected.filter(|item| Some(*item) != self.canvas.host));
        hosts
    }

    pub(super) fn menu(&mut self, response: &Response, hovered: Option<Item>) {
        if response.secondary_clicked() {
            let place = response.interact_pointer_pos().unwrap_or(self.screen.center());
            self.canvas.menu_on = (hovered, self.canvas.camera.to_map(self.screen, place));
            if let Some(item) = hovered.filter(|item| !self.workspace.selection().has(*item)) {
                self.requests.select(item);
            }
        }
        let (on, place) = self.canvas.menu_on;
        let about = (self.workspace, on, place);
        response.context_menu(|ui| context_menu_ui(ui, self.theme, about, self.requests));
    }
}
