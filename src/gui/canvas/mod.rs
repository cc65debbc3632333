//! The portfolio as a map.

mod answering;
mod asking;
mod camera;
mod find;
mod flight;
mod focus;
mod gesture;
mod hand;
mod headings;
mod hit;
mod keys;
mod legend;
mod lens;
mod menu;
mod minimap;
mod motion;
mod names;
mod near;
mod overlay;
mod paint;
mod paint_cards;
mod paint_lines;
mod paint_words;
mod path;
mod ports;
mod rename;
mod scene;
mod snap;
mod view;
mod walk;

pub(crate) use view::{Canvas, canvas_ui, is_typing};
