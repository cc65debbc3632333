//! The panel that shows what is selected, and changes it.
#![expect(
    clippy::option_option,
    reason = "the outer one says whether anything was typed, the inner one is what: possibly nothing"
)]

mod choices;
mod dependencies;
mod group;
mod inputs;
mod judging;
mod lines;
mod link;
mod many;
mod options;
mod others;
mod outcome;
mod people;
mod portfolio;
mod project;
mod project_links;
mod risk;
mod rows;
mod steps;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Button, Id, RichText, Role, ScrollArea, Stroke, Ui, WidgetInfo};

use crate::gui::ThemeChoice;
use crate::gui::requests::Requests;
use crate::gui::ring::follow_focus;
use crate::gui::theme::{Theme, gap, icons};
use crate::gui::widgets::{caption, divider, icon_button, link, picker, steady};
use crate::model::{Item, Portfolio, ProjectId};
use crate::wording;
use crate::workspace::{Command, Request, Selecting, Workspace};

/// What every part of the inspector needs: how it looks, what it shows, whom it asks.
struct Desk<'a> {
    theme: &'a Theme,
    workspace: &'a Workspace,
    portfolio: &'a Arc<Portfolio>,
    requests: &'a mut Requests,
}

impl Desk<'_> {
    /// What anything is called, safe to show.
    fn label(&self, item: Item) -> String {
        wording::printable(&wording::item_label(self.portfolio, item))
    }
}

/// Shows the fields of what is selected; of the portfolio, where nothing is.
pub(crate) fn inspector_ui(
    ui: &mut Ui,
    theme: &Theme,
    workspace: &Workspace,
    requests: &mut Requests,
) {
    let mut desk = Desk { theme, workspace, portfolio: workspace.portfolio(), requests };
    let selection = workspace.selection();
    // Each thing scrolls by itself, and what is typed for one is never taken for another.
    let key = Id::unique(("inspector", selection.items().first(), selection.items().len().min(2)));
    ScrollArea::vertical().id_salt(key).auto_shrink([false, false]).show(ui, |ui| {
        calm(ui, theme);
        steady(ui, key, |ui| match selection.only() {
            Some(item) => item_ui(ui, &mut desk, item),
            None if selection.items().is_empty() => portfolio::portfolio_ui(ui, &mut desk),
            None => many::many_ui(ui, &mut desk),
        });
        ui.add_space(gap::LARGE);
        follow_focus(ui);
    });
}

/// Fields without edges until they are touched: the values stand out, not their boxes.
fn calm(ui: &mut Ui, theme: &Theme) {
    ui.spacing_mut().item_spacing = egui::vec2(gap::SMALL, 6.0);
    ui.spacing_mut().interact_size.y = 26.0;
    let visuals = ui.visuals_mut();
    // Where contrast is asked for, a field has an edge to be seen by.
    let edge = if theme.choice == ThemeChoice::HighContrast { theme.hairline } else { theme.field };
    visuals.widgets.inactive.bg_stroke = Stroke::new(1.0, edge);
    visuals.widgets.noninteractive.bg_stroke = Stroke::NONE;
    visuals.selection.stroke = Stroke::new(1.0, theme.accent);
}

fn item_ui(ui: &mut Ui, desk: &mut Desk<'_>, item: Item) {
    head_ui(ui, desk, item);
    match item {
        Item::Project(id) => project::project_ui(ui, desk, id),
        Item::Change(id) => others::change_ui(ui, desk, id),
        Item::Outcome(id) => outcome::outcome_ui(ui, desk, id),
        Item::Measure(outcome, id) => others::measure_ui(ui, desk, (outcome, id)),
        Item::Contribution(project, outcome) => link::contribution_ui(ui, desk, (project, outcome)),
        Item::Dependency(id) => link::dependency_ui(ui, desk, id),
        Item::Group(id) => group::group_ui(ui, desk, id),
        Item::Role(id) => people::role_ui(ui, desk, id),
        Item::Budget(id) => people::budget_ui(ui, desk, id),
        Item::Milestone(project, id) => others::milestone_ui(ui, desk, (project, id)),
        Item::Risk(id) => risk::risk_ui(ui, desk, id),
        Item::Stakeholder(id) => people::stakeholder_ui(ui, desk, id),
        Item::Scenario(id) => group::scenario_ui(ui, desk, id),
        Item::Judgment(id) => judging::judgment_ui(ui, desk, id),
        Item::Framework(id) => judging::framework_ui(ui, desk, id),
        Item::Cause(id) => judging::cause_ui(ui, desk, id),
    }
    foot_ui(ui, desk, item);
}

/// What sort of thing it is, and the way back to the portfolio.
fn head_ui(ui: &mut Ui, desk: &mut Desk<'_>, item: Item) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(icons::of_item(item)).color(desk.theme.text_muted));
        caption(ui, desk.theme, &sentence_case(wording::item_noun(item)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_button(ui, icons::CLOSE, "Select nothing").clicked() {
                desk.requests.push(Request::Select(Selecting::Nothing));
            }
        });
    });
}

/// The button that deletes what is shown, at the very end.
fn foot_ui(ui: &mut Ui, desk: &mut Desk<'_>, item: Item) {
    ui.add_space(gap::MEDIUM);
    divider(ui, desk.theme);
    ui.add_space(gap::TINY);
    let words = format!("Delete {}", wording::item_noun(item));
    if delete_button(ui, desk.theme, &words) {
        desk.requests.run(Command::Delete);
    }
}

fn delete_button(ui: &mut Ui, theme: &Theme, words: &str) -> bool {
    let shown = RichText::new(format!("{}  {words}", icons::DELETE)).color(theme.danger);
    let response = ui.add(Button::new(shown).frame_when_inactive(false));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), words));
    response.clicked()
}

/// The name of anything, which selects it when it is clicked.
fn item_link(ui: &mut Ui, desk: &mut Desk<'_>, item: Item) -> egui::Response {
    let words = desk.label(item);
    let response = link(ui, desk.theme, &words);
    if response.clicked() {
        desk.requests.select(item);
    }
    response
}

/// The projects of a set, each with a button that takes it out, and a list to add others from; gives the set as it becomes.
fn members_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    members: &BTreeSet<ProjectId>,
    projects: &[(ProjectId, String)],
) -> Option<BTreeSet<ProjectId>> {
    let mut next = members.clone();
    for (id, name) in projects.iter().filter(|(id, _)| members.contains(id)) {
        steady(ui, *id, |ui| {
            ui.horizontal(|ui| {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if icon_button(ui, icons::CLOSE, &format!("Take {name} out")).clicked() {
                        next.remove(id);
                    }
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        item_link(ui, desk, Item::Project(*id));
                    });
                });
            });
        });
    }
    let words = RichText::new(format!("{}  Add project…", icons::PLUS)).color(desk.theme.accent);
    let button = Button::new(words).frame_when_inactive(false);
    let others = || projects.iter().filter(|(id, _)| !members.contains(id)).cloned().collect();
    next.extend(picker(ui, desk.theme, (button, "Add project…"), others).1);
    (next != *members).then_some(next)
}

fn sentence_case(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
