//! Filling triangles with colour, row by row.

use std::ops::Range;

use egui::epaint::Vertex;
use egui::{Color32, Pos2, Rect, TextureFilter};

use super::numbers::{floor, fraction, level, narrow, rounded};
use super::picture::Picture;
use super::texture::{SPOT_BITS, Texture};
use super::triangle::{Basis, Point, Slope, Triangle};

/// Places in a texture are kept this many texels from its corner at most: in steps they then fit
/// an `i64`.
const TEXELS_MAX: f64 = 1_000_000_000.0;

/// A corner of a triangle, ready to draw.
#[derive(Clone, Copy)]
pub(super) struct Corner {
    point: Point,
    color: Color32,

    /// Where in the texture, from 0 to 1.
    uv: Pos2,
}

/// A picture in the making, and the part of it that may be drawn on.
pub(super) struct Canvas<'a> {
    pixels: &'a mut [Color32],
    width: usize,
    height: usize,
    pixels_per_point: f32,
    columns: Range<i64>,
    rows: Range<i64>,
}

impl<'a> Canvas<'a> {
    /// All of a picture.
    pub(super) fn over(picture: &'a mut Picture, pixels_per_point: f32) -> Self {
        let [width, height] =
            [picture.width, picture.height].map(|side| usize::try_from(side).unwrap_or(0));
        Self {
            pixels: &mut picture.pixels,
            width,
            height,
            pixels_per_point,
            columns: 0..0,
            rows: 0..0,
        }
    }

    /// From now on, draws only within this rectangle, in points, rounded to whole pixels.
    pub(super) fn clip(&mut self, rect: Rect) {
        let scale = self.pixels_per_point;
        let limit = |min: f32, max: f32, side: usize| {
            let side = i64::try_from(side).unwrap_or(0);
            let start = rounded(scale * min).clamp(0, side);
            start..rounded(scale * max).clamp(start, side)
        };
        self.columns = limit(rect.min.x, rect.max.x, self.width);
        self.rows = limit(rect.min.y, rect.max.y, self.height);
    }

    /// Moves a corner to the pixels of this picture; nothing when one of its positions is
    /// no number.
    pub(super) fn corner(&self, vertex: &Vertex) -> Option<Corner> {
        let scale = f64::from(self.pixels_per_point);
        let Vertex { pos, uv, color } = *vertex;
        let point = Point::snapped(f64::from(pos.x) * scale, f64::from(pos.y) * scale)?;
        uv.is_finite().then_some(Corner { point, color, uv })
    }

    /// Fills a triangle, the quickest way that gives the right colours.
    pub(super) fn triangle(&mut self, texture: &Texture, corners: &[Corner; 3]) {
        let points = corners.map(|corner| corner.point);
        let Some(triangle) = Triangle::within(points, &self.columns, &self.rows) else { return };
        let [a, b, c] = corners;
        if a.uv != b.uv || b.uv != c.uv {
            self.fill_textured(&triangle, texture, corners);
        } else if a.color == b.color && b.color == c.color {
            self.fill_flat(&triangle, tinted(texture, a));
        } else {
            let lights = corners.each_ref().map(|corner| tinted(texture, corner));
            self.fill_shaded(&triangle, lights);
        }
    }

    fn fill_flat(&mut self, triangle: &Triangle, light: [f32; 4]) {
        let [r, g, b, a] = light.map(level);
        let color = Color32::from_rgba_premultiplied(r, g, b, a);
        if color == Color32::TRANSPARENT {
            return;
        }
        for (row, span) in triangle.spans() {
            let pixels = self.span_mut(row, &span);
            if a == u8::MAX {
                pixels.fill(color);
            } else {
                for pixel in pixels {
                    *pixel = over(color, *pixel);
                }
            }
        }
    }

    fn fill_shaded(&mut self, triangle: &Triangle, lights: [[f32; 4]; 3]) {
        // Only once a pixel is found: many a small triangle lies between the middles of pixels.
        let mut shade = None;
        for (row, span) in triangle.spans() {
            let shade = shade.get_or_insert_with(|| Shade::over(&triangle.basis(), lights));
            let mut lights = shade.lights(&span, row);
            for pixel in self.span_mut(row, &span) {
                blend(pixel, lights.next_light());
            }
        }
    }

    fn fill_textured(&mut self, triangle: &Triangle, texture: &Texture, corners: &[Corner; 3]) {
        let basis = triangle.basis();
        let shade = Shade::over(&basis, corners.map(|corner| unit(corner.color)));
        let walk = Walk::over(&basis, texture, corners.map(|corner| texture.texels(corner.uv)));
        for (row, span) in triangle.spans() {
            let mut lights = shade.lights(&span, row);
            let mut spots = walk.spots(&span, row);
            for pixel in self.span_mut(row, &span) {
                let texel = texture.sample(walk.filter, spots.next_spot());
                let light = lights.next_light();
                if texel.iter().any(|level| *level > 0.0) {
                    blend(pixel, multiplied(texel, light));
                }
            }
        }
    }

    /// The pixels of a part of a row.
    fn span_mut(&mut self, row: i64, span: &Range<i64>) -> &mut [Color32] {
        let index = |value: i64| usize::try_from(value).unwrap_or(0);
        let start = index(row) * self.width;
        self.pixels.get_mut(start + index(span.start)..start + index(span.end)).unwrap_or_default()
    }
}

/// The colour of a triangle from pixel to pixel.
struct Shade {
    slopes: [Slope; 4],
    low: [f32; 4],
    high: [f32; 4],
}

impl Shade {
    fn over(basis: &Basis, [a, b, c]: [[f32; 4]; 3]) -> Self {
        let each = |pick: fn(f32, f32) -> f32| combined(combined(a, b, pick), c, pick);
        let slopes = transposed([a, b, c]).map(|values| basis.slope(values.map(f64::from)));
        Self { slopes, low: each(f32::min), high: each(f32::max) }
    }

    fn lights(&self, span: &Range<i64>, row: i64) -> Lights<'_> {
        Lights {
            start: self.slopes.map(|slope| narrow(slope.at(span.start, row))),
            right: self.slopes.map(|slope| narrow(slope.right)),
            column: 0.0,
            shade: self,
        }
    }
}

/// The colours along a row.
struct Lights<'a> {
    start: [f32; 4],
    right: [f32; 4],
    column: f32,
    shade: &'a Shade,
}

impl Lights<'_> {
    /// Never more or less than at the corners, however the sums were rounded.
    fn next_light(&mut self) -> [f32; 4] {
        let column = self.column;
        self.column += 1.0;
        let light = combined(self.start, self.right, |start, right| start + right * column);
        combined(combined(light, self.shade.low, f32::max), self.shade.high, f32::min)
    }
}

/// The way through a texture from pixel to pixel.
struct Walk {
    slopes: [Slope; 2],
    low: [i64; 2],
    high: [i64; 2],
    filter: TextureFilter,
}

impl Walk {
    fn over(basis: &Basis, texture: &Texture, texels: [[f64; 2]; 3]) -> Self {
        let [[ax, ay], [bx, by], [cx, cy]] = texels;
        let [x, y] = [[ax, bx, cx], [ay, by, cy]];
        let slopes = [x, y].map(|values| basis.slope(values));
        let [along_x, along_y] = slopes;
        let per_column = along_x.right * along_x.right + along_y.right * along_y.right;
        let per_row = along_x.down * along_x.down + along_y.down * along_y.down;
        // A ten thousandth of slack: letters at their own size count as enlarged on every side.
        let filter = texture.filter(per_column.max(per_row).sqrt() - 1e-4);
        let [low, high] = [f64::min, f64::max]
            .map(|pick: fn(f64, f64) -> f64| [x, y].map(|[a, b, c]| steps(pick(pick(a, b), c))));
        Self { slopes, low, high, filter }
    }

    fn spots(&self, span: &Range<i64>, row: i64) -> Spots<'_> {
        Spots {
            next: self.slopes.map(|slope| steps(slope.at(span.start, row))),
            right: self.slopes.map(|slope| steps(slope.right)),
            walk: self,
        }
    }
}

/// The places in a texture along a row.
struct Spots<'a> {
    next: [i64; 2],
    right: [i64; 2],
    walk: &'a Walk,
}

impl Spots<'_> {
    fn next_spot(&mut self) -> [i64; 2] {
        let ([x, y], [right, down]) = (self.next, self.right);
        let ([low_x, low_y], [high_x, high_y]) = (self.walk.low, self.walk.high);
        self.next = [x.saturating_add(right), y.saturating_add(down)];
        [x.max(low_x).min(high_x), y.max(low_y).min(high_y)]
    }
}

/// Steps in a texture for texels.
fn steps(texels: f64) -> i64 {
    floor(texels.clamp(-TEXELS_MAX, TEXELS_MAX) * fraction(1 << SPOT_BITS) + 0.5)
}

/// What a corner shows: its colour times the texture there, in levels from 0 to 255.
fn tinted(texture: &Texture, corner: &Corner) -> [f32; 4] {
    let texel = texture.sample(texture.filter(0.0), texture.texels(corner.uv).map(steps));
    multiplied(texel, unit(corner.color))
}

/// A colour as shares from 0 to 1.
fn unit(color: Color32) -> [f32; 4] {
    color.to_array().map(|level| f32::from(level) / 255.0)
}

fn multiplied(a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
    combined(a, b, |a, b| a * b)
}

fn combined<T: Copy>(a: [T; 4], b: [T; 4], each: impl Fn(T, T) -> T) -> [T; 4] {
    let ([a0, a1, a2, a3], [b0, b1, b2, b3]) = (a, b);
    [each(a0, b0), each(a1, b1), each(a2, b2), each(a3, b3)]
}

fn transposed([a, b, c]: [[f32; 4]; 3]) -> [[f32; 3]; 4] {
    let ([a0, a1, a2, a3], [b0, b1, b2, b3], [c0, c1, c2, c3]) = (a, b, c);
    [[a0, b0, c0], [a1, b1, c1], [a2, b2, c2], [a3, b3, c3]]
}

/// Puts a colour, in levels from 0 to 255, on top of a pixel.
fn blend(pixel: &mut Color32, light: [f32; 4]) {
    let [.., alpha] = light;
    let kept = 1.0 - alpha / 255.0;
    let below = pixel.to_array().map(f32::from);
    let [r, g, b, a] = combined(light, below, |light, below| light + below * kept).map(level);
    *pixel = Color32::from_rgba_premultiplied(r, g, b, a);
}

/// Puts a colour on top of another, in whole numbers, rounded to the nearest.
fn over(top: Color32, below: Color32) -> Color32 {
    let kept = u32::from(u8::MAX - top.a());
    let [r, g, b, a] = combined(top.to_array(), below.to_array(), |top, below| {
        let product = u32::from(below) * kept + 128;
        // `product / 255`, rounded, for every product of two levels.
        let [share, ..] = ((product + (product >> 8)) >> 8).to_le_bytes();
        top.saturating_add(share)
    });
    Color32::from_rgba_premultiplied(r, g, b, a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_and_fractions_blend_alike() {
        for top in (0..=255).map(Color32::from_white_alpha) {
            for below in (0..=255).step_by(3).map(Color32::from_gray) {
                let mut pixel = below;
                blend(&mut pixel, top.to_array().map(f32::from));
                let difference = pixel.r().abs_diff(over(top, below).r());
                assert!(difference <= 1, "{top:?} over {below:?}");
            }
        }
        let light = Color32::from_rgb_additive(200, 10, 0);
        let lit = over(light, Color32::from_rgb(100, 20, 7));
        assert_eq!(lit, Color32::from_rgb(255, 30, 7));
    }
}
