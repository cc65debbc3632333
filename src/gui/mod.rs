//! The window: shows and asks; decides nothing.
#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "pixels are approximate; figures were put into words before they came here"
)]
#![expect(
    clippy::excessive_nesting,
    reason = "a panel in a row in a frame is a closure in a closure in a closure"
)]

mod app;
mod canvas;
mod charts;
mod desk;
mod dialogs;
mod free_keys;
mod fund;
mod home;
mod image;
mod inspector;
mod map_frame;
mod memory;
mod menu_keys;
mod menus;
mod notices;
mod palette;
mod panels;
mod parts;
mod picture;
mod problems;
mod rail;
mod rank;
pub mod raster;
mod requests;
mod ring;
mod scenario;
mod shell;
mod shortcuts;
mod start;
mod status;
mod switched;
mod table;
mod theme;
mod tips;
mod tradeoffs;
mod typed;
mod value;
mod weighing;
mod widgets;

pub use app::{Start, Stay, WindowError, run};
pub use map_frame::MapFrame;
pub use picture::{RenderError, RenderRequest, ThemeChoice, render};
pub use shell::Window;
