//! The way to what can be entered: a project in the inspector, with the group and the line that are meant.

use egui::{Id, Ui};

use crate::gui::desk::Desk;
use crate::gui::widgets::{open_line, open_section};
use crate::model::{Item, ProjectId};
use crate::workspace::Command;

/// Selects the project, unfolds the group of this title and the line in it, and shows the inspector where it was hidden.
pub(super) fn go_to_line(
    ui: &Ui,
    desk: &mut Desk<'_>,
    project: ProjectId,
    (section, line): (&str, Option<Id>),
) {
    if let Some(line) = line {
        open_line(ui, line);
    }
    open_section(ui, section);
    desk.requests.select(Item::Project(project));
    if !desk.workspace.settings().has_inspector {
        desk.requests.run(Command::ToggleInspector);
    }
}
