//! What is drawn of the map in a frame: the picture, and over it what is being done.

use std::collections::BTreeSet;

use egui::{Response, Ui, Vec2};

use super::asking::Ask;
use super::find::Find;
use super::gesture::{Drawn, Gesture};
use super::kept::Canvas;
use super::overlay::Overlay;
use super::paint::{Look, paint_band};
use super::view::Frame;
use crate::model::Item;

impl Frame<'_> {
    pub(super) fn paint(&mut self, ui: &Ui, response: &Response, hovered: Option<Item>) {
        let near = self.near();
        let now = ui.input(|input| input.time);
        let Canvas { gesture, camera, painted, tints, flaws, glide, .. } = &mut *self.canvas;
        let (theme, scene, screen, camera) = (self.theme, self.scene, self.screen, *camera);
        let offset = |item| {
            let glide = glide.as_ref().map_or(Vec2::ZERO, |glide| glide.offset(item, now));
            gesture.offset(item) + glide
        };
        let is_moving = glide.is_some() || matches!(gesture, Gesture::Moving { .. });
        if glide.is_some() {
            ui.ctx().request_repaint();
        }
        let selected = self.workspace.selection().items();
        let look = Look {
            theme,
            camera,
            screen,
            area: screen,
            selected,
            hovered,
            offset: is_moving.then_some(&offset as &dyn Fn(Item) -> Vec2),
            near: &near,
            tints,
            enlarged: ui.ctx().zoom_factor().max(1.0),
            density: ui.ctx().native_pixels_per_point().unwrap_or(1.0),
            flawed: &flaws.items,
        };
        let brush = ui.painter_at(screen);
        painted.paint(&brush, scene, &look);
        let gesture = &self.canvas.gesture;
        if let Some(band) = gesture.band() {
            paint_band(&brush, theme, camera.rect_to_screen(screen, band));
        }
        let pointer = response.hover_pos();
        let overlay = Overlay { theme, scene, camera, screen, pointer };
        overlay.guides(&brush, gesture);
        if let Some(find) = &self.canvas.find {
            let current = find.current();
            let others = find.found().iter().copied().filter(|item| Some(*item) != current);
            overlay.rings(&brush, others, (theme.warning, 1.5));
            overlay.rings(&brush, current.into_iter(), (theme.warning, 3.0));
        }
        if let Some(focus) = &self.canvas.focus {
            overlay.rings(&brush, focus.waiting(), (theme.danger, 1.5));
        }
        if let Some(ends) = self.canvas.ask.as_ref().and_then(Ask::ends) {
            overlay.pending(&brush, ends);
        }
        match gesture {
            Gesture::Idle => {
                overlay.ports(&brush, &self.hosts());
                if let Some(link) = self.only() {
                    overlay.handles(&brush, link);
                }
            }
            gesture => overlay.drawing(&brush, gesture),
        }
        if response.has_focus() {
            let stroke = egui::Stroke::new(2.0, theme.accent);
            brush.rect_stroke(screen, 0.0, stroke, egui::StrokeKind::Inside);
        }
    }

    /// What is not to be dimmed; nothing where nothing is to be.
    fn near(&mut self) -> BTreeSet<Item> {
        if let Some((from, to)) = self.canvas.ask.as_ref().and_then(Ask::ends) {
            return BTreeSet::from([from, to]);
        }
        let found = self.canvas.find.as_ref().map_or(&[][..], Find::found);
        match (&self.canvas.gesture, &self.canvas.focus) {
            (Gesture::Drawing { line, targets, .. }, _) => {
                let own = match line {
                    Drawn::New(item, _) | Drawn::End(item, _) => *item,
                };
                targets.iter().copied().chain([own]).collect()
            }
            _ if !found.is_empty() => found.iter().copied().collect(),
            (_, Some(focus)) => focus.near().clone(),
            (_, None) => {
                self.canvas.near.of(self.scene, self.workspace.selection().items()).clone()
            }
        }
    }
}
