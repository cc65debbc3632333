//! What those are told of the map who do not see it: a name, a role and a state for each card and line in view.

use std::collections::BTreeSet;

use egui::accesskit::{Action, Node};
use egui::{Id, Rect, Response, Role, Sense, Ui, WidgetInfo};

use super::camera::Camera;
use super::scene::{Line, Scene};
use crate::gui::requests::Requests;
use crate::model::{DependencyKind, Item, Portfolio, Timing};
use crate::wording::{item_label, percent, printable};

/// More cards than this, and more lines, are not told apart for those who do not see them, unless they are selected.
const NAMED_MAX: usize = 400;

/// What is named, and how it is seen.
pub(super) struct Named<'a> {
    pub(super) portfolio: &'a Portfolio,
    pub(super) scene: &'a Scene,
    pub(super) camera: Camera,
    pub(super) screen: Rect,
    pub(super) selected: &'a BTreeSet<Item>,
}

impl Named<'_> {
    /// Names everything that is seen, and does what is asked for by way of the tree.
    pub(super) fn tell(&self, ui: &Ui, canvas: &Response, requests: &mut Requests) {
        // Nobody listens: then nothing need be said.
        if ui.ctx().accesskit_node_builder(canvas.id, |_| ()).is_none() {
            return;
        }
        let mut active = None;
        self.cards(ui, canvas, &mut active, requests);
        self.lines(ui, canvas, &mut active, requests);
        if let Some(active) = active.filter(|_| canvas.has_focus()) {
            let point = |node: &mut Node| node.set_active_descendant(active.accesskit_id());
            ui.ctx().accesskit_node_builder(canvas.id, point);
        }
    }

    fn cards(&self, ui: &Ui, canvas: &Response, active: &mut Option<Id>, requests: &mut Requests) {
        let seen = self.camera.seen(self.screen);
        let is_crowded = self.scene.cards_in(seen).nth(NAMED_MAX).is_some();
        for (_, card) in self.scene.cards_in(seen) {
            let is_selected = self.selected.contains(&card.item);
            if is_crowded && !is_selected {
                continue;
            }
            let rect = self.camera.rect_to_screen(self.screen, card.rect);
            let id = ui.scope_id().with(card.item);
            let says = || card.says.clone();
            self.node(ui, canvas, (id, rect, is_selected), says);
            answer(ui, canvas, (id, card.item), requests);
            if is_selected {
                *active = Some(id);
            }
        }
    }

    fn lines(&self, ui: &Ui, canvas: &Response, active: &mut Option<Id>, requests: &mut Requests) {
        let seen = self.camera.seen(self.screen);
        let spans = self.scene.spans.iter().zip(&self.scene.lines).enumerate();
        let shown = spans.filter_map(|(number, (span, line))| {
            let is_link = matches!(line.item, Item::Dependency(_) | Item::Contribution(..));
            let is_shown = is_link && span.intersects(seen);
            is_shown.then(|| (number, line, self.camera.rect_to_screen(self.screen, *span)))
        });
        for (order, (number, line, bounds)) in shown.enumerate() {
            let is_selected = self.selected.contains(&line.item);
            if order >= NAMED_MAX && !is_selected {
                continue;
            }
            let id = ui.scope_id().with(("line", line.item, number));
            let says = || line_says(self.portfolio, self.scene, line);
            self.node(ui, canvas, (id, bounds, is_selected), says);
            answer(ui, canvas, (id, line.item), requests);
            if is_selected {
                *active = Some(id);
            }
        }
    }

    fn node(
        &self,
        ui: &Ui,
        _canvas: &Response,
        (id, rect, is_selected): (Id, Rect, bool),
        says: impl Fn() -> String,
    ) {
        let response = ui.interact(rect.intersect(self.screen), id, Sense::hover());
        response
            .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_selected, says()));
        let act = |node: &mut Node| {
            node.set_selected(is_selected);
            node.add_action(Action::Click);
            node.add_action(Action::Focus);
        };
        ui.ctx().accesskit_node_builder(id, act);
    }
}

/// Selects what is clicked or gone to by way of the tree; the keys are the map's from there on.
fn answer(ui: &Ui, canvas: &Response, (id, item): (Id, Item), requests: &mut Requests) {
    let is_asked = ui.input(|input| {
        input.has_accesskit_action_request(id, Action::Click)
            || input.has_accesskit_action_request(id, Action::Focus)
    });
    if is_asked {
        requests.select(item);
        canvas.request_focus();
    }
}

/// What a line says: `Requires: Data lake before Reports`, `Data lake serves Growth, Strong, 80 % sure`.
pub(super) fn line_says(portfolio: &Portfolio, scene: &Scene, line: &Line) -> String {
    let name = |item| printable(&item_label(portfolio, item));
    let end = |end: usize| scene.cards.get(end).map_or_else(String::new, |card| card.title.clone());
    match line.item {
        Item::Dependency(id) => {
            let (from, to) = (end(line.from), end(line.to));
            match portfolio.dependencies.get(&id).map(|link| link.kind) {
                Some(DependencyKind::Requires { timing: Timing::FinishToStart }) => {
                    format!("Requires: {from} before {to}")
                }
                Some(DependencyKind::Requires { timing: Timing::SameTime }) => {
                    format!("Requires at any time: {from} for {to}")
                }
                Some(DependencyKind::Together) => format!("Together: {from} and {to}"),
                Some(DependencyKind::Excludes) => format!("Excludes: {from} or {to}"),
                Some(DependencyKind::Enables { .. }) => {
                    format!("Enables: {from} makes {to} better")
                }
                None => name(line.item),
            }
        }
        Item::Contribution(project, outcome) => {
            let record = portfolio
                .projects
                .get(&project)
                .and_then(|record| record.contributions.get(&outcome));
            let (project, served) = (name(Item::Project(project)), name(Item::Outcome(outcome)));
            let Some(record) = record else { return format!("{project} serves {served}") };
            let through = record.through.map_or_else(String::new, |change| {
                format!(" by way of {}", name(Item::Change(change)))
            });
            match record.level.and_then(|level| portfolio.ladder.rung(level)) {
                Some(rung) => format!(
                    "{project} serves {served}{through}, {}, {} sure",
                    printable(&rung.name),
                    percent(record.confidence)
                ),
                None => format!("{project} serves {served}{through}, not rated yet"),
            }
        }
        item => name(item),
    }
}
