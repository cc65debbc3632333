//! Groups of projects with a rule, and scenarios.

use egui::Ui;

use super::dependencies::other_projects;
use super::rows::{choice_row, count_row, figure_only, put, text_row, title_row};
use super::{Desk, item_link, members_ui};
use crate::edit::{Edit, Record};
use crate::gui::theme::icons;
use crate::gui::widgets::{icon_button, muted, picker, section, steady};
use crate::model::{
    Force, Forced, Group, GroupId, GroupRule, Item, ProjectId, Scenario, ScenarioId, Text, Unread,
};
use crate::wording;

pub(super) fn group_ui(ui: &mut Ui, desk: &mut Desk<'_>, id: GroupId) {
    let portfolio = desk.portfolio;
    let Some(group) = portfolio.groups.get(&id) else { return };
    let theme = desk.theme;
    let mut next = Group::clone(group);
    put(&mut next.name, title_row(ui, theme, &group.name));
    next.rule = rule_ui(ui, desk, group.rule);
    put(&mut next.reason, text_row(ui, theme, "Reason", &group.reason));
    section(ui, theme, "Members", true, |ui| {
        let others = other_projects(desk, None);
        put(&mut next.members, members_ui(ui, desk, &group.members, &others));
    });
    if next != **group {
        desk.requests.edit(Edit::Replace(Record::Group(id, next)));
    }
}

/// A rule without its count.
type Rule = fn(u16) -> GroupRule;

fn rule_ui(ui: &mut Ui, desk: &Desk<'_>, rule: GroupRule) -> GroupRule {
    let (of_this_sort, count): (Rule, u16) = match rule {
        GroupRule::AtLeast(count) => (GroupRule::AtLeast, count),
        GroupRule::AtMost(count) => (GroupRule::AtMost, count),
        GroupRule::Exactly(count) => (GroupRule::Exactly, count),
    };
    let sorts = [GroupRule::AtLeast(count), GroupRule::AtMost(count), GroupRule::Exactly(count)];
    let word = |rule: &GroupRule| wording::group_rule(*rule);
    let sort = choice_row(ui, desk.theme, "Rule", (&rule, &sorts), word);
    let count = count_row(ui, desk.theme, ("Count", "0"), Some(count), 0..=u16::MAX);
    let counted = count.map(|count| of_this_sort(count.unwrap_or_default()));
    sort.or(counted).unwrap_or(rule)
}

pub(super) fn scenario_ui(ui: &mut Ui, desk: &mut Desk<'_>, id: ScenarioId) {
    let portfolio = desk.portfolio;
    let Some(scenario) = portfolio.scenarios.get(&id) else { return };
    let theme = desk.theme;
    let mut next = Scenario::clone(scenario);
    put(&mut next.name, title_row(ui, theme, &scenario.name));
    put(&mut next.summary, text_row(ui, theme, "Summary", &scenario.summary));
    section(ui, theme, "Forced choices", true, |ui| forced_ui(ui, desk, &mut next));
    section(ui, theme, "What else is different", true, |ui| differences_ui(ui, desk, scenario));
    if next != **scenario {
        desk.requests.edit(Edit::Replace(Record::Scenario(id, Box::new(next))));
    }
}

fn forced_ui(ui: &mut Ui, desk: &mut Desk<'_>, scenario: &mut Scenario) {
    let theme = desk.theme;
    let forced: Vec<(ProjectId, Forced)> =
        scenario.forced.iter().map(|(&id, forced)| (id, forced.clone())).collect();
    for (project, mut forced) in forced {
        let before = forced.clone();
        let is_kept = steady(ui, project, |ui| forced_line_ui(ui, desk, project, &mut forced));
        if !is_kept {
            scenario.forced.remove(&project);
        } else if forced != before {
            scenario.forced.insert(project, forced);
        }
    }
    if scenario.forced.is_empty() {
        muted(ui, theme, "Every choice is left to the calculation.");
    }
    let others = || {
        let free = other_projects(desk, None)
            .into_iter()
            .filter(|(id, _)| !scenario.forced.contains_key(id));
        free.collect()
    };
    let words = egui::RichText::new(format!("{}  Force project…", icons::PLUS)).color(theme.accent);
    let button = egui::Button::new(words).frame_when_inactive(false);
    if let (_, Some(project)) = picker(ui, theme, (button, "Force project…"), others) {
        let forced =
            Forced { force: Force::In, reason: Text::default(), unread: Unread::default() };
        scenario.forced.insert(project, forced);
    }
}

/// One forced choice; gives whether it is kept.
fn forced_line_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    project: ProjectId,
    forced: &mut Forced,
) -> bool {
    let name = desk.label(Item::Project(project));
    let is_removed = ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let removes =
                icon_button(ui, icons::CLOSE, &format!("Leave {name} to the calculation"))
                    .clicked();
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                item_link(ui, desk, Item::Project(project));
            });
            removes
        })
        .inner
    });
    let choices = [Force::In, Force::Out];
    let word = |force: &Force| wording::force(*force).to_owned();
    let force = choice_row(ui, desk.theme, "Choice", (&forced.force, &choices), word);
    put(&mut forced.force, force);
    let reason = text_row(ui, desk.theme, "Reason", &forced.reason);
    put(&mut forced.reason, reason);
    !is_removed.inner
}

/// Other weights, budgets, capacities, starts and costs, to read.
fn differences_ui(ui: &mut Ui, desk: &Desk<'_>, scenario: &Scenario) {
    let (theme, portfolio) = (desk.theme, desk.portfolio);
    let mut lines: Vec<(Item, String)> = Vec::new();
    let weights = scenario.weights.iter();
    lines.extend(weights.map(|(&id, weight)| {
        (Item::Outcome(id), format!("weight {}", wording::decimal(weight.value(), 2)))
    }));
    let budgets = scenario.budgets.iter();
    lines.extend(
        budgets.map(|(&id, money)| {
            (Item::Budget(id), wording::money_short(*money, portfolio.currency))
        }),
    );
    lines.extend(scenario.capacities.iter().map(|(&id, fte)| (Item::Role(id), wording::fte(*fte))));
    let starts = scenario.starts.iter();
    lines.extend(
        starts
            .map(|(&id, month)| (Item::Project(id), format!("starts {}", wording::month(*month)))),
    );
    let factors = scenario.cost_factors.iter();
    lines.extend(factors.map(|(&id, by)| {
        (Item::Project(id), format!("cost × {}", wording::decimal(by.value(), 2)))
    }));
    if lines.is_empty() {
        muted(ui, theme, "Nothing else.");
    }
    for (number, (item, words)) in lines.into_iter().enumerate() {
        steady(ui, number, |ui| figure_only(ui, theme, &desk.label(item), &words));
    }
}
