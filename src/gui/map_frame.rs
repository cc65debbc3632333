//! The map alone, without a window around it: for measuring how long a frame of it takes.

use egui::{Context, Pos2, Rect, Ui, Vec2};

use super::canvas::{Canvas, canvas_ui};
use super::memory::keep_for_next_frame;
use super::picture::ThemeChoice;
use super::requests::Requests;
use super::shell::dress;
use super::theme::{Theme, fonts};
use crate::workspace::Workspace;

/// The map of a portfolio as the window shows it: cards, lines, legend and minimap. What is asked for is not done.
pub struct MapFrame {
    workspace: Workspace,
    canvas: Canvas,
    theme: Theme,
    requests: Requests,
}

impl MapFrame {
    /// The map of what is open in the workspace; waits for its layout.
    pub fn new(context: &Context, mut workspace: Workspace, theme: ThemeChoice) -> Self {
        keep_for_next_frame();
        context.set_fonts(fonts::definitions());
        let theme = Theme::of(theme);
        dress(context, &theme);
        workspace.settle();
        let mut canvas = Canvas::default();
        canvas.fit();
        Self { workspace, canvas, theme, requests: Requests::new(0) }
    }

    /// Draws one frame of it.
    pub fn ui(&mut self, ui: &mut Ui) {
        let Self { workspace, canvas, theme, requests } = self;
        canvas_ui(ui, theme, canvas, workspace, requests);
        requests.take();
        canvas.follow_letters(ui.ctx());
    }

    /// Moves what is seen by so many points.
    pub fn pan(&mut self, points: Vec2) {
        self.canvas.pan(points);
    }

    /// Shows this part of the map, in map units, as large as it fits into a screen of this size in points.
    pub fn look_at(&mut self, screen: Rect, part: Rect) {
        self.canvas.look_at(screen, part);
    }

    /// The rectangles of all cards, in map units.
    pub fn cards(&self) -> Vec<Rect> {
        self.canvas.outlines().0
    }

    /// The ends of all lines, in map units.
    pub fn lines(&self) -> Vec<[Pos2; 2]> {
        self.canvas.outlines().1
    }
}
