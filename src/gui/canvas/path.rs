//! Curves and bands as triangles: all lines of the map in one mesh.

use egui::{Color32, Mesh, Pos2, Vec2, vec2};

/// How wide the soft edge of a line is, in points.
const FEATHER: f32 = 0.9;

/// A cubic curve that leaves and arrives level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Curve {
    pub(super) points: [Pos2; 4],
}

impl Curve {
    /// From `start` to `end`; `out` and `back` are the horizontal directions (1 or −1) in which it leaves and from which it arrives.
    pub(super) fn between(start: Pos2, end: Pos2, out: f32, back: f32, reach_max: f32) -> Self {
        let reach = ((end.x - start.x).abs() * 0.5)
            .max((end.y - start.y).abs() * 0.25)
            .clamp(0.0, reach_max);
        let reach = reach.max(reach_max * 0.15);
        Self { points: [start, start + vec2(out * reach, 0.0), end + vec2(back * reach, 0.0), end] }
    }

    /// The point after `share` of it (0 to 1): de Casteljau's cubic, multiplied out.
    fn at(&self, share: f32) -> Pos2 {
        let rest = 1.0 - share;
        let factors = [
            rest * rest * rest,
            3.0 * rest * rest * share,
            3.0 * rest * share * share,
            share * share * share,
        ];
        let weighed =
            self.points.iter().zip(factors).map(|(point, factor)| point.to_vec2() * factor);
        weighed.fold(Vec2::ZERO, |sum, part| sum + part).to_pos2()
    }

    /// Points along it, more of them the longer it is on the screen.
    pub(super) fn polyline(&self) -> Vec<Pos2> {
        let [a, _, _, d] = self.points;
        let bend = (a.y - d.y).abs() + (a.x - d.x).abs() * 0.25;
        let pieces = if bend < 2.0 { 1.0 } else { (bend / 14.0).clamp(4.0, 28.0).round() };
        (0..=pieces as u16).map(|step| self.at(f32::from(step) / pieces)).collect()
    }

    /// The rectangle that holds it.
    pub(super) fn bounds(&self) -> egui::Rect {
        egui::Rect::from_points(&self.points)
    }
}

/// Adds a line of `width` points along `path`, with soft edges.
pub(super) fn add_line(mesh: &mut Mesh, path: &[Pos2], width: f32, ink: Color32) {
    // A line thinner than a point is a fainter one.
    let (width, ink) =
        if width < 1.0 { (1.0, ink.gamma_multiply(width.max(0.15))) } else { (width, ink) };
    let inner = (width - FEATHER).max(0.0) / 2.0;
    let outer = f32::midpoint(width, FEATHER);
    let first = mesh.vertices.len() as u32;
    let last = path.len().saturating_sub(1);
    for (number, &point) in path.iter().enumerate() {
        let before = path.get(number.saturating_sub(1)).copied().unwrap_or(point);
        let after = path.get((number + 1).min(last)).copied().unwrap_or(point);
        let across = (after - before).normalized().rot90();
        for (side, color) in [
            (-outer, Color32::TRANSPARENT),
            (-inner, ink),
            (inner, ink),
            (outer, Color32::TRANSPARENT),
        ] {
            mesh.colored_vertex(point + across * side, color);
        }
    }
    for number in 0..last as u32 {
        let here = first + number * 4;
        for strip in 0..3 {
            let (a, b, c, d) = (here + strip, here + strip + 1, here + strip + 4, here + strip + 5);
            mesh.add_triangle(a, b, c);
            mesh.add_triangle(b, c, d);
        }
    }
}

/// Adds a broken line: `dash` points of line, then `gap` points of nothing.
pub(super) fn add_dashes(
    mesh: &mut Mesh,
    path: &[Pos2],
    width: f32,
    ink: Color32,
    [dash, gap]: [f32; 2],
) {
    let (dash, gap) = (dash.max(1.0), gap.max(1.0));
    let mut left = dash;
    let mut is_on = true;
    let mut piece: Vec<Pos2> = path.first().copied().into_iter().collect();
    for (&from, &to) in path.iter().zip(path.iter().skip(1)) {
        let mut here = from;
        loop {
            let rest = to - here;
            let length = rest.length();
            if length <= left {
                left -= length;
                piece.push(to);
                break;
            }
            here += rest / length * left;
            piece.push(here);
            if is_on {
                add_line(mesh, &piece, width, ink);
            }
            is_on = !is_on;
            left = if is_on { dash } else { gap };
            piece = vec![here];
        }
    }
    if is_on && piece.len() > 1 {
        add_line(mesh, &piece, width, ink);
    }
}

/// Adds a full arrow head with its tip at `tip`, pointing along `direction`.
pub(super) fn add_head(mesh: &mut Mesh, tip: Pos2, direction: Vec2, size: f32, ink: Color32) {
    let across = direction.rot90();
    let first = mesh.vertices.len() as u32;
    mesh.colored_vertex(tip, ink);
    mesh.colored_vertex(tip - direction * size + across * size * 0.5, ink);
    mesh.colored_vertex(tip - direction * size - across * size * 0.5, ink);
    mesh.add_triangle(first, first + 1, first + 2);
}

/// Adds an open arrow head.
pub(super) fn add_open_head(mesh: &mut Mesh, tip: Pos2, direction: Vec2, size: f32, ink: Color32) {
    let across = direction.rot90();
    let wings = [
        tip - direction * size + across * size * 0.55,
        tip,
        tip - direction * size - across * size * 0.55,
    ];
    add_line(mesh, &wings, 1.6, ink);
}

/// How far `place` is from the path.
pub(super) fn distance(path: &[Pos2], place: Pos2) -> f32 {
    let to_piece = |(from, to): (&Pos2, &Pos2)| {
        let along = *to - *from;
        let share = if along.length_sq() > 0.0 {
            (place - *from).dot(along) / along.length_sq()
        } else {
            0.0
        };
        (place - (*from + along * share.clamp(0.0, 1.0))).length()
    };
    path.iter().zip(path.iter().skip(1)).map(to_piece).fold(f32::INFINITY, f32::min)
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    #[test]
    fn dashes_cover_their_share_of_the_line() {
        let mut mesh = Mesh::default();
        add_dashes(&mut mesh, &[pos2(0.0, 0.0), pos2(100.0, 0.0)], 2.0, Color32::WHITE, [6.0, 4.0]);
        // Ten dashes of one piece each: two points with four corners.
        assert_eq!(mesh.vertices.len(), 10 * 8);
    }

    #[test]
    fn the_distance_to_a_line_is_the_shortest() {
        let path = [pos2(0.0, 0.0), pos2(10.0, 0.0), pos2(10.0, 10.0)];
        assert!((distance(&path, pos2(5.0, 3.0)) - 3.0).abs() < 1e-4);
        assert!((distance(&path, pos2(13.0, 14.0)) - 5.0).abs() < 1e-4);
    }

    #[test]
    fn a_curve_begins_and_ends_where_it_should() {
        let curve = Curve::between(pos2(0.0, 0.0), pos2(200.0, 90.0), 1.0, -1.0, 120.0);
        let path = curve.polyline();
        assert_eq!((path.first(), path.last()), (Some(&pos2(0.0, 0.0)), Some(&pos2(200.0, 90.0))));
    }
}
