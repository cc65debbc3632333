//! What lies over the map while something is done to it: guides, ports, handles, the line being drawn, what was found.

use std::collections::BTreeSet;

use egui::epaint::RectShape;
use egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind};

use super::camera::Camera;
use super::gesture::{Drawn, Gesture};
use super::path::{Curve, add_head, add_line};
use super::ports::{ends, ports};
use super::scene::{Line, Scene};
use crate::gui::theme::{Theme, radius};
use crate::model::Item;
use crate::workspace::linking::{LineEnd, Side};

/// How large a port is, in points.
const PORT_RADIUS: f32 = 5.0;
/// From this zoom on ports have their full size, and far out not less than this share of it.
const PORT_FULL_ZOOM: f32 = 0.7;
const PORT_SHARE_MIN: f32 = 0.6;
/// How large it is under the pointer.
const PORT_RADIUS_HOVERED: f32 = 7.0;

/// What the overlay is drawn with.
pub(super) struct Overlay<'a> {
    pub(super) theme: &'a Theme,
    pub(super) scene: &'a Scene,
    pub(super) camera: Camera,
    pub(super) screen: Rect,
    pub(super) pointer: Option<Pos2>,
}

impl Overlay<'_> {
    fn on_screen(&self, item: Item) -> Option<Rect> {
        Some(self.camera.rect_to_screen(self.screen, self.scene.card_of(item)?.rect))
    }

    /// Lines that show what moved cards stand in line with.
    pub(super) fn guides(&self, painter: &Painter, gesture: &Gesture) {
        let Gesture::Moving { guides, .. } = gesture else { return };
        let stroke = Stroke::new(1.0, self.theme.guide());
        for guide in guides {
            let ends = [guide.from, guide.to].map(|end| self.camera.to_screen(self.screen, end));
            painter.line_segment(ends, stroke);
        }
    }

    /// A ring around cards: those that were found, those that wait.
    pub(super) fn rings(
        &self,
        painter: &Painter,
        items: impl Iterator<Item = Item>,
        (ink, width): (Color32, f32),
    ) {
        for rect in items.filter_map(|item| self.on_screen(item)) {
            if rect.intersects(self.screen) {
                let corner = f32::from(radius::CARD) + 2.0;
                let stroke = Stroke::new(width, ink);
                painter.rect_stroke(rect.expand(2.0), corner, stroke, StrokeKind::Outside);
            }
        }
    }

    /// The ports of these cards.
    pub(super) fn ports(&self, painter: &Painter, hosts: &[Item]) {
        for &host in hosts {
            for (_, place) in ports(self.scene, self.camera, self.screen, host) {
                self.knob(painter, place);
            }
        }
    }

    /// The ends of the selected line.
    pub(super) fn handles(&self, painter: &Painter, link: Item) {
        for (_, place) in ends(self.scene, self.camera, self.screen, link) {
            self.knob(painter, place);
        }
    }

    fn knob(&self, painter: &Painter, place: Pos2) {
        let is_near = self.pointer.is_some_and(|at| at.distance(place) <= super::ports::PORT_REACH);
        // Far out cards are small, and their words begin close to the edge.
        let share = (self.camera.zoom / PORT_FULL_ZOOM).clamp(PORT_SHARE_MIN, 1.0);
        let (radius, fill) = if is_near {
            (PORT_RADIUS_HOVERED, self.theme.accent)
        } else {
            (PORT_RADIUS * share, self.theme.raised)
        };
        painter.circle(place, radius, fill, Stroke::new(1.5, self.theme.accent));
    }

    /// The line being drawn, and the cards it can go to.
    pub(super) fn drawing(&self, painter: &Painter, gesture: &Gesture) {
        let Gesture::Drawing { line, to, target, targets } = gesture else { return };
        self.lit(painter, targets, *target);
        let loose = self.camera.to_screen(self.screen, *to);
        let Some((fixed, fixed_out, runs_on)) = self.fixed_end(*line) else { return };
        let free_side = if runs_on { -1.0 } else { 1.0 };
        let free = target.and_then(|target| self.on_screen(target)).map_or(loose, |rect| {
            if free_side < 0.0 { rect.left_center() } else { rect.right_center() }
        });
        let (start, end, out, back) = if runs_on {
            (fixed, free, fixed_out, free_side)
        } else {
            (free, fixed, free_side, fixed_out)
        };
        self.stroke(painter, Curve::between(start, end, out, back, self.reach()));
        painter.circle_filled(fixed, PORT_RADIUS, self.theme.accent);
    }

    /// The line that is asked about, until it says something.
    pub(super) fn pending(&self, painter: &Painter, (from, to): (Item, Item)) {
        let (Some(one), Some(other)) = (self.on_screen(from), self.on_screen(to)) else { return };
        let (start, end, way) = if one.center().x <= other.center().x {
            (one.right_center(), other.left_center(), 1.0)
        } else {
            (one.left_center(), other.right_center(), -1.0)
        };
        self.stroke(painter, Curve::between(start, end, way, -way, self.reach()));
        self.rings(painter, [from, to].into_iter(), (self.theme.accent, 2.0));
    }

    fn reach(&self) -> f32 {
        190.0 * self.camera.zoom.max(0.4)
    }

    /// A line in the making, with its head.
    fn stroke(&self, painter: &Painter, curve: Curve) {
        let (mut mesh, mut path) = (Mesh::default(), Vec::new());
        curve.trace(1.0, &mut path);
        add_line(&mut mesh, &path, 2.0, self.theme.accent);
        let [_, _, before, tip] = curve.points;
        add_head(&mut mesh, tip, (tip - before).normalized(), 9.0, self.theme.accent);
        painter.add(Shape::mesh(mesh));
    }

    /// Where the line hangs fast, which way it leaves there (1 to the right), and whether it runs on from there.
    fn fixed_end(&self, line: Drawn) -> Option<(Pos2, f32, bool)> {
        match line {
            Drawn::New(item, Side::Right) => {
                Some((self.on_screen(item)?.right_center(), 1.0, true))
            }
            Drawn::New(item, Side::Left) => {
                Some((self.on_screen(item)?.left_center(), -1.0, false))
            }
            Drawn::End(item, end) => {
                let mut lines = self.scene.lines.iter().filter(|line| line.item == item);
                let first = lines.next()?;
                let last = lines.next_back().unwrap_or(first);
                let curve = |line: &Line| line.on_screen(self.camera, self.screen);
                Some(match end {
                    LineEnd::End => {
                        let [start, out, ..] = curve(first).points;
                        (start, (out.x - start.x).signum(), true)
                    }
                    LineEnd::Start => {
                        let [.., back, end] = curve(last).points;
                        (end, (back.x - end.x).signum(), false)
                    }
                })
            }
        }
    }

    fn lit(&self, painter: &Painter, targets: &BTreeSet<Item>, target: Option<Item>) {
        let quiet = self.theme.accent.gamma_multiply(0.55);
        self.rings(
            painter,
            targets.iter().copied().filter(|item| Some(*item) != target),
            (quiet, 1.0),
        );
        if let Some(rect) = target.and_then(|target| self.on_screen(target)) {
            let fill = self.theme.accent.gamma_multiply(0.12);
            let stroke = Stroke::new(2.0, self.theme.accent);
            let corner = radius::CARD + 2;
            painter.add(RectShape::new(
                rect.expand(2.0),
                corner,
                fill,
                stroke,
                StrokeKind::Outside,
            ));
        }
    }
}
