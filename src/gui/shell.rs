//! Which panel stands where, and what of the window is kept between frames.

use egui::{CentralPanel, Context, Frame, Margin, Panel, Ui};

use super::canvas::{Canvas, canvas_ui};
use super::dialogs::{question_ui, shortcuts_ui};
use super::inspector::inspector_ui;
use super::menus::bar_ui;
use super::notices::notices_ui;
use super::picture::ThemeChoice;
use super::problems::problems_ui;
use super::rail::rail_ui;
use super::rank::{Rank, rank_ui};
use super::requests::Requests;
use super::shortcuts::press;
use super::status::status_ui;
use super::table::{Table, table_ui};
use super::theme::style::style_of;
use super::theme::{Theme, fonts};
use super::widgets::{muted, primary_button, quiet_button};
use crate::model::Portfolio;
use crate::workspace::{Command, Request, Task, View, Workspace};

/// Which panels are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Panels {
    pub(super) inspector: bool,
    pub(super) problems: bool,
    pub(super) shortcuts: bool,
}

/// The whole window, as it can also be drawn without one.
pub struct Window {
    workspace: Workspace,
    requests: Requests,
    view: View,
    canvas: Canvas,
    table: Table,
    rank: Rank,
    theme: Theme,
    panels: Panels,
    /// What is being typed where the system has no dialog for files.
    path_draft: String,
    tasks: Vec<Task>,
}

impl Window {
    /// A window on this workspace. `seed` is where the chance begins that ids of new records are drawn from.
    pub fn new(context: &Context, workspace: Workspace, seed: u64, theme: ThemeChoice) -> Self {
        context.set_fonts(fonts::definitions());
        let theme = match theme {
            ThemeChoice::Light => Theme::LIGHT,
            ThemeChoice::Dark => Theme::DARK,
        };
        dress(context, &theme);
        let mut canvas = Canvas::default();
        canvas.fit();
        Self {
            workspace,
            requests: Requests::new(seed.rotate_left(17) ^ 0x9E37_79B9_7F4A_7C15),
            view: View::Map,
            canvas,
            table: Table::default(),
            rank: Rank::default(),
            theme,
            panels: Panels { inspector: true, problems: false, shortcuts: false },
            path_draft: String::new(),
            tasks: Vec::new(),
        }
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
        self.panels_ui(ui);
        question_ui(ui, &self.theme, &self.workspace, &mut self.path_draft, &mut self.requests);
        if self.panels.shortcuts {
            shortcuts_ui(ui, &self.theme, &mut self.requests);
        }
        notices_ui(ui, &self.theme, &self.workspace, &mut self.requests);
        if self.workspace.question().is_none() {
            press(ui, self.view, &mut self.requests);
        }
        let asked = self.requests.take();
        let has_asked = !asked.is_empty();
        for request in asked {
            self.workspace.perform(request);
        }
        self.do_tasks(ui.ctx());
        if has_asked {
            // What was asked for is seen in the next frame, and nothing else might call for one.
            ui.ctx().request_repaint();
        }
    }

    fn panels_ui(&mut self, ui: &mut Ui) {
        let Self { workspace, requests, view, canvas, table, rank, theme, panels, .. } = self;
        let bar = Frame::NONE.fill(theme.surface).inner_margin(Margin::symmetric(12, 6));
        Panel::top("bar").frame(bar).show(ui, |ui| bar_ui(ui, theme, workspace, *panels, requests));
        let status = Frame::NONE.fill(theme.surface).inner_margin(Margin::symmetric(12, 5));
        Panel::bottom("status")
            .frame(status)
            .show(ui, |ui| status_ui(ui, theme, workspace, requests));
        let list = Frame::NONE.fill(theme.surface).inner_margin(Margin::symmetric(12, 8));
        if panels.problems {
            Panel::bottom("problems")
                .frame(list)
                .resizable(true)
                .default_size(210.0)
                .size_range(96.0..=420.0)
                .show(ui, |ui| problems_ui(ui, theme, workspace, requests));
        }
        let edge = Frame::NONE.fill(theme.surface).inner_margin(Margin::symmetric(8, 10));
        Panel::left("rail")
            .frame(edge)
            .resizable(false)
            .exact_size(92.0)
            .show(ui, |ui| rail_ui(ui, theme, *view, requests));
        if panels.inspector {
            let side = Frame::NONE.fill(theme.surface).inner_margin(Margin {
                left: 16,
                right: 8,
                top: 12,
                bottom: 8,
            });
            Panel::right("inspector")
                .frame(side)
                .resizable(true)
                .default_size(356.0)
                .size_range(300.0..=560.0)
                .show(ui, |ui| inspector_ui(ui, theme, workspace, requests));
        }
        CentralPanel::default().frame(Frame::NONE.fill(theme.ground)).show(ui, |ui| {
            if is_empty(workspace.portfolio()) {
                empty_ui(ui, theme, requests);
            } else {
                match view {
                    View::Map => canvas_ui(ui, theme, canvas, workspace, requests),
                    View::Table => table_ui(ui, theme, table, workspace, requests),
                    View::Rank => rank_ui(ui, theme, rank, workspace, requests),
                }
            }
        });
    }

    fn do_tasks(&mut self, context: &Context) {
        for task in self.workspace.take_tasks() {
            match task {
                Task::Fit => self.canvas.fit(),
                Task::Glide => self.canvas.glide(),
                Task::Show(Command::ToggleInspector) => {
                    self.panels.inspector = !self.panels.inspector;
                }
                Task::Show(Command::ToggleProblems) => {
                    self.panels.problems = !self.panels.problems;
                }
                Task::Show(Command::ShowShortcuts) => {
                    self.panels.shortcuts = !self.panels.shortcuts;
                }
                Task::Show(Command::ToggleTheme) => {
                    self.theme = if self.theme.is_dark { Theme::LIGHT } else { Theme::DARK };
                    dress(context, &self.theme);
                }
                Task::Show(Command::ShowMap) => self.view = View::Map,
                Task::Show(Command::ShowTable) => self.view = View::Table,
                Task::Show(Command::ShowRank) => self.view = View::Rank,
                Task::Show(command) => match self.view {
                    View::Map => self.canvas.run(command),
                    View::Table => self.table.run(command),
                    View::Rank => self.rank.run(command),
                },
                Task::Close => self.tasks.push(task),
            }
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
