//! The list of what is wrong or worth a look; a click goes there.

use egui::{Align, Button, Layout, RichText, ScrollArea, Ui};

use super::requests::Requests;
use super::theme::fonts::{Heft, font};
use super::theme::{Theme, icons, text};
use super::widgets::{icon_button, muted};
use crate::model::Item;
use crate::workspace::{Answer, Command, ProblemGravity, Workspace};

/// How high a row is, in points.
const ROW_HEIGHT: f32 = 26.0;

/// Shows the list, worst first.
pub(super) fn problems_ui(
    ui: &mut Ui,
    theme: &Theme,
    workspace: &Workspace,
    requests: &mut Requests,
) {
    let answer = workspace.problems();
    ui.horizontal(|ui| {
        ui.label(RichText::new("Problems").font(font(text::BODY, Heft::SemiBold)));
        if matches!(answer, Answer::Old(_) | Answer::Pending) {
            muted(ui, theme, "looking again…");
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if icon_button(ui, icons::CLOSE, "Close the list of problems").clicked() {
                requests.run(Command::ToggleProblems);
            }
        });
    });
    ui.spacing_mut().item_spacing.y = 2.0;
    let Some(problems) = answer.latest() else { return };
    if problems.is_empty() {
        muted(ui, theme, "Nothing contradicts itself, and nothing asks for attention.");
        return;
    }
    ScrollArea::vertical().auto_shrink([false, false]).show_rows(
        ui,
        ROW_HEIGHT,
        problems.len(),
        |ui, rows| {
            for problem in problems.get(rows).into_iter().flatten() {
                let (icon, ink) = match problem.gravity {
                    ProblemGravity::Flaw => (icons::FLAW, theme.danger),
                    ProblemGravity::Attention => (icons::WARNING, theme.warning),
                };
                let size = egui::vec2(ui.available_width(), ROW_HEIGHT);
                ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                    ui.set_height(ROW_HEIGHT);
                    ui.spacing_mut().interact_size.y = ROW_HEIGHT;
                    ui.spacing_mut().button_padding.y = 2.0;
                    ui.label(RichText::new(icon).size(15.0).color(ink));
                    if let Some((name, edit)) = &problem.fix {
                        let mend = Button::new(RichText::new(name).size(text::SMALL));
                        if ui.add(mend).clicked() {
                            requests.edit(edit.clone());
                        }
                    }
                    let words = RichText::new(crate::wording::printable(&problem.sentence))
                        .size(text::BODY);
                    let row = Button::new(words).frame_when_inactive(false).truncate();
                    let response = ui.add_enabled(problem.item.is_some(), row);
                    if let Some(item) = problem.item.filter(|_| response.clicked()) {
                        go_to(item, requests);
                    }
                });
            }
        },
    );
}

/// Selects the item, and shows it where it has a card.
fn go_to(item: Item, requests: &mut Requests) {
    requests.select(item);
    if matches!(item, Item::Project(_) | Item::Outcome(_) | Item::Change(_) | Item::Measure(..)) {
        requests.run(Command::ShowSelection);
    }
}
