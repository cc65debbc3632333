//! A finished picture, and its file format.

use egui::Color32;
use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, SrgbRenderingIntent};

/// The longest side of a picture, in pixels.
const SIDE_MAX: u32 = 16_384;

/// The most pixels in one picture: 256 MiB of memory.
const PIXELS_MAX: u64 = 8_192 * 8_192;

/// A picture, row by row from the top, each row from the left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// In pixels, from 1 to 16 384.
    pub width: u32,

    /// In pixels, from 1 to 16 384.
    pub height: u32,

    /// Colours with premultiplied alpha, `width` × `height` of them.
    pub pixels: Vec<Color32>,
}

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// A side is empty or too long.
    #[error(
        "The picture would be {width} × {height} pixels, but a side has from 1 to {SIDE_MAX}. \
         Choose another size or a smaller scale."
    )]
    Side {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },

    /// The sides are fine, but there are too many pixels in all.
    #[error(
        "The picture would be {width} × {height} pixels, more than {PIXELS_MAX} in all. \
         Choose a smaller size or scale."
    )]
    Pixels {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },

    /// The scale is zero, negative or no number.
    #[error("A scale of {scale} gives no picture. Choose a number above 0, such as 1 or 2.")]
    Scale {
        /// Pixels per point.
        scale: f32,
    },

    /// The sides and the pixels of a picture do not go together.
    #[error("The picture has {held} pixels, but its sides call for {needed}. Draw it again.")]
    Torn {
        /// How many there are.
        held: u64,
        /// Width times height.
        needed: u64,
    },

    /// The file could not be put together.
    #[error("The picture could not be turned into a PNG file: {0}")]
    Png(#[from] EncodingError),
}

impl Picture {
    /// How many pixels these sides make, if a picture may be so large.
    pub(super) fn check_size([width, height]: [u32; 2]) -> Result<u64, PictureError> {
        let sides = 1..=SIDE_MAX;
        if !sides.contains(&width) || !sides.contains(&height) {
            return Err(PictureError::Side { width, height });
        }
        let count = u64::from(width) * u64::from(height);
        if count > PIXELS_MAX { Err(PictureError::Pixels { width, height }) } else { Ok(count) }
    }

    /// A picture of one colour.
    pub(super) fn filled([width, height]: [u32; 2], color: Color32) -> Result<Self, PictureError> {
        let count = Self::check_size([width, height])?;
        let count = usize::try_from(count);
        let count = count.map_err(|_too_many_to_address| PictureError::Pixels { width, height })?;
        Ok(Self { width, height, pixels: vec![color; count] })
    }

    /// Turns it into a PNG file: the same picture gives the same bytes.
    ///
    /// Without transparency where every pixel is opaque, else with it.
    pub fn to_png(&self) -> Result<Vec<u8>, PictureError> {
        let needed = Self::check_size([self.width, self.height])?;
        let held = u64::try_from(self.pixels.len()).unwrap_or(u64::MAX);
        if held != needed {
            return Err(PictureError::Torn { held, needed });
        }
        let (kind, levels) = if self.pixels.iter().all(Color32::is_opaque) {
            (
                ColorType::Rgb,
                self.pixels.iter().flat_map(|pixel| [pixel.r(), pixel.g(), pixel.b()]).collect(),
            )
        } else {
            let levels = self.pixels.iter().flat_map(Color32::to_srgba_unmultiplied);
            (ColorType::Rgba, levels.collect::<Vec<_>>())
        };
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, self.width, self.height);
        encoder.set_color(kind);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_compression(Compression::Balanced);
        encoder.set_source_srgb(SrgbRenderingIntent::Perceptual);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&levels)?;
        writer.finish()?;
        Ok(file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(picture: &Picture, kind: ColorType, expected: &[u8]) {
        let file = picture.to_png().unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(&file)).read_info().unwrap();
        let mut levels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut levels).unwrap();
        assert_eq!((info.width, info.height), (picture.width, picture.height));
        assert_eq!((info.color_type, levels.as_slice()), (kind, expected));
        assert_eq!(file, picture.to_png().unwrap());
    }

    #[test]
    fn an_opaque_picture_is_written_without_transparency() {
        let pixels = vec![Color32::from_rgb(1, 2, 3), Color32::WHITE];
        check(&Picture { width: 2, height: 1, pixels }, ColorType::Rgb, &[1, 2, 3, 255, 255, 255]);
    }

    #[test]
    fn a_file_holds_straight_colours() {
        let half = Color32::from_rgba_premultiplied(64, 0, 128, 128);
        let picture = Picture { width: 1, height: 2, pixels: vec![half, Color32::TRANSPARENT] };
        check(&picture, ColorType::Rgba, &[128, 0, 255, 128, 0, 0, 0, 0]);
    }

    #[test]
    fn sizes_beyond_the_limits_are_refused_in_words() {
        let refusal = |size| Picture::filled(size, Color32::BLACK).unwrap_err().to_string();
        assert!(refusal([0, 5]).contains("0 × 5 pixels, but a side has from 1 to 16384"));
        assert!(refusal([5, 16_385]).contains("5 × 16385 pixels"));
        assert!(refusal([16_384, 16_384]).contains("more than 67108864 in all"));
        assert!(Picture::filled([16_384, 4_096], Color32::BLACK).is_ok());
    }

    #[test]
    fn a_picture_with_pixels_missing_is_refused() {
        let torn = Picture { width: 2, height: 2, pixels: vec![Color32::BLACK] };
        assert!(matches!(torn.to_png(), Err(PictureError::Torn { held: 1, needed: 4 })));
    }
}
