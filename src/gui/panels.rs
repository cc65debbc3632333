//! Which panel stands where. They are drawn in the order in which the keyboard goes through them: bar, views, what is
//! looked at, inspector, problems, foot.

use std::ops::RangeInclusive;

use egui::{CentralPanel, Color32, Frame, Margin, Panel, Rect, Ui, UiBuilder};

use super::canvas::canvas_ui;
use super::fund::fund_ui;
use super::inspector::inspector_ui;
use super::menus::bar_ui;
use super::parts::Part;
use super::problems::problems_ui;
use super::rail::rail_ui;
use super::rank::rank_ui;
use super::requests::Requests;
use super::shell::{Showing, Window, is_empty};
use super::start::start_ui;
use super::status::status_ui;
use super::switched::Switches;
use super::table::table_ui;
use super::theme::{Theme, gap};
use super::tradeoffs::tradeoffs_ui;
use super::value::value_ui;
use super::widgets::{heading, muted, primary_button, quiet_button};
use crate::workspace::{Command, View};

/// How wide the rail is, in points.
const RAIL_WIDTH: f32 = 124.0;
/// How wide it is where there is room for icons only, and below which width of the window that is so.
const RAIL_WIDTH_TIGHT: f32 = 48.0;
const TIGHT: f32 = 860.0;
/// How wide the inspector is, and at least; the workspace beside it is never narrower than this.
const INSPECTOR_WIDTH: f32 = 356.0;
const INSPECTOR_WIDTHS: RangeInclusive<f32> = 300.0..=560.0;
const INSPECTOR_WIDTH_TIGHT: f32 = 220.0;
const MIDDLE_WIDTH_MIN: f32 = 280.0;
/// However narrow the window is, the inspector leaves more of it to what is looked at.
const INSPECTOR_SHARE_MAX: f32 = 0.45;
/// How high the list of problems is, and the line at the foot.
const PROBLEMS_HEIGHT: f32 = 210.0;
const PROBLEMS_HEIGHTS: RangeInclusive<f32> = 96.0..=420.0;
const STATUS_HEIGHT: f32 = 38.0;

/// How much room the panels take that can be drawn larger and smaller, as they were last.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sides {
    inspector_width: f32,
    problems_height: f32,
}

impl Default for Sides {
    fn default() -> Self {
        Self { inspector_width: INSPECTOR_WIDTH, problems_height: PROBLEMS_HEIGHT }
    }
}

/// A part of a panel in this place; what is in it keeps its identity by `name`.
fn within(ui: &mut Ui, place: Rect, name: &str) -> Ui {
    ui.new_child(UiBuilder::new().id_salt(name).max_rect(place))
}

/// The place without so much of its foot.
fn above(place: Rect, height: f32) -> Rect {
    place.with_max_y((place.bottom() - height).max(place.top()))
}

impl Window {
    /// Everything but what lies over it.
    pub(super) fn panels_ui(&mut self, ui: &mut Ui) {
        let is_starting = self.is_starting();
        if self.showing == Showing::Desk {
            self.bar_panel_ui(ui);
        }
        let whole = ui.available_rect_before_wrap();
        let foot = if self.panels.problems { self.sides.problems_height } else { 0.0 };
        let mut body = within(ui, above(whole, STATUS_HEIGHT + foot), "body");
        if self.showing == Showing::Desk && !is_starting {
            self.rail_panel_ui(&mut body);
        }
        let rest = body.available_rect_before_wrap();
        let most = (rest.width() - MIDDLE_WIDTH_MIN).min(rest.width() * INSPECTOR_SHARE_MAX);
        let has_inspector = self.panels.inspector && !is_starting && most >= INSPECTOR_WIDTH_TIGHT;
        let beside = if has_inspector { self.sides.inspector_width.min(most) } else { 0.0 };
        let middle = rest.with_max_x(rest.right() - beside);
        self.middle_ui(&mut within(&mut body, middle, "middle"), is_starting);
        if has_inspector {
            self.inspector_panel_ui(&mut within(&mut body, rest, "side"), most);
        }
        if self.panels.problems {
            self.problems_panel_ui(&mut within(ui, above(whole, STATUS_HEIGHT), "above foot"));
        }
        self.status_panel_ui(&mut within(ui, whole, "foot"));
    }

    fn bar_panel_ui(&mut self, ui: &mut Ui) {
        let Self { workspace, requests, view, theme, parts, menu_keys, .. } = self;
        let switches = Switches {
            view: *view,
            panels: self.panels,
            showing: self.showing,
            settings: workspace.settings(),
            canvas: &self.canvas,
            rank: &self.rank,
            tradeoffs: &self.tradeoffs,
            value: &self.value,
        };
        let frame = Frame::NONE.fill(theme.surface).inner_margin(Margin::symmetric(12, 6));
        let shown = Panel::top("bar").frame(frame).show(ui, |ui| {
            parts.enter(ui, Part::Bar);
            bar_ui(ui, theme, workspace, (switches, menu_keys), requests);
        });
        parts.leave(Part::Bar, shown.response.rect);
    }

    fn rail_panel_ui(&mut self, ui: &mut Ui) {
        let Self { requests, view, theme, parts, .. } = self;
        let frame = Frame::NONE.fill(theme.surface).inner_margin(Margin::symmetric(8, 10));
        let is_tight = ui.available_width() < TIGHT;
        let shown = Panel::left("rail")
            .frame(frame)
            .resizable(false)
            .exact_size(if is_tight { RAIL_WIDTH_TIGHT } else { RAIL_WIDTH })
            .show(ui, |ui| {
                parts.enter(ui, Part::Rail);
                rail_ui(ui, theme, (*view, is_tight), requests);
            });
        parts.leave(Part::Rail, shown.response.rect);
    }

    fn inspector_panel_ui(&mut self, ui: &mut Ui, most: f32) {
        let Self { workspace, requests, theme, parts, sides, .. } = self;
        let margin = Margin { left: 16, right: 8, top: 12, bottom: 8 };
        let shown = Panel::right("inspector")
            .frame(Frame::NONE.fill(theme.surface).inner_margin(margin))
            .resizable(true)
            .default_size(INSPECTOR_WIDTH.min(most))
            .size_range(INSPECTOR_WIDTHS.start().min(most)..=INSPECTOR_WIDTHS.end().min(most))
            .show(ui, |ui| {
                parts.enter(ui, Part::Inspector);
                // However wide what is in it would be: the panel is as wide as somebody made it.
                let room = ui.available_rect_before_wrap();
                inspector_ui(&mut within(ui, room, "in it"), theme, workspace, requests);
                ui.advance_cursor_after_rect(room);
            });
        sides.inspector_width = shown.response.rect.width();
        parts.leave(Part::Inspector, shown.response.rect);
    }

    fn problems_panel_ui(&mut self, ui: &mut Ui) {
        let Self { workspace, requests, theme, parts, sides, .. } = self;
        let frame = Frame::NONE.fill(theme.surface).inner_margin(Margin::symmetric(12, 8));
        let shown = Panel::bottom("problems")
            .frame(frame)
            .resizable(true)
            .default_size(PROBLEMS_HEIGHT)
            .size_range(PROBLEMS_HEIGHTS)
            .show(ui, |ui| {
                parts.enter(ui, Part::Problems);
                problems_ui(ui, theme, workspace, requests);
            });
        sides.problems_height = shown.response.rect.height();
        parts.leave(Part::Problems, shown.response.rect);
    }

    fn status_panel_ui(&mut self, ui: &mut Ui) {
        let Self { workspace, requests, theme, showing, parts, view, .. } = self;
        let presented = (*showing != Showing::Desk).then_some(*view);
        let frame = Frame::NONE.fill(theme.surface).inner_margin(Margin::symmetric(12, 5));
        let shown = Panel::bottom("status")
            .frame(frame)
            .resizable(false)
            .exact_size(STATUS_HEIGHT)
            .show(ui, |ui| {
                parts.enter(ui, Part::Foot);
                status_ui(ui, theme, workspace, presented, requests);
            });
        if !is_empty(workspace.portfolio()) {
            parts.leave(Part::Foot, shown.response.rect);
        }
    }

    /// What is looked at.
    fn middle_ui(&mut self, ui: &mut Ui, is_starting: bool) {
        let ground = if self.has_ground { Color32::TRANSPARENT } else { self.theme.ground };
        let Self {
            workspace,
            requests,
            view,
            drawn,
            canvas,
            table,
            rank,
            tradeoffs,
            fund,
            value,
            theme,
            start,
            parts,
            ..
        } = self;
        let shown = CentralPanel::default().frame(Frame::NONE.fill(ground)).show(ui, |ui| {
            parts.enter(ui, Part::Middle);
            if is_starting && workspace.is_opening() {
                // Whoever opens a file need not see the first page flash by.
                opening_ui(ui, theme);
            } else if is_starting {
                start_ui(ui, theme, start, workspace, requests);
            } else if is_empty(workspace.portfolio()) {
                empty_ui(ui, theme, requests);
            } else {
                match view {
                    View::Map => canvas_ui(ui, theme, canvas, workspace, requests),
                    View::Table => table_ui(ui, theme, table, workspace, requests),
                    View::Rank => rank_ui(ui, theme, rank, workspace, requests),
                    View::Tradeoffs => tradeoffs_ui(ui, theme, tradeoffs, workspace, requests),
                    View::Fund => fund_ui(ui, theme, fund, workspace, requests),
                    View::Value => value_ui(ui, theme, value, workspace, requests),
                }
            }
        });
        if drawn.replace(*view) != Some(*view) && *view != View::Map {
            // How much room its parts take is known only when they have been drawn once.
            ui.ctx().request_discard("another view");
        }
        parts.leave(Part::Middle, shown.response.rect);
    }
}

/// What is shown until a file has been read.
pub(super) fn opening_ui(ui: &mut Ui, theme: &Theme) {
    ui.centered_and_justified(|ui| muted(ui, theme, "Opening…"));
}

/// What to say and offer where there is nothing yet.
fn empty_ui(ui: &mut Ui, theme: &Theme, requests: &mut Requests) {
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.32);
        heading(ui, "Nothing is on the map yet");
        muted(
            ui,
            theme,
            "Projects stand at the left, the outcomes they serve at the right, and lines say how.",
        );
        ui.add_space(gap::MEDIUM);
        let width = 380.0;
        ui.allocate_ui(egui::vec2(width, 34.0), |ui| {
            ui.horizontal(|ui| {
                if primary_button(ui, theme, "Open a portfolio…").clicked() {
                    requests.run(Command::OpenPortfolio);
                }
                if quiet_button(ui, "Add a project").clicked() {
                    requests.run(Command::AddProject);
                }
                if quiet_button(ui, "Add an outcome").clicked() {
                    requests.run(Command::AddOutcome);
                }
            });
        });
    });
}
