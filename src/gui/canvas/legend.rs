//! What colours and lines mean, and which lens is on: always shown, at the lower left of the map.

use egui::epaint::Shadow;
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align2, Area, Button, Frame, Id, Margin, Mesh, Order, Rect, RichText, Role, Sense, Shape,
    Stroke, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::lens::{Class, Lens, Tints, Tone};
use super::paint_lines::{Tip, add_styled};
use super::path::{add_band, add_block, add_hatch};
use super::scene::{LineLook, Scene};
use crate::gui::notices::stand_at_foot;
use crate::gui::requests::Requests;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, icons, radius, text};
use crate::wording;

/// How far it stands from the edge of the map, in points.
const INSET: f32 = 12.0;
/// How high a line of it is.
const ROW: f32 = 22.0;
/// How large a patch of colour is.
const PATCH: Vec2 = Vec2::new(12.0, 12.0);
/// How large a piece of a line is.
const STROKE: Vec2 = Vec2::new(24.0, 12.0);
/// How wide the list of lenses is.
const LENS_MENU_WIDTH: f32 = 152.0;
/// A name is not wider than this.
const NAME_MAX: f32 = 148.0;
/// On a smaller map than this it is folded unless somebody unfolds it.
const ROOMY: Vec2 = Vec2::new(620.0, 420.0);
/// A narrower map has no room for it at all.
const LEAST: f32 = 160.0;
/// On a map that is at least this wide all lines are explained in one row.
const WIDE: f32 = 960.0;
/// So many of them find room in a row on a narrower map.
const ROW_LINES: usize = 6;

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
    /// Colours, not lines.
    Brief,
    Shut,
}

/// Shows the legend over the map.
pub(super) fn legend_ui(
    (ui, theme): (&Ui, &Theme),
    legend: &mut Legend,
    screen: Rect,
    (scene, tints): (&Scene, &Tints),
    requests: &mut Requests,
) {
    if screen.width() < LEAST {
        legend.rect = None;
        return;
    }
    let is_roomy = screen.width() >= ROOMY.x && screen.height() >= ROOMY.y;
    let is_short = screen.width() >= WIDE || scene.kinds.lines.len() <= ROW_LINES;
    let fold = legend.chosen.unwrap_or(match (is_roomy, is_short) {
        (true, true) => Fold::Open,
        (true, false) => Fold::Brief,
        (false, _) => Fold::Shut,
    });
    let area = Area::new(Id::unique("map legend"))
        .order(Order::Middle)
        .movable(false)
        .constrain(false)
        .pivot(Align2::LEFT_BOTTOM)
        .fixed_pos(screen.left_bottom() + vec2(INSET, -INSET))
        .fade_in(false);
    let frame = Frame::NONE
        .fill(theme.surface)
        .stroke(Stroke::new(1.0, theme.hairline))
        .corner_radius(radius::CARD)
        .shadow(Shadow { offset: [0, 2], blur: 10, spread: 0, color: theme.shadow })
        .inner_margin(Margin { left: 6, right: 12, top: 4, bottom: 4 });
    let width = screen.width() - 2.0 * INSET - 18.0;
    let shown = area.show(ui.ctx(), |ui| {
        frame.show(ui, |ui| {
            ui.set_max_width(width.max(LEAST / 2.0));
            ui.spacing_mut().item_spacing = vec2(gap::MEDIUM, 0.0);
            ui.spacing_mut().interact_size.y = ROW;
            ui.horizontal_wrapped(|ui| {
                head_ui(ui, theme, (legend, fold), tints.lens, requests);
                if fold != Fold::Shut {
                    colours_ui(ui, theme, scene, tints);
                }
            });
            if fold == Fold::Open && !scene.kinds.lines.is_empty() {
                ui.horizontal_wrapped(|ui| lines_ui(ui, theme, scene));
            }
        });
    });
    legend.rect = Some(shown.response.rect);
    stand_at_foot(ui.ctx(), shown.response.rect);
}

fn head_ui(
    ui: &mut Ui,
    theme: &Theme,
    (legend, fold): (&mut Legend, Fold),
    lens: Lens,
    requests: &mut Requests,
) {
    let (icon, says, other) = match fold {
        Fold::Open => (icons::CARET_DOWN, "Fold the legend", Fold::Shut),
        Fold::Brief | Fold::Shut => (icons::CARET_UP, "Unfold the legend", Fold::Open),
    };
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = gap::TINY;
        ui.spacing_mut().button_padding = vec2(6.0, 2.0);
        if crate::gui::widgets::icon_button(ui, icon, says).clicked() {
            legend.chosen = Some(other);
        }
        let words = format!("{}  {}", icons::LENS, lens.name());
        let words = RichText::new(words).font(font(text::SMALL, Heft::Medium)).color(theme.text);
        let menu = ui.menu_button(words, |ui| {
            ui.set_width(LENS_MENU_WIDTH);
            for other in Lens::ALL {
                let button = Button::selectable(other == lens, other.name());
                let response = ui.add(button.min_size(vec2(ui.available_width(), 0.0)));
                if response.on_hover_text(other.says()).clicked() {
                    requests.run(other.command());
                    ui.close();
                }
            }
        });
        let name = format!("Lens: {}", lens.name());
        menu.response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        menu.response.on_hover_text(lens.says());
    });
}

/// What the colours of cards and ribbons mean.
fn colours_ui(ui: &mut Ui, theme: &Theme, scene: &Scene, tints: &Tints) {
    if tints.lens == Lens::None {
        for kind in &scene.kinds.outcomes {
            let ink = theme.outcome(*kind);
            entry_ui(ui, theme, (wording::outcome_kind(*kind), None), PATCH, |mesh, rect| {
                add_block(mesh, rect, 2.0, ink);
            });
        }
    }
    for class in &tints.classes {
        class_ui(ui, theme, class);
    }
}

/// What the lines mean.
fn lines_ui(ui: &mut Ui, theme: &Theme, scene: &Scene) {
    for look in &scene.kinds.lines {
        entry_ui(ui, theme, (line_name(*look), None), STROKE, |mesh, rect| {
            sample_line(mesh, theme, *look, rect);
        });
    }
}

fn class_ui(ui: &mut Ui, theme: &Theme, class: &Class) {
    let count = wording::count(class.count);
    entry_ui(ui, theme, (&class.name, Some(&count)), PATCH, |mesh, rect| {
        if class.tone == Tone::Missing {
            add_block(mesh, rect, 2.0, theme.hairline);
            add_hatch(mesh, rect, theme.text_muted);
        } else {
            add_block(mesh, rect, 2.0, class.tone.ink(theme));
        }
    });
}

/// A patch, what it means, and how often it occurs.
fn entry_ui(
    ui: &mut Ui,
    theme: &Theme,
    (name, count): (&str, Option<&str>),
    patch: Vec2,
    draw: impl FnOnce(&mut Mesh, Rect),
) {
    let face = font(text::SMALL, Heft::Regular);
    let mut job = LayoutJob::simple_singleline(name.to_owned(), face.clone(), theme.text);
    job.wrap = TextWrapping::truncate_at_width(NAME_MAX);
    let galley = ui.painter().layout_job(job);
    let counted =
        ui.painter().layout_no_wrap(count.unwrap_or_default().to_owned(), face, theme.text_muted);
    let count_left = patch.x + 6.0 + galley.size().x + gap::TINY;
    let size = vec2(count_left + counted.size().x, ROW);
    let (row, response) = ui.allocate_exact_size(size, Sense::hover());
    let place = Rect::from_min_size(pos2(row.left(), row.center().y - patch.y / 2.0), patch);
    let mut mesh = Mesh::default();
    draw(&mut mesh, place);
    ui.painter().add(Shape::mesh(mesh));
    let corner = pos2(place.right() + 6.0, row.center().y - galley.size().y / 2.0);
    let count_corner = pos2(row.left() + count_left, corner.y);
    ui.painter().galley(corner, galley, theme.text);
    ui.painter().galley(count_corner, counted, theme.text_muted);
    let says = count.map_or_else(|| name.to_owned(), |count| format!("{name}: {count}"));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &says));
}

/// What a line on the map means.
fn line_name(look: LineLook) -> &'static str {
    match look {
        LineLook::Ribbon { .. } => "serves: wider is more",
        LineLook::Unrated => "not rated yet",
        LineLook::Requires => "comes before",
        LineLook::RequiresAnyTime => "required, any time",
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
    let tip = Tip { start, end, direction: Vec2::X, head: 7.0, seen: rect.expand(9.0) };
    add_styled(mesh, look, &path, (1.7, ink), &tip);
}
