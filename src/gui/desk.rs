//! What every part of a workspace view needs: how it looks, what it shows, whom it asks.

use std::sync::Arc;

use egui::{Modifiers, Ui};

use super::requests::Requests;
use super::theme::{Theme, gap};
use super::widgets::{heading, muted, primary_button};
use crate::model::{Item, Portfolio, ProjectId};
use crate::workspace::{Command, Request, Selecting, Workspace};

/// Theme, workspace and requests of one frame.
pub(super) struct Desk<'a> {
    pub(super) theme: &'a Theme,
    pub(super) workspace: &'a Workspace,
    pub(super) portfolio: &'a Arc<Portfolio>,
    pub(super) requests: &'a mut Requests,
}

impl<'a> Desk<'a> {
    pub(super) fn new(
        theme: &'a Theme,
        workspace: &'a Workspace,
        requests: &'a mut Requests,
    ) -> Self {
        Self { theme, workspace, portfolio: workspace.portfolio(), requests }
    }

    /// What a thing is called, safe to show.
    pub(super) fn name(&self, item: Item) -> String {
        crate::wording::printable(&crate::wording::item_label(self.portfolio, item))
    }

    /// The selected projects, the one that was selected last at the end.
    pub(super) fn selected(&self) -> Vec<ProjectId> {
        let items = self.workspace.selection().items().iter();
        items
            .filter_map(|item| if let Item::Project(id) = item { Some(*id) } else { None })
            .collect()
    }

    /// Selects as a click does: alone, or together with others where Ctrl or Shift is held.
    pub(super) fn click(&mut self, item: Item, held: Modifiers) {
        let selecting = if held.command || held.shift {
            Selecting::Toggle(item)
        } else {
            Selecting::Only(vec![item])
        };
        self.requests.push(Request::Select(selecting));
    }
}

/// What to say and offer where there is nothing to show: what this is, and the one button that begins it.
pub(super) fn teach_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    (title, says): (&str, &str),
    (button, command): (&str, Command),
) {
    let theme = desk.theme;
    ui.vertical_centered(|ui| {
        ui.set_max_width(420.0);
        ui.add_space(ui.available_height() * 0.3);
        heading(ui, title);
        ui.add_space(gap::TINY);
        muted(ui, theme, says);
        ui.add_space(gap::MEDIUM);
        if primary_button(ui, theme, button).clicked() {
            desk.requests.run(command);
        }
    });
}
