//! Every field of a project.

use std::collections::BTreeSet;

use egui::{RichText, TextEdit, Ui};

use super::rows::{
    choice_row, maybe_choice_row, month_row, periods_row, person_row, put, suggested_row, text_row,
    title_row,
};
use super::{Desk, choices, dependencies, inputs, lines, options, project_links};
use crate::analysis::scoring::{Ranked, Score};
use crate::edit::{Edit, ProjectField};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, text};
use crate::gui::tips::points_words;
use crate::gui::widgets::{BarPart, caption, muted, removable_tag, section, stacked_bar, steady};
use crate::model::{
    Approach, DURATION_PERIODS_MAX, Item, Name, PeriodLength, Portfolio, Priority, Project,
    ProjectId, Stage,
};
use crate::wording;

pub(super) fn project_ui(ui: &mut Ui, desk: &mut Desk<'_>, id: ProjectId) {
    let portfolio = desk.portfolio;
    let Some(project) = portfolio.projects.get(&id) else { return };
    if let Some(name) = title_row(ui, desk.theme, &project.name) {
        desk.requests.edit(Edit::SetProject(id, ProjectField::Name(name)));
    }
    score_ui(ui, desk, id);
    ui.add_space(gap::TINY);
    for field in [about_ui(ui, desk, project), people_ui(ui, desk, project)].into_iter().flatten() {
        desk.requests.edit(Edit::SetProject(id, field));
    }
    tags_ui(ui, desk, (id, project));
    let theme = desk.theme;
    section(ui, theme, "Outcomes", true, |ui| {
        project_links::contributions_ui(ui, desk, (id, project));
    });
    section(ui, theme, "Dependencies", true, |ui| dependencies::dependencies_ui(ui, desk, id));
    section(ui, theme, "When", true, |ui| when_ui(ui, desk, (id, project)));
    section(ui, theme, "Costs", true, |ui| lines::costs_ui(ui, desk, (id, project)));
    section(ui, theme, "Benefits", false, |ui| lines::benefits_ui(ui, desk, (id, project)));
    section(ui, theme, "People needed", false, |ui| lines::demands_ui(ui, desk, (id, project)));
    section(ui, theme, "Scoring inputs", false, |ui| inputs::inputs_ui(ui, desk, (id, project)));
    section(ui, theme, "Vendors", false, |ui| options::vendors_ui(ui, desk, (id, project)));
    section(ui, theme, "Funding in part", false, |ui| {
        options::fundings_ui(ui, desk, (id, project));
    });
    section(ui, theme, "Choice", false, |ui| choices::choices_ui(ui, desk, (id, project)));
    section(ui, theme, "Shared causes", false, |ui| choices::causes_ui(ui, desk, id));
    section(ui, theme, "Milestones", false, |ui| lines::milestones_ui(ui, desk, (id, project)));
    section(ui, theme, "Risks and groups", false, |ui| project_links::threats_ui(ui, desk, id));
    section(ui, theme, "Note", !project.note.is_empty(), |ui| {
        if let Some(note) = text_row(ui, theme, "Note", &project.note) {
            desk.requests.edit(Edit::SetProject(id, ProjectField::Note(note)));
        }
    });
}

/// The score, what it is made of, and how sure it is.
fn score_ui(ui: &mut Ui, desk: &mut Desk<'_>, id: ProjectId) {
    let ranking = desk.workspace.ranking();
    let Some(Ranked { rank, score, .. }) = ranking.iter().find(|ranked| ranked.project == id)
    else {
        muted(ui, desk.theme, "No score yet: no outcome has a weight.");
        return;
    };
    ui.horizontal(|ui| {
        let points = RichText::new(points_words(score)).font(font(text::FIGURE, Heft::SemiBold));
        ui.label(points.color(desk.theme.text));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.label(format!(
                "Rank {} of {}",
                wording::count(*rank),
                wording::count(ranking.len())
            ));
            muted(ui, desk.theme, &certainty(score));
        });
    });
    let parts: Vec<BarPart> = score.parts.iter().map(|part| bar_part(desk, part)).collect();
    if let Some(part) =
        stacked_bar(ui, desk.theme, &parts).and_then(|number| score.parts.get(number))
    {
        desk.requests.select(Item::Contribution(id, part.outcome));
    }
}

fn bar_part(desk: &Desk<'_>, part: &crate::analysis::scoring::Part) -> BarPart {
    let kind =
        desk.portfolio.outcomes.get(&part.outcome).map(|outcome| outcome.kind).unwrap_or_default();
    let name = desk.label(Item::Outcome(part.outcome));
    let (points, most) = (wording::points(part.points), wording::points(part.points_max));
    BarPart {
        share: part.points / 100.0,
        ink: desk.theme.outcome(kind),
        says: format!("{name} adds {points} of {most} points"),
    }
}

/// How much of the score is known: `60 % of the weight rated, 60.0 to 100.0 points possible`.
fn certainty(score: &Score) -> String {
    if score.coverage >= 1.0 {
        return "Rated for every outcome".to_owned();
    }
    let rated = wording::decimal((score.coverage * 100.0).floor(), 0);
    let (low, high) = (wording::points(score.low), wording::points(score.high));
    format!("{rated}\u{202f}% of weight rated, {low} to {high} possible")
}

fn about_ui(ui: &mut Ui, desk: &Desk<'_>, project: &Project) -> Option<ProjectField> {
    let theme = desk.theme;
    let summary = text_row(ui, theme, "Summary", &project.summary).map(ProjectField::Summary);
    let stage = choice_row(ui, theme, "Stage", (&project.stage, &Stage::ALL), |stage| {
        wording::stage(*stage).to_owned()
    });
    let priorities = (project.priority, Priority::ALL.as_slice());
    let priority = maybe_choice_row(ui, theme, "Priority", priorities, wording::priority);
    let in_use =
        || names_in_use(desk.portfolio, |project| project.category.iter().cloned().collect());
    let category =
        suggested_row(ui, theme, "Category", (project.category.as_ref(), "None"), in_use);
    let approaches = (project.approach, Approach::ALL.as_slice());
    let approach = maybe_choice_row(ui, theme, "Approach", approaches, wording::approach);
    summary
        .or(stage.map(ProjectField::Stage))
        .or(priority.map(ProjectField::Priority))
        .or(category.map(ProjectField::Category))
        .or(approach.map(ProjectField::Approach))
}

fn people_ui(ui: &mut Ui, desk: &Desk<'_>, project: &Project) -> Option<ProjectField> {
    let sponsor = person_row(ui, desk, "Sponsor", project.sponsor).map(ProjectField::Sponsor);
    let lead = person_row(ui, desk, "Lead", project.lead).map(ProjectField::Lead);
    let deputy = person_row(ui, desk, "Deputy", project.deputy).map(ProjectField::Deputy);
    sponsor.or(lead).or(deputy)
}

/// The words that projects use, each once, in order.
pub(super) fn names_in_use(
    portfolio: &Portfolio,
    words: impl Fn(&Project) -> BTreeSet<Name>,
) -> Vec<Name> {
    let all: BTreeSet<Name> =
        portfolio.projects.values().flat_map(|project| words(project)).collect();
    all.into_iter().collect()
}

fn tags_ui(ui: &mut Ui, desk: &mut Desk<'_>, (id, project): (ProjectId, &Project)) {
    let theme = desk.theme;
    caption(ui, theme, "Tags");
    steady(ui, "tags", |ui| {
        ui.horizontal_wrapped(|ui| {
            for word in &project.tags {
                if removable_tag(ui, theme, &wording::printable(word)) {
                    desk.requests.edit(Edit::SetProject(id, ProjectField::RemoveTag(word.clone())));
                }
            }
        });
    });
    if let Some(tag) = new_tag_ui(ui) {
        desk.requests.edit(Edit::SetProject(id, ProjectField::AddTag(tag)));
    }
}

/// A field for one more tag; Enter adds it and leaves the field empty.
fn new_tag_ui(ui: &mut Ui) -> Option<Name> {
    let draft_id = ui.scope_id().with("new tag");
    let mut draft: String = ui.data(|data| data.get_temp(draft_id)).unwrap_or_default();
    let field = TextEdit::singleline(&mut draft).id(draft_id).hint_text("Add a tag");
    let response = ui.add(field.desired_width(f32::INFINITY).margin(egui::vec2(8.0, 5.0)));
    let is_done = response.lost_focus();
    let _named = response.accessible_name("Add a tag");
    let tag = if is_done { draft.parse().ok() } else { None };
    if is_done {
        draft.clear();
    }
    ui.data_mut(|data| data.insert_temp(draft_id, draft));
    tag
}

fn when_ui(ui: &mut Ui, desk: &mut Desk<'_>, (id, project): (ProjectId, &Project)) {
    let theme = desk.theme;
    let hint = match desk.portfolio.calendar.length() {
        PeriodLength::Month => "months",
        PeriodLength::Quarter => "quarters",
    };
    let duration =
        periods_row(ui, theme, ("Duration", hint), project.duration, 1..=DURATION_PERIODS_MAX);
    if let Some(duration) = duration {
        desk.requests.edit(Edit::SetProject(id, ProjectField::Duration(duration)));
    }
    let mut window = project.window;
    put(
        &mut window.earliest_start,
        month_row(ui, theme, "Earliest start", project.window.earliest_start),
    );
    put(
        &mut window.latest_start,
        month_row(ui, theme, "Latest start", project.window.latest_start),
    );
    put(&mut window.fixed_start, month_row(ui, theme, "Fixed start", project.window.fixed_start));
    put(&mut window.finish_by, month_row(ui, theme, "Finish by", project.window.finish_by));
    if window != project.window {
        desk.requests.edit(Edit::SetProject(id, ProjectField::Window(window)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_sure_a_score_is_reads_as_a_sentence() {
        let score =
            Score { points: 60.0, low: 60.0, high: 100.0, coverage: 0.6, parts: Vec::new() };
        assert_eq!(certainty(&score), "60\u{202f}% of weight rated, 60.0 to 100.0 possible");
        let all = Score { coverage: 1.0, high: 60.0, ..score };
        assert_eq!(certainty(&all), "Rated for every outcome");
    }
}
