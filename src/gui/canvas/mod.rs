//! The portfolio as a map.

mod camera;
mod gesture;
mod hit;
mod legend;
mod lens;
mod minimap;
mod motion;
mod paint;
mod paint_cards;
mod paint_lines;
mod paint_words;
mod path;
mod scene;
mod view;

pub(crate) use view::{Canvas, canvas_ui, is_typing};
