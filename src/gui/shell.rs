//! Which panel stands where, and what of the window is kept between frames.

use egui::{CentralPanel, Color32, Context, Frame, Margin, Panel, Ui, ViewportCommand};

use super::canvas::{Canvas, canvas_ui};
use super::dialogs::{about_ui, question_ui, settings_ui, shortcuts_ui};
use super::fund::{Fund, fund_ui};
use super::inspector::inspector_ui;
use super::menus::bar_ui;
use super::notices::notices_ui;
use super::palette::{Palette, palette_ui};
use super::parts::{Part, Parts};
use super::picture::ThemeChoice;
use super::problems::problems_ui;
use super::rail::rail_ui;
use super::rank::{Rank, rank_ui};
use super::requests::Requests;
use super::shortcuts::press;
use super::start::{Start, start_ui};
use super::status::status_ui;
use super::table::{Table, table_ui};
use super::theme::style::style_of;
use super::theme::{Theme, fonts};
use super::tradeoffs::{Tradeoffs, tradeoffs_ui};
use super::value::{Value, value_ui};
use super::weighing::{Scales, weighing_ui};
use super::widgets::{muted, primary_button, quiet_button};
use crate::model::Portfolio;
use crate::workspace::{Command, Request, Settings, Shortcut, Task, Tone, View, Workspace};

/// How wide the rail is, in points.
const RAIL_WIDTH: f32 = 116.0;

/// Which panels are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Panels {
    pub(super) inspector: bool,
    pub(super) problems: bool,
    pub(super) start: bool,
}

/// What lies over everything until it is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sheet {
    Shortcuts,
    Settings,
    Weighing,
    About,
}

/// Whether the window is used at the desk or shown to a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Showing {
    Desk,
    /// The workspace alone, larger; whether the inspector was there before.
    Room {
        had_inspector: bool,
    },
}

/// How much larger everything is for a room, in percent.
const ROOM_PERCENT: u16 = 140;
/// The sizes that text can have, in percent.
const TEXT_PERCENTS: [u16; 11] = [70, 80, 90, 100, 110, 125, 140, 160, 180, 210, 250];

/// The whole window, as it can also be drawn without one.
pub struct Window {
    workspace: Workspace,
    requests: Requests,
    view: View,
    canvas: Canvas,
    table: Table,
    rank: Rank,
    tradeoffs: Tradeoffs,
    fund: Fund,
    value: Value,
    theme: Theme,
    /// What the system would have.
    system_theme: ThemeChoice,
    panels: Panels,
    showing: Showing,
    sheet: Option<Sheet>,
    /// What is kept of the sheet for weights while it is open.
    scales: Option<Scales>,
    palette: Palette,
    start: Start,
    parts: Parts,
    /// What is being typed where the system has no dialog for files.
    path_draft: String,
    tasks: Vec<Task>,
    /// Whether the colour of the ground is there before anything is drawn.
    has_ground: bool,
}

impl Window {
    /// A window on this workspace. `seed` is where the chance begins that ids of new records are drawn from.
    pub fn new(context: &Context, workspace: Workspace, seed: u64, theme: ThemeChoice) -> Self {
        context.set_fonts(fonts::definitions());
        let system_theme = theme;
        let theme = Theme::of(workspace.settings().theme.choice(system_theme));
        dress(context, &theme);
        let panels =
            Panels { inspector: workspace.settings().has_inspector, problems: false, start: false };
        let mut canvas = Canvas::default();
        canvas.fit();
        Self {
            workspace,
            requests: Requests::new(seed.rotate_left(17) ^ 0x9E37_79B9_7F4A_7C15),
            view: View::Map,
            canvas,
            table: Table::default(),
            rank: Rank::default(),
            tradeoffs: Tradeoffs::default(),
            fund: Fund::default(),
            value: Value::default(),
            theme,
            system_theme,
            panels,
            showing: Showing::Desk,
            sheet: None,
            scales: None,
            palette: Palette::default(),
            start: Start::default(),
            parts: Parts::default(),
            path_draft: String::new(),
            tasks: Vec::new(),
            has_ground: false,
        }
    }

    /// The same window, drawn by a painter that clears its screen with [`Self::ground`]: one layer less to fill, which is
    /// much where there is no graphics card.
    pub(super) fn on_ground(self) -> Self {
        Self { has_ground: true, ..self }
    }

    /// The colour below everything.
    pub(super) fn ground(&self) -> Color32 {
        self.theme.ground
    }

    /// The portfolio as it is.
    pub fn portfolio(&self) -> &Portfolio {
        self.workspace.portfolio()
    }

    /// What is open and what is done with it.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// Asks for something from outside the frame, and does it at once.
    pub fn ask(&mut self, request: Request) {
        self.workspace.perform(request);
    }

    /// Whether there are changes that are not saved.
    pub fn is_changed(&self) -> bool {
        self.workspace.is_changed()
    }

    /// Says whether the window is in front of all others.
    pub fn set_front(&mut self, is_front: bool) {
        self.workspace.set_front(is_front);
    }

    /// Tells the person something from outside the frame.
    pub fn tell(&mut self, tone: Tone, text: String) {
        self.workspace.tell(tone, text);
    }

    /// Takes in what was done beside the window.
    pub fn receive(&mut self) {
        self.workspace.receive();
    }

    /// Waits until nothing is under way beside the window.
    pub fn settle(&mut self) {
        self.workspace.settle();
    }

    /// Looks at the portfolio in this way.
    pub fn show(&mut self, view: View) {
        self.view = view;
        if view == View::Fund {
            self.workspace.watch_funding();
        }
    }

    /// What the frame around the window has to do.
    pub fn take_tasks(&mut self) -> Vec<Task> {
        std::mem::take(&mut self.tasks)
    }

    /// The title: the portfolio, a dot where it has changes that are not saved, and the program.
    pub fn title(&self) -> String {
        let mark = if self.is_changed() { " •" } else { "" };
        format!("{}{mark} — Portolan", crate::wording::printable(&self.portfolio().title))
    }

    /// Draws the window, then does what was asked for while it was drawn.
    pub fn ui(&mut self, ui: &mut Ui) {
        self.parts.begin(ui.ctx());
        self.panels_ui(ui);
        question_ui(ui, &self.theme, &self.workspace, &mut self.path_draft, &mut self.requests);
        self.sheet_ui(ui);
        let at = (&self.workspace, self.view);
        palette_ui(ui, &self.theme, &mut self.palette, at, &mut self.requests);
        notices_ui(ui, &self.theme, &self.workspace, &mut self.requests);
        if self.workspace.question().is_none() && !self.palette.is_open() {
            press(ui, self.view, &mut self.requests);
        }
        let asked = self.requests.take();
        let has_asked = !asked.is_empty();
        for request in asked {
            self.workspace.perform(request);
        }
        self.do_tasks(ui.ctx());
        self.follow_settings(ui.ctx());
        self.canvas.follow_letters(ui.ctx());
        if has_asked {
            // What was asked for is seen in the next frame, and nothing else might call for one.
            ui.ctx().request_repaint();
        }
    }

    /// Whether there is nothing to look at but the first page.
    fn is_starting(&self) -> bool {
        self.panels.start
            || (is_empty(self.workspace.portfolio()) && self.workspace.path().is_none())
    }

    fn sheet_ui(&mut self, ui: &Ui) {
        let theme = &self.theme;
        let is_closed = match self.sheet {
            None => return,
            Some(Sheet::Shortcuts) => shortcuts_ui(ui, theme),
            Some(Sheet::Settings) => settings_ui(ui, theme, &self.workspace, &mut self.requests),
            Some(Sheet::Weighing) => {
                let portfolio = self.workspace.portfolio();
                let scales = self.scales.get_or_insert_with(|| Scales::of(portfolio));
                weighing_ui(ui, theme, scales, portfolio, &mut self.requests)
            }
            Some(Sheet::About) => about_ui(ui, theme),
        };
        if is_closed {
            self.sheet = None;
            self.scales = None;
        }
    }

    fn panels_ui(&mut self, ui: &mut Ui) {
        let is_starting = self.is_starting();
        let is_desk = self.showing == Showing::Desk;
        let Self { workspace, requests, view, theme, panels, parts, .. } = self;
        let bar = Frame::NONE.fill(theme.surface).inner_margin(Margin::symmetric(12, 6));
        if is_desk {
            let shown = Panel::top("bar").frame(bar).show(ui, |ui| {
                parts.enter(ui, Part::Bar);
                bar_ui(ui, theme, workspace, (*panels, *view), requests);
            });
            parts.leave(Part::Bar, shown.response.rect);
        }
        let status = Frame::NONE.fill(theme.surface).inner_margin(Margin::symmetric(12, 5));
        Panel::bottom("status")
            .frame(status)
            .show(ui, |ui| status_ui(ui, theme, workspace, requests));
        let list = Frame::NONE.fill(theme.surface).inner_margin(Margin::symmetric(12, 8));
        if panels.problems {
            let shown = Panel::bottom("problems")
                .frame(list)
                .resizable(true)
                .default_size(210.0)
                .size_range(96.0..=420.0)
                .show(ui, |ui| {
                    parts.enter(ui, Part::Problems);
                    problems_ui(ui, theme, workspace, requests);
                });
            parts.leave(Part::Problems, shown.response.rect);
        }
        if is_desk && !is_starting {
            let edge = Frame::NONE.fill(theme.surface).inner_margin(Margin::symmetric(8, 10));
            let shown = Panel::left("rail")
                .frame(edge)
                .resizable(false)
                .exact_size(RAIL_WIDTH)
                .show(ui, |ui| {
                    parts.enter(ui, Part::Rail);
                    rail_ui(ui, theme, *view, requests);
                });
            parts.leave(Part::Rail, shown.response.rect);
        }
        if panels.inspector && !is_starting {
            let side = Frame::NONE.fill(theme.surface).inner_margin(Margin {
                left: 16,
                right: 8,
                top: 12,
                bottom: 8,
            });
            let shown = Panel::right("inspector")
                .frame(side)
                .resizable(true)
                .default_size(356.0)
                .size_range(300.0..=560.0)
                .show(ui, |ui| {
                    parts.enter(ui, Part::Inspector);
                    inspector_ui(ui, theme, workspace, requests);
                });
            parts.leave(Part::Inspector, shown.response.rect);
        }
        self.middle_ui(ui, is_starting);
    }

    /// What is looked at.
    fn middle_ui(&mut self, ui: &mut Ui, is_starting: bool) {
        let ground = if self.has_ground { Color32::TRANSPARENT } else { self.theme.ground };
        let Self {
            workspace,
            requests,
            view,
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
        parts.leave(Part::Middle, shown.response.rect);
    }

    fn do_tasks(&mut self, context: &Context) {
        for task in self.workspace.take_tasks() {
            match task {
                Task::Fit => {
                    self.panels.start = false;
                    self.canvas.fit();
                }
                Task::Glide => self.canvas.glide(),
                Task::Show(command) => self.show_or_hide(context, command),
                Task::Close => self.tasks.push(task),
            }
        }
    }

    /// Does what a command asks of the window; what it does not know is for the view.
    fn show_or_hide(&mut self, context: &Context, command: Command) {
        match command {
            Command::ShowMap => self.show(View::Map),
            Command::ShowTable => self.show(View::Table),
            Command::ShowRank => self.show(View::Rank),
            Command::ShowTradeoffs => self.show(View::Tradeoffs),
            Command::ShowFund => self.show(View::Fund),
            Command::ShowValue => self.show(View::Value),
            Command::ShowStart => self.panels.start = !self.panels.start,
            Command::ShowPalette => self.palette.toggle(),
            Command::ShowShortcuts => self.toggle_sheet(Sheet::Shortcuts),
            Command::ShowSettings => self.toggle_sheet(Sheet::Settings),
            Command::WeighOutcomes => self.toggle_sheet(Sheet::Weighing),
            Command::ShowAbout => self.toggle_sheet(Sheet::About),
            Command::ToggleProblems => self.panels.problems = !self.panels.problems,
            Command::ToggleInspector => {
                self.panels.inspector = !self.panels.inspector;
                let has_inspector = self.panels.inspector;
                self.prefer(|settings| settings.has_inspector = has_inspector);
            }
            Command::ToggleTheme => {
                let next = self.theme.choice.next().setting();
                self.prefer(|settings| settings.theme = next);
            }
            Command::TextLarger => {
                self.resize_text(|sizes, now| sizes.iter().find(|size| **size > now).copied());
            }
            Command::TextSmaller => {
                self.resize_text(|sizes, now| {
                    sizes.iter().rev().find(|size| **size < now).copied()
                });
            }
            Command::TextNormal => self.resize_text(|_, _| Some(100)),
            Command::NextPart => self.parts.go_on(),
            Command::Presentation => self.present(context),
            Command::FullScreen => {
                let is_full = context.input(|input| input.viewport().fullscreen.unwrap_or(false));
                context.send_viewport_cmd(ViewportCommand::Fullscreen(!is_full));
            }
            command => match self.view {
                View::Map => self.canvas.run(command),
                View::Table => self.table.run(command),
                View::Rank => self.rank.run(command),
                View::Tradeoffs => self.tradeoffs.run(command),
                View::Fund => self.fund.run(command),
                View::Value => self.value.run(command),
            },
        }
    }

    fn toggle_sheet(&mut self, sheet: Sheet) {
        self.sheet = (self.sheet != Some(sheet)).then_some(sheet);
    }

    /// Changes what is kept for the person.
    fn prefer(&mut self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.workspace.settings().clone();
        change(&mut settings);
        self.workspace.perform(Request::Prefer(settings));
    }

    fn resize_text(&mut self, find: impl FnOnce(&[u16], u16) -> Option<u16>) {
        if let Some(size) = find(&TEXT_PERCENTS, self.workspace.settings().text_percent) {
            self.prefer(|settings| settings.text_percent = size);
        }
    }

    /// Shows the workspace to a room, or goes back to the desk.
    fn present(&mut self, context: &Context) {
        let is_room = match self.showing {
            Showing::Desk => {
                self.showing = Showing::Room { had_inspector: self.panels.inspector };
                self.panels.inspector = false;
                self.panels.problems = false;
                let keys = Command::Presentation.info().and_then(|info| info.shortcut);
                let keys = keys.map_or_else(String::new, Shortcut::in_words);
                self.workspace.tell(Tone::Hint, format!("Presentation. {keys} ends it."));
                true
            }
            Showing::Room { had_inspector } => {
                self.showing = Showing::Desk;
                self.panels.inspector = had_inspector;
                false
            }
        };
        context.send_viewport_cmd(ViewportCommand::Fullscreen(is_room));
        self.canvas.fit();
    }

    /// Brings theme and size to what the person prefers.
    fn follow_settings(&mut self, context: &Context) {
        let settings = self.workspace.settings();
        let choice = settings.theme.choice(self.system_theme);
        let room = if self.showing == Showing::Desk { 100 } else { ROOM_PERCENT };
        let zoom = f32::from(settings.text_percent) / 100.0 * f32::from(room) / 100.0;
        if choice != self.theme.choice {
            self.theme = Theme::of(choice);
            dress(context, &self.theme);
        }
        if (context.zoom_factor() - zoom).abs() > 0.001 {
            context.set_zoom_factor(zoom);
        }
    }
}

/// Puts the theme on.
pub(super) fn dress(context: &Context, theme: &Theme) {
    let kind = if theme.is_dark { egui::Theme::Dark } else { egui::Theme::Light };
    context.set_theme(kind);
    context.set_style_of(kind, style_of(theme));
}

fn is_empty(portfolio: &Portfolio) -> bool {
    portfolio.projects.is_empty() && portfolio.outcomes.is_empty() && portfolio.changes.is_empty()
}

/// What is shown until a file has been read.
fn opening_ui(ui: &mut Ui, theme: &Theme) {
    ui.centered_and_justified(|ui| muted(ui, theme, "Opening…"));
}

/// What to say and offer where there is nothing yet.
fn empty_ui(ui: &mut Ui, theme: &Theme, requests: &mut Requests) {
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.32);
        super::widgets::heading(ui, "Nothing is on the map yet");
        muted(
            ui,
            theme,
            "Projects stand at the left, the outcomes they serve at the right, and lines say how.",
        );
        ui.add_space(super::theme::gap::MEDIUM);
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
