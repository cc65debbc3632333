//! The page as a whole: asks for the futures, shows how far they are, and then what they say.

use egui::{Rect, RichText, Ui, pos2, vec2};

use super::by_project::projects_ui;
use super::curve::{Curve, curve_ui};
use super::odds::odds_ui;
use super::tornado::{Order, tornado_ui};
use crate::analysis::finance::chance::Simulation;
use crate::gui::desk::Desk;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, text};
use crate::gui::value::view::Shown;
use crate::gui::widgets::{bar, heading, muted, primary_button, quiet_button, switch};
use crate::wording;
use crate::workspace::{Drawn, Futures, Request};

/// So many futures are drawn.
const RUNS: usize = 20_000;
/// From this width on curve and bars stand side by side.
const WIDTH_SIDE_BY_SIDE: f32 = 700.0;

/// What stands beside the curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Beside {
    /// Which inputs move the whole.
    #[default]
    Moves,
    /// What it would be worth to know each input.
    Knowing,
    /// What chance makes of each project.
    Projects,
}

/// What is kept between frames.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::gui::value) struct Chance {
    curve: Curve,
    beside: Beside,
}

/// Shows what is known; asks for what is not.
pub(in crate::gui::value) fn chance_ui(
    ui: &mut Ui,
    chance: &mut Chance,
    desk: &mut Desk<'_>,
    shown: &Shown,
) {
    let futures = Futures { choice: shown.choice.clone(), runs: RUNS };
    match desk.workspace.drawn(&futures) {
        Drawn::All(found) => found_ui(ui, chance, desk, (shown, found)),
        Drawn::UnderWay(permille) => under_way_ui(ui, desk, permille),
        Drawn::Stopped => stopped_ui(ui, desk, futures),
        Drawn::Nothing => {
            desk.requests.push(Request::Simulate(Box::new(futures)));
            under_way_ui(ui, desk, 0);
        }
    }
}

fn under_way_ui(ui: &mut Ui, desk: &mut Desk<'_>, permille: u32) {
    ui.vertical_centered(|ui| {
        ui.set_max_width(320.0);
        ui.add_space(ui.available_height() * 0.3);
        heading(ui, &format!("Drawing {} futures", wording::count(RUNS)));
        ui.add_space(gap::SMALL);
        let _bar = bar(ui, desk.theme, f64::from(permille) / 1000.0, desk.theme.accent);
        ui.add_space(gap::SMALL);
        if quiet_button(ui, "Stop").clicked() {
            desk.requests.push(Request::StopSimulating);
        }
    });
    // Progress comes without a call.
    ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
}

fn stopped_ui(ui: &mut Ui, desk: &mut Desk<'_>, futures: Futures) {
    ui.vertical_centered(|ui| {
        ui.set_max_width(320.0);
        ui.add_space(ui.available_height() * 0.3);
        heading(ui, "Stopped");
        muted(ui, desk.theme, "The futures of these projects have not been drawn to the end.");
        ui.add_space(gap::SMALL);
        if primary_button(ui, desk.theme, "Draw them").clicked() {
            desk.requests.push(Request::Simulate(Box::new(futures)));
        }
    });
}

fn found_ui(
    ui: &mut Ui,
    chance: &mut Chance,
    desk: &mut Desk<'_>,
    (shown, found): (&Shown, &Simulation),
) {
    odds_ui(ui, desk, found);
    muted(ui, desk.theme, &told(desk, found));
    ui.add_space(gap::SMALL);
    let room = ui.available_rect_before_wrap();
    let (one, other) = if room.width() >= WIDTH_SIDE_BY_SIDE {
        let half = (room.width() - gap::LARGE) * 0.5;
        let left = Rect::from_min_size(room.min, vec2(half, room.height()));
        let right = Rect::from_min_size(pos2(left.right() + gap::LARGE, room.top()), left.size());
        (left, right)
    } else {
        let upper = Rect::from_min_size(room.min, vec2(room.width(), room.height() * 0.55));
        let lower = Rect::from_min_max(pos2(room.left(), upper.bottom() + gap::MEDIUM), room.max);
        (upper, lower)
    };
    let within = |rect| egui::UiBuilder::new().max_rect(rect);
    ui.scope_builder(within(one), |ui| curve_ui(ui, &mut chance.curve, desk, (shown, found)));
    ui.scope_builder(within(other), |ui| beside_ui(ui, &mut chance.beside, desk, found));
}

/// How it was drawn, and what could not be.
fn told(desk: &Desk<'_>, found: &Simulation) -> String {
    let mut words = format!(
        "{} futures, seed 1. Estimates are drawn by their spread, risks happen or not, and what projects share goes wrong together.",
        wording::count(found.runs)
    );
    if desk.portfolio.discount_rate.is_none() {
        words.push_str(" There is no rate of discount, so nothing is discounted.");
    }
    if !found.risks_left_out.is_empty() {
        let left_out = wording::plural(found.risks_left_out.len(), "risk");
        words = format!("{words} {left_out} without probability or project: in no figure.");
    }
    if !found.squeezed.is_empty() {
        let squeezed = wording::plural(found.squeezed.len(), "project");
        words = format!(
            "{words} Causes of {squeezed} come to over 100\u{202f}% and were taken weaker."
        );
    }
    words
}

fn beside_ui(ui: &mut Ui, beside: &mut Beside, desk: &mut Desk<'_>, found: &Simulation) {
    let choices = [
        (Beside::Moves, "What moves it", "Which inputs move what all is worth today"),
        (Beside::Knowing, "Worth knowing", "What it would be worth to know each input beforehand"),
        (Beside::Projects, "By project", "What chance makes of each project"),
    ];
    if let Some(chosen) = switch(ui, desk.theme, *beside, &choices) {
        *beside = chosen;
    }
    ui.add_space(gap::TINY);
    match beside {
        Beside::Moves => tornado_ui(ui, desk, found, Order::Moves),
        Beside::Knowing => tornado_ui(ui, desk, found, Order::Knowing),
        Beside::Projects => projects_ui(ui, desk, found),
    }
}

/// A line above the bars that says what they show.
pub(super) fn caption_ui(ui: &mut Ui, desk: &Desk<'_>, words: &str) {
    let words = RichText::new(words).font(font(text::SMALL, Heft::Regular));
    ui.label(words.color(desk.theme.text_muted));
    ui.add_space(gap::TINY);
}
