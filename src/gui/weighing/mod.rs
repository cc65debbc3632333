//! Where the weights come from: stated, held against the best swing, put in order, or compared two at a time.

mod figures;
mod order;
mod pairs;
mod result;
mod scales;

pub(crate) use scales::Scales;

use std::sync::Arc;

use egui::{Button, Layout, RichText, Role, ScrollArea, Ui, WidgetInfo, vec2};

use super::dialogs::modal;
use super::requests::Requests;
use super::theme::fonts::{Heft, font};
use super::theme::{Theme, gap, text};
use super::widgets::{divider, heading, muted, primary_button, quiet_button};
use crate::gui::ring::follow_focus;
use crate::model::{Portfolio, WeightsBy};

/// What every part of the sheet needs.
struct Desk<'a> {
    theme: &'a Theme,
    portfolio: &'a Portfolio,
    requests: &'a mut Requests,
}

/// The ways in the order in which they are offered, and what each is good for.
const WAYS: [(WeightsBy, &str, &str); 4] = [
    (
        WeightsBy::Direct,
        "Direct",
        "Give each outcome its part of 100. Quick, and good where people already agree.",
    ),
    (
        WeightsBy::Swing,
        "Swing",
        "Imagine every outcome at its lowest level. The one you would lift to the highest first has 100 points; give the others what their \
         lift is worth beside that.",
    ),
    (
        WeightsBy::RankOrder,
        "Order",
        "Only put them in order, the most important first. The weights are the middle of all that keep this order.",
    ),
    (
        WeightsBy::Pairwise,
        "Two at a time",
        "Compare two outcomes at a time. Stop as soon as everything hangs together; more answers show how far they contradict each other.",
    ),
];

const WIDTH: f32 = 860.0;
const RESULT_WIDTH: f32 = 300.0;

/// Shows the sheet until it is closed; whether it is.
pub(crate) fn weighing_ui(
    ui: &Ui,
    theme: &Theme,
    scales: &mut Scales,
    portfolio: &Arc<Portfolio>,
    requests: &mut Requests,
) -> bool {
    let room = ui.ctx().content_rect();
    let height = (room.height() - 220.0).clamp(220.0, 520.0);
    scales.follow(portfolio);
    if std::mem::take(&mut scales.is_fresh) {
        // Keys are for the sheet now, not for the map below.
        ui.ctx().memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused);
            }
        });
    }
    let mut desk = Desk { theme, portfolio, requests };
    let shown = modal(theme, "weighing").show(ui.ctx(), |ui| {
        ui.set_width((room.width() - 120.0).clamp(480.0, WIDTH));
        heading(ui, "Where the weights come from");
        ui.add_space(gap::SMALL);
        ways_ui(ui, theme, scales);
        ui.add_space(gap::TINY);
        let says =
            WAYS.iter().find(|(way, _, _)| *way == scales.way).map_or("", |(_, _, says)| says);
        muted(ui, theme, says);
        ui.add_space(gap::SMALL);
        divider(ui, theme);
        let is_empty = scales.outcomes.len() < 2;
        if is_empty {
            ui.add_space(gap::LARGE);
            muted(
                ui,
                theme,
                "There must be at least two outcomes to weigh them against each other.",
            );
            ui.add_space(gap::LARGE);
            return quiet_button(ui, "Close").clicked();
        }
        let found = scales.found();
        let found = found.as_ref();
        let result = |ui: &mut Ui| result::result_ui(ui, (theme, portfolio), found);
        sides_ui(ui, height, |ui| asked_ui(ui, &mut desk, scales), result);
        ui.add_space(gap::MEDIUM);
        end_ui(ui, &mut desk, scales, found)
    });
    shown.should_close() || shown.inner
}

/// What is asked at the left, what follows at the right.
fn sides_ui(ui: &mut Ui, height: f32, asked: impl FnOnce(&mut Ui), result: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let width = ui.available_width() - RESULT_WIDTH - gap::LARGE;
        side_ui(ui, "asked", vec2(width, height), asked);
        ui.add_space(gap::LARGE);
        side_ui(ui, "found", vec2(RESULT_WIDTH, height), result);
    });
}

fn side_ui(ui: &mut Ui, salt: &str, size: egui::Vec2, add: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(size, Layout::top_down(egui::Align::Min), |ui| {
        ui.set_min_size(size);
        ui.spacing_mut().item_spacing.x = gap::SMALL;
        ScrollArea::vertical().id_salt(salt).auto_shrink([false, false]).show(ui, |ui| {
            ui.add_space(gap::SMALL);
            add(ui);
            follow_focus(ui);
        });
    });
}

fn asked_ui(ui: &mut Ui, desk: &mut Desk<'_>, scales: &mut Scales) {
    match scales.way {
        WeightsBy::Direct | WeightsBy::Swing => figures::figures_ui(ui, desk, scales),
        WeightsBy::RankOrder => order::order_ui(ui, desk, scales),
        WeightsBy::Pairwise => pairs::pairs_ui(ui, desk, scales),
    }
}

fn ways_ui(ui: &mut Ui, theme: &Theme, scales: &mut Scales) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap::TINY;
        let width = (ui.available_width() - 3.0 * gap::TINY) / 4.0;
        for (way, name, _) in WAYS {
            let is_on = scales.way == way;
            let ink = if is_on { theme.accent } else { theme.text };
            let words = RichText::new(name).font(font(text::BODY, Heft::Medium)).color(ink);
            let response = ui.add(Button::selectable(is_on, words).min_size(vec2(width, 32.0)));
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, name));
            if response.clicked() {
                scales.way = way;
            }
        }
    });
}

/// The way out at the bottom; whether it was taken.
fn end_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    scales: &Scales,
    found: Result<&scales::Found, &String>,
) -> bool {
    ui.horizontal(|ui| {
        let edit = found.ok().and_then(|found| scales.edit(desk.portfolio, found));
        let use_them = ui
            .add_enabled_ui(edit.is_some(), |ui| {
                primary_button(ui, desk.theme, "Use these weights")
            })
            .inner;
        let is_used = use_them
            .on_disabled_hover_text(
                "They are what the portfolio has already, or there are none yet.",
            )
            .clicked();
        if let (true, Some(edit)) = (is_used, edit) {
            desk.requests.edit(edit);
        }
        let is_closed = quiet_button(ui, "Close").clicked();
        if scales.way == WeightsBy::Pairwise {
            muted(
                ui,
                desk.theme,
                "Answers are kept as they are given; the weights change only when you use them.",
            );
        }
        is_used || is_closed
    })
    .inner
}
