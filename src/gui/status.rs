//! The line at the foot: what is true now.

use egui::{Align, Button, Layout, RichText, Ui};

use super::requests::Requests;
use super::theme::{Theme, gap, icons, text};
use crate::wording::{self, plural};
use crate::workspace::{Command, ProblemGravity, Workspace};

/// Shows counts, money, problems, and what is under way.
pub(super) fn status_ui(
    ui: &mut Ui,
    theme: &Theme,
    workspace: &Workspace,
    requests: &mut Requests,
) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap::MEDIUM;
        let portfolio = workspace.portfolio();
        let quiet = |words: String| RichText::new(words).size(text::SMALL).color(theme.text_muted);
        ui.label(quiet(plural(portfolio.projects.len(), "project")));
        ui.label(quiet(plural(portfolio.leaves().count(), "outcome")));
        let asked = wording::money_short(workspace.costs().asked.to_money(), portfolio.currency);
        ui.label(quiet(format!("{asked} asked for"))).on_hover_text(
            "The likely cost of all projects that are neither done nor cancelled, one-off and running, to the end of the horizon.",
        );
        problems_ui(ui, theme, workspace, requests);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let selected = workspace.selection().items().len();
            if selected > 1 {
                ui.label(quiet(format!("{} selected", wording::count(selected))));
            }
            if let Some(activity) = workspace.activity() {
                ui.label(quiet(activity.to_owned()));
                ui.add(egui::Spinner::new().size(12.0).color(theme.accent));
            }
            if let Some(path) = workspace.path() {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                ui.label(quiet(wording::printable(&name))).on_hover_text(path.display().to_string());
            }
        });
    });
}

fn problems_ui(ui: &mut Ui, theme: &Theme, workspace: &Workspace, requests: &mut Requests) {
    let Some(problems) = workspace.problems().latest() else { return };
    // The worst come first.
    let flaws = problems.partition_point(|problem| problem.gravity == ProblemGravity::Flaw);
    let worth_a_look = problems.len() - flaws;
    let (icon, words, ink) = match (flaws, worth_a_look) {
        (0, 0) => (icons::CHECK, "No problems".to_owned(), theme.good),
        (0, count) => {
            (icons::WARNING, format!("{} worth a look", wording::count(count)), theme.warning)
        }
        (count, _) => (icons::FLAW, plural(count, "contradiction"), theme.danger),
    };
    let shown = RichText::new(format!("{icon}  {words}")).size(text::SMALL).color(ink);
    let button = Button::new(shown).frame_when_inactive(false).min_size(egui::vec2(0.0, 20.0));
    let response = ui.add(button).on_hover_text("Show the list of problems");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &words));
    if response.clicked() {
        requests.run(Command::ToggleProblems);
    }
}
