//! The chart in the window: what the pointer and the keys do to it.

use egui::{
    EventFilter, Id, Key, Modifiers, Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo,
};

use super::paint::{
    Pose, middle, name_places, paint_band, paint_bubble, paint_front, paint_name, paint_quadrants,
};
use super::scene::{Bubble, Scene};
use super::tip::{bubble_tip_ui, bubble_words};
use super::view::Tradeoffs;
use crate::gui::charts::{Axis, Plot, spaced_plot};
use crate::gui::desk::Desk;
use crate::gui::free_keys::has_keys;
use crate::model::{Item, ProjectId};
use crate::workspace::{Request, Selecting};

/// Where names stand, and for what: they are placed anew only where that is another.
#[derive(Default)]
pub(super) struct Names {
    rect: Option<Rect>,
    selected: Vec<ProjectId>,
    places: Vec<(usize, Rect)>,
}

/// Shows it in all the room there is.
pub(super) fn chart_ui(ui: &mut Ui, view: &mut Tradeoffs, desk: &mut Desk<'_>) {
    let Some(scene) = view.scene.clone() else { return };
    let place = ui.available_rect_before_wrap();
    let response = ui.interact(place, Id::unique("trade-offs"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, "Trade-offs"));
    let painter = ui.painter_at(place);
    let axes = scene.sides.each_ref().map(|side| Axis {
        title: &side.title,
        unit: &side.unit,
        span: side.span,
    });
    let spacings = scene.sides.each_ref().map(|side| side.spacing);
    let plot = spaced_plot(&painter, desk.theme, place, axes, spacings);
    let has_quadrants = view.wish.has_quadrants && !scene.bubbles.is_empty();
    let mut taken = if has_quadrants {
        paint_quadrants(&painter, desk.theme, &plot, &scene)
    } else {
        Vec::new()
    };
    taken.extend(paint_front(&painter, desk.theme, &plot, &scene));
    brush(ui, view, desk, &response, (&plot, &scene));
    walk(ui, desk, &response, (&plot, &scene));
    let hovered = bubbles_ui(ui, view, desk, (&plot, &scene));
    names_ui(ui, view, desk, (&plot, &scene), (&taken, hovered));
    if let Some(band) = view.band(ui) {
        paint_band(&painter, desk.theme, band);
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(1.0, desk.theme.accent);
        painter.rect_stroke(place.shrink(1.0), 2.0, stroke, egui::StrokeKind::Inside);
    }
}

fn pose(view: &Tradeoffs, desk: &Desk<'_>, bubble: &Bubble, is_hovered: bool) -> Pose {
    let is_lit = view.lit.is_none_or(|tone| tone == bubble.tone);
    Pose {
        is_selected: desk.workspace.selection().has(Item::Project(bubble.project)),
        is_hovered,
        stands_back: !is_lit,
    }
}

/// Paints the bubbles and takes what is done to each; gives the place of the one under the pointer.
fn bubbles_ui(
    ui: &Ui,
    view: &Tradeoffs,
    desk: &mut Desk<'_>,
    (plot, scene): (&Plot, &Scene),
) -> Option<usize> {
    let mut hovered = None;
    let band = view.band(ui);
    for (number, bubble) in scene.bubbles.iter().enumerate() {
        let at = middle(plot, bubble);
        let rect = Rect::from_center_size(at, Vec2::splat((bubble.radius * 2.0).max(12.0)));
        let response = ui.interact(rect, Id::unique(("bubble", bubble.project)), Sense::CLICK);
        let mut pose = pose(view, desk, bubble, response.hovered());
        let is_selected = pose.is_selected;
        pose.is_selected |= band.is_some_and(|band| band.contains(at));
        response.widget_info(|| {
            let words = bubble_words(scene, bubble);
            WidgetInfo::selected(Role::ListBoxOption, true, is_selected, words)
        });
        paint_bubble(ui.painter(), desk.theme, (at, bubble), pose);
        if response.hovered() {
            hovered = Some(number);
            ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        if response.clicked() {
            desk.click(Item::Project(bubble.project), ui.input(|input| input.modifiers));
        }
        response.on_hover_ui(|ui| bubble_tip_ui(ui, view, desk, bubble));
    }
    hovered
}

fn names_ui(
    ui: &Ui,
    view: &mut Tradeoffs,
    desk: &Desk<'_>,
    (plot, scene): (&Plot, &Scene),
    (taken, hovered): (&[Rect], Option<usize>),
) {
    if !view.wish.has_names {
        return;
    }
    let selected = desk.selected();
    if view.names.rect != Some(plot.rect) || view.names.selected != selected {
        let is_selected = |bubble: &Bubble| selected.contains(&bubble.project);
        let places = name_places(ui.painter(), plot, (scene, taken), is_selected);
        view.names = Names { rect: Some(plot.rect), selected, places };
    }
    for (number, place) in &view.names.places {
        let Some(bubble) = scene.bubbles.get(*number) else { continue };
        let pose = pose(view, desk, bubble, hovered == Some(*number));
        paint_name(ui.painter(), desk.theme, (*place, bubble), pose);
    }
}

/// A rectangle is drawn over the bubbles: those in it are selected when it is let go.
fn brush(
    ui: &Ui,
    view: &mut Tradeoffs,
    desk: &mut Desk<'_>,
    response: &Response,
    (plot, scene): (&Plot, &Scene),
) {
    if response.drag_started_by(egui::PointerButton::Primary) {
        view.brush_from = ui.input(|input| input.pointer.press_origin());
    }
    if view.brush_from.is_some() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
        view.brush_from = None;
    }
    let held = ui.input(|input| input.modifiers);
    if response.drag_stopped()
        && let Some(band) = view.band(ui)
    {
        let inside = scene.bubbles.iter().filter(|bubble| band.contains(middle(plot, bubble)));
        let items: Vec<Item> = inside.map(|bubble| Item::Project(bubble.project)).collect();
        let is_more = held.shift || held.command;
        let selecting = if is_more { Selecting::Also(items) } else { Selecting::Only(items) };
        desk.requests.push(Request::Select(selecting));
        view.brush_from = None;
    }
    if response.clicked() {
        response.request_focus();
        if !held.shift && !held.command {
            desk.requests.push(Request::Select(Selecting::Nothing));
        }
    }
}

/// The arrow keys go to the nearest bubble that way.
fn walk(ui: &Ui, desk: &mut Desk<'_>, response: &Response, (plot, scene): (&Plot, &Scene)) {
    if !has_keys(ui, response) {
        return;
    }
    if response.has_focus() {
        let filter = EventFilter {
            vertical_arrows: true,
            horizontal_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    let ways = [
        (Key::ArrowLeft, Vec2::LEFT),
        (Key::ArrowRight, Vec2::RIGHT),
        (Key::ArrowUp, Vec2::UP),
        (Key::ArrowDown, Vec2::DOWN),
    ];
    let pressed = |key| {
        [Modifiers::SHIFT, Modifiers::NONE]
            .into_iter()
            .find(|held| ui.input_mut(|input| input.consume_key(*held, key)))
    };
    let Some((way, held)) = ways.into_iter().find_map(|(key, way)| Some((way, pressed(key)?)))
    else {
        return;
    };
    let last = desk.workspace.selection().last();
    let from = scene.bubbles.iter().find(|bubble| last == Some(Item::Project(bubble.project)));
    let places: Vec<(ProjectId, Pos2)> =
        scene.bubbles.iter().map(|bubble| (bubble.project, middle(plot, bubble))).collect();
    let next = match from {
        None => places.first().copied(),
        Some(from) => next_that_way(&places, (from.project, middle(plot, from)), way),
    };
    if let Some((project, _)) = next {
        desk.click(Item::Project(project), held);
    }
}

/// The nearest one within a quarter turn of the way; what lies aside counts double.
fn next_that_way(
    places: &[(ProjectId, Pos2)],
    (from, at): (ProjectId, Pos2),
    way: Vec2,
) -> Option<(ProjectId, Pos2)> {
    let far = |place: Pos2| {
        let gap = place - at;
        let along = gap.dot(way);
        let aside = (gap - way * along).length();
        (along > 0.0 && aside <= along * 1.5).then_some(along + 2.0 * aside)
    };
    let others = places.iter().filter(|(project, _)| *project != from);
    let reachable = others.filter_map(|&(project, place)| Some((far(place)?, project, place)));
    let nearest = reachable.min_by(|(one, ..), (other, ..)| one.total_cmp(other));
    nearest.map(|(_, project, place)| (project, place))
}
