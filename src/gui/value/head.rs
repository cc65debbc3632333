//! Above the charts: which page, whose value, and how figures in doubt are taken.

use egui::{Align, Layout, RichText, Ui, vec2};

use super::view::{Page, Value, Whose};
use crate::analysis::finance::Outlook;
use crate::gui::desk::Desk;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, text};
use crate::gui::widgets::switch;

/// The title and the pages, with whose value it is at the right; below that what can be chosen.
pub(super) fn head_ui(ui: &mut Ui, view: &mut Value, desk: &Desk<'_>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(gap::MEDIUM, gap::SMALL);
        ui.label(RichText::new("Value").font(font(text::BODY, Heft::SemiBold)));
        let pages = [
            (Page::Cash, "Cash flow", "What each period takes and brings"),
            (Page::Chance, "Uncertainty", "What chance makes of it: S-curve and tornado"),
            (Page::Ownership, "Cost of ownership", "What it costs to have it, part by part"),
            (Page::Measures, "Measures", "Where measures stand, against what was meant"),
            (
                Page::Promises,
                "Promises",
                "What was promised of outcomes, and how much of it is there",
            ),
        ];
        if let Some(page) = switch(ui, desk.theme, view.page, &pages) {
            view.page = page;
        }
    });
    if view.page.is_of_projects() {
        ui.add_space(gap::TINY);
        ui.horizontal_wrapped(|ui| choices_ui(ui, view, desk));
    }
}

fn choices_ui(ui: &mut Ui, view: &mut Value, desk: &Desk<'_>) {
    ui.spacing_mut().item_spacing = vec2(gap::MEDIUM, gap::SMALL);
    let mut whose = vec![
        (
            Whose::Selected,
            "Selected",
            "The selected projects; all open ones while none is selected",
        ),
        (Whose::Open, "All open", "All projects that are neither done nor cancelled"),
    ];
    if !desk.portfolio.plan.is_empty() {
        whose.push((Whose::Agreed, "Agreed plan", "The projects of the plan that was agreed"));
    }
    if let Some(chosen) = switch(ui, desk.theme, view.whose, &whose) {
        view.whose = chosen;
    }
    // Chance takes every figure as its spread has it.
    if view.page != Page::Chance {
        let outlooks = [
            (Outlook::Worst, "Worst", "Every cost high and every benefit low, all at once"),
            (Outlook::Likely, "Likely", "Everything as it is most likely"),
            (Outlook::Mean, "Mean", "The mean of every estimate, as its spread has it"),
            (Outlook::Best, "Best", "Every cost low and every benefit high, all at once"),
        ];
        if let Some(outlook) = switch(ui, desk.theme, view.outlook(), &outlooks) {
            view.outlook = Some(outlook);
        }
    }
    let Some(shown) = &view.shown else { return };
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        let words = RichText::new(&shown.name).font(font(text::SMALL, Heft::Medium));
        ui.add(egui::Label::new(words.color(desk.theme.text_muted)).truncate());
    });
}
