//! Business changes, measures and milestones.

use egui::Ui;

use super::rows::{
    choice_row, date_row, figure_row, maybe_choice_row, name_row, person_row, put, text_row,
    title_row,
};
use super::steps::steps_ui;
use super::{Desk, item_link, rows};
use crate::edit::{Edit, Record};
use crate::gui::widgets::{add_button, date_field, muted, number_field, section};
use crate::model::{
    ChangeId, Date, Direction, Figure, Item, Measure, MeasureId, Milestone, MilestoneId, OutcomeId,
    ProjectId, Review,
};
use crate::wording;

pub(super) fn change_ui(ui: &mut Ui, desk: &mut Desk<'_>, id: ChangeId) {
    let portfolio = desk.portfolio;
    let Some(change) = portfolio.changes.get(&id) else { return };
    let theme = desk.theme;
    let mut next = (**change).clone();
    put(&mut next.name, title_row(ui, theme, &change.name));
    put(&mut next.summary, text_row(ui, theme, "Summary", &change.summary));
    put(&mut next.owner, person_row(ui, desk, "Owner", change.owner));
    section(ui, theme, "Benefits that arrive through it", true, |ui| {
        let projects = portfolio.projects.iter().flat_map(|(&project, record)| {
            let through = record.contributions.iter().filter(|(_, link)| link.through == Some(id));
            through.map(move |(&outcome, _)| Item::Contribution(project, outcome))
        });
        let links: Vec<Item> = projects.collect();
        if links.is_empty() {
            muted(ui, theme, "No contribution needs it yet.");
        }
        for item in links {
            item_link(ui, desk, item);
        }
    });
    if next != **change {
        desk.requests.edit(Edit::Replace(Record::Change(id, next)));
    }
}

pub(super) fn measure_ui(ui: &mut Ui, desk: &mut Desk<'_>, (outcome, id): (OutcomeId, MeasureId)) {
    let portfolio = desk.portfolio;
    let found = portfolio.outcomes.get(&outcome).and_then(|outcome| outcome.measures.get(&id));
    let Some(measure) = found else { return };
    let theme = desk.theme;
    let mut next = (**measure).clone();
    put(&mut next.name, title_row(ui, theme, &measure.name));
    rows::link_row(ui, desk, "Outcome", Item::Outcome(outcome));
    let unit = rows::row(ui, theme, "Unit", |ui| {
        crate::gui::widgets::parsed_field(ui, theme, &measure.unit)
    });
    put(&mut next.unit, unit);
    let directions = [Direction::Up, Direction::Down];
    let direction =
        choice_row(ui, theme, "Direction", (&measure.direction, &directions), |direction| {
            wording::direction(*direction).to_owned()
        });
    put(&mut next.direction, direction);
    put(&mut next.baseline, figure_row(ui, theme, "Baseline", measure.baseline));
    put(&mut next.target, figure_row(ui, theme, "Target", measure.target));
    put(&mut next.target_by, date_row(ui, theme, "By", measure.target_by));
    section(ui, theme, "What was read", true, |ui| actuals_ui(ui, desk, &mut next));
    if next != **measure {
        desk.requests.edit(Edit::Replace(Record::Measure(outcome, id, next)));
    }
}

fn actuals_ui(ui: &mut Ui, desk: &Desk<'_>, next: &mut Measure) {
    let theme = desk.theme;
    let value_field =
        |ui: &mut Ui, value: Figure| number_field(ui, theme, Some(value.value()), "", Figure::new);
    if next.actuals.is_empty() {
        muted(ui, theme, "Nothing has been read yet.");
    }
    let typed = steps_ui(ui, desk, ("Reading", &next.actuals), date_field, value_field);
    put(&mut next.actuals, typed);
    if add_button(ui, theme, "Add reading").clicked()
        && let Some(day) = next_day(desk, next)
        && let Some(figure) =
            next.actuals.values().next_back().copied().or(next.baseline).or(Figure::new(0.0).ok())
    {
        next.actuals.insert(day, figure);
    }
}

/// The day after the last reading, or the first day of the plan.
fn next_day(desk: &Desk<'_>, measure: &Measure) -> Option<Date> {
    match measure.actuals.keys().next_back() {
        Some(last) => last.tomorrow().ok(),
        None => format!("{}-01", desk.portfolio.calendar.first()).parse().ok(),
    }
}

pub(super) fn milestone_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    (project, id): (ProjectId, MilestoneId),
) {
    let portfolio = desk.portfolio;
    let found = portfolio.projects.get(&project).and_then(|project| project.milestones.get(&id));
    let Some(milestone) = found else { return };
    rows::link_row(ui, desk, "Project", Item::Project(project));
    let next = milestone_fields_ui(ui, desk, milestone);
    if next != **milestone {
        desk.requests.edit(Edit::Replace(Record::Milestone(project, id, next)));
    }
}

/// All fields of a milestone, as they become.
pub(super) fn milestone_fields_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    milestone: &Milestone,
) -> Milestone {
    let theme = desk.theme;
    let mut next = milestone.clone();
    put(&mut next.name, name_row(ui, theme, "Milestone", &milestone.name));
    put(&mut next.planned, date_row(ui, theme, "Planned", Some(milestone.planned)).flatten());
    put(&mut next.forecast, date_row(ui, theme, "Forecast", milestone.forecast));
    put(&mut next.actual, date_row(ui, theme, "Reached", milestone.actual));
    let reviews = [Review::Passed, Review::PassedWithConditions, Review::Failed];
    put(
        &mut next.review,
        maybe_choice_row(ui, theme, "Review", (milestone.review, &reviews), wording::review),
    );
    put(&mut next.criteria, text_row(ui, theme, "Criteria", &milestone.criteria));
    next
}
