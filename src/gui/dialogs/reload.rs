//! Somebody else has the file open, or has changed it while there are unsaved changes here.

use egui::Ui;

use super::difference::differences_ui;
use crate::gui::theme::{Theme, gap};
use crate::gui::widgets::{heading, muted, primary_button, quiet_button};
use crate::wording::{ago, printable};
use crate::workspace::{Holder, OutsideChange, Reply, Workspace};

fn file_name(workspace: &Workspace) -> String {
    let name = workspace.path().and_then(|path| path.file_name());
    printable(&name.map(|name| name.to_string_lossy()).unwrap_or_default())
}

/// Shows what somebody else has changed, and asks what is to be kept.
pub(super) fn outside_ui(
    ui: &mut Ui,
    theme: &Theme,
    workspace: &Workspace,
    change: &OutsideChange,
    reply: &mut Option<Reply>,
) {
    heading(ui, "Somebody else has changed the file");
    ui.add_space(gap::TINY);
    muted(
        ui,
        theme,
        &format!(
            "{} is not what you opened any more, and you have changes that are not saved. This is what they have changed:",
            file_name(workspace)
        ),
    );
    ui.add_space(gap::MEDIUM);
    differences_ui(ui, theme, &change.differences);
    ui.add_space(gap::LARGE);
    ui.horizontal(|ui| {
        if primary_button(ui, theme, "Keep mine").clicked() {
            *reply = Some(Reply::Cancel);
        }
        let reload = quiet_button(ui, "Reload");
        if reload.on_hover_text("Shows theirs. Undo brings yours back.").clicked() {
            *reply = Some(Reply::Reload);
        }
        let save_as = quiet_button(ui, "Save as…");
        if save_as.on_hover_text("Keeps yours in another file.").clicked() {
            *reply = Some(Reply::SaveFirst);
        }
    });
}

/// Asks before a file is written that somebody else has open.
pub(super) fn held_ui(
    ui: &mut Ui,
    theme: &Theme,
    workspace: &Workspace,
    holder: &Holder,
    reply: &mut Option<Reply>,
) {
    let person = printable(&holder.person);
    let person = if person.is_empty() { "Somebody else" } else { &person };
    heading(ui, &format!("{person} has this file open"));
    ui.add_space(gap::TINY);
    let since = ago(workspace.now().saturating_sub(holder.since));
    muted(
        ui,
        theme,
        &format!(
            "They opened {} {since}. If you save, they will find another file than the one they work on. Save yours under another name, or agree with them first.",
            file_name(workspace)
        ),
    );
    ui.add_space(gap::MEDIUM);
    ui.horizontal(|ui| {
        if primary_button(ui, theme, "Save as…").clicked() {
            *reply = Some(Reply::SaveFirst);
        }
        if quiet_button(ui, "Save anyway").clicked() {
            *reply = Some(Reply::Replace);
        }
        if quiet_button(ui, "Cancel").clicked() {
            *reply = Some(Reply::Cancel);
        }
    });
}
