//! Two to six scenarios side by side: what the best plan of each is worth, costs, takes of people and money.

use std::collections::BTreeSet;

use egui::{ScrollArea, Spinner, Ui, vec2};

use super::grid::{COLUMNS_MAX, Row, column_width, group_ui, head_ui, row_ui};
use crate::analysis::optimise::Comparison;
use crate::gui::charts::Explained;
use crate::gui::desk::{Desk, teach_ui};
use crate::gui::fund::{columns, least_bad_words, rows};
use crate::gui::theme::gap;
use crate::gui::widgets::{heading, muted, primary_button, quiet_button};
use crate::model::{Item, ScenarioId};
use crate::wording::printable;
use crate::workspace::funding_words::failure_sentence;
use crate::workspace::{Command, Request, Study, Topic};

/// Shows them; asks for what is not known yet. `left_out` are those that somebody does not want to see.
pub(super) fn scenarios_ui(
    ui: &mut Ui,
    left_out: &mut BTreeSet<Option<ScenarioId>>,
    desk: &mut Desk<'_>,
) {
    if desk.portfolio.scenarios.is_empty() {
        let says = "A scenario is a what-if on top of the portfolio: less money, other weights, a project forced in. Pull a slider in the plan and \
                    keep it as a scenario; the best plan of each then stands here side by side.";
        let button = ("Go to the plan", Command::ShowFund);
        teach_ui(ui, desk, ("No scenario yet", says), button);
        return;
    }
    want(desk);
    let workspace = desk.workspace;
    match workspace.funding().study(Topic::Scenarios) {
        Some((Ok(Study::Scenarios(ids, found)), is_current)) => {
            if !is_current {
                ui.multiply_opacity(0.55);
            }
            chosen_ui(ui, desk, left_out, (ids, found));
        }
        Some((Err(failure), _)) => {
            muted(ui, desk.theme, &failure_sentence(desk.portfolio, *failure));
        }
        _ => working_ui(ui, desk),
    }
}

/// Asks for the comparison once there is a plan, where something else is worked on.
fn want(desk: &mut Desk<'_>) {
    let funding = desk.workspace.funding();
    let wanted = BTreeSet::from([Topic::Scenarios]);
    if funding.found().is_some() && *funding.wanted() != wanted {
        desk.requests.push(Request::Study(wanted));
    }
}

fn working_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    let is_stopped = desk.workspace.funding().has_given_up(Topic::Scenarios);
    ui.vertical_centered(|ui| {
        ui.set_max_width(320.0);
        ui.add_space(ui.available_height() * 0.3);
        heading(ui, if is_stopped { "Stopped" } else { "Comparing the scenarios" });
        ui.add_space(gap::SMALL);
        if is_stopped {
            if primary_button(ui, desk.theme, "Compare them").clicked() {
                // What is wanted anew in the next frame is begun anew.
                desk.requests.push(Request::Study(BTreeSet::new()));
            }
            return;
        }
        muted(ui, desk.theme, "The best plan of each is looked for beside the window.");
        ui.add(Spinner::new().size(14.0).color(desk.theme.accent));
        let is_begun = desk.workspace.funding().studying().is_some();
        if is_begun && quiet_button(ui, "Stop").clicked() {
            desk.requests.push(Request::StopFunding);
        }
    });
}

fn name(desk: &Desk<'_>, id: Option<ScenarioId>) -> String {
    id.map_or_else(|| "Base".to_owned(), |id| desk.name(Item::Scenario(id)))
}

/// Which of them are shown: a tick for each.
fn chosen_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    left_out: &mut BTreeSet<Option<ScenarioId>>,
    (ids, found): (&[Option<ScenarioId>], &Comparison),
) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(gap::MEDIUM, gap::TINY);
        for id in ids {
            let mut is_shown = !left_out.contains(id);
            if ui.checkbox(&mut is_shown, name(desk, *id)).changed() {
                if is_shown {
                    left_out.remove(id);
                } else {
                    left_out.insert(*id);
                }
            }
        }
    });
    ui.add_space(gap::TINY);
    let wanted = (0..).zip(ids).filter(|(_, id)| !left_out.contains(id));
    let shown: Vec<usize> = wanted.map(|(place, _): (usize, _)| place).take(COLUMNS_MAX).collect();
    if shown.len() < 2 {
        muted(ui, desk.theme, "Tick two to six of them.");
        return;
    }
    let wanted_count = ids.len() - ids.iter().filter(|id| left_out.contains(id)).count();
    if wanted_count > COLUMNS_MAX {
        muted(ui, desk.theme, &format!("The first {COLUMNS_MAX} of them are shown."));
    }
    table_ui(ui, desk, (ids, found), &shown);
}

fn table_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    (ids, found): (&[Option<ScenarioId>], &Comparison),
    shown: &[usize],
) {
    let objective = desk.workspace.funding().trying().objective;
    let all = columns(found);
    let has_least_bad = found.least_bad.is_some();
    let mut names: Vec<String> = Vec::new();
    let mut kept = Vec::new();
    for (place, column) in all.into_iter().enumerate() {
        match ids.get(place) {
            Some(id) if shown.contains(&place) => names.push(name(desk, *id)),
            None if has_least_bad => names.push("Least bad in all".to_owned()),
            _ => continue,
        }
        kept.push(column);
    }
    let width = column_width(ui, names.len());
    ScrollArea::both().id_salt("scenarios").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        head_ui(ui, desk, &names, width);
        group_ui(ui, desk, "The best plan of each");
        let roles = desk.portfolio.roles.len();
        let outcomes = desk.portfolio.leaves().count();
        let rows = rows(desk.portfolio, objective, &kept);
        let figures = rows.len() - roles - outcomes;
        for (number, row) in rows.into_iter().enumerate() {
            if roles > 0 && number == figures {
                group_ui(ui, desk, "People at most in one period, FTE");
            }
            if outcomes > 0 && number == figures + roles {
                group_ui(ui, desk, "Part of the money, of the part of all weights");
            }
            compared_ui(ui, desk, (row, width), &names);
        }
        ui.add_space(gap::SMALL);
        muted(ui, desk.theme, &least_bad_words(desk.portfolio, objective, found));
        if shown.iter().any(|place| has_own_weights(desk, ids.get(*place).copied().flatten())) {
            let words = "A scenario with weights of its own counts values on a scale of its own.";
            muted(ui, desk.theme, words);
        }
        ui.add_space(gap::LARGE);
    });
}

fn has_own_weights(desk: &Desk<'_>, id: Option<ScenarioId>) -> bool {
    let scenario = id.and_then(|id| desk.portfolio.scenarios.get(&id));
    scenario.is_some_and(|scenario| !scenario.weights.is_empty())
}

fn compared_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    (compared, width): (crate::gui::fund::Row, f32),
    names: &[String],
) {
    let code = desk.portfolio.currency.code();
    let is_money = compared.cells.iter().any(|cell| cell.words.ends_with(code));
    let known = |words: &str| {
        if words == "–" {
            String::new()
        } else {
            words.trim_end_matches(code).trim_end().to_owned()
        }
    };
    let name = printable(&compared.name);
    let row = Row {
        // What all cells are counted in is said once.
        name: if is_money { format!("{name}, {code}") } else { name },
        cells: compared.cells.iter().map(|cell| known(&cell.words)).collect(),
        best: compared.cells.iter().map(|cell| cell.is_best).collect(),
    };
    let explain = |at: usize| {
        let cell = compared.cells.get(at)?;
        Some(Explained {
            title: format!("{}, {}", compared.name, names.get(at)?),
            value: cell.words.clone(),
            formula: compared.says.clone(),
            inputs: Vec::new(),
            source: cell.says.clone(),
        })
    };
    row_ui(ui, desk, (&row, width), explain);
}
