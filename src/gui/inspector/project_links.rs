//! The outcomes a project serves, what threatens it, and the groups it belongs to.

use egui::{Button, ComboBox, RichText, Role, Ui, WidgetInfo};

use super::{Desk, item_link};
use crate::edit::{Edit, Record};
use crate::gui::theme::icons;
use crate::gui::widgets::{
    caret, figure, icon_button, link, measured_field, muted, picker, steady,
};
use crate::model::{Contribution, Item, Level, OutcomeId, Percent, Portfolio, Project, ProjectId};
use crate::wording;

/// Every outcome that the project is linked to, the heaviest first, and a list of the rest.
pub(super) fn contributions_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    (id, project): (ProjectId, &Project),
) {
    let order = in_weight_order(desk.portfolio, project.contributions.keys().copied());
    if order.is_empty() {
        muted(
            ui,
            desk.theme,
            "It serves no outcome yet. Link it to those it is for, then rate how strongly it serves them.",
        );
    }
    for outcome in order {
        if let Some(contribution) = project.contributions.get(&outcome) {
            steady(ui, outcome, |ui| contribution_line_ui(ui, desk, (id, outcome), contribution));
        }
    }
    let others = || {
        let unlinked =
            desk.portfolio.leaves().filter(|(id, _)| !project.contributions.contains_key(id));
        in_weight_order(desk.portfolio, unlinked.map(|(id, _)| id))
            .into_iter()
            .map(|outcome| (outcome, desk.label(Item::Outcome(outcome))))
            .collect()
    };
    let words =
        RichText::new(format!("{}  Link to outcome…", icons::PLUS)).color(desk.theme.accent);
    let button = Button::new(words).frame_when_inactive(false);
    if let (_, Some(outcome)) = picker(ui, desk.theme, (button, "Link to outcome…"), others) {
        desk.requests.edit(Edit::Add(Record::Contribution(id, outcome, Contribution::unrated())));
    }
}

/// The outcomes by weight, heaviest first; those that weigh the same by name.
fn in_weight_order(portfolio: &Portfolio, ids: impl Iterator<Item = OutcomeId>) -> Vec<OutcomeId> {
    let mut order: Vec<_> =
        ids.filter_map(|id| portfolio.outcomes.get(&id).map(|outcome| (id, outcome))).collect();
    order.sort_by(|(_, one), (_, other)| {
        other.weight.value().total_cmp(&one.weight.value()).then_with(|| one.name.cmp(&other.name))
    });
    order.into_iter().map(|(id, _)| id).collect()
}

/// Name and points, and under them how strongly and how sure.
fn contribution_line_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    (project, outcome): (ProjectId, OutcomeId),
    contribution: &Contribution,
) {
    let theme = desk.theme;
    let name = desk.label(Item::Outcome(outcome));
    let mut next = contribution.clone();
    ui.horizontal(|ui| {
        dot_ui(ui, desk, outcome);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            points_ui(ui, desk, (project, outcome));
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                if link(ui, theme, &name).clicked() {
                    desk.requests.select(Item::Contribution(project, outcome));
                }
            });
        });
    });
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_button(ui, icons::CLOSE, &format!("Remove link to {name}")).clicked() {
                desk.requests.edit(Edit::Remove(Item::Contribution(project, outcome)));
            }
            if let Some(confidence) = confidence_ui(ui, desk, &name, next.confidence) {
                next.confidence = confidence;
            }
            if let Some(level) = level_ui(ui, desk, (outcome, &name), next.level) {
                next.level = level;
            }
        });
    });
    if next != *contribution {
        desk.requests.edit(Edit::Replace(Record::Contribution(project, outcome, next)));
    }
}

fn dot_ui(ui: &mut Ui, desk: &Desk<'_>, outcome: OutcomeId) {
    let kind =
        desk.portfolio.outcomes.get(&outcome).map(|outcome| outcome.kind).unwrap_or_default();
    let (rect, _) = ui.allocate_exact_size(egui::vec2(8.0, 8.0), egui::Sense::hover());
    ui.painter().circle_filled(rect.center(), 4.0, desk.theme.outcome(kind));
}

fn points_ui(ui: &mut Ui, desk: &Desk<'_>, (project, outcome): (ProjectId, OutcomeId)) {
    let points = points_of(desk, project, outcome);
    let words = points.map_or_else(|| "–".to_owned(), wording::points);
    figure(ui, desk.theme, &words).on_hover_text("Points it adds to the score");
}

/// The points that an outcome adds to the score of a project; nothing where it is not rated.
pub(super) fn points_of(desk: &Desk<'_>, project: ProjectId, outcome: OutcomeId) -> Option<f64> {
    let ranked = desk.workspace.ranking().iter().find(|ranked| ranked.project == project)?;
    ranked.score.parts.iter().find(|part| part.outcome == outcome).map(|part| part.points)
}

fn confidence_ui(ui: &mut Ui, desk: &Desk<'_>, name: &str, confidence: Percent) -> Option<Percent> {
    let size = egui::vec2(64.0, ui.spacing().interact_size.y);
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let (response, typed) = ui
        .allocate_ui_with_layout(size, layout, |ui| {
            measured_field(ui, desk.theme, Some(confidence.percent()), "%", Percent::new)
        })
        .inner;
    let _named = response
        .accessible_name(format!("Confidence for {name}"))
        .on_hover_text("Confidence in percent");
    typed.flatten()
}

/// The levels of the ladder, each with what it means for this outcome.
fn level_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    (outcome, name): (OutcomeId, &str),
    chosen: Option<Level>,
) -> Option<Option<Level>> {
    let mut picked = None;
    let shown = level_word(desk.portfolio, chosen);
    let ink = if chosen.is_some() { desk.theme.text } else { desk.theme.text_muted };
    let response = ComboBox::from_id_salt("level")
        .selected_text(RichText::new(shown.as_str()).color(ink))
        .width(ui.available_width())
        .truncate()
        .icon(caret)
        .show_ui(ui, |ui| {
            for level in std::iter::once(None).chain(desk.portfolio.ladder.levels().map(Some)) {
                let choice =
                    ui.selectable_label(level == chosen, level_word(desk.portfolio, level));
                let meaning = meaning(desk.portfolio, outcome, level);
                let choice =
                    if meaning.is_empty() { choice } else { choice.on_hover_text(meaning) };
                if choice.clicked() && level != chosen {
                    picked = Some(level);
                }
            }
        })
        .response;
    response.widget_info(|| {
        let mut info =
            WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), format!("Level for {name}"));
        info.current_text_value = Some(shown.clone());
        info
    });
    picked
}

/// What a level is called; no level is "Unrated".
pub(super) fn level_word(portfolio: &Portfolio, level: Option<Level>) -> String {
    let rung = level.and_then(|level| portfolio.ladder.rung(level));
    rung.map_or_else(|| "Unrated".to_owned(), |rung| wording::printable(&rung.name))
}

/// What a level means for an outcome, in the outcome's own words where it has some, else in the ladder's.
pub(super) fn meaning(portfolio: &Portfolio, outcome: OutcomeId, level: Option<Level>) -> String {
    let Some(level) = level else { return "Nobody has rated it yet.".to_owned() };
    let own = portfolio.outcomes.get(&outcome).and_then(|outcome| outcome.statements.get(&level));
    let general = || portfolio.ladder.rung(level).map(|rung| &rung.note);
    own.or_else(general).map(|text| wording::printable(text)).unwrap_or_default()
}

/// The risks that threaten the project, and the groups that it belongs to.
pub(super) fn threats_ui(ui: &mut Ui, desk: &mut Desk<'_>, id: ProjectId) {
    let portfolio = desk.portfolio;
    let risks = portfolio.risks.iter().filter(|(_, risk)| risk.threatens.contains(&id));
    let groups = portfolio.groups.iter().filter(|(_, group)| group.members.contains(&id));
    let items: Vec<Item> = risks
        .map(|(&id, _)| Item::Risk(id))
        .chain(groups.map(|(&id, _)| Item::Group(id)))
        .collect();
    if items.is_empty() {
        muted(ui, desk.theme, "No risk threatens it, and it belongs to no group.");
    }
    for item in items {
        ui.horizontal(|ui| {
            ui.label(RichText::new(icons::of_item(item)).color(desk.theme.text_muted));
            item_link(ui, desk, item);
        });
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Id, Outcome, Weight};

    fn portfolio() -> Portfolio {
        let mut portfolio = Portfolio::titled("Test".parse().unwrap());
        for (number, (name, weight)) in
            [("Growth", 10.0), ("Safety", 40.0), ("Calm", 40.0)].into_iter().enumerate()
        {
            let outcome = Outcome::named(name.parse().unwrap(), Weight::new(weight).unwrap());
            portfolio.outcomes.insert(OutcomeId(Id::from_bits(number as u64)), Arc::new(outcome));
        }
        portfolio
    }

    #[test]
    fn the_heaviest_outcome_comes_first_and_ties_go_by_name() {
        let portfolio = portfolio();
        let order = in_weight_order(&portfolio, portfolio.outcomes.keys().copied());
        let names: Vec<&str> =
            order.iter().map(|id| portfolio.outcomes[id].name.as_str()).collect();
        assert_eq!(names, ["Calm", "Safety", "Growth"]);
    }

    #[test]
    fn a_level_means_what_the_outcome_says_and_else_what_the_ladder_says() {
        let mut portfolio = portfolio();
        let id = OutcomeId(Id::from_bits(0));
        let top = portfolio.ladder.levels().next_back().unwrap();
        let general = portfolio.ladder.rung(top).unwrap().note.to_string();
        assert_eq!(meaning(&portfolio, id, Some(top)), general);
        let outcome = Arc::make_mut(portfolio.outcomes.get_mut(&id).unwrap());
        outcome.statements.insert(top, "Sales double".parse().unwrap());
        assert_eq!(meaning(&portfolio, id, Some(top)), "Sales double");
        assert_eq!(meaning(&portfolio, id, None), "Nobody has rated it yet.");
        assert_eq!(level_word(&portfolio, None), "Unrated");
    }
}
