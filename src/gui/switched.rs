//! What is on and what is off, as menus tick it.

use super::canvas::Canvas;
use super::rail::VIEWS;
use super::rank::Rank;
use super::shell::{Panels, Showing};
use super::tradeoffs::Tradeoffs;
use super::value::Value;
use crate::workspace::{Command, Settings, View};

/// Everything that a command can turn on or off, or turn to.
#[derive(Clone, Copy)]
pub(super) struct Switches<'a> {
    pub(super) view: View,
    pub(super) panels: Panels,
    pub(super) showing: Showing,
    pub(super) settings: &'a Settings,
    pub(super) canvas: &'a Canvas,
    pub(super) rank: &'a Rank,
    pub(super) tradeoffs: &'a Tradeoffs,
    pub(super) value: &'a Value,
}

impl Switches<'_> {
    /// Whether what a command turns on is on, or what it turns to is shown; nothing where it does neither.
    pub(super) fn is_on(&self, command: Command) -> Option<bool> {
        if let Some(shown) = VIEWS.into_iter().find(|shown| shown.command == command) {
            return Some(self.view == shown.view && !self.panels.start);
        }
        match command {
            Command::ToggleInspector => Some(self.panels.inspector),
            Command::ToggleProblems => Some(self.panels.problems),
            Command::ToggleMinimap => Some(self.settings.has_minimap),
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
