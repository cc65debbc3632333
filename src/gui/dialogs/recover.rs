//! Unsaved changes that a crash has left behind: what they are, and whether they are wanted.

use egui::Ui;

use super::difference::differences_ui;
use crate::gui::theme::{Theme, gap};
use crate::gui::widgets::{heading, muted, primary_button, quiet_button};
use crate::wording::{ago, printable};
use crate::workspace::{Recovered, Reply, Standing, Workspace};

/// Asks whether the changes are wanted.
pub(super) fn recover_ui(
    ui: &mut Ui,
    theme: &Theme,
    workspace: &Workspace,
    recovered: &Recovered,
    reply: &mut Option<Reply>,
) {
    heading(ui, "Recover unsaved changes?");
    ui.add_space(gap::TINY);
    let since = ago(workspace.now().saturating_sub(recovered.at));
    let title = printable(&recovered.portfolio.title);
    muted(
        ui,
        theme,
        &format!(
            "“{title}” was not closed in good order. Changes that were not saved were kept {since}."
        ),
    );
    let file = recovered.path.as_deref().map(|path| path.display().to_string());
    let file = printable(&file.unwrap_or_default());
    match recovered.standing {
        Standing::AsItWas => muted(ui, theme, &format!("File: {file}")),
        Standing::ChangedSince => muted(
            ui,
            theme,
            &format!(
                "The file was changed by somebody else since. What is listed would also take their changes back; undo shows the file as it is now.\nFile: {file}"
            ),
        ),
        Standing::Gone => muted(
            ui,
            theme,
            &format!(
                "The file is not there any more or cannot be read, so all of it is listed; save it under a name.\nFile: {file}"
            ),
        ),
        Standing::NeverSaved => muted(ui, theme, "It was never saved to a file."),
    };
    ui.add_space(gap::MEDIUM);
    differences_ui(ui, theme, &recovered.differences);
    ui.add_space(gap::LARGE);
    ui.horizontal(|ui| {
        if primary_button(ui, theme, "Recover").clicked() {
            *reply = Some(Reply::Recover);
        }
        if quiet_button(ui, "Discard").on_hover_text("Takes the changes away for good.").clicked() {
            *reply = Some(Reply::Discard);
        }
        if quiet_button(ui, "Later").on_hover_text("Asks again at the next start.").clicked() {
            *reply = Some(Reply::Cancel);
        }
    });
}
