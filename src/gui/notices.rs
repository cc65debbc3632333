//! Messages at the foot of the window that come and go.

use egui::{Align2, Area, CornerRadius, Frame, Margin, Order, RichText, Stroke, Ui, vec2};

use super::requests::Requests;
use super::theme::{Theme, gap, icons, radius, text};
use super::widgets::{icon_button, quiet_button};
use crate::workspace::{Command, Notice, Request, Tone, Workspace};

/// How long a notice stays that only says that something was done, in seconds.
const DONE_SECONDS: f64 = 4.0;
/// How long a hint stays at least, in seconds; a long one stays for as long as it takes to read it.
const HINT_SECONDS: f64 = 6.0;
/// How many letters of a hint are read in a second, unhurried.
const LETTERS_A_SECOND: f64 = 12.0;

/// How long a notice stays, in seconds; warnings, trouble and offers stay until they are dismissed.
fn stay(notice: &Notice) -> Option<f64> {
    match notice.tone {
        Tone::Done => Some(DONE_SECONDS),
        Tone::Hint if notice.action.is_some() => None,
        Tone::Hint => {
            let letters = u32::try_from(notice.text.chars().count()).unwrap_or(u32::MAX);
            Some((f64::from(letters) / LETTERS_A_SECOND).max(HINT_SECONDS))
        }
        Tone::Warning | Tone::Trouble => None,
    }
}

/// Shows the notices, the newest lowest.
pub(super) fn notices_ui(ui: &Ui, theme: &Theme, workspace: &Workspace, requests: &mut Requests) {
    let now = ui.input(|input| input.time);
    let notices = workspace.notices().shown();
    if notices.is_empty() {
        return;
    }
    Area::new(egui::Id::unique("notices"))
        .order(Order::Foreground)
        .anchor(Align2::RIGHT_BOTTOM, vec2(-16.0, -44.0))
        .show(ui.ctx(), |ui| {
            for notice in notices {
                notice_ui(ui, theme, notice, requests);
                let first_seen = ui.data_mut(|data| {
                    *data.get_temp_mut_or_insert_with(
                        egui::Id::unique(("notice", notice.number)),
                        || now,
                    )
                });
                let Some(seconds) = stay(notice) else { continue };
                let left = first_seen + seconds - now;
                if left <= 0.0 {
                    requests.push(Request::DismissNotice(notice.number));
                } else {
                    ui.ctx().request_repaint_after_secs(left as f32);
                }
            }
        });
}

fn notice_ui(ui: &mut Ui, theme: &Theme, notice: &Notice, requests: &mut Requests) {
    let (icon, ink) = match notice.tone {
        Tone::Done => (icons::CHECK, theme.good),
        Tone::Hint => (icons::INFO, theme.accent),
        Tone::Warning => (icons::FLAW, theme.warning),
        Tone::Trouble => (icons::FLAW, theme.danger),
    };
    Frame::NONE
        .fill(theme.raised)
        .stroke(Stroke::new(1.0, theme.edge))
        .corner_radius(CornerRadius::same(radius::CARD + 2))
        .shadow(egui::Shadow { offset: [0, 4], blur: 18, spread: 0, color: theme.shadow })
        .inner_margin(Margin::symmetric(14, 10))
        .show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.label(RichText::new(icon).size(17.0).color(ink));
                ui.scope(|ui| {
                    ui.set_max_width(460.0);
                    ui.add(
                        egui::Label::new(
                            RichText::new(crate::wording::printable(&notice.text)).size(text::BODY),
                        )
                        .wrap(),
                    );
                });
                if let Some(info) = notice.action.and_then(Command::info)
                    && quiet_button(ui, info.name).on_hover_text(info.says).clicked()
                {
                    requests.push(Request::DismissNotice(notice.number));
                    requests.run(info.command);
                }
                if icon_button(ui, icons::CLOSE, "Dismiss").clicked() {
                    requests.push(Request::DismissNotice(notice.number));
                }
            });
        });
    ui.add_space(gap::TINY);
}
