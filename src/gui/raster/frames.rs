//! Running the interface without a window until it has settled, and drawing what it then shows.

use std::num::NonZeroU8;

use egui::{Color32, Context, FullOutput, Pos2, RawInput, Rect, Ui, Vec2, ViewportId};

use super::numbers::rounded;
use super::{Picture, PictureError, Rasteriser};

/// The widest side of the texture that holds the letters, in texels.
const LETTERS_SIDE_MAX: usize = 8_192;

/// How long the interface runs before its picture is taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frames {
    /// How many times it is laid out; the last time counts.
    pub count: NonZeroU8,

    /// How far its clock goes on from one frame to the next, in seconds, 0 or more.
    pub step_seconds: f64,
}

impl Frames {
    /// Long enough for sizes to settle, and for animations to end.
    pub const SETTLED: Self = Self { count: NonZeroU8::MIN.saturating_add(4), step_seconds: 0.25 };
}

/// How a picture is taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shot {
    /// The size of the screen, in points.
    pub size_points: Vec2,

    /// Pixels per point, above 0; the zoom factor of the context comes on top.
    pub scale: f32,

    /// How long the interface runs before.
    pub frames: Frames,
}

impl Shot {
    /// The size of the picture, in pixels.
    fn size_px(self, context: &Context) -> [u32; 2] {
        let Self { size_points, scale, frames: _ } = self;
        [size_points.x, size_points.y].map(|points| {
            u32::try_from(rounded(points * scale * context.zoom_factor())).unwrap_or(0)
        })
    }

    /// What the next frame is told: the size of the screen, its scale and the time.
    fn input(self, context: &Context) -> RawInput {
        let Self { size_points, scale, frames } = self;
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size_points)),
            max_texture_side: Some(LETTERS_SIDE_MAX),
            time: Some(context.input(|input| input.time) + frames.step_seconds.max(0.0)),
            ..RawInput::default()
        };
        let window = input.viewports.entry(ViewportId::ROOT).or_default();
        window.native_pixels_per_point = Some(scale);
        input
    }
}

/// Runs an interface without a window, and draws its last frame on a transparent ground.
///
/// The context must be new, or known to no other painter, because textures are handed over once
/// only; to take several pictures of one context, use [`Rasteriser::picture_of`].
pub fn picture_of(
    context: &Context,
    shot: Shot,
    ui: impl FnMut(&mut Ui),
) -> Result<Picture, PictureError> {
    Rasteriser::new().picture_of(context, shot, ui)
}

impl Rasteriser {
    /// Does what [`picture_of`] does, with the textures of the pictures before.
    pub fn picture_of(
        &mut self,
        context: &Context,
        shot: Shot,
        mut ui: impl FnMut(&mut Ui),
    ) -> Result<Picture, PictureError> {
        if !(shot.scale.is_finite() && shot.scale > 0.0) {
            return Err(PictureError::Scale { scale: shot.scale });
        }
        let size_px = shot.size_px(context);
        Picture::check_size(size_px)?;

        let mut output = self.frame(context, shot.input(context), &mut ui);
        for _ in 1..shot.frames.count.get() {
            output = self.frame(context, shot.input(context), &mut ui);
        }
        let primitives = context.tessellate(output.shapes, output.pixels_per_point);
        self.draw(&primitives, size_px, output.pixels_per_point, Color32::TRANSPARENT)
    }

    /// Runs one frame and takes over its textures.
    fn frame(
        &mut self,
        context: &Context,
        input: RawInput,
        ui: &mut impl FnMut(&mut Ui),
    ) -> FullOutput {
        let mut output = context.run_ui(input, ui);
        self.apply(&output.textures_delta);
        output.textures_delta.clear();
        output
    }
}
