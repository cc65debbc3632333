//! The frame around the window: the system's events in, the window's wishes out.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Context, IconData, Ui, ViewportBuilder, ViewportCommand};
use thiserror::Error;

use super::image::decoded;
use super::picture::ThemeChoice;
use super::shell::Window;
use crate::workspace::{
    Clock, Picked, Picker, Purpose, Request, Setting, Settings, Task, Tone, WindowPlace, Workspace,
};

/// A dialog that is gone sooner than this was never there.
const NO_DIALOG: Duration = Duration::from_millis(250);

/// The size of the window at first, and the smallest it may have, in points.
const SIZE: [f32; 2] = [1_280.0, 800.0];
const SIZE_MIN: [f32; 2] = [720.0, 480.0];
/// No screen is wider or higher, in points.
const SCREEN_MAX: f32 = 16_000.0;

/// What the window begins with.
pub struct Start {
    /// The file to open.
    pub file: Option<PathBuf>,
    /// Where chance begins.
    pub seed: u64,
    /// The time, in milliseconds since 1970.
    pub clock: Clock,
    /// Who sits at this machine, in words: `anna on finch`.
    pub person: String,
    /// Where settings and recovery files are kept; nowhere if there is none.
    pub folder: Option<PathBuf>,
    /// What the person prefers.
    pub settings: Settings,
    /// What the person should be told first.
    pub told: Option<String>,
    /// How long the window stays.
    pub stay: Stay,
}

/// How long the window stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stay {
    /// Until somebody closes it.
    UntilClosed,
    /// For one frame: to measure how long that takes.
    OneFrame,
}

/// Why there is no window.
#[derive(Debug, Error)]
pub enum WindowError {
    /// There is no display, or it cannot draw.
    #[error(
        "There is no display to open a window on ({0}); use “portolan render” for a picture, or “xvfb-run portolan …” for a window nobody sees."
    )]
    NoDisplay(String),
}

/// Opens the window and stays until it is closed.
pub fn run(start: Start) -> Result<(), WindowError> {
    let viewport = ViewportBuilder::default()
        .with_title("Portolan")
        .with_app_id("portolan")
        .with_min_inner_size(SIZE_MIN)
        .with_icon(if cfg!(target_os = "macos") { icon() } else { IconData::default() });
    let viewport = placed(viewport, start.settings.window);
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    let create = move |creation: &eframe::CreationContext<'_>| -> Result<
        Box<dyn eframe::App>,
        Box<dyn std::error::Error + Send + Sync>,
    > { Ok(Box::new(App::new(&creation.egui_ctx, start))) };
    eframe::run_native("portolan", options, Box::new(create))
        .map_err(|error| WindowError::NoDisplay(reason(&error.to_string())))
}

/// Puts the window where it was when it was last closed, as far as that can be on a screen.
fn placed(viewport: ViewportBuilder, place: Option<WindowPlace>) -> ViewportBuilder {
    let Some(WindowPlace { left, top, width, height, is_maximised }) = place else {
        return viewport.with_inner_size(SIZE);
    };
    let is_on_screen = (-100.0..SCREEN_MAX).contains(&left) && (-100.0..SCREEN_MAX).contains(&top);
    let clamped = |side: f32, least: f32| {
        if side.is_finite() { side.clamp(least, SCREEN_MAX) } else { least }
    };
    let size = [clamped(width, SIZE_MIN[0]), clamped(height, SIZE_MIN[1])];
    let viewport = viewport.with_inner_size(size).with_maximized(is_maximised);
    if is_on_screen { viewport.with_position([left, top]) } else { viewport }
}

/// Fills the screen where that is too small for the window with its frame: else its foot would stand below the edge. How wide
/// the frame is may not be known yet, so a window as large as the screen is too large.
fn fit_on_screen(context: &Context) {
    let is_too_large = context.input(|input| {
        let viewport = input.viewport();
        let (outer, screen) = (viewport.outer_rect?.size(), viewport.monitor_size?);
        Some(outer.x >= screen.x || outer.y >= screen.y)
    });
    if is_too_large == Some(true) {
        context.send_viewport_cmd(ViewportCommand::Maximized(true));
    }
}

/// The last part of what the system says; before it stands where in the program it was said.
fn reason(text: &str) -> String {
    let last = text.rsplit(": ").next().unwrap_or(text);
    last.trim_end_matches('.').split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The icon; a window without one is better than none.
fn icon() -> IconData {
    let bytes: &[u8] = include_bytes!("../../assets/icon/portolan-256.png");
    let Some(image) = decoded(bytes) else { return IconData::default() };
    let [width, height] = image.size.map(|side| u32::try_from(side).unwrap_or(0));
    let rgba = image.pixels.iter().flat_map(egui::Color32::to_srgba_unmultiplied).collect();
    IconData { rgba, width, height }
}

struct App {
    window: Window,
    title: String,
    may_close: bool,
    is_front: bool,
    place: Option<WindowPlace>,
    stay: Stay,
    /// How many frames there have been, as far as that matters.
    frames: u8,
    /// The file that the program was started with, until it is opened.
    file: Option<PathBuf>,
}

impl App {
    fn new(context: &Context, start: Start) -> Self {
        let waker = context.clone();
        let setting = Setting {
            wake: Arc::new(move || waker.request_repaint()),
            picker: system_picker(),
            clock: start.clock,
            person: start.person,
            folder: start.folder,
            settings: start.settings,
            ..Setting::quiet(start.seed)
        };
        let mut workspace = Workspace::new(setting);
        if let Some(told) = start.told {
            workspace.tell(Tone::Warning, told);
        }
        let theme = match context.system_theme() {
            Some(egui::Theme::Dark) => ThemeChoice::Dark,
            _ => ThemeChoice::Light,
        };
        Self {
            window: Window::new(context, workspace, start.seed, theme).on_ground(),
            title: String::new(),
            may_close: false,
            is_front: false,
            place: None,
            stay: start.stay,
            frames: 0,
            file: start.file,
        }
    }

    /// Gives the window its icon, once it is there: nobody waits for it. (On macOS it belongs to the program, from the start.)
    fn show_icon(&mut self, context: &Context) {
        self.frames = self.frames.saturating_add(1);
        match self.frames {
            1 => context.request_repaint(),
            2 => {
                context.send_viewport_cmd(ViewportCommand::Icon(Some(Arc::new(icon()))));
                fit_on_screen(context);
            }
            _ => {}
        }
    }

    /// Looks where the window is, to open it there again; while it fills the screen, where it was before.
    fn look_where(&mut self, context: &Context) {
        self.place = context.input(|input| {
            let viewport = input.viewport();
            let is_maximised = viewport.maximized.unwrap_or(false);
            let is_whole = is_maximised || viewport.fullscreen.unwrap_or(false);
            match (viewport.inner_rect, viewport.outer_rect, self.place) {
                (Some(inner), Some(outer), _) if !is_whole => Some(WindowPlace {
                    left: outer.left(),
                    top: outer.top(),
                    width: inner.width(),
                    height: inner.height(),
                    is_maximised,
                }),
                (_, _, place) => place.map(|place| WindowPlace { is_maximised, ..place }),
            }
        });
    }

    fn do_tasks(&mut self, context: &Context) {
        for task in self.window.take_tasks() {
            if task == Task::Close {
                self.may_close = true;
                context.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    /// Keeps the title true; it is told to the system only when it changes.
    fn show_title(&mut self, context: &Context) {
        let title = self.window.title();
        if title != self.title {
            context.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

impl eframe::App for App {
    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        self.window.ground().to_normalized_gamma_f32()
    }

    /// A pointer beside the window points at nothing in it, unless it holds something: as a window gets the keyboard, some
    /// systems tell where the pointer is, wherever that is.
    fn raw_input_hook(&mut self, context: &Context, input: &mut egui::RawInput) {
        let is_held = context.input(|input| input.pointer.any_down());
        let Some(window) = input.screen_rect.filter(|_| !is_held) else { return };
        for event in &mut input.events {
            if matches!(event, egui::Event::PointerMoved(place) if !window.contains(*place)) {
                *event = egui::Event::PointerGone;
            }
        }
    }

    fn logic(&mut self, context: &Context, _frame: &mut eframe::Frame) {
        if self.frames > 0
            && let Some(file) = self.file.take()
        {
            // Once the window is there: on a machine with few processors both would wait for each other.
            self.window.ask(Request::Open(file));
        }
        self.window.receive();
        let is_front = context.input(|input| input.focused);
        if is_front != self.is_front {
            self.is_front = is_front;
            self.window.set_front(is_front);
        }
        let (wants_to_close, dropped) = context.input(|input| {
            let dropped = input.raw.dropped_files.first().map(|file| file.path().to_owned());
            (input.viewport().close_requested(), dropped)
        });
        if let Some(path) = dropped {
            self.window.ask(Request::Open(path));
        }
        if wants_to_close && !self.may_close && self.window.is_changed() {
            context.send_viewport_cmd(ViewportCommand::CancelClose);
            self.window.ask(Request::Run(crate::workspace::Command::Quit));
        }
        self.look_where(context);
        self.do_tasks(context);
        self.show_title(context);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        if self.place.is_some() {
            let mut settings = self.window.workspace().settings().clone();
            settings.window = self.place;
            self.window.ask(Request::Prefer(settings));
        }
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        if self.frames == 0 && self.file.is_some() {
            self.window.first_ui(ui);
        } else {
            self.window.ui(ui);
        }
        self.show_icon(ui.ctx());
        let context = ui.ctx().clone();
        if self.stay == Stay::OneFrame {
            self.may_close = true;
            context.send_viewport_cmd(ViewportCommand::Close);
        }
        self.do_tasks(&context);
        self.show_title(&context);
    }
}

/// Asks through the system's own dialogs.
fn system_picker() -> Picker {
    Arc::new(|purpose| {
        let (picked, waited) = timed(|| ask_system(purpose));
        match picked {
            Some(path) => Picked::File(path),
            None if waited < NO_DIALOG => Picked::NoDialog,
            None => Picked::Nothing,
        }
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "the window reads the clock; how long a dialog stood is known to nobody else"
)]
fn timed<Value>(work: impl FnOnce() -> Value) -> (Value, Duration) {
    let began = Instant::now();
    let value = work();
    (value, began.elapsed())
}

fn ask_system(purpose: &Purpose) -> Option<PathBuf> {
    let dialog =
        rfd::FileDialog::new().add_filter("Portfolio", &["ron"]).add_filter("All files", &["*"]);
    match purpose {
        Purpose::Open => dialog.set_title("Open a portfolio").pick_file(),
        Purpose::Save { folder, name } => {
            let dialog = dialog.set_title("Save the portfolio").set_file_name(name);
            match folder {
                Some(folder) => dialog.set_directory(folder).save_file(),
                None => dialog.save_file(),
            }
        }
    }
}
