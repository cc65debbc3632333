//! The portfolio as a map.

mod answering;
mod asking;
mod camera;
mod find;
mod flight;
mod focus;
mod gesture;
mod hand;
mod hit;
mod keys;
mod menu;
mod names;
mod overlay;
mod paint;
mod path;
mod ports;
mod rename;
mod scene;
mod snap;
mod view;
mod walk;

pub(crate) use view::{Canvas, canvas_ui, is_typing};
