//! What pasting will change, cell by cell, before it does.

use egui::{CornerRadius, Frame, Id, Margin, Modal, RichText, ScrollArea, Stroke, Ui, vec2};

use super::changes::{Change, Plan};
use super::look::{in_one_line, one_line};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, icons, text};
use crate::gui::widgets::{divider, heading, muted, primary_button, quiet_button};
use crate::wording;

const WIDTH: f32 = 720.0;
const HEIGHT: f32 = 340.0;
const ROW: f32 = 26.0;

/// A plan that waits to be agreed to, and what it is called.
#[derive(Debug, Clone)]
pub(crate) struct Proposal {
    /// What happens: `Paste`, `Fill down`.
    pub(crate) verb: String,
    /// The step in the menu behind Undo.
    pub(crate) label: String,
    /// What changes.
    pub(crate) plan: Plan,
}

/// What was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Do,
    Leave,
}

/// Shows the plan over everything else until it is answered.
pub(crate) fn preview_ui(ui: &Ui, theme: &Theme, proposal: &Proposal) -> Option<Verdict> {
    let plan = &proposal.plan;
    let mut verdict = None;
    let frame = Frame::NONE
        .fill(theme.raised)
        .stroke(Stroke::new(1.0, theme.hairline))
        .corner_radius(CornerRadius::same(10))
        .shadow(egui::Shadow { offset: [0, 8], blur: 32, spread: 0, color: theme.shadow })
        .inner_margin(Margin::same(24));
    let modal = Modal::new(Id::unique("table preview")).backdrop_color(theme.veil).frame(frame);
    let shown = modal.show(ui.ctx(), |ui| {
        ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 96.0));
        heading(ui, &title(proposal));
        for sentence in sentences(plan) {
            muted(ui, theme, &sentence);
        }
        ui.add_space(gap::SMALL);
        divider(ui, theme);
        ScrollArea::vertical().max_height(HEIGHT).auto_shrink([false, true]).show_rows(
            ui,
            ROW,
            plan.changes.len(),
            |ui, rows| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for change in plan.changes.iter().skip(rows.start).take(rows.len()) {
                    change_ui(ui, theme, change);
                }
            },
        );
        ui.add_space(gap::MEDIUM);
        let can_do = plan.change_count() > 0 || !plan.added.is_empty();
        ui.horizontal(|ui| {
            if can_do {
                let words = format!("{} {}", proposal.verb, what(plan));
                let button = primary_button(ui, theme, &words);
                if ui.memory(|memory| memory.focused().is_none()) {
                    button.request_focus();
                }
                if button.clicked() {
                    verdict = Some(Verdict::Do);
                }
            }
            if quiet_button(ui, if can_do { "Cancel" } else { "Close" }).clicked() {
                verdict = Some(Verdict::Leave);
            }
        });
    });
    if shown.should_close() {
        verdict = verdict.or(Some(Verdict::Leave));
    }
    verdict
}

fn title(proposal: &Proposal) -> String {
    let plan = &proposal.plan;
    if plan.change_count() == 0 && plan.added.is_empty() {
        return if plan.changes.is_empty() {
            "Nothing would change".to_owned()
        } else {
            "None of this can be done".to_owned()
        };
    }
    format!("{} {}?", proposal.verb, what(plan))
}

/// `12 cells and 2 new projects`.
fn what(plan: &Plan) -> String {
    let cells = wording::plural(plan.change_count(), "cell");
    match (plan.change_count(), plan.added.len()) {
        (_, 0) => cells,
        (0, new) => wording::plural(new, "new project"),
        (_, new) => format!("{cells} and {}", wording::plural(new, "new project")),
    }
}

fn sentences(plan: &Plan) -> Vec<String> {
    let mut sentences = Vec::new();
    if plan.refused_count() > 0 {
        let cells = wording::plural(plan.refused_count(), "cell");
        sentences.push(format!("{cells} cannot be changed; the reason stands beside each."));
    }
    if !plan.added.is_empty() {
        sentences.push(format!("New: {}.", wording::list_of(&plan.added, 4)));
    }
    sentences.extend(plan.remarks.iter().cloned());
    sentences
}

/// Project and column at the left; what was, what comes, or why not at the right.
fn change_ui(ui: &mut Ui, theme: &Theme, change: &Change) {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), ROW), egui::Sense::hover());
    let Change { project, column, before, after, refusal } = change;
    let says = match refusal {
        Some(reason) => format!("{project}, {column}: {after} is refused. {reason}"),
        None => format!("{project}, {column}: from {} to {}", shown(before), shown(after)),
    };
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::ListItem, true, wording::printable(&says))
    });
    let painter = ui.painter();
    let small = |heft| font(text::BODY, heft);
    let write = |from: f32, to: f32, words: &str, heft: Heft, ink: egui::Color32| {
        let left = rect.left() + rect.width() * from;
        let width = rect.width() * (to - from) - gap::SMALL;
        let galley = one_line(painter, &in_one_line(words), small(heft), (ink, width));
        let top = (rect.center().y - galley.size().y * 0.5).round();
        painter.galley(egui::pos2(left, top), galley, ink);
    };
    write(0.0, 0.28, project, Heft::Medium, theme.text);
    write(0.28, 0.44, column, Heft::Regular, theme.text_muted);
    if let Some(reason) = refusal {
        // Most reasons name what was typed.
        let words = if reason.contains(after.as_str()) {
            format!("{}  {reason}", icons::WARNING)
        } else {
            format!("{}  {}: {reason}", icons::WARNING, shown(after))
        };
        write(0.44, 1.0, &words, Heft::Regular, theme.danger);
    } else {
        write(0.44, 0.70, shown(before), Heft::Regular, theme.text_muted);
        write(0.70, 0.74, icons::GOTO, Heft::Regular, theme.text_muted);
        write(0.74, 1.0, shown(after), Heft::Medium, theme.text);
    }
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.hairline));
    response.on_hover_ui(|ui| {
        ui.set_max_width(360.0);
        ui.label(RichText::new(wording::printable(&says)).size(text::SMALL));
    });
}

fn shown(words: &str) -> &str {
    if words.is_empty() { "–" } else { words }
}
