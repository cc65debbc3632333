//! Every field of a risk.

use egui::Ui;

use super::dependencies::other_projects;
use super::lines::maybe_estimate_rows;
use super::rows::{
    date_row, maybe_choice_row, percent_row, periods_row, person_row, put, text_row, title_row,
};
use super::{Desk, members_ui};
use crate::edit::{Edit, Record};
use crate::gui::widgets::section;
use crate::model::{Impact, Response, Risk, RiskId};
use crate::wording;

pub(super) fn risk_ui(ui: &mut Ui, desk: &mut Desk<'_>, id: RiskId) {
    let portfolio = desk.portfolio;
    let Some(risk) = portfolio.risks.get(&id) else { return };
    let theme = desk.theme;
    let mut next = Risk::clone(risk);
    put(&mut next.name, title_row(ui, theme, &risk.name));
    put(&mut next.cause, text_row(ui, theme, "Cause", &risk.cause));
    put(&mut next.event, text_row(ui, theme, "Event", &risk.event));
    put(&mut next.effect, text_row(ui, theme, "Effect", &risk.effect));
    put(&mut next.owner, person_row(ui, desk, "Owner", risk.owner));
    put(&mut next.review_on, date_row(ui, theme, "Review on", risk.review_on));
    section(ui, theme, "Projects it threatens", true, |ui| {
        let others = other_projects(desk, None);
        put(&mut next.threatens, members_ui(ui, desk, &risk.threatens, &others));
    });
    section(ui, theme, "As things stand", true, |ui| {
        next.impact = impact_ui(ui, desk, risk.impact);
    });
    section(ui, theme, "What is done about it", true, |ui| {
        let responses = (risk.response, Response::ALL.as_slice());
        put(
            &mut next.response,
            maybe_choice_row(ui, theme, "Response", responses, wording::response),
        );
        put(&mut next.response_note, text_row(ui, theme, "How", &risk.response_note));
    });
    section(ui, theme, "Once that is done", true, |ui| {
        next.residual = impact_ui(ui, desk, risk.residual);
    });
    if next != **risk {
        desk.requests.edit(Edit::Replace(Record::Risk(id, Box::new(next))));
    }
}

fn impact_ui(ui: &mut Ui, desk: &Desk<'_>, impact: Impact) -> Impact {
    let mut next = impact;
    put(&mut next.probability, percent_row(ui, desk.theme, "Probability", impact.probability));
    put(&mut next.money, maybe_estimate_rows(ui, desk, impact.money));
    put(
        &mut next.delay,
        periods_row(ui, desk.theme, ("Delays by", "periods"), impact.delay, 0..=600),
    );
    next
}
