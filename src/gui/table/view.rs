//! The portfolio as rows and columns.

use egui::Ui;

use crate::gui::requests::Requests;
use crate::gui::theme::Theme;
use crate::workspace::{Command, Workspace};

/// What is kept between frames.
#[derive(Default)]
pub(crate) struct Table;

impl Table {
    /// Does what a command asks of this view.
    pub(crate) fn run(&mut self, _command: Command) {}
}

/// Shows it, and takes what is done to it.
pub(crate) fn table_ui(
    _ui: &mut Ui,
    _theme: &Theme,
    _table: &mut Table,
    _workspace: &Workspace,
    _requests: &mut Requests,
) {
}
