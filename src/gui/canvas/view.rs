//! The map in its panel: what the pointer and the keys do to it, and what of it is kept between frames.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Event, Key, PointerButton, Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};

use super::camera::Camera;
use super::gesture::Gesture;
use super::hit::under;
use super::legend::{Legend, legend_ui};
use super::lens::{Lens, Tints};
use super::minimap::{Minimap, minimap_ui};
use super::motion::Glide;
use super::paint::{Look, Painted, paint_band};
use super::scene::{Scene, pin_at};
use crate::analysis::map::Places;
use crate::edit::Edit;
use crate::gui::requests::Requests;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, text};
use crate::gui::tips;
use crate::model::{Item, Portfolio};
use crate::workspace::{Answer, Command, ProblemGravity, Request, Selecting, Workspace};

/// How long the camera takes from one place to another, in seconds.
const FLIGHT_SECONDS: f64 = 0.25;
/// More cards than this are not told apart for those who do not see them, unless they are selected.
const NAMED_CARDS_MAX: usize = 400;

/// What the map keeps between frames.
#[derive(Default)]
pub(crate) struct Canvas {
    camera: Camera,
    flight: Option<Flight>,
    gesture: Gesture,
    scene: Option<Drawn>,
    /// What is to be shown as soon as there is a scene and a size.
    wanted: Option<Wanted>,
    painted: Painted,
    lens: Lens,
    tints: Tints,
    flaws: Flaws,
    legend: Legend,
    minimap: Minimap,
    /// Whether the minimap is to be shown or hidden now.
    is_minimap_asked: bool,
    glide: Option<Glide>,
    /// Whether what stands elsewhere in the next scene is to glide there.
    wants_glide: bool,
    near: Near,
}

/// A scene, and what it was made of.
struct Drawn {
    portfolio: Arc<Portfolio>,
    places: Arc<Places>,
    scene: Scene,
}

/// The camera on its way.
struct Flight {
    from: Camera,
    to: Camera,
    began: f64,
}

/// What the camera is asked to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// Everything, at once: there was nothing to see before.
    All,
    /// Everything.
    FlyToAll,
    /// What is selected.
    FlyToSelection,
    /// The middle, larger or smaller.
    Zoom(i8),
}

impl Canvas {
    /// Shows everything as soon as there is something.
    pub(crate) fn fit(&mut self) {
        self.wanted = Some(Wanted::All);
    }

    /// Does what a command asks of the map.
    pub(crate) fn run(&mut self, command: Command) {
        if let Some(lens) = Lens::of(command) {
            self.lens = lens;
        }
        if command == Command::ToggleMinimap {
            self.is_minimap_asked = true;
        }
        self.wanted = match command {
            Command::FitMap => Some(Wanted::FlyToAll),
            Command::ShowSelection => Some(Wanted::FlyToSelection),
            Command::ZoomIn => Some(Wanted::Zoom(1)),
            Command::ZoomOut => Some(Wanted::Zoom(-1)),
            _ => self.wanted,
        };
    }

    /// Moves what is seen by so many points.
    pub(crate) fn pan(&mut self, points: Vec2) {
        self.camera.pan(points);
    }

    /// Shows a part of the map, in map units, at once.
    pub(crate) fn look_at(&mut self, screen: Rect, part: Rect) {
        self.camera = Camera::fit(screen, part);
        self.flight = None;
        self.wanted = None;
    }

    /// All cards as rectangles and all lines as their ends, in map units.
    pub(crate) fn outlines(&self) -> (Vec<Rect>, Vec<[Pos2; 2]>) {
        let Some(Drawn { scene, .. }) = &self.scene else { return (Vec::new(), Vec::new()) };
        let ends = |line: &super::scene::Line| {
            let [start, _, _, end] = line.curve.points;
            [start, end]
        };
        (scene.boxes.clone(), scene.lines.iter().map(ends).collect())
    }

    /// Lets cards glide to where they stand next.
    pub(crate) fn glide(&mut self) {
        self.wants_glide = true;
    }

    /// Makes the scene anew where the portfolio or the layout is another, and what follows from it.
    fn refresh(&mut self, workspace: &Workspace, now: f64) {
        let Some(places) = workspace.places().latest() else {
            self.scene = None;
            return;
        };
        let portfolio = workspace.portfolio();
        let is_same = self.scene.as_ref().is_some_and(|drawn| {
            Arc::ptr_eq(&drawn.portfolio, portfolio) && Arc::ptr_eq(&drawn.places, places)
        });
        if !is_same {
            let scene = Scene::of(portfolio, workspace.ranking(), workspace.costs(), places);
            if std::mem::take(&mut self.wants_glide)
                && let Some(drawn) = &self.scene
            {
                let by =
                    |item| self.glide.as_ref().map_or(Vec2::ZERO, |glide| glide.offset(item, now));
                self.glide = Glide::between(&drawn.scene, &scene, by, now);
            }
            self.scene =
                Some(Drawn { portfolio: Arc::clone(portfolio), places: Arc::clone(places), scene });
        }
        let has_new_flaws = self.flaws.follow(workspace);
        if !is_same || self.lens != self.tints.lens {
            let (ranking, costs) = (workspace.ranking(), workspace.costs());
            if let Some(drawn) = &self.scene {
                self.tints = Tints::of_scene(self.lens, &drawn.scene, portfolio, ranking, costs);
            }
            self.painted.forget();
            self.minimap.forget();
            self.near = Near::default();
        } else if has_new_flaws {
            self.painted.forget();
        }
    }

    /// Starts what was asked of the camera, and moves it on.
    fn steer(&mut self, ui: &Ui, screen: Rect, workspace: &Workspace) {
        let Some(drawn) = &self.scene else { return };
        if drawn.scene.cards.is_empty() {
            return;
        }
        let now = ui.input(|input| input.time);
        match self.wanted.take() {
            None => {}
            Some(Wanted::All) => {
                let extent = drawn.scene.extent(|_| true);
                self.camera = Camera::fit_beside(screen, extent, self.legend.rect);
                self.flight = None;
                if self.legend.rect.is_none() {
                    // How large the legend is will be known in the next frame.
                    self.wanted = Some(Wanted::All);
                    ui.ctx().request_repaint();
                }
            }
            Some(Wanted::Zoom(way)) => {
                let mut to = self.flight.as_ref().map_or(self.camera, |flight| flight.to);
                to.zoom_at(screen, screen.center(), if way > 0 { 1.4 } else { 1.0 / 1.4 });
                self.flight = Some(Flight { from: self.camera, to, began: now });
            }
            Some(wanted) => {
                let selected = workspace.selection();
                let is_shown = |item| wanted == Wanted::FlyToAll || selected.has(item);
                let extent = drawn.scene.extent(is_shown);
                if extent.is_finite() {
                    let to = Camera::fit_beside(screen, extent, self.legend.rect);
                    self.flight = Some(Flight { from: self.camera, to, began: now });
                }
            }
        }
        if let Some(Flight { from, to, began }) = self.flight {
            let share = ((now - began) / FLIGHT_SECONDS).clamp(0.0, 1.0) as f32;
            // Slow at both ends.
            let eased = share * share * (3.0 - 2.0 * share);
            self.camera = from.toward(to, eased);
            if share >= 1.0 {
                self.flight = None;
            }
            ui.ctx().request_repaint();
        }
    }
}

/// Shows the map and takes what is done to it.
pub(crate) fn canvas_ui(
    ui: &mut Ui,
    theme: &Theme,
    canvas: &mut Canvas,
    workspace: &Workspace,
    requests: &mut Requests,
) {
    let (screen, response) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, "Map"));
    let now = ui.input(|input| input.time);
    canvas.refresh(workspace, now);
    canvas.steer(ui, screen, workspace);
    if std::mem::take(&mut canvas.is_minimap_asked) {
        let mut settings = workspace.settings().clone();
        settings.has_minimap = !settings.has_minimap;
        requests.push(Request::Prefer(settings));
    }
    if canvas.glide.as_ref().is_some_and(|glide| glide.is_over(now)) {
        canvas.glide = None;
    }
    let Canvas { camera, flight, gesture, scene, painted, tints, flaws, glide, near, .. } = canvas;
    let Some(Drawn { scene, .. }) = scene else {
        waiting_ui(ui, theme, screen);
        return;
    };
    let pointer = response.hover_pos();
    let hovered = pointer
        .filter(|_| matches!(gesture, Gesture::Idle))
        .and_then(|pointer| under(scene, *camera, screen, pointer));
    if steer_by_hand(ui, &response, camera, screen) {
        *flight = None;
    }
    let mut hand = Hand { scene, camera, gesture, screen, hovered };
    hand.take(ui, &response, workspace, requests);
    let offset = |item| {
        let glide = glide.as_ref().map_or(Vec2::ZERO, |glide| glide.offset(item, now));
        gesture.offset(item) + glide
    };
    if glide.is_some() {
        ui.ctx().request_repaint();
    }
    let selected = workspace.selection().items();
    let near = near.of(scene, selected);
    let (camera_now, flawed) = (*camera, &flaws.items);
    let look = Look {
        theme,
        camera: camera_now,
        screen,
        selected,
        hovered,
        offset: &offset,
        near,
        tints,
        flawed,
    };
    let brush = ui.painter_at(screen);
    painted.paint(&brush, scene, &look);
    if let Some(band) = gesture.band() {
        paint_band(&brush, theme, camera.rect_to_screen(screen, band));
    }
    if workspace.settings().has_minimap {
        let seen = (&mut *camera, screen);
        if minimap_ui((ui, theme), &mut canvas.minimap, seen, canvas.legend.rect, (scene, tints)) {
            *flight = None;
        }
    }
    legend_ui((ui, theme), &mut canvas.legend, screen, (scene, tints), requests);
    name_cards(ui, scene, *camera, screen, selected);
    if let Some(item) = hovered {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        response.on_hover_ui_at_pointer(|ui| tips::item_tip_ui(ui, theme, workspace, item));
    }
}

/// What is shown until the layout has found a place for everything.
fn waiting_ui(ui: &Ui, theme: &Theme, screen: Rect) {
    let painter = ui.painter_at(screen);
    painter.rect_filled(screen, 0.0, theme.ground);
    let words = "Arranging the map…".to_owned();
    let galley = painter.layout_no_wrap(words, font(text::BODY, Heft::Regular), theme.text_muted);
    painter.galley(screen.center() - galley.size() / 2.0, galley, theme.text_muted);
}

/// Wheel, pinch, space and middle button.
fn steer_by_hand(ui: &Ui, response: &Response, camera: &mut Camera, screen: Rect) -> bool {
    let mut has_moved = false;
    if let Some(pointer) = response.hover_pos() {
        let (zoom, scroll) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta()));
        if (zoom - 1.0).abs() > f32::EPSILON {
            camera.zoom_at(screen, pointer, zoom);
            has_moved = true;
        }
        if scroll != Vec2::ZERO {
            camera.pan(scroll);
            has_moved = true;
        }
    }
    if is_panning(ui, response) {
        camera.pan(response.drag_delta());
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
        has_moved = true;
    }
    has_moved
}

fn is_panning(ui: &Ui, response: &Response) -> bool {
    let is_space = ui.input(|input| input.key_down(Key::Space));
    response.dragged_by(PointerButton::Middle)
        || response.dragged_by(PointerButton::Secondary)
        || (is_space && response.dragged_by(PointerButton::Primary))
}

/// The hand on the map: clicks and drags with the first button.
struct Hand<'a> {
    scene: &'a Scene,
    camera: &'a mut Camera,
    gesture: &'a mut Gesture,
    screen: Rect,
    hovered: Option<Item>,
}

impl Hand<'_> {
    fn take(
        &mut self,
        ui: &Ui,
        response: &Response,
        workspace: &Workspace,
        requests: &mut Requests,
    ) {
        let is_adding = ui.input(|input| input.modifiers.shift || input.modifiers.command);
        if response.clicked() {
            let selecting = match (self.hovered, is_adding) {
                (Some(item), true) => Some(Selecting::Toggle(item)),
                (Some(item), false) => Some(Selecting::Only(vec![item])),
                (None, true) => None,
                (None, false) => Some(Selecting::Nothing),
            };
            if let Some(selecting) = selecting {
                requests.push(Request::Select(selecting));
            }
        }
        if response.double_clicked() && self.hovered.is_some() {
            requests.run(Command::ShowSelection);
        }
        if response.drag_started_by(PointerButton::Primary) && !is_panning(ui, response) {
            self.begin(ui, workspace, requests);
        }
        // Where the button is let go counts too.
        if response.dragged_by(PointerButton::Primary) || response.drag_stopped() {
            self.move_on(response);
        }
        if ui.input(|input| input.key_pressed(Key::Escape)) && *self.gesture != Gesture::Idle {
            *self.gesture = Gesture::Idle;
        }
        if response.drag_stopped() {
            self.let_go(is_adding, requests);
        }
    }

    fn begin(&mut self, ui: &Ui, workspace: &Workspace, requests: &mut Requests) {
        // The pointer has moved a little since it was pressed: what counts is where that was.
        let Some(origin) = ui.input(|input| input.pointer.press_origin()) else { return };
        let place = self.camera.to_map(self.screen, origin);
        let card = self.scene.cards.iter().rev().find(|card| card.rect.contains(place));
        *self.gesture = match card {
            None => Gesture::Band { from: place, to: place },
            Some(card) => {
                let items = self.moved_with(card.item, workspace);
                if !workspace.selection().has(card.item) {
                    requests.select(card.item);
                }
                Gesture::Moving { items, from: place, by: Vec2::ZERO }
            }
        };
    }

    /// The selected cards, if this is one of them; else this one.
    fn moved_with(&self, item: Item, workspace: &Workspace) -> Vec<Item> {
        if !workspace.selection().has(item) {
            return vec![item];
        }
        let selected = workspace.selection().items().iter().copied();
        selected.filter(|item| self.scene.card_of(*item).is_some()).collect()
    }

    /// What was grasped stays under the pointer, also where the map is panned or zoomed meanwhile.
    fn move_on(&mut self, response: &Response) {
        let Some(pointer) = response.interact_pointer_pos() else { return };
        let place = self.camera.to_map(self.screen, pointer);
        match self.gesture {
            Gesture::Moving { from, by, .. } => *by = place - *from,
            Gesture::Band { to, .. } => *to = place,
            Gesture::Idle => {}
        }
    }

    fn let_go(&mut self, is_adding: bool, requests: &mut Requests) {
        match std::mem::take(self.gesture) {
            Gesture::Moving { items, by, .. } => {
                let moved = items.iter().filter_map(|&item| {
                    let middle: Pos2 = self.scene.card_of(item)?.rect.center() + by;
                    Some((item, Some(pin_at(middle))))
                });
                requests.edit(Edit::Place(moved.collect()));
            }
            Gesture::Band { from, to } => {
                let band = Rect::from_two_pos(from, to);
                let caught = self.scene.cards.iter().filter(|card| band.intersects(card.rect));
                let items = caught.map(|card| card.item).collect();
                let selecting =
                    if is_adding { Selecting::Also(items) } else { Selecting::Only(items) };
                requests.push(Request::Select(selecting));
            }
            Gesture::Idle => {}
        }
    }
}

/// The selected cards and everything that a line joins to them; empty where nothing is selected. It is worked out
/// again only when something else is selected.
#[derive(Default)]
struct Near {
    selected: BTreeSet<Item>,
    near: BTreeSet<Item>,
}

impl Near {
    fn of(&mut self, scene: &Scene, selected: &BTreeSet<Item>) -> &BTreeSet<Item> {
        if self.selected != *selected {
            self.selected.clone_from(selected);
            self.near = near(scene, selected);
        }
        &self.near
    }
}

fn near(scene: &Scene, selected: &BTreeSet<Item>) -> BTreeSet<Item> {
    let mut near = BTreeSet::new();
    if selected.is_empty() {
        return near;
    }
    let is_selected: Vec<bool> =
        scene.cards.iter().map(|card| selected.contains(&card.item)).collect();
    let touches = |number: usize| is_selected.get(number).copied().unwrap_or(false);
    for line in &scene.lines {
        if touches(line.from) || touches(line.to) || selected.contains(&line.item) {
            let ends = [scene.cards.get(line.from), scene.cards.get(line.to)];
            near.extend(ends.into_iter().flatten().map(|card| card.item));
        }
    }
    near.extend(selected.iter().copied().filter(|item| scene.number_of(*item).is_some()));
    near
}

/// The things that contradict themselves, as far as is known.
#[derive(Default)]
struct Flaws {
    of: Option<(Arc<Portfolio>, bool)>,
    items: BTreeSet<Item>,
}

impl Flaws {
    /// Brings them up to date; says whether they have changed.
    fn follow(&mut self, workspace: &Workspace) -> bool {
        let answer = workspace.problems();
        let is_current = matches!(answer, Answer::Current(_));
        let portfolio = workspace.portfolio();
        let is_same = self.of.as_ref().is_some_and(|(of, was_current)| {
            Arc::ptr_eq(of, portfolio) && *was_current == is_current
        });
        if is_same {
            return false;
        }
        self.of = Some((Arc::clone(portfolio), is_current));
        let problems = answer.latest().map_or(&[][..], Vec::as_slice);
        let flawed = problems.iter().filter(|problem| problem.gravity == ProblemGravity::Flaw);
        let items: BTreeSet<Item> = flawed.filter_map(|problem| problem.item).collect();
        let has_changed = items != self.items;
        self.items = items;
        has_changed
    }
}

/// Gives every card that is seen a name and a state for those who do not see it.
fn name_cards(ui: &Ui, scene: &Scene, camera: Camera, screen: Rect, selected: &BTreeSet<Item>) {
    let seen = camera.seen(screen);
    let is_crowded = scene.cards_in(seen).nth(NAMED_CARDS_MAX).is_some();
    for (_, card) in scene.cards_in(seen) {
        let is_selected = selected.contains(&card.item);
        if is_crowded && !is_selected {
            continue;
        }
        let rect = camera.rect_to_screen(screen, card.rect).intersect(screen);
        let response =
            ui.interact(rect, ui.scope_id().with(card.item), Sense::focusable_noninteractive());
        response.widget_info(|| {
            WidgetInfo::selected(Role::ListBoxOption, true, is_selected, &card.says)
        });
    }
}

/// Whether the keyboard is free for shortcuts of one key: nobody is typing.
pub(crate) fn is_typing(ui: &Ui) -> bool {
    ui.ctx().text_edit_focused()
        || ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Ime(_))))
}
