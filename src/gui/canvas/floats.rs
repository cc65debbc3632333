//! What lies over the map: questions, the field to find things, the bar of a way of looking, a name being edited, legend and
//! minimap.

use egui::{Align2, Area, Button, Id, Order, Rect, RichText, Role, Ui, WidgetInfo};

use super::answering::take;
use super::asking::{Answer, ask_ui, hold_keys};
use super::find::Finding;
use super::flight::Wanted;
use super::gesture::Gesture;
use super::kept::Canvas;
use super::legend::legend_ui;
use super::menu::{floating, selected_cards, toolbar_ui};
use super::minimap::minimap_ui;
use super::paint_words::Lettering;
use super::rename::{Lettered, Renaming};
use super::view::Frame;
use super::walk::{Way, walk};
use crate::gui::requests::Requests;
use crate::gui::theme::{Theme, gap, text};
use crate::workspace::{Command, Shortcut};

impl Frame<'_> {
    /// Shows the question about a new line, if there is one, and does what is chosen.
    pub(super) fn ask(&mut self, ui: &Ui) {
        let Some(ask) = self.canvas.ask.take() else { return };
        let is_typed = ask.is_found_by_typing();
        self.canvas.ask = match ask_ui(ui, self.theme, ask, (self.workspace, self.screen)) {
            Answer::Waiting(ask) => Some(ask),
            Answer::Dropped => None,
            Answer::Taken(ask, row) => take(self.workspace.portfolio(), ask, row, self.requests),
        };
        if !is_typed {
            hold_keys(ui);
        }
    }

    /// What floats at the top of the map, one under the other.
    pub(super) fn float(&mut self, ui: &Ui) {
        let (theme, scene, workspace) = (self.theme, self.scene, self.workspace);
        let mut top = self.screen.top() + gap::MEDIUM;
        if let Some(mut find) = self.canvas.find.take() {
            let (finding, bottom) = self.at_top(ui, "find", top, |ui| find.ui(ui, theme, scene));
            top = bottom;
            match finding {
                Finding::Closed => {}
                Finding::GoesOn => self.canvas.find = Some(find),
                Finding::GoTo(item) => {
                    self.requests.select(item);
                    self.canvas.wanted = Some(Wanted::Find(item));
                    self.canvas.find = Some(find);
                }
            }
        }
        if let Some(focus) = self.canvas.focus.take() {
            let (is_left, bottom) =
                self.at_top(ui, "focus", top, |ui| focus.ui(ui, theme, workspace, scene));
            top = bottom;
            self.canvas.focus = Some(focus).filter(|_| !is_left);
        }
        if self.is_lost() {
            let requests = &mut *self.requests;
            let ((), bottom) =
                at_top(ui, theme, self.screen, ("lost", top), |ui| lost_ui(ui, theme, requests));
            top = bottom;
        }
        let is_idle = self.canvas.gesture == Gesture::Idle;
        if selected_cards(workspace) > 1 && is_idle && self.canvas.ask.is_none() {
            let requests = &mut *self.requests;
            let show = |ui: &mut Ui| toolbar_ui(ui, theme, workspace, requests);
            at_top(ui, theme, self.screen, ("arranging", top), show);
        }
    }

    /// Whether there are cards, but none in sight, and the camera is not on its way.
    fn is_lost(&mut self) -> bool {
        let seen = self.canvas.camera.seen(self.screen);
        let boxes = &self.scene.boxes;
        // Mostly the card that was in sight still is.
        if boxes.get(self.canvas.sighted).is_some_and(|card| card.intersects(seen)) {
            return false;
        }
        let found = boxes.iter().position(|card| card.intersects(seen));
        self.canvas.sighted = found.unwrap_or_default();
        let is_still = self.canvas.flight.is_none() && self.canvas.wanted.is_none();
        found.is_none() && is_still && !boxes.is_empty()
    }

    fn at_top<Answer>(
        &self,
        ui: &Ui,
        name: &str,
        top: f32,
        add: impl FnOnce(&mut Ui) -> Answer,
    ) -> (Answer, f32) {
        at_top(ui, self.theme, self.screen, (name, top), add)
    }

    /// The minimap and the legend.
    pub(super) fn corners(&mut self, ui: &mut Ui) {
        let Canvas { camera, flight, minimap, legend, tints, .. } = &mut *self.canvas;
        let shown = (self.scene, &*tints);
        if self.workspace.settings().has_minimap {
            let seen = (camera, self.screen);
            if minimap_ui((ui, self.theme), minimap, seen, legend.rect, shown) {
                *flight = None;
            }
        }
        legend_ui((ui, self.theme), legend, self.screen, shown, self.requests);
    }

    /// The name that is being edited, over its card.
    pub(super) fn rename(&mut self, ui: &mut Ui) {
        let Some(mut rename) = self.canvas.rename.take() else { return };
        let Some(card) = self.scene.card_of(rename.item) else { return };
        let rect = self.on_screen(card.rect);
        let zoom = self.canvas.camera.zoom;
        let written = Lettering::at(zoom, ui.ctx().zoom_factor().max(1.0)).name_points();
        let look = Lettered { points: written.clamp(text::BODY, 48.0), zoom };
        let renaming = rename.ui(ui, self.theme, (self.workspace.portfolio(), rect, look));
        let next = match &renaming {
            Renaming::Next(_) => walk(self.scene, rename.item, Way::Down)
                .or_else(|| walk(self.scene, rename.item, Way::Right)),
            _ => None,
        };
        match renaming {
            Renaming::GoesOn => self.canvas.rename = Some(rename),
            Renaming::Dropped => {}
            Renaming::Done(edit) | Renaming::Next(edit) => {
                if let Some(edit) = edit {
                    self.requests.edit(edit);
                }
            }
        }
        if let Some(next) = next {
            self.requests.select(next);
            self.begin_rename(Some(next));
        }
    }
}

/// Says that no card is in sight, and shows the way back.
fn lost_ui(ui: &mut Ui, theme: &Theme, requests: &mut Requests) {
    ui.horizontal(|ui| {
        ui.label(RichText::new("No card is in sight").color(theme.text_muted));
        let Some(info) = Command::FitMap.info() else { return };
        let keys = info.shortcut.map_or_else(String::new, Shortcut::in_words);
        let keys = RichText::new(keys).size(text::SMALL).color(theme.text_muted);
        let button =
            Button::new(RichText::new("Show all cards").color(theme.accent)).right_text(keys);
        let response = ui.add(button.frame_when_inactive(false));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Show all cards"));
        if response.clicked() {
            requests.run(Command::FitMap);
        }
    });
}

/// Something that floats over the top of the map; gives where the next may begin.
fn at_top<Answer>(
    ui: &Ui,
    theme: &Theme,
    screen: Rect,
    (name, top): (&str, f32),
    add: impl FnOnce(&mut Ui) -> Answer,
) -> (Answer, f32) {
    let area = Area::new(Id::unique(("over the map", name)))
        .order(Order::Middle)
        .pivot(Align2::CENTER_TOP)
        .fixed_pos(egui::pos2(screen.center().x, top))
        .constrain_to(screen);
    let shown = area.show(ui.ctx(), |ui| floating(theme).show(ui, add).inner);
    (shown.inner, shown.response.rect.bottom() + gap::SMALL)
}
