//! What is on and what is off, as menus tick it.

use std::collections::BTreeMap;

use super::shell::{Showing, Window};
use crate::workspace::{COMMANDS, Command, View};

/// For each command that turns something on or off, or turns to it, whether that is shown now.
pub(super) type Switched = BTreeMap<Command, bool>;

impl Window {
    /// What is on and what is off.
    pub(super) fn switched(&self) -> Switched {
        let of =
            |info: &crate::workspace::CommandInfo| Some((info.command, self.is_on(info.command)?));
        COMMANDS.iter().filter_map(of).collect()
    }

    fn is_on(&self, command: Command) -> Option<bool> {
        if let Some(view) = view_of(command) {
            return Some(self.view == view && !self.panels.start);
        }
        match command {
            Command::ToggleInspector => Some(self.panels.inspector),
            Command::ToggleProblems => Some(self.panels.problems),
            Command::ToggleMinimap => Some(self.workspace.settings().has_minimap),
            Command::Presentation => Some(self.showing != Showing::Desk),
            _ => match self.view {
                View::Map => self.canvas.is_on(command),
                View::Rank => self.rank.is_on(command),
                View::Tradeoffs => self.tradeoffs.is_on(command),
                View::Value => self.value.is_on(command),
                View::Table | View::Fund => None,
            },
        }
    }
}

/// The view that a command shows.
fn view_of(command: Command) -> Option<View> {
    super::rail::VIEWS.into_iter().find(|shown| shown.command == command).map(|shown| shown.view)
}
