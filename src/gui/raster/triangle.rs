//! Which pixels a triangle covers, to the bit.
//!
//! Corners are put on a grid of 1/256 of a pixel, as graphics cards do, and from there on
//! everything is in whole numbers. A pixel belongs to a triangle when its middle lies inside;
//! a middle on a side that two triangles share belongs to exactly one of them.

use std::ops::Range;

use super::numbers::{floor, fraction};

/// Grid steps in one pixel.
const STEPS_PER_PIXEL: i64 = 256;

/// Corners further out than this many pixels are moved to here: products of differences then
/// fit an `i64`.
const PIXELS_MAX: f64 = 2_000_000.0;

/// Rows of up to this many pixels are quicker to try out than to calculate.
const NARROW_MAX: i64 = 6;

/// A place on the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    x: i64,
    y: i64,
}

impl Point {
    /// The nearest place to a position in pixels; nothing where there is no number.
    pub(super) fn snapped(x_px: f64, y_px: f64) -> Option<Self> {
        (x_px.is_finite() && y_px.is_finite()).then(|| Self { x: snap(x_px), y: snap(y_px) })
    }

    fn x_px(self) -> f64 {
        fraction(self.x) / fraction(STEPS_PER_PIXEL)
    }

    fn y_px(self) -> f64 {
        fraction(self.y) / fraction(STEPS_PER_PIXEL)
    }
}

fn snap(px: f64) -> i64 {
    floor(px.clamp(-PIXELS_MAX, PIXELS_MAX) * fraction(STEPS_PER_PIXEL) + 0.5)
}

/// One side of a triangle: `start + right × column + down × row` is negative for the pixels
/// that lie outside of it.
struct Side {
    start: i64,
    right: i64,
    down: i64,
}

impl Side {
    /// The side from `a` to `b` of a triangle that goes round clockwise on the screen.
    fn between(a: Point, b: Point) -> Self {
        let half = STEPS_PER_PIXEL >> 1;
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        // The neighbour has the same side the other way round, and so the other answer.
        let owns_middles_on_it = dy < 0 || (dy == 0 && dx > 0);
        let start = dx * (half - a.y) - dy * (half - a.x) - i64::from(!owns_middles_on_it);
        Self { start, right: -dy * STEPS_PER_PIXEL, down: dx * STEPS_PER_PIXEL }
    }

    fn at(&self, column: i64, row: i64) -> i64 {
        self.start + self.right * column + self.down * row
    }

    /// Keeps of a row what lies inside of this side.
    fn cut(&self, row: i64, span: &mut Range<i64>) {
        let at_zero = self.at(0, row);
        if self.right > 0 {
            span.start = span.start.max(-at_zero.div_euclid(self.right));
        } else if self.right < 0 {
            span.end = span.end.min(at_zero.div_euclid(-self.right) + 1);
        } else if at_zero < 0 {
            span.end = span.start;
        }
    }
}

/// A triangle that has an inside, with the pixels it may cover.
pub(super) struct Triangle {
    corners: [Point; 3],
    sides: [Side; 3],
    area: i64,
    columns: Range<i64>,
    rows: Range<i64>,
}

impl Triangle {
    /// The part of a triangle within some columns and rows; nothing when it covers no pixel there.
    pub(super) fn within(
        corners: [Point; 3],
        columns: &Range<i64>,
        rows: &Range<i64>,
    ) -> Option<Self> {
        let columns = overlap(corners.map(|corner| corner.x), columns)?;
        let rows = overlap(corners.map(|corner| corner.y), rows)?;
        let [a, b, c] = corners;
        let area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
        let sides = match area {
            0 => return None,
            1.. => [Side::between(a, b), Side::between(b, c), Side::between(c, a)],
            _ => [Side::between(a, c), Side::between(c, b), Side::between(b, a)],
        };
        Some(Self { corners, sides, area, columns, rows })
    }

    /// The rows in which it covers pixels, each with the columns.
    pub(super) fn spans(&self) -> impl Iterator<Item = (i64, Range<i64>)> {
        self.rows.clone().map(|row| (row, self.span(row))).filter(|(_, span)| !span.is_empty())
    }

    /// The columns it covers in a row; may be empty.
    fn span(&self, row: i64) -> Range<i64> {
        let mut span = self.columns.clone();
        if span.end - span.start <= NARROW_MAX {
            while span.start < span.end && !self.covers(span.start, row) {
                span.start += 1;
            }
            while span.start < span.end && !self.covers(span.end - 1, row) {
                span.end -= 1;
            }
        } else {
            for side in &self.sides {
                side.cut(row, &mut span);
            }
        }
        span
    }

    fn covers(&self, column: i64, row: i64) -> bool {
        self.sides.iter().all(|side| side.at(column, row) >= 0)
    }

    /// What it takes to find how quantities run between the corners.
    pub(super) fn basis(&self) -> Basis {
        let [a, b, c] = self.corners;
        let per_pixel = fraction(STEPS_PER_PIXEL) / fraction(self.area);
        let [to_b, to_c] = [b, c]
            .map(|to| [to.x - a.x, to.y - a.y].map(|distance| fraction(distance) * per_pixel));
        Basis { x_px: a.x_px(), y_px: a.y_px(), to_b, to_c }
    }
}

/// The place of the first corner, and the ways to the others as shares of the area.
pub(super) struct Basis {
    x_px: f64,
    y_px: f64,
    to_b: [f64; 2],
    to_c: [f64; 2],
}

impl Basis {
    /// How a quantity that is known at the three corners runs in between.
    pub(super) fn slope(&self, [at_a, at_b, at_c]: [f64; 3]) -> Slope {
        let ([bx, by], [cx, cy]) = (self.to_b, self.to_c);
        let (gain_b, gain_c) = (at_b - at_a, at_c - at_a);
        Slope {
            x_px: self.x_px,
            y_px: self.y_px,
            start: at_a,
            right: gain_b * cy - gain_c * by,
            down: gain_c * bx - gain_b * cx,
        }
    }
}

/// A quantity that changes evenly over the picture.
#[derive(Clone, Copy)]
pub(super) struct Slope {
    x_px: f64,
    y_px: f64,
    start: f64,

    /// Change from one column to the next.
    pub(super) right: f64,

    /// Change from one row to the next.
    pub(super) down: f64,
}

impl Slope {
    /// What it is in the middle of a pixel.
    pub(super) fn at(&self, column: i64, row: i64) -> f64 {
        let dx = fraction(column) + 0.5 - self.x_px;
        let dy = fraction(row) + 0.5 - self.y_px;
        self.start + self.right * dx + self.down * dy
    }
}

/// Pixels whose middles lie between the least and the greatest of three coordinates, and within
/// some limits.
fn overlap([a, b, c]: [i64; 3], limits: &Range<i64>) -> Option<Range<i64>> {
    let half = STEPS_PER_PIXEL >> 1;
    let least = a.min(b).min(c) - half;
    let greatest = a.max(b).max(c) - half;
    let start = limits.start.max(-(-least).div_euclid(STEPS_PER_PIXEL));
    let end = limits.end.min(greatest.div_euclid(STEPS_PER_PIXEL) + 1);
    (start < end).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// How often each pixel of a square is covered, by spans as they are drawn.
    fn covered(size: i64, triangles: &[[(f64, f64); 3]]) -> Vec<u32> {
        let mut counts = vec![0; usize::try_from(size * size).unwrap()];
        for corners in triangles {
            let corners = corners.map(|(x, y)| Point::snapped(x, y).unwrap());
            let Some(triangle) = Triangle::within(corners, &(0..size), &(0..size)) else {
                continue;
            };
            for (row, span) in triangle.spans() {
                for column in span {
                    counts[usize::try_from(row * size + column).unwrap()] += 1;
                }
            }
        }
        counts
    }

    /// A fan around a middle, over corners at growing angles.
    fn fan(middle: (f64, f64), angles: &[f64], radius: f64) -> Vec<[(f64, f64); 3]> {
        let rim: Vec<_> = angles
            .iter()
            .map(|angle| (middle.0 + radius * angle.cos(), middle.1 + radius * angle.sin()))
            .collect();
        (0..rim.len()).map(|at| [middle, rim[at], rim[(at + 1) % rim.len()]]).collect()
    }

    #[test]
    fn two_triangles_make_a_rectangle_of_whole_pixels_once() {
        for (x0, y0, x1, y1) in [(1.0, 2.0, 30.0, 20.0), (1.5, 2.5, 30.5, 20.5)] {
            let (a, b, c, d) = ((x0, y0), (x1, y0), (x0, y1), (x1, y1));
            for [first, second] in [[[a, b, c], [c, b, d]], [[b, a, d], [d, a, c]]] {
                let counts = covered(40, &[first, second]);
                assert_eq!(counts.iter().sum::<u32>(), 29 * 18);
                assert!(counts.iter().all(|count| *count <= 1));
            }
        }
    }

    #[test]
    fn corners_far_out_and_triangles_without_an_inside_do_no_harm() {
        let far = 1e12;
        let all = covered(8, &[[(-far, -far), (far, -far), (0.0, far)]]);
        assert!(all.iter().all(|count| *count == 1));
        assert!(covered(8, &[[(0.0, 0.0), (4.0, 4.0), (8.0, 8.0)]]).iter().all(|n| *n == 0));
        assert_eq!(Point::snapped(f64::NAN, 0.0), None);
    }

    proptest! {
        /// Compares the spans with the definition, pixel by pixel.
        #[test]
        fn spans_agree_with_trying_every_pixel(corners in prop::array::uniform3((-20.0..60.0, -20.0..60.0))) {
            let corners = corners.map(|(x, y): (f64, f64)| Point::snapped(x, y).unwrap());
            let Some(triangle) = Triangle::within(corners, &(0..40), &(0..40)) else { return Ok(()) };
            for row in 0..40 {
                let span = if triangle.rows.contains(&row) { triangle.span(row) } else { 0..0 };
                for column in 0..40 {
                    prop_assert_eq!(span.contains(&column), triangle.covers(column, row));
                }
            }
        }

        /// Corners on halves of pixels make sides run through the middles of many pixels.
        #[test]
        fn neighbours_in_a_fan_neither_overlap_nor_leave_a_gap(
            middle in (40_u8..60, 40_u8..60),
            steps in prop::collection::vec(0.2_f64..1.2, 8..20),
            on_halves in any::<bool>(),
        ) {
            let sum: f64 = steps.iter().sum();
            let angles: Vec<_> = steps.iter().scan(0.0, |angle, step| {
                *angle += step / sum * std::f64::consts::TAU;
                Some(*angle)
            }).collect();
            let middle = (f64::from(middle.0) / 2.0, f64::from(middle.1) / 2.0);
            let mut triangles = fan(middle, &angles, 18.0);
            if on_halves {
                for (x, y) in triangles.iter_mut().flatten() {
                    (*x, *y) = ((*x * 2.0).round() / 2.0, (*y * 2.0).round() / 2.0);
                }
            }
            let counts = covered(50, &triangles);
            prop_assert!(counts.iter().all(|count| *count <= 1));
            // Well inside the rim, every pixel is there.
            for row in 0_u8..50 {
                for column in 0_u8..50 {
                    let (dx, dy) = (f64::from(column) + 0.5 - middle.0, f64::from(row) + 0.5 - middle.1);
                    if dx.hypot(dy) < 9.0 {
                        prop_assert_eq!(counts[usize::from(row) * 50 + usize::from(column)], 1);
                    }
                }
            }
        }

        #[test]
        fn a_slope_passes_through_its_corners(
            corners in prop::array::uniform3((0_u8..40, 0_u8..40)),
            values in prop::array::uniform3(0.0..255.0),
        ) {
            let middles = corners.map(|(x, y)| Point::snapped(f64::from(x) + 0.5, f64::from(y) + 0.5).unwrap());
            let Some(triangle) = Triangle::within(middles, &(0..40), &(0..40)) else { return Ok(()) };
            let slope = triangle.basis().slope(values);
            for ((x, y), value) in corners.into_iter().zip(values) {
                prop_assert!((slope.at(i64::from(x), i64::from(y)) - value).abs() < 1e-6);
            }
        }
    }
}
