//! Two to six selected projects side by side, or scenarios, figure by figure, with the best of each row marked.

use egui::{ScrollArea, Ui};

use super::field::{Field, fields};
use super::grid::{COLUMNS_MAX, Row, best, column_width, group_ui, head_ui, row_ui};
use super::scenarios::scenarios_ui;
use super::view::Tradeoffs;
use crate::analysis::scoring::framework::{Facts, Method, Usual};
use crate::gui::charts::Explained;
use crate::gui::desk::Desk;
use crate::gui::ring::follow_focus;
use crate::gui::theme::gap;
use crate::gui::widgets::{heading, muted, switch};
use crate::model::{Direction, Item, OutcomeId, ProjectId};
use crate::wording;

/// What stands side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Compares {
    /// The selected projects.
    #[default]
    Projects,
    /// The best plan of each scenario.
    Scenarios,
}

/// Shows projects or scenarios side by side.
pub(super) fn beside_ui(ui: &mut Ui, view: &mut Tradeoffs, desk: &mut Desk<'_>) {
    let ways = [
        (Compares::Projects, "Projects", "The selected projects, figure by figure"),
        (Compares::Scenarios, "Scenarios", "The best plan of each scenario, figure by figure"),
    ];
    if let Some(compares) = switch(ui, desk.theme, view.compares, &ways) {
        view.compares = compares;
    }
    ui.add_space(gap::TINY);
    match view.compares {
        Compares::Projects => projects_ui(ui, view, desk),
        Compares::Scenarios => scenarios_ui(ui, &mut view.left_out, desk),
    }
}

fn projects_ui(ui: &mut Ui, view: &Tradeoffs, desk: &mut Desk<'_>) {
    let mut projects = desk.selected();
    let more = projects.len().saturating_sub(COLUMNS_MAX);
    projects.truncate(COLUMNS_MAX);
    let Some(facts) = &view.facts else { return };
    if projects.len() < 2 {
        too_few_ui(ui, desk);
        return;
    }
    if more > 0 {
        let words = format!(
            "The first {COLUMNS_MAX} of {} selected projects are shown.",
            wording::count(projects.len() + more)
        );
        muted(ui, desk.theme, &words);
    }
    let width = column_width(ui, projects.len());
    let names: Vec<String> = projects.iter().map(|id| desk.name(Item::Project(*id))).collect();
    head_ui(ui, desk, &names, width);
    ScrollArea::both().id_salt("side by side").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for group in GROUPS {
            fields_ui(ui, desk, group, (facts, &projects, width));
        }
        group_ui(ui, desk, "How strongly each serves");
        for (outcome, _) in desk.portfolio.leaves() {
            if let Some(row) = levels(desk, outcome, &projects) {
                let explain = |at: usize| rated(desk, outcome, projects.get(at).copied()?);
                row_ui(ui, desk, (&row, width), explain);
            }
        }
        ui.add_space(gap::LARGE);
        follow_focus(ui);
    });
}

/// Fields that stand together, under a title.
#[derive(Clone, Copy)]
struct Group {
    title: &'static str,
    has: fn(&Field) -> bool,
}

/// What is compared, in groups.
const GROUPS: [Group; 3] = [
    Group { title: "Figures", has: |field| matches!(field, Field::Quantity(_)) },
    Group {
        title: "Scores by frameworks",
        // Weighted outcomes are the score above.
        has: |field| matches!(field, Field::Method(method) if *method != Method::Usual(Usual::Weighted)),
    },
    Group { title: "What people gave for them", has: |field| matches!(field, Field::Input(_)) },
];

fn fields_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    group: Group,
    (facts, projects, width): (&Facts, &[ProjectId], f32),
) {
    let rows = fields(desk.portfolio).into_iter().filter(|(field, _)| (group.has)(field));
    let rows: Vec<(Field, Row)> = rows
        .map(|(field, name)| {
            let row = figures(desk, facts, &field, (name, projects));
            (field, row)
        })
        .filter(|(_, row)| row.cells.iter().any(|cell| !cell.is_empty()))
        .collect();
    if rows.is_empty() {
        return;
    }
    group_ui(ui, desk, group.title);
    for (field, row) in &rows {
        let explain = |at: usize| {
            let project = projects.get(at).copied()?;
            Some(field.explained(desk.portfolio, facts, project))
        };
        row_ui(ui, desk, (row, width), explain);
    }
}

fn too_few_ui(ui: &mut Ui, desk: &Desk<'_>) {
    ui.vertical_centered(|ui| {
        ui.set_max_width(420.0);
        ui.add_space(ui.available_height() * 0.3);
        heading(ui, "Select two to six projects");
        ui.add_space(gap::TINY);
        let says = "Click one in the chart, the map or the table, then others with Ctrl held, or draw a rectangle over \
                    them in the chart. They stand here side by side, and the best of each row is marked.";
        muted(ui, desk.theme, says);
    });
}

fn figures(
    desk: &Desk<'_>,
    facts: &Facts,
    field: &Field,
    (name, projects): (String, &[ProjectId]),
) -> Row {
    let all = field.values(desk.portfolio, facts);
    let values: Vec<Option<f64>> = projects.iter().map(|id| all.get(id).copied()).collect();
    let unit = field.unit(desk.portfolio);
    Row {
        name: unit.behind(&name),
        cells: values
            .iter()
            .map(|value| value.map_or_else(String::new, |value| unit.bare(value)))
            .collect(),
        best: best(&values, field.better(desk.portfolio)),
    }
}

/// How strongly each serves an outcome; nothing where none of them does.
fn levels(desk: &Desk<'_>, outcome: OutcomeId, projects: &[ProjectId]) -> Option<Row> {
    let portfolio = desk.portfolio;
    let of = |project: &ProjectId| {
        let contribution = portfolio.projects.get(project)?.contributions.get(&outcome)?;
        let level = contribution.level?;
        let share = portfolio.ladder.share_of(level)?;
        let name = &portfolio.ladder.rung(level)?.name;
        let sure = wording::percent(contribution.confidence);
        Some((share * contribution.confidence.share(), format!("{name}, {sure}")))
    };
    let found: Vec<Option<(f64, String)>> = projects.iter().map(of).collect();
    if found.iter().all(Option::is_none) {
        return None;
    }
    let values: Vec<Option<f64>> =
        found.iter().map(|cell| cell.as_ref().map(|(value, _)| *value)).collect();
    Some(Row {
        name: desk.name(Item::Outcome(outcome)),
        cells: found.into_iter().map(|cell| cell.map_or_else(String::new, |(_, w)| w)).collect(),
        best: best(&values, Direction::Up),
    })
}

fn rated(desk: &Desk<'_>, outcome: OutcomeId, project: ProjectId) -> Option<Explained> {
    let contribution = desk.portfolio.projects.get(&project)?.contributions.get(&outcome)?;
    let level = desk.portfolio.ladder.rung(contribution.level?)?;
    let by = contribution.rated_by.map(|by| desk.name(Item::Stakeholder(by)));
    Some(Explained {
        title: desk.name(Item::Outcome(outcome)),
        value: level.name.to_string(),
        formula: wording::shortened(&wording::printable(&contribution.rationale), 260),
        inputs: vec![("Confidence".to_owned(), wording::percent(contribution.confidence))],
        source: by.map_or_else(String::new, |by| format!("Rated by {by}")),
    })
}
