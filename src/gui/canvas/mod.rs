//! The portfolio as a map.

mod camera;
mod gesture;
mod hit;
mod paint;
mod path;
mod scene;
mod view;

pub(crate) use view::{Canvas, canvas_ui, is_typing};
