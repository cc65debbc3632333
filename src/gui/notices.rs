//! Messages at the foot of the window that come and go.

use egui::{
    Align2, Area, Context, CornerRadius, Frame, Id, Margin, Order, Pos2, Rect, RichText, Stroke,
    Ui, vec2,
};

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

/// Says that something stands at the lower left of the workspace in this frame: notices stand above it.
pub(super) fn stand_at_foot(context: &Context, rect: Rect) {
    let pass = context.cumulative_pass_nr();
    context.data_mut(|data| data.insert_temp(foot(), (pass, rect)));
}

fn foot() -> Id {
    Id::unique("what stands at the foot")
}

/// Where the lower left corner of the notices is.
fn corner(context: &Context) -> Pos2 {
    let pass = context.cumulative_pass_nr();
    let standing = context.data(|data| data.get_temp::<(u64, Rect)>(foot()));
    match standing.filter(|(seen, _)| *seen == pass) {
        Some((_, rect)) => rect.left_top() - vec2(0.0, gap::TINY),
        None => context.content_rect().left_bottom() + vec2(16.0, -44.0),
    }
}

/// Shows the notices, the newest lowest.
pub(super) fn notices_ui(ui: &Ui, theme: &Theme, workspace: &Workspace, requests: &mut Requests) {
    let now = ui.input(|input| input.time);
    let notices = workspace.notices().shown();
    if notices.is_empty() {
        return;
    }
    Area::new(Id::unique("notices"))
        .order(Order::Foreground)
        .pivot(Align2::LEFT_BOTTOM)
        .fixed_pos(corner(ui.ctx()))
        .show(ui.ctx(), |ui| {
            for notice in notices {
                notice_ui(ui, theme, notice, requests);
                let first_seen = ui.data_mut(|data| {
                    *data.get_temp_mut_or_insert_with(Id::unique(("notice", notice.number)), || now)
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
            ui.horizontal(|ui| {
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
