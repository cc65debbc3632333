//! What the map keeps between frames, and how it follows the portfolio.

use std::sync::Arc;

use egui::{Context, Pos2, Rect, Vec2};

use super::asking::Ask;
use super::camera::Camera;
use super::find::Find;
use super::flight::{Flight, Wanted};
use super::focus::Focus;
use super::gesture::Gesture;
use super::legend::Legend;
use super::lens::{Lens, Tints};
use super::minimap::Minimap;
use super::motion::Glide;
use super::near::{Flaws, Near};
use super::paint::Painted;
use super::rename::Rename;
use super::scene::Scene;
use crate::analysis::map::Places;
use crate::model::{Item, Portfolio};
use crate::workspace::{Command, FundOutcome, StudyOutcome, Topic, Workspace};

/// What the map keeps between frames.
#[derive(Default)]
pub(crate) struct Canvas {
    pub(super) camera: Camera,
    pub(super) flight: Option<Flight>,
    pub(super) gesture: Gesture,
    pub(super) scene: Option<Made>,
    /// The number of a card that was in sight in the last frame.
    pub(super) sighted: usize,
    /// What is to be shown as soon as there is a scene and a size.
    pub(super) wanted: Option<Wanted>,
    /// When all was shown: as long as nobody has moved the map, all is shown in another room, too.
    pub(super) fitted: Option<Fitted>,
    /// Commands that are done in the next frame, when what they need is at hand.
    pub(super) errands: Vec<Command>,
    pub(super) ask: Option<Ask>,
    pub(super) rename: Option<Rename>,
    pub(super) find: Option<Find>,
    pub(super) focus: Option<Focus>,
    /// The card that was walked to last: its lines are gone through.
    pub(super) anchor: Option<Item>,
    /// The card whose ports are shown, for as long as the pointer is near it.
    pub(super) host: Option<Item>,
    /// What the context menu is about, and where it was opened on the map.
    pub(super) menu_on: (Option<Item>, Pos2),
    pub(super) painted: Painted,
    pub(super) lens: Lens,
    /// The plan that the lens shows.
    pub(super) plan: Option<Arc<FundOutcome>>,
    /// The core indices that the lens shows.
    pub(super) core: Option<Arc<StudyOutcome>>,
    pub(super) tints: Tints,
    pub(super) flaws: Flaws,
    pub(super) legend: Legend,
    pub(super) minimap: Minimap,
    pub(super) glide: Option<Glide>,
    /// Whether what stands elsewhere in the next scene is to glide there.
    pub(super) wants_glide: bool,
    pub(super) near: Near,
}

/// How all of the map was shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fitted {
    /// Where the map was on the screen.
    pub(super) room: Rect,
    /// What the legend took of it.
    pub(super) legend: Option<Rect>,
    /// The camera that showed it.
    pub(super) camera: Camera,
}

/// A scene, and what it was made of.
pub(super) struct Made {
    portfolio: Arc<Portfolio>,
    places: Arc<Places>,
    pub(super) scene: Scene,
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

    /// Whether what a command turns on is on; nothing where it turns nothing on.
    pub(crate) fn is_on(&self, command: Command) -> Option<bool> {
        Lens::of(command).map(|lens| lens == self.lens)
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
    pub(super) fn refresh(&mut self, workspace: &Workspace, now: f64) {
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
