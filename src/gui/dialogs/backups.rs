//! Earlier versions of the open file: when each was saved, how it differs from now, and a way back.

use egui::{Align, Id, Layout, RichText, Ui};

use super::difference::differences_ui;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, text};
use crate::gui::widgets::{divider, heading, muted, primary_button, quiet_button};
use crate::wording::{ago, decimal, differences_count, plural};
use crate::workspace::{Backup, Reply, Workspace};

/// Shows the versions, the newest first; one of them opened to be looked at.
pub(super) fn backups_ui(
    ui: &mut Ui,
    theme: &Theme,
    workspace: &Workspace,
    backups: &[Backup],
    reply: &mut Option<Reply>,
) {
    heading(ui, "Earlier versions");
    ui.add_space(gap::TINY);
    muted(
        ui,
        theme,
        "Each save keeps the version before it, three of them. Restoring one changes nothing on disk until you save, and can be undone.",
    );
    ui.add_space(gap::SMALL);
    let looked_at = Id::unique("looked-at backup");
    let mut open: Option<usize> = ui.data(|data| data.get_temp(looked_at)).flatten();
    for (number, backup) in backups.iter().enumerate() {
        divider(ui, theme);
        ui.add_space(gap::TINY);
        let is_open = open == Some(number);
        if backup_ui((ui, theme), workspace, (number, backup), is_open, reply) {
            open = (!is_open).then_some(number);
        }
        if is_open && backup.portfolio.is_some() {
            ui.add_space(gap::TINY);
            muted(ui, theme, "Restoring it would mean:");
            differences_ui(ui, theme, &backup.differences);
        }
        ui.add_space(gap::TINY);
    }
    divider(ui, theme);
    ui.add_space(gap::MEDIUM);
    if quiet_button(ui, "Close").clicked() {
        *reply = Some(Reply::Cancel);
    }
    if reply.is_some() {
        open = None;
    }
    ui.data_mut(|data| data.insert_temp(looked_at, open));
}

/// One version; says whether its differences are to be shown or hidden.
fn backup_ui(
    (ui, theme): (&mut Ui, &Theme),
    workspace: &Workspace,
    (number, backup): (usize, &Backup),
    is_open: bool,
    reply: &mut Option<Reply>,
) -> bool {
    let mut is_toggled = false;
    ui.horizontal(|ui| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let saved = backup.saved_at.map(|at| ago(workspace.now().saturating_sub(at)));
            let when =
                saved.map_or_else(|| "Saved at some time".to_owned(), |ago| format!("Saved {ago}"));
            ui.label(RichText::new(when).font(font(text::BODY, Heft::Medium)).color(theme.text));
            let about = about(backup);
            ui.label(RichText::new(about).size(text::SMALL).color(theme.text_muted));
        });
        if backup.portfolio.is_none() {
            return;
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let is_other = backup.differences.total > 0;
            let restore = ui.add_enabled_ui(is_other, |ui| {
                let restore = primary_button(ui, theme, "Restore");
                named(restore, &format!("Restore version {}", number + 1))
            });
            if restore.inner.clicked() {
                *reply = Some(Reply::Restore(number));
            }
            let look = quiet_button(ui, if is_open { "Hide" } else { "Look" });
            is_toggled = named(look, &format!("Look at version {}", number + 1)).clicked();
        });
    });
    is_toggled
}

/// Several buttons say the same; each is told apart by those who do not see where it stands.
fn named(button: egui::Response, name: &str) -> egui::Response {
    let is_enabled = button.enabled();
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, is_enabled, name));
    button
}

/// Size, projects and how much differs, in one line.
fn about(backup: &Backup) -> String {
    let size = format!("{} kB", decimal(backup.bytes as f64 / 1000.0, 0));
    match &backup.portfolio {
        None => format!("{size} · cannot be read"),
        Some(portfolio) => format!(
            "{} · {size} · {} to now",
            plural(portfolio.projects.len(), "project"),
            differences_count(backup.differences.total).to_lowercase()
        ),
    }
}
