//! The ranking as a whole: what is kept between frames, and which part stands where.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{CentralPanel, Frame, Key as Pressed, Margin, Modifiers, Panel, Ui};

use super::board::{Board, News};
use super::card::{Card, card_ui};
use super::compare::{Comparing, compare_ui};
use super::frameworks::{Frameworks, frameworks_ui};
use super::head::{axis_ui, head_ui, no_ranks_ui, odd_inputs_ui};
use super::key::Key;
use super::list::list_ui;
use super::motion::Motion;
use super::spans::Spans;
use super::strip::Strips;
use super::weights::weights_ui;
use crate::analysis::scoring::robust::KnownBy;
use crate::analysis::scoring::{Ranked, Weighing, Weights, ranked, ranked_by};
use crate::edit::{Edit, OutcomeField, label};
use crate::gui::requests::Requests;
use crate::gui::theme::{Theme, gap};
use crate::gui::widgets::{heading, muted, primary_button, switch};
use crate::model::{Item, OutcomeId, Portfolio, ProjectId, Weight};
use crate::workspace::{Command, Request, Workspace};

/// From this width on, in points, there is room for list and weights.
const WIDTH_WITH_WEIGHTS: f32 = 500.0;

/// What the right end of the bars stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Scale {
    /// The most points that any project has.
    #[default]
    Largest,
    /// All points that there are.
    Hundred,
}

/// Whether the ranks that projects can take are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Spread {
    #[default]
    Shown,
    Hidden,
}

/// What is shown of the ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Page {
    /// The order by weighted outcomes, and the weights.
    #[default]
    Scores,
    /// Two rankings side by side.
    Frameworks,
}

/// What a hand is doing to a weight.
#[derive(Default)]
pub(super) enum Gesture {
    #[default]
    Idle,
    /// A weight is held; these weights and this order are shown.
    Weighing { outcome: OutcomeId, trial: Trial },
    /// It was let go in this frame: the edit is on its way, and the trial is shown once more.
    LetGo(Trial),
    /// It was given up; the hand still holds the knob.
    Dropped,
}

/// Weights that are tried out, and the order they make.
#[derive(Clone)]
pub(super) struct Trial {
    pub(super) weighing: Weighing,
    pub(super) order: Arc<Vec<Ranked>>,
}

impl Trial {
    pub(super) fn of(portfolio: &Portfolio, weighing: Weighing) -> Self {
        let order = Weights::weighed(&weighing)
            .map(|weights| ranked_by(portfolio, &weights))
            .unwrap_or_default();
        Self { weighing, order: Arc::new(order) }
    }
}

/// What every part of the view needs: how it looks, what it shows, whom it asks.
pub(super) struct Desk<'a> {
    pub(super) theme: &'a Theme,
    pub(super) workspace: &'a Workspace,
    pub(super) portfolio: &'a Arc<Portfolio>,
    pub(super) requests: &'a mut Requests,
}

impl Desk<'_> {
    /// What a project is called, safe to show.
    pub(super) fn name(&self, project: ProjectId) -> String {
        let label = crate::wording::item_label(self.portfolio, Item::Project(project));
        crate::wording::printable(&label)
    }

    /// The selected projects, best first.
    pub(super) fn selected(&self) -> Vec<ProjectId> {
        let selection = self.workspace.selection();
        if selection.items().len() > 2 {
            let items = selection.items().iter();
            return items
                .filter_map(|item| if let Item::Project(id) = item { Some(*id) } else { None })
                .collect();
        }
        let order = self.workspace.ranking().iter().map(|ranked| ranked.project);
        order.filter(|project| selection.has(Item::Project(*project))).collect()
    }
}

/// What is kept between frames.
#[derive(Default)]
pub(crate) struct Rank {
    page: Page,
    frameworks: Frameworks,
    pub(super) scale: Scale,
    pub(super) find: String,
    pub(super) wants_find: bool,
    pub(super) locked: BTreeSet<OutcomeId>,
    /// What the right ends of the sliders stand for; 0 as long as nobody has asked.
    pub(super) weights_end: f64,
    pub(super) gesture: Gesture,
    /// The outcome that the pointer is over in the weights: the others stand back.
    pub(super) lit: Option<OutcomeId>,
    pub(super) board: Board,
    pub(super) motion: Motion,
    pub(super) key: Key,
    pub(super) spread: Spread,
    /// Whose word on the weights the strips take.
    pub(super) known_by: KnownBy,
    pub(super) strips: Strips,
    pub(super) spans: Spans,
    /// Where a selection with Shift begins.
    pub(super) anchor: Option<ProjectId>,
    /// The selected item that was brought into view last.
    pub(super) seen: Option<Item>,
    /// The part of a bar that the arrow keys have come to.
    pub(super) part: Option<OutcomeId>,
    pub(super) card: Option<Card>,
    pub(super) comparing: Option<Comparing>,
    wanted: Vec<Command>,
    key_of: Option<Arc<Portfolio>>,
    saved: Option<(Arc<Portfolio>, Arc<Vec<Ranked>>)>,
}

impl Rank {
    /// Does what a command asks of this view.
    pub(crate) fn run(&mut self, command: Command) {
        self.wanted.push(command);
    }

    /// The weights as they are shown.
    pub(super) fn weighing(&self, portfolio: &Portfolio) -> Weighing {
        match &self.gesture {
            Gesture::Weighing { trial, .. } | Gesture::LetGo(trial) => trial.weighing.clone(),
            Gesture::Idle | Gesture::Dropped => Weighing::of(portfolio),
        }
    }

    fn order(&self, workspace: &Workspace) -> Arc<Vec<Ranked>> {
        match &self.gesture {
            Gesture::Weighing { trial, .. } | Gesture::LetGo(trial) => Arc::clone(&trial.order),
            Gesture::Idle | Gesture::Dropped => Arc::clone(workspace.ranking()),
        }
    }

    /// The order that ranks are compared with: that before the hand took a weight, else that which is saved.
    fn before(&mut self, workspace: &Workspace) -> Arc<Vec<Ranked>> {
        let saved = workspace.saved();
        let is_trying = matches!(self.gesture, Gesture::Weighing { .. });
        if is_trying || Arc::ptr_eq(saved, workspace.portfolio()) {
            return Arc::clone(workspace.ranking());
        }
        match &self.saved {
            Some((of, order)) if Arc::ptr_eq(of, saved) => Arc::clone(order),
            _ => {
                let order = Arc::new(ranked(saved));
                self.saved = Some((Arc::clone(saved), Arc::clone(&order)));
                order
            }
        }
    }

    fn follow(&mut self, ui: &Ui, workspace: &Workspace) {
        let (order, before) = (self.order(workspace), self.before(workspace));
        match self.board.follow(workspace.portfolio(), &order, &before, &self.find) {
            News::None => {}
            News::Order(old) if ui.style().animation_time > 0.0 => self.motion.start(&old),
            News::Order(_) | News::List => self.motion.stop(),
        }
        self.motion.go_on(&self.board.lines, ui.input(|input| input.stable_dt));
        if self.motion.is_moving() {
            ui.ctx().request_repaint();
        }
    }

    /// Brings the strips and the marks on the sliders up to date.
    fn follow_weights(&mut self, desk: &mut Desk<'_>) {
        if self.spread == Spread::Shown {
            if !desk.workspace.knows_rank_chances(self.known_by) {
                desk.requests.push(Request::SpreadRanks(self.known_by));
            }
            self.strips.follow(desk.workspace.rank_chances());
        }
        let (now, shown) = (Weighing::of(desk.portfolio), self.weighing(desk.portfolio));
        self.spans.follow(desk, [&now, &shown], &self.locked);
        if !desk.workspace.knows_odd_inputs() {
            desk.requests.push(Request::LookAtInputs);
        }
    }

    /// Gives up what is under way, one thing for each Escape.
    fn escape(&mut self, ui: &Ui) {
        let is_held = matches!(self.gesture, Gesture::Weighing { .. });
        if !is_held && self.card.is_none() {
            return;
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Pressed::Escape)) {
            if is_held {
                self.gesture = Gesture::Dropped;
            } else {
                self.card = None;
            }
        }
    }

    /// Whether what a command turns on is on; nothing where it turns nothing on.
    pub(crate) fn is_on(&self, command: Command) -> Option<bool> {
        Some(match command {
            Command::CompareTwo => self.comparing.is_some(),
            Command::SpreadRanks => self.spread == Spread::Shown,
            Command::ShowFrameworks => self.page == Page::Frameworks,
            _ => return None,
        })
    }

    /// Goes to a page, or from there back to the scores.
    fn turn_to(&mut self, page: Page) {
        self.page = if self.page == page { Page::Scores } else { page };
    }

    fn obey(&mut self, desk: &mut Desk<'_>) {
        for command in std::mem::take(&mut self.wanted) {
            match command {
                Command::NormaliseWeights => normalise(desk),
                Command::CompareTwo => {
                    self.comparing = match self.comparing {
                        Some(_) => None,
                        None => Some(Comparing::default()),
                    };
                }
                Command::SpreadRanks => {
                    self.spread = match self.spread {
                        Spread::Shown => Spread::Hidden,
                        Spread::Hidden => Spread::Shown,
                    };
                }
                Command::Find => self.wants_find = true,
                Command::ShowFrameworks => self.turn_to(Page::Frameworks),
                _ => {}
            }
        }
    }
}

/// Makes the weights sum to 100.
pub(super) fn normalise(desk: &mut Desk<'_>) {
    if let Some(next) = Weighing::of(desk.portfolio).normalised() {
        weigh(desk, &next, Some("Normalise weights"));
    }
}

/// Asks for other weights, as one step; `what` is what it is called where that is not the change of one weight.
pub(super) fn weigh(desk: &mut Desk<'_>, next: &Weighing, what: Option<&str>) {
    let now = Weighing::of(desk.portfolio);
    let is_other =
        |(outcome, weight): &(OutcomeId, f64)| (now.weight(*outcome) - weight).abs() > 1e-9;
    let edits: Vec<Edit> = next
        .iter()
        .filter(is_other)
        .filter_map(|(outcome, weight)| {
            let weight = Weight::new(weight).ok()?;
            Some(Edit::SetOutcome(outcome, OutcomeField::Weight(weight)))
        })
        .collect();
    match (edits.as_slice(), what) {
        ([], _) => {}
        ([edit], None) => desk.requests.edit(edit.clone()),
        ([first, ..], what) => {
            let label = what.map_or_else(|| label(desk.portfolio, first), str::to_owned);
            desk.requests.edit(Edit::Batch { label, edits });
        }
    }
}

/// Shows it, and takes what is done to it.
pub(crate) fn rank_ui(
    ui: &mut Ui,
    theme: &Theme,
    rank: &mut Rank,
    workspace: &Workspace,
    requests: &mut Requests,
) {
    let mut desk = Desk { theme, workspace, portfolio: workspace.portfolio(), requests };
    let desk = &mut desk;
    ui.painter().rect_filled(ui.max_rect(), 0.0, theme.surface);
    let is_down = ui.input(|input| input.pointer.any_down());
    if matches!(rank.gesture, Gesture::LetGo(_))
        || (matches!(rank.gesture, Gesture::Dropped) && !is_down)
    {
        rank.gesture = Gesture::Idle;
    }
    if !rank.key_of.as_ref().is_some_and(|of| Arc::ptr_eq(of, desk.portfolio)) {
        rank.key = Key::of(desk.portfolio);
        rank.key_of = Some(Arc::clone(desk.portfolio));
        rank.locked.retain(|outcome| desk.portfolio.outcomes.contains_key(outcome));
    }
    rank.obey(desk);
    rank.escape(ui);
    if rank.key.marks().is_empty() || desk.portfolio.projects.is_empty() {
        nothing_ui(ui, desk);
        return;
    }
    let top = Frame::NONE.fill(theme.surface).inner_margin(Margin::symmetric(16, 6));
    Panel::top("ranking pages").frame(top).show(ui, |ui| pages_ui(ui, rank, theme));
    match rank.page {
        Page::Scores => scores_ui(ui, rank, desk),
        Page::Frameworks => frameworks_ui(ui, &mut rank.frameworks, desk),
    }
}

fn pages_ui(ui: &mut Ui, rank: &mut Rank, theme: &Theme) {
    let pages = [
        (Page::Scores, "Scores", "Projects by how strongly they serve outcomes, and the weights"),
        (Page::Frameworks, "Frameworks", "Two rankings side by side, by any frameworks"),
    ];
    ui.horizontal(|ui| {
        if let Some(page) = switch(ui, theme, rank.page, &pages) {
            rank.page = page;
        }
    });
}

/// The order by weighted outcomes, with the weights beside it.
fn scores_ui(ui: &mut Ui, rank: &mut Rank, desk: &mut Desk<'_>) {
    let (theme, workspace) = (desk.theme, desk.workspace);
    rank.follow_weights(desk);
    let side = Frame::NONE.fill(theme.surface).inner_margin(Margin {
        left: 16,
        right: 12,
        top: 12,
        bottom: 8,
    });
    // In a narrow window the list is what remains; without the inspector there is room for the weights again.
    if ui.available_width() >= WIDTH_WITH_WEIGHTS {
        Panel::left("weights")
            .frame(side)
            .resizable(true)
            .default_size(300.0)
            .size_range(248.0..=460.0)
            .show(ui, |ui| weights_ui(ui, rank, desk));
    }
    rank.follow(ui, workspace);
    if rank.comparing.is_some() {
        let below = Frame::NONE.fill(theme.surface).inner_margin(Margin::symmetric(16, 10));
        let height = ui.available_height();
        // What to do takes less room than what comes of it.
        let panel = if rank.compares(desk) {
            Panel::bottom("comparison")
                .resizable(true)
                .default_size(height * 0.48)
                .size_range(140.0..=(height - 160.0).max(150.0))
        } else {
            Panel::bottom("how to compare").resizable(false).exact_size(HOW_TO_COMPARE_HEIGHT)
        };
        panel.frame(below).show(ui, |ui| compare_ui(ui, rank, desk));
    }
    CentralPanel::default().frame(Frame::NONE.fill(theme.surface)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        head_ui(ui, rank, desk);
        if rank.board.points_max <= 0.0 && rank.board.lines.is_empty() && rank.find.is_empty() {
            weightless_ui(ui, desk);
            return;
        }
        axis_ui(ui, rank, theme);
        no_ranks_ui(ui, rank, theme);
        odd_inputs_ui(ui, desk);
        list_ui(ui, rank, desk);
    });
    card_ui(ui, rank, desk);
}

/// How much room it takes to say how two are compared, in points.
const HOW_TO_COMPARE_HEIGHT: f32 = 72.0;

/// What to say and offer where there is nothing to rank.
fn nothing_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    let (title, says, button, command) = if desk.portfolio.projects.is_empty() {
        (
            "No project to rank yet",
            "The list orders projects by how strongly they serve the outcomes.",
            "Add a project",
            Command::AddProject,
        )
    } else {
        (
            "No outcome to rank by yet",
            "Projects are ranked by how strongly they serve outcomes, and by how much each outcome counts.",
            "Add an outcome",
            Command::AddOutcome,
        )
    };
    teach_ui(ui, desk.theme, (title, says), |ui| {
        if primary_button(ui, desk.theme, button).clicked() {
            desk.requests.run(command);
        }
    });
}

fn weightless_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    let says = "A score is the sum of what a project adds to each outcome, times the outcome's weight. Pull a slider at the \
                left, or begin with the same weight for all.";
    teach_ui(ui, desk.theme, ("No outcome has a weight", says), |ui| {
        if primary_button(ui, desk.theme, "Give all the same weight").clicked() {
            let even = Weighing::of(desk.portfolio).evened(&BTreeSet::new());
            weigh(desk, &even, Some("Equal weights"));
        }
    });
}

fn teach_ui(ui: &mut Ui, theme: &Theme, (title, says): (&str, &str), add: impl FnOnce(&mut Ui)) {
    ui.vertical_centered(|ui| {
        ui.set_max_width(420.0);
        ui.add_space(ui.available_height() * 0.3);
        heading(ui, title);
        ui.add_space(gap::TINY);
        muted(ui, theme, says);
        ui.add_space(gap::MEDIUM);
        add(ui);
    });
}
