//! Agreeing on the plan: first what is different from what was agreed before, then one step that can be undone.

use egui::{CornerRadius, Frame, Label, Margin, RichText, ScrollArea, Ui};

use super::figures::{money, proof_words, value_words};
use super::view::{Desk, Fund};
use crate::analysis::optimise::Plan;
use crate::edit::Edit;
use crate::gui::dialogs::modal;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, icons, radius, text};
use crate::gui::widgets::{heading, muted, primary_button, quiet_button};
use crate::model::{Portfolio, ProjectId};
use crate::wording::{self, plural};
use crate::workspace::{Found, Proof};

/// So many projects are named one by one.
const NAMES_MAX: usize = 60;

/// What a new plan makes different.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Differences {
    enters: Vec<ProjectId>,
    leaves: Vec<ProjectId>,
    /// Projects that are in both, but start at another time or in another part.
    moves: Vec<ProjectId>,
}

fn differences(portfolio: &Portfolio, plan: &Plan) -> Differences {
    let planned = plan.to_planned(portfolio);
    let mut differences = Differences::default();
    for (&project, new) in &planned {
        match portfolio.plan.get(&project) {
            None => differences.enters.push(project),
            Some(old) if old.start != new.start || old.funding != new.funding => {
                differences.moves.push(project);
            }
            Some(_) => {}
        }
    }
    let gone = portfolio.plan.keys().filter(|project| !planned.contains_key(project));
    differences.leaves = gone.copied().collect();
    differences
}

/// Shows the question while it is asked.
pub(super) fn agree_ui(ui: &Ui, fund: &mut Fund, desk: &mut Desk<'_>) {
    if !fund.is_agreeing {
        return;
    }
    let funding = desk.workspace.funding();
    let Some(best) = funding.found().filter(|best| best.is_plan()) else {
        fund.is_agreeing = false;
        return;
    };
    let is_under_way = funding.progress().is_some();
    let mut is_agreed = None;
    let shown = modal(desk.theme, "agree").show(ui.ctx(), |ui| {
        ui.set_width(520.0);
        is_agreed = inside_ui(ui, desk, best, is_under_way);
    });
    match is_agreed {
        Some(true) => {
            let plan = best.plan.to_planned(desk.portfolio);
            desk.requests.edit(Edit::Plan(plan));
            fund.is_agreeing = false;
        }
        Some(false) => fund.is_agreeing = false,
        None if shown.should_close() => fund.is_agreeing = false,
        None => {}
    }
}

fn inside_ui(ui: &mut Ui, desk: &Desk<'_>, found: &Found, is_under_way: bool) -> Option<bool> {
    let theme = desk.theme;
    ui.spacing_mut().item_spacing.y = gap::SMALL;
    heading(ui, "Agree on this plan?");
    let currency = found.portfolio.currency;
    let words = format!(
        "It funds {} for {}, worth {}.",
        plural(found.plan.funded.len(), "project"),
        money(found.cost, currency),
        value_words(found.trying.objective, found.value, currency)
    );
    ui.label(words);
    if found.proof != Proof::Proven {
        let (icon, words) = proof_words(found, is_under_way);
        ui.label(RichText::new(format!("{icon}  {words}.")).size(text::SMALL).color(theme.warning));
    }
    if found.trying.is_trying() || found.trying.scenario.is_some() {
        muted(
            ui,
            theme,
            "The plan was found with what is tried out or with a scenario. Only the plan is kept, not the budgets and capacities that it needs.",
        );
    }
    let differences = differences(desk.portfolio, &found.plan);
    let Differences { enters, leaves, moves } = &differences;
    let is_first = desk.portfolio.plan.is_empty();
    let is_same = differences == Differences::default();
    if is_first {
        muted(ui, theme, "Nothing was agreed before.");
    } else if is_same {
        muted(ui, theme, "It is the plan that was agreed already.");
    } else {
        list_ui(
            ui,
            desk,
            [
                (icons::UP, theme.good, "enters", enters),
                (icons::DOWN, theme.danger, "leaves", leaves),
                (icons::TURN, theme.text_muted, "starts at another time or in another part", moves),
            ],
        );
    }
    ui.add_space(gap::TINY);
    let mut is_agreed = None;
    ui.horizontal(|ui| {
        ui.add_enabled_ui(!is_same, |ui| {
            if primary_button(ui, theme, "Agree").clicked() {
                is_agreed = Some(true);
            }
        });
        if quiet_button(ui, "Cancel").clicked() {
            is_agreed = Some(false);
        }
    });
    is_agreed
}

type Line<'a> = (&'static str, egui::Color32, &'static str, &'a Vec<ProjectId>);

fn list_ui(ui: &mut Ui, desk: &Desk<'_>, parts: [Line<'_>; 3]) {
    let count = |part: &Line<'_>| part.3.len();
    let words: Vec<String> = parts
        .iter()
        .filter(|part| count(part) > 0)
        .map(|part| format!("{} {}", wording::count(count(part)), several(part.2, count(part))))
        .collect();
    ui.label(RichText::new(wording::list_of(&words, 3)).font(font(text::BODY, Heft::Medium)));
    let frame = Frame::NONE
        .fill(desk.theme.field)
        .corner_radius(CornerRadius::same(radius::CARD))
        .inner_margin(Margin::symmetric(12, 8));
    frame.show(ui, |ui| {
        ScrollArea::vertical().max_height(240.0).auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (icon, ink, _, projects) in parts {
                names_ui(ui, desk.theme, desk, (icon, ink, projects));
            }
        });
    });
}

/// The word for one or for several of them.
fn several(word: &str, count: usize) -> String {
    if count == 1 {
        return word.to_owned();
    }
    match word.split_once(' ') {
        None => word.trim_end_matches('s').to_owned(),
        Some((first, rest)) => format!("{} {rest}", first.trim_end_matches('s')),
    }
}

fn names_ui(
    ui: &mut Ui,
    theme: &Theme,
    desk: &Desk<'_>,
    (icon, ink, projects): (&str, egui::Color32, &[ProjectId]),
) {
    for &project in projects.iter().take(NAMES_MAX) {
        ui.horizontal(|ui| {
            ui.label(RichText::new(icon).size(text::SMALL).color(ink));
            ui.add(Label::new(RichText::new(desk.name(project)).size(text::BODY)).truncate());
        });
    }
    let more = projects.len().saturating_sub(NAMES_MAX);
    if more > 0 {
        muted(ui, theme, &format!("and {} more", plural(more, "project")));
    }
}

#[cfg(test)]
mod tests {
    use super::several;

    #[test]
    fn words_agree_with_their_number() {
        assert_eq!(several("enters", 1), "enters");
        assert_eq!(several("leaves", 2), "leave");
        assert_eq!(several("starts at another time", 3), "start at another time");
    }
}
