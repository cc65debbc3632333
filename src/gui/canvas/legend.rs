//! What colours and lines mean, and which lens is on: always shown, at the lower left of the map.

use egui::{
    Align, Align2, Area, Frame, Id, Layout, Margin, Mesh, Order, Rect, RichText, Role, Sense,
    Shape, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::lens::{Class, Lens, Tints, Tone};
use super::paint_lines::{Tip, add_styled};
use super::path::{add_band, add_block, add_hatch};
use super::scene::{LineLook, Scene};
use crate::gui::requests::Requests;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, icons, radius, text};
use crate::wording;

/// How wide it is, in points.
const WIDTH: f32 = 184.0;
/// How far it stands from the edge of the map.
const INSET: f32 = 12.0;
/// How high a line of it is.
const ROW: f32 = 18.0;
/// How large a patch of colour is.
const PATCH: Vec2 = Vec2::new(22.0, 10.0);
/// On a smaller map than this it is folded unless somebody unfolds it.
const ROOMY: Vec2 = Vec2::new(620.0, 460.0);

/// What is kept of the legend between frames.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Legend {
    /// Whether somebody has unfolded or folded it.
    chosen: Option<Fold>,
    /// Where it was drawn last.
    pub(super) rect: Option<Rect>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fold {
    Open,
    Shut,
}

/// Shows the legend over the map.
pub(super) fn legend_ui(
    ui: &Ui,
    theme: &Theme,
    legend: &mut Legend,
    screen: Rect,
    (scene, tints): (&Scene, &Tints),
    requests: &mut Requests,
) {
    let is_roomy = screen.width() >= ROOMY.x && screen.height() >= ROOMY.y;
    let fold = legend.chosen.unwrap_or(if is_roomy { Fold::Open } else { Fold::Shut });
    let area = Area::new(Id::unique("map legend"))
        .order(Order::Middle)
        .movable(false)
        .pivot(Align2::LEFT_BOTTOM)
        .fixed_pos(screen.left_bottom() + vec2(INSET, -INSET))
        .fade_in(false);
    let frame = Frame::NONE
        .fill(theme.surface)
        .stroke(Stroke::new(1.0, theme.hairline))
        .corner_radius(radius::CARD)
        .inner_margin(Margin { left: 10, right: 6, top: 4, bottom: 6 });
    let shown = area.show(ui.ctx(), |ui| {
        frame.show(ui, |ui| {
            ui.set_width(WIDTH);
            ui.spacing_mut().item_spacing = vec2(gap::SMALL, 0.0);
            head_ui(ui, theme, (legend, fold), tints.lens, requests);
            if fold == Fold::Open {
                body_ui(ui, theme, scene, tints);
            }
        });
    });
    legend.rect = Some(shown.response.rect);
}

fn head_ui(
    ui: &mut Ui,
    theme: &Theme,
    (legend, fold): (&mut Legend, Fold),
    lens: Lens,
    requests: &mut Requests,
) {
    ui.horizontal(|ui| {
        let words = format!("{}  {}  {}", icons::LENS, lens.name(), icons::CARET_DOWN);
        let words = RichText::new(words).font(font(text::SMALL, Heft::Medium)).color(theme.text);
        let menu = ui.menu_button(words, |ui| {
            for other in Lens::ALL {
                let response = ui.selectable_label(other == lens, other.name());
                if response.on_hover_text(other.says()).clicked() {
                    requests.run(other.command());
                    ui.close();
                }
            }
        });
        let name = format!("Lens: {}", lens.name());
        menu.response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        menu.response.on_hover_text(lens.says());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (icon, says, other) = match fold {
                Fold::Open => (icons::CARET_DOWN, "Fold the legend", Fold::Shut),
                Fold::Shut => (icons::CARET_UP, "Unfold the legend", Fold::Open),
            };
            if crate::gui::widgets::icon_button(ui, icon, says).clicked() {
                legend.chosen = Some(other);
            }
        });
    });
}

fn body_ui(ui: &mut Ui, theme: &Theme, scene: &Scene, tints: &Tints) {
    if tints.lens == Lens::None {
        for kind in &scene.kinds.outcomes {
            let ink = theme.outcome(*kind);
            row_ui(ui, theme, wording::outcome_kind(*kind), None, |mesh, rect| {
                add_block(mesh, rect, 2.0, ink);
            });
        }
    } else {
        for class in &tints.classes {
            class_ui(ui, theme, class);
        }
        if tints.classes.is_empty() {
            row_ui(ui, theme, "nothing to show", None, |_, _| ());
        }
    }
    ui.add_space(gap::TINY);
    let (rule, _) = ui.allocate_exact_size(vec2(WIDTH, 1.0), Sense::hover());
    ui.painter().rect_filled(rule, 0.0, theme.hairline);
    ui.add_space(gap::TINY);
    for look in &scene.kinds.lines {
        row_ui(ui, theme, line_name(*look), None, |mesh, rect| {
            sample_line(mesh, theme, *look, rect);
        });
    }
}

fn class_ui(ui: &mut Ui, theme: &Theme, class: &Class) {
    let count = wording::count(class.count);
    row_ui(ui, theme, &class.name, Some(&count), |mesh, rect| {
        if class.tone == Tone::Missing {
            add_block(mesh, rect, 2.0, theme.raised);
            add_hatch(mesh, rect, theme.unrated);
        } else {
            add_block(mesh, rect, 2.0, class.tone.ink(theme));
        }
    });
}

/// A patch, what it means, and how often it occurs.
fn row_ui(
    ui: &mut Ui,
    theme: &Theme,
    name: &str,
    count: Option<&str>,
    draw: impl FnOnce(&mut Mesh, Rect),
) {
    let (row, response) = ui.allocate_exact_size(vec2(WIDTH, ROW), Sense::hover());
    let patch = Rect::from_min_size(pos2(row.left(), row.center().y - PATCH.y / 2.0), PATCH);
    let mut mesh = Mesh::default();
    draw(&mut mesh, patch);
    let painter = ui.painter();
    painter.add(Shape::mesh(mesh));
    let face = font(text::SMALL, Heft::Regular);
    let mut right = row.right() - gap::TINY;
    if let Some(count) = count {
        let galley = painter.layout_no_wrap(count.to_owned(), face.clone(), theme.text_muted);
        right -= galley.size().x;
        let place = pos2(right, row.center().y - galley.size().y / 2.0);
        painter.galley(place, galley, theme.text_muted);
        right -= gap::SMALL;
    }
    let left = patch.right() + gap::SMALL;
    let words = name.to_owned();
    let mut job = egui::text::LayoutJob::simple_singleline(words, face, theme.text);
    job.wrap = egui::text::TextWrapping::truncate_at_width(right - left);
    let galley = painter.layout_job(job);
    painter.galley(pos2(left, row.center().y - galley.size().y / 2.0), galley, theme.text);
    let says = count.map_or_else(|| name.to_owned(), |count| format!("{name}: {count}"));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &says));
    response.on_hover_text(says);
}

/// What a line on the map means.
fn line_name(look: LineLook) -> &'static str {
    match look {
        LineLook::Ribbon { .. } => "serves; wider is more",
        LineLook::Unrated => "serves, not rated yet",
        LineLook::Requires => "comes before",
        LineLook::RequiresAnyTime => "is required, at any time",
        LineLook::Together => "both or neither",
        LineLook::Excludes => "at most one",
        LineLook::Enables => "makes better",
        LineLook::Quiet => "part of, measured by",
    }
}

/// A short piece of such a line.
fn sample_line(mesh: &mut Mesh, theme: &Theme, look: LineLook, rect: Rect) {
    let path = [0.0, 0.5, 1.0].map(|share| rect.left_center() + vec2(rect.width() * share, 0.0));
    let ink = match look {
        LineLook::Ribbon { .. } => theme.text_muted.gamma_multiply(0.55),
        LineLook::Unrated => theme.unrated,
        LineLook::Excludes => theme.danger,
        LineLook::Quiet => theme.edge,
        _ => theme.text_muted,
    };
    if let LineLook::Ribbon { .. } = look {
        add_band(mesh, &path, 6.0, [ink.gamma_multiply(0.4), ink]);
        return;
    }
    let [start, _, end] = path;
    let tip = Tip { start, end, direction: Vec2::X, head: 7.0 };
    add_styled(mesh, look, &path, (1.7, ink), &tip);
}
