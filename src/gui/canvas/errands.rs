//! What commands and the clipboard ask of the map.

use egui::{Event, Pos2, Response, Ui, ViewportCommand, vec2};

use super::answering::{ask_or_do, either_side};
use super::asking::{Ask, Asked, Ways};
use super::flight::Wanted;
use super::focus::Focus;
use super::rename::Rename;
use super::scene::pin_at;
use super::view::{Frame, is_typing};
use crate::model::Item;
use crate::workspace::linking::Joining;
use crate::workspace::{Command, Request};

impl Frame<'_> {
    /// Does what was asked for by commands, and what the clipboard brings.
    pub(super) fn do_errands(&mut self, ui: &Ui, response: &Response) {
        for command in std::mem::take(&mut self.canvas.errands) {
            match command {
                Command::Copy => self.copy(ui),
                Command::Cut => self.cut(ui),
                Command::Paste => ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste),
                Command::Rename => self.begin_rename(self.workspace.selection().last()),
                Command::Find => self.open_find(""),
                Command::Connect => self.connect(),
                Command::Focus => self.toggle_focus(),
                Command::BlastRadius => self.toggle_blast(),
                Command::ToggleMinimap => {
                    let mut settings = self.workspace.settings().clone();
                    settings.has_minimap = !settings.has_minimap;
                    self.requests.push(Request::Prefer(settings));
                }
                _ => {}
            }
        }
        if is_typing(ui) {
            return;
        }
        let events = ui.input(|input| input.events.clone());
        for event in events {
            match event {
                Event::Copy => self.copy(ui),
                Event::Cut => self.cut(ui),
                Event::Paste(text) => {
                    let place = response.hover_pos().unwrap_or(self.screen.center());
                    let place = self.canvas.camera.to_map(self.screen, place);
                    self.requests.push(Request::PasteRecords { text, at: Some(pin_at(place)) });
                }
                _ => {}
            }
        }
    }

    fn copy(&mut self, ui: &Ui) {
        if let Some(text) = self.workspace.copied() {
            ui.ctx().copy_text(text);
        }
        self.requests.push(Request::Copied);
    }

    fn cut(&mut self, ui: &Ui) {
        if let Some(text) = self.workspace.copied() {
            ui.ctx().copy_text(text);
            self.requests.run(Command::Delete);
        } else {
            self.requests.push(Request::Copied);
        }
    }

    pub(super) fn begin_rename(&mut self, item: Option<Item>) {
        let item = item.filter(|item| self.scene.card_of(*item).is_some());
        if let Some(item) = item {
            self.canvas.rename = Rename::of(self.workspace.portfolio(), item);
            self.canvas.wanted = Some(Wanted::Follow(item));
        }
    }

    /// Shows the field to find cards, with what has been typed already.
    pub(super) fn open_find(&mut self, typed: &str) {
        let scene = self.scene;
        self.canvas.find.get_or_insert_default().begin(typed, scene);
    }

    /// Asks what the selected card is to be linked to; of two selected cards, how.
    fn connect(&mut self) {
        let selection = self.workspace.selection();
        let cards: Vec<Item> = selection
            .items()
            .iter()
            .copied()
            .filter(|item| self.scene.card_of(*item).is_some())
            .collect();
        let from = match cards.as_slice() {
            [only] => Some(*only),
            [one, other] if selection.last() == Some(*one) => Some(*other),
            [one, _] => Some(*one),
            _ => None,
        };
        let Some(from) = from else {
            self.requests
                .push(Request::TellHint("Select one card to link, or two to link to each other."));
            return;
        };
        let spot = self.spot_beside(from);
        let to = cards.iter().copied().find(|item| *item != from);
        self.canvas.ask = match to {
            None => Some(Ask::new(Asked::Target(from), spot)),
            Some(to) => match either_side(self.workspace.portfolio(), from, to) {
                Some(Joining::Dependency(one, other)) => {
                    Some(Ask::new(Asked::Kind(one, other, Ways::Both), spot))
                }
                Some(joining) => {
                    ask_or_do(self.workspace.portfolio(), joining, spot, self.requests)
                }
                None => {
                    self.requests.push(Request::TellHint("Nothing can link these two. Projects link to projects, outcomes and changes."));
                    None
                }
            },
        };
    }

    /// Where a list about a card is shown: at its right, if it is seen.
    fn spot_beside(&self, item: Item) -> Pos2 {
        let card = self.scene.card_of(item).map(|card| self.on_screen(card.rect));
        let seen = card.filter(|card| self.screen.intersects(*card));
        seen.map_or(self.screen.center(), |card| card.right_top() - vec2(0.0, 8.0))
    }

    fn toggle_focus(&mut self) {
        let sources = self.workspace.selection().items();
        let is_on = self.canvas.focus.as_ref().is_some_and(|focus| focus.is_stream_of(sources));
        if sources.is_empty() && self.canvas.focus.is_none() {
            self.requests.push(Request::TellHint("Select what to focus on first."));
        }
        self.canvas.focus = if is_on || sources.is_empty() {
            None
        } else {
            Some(Focus::stream(self.workspace.portfolio(), sources.clone()))
        };
    }

    fn toggle_blast(&mut self) {
        let selection = self.workspace.selection();
        let mut chosen = selection.last().into_iter().chain(selection.items().iter().copied());
        let project = chosen.find_map(|item| match item {
            Item::Project(id) => Some(id),
            _ => None,
        });
        let is_on =
            |project| self.canvas.focus.as_ref().is_some_and(|focus| focus.is_blast_of(project));
        match project {
            Some(project) if is_on(project) => self.canvas.focus = None,
            Some(project) => {
                self.canvas.focus = Some(Focus::blast(self.workspace.portfolio(), project));
            }
            None => self.requests.push(Request::TellHint(
                "Select a project first: its blast radius is what falls if it slips.",
            )),
        }
    }
}
