//! The workspace as a whole: what is kept between frames, and which part stands where.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{CentralPanel, Frame, Margin, Panel, Rect, Ui};

use super::align::align_ui;
use super::bar::{axes_ui, head_ui};
use super::beside::{Compares, beside_ui};
use super::chart::{Names, chart_ui};
use super::foot::foot_ui;
use super::scene::Scene;
use super::tones::{Tone, key_rows};
use super::wish::Wish;
use crate::analysis::scoring::framework::Facts;
use crate::gui::charts::key_ui;
use crate::gui::desk::{Desk, teach_ui};
use crate::gui::requests::Requests;
use crate::gui::theme::{Theme, gap};
use crate::gui::widgets::muted;
use crate::model::{Portfolio, ScenarioId};
use crate::workspace::{Command, Workspace};

/// What is shown of the trade-offs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Page {
    /// Projects between two figures.
    #[default]
    Chart,
    /// The selected projects, figure by figure.
    Beside,
    /// What the outcomes weigh, and what is spent on them.
    Alignment,
}

/// What is kept between frames.
#[derive(Default)]
pub(crate) struct Tradeoffs {
    pub(super) page: Page,
    pub(super) wish: Wish,
    pub(super) facts: Option<Arc<Facts>>,
    pub(super) scene: Option<Arc<Scene>>,
    pub(super) names: Names,
    /// The colour in the key that the pointer is over: the others stand back.
    pub(super) lit: Option<Tone>,
    /// What stands side by side.
    pub(super) compares: Compares,
    /// The scenarios that do not stand side by side with the others.
    pub(super) left_out: BTreeSet<Option<ScenarioId>>,
    /// Where a rectangle is being drawn from.
    pub(super) brush_from: Option<egui::Pos2>,
    facts_of: Option<Arc<Portfolio>>,
    scene_of: Option<Wish>,
}

impl Tradeoffs {
    /// Does what a command asks of this view.
    pub(crate) fn run(&mut self, command: Command) {
        match command {
            Command::SideBySide => self.turn_to(Page::Beside),
            Command::ShowAlignment => self.turn_to(Page::Alignment),
            Command::SwapAxes => self.wish.turn(),
            Command::ToggleFront => self.wish.has_front = !self.wish.has_front,
            Command::ToggleQuadrants => self.wish.has_quadrants = !self.wish.has_quadrants,
            Command::ToggleNames => self.wish.has_names = !self.wish.has_names,
            _ => {}
        }
    }

    /// Whether what a command turns on is on; nothing where it turns nothing on.
    pub(crate) fn is_on(&self, command: Command) -> Option<bool> {
        Some(match command {
            Command::SideBySide => self.page == Page::Beside,
            Command::ShowAlignment => self.page == Page::Alignment,
            Command::ToggleFront => self.wish.has_front,
            Command::ToggleQuadrants => self.wish.has_quadrants,
            Command::ToggleNames => self.wish.has_names,
            _ => return None,
        })
    }

    /// Goes to a page, or from there back to the chart.
    fn turn_to(&mut self, page: Page) {
        self.page = if self.page == page { Page::Chart } else { page };
    }

    /// The rectangle that is being drawn.
    pub(super) fn band(&self, ui: &Ui) -> Option<Rect> {
        let from = self.brush_from?;
        let to = ui.input(|input| input.pointer.latest_pos())?;
        Some(Rect::from_two_pos(from, to))
    }

    /// Works everything out anew that is of something else.
    fn follow(&mut self, portfolio: &Arc<Portfolio>) {
        if !self.facts_of.as_ref().is_some_and(|of| Arc::ptr_eq(of, portfolio)) {
            self.facts = Some(Arc::new(Facts::of(portfolio)));
            self.facts_of = Some(Arc::clone(portfolio));
            self.scene = None;
        }
        if self.scene.is_none() || self.scene_of.as_ref() != Some(&self.wish) {
            let facts = self.facts.clone();
            self.scene = facts.map(|facts| Arc::new(Scene::of(portfolio, &facts, &self.wish)));
            self.scene_of = Some(self.wish.clone());
            self.names = Names::default();
        }
    }
}

/// Shows it, and takes what is done to it.
pub(crate) fn tradeoffs_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &mut Tradeoffs,
    workspace: &Workspace,
    requests: &mut Requests,
) {
    let mut desk = Desk::new(theme, workspace, requests);
    let desk = &mut desk;
    ui.painter().rect_filled(ui.max_rect(), 0.0, theme.surface);
    if desk.portfolio.projects.is_empty() {
        let says = "Here projects stand between two figures, such as score and cost, so that one sees what is given up for what.";
        teach_ui(
            ui,
            desk,
            ("No project to weigh up yet", says),
            ("Add a project", Command::AddProject),
        );
        return;
    }
    view.follow(desk.portfolio);
    let part = Frame::NONE.fill(theme.surface).inner_margin(Margin::symmetric(16, 8));
    Panel::top("trade-offs head").frame(part).show(ui, |ui| head_ui(ui, view, desk));
    match view.page {
        Page::Chart => {
            // Inside the panel there is only what it took in the last frame.
            let height = ui.available_height();
            let axes = Panel::top("trade-offs axes").frame(part);
            axes.show(ui, |ui| axes_ui(ui, (view, height), desk));
            view.follow(desk.portfolio);
            Panel::bottom("trade-offs foot").frame(part).show(ui, |ui| below_ui(ui, view, desk));
            CentralPanel::default().frame(part).show(ui, |ui| middle_ui(ui, view, desk));
        }
        Page::Beside => {
            CentralPanel::default().frame(part).show(ui, |ui| beside_ui(ui, view, desk));
        }
        Page::Alignment => {
            CentralPanel::default().frame(part).show(ui, |ui| align_ui(ui, view, desk));
        }
    }
}

fn below_ui(ui: &mut Ui, view: &mut Tradeoffs, desk: &mut Desk<'_>) {
    let Some(scene) = view.scene.clone() else { return };
    let rows = key_rows(&scene, desk.theme);
    let lit = key_ui(ui, desk.theme, &rows);
    view.lit = lit.and_then(|number| scene.tones.get(number)).map(|(tone, _)| *tone);
    foot_ui(ui, desk, &scene);
}

fn middle_ui(ui: &mut Ui, view: &mut Tradeoffs, desk: &mut Desk<'_>) {
    let is_empty = view.scene.as_ref().is_none_or(|scene| scene.bubbles.is_empty());
    chart_ui(ui, view, desk);
    if is_empty {
        let [x, y] = [&view.wish.x, &view.wish.y].map(|along| along.field.name(desk.portfolio));
        ui.vertical_centered(|ui| {
            ui.set_max_width(380.0);
            ui.add_space(ui.available_height() * 0.35);
            crate::gui::widgets::heading(ui, "No project has both figures");
            ui.add_space(gap::TINY);
            let says = format!(
                "A project stands here once its {} and its {} are known. Below is what each lacks; other figures can be chosen above.",
                x.to_lowercase(),
                y.to_lowercase()
            );
            muted(ui, desk.theme, &says);
        });
    }
}
