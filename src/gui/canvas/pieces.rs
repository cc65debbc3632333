//! The triangles of the map in pieces: of a picture larger than the screen only those in view are handed on.
#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "corners are counted in the 32 bits that graphics cards count them in"
)]

use egui::epaint::{ClippedShape, Primitive, Vertex};
use egui::{Mesh, Painter, Rect, Shape, Vec2};

/// Shapes in groups. What is in one group is drawn or left out together.
#[derive(Default)]
pub(super) struct Groups {
    shapes: Vec<Shape>,
    /// For each group, how many shapes there were when it was done.
    ends: Vec<usize>,
}

impl Groups {
    /// Where the shapes of the next group go.
    pub(super) fn shapes(&mut self) -> &mut Vec<Shape> {
        &mut self.shapes
    }

    /// What has come since the last group is one more.
    pub(super) fn end(&mut self) {
        self.ends.push(self.shapes.len());
    }
}

/// How many corners and numbers of corners there are up to a place.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Mark {
    vertices: usize,
    indices: usize,
}

/// Pieces that follow each other.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Run {
    from: Mark,
    to: Mark,
}

/// A piece: where it is, in points, and where its triangles end. They begin where those of the one before it end.
#[derive(Debug, Clone, Copy)]
struct Piece {
    bounds: Rect,
    end: Mark,
}

/// Triangles, piece by piece, in the order in which they lie over each other.
#[derive(Default)]
pub(super) struct Pieces {
    mesh: Mesh,
    pieces: Vec<Piece>,
}

impl Pieces {
    /// The triangles of groups of shapes: a piece for each group, in their order.
    pub(super) fn of(painter: &Painter, area: Rect, groups: Groups) -> Self {
        let mut pieces = Self::default();
        for mesh in triangles(painter, area, groups) {
            pieces.mesh.append(mesh);
            pieces.end();
        }
        pieces
    }

    /// The triangles that are still growing; [`Self::end`] makes a piece of them.
    pub(super) fn mesh(&mut self) -> &mut Mesh {
        &mut self.mesh
    }

    /// All triangles together.
    pub(super) fn into_mesh(self) -> Mesh {
        self.mesh
    }

    /// What has come since the last piece is one more.
    pub(super) fn end(&mut self) {
        let begin = self.pieces.last().map_or_else(Mark::default, |last| last.end);
        let end = self.mark();
        let corners = self.mesh.vertices.get(begin.vertices..).unwrap_or_default();
        let mut bounds = Rect::NOTHING;
        for corner in corners {
            bounds.extend_with(corner.pos);
        }
        if begin != end {
            self.pieces.push(Piece { bounds, end });
        }
    }

    fn mark(&self) -> Mark {
        Mark { vertices: self.mesh.vertices.len(), indices: self.mesh.indices.len() }
    }

    /// Lists what is in view once everything has been moved by `shift`, neighbours together; all where little is not.
    pub(super) fn in_view(&self, shift: Vec2, screen: Rect) -> Vec<Run> {
        let runs = self.runs_in(screen.translate(-shift));
        let count: usize = runs.iter().map(|run| run.to.vertices - run.from.vertices).sum();
        let all = Run { from: Mark::default(), to: self.mark() };
        // To leave out a few means to put all others together afresh whenever other ones are to be left out.
        if count * 4 >= all.to.vertices * 3 { vec![all] } else { runs }
    }

    fn runs_in(&self, seen: Rect) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut run = Run::default();
        for Piece { bounds, end } in &self.pieces {
            if bounds.intersects(seen) {
                run.to = *end;
                continue;
            }
            if run.from != run.to {
                runs.push(run);
            }
            run = Run { from: *end, to: *end };
        }
        if run.from != run.to {
            runs.push(run);
        }
        runs
    }

    /// Adds the triangles of a run, moved by so much.
    pub(super) fn add_to(&self, mesh: &mut Mesh, Run { from, to }: Run, shift: Vec2) {
        let (Some(vertices), Some(indices)) = (
            self.mesh.vertices.get(from.vertices..to.vertices),
            self.mesh.indices.get(from.indices..to.indices),
        ) else {
            return;
        };
        let by = (mesh.vertices.len() as u32).wrapping_sub(from.vertices as u32);
        mesh.indices.extend(indices.iter().map(|index| index.wrapping_add(by)));
        mesh.vertices
            .extend(vertices.iter().map(|corner| Vertex { pos: corner.pos + shift, ..*corner }));
    }
}

/// A mesh for each group.
fn triangles(painter: &Painter, area: Rect, groups: Groups) -> impl Iterator<Item = Mesh> {
    // The toolkit makes one mesh of neighbours in one rectangle; so groups lie in one or the other of two.
    let clips = [area, area.expand(1.0)].into_iter().cycle();
    let Groups { shapes, ends } = groups;
    let mut clipped = Vec::with_capacity(shapes.len());
    let mut shapes = shapes.into_iter();
    let mut begin = 0;
    for (end, clip) in ends.into_iter().zip(clips) {
        let group = shapes.by_ref().take(end.saturating_sub(begin));
        clipped.extend(group.map(|shape| ClippedShape::new(clip, shape)));
        begin = end;
    }
    let drawn = painter.ctx().tessellate(clipped, painter.pixels_per_point());
    drawn.into_iter().filter_map(|drawn| match drawn.primitive {
        Primitive::Mesh(mesh) => Some(mesh),
        Primitive::Callback(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use egui::{Color32, pos2, vec2};

    use super::*;

    /// Squares of 10 points, 20 points apart, each a piece.
    fn squares(count: u8) -> Pieces {
        let mut pieces = Pieces::default();
        for number in 0..count {
            let corner = pos2(f32::from(number) * 20.0, 0.0);
            let square = Rect::from_min_size(corner, vec2(10.0, 10.0));
            pieces.mesh().add_colored_rect(square, Color32::from_gray(number));
            pieces.end();
        }
        pieces
    }

    /// Which of them are drawn, and in how many runs.
    fn drawn(pieces: &Pieces, shift: Vec2, screen: Rect) -> (Vec<u8>, usize) {
        let mut mesh = Mesh::default();
        mesh.add_colored_rect(screen, Color32::WHITE);
        let runs = pieces.in_view(shift, screen);
        for run in &runs {
            pieces.add_to(&mut mesh, *run, Vec2::ZERO);
        }
        assert!(mesh.is_valid());
        let colour = |six: &[u32]| mesh.vertices[six[0] as usize].color.r();
        (mesh.indices.chunks(6).skip(1).map(colour).collect(), runs.len())
    }

    #[test]
    fn only_pieces_in_view_are_drawn() {
        let pieces = squares(9);
        let screen = Rect::from_min_max(pos2(45.0, 0.0), pos2(95.0, 10.0));
        assert_eq!(drawn(&pieces, Vec2::ZERO, screen), (vec![2, 3, 4], 1));
        assert_eq!(drawn(&pieces, vec2(40.0, 3.0), screen), (vec![0, 1, 2], 1));
        assert_eq!(drawn(&pieces, vec2(0.0, 40.0), screen), (vec![], 0));
        let all: Vec<u8> = (0..9).collect();
        let wide = Rect::from_min_max(pos2(-9.0, 0.0), pos2(900.0, 10.0));
        assert_eq!(drawn(&pieces, Vec2::ZERO, wide), (all.clone(), 1));
        let most = Rect::from_min_max(pos2(25.0, 0.0), pos2(900.0, 10.0));
        assert_eq!(drawn(&pieces, Vec2::ZERO, most), (all, 1));
    }

    #[test]
    fn what_is_in_view_has_its_own_triangles_when_others_are_left_out_between() {
        let mut pieces = squares(2);
        let low = Rect::from_min_size(pos2(0.0, 90.0), vec2(10.0, 10.0));
        for (number, left) in [(2, 0.0), (3, 20.0), (4, 40.0)] {
            pieces
                .mesh()
                .add_colored_rect(low.translate(vec2(left, 0.0)), Color32::from_gray(number));
            pieces.end();
        }
        pieces.mesh().add_colored_rect(low.translate(vec2(20.0, -90.0)), Color32::from_gray(5));
        pieces.end();
        let screen = Rect::from_min_max(pos2(0.0, 0.0), pos2(50.0, 10.0));
        assert_eq!(drawn(&pieces, Vec2::ZERO, screen), (vec![0, 1, 5], 2));
    }

    #[test]
    fn each_group_of_shapes_is_a_piece() {
        let mut groups = Groups::default();
        for number in 0..4_u8 {
            let corner = pos2(f32::from(number) * 40.0, 0.0);
            for size in [30.0, 20.0] {
                let rect = Rect::from_min_size(corner, vec2(size, size));
                groups.shapes().push(Shape::rect_filled(rect, 0.0, Color32::from_gray(number)));
            }
            groups.end();
        }
        let area = Rect::from_min_max(pos2(0.0, 0.0), pos2(200.0, 50.0));
        let context = egui::Context::default();
        let mut counts = Vec::new();
        let mut output = context.run_ui(egui::RawInput::default(), |ui| {
            let pieces = Pieces::of(ui.painter(), area, std::mem::take(&mut groups));
            counts.push(pieces.pieces.len());
        });
        output.textures_delta.clear();
        assert_eq!(counts.first(), Some(&4));
    }
}
