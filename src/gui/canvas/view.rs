//! The map in its panel: in which order a frame takes what is done and shows it.

use std::collections::BTreeSet;

use egui::{Event, Key, Modifiers, Rect, Response, Role, Sense, Ui, WidgetInfo};

use super::flight::{Flight, Wanted, steer};
use super::kept::{Canvas, Fitted};
use super::keys::{self, Pressed};
use super::lens::Lens;
use super::names::Named;
use super::scene::Scene;
use crate::gui::requests::Requests;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, text};
use crate::gui::tips;
use crate::model::Item;
use crate::workspace::{Request, Topic, Workspace};

/// Shows the map and takes what is done to it.
pub(crate) fn canvas_ui(
    ui: &mut Ui,
    theme: &Theme,
    canvas: &mut Canvas,
    workspace: &Workspace,
    requests: &mut Requests,
) {
    if canvas.lens == Lens::Core && !workspace.funding().wanted().contains(&Topic::Robust) {
        requests.push(Request::Study(BTreeSet::from([Topic::Robust])));
    }
    let (screen, response) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, "Map"));
    let now = ui.input(|input| input.time);
    canvas.refresh(workspace, now);
    if canvas.glide.as_ref().is_some_and(|glide| glide.is_over(now)) {
        canvas.glide = None;
    }
    let Some(made) = canvas.scene.take() else {
        waiting_ui(ui, theme, screen);
        return;
    };
    let mut frame = Frame { theme, canvas, workspace, scene: &made.scene, screen, requests };
    frame.ui(ui, &response);
    canvas.scene = Some(made);
}

/// What is shown until the layout has found a place for everything.
fn waiting_ui(ui: &Ui, theme: &Theme, screen: Rect) {
    let painter = ui.painter_at(screen);
    let words = "Arranging the map…".to_owned();
    let galley = painter.layout_no_wrap(words, font(text::BODY, Heft::Regular), theme.text_muted);
    painter.galley(screen.center() - galley.size() / 2.0, galley, theme.text_muted);
}

/// One frame of the map.
pub(super) struct Frame<'a> {
    pub(super) theme: &'a Theme,
    pub(super) canvas: &'a mut Canvas,
    pub(super) workspace: &'a Workspace,
    pub(super) scene: &'a Scene,
    pub(super) screen: Rect,
    pub(super) requests: &'a mut Requests,
}

impl Frame<'_> {
    fn ui(&mut self, ui: &mut Ui, response: &Response) {
        self.do_errands(ui, response);
        self.ask(ui);
        self.float(ui);
        self.take_keys(ui, response);
        self.steer(ui);
        let hovered = self.take_pointer(ui, response);
        self.leave_focus(ui);
        self.paint(ui, response, hovered);
        self.corners(ui);
        let named = Named {
            portfolio: self.workspace.portfolio(),
            scene: self.scene,
            camera: self.canvas.camera,
            screen: self.screen,
            selected: self.workspace.selection().items(),
        };
        named.tell(ui, response, self.requests);
        self.rename(ui);
        self.menu(response, hovered);
        // The inspector says more of what is selected alone.
        let tipped = hovered.filter(|item| self.canvas.ask.is_none() && self.only() != Some(*item));
        if let Some(item) = tipped {
            let (theme, workspace) = (self.theme, self.workspace);
            let shown = response.clone();
            shown.on_hover_ui_at_pointer(|ui| tips::item_tip_ui(ui, theme, workspace, item));
        }
    }

    pub(super) fn only(&self) -> Option<Item> {
        self.workspace.selection().only()
    }

    fn steer(&mut self, ui: &Ui) {
        let taken = self.canvas.legend.rect;
        let wanted = self.canvas.wanted.take().or_else(|| {
            let Fitted { room, legend, camera } = self.canvas.fitted?;
            let is_other = room != self.screen || legend != taken;
            (is_other && camera == self.canvas.camera).then_some(Wanted::All)
        });
        let Canvas { camera, flight, .. } = &mut *self.canvas;
        let seen = (self.screen, self.scene, self.workspace.selection());
        steer(ui, (camera, flight), wanted, (seen, taken));
        let to = flight.as_ref().map_or(*camera, Flight::goal);
        if matches!(wanted, Some(Wanted::All | Wanted::FlyToAll)) {
            self.canvas.fitted = Some(Fitted { room: self.screen, legend: taken, camera: to });
            // How much room the legend takes in this one will be known in the next frame.
            ui.ctx().request_repaint();
        }
    }

    pub(super) fn on_screen(&self, rect: Rect) -> Rect {
        self.canvas.camera.rect_to_screen(self.screen, rect)
    }

    fn take_keys(&mut self, ui: &Ui, response: &Response) {
        if self.canvas.ask.is_some() || self.canvas.rename.is_some() {
            return;
        }
        let at = (self.scene, self.workspace.selection(), &mut self.canvas.anchor);
        match keys::take(ui, response, at, self.requests) {
            Some(Pressed::Walked(item)) => self.canvas.wanted = Some(Wanted::Follow(item)),
            Some(Pressed::Find(typed)) => self.open_find(&typed),
            None => {}
        }
    }

    /// Escape leaves the way of looking before it leaves the selection.
    fn leave_focus(&mut self, ui: &Ui) {
        let is_free = self.canvas.rename.is_none() && self.canvas.focus.is_some() && !is_typing(ui);
        if is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.canvas.focus = None;
        }
    }
}

/// Whether the keyboard is free for shortcuts of one key: nobody is typing.
pub(crate) fn is_typing(ui: &Ui) -> bool {
    ui.ctx().text_edit_focused()
        || ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Ime(_))))
}
