//! Below the piles: what follows from the plan, one or several things side by side.

use std::collections::BTreeSet;

use egui::{
    Align, Button, Layout, Rect, RichText, Role, ScrollArea, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::frontier::frontier_ui;
use super::known::known_ui;
use super::prices::prices_ui;
use super::robust::robust_ui;
use super::scenarios::scenarios_ui;
use super::view::{Desk, Fund};
use super::why::why_ui;
use crate::gui::ring::follow_focus;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, text};
use crate::gui::widgets::muted;
use crate::model::Item;
use crate::workspace::{Request, Study, StudyOutcome, Topic};

/// Something that follows from the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pane {
    Frontier,
    Why,
    Prices,
    Robust,
    Scenarios,
}

impl Pane {
    pub(super) const ALL: [Self; 5] =
        [Self::Frontier, Self::Why, Self::Prices, Self::Robust, Self::Scenarios];

    fn name(self) -> &'static str {
        match self {
            Self::Frontier => "Frontier",
            Self::Why => "Why",
            Self::Prices => "Price of limits",
            Self::Robust => "Robust",
            Self::Scenarios => "Scenarios",
        }
    }

    fn says(self) -> &'static str {
        match self {
            Self::Frontier => "What each budget would bring, and where the plan of now stands",
            Self::Why => "Why the selected project is funded or not, and what it would take",
            Self::Prices => "What each limit costs in value",
            Self::Robust => {
                "Which projects are in whatever weights, ratings and costs turn out to be, and which depend on them"
            }
            Self::Scenarios => {
                "All scenarios side by side, and the plan that does least badly in all"
            }
        }
    }

    fn topic(self, desk: &Desk<'_>) -> Option<Topic> {
        Some(match self {
            Self::Frontier => Topic::Frontier,
            Self::Prices => Topic::Prices,
            Self::Robust => Topic::Robust,
            Self::Scenarios => Topic::Scenarios,
            Self::Why => match desk.workspace.selection().last() {
                Some(Item::Project(project)) => Topic::Why(project),
                _ => return None,
            },
        })
    }
}

/// From this width on, in points, one pane can be read.
const WIDTH_MIN: f32 = 360.0;

/// Shows the tabs, and as many panes as there is room for, those that were called last.
pub(super) fn panes_ui(ui: &mut Ui, fund: &mut Fund, desk: &mut Desk<'_>) {
    ui.set_min_height(ui.available_height());
    ui.spacing_mut().item_spacing.y = gap::TINY;
    let room = ((ui.available_width() / WIDTH_MIN).floor() as usize).clamp(1, 3);
    fund.room = room;
    let mut shown: Vec<Pane> = fund.panes.iter().rev().take(room).copied().collect();
    shown.sort_unstable();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap::TINY;
        for pane in Pane::ALL {
            tab_ui(ui, fund, desk, pane, shown.contains(&pane));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| working_ui(ui, desk));
    });
    let place = ui.available_rect_before_wrap();
    let count = shown.len().max(1) as f32;
    let width = (place.width() - gap::LARGE * (count - 1.0)) / count;
    for (number, pane) in shown.iter().enumerate() {
        let left = place.left() + number as f32 * (width + gap::LARGE);
        let rect = Rect::from_min_size(pos2(left, place.top()), vec2(width, place.height()));
        if number > 0 {
            let x = left - gap::LARGE * 0.5;
            let stroke = egui::Stroke::new(1.0, desk.theme.hairline);
            ui.painter().vline(x, rect.y_range(), stroke);
        }
        // Whatever a pane holds, it does not push the panel higher.
        let builder = UiBuilder::new().max_rect(rect).id_salt(pane.name());
        let mut child = ui.new_child(builder);
        child.set_clip_rect(rect.expand(2.0).intersect(ui.clip_rect()));
        pane_ui(&mut child, desk, *pane);
    }
    let wanted: BTreeSet<Topic> = shown.iter().filter_map(|pane| pane.topic(desk)).collect();
    want(desk, wanted);
}

/// Says what is looked at, where that is something else than before.
pub(super) fn want(desk: &mut Desk<'_>, wanted: BTreeSet<Topic>) {
    let is_plan = desk.workspace.funding().found().is_some();
    if is_plan && wanted != desk.asked {
        desk.asked.clone_from(&wanted);
        desk.requests.push(Request::Study(wanted));
    }
}

fn tab_ui(ui: &mut Ui, fund: &mut Fund, desk: &mut Desk<'_>, pane: Pane, is_on: bool) {
    let ink = if is_on { desk.theme.text } else { desk.theme.text_muted };
    let words = RichText::new(pane.name()).font(font(text::SMALL, Heft::Medium)).color(ink);
    let response = ui.add(Button::selectable(is_on, words).min_size(vec2(0.0, 24.0)));
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_on, pane.name()));
    if response.on_hover_text(pane.says()).clicked() {
        fund.panes.retain(|other| *other != pane);
        fund.panes.push(pane);
        if pane.topic(desk).is_some_and(|topic| desk.workspace.funding().has_given_up(topic)) {
            desk.requests.push(Request::Study(BTreeSet::new()));
        }
    }
}

fn working_ui(ui: &mut Ui, desk: &Desk<'_>) {
    let Some((topic, _)) = desk.workspace.funding().studying() else { return };
    let words = match topic {
        Topic::Conflicts => "Looking for what conflicts",
        Topic::Why(_) => "Finding out why",
        Topic::Frontier => "Drawing the frontier",
        Topic::Prices => "Pricing the limits",
        Topic::Robust => "Trying other weights",
        Topic::Scenarios => "Comparing the scenarios",
    };
    ui.label(RichText::new(words).size(text::SMALL).color(desk.theme.text_muted));
    ui.add(egui::Spinner::new().size(12.0).color(desk.theme.accent));
}

fn pane_ui(ui: &mut Ui, desk: &mut Desk<'_>, pane: Pane) {
    ui.spacing_mut().item_spacing.y = gap::TINY;
    let Some(topic) = pane.topic(desk) else {
        hint_ui(
            ui,
            desk,
            "Select a project to see why it is funded or not, and what it would take.",
        );
        return;
    };
    if pane == Pane::Robust {
        known_ui(ui, desk);
    }
    let workspace = desk.workspace;
    let Some((outcome, is_current)) = workspace.funding().study(topic) else {
        let is_stopped = workspace.funding().has_given_up(topic);
        let says = if is_stopped {
            "Stopped. Choose the tab to begin again."
        } else {
            "Being worked out…"
        };
        hint_ui(ui, desk, says);
        return;
    };
    if !is_current {
        ui.multiply_opacity(0.55);
    }
    study_ui(ui, desk, outcome);
}

fn study_ui(ui: &mut Ui, desk: &mut Desk<'_>, outcome: &StudyOutcome) {
    match outcome {
        Ok(Study::Frontier(frontier)) => frontier_ui(ui, desk, frontier),
        Ok(Study::Why(why)) => scrolled(ui, "why", |ui| why_ui(ui, desk, why)),
        Ok(Study::Robust(_, robust)) => scrolled(ui, "robust", |ui| robust_ui(ui, desk, robust)),
        Ok(Study::Prices(prices)) => scrolled(ui, "prices", |ui| prices_ui(ui, desk, prices)),
        Ok(Study::Scenarios(ids, table)) => scenarios_ui(ui, desk, (ids, table)),
        Ok(Study::Conflicts(_)) => {}
        Err(failure) => {
            let (title, says) = super::figures::failure_words(failure, desk.portfolio);
            hint_ui(ui, desk, &format!("{title}. {says}"));
        }
    }
}

fn scrolled(ui: &mut Ui, salt: &str, add: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().id_salt(salt).auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = gap::TINY;
        add(ui);
        ui.add_space(gap::SMALL);
        follow_focus(ui);
    });
}

fn hint_ui(ui: &mut Ui, desk: &Desk<'_>, words: &str) {
    ui.add_space(gap::MEDIUM);
    muted(ui, desk.theme, words);
}
