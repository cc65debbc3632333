//! Images that triangles are filled with: letters above all.

use egui::epaint::{ColorImage, ImageData, ImageDelta};
use egui::{Color32, Pos2, TextureFilter, TextureOptions, TextureWrapMode};

use super::numbers::weighted;

/// Bits of a fraction of a texel in a [`Spot`].
pub(super) const SPOT_BITS: u32 = 24;

/// A place in a texture, from its top left corner, in texels of 2^[`SPOT_BITS`] steps.
pub(super) type Spot = [i64; 2];

/// An image, and how it is to be looked at.
pub(super) struct Texture {
    width: usize,
    height: usize,
    texels: Vec<Color32>,
    options: TextureOptions,
}

impl Texture {
    /// Takes a whole image.
    pub(super) fn whole(delta: &ImageDelta) -> Self {
        let ImageData::Color(image) = &delta.image;
        let [width, height] = image.size;
        Self { width, height, texels: image.pixels.clone(), options: delta.options }
    }

    /// Takes a part of an image; what reaches beyond this texture is cut off.
    pub(super) fn update(&mut self, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let ColorImage { size: [width, _], pixels, .. } = image.as_ref();
        let [left, top] = delta.pos.unwrap_or_default();
        self.options = delta.options;
        let kept = (*width).min(self.width.saturating_sub(left));
        if kept == 0 {
            return;
        }
        let rows = self.texels.chunks_exact_mut(self.width).skip(top);
        for (row, new) in rows.zip(pixels.chunks_exact(*width)) {
            for (texel, pixel) in row.iter_mut().skip(left).zip(new.iter().take(kept)) {
                *texel = *pixel;
            }
        }
    }

    /// Texels from the top left corner, for shares from 0 to 1 of the width and the height.
    pub(super) fn texels(&self, uv: Pos2) -> [f64; 2] {
        let [width, height] = [self.width, self.height]
            .map(|side| f64::from(u32::try_from(side).unwrap_or(u32::MAX)));
        [f64::from(uv.x) * width, f64::from(uv.y) * height]
    }

    /// How to look at it when one pixel spans so many texels.
    pub(super) fn filter(&self, texels_per_pixel: f64) -> TextureFilter {
        if texels_per_pixel > 1.0 { self.options.minification } else { self.options.magnification }
    }

    /// The colour at a place: levels from 0 to 255, premultiplied.
    pub(super) fn sample(&self, filter: TextureFilter, [x, y]: Spot) -> [f32; 4] {
        match filter {
            TextureFilter::Nearest => {
                self.texel(x >> SPOT_BITS, y >> SPOT_BITS).to_array().map(f32::from)
            }
            TextureFilter::Linear => self.between([x, y].map(from_middles)),
        }
    }

    /// Mixes the four texels around a place that is given in 1/256 of a texel, from the middle
    /// of the first one.
    fn between(&self, [x, y]: [i64; 2]) -> [f32; 4] {
        let (left, top) = (x >> 8, y >> 8);
        let (rightness, lowness) = (weight(x), weight(y));
        let top_left = self.texel(left, top);
        if rightness == 0 && lowness == 0 {
            return top_left.to_array().map(f32::from);
        }
        let top_right = self.texel(left + 1, top).to_array();
        let bottom_left = self.texel(left, top + 1).to_array();
        let bottom_right = self.texel(left + 1, top + 1).to_array();
        let mix = |[a, b, c, d]: [u8; 4]| {
            let upper = u32::from(a) * (256 - rightness) + u32::from(b) * rightness;
            let lower = u32::from(c) * (256 - rightness) + u32::from(d) * rightness;
            weighted(upper * (256 - lowness) + lower * lowness)
        };
        let [a0, a1, a2, a3] = top_left.to_array();
        let [b0, b1, b2, b3] = top_right;
        let [c0, c1, c2, c3] = bottom_left;
        let [d0, d1, d2, d3] = bottom_right;
        [mix([a0, b0, c0, d0]), mix([a1, b1, c1, d1]), mix([a2, b2, c2, d2]), mix([a3, b3, c3, d3])]
    }

    fn texel(&self, column: i64, row: i64) -> Color32 {
        let wrap = self.options.wrap_mode;
        let (column, row) = (wrapped(wrap, column, self.width), wrapped(wrap, row, self.height));
        self.texels.get(row * self.width + column).copied().unwrap_or(Color32::TRANSPARENT)
    }
}

/// From steps after the corner of the first texel to 1/256 after its middle, rounded.
fn from_middles(steps: i64) -> i64 {
    let half_texel = 1 << (SPOT_BITS - 1);
    let half = 1 << (SPOT_BITS - 9);
    (steps - half_texel + half) >> (SPOT_BITS - 8)
}

/// How much the farther of two texels counts, from 0 to 255 of 256.
fn weight(position: i64) -> u32 {
    let [low, ..] = position.to_le_bytes();
    u32::from(low)
}

/// A texel that exists, for one that may lie outside.
fn wrapped(mode: TextureWrapMode, position: i64, count: usize) -> usize {
    if let Ok(inside) = usize::try_from(position)
        && inside < count
    {
        return inside;
    }
    let count = i64::try_from(count).unwrap_or(i64::MAX >> 1).max(1);
    let inside = match mode {
        TextureWrapMode::ClampToEdge => position.clamp(0, count - 1),
        TextureWrapMode::Repeat => position.rem_euclid(count),
        TextureWrapMode::MirroredRepeat => {
            let there_and_back = position.rem_euclid(2 * count);
            there_and_back.min(2 * count - 1 - there_and_back)
        }
    };
    usize::try_from(inside).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: i64 = 1 << SPOT_BITS;

    /// Grey levels in a row, looked at in some way.
    fn row(levels: &[u8], options: TextureOptions) -> Texture {
        let pixels = levels.iter().map(|level| Color32::from_gray(*level)).collect();
        Texture::whole(&ImageDelta::full(ColorImage::new([levels.len(), 1], pixels), options))
    }

    #[track_caller]
    fn check(options: TextureOptions, texels: f64, expected: f32) {
        let texture = row(&[0, 100, 200], options);
        let x = super::super::numbers::floor(texels * 16_777_216.0);
        let [level, ..] = texture.sample(options.magnification, [x, STEPS >> 1]);
        assert!((level - expected).abs() < 0.5, "{level} at {texels}");
    }

    #[test]
    fn the_middle_of_a_texel_is_its_colour_and_between_two_is_a_mix() {
        for (texels, expected) in
            [(0.5, 0.0), (1.5, 100.0), (2.5, 200.0), (1.0, 50.0), (1.75, 125.0)]
        {
            check(TextureOptions::LINEAR, texels, expected);
        }
        for (texels, expected) in [(0.01, 0.0), (0.99, 0.0), (1.01, 100.0), (2.99, 200.0)] {
            check(TextureOptions::NEAREST, texels, expected);
        }
    }

    #[test]
    fn outside_it_stays_repeats_or_turns_round() {
        check(TextureOptions::LINEAR, -5.0, 0.0);
        check(TextureOptions::LINEAR, 9.0, 200.0);
        check(TextureOptions::LINEAR_REPEAT, 3.0, 100.0);
        check(TextureOptions::NEAREST_REPEAT, -0.5, 200.0);
        check(TextureOptions::NEAREST_REPEAT, 4.5, 100.0);
        check(TextureOptions::NEAREST_MIRRORED_REPEAT, 3.5, 200.0);
        check(TextureOptions::NEAREST_MIRRORED_REPEAT, 5.5, 0.0);
        check(TextureOptions::NEAREST_MIRRORED_REPEAT, -1.5, 100.0);
    }

    #[test]
    fn an_update_changes_its_part_and_is_cut_off_at_the_border() {
        let mut texture = Texture::whole(&ImageDelta::full(
            ColorImage::filled([4, 3], Color32::BLACK),
            TextureOptions::NEAREST,
        ));
        let patch = ColorImage::new([3, 2], (1..=6).map(Color32::from_gray).collect());
        texture.update(&ImageDelta::partial([2, 1], patch.clone(), TextureOptions::NEAREST));
        texture.update(&ImageDelta::partial([9, 9], patch, TextureOptions::NEAREST));
        let levels: Vec<_> = texture.texels.iter().map(Color32::r).collect();
        assert_eq!(levels, [0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 4, 5]);
    }
}
