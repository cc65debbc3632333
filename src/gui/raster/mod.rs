//! Pictures of the interface, drawn without a graphics card, a window or a graphics library.
//!
//! egui hands over textured triangles. They are filled here the way egui's own painter does it:
//! colours with premultiplied alpha, multiplied and blended as they are stored. Two things are
//! left out, so that pictures compress well and compare well: no dithering, no mipmaps.
//! The same input gives the same bytes, every time.

mod frames;
mod numbers;
mod paint;
mod picture;
mod texture;
mod triangle;

use std::collections::BTreeMap;

use egui::epaint::{ClippedPrimitive, Primitive};
use egui::{Color32, Mesh, TextureId, TexturesDelta};

use self::paint::Canvas;
use self::texture::Texture;

pub use self::frames::{Frames, Shot, picture_of};
pub use self::picture::{Picture, PictureError};

/// Draws triangles, and keeps the textures they need from one picture to the next.
#[derive(Default)]
pub struct Rasteriser {
    textures: BTreeMap<TextureId, Texture>,

    /// Freed by egui, yet needed until the picture they came with has been drawn.
    freed: Vec<TextureId>,
}

impl Rasteriser {
    /// Starts without any texture.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes over the textures that came with a frame; call it before [`Self::draw`].
    ///
    /// Textures that the frame frees can still be drawn, and go with the next call, as egui
    /// wants it. An update of a part of a texture that is not held is ignored, and the part of
    /// an update that reaches beyond its texture is cut off.
    pub fn apply(&mut self, delta: &TexturesDelta) {
        for id in self.freed.drain(..) {
            self.textures.remove(&id);
        }
        let changes: BTreeMap<_, _> = delta.set.iter().collect();
        for (id, images) in changes {
            for image in images {
                if image.is_whole() {
                    self.textures.insert(*id, Texture::whole(image));
                } else if let Some(texture) = self.textures.get_mut(id) {
                    texture.update(image);
                }
            }
        }
        self.freed.extend(&delta.free);
    }

    /// Draws one frame on a ground of one colour.
    ///
    /// The size is in pixels, positions in `primitives` are in points. Paint callbacks, meshes
    /// whose texture is not held and corners that are no numbers are left out.
    pub fn draw(
        &self,
        primitives: &[ClippedPrimitive],
        size_px: [u32; 2],
        pixels_per_point: f32,
        background: Color32,
    ) -> Result<Picture, PictureError> {
        if !(pixels_per_point.is_finite() && pixels_per_point > 0.0) {
            return Err(PictureError::Scale { scale: pixels_per_point });
        }
        let mut picture = Picture::filled(size_px, background)?;
        let mut canvas = Canvas::over(&mut picture, pixels_per_point);
        for ClippedPrimitive { clip_rect, primitive } in primitives {
            let Primitive::Mesh(mesh) = primitive else { continue };
            let Some(texture) = self.textures.get(&mesh.texture_id) else { continue };
            canvas.clip(*clip_rect);
            draw_mesh(&mut canvas, texture, mesh);
        }
        Ok(picture)
    }
}

/// Draws the triangles of a mesh in order; those that name a corner that is not there are left out.
fn draw_mesh(canvas: &mut Canvas<'_>, texture: &Texture, mesh: &Mesh) {
    let corners: Vec<_> = mesh.vertices.iter().map(|vertex| canvas.corner(vertex)).collect();
    let corner = |index: u32| {
        let index = usize::try_from(index).ok()?;
        corners.get(index).copied().flatten()
    };
    for triple in mesh.indices.chunks_exact(3) {
        let &[a, b, c] = triple else { continue };
        if let (Some(a), Some(b), Some(c)) = (corner(a), corner(b), corner(c)) {
            canvas.triangle(texture, &[a, b, c]);
        }
    }
}

#[cfg(test)]
mod tests;
