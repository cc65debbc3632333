//! Lines that pass under a card stop short of it, and its own lines do not: so one sees which end there.

use egui::epaint::RectShape;
use egui::{Color32, CornerRadius, Mesh, Pos2, Rect, Shape, Vec2};

use super::paint::{Look, State};
use super::paint_lines::{Inks, Standing, line_width, ribbon_begin};
use super::path::{add_band, add_dashes, add_dot, add_head, add_line, add_open_head};
use super::scene::{Line, LineLook, Scene};

/// How wide the free rim around a card is, in map units, and at least and at most in points.
const RIM: f32 = 5.0;
const RIM_POINTS: std::ops::RangeInclusive<f32> = 1.5..=5.0;

/// How wide the free rim around a card is, in points.
fn rim(look: &Look<'_>) -> f32 {
    (RIM * look.camera.zoom).clamp(*RIM_POINTS.start(), *RIM_POINTS.end())
}

/// What the ends of lines are drawn from.
pub(super) struct Ends<'a> {
    scene: &'a Scene,
    look: &'a Look<'a>,
    states: &'a [State],
    inks: Inks,
    /// For each line, whether it is drawn.
    is_drawn: Vec<bool>,
}

impl<'a> Ends<'a> {
    /// `drawn` are the numbers of the lines that are drawn.
    pub(super) fn new(
        (scene, look): (&'a Scene, &'a Look<'a>),
        states: &'a [State],
        drawn: &[usize],
    ) -> Self {
        let mut is_drawn = vec![false; scene.lines.len()];
        for number in drawn {
            if let Some(slot) = is_drawn.get_mut(*number) {
                *slot = true;
            }
        }
        Self { scene, look, states, inks: Inks::of(look.theme), is_drawn }
    }

    /// Adds the free rim around a card at a place on the screen, and over it the ends of its own lines.
    pub(super) fn add_rim(
        &self,
        (card, rect, corner): (usize, Rect, CornerRadius),
        shapes: &mut Vec<Shape>,
    ) {
        let rim = rim(self.look);
        let corner = CornerRadius::same(corner.nw.saturating_add(rim.round() as u8));
        shapes.push(RectShape::filled(rect.expand(rim), corner, self.look.theme.ground).into());
        let mut mesh = Mesh::default();
        for &number in self.scene.lines_of(card) {
            self.add(number, |end| end == card, None, &mut mesh);
        }
        if !mesh.is_empty() {
            shapes.push(Shape::mesh(mesh));
        }
    }

    /// Adds both ends of a line as they are while it stands out.
    pub(super) fn add_out(&self, number: usize, mesh: &mut Mesh) {
        self.add(number, |_| true, Some(Standing::Out), mesh);
    }

    fn add(
        &self,
        number: usize,
        is_meant: impl Fn(usize) -> bool,
        standing: Option<Standing>,
        mesh: &mut Mesh,
    ) {
        let Some(line) = self.scene.lines.get(number) else { return };
        if !self.is_drawn.get(number).copied().unwrap_or(false) {
            return;
        }
        let state = |card: usize| self.states.get(card).copied().unwrap_or_default();
        let (from, to) = (state(line.from), state(line.to));
        let is_selected = self.look.selected.contains(&line.item);
        let standing = standing.unwrap_or_else(|| Standing::of(from, to, is_selected));
        let curve = line.curve_moved([from.by, to.by]);
        let [start, leaves, arrives, end] =
            curve.points.map(|place| self.look.camera.to_screen(self.look.screen, place));
        let ink = self.inks.ink(line.look, standing);
        if is_meant(line.from) {
            let begin = ribbon_begin(line.look, self.look, standing, ink);
            self.add_end(line, (start, (leaves - start).normalized(), false), begin, mesh);
        }
        if is_meant(line.to) {
            self.add_end(line, (end, (arrives - end).normalized(), true), ink, mesh);
        }
    }

    /// Adds one end: from a place at the side of a card away from it, over the rim.
    fn add_end(
        &self,
        line: &Line,
        (at, away, is_last): (Pos2, Vec2, bool),
        ink: Color32,
        mesh: &mut Mesh,
    ) {
        let zoom = self.look.camera.zoom;
        let width = line_width(line.look, zoom);
        let head = (10.0 * zoom).clamp(4.5, 11.0);
        let path = [at, at + away * rim(self.look)];
        let dashes = |mesh: &mut Mesh, lengths| {
            add_dashes(mesh, &path, (width, ink), lengths, Rect::EVERYTHING);
        };
        match line.look {
            LineLook::Ribbon { .. } => add_band(mesh, &path, width, [ink, ink]),
            LineLook::Unrated => dashes(mesh, [5.0, 4.0]),
            LineLook::Excludes => dashes(mesh, [6.0, 4.0]),
            LineLook::Enables => dashes(mesh, [2.0, 3.0]),
            _ => add_line(mesh, &path, width, ink),
        }
        match line.look {
            LineLook::Requires | LineLook::RequiresAnyTime if is_last => {
                add_head(mesh, at, -away, head, ink);
            }
            LineLook::Enables if is_last => add_open_head(mesh, at, -away, head, ink),
            LineLook::Together => add_dot(mesh, at, head * 0.42, ink),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use egui::pos2;

    use super::super::camera::Camera;
    use super::super::lens::Tints;
    use super::*;
    use crate::analysis::finance::Costs;
    use crate::analysis::map::Places;
    use crate::gui::theme::Theme;
    use crate::model::{
        Dependency, DependencyId, DependencyKind, Id, Item, Pin, Portfolio, Project, ProjectId,
    };

    /// Three projects in a row; the outer two belong together, and their line passes under the one between.
    fn scene() -> Scene {
        let mut portfolio = Portfolio::titled("Test".parse().unwrap());
        let id = |number| ProjectId(Id::from_bits(number));
        for (number, x) in [(1, 0), (2, 400), (3, 800)] {
            let project = Project::named("Project".parse().unwrap());
            portfolio.projects.insert(id(number), Arc::new(project));
            portfolio.pins.insert(Item::Project(id(number)), Pin::new(x, 0));
        }
        let link = Dependency::between(id(1), id(3), DependencyKind::Together);
        portfolio.dependencies.insert(DependencyId(Id::from_bits(9)), Arc::new(link));
        Scene::of(&portfolio, &[], &Costs::default(), &Places::new())
    }

    /// For each card, how far its rim stands off, and what of lines is drawn over the rim.
    fn rims(drawn: &[usize]) -> Vec<(f32, Mesh)> {
        let scene = scene();
        let none = BTreeSet::new();
        let screen = Rect::from_min_max(pos2(0.0, 0.0), pos2(2000.0, 800.0));
        let look = Look {
            theme: &Theme::LIGHT,
            camera: Camera::default(),
            screen,
            area: screen,
            selected: &none,
            hovered: None,
            offset: None,
            near: &none,
            tints: &Tints::default(),
            enlarged: 1.0,
            density: 1.0,
            flawed: &none,
        };
        let states = vec![State::default(); scene.cards.len()];
        let ends = Ends::new((&scene, &look), &states, drawn);
        let rim = |number: usize| {
            let place = look.camera.rect_to_screen(screen, scene.cards[number].rect);
            let mut shapes = Vec::new();
            ends.add_rim((number, place, CornerRadius::ZERO), &mut shapes);
            let Some(Shape::Rect(free)) = shapes.first() else { panic!("no rim") };
            assert_eq!(free.fill, Theme::LIGHT.ground);
            let mesh = shapes.iter().find_map(|shape| match shape {
                Shape::Mesh(mesh) => Some((**mesh).clone()),
                _ => None,
            });
            (place.left() - free.rect.left(), mesh.unwrap_or_default())
        };
        (0..scene.cards.len()).map(rim).collect()
    }

    #[test]
    fn a_line_goes_on_over_the_rims_of_its_own_cards_and_of_no_other() {
        let rims = rims(&[0]);
        assert!(rims.iter().all(|(width, _)| *width >= 4.0));
        let has_ends: Vec<bool> = rims.iter().map(|(_, mesh)| !mesh.is_empty()).collect();
        assert_eq!(has_ends, [true, false, true]);
    }

    #[test]
    fn a_line_that_is_left_out_has_no_ends_either() {
        assert!(rims(&[]).iter().all(|(_, mesh)| mesh.is_empty()));
    }
}
