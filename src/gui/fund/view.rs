//! The plan as a whole: what is kept between frames, and which part stands where.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use super::agree::agree_ui;
use super::board::{board_ui, conclude};
use super::conflict::conflict_ui;
use super::figures::failure_words;
use super::hand::{Gesture, Verdict};
use super::head::head_ui;
use super::motion::Motion;
use super::panes::{Pane, panes_ui};
use super::reason::reason_ui;
use super::scene::{Pile, Scene};
use super::tries::tries_ui;
use crate::analysis::optimise::{Failure, Trouble};
use crate::gui::requests::Requests;
use crate::gui::theme::{Theme, gap};
use crate::gui::widgets::{heading, muted, primary_button};
use crate::model::{BudgetId, Force, Item, Portfolio, ProjectId, RoleId};
use crate::wording;
use crate::workspace::{Command, Proof, Request, Topic, Trying, Workspace};

/// From this width on, in points, there is room for piles and sliders.
const WIDTH_WITH_TRIES: f32 = 620.0;
/// From this height on there is room below the piles for what follows from the plan.
const HEIGHT_WITH_PANES: f32 = 420.0;

/// What every part of the view needs: how it looks, what it shows, whom it asks.
pub(super) struct Desk<'a> {
    pub(super) theme: &'a Theme,
    pub(super) workspace: &'a Workspace,
    pub(super) portfolio: &'a Arc<Portfolio>,
    pub(super) requests: &'a mut Requests,
    /// What is studied, or asked to be.
    pub(super) asked: BTreeSet<Topic>,
}

impl<'a> Desk<'a> {
    /// What a project is called, safe to show.
    pub(super) fn name(&self, project: ProjectId) -> String {
        wording::printable(&wording::item_label(self.portfolio, Item::Project(project)))
    }

    /// What is tried out.
    pub(super) fn trying(&self) -> &'a Trying {
        self.workspace.funding().trying()
    }

    /// Asks to try something out, where it is not tried already.
    pub(super) fn try_out(&mut self, next: Trying) {
        if next != *self.trying() {
            self.requests.push(Request::Try(Box::new(next)));
        }
    }
}

/// What a slider stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Held {
    Budget(BudgetId),
    Role(RoleId),
}

/// What is kept between frames.
pub(crate) struct Fund {
    /// The panes below the piles, the one that was called last at the end.
    pub(super) panes: Vec<Pane>,
    /// For how many panes there is room.
    pub(super) room: usize,
    pub(super) scene: Scene,
    pub(super) motion: Motion,
    pub(super) gesture: Gesture,
    /// How many cards stand side by side in each pile.
    pub(super) columns: [usize; 4],
    /// The selected item that was brought into view last.
    pub(super) seen: Option<Item>,
    /// What the right ends of the sliders stand for.
    pub(super) ends: BTreeMap<Held, f64>,
    /// The share of the score while its slider is pulled, in percent.
    pub(super) blend: Option<f64>,
    /// The name of the scenario that is being kept.
    pub(super) naming: Option<String>,
    pub(super) is_agreeing: bool,
    wanted: Vec<Command>,
    base: Option<(Arc<Portfolio>, Trying, Arc<Portfolio>)>,
}

impl Default for Fund {
    fn default() -> Self {
        Self {
            panes: vec![Pane::Scenarios, Pane::Prices, Pane::Robust, Pane::Why, Pane::Frontier],
            room: 1,
            scene: Scene::default(),
            motion: Motion::default(),
            gesture: Gesture::default(),
            columns: [1; 4],
            seen: None,
            ends: BTreeMap::new(),
            blend: None,
            naming: None,
            is_agreeing: false,
            wanted: Vec::new(),
            base: None,
        }
    }
}

impl Fund {
    /// Does what a command asks of this view.
    pub(crate) fn run(&mut self, command: Command) {
        self.wanted.push(command);
    }

    /// The portfolio as the scenario has it, without what is tried out.
    pub(super) fn base(&mut self, desk: &Desk<'_>) -> Option<Arc<Portfolio>> {
        let settled = desk.trying().settled();
        if let Some((of, trying, base)) = &self.base
            && Arc::ptr_eq(of, desk.portfolio)
            && *trying == settled
        {
            return Some(Arc::clone(base));
        }
        let base = Arc::new(settled.with_scenario(desk.portfolio).ok()?);
        self.base = Some((Arc::clone(desk.portfolio), settled, Arc::clone(&base)));
        Some(base)
    }

    /// Shows why the selected project is in or out, if there is room for one pane only.
    pub(super) fn call_why(&mut self) {
        if self.room == 1 {
            self.panes.retain(|pane| *pane != Pane::Why);
            self.panes.push(Pane::Why);
        }
    }

    fn follow(&mut self, ui: &Ui, workspace: &Workspace) {
        let funding = workspace.funding();
        let (Some(outcome), Some(subject)) = (funding.outcome(), funding.subject()) else { return };
        if self.scene.follow(outcome, subject, funding.before()) && ui.style().animation_time > 0.0
        {
            self.motion.start();
        }
        self.motion.go_on(ui.input(|input| input.stable_dt));
        if self.motion.is_moving() {
            ui.ctx().request_repaint();
        }
    }

    fn obey(&mut self, ui: &Ui, desk: &mut Desk<'_>) {
        for command in std::mem::take(&mut self.wanted) {
            match command {
                Command::AgreeOnPlan => self.is_agreeing = true,
                Command::ForgetTrial => {
                    let settled = desk.trying().settled();
                    desk.try_out(settled);
                }
                Command::ForceIn => self.force_selected(ui, desk, Verdict::Force(Force::In)),
                Command::ForceOut => self.force_selected(ui, desk, Verdict::Force(Force::Out)),
                Command::Unforce => self.force_selected(ui, desk, Verdict::Leave),
                _ => {}
            }
        }
    }

    fn force_selected(&mut self, ui: &Ui, desk: &mut Desk<'_>, verdict: Verdict) {
        let Some(Item::Project(project)) = desk.workspace.selection().last() else {
            desk.requests.push(Request::TellHint("Select a project first."));
            return;
        };
        let pile = self.scene.card(project).map(|card| card.pile);
        let is_needless = match verdict {
            Verdict::Force(Force::In) => pile == Some(Pile::ForcedIn),
            Verdict::Force(Force::Out) => pile == Some(Pile::ForcedOut),
            Verdict::Leave => matches!(pile, Some(Pile::Funded | Pile::Unfunded)),
        };
        if pile.is_some() && !is_needless {
            let at = self.motion.seen_at(project).unwrap_or_else(|| ui.max_rect().center());
            conclude(self, desk, project, verdict, at + egui::vec2(0.0, super::card::HEIGHT));
        }
    }
}

/// Shows it, and takes what is done to it.
pub(crate) fn fund_ui(
    ui: &mut Ui,
    theme: &Theme,
    fund: &mut Fund,
    workspace: &Workspace,
    requests: &mut Requests,
) {
    let asked = workspace.funding().wanted().clone();
    let portfolio = workspace.portfolio();
    let mut desk = Desk { theme, workspace, portfolio, requests, asked };
    let desk = &mut desk;
    fund.follow(ui, workspace);
    fund.obey(ui, desk);
    let side = Frame::NONE.fill(theme.surface).inner_margin(Margin {
        left: 16,
        right: 12,
        top: 12,
        bottom: 8,
    });
    if ui.available_width() >= WIDTH_WITH_TRIES {
        Panel::left("what if")
            .frame(side)
            .resizable(true)
            .default_size(236.0)
            .size_range(200.0..=420.0)
            .show(ui, |ui| tries_ui(ui, fund, desk));
    }
    let top = Frame::NONE.fill(theme.surface).inner_margin(Margin::symmetric(16, 8));
    Panel::top("plan head").frame(top).show(ui, |ui| head_ui(ui, fund, desk));
    let is_impossible =
        workspace.funding().found().is_some_and(|found| found.proof == Proof::Impossible);
    let has_plan = workspace.funding().found().is_some() && !is_impossible;
    if has_plan && ui.available_height() >= HEIGHT_WITH_PANES {
        let below = Frame::NONE.fill(theme.surface).inner_margin(Margin::symmetric(16, 8));
        let height = ui.available_height();
        Panel::bottom("what follows")
            .frame(below)
            .resizable(true)
            .default_size((height * 0.42).clamp(190.0, 420.0))
            .size_range(120.0..=(height - 150.0).max(130.0))
            .show(ui, |ui| panes_ui(ui, fund, desk));
    }
    let ground = Frame::NONE.fill(theme.ground).inner_margin(Margin::same(12));
    CentralPanel::default().frame(ground).show(ui, |ui| {
        match workspace.funding().outcome().map(AsRef::as_ref) {
            None => {}
            Some(Err(failure)) => failure_ui(ui, desk, failure),
            Some(Ok(_)) if is_impossible => conflict_ui(ui, desk),
            Some(Ok(_)) => board_ui(ui, fund, desk),
        }
    });
    reason_ui(ui, fund, desk);
    agree_ui(ui, fund, desk);
}

/// What stands in the way of any plan, and what to do.
fn failure_ui(ui: &mut Ui, desk: &mut Desk<'_>, failure: &Failure) {
    let (title, says) = failure_words(failure, desk.portfolio);
    let button = match failure {
        Failure::Trouble(Trouble::NothingOpen) => Some(("Add a project", Command::AddProject)),
        Failure::Trouble(Trouble::NothingWeighs) => Some(("Go to the ranking", Command::ShowRank)),
        _ => None,
    };
    ui.vertical_centered(|ui| {
        ui.set_max_width(440.0);
        ui.add_space(ui.available_height() * 0.28);
        heading(ui, &title);
        ui.add_space(gap::TINY);
        muted(ui, desk.theme, &says);
        ui.add_space(gap::MEDIUM);
        if let Some((words, command)) = button
            && primary_button(ui, desk.theme, words).clicked()
        {
            desk.requests.run(command);
        }
    });
}
