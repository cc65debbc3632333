//! The first page: what this is, portfolios to try it on, and the files that were open last.

use egui::{
    Align, Button, Color32, CornerRadius, Layout, Rect, RichText, Role, ScrollArea, Sense, Stroke,
    StrokeKind, TextureHandle, TextureOptions, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::image::decoded;
use super::requests::Requests;
use super::theme::fonts::{Heft, font};
use super::theme::{Theme, gap, icons, radius, text};
use super::widgets::{caption, muted, primary_button, quiet_button};
use crate::wording::{printable, shortened};
use crate::workspace::{Command, Request, Sample, Workspace};

/// How wide the page is at most, in points.
const WIDTH: f32 = 1_020.0;
/// The pictures are this much wider than high.
const ASPECT: f32 = 1.6;
/// How high the words under a picture are.
const WORDS_HEIGHT: f32 = 84.0;
/// Below this width of a card the cards stand one below the other.
const CARD_WIDTH_MIN: f32 = 210.0;

/// The pictures, once they are on the graphics card. They come after the first frame, one a frame: nobody waits for them.
#[derive(Default)]
pub(super) struct Start {
    pictures: Vec<(bool, Sample, TextureHandle)>,
    has_shown: bool,
    /// Whether a picture has been brought in this frame.
    has_brought: bool,
}

/// Shows the page.
pub(super) fn start_ui(
    ui: &mut Ui,
    theme: &Theme,
    start: &mut Start,
    workspace: &Workspace,
    requests: &mut Requests,
) {
    start.has_brought = !std::mem::replace(&mut start.has_shown, true);
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        let width = (ui.available_width() - 64.0).min(WIDTH);
        let side = (ui.available_width() - width) / 2.0;
        let top = (ui.available_height() * 0.1).clamp(24.0, 110.0);
        let page = Rect::from_min_size(
            ui.cursor().min + vec2(side, top),
            vec2(width, ui.available_height()),
        );
        ui.scope_builder(UiBuilder::new().max_rect(page), |ui| {
            title_ui(ui, theme);
            ui.add_space(gap::LARGE);
            caption(ui, theme, "Try it on a sample. Yours is a copy; change what you like.");
            ui.add_space(gap::TINY);
            samples_ui(ui, theme, start, requests);
            ui.add_space(gap::LARGE);
            begin_ui(ui, theme, workspace, requests);
            ui.add_space(gap::LARGE);
        });
    });
}

fn title_ui(ui: &mut Ui, theme: &Theme) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(icons::PORTFOLIO).size(34.0).color(theme.accent));
        ui.label(RichText::new("Portolan").font(font(text::FIGURE, Heft::SemiBold)));
    });
    ui.label(
        RichText::new("See which projects serve which outcomes, how strongly, and what depends on what. Then decide.")
            .size(text::BODY)
            .color(theme.text_muted),
    );
}

fn samples_ui(ui: &mut Ui, theme: &Theme, start: &mut Start, requests: &mut Requests) {
    let width = ui.available_width();
    let in_a_row = ((width / CARD_WIDTH_MIN).floor() as usize).clamp(1, Sample::ALL.len());
    let card = (width - gap::LARGE * (in_a_row as f32 - 1.0)) / in_a_row as f32;
    let size = vec2(card, card / ASPECT + WORDS_HEIGHT);
    for row in Sample::ALL.chunks(in_a_row) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap::LARGE;
            for &sample in row {
                let (rect, response) = ui.allocate_exact_size(size, Sense::click());
                let says = format!("Open the sample {}", sample.name());
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &says));
                let is_lit = response.hovered() || response.has_focus();
                sample_ui(ui, theme, start, (sample, rect, is_lit));
                if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                    requests.push(Request::OpenSample(sample));
                }
            }
        });
        ui.add_space(gap::SMALL);
    }
}

fn sample_ui(
    ui: &mut Ui,
    theme: &Theme,
    start: &mut Start,
    (sample, rect, is_lit): (Sample, Rect, bool),
) {
    let corner = CornerRadius::same(radius::CARD + 4);
    let edge =
        if is_lit { Stroke::new(2.0, theme.accent) } else { Stroke::new(1.0, theme.hairline) };
    ui.painter().rect_filled(rect, corner, theme.raised);
    let seen = rect.with_max_y(rect.top() + rect.width() / ASPECT).shrink(1.5);
    if let Some(picture) = start.picture(ui, theme, sample) {
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        let top = CornerRadius { sw: 0, se: 0, ..corner };
        let mut shape = egui::epaint::RectShape::filled(seen, top, Color32::WHITE);
        shape = shape.with_texture(picture.id(), whole);
        ui.painter().add(shape);
    }
    ui.painter().hline(rect.x_range(), seen.bottom(), Stroke::new(1.0, theme.hairline));
    ui.painter().rect_stroke(rect, corner, edge, StrokeKind::Inside);
    let words = Rect::from_min_max(pos2(rect.left(), seen.bottom()), rect.max)
        .shrink2(vec2(gap::MEDIUM, gap::SMALL + 2.0));
    let layout = Layout::top_down(Align::Min);
    let mut below = ui.new_child(UiBuilder::new().max_rect(words).layout(layout));
    below.spacing_mut().item_spacing.y = gap::TINY;
    let name = RichText::new(sample.name()).font(font(text::BODY, Heft::SemiBold));
    below.add(egui::Label::new(name).selectable(false));
    let says = RichText::new(sample.says()).size(text::SMALL).color(theme.text_muted);
    below.add(egui::Label::new(says).wrap().selectable(false));
}

/// A new portfolio, a file, or one of those that were open last.
fn begin_ui(ui: &mut Ui, theme: &Theme, workspace: &Workspace, requests: &mut Requests) {
    ui.horizontal(|ui| {
        if primary_button(ui, theme, "Open a portfolio…").clicked() {
            requests.run(Command::OpenPortfolio);
        }
        muted(ui, theme, "or begin with an empty one:");
        for (words, command) in
            [("Add a project", Command::AddProject), ("Add an outcome", Command::AddOutcome)]
        {
            if quiet_button(ui, words).clicked() {
                requests.run(command);
            }
        }
    });
    let recent = &workspace.settings().recent;
    if recent.is_empty() {
        return;
    }
    ui.add_space(gap::LARGE);
    caption(ui, theme, "Open again");
    ui.spacing_mut().item_spacing.y = 0.0;
    for path in recent {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
        let folder = RichText::new(shortened(&printable(&folder), 90)).size(text::SMALL);
        let name = format!("{}  {}", icons::FILE, printable(&name.unwrap_or_default()));
        let button = Button::new(RichText::new(name).font(font(text::BODY, Heft::Medium)))
            .right_text(folder.color(theme.text_muted))
            .frame_when_inactive(false)
            .min_size(vec2(ui.available_width(), 32.0));
        if ui.add(button).clicked() {
            requests.push(Request::Open(path.clone()));
        }
    }
}

impl Start {
    /// The picture of a sample in a light or dark theme; decoded soon after it is first looked for.
    fn picture(&mut self, ui: &Ui, theme: &Theme, sample: Sample) -> Option<&TextureHandle> {
        let wanted = (theme.is_dark, sample);
        if !self.pictures.iter().any(|(is_dark, known, _)| (*is_dark, *known) == wanted) {
            if std::mem::replace(&mut self.has_brought, true) {
                ui.ctx().request_repaint();
                return None;
            }
            let image = decoded(bytes(sample, theme.is_dark))?;
            let handle = ui.ctx().load_texture(sample.name(), image, TextureOptions::LINEAR);
            self.pictures.push((theme.is_dark, sample, handle));
        }
        let found = self.pictures.iter().find(|(is_dark, known, _)| (*is_dark, *known) == wanted);
        found.map(|(_, _, handle)| handle)
    }
}

fn bytes(sample: Sample, is_dark: bool) -> &'static [u8] {
    match (sample, is_dark) {
        (Sample::FirstSteps, false) => include_bytes!("../../assets/samples/first-steps-light.png"),
        (Sample::FirstSteps, true) => include_bytes!("../../assets/samples/first-steps-dark.png"),
        (Sample::HarbourBank, false) => {
            include_bytes!("../../assets/samples/harbour-bank-light.png")
        }
        (Sample::HarbourBank, true) => include_bytes!("../../assets/samples/harbour-bank-dark.png"),
        (Sample::FederalIt, false) => {
            include_bytes!("../../assets/samples/us-federal-it-2017-light.png")
        }
        (Sample::FederalIt, true) => {
            include_bytes!("../../assets/samples/us-federal-it-2017-dark.png")
        }
    }
}
