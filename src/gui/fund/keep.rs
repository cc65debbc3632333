//! Keeping what was tried: as a scenario, in the scenario that is looked at, or in the portfolio itself.

use egui::{Key, RichText, TextEdit, Ui};

use super::view::{Desk, Fund};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, text};
use crate::gui::widgets::{divider, primary_button, quiet_button};
use crate::model::{BudgetId, Name, ScenarioId};
use crate::workspace::Request;

/// Shows the buttons, or the field for the name of the new scenario.
pub(super) fn keep_ui(ui: &mut Ui, fund: &mut Fund, desk: &mut Desk<'_>) {
    divider(ui, desk.theme);
    ui.spacing_mut().item_spacing.y = gap::TINY;
    ui.add_space(gap::TINY);
    let title = RichText::new("Tried out, kept nowhere yet");
    ui.label(title.font(font(text::SMALL, Heft::Medium)).color(desk.theme.accent));
    if fund.naming.is_some() {
        naming_ui(ui, fund, desk);
        return;
    }
    let trying = desk.trying().clone();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = gap::TINY;
        if trying.scenario.is_some()
            && trying.fits_scenario()
            && quiet_button(ui, "Keep in this scenario").clicked()
            && let Some(edit) = trying.kept_in_scenario(desk.portfolio)
        {
            desk.requests.edit(edit);
            desk.requests.push(Request::Try(Box::new(trying.settled())));
        }
        if trying.fits_scenario() && quiet_button(ui, "Keep as a scenario…").clicked() {
            fund.naming = Some(String::new());
        }
        if trying.spend.is_some()
            && quiet_button(ui, "Keep as a budget")
                .on_hover_text("Adds a budget for all money to the portfolio; undo takes it back.")
                .clicked()
            && let Some(edit) = trying.kept_as_budget(BudgetId(desk.requests.new_id()))
        {
            desk.requests.edit(edit);
            let next = crate::workspace::Trying { spend: None, ..trying.clone() };
            desk.requests.push(Request::Try(Box::new(next)));
        }
        if trying.scenario.is_none()
            && trying.spend.is_none()
            && quiet_button(ui, "Keep in the portfolio")
                .on_hover_text("Changes the budgets and capacities themselves; undo takes it back.")
                .clicked()
            && let Some(edit) = trying.kept_in_portfolio(desk.portfolio)
        {
            desk.requests.edit(edit);
            desk.requests.push(Request::Try(Box::new(trying.settled())));
        }
    });
}

fn naming_ui(ui: &mut Ui, fund: &mut Fund, desk: &mut Desk<'_>) {
    let Some(name) = &mut fund.naming else { return };
    let field = TextEdit::singleline(name)
        .hint_text(RichText::new("Name of the scenario").color(desk.theme.text_muted))
        .desired_width(f32::INFINITY)
        .margin(egui::vec2(8.0, 5.0));
    let response = ui.add(field).accessible_name("Name of the scenario");
    let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if !response.has_focus() && !is_entered && ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    let (mut is_done, mut is_over) = (is_entered, ui.input(|input| input.key_pressed(Key::Escape)));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap::TINY;
        is_done |= primary_button(ui, desk.theme, "Keep").clicked();
        is_over |= quiet_button(ui, "Cancel").clicked();
    });
    if let (true, Ok(name)) = (is_done, name.trim().parse::<Name>()) {
        let id = ScenarioId(desk.requests.new_id());
        let trying = desk.trying().clone();
        desk.requests.edit(trying.kept_as(desk.portfolio, id, &name));
        let next = crate::workspace::Trying { scenario: Some(id), ..trying.settled() };
        desk.requests.push(Request::Try(Box::new(next)));
        is_over = true;
    }
    if is_over {
        fund.naming = None;
    }
}
