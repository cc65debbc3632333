//! What is taken as known, where it is asked what holds whatever comes: three choices above the answer.

use egui::{ComboBox, Role, Ui, WidgetInfo};

use super::view::Desk;
use crate::analysis::optimise::robust::{CostsKnown, Known, RatingsKnown, WeightsKnown};
use crate::gui::theme::{gap, text};
use crate::gui::widgets::caret;
use crate::workspace::Request;

/// What can be chosen: its words, and what they mean.
type Choice<T> = (T, &'static str, &'static str);

const WEIGHTS: [Choice<WeightsKnown>; 3] = [
    (
        WeightsKnown::Order,
        "Weights: their order",
        "The order of the weights is right; how much each counts is open",
    ),
    (
        WeightsKnown::Ranges,
        "Weights: ranges",
        "Each weight is somewhere in the range that people agree on; where nobody has given one, it is the agreed weight",
    ),
    (WeightsKnown::Nothing, "Weights: nothing", "Any weights are possible"),
];

const RATINGS: [Choice<RatingsKnown>; 3] = [
    (
        RatingsKnown::Agreed,
        "Ratings: as agreed",
        "Every rating is right; what nobody has rated counts nothing",
    ),
    (
        RatingsKnown::Open,
        "Ratings: gaps open",
        "What is linked to an outcome and not rated may be on any level",
    ),
    (
        RatingsKnown::OneStep,
        "Ratings: one level off",
        "Every rating may be one level off; what is not rated may be on any level",
    ),
];

const COSTS: [Choice<CostsKnown>; 2] = [
    (CostsKnown::Likely, "Costs: most likely", "Every cost is what is most likely"),
    (
        CostsKnown::Ranges,
        "Costs: low to high",
        "Every cost may be anything from its low to its high",
    ),
];

/// Shows the choices, and asks for another answer where one is made.
pub(super) fn known_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    let Some(now) = desk.workspace.funding().taken_as_known() else { return };
    let mut next: Known = now;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(gap::TINY, gap::TINY);
        choice_ui(ui, "Known of weights", &mut next.weights, &WEIGHTS);
        choice_ui(ui, "Known of ratings", &mut next.ratings, &RATINGS);
        choice_ui(ui, "Known of costs", &mut next.costs, &COSTS);
    });
    if next != now {
        desk.requests.push(Request::TakeAsKnown(next));
    }
}

fn choice_ui<T: Copy + PartialEq>(ui: &mut Ui, name: &str, now: &mut T, choices: &[Choice<T>]) {
    let shown = choices.iter().find(|(choice, ..)| choice == now);
    let (words, says) = shown.map_or(("", ""), |(_, words, says)| (*words, *says));
    let shown = egui::RichText::new(words).size(text::SMALL);
    let response = ComboBox::from_id_salt(name)
        .selected_text(shown)
        .width(124.0)
        .icon(caret)
        .show_ui(ui, |ui| {
            for (choice, words, says) in choices {
                ui.selectable_value(now, *choice, *words).on_hover_text(*says);
            }
        })
        .response;
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, true, name);
        info.current_text_value = Some(words.to_owned());
        info
    });
    response.on_hover_text(says);
}
