//! Above the piles: what the plan comes to, how sure it is, and what it is looked for by.

use egui::{
    Align, Button, ComboBox, Label, Layout, Response, RichText, Role, Ui, WidgetInfo, vec2,
};

use super::figures::{cost_words, money, proof_words, value_words};
use super::view::{Desk, Fund};
use crate::analysis::optimise::{Objective, When};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, icons, text};
use crate::gui::widgets::{caret, icon_button, primary_button};
use crate::model::Percent;
use crate::wording;
use crate::workspace::{Command, Found, Proof, Request, Trying};

/// From this width on, in points, the switches stand beside the count.
const WIDTH_FOR_SWITCHES: f32 = 660.0;
const LINE_HEIGHT: f32 = 30.0;
/// The room that a dot takes with what is left free on both sides, in points.
const DOT_ROOM: f32 = 24.0;
/// As high as the button that stops the search, so that nothing moves when it comes and goes.
const PROOF_HEIGHT: f32 = 28.0;

/// Shows all of it.
pub(super) fn head_ui(ui: &mut Ui, fund: &mut Fund, desk: &mut Desk<'_>) {
    ui.spacing_mut().item_spacing.y = gap::TINY;
    let is_wide = ui.available_width() >= WIDTH_FOR_SWITCHES;
    let size = vec2(ui.available_width(), LINE_HEIGHT);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.set_min_height(LINE_HEIGHT);
        agree_button_ui(ui, desk);
        if is_wide {
            ui.add_space(gap::TINY);
            when_ui(ui, desk);
            objective_ui(ui, fund, desk);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| count_ui(ui, desk));
    });
    let line = vec2(ui.available_width(), PROOF_HEIGHT);
    let wrapped = Layout::left_to_right(Align::Center).with_main_wrap(true);
    ui.allocate_ui_with_layout(line, wrapped, |ui| {
        ui.set_min_height(PROOF_HEIGHT);
        ui.spacing_mut().item_spacing.y = 0.0;
        proof_ui(ui, desk);
    });
    if !is_wide {
        ui.add_space(gap::TINY);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_height(LINE_HEIGHT);
            objective_ui(ui, fund, desk);
            when_ui(ui, desk);
        });
    }
}

fn agree_button_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    let Some(info) = Command::AgreeOnPlan.info() else { return };
    let is_plan = desk.workspace.funding().found().is_some_and(Found::is_plan);
    ui.add_enabled_ui(is_plan, |ui| {
        let response = primary_button(ui, desk.theme, info.name);
        if response.on_hover_text(info.says).clicked() {
            desk.requests.run(Command::AgreeOnPlan);
        }
    });
}

fn count_ui(ui: &mut Ui, desk: &Desk<'_>) {
    let funding = desk.workspace.funding();
    let Some(found) = funding.found() else {
        ui.label(RichText::new("Fund").font(font(text::HEADING, Heft::SemiBold)));
        return;
    };
    let words = format!(
        "{} of {} funded",
        wording::count(found.plan.funded.len()),
        wording::count(found.open_count)
    );
    let words = RichText::new(words).font(font(text::HEADING, Heft::SemiBold));
    ui.add(Label::new(words).truncate());
}

/// How sure the plan is, with the work that is under way, and what it comes to.
fn proof_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    let theme = desk.theme;
    let funding = desk.workspace.funding();
    ui.spacing_mut().item_spacing.x = gap::SMALL;
    let progress = funding.progress();
    let Some(found) = funding.found() else {
        if progress.is_some() {
            ui.add(egui::Spinner::new().size(12.0).color(theme.accent));
            ui.label(
                RichText::new("Looking for the best plan")
                    .size(text::SMALL)
                    .color(theme.text_muted),
            );
        }
        return;
    };
    let (icon, words) = proof_words(found, progress.is_some());
    let ink = proof_ink(theme, found);
    ui.label(
        RichText::new(format!("{icon}  {words}"))
            .font(font(text::SMALL, Heft::SemiBold))
            .color(ink),
    )
    .on_hover_text(proof_says(found));
    if progress.is_some() {
        ui.add(egui::Spinner::new().size(12.0).color(theme.accent));
        if icon_button(ui, icons::CLOSE, "Stop looking for a better plan").clicked() {
            desk.requests.push(Request::StopFunding);
        }
    }
    if !found.is_plan() {
        return;
    }
    let currency = found.portfolio.currency;
    let objective = found.trying.objective;
    let value = value_words(objective, found.value, currency);
    let all = found.all_value();
    let share = if all > 0 { found.value as f64 / all as f64 * 100.0 } else { 0.0 };
    let words = match objective {
        Objective::Score if all > 0 => {
            format!("{value}, {}\u{202f}% of all there is", wording::decimal(share, 0))
        }
        _ => value,
    };
    let figure = |words: String| RichText::new(words).size(text::SMALL).color(theme.text);
    dotted(ui, theme, figure(words));
    dotted(ui, theme, figure(cost_words(found)));
    waterline_ui(ui, theme, found);
}

/// Words with a dot between them and what stands before them; on the next line as a whole, without the dot, where there is
/// no room.
fn dotted(ui: &mut Ui, theme: &Theme, words: RichText) -> Response {
    let small = font(text::SMALL, Heft::Regular);
    let width = ui.painter().layout_no_wrap(words.text().to_owned(), small, theme.text).size().x;
    if width + DOT_ROOM < ui.available_size_before_wrap().x {
        ui.label(RichText::new("·").size(text::SMALL).color(theme.text_muted));
    }
    let fits = width < ui.max_rect().width();
    ui.add(if fits { Label::new(words).extend() } else { Label::new(words).truncate() })
}

/// What going down the ranking would give away.
fn waterline_ui(ui: &mut Ui, theme: &Theme, found: &Found) {
    let lost = found.value - found.waterline.value;
    if lost <= 0 || !found.is_plan() || found.proof == Proof::Quick {
        return;
    }
    let currency = found.portfolio.currency;
    let words = format!(
        "the ranking alone would give away {}",
        value_words(found.trying.objective, lost, currency)
    );
    let says = format!(
        "Going down the ranking and leaving out what does not fit funds {} for {}, worth {}.",
        wording::plural(found.waterline.plan.funded.len(), "project"),
        money(found.waterline.cost, currency),
        value_words(found.trying.objective, found.waterline.value, currency)
    );
    let words = RichText::new(words).size(text::SMALL).color(theme.text_muted);
    dotted(ui, theme, words).on_hover_text(says);
}

fn proof_ink(theme: &Theme, found: &Found) -> egui::Color32 {
    match found.proof {
        Proof::Proven => theme.good,
        Proof::Impossible => theme.danger,
        Proof::Best => theme.accent,
        Proof::Quick | Proof::Unknown => theme.text_muted,
    }
}

fn proof_says(found: &Found) -> &'static str {
    match found.proof {
        Proof::Proven => {
            "Every other plan that keeps to all limits is worth no more. Among equals it is the cheapest, then the one with earlier projects."
        }
        Proof::Best => {
            "The best plan found so far. The figure says how much a better one could bring at most; the search goes on until it is proven or stopped."
        }
        Proof::Quick => {
            "From going down the ranking and leaving out what does not fit. The search for a better plan follows."
        }
        Proof::Impossible => {
            "The limits contradict each other: no choice of projects keeps to all of them."
        }
        Proof::Unknown => "No plan was found in the time allowed, and none was excluded.",
    }
}

fn objective_ui(ui: &mut Ui, fund: &mut Fund, desk: &mut Desk<'_>) {
    let trying = desk.trying().clone();
    let half = Percent::new(50.0).unwrap_or(Percent::ALL);
    let word = |objective: Objective| match objective {
        Objective::Score => "Score".to_owned(),
        Objective::Npv => "Net present value".to_owned(),
        Objective::Blend { score_share } => {
            format!("Blend, {} score", wording::percent(score_share))
        }
    };
    let shown = word(trying.objective);
    let mut picked = None;
    let response = ComboBox::from_id_salt("objective")
        .selected_text(shown.as_str())
        .width(116.0)
        .icon(caret)
        .show_ui(ui, |ui| {
            for objective in
                [Objective::Score, Objective::Npv, Objective::Blend { score_share: half }]
            {
                let is_on =
                    std::mem::discriminant(&objective) == std::mem::discriminant(&trying.objective);
                let name = match objective {
                    Objective::Blend { .. } => "Blend of both".to_owned(),
                    other => word(other),
                };
                if ui.selectable_label(is_on, name).clicked() && !is_on {
                    picked = Some(objective);
                }
            }
            if let Objective::Blend { score_share } = trying.objective {
                let mut share = *fund.blend.get_or_insert(score_share.percent());
                let slider =
                    egui::Slider::new(&mut share, 0.0..=100.0).integer().suffix(" % score");
                let response = ui.add(slider).accessible_name("Share of the score");
                fund.blend = Some(share);
                if response.drag_stopped() || (response.changed() && !response.dragged()) {
                    picked = Percent::new(share)
                        .ok()
                        .map(|score_share| Objective::Blend { score_share });
                }
            }
        })
        .response;
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, true, "Choose by");
        info.current_text_value = Some(shown.clone());
        info
    });
    response.on_hover_text("What the plan is to have as much of as possible");
    if let Some(objective) = picked {
        desk.requests.push(Request::Try(Box::new(Trying { objective, ..trying })));
    }
}

fn when_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    let trying = desk.trying().clone();
    ui.spacing_mut().item_spacing.x = gap::TINY;
    for (when, word, says) in [
        (
            When::Earliest,
            "What only",
            "Only what is funded is decided; every project starts as soon as it may",
        ),
        (When::Chosen, "What and when", "What is funded and when it starts are decided together"),
    ] {
        let is_on = trying.when == when;
        let ink = if is_on { desk.theme.text } else { desk.theme.text_muted };
        let words = RichText::new(word).size(text::SMALL).color(ink);
        let response = ui.add(Button::selectable(is_on, words).min_size(vec2(0.0, 26.0)));
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, word));
        if response.on_hover_text(says).clicked() && !is_on {
            desk.requests.push(Request::Try(Box::new(Trying { when, ..trying.clone() })));
        }
    }
}
