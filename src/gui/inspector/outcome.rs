//! Every field of an outcome.

use std::cmp::Reverse;

use egui::{RichText, Ui};

use super::project_links::level_word;
use super::rows::{choice_row, figure_only, person_row, record_row, row, text_row, title_row};
use super::{Desk, item_link};
use crate::analysis::scoring::Weights;
use crate::edit::{Edit, OutcomeField, Record};
use crate::gui::theme::icons;
use crate::gui::widgets::{add_button, figure, link, muted, number_field, section, steady};
use crate::model::{
    Direction, Item, Level, Measure, MeasureId, Outcome, OutcomeId, OutcomeKind, Portfolio,
    ProjectId, Text, Unread, Weight, WeightRange,
};
use crate::wording;

pub(super) fn outcome_ui(ui: &mut Ui, desk: &mut Desk<'_>, id: OutcomeId) {
    let portfolio = desk.portfolio;
    let Some(outcome) = portfolio.outcomes.get(&id) else { return };
    let theme = desk.theme;
    let mut fields = Vec::new();
    fields.extend(title_row(ui, theme, &outcome.name).map(OutcomeField::Name));
    about_ui(ui, desk, (id, outcome), &mut fields);
    section(ui, theme, "Projects that serve it", true, |ui| serving_ui(ui, desk, id));
    section(ui, theme, "Measures", true, |ui| measures_ui(ui, desk, (id, outcome)));
    section(ui, theme, "What each level means", true, |ui| {
        fields.extend(statements_ui(ui, desk, outcome));
    });
    for field in fields {
        desk.requests.edit(Edit::SetOutcome(id, field));
    }
}

fn about_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    (id, outcome): (OutcomeId, &Outcome),
    fields: &mut Vec<OutcomeField>,
) {
    let theme = desk.theme;
    fields.extend(text_row(ui, theme, "Summary", &outcome.summary).map(OutcomeField::Summary));
    let kinds = (&outcome.kind, OutcomeKind::ALL.as_slice());
    let kind = choice_row(ui, theme, "Kind", kinds, |kind| wording::outcome_kind(*kind).to_owned());
    fields.extend(kind.map(OutcomeField::Kind));
    let is_leaf = !desk.portfolio.parents().contains(&id);
    if is_leaf {
        let shown = Some(outcome.weight.value());
        let weight =
            row(ui, theme, "Weight", |ui| number_field(ui, theme, shown, "0", Weight::new));
        fields.extend(weight.map(|weight| OutcomeField::Weight(weight.unwrap_or(Weight::NONE))));
        if let Some(weights) = Weights::of(desk.portfolio) {
            let share = format!("{}\u{202f}%", wording::decimal(weights.share(id) * 100.0, 1));
            figure_only(ui, theme, "Share of all", &share);
        }
        fields.extend(weight_range_rows(ui, desk, outcome).map(OutcomeField::WeightRange));
    } else {
        muted(ui, theme, "It has parts: those are rated and weigh, not the whole.");
    }
    fields.extend(person_row(ui, desk, "Owner", outcome.owner).map(OutcomeField::Owner));
    let shown = outcome.parent.map(|parent| desk.label(Item::Outcome(parent)));
    let parent = record_row(ui, theme, ("Part of", "None"), shown.as_deref(), || {
        possible_parents(desk.portfolio, id)
    });
    fields.extend(parent.map(OutcomeField::Parent));
}

/// From where to where the weight may be, as far as people agree; where one end is moved past the other, that one goes along.
fn weight_range_rows(
    ui: &mut Ui,
    desk: &Desk<'_>,
    outcome: &Outcome,
) -> Option<Option<WeightRange>> {
    let theme = desk.theme;
    let range = outcome.weight_range;
    let mut end_row = |says: &str, shown: Option<Weight>| {
        let shown = shown.map(Weight::value);
        row(ui, theme, says, |ui| number_field(ui, theme, shown, "open", Weight::new))
    };
    let low = end_row("At least", range.map(WeightRange::low));
    let high = end_row("At most", range.map(WeightRange::high));
    range_with(range, outcome.weight, (low, high))
}

/// The range once an end was typed; without one of its ends there is none.
fn range_with(
    range: Option<WeightRange>,
    weight: Weight,
    typed: (Option<Option<Weight>>, Option<Option<Weight>>),
) -> Option<Option<WeightRange>> {
    let larger = |one: Weight, other: Weight| if one < other { other } else { one };
    let smaller = |one: Weight, other: Weight| if one < other { one } else { other };
    let (old_low, old_high) = range.map_or((weight, weight), |range| (range.low(), range.high()));
    let next = match typed {
        (Some(Some(low)), _) => WeightRange::new(low, larger(low, old_high)).ok(),
        (_, Some(Some(high))) => WeightRange::new(smaller(old_low, high), high).ok(),
        (Some(None), _) | (_, Some(None)) => None,
        (None, None) => return None,
    };
    Some(next)
}

/// The outcomes that this one may be a part of: not itself, and none of its own parts.
fn possible_parents(portfolio: &Portfolio, id: OutcomeId) -> Vec<(Option<OutcomeId>, String)> {
    let is_part = |mut part: OutcomeId| {
        // So many steps up at most, should there be a circle.
        for _ in 0..portfolio.outcomes.len() {
            if part == id {
                return true;
            }
            match portfolio.outcomes.get(&part).and_then(|outcome| outcome.parent) {
                Some(parent) => part = parent,
                None => return false,
            }
        }
        true
    };
    let others = portfolio.outcomes.iter().filter(|(other, _)| !is_part(**other));
    others.map(|(&other, outcome)| (Some(other), outcome.name.to_string())).collect()
}

/// Projects linked to the outcome: those that add most first, then those that nobody has rated, each by name.
fn serving(
    portfolio: &Portfolio,
    id: OutcomeId,
    points: impl Fn(ProjectId) -> Option<f64>,
) -> Vec<(ProjectId, Option<f64>)> {
    let linked =
        portfolio.projects.iter().filter(|(_, project)| project.contributions.contains_key(&id));
    let mut linked: Vec<_> =
        linked.map(|(&project, record)| (project, points(project), &record.name)).collect();
    linked.sort_by(|(_, one, one_name), (_, other, other_name)| {
        let points = |points: &Option<f64>| points.unwrap_or(-1.0);
        points(other).total_cmp(&points(one)).then_with(|| one_name.cmp(other_name))
    });
    linked.into_iter().map(|(project, points, _)| (project, points)).collect()
}

fn serving_ui(ui: &mut Ui, desk: &mut Desk<'_>, id: OutcomeId) {
    let ranking = desk.workspace.ranking();
    let in_ranking: std::collections::BTreeMap<ProjectId, f64> = ranking
        .iter()
        .filter_map(|ranked| {
            let part = ranked.score.parts.iter().find(|part| part.outcome == id)?;
            Some((ranked.project, part.points))
        })
        .collect();
    let serving = serving(desk.portfolio, id, |project| in_ranking.get(&project).copied());
    if serving.is_empty() {
        muted(ui, desk.theme, "No project is linked to it yet.");
    }
    for (project, points) in serving {
        let name = desk.label(Item::Project(project));
        ui.horizontal(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                figure(
                    ui,
                    desk.theme,
                    &points.map_or_else(|| "unrated".to_owned(), wording::points),
                );
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    if link(ui, desk.theme, &name).clicked() {
                        desk.requests.select(Item::Contribution(project, id));
                    }
                });
            });
        });
    }
}

fn measures_ui(ui: &mut Ui, desk: &mut Desk<'_>, (id, outcome): (OutcomeId, &Outcome)) {
    for &measure in outcome.measures.keys() {
        ui.horizontal(|ui| {
            ui.label(RichText::new(icons::MEASURE).color(desk.theme.text_muted));
            item_link(ui, desk, Item::Measure(id, measure));
        });
    }
    if outcome.measures.is_empty() {
        muted(ui, desk.theme, "Nothing says yet how it is seen to happen.");
    }
    if add_button(ui, desk.theme, "Add measure").clicked()
        && let Ok(name) = "New measure".parse()
    {
        let new = MeasureId(desk.requests.new_id());
        let measure = Measure {
            name,
            unit: Text::default(),
            direction: Direction::default(),
            baseline: None,
            target: None,
            target_by: None,
            actuals: std::collections::BTreeMap::new(),
            unread: Unread::default(),
        };
        desk.requests.edit(Edit::Add(Record::Measure(id, new, measure)));
        desk.requests.select(Item::Measure(id, new));
    }
}

/// What each level means for this outcome, from the top down.
fn statements_ui(ui: &mut Ui, desk: &Desk<'_>, outcome: &Outcome) -> Option<OutcomeField> {
    let mut changed = None;
    let mut levels: Vec<Level> = desk.portfolio.ladder.levels().collect();
    levels.sort_by_key(|level| Reverse(*level));
    for level in levels {
        let none = Text::default();
        let statement = outcome.statements.get(&level).unwrap_or(&none);
        let says = level_word(desk.portfolio, Some(level));
        steady(ui, level, |ui| {
            if let Some(text) = text_row(ui, desk.theme, &says, statement) {
                changed = Some(OutcomeField::Statement(level, text));
            }
        });
    }
    changed
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Contribution, Id, Project};

    fn outcome(bits: u64) -> OutcomeId {
        OutcomeId(Id::from_bits(bits))
    }

    #[test]
    fn an_end_of_a_range_that_is_moved_takes_the_other_along() {
        let weight = |value| Weight::new(value).unwrap();
        let range = |low, high| WeightRange::new(weight(low), weight(high)).unwrap();
        let (old, of) = (Some(range(8.0, 12.0)), weight(10.0));
        let low = |value| (Some(Some(weight(value))), None);
        let high = |value| (None, Some(Some(weight(value))));
        assert_eq!(range_with(None, of, low(7.0)), Some(Some(range(7.0, 10.0))));
        assert_eq!(range_with(old, of, low(15.0)), Some(Some(range(15.0, 15.0))));
        assert_eq!(range_with(old, of, high(5.0)), Some(Some(range(5.0, 5.0))));
        assert_eq!(range_with(old, of, (Some(None), None)), Some(None));
        assert_eq!(range_with(old, of, (None, None)), None);
    }

    #[test]
    fn an_outcome_is_no_part_of_its_own_parts() {
        let mut portfolio = Portfolio::titled("Test".parse().unwrap());
        for (number, parent) in [(0, None), (1, Some(0)), (2, Some(1)), (3, None)] {
            let mut record = Outcome::named("Outcome".parse().unwrap(), Weight::NONE);
            record.parent = parent.map(outcome);
            portfolio.outcomes.insert(outcome(number), Arc::new(record));
        }
        let parents = |id| {
            possible_parents(&portfolio, outcome(id))
                .into_iter()
                .filter_map(|(id, _)| id)
                .collect::<Vec<_>>()
        };
        assert_eq!(parents(0), [outcome(3)]);
        assert_eq!(parents(2), [outcome(0), outcome(1), outcome(3)]);
    }

    #[test]
    fn those_that_add_most_come_first_and_the_unrated_last() {
        let mut portfolio = Portfolio::titled("Test".parse().unwrap());
        let project = |bits| ProjectId(Id::from_bits(bits));
        for (number, name) in (0..).zip(["Zeta", "Alpha", "Beta", "Gamma"]) {
            let mut record = Project::named(name.parse().unwrap());
            if number != 3 {
                record.contributions.insert(outcome(9), Contribution::unrated());
            }
            portfolio.projects.insert(project(number), Arc::new(record));
        }
        let points = |id| (id == project(2)).then_some(7.5);
        let order: Vec<_> = serving(&portfolio, outcome(9), points);
        assert_eq!(order, [(project(2), Some(7.5)), (project(1), None), (project(0), None)]);
    }
}
