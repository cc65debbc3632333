//! The map in its panel: what is kept of it between frames, and in which order a frame takes what is done and shows it.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{
    Align2, Area, Context, CursorIcon, Event, Id, Key, Modifiers, Order, Pos2, Rect, Response,
    Role, Sense, Ui, Vec2, ViewportCommand, WidgetInfo, vec2,
};

use super::answering::{ask_or_do, either_side, take};
use super::asking::{Answer, Ask, Asked, Ways, ask_ui, hold_keys};
use super::camera::Camera;
use super::find::{Find, Finding};
use super::flight::{Flight, Wanted, steer};
use super::focus::Focus;
use super::gesture::{Drawn, Gesture};
use super::hand::{Hand, roll};
use super::hit::under;
use super::keys::{self, Pressed};
use super::legend::{Legend, legend_ui};
use super::lens::{Lens, Tints};
use super::menu::{context_menu_ui, floating, selected_cards, toolbar_ui};
use super::minimap::{Minimap, minimap_ui};
use super::motion::Glide;
use super::names::Named;
use super::near::{Flaws, Near};
use super::overlay::Overlay;
use super::paint::{Look, Painted, paint_band};
use super::paint_words::Lettering;
use super::ports::PORT_REACH;
use super::rename::{Lettered, Rename, Renaming};
use super::scene::{Scene, pin_at};
use super::walk::{Way, walk};
use crate::analysis::map::Places;
use crate::gui::requests::Requests;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, text};
use crate::gui::tips;
use crate::model::{Item, Portfolio};
use crate::workspace::linking::Joining;
use crate::workspace::{Command, FundOutcome, Request, StudyOutcome, Topic, Workspace};

/// What the map keeps between frames.
#[derive(Default)]
pub(crate) struct Canvas {
    camera: Camera,
    flight: Option<Flight>,
    gesture: Gesture,
    scene: Option<Made>,
    /// What is to be shown as soon as there is a scene and a size.
    wanted: Option<Wanted>,
    /// When all was shown: as long as nobody has moved the map, all is shown in another room, too.
    fitted: Option<Fitted>,
    /// Commands that are done in the next frame, when what they need is at hand.
    errands: Vec<Command>,
    ask: Option<Ask>,
    rename: Option<Rename>,
    find: Option<Find>,
    focus: Option<Focus>,
    /// The card that was walked to last: its lines are gone through.
    anchor: Option<Item>,
    /// The card whose ports are shown, for as long as the pointer is near it.
    host: Option<Item>,
    /// What the context menu is about, and where it was opened on the map.
    menu_on: (Option<Item>, Pos2),
    painted: Painted,
    lens: Lens,
    /// The plan that the lens shows.
    plan: Option<Arc<FundOutcome>>,
    /// The core indices that the lens shows.
    core: Option<Arc<StudyOutcome>>,
    tints: Tints,
    flaws: Flaws,
    legend: Legend,
    minimap: Minimap,
    glide: Option<Glide>,
    /// Whether what stands elsewhere in the next scene is to glide there.
    wants_glide: bool,
    near: Near,
}

/// How all of the map was shown.
#[derive(Debug, Clone, Copy)]
struct Fitted {
    /// Where the map was on the screen.
    room: Rect,
    /// What the legend took of it.
    legend: Option<Rect>,
    /// The camera that showed it.
    camera: Camera,
}

/// A scene, and what it was made of.
struct Made {
    portfolio: Arc<Portfolio>,
    places: Arc<Places>,
    scene: Scene,
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
        match Wanted::by(command) {
            Some(wanted) => self.wanted = Some(wanted),
            None => self.errands.push(command),
        }
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
        let Some(Made { scene, .. }) = &self.scene else { return (Vec::new(), Vec::new()) };
        let ends = |line: &super::scene::Line| {
            let [start, _, _, end] = line.curve.points;
            [start, end]
        };
        (scene.boxes.clone(), scene.lines.iter().map(ends).collect())
    }

    /// Draws the frame once more where letters that came after the map have moved its own: at the end of each frame.
    pub(crate) fn follow_letters(&mut self, context: &Context) {
        if self.painted.has_lost_letters(context) {
            self.painted.forget();
            context.request_discard("more letters than there was room for");
        }
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
        let is_same = self.scene.as_ref().is_some_and(|made| {
            Arc::ptr_eq(&made.portfolio, portfolio) && Arc::ptr_eq(&made.places, places)
        });
        if !is_same {
            let scene = Scene::of(portfolio, workspace.ranking(), workspace.costs(), places);
            self.glide_to(&scene, now);
            self.follow_new(&scene, workspace.selection().last());
            if let Some(find) = &mut self.find {
                find.look(&scene);
            }
            self.focus = self.focus.take().and_then(|focus| focus.of_now(portfolio));
            self.scene =
                Some(Made { portfolio: Arc::clone(portfolio), places: Arc::clone(places), scene });
        }
        let has_new_flaws = self.flaws.follow(workspace);
        let outcome = workspace.funding().outcome().filter(|_| self.lens == Lens::Funded);
        let core = workspace.funding().known(Topic::Robust).filter(|_| self.lens == Lens::Core);
        let is_same_plan =
            is_same_answer(outcome, self.plan.as_ref()) && is_same_answer(core, self.core.as_ref());
        if !is_same || self.lens != self.tints.lens || !is_same_plan {
            self.plan = outcome.cloned();
            self.core = core.cloned();
            if let Some(made) = &self.scene {
                self.tints = Tints::of_scene(self.lens, &made.scene, workspace);
            }
            self.painted.forget();
            self.minimap.forget();
            self.near = Near::default();
        } else if has_new_flaws {
            self.painted.forget();
        }
    }

    /// Brings a card into view that was selected when it was added.
    fn follow_new(&mut self, next: &Scene, selected: Option<Item>) {
        let Some(made) = &self.scene else { return };
        let is_new = |item: &Item| made.scene.card_of(*item).is_none();
        let item = selected.filter(is_new).filter(|item| next.card_of(*item).is_some());
        if let (Some(item), None) = (item, &self.wanted) {
            self.wanted = Some(Wanted::Follow(item));
        }
    }

    /// Begins to glide from where cards are seen now to where they stand in the next scene, if that is wanted.
    fn glide_to(&mut self, next: &Scene, now: f64) {
        let is_wanted = std::mem::take(&mut self.wants_glide);
        let Some(made) = self.scene.as_ref().filter(|_| is_wanted) else { return };
        let by = |item| self.glide.as_ref().map_or(Vec2::ZERO, |glide| glide.offset(item, now));
        self.glide = Glide::between(&made.scene, next, by, now);
    }
}

/// Whether the answer that there is now is the one that is shown.
fn is_same_answer<Value>(now: Option<&Arc<Value>>, shown: Option<&Arc<Value>>) -> bool {
    match (now, shown) {
        (Some(now), Some(shown)) => Arc::ptr_eq(now, shown),
        (None, _) => true,
        (Some(_), None) => false,
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
    if canvas.lens == Lens::Core && !workspace.funding().wanted().contains(&Topic::Robust) {
        requests.push(Request::Study(BTreeSet::from([Topic::Robust])));
    }
    let (screen, response) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, "Map"));
    let now = ui.input(|input| input.time);
    canvas.refresh(workspace, now);
    if canvas.glide.as_ref().is_some_and(|glide| glide.is_over(now)) {
        canvas.glide = None;
    }
    let Some(made) = canvas.scene.take() else {
        waiting_ui(ui, theme, screen);
        return;
    };
    let mut frame = Frame { theme, canvas, workspace, scene: &made.scene, screen, requests };
    frame.ui(ui, &response);
    canvas.scene = Some(made);
}

/// What is shown until the layout has found a place for everything.
fn waiting_ui(ui: &Ui, theme: &Theme, screen: Rect) {
    let painter = ui.painter_at(screen);
    let words = "Arranging the map…".to_owned();
    let galley = painter.layout_no_wrap(words, font(text::BODY, Heft::Regular), theme.text_muted);
    painter.galley(screen.center() - galley.size() / 2.0, galley, theme.text_muted);
}

/// One frame of the map.
struct Frame<'a> {
    theme: &'a Theme,
    canvas: &'a mut Canvas,
    workspace: &'a Workspace,
    scene: &'a Scene,
    screen: Rect,
    requests: &'a mut Requests,
}

impl Frame<'_> {
    fn ui(&mut self, ui: &mut Ui, response: &Response) {
        self.do_errands(ui, response);
        self.ask(ui);
        self.float(ui);
        self.take_keys(ui, response);
        self.steer(ui);
        let hovered = self.take_pointer(ui, response);
        self.leave_focus(ui);
        self.paint(ui, response, hovered);
        self.corners(ui);
        let named = Named {
            portfolio: self.workspace.portfolio(),
            scene: self.scene,
            camera: self.canvas.camera,
            screen: self.screen,
            selected: self.workspace.selection().items(),
        };
        named.tell(ui, response, self.requests);
        self.rename(ui);
        self.menu(ui, response, hovered);
        // The inspector says more of what is selected alone.
        let tipped = hovered.filter(|item| self.canvas.ask.is_none() && self.only() != Some(*item));
        if let Some(item) = tipped {
            let (theme, workspace) = (self.theme, self.workspace);
            let shown = response.clone();
            shown.on_hover_ui_at_pointer(|ui| tips::item_tip_ui(ui, theme, workspace, item));
        }
    }

    fn only(&self) -> Option<Item> {
        self.workspace.selection().only()
    }

    fn steer(&mut self, ui: &Ui) {
        let taken = self.canvas.legend.rect;
        let wanted = self.canvas.wanted.take().or_else(|| {
            let Fitted { room, legend, camera } = self.canvas.fitted?;
            let is_other = room != self.screen || legend != taken;
            (is_other && camera == self.canvas.camera).then_some(Wanted::All)
        });
        let Canvas { camera, flight, .. } = &mut *self.canvas;
        let seen = (self.screen, self.scene, self.workspace.selection());
        steer(ui, (camera, flight), wanted, (seen, taken));
        let to = flight.as_ref().map_or(*camera, Flight::goal);
        if matches!(wanted, Some(Wanted::All | Wanted::FlyToAll)) {
            self.canvas.fitted = Some(Fitted { room: self.screen, legend: taken, camera: to });
            // How much room the legend takes in this one will be known in the next frame.
            ui.ctx().request_repaint();
        }
    }

    /// Does what was asked for by commands, and what the clipboard brings.
    fn do_errands(&mut self, ui: &Ui, response: &Response) {
        for command in std::mem::take(&mut self.canvas.errands) {
            match command {
                Command::Copy => self.copy(ui),
                Command::Cut => self.cut(ui),
                Command::Paste => ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste),
                Command::Rename => self.begin_rename(self.workspace.selection().last()),
                Command::Find => self.open_find(),
                Command::Connect => self.connect(),
                Command::Focus => self.toggle_focus(),
                Command::BlastRadius => self.toggle_blast(),
                Command::ToggleMinimap => {
                    let mut settings = self.workspace.settings().clone();
                    settings.has_minimap = !settings.has_minimap;
                    self.requests.push(Request::Prefer(settings));
                }
                _ => {}
            }
        }
        if is_typing(ui) {
            return;
        }
        let events = ui.input(|input| input.events.clone());
        for event in events {
            match event {
                Event::Copy => self.copy(ui),
                Event::Cut => self.cut(ui),
                Event::Paste(text) => {
                    let place = response.hover_pos().unwrap_or(self.screen.center());
                    let place = self.canvas.camera.to_map(self.screen, place);
                    self.requests.push(Request::PasteRecords { text, at: Some(pin_at(place)) });
                }
                _ => {}
            }
        }
    }

    fn copy(&mut self, ui: &Ui) {
        if let Some(text) = self.workspace.copied() {
            ui.ctx().copy_text(text);
        }
        self.requests.push(Request::Copied);
    }

    fn cut(&mut self, ui: &Ui) {
        if let Some(text) = self.workspace.copied() {
            ui.ctx().copy_text(text);
            self.requests.run(Command::Delete);
        } else {
            self.requests.push(Request::Copied);
        }
    }

    fn begin_rename(&mut self, item: Option<Item>) {
        let item = item.filter(|item| self.scene.card_of(*item).is_some());
        if let Some(item) = item {
            self.canvas.rename = Rename::of(self.workspace.portfolio(), item);
            self.canvas.wanted = Some(Wanted::Follow(item));
        }
    }

    fn open_find(&mut self) {
        self.canvas.find.get_or_insert_default().focus();
    }

    /// Asks what the selected card is to be linked to; of two selected cards, how.
    fn connect(&mut self) {
        let selection = self.workspace.selection();
        let cards: Vec<Item> = selection
            .items()
            .iter()
            .copied()
            .filter(|item| self.scene.card_of(*item).is_some())
            .collect();
        let from = match cards.as_slice() {
            [only] => Some(*only),
            [one, other] if selection.last() == Some(*one) => Some(*other),
            [one, _] => Some(*one),
            _ => None,
        };
        let Some(from) = from else {
            self.requests
                .push(Request::TellHint("Select one card to link, or two to link to each other."));
            return;
        };
        let spot = self.spot_beside(from);
        let to = cards.iter().copied().find(|item| *item != from);
        self.canvas.ask = match to {
            None => Some(Ask::new(Asked::Target(from), spot)),
            Some(to) => match either_side(self.workspace.portfolio(), from, to) {
                Some(Joining::Dependency(one, other)) => {
                    Some(Ask::new(Asked::Kind(one, other, Ways::Both), spot))
                }
                Some(joining) => {
                    ask_or_do(self.workspace.portfolio(), joining, spot, self.requests)
                }
                None => {
                    self.requests.push(Request::TellHint("Nothing can link these two. Projects link to projects, outcomes and changes."));
                    None
                }
            },
        };
    }

    /// Where a list about a card is shown: at its right, if it is seen.
    fn spot_beside(&self, item: Item) -> Pos2 {
        let card = self.scene.card_of(item).map(|card| self.on_screen(card.rect));
        let seen = card.filter(|card| self.screen.intersects(*card));
        seen.map_or(self.screen.center(), |card| card.right_top() - vec2(0.0, 8.0))
    }

    fn on_screen(&self, rect: Rect) -> Rect {
        self.canvas.camera.rect_to_screen(self.screen, rect)
    }

    fn toggle_focus(&mut self) {
        let sources = self.workspace.selection().items();
        let is_on = self.canvas.focus.as_ref().is_some_and(|focus| focus.is_stream_of(sources));
        if sources.is_empty() && self.canvas.focus.is_none() {
            self.requests.push(Request::TellHint("Select what to focus on first."));
        }
        self.canvas.focus = if is_on || sources.is_empty() {
            None
        } else {
            Some(Focus::stream(self.workspace.portfolio(), sources.clone()))
        };
    }

    fn toggle_blast(&mut self) {
        let selection = self.workspace.selection();
        let mut chosen = selection.last().into_iter().chain(selection.items().iter().copied());
        let project = chosen.find_map(|item| match item {
            Item::Project(id) => Some(id),
            _ => None,
        });
        let is_on =
            |project| self.canvas.focus.as_ref().is_some_and(|focus| focus.is_blast_of(project));
        match project {
            Some(project) if is_on(project) => self.canvas.focus = None,
            Some(project) => {
                self.canvas.focus = Some(Focus::blast(self.workspace.portfolio(), project));
            }
            None => self.requests.push(Request::TellHint(
                "Select a project first: its blast radius is what falls if it slips.",
            )),
        }
    }

    /// Shows the question about a new line, if there is one, and does what is chosen.
    fn ask(&mut self, ui: &Ui) {
        let Some(ask) = self.canvas.ask.take() else { return };
        let is_typed = ask.is_found_by_typing();
        self.canvas.ask = match ask_ui(ui, self.theme, ask, (self.workspace, self.screen)) {
            Answer::Waiting(ask) => Some(ask),
            Answer::Dropped => None,
            Answer::Taken(ask, row) => take(self.workspace.portfolio(), ask, row, self.requests),
        };
        if !is_typed {
            hold_keys(ui);
        }
    }

    /// What floats at the top of the map, one under the other.
    fn float(&mut self, ui: &Ui) {
        let (theme, scene, workspace) = (self.theme, self.scene, self.workspace);
        let mut top = self.screen.top() + gap::MEDIUM;
        if let Some(mut find) = self.canvas.find.take() {
            let (finding, bottom) = self.at_top(ui, "find", top, |ui| find.ui(ui, theme, scene));
            top = bottom;
            match finding {
                Finding::Closed => {}
                Finding::GoesOn => self.canvas.find = Some(find),
                Finding::GoTo(item) => {
                    self.requests.select(item);
                    self.canvas.wanted = Some(Wanted::Find(item));
                    self.canvas.find = Some(find);
                }
            }
        }
        if let Some(focus) = self.canvas.focus.take() {
            let (is_left, bottom) =
                self.at_top(ui, "focus", top, |ui| focus.ui(ui, theme, workspace, scene));
            top = bottom;
            self.canvas.focus = Some(focus).filter(|_| !is_left);
        }
        let is_idle = self.canvas.gesture == Gesture::Idle;
        if selected_cards(workspace) > 1 && is_idle && self.canvas.ask.is_none() {
            let requests = &mut *self.requests;
            let show = |ui: &mut Ui| toolbar_ui(ui, theme, workspace, requests);
            at_top(ui, theme, self.screen, ("arranging", top), show);
        }
    }

    fn at_top<Answer>(
        &self,
        ui: &Ui,
        name: &str,
        top: f32,
        add: impl FnOnce(&mut Ui) -> Answer,
    ) -> (Answer, f32) {
        at_top(ui, self.theme, self.screen, (name, top), add)
    }

    fn take_keys(&mut self, ui: &Ui, response: &Response) {
        if self.canvas.ask.is_some() || self.canvas.rename.is_some() {
            return;
        }
        let at = (self.scene, self.workspace.selection(), &mut self.canvas.anchor);
        match keys::take(ui, response, at, self.requests) {
            Some(Pressed::Walked(item)) => self.canvas.wanted = Some(Wanted::Follow(item)),
            Some(Pressed::Find) => self.open_find(),
            None => {}
        }
    }

    /// Takes what the pointer does; gives what it is over.
    fn take_pointer(&mut self, ui: &Ui, response: &Response) -> Option<Item> {
        let (scene, screen) = (self.scene, self.screen);
        let is_idle = self.canvas.gesture == Gesture::Idle;
        let pointer = response.hover_pos().filter(|_| is_idle);
        let (camera, drawn) = (self.canvas.camera, self.canvas.painted.drawn_lines());
        let hovered = pointer.and_then(|at| under(scene, (camera, screen), drawn, at));
        // A hand that pulls at a port has left it by the time one knows that it pulls.
        if !ui.input(|input| input.pointer.any_down()) {
            self.canvas.host = self.host(pointer, hovered);
        }
        let hosts = self.hosts();
        if roll(ui, response, &mut self.canvas.camera, screen) {
            self.canvas.flight = None;
        }
        if self.canvas.ask.is_some() {
            return None;
        }
        let Canvas { camera, gesture, ask, .. } = &mut *self.canvas;
        let mut hand = Hand { scene, camera, gesture, ask, screen, hovered, hosts: &hosts };
        let named = hand.take(ui, response, self.workspace, self.requests);
        if self.canvas.gesture != Gesture::Idle {
            self.canvas.flight = None;
        }
        if named.is_some() {
            self.begin_rename(named);
        }
        let is_space = ui.input(|input| input.key_down(Key::Space)) && !is_typing(ui);
        let cursor = match &self.canvas.gesture {
            Gesture::Panning { .. } => Some(CursorIcon::Grabbing),
            Gesture::Moving { .. } => Some(CursorIcon::Move),
            Gesture::Drawing { .. } => Some(CursorIcon::Crosshair),
            _ if is_space && pointer.is_some() => Some(CursorIcon::Grab),
            _ => hovered.map(|_| CursorIcon::PointingHand),
        };
        if let Some(cursor) = cursor {
            ui.ctx().set_cursor_icon(cursor);
        }
        hovered
    }

    /// The card whose ports the pointer is near enough to: they stand half outside of it.
    fn host(&self, pointer: Option<Pos2>, hovered: Option<Item>) -> Option<Item> {
        let pointer = pointer?;
        let is_near = |item: &Item| {
            let card = self.scene.card_of(*item).map(|card| self.on_screen(card.rect));
            card.is_some_and(|card| card.expand(PORT_REACH).contains(pointer))
        };
        let card = hovered.filter(|item| self.scene.card_of(*item).is_some());
        card.or_else(|| self.canvas.host.filter(is_near))
    }

    /// The cards whose ports are shown.
    fn hosts(&self) -> Vec<Item> {
        let mut hosts: Vec<Item> = self.canvas.host.into_iter().collect();
        let selected = self.only().filter(|item| self.scene.card_of(*item).is_some());
        hosts.extend(selected.filter(|item| Some(*item) != self.canvas.host));
        hosts
    }

    /// Escape leaves the way of looking before it leaves the selection.
    fn leave_focus(&mut self, ui: &Ui) {
        let is_free = self.canvas.rename.is_none() && self.canvas.focus.is_some() && !is_typing(ui);
        if is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.canvas.focus = None;
        }
    }

    /// What is not to be dimmed; nothing where nothing is to be.
    fn near(&mut self) -> BTreeSet<Item> {
        if let Some((from, to)) = self.canvas.ask.as_ref().and_then(Ask::ends) {
            return BTreeSet::from([from, to]);
        }
        let found = self.canvas.find.as_ref().map_or(&[][..], Find::found);
        match (&self.canvas.gesture, &self.canvas.focus) {
            (Gesture::Drawing { line, targets, .. }, _) => {
                let own = match line {
                    Drawn::New(item, _) | Drawn::End(item, _) => *item,
                };
                targets.iter().copied().chain([own]).collect()
            }
            _ if !found.is_empty() => found.iter().copied().collect(),
            (_, Some(focus)) => focus.near().clone(),
            (_, None) => {
                self.canvas.near.of(self.scene, self.workspace.selection().items()).clone()
            }
        }
    }

    /// The minimap and the legend.
    fn corners(&mut self, ui: &mut Ui) {
        let Canvas { camera, flight, minimap, legend, tints, .. } = &mut *self.canvas;
        let shown = (self.scene, &*tints);
        if self.workspace.settings().has_minimap {
            let seen = (camera, self.screen);
            if minimap_ui((ui, self.theme), minimap, seen, legend.rect, shown) {
                *flight = None;
            }
        }
        legend_ui((ui, self.theme), legend, self.screen, shown, self.requests);
    }

    fn paint(&mut self, ui: &Ui, response: &Response, hovered: Option<Item>) {
        let near = self.near();
        let now = ui.input(|input| input.time);
        let Canvas { gesture, camera, painted, tints, flaws, glide, .. } = &mut *self.canvas;
        let (theme, scene, screen, camera) = (self.theme, self.scene, self.screen, *camera);
        let offset = |item| {
            let glide = glide.as_ref().map_or(Vec2::ZERO, |glide| glide.offset(item, now));
            gesture.offset(item) + glide
        };
        let is_moving = glide.is_some() || matches!(gesture, Gesture::Moving { .. });
        if glide.is_some() {
            ui.ctx().request_repaint();
        }
        let selected = self.workspace.selection().items();
        let look = Look {
            theme,
            camera,
            screen,
            area: screen,
            selected,
            hovered,
            offset: is_moving.then_some(&offset as &dyn Fn(Item) -> Vec2),
            near: &near,
            tints,
            enlarged: ui.ctx().zoom_factor().max(1.0),
            density: ui.ctx().native_pixels_per_point().unwrap_or(1.0),
            flawed: &flaws.items,
        };
        let brush = ui.painter_at(screen);
        painted.paint(&brush, scene, &look);
        let gesture = &self.canvas.gesture;
        if let Some(band) = gesture.band() {
            paint_band(&brush, theme, camera.rect_to_screen(screen, band));
        }
        let pointer = response.hover_pos();
        let overlay = Overlay { theme, scene, camera, screen, pointer };
        overlay.guides(&brush, gesture);
        if let Some(find) = &self.canvas.find {
            let current = find.current();
            let others = find.found().iter().copied().filter(|item| Some(*item) != current);
            overlay.rings(&brush, others, (theme.warning, 1.5));
            overlay.rings(&brush, current.into_iter(), (theme.warning, 3.0));
        }
        if let Some(focus) = &self.canvas.focus {
            overlay.rings(&brush, focus.waiting(), (theme.danger, 1.5));
        }
        if let Some(ends) = self.canvas.ask.as_ref().and_then(Ask::ends) {
            overlay.pending(&brush, ends);
        }
        match gesture {
            Gesture::Idle => {
                overlay.ports(&brush, &self.hosts());
                if let Some(link) = self.only() {
                    overlay.handles(&brush, link);
                }
            }
            gesture => overlay.drawing(&brush, gesture),
        }
        if response.has_focus() {
            let stroke = egui::Stroke::new(2.0, theme.accent);
            brush.rect_stroke(screen, 0.0, stroke, egui::StrokeKind::Inside);
        }
    }

    /// The name that is being edited, over its card.
    fn rename(&mut self, ui: &mut Ui) {
        let Some(mut rename) = self.canvas.rename.take() else { return };
        let Some(card) = self.scene.card_of(rename.item) else { return };
        let rect = self.on_screen(card.rect);
        let zoom = self.canvas.camera.zoom;
        let written = Lettering::at(zoom, ui.ctx().zoom_factor().max(1.0)).name_points();
        let look = Lettered { points: written.clamp(text::BODY, 48.0), zoom };
        let renaming = rename.ui(ui, self.theme, (self.workspace.portfolio(), rect, look));
        let next = match &renaming {
            Renaming::Next(_) => walk(self.scene, rename.item, Way::Down)
                .or_else(|| walk(self.scene, rename.item, Way::Right)),
            _ => None,
        };
        match renaming {
            Renaming::GoesOn => self.canvas.rename = Some(rename),
            Renaming::Dropped => {}
            Renaming::Done(edit) | Renaming::Next(edit) => {
                if let Some(edit) = edit {
                    self.requests.edit(edit);
                }
            }
        }
        if let Some(next) = next {
            self.requests.select(next);
            self.begin_rename(Some(next));
        }
    }

    fn menu(&mut self, ui: &Ui, response: &Response, hovered: Option<Item>) {
        let was_open = response.context_menu_opened();
        if response.secondary_clicked() {
            let place = response.interact_pointer_pos().unwrap_or(self.screen.center());
            self.canvas.menu_on = (hovered, self.canvas.camera.to_map(self.screen, place));
            if let Some(item) = hovered.filter(|item| !self.workspace.selection().has(*item)) {
                self.requests.select(item);
            }
        }
        let (on, place) = self.canvas.menu_on;
        let about = (self.workspace, on, place);
        response.context_menu(|ui| context_menu_ui(ui, self.theme, about, self.requests));
        // Escape has closed the menu, and nothing else.
        if was_open {
            ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        }
    }
}

/// Something that floats over the top of the map; gives where the next may begin.
fn at_top<Answer>(
    ui: &Ui,
    theme: &Theme,
    screen: Rect,
    (name, top): (&str, f32),
    add: impl FnOnce(&mut Ui) -> Answer,
) -> (Answer, f32) {
    let area = Area::new(Id::unique(("over the map", name)))
        .order(Order::Middle)
        .pivot(Align2::CENTER_TOP)
        .fixed_pos(egui::pos2(screen.center().x, top))
        .constrain_to(screen);
    let shown = area.show(ui.ctx(), |ui| floating(theme).show(ui, add).inner);
    (shown.inner, shown.response.rect.bottom() + gap::SMALL)
}

/// Whether the keyboard is free for shortcuts of one key: nobody is typing.
pub(crate) fn is_typing(ui: &Ui) -> bool {
    ui.ctx().text_edit_focused()
        || ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Ime(_))))
}
