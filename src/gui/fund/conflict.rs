//! Where no plan keeps to all limits: what contradicts what, and the cheapest way out of each.

use std::collections::BTreeSet;

use egui::{Button, CornerRadius, Frame, Label, Margin, RichText, ScrollArea, Ui};

use super::figures::money;
use super::hand::force;
use super::panes::want;
use super::view::Desk;
use super::why::tried;
use crate::analysis::optimise::{Conflict, Conflicts, Constraint, Relaxation};
use crate::edit::Edit;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, icons, text};
use crate::gui::widgets::{heading, muted};
use crate::model::{Fte, Item};
use crate::wording::{self, printable};
use crate::workspace::funding_words::constraint_words;
use crate::workspace::{Study, Topic};

/// How wide the card is at most, in points.
const WIDTH: f32 = 620.0;

/// Shows the conflicts in place of the piles.
pub(super) fn conflict_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    want(desk, BTreeSet::from([Topic::Conflicts]));
    ScrollArea::vertical().id_salt("conflicts").auto_shrink([false, false]).show(ui, |ui| {
        ui.vertical_centered(|ui| {
            ui.set_max_width(WIDTH);
            ui.add_space(gap::LARGE);
            heading(ui, "No plan keeps to all limits");
            let workspace = desk.workspace;
            match workspace.funding().study(Topic::Conflicts) {
                Some((Ok(Study::Conflicts(conflicts)), _)) => {
                    conflicts_ui(ui, desk, conflicts);
                }
                Some((Err(failure), _)) => {
                    let (title, says) = super::figures::failure_words(failure, desk.portfolio);
                    muted(ui, desk.theme, &format!("{title}. {says}"));
                }
                _ => {
                    muted(ui, desk.theme, "Finding out which of them contradict each other…");
                    ui.add(egui::Spinner::new().size(16.0).color(desk.theme.accent));
                }
            }
        });
    });
}

fn conflicts_ui(ui: &mut Ui, desk: &mut Desk<'_>, conflicts: &Conflicts) {
    let count = conflicts.found.len();
    let says = match (count, conflicts.is_complete) {
        (0, _) => "What contradicts what was not found out in the time allowed.".to_owned(),
        (1, true) => "These limits contradict each other. Any one way out is enough.".to_owned(),
        (_, true) => {
            format!("There are {} conflicts. Each needs a way out.", wording::count(count))
        }
        (_, false) => {
            format!("At least {}. Each needs a way out.", wording::plural(count, "conflict"))
        }
    };
    muted(ui, desk.theme, &says);
    ui.add_space(gap::SMALL);
    for conflict in &conflicts.found {
        Frame::NONE
            .fill(desk.theme.surface)
            .stroke(egui::Stroke::new(1.0, desk.theme.hairline))
            .corner_radius(CornerRadius::same(8))
            .inner_margin(Margin::same(14))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                    card_ui(ui, desk, conflict);
                });
            });
        ui.add_space(gap::SMALL);
    }
}

fn card_ui(ui: &mut Ui, desk: &mut Desk<'_>, conflict: &Conflict) {
    let theme = desk.theme;
    ui.spacing_mut().item_spacing.y = gap::TINY;
    for constraint in &conflict.constraints {
        let words = printable(&constraint_words(desk.portfolio, *constraint));
        let words = format!("{}  {}", icons::FLAW, crate::gui::tips::capitalised(&words));
        ui.add(Label::new(RichText::new(words).font(font(text::BODY, Heft::Medium))).wrap());
    }
    ui.add_space(2.0);
    ui.label(RichText::new("Ways out, the least first").size(text::SMALL).color(theme.text_muted));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = gap::TINY;
        for relaxation in &conflict.relaxations {
            let words = way_out(desk, relaxation);
            let response = ui.add(Button::new(RichText::new(words).size(text::BODY)));
            if response.on_hover_text(says(relaxation)).clicked() {
                take(desk, relaxation);
            }
        }
    });
}

/// What a way out is called.
fn way_out(desk: &Desk<'_>, relaxation: &Relaxation) -> String {
    let limit = printable(&constraint_words(desk.portfolio, relaxation.constraint));
    let amount = relaxation.extra.map(|extra| match relaxation.constraint {
        Constraint::Role(_) => {
            let people = u32::try_from(extra).ok().and_then(Fte::from_hundredths);
            people.map_or_else(|| extra.to_string(), wording::fte)
        }
        _ => money(extra.into(), desk.portfolio.currency),
    });
    match (amount, relaxation.constraint) {
        (Some(amount), _) => format!("Try {amount} more of {limit}"),
        (None, Constraint::Forced(_, project)) => {
            format!("Leave “{}” to the calculation", desk.name(project))
        }
        (None, Constraint::Dependency(_)) => format!("Remove the rule: {limit}"),
        (None, Constraint::Group(_)) => format!("Remove the rule: {}", uncapitalised(&limit)),
        (None, _) => format!("Show {limit}"),
    }
}

/// The same within a sentence.
fn uncapitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn says(relaxation: &Relaxation) -> &'static str {
    match (relaxation.extra, relaxation.constraint) {
        (Some(_), Constraint::Budget(_) | Constraint::Role(_) | Constraint::Spend) => {
            "It is tried out; nothing is kept until you say so."
        }
        (None, Constraint::Forced(..) | Constraint::Dependency(_) | Constraint::Group(_)) => {
            "Changes the portfolio; undo takes it back."
        }
        _ => "Selects it, to be changed in the inspector.",
    }
}

fn take(desk: &mut Desk<'_>, relaxation: &Relaxation) {
    if let Some(next) = relaxation.extra.and_then(|extra| tried(desk, relaxation.constraint, extra))
    {
        desk.try_out(next);
        return;
    }
    match relaxation.constraint {
        Constraint::Forced(_, project) => force(desk, project, None),
        Constraint::Dependency(id) => desk.requests.edit(Edit::Remove(Item::Dependency(id))),
        Constraint::Group(id) => desk.requests.edit(Edit::Remove(Item::Group(id))),
        Constraint::Budget(id) | Constraint::BudgetPeriods(id) => {
            desk.requests.select(Item::Budget(id));
        }
        Constraint::Role(id) => desk.requests.select(Item::Role(id)),
        Constraint::Window(id) | Constraint::Uncosted(id) => {
            desk.requests.select(Item::Project(id));
        }
        Constraint::Spend => {}
    }
}
