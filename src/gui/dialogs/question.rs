//! Unsaved changes, a file that somebody else has changed, a path where the system has no dialog.

use egui::{Key, Ui};

use super::backups::backups_ui;
use super::modal;
use super::recover::recover_ui;
use super::reload::{held_ui, outside_ui};
use crate::gui::requests::Requests;
use crate::gui::theme::{Theme, gap};
use crate::gui::widgets::{heading, muted, primary_button, quiet_button};
use crate::wording::printable;
use crate::workspace::{Purpose, Question, Reply, Request, Workspace};

/// Shows the question that is being asked, over everything else.
pub(crate) fn question_ui(
    ui: &Ui,
    theme: &Theme,
    workspace: &Workspace,
    path_draft: &mut String,
    requests: &mut Requests,
) {
    let Some(question) = workspace.question() else {
        path_draft.clear();
        return;
    };
    let mut reply = None;
    let shown = modal(theme, "question").show(ui.ctx(), |ui| {
        ui.set_width(width_of(question));
        match question {
            Question::Unsaved { .. } => unsaved_ui(ui, theme, workspace, &mut reply),
            Question::ChangedOutside { what, .. } => changed_ui(ui, theme, what, &mut reply),
            Question::Outside(change) => outside_ui(ui, theme, workspace, change, &mut reply),
            Question::Recover(recovered) => recover_ui(ui, theme, workspace, recovered, &mut reply),
            Question::Held { holder, .. } => held_ui(ui, theme, workspace, holder, &mut reply),
            Question::Backups(backups) => backups_ui(ui, theme, workspace, backups, &mut reply),
            Question::Path { purpose, .. } => path_ui(ui, theme, purpose, path_draft, &mut reply),
        }
    });
    if shown.should_close() {
        reply = reply.or(Some(Reply::Cancel));
    }
    if let Some(reply) = reply {
        requests.push(Request::Answer(reply));
    }
}

/// Questions with a list need more room.
fn width_of(question: &Question) -> f32 {
    match question {
        Question::Outside(_) | Question::Recover(_) | Question::Backups(_) => 560.0,
        _ => 440.0,
    }
}

fn unsaved_ui(ui: &mut Ui, theme: &Theme, workspace: &Workspace, reply: &mut Option<Reply>) {
    heading(ui, "Save your changes first?");
    let title = printable(&workspace.portfolio().title);
    muted(
        ui,
        theme,
        &format!("“{title}” has changes that are not saved. Without saving they are lost."),
    );
    ui.add_space(gap::MEDIUM);
    ui.horizontal(|ui| {
        if primary_button(ui, theme, "Save").clicked() {
            *reply = Some(Reply::SaveFirst);
        }
        if quiet_button(ui, "Don't save").clicked() {
            *reply = Some(Reply::Discard);
        }
        if quiet_button(ui, "Cancel").clicked() {
            *reply = Some(Reply::Cancel);
        }
    });
}

fn changed_ui(ui: &mut Ui, theme: &Theme, what: &str, reply: &mut Option<Reply>) {
    heading(ui, "The file is not as you opened it");
    muted(ui, theme, &printable(what));
    ui.add_space(gap::MEDIUM);
    ui.horizontal(|ui| {
        if primary_button(ui, theme, "Save as…").clicked() {
            *reply = Some(Reply::SaveFirst);
        }
        if quiet_button(ui, "Replace it")
            .on_hover_text("What is there now stays as a backup beside it.")
            .clicked()
        {
            *reply = Some(Reply::Replace);
        }
        if quiet_button(ui, "Cancel").clicked() {
            *reply = Some(Reply::Cancel);
        }
    });
}

fn path_ui(
    ui: &mut Ui,
    theme: &Theme,
    purpose: &Purpose,
    draft: &mut String,
    reply: &mut Option<Reply>,
) {
    let (title, button) = match purpose {
        Purpose::Open => ("Open which file?", "Open"),
        Purpose::Save { .. } => ("Save to which file?", "Save"),
    };
    heading(ui, title);
    muted(ui, theme, "This system has no dialog for files. Type the path.");
    if let Purpose::Save { folder, name } = purpose
        && draft.is_empty()
    {
        *draft = folder
            .as_ref()
            .map_or_else(|| name.clone(), |folder| folder.join(name).display().to_string());
    }
    let field =
        egui::TextEdit::singleline(draft).desired_width(f32::INFINITY).margin(egui::vec2(8.0, 6.0));
    let response = ui.add(field);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Path"));
    let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if !response.has_focus() && !is_entered && ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    ui.add_space(gap::MEDIUM);
    ui.horizontal(|ui| {
        if (primary_button(ui, theme, button).clicked() || is_entered) && !draft.trim().is_empty() {
            *reply = Some(Reply::Path(draft.clone()));
        }
        if quiet_button(ui, "Cancel").clicked() {
            *reply = Some(Reply::Cancel);
        }
    });
}
