//! Curves and bands as triangles: all lines of the map in one mesh.

use egui::epaint::Vertex;
use egui::{Color32, Mesh, Pos2, Rect, Vec2, pos2, vec2};

/// How wide the soft edge of a line is, in points.
const FEATHER: f32 = 0.9;
/// How far apart slanting lines stand, in points.
const HATCH_STEP: f32 = 5.0;

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

    /// Puts points along it into `path`, more of them the longer it is; `fineness` is how many points of the screen a
    /// unit of its own has.
    pub(super) fn trace(&self, fineness: f32, path: &mut Vec<Pos2>) {
        path.clear();
        let [start, one, two, end] = self.points;
        let bend = (start.y - end.y).abs() + (start.x - end.x).abs() * 0.25;
        let is_even = (one - start - (end - two)).length_sq() < 1e-3 * (one - start).length_sq();
        let pieces = if bend * fineness < 2.0 {
            1.0
        } else {
            let pieces = (bend * fineness / 16.0).clamp(4.0, 26.0).round();
            if is_even { (pieces / 1.5).ceil() } else { pieces }
        };
        // The cubic as a polynomial of the share of the way.
        let linear = (one - start) * 3.0;
        let square = (two - one) * 3.0 - linear;
        let cube = (end - start) - linear - square;
        for step in 0..=pieces as u16 {
            let share = f32::from(step) / pieces;
            let share = if is_even { dense_at_ends(share) } else { share };
            path.push(start + (linear + (square + cube * share) * share) * share);
        }
        // The sum of the parts is the end, but for rounding.
        if let Some(last) = path.last_mut() {
            *last = end;
        }
    }

    /// The same curve, with every point somewhere else.
    pub(super) fn map(&self, place: impl Fn(Pos2) -> Pos2) -> Self {
        Self { points: self.points.map(place) }
    }

    /// The rectangle that holds it.
    pub(super) fn bounds(&self) -> Rect {
        Rect::from_points(&self.points)
    }
}

/// Of a curve that turns one way and then as much the other, where to put points that are as far along as `share`, 0 to 1.
///
/// It bends most at its ends and not at all in its middle: its second derivative goes evenly from one value to the same with
/// the other sign. A straight piece misses it by the second derivative times the square of the piece, so all pieces miss it
/// by the same where points lie as densely as the root of the former; then two points do what three do at even steps.
fn dense_at_ends(share: f32) -> f32 {
    let left = 1.0 - 2.0 * share;
    let root = libm::cbrtf(left);
    0.5 - 0.5 * left.signum() * root * root
}

/// Adds a line of `width` points along `path`, with soft edges.
pub(super) fn add_line(mesh: &mut Mesh, path: &[Pos2], width: f32, ink: Color32) {
    add_band(mesh, path, width, [ink, ink]);
}

/// Adds a line of `width` points along `path`, with soft edges, in one colour at its start and another at its end.
pub(super) fn add_band(mesh: &mut Mesh, path: &[Pos2], width: f32, inks: [Color32; 2]) {
    // A line thinner than a point is a fainter one.
    let faint = width.clamp(0.15, 1.0);
    let [first_ink, last_ink] =
        if faint < 1.0 { inks.map(|ink| ink.gamma_multiply(faint)) } else { inks };
    let width = width.max(1.0);
    let is_thin = width <= 1.3;
    let inner = (width - FEATHER).max(0.0) / 2.0;
    let outer = f32::midpoint(width, FEATHER);
    let columns = if is_thin { 3 } else { 4 };
    let first = mesh.vertices.len() as u32;
    let last = path.len().saturating_sub(1);
    let is_even = first_ink == last_ink;
    let mut before = path.first().copied().unwrap_or_default();
    for (number, &point) in path.iter().enumerate() {
        let after = path.get(number + 1).copied().unwrap_or(point);
        let across = (after - before).normalized().rot90();
        before = point;
        let ink = if is_even {
            first_ink
        } else {
            first_ink.lerp_to_gamma(last_ink, number as f32 / last.max(1) as f32)
        };
        let (near, far) = (across * inner, across * outer);
        if is_thin {
            mesh.vertices.extend_from_slice(&[
                Vertex::untextured(point - far, Color32::TRANSPARENT),
                Vertex::untextured(point, ink),
                Vertex::untextured(point + far, Color32::TRANSPARENT),
            ]);
        } else {
            mesh.vertices.extend_from_slice(&[
                Vertex::untextured(point - far, Color32::TRANSPARENT),
                Vertex::untextured(point - near, ink),
                Vertex::untextured(point + near, ink),
                Vertex::untextured(point + far, Color32::TRANSPARENT),
            ]);
        }
    }
    for number in 0..last as u32 {
        let here = first + number * columns;
        for strip in 0..columns - 1 {
            let (a, b) = (here + strip, here + strip + 1);
            mesh.indices.extend_from_slice(&[a, b, a + columns, b, a + columns, b + columns]);
        }
    }
}

/// Adds a straight line as four corners, without soft edges: for where thousands lie over each other.
pub(super) fn add_bare_line(mesh: &mut Mesh, [start, end]: [Pos2; 2], width: f32, ink: Color32) {
    let across = (end - start).normalized().rot90() * (width / 2.0);
    let first = mesh.vertices.len() as u32;
    mesh.vertices.extend_from_slice(&[
        Vertex::untextured(start - across, ink),
        Vertex::untextured(start + across, ink),
        Vertex::untextured(end - across, ink),
        Vertex::untextured(end + across, ink),
    ]);
    mesh.indices.extend_from_slice(&[first, first + 1, first + 2, first + 1, first + 2, first + 3]);
}

/// Adds a filled shape without holes or dents; its corners in order.
pub(super) fn add_shape(mesh: &mut Mesh, corners: &[Pos2], ink: Color32) {
    let first = mesh.vertices.len() as u32;
    mesh.vertices.extend(corners.iter().map(|&corner| Vertex::untextured(corner, ink)));
    for number in 2..corners.len() as u32 {
        mesh.indices.extend_from_slice(&[first, first + number - 1, first + number]);
    }
}

/// Adds a rectangle whose corners are cut by so many points.
pub(super) fn add_block(mesh: &mut Mesh, rect: Rect, cut: f32, ink: Color32) {
    if cut < 0.5 {
        mesh.add_colored_rect(rect, ink);
        return;
    }
    let Rect { min, max } = rect;
    let corners = [
        pos2(min.x + cut, min.y),
        pos2(max.x - cut, min.y),
        pos2(max.x, min.y + cut),
        pos2(max.x, max.y - cut),
        pos2(max.x - cut, max.y),
        pos2(min.x + cut, max.y),
        pos2(min.x, max.y - cut),
        pos2(min.x, min.y + cut),
    ];
    add_shape(mesh, &corners, ink);
}

/// Adds slanting lines over a rectangle: nobody has said what stands there.
pub(super) fn add_hatch(mesh: &mut Mesh, rect: Rect, ink: Color32) {
    let mut across = rect.left() - rect.height() + HATCH_STEP;
    while across < rect.right() {
        // From the foot of the rectangle up to the right, cut off at its sides.
        let low = (rect.left() - across).max(0.0);
        let high = (rect.right() - across).min(rect.height());
        if high > low {
            let ends = [
                pos2(across + low, rect.bottom() - low),
                pos2(across + high, rect.bottom() - high),
            ];
            add_line(mesh, &ends, 1.0, ink);
        }
        across += HATCH_STEP;
    }
}

/// Adds a broken line: `dash` points of line, then `gap` points of nothing. Of a line that is very long only what lies
/// in `seen` is drawn, piece by piece of its path, with its dashes in the same places.
pub(super) fn add_dashes(
    mesh: &mut Mesh,
    path: &[Pos2],
    (width, ink): (f32, Color32),
    [dash, gap]: [f32; 2],
    seen: Rect,
) {
    let (dash, period) = (dash.max(1.0), dash.max(1.0) + gap.max(1.0));
    // How far into a dash and the gap after it one is.
    let mut along = 0.0;
    let mut piece: Vec<Pos2> = Vec::new();
    for (&from, &to) in path.iter().zip(path.iter().skip(1)) {
        let length = (to - from).length();
        if !Rect::from_two_pos(from, to).intersects(seen) {
            add_piece(mesh, &mut piece, width, ink);
            along = (along + length).rem_euclid(period);
            continue;
        }
        let step = (to - from) / length.max(f32::EPSILON);
        let mut gone = 0.0;
        if along < dash && piece.is_empty() {
            piece.push(from);
        }
        loop {
            let is_on = along < dash;
            let left = if is_on { dash } else { period } - along;
            if gone + left >= length {
                along = (along + length - gone).rem_euclid(period);
                break;
            }
            gone += left;
            piece.push(from + step * gone);
            if is_on {
                add_piece(mesh, &mut piece, width, ink);
            }
            along = if is_on { dash } else { 0.0 };
        }
        if !piece.is_empty() {
            piece.push(to);
        }
        if along >= dash {
            add_piece(mesh, &mut piece, width, ink);
        }
    }
    add_piece(mesh, &mut piece, width, ink);
}

/// Adds a dash, and begins a new one.
fn add_piece(mesh: &mut Mesh, piece: &mut Vec<Pos2>, width: f32, ink: Color32) {
    if piece.len() > 1 {
        add_line(mesh, piece, width, ink);
    }
    piece.clear();
}

/// Adds a full arrow head with its tip at `tip`, pointing along `direction`.
pub(super) fn add_head(mesh: &mut Mesh, tip: Pos2, direction: Vec2, size: f32, ink: Color32) {
    let across = direction.rot90() * size * 0.5;
    let back = tip - direction * size;
    add_shape(mesh, &[tip, back + across, back - across], ink);
}

/// Adds a disc.
pub(super) fn add_dot(mesh: &mut Mesh, middle: Pos2, radius: f32, ink: Color32) {
    let corner = |step: u8| {
        middle + Vec2::angled(f32::from(step) * std::f32::consts::FRAC_PI_4 * 0.5) * radius
    };
    let corners: [Pos2; 16] = std::array::from_fn(|step| corner(step as u8));
    add_shape(mesh, &corners, ink);
}

/// Adds a short bar across the middle of a path: one of the two is shut out.
pub(super) fn add_bar(mesh: &mut Mesh, path: &[Pos2], size: f32, ink: Color32) {
    let middle = path.len() >> 1;
    let (Some(&before), Some(&here)) = (path.get(middle.saturating_sub(1)), path.get(middle))
    else {
        return;
    };
    let across = (here - before).normalized().rot90() * size * 0.7;
    let place = before + (here - before) * 0.5;
    add_line(mesh, &[place - across, place + across], 2.4, ink);
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
    use super::*;

    #[test]
    fn dashes_cover_their_share_of_the_line() {
        let mut mesh = Mesh::default();
        let path = [pos2(0.0, 0.0), pos2(100.0, 0.0)];
        let brush = (2.0, Color32::WHITE);
        add_dashes(&mut mesh, &path, brush, [6.0, 4.0], Rect::EVERYTHING);
        // Ten dashes of one piece each: two points with four corners.
        assert_eq!(mesh.vertices.len(), 10 * 8);
    }

    #[test]
    fn of_a_long_broken_line_only_what_is_seen_has_dashes_and_they_stay_where_they_are() {
        let path: Vec<Pos2> =
            (0..1_000_u16).map(|step| pos2(f32::from(step) * 75.0, 0.0)).collect();
        let brush = (2.0, Color32::WHITE);
        let seen = Rect::from_min_max(pos2(30_000.0, -9.0), pos2(30_140.0, 9.0));
        let (mut all, mut some) = (Mesh::default(), Mesh::default());
        add_dashes(&mut all, &path, brush, [6.0, 4.0], Rect::EVERYTHING);
        add_dashes(&mut some, &path, brush, [6.0, 4.0], seen);
        assert!(some.vertices.len() < 40 * 8, "{}", some.vertices.len());
        let inside = |mesh: &Mesh| -> Vec<i64> {
            let inside = mesh.vertices.iter().filter(|vertex| seen.contains(vertex.pos));
            inside.map(|vertex| (vertex.pos.x * 10.0).round() as i64).collect()
        };
        assert_eq!(inside(&some), inside(&all));
    }

    #[test]
    fn the_distance_to_a_line_is_the_shortest() {
        let path = [pos2(0.0, 0.0), pos2(10.0, 0.0), pos2(10.0, 10.0)];
        assert!((distance(&path, pos2(5.0, 3.0)) - 3.0).abs() < 1e-4);
        assert!((distance(&path, pos2(13.0, 14.0)) - 5.0).abs() < 1e-4);
    }

    #[test]
    fn with_fewer_points_in_its_middle_a_curve_is_met_as_well() {
        for (end, most) in [(pos2(200.0, 300.0), 0.5), (pos2(100.0, -500.0), 0.6)] {
            let curve = Curve::between(pos2(0.0, 0.0), end, 1.0, -1.0, 60.0);
            let mut path = Vec::new();
            curve.trace(1.0, &mut path);
            assert!(path.len() < 20, "{}", path.len());
            let [start, one, two, stop] = curve.points.map(Pos2::to_vec2);
            let missed = (0..=200_u8).map(|step| {
                let gone = f32::from(step) / 200.0;
                let left = 1.0 - gone;
                let near = start * (left * left * left) + one * (3.0 * left * left * gone);
                let far = two * (3.0 * left * gone * gone) + stop * (gone * gone * gone);
                distance(&path, (near + far).to_pos2())
            });
            let missed = missed.fold(0.0, f32::max);
            assert!(missed < most, "{missed}");
        }
    }

    #[test]
    fn a_curve_begins_and_ends_where_it_should() {
        let curve = Curve::between(pos2(0.0, 0.0), pos2(200.0, 90.0), 1.0, -1.0, 120.0);
        let mut path = Vec::new();
        curve.trace(1.0, &mut path);
        assert_eq!((path.first(), path.last()), (Some(&pos2(0.0, 0.0)), Some(&pos2(200.0, 90.0))));
    }
}
