//! Several things at once: what they are, and what can be changed for all of them.

use std::collections::BTreeMap;

use egui::Ui;

use super::project::names_in_use;
use super::rows::{choice_row, figure_only, person_row, record_row, suggested_row};
use super::{Desk, delete_button, item_link};
use crate::edit::{Edit, ProjectField};
use crate::gui::theme::{gap, icons};
use crate::gui::widgets::{caption, divider, heading, icon_button, section};
use crate::model::{Item, MoneySum, Portfolio, Project, ProjectId, Stage, StakeholderId};
use crate::wording::{self, item_noun, items_count, plural};
use crate::workspace::{Command, Request, Selecting};

/// The most things that are listed one by one.
const LISTED_MAX: usize = 40;

pub(super) fn many_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    let workspace = desk.workspace;
    let items = workspace.selection().items();
    ui.horizontal(|ui| {
        caption(ui, desk.theme, "Selection");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_button(ui, icons::CLOSE, "Select nothing").clicked() {
                desk.requests.push(Request::Select(Selecting::Nothing));
            }
        });
    });
    let counts = counts(items.iter().copied());
    let all = items_count(items.iter().copied());
    heading(ui, &format!("{all} selected"));
    if counts.len() > 1 {
        for (noun, count) in counts {
            let nouns = super::sentence_case(&wording::nouns(noun));
            figure_only(ui, desk.theme, &nouns, &wording::count(count));
        }
    }
    let projects: Vec<ProjectId> = items.iter().filter_map(project_of).collect();
    if !projects.is_empty() {
        projects_ui(ui, desk, &projects);
    }
    let theme = desk.theme;
    section(ui, theme, "What they are", true, |ui| {
        for &item in items.iter().take(LISTED_MAX) {
            ui.horizontal(|ui| {
                ui.label(egui::RichText::new(icons::of_item(item)).color(theme.text_muted));
                item_link(ui, desk, item);
            });
        }
        if items.len() > LISTED_MAX {
            caption(ui, theme, &format!("and {} more", wording::count(items.len() - LISTED_MAX)));
        }
    });
    ui.add_space(gap::MEDIUM);
    divider(ui, theme);
    ui.add_space(gap::TINY);
    if delete_button(ui, theme, &format!("Delete {all}")) {
        desk.requests.run(Command::Delete);
    }
}

fn project_of(item: &Item) -> Option<ProjectId> {
    match item {
        Item::Project(id) => Some(*id),
        _ => None,
    }
}

/// How many there are of each sort.
fn counts(items: impl Iterator<Item = Item>) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for item in items {
        *counts.entry(item_noun(item)).or_default() += 1;
    }
    counts
}

/// What the projects cost together, and the fields that can be set for all of them.
fn projects_ui(ui: &mut Ui, desk: &mut Desk<'_>, projects: &[ProjectId]) {
    let portfolio = desk.portfolio;
    let theme = desk.theme;
    let records: Vec<&Project> = projects
        .iter()
        .filter_map(|id| portfolio.projects.get(id))
        .map(|record| &**record)
        .collect();
    let cost: MoneySum = projects.iter().map(|id| desk.workspace.costs().total(*id)).sum();
    figure_only(
        ui,
        theme,
        "Total cost",
        &wording::money_short(cost.to_money(), portfolio.currency),
    );
    let mut field = None;
    section(ui, theme, "Set for all projects", true, |ui| {
        let stage = common(records.iter().map(|project| project.stage));
        let stages: Vec<Option<Stage>> = Stage::ALL.into_iter().map(Some).collect();
        let word = |stage: &Option<Stage>| stage.map_or("Different", wording::stage).to_owned();
        let stage = choice_row(ui, theme, "Stage", (&stage, &stages), word).flatten();
        let category = common(records.iter().map(|project| project.category.clone()));
        let in_use =
            || names_in_use(portfolio, |project| project.category.iter().cloned().collect());
        let hint = if category.is_none() { "Different" } else { "None" };
        let shown = category.flatten();
        let category = suggested_row(ui, theme, "Category", (shown.as_ref(), hint), in_use);
        let lead = lead_row(ui, desk, common(records.iter().map(|project| project.lead)));
        field = stage
            .map(ProjectField::Stage)
            .or(category.map(ProjectField::Category))
            .or(lead.map(ProjectField::Lead));
    });
    if let Some(edit) = field.and_then(|field| set_for_all(portfolio, projects, &field)) {
        desk.requests.edit(edit);
    }
}

fn lead_row(
    ui: &mut Ui,
    desk: &Desk<'_>,
    lead: Option<Option<StakeholderId>>,
) -> Option<Option<StakeholderId>> {
    if let Some(lead) = lead {
        return person_row(ui, desk, "Lead", lead);
    }
    let people = || {
        desk.portfolio.stakeholders.iter().map(|(&id, person)| (Some(id), person.name.to_string()))
    };
    let shown = Some("Different");
    record_row(ui, desk.theme, ("Lead", "Nobody"), shown, || people().collect())
}

/// The value that all of them have, if it is one and the same.
fn common<Value: PartialEq>(mut values: impl Iterator<Item = Value>) -> Option<Value> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

/// One step that sets a field of every project that has it otherwise; nothing where all of them have it so.
fn set_for_all(
    portfolio: &Portfolio,
    projects: &[ProjectId],
    field: &ProjectField,
) -> Option<Edit> {
    let is_so = |project: &Project| match field {
        ProjectField::Stage(stage) => project.stage == *stage,
        ProjectField::Category(category) => project.category == *category,
        ProjectField::Lead(lead) => project.lead == *lead,
        _ => false,
    };
    let has_it_otherwise =
        |id: &&ProjectId| portfolio.projects.get(id).is_some_and(|project| !is_so(project));
    let edits: Vec<Edit> = projects
        .iter()
        .filter(has_it_otherwise)
        .map(|id| Edit::SetProject(*id, field.clone()))
        .collect();
    let what = match field {
        ProjectField::Stage(stage) => format!("to {}", wording::stage(*stage)),
        ProjectField::Category(Some(category)) => format!("to category {category}"),
        ProjectField::Category(None) => "to no category".to_owned(),
        ProjectField::Lead(Some(lead)) => {
            format!("to lead {}", wording::item_label(portfolio, Item::Stakeholder(*lead)))
        }
        ProjectField::Lead(None) => "to no lead".to_owned(),
        _ => "alike".to_owned(),
    };
    let label = format!("Set {} {what}", plural(edits.len(), "project"));
    (!edits.is_empty()).then_some(Edit::Batch { label, edits })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Id, OutcomeId};

    fn project(bits: u64) -> ProjectId {
        ProjectId(Id::from_bits(bits))
    }

    fn portfolio() -> Portfolio {
        let mut portfolio = Portfolio::titled("Test".parse().unwrap());
        for (number, stage) in (1..).zip([Stage::Idea, Stage::Active, Stage::Idea]) {
            let mut record = Project::named("Project".parse().unwrap());
            record.stage = stage;
            portfolio.projects.insert(project(number), Arc::new(record));
        }
        portfolio
    }

    #[test]
    fn all_projects_that_differ_are_set_in_one_step() {
        let all = [1, 2, 3].map(project);
        let edit = set_for_all(&portfolio(), &all, &ProjectField::Stage(Stage::Active)).unwrap();
        let set = |bits| Edit::SetProject(project(bits), ProjectField::Stage(Stage::Active));
        let label = "Set 2 projects to Active".to_owned();
        assert_eq!(edit, Edit::Batch { label, edits: vec![set(1), set(3)] });
        assert_eq!(
            set_for_all(&portfolio(), &[project(2)], &ProjectField::Stage(Stage::Active)),
            None
        );
        assert_eq!(set_for_all(&portfolio(), &all, &ProjectField::Category(None)), None);
    }

    #[test]
    fn what_they_have_in_common_is_shown() {
        assert_eq!(common([1, 1, 1].into_iter()), Some(1));
        assert_eq!(common([1, 2].into_iter()), None);
        assert_eq!(common(std::iter::empty::<u8>()), None);
    }

    #[test]
    fn things_are_counted_by_what_they_are() {
        let outcome = Item::Outcome(OutcomeId(Id::from_bits(7)));
        let items = [Item::Project(project(1)), outcome, Item::Project(project(2))];
        assert_eq!(counts(items.into_iter()), BTreeMap::from([("outcome", 1), ("project", 2)]));
        assert_eq!(items_count(items.into_iter()), "3 things");
        assert_eq!(
            items_count([1, 2].map(|bits| Item::Project(project(bits))).into_iter()),
            "2 projects"
        );
    }
}
