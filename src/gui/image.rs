//! Pictures that come with the program.

use egui::ColorImage;
use png::{ColorType, Decoder, Transformations};

/// The pixels of a PNG; nothing where it is none.
pub(super) fn decoded(bytes: &[u8]) -> Option<ColorImage> {
    let mut decoder = Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(
        Transformations::EXPAND | Transformations::ALPHA | Transformations::STRIP_16,
    );
    let mut reader = decoder.read_info().ok()?;
    let mut pixels = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut pixels).ok()?;
    pixels.truncate(frame.buffer_size());
    let size = [frame.width as usize, frame.height as usize];
    (frame.color_type == ColorType::Rgba).then(|| ColorImage::from_rgba_unmultiplied(size, &pixels))
}
