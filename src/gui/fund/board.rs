//! The piles: which cards are in view, what the pointer and the keys do to them, and the card that is carried.

use std::sync::Arc;

use egui::{
    Align2, CornerRadius, Id, Key, LayerId, Modifiers, Order, Rect, Response, Role, ScrollArea,
    Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::card::{GAP, HEIGHT, Pose, WIDTH_MIN, paint};
use super::hand::{Asking, Gesture, Verdict, force, verdict};
use super::scene::{Card, Pile};
use super::view::{Desk, Fund};
use crate::gui::charts::cut;
use crate::gui::free_keys::has_keys;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, text};
use crate::gui::tips::item_tip_ui;
use crate::model::{Force, Item, ProjectId};
use crate::wording;
use crate::workspace::{Request, Selecting};

/// From this width on, in points, all four piles stand side by side.
const WIDTH_FOR_FOUR: f32 = 860.0;
const HEADER: f32 = 34.0;
const PAD: f32 = 10.0;
/// How wide or high a pile for forced projects is while it has none.
const EMPTY_WIDTH: f32 = 132.0;
const EMPTY_HEIGHT: f32 = 84.0;

/// How many cards stand side by side in so much room, and how wide each is.
fn grid(width: f32) -> (usize, f32) {
    let count = ((width + GAP) / (WIDTH_MIN + GAP)).floor().max(1.0);
    (count as usize, (width - GAP * (count - 1.0)) / count)
}

/// Where each pile stands.
fn areas(rect: Rect, forced_in: usize, forced_out: usize) -> [Rect; 4] {
    let forced_width = |count: usize| {
        if count == 0 { EMPTY_WIDTH } else { (rect.width() * 0.19).clamp(EMPTY_WIDTH, 300.0) }
    };
    if rect.width() >= WIDTH_FOR_FOUR {
        let (left, right) = (forced_width(forced_in), forced_width(forced_out));
        let middle = (rect.width() - left - right - 3.0 * gap::MEDIUM) * 0.5;
        let mut x = rect.left();
        return [left, middle, middle, right].map(|width| {
            let place = Rect::from_min_size(pos2(x, rect.top()), vec2(width, rect.height()));
            x += width + gap::MEDIUM;
            place
        });
    }
    let width = (rect.width() - gap::MEDIUM) * 0.5;
    let (columns, _) = grid(width - 2.0 * PAD);
    let height = |count: usize| {
        let rows = count.div_ceil(columns.max(1)) as f32;
        let whole = HEADER + PAD + rows * (HEIGHT + GAP);
        if count == 0 { EMPTY_HEIGHT } else { whole.min(rect.height() * 0.4) }
    };
    let pair = |x: f32, count: usize| {
        let edge = rect.top() + height(count).min(rect.height() * 0.5);
        let upper = Rect::from_min_max(pos2(x, rect.top()), pos2(x + width, edge));
        let lower = Rect::from_min_max(pos2(x, edge + gap::SMALL), pos2(x + width, rect.bottom()));
        [upper, lower]
    };
    let [forced_in, funded] = pair(rect.left(), forced_in);
    let [forced_out, unfunded] = pair(rect.left() + width + gap::MEDIUM, forced_out);
    [forced_in, funded, unfunded, forced_out]
}

/// What was done to a card in this frame.
#[derive(Clone, Copy)]
enum Done {
    Click(ProjectId, Modifiers),
    Lift(ProjectId, Pile, egui::Vec2),
    Menu(ProjectId, Verdict),
}

/// Shows all piles, and takes what is done to them.
pub(super) fn board_ui(ui: &mut Ui, fund: &mut Fund, desk: &mut Desk<'_>) {
    let place = ui.available_rect_before_wrap();
    let list = ui.interact(place, Id::unique("plan"), Sense::FOCUSABLE);
    list.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, "Plan"));
    let count = |pile: Pile| fund.scene.heap(pile).cards.len();
    let areas = areas(place, count(Pile::ForcedIn), count(Pile::ForcedOut));
    let pointer = ui.input(|input| input.pointer.latest_pos());
    let over = pointer.and_then(|at| {
        let pile = Pile::ALL.into_iter().zip(areas).find(|(_, area)| area.contains(at));
        pile.map(|(pile, _)| pile)
    });
    let target = match &fund.gesture {
        Gesture::Carrying { from, .. } => over.and_then(|to| Some((to, verdict(*from, to)?))),
        _ => None,
    };
    let goal = keys(ui, fund, desk, &list);
    fund.motion.forget_seen();
    let mut flying = Vec::new();
    let mut done = Vec::new();
    for (pile, area) in Pile::ALL.into_iter().zip(areas) {
        let is_target = target.is_some_and(|(to, _)| to == pile);
        let shown = Shown { pile, area, is_target, goal };
        done.extend(pile_ui(ui, fund, desk, &shown, &mut flying));
    }
    if goal.is_none() {
        fund.seen = desk.workspace.selection().last();
    }
    let above = ui.painter().with_clip_rect(place);
    for (rect, card) in &flying {
        paint(&above, desk.theme, *rect, card, Pose { is_lifted: true, ..Pose::default() });
    }
    if list.has_focus() {
        let stroke = Stroke::new(1.0, desk.theme.accent);
        ui.painter().rect_stroke(place.expand(2.0), 4.0, stroke, StrokeKind::Inside);
    }
    for done in done {
        take(fund, desk, &list, done, pointer);
    }
    carry(ui, fund, desk, target);
}

fn take(
    fund: &mut Fund,
    desk: &mut Desk<'_>,
    list: &Response,
    done: Done,
    pointer: Option<egui::Pos2>,
) {
    match done {
        Done::Click(project, modifiers) => {
            list.request_focus();
            let item = Item::Project(project);
            fund.seen = Some(item);
            fund.call_why();
            let selecting = if modifiers.command || modifiers.shift {
                Selecting::Toggle(item)
            } else {
                Selecting::Only(vec![item])
            };
            desk.requests.push(Request::Select(selecting));
        }
        Done::Lift(project, from, grasp) => {
            fund.gesture = Gesture::Carrying { project, from, grasp };
        }
        Done::Menu(project, verdict) => {
            let at = pointer.unwrap_or_default();
            conclude(fund, desk, project, verdict, at);
        }
    }
}

/// Does what a verdict says, or asks for the reason first.
pub(super) fn conclude(
    fund: &mut Fund,
    desk: &mut Desk<'_>,
    project: ProjectId,
    verdict: Verdict,
    at: egui::Pos2,
) {
    match verdict {
        Verdict::Leave => force(desk, project, None),
        Verdict::Force(force) => {
            let reason = String::new();
            fund.gesture = Gesture::Asking(Asking { project, force, at, reason, is_new: true });
        }
    }
}

/// Which pile is shown, and where.
struct Shown {
    pile: Pile,
    area: Rect,
    is_target: bool,
    /// The card that the keys went to.
    goal: Option<ProjectId>,
}

fn pile_ui(
    ui: &mut Ui,
    fund: &mut Fund,
    desk: &Desk<'_>,
    shown: &Shown,
    flying: &mut Vec<(Rect, Card)>,
) -> Vec<Done> {
    let Shown { pile, area, is_target, .. } = *shown;
    let theme = desk.theme;
    let (width, edge) = if is_target { (2.0, theme.accent) } else { (1.0, theme.hairline) };
    let fill = if is_target { theme.accent_soft } else { theme.surface };
    let corner = CornerRadius::same(8);
    ui.painter().rect(area, corner, fill, Stroke::new(width, edge), StrokeKind::Inside);
    header(ui, fund, desk, pile, area);
    let inside = Rect::from_min_max(
        pos2(area.left() + PAD, area.top() + HEADER),
        pos2(area.right() - 2.0, area.bottom() - 2.0),
    );
    let cards = Arc::clone(&fund.scene.heap(pile).cards);
    if cards.is_empty() {
        empty(ui, desk, pile, inside);
        return Vec::new();
    }
    let mut done = Vec::new();
    let builder = UiBuilder::new().max_rect(inside).id_salt(("pile", pile.number()));
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(inside.intersect(ui.clip_rect()));
        let area = ScrollArea::vertical().id_salt(pile.name()).auto_shrink([false, false]);
        area.show_viewport(ui, |ui, viewport| {
            done = cards_ui(ui, fund, desk, (shown, cards.as_slice(), viewport), flying);
        });
    });
    done
}

fn header(ui: &Ui, fund: &Fund, desk: &Desk<'_>, pile: Pile, area: Rect) {
    let theme = desk.theme;
    let heap = fund.scene.heap(pile);
    let painter = ui.painter();
    let y = area.top() + HEADER * 0.5;
    let small = font(text::SMALL, Heft::Regular);
    let icon = font(text::BODY, Heft::Regular);
    let at = pos2(area.left() + PAD + 2.0, y);
    let place = painter.text(at, Align2::LEFT_CENTER, pile.icon(), icon, pile.ink(theme));
    let title = font(text::BODY, Heft::SemiBold);
    let at = pos2(place.right() + 6.0, y);
    let place = painter.text(at, Align2::LEFT_CENTER, pile.name(), title, theme.text);
    if heap.cards.is_empty() {
        return;
    }
    let count = wording::count(heap.cards.len());
    let at = pos2(place.right() + 8.0, y);
    let place = painter.text(at, Align2::LEFT_CENTER, count, small.clone(), theme.text_muted);
    let room = area.right() - PAD - place.right() - 12.0;
    let sum = cut(painter, heap.sum.clone(), small, theme.text_muted, room.max(0.0));
    if room > 60.0 {
        let at = pos2(area.right() - PAD - 2.0 - sum.size().x, y - sum.size().y * 0.5);
        painter.galley(at, sum, theme.text_muted);
    }
}

fn empty(ui: &Ui, desk: &Desk<'_>, pile: Pile, inside: Rect) {
    let words = pile.empty_words().to_owned();
    let ink = desk.theme.text_muted;
    let galley = ui.painter().layout(
        words,
        font(text::SMALL, Heft::Regular),
        ink,
        (inside.width() - 2.0 * PAD).max(40.0),
    );
    let top = inside.top() + 4.0;
    ui.painter().galley(pos2(inside.left() + 2.0, top), galley, ink);
}

fn cards_ui(
    ui: &mut Ui,
    fund: &mut Fund,
    desk: &Desk<'_>,
    (shown, cards, viewport): (&Shown, &[Card], Rect),
    flying: &mut Vec<(Rect, Card)>,
) -> Vec<Done> {
    let origin = ui.max_rect().min;
    let (columns, width) = grid(ui.max_rect().width() - PAD);
    if let Some(known) = fund.columns.get_mut(shown.pile.number()) {
        *known = columns;
    }
    let rows = cards.len().div_ceil(columns);
    ui.set_height(rows as f32 * (HEIGHT + GAP) + PAD);
    let place_of = |at: usize| {
        let (row, column) = (at.div_euclid(columns), at.rem_euclid(columns));
        let place = vec2(column as f32 * (width + GAP), row as f32 * (HEIGHT + GAP));
        Rect::from_min_size(origin + place, vec2(width, HEIGHT))
    };
    let first = ((viewport.top() / (HEIGHT + GAP)).floor().max(0.0) as usize) * columns;
    let end = ((viewport.bottom() / (HEIGHT + GAP)).ceil().max(0.0) as usize + 1) * columns;
    let mut done = Vec::new();
    for (at, card) in cards.iter().enumerate().skip(first).take(end.saturating_sub(first)) {
        let there = place_of(at);
        if !ui.is_rect_visible(there) {
            continue;
        }
        let rect = fund.motion.place(card.project, there);
        fund.motion.saw(card.project, rect.min);
        if fund.motion.is_gliding(card.project) {
            flying.push((rect, card.clone()));
            continue;
        }
        done.extend(card_ui(ui, fund, desk, (rect, card)));
    }
    let wanted = shown.goal.or_else(|| {
        let last = desk.workspace.selection().last();
        match last {
            Some(Item::Project(project)) if last != fund.seen => Some(project),
            _ => None,
        }
    });
    let at = wanted.and_then(|wanted| cards.iter().position(|card| card.project == wanted));
    if let Some(at) = at {
        // Clear of what fades at the edges.
        let fade = vec2(0.0, ui.spacing().scroll.fade.size);
        ui.scroll_to_rect(place_of(at).expand2(fade), None);
    }
    done
}

fn card_ui(ui: &mut Ui, fund: &Fund, desk: &Desk<'_>, (rect, card): (Rect, &Card)) -> Option<Done> {
    let item = Item::Project(card.project);
    let is_selected = desk.workspace.selection().has(item);
    let id = Id::unique(("fund card", card.project));
    let response = ui.interact(rect, id, Sense::CLICK | Sense::DRAG);
    response
        .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_selected, card.words()));
    let is_away =
        matches!(&fund.gesture, Gesture::Carrying { project, .. } if *project == card.project);
    let is_idle = fund.gesture == Gesture::Idle;
    let is_hovered = response.hovered() && is_idle;
    paint(
        ui.painter(),
        desk.theme,
        rect,
        card,
        Pose { is_selected, is_hovered, is_away, is_lifted: false },
    );
    let mut done = None;
    if response.drag_started() {
        let from = ui.input(|input| input.pointer.press_origin());
        let grasp = from.map_or(egui::Vec2::ZERO, |from| rect.min - from);
        done = Some(Done::Lift(card.project, card.pile, grasp));
    } else if response.clicked() {
        done = Some(Done::Click(card.project, ui.input(|input| input.modifiers)));
    }
    if is_hovered {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grab);
    }
    response.context_menu(|ui| {
        if let Some(chosen) = menu_ui(ui, card) {
            done = Some(chosen);
        }
    });
    if is_idle {
        response.on_hover_ui(|ui| item_tip_ui(ui, desk.theme, desk.workspace, item));
    }
    done
}

fn menu_ui(ui: &mut Ui, card: &Card) -> Option<Done> {
    ui.set_min_width(190.0);
    let choices = [
        (Verdict::Force(Force::In), "Force in…", card.pile != Pile::ForcedIn),
        (Verdict::Force(Force::Out), "Force out…", card.pile != Pile::ForcedOut),
        (
            Verdict::Leave,
            "Leave to the calculation",
            matches!(card.pile, Pile::ForcedIn | Pile::ForcedOut),
        ),
    ];
    let mut done = None;
    for (verdict, words, is_possible) in choices {
        let button = egui::Button::new(words).frame_when_inactive(false);
        if ui.add_enabled(is_possible, button).clicked() {
            done = Some(Done::Menu(card.project, verdict));
            ui.close();
        }
    }
    done
}

/// Moves the carried card with the pointer, says what would come of it, and puts it down.
fn carry(ui: &Ui, fund: &mut Fund, desk: &mut Desk<'_>, target: Option<(Pile, Verdict)>) {
    let Gesture::Carrying { project, grasp, .. } = fund.gesture.clone() else { return };
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        fund.gesture = Gesture::Idle;
        return;
    }
    let Some(at) = ui.input(|input| input.pointer.latest_pos()) else { return };
    if !ui.input(|input| input.pointer.any_down()) {
        fund.gesture = Gesture::Idle;
        if let Some((_, verdict)) = target {
            conclude(fund, desk, project, verdict, at);
        }
        return;
    }
    ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    let layer = LayerId::new(Order::Tooltip, Id::unique("carried card"));
    let painter = ui.ctx().layer_painter(layer);
    if let Some(card) = fund.scene.card(project) {
        let rect = Rect::from_min_size(at + grasp, vec2(WIDTH_MIN + 20.0, HEIGHT));
        let pose = Pose { is_lifted: true, is_selected: true, ..Pose::default() };
        paint(&painter, desk.theme, rect, card, pose);
        let (words, ink) = match target {
            Some((_, verdict)) => (verdict.words(), desk.theme.on_accent),
            None => ("Put it on another pile", desk.theme.text_muted),
        };
        let galley = painter.layout_no_wrap(words.to_owned(), font(text::SMALL, Heft::Medium), ink);
        let label = Rect::from_min_size(
            rect.left_bottom() + vec2(0.0, 6.0),
            galley.size() + vec2(16.0, 8.0),
        );
        let fill = if target.is_some() { desk.theme.accent } else { desk.theme.raised };
        painter.rect_filled(label, CornerRadius::same(6), fill);
        painter.galley(label.min + vec2(8.0, 4.0), galley, ink);
    }
    ui.ctx().request_repaint();
}

/// What the keys do while the piles have them, or nothing else does; gives the card that they went to.
fn keys(ui: &Ui, fund: &Fund, desk: &mut Desk<'_>, list: &Response) -> Option<ProjectId> {
    if !has_keys(ui, list) || fund.gesture != Gesture::Idle {
        return None;
    }
    if list.has_focus() {
        let filter = egui::EventFilter {
            vertical_arrows: true,
            horizontal_arrows: true,
            ..egui::EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(list.id, filter));
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let way = [Key::ArrowDown, Key::ArrowUp, Key::ArrowRight, Key::ArrowLeft]
        .into_iter()
        .find(|key| pressed(*key))?;
    let current = match desk.workspace.selection().last() {
        Some(Item::Project(project)) => fund.scene.card(project),
        _ => None,
    };
    let next = match current {
        None => fund.scene.cards().next(),
        Some(card) => step(fund, card, way),
    };
    let project = next?.project;
    desk.requests.select(Item::Project(project));
    Some(project)
}

/// The card one step away.
fn step<'a>(fund: &'a Fund, card: &Card, way: Key) -> Option<&'a Card> {
    let cards = |pile: Pile| &fund.scene.heap(pile).cards;
    let columns = |pile: Pile| fund.columns.get(pile.number()).copied().unwrap_or(1).max(1);
    let here = cards(card.pile);
    let (at, wide) =
        (here.iter().position(|other| other.project == card.project)?, columns(card.pile));
    let column = at.rem_euclid(wide);
    let within = match way {
        Key::ArrowDown => Some(at + wide),
        Key::ArrowUp => at.checked_sub(wide),
        Key::ArrowRight if column + 1 < wide => Some(at + 1),
        Key::ArrowLeft if column > 0 => Some(at - 1),
        _ => None,
    };
    if let Some(card) = within.and_then(|at| here.get(at)) {
        return Some(card);
    }
    let row = at.div_euclid(wide);
    let sides: Vec<Pile> = match way {
        Key::ArrowRight => Pile::ALL.into_iter().skip(card.pile.number() + 1).collect(),
        Key::ArrowLeft => Pile::ALL.into_iter().take(card.pile.number()).rev().collect(),
        _ => return None,
    };
    let pile = sides.into_iter().find(|pile| !cards(*pile).is_empty())?;
    let at = row * columns(pile) + if way == Key::ArrowLeft { columns(pile) - 1 } else { 0 };
    cards(pile).get(at.min(cards(pile).len().saturating_sub(1)))
}
