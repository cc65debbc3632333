//! The window as a picture, drawn without a display.

use std::num::NonZeroU8;
use std::path::PathBuf;

use egui::Context;
use thiserror::Error;

use super::raster::{Frames, PictureError, Shot, picture_of};
use super::shell::Window;
use crate::model::Item;
use crate::workspace::{
    OpenTrouble, Request, Selecting, Setting, View, Workspace, open_for_reading,
};

/// Which theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThemeChoice {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// The strongest contrast there is.
    HighContrast,
}

impl ThemeChoice {
    /// All of them, in the order in which they follow each other.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::HighContrast];

    /// The one that follows.
    pub(super) fn next(self) -> Self {
        match self {
            Self::Light => Self::Dark,
            Self::Dark => Self::HighContrast,
            Self::HighContrast => Self::Light,
        }
    }
}

/// What picture is wanted.
#[derive(Debug, Clone)]
pub struct RenderRequest {
    /// The portfolio.
    pub file: PathBuf,
    /// The view of it.
    pub view: View,
    /// What is selected in it.
    pub select: Vec<Item>,
    /// How large the window is, in points.
    pub size_points: [u32; 2],
    /// How many pixels a point has.
    pub scale: f32,
    /// The theme.
    pub theme: ThemeChoice,
}

/// A large map brings its words in over a few frames.
const FRAMES: Frames = Frames { count: NonZeroU8::MIN.saturating_add(31), step_seconds: 0.25 };

/// Why there is no picture.
#[derive(Debug, Error)]
pub enum RenderError {
    /// The portfolio cannot be opened.
    #[error("{0}")]
    Unopened(#[from] OpenTrouble),
    /// The picture cannot be drawn.
    #[error("{0}")]
    Undrawn(#[from] PictureError),
}

/// The window on the file as a PNG: the same interface, drawn by the processor.
pub fn render(request: &RenderRequest) -> Result<Vec<u8>, RenderError> {
    let RenderRequest { file, view, select, size_points, scale, theme } = request;
    let opened = open_for_reading(file)?;
    let context = Context::default();
    let setting = Setting::quiet(0);
    let workspace = Workspace::showing(setting, file, opened);
    let mut window = Window::new(&context, workspace, 0, *theme);
    window.show(*view);
    window.ask(Request::Select(Selecting::Only(select.clone())));
    window.settle();
    let [width, height] = *size_points;
    let shot = Shot {
        size_points: egui::vec2(width as f32, height as f32),
        scale: *scale,
        frames: FRAMES,
    };
    let picture = picture_of(&context, shot, |ui| {
        // What a frame has asked for is there in the next one.
        window.settle();
        window.ui(ui);
    })?;
    Ok(picture.to_png()?)
}
