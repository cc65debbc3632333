//! What of the window is kept between frames, and what is done when one ends.

use egui::{Color32, Context, Key, Modifiers, Popup, Ui, Vec2, ViewportCommand};

use super::canvas::Canvas;
use super::dialogs::{Below, about_ui, question_ui, settings_ui, shortcuts_ui};
use super::fund::Fund;
use super::home::Home;
use super::memory::keep_for_next_frame;
use super::menu_keys::MenuKeys;
use super::notices::notices_ui;
use super::palette::{Palette, palette_ui};
use super::panels::{Sides, opening_ui};
use super::parts::{Parts, Way};
use super::picture::ThemeChoice;
use super::rank::Rank;
use super::requests::Requests;
use super::ring::ring_ui;
use super::shortcuts::press;
use super::start::Start;
use super::table::Table;
use super::theme::style::style_of;
use super::theme::{Theme, fonts};
use super::tradeoffs::Tradeoffs;
use super::typed::take_typed;
use super::value::Value;
use super::weighing::{Scales, weighing_ui};
use crate::model::Portfolio;
use crate::workspace::{Command, Menu, Request, Settings, Shortcut, Task, Tone, View, Workspace};

/// Nothing is shown so large that the window would be smaller than this, in points: then nothing could be used.
const ROOM_MIN: Vec2 = Vec2::new(560.0, 360.0);

/// Which panels are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Panels {
    pub(super) inspector: bool,
    pub(super) problems: bool,
    pub(super) start: bool,
}

/// What lies over everything until it is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sheet {
    Shortcuts,
    Settings,
    Weighing,
    About,
}

/// Whether the window is used at the desk or shown to a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Showing {
    Desk,
    /// The workspace alone, larger; whether the inspector was there before.
    Room {
        had_inspector: bool,
    },
}

/// How much larger everything is for a room, in percent.
const ROOM_PERCENT: u16 = 140;
/// Nothing is shown smaller than this, however small the window is.
const ZOOM_MIN: f32 = 0.7;
/// The sizes that text can have, in percent.
const TEXT_PERCENTS: [u16; 11] = [70, 80, 90, 100, 110, 125, 140, 160, 180, 210, 250];

/// The whole window, as it can also be drawn without one.
pub struct Window {
    pub(super) workspace: Workspace,
    pub(super) requests: Requests,
    pub(super) view: View,
    /// The view that was drawn last.
    pub(super) drawn: Option<View>,
    pub(super) canvas: Canvas,
    pub(super) table: Table,
    pub(super) rank: Rank,
    pub(super) tradeoffs: Tradeoffs,
    pub(super) fund: Fund,
    pub(super) value: Value,
    pub(super) theme: Theme,
    /// What the system would have.
    pub(super) system_theme: ThemeChoice,
    pub(super) panels: Panels,
    pub(super) showing: Showing,
    pub(super) sheet: Option<Sheet>,
    /// What is kept of the sheet for weights while it is open.
    pub(super) scales: Option<Scales>,
    /// What is looked for in the sheet of keys.
    pub(super) keys_query: String,
    pub(super) palette: Palette,
    pub(super) start: Start,
    pub(super) parts: Parts,
    pub(super) below: Below,
    pub(super) home: Home,
    pub(super) menu_keys: MenuKeys,
    pub(super) sides: Sides,
    /// What is being typed where the system has no dialog for files.
    pub(super) path_draft: String,
    pub(super) tasks: Vec<Task>,
    /// Whether the colour of the ground is there before anything is drawn.
    pub(super) has_ground: bool,
}

impl Window {
    /// A window on this workspace. `seed` is where the chance begins that ids of new records are drawn from.
    pub fn new(context: &Context, workspace: Workspace, seed: u64, theme: ThemeChoice) -> Self {
        keep_for_next_frame();
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
            drawn: None,
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
            keys_query: String::new(),
            palette: Palette::default(),
            start: Start::default(),
            parts: Parts::default(),
            below: Below::default(),
            home: Home::default(),
            menu_keys: MenuKeys::default(),
            sides: Sides::default(),
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

    /// Draws the window while its first file is being opened, for one frame: nothing but that.
    pub(super) fn first_ui(&self, ui: &mut Ui) {
        opening_ui(ui, &self.theme);
    }

    /// Draws the window, then does what was asked for while it was drawn.
    pub fn ui(&mut self, ui: &mut Ui) {
        close_list(ui.ctx());
        self.home.begin(ui.ctx());
        self.parts.begin(ui.ctx());
        self.below.begin(ui);
        self.panels_ui(ui);
        question_ui(ui, &self.theme, &self.workspace, &mut self.path_draft, &mut self.requests);
        self.sheet_ui(ui);
        let at = (&self.workspace, self.view);
        palette_ui(ui, &self.theme, &mut self.palette, at, &mut self.requests);
        notices_ui(ui, &self.theme, &self.workspace, &mut self.requests);
        ring_ui(ui.ctx(), &self.theme);
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
    pub(super) fn is_starting(&self) -> bool {
        self.panels.start
            || (is_empty(self.workspace.portfolio()) && self.workspace.path().is_none())
    }

    fn sheet_ui(&mut self, ui: &Ui) {
        let theme = &self.theme;
        let is_closed = match self.sheet {
            None => return,
            Some(Sheet::Shortcuts) => shortcuts_ui(ui, theme, &mut self.keys_query),
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
            self.keys_query.clear();
        }
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
            Command::ShowPalette => {
                // What stands in a field already was typed for that.
                let is_free = !context.text_edit_focused();
                let typed = is_free.then(|| context.input_mut(|input| take_typed(input, None)));
                self.palette.toggle(typed.unwrap_or_default());
            }
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
            Command::NextPart => self.parts.go(Way::On),
            Command::PreviousPart => self.parts.go(Way::Back),
            Command::ShowMenus => {
                self.home.leave(context);
                self.menu_keys.open(Menu::File);
            }
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
                self.workspace.tell(Tone::Hint, how_to_end());
                true
            }
            Showing::Room { had_inspector } => {
                self.showing = Showing::Desk;
                self.panels.inspector = had_inspector;
                // How it ends need not be said any more.
                let hint = how_to_end();
                let shown = self.workspace.notices().shown();
                let told = shown.iter().find(|notice| notice.text == hint);
                if let Some(number) = told.map(|notice| notice.number) {
                    self.workspace.perform(Request::DismissNotice(number));
                }
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
        let window = context.content_rect().size() * context.zoom_factor();
        let most = (window / ROOM_MIN).min_elem().max(ZOOM_MIN);
        let zoom = zoom.min(most);
        if choice != self.theme.choice {
            self.theme = Theme::of(choice);
            dress(context, &self.theme);
        }
        if (context.zoom_factor() - zoom).abs() > 0.001 {
            context.set_zoom_factor(zoom);
        }
    }
}

/// Where a menu or list is open, Escape closes it, and nothing else: what is selected stays so, and a sheet below it stays open.
fn close_list(context: &Context) {
    let is_closed = Popup::is_any_open(context)
        && context.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    if is_closed {
        Popup::close_all(context);
    }
}

/// How a presentation ends.
fn how_to_end() -> String {
    format!("Presentation. {} ends it.", presentation_keys())
}

/// The keys that begin a presentation and end it.
pub(super) fn presentation_keys() -> String {
    let keys = Command::Presentation.info().and_then(|info| info.shortcut);
    keys.map_or_else(String::new, Shortcut::in_words)
}

/// Puts the theme on.
pub(super) fn dress(context: &Context, theme: &Theme) {
    let kind = if theme.is_dark { egui::Theme::Dark } else { egui::Theme::Light };
    context.set_theme(kind);
    context.set_style_of(kind, style_of(theme));
}

pub(super) fn is_empty(portfolio: &Portfolio) -> bool {
    portfolio.projects.is_empty() && portfolio.outcomes.is_empty() && portfolio.changes.is_empty()
}
