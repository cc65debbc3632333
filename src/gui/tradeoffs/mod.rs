//! What is given up for what: projects between two figures, side by side, and weight against spending.

mod align;
mod bar;
mod beside;
mod chart;
mod field;
mod foot;
mod front;
mod grid;
mod paint;
mod scenarios;
mod scene;
mod tip;
mod tones;
mod view;
mod wish;

pub(crate) use view::{Tradeoffs, tradeoffs_ui};
